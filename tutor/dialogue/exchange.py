"""What a teacher takes home: her files as they came in, YAML, a workbook, templates, a draft.

Nothing here is written to a disk. A text never becomes a formula, whatever it begins with.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from tutor import resources
from tutor.dialogue.archive import pack
from tutor.dialogue.dialogue_set import read_set, write_set
from tutor.dialogue.draft import draft_scenarios
from tutor.dialogue.fields import Problems
from tutor.dialogue.nodes import Mapping, parse
from tutor.dialogue.script_play import play_id
from tutor.dialogue.upload import Upload, read_upload, shown_name
from tutor.domain import DialogueSet
from tutor.errors import TutorError

Template = Literal["xlsx", "csv", "set", "case"]
TEMPLATES: tuple[Template, ...] = ("xlsx", "csv", "set", "case")

_TABLE = ("对话编号", "标题", "角色", "内容", "等级", "备注", "术语")
_WIDTHS = (16, 18, 8, 70, 8, 24, 20)
_WHO = {"buyer": "顾客", "agent": "客服"}
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class Download(NamedTuple):
    """A file to be saved under a name that every system takes."""

    name: str
    data: bytes


class Draft(NamedTuple):
    """A scenario grown from a dialogue, and the lines in it that wait for the teacher."""

    file: Download
    todo: tuple[tuple[int, str], ...]


def original(upload: Upload) -> Download:
    """The files as they came in, byte for byte; several of them in an archive."""
    if len(upload.files) == 1:
        ((name, data),) = upload.files
        return Download(_safe(name), data)
    return Download(f"{upload.id}.zip", pack(tuple((_safe(n), d) for n, d in upload.files)))


def as_yaml(upload: Upload) -> Download:
    """All that was read, as YAML; reading it again gives the same. Raises `TutorError` when nothing was read."""
    files = [(f"{own.id}.yaml", write_set(own).encode()) for own in upload.sets]
    files += [(f"{name}.yaml", text.encode()) for name, text in upload.yaml]
    return _one_or_packed(upload, files)


def as_workbook(upload: Upload) -> Download:
    """The dialogue sets as Excel tables, a workbook a set. The levels of a set or a dialogue stand in
    each of its rows. Raises `TutorError` when there is no set."""
    files = [(f"{own.id}.xlsx", write_workbook(own)) for own in upload.sets]
    return _one_or_packed(upload, files)


def not_in_a_table(upload: Upload) -> tuple[str, ...]:
    """What a table has no place for and this upload has: some of note, standard, channel, cases."""
    sets = upload.sets
    found = (
        ("note", any(d.note for own in sets for d in own.dialogues)),
        ("standard", any(own.standard != "2025" for own in sets)),
        ("channel", any(own.channel != "marketplace" for own in sets)),
        ("cases", bool(upload.scenarios)),
    )
    return tuple(name for name, there in found if there)


def write_workbook(own: DialogueSet) -> bytes:
    """The set as a workbook that reads back to the same turns. Raises `TutorError` for a text that
    a cell would change."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet(own.id[:31])
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFG", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for number, row in enumerate(_rows(own)):
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=value)
            if isinstance(value, str):
                cell.data_type = "s"  # also where it begins with an equals sign
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if not number:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    data = out.getvalue()
    again = read_upload(((f"{own.id}.xlsx", data),), "xlsx").sets
    if not again or _spoken(again[0]) != _spoken(own):
        raise TutorError(
            "A table would change something in these dialogues. Take them as YAML.",
            "这组对话放进表格会有变化，请下载 YAML。",
        )
    return data


def template(which: Template) -> Download:
    """A file to start from. All of them show the same dialogues."""
    if which == "case":
        return Download("my-first-case.yaml", _shipped("_template.yaml").encode())
    text = _shipped("_template_set.yaml")
    if which == "set":
        return Download("my-first-set.yaml", text.encode())
    own = _set_of(text)
    if which == "xlsx":
        return Download("my-first-set.xlsx", write_workbook(own))
    out = io.StringIO(newline="")
    csv.writer(out).writerows(_rows(own))
    # Excel takes a CSV without this mark for another encoding.
    return Download("my-first-set.csv", out.getvalue().encode("utf-8-sig"))


def draft(upload: Upload, dialogue: str) -> Draft:
    """The dialogue with this play id grown into a scenario to complete. Raises `TutorError` for an
    id that the upload does not have."""
    for own in upload.sets:
        for one in own.dialogues:
            if dialogue == play_id(own, one):
                ((name, text),) = draft_scenarios(replace(own, dialogues=(one,)))
                todo = tuple(
                    (number, line.strip())
                    for number, line in enumerate(text.split("\n"), start=1)
                    if "TODO" in line and number > 2  # the head of the file only explains the word
                )
                return Draft(Download(f"{name}.yaml", text.encode()), todo)
    raise TutorError(
        "Only a dialogue of a set can grow into a case. Choose one from the list.",
        "只有一组对话里的对话可以变成案例，请从列表里选一段。",
    )


def _rows(own: DialogueSet) -> Iterator[tuple[str | int | None, ...]]:
    yield _TABLE
    for dialogue in own.dialogues:
        for number, turn in enumerate(dialogue.turns):
            level = turn.level or dialogue.level or own.level
            yield (
                # On every row, so that a table that is sorted or cut still tells whose it is.
                dialogue.id,
                (dialogue.title or None) if number == 0 else None,
                _WHO[turn.role],
                turn.text,
                level,
                turn.note,
                "、".join(turn.terms) or None,
            )


def _spoken(own: DialogueSet) -> tuple[object, ...]:
    return tuple(
        (
            d.id,
            d.title,
            tuple(
                (t.role, t.text, t.lang, t.level or d.level or own.level, t.note, t.terms)
                for t in d.turns
            ),
        )
        for d in own.dialogues
    )


def _one_or_packed(upload: Upload, files: list[tuple[str, bytes]]) -> Download:
    if not files:
        raise TutorError(
            "Nothing in this upload can be taken in this form.", "这份内容不能用这种格式下载。"
        )
    if len(files) == 1:
        return Download(*files[0])
    return Download(f"{upload.id}.zip", pack(tuple(files)))


def _shipped(name: str) -> str:
    text = (resources.shipped_dir() / "dialogues" / name).read_text("utf-8")
    # The first line names a schema by its path, which leads nowhere from a folder of downloads.
    first, _, rest = text.partition("\n")
    return rest if "$schema" in first else text


def _set_of(text: str) -> DialogueSet:
    tree, _ = parse(text, "template")
    own = read_set(tree, Problems("template")) if isinstance(tree, Mapping) else None
    if own is None:
        raise TutorError("The shipped template is damaged. Install the program again.")
    return own


def _safe(name: str) -> str:
    """A file name without folders and without what some system does not take."""
    base = shown_name(name).replace("\\", "/").rpartition("/")[2]
    return _UNSAFE.sub("_", base).strip(" .") or "upload"
