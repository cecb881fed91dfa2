"""The bytes of a file to its text: UTF-8 where it is, else the encoding that reads most like language.

Windows saves a CSV in the encoding of its country without saying which. The same bytes can be read
in several; only one reading has the characters that people write.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tutor.domain import STANDARDS
from tutor.errors import Problem
from tutor.text.script import to_simplified
from tutor.text.wordlists import words

MAX_BYTES = 16_000_000
_SAMPLE = 4_000  # lines that choose the encoding
_SURE = 0.8  # of a line's characters must be ones that people write
_LEAST = 0.5  # of all, or the file is read in none
_SHOWN = 5
_LOST = "\ufffd"
_MARKS = frozenset(
    "，。？！：；、（）《》〈〉「」『』【】“”‘’—–…·•～￥％＋－＝／０１２３４５６７８９°×€£¥"
)
_RUN_SHARE = 0.1
_LATIN = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœšžÀÁÂÄÅÇÈÉÊËÍÎÑÓÔÖØÚÜŠŽ’‘“”–—…€£°·®™ \xa0¿¡ºª")
_RUNS = re.compile("[^\x00-\x7f]{3,}")


class _Encoding(NamedTuple):
    codec: str
    name: str
    chinese: bool


# The first of equals is taken.
_ENCODINGS = (
    _Encoding("gb18030", "GBK", True),
    _Encoding("big5hkscs", "Big5", True),
    _Encoding("cp1252", "Windows-1252", False),
)


def decode(
    data: bytes, file: str, limit: int = MAX_BYTES
) -> tuple[str | None, tuple[Problem, ...]]:
    """Bytes to text: UTF-8 with or without a mark, UTF-16 with one, else GBK, Big5 or the Windows
    encoding of Western Europe, whichever reads like what people write.

    A warning says which one was taken where that is not plain, and which lines are in doubt. A file
    that mixes UTF-8 with another encoding, or that reads well in none, is a problem, because a part
    of it would be nonsense.
    """
    if len(data) > limit:
        return None, (
            _problem(
                file,
                1,
                f"is longer than {limit:,} bytes, which is the most.",
                "Split it into several files.",
            ),
        )
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for codec in ("utf-8-sig", *(("utf-16",) if marked else ())):
        try:
            return data.decode(codec), ()
        except UnicodeDecodeError:
            continue
    if mixed := _mixed(data, file):
        return None, (mixed,)
    return _likeliest(data, file)


def _likeliest(data: bytes, file: str) -> tuple[str | None, tuple[Problem, ...]]:
    telling = [line for line in data.split(b"\n") if not line.isascii()]
    sample = b"\n".join(telling[:_SAMPLE])
    readings = [(e, sample.decode(e.codec, "replace")) for e in _ENCODINGS]
    scores = [_likeness(read, _usual(read, e)) for e, read in readings]
    best = max(scores)
    found = _ENCODINGS[scores.index(best)]
    text = data.decode(found.codec, "replace")
    lines = [(n, line) for n, line in enumerate(text.split("\n"), start=1) if not line.isascii()]
    broken = next((n for n, line in lines if _LOST in line), None)
    if broken is not None or best < _LEAST:
        message = "is not text in UTF-8, GBK or Big5."
        return None, (_problem(file, broken or lines[0][0], message, _SAVE),)
    usual = _usual(text, found)
    doubtful = [n for n, line in lines if _likeness(line, usual) < _SURE]
    if doubtful:
        shown = ", ".join(str(n) for n in doubtful[:_SHOWN])
        more = ", …" if len(doubtful) > _SHOWN else ""
        message = (
            f"does not say its encoding and was read as {found.name}; "
            f"lines in doubt: {len(doubtful):,} ({shown}{more})."
        )
        return text, (_problem(file, doubtful[0], message, _SAVE, "warning"),)
    if found is _ENCODINGS[0]:
        return text, ()
    message = f"does not say its encoding and was read as {found.name}."
    fix = "If the characters of the preview are right, all is well; else save it as CSV UTF-8."
    return text, (_problem(file, 1, message, fix, "warning"),)


_SAVE = "Save it as UTF-8 text, in Excel as CSV UTF-8."


def _likeness(text: str, usual: frozenset[str]) -> float:
    """The share of the characters beyond ASCII that are `usual`; 1 where there are none."""
    beyond = [char for char in text if not char.isascii()]
    return sum(char in usual for char in beyond) / len(beyond) if beyond else 1.0


def _usual(text: str, encoding: _Encoding) -> frozenset[str]:
    """The characters of `text` that people write: those of the HSK lists in either script, or the
    letters and marks of a Latin text where they stand among plain letters."""
    kinds = sorted({char for char in text if not char.isascii()})
    if not encoding.chinese:
        # A Chinese text read so is one long run of such letters.
        in_runs = sum(map(len, _RUNS.findall(text)))
        beyond = sum(not char.isascii() for char in text)
        return _LATIN if in_runs <= beyond * _RUN_SHARE else frozenset()
    common = _common()
    simple = to_simplified("\n".join(kinds)).split("\n")
    return frozenset(
        char
        for char, plain in zip(kinds, simple, strict=True)
        if char in _MARKS or plain in common or char in common
    )


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(char for standard in STANDARDS for word in words(standard) for char in word)


def _mixed(data: bytes, file: str) -> Problem | None:
    utf8, other = 0, 0
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.isascii():
            continue
        try:
            # Some GBK characters happen to be valid UTF-8, but never of a Chinese character.
            if any("\u4e00" <= c <= "\u9fff" for c in line.decode("utf-8")):
                utf8 = utf8 or number
        except UnicodeDecodeError:
            other = other or number
        if utf8 and other:
            return _problem(
                file,
                max(utf8, other),
                f"mixes two encodings: line {utf8} is UTF-8 and line {other} is not.",
                "Open it in one editor, mend the broken lines and save it as UTF-8.",
            )
    return None


def _problem(file: str, line: int, message: str, fix: str, severity: str = "error") -> Problem:
    return Problem(
        file=file, line=line, column=1, field="file", message=message, fix=fix, severity=severity
    )
