"""The lines that fit best, from an index: in a folder for a large library, in a school's PostgreSQL
for many processes. What is said of them (no line twice, variety, mood) is decided in `retrieve`, and
is the same with an index and without."""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from tutor.dialogue.library import Library, line_band
from tutor.domain import STANDARDS, Lang, Line, Scenario, Standard
from tutor.encoders.index import DiskIndex, Filter, Label, LineIndex, build_index
from tutor.encoders.protocols import Progress, Vectors, quiet
from tutor.encoders.ranker import EncoderRanker
from tutor.errors import ModelUnavailable

_AGAIN_S = 60.0  # after a failed search the index is left alone for so long
_VERSION = 1  # raise it when labels are made otherwise, so that old indexes are made again

log = logging.getLogger(__name__)


class LineStore(Protocol):
    """Where indexes are kept by name: a folder, a database."""

    def open(self, name: str) -> LineIndex | None:
        """The index of this name, None when it has not been built. Raises `ModelUnavailable`."""

    def build(
        self,
        name: str,
        vectors: Vectors,
        labels: Sequence[Label],
        *,
        encoder_id: str,
        progress: Progress = quiet,
    ) -> None:
        """Writes an index whole, or raises `ModelUnavailable`."""


@dataclass(frozen=True, slots=True)
class FolderStore:
    """Indexes as folders of one folder, for a library too large to compare line by line."""

    folder: Path

    def open(self, name: str) -> LineIndex | None:
        """The index of this name; None when it is not there or is broken, as it can be made again."""
        try:
            return DiskIndex(self.folder / name)
        except ModelUnavailable:
            return None

    def build(
        self,
        name: str,
        vectors: Vectors,
        labels: Sequence[Label],
        *,
        encoder_id: str,
        progress: Progress = quiet,
    ) -> None:
        """Writes an index whole."""
        build_index(self.folder / name, vectors, labels, encoder_id=encoder_id, progress=progress)


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Lines in the library's order, each with its likeness to the conversation."""

    lines: tuple[Line, ...]
    likeness: tuple[float, ...]


@dataclass(slots=True)
class NearestLines:
    """The lines of a library behind an index. Safe to use from several threads; until `prepare` or
    `fill` has found the index, and while its server is away, it knows no line."""

    library: Library
    ranker: EncoderRanker
    store: LineStore
    _owners: dict[str, Scenario] = field(init=False)
    _lines: tuple[tuple[Line, Scenario | None], ...] = field(init=False)
    _index: LineIndex | None = field(init=False, default=None)
    _rest_until: float = field(init=False, default=0.0)
    _lock: threading.Lock = field(init=False, default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._owners = {scenario.id: scenario for scenario in self.library.scenarios}
        self._lines = (
            *((line, None) for line in self.library.general),
            *((line, owner) for owner in self._owners.values() for line in owner.lines),
        )

    def name(self) -> str:
        """The name of the library's index: another text, label or encoder gives another name."""
        digest = hashlib.sha256(f"{_VERSION}\0{self.ranker.encoder.id}".encode())
        for line, owner in self._lines:
            whose = ("", "") if owner is None else (owner.id, owner.persona.country)
            digest.update("\0".join((line.act, line.lang, *whose, line.text, "")).encode())
        return digest.hexdigest()[:24]

    def prepare(self) -> bool:
        """Whether the index is there. Raises `ModelUnavailable` when the store cannot be reached."""
        self._index = self.store.open(self.name())
        return self._index is not None

    def fill(self, progress: Progress = quiet) -> None:
        """Has the index built, with vectors by the ranker's encoder, if it is not there yet."""
        if self._index is not None or self.prepare():
            return
        encoder = self.ranker.encoder
        self.store.build(
            self.name(),
            encoder.encode([line.text for line, _ in self._lines], "passage"),
            [self._label(line, owner) for line, owner in self._lines],
            encoder_id=encoder.id,
            progress=progress,
        )
        self.prepare()

    def _label(self, line: Line, owner: Scenario | None) -> Label:
        first, second, third = (line_band(line, owner, standard) for standard in STANDARDS)
        return Label(
            act=line.act,
            lang=line.lang,
            levels=(first, second, third),
            scenario="" if owner is None else owner.id,
            country="" if owner is None else owner.persona.country,
        )

    def near(
        self,
        act: str,
        lang: Lang,
        owner: Scenario | None,
        *,
        level: int,
        standard: Standard,
        context: str,
        count: int,
    ) -> Near | None:
        """Up to `count` lines of the act for this level, of a scenario or with None the general
        ones, the nearest to the conversation; None where the index does not know."""
        index = self._index
        if index is None or time.monotonic() < self._rest_until:
            return None
        if owner is not None:
            # A case that was published or begun under another version has lines of its own.
            known = self._owners.get(owner.id)
            if known is None or (known is not owner and known.lines != owner.lines):
                return None
        wanted = Filter(
            act=act,
            lang=lang,
            max_level=level,
            standard=standard,
            scenario="" if owner is None else owner.id,
        )
        try:
            hits = index.search(self.ranker.query(context), count, wanted)
        except ModelUnavailable as error:
            with self._lock:
                self._rest_until = time.monotonic() + _AGAIN_S
            log.warning("%s. The lines are searched in memory for %d s.", error.en, _AGAIN_S)
            return None
        hits = tuple(sorted(hits, key=lambda hit: hit.row))
        return Near(
            lines=tuple(self._lines[hit.row][0] for hit in hits),
            likeness=tuple(hit.score for hit in hits),
        )
