"""The values in a text: amounts, dates, durations, quantities, numbers, carriers, places, remedies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from tutor.domain import Desk, Lang, Slot, Span
from tutor.text.currencies import currencies, meant_by

from .gazetteer import carriers, places
from .moments import find_dates, find_durations
from .numbers import EN_NUMBER_WORD, MIXED_ZH, NUMBER, ZH_NUMERAL, parse_number
from .remedies import find_remedies

# Codes that are words in small letters (try, pen, gel …) count only in capitals.
_WORDY = frozenset({"TRY", "PEN", "GEL", "MAD", "MOP", "COP", "BOB", "RON", "ALL"})
_SYMBOL = {sign: meant_by()[sign][0] for c in currencies().values() for sign in c.signs} | {
    code.lower(): code for code in currencies() if code not in _WORDY
}
_NAME = {
    name: meant_by()[name][0]
    for currency in currencies().values()
    for name in currency.names
    if name.upper() not in _WORDY
}

_SYMBOLS = "|".join(re.escape(s) for s in sorted(_SYMBOL, key=len, reverse=True))
_NAMES_ZH = "|".join(sorted((n for n in _NAME if not n.isascii()), key=len, reverse=True))
_NAMES_EN = "|".join(sorted((n for n in _NAME if n.isascii()), key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?P<pre>(?<![a-z])(?P<sym>{_SYMBOLS})\s?(?P<n1>{NUMBER})(?:\s?(?P<suf>{_NAMES_ZH}|{_NAMES_EN})(?![a-z]))?)"
    rf"|(?P<kuai>(?P<k1>{NUMBER}|{ZH_NUMERAL}+)块(?P<k2>[一二三四五六七八九\d])(?:毛|角)?(?![个件条双张天月周年只套块共起同样定般直并律些下种盒台部把支本包瓶次箱份人位]))"
    rf"|(?P<zh>(?<![\d第])(?P<n2>{MIXED_ZH}|{NUMBER}|{ZH_NUMERAL}+)(?:多|几|来)?\s?(?P<cur>{_NAMES_ZH})(?!件|旦|素|宵|气|钟|状|器)(?!(?<=块)(?:一共|总共|共|合计|加起来|加在一起)))"
    rf"|(?P<en>(?<![a-z0-9_.])(?P<n3>{NUMBER}|{EN_NUMBER_WORD})[\s-]?(?P<ecur>{_NAMES_EN})\b)"
    rf"|(?P<pct>(?<![a-z0-9_.])(?P<n4>{NUMBER})\s?(?:%|percent\b|per cent\b))"
    rf"|(?P<pctz>百分之(?P<n5>{NUMBER}|{ZH_NUMERAL}+))"
    rf"|(?P<pctw>\b(?P<n6>{EN_NUMBER_WORD}) (?:percent|per cent)\b)"
)

_CAPITALS = re.compile(
    rf"(?<![A-Za-z])(?P<c1>{'|'.join(sorted(_WORDY))})\s?(?P<n1>{NUMBER})"
    rf"|(?<![A-Za-z0-9_.])(?P<n2>{NUMBER})\s?(?P<c2>{'|'.join(sorted(_WORDY))})\b"
)

# 一共四百五十八, 赔您五百: money where the currency goes without saying.
_BARE_SUM_ZH = re.compile(
    r"(?:(?:一共|总共|合计|共计|总价|总计|总额)(?:是|为|要|付了)?|(?:赔偿?|补偿?|退|返)(?:给)?(?:您|你))(?P<n>\d+(?:\.\d+)?万|\d{2,}(?:\.\d+)?|[零一二两三四五六七八九十百千万]{2,})(?=$|[，。！？,!?；;\n]|(?<!\d)\.)"
)

_CODE = re.compile(
    r"(?<![a-z0-9.@/_-])(?:#\s?)?(?=[a-z0-9-]*\d)[a-z]{0,6}(?:-?[a-z0-9]+)*(?:-[a-z0-9]+)*(?![a-z0-9_@]|\.[a-z]|\.\d)"
)
_CODE_SHAPE = re.compile(
    r"^(?:[a-z]{1,5}-?\d{3,}[a-z]{0,3}(?:-\d+)*|\d{3,}-\d{2,}(?:-\d+)*|[a-z]{1,5}(?:-\d+){1,3}|\d{7,}|[a-z]{2}\d{8,9}[a-z]{2}|[a-z]{1,4}\d{2,}[a-z0-9]*|\d{4,6}|[a-z]+-[a-z]*\d{3,})$"
)
_ORDER_WORD = re.compile(
    r"(?:订单编?号?|单号|编号|(?:order|po|purchase order)(?:'s)?(?: number| no\.?| id| code| #)?)(?:码)?\s*(?:是|为|:|：|#|is|was|of|,|，|\(|（|“|\"|)?\s*$"
)
_TRACK_WORD = re.compile(
    r"(?:物流|快递|运单|追踪|跟踪|包裹|邮件|查询|tracking|track|waybill|shipment|consignment|awb|airway bill|parcel)(?:编?号码?|单号?|单|号| number| no\.?| id| code| #)?(?:码)?\s*(?:是|为|:|：|#|is|was|of|,|，|\(|（|“|\"|)?\s*$"
)
# qq2208817, vx12345: a private account, no number of an order.
_ACCOUNT = re.compile(r"(?:qq|vx|wx|wechat|weixin|line|skype|tel|whatsapp)-?\d{4,}$")
_ACCOUNT_BEFORE = re.compile(
    r"(?:微信|qq|vx|wechat|weixin|telegram|whatsapp|instagram|insta|skype|\bline|账号|用户名|昵称)(?: ?(?:群|号码?|id|account|name|me|at|to))?(?:是|为|叫|:|：| is|搜|加)?\s*$"
)
_CARRIER_BEFORE = re.compile(
    r"(?:dhl|fedex|ups|ems|顺丰|圆通|中通|申通|韵达|极兔|快递|物流)[^，。]{0,4}$"
)
_NOT_CODE = re.compile(
    r"^(?:\d{1,4}|(?:19|20)\d\d-\d{1,2}-\d{1,2}|\d+-\d{1,2}|(?:hsk|a|b|p|q|no|ip|usb|type|iphone|gb|ce|iso|covid|mp|win|v|ver)-?\d{1,4}|\d+(?:v|w|mah|ml|l|g|kg|cm|mm|m|gb|tb|mb|hz|h|am|pm|st|nd|rd|th|x|k|d|s|pcs|px|inch|in|oz|lb|lbs|kw|ah|a|db|g|usd|rmb|%|min|mins|hr|hrs|days?|cny|eur|gbp|thb|x\d+)|\d+-\d+(?:days?|ml|cm)?|\d+x\d+|[a-z]\d)$"
)

_CLASSIFIER = r"盏|个(?!人|别|性|月|星期|小时|工作|礼拜|钟|自然|半)|件(?!事)|只(?!要|是|有|能|好|需|不|会|收|支|用|限)|双|条|张|本(?!店|公司|来|次|身|人|周|月|地)|台(?!风|湾|币|北)|套|盒|包(?!裹|装|邮|括|含|您)|瓶|箱|份|把(?!您|你|它|这|那|商|货|地|照|订|东|钱)|支(?!持|付)|部(?!分|门)|款(?!式|项|到)|批(?!发|准)|对(?!不|于|方|应)|顶|块(?!钱)|杯(?!子)|副|袋|罐|束|组|打(?!折|开|包|印)|根|片|辆|公斤|千克|斤|克|吨|米|厘米|公分|毫米|毫升|升(?!级)|寸|英寸|平方米|位(?!置|于)|单(?!号|独)|枚|卷|桶|粒|株|家|次|种|笔|颗|朵|层|颗"
_QUANTITY_ZH = re.compile(
    rf"(?<![\d第每.一二三四五六七八九十哪那这几某另任统同逐])(?P<n>\d+(?:\.\d+)?万?|[一二两三四五六七八九十百千]+)\s?(?P<c>{_CLASSIFIER})(?!下|点|些)"
)
# Words after a number that do not name a thing.
_PREPOSITIONS = "of to in on at for and or as by from with per off if that this so but"
_MEASURES = (
    "time day days week weeks month months hour hours year years business working workdays minutes"
    " minute seconds second percent dollars dollar usd euro euros baht pm am st nd rd th calendar volts"
    " volt watts watt cm mm kg ml"
)
_SMALL = (
    "is are was were the more most less full other thing way moment question questions option options"
    " we i you it do not did does has have will can may be"
)
_EN_SKIP = frozenset(f"{_PREPOSITIONS} {_MEASURES} {_SMALL}".split())
_QUANTITY_EN = re.compile(
    rf"(?<![\w.$€£¥#/-])(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{1,5}}(?:\.\d+)?|{EN_NUMBER_WORD})[ -](?:new |missing |small |large |big |blue |red |black |white |green |free |extra |broken |wrong )?(?P<c>[a-z][a-z-]{{1,}})\b(?!')"
)


class _Taken:
    """Which code points a slot already covers."""

    def __init__(self) -> None:
        self._spans: list[tuple[int, int]] = []

    def take(self, start: int, end: int) -> bool:
        if any(start < b and a < end for a, b in self._spans):
            return False
        self._spans.append((start, end))
        return True


def reference_day(desk: Desk | None) -> date | None:
    """The day from which "tomorrow" and a missing year are counted: the desk's today, else the
    latest date that the desk knows."""
    if desk is None:
        return None
    if desk.today:
        return desk.today
    known: list[date | None] = []
    if desk.order:
        known.append(desk.order.placed)
    if desk.shipment:
        known += [desk.shipment.shipped, desk.shipment.eta, desk.shipment.delivered]
    return max((d for d in known if d), default=None)


def shape(code: str) -> str:
    """The form of a number: letters to A, digits to 9 ("JD0099887" and "JD0099881" agree)."""
    return re.sub(r"\d", "9", re.sub(r"[a-z]", "A", code.lower()))


# 11750000盾 and 24800福林 are money, 16000000张 are pieces.
_COUNTED = re.compile(
    rf"\s*(?:{_NAMES_ZH}|[个件只张台套双条箱盒米吨瓶罐袋斤]|(?:{_NAMES_EN}|pieces|pcs|units)(?![a-z]))"
)
_PRICED = re.compile(r"[$€£¥₫₹₩฿]\s*$|(?:usd|eur|idr|vnd|krw|jpy|rp)\s*$")


def _codes(text: str, raw: str, desk: Desk | None, taken: _Taken) -> list[Slot]:
    order = (desk.order.id or "").lower() if desk and desk.order else ""
    track = (desk.shipment.tracking_number or "").lower() if desk and desk.shipment else ""
    skus = {(item.sku or "").lower() for item in (desk.order.items if desk and desk.order else ())}
    found = _in_groups(text, raw, {"order_id": order, "tracking_number": track}, taken)
    for m in _CODE.finditer(text):
        if not any(c.isdigit() for c in m.group()):
            continue
        hashed = m.group().startswith("#")
        lead = len(m.group()) - len(m.group().lstrip("# "))
        start, end = m.start() + lead, m.end()
        code = text[start:end].strip("-")
        end = start + len(code)
        if _ACCOUNT.match(code) or (
            code not in (order, track) and _ACCOUNT_BEFORE.search(text[max(0, start - 20) : start])
        ):
            continue
        if code.isdigit() and (_COUNTED.match(text, end) or _PRICED.search(text[:start])):
            continue
        before = text[max(0, start - 24) : m.start()]
        named_track = bool(_TRACK_WORD.search(before))
        named_order = not named_track and (hashed or bool(_ORDER_WORD.search(before)))
        known = code in (order, track) and bool(code)
        if not known:
            if code in skus or re.fullmatch(r"(?:19|20)\d\d-\d{1,2}-\d{1,2}", code):
                continue
            alike = len(code) >= 5 and shape(code) in (shape(order), shape(track))
            if not (named_order or named_track or (alike and not code.isdigit())):
                if _NOT_CODE.match(code) or not _CODE_SHAPE.match(code) or len(code) < 5:
                    continue
                if (
                    code.isdigit()
                    and len(code) < 8
                    and shape(code) not in (shape(order), shape(track))
                ):
                    continue
            elif len(code) < 3:
                continue
        if code == track or named_track:
            kind = "tracking_number"
        elif code == order or named_order:
            kind = "order_id"
        elif track and shape(code) == shape(track):
            kind = "tracking_number"
        elif order and shape(code) == shape(order):
            kind = "order_id"
        elif re.fullmatch(r"[a-z]{2,4}\d{7,}[a-z]{0,2}", code) or _CARRIER_BEFORE.search(before):
            kind = "tracking_number"
        elif re.fullmatch(r"[\d-]+", code) and re.search(
            r"(?:电话|手机|号码|phone|call|tel|whatsapp|微信|qq|邮编)[^，。]{0,8}$", before
        ):
            continue
        else:
            kind = (
                "tracking_number" if len(code) >= 12 and not code.startswith("20") else "order_id"
            )
        if taken.take(start, end):
            found.append(Slot(kind=kind, span=Span(start, end), value=raw[start:end]))
    return found


_GAPS = str.maketrans("", "", " \u00a0-")


def _in_groups(text: str, raw: str, own: Mapping[str, str], taken: _Taken) -> list[Slot]:
    """The desk's own numbers where they are written in groups: SC00 8841 72915."""
    found: list[Slot] = []
    joined = text.translate(_GAPS)
    for kind, code in own.items():
        bare = code.translate(_GAPS)
        if len(bare) < 8 or bare not in joined or code in text:
            continue
        spaced = r"[ \u00a0-]?".join(re.escape(char) for char in bare)
        for m in re.finditer(rf"(?<![a-z0-9]){spaced}(?![a-z0-9])", text):
            if m.group() != code and taken.take(m.start(), m.end()):
                value = raw[m.start() : m.end()]
                found.append(Slot(kind=kind, span=Span(m.start(), m.end()), value=value))
    return found


# 49欧80分, 12美元5角, 两镑二十便士, and 49欧80 where nothing follows: one sum in two parts.
_SMALL_PART = re.compile(
    rf"(?P<n>\d{{1,2}}|{ZH_NUMERAL}{{1,3}})(?:(?P<tenth>毛|角)|美分|欧分|澳分|加分|便士|分(?!钟|期|批|开|装|成|[一两二三]|\d))"
    r"|(?P<bare>\d\d)(?=\s*(?:$|[，。！？；、,;!?)）]))"
)


def _with_small_part(text: str, whole: Decimal, end: int) -> tuple[Decimal, int]:
    """A sum with the tenths or cents that follow its currency at `end`, and where they end."""
    part = _SMALL_PART.match(text, end)
    number = parse_number(part["n"] or part["bare"]) if part else None
    if part is None or number is None or number >= 100 or whole % 1:
        return whole, end
    return whole + number / (10 if part["tenth"] else 100), part.end()


def _amounts(text: str, raw: str, desk: Desk | None, taken: _Taken) -> list[Slot]:
    home = desk.order.currency if desk and desk.order else None
    found: list[Slot] = []
    for m in _AMOUNT.finditer(text):
        unit: str | None
        end = m.end()
        if m["pre"]:
            unit = _meant(m["suf"] or m["sym"], home)
            number = _grouped(m["n1"], unit)
        elif m["kuai"]:
            whole, tenth = parse_number(m["k1"]), parse_number(m["k2"])
            if whole is None or tenth is None:
                continue
            number, unit = whole + tenth / 10, "CNY"
        elif m["zh"]:
            unit = _meant(m["cur"], home)
            number = _grouped(m["n2"], unit)
            if number is not None:
                number, end = _with_small_part(text, number, end)
        elif m["en"]:
            number, unit = parse_number(m["n3"]), _meant(m["ecur"], home)
        else:
            number, unit = parse_number(m["n4"] or m["n5"] or m["n6"] or ""), "%"
        if number is not None and taken.take(m.start(), end):
            found.append(Slot(kind="amount", span=Span(m.start(), end), value=number, unit=unit))
    for m in _CAPITALS.finditer(raw):
        number = parse_number(m["n1"] or m["n2"])
        if number is not None and taken.take(m.start(), m.end()):
            span, code = Span(m.start(), m.end()), m["c1"] or m["c2"]
            found.append(Slot(kind="amount", span=span, value=number, unit=code))
    for m in _BARE_SUM_ZH.finditer(text):
        number = parse_number(m["n"])
        if number is not None and taken.take(*m.span("n")):
            found.append(Slot(kind="amount", span=Span(*m.span("n")), value=number, unit=None))
    return found


def _meant(word: str, home: str | None) -> str:
    """The currency that a name or sign stands for: the order's own where it may be that."""
    codes = meant_by()[word] if word in meant_by() else (_SYMBOL[word],)
    return home if home in codes else codes[0]


def _grouped(number: str, unit: str) -> Decimal | None:
    """The value; in rupiah and dong a point groups thousands: Rp450.000."""
    if unit in ("IDR", "VND") and re.fullmatch(r"\d{1,3}(?:\.\d{3})+", number):
        number = number.replace(".", "")
    return parse_number(number)


def _quantities(text: str, lang: Lang, taken: _Taken) -> list[Slot]:
    found: list[Slot] = []
    pattern = _QUANTITY_ZH if lang == "zh" else _QUANTITY_EN
    for m in pattern.finditer(text):
        number, unit = parse_number(m["n"]), m["c"]
        if number is None or (lang == "en" and (unit in _EN_SKIP or m["n"] == "one")):
            continue
        if m["n"] == "一" and unit in "次种位":  # 一次 and 一种 count no thing
            continue
        if taken.take(m.start(), m.end()):
            found.append(
                Slot(kind="quantity", span=Span(m.start(), m.end()), value=number, unit=unit)
            )
    return found


def find_slots(folded: str, raw: str, lang: Lang, desk: Desk | None) -> tuple[Slot, ...]:
    """All slots of a text in order of their start. `folded` is simplified and as long as `raw`."""
    taken = _Taken()
    found: list[Slot] = []
    numeric = any(c.isdigit() for c in folded)
    if numeric:
        early = list(find_dates(folded, reference_day(desk)))
        isodates = [d for d in early if d[1] - d[0] >= 8 and folded[d[0]].isdigit()]
        for start, end, day in isodates:
            if taken.take(start, end):
                found.append(Slot(kind="date", span=Span(start, end), value=day))
        found += _codes(folded, raw, desk, taken)
    found += _amounts(folded, raw, desk, taken)
    for start, end, value, unit in find_durations(folded):
        if taken.take(start, end):
            found.append(Slot(kind="duration", span=Span(start, end), value=value, unit=unit))
    for start, end, day in find_dates(folded, reference_day(desk)):
        if taken.take(start, end):
            found.append(Slot(kind="date", span=Span(start, end), value=day))
    found += _quantities(folded, lang, taken)
    names = _Taken()
    for kind, listed in (("carrier", carriers()), ("place", places())):
        for start, end, canonical in listed.find(folded):
            if names.take(start, end):
                found.append(Slot(kind=kind, span=Span(start, end), value=canonical))
    for start, end, remedy in find_remedies(folded, lang):
        found.append(Slot(kind="remedy", span=Span(start, end), value=remedy))
    return tuple(sorted(found, key=lambda slot: (slot.span.start, slot.span.end)))


def money(value: object) -> Decimal | None:
    """`value` as an amount rounded to the cent, or None when it is no number."""
    return value.quantize(Decimal("0.01")) if isinstance(value, Decimal) else None
