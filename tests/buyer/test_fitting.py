"""A reply is taken for the answer to a question when it is of the kind that is waited for."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from tutor import resources
from tutor.buyer.fitting import LIKELY, Weights, chance, expected, names, said, windows
from tutor.dialogue.library import Library, load_library
from tutor.domain import Lang, Line, ModelAnswer, Question, Scenario
from tutor.text.analyse import read_text
from tutor.understand.read import understand


@lru_cache(maxsize=1)
def library() -> Library:
    return load_library(resources.dialogues_dir())


def case(**changed: tuple[str, str]) -> Scenario:
    """A case of the course with four questions of its own, none with words; `changed` answers."""
    lines = {
        "first": ("Hello, I have a question.", "您好，我想问一个问题。"),
        "time": ("How long does the engraving take?", "刻字要多长时间？"),
        "cost": ("And who pays for the engraving?", "刻字的钱谁出？"),
        "can": ("Can you engrave both sides?", "两面都能刻吗？"),
    }
    answers = {
        "first": ("We sell pens.", "我们卖钢笔。"),
        "time": ("It takes 12 days.", "要12天。"),
        "cost": ("The shop pays for it.", "钱由我们出。"),
        "can": ("I'm afraid we cannot engrave both.", "很抱歉，我们不能刻两面。"),
    } | changed
    return replace(
        library().scenario("rice-cooker-vietnam"),
        questions=tuple(Question(id=name) for name in lines),
        lines=tuple(
            Line(act=f"ask.{name}", lang=lang, text=texts[i])
            for name, texts in lines.items()
            for i, lang in enumerate(("en", "zh"))
        ),
        model_answers=tuple(
            ModelAnswer(step=f"ask.{name}", texts={"en": (en,), "zh": (zh,)})
            for name, (en, zh) in answers.items()
        ),
    )


def fit(text: str, question: str, lang: Lang = "en", *, within: Scenario | None = None) -> bool:
    scenario = within or case()
    read = read_text(text, lang)
    reading = understand(read, desk=scenario.desk)
    asked = next(q for q in scenario.questions if q.id == question)
    waited = expected(asked, scenario, lang)
    return chance(waited, said(read, reading), lang, others=False) >= LIKELY


def test_a_value_of_the_answer_fits() -> None:
    assert fit("Twelve days or so.", "time")
    assert fit("差不多十二天吧。", "time", "zh")


def test_another_value_does_not() -> None:
    assert not fit("It needs 30 days.", "time")
    assert not fit("要三十天。", "time", "zh")


def test_both_ends_of_a_stretch_of_time_are_its_values() -> None:
    stretch = case(time=("It takes 12 to 15 days.", "要12到15天。"))
    assert fit("It takes about 12 days.", "time", within=stretch)
    assert fit("大概要十五天。", "time", "zh", within=stretch)
    assert not fit("It takes 9 days.", "time", within=stretch)


def test_the_time_that_the_question_names_is_no_other_time() -> None:
    before = case(time=("It will be ready on 4 May, in time.", "5月4日能好，来得及。"))
    asked = tuple(
        replace(line, text="When will it be ready? I need it by 9 May.")
        if line.act == "ask.time" and line.lang == "en"
        else line
        for line in before.lines
    )
    assert fit("Yes, it will be ready before 9 May.", "time", within=replace(before, lines=asked))
    assert not fit("It will be ready on 20 May.", "time", within=replace(before, lines=asked))


def test_a_question_for_a_time_wants_one() -> None:
    assert not fit("Our engravers are very skilled.", "time")


def test_the_same_payer_fits_and_the_other_does_not() -> None:
    assert fit("That is on us.", "cost")
    assert fit("这个算我们的。", "cost", "zh")
    assert not fit("You pay for that yourself.", "cost")


def test_yes_and_no_fit_as_the_answer_has_it() -> None:
    assert fit("No, one side only, sorry.", "can")
    assert fit("两面刻不了。", "can", "zh")
    assert not fit("Sure, with pleasure.", "can")


def test_asking_back_answers_nothing() -> None:
    assert not fit("Do you want it in 12 days?", "time")


def test_it_is_soothing_but_no_answer() -> None:
    assert not fit("Please don't worry, everything will be fine.", "time")
    assert not fit("请您放心，没事的。", "time", "zh")


def test_one_clause_may_be_the_answer_among_much_else() -> None:
    read = read_text("Hello, I know how you feel, it takes 12 days, and I wish you luck.", "en")
    clauses = said(read, understand(read, desk=case().desk))
    parts = list(windows(clauses))
    assert parts[0] == clauses
    assert all((one,) in parts for one in clauses)
    assert fit("Hello, I know how you feel, it takes 12 days, and I wish you luck.", "time")


def test_a_case_without_a_model_answer_is_never_answered_so() -> None:
    scenario = replace(case(), model_answers=())
    read = read_text("It takes 12 days.", "en")
    clauses = said(read, understand(read, desk=scenario.desk))
    for question in scenario.questions:
        assert chance(expected(question, scenario, "en"), clauses, "en", others=False) == 0


def test_the_weights_decide() -> None:
    scenario = case()
    read = read_text("It takes 12 days.", "en")
    clauses = said(read, understand(read, desk=scenario.desk))
    waited = expected(scenario.questions[1], scenario, "en")
    only = tuple(float(name == "a value") for name in names())
    by_value = chance(waited, clauses, "en", others=False, weights=Weights(by_name=only, bias=0))
    against = chance(waited, clauses, "en", others=False, weights=Weights(by_name=only, bias=-2))
    assert by_value > 0.7 > 0.3 > against
