"""Finders for English negation, infinitives and questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.check.english import (
    Word,
    ing_forms,
    noun_forms,
    past_only,
    plurals,
    singulars,
    third_only,
    verbs,
)
from tutor.check.english_agreement import ONCE_PLURAL, is_third
from tutor.check.english_grammar import Found, Place, is_will, skip_adverbs, span_of
from tutor.check.english_sets import (
    ADVERBS,
    ASKING,
    BE,
    DETERMINERS,
    DO,
    HAVE,
    MARKS,
    MODALS,
    NOT_AFTER_BE,
    OBJECTS,
    SUBJECTS,
)
from tutor.domain import Span

_NO_AUXILIARY = frozenset(
    [
        "arrive",
        "receive",
        "come",
        "understand",
        "know",
        "have",
        "work",
        "send",
        "ship",
        "include",
        "support",
        "need",
        "accept",
        "allow",
        "charge",
        "want",
        "agree",
        "find",
        "get",
        "reply",
        "deliver",
        "pass",
        "leave",
        "move",
        "reach",
        "fit",
        "match",
        "show",
        "change",
        "update",
        "help",
        "pay",
        "refund",
        "return",
        "confirm",
        "answer",
        "cancel",
        "release",
        "clear",
        "process",
        "sell",
        "offer",
        "provide",
        "give",
        "like",
        "see",
        "use",
        "cover",
        "stop",
        "start",
        "turn",
        "charge",
        "pack",
        "produce",
        "supply",
        "stock",
        "do",
        "make",
        "open",
        "close",
        "approve",
        "contain",
        "look",
        "feel",
        "remember",
        "recommend",
        "think",
        "believe",
    ]
)
_THINGS = frozenset(
    ["customs", "goods", "stock", "money", "payment", "shipping", "refund", "battery", "quality"]
)


def bare_negation(words: Sequence[Word]) -> Iterator[Found]:
    """parcel not arrive, we not receive, it no work: the auxiliary is missing."""
    for i, word in enumerate(words):
        here = Place(words, i)
        before = here.at(-1)
        if word.text not in ("not", "no") or not (
            before in SUBJECTS
            or before in plurals()
            or before in singulars()
            or before in _THINGS
            or before == "still"
        ):
            continue
        j = i + 1 + (here.at(1) == "yet")
        verb = verbs().get(words[j].text) if j < len(words) else None
        if verb is None or verb.base not in _NO_AUXILIARY or (word.text == "no" and verb.nounish):
            continue
        start = i - 1 if before == "still" else i
        subject = words[start - 1].text if start else ""
        if (
            subject not in SUBJECTS
            and subject not in plurals()
            and subject not in singulars()
            and subject not in _THINGS
        ):
            continue
        if any(
            w.text in DO | BE | HAVE | MODALS or is_will(w.text)
            for w in words[max(0, start - 5) : start]
        ):
            continue
        many = subject in ("i", "we", "you", "they") or subject in singulars()
        if verb.base in ("arrive", "receive", "come", "reply", "deliver"):
            fixed = f"{'have' if many else 'has'} not {verb.participle_form}"
        else:
            fixed = f"{'do' if many else 'does'} not {verb.base}"
        yield span_of(words[i], words[j]), fixed


def infinitive(words: Sequence[Word]) -> Iterator[Found]:
    """want to returned, happy to helping, for choose, without check: the wrong form after a preposition."""
    for i, word in enumerate(words):
        here = Place(words, i)
        before = here.at(-1)
        if (
            before == "to"
            and here.at(-2) in ("have", "has", "need")
            and past_only().get(word.text) is not None
            and here.at(1) in DETERMINERS | OBJECTS | MARKS
        ):
            yield span_of(word), past_only()[word.text].base
        elif (
            before == "for"
            and here.at(-2) in ("thanks", "you", "sorry")
            and here.at(1) in DETERMINERS | OBJECTS
            and word.text in past_only()
        ):
            yield span_of(word), past_only()[word.text].ing
        elif before == "to" and here.at(-2) in ASKING:
            verb = past_only().get(word.text) or ing_forms().get(word.text)
            if verb is not None and here.at(-2) != "used" and here.at(1) not in noun_forms():
                yield span_of(word), verb.base
        elif (
            before in ("for", "by", "without", "before", "after", "about", "instead")
            and here.at(-2) not in ("from", "since", "than")
        ) or (
            (before == "of" and here.at(-2) in _BEFORE_OF)
            or (before == "in" and here.at(-2) in ("interested", "help", "problem", "difficulty"))
            or (before == "at" and here.at(-2) in ("good", "bad"))
            or (before == "to" and here.at(-2) == "forward")
        ):
            verb = verbs().get(word.text)
            sure = (
                verb is not None
                and not verb.nounish
                and word.text not in NOT_AFTER_BE | {"worry", "thank", "suppose"}
            )
            if (
                verb is not None
                and sure
                and here.at(1) in DETERMINERS | OBJECTS | {"for", "to", "it"}
            ):
                yield span_of(word), verb.ing


_BEFORE_OF = frozenset(
    ["instead", "think", "thinking", "afraid", "capable", "way", "cost", "risk", "chance", "tired"]
)
_WH = frozenset(["what", "where", "when", "why", "how", "which"])
# A clause before the comma may be the time or the thing (when you pay, …), not with these.
_ASKS_ONLY = frozenset(["why", "which", "many", "much"])


def questions(words: Sequence[Word], raw: str) -> Iterator[Found]:
    """Where you bought it? / tell me what is your number: the order of a question."""
    for i, word in enumerate(words):
        here = Place(words, i)
        if word.text not in _WH:
            continue
        j = _asked_for(words, i)
        end = _end_of_question(words, i)
        if end is None and _stands_alone(words, i, j):
            end = len(words)
        if _opens(words, i, j) and end is not None:
            k = j + 1
            while k < len(words) and words[k].text in ADVERBS - {"not"}:
                k += 1
            follows = words[k].text if k < len(words) else ""
            known = (
                follows in verbs()
                or follows in past_only()
                or (follows in third_only() and words[j].text in ("he", "she", "it"))
                or follows in BE | MODALS | HAVE | DO - {"did", "does", "do"}
            )
            whole = j < len(words) and words[j].text in DETERMINERS and _asked_of(words, j, end)
            if whole and (j == i + 1) == (word.text in ("why", "where", "when")):
                yield Span(word.start, words[end - 1].end), _turned(raw, words, i, j, end)
                continue
            alone = "," not in [w.text for w in words[i:end]]
            if (
                words[j].text in SUBJECTS
                and known
                and (alone or {word.text, here.at(1)} & _ASKS_ONLY)
            ):
                yield Span(word.start, words[k].end), _asked(raw, words, i, j, k)
        if here.at(-1) == "know" and here.at(-2) in ("i", "we") and here.at(-3) in ("may", "can"):
            continue  # May I know what is your number: said all over Asia, and polite
        asks = here.at(-1) in ("know", "confirm", "check", "understand", "see", "ask") or (
            here.at(-1) in OBJECTS and here.at(-2) in ("tell", "let", "ask", "show", "told")
        )
        if asks and here.at(1) in BE and (here.at(2) in DETERMINERS or here.at(2) in SUBJECTS):
            last = i + 2
            while last + 1 < len(words) and words[last + 1].text.isalpha() and last < i + 5:
                last += 1
            phrase = raw[words[i + 2].start : words[last].end]
            verb = raw[words[i + 1].start : words[i + 1].end]
            clean = last + 1 >= len(words) or words[last + 1].text in MARKS
            fixed = f"{raw[word.start : word.end]} {phrase} {verb}" if clean else None
            yield Span(word.start, words[last].end if clean else words[i + 2].end), fixed


def _asked_for(words: Sequence[Word], i: int) -> int:
    """Where the subject of a question can stand: after the question word and what it asks for."""
    nouns = noun_forms() | {"time", "kind", "one", "ones"}
    j = i + 1
    if (
        words[i].text == "how"
        and j < len(words)
        and words[j].text in ("many", "much", "long", "big")
    ):
        j += 1
    while j < min(i + 5, len(words) - 1) and (
        words[j].text in nouns or (words[j].text == "of" and words[j - 1].text in _SORTS)
    ):
        j += 1
    return min(j, len(words) - 1)


_SORTS = frozenset(["kind", "kinds", "type", "types", "sort", "brand", "size", "colour", "color"])
# Hello, which one you prefer? – but: tell me, which one you prefer.
_OPENING = frozenset(
    [
        "and",
        "so",
        "then",
        "ok",
        "okay",
        "but",
        "also",
        "hello",
        "hi",
        "dear",
        "yes",
        "sure",
        "sorry",
    ]
)


_TOLD_TO_SAY = frozenset(
    [
        "me",
        "us",
        "know",
        "please",
        "tell",
        "let",
        "check",
        "ask",
        "confirm",
        "say",
        "choose",
        "pick",
        "if",
        "depends",
        "whatever",
        "whichever",
    ]
)


def _opens(words: Sequence[Word], i: int, j: int) -> bool:
    """Whether a question can begin at a question word: at the start of a sentence, after a word of
    opening, or after a comma where it asks for a thing (red or blue, which one you want)."""
    before = words[i - 1].text if i else "."
    if before in ".!?":
        return True
    start = i
    while start and words[start - 1].text not in ".!?":
        start -= 1
    lead = [word.text for word in words[start:i]]
    if all(word in _OPENING or word == "," for word in lead):
        return True
    return before == "," and j > i + 1 and not set(lead) & _TOLD_TO_SAY


def _stands_alone(words: Sequence[Word], i: int, j: int) -> bool:
    """Whether a sentence without its mark of question is nothing but which one you prefer."""
    if words[i].text not in ("which", "what", "how") or j == i + 1 or j + 1 >= len(words):
        return False
    if words[j].text != "you" or words[j + 1].text not in (
        "want",
        "need",
        "prefer",
        "like",
        "have",
    ):
        return False
    return j + 2 >= len(words) or words[j + 2].text == "."


def _asked(raw: str, words: Sequence[Word], i: int, j: int, k: int) -> str | None:
    """The question put right: the auxiliary before the subject, or the verb of being itself."""
    head = raw[words[i].start : words[j - 1].end]
    subject = "I" if words[j].text == "i" else words[j].text
    between = raw[words[j].end : words[k].start].strip()
    form = words[k].text
    rest = f" {between}" if between else ""
    if form in BE | MODALS:
        return f"{head} {form} {subject}{rest}"
    if form in past_only():
        return f"{head} did {subject}{rest} {past_only()[form].base}"
    if form in third_only():
        return f"{head} does {subject}{rest} {third_only()[form].base}"
    if form in verbs():
        return f"{head} {'does' if subject in ('he', 'she', 'it') else 'do'} {subject}{rest} {form}"
    return None


def _turned(raw: str, words: Sequence[Word], i: int, j: int, end: int) -> str | None:
    """Where the crack is – where is the crack: only where the verb is the last word."""
    last = words[end - 1]
    if last.text not in BE or end - 2 < j:
        return None
    head = raw[words[i].start : words[j - 1].end]
    return f"{head} {last.text} {raw[words[j].start : words[end - 2].end]}"


def _asked_of(words: Sequence[Word], i: int, end: int) -> bool:
    """Whether a thing and its verb follow in the order of a statement: where the crack is?"""
    nouns = noun_forms()
    k = i + 1
    while k < end and words[k].text in nouns:
        k += 1
    if k == i + 1 or k >= end or "," in [w.text for w in words[i:end]]:
        return False
    text = words[k].text
    return text in BE | {"has", "have"} and not any(w.text in DO for w in words[i:end])


def _end_of_question(words: Sequence[Word], i: int) -> int | None:
    for j in range(i, len(words)):
        if words[j].text in (".", "!", ";"):
            return None
        if words[j].text == "?":
            return j
    return None


_NO_PLURAL = frozenset(["customs", "news", "sports", "goods", "logistics", "series", "means"])


def bare_plural_agreement(words: Sequence[Word]) -> Iterator[Found]:
    """because clouds makes it slow: a plural without an article and the verb of a singular."""
    for i, word in enumerate(words):
        if (
            not i
            or words[i - 1].text not in ("because", "if", "when", "while", "although")
            or word.text not in singulars()
            or word.text in third_only()
            or word.text in _NO_PLURAL
        ):
            continue
        j = skip_adverbs(words, i + 1)
        if j >= len(words):
            continue
        fixed = ONCE_PLURAL.get(words[j].text)
        if fixed is not None or is_third(words, j):
            yield span_of(words[j]), fixed or third_only()[words[j].text].base
