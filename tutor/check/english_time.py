"""Finders for English time: the perfect beside a time that is over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tutor.check.english import Verb, Word, past_only, singulars, verbs
from tutor.check.english_grammar import Found, is_will, skip_adverbs, span_of
from tutor.check.english_sets import MODALS, SUBJECTS

_PAST_TIME = re.compile(
    r"(?:yesterday|last (?:week|month|year|night|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|(?:\d+|an?|one|two|three|four|five|a few|several) (?:days?|weeks?|hours?|months?|minutes?) ago)\b"
)
_BETWEEN = frozenset(
    [
        ".",
        "!",
        "?",
        ";",
        ",",
        "since",
        "that",
        "which",
        "who",
        "whom",
        "until",
        "till",
        "from",
        "than",
        "of",
        "what",
        "as",
        "before",
        "after",
        "when",
        "if",
        "because",
        "but",
        "and",
        "by",
    ]
) | SUBJECTS - {"you", "it"}


# A day named after what is over at once; booked, paid or ordered things may lie ahead.
_ON_A_DAY = re.compile(
    r"on (?:(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|(?:january|february|march|april|may|june|july|august|september|october|november|december) \d)"
)
_OVER_AT_ONCE = frozenset(
    ["leave", "arrive", "ship", "receive", "reach", "depart", "dispatch", "deliver", "send"]
)
_NOT_OVER = frozenset(["to", "for", "due", "about", "with", "you", "order", "courier", "request"])


def _ends_on_a_day(words: Sequence[Word], j: int, verb: Verb) -> bool:
    """Whether the perfect at `j` is tied to a named day: has left on 21 July."""
    if verb.base == "be":
        inner = _participle(words[j + 1].text) if j + 1 < len(words) else None
        if inner is None:
            return False
        verb, j = inner, j + 1
    if verb.base not in _OVER_AT_ONCE:
        return False
    for k in range(j + 1, min(j + 5, len(words))):
        text = words[k].text
        if text in _BETWEEN or text in _NOT_OVER or text in past_only():
            return False
        if _ON_A_DAY.match(" ".join(w.text for w in words[k : k + 4])):
            return True
    return False


def perfect_with_past(words: Sequence[Word]) -> Iterator[Found]:
    """We have sent it yesterday: a time that is over asks for the simple past."""
    for i, word in enumerate(words):
        contracted = word.text.endswith("'ve")
        if word.text not in ("have", "has", "haven't", "hasn't") and not contracted:
            continue
        ahead = [w.text for w in words[max(0, i - 2) : i]]
        if any(text in MODALS | {"to"} or is_will(text) for text in ahead):
            continue
        j = skip_adverbs(words, i + 1)
        verb = _participle(words[j].text) if j < len(words) else None
        if (
            verb is None
            or word.text in ("haven't", "hasn't")
            or "not" in [w.text for w in words[i:j]]
        ):
            continue
        passive = (
            verb.base == "be" and j + 1 < len(words) and _participle(words[j + 1].text) is not None
        )
        if verb.base == "be" and not passive:
            continue
        dated = _ends_on_a_day(words, j, verb)
        for k in range(j + 1, min(j + 10, len(words))):
            if words[k].text in _BETWEEN:
                break
            if dated or _PAST_TIME.match(" ".join(w.text for w in words[k : k + 3])):
                subject = word.text[:-3] if contracted else words[i - 1].text if i else "we"
                many = subject in ("we", "you", "they") or subject in singulars()
                form = (
                    f"{'were' if many else 'was'} {words[j + 1].text}"
                    if passive
                    else verb.past_form
                )
                fixed = f"{'I' if subject == 'i' else subject} {form}" if contracted else form
                yield span_of(word, words[j + 1 if passive else j]), fixed
                break


def _participle(form: str) -> Verb | None:
    """The verb whose participle the word is."""
    if form == "been":
        return verbs()["be"]
    verb = past_only().get(form) or verbs().get(
        {"left": "leave", "found": "find", "lost": "lose"}.get(form, "")
    )
    return verb if verb is not None and form in verb.participle else None
