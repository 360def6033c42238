"""Print what a turn, training, start-up and memory cost, ours beside the stock baseline of the same run."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress

from bot.runtime.training import QUIET
from bot.settings import Settings

CONFIGS = {"Cyber Protect": "config.yml", "Rasa stock, light": "benchmarks/turns/stock.yml"}
ROWS = {
    "turn_p50_ms": "whole turn, median (ms)",
    "turn_p95_ms": "whole turn, 95th percentile (ms)",
    "turn_5_ms": "turn 5 of a conversation (ms)",
    "turn_100_ms": "turn 100 of a conversation (ms)",
    "train_s": "training from nothing (s)",
    "load_s": "load model, imports included (s)",
    "peak_mb": "peak memory, training included (MB)",
}
START_LIMIT_SECONDS = 180


def figures(config: str) -> dict[str, float]:
    """The worker's figures for one config. Raises when the worker fails."""
    command = [sys.executable, "-m", "benchmarks.turns.worker", config]
    result = subprocess.run(command, env={**os.environ, **QUIET}, capture_output=True, text=True, check=False)
    lines = [line for line in result.stdout.splitlines() if line.startswith("FIGURES ")]
    if not lines:
        raise SystemExit(f"benchmark of {config} failed:\n{result.stderr[-3000:]}")
    return {key: float(value) for key, value in json.loads(lines[-1].removeprefix("FIGURES ")).items()}


def seconds_to_ready() -> float:
    """From starting `cyberprotect serve` to the first healthy answer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    start = time.monotonic()
    command = [sys.executable, "-m", "bot.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while time.monotonic() - start < START_LIMIT_SECONDS:
            with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2):
                return time.monotonic() - start
            time.sleep(0.2)
    finally:
        process.terminate()
        process.wait()
    raise SystemExit(f"the server was not ready after {START_LIMIT_SECONDS} s")


def main() -> None:
    """Run both and print the table."""
    os.chdir(Settings().root)
    columns = {name: figures(config) for name, config in CONFIGS.items()}
    print("| figure | " + " | ".join(columns) + " |")
    print("|---|" + "---|" * len(columns))
    for key, label in ROWS.items():
        print(f"| {label} | " + " | ".join(f"{column[key]:.1f}" for column in columns.values()) + " |")
    print(f"| start to ready (s) | {seconds_to_ready():.1f} | |")


if __name__ == "__main__":
    main()
