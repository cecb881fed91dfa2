"""The wire format: what is read, what is refused with which field, what comes out."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.check.analyse import analyse
from tutor.check.batch import check_line
from tutor.check.wire import (
    MAX_HISTORY,
    MAX_TEXT,
    WireError,
    desk_from_wire,
    error_to_wire,
    feedback_to_wire,
    parse_request,
)
from tutor.text.analyse import read_text
from tutor.understand.read import understand

FULL: dict[str, Any] = {
    "id": "z-001",
    "lang": "zh",
    "channel": "storefront",
    "turn": "first",
    "buyer": "我的包裹怎么还没到？",
    "history": [{"role": "buyer", "text": "在吗"}, {"role": "agent", "text": "Hello"}],
    "text": "你好，你再等等。",
    "level": 4,
    "standard": "2021",
    "desk": {
        "order": {
            "id": "A-1001",
            "placed": "2026-03-02",
            "status": "shipped",
            "currency": "USD",
            "total": 35.8,
            "items": [{"name": "保温杯", "quantity": 2, "price": 17.9}],
        },
        "shipment": {
            "carrier": "DHL",
            "tracking_number": "JD0099887",
            "eta": "2026-03-18",
            "place": "曼谷",
        },
        "policy": {
            "return_window_days": 7,
            "refund_days": [3, 5],
            "return_shipping": "buyer",
            "compensation_limit": 10,
        },
    },
}


def test_every_field_is_read() -> None:
    request = parse_request(FULL)
    assert (request.id, request.lang, request.channel, request.position) == (
        "z-001",
        "zh",
        "storefront",
        "first",
    )
    assert (request.level, request.standard) == (4, "2021")
    assert [(said.role, said.lang) for said in request.history] == [
        ("buyer", "zh"),
        ("agent", "en"),
    ]
    desk = request.desk
    assert desk is not None
    assert desk.order is not None
    assert desk.order.total == Decimal("35.8")
    assert desk.order.placed == date(2026, 3, 2)
    assert desk.order.items[0].name.en == "保温杯"
    assert desk.shipment is not None
    assert desk.shipment.place is not None
    assert desk.shipment.place.zh == "曼谷"
    assert desk.policy is not None
    assert desk.policy.refund_days == (3, 5)
    context = request.context("zh")
    assert (context.channel, context.position, context.desk) == ("storefront", "first", desk)


def test_text_alone_is_enough() -> None:
    request = parse_request({"text": "您好"})
    assert (request.channel, request.position, request.standard) == (
        "marketplace",
        "middle",
        "2025",
    )
    assert request.lang is None
    assert request.desk is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": None}, "text"),
        ({"text": 5}, "text"),
        ({"text": "  "}, "text"),
        ({"text": "好" * (MAX_TEXT + 1)}, "text"),
        ({"lang": "th"}, "lang"),
        ({"channel": "fax"}, "channel"),
        ({"turn": "second"}, "turn"),
        ({"level": 10}, "level"),
        ({"level": True}, "level"),
        ({"level": "4"}, "level"),
        ({"standard": 2025}, "standard"),
        ({"buyer": []}, "buyer"),
        ({"history": {}}, "history"),
        ({"history": [{"role": "shop", "text": "x"}]}, "history[0].role"),
        ({"history": [{"role": "buyer"}]}, "history[0].text"),
        ({"history": [{"role": "buyer", "text": "x"}] * (MAX_HISTORY + 1)}, "history"),
        ({"desk": 3}, "desk"),
        ({"desk": {"order": {"placed": "2 March"}}}, "desk.order.placed"),
        ({"desk": {"order": {"placed": "2026-02-30"}}}, "desk.order.placed"),
        ({"desk": {"order": {"total": "NaN"}}}, "desk.order.total"),
        ({"desk": {"order": {"total": -1}}}, "desk.order.total"),
        ({"desk": {"order": {"items": [{"quantity": 1}]}}}, "desk.order.items[0].name"),
        ({"desk": {"policy": {"refund_days": [5, 3]}}}, "desk.policy.refund_days"),
        ({"desk": {"policy": {"refund_days": [5]}}}, "desk.policy.refund_days"),
        ({"desk": {"policy": {"return_shipping": "me"}}}, "desk.policy.return_shipping"),
        ({"id": {"a": 1}}, "id"),
    ],
)
def test_a_bad_field_is_named(change: dict[str, Any], field: str) -> None:
    with pytest.raises(WireError) as caught:
        parse_request({**FULL, **change})
    assert caught.value.field == field
    assert caught.value.message.endswith(".")


@pytest.mark.parametrize("line", [[], "text", None, 3])
def test_a_request_is_an_object(line: object) -> None:
    with pytest.raises(WireError):
        parse_request(line)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*FULL, "order", "policy", "items", "role"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


def _refused(read: Callable[[], object]) -> str | None:
    """The field that was refused, or None when all was read."""
    try:
        read()
    except WireError as error:
        return error.field
    return None


@given(_JSON)
def test_any_json_is_read_or_refused_by_field(line: object) -> None:
    field = _refused(lambda: parse_request(line))
    assert field != ""
    if field is None:
        assert parse_request(line).text.strip()


@given(_JSON)
def test_any_desk_is_read_or_refused_by_field(desk: object) -> None:
    field = _refused(lambda: desk_from_wire(desk))
    assert field is None or field.startswith("desk")


def test_the_answer_has_the_fields_of_the_format() -> None:
    request = parse_request(FULL)
    text = read_text(request.text, lang="zh", standard=request.standard)
    context = request.context("zh")
    reading = understand(text, buyer=request.buyer, desk=request.desk)
    wire = json.loads(json.dumps(feedback_to_wire(request.id, analyse(text, reading, context))))
    assert set(wire) == {"id", "findings", "strategies", "vocabulary"}
    finding = next(f for f in wire["findings"] if f["check"] == "register.pronoun")
    assert set(finding) == {
        "check",
        "severity",
        "start",
        "end",
        "text",
        "message",
        "why",
        "suggestion",
    }
    assert (finding["start"], finding["end"], finding["text"]) == (3, 4, "你")
    assert (finding["severity"], finding["suggestion"]) == ("warning", "您")
    assert set(finding["message"]) == {"en", "zh"}
    words = wire["vocabulary"]
    assert words["standard"] == "2021"
    assert [request.text[t["start"] : t["end"]] for t in words["tokens"]] == [
        t["text"] for t in words["tokens"]
    ]
    assert {"off_list", "trade_term"} <= set(words["counts"])
    assert all(n > 0 for key, n in words["counts"].items() if key.isdigit())


def test_an_error_names_its_line() -> None:
    assert error_to_wire("z-7", 7, "channel", "Write one of …") == {
        "id": "z-7",
        "error": {"line": 7, "field": "channel", "message": "Write one of …"},
    }


@pytest.mark.parametrize("name", ["shop", "seller", "store", "merchant"])
def test_the_shop_has_several_names(name: str) -> None:
    request = parse_request({"text": "好的", "desk": {"policy": {"return_shipping": name}}})
    assert request.desk is not None
    assert request.desk.policy is not None
    assert request.desk.policy.return_shipping == "shop"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": "\ud800您好"}, "text"),
        ({"desk": {"today": "9999-12-31"}}, "desk.today"),
        ({"desk": {"today": "0001-01-01"}}, "desk.today"),
    ],
)
def test_half_characters_and_far_years_are_refused(change: dict[str, Any], field: str) -> None:
    with pytest.raises(WireError) as caught:
        parse_request({**FULL, **change})
    assert caught.value.field == field


def test_an_endless_id_is_not_given_back() -> None:
    answer = check_line(1, json.dumps({"id": "x" * 500_000, "text": "您好"}))
    assert answer["id"] is None
    assert answer["error"]["field"] == "id"
