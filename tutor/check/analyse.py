"""Runs the rules on one reply and gathers what they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tutor.check.kinds import KINDS
from tutor.check.pieces import plain
from tutor.check.rule import Hit, Rule
from tutor.check.rules import all_rules
from tutor.check.strategies import strategies_of
from tutor.domain import (
    Bilingual,
    Context,
    Feedback,
    Finding,
    LearnerText,
    Reading,
    Span,
    VocabularyReport,
)

BANDS = {"2.0": 6, "2021": 7, "2025": 7}


def findings_of(
    rule: Rule, text: LearnerText, reading: Reading, context: Context
) -> tuple[Finding, ...]:
    """What one rule says about a reply, in the order of its finder."""
    return tuple(_finding(rule, hit, text) for hit in rule.find(text, reading, context))


def analyse(
    text: LearnerText,
    reading: Reading,
    context: Context,
    rules: Sequence[Rule] | None = None,
) -> Feedback:
    """The feedback on a reply: findings by place, strategies in order, words by level.

    Of findings of one check that overlap, the widest stays, but one that only says that something is
    wrong gives way; `rules` defaults to all.
    """
    found = [
        finding
        for rule in (all_rules() if rules is None else rules)
        if text.lang in rule.langs
        for finding in findings_of(rule, text, reading, context)
    ]
    names = _names_of_places(text, reading, context)
    findings = _without_overlaps(f for f in found if not _is_inside_one(f, names))
    return Feedback(
        findings=findings,
        strategies=strategies_of(reading, findings, plain(text)),
        vocabulary=vocabulary_of(text),
    )


# Checks of single characters, which a foreign name written in Chinese is full of.
_OF_CHARACTERS = frozenset(
    {"language.homophone", "language.negation", "register.bookish", "register.colloquial"}
)


def _names_of_places(text: LearnerText, reading: Reading, context: Context) -> tuple[Span, ...]:
    """Where a Chinese reply names a place that is known, or the place on the desk."""
    if text.lang != "zh":
        return ()
    spans = [slot.span for slot in reading.slots if slot.kind == "place"]
    desk = context.desk or (context.case.desk if context.case is not None else None)
    place = desk.shipment.place.zh if desk and desk.shipment and desk.shipment.place else ""
    at = text.raw.find(place) if place else -1
    return (*spans, Span(at, at + len(place))) if at >= 0 else tuple(spans)


def _is_inside_one(finding: Finding, names: Sequence[Span]) -> bool:
    span = finding.span
    return finding.check in _OF_CHARACTERS and any(
        name.start <= span.start and span.end <= name.end and name != span for name in names
    )


def vocabulary_of(text: LearnerText) -> VocabularyReport:
    """The words of a reply with a count for each band, for trade terms and for off-list words."""
    counts = dict.fromkeys([str(band) for band in range(1, BANDS[text.standard] + 1)], 0)
    counts |= {"off_list": 0, "trade_term": 0}
    for token in text.tokens:
        if token.kind in ("off_list", "trade_term"):
            counts[token.kind] += 1
        elif token.kind in ("listed", "composed") and token.level is not None:
            counts[str(token.level)] = counts.get(str(token.level), 0) + 1
    return VocabularyReport(standard=text.standard, tokens=text.tokens, counts=counts)


def _finding(rule: Rule, hit: Hit, text: LearnerText) -> Finding:
    words = hit.span.of(text.raw)
    return Finding(
        check=rule.check,
        severity=hit.severity or rule.severity,
        span=hit.span,
        text=words,
        message=_fill(rule.message, words, hit),
        why=_fill(rule.why, words, hit),
        suggestion=hit.suggestion,
        rule=rule.id,
    )


def _fill(template: Bilingual, words: str, hit: Hit) -> Bilingual:
    def side(text: str, lang: str) -> str:
        args: Mapping[str, str] = {
            key: value.get(lang) if isinstance(value, Bilingual) else value
            for key, value in hit.args.items()
        }
        return text.format_map(
            {"text": words, "suggestion": (hit.suggestion or "").strip(), **args}
        )

    return Bilingual(zh=side(template.zh, "zh"), en=side(template.en, "en"))


def _is_vague(finding: Finding) -> bool:
    """Whether a finding of the general grammar checker has no better words to offer."""
    return finding.suggestion is None and finding.rule.endswith(".harper")


def _without_overlaps(found: Iterable[Finding]) -> tuple[Finding, ...]:
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda f: (_is_vague(f), f.span.start - f.span.end)):
        same = (other for other in kept if other.check == finding.check)
        if not any(o.span == finding.span or o.span.overlaps(finding.span) for o in same):
            kept.append(finding)
    # Omissions share one place: the order of the kinds is the order in which they are said.
    order = {id: number for number, id in enumerate(KINDS)}
    return tuple(sorted(kept, key=lambda f: (f.span, order[f.check])))
