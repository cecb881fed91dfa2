"""The connection to a database: opening it, transactions, and what its errors mean to a person."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, NoSuchModuleError, SQLAlchemyError

from tutor import resources
from tutor.errors import StoreError


def open_engine(url: str | None = None) -> Engine:
    """The database at `url`, at `KEFU_DATABASE`, or in the user's folder. Raises `StoreError`."""
    url = url or os.environ.get("KEFU_DATABASE")
    return _engine(url or f"sqlite:///{resources.user_dir() / 'kefu.sqlite3'}")


class Database:
    """What everything that is kept here shares: an engine, and one way to begin and to fail."""

    # What a broken rule of the tables means, where it can only mean one thing.
    clash: tuple[str, str] = (
        "This has changed in another window. Reload the page to see it as it is now.",
        "这里的内容在另一个窗口里改过了。请刷新页面，看最新的内容。",
    )

    def __init__(self, engine: Engine) -> None:
        self._writer = engine.execution_options(kefu_write=True)
        self._reader = engine

    def close(self) -> None:
        """Give the connections back; new ones are opened when they are needed again."""
        self._reader.dispose()

    @contextmanager
    def _transaction(self, engine: Engine) -> Iterator[Connection]:
        try:
            with engine.begin() as connection:
                yield connection
        except IntegrityError as error:
            raise StoreError(*self.clash) from error
        except (SQLAlchemyError, OSError) as error:
            raise StoreError(*_explain(error)) from error


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        engine = create_engine(parsed, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError) as error:
        # The address may hold a password, so it is not repeated.
        raise StoreError(
            "KEFU_DATABASE is not a database address that works here; write for example"
            " sqlite:////home/me/kefu.sqlite3, or install the driver of your database.",
            "KEFU_DATABASE 里的数据库地址不能用；请写成 sqlite:////home/me/kefu.sqlite3 这样，"
            "或者安装数据库的驱动。",
        ) from error
    if parsed.get_backend_name() == "sqlite":
        _prepare_sqlite(engine)
    return engine


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _connected(connection: object, _record: object) -> None:
        # The driver's own transactions start late; ours start with `_begun`.
        connection.isolation_level = None  # type: ignore[attr-defined]
        cursor = connection.cursor()  # type: ignore[attr-defined]
        for pragma in (
            "busy_timeout=5000",
            "journal_mode=WAL",
            "foreign_keys=ON",
            "synchronous=FULL",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        # A write takes its lock at once: a read that turns into a write cannot wait for one.
        write = connection.get_execution_options().get("kefu_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _explain(error: Exception) -> tuple[str, str]:
    cause = str(getattr(error, "orig", None) or error).lower()
    return next((said for words, said in _CAUSES if any(w in cause for w in words)), _UNREACHED)


# What a database driver says, and what a person can do about it.
_CAUSES: tuple[tuple[tuple[str, ...], tuple[str, str]], ...] = (
    (
        ("is full", "no space"),
        (
            "The disk is full, so nothing was kept. Make some room, then send it again.",
            "磁盘满了，没有保存。请先清理一些空间，再发一次。",
        ),
    ),
    (
        ("locked", "busy"),
        (
            "Another program is using the record. Wait a moment, then try again.",
            "记录正在被别的程序使用。请等一会儿，再试一次。",
        ),
    ),
    (
        ("malformed", "not a database", "no such"),
        (
            "The record file is damaged. Move kefu.sqlite3 to another folder and start again: a new"
            " record is made.",
            "记录文件坏了。请把 kefu.sqlite3 移到别的文件夹，再重新开始，程序会建一个新的记录。",
        ),
    ),
    (
        ("readonly", "read-only", "unable to open", "permission"),
        (
            "The record cannot be written. Check that you may write in the folder that KEFU_HOME or"
            " KEFU_DATABASE names.",
            "记录写不进去。请检查 KEFU_HOME 或者 KEFU_DATABASE 的文件夹能不能写。",
        ),
    ),
)
_UNREACHED = (
    "The record could not be reached, so nothing was kept. Try again, or restart the program.",
    "现在用不了记录，所以没有保存。请再试一次，或者重新启动程序。",
)
