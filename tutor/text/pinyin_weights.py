"""The reading of a character with several, by learned weights, with numpy alone.

A linear model over the cues of `pinyin_cues` and what the rules and dictionaries claim. Weights of a
character's own cues stand in one table, those shared among the readings of a kind in another.
`python -m tutor.bench.train_pinyin` makes them.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tutor import resources
from tutor.errors import ModelUnavailable
from tutor.text.pinyin_cues import KINDS, cues
from tutor.weights import Arrays, read_weights

Array = npt.NDArray[np.float32]
_FLOOR = 1e-6  # of a chance
_LOWEST = float(np.log(_FLOOR))


class Claim(NamedTuple):
    """What rules or dictionaries say of a piece of a word: the piece, where it begins in the token,
    its syllables, and how they know: "frame" a rule that asks for its neighbours, "rest" the rule
    that is left, "only" the one reading of a character, "inside" its place in a word, "word" a
    dictionary."""

    piece: str
    offset: int
    sounds: tuple[str, ...]
    source: str


def signs(char: str, given: Sequence[str]) -> npt.NDArray[np.uint32]:
    """The keys of cues in a table of weights; `char` is "" for shared ones."""
    return np.array([zlib.crc32((char + cue).encode()) for cue in given], dtype=np.uint32)


def claimed(char: str, source: str) -> tuple[str, str]:
    """The cues that hold of the claimed reading alone."""
    return f"={source}", f"={source}{char}"


@lru_cache(maxsize=1)
def kinds() -> dict[tuple[str, str], Array]:
    """The kinds of each reading of a character as numbers that sum to 1, shape (len(KINDS),)."""
    raw = (files("tutor.text") / "data" / "reading_kinds.tsv").read_text(encoding="utf-8")
    found: dict[tuple[str, str], Array] = {}
    for line in raw.splitlines():
        if line[0] != "#":
            char, reading, named = line.split("\t")
            row = np.array([kind in named for kind in KINDS], dtype=np.float32)
            found[char, reading] = row / row.sum()
    return found


class Table:
    """Rows of weights by the keys of their cues, in whole bytes."""

    def __init__(self, keys: npt.NDArray[Any], rows: npt.NDArray[Any], scale: float) -> None:
        self._keys, self._rows, self._scale = keys, rows, np.float32(scale)

    def __call__(self, wanted: npt.NDArray[np.uint32]) -> Array:
        """The sum of the rows of the keys that are there."""
        at = np.searchsorted(self._keys, wanted)
        at[at == len(self._keys)] = 0
        found = at[self._keys[at] == wanted]
        summed: Array = self._rows[found].sum(axis=0, dtype=np.int32) * self._scale
        return summed


class PinyinWeights:
    """The learned weights of one file. Safe to call from several threads."""

    def __init__(self, about: Mapping[str, Any], arrays: Arrays) -> None:
        self._own = Table(arrays["own_keys"], arrays["own"], float(about["scale"]["own"]))
        self._shared = Table(
            arrays["shared_keys"], arrays["shared"], float(about["scale"]["shared"])
        )
        self._bonus = {
            str(cue): float(weight)
            for cue, weight in zip(arrays["claims"], arrays["claim_weights"], strict=True)
        }
        self.least = {source: float(least) for source, least in about["least"].items()}
        self.readings: dict[str, tuple[str, ...]] = {
            char: tuple(said.split(" ")) for char, said in map(_pair, arrays["readings"])
        }
        # Words that the dictionary alone does not decide: word to its readings.
        self.words: dict[str, tuple[tuple[str, ...], ...]] = {
            word: tuple(tuple(one.split(" ")) for one in said.split("/"))
            for word, said in map(_pair, arrays["words"])
        }
        self.asked = frozenset((*self.readings, *self.words))
        known = kinds()
        none = np.zeros(len(KINDS), dtype=np.float32)
        self._kinds = {
            char: np.stack([known.get((char, reading), none) for reading in readings])
            for char, readings in self.readings.items()
        }

    def chances(
        self,
        text: str,
        tokens: Sequence[str],
        index: int,
        offset: int,
        at: int,
        claim: str,
        source: str,
    ) -> Array:
        """The chances of the `readings` of the character at `offset` of a token."""
        char = text[at]
        own, shared = cues(text, tokens, index, offset, at)
        readings = self.readings[char]
        scores = self._own(signs(char, [*own, *shared, ""]))[: len(readings)]
        scores = scores + self._kinds[char] @ self._shared(signs("", shared))
        if claim in readings:
            scores[readings.index(claim)] += sum(
                self._bonus.get(cue, 0.0) for cue in claimed(char, source)
            )
        powers: Array = np.exp(scores - scores.max())
        chances: Array = powers / powers.sum()
        return chances

    def heard(
        self, text: str, tokens: Sequence[str], index: int, start: int, claim: Claim
    ) -> tuple[str, ...]:
        """The syllables of a piece: the likeliest reading, where it is likely enough to overrule
        the claim. `start` is where the token begins in `text`."""
        least = self.least.get(claim.source)
        if least is None:
            return claim.sounds
        reading, chance = self.judged(text, tokens, index, start, claim)
        return reading if chance >= least else claim.sounds

    def judged(
        self, text: str, tokens: Sequence[str], index: int, start: int, claim: Claim
    ) -> tuple[tuple[str, ...], float]:
        """The likeliest syllables of a piece and their chance."""
        piece, offset, sounds, source = claim
        if len(piece) == 1:
            at = start + offset
            chances = self.chances(text, tokens, index, offset, at, sounds[0], source)
            best = int(chances.argmax())
            return (self.readings[piece][best],), float(chances[best])
        choices = self.words[piece]
        scores = np.zeros(len(choices), dtype=np.float32)
        for place, char in enumerate(piece):
            if len({choice[place] for choice in choices}) > 1:
                at = start + offset + place
                chances = self.chances(
                    text, tokens, index, offset + place, at, sounds[place], source
                )
                heard = dict(zip(self.readings[char], np.log(chances + _FLOOR), strict=True))
                scores += [heard.get(choice[place], _LOWEST) for choice in choices]
        best = int(scores.argmax())
        return choices[best], 1.0 / float(np.exp(scores - scores[best]).sum())


def _pair(line: str) -> tuple[str, str]:
    word, _, said = str(line).partition("\t")
    return word, said


def load_weights(card: Path) -> PinyinWeights:
    """The weights that a card names; raises `ModelUnavailable` when they are missing or altered."""
    return read_weights(card, PinyinWeights)


@lru_cache(maxsize=1)
def default_weights() -> PinyinWeights | None:
    """The shipped weights; None where they are not there."""
    try:
        return load_weights(resources.models_dir() / "pinyin" / "card.toml")
    except ModelUnavailable:
        return None
