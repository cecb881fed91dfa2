"""How a case ended, computed from the desk's end state, the buyer's agenda and what was said."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from tutor.domain import BuyerState, Case, Outcome, Want

_CENT = Decimal("0.01")


class _Left(NamedTuple):
    """What was given and is not counted for a want yet; the coupons smallest first."""

    money: Decimal
    coupons: tuple[Decimal, ...]


def want_met(want: Want, case: Case) -> bool:
    """Whether something done at the desk satisfies the want: an accepted remedy, of enough money."""
    return bool(wants_met((want,), case))


def wants_met(wants: Sequence[Want], case: Case, settled: Collection[str] = ()) -> frozenset[str]:
    """The ids of the wants that what was done satisfies. Money and a coupon count for one want
    only, first for the `settled` ones, then in the order of `wants`; a parcel may serve several."""
    coupons = (a.amount or Decimal(0) for a in case.actions if a.remedy == "coupon")
    given = _Left(money=case.refunded, coupons=tuple(sorted(coupons)))
    found: list[Want] = []
    for want in sorted(wants, key=lambda want: want.id not in settled):
        if _fits([*found, want], case, given):
            found.append(want)
    return frozenset(want.id for want in found)


def _fits(wants: Sequence[Want], case: Case, given: _Left) -> bool:
    """Whether all of the wants can be satisfied together."""
    if not wants:
        return True
    first, *others = wants
    return any(_fits(others, case, left) for left in _ways(first, case, given))


def _ways(want: Want, case: Case, given: _Left) -> Iterator[_Left]:
    """What is left over after each way of satisfying the want."""
    if any(_done(want, case, remedy) for remedy in want.accepts):
        yield given
        return
    if "coupon" in want.accepts:
        least = want.accepts["coupon"] or Decimal(0)
        place = next((n for n, value in enumerate(given.coupons) if value >= least), None)
        if place is not None:
            yield given._replace(coupons=given.coupons[:place] + given.coupons[place + 1 :])
    needed = _money_needed(want, case)
    if needed is not None and given.money >= needed:
        yield given._replace(money=given.money - needed)


def _done(want: Want, case: Case, remedy: str) -> bool:
    """Whether a remedy that is neither money nor a coupon was done as the want accepts it."""
    if remedy in ("refund", "partial_refund", "coupon"):
        return False
    done = [a for a in case.actions if a.remedy == remedy]
    if remedy == "repair":
        most = want.accepts["repair"]
        return any(a.amount is None or (most is not None and a.amount <= most) for a in done)
    return bool(done)


def _money_needed(want: Want, case: Case) -> Decimal | None:
    """The least money that satisfies the want; None when no money does."""
    sums: list[Decimal] = []
    if "partial_refund" in want.accepts:
        sums.append(want.accepts["partial_refund"] or _CENT)
    if "refund" in want.accepts:
        least = want.accepts["refund"]
        if least is not None:
            sums.append(least)
        elif any(a.remedy == "refund" for a in case.actions):
            # All of the money, whatever part of it went back before.
            total = case.desk.order.total if case.desk.order is not None else None
            sums.append(min(total or case.refunded, case.refunded))
    return max(min(sums), _CENT) if sums else None


def outcome(case: Case, state: BuyerState, *, said_against_policy: bool) -> Outcome:
    """The outcome if the case ended now."""
    if state.left:
        return "buyer left"
    if not state.agenda:
        broken = said_against_policy or any(a.violation is not None for a in case.actions)
        return "solved against policy" if broken else "solved"
    if any(a.remedy == "escalate" for a in case.actions):
        return "escalated"
    return "unsolved"
