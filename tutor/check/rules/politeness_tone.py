"""politeness.blame and politeness.impatience: what makes a buyer feel accused or in the way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.check import tone_zh
from tutor.check.english_tone import (
    SENTENCE_BLAME,
    SENTENCE_IMPATIENCE,
    accuses,
    impatient,
    innocent_of_blame,
)
from tutor.check.pieces import (
    cased,
    in_quotes,
    merged,
    plain,
    sentences,
    words_of,
)
from tutor.check.rule import Bad, Finder, Good, Hit, Rule
from tutor.domain import Bilingual, Clause, Context, LearnerText, Reading


def _acts(act: str, instead: Bilingual) -> Finder:
    def tells(clause: Clause, text: LearnerText, reading: Reading, context: Context) -> bool:
        words = words_of(clause, text).strip(" .")
        if clause.quoted or in_quotes(text, reading, clause.span):
            return False
        # A learned act alone is no evidence for a finding of severity error.
        if text.lang == "zh":
            if act == "blame":
                return tone_zh.is_blame(clause, text, reading)
            return tone_zh.is_rude(clause, text, reading, context)
        if clause.conditional and not _TOLD_IN_A_CONDITION.search(words):
            return False
        accused = accuses(words)
        if act == "rude":
            return not accused and impatient(words, kindly=_kindly(text, reading))
        return accused and not _asks(clause, words)

    def find(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
        better = instead.get(text.lang)
        if text.lang == "zh":
            for sentence in sentences(reading):
                told = [clause for clause in sentence if tells(clause, text, reading, context)]
                for run in _runs(sentence, told):
                    yield Hit(span=merged(run), suggestion=better)
            return
        for sentence in sentences(reading):
            told = [clause for clause in sentence if tells(clause, text, reading, context)]
            told = told or _told_by_the_whole(act, sentence, text, reading)
            for run in _runs(sentence, told):
                yield Hit(span=merged(run), suggestion=cased(text, run[0].span, better))

    return find


# A reply that is sorry, thankful or owns a fault means well what else could be taken for dismissal.
_KINDLY = re.compile(
    r"\b(?:sorry|apolog\w+|thank(?:s|ful| you)?|grateful|appreciate|(?:our|my) (?:own )?(?:fault|mistake|error|side)|should(?:n't| not| never)|nobody answered|no one answered)\b"
)


def _kindly(text: LearnerText, reading: Reading) -> bool:
    kind = {"apologise", "empathise", "thank"} & reading.acts
    return bool(kind) or _KINDLY.search(plain(text)) is not None


# If you had read the page / if you don't like it, don't buy it: the condition itself accuses or dismisses.
_TOLD_IN_A_CONDITION = re.compile(
    r"^if you(?: had|'d) |\bif you (?:don't|do not) (?:like|want) it\b|\bif you(?:'re| are) so\b|(?:somewhere else|elsewhere|from (?:someone|somebody) else)$|\bif you can read\b|\bif you (?:had )?\w+(?:ed|t|d) (?:it |them |the \w+ |your \w+ )?(?:properly|carefully|correctly)\b"
)


def _told_by_the_whole(
    act: str, sentence: tuple[Clause, ...], text: LearnerText, reading: Reading
) -> list[Clause]:
    """The clauses of an English sentence that accuse or dismiss only together."""
    whole = merged(sentence)
    words = whole.of(plain(text))
    pattern = SENTENCE_BLAME if act == "blame" else SENTENCE_IMPATIENCE
    match = pattern.search(words)
    if match is None or innocent_of_blame(words) or any(c.quoted or c.question for c in sentence):
        return []
    start, end = whole.start + match.start(), whole.start + match.end()
    return [c for c in sentence if c.span.start < end and start < c.span.end]


def _runs(sentence: tuple[Clause, ...], told: list[Clause]) -> Iterator[tuple[Clause, ...]]:
    """The told clauses of a sentence, those that follow one another together."""
    run: list[Clause] = []
    for clause in (*sentence, None):
        if clause is not None and clause in told:
            run.append(clause)
        elif run:
            yield tuple(run)
            run = []


def _asks(clause: Clause, words: str) -> bool:
    """A plain question about the cause accuses nobody; why didn't you … does."""
    return clause.question and not re.search(
        r"why (?:didn't|did not|did you not|don't|would|do not)|how could|what did you expect",
        words,
    )


_SOURCE = "行业通用 (客服服务禁语)；COPC 客户体验标准"
_LET_US_SOLVE = Bilingual(zh="我们一起来看看怎么解决", en="let us see how we can solve this")
_EXPLAIN_AGAIN = Bilingual(zh="我再为您说明一下", en="let me explain it once more")

RULES: tuple[Rule, ...] = (
    Rule(
        id="politeness.blame.buyer",
        check="politeness.blame",
        langs=("zh", "en"),
        severity="error",
        message=Bilingual(
            zh="“{text}”听起来像是在怪顾客。",
            en="“{text}” sounds as if the fault were the buyer's.",
        ),
        why=Bilingual(
            zh="被怪的顾客会更生气；说清楚情况和办法就够了，不用说是谁的错。",
            en="A buyer who is blamed gets angrier; say what happened and what can be done, not whose fault it is.",
        ),
        source=_SOURCE,
        good=(
            Good("这是您的个人信息，请您核对一下。"),
            Good("请问收货地址是不是写错了？我们帮您改一下。"),
            Good("这不是您的错，我们马上给您补发。"),
            Good("您看错了没关系，这两个颜色很像。"),
            Good("人为损坏不在保修范围内，我们可以帮您联系付费维修。"),
            Good("It is not your fault, we will send a new one today.", lang="en"),
        ),
        bad=(
            Bad("⟦是您装反了还怪我们⟧。"),
            Bad("⟦是您自己填错了⟧。"),
            Bad("⟦谁让您不看清楚尺码⟧。"),
            Bad("⟦您这是人为造成的⟧。"),
            Bad("⟦您下单前也不看一下尺码表⟧。"),
            Bad("⟦You should have read the size chart⟧.", lang="en"),
        ),
        find=_acts("blame", _LET_US_SOLVE),
    ),
    Rule(
        id="politeness.impatience.tone",
        check="politeness.impatience",
        langs=("zh", "en"),
        severity="error",
        message=Bilingual(
            zh="“{text}”听起来不耐烦，顾客会觉得您不想理他。",
            en="“{text}” sounds impatient, as if the buyer were in the way.",
        ),
        why=Bilingual(
            zh="一句不耐烦的话，常常换来一个差评；请平静地再说明一次。",
            en="One impatient sentence often ends in a bad review; explain it calmly once more.",
        ),
        source=_SOURCE,
        good=(
            Good("您随便问，问清楚了再买。"),
            Good("给您换成大一号的好不好？"),
            Good("怪我记性不好，忘了给您备注。"),
            Good("价格不归我们管，我去帮您问问平台。"),
            Good("我再为您说明一下退货的步骤。"),
            Good("让您久等了，真是抱歉。"),
            Good("您还想了解哪方面的信息？您要不要看看别的颜色？"),
            Good("That must be annoying, and we will solve it today.", lang="en"),
        ),
        bad=(
            Bad("⟦不是都说了吗⟧？"),
            Bad("⟦您烦不烦⟧，都在路上了。"),
            Bad("⟦您找我也没用⟧，是银行还没处理。"),
            Bad("⟦我都解释三遍了⟧，点右上角就能保存。"),
            Bad("⟦I already told you⟧.", lang="en"),
        ),
        find=_acts("rude", _EXPLAIN_AGAIN),
    ),
)
