"""Write tutor/text/data/readings_cedict.tsv from the CC-CEDICT readings that pypinyin-dict ships.

Run by hand after a new release of the dictionary: pip install pypinyin-dict, then
python scripts/pinyin_words.py. Kept are the words that the segmentation knows and pypinyin's phrases do not,
and of these the ones that are not read like their characters one by one or that the tutor reads otherwise
without this table. Neutral tones are left to the project's own table, because the two dictionaries do not
agree on them.
"""

from __future__ import annotations

import importlib
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import jieba
from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT

TARGET = Path(__file__).parents[1] / "tutor" / "text" / "data" / "readings_cedict.tsv"
HEAD = """\
# Readings of words that are not read like their characters one by one: word, syllables. Made by
# scripts/pinyin_words.py from CC-CEDICT (https://cc-cedict.org), changed: a selection, without neutral tones.
# Licence of this file: CC BY-SA 4.0. The project's own readings.tsv goes before it.
"""
# Always in the neutral tone where the dictionary says so.
PARTICLES = frozenset("得了着的地么们")
LEFT_OUT = Path(__file__).with_name("pinyin_words_left_out.txt")


def _table() -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for part in range(4):
        name = f"pypinyin_dict.phrase_pinyin_data.cc_cedict_{part}"
        for value in vars(importlib.import_module(name)).values():
            if isinstance(value, dict) and "__name__" not in value:
                found |= value
    return found


def _bare(sound: str) -> str:
    marks = "\u0304\u0301\u030c\u0300"
    plain = "".join(c for c in unicodedata.normalize("NFD", sound) if c not in marks)
    return unicodedata.normalize("NFC", plain)


def _sound(char: str, alone: str, listed: str) -> str:
    if char in "一不" or (_bare(alone) == listed and char not in PARTICLES):
        return {"一": "yī", "不": "bù"}.get(char, alone)
    return listed


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether both are the same but for neutral tones."""
    return len(one) == len(other) and all(
        a == b or _bare(a) == b or a == _bare(b) for a, b in zip(one, other, strict=True)
    )


def _known() -> set[str]:
    raw = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8")
    return {line.split(" ")[0] for line in raw.splitlines()}


def main() -> None:
    """Write the table, sorted by word."""
    known = _known() - set(LEFT_OUT.read_text(encoding="utf-8").splitlines())
    TARGET.write_text(HEAD, encoding="utf-8")
    from tutor.text.pinyin import syllables  # reads TARGET, which is empty by now

    rows: list[str] = []
    for word, options in _table().items():
        if not 2 <= len(word) <= 4 or len(word) != len(options) or word not in known:
            continue
        if word in PHRASES_DICT or word[-1] == "子" or "儿" in word or "菌" in word:
            continue
        alone = [lazy_pinyin(char, style=Style.TONE)[0] for char in word]
        sounds = [_sound(*each) for each in zip(word, alone, (o[0] for o in options), strict=True)]
        if sounds != alone or not _alike(sounds, syllables([word])[0]):
            rows.append(f"{word}\t{' '.join(sounds)}\n")
    TARGET.write_text(HEAD + "".join(sorted(rows)), encoding="utf-8")
    print(f"{len(rows)} words")


if __name__ == "__main__":
    main()
