"""A unigram tokeniser that keeps its vocabulary in one table.

The tokenizers library builds a tree of bytes over the vocabulary, 90 MB for the 130,000 pieces of
the shipped encoder: more than all its layers. A text of a chat is some forty characters, for which a
plain table is as quick. The library still normalises and cuts at spaces; here is only the search
for the likeliest pieces (Kudo 2018, "Subword Regularization"), with the library's own tie-breaks, so
that both name the same pieces. Marks of the model such as </s> inside a text are plain characters.

`pieces.txt` (a piece a line) and `scores.f8` (little-endian float64) hold the vocabulary in the order
of its ids; `frame.json` is the folder's tokeniser with the marks alone as its vocabulary.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

MARKS = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
PIECES, SCORES, FRAME = "pieces.txt", "scores.f8", "frame.json"
_UNKNOWN = 10.0  # an unknown character scores so much less than the worst piece


def save(folder: Path, tokeniser: dict[str, Any]) -> None:
    """Write the three files beside a tokeniser of the tokenizers library (its JSON)."""
    vocabulary = tokeniser["model"]["vocab"]
    (folder / PIECES).write_text("\n".join(piece for piece, _ in vocabulary), encoding="utf-8")
    scores = np.array([score for _, score in vocabulary], dtype="<f8")
    (folder / SCORES).write_bytes(scores.tobytes())
    few = [pair for pair in vocabulary if pair[0] in MARKS]
    number = {piece: i for i, (piece, _) in enumerate(few)}
    frame = tokeniser | {
        "added_tokens": [],
        "post_processor": None,
        "model": tokeniser["model"] | {"vocab": few, "unk_id": number["<unk>"]},
    }
    (folder / FRAME).write_text(json.dumps(frame, ensure_ascii=False), encoding="utf-8")


class Unigram:
    """The ids of texts. Safe to call from several threads."""

    def __init__(self, folder: Path, longest: int) -> None:
        from tokenizers import Tokenizer

        frame = Tokenizer.from_file(str(folder / FRAME))
        self._normaliser, self._cutter = frame.normalizer, frame.pre_tokenizer
        pieces = (folder / PIECES).read_text(encoding="utf-8").split("\n")
        self._ids = {piece: number for number, piece in enumerate(pieces)}
        self._scores: list[float] = np.frombuffer((folder / SCORES).read_bytes(), "<f8").tolist()
        if len(self._scores) != len(pieces):
            raise ValueError("The pieces and their scores are not equally many.")
        self._widest = max(map(len, pieces))
        self._least = min(self._scores) - _UNKNOWN
        self._begin, self._end, self.pad, self._unknown = (
            self._ids[mark] for mark in ("<s>", "</s>", "<pad>", "<unk>")
        )
        self._marks = {self._ids[mark] for mark in MARKS if mark in self._ids}
        self._longest = longest

    def encode(self, text: str) -> list[int]:
        """The ids of one text between the marks of its ends, at most `longest`."""
        words = self._cutter.pre_tokenize_str(self._normaliser.normalize_str(text))
        found = [number for word, _ in words for number in self._word(word)]
        return [self._begin, *found[: self._longest - 2], self._end]

    def _word(self, word: str) -> Sequence[int]:
        """The likeliest pieces of one word; unknown characters in a row are one."""
        ids, scores, size = self._ids, self._scores, len(word)
        best: list[tuple[float, int, int]] = [(0.0, 0, -1)] + [(-np.inf, 0, -1)] * size
        for start in range(size):
            here = best[start][0]
            alone = False
            for end in range(start + 1, min(size, start + self._widest) + 1):
                number = ids.get(word[start:end])
                if number is None or number in self._marks:
                    continue
                alone = alone or end == start + 1
                if here + scores[number] > best[end][0]:
                    best[end] = (here + scores[number], start, number)
            if not alone and here + self._least > best[start + 1][0]:
                best[start + 1] = (here + self._least, start, self._unknown)
        found: list[int] = []
        at = size
        while at > 0:
            _, start, number = best[at]
            if not (found and number == found[-1] == self._unknown):
                found.append(number)
            at = start
        return found[::-1]


def open_unigram(folder: Path, longest: int) -> Unigram | None:
    """The tokeniser of a folder that has these files, else None."""
    if not all((folder / name).is_file() for name in (PIECES, SCORES, FRAME)):
        return None
    return Unigram(folder, longest)
