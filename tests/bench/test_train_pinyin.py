"""The sentences that the reader of pinyin learns from, and what the weights are worth."""

from __future__ import annotations

import hashlib
import tomllib

import pytest

from tutor import resources
from tutor.bench.pinyin_data import Place, claim_at, contested, data_files, read
from tutor.bench.train_pinyin import Recipe, about, arrays_of, readings_of
from tutor.text.pinyin_weights import PinyinWeights


def place(raw: str, char: str, right: str) -> Place:
    sentence = read(raw)
    at = sentence.text.index(char)
    index, claim = claim_at(sentence, at)
    return Place(
        sentence=sentence,
        index=index,
        offset=at - sentence.starts[index],
        at=at,
        claim=claim,
        right=right,
        tuned=True,
    )


def test_labelled_words_stand_in_their_sentences_and_those_to_learn_from_in_no_other_set() -> None:
    learn, tuned = (
        [line.split("\t") for line in path.read_text("utf-8").splitlines() if line[0] != "#"]
        for path in data_files()
    )
    for raw, word, right, *_ in [*learn, *tuned]:
        assert word in raw
        assert len(right.split(" ")) == len(word), raw
    assert {(row[0], row[1]) for row in learn}.isdisjoint((row[0], row[1]) for row in tuned)


def test_a_sentence_is_cut_with_what_the_rules_say_of_each_piece() -> None:
    sentence = read("请您 退款，谢谢")
    assert "".join(sentence.tokens) == "请您退款,谢谢"
    assert sentence.text[sentence.starts[-1] :] == "谢谢"
    index, claim = claim_at(sentence, sentence.text.index("款"))
    assert claim.piece in sentence.tokens[index]
    assert claim.sounds[-1] == "kuǎn"


def test_the_words_around_decide_once_both_readings_were_seen() -> None:
    given = [
        p
        for n in ("三", "五", "六", "八")
        for p in (
            place(f"这{n}根绳子很长。", "长", "cháng"),
            place(f"这{n}棵树长高了。", "长", "zhǎng"),
        )
    ]
    arrays, scales = arrays_of(given, [], Recipe())
    weights = PinyinWeights(about(scales), arrays)
    for raw, right in (("那根绳子很长。", "cháng"), ("那棵树长高了。", "zhǎng")):
        p = place(raw, "长", right)
        s = p.sentence
        chances = weights.chances(s.text, s.tokens, p.index, p.offset, p.at, "", "only")
        assert weights.readings["长"][int(chances.argmax())] == right


def test_readings_are_those_that_were_labelled_the_commonest_first() -> None:
    given = [place("绳子很长。", "长", "cháng"), place("绳子太长。", "长", "cháng")]
    assert readings_of(given) == {}
    assert readings_of([*given, place("他长高了。", "长", "zhǎng")]) == {"长": ("cháng", "zhǎng")}


def test_only_words_that_the_rules_leave_open_are_contested() -> None:
    open_word, settled = place("这里的东西很多。", "西", "xī"), place("很漂亮。", "亮", "liáng")
    readings = {"西": ("xi", "xī"), "亮": ("liang", "liáng")}
    assert contested([open_word, settled], readings) == {"东西": [("dōng", "xi"), ("dōng", "xī")]}


def test_the_card_belongs_to_the_data_and_says_that_the_weights_help() -> None:
    card = tomllib.loads((resources.models_dir() / "pinyin" / "card.toml").read_text("utf-8"))
    data = b"".join(path.read_bytes() for path in data_files())
    assert card["training"]["data_sha256"] == hashlib.sha256(data).hexdigest()
    measured = card["cross_validation"]
    assert measured["weights_and_rules"] > measured["rules"] + 0.02
    assert card["source"][0]["size"] < 1_000_000


def test_a_character_without_a_label_has_no_weights() -> None:
    with pytest.raises(ValueError, match="empty"):
        arrays_of([], [], Recipe())
