"""register.colloquial and register.bookish: words that are too loose or too stiff for a shop."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.check.lexicon import Entry, lexicon
from tutor.check.pieces import in_quotes
from tutor.check.rule import Bad, Finder, Good, Hit, Rule
from tutor.domain import Bilingual, Context, LearnerText, Reading, Span

_HAN = re.compile("[\u4e00-\u9fff]")
_LETTERS = ("email", "b2b")
# Endings that soften on a marketplace stand out in a letter: 好的哦。 收到啦！
_SOFT_ENDING = re.compile(r"(?<=[\u4e00-\u9fff])[哦喔噢啦呀哟喽咯哈](?=[~～。！!，,\s]|$)")
# Several words with capitals behind an article are the name of goods.
_NAMED_EN = re.compile(
    r"\b(?:[Tt]he|[Oo]ur|[Aa]n?|[Yy]our|[Tt]his|[Tt]hese|[Mm]y|of|called|named) (?P<name>[A-Z][\w'-]*(?: [A-Z][\w'-]*)+)"
)
_NO_ENDING = re.compile(r"(?:^|[，。！!,\s])[天哎啊]?[哦喔噢啦呀哟喽咯哈]$|天哪$|哎呀$")


def _words(name: str) -> Finder:
    def find(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
        # An English reply to a Chinese buyer is in the wrong language, not too casual.
        if text.lang == "zh" and not _HAN.search(text.raw):
            return
        for span, entry in lexicon(name).find(text, context.channel):
            if not in_quotes(text, reading, span) and not _of_a_name(text, span):
                yield Hit(span=span, suggestion=_cased(text, span, entry), args=_better(entry))

    return find


def _of_a_name(text: LearnerText, span: Span) -> bool:
    """Whether the word is part of a name: Can Tho is a city, the Wanna Walk an umbrella."""
    if text.raw[max(0, span.start - 4) : span.end].casefold() == "can tho":
        return True
    if not text.raw[span.start].isascii() or not text.raw[span.start].isupper():
        return False
    return any(
        m.start("name") <= span.start and span.end <= m.end("name")
        for m in _NAMED_EN.finditer(text.raw)
    )


def _cased(text: LearnerText, span: Span, entry: Entry) -> str | None:
    """The replacement with a capital where the sentence begins with it."""
    if entry.better is None:
        return None
    before = text.raw[: span.start].rstrip()
    begins = not before or before[-1] in ".!?\n"
    better = entry.better
    return better[0].upper() + better[1:] if begins and better[0].isascii() else better


def _better(entry: Entry) -> dict[str, str | Bilingual]:
    if entry.better is None:
        return {"instead": Bilingual(zh="可以不用这个词", en="leave it out")}
    return {"instead": Bilingual(zh=f"可以说“{entry.better}”", en=f"write “{entry.better}”")}


def _endings(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    if context.channel not in _LETTERS:
        return
    for match in _SOFT_ENDING.finditer(text.raw):
        span = Span(match.start(), match.end())
        if not in_quotes(text, reading, span) and not _NO_ENDING.search(text.raw[: span.end]):
            yield Hit(span=span)


_LOOSE_WHY = Bilingual(
    zh="这样说像跟朋友聊天，有的顾客也看不懂，店铺会显得不专业。",
    en="It sounds like chatting with a friend, some buyers will not understand it, and the shop looks less professional.",
)
_STIFF_WHY = Bilingual(
    zh="聊天的时候，简单、自然的话让顾客觉得更亲切，也更容易懂。",
    en="In a chat, plain words are easier to understand and feel warmer to the buyer.",
)

RULES: tuple[Rule, ...] = (
    Rule(
        id="register.colloquial.zh_words",
        check="register.colloquial",
        langs=("zh",),
        severity="warning",
        message=Bilingual(
            zh="“{text}”太随便了，对顾客{instead}。",
            en="“{text}” is too casual for a buyer; {instead}.",
        ),
        why=_LOOSE_WHY,
        source="《现代汉语词典》的〈口〉〈方〉标注；行业通用 (客服用语规范)",
        good=(
            Good("您好，这个问题我们马上帮您处理。", position="first"),
            Good("亲，您喜欢的那款有货哦，今天就可以发货呢。"),
            Good("您的订单一共666元，运费由我们承担。"),
        ),
        bad=(
            Bad("这事⟦咋⟧办，我帮您问问同事。", suggestion="怎么"),
            Bad("您放心，这个问题今天就能⟦搞定⟧。", suggestion="办好"),
            Bad("⟦好滴⟧，您先看看，喜欢就买⟦呗⟧。", suggestion=("好的", "吧")),
        ),
        find=_words("colloquial_zh"),
    ),
    Rule(
        id="register.colloquial.zh_endings",
        check="register.colloquial",
        langs=("zh",),
        severity="warning",
        message=Bilingual(
            zh="在邮件或者商务往来中，句子最后不用“{text}”。",
            en="In an e-mail or with a business customer, leave out “{text}” at the end of a sentence.",
        ),
        why=Bilingual(
            zh="“{text}”在聊天里很亲切，在正式的信里会让客户觉得不够认真。",
            en="“{text}” is friendly in a chat, but in a business letter it looks as if you did not take the customer seriously.",
        ),
        source="行业通用 (商务信函写作)",
        good=(
            Good("好的，我们收到您的邮件了。", channel="email"),
            Good("好的哦，我们马上帮您查。"),
        ),
        bad=(
            Bad("好的⟦哦⟧，报价单今天下午发给您。", channel="b2b"),
            Bad("样品已经寄出⟦啦⟧，请注意查收。", channel="email"),
        ),
        find=_endings,
    ),
    Rule(
        id="register.colloquial.en_words",
        check="register.colloquial",
        langs=("en",),
        severity="warning",
        message=Bilingual(
            zh="“{text}”太随便了，对顾客{instead}。",
            en="“{text}” is too casual for a buyer; {instead}.",
        ),
        why=_LOOSE_WHY,
        source="Labels “informal” and “slang” of English learners' dictionaries, from general knowledge",
        good=(
            Good("Thank you, we are going to check it for you today.", lang="en"),
            Good("The charger has a US plug and a USB port.", lang="en"),
        ),
        bad=(
            Bad("We are ⟦gonna⟧ send it today.", lang="en", suggestion="going to"),
            Bad(
                "⟦Thx⟧ for the photo, I will tell ⟦u⟧ soon.",
                lang="en",
                suggestion=("Thank you", "you"),
            ),
        ),
        find=_words("colloquial_en"),
    ),
    Rule(
        id="register.bookish.zh_words",
        check="register.bookish",
        langs=("zh",),
        severity="hint",
        message=Bilingual(
            zh="“{text}”是书面语，聊天时{instead}。",
            en="“{text}” belongs in a formal document; in a chat, {instead}.",
        ),
        why=_STIFF_WHY,
        source="《党政机关公文处理工作条例》公文用语；行业通用 (客服用语规范)",
        good=(
            Good("您好，我们通知您一下，店铺明天放假。"),
            Good("特此通知贵司，我方将于下周安排发货。", channel="b2b"),
        ),
        bad=(
            Bad("⟦兹⟧通知您，店铺明天放假。", suggestion="现在"),
            Bad("关于您的申请，我们会⟦予以⟧办理。", suggestion="给您"),
        ),
        find=_words("bookish_zh"),
    ),
    Rule(
        id="register.bookish.en_words",
        check="register.bookish",
        langs=("en",),
        severity="hint",
        message=Bilingual(
            zh="“{text}”是书面语，聊天时{instead}。",
            en="“{text}” belongs in a formal document; in a chat, {instead}.",
        ),
        why=_STIFF_WHY,
        source="Plain English Campaign, “The A to Z of alternative words”, as a guide",
        good=(
            Good("Here is the invoice for your order.", lang="en"),
            Good("We hereby confirm your order of 200 pieces.", lang="en", channel="b2b"),
        ),
        bad=(
            Bad("We ⟦hereby⟧ confirm your order.", lang="en", suggestion="now"),
            Bad("The invoice is sent ⟦herewith⟧.", lang="en", suggestion="with this"),
        ),
        find=_words("bookish_en"),
    ),
)
