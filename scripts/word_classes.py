"""Makes tutor/text/data/word_classes.tsv: a part of speech and a class of meaning for everyday words.

    python scripts/word_classes.py FILE...     texts whose words are taken beside the HSK lists and the terms

The part of speech is the one in jieba's dictionary (MIT). The class of meaning is one of 64 heaps of the word
vectors of multilingual-e5-small (MIT); the encoder must be here (`kefu models pull e5-small`).
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import jieba
import numpy as np
from safetensors import safe_open
from tokenizers import Tokenizer

from tutor.resources import cache_dir
from tutor.text.glossary import glossary
from tutor.text.normalise import fold
from tutor.text.tokenise import tokenise
from tutor.text.wordlists import words

CLASSES = 64
WIDTH = 48  # of the vectors that are put into heaps
ROUNDS = 30
OUT = Path(__file__).parents[1] / "tutor" / "text" / "data" / "word_classes.tsv"
HEAD = """# The part of speech (first letter, jieba's signs) and the class of meaning (a character for each of 64) of everyday words:
# word, both. Made by scripts/word_classes.py from the dictionary of jieba (MIT) and the word vectors of
# multilingual-e5-small (MIT).
"""


def chosen(texts: list[str]) -> list[str]:
    """The words of the lists, the terms and of the texts that stand there twice."""
    counted = Counter(
        text[p.span.start : p.span.end] for text in map(fold, texts) for p in tokenise(text, text)
    )
    found = {word for word, count in counted.items() if count > 1}
    found |= {*words("2025"), *glossary()}
    return sorted(w for w in found if all("\u3400" <= c <= "\u9fff" for c in w))


def heaps(vectors: np.ndarray) -> np.ndarray:
    """The heap of each row by k-means on the sphere."""
    rows = vectors - vectors.mean(axis=0)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True) + 1e-6
    axes = np.linalg.svd(rows, full_matrices=False)[2][:WIDTH]
    rows = rows @ axes.T
    rows /= np.linalg.norm(rows, axis=1, keepdims=True) + 1e-6
    draw = np.random.default_rng(7)
    middles = rows[draw.choice(len(rows), CLASSES, replace=False)]
    for _ in range(ROUNDS):
        heap = (rows @ middles.T).argmax(axis=1)
        for number in range(CLASSES):
            if (own := rows[heap == number]).size:
                middles[number] = own.mean(axis=0)
        middles /= np.linalg.norm(middles, axis=1, keepdims=True) + 1e-6
    return (rows @ middles.T).argmax(axis=1)


def main() -> None:
    names = chosen(
        [line for path in sys.argv[1:] for line in Path(path).read_text("utf-8").split("\n")]
    )
    parts = {}
    for line in Path(jieba.__file__).with_name("dict.txt").read_text("utf-8").splitlines():
        word, _, part = line.split(" ")
        parts[word] = part[0]
    folder = cache_dir() / "models" / "e5-small"
    with safe_open(folder / "model.safetensors", "np") as file:
        name = next(n for n in file.keys() if "word_embeddings" in n)  # noqa: SIM118
        table = file.get_tensor(name).astype(np.float32)
    pieces = Tokenizer.from_file(str(folder / "tokenizer.json"))
    space = pieces.token_to_id("▁")
    vectors = np.zeros((len(names), table.shape[1]), dtype=np.float32)
    for row, word in zip(vectors, names, strict=True):
        ids = [n for n in pieces.encode(word, add_special_tokens=False).ids if n != space]
        row[:] = table[ids].mean(axis=0)
    lines = [
        f"{word}\t{parts.get(word, '-')}{chr(48 + number)}\n"
        for word, number in zip(names, heaps(vectors), strict=True)
    ]
    OUT.write_text(HEAD + "".join(lines), encoding="utf-8")
    print(f"{OUT}: {len(names)} words")


if __name__ == "__main__":
    main()
