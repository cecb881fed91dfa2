"""The record of every case, as the rest of the program knows it. The database behind it, and the
library that speaks to it, are met only when a store is opened.

`Store` is the interface; a school gives another database by `KEFU_DATABASE` (an SQLAlchemy URL).
Each method is one transaction: it has happened as a whole or not at all. Whatever goes wrong is
one `StoreError` whose message says what to do, in English and Chinese.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tutor.domain import (
    ActionRecord,
    Bilingual,
    BuyerReply,
    Feedback,
    Lang,
    Mood,
    Outcome,
    Scenario,
    ScriptMatch,
    Session,
    TurnResult,
)
from tutor.records.materials import Materials


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSummary:
    """One line in the list of a learner's cases."""

    id: str
    scenario_id: str
    title: Bilingual
    lang: Lang
    level: int
    turn: int
    satisfaction: int
    done: bool
    outcome: Outcome | None
    started: datetime
    changed: datetime
    version: int | None = None  # of a teacher's material; None for a case of the course


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedTurn:
    """All that is needed to show one turn again. `actions` are those done up to this reply."""

    number: int
    reply: str
    feedback: Feedback
    buyer: BuyerReply | None
    satisfaction: int
    mood: Mood
    outcome: Outcome | None
    actions: tuple[ActionRecord, ...] = ()
    match: ScriptMatch | None = None  # how near the reply came to a script's own


class Store(Protocol):
    """What the rest of the program knows of the record. Every method raises `StoreError`."""

    @property
    def materials(self) -> Materials:
        """What teachers have brought."""

    def create(self, session: Session) -> None:
        """Keep a case that has just begun."""

    def record_turn(self, result: TurnResult) -> None:
        """Keep one turn and the state after it, together."""

    def record_action(self, session: Session) -> None:
        """Keep the state after an action at the desk."""

    def load(self, session_id: str, scenarios: Callable[[str], Scenario]) -> Session:
        """The case as it was last kept. It goes on with the scenario it began with; `scenarios`
        gives today's version only where the kept one is in a format of another time."""

    def list(self, learner: str) -> tuple[CaseSummary, ...]:
        """The learner's cases, the last used first."""

    def turns(self, session_id: str) -> tuple[RecordedTurn, ...]:
        """The turns of a case, in order."""

    def delete(self, session_id: str) -> None:
        """Remove a case and its turns for good. A case that is not there is no error."""

    def latest_open(self, learner: str) -> str | None:
        """The id of the unfinished case that the learner used last."""


def open_store(url: str | None = None) -> Store:
    """The store at `url`, at `KEFU_DATABASE`, or in the user's folder. Makes or updates the tables."""
    from tutor.records.database import open_engine
    from tutor.records.sql_store import SqlStore

    store = SqlStore(open_engine(url))
    store.migrate()
    return store
