"""The teacher's code: asked for when it is set, compared safely, never told."""

from __future__ import annotations

import pytest

from tutor.ui import gate as module
from tutor.ui.gate import VARIABLE, Gate


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    made: list[float] = []
    monkeypatch.setattr(module.time, "sleep", made.append)
    return made


@pytest.mark.parametrize("value", [None, "", "   "])
def test_without_a_code_the_tab_is_open(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    if value is not None:
        monkeypatch.setenv(VARIABLE, value)
    assert not Gate().needed
    assert Gate().opens(None)


def test_the_code_opens_and_nothing_else_does(
    monkeypatch: pytest.MonkeyPatch, waits: list[float]
) -> None:
    monkeypatch.setenv(VARIABLE, "红苹果 42")
    gate = Gate()
    assert gate.needed
    assert gate.opens("红苹果 42")
    assert gate.opens("  红苹果 42\n")
    assert waits == []
    wrong = ["", "红苹果", "红苹果 42x", None, 42, ["红苹果 42"], "\ud800", "a" * 10**6]
    assert not any(gate.opens(code) for code in wrong)
    assert len(waits) == len(wrong)


def test_the_code_is_kept_nowhere() -> None:
    gate = Gate("secret-word")
    assert "secret-word" not in repr(vars(gate))


def test_the_comparison_takes_the_same_time_for_every_letter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = []

    def compared(one: bytes, other: bytes) -> bool:
        seen.append((len(one), len(other)))
        return False

    monkeypatch.setattr(module.hmac, "compare_digest", compared)
    Gate("secret").opens("s")
    Gate("secret").opens("secre" * 50)
    assert seen == [(32, 32), (32, 32)]
