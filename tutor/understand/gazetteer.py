"""Names of carriers and places, found in a text in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

_WORD = re.compile(r"[a-z0-9à-ÿ][a-z0-9à-ÿ.&'’-]*")
_LETTER = re.compile(r"[a-z0-9à-ÿ]")
_EN_TRAILER = re.compile(r"(?:['’]s|[.'’-])+$")

_REACHES = frozenset("抵到送直寄发运")


class Names:
    """A list of names with their canonical forms, looked up by first character or first word."""

    def __init__(self, entries: dict[str, str]) -> None:
        self._han: dict[str, list[tuple[str, str]]] = {}
        self._latin: dict[str, list[tuple[str, str]]] = {}
        for name, canonical in entries.items():
            if name[0].isascii():
                first = _WORD.match(name)
                if first:
                    self._latin.setdefault(_EN_TRAILER.sub("", first.group()), []).append(
                        (name, canonical)
                    )
            else:
                self._han.setdefault(name[0], []).append((name, canonical))
        for group in (*self._han.values(), *self._latin.values()):
            group.sort(key=lambda pair: -len(pair[0]))

    def find(self, folded: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, canonical) of each name, the longest first, without overlap."""
        i, n, han = 0, len(folded), self._han
        while i < n:
            found = self._at(folded, i) if folded[i] in han else None
            if found is None:
                i += 1
                continue
            # 抵达曼谷 and 抵达曼萨尼约 hold 达曼: behind such a verb the name that begins within this
            # one is meant, and a longer one always is.
            reached = folded[i] == "达" and folded[i - 1 : i] in _REACHES
            least = len(found[0]) + (0 if reached else 1)
            inside = ((j, self._at(folded, j)) for j in range(i + 1, i + len(found[0])))
            longer = next((j for j, other in inside if other and len(other[0]) >= least), None)
            if longer is not None:
                i = longer
                continue
            yield i, i + len(found[0]), found[1]
            i += len(found[0])
        for word in _WORD.finditer(folded):
            for name, canonical in self._latin.get(_EN_TRAILER.sub("", word.group()), ()):
                end = word.start() + len(name)
                if folded.startswith(name, word.start()) and not _LETTER.match(folded, end):
                    yield word.start(), end, canonical
                    break

    def _at(self, folded: str, i: int) -> tuple[str, str] | None:
        """The longest Chinese name that begins at `i`, with its canonical form."""
        group = self._han.get(folded[i], ())
        return next((pair for pair in group if folded.startswith(pair[0], i)), None)

    def canonical(self, name: str) -> str | None:
        """The canonical form of the first name that stands in `name`, or None."""
        for _, _, canonical in self.find(name.lower()):
            return canonical
        return None


def _rows(filename: str) -> Iterator[list[str]]:
    text = (files("tutor.understand") / "data" / filename).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@lru_cache(maxsize=1)
def carriers() -> Names:
    """Carriers by every name; canonical as the carrier writes itself ("DHL")."""
    entries: dict[str, str] = {}
    for name, *others in _rows("carriers.tsv"):
        entries[name.lower()] = name
        entries.update({other: name for field in others for other in field.split("|")})
    return Names(entries)


@lru_cache(maxsize=1)
def places() -> Names:
    """Places by their Chinese and English names; canonical is an id such as "ho_chi_minh_city"."""
    entries: dict[str, str] = {}
    for canonical, chinese, english, _ in _rows("places.tsv"):
        entries.update(dict.fromkeys((chinese + "|" + english).split("|"), canonical))
    return Names(entries)


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    return {row[0]: row[3] for row in _rows("places.tsv")}


def country_of(place: str) -> str:
    """The country or region that a place lies in; a country lies in itself."""
    return _countries().get(place, place)
