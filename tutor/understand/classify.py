"""Names the acts of clauses by learned weights, with numpy alone.

The weights read the character n-grams (Chinese) or word n-grams (English) of a clause, hashed into
one table, together with what the rules claim for it; so the rules count for as much as they are
worth on replies that they were not written for. `python -m tutor.bench.train_acts` makes the
weights. Where there is an encoder, a reader of whole replies has a say beside them.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from tutor import resources
from tutor.domain import Lang
from tutor.encoders.protocols import Progress, quiet
from tutor.errors import ModelUnavailable

from .acts import ACTS
from .weights import read_weights

Array = npt.NDArray[np.float32]
BUCKETS = 1 << 15
ACT_IDS = tuple(ACTS)
FLAGS = ("question", "negated", "conditional", "softened")
HINTS = len(ACT_IDS) + len(FLAGS) + 1  # the last one: no rule claims the clause
READER = 0.7  # the reader's say beside the weights
_READ_MORE = 0.35  # the least chance of a second act where there is a reader
_AT = {act: number for number, act in enumerate(ACT_IDS)}

# What reproaches the learner or turns a request down needs better evidence than the rest: a false
# alarm costs more trust than a miss.
_GRAVE = frozenset({"rude", "blame", "refuse"})
# What the rules claim for want of better: right in less than seven of ten training clauses.
_WEAK = frozenset(
    {"inform", "ask_detail", "suggest", "promise", "restate", "ask_preference", "other"}
)
# A clause of so few code points shows little, so its act needs a better chance.
_SHORT, _SURE = 6, 0.5
_WORD = re.compile(r"[a-z']+|\d+|[?!]")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A clause as the rules saw it: folded text with a closing ? or !, their acts, its flags."""

    text: str
    acts: tuple[str, ...]
    flags: tuple[bool, bool, bool, bool] = (False, False, False, False)
    bounds: tuple[int, int] = (0, 0)  # in the reply


def buckets(text: str, lang: Lang) -> list[int]:
    """The table rows of a clause: hashed n-grams, each once."""
    text = _DIGITS.sub("0", text.lower())
    if lang == "zh":
        framed = f"^{text}$"
        grams = {framed[i : i + n] for n in (1, 2, 3, 4) for i in range(len(framed) - n + 1)}
    else:
        words = ["^", *_WORD.findall(text), "$"]
        grams = {" ".join(words[i : i + n]) for n in (1, 2, 3) for i in range(len(words) - n + 1)}
        grams |= {word[i : i + 4] for word in words if len(word) > 4 for i in range(len(word) - 3)}
    return sorted({zlib.crc32(f"{lang}{gram}".encode()) % BUCKETS for gram in grams})


def hints(seen: Seen) -> Array:
    """What the rules say of a clause as numbers, shape (HINTS,)."""
    row = np.zeros(HINTS, dtype=np.float32)
    for act in seen.acts:
        row[_AT[act]] = 1.0
    row[len(ACT_IDS) : -1] = seen.flags
    row[-1] = not seen.acts
    return row


def softmax(scores: Array) -> Array:
    """Probabilities of rows of scores, shape kept."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Array = powers / powers.sum(axis=1, keepdims=True)
    return result


class ActWeights:
    """The learned weights of one file. Safe to call from several threads."""

    def __init__(
        self, arrays: Mapping[str, npt.NDArray[Any]], threshold: Mapping[str, float]
    ) -> None:
        self._table = arrays["table"]
        self._scale = arrays["scale"].astype(np.float32)
        self._arrays = {
            name: value.astype(np.float32) for name, value in arrays.items() if name != "table"
        }
        self._threshold = dict(threshold)

    def by_grams(self, clauses: Sequence[Seen], lang: Lang) -> Array:
        """Probabilities (n, acts) without an encoder."""
        beside = np.stack([hints(c) for c in clauses])
        scores = np.asarray(
            beside @ self._arrays[f"hints_{lang}"] + self._arrays[f"bias_{lang}"], dtype=np.float32
        )
        for row, clause in enumerate(clauses):
            at = buckets(clause.text, lang)
            summed = self._table[at].sum(axis=0, dtype=np.int32)
            scores[row] += (summed * self._scale / np.sqrt(len(at))).astype(np.float32)
        return self._chances(scores)

    def _chances(self, scores: Array) -> Array:
        # Training has every act about equally often; in real replies most clauses inform.
        scores[:, _AT["inform"]] += np.float32(np.log(self._threshold["inform"]))
        return softmax(scores)

    def decide(self, chances: Array, seen: Seen) -> tuple[str, ...] | None:
        """The acts of one clause, likeliest first; None abstains in favour of the rules."""
        limits = self._threshold
        if set(seen.acts) - _WEAK:
            return None
        first = limits["overrule" if seen.acts else "first"]
        if len(seen.text) < _SHORT:
            first = max(first, _SURE)
        named: list[str] = []
        for number in np.argsort(-chances, kind="stable")[:3]:
            act, chance = ACT_IDS[number], float(chances[number])
            least = limits["more"] if named else first
            if chance >= (max(least, limits["grave"]) if act in _GRAVE else least):
                named.append(act)
            elif not named:
                return None
        return tuple(named)


def decide_read(chances: Array) -> tuple[str, ...]:
    """The acts of one clause where a reader saw it, likeliest first."""
    order = np.argsort(-chances, kind="stable")
    more = [ACT_IDS[n] for n in order[1:3] if chances[n] >= _READ_MORE]
    return (ACT_IDS[order[0]], *more)


class Reader(Protocol):
    """Scores acts, shape (clauses, acts of `ACT_IDS`), from a whole reply, its clauses' bounds, the
    rules' hints of each clause and the buyer's message: `tutor.encoders.act_reader.ActReader`."""

    @property
    def acts(self) -> tuple[str, ...]: ...

    def __call__(
        self, text: str, bounds: Sequence[tuple[int, int]], hints: Array, buyer: str | None
    ) -> Array: ...


@dataclass(frozen=True, slots=True)
class LearnedActs:
    """An `ActClassifier`: the weights, with a reader where there is one."""

    weights: ActWeights
    reader: Reader | None = None

    def __post_init__(self) -> None:
        if self.reader is not None and self.reader.acts != ACT_IDS:
            raise ModelUnavailable("The reader of acts was trained on another list of acts.")

    def __call__(
        self, clauses: Sequence[Seen], lang: Lang, text: str = "", buyer: str | None = None
    ) -> list[tuple[str, ...] | None]:
        """The acts of each clause, None where the evidence is weak."""
        if not clauses:
            return []
        chances = self.weights.by_grams(clauses, lang)
        if self.reader is None:
            return [self.weights.decide(row, c) for row, c in zip(chances, clauses, strict=True)]
        beside = np.stack([hints(c) for c in clauses])
        scores = self.reader(text, [c.bounds for c in clauses], beside, buyer)
        both = (1 - READER) * chances + READER * softmax(scores)
        return [decide_read(row) for row in both]


def load_weights(card: Path) -> ActWeights:
    """The weights that a card names; raises `ModelUnavailable` when they are missing or altered."""
    return read_weights(card, lambda about, arrays: ActWeights(arrays, about["threshold"]))


@lru_cache(maxsize=1)
def default_acts() -> LearnedActs | None:
    """The shipped weights without an encoder; None where they are not there."""
    try:
        return LearnedActs(load_weights(resources.models_dir() / "acts" / "card.toml"))
    except ModelUnavailable:
        return None


def reading_acts(progress: Progress = quiet) -> LearnedActs:
    """The shipped weights with the reader of whole replies; raises `ModelUnavailable` when either
    or the encoder is not here."""
    from tutor.encoders.act_reader import load_reader

    light = default_acts()
    if light is None:
        raise ModelUnavailable("The weights that name acts are not here.")
    return LearnedActs(light.weights, load_reader(progress))
