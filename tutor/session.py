"""The whole application: `start` a case, `take_turn` with a reply, `do_action` at the desk.

A `Session` goes in and a new one comes out; nothing is kept here. The web page, the command line,
the benchmark and the tests are callers.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tutor.buyer.engine import Setting
from tutor.buyer.friction import turn_dials
from tutor.buyer.perceive import Stimulus, agreed_price, perceive
from tutor.check.analyse import analyse
from tutor.check.full import with_rewrite
from tutor.check.strategies import Coaching, coach, strategies_of
from tutor.desk.actions import perform
from tutor.desk.outcome import outcome, wants_met
from tutor.dialogue.audit import names_of
from tutor.dialogue.fill import case_values, fill
from tutor.dialogue.restate import restated
from tutor.dialogue.script_play import Exchange, exchanges, match, next_line, opening
from tutor.domain import (
    STANDARDS,
    ActionRecord,
    BuyerReply,
    BuyerState,
    Case,
    Context,
    Feedback,
    Lang,
    LearnerText,
    Outcome,
    Position,
    Reading,
    Scenario,
    Session,
    Standard,
    TurnResult,
    Utterance,
    VocabularyReport,
)
from tutor.errors import TutorError, UnknownName
from tutor.services import Services
from tutor.text.analyse import read_text
from tutor.text.normalise import clean_input
from tutor.understand.classify import default_acts
from tutor.understand.read import understand
from tutor.understand.taken_back import takes_back


def start(
    services: Services,
    scenario_id: str,
    *,
    lang: Lang = "zh",
    level: int | None = None,
    standard: Standard | None = None,
    seed: int = 0,
    learner: str = "me",
    session_id: str | None = None,
    dials: Mapping[str, str] | None = None,
) -> Session:
    """A new case with the buyer's first message in its history. `dials` make the buyer harder or
    easier than the scenario says (see `tutor.buyer.friction`).

    Raises `UnknownName` for an unknown scenario or standard, `TutorError` for a language or a
    level at which the case cannot be played.
    """
    scenario = services.find(scenario_id)
    if dials:
        scenario = replace(scenario, persona=turn_dials(scenario.persona, dict(dials)))
    standard = standard or scenario.standard
    if standard not in STANDARDS:
        raise UnknownName("standard", standard, STANDARDS)
    if scenario.script:
        lang = scenario.languages[0]
    if lang not in scenario.languages:
        raise TutorError(
            f"{scenario_id} cannot be played in {lang!r}; choose {' or '.join(scenario.languages)}.",
            f"“{scenario.title.zh}”没有这种语言，请选择 {'、'.join(scenario.languages)}。",
        )
    level = scenario.level if level is None else level
    if lang == "zh":
        levels = services.library.levels(scenario, standard)
        if level not in levels:
            raise TutorError(
                f"{scenario_id} can be played in Chinese from HSK {levels[0]} to {levels[-1]} "
                f"({standard}), not at {level}.",
                f"按 {standard} 标准，“{scenario.title.zh}”适合 HSK {levels[0]} 到 {levels[-1]} 级，不能选 {level} 级。",
            )
    case = Case(desk=scenario.desk)
    if scenario.script:
        state, history = _script_opens(scenario, lang)
    else:
        setting = Setting(scenario=scenario, lang=lang, level=level, standard=standard, seed=seed)
        state, reply = services.buyer.open(setting, case)
        history = (Utterance(role="buyer", text=reply.text, lang=lang),)
    return Session(
        id=session_id or uuid.uuid4().hex,
        learner=learner,
        scenario=scenario,
        lang=lang,
        level=level,
        standard=standard,
        seed=seed,
        case=case,
        buyer_state=state,
        history=history,
    )


def take_turn(services: Services, session: Session, text: str) -> TurnResult:
    """One reply of the learner: its feedback, the buyer's answer and the new session.

    Raises `InputError` for a text that is no reply, `TutorError` when the case is over; the session
    that was passed in stays good.
    """
    if session.done:
        raise _closed()
    raw = clean_input(text)
    context = context_of(session)
    names = names_of(session.scenario)

    def check(words: str) -> tuple[LearnerText, Reading, Feedback]:
        text = read_text(words, None, session.standard, names)
        reading = understand(
            text, buyer=context.buyer, desk=context.desk, classifier=services.classifier
        )
        return text, reading, analyse(text, reading, context)

    learner_text, reading, feedback = check(raw)
    feedback = with_rewrite(raw, feedback, lambda words: check(words)[2])
    if session.scenario.script:
        return _script_turn(services, session, raw, learner_text.lang, feedback)
    alarms = frozenset(f.check for f in feedback.findings)
    stimulus = perceive(
        learner_text,
        reading,
        scenario=session.scenario,
        case=session.case,
        lang=session.lang,
        level=session.level,
        done=session.case.actions[session.actions_seen :],
        alarms=alarms,
        heard="".join(u.text for u in session.history),
    )
    history = (*session.history, Utterance(role="agent", text=raw, lang=learner_text.lang))
    kept = session.said_against_policy and not takes_back(raw, learner_text.lang)
    broken = kept or "facts.policy_conflict" in alarms
    moved, reply = _buyer_moves(
        services,
        replace(session, history=history, turn=session.turn + 1, said_against_policy=broken),
        stimulus,
    )
    return TurnResult(session=moved, reply=reply, feedback=feedback, outcome=moved.outcome)


def do_action(services: Services, session: Session, command: str) -> tuple[Session, ActionRecord]:
    """Does `command` at the desk. Raises `ActionRefused` with the reason; the session stays good."""
    if session.done:
        raise TutorError(
            "This case is closed; the desk can no longer change it.", "案例已经结束，不能再操作了。"
        )
    case, record = perform(session.case, command)
    return replace(session, case=case), record


def hear_actions(services: Services, session: Session) -> tuple[Session, BuyerReply] | None:
    """Lets the buyer hear of desk actions that no reply has told of, as by a notice of the
    platform; None when there is nothing new. The turn count stays."""
    news = session.case.actions[session.actions_seen :]
    if session.done or not any(a.remedy is not None for a in news):
        return None
    stimulus = Stimulus(done=news)
    return _buyer_moves(services, session, stimulus)


def take_silence(services: Services, session: Session) -> TurnResult:
    """The agent lets the buyer wait: the buyer asks whether anybody is there, and in the end goes."""
    if session.done:
        raise _closed()
    if session.scenario.script:
        raise TutorError(
            "The buyer of this dialogue follows a script and waits for your reply.",
            "这段对话里的顾客按照写好的内容说话，会一直等您回复。",
        )
    moved, reply = _buyer_moves(
        services, replace(session, turn=session.turn + 1), Stimulus(silent=True)
    )
    feedback = Feedback(
        findings=(),
        strategies=(),
        vocabulary=VocabularyReport(standard=session.standard, tokens=(), counts={}),
    )
    return TurnResult(session=moved, reply=reply, feedback=feedback, outcome=moved.outcome)


def finish(session: Session) -> Session:
    """Closes a case that the agent leaves: its outcome is what the desk and the talk show now."""
    return (
        session if session.done else replace(session, done=True, outcome=current_outcome(session))
    )


def current_outcome(session: Session) -> Outcome | None:
    """The outcome if the case ended now; None for a script, which solves nothing."""
    if session.scenario.script:
        return None
    return outcome(
        session.case, session.buyer_state, said_against_policy=session.said_against_policy
    )


def context_of(session: Session) -> Context:
    """What the checks may see of the session before its next reply."""
    agents = sum(1 for u in session.history if u.role == "agent")
    position: Position = "first" if agents == 0 else "middle"
    if agents and not session.buyer_state.agenda:
        position = "last"
    return Context(
        lang=session.lang,
        channel=session.scenario.channel,
        position=position,
        buyer=session.history[-1].text if session.history else None,
        history=session.history[:-1],
        level=session.level if session.lang == "zh" else None,
        standard=session.standard,
        desk=session.case.desk,
        case=session.case,
        key_terms=session.scenario.key_terms,
    )


def coaching(session: Session, feedback: Sequence[Feedback]) -> tuple[Coaching, ...]:
    """The coach's word at the end of a case on each service strategy: used, called for and not
    used, or not rated because there was no occasion. `feedback` is that of each turn, in order."""
    names = names_of(session.scenario)
    replies = []
    buyer: list[str] = []
    script = session.scenario.script
    greeting = opening(script)
    for said in session.history[len(greeting) :]:
        if said.role == "buyer":
            buyer.append(said.text)
        else:
            text = read_text(said.text, None, session.standard, names)
            replies.append(
                understand(
                    text,
                    buyer=buyer[-1] if buyer else None,
                    desk=session.case.desk,
                    classifier=default_acts(),
                )
            )
    level = session.level if session.lang == "zh" else None
    problem = restated(session.scenario, session.lang, level, session.standard, buyer)
    return coach(
        replies,
        buyer,
        finished=session.done and (not script or _closes(exchanges(script))),
        # The learner saw these under each reply, so the report says the same.
        used=[one.strategies for one in feedback],
        greeted=bool(greeting),
        lang=session.lang,
        level=level,
        standard=session.standard,
        say={"restatement": problem} if problem is not None else None,
        desk=session.case.desk,
    )


def session_hint(services: Services, session: Session) -> tuple[str, ...]:
    """Good answers to the buyer's present message, simplest first, with the desk actions that go
    before them as lines that begin with "/do "."""
    scenario, state = session.scenario, session.buyer_state
    if scenario.script:
        pair = next_line(scenario.script, state.exchange)
        return (pair.expected,) if pair is not None and pair.expected else ()
    if session.turn == 0:
        step = "open"
    else:
        step = state.agenda[0] if state.agenda else "close"
    values = case_values(session.case.desk, session.lang, scenario.persona.name)
    for wanted in (step, "open", "close"):
        for answer in scenario.model_answers:
            if answer.step == wanted and answer.texts.get(session.lang):
                todo = tuple(f"/do {fill(command, values)}" for command in answer.do)
                return todo + tuple(fill(text, values) for text in answer.texts[session.lang])
    return ()


def _closed() -> TutorError:
    return TutorError(
        "This case is closed. Start it again, or choose another one.",
        "这个案例已经结束，请重新开始，或者选择别的案例。",
    )


def _buyer_moves(
    services: Services, session: Session, stimulus: Stimulus
) -> tuple[Session, BuyerReply]:
    setting = Setting(
        scenario=session.scenario,
        lang=session.lang,
        level=session.level,
        standard=session.standard,
        seed=session.seed,
    )
    settled = {item.removeprefix("want.") for item in session.buyer_state.met}
    met = wants_met(session.scenario.wants, session.case, settled)
    state, reply = services.buyer.reply(
        setting,
        session.case,
        session.buyer_state,
        stimulus,
        session.history,
        turn=session.turn,
        met=lambda want: want.id in met,
    )
    case = session.case
    if reply.act in ("give.photo", "give.video"):
        case = replace(case, photo_seen=True)
    price = agreed_price(session.scenario, stimulus, reply)
    if price is not None:
        case = replace(case, agreed_price=max(price, case.agreed_price or price))
    moved = replace(
        session,
        case=case,
        buyer_state=state,
        history=(*session.history, Utterance(role="buyer", text=reply.text, lang=session.lang)),
        done=reply.done,
        actions_seen=len(case.actions),
    )
    return (replace(moved, outcome=current_outcome(moved)) if reply.done else moved), reply


def _script_opens(scenario: Scenario, lang: Lang) -> tuple[BuyerState, tuple[Utterance, ...]]:
    greeting = tuple(
        Utterance(role="agent", text=t.text, lang=t.lang) for t in opening(scenario.script)
    )
    pairs = exchanges(scenario.script)
    state = BuyerState(
        agenda=_script_agenda(pairs, 0),
        mood=scenario.persona.mood,
        patience=scenario.persona.patience,
        satisfaction=50,
        act="script.0",
    )
    return state, (*greeting, Utterance(role="buyer", text=pairs[0].buyer, lang=lang))


def _script_agenda(pairs: Sequence[Exchange], place: int) -> tuple[str, ...]:
    # Empty where the checks expect a closing: at the last message, if the script itself closes there.
    return () if place == len(pairs) - 1 and _closes(pairs) else ("script",)


def _closes(pairs: Sequence[Exchange]) -> bool:
    """Whether the last reply of a script thanks or says goodbye. One that ends with the buyer's
    words, or in the middle of a talk, asks the learner for no closing either."""
    reply = read_text(pairs[-1].expected)
    used = strategies_of(understand(reply, classifier=default_acts()))
    return bool({"closing", "relationship"} & set(used))


def _script_turn(
    services: Services, session: Session, raw: str, lang: Lang, feedback: Feedback
) -> TurnResult:
    script, state = session.scenario.script, session.buyer_state
    pairs = exchanges(script)
    here = pairs[state.exchange]
    near = match(raw, here.expected, services.likeness) if here.expected else None
    place = state.exchange + 1
    history = (*session.history, Utterance(role="agent", text=raw, lang=lang))
    reply = None
    done = place >= len(pairs)
    if not done:
        # A message that the script does not answer ends the dialogue.
        done = not pairs[place].expected
        text = pairs[place].buyer
        reply = BuyerReply(
            text=text, act=f"script.{place}", origin="script", evidence=(text,), done=done
        )
        history = (*history, Utterance(role="buyer", text=text, lang=session.lang))
    moved = replace(
        session,
        history=history,
        turn=session.turn + 1,
        done=done,
        buyer_state=replace(
            state,
            exchange=place,
            agenda=_script_agenda(pairs, place),
            act=f"script.{place}",
        ),
    )
    return TurnResult(session=moved, reply=reply, feedback=feedback, outcome=None, match=near)
