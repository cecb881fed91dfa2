"""Learned acts: hashing, the say of the rules, abstaining, broken files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from tutor.domain import LANGS
from tutor.errors import ModelUnavailable
from tutor.text.analyse import read_text
from tutor.understand.acts import ACTS
from tutor.understand.classify import (
    ACT_IDS,
    BUCKETS,
    HINTS,
    ActWeights,
    Array,
    LearnedActs,
    Seen,
    buckets,
    default_acts,
    hints,
    load_weights,
)
from tutor.understand.read import understand

LIMITS = {"first": 0.3, "more": 0.3, "overrule": 0.6, "grave": 0.7, "inform": 1.0}


def _weights() -> ActWeights:
    """What 补偿 has and 天气 has not speaks for an offer; the rest says nothing."""
    table = np.zeros((BUCKETS, len(ACT_IDS)), dtype=np.int8)
    own = sorted(set(buckets("补偿", "zh")) - set(buckets("天气", "zh")))
    table[own, ACT_IDS.index("offer")] = 100
    arrays: dict[str, np.ndarray] = {"table": table, "scale": np.full(len(ACT_IDS), 0.05)}
    for lang in LANGS:
        arrays |= {
            f"hints_{lang}": np.zeros((HINTS, len(ACT_IDS))),
            f"bias_{lang}": np.zeros(len(ACT_IDS)),
        }
    return ActWeights(arrays, LIMITS)


def _chances(**by_act: float) -> Array:
    row = np.zeros(len(ACT_IDS), dtype=np.float32)
    for act, chance in by_act.items():
        row[ACT_IDS.index(act)] = chance
    return row


def test_numbers_are_alike_and_languages_apart() -> None:
    assert buckets("退您35元", "zh") == buckets("退您8元", "zh")
    assert buckets("ok", "zh") != buckets("ok", "en")
    assert max(buckets("We will refund you", "en")) < BUCKETS


def test_hints_carry_acts_and_flags() -> None:
    row = hints(Seen(text="x", acts=("greet",), flags=(True, False, False, True)))
    assert row[ACT_IDS.index("greet")] == 1
    assert row.sum() == 3
    assert hints(Seen(text="x", acts=()))[-1] == 1


def test_a_known_phrase_is_named_and_an_unknown_one_left_to_the_rules() -> None:
    acts = LearnedActs(_weights())
    clauses = [Seen(text="补偿", acts=()), Seen(text="天气", acts=())]
    assert acts(clauses, "zh") == [("offer",), None]
    assert acts([], "zh") == []


@pytest.mark.parametrize(
    ("claimed", "chances", "acts"),
    [
        ((), {"suggest": 0.5, "offer": 0.4}, ("suggest", "offer")),
        ((), {"suggest": 0.29}, None),
        ((), {"rude": 0.65, "inform": 0.35}, None),  # a reproach needs more
        ((), {"rude": 0.75}, ("rude",)),
        (("inform",), {"suggest": 0.5}, None),  # a weak claim falls to a strong one only
        (("inform",), {"suggest": 0.65}, ("suggest",)),
        (("refuse",), {"suggest": 0.99}, None),  # what the rules know stands
    ],
)
def test_who_has_the_last_word(
    claimed: tuple[str, ...], chances: dict[str, float], acts: tuple[str, ...] | None
) -> None:
    assert _weights().decide(_chances(**chances), Seen(text="x", acts=claimed)) == acts


class OneAct:
    """A reader that is sure of one act, and keeps what it was asked."""

    acts = ACT_IDS

    def __init__(self, act: str) -> None:
        self.act = act
        self.asked: list[tuple[str, list[tuple[int, int]], str | None]] = []

    def __call__(
        self, text: str, bounds: Sequence[tuple[int, int]], hints: Array, buyer: str | None
    ) -> Array:
        assert hints.shape == (len(bounds), HINTS)
        self.asked.append((text, list(bounds), buyer))
        scores = np.zeros((len(bounds), len(ACT_IDS)), dtype=np.float32)
        scores[:, ACT_IDS.index(self.act)] = 50
        return scores


def test_a_reader_sees_the_whole_reply_and_has_most_of_the_say() -> None:
    reader = OneAct("thank")
    acts = LearnedActs(_weights(), reader)
    text = read_text("补偿的事，多亏您提醒。", lang="zh")
    reading = understand(text, buyer="怎么补偿？", classifier=acts)
    assert {clause.acts for clause in reading.clauses} == {("thank",)}
    ((asked, bounds, buyer),) = reader.asked
    assert (asked, buyer) == (text.folded, "怎么补偿？")
    assert bounds == [(c.span.start, c.span.end) for c in reading.clauses]


def test_a_reader_of_other_acts_is_refused() -> None:
    reader = OneAct("thank")
    reader.acts = ACT_IDS[::-1]
    with pytest.raises(ModelUnavailable):
        LearnedActs(_weights(), reader)


def test_the_shipped_weights_load_and_name_known_acts() -> None:
    acts = default_acts()
    assert acts is not None
    text = read_text("您在那边还缺点儿什么，跟我招呼一声！", lang="zh")
    reading = understand(text, classifier=acts)
    assert {a for c in reading.clauses for a in c.acts} <= ACTS.keys()
    assert reading == understand(text, classifier=acts)


@pytest.mark.parametrize("spoiled", ["missing", "altered", "no card"])
def test_a_broken_file_is_not_used(tmp_path: Path, spoiled: str) -> None:
    card = tmp_path / "card.toml"
    if spoiled != "no card":
        card.write_text(
            'file = "acts.npz"\n[[source]]\nsha256 = "00"\n[threshold]\nfirst = 1\n',
            encoding="utf-8",
        )
    if spoiled == "altered":
        (tmp_path / "acts.npz").write_bytes(b"no weights")
    with pytest.raises(ModelUnavailable):
        load_weights(card)
