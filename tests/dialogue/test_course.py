"""The shipped course: every file is clean, playable in both languages, and says nothing twice."""

from __future__ import annotations

from collections import Counter

import pytest

from tutor import resources
from tutor.dialogue.fill import fill, scenario_values
from tutor.dialogue.labels import known_labels
from tutor.dialogue.library import load_library
from tutor.dialogue.load import load_scenarios
from tutor.domain import LANGS, Lang, Scenario
from tutor.services import Services, build_services
from tutor.session import do_action, session_hint, start, take_turn
from tutor.text.glossary import glossary

LIBRARY = load_library(resources.dialogues_dir())
each_scenario = pytest.mark.parametrize("scenario", LIBRARY.scenarios, ids=lambda s: s.id)


@pytest.fixture(scope="module")
def services() -> Services:
    return build_services()


def main_steps(scenario: Scenario) -> list[str]:
    """The steps of a case in which the agent has something to settle."""
    return [
        "open",
        *(f"ask.{question.id}" for question in scenario.questions),
        *(f"want.{want.id}" for want in scenario.wants),
    ]


def test_no_file_has_a_problem() -> None:
    loaded = load_scenarios(resources.dialogues_dir(), audited=True)
    assert [str(p) for p in loaded.problems] == []


def test_ten_modules_with_eight_cases_or_more() -> None:
    per_module = Counter(s.module for s in LIBRARY.scenarios)
    assert len(per_module) >= 10
    assert min(per_module.values()) >= 8
    assert set(per_module) == {m.id for m in LIBRARY.modules}


def test_no_line_stands_in_two_cases() -> None:
    owners: dict[str, set[str | None]] = {}
    for scenario in LIBRARY.scenarios:
        for line in scenario.lines:
            owners.setdefault(line.text, set()).add(scenario.id)
    for line in LIBRARY.general:
        owners.setdefault(line.text, set()).add(None)
    assert [text for text, who in owners.items() if len(who) > 1] == []


@each_scenario
def test_two_chinese_bands_and_english_for_every_step(scenario: Scenario) -> None:
    steps = [
        "open",
        *(f"ask.{q.id}" for q in scenario.questions),
        *(f"ask.{w.id}" for w in scenario.wants),
    ]
    for act in steps:
        bands = {line.level for line in scenario.lines if line.act == act and line.lang == "zh"}
        assert len(bands) >= 2, act
        assert min(b for b in bands if b) <= scenario.level
        assert (
            len([line for line in scenario.lines if line.act == act and line.lang == "en"]) >= 2
        ), act


@each_scenario
def test_a_culture_note_and_graded_answers_for_every_step(scenario: Scenario) -> None:
    assert scenario.culture is not None
    assert scenario.culture.zh.strip()
    assert scenario.culture.en.strip()
    for step in main_steps(scenario):
        answers = [a.texts for a in scenario.model_answers if a.step == step]
        assert len({text for texts in answers for text in texts["zh"]}) >= 3, step
        assert len({text for texts in answers for text in texts["en"]}) >= 2, step


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("richer", [1, 2])
@each_scenario
def test_each_graded_answer_answers_and_solves(
    services: Services, scenario: Scenario, richer: int, lang: Lang
) -> None:
    """`tests/test_session.py` plays the simplest answers; here the second and the third."""
    session = start(services, scenario.id, lang=lang)
    while not session.done and session.turn < scenario.max_turns:
        agenda = session.buyer_state.agenda
        hint = session_hint(services, session)
        texts = [line for line in hint if not line.startswith("/do ")]
        for line in hint[: len(hint) - len(texts)]:
            session, _ = do_action(services, session, line)
        asked = agenda[0] if session.turn and agenda else "open"
        session = take_turn(services, session, texts[min(richer, len(texts) - 1)]).session
        if asked.startswith("ask."):
            assert asked not in session.buyer_state.agenda, asked
    assert session.outcome == "solved", [u.text for u in session.history]


@each_scenario
def test_questions_and_wants_have_names_of_their_own(scenario: Scenario) -> None:
    names = [q.id for q in scenario.questions] + [w.id for w in scenario.wants]
    assert len(set(names)) == len(names)


@each_scenario
def test_every_line_and_answer_can_be_filled(scenario: Scenario) -> None:
    for lang in LANGS:
        values = scenario_values(scenario, lang) | {"word": "清关"}
        texts = [line.text for line in scenario.lines if line.lang == lang]
        texts += [text for answer in scenario.model_answers for text in answer.texts[lang]]
        for text in texts:
            assert "{" not in fill(text, values)


@each_scenario
def test_the_desk_adds_up(scenario: Scenario) -> None:
    order, shipment = scenario.desk.order, scenario.desk.shipment
    assert scenario.desk.today is not None
    if order is not None and order.placed is not None:
        assert order.placed <= scenario.desk.today
    if shipment is not None:
        days = [e.on for e in shipment.events]
        assert days == sorted(days)
        assert all(day <= scenario.desk.today for day in days)
        if shipment.shipped and shipment.eta:
            assert shipment.shipped <= shipment.eta


@each_scenario
def test_key_terms_are_in_the_glossary(scenario: Scenario) -> None:
    assert scenario.key_terms
    assert [term for term in scenario.key_terms if term not in glossary()] == []


def test_general_lines_cover_every_act_at_low_bands() -> None:
    acts = [
        "greet_back",
        "acknowledge",
        "wait_ok",
        "press_wait",
        "press",
        "accept_offer",
        "ask_done",
        "reject_offer",
        "reject_refusal",
        "soften",
        "react_empathy",
        "complain_rude",
        "leave",
        "not_understood",
        "wrong_language",
        "ask_meaning",
        "dont_know",
        "ask_why_needed",
        "prefer_platform",
        "thank",
        "thank_close",
        "close_escalated",
        "close_unsolved",
    ]
    for act in acts:
        chinese = LIBRARY.lines(act, "zh", None)
        assert sum(1 for line in chinese if (line.level or 9) <= 3) >= 3, act
        assert len(LIBRARY.lines(act, "en", None)) >= 5, act


@each_scenario
def test_payment_and_facts_are_named_in_both_languages(scenario: Scenario) -> None:
    order = scenario.desk.order
    if order is not None and order.payment is not None:
        assert order.payment.isascii() or order.payment_en
    unnamed = set(scenario.desk.facts) - set(known_labels()) - set(scenario.desk.fact_labels)
    assert unnamed == set(), "write a label under the fact"
