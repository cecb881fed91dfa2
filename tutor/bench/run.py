"""`kefu bench`: runs suites and prints their tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from tutor.bench.machine import describe, machine
from tutor.domain import Score
from tutor.encoders.protocols import Progress, quiet
from tutor.errors import UnknownName

if TYPE_CHECKING:
    from tutor.bench.worded import Options

Suite = Callable[[], tuple[list[str], list[dict[str, object]]]]


def run_suites(
    names: Sequence[str],
    *,
    as_json: bool = False,
    worded: Options | None = None,
    progress: Progress = quiet,
) -> int:
    """Runs the suites in order and prints each result with the machine it was measured on. With
    `worded`, role-play is measured with that language model and without, side by side.

    Returns 0, or 1 when a stated limit was not kept. Raises `UnknownName` for an unknown suite.
    """
    for name in names:
        if name not in SUITES:
            raise UnknownName("suite", name, tuple(SUITES))
    results: dict[str, object] = {"machine": machine()}
    kept = True
    if not as_json:
        print(f"measured on: {describe()}\n")
    for name in names:
        if name == "roleplay" and worded is not None:
            from tutor.bench.worded import measure

            lines, rows = measure(worded, progress)
        else:
            lines, rows = SUITES[name]()
        kept = kept and all(row.get("kept") is not False for row in rows)
        results[name] = rows
        if not as_json:
            print(name, *lines, "", sep="\n")
    if as_json:
        print(json.dumps(results, ensure_ascii=False, indent=2))
    return 0 if kept else 1


def shown(score: Score, digits: int = 3) -> str:
    """A score as text; "not measured" when it has no value."""
    if score.value is None:
        return f"not measured (n = {score.n})"
    low_high = (
        ""
        if score.interval is None
        else f" [{score.interval[0]:.{digits}f}, {score.interval[1]:.{digits}f}]"
    )
    return f"{score.value:.{digits}f}{low_high}, n = {score.n}"


def _speed() -> tuple[list[str], list[dict[str, object]]]:
    from tutor.bench.speed import measure

    lines, rows = [], []
    for speed in measure():
        limit = (
            ""
            if speed.limit is None
            else f"  (limit {speed.limit:g}: {'kept' if speed.kept else 'NOT KEPT'})"
        )
        lines.append(
            f"  {speed.score.metric}: {shown(speed.score, 2)} {speed.unit}; {speed.beside}{limit}"
        )
        rows.append(
            asdict(speed.score)
            | {"unit": speed.unit, "beside": speed.beside, "limit": speed.limit, "kept": speed.kept}
        )
    return lines, rows


def _feedback() -> tuple[list[str], list[dict[str, object]]]:
    from tutor.bench.feedback_report import measure

    lines, rows = measure("dev")
    more_lines, more_rows = measure("held-out")
    return [*lines, "", *more_lines], [*rows, *more_rows]


def _roleplay() -> tuple[list[str], list[dict[str, object]]]:
    from tutor.bench.roleplay import measure

    return measure()


def _loading() -> tuple[list[str], list[dict[str, object]]]:
    from tutor.bench.loading import report

    return report()


def _retrieval() -> tuple[list[str], list[dict[str, object]]]:
    from tutor.bench.retrieval import report

    return report(("e5-small", "e5-service"))


def _understanding() -> tuple[list[str], list[dict[str, object]]]:
    from tutor.bench.understanding import side_by_side

    lines: list[str] = []
    rows: list[dict[str, object]] = []
    for reader, split, score in side_by_side():
        lines.append(f"  {split:<9}{reader:<18}{score.metric}: {shown(score)}")
        rows.append({"reader": reader, "split": split} | asdict(score))
    return lines, rows


def _index() -> tuple[list[str], list[dict[str, object]]]:
    from tutor.bench.index import measure

    return measure()


def _turn() -> tuple[list[str], list[dict[str, object]]]:
    from tutor.bench.turn import report

    return report()


SUITES: dict[str, Suite] = {
    "understanding": _understanding,
    "speed": _speed,
    "feedback": _feedback,
    "loading": _loading,
    "retrieval": _retrieval,
    "index": _index,
    "turn": _turn,
    "roleplay": _roleplay,
}
