"""Finders for English grammar: verb forms, agreement, number.

Each returns spans in the original text with what can be pasted there. The finders read forms and
neighbours, not sentences: where a form could be right, they are silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tutor.check.english import (
    Verb,
    Word,
    ing_forms,
    noun_forms,
    past_only,
    singulars,
    third_only,
    verbs,
    word_class,
)
from tutor.check.english_sets import (
    ADVERBS,
    BE,
    CAUSATIVES,
    DETERMINERS,
    DO,
    HAVE,
    INTRANSITIVE,
    LINKS,
    MARKS,
    MODALS,
    NOT_AFTER_BE,
    OBJECTS,
    PUNCTUAL,
    SUBJECTS,
)
from tutor.domain import Span

Found = tuple[Span, str | None]


class Place(NamedTuple):
    words: Sequence[Word]
    i: int

    def at(self, step: int) -> str:
        j = self.i + step
        return self.words[j].text if 0 <= j < len(self.words) else ""


def span_of(first: Word, last: Word | None = None) -> Span:
    return Span(first.start, (last or first).end)


def is_will(word: str) -> bool:
    return word in MODALS or word.endswith("'ll")


def clause_start(words: Sequence[Word], i: int) -> bool:
    """Whether the word begins a clause: after a mark or a linking word, at the start of the text."""
    return i == 0 or words[i - 1].text in MARKS - {"-"} or words[i - 1].text in LINKS


def skip_adverbs(words: Sequence[Word], i: int) -> int:
    while i < len(words) and words[i].text in ADVERBS:
        i += 1
    return i


def _verb_of_question(words: Sequence[Word], i: int) -> Found | None:
    """Does your phone supports it: a past or -s form right after the subject noun."""
    nouns = noun_forms()
    for k in range(i + 1, min(i + 4, len(words))):
        if words[k - 1].text not in nouns:
            continue
        past, third = past_only().get(words[k].text), third_only().get(words[k].text)
        following = words[k + 1].text if k + 1 < len(words) else ""
        if past is not None and words[k].text not in ("ordered", "bought"):
            return span_of(words[k]), past.base
        if third is not None and (not third.nounish or following in DETERMINERS | OBJECTS):
            return span_of(words[k]), third.base
    return None


def verb_after_modal(words: Sequence[Word]) -> Iterator[Found]:
    """will sending, didn't received, can helps, did you got: the base form belongs there."""
    for i, word in enumerate(words):
        modal = is_will(word.text)
        if not modal and word.text not in DO:
            continue
        j = skip_adverbs(words, i + 1)
        asks = (
            i == 0
            or words[i - 1].text in MARKS
            or words[i - 1].text in {"when", "where", "what", "how", "why"}
        )
        if asks and j < len(words) and words[j].text in SUBJECTS:
            j = skip_adverbs(words, j + 1)
        if (
            asks
            and word.text in ("do", "does", "did")
            and j < len(words)
            and words[j].text in DETERMINERS
        ):
            found = _verb_of_question(words, j)
            if found is not None:
                yield found
            continue
        if modal and j + 1 < len(words) and words[j].text == "to" and words[j + 1].text in verbs():
            if not asks or word.text not in ("may", "might"):
                yield span_of(words[j], words[j + 1]), words[j + 1].text
            continue
        if j >= len(words):
            continue
        form = words[j].text
        if form in BE | {"been", "being"}:
            continue
        verb = past_only().get(form) or third_only().get(form)
        if asks and form in singulars():
            continue  # Can points be used
        be_next = j + 1 < len(words) and words[j + 1].text == "be"
        if verb is None and modal and not be_next and not (asks and j == i + 1):
            verb = ing_forms().get(form)
        if verb is None and form in ("found", "left", "saw", "felt", "lost") and not asks:
            bases = {"found": "find", "left": "leave", "saw": "see", "felt": "feel", "lost": "lose"}
            verb = verbs()[bases[form]]
        bare = word.text in ("do", "does") and j == i + 1
        if verb is None or (bare and form in third_only() and verb.nounish):
            continue
        yield span_of(words[j]), verb.base


def verb_after_have(words: Sequence[Word]) -> Iterator[Found]:
    """have receive, has arrive, 've ship your order: the participle belongs there."""
    for i, word in enumerate(words):
        if word.text not in HAVE and not word.text.endswith("'ve"):
            continue
        j = skip_adverbs(words, i + 1)
        asks = (i == 0 or words[i - 1].text in MARKS) and word.text != "had"
        if asks and j < len(words) and words[j].text in ("you", "we", "they"):
            j = skip_adverbs(words, j + 1)
        if j >= len(words):
            continue
        form, here = words[j].text, Place(words, j)
        verb = verbs().get(form)
        if (
            verb is not None
            and form not in verb.participle
            and form not in ("be", "do", "have", "let", "mean")
        ):
            obvious = not verb.nounish and form not in NOT_AFTER_BE
            checked = form in ("check", "ship", "refund", "pack", "track") and here.at(1) in (
                "with",
                "to",
                "on",
                "by",
                "and",
            )
            if obvious or checked or here.at(1) in DETERMINERS | OBJECTS - {"her"}:
                yield span_of(words[j]), verb.participle_form
            continue
        past = past_only().get(form)
        if past is not None and form not in past.participle:
            yield span_of(words[j]), past.participle_form


_AFTER_PASSIVE = frozenset(
    ["on", "to", "by", "from", "yesterday", "today", "tomorrow", "already", "successfully"]
)


_MOVES = frozenset(["come", "go", "begin", "become", "fall", "run", "arrive", "happen"])


def verb_after_be(words: Sequence[Word]) -> Iterator[Found]:
    """are apologize, is depend, was send: be and a bare verb cannot stand together."""
    for i, word in enumerate(words):
        contracted = word.text in ("i'm", "we're", "you're", "they're", "it's", "he's", "she's")
        if word.text not in BE | {"been", "be"} and not contracted:
            continue
        before = words[i - 1].text if i else ""
        if before in ("do", "did", "does", "done", "-", "to", "thing") and word.text != "be":
            continue
        j = skip_adverbs(words, i + 1)
        if j >= len(words) or words[j].text in ("not",):
            continue
        verb = verbs().get(words[j].text)
        if word.text == "is" and any(
            w.text in ("do", "done", "did", "does") for w in words[max(0, i - 6) : i]
        ):
            continue  # all I can do is send it: the bare form is right there
        past = past_only().get(words[j].text)
        if past is not None and words[j].text not in past.participle and before != "what":
            if past.base in _MOVES and word.text in ("was", "were"):
                yield span_of(words[i], words[j]), words[j].text  # was came: came
            else:
                yield span_of(words[j]), past.participle_form
            continue
        if verb is None or verb.base in NOT_AFTER_BE or verb.base in verb.participle:
            continue
        following = words[j + 1].text if j + 1 < len(words) else ""
        has_object = following in DETERMINERS | (OBJECTS - {"her"})
        if verb.nounish:
            # "was return", "be refund": only where the noun reading is out.
            moved = (
                verb.base in ("ship", "refund", "dispatch", "repair", "track")
                and following in _AFTER_PASSIVE
            )
            moved = moved or (
                verb.base in ("return", "cancel", "change", "exchange")
                and j > i + 1
                and following in _AFTER_PASSIVE
            )
            passive = word.text in ("be", "been") or has_object or moved
            if not passive or verb.base not in (
                "refund",
                "ship",
                "exchange",
                "return",
                "change",
                "cancel",
                "repair",
                "dispatch",
                "pack",
                "contact",
                "pay",
                "track",
            ):
                continue
        yield _be_repair(words, i, j, verb, has_object and not _is_time(words, j + 1))


def _is_time(words: Sequence[Word], i: int) -> bool:
    """Whether a time and no thing begins here: this week, the same day."""
    following = words[i + 1].text if i + 1 < len(words) else ""
    named = ("same", "next", "following", "day", "week", "month", "moment", "morning", "afternoon")
    return words[i].text in ("this", "the", "a") and following in named


def _be_repair(words: Sequence[Word], i: int, j: int, verb: Verb, has_object: bool) -> Found:
    be = words[i].text
    middle = " ".join(word.text for word in words[i + 1 : j])
    lead = f"{middle} " if middle else ""
    if be in ("be", "been"):
        if has_object or verb.base in INTRANSITIVE:
            if be == "be":
                return span_of(words[i], words[j]), lead + verb.base
            if not has_object:
                return span_of(words[i], words[j]), lead + verb.participle_form
        return span_of(words[j]), verb.participle_form
    if be in ("is", "are", "am") and {"already", "just"} & set(middle.split()):
        has = "has" if be == "is" else "have"
        return span_of(words[i], words[j]), f"{has} {lead}{verb.participle_form}"
    if verb.base not in INTRANSITIVE and not has_object:
        return span_of(words[j]), verb.participle_form
    subject, apostrophe, _ = be.partition("'")
    if apostrophe and be not in ("isn't", "aren't", "wasn't", "weren't"):
        form = verb.base if subject in ("i", "we", "you", "they") else verb.third
        return span_of(words[i], words[j]), f"{'I' if subject == 'i' else subject} {lead}{form}"
    if apostrophe:
        helper = {"isn't": "doesn't", "aren't": "don't"}.get(be, "didn't")
        return span_of(words[i], words[j]), f"{helper} {lead}{verb.base}"
    if "not" in middle.split():
        helper = {"is": "does", "are": "do", "am": "do"}.get(be, "did")
        return span_of(words[i], words[j]), f"{helper} {lead}{verb.base}"
    if be in ("was", "were"):
        return span_of(words[i], words[j]), lead + verb.past_form
    return span_of(words[i], words[j]), lead + (verb.third if be == "is" else verb.base)


def arrived_with_be(words: Sequence[Word]) -> Iterator[Found]:
    """is arrived, was happened, has been arrived: these verbs have no passive."""
    for i, word in enumerate(words):
        j = skip_adverbs(words, i + 1)
        if j >= len(words) or words[j].text not in (
            "arrived",
            "happened",
            "disappeared",
            "occurred",
            "existed",
        ):
            continue
        if word.text in ("is", "are"):
            middle = "".join(f"{w.text} " for w in words[i + 1 : j])
            yield (
                span_of(word, words[j]),
                f"{'has' if word.text == 'is' else 'have'} {middle}{words[j].text}",
            )
        elif word.text in ("was", "were") or (
            word.text == "been" and i and words[i - 1].text in HAVE | ADVERBS
        ):
            yield span_of(word, words[j]), words[j].text


_STATIVE = frozenset(["hope", "want", "need", "wish"])
_DYNAMIC = frozenset(["wait", "check", "work", "try", "look", "help"])


def pronoun_and_be(words: Sequence[Word]) -> Iterator[Found]:
    """we looking forward, we are hope, they was, I is: subject pronoun and be."""
    for i, word in enumerate(words):
        if word.text not in SUBJECTS or not (clause_start(words, i) or words[i - 1].text == "and"):
            continue
        here = Place(words, i)
        be, following = here.at(1), here.at(2)
        if be in ing_forms() and ing_forms()[be].base not in ("have", "be", "bring"):
            form = {"i": "am", "he": "is", "she": "is", "it": "is"}.get(word.text, "are")
            yield span_of(words[i + 1]), f"{form} {be}"
        elif be in BE and following in _STATIVE:
            verb = verbs()[following]
            yield span_of(words[i + 1], words[i + 2]), verb.third if be == "is" else verb.base
        elif (
            be in BE
            and following in _DYNAMIC
            and here.at(3)
            in DETERMINERS | OBJECTS | {"for", "with", "on", "to", "in", "at", "hard"}
        ):
            yield span_of(words[i + 2]), verbs()[following].ing
        elif (
            (word.text in ("we", "they", "you") and be in ("was", "is", "wasn't", "isn't"))
            or (
                word.text in ("he", "she", "it")
                and be in ("are", "am", "aren't", "have", "haven't")
            )
            or (word.text == "i" and be in ("is", "are", "has"))
        ):
            if (
                i
                and words[i - 1].text == "and"
                and be in ("are", "were", "aren't", "have", "haven't")
            ):
                continue  # my cats and I are
            if word.text in ("he", "she", "it") and any(
                w.text in CAUSATIVES for w in words[max(0, i - 3) : i]
            ):
                continue
            fixed = {
                "was": "were",
                "is": "am" if word.text == "i" else "are",
                "wasn't": "weren't",
                "isn't": "aren't",
                "are": "am" if word.text == "i" else "is",
                "am": "is",
                "aren't": "isn't",
                "have": "has",
                "haven't": "hasn't",
                "has": "have",
            }[be]
            yield span_of(words[i + 1]), fixed


_LASTING = word_class("lasting")
_DONE = PUNCTUAL | {
    "speak",
    "talk",
    "leave",
    "buy",
    "transfer",
    "discuss",
    "cancel",
    "forward",
    "book",
    "register",
}
_HELD = frozenset(
    [
        "that",
        "which",
        "who",
        "what",
        "as",
        "since",
        "until",
        "from",
        "than",
        "when",
        "if",
        "because",
        "was",
        "were",
        "we",
        "i",
    ]
)


def past_time(words: Sequence[Word]) -> Iterator[Found]:
    """We already send it; I check it yesterday: the time asks for the past."""
    texts = [word.text for word in words]
    for i, text in enumerate(texts):
        if text not in SUBJECTS - {"it", "he", "she"} or not (
            clause_start(words, i) or texts[i - 1] == "and"
        ):
            continue
        j = i + 1
        already = False
        while j < len(words) and texts[j] in ("already", "just", "also"):
            already = already or texts[j] == "already"
            j += 1
        verb = verbs().get(texts[j]) if j < len(words) else None
        lasts = verb is not None and verb.base in _LASTING
        if verb is None or texts[j] in verb.past or lasts or (already and verb.base not in _DONE):
            continue
        rest = " ".join(texts[j + 1 : j + 14]).split(" . ")[0]
        past = re.search(
            r"^(?:[^,.!?]|, )*?\b(?<!as )(?<!than )(?<!like )(?<!since )(?<!from )(?<!until )(?:yesterday|last (?:week|month|night|monday|tuesday|wednesday|thursday"
            r"|friday|saturday|sunday)|\w+ (?:days?|weeks?|hours?|months?) ago)\b",
            rest,
        )
        if already or (past and not (_HELD & set(past.group().split()))):
            yield span_of(words[j]), verb.past_form
