"""Makes the weights by which the buyer hears an answer: `python -m tutor.bench.train_answers [--write]`.

Examples: the labelled replies of `eval/roleplay/next_act.jsonl` (split dev) to an open question, the
same replies put to questions of other cases and to another question of their own case. The weights
are asked about what no fact and no word of the course answers for certain; they learn from all, and
are measured on the rest. Without `--write` only the cross-validation over cases is printed.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tutor.bench.roleplay import played, rows
from tutor.buyer import fitting
from tutor.buyer.second_look import second_look, telling
from tutor.dialogue.audit import names_of
from tutor.domain import Lang, Question, Scenario, Session
from tutor.services import Services, build_services
from tutor.text.analyse import read_text
from tutor.text.language import detect
from tutor.understand.answered import answered
from tutor.understand.classify import default_acts
from tutor.understand.read import understand

Array = npt.NDArray[np.float64]
FOLDS = 8
RIDGE = 0.05
# What an example counts: a reply where it was given most, and put to a stranger's question least.
COUNTS = {"reply": 2.0, "elsewhere": 1.0, "beside": 1.0}
_DOUBTED = ("wrong", "wrong_order")  # what the desk contradicts is not heard as an answer at all
_SOURCE = (
    "# Made by python -m tutor.bench.train_answers of texts written for this project (Apache-2.0)."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One reply put to one question."""

    scenario: str
    kind: str
    answers: bool
    certain: bool  # the course's own facts and words answer it
    windows: tuple[list[float], ...]  # the signs of the whole reply first, then of its parts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    scenario: Scenario
    question: Question
    lang: Lang
    text: str
    buyer: str
    answers: bool
    situation: str


def _labelled(services: Services) -> Iterator[_Row]:
    """The replies to an open question, where the label says whether they answer it."""
    reached: dict[tuple[object, ...], Session] = {}
    for row in rows():
        if row["split"] != "dev" or row["text"].startswith("/") or row["situation"] in _DOUBTED:
            continue
        key = (row["scenario"], row["lang"], str(row.get("dials")), *row["history"])
        if key not in reached:
            reached[key] = played(services, row, row["history"])[0]
        session = reached[key]
        agenda = session.buyer_state.agenda
        if session.done or not agenda or not agenda[0].startswith("ask."):
            continue
        answers = label(row["acceptable"], agenda)
        if answers is not None:
            yield _Row(
                scenario=session.scenario,
                question=_question(session.scenario, agenda[0]),
                lang=row["lang"],
                text=row["text"],
                buyer=session.history[-1].text,
                answers=answers,
                situation=row["situation"],
            )


def label(acceptable: Sequence[str], agenda: Sequence[str]) -> bool | None:
    """Whether the first item of the agenda is settled by the acts that a teacher would take; None
    where both is acceptable."""
    name = agenda[0].removeprefix("ask.")
    insists = bool({f"ask.{name}", f"again.{name}"} & set(acceptable))
    left = [item.split(".", 1)[1] for item in agenda[1:] if not item.startswith("misremember.")]
    goes_on = bool({f"ask.{item}" for item in left} & set(acceptable)) or (
        not left and "thank" in acceptable
    )
    return goes_on if insists != goes_on else None if insists else False


def _question(scenario: Scenario, item: str) -> Question:
    return next(q for q in scenario.questions if f"ask.{q.id}" == item)


def _example(row: _Row, kind: str) -> Example | None:
    """The example of a row; None when it is in another language."""
    scenario, lang = row.scenario, row.lang
    text = read_text(row.text, None, scenario.standard, names_of(scenario))
    if text.lang != lang or detect(row.text, default=lang) != lang:
        return None
    reading = second_look(
        text, understand(text, buyer=row.buyer, desk=scenario.desk, classifier=default_acts())
    )
    heard = telling(text, reading)
    certain = {q.id for q in scenario.questions if answered(q, text, heard, scenario.desk)}
    waited = fitting.expected(row.question, scenario, lang)
    clauses = fitting.said(text, heard)
    beside = bool(certain - {row.question.id})
    return Example(
        scenario=scenario.id,
        kind=kind,
        answers=row.answers,
        certain=row.question.id in certain,
        windows=tuple(
            fitting.evidence(waited, part, lang, others=beside)
            for part in fitting.windows(clauses)
            if part is clauses or any(c.states for c in part)
        ),
    )


def examples(services: Services, seed: int = 1) -> list[Example]:
    """Every example, in a fixed order."""
    rng = random.Random(seed)
    real = list(_labelled(services))
    told = [r for r in real if r.answers and r.situation == "answer"]
    found = [_example(row, "reply") for row in real]
    for row in told:
        same = [r for r in told if r.lang == row.lang]
        strangers = [r for r in same if r.scenario.id != row.scenario.id]
        beside = [
            r for r in same if r.scenario.id == row.scenario.id and r.question != row.question
        ]
        for kind, pool in (("elsewhere", strangers), ("beside", beside)):
            for other in rng.sample(pool, min(2, len(pool))):
                found.append(_example(_put(row, other.text), kind))
    return [example for example in found if example is not None]


def _put(row: _Row, text: str) -> _Row:
    return _Row(
        scenario=row.scenario,
        question=row.question,
        lang=row.lang,
        text=text,
        buyer=row.buyer,
        answers=False,
        situation="put",
    )


def train(found: Sequence[Example]) -> tuple[Array, float]:
    """The weights and the bias of a ridge logistic regression on the whole replies, by Newton's
    method on standardised signs."""
    signs = np.array([e.windows[0] for e in found])
    labels = np.array([e.answers for e in found], dtype=float)
    counts = np.array([COUNTS[e.kind] for e in found])
    mean, scale = signs.mean(axis=0), signs.std(axis=0) + 1e-6
    rows_ = np.hstack([(signs - mean) / scale, np.ones((len(signs), 1))])
    ridge = np.eye(rows_.shape[1]) / RIDGE
    ridge[-1, -1] = 1e-6
    weights = np.zeros(rows_.shape[1])
    for _ in range(12):
        chances = 1 / (1 + np.exp(-rows_ @ weights))
        slope = rows_.T @ (counts * (chances - labels)) + ridge @ weights
        curve = (rows_ * (counts * chances * (1 - chances))[:, None]).T @ rows_ + ridge
        weights -= np.linalg.solve(curve, slope)
    plain = weights[:-1] / scale
    return plain, float(weights[-1] - plain @ mean)


def judge(found: Sequence[Example], weights: Array, bias: float) -> Array:
    """The chance of each example, that of its likeliest part."""
    best = np.array([max(float(np.dot(w, weights)) for w in e.windows) for e in found])
    return np.asarray(1 / (1 + np.exp(-(best + bias))))


def cross_validate(found: Sequence[Example], seed: int = 0) -> Array:
    """The chance of each example by weights that saw no example of its case."""
    cases = sorted({e.scenario for e in found})
    random.Random(seed).shuffle(cases)
    chances = np.zeros(len(found))
    for fold in range(FOLDS):
        held = set(cases[fold::FOLDS])
        at = [i for i, e in enumerate(found) if e.scenario in held]
        chances[at] = judge(
            [found[i] for i in at], *train([e for e in found if e.scenario not in held])
        )
    return chances


def report(
    found: Sequence[Example], chances: Array
) -> Mapping[tuple[str, bool], tuple[float, int]]:
    """Share judged rightly of what is not certain, and number, by kind of example and by label."""
    shares: dict[tuple[str, bool], tuple[float, int]] = {}
    for kind in COUNTS:
        for label in (True, False):
            at = [
                i
                for i, e in enumerate(found)
                if e.kind == kind and e.answers == label and not e.certain
            ]
            if at:
                right = float(np.mean((chances[at] >= fitting.LIKELY) == label))
                shares[kind, label] = (right, len(at))
    return shares


def table(weights: Array, bias: float) -> str:
    """The file of weights."""
    named = zip(fitting.names(), weights.tolist(), strict=True)
    lines = [f"{name}\t{number:.4f}" for name, number in (("bias", bias), *named)]
    return "\n".join([_SOURCE, *lines, ""])


def main() -> None:
    """Trains, reports, and writes the file where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--write", action="store_true", help="write tutor/buyer/data/answer_weights.tsv"
    )
    write = parser.parse_args().write
    found = examples(build_services())
    for (kind, label), (right, count) in report(found, cross_validate(found)).items():
        print(f"{kind}, {'answers' if label else 'does not answer'}: {right:.3f} of {count}")
    if write:
        path = Path(fitting.__file__).with_name("data") / "answer_weights.tsv"
        path.write_text(table(*train(found)), encoding="utf-8")
        print(path)


if __name__ == "__main__":
    main()
