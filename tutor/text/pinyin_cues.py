"""What stands around a character with several readings: the cues that the learned weights read.

Cues of its `own` are learned for each character apart; `shared` ones also for the kinds of readings
(a verb, a noun, a measure), so that what a verb stands between is learned once for all verbs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

KINDS = "vanqdpxmsbci"
_STOPS = frozenset("，。！？；：、,.!?;:")
_START, _END = "^", "$"


def cues(
    text: str, tokens: Sequence[str], index: int, offset: int, at: int
) -> tuple[list[str], list[str]]:
    """The own and the shared cues of the character at `offset` of the token at `index`; it stands
    at `at` of `text`, which is the tokens put together."""
    word = tokens[index]
    left3, left2, left = (_sign(text, at - n) for n in (3, 2, 1))
    right, right2, right3 = (_sign(text, at + n) for n in (1, 2, 3))
    first, last = offset == 0, offset == len(word) - 1
    before = _token(tokens, index - 1) if first else word[:offset]
    before2 = _token(tokens, index - 2 if first else index - 1)
    after = _token(tokens, index + 1) if last else word[offset + 1 :]
    after2 = _token(tokens, index + 2 if last else index + 1)
    part_l, heap_l = classes(before)
    part_r, heap_r = classes(after)
    part_l2, heap_l2 = classes(before2)
    part_r2, heap_r2 = classes(after2)
    place = f"{min(len(word), 4)}{min(offset, 3)}"
    own = [
        f"a{left}", f"b{right}", f"c{left2}{left}", f"d{right}{right2}", f"e{left}{right}",
        f"f{left2}", f"g{right2}", f"h{left3}{left2}{left}", f"i{right}{right2}{right3}",
        f"j{word}{offset}", f"k{before}", f"l{after}", f"m{before2}", f"n{after2}",
    ]  # fmt: skip
    shared = [
        f"A{part_l}", f"B{part_r}", f"C{part_l}{part_r}", f"D{part_l2}{part_l}", f"E{part_r}{part_r2}",
        f"F{place}", f"G{_near(text, at, -1)}", f"H{_near(text, at, 1)}", f"I{left}", f"J{right}",
        f"K{left}{right}", f"L{right}{right2}", f"M{left2}{left}", f"N{before}", f"O{after}",
        f"P{heap_l}", f"Q{heap_r}", f"R{heap_l2}", f"S{heap_r2}",
    ]  # fmt: skip
    return own, shared


def _sign(text: str, at: int) -> str:
    if at < 0:
        return _START
    if at >= len(text):
        return _END
    return "0" if text[at].isdigit() else text[at]


def _token(tokens: Sequence[str], index: int) -> str:
    return _START if index < 0 else tokens[index] if index < len(tokens) else _END


def _near(text: str, at: int, step: int) -> int:
    """How many characters of the clause stand on that side: 0, 1, or 2 for more."""
    for count in range(2):
        at += step
        if not 0 <= at < len(text) or text[at] in _STOPS:
            return count
    return 2


@lru_cache(maxsize=16384)
def classes(word: str) -> tuple[str, str]:
    """The part of speech and the class of meaning of a word; of one that the table does not have,
    those of its last character."""
    if word in (_START, _END):
        return word, word
    if word[0].isdigit():
        return "m", "0"
    known = _table().get(word)
    if known is not None:
        return known[0], known[1]
    if word.isascii() and word[0].isalpha():
        return "X", "X"
    if not "\u3400" <= word[0] <= "\u9fff":
        return "w", "w"
    if word[0] in "一二两三四五六七八九十几半百千":
        return "m", "m"
    known = _table().get(word[-1])
    return (known[0] + "~", known[1]) if known is not None else ("o", "o")


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    raw = (files("tutor.text") / "data" / "word_classes.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in raw.splitlines() if line[0] != "#")
    return {row[0]: row[1] for row in rows}
