"""A scripted dialogue as HTML: how far it is, the script's own reply beside the learner's, and what
the report says of the whole. Pure; nearness is told as a distance, never as a mark."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.dialogue.script_play import Exchange, exchanges, opening
from tutor.domain import Lang, Scenario, ScriptMatch, Session
from tutor.records.store import RecordedTurn
from tutor.ui.render import esc, tag, with_pinyin
from tutor.ui.strings import say

_ALMOST = 0.8  # of the character pairs in common
_PARTLY = 0.4


def answered(scenario: Scenario) -> tuple[Exchange, ...]:
    """The exchanges that wait for a reply."""
    return tuple(pair for pair in exchanges(scenario.script) if pair.expected)


def progress(session: Session, lang: Lang) -> str:
    """How many of the script's messages are answered, as a bar with its numbers."""
    most = max(len(answered(session.scenario)), 1)
    done = min(session.turn, most)
    label = say("script.progress", lang, done=done, most=most)
    return (
        f'<div class="k-meter"><div class="k-meter-text"><span>{esc(label)}</span></div>'
        f'<div class="k-bar" role="progressbar" aria-valuemin="0" aria-valuemax="{most}" '
        f'aria-valuenow="{done}" aria-label="{esc(label)}">'
        f'<span class="k-fill k-s4" style="width:{round(100 * done / most)}%"></span></div></div>'
    )


def greeting(session: Session, lang: Lang) -> tuple[str, ...]:
    """What the shop says by itself before the buyer's first message."""
    who = esc(say("script.shop", lang))
    return tuple(
        f'<div class="k-msg k-from-agent"><div class="k-who">{who}</div>'
        f'<div class="k-bubble" lang="{tag(said.lang)}">'
        f"{with_pinyin(said.text, said.lang, session.standard)}</div></div>"
        for said in opening(session.scenario.script)
    )


def beside(turn: RecordedTurn, session: Session, lang: Lang) -> str:
    """The script's own reply to the message that `turn` answers, how near the learner's came, and
    the teacher's notes; nothing where the script has none of them."""
    pairs = exchanges(session.scenario.script)
    here = pairs[turn.number - 1] if 0 < turn.number <= len(pairs) else None
    if here is None or turn.match is None:
        return ""
    notes = "".join(
        f'<p><span class="k-small">{esc(say("script.note", lang))}</span> {esc(note)}</p>'
        for note in here.notes
    )
    own = with_pinyin(turn.match.expected, session.lang, session.standard)
    return (
        f'<div class="k-beside"><h4>{esc(say("script.own_reply", lang))}</h4>'
        f'<p lang="{tag(session.lang)}">{own}</p>'
        f"<p>{esc(nearness(turn.match, lang))}</p>"
        f'<p class="k-small">{esc(say("script.no_mark", lang))}</p>{notes}</div>'
    )


def nearness(match: ScriptMatch, lang: Lang) -> str:
    """How near a reply came, in one sentence."""
    key = "script.own_words"
    if match.likeness >= _PARTLY:
        key = "script.almost" if match.likeness >= _ALMOST else "script.partly"
    return say(key, lang, percent=round(100 * match.likeness))


def about(scenario: Scenario, lang: Lang) -> str:
    """What stands where a case has its desk: how such a dialogue is played."""
    return (
        f'<section class="k k-desk" aria-label="{esc(say("script.title", lang))}">'
        f'<div class="k-desk-head"><h2>{esc(say("script.title", lang))}</h2></div>'
        f"<p>{esc(say('script.how', lang))}</p>"
        f'<p class="k-small">{esc(say("script.no_desk", lang))}</p></section>'
    )


def result(session: Session, turns: Sequence[RecordedTurn], lang: Lang) -> str:
    """The first block of the report: how much was answered, and how near the replies came."""
    wanted = len(answered(session.scenario))
    matches = [turn.match for turn in turns if turn.match is not None]
    whole = len(matches) >= wanted
    said = say("script.whole" if whole else "script.part", lang, done=len(matches), wanted=wanted)
    near = ""
    if matches:
        mean = round(100 * sum(match.likeness for match in matches) / len(matches))
        near = f"<p>{esc(say('script.mean', lang, percent=mean))}</p>"
    good = "k-good" if whole else "k-mixed"
    return (
        f'<div class="k-outcome {good}"><h3>{esc(say("script.over", lang))}</h3>'
        f'<p>{esc(said)}</p>{near}<p class="k-small">{esc(say("script.no_mark", lang))}</p></div>'
    )
