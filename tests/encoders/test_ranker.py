"""Ranking by an encoder orders candidates and abstains on a draw."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tutor.encoders.protocols import Kind, Vectors
from tutor.encoders.ranker import EncoderRanker, nearest_label


class LetterEncoder:
    """Texts that begin with one letter are near each other."""

    id = "letters"
    dim = 4

    def encode(self, texts: Sequence[str], kind: Kind) -> Vectors:
        rows = [
            np.eye(4)["abcd".index(t[0])] if t[:1] in "abcd" and t.strip() else np.ones(4) / 2
            for t in texts
        ]
        return np.asarray(rows, dtype=np.float32).reshape(-1, 4)


def test_the_nearest_candidate_scores_highest() -> None:
    scores = EncoderRanker(LetterEncoder()).rank("b?", ["a1", "b1", "c1"])
    assert scores.index(max(scores)) == 1
    assert EncoderRanker(LetterEncoder()).rank("", ["a1", "b1"]) == [0.5, 0.5]
    assert EncoderRanker(LetterEncoder()).rank("b?", []) == []


def test_the_last_utterance_counts_most_and_the_one_before_it_next() -> None:
    scores = EncoderRanker(LetterEncoder()).rank("d\na!\nb?", ["a1", "b1", "c1", "d1"])
    assert scores[1] > scores[0] > scores[2] == scores[3]


def test_the_majority_of_the_nearest_names_the_label() -> None:
    encoder = LetterEncoder()
    pairs = [("a1", "x"), ("a2", "x"), ("a3", "y"), ("b1", "z")]
    assert nearest_label(encoder, "a?", pairs) == "x"
    assert nearest_label(encoder, "a?", [("a1", "x"), ("a2", "y")], votes=2) is None
    assert nearest_label(encoder, "a?", []) is None
