"""Finders for English phrases: the patterns of en_calques.tsv, compiled and expanded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tutor.check.english import data_rows, ing_forms, past_only, third_only, verbs
from tutor.domain import Span

Found = tuple[Span, str | None]

_LOOKAROUND_END = re.compile(r"\(\?<?[=!](?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)$")


class Calque(NamedTuple):
    kind: str
    pattern: re.Pattern[str]
    replacement: str | None
    needed: tuple[
        str, ...
    ]  # one of these must stand in the text; none: the pattern is always tried


_MACROS = {
    "{pron}": "(?:me|you|us|him|her|them)",
    "{poss}": "(?:my|your|our|his|her|its|their|the|this|that)",
    "{subj}": "(?:i|we|you|they|he|she)",
    "{be}": "(?:am|is|are|was|were|i'm|we're|it's|you're|they're|be|been)",
    "{wh}": "(?:what|where|when|why|how|which|who)",
    "{mod}": "(?:will|would|can|could|should|may|might|must)",
}


@cache
def calques() -> tuple[Calque, ...]:
    """The phrase patterns of en_calques.tsv, compiled."""
    return tuple(map(_calque, data_rows("en_calques.tsv")))


def _calque(row: str) -> Calque:
    kind, pattern, replacement, *needed = row.split("\t")
    for name, value in _MACROS.items():
        pattern = pattern.replace(name, value)
    border = "" if pattern.startswith(("(?:^", "(?<=")) else r"(?<![\w'-])"
    open_end = pattern.endswith((" ", "$)")) or _LOOKAROUND_END.search(pattern)
    after = "" if open_end else r"(?![\w'])"
    return Calque(
        kind,
        re.compile(border + f"(?:{pattern})" + after),
        None if replacement == "-" else replacement,
        tuple(needed[0].split("|")) if needed else (),
    )


def _expand(template: str, match: re.Match[str], group: str | int) -> str | None:
    words = match.group(group).split()
    if template == "@base":
        verb = (
            ing_forms().get(words[-1]) or past_only().get(words[-1]) or third_only().get(words[-1])
        )
        return verb.base if verb else None
    if template == "@ing":
        found = verbs().get(words[-1])
        return found.ing if found else None
    if template in ("@participle", "be @participle"):
        known = verbs().get(words[-1])
        done = known.participle_form if known else _regular_past(words[-1])
        return template.replace("@participle", done)
    if template == "@plural":
        return {"is": "are", "was": "were", "has": "have"}[words[-1]]
    if template == "@last":
        return words[-1]
    built = _FORMED.sub(lambda form: _formed(match[form[1]], form[2]), template)
    return re.sub(r"^a(?= [aeio])", "an", match.expand(built))


def _regular_past(word: str) -> str:
    """The regular participle of a verb on no list: disappointed, confused, satisfied."""
    if word.endswith("y"):
        return word[:-1] + "ied"
    return word + ("d" if word.endswith("e") else "ed")


_FORMED = re.compile(r"@(\w)\.(ing|est|er|ly)")


def _formed(word: str, ending: str) -> str:
    """A word with its ending: cooperating, bigger, later, easiest, gently."""
    if ending == "ing":
        known = verbs().get(word)
        return known.ing if known else word.removesuffix("e") + "ing"
    if ending == "ly":
        return word[:-1] + "y" if word.endswith("le") else word + "ly"
    if ending == "est":
        return _formed(word, "er").removesuffix("r") + "st"
    if word.endswith("e"):
        return word + "r"
    if word.endswith("y"):
        return word[:-1] + "ier"
    short = re.fullmatch(r"[^aeiou]+[aeiou][bdgmnt]", word)
    return word + (word[-1] if short else "") + "er"


def phrases(lowered: str, kind: str) -> Iterator[Found]:
    """Every phrase of one kind; the span is trimmed of spaces together with what is pasted."""
    for calque in calques():
        if calque.kind != kind:
            continue
        if calque.needed and not any(word in lowered for word in calque.needed):
            continue
        for match in calque.pattern.finditer(lowered):
            group: str | int = "m" if "m" in calque.pattern.groupindex else 0
            start, end = match.span(group)
            fixed = (
                None if calque.replacement is None else _expand(calque.replacement, match, group)
            )
            while end > start and lowered[end - 1] == " ":
                end -= 1
                fixed = fixed.removesuffix(" ") if fixed is not None else None
            while end > start and lowered[start] == " ":
                start += 1
                fixed = fixed.removeprefix(" ") if fixed is not None else None
            if end > start:
                yield Span(start, end), None if fixed is None else fixed.strip()
