"""The training of the reader of acts: a low-rank adapter of the encoder's layers and a small
network on top, learned together from labelled replies. The base stays frozen."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tutor.encoders import bert
from tutor.encoders.act_reader import Passage, clause_means, passage
from tutor.encoders.protocols import Progress, Vectors, quiet
from tutor.encoders.train_low_rank import factors, merged, save_half
from tutor.encoders.train_resume import NOTHING_KEPT, Standing

if TYPE_CHECKING:
    from torch import Tensor

_LONGEST = 120  # code points, up to which replies are joined
_SORTED = 8  # batches that are filled together, by length, so that little is spent on padding


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Everything that the result depends on beside the data and the base."""

    layers: int = 12
    rank: int = 16
    alpha: float = 32.0
    hidden: int = 192
    epochs: int = 5
    batch: int = 32  # replies
    rate: float = 1e-3
    decay: float = 1e-2
    dropout: float = 0.15
    unbriefed: float = 0.4  # how often the buyer's message is hidden
    unruled: float = 0.15  # how often the rules' hints of a clause are
    joined: float = 0.3  # how often another reply is put behind
    seed: int = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A reply with its clauses: hints (n, hints) of the rules, labels (n, acts) that sum to 1."""

    lang: str
    text: str
    buyer: str
    bounds: tuple[tuple[int, int], ...]
    hints: Vectors
    labels: Vectors


def _drawn(
    one: Labelled, others: Sequence[Labelled], recipe: Recipe, rng: random.Random
) -> tuple[Passage, list[Vectors], list[Vectors]]:
    """A reply as a learner might send it: with or without the buyer's message, alone or with
    what another reply says behind it."""
    text, bounds, hints, labels = one.text, list(one.bounds), [one.hints], [one.labels]
    while len(text) < _LONGEST and rng.random() < recipe.joined:
        more = rng.choice(others)
        ended = text.rstrip()[-1:] in "。！？.!?~…"
        gap = ("" if ended else "。") if one.lang == "zh" else (" " if ended else ". ")
        at = len(text) + len(gap)
        text += gap + more.text
        bounds += [(start + at, end + at) for start, end in more.bounds]
        hints.append(more.hints)
        labels.append(more.labels)
    buyer = "" if rng.random() < recipe.unbriefed else one.buyer
    whole = passage(text, bounds, buyer)
    return whole, hints, labels


def _batches(
    given: Sequence[Labelled], recipe: Recipe, rng: random.Random
) -> Iterator[list[tuple[Passage, list[Vectors], list[Vectors]]]]:
    """All replies once, in random batches of like length."""
    pools = {lang: [e for e in given if e.lang == lang] for lang in {e.lang for e in given}}
    whole = len(given) // recipe.batch * recipe.batch
    drawn = [_drawn(e, pools[e.lang], recipe, rng) for e in rng.sample(list(given), whole)]
    batches = []
    for start in range(0, whole, recipe.batch * _SORTED):
        run = drawn[start : start + recipe.batch * _SORTED]
        run.sort(key=lambda one: len(one[0].before) + len(one[0].text))
        batches += [run[i : i + recipe.batch] for i in range(0, len(run), recipe.batch)]
    rng.shuffle(batches)
    yield from batches


def train(
    folder: Path,
    given: Sequence[Labelled],
    recipe: Recipe,
    progress: Progress = quiet,
    standing: Standing = NOTHING_KEPT,
) -> dict[str, Tensor]:
    """The tensors of the reader's file. A training that was stopped goes on from the last whole
    epoch."""
    import torch
    from torch import nn

    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    shape = bert.read_shape(folder)
    if shape is None:
        raise SystemExit(f"{folder} is not a mean-pooled BERT model.")
    base, tokenizer = bert.load_weights(folder), bert.load_tokenizer(folder, shape.positions)
    numbers = range(recipe.layers)
    adapter = factors(base, numbers, recipe.rank)
    width, acts = shape.hidden + given[0].hints.shape[1], given[0].labels.shape[1]
    inner, outer = nn.Linear(width, recipe.hidden), nn.Linear(recipe.hidden, acts)
    drop = nn.Dropout(recipe.dropout)
    named = {
        "inner.weight": inner.weight,
        "inner.bias": inner.bias,
        "outer.weight": outer.weight,
        "outer.bias": outer.bias,
    }
    learned: dict[str, Tensor] = {**adapter, **named}
    optimiser = torch.optim.AdamW(learned.values(), lr=recipe.rate, weight_decay=recipe.decay)
    scale = recipe.alpha / recipe.rank
    epoch_steps = len(given) // recipe.batch
    total, first = recipe.epochs * epoch_steps, standing.restore(learned, optimiser, rng)
    step = first * epoch_steps
    for epoch in range(first, recipe.epochs):
        for drawn in _batches(given, recipe, rng):
            for part in optimiser.param_groups:
                part["lr"] = recipe.rate * min(1.0, (step + 1) / 20) * (1 - step / total)
            step += 1
            weights = merged(base, adapter, scale)
            hints = torch.from_numpy(np.concatenate([h for _, rows, _ in drawn for h in rows]))
            labels = torch.from_numpy(np.concatenate([y for _, _, rows in drawn for y in rows]))
            ruled = (torch.rand(len(hints), 1) > recipe.unruled).float()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                means = clause_means(weights, shape, tokenizer, [p for p, _, _ in drawn], numbers)
            rows_in = torch.cat([drop(means), hints * ruled], dim=1)
            scores = outer(drop(torch.relu(inner(rows_in))))
            loss = -(labels * torch.log_softmax(scores, 1)).sum(1).mean()
            optimiser.zero_grad()
            torch.autograd.backward(loss)
            optimiser.step()
            progress(f"train, loss {loss.item():.3f}", step, total)
        standing.keep(epoch + 1, learned, optimiser, rng)
    return {name: tensor.detach() for name, tensor in learned.items()}


def save(tensors: dict[str, Tensor], path: Path, recipe: Recipe, acts: Sequence[str]) -> None:
    """Write the reader's file in half precision."""
    about = {
        "scale": str(recipe.alpha / recipe.rank),
        "layers": str(recipe.layers),
        "acts": ",".join(acts),
    }
    save_half(tensors, path, about)
