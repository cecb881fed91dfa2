"""The words of a buyer who accepts speak of what was offered, and lines are of the learner's level."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from tutor import resources
from tutor.buyer.retrieve import NgramRanker, retrieve
from tutor.dialogue.library import Library, load_library
from tutor.domain import BuyerState, Line, Remedy, Scenario

CASE, ACT = "broken-teaset-cebu", "accept.new-set"


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(resources.dialogues_dir())


@pytest.mark.parametrize(
    ("offered", "own"), [("reship", True), ("exchange", True), ("refund", False)]
)
def test_lines_about_a_new_set_answer_only_an_offer_of_one(
    library: Library, offered: Remedy, own: bool
) -> None:
    scenario = library.scenario(CASE)
    state = BuyerState(
        agenda=("want.new-set",), mood="angry", patience=3, satisfaction=50, offered=(offered,)
    )
    found = retrieve(
        library,
        scenario,
        ACT,
        lang="zh",
        level=5,
        standard="2025",
        state=state,
        context="",
        rng=random.Random(0),
        ranker=NgramRanker(),
    )
    assert found is not None
    assert (found.line in library.lines(ACT, "zh", scenario)) is own


def test_a_line_for_a_higher_band_does_not_win_by_that() -> None:
    """Two lines of easy words, one meant for the learner's band and one for a higher one."""
    lines = tuple(
        Line(act="press", lang="zh", text=text, level=level)
        for text, level in (("你好吗", 2), ("你好啊", 6))
    )
    chosen = [
        retrieve(
            Library(scenarios=(), general=lines),
            _case(),
            "press",
            lang="zh",
            level=2,
            standard="2025",
            state=BuyerState(agenda=(), mood="calm", patience=3, satisfaction=50),
            context="",
            rng=random.Random(seed),
            ranker=NgramRanker(),
        )
        for seed in range(40)
    ]
    meant = [found.line.level for found in chosen if found is not None]
    assert meant.count(2) > meant.count(6)


def _case() -> Scenario:
    """A case without a line of its own for the act."""
    base = load_library(resources.dialogues_dir()).scenario(CASE)
    return replace(base, lines=())
