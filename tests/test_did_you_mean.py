"""Whoever mistypes a name is shown the one that they meant, and none that only looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor import resources
from tutor.cli import main
from tutor.dialogue.importers.header import COLUMNS
from tutor.dialogue.load import load_scenarios
from tutor.errors import UnknownName
from tutor.names import nearest

COURSE = tuple(case.id for case in load_scenarios(resources.dialogues_dir()).scenarios)
HEADERS = tuple(name for names in COLUMNS.values() for name in names)
KEYS = ("mood", "patience", "languages", "level", "model_answers", "key_terms", "channel", "title")


@pytest.mark.parametrize(
    ("wrote", "known", "meant"),
    [
        ("角绝", HEADERS, "角色"),
        ("内荣", HEADERS, "内容"),
        ("说话的人", HEADERS, "说话人"),
        ("speakr", HEADERS, "speaker"),
        ("Massage", HEADERS, "message"),
        ("moood", KEYS, "mood"),
        ("levle", KEYS, "level"),
        ("modelanswers", KEYS, "model_answers"),
        ("Key Terms", KEYS, "key_terms"),
        ("late-parcel", (*COURSE, "my-class/late-parcel"), "my-class/late-parcel"),
        ("late-parsel", (*COURSE, "my-class/late-parcel"), "my-class/late-parcel"),
        ("class/late-parcel", (*COURSE, "set/late-parcel"), "set/late-parcel"),
        ("t-shirt-osaka", COURSE, "t-shirt-size-osaka"),
        ("ricecooker-vietnam", COURSE, "rice-cooker-vietnam"),
    ],
)
def test_the_name_that_was_meant_comes_first(
    wrote: str, known: tuple[str, ...], meant: str
) -> None:
    assert nearest(wrote, known)[0] == meant


@pytest.mark.parametrize(
    ("wrote", "known"),
    [
        ("late-parcel", COURSE),
        ("价格", HEADERS),
        ("date", HEADERS),
        ("x", HEADERS),
        ("", KEYS),
        ("persona", KEYS),
    ],
)
def test_a_name_that_only_looks_alike_is_not_suggested(wrote: str, known: tuple[str, ...]) -> None:
    assert nearest(wrote, known) == ()


@pytest.mark.parametrize("name", COURSE)
def test_two_letters_swapped_still_find_the_case(name: str) -> None:
    for place in (1, len(name) // 2, len(name) - 2):
        wrote = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
        assert name in nearest(wrote, COURSE)


def test_the_message_names_it() -> None:
    assert "Did you mean e5-small?" in str(UnknownName("model", "e5smal", ("acts-e5", "e5-small")))


def test_play_tells_what_a_file_of_ones_own_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "my-class.yaml"
    own.write_bytes((resources.dialogues_dir() / "_template_set.yaml").read_bytes())
    assert main(["play", "late-parcel", "--from", str(own), "--encoder", "none"]) == 1
    said = capsys.readouterr().err
    assert "Did you mean my-first-set/late-parcel?" in said
    assert "my-class.yaml holds: my-first-set/late-parcel, my-first-set/size-question." in said
    assert main(["play", "my-class", "--from", str(own), "--encoder", "none"]) == 1
    assert "my-class.yaml holds: my-first-set/late-parcel" in capsys.readouterr().err
