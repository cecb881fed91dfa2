"""What the trainings of low-rank updates share: fresh factors of a base's weights, the weights with
the factors on them, the file and the head of its card (Hu et al. 2022, "LoRA")."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.domain import Bilingual
from tutor.encoders.files import sha256_of

if TYPE_CHECKING:
    from torch import Tensor

_ADAPTED = (
    "attention.self.query.weight",
    "attention.self.key.weight",
    "attention.self.value.weight",
    "attention.output.dense.weight",
    "intermediate.dense.weight",
    "output.dense.weight",
)


def factors(base: Mapping[str, Tensor], numbers: Collection[int], rank: int) -> dict[str, Tensor]:
    """Factors "<weight>.A" (rank, in) and "<weight>.B" (out, rank) of the matrices of these layers;
    B is zero, so that nothing is changed yet."""
    import torch

    fresh: dict[str, Tensor] = {}
    for name, weight in base.items():
        if name.endswith(_ADAPTED) and int(name.split(".")[2]) in numbers:
            rows, columns = weight.shape
            thin = torch.randn(rank, columns) / columns**0.5
            fresh[f"{name}.A"] = thin.requires_grad_()
            fresh[f"{name}.B"] = torch.zeros(rows, rank, requires_grad=True)
    return fresh


def merged(
    base: Mapping[str, Tensor], adapter: Mapping[str, Tensor], scale: float
) -> dict[str, Tensor]:
    """The base's weights with `scale` times each product of factors added."""
    weights = dict(base)
    for name in base:
        if f"{name}.A" in adapter:
            weights[name] = base[name] + scale * (adapter[f"{name}.B"] @ adapter[f"{name}.A"])
    return weights


def save_half(tensors: Mapping[str, Tensor], path: Path, about: dict[str, str]) -> None:
    """Write tensors in half precision, with what is to be known about them."""
    import torch
    from safetensors.torch import save_file

    half = {name: tensor.to(torch.float16).contiguous() for name, tensor in tensors.items()}
    save_file(half, path, metadata=about)


def card_text(
    path: Path,
    *,
    made_by: str,
    role: str,
    base: str,
    note: Bilingual,
    training: Mapping[str, object],
) -> str:
    """The card of the file at `path`: what it is, its hash, and what it was learned from with which
    settings."""
    learned = "\n".join(
        f'{key} = "{value}"' if isinstance(value, str) else f"{key} = {value}"
        for key, value in training.items()
    )
    return f'''# Made by: python -m {made_by}
id = "{path.stem}"
role = "{role}"
base = "{base}"
file = "{path.name}"
licence = "Apache-2.0"

[note]
en = "{note.en}"
zh = "{note.zh}"

[[source]]
kind = "folder"
location = "{path.name}"
sha256 = "{sha256_of(path)}"
size = {path.stat().st_size}

[training]
{learned}
'''
