"""The report at the end of a case. Pure: the session and its turns go in, HTML comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from tutor.check.strategies import Coaching
from tutor.dialogue.fill import SLOT, fill, scenario_values
from tutor.domain import Bilingual, Finding, Lang, Session
from tutor.records.store import RecordedTurn
from tutor.session import coaching
from tutor.ui import script
from tutor.ui.render import esc, severity_label, strategy_chips, tag
from tutor.ui.strings import say

FAMILIES = (
    "register",
    "politeness",
    "terminology",
    "compliance",
    "facts",
    "language",
    "vocabulary",
)
_BETTER = 3  # the most frequent kinds of finding that are explained again
_GRAVE = {"error": 0, "warning": 1, "hint": 2}


def report(session: Session, turns: Sequence[RecordedTurn], lang: Lang) -> str:
    """How the case went: outcome with its reason, findings, strategies, words, what to improve."""
    findings = [finding for turn in turns for finding in turn.feedback.findings]
    words = coaching(session, [turn.feedback for turn in turns])
    parts = [
        f"<h2>{esc(say('report.title', lang))}</h2>",
        script.result(session, turns, lang) if session.scenario.script else _outcome(session, lang),
        _better(findings, lang, session.lang),
        '<div class="k-two">',
        _by_family(findings, lang),
        _by_band(turns, lang) if session.lang == "zh" else "",
        "</div>",
        strategy_chips(_rated(words, "used"), say("report.used", lang), lang),
        _missing(words, lang),
        strategy_chips(_rated(words, "not rated"), say("report.not_rated", lang), lang).replace(
            'class="k-chips"', 'class="k-chips k-quiet"'
        ),
    ]
    return f'<section class="k k-panel k-report">{"".join(parts)}</section>'


def _rated(words: Sequence[Coaching], rating: str) -> list[str]:
    return [w.strategy for w in words if w.rating == rating and w.strategy != "other"]


def _missing(words: Sequence[Coaching], lang: Lang) -> str:
    """The strategies that the case called for and did not get, each with what to do next time."""
    missing = [w for w in words if w.rating == "missing"]
    if not missing:
        return ""
    items = "".join(
        f"<li><strong>{esc(say(f'strategy.{w.strategy}', lang))}</strong> {esc(w.advice.get(lang))}</li>"
        for w in missing
    )
    return f"<div><h3>{esc(say('report.called_for', lang))}</h3><ul>{items}</ul></div>"


def outcome_key(session: Session) -> str:
    return (session.outcome or "open").replace(" ", "_")


def _outcome(session: Session, lang: Lang) -> str:
    key = outcome_key(session)
    points = open_points(session, lang)
    reason = f"reason.{key}"
    if key in ("unsolved", "escalated") and not points:
        reason += "_nothing"
    if key == "solved_against_policy":
        points = tuple(
            action.violation.get(lang) for action in session.case.actions if action.violation
        )
        if session.said_against_policy:
            points += (say("reason.said_against_policy", lang),)
    if key == "solved":
        points = ()
    said = esc(say("report.open" if key == "open" else reason, lang))
    items = "".join(f"<li>{esc(point)}</li>" for point in points)
    good = "k-good" if key == "solved" else "k-mixed"
    counted = say(
        "report.counted", lang, turns=session.turn, value=session.buyer_state.satisfaction
    )
    return (
        f'<div class="k-outcome {good}"><h3>{esc(say(f"outcome.{key}", lang))}</h3><p>{said}</p>'
        f'{f"<ul>{items}</ul>" if items else ""}<p class="k-small">{esc(counted)}</p></div>'
    )


def open_points(session: Session, lang: Lang) -> tuple[str, ...]:
    """What was on the buyer's mind and not settled, as the buyer asks it."""
    values = scenario_values(session.scenario, session.lang)
    wants = {want.id: want.remedy for want in session.scenario.wants}
    points = []
    for item in session.buyer_state.agenda:
        identifier = item.partition(".")[2]
        asked = next(
            (
                line.text
                for line in session.scenario.lines
                if line.act == f"ask.{identifier}" and line.lang == session.lang
            ),
            None,
        )
        if asked is not None and all(slot in values for slot in SLOT.findall(asked)):
            points.append(fill(asked, values))
        elif identifier in wants:
            points.append(say(f"do.{wants[identifier]}", lang))
    return tuple(points)


def _better(findings: Sequence[Finding], lang: Lang, reply_lang: Lang) -> str:
    title = f"<h3>{esc(say('report.better', lang))}</h3>"
    if not findings:
        return f"<div>{title}<p>{esc(say('report.none', lang))} {esc(say('report.well', lang))}</p></div>"
    counts = Counter(finding.check for finding in findings)
    first: dict[str, Finding] = {}
    for finding in findings:
        first.setdefault(finding.check, finding)
    ordered = sorted(first.values(), key=lambda f: (_GRAVE[f.severity], -counts[f.check]))
    messages = {name: {f.message for f in findings if f.check == name} for name in first}
    items = "".join(
        f'<li>{severity_label(finding.severity, lang)} <span class="k-small">'
        f"{esc(say(_times(messages[finding.check]), lang, n=counts[finding.check]))}</span>"
        f'<p class="k-message">{esc(finding.message.get(lang))}</p>'
        f'<p class="k-why">{esc(finding.why.get(lang))}</p>{_example(finding, reply_lang)}</li>'
        for finding in ordered[:_BETTER]
    )
    return f'<div>{title}<ul class="k-better">{items}</ul></div>'


def _times(messages: Collection[Bilingual]) -> str:
    # A count of several words must not stand before a sentence on one of them.
    return "report.times_such_as" if len(messages) > 1 else "report.times"


def _example(finding: Finding, reply_lang: Lang) -> str:
    if finding.suggestion is None:
        return ""
    before = f"<del>{esc(finding.text)}</del> → " if finding.text else "+ "
    return f'<p lang="{tag(reply_lang)}">{before}<ins>{esc(finding.suggestion)}</ins></p>'


def _by_family(findings: Sequence[Finding], lang: Lang) -> str:
    counts = Counter(finding.check.partition(".")[0] for finding in findings)
    rows = [(say(f"family.{name}", lang), counts[name], "family") for name in FAMILIES]
    body = (
        bars(rows, say("report.findings", lang))
        if findings
        else f"<p>{esc(say('report.none', lang))}</p>"
    )
    return f"<div><h3>{esc(say('report.findings', lang))}</h3>{body}</div>"


def _by_band(turns: Sequence[RecordedTurn], lang: Lang) -> str:
    total: Counter[str] = Counter()
    for turn in turns:
        total.update(dict(turn.feedback.vocabulary.counts))
    names: Mapping[str, str] = {
        "trade_term": say("report.trade", lang),
        "off_list": say("report.off_list", lang),
    }
    bands = sorted((key for key in total if key.isdigit()), key=int)
    rows = [(f"HSK {'7–9' if band == '7' else band}", total[band], f"b{band}") for band in bands]
    rows += [(name, total[key], key) for key, name in names.items()]
    title = say("report.words", lang)
    counted = any(count for _, count, _ in rows)
    body = bars(rows, title) if counted else f"<p>{esc(say('report.no_words', lang))}</p>"
    return f"<div><h3>{esc(title)}</h3>{body}</div>"


def bars(rows: Sequence[tuple[str, int, str]], title: str) -> str:
    """A bar chart of (label, count, kind) as inline SVG, with its numbers written out."""
    height, left, width = 26, 110, 330
    most = max((count for _, count, _ in rows), default=0) or 1
    parts = []
    for place, (label, count, kind) in enumerate(rows):
        y = place * height
        long = round(count / most * (width - left - 40), 1)
        parts.append(
            f'<text x="{left - 8}" y="{y + 17}" text-anchor="end">{esc(label)}</text>'
            f'<rect class="k-bar-{esc(kind)}" x="{left}" y="{y + 5}" width="{max(long, 1)}" height="16" rx="4"/>'
            f'<text x="{left + long + 8}" y="{y + 17}">{count}</text>'
        )
    spoken = ", ".join(f"{label}: {count}" for label, count, _ in rows)
    return (
        f'<svg class="k-bars" viewBox="0 0 {width} {len(rows) * height}" role="img" '
        f'aria-label="{esc(title)}. {esc(spoken)}">{"".join(parts)}</svg>'
    )
