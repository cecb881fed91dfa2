"""Signs by which somebody who has just asked hears an answer: values, a payer, a yes or a no.

Of single clauses of a reply, and of the lines of a case. What they weigh together is decided in
`fitting`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from tutor.buyer.gist import read_line, understood
from tutor.buyer.payer import Payer, payer
from tutor.domain import Clause, Desk, Lang, LearnerText, Order, Question, Scenario, Slot
from tutor.understand.answered import ASKING, EMPTY
from tutor.understand.numbers import EN_NUMBER_WORD, NUMBER, ZH_NUMERAL, parse_number
from tutor.understand.read import understand

Value = tuple[str, object]

_MANNERS = EMPTY | ASKING | {"apologise", "empathise", "relationship", "offer"}
_COMFORT = frozenset({"empathise", "apologise"})
_TELLING = ("remedy", "amount")
# After these a clause is no condition but tells when something comes.
_ONCE = re.compile(r"^(?:once|after|when|as soon as)\b|(?:以后|之后|后|的话)[，,]?$|^(?:等|只要)")
# A question whose mark stands at the end of a later clause.
_ASKS_BACK = re.compile(r"(?:您|你)?(?:是不是|会不会|能不能|有没有|可不可以)")
# Who washes his hands of it answers nothing.
NOT_OURS = re.compile(
    r"(?:不是|不归|不关|跟|和|与)我们.{0,6}(?:事|管|没关系|没有关系|问题|责任)|\bnot our (?:problem|business|job|fault|concern)\b|\bnothing to do with us\b|\bknows? (?:it |this |that )?better\b|\b(?:google|look) it up\b|\bup to the (?:courier|bank|post|customs|carrier|platform)\b|\bno influence\b|^(?:这个|这)?(?:得|要|只能)看(?:快递|银行|海关|平台|物流)(?:公司)?(?:那边)?(?:了)?$|翻翻|百度一下|上网查"
)
# That nothing stands in the way is a yes, though it has the form of a no.
_FINE: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(
        r"没(?:有)?(?:关系|事|问题)|不(?:要紧|影响|碍事|成问题|耽误)|照样|照常|来得及|赶得上"
    ),
    "en": re.compile(
        r"\b(?:no|not a|without (?:any )?|isn't a) (?:problem|trouble|issue)\b|\bno difference\b|\b(?:does not|doesn't|won't|will not) (?:matter|affect|change|hurt)\b|\bnothing (?:to worry|will happen|changes)\b"
    ),
}
# That a thing is not needed may mean a yes (it goes without it) or a no (you need not).
_NEEDLESS: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(r"不(?:用|需要|必|要求)|无需|没(?:有)?必要"),
    "en": re.compile(
        r"\bno (?:\w+ )?(?:is |are )?(?:need|needed|necessary|required)\b|\b(?:not|n't) (?:\w+ )?(?:need|necessary|required|have to)\b|\bneedn't\b|\bforget (?:the|about)\b"
    ),
}
_YES: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(
        r"^(?:对(?!了)|是的|是啊|嗯|有|可以|当然|放心|肯定|确实|还有|(?:会|能|行|好)(?=$|[的呀啊，]))|(?:当然|完全|都|就|也)?可以(?:的|了)?$"
    ),
    "en": re.compile(
        r"^(?:yes|yeah|yep|sure|of course|certainly|absolutely|definitely|right|correct|indeed|you're right|that's right|you are right|(?:it (?:does|is|will|can)|we (?:do|have|can)|they (?:do|are|can))(?=$|[,.;!])|ok|okay)\b|\bis fine\b|\bworks? fine\b|\bof course\b"
    ),
}
_NO: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(
        r"^(?:不|没|别)|不(?:会|能|行|可以|敢|是|支持|一样|让|要|收)|没(?:有)?(?:办法|法|货|了)|(?:不敢|没法|不能|无法)(?:说|保证|答应|肯定)|[一-鿿]不(?:了|到|着|出|上|成)|无法|千万别|太(?:旧|老|晚|迟|小|大)|已经.{0,8}(?:了|过)$|停产|断货|卖(?:完|光)"
    ),
    "en": re.compile(
        r"^(?:no|nope|not|never|nothing|unfortunately|sadly|i'm afraid)\b|n't\b|\bnot\b|\bnever\b|\bcannot\b|\bno (?:way|longer|chance|more)\b|\btoo (?:late|old|small|big)\b|\bimpossible\b|\br[au]n out\b|\bsold out\b"
    ),
}
YES_NO: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(r"吗|(?:能|会|是|要|有|可)(?:不|没)(?:能|会|是|要|有|可)|可不可以"),
    "en": re.compile(
        r"(?:^|[.!?,;:] |\b(?:so|and|but|or|then|anyway|whether|if) )(?:do|does|did|is|are|was|were|can|could|will|would|shall|should|has|have|had|am|isn't|aren't|won't|don't|doesn't|can't)\b[^.!]*\?|\bwhether\b|\b(?:is|are|will|won't|can|can't|do|don't|does|doesn't|would|wouldn't|is it|surely)[^.!?]{0,3}(?:you|it|i|they)\?|\bsurely\b",
        re.IGNORECASE,
    ),
}
_REQUEST = re.compile(
    r"查|看(?:一)?(?:下|看)|帮|告诉|\b(?:check|look|tell|help|find out|explain)\b", re.IGNORECASE
)
WHO: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(
        r"谁.{0,6}(?:付|出|承担|负责|花|交)|(?:付|出|花|承担|交|要).{0,8}(?:运费|邮费|钱|费)|(?:运费|邮费|钱|费用).{0,12}(?:付|出|花|承担|交|负责|谁|怎么)|免费"
    ),
    "en": re.compile(
        r"\bwho (?:pays|bears|covers|would pay)\b|\bwhich (?:side|of us)\b|\b(?:pay|cost|postage|freight|shipping|charge|price|bear|fee)\w*\b|\bon me\b",
        re.IGNORECASE,
    ),
}
COSTS = re.compile(r"付|费|钱|掏|花|\b(?:pay\w*|costs?|charge\w*|fees?|postage|freight|shipping)\b")
_BIG = 3  # a smaller count says too little by itself
_TEN = 10
SOOTHES = re.compile(
    r"放心|(?:别|不用|不必|不要|请勿)担心|别怕|\b(?:don't|do not|need not|no need to) worry\b|\brest assured\b|\bno worries\b"
)
_TIME = re.compile(
    r"\d|[今明后]天|马上|立刻|[一二三四五六七八九十两几半]\s*(?:个)?(?:天|号|日|周|星期|月|小时|分钟)|周[一二三四五六日末]|早上|上午|下午|晚上|月底|以[前后]"
    r"|\b(?:today|tomorrow|tonight|morning|afternoon|evening|week\w*|days?|months?|hours?|minutes?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|immediately|at once|by the time|one|two|three|four|five|six|seven|eight|nine|ten|until|till)\b"
)


def put_as(question: Question, scenario: Scenario, lang: Lang) -> tuple[str, ...]:
    """The lines that put this question; the first is put by the first message, too."""
    acts = {f"ask.{question.id}"}
    if scenario.questions[0].id == question.id:
        acts.add("open")
    return tuple(line.text for line in scenario.lines if line.lang == lang and line.act in acts)


def states(clause: Clause, text: LearnerText) -> bool:
    """A clause that tells something of the matter: no question, no quotation, no mere courtesy."""
    words = clause.span.of(text.folded)
    asks = clause.question or _ASKS_BACK.match(words) is not None
    # Comfort that names a remedy or a sum tells something as well.
    more = bool(_COMFORT & set(clause.acts)) and any(s.kind in _TELLING for s in clause.slots)
    if asks or clause.quoted or not (more or set(clause.acts) - _MANNERS):
        return False
    return not clause.conditional or _ONCE.search(words) is not None


def tells_time(clause: Clause, words: str) -> bool:
    """Whether a clause, its words in simplified characters, names a time."""
    return _TIME.search(words) is not None or any(
        slot.kind in ("date", "duration") for slot in clause.slots
    )


def values(slots: Iterable[Slot], *, both_ends: bool = False) -> frozenset[Value]:
    """Values that can be compared across wordings: days, times, sums and larger numbers. Of a
    stretch of time the later end counts, or both."""
    found: set[Value] = set()
    for slot in slots:
        if slot.kind == "date":
            found.add(("date", slot.value))
        elif slot.kind == "duration" and isinstance(slot.value, tuple):
            ends = slot.value if both_ends else slot.value[1:]
            found |= {("time", (number, _unit(slot.unit))) for number in ends}
        elif slot.kind in ("amount", "quantity") and isinstance(slot.value, Decimal):
            if slot.unit == "%":
                found.add(("share", slot.value))
            elif _unit(slot.unit) in _TIMES:
                found.add(("time", (slot.value, _unit(slot.unit))))
            elif slot.kind == "amount" or slot.value >= _BIG:
                found.add((slot.kind, slot.value))
    return frozenset(found)


_TIMES = {
    "min": "minute", "mins": "minute", "minute": "minute", "minutes": "minute", "分钟": "minute",
    "workday": "day", "workdays": "day", "day": "day", "days": "day", "hour": "hour", "week": "week",
    "month": "month", "year": "year",
}  # fmt: skip


_NUMBER: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(rf"{NUMBER}|{ZH_NUMERAL}+"),
    "en": re.compile(rf"{NUMBER}|\b{EN_NUMBER_WORD}\b", re.IGNORECASE),
}


@lru_cache(maxsize=4096)
def numbers(words: str, lang: Lang) -> frozenset[Decimal]:
    """Numbers from ten on, whatever they count."""
    found = (parse_number(number) for number in _NUMBER[lang].findall(words))
    return frozenset(number for number in found if number is not None and number >= _TEN)


def _unit(unit: str | None) -> str:
    return _TIMES.get(str(unit).lower(), str(unit))


def values_of(answer: str, lang: Lang, desk: Desk) -> frozenset[Value]:
    """The values that a line of the case states."""
    return _values_on(answer, lang, desk.today, desk.order.currency if desk.order else None)


@lru_cache(maxsize=4096)
def _values_on(
    answer: str, lang: Lang, today: date | None, currency: str | None
) -> frozenset[Value]:
    desk = Desk(today=today, order=Order(currency=currency))
    return values(understand(read_line(answer, lang), desk=desk).slots, both_ends=True)


@lru_cache(maxsize=1024)
def bearer(answers: tuple[str, ...], lang: Lang) -> Payer | None:
    """Whom the answers name as the one who pays, None when nobody."""
    named = [
        one
        for answer in answers
        for clause in understood(answer, lang).clauses
        if (one := payer(clause.span.of(read_line(answer, lang).folded), lang)) is not None
    ]
    return max(named, key=named.count, default=None)


def poles(acts: Sequence[str], words: str, lang: Lang) -> frozenset[bool]:
    """True for a yes, False for a no; both for what can be either."""
    if _NEEDLESS[lang].search(words):
        return frozenset({True, False})
    if {"deny", "refuse"} & set(acts):
        return frozenset({False})
    if "confirm" in acts or _FINE[lang].search(words):
        return frozenset({True})
    if _NO[lang].search(words):
        return frozenset({False})
    return frozenset({True}) if _YES[lang].search(words) else frozenset()


@lru_cache(maxsize=2048)
def answer_pole(answer: str, lang: Lang) -> bool | None:
    """Whether an answer says yes; None when it says neither yes nor no."""
    text = read_line(answer, lang)
    for clause in understood(answer, lang).clauses:
        if states(clause, text):
            found = poles(clause.acts, clause.span.of(text.folded), lang)
            if found:
                return True in found and len(found) == 1
    return None
