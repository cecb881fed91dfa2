"""The training rows, and how they become examples and weights."""

from __future__ import annotations

import json
import tomllib
from collections import Counter

import numpy as np
import pytest

from tutor import resources
from tutor.bench.act_data import (
    Example,
    TrainingReply,
    clauses_of,
    data_files,
    data_hash,
    labels,
    macro_f1,
    training_replies,
)
from tutor.bench.train_acts import Recipe, cross_validated, train
from tutor.bench.train_reader import apart, labelled
from tutor.bench.understanding import replies
from tutor.domain import LANGS, Lang
from tutor.understand.acts import ACTS
from tutor.understand.classify import LearnedActs, Seen


@pytest.mark.parametrize("lang", LANGS)
def test_training_rows_are_many_known_and_apart_from_the_measured_ones(lang: Lang) -> None:
    files = [p for p in data_files() if p.name.endswith(f"{lang}.jsonl")]
    given = [json.loads(line) for p in files for line in p.read_text("utf-8").splitlines()]
    rows = [row for row in given if row.get("split") != "held-out"]
    assert len(clauses_of(training_replies(lang))) >= sum(len(r["clauses"]) for r in rows) * 0.95
    count = Counter(act for r in rows for c in r["clauses"] for act in c["acts"])
    assert count.keys() == ACTS.keys()
    assert min(count.values()) >= 30
    assert sum(len(r["clauses"]) for r in rows) >= {"zh": 1200, "en": 900}[lang]
    held_out = replies(lang, "held-out")
    assert {r["topic"] for r in rows}.isdisjoint(r["topic"] for r in held_out)
    long = {r["text"] for r in held_out if len(r["clauses"]) > 1}
    assert long.isdisjoint(r["text"] for r in rows)


def test_examples_are_cut_as_replies_are_read() -> None:
    replies = training_replies("zh")
    found = clauses_of(replies)
    assert all(e.acts and set(e.acts) <= ACTS.keys() for e in found)
    assert any(e.seen.text.endswith("?") for e in found)
    assert not any("，" in e.seen.text for e in found)
    for reply in replies[:50]:
        for clause in reply.clauses:
            start, end = clause.seen.bounds
            assert clause.seen.text.startswith(reply.text[start:end].casefold()[:1])


def test_validation_shares_no_topic_with_what_is_learned() -> None:
    here, there = apart([*training_replies("zh"), *training_replies("en")], 3)
    assert here
    assert there
    assert {(r.lang, r.topic) for r in here}.isdisjoint((r.lang, r.topic) for r in there)


def test_a_reply_becomes_rows_of_its_clauses() -> None:
    reply = training_replies("en")[0]
    found = labelled(reply)
    assert len(found.bounds) == len(found.hints) == len(found.labels) == len(reply.clauses)
    assert np.allclose(found.labels.sum(axis=1), 1)


def test_several_acts_share_the_label() -> None:
    both = Example(seen=Seen(text="x", acts=()), acts=("check", "wait"))
    assert np.sort(labels([both])[0])[-2:].tolist() == [0.5, 0.5]


def test_mean_f1_counts_every_act_that_is_right_somewhere() -> None:
    assert macro_f1([("greet",), ("wait",)], [("greet",), ("check",)]) == 0.5


def test_weights_learn_from_examples_and_are_validated_on_other_topics() -> None:
    own = [
        TrainingReply(
            lang="zh",
            topic=n,
            text="",
            buyer="",
            clauses=tuple(
                Example(seen=Seen(text=f"{word}{n}", acts=()), acts=(act,))
                for word, act in (("谢谢您", "thank"), ("请等等", "wait"))
            ),
        )
        for n in "甲乙丙丁戊己庚辛"
    ]
    recipe = Recipe(gram_rounds=40)
    acts = LearnedActs(train({"zh": clauses_of(own)}, recipe))
    assert acts([Seen(text="谢谢您呀", acts=())], "zh") == [("thank",)]
    assert cross_validated("zh", own, recipe) == pytest.approx(1)


@pytest.mark.parametrize("card", ["acts/card.toml", "acts-e5.toml"])
def test_shipped_weights_name_the_data_they_learned_from(card: str) -> None:
    about = tomllib.loads((resources.models_dir() / card).read_text("utf-8"))
    assert about["training"]["data_sha256"] == data_hash()
