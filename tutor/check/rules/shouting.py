"""register.shouting: repeated marks, and sentences in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.check.lexicon import word_set
from tutor.check.pieces import in_quotes
from tutor.check.rule import Bad, Good, Hit, Rule
from tutor.domain import Bilingual, Context, LearnerText, Reading, Span

_MARKS = re.compile(r"[!?！？]{2,}")


def _marks(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    for match in _MARKS.finditer(text.raw):
        span = Span(match.start(), match.end())
        if not in_quotes(text, reading, span):
            asks = next((char for char in match.group() if char in "?？"), None)
            yield Hit(span=span, suggestion=asks or match.group()[0])


# A word in capitals that is no code: letters only, at least two, and with a vowel.
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_SENTENCE = re.compile(r"[^.!?。！？\n]+[.!?]*")
_ALWAYS_CAPITAL = word_set("acronyms")
_MIN_WORDS = 2
_LOUD_RUN = 3  # words in capitals that shout inside a sentence: THANK YOU SO MUCH for waiting


def _capitals(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    for sentence in _SENTENCE.finditer(text.raw):
        words = list(_WORD.finditer(sentence.group()))
        loud = [w for w in words if w.group().isupper() and w.group() not in _ALWAYS_CAPITAL]
        said = [w for w in words if w.group() not in _ALWAYS_CAPITAL or w.group() in ("A", "I")]
        whole = len(loud) >= _MIN_WORDS and all(w.group().isupper() for w in said)
        alone = len(said) == len(loud) == 1 and loud[0].group() in _SHOUTED
        if whole or alone:
            shouted = words
        else:
            shouted = _longest_run(words)
            few = sum(w in loud for w in shouted) < _LOUD_RUN
            if few or not any(w.group() in _SMALL_WORDS for w in shouted):
                continue
        start = sentence.start() + shouted[0].start()
        end = sentence.start() + shouted[-1].end()
        span = Span(start, end)
        if not in_quotes(text, reading, span):
            yield Hit(span=span, suggestion=_calm(span.of(text.raw)))


def _longest_run(words: list[re.Match[str]]) -> list[re.Match[str]]:
    """The longest stretch of words in capitals."""
    best: list[re.Match[str]] = []
    run: list[re.Match[str]] = []
    for word in words:
        run = [*run, word] if word.group().isupper() else []
        best = max(best, run, key=len)
    return best


# Names and codes stand side by side in capitals too; a sentence has small words.
_SMALL_WORDS = frozenset(
    [
        "YOU",
        "YOUR",
        "THE",
        "FOR",
        "NOT",
        "AND",
        "IS",
        "ARE",
        "WE",
        "IT",
        "NO",
        "DO",
        "TO",
        "THIS",
        "PLEASE",
        "VERY",
        "NEVER",
        "WILL",
        "OF",
        "NOW",
        "ALL",
        "MY",
        "OUR",
    ]
)
_SHOUTED = frozenset(
    [
        "PLEASE",
        "SORRY",
        "WAIT",
        "STOP",
        "NEVER",
        "YES",
        "THANKS",
        "HELLO",
        "URGENT",
        "IMPORTANT",
        "IMPOSSIBLE",
        "NOW",
        "ATTENTION",
        "REALLY",
        "LISTEN",
        "READ",
        "LOOK",
    ]
)


def _calm(words: str) -> str:
    """The sentence in small letters, with its first letter, “I” and codes in capitals."""
    small = _WORD.sub(
        lambda m: (
            m.group()
            if m.group() in _ALWAYS_CAPITAL - {"A"}
            else re.sub(r"^i(?=['’]|$)", "I", m.group().lower())
        ),
        words,
    )
    return small[:1].upper() + small[1:]


RULES: tuple[Rule, ...] = (
    Rule(
        id="register.shouting.marks",
        check="register.shouting",
        langs=("zh", "en"),
        severity="warning",
        message=Bilingual(
            zh="“{text}”连用了几个标点，看起来像在喊。",
            en="Repeated marks (“{text}”) look as if you were shouting.",
        ),
        why=Bilingual(
            zh="顾客会觉得您很着急或者在生气；一个“{suggestion}”就够了。",
            en="The buyer may think that you are excited or angry; one “{suggestion}” is enough.",
        ),
        source="行业通用 (shop-chat style guides): one mark a sentence",
        good=(
            Good("您好！您的包裹今天已经寄出了，请放心。", position="first"),
            Good("Thank you for your order! Your parcel left our warehouse today.", lang="en"),
        ),
        bad=(
            Bad("请您等⟦！！！⟧", suggestion="！"),
            Bad("Your parcel is on its way⟦!!⟧", lang="en", suggestion="!"),
        ),
        find=_marks,
    ),
    Rule(
        id="register.shouting.capitals",
        check="register.shouting",
        langs=("en",),
        severity="warning",
        message=Bilingual(
            zh="整句话都用大写字母，看起来像在喊。",
            en="A sentence in capital letters looks as if you were shouting.",
        ),
        why=Bilingual(
            zh="顾客会觉得您在生气；用小写字母就很好。",
            en="The buyer may think that you are angry; small letters are enough.",
        ),
        source="Netiquette, RFC 1855, section 2.1.1",
        good=(
            Good("OK! We ship by DHL, and the FOB price is 20 USD.", lang="en"),
            Good("Your order has a UK plug and a USB port.", lang="en"),
        ),
        bad=(
            Bad(
                "⟦PLEASE READ THE SIZE CHART⟧.",
                lang="en",
                suggestion="Please read the size chart",
            ),
            Bad(
                "Hello. ⟦WE WILL SEND IT BY DHL TODAY⟧!",
                lang="en",
                suggestion="We will send it by DHL today",
            ),
        ),
        find=_capitals,
    ),
)
