"""terminology.nonstandard, terminology.confused and terminology.missed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tutor.check.chinese import crosses_word, folded
from tutor.check.english import plain
from tutor.check.key_terms import desk_words, shown, uses
from tutor.check.lay_terms import any_lay, english_term, lay_phrases
from tutor.check.payment_parts_en import second_deposits, takes_for_the_other
from tutor.check.pieces import in_quotes
from tutor.check.remedies_zh import arranged
from tutor.check.rule import Bad, Good, Hit, Rule
from tutor.domain import Bilingual, Context, LearnerText, Reading, Remedy, Span, Utterance
from tutor.text.glossary import glossary
from tutor.text.script import main_script, to_simplified
from tutor.understand.buyer_side import read_buyer

_SOURCE = "GB/T 38652-2020《电子商务业务术语》; the project's trade glossary"


def _nonstandard(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    words = folded(text.raw) if text.lang == "zh" else plain(text.raw)
    traditional = text.lang == "zh" and main_script(text.raw) == "traditional"
    taken: list[Span] = []
    if text.lang == "zh" and not any_lay("zh").search(words):
        return
    for lay in lay_phrases(text.lang):
        for match in lay.pattern.finditer(words):
            group: str | int = "m" if "m" in lay.pattern.groupindex else 0
            start, end = match.span(group)
            term = english_term(lay.term, match) if text.lang == "en" else lay.term
            while words[end - 1] == " ":
                end -= 1
            span = Span(start, end)
            if any(span.overlaps(other) for other in taken) or in_quotes(text, reading, span):
                continue
            if text.lang == "zh" and crosses_word(text, span):
                continue
            if text.lang == "en" and _explains(words, span, term):
                continue
            taken.append(span)
            if traditional:
                term = glossary()[term].traditional if term in glossary() else term
            if text.raw[start].isupper():
                term = term[0].upper() + term[1:]
            yield Hit(span=span, suggestion=term, args={"term": term})


def _explains(words: str, span: Span, term: str) -> bool:
    """Whether a phrase explains a term that stands beside it: cash on delivery, you pay the courier."""
    rest = words[: span.start] + words[span.end :]
    return span.of(words).count(" ") >= 2 and term.removeprefix("pay ").lower() in rest


# --- confused ------------------------------------------------------------------------------------------

_REMEDY_WORDS: dict[str, dict[Remedy, re.Pattern[str]]] = {
    "zh": {
        "refund": re.compile(r"(?:全额)?退款(?!政策|规定)"),
        "exchange": re.compile(r"换货(?!政策|规定|单|地址|运费|流程)"),
        "reship": re.compile(r"补发|重发"),
        "return": re.compile(
            r"(?<!无理由)(?<!不用)退货(?!政策|规定|退款|地址|运费|单|流程|包裹|原因)"
        ),
        "repair": re.compile(r"维修|返修"),
        "cancel": re.compile(r"取消(?:订单)?"),
    },
    "en": {
        "refund": re.compile(r"\b(?:full )?refund(?!s? polic)"),
        "exchange": re.compile(r"\bexchange\b(?! polic| rate)"),
        "reship": re.compile(r"\breplacement\b|\bresend\b|\breship\b"),
        "return": re.compile(r"\breturn\b(?! polic| label| address| shipping| window)"),
        "repair": re.compile(r"\brepair\b"),
        "cancel": re.compile(r"\bcancell?ation\b"),
    },
}
_GRANTED_EN = re.compile(
    r"\b(?:refund|exchange|replacement|return|repair|cancellation)\b(?: \w+)? (?:is|was|has been|has|will|goes|leaves|arrives|takes)\b|\b(?:started|issued|arranged|processed|approved|booked|opened|confirmed|prepared|made|requested|begun|registered|submitted|completed|finished)\b"
)
# What is granted counts as what was wanted: a return brings the money, a reship or exchange brings the goods.
_SERVES: dict[Remedy, frozenset[Remedy]] = {
    "refund": frozenset({"refund", "partial_refund", "return", "cancel"}),
    "partial_refund": frozenset({"refund", "partial_refund", "coupon"}),
    "return": frozenset({"return", "refund"}),
    "exchange": frozenset({"exchange"}),
    "reship": frozenset({"reship"}),
    "repair": frozenset({"repair"}),
    "cancel": frozenset({"cancel", "refund"}),
    "coupon": frozenset({"coupon", "partial_refund"}),
}
_TERM: dict[str, dict[Remedy, str]] = {
    "zh": {
        "refund": "退款",
        "partial_refund": "部分退款",
        "return": "退货",
        "exchange": "换货",
        "reship": "补发",
        "repair": "维修",
    },
    "en": {
        "refund": "refund",
        "partial_refund": "partial refund",
        "return": "return",
        "exchange": "exchange",
        "reship": "replacement",
        "repair": "repair",
        "cancel": "cancellation",
        "coupon": "coupon",
    },
}
_ALTERNATIVE = re.compile(
    r"或者|或是|还是|也可以|另外|如果|要是|的话|不能|无法|没办法|暂时|建议|因为|由于|缺货|断货|没有货|没货|库存|卖完|售罄|停产|可惜|遗憾|您看|好吗|可以吗|行吗|愿意|考虑|同时|先.{0,6}再|代替|替代|改为|更快|抱歉.{0,6}不"
    r"|\bor\b|\balso\b|\binstead\b|unfortunately|because|since\b|\bif you|would you|would that|out of stock|sold out|unable|cannot|can't|alternativ|prefer|rather|suggest|recommend|offer|as well|\?"
)
_MISSING = re.compile(
    r"少(?:了|发|寄|给|一|两|件)|漏(?:发|了|寄|装)|缺(?:了|少)|只(?:收到|有|发|寄)(?:了)?(?:一|两|1|2)|没(?:有)?(?:放|装)|missing|only (?:received|got|one|two)|not in the (?:box|parcel|package)|left out|incomplete"
)


# A new one is sent and the faulty one stays: no exchange, whatever the buyer called it.
_STAYS_ZH = re.compile(
    r"(?:不用|不必|不需要?|无需|无须|不要)(?:再|您|给我们|麻烦)*(?:寄|退|还|送)|(?:您|就|自己|可以)留着|留给您|送给您了|(?:您)?自己(?:处理|留)|(?:扔|丢)掉?(?:就|也)?(?:行|可以|好)"
)


def _wanted(context: Context) -> tuple[Remedy, ...]:
    """What the buyer asked for: in the message being answered, else in the last one that asked."""
    said = [u.text for u in context.history if u.role == "buyer"] + (
        [context.buyer] if context.buyer else []
    )
    for words in reversed(said[-3:]):
        wants = read_buyer(words).wants
        if wants:
            return wants
    return ()


def _remedies(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    if context.buyer is None:
        return
    words = folded(text.raw) if text.lang == "zh" else plain(text.raw)
    wants = _wanted(context)
    if not wants and _MISSING.search(to_simplified(context.buyer).lower()):
        wants = (
            ("reship", "refund", "partial_refund")
            if context.desk is None or context.desk.fault in ("none", "missing_item")
            else ()
        )
    if not wants or _ALTERNATIVE.search(words):
        return
    served = frozenset().union(*(_SERVES.get(want, frozenset({want})) for want in wants))
    served |= _done_already(context)
    if "exchange" in wants and text.lang == "zh" and _STAYS_ZH.search(words):
        served |= {"reship"}
    named = {slot.value for slot in reading.slots if slot.kind == "remedy"}
    other: list[Hit] = []
    right = _TERM["zh"].get(wants[0])
    if text.lang == "zh" and right is not None and (named & served or wants[0] != "return"):
        other = [
            Hit(span=span, suggestion=right, args={"right": right})
            for span, remedy in arranged(reading, words)
            if remedy not in served
        ]
        yield from other
    if other or named & served or _names(words, text.lang, served):
        return
    for clause in reading.clauses:
        if clause.question or clause.negated or clause.conditional or clause.quoted:
            continue
        stretch = clause.span.of(words)
        granted = {"promise", "offer"} & set(clause.acts) or (
            text.lang == "en" and _GRANTED_EN.search(stretch)
        )
        if not granted or "refuse" in clause.acts:
            continue
        for remedy, pattern in _REMEDY_WORDS[text.lang].items():
            if remedy in served:
                continue
            for match in pattern.finditer(stretch):
                span = Span(clause.span.start + match.start(), clause.span.start + match.end())
                right = _TERM[text.lang].get(wants[0])
                if right is not None:
                    yield Hit(span=span, suggestion=right, args={"right": right})


def _done_already(context: Context) -> frozenset[Remedy]:
    """What was done at the desk: to tell the buyer of it confuses nothing, whatever was wanted."""
    done = (
        {a.remedy for a in context.case.actions if a.remedy} if context.case is not None else set()
    )
    desk = context.desk or (context.case.desk if context.case is not None else None)
    if done & {"refund", "partial_refund"} or (desk and desk.order and desk.order.refunded):
        done |= {"refund", "partial_refund"}
    return frozenset(done)


def _names(words: str, lang: str, remedies: frozenset[Remedy]) -> bool:
    patterns = _REMEDY_WORDS[lang]
    return any(r in patterns and patterns[r].search(words) for r in remedies)


class Pair(NamedTuple):
    """Two terms that are taken for each other, each with the pattern of its words."""

    left: tuple[str, re.Pattern[str]]
    right: tuple[str, re.Pattern[str]]


_PAIRS: dict[str, tuple[Pair, ...]] = {
    "zh": (
        Pair(("定金", re.compile("定金")), ("订金", re.compile("订金"))),
        Pair(("发票", re.compile("发票")), ("收据", re.compile("收据"))),
        Pair(("关税", re.compile("关税")), ("增值税", re.compile("增值税(?!发票|专用)"))),
    ),
    "en": (
        Pair(
            ("invoice", re.compile(r"\binvoices?\b")),
            ("receipt", re.compile(r"\breceipts?\b(?! of (?:the|your|this|payment|goods|our))")),
        ),
        Pair(
            ("quotation", re.compile(r"\bquot(?:e|ation)s?\b")),
            ("invoice", re.compile(r"\binvoices?\b")),
        ),
        Pair(("deposit", re.compile(r"\bdeposits?\b")), ("balance", re.compile(r"\bbalance\b"))),
        Pair(
            (
                "customs duty",
                re.compile(
                    r"\b(?:customs|import) dut(?:y|ies)\b|\bduties\b|\bduty\b(?!-free| free)"
                ),
            ),
            ("VAT", re.compile(r"\bvat\b|\bvalue[- ]added tax\b")),
        ),
    ),
}
_REFUNDABLE = re.compile(
    r"(?:可以|能|会|将|可|都|全额|一定|随时|已经|正在|马上|帮您|给您)(?:[^不没无]{0,6})(?:退|返还)"
)
_NOT_REFUNDABLE = re.compile(
    r"(?:不能|不可以?|不会|无法|不予?|不支持|概不|没办法)[^，。]{0,4}(?:退|返还)"
)


# 收据不行，只认发票; 您这个是订金: the reply tells the two apart.
_SETS_RIGHT_ZH = re.compile(
    r"只(?:认|开|能开|收|有)|(?:这|那)(?:个|笔)?(?:钱|款)?(?:其实|应该)?(?:是|叫|算)(?:[订定]金|收据|发票|关税|增值税)|(?:不是|区别|不同|不一样|写成|打成|说成)"
)


def _neighbours(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    words = folded(text.raw) if text.lang == "zh" else plain(text.raw)
    asked = to_simplified(context.buyer or "").lower()
    for pair in _PAIRS[text.lang]:
        for (own, right), (_, wrong) in ((pair.left, pair.right), (pair.right, pair.left)):
            if right.search(words) or not wrong.search(words):
                continue
            # "Here is the receipt." – "Next time please show the invoice": the desk's own word.
            own_word = desk_words(context.desk, wrong) and not re.search(r"[?？]", asked)
            unwanted = re.sub(
                rf"(?:不要|不是|不需要|而不是|别给我?|非|\bnot (?:just )?(?:an? |the )?|\b(?:instead of|rather than) (?:an? |the )?)(?:{wrong.pattern})|(?:{wrong.pattern})(?:我|就)?(?:不要|不用|不需要)",
                "",
                asked,
            )
            told = (
                right.search(asked)
                and not wrong.search(unwanted)
                and not own_word
                and not right.search(desk_words(context.desk, wrong))
            )
            known = right.search(desk_words(context.desk, right)) and not wrong.search(
                desk_words(context.desk, wrong)
            )
            if not (told or known) or (text.lang == "zh" and _SETS_RIGHT_ZH.search(words)):
                continue
            if own in ("deposit", "balance") and not takes_for_the_other(
                words, asked, right.pattern, wrong.pattern
            ):
                continue
            yield from _each(text, reading, words, wrong, own)
    if text.lang == "zh":
        yield from _deposit(text, reading, words, asked)
        return
    for start, end in second_deposits(words, asked):
        yield Hit(span=Span(start, end), suggestion="balance", args={"right": "balance"})


def _each(
    text: LearnerText, reading: Reading, words: str, wrong: re.Pattern[str], right: str
) -> Iterator[Hit]:
    for match in wrong.finditer(words):
        span = Span(*match.span())
        clause = next((c for c in reading.clauses if c.span.contains(span)), None)
        if (clause is not None and (clause.question or clause.quoted)) or in_quotes(
            text, reading, span
        ):
            continue
        plural = (
            "s"
            if text.lang == "en"
            and match.group().endswith("s")
            and right != "VAT"
            and not right.endswith("y")
            else ""
        )
        yield Hit(span=span, suggestion=right + plural, args={"right": right})


def _deposit(text: LearnerText, reading: Reading, words: str, asked: str) -> Iterator[Hit]:
    """定金 is not given back and 订金 is: the clause says which of the two it must be."""
    if "定金" in words and "订金" in words:
        return
    for clause in reading.clauses:
        if clause.question or clause.quoted:
            continue
        stretch = clause.span.of(words)
        for term, other, test in (("定金", "订金", _REFUNDABLE), ("订金", "定金", _NOT_REFUNDABLE)):
            at = stretch.find(term)
            # 收定金，中途取消的话可以退还: what is said of it may follow in the sentence.
            said = stretch
            if at >= 0 and not (_REFUNDABLE.search(stretch) or _NOT_REFUNDABLE.search(stretch)):
                said = "".join(
                    c.span.of(words)
                    for c in reading.clauses
                    if c.sentence == clause.sentence
                    and c.span.start >= clause.span.start
                    and not c.question
                )
            if at < 0 or not test.search(said) or term in asked:
                continue
            if said is not stretch and not re.search(
                r"(?:这|该|此)(?:笔|部分)?(?:款|钱)|定金|订金|" + term, said[len(stretch) :]
            ):
                continue
            if test is _REFUNDABLE and _NOT_REFUNDABLE.search(said):
                continue
            if other in asked:
                continue  # told by the buyer's own word already
            span = Span(clause.span.start + at, clause.span.start + at + 2)
            yield Hit(span=span, suggestion=other, args={"right": other})


# --- missed ---------------------------------------------------------------------------------------------


def _missed(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    if context.position != "last" or not context.key_terms:
        return
    own = [u.text for u in context.history if u.role == "agent"] + [text.raw]
    missing = [
        term for term in context.key_terms if not any(uses(words, term, text.lang) for words in own)
    ]
    if missing:
        names = tuple(shown(term, text.lang) for term in missing)
        yield Hit(
            span=Span(0, 0), args={"terms": Bilingual(zh="、".join(names), en=", ".join(names))}
        )


_AGENT = Utterance(role="agent", text="您好，我马上查物流。", lang="zh")

RULES = (
    Rule(
        id="terminology.nonstandard.lay",
        check="terminology.nonstandard",
        langs=("zh", "en"),
        severity="hint",
        message=Bilingual(
            zh="“{text}”是平常的说法，行业用语是“{term}”。",
            en="“{text}” is everyday speech; the trade says “{term}”.",
        ),
        why=Bilingual(
            zh="用行业用语，顾客在页面上找得到同样的词。",
            en="The buyer finds the same word on the order page.",
        ),
        source=_SOURCE,
        good=(
            Good("我们会尽快给您退款。"),
            Good("您的包裹正在清关，请您放心。"),
            Good("We will send you the tracking number today.", lang="en"),
        ),
        bad=(
            Bad("我们会⟦退钱⟧给您。", "退款"),
            Bad("您的⟦快递号码⟧是JD0099887。", "物流单号"),
            Bad("We will ⟦give you your money back⟧ today.", "refund you", lang="en"),
        ),
        find=_nonstandard,
    ),
    Rule(
        id="terminology.confused.remedy",
        check="terminology.confused",
        langs=("zh", "en"),
        severity="error",
        message=Bilingual(
            zh="顾客要的是“{right}”，您说的是“{text}”。",
            en="The buyer asked for a {right}, and the reply says “{text}”.",
        ),
        why=Bilingual(
            zh="办法不一样，顾客会以为您没看他的要求。",
            en="It is another remedy, so the buyer will think that the request was not read.",
        ),
        source=_SOURCE,
        good=(
            Good("好的，我马上给您申请退款。", buyer="我不想要了，请给我退款。"),
            Good("这个颜色没有货了，给您安排退款可以吗？", buyer="我想换货。"),
        ),
        bad=(
            Bad("好的，我马上给您安排⟦换货⟧。", "退款", buyer="我不想要了，请给我退款。"),
            Bad("我们会给您安排⟦退款⟧。", "换货", buyer="尺码不对，我想换货。"),
        ),
        find=_remedies,
    ),
    Rule(
        id="terminology.confused.neighbour",
        check="terminology.confused",
        langs=("zh", "en"),
        severity="error",
        message=Bilingual(
            zh="“{text}”和“{right}”是两个不同的东西，这里应该说“{right}”。",
            en="“{text}” and “{right}” are two different things: here it is “{right}”.",
        ),
        why=Bilingual(
            zh="说错了，顾客可能多付钱，或者拿到没用的单据。",
            en="The wrong one can cost the buyer money or bring a useless paper.",
        ),
        source="中华人民共和国民法典 第586、587条; " + _SOURCE,
        good=(
            Good("发票今天会发到您的邮箱。", buyer="请问可以开发票吗？"),
            Good("按照规定，定金不能退，请您理解。", allow=("politeness.blunt_refusal",)),
            Good("The invoice is in the parcel.", lang="en", buyer="Could I have an invoice?"),
        ),
        bad=(
            Bad("⟦收据⟧今天会发到您的邮箱。", "发票", buyer="请问可以开发票吗？"),
            Bad("您付的⟦定金⟧可以全额退给您。", "订金"),
            Bad(
                "Of course, the ⟦receipt⟧ goes out tonight.",
                "invoice",
                lang="en",
                buyer="We need a VAT invoice, not a receipt.",
            ),
            Bad(
                "I will send you the ⟦receipt⟧ today.",
                "invoice",
                lang="en",
                buyer="Could I have an invoice?",
            ),
        ),
        find=_neighbours,
    ),
    Rule(
        id="terminology.missed.key_term",
        check="terminology.missed",
        langs=("zh", "en"),
        severity="hint",
        message=Bilingual(
            zh="这个案例里还没有用到这些词：{terms}。",
            en="These key words of the case were not used: {terms}.",
        ),
        why=Bilingual(
            zh="用准确的词，顾客一听就知道您懂这件事。",
            en="The exact words show the buyer that you know the matter.",
        ),
        source="the key terms of the case",
        good=(
            Good(
                "包裹正在清关，感谢您的理解。",
                position="last",
                history=(_AGENT,),
                key_terms=("物流", "清关"),
            ),
            Good("包裹快到了，请您等一等。", key_terms=("物流", "清关")),
        ),
        bad=(
            Bad(
                "包裹快到了，感谢您的理解。",
                position="last",
                history=(_AGENT,),
                key_terms=("物流", "清关"),
            ),
            Bad(
                "Your parcel will come soon. Thank you for your patience.",
                lang="en",
                position="last",
                key_terms=("清关",),
            ),
        ),
        find=_missed,
    ),
)
