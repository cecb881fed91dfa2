"""Low-rank updates that fit a text encoder to the talk between shops and buyers.

An adapter file holds, for each adapted weight W of the base, two thin matrices A (rank, in) and
B (out, rank); the adapted weight is W + scale·B·A (Hu et al. 2022, "LoRA"). It is merged once at
loading, so a sentence costs no more time than without it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tutor.encoders.bert import LowRank
from tutor.encoders.cards import Card
from tutor.encoders.files import verify
from tutor.errors import ModelUnavailable

if TYPE_CHECKING:
    from torch import Tensor


def file_beside(card: Card) -> tuple[Path, str]:
    """The verified file beside an adapter's or reader's card, and its SHA-256 by the card.

    Raises `ModelUnavailable` when it is missing or altered.
    """
    path = card.path.parent / card.file
    if not card.file or path.parent != card.path.parent or not path.is_file():
        raise ModelUnavailable(
            f"The {card.role} {card.id} has no file beside its card {card.path.name}."
        )
    sha256 = card.sources[0].sha256 if card.sources else ""
    verify(path, sha256)
    return path, sha256


def load_adapter(card: Card) -> tuple[LowRank, str]:
    """The weight changes by the base's tensor names, and a short name of them for the id.

    Raises `ModelUnavailable` when the file beside the card is missing or altered.
    """
    from safetensors import safe_open

    path, sha256 = file_beside(card)
    pairs: dict[str, tuple[Tensor, Tensor]] = {}
    with safe_open(path, framework="pt") as file:
        scale = float((file.metadata() or {}).get("scale", "1"))
        for name in file.keys():  # noqa: SIM118 - the reader is no mapping
            if name.endswith(".A"):
                weight = name.removesuffix(".A")
                pairs[weight] = (file.get_tensor(name), file.get_tensor(f"{weight}.B"))
    return LowRank(pairs, scale), sha256[:8]
