"""Small learned weights on disk: a card that names a file of arrays, and the file's hash in it."""

from __future__ import annotations

import hashlib
import io
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from tutor.domain import Bilingual
from tutor.encoders.files import write_whole
from tutor.errors import ModelUnavailable

T = TypeVar("T")
Arrays = dict[str, npt.NDArray[Any]]
LARGEST = 127  # of a table in whole bytes


def in_bytes(table: npt.NDArray[np.float32]) -> Arrays:
    """A table (rows, columns) in whole bytes with a scale for each column."""
    scale = np.abs(table).max(axis=0) / LARGEST + 1e-9
    return {"table": np.round(table / scale).astype(np.int8), "scale": scale.astype(np.float32)}


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
