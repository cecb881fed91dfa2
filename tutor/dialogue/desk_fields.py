"""The `desk:` block of a scenario to a `Desk`."""

from __future__ import annotations

from typing import Literal, cast, get_args

from tutor.dialogue.fields import Fields, read_bilingual, to_date
from tutor.dialogue.fill import CURRENCIES
from tutor.dialogue.nodes import Mapping, Scalar
from tutor.domain import Bilingual, Desk, Fault, Item, Order, Policy, Shipment, ShipmentEvent

MAX_PAYMENT = 80
STATUSES = ("unpaid", "paid", "packed", "shipped", "delivered", "returned", "cancelled")


def read_desk(fields: Fields | None) -> Desk | None:
    if fields is None:
        return None
    today = fields.day("today", "2026-03-20")
    order = _order(fields.mapping("order"))
    shipment = _shipment(fields.mapping("shipment"))
    policy = _policy(fields.mapping("policy"))
    fault = fields.choice("fault", get_args(Fault)) or "none"
    fault_items = fields.texts("fault_items")
    facts, labels = _facts(fields.mapping("facts"))
    fields.close()
    skus = {item.sku for item in order.items} if order else set()
    for sku in fault_items:
        if sku not in skus:
            fields.problems.add(
                fields.node.entries["fault_items"],
                "desk.fault_items",
                f"{sku!r} is not an item of the order.",
                f"Write one of: {', '.join(sorted(s for s in skus if s)) or 'the sku of an item'}.",
            )
    return Desk(
        today=today,
        order=order,
        shipment=shipment,
        policy=policy,
        fault=cast(Fault, fault),
        fault_items=fault_items,
        facts=facts,
        fact_labels=labels,
    )


def _facts(block: Fields | None) -> tuple[dict[str, Bilingual], dict[str, Bilingual]]:
    """The further facts by their keys, and what the page calls those that have a label."""
    facts: dict[str, Bilingual] = {}
    labels: dict[str, Bilingual] = {}
    for key, node in block.node.entries.items() if block is not None else ():
        assert block is not None
        if isinstance(node, Mapping):
            entry = Fields(node, block.problems, block.field(key))
            zh, en = entry.text("zh", "…"), entry.text("en", "…")
            label = entry.bilingual("label")
            entry.close()
            value = Bilingual(zh=zh, en=en) if zh and en else None
            if label is not None:
                labels[key] = label
        else:
            value = read_bilingual(node, block.problems, block.field(key))
        if value is not None:
            facts[key] = value
    return facts, labels


def _order(fields: Fields | None) -> Order | None:
    if fields is None:
        return None
    items: list[Item] = []
    for i, node in enumerate(fields.items("items", "the goods, one entry each")):
        if not isinstance(node, Mapping):
            fields.problems.add(
                node,
                f"desk.order.items[{i}]",
                "must be a block of keys.",
                "Write {sku: …, name: {zh: …, en: …}, quantity: 1, price: 9.90}.",
            )
            continue
        entry = Fields(node, fields.problems, f"desk.order.items[{i}]")
        name = entry.bilingual("name", required=True)
        quantity = entry.integer("quantity", 1, 1_000_000) or 1
        price, sku = entry.decimal("price"), entry.text("sku", limit=40)
        in_stock = entry.boolean("in_stock")
        attributes: dict[str, Bilingual] = {}
        block = entry.mapping("attributes")
        if block is not None:
            for key, value in block.node.entries.items():
                text = read_bilingual(value, block.problems, block.field(key))
                if text is not None:
                    attributes[key] = text
        entry.close()
        if name is not None:
            items.append(
                Item(
                    name=name,
                    quantity=quantity,
                    price=price,
                    sku=sku,
                    in_stock=in_stock is not False,
                    attributes=attributes,
                )
            )
    payment, payment_en = _payment(fields)
    order = Order(
        id=fields.text("id", "A-1001", limit=40),
        placed=fields.day("placed"),
        status=fields.choice("status", STATUSES, required=True),
        currency=fields.choice("currency", CURRENCIES, required=True),
        total=fields.decimal("total", "35.80"),
        items=tuple(items),
        address=fields.bilingual("address"),
        payment=payment,
        paid=fields.decimal("paid"),
        payment_en=payment_en,
        refunded=fields.decimal("refunded"),
        refunded_on=fields.day("refunded_on"),
    )
    fields.close()
    _check_refunded(fields, order)
    known = [item.price * item.quantity for item in items if item.price is not None]
    if order.total is not None and items and len(known) == len(items) and sum(known) > order.total:
        fields.problems.add(
            fields.node.entries["total"],
            "desk.order.total",
            f"{order.total} is less than the items together ({sum(known)}).",
            "Correct the prices, or the total.",
            severity="warning",
        )
    return order


def _payment(fields: Fields) -> tuple[str | None, str | None]:
    """How it was paid: one text for a name such as PayPal, or one in each language."""
    node = fields.node.entries.get("payment")
    if not isinstance(node, Mapping):
        return fields.text("payment", limit=MAX_PAYMENT), None
    both = fields.bilingual("payment")
    if both is None:
        return None, None
    if max(len(both.zh), len(both.en)) > MAX_PAYMENT:
        fields.problems.add(
            node,
            fields.field("payment"),
            "is too long.",
            f"Write at most {MAX_PAYMENT} characters in each language.",
        )
    return both.zh, both.en


def _check_refunded(fields: Fields, order: Order) -> None:
    paid = order.paid if order.paid is not None else order.total
    if order.refunded is not None and paid is not None and order.refunded > paid:
        fields.problems.add(
            fields.node.entries["refunded"],
            fields.field("refunded"),
            f"{order.refunded} is more than was paid ({paid}).",
            "Correct the sum, or what was paid.",
        )
    if order.refunded_on is not None and order.refunded is None:
        fields.problems.add(
            fields.node.entries["refunded_on"],
            fields.field("refunded_on"),
            "has no sum beside it.",
            "Write refunded: with what was given back.",
        )


def _shipment(fields: Fields | None) -> Shipment | None:
    if fields is None:
        return None
    events: list[ShipmentEvent] = []
    for i, node in enumerate(fields.items("events")):
        path = f"desk.shipment.events[{i}]"
        if not isinstance(node, Mapping):
            fields.problems.add(
                node, path, "must be a block of keys.", "Write {on: 2026-03-04, place: …, text: …}."
            )
            continue
        # YAML 1.1 readers take the key `on` for true; the typed key is kept here either way.
        entry = Fields(node, fields.problems, path)
        on_node = entry.raw("on", "2026-03-04")
        on = to_date(on_node.value) if isinstance(on_node, Scalar) else None
        if on_node is not None and on is None:
            fields.problems.add(on_node, f"{path}.on", "is not a date.", "Write it as 2026-03-04.")
        place, text = (
            entry.bilingual("place", required=True),
            entry.bilingual("text", required=True),
        )
        entry.close()
        if on and place and text:
            events.append(ShipmentEvent(on=on, place=place, text=text))
    shipment = Shipment(
        carrier=fields.text("carrier", limit=60),
        tracking_number=fields.text("tracking_number", limit=60),
        shipped=fields.day("shipped"),
        eta=fields.day("eta"),
        delivered=fields.day("delivered"),
        place=fields.bilingual("place"),
        events=tuple(events),
    )
    fields.close()
    return shipment


def _policy(fields: Fields | None) -> Policy | None:
    if fields is None:
        return None
    payers = ("buyer", "shop")
    Payer = Literal["buyer", "shop"]
    notes: list[Bilingual] = []
    for i, node in enumerate(fields.items("notes")):
        note = read_bilingual(node, fields.problems, f"desk.policy.notes[{i}]")
        if note is not None:
            notes.append(note)
    policy = Policy(
        return_window_days=fields.integer("return_window_days", 0, 3650),
        refund_days=_range(fields, "refund_days"),
        return_shipping=cast("Payer | None", fields.choice("return_shipping", payers)),
        compensation_limit=fields.decimal("compensation_limit"),
        coupon_limit=fields.decimal("coupon_limit"),
        dispatch_days=_range(fields, "dispatch_days"),
        delivery_days=_range(fields, "delivery_days"),
        lost_after_days=fields.integer("lost_after_days", 0, 3650),
        warranty_months=fields.integer("warranty_months", 0, 1200),
        repair_price=fields.decimal("repair_price"),
        photo_required=fields.boolean("photo_required"),
        exchange_allowed=fields.boolean("exchange_allowed"),
        cancel_until=cast(
            "Literal['packed', 'shipped'] | None",
            fields.choice("cancel_until", ("packed", "shipped")),
        ),
        duties_paid_by=cast("Payer | None", fields.choice("duties_paid_by", payers)),
        price_protection_days=fields.integer("price_protection_days", 0, 3650),
        notes=tuple(notes),
    )
    fields.close()
    return policy


def _range(fields: Fields, key: str) -> tuple[int, int] | None:
    nodes = fields.items(key)
    if not nodes:
        return None
    numbers = [int(n.value) for n in nodes if isinstance(n, Scalar) and n.value.strip().isdecimal()]
    if len(numbers) != 2 or len(nodes) != 2 or numbers[0] > numbers[1]:
        fields.problems.add(
            nodes[0],
            fields.field(key),
            "must be two whole numbers, the smaller first.",
            f"Write {key}: [3, 5]",
        )
        return None
    return numbers[0], numbers[1]
