"""Pinyin of words in context. The only module that uses pypinyin.

The words come from the segmentation. A word with several readings, and a character that is left
alone, is read by what stands around it (polyphones.tsv). Any other word is looked up in the
project's own table, in one made from CC-CEDICT, then in pypinyin's phrases; one that none of them
has is cut into pieces, and its single characters are read by their place in it
(polyphones_in_words.tsv). What the rules leave open is read by learned weights where they are sure
(pinyin_weights), and a direction behind a verb is light (pinyin_complements). pypinyin's tables are
only read: nothing is loaded into them. Citation tones, no tone sandhi.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from tutor.text.pinyin_complements import DIRECTIONS, before, light_end, lightly
from tutor.text.pinyin_weights import Claim, default_weights

# Words in 子 that are compounds, not suffixes; the table of readings has the rest.
_FULL_ZI = (
    "电子",
    "分子",
    "原子",
    "离子",
    "粒子",
    "女子",
    "男子",
    "瓜子",
    "亲子",
    "因子",
    "量子",
    "王子",
)
# A 儿 after these is a child, not a colour of the syllable before.
_FULL_ER = "婴幼胎孤患健宠男女少育生运能产血妻"
_NEUTRAL_LAST = {"子": "zi", "们": "men"}
_TONES = "\u0304\u0301\u030c\u0300"
_PARTICLES = "地的得"
_SANDHI = {"一": "yī", "不": "bù"}
_CONTEXT = 14
# The rules know full-width marks only; folded text has half-width ones.
_MARKS = str.maketrans(",!?;:", "，！？；：")
# Two vowels that meet inside a word would be read as one syllable (xī'ān).
_NEEDS_APOSTROPHE = frozenset("aāáǎàoōóǒòeēéěè")


class _Rule(NamedTuple):
    reading: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


def annotate(tokens: Sequence[str]) -> tuple[str, ...]:
    """Tone-marked pinyin of each token, joined without space inside a word; "" for other tokens."""
    return tuple(_joined(word) for word in syllables(tokens))


def spaced(word: Sequence[str]) -> str:
    """The syllables of a word with a space between them; the r of a 儿 stays with its syllable."""
    return " ".join(word[:-1]) + "r" if word and word[-1] == "r" else " ".join(word)


def syllables(tokens: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """A syllable for each character of each token, "r" for a 儿 that only colours the one before;
    () for a token that is not Chinese. The tokens, put together, are the context."""
    text = _context(tokens)
    # A word without a context is read as the dictionary has it.
    learned = default_weights() if len(tokens) > 1 else None
    found: list[tuple[str, ...]] = []
    at = 0
    for index, (token, claims) in enumerate(zip(tokens, claimed_by_rules(tokens), strict=True)):
        sounds: list[str] = []
        for claim in claims:
            light = None
            if claim.piece in DIRECTIONS:
                light = lightly(claim.piece, before(tokens, index, claim.offset))
            if light is not None:
                sounds.extend(light)
            elif learned is not None and claim.piece in learned.asked:
                sounds.extend(learned.heard(text, tokens, index, at, claim))
            else:
                sounds.extend(claim.sounds)
        if token in DIRECTIONS and index:
            split = light_end(tokens[index - 1], token)
            if split is not None:
                found[-1] = (*found[-1][:-1], split[0])
                sounds = [split[1]]
        found.append(_coloured(token, sounds))
        at += len(token)
    return tuple(found)


def claimed_by_rules(tokens: Sequence[str]) -> list[list[Claim]]:
    """What rules and dictionaries say of each token, piece by piece; [] for one that is not
    Chinese."""
    text = _context(tokens)
    found: list[list[Claim]] = []
    at = 0
    for token in tokens:
        end = at + len(token)
        found.append(_claims(token, text, at, end) if _is_han(token) else [])
        at = end
    return found


def _context(tokens: Sequence[str]) -> str:
    return "".join(tokens).translate(_MARKS)


def _claims(word: str, text: str, start: int, end: int) -> list[Claim]:
    if len(word) == 1 or word in _rules():
        return [_by_context(word, 0, text, start, end)]
    certain = _certain(word)
    if certain is not None:
        return [Claim(word, 0, certain, "word")]
    claims: list[Claim] = []
    at = start
    for piece in _pieces(word):
        stop = at + len(piece)
        inside = (
            _inside_word(piece, word[: at - start], word[stop - start :])
            if len(piece) == 1
            else None
        )
        known = _certain(piece) if len(piece) > 1 and piece not in _rules() else None
        if inside is not None:
            claims.append(Claim(piece, at - start, (inside,), "inside"))
        elif known is not None:
            claims.append(Claim(piece, at - start, known, "word"))
        else:
            claims.append(_by_context(piece, at - start, text, at, stop))
        at = stop
    return claims


def _coloured(word: str, sounds: list[str]) -> tuple[str, ...]:
    if len(word) > 2 and word[-1] == "儿" and sounds[-1] == "ér" and word[-2] not in _FULL_ER:
        sounds[-1] = "r"
    return tuple(sounds)


def _by_context(word: str, offset: int, text: str, start: int, end: int) -> Claim:
    """What the rules say of a word or character that stands from `start` to `end` of the text."""
    if word not in _rules():
        return Claim(word, offset, _certain(word) or (_alone(word),), "only")
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    rule = _fitting(_rules()[word], before, after)
    source = "frame" if rule.before or rule.after else "rest"
    return Claim(word, offset, tuple(rule.reading.split(" ")), source)


def _fitting(rules: tuple[_Rule, ...], before: str, after: str) -> _Rule:
    """The first row that fits; the last one fits everywhere."""
    for rule in rules[:-1]:
        # What follows first: a match at one place costs less than a search.
        if (rule.after is None or rule.after.match(after)) and (
            rule.before is None or rule.before.search(before)
        ):
            return rule
    return rules[-1]


def _inside_word(char: str, before: str, after: str) -> str | None:
    """The reading of a character by its place in its word; None where no row fits."""
    for rule in _inside().get(char, ()):
        if (rule.after is None or rule.after.match(after)) and (
            rule.before is None or rule.before.search(before)
        ):
            return rule.reading
    return None


@lru_cache(maxsize=16384)
def _certain(word: str) -> tuple[str, ...] | None:
    """The syllables of a word that a table has, or of a character with one reading; else None."""
    own = _own().get(word) or _listed().get(word)
    if own is not None:
        return own
    if len(word) == 1:
        return (_alone(word),)
    if len(word) == 2 and word[-1] in _NEUTRAL_LAST and word not in _FULL_ZI:
        first = _certain(word[0]) if word[0] not in _rules() else (_rules()[word[0]][-1].reading,)
        if first is not None:
            return (*first, _NEUTRAL_LAST[word[-1]])
    if len(word) == 2 and word[-1] == "儿" and word[0] not in _FULL_ER:
        return (_alone(word[0]), "r") if word[0] not in _rules() else None
    phrases = _phrases()
    if word in phrases:
        sounds = [options[0] for options in phrases[word]]
        if len(word) > 2 and word[-1] == "儿" and word[-2] not in _FULL_ER:
            sounds[-1] = "r"
        if len(sounds) == len(word):
            plain = tuple(_SANDHI.get(c, s) for c, s in zip(word, sounds, strict=True))
            return _softened(word, plain)
    return None


def _softened(word: str, sounds: tuple[str, ...]) -> tuple[str, ...]:
    """The syllables with the neutral tone that the project's table gives a word at either end.

    pypinyin reads 玻璃 with one but 玻璃窗 without. Places (纸上), doubled verbs and compounds in 手
    are left: there the two characters are often no word of their own (纸上谈兵, 二把手).
    """
    if not 2 < len(word) < 5:
        return sounds
    for at in (0, len(word) - 2):
        pair, read = word[at : at + 2], _own().get(word[at : at + 2])
        if read is None or pair[0] == pair[1] or pair[1] in "上手得" or pair in _rules():
            continue
        if read[0] == sounds[at] and read[1] == _toneless(sounds[at + 1]):
            sounds = (*sounds[: at + 1], read[1], *sounds[at + 2 :])
    return sounds


def _toneless(sound: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", sound) if c not in _TONES)
    return unicodedata.normalize("NFC", plain)


@lru_cache(maxsize=8192)
def _pieces(word: str) -> tuple[str, ...]:
    """The fewest pieces of a word that the tables know; ties go to the longer last piece."""
    stem = word[:-1]
    if word[-1] in _PARTICLES and len(stem) > 1 and (_certain(stem) or stem == word[0] * 2):
        return (*_pieces(stem), word[-1]) if _certain(stem) is None else (stem, word[-1])
    best: list[tuple[str, ...]] = [()]
    for end in range(1, len(word) + 1):
        choices = [(*best[end - 1], word[end - 1])]
        for start in range(max(0, end - 6), end - 1):
            if _certain(word[start:end]) is not None and word[start:end] != word:
                choices.append((*best[start], word[start:end]))
        best.append(min(choices, key=len))
    return best[len(word)]


@lru_cache(maxsize=8192)
def _alone(char: str) -> str:
    from pypinyin import Style, lazy_pinyin

    rules = _rules().get(char)
    return rules[-1].reading if rules else str(lazy_pinyin(char, style=Style.TONE)[0])


def _joined(word: tuple[str, ...]) -> str:
    joined = ""
    for sound in word:
        joined += "'" + sound if joined and sound[0] in _NEEDS_APOSTROPHE else sound
    return joined


@lru_cache(maxsize=1)
def _phrases() -> dict[str, list[list[str]]]:
    from pypinyin.constants import PHRASES_DICT

    return PHRASES_DICT


def _rows(name: str) -> list[list[str]]:
    raw = (files("tutor.text") / "data" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in raw.splitlines() if line and line[0] != "#"]


@lru_cache(maxsize=1)
def _own() -> dict[str, tuple[str, ...]]:
    return {word: tuple(sounds.split(" ")) for word, sounds in _rows("readings.tsv")}


@lru_cache(maxsize=1)
def _listed() -> dict[str, tuple[str, ...]]:
    rows = _rows("readings_cedict.tsv")
    return {word: _softened(word, tuple(sounds.split(" "))) for word, sounds in rows}


@lru_cache(maxsize=1)
def _rules() -> dict[str, tuple[_Rule, ...]]:
    return _rules_of("polyphones.tsv")


@lru_cache(maxsize=1)
def _inside() -> dict[str, tuple[_Rule, ...]]:
    return _rules_of("polyphones_in_words.tsv")


def _rules_of(name: str) -> dict[str, tuple[_Rule, ...]]:
    table: dict[str, list[_Rule]] = {}
    for row in _rows(name):
        char, reading, before, after = (*row, "", "")[:4]
        rule = _Rule(
            reading, re.compile(before) if before else None, re.compile(after) if after else None
        )
        table.setdefault(char, []).append(rule)
    return {char: tuple(rules) for char, rules in table.items()}


def _is_han(token: str) -> bool:
    return bool(token) and all("\u3400" <= char <= "\u9fff" or char == "〇" for char in token)
