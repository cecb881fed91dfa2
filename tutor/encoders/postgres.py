"""The index of lines in a school's PostgreSQL, with pgvector: the same searches as on a disk, for
many processes at once.

Every index has a table of its own, written in one transaction, so that it is there whole or not at
all; `kefu_index` lists them. Up to some thousand rows a search compares every row that fits; above,
the likeness of many rows is searched in a graph (HNSW, Malkov & Yashunin 2018), and filters that
leave few rows go by an ordinary index.
"""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from tutor.domain import STANDARDS
from tutor.encoders.index import EVERY_LINE, Filter, Hit, Label, checked
from tutor.encoders.protocols import Progress, Vectors, quiet
from tutor.errors import InputError, ModelUnavailable

if TYPE_CHECKING:
    from psycopg import Connection

_FORMAT = 1
_GRAPH_FROM = 20_000  # rows from which a graph is worth its building
_REACH = 100  # rows of the graph that are looked at together
_IDLE = 8  # connections kept open between searches
_ANSWER_MS = 2000  # a search that takes longer is given up
_CONNECT_S = 3
_UNUSED_DAYS = 90  # after these an index that no process opened is dropped
_CHUNK = 2000
_LOCK = 0x6B656675  # of the writers
_LEVELS = tuple(f"level_{standard.replace('.', '_')}" for standard in STANDARDS)
_FIELDS = ("row", "act", "lang", "scenario", "country", *_LEVELS, "vector")
_ADDRESS = re.compile(r"postgres(?:ql)?(?:\+psycopg\d*)?://")
_NAME = re.compile(r"[0-9a-f]{8,40}")

BAD_ADDRESS = (
    "KEFU_INDEX is no PostgreSQL address; write for example postgresql://kefu:password@server/kefu",
    "KEFU_INDEX 不是 PostgreSQL 地址；请写成 postgresql://kefu:密码@服务器/kefu 这样",
)
NO_DRIVER = (
    "The index in PostgreSQL needs two packages. Install them with: pip install 'kefu-tutor[school]'",
    "PostgreSQL 索引需要两个软件包。安装：pip install 'kefu-tutor[school]'",
)
AWAY = (
    "The PostgreSQL server of KEFU_INDEX does not answer or does not let this user in. Check that it "
    "runs, and the address, user and password",
    "KEFU_INDEX 的 PostgreSQL 服务器没有回答，或者不让这个用户进去。请检查服务器、地址、用户名和密码",
)
NO_EXTENSION = (
    "The PostgreSQL server of KEFU_INDEX has no pgvector. Install the package postgresql-NN-pgvector "
    "there (NN is the server's version)",
    "KEFU_INDEX 的 PostgreSQL 服务器没有 pgvector。请在服务器上安装 postgresql-NN-pgvector（NN 是版本号）",
)
NO_RIGHT = (
    "The user of KEFU_INDEX may not do this in its database. Let its owner run: CREATE EXTENSION "
    "vector; and give the user the right to make tables",
    "KEFU_INDEX 的用户没有权限。请数据库的主人执行 CREATE EXTENSION vector; 并且允许这个用户建表",
)


class PostgresStore:
    """The indexes of one database. Safe to use from several threads."""

    def __init__(self, url: str) -> None:
        """Raises `ModelUnavailable` with what to do when the driver, the server, the extension or
        a right is missing."""
        if not (head := _ADDRESS.match(url.strip())):
            raise ModelUnavailable(*BAD_ADDRESS)
        self._url = f"postgresql://{url.strip()[head.end() :]}"
        self._idle: list[Connection[Any]] = []
        self._lock = threading.Lock()
        with self.connection() as connection:
            self._prepare(connection)

    def _prepare(self, connection: Connection[Any]) -> None:
        connection.execute(
            "CREATE TABLE IF NOT EXISTS kefu_index (name text PRIMARY KEY, format int NOT NULL,"
            " encoder text NOT NULL, dim int NOT NULL, rows bigint NOT NULL,"
            " used_on date NOT NULL DEFAULT current_date)"
        )

    def close(self) -> None:
        """Closes the connections that wait."""
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    @contextmanager
    def connection(self) -> Iterator[Connection[Any]]:
        """A connection with the types of pgvector, each statement its own transaction. What the
        database refuses comes out as `ModelUnavailable`."""
        psycopg = _driver()
        try:
            with self._lock:
                connection = self._idle.pop() if self._idle else None
            if connection is None or connection.closed:
                connection = self._connect()
        except psycopg.Error as error:
            raise ModelUnavailable(*_reason(error)) from error
        try:
            yield connection
        except psycopg.Error as error:
            connection.close()
            raise ModelUnavailable(*_reason(error)) from error
        except BaseException:
            connection.close()
            raise
        with self._lock:
            if len(self._idle) < _IDLE:
                self._idle.append(connection)
                return
        connection.close()

    def _connect(self) -> Connection[Any]:
        psycopg = _driver()
        from pgvector.psycopg import register_vector

        # No prepared statements: a pooler between here and the server may not keep them.
        connection: Connection[Any] = psycopg.connect(
            self._url,
            autocommit=True,
            connect_timeout=_CONNECT_S,
            prepare_threshold=None,
            application_name="kefu-tutor",
        )
        try:
            connection.execute("SET client_min_messages = warning")
            has = "SELECT extversion FROM pg_extension WHERE extname = 'vector'"
            if (found := connection.execute(has).fetchone()) is None:
                connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
                found = connection.execute(has).fetchone()
            register_vector(connection)
            connection.execute(f"SET hnsw.ef_search = {_REACH}")
            if found is not None and _version(found[0]) >= (0, 8):
                # The graph is searched on until enough rows have passed the filter.
                connection.execute("SET hnsw.iterative_scan = strict_order")
            return connection
        except BaseException:
            connection.close()
            raise

    def open(self, name: str) -> PostgresIndex | None:
        """The index of this name, None when it has not been built."""
        psycopg = _driver()
        with self.connection() as connection:
            row = connection.execute(
                "SELECT encoder, dim, rows FROM kefu_index WHERE name = %s AND format = %s",
                (name, _FORMAT),
            ).fetchone()
            if row is None:
                return None
            touch = "UPDATE kefu_index SET used_on = current_date WHERE name = %s AND used_on < current_date"
            refusals = (
                psycopg.errors.InsufficientPrivilege,
                psycopg.errors.ReadOnlySqlTransaction,
            )
            # One that may only read searches all the same.
            with contextlib.suppress(*refusals):
                connection.execute(touch, (name,))
        return PostgresIndex(self, name, encoder_id=str(row[0]), dim=int(row[1]), rows=int(row[2]))

    def build(
        self,
        name: str,
        vectors: Vectors,
        labels: Sequence[Label],
        *,
        encoder_id: str,
        progress: Progress = quiet,
    ) -> None:
        """Writes an index of `vectors` (n, dim), unit rows, unless one of this name is there already;
        drops those that were not opened for a season. `name` is 8 to 40 small hex digits.

        Raises `InputError` for sizes that disagree, `ModelUnavailable` when the database refuses.
        """
        checked(vectors, labels)
        from psycopg import sql

        rows, dim = vectors.shape
        table = _table(name)
        fields = sql.SQL(", ").join(map(sql.Identifier, _FIELDS))
        columns = sql.SQL(
            "row bigint PRIMARY KEY, act text NOT NULL, lang text NOT NULL, scenario text NOT NULL,"
            " country text NOT NULL, {levels}, vector vector({dim}) NOT NULL"
        ).format(
            levels=sql.SQL(", ").join(
                sql.SQL("{} smallint NOT NULL").format(sql.Identifier(level)) for level in _LEVELS
            ),
            dim=sql.Literal(dim),
        )
        with self.connection() as connection, connection.transaction():
            cursor = connection.cursor()
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            here = "SELECT 1 FROM kefu_index WHERE name = %s AND format = %s"
            if cursor.execute(here, (name, _FORMAT)).fetchone():
                return  # another process was quicker
            self._drop_unused(connection, name)
            cursor.execute(sql.SQL("CREATE TABLE {} ({})").format(table, columns))
            copying = sql.SQL("COPY {} ({}) FROM STDIN WITH (FORMAT BINARY)").format(table, fields)
            with cursor.copy(copying) as copy:
                copy.set_types(["int8", *["text"] * 4, *["int2"] * len(_LEVELS), "vector"])
                for row, label in enumerate(labels):
                    if row % _CHUNK == 0:
                        progress("index the lines", row, rows)
                    vector = np.ascontiguousarray(vectors[row], dtype=np.float32)
                    copy.write_row(
                        (
                            row,
                            label.act,
                            label.lang,
                            label.scenario,
                            label.country,
                            *label.levels,
                            vector,
                        )
                    )
            made = "CREATE INDEX ON {} (act, lang, scenario)", "CREATE INDEX ON {} (scenario)"
            for statement in (*made, "CREATE INDEX ON {} (country, act)"):
                cursor.execute(sql.SQL(statement).format(table))
            if rows >= _GRAPH_FROM:
                progress("build the graph", 0, 0)
                graph = sql.SQL("CREATE INDEX ON {} USING hnsw (vector vector_ip_ops)")
                cursor.execute(graph.format(table))
            cursor.execute(sql.SQL("ANALYZE {}").format(table))
            cursor.execute(
                "INSERT INTO kefu_index (name, format, encoder, dim, rows) VALUES (%s, %s, %s, %s, %s)",
                (name, _FORMAT, encoder_id, dim, rows),
            )
        progress("index the lines", rows, rows)

    def _drop_unused(self, connection: Connection[Any], name: str) -> None:
        """Drops the indexes that nobody opened for long, and one of this name in an older format."""
        from psycopg import sql

        old = connection.execute(
            "DELETE FROM kefu_index WHERE name = %s OR used_on < current_date - %s::int RETURNING name",
            (name, _UNUSED_DAYS),
        ).fetchall()
        for (other,) in old:
            connection.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(_table(str(other))))


class PostgresIndex:
    """One index of a `PostgresStore`. Safe to search from several threads."""

    def __init__(
        self, store: PostgresStore, name: str, *, encoder_id: str, dim: int, rows: int
    ) -> None:
        self._store = store
        self._table = _table(name)
        self._rows = rows
        self.dim = dim
        self.encoder_id = encoder_id

    def __len__(self) -> int:
        return self._rows

    def search(self, vector: Vectors, count: int, wanted: Filter = EVERY_LINE) -> tuple[Hit, ...]:
        """Up to `count` rows by falling cosine with `vector` (dim,) among those that fit.

        Raises `InputError` when the vector is not of the index's length, `ModelUnavailable` when
        the database does not answer.
        """
        from psycopg import sql

        if vector.shape != (self.dim,):
            raise InputError(f"A query for this index has {self.dim} numbers.")
        if count < 1:
            return ()
        asked = {
            "act": wanted.act,
            "lang": wanted.lang,
            "scenario": wanted.scenario,
            "country": wanted.country,
        }
        asked = {field: name for field, name in asked.items() if name is not None}
        tests: list[Any] = [
            sql.SQL("{} = {}").format(sql.Identifier(field), sql.Placeholder(field))
            for field in asked
        ]
        values: dict[str, object] = {**asked, "query": np.asarray(vector, dtype=np.float32)}
        if wanted.max_level is not None:
            level = sql.Identifier(_LEVELS[STANDARDS.index(wanted.standard)])
            tests.append(sql.SQL("{} <= %(level)s").format(level))
            values["level"] = wanted.max_level
        # Of unit rows the inner product is the cosine; pgvector orders by its negative.
        query = sql.SQL(
            "SELECT row, -(vector <#> %(query)s) FROM {table} {where}"
            " ORDER BY vector <#> %(query)s LIMIT %(count)s"
        ).format(
            table=self._table,
            where=sql.SQL("WHERE {}").format(sql.SQL(" AND ").join(tests))
            if tests
            else sql.SQL(""),
        )
        values["count"] = count
        with self._store.connection() as connection, connection.transaction():
            connection.execute(f"SET LOCAL statement_timeout = {_ANSWER_MS}")
            found = connection.execute(query, values, binary=True).fetchall()
        return tuple(Hit(int(row), float(score)) for row, score in found)


def _table(name: str) -> Any:
    from psycopg import sql

    if not _NAME.fullmatch(name):
        raise InputError("The name of an index is 8 to 40 small hex digits.")
    return sql.Identifier(f"kefu_lines_{name}")


def _driver() -> Any:
    try:
        import pgvector.psycopg  # noqa: F401
        import psycopg
    except ImportError as error:
        raise ModelUnavailable(*NO_DRIVER) from error
    return psycopg


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text)[:2])


def _reason(error: Exception) -> tuple[str, str]:
    """What to tell of a database's error. Its own words may repeat the password, so they stay out."""
    psycopg = _driver()
    missing = (psycopg.errors.UndefinedFile, psycopg.errors.FeatureNotSupported)
    if isinstance(error, missing):
        return NO_EXTENSION
    if isinstance(error, psycopg.errors.InsufficientPrivilege):
        return NO_RIGHT
    if isinstance(error, psycopg.ProgrammingError) and error.sqlstate is None:
        return BAD_ADDRESS
    return AWAY
