"""The events of the teacher's tab, as plain functions."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tutor.dialogue.archive import pack
from tutor.dialogue.exchange import template
from tutor.dialogue.published import Published
from tutor.dialogue.upload import MAX_UPLOAD, read_upload
from tutor.domain import Scenario
from tutor.errors import StoreError, TutorError, UnknownName
from tutor.records.sql_store import SqlStore
from tutor.records.store import open_store
from tutor.services import Services
from tutor.ui import past
from tutor.ui import shelf as shelf_module
from tutor.ui.practice import Practice, new_learner
from tutor.ui.shelf import Shelf
from tutor.ui.teaching import Teaching

TABLE = (
    "对话编号,角色,内容,等级\n"
    "late,顾客,你好，我的包裹还没到。,3\nlate,客服,您好，非常抱歉，我马上帮您查。,3\n"
    "late,顾客,谢谢。,1\nlate,客服,不客气，祝您生活愉快！,4\n"
)
FIRST = (("三月.csv", TABLE.encode()),)
SECOND = (("三月.csv", TABLE.replace("包裹", "手机").encode()),)
NAME = "san-yue"


@pytest.fixture
def aside(services: Services) -> Services:
    """Services whose publications are this test's own."""
    return replace(services, published=Published())


@pytest.fixture
def teaching(aside: Services, tmp_path: Path) -> Iterator[Teaching]:
    store = open_store(f"sqlite:///{tmp_path / 'kefu.sqlite3'}")
    yield Teaching(aside, Shelf(aside, store))
    assert isinstance(store, SqlStore)
    store.close()


@pytest.fixture
def practice(teaching: Teaching, tmp_path: Path) -> Iterator[Practice]:
    store = open_store(f"sqlite:///{tmp_path / 'kefu.sqlite3'}")
    yield Practice(teaching.services, store)
    assert isinstance(store, SqlStore)
    store.close()


def course_case(services: Services) -> tuple[Scenario, bytes]:
    folder = Path(__file__).parents[2] / "dialogues"
    case = services.library.scenarios[0]
    file = next(f for f in folder.rglob("*.yaml") if f"id: {case.id}\n" in f.read_text("utf-8"))
    return case, file.read_bytes()


# --- uploads and versions -------------------------------------------------------------------------


def test_what_is_good_is_kept_as_a_draft_that_nobody_sees(teaching: Teaching) -> None:
    (taken,) = teaching.take(FIRST)
    assert taken.new
    assert taken.version is not None
    assert (taken.version.material, taken.version.number) == (NAME, 1)
    assert (taken.version.state, taken.version.title) == ("draft", "三月")
    assert (taken.version.dialogues, taken.version.turns) == (1, 4)
    assert teaching.services.playable().sets == ()


def test_what_is_not_good_is_not_kept(teaching: Teaching) -> None:
    (taken,) = teaching.take((("x.csv", b"a,b\n1,2\n"),))
    assert taken.version is None
    assert taken.upload.errors
    assert teaching.versions() == ()


def test_what_is_asked_is_read_as_answered(teaching: Teaching) -> None:
    files = (("notes", "角色 内容\n".encode()),)
    (asked,) = teaching.take(files)
    assert asked.upload.choices
    assert asked.version is None
    (answered,) = teaching.take(asked.upload.files, "csv")
    assert not answered.upload.choices


def test_several_files_are_several_materials(teaching: Teaching) -> None:
    taken = teaching.take((*FIRST, ("b.csv", TABLE.encode())))
    assert [one.version.material for one in taken if one.version] == [NAME, "b"]


def test_too_much_is_refused(teaching: Teaching) -> None:
    with pytest.raises(TutorError, match="25 MB") as caught:
        teaching.take((("a.csv", bytes(MAX_UPLOAD)), ("b.csv", b"x")))
    assert "25 MB" in caught.value.zh


def test_the_same_file_again_is_no_new_version(teaching: Teaching) -> None:
    teaching.take(FIRST)
    (again,) = teaching.take(FIRST)
    assert not again.new
    (changed,) = teaching.take(SECOND)
    assert changed.new
    assert [v.number for v in teaching.versions(NAME)] == [2, 1]


# --- publishing -----------------------------------------------------------------------------------


def said(services: Services) -> str:
    return services.find(f"{NAME}/late").lines[0].text


def test_publish_another_version_take_back(teaching: Teaching) -> None:
    services = teaching.services
    teaching.take(FIRST)
    teaching.take(SECOND)
    teaching.publish(NAME, 1)
    assert "包裹" in said(services)
    assert [own.title for own in services.playable().sets] == ["三月"]
    teaching.publish(NAME, 2)
    assert "手机" in said(services)
    teaching.withdraw(NAME)
    with pytest.raises(UnknownName):
        said(services)


def test_a_dialogue_that_the_new_version_lacks_is_gone(teaching: Teaching) -> None:
    two = b"format: 1\nset: %s\ndialogues:\n  - turns: [{buyer: hi}, {agent: hello}]\n"
    both = pack((("a.yaml", two % b"one"), ("b.yaml", two % b"two")))
    less = pack((("a.yaml", two % b"one"), ("c.yaml", two % b"three")))
    teaching.take((("term.zip", both),))
    teaching.publish("term", 1)
    assert {own.id for own in teaching.services.playable().sets} == {"one", "two"}
    teaching.take((("term.zip", less),))
    teaching.publish("term", 2)
    assert {own.id for own in teaching.services.playable().sets} == {"one", "three"}


def test_an_id_moves_from_one_material_to_another(teaching: Teaching) -> None:
    text = b"format: 1\nset: same\ndialogues:\n  - turns: [{buyer: %s}, {agent: hello}]\n"
    extra = text.replace(b"same", b"more") % b"x"
    teaching.take((("a.zip", pack((("s.yaml", text % b"first"), ("m.yaml", extra)))),))
    teaching.take((("s.yaml", text % b"second"),))
    teaching.publish("a", 1)
    with pytest.raises(StoreError, match="same is published already"):
        teaching.publish("same", 1)
    assert teaching.services.find("same").lines[0].text == "first"
    teaching.withdraw("a")
    teaching.publish("same", 1)
    assert teaching.services.find("same").lines[0].text == "second"


def test_a_case_of_the_course_can_be_stood_in_for(teaching: Teaching) -> None:
    case, data = course_case(teaching.services)
    own = data.replace(f"zh: {case.title.zh}".encode(), "zh: 老师改过的题目".encode(), 1)
    (taken,) = teaching.take((("mine.yaml", own),))
    assert teaching.in_course(taken.upload) == (case.id,)
    teaching.publish(case.id, 1)
    assert teaching.services.find(case.id).title.zh == "老师改过的题目"
    teaching.withdraw(case.id)
    assert teaching.services.find(case.id) == case


def test_a_whole_case_of_a_teacher_is_played_with_its_desk(
    teaching: Teaching, practice: Practice
) -> None:
    file = template("case")
    (taken,) = teaching.take((tuple(file),))  # type: ignore[arg-type]
    name = taken.upload.id
    assert name not in {case.id for case in teaching.services.library.scenarios}
    assert name not in [value for _, value in practice.scenarios("", "en")]
    teaching.publish(name, 1)
    assert name in [value for _, value in practice.scenarios("", "en")]
    learner = new_learner()
    for lang, text in (("zh", "您好，我帮您查一下。"), ("en", "Hello, let me check that for you.")):
        level = practice.level_for(name, "2025")
        case = practice.begin(learner, name, lang, level, "2025", "en").case
        *_, last = practice.reply(case, learner, text, "en")
        assert last.acting
        assert last.chat.count("k-from-buyer") == 2
    assert {case.version for case in practice.past(learner)} == {1}


def test_a_conversation_keeps_its_version_when_all_else_changes(
    teaching: Teaching, practice: Practice
) -> None:
    learner = new_learner()
    teaching.take(FIRST)
    teaching.take(SECOND)
    teaching.publish(NAME, 1)
    opened = practice.begin(learner, f"{NAME}/late", "zh", 4, "2025", "en")
    teaching.publish(NAME, 2)
    later = practice.begin(learner, f"{NAME}/late", "zh", 4, "2025", "en")
    teaching.withdraw(NAME)
    teaching.delete(NAME, 1)
    assert {c.id: c.version for c in practice.past(learner)} == {opened.case: 1, later.case: 2}
    lines = [past.line(case, "en") for case in practice.past(learner)]
    assert any("(version 1)" in line for line in lines)
    again = practice.resume(learner, opened.case, "en")
    assert "包" in again.chat
    assert "手" not in again.chat
    for text in ("您好，我帮您看一下。", "不客气。"):
        *_, last = practice.reply(opened.case, learner, text, "en")
    assert last.done
    assert "k-report" in last.report
    refused = practice.begin(learner, f"{NAME}/late", "zh", 4, "2025", "en")
    assert refused.case is None
    assert 'role="alert"' in refused.notice


def test_a_new_process_finds_what_is_published(
    teaching: Teaching, aside: Services, tmp_path: Path
) -> None:
    teaching.take(FIRST)
    teaching.publish(NAME, 1)
    other = replace(aside, published=Published())
    store = open_store(f"sqlite:///{tmp_path / 'kefu.sqlite3'}")
    shelf = Shelf(other, store)
    shelf.refresh()
    assert other.playable().sets == aside.playable().sets
    # What one process takes back, the other one takes back as well.
    teaching.withdraw(NAME)
    shelf.refresh()
    assert other.playable().sets == ()
    store.close()  # type: ignore[attr-defined]


def test_nothing_is_read_again_while_nothing_changes(
    teaching: Teaching, monkeypatch: pytest.MonkeyPatch
) -> None:
    teaching.take(FIRST)
    teaching.publish(NAME, 1)
    monkeypatch.setattr(shelf_module, "read_upload", lambda *_: pytest.fail("it was read again"))
    for _ in range(3):
        teaching.shelf.refresh()


def test_a_version_that_cannot_be_read_leaves_the_others(
    teaching: Teaching, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    teaching.take(FIRST)
    teaching.take((("b.csv", TABLE.encode()),))
    teaching.publish(NAME, 1)
    teaching.publish("b", 1)
    fresh = replace(teaching.services, published=Published())
    shelf = Shelf(fresh, teaching_store(teaching))
    real = shelf.read

    def failing(version: object) -> object:
        if version.material == "b":  # type: ignore[attr-defined]
            raise StoreError("damaged", "坏了")
        return real(version)  # type: ignore[arg-type]

    monkeypatch.setattr(shelf, "read", failing)
    with caplog.at_level(logging.CRITICAL):
        shelf.refresh()
    assert [own.id for own in fresh.playable().sets] == [NAME]


def teaching_store(teaching: Teaching) -> SqlStore:
    return SqlStore(teaching.shelf.materials._reader)  # type: ignore[attr-defined]


def test_many_at_once_end_in_what_the_record_says(teaching: Teaching) -> None:
    teaching.take(FIRST)
    teaching.take(SECOND)

    def change(number: int) -> None:
        for _ in range(4):
            if number:
                teaching.publish(NAME, number)
            else:
                teaching.withdraw(NAME)

    threads = [threading.Thread(target=change, args=(n,)) for n in (1, 2, 0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    public = [v for v in teaching.versions(NAME) if v.state == "published"]
    shown = teaching.services.playable().sets
    assert len(public) == len(shown) <= 1
    if public:
        assert ("包裹" if public[0].number == 1 else "手机") in said(teaching.services)


@pytest.mark.parametrize(
    ("material", "number"), [("none", 1), (NAME, 9), (None, None), (["x"], {}), (NAME, "1")]
)
def test_what_a_browser_makes_up_is_refused(
    teaching: Teaching, material: object, number: object
) -> None:
    teaching.take(FIRST)
    for event in (teaching.publish, teaching.delete, teaching.upload):
        with pytest.raises(StoreError, match="not there"):
            event(material, number)
    teaching.withdraw("none")


# --- what a version holds -------------------------------------------------------------------------


def test_a_preview_plays_with_the_engine_and_records_nothing(
    teaching: Teaching, practice: Practice
) -> None:
    (taken,) = teaching.take(FIRST)
    played = teaching.preview(taken.upload, f"{NAME}/late")
    assert played.whole
    assert [turn.reply for turn in played.turns] == [
        "您好，非常抱歉，我马上帮您查。",
        "不客气，祝您生活愉快！",
    ]
    assert all(turn.match is not None and turn.match.likeness == 1 for turn in played.turns)
    assert practice.past("preview") == ()
    assert teaching.services.playable().sets == ()


def test_a_preview_of_a_case_acts_at_the_desk(teaching: Teaching) -> None:
    _, data = course_case(teaching.services)
    (taken,) = teaching.take((("case.yaml", data),))
    played = teaching.preview(taken.upload, taken.upload.id)
    assert len(played.turns) == 3
    assert all(turn.buyer is not None for turn in played.turns[:-1])


@pytest.mark.parametrize("name", ["", "none", f"{NAME}/none", "../x", None, 7])
def test_a_preview_of_nothing_is_one_clear_message(teaching: Teaching, name: object) -> None:
    (taken,) = teaching.take(FIRST)
    for event in (teaching.preview, teaching.draft):
        with pytest.raises(TutorError):
            event(taken.upload, name)


def test_the_audit_finds_what_our_checks_would_mark(teaching: Teaching) -> None:
    files = (("x.csv", TABLE.replace("我马上帮您查", "我马上帮你查").encode()),)
    (taken,) = teaching.take(files)
    assert taken.version is not None
    assert teaching.audited(taken.version) is None
    marked, whole = teaching.audit(taken.version, taken.upload)
    assert whole
    assert [(m.finding.text, m.at.line) for m in marked] == [("你", 3)]
    assert teaching.audited(taken.version) == (marked, whole)


def test_a_download_is_the_file_itself(teaching: Teaching) -> None:
    (taken,) = teaching.take(FIRST)
    assert tuple(teaching.download(taken.upload, "same")[0]) == FIRST[0]
    file, lost = teaching.download(taken.upload, "yaml")
    assert (file.name, lost) == (f"{NAME}.yaml", ())
    assert read_upload((tuple(file),)).sets == taken.upload.sets  # type: ignore[arg-type]
    file, lost = teaching.download(taken.upload, "xlsx")
    assert read_upload((tuple(file),)).turns == taken.upload.turns  # type: ignore[arg-type]


def test_a_large_set_is_kept_and_listed_in_bounds(teaching: Teaching) -> None:
    rows = "".join(f"d{i},顾客,你好{i}\nd{i},客服,您好{i}\n" for i in range(2_000))
    start = time.monotonic()
    (taken,) = teaching.take((("many.csv", f"id,who,text\n{rows}".encode()),))
    assert taken.upload.dialogues == 2_000
    assert len(teaching.plays(taken.upload, "en")) == 200
    assert taken.version is not None
    _, whole = teaching.audit(taken.version, taken.upload)
    assert not whole
    assert time.monotonic() - start < 60
