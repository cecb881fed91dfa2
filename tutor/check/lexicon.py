"""Word lists that rules look up: read from data files, found in a text longest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tutor.check.pieces import plain
from tutor.domain import Channel, LearnerText, Span

_DATA = Path(__file__).parent / "data"
_CHAT: tuple[Channel, ...] = ("marketplace", "storefront")
_LETTER: tuple[Channel, ...] = ("email", "b2b")
_WHERE: dict[str, tuple[Channel, ...]] = {"all": _CHAT + _LETTER, "chat": _CHAT, "letter": _LETTER}


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase, what may stand in its place (None: nothing does), and where it counts."""

    phrase: str
    better: str | None
    channels: tuple[Channel, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The entries of one file with the pattern that finds them in folded text."""

    entries: dict[str, Entry]
    pattern: re.Pattern[str]

    def find(self, text: LearnerText, channel: Channel) -> Iterator[tuple[Span, Entry]]:
        """The places in a reply where an entry stands that counts on this channel."""
        for match in self.pattern.finditer(plain(text)):
            entry = self.entries[match.group()]
            if channel in entry.channels:
                yield Span(match.start(), match.end()), entry


@cache
def lexicon(name: str) -> Lexicon:
    """The list `data/<name>.tsv`: phrase, replacement or "-", where ("all", "chat", "letter"),
    and optionally a pattern of what must not follow and a character class of what must not stand
    before. Raises ValueError on a row it cannot read."""
    entries: dict[str, Entry] = {}
    patterns: list[tuple[str, str, str]] = []
    for number, line in enumerate((_DATA / f"{name}.tsv").read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) not in (3, 4, 5) or cells[2] not in _WHERE or cells[0] in entries:
            raise ValueError(f"{name}.tsv:{number}: not a row, or one that stands there twice")
        phrase = cells[0].casefold()
        entries[phrase] = Entry(phrase, None if cells[1] == "-" else cells[1], _WHERE[cells[2]])
        after = f"(?!{cells[3]})" if len(cells) > 3 and cells[3] else ""
        patterns.append((phrase, after, f"(?<!{cells[4]})" if len(cells) > 4 else ""))
    patterns.sort(key=lambda row: -len(row[0]))
    latin = [_bounded(*row) for row in patterns if row[0][0].isascii()]
    han = [(row[0][0], _bounded(*row)) for row in patterns if not row[0][0].isascii()]
    # One look at the character, instead of a try of every word, where none can begin.
    firsts = re.escape("".join(dict.fromkeys(first for first, _ in han)))
    sides = []
    if latin:
        sides.append(rf"(?<![a-z0-9'’_-])(?:{'|'.join(latin)})")
    if han:
        sides.append(rf"(?=[{firsts}])(?:{'|'.join(pattern for _, pattern in han)})")
    return Lexicon(entries, re.compile("|".join(sides)))


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of `data/<name>.txt`, one a line."""
    lines = (_DATA / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def one_of_these(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern of literal words, the longest first, that branches at their first character."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return re.compile("|".join(f"{re.escape(c)}(?:{'|'.join(g)})" for c, g in groups.items()))


def _bounded(phrase: str, not_before: str, not_after: str) -> str:
    """Latin words need an edge at their end too; a Han word has none to look for."""
    right = r"(?![a-z0-9_]|['’-][a-z])" if phrase[-1].isascii() else ""
    return f"{not_after}{re.escape(phrase)}{right}{not_before}"
