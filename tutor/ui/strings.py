"""The texts of the page: one catalogue, two languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tutor.domain import Bilingual, Lang

_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_FILES = ("strings.yaml", "teacher_strings.yaml")


@cache
def catalogue() -> Mapping[str, Bilingual]:
    """Every text by its key. Read once."""
    folder = files("tutor.ui")
    loaded: dict[str, dict[str, Any]] = {}
    for name in _FILES:
        loaded |= yaml.safe_load(folder.joinpath(name).read_text(encoding="utf-8"))
    return {key: Bilingual(zh=text["zh"], en=text["en"]) for key, text in loaded.items()}


def say(key: str, lang: Lang, **values: object) -> str:
    """The text of `key` in `lang` with its `{…}` filled. Raises `KeyError` for an unknown key."""
    text = catalogue()[key].get(lang)
    return text.format(**{n: _upright(v) for n, v in values.items()}) if values else text


def _upright(value: object) -> object:
    # A name may turn the direction of writing, which must not turn the sentence around it.
    return _TURNS.sub("", value) if isinstance(value, str) else value


def say_or(key: str, lang: Lang, otherwise: str) -> str:
    """The text of `key`, or `otherwise` where the catalogue has none (a country, a status)."""
    found = catalogue().get(key)
    return found.get(lang) if found else otherwise


def page_lang(value: object) -> Lang:
    """The language of the page from what a browser sent; anything unknown reads English."""
    return "zh" if value == "zh" else "en"
