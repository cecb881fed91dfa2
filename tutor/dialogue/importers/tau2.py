"""tau2-bench retail tasks: English buyers whose orders and items become our desk.

Format: `tasks.json` and `db.json` of the retail domain of tau2-bench (Barres et al., 2025). What the
buyer wants is read from the actions that a task expects; its prose is kept as comments only, because
it is written to a simulator and not in a buyer's words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

from tutor.dialogue.dialogue_set import clean, slug
from tutor.dialogue.encodings import decode
from tutor.dialogue.importers.chats import parse_json
from tutor.dialogue.importers.source import MAX_FILE, Imported, Report, failed, read_bytes
from tutor.dialogue.importers.tables import unique
from tutor.domain import Remedy

MAX_TASKS = 5_000
MAX_ITEMS = 50
MODULE = "retail-import"

_STATUS = {
    "pending": "paid",
    "pending (item modified)": "paid",
    "pending (items modified)": "paid",
    "processed": "packed",
    "delivered": "delivered",
    "return requested": "delivered",
    "exchange requested": "delivered",
    "cancelled": "cancelled",
}
_COUNTRIES = {"usa": "US", "united states": "US", "us": "US", "canada": "CA", "uk": "GB"}


class _Want(NamedTuple):
    """The remedy behind an expected action, with what the buyer says for it."""

    remedy: Remedy
    ask: str
    again: str


_WANTS: dict[str, _Want] = {
    "return_delivered_order_items": _Want(
        "return", "I'd like to send back the {goods}.", "So can I send the {goods} back or not?"
    ),
    "exchange_delivered_order_items": _Want(
        "exchange",
        "Could you exchange the {goods} for me?",
        "I am still waiting to hear about the exchange.",
    ),
    "modify_pending_order_items": _Want(
        "exchange",
        "I'd like a different version of the {goods}, please.",
        "Can you change the {goods} in my order?",
    ),
    "cancel_pending_order": _Want(
        "cancel", "I want to cancel this order.", "Please tell me whether the order is cancelled."
    ),
    "modify_pending_order_address": _Want(
        "change_address",
        "Could you send it to a different address?",
        "Has the address been changed?",
    ),
    "modify_user_address": _Want(
        "change_address",
        "My address has changed. Could you update it?",
        "Has my address been updated?",
    ),
    "modify_pending_order_payment": _Want(
        "escalate",
        "I'd like to pay for this order in another way.",
        "What about the other way of paying?",
    ),
    "transfer_to_human_agents": _Want(
        "escalate", "I'd like to speak to your supervisor.", "May I speak to your supervisor?"
    ),
}


def is_tau2(folder: Path) -> bool:
    """Whether a folder holds retail tasks with their data."""
    return (folder / "tasks.json").is_file() and (folder / "db.json").is_file()


def read_tau2(folder: Path) -> Imported:
    """A scenario for each task that has an order. Tasks without one are named as warnings."""
    loaded: list[object] = []
    report = Report("tasks.json")
    for name in ("tasks.json", "db.json"):
        data = read_bytes(folder / name)
        if isinstance(data, Imported):
            return data
        text, problems = decode(data, name, MAX_FILE)
        if text is None:
            return Imported(problems=problems)
        report.found += problems
        try:
            loaded.append(parse_json(text))
        except ValueError as error:
            return failed(folder / name, f"is not JSON ({error}).", "Take the file again.")
    tasks, db = loaded
    if isinstance(tasks, dict):
        tasks = tasks.get("tasks")
    if not isinstance(tasks, list) or not isinstance(db, dict):
        return failed(
            folder,
            "does not hold retail tasks as tau2-bench writes them.",
            "Give the folder with tasks.json and db.json of the retail domain.",
        )
    if len(tasks) > MAX_TASKS:
        report.at(
            1, 1, "file", f"has {len(tasks):,} tasks; {MAX_TASKS:,} is the most.", "Split it."
        )
        return Imported(problems=report.all())
    used: set[str] = set()
    found: list[tuple[str, str]] = []
    for position, task in enumerate(tasks):
        case = _case(_dict(task), db)
        if isinstance(case, str):
            report.at(
                1,
                1,
                f"[{position}]",
                case,
                "Nothing is needed: the other tasks are taken.",
                severity="warning",
            )
            continue
        name = unique(f"retail-{slug(str(_dict(task).get('id', position))) or position}", used)
        found.append((name, "\n".join(_yaml(name, case)) + "\n"))
    return Imported(scenarios=tuple(found), problems=report.all())


class _Case(NamedTuple):
    """The parts of a task that make a scenario."""

    task: Mapping[str, object]
    order: Mapping[str, object]
    order_id: str
    user: Mapping[str, object]
    stock: Mapping[str, bool]
    actions: list[tuple[str, tuple[str, ...]]]
    further: tuple[str, ...]
    told: tuple[str, ...]


def _case(task: Mapping[str, object], db: Mapping[str, object]) -> _Case | str:
    criteria = _dict(task.get("evaluation_criteria"))
    actions = [_dict(a) for a in _list(criteria.get("actions"))]
    orders, users = _dict(db.get("orders")), _dict(db.get("users"))
    wanted = [a for a in actions if a.get("name") in _WANTS]
    looked = [a for a in actions if a.get("name") == "get_order_details"]
    ids = [str(_dict(a.get("arguments")).get("order_id", "")) for a in (*wanted, *looked)]
    order_id = next((i for i in ids if i in orders), "")
    if not order_id:
        return "has no order that db.json knows and was left out."
    order = _dict(orders[order_id])
    told = tuple(clean(str(t)) for t in _list(criteria.get("communicate_info")) if clean(str(t)))
    kept: list[tuple[str, tuple[str, ...]]] = []
    further = []
    seen: set[str] = set()
    for action in wanted:
        name, arguments = str(action["name"]), _dict(action.get("arguments"))
        own = arguments.get("order_id", order_id) == order_id
        remedy = _WANTS[name].remedy
        if own and remedy not in seen:
            seen.add(remedy)
            kept.append((name, tuple(str(i) for i in _list(arguments.get("item_ids")))))
        else:
            further.append(f"{name} {arguments.get('order_id', '')}".strip())
    if not kept and not told:
        return "asks for nothing that can be seen in its actions and was left out."
    stock = {
        str(key): _dict(variant).get("available") is not False
        for product in _dict(db.get("products")).values()
        for key, variant in _dict(_dict(product).get("variants")).items()
    }
    user = _dict(users.get(str(order.get("user_id"))))
    return _Case(task, order, order_id, user, stock, kept, tuple(further), told)


def _yaml(name: str, case: _Case) -> Iterator[str]:
    person = _dict(case.user.get("name"))
    who = " ".join(_text(person.get(k)) for k in ("first_name", "last_name")).strip() or "Customer"
    instructions = _dict(_dict(case.task.get("user_scenario")).get("instructions"))
    country = _text(_dict(case.order.get("address")).get("country")).lower()
    yield "# Made from a retail task of tau2-bench. Lines with TODO wait for a teacher's decision."
    for key in ("reason_for_call", "known_info", "unknown_info", "task_instructions"):
        if told := _text(instructions.get(key)):
            yield f"# {key}: {told}"
    for more in case.further:
        yield f"# TODO a further wish that one order cannot show: {_text(more)}"
    yield "format: 1"
    yield f"id: {name}"
    yield f"title: {_both(f'{who} 的订单', f'An order of {who}')}"
    yield f"briefing: {_both(f'{who} 来问自己的订单，请您帮忙。', f'{who} writes about an order. Find out what is needed and help.')}"
    yield f"can_do: {_both('能用英文处理一个订单的要求。', 'I can deal with a request about an order in English.')}"
    yield f"module: {MODULE}"
    yield "level: 4  # TODO only counts once there are Chinese lines"
    yield 'standard: "2025"'
    yield "channel: storefront"
    yield "buyer:"
    yield f"  name: {_both(who, who)}"
    yield f"  country: {_COUNTRIES.get(country, 'US')}"
    yield "  languages: [en]"
    yield "  mood: calm"
    yield "  patience: 5"
    yield from _desk(case)
    yield from _goals(case)
    yield "knows:"
    yield '  order_id: {en: ["It is {order.id}."]}'
    yield "lines:"
    yield "  open:"
    yield "    en:"
    yield '      - "Hello, I am {buyer.name}. I have a question about an order of mine."'
    yield "key_terms: []  # TODO trade words the learner should use"
    yield "model_answers: []  # TODO good replies, step by step"


def _desk(case: _Case) -> Iterator[str]:
    order = case.order
    items = [_dict(i) for i in _list(order.get("items"))][:MAX_ITEMS]
    prices = [_money(i.get("price")) for i in items]
    charges = [
        _money(p.get("amount"))
        for p in map(_dict, _list(order.get("payment_history")))
        if p.get("transaction_type") == "payment"
    ]
    total = charges[0] if charges else sum(prices, Decimal(0))
    yield "desk:"
    yield "  today: 2026-01-15  # TODO the tasks have no dates"
    yield "  order:"
    yield f"    id: {_quoted(case.order_id)}"
    yield f"    status: {_STATUS.get(_text(order.get('status')).lower(), 'paid')}"
    yield "    currency: USD"
    yield f"    total: {max(total, sum(prices, Decimal(0)))}"
    if address := _address(_dict(order.get("address"))):
        yield f"    address: {_both(address, address)}"
    yield "    items:  # TODO Chinese names" if items else "    items: []  # TODO"
    for item, price in zip(items, prices, strict=True):
        goods = _text(item.get("name")) or "item"
        sku = _text(item.get("item_id"))[:40]
        yield f"      - sku: {_quoted(sku or 'item')}"
        yield f"        name: {_both(goods, goods)}"
        yield "        quantity: 1"
        yield f"        price: {price}"
        if not case.stock.get(sku, True):
            yield "        in_stock: false"
        options = {slug(str(k)).replace("-", "_"): _text(v) for k, v in _options(item)}
        pairs = [f"{k}: {_both(v, v)}" for k, v in options.items() if k and v]
        if pairs:
            yield f"        attributes: {{{', '.join(pairs)}}}"
    numbers = [
        _text(n)
        for f in map(_dict, _list(order.get("fulfillments")))
        for n in _list(f.get("tracking_id"))
    ]
    if numbers and numbers[0]:
        yield "  shipment:"
        yield f"    tracking_number: {_quoted(numbers[0][:60])}"
    yield "  policy:"
    yield "    exchange_allowed: true"
    yield "    refund_days: [5, 7]"
    yield "    cancel_until: packed"


def _goals(case: _Case) -> Iterator[str]:
    names = (
        {
            str(i.get("item_id")): _text(i.get("name"))
            for i in map(_dict, _list(case.order["items"]))
        }
        if "items" in case.order
        else {}
    )
    if case.told:
        yield "questions:"
        yield "  - id: answer  # TODO what the buyer asks; the words below must be in the answer"
        words = ", ".join(_quoted(t) for t in case.told[:10])
        yield f"    words: {{en: [{words}]}}"
        yield '    ask: {en: ["There is one thing I would like to know first."]}'
    if not case.actions:
        return
    yield "wants:"
    for number, (action, items) in enumerate(case.actions, start=1):
        want = _WANTS[action]
        goods = " and the ".join(dict.fromkeys(n.lower() for i in items if (n := names.get(i))))
        goods = goods or "order"
        yield f"  - id: {want.remedy.replace('_', '-')}-{number}"
        yield f"    remedy: {want.remedy}"
        yield f"    accepts: {{{want.remedy}: }}"
        yield f"    ask: {{en: [{_quoted(want.ask.replace('{goods}', goods))}]}}"
        yield f"    again: {{en: [{_quoted(want.again.replace('{goods}', goods))}]}}"


def _quoted(text: str) -> str:
    """A text in double quotes, for a place where a plain one could be taken for something else."""
    # Braces stand for facts of the case, so a foreign text may not bring its own.
    return json.dumps(text.replace("{", "(").replace("}", ")"), ensure_ascii=False)


def _both(zh: str, en: str) -> str:
    return f"{{zh: {_quoted(zh)}, en: {_quoted(en)}}}"


def _options(item: Mapping[str, object]) -> Sequence[tuple[str, object]]:
    return tuple(_dict(item.get("options")).items())[:20]


def _address(parts: Mapping[str, object]) -> str:
    keys = ("address1", "address2", "city", "state", "zip", "country")
    return ", ".join(text for k in keys if (text := _text(parts.get(k))))


def _money(value: object) -> Decimal:
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return Decimal(0)
    if not amount.is_finite() or not 0 <= amount <= 1_000_000:
        return Decimal(0)
    return amount.quantize(Decimal("0.01"))


def _dict(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    """One line of text, bounded."""
    return " ".join(clean(str(value)).split())[:400] if isinstance(value, (str, int)) else ""
