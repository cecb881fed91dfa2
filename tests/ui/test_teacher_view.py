"""The teacher's tab as HTML, and its handlers behind a closed gate."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tutor.dialogue.exchange import Download
from tutor.dialogue.published import Published
from tutor.dialogue.upload import MAX_UPLOAD, read_upload
from tutor.domain import LANGS
from tutor.errors import Problem, TutorError
from tutor.records.materials import Version
from tutor.records.sql_store import SqlStore
from tutor.records.store import open_store
from tutor.services import Services
from tutor.ui import teacher_labels, teacher_view, transfer
from tutor.ui.gate import Gate
from tutor.ui.render import esc
from tutor.ui.shelf import Shelf
from tutor.ui.strings import say
from tutor.ui.teacher import TeacherTab
from tutor.ui.teaching import Taken, Teaching

EVIL = "<img src=x onerror=alert(1)>\"'&"
NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
VERSION = Version(
    material="m",
    number=3,
    state="published",
    kind="csv",
    title=EVIL,
    digest="d",
    dialogues=2,
    turns=9,
    items=("m",),
    created=NOW,
    changed=NOW,
)


class Tags(HTMLParser):
    """The tags and the text of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def problem(**fields: Any) -> Problem:
    return replace(
        Problem(file=EVIL, line=7, column=2, field=EVIL, message=EVIL, fix=EVIL, value=EVIL),
        **fields,
    )


@pytest.mark.parametrize("lang", LANGS)
def test_whatever_a_teacher_wrote_is_text(lang: Any) -> None:
    upload = read_upload(((f"{EVIL}.csv", f"who,text\nbuyer,{EVIL}\nagent,x\n".encode()),))
    shown = [
        teacher_view.to_correct([problem(), problem(sheet=EVIL, row=7)], lang),
        teacher_view.results([Taken(upload, VERSION, True), Taken(upload, None, False)], lang),
        teacher_view.versions_table([VERSION], VERSION, lang),
        teacher_view.worth_a_look(
            replace(upload, problems=(problem(severity="warning"),)), (), False, (EVIL,), lang
        ),
        teacher_labels.said("teacher.published", VERSION, lang),
        teacher_labels.saved(Download(EVIL, b""), ("note", "cases"), lang),
        teacher_labels.bad(TutorError(EVIL, EVIL), lang),
    ]
    for html in shown:
        found = Tags(html)
        assert "img" not in found.tags
    assert "<img" in Tags(shown[0]).text


def test_a_problem_has_all_its_columns_and_its_place() -> None:
    rows = [problem(value=None), problem(sheet="一月", row=7, line=7)]
    found = Tags(teacher_view.to_correct(rows, "en"))
    assert found.tags.count("td") == 2 * found.tags.count("th")
    assert "line 7" in found.text
    assert "sheet 一月, row 7" in found.text
    assert "To correct (2)" in found.text


def test_a_dialogue_is_named_as_a_teacher_would() -> None:
    upload = read_upload((("a.csv", b"id,who,text\ncup,agent,hi\ncup,buyer,x\n"),))
    assert upload.errors
    for lang, name in (("en", "dialogue cup"), ("zh", "对话 cup")):
        text = Tags(teacher_view.to_correct(upload.problems, lang)).text
        assert name in text
        assert ".turns" not in text


def test_what_was_refused_whole_is_not_said_to_be_read() -> None:
    assert "everything else was read" in teacher_view.to_correct([problem()], "en")
    refused = teacher_view.to_correct([problem()], "en", kept=False)
    assert "everything else" not in refused
    assert "Nothing was read" in refused


def test_errors_and_warnings_stand_apart() -> None:
    both = [problem(message="is wrong"), problem(message="is odd", severity="warning")]
    upload = replace(read_upload((("a.csv", b"who,text\nbuyer,x\nagent,y\n"),)), problems=both)
    correct = teacher_view.to_correct(both, "en")
    look = teacher_view.worth_a_look(upload, (), True, (), "en")
    assert "is wrong" in correct
    assert "is odd" not in correct
    assert "is odd" in look
    assert "is wrong" not in look
    assert esc(say("teacher.look_wait", "en")) in teacher_view.worth_a_look(
        upload, None, True, (), "en"
    )


def test_a_long_list_is_cut_and_counted() -> None:
    html = teacher_view.to_correct([problem()] * (teacher_view.MOST_ROWS + 5), "en")
    assert html.count("<tr>") == teacher_view.MOST_ROWS + 1
    assert "and 5 more" in html


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("agent of late", "reply in late"),
        ("model_answers of want.a", "model answer to want.a"),
        ("file", "file"),
        ("角色", "角色"),
        ("dialogues[0].turns[1].text", "dialogues[0].turns[1].text"),
    ],
)
def test_a_field_is_the_teachers_own_name(field: str, expected: str) -> None:
    assert teacher_view.field_name(field, "en") == expected


def test_the_versions_tell_which_is_open_and_which_is_seen() -> None:
    older = replace(VERSION, number=2, state="withdrawn")
    html = teacher_view.versions_table([VERSION, older], older, "en")
    assert html.count("aria-current") == 1
    assert html.index("published") < html.index("aria-current") < html.index("taken back")
    assert "module" in html
    assert "module" not in teacher_view.versions_table([older], older, "en")


# --- files between browser and page ---------------------------------------------------------------


def sent(path: Path, name: object = "x.csv") -> Any:
    return SimpleNamespace(path=str(path), orig_name=name)


def test_an_upload_leaves_no_copy(tmp_path: Path) -> None:
    files = []
    for i in range(3):
        folder = tmp_path / str(i)
        folder.mkdir()
        (folder / "a.csv").write_bytes(b"1")
        files.append(sent(folder / "a.csv", None if i else "../../x.csv"))
    (tmp_path / "2" / "other").write_text("stays")
    taken = transfer._taken(SimpleNamespace(root=files))
    assert taken == (("../../x.csv", b"1"), ("a.csv", b"1"), ("a.csv", b"1"))
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["other"]
    # What another event has taken already is simply not there.
    assert transfer._taken(files) == ()
    assert transfer._taken(None) == ()


def test_an_upload_is_never_read_whole_when_it_is_too_long(tmp_path: Path) -> None:
    path = tmp_path / "big"
    with path.open("wb") as stream:
        stream.truncate(MAX_UPLOAD * 3)
    ((_, data),) = transfer._taken([sent(path)])
    assert len(data) == MAX_UPLOAD + 1


def test_a_payload_is_the_file() -> None:
    found = json.loads(transfer.payload(Download("课.csv", b"\x00\xff<script>")))
    assert found == {"name": "课.csv", "data": "AP88c2NyaXB0Pg=="}


# --- the closed gate ------------------------------------------------------------------------------


@pytest.fixture
def closed(
    services: Services, tmp_path: Path, closed_loops: None
) -> Iterator[tuple[Any, TeacherTab]]:
    import gradio as gr

    aside = replace(services, published=Published())
    store = open_store(f"sqlite:///{tmp_path / 'kefu.sqlite3'}")
    teaching = Teaching(aside, Shelf(aside, store))
    teaching.take((("mine.csv", b"who,text\nbuyer,x\nagent,y\n"),))
    with gr.Blocks(analytics_enabled=False) as page:
        language = gr.Radio(["en", "zh"], value="en")
        with gr.Tab("Teacher") as tab:
            made = TeacherTab(teaching, Gate("code"), "en")
        made.wire(language, tab)
    yield page, made
    assert isinstance(store, SqlStore)
    store.close()


def handlers(page: Any, made: TeacherTab) -> list[Any]:
    guarded = [
        fn for fn in page.fns.values() if fn.inputs and fn.inputs[0] is made.inside and fn.fn
    ]
    assert len(guarded) > 15
    return guarded


@pytest.mark.parametrize("inside", [False, None, "true", 1])
def test_no_event_does_anything_before_the_code(
    closed: tuple[Any, TeacherTab], inside: object
) -> None:
    page, made = closed
    before = made.teaching.versions()
    for fn in handlers(page, made):
        files = ((("mine.csv", b"who,text\nbuyer,x\nagent,z\n"),),)
        more = [files[0] if part is made.files else "mine/1" for part in fn.inputs[4:]]
        answer = fn.fn(inside, "en", "mine", 1, *more)
        assert set(answer) <= {
            made.refused,
            made.parcel,
            made.files,
            made.locked,
            made.room,
        }
        assert (answer.get(made.room) or {"visible": False})["visible"] is False
        assert "mine" not in str(answer.get(made.refused))
        assert "value" not in (answer.get(made.parcel) or {})
    assert made.teaching.versions() == before
    assert made.teaching.services.playable().sets == ()


def test_every_event_answers_whatever_it_is_sent(closed: tuple[Any, TeacherTab]) -> None:
    page, made = closed
    for fn in handlers(page, made):
        for junk in (None, "", "../x", 7, ["a"], {"a": 1}):
            answer = fn.fn(True, junk, junk, junk, *[junk for _ in fn.inputs[4:]])
            assert answer
            assert set(answer) <= set(fn.outputs)
            assert "Traceback" not in str(answer)


def test_every_doubtful_file_waits_for_the_answer(closed: tuple[Any, TeacherTab]) -> None:
    _, made = closed
    files = (("a.txt", b"hm"), ("mine.csv", b"who,text\nbuyer,x\nagent,z\n"), ("b", b"hm"))
    answer = made.took(made.teaching.take(files), "en")
    assert answer[made.waiting] == (files[0], files[2])
    assert answer[made.asking]["visible"] is True
    assert "a.txt, b" in answer[made.question]
    assert "version 2" in answer[made.notice]


def test_the_code_opens_the_room(closed: tuple[Any, TeacherTab], monkeypatch: Any) -> None:
    _, made = closed
    monkeypatch.setattr("tutor.ui.gate.time.sleep", lambda _: None)
    wrong = made._unlock("no", "en")
    assert made.inside not in wrong
    assert made.room not in wrong
    right = made._unlock("code", "zh")
    assert right[made.inside] is True
    assert right[made.room]["visible"] is True
    assert right[made.code] == ""


def test_the_files_are_an_output_of_their_own_event_alone(
    closed: tuple[Any, TeacherTab],
) -> None:
    page, made = closed
    owners = [fn for fn in page.fns.values() if made.files in fn.outputs]
    assert len(owners) == 1
    assert made.files in owners[0].inputs
