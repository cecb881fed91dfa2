"""Countries have their names in both languages, under the codes that ISO gives them."""

from __future__ import annotations

import re

import pytest

from tutor import resources
from tutor.dialogue.library import load_library
from tutor.text.countries import SOUTH_EAST_ASIA, countries, country_name


@pytest.mark.parametrize("code", countries())
def test_a_row_is_a_code_a_chinese_and_an_english_name(code: str) -> None:
    name = countries()[code]
    assert re.fullmatch("[A-Z]{2}", code)
    assert re.fullmatch("[\u4e00-\u9fff（）]+", name.zh)
    assert re.match("[A-Za-z]", name.en)
    assert not re.search("[\u4e00-\u9fff]", name.en)


def test_no_name_stands_twice() -> None:
    for lang in ("zh", "en"):
        names = [name.get(lang) for name in countries().values()]
        assert len(names) == len(set(names))


def test_every_buyer_of_the_course_comes_from_a_named_country() -> None:
    buyers = {s.persona.country for s in load_library(resources.dialogues_dir()).scenarios}
    assert buyers - set(countries()) == set()
    assert set(countries()) > SOUTH_EAST_ASIA


def test_an_unknown_code_stands_for_itself() -> None:
    assert country_name("QX").zh == country_name("QX").en == "QX"
