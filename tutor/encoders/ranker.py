"""Ranks the lines a buyer could say by how well they go with the conversation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.encoders.protocols import Encoder, Vectors

_LONGEST = 160  # code points of one utterance that are read, its end
_BEFORE = 0.5  # the weight of what was said before the last utterance


@dataclass(frozen=True, slots=True)
class EncoderRanker:
    """Cosine of the conversation's end and each candidate.

    The last utterance is a query; the one before it counts for less and is a passage, as the
    buyer's lines are, so that an encoder with a memory has often read it already. The scores bunch
    in a narrow band: they order candidates and mean nothing alone.
    """

    encoder: Encoder

    def query(self, context: str) -> Vectors:
        """The end of `context`, one line an utterance, as a unit vector, shape (dim,)."""
        *earlier, last = context.split("\n")
        query: Vectors = self.encoder.encode([last[-_LONGEST:] or " "], "query")[0]
        if earlier:
            query = query + _BEFORE * self.encoder.encode([earlier[-1][-_LONGEST:]], "passage")[0]
            query = query / max(float((query @ query) ** 0.5), 1e-9)
        return query

    def rank(self, context: str, candidates: Sequence[str]) -> list[float]:
        """One score a candidate; higher goes better with the end of `context`."""
        if not candidates:
            return []
        scores: list[float] = (
            self.encoder.encode(candidates, "passage") @ self.query(context)
        ).tolist()
        return scores


def nearest_label(
    encoder: Encoder, text: str, labelled: Sequence[tuple[str, str]], *, votes: int = 3
) -> str | None:
    """The label that most of the `votes` nearest (text, label) pairs carry; None on a draw."""
    if not labelled:
        return None
    query = encoder.encode([text], "query")[0]
    scores = encoder.encode([line for line, _ in labelled], "passage") @ query
    best = scores.argsort()[::-1][:votes]
    names = [labelled[int(i)][1] for i in best]
    top = max(set(names), key=names.count)
    return top if names.count(top) * 2 > len(names) else None
