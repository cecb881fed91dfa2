"""Small learned weights on disk: a card that names a file of arrays, and the file's hash in it."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tutor.errors import ModelUnavailable

Arrays = dict[str, npt.NDArray[Any]]
LARGEST = 127  # of a table in whole bytes


def in_bytes(table: npt.NDArray[np.float32]) -> Arrays:
    """A table (rows, columns) in whole bytes with a scale for each column."""
    scale = np.abs(table).max(axis=0) / LARGEST + 1e-9
    return {"table": np.round(table / scale).astype(np.int8), "scale": scale.astype(np.float32)}


def read_weights(card: Path) -> tuple[dict[str, Any], Arrays]:
    """A card and the arrays of its file; raises `ModelUnavailable` when they are missing or altered."""
    try:
        about = tomllib.loads(card.read_text(encoding="utf-8"))
        path = card.parent / Path(str(about["file"])).name
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != about["source"][0]["sha256"]:
            raise ModelUnavailable(f"{path.name} is not the file that {card.name} describes.")
        with np.load(path, allow_pickle=False) as arrays:
            return about, {name: arrays[name] for name in arrays.files}
    except (
        OSError, KeyError, IndexError, TypeError, ValueError, tomllib.TOMLDecodeError,
    ) as error:  # fmt: skip
        raise ModelUnavailable(f"The weights of {card.name} cannot be read: {error}") from error
