"""How well `understand` names acts and slots, on the labelled replies of `eval/understanding`."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tutor.domain import Desk, Lang, Order, Reading, Score, Shipment, Slot
from tutor.errors import ModelUnavailable
from tutor.resources import eval_dir
from tutor.text.analyse import read_text
from tutor.understand.classify import default_acts, reading_acts
from tutor.understand.read import ActClassifier, understand

_ROUNDS = 500

# Counts of right, wrongly claimed and missed labels, by label.
Counts = tuple[Counter[str], Counter[str], Counter[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One reply's counts, and its differences for reading."""

    id: str
    acts: Counts
    slots: Counts | None  # None: the reply's slots are not labelled
    notes: tuple[str, ...]


def replies(lang: Lang, split: str) -> list[dict[str, Any]]:
    """The labelled replies of one language and split ("dev" or "held-out")."""
    path = eval_dir() / "understanding" / f"{lang}.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [row for row in rows if row["split"] == split]


def measure(split: str, classifier: ActClassifier | None = None) -> list[Score]:
    """Acts macro-F1 and slots F1 in both languages, each with a 95 % bootstrap interval."""
    scores: list[Score] = []
    for lang in ("zh", "en"):
        judged = [judge(row, classifier) for row in replies(lang, split)]
        scores.append(
            _score(f"understanding.acts_macro_f1.{lang}", [j.acts for j in judged], macro_f1)
        )
        scores.append(
            _score(
                f"understanding.slots_f1.{lang}",
                [j.slots for j in judged if j.slots is not None],
                micro_f1,
            )
        )
    return scores


def side_by_side() -> Iterator[tuple[str, str, Score]]:
    """(reader, split, score) for the rules alone, with the learned weights, and with the encoder;
    a reader that cannot run here is not measured."""
    readers = (("rules", None), ("rules + weights", default_acts()), ("… + encoder", _full()))
    for reader, classifier in readers:
        for split in ("dev", "held-out"):
            for score in measure(split, classifier):
                missing = reader != "rules" and classifier is None
                yield (
                    reader,
                    split,
                    Score(metric=score.metric, value=None, n=score.n) if missing else score,
                )


def _full() -> ActClassifier | None:
    try:
        return reading_acts()
    except ModelUnavailable:
        return None


def judge(row: Mapping[str, Any], classifier: ActClassifier | None = None) -> Judged:
    """Compare the reading of one labelled reply with its labels."""
    text = read_text(row["text"], lang=row["lang"])
    reading = understand(
        text, buyer=row.get("buyer"), desk=_desk(row["desk"]), classifier=classifier
    )
    acts: Counts = (Counter(), Counter(), Counter())
    notes: list[str] = []
    position = 0
    for clause in row["clauses"]:
        start = row["text"].index(clause["text"], position)
        position = start + len(clause["text"])
        want, got = set(clause["acts"]), _acts_within(reading, start, position)
        for counter, labels in zip(acts, (want & got, got - want, want - got), strict=True):
            counter.update(labels)
        if want != got:
            notes.append(f"{clause['text']}: {sorted(want)} read as {sorted(got)}")
    if row["slots"] is None:
        return Judged(id=row["id"], acts=acts, slots=None, notes=tuple(notes))
    slots, more = _compare_slots(row, reading)
    return Judged(id=row["id"], acts=acts, slots=slots, notes=(*notes, *more))


def _compare_slots(row: Mapping[str, Any], reading: Reading) -> tuple[Counts, list[str]]:
    """Slots agree in kind and value, and the one's text lies within the other's."""
    slots: Counts = (Counter(), Counter(), Counter())
    left = [(s.kind, spelled(s), s.span.of(row["text"])) for s in reading.slots]
    notes: list[str] = []
    for gold in row["slots"]:
        found = next(
            (
                (kind, value, text)
                for kind, value, text in left
                if (kind, value) == (gold["kind"], gold["value"])
                and (gold["text"] in text or text in gold["text"])
            ),
            None,
        )
        if found is None:
            slots[2][gold["kind"]] += 1
            notes.append(f"slot {gold} missed")
        else:
            slots[0][gold["kind"]] += 1
            left.remove(found)
    slots[1].update(kind for kind, _, _ in left)
    return slots, notes + [f"slot {slot} not labelled" for slot in left]


def _acts_within(reading: Reading, start: int, end: int) -> set[str]:
    inside = {
        act
        for c in reading.clauses
        if start <= (c.span.start + c.span.end) / 2 < end
        for act in c.acts
    }
    if inside:
        return inside
    widest = max(
        reading.clauses,
        key=lambda c: min(c.span.end, end) - max(c.span.start, start),
        default=None,
    )
    return set(widest.acts) if widest else set()


def spelled(slot: Slot) -> str:
    """A slot's value as the labels write it."""
    value = slot.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return f"{_plain(value[0])}-{_plain(value[1])} {slot.unit}"
    if isinstance(value, Decimal):
        return f"{_plain(value)} {slot.unit}"
    return str(value)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _desk(wire: Mapping[str, Any]) -> Desk:
    today = wire.get("today")
    return Desk(
        today=date.fromisoformat(today) if today else None,
        order=Order(**wire["order"]) if "order" in wire else None,
        shipment=Shipment(**wire["shipment"]) if "shipment" in wire else None,
    )


def _total(parts: Sequence[Counts]) -> Counts:
    total: Counts = (Counter(), Counter(), Counter())
    for part in parts:
        for counter, more in zip(total, part, strict=True):
            counter.update(more)
    return total


def f1_by_label(counts: Counts) -> dict[str, float]:
    """F1 of each label that the gold standard has."""
    right, claimed, missed = counts
    labels = {label for c in (right, missed) for label, n in c.items() if n}
    return {
        label: 2 * right[label] / (2 * right[label] + claimed[label] + missed[label])
        for label in sorted(labels)
    }


def macro_f1(counts: Counts) -> float | None:
    values = f1_by_label(counts)
    return sum(values.values()) / len(values) if values else None


def micro_f1(counts: Counts) -> float | None:
    right, claimed, missed = (sum(c.values()) for c in counts)
    return 2 * right / (2 * right + claimed + missed) if right + missed else None


def _score(
    metric: str, parts: Sequence[Counts], statistic: Callable[[Counts], float | None]
) -> Score:
    value = statistic(_total(parts))
    if value is None:
        return Score(metric=metric, value=None, n=len(parts))
    chance = random.Random(0)
    drawn = sorted(
        v
        for _ in range(_ROUNDS)
        if (v := statistic(_total(chance.choices(parts, k=len(parts))))) is not None
    )
    interval = (drawn[int(0.025 * len(drawn))], drawn[int(0.975 * len(drawn)) - 1])
    return Score(metric=metric, value=value, n=len(parts), interval=interval)
