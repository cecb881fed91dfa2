"""What a course covers is counted rightly, and the README says what the command says."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tutor import cli, resources
from tutor.dialogue import coverage
from tutor.dialogue.library import Library, load_library

README = Path(__file__).parents[2] / "README.md"


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(resources.dialogues_dir())


def of_two(library: Library) -> Library:
    """Two cases of one module: level 9 in Thailand, level 3 in Peru without English."""
    one = library.scenarios[0]
    high = replace(one, id="high", level=9, persona=replace(one.persona, country="TH"))
    lines = tuple(line for line in one.lines if line.lang == "zh")
    low = replace(one, id="low", level=3, lines=lines)
    low = replace(low, persona=replace(one.persona, country="PE"))
    return replace(library, scenarios=(high, low))


def test_each_case_counts_once_a_language_and_the_high_bands_are_one(library: Library) -> None:
    two = of_two(library)
    module = two.scenarios[0].module
    assert coverage.cells(two.scenarios) == (
        (module, 3, "PE", "zh", 1),
        (module, 7, "TH", "en", 1),
        (module, 7, "TH", "zh", 1),
    )
    head, row, total = coverage.table(two)
    assert dict(zip(head, row, strict=True)) | {"module 单元": ""} == {
        "module 单元": "",
        "cases 案例": "2",
        "HSK 3": "1",
        "HSK 7–9": "1",
        "中文": "2",
        "English": "1",
        "buyers from 顾客来自": "PE TH",
    }
    assert total[-1].startswith("2 countries")
    assert coverage.south_east_asian_share(two.scenarios) == 0.5
    assert coverage.south_east_asian_share(()) == 0.0


def test_the_cells_add_up_to_the_course(library: Library) -> None:
    cells = coverage.cells(library.scenarios)
    by_lang = Counter[str]()
    for cell in cells:
        by_lang[cell.lang] += cell.cases
    for lang, count in by_lang.items():
        assert count == sum(lang in s.languages for s in library.scenarios)


def test_a_bar_in_a_title_opens_no_cell(library: Library) -> None:
    modules = tuple(replace(m, title=replace(m.title, en="a | b")) for m in library.modules)
    text = coverage.markdown(replace(library, modules=modules))
    table = [line for line in text.splitlines() if line.startswith("|")]
    assert len({line.count("|") for line in table}) == 1


def test_the_readme_has_the_table_of_the_command(
    library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["scenarios", "--coverage", "--markdown"]) == 0
    said = capsys.readouterr().out.strip()
    page = README.read_text("utf-8")
    shown = page.split(coverage.BEGIN)[1].split(coverage.END)[0].strip()
    assert shown == said, "run: make coverage"


def test_the_command_speaks_json_and_text(
    library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["scenarios", "--coverage", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found == [cell._asdict() for cell in coverage.cells(library.scenarios)]
    assert cli.main(["scenarios", "--coverage"]) == 0
    told = capsys.readouterr().out
    assert all(module.title.zh in told for module in library.modules)


def test_only_what_stands_between_the_marks_is_written() -> None:
    page = f"a\n{coverage.BEGIN}\nold\n{coverage.END}\nb\n"
    assert coverage.placed(page, r"new \1") == page.replace("old", r"new \1")
    with pytest.raises(ValueError, match="no place"):
        coverage.placed("a page without marks", "new")
