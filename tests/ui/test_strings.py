"""One catalogue: every text there in both languages, used, and with the same places to fill."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from tutor.check.kinds import KINDS
from tutor.domain import CHANNELS, MOODS, OUTCOMES, STANDARDS, STRATEGIES
from tutor.ui.practice import ACTIONS
from tutor.ui.report import FAMILIES
from tutor.ui.strings import catalogue, page_lang, say

SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in (Path(__file__).parents[2] / "tutor/ui").glob("*.py")
)
# Keys whose last part is a value and stands in the source as a pattern.
PATTERNS = (
    r"(status|fault|mood|channel|standard|severity|strategy|family|outcome|reason|do|satisfaction|lang|legend)\..+",
    r"policy\..+",
    r"(kind|state|versions|problem|field|help|template|lost)\..+",
    r"desk\.(number|status|fault|placed|total|paid|payment|refunded|address|carrier|tracking|shipped|place|eta|delivered)",
)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", catalogue())
def test_both_languages_say_it_and_fill_the_same(key: str) -> None:
    text = catalogue()[key]
    assert text.zh.strip()
    assert text.en.strip()
    assert fields(text.zh) == fields(text.en)
    # A unit's title, a standard's name or a pattern may hold no Chinese character; sentences do.
    assert re.search(r"[\u4e00-\u9fff]", text.zh) or "{" in text.zh


@pytest.mark.parametrize("key", catalogue())
def test_every_text_is_used(key: str) -> None:
    quoted = f'"{key}"' in SOURCES or f"'{key}'" in SOURCES
    assert quoted or any(re.fullmatch(pattern, key) for pattern in PATTERNS)


@pytest.mark.parametrize(
    "key",
    [
        *(f"channel.{name}" for name in CHANNELS),
        *(f"mood.{name}" for name in MOODS),
        *(f"standard.{name}" for name in STANDARDS),
        *(f"strategy.{name}" for name in STRATEGIES),
        *(f"do.{name}" for name in ACTIONS),
        *(f"family.{name}" for name in FAMILIES),
        *(f"outcome.{name.replace(' ', '_')}" for name in OUTCOMES),
        *(f"reason.{name.replace(' ', '_')}" for name in OUTCOMES),
    ],
)
def test_every_value_of_the_domain_has_its_words(key: str) -> None:
    assert say(key, "en") != say(key, "zh")


def test_every_key_in_the_source_exists() -> None:
    used = re.findall(r"""say\(\s*["']([a-z_.0-9]+)["']""", SOURCES)
    assert used
    assert [key for key in used if key not in catalogue()] == []


def test_every_family_of_checks_has_a_bar() -> None:
    assert {kind.family for kind in KINDS.values()} == set(FAMILIES)


def test_a_name_turns_no_sentence_around() -> None:
    said = say("chat.below", "en", name="\u202eAnna\u2066")
    assert said == say("chat.below", "en", name="Anna")


def test_an_unknown_language_reads_english() -> None:
    assert [page_lang(value) for value in ("zh", "en", "th", None, 7, ["zh"])] == [
        "zh",
        "en",
        "en",
        "en",
        "en",
        "en",
    ]
