"""Names the acts of clauses in their context: a reply is read once, with the buyer's message before
it, by the text encoder under a low-rank adapter of its own (of all its layers or the lower ones); a clause is the
mean of its tokens, and a small network turns it, with what the rules say, into scores of acts.

File format (safetensors): the adapter's "<weight>.A" (rank, in) and "<weight>.B" (out, rank),
"inner.weight" (hidden, in), "inner.bias", "outer.weight" (acts, hidden), "outer.bias"; metadata
"scale" of the adapter, "layers" that are read and "acts", the ids in order, joined by commas.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tutor.encoders import bert, store
from tutor.encoders.adapter import file_beside
from tutor.encoders.cards import get_card
from tutor.encoders.protocols import Progress, Vectors, quiet
from tutor.errors import ModelUnavailable

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

CARD = "acts-e5"
SCALE = 20.0  # brings the unit vectors' numbers to the size of the rules' hints
_BUYER = 160  # code points of the buyer's message that are read, its end
_REPLY = 600  # and of the reply
_PROMPT = "query: "
_BREAK = " </s> "

Bounds = Sequence[tuple[int, int]]
"""Start and end of each clause in code points of the reply."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A reply as it is read: what stands before it, the reply, and its clauses."""

    before: str
    text: str
    bounds: tuple[tuple[int, int], ...]


def passage(text: str, bounds: Bounds, buyer: str | None) -> Passage:
    """The reply with the end of the buyer's message before it."""
    said = " ".join((buyer or "").split())[-_BUYER:]
    return Passage(_PROMPT + (said + _BREAK if said else ""), text[:_REPLY], tuple(bounds))


def clause_means(
    weights: Mapping[str, Tensor],
    shape: bert.Shape,
    tokenizer: Tokenizer,
    passages: Sequence[Passage],
    numbers: Sequence[int],
) -> Tensor:
    """The clauses of all passages in order, shape (n, hidden), rows of length `SCALE`.

    A clause of which no token is left (the passage was cut) is read as its whole passage.
    """
    import torch
    from torch.nn import functional

    coded = tokenizer.encode_batch([p.before + p.text for p in passages])
    ids, mask = bert.padded([entry.ids for entry in coded], bert.pad_of(tokenizer))
    owners, shares = [], []
    for row, (entry, whole) in enumerate(zip(coded, passages, strict=True)):
        spans = np.asarray(entry.offsets, dtype=np.float32) - len(whole.before)
        middle, real = spans.mean(axis=1), spans[:, 1] > spans[:, 0]
        for start, end in whole.bounds:
            # The mark that ends a clause tells a question from a statement.
            inside = real & (middle >= start) & (middle < end + 1)
            share = np.zeros(ids.shape[1], dtype=np.float32)
            share[: len(inside)] = inside if inside.any() else 1.0
            owners.append(row)
            shares.append(share / share.sum())
    x = bert.layers(weights, shape, bert.embed(weights, shape, ids), mask, numbers)
    at = torch.from_numpy(np.stack(shares))
    means = torch.einsum("ct,cth->ch", at.to(x.dtype), x[torch.tensor(owners)])
    return SCALE * functional.normalize(means.float(), dim=-1)


class ActReader:
    """Scores of acts from an encoder folder and the reader's file. Safe to call from several
    threads."""

    def __init__(self, folder: Path, file: Path) -> None:
        import torch
        from safetensors import SafetensorError, safe_open

        shape = bert.read_shape(folder)
        if shape is None:
            raise ModelUnavailable(f"{folder.name} is not a mean-pooled BERT model.")
        self._shape = shape
        self._tokenizer = bert.load_tokenizer(folder, shape.positions)
        try:
            with safe_open(file, framework="pt") as opened:
                about = opened.metadata() or {}
                found = {name: opened.get_tensor(name).float() for name in opened.keys()}  # noqa: SIM118
            self.acts = tuple(about["acts"].split(","))
            scale, self._layers = float(about["scale"]), range(int(about["layers"]))
            self._inner = (found.pop("inner.weight"), found.pop("inner.bias"))
            self._outer = (found.pop("outer.weight"), found.pop("outer.bias"))
        except (OSError, SafetensorError, KeyError, ValueError) as error:
            raise ModelUnavailable(f"{file.name} is no reader of acts: {error}") from error
        adapted = [name.removesuffix(".A") for name in found if name.endswith(".A")]
        pairs = {name: (found[f"{name}.A"], found[f"{name}.B"]) for name in adapted}
        with torch.inference_mode():
            update = bert.LowRank(pairs, scale)
            # Packed it would take half the time; it is asked where being right counts more.
            self._weights = bert.ready(folder, self._layers, update, exact=True)

    def __call__(self, text: str, bounds: Bounds, hints: Vectors, buyer: str | None) -> Vectors:
        """Scores before any softmax, shape (clauses, acts), from the rules' hints, shape
        (clauses, hints)."""
        import torch
        from torch.nn import functional

        if not bounds:
            return np.empty((0, len(self.acts)), dtype=np.float32)
        with torch.inference_mode():
            rows = clause_means(
                self._weights,
                self._shape,
                self._tokenizer,
                [passage(text, bounds, buyer)],
                self._layers,
            )
            rows = torch.cat([rows, torch.from_numpy(hints)], dim=1)
            inner = functional.relu(functional.linear(rows, *self._inner))
            scores: Vectors = functional.linear(inner, *self._outer).numpy()
        return scores


def load_reader(progress: Progress = quiet, name: str = CARD) -> ActReader:
    """The reader of a card; raises `ModelUnavailable` when it or its encoder is not here."""
    card = get_card(name)
    file, _ = file_beside(card)
    return ActReader(store.ensure_encoder(get_card(card.base), progress), file)
