"""The row of a table that names its columns, and what each column holds, in English or Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from tutor.dialogue.dialogue_set import clean, role_of
from tutor.dialogue.importers.source import Report
from tutor.names import nearest

MAX_COLUMNS = 50
_LOOK = 10  # filled rows in which the names of the columns are looked for

COLUMNS: dict[str, tuple[str, ...]] = {
    "dialogue": (
        *("dialogue", "dialog", "dialogue id", "conversation", "conversation id", "id", "case"),
        *("对话编号", "对话", "编号", "会话", "会话编号", "案例", "對話編號", "對話", "編號"),
    ),
    "who": (
        *("who", "role", "speaker", "sender", "from"),
        *("角色", "说话人", "发言人", "身份", "谁", "說話人", "發言人"),
    ),
    "text": (
        *("text", "content", "message", "utterance", "line", "sentence"),
        *("内容", "话", "说的话", "句子", "台词", "文本", "消息", "內容", "台詞"),
    ),
    "level": ("level", "hsk", "hsk level", "等级", "级别", "hsk等级", "等級", "級別"),
    "note": ("note", "notes", "comment", "remark", "备注", "说明", "注释", "備註", "說明"),
    "terms": ("terms", "term", "key terms", "keywords", "术语", "行业词", "关键词", "術語"),
    "title": ("title", "topic", "subject", "标题", "题目", "主题", "標題", "題目"),
}
_KNOWN = {name: key for key, names in COLUMNS.items() for name in names}
_NEEDED = ("who", "text")


class Row(NamedTuple):
    """A row of the source, its cells as texts; `marks` says what is odd about a cell."""

    number: int
    cells: tuple[str, ...]
    marks: dict[int, tuple[str, str]] = {}  # noqa: RUF012  column -> (message, fix); never changed


class Header(NamedTuple):
    """Which column holds what, and how the teacher named it. `speakers` are the columns of a table
    that has one for what each side says: (index, 顾客 or 客服)."""

    columns: dict[str, int]
    names: dict[str, str]
    line: int = 1
    speakers: tuple[tuple[int, str], ...] = ()

    def turns_of(self, row: Row) -> list[tuple[Header, dict[str, str]]]:
        """The turns of a row as (header, cells): one, or one for each side that says something."""
        if not self.speakers:
            return [(self, self._cells(row))]
        sides = []
        for column, name in self.speakers:
            columns = {**self.columns, "who": column, "text": column}
            side = Header(columns, {**self.names, "who": name, "text": name}, self.line)
            cells = side._cells(row)
            if cells["text"] or column in row.marks:
                sides.append((side, cells | {"who": name}))
        return sides or [(side, cells)]

    def _cells(self, row: Row) -> dict[str, str]:
        return {
            key: clean(row.cells[i]) if i < len(row.cells) else ""
            for key, i in self.columns.items()
        }


def column_of(name: str) -> str | None:
    """What a column of this name holds, or None for a name that is not known."""
    return _KNOWN.get(re.sub(r"[\s_]+", " ", name.strip().lower()))


class Found(NamedTuple):
    """The header of a table or None, the rows below it, and how many names of columns it has."""

    header: Header | None
    rows: Iterator[Row]
    names: int


def find_header(rows: Iterator[Row], report: Report) -> Found | None:
    """The header of a table, None of an empty one. Rows above it, such as a title, are told and
    left out; what is wrong is told at the row that has most of the names."""
    seen: list[Row] = []
    best, most = -1, 0
    for row in rows:
        if not any(cell.strip() for cell in row.cells):
            continue
        seen.append(row)
        cells = [clean(cell) for cell in row.cells[:MAX_COLUMNS]]
        keys: set[str | None] = {column_of(cell) for cell in cells} - {None}
        keys |= {role_of(name) for _, name in _speakers(cells)}
        whole = keys >= set(_NEEDED) or keys >= {"buyer", "agent"}
        if len(keys) > most:
            best, most = len(seen) - 1, len(keys)
        if whole or len(seen) >= _LOOK:
            best = len(seen) - 1 if whole else best
            break
    if not seen:
        return None
    if most == 0:
        _no_names(seen[0], _NEEDED, report)
        return Found(None, rows, 0)
    for row in seen[:best]:
        report.at(
            row.number,
            1,
            "file",
            "stands above the names of the columns and was left out.",
            "Nothing is needed if it is a title.",
            value=_shown(row),
            severity="warning",
        )
    return Found(read_header(seen[best], report), chain(seen[best + 1 :], rows), most)


def _speakers(cells: list[str]) -> tuple[tuple[int, str], ...]:
    """The columns named after the two sides, of a table that has one for each."""
    found = tuple((i, name) for i, name in enumerate(cells) if role_of(name) is not None)
    return found if {role_of(name) for _, name in found} == {"buyer", "agent"} else ()


def _shown(row: Row) -> str:
    return " | ".join(text for cell in row.cells[:8] if (text := clean(cell)))


def _no_names(row: Row, missing: tuple[str, ...], report: Report) -> None:
    examples = {"who": "角色 or who", "text": "内容 or text"}
    report.at(
        row.number,
        1,
        "header",
        f"has no column for {' and '.join(missing)}.",
        f"Write {' and '.join(examples[key] for key in missing)} as the name of a column.",
        value=_shown(row),
    )


def read_header(row: Row, report: Report) -> Header | None:
    """The columns of a header row, or None after telling which names are missing."""
    columns: dict[str, int] = {}
    names: dict[str, str] = {}
    cells = [clean(cell) for cell in row.cells[:MAX_COLUMNS]]
    found = {column_of(name) for name in cells}
    absent = [name for name, key in _KNOWN.items() if key not in found]
    for i, name in enumerate(cells):
        key = column_of(name)
        if key is None:
            if name and role_of(name) is None:
                near = nearest(name, absent)
                report.at(
                    row.number,
                    i + 1,
                    name[:40],
                    "is not a column that is read.",
                    f"Did you mean {near[0]}?" if near else "It is left out; nothing else changes.",
                    value=name,
                    severity="warning",
                )
        elif key in columns:
            report.at(
                row.number,
                i + 1,
                name,
                f"means the same as the column {names[key]!r}.",
                "Keep one of the two.",
                value=name,
            )
            return None
        else:
            columns[key], names[key] = i, name
    missing = tuple(key for key in _NEEDED if key not in columns)
    speakers = _speakers(cells) if len(missing) == len(_NEEDED) else ()
    if speakers:
        return Header(columns, names, row.number, speakers)
    if missing:
        _no_names(row, missing, report)
        return None
    return Header(columns, names, row.number)
