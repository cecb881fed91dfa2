"""What the buyer may be content with: which offer suits a wish, and what has been agreed on."""

from __future__ import annotations

from tutor.buyer.offering import Offer, kind
from tutor.domain import BuyerState, Remedy, Scenario, Want

# Remedies that are asked for in the same words.
ALIKE: tuple[frozenset[Remedy], ...] = (
    frozenset({"refund", "partial_refund"}),
    frozenset({"reship", "exchange"}),
)


def suits(offer: Offer, want: Want, scenario: Scenario) -> bool:
    """Whether the offer would do for the wish: an accepted remedy, and enough of it."""
    total = scenario.desk.order.total if scenario.desk.order is not None else None
    for remedy, least in want.accepts.items():
        same = kind(offer.remedy) == kind(remedy)
        if same and remedy == "repair":
            # What a repair costs the buyer, and the most that the buyer pays for it.
            if offer.amount is None or least is None or offer.amount <= least:
                return True
            continue
        # A refund without a least amount means all of the money.
        least = total if remedy == "refund" and least is None else least
        enough = least is None or offer.amount is None or offer.amount >= least
        if same and enough:
            return True
    return False


def agreed(state: BuyerState, item: str, scenario: Scenario) -> bool:
    """Whether the buyer has said yes to a remedy for this item of the agenda, and waits for it."""
    wish = _wish(item, scenario)
    kinds = {kind(remedy) for remedy in state.offered}
    return wish is not None and any(kind(remedy) in kinds for remedy in wish.accepts)


def as_asked_for(remedies: tuple[Remedy, ...], item: str, scenario: Scenario) -> bool:
    """Whether one of the remedies is what the buyer would ask for in words, or much like it."""
    wish = _wish(item, scenario)
    if wish is None:
        return False
    like = next((group for group in ALIKE if wish.remedy in group), frozenset({wish.remedy}))
    return bool(like & frozenset(remedies))


def _wish(item: str, scenario: Scenario) -> Want | None:
    return next((w for w in scenario.wants if item == f"want.{w.id}"), None)
