"""The word vectors of a packed encoder, left in their file and unpacked by the row.

As float32 the vocabulary takes 200 MB, most of the model, and a mapped file brings whole
neighbourhoods of each word that is used into memory. `words.q4` beside the weights holds the rows as
they were packed (see `e5`): 18 bytes for 32 numbers, unpacked to the very numbers of the full matrix.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tutor.encoders.protocols import Vectors

if TYPE_CHECKING:
    from torch import Tensor

FILE = "words.q4"
BLOCK = 32
_BYTES = 18  # of a block: a float16 scale and 16 pairs of numbers
_PAIRS = 16


def row_bytes(hidden: int) -> int:
    """Bytes of one word."""
    return hidden // BLOCK * _BYTES


def unpack(data: memoryview | bytes) -> Vectors:
    """Numbers of a run of blocks, flat, float32."""
    blocks = np.frombuffer(data, dtype=np.dtype([("d", "<f2"), ("q", "u1", (_PAIRS,))]))
    out = np.empty((len(blocks), BLOCK), dtype=np.float32)
    out[:, :_PAIRS] = blocks["q"] & 0x0F
    out[:, _PAIRS:] = blocks["q"] >> 4
    out -= 8.0
    out *= blocks["d"].astype(np.float32)[:, None]
    return out.reshape(-1)


class WordRows:
    """Reads word vectors from a folder's file. Safe to call from several threads."""

    def __init__(self, path: Path, hidden: int) -> None:
        self._path, self._hidden = path, hidden

    def __call__(self, ids: Tensor) -> Tensor:
        """Word vectors of token ids, shape (*ids, hidden), float32."""
        import torch

        once, places = np.unique(ids.numpy(), return_inverse=True)
        size, parts = row_bytes(self._hidden), []
        with self._path.open("rb", buffering=0) as file:
            for number in once:
                file.seek(int(number) * size)
                parts.append(file.read(size))
        rows = unpack(b"".join(parts)).reshape(-1, self._hidden)
        return torch.from_numpy(rows[places].reshape(*ids.shape, self._hidden))


def open_rows(folder: Path, hidden: int, words: int) -> WordRows | None:
    """The rows of a folder; None where there are none of that many words and numbers."""
    path = folder / FILE
    if hidden % BLOCK or not path.is_file() or path.stat().st_size != words * row_bytes(hidden):
        return None
    return WordRows(path, hidden)
