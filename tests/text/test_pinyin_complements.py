"""Directions behind a verb are light, those that say it all themselves are not."""

from __future__ import annotations

import pytest

from tutor.text.pinyin import annotate
from tutor.text.pinyin_complements import lightly


@pytest.mark.parametrize(
    ("piece", "before", "light"),
    [
        ("出来", "拿", ("chu", "lai")),
        ("回去", "送", ("hui", "qu")),
        ("起来", "忙", ("qi", "lai")),
        ("来", "送", ("lai",)),
        ("出来", "", None),
        ("出来", "您", None),
        ("回来", "快递员", None),
        ("下来", "不", None),
        ("下来", "接", None),
        ("去", "想", None),
        ("起来", "想", ("qi", "lai")),
        ("出发", "拿", None),
    ],
)
def test_a_direction_is_light_behind_a_verb_alone(
    piece: str, before: str, light: tuple[str, ...] | None
) -> None:
    assert lightly(piece, before) == light


def test_the_cut_of_the_words_does_not_matter() -> None:
    assert annotate(["请", "退回", "来"]) == ("qǐng", "tuìhui", "lai")
    assert annotate(["请", "退", "回来"]) == ("qǐng", "tuì", "huilai")
