"""The labelled replies that the act weights and the reader learn from, cut as `understand` cuts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tutor import resources
from tutor.domain import LANGS, Lang
from tutor.encoders.protocols import Vectors
from tutor.text.analyse import read_text
from tutor.understand.classify import ACT_IDS, Seen
from tutor.understand.read import by_rules, seen, simplified


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One clause of a training reply, as the rules see it, with its right acts."""

    seen: Seen
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingReply:
    """A reply in simplified characters, the buyer's message before it, and its clauses."""

    lang: Lang
    topic: str
    text: str
    buyer: str
    clauses: tuple[Example, ...]


def data_files() -> tuple[Path, ...]:
    """The labelled replies that are learned from, by language; of the last of each language only
    the split `dev`."""
    folder = resources.eval_dir() / "understanding"
    stems = ("train.", "train_more.", "train_3.", "train_4.", "")
    return tuple(folder / f"{stem}{lang}.jsonl" for lang in LANGS for stem in stems)


def _learned(path: Path) -> Iterator[str]:
    """The lines of a file that are learned from."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if json.loads(line).get("split", "dev") == "dev":
            yield line


def data_hash() -> str:
    """SHA-256 of the lines that are learned from, one after the other."""
    text = "\n".join(line for path in data_files() for line in _learned(path))
    return hashlib.sha256(text.encode()).hexdigest()


def training_replies(lang: Lang) -> list[TrainingReply]:
    """The training replies of one language, in order."""
    found = []
    for path in data_files():
        if path.stem.rpartition(".")[2] != lang:
            continue
        for line in _learned(path):
            row = json.loads(line)
            bounds, at = [], 0
            for clause in row["clauses"]:
                start = row["text"].index(clause["text"], at)
                at = start + len(clause["text"])
                bounds.append((start, at, tuple(clause["acts"])))
            plain = simplified(read_text(row["text"], lang=lang))
            clauses = []
            for stretch, rules in zip(*by_rules(plain, lang), strict=True):
                middle = (stretch.span.start + stretch.span.end) / 2
                right = next((acts for start, end, acts in bounds if start <= middle < end), None)
                if right is not None:
                    clauses.append(Example(seen=seen(stretch, rules), acts=right))
            if clauses:
                found.append(
                    TrainingReply(
                        lang=lang,
                        topic=row["topic"],
                        text=plain,
                        buyer=row.get("buyer") or "",
                        clauses=tuple(clauses),
                    )
                )
    return found


def clauses_of(replies: Iterable[TrainingReply]) -> list[Example]:
    """The clauses of several replies, in order."""
    return [clause for reply in replies for clause in reply.clauses]


def labels(given: Sequence[Example]) -> Vectors:
    """Shape (n, acts); the acts of a clause share 1."""
    rows = np.array([[act in e.acts for act in ACT_IDS] for e in given], dtype=np.float32)
    shared: Vectors = rows / rows.sum(axis=1, keepdims=True)
    return shared


def macro_f1(right: Sequence[tuple[str, ...]], named: Sequence[tuple[str, ...]]) -> float:
    """Mean F1 over the acts that are right somewhere."""
    values = []
    for act in ACT_IDS:
        hits = sum(act in r and act in n for r, n in zip(right, named, strict=True))
        wanted, given = (sum(act in x for x in rows) for rows in (right, named))
        if wanted:
            values.append(2 * hits / (wanted + given))
    return sum(values) / len(values) if values else 0.0
