"""Finders for English agreement and number: subject and verb, count word and noun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.check.english import (
    Word,
    mass_nouns,
    mass_plurals,
    noun_forms,
    plurals,
    singulars,
    third_only,
    verbs,
    word_class,
)
from tutor.check.english_grammar import (
    Found,
    Place,
    clause_start,
    is_will,
    skip_adverbs,
    span_of,
)
from tutor.check.english_sets import (
    BE,
    CAUSATIVES,
    DETERMINERS,
    DO,
    FUNCTION,
    HAVE,
    MARKS,
    NOT_AFTER_BE,
    OBJECTS,
    SUBJECTS,
)
from tutor.domain import Span


def pronoun_agreement(words: Sequence[Word]) -> Iterator[Found]:
    """it take, he want, we ships, they has: subject pronoun and verb do not agree."""
    for i, word in enumerate(words):
        if word.text not in SUBJECTS:
            continue
        j = skip_adverbs(words, i + 1)
        before = words[i - 1].text if i else ""
        if (
            j >= len(words)
            or before in CAUSATIVES
            or before in DO
            or is_will(before)
            or before in ("to", "for", "of", "with")
        ):
            continue
        form = words[j].text
        if word.text in ("he", "she", "it"):
            if form in ("don't", "haven't") and clause_start(words, i) and word.text != "it":
                yield span_of(words[j]), {"don't": "doesn't", "haven't": "hasn't"}[form]
                continue
            verb = verbs().get(form)
            asked = any(w.text in CAUSATIVES for w in words[max(0, i - 6) : i])
            if (
                verb is None
                or asked
                or not (clause_start(words, i) or _after_opening(words, i))
                or form in verb.past
                or form == "be"
            ):
                continue
            yield span_of(words[j]), verb.third
        else:
            verb = third_only().get(form)
            if (
                verb is None
                or (form in ("is", "has") and word.text == "i")
                or form == "is"
                or (word.text == "you" and verb.nounish)
            ):
                continue
            if clause_start(words, i) or before in ("and", "or"):
                yield span_of(words[j]), verb.base


_OPENERS = frozenset(["in", "on", "at", "after", "with", "during", "for", "from", "by", "inside"])


def _after_opening(words: Sequence[Word], i: int) -> bool:
    """Whether only a short opening phrase stands before in the sentence: in the sun it look red."""
    start = i
    while start and words[start - 1].text not in MARKS - {"-"}:
        start -= 1
    opening = [word.text for word in words[start:i]]
    return (
        1 < len(opening) <= 5
        and opening[0] in _OPENERS
        and (
            opening[-1] in noun_forms() | mass_nouns() | _DAY_PARTS
            or (opening[-1] in verbs() and opening[-2] in DETERMINERS)
        )
        and not any(w in verbs() and not verbs()[w].nounish for w in opening[1:-1])
    )


_DAY_PARTS = frozenset(["sun", "dark", "water", "rain", "day", "night", "side", "hand", "total"])

_MASS = frozenset(
    [
        "shipping",
        "clearance",
        "quality",
        "transport",
        "money",
        "customs-clearance",
        "stock",
        "packaging",
        "information",
        "tracking",
        "delivery",
        "equipment",
        "postage",
    ]
)
# British English treats these as several people.
_GROUPS = frozenset(["team", "staff", "crew", "police", "management"])
# Verbs that are nouns as well, yet after a singular noun can hardly be anything but its verb.
_PREDICATES = frozenset(
    [
        "need",
        "want",
        "look",
        "show",
        "stay",
        "cost",
        "help",
        "start",
        "stop",
        "use",
        "change",
        "charge",
        "check",
        "scan",
        "ship",
        "open",
        "fit",
        "work",
        "hold",
        "return",
        "refund",
        "update",
        "try",
        "call",
        "offer",
        "request",
        "like",
        "say",
        "come",
        "become",
        "cover",
        "mean",
        "have",
        "process",
        "deliver",
        "accept",
    ]
)
_AFTER_PREDICATE = (
    DETERMINERS
    | (OBJECTS - {"her"})
    | {
        "that",
        "very",
        "too",
        "well",
        "until",
        "about",
        "good",
        "different",
        "smaller",
        "bigger",
        "like",
    }
)
ONCE_PLURAL = {
    "has": "have",
    "is": "are",
    "was": "were",
    "hasn't": "haven't",
    "isn't": "aren't",
    "doesn't": "don't",
    "wasn't": "weren't",
}
_ONCE_SINGULAR = {
    "have": "has",
    "are": "is",
    "were": "was",
    "haven't": "hasn't",
    "aren't": "isn't",
    "don't": "doesn't",
    "weren't": "wasn't",
}


def _head_noun(words: Sequence[Word], i: int) -> int:
    """The last noun of the phrase that the determiner at `i` opens."""
    nouns = noun_forms() | _MASS
    k = i + 1
    while k + 1 < len(words) and k < i + 4 and words[k + 1].text in nouns:
        k += 1
    if (
        k + 2 < len(words)
        and words[k].text not in nouns
        and words[k + 1].text not in nouns | MARKS
        and words[k + 2].text in nouns
    ):
        k = _head_noun(words, k + 1) if words[k + 1].text in _ADJECTIVES else k
    return k


_ADJECTIVES = frozenset(
    [
        "new",
        "blue",
        "red",
        "black",
        "white",
        "green",
        "second",
        "first",
        "other",
        "last",
        "small",
        "large",
        "big",
        "local",
        "old",
        "grey",
        "silver",
        "whole",
        "original",
    ]
)


def noun_agreement(words: Sequence[Word]) -> Iterator[Found]:
    """your parcel arrive, the items has, our warehouse are: noun and verb do not agree."""
    for i, word in enumerate(words):
        if word.text not in DETERMINERS | {"both", "all"} or not clause_start(words, i):
            continue
        if (
            i
            and words[i - 1].text == "that"
            and any(w.text in CAUSATIVES for w in words[max(0, i - 4) : i - 1])
        ):
            continue
        k = _head_noun(words, i)
        j = skip_adverbs(words, k + 1)
        if j >= len(words) or j - k > 3:
            continue
        noun, form = words[k].text, words[j].text
        if (noun in plurals() or noun in _MASS) and word.text not in (
            "these",
            "those",
            "both",
            "all",
        ):
            if form in _ONCE_SINGULAR and not (
                noun in _GROUPS and form not in ("don't", "haven't")
            ):
                if not (noun in _GROUPS and form == "haven't"):
                    yield span_of(words[j]), _ONCE_SINGULAR[form]
                continue
            if not _is_predicate(words, j, j > k + 1) or (
                noun in _GROUPS and form in ("have", "need", "want", "work")
            ):
                continue
            verb = verbs()[form]
            after_past = any(w.text in ("already", "just") for w in words[k + 1 : j])
            yield span_of(words[j]), ("has " + verb.participle_form) if after_past else verb.third
        elif (
            noun in singulars()
            and word.text not in ("a", "an", "this", "that")
            and (form in ONCE_PLURAL or is_third(words, j))
        ):
            fixed = ONCE_PLURAL.get(form)
            yield span_of(words[j]), fixed or third_only()[form].base


def is_third(words: Sequence[Word], j: int) -> bool:
    """Whether the word can only be a verb in the third person singular."""
    verb = third_only().get(words[j].text)
    following = words[j + 1].text if j + 1 < len(words) else ""
    return (
        verb is not None
        and words[j].text not in singulars()
        and words[j].text != "is"
        and (not verb.nounish or following in _AFTER_PREDICATE)
    )


def _is_predicate(words: Sequence[Word], j: int, apart: bool) -> bool:
    """Whether the bare form at `j` can only be the verb of the noun before it."""
    form = words[j].text
    verb = verbs().get(form)
    if (
        verb is None
        or form in verb.past
        or form in ("be", "do", "let", "put", "set", "read", "cost", "cut", "fit")
    ):
        return False
    if form in (
        "need",
        "want",
        "look",
        "say",
        "come",
        "become",
        "mean",
        "stay",
        "get",
        "go",
        "give",
    ):
        return True
    if not verb.nounish and form not in NOT_AFTER_BE:
        return True
    following = words[j + 1].text if j + 1 < len(words) else ""
    return form in _PREDICATES and (
        following in _AFTER_PREDICATE or (apart and following in ("in", "at", "on", "to", "for"))
    )


_COUNTS = word_class("counts") | {"few", "both"}
_UNITS = word_class("units")


def there_is(words: Sequence[Word]) -> Iterator[Found]:
    """there is two items: there are."""
    for i, word in enumerate(words):
        here = Place(words, i)
        if (
            word.text in ("where", "here")
            and here.at(1) in ("is", "was")
            and here.at(2) in DETERMINERS - {"a", "an"}
            and here.at(3) in _COUNTS
        ):
            yield span_of(words[i + 1]), "are" if here.at(1) == "is" else "were"
        if word.text == "there" and here.at(1) in ("is", "was"):
            count, noun = (
                here.at(2),
                next((w.text for w in words[i + 3 : i + 6] if w.text in singulars()), None),
            )
            if (count in _COUNTS | {"some"} or (count.isdigit() and int(count) > 1)) and noun:
                yield span_of(words[i + 1]), "are" if here.at(1) == "is" else "were"


_MANY = _COUNTS - {"few", "both"} | {"various"}
_SOME = frozenset(
    [
        "photo",
        "picture",
        "question",
        "video",
        "screenshot",
        "detail",
        "document",
        "item",
        "parcel",
        "order",
        "option",
        "color",
        "colour",
        "size",
        "product",
        "customer",
        "buyer",
        "coupon",
        "shoe",
        "mistake",
        "problem",
        "link",
        "sample",
        "day",
        "hour",
        "minute",
    ]
)
_NOT_ALL = frozenset(["day", "week", "month", "year", "hour", "minute"])


def number(words: Sequence[Word]) -> Iterator[Found]:
    """within 3 day, two item, this items, these item, a photos, one of our customer, informations."""
    for i, word in enumerate(words):
        here = Place(words, i)
        text, before, after = word.text, here.at(-1), here.at(1)
        free = (
            not after
            or after in FUNCTION | MARKS - {"-"}
            or after in ("ago", "later", "after", "of", "is", "are")
        )
        if (
            text in plurals()
            and before in ("both", "these", "those", "several", "many")
            and not free
            and after in verbs()
            and after not in plurals()
            and here.at(2) not in singulars()
        ):
            yield span_of(word), plurals()[text]
        elif text in plurals() and (free or after in ("waiting", "asking")):
            if _wants_plural(text, here):
                yield span_of(word), plurals()[text]
        elif (
            before == "of"
            and text in ("customer", "buyer", "person", "parcel", "photo", "option", "question")
            and here.at(-2) in ("lot", "lots", "couple")
        ):
            yield span_of(word), plurals()[text]
        elif (
            text in singulars()
            and before == "much"
            and here.at(-2) not in ("how", "so", "as", "very", "too", "not")
            and free
        ):
            yield span_of(words[i - 1]), "many"
        elif text in singulars() and text not in third_only():
            one = singulars()[text]
            if before in ("this", "each", "every") or (before in ("a", "an") and free):
                yield span_of(word), one
        elif text in mass_plurals():
            yield span_of(word), mass_plurals()[text]
        elif text in mass_nouns() and free and before == "many":
            yield span_of(words[i - 1]), "much"
        elif (
            text in mass_nouns()
            and free
            and before in ("a", "an")
            and text not in ("understanding", "knowledge")
        ):
            yield Span(words[i - 1].start, word.end), text


def _wants_plural(text: str, here: Place) -> bool:
    """Whether what stands before the singular noun counts more than one."""
    before, second, third = here.at(-1), here.at(-2), here.at(-3)
    if before == "more" and (second in _COUNTS or (second.isdigit() and int(second) > 1)):
        return text not in word_class("bare")
    if before in ("our", "your", "the", "these") and second == "all" and here.at(1) in verbs():
        return text in word_class("jobs")
    if before == "both":
        return here.at(1) in BE | HAVE | {"", ".", "!", "?"}
    if before in _MANY or before in ("these", "those") or (before == "few" and second == "a"):
        return second != "-"
    if before.isdigit() and int(before) > 1 and text in _UNITS:
        apart = here.words[here.i - 1].end < here.words[here.i].start  # 2day is net talk
        return apart and (second != "-" or third.isdigit())
    if before in ("working", "business", "calendar") and text in _UNITS:
        return (second.isdigit() and int(second) > 1) or second in _COUNTS
    if before in ("the", "our", "your", "these") and second == "of":
        return (
            third == "one"
            and here.at(-4) not in ("and", "the")
            and text not in ("team", "crew", "kind", "range", "brand", "set", "part")
        ) or (third in ("some", "many", "both", "most") and text in _UNITS | _SOME)
    if before == "of" and second in ("lot", "lots", "couple", "range", "number"):
        return text in _UNITS | _SOME or (text not in word_class("bare") and text not in verbs())
    if before == "some":
        return text in _SOME - _NOT_ALL and second not in ("for", "in", "at")
    return before == "all" and text in _UNITS - _NOT_ALL
