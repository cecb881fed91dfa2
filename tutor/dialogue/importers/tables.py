"""Rows of a table to a dialogue set."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tutor.dialogue.dialogue_set import (
    MAX_DIALOGUES,
    MAX_NOTE,
    MAX_TITLE,
    check_turns,
    lang_of,
    role_of,
    slug,
)
from tutor.dialogue.fields import MAX_TEXT
from tutor.dialogue.importers.header import Header, Row
from tutor.dialogue.importers.source import Report
from tutor.dialogue.load import Source
from tutor.dialogue.scenario import ID
from tutor.domain import ScriptedDialogue, ScriptTurn

MAX_ROWS = 100_000

_BAND = re.compile(r"(?:hsk\s*)?([1-9一二三四五六七八九])(?:\.0)?\s*级?", re.IGNORECASE)
_HAN_DIGITS = "一二三四五六七八九"
_BETWEEN_TERMS = re.compile(r"[、,，;；|/\n]+")


@dataclass(slots=True)
class _Draft:
    identifier: str
    line: int
    title: str | None
    turns: list[ScriptTurn] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    good: bool = True


def read_rows(
    rows: Iterable[Row], header: Header, report: Report, owner: str
) -> tuple[list[ScriptedDialogue], dict[tuple[str, str], Source]]:
    """The dialogues of the rows below a header, and where each text stands.

    An empty dialogue cell means "as above", which is how merged cells arrive; without a dialogue
    column an empty row ends a dialogue. A dialogue with a bad row is left out.
    """
    drafts: dict[str, _Draft] = {}
    current: _Draft | None = None
    numbered = 0
    for row, (side, cells) in ((one, turn) for one in rows for turn in header.turns_of(one)):
        if not any(cells.values()):
            if "dialogue" not in header.columns:
                current = None
            continue
        name = cells.get("dialogue", "")
        if current is None or name:
            key = name or (current.identifier if current else str(numbered + 1))
            if key not in drafts:
                if len(drafts) >= MAX_DIALOGUES:
                    report.at(
                        row.number,
                        1,
                        "dialogue",
                        f"is one of more than {MAX_DIALOGUES:,} dialogues, which is the most.",
                        "Split the file.",
                    )
                    break
                numbered += 1
                drafts[key] = _Draft(key, row.number, None)
            current = drafts[key]
        if cells.get("title") and current.title is None:
            current.title = cells["title"][:MAX_TITLE]
        if not any(
            cells[key] or column in row.marks
            for key, column in side.columns.items()
            if key not in ("dialogue", "title")
        ):
            continue  # a row of its own for the name of the dialogue
        turn = _turn(row, cells, side, report)
        if turn is None:
            current.good = False
        else:
            current.turns.append(turn)
            current.places.append((row.number, side.columns["text"] + 1))
    return _finish(drafts, header, report, owner)


def _turn(row: Row, cells: dict[str, str], header: Header, report: Report) -> ScriptTurn | None:
    good = True

    def wrong(key: str, message: str, fix: str) -> None:
        nonlocal good
        good = False
        column = header.columns[key]
        report.at(row.number, column + 1, header.names[key], message, fix, value=cells[key])

    for key, column in header.columns.items():
        # An empty cell beside the dialogue's name means "as above", merged or not.
        if column in row.marks and (cells[key] or key not in ("dialogue", "title")):
            wrong(key, *row.marks[column])
    role = role_of(cells["who"])
    if role is None and good:
        said = f"{cells['who'][:40]!r} is not known here." if cells["who"] else "is empty."
        wrong("who", said, "Write buyer or agent (顾客 or 客服).")
    text = cells["text"]
    if not text and good:
        wrong("text", "is empty.", "Write what is said, or take the row out.")
    if len(text) > MAX_TEXT:
        wrong("text", f"has {len(text):,} characters; {MAX_TEXT:,} is the most.", "Shorten it.")
    level = None
    if cells.get("level"):
        band = _BAND.fullmatch(cells["level"])
        if band is None:
            wrong(
                "level", f"{cells['level'][:40]!r} is not a level.", "Write a number from 1 to 9."
            )
        else:
            digit = band[1]
            level = int(digit) if digit.isascii() else _HAN_DIGITS.index(digit) + 1
    if not good or role is None:
        return None
    terms = tuple(t.strip() for t in _BETWEEN_TERMS.split(cells.get("terms", "")) if t.strip())
    return ScriptTurn(
        role=role,
        text=text,
        lang=lang_of(text),
        note=cells.get("note", "")[:MAX_NOTE] or None,
        level=level,
        terms=terms,
    )


def _finish(
    drafts: dict[str, _Draft], header: Header, report: Report, owner: str
) -> tuple[list[ScriptedDialogue], dict[tuple[str, str], Source]]:
    found: list[ScriptedDialogue] = []
    sources: dict[tuple[str, str], Source] = {}
    used: set[str] = set()
    for position, draft in enumerate(drafts.values(), start=1):
        if not draft.good:
            continue
        if not draft.turns:
            report.at(
                draft.line,
                header.columns.get("dialogue", 0) + 1,
                header.names.get("dialogue", "dialogue"),
                "has no turns below it and was left out.",
                "Nothing is needed if it is a note.",
                value=draft.identifier,
                severity="warning",
            )
            continue
        before = len(report.found) + report.more
        problems = Report(report.file, report.sheet)
        check_turns(draft.turns, (draft.line, 1), f"dialogue {draft.identifier[:40]}", problems)
        for p in problems.found:
            report.at(p.line, p.column, p.field, p.message, p.fix)
        if len(report.found) + report.more > before:
            continue
        identifier = unique(dialogue_id(draft.identifier, position), used)
        title = draft.title or (
            draft.identifier[:MAX_TITLE] if not _plain(draft.identifier) else None
        )
        found.append(ScriptedDialogue(id=identifier, title=title, turns=tuple(draft.turns)))
        for turn, (line, column) in zip(draft.turns, draft.places, strict=True):
            sources.setdefault((owner, turn.text), Source(report.file, line, column, report.sheet))
    return found, sources


def _plain(name: str) -> bool:
    return len(name) <= 60 and ID.fullmatch(name) is not None


def dialogue_id(name: str, position: int) -> str:
    """A dialogue's id from the name a file gives it; one that has no ASCII letters gets a number."""
    if _plain(name):
        return name
    return slug(name) if name.isascii() and slug(name) else f"d{position}"


def unique(identifier: str, used: set[str]) -> str:
    """`identifier`, or the first of identifier-2, identifier-3 … that is not used; notes it."""
    candidate, number = identifier, 1
    while candidate in used:
        number += 1
        candidate = f"{identifier[:50].rstrip('-')}-{number}"
    used.add(candidate)
    return candidate
