"""The wire format of `kefu check --jsonl`: one JSON object in, one out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, TypeVar, cast

from tutor.domain import (
    CHANNELS,
    LANGS,
    POSITIONS,
    STANDARDS,
    YEARS,
    Bilingual,
    Channel,
    Context,
    Desk,
    Feedback,
    Finding,
    Item,
    Lang,
    Order,
    Policy,
    Position,
    Role,
    Shipment,
    Standard,
    Utterance,
)

T = TypeVar("T")

MAX_TEXT = 2000  # code points of one message
MAX_NAME = 200  # code points of an id, a name, a place
MAX_HISTORY = 60
MAX_ITEMS = 100
MAX_NUMBER = Decimal(10) ** 12


class WireError(Exception):
    """A field of a request that cannot be read: `field` is its path, `message` says what to write."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        self.message = message
        super().__init__(f"{field}: {message}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request as read. `lang` None means: to be found from the text."""

    id: str | int | None
    text: str
    lang: Lang | None = None
    channel: Channel = "marketplace"
    position: Position = "middle"
    buyer: str | None = None
    history: tuple[Utterance, ...] = ()
    level: int | None = None
    standard: Standard = "2025"
    desk: Desk | None = None

    def context(self, lang: Lang) -> Context:
        """The context of the request for a reply in `lang`."""
        return Context(
            lang=lang,
            channel=self.channel,
            position=self.position,
            buyer=self.buyer,
            history=self.history,
            level=self.level,
            standard=self.standard,
            desk=self.desk,
        )


def parse_request(obj: object) -> Request:
    """Reads one request, as decoded from JSON. Raises WireError; unknown fields are passed over."""
    fields = _object(obj, "$")
    level = _optional(fields, "level", _int_between(1, 9))
    lang = _optional(fields, "lang", _one_of(LANGS))
    return Request(
        id=_id(fields.get("id")),
        text=_string(fields.get("text"), "text", MAX_TEXT, empty=False),
        lang=cast("Lang | None", lang),
        channel=cast(Channel, _optional(fields, "channel", _one_of(CHANNELS)) or "marketplace"),
        position=cast(Position, _optional(fields, "turn", _one_of(POSITIONS)) or "middle"),
        buyer=_optional(fields, "buyer", _message),
        history=_optional(fields, "history", _history) or (),
        level=level,
        standard=cast(Standard, _optional(fields, "standard", _one_of(STANDARDS)) or "2025"),
        desk=_optional(fields, "desk", _desk),
    )


def desk_from_wire(obj: object) -> Desk:
    """Reads the `desk` of a request. Raises WireError with the path of the field."""
    return _desk(obj, "desk")


def feedback_to_wire(id: str | int | None, feedback: Feedback) -> dict[str, Any]:
    """The answer to a request, ready for JSON; bands that do not occur are left out."""
    report = feedback.vocabulary
    counts = {
        key: count
        for key, count in report.counts.items()
        if count or key in ("off_list", "trade_term")
    }
    return {
        "id": id,
        "findings": [finding_to_wire(f) for f in feedback.findings],
        "strategies": list(feedback.strategies),
        "vocabulary": {
            "standard": report.standard,
            "tokens": [
                {
                    "text": t.text,
                    "start": t.span.start,
                    "end": t.span.end,
                    "level": t.level,
                    "kind": t.kind,
                    "pinyin": t.pinyin,
                }
                for t in report.tokens
            ],
            "counts": counts,
        },
    }


def finding_to_wire(finding: Finding) -> dict[str, Any]:
    """One finding, ready for JSON."""
    return {
        "check": finding.check,
        "severity": finding.severity,
        "start": finding.span.start,
        "end": finding.span.end,
        "text": finding.text,
        "message": {"en": finding.message.en, "zh": finding.message.zh},
        "why": {"en": finding.why.en, "zh": finding.why.zh},
        "suggestion": finding.suggestion,
    }


def error_to_wire(id: str | int | None, line: int, field: str, message: str) -> dict[str, Any]:
    """The answer to a line that could not be read. `line` counts from 1."""
    return {"id": id, "error": {"line": line, "field": field, "message": message}}


# --- readers of one field -----------------------------------------------------------------------


def _object(value: object, path: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise WireError(path, "Write a JSON object in braces.")
    return value


def _optional(
    fields: Mapping[str, Any], name: str, read: Callable[[object, str], T], path: str = ""
) -> T | None:
    value = fields.get(name)
    return None if value is None else read(value, f"{path}.{name}" if path else name)


def _id(value: object) -> str | int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    return _string(value, "id", MAX_NAME)


def _string(value: object, path: str, limit: int, *, empty: bool = True) -> str:
    if not isinstance(value, str):
        raise WireError(path, "Write a text in quotes.")
    if len(value) > limit:
        raise WireError(path, f"Write at most {limit} characters; there are {len(value)}.")
    if not empty and not value.strip():
        raise WireError(path, "Write at least one character.")
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise WireError(path, "Half a character stands here; write whole characters in UTF-8.")
    return value


def _message(value: object, path: str) -> str:
    return _string(value, path, MAX_TEXT)


def _name(value: object, path: str) -> str:
    return _string(value, path, MAX_NAME)


def _code(value: object, path: str) -> str:
    """An order or tracking number, also where it was written as a JSON number."""
    whole = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < MAX_NUMBER**2
    return str(value) if whole else _name(value, path)


def _one_of(choices: tuple[str, ...]) -> Callable[[object, str], str]:
    def read(value: object, path: str) -> str:
        if not isinstance(value, str) or value not in choices:
            raise WireError(path, f"Write one of {', '.join(choices)}.")
        return value

    return read


def _int_between(low: int, high: int) -> Callable[[object, str], int]:
    def read(value: object, path: str) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise WireError(path, f"Write a whole number from {low} to {high}.")
        return value

    return read


_days = _int_between(0, 10_000)


def _amount(value: object, path: str) -> Decimal:
    number: Decimal | None = None
    if isinstance(value, int | float | str) and not isinstance(value, bool):
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            number = None
    if number is None or not number.is_finite() or not 0 <= number < MAX_NUMBER:
        raise WireError(path, "Write an amount such as 35.80, not below 0.")
    return number


def _date(value: object, path: str) -> date:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = date.min
        if day.year in YEARS:
            return day
    raise WireError(
        path, f"Write a date such as 2026-03-18, of the years {YEARS[0]} to {YEARS[-1]}."
    )


def _bool(value: object, path: str) -> bool:
    if not isinstance(value, bool):
        raise WireError(path, "Write true or false.")
    return value


def _list(value: object, path: str, limit: int) -> list[object]:
    if not isinstance(value, list):
        raise WireError(path, "Write a list in square brackets.")
    if len(value) > limit:
        raise WireError(path, f"Write at most {limit} entries; there are {len(value)}.")
    return value


def _day_range(value: object, path: str) -> tuple[int, int]:
    if isinstance(value, int):
        days = _days(value, path)
        return days, days
    pair = _list(value, path, 2)
    if len(pair) != 2:
        raise WireError(path, "Write the least and the most days, such as [3, 5].")
    low, high = (_days(part, f"{path}[{i}]") for i, part in enumerate(pair))
    if low > high:
        raise WireError(path, "Write the smaller number of days first.")
    return low, high


def _bilingual(value: object, path: str) -> Bilingual:
    """A name: a text for both languages, or an object with "zh" and "en"."""
    if isinstance(value, dict):
        zh, en = (_optional(value, lang, _name, path) for lang in ("zh", "en"))
        if zh is None and en is None:
            raise WireError(path, 'Write a text, or an object with "zh" and "en".')
        return Bilingual(
            zh=zh if zh is not None else en or "", en=en if en is not None else zh or ""
        )
    text = _name(value, path)
    return Bilingual(zh=text, en=text)


def _history(value: object, path: str) -> tuple[Utterance, ...]:
    from tutor.text.language import detect

    said = []
    for i, entry in enumerate(_list(value, path, MAX_HISTORY)):
        fields = _object(entry, f"{path}[{i}]")
        role = cast(Role, _one_of(("buyer", "agent"))(fields.get("role"), f"{path}[{i}].role"))
        text = _string(fields.get("text"), f"{path}[{i}].text", MAX_TEXT)
        lang: Lang = "zh" if detect(text) == "zh" else "en"
        said.append(Utterance(role=role, text=text, lang=lang))
    return tuple(said)


def _item(value: object, path: str) -> Item:
    fields = _object(value, path)
    quantity = _optional(fields, "quantity", _int_between(0, 1_000_000), path)
    in_stock = _optional(fields, "in_stock", _bool, path)
    return Item(
        name=_bilingual(fields.get("name"), f"{path}.name"),
        quantity=1 if quantity is None else quantity,
        price=_optional(fields, "price", _amount, path),
        sku=_optional(fields, "sku", _name, path),
        in_stock=True if in_stock is None else in_stock,
    )


def _items(value: object, path: str) -> tuple[Item, ...]:
    entries = _list(value, path, MAX_ITEMS)
    return tuple(_item(entry, f"{path}[{i}]") for i, entry in enumerate(entries))


def _order(value: object, path: str) -> Order:
    fields = _object(value, path)
    return Order(
        id=_optional(fields, "id", _code, path),
        placed=_optional(fields, "placed", _date, path),
        status=_optional(fields, "status", _name, path),
        currency=_optional(fields, "currency", _name, path),
        total=_optional(fields, "total", _amount, path),
        items=_optional(fields, "items", _items, path) or (),
        address=_optional(fields, "address", _bilingual, path),
        payment=_optional(fields, "payment", _name, path),
        paid=_optional(fields, "paid", _amount, path),
    )


def _shipment(value: object, path: str) -> Shipment:
    fields = _object(value, path)
    return Shipment(
        carrier=_optional(fields, "carrier", _name, path),
        tracking_number=_optional(fields, "tracking_number", _code, path),
        shipped=_optional(fields, "shipped", _date, path),
        eta=_optional(fields, "eta", _date, path),
        delivered=_optional(fields, "delivered", _date, path),
        place=_optional(fields, "place", _bilingual, path),
    )


_SHOP_TOO = ("seller", "store", "merchant")


def _payer(value: object, path: str) -> str:
    """Who pays: `buyer` or `shop`; other desks call the shop by other names."""
    return "shop" if value in _SHOP_TOO else _one_of(("buyer", "shop"))(value, path)


_Payer = Literal["buyer", "shop"]


def _policy(value: object, path: str) -> Policy:
    fields = _object(value, path)
    until = _optional(fields, "cancel_until", _one_of(("packed", "shipped")), path)
    return Policy(
        return_window_days=_optional(fields, "return_window_days", _days, path),
        refund_days=_optional(fields, "refund_days", _day_range, path),
        return_shipping=cast("_Payer | None", _optional(fields, "return_shipping", _payer, path)),
        compensation_limit=_optional(fields, "compensation_limit", _amount, path),
        coupon_limit=_optional(fields, "coupon_limit", _amount, path),
        dispatch_days=_optional(fields, "dispatch_days", _day_range, path),
        delivery_days=_optional(fields, "delivery_days", _day_range, path),
        lost_after_days=_optional(fields, "lost_after_days", _days, path),
        warranty_months=_optional(fields, "warranty_months", _days, path),
        photo_required=_optional(fields, "photo_required", _bool, path),
        exchange_allowed=_optional(fields, "exchange_allowed", _bool, path),
        cancel_until=cast('Literal["packed", "shipped"] | None', until),
        duties_paid_by=cast("_Payer | None", _optional(fields, "duties_paid_by", _payer, path)),
        price_protection_days=_optional(fields, "price_protection_days", _days, path),
    )


def _desk(value: object, path: str) -> Desk:
    fields = _object(value, path)
    return Desk(
        today=_optional(fields, "today", _date, path),
        order=_optional(fields, "order", _order, path),
        shipment=_optional(fields, "shipment", _shipment, path),
        policy=_optional(fields, "policy", _policy, path),
    )
