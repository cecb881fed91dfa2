"""Sums of money that an order knows, and those that follow from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from tutor.domain import Desk, Reading

from .slots import money


def known_sums(
    values: Mapping[str, object], desk: Desk, counts: Sequence[Decimal]
) -> list[Decimal]:
    """What the desk's facts tell in money: the sums themselves, each line of goods, `counts` pieces
    of them, and all goods together."""
    sums = [
        value
        for path, value in values.items()
        if isinstance(value, Decimal)
        and (path == "policy.repair_price" or not path.startswith("policy."))
    ]
    priced = [item for item in (desk.order.items if desk.order else ()) if item.price is not None]
    for item in priced:
        price = item.price or Decimal(0)
        sums += [price * item.quantity, *(price * count for count in counts)]
    if priced:
        sums.append(sum(((i.price or Decimal(0)) * i.quantity for i in priced), Decimal(0)))
    return sums


def amounts_of(reading: Reading) -> list[Decimal]:
    """The amounts of money that the reply names, each once."""
    named = {
        money(slot.value)
        for clause in reading.clauses
        for slot in clause.slots
        if slot.kind == "amount" and slot.unit != "%"
    }
    return sorted(value for value in named if value is not None)


def follows(value: Decimal, known: Iterable[Decimal], named: Sequence[Decimal]) -> bool:
    """Whether the reply works the sum out itself: a sum that is known, more or less another one
    that it names (the total less the deposit is the balance)."""
    wanted = money(value)
    whole = {rounded for sum_ in known if (rounded := money(sum_)) is not None}
    others = [other for other in named if other != wanted]
    return any(wanted in (sum_ + other, sum_ - other) for sum_ in whole for other in others)
