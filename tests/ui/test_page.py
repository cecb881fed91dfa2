"""The page as gradio builds it, and the way it is served."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from tutor.errors import TutorError
from tutor.ui.app import _GRADIOS, build_app, look, serve
from tutor.ui.past import PastTab
from tutor.ui.play import PlayTab, remembered, who, wished
from tutor.ui.practice import Practice, View, new_learner

pytestmark = pytest.mark.usefixtures("closed_loops")


@pytest.fixture
def page(practice: Practice) -> Any:
    return build_app(practice.services, practice.store)


@pytest.fixture
def play(practice: Practice) -> Iterator[PlayTab]:
    import gradio as gr

    with gr.Blocks(analytics_enabled=False):
        yield PlayTab(practice, "en")


def test_the_page_builds_and_names_no_place_outside(page: Any) -> None:
    config = json.dumps(page.get_config_file(), default=str)
    assert "https://" not in config
    assert page.analytics_enabled is False
    style = look()
    assert "http" not in style["css"].lower()
    assert "http" not in style["head"].lower()
    assert style["theme"]._stylesheets == []


def test_no_event_is_offered_as_a_public_interface(page: Any) -> None:
    shown = [
        fn.api_name
        for fn in page.fns.values()
        if fn.fn is not None and fn.api_visibility != "private"
    ]
    assert shown == []


def test_every_view_fills_every_part(play: PlayTab, practice: Practice) -> None:
    scenario = practice.services.library.scenarios[0]
    learner = new_learner()
    opened = practice.begin(learner, scenario.id, "zh", scenario.level, scenario.standard, "en")
    refused = practice.act(opened.case, learner, "dance", "en")
    for view in (View(case=None), opened, refused):
        assert len(play.show(view, "en")) == len(play.outputs())
    assert len(play.relabel("zh")) == len(play.labels())


def test_a_notice_of_the_desk_leaves_the_rest_as_it_is(play: PlayTab) -> None:
    view = View(case="x", notice="<p>no</p>", only_notice=True)
    updates = dict(zip(play.outputs(), play.show(view, "en", at_desk=True), strict=True))
    assert updates[play.act_notice]["value"] == "<p>no</p>"
    assert updates[play.notice]["value"] == ""
    assert "value" not in updates[play.box]
    assert "value" not in updates[play.chat]


def test_a_failed_reply_leaves_the_box_and_a_taken_one_empties_it(play: PlayTab) -> None:
    where = play.outputs().index(play.box)
    failed = play.show(View(case="x", notice="no", only_notice=True), "en")[where]
    assert "value" not in failed
    assert play.show(View(case="x", taken=True), "en")[where] == ""


def test_whatever_the_chooser_is_sent_it_offers_what_can_be_played(
    play: PlayTab, practice: Practice
) -> None:
    for fields in (
        ("", "no-such-case", "fr", 99, "1999"),
        (None, None, None, None, None),
        (["x"], {"a": 1}, 7, "4", 2025),
    ):
        safe = tuple(str(f) if isinstance(f, (list, dict)) else f for f in fields)
        module, scenario, lang, level, standard, _ = play.choose(safe, "en")
        assert scenario["value"] in [value for _, value in scenario["choices"]]
        assert lang["value"] in [value for _, value in lang["choices"]]
        assert level["value"] in [value for _, value in level["choices"]]
        assert standard["value"] in ("2.0", "2021", "2025")
        assert module["value"] == ""


@pytest.mark.parametrize(
    "sent", [None, 3, "x", [], {}, {"learner": 5, "case": 7}, {"learner": "../x"}]
)
def test_whatever_a_browser_remembers_becomes_a_learner(sent: Any) -> None:
    me = remembered(sent)
    assert len(me["learner"]) == 32
    assert me["case"] is None
    assert who(me) == (None, me["learner"])


def test_a_learner_is_remembered() -> None:
    me = remembered({})
    assert remembered({**me, "case": "abc", "lang": "zh"}) == {**me, "case": "abc", "lang": "zh"}


def test_gradios_own_words_are_those_of_the_page_in_every_browser() -> None:
    words = look()["i18n"].translations_dict
    assert {"en", "th", "id", "zh-CN"} <= set(words)
    for said in words.values():
        assert set(said) == set(_GRADIOS)
        assert said["common.complete"] == "Done · 完成"


@pytest.mark.parametrize("sent", [0, 10, True, "4", 4.5, None, [4]])
def test_a_level_that_is_none_is_forgotten(sent: Any) -> None:
    assert remembered({"level": sent})["level"] is None
    assert remembered({"level": 4})["level"] == 4


def test_the_level_follows_the_case_until_the_learner_chooses_one(
    play: PlayTab, practice: Practice
) -> None:
    nobody, four = remembered({}), remembered({"level": 4})
    cases = [s for s in practice.services.library.scenarios if s.standard == "2025"]
    assert len({case.level for case in cases}) > 2
    for case in cases:
        fields = ("", case.id, "zh", cases[0].level, case.standard)
        level = play.choose(wished(nobody, fields), "en")[3]
        assert level["value"] == practice.level_for(case.id, case.standard)
        level = play.choose(wished(four, fields), "en")[3]
        assert level["value"] == practice.level_for(case.id, case.standard, 4)


def test_an_english_case_asks_for_no_level(play: PlayTab, practice: Practice) -> None:
    case = practice.services.library.scenarios[0]
    for lang in ("zh", "en"):
        updates = play.choose(("", case.id, lang, None, case.standard), "en")
        assert updates[3]["visible"] is updates[4]["visible"] is (lang == "zh")


def test_the_list_of_past_cases_is_the_learners_own(practice: Practice) -> None:
    import gradio as gr

    scenario = practice.services.library.scenarios[0]
    learner = new_learner()
    case = practice.begin(learner, scenario.id, "zh", scenario.level, scenario.standard, "en").case
    with gr.Blocks(analytics_enabled=False):
        past = PastTab(practice, "en")
    assert len(past.relabel("zh")) == len(past.labels())
    mine = past.show({"learner": learner}, None, "en")
    assert len(mine) == len(past.outputs())
    assert [value for _, value in mine[0]["choices"]] == [case]
    assert scenario.persona.name.en in mine[5]
    theirs = past.show({"learner": new_learner()}, case, "en")
    assert theirs[0]["choices"] == []
    assert theirs[5] == ""


def test_a_taken_port_is_one_clear_message() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(TutorError, match="--port") as caught:
            serve(port, open_browser=False)
    assert str(port) in caught.value.en
    assert str(port) in caught.value.zh


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_port_that_does_not_exist_is_refused(port: int) -> None:
    with pytest.raises(TutorError, match="no port"):
        serve(port, open_browser=False)
