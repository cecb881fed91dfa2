"""JSON Schemas (draft 2020-12) of the dialogue files, so that an editor completes and explains them.

One description of the fields, here, gives the schemas; the limits and word lists are the loader's
own. A schema is never stricter than the loader: what it rejects, the loader rejects too, but for the
bare word null, which the loader takes as typed. Run as a module, it writes dialogues/schema.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import get_args

from tutor.dialogue.desk_fields import MAX_PAYMENT, STATUSES
from tutor.dialogue.dialogue_set import MAX_DIALOGUES, MAX_NOTE, MAX_TITLE
from tutor.dialogue.fields import MAX_TEXT
from tutor.dialogue.fill import CURRENCIES
from tutor.dialogue.scenario import DIALS, ID, MAX_WANTS, REMEDIES
from tutor.domain import CHANNELS, MOODS, STANDARDS, Fault

Schema = dict[str, object]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
# YAML reads an unquoted 00123 or no as a number or a truth value; the loader takes it as typed.
_TYPED: Sequence[str] = ("string", "number", "boolean")


def _text(about: str = "", limit: int = MAX_TEXT) -> Schema:
    return _told({"type": list(_TYPED), "minLength": 1, "maxLength": limit}, about)


def _told(schema: Schema, about: str) -> Schema:
    return {**schema, "description": about} if about else schema


def _id(about: str) -> Schema:
    return _told({"type": list(_TYPED), "pattern": f"^{ID.pattern}$", "maxLength": 60}, about)


def _whole(low: int, high: int, about: str = "") -> Schema:
    return _told({"type": ["integer", "string"], "minimum": low, "maximum": high}, about)


def _number(about: str = "") -> Schema:
    return _told({"type": ["number", "string"], "minimum": 0, "maximum": 10_000_000}, about)


def _day(about: str = "") -> Schema:
    return _told({"type": "string", "pattern": r"^\s*\d{4}-\d{2}-\d{2}\s*$"}, about)


def _one_of(choices: Sequence[str], about: str = "") -> Schema:
    return _told({"enum": list(choices)}, about)


def _yes_no(about: str = "") -> Schema:
    words = [True, False, "true", "false", "yes", "no", "True", "False", "Yes", "No", "YES", "NO"]
    return _told({"enum": [*words, "TRUE", "FALSE"]}, about)


def _empty_or(kind: str) -> Schema:
    # Nothing after the colon, or "" there, is an empty block or list to the loader.
    return {"type": [kind, "null", "string"], "maxLength": 0}


def _list(items: Schema, about: str = "", **more: object) -> Schema:
    return _told({**_empty_or("array"), "items": items, **more}, about)


def _block(
    fields: Mapping[str, Schema],
    required: Sequence[str] = (),
    about: str = "",
    *,
    empty: bool = True,
) -> Schema:
    return _told(
        {
            **(_empty_or("object") if empty else {"type": "object"}),
            "properties": dict(fields),
            "required": list(required),
            "additionalProperties": False,
        },
        about,
    )


def _free(values: Schema, about: str = "", **more: object) -> Schema:
    """A block whose keys the author chooses."""
    return _told({**_empty_or("object"), "additionalProperties": values, **more}, about)


_STANDARD: Schema = {
    "enum": [*STANDARDS, *(float(s) if "." in s else int(s) for s in STANDARDS)],
    "description": "The HSK standard, in quotes. 等级标准，要加引号。",
}
_CHANNEL = _one_of(CHANNELS, "Where the talk takes place. 在哪里对话。")
_FORMAT: Schema = {"enum": [1, "1"], "description": "Always 1. 固定写 1。"}
_BOTH = _block(
    {"zh": _text("Chinese 中文"), "en": _text("English 英文")}, ("zh", "en"), empty=False
)
_FACT = _block(
    {
        "zh": _text("Chinese 中文"),
        "en": _text("English 英文"),
        "label": {**_BOTH, "description": "What the page calls it. 页面上的名字。"},
    },
    ("zh", "en"),
    empty=False,
)
_LEVEL = _whole(1, 9, "HSK band, 1 to 9. HSK 等级，1 到 9。")


def _both(about: str) -> Schema:
    return {**_BOTH, "description": about}


def _lines(about: str = "") -> Schema:
    mood = _one_of(MOODS, "Only said in this mood. 只在这种心情时说。")
    text = _text("What is said. 说的话。", 400)
    chinese = _block({"text": text, "level": _LEVEL, "mood": mood}, ("text", "level"), empty=False)
    english = _block({"text": text, "level": _LEVEL, "mood": mood}, ("text",), empty=False)
    return _block(
        {
            "zh": _list(chinese, "Chinese lines, each with its level. 中文，每句写等级。"),
            "en": _list({"anyOf": [{"type": [*_TYPED, "null"]}, english]}, "English lines. 英文。"),
        },
        about=about,
    )


def _buyer() -> Schema:
    return _block(
        {
            "name": _both("The buyer's name. 顾客的名字。"),
            "country": {
                "type": ["string", "boolean"],  # Norway's NO is a truth value to many readers
                "pattern": "^\\s*[A-Z]{2}\\s*$",
                "description": "Two letters, ISO 3166-1. 国家代码，两个大写字母。",
            },
            "languages": _list(_text(limit=40), "Two letters each, ISO 639-1. 会说的语言。"),
            "mood": _one_of(MOODS, "The mood at the beginning. 开始时的心情。"),
            "patience": _whole(
                1, 8, "Replies that bring nothing before the buyer leaves. 耐心，1 到 8。"
            ),
            **{
                dial: _one_of(values, "Makes the buyer harder. 让顾客更难应对。")
                for dial, values in DIALS.items()
            },
            "misremembers": _free(
                _lines(), "Facts of the desk that the buyer has wrong. 顾客记错的事。"
            ),
        },
        ("name", "country", "mood", "patience"),
        "Who writes. 顾客是谁。",
        empty=False,
    )


def _desk() -> Schema:
    item = _block(
        {
            "name": _both("Name of the goods. 商品名。"),
            "quantity": _whole(1, 1_000_000, "How many. 数量。"),
            "price": _number("Price of one. 单价。"),
            "sku": _text("The item's own code. 商品编号。", 40),
            "in_stock": _yes_no("Whether there is more of it. 有没有库存。"),
            "attributes": _free(_BOTH, "Colour, size … 颜色、尺寸等。"),
        },
        ("name",),
        empty=False,
    )
    order = _block(
        {
            "id": _text("Order number. 订单号。", 40),
            "placed": _day("Day of the order. 下单日期。"),
            "status": _one_of(STATUSES, "State of the order. 订单状态。"),
            "currency": _one_of(CURRENCIES, "ISO 4217. 货币。"),
            "total": _number("What the order costs. 总价。"),
            "items": _list(item, "The goods. 商品。"),
            "address": _both("Where it goes. 收货地址。"),
            "payment": {
                "anyOf": [_text(limit=MAX_PAYMENT), _BOTH],
                "description": "How it was paid: a name, or {zh, en}. 付款方式。",
            },
            "paid": _number("What was paid, if not the total. 实际付款。"),
            "refunded": _number("Given back before the talk. 对话以前已经退了多少。"),
            "refunded_on": _day("The day of that refund. 退款日期。"),
        },
        ("id", "status", "currency", "total", "items"),
        "The order. 订单。",
    )
    event = _block(
        {"on": _day(), "place": _both("Where. 地点。"), "text": _both("What happened. 情况。")},
        ("on", "place", "text"),
        empty=False,
    )
    shipment = _block(
        {
            "carrier": _text("Who carries it. 物流公司。", 60),
            "tracking_number": _text("Tracking number. 物流单号。", 60),
            "shipped": _day("Day of dispatch. 发货日期。"),
            "eta": _day("Day when it is expected. 预计到达日期。"),
            "delivered": _day("Day of delivery. 送达日期。"),
            "place": _both("Where it is now. 现在的位置。"),
            "events": _list(event, "Its way so far. 物流记录。"),
        },
        about="The parcel. 包裹。",
    )
    days = _list(
        {"type": ["integer", "string"]}, "Two whole numbers, the smaller first.", maxItems=2
    )
    payer = _one_of(("buyer", "shop"), "Who pays. 谁付。")
    policy = _block(
        {
            "return_window_days": _whole(
                0, 3650, "Calendar days after delivery. 送达后几天内可退货。"
            ),
            "refund_days": {
                **days,
                "description": "Workdays until the money is back. 退款到账的工作日。",
            },
            "return_shipping": payer,
            "compensation_limit": _number("The most without a return. 不退货最多补偿多少。"),
            "coupon_limit": _number("The most in coupons. 优惠券最多多少。"),
            "dispatch_days": {**days, "description": "Days until dispatch. 几天内发货。"},
            "delivery_days": {**days, "description": "Days on the way. 路上几天。"},
            "lost_after_days": _whole(
                0, 3650, "Days past the eta that count as lost. 过几天算丢失。"
            ),
            "warranty_months": _whole(0, 1200, "Months of warranty. 保修几个月。"),
            "repair_price": _number("Price of a repair out of warranty. 保修以外的维修费。"),
            "photo_required": _yes_no("Whether a photo is needed. 要不要照片。"),
            "exchange_allowed": _yes_no("Whether goods can be exchanged. 能不能换货。"),
            "cancel_until": _one_of(("packed", "shipped"), "Until when. 什么以前可以取消。"),
            "duties_paid_by": payer,
            "price_protection_days": _whole(0, 3650, "Days of price protection. 保价几天。"),
            "notes": _list(_BOTH, "Further rules, in words. 其他规定。"),
        },
        about="The shop's rules; leave out what is not regulated. 店里的规定。",
    )
    return _block(
        {
            "today": _day("The day of the case. 今天的日期。"),
            "order": order,
            "shipment": shipment,
            "policy": policy,
            "fault": _one_of(get_args(Fault), "What went wrong. 出了什么问题。"),
            "fault_items": _list(_text(), "Skus of the items at fault. 有问题的商品编号。"),
            "facts": _free(_FACT, "Further facts, by a key of your own. 其他情况。"),
        },
        ("today",),
        "What the agent sees. 客服的桌面。",
        empty=False,
    )


def _scenario_fields() -> dict[str, Schema]:
    ask = _lines("How the buyer asks. 顾客怎么问。")
    again = _lines("Said when the reply did not answer. 没有回答时再问一次。")
    words = _block({"zh": _list(_text()), "en": _list(_text())}, about="Words that answer it.")
    question = _block(
        {
            "id": _id("A name for the question. 问题的名字。"),
            "facts": _list(_text(), "Desk paths that answer it, such as shipment.eta."),
            "words": words,
            "ask": ask,
            "again": again,
        },
        ("id", "ask"),
        empty=False,
    )
    amounts: dict[str, Schema] = {r: {"type": ["number", "string", "null"]} for r in REMEDIES}
    want = _block(
        {
            "id": _id("A name for the want. 名字。"),
            "remedy": _one_of(REMEDIES, "What the buyer wants done. 顾客想要的办法。"),
            "accepts": _block(
                amounts,
                about="Remedies that satisfy, with the least amount (of a repair: the most to pay).",
            ),
            "ask": ask,
            "again": again,
            "reject": _lines("Said to an offer that does not satisfy. 不满意时说。"),
        },
        ("id", "remedy", "accepts", "ask"),
        empty=False,
    )
    answer = _block(
        {
            "step": _text("open, ask.<question>, want.<want> or close."),
            "do": _list(_text(), "Desk actions to take first, as after /do. 先做的操作。"),
            "zh": _list(_text(), "Good replies in Chinese. 好的中文回复。"),
            "en": _list(_text(), "Good replies in English. 好的英文回复。"),
        },
        ("step",),
        empty=False,
    )
    return {
        "format": _FORMAT,
        "id": _id("The name of the case: small letters, digits, hyphens. 案例的名字。"),
        "title": _both("Title. 标题。"),
        "briefing": _both("What the learner reads first. 学习者先看到的说明。"),
        "can_do": _both("What the learner can do afterwards. 学完能做什么。"),
        "culture": _both("A note on the buyer's culture. 文化说明。"),
        "module": _id("The folder's name. 文件夹的名字。"),
        "level": _LEVEL,
        "standard": _STANDARD,
        "channel": _CHANNEL,
        "buyer": _buyer(),
        "desk": _desk(),
        "questions": _list(question, "What the buyer wants to know. 顾客想知道的。"),
        "wants": _list(want, "What the buyer wants done. 顾客想要的。", maxItems=MAX_WANTS),
        "knows": _free(_lines(), "What the buyer can give when asked. 顾客能提供的。"),
        "lines": _free(_lines(), "Lines by act; open is the first message.", required=["open"]),
        "key_terms": _list(_text(), "Words the learner should use. 应该用到的行业词。"),
        "model_answers": _list(answer, "Good replies, step by step. 好的回复。"),
        "max_turns": _whole(2, 40, "The case ends after so many replies. 最多几轮。"),
    }


def scenario_schema() -> Schema:
    """The schema of a scenario file."""
    required = ("format", "id", "title", "briefing", "can_do", "module", "level", "standard")
    top = _block(_scenario_fields(), (*required, "channel", "buyer", "desk", "lines"), empty=False)
    return {"$schema": DRAFT, "title": "Kefu Tutor scenario 案例", **top}


def set_schema() -> Schema:
    """The schema of a dialogue-set file."""
    said = "What is said. 说的话。"
    note = _text("A note of the teacher. 老师的备注。", MAX_NOTE)
    turn = _block(
        {
            "buyer": _text(f"The buyer speaks. 顾客说。{said}"),
            "agent": _text(f"The agent speaks. 客服说。{said}"),
            "who": _text("buyer or agent, 顾客 or 客服; with text."),
            "text": _text(said),
            "note": note,
            "level": _LEVEL,
            "terms": _list(_text(), "Trade words to look at. 要学的行业词。"),
        },
        empty=False,
    )
    turn["oneOf"] = [
        {"required": ["buyer"]},
        {"required": ["agent"]},
        {"required": ["who", "text"]},
    ]
    dialogue = _block(
        {
            "id": _id("A name; left out, it is numbered. 名字，可以不写。"),
            "title": _text("Title. 标题。", MAX_TITLE),
            "note": _text("What the learner reads first. 先看到的说明。", MAX_NOTE),
            "level": _LEVEL,
            "turns": {
                "type": "array",
                "items": turn,
                "minItems": 2,
                "description": "Turn by turn.",
            },
        },
        ("turns",),
        empty=False,
    )
    top = _block(
        {
            "format": _FORMAT,
            "set": _id("The name of the set: small letters, digits, hyphens. 名字。"),
            "title": _text("Title. 标题。", MAX_TITLE),
            "level": _LEVEL,
            "standard": _STANDARD,
            "channel": _CHANNEL,
            "dialogues": {
                "type": "array",
                "items": dialogue,
                "minItems": 1,
                "maxItems": MAX_DIALOGUES,
                "description": "The dialogues. 对话。",
            },
        },
        ("format", "set", "dialogues"),
        empty=False,
    )
    return {"$schema": DRAFT, "title": "Kefu Tutor dialogue set 一组对话", **top}


FILES = {
    "scenario.schema.json": scenario_schema,
    "dialogue-set.schema.json": set_schema,
}


def shown(schema: Schema) -> str:
    """A schema as the text of its file."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def write_schemas(folder: Path) -> None:
    """Writes every schema into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in FILES.items():
        (folder / name).write_text(shown(make()), "utf-8")


if __name__ == "__main__":
    from tutor.resources import dialogues_dir

    write_schemas(dialogues_dir() / "schema")
