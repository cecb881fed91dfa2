"""Chinese, English or neither: decided by script, and for Latin script by function words."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from tutor.domain import Lang

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_WITH_DIGITS = re.compile(r"\S*\d\S*|\S+@\S+|https?://\S+|www\.\S+")
_VIETNAMESE = re.compile(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")

_SPANISH = re.compile(r"[¿¡]\s?[^\W\d_]")  # marks that open a question or a call


def detect(text: str, default: Lang = "zh") -> Literal["zh", "en", "other"]:
    """The language of a text: "zh", "en", or "other" when it is plainly neither.

    Numbers, codes, abbreviations and words both languages use (OK, DHL) count as `default`.
    A mixed text counts as the language with more words; two Chinese characters weigh as a word.
    """
    if _SPANISH.search(text):
        return "other"
    bare = _WITH_DIGITS.sub(lambda match: "".join(_HAN.findall(match.group())), text)
    han = len(_HAN.findall(bare))
    latin: list[str] = []
    foreign = kana = 0
    for word in _WORD.findall(_HAN.sub(" ", bare)):
        first = word[0]
        if _is_latin(first):
            latin.append(word)
        elif "\u3040" <= first <= "\u30ff":
            kana += len(word)
        else:
            foreign += len(word)
    if kana >= 2 and kana * 3 >= han:
        return "other"
    letters = sum(map(len, latin))
    if foreign > 2 * han + letters:
        return "other"
    telling = [word for word in latin if not _is_neutral(word)]
    if not han and not telling:
        # A sentence in capitals is no row of abbreviations.
        shouted = sum(1 for word in latin if word.lower() in _stop_words()[0])
        return "en" if shouted >= 2 else default
    if han >= 2 * len(telling):
        return "zh"
    return _latin_language(telling, han, default)


def _latin_language(words: list[str], han: int, default: Lang) -> Literal["zh", "en", "other"]:
    marked = sum(1 for word in words if _VIETNAMESE.search(word))
    if marked and marked * 5 >= len(words):
        return "other"
    english, others = _stop_words()
    own = sum(1 for word in words if word.lower() in english)
    best = max(
        (sum(1 for w in words if w.lower() in known) for known in others.values()), default=0
    )
    if best > own and (best >= 2 or len(words) <= 2):
        return "other"
    if han and not own and default == "zh":
        return "zh"
    return "en"


def _is_neutral(word: str) -> bool:
    return (word.isupper() and len(word) <= 6) or word.lower() in _neutral_words() or len(word) == 1


def _is_latin(char: str) -> bool:
    return "A" <= char <= "z" or "\u00c0" <= char <= "\u024f" or "\u1e00" <= char <= "\u1eff"


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    raw = (files("tutor.text") / "data" / "function_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in raw.splitlines() if line and line[0] != "#")
    return {code: frozenset(words.split()) for code, words in rows}


def _stop_words() -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    table = _table()
    return table["en"], {code: words for code, words in table.items() if code not in ("en", "both")}


def _neutral_words() -> frozenset[str]:
    return _table()["both"]
