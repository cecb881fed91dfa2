"""The labelled messages of buyers, and what the weights learned from them are worth."""

from __future__ import annotations

import hashlib
import json
import tomllib

import pytest

from tutor import resources
from tutor.bench.train_buyers import (
    LIMITS,
    TRAITS,
    Message,
    Recipe,
    arrays_of,
    data_files,
    messages,
)
from tutor.domain import LANGS, Lang
from tutor.resources import eval_dir
from tutor.understand.buyer_side import cues_of
from tutor.understand.buyer_weights import BuyerWeights


@pytest.mark.parametrize("lang", LANGS)
def test_labelled_messages_are_well_formed_and_apart_from_held_out_replies(lang: Lang) -> None:
    path = next(p for p in data_files() if p.name.endswith(f"{lang}.jsonl"))
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len({row["text"] for row in rows}) == len(rows)
    assert all(type(row[trait]) is bool for row in rows for trait in TRAITS)
    assert all(100 < sum(row[t] for row in rows) < len(rows) / 2 for t in TRAITS)
    held_out = {
        row.get("buyer", "")
        for file in (eval_dir() / "feedback").glob(f"{lang}*.jsonl")
        for row in map(json.loads, file.read_text("utf-8").splitlines())
        if row["split"] == "held-out"
    }
    assert {row["text"] for row in rows}.isdisjoint(held_out)


def test_weights_tell_a_wig_from_a_fake_once_they_have_seen_both() -> None:
    def said(text: str, fault: bool) -> Message:
        return Message(topic=text, cues=cues_of(text, "zh"), right=(fault, False))

    given = [
        message
        for end in ("到了", "收到了", "寄来了", "发来了")
        for message in (said(f"假发{end}", False), said(f"假货{end}", True))
    ]
    weights = BuyerWeights(arrays_of({"zh": given}, Recipe(rounds=60)), LIMITS)
    chances = [weights.chances(cues_of(t, "zh"), "zh")[0] for t in ("假发来了吗", "假货来了吗")]
    assert chances[0] < chances[1]


def test_the_card_belongs_to_the_data() -> None:
    card = tomllib.loads((resources.models_dir() / "buyers" / "card.toml").read_text("utf-8"))
    data = b"".join(path.read_bytes() for path in data_files())
    assert card["training"]["data_sha256"] == hashlib.sha256(data).hexdigest()
    assert card["training"]["messages"] == sum(len(messages(lang)) for lang in LANGS)
    figures = card["cross_validation"]
    for lang in LANGS:
        for trait in TRAITS:
            here, before = (
                [figures[f"{lang}_{trait}_{by}_{what}"] for what in ("precision", "recall")]
                for by in ("weights", "patterns")
            )
            f1, f1_before = (2 * p * r / (p + r) for p, r in (here, before))
            assert f1 > f1_before if trait == "fault" else f1 > f1_before - 0.01
            assert here[0] > before[0] - 0.01
