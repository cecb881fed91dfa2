"""Train the weights that read a buyer's message: `python -m tutor.bench.train_buyers`.

Learned from `eval/understanding/buyers.*.jsonl`. The figures of the card are from cross-validation
over topics, the patterns alone beside the patterns with the weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path

import numpy as np

from tutor import resources
from tutor.domain import LANGS, Bilingual, Lang
from tutor.encoders.act_head import fit
from tutor.encoders.protocols import Vectors
from tutor.understand.buyer_side import cues_of
from tutor.understand.buyer_weights import (
    MARKS,
    ROWS,
    TRAITS,
    BuyerWeights,
    Cues,
    Limits,
    first_row,
    marks,
)
from tutor.understand.classify import BUCKETS, buckets
from tutor.understand.weights import Arrays, in_bytes, write_weights

FOLDS = 5
LEAST = 2  # messages that an n-gram must stand in


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Everything that the result depends on beside the data."""

    gram_weight: float = 4.0
    rounds: int = 15
    rate: float = 1e-2
    decay: float = 1e-3
    seed: int = 7


# What is right with a Chinese fault at .7 is right with an English one from .8 on.
LIMITS = {
    "fault": Limits(claimed=0.05, alone=0.8),
    "fault_zh": Limits(claimed=0.05, alone=0.7),
    "upset": Limits(claimed=0.0, alone=0.8),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A labelled message of a buyer."""

    topic: str
    cues: Cues
    right: tuple[bool, bool]  # as `TRAITS` names them


def data_file(lang: Lang) -> Path:
    """The labelled messages of one language."""
    return resources.eval_dir() / "understanding" / f"buyers.{lang}.jsonl"


def data_files() -> tuple[Path, ...]:
    """The labelled messages, a file for each language."""
    return tuple(map(data_file, LANGS))


def messages(lang: Lang) -> list[Message]:
    """The labelled messages of one language, in order."""
    rows = map(json.loads, data_file(lang).read_text(encoding="utf-8").splitlines())
    return [
        Message(
            topic=row["topic"],
            cues=cues_of(row["text"], lang),
            right=(row["fault"], row["upset"]),
        )
        for row in rows
    ]


def arrays_of(given: dict[Lang, list[Message]], recipe: Recipe) -> Arrays:
    """The arrays of the weights' file."""
    table = np.zeros((ROWS, len(TRAITS)), dtype=np.float32)
    arrays: Arrays = {}
    for lang, own in given.items():
        rows: Vectors = np.zeros((len(own), BUCKETS + MARKS), dtype=np.float32)
        for row, message in zip(rows, own, strict=True):
            at = buckets(message.cues.text, lang)
            row[at] = recipe.gram_weight / np.sqrt(len(at))
            row[BUCKETS:] = marks(message.cues)
        used = np.flatnonzero((rows[:, :BUCKETS] > 0).sum(axis=0) >= LEAST)
        weight, bias = fit(
            np.concatenate([rows[:, used], rows[:, BUCKETS:]], axis=1),
            np.array([message.right for message in own], dtype=np.float32),
            rounds=recipe.rounds, rate=recipe.rate, decay=recipe.decay, seed=recipe.seed, apart=True,
        )  # fmt: skip
        table[first_row(lang) + used] += weight[: len(used)] * recipe.gram_weight
        arrays |= {f"marks_{lang}": weight[len(used) :], f"bias_{lang}": bias}
    half = {name: value.astype(np.float16) for name, value in arrays.items()}
    return half | in_bytes(table)


def cross_validated(lang: Lang, own: Sequence[Message], recipe: Recipe) -> dict[str, float]:
    """Precision and recall of each trait, each message judged by weights that saw nothing of its
    topic; of the patterns alone beside it."""
    topics = sorted({message.topic for message in own})
    order = np.random.default_rng(recipe.seed).permutation(len(topics))
    fold = dict(zip(topics, order % FOLDS, strict=True))
    named: list[tuple[Message, tuple[bool, bool]]] = []
    for number in range(FOLDS):
        here = [message for message in own if fold[message.topic] != number]
        weights = BuyerWeights(arrays_of({lang: here}, recipe), LIMITS)
        named += [
            (message, weights(message.cues, lang))
            for message in own
            if fold[message.topic] == number
        ]
    found: dict[str, float] = {}
    for at, trait in enumerate(TRAITS):
        right = np.array([message.right[at] for message, _ in named])
        for system, said in (
            ("patterns", np.array([message.cues[1 + at] for message, _ in named])),
            ("weights", np.array([claims[at] for _, claims in named])),
        ):
            hits = float((right & said).sum())
            found[f"{lang}_{trait}_{system}_precision"] = hits / max(1, said.sum())
            found[f"{lang}_{trait}_{system}_recall"] = hits / max(1, right.sum())
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Train on the labelled messages and write the weights and their card."""
    parser = argparse.ArgumentParser(description="Train the weights that read buyers' messages.")
    parser.add_argument("--out", type=Path, default=resources.models_dir() / "buyers")
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    options = parser.parse_args(arguments)
    recipe = Recipe(seed=options.seed)
    given = {lang: messages(lang) for lang in LANGS}
    figures: dict[str, float] = {}
    for lang, own in given.items():
        figures |= cross_validated(lang, own, recipe)
    count = sum(map(len, given.values()))
    learned = hashlib.sha256(b"".join(path.read_bytes() for path in data_files())).hexdigest()
    file = write_weights(
        options.out,
        "buyers",
        arrays_of(given, recipe),
        made_by="tutor.bench.train_buyers",
        note=Bilingual(
            en="Tells whether a buyer reports a fault of the shop, and whether the buyer is upset.",
            zh="判断买家是不是在说商家的问题，是不是很不高兴。",
        ),
        tables={
            **{f"limits.{trait}": limit._asdict() for trait, limit in LIMITS.items()},
            "training": {"messages": count, "data_sha256": learned, **asdict(recipe)},
            "cross_validation": {name: Decimal(f"{value:.3f}") for name, value in figures.items()},
        },
    )
    print(f"{file}: {file.stat().st_size} bytes, {count} messages")
    print(*(f"{name}: {value:.3f}" for name, value in figures.items()), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
