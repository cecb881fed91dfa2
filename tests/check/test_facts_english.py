"""Facts in English: what a sentence says of the desk's goods, sums, days and rules, and what it says of others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tutor.check.wire import desk_from_wire
from tutor.domain import Bilingual, Desk, Finding, Policy

Find = Callable[..., tuple[Finding, ...]]


def desk(payer: str = "shop") -> Desk:
    return desk_from_wire(
        {
            "order": {
                "id": "HR-2207",
                "placed": "2026-05-11",
                "status": "delivered",
                "currency": "EUR",
                "total": 268,
                "items": [
                    {"name": "camping stove", "quantity": 1, "price": 148},
                    {"name": "folding wooden chair", "quantity": 3, "price": 40},
                ],
            },
            "shipment": {
                "carrier": "GLS",
                "tracking_number": "GL88120045",
                "shipped": "2026-05-13",
                "eta": "2026-05-20",
                "place": "Zagreb",
            },
            "policy": {
                "return_window_days": 21,
                "refund_days": [4, 6],
                "return_shipping": payer,
                "compensation_limit": 30,
            },
        }
    )


def facts(find: Find, text: str, payer: str = "shop", buyer: str | None = None) -> list[str]:
    found = find(text, "en", desk=desk(payer), buyer=buyer)
    return [f"{f.check.removeprefix('facts.')}: {f.text}" for f in found if "facts" in f.check]


@pytest.mark.parametrize(
    "text",
    [
        "The backrest of the big chair is 55 cm high and it costs 75 euros.",
        "A backup burner is 64 euros.",
        "The background on the photo is grey, the fabric sells at 90 euros in the shop.",
        "The chair is back in stock at 45 euros.",
        "Once both are back with us, we refund the 268 euros.",
        "Express would cost another 22 euros.",
        "The bigger chair is 62 euros.",
        "Normally the stove is 169 euros, you had it on sale.",
        "The chair was 52 euros last year.",
        "With shipping to Cyprus it would be 290 euros in total.",
        "The total saving is 35 euros.",
        "The kids' chair is 29 euros.",
        "It comes to 32.52 euros a chair before VAT.",
        "A set of spare chair legs is 12 euros.",
        "I can refund 25 euros for the scratched chair.",
    ],
)
def test_sums_of_other_things_are_no_mistake(findings: Find, text: str) -> None:
    assert facts(findings, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Your order came to 286 euros.", "wrong_value: 286 euros"),
        ("The order amounts to 258 euros.", "wrong_value: 258 euros"),
        ("So the order adds up to 286 euros.", "wrong_value: 286 euros"),
        ("The stove was 184 euros.", "wrong_value: 184 euros"),
        ("Each chair costs 44 euros.", "wrong_value: 44 euros"),
        ("The chairs are 14 euros each.", "wrong_value: 14 euros"),
        ("You paid 128 euros for the stove.", "wrong_value: 128 euros"),
        ("The price of the chair is 48 euros.", "wrong_value: 48 euros"),
        ("We have refunded 138 euros for the stove.", "wrong_value: 138 euros"),
        ("I refunded you 45 euros for the chair.", "wrong_value: 45 euros"),
        (
            "I can give you 50 euros back and you keep it.",
            "policy_conflict: I can give you 50 euros back",
        ),
    ],
)
def test_sums_of_the_order_are_held_against_it(findings: Find, text: str, expected: str) -> None:
    assert facts(findings, text) == [expected]


def test_a_wrong_price_is_put_right_by_that_of_the_goods(findings: Find) -> None:
    found = findings("You paid 128 euros for the stove.", "en", desk=desk())
    assert [f.suggestion for f in found] == ["148 euros"]


def test_a_price_that_the_buyer_saw_is_todays(findings: Find) -> None:
    text = "You are right, the stove is 129 euros."
    assert facts(findings, text, buyer="your page says 129 for the stove") == []
    assert facts(findings, text, buyer="what was the stove?") == ["wrong_value: 129 euros"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We handed it to GLS on 15 May.", "wrong_value: 15 May"),
        ("I passed your parcel over to GLS on 15 May.", "wrong_value: 15 May"),
        ("GLS picked it up on 15 May.", "wrong_value: 15 May"),
        ("Your order is from 12 May.", "wrong_value: 12 May"),
        ("The parcel is due in Zagreb on 25 May.", "wrong_value: 25 May"),
        ("We handed it to GLS on 13 May.", None),
        ("GLS handed it to your neighbour on 20 May.", None),
        ("You picked it up on 21 May.", None),
        ("Your order is from 11 May.", None),
        ("The balance is due on 25 May.", None),
        ("Your April order was HR-1990, sent on 14 April.", None),
        ("Your first order was HR-0412.", None),
        ("The parcel is due in Zagreb on 20 May.", None),
    ],
)
def test_days_and_numbers(findings: Find, text: str, expected: str | None) -> None:
    assert facts(findings, text) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There are 5 wooden chairs in 2 cartons.", "wrong_value: 5 wooden"),
        ("The parcel contains four chairs and the stove.", "wrong_value: four chairs"),
        ("There are 4 chairs in the parcel, at 40 euros each.", "wrong_value: 4 chairs"),
        ("The shipment has 3 chairs in one box.", None),
        ("There are 2 chairs in each carton.", None),
        ("There are 2 chairs per carton.", None),
        ("We shipped 2 of the chairs on Monday.", None),
        ("The parcel contains two spare chair pads.", None),
        ("We sent 2 replacement chairs today.", None),
        ("It comes to 32.52 a chair.", None),
    ],
)
def test_numbers_of_pieces(findings: Find, text: str, expected: str | None) -> None:
    assert facts(findings, text) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Returns are open for 45 days after delivery.", True),
        ("Returns are accepted up to 45 days after you receive the parcel.", True),
        ("You can send it back within 45 days after the parcel has arrived.", True),
        ("We take returns until 60 days after receipt.", True),
        ("Returns are open for 21 days after delivery.", False),
        ("After 45 days a return is no longer possible.", False),
        ("We cannot take it back 45 days after delivery.", False),
        ("Return labels expire after 30 days.", False),
    ],
)
def test_the_window_is_counted_from_the_delivery(findings: Find, text: str, wrong: bool) -> None:
    assert bool(facts(findings, text)) is wrong


@pytest.mark.parametrize(
    "text",
    [
        "The return freight would be for your account.",
        "Return postage is at your cost.",
        "The shipping for the return would be on your side.",
        "The return label is paid from your own pocket.",
        "Return shipping costs are at your expense.",
    ],
)
def test_who_pays_the_way_back(findings: Find, text: str) -> None:
    assert len(facts(findings, text)) == 1
    assert facts(findings, text, payer="buyer") == []


def test_without_a_desk_nothing_is_held_against_it(findings: Find) -> None:
    assert findings("The stove was 184 euros.", "en") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Shipping is free above 90 euros, so 268 euros is all you paid.",
        "For orders over 500 euros we give 5 %.",
        "The invoice number is RE-20817.",
        "Your ticket number is TK-55120.",
        "Your order HR-1804 from March went by DPD.",
        "We can send 2 chairs in June and the third one in July.",
        "We have packed 2 chairs, and the other one follows tomorrow.",
    ],
)
def test_limits_papers_and_parts_are_no_values_of_the_order(findings: Find, text: str) -> None:
    assert facts(findings, text) == []


@pytest.mark.parametrize(
    "buyer", ["what about my other order?", "And my April order?", "my order from last year"]
)
def test_another_order_that_is_asked_for_is_another(findings: Find, buyer: str) -> None:
    text = "It was HR-1990, sent with DPD on 14 April."
    assert facts(findings, text, buyer=buyer) == []
    assert facts(findings, text, buyer="what is my order number?") != []


def test_several_faulty_pieces_are_paid_back_in_full(findings: Find) -> None:
    text = "I refund you 80 euros for both."
    assert facts(findings, text, buyer="two of the chairs came broken") == []
    assert facts(findings, text, buyer="can I have a discount?") != []


def warranty(find: Find, text: str, months: int, **order: str) -> list[str]:
    at = desk_from_wire(
        {
            "order": {"id": "HR-2207", **order},
            "shipment": {"place": "Bangkok"},
            "policy": {"warranty_months": months, "refund_days": [3, 5]},
        }
    )
    return [f.check for f in find(text, "en", desk=at) if "facts" in f.check]


@pytest.mark.parametrize(
    ("text", "months", "wrong"),
    [
        ("The drill has a two-year warranty.", 24, False),
        ("The drill has a three-year warranty.", 36, False),
        ("The drill has a five-year warranty.", 60, False),
        ("The drill has a 25-month warranty.", 24, True),
        ("The drill has a two-year warranty.", 18, True),
        ("If there is no news ten days after that day, we refund you.", 24, False),
        ("If the money isn't there in two weeks, write to me and I'll ask the bank.", 24, False),
        ("The refund reaches your account in two weeks.", 24, True),
    ],
)
def test_years_are_months_and_a_condition_promises_nothing(
    findings: Find, text: str, months: int, wrong: bool
) -> None:
    assert bool(warranty(findings, text, months)) is wrong


def test_the_place_of_an_order_that_has_not_left_is_its_goal(findings: Find) -> None:
    text = "The goods are now in Hanoi."
    assert warranty(findings, text, 24, status="paid") == []
    assert warranty(findings, text, 24, status="shipped") == ["facts.wrong_value"]


@pytest.mark.parametrize(
    "text",
    [
        "The invoice from 11 May has the number RE-2217.",
        "GLS left it at locker ZG12 for you.",
        "On 16 May it left the port of Koper.",
        "It left Vienna on 17 May.",
        "For two chairs you get 80 euros back once they are returned.",
    ],
)
def test_numbers_of_papers_and_stops_on_the_way(findings: Find, text: str) -> None:
    assert facts(findings, text) == []


@pytest.mark.parametrize(
    "text",
    ["It left our warehouse on 16 May.", "The parcel left on 16 May.", "It left us on 16 May."],
)
def test_the_day_it_left_is_held_against_the_desk(findings: Find, text: str) -> None:
    assert facts(findings, text) == ["wrong_value: 16 May"]


@pytest.mark.parametrize(
    ("buyer", "fault"),
    [
        ("The app said 12 May.", False),
        ("The label says 2 kg.", False),
        ("The page shows 129 now.", False),
        ("I was not home on the 18th.", False),
        ("Preparing the stand for the fair.", False),
        ("Your site said 3 May at first.", False),
        ("The invoice has my old name although I gave you the new one.", True),
        ("It came in green though I asked for grey.", True),
        ("The app said delivered on 12 May but I never got it.", True),
        ("Two lids are missing.", True),
    ],
)
def test_what_a_page_said_is_no_fault_of_ours(findings: Find, buyer: str, fault: bool) -> None:
    found = findings("I will look into it for you.", "en", buyer=buyer)
    assert ("politeness.apology_missing" in {f.check for f in found}) is fault


@pytest.mark.parametrize(
    ("buyer", "text", "missing"),
    [
        (
            "My card was charged 41.20 and not 40!",
            "The total is correct, the rest is your bank's fee.",
            False,
        ),
        ("I was charged 38", "The amount is right: 35 for the mug and 3 for the shipping.", False),
        (
            "Why was I charged twice?",
            "The second one is only a reservation. We charged you once.",
            False,
        ),
        ("Why did I pay 74 when the things are 70?", "The other 4 euros are the postage.", False),
        ("You charged me twice", "I have sent one of them back today.", True),
        ("The mug came broken, and I paid 40!", "The total is correct. I'll send a new mug.", True),
    ],
)
def test_a_sum_that_is_right_needs_no_apology(
    findings: Find, buyer: str, text: str, missing: bool
) -> None:
    found = findings(text, "en", buyer=buyer)
    assert ("politeness.apology_missing" in {f.check for f in found}) is missing


def test_a_buyer_who_feels_understood_is_not_upset(findings: Find) -> None:
    calm = "Well, at least you can see why I'm annoyed. When will it be there?"
    assert findings("It will be there on Friday.", "en", buyer=calm) == ()


DDP = Bilingual(zh="DDP仰光一共900美元。", en="DDP Yangon is 900 dollars in all.")


@pytest.mark.parametrize(
    ("text", "offered", "wrong"),
    [
        ("DDP is we pay all, also import duty and VAT.", True, False),
        ("With DDP we pay the import duty for you.", True, False),
        ("CIF means that you pay the duty, DDP means that we pay the duty.", False, False),
        ("We pay the import duty for you.", True, True),
        ("With CIF we pay the import duty.", True, True),
        ("We ship it DDP, we pay the duty for you.", False, True),
    ],
)
def test_what_ddp_is_promises_no_duties(
    findings: Find, text: str, offered: bool, wrong: bool
) -> None:
    rules = Policy(duties_paid_by="buyer", notes=(DDP,) if offered else ())
    found = findings(text, "en", desk=Desk(policy=rules))
    assert ("facts.policy_conflict" in [f.check for f in found]) is wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("We will send again the chair, 25 to 30 days it takes.", False),
        ("We send you the right stove again within 30 days.", False),
        ("I can send the chair again in 30 days.", False),
        ("We let you send it back within 30 days.", True),
        ("You can send it again within 30 days.", True),
        ("We accept it if you send it back within 30 days.", True),
    ],
)
def test_what_the_shop_sends_is_no_return(findings: Find, text: str, wrong: bool) -> None:
    assert any("policy_conflict" in mark for mark in facts(findings, text)) is wrong
