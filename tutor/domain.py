"""Every value type of the tutor. Frozen, slotted, keyword-only; sequences are tuples.

Offsets are half-open and count code points of the learner's original text.
Money is `Decimal` in the order's currency; dates are `datetime.date`; levels are HSK bands 1 to 9
(in the standards "2021" and "2025" band 7 stands for the common band 7-9).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Lang = Literal["zh", "en"]
Channel = Literal["marketplace", "storefront", "email", "b2b"]
Standard = Literal["2.0", "2021", "2025"]
Severity = Literal["error", "warning", "hint"]
Position = Literal["first", "middle", "last"]
Role = Literal["buyer", "agent"]
Origin = Literal["script", "retrieved", "generated", "fallback"]
TokenKind = Literal[
    "listed", "composed", "trade_term", "name", "number", "punctuation", "latin", "off_list"
]
Mood = Literal["calm", "worried", "annoyed", "angry"]
Remedy = Literal[
    "refund",
    "partial_refund",
    "reship",
    "exchange",
    "return",
    "cancel",
    "change_address",
    "coupon",
    "repair",
    "escalate",
]
Outcome = Literal["solved", "solved against policy", "unsolved", "escalated", "buyer left"]
Fault = Literal[
    "none",
    "damaged",
    "defective",
    "wrong_item",
    "missing_item",
    "lost",
    "overcharged",
    "late_dispatch",
]

LANGS: tuple[Lang, ...] = ("zh", "en")
CHANNELS: tuple[Channel, ...] = ("marketplace", "storefront", "email", "b2b")
STANDARDS: tuple[Standard, ...] = ("2.0", "2021", "2025")
YEARS = range(1900, 2200)  # of dates that are taken, so that what is reckoned from them is a date
POSITIONS: tuple[Position, ...] = ("first", "middle", "last")
MOODS: tuple[Mood, ...] = ("calm", "worried", "annoyed", "angry")
STRATEGIES: tuple[str, ...] = (
    "greeting",
    "identity",
    "restatement",
    "refinement",
    "emotion",
    "suggestion",
    "information",
    "resolution",
    "feedback",
    "relationship",
    "closing",
    "other",
)
OUTCOMES: tuple[Outcome, ...] = (
    "solved",
    "solved against policy",
    "unsolved",
    "escalated",
    "buyer left",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bilingual:
    """One text in the two languages of the interface."""

    zh: str
    en: str

    def get(self, lang: str) -> str:
        """The text in `lang`; anything but "zh" reads English."""
        return self.zh if lang == "zh" else self.en


# --- text -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points in the learner's original text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


OMISSION = Span(0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word of the learner's text. `level` is its HSK band or None; `pinyin` only for Chinese."""

    text: str
    span: Span
    kind: TokenKind
    level: int | None = None
    pinyin: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerText:
    """A text read once and shared by every rule. `folded` has the length of `raw`, code point
    for code point (width and case folded); tokens cover every non-space code point in order."""

    raw: str
    folded: str
    tokens: tuple[Token, ...]
    lang: Lang
    standard: Standard = "2025"


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    role: Role
    text: str
    lang: Lang


# --- what a text does ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A value said in a text, normalised.

    kind      value                                unit
    amount    Decimal                              ISO 4217 code, "%" or None (not said)
    date      datetime.date                        None
    duration  (low, high) Decimals                 "hour", "day", "workday", "week", "month", "year"
    quantity  Decimal                              the classifier or noun, or None
    order_id, tracking_number   str as written     None
    carrier   canonical name ("DHL")               None
    place     canonical name ("曼谷" and "Bangkok" give "bangkok")   None
    remedy    a `Remedy`                           None
    """

    kind: str
    span: Span
    value: object
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A stretch of a text that does one thing or several at once.

    `acts` are ids of `tutor.understand.acts`; the flags say how the clause is put: a question,
    negated, under a condition (如果/if), softened (请/麻烦/could you), quoted from someone else.
    """

    span: Span
    acts: tuple[str, ...]
    slots: tuple[Slot, ...] = ()
    question: bool = False
    negated: bool = False
    conditional: bool = False
    softened: bool = False
    quoted: bool = False
    sentence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a text does, clause by clause. Made once a turn; serves checks and buyer alike."""

    lang: Lang
    clauses: tuple[Clause, ...]

    @property
    def acts(self) -> frozenset[str]:
        return frozenset(act for clause in self.clauses for act in clause.acts)

    @property
    def slots(self) -> tuple[Slot, ...]:
        return tuple(slot for clause in self.clauses for slot in clause.slots)


# --- the desk ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    name: Bilingual
    quantity: int = 1
    price: Decimal | None = None
    sku: str | None = None
    in_stock: bool = True
    attributes: Mapping[str, Bilingual] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    id: str | None = None
    placed: date | None = None
    status: str | None = None  # unpaid, paid, packed, shipped, delivered, returned, cancelled
    currency: str | None = None
    total: Decimal | None = None
    items: tuple[Item, ...] = ()
    address: Bilingual | None = None
    payment: str | None = None
    paid: Decimal | None = None
    payment_en: str | None = None  # the same in English, where the author wrote both
    refunded: Decimal | None = None  # given back before the conversation began
    refunded_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentEvent:
    on: date
    place: Bilingual
    text: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipment:
    carrier: str | None = None
    tracking_number: str | None = None
    shipped: date | None = None
    eta: date | None = None
    delivered: date | None = None
    place: Bilingual | None = None
    events: tuple[ShipmentEvent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The shop's rules. Days are calendar days unless the name says workdays; a field that is
    None is not regulated and never checked."""

    return_window_days: int | None = None  # from delivery
    refund_days: tuple[int, int] | None = None  # workdays until the money is back
    return_shipping: Literal["buyer", "shop"] | None = None
    compensation_limit: Decimal | None = None  # partial refund without a return, at most
    coupon_limit: Decimal | None = None
    dispatch_days: tuple[int, int] | None = None
    delivery_days: tuple[int, int] | None = None
    lost_after_days: int | None = None  # days past the eta after which a parcel counts as lost
    warranty_months: int | None = None
    repair_price: Decimal | None = None  # of a repair that the warranty does not cover
    photo_required: bool | None = None
    exchange_allowed: bool | None = None
    cancel_until: Literal["packed", "shipped"] | None = None
    duties_paid_by: Literal["buyer", "shop"] | None = None
    price_protection_days: int | None = None
    notes: tuple[Bilingual, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The facts on the agent's desk. Everything is optional: what is absent is not checked."""

    today: date | None = None
    order: Order | None = None
    shipment: Shipment | None = None
    policy: Policy | None = None
    fault: Fault = "none"
    fault_items: tuple[str, ...] = ()  # skus
    facts: Mapping[str, Bilingual] = field(default_factory=dict)  # further facts, by key
    fact_labels: Mapping[str, Bilingual] = field(default_factory=dict)  # what the page calls them


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRecord:
    """One action done at the desk. `violation` says which policy it broke, or None. `amount` is
    what the buyer gets; of a repair it is what the buyer pays, None for a free one."""

    action: str
    remedy: Remedy | None
    amount: Decimal | None = None
    detail: str | None = None
    violation: Bilingual | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A desk and what has been done at it."""

    desk: Desk
    actions: tuple[ActionRecord, ...] = ()
    photo_seen: bool = False
    agreed_price: Decimal | None = None  # what the buyer agreed to pay for a repair

    @property
    def given_back(self) -> Decimal:
        """All money that went back, before the conversation and in it."""
        before = self.desk.order.refunded if self.desk.order is not None else None
        return self.refunded + (before or Decimal(0))

    @property
    def refunded(self) -> Decimal:
        """The money given back in this conversation."""
        return sum(
            (
                a.amount or Decimal(0)
                for a in self.actions
                if a.remedy in ("refund", "partial_refund")
            ),
            Decimal(0),
        )


# --- the course -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing a buyer can say. `act` is "open", "ask.<question>", "give.<fact>", "press" …;
    `level` is what the author declared (None for English); `{…}` stand for facts of the case."""

    act: str
    lang: Lang
    text: str
    level: int | None = None
    mood: Mood | None = None
    scenario: str | None = None  # None: a general line, fit for every case


@dataclass(frozen=True, slots=True, kw_only=True)
class Friction:
    """How hard a buyer is to serve, apart from mood and patience. `trust` low: a promise is doubted
    once. `clarity` low: the first message does not say what the matter is. `code_switching`: how
    often a Chinese word comes out in English. `grammar`: how well the language is spoken."""

    trust: Literal["high", "low"] = "high"
    clarity: Literal["high", "low"] = "high"
    code_switching: Literal["none", "some", "often"] = "none"
    grammar: Literal["good", "shaky", "broken"] = "good"


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    name: Bilingual
    country: str  # ISO 3166-1 alpha-2
    languages: tuple[str, ...]
    mood: Mood
    patience: int  # replies that bring nothing before the buyer leaves, 1 to 8
    friction: Friction = field(default_factory=Friction)
    misremembers: tuple[str, ...] = ()  # desk paths of which the buyer has a wrong memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the buyer wants to know. It counts as answered when one of `facts` (desk paths such as
    "shipment.eta") is said rightly, or one of `words` stands in a reply of that language."""

    id: str
    facts: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """What the buyer wants done. `accepts` maps each remedy that satisfies to the least amount; of
    a repair it is the most that the buyer pays, None for a free one only."""

    id: str
    remedy: Remedy
    accepts: Mapping[Remedy, Decimal | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelAnswer:
    """A good reply at one step: `step` is "open", "ask.<q>", "want.<w>" or "close"; `do` are the
    desk actions to take before saying it, as typed after /do."""

    step: str
    texts: Mapping[str, tuple[str, ...]]
    do: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptTurn:
    """One turn of a scripted dialogue. `note` is the teacher's, `level` the band she declared for
    it, `terms` the trade words to look at."""

    role: Role
    text: str
    lang: Lang
    note: str | None = None
    level: int | None = None
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptedDialogue:
    """A dialogue that is followed turn by turn; its id is unique in its set."""

    id: str
    turns: tuple[ScriptTurn, ...]
    title: str | None = None
    note: str | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueSet:
    """A teacher's own dialogues. `level` is the band of every dialogue that declares none."""

    id: str
    dialogues: tuple[ScriptedDialogue, ...]
    title: str | None = None
    level: int | None = None
    standard: Standard = "2025"
    channel: Channel = "marketplace"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    id: str
    title: Bilingual
    briefing: Bilingual
    module: str
    level: int
    standard: Standard
    channel: Channel
    persona: Persona
    desk: Desk
    questions: tuple[Question, ...]
    wants: tuple[Want, ...]
    knows: tuple[str, ...]  # what the buyer can give: "order_id", "photo", "address" …
    lines: tuple[Line, ...]
    key_terms: tuple[str, ...]
    model_answers: tuple[ModelAnswer, ...]
    can_do: Bilingual
    culture: Bilingual | None = None
    max_turns: int = 14
    script: tuple[ScriptTurn, ...] = ()  # not empty: the buyer follows it, and only it

    @property
    def languages(self) -> tuple[Lang, ...]:
        return tuple(lang for lang in LANGS if any(line.lang == lang for line in self.lines))


# --- feedback --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """All that a rule may see beside the text. `buyer` is the message being answered, `history`
    what came before it."""

    lang: Lang
    channel: Channel = "marketplace"
    position: Position = "middle"
    buyer: str | None = None
    history: tuple[Utterance, ...] = ()
    level: int | None = None
    standard: Standard = "2025"
    desk: Desk | None = None
    case: Case | None = None
    key_terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to improve. An omission has the span [0, 0)."""

    check: str
    severity: Severity
    span: Span
    text: str
    message: Bilingual
    why: Bilingual
    suggestion: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyReport:
    """The words of a reply with their bands; `counts` has a key a band ("1" … "7") and one for
    "off_list" and "trade_term"."""

    standard: Standard
    tokens: tuple[Token, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    findings: tuple[Finding, ...]
    strategies: tuple[str, ...]
    vocabulary: VocabularyReport
    rewrite: str | None = None


# --- one turn -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerState:
    """The buyer's mind. `agenda` is a stack, its top first, of "ask.<q>" and "want.<w>"."""

    agenda: tuple[str, ...]
    mood: Mood
    patience: int
    satisfaction: int  # 0 to 100
    said: tuple[str, ...] = ()  # texts used, never said twice
    offered: tuple[Remedy, ...] = ()  # remedies the agent offered and the buyer agreed to
    waiting: int = 0  # how often the agent only promised to look
    act: str = "open"  # the buyer's last act
    lead: str | None = None  # the reaction that stood before it
    given: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()  # agenda items that the buyer has put into words
    apologised: bool = False
    met: tuple[str, ...] = ()  # agenda items that are settled
    left: bool = False
    exchange: int = 0  # of a script: which message of the buyer is being answered, from 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerReply:
    """What the buyer says. `evidence` are the templates the words came from, or the examples that a
    model's words were held to."""

    text: str
    act: str
    origin: Origin
    evidence: tuple[str, ...] = ()
    done: bool = False
    refused: tuple[str, ...] = ()  # why the guard turned a model's words down, try by try


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptMatch:
    """How near a reply came to the one that the script has at this place: 0 nothing in common,
    1 the same. It is a distance and no verdict: a good reply may be far from the script's."""

    expected: str
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    id: str
    learner: str
    scenario: Scenario
    lang: Lang
    level: int
    standard: Standard
    seed: int
    case: Case
    buyer_state: BuyerState
    history: tuple[Utterance, ...] = ()
    turn: int = 0
    done: bool = False
    outcome: Outcome | None = None
    actions_seen: int = 0  # desk actions that the buyer has heard of
    said_against_policy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnResult:
    session: Session
    reply: BuyerReply | None
    feedback: Feedback
    outcome: Outcome | None
    match: ScriptMatch | None = None  # only where the buyer follows a script


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A benchmark's number. `value` None is *not measured*: it never averages in."""

    metric: str
    value: float | None
    n: int
    interval: tuple[float, float] | None = None
