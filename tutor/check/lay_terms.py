"""Lay phrases and calques for which the trade has a term, read from the data files."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from tutor.check.english import data_rows
from tutor.text.glossary import glossary


class Lay(NamedTuple):
    """A lay phrase and its term."""

    pattern: re.Pattern[str]
    term: str


@cache
def lay_phrases(lang: str) -> tuple[Lay, ...]:
    """The phrases of a language in the order in which they are looked for."""
    border = ("", "") if lang == "zh" else (r"(?<![\w-])(?:", r")(?![\w-]|'\w)")
    found = []
    for row in data_rows(f"{lang}_lay_terms.tsv"):
        pattern, term = row.split("\t")
        loose = (
            pattern.endswith(" ")
            or pattern.startswith("(?<=")
            or "(?= " in pattern
            or "(?=(" in pattern
        )
        left, right = (border[0], ")") if loose and lang == "en" else border
        found.append(Lay(re.compile(left + pattern + right), term))
    return tuple(found)


@cache
def any_lay(lang: str) -> re.Pattern[str]:
    """One scan that tells whether any of the phrases stands in the text."""
    return re.compile(
        "|".join(
            f"(?:{re.sub(r'[(][?]P<[a-z]+>', '(?:', lay.pattern.pattern)})"
            for lay in lay_phrases(lang)
        )
    )


def english_term(term: str, match: re.Match[str]) -> str:
    """The term in the form of the words it replaces; `term` may name one of two special rules."""
    if term == "@clear":
        return {"ed": "cleared customs", "es": "clears customs", "ing": "clearing customs"}.get(
            match["s"] or "", "clear customs"
        )
    if term == "@place":
        verb = {"made": "placed", "did": "placed", "making": "placing"}.get(match["v"], "place")
        return verb + " " + " ".join(match.group().split()[1:])
    return match.expand(term).strip()


@cache
def english_forms(term: str) -> re.Pattern[str]:
    """What names a term of the glossary in English: its own word, the short form in brackets behind
    it and the words of `en_key_terms.tsv`, whatever their endings."""
    english = glossary()[term].english
    short = re.findall(r"\(([A-Z/]+)\)", english)
    full = re.sub(r"\(.*?\)|^to |^an? ", "", english).strip()
    forms = []
    for form in (full, *short, *_english_names().get(term, ())):
        stems = [
            re.escape(re.sub(r"(?:ing|ed|e|y|s)$", "", word) if len(word) > 4 else word)
            for word in form.lower().replace("-", " ").split()
        ]
        forms.append(r"\w*[ -]".join(stems))
    return re.compile(rf"\b(?:{'|'.join(forms)})")


@cache
def _english_names() -> dict[str, tuple[str, ...]]:
    rows = (row.split("\t") for row in data_rows("en_key_terms.tsv"))
    return {term: tuple(names.split("|")) for term, names in rows}
