"""What a reply may call the goods of an order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tutor.domain import Item


def tails(item: Item, items: Sequence[Item]) -> str:
    """What a reply may call the goods: the Chinese name or a last part of it that no other goods
    of the order share."""
    name = item.name.zh
    if not name:
        return "(?!)"
    ends = [name[i:] for i in range(max(1, len(name) - 1))]
    sure = [e for e in ends if sum(o.name.zh.endswith(e) for o in items) == 1]
    return "|".join(map(re.escape, sure)) or "(?!)"
