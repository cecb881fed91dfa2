"""Teachers' dialogue sets on the practice tab: found, played beside the script, resumed, reported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from test_render import Shown

from tutor.dialogue.library import Library
from tutor.dialogue.published import Published
from tutor.dialogue.script_play import MODULE
from tutor.domain import LANGS, DialogueSet, Lang, ScriptedDialogue, ScriptMatch, ScriptTurn
from tutor.records.sql_store import SqlStore
from tutor.records.store import open_store
from tutor.services import Services
from tutor.ui import own_sets
from tutor.ui.practice import Practice, View
from tutor.ui.script import nearness

GREETING = "您好，欢迎光临本店！"
ASKED = ("请问这款茶叶还有吗？", "那什么时候能发货呢？", "好的，谢谢！")
ANSWERS = ("有的，您要几盒？", "今天下午就能发货。")
NOTE = "先回答，再问数量。"
EVIL = "<script>alert(1)</script>\"'"


def turn(role: str, text: str, note: str | None = None) -> ScriptTurn:
    return ScriptTurn(role=role, text=text, lang="zh", note=note)


TEA = DialogueSet(
    id="tea-shop",
    title="茶叶店",
    level=4,
    dialogues=(
        ScriptedDialogue(
            id="stock",
            title="问库存",
            turns=(
                turn("agent", GREETING),
                turn("buyer", ASKED[0]),
                turn("agent", ANSWERS[0], NOTE),
                turn("buyer", ASKED[1]),
                turn("agent", ANSWERS[1]),
                turn("buyer", ASKED[2]),
            ),
        ),
        ScriptedDialogue(
            id="hello", turns=(turn("buyer", "在吗？"), turn("agent", "在的，您请说。"))
        ),
    ),
)


def many(count: int, name: str = "big") -> DialogueSet:
    pair = (turn("buyer", "在吗？"), turn("agent", "在的。"))
    dialogues = tuple(ScriptedDialogue(id=f"d{n}", turns=pair) for n in range(1, count + 1))
    return DialogueSet(id=name, title="大", dialogues=dialogues)


@pytest.fixture
def own(services: Services) -> Services:
    found = replace(services, published=Published())
    found.published.put(TEA)
    return found


@pytest.fixture
def practice(own: Services, tmp_path: Path) -> Iterator[Practice]:
    store = open_store(f"sqlite:///{tmp_path / 'kefu.sqlite3'}")
    yield Practice(own, store)
    assert isinstance(store, SqlStore)
    store.close()


def begin(practice: Practice, learner: str, name: str = "tea-shop/stock") -> View:
    return practice.begin(learner, name, "zh", 4, "2025", "en")


def play(practice: Practice, learner: str, *replies: str) -> View:
    view = begin(practice, learner)
    for text in replies:
        assert view.case is not None
        *_, view = practice.reply(view.case, learner, text, "en")
        assert not view.only_notice
    return view


@pytest.mark.parametrize("lang", LANGS)
def test_sets_are_listed_by_name_in_a_module_of_their_own(practice: Practice, lang: Lang) -> None:
    modules = {value: label for label, value in practice.modules(lang)}
    assert modules[MODULE] != MODULE
    shown = {value: label for label, value in practice.scenarios(MODULE, lang)}
    assert set(shown) == {"tea-shop/stock", "tea-shop/hello"}
    assert "茶叶店" in shown["tea-shop/stock"]
    assert "问库存" in shown["tea-shop/stock"]
    everything = {value for _, value in practice.scenarios("", lang)}
    assert everything > set(shown)


def test_without_sets_there_is_no_empty_module(services: Services) -> None:
    assert MODULE not in {value for _, value in own_sets.modules(services.library, "en")}


@pytest.mark.parametrize("counts", [(450,), (150, 150), (20_000,)])
def test_every_dialogue_of_large_sets_is_in_some_short_list(counts: tuple[int, ...]) -> None:
    sets = tuple(many(count, f"big-{n}") for n, count in enumerate(counts))
    library = Library(scenarios=(), general=(), sets=sets)
    found: list[str] = []
    for _, module in own_sets.modules(library, "en")[1:]:
        part = own_sets.cases(library, module, "en")
        assert 0 < len(part) <= own_sets.PART
        found += [value for _, value in part]
    assert len(found) == len(set(found)) == sum(counts)


@pytest.mark.parametrize(
    "module", [f"{MODULE}/big/x", f"{MODULE}/big/٣", f"{MODULE}/big/99999999", f"{MODULE}/..", "/"]
)
def test_a_module_that_nobody_offered_is_empty(module: str) -> None:
    library = Library(scenarios=(), general=(), sets=(many(250),))
    assert own_sets.cases(library, module, "en") == []


def test_a_library_of_sets_alone_has_a_first_case(services: Services) -> None:
    alone = replace(services, library=Library(scenarios=(), general=(), sets=(TEA,)))
    assert Practice(alone, None).first().id == "tea-shop/stock"


@pytest.mark.parametrize("lang", LANGS)
def test_a_set_names_no_country_mood_or_satisfaction(practice: Practice, lang: Lang) -> None:
    shown = Shown(practice.preview("tea-shop/stock", lang)).text
    view = practice.begin("a" * 32, "tea-shop/stock", "zh", 4, "2025", lang)
    for text in (shown, Shown(view.head).text):
        assert "ZZ" not in text
        assert MODULE not in text
    assert 'role="meter"' not in view.head
    assert not view.acting


def test_the_scripts_own_reply_stands_beside_the_learners_after_it(
    practice: Practice, learner: str
) -> None:
    opened = begin(practice, learner)
    assert GREETING in Shown(opened.chat).text
    assert ASKED[0] in Shown(opened.chat).text
    assert ANSWERS[0] not in Shown(opened.chat).text
    view = play(practice, learner, ANSWERS[0])
    shown = Shown(view.chat)
    assert "100% alike" in shown.text
    assert shown.text.count(ANSWERS[0]) == 2
    assert NOTE in shown.text
    assert ANSWERS[1] not in shown.text
    assert ASKED[1] in shown.text


def test_a_dialogue_ends_with_its_script_and_reports_without_an_outcome(
    practice: Practice, learner: str
) -> None:
    view = play(practice, learner, "有，您想买多少？", ANSWERS[1])
    assert view.done
    text = Shown(view.report).text
    assert "The dialogue is over" in text
    assert "all 2 messages" in text
    assert "Not finished" not in text
    assert "satisfaction" not in text
    assert ASKED[2] in Shown(view.chat).text


def test_a_dialogue_left_early_says_how_far_it_came(practice: Practice, learner: str) -> None:
    view = play(practice, learner, ANSWERS[0])
    text = Shown(practice.close(view.case, learner, "en").report).text
    assert "answered 1 of the buyer's 2" in text


def test_it_is_resumed_by_a_new_process_after_the_set_is_taken_back(
    practice: Practice, own: Services, learner: str, tmp_path: Path
) -> None:
    view = play(practice, learner, ANSWERS[0])
    own.published.take_back("tea-shop")
    again = Practice(own, open_store(f"sqlite:///{tmp_path / 'kefu.sqlite3'}"))
    assert again.resume(learner, None, "en").chat == view.chat
    *_, last = again.reply(view.case, learner, ANSWERS[1], "en")
    assert last.done
    again.store.close()  # type: ignore[attr-defined]
    assert begin(practice, learner).only_notice


def test_nearness_has_three_kind_sentences() -> None:
    said = [nearness(ScriptMatch(expected="x", likeness=n), "en") for n in (0.0, 0.5, 1.0)]
    assert len({text.split(" (")[0] for text in said}) == 3
    assert [text.split("(")[1].split("%")[0] for text in said] == ["0", "50", "100"]


def test_no_text_of_a_set_becomes_markup(practice: Practice, own: Services, learner: str) -> None:
    turns = (turn("agent", EVIL), turn("buyer", EVIL), turn("agent", EVIL, EVIL))
    bad = ScriptedDialogue(id="x", title=EVIL, note=EVIL, turns=turns)
    own.published.put(DialogueSet(id="bad", title=EVIL, dialogues=(bad,)))
    view = practice.begin(learner, "bad", "zh", 4, "2025", "en")
    *_, last = practice.reply(view.case, learner, "您好，请问有什么可以帮您？", "en")
    for page in (last.head, last.chat, last.desk, last.briefing, last.report):
        assert "script" not in Shown(page).tags
    assert "alert(1)" in Shown(last.chat).text
