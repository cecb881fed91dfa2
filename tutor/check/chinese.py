"""What the Chinese rules share: word classes, clauses of the text, and tests on tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from tutor.check.english import data_rows
from tutor.domain import LearnerText, Span, Token
from tutor.text.script import to_simplified
from tutor.text.tokenise import known_word

NUMERAL = r"(?:\d+|[一二两三四五六七八九十百千半几]+|数十|若干|好几|多少)"
DURATION = (
    rf"{NUMERAL}(?:[到至~～—-]{NUMERAL})?(?:个|多)?(?:工作日|小时|分钟|星期|礼拜|月|天|日|周|年)"
)
DAY = (
    rf"(?:大后天|今天|明天|后天|昨天|前天|今晚|明晚|昨晚|明早|今早|(?:上|下|这|本)(?:个)?(?:周|星期|礼拜|月)[一二三四五六日天末]?|"
    rf"(?:周|星期|礼拜)[一二三四五六日天末]|\d{{1,2}}月(?:\d{{1,2}}[日号])?|{NUMERAL}[日号]|月底|月初|年底|明年|去年)"
)
_PART = r"(?:上午|下午|早上|晚上|中午|傍晚|凌晨)"
CLOCK = rf"(?:{_PART}(?:{NUMERAL}点(?:半|钟)?)?|{NUMERAL}点(?:半|钟)?)"
WHEN = rf"(?:{DAY}(?:{CLOCK})?|{CLOCK}|{DURATION}(?:以?内|之内|以?后|之后)|刚才|现在)"
_BREAK = re.compile(
    r"[，。！？；：、,!?;:\n…~～（）()“”\"「」]+|(?<!\d)\.|\.(?!\d)|\s{1,}(?=[\u4e00-\u9fff])"
)


class Stretch(NamedTuple):
    """A clause of the text between marks: simplified words, place, and the mark that follows."""

    text: str
    start: int
    mark: str

    def span(self, start: int, end: int) -> Span:
        return Span(self.start + start, self.start + end)

    @property
    def whole(self) -> Span:
        return Span(self.start, self.start + len(self.text))


@cache
def lexicon() -> dict[str, tuple[str, ...]]:
    """The sections of zh_lexicon.txt, longest word first."""
    sections: dict[str, list[str]] = {}
    for row in data_rows("zh_lexicon.txt"):
        if row.startswith("["):
            current = sections.setdefault(row[1:-1], [])
        else:
            current.extend(row.split())
    return {k: tuple(sorted(set(v), key=len, reverse=True)) for k, v in sections.items()}


@cache
def one_of(*sections: str) -> str:
    """A regular expression group of all words of the sections."""
    words = {word for section in sections for word in lexicon()[section]}
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


@lru_cache(maxsize=64)
def folded(raw: str) -> str:
    """The text in simplified characters with half-width letters, one character for each."""
    return to_simplified(raw)


def stretches(text: LearnerText) -> tuple[Stretch, ...]:
    """The clauses of a text, cut at every mark."""
    return _cut(text.raw)


@lru_cache(maxsize=64)
def _cut(raw: str) -> tuple[Stretch, ...]:
    """Many rules read the same stretches of one reply."""
    found: list[Stretch] = []
    simple, last = folded(raw), 0
    for match in _BREAK.finditer(simple):
        found += _trimmed(simple[last : match.start()], last, match.group())
        last = match.end()
    found += _trimmed(simple[last:], last, "")
    return tuple(found)


def _trimmed(piece: str, start: int, mark: str) -> Iterator[Stretch]:
    stripped = piece.strip()
    if stripped:
        yield Stretch(stripped, start + piece.index(stripped), mark.strip()[:1])


def crosses_word(text: LearnerText, span: Span) -> bool:
    """Whether the span cuts through a known word: then it is no unit of its own."""
    for token in text.tokens:
        if not token.span.overlaps(span) or span.contains(token.span):
            continue
        sure = token.kind in ("listed", "trade_term", "name") or len(token.text) > 2
        if len(token.text) > 1 and sure and token.kind != "off_list" and known_word(token.text):
            return True
    return False


def token_at(text: LearnerText, index: int) -> Token | None:
    """The token that covers the code point."""
    return next((t for t in text.tokens if t.span.start <= index < t.span.end), None)


def is_alone(text: LearnerText, index: int) -> bool:
    """Whether the character is a word of its own (not part of 现在, 不再, 存在 …)."""
    token = token_at(text, index)
    return (
        token is None
        or len(token.text) == 1
        or token.kind in ("composed", "off_list")
        or token.text == "不在"
    )
