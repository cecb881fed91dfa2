"""Clauses read once more with what only the buyer knows: who asks whom, and what is over.

Understanding names acts of any clause; some mean another thing to somebody who waits for an answer.
Who tells what is done every morning promises no look, who had to wait asks nobody to wait, who says
that the parcel is looked for in a place does not say that it is there.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tutor.buyer.payer import payer
from tutor.domain import Clause, Lang, LearnerText, Reading
from tutor.understand.read import by_rules, simplified

# What is done as a rule is no promise to look now.
_HABIT: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile("每(?:天|次|周|个|一)|平时|一直都"),
    "en": re.compile(
        r"\b(?:every (?:day|morning|week|time|order)|each|always|usually|daily|weekly)\b"
    ),
}
_CONSULTS: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(
        r"(?:跟|和|向|问|找|请示).{0,10}(?:经理|领导|主管|同事|仓库|部门|工厂|财务|总部|老板|快递公司|物流公司).{0,4}(?:商量|申请|确认|请示|核实|核对|问|说|讨论|联系|沟通|反映|汇报|一下)|(?:我|我们)(?:去|先|马上|得|要|再|来)*(?:核实|核对|请示|打听)|(?:跟|和|向).{1,8}(?:组|部|那边)(?:反映|汇报|沟通|确认|商量)|我们?(?:再|先|去|马上|这就|现在|今天|明天|等下|一会儿?)*(?:找|问)(?:一下)?(?:她|他|财务|经理|领导|老板|同事|厂里)们?(?:问问|一下)?$"
    ),
    "en": re.compile(
        r"\b(?:ask|talk to|talk with|check with|speak to|speak with|confirm with|phone|ring|call|contact|write to|clear\b.{0,24}\bwith|discuss\b.{0,24}\bwith)\b.{0,14}\b(?:manager|boss|colleagues?|team|warehouse|supervisor|factory|people|department|lawyers?|finance|accounting|carrier|courier|headquarters)\b"
    ),
}
_WAITED = re.compile(
    r"久等|等了|\b(?:had|have|has) (?:\w+ )?(?:to |been )?wait\w*|\bwaited\b|\bkept\b.{0,12}\bwaiting\b"
)
# Who waits for the buyer does not ask the buyer to wait.
_FOR_YOU = re.compile(r"等(?:着)?(?:您|你)|\bwait(?:ing)? (?:for|on) (?:you|your)\b")
# Whom the buyer asks, and not the shop.
_BUYERS_OWN = re.compile(
    r"医生|大夫|(?:您|你)的?(?:银行|律师|会计|家人|邻居|朋友)|\b(?:doctor|dermatologist|your (?:bank|lawyer|accountant|family|neighbours?|broker))\b"
)
_YOURSELF = re.compile(r"(?:您|你)自己|\byourself\b|^(?:您|你)(?:去|找|问|跟)")
_OUR_LOOK = re.compile(r"我|\b(?:i|we|let me|let us)\b")


_TOPIC = re.compile(r"(?:那边|这边|那里|这里|方面|的事|的事情|的问题|的情况)$")
_COURTESY = frozenset({"apologise", "empathise", "relationship", "thank", "close"})


def second_look(text: LearnerText, reading: Reading) -> Reading:
    """The reading with the acts as the buyer takes them."""
    return replace(reading, clauses=tuple(replace(c, acts=_acts(c, text)) for c in reading.clauses))


def told(text: LearnerText, reading: Reading) -> Reading:
    """The reading in which a clause is mere courtesy only where rules and network agree on it."""
    if not any(_COURTESY & set(clause.acts) for clause in reading.clauses):
        return reading
    stretches, by_rule = by_rules(simplified(text), text.lang)
    sure = {stretch.span: acts for stretch, acts in zip(stretches, by_rule, strict=True)}

    def acts(clause: Clause) -> tuple[str, ...]:
        polite = set(clause.acts) & _COURTESY
        unsure = polite and not polite & set(sure.get(clause.span, clause.acts))
        return tuple(set(clause.acts) - polite) or ("inform",) if unsure else clause.acts

    return replace(reading, clauses=tuple(replace(c, acts=acts(c)) for c in reading.clauses))


def telling(text: LearnerText, reading: Reading) -> Reading:
    """The reading without the clauses in which we promise a look, or name what we look into."""

    def looks(clause: Clause) -> bool:
        words = clause.span.of(text.folded)
        ours = _OUR_LOOK.search(words) is not None or consults(clause, words, text.lang)
        return set(clause.acts) == {"check"} and ours

    looking = {c.sentence for c in reading.clauses if looks(c)}

    def names(clause: Clause) -> bool:
        topic = _TOPIC.search(clause.span.of(text.folded)) is not None
        return topic and clause.sentence in looking

    kept = tuple(c for c in reading.clauses if not (looks(c) or names(c)))
    return replace(reading, clauses=kept)


def _acts(clause: Clause, text: LearnerText) -> tuple[str, ...]:
    words = clause.span.of(text.folded)
    acts = clause.acts
    asks_ours = consults(clause, words, text.lang)
    if "check" in acts and not asks_ours:
        habit = _HABIT[text.lang].search(words) is not None
        if habit or clause.negated or (_BUYERS_OWN.search(words) and not _OUR_LOOK.search(words)):
            acts = _instead(acts, "check", "inform" if habit or clause.negated else "suggest")
    if "wait" in acts and (_WAITED.search(words) or _FOR_YOU.search(words)):
        acts = _instead(acts, "wait", "inform")
    if asks_ours and acts in (("inform",), ("promise",)):
        acts = ("check",)
    if "rude" in acts and not clause.question and payer(words, text.lang) == "shop":
        acts = _instead(acts, "rude", "inform")
    if "empathise" in acts and _AGREES[text.lang].search(words):
        acts = _instead(acts, "empathise", "confirm")
    if acts == ("restate",) and not clause.question and _has_value(clause):
        acts = ("inform",)
    return acts


# Who says that the buyer is right speaks of no feeling.
_AGREES: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(
        r"^(?:您|你)(?:说|讲)的?得?(?:很|没|非常|都)?(?:对|有道理|没错|是)(?:的|，|$)"
    ),
    "en": re.compile(
        r"^(?:you are|you're) (?:quite |absolutely |totally )?right(?: about (?:it|that))?$|^(?:that's|that is) (?:true|right|a fair point)$"
    ),
}


def consults(clause: Clause, words: str, lang: Lang) -> bool:
    """Whether a clause (its folded words beside it) says that we ask somebody of ours."""
    if clause.question or _CONSULTS[lang].search(words) is None or _YOURSELF.search(words):
        return False
    return lang == "zh" or _OUR_LOOK.search(words) is not None


def _instead(acts: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new if act == old else act for act in acts))


def _has_value(clause: Clause) -> bool:
    return any(slot.kind in ("amount", "date", "duration") for slot in clause.slots)
