"""What the buyer takes from a reply: a `Stimulus` of plain values, made from the reading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from tutor.buyer.hearing import Offer, asks, offers, small_talk
from tutor.domain import (
    ActionRecord,
    BuyerReply,
    Case,
    Lang,
    LearnerText,
    Reading,
    Scenario,
    Standard,
)
from tutor.text.language import detect
from tutor.text.vocabulary import lookup
from tutor.understand.answered import answered
from tutor.understand.facts import mentions

_TURNS_DOWN = ("reject", "doubt", "ask_sure", "ask_meaning", "not_understood", "wrong_language")
_LISTENING = {"greet", "ask_order", "ask_photo", "ask_address", "ask_preference", "ask_detail"}
_BEYOND_LEVEL = 2
_UNLISTED = 7
_FORMULAS = {"greet", "thank", "close", "relationship", "apologise", "empathise"}
_CHATTY = 6  # words
_YOU = re.compile(r"[您你]|\byou")
_DONE = {
    "zh": re.compile("已经?|过了|好了|了$|刚才?"),
    "en": re.compile(r"\b(?:have|has|had|was|were|been|did|already|just)\b|'ve\b"),
}
_CONSULTS = {
    "zh": re.compile(
        r"(?:跟|和|向|问|找|请示).{0,6}(?:经理|领导|主管|同事|仓库|部门|工厂).{0,4}(?:商量|申请|确认|请示|核实|问|说|一下)?"
    ),
    "en": re.compile(
        r"\b(?:ask|talk to|check with|speak to|discuss\b.{0,20}\bwith)\b.{0,12}\b(?:manager|boss|colleagues?|team|warehouse|supervisor|factory)\b"
    ),
}
_PERSONAL = {
    "zh": re.compile(
        "结婚|男朋友|女朋友|多大(?:了|年纪|岁数)|几岁|年龄|工资|收入|宗教|有(?:没有)?孩子吗|做什么工作|长得|漂亮吗"
    ),
    "en": re.compile(
        r"married|boyfriend|girlfriend|how old are you|your age|salary|religion|what do you do for a living|"
        r"do you have (?:kids|children)|are you single"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stimulus:
    """Everything in a reply that moves the buyer."""

    understood: bool = True  # in the buyer's language
    acts: frozenset[str] = frozenset()
    answered: frozenset[str] = frozenset()  # question ids
    asks: tuple[str, ...] = ()  # what the agent wants from the buyer
    offers: tuple[Offer, ...] = ()
    refused: bool = False
    done: tuple[ActionRecord, ...] = ()  # at the desk, since the buyer last heard
    secret: bool = False  # asks for a password or the like
    off_platform: bool = False
    hard_word: str | None = None
    stated: frozenset[str] = frozenset()  # desk paths that were said rightly
    wrong: bool = False  # says what the desk or the policy contradicts
    personal: bool = False  # asks about the buyer's life
    chatty: bool = False  # says much, and nothing of the case
    small_talk: bool = False  # talks of weather, food and the like
    later: bool = False  # promises something that is still to come
    silent: bool = False  # said nothing for a while

    @property
    def rude(self) -> bool:
        return bool(self.acts & {"rude", "blame"})

    @property
    def listening(self) -> bool:
        return bool(self.acts & _LISTENING)


def perceive(
    text: LearnerText,
    reading: Reading,
    *,
    scenario: Scenario,
    case: Case,
    lang: Lang,
    level: int,
    done: tuple[ActionRecord, ...] = (),
    alarms: frozenset[str] = frozenset(),
    heard: str = "",
) -> Stimulus:
    """The stimulus of one reply. `heard` is what has been said so far: no word of it is new to the
    buyer. `alarms` are the ids of checks that fired on it; the buyer reacts
    to a request for secrets, a move off the platform, blame, impatience and a flat refusal."""
    spoken = detect(text.raw, default=lang)
    acts = _acts(text, reading)
    if alarms & {"politeness.blame"}:
        acts.add("blame")
    if alarms & {"politeness.impatience"}:
        acts.add("rude")
    return Stimulus(
        understood=spoken == lang,
        acts=frozenset(acts),
        answered=frozenset(
            q.id for q in scenario.questions if answered(q, text, reading, case.desk)
        ),
        asks=asks(text, reading, scenario),
        offers=offers(text, reading, scenario),
        refused="refuse" in acts or "politeness.blunt_refusal" in alarms,
        done=done,
        secret="compliance.sensitive_data" in alarms,
        off_platform="compliance.off_platform" in alarms,
        hard_word=_hard_word(text, reading, lang, level, heard + _own_words(scenario, lang)),
        stated=mentions(reading, text, case.desk),
        wrong=bool(alarms & {"facts.wrong_value", "facts.policy_conflict"}),
        personal=_PERSONAL[lang].search(text.folded) is not None,
        chatty=len(text.tokens) >= _CHATTY,
        small_talk=small_talk(text),
        later=_comes_later(text, reading, lang),
    )


def agreed_price(scenario: Scenario, stimulus: Stimulus, reply: BuyerReply) -> Decimal | None:
    """The price of a repair that the buyer has just agreed to: one that the reply named, that is not
    more than the buyer would pay, and that the buyer did not turn down. None when there is none."""
    limits = [want.accepts.get("repair") for want in scenario.wants]
    most = max((limit for limit in limits if limit is not None), default=None)
    policy = scenario.desk.policy
    named = [o.amount for o in stimulus.offers if o.remedy == "repair" and o.amount is not None]
    if not named and policy is not None and "policy.repair_price" in stimulus.stated:
        named = [price for price in (policy.repair_price,) if price is not None]
    if most is None or not named or reply.done or reply.act.startswith(_TURNS_DOWN):
        return None
    return named[-1] if named[-1] <= most else None


def _acts(text: LearnerText, reading: Reading) -> set[str]:
    """The acts of the reply. Nobody feels blamed by a clause that does not speak of them, and "I
    see how that feels" promises no look."""
    acts = set(reading.acts)
    if all("empathise" in c.acts for c in reading.clauses if "check" in c.acts):
        acts.discard("check")
    if "blame" in acts and not any(
        "blame" in clause.acts and _YOU.search(clause.span.of(text.folded))
        for clause in reading.clauses
    ):
        acts.discard("blame")
    return acts


def _comes_later(text: LearnerText, reading: Reading, lang: Lang) -> bool:
    for clause in reading.clauses:
        words = clause.span.of(text.folded)
        if clause.question or _DONE[lang].search(words):
            continue
        if "promise" in clause.acts or _CONSULTS[lang].search(words):
            return True
    return False


def _own_words(scenario: Scenario, lang: Lang) -> str:
    """What this buyer can say: none of it needs explaining."""
    return "".join(line.text for line in scenario.lines if line.lang == lang)


def _hard_word(
    text: LearnerText, reading: Reading, lang: Lang, level: int, heard: str
) -> str | None:
    """The hardest word that is well above the buyer's band and was not used before, unless its
    characters give it away. A term of the trade on no list counts as hard; nobody asks what a
    greeting or an apology means."""
    if lang != "zh":
        return None
    limit = level + _BEYOND_LEVEL
    formulas = [c.span for c in reading.clauses if set(c.acts) & _FORMULAS]
    bands = {
        token: _UNLISTED if token.kind == "trade_term" and token.level is None else token.level or 0
        for token in text.tokens
        if token.kind in ("listed", "composed", "trade_term")
        and token.text not in heard
        and not any(span.contains(token.span) for span in formulas)
        and not _transparent(token.text, limit, text.standard)
    }
    hard = [token for token, band in bands.items() if band >= limit]
    return max(hard, key=lambda t: (bands[t], -t.span.start)).text if hard else None


def _transparent(term: str, limit: int, standard: Standard) -> bool:
    return all(0 < (lookup(char, standard) or 0) < limit for char in term)
