"""Small readings that several rules share: quotation, negation, the sentence, the buyer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tutor.domain import Clause, Context, LearnerText, Reading, Span
from tutor.text.script import to_simplified
from tutor.understand.buyer_side import BuyerReading, read_buyer

_QUOTED = re.compile(
    r"“[^”\n]{1,200}”|「[^」\n]{1,200}」|『[^』\n]{1,200}』|\"[^\"\n]{1,200}\"|«[^»\n]{1,200}»"
)
_NOT_ZH = re.compile(
    r"(?:不(?!但|仅|光|只|过|好意思|久|错|断|管|论|用担心|要担心|必担心)|没(?!问题|事|关系)|无法|无权|未|别(?!的|人)|勿|禁止|拒绝|谢绝|严禁|杜绝|避免|难以|从不|绝非|并非|违反|违规|防止|谨防|小心|警惕)"
)
_NOT_EN = re.compile(
    r"\b(?:not|never|cannot|can't|don't|dont|won't|doesn't|didn't|couldn't|wouldn't|isn't|aren't|no|nobody|without|unable"
    r"|avoid|against|prohibit\w*|forbid\w*|forbidden|refuse|beware|instead of|rather than)\b"
)
_CLAUSE_MARK = re.compile(r"[，。！？；：,.!?;:\n]")
_APOLOGY = re.compile(
    r"抱歉|对不起|不好意思|道歉|致歉|歉意|赔(?:个)?(?:不是|罪)|過意不去|过意不去|sorry|apolog|our mistake|our fault",
    re.IGNORECASE,
)


def plain(text: LearnerText) -> str:
    """The folded text in simplified characters, code point for code point."""
    return to_simplified(text.folded) if text.lang == "zh" else _straight(text.folded)


@lru_cache(maxsize=512)
def _straight(folded: str) -> str:
    return folded.replace("’", "'").replace("‘", "'")


def in_quotes(text: LearnerText, reading: Reading, span: Span) -> bool:
    """Whether the span is someone else's words: between quotation marks, or in a quoting clause."""
    return any(
        match.start() < span.start and span.end < match.end()
        for match in _QUOTED.finditer(text.raw)
    ) or any(clause.quoted and clause.span.contains(span) for clause in reading.clauses)


def words_of(clause: Clause, text: LearnerText) -> str:
    """The clause in the form that patterns are written for."""
    return clause.span.of(plain(text))


def clause_at(reading: Reading, start: int) -> Clause | None:
    """The clause that holds this code point."""
    for clause in reading.clauses:
        if clause.span.start <= start < clause.span.end:
            return clause
    return None


def sentence_of(clause: Clause, reading: Reading) -> tuple[Clause, ...]:
    """The clauses of the same sentence, in order."""
    return tuple(c for c in reading.clauses if c.sentence == clause.sentence)


def sentences(reading: Reading) -> Iterator[tuple[Clause, ...]]:
    """The reply sentence by sentence."""
    for number in sorted({clause.sentence for clause in reading.clauses}):
        yield tuple(clause for clause in reading.clauses if clause.sentence == number)


def negated_before(text: LearnerText, start: int, reach: int = 24) -> bool:
    """Whether a negation stands before `start` in the same stretch between marks."""
    before = plain(text)[max(0, start - reach) : start]
    cut = 0
    for mark in _CLAUSE_MARK.finditer(before):
        cut = mark.end()
    pattern = _NOT_ZH if text.lang == "zh" else _NOT_EN
    return bool(pattern.search(before[cut:]))


def merged(clauses: tuple[Clause, ...]) -> Span:
    """From the first clause to the last one."""
    return Span(clauses[0].span.start, clauses[-1].span.end)


def trimmed(text: LearnerText, start: int, end: int) -> Span:
    """The span without spaces and marks at its edges."""
    while start < end and not text.raw[start].isalnum():
        start += 1
    while end > start and not text.raw[end - 1].isalnum():
        end -= 1
    return Span(start, end)


def buyer_of(context: Context) -> BuyerReading | None:
    """What the message that is being answered does; None where there is none."""
    return _read(context.buyer) if context.buyer else None


def buyer_before(context: Context) -> tuple[BuyerReading, ...]:
    """What the buyer's earlier messages do, oldest first."""
    return tuple(_read(said.text) for said in context.history if said.role == "buyer")


@lru_cache(maxsize=1024)
def _read(message: str) -> BuyerReading:
    return read_buyer(message)


def has_apologised(context: Context) -> bool:
    """Whether the agent said sorry earlier in this conversation."""
    return any(said.role == "agent" and _APOLOGY.search(said.text) for said in context.history)


def at_start(text: LearnerText, span: Span) -> bool:
    """Whether an English sentence begins here."""
    before = text.raw[: span.start].rstrip()
    return not before or before[-1] in ".!?\n"


def cased(text: LearnerText, span: Span, words: str) -> str:
    """English words with a capital where a sentence begins."""
    return words[:1].upper() + words[1:] if at_start(text, span) else words
