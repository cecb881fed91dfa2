"""How likely a reply is the answer to a question, for somebody who waits for that answer.

A course file cannot foresee every wording, but who has just asked hears more in a reply than who
has not: after "how long?" a time is an answer, after "who pays?" a payer, after "can I?" a yes. So
signs are counted: values, a payer, a yes or no and words that the reply shares with the model
answers to the question, to the other steps and with the question itself. A logistic regression
weighs them; `python -m tutor.bench.train_answers` makes its weights.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TypeVar

from tutor.buyer import signs
from tutor.buyer.gist import (
    answers_to,
    asked_as,
    common_words,
    says_no,
    telling_words,
    turns_away,
    words_in,
    words_of,
)
from tutor.buyer.meaning import asked, matter
from tutor.buyer.payer import Payer, payer
from tutor.buyer.second_look import consults, told
from tutor.buyer.signs import Value
from tutor.domain import Desk, Lang, LearnerText, Order, Question, Reading, Scenario
from tutor.understand.answered import ASKING
from tutor.understand.facts import asserting
from tutor.understand.read import simplified

_T = TypeVar("_T")
LIKELY = 0.5
"""From here on a reply is taken for the answer that is waited for."""
RATHER = 0.75
"""From here on also of somebody who promises something for later."""
PLAIN = 0.9
"""From here on also of somebody who puts the buyer off beside it."""

_SMOOTH = 3  # so many pairs of characters are added to a reply's, as few tell little
_REASON = re.compile(r"因为|由于|所以|原因|\b(?:because|so|reason)\b")
_AMOUNT = re.compile(r"\d|[一二三四五六七八九十百千万两]|\b(?:one|two|three|four|five|six|ten)\b")
_YES_OR_NO: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(r"(?:不会|不能|不可以|不行|不用|没有|可以|当然|能的|会的|有的|是的|对的)"),
    "en": re.compile(r"(?:no|nope|yes|yeah|yep|sure|of course|certainly)\b"),
}
_TIMES = {"date", "time"}
_TWICE = re.compile(r"\b(?:two times|2 times|double)\b")
_KINDS = ("when", "where", "why", "how", "how much", "who", "which", "what")
_ACTS: dict[str, frozenset[str]] = {
    "looks": frozenset({"check"}),
    "waits": frozenset({"wait"}),
    "asks": ASKING,
    "is sorry": frozenset({"apologise", "empathise"}),
    "greets": frozenset({"greet"}),
    "closes": frozenset({"close", "thank", "relationship"}),
    "offers": frozenset({"offer"}),
    "promises": frozenset({"promise"}),
    "turns down": frozenset({"refuse", "deny"}),
    "confirms": frozenset({"confirm"}),
    "explains": frozenset({"explain"}),
    "suggests": frozenset({"suggest"}),
    "informs": frozenset({"inform"}),
    "reproaches": frozenset({"rude", "blame"}),
    "other": frozenset({"other"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What is waited for after one question: its model answers beside all else that the case says."""

    own: tuple[str, ...]
    telling: frozenset[str]
    words: tuple[frozenset[str], ...]
    other_words: tuple[frozenset[str], ...]
    pairs: tuple[frozenset[str], ...]
    other_pairs: tuple[frozenset[str], ...]
    put_pairs: tuple[frozenset[str], ...]
    matter: frozenset[str]
    other_matter: frozenset[str]
    put_matter: frozenset[str]
    values: frozenset[Value]
    put_values: frozenset[Value]
    numbers: frozenset[object]
    kinds: frozenset[str]
    asks_who: bool
    only_when: bool  # asks for a time and nothing else
    closed: bool  # waits for a yes or a no
    poles: frozenset[bool]
    bearer: Payer | None
    soothes: bool
    says_no: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One clause of a reply, as far as it can be part of an answer."""

    states: bool
    words: frozenset[str]
    plain: str
    values: frozenset[Value]
    poles: frozenset[bool]
    bears: Payer | None
    time: bool
    place: bool
    acts: frozenset[str]
    question: bool
    consults: bool
    turns_away: bool


def said(text: LearnerText, reading: Reading) -> tuple[Said, ...]:
    """The clauses of a reply, read once for all questions."""
    plain, lang = simplified(text), text.lang
    found = []
    for clause, kept in zip(reading.clauses, told(text, reading).clauses, strict=True):
        words = clause.span.of(plain)
        found.append(
            Said(
                states=signs.states(kept, text) and not signs.NOT_OURS.search(words),
                words=frozenset(words_of(text, [clause])),
                plain=words,
                values=signs.values(clause.slots),
                poles=signs.poles(clause.acts, words, lang),
                bears=payer(words, lang),
                time=signs.tells_time(clause, words),
                place=any(slot.kind == "place" for slot in clause.slots),
                acts=frozenset(clause.acts),
                question=clause.question,
                consults=consults(clause, clause.span.of(text.folded), lang),
                turns_away=asserting(clause) and turns_away(clause, words),
            )
        )
    return tuple(found)


def expected(question: Question, scenario: Scenario, lang: Lang) -> Expected:
    """What is waited for after `question`, by the texts of its case."""
    own, others = answers_to(question, scenario, lang)
    desk = scenario.desk
    return _expect(
        own,
        others,
        asked_as(question, scenario, lang),
        signs.put_as(question, scenario, lang),
        lang,
        desk.today,
        desk.order.currency if desk.order is not None else None,
    )


@lru_cache(maxsize=512)  # some cases at a time
def _expect(
    own: tuple[str, ...],
    others: tuple[str, ...],
    put: tuple[str, ...],
    lines: tuple[str, ...],
    lang: Lang,
    today: date | None,
    currency: str | None,
) -> Expected:
    desk = Desk(today=today, order=Order(currency=currency))
    common = common_words()[lang]
    in_lines = [asked(line, lang) for line in lines]
    return Expected(
        own=own,
        telling=telling_words(own, others, put, lang),
        words=tuple(words_in(a, lang) - common for a in own),
        other_words=tuple(words_in(a, lang) - common for a in others),
        pairs=tuple(_pairs(a, lang) for a in own),
        other_pairs=tuple(_pairs(a, lang) for a in others),
        put_pairs=tuple(_pairs(line, lang) for line in lines),
        matter=_union(_matter(a, lang) for a in own),
        other_matter=_union(_matter(a, lang) for a in others),
        put_matter=_union(_matter(line, lang) for line in lines),
        values=_union(signs.values_of(a, lang, desk) for a in own),
        put_values=_union(signs.values_of(line, lang, desk) for line in put),
        numbers=_union(signs.numbers(a, lang) for a in own) - signs.numbers(" ".join(put), lang),
        kinds=_union(in_lines),
        asks_who=any(
            signs.WHO[lang].search(line) and not kinds & {"why", "when"}
            for line, kinds in zip(lines, in_lines, strict=True)
        ),
        only_when=bool(lines) and all(kinds == {"when"} for kinds in in_lines),
        closed=any(
            signs.YES_NO[lang].search(line) and not kinds
            for line, kinds in zip(lines, in_lines, strict=True)
        ),
        # An answer without a no says yes.
        poles=frozenset(signs.answer_pole(a, lang) is not False for a in own),
        bearer=signs.bearer(own, lang),
        soothes=any(signs.SOOTHES.search(a.lower()) for a in own),
        says_no=any(says_no(a, lang) for a in own),
    )


def _union(sets: Iterable[frozenset[_T]]) -> frozenset[_T]:
    return frozenset(one for some in sets for one in some)


def _matter(text: str, lang: Lang) -> frozenset[str]:
    """What carries the meaning of a text beside its soothing words."""
    return matter(_bare(text), lang)


def _bare(text: str) -> str:
    """A text without "don't worry", which answers nothing and stands in many answers."""
    return _TWICE.sub("twice", signs.SOOTHES.sub(" ", text.lower()))


def _pairs(text: str, lang: Lang) -> frozenset[str]:
    """Pairs of characters (Chinese) or beginnings of words (English), soothing words apart."""
    text = _bare(text)
    if lang == "zh":
        kept = re.sub(r"[^\u4e00-\u9fff0-9a-z]", "", text)
        return frozenset(kept[i : i + 2] for i in range(len(kept) - 1))
    words = re.findall(r"[a-z0-9']+", text)
    return frozenset(word[:6] for word in words if len(word) > 2)


def evidence(waited: Expected, clauses: Sequence[Said], lang: Lang, *, others: bool) -> list[float]:
    """The signs in some clauses of a reply as numbers, in the order of `NAMES`. `others`: the reply
    answers another question for certain."""
    return [float(value) for value in _evidence(waited, clauses, lang, others).values()]


def _evidence(
    waited: Expected, clauses: Sequence[Said], lang: Lang, others: bool
) -> dict[str, float]:
    stating = [c for c in clauses if c.states]
    plain = " ".join(c.plain for c in clauses)
    stated = " ".join(c.plain for c in stating)
    spoken = _union(c.words for c in stating)
    words = spoken - common_words()[lang]
    pairs, sense = _pairs(stated, lang), _matter(stated, lang)
    given = _union(c.values for c in stating)
    kinds, told_kinds = {kind for kind, _ in given}, {kind for kind, _ in waited.values}
    poles = _union(c.poles for c in stating)
    first = stating[0].poles if stating else frozenset()
    bears = {c.bears for c in stating if c.bears is not None}
    time = any(c.time for c in stating)
    acts = _union(c.acts for c in clauses)
    shares = [_share(w, words) for w in waited.words]
    strange = max((_share(w, words) for w in waited.other_words), default=0.0)
    near = max((_near(p, pairs) for p in waited.pairs), default=0.0)
    far = max((_near(p, pairs) for p in waited.other_pairs), default=0.0)
    telling = len(waited.telling & spoken)
    soothes = signs.SOOTHES.search(plain) is not None
    all_told = waited.matter | waited.other_matter | waited.put_matter
    found: dict[str, float] = {
        "states": bool(stating),
        "one telling word": telling > 0,
        "two telling words": telling > 1,
        "three telling words": telling > 2,
        "a rare telling word": bool(waited.telling & words),
        "a value": bool(given & (waited.values - waited.put_values)),
        "a value of the question": bool(given & waited.values & waited.put_values),
        "another value": bool(kinds & told_kinds) and not given & waited.values,
        "a value of another kind": bool(kinds - told_kinds),
        "no value": bool(told_kinds & {"date", "time", "amount"}) and not given,
        "a number": any(waited.numbers & signs.numbers(c.plain, lang) for c in stating),
        "asked who pays": waited.asks_who,
        "the payer": waited.bearer in bears,
        "the other payer": bool(waited.bearer and bears and waited.bearer not in bears),
        "some payer": bool(bears and not waited.bearer),
        "asked who pays, the payer": waited.asks_who and waited.bearer in bears,
        **{f"asked {kind}": kind in waited.kinds for kind in _KINDS},
        "asked whether": waited.closed,
        "yes or no": bool(poles),
        "the right yes or no": waited.closed and bool(poles & waited.poles),
        "the wrong yes or no": waited.closed and bool(poles) and not poles & waited.poles,
        "the right yes or no first": waited.closed and bool(first & waited.poles),
        "a time": time,
        "asked when, a time": "when" in waited.kinds and time,
        "asked when, no time": "when" in waited.kinds and not time,
        "asked why, a reason": "why" in waited.kinds and _REASON.search(plain) is not None,
        "asked where, a place": "where" in waited.kinds and any(c.place for c in stating),
        "asked how much, a number": "how much" in waited.kinds
        and _AMOUNT.search(plain) is not None,
        "words of the answer": max(shares, default=0.0),
        "words of an answer to all else": strange,
        "words more than to all else": max(shares, default=0.0) - strange,
        "answer in the words": max((_covered(w, words) for w in waited.words), default=0.0),
        "words of all answers": _share(_union(waited.words), words),
        "pairs of the answer": near,
        "pairs of an answer to all else": far,
        "pairs more than to all else": near - far,
        "pairs of the question": max((_near(p, pairs) for p in waited.put_pairs), default=0.0),
        "pairs of all answers": _near(_union(waited.pairs), pairs),
        "sense of the answers": _share(waited.matter, sense),
        "sense of the question": _share(waited.put_matter, sense),
        "sense of all else": _share(waited.other_matter, sense),
        "sense of nothing in the case": len(sense - all_told) / (len(sense) + 1),
        **{name: bool(acts & group) for name, group in _ACTS.items()},
        "consults": any(c.consults for c in clauses),
        "a question": any(c.question for c in clauses),
        "only questions": all(c.question for c in clauses),
        "says little": len(sense) <= 2,
        "says much": len(sense) >= 8,
        "soothes": soothes,
        "soothes as the answer does": soothes and waited.soothes,
        "answers another question": others,
        "a no that is the answer": waited.says_no and any(c.turns_away for c in clauses),
    }
    return found


def _share(theirs: frozenset[str], ours: frozenset[str]) -> float:
    return len(theirs & ours) / (len(ours) + 1)


def _covered(theirs: frozenset[str], ours: frozenset[str]) -> float:
    return len(theirs & ours) / (min(len(theirs), len(ours)) + 1)


def _near(theirs: frozenset[str], ours: frozenset[str]) -> float:
    return len(theirs & ours) / (len(ours) + _SMOOTH)


def windows(clauses: Sequence[Said]) -> Iterator[Sequence[Said]]:
    """The reply as a whole, and if it has several clauses each of them and each two neighbours: one
    may be the answer among much else."""
    yield clauses
    if len(clauses) > 1:
        yield from ((one,) for one in clauses)
    if len(clauses) > 2:
        yield from pairwise(clauses)


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic regression over named signs: a number each, and one that stands for itself."""

    by_name: tuple[float, ...]
    bias: float


def chance(
    waited: Expected,
    clauses: Sequence[Said],
    lang: Lang,
    *,
    others: bool,
    weights: Weights | None = None,
) -> float:
    """How likely the reply answers the question, 0 to 1; 0 where the case has no model answer to it
    in the language of the reply, or the reply states nothing or the contrary."""
    stating = [c for c in clauses if c.states]
    if not waited.own or not stating or _cannot_be(waited, stating):
        return 0.0
    if weights is None and _plainly(waited, stating, lang):
        return 1.0
    known = weights or shipped_weights()
    best = max(
        known.bias
        + sum(
            w * v
            for w, v in zip(known.by_name, evidence(waited, part, lang, others=others), strict=True)
        )
        for part in windows(clauses)
        if any(c.states for c in part)
    )
    return 1 / (1 + math.exp(-best))


def _cannot_be(waited: Expected, stating: Sequence[Said]) -> bool:
    """Whether it names another time or the other payer, or no time where only that was asked for."""
    given = _union(c.values for c in stating)
    if given & (waited.values - waited.put_values):
        return False
    # To say the question's own value again names no other.
    kinds = {kind for kind, _ in given - waited.put_values}
    told_kinds = {kind for kind, _ in waited.values}
    if "when" in waited.kinds and kinds & _TIMES and told_kinds & _TIMES:
        return True
    shares = [{v for k, v in vs if k == "share"} for vs in (given, waited.values)]
    if all(shares) and not shares[0] & shares[1]:
        return True
    bears = {c.bears for c in stating if c.bears is not None}
    if waited.asks_who and waited.bearer is not None and bears and waited.bearer not in bears:
        return True
    return waited.only_when and not any(c.time for c in stating)


def _plainly(waited: Expected, stating: Sequence[Said], lang: Lang) -> bool:
    """Whether it states the very value, names the payer who was asked for, or says the yes or no of
    the answer in so many words."""
    if _union(c.values for c in stating) & (waited.values - waited.put_values):
        return True
    if waited.asks_who and waited.bearer is not None:
        return any(c.bears == waited.bearer for c in stating)
    first = stating[0]
    bare = len(stating) == 1 and "confirm" in first.acts
    said_so = waited.closed and first.poles and first.poles <= waited.poles
    return bool(said_so) and not bare and _YES_OR_NO[lang].match(first.plain) is not None


def names_payer(waited: Expected, clauses: Sequence[Said]) -> bool:
    """Whether the reply says who pays, as the answer to a question about it does."""
    return waited.asks_who and any(
        c.states
        and c.bears is not None
        and c.bears == waited.bearer
        and signs.COSTS.search(c.plain)
        for c in clauses
    )


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """The weights of `data/answer_weights.tsv`: a name, a tab, a number."""
    raw = (files("tutor.buyer") / "data" / "answer_weights.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in raw.splitlines() if line and not line.startswith("#")]
    numbers = {name: float(number) for name, number in rows}
    bias = numbers.pop("bias")
    if tuple(numbers) != names():
        raise ValueError("answer_weights.tsv was made for other signs; train it again.")
    return Weights(by_name=tuple(numbers.values()), bias=bias)


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """The names of the signs, in the order of `evidence`."""
    return tuple(_evidence(_NOTHING, (), "en", False))


_NOTHING = Expected(
    own=(), telling=frozenset(), words=(), other_words=(), pairs=(), other_pairs=(), put_pairs=(),
    matter=frozenset(), other_matter=frozenset(), put_matter=frozenset(), values=frozenset(),
    put_values=frozenset(), numbers=frozenset(), kinds=frozenset(), asks_who=False,
    only_when=False, closed=False,
    poles=frozenset(), bearer=None, soothes=False, says_no=False,
)  # fmt: skip
