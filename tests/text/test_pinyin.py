"""Pinyin in context, measured on the labelled sentences of `eval/pinyin.tsv`."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from tutor.domain import Standard
from tutor.resources import eval_dir
from tutor.text.analyse import read_text
from tutor.text.pinyin import annotate, spaced, syllables
from tutor.text.wordlists import words


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


def table(name: str) -> list[list[str]]:
    raw = (files("tutor.text") / "data" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in raw.splitlines() if line and line[0] != "#"]


HALVES = ["dev", "held_out", "look_1", "look_2", "look_3", "look_4", "look_5"]


@pytest.mark.parametrize("half", HALVES)
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


def test_words_that_run_into_a_polyphone() -> None:
    assert read_at("到今天还没收到包裹。", "没收到") == "méi shōu dào"
    assert read_at("违禁品会被没收。", "没收") == "mò shōu"
    assert read_at("我每天都会看物流。", "都") == "dōu"
    assert read_at("请问您的订单号叫什么？", "号") == "hào"
    assert read_at("客服向我再三地道歉。", "地") == "de"


def test_characters_inside_a_word_no_table_has() -> None:
    assert annotate(["子公司"]) == ("zǐgōngsī",)
    assert annotate(["静静地"]) == ("jìngjìngde",)
    assert annotate(["发货地"]) == ("fāhuòdì",)
    assert annotate(["卸货处"]) == ("xièhuòchù",)


def test_a_longer_word_keeps_the_neutral_tone_of_the_shorter() -> None:
    assert annotate(["玻璃", "玻璃窗"]) == ("bōli", "bōlichuāng")
    assert annotate(["把手", "二把手"]) == ("bǎshou", "èrbǎshǒu")


@pytest.mark.parametrize("marks", ["，。", ",."])
def test_half_and_full_width_marks_are_the_same_context(marks: str) -> None:
    assert read_at(f"得了{marks[0]}就这样吧{marks[1]}", "得了") == "dé le"


@pytest.mark.parametrize("name", ["readings.tsv", "readings_cedict.tsv"])
def test_a_word_of_the_tables_has_a_syllable_for_each_character(name: str) -> None:
    rows = table(name)
    assert [row for row in rows if len(row) != 2 or len(row[0]) != len(row[1].split(" "))] == []
    assert len({row[0] for row in rows}) == len(rows)


@pytest.mark.parametrize("name", ["polyphones.tsv", "polyphones_in_words.tsv"])
def test_the_rows_of_a_character_stand_together_and_can_all_be_reached(name: str) -> None:
    seen: list[str] = []
    closed: set[str] = set()
    for row in table(name):
        for pattern in row[2:]:
            re.compile(pattern)
        assert row[0] not in closed, row
        if not any(row[2:]):
            closed.add(row[0])
        if not seen or seen[-1] != row[0]:
            assert row[0] not in seen, row
            seen.append(row[0])


@pytest.mark.parametrize("standard", ["2.0", "2021", "2025"])
def test_every_headword_has_a_syllable_for_each_character(standard: Standard) -> None:
    headwords = [w for w in words(standard) if re.fullmatch("[\u4e00-\u9fff]+", w)]
    assert len(headwords) > 4000
    wrong = [
        w for w, read in zip(headwords, syllables(headwords), strict=True) if len(read) != len(w)
    ]
    assert wrong == []
