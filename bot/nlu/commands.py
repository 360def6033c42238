"""`cyberprotect encoder …`: build the sentence encoder's graph, or fine-tune it on our utterances."""

from __future__ import annotations

import time

import typer

from bot.settings import Settings

app = typer.Typer(no_args_is_help=True, help="The sentence encoder: build its graph, fine-tune it.")


@app.command()
def build() -> None:
    """Build the ONNX graph from the published weights and our adapter, where it is missing."""
    from bot.nlu.encoder import graph_path, shared_encoder

    shared_encoder()
    typer.echo(graph_path())


@app.command()
def tune(epochs: int = typer.Option(4, min=1, help="Passes over all utterances.")) -> None:
    """Fine-tune on all training sentences and keep the adapter. Some thirty minutes on two cores."""
    from bot.content.loading import load_library
    from bot.nlu.encoder import adapter_path
    from bot.nlu.encoder_tuning import Tuning, tune
    from bot.nlu.tuning_data import tuning_pairs
    from bot.runtime.training import quiet_rasa

    quiet_rasa()
    settings = Settings()
    pairs = tuning_pairs(load_library(settings.content).require_clean(), settings.data)
    start = time.monotonic()
    adapter = tune([pair.text for pair in pairs], [pair.label for pair in pairs], Tuning(epochs=epochs), typer.echo)
    adapter_path().parent.mkdir(parents=True, exist_ok=True)
    adapter.save(adapter_path())
    typer.echo(f"{adapter_path()} learned from {len(pairs)} sentences in {time.monotonic() - start:.0f} seconds")
