"""language.wrong_language: the reply is not in the buyer's language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.check.english import past_only, plurals, verbs
from tutor.check.rule import Bad, Good, Hit, Rule
from tutor.domain import Bilingual, Context, LearnerText, Reading, Span
from tutor.text.language import detect

_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z]{2,}")
# Words that stand in a Chinese reply or after a Chinese question without making it English.
_SHARED = frozenset(
    [
        "ok",
        "okay",
        "dhl",
        "ups",
        "fedex",
        "ems",
        "usb",
        "usd",
        "vip",
        "pdf",
        "app",
        "hi",
        "hello",
        "bye",
        "id",
        "sku",
        "cm",
        "kg",
    ]
)


def _language(text: str) -> str | None:
    """zh, en, other, or None where the text tells no language: codes, numbers, OK, emoji."""
    han = len(_HAN.findall(text))
    words = [w.lower() for w in _WORD.findall(re.sub(r"\S*\d\S*|https?://\S+|\S+@\S+", " ", text))]
    telling = [w for w in words if w not in _SHARED]
    if han == 0 and len(telling) < 2 and all(ord(char) < 0x250 for char in text if char.isalpha()):
        return None
    if han >= 2 and han >= len(telling) // 2:
        return "zh"
    return detect(text)


def _sure(buyer: str, asked: str) -> bool:
    """Whether the buyer's language is certain: a third language needs three words, or as many
    letters of a script of its own."""
    if asked != "other":
        return True
    letters = [char for char in buyer if char.isalpha()]
    foreign = sum(ord(char) > 0x24F and not "\u3400" <= char <= "\u9fff" for char in letters)
    if foreign >= 3:
        return True
    # Received na po, salamat: who mixes English in reads an English answer.
    words = [w for w in re.findall(r"[^\W\d_]{2,}", buyer) if not w.isupper()]
    mixed = any(_english(word.lower()) for word in words)
    return len(words) >= 3 and not mixed


_PLAIN_ENGLISH = frozenset(
    ["available", "hello", "please", "thanks", "price", "size", "stock", "order"]
)


def _english(word: str) -> bool:
    known = word in past_only() or word in verbs() or word in plurals()
    return word in _PLAIN_ENGLISH or (len(word) > 4 and known)


def _find(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    asked, said = _language(context.buyer or ""), _language(text.raw)
    if asked is None or said is None or said == asked or not _sure(context.buyer or "", asked):
        return
    start = len(text.raw) - len(text.raw.lstrip())
    end = len(text.raw.rstrip())
    names = {
        "zh": Bilingual(zh="中文", en="Chinese"),
        "en": Bilingual(zh="英文", en="English"),
        "other": Bilingual(zh="另一种语言", en="another language"),
    }
    yield Hit(span=Span(start, end), args={"language": names[asked]})


RULES = (
    Rule(
        id="language.wrong_language.reply",
        check="language.wrong_language",
        langs=("zh", "en"),
        severity="warning",
        message=Bilingual(
            zh="顾客用的是{language}，这条回复不是。",
            en="The buyer writes in {language}, and this reply does not.",
        ),
        why=Bilingual(
            zh="顾客可能看不懂，要自己去翻译。",
            en="The buyer may not understand it and has to translate.",
        ),
        source="行业通用: answer in the customer's language",
        good=(
            Good("您好，DHL单号是JD0099887。", buyer="请问发货了吗？"),
            Good("Hello, the parcel left our warehouse today.", lang="en", buyer="Has it shipped?"),
        ),
        bad=(
            Bad("⟦您好，您的包裹今天发货了。⟧", buyer="Hi, has my order shipped yet?"),
            Bad(
                "⟦Hello, your parcel left our warehouse today.⟧",
                lang="en",
                buyer="你好，请问我的包裹发货了吗？",
            ),
        ),
        find=_find,
    ),
)
