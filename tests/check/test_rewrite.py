"""The rewrite: on every rule's bad example it leaves nothing worse and no error that it could mend."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tutor.check.analyse import analyse
from tutor.check.examples import read_example
from tutor.check.rewrite import apply, rewrite
from tutor.check.rule import Bad
from tutor.check.rules import all_rules
from tutor.domain import Bilingual, Context, Finding, Severity, Span
from tutor.text.analyse import read_text
from tutor.understand.read import understand

BAD = [pytest.param(b, id=f"{r.id}-{i}") for r in all_rules() for i, b in enumerate(r.bad)]
SAYS = Bilingual(zh="。", en=".")


def finding(
    text: str,
    start: int,
    end: int,
    suggestion: str | None,
    check: str = "register.pronoun",
    severity: Severity = "warning",
) -> Finding:
    return Finding(
        check=check,
        severity=severity,
        span=Span(start, end),
        text=text[start:end],
        message=SAYS,
        why=SAYS,
        suggestion=suggestion,
    )


def checked(text: str, context: Context) -> tuple[Finding, ...]:
    read = read_text(text, lang=context.lang, standard=context.standard)
    return analyse(read, understand(read, buyer=context.buyer, desk=context.desk), context).findings


@pytest.mark.parametrize("bad", BAD)
def test_every_bad_example_gets_better_and_nothing_gets_worse(bad: Bad) -> None:
    text, reading, context = read_example(bad)
    before = analyse(text, reading, context).findings
    better = rewrite(text.raw, before, lambda words: checked(words, context))
    if better is None:
        assert all(
            f.suggestion is None or f.check == "terminology.missed"
            for f in before
            if f.severity == "error"
        )
        return
    after = checked(better, context)
    known = {(f.check, f.text) for f in before}
    assert not [f for f in after if (f.check, f.text) not in known]
    assert len(after) < len(before)
    if all(f.suggestion is not None for f in before if f.severity == "error"):
        assert not [f for f in after if f.severity == "error"]


def test_spans_are_replaced_from_the_back() -> None:
    text = "你好，你等等。"
    better = rewrite(text, [finding(text, 0, 1, "您"), finding(text, 3, 4, "您")], lambda _: ())
    assert better == "您好，您等等。"


def test_omissions_go_to_their_places() -> None:
    text = "包裹到了"
    found = [
        finding(text, 0, 0, "谢谢您的理解。", "politeness.closing_missing", "hint"),
        finding(text, 0, 0, "非常抱歉。", "politeness.apology_missing"),
        finding(text, 0, 0, "您好，", "politeness.greeting_missing"),
    ]
    assert rewrite(text, found, lambda _: ()) == "您好，非常抱歉。包裹到了。谢谢您的理解。"


def test_a_suggestion_that_raises_a_new_finding_is_taken_back() -> None:
    text = "甲乙"
    found = [finding(text, 0, 1, "丙"), finding(text, 1, 2, "丁")]

    def recheck(words: str) -> tuple[Finding, ...]:
        at = words.find("丙")
        return () if at < 0 else (finding(words, at, at + 1, None, "language.homophone"),)

    assert rewrite(text, found, recheck) == "甲丁"


def test_of_overlapping_suggestions_the_graver_is_taken() -> None:
    text = "甲乙丙"
    found = [finding(text, 0, 3, "长"), finding(text, 1, 2, "错", severity="error")]
    assert rewrite(text, found, lambda _: ()) == "甲错丙"


def test_a_suggestion_inside_another_has_its_turn_after_it() -> None:
    text = "send back it in 60 days"

    def recheck(words: str) -> tuple[Finding, ...]:
        found = []
        if "60" in words:
            at = words.find("60")
            found.append(finding(words, at, at + 2, "30", "facts.policy_conflict", "error"))
        if "back it" in words:
            right = words.replace("back it", "it back")
            found.append(finding(words, 0, len(words), right, "language.word_order"))
        return tuple(found)

    assert rewrite(text, recheck(text), recheck) == "send it back in 30 days"


def test_where_the_wider_suggestion_makes_it_worse_the_narrower_is_taken() -> None:
    text = "你不能换"
    found = [
        finding(text, 0, 4, "抱歉，你不能换", "politeness.blunt_refusal", "error"),
        finding(text, 0, 1, "您"),
    ]

    def recheck(words: str) -> tuple[Finding, ...]:
        if "抱歉" in words:
            return (finding(words, 0, 2, None, "vocabulary.above_level", "hint"),)
        return (finding(words, 0, 4, None, "politeness.blunt_refusal", "error"),)

    assert rewrite(text, found, recheck) == "您不能换"


def test_no_suggestion_no_rewrite() -> None:
    assert rewrite("甲", [finding("甲", 0, 1, None)], lambda _: ()) is None
    assert rewrite("甲", [], lambda _: ()) is None


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(min_size=1, max_size=30), st.data())
def test_words_outside_the_spans_are_kept(text: str, data: st.DataObject) -> None:
    cuts = sorted(
        data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True))
    )
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    found = [finding(text, a, b, "☃") for a, b in pairs]
    kept = [
        text[end:start]
        for (_, end), (start, _) in zip([(0, 0), *pairs], [*pairs, (len(text), 0)], strict=True)
    ]
    assert apply(text, found) == "☃".join(kept)


EMPATHY = {"zh": "我非常理解您的心情。", "en": "I understand how upsetting this must be. "}


@pytest.mark.parametrize(
    ("reply", "lang", "better"),
    [
        ("您好！请您发一张照片。", "zh", "您好！我非常理解您的心情。请您发一张照片。"),
        ("亲，您好，请您发一张照片。", "zh", "亲，您好，我非常理解您的心情。请您发一张照片。"),
        ("李先生您好！我马上补发。", "zh", "李先生您好！我非常理解您的心情。我马上补发。"),
        ("您好", "zh", "您好，我非常理解您的心情。"),
        ("请您发一张照片。", "zh", "我非常理解您的心情。请您发一张照片。"),
        (
            "Hi Anna, we will look at it.",
            "en",
            "Hi Anna, I understand how upsetting this must be. We will look at it.",
        ),
        ("Hello!", "en", "Hello! I understand how upsetting this must be."),
        ("It is sent.", "en", "I understand how upsetting this must be. It is sent."),
    ],
)
def test_what_is_missing_stands_after_the_greeting(reply: str, lang: str, better: str) -> None:
    missing = finding(reply, 0, 0, EMPATHY[lang], "politeness.empathy_missing", "hint")
    assert apply(reply, [missing]).strip() == better
