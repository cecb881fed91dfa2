"""Whether a reply answers one of the buyer's questions."""

from __future__ import annotations

from tutor.domain import Desk, LearnerText, Question, Reading

from .facts import asserting, mentions
from .read import simplified

# What only announces an answer, asks back or refuses to speak does not answer.
EMPTY = frozenset({"check", "wait", "greet", "thank", "close", "rude", "blame", "restate"})
ASKING = frozenset(
    {"ask_order", "ask_photo", "ask_address", "ask_preference", "ask_detail", "ask_agreement"}
)


def answered(
    question: Question,
    text: LearnerText,
    reading: Reading,
    desk: Desk,
    said: frozenset[str] | None = None,
) -> bool:
    """True when one of the question's facts is said rightly, or one of its words by a clause that
    asserts; a promise to look and a question back do not answer. `said` are the facts that the
    reading mentions, where the caller has them."""
    if question.facts:
        facts = mentions(reading, text, desk) if said is None else said
        if any(path in facts for path in question.facts):
            return True
    words = question.words.get(text.lang, ())
    if not words:
        return False
    plain = simplified(text)
    for clause in reading.clauses:
        if not asserting(clause) or not set(clause.acts) - EMPTY - ASKING:
            continue
        said_here = clause.span.of(plain)
        if any(word.lower() in said_here for word in words):
            return True
    return False
