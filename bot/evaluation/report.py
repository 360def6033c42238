"""An evaluation as Markdown, JSON and pictures under `reports/`."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from bot.evaluation.measures import (
    Estimate,
    Result,
    calibration,
    confused_pairs,
    estimate,
    reciprocal_rank,
    right_within,
)

OUT_OF_SCOPE = "out-of-scope"
# An emergency card is never wrong for a message that no answer fits.
DECLINED = frozenset({"decline", "smalltalk", "emergency"})
MOST_CONFUSED = 15


def in_scope(results: Iterable[Result]) -> list[Result]:
    """Results of questions that some answer fits."""
    return [result for result in results if result.question.answer != OUT_OF_SCOPE]


def summary(results: Sequence[Result]) -> dict[str, Estimate]:
    """The figures that are compared between versions."""
    wanted = in_scope(results)
    foreign = [result for result in results if result.question.answer == OUT_OF_SCOPE]
    turned_away = [r for r in results if r.outcome in {"decline", "smalltalk"}]
    return {
        "right first": estimate([right_within(1)(r) for r in wanted]),
        "right within 3": estimate([right_within(3)(r) for r in wanted]),
        "mean reciprocal rank": estimate([reciprocal_rank(r) for r in wanted]),
        "answered outright": estimate([float(r.outcome == "answer") for r in wanted]),
        "right when answered outright": estimate([right_within(1)(r) for r in wanted if r.outcome == "answer"]),
        "in scope turned away": estimate([float(r.outcome in {"decline", "smalltalk"}) for r in wanted]),
        "out of scope handled as such": estimate([float(r.outcome in DECLINED) for r in foreign]),
        "turned away and out of scope": estimate([float(r.question.answer == OUT_OF_SCOPE) for r in turned_away]),
        "a forbidden answer chosen": estimate(
            [float(r.ranking[0][0] in r.question.forbidden) for r in wanted if r.question.forbidden and r.ranking]
        ),
    }


def grouped(results: Sequence[Result], keys: Callable[[Result], Iterable[str]]) -> dict[str, list[Result]]:
    """Results by key; one result may stand under several."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        for key in keys(result):
            groups[key].append(result)
    return dict(sorted(groups.items()))


def markdown(title: str, results: Sequence[Result]) -> str:
    """The whole report."""
    wanted = in_scope(results)
    rows, error = calibration(wanted)
    parts = [f"# {title}", "", "Share and 95 % bootstrap interval.", ""]
    parts += ["| figure | value |", "|---|---|"]
    parts += [f"| {name} | {value} |" for name, value in summary(results).items() if value.count]
    parts += [f"| expected calibration error | {error:.3f} |", ""]
    parts += _table("area", grouped(wanted, lambda r: [r.question.area]))
    parts += _table("register", grouped(wanted, lambda r: r.question.registers))
    parts += ["## Confidence and share right", "", "| confidence | right | questions |", "|---|---|---|"]
    parts += [f"| {mean:.2f} | {share:.2f} | {count} |" for mean, share, count in rows]
    parts += ["", "## Most confused", "", "| asked for | answered instead | times |", "|---|---|---|"]
    parts += [f"| {asked} | {given} | {count} |" for asked, given, count in confused_pairs(wanted)]
    return "\n".join(parts) + "\n"


def _table(name: str, groups: dict[str, list[Result]]) -> list[str]:
    lines = [f"## By {name}", "", f"| {name} | right first | right within 3 |", "|---|---|---|"]
    for key, members in groups.items():
        first = estimate([right_within(1)(r) for r in members])
        third = estimate([right_within(3)(r) for r in members])
        lines.append(f"| {key} | {first} | {third.value:.1%} |")
    return [*lines, ""]


def write(folder: Path, name: str, title: str, results: Sequence[Result]) -> None:
    """Write `<name>.md`, `<name>.json`, `<name>-reliability.png` and `<name>-confusion.png`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.md").write_text(markdown(title, results), encoding="utf-8")
    figures = {key: vars(value) for key, value in summary(results).items() if value.count}
    (folder / f"{name}.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    _plot_reliability(folder / f"{name}-reliability.png", results)
    _plot_confusion(folder / f"{name}-confusion.png", results)


def _plot_confusion(path: Path, results: Sequence[Result]) -> None:
    """The answers of the most confused pairs against each other: questions down, answers across."""
    plt = _pyplot()
    pairs = confused_pairs(in_scope(results), MOST_CONFUSED)
    names = sorted({name for asked, given, _ in pairs for name in (asked, given)})
    place = {name: index for index, name in enumerate(names)}
    counts = [[0] * len(names) for _ in names]
    for result in in_scope(results):
        asked, given = result.question.answer, result.ranking[0][0] if result.ranking else None
        if asked in place and given in place:
            counts[place[asked]][place[given]] += 1
    side = 2 + 0.3 * len(names)
    figure, axes = plt.subplots(figsize=(side, side))
    if names:
        axes.imshow(counts, cmap="Blues")
        axes.set_xticks(range(len(names)), names, rotation=90, fontsize=7)
        axes.set_yticks(range(len(names)), names, fontsize=7)
        for row, numbers in enumerate(counts):
            for column, count in enumerate(numbers):
                if count:
                    axes.text(column, row, count, ha="center", va="center", fontsize=7)
    axes.set(xlabel="answered", ylabel="asked for", title="Most confused")
    figure.savefig(path, dpi=100, bbox_inches="tight")
    plt.close(figure)


def _pyplot() -> Any:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    return pyplot


def _plot_reliability(path: Path, results: Sequence[Result]) -> None:
    plt = _pyplot()
    rows, error = calibration(in_scope(results))
    figure, axes = plt.subplots(figsize=(5, 5))
    axes.plot([0, 1], [0, 1], linestyle=":", color="grey")
    axes.plot([row[0] for row in rows], [row[1] for row in rows], marker="o")
    axes.set(xlabel="confidence", ylabel="share right", title=f"Reliability, ECE {error:.3f}", xlim=(0, 1), ylim=(0, 1))
    figure.savefig(path, dpi=100, bbox_inches="tight")
    plt.close(figure)


def regressions(results: Sequence[Result], baseline: Path) -> list[str]:
    """Figures that fell significantly below the committed baseline: its value lies above our interval."""
    old = json.loads(baseline.read_text(encoding="utf-8"))
    new = summary(results)
    return [
        f"{name}: {new[name]} is below the baseline {old[name]['value']:.1%}"
        for name in ("right first", "right within 3", "out of scope handled as such")
        if name in old and new[name].count and new[name].high < old[name]["value"]
    ]
