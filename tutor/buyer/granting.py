"""A yes to what was just asked for, without its name."""

from __future__ import annotations

import re

from tutor.domain import Lang, Reading

# Who promises no more than this grants nothing.
_ONLY_NEWS: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile("告诉|通知|联系|回(?:复|答|话|信)|答复|问|查|看看|跟进|催|想(?:想|办法)"),
    "en": re.compile(
        r"\b(?:tell|let you know|get back|come back|contact|inform|update|look|find|ask|check|see|think|try|do my best|call)\b"
    ),
}
_WITHHOLDS = frozenset(
    {"refuse", "deny", "check", "wait", "rude", "blame", "ask_order", "ask_photo", "ask_address"}
)
# What sets out or is done at a time that is named: told in the present, a promise all the same.
_SETS_OUT: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(
        r"(?:当天|今天|明天|后天|马上|立刻|这就|现在|上午|下午|晚上|周[一二三四五六日末])(?:就|能|可以)?(?:[给帮替][您你])?(?:发|寄|送|出|走|办|换|改|退|补|弄)"
    ),
    "en": re.compile(
        r"\b(?:it|they|this|that|both|all|everything|the \w+(?: \w+)?)(?: \w+)? (?:goes|go|leaves?|ships?|flies|fly|is sent|are sent|gets? sent)\b"
    ),
}


def grants(reading: Reading, plain: str, lang: Lang) -> bool:
    """Whether the reply says yes to what was asked for and that we do it, without naming it:
    "got it, I'll put the new one on the parcel". `plain` is the folded text."""
    clauses = reading.clauses
    if any(c.question or c.conditional or _WITHHOLDS & set(c.acts) for c in clauses):
        return False
    deeds = [
        c
        for c in clauses
        if not c.negated
        and ({"promise", "offer"} & set(c.acts) or _SETS_OUT[lang].search(c.span.of(plain)))
    ]
    return any("confirm" in c.acts for c in clauses) and any(
        not _ONLY_NEWS[lang].search(c.span.of(plain)) for c in deeds
    )
