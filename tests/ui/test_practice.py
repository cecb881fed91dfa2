"""The events of the page, as plain functions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.domain import Scenario
from tutor.errors import StoreError
from tutor.records.store import open_store
from tutor.services import Services
from tutor.session import session_hint
from tutor.ui.chat import model_answers
from tutor.ui.practice import (
    ACTIONS,
    PageError,
    Practice,
    View,
    command_of,
    learner_of,
    new_learner,
)

TEXT = "您好，我帮您查一下，请稍等。"


def some(services: Services, *, coupon_limit: bool = False) -> Scenario:
    """A scenario of the course, with an order that was paid where a coupon limit is asked for."""
    for scenario in services.library.scenarios:
        policy = scenario.desk.policy
        if not coupon_limit or (policy and policy.coupon_limit is not None):
            return scenario
    raise AssertionError("no such scenario in the course")


def begin(practice: Practice, learner: str, scenario: Scenario, lang: str = "zh") -> View:
    level = practice.level_for(scenario.id, scenario.standard)
    return practice.begin(learner, scenario.id, lang, level, scenario.standard, "en")


def test_a_reply_shows_its_feedback_before_the_buyers_answer(
    practice: Practice, services: Services, learner: str
) -> None:
    opened = begin(practice, learner, some(services))
    assert opened.case is not None
    views = []
    for view in practice.reply(opened.case, learner, TEXT, "en"):
        # It is in the record before it is on the page.
        assert len(practice.store.turns(opened.case)) == 1
        views.append(view)
    first, second = views
    assert "k-feedback" in first.chat
    assert "k-writing" in first.chat
    assert "k-writing" not in second.chat
    assert second.chat.count("k-from-buyer") == 2
    assert first.taken
    assert second.taken


@pytest.mark.parametrize("text", ["", "   ", "！！！", "😀", "好" * 10_000, "\u202e\u200b"])
def test_a_text_that_is_no_reply_changes_nothing(
    practice: Practice, services: Services, learner: str, text: str
) -> None:
    case = begin(practice, learner, some(services)).case
    assert case is not None
    (view,) = practice.reply(case, learner, text, "zh")
    assert view.only_notice
    assert not view.taken
    assert 'role="alert"' in view.notice
    assert practice.store.turns(case) == ()


def test_a_store_that_fails_shows_nothing_as_done(
    practice: Practice, services: Services, learner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = begin(practice, learner, some(services)).case

    def fail(self: object, result: object) -> None:
        raise StoreError("The disk is full.", "磁盘满了。")

    monkeypatch.setattr(type(practice.store), "record_turn", fail)
    (view,) = practice.reply(case, learner, TEXT, "zh")
    assert view.only_notice
    assert "磁盘满了" in view.notice


def test_a_fault_of_ours_is_no_traceback(
    practice: Practice, services: Services, learner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = begin(practice, learner, some(services)).case
    monkeypatch.setattr("tutor.ui.practice.take_turn", lambda *_: 1 / 0)
    (view,) = practice.reply(case, learner, TEXT, "en")
    assert view.only_notice
    assert "ZeroDivisionError" not in view.notice
    assert "try again" in view.notice


def test_an_open_case_is_found_again_by_a_new_process(
    practice: Practice, services: Services, learner: str, tmp_path: Path
) -> None:
    case = begin(practice, learner, some(services)).case
    *_, last = practice.reply(case, learner, TEXT, "en")
    again = Practice(services, open_store(f"sqlite:///{tmp_path / 'kefu.sqlite3'}"))
    assert again.resume(learner, None, "en").chat == last.chat
    assert again.resume(learner, case, "en").chat == last.chat
    again.store.close()  # type: ignore[attr-defined]
    assert practice.resume(new_learner(), case, "en") == View(case=None)


def test_nobody_reads_plays_or_deletes_the_case_of_another(
    practice: Practice, services: Services, learner: str
) -> None:
    case = begin(practice, learner, some(services)).case
    assert case is not None
    other = new_learner()
    (view,) = practice.reply(case, other, TEXT, "en")
    assert view.only_notice
    assert practice.show(case, other, "en").only_notice
    assert practice.act(case, other, "coupon 1", "en").only_notice
    with pytest.raises(PageError):
        practice.delete(case, other)
    assert practice.show(case, learner, "en").chat


def test_an_action_against_policy_is_asked_back_and_then_marked(
    practice: Practice, services: Services, learner: str
) -> None:
    scenario = some(services, coupon_limit=True)
    policy = scenario.desk.policy
    assert policy is not None
    assert policy.coupon_limit is not None
    case = begin(practice, learner, scenario).case
    command = f"coupon {policy.coupon_limit + 1}"
    asked = practice.act(case, learner, command, "en")
    assert asked.ask
    assert asked.pending == command
    assert "k-done" not in asked.desk
    done = practice.act(case, learner, command, "en", sure=True)
    assert "against policy" in done.notice
    assert "k-done" in done.desk
    assert "against policy" in done.desk
    within = practice.act(case, learner, f"coupon {policy.coupon_limit}", "en")
    assert not within.ask
    assert "against policy" not in within.notice


def test_an_action_that_cannot_be_done_says_why_in_the_pages_language(
    practice: Practice, services: Services, learner: str
) -> None:
    case = begin(practice, learner, some(services)).case
    before = practice.show(case, learner, "zh").desk
    for command in ("coupon -3", "refund 999999999", "dance", "change_address"):
        view = practice.act(case, learner, command, "zh")
        assert view.only_notice, command
        assert 'role="alert"' in view.notice
    assert practice.show(case, learner, "zh").desk == before


def test_a_case_ends_with_its_report_and_takes_no_more(
    practice: Practice, services: Services, learner: str
) -> None:
    case = begin(practice, learner, some(services)).case
    list(practice.reply(case, learner, TEXT, "en"))
    closed = practice.close(case, learner, "en")
    assert closed.done
    assert "Not solved" in closed.report
    (late,) = practice.reply(case, learner, TEXT, "en")
    assert late.only_notice
    assert practice.resume(learner, None, "en") == View(case=None)
    assert practice.resume(learner, case, "en").done


def test_pinyin_and_levels_can_be_switched_only_where_there_are_any(
    practice: Practice, services: Services, learner: str
) -> None:
    assert begin(practice, learner, some(services), "zh").chinese
    assert not begin(practice, learner, some(services), "en").chinese


def play_well(practice: Practice, learner: str, scenario: Scenario, lang: str) -> View:
    """Answers as the hints say until the case is over."""
    view = begin(practice, learner, scenario, lang)
    assert view.case is not None
    for _ in range(scenario.max_turns):
        session = practice.store.load(view.case, practice.services.library.scenario)
        lines = session_hint(practice.services, session)
        for line in lines:
            if line.startswith("/do "):
                practice.act(view.case, learner, line[4:], "en", sure=True)
        said = [line for line in lines if not line.startswith("/do ")]
        *_, view = practice.reply(view.case, learner, said[0], "en")
        if view.done:
            return view
    return view


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_case_played_by_its_hints_ends_in_a_report(
    practice: Practice, services: Services, learner: str, lang: str
) -> None:
    view = play_well(practice, learner, services.library.scenarios[0], lang)
    assert view.done
    assert 'class="k-outcome k-good"' in view.report
    assert "Solved" in view.report


def test_past_cases_are_read_only_and_can_be_deleted(
    practice: Practice, services: Services, learner: str
) -> None:
    case = begin(practice, learner, some(services)).case
    assert case is not None
    list(practice.reply(case, learner, "你等一下", "en"))
    (summary,) = practice.past(learner)
    assert summary.id == case
    replay = practice.replay(case, learner, "en")
    assert "k-from-agent" in replay
    assert "<button" not in replay
    practice.delete(case, learner)
    assert practice.past(learner) == ()


def test_only_levels_that_can_be_played_are_offered(practice: Practice, services: Services) -> None:
    for scenario in services.library.scenarios:
        for standard in ("2.0", "2021", "2025"):
            offered = [level for _, level in practice.levels(scenario.id, standard, "en")]
            possible = services.library.levels(scenario, standard)  # type: ignore[arg-type]
            assert set(offered) <= set(possible)
            nearest = practice.level_for(scenario.id, standard, 1)
            assert nearest == min(offered, default=None)


@pytest.mark.parametrize(
    ("fields", "command"),
    [
        (("refund", None, None, None), "refund"),
        (("partial_refund", "5", None, None), "refund 5"),
        (("partial_refund", " 1,035.80 ", None, None), "refund 1035.80"),
        (("coupon", 3, None, None), "coupon 3"),
        (("paid_repair", "25.00", None, None), "repair 25"),
        (("repair", "25", None, None), "repair"),
        (("reship", None, "BW-01", "x"), "reship BW-01"),
        (("reship", None, "", ""), "reship"),
        (("exchange", None, "S-1", "size  42"), "exchange S-1 size 42"),
        (("change_address", None, None, "8 Soi 21\nBangkok"), "change_address 8 Soi 21 Bangkok"),
        (("escalate", None, None, ""), "escalate"),
        (("cancel", "7", "B", "note"), "cancel"),
    ],
)
def test_the_form_becomes_a_command(fields: tuple[object, ...], command: str) -> None:
    assert command_of(*fields) == command


@pytest.mark.parametrize(
    "fields",
    [
        ("coupon", "", None, None),
        ("coupon", "NaN", None, None),
        ("coupon", "1e400", None, None),
        ("coupon", "-1", None, None),
        ("partial_refund", "five", None, None),
        ("change_address", None, None, "  "),
        ("rm -rf", None, None, None),
        (None, None, None, None),
    ],
)
def test_a_form_that_lacks_something_says_so(fields: tuple[object, ...]) -> None:
    with pytest.raises(PageError):
        command_of(*fields)


anything: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.integers(),
    st.floats(),
    st.lists(st.text(max_size=3), max_size=2),
)


@settings(deadline=None)
@given(st.tuples(st.sampled_from(ACTIONS) | anything, anything, anything, anything))
def test_any_form_is_a_one_line_command_or_a_page_error(fields: tuple[Any, ...]) -> None:
    try:
        command = command_of(*fields)
    except PageError:
        return
    assert command.split()[0] in {*ACTIONS, "refund"}
    assert "\n" not in command
    assert len(command) < 300


@given(anything)
def test_a_learners_name_is_ours_or_none(value: Any) -> None:
    assert learner_of(value) in (None, value)
    assert learner_of(new_learner()) is not None


def test_model_answers_show_the_actions_that_go_before_them(
    services: Services, practice: Practice, learner: str
) -> None:
    view = begin(practice, learner, some(services))
    assert view.case is not None
    session = practice.store.load(view.case, services.library.scenario)
    html = model_answers(session, ("/do coupon 3", "您好"), "en")
    assert "<code>coupon 3</code>" in html
    assert 'data-use="您好"' in html
    assert html.count("<button") == 1
