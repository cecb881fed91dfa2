"""A reply shown back: every character of it, nothing else of it."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.check.rewrite import apply
from tutor.domain import Bilingual, Feedback, Finding, Severity, Span, Token, VocabularyReport
from tutor.text.analyse import read_text
from tutor.ui import render

hostile = st.text(
    st.sampled_from("<>&\"'`$/{}=!- \n你好您a1\u202e\u200b🎁")
    | st.characters(exclude_categories=["Cs"]),
    max_size=30,
)


class Shown(HTMLParser):
    """What a browser would show, and the tags it would build."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.tags, self.attributes = "", [], []  # type: ignore[var-annotated]
        self._hidden = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self._hidden += tag in ("rt", "sub", "sup")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("rt", "sub", "sup")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.text += data


def finding(start: int, end: int, text: str, severity: Severity = "error", **more: str) -> Finding:
    said = Bilingual(zh=more.get("message", "不好"), en=more.get("message", "bad"))
    return Finding(
        check=more.get("check", "register.pronoun"),
        severity=severity,
        span=Span(start, end),
        text=text[start:end],
        message=said,
        why=said,
        suggestion=more.get("suggestion"),
    )


def feedback(*findings: Finding, rewrite: str | None = None) -> Feedback:
    vocabulary = VocabularyReport(standard="2025", tokens=(), counts={})
    return Feedback(
        findings=findings, strategies=("greeting",), vocabulary=vocabulary, rewrite=rewrite
    )


@settings(deadline=None)
@given(hostile, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4))
def test_all_of_a_reply_is_shown_and_none_of_it_is_markup(
    text: str, places: list[tuple[int, int]]
) -> None:
    findings = [finding(min(p), max(p), text) for p in places]
    shown = Shown(render.annotated(text, read_text(text).tokens, findings))
    assert shown.text == text
    assert set(shown.tags) <= {"span", "ruby", "rt", "sub", "sup", "mark"}


@settings(deadline=None)
@given(hostile, hostile, hostile)
def test_a_finding_escapes_all_it_says(text: str, message: str, suggestion: str) -> None:
    one = finding(0, min(2, len(text)), text, message=message, suggestion=suggestion)
    html = render.feedback_card(text, feedback(one, rewrite=message), "en", "zh")
    shown = Shown(html)
    allowed = {"div", "p", "ol", "li", "span", "q", "ins", "button"}
    assert set(shown.tags) <= allowed
    assert {name for name, _ in shown.attributes} <= {
        "class",
        "lang",
        "type",
        "data-use",
        "aria-hidden",
    }
    uses = [value for name, value in shown.attributes if name == "data-use"]
    assert set(uses) == {
        new for new in (apply(text, (one,)), message) if new.strip() and new != text
    }


@settings(deadline=None)
@given(hostile)
def test_a_notice_is_text(text: str) -> None:
    assert set(Shown(render.notice(text, "problem")).tags) <= {"div", "span"}


def test_marks_and_figures_stand_where_the_findings_are() -> None:
    text = "你的包裹到了"
    html = render.annotated(
        text, read_text(text).tokens, [finding(0, 1, text), finding(2, 4, text, "hint")]
    )
    assert re.search(r'<mark class="k-error">你</mark><sup class="k-fig k-error">1</sup>', html)
    assert '<mark class="k-hint">裹</mark><sup class="k-fig k-hint">2</sup>' in html
    assert html.count("<mark") == 3


def test_the_graver_finding_shows_where_two_overlap() -> None:
    text = "退钱"
    html = render.annotated(text, (), [finding(0, 2, text, "hint"), finding(1, 2, text, "error")])
    assert '<mark class="k-hint">退</mark>' in html
    assert '<mark class="k-error">钱</mark>' in html


def test_a_word_has_its_pinyin_syllable_by_syllable_and_its_band() -> None:
    token = Token(text="您好", span=Span(0, 2), kind="composed", level=1, pinyin="nín hǎo")
    html = render.annotated("您好", (token,))
    assert "<ruby>您<rt>nín</rt></ruby><ruby>好<rt>hǎo</rt></ruby>" in html
    assert 'class="k-w k-b1"' in html
    assert '<sub class="k-band">1</sub>' in html
    assert "k-band" not in render.annotated("您好", (token,), levels=False)


@pytest.mark.parametrize(
    ("kind", "level", "sign"),
    [
        ("listed", 3, "3"),
        ("composed", 2, "2"),
        ("listed", 9, "7"),
        ("trade_term", 6, "T"),
        ("off_list", None, "?"),
        ("name", None, None),
        ("number", None, None),
        ("punctuation", None, None),
        ("latin", None, None),
    ],
)
def test_the_sign_of_a_word(kind: str, level: int | None, sign: str | None) -> None:
    token = Token(text="词", span=Span(0, 1), kind=kind, level=level)  # type: ignore[arg-type]
    assert render.band_of(token) == sign


def test_a_suggestion_that_changes_nothing_has_no_button() -> None:
    missing = finding(0, 0, "您好", check="terminology.missed", suggestion="清关")
    html = render.feedback_card("您好", feedback(missing), "en", "zh")
    assert "清关" in html
    assert "<button" not in html
    greeting = finding(0, 0, "请稍等", check="politeness.greeting_missing", suggestion="您好，")
    assert 'data-use="您好，请稍等"' in render.feedback_card(
        "请稍等", feedback(greeting), "en", "zh"
    )


def test_each_severity_has_a_word_and_a_sign_of_its_own() -> None:
    signs = {Shown(render.severity_label(severity, "en")).text for severity in render.ICONS}
    assert len(signs) == 3
    assert len(set(render.ICONS.values())) == 3


def test_a_clean_reply_is_praised_and_a_past_one_has_no_buttons() -> None:
    assert "Well done" in render.feedback_card("您好", feedback(), "en", "zh")
    one = finding(0, 1, "你", suggestion="您")
    assert "<button" in render.feedback_card("你", feedback(one), "zh", "zh")
    assert "<button" not in render.feedback_card(
        "你", feedback(one, rewrite="您"), "zh", "zh", usable=False
    )


def test_only_a_word_longer_than_a_line_is_broken() -> None:
    for text, long in (("您好", False), ("congratulations", True), ("a" * 1900, True)):
        words = read_text(text, "zh", "2025").tokens
        assert ("k-long" in render.annotated(text, words, ())) is long


def test_what_is_no_strategy_is_not_shown_as_one() -> None:
    text = Shown(
        render.feedback_card(
            "您好", replace(feedback(), strategies=("greeting", "other")), "en", "zh"
        )
    ).text
    assert "greeting" in text
    assert "other" not in text


def test_the_same_said_twice_is_one_note_with_both_figures() -> None:
    text = "你好你等你"
    findings = (
        finding(2, 3, text, suggestion="您"),
        finding(3, 4, text, "hint"),
        finding(4, 5, text, suggestion="您"),
    )
    assert [numbers for numbers, _ in render.grouped(findings)] == [(1, 3), (2,)]
    html = render.feedback_card(text, feedback(*findings), "en", "zh")
    assert html.count("<li") == 2
    assert 'data-use="你好您等您"' in html
