"""The sentences that the reader of pinyin learns from, as the rules see them."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tutor import resources
from tutor.text.normalise import fold
from tutor.text.pinyin import claimed_by_rules
from tutor.text.pinyin_weights import Claim
from tutor.text.tokenise import tokenise

_MARKS = str.maketrans(",!?;:", "，！？；：")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence in tokens: `text` is they put together, `starts` where each begins in it."""

    raw: str
    text: str
    tokens: tuple[str, ...]
    starts: tuple[int, ...]
    claims: tuple[tuple[Claim, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A labelled word: where it begins in the sentence's `text`, its syllables; `tuned` where the
    rules were written with the sentence in sight, so that what they claim says nothing."""

    sentence: Sentence
    at: int
    word: str
    right: tuple[str, ...]
    tuned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A character with a label: the token and the piece it stands in, and the right syllable."""

    sentence: Sentence
    index: int
    offset: int
    at: int
    claim: Claim
    right: str
    tuned: bool
    weight: float = 1.0

    @property
    def char(self) -> str:
        return self.sentence.text[self.at]

    @property
    def claimed(self) -> str:
        return self.claim.sounds[self.offset - self.claim.offset]


def data_files() -> tuple[Path, ...]:
    """The labelled sentences: those written to learn from, and those that the rules are tuned on."""
    folder = resources.eval_dir()
    return folder / "pinyin_train.tsv", folder / "pinyin.tsv"


def read(raw: str) -> Sentence:
    """The sentence as the tutor cuts it."""
    folded = fold(raw)
    tokens = tuple(folded[p.span.start : p.span.end] for p in tokenise(raw, folded))
    starts: list[int] = []
    at = 0
    for token in tokens:
        starts.append(at)
        at += len(token)
    return Sentence(
        raw=raw,
        text="".join(tokens).translate(_MARKS),
        tokens=tokens,
        starts=tuple(starts),
        claims=tuple(map(tuple, claimed_by_rules(tokens))),
    )


def targets() -> list[Target]:
    """Every labelled word of `data_files`, each sentence once."""
    found: list[Target] = []
    seen: set[tuple[str, str]] = set()
    learn, tuned = data_files()
    for path in (learn, tuned):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                continue
            raw, word, right = line.split("\t")[:3]
            if (raw, word) in seen:
                continue
            seen.add((raw, word))
            sentence = read(raw)
            found.append(
                Target(
                    sentence=sentence,
                    at=sentence.text.index(word),
                    word=word,
                    right=tuple(right.split(" ")),
                    tuned=path == tuned,
                )
            )
    return found


def places(target: Target) -> Iterator[Place]:
    """The characters of a labelled word."""
    for number, right in enumerate(target.right):
        index, claim = claim_at(target.sentence, target.at + number)
        yield Place(
            sentence=target.sentence,
            index=index,
            offset=target.at + number - target.sentence.starts[index],
            at=target.at + number,
            claim=claim,
            right=right,
            tuned=target.tuned,
        )


def claim_at(sentence: Sentence, at: int) -> tuple[int, Claim]:
    """The token, and the piece of it, that a character stands in."""
    index = max(i for i, start in enumerate(sentence.starts) if start <= at)
    offset = at - sentence.starts[index]
    claim = max((c for c in sentence.claims[index] if c.offset <= offset), key=lambda c: c.offset)
    return index, claim


def everyday(chars: frozenset[str], most: int, weight: float) -> list[Place]:
    """Places in everyday shop chat where the rules leave a character its commonest reading, as if
    that were right: `most` of each character. They show how common each reading is."""
    found: list[Place] = []
    count: Counter[str] = Counter()
    for raw in _chat():
        if not any(char in chars and count[char] < most for char in raw):
            continue
        sentence = read(raw)
        for index, claims in enumerate(sentence.claims):
            for claim in claims:
                char = claim.piece
                if char in chars and claim.source in ("rest", "only") and count[char] < most:
                    count[char] += 1
                    found.append(
                        Place(
                            sentence=sentence,
                            index=index,
                            offset=claim.offset,
                            at=sentence.starts[index] + claim.offset,
                            claim=claim,
                            right=claim.sounds[0],
                            tuned=True,
                            weight=weight,
                        )
                    )
    return found


def _chat() -> Iterable[str]:
    """Chinese messages of the sets of understanding, each once."""
    found: dict[str, None] = {}
    for path in sorted((resources.eval_dir() / "understanding").glob("*.zh.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found |= {row[name]: None for name in ("buyer", "text") if row.get(name)}
    return found


def contested(
    given: Iterable[Place], readings: dict[str, tuple[str, ...]]
) -> dict[str, list[tuple[str, ...]]]:
    """Pieces of several characters that the rules leave one reading and that have another somewhere,
    with all their readings, the claimed one first."""
    found: dict[str, dict[tuple[str, ...], None]] = defaultdict(dict)
    for place in given:
        claim = place.claim
        if claim.source != "rest" or len(claim.piece) < 2 or place.right == place.claimed:
            continue
        if not {place.right, place.claimed} <= set(readings.get(place.char, ())):
            continue
        other = list(claim.sounds)
        other[place.offset - claim.offset] = place.right
        found[claim.piece] |= {claim.sounds: None, tuple(other): None}
    return {piece: list(options) for piece, options in found.items()}
