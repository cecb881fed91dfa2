"""Which strategies the clauses of an English reply serve.

An act such as "promise" covers what is done for this buyer as well as what a carrier or a policy
does, and a letter has lines that do nothing but frame it. The clauses are therefore read once more,
by who acts and for whom: each gets the strategies that it serves, none for what only frames or
assents ("yes, of course").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tutor.check import strategy_en_deeds as deeds
from tutor.check import strategy_en_words as says
from tutor.check.english import verbs
from tutor.check.english_requests import shares_subject
from tutor.domain import Clause
from tutor.understand.acts_en import instruction_verbs

_TELLS = 5  # words before a wish that tell something: it comes on Tuesday, happy camping
_SHORT = 80  # code points of an assent: the pattern is tried in many ways where it fails


class _Around(NamedTuple):
    """What stands around a clause: its sentence, what is before it there, the mark after it and after
    the sentence, whether more of the sentence follows."""

    sentence: str
    before: str
    mark: str
    sentence_mark: str
    later: bool


@dataclass(slots=True)
class _State:
    signed: bool = False  # a sign-off has been read: names follow it


def served(clauses: Sequence[Clause], words: str) -> list[tuple[str, ...]]:
    """The strategies of each clause of a reply in order, () for what frames or assents.

    `words` are those of the whole reply, lower case with straight apostrophes.
    """
    state = _State()
    found: list[tuple[str, ...]] = []
    for clause in clauses:
        inside = [c for c in clauses if c.sentence == clause.sentence]
        sentence = words[inside[0].span.start : inside[-1].span.end]
        before = words[inside[0].span.start : clause.span.start]
        mark = words[clause.span.end : clause.span.end + 2].lstrip()
        end = inside[-1].span.end
        around = _Around(
            sentence, before, mark, words[end : end + 2].lstrip(), clause is not inside[-1]
        )
        found.append(_clause(clause, words, around, state))
    return found


def _clause(clause: Clause, words: str, around: _Around, state: _State) -> tuple[str, ...]:
    text = clause.span.of(words).strip(says.MARKS)
    thanks = re.fullmatch(r"(?:many )?thanks|thank you", text) and re.match(
        r",?\s*\n", words[clause.span.end :]
    )
    if (thanks or says.SIGN_OFF.match(text)) and len(words[clause.span.end :].split()) <= says.NAME:
        state.signed = True
        return ("closing",)
    if state.signed and len(text.split()) <= says.NAME:
        return ()
    end = len(around.before) + len(clause.span.of(words))
    courtesies = _courtesies(text, around.sentence, end)
    if len(text) <= _SHORT and says.ASSENT.match(text):
        return tuple(courtesies)
    core = _core(clause, text, around, courtesies)
    return tuple(dict.fromkeys([*courtesies, *core]))


def _courtesies(text: str, sentence: str, end: int) -> list[str]:
    named = []
    if says.GREETING.search(text):
        named.append("greeting")
    if (says.APOLOGY.search(text) and not says.NOT_APOLOGY.search(text)) or says.EMPATHY.search(
        text
    ):
        named.append("emotion")
    if (says.THANKS.search(text) and not says.NO_THANKS.search(text)) or (
        says.FAREWELL.search(text) and not re.search(r"\bif\b", text[:3])
    ):
        named.append("closing")
    if says.RELATION.search(text) or (
        (says.OPEN_DOOR.search(sentence) and says.WRITE_US.search(sentence))
        or deeds.keeps_the_door_open(sentence, end)
    ):
        named.append("relationship")
    return named


def _core(clause: Clause, text: str, around: _Around, courtesies: list[str]) -> list[str]:
    sentence, before, mark, sentence_mark, later = around
    bare = says.LEAD.sub("", says.HELLO.sub("", text)).strip(says.MARKS)
    in_question = sentence_mark.startswith("?")
    asks = clause.question or mark.startswith("?") or (in_question and bool(says.ASKS.match(bare)))
    if "relationship" in courtesies:
        return []
    if in_question and deeds.gives_a_choice(sentence):
        return ["refinement"]
    if in_question and before.strip(says.MARKS) and not says.ASKS.search(bare):
        return []  # the rest of a question: …, a name or a date?
    if asks and (asked := _asked(bare, text, before)):
        return asked
    if courtesies and _only_courteous(bare, courtesies):
        return []
    if _restates(text, before) or (asks and says.CHECKS.search(text)):
        return ["restatement"]
    if says.WAITS.search(bare):
        return []
    if says.LET_ME.search(text):
        return ["resolution"]
    if says.REVIEW.search(text):
        return ["feedback"]
    told = _told(bare, text, before, clause)
    if told:
        return told
    if _acts(bare, text, sentence, before, clause):
        return ["resolution"]
    if clause.conditional and later:
        return []
    if (
        says.ADVICE.search(text)
        or says.ADVICE.search(bare)
        or (says.YOU_CAN_DO.search(text) and not says.OUR_STATE.search(text))
    ):
        return [] if courtesies and "emotion" not in courtesies else ["suggestion"]
    if (courtesies and len(bare.split()) <= 9) or re.match(r"(?:mrs?|ms|miss|dr)\b", bare):
        return []
    if says.SUBORDINATE.match(text) and (later or before.strip(says.MARKS)):
        return []  # the reason or the time of what the sentence does
    return ["information"] if _says_something(bare) else []


def _only_courteous(bare: str, courtesies: list[str]) -> bool:
    """Whether nothing else stands in a clause that thanks, greets, wishes or apologises."""
    if not {"closing", "greeting", "emotion"} & set(courtesies):
        return False
    found = [p.search(bare) for p in (says.THANKS, says.FAREWELL, says.APOLOGY, says.EMPATHY)]
    begins = min((len(bare[: m.start()].split()) for m in found if m is not None), default=0)
    return begins < _TELLS and not re.search(
        r"\b(?:i|we)(?:'ll| will| can (?:give|send|offer|refund))\b", bare
    )


def _restates(text: str, before: str) -> bool:
    # So you pay the same as yesterday: what follows from a clause repeats nothing.
    return not (before.strip(says.MARKS) and text.startswith("so ")) and bool(
        says.RESTATES.search(text)
    )


def _asked(bare: str, text: str, before: str) -> list[str]:
    if says.CHECKS.search(text) or _restates(text, before):
        return ["restatement"]
    if re.search(r"\bhow (?:can|may) (?:i|we) (?:help|assist)|\bwhat can (?:i|we) do\b", text):
        return ["refinement"]
    if deeds.offers_a_remedy(bare):
        return ["resolution", "feedback"]
    if says.SHOWS_OTHER.search(text):
        return ["suggestion"]
    if says.ACCOUNT.search(text):
        return _data(text)
    if re.search(r"\bwould you mind\b", text):
        return ["refinement"]
    if says.CHOICE.search(text) and not says.AGREE.search(
        text.split(" or ")[0] if " or " in text else ""
    ):
        return ["refinement"]
    if says.AGREE.search(text) and not re.search(r"\bor\b(?! not)", text):
        return ["feedback"]
    if re.match(r"(?:could|can|would|will) you\b", bare):
        rest = re.sub(
            r"^(?:could|can|would|will) you(?: please| kindly| just| also| maybe| perhaps)* ",
            "",
            bare,
        )
        lead = rest.split(" ", 1)[0]
        gives = (
            says.TO_US.search(rest)
            or says.PHOTO.search(rest)
            or lead in ("check", "measure", "film")
        )
        if lead in instruction_verbs() and not gives:
            return ["suggestion"]
    if re.match(r"(?:shall|should|may|can|could) (?:i|we)\b", bare) and not re.search(
        r"\b(?:have|ask|know|get|see)\b", bare
    ):
        return ["feedback"]
    return ["refinement"]


def _told(bare: str, text: str, before: str, clause: Clause) -> list[str]:
    """What a clause that tells the buyer to do something serves."""
    if clause.conditional or shares_subject(before, text):
        return []
    if re.match(r"lmk\b", bare):
        return ["refinement"]
    if re.fullmatch(r"(?:please )?(?:don't|do not)", text) or says.LOOK.search(bare):
        return ["suggestion"]
    negated = re.match(r"(?:do not|don't|never|no need to)\b", bare) is not None
    if not negated and (
        says.TO_US.search(bare) or (says.REQUEST.search(text) and _wants_data(text))
    ):
        return _data(text) if says.ACCOUNT.search(text) else ["refinement"]
    first = says.BARE_DO.match(bare)
    if first is None:
        return []
    verb = first[1]
    if not negated and says.PHOTO.search(bare) and verb in says.SHOW:
        return ["refinement"]
    if negated and verb not in says.NOT_TOLD and not bare.startswith("no need"):
        return ["suggestion"]
    known = (
        verb in verbs() and not verbs()[verb].nounish
    ) or verb in instruction_verbs() | says.OTHER_ORDERS
    if known and verb not in says.NOT_TOLD and _is_order(bare, verb, text):
        return ["suggestion"]
    return []


def _data(text: str) -> list[str]:
    """What a request for data of the order or the account serves, with a photo beside it or not."""
    return ["identity", "refinement"] if says.PHOTO.search(text) else ["identity"]


def _wants_data(text: str) -> bool:
    return (
        says.ACCOUNT.search(text) is not None
        or says.PHOTO.search(text) is not None
        or re.search(
            r"\b(?:know|which|what|when|how|where|details?|signature|information|size|colou?r|model|reason|confirm|number|name|code|documents?)\b",
            text,
        )
        is not None
    )


def _is_order(bare: str, verb: str, text: str) -> bool:
    if re.match(r"(?:do not|don't|never|always|please|not)\b", bare):
        return True
    if re.search(r"\b(?:please|kindly|pls)\b", text):
        return True
    return says.AFTER_ORDER.match(bare) is not None or len(bare.split()) <= 3


def _acts(bare: str, text: str, sentence: str, before: str, clause: Clause) -> bool:
    """Whether a clause does or promises something for this buyer."""
    if says.RECORDED.search(text) or says.WILL_BE.search(text):
        return True
    refuses = clause.negated and not says.NOT_REFUSED.search(text)
    general = says.OUR_STATE.search(text) is not None or (
        says.IF_YOU.search(sentence) is not None
        and not re.search(r"\bif (?:that|this|it) (?:helps|suits|works)\b", sentence)
    )
    if says.DONE.search(text) and not refuses:
        return True
    priced = says.PRICED.search(text) and not says.MONEY_BACK.search(text)
    if (
        not refuses
        and not priced
        and says.MENDS.search(text)
        and not (clause.conditional or says.HAS_IF.search(text))
    ):
        return True
    if not refuses and says.GETS_BACK.search(text) and not says.YOU_BUY.search(sentence):
        return True
    if general and (not says.PERSONAL.search(sentence) or says.YOUR_DEED.search(sentence)):
        return False
    if not refuses and deeds.gives_or_mends(text):
        return True
    if not refuses and says.DOING.search(text):
        return True
    for match in says.WILL.finditer(text):
        verb = match["verb"]
        able = re.search(r"\b(?:can|could|may|might)\b", match.group()) is not None
        told = re.match(r"(?:not|n't)\b", text[match.end() - len(verb) :]) is not None
        if re.match(r"(?:do|try) (?:our|my) (?:very )?best", text[match.start("verb") :]):
            return True
        if told or refuses or verb in says.NOT_DEEDS - (frozenset() if able else says.CAN_DEEDS):
            continue
        return True
    if re.match(
        r"(?:and |then )?(?:will |can )?[a-z]+ (?:it|them|you|the|a|your)\b", text
    ) and re.search(rf"\b{says.WE}{says.SOON} (?:will|'ll|can)\b|\b(?:i|we)'ll\b", before):
        return not refuses
    return False


def _says_something(bare: str) -> bool:
    count = len(bare.split())
    return (
        count >= 3
        or any(char.isdigit() for char in bare)
        or (count >= 1 and not re.fullmatch(rf"{says.VOCATIVE}|\w+", bare))
    )
