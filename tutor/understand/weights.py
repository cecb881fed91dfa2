"""Small learned weights on disk: a card that names a file of arrays, and the file's hash in it."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tutor.domain import Bilingual
from tutor.encoders.files import write_whole
from tutor.weights import Arrays, read_weights

__all__ = ["LARGEST", "Arrays", "in_bytes", "read_weights", "write_weights"]

LARGEST = 127  # of a table in whole bytes


def in_bytes(table: npt.NDArray[np.float32]) -> Arrays:
    """A table (rows, columns) in whole bytes with a scale for each column."""
    scale = np.abs(table).max(axis=0) / LARGEST + 1e-9
    return {"table": np.round(table / scale).astype(np.int8), "scale": scale.astype(np.float32)}


def write_weights(
    folder: Path,
    name: str,
    arrays: Arrays,
    *,
    made_by: str,
    note: Bilingual,
    tables: Mapping[str, Mapping[str, object]],
) -> Path:
    """Write the arrays as NAME.npz and their card beside them; `tables` are the card's further tables
    in order. Returns the file of the arrays."""
    packed = io.BytesIO()
    named: dict[str, Any] = dict(arrays)
    np.savez_compressed(packed, allow_pickle=False, **named)
    data = packed.getvalue()
    file = folder / f"{name}.npz"
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(file, data)
    rest = "\n".join(
        "\n".join((f"[{title}]", *(f"{key} = {_plain(value)}" for key, value in table.items()), ""))
        for title, table in tables.items()
    )
    card = f'''# Made by: python -m {made_by}
id = "{name}"
role = "classifier"
file = "{file.name}"
licence = "Apache-2.0"

[note]
en = "{note.en}"
zh = "{note.zh}"

[[source]]
kind = "folder"
location = "{file.name}"
sha256 = "{hashlib.sha256(data).hexdigest()}"
size = {len(data)}

{rest}'''
    (folder / "card.toml").write_text(card, encoding="utf-8")
    return file


def _plain(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)
