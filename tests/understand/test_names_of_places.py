"""Which place a text names where names share characters."""

from __future__ import annotations

import pytest

from tutor.understand.gazetteer import places


def named(text: str) -> list[str]:
    return [canonical for _, _, canonical in places().find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("货已抵达曼谷。", ["bangkok"]),
        ("货物抵达曼萨尼约港。", ["manzanillo"]),
        ("包裹送达曼彻斯特。", ["manchester"]),
        ("货到达曼港了。", ["dammam"]),
        ("货运到达卡。", ["dhaka"]),
        ("从宁波到达曼。", ["ningbo", "dammam"]),
    ],
)
def test_the_verb_is_no_part_of_the_place(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    ["26林吉特马上还您。", "往您的积分里加一笔。", "按钮都灵敏。", "他有很多哥哥。", "特马上办。"],
)
def test_common_words_name_no_place(text: str) -> None:
    assert named(text) == []
