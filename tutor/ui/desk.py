"""The desk beside the conversation as HTML: order, shipment, policy and what has been done. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from tutor.dialogue.fill import format_date, format_money, payment_of
from tutor.dialogue.labels import fact_label
from tutor.domain import ActionRecord, Case, Desk, Lang, Order, Policy, Shipment
from tutor.ui.render import esc
from tutor.ui.strings import say, say_or

Row = tuple[str, str | None]


def desk(case: Case, lang: Lang) -> str:
    """The whole desk of a case."""
    here = case.desk
    order = here.order
    currency = order.currency if order else None
    blocks = [
        _done(case, lang, currency),
        _order(here, lang),
        _shipment(here.shipment, lang) if here.shipment else "",
        _facts(here, lang),
        _policy(here.policy, lang, currency) if here.policy else "",
    ]
    today = (
        f'<span class="k-small">{esc(say("desk.today", lang))} {esc(_day(here.today, lang))}</span>'
        if here.today
        else ""
    )
    return (
        f'<section class="k k-desk" aria-label="{esc(say("desk.title", lang))}">'
        f'<div class="k-desk-head"><h2>{esc(say("desk.title", lang))}</h2>{today}</div>'
        f"{''.join(blocks)}</section>"
    )


def action_words(record: ActionRecord, lang: Lang, currency: str | None) -> str:
    """One action in words, such as "Coupon · US$3"."""
    parts = [say_or(f"do.{record.remedy or record.action}", lang, record.action)]
    if record.amount is not None:
        parts.append(format_money(record.amount, currency, lang))
    if record.detail:
        parts.append(record.detail)
    return " · ".join(parts)


def action_text(record: ActionRecord, lang: Lang, currency: str | None) -> str:
    """One action as escaped HTML, with a mark where it broke the policy."""
    text = f"<span>{esc(action_words(record, lang, currency))}</span>"
    if record.violation is not None:
        text += (
            f'<span class="k-sev k-error"><span class="k-icon" aria-hidden="true">✕</span>'
            f"{esc(say('desk.violation', lang))}</span>"
        )
    return text


def _block(title: str, body: str, kind: str = "", *, opened: bool = True) -> str:
    state = " open" if opened else ""
    return (
        f'<details class="k-block {kind}"{state}><summary>{esc(title)}</summary>'
        f'<div class="k-block-body">{body}</div></details>'
    )


def _rows(rows: Sequence[Row], lang: Lang) -> str:
    body = "".join(
        f"<dt>{esc(say(f'desk.{key}', lang))}</dt><dd>{esc(value)}</dd>"
        for key, value in rows
        if value
    )
    return f"<dl>{body}</dl>"


def _day(day: date | None, lang: Lang) -> str | None:
    return (
        f"{day.year}年{format_date(day, lang)}"
        if day and lang == "zh"
        else (f"{format_date(day, lang)} {day.year}" if day else None)
    )


def _money(amount: Decimal | None, order: Order, lang: Lang) -> str | None:
    return format_money(amount, order.currency, lang) if amount is not None else None


def _order(here: Desk, lang: Lang) -> str:
    order = here.order
    if order is None:
        return f'<p class="k-small">{esc(say("desk.no_order", lang))}</p>'
    items = "".join(
        f"<tr><td>{esc(item.name.get(lang))}"
        + (f' <span class="k-sku">{esc(item.sku)}</span>' if item.sku else "")
        + ("" if item.in_stock else f' <span class="k-out">{esc(say("desk.out", lang))}</span>')
        + "".join(
            f'<div class="k-small">{esc(value.get(lang))}</div>'
            for value in item.attributes.values()
        )
        + f"</td><td>× {item.quantity}</td><td>{esc(_money(item.price, order, lang) or '')}</td></tr>"
        for item in order.items
    )
    status = say_or(f"status.{order.status}", lang, order.status or "") if order.status else None
    fault = say(f"fault.{here.fault}", lang) if here.fault != "none" else None
    rows: tuple[Row, ...] = (
        ("number", order.id),
        ("status", status),
        ("fault", fault),
        ("placed", _day(order.placed, lang)),
        ("total", _money(order.total, order, lang)),
        ("paid", _money(order.paid, order, lang)),
        ("payment", payment_of(order, lang)),
        ("refunded", _refunded(order, lang)),
        ("address", order.address.get(lang) if order.address else None),
    )
    table = f'<table class="k-items"><tbody>{items}</tbody></table>' if items else ""
    title = say("desk.order", lang) if order.status else say("desk.goods", lang)
    return _block(title, table + _rows(rows, lang), "k-order")


def _refunded(order: Order, lang: Lang) -> str | None:
    parts = (_money(order.refunded, order, lang), _day(order.refunded_on, lang))
    return " · ".join(part for part in parts if part) or None


def _shipment(shipment: Shipment, lang: Lang) -> str:
    rows: tuple[Row, ...] = (
        ("carrier", shipment.carrier),
        ("tracking", shipment.tracking_number),
        ("shipped", _day(shipment.shipped, lang)),
        ("place", shipment.place.get(lang) if shipment.place else None),
        ("eta", _day(shipment.eta, lang)),
        ("delivered", _day(shipment.delivered, lang)),
    )
    return _block(
        say("desk.shipment", lang), _rows(rows, lang) + _timeline(shipment, lang), "k-shipment"
    )


def _timeline(shipment: Shipment, lang: Lang) -> str:
    steps = [
        f"<li><b>{esc(format_date(event.on, lang))}</b> {esc(event.place.get(lang))} · "
        f"{esc(event.text.get(lang))}</li>"
        for event in shipment.events
    ]
    if shipment.eta is not None and shipment.delivered is None:
        steps.append(
            f'<li class="k-todo-step"><b>{esc(format_date(shipment.eta, lang))}</b> '
            f"{esc(say('desk.eta', lang))}</li>"
        )
    return f'<ol class="k-timeline">{"".join(steps)}</ol>' if steps else ""


def _facts(here: Desk, lang: Lang) -> str:
    if not here.facts:
        return ""
    items = "".join(
        f"<dt>{esc(fact_label(here, key).get(lang))}</dt><dd>{esc(fact.get(lang))}</dd>"
        for key, fact in here.facts.items()
    )
    return _block(say("desk.facts", lang), f"<dl>{items}</dl>", "k-facts")


def _policy(policy: Policy, lang: Lang, currency: str | None) -> str:
    items = "".join(f"<li>{esc(text)}</li>" for text in policy_texts(policy, lang, currency))
    return _block(say("desk.policy", lang), f"<ul>{items}</ul>", "k-policy")


def policy_texts(policy: Policy, lang: Lang, currency: str | None) -> tuple[str, ...]:
    """Each rule of the shop in one sentence; what is not regulated is not said."""
    texts: list[str] = []
    for name in (
        "dispatch_days",
        "delivery_days",
        "return_window_days",
        "refund_days",
        "compensation_limit",
        "coupon_limit",
        "lost_after_days",
        "warranty_months",
        "repair_price",
        "price_protection_days",
    ):
        value = getattr(policy, name)
        if value is not None:
            texts.append(say(f"policy.{name}", lang, value=_value(value, lang, currency)))
    for name in ("return_shipping", "cancel_until", "duties_paid_by"):
        value = getattr(policy, name)
        if value is not None:
            texts.append(say(f"policy.{name}.{value}", lang))
    if policy.exchange_allowed is not None:
        texts.append(
            say(f"policy.exchange_allowed.{'yes' if policy.exchange_allowed else 'no'}", lang)
        )
    if policy.photo_required:
        texts.append(say("policy.photo_required", lang))
    texts.extend(note.get(lang) for note in policy.notes)
    return tuple(texts)


def _value(value: object, lang: Lang, currency: str | None) -> str:
    if isinstance(value, Decimal):
        return format_money(value, currency, lang)
    if isinstance(value, tuple):
        low, high = value
        return str(low) if low == high else say("policy.range", lang, low=low, high=high)
    return str(value)


def _done(case: Case, lang: Lang, currency: str | None) -> str:
    if not case.actions:
        return ""
    items = "".join(f"<li>{action_text(record, lang, currency)}</li>" for record in case.actions)
    return _block(say("desk.done", lang), f'<ul class="k-done">{items}</ul>', "k-done-block")
