"""Names of countries by their ISO 3166-1 code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from tutor.domain import Bilingual

SOUTH_EAST_ASIA = frozenset({"BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN"})


@cache
def countries() -> Mapping[str, Bilingual]:
    """Every known code with its short names. Read once."""
    text = files("tutor.text").joinpath("data/countries.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {code: Bilingual(zh=zh, en=en) for code, zh, en in rows}


def country_name(code: str) -> Bilingual:
    """The names of a country; a code that is not known stands for itself."""
    return countries().get(code, Bilingual(zh=code, en=code))
