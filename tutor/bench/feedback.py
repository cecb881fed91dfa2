"""Precision, recall and F1 of the feedback against gold, beside baselines, with bootstrap intervals.

A finding is right when a label of the same check overlaps its span (omissions meet omissions); one
label answers for one finding. Intervals resample replies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from tutor.bench.gold import Item, Label
from tutor.bench.intervals import bootstrap
from tutor.check.batch import check_request
from tutor.domain import OMISSION, STRATEGIES, Score, Span

Checker = Callable[[Item], "Marks"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a system says of one reply: labels, which of them are errors, strategies (None: the
    system does not speak of them)."""

    labels: tuple[Label, ...]
    errors: int = 0
    strategies: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A system's answer to one item, counted by check."""

    item: Item
    right: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    exact: int = 0
    errors: int = 0
    strategies: frozenset[str] | None = None

    @property
    def alarmed(self) -> bool:
        return bool(self.false or self.right)


def product(item: Item) -> Marks:
    """The marks of Kefu Tutor itself."""
    feedback = check_request(item.request)
    return Marks(
        labels=tuple(Label(check=f.check, span=f.span) for f in feedback.findings),
        errors=sum(f.severity == "error" for f in feedback.findings),
        strategies=frozenset(feedback.strategies),
    )


def evaluate(
    items: Iterable[Item], checker: Checker, only: frozenset[str] | None = None
) -> list[Result]:
    """Runs `checker` over items; `only` limits both sides to these checks."""
    results = []
    for item in items:
        marks = checker(item)
        gold = [n for n in item.labels if only is None or n.check in only]
        said = [n for n in marks.labels if only is None or n.check in only]
        results.append(_compare(item, gold, said, marks))
    return results


def _compare(item: Item, gold: list[Label], said: list[Label], marks: Marks) -> Result:
    result = Result(item=item, errors=marks.errors, strategies=marks.strategies)
    open_labels = list(gold)
    exact = 0
    # Exact spans are taken first, so that a near finding does not use up another's label.
    for label in sorted(said, key=lambda n: n not in open_labels):
        match = next((g for g in open_labels if g == label), None) or next(
            (g for g in open_labels if g.check == label.check and _meet(g.span, label.span)), None
        )
        if match is None:
            result.false[label.check] += 1
            continue
        open_labels.remove(match)
        exact += match == label
        result.right[label.check] += 1
    result.missed.update(g.check for g in open_labels)
    return Result(
        item=item,
        right=result.right,
        false=result.false,
        missed=result.missed,
        exact=exact,
        errors=marks.errors,
        strategies=marks.strategies,
    )


def _meet(a: Span, b: Span) -> bool:
    return a.overlaps(b) or (a == OMISSION and b == OMISSION)


def precision(results: Sequence[Result], checks: frozenset[str] | None = None) -> float | None:
    right, false, _ = _sums(results, checks)
    return right / (right + false) if right + false else None


def recall(results: Sequence[Result], checks: frozenset[str] | None = None) -> float | None:
    right, _, missed = _sums(results, checks)
    return right / (right + missed) if right + missed else None


def f1(results: Sequence[Result], checks: frozenset[str] | None = None) -> float | None:
    right, false, missed = _sums(results, checks)
    return 2 * right / (2 * right + false + missed) if right + false + missed else None


def exact_share(results: Sequence[Result]) -> float | None:
    """The share of right findings whose span is the label's to the code point."""
    right, _, _ = _sums(results, None)
    return sum(r.exact for r in results) / right if right else None


def alarms_on_clean(results: Sequence[Result]) -> float | None:
    clean = [r for r in results if not r.item.labels]
    return sum(r.alarmed for r in clean) / len(clean) if clean else None


def errors_on_clean(results: Sequence[Result]) -> float | None:
    clean = [r for r in results if not r.item.labels]
    return float(sum(r.errors for r in clean)) if clean else None


def strategies_f1(results: Sequence[Result]) -> float | None:
    """Macro-F1 over the strategies that occur in the gold."""
    scores = []
    for name in STRATEGIES:
        rated = [
            (name in r.item.strategies, name in r.strategies)
            for r in results
            if r.strategies is not None
        ]
        gold, said = sum(g for g, _ in rated), sum(s for _, s in rated)
        if gold:
            scores.append(2 * sum(g and s for g, s in rated) / (gold + said))
    return sum(scores) / len(scores) if scores else None


def _sums(results: Sequence[Result], checks: frozenset[str] | None) -> tuple[int, int, int]:
    def total(counts: Iterable[Counter[str]]) -> int:
        return sum(n for c in counts for check, n in c.items() if checks is None or check in checks)

    return (
        total(r.right for r in results),
        total(r.false for r in results),
        total(r.missed for r in results),
    )


def scores(results: Sequence[Result]) -> list[Score]:
    """The headline numbers of one system, each with its interval."""
    metrics: tuple[tuple[str, Callable[[Sequence[Result]], float | None]], ...] = (
        ("precision", precision),
        ("recall", recall),
        ("F1", f1),
        ("exact spans among right findings", exact_share),
        ("alarms on clean replies", alarms_on_clean),
        ("findings of severity error on clean replies", errors_on_clean),
        ("strategies macro-F1", strategies_f1),
    )
    return [
        Score(
            metric=name, value=metric(results), n=len(results), interval=bootstrap(results, metric)
        )
        for name, metric in metrics
    ]


def by_check(
    results: Sequence[Result], *, family: bool = False
) -> dict[str, dict[str, float | int | None]]:
    """Precision, recall and counts by check, or by family."""
    names = sorted({c for r in results for c in (*r.right, *r.false, *r.missed)})
    groups: dict[str, set[str]] = {}
    for name in names:
        groups.setdefault(name.split(".")[0] if family else name, set()).add(name)
    table = {}
    for group, members in groups.items():
        checks = frozenset(members)
        right, false, missed = _sums(results, checks)
        table[group] = {
            "precision": precision(results, checks),
            "recall": recall(results, checks),
            "right": right,
            "false": false,
            "missed": missed,
        }
    return table
