"""Whether a buyer reports a fault and whether a buyer is upset, by learned weights.

The weights read the n-grams of the whole message beside what the patterns of `buyer_side` say of it,
so that 假发 (a wig) is not taken for a fake. `python -m tutor.bench.train_buyers` makes them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tutor import resources
from tutor.domain import LANGS, Lang, Remedy
from tutor.errors import ModelUnavailable

from .classify import BUCKETS, buckets
from .weights import read_weights

TRAITS = ("fault", "upset")
MARKS = 8  # numbers beside the n-grams
ROWS = len(LANGS) * BUCKETS


class Cues(NamedTuple):
    """A message as the patterns see it; `text` is folded and simplified."""

    text: str
    fault: bool
    upset: bool
    asks: bool
    thanks: bool
    wants: tuple[Remedy, ...]


def first_row(lang: Lang) -> int:
    """Where the part of a language begins in the table of ROWS rows: what one language learns does
    not move the other."""
    return LANGS.index(lang) * BUCKETS


def marks(cues: Cues) -> npt.NDArray[np.float32]:
    """What is known of a message beside its n-grams, shape (MARKS,)."""
    seen = (cues.fault, cues.upset, cues.asks, cues.thanks, bool(cues.wants))
    numbers = (*seen, "!" in cues.text, "?" in cues.text, len(cues.text) / 40)
    return np.array(numbers, dtype=np.float32)


class Limits(NamedTuple):
    """The least chance of a trait where the patterns claim it, and where they do not."""

    claimed: float
    alone: float


class BuyerWeights:
    """The learned weights of one file. Safe to call from several threads."""

    def __init__(
        self, arrays: Mapping[str, npt.NDArray[Any]], limits: Mapping[str, Limits]
    ) -> None:
        self._table = arrays["table"]
        self._scale = arrays["scale"].astype(np.float32)
        self._rest = {
            name: value.astype(np.float32)
            for name, value in arrays.items()
            if name not in ("table", "scale")
        }
        self._limits = dict(limits)

    def chances(self, cues: Cues, lang: Lang) -> npt.NDArray[np.float32]:
        """The chance of each of `TRAITS`, shape (2,)."""
        at = first_row(lang) + np.array(buckets(cues.text, lang), dtype=np.intp)
        summed = self._table[at].sum(axis=0, dtype=np.int32) * self._scale / np.sqrt(len(at))
        scores = summed + marks(cues) @ self._rest[f"marks_{lang}"] + self._rest[f"bias_{lang}"]
        chances: npt.NDArray[np.float32] = 1 / (1 + np.exp(-scores))
        return chances

    def __call__(self, cues: Cues, lang: Lang) -> tuple[bool, bool]:
        """Whether a fault is reported, whether the buyer is upset."""
        limits = {
            trait: self._limits.get(f"{trait}_{lang}", self._limits[trait]) for trait in TRAITS
        }
        return judged(self.chances(cues, lang), cues, limits)


def judged(
    chances: Sequence[float] | npt.NDArray[np.float32], cues: Cues, limits: Mapping[str, Limits]
) -> tuple[bool, bool]:
    """The traits by their chances: a claim of the patterns is upheld or dismissed, and what they
    do not see needs better evidence."""
    fault, upset = (
        float(chance) >= (limits[trait].claimed if claimed else limits[trait].alone)
        for trait, chance, claimed in zip(TRAITS, chances, (cues.fault, cues.upset), strict=True)
    )
    return fault, upset


def _limits(table: Mapping[str, Mapping[str, float]]) -> dict[str, Limits]:
    """Those of a card: one for each trait, and where a language has its own, under trait_lang."""
    names = {*TRAITS, *(name for name in table if name.split("_")[0] in TRAITS)}
    return {name: Limits(**table[name]) for name in names}


def load_weights(card: Path) -> BuyerWeights:
    """The weights that a card names; raises `ModelUnavailable` when they are missing or altered."""
    return read_weights(
        card,
        lambda about, arrays: BuyerWeights(arrays, _limits(about["limits"])),
    )


@lru_cache(maxsize=1)
def default_weights() -> BuyerWeights | None:
    """The shipped weights; None where they are not there."""
    try:
        return load_weights(resources.models_dir() / "buyers" / "card.toml")
    except ModelUnavailable:
        return None
