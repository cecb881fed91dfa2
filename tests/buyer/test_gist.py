"""The gist of an answer: words that only it uses, and whether it is a no."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest

from tutor import resources
from tutor.buyer.gist import (
    answers_to,
    asked_as,
    puts,
    says_no,
    telling_words,
    turns_away,
    words_of,
)
from tutor.dialogue.library import Library, load_library
from tutor.domain import Bilingual, Lang, ModelAnswer, Question, Scenario
from tutor.text.analyse import read_text
from tutor.understand.read import understand


@lru_cache(maxsize=1)
def library() -> Library:
    return load_library(resources.dialogues_dir())


def case() -> Scenario:
    """A case of the course with questions and model answers of its own."""
    base = library().scenario("rice-cooker-vietnam")
    return replace(
        base,
        questions=(Question(id="battery"), Question(id="gift"), Question(id="again")),
        lines=(),
        model_answers=(
            ModelAnswer(step="open", texts={"en": ("Hello, the kitten sleeps soundly.",)}),
            ModelAnswer(
                step="ask.battery",
                texts={
                    "en": ("The battery charges overnight with the yellow cable.",),
                    "zh": ("晚上用黄色的电线充电就行。",),
                },
            ),
            ModelAnswer(step="ask.gift", texts={"en": ("We wrap it in yellow ribbon.",)}),
            ModelAnswer(
                step="ask.again",
                texts={
                    "en": ("I'm afraid we cannot repeat it.",),
                    "zh": ("很抱歉，不能再来一次。",),
                },
            ),
        ),
    )


def answers(text: str, lang: Lang = "en", scenario: Scenario | None = None) -> set[str]:
    """The questions of whose gist the text has a word."""
    scenario = scenario or case()
    read = read_text(text, lang)
    spoken = words_of(read, understand(read, desk=scenario.desk).clauses)
    return {
        question.id
        for question in scenario.questions
        if spoken
        & telling_words(
            *answers_to(question, scenario, lang), asked_as(question, scenario, lang), lang
        )
    }


def says_away(text: str, lang: Lang = "en") -> bool:
    read = read_text(text, lang)
    reading = understand(read, desk=case().desk)
    return any(turns_away(c, c.span.of(read.folded)) for c in reading.clauses)


def test_words_that_only_one_answer_uses_are_its_gist() -> None:
    assert answers("You plug the cable in, it is charging overnight.") == {"battery"}
    assert answers("您拿这根电线来充电。", "zh") == {"battery"}


@pytest.mark.parametrize(
    "text",
    [
        "The yellow one is beautiful.",  # in two answers
        "The kitten sleeps soundly.",  # of the answer to the first message
    ],
)
def test_other_words_are_not(text: str) -> None:
    assert answers(text) == set()


def test_words_of_the_buyers_own_question_prove_nothing() -> None:
    scenario = case()
    line = replace(
        library().scenario("rice-cooker-vietnam").lines[0],
        act="ask.battery",
        lang="en",
        text="Does the cable charge it overnight?",
    )
    echoed = replace(scenario, lines=(line,))
    assert answers("The cable charges overnight.", scenario=echoed) == set()


def test_the_answer_to_the_first_message_counts_where_the_question_has_no_other() -> None:
    scenario = case()
    kept = tuple(a for a in scenario.model_answers if a.step != "ask.battery")
    assert "battery" in answers(
        "My kitten is sleeping.", scenario=replace(scenario, model_answers=kept)
    )


def test_a_case_without_model_answers_has_no_gist() -> None:
    bare = replace(case(), model_answers=())
    assert answers("You plug the cable in, it is charging overnight.", scenario=bare) == set()


def test_an_answer_may_be_a_no() -> None:
    assert says_no("I'm afraid we cannot repeat it.", "en")
    assert says_no("很抱歉，不能再来一次。", "zh")
    assert not says_no("We wrap it in yellow ribbon.", "en")


def test_a_reply_may_turn_away() -> None:
    assert says_away("Sorry, that cannot be done.")
    assert says_away("不好意思，这个做不了。", "zh")
    assert not says_away("Certainly, with pleasure.")


def test_names_and_values_of_the_case_are_filled_in_first() -> None:
    scenario = case()
    filled = replace(
        scenario,
        desk=replace(scenario.desk, facts={"cloth": Bilingual(zh="丝绸", en="velvet lining")}),
        model_answers=(
            *scenario.model_answers,
            ModelAnswer(step="close", texts={"en": ("Goodbye.",)}),
        ),
    )
    answer = ModelAnswer(step="ask.gift", texts={"en": ("It has a {facts.cloth}.",)})
    swapped = tuple(answer if a.step == "ask.gift" else a for a in filled.model_answers)
    assert answers(
        "Inside you find a lining of velvet.", scenario=replace(filled, model_answers=swapped)
    ) == {"gift"}


def test_an_opening_puts_the_first_question_only_if_it_speaks_of_it() -> None:
    shoes = library().scenario("exchange-shoes-danang")  # who pays the postage?
    card = library().scenario("warranty-card-yangon")  # is it all right without the card?
    for scenario, expected in ((shoes, False), (card, True)):
        lines = [line.text for line in scenario.lines if line.act == "open"]
        assert {puts(line, scenario.questions[0], scenario) for line in lines} == {expected}
