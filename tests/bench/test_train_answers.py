"""The weights by which an answer is heard: what an example is, and that they are learned."""

from __future__ import annotations

import pytest

from tutor.bench.train_answers import Example, cross_validate, judge, report, table, train
from tutor.bench.train_answers import label as label_of
from tutor.buyer import fitting


@pytest.mark.parametrize(
    ("acceptable", "agenda", "answers"),
    [
        (["ask.b", "ask.c"], ["ask.a", "ask.b", "want.c"], True),
        (["thank"], ["ask.a"], True),
        (["again.a", "press"], ["ask.a", "ask.b"], False),
        (["complain_rude"], ["ask.a", "ask.b"], False),
        (["ask.a", "ask.b"], ["ask.a", "ask.b"], None),
        (["ask.b"], ["ask.a", "misremember.x", "ask.b"], True),
    ],
)
def test_the_labels_say_whether_a_reply_answers(
    acceptable: list[str], agenda: list[str], answers: bool | None
) -> None:
    assert label_of(acceptable, agenda) is answers


def toy(case: str, sign: float, answers: bool, more: tuple[list[float], ...] = ()) -> Example:
    width = len(fitting.names())
    whole = [sign, *[0.0] * (width - 1)]
    return Example(
        scenario=case, kind="reply", answers=answers, certain=False, windows=(whole, *more)
    )


def test_weights_tell_answers_by_the_sign_that_goes_with_them() -> None:
    found = [toy(f"case {n}", float(n % 2), bool(n % 2)) for n in range(40)]
    chances = cross_validate(found)
    assert all((chance > 0.5) == e.answers for chance, e in zip(chances, found, strict=True))
    assert report(found, chances) == {("reply", True): (1.0, 20), ("reply", False): (1.0, 20)}


def test_the_likeliest_part_of_a_reply_counts() -> None:
    found = [toy(f"case {n}", float(n % 2), bool(n % 2)) for n in range(40)]
    weights, bias = train(found)
    told = [1.0, *[0.0] * (len(fitting.names()) - 1)]
    whole, part = judge([toy("x", 0.0, True), toy("x", 0.0, True, (told,))], weights, bias)
    assert whole < 0.5 < part


def test_the_file_names_every_sign() -> None:
    weights, bias = train([toy(f"case {n}", float(n % 2), bool(n % 2)) for n in range(10)])
    rows = [line.split("\t")[0] for line in table(weights, bias).splitlines()[1:]]
    assert tuple(rows) == ("bias", *fitting.names())


def test_the_shipped_weights_fit_the_signs() -> None:
    assert len(fitting.shipped_weights().by_name) == len(fitting.names())
