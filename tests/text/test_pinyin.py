"""Pinyin in context, measured on the labelled sentences of `eval/pinyin.tsv`."""

from __future__ import annotations

import pytest

from tutor.resources import eval_dir
from tutor.text.analyse import read_text
from tutor.text.pinyin import annotate, spaced, syllables


def labelled(half: str) -> list[tuple[str, str, str]]:
    raw = (eval_dir() / "pinyin.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in raw.splitlines() if line[0] != "#")
    return [(row[0], row[1], row[2]) for row in rows if row[3] == half]


def read_at(sentence: str, word: str) -> str:
    sounds: dict[int, str] = {}
    for token in read_text(sentence, "zh").tokens:
        for offset, sound in enumerate((token.pinyin or "").split()):
            sounds[token.span.start + offset] = sound
    start = sentence.index(word)
    return " ".join(sounds.get(index, "?") for index in range(start, start + len(word)))


@pytest.mark.parametrize("half", ["dev", "held_out"])
def test_polyphones_and_neutral_tones_in_context(half: str) -> None:
    rows = labelled(half)
    assert len(rows) >= 75
    wrong = [(s, w, e, got) for s, w, e in rows if (got := read_at(s, w)) != e]
    assert 1 - len(wrong) / len(rows) >= 0.96, wrong


def test_words_are_joined_and_other_tokens_empty() -> None:
    assert annotate(["西安", "，", "女儿", "A-1", "一点儿"]) == (
        "xī'ān",
        "",
        "nǚ'ér",
        "",
        "yīdiǎnr",
    )
    assert spaced(syllables(["一点儿"])[0]) == "yī diǎnr"


def test_a_word_may_change_with_its_neighbours() -> None:
    assert read_at("里面的东西没坏。", "东西") == "dōng xi"
    assert read_at("仓库在东西两边都有。", "东西") == "dōng xī"
    assert read_at("应付的金额是三十元。", "应付") == "yīng fù"
    assert read_at("这款箱子有多重？", "多重") == "duō zhòng"


def test_no_tone_sandhi() -> None:
    assert annotate(["一月", "不", "是", "一", "个"]) == ("yīyuè", "bù", "shì", "yī", "gè")


def test_global_tables_of_pypinyin_are_left_alone() -> None:
    from pypinyin import lazy_pinyin
    from pypinyin.constants import PHRASES_DICT

    before = len(PHRASES_DICT)
    annotate(["麻烦", "您", "得", "签收"])
    assert len(PHRASES_DICT) == before
    assert lazy_pinyin("麻烦") == ["ma", "fan"]
