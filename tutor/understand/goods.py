"""What a reply may call the goods of an order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from tutor.domain import Item

from .numbers import parse_number


def called_en(item: Item, items: Sequence[Item]) -> str:
    """What a reply may call the goods in English: the last word of the name, which no other goods of
    the order share, in the singular or plural, with other words of the name before it."""
    name = re.findall(r"[a-z]+", item.name.en.lower())
    if not name or not item.name.en.isascii() or len(name[-1]) < 3:
        return "(?!)"
    last = name[-1].removesuffix("s")
    if sum(o.name.en.lower().removesuffix("s").endswith(last) for o in items) > 1:
        return "(?!)"
    before = "|".join(map(re.escape, name[:-1])) or "(?!)"
    return rf"(?:(?:{before})[ -]?)*{re.escape(last)}(?:e?s)?"


def refunded_goods_en(marked: str, value: Decimal, items: Sequence[Item]) -> int | None:
    """Which goods a clause gives back in full by a sum A near their price, whatever the exact sum:
    refunded A for the ink. None where the sum may be a part of the price."""
    for index, item in enumerate(items):
        price = item.price or Decimal(0)
        if not price * 3 / 4 < value < price * 5 / 4:
            continue
        words = "|".join(re.findall(r"[a-z]{3,}", item.name.en.lower())) or "(?!)"
        if re.search(
            rf"\brefund(?:ed)? (?:you )?A for (?:the|your|one) (?:(?:{words})s?\b ?)+$", marked
        ):
            return index
    return None


_BOTH_EN = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}


def several_en(words: str, value: Decimal, items: Sequence[Item]) -> bool:
    """Whether a sum is the price of as many pieces of the same goods as the words count: both, three, 12."""
    counts = {_BOTH_EN[w] for w in re.findall(r"[a-z]+", words) if w in _BOTH_EN}
    counts |= {int(n) for n in re.findall(r"(?<![\d.,-])\d{1,4}(?![\d.,-])", words)}
    return any(
        item.price is not None and 1 < n <= item.quantity and item.price * n == value
        for item in items
        for n in counts
    )


_PIECES_ZH = re.compile(
    r"(?<![第每\d.])(?P<n>\d{1,4}|[两三四五六七八九十]+)(?:[个件只条双台套盒张本瓶把顶支块副盏罐袋根箱卷枚颗]|包(?!裹|装))"
)


def several_zh(words: str, value: Decimal, items: Sequence[Item]) -> bool:
    """Whether a sum is the price of as many pieces of the same goods as Chinese words count: 两个."""
    counts = {parse_number(m["n"]) for m in _PIECES_ZH.finditer(words)}
    return any(
        item.price is not None and 1 < n <= item.quantity and item.price * n == value
        for item in items
        for n in counts
        if n is not None
    )


def tails(item: Item, items: Sequence[Item]) -> str:
    """What a reply may call the goods: the Chinese name or a last part of it that no other goods
    of the order share."""
    name = item.name.zh
    if not name:
        return "(?!)"
    ends = [name[i:] for i in range(max(1, len(name) - 1))]
    sure = [e for e in ends if sum(o.name.zh.endswith(e) for o in items) == 1]
    return "|".join(map(re.escape, sure)) or "(?!)"
