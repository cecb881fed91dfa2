"""The record: one transaction a turn, whatever happens in between."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tutor.domain import ActionRecord, Scenario, Session, TurnResult
from tutor.errors import StoreError
from tutor.records import codec, models
from tutor.records.sql_store import SqlStore
from tutor.records.store import Store, open_store

Answer = Callable[..., TurnResult]


def never(scenario_id: str) -> Scenario:
    raise AssertionError(f"the kept version of {scenario_id} was not used")


def test_a_case_goes_on_where_it_was(store: Store, session: Session, answer: Answer) -> None:
    store.create(session)
    assert store.load(session.id, never) == session
    first = answer(session, "您好，请稍等。")
    store.record_turn(first)
    assert store.load(session.id, never) == first.session
    (turn,) = store.turns(session.id)
    assert (turn.number, turn.reply, turn.buyer, turn.feedback) == (
        1,
        "您好，请稍等。",
        first.reply,
        first.feedback,
    )


def test_an_action_is_kept_without_a_turn(store: Store, session: Session, answer: Answer) -> None:
    store.create(session)
    done = ActionRecord(action="coupon 3", remedy="coupon")
    acted = replace(session, case=replace(session.case, actions=(done,)))
    store.record_action(acted)
    assert store.load(session.id, never) == acted
    store.record_turn(answer(acted, "您好"))
    assert store.turns(session.id)[0].actions == (done,)


def test_cases_are_listed_for_their_learner_only(
    store: Store, session: Session, answer: Answer
) -> None:
    other = replace(session, id="case-2")
    store.create(session)
    store.create(other)
    store.create(replace(session, id="case-3", learner="someone else"))
    store.record_turn(answer(session, "您好"))
    assert [case.id for case in store.list("learner-1")] == ["case-1", "case-2"]
    assert store.list("nobody") == ()
    summary = store.list("learner-1")[0]
    assert (summary.title, summary.turn, summary.done) == (session.scenario.title, 1, False)
    assert summary.started <= summary.changed


def test_the_open_case_is_the_one_used_last(store: Store, session: Session, answer: Answer) -> None:
    assert store.latest_open("learner-1") is None
    second = replace(session, id="case-2")
    store.create(session)
    store.create(second)
    assert store.latest_open("learner-1") == "case-2"
    store.record_turn(answer(second, "再见", "solved"))
    assert store.latest_open("learner-1") == "case-1"
    assert store.list("learner-1")[0].outcome == "solved"


def test_a_deleted_case_leaves_nothing(
    store: Store, file: Path, session: Session, answer: Answer
) -> None:
    store.create(session)
    store.record_turn(answer(session, "您好"))
    store.delete(session.id)
    store.delete(session.id)
    assert store.list("learner-1") == ()
    with pytest.raises(StoreError, match="not in the record"):
        store.load(session.id, never)
    with sqlite3.connect(file) as raw:
        for table in ("session", "turn", "scenario"):
            assert raw.execute(f"select count(*) from {table}").fetchone() == (0,)
    raw.close()


def test_deleting_one_case_keeps_the_scenario_of_another(store: Store, session: Session) -> None:
    store.create(session)
    store.create(replace(session, id="case-2"))
    store.delete("case-1")
    assert store.load("case-2", never).scenario == session.scenario


def test_a_running_case_keeps_the_version_it_began_with(store: Store, session: Session) -> None:
    store.create(session)
    edited = replace(session, id="case-2", scenario=replace(session.scenario, level=6))
    store.create(edited)
    assert store.load("case-1", never).scenario.level == 4
    assert store.load("case-2", never).scenario.level == 6


def test_todays_version_serves_where_the_kept_one_cannot_be_read(
    store: Store, file: Path, session: Session
) -> None:
    store.create(session)
    with sqlite3.connect(file) as raw:
        raw.execute("update scenario set content = ?", ('{"format":0,"value":{}}',))
    raw.close()
    assert store.load("case-1", lambda _: session.scenario) == session


def test_two_windows_cannot_write_the_same_turn(
    store: Store, session: Session, answer: Answer
) -> None:
    store.create(session)
    store.record_turn(answer(session, "您好"))
    with pytest.raises(StoreError, match="another window"):
        store.record_turn(answer(session, "喂"))
    assert [turn.reply for turn in store.turns(session.id)] == ["您好"]


def test_a_finished_case_takes_no_more_turns(
    store: Store, session: Session, answer: Answer
) -> None:
    store.create(session)
    last = answer(session, "再见", "solved")
    store.record_turn(last)
    with pytest.raises(StoreError):
        store.record_turn(answer(last.session, "还在吗"))


def test_a_turn_that_fails_half_way_leaves_no_trace(
    store: Store, file: Path, session: Session, answer: Answer
) -> None:
    store.create(session)
    with sqlite3.connect(file) as raw:
        raw.execute(
            "create trigger stop before insert on turn begin select raise(abort, 'disk is full'); end"
        )
    raw.close()
    with pytest.raises(StoreError):
        store.record_turn(answer(session, "您好"))
    assert store.load(session.id, never) == session


def test_a_process_killed_while_writing_leaves_whole_turns(tmp_path: Path) -> None:
    script = textwrap.dedent(
        """
        import sys
        from sqlalchemy import text
        from tutor.records.store import open_store
        store = open_store(sys.argv[1])
        with store._writer.begin() as db:
            db.execute(text("insert into scenario values ('d1', 's', 'whole')"))
        db = store._writer.connect()
        db.begin()
        db.execute(text("insert into scenario values ('d2', 's', 'half')"))
        print("ready", flush=True)
        sys.stdin.read()
        """
    )
    url = f"sqlite:///{tmp_path / 'k.sqlite3'}"
    child = subprocess.Popen(
        [sys.executable, "-c", script, url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdin is not None
    assert child.stdout.readline() == "ready\n"
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    again = open_store(url)
    assert isinstance(again, SqlStore)
    again.close()
    with sqlite3.connect(tmp_path / "k.sqlite3") as raw:
        assert raw.execute("select content from scenario").fetchall() == [("whole",)]
    raw.close()


def test_eight_processes_may_open_a_new_record_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'k.sqlite3'}"
    code = (
        "import sys; from tutor.records.store import open_store; open_store(sys.argv[1]).list('a')"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, url], stderr=subprocess.PIPE)
        for _ in range(8)
    ]
    assert [(p.communicate()[1], p.returncode) for p in running] == [(b"", 0)] * 8


def test_a_locked_record_says_so(
    store: Store, file: Path, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(store, SqlStore)
    with store._writer.connect() as warm:
        warm.exec_driver_sql("PRAGMA busy_timeout=50")
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("begin immediate")
    with pytest.raises(StoreError, match="Another program"):
        store.create(session)
    holder.execute("rollback")
    holder.close()
    store.create(session)


def test_a_file_that_is_no_record_says_so(tmp_path: Path) -> None:
    bad = tmp_path / "bad.sqlite3"
    bad.write_bytes(b"this is a holiday photo" * 400)
    with pytest.raises(StoreError, match="damaged"):
        open_store(f"sqlite:///{bad}")
    assert bad.read_bytes().startswith(b"this is a holiday photo")


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        open_store(f"sqlite:///{tmp_path}/missing/folder/k.sqlite3")


def test_a_full_disk_says_so(store: Store, file: Path, session: Session, answer: Answer) -> None:
    store.create(session)
    assert isinstance(store, SqlStore)
    with store._writer.connect() as db:
        pages = db.exec_driver_sql("PRAGMA page_count").scalar_one()
        db.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StoreError, match="disk is full"):
        store.record_turn(answer(session, "很长" * 40_000))
    assert store.load(session.id, never) == session


def test_damaged_json_closes_one_case_only(store: Store, file: Path, session: Session) -> None:
    store.create(session)
    store.create(replace(session, id="case-2"))
    with sqlite3.connect(file) as raw:
        raw.execute("update session set state = '{' where id = 'case-1'")
    raw.close()
    with pytest.raises(StoreError, match="stays closed"):
        store.load("case-1", never)
    assert store.load("case-2", never).id == "case-2"


def test_a_wrong_address_is_refused_without_its_password() -> None:
    with pytest.raises(StoreError) as caught:
        open_store("oracel://me:s3cret@host/db")
    assert "s3cret" not in str(caught.value)
    assert "KEFU_DATABASE" in str(caught.value)


def test_an_older_record_is_brought_forward(file: Path, store: Store, session: Session) -> None:
    def more_room(connection: object) -> None:
        connection.exec_driver_sql("alter table session add column note text")  # type: ignore[attr-defined]

    store.create(session)
    assert isinstance(store, SqlStore)
    newer = SqlStore(store._reader, (*models.STEPS, more_room))
    newer.migrate()
    newer.migrate()
    assert newer.load(session.id, never) == session
    with pytest.raises(StoreError, match="newer version"):
        store.migrate()


def test_a_record_of_the_first_release_is_brought_forward(file: Path, session: Session) -> None:
    state, scenario, digest = codec.dump_session(session)
    with sqlite3.connect(file) as raw:
        raw.executescript((Path(__file__).parent / "first_release.sql").read_text("utf-8"))
        raw.execute("insert into schema_version values (1, 1)")
        raw.execute("insert into scenario values (?, 'late-parcel', ?)", (digest, scenario))
        raw.execute(
            "insert into session values ('case-1', 'learner-1', ?, 'late-parcel', '包裹', 'parcel', 'zh',"
            " 4, 0, 0, 50, 0, null, ?, '2026-03-01 10:00:00', '2026-03-01 10:00:00')",
            (digest, state),
        )
    raw.close()
    made = open_store(f"sqlite:///{file}")
    assert isinstance(made, SqlStore)
    assert made.load("case-1", never) == session
    (case,) = made.list("learner-1")
    assert case.version is None
    assert made.materials.list() == ()
    made.create(replace(session, id="case-2"))
    made.close()


def test_a_step_that_fails_leaves_the_old_version(file: Path, store: Store) -> None:
    def broken(connection: object) -> None:
        connection.exec_driver_sql("alter table session add column note text")  # type: ignore[attr-defined]
        connection.exec_driver_sql("alter table nothing add column x text")  # type: ignore[attr-defined]

    assert isinstance(store, SqlStore)
    with pytest.raises(StoreError):
        SqlStore(store._reader, (*models.STEPS, broken)).migrate()
    with sqlite3.connect(file) as raw:
        assert raw.execute("select version from schema_version").fetchall() == [
            (len(models.STEPS),)
        ]
        columns = {row[1] for row in raw.execute("pragma table_info(session)")}
    raw.close()
    assert "note" not in columns


def test_the_users_folder_holds_the_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KEFU_DATABASE", raising=False)
    monkeypatch.setenv("KEFU_HOME", str(tmp_path / "home"))
    made = open_store()
    assert isinstance(made, SqlStore)
    made.close()
    assert (tmp_path / "home" / "kefu.sqlite3").exists()
