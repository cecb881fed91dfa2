"""Train the weights that name acts without an encoder: `python -m tutor.bench.train_acts`.

Learned from the training replies alone, which the rules were not written for, so that the weights
see how far the rules can be trusted. The figures of the card are from cross-validation over the
topics of the same replies; the replies of `dev` and `held-out` play no part.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tutor import resources
from tutor.bench.act_data import (
    Example,
    TrainingReply,
    clauses_of,
    data_hash,
    labels,
    macro_f1,
    training_replies,
)
from tutor.domain import LANGS, Bilingual, Lang
from tutor.encoders.act_head import fit
from tutor.encoders.protocols import Vectors
from tutor.understand.classify import (
    ACT_IDS,
    BUCKETS,
    HINTS,
    ActWeights,
    LearnedActs,
    buckets,
    hints,
)
from tutor.understand.weights import in_bytes, write_weights

FOLDS = 4
LEAST = 2  # clauses that an n-gram must stand in


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Everything that the result depends on beside the data and the encoder."""

    gram_weight: float = 5.0
    gram_rounds: int = 12
    gram_rate: float = 1e-2
    gram_decay: float = 1e-3
    seed: int = 7
    first: float = 0.35
    more: float = 0.35
    overrule: float = 0.6
    grave: float = 0.75
    inform: float = 4.0  # how much likelier than in training


def gram_rows(given: Sequence[Example], lang: Lang, weight: float) -> Vectors:
    """Shape (n, BUCKETS + HINTS)."""
    rows = np.zeros((len(given), BUCKETS + HINTS), dtype=np.float32)
    for row, example in zip(rows, given, strict=True):
        at = buckets(example.seen.text, lang)
        row[at] = weight / np.sqrt(len(at))
        row[BUCKETS:] = hints(example.seen)
    return rows


def train(given: dict[Lang, list[Example]], recipe: Recipe) -> ActWeights:
    """Weights from examples."""
    return ActWeights(arrays_of(given, recipe), thresholds(recipe))


def thresholds(recipe: Recipe) -> dict[str, float]:
    """The limits of a decision: the least chance of an act, by case."""
    return {
        name: getattr(recipe, name) for name in ("first", "more", "overrule", "grave", "inform")
    }


def arrays_of(given: dict[Lang, list[Example]], recipe: Recipe) -> dict[str, npt.NDArray[Any]]:
    """The arrays of the weights' file: the table in whole bytes, the rest in half precision."""
    table = np.zeros((BUCKETS, len(ACT_IDS)), dtype=np.float32)
    arrays: dict[str, npt.NDArray[Any]] = {}
    for lang, own in given.items():
        if not own:
            continue
        right = labels(own)
        rows = gram_rows(own, lang, recipe.gram_weight)
        # What stands in one clause only tells nothing of others, and languages seldom share a row.
        used = np.flatnonzero((rows[:, :BUCKETS] > 0).sum(axis=0) >= LEAST)
        rows = np.concatenate([rows[:, used], rows[:, BUCKETS:]], axis=1)
        weight, bias = fit(
            rows, right, rounds=recipe.gram_rounds, rate=recipe.gram_rate,
            decay=recipe.gram_decay, seed=recipe.seed,
        )  # fmt: skip
        table[used] += weight[: len(used)] * recipe.gram_weight
        arrays |= {f"hints_{lang}": weight[len(used) :], f"bias_{lang}": bias}
    half = {name: value.astype(np.float16) for name, value in arrays.items()}
    return half | in_bytes(table)


def cross_validated(lang: Lang, own: Sequence[TrainingReply], recipe: Recipe) -> float:
    """Macro-F1 over clauses, each named by weights that saw nothing of its topic."""
    topics = sorted({reply.topic for reply in own})
    fold = dict(
        zip(topics, np.random.default_rng(recipe.seed).permutation(len(topics)), strict=True)
    )
    right: list[tuple[str, ...]] = []
    named: list[tuple[str, ...]] = []
    for number in range(FOLDS):
        here = clauses_of(r for r in own if fold[r.topic] % FOLDS != number)
        there = clauses_of(r for r in own if fold[r.topic] % FOLDS == number)
        acts = LearnedActs(train({lang: here}, recipe))
        for e, found in zip(there, acts([e.seen for e in there], lang), strict=True):
            right.append(e.acts)
            named.append(found or e.seen.acts or ("inform",))
    return macro_f1(right, named)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train on the train files and write the weights and their card."""
    parser = argparse.ArgumentParser(description="Train the weights that name acts.")
    parser.add_argument("--out", type=Path, default=resources.models_dir() / "acts")
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    parser.add_argument("--cross-validate", action="store_true", help="minutes more")
    options = parser.parse_args(arguments)
    recipe = Recipe(seed=options.seed)
    replies = {lang: training_replies(lang) for lang in LANGS}
    given = {lang: clauses_of(own) for lang, own in replies.items()}
    figures: dict[str, float] = {
        lang: cross_validated(lang, own, recipe)
        for lang, own in replies.items()
        if options.cross_validate
    }
    total = sum(len(own) for own in given.values())
    learned: dict[str, object] = {"clauses": total, "data_sha256": data_hash(), **asdict(recipe)}
    file = write_weights(
        options.out,
        "acts",
        arrays_of(given, recipe),
        made_by="tutor.bench.train_acts",
        note=Bilingual(
            en="Names what each clause of a reply does, without a text encoder.",
            zh="判断回复里每个分句在做什么，不需要句子编码器。",
        ),
        tables={
            "threshold": thresholds(recipe),
            "training": learned,
            "cross_validation": {lang: Decimal(f"{value:.3f}") for lang, value in figures.items()},
        },
    )
    print(f"{file}: {file.stat().st_size} bytes, {total} clauses")
    print(*(f"{name}: {value:.3f}" for name, value in figures.items()), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
