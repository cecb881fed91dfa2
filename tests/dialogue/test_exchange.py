"""Downloads: what goes out comes back the same, in every form."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tutor.dialogue.archive import pack
from tutor.dialogue.dialogue_set import clean, lang_of, write_set
from tutor.dialogue.exchange import (
    TEMPLATES,
    as_workbook,
    as_yaml,
    draft,
    not_in_a_table,
    original,
    template,
    write_workbook,
)
from tutor.dialogue.guess import Kind
from tutor.dialogue.upload import Files, Upload, read_upload
from tutor.domain import DialogueSet, ScriptedDialogue, ScriptTurn
from tutor.errors import TutorError

LETTERS = st.text("您好订单ab Z0.,，=+-@'\"{}#:：\n\t|😀é%<&", min_size=1, max_size=40)
SAID = LETTERS.map(clean).filter(bool)
LEVEL = st.none() | st.integers(1, 9)
IDS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
TERMS = st.lists(st.sampled_from(["物流", "订单号", "FOB", "= 1"]), max_size=3, unique=True)


@st.composite
def turns(draw: st.DrawFn) -> tuple[ScriptTurn, ...]:
    roles = ["buyer", "agent", *draw(st.lists(st.sampled_from(["buyer", "agent"]), max_size=4))]
    found = []
    for role in roles:
        text = draw(SAID)
        found.append(
            ScriptTurn(
                role=role,  # type: ignore[arg-type]
                text=text,
                lang=lang_of(text),
                note=draw(st.none() | SAID),
                level=draw(LEVEL),
                terms=tuple(draw(TERMS)),
            )
        )
    return tuple(found)


@st.composite
def sets(draw: st.DrawFn) -> DialogueSet:
    names = draw(st.lists(IDS, min_size=1, max_size=3, unique=True))
    return DialogueSet(
        id=draw(IDS),
        title=draw(st.none() | SAID),
        level=draw(LEVEL),
        standard=draw(st.sampled_from(["2.0", "2021", "2025"])),
        channel=draw(st.sampled_from(["marketplace", "email"])),
        dialogues=tuple(
            ScriptedDialogue(
                id=name,
                title=draw(st.none() | SAID),
                note=draw(st.none() | SAID),
                level=draw(LEVEL),
                turns=draw(turns()),
            )
            for name in names
        ),
    )


quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def as_given(own: DialogueSet, kind: Kind) -> Files:
    """The set as a teacher would have written it in a format."""
    if kind == "yaml":
        return ((f"{own.id}.yaml", write_set(own).encode()),)
    if kind == "chats":
        lines = [
            json.dumps(
                {
                    "id": d.id,
                    "title": d.title,
                    "messages": [{"role": t.role, "content": t.text} for t in d.turns],
                },
                ensure_ascii=False,
            )
            for d in own.dialogues
        ]
        return ((f"{own.id}.jsonl", "\n".join(lines).encode()),)
    header = ["id", "title", "who", "text", "level", "note", "terms"]
    rows: list[list[object]] = [header]
    for d in own.dialogues:
        rows += [
            [d.id, d.title, t.role, t.text, t.level, t.note, "、".join(t.terms)] for t in d.turns
        ]
    if kind == "csv":
        out = io.StringIO(newline="")
        csv.writer(out).writerows(rows)
        return ((f"{own.id}.csv", out.getvalue().encode("utf-8-sig")),)
    book = openpyxl.Workbook()
    for i, row in enumerate(rows, start=1):
        for j, value in enumerate(row, start=1):
            cell = book.active.cell(i, j, value)
            if isinstance(value, str):
                cell.data_type = "s"
    data = io.BytesIO()
    book.save(data)
    return ((f"{own.id}.xlsx", data.getvalue()),)


def values(upload: Upload) -> tuple[object, ...]:
    return (upload.id, upload.title, upload.sets, upload.scenarios)


@pytest.mark.parametrize("kind", ["yaml", "csv", "xlsx", "chats"])
@quick
@given(own=sets())
def test_upload_download_upload_changes_nothing(kind: Kind, own: DialogueSet) -> None:
    files = as_given(own, kind)
    first = read_upload(files)
    assert not first.errors
    assert first.kind == kind
    name, data = original(first)
    again = read_upload(((name, data),))
    assert values(again) == values(first)
    name, data = as_yaml(first)
    again = read_upload(((name, data),))
    assert again.kind == "yaml"
    assert again.sets == first.sets
    assert again.id == first.id


@quick
@given(own=sets())
def test_yaml_keeps_every_field(own: DialogueSet) -> None:
    assert read_upload(as_given(own, "yaml")).sets == (own,)


@quick
@given(own=sets())
def test_a_workbook_keeps_what_is_said(own: DialogueSet) -> None:
    (again,) = read_upload((("x.xlsx", write_workbook(own)),)).sets
    for before, after in zip(own.dialogues, again.dialogues, strict=True):
        assert (before.id, before.title) == (after.id, after.title)
        for one, other in zip(before.turns, after.turns, strict=True):
            assert (one.role, one.text, one.note, one.terms) == (
                other.role,
                other.text,
                other.note,
                other.terms,
            )
            assert other.level == (one.level or before.level or own.level)


def small(**fields: object) -> DialogueSet:
    said = (
        ScriptTurn(role="buyer", text="有货吗？", lang="zh"),
        ScriptTurn(role="agent", text="=1+1", lang=lang_of("=1+1")),
    )
    own = DialogueSet(id="mine", dialogues=(ScriptedDialogue(id="a", turns=said),))
    return replace(own, **fields)  # type: ignore[arg-type]


def uploaded(own: DialogueSet) -> Upload:
    return read_upload(as_given(own, "yaml"))


def test_a_text_never_becomes_a_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(small())))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n"}
    assert "=1+1" in [cell.value for row in book.active.iter_rows() for cell in row]


def test_a_text_that_a_cell_would_change_is_refused() -> None:
    said = small().dialogues[0].turns
    changed = (said[0], replace(said[1], terms=("a、b",)))
    own = small(dialogues=(ScriptedDialogue(id="a", turns=changed),))
    with pytest.raises(TutorError, match="YAML"):
        write_workbook(own)


def test_what_a_table_has_no_place_for_is_told() -> None:
    assert not_in_a_table(uploaded(small())) == ()
    noted = replace(small().dialogues[0], note="calm")
    found = not_in_a_table(uploaded(small(standard="2.0", channel="email", dialogues=(noted,))))
    assert found == ("note", "standard", "channel")


def test_several_files_come_back_in_an_archive() -> None:
    files: Files = (("tasks.json", b"[]"), ("a/../db.json", b"{}"))
    name, data = original(Upload(id="retail", title="", files=files))
    assert name == "retail.zip"
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert {n: packed.read(n) for n in packed.namelist()} == {
            "tasks.json": b"[]",
            "db.json": b"{}",
        }


@pytest.mark.parametrize(
    "name", ["../../x.csv", "C:\\a\\x.csv", 'x"<>|.csv', "x\n.csv", "..", "", "\u202ex.csv"]
)
def test_a_download_has_a_name_that_every_system_takes(name: str) -> None:
    given = original(Upload(id="a", title="", files=((name, b"1"),)))
    assert given.data == b"1"
    assert given.name
    assert not set('/\\:*?"<>|\n\u202e') & set(given.name)
    assert not given.name.startswith(".")


def test_nothing_to_take_is_one_clear_message() -> None:
    for form in (as_yaml, as_workbook):
        with pytest.raises(TutorError):
            form(Upload(id="a", title=""))


@pytest.mark.parametrize("which", TEMPLATES)
def test_every_template_is_good_as_it_is(which: str) -> None:
    name, data = template(which)  # type: ignore[arg-type]
    found = read_upload(((name, data),))
    assert found.good
    assert not found.errors
    assert b"$schema" not in data


def test_the_templates_of_a_set_show_the_same_dialogues() -> None:
    texts = []
    for which in ("set", "xlsx", "csv"):
        name, data = template(which)  # type: ignore[arg-type]
        (own,) = read_upload(((name, data),)).sets
        texts.append([[t.text for t in d.turns] for d in own.dialogues])
    assert texts[0] == texts[1] == texts[2]


def test_a_draft_is_a_case_that_loads_and_says_what_is_left() -> None:
    found = uploaded(small())
    grown = draft(found, "mine/a")
    again = read_upload((tuple(grown.file),))  # type: ignore[arg-type]
    assert not again.errors
    assert len(again.scenarios) == 1
    lines = grown.file.data.decode().split("\n")
    assert grown.todo
    for number, text in grown.todo:
        assert "TODO" in text
        assert lines[number - 1].strip() == text
    with pytest.raises(TutorError):
        draft(found, "mine/none")


UTTERANCES = "\n".join(
    json.dumps({"id": str(i), "speaker": s, "conversation_id": "c", "text": t, "timestamp": i})
    for i, (s, t) in enumerate((("a", "有货吗？"), ("b", "有的。")))
)
TASKS = json.dumps(
    [
        {
            "id": str(i),
            "evaluation_criteria": {
                "actions": [{"name": "cancel_pending_order", "arguments": {"order_id": "#W1"}}]
            },
        }
        for i in range(2)
    ]
)
DB = json.dumps(
    {"orders": {"#W1": {"items": [{"name": "Lamp", "item_id": "1", "price": 3}]}}, "users": {}}
)
CASE = template("case").data
SOURCES: dict[str, Files] = {
    "case": (("case.yaml", CASE),),
    "corpus": (("utterances.jsonl", UTTERANCES.encode()),),
    "tasks": (("tasks.json", TASKS.encode()), ("db.json", DB.encode())),
    "archive": (
        (
            "term.zip",
            pack(
                (
                    ("一月/a.csv", "角色,内容\n顾客,有货吗？\n客服,有的。\n".encode()),
                    ("一月/b.yaml", write_set(small()).encode()),
                    ("case.yaml", CASE),
                    ("corpus/utterances.jsonl", UTTERANCES.encode()),
                )
            ),
        ),
    ),
}


@pytest.mark.parametrize("source", SOURCES)
def test_every_source_comes_back_as_it_was(source: str) -> None:
    first = read_upload(SOURCES[source])
    assert first.good
    assert not first.errors
    name, data = original(first)
    again = read_upload(((name, data),))
    assert (again.sets, again.scenarios) == (first.sets, first.scenarios)
    if len(first.files) == 1:
        assert ((name, data),) == first.files
    name, data = as_yaml(first)
    again = read_upload(((name, data),))
    assert not again.errors
    assert sorted(again.sets, key=repr) == sorted(first.sets, key=repr)
    assert sorted(again.scenarios, key=repr) == sorted(first.scenarios, key=repr)
