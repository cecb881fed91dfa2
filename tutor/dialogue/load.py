"""Dialogue files to scenarios, dialogue sets and general lines. Every problem of every file comes back at once;
what is good loads all the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tutor.dialogue.audit import audit, audit_general, audit_set, text_places
from tutor.dialogue.dialogue_set import is_set, read_set
from tutor.dialogue.encodings import MAX_BYTES, decode
from tutor.dialogue.fields import Fields, Problems, read_bilingual
from tutor.dialogue.lines import read_lines
from tutor.dialogue.nodes import Mapping, Node, parse
from tutor.dialogue.scenario import read_scenario
from tutor.domain import Bilingual, DialogueSet, Line, Scenario
from tutor.errors import Problem

MAX_FILES = 20_000
_MODULES_FILE = "modules.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A unit of the course."""

    id: str
    title: Bilingual
    aims: Bilingual
    can_do: Bilingual


class Source(NamedTuple):
    """Where a text of the course is written; in a workbook `line` is a row of `sheet`."""

    file: str
    line: int
    column: int
    sheet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a path held. `problems` has errors (their item is left out) and warnings. `sources`, of
    an audited load, maps (id of a scenario or set, text) to the place of the text."""

    scenarios: tuple[Scenario, ...] = ()
    sets: tuple[DialogueSet, ...] = ()
    lines: tuple[Line, ...] = ()
    modules: tuple[Module, ...] = ()
    problems: tuple[Problem, ...] = ()
    sources: dict[tuple[str, str], Source] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if p.severity == "error")


def load_scenarios(path: Path, *, audited: bool = False) -> Loaded:
    """Loads a file or every YAML file below a folder (names that begin with "_" are templates).

    `audited` adds the level and content checks of `tutor.dialogue.audit`, which read every line.
    Never raises for what a file holds; a path that does not exist is a problem.
    """
    files = course_files(path)
    if not files:
        missing = "does not exist." if not path.exists() else "holds no .yaml file."
        return Loaded(
            problems=(
                _file_problem(str(path), missing, "Give a dialogue file or a folder with some."),
            )
        )
    if len(files) > MAX_FILES:
        return Loaded(
            problems=(
                _file_problem(
                    str(path),
                    f"holds {len(files):,} files; {MAX_FILES:,} is the most.",
                    "Load it in parts.",
                ),
            )
        )
    scenarios: dict[str, Scenario] = {}
    sets: dict[str, DialogueSet] = {}
    sources: dict[tuple[str, str], Source] = {}
    first_seen: dict[str, str] = {}
    lines: list[Line] = []
    modules: list[Module] = []
    found: list[Problem] = []
    root = path if path.is_dir() else path.parent
    for file in files:
        name = str(file.relative_to(root)) if path.is_dir() else str(file)
        problems = Problems(name)
        tree, syntax = _tree(file, name)
        problems.found += syntax
        if tree is not None and not any(p.severity == "error" for p in syntax):
            if file.name == _MODULES_FILE:
                modules += _modules(tree, problems)
            elif isinstance(tree, Mapping) and "lines" in tree.entries and "id" not in tree.entries:
                found_lines = _general_lines(tree, problems)
                if audited:
                    audit_general(found_lines, tree, problems)
                lines += found_lines
            elif is_set(tree):
                places: dict[tuple[str, str], tuple[int, int]] | None = {} if audited else None
                own = read_set(tree, problems, places)
                if own is not None and own.id in first_seen:
                    problems.add(tree, "set", _taken(own.id, first_seen), _OWN_ID)
                elif own is not None:
                    sets[own.id] = own
                    first_seen[own.id] = name
                    if places is not None:
                        audit_set(own, {text: at for (_, text), at in places.items()}, problems)
                        sources.update({key: Source(name, *at) for key, at in places.items()})
            else:
                scenario = read_scenario(tree, problems)
                if scenario is not None and scenario.id in first_seen:
                    problems.add(tree, "id", _taken(scenario.id, first_seen), _OWN_ID)
                elif scenario is not None:
                    if audited:
                        audit(scenario, tree, problems)
                        sources.update(
                            {
                                (scenario.id, text): Source(name, *at)
                                for text, at in text_places(tree).items()
                            }
                        )
                    if not any(p.severity == "error" for p in problems.found):
                        scenarios[scenario.id] = scenario
                        first_seen[scenario.id] = name
        found += problems.found
    return Loaded(
        scenarios=tuple(scenarios.values()),
        sets=tuple(sets.values()),
        lines=tuple(lines),
        modules=tuple(modules),
        problems=tuple(found),
        sources=sources,
    )


_OWN_ID = "Give each scenario and each set an id of its own."


def _taken(identifier: str, first_seen: dict[str, str]) -> str:
    return f"{identifier!r} is used in {first_seen[identifier]} already."


def course_files(path: Path) -> list[Path]:
    """The YAML files of a path in order: the file itself, or all below a folder."""
    if path.is_file():
        return [path]
    if not path.is_dir():
        return []
    found = (f for pattern in ("*.yaml", "*.yml") for f in path.rglob(pattern))
    return sorted(f for f in found if not f.name.startswith(("_", ".")) and f.is_file())


def _tree(file: Path, name: str) -> tuple[Node | None, tuple[Problem, ...]]:
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return None, (
            _file_problem(name, f"cannot be read ({error.strerror}).", "Check the file."),
        )
    text, problems = decode(data, name)
    if text is None:
        return None, problems
    tree, found = parse(text, name)
    return tree, (*problems, *found)


def _general_lines(tree: Mapping, problems: Problems) -> list[Line]:
    top = Fields(tree, problems)
    top.choice("format", ("1",), required=True)
    block = top.mapping("lines", "the lines, act by act")
    top.close()
    if block is None:
        return []
    return [line for act in block.node.entries for line in read_lines(block, act, act)]


def _modules(tree: object, problems: Problems) -> list[Module]:
    if not isinstance(tree, Mapping):
        return []
    top = Fields(tree, problems)
    top.choice("format", ("1",))
    found = []
    for i, node in enumerate(top.items("modules", "the units of the course")):
        if not isinstance(node, Mapping):
            problems.add(node, f"modules[{i}]", "must be a block of keys.", "Begin it with - id: …")
            continue
        fields = Fields(node, problems, f"modules[{i}]")
        identifier = fields.text("id", "logistics", limit=60)
        title, aims = (
            fields.bilingual("title", required=True),
            fields.bilingual("aims", required=True),
        )
        can_do = _can_do(fields)
        fields.close()
        if identifier and title and aims:
            found.append(Module(id=identifier, title=title, aims=aims, can_do=can_do))
    top.close()
    return found


def _can_do(fields: Fields) -> Bilingual:
    """Can-do statements: one text in both languages, a list of such, or `{zh: […], en: […]}`."""
    node = fields.raw("can_do")
    if isinstance(node, Mapping) and all(hasattr(n, "items") for n in node.entries.values()):
        block = Fields(node, fields.problems, fields.field("can_do"))
        texts = Bilingual(zh="\n".join(block.texts("zh")), en="\n".join(block.texts("en")))
        block.close()
        return texts
    if isinstance(node, Mapping):
        return read_bilingual(node, fields.problems, fields.field("can_do")) or Bilingual(
            zh="", en=""
        )
    entries = [
        read_bilingual(n, fields.problems, fields.field("can_do")) for n in fields.items("can_do")
    ]
    known = [entry for entry in entries if entry is not None]
    return Bilingual(zh="\n".join(e.zh for e in known), en="\n".join(e.en for e in known))


def _file_problem(name: str, message: str, fix: str) -> Problem:
    return Problem(file=name, line=1, column=1, field="file", message=message, fix=fix)
