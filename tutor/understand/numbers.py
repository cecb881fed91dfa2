"""Numbers as people write them: digits, grouped digits, Chinese numerals, English words."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0, "俩": 2}
_UNIT = {"十": 10, "百": 100, "千": 1000}
_WORDS = {
    w: i
    for i, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    w: (i + 2) * 10
    for i, w in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    )
}
_WORDS |= {"a": 1, "an": 1, "hundred": 100, "couple": 2, "dozen": 12}

ZH_NUMERAL = r"[零一二两三四五六七八九十百千万〇半]"
NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d+(?:\.\d+)?)"


def _chinese(text: str) -> Decimal | None:
    if text == "半":
        return Decimal("0.5")
    total, section, digit, last_unit = 0, 0, 0, 1
    seen_digit = False
    for char in text:
        if char in _DIGIT:
            digit, seen_digit = _DIGIT[char], True
            if char in "零〇":
                last_unit = 1
        elif char in _UNIT:
            unit = _UNIT[char]
            section += (digit if seen_digit else 1) * unit
            digit, seen_digit, last_unit = 0, False, unit
        elif char == "万":
            total += (section + digit) * 10000
            section, digit, seen_digit, last_unit = 0, 0, False, 10000
        else:
            return None
    if seen_digit and last_unit >= 100:  # 一百二 is 120, 两万五 is 25,000
        digit *= last_unit // 10
    return Decimal(total + section + digit)


def _mixed(text: str) -> Decimal | None:
    """Digits with a Chinese unit: 12万, 1.5万, 12万5 and 12万5千 (both 125,000), 3千."""
    head, unit, rest = text.partition("万") if "万" in text else (text[:-1], text[-1], "")
    number = parse_number(head)
    if number is None:
        return None
    if not rest:
        return number * (10000 if unit == "万" else _UNIT[unit])
    more = parse_number(rest)
    if more is None:
        return None
    return number * 10000 + (more * 1000 if len(rest) == 1 else more)


def parse_number(text: str) -> Decimal | None:
    """The value of a written number, or None: "1,200.50", "三十五", "一百二", "twenty-five"."""
    text = text.strip().lower()
    if not text:
        return None
    if text[0].isascii() and text[0].isdigit():
        if text[-1] in _UNIT or "万" in text:
            return _mixed(text)
        try:
            # 1.250.000, as written in Jakarta and Hanoi
            return Decimal(text.replace("." if text.count(".") > 1 else ",", ""))
        except InvalidOperation:
            return None
    if text[0].isascii():
        total = 0
        for word in text.replace("-", " ").split():
            if word in ("of", "and"):
                continue
            if word not in _WORDS:
                return None
            total = max(total, 1) * 100 if word == "hundred" else total + _WORDS[word]
        return Decimal(total)
    if all(c in _DIGIT for c in text) and len(text) > 1:  # 二〇二六, digit by digit
        return Decimal("".join(str(_DIGIT[c]) for c in text))
    return _chinese(text)


# Digits with a Chinese unit, as large sums are written: 12万越南盾.
MIXED_ZH = rf"{NUMBER}(?:万(?:\d{{1,4}}千?)?|[百千])"
EN_NUMBER_WORD = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six"
    r"|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|a dozen|a couple(?: of)?"
    r"|(?:a|one|two|three|four|five|six|seven|eight|nine) hundred)"
)
