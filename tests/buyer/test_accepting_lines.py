"""The words of a buyer who accepts speak of what was offered."""

from __future__ import annotations

import random

import pytest

from tutor import resources
from tutor.buyer.retrieve import NgramRanker, retrieve
from tutor.dialogue.library import Library, load_library
from tutor.domain import BuyerState, Remedy

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
