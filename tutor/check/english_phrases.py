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
    needed: tuple[str, ...]  # one of these must stand in the text; none: it is always tried


_MACROS = {
    "{pron}": "(?:me|you|us|him|her|them)",
    "{poss}": "(?:my|your|our|his|her|its|their|the|this|that)",
    "{subj}": "(?:i|we|you|they|he|she)",
    "{be}": "(?:am|is|are|was|were|i'm|we're|it's|you're|they're|be|been)",
    "{wh}": "(?:what|where|when|why|how|which|who)",
    "{mod}": "(?:will|would|can|could|should|may|might|must)",
}


@cache
def calques(kind: str) -> tuple[Calque, ...]:
    """The phrase patterns of one kind in en_calques.tsv, compiled."""
    return tuple(one for row in data_rows("en_calques.tsv") if (one := _calque(row)).kind == kind)


_ATOM = re.compile(r"\\.|\[\^?\]?[^\]]*\]|\{[^}]*\}|\(\?(?::|P<\w+>|<?[=!])|.", re.DOTALL)
_LOOKS = ("(?=", "(?!", "(?<=", "(?<!")
_MOST_NEEDED = 8


def literals_of(pattern: str) -> tuple[str, ...]:
    """Strings of which every match of a pattern holds one; none where that cannot be said.

    What stands in a class, in a lookaround or before ?, * and { may be missing and is no help."""
    return _literals(_ATOM.findall(pattern), [0])


def _literals(atoms: list[str], at: list[int]) -> tuple[str, ...]:
    """The same from position `at` on, to the end of a group."""
    either: list[tuple[str, ...]] = []
    runs: list[tuple[str, ...]] = []
    run, last = "", False
    while at[0] < len(atoms):
        atom = atoms[at[0]]
        at[0] += 1
        if len(atom) == 1 and atom not in "()?*+|.^$":
            run, last = run + atom, True
            continue
        if atom in ("?", "*") or atom[0] == "{":
            # What came just before may be missing: a character of the run, or a whole group.
            if last:
                run = run[:-1]
            elif runs:
                runs.pop()
        runs, run, last = [*runs, (run,)], "", False
        if atom[0] == "(":
            inside = _literals(atoms, at)
            runs.append(() if atom in _LOOKS else inside)
        elif atom == "|":
            either.append(_best(runs))
            runs = []
        elif atom == ")":
            break
        elif atom not in ("?", "*") and atom[0] != "{":
            runs.append(())  # so that a sign behind a class takes nothing else away
    either.append(_best([*runs, (run,)]))
    whole = tuple(word for words in either for word in words)
    return whole if all(either) and len(whole) <= _MOST_NEEDED else ()


def _best(runs: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The strings that help most: long ones, few of them."""
    able = [words for words in runs if words and min(map(len, words)) > 2]
    return max(able, key=lambda words: (min(map(len, words)), -len(words)), default=())


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
        tuple(needed[0].split("|")) if needed else literals_of(pattern),
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
    for calque in calques(kind):
        for word in calque.needed:
            if word in lowered:
                break
        else:
            if calque.needed:
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
