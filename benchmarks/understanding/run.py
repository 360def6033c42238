"""Print how well, how fast and at what cost messages are understood: ours beside its peers, one run, same data."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys

from benchmarks.understanding.scope import PUBLISHED
from bot.runtime.training import QUIET
from bot.settings import Settings

NAMES = {
    "ours": "Cyber Protect",
    "neighbour": "MiniLM, nearest neighbour",
    "tfidf": "TF-IDF, linear SVM",
    "bm25": "BM25",
    "rasa": "Rasa default (DIET, ResponseSelector)",
}
COLUMNS = {
    "first": "right first (%)",
    "three": "right within 3 (%)",
    "p50_ms": "p50 (ms)",
    "p95_ms": "p95 (ms)",
    "train_s": "training (s)",
    "peak_mb": "peak (MB)",
}
# Casanueva and others (2020), Table 2, and the fine-tuned BERT of the same table.
BANKING77_PUBLISHED = {"USE and ConveRT, published": 93.36, "BERT fine-tuned, published": 93.66}
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def figures(module: str, *arguments: str) -> dict[str, float]:
    """What a worker prints. Raises SystemExit when it fails."""
    command = [sys.executable, "-m", f"benchmarks.understanding.{module}", *arguments]
    result = subprocess.run(
        command, env={**os.environ, **QUIET, **ONE_THREAD}, capture_output=True, text=True, check=False
    )
    lines = [line for line in result.stdout.splitlines() if line.startswith("FIGURES ")]
    if not lines:
        raise SystemExit(f"benchmark {' '.join(arguments) or module} failed:\n{result.stderr[-3000:]}")
    found: dict[str, float] = json.loads(lines[-1].removeprefix("FIGURES "))
    return found


def main() -> None:
    """Three tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--with-rasa", action="store_true", help="train Rasa's default pipeline too: an hour or more")
    wanted = parser.parse_args()
    os.chdir(Settings().root)
    print("One thread, held-out questions of `tests/questions/`, each system trained on `data/nlu/advice/`.\n")
    print("| system | " + " | ".join(COLUMNS.values()) + " |")
    print("|---|" + "---|" * len(COLUMNS))
    for key, name in NAMES.items():
        if key != "rasa" or wanted.with_rasa:
            row = figures("worker", key, "advice")
            print(f"| {name} | " + " | ".join(f"{row[column]:.1f}" for column in COLUMNS) + " |", flush=True)
    print("\nBANKING77, test split:\n\n| system | right (%) | p50 (ms) | training (s) |\n|---|---|---|---|")
    for key, name in (("ours-published", "Cyber Protect, encoder as published"), ("tfidf", NAMES["tfidf"])):
        row = figures("worker", key, "banking77")
        print(f"| {name} | {row['first']:.1f} | {row['p50_ms']:.1f} | {row['train_s']:.1f} |", flush=True)
    for name, value in BANKING77_PUBLISHED.items():
        print(f"| {name} | {value} | | |")
    print("\nCLINC150 full, test split:\n\n| system | in scope, right (%) | out of scope, known (%) |\n|---|---|---|")
    row = figures("scope")
    print(f"| Cyber Protect, encoder as published | {row['in_scope']:.1f} | {row['out_of_scope']:.1f} |")
    for name, (inside, outside) in PUBLISHED.items():
        print(f"| {name} | {inside} | {outside} |")


if __name__ == "__main__":
    main()
