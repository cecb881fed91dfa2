"""Read an agent's reply: clauses in order with acts, slots and flags."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from tutor.domain import Clause, Desk, Lang, LearnerText, Reading, Slot
from tutor.text.script import to_simplified

from .classify import Seen
from .clauses import Stretch, split
from .slots import find_slots

_HAN = re.compile(r"[\u3400-\u9fff]")


class ActClassifier(Protocol):
    """Names the acts of clauses, given what the rules say of them; None leaves it to the rules."""

    def __call__(
        self, clauses: Sequence[Seen], lang: Lang, text: str, buyer: str | None
    ) -> Sequence[tuple[str, ...] | None]: ...


def simplified(text: LearnerText) -> str:
    """The folded text in simplified characters, as long as the original."""
    folded = text.folded
    return to_simplified(folded) if _HAN.search(folded) else folded


def understand(
    text: LearnerText,
    *,
    buyer: str | None = None,
    desk: Desk | None = None,
    classifier: ActClassifier | None = None,
) -> Reading:
    """What a reply does: clauses in order, without overlap, each with acts, slots and flags.

    Acts are ids of `tutor.understand.acts`. `classifier` weighs what the rules claim; where it
    abstains the rules stand, and a clause that no rule claims informs (a statement), asks (a
    question) or is "other" (a fragment).
    """
    plain = simplified(text)
    lang: Lang = text.lang
    stretches, acts = by_rules(plain, lang)
    slots = find_slots(plain, text.raw, lang, desk)
    named: Sequence[tuple[str, ...] | None] = [None] * len(stretches)
    if classifier is not None:
        clauses_seen = [seen(*pair) for pair in zip(stretches, acts, strict=True)]
        named = classifier(clauses_seen, lang, plain, buyer)
    clauses = tuple(
        Clause(
            span=clause.span,
            acts=learned or found or _fallback(clause, lang),
            slots=_slots_in(clause, slots, stretches, index),
            question=clause.question,
            negated=clause.negated,
            conditional=clause.conditional,
            softened=clause.softened,
            quoted=clause.quoted,
            sentence=clause.sentence,
        )
        for index, (clause, found, learned) in enumerate(zip(stretches, acts, named, strict=True))
    )
    return Reading(lang=lang, clauses=clauses)


def by_rules(plain: str, lang: Lang) -> tuple[tuple[Stretch, ...], list[tuple[str, ...]]]:
    """The clauses of a folded, simplified text and the acts that rules claim, () where none does."""
    stretches = split(plain, lang)
    acts: list[tuple[str, ...]] = []
    for index, clause in enumerate(stretches):
        inside = [s for s in stretches if s.sentence == clause.sentence]
        rest = "，".join(s.text + s.mark for s in inside if s.span.start > clause.span.start)
        before = "，".join(s.text for s in inside if s.span.start < clause.span.start)
        under = any(s.conditional for s in inside if s.span.start < clause.span.start)
        # "…, could you?" or 您看可以吗 may follow as a sentence of its own.
        after = next((s for s in stretches[index + 1 :] if s.sentence == clause.sentence + 1), None)
        if after is not None and after.question and len(after.text) <= 40:
            rest = f"{rest}，{after.text}{after.mark}" if rest else after.text + after.mark
        acts.append(_module(lang).acts_of(clause, rest, before, under))
    return stretches, _inherit(stretches, acts)


def seen(clause: Stretch, acts: tuple[str, ...]) -> Seen:
    """A clause as a classifier reads it."""
    mark = next((c for c in clause.mark.replace("？", "?").replace("！", "!") if c in "?!"), "")
    flags = (clause.question, clause.negated, clause.conditional, clause.softened)
    bounds = (clause.span.start, clause.span.end)
    return Seen(text=clause.text + mark, acts=acts, flags=flags, bounds=bounds)


class _Acts(Protocol):
    def acts_of(
        self, clause: Stretch, rest: str, before: str, under_condition: bool
    ) -> tuple[str, ...]: ...


def _module(lang: Lang) -> _Acts:
    # The patterns of a language are compiled when its first reply comes.
    if lang == "zh":
        from . import acts_zh

        return acts_zh
    from . import acts_en

    return acts_en


def _inherit(stretches: tuple[Stretch, ...], acts: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """A condition serves the act of the clause that it conditions."""
    found = list(acts)
    for index in range(len(stretches) - 2, -1, -1):
        if (
            stretches[index].conditional
            and not found[index]
            and stretches[index].sentence == stretches[index + 1].sentence
        ):
            found[index] = found[index + 1]
    return found


def _fallback(clause: Stretch, lang: Lang) -> tuple[str, ...]:
    if clause.question:
        return ("ask_detail",)
    long_enough = len(clause.text) >= 4 if lang == "zh" else len(clause.text.split()) >= 3
    return ("inform",) if long_enough or any(c.isdigit() for c in clause.text) else ("other",)


def _slots_in(
    clause: Stretch, slots: tuple[Slot, ...], stretches: tuple[Stretch, ...], index: int
) -> tuple[Slot, ...]:
    end = stretches[index + 1].span.start if index + 1 < len(stretches) else 1 << 30
    start = clause.span.start if index else 0
    return tuple(slot for slot in slots if start <= slot.span.start < end)
