"""Nearest lines among very many: a vector index that stays on disk.

The shipped course is small enough for a plain product of matrices. A school that loads a million
turns gets two inverted files with 8-bit components by faiss (Johnson et al. 2019), mapped from disk,
so that memory holds only the lists that a query touches: one has the lines in lists by their
likeness, for searches in which many lines take part; the other in lists by act and language, of
which every fitting line is compared where a filter leaves few. Row numbers are the keys: what a row
says is the caller's business.
"""

from __future__ import annotations

import json
import math
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from tutor.domain import STANDARDS, Standard
from tutor.encoders.files import locked, whole_folder
from tutor.encoders.protocols import Progress, Vectors, quiet
from tutor.errors import InputError, ModelUnavailable

_FORMAT = 2
_FLAT_BELOW = 4096  # rows up to which every row is compared
_PROBES = 16  # lists that a query without a filter reads
_SPREAD = 0.18  # by how much more where a filter leaves few: over the square of their share
_MOST_PROBES = 640  # above which comparing every fitting row is quicker and surer
_PICKED = 1024  # fitting rows up to which each is fetched by its number
_EXACT = 65_536  # comparisons in all up to which every fitting row is compared
_PASSED = 13  # rows that are passed over in the time of one comparison
_SAMPLE = 65_536  # rows to learn the lists' centres and the range of each number from
_CHUNK = 20_000
_MASKS = 64
_SEED = 7

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Label:
    """What lines are filtered by. `levels` are the bands in the order of `STANDARDS`; a line that
    fits every scenario has "" as its scenario and country."""

    act: str
    lang: str
    levels: tuple[int, int, int] = (0, 0, 0)
    scenario: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which lines may be found; None lets all pass. `max_level` is a band of `standard`."""

    act: str | None = None
    lang: str | None = None
    max_level: int | None = None
    standard: Standard = "2025"
    scenario: str | None = None
    country: str | None = None

    def fits(self, label: Label) -> bool:
        """Whether a line with this label may be found."""
        return (
            self.act in (None, label.act)
            and self.lang in (None, label.lang)
            and self.scenario in (None, label.scenario)
            and self.country in (None, label.country)
            and (
                self.max_level is None
                or label.levels[STANDARDS.index(self.standard)] <= self.max_level
            )
        )


EVERY_LINE = Filter()


@dataclass(frozen=True, slots=True)
class Hit:
    """A row and the cosine of its vector with the query."""

    row: int
    score: float


class LineIndex(Protocol):
    """Nearest lines under filters; the same on a disk and in a database."""

    def __len__(self) -> int: ...

    def search(self, vector: Vectors, count: int, wanted: Filter = EVERY_LINE) -> tuple[Hit, ...]:
        """Up to `count` rows by falling cosine with `vector` (dim,) among those that fit."""


def checked(vectors: Vectors, labels: Sequence[Label]) -> None:
    """Raises `InputError` for vectors (n, dim) and labels (n) that are no index."""
    if vectors.ndim != 2 or len(vectors) != len(labels) or not len(labels):
        raise InputError("An index needs at least one row and one label for each row.")
    if any(not 0 <= level <= 255 for label in labels for level in label.levels):
        raise InputError("A level lies between 0 and 255.")


def _faiss() -> Any:
    try:
        import faiss
    except ImportError as error:
        raise ModelUnavailable(
            "The large index needs faiss. Install it with: pip install faiss-cpu"
        ) from error
    return faiss


_NAMED = ("act", "lang", "scenario", "country")


def _columns(labels: Sequence[Label]) -> tuple[dict[str, list[str]], npt.NDArray[np.uint32]]:
    """The names of each field, sorted, and the labels as numbers, shape (4 + standards, n)."""
    names = {field: sorted({getattr(label, field) for label in labels}) for field in _NAMED}
    columns = []
    for field in _NAMED:
        number = {name: i for i, name in enumerate(names[field])}
        columns.append([number[getattr(label, field)] for label in labels])
    columns += [[label.levels[i] for label in labels] for i in range(len(STANDARDS))]
    return names, np.asarray(columns, dtype=np.uint32)


def build_index(
    folder: Path,
    vectors: Vectors,
    labels: Sequence[Label],
    *,
    encoder_id: str,
    progress: Progress = quiet,
) -> None:
    """Write the index of `vectors` (n, dim), unit rows, perhaps mapped from a file, into `folder`.

    A folder that is there is replaced by a whole one. Raises `InputError` for sizes that disagree.
    """
    checked(vectors, labels)
    faiss = _faiss()
    rows, dim = vectors.shape
    names, columns = _columns(labels)
    cell = columns[0].astype(np.int64) * len(names["lang"]) + columns[1]
    metric, kind = faiss.METRIC_INNER_PRODUCT, faiss.ScalarQuantizer.QT_8bit
    if rows <= _FLAT_BELOW:
        files = {"lines": faiss.IndexScalarQuantizer(dim, kind, metric)}
        sample = np.ascontiguousarray(vectors, dtype=np.float32)
    else:
        lists = 1 << round(math.log2(math.sqrt(rows)))
        cells = len(names["act"]) * len(names["lang"])
        # Where the lists are by label there are no centres to find, nor to subtract.
        nowhere = faiss.IndexFlatIP(dim)
        nowhere.add(np.zeros((cells, dim), dtype=np.float32))
        files = {
            "lines": faiss.IndexIVFScalarQuantizer(
                faiss.IndexFlatIP(dim), dim, lists, kind, metric
            ),
            "cells": faiss.IndexIVFScalarQuantizer(nowhere, dim, cells, kind, metric, False),
        }
        picks = np.random.default_rng(_SEED).permutation(rows)[:_SAMPLE]
        sample = np.ascontiguousarray(vectors[np.sort(picks)], dtype=np.float32)
    progress("learn the lists", 0, rows)
    for index in files.values():
        index.train(sample)
    for start in range(0, rows, _CHUNK):
        part = np.ascontiguousarray(vectors[start : start + _CHUNK], dtype=np.float32)
        files["lines"].add(part)
        if "cells" in files:
            keys = np.arange(start, start + len(part), dtype=np.int64)
            where = np.ascontiguousarray(cell[start : start + len(part)])
            files["cells"].add_core(len(part), *map(faiss.swig_ptr, (part, keys, where)))
        progress("index the lines", start + len(part), rows)
    # The rows in the order of each field, so that those of one name lie together.
    orders = np.stack([np.argsort(columns[i], kind="stable") for i in range(len(_NAMED))])
    head = {"format": _FORMAT, "encoder": encoder_id, "dim": dim, "rows": rows, "names": names}
    with locked(folder), whole_folder(folder) as fresh:
        for name, index in files.items():
            faiss.write_index(index, str(fresh / f"{name}.faiss"))
        np.save(fresh / "columns.npy", np.ascontiguousarray(columns))
        np.save(fresh / "orders.npy", orders.astype(np.uint32))
        (fresh / "head.json").write_text(json.dumps(head, ensure_ascii=False), encoding="utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fitting:
    """The rows that fit a filter: their numbers where they are few, else a selector of them (None
    for all), and how many they are."""

    count: int
    rows: Rows | None = None
    selector: Any = None


class DiskIndex:
    """An index that `build_index` wrote, mapped from disk. Safe to search from several threads."""

    def __init__(self, folder: Path) -> None:
        """Raises `ModelUnavailable` when the folder holds no index that can be read."""
        faiss = _faiss()
        try:
            head = json.loads((folder / "head.json").read_text(encoding="utf-8"))
            if head["format"] != _FORMAT:
                raise ValueError("another format")
            flags = faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY
            self._index: Any = faiss.read_index(str(folder / "lines.faiss"), flags)
            self._lists = int(getattr(self._index, "nlist", 0))
            self._cells: Any = None
            if self._lists:
                self._cells = faiss.read_index(str(folder / "cells.faiss"), flags)
                self._cells.make_direct_map(True)  # eight bytes a row
            self._columns = np.load(folder / "columns.npy", mmap_mode="r")
            self._orders = np.load(folder / "orders.npy", mmap_mode="r")
            self._names = {
                field: {str(name): i for i, name in enumerate(head["names"][field])}
                for field in _NAMED
            }
            self.encoder_id = str(head["encoder"])
            rows = self._index.ntotal
            if (
                self._columns.shape != (len(_NAMED) + len(STANDARDS), rows)
                or self._orders.shape != (len(_NAMED), rows)
                or (self._cells is not None and self._cells.ntotal != rows)
                or self._index.d != head["dim"]
            ):
                raise ValueError("its parts do not belong together")
        except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
            raise ModelUnavailable(
                f"The index in {folder.name} cannot be read ({type(error).__name__}). Build it again."
            ) from error
        self._faiss = faiss
        self._starts = [
            np.searchsorted(
                self._columns[i][self._orders[i]], np.arange(len(self._names[field]) + 1)
            )
            for i, field in enumerate(_NAMED)
        ]
        self._kept: OrderedDict[Filter, _Fitting] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(self, vector: Vectors, count: int, wanted: Filter = EVERY_LINE) -> tuple[Hit, ...]:
        """Up to `count` rows by falling cosine with `vector` (dim,) among those that fit; the
        cosine is that of the row's 8-bit vector.

        Raises `InputError` when the vector is not of the index's length.
        """
        if vector.shape != (self._index.d,):
            raise InputError(f"A query for this index has {self._index.d} numbers.")
        fitting = self._fitting(wanted)
        count = min(count, fitting.count)
        if count < 1:
            return ()
        query = np.ascontiguousarray(vector[None, :], dtype=np.float32)
        if not self._lists:
            params = self._faiss.SearchParameters(sel=fitting.selector)
            scores, rows = self._index.search(query, count, params=params)
        elif fitting.rows is not None:
            near = self._cells.reconstruct_batch(fitting.rows) @ query[0]
            best = np.argsort(-near, kind="stable")[:count]
            scores, rows = near[None, best], fitting.rows[None, best]
        else:
            cells, within = self._cells_of(wanted)
            share = fitting.count / len(self)
            # The fewer rows fit, the farther lists hold the nearest of them.
            probes = _PROBES + math.ceil(_SPREAD / share**2)
            if fitting.count + within // _PASSED <= _EXACT or probes > _MOST_PROBES:
                scores, rows = self._compare(query, count, cells, fitting.selector)
            else:
                params = self._faiss.SearchParametersIVF(
                    sel=fitting.selector, nprobe=min(self._lists, probes)
                )
                scores, rows = self._index.search(query, count, params=params)
        return tuple(
            Hit(int(row), float(score))
            for row, score in zip(rows[0], scores[0], strict=True)
            if row >= 0
        )

    def _compare(
        self, query: Vectors, count: int, cells: Rows, selector: Any
    ) -> tuple[Vectors, Rows]:
        """Every fitting row of these cells compared: scores and rows, shape (1, count)."""
        faiss = self._faiss
        params = faiss.SearchParametersIVF(sel=selector, nprobe=len(cells))
        scores = np.empty((1, count), dtype=np.float32)
        rows = np.empty((1, count), dtype=np.int64)
        distances = np.zeros(len(cells), dtype=np.float32)
        lists, near, out, found = map(faiss.swig_ptr, (cells, distances, scores, rows))
        self._cells.search_preassigned_c(
            1, faiss.swig_ptr(query), count, lists, near, out, found, False, params
        )
        return scores, rows

    def _cells_of(self, wanted: Filter) -> tuple[Rows, int]:
        """The lists by act and language in which a fitting row can be, and how many rows they have."""
        acts, langs = self._names["act"], self._names["lang"]
        cells = [
            acts[act] * len(langs) + langs[lang]
            for act in (acts if wanted.act is None else (wanted.act,))
            for lang in (langs if wanted.lang is None else (wanted.lang,))
        ]
        within = sum(self._cells.get_list_size(cell) for cell in cells)
        return np.asarray(cells, dtype=np.int64), within

    def _fitting(self, wanted: Filter) -> _Fitting:
        if wanted == EVERY_LINE:
            return _Fitting(count=len(self))
        with self._lock:
            if wanted in self._kept:
                self._kept.move_to_end(wanted)
                return self._kept[wanted]
        rows = self._rows(wanted)
        if self._lists and len(rows) <= _PICKED:
            found = _Fitting(count=len(rows), rows=rows)
        else:
            bits = np.zeros(len(self), dtype=np.bool_)
            bits[rows] = True
            selector = self._faiss.IDSelectorBitmap(np.packbits(bits, bitorder="little"))
            found = _Fitting(count=len(rows), selector=selector)
        with self._lock:
            self._kept[wanted] = found
            while len(self._kept) > _MASKS:
                self._kept.popitem(last=False)
        return found

    def _rows(self, wanted: Filter) -> Rows:
        """The rows that fit: those of the rarest name, less what the other fields let not pass."""
        ranges: dict[int, tuple[int, int]] = {}
        for i, field in enumerate(_NAMED):
            name = getattr(wanted, field)
            if name is None:
                continue
            if name not in self._names[field]:
                return np.empty(0, dtype=np.int64)
            code = self._names[field][name]
            ranges[i] = int(self._starts[i][code]), int(self._starts[i][code + 1])
        if ranges:
            rarest = min(ranges, key=lambda i: ranges[i][1] - ranges[i][0])
            rows: Rows = self._orders[rarest][slice(*ranges.pop(rarest))].astype(np.int64)
        else:
            rows = np.arange(len(self), dtype=np.int64)
        for i in ranges:
            code = self._names[_NAMED[i]][getattr(wanted, _NAMED[i])]
            rows = rows[self._columns[i][rows] == code]
        if wanted.max_level is not None:
            levels = self._columns[len(_NAMED) + STANDARDS.index(wanted.standard)]
            rows = rows[levels[rows] <= wanted.max_level]
        return rows
