"""`kefu dialogues` and `kefu play --from` as a teacher types them."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tutor import cli, resources

TEMPLATE = (resources.dialogues_dir() / "_template_set.yaml").read_text("utf-8")
ROWS = [
    ["角色", "内容"],
    ["顾客", "你好，我的包裹怎么还没到？"],
    ["客服", "您好，非常抱歉！请问您的订单号是多少？"],
    ["顾客", "我想退款。"],
    ["客服", "你等一下。"],
]


def run(*argv: object) -> int:
    return cli.main([str(a) for a in argv])


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = openpyxl.Workbook()
    for row in ROWS:
        made.active.append(row)
    made.save(tmp_path / "my-class.xlsx")
    return tmp_path / "my-class.xlsx"


def test_the_audit_tells_which_reply_our_checks_would_mark(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("dialogues", "check", book, "--json") == 0
    problems = json.loads(capsys.readouterr().out)
    (pronoun,) = [p for p in problems if "register.pronoun" in p["message"]]
    assert (pronoun["sheet"], pronoun["row"], pronoun["value"]) == ("Sheet", 5, "你")
    assert {p["severity"] for p in problems} == {"warning"}
    assert run("dialogues", "check", book, "--json", "--no-audit") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_from_a_workbook_to_a_played_set_and_a_draft(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "my-class.yaml"
    assert run("dialogues", "import", book, own) == 0
    assert run("dialogues", "check", own, "--no-audit") == 0
    replies = tmp_path / "replies.txt"
    replies.write_text("您好，请问您的订单号是多少？\n好的，我马上为您退款。\n", "utf-8")
    capsys.readouterr()
    assert run("play", "my-class", "--from", own, "--replies", replies) == 0
    turns = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [t["expected"] for t in turns] == [ROWS[2][1], ROWS[4][1]]
    assert turns[0]["buyer"]["text"] == ROWS[3][1]
    assert 0 < turns[0]["likeness"] < 1
    assert turns[-1]["done"]
    assert turns[-1]["outcome"] is None
    draft = tmp_path / "draft.yaml"
    assert run("dialogues", "draft", own, draft) == 0
    assert "TODO" in draft.read_text("utf-8")
    assert run("dialogues", "check", draft, "--no-audit") == 0


def test_an_import_over_a_file_is_refused(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text(TEMPLATE, "utf-8")
    assert run("dialogues", "import", book, own) == 1
    assert own.read_text("utf-8") == TEMPLATE
    assert "Choose a new name" in capsys.readouterr().err


def test_an_import_of_half_good_rows_writes_the_good_and_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "a.csv"
    table.write_text("id,who,text\na,buyer,hi\na,agent,hello\nb,robot,hi\nb,agent,hello\n", "utf-8")
    assert run("dialogues", "import", table, tmp_path / "a.yaml") == 1
    out = capsys.readouterr()
    assert ": 1. Errors: 1." in out.out
    assert "'robot'" in out.err
    assert run("dialogues", "check", tmp_path / "a.yaml", "--no-audit") == 0


@pytest.mark.parametrize("name", ["my-class.xlsx", "my-class.CSV"])
def test_a_table_is_imported_before_it_is_played(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04")
    assert run("play", "x", "--from", tmp_path / name) == 1
    assert f"kefu dialogues import {name} my-class.yaml" in capsys.readouterr().err


def test_what_is_not_there_gets_one_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for argv in (
        ("dialogues", "import", tmp_path / "no.csv", tmp_path / "x"),
        ("dialogues", "draft", tmp_path / "no.yaml", tmp_path / "x"),
        ("play", "x", "--from", tmp_path / "no.yaml"),
    ):
        assert run(*argv) == 1
        assert "does not exist" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [tmp_path / "kefu-home"] or not list(tmp_path.iterdir())
