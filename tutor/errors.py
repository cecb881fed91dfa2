"""The tutor's own errors. Each message says what happened, where, and what to do next; a caller
shows `error.get(lang)` (or `str(error)`, the English) to the user and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from tutor.names import nearest

_LONGEST_NAME = 60  # characters of a wrong name that are repeated
_MOST_NAMES = 12


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
