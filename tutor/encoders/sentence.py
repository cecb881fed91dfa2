"""Encoders by name: a card, a folder or a hub id, behind the one protocol, loaded on first use."""

from __future__ import annotations

import hashlib
import threading
from collections import ChainMap, OrderedDict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tutor.encoders import bert, store
from tutor.encoders.cards import Card, get_card, load_cards
from tutor.encoders.protocols import Encoder, Kind, Progress, Vectors, quiet
from tutor.encoders.vectors import cached_vectors, stored_vectors
from tutor.errors import ModelUnavailable, UnknownName

DEFAULT_ENCODER = "e5-service"
_E5_PROMPTS = {"query": "query: ", "passage": "passage: "}


class SentenceTransformerEncoder:
    """Any sentence-transformers model behind `Encoder`; prompts come from the card or the model."""

    def __init__(self, path: str, *, model_id: str, prompts: Mapping[str, str]) -> None:
        import torch
        from sentence_transformers import SentenceTransformer

        try:
            # Only plain weights: a folder may not bring code of its own.
            self._model: Any = SentenceTransformer(
                path,
                device="cpu",
                trust_remote_code=False,
                local_files_only=True,
                model_kwargs={"use_safetensors": True, "dtype": torch.float32},
            )
        except Exception as error:
            raise ModelUnavailable(
                f"{model_id} cannot be loaded as a sentence-transformers model "
                f"({type(error).__name__}). See what is there with: kefu models list"
            ) from error
        own: dict[str, str] = dict(self._model.prompts or {})
        passage = own.get("passage") or own.get("document") or ""
        fallback = _E5_PROMPTS if "e5" in model_id.lower() else {}
        self._prompts = {
            "query": prompts.get("query") or own.get("query") or fallback.get("query", ""),
            "passage": prompts.get("passage") or passage or fallback.get("passage", ""),
        }
        self._id = model_id

    @property
    def id(self) -> str:
        return self._id

    @property
    def dim(self) -> int:
        size = self._model.get_embedding_dimension()
        return int(size)

    def encode(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """Encode texts; shape (n, dim), float32, unit rows."""
        if not texts:
            return np.empty((0, self.dim), dtype=np.float32)
        vectors = self._model.encode(
            [text.strip() for text in texts],
            prompt=self._prompts[kind],
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return np.asarray(vectors, dtype=np.float32)


class RememberingEncoder:
    """An encoder that keeps the vectors of the last texts; `capacity` texts of one kind each."""

    def __init__(self, inner: Encoder, capacity: int = 4096) -> None:
        self._inner = inner
        self._capacity = capacity
        self._kept: OrderedDict[tuple[Kind, str], Vectors] = OrderedDict()
        self._fixed: dict[tuple[Kind, str], Vectors] = {}
        self._lock = threading.Lock()

    @property
    def inner(self) -> Encoder:
        """The encoder that computes."""
        return self._inner

    @property
    def id(self) -> str:
        return self._inner.id

    @property
    def dim(self) -> int:
        return self._inner.dim

    def encode(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """Encode texts; shape (n, dim), float32, unit rows; only unknown ones are computed."""
        with self._lock:
            known = ChainMap(self._fixed, self._kept)
            found = {text: known[kind, text] for text in texts if (kind, text) in known}
        missing = [text for text in dict.fromkeys(texts) if text not in found]
        if missing:
            found.update(zip(missing, self._inner.encode(missing, kind), strict=True))
        with self._lock:
            for text in texts:
                if (kind, text) not in self._fixed:
                    self._kept[kind, text] = found[text]
                    self._kept.move_to_end((kind, text))
            while len(self._kept) > self._capacity:
                self._kept.popitem(last=False)
        if not texts:
            return np.empty((0, self.dim), dtype=np.float32)
        return np.stack([found[text] for text in texts])

    def known(self, texts: Sequence[str], kind: Kind) -> tuple[str, ...]:
        """Those of the texts whose vectors are at hand."""
        with self._lock:
            known = ChainMap(self._fixed, self._kept)
            return tuple(text for text in texts if (kind, text) in known)

    def warm(self, texts: Sequence[str], kind: Kind, progress: Progress = quiet) -> None:
        """Have the vectors of a fixed set of texts ready, from the disk where they are there.

        These texts are kept beside the recent ones for as long as the encoder lives.
        """
        vectors = cached_vectors(self._inner, texts, kind, progress)
        with self._lock:
            self._fixed.update(((kind, text), v) for text, v in zip(texts, vectors, strict=True))

    def recall(self, texts: Sequence[str], kind: Kind) -> int:
        """Takes from the disk what an earlier `warm` left there; returns how many texts it had."""
        found = stored_vectors(self._inner, texts, kind)
        with self._lock:
            self._fixed.update(((kind, text), vector) for text, vector in found.items())
        return len(found)


def weights_key(folder: Path) -> str:
    """A short name of a folder's weights: size and both ends of the file, hashed."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.safetensors")) or sorted(folder.glob("*/*.safetensors")):
        size = path.stat().st_size
        digest.update(f"{path.name}:{size}".encode())
        with path.open("rb") as file:
            digest.update(file.read(1 << 20))
            file.seek(max(0, size - (1 << 20)))
            digest.update(file.read())
    return digest.hexdigest()[:12]


def _from_folder(folder: Path, name: str, prompts: Mapping[str, str]) -> Encoder:
    model_id = f"{name}@{weights_key(folder)}"
    if bert.read_shape(folder) is not None:
        own = bert.read_prompts(folder)
        fallback = _E5_PROMPTS if "e5" in name.lower() else {}
        merged = {
            kind: prompts.get(kind) or own.get(kind) or fallback.get(kind, "")
            for kind in ("query", "passage")
        }
        return bert.BertEncoder(folder, model_id=model_id, prompts=merged)
    return SentenceTransformerEncoder(str(folder), model_id=model_id, prompts=prompts)


def _from_card(card: Card, progress: Progress) -> Encoder:
    if card.role == "adapter":
        from tutor.encoders.adapter import load_adapter

        base = get_card(card.base)
        folder = store.ensure_encoder(base, progress)
        update, key = load_adapter(card)
        return bert.BertEncoder(
            folder,
            model_id=f"{card.id}@{weights_key(folder)}+{key}",
            prompts=base.prompts,
            update=update,
        )
    if card.role != "encoder":
        encoders = tuple(c.id for c in load_cards().values() if c.role in ("encoder", "adapter"))
        raise UnknownName("encoder", card.id, encoders)
    return _from_folder(store.ensure_encoder(card, progress), card.id, card.prompts)


def get_encoder(
    spec: str | None = DEFAULT_ENCODER, progress: Progress = quiet
) -> RememberingEncoder | None:
    """The encoder that `spec` names, with a memory of recent texts; None for None, "" or "none".

    `spec` is a card id, a folder, or a hub id that was pulled. Raises `ModelUnavailable` with the
    command to run when the weights are not here, `UnknownName` when there is no such card.
    """
    if spec is None or spec.strip().lower() in ("", "none"):
        return None
    spec = spec.strip()
    cards = load_cards()
    if spec in cards:
        return RememberingEncoder(_from_card(cards[spec], progress))
    folder = Path(spec).expanduser()
    if folder.is_dir():
        return RememberingEncoder(_from_folder(folder, folder.resolve().name, {}))
    if spec.count("/") == 1 and not spec.startswith((".", "/", "~")):
        pulled = store.ready_folder(spec)
        if store.is_ready(pulled):
            return RememberingEncoder(_from_folder(pulled, spec, {}))
        raise ModelUnavailable(
            f"The model {spec} is not on this machine. Fetch it with: kefu models pull {spec}"
        )
    names = tuple(c.id for c in cards.values() if c.role in ("encoder", "adapter"))
    raise UnknownName("encoder", spec, (*names, "none"))
