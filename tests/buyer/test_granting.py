"""A yes in the present tense, shown to who waits for it."""

from __future__ import annotations

import pytest

from tutor.buyer.granting import grants
from tutor.domain import Lang
from tutor.text.analyse import read_text
from tutor.text.normalise import fold
from tutor.understand.read import understand


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("zh", "好的，白的明天就给您发。", True),
        ("zh", "好的，旧的到了，当天就换。", True),
        ("zh", "好的，我明天去查一下。", False),
        ("zh", "白的还没有到。", False),
        ("en", "No problem, both leave on Monday.", True),
        ("en", "Okay, the new one ships in the afternoon.", True),
        ("en", "Okay, I look whether it ships.", False),
        ("en", "Okay, if it leaves on Monday.", False),
    ],
)
def test_what_sets_out_after_a_yes_is_granted(lang: Lang, text: str, expected: bool) -> None:
    assert grants(understand(read_text(text, lang)), fold(text), lang) is expected
