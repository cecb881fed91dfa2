"""What an English reply says of the money for the whole order that goes back: the £74.50 will be back."""

from __future__ import annotations

import re
from decimal import Decimal

from tutor.domain import Desk, Slot

from .facts import agrees_in_money

# What the buyer waits for: the refund of this order.
_AWAITED = re.compile(
    r"\brefund(?:ed|s|ing)?\b|\bmoney\b[^.!?]{0,12}\bback\b|\bcancel\w*|\breturn\w*"
)
_GOES_BACK = re.compile(
    r"\bback\b(?! (?:in stock|to (?:us|stock)|with us))|\brefund\w*|\bwith you\b|\b(?:on|to|in|into|reach|reaches) your (?:\w+ )?(?:card|account|wallet|bank|paypal)\b|\barrive\b|\bcredited\b"
)
# Part of the price, amends for something, or what else costs money.
_OTHER_MONEY = re.compile(
    r"\b(?:half|part|partial\w*|percent|compensat\w*|amends|trouble|inconvenience|delay|goodwill|discount|coupon|voucher|credit note|difference|postage|shipping|freight|deliver\w*|dut(?:y|ies)|tax|vat|deposit|balance|fees?|charged|overcharged|too much|extra|missing|broken|keep|each|per|gift|offer|offers|up to|at most|more|less|instead|if|could|would|can)\b|%"
)
_PAID = re.compile(r"\b(?:keep|half|part|compensat\w*|postage|shipping|deposit|difference)\b")


def wrong_whole(slot: Slot, clause: str, buyer: str | None, desk: Desk, plain: str) -> bool:
    """Whether a clause sends back, for an order whose refund the buyer waits for, a sum that must be
    meant for the whole of it and differs from it: more than was paid, close to it, or its digits."""
    total = desk.order.total if desk.order else None
    asked = (buyer or "").lower()
    if total is None or not isinstance(slot.value, Decimal) or slot.unit == "%" or not buyer:
        return False
    if not _AWAITED.search(asked) or _PAID.search(asked):
        return False
    if not _GOES_BACK.search(clause) or _OTHER_MONEY.search(clause):
        return False
    home = desk.order.currency if desk.order else None
    if slot.unit not in (None, home) or agrees_in_money(slot, total, desk, plain):
        return False
    value = slot.value
    close = total * 3 / 4 < value < total * 3 / 2
    return close or _digits(value) == _digits(total)


def _digits(value: Decimal) -> list[str]:
    return sorted(str(value.normalize().as_tuple().digits))
