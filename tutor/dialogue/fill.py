"""Puts the facts of a case into a line: `{order.id}` becomes what the desk says, in the language
of the line. Nothing else is ever substituted, so a line cannot reach beyond its case."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from tutor.domain import Bilingual, Desk, Lang, Order, Scenario
from tutor.text.currencies import currencies

SLOT = re.compile(r"\{([a-z_]+(?:\.[A-Za-z0-9_-]+)*)\}")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
CURRENCIES = tuple(currencies())
_LONG = 10_000


def format_money(amount: Decimal, currency: str | None, lang: Lang) -> str:
    """35.8 USD gives "35.80美元" and "US$35.80"; whole sums lose their zeros, and English sets long
    ones in groups of three."""
    places = 0 if amount == amount.to_integral_value() else 2
    grouped = "," if lang == "en" and amount >= _LONG else ""
    number = f"{amount:{grouped}.{places}f}"
    if currency is None:
        return number
    known = currencies().get(currency)
    if lang == "zh":
        return number + (known.zh if known else currency)
    return (known.prefix if known else f"{currency} ") + number


def format_date(day: date, lang: Lang) -> str:
    return f"{day.month}月{day.day}日" if lang == "zh" else f"{day.day} {_MONTHS[day.month - 1]}"


def case_values(desk: Desk, lang: Lang, buyer: Bilingual | None = None) -> dict[str, str]:
    """Every slot of a case with its text in `lang`; a fact that the desk lacks has no entry."""
    values: dict[str, str | None] = {}
    order, shipment, policy = desk.order, desk.shipment, desk.policy

    def put(path: str, value: object) -> None:
        if isinstance(value, Bilingual):
            values[path] = value.get(lang)
        elif isinstance(value, date):
            values[path] = format_date(value, lang)
        elif isinstance(value, Decimal):
            values[path] = format_money(value, order.currency if order else None, lang)
        elif isinstance(value, tuple):
            low, high = value
            values[path] = (
                str(low)
                if low == high
                else f"{low}到{high}"
                if lang == "zh"
                else f"{low} to {high}"
            )
        elif value is not None:
            values[path] = str(value)

    put("today", desk.today)
    if buyer is not None:
        put("buyer.name", buyer)
    if order is not None:
        for name in ("id", "placed", "total", "paid", "address", "refunded", "refunded_on"):
            put(f"order.{name}", getattr(order, name))
        put("order.payment", payment_of(order, lang))
        if order.paid is not None and order.total is not None and order.paid > order.total:
            put("order.overcharge", order.paid - order.total)
        if order.items:
            put("item", order.items[0].name)
            put("quantity", order.items[0].quantity)
            joiner = "、" if lang == "zh" else " and "
            values["items"] = joiner.join(item.name.get(lang) for item in order.items)
        for item in order.items:
            if item.sku:
                put(f"item.{item.sku}", item.name)
                put(f"item.{item.sku}.price", item.price)
                put(f"item.{item.sku}.quantity", item.quantity)
    if shipment is not None:
        for name in ("carrier", "tracking_number", "shipped", "eta", "delivered", "place"):
            put(f"shipment.{name}", getattr(shipment, name))
    if policy is not None:
        for name in [
            "return_window_days",
            "refund_days",
            "compensation_limit",
            "coupon_limit",
            "dispatch_days",
            "delivery_days",
            "lost_after_days",
            "warranty_months",
            "repair_price",
            "price_protection_days",
        ]:
            put(f"policy.{name}", getattr(policy, name))
    for key, fact in desk.facts.items():
        put(f"facts.{key}", fact)
    return {path: text for path, text in values.items() if text is not None}


def payment_of(order: Order, lang: Lang) -> str | None:
    """How the order was paid; in the language where the author wrote it in both."""
    return order.payment_en if lang == "en" and order.payment_en else order.payment


def slots_of(text: str) -> tuple[str, ...]:
    return tuple(SLOT.findall(text))


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with its slots filled. Raises `KeyError` naming the slot that the case lacks."""
    return SLOT.sub(lambda match: values[match.group(1)], text)


def scenario_values(scenario: Scenario, lang: Lang) -> dict[str, str]:
    return case_values(scenario.desk, lang, scenario.persona.name)
