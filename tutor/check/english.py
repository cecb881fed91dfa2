"""What the English rules know of words: verb forms, plurals, mass nouns; and a text cut into words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_WORD = re.compile(
    r"[A-Za-z]{1,4}\d[\d.,-]*\d|[A-Za-z]{1,4}\d|[$€£]?\d[\d.,:-]*\d|[$€£]?\d|[A-Za-z]+(?:'[A-Za-z]+)?|[^\w\s]"
)
_DOUBLED = frozenset(
    [
        "drop",
        "plan",
        "ship",
        "stop",
        "fit",
        "begin",
        "get",
        "let",
        "put",
        "run",
        "set",
        "cut",
        "forget",
        "refer",
        "prefer",
        "admit",
        "occur",
        "pop",
        "swap",
        "wrap",
        "scan",
        "plug",
        "unplug",
        "log",
        "tap",
    ]
)
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark of an English text, lower case, with its place."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Verb:
    """The forms of a verb; `nounish` when the base is also a common noun or adjective."""

    base: str
    past: frozenset[str]
    participle: frozenset[str]
    third: str
    ing: str
    nounish: bool
    past_form: str
    participle_form: str


def data_rows(name: str) -> Iterator[str]:
    """The rows of a data file of the checks, without comments and empty lines."""
    text = (files("tutor.check") / "data" / name).read_text(encoding="utf-8")
    return (row for row in text.split("\n") if row.strip() and not row.startswith("#"))


@lru_cache(maxsize=64)
def plain(raw: str) -> str:
    """The text in lower case with straight apostrophes, code point for code point."""
    return "".join(
        "'" if char in "’‘`´" else (low if len(low := char.lower()) == 1 else char) for char in raw
    )


@lru_cache(maxsize=64)
def words_of(raw: str) -> tuple[Word, ...]:
    """The words and marks of a text in order; the month May keeps its capital, so that it is no verb."""
    found = [Word(m.group(), m.start(), m.end()) for m in _WORD.finditer(plain(raw))]
    if "May" in raw:
        for i, word in enumerate(found):
            if word.text == "may" and raw[word.start] == "M" and _is_month(found, i):
                found[i] = Word("May", word.start, word.end)
    return tuple(found)


_BEFORE_MONTH = frozenset(
    [
        "from",
        "in",
        "of",
        "since",
        "until",
        "till",
        "by",
        "last",
        "this",
        "next",
        "before",
        "after",
        "early",
        "late",
        "mid",
        "end",
        "for",
        "during",
        "through",
        "to",
        "around",
        "between",
    ]
)


def _is_month(words: Sequence[Word], i: int) -> bool:
    before = words[i - 1].text if i else ""
    after = words[i + 1].text if i + 1 < len(words) else ""
    return before in _BEFORE_MONTH or before[:1].isdigit() or after[:1].isdigit()


@cache
def verbs() -> dict[str, Verb]:
    """Every verb the rules know, by its base."""
    return {verb.base: verb for verb in map(_verb, data_rows("en_verbs.txt"))}


def _verb(row: str) -> Verb:
    base, *rest = row.lstrip("=").split()
    past, participle = rest if len(rest) == 2 else (_past(base), _past(base))
    return Verb(
        base=base,
        past=frozenset(past.split("|")),
        participle=frozenset(participle.split("|")),
        third={"have": "has", "be": "is"}.get(base) or _third(base),
        ing=_ing(base),
        nounish=row.startswith("="),
        past_form=past.split("|")[0],
        participle_form=participle.split("|")[0],
    )


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ied"
    if base == "cancel":
        return "cancelled|canceled"
    return base + (base[-1] if base in _DOUBLED else "") + "ed"


def _third(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def _ing(base: str) -> str:
    if base == "cancel":
        return "cancelling"
    if base.endswith("e") and not base.endswith(("ee", "ye", "oe")) and base != "be":
        return base[:-1] + "ing"
    return base + (base[-1] if base in _DOUBLED else "") + "ing"


@cache
def past_only() -> dict[str, Verb]:
    """Forms that can only be a past tense or participle, with their verb."""
    bases = set(verbs())
    extra = {"canceled": verbs()["cancel"]}
    return extra | {
        form: verb
        for verb in verbs().values()
        for form in verb.past | verb.participle
        if form not in bases and form not in ("left", "found", "saw", "felt", "lost", "broken")
    }


@cache
def third_only() -> dict[str, Verb]:
    """Forms of the third person singular, with their verb."""
    return {verb.third: verb for verb in verbs().values()}


@cache
def ing_forms() -> dict[str, Verb]:
    """The forms in -ing, with their verb."""
    return {verb.ing: verb for verb in verbs().values()}


@cache
def plurals() -> dict[str, str]:
    """Singular to plural of the nouns that can be counted."""
    pairs = {}
    for row in data_rows("en_nouns.txt"):
        one, _, many = row.partition("\t")
        pairs[one] = many or (one + "s" if one.endswith("o") else _third(one))
    return pairs


@cache
def singulars() -> dict[str, str]:
    """Plural to singular."""
    return {many: one for one, many in plurals().items()}


@cache
def noun_forms() -> frozenset[str]:
    """Every singular and plural of the nouns that can be counted."""
    return frozenset(plurals()) | frozenset(singulars())


@cache
def mass_plurals() -> dict[str, str]:
    """Wrong plurals of mass nouns, with the right word."""
    return {many: one for one, many in (row.split("\t") for row in data_rows("en_mass.txt"))}


@cache
def mass_nouns() -> frozenset[str]:
    """Nouns that take no plural and no a/an."""
    return frozenset(mass_plurals().values())


@cache
def word_class(name: str) -> frozenset[str]:
    """A closed class of English words, by its name in en_classes.tsv."""
    classes = dict(row.split("\t") for row in data_rows("en_classes.tsv"))
    return frozenset(classes[name].split())
