"""Dates and lengths of time named in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from .numbers import EN_NUMBER_WORD, NUMBER, ZH_NUMERAL, parse_number

# A day said without a year, with no desk to give one. The year 4 is a leap year, so 29 February
# exists; whoever compares must treat it as "year not known".
UNKNOWN_YEAR = 4

_ZN = rf"(?:{NUMBER}|{ZH_NUMERAL}+)"
_MONTHS = {
    m: i + 1
    for i, m in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ]
    )
}
_MONTHS |= {m[:3]: i for m, i in list(_MONTHS.items())} | {"sept": 9}
_DAYS = {
    d: i
    for i, d in enumerate(
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    )
}
_DAYS |= {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}
_ZH_DAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 5} | {
    str(i): i - 1 for i in range(1, 8)
}
_MONTH_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY_NAME = "|".join(d for d in _DAYS if d.endswith("day"))

_DATE = re.compile(
    r"(?P<iso>(?<![\w-])(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?![\w-]))"
    rf"|(?P<zh>(?:(?P<zy>(?:19|20)\d\d|二[〇零][〇零一二三四五六七八九]{{2}})年|(?P<rel>今年|明年|去年))?(?P<zm>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?P<zd>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})(?:日|号)?(?![个份]))"
    r"|(?P<zlast>(?P<zlm>\d{1,2}月|[一二三四五六七八九十]{1,2}月|这个月|本月|下个月)(?:份)?的?最后一天)"
    r"|(?P<zday>(?P<zmrel>这个月|本月|下个月|下月|上个月|上月)?(?<![\d第大小加中几])(?P<zd2>\d{1,2}|[一二三四五六七八九十]{1,3})(?:号|日)(?![线楼码店仓机馆院房门])(?!常|子|用|期|本))"
    r"|(?P<zrel>大后天|大前天|今天|今日|今晚|今早|明天|明日|明晚|明早|后天|昨天|昨日|昨晚|前天)"
    r"|(?P<zweek>(?P<zw>下下|下|上|这|本)?(?:个)?(?:周|星期|礼拜)(?P<zwd>[一二三四五六日天末](?![个周月年次]))(?!天|年内))"
    rf"|(?P<dm>\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m1>{_MONTH_NAME})\b(?:\.?,? (?P<y1>(?:19|20)\d\d))?)"
    rf"|(?P<md>\b(?P<m2>{_MONTH_NAME})\b\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*(?:%|days|items))(?:,? (?P<y2>(?:19|20)\d\d))?)"
    r"|(?P<erel>\b(?:the day after tomorrow|the day before yesterday|today|tonight|tomorrow|yesterday)\b)"
    rf"|(?P<eweek>\b(?:(?P<ew>next|this|last|coming) )?(?P<ewd>{_DAY_NAME})\b(?!-))"
    r"|(?P<slash>(?<![\w/.])(?P<sm>\d{1,2})/(?P<sd>\d{1,2})(?![\w/]))"
    r"|(?P<dot>(?<![\w.¥$€£])(?P<om>\d{1,2})\.(?P<od>\d{1,2})(?=号|日))"
    r"|(?P<nth>\bthe (?P<nd>\d{1,2})(?:st|nd|rd|th)\b)"
)
_SHIFT = {
    "大前天": -3,
    "前天": -2,
    "昨天": -1,
    "昨日": -1,
    "昨晚": -1,
    "今天": 0,
    "今日": 0,
    "今晚": 0,
    "今早": 0,
    "明天": 1,
    "明日": 1,
    "明晚": 1,
    "明早": 1,
    "后天": 2,
    "大后天": 3,
    "the day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, today: date | None) -> date | None:
    if today is None:
        return _made(UNKNOWN_YEAR, month, day)
    made = [d for y in (-1, 0, 1) if (d := _made(today.year + y, month, day))]
    return min(made, key=lambda d: abs((d - today).days), default=None)


def _day_of_month(day: int, today: date | None, shift: int | None) -> date | None:
    if today is None:
        return None
    found = []
    for months in (shift,) if shift is not None else (-1, 0, 1):
        index = today.year * 12 + today.month - 1 + months
        made = _made(index // 12, index % 12 + 1, day)
        if made:
            found.append(made)
    return min(found, key=lambda d: abs((d - today).days), default=None)


def _weekday(day: int, which: str, today: date) -> date:
    monday = today - timedelta(days=today.weekday())
    weeks = {"下下": 2, "下": 1, "next": 1, "上": -1, "last": -1, "这": 0, "本": 0}.get(which)
    if weeks is not None:
        return monday + timedelta(days=7 * weeks + day)
    return today + timedelta(days=(day - today.weekday() - 1) % 7 + 1)  # the coming one, not today


def _number(text: str | None) -> int:
    value = parse_number(text or "")
    return int(value) if value is not None else 0


def _last_of_month(named: str, today: date | None) -> date | None:
    """The last day of 八月, 本月 or 下个月."""
    if (number := _number(named.removesuffix("月"))) > 0:
        first = _nearest(number, 1, today)
    else:
        first = _day_of_month(1, today, 1 if named == "下个月" else 0)
    if first is None:
        return None
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def find_dates(text: str, today: date | None) -> Iterator[tuple[int, int, date]]:
    """(start, end, date) of each day named; years and weekdays are counted from `today`.

    Without `today` relative days are left out and a missing year is `UNKNOWN_YEAR`.
    """
    for m in _DATE.finditer(text):
        value: date | None = None
        kind = m.lastgroup or ""
        if m["iso"]:
            year, month, day = (int(p) for p in re.split(r"[-/.]", m["iso"]))
            value = _made(year, month, day)
        elif m["zh"]:
            month, day = _number(m["zm"]), _number(m["zd"])
            if m["zy"]:
                value = _made(_number(m["zy"]), month, day)
            elif m["rel"] and today:
                shift = {"今年": 0, "明年": 1, "去年": -1}[m["rel"]]
                value = _made(today.year + shift, month, day)
            else:
                value = _nearest(month, day, today)
        elif m["zlast"]:
            value = _last_of_month(m["zlm"], today)
        elif m["zday"]:
            shift_by = {"这个月": 0, "本月": 0, "下个月": 1, "下月": 1, "上个月": -1, "上月": -1}
            value = _day_of_month(_number(m["zd2"]), today, shift_by.get(m["zmrel"] or ""))
        elif m["dm"] or m["md"]:
            name, day_text, year_text = (
                (m["m1"], m["d1"], m["y1"]) if m["dm"] else (m["m2"], m["d2"], m["y2"])
            )
            month, day = _MONTHS[name], int(day_text)
            value = _made(int(year_text), month, day) if year_text else _nearest(month, day, today)
        elif m["slash"] or m["dot"]:
            month, day = (
                (int(m["sm"]), int(m["sd"])) if m["slash"] else (int(m["om"]), int(m["od"]))
            )
            if m["slash"] and month > 12:
                month, day = day, month
            value = _nearest(month, day, today)
        elif m["nth"]:
            value = _day_of_month(int(m["nd"]), today, None)
        elif today is not None:
            if m["zrel"] or m["erel"]:
                value = today + timedelta(days=_SHIFT[m["zrel"] or m["erel"]])
            elif m["zweek"]:
                value = _weekday(_ZH_DAYS[m["zwd"]], m["zw"] or "", today)
            elif m["eweek"]:
                value = _weekday(_DAYS[m["ewd"]], m["ew"] or "", today)
        if value is not None and kind:
            yield m.start(), m.end(), value


_STRETCH_ZH = re.compile(
    r"(?P<week>(?P<ww>下下|下|这|本)个?(?:周|星期|礼拜)(?![一二三四五六日天末\d]))"
    r"|(?P<month>(?:(?P<mm>下|这|本)个?|(?<![\d一二三四五六七八九十个上])(?:(?P<mn>\d{1,2}|[一二三四五六七八九]|十[一二]?))?)月(?P<part>底|末|初|中旬?))"
    r"|(?P<next>下个?月(?![底末初中\d一二三四五六七八九十]))"
)
_PARTS = {"底": (21, 31), "末": (21, 31), "初": (1, 10), "中": (9, 21), "中旬": (9, 21)}


def find_stretches(text: str, today: date) -> Iterator[tuple[int, int, date, date]]:
    """(start, end, first, last) of each week or part of a month that a Chinese text names without a
    day: 下周, 月底, 八月初, 下个月. The end of a month is its last third."""
    monday = today - timedelta(days=today.weekday())
    for m in _STRETCH_ZH.finditer(text):
        if m["week"]:
            first = monday + timedelta(days={"下下": 14, "下": 7}.get(m["ww"], 0))
            yield m.start(), m.end(), first, first + timedelta(days=6)
            continue
        index = today.year * 12 + today.month - 1 + (m["next"] is not None or m["mm"] == "下")
        if m["month"] and m["mn"]:
            named = _nearest(_number(m["mn"]), 15, today)
            if named is None:
                continue
            index = named.year * 12 + named.month - 1
        begins = date(index // 12, index % 12 + 1, 1)
        ends = date((index + 1) // 12, (index + 1) % 12 + 1, 1) - timedelta(days=1)
        low, high = _PARTS[m["part"]] if m["month"] else (1, 31)
        yield m.start(), m.end(), begins.replace(day=low), min(ends, begins + timedelta(high - 1))


_ZH_UNIT = {
    "个工作日": "workday",
    "工作日": "workday",
    "个小时": "hour",
    "小时": "hour",
    "钟头": "hour",
    "个星期": "week",
    "星期": "week",
    "个礼拜": "week",
    "礼拜": "week",
    "周": "week",
    "个月": "month",
    "年": "year",
    "天": "day",
    "日": "day",
    "个钟头": "hour",
    "个自然日": "day",
    "自然日": "day",
}
_ZH_UNIT_RE = r"个?工作日|个?自然日|个?小时|个?钟头|个?星期|个?礼拜|周(?![一二三四五六日末年边围到])|个月|年(?!前|初|底|级|龄|代|货|轻|\d)|天(?!气|猫|然)|日(?=内|以内|之内)"
_EN_UNIT = {
    "hour": "hour",
    "hr": "hour",
    "h": "hour",
    "day": "day",
    "calendar day": "day",
    "business day": "workday",
    "working day": "workday",
    "work day": "workday",
    "workday": "workday",
    "week": "week",
    "month": "month",
    "year": "year",
}
_EN_N = rf"(?:{NUMBER}|{EN_NUMBER_WORD}|an?|one|half an?|a few)"
_DURATION = re.compile(
    rf"(?P<zhalf>半(?P<zhu>个月|天|年|个小时|小时))"
    rf"|(?P<zmix>(?P<zma>{_ZN})个半(?P<zmu>月|小时|星期))"
    rf"|(?P<zr>(?<![\d第每])(?P<za>{_ZN})(?P<zu1>天|周|个月|小时|个工作日)?\s*(?:-|~|到|至|—|～|或|、|–)\s*(?P<zb>{_ZN})\s*(?P<zu>{_ZH_UNIT_RE}))"
    rf"|(?P<zp>(?<![\d第每一二三四五六七八九十])(?P<zpa>[一二两三四五六七八九])(?P<zpb>[两三四五六七八九])(?P<zpu>{_ZH_UNIT_RE}))"
    rf"|(?P<z1>(?<![\d第每])(?<!最后)(?P<zn>{_ZN})\s*(?:多|几|来)?\s*(?P<zu2>{_ZH_UNIT_RE}))"
    rf"|(?P<er>(?<![\w.])(?P<ea>{_EN_N})\s*(?:-|–|to|or|and)\s*(?P<eb>{_EN_N})[\s-]*(?P<eu>calendar days?|business days?|working days?|work ?days?|hours?|hrs?|days?|weeks?|months?|years?)\b)"
    rf"|(?P<e1>(?<![\w.])(?P<en>{_EN_N})(?: more| full| other)?[\s-]*(?P<eu2>calendar days?|business days?|working days?|work ?days?|hours?|hrs?|days?|weeks?|months?|years?)\b(?! (?:old|ago of)))"
)


def _unit_en(text: str) -> str:
    return _EN_UNIT[text.rstrip("s") if text not in ("hrs", "hours") else "hour"]


def find_durations(text: str) -> Iterator[tuple[int, int, tuple[Decimal, Decimal], str]]:
    """(start, end, (low, high), unit) of each length of time, units as `Slot` has them."""
    for m in _DURATION.finditer(text):
        low = high = None
        unit = ""
        if m["zhalf"]:
            # 半个月 is counted as 15 days, half an hour and half a day stay halves.
            unit = _ZH_UNIT[m["zhu"]]
            low = high = Decimal("0.5")
            if unit == "month":
                low, high, unit = Decimal(15), Decimal(15), "day"
        elif m["zmix"]:
            value = parse_number(m["zma"])
            unit = {"月": "month", "小时": "hour", "星期": "week"}[m["zmu"]]
            low = high = value + Decimal("0.5") if value is not None else None
        elif m["zr"]:
            low, high, unit = parse_number(m["za"]), parse_number(m["zb"]), _ZH_UNIT[m["zu"]]
        elif m["zp"]:
            low, high, unit = parse_number(m["zpa"]), parse_number(m["zpb"]), _ZH_UNIT[m["zpu"]]
            if low is not None and high is not None and high - low not in (1, 2):
                low = high = None
        elif m["z1"]:
            unit = _ZH_UNIT[m["zu2"]]
            low = high = parse_number(m["zn"])
            if unit == "year" and low is not None and low > 100:
                continue
        elif m["er"]:
            low, high, unit = parse_number(m["ea"]), parse_number(m["eb"]), _unit_en(m["eu"])
        elif m["e1"]:
            unit = _unit_en(m["eu2"])
            if m["en"].startswith("half"):
                low = high = Decimal("0.5")
                if unit == "month":
                    low, high, unit = Decimal(15), Decimal(15), "day"
            elif m["en"] == "a few":
                low, high = Decimal(2), Decimal(5)
            else:
                low = high = parse_number(m["en"])
        if low is None or high is None:
            continue
        if low > high:
            low, high = high, low
        yield m.start(), m.end(), (low, high), unit
