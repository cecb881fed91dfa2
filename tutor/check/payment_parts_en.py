"""Whether an English reply takes the deposit for the balance, or only names both parts of a payment."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SENT = r"(?:paid|pay(?:ing)?|sent|send(?:ing)?|transferred|transferring|wired|made)"
_HERE = r"(?:received|got|arrived|arrive|credited|confirm(?:ed)?|in our account|see|thank(?:s| you) for)"


def takes_for_the_other(reply: str, buyer: str, asked: str, said: str) -> bool:
    """Whether `said` stands in a reply where the buyer's `asked` belongs, both patterns of terms.

    A deposit that was paid is confirmed as a balance, or the one sentence that answers how much or
    when the deposit is begins with the balance. Whoever names the rest as well speaks of both parts.
    """
    if re.search(
        r"\b(?:left|rest|remaining|remains?|remainder|still open|outstanding|before shipment|once|then)\b",
        reply,
    ):
        return False
    if re.search(rf"\b{_SENT}\b[^.!?]{{0,24}}{asked}", buyer):
        return bool(
            re.search(rf"\b{_HERE}\b[^.!?]{{0,16}}{said}|{said}[^.!?]{{0,12}}\b{_HERE}\b", reply)
        )
    sentences = [part for part in re.split(r"[.!?](?:\s+|$)", reply) if len(part.split()) > 3]
    return len(sentences) == 1 and bool(
        re.match(rf"\W*(?:the|your|our) {said} (?:is|was|comes|will)\b", sentences[0])
    )


_FIRST_PART = re.compile(
    r"\b(?P<n>\d{1,2}) ?(?:%|percent) deposit\b|\bdeposit (?:of|is) (?P<n2>\d{1,2}) ?(?:%|percent)"
)
_OTHER_PART = re.compile(
    r"\b(?:remaining|final|last|second|other|rest of the) (?P<named>deposit)\b(?![^.!?]{0,16}\border\b)"
    r"|\b(?P<before>deposit) (?:of|for|is|over) (?:the )?(?:other |remaining |last )?(?P<n>\d{1,2}) ?(?:%|percent)"
    r"|\b(?P<n2>\d{1,2}) ?(?:%|percent) (?P<behind>deposit)\b"
)


def second_deposits(reply: str, buyer: str) -> Iterator[tuple[int, int]]:
    """Where a reply calls the rest of a payment a deposit, after a deposit that the buyer names: the
    remaining deposit, the deposit of 70% after one of 30%."""
    first = _FIRST_PART.search(buyer)
    paid = re.search(rf"\b{_SENT}\b", buyer) and re.search(r"\bdeposit\b", buyer)
    if first is None and not paid:
        return
    part = int(first["n"] or first["n2"]) if first else None
    for match in _OTHER_PART.finditer(reply):
        percent = match["n"] or match["n2"]
        rest = (
            bool(paid)
            if percent is None
            else part not in (None, 50) and int(percent) == 100 - (part or 0)
        )
        if rest:
            group = next(name for name in ("named", "before", "behind") if match[name])
            yield match.span(group)
