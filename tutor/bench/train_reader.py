"""Train the reader of acts, which needs the text encoder: `python -m tutor.bench.train_reader`.

`--validate` learns from six of seven topics and measures on the seventh; the replies of `dev` and
`held-out` play no part in either.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from tutor import resources
from tutor.bench.act_data import (
    TrainingReply,
    clauses_of,
    data_hash,
    labels,
    macro_f1,
    training_replies,
)
from tutor.bench.train_acts import Recipe as LightRecipe
from tutor.bench.train_acts import train as train_light
from tutor.domain import LANGS, Bilingual
from tutor.encoders import store
from tutor.encoders.act_reader import CARD, ActReader
from tutor.encoders.cards import get_card
from tutor.encoders.train_low_rank import card_text as low_rank_card
from tutor.encoders.train_reader import Labelled, Recipe, save, train
from tutor.encoders.train_resume import beside
from tutor.understand.classify import ACT_IDS, LearnedActs, hints

ENCODER = "e5-small"
_EVERY = 7  # one topic of so many validates


def labelled(reply: TrainingReply) -> Labelled:
    """A training reply as numbers."""
    return Labelled(
        lang=reply.lang,
        text=reply.text,
        buyer=reply.buyer,
        bounds=tuple(clause.seen.bounds for clause in reply.clauses),
        hints=np.stack([hints(clause.seen) for clause in reply.clauses]),
        labels=labels(reply.clauses),
    )


def apart(
    replies: Sequence[TrainingReply], seed: int
) -> tuple[list[TrainingReply], list[TrainingReply]]:
    """Replies to learn from and replies to validate on, without a common topic."""
    topics = sorted({(reply.lang, reply.topic) for reply in replies})
    random.Random(seed).shuffle(topics)
    kept = set(topics[::_EVERY])
    return (
        [r for r in replies if (r.lang, r.topic) not in kept],
        [r for r in replies if (r.lang, r.topic) in kept],
    )


def figures_of(
    reader: ActReader, learned: Sequence[TrainingReply], there: Sequence[TrainingReply]
) -> dict[str, float]:
    """Macro-F1 by language on `there`, of the reader with light weights of `learned`."""
    found: dict[str, float] = {}
    for lang in LANGS:
        light = train_light({lang: clauses_of(r for r in learned if r.lang == lang)}, LightRecipe())
        acts = LearnedActs(light, reader)
        right: list[tuple[str, ...]] = []
        named: list[tuple[str, ...]] = []
        for reply in there:
            if reply.lang != lang:
                continue
            seen = [clause.seen for clause in reply.clauses]
            for clause, got in zip(
                reply.clauses, acts(seen, lang, reply.text, reply.buyer), strict=True
            ):
                right.append(clause.acts)
                named.append(got or clause.seen.acts or ("inform",))
        found[lang] = macro_f1(right, named)
    return found


def card_text(path: Path, recipe: Recipe, replies: Sequence[TrainingReply]) -> str:
    """The card: what was learned from what, with every setting."""
    return low_rank_card(
        path,
        made_by="tutor.bench.train_reader",
        role="reader",
        base=ENCODER,
        note=Bilingual(
            en="Reads what each clause of a reply does, in its context, with the encoder.",
            zh="用句子编码器，结合上下文判断回复里每个分句在做什么。",
        ),
        training={
            "replies": len(replies),
            "clauses": len(clauses_of(replies)),
            "data_sha256": data_hash(),
            **asdict(recipe),
        },
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Train on the training replies and write the reader and its card."""
    parser = argparse.ArgumentParser(description="Train the reader of acts.")
    parser.add_argument("--out", type=Path, default=resources.models_dir() / f"{CARD}.safetensors")
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    parser.add_argument("--validate", action="store_true", help="measure on topics left out")
    options = parser.parse_args(arguments)
    recipe = Recipe(epochs=options.epochs, seed=options.seed)
    replies = [reply for lang in LANGS for reply in training_replies(lang)]
    folder = store.ensure_encoder(get_card(ENCODER))
    here, there = apart(replies, recipe.seed) if options.validate else (replies, [])

    def show(stage: str, done: int, total: int) -> None:
        print(f"\r{stage} {done}/{total}", end="", file=sys.stderr)

    standing = beside(options.out, f"{ENCODER} {data_hash()} {len(here)} {recipe}")
    tensors = train(folder, [labelled(reply) for reply in here], recipe, show, standing)
    print(file=sys.stderr)
    save(tensors, options.out, recipe, ACT_IDS)
    standing.finished()
    if there:
        figures = figures_of(ActReader(folder, options.out), here, there)
        print(*(f"{lang}: {value:.3f}" for lang, value in figures.items()), sep="\n")
    card = options.out.with_suffix(".toml")
    card.write_text(card_text(options.out, recipe, here), encoding="utf-8")
    print(f"{options.out}: {options.out.stat().st_size} bytes, {len(here)} replies")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
