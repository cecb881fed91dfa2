"""The loaded course: scenarios by id, a teacher's sets, and the buyer's lines by act and language
with the band they really need."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

from tutor.dialogue.audit import line_level, names_of
from tutor.dialogue.cache import Course, cached_course
from tutor.dialogue.load import Loaded, Module, course_files, load_scenarios
from tutor.dialogue.script_play import as_scenario, play_id
from tutor.domain import Bilingual, DialogueSet, Lang, Line, Scenario, ScriptedDialogue, Standard
from tutor.errors import DialogueError, Problem, TutorError, UnknownName

_OFF_LIST_BAND = 9
_NAMED = 50  # sets that the message about an unknown name lists
_COMPARED = 2_000  # names of sets and dialogues that an unknown name is compared with


@dataclass(frozen=True)
class Library:
    """Scenarios in course order, a teacher's dialogue sets and the general lines. Raises
    `UnknownName` for an unknown id."""

    scenarios: tuple[Scenario, ...]
    general: tuple[Line, ...]
    modules: tuple[Module, ...] = ()
    sets: tuple[DialogueSet, ...] = ()
    problems: tuple[Problem, ...] = ()  # errors of the files that were left out

    def __post_init__(self) -> None:
        by_act: dict[tuple[str, Lang], list[Line]] = {}
        for line in self.general:
            by_act.setdefault((line.act, line.lang), []).append(line)
        object.__setattr__(self, "_by_act", {key: tuple(lines) for key, lines in by_act.items()})
        object.__setattr__(self, "_by_id", {s.id: s for s in self.scenarios})
        scripts = {}
        for own in self.sets:
            # The name of a set alone plays its first dialogue.
            scripts[own.id] = (own, own.dialogues[0])
            scripts |= {play_id(own, dialogue): (own, dialogue) for dialogue in own.dialogues}
        object.__setattr__(self, "_scripts", scripts)

    def scenario(self, identifier: str) -> Scenario:
        by_id: dict[str, Scenario] = self._by_id  # type: ignore[attr-defined]
        scripts: dict[str, tuple[DialogueSet, ScriptedDialogue]] = self._scripts  # type: ignore[attr-defined]
        if identifier not in by_id and identifier in scripts:
            return as_scenario(*scripts[identifier])
        if identifier not in by_id:
            names = (*(own.id for own in self.sets[:_NAMED]), *by_id, *islice(scripts, _COMPARED))
            names = tuple(dict.fromkeys(names))
            raise UnknownName("scenario", identifier[:80], names)
        return by_id[identifier]

    def joined(self, other: Library) -> Library:
        """This library and another one; where both have an id, the other's counts."""
        taken = {s.id for s in other.scenarios} | {own.id for own in other.sets}
        return Library(
            scenarios=(*(s for s in self.scenarios if s.id not in taken), *other.scenarios),
            general=(*self.general, *other.general),
            modules=tuple({m.id: m for m in (*self.modules, *other.modules)}.values()),
            sets=(*(own for own in self.sets if own.id not in taken), *other.sets),
            problems=(*self.problems, *other.problems),
        )

    def lines(self, act: str, lang: Lang, scenario: Scenario | None) -> tuple[Line, ...]:
        """The lines of an act: of one scenario, or with None the general ones."""
        if scenario is not None:
            # Its own, whatever the library has under its id: a case goes on as it began.
            return tuple(n for n in scenario.lines if n.act == act and n.lang == lang)
        by_act: dict[tuple[str, Lang], tuple[Line, ...]] = self._by_act  # type: ignore[attr-defined]
        return by_act.get((act, lang), ())

    def levels(self, scenario: Scenario, standard: Standard) -> tuple[int, ...]:
        """The bands at which the case can be played in Chinese: from the lowest at which every
        step has a line, up to 9. A script has its words as they are, for every band."""
        if scenario.script:
            return tuple(range(1, 10))
        needed = [
            min(line_band(line, scenario, standard) for line in lines)
            for act in _steps(scenario)
            if (lines := [n for n in scenario.lines if n.act == act and n.lang == "zh"])
        ]
        lowest = max(needed, default=1)
        return tuple(range(max(lowest, 2), 10))

    def module_ids(self) -> tuple[str, ...]:
        ordered = [m.id for m in self.modules]
        return tuple(dict.fromkeys([*ordered, *(s.module for s in self.scenarios)]))


def line_band(line: Line, scenario: Scenario | None, standard: Standard) -> int:
    """The band a Chinese line needs in `standard`; 9 when it has a word on no list, 0 for English."""
    if line.lang != "zh":
        return 0
    names = names_of(scenario) if scenario is not None else ()
    return _band(line.text, names, standard)


@lru_cache(maxsize=65_536)
def _band(text: str, names: tuple[str, ...], standard: Standard) -> int:
    report = line_level(names, text, standard)
    return _OFF_LIST_BAND if report.off_list else report.level


def _steps(scenario: Scenario) -> Iterable[str]:
    yield "open"
    for question in scenario.questions:
        yield f"ask.{question.id}"
    for want in scenario.wants:
        yield f"ask.{want.id}"


def load_library(path: Path) -> Library:
    """The library of a folder, from the cache if its files are unchanged. Files with errors are left
    out and their errors kept in `problems`. Raises `DialogueError` with every problem when nothing
    at all loads."""
    course = cached_course(path, course_files(path), lambda: _load(path))
    return Library(
        scenarios=course.scenarios,
        general=course.lines,
        modules=course.modules,
        sets=course.sets,
        problems=course.problems,
    )


def left_out(library: Library) -> tuple[Bilingual, ...]:
    """One sentence on the dialogue files that are broken and left out; nothing when all are good."""
    files = dict.fromkeys(problem.file for problem in library.problems)
    if not files:
        return ()
    names = ", ".join(list(files)[:5])
    return (
        Bilingual(
            zh=f"有 {len(files)} 个对话文件有问题，没有载入：{names}。检查：kefu dialogues check",
            en=f"{len(files)} dialogue files have errors and are left out: {names}. "
            "To see what to mend: kefu dialogues check PATH",
        ),
    )


def _load(path: Path) -> Course:
    loaded: Loaded = load_scenarios(path)
    empty = not loaded.scenarios and not loaded.sets
    if empty and loaded.errors:
        raise DialogueError(loaded.errors)
    if empty:
        raise TutorError(
            f"No scenario was found in {path}. Check the folder with: kefu dialogues check {path}"
        )
    order = {module.id: i for i, module in enumerate(loaded.modules)}
    scenarios = sorted(
        loaded.scenarios, key=lambda s: (order.get(s.module, len(order)), s.module, s.level, s.id)
    )
    return Course(
        scenarios=tuple(scenarios),
        lines=loaded.lines,
        modules=loaded.modules,
        sets=loaded.sets,
        problems=loaded.errors,
    )
