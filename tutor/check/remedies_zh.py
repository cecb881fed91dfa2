"""Remedies that a Chinese reply arranges by name: 给您办理换货."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.domain import Reading, Remedy, Span

_ARRANGED = re.compile(
    r"(?:办理|办|安排|申请|登记|提交|处理|走|做|给您|帮您)(?:了|好|一下|的是)?(?P<term>换货|补发|维修|退货|退款)(?!单|地址|运费|政策|流程|以后|之后|后|和|或|、|的)"
)
_NAMES: dict[str, Remedy] = {
    "换货": "exchange",
    "补发": "reship",
    "维修": "repair",
    "退货": "return",
    "退款": "refund",
}


def arranged(reading: Reading, words: str) -> Iterator[tuple[Span, Remedy]]:
    """Each remedy that a statement arranges by its name, with its place; `words` are the reply's,
    simplified."""
    for clause in reading.clauses:
        if clause.question or clause.negated or clause.conditional or clause.quoted:
            continue
        for match in _ARRANGED.finditer(clause.span.of(words)):
            start, end = (clause.span.start + at for at in match.span("term"))
            yield Span(start, end), _NAMES[match["term"]]
