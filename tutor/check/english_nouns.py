"""Finders for English nouns of learners: how many, which one, and the small words before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.check.english import Word, plurals, singulars, third_only, verbs, word_class
from tutor.check.english_grammar import Found, Place, span_of
from tutor.check.english_sets import FUNCTION, MARKS

_DESCRIBING = word_class("describing") | word_class("colours")
_COUNTED = word_class("counted")
_BARE = word_class("bare")
_UNITS = word_class("units")
_COUNTS = word_class("counts") | {"these", "those"}
_AFTER = (FUNCTION | MARKS) - {"-"}


def _free(words: Sequence[Word], i: int) -> bool:
    return i >= len(words) or words[i].text in _AFTER


def _several(text: str) -> bool:
    return text in _COUNTS or (text.isdigit() and 1 < int(text) < 1900)


def of_bare(words: Sequence[Word]) -> Iterator[Found]:
    """any of color, some of customers, one of customer: after “of” stands the, our or these."""
    for i, word in enumerate(words):
        if word.text != "of" or i == 0 or i + 1 >= len(words):
            continue
        before, noun = words[i - 1].text, words[i + 1].text
        earlier = words[i - 2].text if i > 1 else ""
        if before not in ("any", "some", "many", "most", "few", "each", "both", "several", "one"):
            continue
        if before == "one" and (noun in plurals() or earlier in ("only", "the", "this", "that")):
            continue
        if before == "few" and earlier == "a" and noun in plurals():
            continue
        k = i + 1
        while k < len(words) and words[k].text in _DESCRIBING:
            k += 1
        if k >= len(words) or not (_free(words, k + 1) or words[k + 1].text in verbs()):
            continue
        if (words[k].text in _COUNTED or words[k].text in singulars()) and (
            words[k].text not in _BARE - {"color", "colour", "size", "model"}
        ):
            yield span_of(word, words[k]), None


def described_number(words: Sequence[Word]) -> Iterator[Found]:
    """two big box, all product, other color, a short videos, one people, this two cups."""
    for i, word in enumerate(words):
        here = Place(words, i)
        text, before, second = word.text, here.at(-1), here.at(-2)
        if text == "people" and before in ("one", "each", "every", "another") and second != "no":
            if second not in ("than", "the", "this", "that") or before != "one":
                yield span_of(words[i - 1], word), f"{before} person"
        elif text in plurals() and text in _COUNTED and _free(words, i + 1):
            k = i
            while k and words[k - 1].text in _DESCRIBING:
                k -= 1
            count = words[k - 1].text if k else ""
            if k < i and _several(count) and text in _COUNTED:
                if k < 2 or words[k - 2].text not in ("-", "size", "model", "number", "no"):
                    yield span_of(word), plurals()[text]
            elif before == "all" and text in _COUNTED and text not in _TIMES:
                yield span_of(word), plurals()[text]
            elif before == "other" and text in _COUNTED and second in _WANTING:
                yield span_of(words[i - 1]), "another"
        elif text in singulars() and text not in third_only() and _free(words, i + 1):
            if before in _DESCRIBING and second in ("a", "an", "another"):
                if before not in ("little", "second", "right", "next"):
                    yield span_of(words[i - 2], word), f"{second} {before} {singulars()[text]}"
            elif before == "another" and here.at(1) != "of":
                yield span_of(word), singulars()[text]
        elif text in ("this", "that") and _several(here.at(1)) and here.at(2) in singulars():
            if text == "this" and here.at(2) not in ("days", "weeks", "months", "hours", "minutes"):
                yield span_of(word), "these"
        elif (text == "damages" and before in ("any", "some", "many", "the", "no", "few")) and (
            here.at(1) in MARKS | {"on", "to", "in", "when", "during", "or", ""}
        ):
            yield span_of(word), "damage"


_TIMES = frozenset(["day", "week", "month", "year", "hour", "minute"])
_WANTING = frozenset(
    [
        "have",
        "has",
        "want",
        "need",
        "try",
        "choose",
        "buy",
        "send",
        "use",
        "get",
        "take",
        "with",
        "in",
        "for",
        "to",
        "from",
        "prefer",
        "order",
        "is",
        "pick",
    ]
)


def placed_bare(words: Sequence[Word]) -> Iterator[Found]:
    """in kitchen, on wall, with lid, under sun: a place or part without the, a or your."""
    homes, parts = word_class("rooms"), word_class("parts")
    for i, word in enumerate(words):
        if word.text not in homes | parts or i == 0 or not _free(words, i + 1):
            continue
        before, following = words[i - 1].text, Place(words, i).at(1)
        if following in ("to", "and", "or", "-", "(") or (i > 1 and words[i - 2].text == "-"):
            continue
        if before in ("in", "on", "inside", "under", "behind", "near", "into") and (
            word.text in homes
        ):
            yield span_of(word), f"the {word.text}"
        elif (
            before in ("with", "without")
            and word.text in parts
            and following in ("", ".", "!", "?")
        ):
            yield span_of(word), f"a {word.text}"
