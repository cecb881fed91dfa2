"""A BERT sentence encoder straight from a sentence-transformers folder, on torch alone.

Loading sentence-transformers and transformers costs seconds and a quarter of a gigabyte; the
tutor's own encoder needs twelve plain layers and a mean. Weights are mapped from the file, so only
the word rows that are used occupy memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tutor.encoders.protocols import Kind, Vectors
from tutor.errors import ModelUnavailable

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

_MAX_TOKENS = 512
_BATCH = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    layers: int
    heads: int
    hidden: int
    positions: int
    epsilon: float


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

    x = functional.embedding(ids, weights["embeddings.word_embeddings.weight"])
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
    from torch.nn import functional

    batch, length, _ = x.shape

    def linear(x: Tensor, name: str) -> Tensor:
        return functional.linear(x, weights[f"{name}.weight"], weights[f"{name}.bias"])

    def split(x: Tensor) -> Tensor:
        return x.view(batch, length, shape.heads, -1).transpose(1, 2)

    # One text, or texts of one length, need no attention mask, which is faster.
    visible = None if bool(mask.all()) else mask.bool()[:, None, None, :]
    for number in numbers:
        base = f"encoder.layer.{number}"
        query, key, value = (
            split(linear(x, f"{base}.attention.self.{name}")) for name in ("query", "key", "value")
        )
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=visible)
        seen = seen.transpose(1, 2).reshape(batch, length, shape.hidden)
        seen = linear(seen, f"{base}.attention.output.dense")
        x = _norm(weights, shape, x + seen, f"{base}.attention.output.LayerNorm")
        inner = functional.gelu(linear(x, f"{base}.intermediate.dense"))
        inner = linear(inner, f"{base}.output.dense")
        x = _norm(weights, shape, x + inner, f"{base}.output.LayerNorm")
    return x


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


def load_tokenizer(folder: Path, longest: int = _MAX_TOKENS) -> Tokenizer:
    """The folder's tokeniser, cutting at `longest` tokens."""
    from tokenizers import Tokenizer

    tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(longest)
    tokenizer.no_padding()
    return tokenizer


def tensors(tokenizer: Tokenizer, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
    """Token ids and mask (n, longest), padded with the pad token."""
    return padded(tokenizer, [entry.ids for entry in tokenizer.encode_batch(list(texts))])


def padded(tokenizer: Tokenizer, coded: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Ids of several lengths as one tensor (n, longest) and its mask."""
    import torch

    longest = max(len(ids) for ids in coded)
    pad = tokenizer.token_to_id("<pad>") or tokenizer.token_to_id("[PAD]") or 0
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
    ) -> None:
        shape = read_shape(folder)
        if shape is None:
            raise ModelUnavailable(f"{folder.name} is not a mean-pooled BERT model.")
        self._shape = shape
        self._prompts = dict(prompts)
        self._weights = load_weights(folder)
        for name, change in (update or {}).items():
            self._weights[name] = self._weights[name] + change
        self._tokenizer = load_tokenizer(folder, shape.positions)
        self._id = model_id

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
            for start in range(0, len(order), _BATCH):
                part = order[start : start + _BATCH]
                ids, mask = tensors(self._tokenizer, [prompted[i] for i in part])
                out[part] = forward(self._weights, self._shape, ids, mask).numpy()
        return out
