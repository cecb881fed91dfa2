"""Dialogues from tables, workbooks, chats and corpora: what is good arrives, what is not is named."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tutor.course_audit import audit_answers
from tutor.dialogue.importers import csv_file, header, tables, xlsx_file
from tutor.dialogue.importers.read import check_path, read_source, write_imported
from tutor.dialogue.importers.source import Imported
from tutor.dialogue.load import load_scenarios
from tutor.errors import TutorError

ROWS = [
    ["对话编号", "角色", "内容", "等级", "备注", "术语"],
    ["晚到", "顾客", "你好，我的包裹怎么还没到？", "3", "", ""],
    ["", "客服", "您好，请问您的订单号是多少？", "HSK 4", "先问订单号", "订单号、包裹"],
    ["", "顾客", "订单号是00123。", "三级", "", ""],
    ["", "客服", "谢谢您，我马上帮您查。", "", "", ""],
    ["refund", "buyer", "Could I get a refund, please?", "", "", ""],
    ["refund", "agent", "Of course. It takes 3 to 5 workdays.", "", "", ""],
]


def csv_bytes(rows: list[list[str]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def workbook(path: Path, rows: list[list[str]], change: Callable[[object], None] = id) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    change(book)
    book.save(path)
    return path


def expect_rows(imported: Imported) -> None:
    assert not imported.problems, [str(p) for p in imported.problems]
    (own,) = imported.sets
    late, refund = own.dialogues
    assert late.title == "晚到"
    assert [t.role for t in late.turns] == ["buyer", "agent", "buyer", "agent"]
    assert [t.level for t in late.turns] == [3, 4, 3, None]
    assert late.turns[1].note == "先问订单号"
    assert late.turns[1].terms == ("订单号", "包裹")
    assert late.turns[2].text == "订单号是00123。"
    assert refund.id == "refund"
    assert {t.lang for t in refund.turns} == {"en"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_any_spreadsheet(tmp_path: Path, encoding: str, delimiter: str) -> None:
    expect_rows(read_source(put(tmp_path, "a.csv", csv_bytes(ROWS, delimiter, encoding))))


def test_xlsx(tmp_path: Path) -> None:
    expect_rows(read_source(workbook(tmp_path / "a.xlsx", ROWS)))


@pytest.mark.parametrize(
    ("row", "column", "bad", "field", "word"),
    [
        (2, 1, "经理", "角色", "buyer"),
        (2, 2, "", "内容", "empty"),
        (3, 3, "十二", "等级", "1 to 9"),
        (1, 2, "好" * 2001, "内容", "2,000"),
    ],
)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_bad_row_has_its_place_and_the_other_dialogues_load(
    tmp_path: Path, kind: str, row: int, column: int, bad: str, field: str, word: str
) -> None:
    rows = [list(r) for r in ROWS]
    rows[row][column] = bad
    if kind == "csv":
        path = put(tmp_path, "a.csv", csv_bytes(rows))
    else:
        path = workbook(tmp_path / "a.xlsx", rows)
    imported = read_source(path)
    assert [d.id for d in imported.sets[0].dialogues] == ["refund"]
    (problem,) = imported.problems
    assert (problem.line, problem.column, problem.field) == (row + 1, column + 1, field)
    assert word in f"{problem.message} {problem.fix}"
    assert problem.value == bad[:80]
    assert (problem.sheet, problem.row) == (("Sheet", row + 1) if kind == "xlsx" else (None, None))


def test_a_missing_column_and_a_misspelt_one_are_named(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", "speakr,内容\nbuyer,hi\n")
    (unknown, missing) = read_source(path).problems
    assert "speaker" in unknown.fix
    assert "who" in missing.message


def test_without_a_dialogue_column_an_empty_row_ends_a_dialogue(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", "who,text\nbuyer,hi\nagent,hello\n,\nbuyer,bye\nagent,thanks\n")
    assert [len(d.turns) for d in read_source(path).sets[0].dialogues] == [2, 2]


def test_two_encodings_in_one_file_are_refused(tmp_path: Path) -> None:
    data = "角色,内容\n顾客,你好，请问有货吗\n".encode() + "客服,您好，有货\n".encode("gbk")
    imported = read_source(put(tmp_path, "a.csv", data))
    assert not imported.sets
    assert "two encodings" in imported.problems[0].message
    assert imported.problems[0].line == 3


def test_too_many_rows_take_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (csv_file, xlsx_file, tables):
        monkeypatch.setattr(module, "MAX_ROWS", 5)
    for path in (
        put(tmp_path, "a.csv", csv_bytes(ROWS)),
        workbook(tmp_path / "a.xlsx", ROWS),
    ):
        imported = read_source(path)
        assert not imported.sets
        assert "more than 5 rows" in imported.problems[-1].message


def test_too_many_bytes_take_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as stream:
        stream.truncate(50_000_001)
    imported = read_source(path)
    assert not imported.sets
    assert "50 MB" in imported.problems[0].message


# --- workbooks ------------------------------------------------------------------------------------


def test_a_formula_is_told_and_never_worked_out(tmp_path: Path) -> None:
    rows = [list(r) for r in ROWS]
    rows[2][2] = '=CONCATENATE("您","好")'
    imported = read_source(workbook(tmp_path / "a.xlsx", rows))
    (problem,) = imported.problems
    assert "formula" in problem.message
    assert problem.row == 3
    assert [d.id for d in imported.sets[0].dialogues] == ["refund"]


def test_merged_dialogue_cells_mean_as_above_and_merged_texts_are_told(tmp_path: Path) -> None:
    def merge(cells: str) -> Callable[[object], None]:
        return lambda book: book.active.merge_cells(cells)  # type: ignore[attr-defined]

    expect_rows(read_source(workbook(tmp_path / "a.xlsx", ROWS, merge("A2:A5"))))
    (problem,) = read_source(workbook(tmp_path / "b.xlsx", ROWS, merge("C2:C3"))).problems
    assert "merged" in problem.message
    assert problem.row == 3


def test_a_hidden_sheet_is_left_out_and_told(tmp_path: Path) -> None:
    def hide(book: object) -> None:
        extra = book.create_sheet("secret")  # type: ignore[attr-defined]
        for row in ROWS:
            extra.append(row)
        extra.sheet_state = "hidden"

    imported = read_source(workbook(tmp_path / "a.xlsx", ROWS, hide))
    assert len(imported.sets[0].dialogues) == 2
    (problem,) = imported.problems
    assert (problem.sheet, problem.severity) == ("secret", "warning")


def test_a_link_to_another_workbook_is_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ROWS)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    imported = read_source(path)
    assert len(imported.sets) == 1
    assert any("not followed" in p.message for p in imported.problems)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for i in range(5):
            archive.writestr(f"xl/worksheets/sheet{i}.xml", b" " * 45_000_000)
    assert path.stat().st_size < 1_000_000
    (problem,) = read_source(path).problems
    assert "unpacks to more than" in problem.message


def test_an_xml_entity_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "xl/workbook.xml", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'
        )
    assert "declaration" in read_source(path).problems[0].message


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04junk", b"\xd0\xcf\x11\xe0\xa1\xb1", b"who,text"])
def test_what_is_no_workbook_is_told(tmp_path: Path, data: bytes) -> None:
    imported = read_source(put(tmp_path, "a.xlsx", data))
    assert not imported.sets
    assert "Save it" in imported.problems[0].fix


# --- chats and corpora ----------------------------------------------------------------------------

CHAT = [("user", "Where is my parcel?"), ("assistant", "I will check."), ("user", "Thanks")]


@pytest.mark.parametrize(
    "lines",
    [
        [{"role": r, "content": t} for r, t in CHAT],
        [{"speaker": "顾客" if r == "user" else "客服", "text": t} for r, t in CHAT],
        [
            {
                "messages": [
                    {"role": "system", "content": "x"},
                    *({"role": r, "content": t} for r, t in CHAT),
                ]
            }
        ],
        [
            {
                "conversations": [
                    {"from": {"user": "human", "assistant": "gpt"}[r], "value": t} for r, t in CHAT
                ]
            }
        ],
        [{"messages": [{"role": r, "content": [{"type": "text", "text": t}]} for r, t in CHAT]}],
        [{"conversation_id": 7, "role": r, "content": t} for r, t in CHAT],
    ],
)
@pytest.mark.parametrize("whole", [False, True])
def test_chats(tmp_path: Path, lines: list[dict[str, object]], whole: bool) -> None:
    text = json.dumps(lines) if whole else "\n".join(json.dumps(line) for line in lines)
    imported = read_source(put(tmp_path, "a.jsonl", text))
    assert not imported.problems
    (dialogue,) = imported.sets[0].dialogues
    assert [(t.role, t.text) for t in dialogue.turns] == [
        ({"user": "buyer", "assistant": "agent"}[r], t) for r, t in CHAT
    ]


def test_a_bad_line_of_a_chat_is_named_and_the_others_load(tmp_path: Path) -> None:
    good = json.dumps({"messages": [{"role": r, "content": t} for r, t in CHAT]})
    robot = json.dumps({"messages": [{"role": "robot", "content": "x"}]})
    imported = read_source(put(tmp_path, "a.jsonl", f"{good}\n{{oops\n{robot}\n7\n"))
    assert len(imported.sets[0].dialogues) == 1
    assert [(p.line, p.field) for p in imported.problems] == [(2, "line"), (3, "role"), (4, "line")]


def corpus(folder: Path, speakers: object) -> Path:
    utterances = [
        {
            "id": "2",
            "speaker": "s1",
            "conversation_id": "c",
            "text": "I will check.",
            "timestamp": 2,
        },
        {
            "id": "1",
            "speaker": "u1",
            "conversation_id": "c",
            "text": "Where is it?",
            "timestamp": 1,
        },
    ]
    put(folder, "utterances.jsonl", "\n".join(json.dumps(u) for u in utterances))
    put(folder, "speakers.json", json.dumps(speakers))
    put(folder, "conversations.json", json.dumps({"c": {"meta": {"title": "Lost"}}}))
    return folder


@pytest.mark.parametrize(
    ("speakers", "roles"),
    [
        ({}, ["buyer", "agent"]),
        ({"u1": {"meta": {"role": "agent"}}}, ["agent", "buyer"]),
        ({"s1": {"meta": {"type": "Seller"}}}, ["buyer", "agent"]),
    ],
)
def test_a_convokit_corpus(tmp_path: Path, speakers: object, roles: list[str]) -> None:
    imported = read_source(corpus(tmp_path, speakers))
    if roles[0] == "agent":
        assert "no reply of the agent" in imported.problems[0].message
        return
    (dialogue,) = imported.sets[0].dialogues
    assert dialogue.title == "Lost"
    assert [(t.role, t.text) for t in dialogue.turns] == [
        (roles[0], "Where is it?"),
        (roles[1], "I will check."),
    ]


def retail(folder: Path) -> Path:
    order = {
        "order_id": "#W1",
        "user_id": "ann_lee_1",
        "address": {"address1": "1 Elm Street", "city": "Austin", "country": "USA"},
        "items": [
            {"name": "Desk Lamp", "item_id": "11", "price": 20.5, "options": {"lamp color": "red"}},
            {"name": "Tea Pot", "item_id": "12", "price": 9, "options": {}},
        ],
        "fulfillments": [{"tracking_id": ["900"], "item_ids": ["11", "12"]}],
        "status": "delivered",
        "payment_history": [{"transaction_type": "payment", "amount": 29.5}],
    }
    db = {
        "products": {"1": {"variants": {"11": {"available": False}}}},
        "users": {"ann_lee_1": {"name": {"first_name": "Ann", "last_name": "Lee"}}},
        "orders": {"#W1": order},
    }
    action = {
        "name": "return_delivered_order_items",
        "arguments": {"order_id": "#W1", "item_ids": ["11"]},
    }
    told = {"reason_for_call": "You want to return the lamp: it {flickers}.\n# id: x"}
    tasks = [
        {
            "id": "0",
            "user_scenario": {"instructions": told},
            "evaluation_criteria": {"actions": [action], "communicate_info": ["20.5"]},
        },
        {"id": "1", "evaluation_criteria": {"actions": []}},
    ]
    put(folder, "tasks.json", json.dumps(tasks))
    put(folder, "db.json", json.dumps(db))
    return folder


def test_retail_tasks_become_scenarios_that_load(tmp_path: Path) -> None:
    imported = read_source(retail(tmp_path))
    assert [p.severity for p in imported.problems] == ["warning"]
    files = write_imported(imported, tmp_path / "out")
    loaded = load_scenarios(tmp_path / "out", audited=True)
    assert len(files) == 1
    assert not loaded.errors, [str(p) for p in loaded.errors]
    (scenario,) = loaded.scenarios
    assert scenario.languages == ("en",)
    assert scenario.desk.order is not None
    assert scenario.desk.order.id == "#W1"
    assert str(scenario.desk.order.total) == "29.50"
    assert [(i.sku, i.in_stock) for i in scenario.desk.order.items] == [("11", False), ("12", True)]
    assert [w.remedy for w in scenario.wants] == ["return"]
    assert scenario.questions[0].words["en"] == ("20.5",)
    assert any("desk lamp" in line.text for line in scenario.lines)


# --- writing --------------------------------------------------------------------------------------


def test_what_was_imported_reads_back_the_same(tmp_path: Path) -> None:
    imported = read_source(put(tmp_path, "a.csv", csv_bytes(ROWS)))
    (file,) = write_imported(imported, tmp_path / "own" / "a.yaml")
    assert load_scenarios(file).sets == imported.sets


def test_nothing_is_overwritten_and_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported = read_source(put(tmp_path, "a.csv", csv_bytes(ROWS)))
    there = put(tmp_path, "b.yaml", "mine")
    with pytest.raises(TutorError):
        write_imported(imported, there)
    assert there.read_text() == "mine"

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.rename", full)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(TutorError, match="No space"):
        write_imported(imported, tmp_path / "new")
    assert sorted(tmp_path.iterdir()) == before


def test_checking_a_folder_reads_its_tables_too(tmp_path: Path) -> None:
    hard = [list(r) for r in ROWS]
    hard[4][3] = "1"
    put(tmp_path, "a.csv", csv_bytes(hard))
    workbook(tmp_path / "b.xlsx", hard)
    put(
        tmp_path,
        "c.yaml",
        "format: 1\nset: c\nlevel: 1\ndialogues:\n  - turns:\n"
        "      - buyer: 这个问题有点儿复杂。\n      - agent: 好的。\n",
    )
    loaded = check_path(tmp_path)
    assert sorted(own.id for own in loaded.sets) == ["a", "b", "c"]
    levels = [p for p in loaded.problems if "needs HSK" in p.message]
    assert [(p.file.rsplit("/", 1)[-1], p.line, p.sheet, p.row) for p in levels] == [
        ("c.yaml", 6, None, None),
        ("a.csv", 5, None, None),
        ("b.xlsx", 5, "Sheet", 5),
    ]


# --- the page for teachers ------------------------------------------------------------------------

PAGE = Path(__file__).parents[2] / "docs" / "first-dialogue-set.md"


def tables_of(page: str) -> list[list[list[str]]]:
    """The tables of a page, without the rows of dashes."""
    blocks = [b for b in page.split("\n\n") if b.startswith("| ")]
    return [
        [
            [c.strip() for c in line.strip("|").split("|")]
            for line in b.splitlines()
            if "---" not in line
        ]
        for b in blocks
    ]


def test_the_table_of_the_page_is_a_set_without_a_problem(tmp_path: Path) -> None:
    example, columns, *_ = tables_of(PAGE.read_text("utf-8"))
    loaded = check_path(workbook(tmp_path / "my-class.xlsx", example))
    assert not loaded.problems, [str(p) for p in loaded.problems]
    assert not audit_answers(loaded)
    assert [d.id for d in loaded.sets[0].dialogues] == ["late-parcel"]
    # Every name that the page gives a column is one that is read.
    for name, others, _ in columns[1:]:
        keys = {header.column_of(n) for n in (name, *others.split(","))}
        assert len(keys) == 1
        assert None not in keys
