"""Currencies: how a sum is written, and by which names and signs people mean one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Currency:
    """A currency by its ISO 4217 code. A sum is written 35.80`zh` or `prefix`35.80; `names` (in
    both languages) and `signs` are what else it is called, in lower case."""

    code: str
    zh: str
    prefix: str
    names: tuple[str, ...]
    signs: tuple[str, ...]


@cache
def currencies() -> Mapping[str, Currency]:
    """Every known currency by its code. Read once."""
    text = files("tutor.text").joinpath("data/currencies.tsv").read_text(encoding="utf-8")
    found: dict[str, Currency] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            code, zh, prefix, more_zh, english, signs = line.split("\t")
            names = [zh, *more_zh.split("|"), *english.split("|"), code.lower()]
            found[code] = Currency(
                code=code,
                zh=zh,
                prefix=prefix,
                names=tuple(dict.fromkeys(name for name in names if name)),
                signs=tuple(sign for sign in signs.split("|") if sign),
            )
    return found


@cache
def meant_by() -> Mapping[str, tuple[str, ...]]:
    """The codes that each name and sign may stand for, the most usual first."""
    found: dict[str, tuple[str, ...]] = {}
    for currency in currencies().values():
        for word in (*currency.names, *currency.signs):
            found[word] = (*found.get(word, ()), currency.code)
    return found
