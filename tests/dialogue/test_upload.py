"""Uploads: the kind by the content, one list of problems, and nothing hostile gets anywhere."""

from __future__ import annotations

import io
import json
import tempfile
import tracemalloc
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.dialogue import archive, upload
from tutor.dialogue.archive import pack, unpack
from tutor.dialogue.guess import ASKED, Kind, guess
from tutor.dialogue.upload import Files, Upload, groups, identifier_of, read_upload, shown_name

TABLE = "对话编号,角色,内容,等级\na,顾客,你好，有货吗？,3\na,客服,您好，有货。,3\n"
YAML = "format: 1\nset: mine\ndialogues:\n  - turns:\n      - buyer: hi\n      - agent: hello\n"
CHAT = "\n".join(
    json.dumps({"role": role, "content": text}, ensure_ascii=False)
    for role, text in (("user", "你好"), ("assistant", "您好"))
)
UTTERANCES = "\n".join(
    json.dumps({"id": str(i), "speaker": s, "conversation_id": "c", "text": "hi", "timestamp": i})
    for i, s in enumerate("abab")
)
TASKS = json.dumps(
    [
        {
            "id": "0",
            "evaluation_criteria": {
                "actions": [{"name": "cancel_pending_order", "arguments": {"order_id": "#W1"}}]
            },
        }
    ]
)
DB = json.dumps(
    {
        "orders": {
            "#W1": {"items": [{"name": "Lamp", "item_id": "1", "price": 3}], "status": "pending"}
        }
    }
)


def workbook(rows: list[list[object]] | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows or [line.split(",") for line in TABLE.splitlines()]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(name: str, data: str | bytes, kind: Kind | None = None) -> Upload:
    return read_upload(((name, data.encode() if isinstance(data, str) else data),), kind)


# --- the kind -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["set.yaml", "set.csv", "set.xlsx", "set.bin", "set"])
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (TABLE.encode(), "csv"),
        (TABLE.encode("gb18030"), "csv"),
        (TABLE.encode("utf-16"), "csv"),
        (TABLE.replace(",", ";").encode(), "csv"),
        (b"\xef\xbb\xbf" + TABLE.encode(), "csv"),
        (YAML.encode(), "yaml"),
        (("# my set\n" + YAML).encode(), "yaml"),
        (json.dumps({"format": 1, "set": "j", "dialogues": []}).encode(), "yaml"),
        (CHAT.encode(), "chats"),
        (f"[{','.join(CHAT.splitlines())}]".encode(), "chats"),
        (UTTERANCES.encode(), "convokit"),
        (TASKS.encode(), "tau2"),
        (DB.encode(), "tau2"),
        (workbook(), "xlsx"),
        (pack((("a.csv", b"x"),)), "zip"),
    ],
)
def test_the_content_tells_the_kind_whatever_the_name_says(
    name: str, data: bytes, kind: Kind
) -> None:
    assert guess(name, data).kind == kind


@pytest.mark.parametrize("name", ["notes.txt", "notes", "notes.doc"])
def test_what_no_content_tells_is_asked(name: str) -> None:
    text = "who?\nme\n"
    asked = read(name, text)
    assert asked.choices == ASKED
    assert not asked.problems
    assert not asked.good
    for kind in ASKED:
        answered = read(name, text, kind)
        assert not answered.choices
        assert answered.errors


def test_a_name_settles_a_doubt() -> None:
    assert guess("notes.yaml", b"hello").kind == "yaml"
    assert guess("notes.csv", b"hello").kind == "csv"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old .xls"),
        (b"\x7fELF" + b"\0" * 60, "no text"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (pack((("word/document.xml", b"<w/>"),)), "text document"),
        ("你好".encode() + b"\n" + "你好".encode("gb18030"), "two encodings"),
    ],
)
def test_what_holds_no_dialogues_is_named(data: bytes, says: str) -> None:
    refused = read("file.csv", data)
    assert not refused.good
    (problem,) = refused.problems
    assert says in problem.message
    assert problem.fix


# --- what is read ---------------------------------------------------------------------------------


def test_a_table_is_known_by_its_file() -> None:
    found = read("三月物流.csv", TABLE)
    (own,) = found.sets
    assert (found.id, found.title, found.kind) == ("san-yue-wu-liu", "三月物流", "csv")
    assert (own.id, own.title) == (found.id, found.title)
    assert (found.dialogues, found.turns) == (1, 2)


@pytest.mark.parametrize(
    ("title", "expected"),
    [("My class 2", "my-class-2"), ("旅行", "lu-xing"), ("Übung für Lü", "ubung-fur-lu")],
)
def test_every_title_has_an_id(title: str, expected: str) -> None:
    assert identifier_of(title) == expected


def test_a_title_without_letters_has_an_id_of_its_own() -> None:
    assert identifier_of("😀") != identifier_of("🎉")
    assert identifier_of("😀") == identifier_of("😀")
    assert identifier_of("😀").startswith("set-")


def test_a_set_in_yaml_is_known_by_its_own_id() -> None:
    found = read("whatever.yaml", YAML)
    assert (found.id, found.items) == ("mine", ("mine",))
    assert found.sets[0].title is None


def test_all_problems_come_at_once_and_good_dialogues_load() -> None:
    rows = (
        TABLE + "b,路人,你好,3\nb,客服,您好,3\nc,顾客,你好,十二\nd,顾客,有货吗？,\nd,客服,有。,\n"
    )
    found = read("班.csv", rows)
    assert [d.id for d in found.sets[0].dialogues] == ["a", "d"]
    assert {(p.file, p.line, p.field, p.value) for p in found.errors} == {
        ("班.csv", 4, "角色", "路人"),
        ("班.csv", 6, "等级", "十二"),
    }


def test_a_line_above_the_declared_level_is_worth_a_look() -> None:
    rows = TABLE.replace("您好，有货。,3", "您好，本店保质保量，敬请放心。,1")
    found = read("班.csv", rows)
    assert found.good
    problem = next(p for p in found.problems if p.line == 3)
    assert (problem.severity, problem.file) == ("warning", "班.csv")
    assert "HSK 1" in problem.message


def test_a_scenario_keeps_the_text_it_was_read_from(dialogues: Path) -> None:
    text = next(dialogues.glob("logistics/*.yaml")).read_bytes()
    found = read("case.yaml", text)
    assert not found.errors
    assert found.items == (found.scenarios[0].id,)
    assert found.yaml == ((found.id, text.decode()),)


@pytest.fixture
def dialogues() -> Path:
    return Path(__file__).parents[2] / "dialogues"


def test_lines_and_modules_of_the_course_are_not_taken(dialogues: Path) -> None:
    for name in ("common/lines.yaml", "modules.yaml"):
        files = list(dialogues.glob(name)) or list(dialogues.rglob(Path(name).name))
        found = read(files[0].name, files[0].read_bytes())
        assert not found.good
        assert "whole course" in found.errors[0].message


def test_tasks_and_their_data_belong_together() -> None:
    files = (("my_db.json", DB.encode()), ("table.csv", TABLE.encode()), ("t.json", TASKS.encode()))
    together, table = groups(files)
    assert [name for name, _ in together] == ["t.json", "my_db.json"]
    assert [name for name, _ in table] == ["table.csv"]
    found = read_upload(together)
    assert found.kind == "tau2"
    assert found.scenarios[0].desk.order is not None
    assert found.yaml[0][0] == found.scenarios[0].id
    assert found.dialogues == 1


@pytest.mark.parametrize(("name", "data", "missing"), [("x.json", TASKS, "db"), ("y", DB, "tasks")])
def test_half_of_the_tasks_says_what_is_missing(name: str, data: str, missing: str) -> None:
    found = read(name, data)
    assert not found.good
    assert f"{missing}.json" in found.errors[0].message
    assert found.errors[0].file == name


def test_the_parts_of_a_corpus_belong_together() -> None:
    speakers = json.dumps({"a": {"meta": {"role": "agent"}}, "b": {"meta": {"role": "buyer"}}})
    files = (("speakers.json", speakers.encode()), ("utterances.jsonl", UTTERANCES.encode()))
    (together,) = groups(files)
    (own,) = read_upload(together).sets
    assert [turn.role for turn in own.dialogues[0].turns] == ["agent", "buyer"] * 2


def test_an_archive_holds_all_kinds_at_once() -> None:
    files: Files = (
        ("week1/a.csv", TABLE.encode()),
        ("week2/a.csv", TABLE.encode("gb18030")),
        ("week2/b.yaml", YAML.encode()),
        ("corpus/utterances.jsonl", UTTERANCES.encode()),
        ("retail/tasks.json", TASKS.encode()),
        ("retail/db.json", DB.encode()),
        ("retail/policy.md", b"# policy"),
        ("__MACOSX/._a.csv", b"\0\0"),
        ("bad.csv", b"a,b\n1,2\n"),
    )
    found = read("term.zip", pack(files))
    assert set(found.items) == {"corpus", "a", "a-2", "mine", "retail-0"}
    assert (found.id, found.title, found.kind) == ("term", "term", "zip")
    assert {p.file for p in found.errors} == {"bad.csv"}
    assert any("1 files of other kinds" in p.message for p in found.problems)


def test_an_id_written_twice_is_a_problem_and_the_first_counts() -> None:
    found = read("z.zip", pack((("a.yaml", YAML.encode()), ("b.yaml", YAML.encode()))))
    assert found.items == ("mine",)
    (problem,) = found.errors
    assert (problem.field, problem.value) == ("set", "mine")


# --- hostile --------------------------------------------------------------------------------------

HOSTILE_NAMES = (
    "../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "/etc/cron.d/x.csv",
    "C:\\x.yaml",
    "a\x00b.csv",
    "x" * 5_000 + ".csv",
    "<img src=x onerror=alert(1)>.csv",
    "sdrawkcab\u202evsc.exe",
    "con.csv",
    ".csv",
    "",
    "\ud800.csv",
)


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_no_name_is_ever_a_path(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for data in (TABLE.encode(), workbook(), pack((("a.csv", TABLE.encode()),)), b"{"):
        found = read_upload(((name, data),))
        shown = json.dumps([p.file for p in found.problems])
        assert str(tmp_path) not in shown
    assert list(tmp_path.iterdir()) == []
    assert len(shown_name(name)) <= upload.MAX_NAME
    assert shown_name(name).isprintable()


@pytest.mark.parametrize("name", ["../../a.csv", "/a.csv", "C:\\a.csv", "x/../../../a.csv"])
def test_an_entry_of_an_archive_goes_nowhere(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "deep" / "down"
    inside.mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(inside))
    found = read("a.zip", pack(((name, TABLE.encode()),)))
    assert found.items == ("a",)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_zip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED", 5_000_000)
    bomb = pack(tuple((f"{i}.csv", b"a" * 4_000_000) for i in range(5)))
    assert len(bomb) < 100_000
    tracemalloc.start()
    found = read("bomb.zip", bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "unpacks to more than" in found.errors[0].message
    assert peak < 30_000_000


def test_an_archive_that_lies_about_its_sizes_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED", 100_000)
    packed = bytearray(pack((("a.csv", b"a" * 3_000_000),)))
    # The stated size stands in the head of the entry and in the table at the end.
    for at in (22, packed.rindex(b"PK\x01\x02") + 24):
        packed[at : at + 4] = (50).to_bytes(4, "little")
    assert unpack(bytes(packed)).files == () or len(unpack(bytes(packed)).files[0][1]) <= 100_000


def test_too_many_entries_are_refused() -> None:
    found = read("many.zip", pack(tuple((f"{i}.txt", b"") for i in range(2_001))))
    assert "2,001 files" in found.errors[0].message


def test_an_archive_with_a_password_says_so() -> None:
    packed = bytearray(pack((("a.csv", TABLE.encode()),)))
    for at in (6, packed.rindex(b"PK\x01\x02") + 8):
        packed[at] |= 1
    assert "password" in read("a.zip", bytes(packed)).errors[0].message


def test_names_in_gbk_are_read() -> None:
    name = "课.csv".encode("gb18030")
    raw = pack((("a" * len(name), TABLE.encode()),)).replace(b"a" * len(name), name)
    assert [n for n, _ in unpack(raw).files] == ["课.csv"]


def test_too_much_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "guess", lambda *_: pytest.fail("it was read"))
    for files in ((("a.csv", bytes(50_000_000)),), tuple((f"{i}.csv", b"x") for i in range(21))):
        found = read_upload(files)
        assert not found.good
        assert "which is the most" in found.errors[0].message


def test_formulas_are_named_and_never_worked_out() -> None:
    rows: list[list[object]] = [
        ["角色", "内容"],
        ["顾客", '=HYPERLINK("http://x","y")'],
        ["客服", "您好"],
    ]
    found = read("f.xlsx", workbook(rows))
    assert not found.good
    assert any("formula" in p.message and p.row == 2 for p in found.errors)


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=300), name=st.text(max_size=12))
def test_random_bytes_are_a_message(data: bytes, name: str) -> None:
    found = read_upload(((name, data),))
    assert found.good or found.errors or found.choices


@settings(max_examples=100, deadline=None)
@given(
    seed=st.sampled_from([YAML, TABLE, CHAT, UTTERANCES, TASKS, DB]),
    place=st.integers(0, 5_000),
    cut=st.integers(0, 40),
    junk=st.binary(max_size=12),
    kind=st.sampled_from([None, "csv", "yaml", "chats"]),
)
def test_mutated_files_are_a_message(
    seed: str, place: int, cut: int, junk: bytes, kind: Kind | None
) -> None:
    data = seed.encode()
    place %= len(data)
    found = read_upload((("x.json", data[:place] + junk + data[place + cut :]),), kind)
    assert found.good or found.errors or found.choices


@settings(max_examples=80, deadline=None)
@given(place=st.integers(0, 5_000), cut=st.integers(0, 40), junk=st.binary(max_size=12))
def test_mutated_archives_are_a_message(place: int, cut: int, junk: bytes) -> None:
    data = pack((("a/a.csv", TABLE.encode()), ("b.yaml", YAML.encode())))
    place %= len(data)
    found = read_upload((("x.zip", data[:place] + junk + data[place + cut :]),))
    assert found.good or found.errors or found.choices
