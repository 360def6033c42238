"""Train the assistant when anything that it learns from has changed, and find the trained model."""

from __future__ import annotations

import json
import logging
import os
import time
import warnings
from pathlib import Path
from typing import Optional

from bot.errors import CyberProtectError
from bot.fingerprint import fingerprint
from bot.settings import Settings

MODEL_NAME = "cyber-protect"
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
    "TQDM_DISABLE": "1",
}
LEARNED_FROM = ("content", "data", "domain.yml", "config.yml", "bot/content", "bot/nlu", "bot/safety", "uv.lock")


def trained_model(settings: Settings) -> Path:
    """The model archive. Raises CyberProtectError when nobody has trained yet."""
    path = settings.models / f"{MODEL_NAME}.tar.gz"
    if not path.exists():
        raise CyberProtectError("no trained model: run `cyberprotect train` (or `make train`)")
    return path


def is_current(settings: Settings) -> bool:
    """Whether the trained model was made from exactly what is on disk now."""
    stamp = _stamp(settings)
    if not (stamp.exists() and (settings.models / f"{MODEL_NAME}.tar.gz").exists()):
        return False
    return bool(json.loads(stamp.read_text(encoding="utf-8"))["fingerprint"] == learned_fingerprint(settings))


def train(settings: Settings, force: bool = False, config: str = "config.yml", output: Optional[Path] = None) -> float:
    """Train, and return the seconds it took. Raises CyberProtectError when Rasa reports a failure.

    Benchmarks train another `config` into a folder of their own; such a model is never served.
    """
    quiet_rasa()
    import rasa

    os.chdir(settings.root)
    start, made_from = time.monotonic(), learned_fingerprint(settings)
    result = rasa.train(
        domain="domain.yml",
        config=config,
        training_files="data",
        output=str(output or settings.models),
        fixed_model_name=MODEL_NAME,
        force_training=force,
    )
    if result.code != 0 or result.model is None:
        raise CyberProtectError(f"training failed (code {result.code}): the messages above say why")
    if output is None:
        record(settings, made_from)
    return time.monotonic() - start


def quiet_rasa() -> None:
    """No telemetry, no user text in logs, no warnings about libraries that are not ours to change."""
    os.environ.update(QUIET)
    # Not a filter: TensorFlow and Rasa put filters of their own in front.
    warnings.showwarning = lambda *args, **kwargs: None
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.ERROR)
    logging.getLogger("rasa").setLevel(logging.ERROR)


def record(settings: Settings, made_from: str) -> None:
    """Note beside the model what it was made from."""
    _stamp(settings).write_text(json.dumps({"fingerprint": made_from}), encoding="utf-8")


def learned_fingerprint(settings: Settings) -> str:
    """One digest of everything that training reads."""
    return fingerprint(settings.root / name for name in LEARNED_FROM)


def _stamp(settings: Settings) -> Path:
    return settings.models / f"{MODEL_NAME}.json"
