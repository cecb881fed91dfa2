"""A small case, made by hand, and a store in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tutor.domain import (
    Bilingual,
    BuyerReply,
    BuyerState,
    Case,
    Desk,
    Feedback,
    Finding,
    Item,
    Line,
    Order,
    Outcome,
    Persona,
    Policy,
    Question,
    Scenario,
    Session,
    Span,
    Token,
    TurnResult,
    Utterance,
    VocabularyReport,
    Want,
)
from tutor.records.sql_store import SqlStore
from tutor.records.store import Store, open_store


def both(zh: str, en: str) -> Bilingual:
    return Bilingual(zh=zh, en=en)


@pytest.fixture
def scenario() -> Scenario:
    desk = Desk(
        today=date(2026, 3, 20),
        order=Order(
            id="A-7",
            placed=date(2026, 3, 2),
            currency="USD",
            total=Decimal("35.80"),
            items=(
                Item(name=both("保温杯", "flask"), quantity=2, price=Decimal("17.90"), sku="B1"),
            ),
        ),
        policy=Policy(refund_days=(3, 5), coupon_limit=Decimal(5)),
        facts={"plug": both("三脚插头", "a three-pin plug")},
    )
    return Scenario(
        id="late-parcel",
        title=both("包裹没到", "A late parcel"),
        briefing=both("顾客来问包裹。", "A buyer asks for a parcel."),
        module="logistics",
        level=4,
        standard="2025",
        channel="marketplace",
        persona=Persona(
            name=both("素妮", "Sunee"),
            country="TH",
            languages=("th", "zh"),
            mood="worried",
            patience=4,
        ),
        desk=desk,
        questions=(Question(id="when", facts=("shipment.eta",), words={"zh": ("三天",)}),),
        wants=(Want(id="sorry", remedy="coupon", accepts={"coupon": Decimal(3), "refund": None}),),
        knows=("order_id",),
        lines=(Line(act="open", lang="zh", text="包裹呢？", level=3),),
        key_terms=("物流",),
        model_answers=(),
        can_do=both("能查物流。", "I can trace a parcel."),
    )


@pytest.fixture
def session(scenario: Scenario) -> Session:
    return Session(
        id="case-1",
        learner="learner-1",
        scenario=scenario,
        lang="zh",
        level=4,
        standard="2025",
        seed=7,
        case=Case(desk=scenario.desk),
        buyer_state=BuyerState(
            agenda=("ask.when", "want.sorry"), mood="worried", patience=4, satisfaction=50
        ),
        history=(Utterance(role="buyer", text="包裹呢？", lang="zh"),),
    )


Answer = Callable[..., TurnResult]


@pytest.fixture
def answer() -> Answer:
    """One turn further: the agent says a text, the buyer answers."""

    def step(session: Session, text: str, outcome: Outcome | None = None) -> TurnResult:
        moved = replace(
            session,
            turn=session.turn + 1,
            done=outcome is not None,
            outcome=outcome,
            history=(
                *session.history,
                Utterance(role="agent", text=text, lang="zh"),
                Utterance(role="buyer", text="好的。", lang="zh"),
            ),
        )
        token = Token(text=text[:1], span=Span(0, 1), kind="listed", level=1, pinyin="nín")
        finding = Finding(
            check="register.pronoun",
            severity="warning",
            span=Span(0, 1),
            text=text[:1],
            message=both("用“您”。", "Use 您."),
            why=both("更客气。", "It is more polite."),
            suggestion="您",
        )
        return TurnResult(
            session=moved,
            reply=BuyerReply(text="好的。", act="wait_ok", origin="script", evidence=("好的。",)),
            feedback=Feedback(
                findings=(finding,),
                strategies=("greeting",),
                vocabulary=VocabularyReport(
                    standard="2025",
                    tokens=(token,),
                    counts={"1": 1, "off_list": 0, "trade_term": 0},
                ),
                rewrite="您",
            ),
            outcome=outcome,
        )

    return step


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kefu.sqlite3"


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    made = open_store(f"sqlite:///{file}")
    yield made
    assert isinstance(made, SqlStore)
    made.close()
