"""What YAML drops from a text without a word, and the places that still say TODO."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from tutor.errors import Problem

MAX_TOLD = 200  # in a file
_SHOWN = 60
_COMMENT = re.compile(r"(?:(?<=\s)|^)#[^\n\r]*", re.MULTILINE)
_TODO = re.compile(r"\bTODO\b")
_LEFT_TO_DO = re.compile(r"#+\s*TODO\b[:：]?\s*")
_PROSE = re.compile(r"[\u3400-\u9fff]|\S\s+\S")
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


class Written(NamedTuple):
    """A scalar as the text has it: code points `start` to `end`, whether it stands without quotes,
    the path of its field, and whether it is a key."""

    start: int
    end: int
    plain: bool
    path: str
    key: bool
    value: str
    tag: str | None = None
    anchor: str | None = None


def lost_text(text: str, file: str, scalars: Sequence[Written]) -> list[Problem]:
    """Warnings about text that a reader drops and about TODO, in the order of the text and at most
    `MAX_TOLD`; `scalars` are all of the text, in order."""
    found = list(islice(_found(text, file, scalars), MAX_TOLD))
    return sorted(found, key=lambda p: (p.line, p.column))


def _found(text: str, file: str, scalars: Sequence[Written]) -> Iterator[Problem]:
    place = _places(text)
    for written in scalars:
        if not written.key and (sign := _sign(written)):
            yield _problem(
                file,
                *place(written.start),
                written.path,
                f"begins with {sign}, which is a sign of YAML: the word behind it is lost.",
                "Put the whole text in quotes.",
            )
        elif _TODO.search(written.value):
            yield _problem(
                file,
                *place(written.start),
                written.path,
                "still says TODO.",
                "Write what belongs here.",
            )
    starts = [written.start for written in scalars]
    for comment in _COMMENT.finditer(text):
        at = bisect_right(starts, comment.start()) - 1
        before = scalars[at] if at >= 0 else None
        if before is not None and comment.start() < before.end:
            continue  # the # is a part of a quoted text or a block
        gap = text[before.end : comment.start()] if before is not None else "\n"
        beside = before is not None and not _LINE_END.search(gap)
        todo = _LEFT_TO_DO.match(comment[0])
        if todo is not None:
            told = _short(comment[0][todo.end() :])
            yield _problem(
                file,
                *place(comment.start()),
                _around(before.path, gap) if before is not None and beside else "TODO",
                f"waits for your decision: {told}." if told else "waits for your decision.",
                "Complete it, then delete TODO.",
            )
        elif before is not None and beside and _cut(before, gap, comment[0]):
            whole = _short(f"{before.value}{gap}{comment[0].rstrip()}")
            yield _problem(
                file,
                *place(comment.start()),
                before.path,
                f"ends before the #: {_short(comment[0])!r} is lost.",
                f'If it belongs to the text, put all of it in quotes: "{whole}". '
                "If it is a note, write it on a line of its own.",
            )


def _around(path: str, gap: str) -> str:
    """The path of what ends in `gap`: each bracket closed there ends one step of `path`."""
    for _ in range(len(re.findall(r"[]}]", gap)) - len(re.findall(r"[\[{]", gap))):
        path = re.sub(r"(?:\[\d+\]|(?:^|\.)[^.\[\]]*)$", "", path)
    return path


def _sign(written: Written) -> str:
    if written.anchor is not None:
        return "&"
    tag = written.tag
    return "!" if tag is not None and not tag.startswith("tag:yaml.org,2002:") else ""


def _cut(before: Written, gap: str, comment: str) -> bool:
    """Whether a # cut a text in two, not a note set apart from a value."""
    if before.key or not before.plain or gap.strip():
        return False
    if re.match(r"#+\s*\d|#[^\s#!]", comment):
        return True
    return gap == " " and bool(_PROSE.search(before.value))


def _places(text: str) -> Callable[[int], tuple[int, int]]:
    starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def place(at: int) -> tuple[int, int]:
        line = bisect_right(starts, at)
        return line, at - starts[line - 1] + 1

    return place


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…"


def _problem(file: str, line: int, column: int, field: str, message: str, fix: str) -> Problem:
    return Problem(
        file=file,
        line=line,
        column=column,
        field=field or "file",
        message=message,
        fix=fix,
        severity="warning",
    )
