"""The conversation, the case's head and the briefing as HTML. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.domain import ActionRecord, BuyerState, Feedback, Lang, Scenario, Session
from tutor.records.store import RecordedTurn
from tutor.text.countries import country_name
from tutor.text.glossary import glossary
from tutor.ui import script
from tutor.ui.desk import action_text
from tutor.ui.own_sets import band
from tutor.ui.render import (
    ICONS,
    annotated,
    esc,
    feedback_card,
    severity_label,
    tag,
    with_pinyin,
)
from tutor.ui.strings import say


def names_in(scenario: Scenario) -> tuple[str, ...]:
    """Proper names of the case, which are no words to grade."""
    return tuple(name for name in (scenario.persona.name.zh,) if name)


def chat(
    session: Session,
    turns: Sequence[RecordedTurn],
    lang: Lang,
    *,
    writing: bool = False,
    usable: bool = True,
) -> str:
    """The conversation so far. With `writing` the last answer of the buyer is held back; without
    `usable` the feedback has no buttons."""
    who = session.scenario.persona.name.get(lang)
    parts: list[str] = []
    parts.extend(script.greeting(session, lang))
    first = next((said.text for said in session.history if said.role == "buyer"), None)
    if first is not None:
        parts.append(_buyer(who, first, session))
    done = 0
    for turn in turns:
        last = turn is turns[-1]
        parts.extend(_action(record, lang, session) for record in turn.actions[done:])
        done = len(turn.actions)
        parts.append(_agent(turn, session, lang, opened=last, usable=usable))
        if last and writing:
            parts.append(_writing(who, lang))
        elif turn.buyer is not None:
            parts.append(_buyer(who, turn.buyer.text, session))
    parts.extend(_action(record, lang, session) for record in session.case.actions[done:])
    if session.done and not writing:
        ended = "script.ended" if session.scenario.script else "chat.ended"
        parts.append(f'<p class="k-ended">{esc(say(ended, lang))}</p>')
    if turns and turns[-1].buyer is not None and not writing and usable:
        parts.append(_below(who, lang))
    label = esc(say("chat.label", lang))
    return (
        f'<div class="k k-chat" role="log" tabindex="0" aria-label="{label}" aria-live="polite">'
        f"{''.join(parts)}</div>"
    )


def _buyer(who: str, text: str, session: Session) -> str:
    body = with_pinyin(text, session.lang, session.standard, names_in(session.scenario))
    return (
        f'<div class="k-msg k-from-buyer"><div class="k-who">{esc(who)}</div>'
        f'<div class="k-bubble" lang="{tag(session.lang)}">{body}</div></div>'
    )


def _writing(who: str, lang: Lang) -> str:
    text = esc(say("chat.writing", lang, name=who))
    return f'<div class="k-msg k-from-buyer"><div class="k-bubble k-writing">{text}</div></div>'


def _below(who: str, lang: Lang) -> str:
    """Says that the answer is there while the feedback above it fills the view; page.js shows it
    and goes there. A reader of the screen has heard the answer already, as the log speaks."""
    return (
        '<button type="button" class="k-below" tabindex="-1" aria-hidden="true" hidden>'
        f"{esc(say('chat.below', lang, name=who))}</button>"
    )


def _agent(turn: RecordedTurn, session: Session, lang: Lang, *, opened: bool, usable: bool) -> str:
    body = annotated(turn.reply, turn.feedback.vocabulary.tokens, turn.feedback.findings)
    card = feedback_card(turn.reply, turn.feedback, lang, session.lang, usable=usable)
    fold = (
        f'<details class="k-card"{" open" if opened else ""}>'
        f"<summary><span>{esc(say('feedback.title', lang))}</span>{_badges(turn.feedback, lang)}</summary>"
        f"{card}{script.beside(turn, session, lang)}</details>"
    )
    return (
        f'<div class="k-msg k-from-agent"><div class="k-who">{esc(say("chat.you", lang))}</div>'
        f'<div class="k-bubble" lang="{tag(session.lang)}">{body}</div>{fold}</div>'
    )


def _badges(feedback: Feedback, lang: Lang) -> str:
    if not feedback.findings:
        title = esc(say("feedback.clean", lang))
        return f'<span class="k-sev k-good" title="{title}"><span class="k-icon">✓</span></span>'
    counts = {
        severity: sum(1 for f in feedback.findings if f.severity == severity) for severity in ICONS
    }
    return "".join(
        f'<span class="k-count">{severity_label(severity, lang)}<b>{n}</b></span>'
        for severity, n in counts.items()
        if n
    )


def _action(record: ActionRecord, lang: Lang, session: Session) -> str:
    order = session.case.desk.order
    text = action_text(record, lang, order.currency if order else None)
    return f'<div class="k-event"><span>{esc(say("chat.desk", lang))}</span>{text}</div>'


def satisfaction_word(value: int) -> str:
    """The key of the word for a satisfaction from 0 to 100."""
    for least, word in ((80, "high"), (60, "good"), (40, "mixed"), (20, "low")):
        if value >= least:
            return f"satisfaction.{word}"
    return "satisfaction.bad"


def case_head(session: Session, lang: Lang) -> str:
    """Title, buyer, reply count and the buyer's satisfaction."""
    scenario = session.scenario
    persona = scenario.persona
    channel = say(f"channel.{scenario.channel}", lang)
    facts = [
        persona.name.get(lang),
        country_name(persona.country).get(lang),
        channel,
        *([band(session.level)] if session.lang == "zh" else []),
        say("case.turn", lang, turn=session.turn, most=scenario.max_turns),
    ]
    state = meter(session.buyer_state, lang)
    if scenario.script:
        facts = [say("script.kind", lang), channel, band(scenario.level)]
        state = script.progress(session, lang)
    return (
        f'<div class="k k-head"><div><h2>{esc(scenario.title.get(lang))}</h2>'
        f'<p class="k-small">{esc(" · ".join(facts))}</p></div>{state}</div>'
    )


def meter(state: BuyerState, lang: Lang) -> str:
    """Satisfaction as a bar with a number and a word, and the buyer's mood."""
    value = max(0, min(100, state.satisfaction))
    label = say("case.satisfaction", lang)
    word = say(satisfaction_word(value), lang)
    mood = say(f"mood.{state.mood}", lang)
    return (
        f'<div class="k-meter"><div class="k-meter-text"><span>{esc(label)}</span>'
        f"<b>{value}</b><span>{esc(word)}</span>"
        f'<span class="k-mood">{esc(say("case.mood", lang, mood=mood))}</span></div>'
        f'<div class="k-bar" role="meter" aria-valuemin="0" aria-valuemax="100" '
        f'aria-valuenow="{value}" aria-valuetext="{value}, {esc(word)}" aria-label="{esc(label)}">'
        f'<span class="k-fill k-s{value // 20 if value < 100 else 4}" style="width:{value}%">'
        f"</span></div></div>"
    )


def briefing(scenario: Scenario, lang: Lang) -> str:
    """What the learner reads before the first message."""
    persona = scenario.persona
    who = (
        persona.name.get(lang),
        country_name(persona.country).get(lang),
        say(f"mood.{persona.mood}", lang),
    )
    facts = (
        *((say("script.kind", lang),) if scenario.script else who),
        say(f"channel.{scenario.channel}", lang),
        band(scenario.level),
    )
    tags = "".join(f"<span>{esc(fact)}</span>" for fact in facts)
    return (
        f'<section class="k k-panel k-briefing"><h2>{esc(scenario.title.get(lang))}</h2>'
        f'<div class="k-tags">{tags}</div>'
        f'<p class="k-lead">{esc(scenario.briefing.get(lang))}</p>{_background(scenario, lang)}</section>'
    )


def task(scenario: Scenario, lang: Lang) -> str:
    """The briefing folded to a line, for the time of the case."""
    return (
        f'<details class="k k-panel k-task"><summary>{esc(say("briefing.title", lang))}</summary>'
        f"<p>{esc(scenario.briefing.get(lang))}</p>{_background(scenario, lang)}</details>"
    )


def _background(scenario: Scenario, lang: Lang) -> str:
    culture = ""
    if scenario.culture is not None:
        culture = (
            f'<p class="k-culture"><span class="k-small">{esc(say("briefing.culture", lang))}</span> '
            f"{esc(scenario.culture.get(lang))}</p>"
        )
    return (
        f'<p><span class="k-small">{esc(say("briefing.goal", lang))}</span> '
        f"{esc(scenario.can_do.get(lang))}</p>{_terms(scenario, lang)}{culture}"
    )


def _terms(scenario: Scenario, lang: Lang) -> str:
    if not scenario.key_terms:
        return ""
    known = glossary()
    chips = []
    for word in scenario.key_terms:
        term = known.get(word)
        english = f'<span lang="en">{esc(term.english)}</span>' if term else ""
        body = with_pinyin(word, "zh", scenario.standard)
        chips.append(
            f'<span class="k-chip k-term"><span lang="zh-Hans">{body}</span>{english}</span>'
        )
    label = esc(say("briefing.terms", lang))
    return f'<div class="k-chips"><span class="k-small">{label}</span>{"".join(chips)}</div>'


def model_answers(session: Session, lines: Sequence[str], lang: Lang) -> str:
    """Good answers to the present message, each with a button that puts it into the box. A line
    that begins with "/do " is an action to take first."""
    if not lines:
        return f'<div class="k k-panel k-hint"><p>{esc(say("hint.none", lang))}</p></div>'
    parts = []
    for line in lines:
        if line.startswith("/do "):
            parts.append(
                f'<p class="k-todo"><span class="k-small">{esc(say("hint.do", lang))}</span> '
                f"<code>{esc(line[4:])}</code></p>"
            )
            continue
        body = with_pinyin(line, session.lang, session.standard, names_in(session.scenario))
        button = f'<button type="button" class="k-use" data-use="{esc(line)}">{esc(say("hint.use", lang))}</button>'
        parts.append(
            f'<div class="k-answer"><p lang="{tag(session.lang)}">{body}</p>{button}</div>'
        )
    title = esc(say("hint.title", lang))
    return f'<div class="k k-panel k-hint"><h3>{title}</h3>{"".join(parts)}</div>'
