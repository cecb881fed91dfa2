"""Train the low-rank adapter of the text encoder: `python -m tutor.encoders.train_adapter`.

Pairs are two phrasings of one intent, in one language or across; every other text of the batch is
a negative, and a batch is filled group by group, so that the hardest negatives (refund asked and
exchange asked; where is it and when does it come) meet. Loss: InfoNCE in both directions (van den
Oord et al. 2018). The base stays frozen.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tutor import resources
from tutor.domain import Bilingual
from tutor.encoders import bert, store
from tutor.encoders.cards import get_card
from tutor.encoders.protocols import Progress, quiet
from tutor.encoders.train_data import Group, data_files, data_hash, draw, read_groups, with_rough
from tutor.encoders.train_low_rank import card_text as low_rank_card
from tutor.encoders.train_low_rank import factors, merged, save_half
from tutor.encoders.train_resume import NOTHING_KEPT, Standing, beside

if TYPE_CHECKING:
    from torch import Tensor

_BATCH = 64
_TOGETHER = 16  # texts that are padded to one length
_KEEP = 50  # steps after which it is written where the training stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Everything that the result depends on beside the data and the base."""

    rank: int = 16
    alpha: float = 32.0
    top: int = 12  # how many of the upper layers are adapted
    steps: int = 1200
    pairs: int = 48
    together: int = 16  # how many intents of one family meet in a batch
    rate: float = 4e-4
    temperature: float = 0.05
    seed: int = 7


def _below(
    folder: Path,
    base: dict[str, Tensor],
    groups: Sequence[Group],
    shape: bert.Shape,
    frozen: range,
    progress: Progress,
) -> dict[tuple[str, str], Tensor]:
    """What the frozen lower layers make of each text of each kind (length, hidden): it never
    changes, so it is computed once."""
    import torch

    tokenizer = bert.load_tokenizer(folder, shape.positions)
    prompts = bert.read_prompts(folder)
    known: dict[tuple[str, str], Tensor] = {}
    with torch.no_grad():
        # Texts of like length share a batch, so that little is spent on padding.
        texts = sorted({text for group in groups for text in group.texts}, key=len)
        for start in range(0, len(texts), _BATCH):
            part = texts[start : start + _BATCH]
            for kind in ("query", "passage"):
                ids, mask = bert.tensors(tokenizer, [prompts.get(kind, "") + text for text in part])
                x = bert.layers(base, shape, bert.embed(base, shape, ids), mask, frozen)
                for text, row, real in zip(part, x, mask, strict=True):
                    known[kind, text] = row[: int(real.sum())].clone()
            progress("read the frozen layers", start + len(part), len(texts))
    return known


def _pooled(
    rows: Sequence[Tensor], weights: dict[str, Tensor], shape: bert.Shape, layers: range
) -> Tensor:
    """The vectors (n, hidden) of texts that the frozen layers have read, in order. Texts of like
    length are read together, so that little is spent on padding."""
    import torch
    from torch.nn.utils.rnn import pad_sequence

    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    parts = []
    for start in range(0, len(order), _TOGETHER):
        part = [rows[i] for i in order[start : start + _TOGETHER]]
        x = pad_sequence(part, batch_first=True)
        mask = pad_sequence([row.new_ones(len(row)) for row in part], batch_first=True)
        parts.append(bert.pool(bert.layers(weights, shape, x, mask, layers), mask).float())
    return torch.cat(parts)[torch.argsort(torch.tensor(order))]


def train(
    folder: Path,
    groups: Sequence[Group],
    recipe: Recipe,
    progress: Progress = quiet,
    standing: Standing = NOTHING_KEPT,
) -> dict[str, Tensor]:
    """The adapter's matrices, "<weight>.A" (rank, in) and "<weight>.B" (out, rank). A training that
    was stopped goes on from where it stands."""
    import torch
    from torch.nn import functional

    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    shape = bert.read_shape(folder)
    if shape is None:
        raise SystemExit(f"{folder} is not a mean-pooled BERT model.")
    base = bert.load_weights(folder)
    frozen = range(shape.layers - recipe.top)
    open_layers = range(shape.layers - recipe.top, shape.layers)
    groups = with_rough(groups, recipe.seed)
    below = _below(folder, base, groups, shape, frozen, progress)
    adapter = factors(base, open_layers, recipe.rank)
    scale = recipe.alpha / recipe.rank
    optimiser = torch.optim.AdamW(adapter.values(), lr=recipe.rate, weight_decay=0.01)
    for step in range(standing.restore(adapter, optimiser, rng), recipe.steps):
        warm = min(1.0, (step + 1) / 10)
        for part in optimiser.param_groups:
            part["lr"] = recipe.rate * warm * (1 - step / recipe.steps)
        weights = merged(base, adapter, scale)
        batch = draw(groups, recipe.pairs, rng, together=recipe.together)
        # Products in bfloat16 take half the time; the adapter itself stays in single precision.
        with torch.autocast("cpu", dtype=torch.bfloat16):
            both = [
                below[kind, pair[side]]
                for side, kind in enumerate(("query", "passage"))
                for pair in batch
            ]
            queries, passages = _pooled(both, weights, shape, open_layers).chunk(2)
        scores = queries @ passages.T / recipe.temperature
        right = torch.arange(len(batch))
        loss = functional.cross_entropy(scores, right) + functional.cross_entropy(scores.T, right)
        optimiser.zero_grad()
        torch.autograd.backward(loss)
        optimiser.step()
        if (step + 1) % _KEEP == 0:
            standing.keep(step + 1, adapter, optimiser, rng)
        progress(f"train, loss {loss.item() / 2:.3f}", step + 1, recipe.steps)
    return {name: tensor.detach() for name, tensor in adapter.items()}


def save(adapter: dict[str, Tensor], path: Path, recipe: Recipe) -> None:
    """Write the matrices in half precision with the scale that merges them."""
    save_half(adapter, path, {"scale": str(recipe.alpha / recipe.rank)})


def card_text(path: Path, groups: Sequence[Group], recipe: Recipe, base: str) -> str:
    """The adapter's card, with the hash of its data and the recipe."""
    return low_rank_card(
        path,
        made_by="tutor.encoders.train_adapter",
        role="adapter",
        base=base,
        note=Bilingual(
            en="Low-rank adapter that fits the encoder to what buyers and shops say to each other.",
            zh="让编码器更懂买家和客服对话的小型适配器。",
        ),
        training={"intents": len(groups), "data_sha256": data_hash(groups), **asdict(recipe)},
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Train on the train split and write the adapter and its card."""
    parser = argparse.ArgumentParser(description="Train the text encoder's adapter.")
    parser.add_argument(
        "--out", type=Path, default=resources.models_dir() / "e5-service.safetensors"
    )
    parser.add_argument("--base", default="e5-small")
    parser.add_argument("--steps", type=int, default=Recipe().steps)
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    options = parser.parse_args(arguments)
    recipe = Recipe(steps=options.steps, seed=options.seed)
    groups = read_groups(data_files())
    folder = store.ensure_encoder(get_card(options.base))

    def show(stage: str, done: int, total: int) -> None:
        print(f"\r{stage} {done}/{total}", end="", file=sys.stderr)

    standing = beside(options.out, f"{options.base} {data_hash(groups)} {recipe}")
    adapter = train(folder, groups, recipe, show, standing)
    print(file=sys.stderr)
    save(adapter, options.out, recipe)
    standing.finished()
    card = options.out.with_suffix(".toml")
    card.write_text(card_text(options.out, groups, recipe, options.base), encoding="utf-8")
    print(f"{options.out}: {options.out.stat().st_size} bytes, {len(groups)} intents")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
