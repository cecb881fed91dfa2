"""The back office: what is due by policy, what is done against it, what cannot be done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.desk.actions import ACTIONS, perform
from tutor.desk.outcome import outcome, want_met, wants_met
from tutor.domain import (
    Bilingual,
    BuyerState,
    Case,
    Desk,
    Item,
    Order,
    Policy,
    Shipment,
    Want,
)
from tutor.errors import ActionRefused

ITEM = Item(name=Bilingual(zh="鞋", en="shoes"), quantity=1, price=Decimal("40"), sku="S-1")
POLICY = Policy(
    return_window_days=7,
    compensation_limit=Decimal(10),
    coupon_limit=Decimal(5),
    lost_after_days=15,
    photo_required=True,
    exchange_allowed=True,
    cancel_until="shipped",
)


def case(status: str = "delivered", **desk: object) -> Case:
    base = Desk(
        today=date(2026, 3, 20),
        order=Order(id="A-1", status=status, currency="USD", total=Decimal("40"), items=(ITEM,)),
        shipment=Shipment(eta=date(2026, 3, 14), delivered=date(2026, 3, 15)),
        policy=POLICY,
    )
    return Case(desk=replace(base, **desk))  # type: ignore[arg-type]


def broken(start: Case, *commands: str) -> bool:
    record = None
    for command in commands:
        start, record = perform(start, command)
    assert record is not None
    return record.violation is not None


LATE = Shipment(eta=date(2026, 2, 20))
DAMAGED = {"fault": "damaged", "fault_items": ("S-1",)}


@pytest.mark.parametrize(
    ("start", "commands", "against"),
    [
        (case(), ["refund 40"], True),
        (case(), ["return", "refund 40"], False),
        (case(), ["refund 10"], False),
        (case(), ["refund 10.01"], True),
        (case(), ["refund 6", "refund 6"], True),
        (case(), ["coupon 5"], False),
        (case(), ["coupon 5.01"], True),
        (case(), ["reship"], True),
        (case(), ["exchange"], False),
        (case(today=date(2026, 3, 23)), ["exchange"], True),
        (case(today=date(2026, 3, 22)), ["return"], False),
        (case(today=date(2026, 3, 23)), ["return"], True),
        (case(**DAMAGED), ["refund 40"], True),
        (replace(case(**DAMAGED), photo_seen=True), ["refund 40"], False),
        (replace(case(**DAMAGED), photo_seen=True), ["refund 40", "reship"], True),
        (replace(case(**DAMAGED), photo_seen=True), ["reship", "refund 40"], True),
        (case("shipped", shipment=LATE), ["refund"], False),
        (case("shipped", shipment=LATE), ["reship"], False),
        (case("shipped", shipment=Shipment(eta=date(2026, 3, 18))), ["refund"], True),
        (case("paid"), ["cancel", "refund"], False),
        (case("packed", policy=replace(POLICY, cancel_until="packed")), ["cancel"], True),
        (case("paid"), ["change_address 8 Sukhumvit"], False),
        (case("delivered", fault="missing_item"), ["reship"], False),
        (case(policy=replace(POLICY, exchange_allowed=False)), ["exchange"], True),
        (case(), ["escalate"], False),
        (case(), ["look_up"], False),
    ],
)
def test_policy(start: Case, commands: list[str], against: bool) -> None:
    assert broken(start, *commands) is against


def test_an_overcharge_is_due_back_and_no_more() -> None:
    order = Order(
        id="A", status="paid", currency="USD", total=Decimal(40), paid=Decimal(80), items=(ITEM,)
    )
    shipped = replace(order, status="shipped")
    start = case(order=shipped, fault="overcharged")
    assert not broken(start, "refund 40")
    assert broken(start, "refund 41")


@pytest.mark.parametrize(
    ("start", "command", "word"),
    [
        (case(), "refund 41", "Only 40"),
        (case(), "refund -1", "Only|above zero"),
        (case(), "refund abc", "above zero"),
        (case(), "coupon 0", "above zero"),
        (case("shipped"), "cancel", "shipped"),
        (case("shipped"), "change_address x", "shipped"),
        (case("paid"), "change_address", "new address"),
        (case("unpaid"), "refund", "no paid money"),
        (case(), "reship NO-SUCH", "no item"),
        (case("unpaid"), "return", "unpaid"),
        (case(order=None), "refund 1", "no order"),
        (case(), "dance", "no action"),
        (case(), "", "Say what"),
        (case(), "coupon " + "9" * 400, "too long"),
    ],
)
def test_the_impossible_is_refused(start: Case, command: str, word: str) -> None:
    with pytest.raises(ActionRefused, match=word) as caught:
        perform(start, command)
    assert caught.value.zh != caught.value.en


def test_out_of_stock_goods_are_not_sent() -> None:
    order = Order(
        id="A", status="delivered", total=Decimal(40), items=(replace(ITEM, in_stock=False),)
    )
    with pytest.raises(ActionRefused, match="out of stock"):
        perform(case(order=order, fault="lost"), "reship")


@given(st.text(max_size=60))
def test_any_command_is_done_or_refused(command: str) -> None:
    try:
        done, record = perform(case(), command)
    except ActionRefused:
        return
    assert done.actions == (record,)


@given(st.lists(st.decimals(min_value="0.01", max_value=60, places=2), max_size=6))
def test_never_more_money_than_was_paid(amounts: list[Decimal]) -> None:
    current = case()
    for amount in amounts:
        try:
            current, _ = perform(current, f"refund {amount}")
        except ActionRefused:
            continue
    assert current.refunded <= Decimal(40)


def test_every_action_has_a_handler() -> None:
    for action in ACTIONS:
        try:
            perform(case(), f"{action.id} 1")
        except ActionRefused as refused:
            message = str(refused)
        else:
            message = ""
        assert "no action" not in message


MONEY = Want(id="m", remedy="refund", accepts={"refund": None, "coupon": Decimal(3)})


@pytest.mark.parametrize(
    ("commands", "met"),
    [
        ([], False),
        (["coupon 2"], False),
        (["coupon 3"], True),
        (["refund 39"], False),
        (["refund 39", "refund 1"], True),
        (["exchange"], False),
    ],
)
def test_a_want_is_met_by_deeds(commands: list[str], met: bool) -> None:
    current = case()
    for command in commands:
        current, _ = perform(current, command)
    assert want_met(MONEY, current) is met


def state(agenda: tuple[str, ...] = (), *, left: bool = False) -> BuyerState:
    return BuyerState(agenda=agenda, mood="calm", patience=3, satisfaction=50, left=left)


def test_outcomes() -> None:
    fair, _ = perform(case(), "coupon 3")
    over, _ = perform(case(), "coupon 30")
    passed_on, _ = perform(case(), "escalate")
    assert outcome(fair, state(), said_against_policy=False) == "solved"
    assert outcome(over, state(), said_against_policy=False) == "solved against policy"
    assert outcome(fair, state(), said_against_policy=True) == "solved against policy"
    assert outcome(fair, state(("want.m",)), said_against_policy=False) == "unsolved"
    assert outcome(passed_on, state(("want.m",)), said_against_policy=False) == "escalated"
    assert outcome(fair, state(("want.m",), left=True), said_against_policy=False) == "buyer left"


WANTS = (
    Want(id="a", remedy="refund", accepts={"refund": Decimal(10), "coupon": Decimal(5)}),
    Want(id="b", remedy="coupon", accepts={"coupon": Decimal(5), "partial_refund": Decimal(4)}),
    Want(id="c", remedy="exchange", accepts={"exchange": None, "refund": None}),
)


@pytest.mark.parametrize(
    ("commands", "met"),
    [
        (["coupon 5"], "a"),
        (["coupon 5", "coupon 5"], "ab"),
        (["refund 10"], "a"),
        (["refund 13.99"], "a"),
        (["refund 14"], "ab"),
        # The coupon may be counted for the first, and the money for the second.
        (["coupon 5", "refund 4"], "ab"),
        (["exchange", "coupon 5"], "ac"),
        (["refund 40"], "ab"),
        (["refund 40", "coupon 5", "coupon 5"], "abc"),
        (["coupon 4", "coupon 1"], ""),
    ],
)
def test_what_was_given_counts_once(commands: list[str], met: str) -> None:
    current = case()
    for command in commands:
        current, _ = perform(current, command)
    assert wants_met(WANTS, current) == set(met)
    assert all(want_met(want, current) for want in WANTS if want.id in met)


def test_a_settled_want_stays_so_and_what_settled_it_is_used_up() -> None:
    current, _ = perform(case(), "coupon 5")
    assert wants_met(WANTS, current, settled={"b"}) == {"b"}


@given(
    st.lists(st.sampled_from(["coupon 5", "coupon 6", "refund 4", "refund 10", "exchange"])),
    st.sets(st.sampled_from("abc")),
)
def test_more_deeds_never_unsettle_a_want(commands: list[str], asked: set[str]) -> None:
    current, settled = case(), frozenset[str]()
    for command in commands:
        try:
            current, _ = perform(current, command)
        except ActionRefused:
            continue
        now = wants_met(WANTS, current, settled)
        assert settled <= now
        settled = now


@pytest.mark.parametrize(
    ("start", "command", "against"),
    [
        (case(), "repair", True),
        (case(), "repair 25", True),
        (replace(case(), agreed_price=Decimal(25)), "repair 25", False),
        (replace(case(), agreed_price=Decimal(25)), "repair $25.00", False),
        (replace(case(), agreed_price=Decimal(24)), "repair 25", True),
        (replace(case(), agreed_price=Decimal(30)), "repair 20", True),
    ],
)
def test_a_repair_out_of_warranty_has_its_price(start: Case, command: str, against: bool) -> None:
    policy = replace(POLICY, repair_price=Decimal(25))
    start = replace(start, desk=replace(start.desk, policy=policy))
    assert broken(start, command) is against


def test_a_note_is_no_price_and_a_price_is_read_whole() -> None:
    _, noted = perform(case(), "repair the left shoe")
    assert (noted.amount, noted.detail) == (None, "the left shoe")
    with pytest.raises(ActionRefused, match="above zero"):
        perform(case(), "repair 1,200")


def test_what_went_back_before_counts_against_what_is_due() -> None:
    order = Order(
        id="A", status="returned", currency="USD", total=Decimal(40), refunded=Decimal(40)
    )
    start = case(order=order)
    assert broken(start, "refund")
    assert broken(start, "refund 1")
    assert broken(replace(start, desk=replace(start.desk, fault="lost")), "reship")
    part = case(order=replace(order, refunded=Decimal(15)))
    done, record = perform(part, "refund")
    assert (record.amount, record.remedy, record.violation) == (Decimal(25), "refund", None)
    assert done.given_back == Decimal(40)
