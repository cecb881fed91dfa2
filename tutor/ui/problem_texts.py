"""What is wrong in a file, in the language of the page.

The readers of files speak English; `problems_zh.yaml` has the Chinese for each of their sentences.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from tutor.domain import Lang
from tutor.errors import Problem

_DEPTH = 2  # a sentence may hold a phrase that has its own Chinese


def told(problem: Problem, lang: Lang) -> tuple[str, str]:
    """The message of a problem and what to write instead."""
    if lang == "en":
        return problem.message, problem.fix
    return in_chinese(problem.message) or problem.message, in_chinese(problem.fix) or problem.fix


@lru_cache(maxsize=4096)
def in_chinese(text: str, depth: int = _DEPTH) -> str | None:
    """The Chinese of an English sentence of the readers; None for one that is not known."""
    for pattern, chinese in _sentences():
        found = pattern.fullmatch(text)
        if found is not None:
            inner = (in_chinese(part, depth - 1) if depth else None for part in found.groups())
            parts = (own or _named(part) for own, part in zip(inner, found.groups(), strict=True))
            return chinese.format(*parts)
    return None


def _named(part: str) -> str:
    # What the teacher wrote stands in the quotes of the sentence around it.
    return f"“{part[1:-1]}”" if len(part) > 2 and part[0] == part[-1] == "'" else part


@cache
def _sentences() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Every sentence as a pattern, those with the most words of their own first."""
    text = files("tutor.ui").joinpath("problems_zh.yaml").read_text(encoding="utf-8")
    known: dict[str, str] = yaml.safe_load(text)
    by_words = sorted(known, key=lambda english: -len(english.replace("{}", "")))
    return tuple(
        (
            re.compile("(.+?)".join(map(re.escape, english.split("{}"))), re.DOTALL),
            known[english],
        )
        for english in by_words
    )
