"""The record of every case in a database that SQLAlchemy speaks to. The one place that knows how a
case is laid out in tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache

from sqlalchemy import Connection, Engine, delete, insert, inspect, select, update

from tutor.domain import Bilingual, Scenario, Session, TurnResult
from tutor.errors import StoreError
from tutor.records import codec
from tutor.records.database import Database
from tutor.records.materials import Materials
from tutor.records.models import STEPS, ScenarioRow, SchemaVersion, SessionRow, TurnRow
from tutor.records.sql_materials import SqlMaterials, version_in_use
from tutor.records.store import CaseSummary, RecordedTurn

_DAMAGED = (
    "This case cannot be read from the record, so it stays closed; the other cases are not touched.",
    "这个练习的记录读不出来，所以打不开；别的练习没有问题。",
)
_ELSEWHERE = (
    "This case has gone on in another window. Reload the page to see it as it is now.",
    "这个练习在另一个窗口里继续了。请刷新页面，看最新的内容。",
)
_GONE = (
    "This case is not in the record any more. Please choose another one.",
    "记录里没有这个练习了。请选别的练习。",
)
_NEWER = (
    "The record was written by a newer version of this program. Please update the program.",
    "记录是用更新的版本写的。请先更新本程序。",
)


class SqlStore(Database):
    """`Store` on any database that SQLAlchemy speaks to."""

    clash = _ELSEWHERE

    def __init__(
        self, engine: Engine, steps: tuple[Callable[[Connection], None], ...] = STEPS
    ) -> None:
        super().__init__(engine)
        self._steps = steps

    @property
    def materials(self) -> Materials:
        return SqlMaterials(self._reader)

    def migrate(self) -> None:
        """Take every step that the database has not taken yet, all in one transaction."""
        with self._transaction(self._writer) as db:
            version = 0
            if inspect(db).has_table(SchemaVersion.__tablename__):
                version = db.scalar(select(SchemaVersion.version)) or 0
            if version > len(self._steps):
                raise StoreError(*_NEWER)
            if version == len(self._steps):
                return
            for step in self._steps[version:]:
                step(db)
            db.execute(delete(SchemaVersion))
            db.execute(insert(SchemaVersion).values(id=1, version=len(self._steps)))

    def create(self, session: Session) -> None:
        state, scenario, digest = codec.dump_session(session)
        now = datetime.now(UTC)
        with self._transaction(self._writer) as db:
            if db.scalar(select(ScenarioRow.digest).where(ScenarioRow.digest == digest)) is None:
                db.execute(
                    insert(ScenarioRow).values(
                        digest=digest, scenario_id=session.scenario.id, content=scenario
                    )
                )
            db.execute(
                insert(SessionRow).values(
                    id=session.id,
                    learner=session.learner,
                    digest=digest,
                    scenario_id=session.scenario.id,
                    title_zh=session.scenario.title.zh,
                    title_en=session.scenario.title.en,
                    lang=session.lang,
                    level=session.level,
                    started=now,
                    **version_in_use(db, session.scenario.id),
                    **_moving(session, state, now),
                )
            )

    def record_turn(self, result: TurnResult) -> None:
        session = result.session
        turn = RecordedTurn(
            number=session.turn,
            reply=_last_reply(session),
            feedback=result.feedback,
            buyer=result.reply,
            satisfaction=session.buyer_state.satisfaction,
            mood=session.buyer_state.mood,
            outcome=result.outcome,
            actions=session.case.actions,
            match=result.match,
        )
        with self._transaction(self._writer) as db:
            self._move(db, session, from_turn=session.turn - 1)
            db.execute(
                insert(TurnRow).values(
                    session_id=session.id, number=turn.number, content=codec.dump(turn)
                )
            )

    def record_action(self, session: Session) -> None:
        with self._transaction(self._writer) as db:
            self._move(db, session, from_turn=session.turn)

    def load(self, session_id: str, scenarios: Callable[[str], Scenario]) -> Session:
        with self._transaction(self._reader) as db:
            row = db.execute(
                select(SessionRow.state, SessionRow.scenario_id, ScenarioRow.content)
                .join(ScenarioRow, ScenarioRow.digest == SessionRow.digest)
                .where(SessionRow.id == session_id)
            ).one_or_none()
        if row is None:
            raise StoreError(*_GONE)
        try:
            scenario = _scenario(row.content)
        except codec.CodecError:
            scenario = scenarios(row.scenario_id)
        try:
            return codec.load_session(row.state, scenario)
        except codec.CodecError as error:
            raise StoreError(*_DAMAGED) from error

    def list(self, learner: str) -> tuple[CaseSummary, ...]:
        with self._transaction(self._reader) as db:
            rows = db.execute(
                select(SessionRow.__table__)
                .where(SessionRow.learner == learner)
                .order_by(SessionRow.changed.desc(), SessionRow.id)
            ).all()
        return tuple(
            CaseSummary(
                id=row.id,
                scenario_id=row.scenario_id,
                title=Bilingual(zh=row.title_zh, en=row.title_en),
                lang=row.lang,
                level=row.level,
                turn=row.turn,
                satisfaction=row.satisfaction,
                done=row.done,
                outcome=row.outcome,
                started=row.started,
                changed=row.changed,
                version=row.version,
            )
            for row in rows
        )

    def turns(self, session_id: str) -> tuple[RecordedTurn, ...]:
        with self._transaction(self._reader) as db:
            texts = db.scalars(
                select(TurnRow.content)
                .where(TurnRow.session_id == session_id)
                .order_by(TurnRow.number)
            ).all()
        try:
            return tuple(codec.load(RecordedTurn, text) for text in texts)
        except codec.CodecError as error:
            raise StoreError(*_DAMAGED) from error

    def delete(self, session_id: str) -> None:
        with self._transaction(self._writer) as db:
            digest = db.scalar(select(SessionRow.digest).where(SessionRow.id == session_id))
            db.execute(delete(SessionRow).where(SessionRow.id == session_id))
            used = db.scalar(select(SessionRow.id).where(SessionRow.digest == digest).limit(1))
            if used is None:
                db.execute(delete(ScenarioRow).where(ScenarioRow.digest == digest))

    def latest_open(self, learner: str) -> str | None:
        with self._transaction(self._reader) as db:
            found: str | None = db.scalar(
                select(SessionRow.id)
                .where(SessionRow.learner == learner, SessionRow.done.is_(False))
                .order_by(SessionRow.changed.desc(), SessionRow.id)
                .limit(1)
            )
        return found

    def _move(self, db: Connection, session: Session, *, from_turn: int) -> None:
        """Bring a case from the state it is known in to the next one; refuse if it moved since."""
        state, _, _ = codec.dump_session(session)
        fields = _moving(session, state, datetime.now(UTC))
        moved = db.execute(
            update(SessionRow)
            .where(
                SessionRow.id == session.id,
                SessionRow.turn == from_turn,
                SessionRow.actions <= len(session.case.actions),
                SessionRow.done.is_(False),
            )
            .values(fields)
        )
        if moved.rowcount == 1:
            return
        known = db.scalar(select(SessionRow.id).where(SessionRow.id == session.id))
        raise StoreError(*(_GONE if known is None else _ELSEWHERE))


def _moving(session: Session, state: str, now: datetime) -> dict[str, object]:
    return {
        "turn": session.turn,
        "actions": len(session.case.actions),
        "satisfaction": session.buyer_state.satisfaction,
        "done": session.done,
        "outcome": session.outcome,
        "state": state,
        "changed": now,
    }


def _last_reply(session: Session) -> str:
    return next((u.text for u in reversed(session.history) if u.role == "agent"), "")


@lru_cache(maxsize=64)
def _scenario(content: str) -> Scenario:
    return codec.load(Scenario, content)
