"""One improved version of a reply: every suggestion applied, checked again, and nothing made worse."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from tutor.domain import Finding

Recheck = Callable[[str], tuple[Finding, ...]]
_CLOSING = "politeness.closing_missing"
# Greeting first, then apology, then empathy: the order in which an agent says them.
_OPENING = (
    "politeness.greeting_missing",
    "politeness.apology_missing",
    "politeness.empathy_missing",
)
_ROUNDS = 3
_GRAVITY = {"error": 0, "warning": 1, "hint": 2}


def rewrite(text: str, findings: Sequence[Finding], recheck: Recheck) -> str | None:
    """The reply with all suggestions that make it better, or None when none does.

    Suggestions replace their spans; those of an omission are put at the start, a closing at the
    end. Where suggestions overlap, the graver finding's is taken, then the wider one's, and the
    others have their turn in the reply that comes of it. Each new reply is checked with `recheck`; a
    suggestion after which a finding appears that was not there before is taken back, so the
    learner's own words stay. Never raises; costs one check when all goes well, and at most one more
    for each suggestion of a round when not.
    """
    now, found = text, tuple(findings)
    for _ in range(_ROUNDS):
        chosen, usable = _compatible(found)
        better, after = _round(now, chosen, usable, found, recheck)
        if better == now:
            break
        now, found = better, after
        if len(chosen) == len(usable):
            break
    return now if now != text else None


def _round(
    text: str,
    chosen: Sequence[Finding],
    usable: Sequence[Finding],
    findings: Sequence[Finding],
    recheck: Recheck,
) -> tuple[str, tuple[Finding, ...]]:
    """The text with the chosen suggestions, or else with those of all usable ones that make nothing
    worse, and what is found in it."""
    if not chosen:
        return text, tuple(findings)
    better = apply(text, chosen)
    after = recheck(better)
    if not _new(after, findings, chosen):
        return better, after
    kept: list[Finding] = []
    better, after = text, tuple(findings)
    for finding in usable:
        if not _is_omission(finding) and any(finding.span.overlaps(o.span) for o in kept):
            continue
        trial = apply(text, [*kept, finding])
        found = recheck(trial)
        if not _new(found, findings, [*kept, finding]):
            kept.append(finding)
            better, after = trial, found
    return better, after


def apply(text: str, findings: Sequence[Finding]) -> str:
    """The text with the suggestions of findings that do not overlap, spans replaced from the back."""
    chinese = re.search(r"[\u3400-\u9fff]", text) is not None
    result = text
    for finding in sorted(findings, key=lambda f: f.span, reverse=True):
        if finding.suggestion is None or _is_omission(finding):
            continue
        left, right = result[: finding.span.start], result[finding.span.end :]
        if finding.suggestion == "" and not chinese:
            left, right = (
                left.rstrip(" "),
                right if right[:1] in ("", " ", ",", ".", "!", "?") else f" {right}",
            )
        result = left + finding.suggestion + right
    omissions = [f for f in findings if _is_omission(f) and f.suggestion]
    opening = sorted(
        (f for f in omissions if f.check in _OPENING), key=lambda f: _OPENING.index(f.check)
    )
    greeting, rest = _greeted(result) if opening else ("", result)
    for finding in reversed(opening):
        rest = _joined(
            finding.suggestion or "", rest if chinese else rest[:1].upper() + rest[1:], chinese
        )
    result = greeting + rest
    for finding in omissions:
        if finding.check == _CLOSING:
            result = _joined(_ended(result.rstrip(), chinese), finding.suggestion or "", chinese)
    return result


_GREETING = re.compile(
    r"\s*(?:(?:亲|尊敬的|[\u4e00-\u9fff]{1,5}(?:先生|女士|小姐))[^。！!？?\n]{0,12}?)?"
    r"(?:您好|你好|早上好|上午好|中午好|下午好|晚上好)[啊呀哦]?(?:[，,。！!~～]+\s*|\s*$)"
    r"|\s*(?:hello|hi|hey|dear|good (?:morning|afternoon|evening|day))\b[^,.!?\n]{0,30}(?:[,.!\n]+\s*|$)",
    re.IGNORECASE,
)


def _greeted(text: str) -> tuple[str, str]:
    """The greeting that a reply begins with, and the rest; what is missing stands between them."""
    found = _GREETING.match(text)
    if found is None:
        return "", text
    greeting, rest = found[0], text[found.end() :]
    if greeting[-1].isalnum():
        greeting += "，" if re.search(r"[\u3400-\u9fff]", greeting) else ", "
    elif not rest and greeting[-1].isascii() and not greeting[-1].isspace():
        greeting += " "
    return greeting, rest


def _joined(first: str, second: str, chinese: bool) -> str:
    first = first if chinese else first.rstrip()
    return first + second if chinese else f"{first} {second.lstrip()}"


def _ended(text: str, chinese: bool) -> str:
    """The text with a mark at its end, so that another sentence can follow."""
    if text and text[-1].isalnum():
        return text + ("。" if chinese else ".")
    return text


def _is_omission(finding: Finding) -> bool:
    return finding.span.start == finding.span.end == 0


def _compatible(findings: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
    """The suggestions that can be taken together, and all that can be taken."""
    usable = [
        f
        for f in findings
        if f.suggestion is not None
        and (not _is_omission(f) or f.check in (*_OPENING, _CLOSING))
        and (_is_omission(f) or f.suggestion != f.text)
    ]
    usable.sort(key=lambda f: (_GRAVITY[f.severity], f.span.start - f.span.end, f.span))
    chosen: list[Finding] = []
    for finding in usable:
        if _is_omission(finding) or not any(
            finding.span.overlaps(o.span) for o in chosen if not _is_omission(o)
        ):
            chosen.append(finding)
    return chosen, usable


def _key(finding: Finding) -> tuple[str, str]:
    return finding.check, "" if _is_omission(finding) else finding.text


def _new(after: Sequence[Finding], before: Sequence[Finding], applied: Sequence[Finding]) -> bool:
    """Whether a finding appears that was not there: of a check, on words that were not marked. What
    was marked around words that a suggestion has changed may be marked again."""
    appeared = Counter(map(_key, after)) - Counter(map(_key, before))
    changed = Counter(
        finding.check
        for finding in before
        if not _is_omission(finding)
        and finding not in applied
        and any(finding.span.overlaps(o.span) for o in applied if not _is_omission(o))
    )
    return bool(Counter(check for check, _ in appeared.elements()) - changed)
