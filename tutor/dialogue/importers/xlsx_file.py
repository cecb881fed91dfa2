"""Excel workbooks, read a row at a time. A workbook is a zip of XML from a stranger: its unpacked
size is bounded before anything is parsed, formulas are never worked out, links never followed."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

from tutor.dialogue.importers.header import MAX_COLUMNS, Row, find_header
from tutor.dialogue.importers.source import (
    MAX_FILE,
    Imported,
    Report,
    failed,
    set_id,
)
from tutor.dialogue.importers.tables import MAX_ROWS, read_rows, unique
from tutor.dialogue.load import Source
from tutor.domain import DialogueSet, ScriptedDialogue

MAX_UNPACKED = 200_000_000
MAX_PART = 20_000_000  # of a part that is held as a whole: styles, the workbook itself
MAX_ENTRIES = 2_000
MAX_SHEETS = 50
_SHEET_ROWS = 1_048_576
_STREAMED = re.compile(r"xl/(?:worksheets/[^/]+\.xml|sharedStrings\.xml|media/.+)", re.IGNORECASE)
_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]{0,200}?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)
_MAX_MERGED = 500
_FORMULA = (
    "is a formula, and formulas are never worked out here.",
    "Copy the column and paste it back as values.",
)
_MERGED_CELL = (
    "is empty because it is part of merged cells.",
    "Split the merged cells and write the text in every row.",
)


class _TooLong(Exception):
    """More rows than are read."""


def read_xlsx(path: Path, name: str | None = None) -> Imported:
    """The dialogue set of a workbook: the dialogues of every visible sheet that has the columns."""
    shown = name or str(path)
    refused = _unfit(path, shown)
    if refused is not None:
        return refused
    from openpyxl import load_workbook

    report = Report(shown)
    try:
        # The reader leaves its file open when it fails, so the file is opened and closed here.
        with path.open("rb") as stream, warnings.catch_warnings():
            # openpyxl warns of parts it leaves out, such as drop-down lists, which do not matter.
            warnings.simplefilter("ignore")
            book = load_workbook(stream, read_only=True, data_only=False, keep_links=False)
            try:
                return _book(book, path, report)
            finally:
                book.close()
    except _TooLong:
        return failed_as(shown, f"has more than {MAX_ROWS:,} rows, which is the most.", "Split it.")
    except Exception as error:
        # A damaged workbook makes the reader raise almost anything; none of it may reach a teacher.
        return failed_as(
            shown,
            f"is damaged and cannot be read ({type(error).__name__}).",
            "Open it in Excel, save it again, or save it as CSV UTF-8.",
        )


def failed_as(shown: str, message: str, fix: str) -> Imported:
    return failed(Path(shown), message, fix)


def _unfit(path: Path, shown: str) -> Imported | None:
    """Why a file may not be parsed, judged by its size and its table of contents alone."""
    try:
        if path.stat().st_size > MAX_FILE:
            return failed_as(
                shown,
                f"is longer than {MAX_FILE // 1_000_000} MB, which is the most.",
                "Split it into several files, and take pictures out.",
            )
        with path.open("rb") as stream:
            start = stream.read(8)
    except OSError as error:
        return failed_as(shown, f"cannot be read ({error.strerror}).", "Check the path.")
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return failed_as(
            shown,
            "is an old .xls workbook or is locked with a password.",
            "Save it in Excel as .xlsx without a password, or as CSV UTF-8.",
        )
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_UNPACKED:
                return failed_as(
                    shown,
                    f"unpacks to more than {MAX_UNPACKED // 1_000_000} MB or {MAX_ENTRIES:,} parts, "
                    "which no table of dialogues needs.",
                    "Copy the cells into a new workbook, or save the sheet as CSV UTF-8.",
                )
            for entry in entries:
                if entry.file_size > MAX_PART and not _STREAMED.fullmatch(entry.filename):
                    return failed_as(
                        shown,
                        f"has a part ({entry.filename[:60]}) of more than {MAX_PART // 1_000_000} MB.",
                        "Copy the cells into a new workbook.",
                    )
                if entry.filename.endswith((".xml", ".rels")):
                    with archive.open(entry) as part:
                        if b"<!DOCTYPE" in part.read(65_536).replace(b"\0", b""):
                            return failed_as(
                                shown,
                                "holds an XML declaration that no Excel writes.",
                                "Copy the cells into a new workbook.",
                            )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        return failed_as(
            shown,
            "is not an .xlsx workbook, or it is damaged.",
            "Save it in Excel as .xlsx, or as CSV UTF-8.",
        )
    except Exception as error:  # zlib and its kin raise errors of their own on damaged data
        return failed_as(shown, f"is damaged ({type(error).__name__}).", "Save it again in Excel.")
    return None


def _book(book: Any, path: Path, report: Report) -> Imported:
    owner = set_id(path)
    merged = _merged_cells(path)
    dialogues: list[ScriptedDialogue] = []
    sources: dict[tuple[str, str], Source] = {}
    problems = list(_links(path, report))
    used: set[str] = set()
    headless: list[tuple[Report, int]] = []
    total = 0
    for sheet in book.worksheets[:MAX_SHEETS]:
        own = Report(report.file, str(sheet.title)[:60])
        if sheet.sheet_state != "visible":
            own.at(
                1,
                1,
                "sheet",
                "is hidden and was left out.",
                "Unhide it in Excel if it belongs to the dialogues.",
                severity="warning",
            )
            problems += own.all()
            continue
        rows = _rows(sheet, merged.get(str(getattr(sheet, "_worksheet_path", "")).lstrip("/"), ()))
        table = find_header(rows, own)
        if table is None:
            continue
        if table.header is None:
            headless.append((own, table.names))
            continue
        found, places = read_rows(table.rows, table.header, own, owner)
        total += len(places)
        if total > MAX_ROWS:
            raise _TooLong
        for dialogue in found:
            identifier = unique(dialogue.id, used)
            dialogues.append(
                ScriptedDialogue(id=identifier, title=dialogue.title, turns=dialogue.turns)
            )
        sources.update({key: at for key, at in places.items() if key not in sources})
        problems += own.all()
    named = bool(dialogues) or any(names for _, names in headless)
    for own, names in headless:
        # A sheet without any name of a column is a note beside the table, if there is one.
        if names or not named:
            problems += own.all()
        else:
            note = Report(own.file, own.sheet)
            note.at(
                1,
                1,
                "sheet",
                "has no columns for who and text and was left out.",
                "Write 角色 and 内容 in its first row if it belongs to the dialogues.",
                severity="warning",
            )
            problems += note.all()
    if not dialogues and not any(p.severity == "error" for p in problems):
        report.at(
            1, 1, "file", "has no dialogues.", "Write the columns 角色 and 内容, then the turns."
        )
        problems += report.all()
    sets = (DialogueSet(id=owner, dialogues=tuple(dialogues)),) if dialogues else ()
    return Imported(sets=sets, problems=tuple(problems), sources=sources)


def _rows(sheet: Any, merged: tuple[tuple[int, int, int, int], ...]) -> Iterator[Row]:
    # The size that a sheet states may be a lie; its rows are counted instead.
    sheet.reset_dimensions()
    filled = 0
    every = islice(enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), start=1), _SHEET_ROWS)
    for number, cells in every:
        texts: list[str] = []
        marks: dict[int, tuple[str, str]] = {}
        for i, cell in enumerate(cells[:MAX_COLUMNS]):
            texts.append(_text(cell.value))
            if getattr(cell, "data_type", None) == "f":
                marks[i] = _FORMULA
        if any(texts):
            filled += 1
            if filled > MAX_ROWS + 1:
                raise _TooLong
            for top, left, bottom, right in merged:
                if top <= number <= bottom:
                    for i in range(left - 1, min(right, len(texts))):
                        if not texts[i]:
                            marks[i] = _MERGED_CELL
        yield Row(number, tuple(texts), marks)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _links(path: Path, report: Report) -> tuple[Any, ...]:
    with zipfile.ZipFile(path) as archive:
        linked = any(n.startswith("xl/externalLinks/") for n in archive.namelist())
    if not linked:
        return ()
    own = Report(report.file)
    own.at(
        1,
        1,
        "file",
        "is linked to other workbooks; links are not followed.",
        "Paste linked cells as values.",
        severity="warning",
    )
    return own.all()


def _merged_cells(path: Path) -> dict[str, tuple[tuple[int, int, int, int], ...]]:
    """(top, left, bottom, right) of the merged cells of each sheet part. The reader that works row
    by row does not tell of them."""
    from openpyxl.utils import column_index_from_string as column

    found: dict[str, tuple[tuple[int, int, int, int], ...]] = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
                continue
            areas: list[tuple[int, int, int, int]] = []
            tail = b""
            with archive.open(name) as part:
                while (chunk := part.read(1 << 20)) and len(areas) < _MAX_MERGED:
                    data = tail + chunk
                    end = 0
                    for match in _MERGED.finditer(data):
                        left, top, right, bottom = (g.decode() for g in match.groups())
                        areas.append((int(top), column(left), int(bottom), column(right)))
                        end = match.end()
                    tail = data[max(end, len(data) - 300) :]
            if areas:
                found[name] = tuple(areas[:_MAX_MERGED])
    return found
