"""The words for an act: lines of the scenario first, the general ones next, filtered by language
and level, ranked by likeness to the conversation, never the same line twice."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import Protocol

from tutor.buyer.agreeing import as_asked_for
from tutor.buyer.nearest import NearestLines
from tutor.dialogue.library import Library, line_band
from tutor.domain import BuyerState, Lang, Line, Mood, Scenario, Standard

# Where an act has no line of its own left, the next act that says the same more plainly.
_PLAINER = {
    "again": ("ask", "press"),
    "ask": ("again", "press"),
    "reject": ("reject_offer",),
    "reject_offer": ("press",),
    "give": ("dont_know",),
    "thank": ("thank_close", "acknowledge"),
    "thank_close": ("thank", "acknowledge"),
    "close_unsolved": ("leave",),
    "close_escalated": ("wait_ok",),
    "press_wait": ("press",),
    "ask_done": ("press_wait", "press"),
    "reject_refusal": ("press",),
    "not_understood": ("press",),
    "press": ("not_understood",),
    "complain_rude": ("press",),
    "prefer_platform": ("press",),
    "ask_why_needed": ("prefer_platform", "press"),
    "dont_know": ("press",),
    "wait_ok": ("acknowledge",),
    "open_vague": ("open",),
    "doubt": ("ask_done", "acknowledge"),
    "corrected": ("acknowledge",),
    "nudge": ("press_wait", "press"),
    "off_topic": ("not_understood", "press"),
    "personal": ("off_topic", "press"),
    "ask_meaning": ("not_understood",),
    "misremember": ("acknowledge",),
    "pleased": ("acknowledge",),
    "hold_on": ("press",),
    "ask_sure": ("doubt",),
    "given_before": ("press",),
    "greet_back": ("press",),
    "confirm_yes": ("acknowledge",),
    "confirm_no": ("not_understood",),
    "accept": ("accept_offer", "acknowledge"),
    "accept_offer": ("acknowledge",),
}


_POOL = 64  # fresh lines that an index is asked for
_CHANCE_SCRIPT = 0.8
_CHANCE_GENERAL = 2.0


class Ranker(Protocol):
    """Scores how well each candidate goes on from `context`; higher is better."""

    def rank(self, context: str, candidates: Sequence[str]) -> Sequence[float]: ...


class NgramRanker:
    """Cosine of character n-grams of length 1 to 3. Needs no model."""

    def rank(self, context: str, candidates: Sequence[str]) -> list[float]:
        known = _ngrams(context[-400:])
        return [_cosine(_ngrams(candidate), known) for candidate in candidates]


@lru_cache(maxsize=8192)
def _ngrams(text: str) -> tuple[Counter[str], float]:
    folded = text.lower()
    grams = Counter(folded[i : i + n] for n in (1, 2, 3) for i in range(len(folded) - n + 1))
    return grams, sqrt(sum(c * c for c in grams.values()))


def _cosine(one: tuple[Counter[str], float], other: tuple[Counter[str], float]) -> float:
    (grams, length), (known, norm) = one, other
    shared = sum(count * known[gram] for gram, count in grams.items() if gram in known)
    return shared / (norm * length) if norm and length else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A chosen line; `tier` is "script" (the scenario's), "retrieved" (general) or "fallback"
    (the act's lines are used up, an older one is said again)."""

    line: Line
    tier: str


def retrieve(
    library: Library,
    scenario: Scenario,
    act: str,
    *,
    lang: Lang,
    level: int,
    standard: Standard,
    state: BuyerState,
    context: str,
    rng: random.Random,
    ranker: Ranker,
    nearest: NearestLines | None = None,
) -> Found | None:
    """The line to say for `act`, or None when the library has no line for it at all. Candidates and
    their likeness come from `nearest` where it knows the lines, else from the library and `ranker`."""
    kind = act.split(".", 1)[0]
    rest = act.split(".", 1)[1] if "." in act else None
    acts = [] if kind == "accept" and _another_way(scenario, rest, state) else [act]
    for plainer in _PLAINER.get(kind, ()):
        acts.append(
            f"{plainer}.{rest}" if rest and plainer in ("ask", "again", "reject") else plainer
        )
    spent: list[tuple[Line, Scenario | None]] = []
    for candidate_act in acts:
        for owner, tier in ((scenario, "script"), (None, "retrieved")):
            lines, likeness = _candidates(
                library, nearest, candidate_act, lang, owner, level, standard, context, state
            )
            fresh = [line for line in lines if line.text not in state.said]
            spent += [(line, owner) for line in lines]
            fitting = _fitting(fresh, state.mood)
            if fitting:
                chosen = _best(
                    fitting, owner, level, standard, context, state, rng, ranker, likeness
                )
                return Found(line=chosen, tier=tier)
    if not spent:
        return None
    oldest = min(
        spent, key=lambda pair: state.said.index(pair[0].text) if pair[0].text in state.said else -1
    )
    return Found(line=oldest[0], tier="fallback")


def _another_way(scenario: Scenario, want: str | None, state: BuyerState) -> bool:
    """Whether the wish is met by something else than the remedy asked for: its own lines ("pack the
    new one well") would speak of what nobody offered."""
    return bool(state.offered) and not as_asked_for(state.offered, f"want.{want}", scenario)


def _candidates(
    library: Library,
    nearest: NearestLines | None,
    act: str,
    lang: Lang,
    owner: Scenario | None,
    level: int,
    standard: Standard,
    context: str,
    state: BuyerState,
) -> tuple[Sequence[Line], Mapping[Line, float]]:
    """The act's lines for this level in the library's order, and their likeness where it is known."""
    if nearest is not None:
        near = nearest.near(
            act,
            lang,
            owner,
            level=level,
            standard=standard,
            context=context,
            count=_POOL + len(state.said),
        )
        if near is not None:
            return near.lines, dict(zip(near.lines, near.likeness, strict=True))
    lines = library.lines(act, lang, owner)
    return [line for line in lines if line_band(line, owner, standard) <= level], {}


def _fitting(lines: list[Line], mood: Mood) -> list[Line]:
    suited = [line for line in lines if line.mood in (None, mood)]
    return suited or lines


def _best(
    lines: list[Line],
    owner: Scenario | None,
    level: int,
    standard: Standard,
    context: str,
    state: BuyerState,
    rng: random.Random,
    ranker: Ranker,
    likeness: Mapping[Line, float],
) -> Line:
    """Likeness to the talk, less likeness to what was said already (maximal marginal relevance,
    Carbonell & Goldstein, 1998), nearness to the level, fit of the mood, and chance by the seed.
    General lines fit any talk, so for them chance counts for more than likeness."""
    if len(lines) == 1:
        return lines[0]
    if likeness:
        scores: Sequence[float] = [likeness[line] for line in lines]
    else:
        scores = ranker.rank(context, [line.text for line in lines])
    spread = max(scores) - min(scores)
    chance = _CHANCE_SCRIPT if owner is not None else _CHANCE_GENERAL
    said = [_ngrams(text) for text in state.said[-8:]]

    def weight(index: int) -> float:
        line = lines[index]
        like = (scores[index] - min(scores)) / spread if spread else 0.0
        worn = max((_cosine(_ngrams(line.text), other) for other in said), default=0.0)
        # A line meant for a higher band than the learner's is as far off as one for a lower band.
        meant = max(line_band(line, owner, standard), line.level or 0)
        nearness = 0.0 if line.lang == "en" else -0.3 * abs(level - meant)
        mood = 0.4 if line.mood is not None else 0.0
        return like - worn + nearness + mood + rng.random() * chance

    return lines[max(range(len(lines)), key=weight)]
