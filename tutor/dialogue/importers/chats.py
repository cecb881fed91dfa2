"""Chat messages as JSON: one message a line, or one conversation a line or an array of them.

A message is {"role" | "speaker" | "from": …, "content" | "text" | "value": …}; a conversation has
them under "messages" or "conversations". Roles that are no speaker (system, tool) are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tutor.dialogue.dialogue_set import (
    MAX_DIALOGUES,
    MAX_TITLE,
    check_turns,
    clean,
    lang_of,
    role_of,
)
from tutor.dialogue.encodings import decode
from tutor.dialogue.fields import MAX_TEXT
from tutor.dialogue.importers.source import MAX_FILE, Imported, Report, read_bytes, set_id
from tutor.dialogue.importers.tables import dialogue_id, unique
from tutor.dialogue.load import Source
from tutor.domain import DialogueSet, Role, ScriptedDialogue, ScriptTurn

MAX_LINE = 1_000_000
MAX_RECORDS = 100_000
_WHO = ("role", "speaker", "from", "sender", "who")
_TEXT = ("content", "text", "value", "message", "utterance")
_GROUP = ("dialogue", "dialogue_id", "conversation", "conversation_id", "session_id", "chat_id")
_LISTS = ("messages", "conversations", "conversation", "turns", "dialogue")
_SILENT = {"system", "tool", "function", "developer", "observation", "function_call", "ipython"}


class Message(NamedTuple):
    """One message of a chat and the line it stands on."""

    role: Role
    text: str
    line: int


@dataclass(slots=True)
class Chat:
    """The messages of one conversation, as they come in."""

    name: str
    line: int
    title: str | None = None
    messages: list[Message] = field(default_factory=list)
    good: bool = True


def read_chats(path: Path, name: str | None = None) -> Imported:
    """The dialogue set of a JSON or JSON Lines file of chats."""
    data = read_bytes(path)
    if isinstance(data, Imported):
        return data
    report = Report(name or str(path))
    text, problems = decode(data, report.file, MAX_FILE)
    if text is None:
        return Imported(problems=problems)
    report.found += problems
    chats = _gather(_records(text, report), report)
    return make_set(chats, set_id(path), report)


def parse_json(text: str) -> object:
    """The value of a JSON text. Raises `ValueError` for anything that is none."""
    try:
        value: object = json.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    return value


def make_set(chats: Sequence[Chat], owner: str, report: Report) -> Imported:
    """The set of the chats that can be played; the others are reported."""
    dialogues: list[ScriptedDialogue] = []
    sources: dict[tuple[str, str], Source] = {}
    used: set[str] = set()
    for position, chat in enumerate(chats, start=1):
        if not chat.good:
            continue
        turns = tuple(
            ScriptTurn(role=m.role, text=m.text, lang=lang_of(m.text)) for m in chat.messages
        )
        own = Report(report.file)
        check_turns(turns, (chat.line, 1), f"conversation {chat.name[:40]}", own)
        for p in own.found:
            report.at(p.line, p.column, p.field, p.message, p.fix)
        if own.found:
            continue
        identifier = unique(dialogue_id(chat.name, position), used)
        dialogues.append(ScriptedDialogue(id=identifier, title=chat.title, turns=turns))
        for message in chat.messages:
            sources.setdefault((owner, message.text), Source(report.file, message.line, 1))
    if not dialogues and not report.failed:
        report.at(
            1, 1, "file", "has no messages.", 'Write {"role": "buyer", "content": "…"} lines.'
        )
    sets = (DialogueSet(id=owner, dialogues=tuple(dialogues)),) if dialogues else ()
    return Imported(sets=sets, problems=report.all(), sources=sources)


def _records(text: str, report: Report) -> Iterator[tuple[int, object]]:
    """(line, value) of each record; (line, None) for an empty line, which ends a conversation."""
    if text.lstrip()[:1] == "[" or (text.lstrip()[:1] == "{" and _is_one(text)):
        try:
            whole = parse_json(text)
        except ValueError as error:
            line = getattr(error, "lineno", 1)
            column = getattr(error, "colno", 1)
            report.at(line, column, "file", f"is not JSON here ({error}).", "Check the brackets.")
            return
        for record in whole if isinstance(whole, list) else [whole]:
            yield 1, record
        return
    for number, raw in enumerate(text.split("\n"), start=1):
        if not raw.strip():
            yield number, None
            continue
        if len(raw) > MAX_LINE:
            report.at(number, 1, "line", f"is longer than {MAX_LINE:,} characters.", "Split it.")
            continue
        try:
            yield number, parse_json(raw)
        except ValueError as error:
            report.at(
                number,
                getattr(error, "colno", 1),
                "line",
                f"is not JSON ({getattr(error, 'msg', error)}).",
                'Write one object a line, such as {"role": "buyer", "content": "…"}.',
                value=raw,
            )


def _is_one(text: str) -> bool:
    """Whether the text is one object over several lines rather than one object a line."""
    first = text.lstrip().split("\n", 1)[0]
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return True
    return False


def _gather(records: Iterator[tuple[int, object]], report: Report) -> list[Chat]:
    chats: dict[str, Chat] = {}
    loose: Chat | None = None
    count = 0
    for line, record in records:
        count += 1
        if count > MAX_RECORDS or len(chats) > MAX_DIALOGUES:
            report.at(
                line,
                1,
                "file",
                f"has more than {MAX_RECORDS:,} records or {MAX_DIALOGUES:,} conversations.",
                "Split it into several files.",
            )
            return []
        if record is None:
            loose = None
            continue
        if not isinstance(record, dict):
            report.at(line, 1, "line", "is not an object.", 'Write {"role": …, "content": …}.')
            continue
        whole = next((record[key] for key in _LISTS if isinstance(record.get(key), list)), None)
        if whole is not None:
            chat = _new(chats, _name(record, ("id", *_GROUP)), line)
            title = record.get("title")
            chat.title = clean(title)[:MAX_TITLE] or None if isinstance(title, str) else None
            for entry in whole:
                _take(chat, entry, line, report)
            continue
        group = _name(record, _GROUP)
        if group:
            chat = chats.get(group) or _new(chats, group, line)
        else:
            chat = loose = loose or _new(chats, "", line)
        _take(chat, record, line, report)
    return list(chats.values())


def _new(chats: dict[str, Chat], name: str, line: int) -> Chat:
    key = name or f"d{len(chats) + 1}"
    while key in chats:
        key += "-2"
    chats[key] = Chat(key, line)
    return chats[key]


def _name(record: dict[str, object], keys: Sequence[str]) -> str:
    found = next((record[k] for k in keys if isinstance(record.get(k), (str, int))), "")
    return clean(str(found))[:200]


def _take(chat: Chat, entry: object, line: int, report: Report) -> None:
    if not isinstance(entry, dict):
        report.at(line, 1, "message", "is not an object.", 'Write {"role": …, "content": …}.')
        chat.good = False
        return
    who = next((entry[k] for k in _WHO if isinstance(entry.get(k), str)), None)
    if who is not None and who.strip().lower() in _SILENT:
        return
    role = role_of(who) if who is not None else None
    if role is None:
        report.at(
            line,
            1,
            "role",
            "is missing." if who is None else f"{who[:40]!r} is not known here.",
            "Write buyer or agent (user and assistant, 顾客 and 客服 are understood too).",
            value=who,
        )
        chat.good = False
        return
    text = clean(_said(entry))
    if len(text) > MAX_TEXT:
        report.at(
            line,
            1,
            "content",
            f"has {len(text):,} characters; {MAX_TEXT:,} is the most.",
            "Shorten it.",
            value=text,
        )
        chat.good = False
    elif text:
        chat.messages.append(Message(role, text, line))


def _said(entry: dict[str, object]) -> str:
    """The text of a message; its parts are joined, and a call of a tool says nothing."""
    value = next((entry[k] for k in _TEXT if entry.get(k) is not None), "")
    if isinstance(value, list):
        parts = [p.get("text") for p in value if isinstance(p, dict)]
        return "\n".join(p for p in parts if isinstance(p, str))
    return value if isinstance(value, str) else ""
