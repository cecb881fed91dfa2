"""CSV as spreadsheets save it: any of the usual encodings, comma, semicolon or tab."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from tutor.dialogue.encodings import decode
from tutor.dialogue.importers.header import MAX_COLUMNS, Row, find_header
from tutor.dialogue.importers.source import MAX_FILE, Imported, Report, read_bytes, set_id
from tutor.dialogue.importers.tables import MAX_ROWS, read_rows
from tutor.domain import DialogueSet


class _TooLong(Exception):
    """More rows than are read."""


def read_csv(path: Path, name: str | None = None) -> Imported:
    """The dialogue set of a CSV file. Nothing of a file with too many rows or bytes is taken."""
    data = read_bytes(path)
    if isinstance(data, Imported):
        return data
    report = Report(name or str(path))
    text, problems = decode(data, report.file, MAX_FILE)
    if text is None:
        return Imported(problems=problems)
    report.found += problems
    rows = _rows(text, _delimiter(text))
    owner = set_id(path)
    try:
        found = find_header(rows, report)
        if found is None:
            report.at(1, 1, "file", "is empty.", "Write the columns 角色 and 内容, then the turns.")
            return Imported(problems=report.all())
        if found.header is None:
            return Imported(problems=report.all())
        dialogues, sources = read_rows(found.rows, found.header, report, owner)
    except _TooLong:
        report.at(
            MAX_ROWS,
            1,
            "file",
            f"has more than {MAX_ROWS:,} rows, which is the most.",
            "Split it into several files.",
        )
        return Imported(problems=report.all())
    except csv.Error as error:
        report.at(1, 1, "file", f"is not a CSV table ({error}).", "Save it again as CSV in UTF-8.")
        return Imported(problems=report.all())
    own = (DialogueSet(id=owner, dialogues=tuple(dialogues)),) if dialogues else ()
    if not own and not report.failed:
        report.at(
            found.header.line, 1, "file", "has no turns below its first row.", "Write the turns."
        )
    return Imported(sets=own, problems=report.all(), sources=sources)


def _delimiter(text: str) -> str:
    first = next((line for line in text[:10_000].splitlines() if line.strip()), "")
    return max((",", ";", "\t"), key=first.count)


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    for count, cells in enumerate(reader):
        if count > MAX_ROWS:
            raise _TooLong
        yield Row(line, tuple(cells[:MAX_COLUMNS]))
        line = reader.line_num + 1
