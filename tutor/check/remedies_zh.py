"""Remedies that a Chinese reply arranges by name: 给您办理换货."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.domain import Reading, Remedy, Span

_ARRANGED = re.compile(
    r"(?:办理|办|安排|申请|登记|提交|处理|走|做|给您|帮您)(?:了|好|一下|的是)?(?P<term>换货|补发|维修|退货|退款)(?!单|地址|运费|政策|流程|以后|之后|后|和|或|、|的)"
)
# 您要的换货已经办理, 换货单已经给您开了.
_ALREADY = re.compile(
    r"(?P<term>换货|补发|维修|退货|退款)单?(?:我们?|这边|已经?|也|都|给您|帮您|为您|刚刚?)*(?:办理|开|登记|申请|提交|安排)(?:好|完)?(?:了|$)"
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
        said = clause.span.of(words)
        hits = {m.span("term"): m["term"] for p in (_ARRANGED, _ALREADY) for m in p.finditer(said)}
        for (start, end), term in sorted(hits.items()):
            yield Span(clause.span.start + start, clause.span.start + end), _NAMES[term]
