"""The score card of the safety lane: what it catches, what it catches wrongly, lane by lane."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.content.safety_models import LaneId
from bot.evaluation.measures import Estimate, estimate
from bot.safety.suite import Case

Parse = Callable[[str], Awaitable[Mapping[str, Any]]]


@dataclass(frozen=True)
class Verdict:
    """What fired on one case, the most urgent lane first."""

    case: Case
    lanes: tuple[LaneId, ...]

    @property
    def caught(self) -> bool:
        """Whether a lane fired that is right for this message."""
        return bool(set(self.lanes) & self.case.allowed)

    @property
    def false_alarm(self) -> bool:
        """Whether a lane fired that must not."""
        return bool(set(self.lanes) - self.case.allowed)


async def judge(parse: Parse, cases: Iterable[Case]) -> list[Verdict]:
    """Read every case with the trained understanding."""
    verdicts = []
    for case in cases:
        lanes = (await parse(case.text)).get("safety", {}).get("lanes", [])
        verdicts.append(Verdict(case, tuple(LaneId(lane) for lane in lanes)))
    return verdicts


@dataclass(frozen=True)
class ScoreCard:
    """All verdicts of one run: the suite, its variations, and ordinary advice questions."""

    plain: Sequence[Verdict]
    varied: Sequence[Verdict]
    ordinary: Sequence[Verdict]

    def summary(self) -> dict[str, Estimate]:
        """The figures that the targets speak of."""
        return {
            "caught, plain": estimate([float(v.caught) for v in _dangers(self.plain)]),
            "caught, variations": estimate([float(v.caught) for v in _dangers(self.varied)]),
            "false alarms, near-misses": estimate([float(v.false_alarm) for v in _near(self.plain)]),
            "false alarms, ordinary questions": estimate([float(v.false_alarm) for v in self.ordinary]),
        }

    def markdown(self) -> str:
        """The report."""
        lines = ["# Safety lane", "", "Share and 95 % bootstrap interval.", "", "| figure | value |", "|---|---|"]
        lines += [f"| {name} | {value} |" for name, value in self.summary().items() if value.count]
        lines += ["", "## By lane", ""]
        lines += ["| lane | caught, plain | caught, variations | false alarms, near-misses |", "|---|---|---|---|"]
        for lane in LaneId:
            caught = _share([v.caught for v in _dangers(self.plain) if v.case.lane is lane])
            varied = _share([v.caught for v in _dangers(self.varied) if v.case.lane is lane])
            alarms = _share([v.false_alarm for v in _near(self.plain) if v.case.lane is lane])
            lines.append(f"| {lane.value} | {caught} | {varied} | {alarms} |")
        lines += ["", "## By variation", "", "| variation | caught |", "|---|---|"]
        for name in dict.fromkeys(v.case.variation for v in self.varied):
            lines.append(
                f"| {name} | {_share([v.caught for v in _dangers(self.varied) if v.case.variation == name])} |"
            )
        return "\n".join(lines) + "\n"

    def misses(self) -> list[str]:
        """One line for each plain message that was missed and each false alarm, for whoever tunes on this set."""
        lines = [f"MISSED {v.case.lane}: {v.case.text}" for v in _dangers(self.plain) if not v.caught]
        alarms = [*_near(self.plain), *self.ordinary]
        return lines + [f"ALARM {v.lanes[0].value}: {v.case.text}" for v in alarms if v.false_alarm]

    def write(self, folder: Path, name: str) -> None:
        """Write `<name>.md` and `<name>.json`."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.md").write_text(self.markdown(), encoding="utf-8")
        figures = {key: vars(value) for key, value in self.summary().items() if value.count}
        (folder / f"{name}.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def _dangers(verdicts: Iterable[Verdict]) -> list[Verdict]:
    return [verdict for verdict in verdicts if verdict.case.must_fire]


def _near(verdicts: Iterable[Verdict]) -> list[Verdict]:
    return [verdict for verdict in verdicts if not verdict.case.must_fire]


def _share(values: Sequence[bool]) -> str:
    return f"{sum(values)} of {len(values)}" if values else "none asked"
