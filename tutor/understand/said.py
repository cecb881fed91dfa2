"""What a policy is held against: a clause with its surroundings, and the conflict that is found."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tutor.domain import Clause, Slot, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A promise against the policy: its clause, the field, what the policy says (as in `Policy`),
    and the stated value where one number is the trouble."""

    field: str
    span: Span
    expected: object
    slot: Slot | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A clause with its words, the words of its sentence, and of the whole conversation turn;
    `amounts` are the sums of money that the reply names, `asked` is the buyer's message."""

    clause: Clause
    words: str
    sentence: str
    turn: str
    amounts: tuple[Decimal, ...] = ()
    asked: str = ""


def conflict_of(field: str, said: Said, expected: object, slot: Slot | None = None) -> Conflict:
    """The conflict of the whole clause."""
    return Conflict(field=field, span=said.clause.span, expected=expected, slot=slot)
