"""A real PostgreSQL with pgvector finds what a full comparison finds, and says what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from postgres_server import NoServer, postgres

from tutor.encoders import postgres as module
from tutor.encoders.index import EVERY_LINE, Filter, Label
from tutor.encoders.postgres import PostgresIndex, PostgresStore
from tutor.errors import InputError, ModelUnavailable

psycopg = pytest.importorskip("psycopg", reason="the optional group `school` is not installed")
pytest.importorskip("pgvector", reason="the optional group `school` is not installed")

ROWS, DIM = 1200, 24
RNG = np.random.default_rng(5)
VECTORS = RNG.normal(size=(ROWS, DIM)).astype(np.float32)
VECTORS /= np.linalg.norm(VECTORS, axis=1, keepdims=True)
LABELS = tuple(
    Label(
        ("ask", "thank", "press")[i % 3],
        ("zh", "en")[i % 2],
        (1 + i % 4, 2 + i % 5, 2 + i % 7),
        "" if i % 4 else f"case-{i % 90}",
        "" if i % 4 else ("VN", "TH", "PH")[i % 90 % 3],
    )
    for i in range(ROWS)
)
NAME = "0123456789abcdef"


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    try:
        with postgres() as address:
            yield address
    except NoServer as why:
        pytest.skip(str(why))


@pytest.fixture(scope="module")
def store(url: str) -> Iterator[PostgresStore]:
    store = PostgresStore(url)
    yield store
    store.close()


@pytest.fixture(scope="module", params=[10**9, 0], ids=["every row", "graph"])
def index(store: PostgresStore, request: pytest.FixtureRequest) -> PostgresIndex:
    name = NAME if request.param else NAME[::-1]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_GRAPH_FROM", request.param)
        store.build(name, VECTORS, LABELS, encoder_id="hash@1")
    found = store.open(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "wanted",
    [
        EVERY_LINE,
        Filter(lang="zh"),
        Filter(act="thank", lang="en", max_level=3),
        Filter(max_level=2),
        Filter(max_level=2, standard="2021"),
        Filter(country="TH", max_level=4),
        Filter(act="ask", scenario="case-12", lang="zh"),
        Filter(act="sing"),
        Filter(lang="zh'; DROP TABLE kefu_index; --"),
    ],
    ids=str,
)
def test_it_finds_what_a_full_comparison_finds(index: PostgresIndex, wanted: Filter) -> None:
    rows = np.array([i for i in range(ROWS) if wanted.fits(LABELS[i])], dtype=int)
    right = all_of_them = 0
    for query in VECTORS[:5] + VECTORS[5:10]:
        scores = VECTORS[rows] @ query
        best = np.argsort(-scores)[:10]
        hits = index.search(query, 10, wanted)
        assert len(hits) == len(best)
        assert {hit.row for hit in hits} <= set(rows.tolist())
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        for hit in hits:
            assert hit.score == pytest.approx(float(VECTORS[hit.row] @ query), abs=1e-5)
        right += len({hit.row for hit in hits} & set(rows[best].tolist()))
        all_of_them += len(best)
    assert right >= 0.9 * all_of_them


def test_an_index_knows_its_size_and_encoder(index: PostgresIndex) -> None:
    assert (len(index), index.dim, index.encoder_id) == (ROWS, DIM, "hash@1")


def test_a_second_build_of_a_name_changes_nothing(store: PostgresStore) -> None:
    name = "5ec0" * 4
    store.build(name, VECTORS[:9], LABELS[:9], encoder_id="one")
    store.build(name, VECTORS[:3], LABELS[:3], encoder_id="other")
    again = store.open(name)
    assert again is not None
    assert (len(again), again.encoder_id) == (9, "one")


def test_two_builders_at_once_leave_one_whole_index(url: str, store: PostgresStore) -> None:
    def build(rows: int) -> None:
        own = PostgresStore(url)
        own.build("aa" * 8, VECTORS[:rows], LABELS[:rows], encoder_id="x")
        own.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(build, (300, 300)))
    found = store.open("aa" * 8)
    assert found is not None
    assert len(found.search(VECTORS[0], 400)) == 300


def test_many_threads_search_at_once(index: PostgresIndex) -> None:
    with ThreadPoolExecutor(10) as pool:  # more than wait open
        found = list(pool.map(lambda i: index.search(VECTORS[i], 1)[0].row, range(40)))
    assert found == list(range(40))


def test_an_index_of_another_format_is_made_again(
    store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "bb" * 8
    store.build(name, VECTORS[:5], LABELS[:5], encoder_id="x")
    monkeypatch.setattr(module, "_FORMAT", module._FORMAT + 1)
    assert store.open(name) is None
    store.build(name, VECTORS[:9], LABELS[:9], encoder_id="x")
    again = store.open(name)
    assert again is not None
    assert len(again.search(VECTORS[0], 20)) == 9


def test_what_nobody_opened_for_long_is_dropped(store: PostgresStore) -> None:
    store.build("cc" * 8, VECTORS[:5], LABELS[:5], encoder_id="x")
    store.build("dd" * 8, VECTORS[:5], LABELS[:5], encoder_id="x")
    with store.connection() as connection:
        connection.execute(
            "UPDATE kefu_index SET used_on = current_date - 100 WHERE name = %s OR name = %s",
            ("cc" * 8, "dd" * 8),
        )
    assert store.open("dd" * 8) is not None  # to open is to use
    store.build("ee" * 8, VECTORS[:5], LABELS[:5], encoder_id="x")
    assert store.open("cc" * 8) is None
    assert store.open("dd" * 8) is not None
    with store.connection() as connection:
        tables = connection.execute(
            "SELECT count(*) FROM pg_tables WHERE tablename = %s", (f"kefu_lines_{'cc' * 8}",)
        ).fetchone()
    assert tables == (0,)


def test_a_build_that_breaks_off_leaves_nothing(store: PostgresStore) -> None:
    class Stop(Exception):
        pass

    def stop(stage: str, done: int, total: int) -> None:
        raise Stop

    with pytest.raises(Stop):
        store.build("ff" * 8, VECTORS[:5], LABELS[:5], encoder_id="x", progress=stop)
    assert store.open("ff" * 8) is None
    store.build("ff" * 8, VECTORS[:5], LABELS[:5], encoder_id="x")
    assert store.open("ff" * 8) is not None


def test_wrong_sizes_and_names_are_refused(store: PostgresStore, index: PostgresIndex) -> None:
    with pytest.raises(InputError, match="numbers"):
        index.search(VECTORS[0][:5], 1)
    with pytest.raises(InputError, match="one label"):
        store.build(NAME, VECTORS[:3], LABELS[:2], encoder_id="x")
    with pytest.raises(InputError, match="hex"):
        store.build('x"; DROP TABLE kefu_index', VECTORS[:3], LABELS[:3], encoder_id="x")
    assert index.search(VECTORS[0], 0) == ()


def said(url: str) -> tuple[str, str]:
    with pytest.raises(ModelUnavailable) as refused:
        PostgresStore(url)
    return refused.value.en, refused.value.zh


@pytest.mark.parametrize(
    "address",
    ["mysql://kefu:secret@server/kefu", "kefu", "postgresql://kefu:secret@server:secret/kefu?x=1"],
)
def test_a_bad_address_is_said_without_the_password(address: str) -> None:
    en, zh = said(address)
    assert "postgresql://kefu:password@server/kefu" in en
    assert "secret" not in en + zh


def test_a_server_that_is_away_is_said(tmp_path_factory: pytest.TempPathFactory) -> None:
    en, zh = said(f"postgresql://kefu:secret@/kefu?host={tmp_path_factory.mktemp('none')}")
    assert "does not answer" in en
    assert "secret" not in en + zh


def test_an_unknown_user_is_said(url: str) -> None:
    assert "user" in said(url.replace("kefu@", "nobody-here:secret@"))[0]


def test_a_server_without_the_extension_is_said(url: str) -> None:
    # The extension's own file decides whether it can be made: another name stands for its absence.
    with psycopg.connect(url) as connection, pytest.raises(psycopg.Error) as refused:
        connection.execute("CREATE EXTENSION no_such_vector")
    assert module._reason(refused.value) == module.NO_EXTENSION


def test_a_user_without_the_right_is_told_what_the_owner_runs(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE bare")
        connection.execute("CREATE ROLE pupil LOGIN")
    en, _ = said(url.replace("kefu@/postgres", "pupil@/bare"))
    assert "CREATE EXTENSION vector" in en


def test_a_missing_driver_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pgvector.psycopg", None)
    assert "kefu-tutor[school]" in said("postgresql://kefu@server/kefu")[0]


def test_a_driver_address_of_sqlalchemy_works(url: str) -> None:
    PostgresStore(url.replace("postgresql://", "postgresql+psycopg://")).close()
