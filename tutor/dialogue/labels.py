"""What the page calls a case's further facts, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from tutor.domain import Bilingual, Desk


@cache
def known_labels() -> Mapping[str, Bilingual]:
    """The labels of the keys that cases share. Read once."""
    text = files("tutor.dialogue").joinpath("data/fact_labels.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {key: Bilingual(zh=zh, en=en) for key, zh, en in rows}


def fact_label(desk: Desk, key: str) -> Bilingual:
    """The case's own label of the fact, the shared one, or the key as words."""
    words = key.replace("_", " ")
    found = desk.fact_labels.get(key) or known_labels().get(key)
    return found or Bilingual(zh=words, en=words)
