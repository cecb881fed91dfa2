"""How often the right line comes first: paraphrase retrieval over service messages.

The index holds the first phrasing of every intent in one language, as a library holds a line for
every act; the queries are the other phrasings of the held-out intents, in the same language or in
the other one. The line of the query's intent must come first, a tie counts against the system.
With `lines=None` the index holds all phrasings but the query, so that any of several right lines
may come first; across languages it then holds the query's own translation, which is easier. R@1 is
the share of first places, MRR the mean of 1/rank of the first right line; intervals are 95 % by
bootstrap over intents, since paraphrases of one intent rise and fall together.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tutor import resources
from tutor.domain import LANGS, Lang, Score
from tutor.encoders.protocols import Encoder
from tutor.errors import InputError, ModelUnavailable

Matrix = npt.NDArray[np.float64]
BoolMatrix = npt.NDArray[np.bool_]
Scorer = Callable[[Sequence[str], Sequence[str]], Matrix]
"""Queries and passages to scores, shape (queries, passages)."""
Results = dict[str, tuple[Score, ...]]
"""Scores by the system's name."""

DIRECTIONS: tuple[tuple[Lang, Lang], ...] = (("zh", "zh"), ("en", "en"), ("zh", "en"), ("en", "zh"))
_RESAMPLES = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """One thing that is said in several ways; slot i of both languages says the same."""

    intent: str
    split: str
    group: str
    texts: dict[Lang, tuple[str, ...]]
    source: str = ""


FILES = ("intents.jsonl", "held_out_2.jsonl")
"""What is measured on: the loose set (neighbouring requests under one intent) and the close one."""
LATER = "held_out_3.jsonl"
"""A close set of a later author, with an index of its own."""


def load_intents(path: Path | None = None) -> tuple[Intent, ...]:
    """Read one file of the suite, or all that is measured on, in order.

    Raises `InputError` naming the line that is wrong.
    """
    if path is None:
        folder = resources.eval_dir() / "retrieval"
        return tuple(intent for name in FILES for intent in load_intents(folder / name))
    intents = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            texts: dict[Lang, tuple[str, ...]] = {
                lang: tuple(str(t) for t in row[lang]) for lang in LANGS
            }
            intent = Intent(
                intent=row["intent"],
                split=row["split"],
                group=row["group"],
                texts=texts,
                source=path.name,
            )
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path.name}, line {number}: not an intent ({error!r}).") from error
        if intent.split not in ("train", "held_out") or len({len(t) for t in texts.values()}) != 1:
            raise InputError(f"{path.name}, line {number}: wrong split or uneven languages.")
        intents.append(intent)
    return tuple(intents)


def bm25(queries: Sequence[str], passages: Sequence[str]) -> Matrix:
    """Okapi BM25 (k1 1.2, b 0.75) over the tutor's own words; Robertson & Zaragoza 2009."""
    from tutor.text.analyse import read_text

    def words(text: str) -> list[str]:
        tokens = read_text(text).tokens
        return [t.text.casefold() for t in tokens if t.kind != "punctuation"]

    documents = [Counter(words(p)) for p in passages]
    lengths = np.asarray([sum(d.values()) for d in documents], dtype=np.float64)
    mean = float(lengths.mean()) if len(lengths) else 1.0
    frequency = Counter(word for d in documents for word in d)
    out = np.zeros((len(queries), len(documents)))
    for row, query in enumerate(queries):
        for word in set(words(query)):
            n = frequency[word]
            weight = math.log(1 + (len(documents) - n + 0.5) / (n + 0.5))
            tf = np.asarray([d[word] for d in documents], dtype=np.float64)
            out[row] += weight * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * lengths / mean))
    return out


def char_tfidf(queries: Sequence[str], passages: Sequence[str]) -> Matrix:
    """Cosine of sublinear TF-IDF over runs of one to three characters, fitted on the passages."""

    def runs(text: str) -> Counter[str]:
        text = " ".join(text.casefold().split())
        return Counter(text[i : i + n] for n in (1, 2, 3) for i in range(len(text) - n + 1))

    documents = [runs(p) for p in passages]
    frequency = Counter(run for d in documents for run in d)
    columns = {run: i for i, run in enumerate(frequency)}
    rarity = {run: 1 + math.log((1 + len(documents)) / (1 + n)) for run, n in frequency.items()}

    def vectors(counted: Sequence[Counter[str]]) -> Matrix:
        out = np.zeros((len(counted), len(columns)))
        for row, counts in enumerate(counted):
            for run, n in counts.items():
                if run in columns:
                    out[row, columns[run]] = (1 + math.log(n)) * rarity[run]
        lengths = np.linalg.norm(out, axis=1, keepdims=True)
        return np.asarray(out / np.where(lengths == 0, 1, lengths), dtype=np.float64)

    return np.asarray(vectors([runs(q) for q in queries]) @ vectors(documents).T, dtype=np.float64)


def by_encoder(encoder: Encoder) -> Scorer:
    """Cosine of an encoder's query and passage vectors."""

    def score(queries: Sequence[str], passages: Sequence[str]) -> Matrix:
        vectors = encoder.encode(queries, "query"), encoder.encode(passages, "passage")
        return np.asarray(vectors[0] @ vectors[1].T, dtype=np.float64)

    return score


def ranks(scores: Matrix, right: BoolMatrix, barred: BoolMatrix) -> npt.NDArray[np.int64]:
    """The place of the best right column in each row, from 1; equal wrong ones stand before it.

    `barred` columns (a query itself) take no place.
    """
    best = np.where(right & ~barred, scores, -np.inf).max(axis=1)
    ahead = (scores >= best[:, None]) & ~right & ~barred
    return np.asarray(1 + ahead.sum(axis=1), dtype=np.int64)


def _bootstrap(groups: list[npt.NDArray[np.float64]], seed: int) -> tuple[float, float]:
    rng = np.random.default_rng(seed)
    sums = np.asarray([g.sum() for g in groups])
    counts = np.asarray([len(g) for g in groups])
    picks = rng.integers(0, len(groups), size=(_RESAMPLES, len(groups)))
    means = sums[picks].sum(axis=1) / counts[picks].sum(axis=1)
    low, high = np.quantile(means, (0.025, 0.975))
    return float(low), float(high)


def measure(
    scorer: Scorer,
    intents: Sequence[Intent],
    *,
    split: str = "held_out",
    source: str | None = None,
    lines: int | None = None,
    seed: int = 0,
) -> tuple[Score, ...]:
    """R@1 and MRR in each direction ("zh.r1", "zh.mrr", "zh-en.r1" …) with intervals.

    The index holds the first `lines` phrasings of all intents, or all; queries are the other
    phrasings of `split` in the file `source`, or in all. A score without queries is None.
    """
    asked = [
        i
        for i, intent in enumerate(intents)
        if intent.split == split and source in (None, intent.source)
    ]
    scores: list[Score] = []
    for query_lang, passage_lang in DIRECTIONS:
        name = query_lang if query_lang == passage_lang else f"{query_lang}-{passage_lang}"
        queries = [(i, text) for i in asked for text in intents[i].texts[query_lang][lines or 0 :]]
        index = [
            (i, text)
            for i, intent in enumerate(intents)
            for text in intent.texts[passage_lang][:lines]
        ]
        groups: list[npt.NDArray[np.int64]] = []
        if queries:
            owners = np.asarray([i for i, _ in queries])
            right = owners[:, None] == np.asarray([i for i, _ in index])
            barred = np.asarray([[q == p for _, p in index] for _, q in queries])
            found = scorer([text for _, text in queries], [text for _, text in index])
            places = ranks(found, right, barred)
            groups = [places[owners == i] for i in asked]
        measures = {
            "r1": [(g == 1).astype(np.float64) for g in groups],
            "mrr": [1 / g.astype(np.float64) for g in groups],
        }
        for metric, values in measures.items():
            n = sum(len(v) for v in values)
            scores.append(
                Score(
                    metric=f"retrieval.{name}.{metric}",
                    value=float(np.concatenate(values).mean()) if n else None,
                    n=n,
                    interval=_bootstrap(values, seed) if n else None,
                )
            )
    return tuple(scores)


def compare(encoders: Sequence[Encoder], *, seed: int = 0) -> dict[str, Results]:
    """Every system on the held-out intents under every protocol, by the protocol's name.

    Systems: BM25, character TF-IDF, then each encoder.
    """
    everything = load_intents()
    systems: dict[str, Scorer] = {"bm25": bm25, "char-tfidf": char_tfidf}
    systems.update({encoder.id: by_encoder(encoder) for encoder in encoders})
    trained = load_trained()
    protocols: dict[str, tuple[Sequence[Intent], str | None, int | None]] = {
        "close": (everything, FILES[1], 1),
        "close, two lines an intent": (everything, FILES[1], 2),
        "close, among all trained intents": ((*everything, *trained), FILES[1], 1),
        "close, later author": (load_intents(resources.eval_dir() / "retrieval" / LATER), None, 1),
        "loose": (everything, FILES[0], 1),
        "loose, all lines": ([i for i in everything if i.source == FILES[0]], FILES[0], None),
    }
    return {
        protocol: {
            name: measure(scorer, intents, source=source, lines=lines, seed=seed)
            for name, scorer in systems.items()
        }
        for protocol, (intents, source, lines) in protocols.items()
    }


def load_trained() -> tuple[Intent, ...]:
    """The intents that only the training files have, as further lines to confuse a query with."""
    folder = resources.eval_dir() / "retrieval"
    seen = {intent.intent for intent in load_intents()}
    found: dict[str, Intent] = {}
    for path in sorted(folder.glob("train*.jsonl")):
        for intent in load_intents(path):
            if intent.intent not in seen:
                found.setdefault(intent.intent, intent)
    return tuple(found.values())


def report(encoder_names: Sequence[str]) -> tuple[list[str], list[dict[str, object]]]:
    """The suite's tables as lines, and its scores as rows; an encoder that is not here is named."""
    from tutor.encoders.sentence import get_encoder

    lines, rows, encoders = [], [], []
    for name in encoder_names:
        try:
            encoder = get_encoder(name)
        except ModelUnavailable as error:
            lines.append(f"  {name}: not measured. {error}")
            continue
        if encoder is not None:
            encoders.append(encoder)
    for protocol, results in compare(encoders).items():
        lines += ["", f"  {protocol}", *(f"  {line}" for line in table(results).splitlines())]
        rows += [
            asdict(score) | {"protocol": protocol, "system": system}
            for system, scores in results.items()
            for score in scores
        ]
    return lines, rows


def table(results: Results) -> str:
    """The comparison as a Markdown table, one row a system."""
    names = [score.metric for score in next(iter(results.values()), ())]
    lines = ["| system | " + " | ".join(n.removeprefix("retrieval.") for n in names) + " |"]
    lines.append("| --- |" + " --- |" * len(names))
    for system, scores in results.items():
        cells = [
            "not measured"
            if s.value is None or s.interval is None
            else f"{s.value:.2f} ({s.interval[0]:.2f}–{s.interval[1]:.2f})"
            for s in scores
        ]
        lines.append(f"| {system} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
