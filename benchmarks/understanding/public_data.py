"""The public intent data sets, read from `data/`."""

from __future__ import annotations

import csv
import gzip
import json
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"
OUT_OF_SCOPE = "oos"


@dataclass(frozen=True)
class Labelled:
    """Sentences and the label of each, in the same order."""

    texts: list[str]
    labels: list[str]


@dataclass(frozen=True)
class PublicSet:
    """A data set with its published splits. BANKING77 has no validation split."""

    train: Labelled
    validation: Labelled
    test: Labelled


def clinc150() -> PublicSet:
    """The full version, its out-of-scope sentences under the label `oos`."""
    with gzip.open(DATA / "clinc150.json.gz", "rt", encoding="utf-8") as file:
        splits = json.load(file)
    train, validation, test = (_labelled([*splits[name], *splits[f"oos_{name}"]]) for name in ("train", "val", "test"))
    return PublicSet(train, validation, test)


def banking77() -> PublicSet:
    """All ten thousand training questions."""
    return PublicSet(_read_csv("banking77_train.csv.gz"), Labelled([], []), _read_csv("banking77_test.csv.gz"))


def _read_csv(name: str) -> Labelled:
    with gzip.open(DATA / name, "rt", encoding="utf-8", newline="") as file:
        return _labelled([(row["text"], row["category"]) for row in csv.DictReader(file)])


def _labelled(rows: list[tuple[str, str]]) -> Labelled:
    return Labelled([text for text, _ in rows], [label for _, label in rows])
