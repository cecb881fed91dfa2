"""Dialogue sets: a teacher's own turns, from a tree to types and back to YAML without a loss."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import TypeGuard, cast

from tutor.dialogue.fields import Fields, Problems
from tutor.dialogue.nodes import Mapping, Node
from tutor.dialogue.scenario import ID
from tutor.domain import (
    CHANNELS,
    STANDARDS,
    Channel,
    DialogueSet,
    Lang,
    Role,
    ScriptedDialogue,
    ScriptTurn,
    Standard,
)
from tutor.text.language import detect

MAX_TURNS = 200
MAX_DIALOGUES = 20_000
MAX_NOTE = 1_000
MAX_TITLE = 200

# Who speaks, in the words that files of many origins use.
WHO: dict[str, Role] = {
    **dict.fromkeys(("buyer", "customer", "user", "human", "client", "shopper", "guest"), "buyer"),
    **dict.fromkeys(
        ("agent", "seller", "assistant", "gpt", "support", "shop", "staff", "bot", "model"),
        "agent",
    ),
    **dict.fromkeys(
        ("顾客", "买家", "买方", "客户", "用户", "消费者", "顧客", "買家", "買方", "客戶", "用戶"),
        "buyer",
    ),
    **dict.fromkeys(
        ("客服", "卖家", "卖方", "商家", "店家", "店铺", "店主", "賣家", "賣方", "店鋪"), "agent"
    ),
}
_HAN = re.compile("[\u3400-\u9fff]")
# What stands around the word for who speaks, and a name behind it.
_AROUND = re.compile(r"^[\s\W_]+|[\s\W_]+$")
_NAMED_ROLE = re.compile(
    "("
    + "|".join(sorted((w for w in WHO if not w.isascii()), key=len, reverse=True))
    + r")[\s(（:：#-]*([a-z]{0,12}\d{0,3}|[\u3400-\u9fff]{1,4})"
)
_OFFICE = re.compile("经理|主管|运营|服务|代表|专员|部|中心|經理|服務|代表|專員")
# Tabs and line ends stay; other controls, lone surrogates and what YAML cannot hold are dropped.
_DROPPED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]"
)
_LINE_END = re.compile("\r\n?")


def clean(text: str) -> str:
    """`text` without control characters, with plain line ends, stripped."""
    return _DROPPED.sub("", _LINE_END.sub("\n", text)).strip()


def lang_of(text: str) -> Lang:
    """The language of a turn; one that tells none counts as Chinese when it has a Han character."""
    found = detect(text)
    if found == "other":
        return "zh" if _HAN.search(text) else "en"
    return found


def role_of(word: str) -> Role | None:
    """Who speaks, from the word that a file uses for it: 顾客, 顾客：, 买家A, 客服小王."""
    plain = _AROUND.sub("", word).lower()
    if plain in WHO:
        return WHO[plain]
    name = _NAMED_ROLE.fullmatch(plain)
    # A 客户经理 or 用户服务 is somebody of the shop.
    return WHO[name[1]] if name and not _OFFICE.search(name[2]) else None


def slug(text: str) -> str:
    """`text` as an id: small letters, digits and hyphens; "" when nothing of it is left."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60].strip("-")


def read_set(
    tree: Mapping, problems: Problems, places: dict[tuple[str, str], tuple[int, int]] | None = None
) -> DialogueSet | None:
    """The set of a tree with its good dialogues, or None when none is good. With `places`, where
    each text stands is noted there under (set id, text)."""
    top = Fields(tree, problems)
    top.choice("format", ("1",), required=True)
    identifier = top.text("set", "my-first-set", limit=60)
    if identifier is not None and not ID.fullmatch(identifier):
        problems.add(
            tree.entries["set"],
            "set",
            f"{identifier!r} is not an id.",
            "Use small letters, digits and hyphens, such as my-first-set.",
        )
        identifier = None
    title = _optional(top, "title", MAX_TITLE)
    level = top.integer("level", 1, 9)
    standard = top.choice("standard", STANDARDS) or "2025"
    channel = top.choice("channel", CHANNELS) or "marketplace"
    nodes = top.items("dialogues", "the dialogues, each with its turns")
    top.close()
    if len(nodes) > MAX_DIALOGUES:
        problems.add(
            nodes[MAX_DIALOGUES],
            "dialogues",
            f"has {len(nodes):,} entries; {MAX_DIALOGUES:,} is the most.",
            "Split the set into several files.",
        )
        nodes = nodes[:MAX_DIALOGUES]
    found: dict[str, ScriptedDialogue] = {}
    noted: dict[tuple[str, str], tuple[int, int]] = {}
    for i, node in enumerate(nodes):
        dialogue = _dialogue(node, i, problems, noted if places is not None else None)
        if dialogue is None:
            continue
        if dialogue.id in found:
            problems.add(
                node,
                f"dialogues[{i}].id",
                f"{dialogue.id!r} is used in this set already.",
                "Give each dialogue an id of its own.",
            )
            continue
        found[dialogue.id] = dialogue
    if not nodes and not problems.found:
        problems.add(tree, "dialogues", "is empty.", "Write at least one dialogue.")
    if identifier is None or not found:
        return None
    if places is not None:
        places.update({(identifier, text): place for (_, text), place in noted.items()})
    return DialogueSet(
        id=identifier,
        title=title,
        level=level,
        standard=cast(Standard, standard),
        channel=cast(Channel, channel),
        dialogues=tuple(found.values()),
    )


def _optional(fields: Fields, key: str, limit: int) -> str | None:
    value = fields.text(key, limit=limit)
    return (clean(value) or None) if value is not None else None


def _dialogue(
    node: Node,
    index: int,
    problems: Problems,
    places: dict[tuple[str, str], tuple[int, int]] | None,
) -> ScriptedDialogue | None:
    path = f"dialogues[{index}]"
    if not isinstance(node, Mapping):
        problems.add(
            node, path, "must be a block of keys.", "Begin it with - id: and write turns: below."
        )
        return None
    before = len(problems.found)
    fields = Fields(node, problems, path)
    identifier = fields.text("id", limit=60) if fields.has("id") else str(index + 1)
    fields.asked.add("id")
    if identifier is not None and not ID.fullmatch(identifier):
        problems.add(
            node.entries["id"],
            f"{path}.id",
            f"{identifier!r} is not an id.",
            "Use small letters, digits and hyphens, such as late-parcel, or leave it out.",
        )
    title, note = _optional(fields, "title", MAX_TITLE), _optional(fields, "note", MAX_NOTE)
    level = fields.integer("level", 1, 9)
    turns: list[ScriptTurn] = []
    for i, child in enumerate(fields.items("turns", "a list of buyer: … and agent: …")):
        turn = _turn(child, f"{path}.turns[{i}]", problems)
        if turn is None:
            continue
        turns.append(turn)
        if places is not None:
            places.setdefault(("", turn.text), (child.line, child.column))
    fields.close()
    if len(problems.found) == before:
        check_turns(turns, node, path, problems)
    if any(p.severity == "error" for p in problems.found[before:]) or identifier is None:
        return None
    return ScriptedDialogue(id=identifier, title=title, note=note, level=level, turns=tuple(turns))


def _turn(node: Node, path: str, problems: Problems) -> ScriptTurn | None:
    if not isinstance(node, Mapping):
        problems.add(node, path, "must say who speaks.", "Write buyer: … or agent: …")
        return None
    fields = Fields(node, problems, path)
    role: Role | None = None
    text: str | None = None
    if fields.has("buyer") or fields.has("agent"):
        role = "buyer" if fields.has("buyer") else "agent"
        text = fields.text(role)
        if role == "buyer" and fields.has("agent"):
            fields.asked.add("agent")
            problems.add(
                node.keys["agent"],
                f"{path}.agent",
                "stands in the same turn as buyer.",
                "Begin a new turn with a hyphen: - agent: …",
            )
    else:
        word, text = fields.text("who", "buyer"), fields.text("text", "…")
        role = role_of(word) if word is not None else None
        if word is not None and role is None:
            problems.add(
                node.entries["who"],
                f"{path}.who",
                f"{word[:40]!r} is not known here.",
                "Write buyer or agent (顾客 or 客服).",
            )
    fields.asked |= {"buyer", "agent"}
    note, level = _optional(fields, "note", MAX_NOTE), fields.integer("level", 1, 9)
    terms = tuple(term for t in fields.texts("terms") if (term := clean(t)))
    fields.close()
    said = clean(text) if text is not None else ""
    if text is not None and not said:
        problems.add(node, path, "says nothing.", "Write what is said.")
    if role is None or not said:
        return None
    return ScriptTurn(role=role, text=said, lang=lang_of(said), note=note, level=level, terms=terms)


def check_turns(
    turns: Sequence[ScriptTurn], where: Node | tuple[int, int], path: str, problems: Problems
) -> None:
    """Reports a dialogue that cannot be played: nobody for the learner to answer, or too long."""
    roles = [turn.role for turn in turns]
    if len(turns) > MAX_TURNS:
        problems.add(
            where,
            f"{path}.turns",
            f"has {len(turns):,} turns; {MAX_TURNS} is the most.",
            "Split it into several dialogues.",
        )
    elif "buyer" not in roles:
        problems.add(
            where, f"{path}.turns", "has no turn of the buyer.", "Write what the buyer says first."
        )
    elif "agent" not in roles[roles.index("buyer") :]:
        problems.add(
            where,
            f"{path}.turns",
            "has no reply of the agent to the buyer.",
            "Write a good reply, so that the learner's can be set beside it.",
        )


# --- back to YAML ---------------------------------------------------------------------------------

_PLAIN = re.compile(r"[A-Za-z\u4e00-\u9fff][^\x00-\x1f\x7f-\xa0\u2028\u2029:#{}\[\]\"'\\]*")
_RESOLVED = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


def quoted(text: str) -> str:
    """`text` as a YAML scalar in a block: plain where that is safe, else in double quotes."""
    if _PLAIN.fullmatch(text) and text == text.strip() and text.lower() not in _RESOLVED:
        return text
    return json.dumps(text, ensure_ascii=False)


def write_set(value: DialogueSet) -> str:
    """The set as YAML; reading it again gives the same set."""
    return "\n".join(_lines(value)) + "\n"


def _id(identifier: str) -> str:
    # An id of digits only is quoted, so that no other reader takes 007 for a number.
    return identifier if re.match("[a-z]", identifier) else f'"{identifier}"'


def _lines(value: DialogueSet) -> Iterator[str]:
    yield "format: 1"
    yield f"set: {_id(value.id)}"
    if value.title is not None:
        yield f"title: {quoted(value.title)}"
    if value.level is not None:
        yield f"level: {value.level}"
    yield f'standard: "{value.standard}"'
    yield f"channel: {value.channel}"
    yield "dialogues:"
    for dialogue in value.dialogues:
        yield f"  - id: {_id(dialogue.id)}"
        if dialogue.title is not None:
            yield f"    title: {quoted(dialogue.title)}"
        if dialogue.note is not None:
            yield f"    note: {quoted(dialogue.note)}"
        if dialogue.level is not None:
            yield f"    level: {dialogue.level}"
        yield "    turns:"
        for turn in dialogue.turns:
            yield f"      - {turn.role}: {quoted(turn.text)}"
            if turn.note is not None:
                yield f"        note: {quoted(turn.note)}"
            if turn.level is not None:
                yield f"        level: {turn.level}"
            if turn.terms:
                yield f"        terms: [{', '.join(json.dumps(t, ensure_ascii=False) for t in turn.terms)}]"


def is_set(tree: Node) -> TypeGuard[Mapping]:
    """Whether a file means to be a dialogue set."""
    return isinstance(tree, Mapping) and (
        "dialogues" in tree.entries or ("set" in tree.entries and "id" not in tree.entries)
    )
