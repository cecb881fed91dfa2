"""What teachers bring: versions, states, and what a case remembers of them."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from tutor.domain import Scenario, Session
from tutor.errors import StoreError
from tutor.records import sql_materials as module
from tutor.records.materials import Files, Materials, Version, digest_of
from tutor.records.sql_store import SqlStore
from tutor.records.store import Store

ONE: Files = (("课文.csv", "角色,内容\n".encode("gb18030")),)
TWO: Files = (("课文.csv", b"other"),)


@pytest.fixture
def kept(store: Store) -> Materials:
    return store.materials


def add(
    kept: Materials,
    files: Files,
    material: str = "my-class",
    items: tuple[str, ...] = ("my-class",),
) -> Version:
    return kept.add(material, files, kind="csv", title="我的课", items=items, dialogues=2, turns=9)


def states(kept: Materials) -> dict[tuple[str, int], str]:
    return {(v.material, v.number): v.state for v in kept.list()}


def test_files_come_back_byte_for_byte(kept: Materials) -> None:
    files = (("a/../b.csv", bytes(range(256)) * 40), ("空.yaml", b""))
    version = add(kept, files)
    assert kept.files("my-class", version.number) == files
    assert (version.state, version.number, version.items) == ("draft", 1, ("my-class",))
    assert (version.title, version.dialogues, version.turns) == ("我的课", 2, 9)
    assert version.digest == digest_of(files)


def test_the_digest_knows_where_a_name_ends() -> None:
    assert digest_of((("a", b"b"),)) != digest_of((("ab", b""),))
    assert digest_of((("a", b""), ("b", b""))) != digest_of((("a", b"b"),))


def test_another_upload_is_the_next_version_and_the_same_one_is_not(kept: Materials) -> None:
    assert add(kept, ONE).number == 1
    assert add(kept, ONE).number == 1
    assert add(kept, TWO).number == 2
    # Going back to older words is a version of its own.
    assert add(kept, ONE).number == 3
    assert [v.number for v in kept.list()] == [3, 2, 1]


def test_learners_see_one_version_at_a_time(kept: Materials) -> None:
    add(kept, ONE)
    add(kept, TWO)
    kept.publish("my-class", 1)
    assert states(kept) == {("my-class", 1): "published", ("my-class", 2): "draft"}
    kept.publish("my-class", 2)
    assert states(kept) == {("my-class", 1): "withdrawn", ("my-class", 2): "published"}
    kept.publish("my-class", 1)
    kept.withdraw("my-class")
    kept.withdraw("my-class")
    kept.withdraw("never-heard-of")
    assert states(kept) == {("my-class", 1): "withdrawn", ("my-class", 2): "withdrawn"}


def test_an_id_is_published_by_one_material_only(kept: Materials) -> None:
    add(kept, ONE, "a", ("x", "y"))
    add(kept, TWO, "b", ("y", "z"))
    kept.publish("a", 1)
    with pytest.raises(StoreError, match="y is published already, in a") as caught:
        kept.publish("b", 1)
    assert "“y”" in caught.value.zh
    assert states(kept) == {("a", 1): "published", ("b", 1): "draft"}
    kept.withdraw("a")
    kept.publish("b", 1)


def test_a_published_version_is_not_deleted(kept: Materials) -> None:
    add(kept, ONE)
    kept.publish("my-class", 1)
    with pytest.raises(StoreError, match="Take it back"):
        kept.delete("my-class", 1)
    kept.withdraw("my-class")
    kept.delete("my-class", 1)
    assert kept.list() == ()
    with pytest.raises(StoreError, match="not there"):
        kept.files("my-class", 1)
    for gone in (kept.publish, kept.delete):
        with pytest.raises(StoreError, match="not there"):
            gone("my-class", 1)


def test_no_number_is_given_twice(kept: Materials) -> None:
    add(kept, ONE)
    kept.delete("my-class", 1)
    assert add(kept, TWO).number == 2


def test_a_deleted_version_leaves_no_bytes(store: Store, file: Path) -> None:
    add(store.materials, ONE)
    store.materials.delete("my-class", 1)
    with sqlite3.connect(file) as raw:
        for table in ("material_file", "material_item", "material_version"):
            assert raw.execute(f"select count(*) from {table}").fetchone() == (0,)
    raw.close()


def test_what_is_too_much_is_refused_and_not_half_kept(
    kept: Materials, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 10)
    monkeypatch.setattr(module, "MAX_VERSIONS", 2)
    monkeypatch.setattr(module, "MAX_MATERIALS", 2)
    with pytest.raises(StoreError, match="split"):
        add(kept, (("a", b"123456"), ("b", b"123456")))
    with pytest.raises(StoreError, match="split"):
        add(kept, tuple((str(i), b"") for i in range(21)))
    assert kept.list() == ()
    for text in (b"1", b"2"):
        add(kept, (("a", text),))
    with pytest.raises(StoreError, match="versions already"):
        add(kept, (("a", b"3"),))
    add(kept, (("b", b"1"),), "second")
    with pytest.raises(StoreError, match="uploads already"):
        add(kept, (("c", b"1"),), "third")
    assert len(kept.list()) == 3


def test_two_uploads_at_once_are_two_versions(kept: Materials) -> None:
    ready = threading.Barrier(6)
    numbers: list[int] = []

    def one(n: int) -> None:
        ready.wait()
        numbers.append(add(kept, (("a", bytes([n])),)).number)

    threads = [threading.Thread(target=one, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == [1, 2, 3, 4, 5, 6]


def test_a_case_remembers_its_version_through_all_that_follows(
    store: Store, session: Session, scenario: Scenario
) -> None:
    kept = store.materials
    add(kept, ONE, items=("my-class", scenario.id))
    add(kept, TWO, items=("my-class", scenario.id))
    store.create(replace(session, id="of-the-course"))
    kept.publish("my-class", 1)
    store.create(replace(session, id="first"))
    kept.publish("my-class", 2)
    played = replace(scenario, id="my-class/late")
    store.create(replace(session, id="second", scenario=played))
    kept.withdraw("my-class")
    kept.delete("my-class", 1)
    assert {case.id: case.version for case in store.list(session.learner)} == {
        "of-the-course": None,
        "first": 1,
        "second": 2,
    }
    assert store.load("first", lambda _: 1 / 0).scenario == scenario  # type: ignore[arg-type, return-value]
    assert store.load("second", lambda _: 1 / 0).scenario == played  # type: ignore[arg-type, return-value]


def test_a_record_that_fails_is_one_clear_message(store: Store, file: Path) -> None:
    assert isinstance(store, SqlStore)
    with store._writer.connect() as db:
        pages = db.exec_driver_sql("PRAGMA page_count").scalar_one()
        db.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StoreError, match="disk is full"):
        add(store.materials, (("big", b"x" * 400_000),))
    assert store.materials.list() == ()
