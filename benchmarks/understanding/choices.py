"""Print the tables behind docs/decisions/0003 and 0005: encoder, its precision, and the halves of the ranker.

Everything is learned from `data/nlu/` and asked on `data/validation/`; held-out questions are never touched.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from bot.content import yaml_source
from bot.content.loading import load_library
from bot.content.utterances import RETRIEVAL_INTENT
from bot.evaluation.questions import Question, read_questions
from bot.nlu import encoder_export
from bot.nlu.encoder import SentenceEncoder, adapter_path
from bot.nlu.normaliser import Normaliser, normaliser_for
from bot.nlu.ranker import Array, Ranker
from bot.settings import Settings

ADVICE = f"{RETRIEVAL_INTENT}/"


def utterances(data: Path) -> list[tuple[str, str]]:
    """Every training utterance with its intent."""
    return [
        (line[2:], block["intent"])
        for path in sorted((data / "nlu").rglob("*.yml"))
        for block in yaml_source.read(path)["nlu"]
        for line in block["examples"].splitlines()
        if line.startswith("- ")
    ]


def right(ranker: Ranker, texts: Sequence[str], embeddings: Array, asked: Sequence[Question]) -> tuple[float, float]:
    """Shares right first and right within three among the answers, in %."""
    first = three = 0
    for text, embedding, question in zip(texts, embeddings, asked, strict=True):
        ranked = [label for label, _ in ranker.rank(text, embedding) if label.startswith(ADVICE)][:3]
        first += ranked[0] == ADVICE + question.answer
        three += ADVICE + question.answer in ranked
    return 100 * first / len(asked), 100 * three / len(asked)


def encoders(folder: Path) -> dict[str, Path]:
    """The graphs to compare, built here so that nothing cached decides."""
    adapter = adapter_path()
    return {
        "published, fp32": encoder_export.export(folder / "published.onnx"),
        "tuned, fp32": encoder_export.export(folder / "tuned.onnx", adapter),
        "tuned, 8 bits": encoder_export.export_int8(folder / "tuned-int8.onnx", adapter),
    }


def without_meaning(ranker: Ranker) -> Ranker:
    """The same ranker with its spelling half alone."""
    return replace(ranker, meaning=np.zeros_like(ranker.meaning), meaning_bias=np.zeros_like(ranker.meaning_bias))


def main() -> None:
    """One row an encoder and half; about ten minutes on two quiet cores."""
    settings = Settings()
    normaliser: Normaliser = normaliser_for(load_library(settings.content).require_clean())
    taught = utterances(settings.data)
    texts, labels = [normaliser.normalise(text).text for text, _ in taught], [label for _, label in taught]
    asked = [q for q in read_questions(settings.data / "validation") if q.area != "out-of-scope"]
    questions = [normaliser.normalise(q.text).text for q in asked]
    print(f"{len(texts)} utterances, {len(asked)} validation questions\n")
    print("| encoder | ranks by | right first | right within 3 | encoding (s) |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, graph in encoders(Path(folder)).items():
            encoder = SentenceEncoder(graph)
            start = time.monotonic()
            embeddings = encoder.encode(texts)
            seconds = time.monotonic() - start
            fused = Ranker.fit(texts, embeddings, labels)
            halves = {"meaning": replace(fused, spelling_share=0.0), "both": fused}
            if name.startswith("published"):
                halves = {"spelling": without_meaning(fused), **halves}
            vectors = encoder.encode(questions)
            for half, ranker in halves.items():
                first, three = right(ranker, questions, vectors, asked)
                print(f"| {name} | {half} | {first:.1f} % | {three:.1f} % | {seconds:.0f} |", flush=True)


if __name__ == "__main__":
    main()
