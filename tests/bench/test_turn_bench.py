"""The measurement of a turn counts new replies in both languages, and says what was not measured."""

from __future__ import annotations

import json
import subprocess

import pytest

from tutor.bench import turn
from tutor.services import build_services


def test_as_many_turns_as_asked_for_and_none_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[tuple[str, str]] = []
    take = turn.take_turn

    def noted(services, session, text):  # type: ignore[no-untyped-def]
        said.append((session.lang, text))
        return take(services, session, text)

    monkeypatch.setattr(turn, "take_turn", noted)
    taken = turn.converse(build_services(), 12)
    assert len(taken) == 12
    assert len({text for _, text in said}) == 12
    assert {lang for lang, _ in said} == {"zh", "en"}
    assert all(wall > 0 for wall, _ in taken)


def test_limits_decide_and_a_missing_encoder_is_not_measured(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def printed(found: object) -> None:
        done = subprocess.CompletedProcess([], 0, stdout=f"{json.dumps(found)}\n")
        monkeypatch.setattr(turn.subprocess, "run", lambda *_, **__: done)

    starts = iter([12.0, 11.0, None, None])
    monkeypatch.setattr(turn, "_opened", lambda cache: next(starts))
    printed({"turns": [[50.0, 40.0]] * 5, "peak_mb": 701.0, "known": 3, "lines": 9})
    _, rows = turn.report()
    assert [row["kept"] for row in rows] == [True, False, True, False]
    printed(None)
    lines, rows = turn.report()
    assert [row["kept"] for row in rows] == [None, None]
    assert all("not measured" in line for line in lines)
