"""Small learned weights on disk: a card that names a file of arrays, and the file's hash in it."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from tutor.errors import ModelUnavailable

T = TypeVar("T")
Arrays = dict[str, npt.NDArray[Any]]


def read_weights(card: Path, make: Callable[[dict[str, Any], Arrays], T]) -> T:
    """What `make` makes of a card and the arrays of its file; raises `ModelUnavailable` when they are
    missing, altered or not what it needs."""
    try:
        about = tomllib.loads(card.read_text(encoding="utf-8"))
        path = card.parent / Path(str(about["file"])).name
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != about["source"][0]["sha256"]:
            raise ModelUnavailable(f"{path.name} is not the file that {card.name} describes.")
        with np.load(path, allow_pickle=False) as arrays:
            return make(about, {name: arrays[name] for name in arrays.files})
    except (
        OSError, KeyError, IndexError, TypeError, ValueError, tomllib.TOMLDecodeError,
    ) as error:  # fmt: skip
        raise ModelUnavailable(f"The weights of {card.name} cannot be read: {error}") from error
