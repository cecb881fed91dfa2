"""The names that somebody may have meant who wrote one that does not exist."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The known names that somebody who wrote `name` may have meant, nearest first: the last part of
    a path, a name around it, one with the same words, or one a few slips of the hand away."""
    wanted = _plain(name)
    scored = [(_distance(wanted, one), place, one) for place, one in enumerate(known)]
    near = sorted(entry for entry in scored if entry[0] < _FAR)
    best = near[0][0] if near else 0.0
    # What is much farther than the best would only distract.
    return tuple(one for score, _, one in near if score <= best + _BESIDE)[:most]


_FAR = 1.0
_BESIDE = 0.25


def _plain(name: str) -> str:
    return "-".join(name.strip().lower().replace("_", " ").replace("-", " ").split())


def _distance(wanted: str, known: str) -> float:
    """0 for the same name to 1 for another one; of a path, the last part may be enough."""
    other = _plain(known)
    found = _apart(wanted, other)
    for one, two in ((wanted, _last(other)), (_last(wanted), _last(other))):
        if (one, two) != (wanted, other):
            found = min(found, _apart(one, two) + 0.05)
    return found


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _apart(wanted: str, other: str) -> float:
    longer, shorter = max(len(wanted), len(other)), min(len(wanted), len(other))
    if wanted == other:
        return 0.0
    if shorter > 2 and (wanted in other or (other in wanted and 2 * shorter >= longer)):
        return 0.3 if 2 * shorter >= longer else 0.6
    # In a word of two characters one may be wrong, in longer ones about every third.
    slips = 1 if longer < 5 else longer // 3
    if shorter < 2 or longer - shorter > slips:
        found = _FAR
    else:
        found = 0.8 * _slips(wanted, other) / (slips + 0.5)
    words, others = set(wanted.split("-")), set(other.split("-"))
    shared = len(words & others) / len(words | others)
    return min(found, 0.9 - 0.5 * shared if shared >= 0.5 and len(words) > 1 else _FAR)


def _slips(one: str, two: str) -> int:
    """Characters to add, drop, change or swap with the next until `one` is `two`."""
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(two, start=1):
            cost = min(row[-1] + 1, before[j] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and one[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]
