"""The coach at the end of a case says what was said under each reply."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tutor.dialogue.published import Published
from tutor.dialogue.script_play import exchanges
from tutor.domain import DialogueSet, Feedback, Lang, ScriptedDialogue, ScriptTurn, Session
from tutor.services import Services, build_services
from tutor.session import coaching, finish, session_hint, start, take_turn


@pytest.fixture(scope="module")
def services() -> Services:
    return replace(build_services(encoder="none"), published=Published())


def played(services: Services, session: Session) -> tuple[Session, list[Feedback]]:
    """Three replies of the case's own model answers, and what was said of each."""
    said = []
    for _ in range(3):
        if session.done:
            break
        reply = next(x for x in session_hint(services, session) if not x.startswith("/do "))
        result = take_turn(services, session, reply)
        session = result.session
        said.append(result.feedback)
    return finish(session), said


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("number", range(0, 50, 10))
def test_the_coach_and_the_feedback_name_the_same_strategies(
    services: Services, number: int, lang: Lang
) -> None:
    scenario = services.library.scenarios[number]
    session, said = played(services, start(services, scenario.id, lang=lang))
    words = {word.strategy: word for word in coaching(session, said)}
    for place, feedback in enumerate(said):
        for strategy in feedback.strategies:
            assert words[strategy].rating == "used"
            assert place in words[strategy].replies
    shown = {strategy for feedback in said for strategy in feedback.strategies}
    assert {name for name, word in words.items() if word.rating == "used"} == shown


def greeted_set(*greeting: str) -> DialogueSet:
    turns = (
        *(ScriptTurn(role="agent", text=text, lang="zh") for text in greeting),
        ScriptTurn(role="buyer", text="请问这款茶叶还有吗？", lang="zh"),
        ScriptTurn(role="agent", text="有的，明天就能发货。", lang="zh"),
    )
    return DialogueSet(id="tea", dialogues=(ScriptedDialogue(id="one", turns=turns),))


@pytest.mark.parametrize(
    ("greeting", "rating"), [((), "missing"), (("您好，欢迎光临本店！",), "not rated")]
)
def test_a_greeting_of_the_script_is_not_the_learners(
    services: Services, greeting: tuple[str, ...], rating: str
) -> None:
    services.published.put(greeted_set(*greeting))
    session = start(services, "tea")
    assert len(exchanges(session.scenario.script)) == 1
    result = take_turn(services, session, "有的，明天就能发货。")
    words = {w.strategy: w for w in coaching(result.session, [result.feedback])}
    assert words["greeting"].rating == rating


def ending(*texts: tuple[str, str]) -> DialogueSet:
    turns = tuple(ScriptTurn(role=who, text=text, lang="zh") for who, text in texts)  # type: ignore[arg-type]
    return DialogueSet(id="end", dialogues=(ScriptedDialogue(id="one", turns=turns),))


@pytest.mark.parametrize(
    ("after", "called"),
    [
        ((("buyer", "好的。"), ("agent", "感谢您的支持，祝您生活愉快！")), True),
        ((("buyer", "好的，谢谢！"),), False),
        ((("buyer", "有红茶吗？"), ("agent", "有红茶。")), False),
    ],
)
def test_a_closing_is_called_for_where_the_script_itself_closes(
    services: Services, after: tuple[tuple[str, str], ...], called: bool
) -> None:
    services.published.put(ending(("buyer", "有绿茶吗？"), ("agent", "您好，有绿茶。"), *after))
    session, said = start(services, "end"), []
    while not session.done:
        result = take_turn(services, session, "您好，有的。")
        session = result.session
        said.append(result.feedback)
    missed = {finding.check for one in said for finding in one.findings}
    assert ("politeness.closing_missing" in missed) is called
    words = {w.strategy: w for w in coaching(session, said)}
    assert (words["closing"].rating == "missing") is called


@pytest.mark.parametrize(
    ("lang", "said", "frame", "word"),
    [
        ("zh", "您好，非常抱歉，请您发一张照片。", ("您是说，", "，对吗？"), "项链"),
        (
            "en",
            "Hello, I am sorry. Please send a photo.",
            ("So you mean that ", ", is that right?"),
            "necklace",
        ),
    ],
)
def test_a_missing_restatement_is_shown_with_the_problem_of_the_case(
    services: Services, lang: Lang, said: str, frame: tuple[str, str], word: str
) -> None:
    session = start(services, "pearl-necklace-dunedin", lang=lang, level=9)
    lines = (line for line in session.scenario.lines if line.act == "open" and line.lang == lang)
    # A message of such length that the problem should be said back.
    message = max((line.text for line in lines), key=len)
    session = replace(session, history=(replace(session.history[0], text=message),))
    result = take_turn(services, session, said)
    words = {w.strategy: w for w in coaching(finish(result.session), [result.feedback])}
    assert words["restatement"].rating == "missing"
    for advice in (words["restatement"].advice.zh, words["restatement"].advice.en):
        assert all(part in advice for part in (*frame, word))
