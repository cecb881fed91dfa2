"""A ConvoKit corpus folder: utterances.jsonl, conversations.json and speakers.json.

Format: Chang et al., ConvoKit: A Toolkit for the Analysis of Conversations, SIGDIAL 2020.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tutor.dialogue.dialogue_set import MAX_DIALOGUES, MAX_TITLE, clean, role_of
from tutor.dialogue.encodings import decode
from tutor.dialogue.fields import MAX_TEXT
from tutor.dialogue.importers.chats import (
    MAX_LINE,
    MAX_RECORDS,
    Chat,
    Message,
    make_set,
    parse_json,
)
from tutor.dialogue.importers.source import (
    MAX_FILE,
    Imported,
    Report,
    read_bytes,
    set_id,
)
from tutor.domain import Role

_ROLE_KEYS = ("role", "speaker_role", "type", "speaker_type", "user_type")


def is_convokit(folder: Path) -> bool:
    """Whether a folder is a ConvoKit corpus."""
    return (folder / "utterances.jsonl").is_file()


def read_convokit(folder: Path) -> Imported:
    """The dialogue set of a corpus. Who is the buyer is told by a role in the metadata of the
    speaker or the utterance; without one, whoever opens a conversation of two is."""
    data = read_bytes(folder / "utterances.jsonl")
    if isinstance(data, Imported):
        return data
    report = Report("utterances.jsonl")
    text, problems = decode(data, report.file, MAX_FILE)
    if text is None:
        return Imported(problems=problems)
    report.found += problems
    speakers = _meta(folder / "speakers.json", report)
    conversations = _meta(folder / "conversations.json", report)
    chats: dict[str, list[tuple[float, int, str, Role | None, str]]] = {}
    for number, raw in enumerate(text.split("\n"), start=1):
        if not raw.strip():
            continue
        if number > MAX_RECORDS or len(chats) > MAX_DIALOGUES:
            report.at(
                number,
                1,
                "file",
                f"has more than {MAX_RECORDS:,} utterances or {MAX_DIALOGUES:,} conversations.",
                "Take a part of the corpus.",
            )
            return Imported(problems=report.all())
        record = _record(raw, number, report)
        if record is None:
            continue
        speaker = _string(record, ("speaker", "user"))
        conversation = _string(record, ("conversation_id", "root"))
        said = _string(record, ("text",))
        if not speaker or not conversation:
            report.at(
                number,
                1,
                "speaker" if not speaker else "conversation_id",
                "is missing.",
                "Write a ConvoKit utterance with speaker, conversation_id and text.",
            )
            continue
        stamp = record.get("timestamp")
        when = float(stamp) if isinstance(stamp, (int, float)) and abs(stamp) < 1e15 else 0.0
        role = _role(record.get("meta")) or _role(_inner(speakers.get(speaker)))
        chats.setdefault(conversation, []).append((when, number, speaker, role, clean(said)))
    made = [
        chat
        for name, said in chats.items()
        if (chat := _chat(name, said, _inner(conversations.get(name)), report)) is not None
    ]
    return make_set(made, set_id(folder), report)


def _record(raw: str, number: int, report: Report) -> Mapping[str, object] | None:
    try:
        record = parse_json(raw) if len(raw) <= MAX_LINE else None
    except ValueError as error:
        report.at(
            number, 1, "line", f"is not JSON ({getattr(error, 'msg', error)}).", "Mend the line."
        )
        return None
    if not isinstance(record, dict):
        report.at(number, 1, "line", "is not an utterance.", "Write one object a line.")
        return None
    return record


def _chat(
    name: str,
    said: list[tuple[float, int, str, Role | None, str]],
    meta: Mapping[str, object],
    report: Report,
) -> Chat | None:
    said.sort(key=lambda u: u[:2])
    roles = {speaker: role for _, _, speaker, role, _ in said if role is not None}
    speakers = list(dict.fromkeys(speaker for _, _, speaker, _, _ in said))
    line = said[0][1]
    if len(roles) < len(speakers):
        if len(speakers) > 2:
            report.at(
                line,
                1,
                "speaker",
                f"of conversation {name[:40]} has {len(speakers)} people and no roles.",
                'Give each speaker {"role": "buyer"} or {"role": "agent"} in speakers.json.',
                severity="warning",
            )
            return None
        known = next(iter(roles.items()), (speakers[0], "buyer"))
        other: Role = "agent" if known[1] == "buyer" else "buyer"
        roles = {s: known[1] if s == known[0] else other for s in speakers}
    title = meta.get("title")
    chat = Chat(
        clean(name)[:200] or "conversation",
        line,
        title=clean(title)[:MAX_TITLE] or None if isinstance(title, str) else None,
    )
    for _, number, speaker, _, text in said:
        if len(text) > MAX_TEXT:
            report.at(number, 1, "text", f"is longer than {MAX_TEXT:,} characters.", "Shorten it.")
            return None
        if text:
            chat.messages.append(Message(roles[speaker], text, number))
    return chat


def _meta(path: Path, report: Report) -> Mapping[str, object]:
    if not path.is_file():
        return {}
    data = read_bytes(path)
    text = None if isinstance(data, Imported) else decode(data, path.name, MAX_FILE)[0]
    try:
        value = parse_json(text) if text is not None else None
    except ValueError:
        value = None
    if isinstance(value, dict):
        return value
    own = Report(path.name)
    own.at(
        1,
        1,
        "file",
        "is no JSON object and was left out.",
        "Take it from the corpus again.",
        severity="warning",
    )
    report.found += own.found
    return {}


def _inner(entry: object) -> Mapping[str, object]:
    if not isinstance(entry, dict):
        return {}
    meta = entry.get("meta")
    return meta if isinstance(meta, dict) else entry


def _role(meta: object) -> Role | None:
    if not isinstance(meta, dict):
        return None
    words = (meta[k] for k in _ROLE_KEYS if isinstance(meta.get(k), str))
    return next((role for word in words if (role := role_of(word)) is not None), None)


def _string(record: Mapping[str, object], keys: tuple[str, ...]) -> str:
    found = next((record[k] for k in keys if isinstance(record.get(k), (str, int))), "")
    return str(found)
