"""What teachers bring: every version of every upload, as it came in, and which one learners see.

The files themselves are kept, not what was read from them: a later program reads them better, and
the teacher gets back what she gave.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, TypeAlias

MAX_BYTES = 25_000_000  # of all files of a version
MAX_FILES = 20
MAX_VERSIONS = 100  # of a material
MAX_MATERIALS = 500

State: TypeAlias = Literal["draft", "published", "withdrawn"]
Files: TypeAlias = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One upload. `items` are the ids of its sets and cases; `kind` is the format it came in."""

    material: str
    number: int
    state: State
    kind: str
    title: str
    digest: str
    dialogues: int
    turns: int
    items: tuple[str, ...]
    created: datetime
    changed: datetime


class Materials(Protocol):
    """Every method raises `StoreError`."""

    def add(
        self,
        material: str,
        files: Files,
        *,
        kind: str,
        title: str,
        items: Sequence[str],
        dialogues: int,
        turns: int,
    ) -> Version:
        """Keep an upload as a draft: version 1, or the next one of its material. The same files as
        in the newest version are no new version; that one is given back."""

    def list(self) -> tuple[Version, ...]:
        """Every version, the material changed last first, its newest version first."""

    def files(self, material: str, number: int) -> Files:
        """The files of a version as they came in."""

    def publish(self, material: str, number: int) -> None:
        """Let learners see this version; one that was published before is withdrawn. Refused while
        another material has an id of it published."""

    def withdraw(self, material: str) -> None:
        """Take the material back. One that is not published is no error."""

    def delete(self, material: str, number: int) -> None:
        """Remove a version for good; a published one is refused."""


def digest_of(files: Files) -> str:
    """The SHA-256 of names and contents, in hex."""
    whole = hashlib.sha256()
    for name, data in files:
        for part in (name.encode("utf-8", "surrogatepass"), data):
            whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()
