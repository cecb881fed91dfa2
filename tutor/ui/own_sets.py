"""The chooser's entries for cases and for teachers' dialogue sets. A set may hold thousands of
dialogues and a list on a page not, so large ones are offered in parts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from tutor.dialogue.library import Library
from tutor.dialogue.script_play import DEFAULT_LEVEL, MODULE, play_id
from tutor.domain import Bilingual, DialogueSet, Lang, ScriptedDialogue
from tutor.ui.strings import say

Choice = tuple[str, str]

PART = 200  # dialogues that one list shows
MOST_PARTS = 300  # entries of the list of modules


def modules(library: Library, lang: Lang) -> list[Choice]:
    """The modules that have cases, then the teachers' sets: as one entry, or one for each part."""
    titles: dict[str, Bilingual] = {module.id: module.title for module in library.modules}
    ids = dict.fromkeys(scenario.module for scenario in library.scenarios)
    found = [(say("choose.all", lang), "")]
    found += [(titles[i].get(lang) if i in titles else i, i) for i in ids]
    if not library.sets:
        return found
    own = say("module.own-dialogues", lang)
    if sum(len(one.dialogues) for one in library.sets) <= PART:
        return [*found, (own, MODULE)]
    parts = (
        (f"{own} · {title_of(one)}{_range(one, number)}", f"{MODULE}/{one.id}/{number}")
        for one in library.sets
        for number in range(_parts(one))
    )
    return [*found, *islice(parts, MOST_PARTS)]


def cases(library: Library, module: str, lang: Lang) -> list[Choice]:
    """The cases and dialogues of a module; of all modules for ""."""
    found = [
        (f"{s.title.get(lang)} · {band(s.level)}", s.id)
        for s in library.scenarios
        if module in ("", s.module)
    ]
    dialogues = (
        (f"{title_of(one, dialogue)} · {band(level_of(one, dialogue))}", play_id(one, dialogue))
        for one, dialogue in _dialogues(library, module)
    )
    return [*found, *islice(dialogues, PART)]


def title_of(owner: DialogueSet, dialogue: ScriptedDialogue | None = None) -> str:
    """The name of a set, or of a dialogue within it."""
    name = owner.title or owner.id
    return name if dialogue is None else f"{name} · {dialogue.title or dialogue.id}"


def level_of(owner: DialogueSet, dialogue: ScriptedDialogue) -> int:
    return dialogue.level or owner.level or DEFAULT_LEVEL


def band(level: int) -> str:
    """A level as HSK names it: 7 to 9 are one band."""
    return f"HSK {level}" if level < 7 else "HSK 7–9"


def _dialogues(library: Library, module: str) -> Iterator[tuple[DialogueSet, ScriptedDialogue]]:
    if module in ("", MODULE):
        for one in library.sets:
            yield from ((one, dialogue) for dialogue in one.dialogues)
        return
    kind, _, rest = module.partition("/")
    identifier, _, number = rest.partition("/")
    if kind != MODULE or not number.isdecimal() or not number.isascii() or len(number) > 6:
        return
    for one in library.sets:
        if one.id == identifier:
            start = int(number) * PART
            yield from ((one, dialogue) for dialogue in one.dialogues[start : start + PART])


def _parts(owner: DialogueSet) -> int:
    return -(-len(owner.dialogues) // PART)


def _range(owner: DialogueSet, number: int) -> str:
    if _parts(owner) == 1:
        return ""
    return f" {number * PART + 1}–{min((number + 1) * PART, len(owner.dialogues))}"
