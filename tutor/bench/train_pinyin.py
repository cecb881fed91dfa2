"""Train the weights that read polyphones in context: `python -m tutor.bench.train_pinyin`.

Learned from `eval/pinyin_train.tsv` and `eval/pinyin.tsv`, with everyday shop chat as the rules read
it for the commonness of readings. The figures of the card are from cross-validation over the
sentences of the first file, which no rule was written for, the rules alone beside the rules with
the weights.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tutor import resources
from tutor.bench.pinyin_data import (
    Place,
    Target,
    claim_at,
    contested,
    data_files,
    everyday,
    places,
    targets,
)
from tutor.domain import Bilingual
from tutor.text.pinyin_complements import before, lightly
from tutor.text.pinyin_cues import KINDS, cues
from tutor.text.pinyin_weights import PinyinWeights, claimed, kinds, signs
from tutor.understand.weights import LARGEST, Arrays, write_weights

Floats = npt.NDArray[np.float32]
Whole = npt.NDArray[np.int64]
FOLDS = 3
# In nearly every message, and the rules misread them in few; directions have rules of their own.
LEFT_TO_RULES = frozenset("的了不一看好大少车来去上下进出回过起解心给谢是会生把都道手别意要")
# The least chance of a reading that overrules a claim; no other source is questioned, since in
# everyday chat a rule that asks for its neighbours, or a dictionary, is right more often.
SOURCES = ("rest", "only", "frame", "inside", "word")
LEAST = {"rest": 0.6, "only": 0.6}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Everything that the result depends on beside the data."""

    own_decay: float = 1.0
    shared_decay: float = 1.0
    claim_decay: float = 0.1
    rounds: int = 60
    rate: float = 0.1
    everyday_most: int = 150
    everyday_weight: float = 0.4
    smallest: float = 0.02  # a weight that is left out


class Coded(NamedTuple):
    """Places as numbers: keys of cues with the place each belongs to, and what is right."""

    own: Whole
    own_of: Whole
    shared: Whole
    shared_of: Whole
    claims: Whole  # (places, 2)
    claim_on: Whole  # the claimed reading, -1 where it tells nothing
    kinds: Floats  # (places, readings, kinds)
    there: npt.NDArray[np.bool_]  # (places, readings)
    right: Whole
    weight: Floats


class Names:
    """Numbers for cues, in the order in which they come."""

    def __init__(self) -> None:
        self.number: dict[Any, int] = {}

    def __call__(self, cue: Any) -> int:
        return self.number.setdefault(cue, len(self.number))


def readings_of(given: Iterable[Place]) -> dict[str, tuple[str, ...]]:
    """The readings of each character that has several, the commonest first."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for place in given:
        counted[place.char][place.right] += 1
    return {
        char: tuple(reading for reading, _ in count.most_common())
        for char, count in sorted(counted.items())
        if len(count) > 1 and char not in LEFT_TO_RULES
    }


def coded(
    given: Sequence[Place],
    readings: dict[str, tuple[str, ...]],
    own: Names,
    shared: Names,
    claims: Names,
) -> Coded:
    """The places as numbers; new cues get new numbers."""
    widest = max(map(len, readings.values()))
    known = kinds()
    rows: list[list[int]] = [[], [], [], []]
    on: list[int] = []
    said: list[tuple[int, int]] = []
    right: list[int] = []
    kind = np.zeros((len(given), widest, len(KINDS)), dtype=np.float32)
    there = np.zeros((len(given), widest), dtype=np.bool_)
    for number, place in enumerate(given):
        s, options = place.sentence, readings[place.char]
        mine, common = cues(s.text, s.tokens, place.index, place.offset, place.at)
        numbers = [own((place.char, cue)) for cue in [*mine, *common, ""]]
        rows[0] += numbers
        rows[1] += [number] * len(numbers)
        rows[2] += map(shared, common)
        rows[3] += [number] * len(common)
        first, second = claimed(place.char, place.claim.source)
        said.append((claims(first), claims(second)))
        told = not place.tuned and place.claimed in options
        on.append(options.index(place.claimed) if told else -1)
        right.append(options.index(place.right))
        there[number, : len(options)] = True
        for at, reading in enumerate(options):
            kind[number, at] = known.get((place.char, reading), 0.0)
    own_flat, own_of, shared_flat, shared_of = (np.array(row, dtype=np.int64) for row in rows)
    return Coded(
        own=own_flat,
        own_of=own_of,
        shared=shared_flat,
        shared_of=shared_of,
        claims=np.array(said),
        claim_on=np.array(on),
        kinds=kind,
        there=there,
        right=np.array(right),
        weight=np.array([place.weight for place in given], dtype=np.float32),
    )


def fitted(
    data: Coded, sizes: tuple[int, int, int], recipe: Recipe
) -> tuple[Floats, Floats, Floats]:
    """The weights of own cues (cues, readings), shared cues (cues, kinds) and claims (cues,) that make
    the right readings likeliest, by Adam on all places at once."""
    count, widest = data.there.shape
    shapes: list[tuple[int, ...]] = [(sizes[0], widest), (sizes[1], len(KINDS)), (sizes[2],)]
    weights = [np.zeros(shape, dtype=np.float32) for shape in shapes]
    decays = [recipe.own_decay, recipe.shared_decay, recipe.claim_decay]
    steps = [np.zeros_like(w) for w in weights]
    sizes_of = [np.zeros_like(w) for w in weights]
    own_order, shared_order = (
        np.argsort(data.own, kind="stable"),
        np.argsort(data.shared, kind="stable"),
    )
    told = np.flatnonzero(data.claim_on >= 0)
    for turn in range(1, recipe.rounds + 1):
        by_kind = _summed(weights[1][data.shared], data.shared_of, count)
        scores = _summed(weights[0][data.own], data.own_of, count)
        scores += np.einsum("nrk,nk->nr", data.kinds, by_kind)
        scores[told, data.claim_on[told]] += weights[2][data.claims[told]].sum(axis=1)
        scores[~data.there] = -np.inf
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        wrong = powers / powers.sum(axis=1, keepdims=True)
        wrong[np.arange(count), data.right] -= 1.0
        wrong *= data.weight[:, None]
        claim = np.zeros(sizes[2], dtype=np.float32)
        np.add.at(claim, data.claims[told].ravel(), np.repeat(wrong[told, data.claim_on[told]], 2))
        slopes = [
            _summed(wrong[data.own_of[own_order]], data.own[own_order], sizes[0]),
            _summed(
                np.einsum("nrk,nr->nk", data.kinds, wrong)[data.shared_of[shared_order]],
                data.shared[shared_order],
                sizes[1],
            ),
            claim,
        ]
        for w, slope, decay, step, size in zip(
            weights, slopes, decays, steps, sizes_of, strict=True
        ):
            slope += decay * w
            step += 0.1 * (slope - step)
            size += 0.01 * (slope * slope - size)
            rate = recipe.rate * min(1.0, 2.0 * (1 - turn / (recipe.rounds + 1)))
            w -= rate * (step / (1 - 0.9**turn)) / (np.sqrt(size / (1 - 0.99**turn)) + 1e-8)
    return weights[0], weights[1], weights[2]


def met_again(names: Names, cue: Whole, of: Whole) -> tuple[list[Any], Whole, Whole]:
    """The cues that were met more than once, with new numbers: what was met once says no more than
    its sentence."""
    kept = np.flatnonzero(np.bincount(cue, minlength=len(names.number)) > 1)
    number = np.full(len(names.number), -1)
    number[kept] = np.arange(len(kept))
    there = number[cue] >= 0
    every = list(names.number)
    return [every[at] for at in kept], number[cue][there], of[there]


def _summed(rows: Floats, groups: Whole, count: int) -> Floats:
    """The rows of each group added up; equal groups stand together."""
    total = np.zeros((count, *rows.shape[1:]), dtype=np.float32)
    starts = np.flatnonzero(np.diff(groups, prepend=-1))
    total[groups[starts]] = np.add.reduceat(rows, starts, axis=0)
    return total


def arrays_of(
    given: Sequence[Place], common: Sequence[Place], recipe: Recipe
) -> tuple[Arrays, dict[str, float]]:
    """The arrays of the weights' file and the scales of its tables, learned from labelled places and
    from `common` ones."""
    readings = readings_of(given)
    known = [place for place in given if place.char in readings]
    known += [place for place in common if place.right in readings.get(place.char, ())]
    own, shared, claims = Names(), Names(), Names()
    data = coded(known, readings, own, shared, claims)
    own_cues, data_own, own_of = met_again(own, data.own, data.own_of)
    shared_cues, data_shared, shared_of = met_again(shared, data.shared, data.shared_of)
    data = data._replace(own=data_own, own_of=own_of, shared=data_shared, shared_of=shared_of)
    sizes = len(own_cues), len(shared_cues), len(claims.number)
    by_own, by_shared, by_claim = fitted(data, sizes, recipe)
    own_keys = np.array([signs(char, [cue])[0] for char, cue in own_cues], dtype=np.uint32)
    shared_keys = signs("", shared_cues)
    arrays: Arrays = {
        "claims": np.array(list(claims.number)),
        "claim_weights": by_claim.astype(np.float16),
        "readings": np.array([f"{c}\t{' '.join(r)}" for c, r in readings.items()]),
        "words": np.array(
            [
                f"{piece}\t{'/'.join(' '.join(one) for one in options)}"
                for piece, options in sorted(contested(known, readings).items())
            ]
        ),
    }
    scales = {}
    for name, keys, table in (("own", own_keys, by_own), ("shared", shared_keys, by_shared)):
        scales[name] = float(f"{np.abs(table).max() / LARGEST:.6g}")
        whole = np.round(table / scales[name]).astype(np.int8)
        used = np.flatnonzero(np.abs(table).max(axis=1) >= recipe.smallest)
        used = used[np.argsort(keys[used], kind="stable")]
        arrays |= {f"{name}_keys": keys[used], name: whole[used]}
    return arrays, scales


def about(scales: dict[str, float]) -> dict[str, Any]:
    """What the card says that a reader needs."""
    return {"scale": scales, "least": LEAST}


class Judged(NamedTuple):
    """A labelled word: by the rules, and what the weights hold likeliest of each of its pieces."""

    target: Target
    by_rules: bool
    pieces: tuple[tuple[str, bool, bool, float], ...]  # source, claim and reading right, its chance

    def right(self, least: dict[str, float]) -> bool:
        return all(
            reading if source in least and chance >= least[source] else claim
            for source, claim, reading, chance in self.pieces
        )


def judged(target: Target, weights: PinyinWeights) -> Judged:
    """A labelled word that the weights did not see."""
    s = target.sentence
    pieces: dict[tuple[int, int], tuple[str, bool, bool, float]] = {}
    for place in places(target):
        key = place.index, place.claim.offset
        if key in pieces:
            continue
        claim, start = place.claim, s.starts[place.index]
        reading, chance = claim.sounds, 0.0
        light = lightly(claim.piece, before(s.tokens, place.index, claim.offset))
        if light is not None:
            reading, chance = light, 1.0
        elif claim.piece in weights.asked:
            reading, chance = weights.judged(s.text, s.tokens, place.index, start, claim)
        first = start + claim.offset
        wanted = [
            (at - first, sound)
            for at, sound in enumerate(target.right, target.at)
            if claim_at(s, at) == (place.index, claim)
        ]
        pieces[key] = (
            "rest" if light is not None else claim.source,
            all(claim.sounds[at] == sound for at, sound in wanted),
            all(reading[at] == sound for at, sound in wanted),
            chance,
        )
    return Judged(target, all(piece[1] for piece in pieces.values()), tuple(pieces.values()))


def cross_validated(
    given: Sequence[Target], common: Sequence[Place], recipe: Recipe, folds: int = FOLDS
) -> list[Judged]:
    """Every labelled word of the sentences to learn from, judged by weights that did not see its
    sentence."""
    sentences = sorted({target.sentence.raw for target in given})
    order = np.random.default_rng(7).permutation(len(sentences)) % folds
    fold = dict(zip(sentences, order, strict=True))
    found: list[Judged] = []
    for number in range(folds):
        here = [p for t in given if fold[t.sentence.raw] != number for p in places(t)]
        arrays, scales = arrays_of(here, common, recipe)
        weights = PinyinWeights(about(scales), arrays)
        found += [
            judged(t, weights) for t in given if fold[t.sentence.raw] == number and not t.tuned
        ]
    return found


def figures(found: Sequence[Judged]) -> dict[str, float]:
    """The share of labelled words read rightly: by the rules alone, by the weights where they are
    sure enough of what the rules leave open, by the weights wherever there is a choice."""
    count = max(1, len(found))
    return {
        "rules": sum(one.by_rules for one in found) / count,
        "weights_and_rules": sum(one.right(LEAST) for one in found) / count,
        "weights_wherever_asked": sum(one.right(dict.fromkeys(SOURCES, 0.0)) for one in found)
        / count,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Train on the labelled sentences and write the weights and their card."""
    parser = argparse.ArgumentParser(description="Train the weights that read polyphones.")
    parser.add_argument("--out", type=Path, default=resources.models_dir() / "pinyin")
    parser.add_argument("--quick", action="store_true", help="leave out the cross-validation")
    options = parser.parse_args(arguments)
    recipe = Recipe()
    given = targets()
    every = [place for target in given for place in places(target)]
    chars = frozenset(readings_of(every))
    common = everyday(chars, recipe.everyday_most, recipe.everyday_weight)
    measured = {} if options.quick else figures(cross_validated(given, common, recipe))
    arrays, scales = arrays_of(every, common, recipe)
    learned = hashlib.sha256(b"".join(path.read_bytes() for path in data_files())).hexdigest()
    file = write_weights(
        options.out,
        "pinyin",
        arrays,
        made_by="tutor.bench.train_pinyin",
        note=Bilingual(
            en="Reads a Chinese character that has several readings by the words around it.",
            zh="根据前后的词语判断多音字的读音。",
        ),
        tables={
            **about(scales),
            "training": {"sentences": len(given), "data_sha256": learned, **asdict(recipe)},
            "cross_validation": {name: Decimal(f"{value:.3f}") for name, value in measured.items()},
        },
    )
    print(f"{file}: {file.stat().st_size} bytes, {len(given)} sentences")
    print(*(f"{name}: {value:.3f}" for name, value in measured.items()), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
