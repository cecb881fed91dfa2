"""Simplified and traditional characters: which a text is written in, and the way back.

The tables are OpenCC's (Apache-2.0), read on first use.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from tutor.domain import Span

Script = Literal["simplified", "traditional"]

# Written in both scripts, or only a variant; OpenCC's tables alone would call them foreign.
_BOTH = frozenset("著乾徵瞭夥於藉麽祂")
# Traditional spellings of Taiwan and Hong Kong that OpenCC leaves alone.
_ALSO_TRADITIONAL = {"妳": "你", "佔": "占", "嚐": "尝", "唸": "念", "週": "周", "彷": "仿"}
# 著 is 着 as a particle or in these verbs, and stays in 著名, 著作, 显著.
_ZHU_WORDS = (
    "著名",
    "著作",
    "著稱",
    "著称",
    "顯著",
    "显著",
    "名著",
    "專著",
    "专著",
    "原著",
    "著者",
    "編著",
    "编著",
)


@lru_cache(maxsize=512)
def main_script(text: str) -> Script:
    """The script that most of the telling characters belong to; simplified where none tells."""
    old, new = _only_traditional(), _only_simplified()
    traditional = sum(1 for char in text if char in old)
    simplified = sum(1 for char in text if char in new)
    return "traditional" if traditional > simplified else "simplified"


def foreign_runs(text: str, main: Script) -> tuple[Span, ...]:
    """Spans of adjacent Chinese characters that contain the other script.

    A run starts and ends with a character that only the other script has; characters common to
    both join two such characters only when they stand directly between them.
    """
    foreign = _only_traditional() if main == "simplified" else _only_simplified()
    home = _only_simplified() if main == "simplified" else _only_traditional()
    runs: list[Span] = []
    for index, char in enumerate(text):
        if char not in foreign:
            continue
        if runs:
            gap = text[runs[-1].end : index]
            if len(gap) <= 1 and all(_is_han(c) and c not in home for c in gap):
                runs[-1] = Span(runs[-1].start, index + 1)
                continue
        runs.append(Span(index, index + 1))
    return tuple(runs)


@lru_cache(maxsize=4096)
def to_simplified(text: str) -> str:
    """The text in simplified characters, one for each character of `text`."""
    if not any(char in _only_traditional() or char in _BOTH or char == "覆" for char in text):
        return text
    converted: str = _converter("t2s").convert(text)
    if len(converted) != len(text):
        converted = "".join(_one(char) for char in text)
    chars = list(converted)
    for index, char in enumerate(chars):
        if char == "著" and not _in_word(converted, index, _ZHU_WORDS):
            chars[index] = "着"
        elif char == "覆" and converted[index - 1 : index] in ("回", "答", "批"):
            chars[index] = "复"
        elif char in _ALSO_TRADITIONAL:
            chars[index] = _ALSO_TRADITIONAL[char]
    return "".join(chars)


@lru_cache(maxsize=4096)
def to_traditional(text: str) -> str:
    """The text in traditional characters as written in Taiwan, one for each character."""
    converted: str = _converter("s2tw").convert(text)
    return converted if len(converted) == len(text) else text


def _in_word(text: str, index: int, words: tuple[str, ...]) -> bool:
    around = text[max(0, index - 1) : index + 2]
    return any(word in around for word in words)


@lru_cache(maxsize=8192)
def _one(char: str) -> str:
    converted: str = _converter("t2s").convert(char)
    return converted if len(converted) == 1 else char


@lru_cache(maxsize=2)
def _converter(config: str) -> Any:
    from opencc import OpenCC

    return OpenCC(config)


def _table(name: str) -> dict[str, list[str]]:
    raw = (files("opencc") / "dictionary" / name).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in raw.splitlines() if "\t" in line)
    return {row[0]: row[1].split() for row in rows}


@lru_cache(maxsize=1)
def _only_traditional() -> frozenset[str]:
    table = _table("TSCharacters.txt")
    found = {old for old, new in table.items() if old not in new} | set(_ALSO_TRADITIONAL)
    return frozenset(found - _BOTH)


@lru_cache(maxsize=1)
def _only_simplified() -> frozenset[str]:
    table = _table("STCharacters.txt")
    return frozenset({new for new, old in table.items() if new not in old} - _BOTH)


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff"
