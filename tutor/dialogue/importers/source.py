"""What every importer shares: bounded reading, its result, and problems that do not flood."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tutor.dialogue.dialogue_set import slug
from tutor.dialogue.fields import MAX_SHOWN, Problems
from tutor.dialogue.load import Source
from tutor.domain import DialogueSet
from tutor.errors import Problem

MAX_FILE = 50_000_000
MAX_PROBLEMS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What a source held: dialogue sets, scenarios as (name, YAML text), and every problem.
    `sources` maps (set id, text) to the place of the text."""

    sets: tuple[DialogueSet, ...] = ()
    scenarios: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    sources: dict[tuple[str, str], Source] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if p.severity == "error")


class Report(Problems):
    """Problems with the value that was found, at most `MAX_PROBLEMS`; the rest is counted."""

    def __init__(self, file: str, sheet: str | None = None) -> None:
        super().__init__(file, sheet)
        self.more = 0

    @property
    def failed(self) -> bool:
        """Whether one of the problems is an error."""
        return any(p.severity == "error" for p in self.found)

    def at(
        self,
        line: int,
        column: int,
        field: str,
        message: str,
        fix: str,
        *,
        value: str | None = None,
        severity: str = "error",
    ) -> None:
        """Notes a problem; in a workbook `line` is the row."""
        if len(self.found) >= MAX_PROBLEMS:
            self.more += 1
            return
        self.found.append(
            Problem(
                file=self.file,
                line=line,
                column=column,
                field=field,
                message=message,
                fix=fix,
                severity=severity,
                value=None if value is None else value[:MAX_SHOWN],
                sheet=self.sheet,
                row=None if self.sheet is None else line,
            )
        )

    def all(self) -> tuple[Problem, ...]:
        """The problems, and one more that counts those left out."""
        if not self.more:
            return tuple(self.found)
        rest = Problem(
            file=self.file,
            line=1,
            column=1,
            field="file",
            message=f"has {self.more:,} more problems.",
            fix="Correct the ones above first, then check again.",
        )
        return (*self.found, rest)


def failed(path: Path, message: str, fix: str) -> Imported:
    """The result of a file that cannot be read at all."""
    report = Report(str(path))
    report.at(1, 1, "file", message, fix)
    return Imported(problems=report.all())


def read_bytes(path: Path, limit: int = MAX_FILE) -> bytes | Imported:
    """The bytes of a file, or the result that says why not. Never holds more than `limit`."""
    try:
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        return failed(path, f"cannot be read ({error.strerror}).", "Check the path and the file.")
    if len(data) > limit:
        return failed(
            path,
            f"is longer than {limit // 1_000_000} MB, which is the most.",
            "Split it into several files.",
        )
    return data


def set_id(path: Path) -> str:
    """The id of the set that a file becomes, from its name."""
    return slug(path.stem) or "dialogues"
