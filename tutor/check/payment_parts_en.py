"""Whether an English reply takes the deposit for the balance, or only names both parts of a payment."""

from __future__ import annotations

import re

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
