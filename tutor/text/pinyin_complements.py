"""Directions behind a verb are said lightly: 拿出来 ná chu lai, but 他出来了 chū lái.

After Xiandai Hanyu Cidian (7th edition). With 得 or 不 between them they keep their tones.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from tutor.text.pinyin_cues import classes

DIRECTIONS = {
    "上来": "shang lai", "上去": "shang qu", "下来": "xia lai", "下去": "xia qu",
    "进来": "jin lai", "进去": "jin qu", "出来": "chu lai", "出去": "chu qu",
    "回来": "hui lai", "回去": "hui qu", "过来": "guo lai", "过去": "guo qu",
    "起来": "qi lai", "来": "lai", "去": "qu",
}  # fmt: skip
# After 想 these are thoughts, the others are places where one wants to go.
_THOUGHTS = ("起来", "出来")


def lightly(piece: str, before: str) -> tuple[str, ...] | None:
    """The light syllables of a direction that stands behind a verb; None where it does not.
    `before` is the token, or the part of it, before the piece."""
    light = DIRECTIONS.get(piece)
    if light is None or not before:
        return None
    if before == "想":
        return tuple(light.split(" ")) if piece in _THOUGHTS else None
    never, verbs = _words()
    if before in never or (before, piece) == ("接", "下来"):
        return None
    kind = classes(before)[0]
    if before not in verbs and kind not in ("v", "a"):
        return None
    if len(piece) == 1 and (len(before) > 1 or kind == "a"):
        return None
    return tuple(light.split(" "))


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], frozenset[str]]:
    raw = (files("tutor.text") / "data" / "complements.tsv").read_text(encoding="utf-8")
    rows = dict(line.split("\t") for line in raw.splitlines() if line[0] != "#")
    return frozenset(rows["no"].split(" ")), frozenset(rows["yes"].split(" "))


def before(tokens: Sequence[str], index: int, offset: int) -> str:
    """What stands before the piece at `offset` of a token: the rest of the token, or the token
    before, with the 了 of a verb left out."""
    if offset:
        return tokens[index][:offset]
    if index > 1 and tokens[index - 1] == "了":
        return tokens[index - 2]
    return tokens[index - 1] if index else ""


def light_end(word: str, after: str) -> tuple[str, ...] | None:
    """The light syllables of a direction that the segmentation cut in two (退回|来)."""
    return (
        lightly(word[-1] + after, word[:-1]) if after in ("来", "去") and len(word) == 2 else None
    )
