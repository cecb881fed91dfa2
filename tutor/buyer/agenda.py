"""An agenda-based user simulator (Schatzmann, Thomson, Weilhammer, Ye & Young, 2007).

The buyer's goals and open questions lie on a stack. `open_state` lays it, `react` takes what the
agent's reply did and returns the next state and the act to express. Pure and deterministic: words
are chosen elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tutor.buyer.agreeing import agreed, suits
from tutor.buyer.gist import puts
from tutor.buyer.offering import Offer, kind
from tutor.buyer.perceive import Stimulus
from tutor.domain import MOODS, BuyerState, Mood, Scenario, Want

START_SATISFACTION: dict[Mood, int] = {"calm": 70, "worried": 55, "annoyed": 45, "angry": 30}
_LEAVE_BELOW = 1
_ASSURES = frozenset({"confirm", "promise", "empathise", "soothe"})
_PLEASANTRIES = frozenset({"greet", "ask_detail", "relationship", "thank", "other"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """The act the buyer expresses, after an optional reaction; `done` ends the conversation."""

    act: str
    lead: str | None = None
    done: bool = False
    word: str | None = None  # what `ask_meaning` is about
    words_of: str | None = None  # the act whose lines say it better than its own


def open_state(scenario: Scenario) -> BuyerState:
    """The buyer before the first message: every question, then every want, on the stack."""
    goals = [
        *(f"ask.{q.id}" for q in scenario.questions),
        *(f"want.{w.id}" for w in scenario.wants),
    ]
    claims = [f"misremember.{path}" for path in scenario.persona.misremembers]
    vague = ["open"] if scenario.persona.friction.clarity == "low" else []
    agenda = (*vague, *goals[:1], *claims, *goals[1:])
    mood = scenario.persona.mood
    return BuyerState(
        agenda=agenda,
        mood=mood,
        patience=scenario.persona.patience,
        satisfaction=START_SATISFACTION[mood],
    )


def react(
    state: BuyerState,
    stimulus: Stimulus,
    scenario: Scenario,
    *,
    turn: int,
    met: Callable[[Want], bool],
) -> tuple[BuyerState, Move]:
    """The buyer's next state and move. `met` says whether a want is satisfied at the desk."""
    if not state.agenda and not stimulus.rude:
        return _say(state, Move(act="thank_close", done=True))
    state, news = _settle(state, stimulus, scenario, met)
    state, lead = _feel(state, stimulus, scenario)
    move, state = _choose(state, stimulus, scenario, news, lead, turn)
    if state.patience < _LEAVE_BELOW and state.agenda and not move.done:
        return _say(replace(state, left=True), Move(act="leave", done=True))
    if turn >= scenario.max_turns and not move.done:
        closing = "close_unsolved" if state.agenda else "thank_close"
        return _say(state, Move(act=closing, done=True))
    return _say(state, move)


def _say(state: BuyerState, move: Move) -> tuple[BuyerState, Move]:
    return replace(state, act=move.act, lead=move.lead), move


def _settle(
    state: BuyerState, stimulus: Stimulus, scenario: Scenario, met: Callable[[Want], bool]
) -> tuple[BuyerState, tuple[str, ...]]:
    """The state without what this reply settled, and what that was."""
    if stimulus.understood:
        settled = {f"ask.{q}" for q in stimulus.answered}
        settled |= {f"ask.{q}" for q in stimulus.fitting} & _put(state, scenario)
        settled |= {f"ask.{q}" for q in stimulus.plainly} & set(state.agenda[:1])
        settled |= _besides(state, stimulus, settled)
    else:
        settled = set()
    settled |= {f"want.{w.id}" for w in scenario.wants if met(w)}
    state = _drop_claims(state, stimulus, scenario, settled)
    # What has been done is no promise any more.
    done = {kind(a.remedy) for a in stimulus.done if a.remedy is not None}
    state = replace(state, offered=tuple(r for r in state.offered if kind(r) not in done))
    newly = tuple(item for item in state.agenda if item in settled)
    gain = sum(20 if item.startswith("want.") else 12 for item in newly)
    return (
        replace(
            state,
            agenda=tuple(item for item in state.agenda if item not in settled),
            met=(*state.met, *newly),
            satisfaction=_bounded(state.satisfaction + gain),
            waiting=0 if newly else state.waiting,
        ),
        newly,
    )


def _besides(state: BuyerState, stimulus: Stimulus, settled: set[str]) -> set[str]:
    """The questions that come next and are plainly answered in the same breath."""
    found: set[str] = set()
    if not state.agenda or state.agenda[0] not in settled:
        return found
    for item in state.agenda:
        if item in settled or item.startswith("misremember."):
            continue
        if item.removeprefix("ask.") not in stimulus.besides:
            break
        found.add(item)
    return found


def _put(state: BuyerState, scenario: Scenario) -> set[str]:
    """The question that the buyer waits for an answer to, if it is one; the first message may put
    the first question."""
    top = state.agenda[0] if state.agenda else ""
    opened = scenario.questions and top == f"ask.{scenario.questions[0].id}"
    return {top} if top in state.asked or (opened and _opening_puts(state, scenario)) else set()


def _opening_puts(state: BuyerState, scenario: Scenario) -> bool:
    """Whether the buyer's first message asks the first question."""
    first = scenario.questions[:1]
    return not state.said or (bool(first) and puts(state.said[0], first[0], scenario))


def _has_agreed(state: BuyerState, scenario: Scenario) -> bool:
    """Whether the buyer waits for a remedy that was agreed on."""
    return any(agreed(state, item, scenario) for item in state.agenda)


def _drop_claims(
    state: BuyerState, stimulus: Stimulus, scenario: Scenario, settled: set[str]
) -> BuyerState:
    """A wrong memory is said once. It is given up when the agent states the fact, or let be; who
    has what was wished for does not come back to it."""
    content = _has_agreed(state, scenario)

    def over(item: str) -> bool:
        if not item.startswith("misremember."):
            return False
        if content or item in state.asked:
            return True
        return item.removeprefix("misremember.") in stimulus.stated

    left = tuple(item for item in state.agenda if not over(item))
    if all(item in settled or item.startswith("misremember.") for item in left):
        left = tuple(item for item in left if item in settled)
    return replace(state, agenda=left)


def _feel(
    state: BuyerState, stimulus: Stimulus, scenario: Scenario
) -> tuple[BuyerState, str | None]:
    """Courtesy and rudeness change the buyer before anything is answered."""
    if not stimulus.understood:
        return state, None
    if stimulus.rude:
        return (
            replace(
                state,
                satisfaction=_bounded(state.satisfaction - 25),
                patience=state.patience - 2,
                mood=_harder(state.mood),
            ),
            None,
        )
    gain, lead = 0, None
    if any(f"misremember.{path}" in state.asked for path in stimulus.stated - set(state.given)):
        lead = "corrected"
        state = replace(state, given=(*state.given, *stimulus.stated))
    if "empathise" in stimulus.acts and state.mood != "calm":
        gain += 6
        if "react_empathy" not in state.given:
            lead = "react_empathy"
            state = replace(state, given=(*state.given, lead))
    if "apologise" in stimulus.acts and not state.apologised:
        upset = state.mood != "calm" or scenario.desk.fault != "none"
        return (
            replace(
                state,
                apologised=True,
                mood=_softer(state.mood),
                patience=state.patience + (1 if upset else 0),
                satisfaction=_bounded(state.satisfaction + gain + 8),
            ),
            "soften" if upset else None,
        )
    return replace(state, satisfaction=_bounded(state.satisfaction + gain)), lead


def _choose(
    state: BuyerState,
    stimulus: Stimulus,
    scenario: Scenario,
    news: tuple[str, ...],
    lead: str | None,
    turn: int,
) -> tuple[Move, BuyerState]:
    progress = bool(news)
    if not stimulus.understood:
        return Move(act="wrong_language"), _cost(state, 1, 5)
    if stimulus.rude:
        return Move(act="complain_rude"), state
    if stimulus.secret:
        return Move(act="ask_why_needed"), _cost(state, 1, 12)
    if stimulus.off_platform:
        return Move(act="prefer_platform"), _cost(state, 0, 8)
    if stimulus.silent:
        return Move(act="nudge"), _cost(state, 1, 5)
    if state.agenda[:1] == ("open",):
        return Move(act="open"), replace(state, agenda=state.agenda[1:])
    if not state.agenda:
        return Move(act="thank"), replace(
            state, mood="calm", satisfaction=max(state.satisfaction, 70)
        )
    if any(a.remedy == "escalate" for a in stimulus.done):
        return Move(act="close_escalated", done=True), state
    if stimulus.personal and not progress:
        return Move(act="personal"), _cost(state, 0, 3)
    if not stimulus.acts and not progress:
        return _raise_next(state, scenario, "acknowledge")
    if turn == 1 and not progress and _only_greets(stimulus):
        if stimulus.invites or (stimulus.listening and not _opening_puts(state, scenario)):
            return _raise_next(state, scenario, None)
        return Move(act="greet_back"), state
    if lead == "corrected":
        return _raise_next(state, scenario, lead)
    chats = stimulus.small_talk and not stimulus.offers and set(stimulus.asks) <= {"detail"}
    if chats and not progress:
        worn = _cost(state, 1 if "off_topic" in state.given else 0, 3)
        return Move(act="off_topic"), replace(worn, given=(*state.given, "off_topic"))
    given = _give(state, stimulus, scenario, progress)
    if given is not None:
        key = given.act.removeprefix("give.")
        worn = (
            _cost(state, 1, 3)
            if given.act == "given_before"
            else _granted(state, stimulus, scenario)
        )
        return replace(given, lead=lead), replace(worn, given=(*worn.given, key))
    confirmed = _confirm(state, stimulus, scenario)
    if confirmed is not None and not progress:
        return confirmed, replace(state, given=(*state.given, confirmed.act))
    bargain = _consider(state, stimulus, scenario, progress, lead)
    if bargain is not None:
        return bargain
    if progress:
        done = any(item.startswith("want.") for item in news)
        return _raise_next(state, scenario, "pleased" if done else lead or "acknowledge")
    return _insist(state, stimulus, scenario, lead)


def _insist(
    state: BuyerState, stimulus: Stimulus, scenario: Scenario, lead: str | None
) -> tuple[Move, BuyerState]:
    """What the buyer says to a reply that settled nothing."""
    if stimulus.refused:
        return Move(act="reject_refusal"), _cost(state, 1, 8)
    if stimulus.wrong and "ask_sure" not in state.given:
        return Move(act="ask_sure", lead=lead), replace(
            _cost(state, 1, 4), given=(*state.given, "ask_sure")
        )
    if _puts_off(stimulus) and state.waiting == 0:
        return Move(act="wait_ok", lead=lead), replace(state, waiting=1)
    if _puts_off(stimulus):
        worn = _cost(state, 1, 5)
        return Move(act="press_wait"), replace(worn, waiting=state.waiting + 1)
    if stimulus.acts <= {"other"} and stimulus.chatty and "off_topic" not in state.given:
        return Move(act="off_topic"), replace(_cost(state, 0, 3), given=(*state.given, "off_topic"))
    if "close" in stimulus.acts:
        return _raise_next(_cost(state, 1, 6), scenario, "hold_on")
    if stimulus.acts <= {"other"} and state.given[-1:] != ("empty",):
        return Move(act="not_understood"), _cost(
            replace(state, given=(*state.given, "empty")), 1, 4
        )
    if stimulus.hard_word is not None and "ask_meaning" not in state.given:
        asked = replace(state, given=(*state.given, "ask_meaning"))
        return Move(act="ask_meaning", word=stimulus.hard_word), asked
    top = state.agenda[0]
    if top not in state.asked:
        worn = _cost(state, 0 if stimulus.listening or lead else 1, 0)
        return _raise_next(worn, scenario, lead)
    settled = agreed(state, top, scenario)
    if settled and "promise" in stimulus.acts and not stimulus.claims and state.waiting == 0:
        # Who hears what will be done about it lets it be done, once.
        return Move(act="wait_ok", lead=lead, words_of="accept_offer"), replace(state, waiting=1)
    if settled or f"granted.{_name(top)}" in state.given:
        return Move(act="ask_done", lead=lead), _cost(state, 0 if lead else 1, 4)
    return Move(act=_again(top), lead=lead), _cost(state, 0 if lead else 1, 6)


def _puts_off(stimulus: Stimulus) -> bool:
    """A promise to look, to ask or to come back, and nothing else in it."""
    return bool(stimulus.acts & {"check", "wait"}) or (
        stimulus.later and not stimulus.offers and stimulus.hard_word is None
    )


def _only_greets(stimulus: Stimulus) -> bool:
    return "greet" in stimulus.acts and stimulus.acts <= _PLEASANTRIES and not stimulus.asks


def _confirm(state: BuyerState, stimulus: Stimulus, scenario: Scenario) -> Move | None:
    """The answer to "is that right?" about facts that the agent says again, once, or about what has
    been agreed on."""
    if "ask_agreement" not in stimulus.acts or stimulus.offers or stimulus.refused:
        return None
    fine = _has_agreed(state, scenario) and not stimulus.wrong
    if fine and not stimulus.claims and "confirm_yes" not in state.given:
        return Move(act="confirm_yes", words_of="accept_offer")
    if stimulus.wrong:
        return Move(act="confirm_no")
    if (stimulus.stated or "restate" in stimulus.acts) and "confirm_yes" not in state.given:
        return Move(act="confirm_yes")
    return None


def _raise_next(state: BuyerState, scenario: Scenario, lead: str | None) -> tuple[Move, BuyerState]:
    top = state.agenda[0]
    # Two turns that begin alike sound like a machine.
    lead = None if lead == state.lead and lead == "acknowledge" else lead
    if top.startswith("misremember."):
        return Move(act=top, lead=lead), replace(state, asked=(*state.asked, top))
    if agreed(state, top, scenario):
        return Move(act="ask_done", lead=lead), state
    act = f"ask.{_name(top)}" if top not in state.asked else _again(top)
    if top.startswith("want.") and top not in state.asked:
        # Asked for in so many words, a remedy may be agreed to anew.
        state = replace(state, offered=())
    return Move(act=act, lead=lead), replace(state, asked=(*state.asked, top))


def _again(item: str) -> str:
    return f"again.{_name(item)}"


def _name(item: str) -> str:
    return item.split(".", 1)[1]


def _give(state: BuyerState, stimulus: Stimulus, scenario: Scenario, progress: bool) -> Move | None:
    asked = [key for key in stimulus.asks if key != "detail" or not progress]
    known = [key for key in asked if key in scenario.knows]
    for key in known:
        if key not in state.given:
            return Move(act=f"give.{key}")
    if "detail" in stimulus.asks and not progress:
        extra = [k for k in scenario.knows if k not in state.given and k not in _COMMON_KEYS]
        if extra:
            return Move(act=f"give.{extra[0]}")
    if stimulus.offers or not stimulus.asks:
        return None
    if known and stimulus.asks[0] in _HANDED and not progress:
        return Move(act="given_before")
    if stimulus.asks[0] == "preference" and "preference" not in state.given:
        return Move(act="give.preference")
    return Move(act="dont_know") if not known and stimulus.asks[0] in _HANDED else None


def _waits(state: BuyerState) -> bool:
    """Whether the buyer has said what is wished for, in asking or in choosing, and waits for it."""
    top = state.agenda[0] if state.agenda else ""
    said = top in state.asked or bool(state.offered) or "preference" in state.given
    turned_down = state.act.startswith("reject.") and f"want.{_name(state.act)}" in state.agenda
    return (top.startswith("want.") and said) or turned_down


def _granted(state: BuyerState, stimulus: Stimulus, scenario: Scenario) -> BuyerState:
    """The state that remembers a remedy which was granted beside a question to the buyer."""
    top = next((w for w in scenario.wants if state.agenda[:1] == (f"want.{w.id}",)), None)
    if top is None or not any(
        (o.sure or _waits(state)) and suits(o, top, scenario) for o in stimulus.offers
    ):
        return state
    return replace(state, given=(*state.given, f"granted.{top.id}"))


_HANDED = ("order_id", "photo", "address", "phone", "email")
_COMMON_KEYS = ("order_id", "photo", "address", "preference")


def _consider(
    state: BuyerState,
    stimulus: Stimulus,
    scenario: Scenario,
    progress: bool,
    lead: str | None,
) -> tuple[Move, BuyerState] | None:
    """What the buyer makes of the remedies that were offered but not yet done."""
    wants = [w for w in scenario.wants if f"want.{w.id}" in state.agenda]
    done = {kind(a.remedy) for a in stimulus.done if a.remedy is not None}
    waits = _waits(state)
    # A sum for the buyer that is no part of an answer, or what would be asked for next.
    told = not progress or state.agenda[0].startswith("want.")
    offers = [
        o
        for o in stimulus.offers
        if kind(o.remedy) not in done
        and o.remedy != "escalate"
        and (
            o.sure
            or waits
            or (o.to_buyer and o.asked)
            or (told and o.amount is not None and (o.to_buyer or o.asked))
        )
    ]
    if not offers and waits and stimulus.grants and state.agenda[0] in state.asked:
        # A yes to what was just asked for is an offer of it.
        offers = [Offer(remedy=wants[0].remedy, amount=None, committed=True, sure=False)]
    if not offers and not progress and state.act == "doubt" and stimulus.acts & _ASSURES:
        # What was doubted stands.
        offers = [Offer(remedy=w.remedy, amount=None, committed=True, sure=True) for w in wants[:1]]
    if not offers or not wants:
        return None
    if stimulus.acts & {"check", "wait"} and not any(o.sure for o in offers):
        return None
    # What the buyer waits for comes first: a gift for later does not settle it.
    first = wants[:1] if waits else wants
    good = [o for o in offers if any(suits(o, w, scenario) for w in first)]
    kept = {kind(r) for r in state.offered}
    gift = not good and not any(o.instead or kind(o.remedy) in kept for o in offers)
    if gift and waits and not stimulus.refused and agreed(state, state.agenda[0], scenario):
        # Beside what was agreed on, it is welcome.
        thanks = replace(state, satisfaction=_bounded(state.satisfaction + 3))
        return Move(act=f"accept.{wants[0].id}", lead=lead, words_of="accept_offer"), thanks
    if not good:
        refused_want = wants[0]
        # A wish that was not put into words yet is not turned down beside an answer.
        plain_yes_no = any(o.asked and o.to_buyer for o in offers)
        if progress and f"want.{refused_want.id}" not in state.asked and not plain_yes_no:
            return None
        asked = (*state.asked, f"want.{refused_want.id}")
        worn = replace(_cost(state, 1, 6), asked=asked)
        return Move(act=f"reject.{refused_want.id}"), worn
    plain = any(o.committed or o.to_buyer for o in good)
    if progress and not waits and not plain:
        return None
    remedies = tuple(o.remedy for o in good)
    if scenario.persona.friction.trust == "low" and "doubt" not in state.given:
        return Move(act="doubt", lead=lead), replace(state, given=(*state.given, "doubt"))
    once_more = f"yes.{wants[0].id}"
    if {kind(r) for r in remedies} & kept:
        # Asked once more whether it is fine, or told at last that it will be done, the buyer says
        # yes once; who says it is done is asked.
        pressed = state.act == "ask_done"
        asks = any((o.asked or pressed) and not o.reports for o in good)
        if not asks or once_more in state.given:
            return Move(act="ask_done"), _cost(state, 1, 4)
        state = replace(state, given=(*state.given, once_more))
    elif waits and all(o.reports and not o.asked for o in good):
        # What is said to be done already is looked for, and not agreed to.
        return Move(act="ask_done", lead=lead), replace(state, offered=(*state.offered, *remedies))
    content = replace(
        state,
        offered=(*state.offered, *remedies),
        satisfaction=_bounded(state.satisfaction + 6),
    )
    chosen = next(w for w in wants if any(suits(o, w, scenario) for o in good))
    if state.agenda[0] == f"want.{chosen.id}":
        # Who has said yes to it and asks for nothing else has asked for it.
        content = replace(content, asked=(*content.asked, state.agenda[0]))
    return Move(act=f"accept.{chosen.id}", lead=lead), content


def _cost(state: BuyerState, patience: int, satisfaction: int) -> BuyerState:
    return replace(
        state,
        patience=state.patience - patience,
        satisfaction=_bounded(state.satisfaction - satisfaction),
    )


def _bounded(value: int) -> int:
    return max(0, min(100, value))


def _softer(mood: Mood) -> Mood:
    return MOODS[max(0, MOODS.index(mood) - 1)]


def _harder(mood: Mood) -> Mood:
    return MOODS[min(len(MOODS) - 1, MOODS.index(mood) + 1)]
