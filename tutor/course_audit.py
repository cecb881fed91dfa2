"""What the tutor's own checks say of a teacher's model answers and of the agent's turns of a set.

A learner compares her reply with these texts, so a text that the checks would mark teaches two
things at once. Every finding is a warning: the teacher decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from tutor.check.analyse import analyse
from tutor.desk.actions import perform
from tutor.dialogue.audit import names_of
from tutor.dialogue.fill import case_values, fill
from tutor.dialogue.load import Loaded, Source
from tutor.domain import (
    LANGS,
    Case,
    Context,
    Finding,
    Lang,
    ModelAnswer,
    Scenario,
    Utterance,
)
from tutor.errors import ActionRefused, Problem
from tutor.text.analyse import read_text
from tutor.understand.read import understand

MAX_TEXTS = 5_000
_SORRY: dict[Lang, str] = {
    "zh": "您好，非常抱歉给您带来不便，我理解您的心情。",
    "en": "Hello, I am sorry for the trouble. I understand how you feel.",
}
# A model answer is one message of a longer talk that nobody has typed yet: what it leaves out may
# stand in the next one, and its words are graded by the level audit already.
_NOT_OF_ONE_ANSWER = frozenset(
    {
        "politeness.greeting_missing",
        "politeness.closing_missing",
        "terminology.missed",
        "vocabulary.above_level",
    }
)


class _Said(NamedTuple):
    """A text of the agent with what the checks may see beside it."""

    owner: str
    field: str
    text: str
    context: Context
    names: tuple[str, ...]
    values: Mapping[str, str]


class Marked(NamedTuple):
    """A finding in a text of the agent, and where the text stands."""

    at: Source
    field: str
    finding: Finding


def audit_answers(loaded: Loaded) -> tuple[Problem, ...]:
    """A warning for each finding in the model answers of the scenarios and in the agent's turns of
    the sets of `loaded`, at the place of the text. At most `MAX_TEXTS` texts are read."""
    return tuple(
        _cut(m) if m.finding is None else _told(m.at, m.field, m.finding)
        for m in _marked(loaded, MAX_TEXTS)
    )


def marked_answers(loaded: Loaded, most: int = MAX_TEXTS) -> tuple[tuple[Marked, ...], bool]:
    """The findings themselves, in the first `most` texts, and whether these were all the texts."""
    found = tuple(_marked(loaded, most))
    marked = tuple(Marked(m.at, m.field, m.finding) for m in found if m.finding is not None)
    return marked, len(marked) == len(found)


class _Place(NamedTuple):
    """A finding and its place; without a finding, the place where the reading ended."""

    at: Source
    field: str
    finding: Finding | None


def _marked(loaded: Loaded, most: int) -> Iterator[_Place]:
    seen: set[tuple[str, str]] = set()
    for said in chain(_answers(loaded), _turns(loaded)):
        if (said.owner, said.text) in seen:
            continue
        at = loaded.sources.get((said.owner, said.text), Source(said.owner, 1, 1))
        if len(seen) >= most:
            yield _Place(at, said.field, None)
            return
        seen.add((said.owner, said.text))
        for finding in _findings(said):
            yield _Place(at, said.field, finding)


def _cut(place: _Place) -> Problem:
    return _problem(
        place.at,
        place.field,
        f"and what follows was not audited: {MAX_TEXTS:,} replies were.",
        "Audit the files one by one.",
        None,
    )


def _findings(said: _Said) -> Iterator[Finding]:
    try:
        text = fill(said.text, said.values) if said.values else said.text
    except KeyError:
        return  # the audit of the scenario has named the fact that the case lacks
    read = read_text(text, None, said.context.standard, said.names)
    reading = understand(read, buyer=said.context.buyer, desk=said.context.desk)
    for finding in analyse(read, reading, said.context).findings:
        if finding.check not in _NOT_OF_ONE_ANSWER:
            yield finding


def _answers(loaded: Loaded) -> Iterator[_Said]:
    for scenario in loaded.scenarios:
        case = Case(desk=scenario.desk, photo_seen=True)
        names = names_of(scenario)
        opening = {line.lang: line.text for line in scenario.lines if line.act == "open"}
        for answer in scenario.model_answers:
            case = _acted(case, answer, scenario)
            for lang in LANGS:
                values = case_values(case.desk, lang, scenario.persona.name)
                for text in answer.texts.get(lang, ()):
                    first = answer.step == "open"
                    heard = _heard(scenario, answer.step, lang, values)
                    opened = opening.get(lang)
                    context = Context(
                        lang=lang,
                        channel=scenario.channel,
                        position="first" if first else "middle",
                        buyer=heard,
                        history=()
                        if first or opened is None
                        else (
                            Utterance(role="buyer", text=opened, lang=lang),
                            # Earlier answers have greeted and apologised; which one is not known.
                            Utterance(role="agent", text=_SORRY[lang], lang=lang),
                        ),
                        standard=scenario.standard,
                        desk=case.desk,
                        case=case,
                        key_terms=scenario.key_terms,
                    )
                    field = f"model_answers of {answer.step}"
                    yield _Said(scenario.id, field, text, context, names, values)


def _heard(scenario: Scenario, step: str, lang: Lang, values: Mapping[str, str]) -> str | None:
    """The buyer's message that a step answers, as it reads in the case."""
    act = f"ask.{step.removeprefix('want.')}" if step.startswith("want.") else step
    text = next((n.text for n in scenario.lines if n.act == act and n.lang == lang), None)
    try:
        return None if text is None else fill(text, values)
    except KeyError:
        return None


def _acted(case: Case, answer: ModelAnswer, scenario: Scenario) -> Case:
    values = case_values(case.desk, "en", scenario.persona.name)
    for command in answer.do:
        try:
            case, _ = perform(case, fill(command, values))
        except (ActionRefused, KeyError):
            continue
    return case


def _turns(loaded: Loaded) -> Iterator[_Said]:
    for own in loaded.sets:
        for dialogue in own.dialogues:
            history: list[Utterance] = []
            for turn in dialogue.turns:
                said = Utterance(role=turn.role, text=turn.text, lang=turn.lang)
                if turn.role == "agent":
                    asked = history[-1].text if history and history[-1].role == "buyer" else None
                    context = Context(
                        lang=turn.lang,
                        channel=own.channel,
                        buyer=asked,
                        history=tuple(history if asked is None else history[:-1]),
                        standard=own.standard,
                    )
                    yield _Said(own.id, f"agent of {dialogue.id}", turn.text, context, (), {})
                history.append(said)


def _told(at: Source, field: str, finding: Finding) -> Problem:
    marked = f" “{finding.text}”" if finding.text else ""
    better = f" Write: {finding.suggestion}" if finding.suggestion else ""
    return _problem(
        at,
        field,
        f"would be marked by the check {finding.check}{marked}: {finding.message.en}",
        f"{finding.why.en}{better}",
        finding.text or None,
    )


def _problem(at: Source, field: str, message: str, fix: str, value: str | None) -> Problem:
    return Problem(
        file=at.file,
        line=at.line,
        column=at.column,
        field=field,
        message=message,
        fix=fix,
        severity="warning",
        value=value,
        sheet=at.sheet,
        row=None if at.sheet is None else at.line,
    )
