"""The gist of the answers to a question: the words that only they use, in no other answer of the
case and in no line of the buyer's. A reply that states something with them speaks of the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from tutor.dialogue.fill import case_values, fill
from tutor.domain import Clause, Lang, LearnerText, Question, Reading, Scenario
from tutor.text.analyse import read_text
from tutor.text.normalise import fold
from tutor.understand.buyer_side import read_buyer
from tutor.understand.read import understand

_TURNS_AWAY = frozenset({"deny", "refuse"})
_CANNOT = re.compile(
    r"不能|不可以|没(?:有)?办法|没法|无法|做不了|不行|(?:卖|抢)(?:完|光)|没有了"
    r"|\bcan't\b|\bcannot\b|\bcan not\b|\bnot (?:able|possible|allowed)\b|\bsold out\b"
)
# English words that stand in every answer.
_EN_COMMON = frozenset(
    re.findall(
        r"\w+",
        "about after again also always been before come customer does done every feel from give good "
        "have hello into just know like make more need next only other please should sorry such take "
        "tell than that them then there they this time understand very want well what when will would "
        "with worry your",
    )
)
# Who wants an explanation asks for the reason.
_EXPLAIN = re.compile(
    r"解释|说明|原因|说法|消息|查(?:一)?(?:下|查)|看一下|看看|\b(?:explain|explanation|reason|find out|look into|tell me|no answer|nobody (?:tells|told|answers|answered))\b",
    re.IGNORECASE,
)
_ENDINGS = ("ing", "ied", "ies", "ed", "es", "s", "y", "e")
_SHORT = 3  # letters of an English word that carries little by itself
_COMMON_BAND = 1  # HSK words that stand in every answer


def telling_words(
    own: tuple[str, ...], others: tuple[str, ...], said: tuple[str, ...], lang: Lang
) -> frozenset[str]:
    """The words of meaning that only the answers `own` use, and neither the answers to something
    else nor the buyer in asking."""
    return _content(own, lang) - _content(others, lang) - _content(said, lang)


@lru_cache(maxsize=512)  # some cases at a time
def read_line(line: str, lang: Lang) -> LearnerText:
    """A line of the case, filled: read once, however often replies are compared with it."""
    return read_text(line, lang)


@lru_cache(maxsize=512)
def understood(line: str, lang: Lang) -> Reading:
    """What a line of the case does, without its desk."""
    return understand(read_line(line, lang))


@lru_cache(maxsize=2048)
def says_no(answer: str, lang: Lang) -> bool:
    """Whether a model answer turns something down."""
    folded = read_line(answer, lang).folded
    return any(turns_away(c, c.span.of(folded)) for c in understood(answer, lang).clauses)


def turns_away(clause: Clause, words: str) -> bool:
    """Whether a clause, its words beside it, says that something is not so or cannot be."""
    return bool(_TURNS_AWAY & set(clause.acts)) or _CANNOT.search(words) is not None


def words_of(text: LearnerText, clauses: Sequence[Clause]) -> set[str]:
    """The words of meaning in some clauses of a text, without their endings."""
    return {
        word
        for token in text.tokens
        if any(c.span.contains(token.span) for c in clauses)
        for word in _words(token.text, token.level, text.lang)
    }


def answers_to(
    question: Question, scenario: Scenario, lang: Lang
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The model answers to the question, and those to everything else, filled from the case."""
    step = f"ask.{question.id}"
    # The answer to the first message answers its question, unless the author has one for that.
    if scenario.questions[0].id == question.id and not any(
        answer.step == step for answer in scenario.model_answers
    ):
        step = "open"
    values = case_values(scenario.desk, lang, scenario.persona.name)
    own: list[str] = []
    others: list[str] = []
    first = scenario.questions[0].id == question.id
    for answer in scenario.model_answers:
        if first and answer.step == "open" != step:
            continue  # it says much of the same
        texts = [fill(text, values) for text in answer.texts.get(lang, ())]
        (own if answer.step == step else others).extend(texts)
    return tuple(own), tuple(others)


def asked_as(question: Question, scenario: Scenario, lang: Lang) -> tuple[str, ...]:
    """How the buyer puts the question, filled from the case."""
    acts = {"open", "open_vague", f"ask.{question.id}", f"again.{question.id}"}
    values = case_values(scenario.desk, lang, scenario.persona.name)
    return tuple(
        fill(line.text, values) for line in scenario.lines if line.lang == lang and line.act in acts
    )


def puts(line: str, question: Question, scenario: Scenario) -> bool:
    """Whether a line of the case (unfilled) asks something or wants an explanation, or speaks of what
    only this question is about. "They are the wrong size" does not ask who pays the postage."""
    lang = next((own.lang for own in scenario.lines if own.text == line), None)
    if lang is None or "?" in fold(line) or read_buyer(line).asks or _EXPLAIN.search(line):
        return True
    own, others = set[str](), set[str]()
    for said in scenario.lines:
        kind, _, about = said.act.partition(".")
        if said.lang == lang and kind in ("ask", "again"):
            (own if about == question.id else others).update(words_in(_bare(said.text), lang))
    return bool(words_in(_bare(line), lang) & (own - others))


def _bare(line: str) -> str:
    return re.sub(r"\{[^}]*\}", " ", line)


@lru_cache(maxsize=1)
def common_words() -> Mapping[str, frozenset[str]]:
    """By language, words that stand in the answers to any question, without their endings."""
    raw = (files("tutor.buyer") / "data" / "common_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in raw.splitlines() if line and not line.startswith("#"))
    return {
        lang: frozenset(_stem(word) if lang == "en" else word for word in words.split())
        for lang, words in rows
    }


@lru_cache(maxsize=2048)
def _content(texts: tuple[str, ...], lang: Lang) -> frozenset[str]:
    return frozenset().union(*(words_in(text, lang) for text in texts))


@lru_cache(maxsize=8192)
def words_in(text: str, lang: Lang) -> frozenset[str]:
    """The words of meaning in a line of the case, without their endings."""
    return frozenset(
        word
        for token in read_line(text, lang).tokens
        for word in _words(token.text, token.level, lang)
    )


def _words(token: str, level: int | None, lang: Lang) -> tuple[str, ...]:
    """The words of a token that carry sense, without their endings."""
    if lang == "zh":
        common = level is not None and level <= _COMMON_BAND
        return () if common or not token.isalnum() else (token.lower(),)
    found = re.findall(r"[a-z]+", token.lower())
    return tuple(_stem(w) for w in found if len(w) > _SHORT and w not in _EN_COMMON)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > _SHORT:
            return word[: -len(ending)]
    return word
