"""A BERT sentence encoder straight from a sentence-transformers folder, on torch alone.

Loading sentence-transformers and transformers costs seconds and a quarter of a gigabyte; the
tutor's own encoder needs twelve plain layers and a mean. Weights are mapped from the file, so only
the word rows that are used occupy memory.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tutor.encoders import memory
from tutor.encoders.protocols import Kind, Vectors
from tutor.encoders.unigram import open_unigram
from tutor.encoders.words import WordRows, open_rows
from tutor.errors import ModelUnavailable

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

_MAX_TOKENS = 512
_PROJECTIONS = ("query", "key", "value")
_STEPS = 63  # of a packed weight, to either side
_BATCH = 32
_WORDS = "embeddings.word_embeddings.weight"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    layers: int
    heads: int
    hidden: int
    positions: int
    epsilon: float


class Weights(dict[str, "Tensor"]):
    """The tensors of a model by name, without the vocabulary where `words` reads it from its file."""

    words: WordRows | None = None


def _json(path: Path) -> dict[str, object]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def read_shape(folder: Path) -> Shape | None:
    """The sizes of a mean-pooled BERT with exact GELU and a fast tokeniser; None for any other."""
    config = _json(folder / "config.json")
    pooling = _json(folder / "1_Pooling" / "config.json")
    if (
        config.get("model_type") != "bert"
        or config.get("hidden_act") != "gelu"
        or config.get("position_embedding_type", "absolute") != "absolute"
        or not (pooling.get("pooling_mode_mean_tokens") or pooling.get("pooling_mode") == "mean")
        or not (folder / "tokenizer.json").is_file()
        or not (folder / "model.safetensors").is_file()
    ):
        return None
    return Shape(
        layers=int(str(config["num_hidden_layers"])),
        heads=int(str(config["num_attention_heads"])),
        hidden=int(str(config["hidden_size"])),
        positions=min(_MAX_TOKENS, int(str(config.get("max_position_embeddings", _MAX_TOKENS)))),
        epsilon=float(str(config.get("layer_norm_eps", 1e-12))),
    )


def read_prompts(folder: Path) -> dict[str, str]:
    """The prompts that a sentence-transformers folder declares, by name."""
    prompts = _json(folder / "config_sentence_transformers.json").get("prompts")
    return (
        {k: v for k, v in prompts.items() if isinstance(v, str)}
        if isinstance(prompts, dict)
        else {}
    )


def embed(weights: Mapping[str, Tensor], shape: Shape, ids: Tensor) -> Tensor:
    """The input of the first layer (n, length, hidden) for token ids (n, length)."""
    from torch.nn import functional

    if isinstance(weights, Weights) and weights.words is not None:
        x = weights.words(ids)
    else:
        x = functional.embedding(ids, weights[_WORDS])
    x = x + weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
    x = x + weights["embeddings.token_type_embeddings.weight"][0]
    return _norm(weights, shape, x, "embeddings.LayerNorm")


def _norm(weights: Mapping[str, Tensor], shape: Shape, x: Tensor, name: str) -> Tensor:
    from torch.nn import functional

    return functional.layer_norm(
        x, (shape.hidden,), weights[f"{name}.weight"], weights[f"{name}.bias"], shape.epsilon
    )


def layers(
    weights: Mapping[str, Tensor], shape: Shape, x: Tensor, mask: Tensor, numbers: Iterable[int]
) -> Tensor:
    """`x` (n, length, hidden) after the layers of these numbers; `mask` is 1 on real tokens."""
    import torch
    from torch.nn import functional

    batch, length, _ = x.shape

    def linear(x: Tensor, name: str) -> Tensor:
        if name in weights:  # packed
            out: Tensor = torch.ops.quantized.linear_dynamic(x, weights[name], False)
            return out
        return functional.linear(x, weights[f"{name}.weight"], weights[f"{name}.bias"])

    def split(x: Tensor) -> Tensor:
        return x.view(batch, length, shape.heads, -1).transpose(1, 2)

    def projected(x: Tensor, base: str) -> tuple[Tensor, ...]:
        if f"{base}.all" in weights:
            return linear(x, f"{base}.all").chunk(len(_PROJECTIONS), dim=-1)
        return tuple(linear(x, f"{base}.{name}") for name in _PROJECTIONS)

    # One text, or texts of one length, need no attention mask, which is faster.
    visible = None if bool(mask.all()) else mask.bool()[:, None, None, :]
    for number in numbers:
        base = f"encoder.layer.{number}"
        query, key, value = map(split, projected(x, f"{base}.attention.self"))
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=visible)
        seen = seen.transpose(1, 2).reshape(batch, length, shape.hidden)
        seen = linear(seen, f"{base}.attention.output.dense")
        x = _norm(weights, shape, x + seen, f"{base}.attention.output.LayerNorm")
        inner = functional.gelu(linear(x, f"{base}.intermediate.dense"))
        inner = linear(inner, f"{base}.output.dense")
        x = _norm(weights, shape, x + inner, f"{base}.output.LayerNorm")
    return x


def can_pack() -> bool:
    """Whether this machine multiplies 8-bit numbers: x86 with AVX2 does."""
    import torch

    here = torch.backends.quantized.engine in ("x86", "fbgemm", "onednn")
    return here and hasattr(torch, "quantize_per_channel")


class LowRank(Mapping[str, "Tensor"]):
    """The changes of an adapter by weight, each multiplied out when it is asked for: all at once they
    are as large as the model. `thin` (rank, in) and `wide` (out, rank)."""

    def __init__(self, pairs: Mapping[str, tuple[Tensor, Tensor]], scale: float) -> None:
        self._pairs, self._scale = pairs, scale

    def __getitem__(self, name: str) -> Tensor:
        thin, wide = self._pairs[name]
        return self._scale * (wide.float() @ thin.float())

    def __iter__(self) -> Iterator[str]:
        return iter(self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)


def packed(
    weights: Mapping[str, Tensor],
    numbers: Iterable[int],
    update: Mapping[str, Tensor] | None = None,
) -> dict[str, Tensor]:
    """The weights, with `update` added, with three of four matrices of these layers in integers, which halves the time of a
    text; those of query, key and value become one. Inputs are turned into 8 bits as they come, a
    range for each call. Weights take 7 bits, a range for each output, since processors without VNNI
    add two products in 16 bits: so the numbers are the same on every such machine. The second matrix
    of the inner network stays as it is, since its inputs lie far apart for one range and the order
    of near texts suffers.
    """
    import torch

    out = dict(weights)
    more = update or {}

    def changed(name: str) -> Tensor:
        plain = out.pop(name).float()
        return plain + more[name] if name in more else plain

    def take(names: Sequence[str]) -> Tensor:
        weight = torch.cat([changed(f"{name}.weight") for name in names])
        bias = torch.cat([changed(f"{name}.bias") for name in names])
        scale = (weight.abs().amax(dim=1).double() / _STEPS).clamp(min=1e-9)
        zero = torch.zeros(len(scale), dtype=torch.long)
        with warnings.catch_warnings():
            # A later torch will drop this type, which torchao has then; the version here is pinned.
            warnings.filterwarnings("ignore", message=".*quantized tensor creation")
            whole = torch.quantize_per_channel(weight, scale, zero, 0, torch.qint8)
        ready: Tensor = torch.ops.quantized.linear_prepack(whole, bias)
        return ready

    for number in numbers:
        base = f"encoder.layer.{number}"
        attention = f"{base}.attention.self"
        out[f"{attention}.all"] = take([f"{attention}.{name}" for name in _PROJECTIONS])
        for name in ("attention.output.dense", "intermediate.dense"):
            out[f"{base}.{name}"] = take([f"{base}.{name}"])
    for name in more:
        if name in out:
            out[name] = changed(name)
    return out


def ready(
    folder: Path,
    numbers: Sequence[int],
    update: Mapping[str, Tensor] | None = None,
    *,
    exact: bool = False,
) -> Weights:
    """The weights that these layers need, with `update` added, packed where the machine can,
    unless they are wanted `exact`."""
    kept = ("embeddings.", *(f"encoder.layer.{n}." for n in numbers))
    plain = {name: w for name, w in load_weights(folder).items() if name.startswith(kept)}
    count, hidden = plain[_WORDS].shape
    rows = open_rows(folder, hidden, count)
    if rows is not None:
        del plain[_WORDS]
    if exact or not can_pack():
        for name, change in (update or {}).items():
            if name in plain:
                plain[name] = plain[name] + change
        weights = Weights(plain)
    else:
        weights = Weights(packed(plain, numbers, update))
        # What was read to be packed stays mapped as long as a tensor of that mapping lives.
        again = load_weights(folder)
        weights.update({n: again[n] for n in weights.keys() & again.keys() - set(update or ())})
        del plain
        memory.give_back()
    weights.words = rows
    return weights


def use_threads(count: int) -> None:
    """Has this process multiply on so many cores."""
    import torch

    torch.set_num_threads(count)


def pool(x: Tensor, mask: Tensor) -> Tensor:
    """Unit vectors (n, hidden): the mean over real tokens, brought to length 1."""
    from torch.nn import functional

    real = mask[:, :, None].to(x.dtype)
    return functional.normalize((x * real).sum(1) / real.sum(1), dim=-1)


def forward(weights: Mapping[str, Tensor], shape: Shape, ids: Tensor, mask: Tensor) -> Tensor:
    """Unit sentence vectors (n, hidden) of token ids (n, length); `mask` is 1 on real tokens."""
    x = layers(weights, shape, embed(weights, shape, ids), mask, range(shape.layers))
    return pool(x, mask)


def load_weights(folder: Path) -> dict[str, Tensor]:
    """The tensors of a folder, mapped from its file; raises `ModelUnavailable` when broken."""
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        weights = load_file(folder / "model.safetensors")
    except (OSError, SafetensorError) as error:
        raise ModelUnavailable(
            f"The model in {folder.name} cannot be read ({error}). "
            "Make it again with: kefu models remove, then kefu models pull"
        ) from error
    # Checkpoints saved from a larger model carry a prefix.
    return {name.removeprefix("bert."): tensor for name, tensor in weights.items()}


@lru_cache(maxsize=4)
def load_tokenizer(folder: Path, longest: int = _MAX_TOKENS) -> Tokenizer:
    """The folder's tokeniser, cutting at `longest` tokens; one for all who ask, as it is large."""
    from tokenizers import Tokenizer

    tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(longest)
    tokenizer.no_padding()
    return tokenizer


def tensors(tokenizer: Tokenizer, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
    """Token ids and mask (n, longest), padded with the pad token."""
    coded = [entry.ids for entry in tokenizer.encode_batch(list(texts))]
    return padded(coded, pad_of(tokenizer))


def pad_of(tokenizer: Tokenizer) -> int:
    """The id of the pad token."""
    return tokenizer.token_to_id("<pad>") or tokenizer.token_to_id("[PAD]") or 0


def padded(coded: Sequence[Sequence[int]], pad: int) -> tuple[Tensor, Tensor]:
    """Ids of several lengths as one tensor (n, longest) and its mask."""
    import torch

    longest = max(len(ids) for ids in coded)
    ids = torch.full((len(coded), longest), pad, dtype=torch.long)
    mask = torch.zeros((len(coded), longest), dtype=torch.long)
    for row, values in enumerate(coded):
        ids[row, : len(values)] = torch.tensor(values)
        mask[row, : len(values)] = 1
    return ids, mask


class BertEncoder:
    """An `Encoder` over a mean-pooled BERT folder. Safe to call from several threads."""

    def __init__(
        self,
        folder: Path,
        *,
        model_id: str,
        prompts: Mapping[str, str],
        update: Mapping[str, Tensor] | None = None,
        exact: bool = False,
    ) -> None:
        shape = read_shape(folder)
        if shape is None:
            raise ModelUnavailable(f"{folder.name} is not a mean-pooled BERT model.")
        self._shape = shape
        self._prompts = dict(prompts)
        self._weights = ready(folder, range(shape.layers), update, exact=exact)
        self._light = open_unigram(folder, shape.positions)
        self._tokenizer = None if self._light else load_tokenizer(folder, shape.positions)
        # A range is that of all that is multiplied at once: alone, a text has always one vector.
        self._batch = _BATCH if exact or not can_pack() else 1
        self._id = model_id if exact or not can_pack() else f"{model_id}+int8"

    @property
    def id(self) -> str:
        return self._id

    @property
    def dim(self) -> int:
        return self._shape.hidden

    def encode(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """Encode texts; shape (n, dim), float32, unit rows."""
        import torch

        prompt = self._prompts.get(kind, "")
        prompted = [prompt + text.strip() for text in texts]
        out = np.empty((len(prompted), self.dim), dtype=np.float32)
        # Texts of like length share a batch, so that little is spent on padding.
        order = sorted(range(len(prompted)), key=lambda i: len(prompted[i]))
        with torch.inference_mode():
            for start in range(0, len(order), self._batch):
                part = order[start : start + self._batch]
                ids, mask = self._coded([prompted[i] for i in part])
                out[part] = forward(self._weights, self._shape, ids, mask).numpy()
        return out

    def _coded(self, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
        if self._light is not None:
            return padded([self._light.encode(text) for text in texts], self._light.pad)
        assert self._tokenizer is not None
        return tensors(self._tokenizer, texts)
