"""A case in the terminal: by hand, or from a file of replies with one JSON object a turn."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from tutor.domain import ActionRecord, BuyerReply, Desk, Feedback, Finding, ScriptMatch, Session
from tutor.errors import TutorError
from tutor.services import Services
from tutor.session import do_action, finish, hear_actions, session_hint, take_silence, take_turn

_MARKS = {"error": "✗", "warning": "!", "hint": "·"}
_HELP = (
    "Type your reply. /desk shows the order, /do refund 35.80 acts at the desk, "
    "/hint shows a good answer, /wait lets the buyer wait, /quit stops."
)


def play(services: Services, session: Session) -> int:
    """Plays until the case closes or the learner quits. Returns the exit code."""
    scenario = session.scenario
    print(
        f"{scenario.title.en} · {scenario.title.zh}\n{scenario.briefing.en}\n{scenario.briefing.zh}\n{_HELP}\n"
    )
    _say(session, session.history[-1].text)
    while not session.done:
        try:
            typed = input("> ").strip()
        except EOFError:
            typed = "/quit"
        if typed in ("/quit", "/q"):
            break
        try:
            session = _step(services, session, typed)
        except TutorError as error:
            print(f"  {error.en}\n  {error.zh}" if error.zh != error.en else f"  {error}")
    session = finish(session)
    if scenario.script:
        print("\nThe dialogue is over. 对话结束了。")
    else:
        print(f"\nOutcome: {session.outcome} · satisfaction {session.buyer_state.satisfaction}/100")
    return 0


def _step(services: Services, session: Session, typed: str) -> Session:
    if typed == "/desk":
        print(show_desk(session.case.desk, session.lang))
    elif typed == "/hint":
        print("\n".join(f"  {line}" for line in session_hint(services, session)))
    elif typed.split(" ", 1)[0] == "/do":
        session, record = do_action(services, session, typed)
        print(f"  {_told(record)}")
        if not session.buyer_state.agenda:
            return session
    elif typed == "/wait":
        result = take_silence(services, session)
        session = result.session
        if result.reply is not None:
            _say(session, result.reply.text)
    elif typed.startswith("/"):
        print(f"  {_HELP}")
    else:
        result = take_turn(services, session, typed)
        session = result.session
        print(show_feedback(result.feedback, typed))
        if result.match is not None:
            print(f"{_beside(result.match)}\n")
        if result.reply is not None:
            _say(session, result.reply.text)
    return session


def play_replies(services: Services, session: Session, lines: Sequence[str]) -> int:
    """Plays the replies of `lines` and prints one JSON object a turn.

    A `/do` line acts at the desk before the next reply and is told in that turn's `actions`. When
    the lines end first, the case is closed as it stands and the last object has its outcome.
    Returns 1 if a line was refused, else 0.
    """
    todo = [(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()]
    pending: list[dict[str, object]] = []
    turns: list[dict[str, object]] = []
    failed = False
    for place, (number, line) in enumerate(todo):
        if session.done:
            print(
                f"kefu: the case closed at turn {session.turn}; from line {number} on nothing was"
                f" used ({len(todo) - place} replies).",
                file=sys.stderr,
            )
            break
        if turns:
            _emit(turns.pop())
        try:
            if line.split(" ", 1)[0] == "/do":
                session, record = do_action(services, session, line)
                pending.append(_action(line, record))
                continue
            result = take_turn(services, session, line)
        except TutorError as error:
            failed = True
            print(f"kefu: line {number}: {error}", file=sys.stderr)
            if line.startswith("/do"):
                pending.append({"command": line, "done": False, "message": str(error)})
                continue
            turns.append(_turn(session, line, None, None, pending) | {"error": str(error)})
            pending = []
            continue
        session = result.session
        turn = _turn(session, line, result.feedback, result.reply, pending)
        if result.match is not None:
            turn |= {"expected": result.match.expected, "likeness": round(result.match.likeness, 3)}
        turns.append(turn)
        pending = []
    if pending:
        if turns:
            _emit(turns.pop())
        heard = hear_actions(services, session)
        session, reply = heard if heard is not None else (session, None)
        turns.append(_turn(session, None, None, reply, pending))
    closed = finish(session)
    for turn in turns:
        _emit(turn | {"done": True, "outcome": closed.outcome})
    return 1 if failed else 0


def _emit(turn: dict[str, object]) -> None:
    print(json.dumps(turn, ensure_ascii=False), flush=True)


def _turn(
    session: Session,
    reply: str | None,
    feedback: Feedback | None,
    buyer: BuyerReply | None,
    actions: list[dict[str, object]],
) -> dict[str, object]:
    from tutor.check.wire import finding_to_wire

    return {
        "turn": session.turn,
        "reply": reply,
        "findings": [finding_to_wire(f) for f in feedback.findings] if feedback else [],
        "strategies": list(feedback.strategies) if feedback else [],
        "buyer": None
        if buyer is None
        else {"text": buyer.text, "act": buyer.act, "origin": buyer.origin},
        "satisfaction": session.buyer_state.satisfaction,
        "done": session.done,
        "outcome": session.outcome,
        "actions": list(actions),
    }


def _action(line: str, record: ActionRecord) -> dict[str, object]:
    broken = record.violation
    return {
        "command": line,
        "done": True,
        "against_policy": None if broken is None else {"zh": broken.zh, "en": broken.en},
    }


def _told(record: ActionRecord) -> str:
    if record.violation is None:
        return f"Done: {record.action}."
    return f"Done, but against the policy: {record.violation.en} {record.violation.zh}"


def _say(session: Session, text: str) -> None:
    print(f"{session.scenario.persona.name.get(session.lang)}: {text}\n")


def _beside(match: ScriptMatch) -> str:
    return (
        f"  In the script 对话里的回复: {match.expected}\n"
        f"  {match.likeness:.0%} alike 相似; another good reply may read quite differently. "
        "换一种说法也可以很好。"
    )


def show_feedback(feedback: Feedback, text: str) -> str:
    """The feedback as lines of text, the findings first."""
    lines = [_finding(f) for f in feedback.findings] or [
        "  ✓ Nothing to improve here. 这里没有要改的地方。"
    ]
    if feedback.rewrite and feedback.rewrite != text:
        lines.append(f"  → {feedback.rewrite}")
    if feedback.strategies:
        lines.append(f"  strategies: {', '.join(feedback.strategies)}")
    return "\n".join(lines)


def _finding(finding: Finding) -> str:
    where = f"“{finding.text}” " if finding.text else ""
    better = f" → {finding.suggestion}" if finding.suggestion else ""
    return (
        f"  {_MARKS[finding.severity]} {finding.check}: {where}{finding.message.en} {finding.why.en}{better}\n"
        f"      {finding.message.zh}{finding.why.zh}"
    )


def show_desk(desk: Desk, lang: str) -> str:
    """The desk as lines `fact: value`."""
    from tutor.dialogue.fill import case_values

    values = case_values(desk, "zh" if lang == "zh" else "en")
    status = desk.order.status if desk.order else None
    lines = [f"  {path}: {text}" for path, text in values.items()]
    if status:
        lines.insert(1, f"  order.status: {status}")
    if desk.shipment:
        lines += [
            f"  {e.on}  {e.place.get(lang)}  {e.text.get(lang)}" for e in desk.shipment.events
        ]
    return "\n".join(lines)
