"""The tables of the record, and the steps that bring an older file forward.

A state is kept as JSON text and not in columns of its own: it is read and written as a whole, and
only what a list shows or is sorted by stands in a column.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import (
    Connection,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    Text,
    TypeDecorator,
    inspect,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. SQLite forgets the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: object) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: object) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    pass


class SchemaVersion(Base):
    """One row: the number of the last step that this database has taken."""

    __tablename__ = "schema_version"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int]


class ScenarioRow(Base):
    """A scenario as it was when a case began, under the SHA-256 of its content."""

    __tablename__ = "scenario"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    scenario_id: Mapped[str] = mapped_column(Text)
    content: Mapped[str] = mapped_column(Text)


class SessionRow(Base):
    """A case and the state it is in now."""

    __tablename__ = "session"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    learner: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(ForeignKey("scenario.digest"))
    scenario_id: Mapped[str] = mapped_column(Text)
    title_zh: Mapped[str] = mapped_column(Text)
    title_en: Mapped[str] = mapped_column(Text)
    lang: Mapped[str] = mapped_column(String(8))
    level: Mapped[int]
    turn: Mapped[int]
    actions: Mapped[int]
    satisfaction: Mapped[int]
    done: Mapped[bool]
    outcome: Mapped[str | None] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(Text)
    started: Mapped[datetime] = mapped_column(UtcDateTime)
    changed: Mapped[datetime] = mapped_column(UtcDateTime)
    # Which version of a teacher's material the case plays. No foreign key: the case holds its
    # scenario whole, so it goes on when the material is gone.
    material: Mapped[str | None] = mapped_column(String(64))
    version: Mapped[int | None]

    __table_args__ = (Index("session_by_learner", "learner", "changed"),)


class TurnRow(Base):
    """One reply with its feedback and the buyer's answer. The key keeps two windows from writing
    the same turn twice."""

    __tablename__ = "turn"
    session_id: Mapped[str] = mapped_column(
        ForeignKey("session.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[str] = mapped_column(Text)


class MaterialRow(Base):
    """Something a teacher brought, under one id through all its versions."""

    __tablename__ = "material"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    # The number of the newest version there ever was, so that none is given twice.
    last: Mapped[int]


class VersionRow(Base):
    """One upload of a material, and whether learners see it."""

    __tablename__ = "material_version"
    material: Mapped[str] = mapped_column(
        ForeignKey("material.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    state: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    dialogues: Mapped[int]
    turns: Mapped[int]
    created: Mapped[datetime] = mapped_column(UtcDateTime)
    changed: Mapped[datetime] = mapped_column(UtcDateTime)


class MaterialFileRow(Base):
    """A file of an upload as it came in. The name is shown and never opened."""

    __tablename__ = "material_file"
    material: Mapped[str] = mapped_column(String(64), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(Text)
    # Some databases give a column of bytes little room unless they are told how much it needs.
    data: Mapped[bytes] = mapped_column(LargeBinary(2**31))

    __table_args__ = (
        ForeignKeyConstraint(
            ["material", "number"],
            ["material_version.material", "material_version.number"],
            ondelete="CASCADE",
        ),
    )


class MaterialItemRow(Base):
    """The id of a set or a case that a version holds."""

    __tablename__ = "material_item"
    material: Mapped[str] = mapped_column(String(64), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    item: Mapped[str] = mapped_column(String(128), primary_key=True)

    __table_args__ = (
        ForeignKeyConstraint(
            ["material", "number"],
            ["material_version.material", "material_version.number"],
            ondelete="CASCADE",
        ),
        Index("material_item_by_item", "item"),
    )


def _first_tables(connection: Connection) -> None:
    Base.metadata.create_all(connection)


def _materials(connection: Connection) -> None:
    """The tables of what teachers bring, and in a case which version it plays."""
    Base.metadata.create_all(connection)
    known = {column["name"] for column in inspect(connection).get_columns("session")}
    for name, kind in (("material", "VARCHAR(64)"), ("version", "INTEGER")):
        # A new database has them from its first step already.
        if name not in known:
            connection.exec_driver_sql(f"ALTER TABLE session ADD COLUMN {name} {kind}")


# Step n brings a database from version n-1 to n. Steps are only ever appended: the first creates
# what the tables above were on the day of the first release, later ones alter.
STEPS: tuple[Callable[[Connection], None], ...] = (_first_tables, _materials)
