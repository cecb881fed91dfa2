"""What a model's own files say of it: its name, its licence, how large it is.

GGUF keeps such facts in its head, a folder in its README and config. Only short texts are read, and
never a weight; what the files leave out stays empty.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tutor.domain import Bilingual

MAX_TEXT = 200  # characters of one fact
_MAX_KEYS = 200
_MAX_STRING = 65_536
_MAX_HEAD = 1_000_000  # bytes of a README or a config
# Bytes of the plain value types of GGUF: 8 is a text, 9 a list.
_SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
_STRING, _LIST = 8, 9
_WANTED = "general."
_LICENCE = re.compile(r"^license:\s*[\"']?([\w.+ -]{1,80}?)[\"']?\s*$", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Facts for a card; `licence` is "" where the files name none."""

    note: Bilingual
    licence: str = ""


def about_gguf(path: Path) -> About:
    """What the head of a .gguf file says. A damaged head is read as far as it goes."""
    facts = gguf_facts(path)
    licence = facts.get("general.license") or facts.get("general.license.name") or ""
    parts = [
        facts.get("general.name") or facts.get("general.basename") or path.stem,
        facts.get("general.size_label", ""),
        facts.get("general.architecture", ""),
    ]
    return About(note=_note(_told(parts), path.name), licence=licence)


def about_folder(path: Path) -> About:
    """What the README and the config of a folder of weights say."""
    licence = _LICENCE.search(_front(_head(path / "README.md")))
    try:
        config = json.loads(_head(path / "config.json") or "{}")
    except (ValueError, RecursionError):
        config = {}
    kind = config.get("model_type") if isinstance(config, dict) else None
    parts = [path.name, _clean(kind) if isinstance(kind, str) else ""]
    return About(note=_note(_told(parts), str(path)), licence=_clean(licence[1]) if licence else "")


def about_origin(location: str, member: str = "") -> About:
    """The little that is known of a model on a hub or a server before it is asked."""
    place = _clean(location)
    if not member:
        return About(note=Bilingual(zh=f"来自 {place}", en=f"From {place}"))
    return About(note=_note(_clean(member), place))


def gguf_facts(path: Path) -> Mapping[str, str]:
    """The texts under `general.` in the head of a GGUF file; none of a file that is not one."""
    facts: dict[str, str] = {}
    try:
        with path.open("rb") as stream:
            if stream.read(4) != b"GGUF" or not 2 <= _number(stream, "<I") <= 3:
                return {}
            stream.seek(8, 1)  # how many tensors
            for _ in range(min(_number(stream, "<Q"), _MAX_KEYS)):
                key = _string(stream)
                kind = _number(stream, "<I")
                if kind == _STRING:
                    value = _string(stream)
                    if key.startswith(_WANTED) and (told := _clean(value)):
                        facts[key] = told
                elif kind in _SIZES:
                    stream.seek(_SIZES[kind], 1)
                elif not _skip_list(stream, kind):
                    break
    except (OSError, struct.error, ValueError):
        pass
    return facts


def _skip_list(stream: BinaryIO, kind: int) -> bool:
    """Past a list of numbers or of a few texts; False for one that is too long to step through."""
    if kind != _LIST:
        return False
    of, count = _number(stream, "<I"), _number(stream, "<Q")
    if of in _SIZES:
        stream.seek(min(_SIZES[of] * count, 2**40), 1)
        return True
    if of != _STRING or count > _MAX_KEYS:
        return False  # the words of the model, which follow on the facts
    for _ in range(count):
        _string(stream)
    return True


def _number(stream: BinaryIO, form: str) -> int:
    value: int = struct.unpack(form, stream.read(struct.calcsize(form)))[0]
    return value


def _string(stream: BinaryIO) -> str:
    length = _number(stream, "<Q")
    if length > _MAX_STRING:
        raise ValueError("a text of this length is none")
    return stream.read(length).decode("utf-8", "replace")


def _head(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return stream.read(_MAX_HEAD).decode("utf-8", "replace")
    except OSError:
        return ""


def _front(text: str) -> str:
    """The block between two lines --- at the top of a model's README."""
    found = re.match(r"\s*---\r?\n(.*?)\r?\n---", text, re.DOTALL)
    return found[1] if found else ""


def _clean(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())[:MAX_TEXT]


def _told(parts: list[str]) -> str:
    """The facts in one line, each once: a name often holds the size already."""
    told: list[str] = []
    for part in parts:
        if part and not any(part.lower() in before.lower() for before in told):
            told.append(part)
    return ", ".join(told)


def _note(told: str, origin: str) -> Bilingual:
    return Bilingual(zh=f"{told}（来自 {_clean(origin)}）", en=f"{told} (from {_clean(origin)})")
