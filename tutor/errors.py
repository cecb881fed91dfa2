"""The tutor's own errors. Each message says what happened, where, and what to do next; a caller
shows `error.get(lang)` (or `str(error)`, the English) to the user and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_LONGEST_NAME = 60  # characters of a wrong name that are repeated
_MOST_NAMES = 12


def nearest(name: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The known names that somebody who wrote `name` may have meant, nearest first: the last part of
    a path, a name around it, one with the same words, or one a few slips of the hand away."""
    wanted = _plain(name)
    scored = [(_distance(wanted, one), place, one) for place, one in enumerate(known)]
    near = sorted(entry for entry in scored if entry[0] < _FAR)
    best = near[0][0] if near else 0.0
    # What is much farther than the best would only distract.
    return tuple(one for score, _, one in near if score <= best + _BESIDE)[:most]


_FAR = 1.0
_BESIDE = 0.25


def _plain(name: str) -> str:
    return "-".join(name.strip().lower().replace("_", " ").replace("-", " ").split())


def _distance(wanted: str, known: str) -> float:
    """0 for the same name to 1 for another one; of a path, the last part may be enough."""
    other = _plain(known)
    found = _apart(wanted, other)
    for one, two in ((wanted, _last(other)), (_last(wanted), _last(other))):
        if (one, two) != (wanted, other):
            found = min(found, _apart(one, two) + 0.05)
    return found


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _apart(wanted: str, other: str) -> float:
    longer, shorter = max(len(wanted), len(other)), min(len(wanted), len(other))
    if wanted == other:
        return 0.0
    if shorter > 2 and (wanted in other or (other in wanted and 2 * shorter >= longer)):
        return 0.3 if 2 * shorter >= longer else 0.6
    # In a word of two characters one may be wrong, in longer ones about every third.
    slips = 1 if longer < 5 else longer // 3
    if shorter < 2 or longer - shorter > slips:
        found = _FAR
    else:
        found = 0.8 * _slips(wanted, other) / (slips + 0.5)
    words, others = set(wanted.split("-")), set(other.split("-"))
    shared = len(words & others) / len(words | others)
    return min(found, 0.9 - 0.5 * shared if shared >= 0.5 and len(words) > 1 else _FAR)


def _slips(one: str, two: str) -> int:
    """Characters to add, drop, change or swap with the next until `one` is `two`."""
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(two, start=1):
            cost = min(row[-1] + 1, before[j] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and one[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


class TutorError(Exception):
    """Base of every error that a user may be shown: English, and Chinese where a learner reads it."""

    def __init__(self, en: str, zh: str | None = None) -> None:
        super().__init__(en)
        self.en = en
        self.zh = zh or en

    def get(self, lang: str) -> str:
        """The message in the interface language."""
        return self.zh if lang == "zh" else self.en


class InputError(TutorError):
    """A text that cannot be taken as a reply (empty, too long …). The conversation is kept."""


class UnknownName(TutorError):
    """A name that does not exist; the message lists the ones that do, the nearest of them where
    there are too many to read."""

    def __init__(self, kind: str, name: str, known: tuple[str, ...]) -> None:
        name = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
        close = nearest(name, known)
        en = f" Did you mean {', '.join(close)}?" if close else ""
        zh = f"您是不是想找 {'、'.join(close)}？" if close else ""
        shown, more = known[:_MOST_NAMES], len(known) - _MOST_NAMES
        others = (f" and {more} more", f"，还有{more}个") if more > 0 else ("", "")
        if not (close and more > 0):
            en += f" Known: {', '.join(shown)}{others[0]}."
            zh += f"可以用的有：{'、'.join(shown)}{others[1]}。"
        super().__init__(f"There is no {kind} {name!r}.{en}", f"没有“{name}”。{zh}")


class ActionRefused(TutorError):
    """A desk action that cannot be done at all (no such order, more than was paid …)."""


class StoreError(TutorError):
    """The record could not be read or written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One mistake in a dialogue file: where it is, what it is, what to write instead."""

    file: str
    line: int
    column: int
    field: str
    message: str
    fix: str
    severity: str = "error"
    value: str | None = None  # what was written there, shortened
    sheet: str | None = None  # in a workbook; `row` counts from 1
    row: int | None = None

    def __str__(self) -> str:
        where = (
            f"{self.line}:{self.column}"
            if self.sheet is None
            else f"sheet {self.sheet!r}, row {self.row}"
        )
        return f"{self.file}:{where}: {self.field}: {self.message} {self.fix}"


class DialogueError(TutorError):
    """Dialogue files that do not load; `problems` has all of them at once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(p) for p in problems))


class ModelUnavailable(TutorError):
    """A model or package is not there; the message prints the command that brings it."""
