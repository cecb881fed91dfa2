"""Files that a teacher gives, as bytes with a name: their dialogue sets and scenarios, and every
problem at once. The names are shown and never opened: what has to be a file gets a name from here.
"""

from __future__ import annotations

import hashlib
import tempfile
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from tutor.dialogue.archive import unpack
from tutor.dialogue.dialogue_set import MAX_TITLE, clean, slug
from tutor.dialogue.encodings import decode
from tutor.dialogue.guess import Guess, Kind, guess
from tutor.dialogue.importers.read import check_path
from tutor.dialogue.importers.tables import unique
from tutor.dialogue.importers.tau2 import read_tau2
from tutor.dialogue.load import Loaded, Source, load_scenarios
from tutor.domain import DialogueSet, Scenario
from tutor.errors import Problem
from tutor.text.analyse import read_text

MAX_UPLOAD = 25_000_000  # bytes of all files together
MAX_FILES = 20
MAX_NAME = 120

Files: TypeAlias = tuple[tuple[str, bytes], ...]

_SUFFIX: dict[Kind, str] = {"yaml": ".yaml", "csv": ".csv", "xlsx": ".xlsx", "chats": ".jsonl"}
_TAU2 = ("tasks.json", "db.json")
_CONVOKIT = ("utterances.jsonl", "speakers.json", "conversations.json", "corpus.json", "index.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """What some files hold. `choices` are the kinds to choose from where the content does not tell;
    nothing was read then. `yaml` has the scenarios as the YAML text they were read from."""

    id: str
    title: str
    kind: Kind | None = None
    files: Files = ()
    sets: tuple[DialogueSet, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    yaml: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    sources: dict[tuple[str, str], Source] = field(default_factory=dict)
    choices: tuple[Kind, ...] = ()

    @property
    def items(self) -> tuple[str, ...]:
        return (*(own.id for own in self.sets), *(case.id for case in self.scenarios))

    @property
    def good(self) -> bool:
        return bool(self.sets or self.scenarios)

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if p.severity == "error")

    @property
    def dialogues(self) -> int:
        return sum(len(own.dialogues) for own in self.sets) + len(self.scenarios)

    @property
    def turns(self) -> int:
        return sum(len(d.turns) for own in self.sets for d in own.dialogues)

    def loaded(self) -> Loaded:
        """The content in the shape that the audits read."""
        return Loaded(scenarios=self.scenarios, sets=self.sets, sources=self.sources)


def groups(files: Files) -> tuple[Files, ...]:
    """Files given at once, put together where they belong together: retail tasks and their data, the
    parts of a corpus. Each of the others stands for itself."""
    parts: dict[str, tuple[str, bytes]] = {}
    corpus: list[tuple[str, bytes]] = []
    single: list[Files] = []
    several = len(files) > 1
    for name, data in files:
        base = _base(name)
        found = guess(name, data) if several and base.endswith((".json", ".jsonl")) else Guess()
        if several and base in _CONVOKIT:
            corpus.append((name, data))
        elif found.part is not None and found.part not in parts:
            parts[found.part] = (name, data)
        else:
            single.append(((name, data),))
    together: list[Files] = []
    if parts:
        together.append(tuple(parts[key] for key in ("tasks", "db") if key in parts))
    if corpus:
        together.append(tuple(corpus))
    return (*together, *single)


def read_upload(files: Files, kind: Kind | None = None) -> Upload:
    """What one group of files holds; `kind` is the answer to an earlier doubt. Never raises for what
    the files hold."""
    named = tuple((shown_name(name), data) for name, data in files)
    title = title_of(named)
    empty = Upload(id=identifier_of(title), title=title, files=files)
    if not files:
        return _refused(empty, "upload", "is empty.", "Start from one of the templates.")
    if len(files) > MAX_FILES or sum(len(data) for _, data in files) > MAX_UPLOAD:
        return _refused(
            empty,
            named[0][0],
            f"is more than {MAX_UPLOAD // 1_000_000} MB or {MAX_FILES} files, which is the most.",
            "Split it into several uploads.",
        )
    with tempfile.TemporaryDirectory(prefix="kefu-") as folder:
        found = _read(named, kind, Path(folder))
    whole = replace(found, files=files, title=title)
    if not whole.good and not whole.errors and not whole.choices:
        whole = _refused(whole, named[0][0], "holds no dialogues.", "Start from a template.")
    items = whole.items
    if len(items) == 1:
        # What holds one thing is known by the name of it, whatever the file is called.
        only = next((own.title for own in whole.sets if own.title), None)
        only = only or next((case.title.zh for case in whole.scenarios), None)
        return replace(whole, id=items[0], title=only or title)
    return replace(whole, id=identifier_of(title))


def shown_name(name: str) -> str:
    """A file name fit to be shown: one line, bounded, without what could hide its end."""
    plain = "".join(c for c in clean(name) if unicodedata.category(c)[0] != "C")
    return " ".join(plain.split())[-MAX_NAME:] or "upload"


def title_of(files: Files) -> str:
    """The title of an upload, from the name of its file."""
    if not files:
        return "upload"
    names = [_base(name) for name, _ in files]
    if any(name in _CONVOKIT for name in names):
        return "corpus"
    if any(name in _TAU2 for name in names):
        return "retail tasks"
    return (names[0].rpartition(".")[0].strip() or names[0])[:MAX_TITLE]


def identifier_of(title: str) -> str:
    """An id for a title: its letters, Chinese in pinyin; one with neither gets a fixed number."""
    if title.isascii():
        words = [title]
    else:
        words = [token.pinyin or token.text for token in read_text(title, "zh").tokens]
    plain = unicodedata.normalize("NFD", " ".join(words))
    known = slug("".join(c for c in plain if not unicodedata.combining(c)))
    return known or f"set-{hashlib.sha256(title.encode('utf-8', 'replace')).hexdigest()[:8]}"


# --- reading --------------------------------------------------------------------------------------


def _read(files: Files, kind: Kind | None, folder: Path, of: str = "corpus") -> Upload:
    """Reads one group; `of` is the name of the folder it came in."""
    bases = {_base(name) for name, _ in files}
    if len(files) > 1 and "utterances.jsonl" in bases:
        return _corpus(files, folder, of)
    if len(files) > 1:
        return _tasks(files, folder)
    ((name, data),) = files
    found = Guess(kind) if kind is not None else guess(name, data)
    title = title_of(files)
    empty = Upload(id=identifier_of(title), title=title, kind=found.kind)
    if found.refused is not None:
        return _refused(empty, name, *found.refused)
    if found.kind is None:
        return replace(empty, choices=found.choices)
    if found.kind == "zip":
        return _zipped(name, data, folder)
    if found.kind == "tau2":
        return _tasks(files, folder)
    if found.kind == "convokit":
        return _corpus((("utterances.jsonl", data),), folder, of)
    return _one(name, data, found.kind, folder)


def _one(name: str, data: bytes, kind: Kind, folder: Path) -> Upload:
    """A file of a kind that is read by itself."""
    title = title_of(((name, data),))
    path = folder / f"{identifier_of(title)}{_SUFFIX[kind]}"
    path.write_bytes(data)
    loaded = check_path(path)
    found = _taken(loaded, kind, title, {}, name)
    if loaded.lines or loaded.modules:
        return _refused(
            found,
            name,
            "holds lines or modules for the whole course, which no upload changes.",
            "Upload a dialogue set or a case.",
        )
    if found.scenarios:
        text, _ = decode(data, name)
        return replace(found, yaml=tuple((case.id, text or "") for case in found.scenarios))
    return found


def _corpus(files: Files, folder: Path, title: str) -> Upload:
    # The set is known by the name of the folder.
    own = folder / identifier_of(title)
    own.mkdir()
    for name, data in files:
        if _base(name) in _CONVOKIT:
            (own / _base(name)).write_bytes(data)
    return _taken(check_path(own), "convokit", title, {}, None)


def _tasks(files: Files, folder: Path) -> Upload:
    """Retail tasks: the scenarios that they become, as YAML texts and as values."""
    own, drafts = folder / "retail", folder / "drafts"
    own.mkdir()
    drafts.mkdir()
    given: dict[str, bytes] = {}
    shown: dict[str, str] = {}
    for name, data in files:
        base = _base(name)
        part = base if base in _TAU2 else f"{guess(name, data).part}.json"
        given.setdefault(part, data)
        shown[part] = name
    empty = Upload(id="retail-tasks", title="retail tasks", kind="tau2")
    for part, what in zip(_TAU2, ("the tasks", "their orders"), strict=True):
        if part not in given:
            other = next(iter(shown.values()))
            return _refused(
                empty,
                other,
                f"is one half of retail tasks: {part} with {what} is missing.",
                "Choose tasks.json and db.json together.",
            )
        (own / part).write_bytes(given[part])
    imported = read_tau2(own)
    for identifier, text in imported.scenarios:
        (drafts / f"{identifier}.yaml").write_text(text, "utf-8")
    loaded = load_scenarios(drafts, audited=True) if imported.scenarios else Loaded()
    whole = replace(loaded, problems=(*imported.problems, *loaded.problems))
    found = _taken(whole, "tau2", None, shown, None)
    kept = {case.id for case in found.scenarios}
    return replace(found, yaml=tuple(pair for pair in imported.scenarios if pair[0] in kept))


def _zipped(name: str, data: bytes, folder: Path) -> Upload:
    title = title_of(((name, data),))
    empty = Upload(id=identifier_of(title), title=title, kind="zip")
    unpacked = unpack(data)
    if unpacked.refused is not None:
        return _refused(empty, name, *unpacked.refused)
    notes: list[Problem] = []
    if unpacked.others:
        notes.append(
            _problem(
                name,
                "file",
                f"holds {unpacked.others:,} files of other kinds, which were left out.",
                "Nothing is needed if they are not dialogues.",
                severity="warning",
            )
        )
    found: list[Upload] = []
    for i, group in enumerate(_by_folder(unpacked.files)):
        place = folder / str(i)
        place.mkdir()
        inside = group[0][0].replace("\\", "/").split("/")
        one = _read(group, None, place, inside[-2] if len(inside) > 1 else title)
        if one.choices:
            one = _refused(
                one,
                group[0][0],
                "does not show which kind of file it is.",
                "Upload it by itself and choose the kind.",
            )
        found.append(one)
    return _joined(empty, found, notes)


def _by_folder(files: Files) -> list[Files]:
    """The files of an archive, those of one corpus or one set of tasks put together."""
    folders: dict[str, list[tuple[str, bytes]]] = {}
    for name, data in files:
        folders.setdefault(name.rpartition("/")[0], []).append((name, data))
    found: list[Files] = []
    for inside in folders.values():
        bases = {_base(name) for name, _ in inside}
        parts: Sequence[str] = ()
        if "utterances.jsonl" in bases:
            parts = _CONVOKIT
        elif bases >= set(_TAU2):
            parts = _TAU2
        together = tuple(pair for pair in inside if _base(pair[0]) in parts)
        if together:
            found.append(together)
        found += [((name, data),) for name, data in inside if _base(name) not in parts]
    return found


def _joined(empty: Upload, found: Iterable[Upload], notes: list[Problem]) -> Upload:
    """Several uploads as one. Sets named by their files get names of their own; an id that a teacher
    wrote twice is a problem."""
    sets: dict[str, DialogueSet] = {}
    scenarios: dict[str, Scenario] = {}
    yaml: list[tuple[str, str]] = []
    sources: dict[tuple[str, str], Source] = {}
    problems = list(notes)
    used: set[str] = set()
    for one in found:
        problems += one.problems
        names: dict[str, str] = {}
        for own in one.sets:
            name = own.id
            if one.kind == "yaml" and name in used:
                problems.append(_twice(one, "set", name))
                continue
            name = unique(name, used)
            names[own.id] = name
            sets[name] = replace(own, id=name)
        for case in one.scenarios:
            if case.id in used:
                problems.append(_twice(one, "id", case.id))
                continue
            used.add(case.id)
            names[case.id] = case.id
            scenarios[case.id] = case
        yaml += [pair for pair in one.yaml if pair[0] in names]
        sources |= {(names[of], text): at for (of, text), at in one.sources.items() if of in names}
    return replace(
        empty,
        sets=tuple(sets.values()),
        scenarios=tuple(scenarios.values()),
        yaml=tuple(yaml),
        problems=tuple(problems),
        sources=sources,
    )


def _twice(one: Upload, key: str, identifier: str) -> Problem:
    at = next((s for (of, _), s in one.sources.items() if of == identifier), None)
    return _problem(
        at.file if at else one.title,
        key,
        f"{identifier!r} is used in another file already.",
        "Give each scenario and each set an id of its own.",
        value=identifier,
    )


def _taken(
    loaded: Loaded, kind: Kind, title: str | None, shown: dict[str, str], name: str | None
) -> Upload:
    """A load under the names the teacher knows; `name` is that of the only file."""

    def known(file: str) -> str:
        return name or shown.get(_base(file), _base(file))

    return Upload(
        id="",
        title=title or "",
        kind=kind,
        # A table has no place for the title of the set, so its file tells it.
        sets=tuple(
            replace(own, title=title) if own.title is None and kind != "yaml" else own
            for own in loaded.sets
        ),
        scenarios=loaded.scenarios,
        problems=tuple(replace(p, file=known(p.file)) for p in loaded.problems),
        sources={key: at._replace(file=known(at.file)) for key, at in loaded.sources.items()},
    )


def _refused(upload: Upload, file: str, message: str, fix: str) -> Upload:
    return replace(upload, problems=(*upload.problems, _problem(file, "file", message, fix)))


def _problem(
    file: str,
    field: str,
    message: str,
    fix: str,
    *,
    value: str | None = None,
    severity: str = "error",
) -> Problem:
    return Problem(
        file=file,
        line=1,
        column=1,
        field=field,
        message=message,
        fix=fix,
        value=value,
        severity=severity,
    )


def _base(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2]
