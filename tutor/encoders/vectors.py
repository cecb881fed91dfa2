"""Vectors of a fixed set of texts, kept on disk by the texts' hashes.

The course's lines are encoded once a machine; after an edit only the changed lines are.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tutor import resources
from tutor.encoders.files import write_whole
from tutor.encoders.protocols import Encoder, Kind, Progress, Vectors, quiet
from tutor.encoders.store import slug

_CHUNK = 64
_SAVE = 16  # chunks after which what is there is written: who closes the page early keeps it


def _key(text: str) -> bytes:
    return hashlib.sha1(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).digest()


def _read(path: Path, dim: int) -> dict[bytes, Vectors]:
    """What the file holds; an unreadable file counts as empty, since it can be made again."""
    try:
        # numpy leaves a file that it cannot read open, so the bytes are read first.
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as stored:
            keys, vectors = stored["keys"], stored["vectors"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return {}
    if keys.shape != (len(vectors), 20) or vectors.shape != (len(keys), dim):
        return {}
    return {bytes(k): v for k, v in zip(keys, vectors.astype(np.float32), strict=True)}


def _write(path: Path, vectors: dict[bytes, Vectors]) -> None:
    buffer = io.BytesIO()
    keys = np.frombuffer(b"".join(vectors), dtype=np.uint8).reshape(-1, 20)
    np.savez(buffer, keys=keys, vectors=np.stack(list(vectors.values())))
    write_whole(path, buffer.getvalue())


def _path(encoder: Encoder, kind: Kind) -> Path:
    # The id may hold a path's characters; its hash keeps two ids apart that slug alike.
    tag = hashlib.sha256(encoder.id.encode()).hexdigest()[:8]
    return resources.cache_dir() / "vectors" / f"{slug(encoder.id)}-{tag}-{kind}.npz"


def stored_vectors(encoder: Encoder, texts: Sequence[str], kind: Kind) -> dict[str, Vectors]:
    """The vectors of those of `texts` that are on the disk already; nothing is computed."""
    known = _read(_path(encoder, kind), encoder.dim)
    return {text: known[key] for text in texts if (key := _key(text)) in known}


def cached_vectors(
    encoder: Encoder, texts: Sequence[str], kind: Kind, progress: Progress = quiet
) -> Vectors:
    """Vectors of `texts`, shape (n, dim), from the user's cache where they are there.

    The cache file belongs to the encoder's id and the kind; it keeps what was asked for last.
    """
    path = _path(encoder, kind)
    known = _read(path, encoder.dim)
    missing = [text for text in dict.fromkeys(texts) if _key(text) not in known]
    for turn, start in enumerate(range(0, len(missing), _CHUNK), start=1):
        progress("encode the course", start, len(missing))
        part = missing[start : start + _CHUNK]
        known.update(zip(map(_key, part), encoder.encode(part, kind), strict=True))
        if turn % _SAVE == 0:
            _write(path, {key: known[key] for key in map(_key, texts) if key in known})
    out = np.empty((len(texts), encoder.dim), dtype=np.float32)
    for row, text in enumerate(texts):
        out[row] = known[_key(text)]
    if missing:
        progress("encode the course", len(missing), len(missing))
        _write(path, {key: known[key] for key in map(_key, texts)})
    return out
