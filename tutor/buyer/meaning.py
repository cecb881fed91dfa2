"""Whether a line says what its examples say: no matter of its own, not too little of theirs.

Compared by the characters (Chinese) or word stems (English) that carry meaning, and by what the line
asks for. It needs no model and errs on the side of refusing: a refused line costs nothing, since the
retrieved one is at hand.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from importlib.resources import files

from tutor.buyer.openings import without_opening
from tutor.domain import Lang
from tutor.text.normalise import fold
from tutor.understand.buyer_side import read_buyer

# A share of the line's matter may be in words that no example has: that is what rewording is.
_NEW = {"zh": 0.4, "en": 0.4}
_FREE = {"zh": 2, "en": 1}  # a word: two characters
_KEPT = {"zh": 0.4, "en": 0.34}
_ENDINGS = re.compile(r"(?:'s|'re|ies|ing|ed|es|s|ly|e)$")
_ASKED: dict[Lang, dict[str, re.Pattern[str]]] = {
    "zh": {
        "when": re.compile(r"什么时候|几[号天点月]|哪[天一]天?(?=[^个种款])|多久|多长时间|何时"),
        "where": re.compile(r"哪儿|哪里|什么地方|到哪"),
        "why": re.compile(r"为什么|怎么(?:还|会|没|不|又|这么|那么)|为何"),
        "how": re.compile(r"怎么(?!还|会|没|不|又|这么|那么)|怎样|如何"),
        "how much": re.compile(r"多少|几[块元件个只双条]"),
        "who": re.compile(r"谁"),
        "which": re.compile(r"哪(?:个|种|款|些|一[个种款])"),
        "what": re.compile(r"什么(?!时候|地方)"),
    },
    "en": {
        "when": re.compile(
            r"\b(?:when|how (?:long|soon|many (?:\w+ )?(?:days|weeks))|what (?:day|date))\b"
        ),
        "where": re.compile(r"\bwhere\b"),
        "why": re.compile(r"\b(?:why|how come)\b"),
        "how": re.compile(r"\bhow(?! (?:long|soon|many|much|come))\b"),
        "how much": re.compile(r"\b(?:how much|how many(?! (?:\w+ )?(?:days|weeks)))\b"),
        "who": re.compile(r"\bwho(?:se)?\b"),
        "which": re.compile(r"\bwhich\b"),
        "what": re.compile(r"\bwhat(?! (?:day|date))\b"),
    },
}


@lru_cache(maxsize=1)
def _function_words() -> dict[str, frozenset[str]]:
    raw = (files("tutor.buyer") / "data" / "function_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in raw.splitlines() if line and not line.startswith("#"))
    return {kind: frozenset(words.split()) for kind, words in rows}


def matter(text: str, lang: Lang) -> frozenset[str]:
    """What carries the meaning of a text: Chinese characters, stems of English words."""
    light = _function_words()[lang]
    if lang == "zh":
        return frozenset(re.findall(r"[\u4e00-\u9fff]", text)) - light
    words = re.findall(r"[a-z]+(?:'[a-z]+)?", fold(text).lower().replace("’", "'"))
    return frozenset(
        _stem(word) for word in words if word not in light and _stem(word) not in light
    )


def _stem(word: str) -> str:
    cut = _ENDINGS.sub("", word)
    return cut if len(cut) >= 3 else word


def asked(text: str, lang: Lang) -> frozenset[str]:
    """The kinds of question word in a text."""
    lowered = text.lower()
    return frozenset(kind for kind, words in _ASKED[lang].items() if words.search(lowered))


def same_meaning(line: str, lang: Lang, examples: Sequence[str], known: Collection[str]) -> bool:
    """Whether `line` puts in other words what one of `examples` says. `known` are texts whose words
    it may use as well (the case's)."""
    if not examples:
        return True
    question = any(_asks(example) for example in examples)
    if _asks(line) != question and (question or "?" in fold(line)):
        return False
    if asked(line, lang) - frozenset().union(*(asked(e, lang) for e in examples)):
        return False
    own = matter(line, lang)
    told = matter(without_opening(line, lang), lang)
    shown = [matter(example, lang) for example in examples]
    named = frozenset().union(*(matter(text, lang) for text in known))
    new = told - named - _function_words()[f"{lang} shop"] - frozenset().union(*shown)
    if len(new) > max(_FREE[lang], _NEW[lang] * len(told)):
        return False
    return any(
        len(own & theirs) >= _KEPT[lang] * len(theirs)
        or (len(theirs) <= 2 and asked(line, lang) & asked(example, lang))
        for example, theirs in zip(examples, shown, strict=True)
    )


def _asks(text: str) -> bool:
    return "?" in fold(text) or read_buyer(text).asks
