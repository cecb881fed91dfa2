"""What kind of file some bytes are: told by what they hold; the name only settles a doubt."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Literal, NamedTuple, TypeAlias, get_args

from tutor.dialogue.encodings import decode
from tutor.dialogue.importers.header import column_of

Kind: TypeAlias = Literal["yaml", "csv", "xlsx", "chats", "convokit", "tau2", "zip"]
KINDS: tuple[Kind, ...] = get_args(Kind)
# What a text without a sign of its kind may be; a person can tell.
ASKED: tuple[Kind, ...] = ("csv", "yaml", "chats")

_SUFFIXES: dict[str, Kind] = {
    "yaml": "yaml",
    "yml": "yaml",
    "csv": "csv",
    "tsv": "csv",
    "xlsx": "xlsx",
    "xlsm": "xlsx",
    "json": "chats",
    "jsonl": "chats",
    "zip": "zip",
}
_MAX_TEXT = 50_000_000
_LOOK = 200  # lines that are looked at
_YAML_KEY = re.compile(
    r"\s*[\"']?(format|set|id|dialogues|title|module|buyer|desk|lines)[\"']?\s*[:：]"
)
_CHAT_LISTS = ("messages", "conversations", "conversation", "turns")
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3", "a database"),
)


class Guess(NamedTuple):
    """The kind, or the kinds to choose from, or why it is none: (message, fix)."""

    kind: Kind | None = None
    choices: tuple[Kind, ...] = ()
    refused: tuple[str, str] | None = None
    part: Literal["tasks", "db"] | None = None  # which half of retail tasks a JSON file is


def suffix_of(name: str) -> str:
    """The ending of a file name in small letters, without the dot."""
    _, dot, ending = name.rpartition(".")
    return ending.lower() if dot else ""


def guess(name: str, data: bytes) -> Guess:
    """The kind of a file. Reads its text once and never unpacks anything."""
    if not data.strip():
        return Guess(refused=("is empty.", "Start from one of the templates."))
    if data.startswith(b"PK"):
        return _archive(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return Guess(
            refused=(
                "is an old .xls workbook or is locked with a password.",
                "Save it in Excel as .xlsx without a password, or as CSV UTF-8.",
            )
        )
    other = next((what for sign, what in _OTHERS if data.startswith(sign)), None)
    if other is not None:
        return Guess(refused=(f"is {other}, which holds no dialogues.", _GIVE))
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if b"\0" in data[:4096] and not marked:
        return Guess(refused=("is no text and no workbook.", _GIVE))
    text, problems = decode(data, name, _MAX_TEXT)
    if text is None:
        return Guess(refused=(problems[0].message, problems[0].fix))
    return _text(name, text)


_GIVE = "Give an Excel, CSV, YAML, JSON or JSON Lines file, or a zip archive of such files."


def _archive(data: bytes) -> Guess:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except Exception:  # the reader of a damaged archive raises errors of many kinds
        return Guess(
            refused=("is a damaged zip archive or workbook.", "Save or pack it again."),
        )
    if any(name.startswith("xl/") for name in names):
        return Guess("xlsx")
    if any(name.startswith(("word/", "ppt/")) for name in names):
        return Guess(
            refused=("is a text document or a presentation.", "Copy the table into Excel."),
        )
    return Guess("zip")


def _text(name: str, text: str) -> Guess:
    start = text.lstrip("\ufeff \t\r\n")
    if start[:1] in ("{", "["):
        found = _json(text, start)
        if found is not None:
            return found
    known = _SUFFIXES.get(suffix_of(name))
    lines = [line for line in text.splitlines()[:_LOOK] if line.strip()]
    content = next((line for line in lines if not line.lstrip().startswith("#")), "")
    delimiter = max((",", ";", "\t"), key=content.count)
    columns = {column_of(cell.strip().strip('"')) for cell in content.split(delimiter)}
    table = {"who", "text"} <= columns or (known == "csv" and bool(columns - {None}))
    tree = any(_YAML_KEY.match(line) for line in lines)
    if table != tree:
        return Guess("csv" if table else "yaml")
    if known in ASKED:
        return Guess(known)
    return Guess(choices=ASKED)


def _json(text: str, start: str) -> Guess | None:
    """The kind of a text that begins like JSON, or None when it only begins so."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        first = start.split("\n", 1)[0]
        try:
            value = json.loads(first)
        except (ValueError, RecursionError):
            return None
        return _record(value)
    if isinstance(value, dict) and ("dialogues" in value or "buyer" in value) and "format" in value:
        return Guess("yaml")  # YAML may be written as JSON
    if isinstance(value, dict) and isinstance(value.get("tasks"), list):
        value = value["tasks"]
    if isinstance(value, list) and any(_is_task(task) for task in value[:20]):
        return Guess("tau2", part="tasks")
    if isinstance(value, dict) and isinstance(value.get("orders"), dict):
        return Guess("tau2", part="db")
    return _record(value)


def _record(value: object) -> Guess:
    if (
        isinstance(value, dict)
        and {"speaker", "text"} <= value.keys()
        and ("conversation_id" in value or "root" in value)
        and not any(isinstance(value.get(key), list) for key in _CHAT_LISTS)
    ):
        return Guess("convokit")
    return Guess("chats")


def _is_task(task: object) -> bool:
    return isinstance(task, dict) and ("evaluation_criteria" in task or "user_scenario" in task)
