"""What is published while the program runs: found at once, taken back, kept by who has begun."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from tutor.dialogue.published import Published
from tutor.domain import DialogueSet, Scenario, ScriptedDialogue, ScriptTurn
from tutor.errors import UnknownName
from tutor.services import Services, build_services
from tutor.session import session_hint, start, take_turn


@pytest.fixture(scope="module")
def course() -> Services:
    return build_services(encoder="none")


@pytest.fixture
def services(course: Services) -> Services:
    return replace(course, published=Published())


def own_set(answer: str, name: str = "own-tea") -> DialogueSet:
    turns = (
        ScriptTurn(role="buyer", text="请问这款茶叶还有吗？", lang="zh"),
        ScriptTurn(role="agent", text=answer, lang="zh"),
        ScriptTurn(role="buyer", text="好的，谢谢！", lang="zh"),
    )
    return DialogueSet(
        id=name, title="茶叶", dialogues=(ScriptedDialogue(id="stock", turns=turns),)
    )


def reworded(scenario: Scenario, text: str) -> Scenario:
    """The scenario with every Chinese opening said as `text`."""
    lines = tuple(
        replace(line, text=text) if line.act == "open" and line.lang == "zh" else line
        for line in scenario.lines
    )
    return replace(scenario, lines=lines)


def test_a_published_set_is_found_and_the_course_stays_as_it_was(services: Services) -> None:
    before = services.library.sets
    services.published.put(own_set("有的，您要几盒？"))
    assert services.find("own-tea").id == "own-tea/stock"
    assert start(services, "own-tea/stock").history[-1].text == "请问这款茶叶还有吗？"
    assert services.library.sets == before
    with pytest.raises(UnknownName):
        services.library.scenario("own-tea")


def test_what_is_taken_back_is_gone_but_a_begun_case_goes_on(services: Services) -> None:
    services.published.put(own_set("有的，您要几盒？"))
    session = start(services, "own-tea")
    assert services.published.take_back("own-tea", "never-there") == ("own-tea",)
    with pytest.raises(UnknownName):
        start(services, "own-tea")
    result = take_turn(services, session, "有的，您要几盒？")
    assert result.reply is not None
    assert result.match is not None
    assert result.match.likeness == 1.0


def test_a_new_version_is_for_new_cases_only(services: Services) -> None:
    services.published.put(own_set("有的，您要几盒？"))
    old = start(services, "own-tea")
    services.published.put(own_set("真抱歉，已经卖完了。"))
    new = start(services, "own-tea")
    assert session_hint(services, old) == ("有的，您要几盒？",)
    assert session_hint(services, new) == ("真抱歉，已经卖完了。",)


def test_a_case_of_the_course_speaks_its_own_version_while_another_is_published(
    services: Services,
) -> None:
    shipped = services.library.scenarios[0]
    services.published.put(reworded(shipped, "您好！"))
    assert start(services, shipped.id).history[-1].text == "您好！"
    services.published.take_back(shipped.id)
    assert start(services, shipped.id).history[-1].text != "您好！"


def test_all_of_a_publication_is_seen_or_nothing(services: Services) -> None:
    pair = (own_set("甲", "own-a"), own_set("乙", "own-b"))
    torn: list[int] = []
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            seen = {own.id for own in services.playable().sets} & {"own-a", "own-b"}
            if len(seen) == 1:
                torn.append(1)

    def turn(place: int) -> None:
        for _ in range(200):
            services.published.put(own_set("丙", f"own-{place}"))
            services.published.put(*pair)
            services.published.take_back("own-a", "own-b")

    watcher = threading.Thread(target=look)
    writers = [threading.Thread(target=turn, args=(n,)) for n in range(3)]
    watcher.start()
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    stop.set()
    watcher.join()
    assert torn == []
    # No publication of one thread was lost to another's.
    assert {own.id for own in services.published.library.sets} == {"own-0", "own-1", "own-2"}
