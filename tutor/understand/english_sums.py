"""What English sums and prices of a reply speak of: the goods of the order, a limit, another order."""

from __future__ import annotations

import re
from decimal import Decimal

from tutor.domain import Desk, Slot

from .facts import item_key
from .goods import called_en, refunded_goods_en

# What about my other order? – The answer tells of that one.
_ANOTHER_ASKED_EN = re.compile(
    r"\b(?:my|our|the) (?:other|old|older|earlier|previous|next|january|february|march|april|may|june|july|august|september|october|november|december) (?:order|parcel|package|purchase|shipment)\b|\border from (?:last|january|february|march|april|may|june|july|august|september|october|november|december)\b(?! \d)"
)


def asks_of_another(buyer: str) -> bool:
    """Whether the buyer asks of another order than the one on the desk."""
    return _ANOTHER_ASKED_EN.search(buyer.lower()) is not None


# Shipping is free above $50, from $50, for orders over $50.
_AT_LEAST_EN = re.compile(
    r"\b(?:above|over|under|below|from|at least|at most|more than|less than|(?<!add )(?<!adds )(?<!added )up to|minimum(?: \w+)? (?:of|is)|worth|between) $"
)


def is_a_limit(before: str) -> bool:
    """Whether the words before a sum make it the least or the most of something."""
    return _AT_LEAST_EN.search(before) is not None


def is_now(slot: Slot, words: str, path: str, buyer: str | None, plain: str) -> bool:
    """Whether an English clause says what goods cost at this time, by a number that the buyer saw."""
    number = re.search(r"\d+(?:\.\d+)?", slot.span.of(plain))
    return bool(
        buyer
        and number
        and path.startswith("item.")
        and re.search(r"\b(?:is|are|'s)\b", words)
        and re.search(rf"(?<![\d.]){re.escape(number.group())}(?![\d.])", buyer)
    )


def told_of_goods(slot: Slot, marked: str, desk: Desk) -> str | None:
    """The path of the price of the goods that an English clause tells with the sum A: the backpack
    was A, you paid A for it, we refunded A for it. A refund far from the price may be a part of it."""
    if " " not in marked or not isinstance(slot.value, Decimal):
        return None
    items = desk.order.items if desk.order else ()
    refunded = refunded_goods_en(marked, slot.value, items)
    for index, item in enumerate(items):
        if item.price is None:
            continue
        goods = called_en(item, items)
        if index == refunded or re.search(
            rf"^(?:(?:and|so|yes|the|your|each|one|an?)[, ]+)*{goods}(?: itself| alone)? (?:is|was|were|are|costs?|cost you) (?:only |just |exactly )?A(?: each| apiece| per (?:piece|unit|item))?$"
            rf"|\bprice (?:of|for) (?:the|your|each|one|an?) {goods} (?:is|was) A(?: each| apiece| per (?:piece|unit|item))?$"
            rf"|\byou(?:'ve| have)? paid A for (?:the|your|each|one) {goods}$",
            marked,
        ):
            return f"item.{item_key(item, index)}.price"
    return None
