"""Tables as people make them: a title on top, a column for each side, names behind a role."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tutor.dialogue.dialogue_set import role_of
from tutor.dialogue.importers.header import column_of
from tutor.dialogue.importers.read import read_source

TITLED = (
    "三月 客服对话练习,,,\n,,,\n对话,角色,内容,等级\n"
    "杯子坏了,,,\n,顾客：,你好，杯子坏了。,3\n,客服小王,您好，非常抱歉！,四级\n备注：下周再补充,,,\n"
)
SIDES = "三月练习,,\n对话,顾客,客服\n杯子,杯子坏了,您好，非常抱歉！\n,照片发了,谢谢您。\n,谢谢,\n"


def csv(folder: Path, text: str) -> Path:
    path = folder / "a.csv"
    path.write_text(text, "utf-8")
    return path


def test_titles_and_rows_with_a_name_only_do_no_harm(tmp_path: Path) -> None:
    imported = read_source(csv(tmp_path, TITLED))
    (dialogue,) = imported.sets[0].dialogues
    assert dialogue.title == "杯子坏了"
    assert [(t.role, t.level) for t in dialogue.turns] == [("buyer", 3), ("agent", 4)]
    assert [(p.line, p.severity) for p in imported.problems] == [(1, "warning"), (7, "warning")]


def test_a_column_for_each_side_is_read_turn_by_turn(tmp_path: Path) -> None:
    imported = read_source(csv(tmp_path, SIDES))
    (dialogue,) = imported.sets[0].dialogues
    assert [t.role for t in dialogue.turns] == ["buyer", "agent", "buyer", "agent", "buyer"]
    assert [t.text for t in dialogue.turns][2:4] == ["照片发了", "谢谢您。"]
    at = imported.sources[(imported.sets[0].id, "谢谢您。")]
    assert (at.line, at.column) == (4, 3)


def test_a_bad_cell_of_a_side_has_its_place(tmp_path: Path) -> None:
    imported = read_source(csv(tmp_path, SIDES.replace("照片发了", "好" * 2001)))
    (problem,) = imported.errors
    assert (problem.line, problem.column, problem.field) == (4, 2, "顾客")


def test_one_side_alone_is_no_table(tmp_path: Path) -> None:
    (problem,) = read_source(csv(tmp_path, "对话,顾客\n杯子,杯子坏了\n")).errors
    assert "who and text" in problem.message


def test_what_is_wrong_is_told_at_the_row_with_the_names(tmp_path: Path) -> None:
    text = TITLED.replace("角色", "角绝")
    problems = read_source(csv(tmp_path, text)).problems
    (error,) = (p for p in problems if p.severity == "error")
    assert (error.line, error.message) == (3, "has no column for who.")
    assert any("Did you mean 角色?" in p.fix and p.line == 3 for p in problems)


def test_a_note_on_another_sheet_is_no_error(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["对话", "角绝", "内容"])
    book.active.append(["a", "顾客", "你好"])
    book.create_sheet("说明").append(["这个表是给学生的"])
    book.save(tmp_path / "a.xlsx")
    errors = read_source(tmp_path / "a.xlsx").errors
    assert {p.sheet for p in errors} == {"Sheet"}


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("顾客：", "buyer"),
        ("【客服】", "agent"),
        ("客服小王", "agent"),
        ("客服（小王）", "agent"),
        ("买家A", "buyer"),
        ("顾客 2", "buyer"),
        ("买方", "buyer"),
        ("卖方", "agent"),
        ("Buyer:", "buyer"),
        ("客户经理", None),
        ("用户服务", None),
        ("客户服务部", None),
        ("经理", None),
        ("", None),
        ("：", None),
    ],
)
def test_who_speaks_is_known_with_signs_and_names_around(word: str, role: str | None) -> None:
    assert role_of(word) == role


def test_no_name_of_a_column_is_one_who_speaks() -> None:
    assert all(column_of(word) is None for word in ("顾客", "客服", "buyer", "agent"))
    assert role_of("内容") is None
