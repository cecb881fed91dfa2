"""A reply and its feedback as HTML. Pure: values go in, escaped markup comes out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape

from tutor.check.rewrite import apply
from tutor.domain import Feedback, Finding, Lang, Severity, Standard, Token
from tutor.text.analyse import read_text
from tutor.ui.strings import say

ICONS: dict[Severity, str] = {"error": "✕", "warning": "!", "hint": "i"}
_LONG_WORD = 12  # characters
_RANK: dict[Severity, int] = {"error": 0, "warning": 1, "hint": 2}
_TAGS: dict[Lang, str] = {"zh": "zh-Hans", "en": "en"}


def esc(text: object) -> str:
    """`text` safe between tags and inside a quoted attribute."""
    return escape(str(text), quote=True)


def tag(lang: Lang) -> str:
    """The language as HTML names it."""
    return _TAGS[lang]


def annotated(
    text: str, tokens: Sequence[Token], findings: Sequence[Finding] = (), *, levels: bool = True
) -> str:
    """`text` with pinyin above its words, their bands behind, and its findings underlined.

    The figures count `findings` from 1, in their order. Nothing of `text` is lost or moved.
    """
    marks = _Marks(len(text), findings)
    parts: list[str] = []
    at = 0
    for token in tokens:
        if token.span.start < at or token.span.end > len(text):
            continue
        parts.append(marks.plain(text, at, token.span.start))
        parts.append(_word(text, token, marks, levels))
        at = token.span.end
    parts.append(marks.plain(text, at, len(text)))
    return "".join(parts)


class _Marks:
    """Which findings cover a code point, and which end after it."""

    def __init__(self, length: int, findings: Sequence[Finding]) -> None:
        self._over: list[tuple[int, ...]] = [()] * length
        self._ends: dict[int, list[int]] = {}
        self._findings = findings
        for number, finding in enumerate(findings, start=1):
            start, end = finding.span.start, min(finding.span.end, length)
            for place in range(start, end):
                self._over[place] = (*self._over[place], number)
            if start < end:
                self._ends.setdefault(end, []).append(number)

    def plain(self, text: str, start: int, end: int) -> str:
        """A stretch of text, cut where the findings over it change."""
        parts: list[str] = []
        at = start
        while at < end:
            stop = at + 1
            while stop < end and self._over[stop] == self._over[at] and stop not in self._ends:
                stop += 1
            parts.append(self._marked(esc(text[at:stop]), at) + self._figures(stop))
            at = stop
        return "".join(parts)

    def _marked(self, html: str, at: int) -> str:
        numbers = self._over[at]
        if not numbers:
            return html
        severity = min((self._findings[n - 1].severity for n in numbers), key=_RANK.__getitem__)
        return f'<mark class="k-{severity}">{html}</mark>'

    def _figures(self, at: int) -> str:
        return "".join(
            f'<sup class="k-fig k-{self._findings[n - 1].severity}">{n}</sup>'
            for n in self._ends.get(at, ())
        )


def _word(text: str, token: Token, marks: _Marks, levels: bool) -> str:
    start, end = token.span.start, token.span.end
    sounds = (token.pinyin or "").split()
    if len(sounds) == end - start:
        inner = "".join(
            _ruby(marks.plain(text, start + n, start + n + 1), sound)
            for n, sound in enumerate(sounds)
        )
    else:
        inner = _ruby(marks.plain(text, start, end), " ".join(sounds))
    band = band_of(token) if levels else None
    # A word stays whole on its line, unless it is longer than a narrow line.
    size = "k-w k-long" if end - start > _LONG_WORD else "k-w"
    if band is None:
        return f'<span class="{size}">{inner}</span>'
    kind = {"T": "trade", "?": "off"}.get(band, band)
    return f'<span class="{size} k-b{kind}">{inner}<sub class="k-band">{band}</sub></span>'


def _ruby(base: str, sound: str) -> str:
    return f"<ruby>{base}<rt>{esc(sound)}</rt></ruby>" if sound else base


def band_of(token: Token) -> str | None:
    """The sign behind a word: its band, "T" for a trade term, "?" for a word on no list."""
    if token.kind == "trade_term":
        return "T"
    if token.kind == "off_list":
        return "?"
    if token.kind in ("listed", "composed") and token.level is not None:
        return str(min(token.level, 7))
    return None


@lru_cache(maxsize=512)
def with_pinyin(text: str, lang: Lang, standard: Standard, names: tuple[str, ...] = ()) -> str:
    """A line of the buyer, or a model answer, with pinyin above its words."""
    return annotated(text, read_text(text, lang, standard, names).tokens, levels=False)


def use_button(text: str, label: str) -> str:
    """A button that puts `text` into the reply box; the page's script does it."""
    return f'<button type="button" class="k-use" data-use="{esc(text)}">{esc(label)}</button>'


def severity_label(severity: Severity, lang: Lang) -> str:
    icon = f'<span class="k-icon" aria-hidden="true">{ICONS[severity]}</span>'
    return f'<span class="k-sev k-{severity}">{icon}{esc(say(f"severity.{severity}", lang))}</span>'


def feedback_card(
    reply: str, feedback: Feedback, lang: Lang, reply_lang: Lang, *, usable: bool = True
) -> str:
    """All that the tutor says on one reply. Without `usable` there are no buttons."""
    parts: list[str] = []
    if feedback.findings:
        items = "".join(
            _finding(numbers, same, reply, lang, reply_lang, usable)
            for numbers, same in grouped(feedback.findings)
        )
        parts.append(f'<ol class="k-findings">{items}</ol>')
    else:
        clean = esc(say("feedback.clean", lang))
        parts.append(
            f'<p class="k-clean"><span class="k-icon" aria-hidden="true">✓</span>{clean}</p>'
        )
    if feedback.rewrite and feedback.rewrite.strip() and feedback.rewrite != reply:
        button = use_button(feedback.rewrite, say("feedback.use", lang)) if usable else ""
        parts.append(
            f'<div class="k-rewrite"><div class="k-small">{esc(say("feedback.rewrite", lang))}</div>'
            f'<p lang="{tag(reply_lang)}">{esc(feedback.rewrite)}</p>{button}</div>'
        )
    used = [name for name in feedback.strategies if name != "other"]
    parts.append(strategy_chips(used, say("feedback.strategies", lang), lang))
    return f'<div class="k-feedback">{"".join(parts)}</div>'


def grouped(
    findings: Sequence[Finding],
) -> tuple[tuple[tuple[int, ...], tuple[Finding, ...]], ...]:
    """Findings that say the same of the same words as one, with the figures they have in the reply,
    in the order of the first of each."""
    groups: dict[object, tuple[list[int], list[Finding]]] = {}
    for number, finding in enumerate(findings, start=1):
        said = (finding.check, finding.severity, finding.text, finding.message, finding.suggestion)
        numbers, same = groups.setdefault(said, ([], []))
        numbers.append(number)
        same.append(finding)
    return tuple((tuple(numbers), tuple(same)) for numbers, same in groups.values())


def _finding(
    numbers: Sequence[int],
    same: Sequence[Finding],
    reply: str,
    lang: Lang,
    reply_lang: Lang,
    usable: bool,
) -> str:
    finding = same[0]
    said = (
        f'<q lang="{tag(reply_lang)}">{esc(finding.text)}</q>'
        if finding.span.start < finding.span.end
        else f'<span class="k-missing">{esc(say("feedback.missing", lang))}</span>'
    )
    figures = "".join(f'<span class="k-num">{number}</span>' for number in numbers)
    parts = [
        f'<div class="k-line">{figures}{severity_label(finding.severity, lang)}{said}</div>',
        f'<p class="k-message">{esc(finding.message.get(lang))}</p>',
        f'<p class="k-why">{esc(finding.why.get(lang))}</p>',
    ]
    if finding.suggestion is not None:
        label = esc(say("feedback.instead", lang))
        better = apply(reply, same)
        use = usable and bool(better.strip()) and better != reply
        button = use_button(better, say("feedback.use", lang)) if use else ""
        parts.append(
            f'<div class="k-instead"><span class="k-small">{label}</span>'
            f'<ins lang="{tag(reply_lang)}">{esc(finding.suggestion)}</ins>{button}</div>'
        )
    return f'<li class="k-finding k-{finding.severity}">{"".join(parts)}</li>'


def strategy_chips(names: Iterable[str], label: str, lang: Lang) -> str:
    """The service strategies as a row of labels; nothing for none."""
    chips = "".join(
        f'<span class="k-chip">{esc(say(f"strategy.{name}", lang))}</span>' for name in names
    )
    return (
        f'<div class="k-chips"><span class="k-small">{esc(label)}</span>{chips}</div>'
        if chips
        else ""
    )


def notice(text: str, kind: str = "info") -> str:
    """A message to the learner; `kind` is info, good or problem. Nothing for an empty text."""
    if not text:
        return ""
    role = "alert" if kind == "problem" else "status"
    icon = {"problem": "!", "good": "✓"}.get(kind, "i")
    return (
        f'<div class="k k-notice k-{esc(kind)}" role="{role}">'
        f'<span class="k-icon" aria-hidden="true">{icon}</span><span>{esc(text)}</span></div>'
    )


def legend(lang: Lang) -> str:
    """What the colours, figures and lines in a reply mean."""
    bands = "".join(
        f'<span class="k-w k-b{band}">HSK {"7–9" if band == 7 else band}'
        f'<sub class="k-band">{band}</sub></span>'
        for band in range(1, 8)
    )
    lines = "".join(
        f'<span><mark class="k-{s}">{esc(say(f"severity.{s}", lang))}</mark>'
        f'<sup class="k-fig k-{s}">1</sup></span>'
        for s in ICONS
    )
    texts = "".join(
        f"<p>{esc(say(f'legend.{key}', lang))}</p>" for key in ("bands", "trade", "off", "lines")
    )
    return (
        f'<details class="k k-legend"><summary>{esc(say("legend.title", lang))}</summary>'
        f'<div class="k-legend-row">{bands}</div><div class="k-legend-row">{lines}</div>{texts}</details>'
    )
