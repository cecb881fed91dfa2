"""Role-play with a language model: what is counted, kept, taken up again, and shown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tutor.bench.run import run_suites
from tutor.bench.worded import (
    CHECKS,
    Options,
    Pair,
    Worded,
    plan,
    play,
    play_all,
    read_pair,
    refusals,
    report,
    scores,
    seconds,
)
from tutor.buyer.generate import Wording
from tutor.domain import LANGS
from tutor.encoders.protocols import GenerationResult
from tutor.errors import TutorError
from tutor.services import Services, build_services


class Agreeing:
    """Says a good line to who waits, an agent's to everything else; may be stopped at a call."""

    id = "agreeing"

    def __init__(self, stop_at: int | None = None) -> None:
        self.calls = 0
        self.stop_at = stop_at

    def generate(
        self, prompt: str, *, seed: int, max_tokens: int, stop: Sequence[str], budget_s: float
    ) -> GenerationResult:
        self.calls += 1
        if self.calls == self.stop_at:
            raise KeyboardInterrupt
        return GenerationResult(text="请问有什么可以帮您？", tokens=6, seconds=0.25, finished=True)


@pytest.fixture(scope="module")
def services() -> Services:
    return build_services()


def options(keep: Path | None = None, turns: int = 12) -> Options:
    return Options(generator="agreeing", turns=turns, seed=4, keep=keep)


def test_neighbours_differ_in_language_and_scenario(services: Services) -> None:
    plans = [plan(services, seed) for seed in range(24)]
    assert [lang for *_, lang in plans] == list(LANGS) * 12
    assert len({scenario for _, scenario, _ in plans}) == 24
    assert len({(agent, lang) for agent, _, lang in plans}) == 12


def test_a_refused_model_plays_the_plain_conversation(services: Services) -> None:
    pair = play(services, Wording(generator=Agreeing()), 4)  # type: ignore[arg-type]
    assert pair.worded
    assert all(not w.generated and len(w.reasons) == 2 for w in pair.worded)
    assert pair.marks == pair.plain_marks
    assert all(w.place > 0 and w.before for w in pair.worded)


def test_a_stopped_run_goes_on_where_it_was(services: Services, tmp_path: Path) -> None:
    keep = tmp_path / "played.jsonl"
    whole, stopped = play_all(services, Wording(generator=Agreeing()), options())  # type: ignore[arg-type]
    assert not stopped
    first = Agreeing(stop_at=2 * len(whole[0].worded) + 2)
    begun, stopped = play_all(services, Wording(generator=first), options(keep))  # type: ignore[arg-type]
    assert stopped
    assert begun == whole[:1]
    second = Agreeing()
    again, stopped = play_all(services, Wording(generator=second), options(keep))  # type: ignore[arg-type]
    assert (again, stopped) == (whole, False)
    assert second.calls == 2 * sum(len(p.worded) for p in whole[1:])
    third = Agreeing()
    assert play_all(services, Wording(generator=third), options(keep))[0] == whole  # type: ignore[arg-type]
    assert third.calls == 0


def test_another_runs_file_is_not_mixed_in(services: Services, tmp_path: Path) -> None:
    keep = tmp_path / "played.jsonl"
    play_all(services, Wording(generator=Agreeing()), options(keep, turns=1))  # type: ignore[arg-type]
    other = replace(options(keep), seed=5)
    with pytest.raises(TutorError, match="another run"):
        play_all(services, Wording(generator=Agreeing()), other)  # type: ignore[arg-type]


def worded(generated: bool, *reasons: str, place: int = 1, taken: float = 1.0) -> Worded:
    return Worded(
        act="thank",
        said="Thanks!",
        retrieved="Thank you.",
        generated=generated,
        reasons=reasons,
        seconds=taken,
        tokens=3,
        place=place,
        before=("Done.",),
    )


def pair(*turns: Worded, marks: Sequence[bool] = (True, True, True)) -> Pair:
    found = {name: list(marks) for name in CHECKS}
    return Pair(
        seed=1,
        agent="good",
        scenario="x",
        lang="en",
        level=4,
        worded=turns,
        marks=found,
        plain_marks={name: [True] * len(marks) for name in CHECKS},
        ends_right=True,
        plain_ends_right=False,
    )


PAIRS = [
    pair(worded(True, taken=1.0), worded(True, "act", place=2, taken=2.0)),
    pair(worded(False, "act", "level", taken=9.0), marks=(True, False)),
    pair(worded(True, place=0, taken=3.0), marks=(False, True)),
]


def test_shares_are_of_the_right_lines() -> None:
    found = {s.metric: (s.value, s.n) for s in scores(PAIRS)}
    assert found["said as the model wrote it"] == (0.75, 4)
    assert found["at the first try"] == (0.5, 4)
    assert found["said as the model wrote it, zh"] == (None, 0)
    assert found["in role"] == (5 / 7, 7)
    assert found["in role, without the model"] == (1.0, 7)
    assert found["in role, its own lines"] == (2 / 3, 3)
    assert found["ends right"] == (1.0, 3)
    assert found["ends right, without the model"] == (0.0, 3)


def test_reasons_and_times_are_counted() -> None:
    assert refusals(PAIRS) == {"act": 2, "level": 1}
    assert seconds(PAIRS) == (2.5, 9.0)
    assert seconds([]) is None


def test_the_report_says_which_target_is_missed() -> None:
    lines, rows = report(PAIRS, options(), stopped=True)
    assert "stopped before the end" in lines[0]
    by_metric = {row["metric"]: row for row in rows}
    assert by_metric["in role"]["kept"] is False
    assert by_metric["in role, without the model"]["kept"] is None
    assert any("act 2, level 1" in line for line in lines)


def test_a_kept_conversation_is_read_as_it_was(services: Services, tmp_path: Path) -> None:
    keep = tmp_path / "played.jsonl"
    played, _ = play_all(services, Wording(generator=Agreeing()), options(keep, turns=1))  # type: ignore[arg-type]
    head, row = keep.read_text(encoding="utf-8").splitlines()
    assert json.loads(head)["generator"] == "agreeing"
    assert read_pair(row) == played[0]


def test_the_suite_with_a_model_is_run_by_its_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        "tutor.bench.worded.measure", lambda o, p: ([f"with {o.generator}"], [{"kept": True}])
    )
    assert run_suites(["roleplay"], worded=options()) == 0
    assert "with agreeing" in capsys.readouterr().out
