"""The last day of a return that an English reply names, against the shop's return window."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tutor.domain import Desk, Policy

from .said import Conflict, Said, conflict_of

_MONTHS = [
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
_DAY = rf"(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m>{'|'.join(_MONTHS)})|(?P<m2>{'|'.join(_MONTHS)}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?|(?:the )?(?P<end>end) of (?P<m3>{'|'.join(_MONTHS)}))"
_BACK = r"(?:returns?|returned|send (?:it|them|the \w+|your \w+) back|sent back|bring (?:it|them) back|exchange[sd]?)"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:the )?"
_UNTIL = re.compile(
    rf"\b{_BACK}\b(?! (?:label|address|policy|window|form|is checked))[^.!?]{{0,36}}?\b(?:until|till|by|up to|before|no later than) {_WEEKDAY}{_DAY}"
)
_TIME_TO = re.compile(rf"\b(?:until|till) {_WEEKDAY}{_DAY},? (?:to |for (?:a |the |your )?){_BACK}")
_LAST = re.compile(
    rf"\blast day (?:to |for (?:a |the |your )?){_BACK}[^.!?]{{0,16}}? (?:is|will be) {_WEEKDAY}{_DAY}"
)
# What is denied, asked, or runs until then for another reason.
_OTHER = re.compile(
    r"\b(?:not|cannot|unable|no longer|only|sale|offer|holiday|christmas|we (?:hold|keep)|we(?:'ll| will)|refund (?:is |comes |arrives )?(?:by|before)|money (?:\w+ )?(?:by|before|until)|if (?:it|the))\b|n't\b"
)
_SLACK = timedelta(days=3)


def return_until(said: Said, policy: Policy, desk: Desk, plain: str) -> Conflict | None:
    """A promise that goods can come back until a day which lies after the end of the window."""
    window = policy.return_window_days
    arrived = desk.shipment and (desk.shipment.delivered or desk.shipment.eta)
    if window is None or not isinstance(arrived, date):
        return None
    words = said.words.lower()
    found = _UNTIL.search(words) or _TIME_TO.search(words) or _LAST.search(words)
    if found is None or _OTHER.search(words) or said.clause.question:
        return None
    last = _day(found, arrived)
    if last is None or last <= arrived + timedelta(days=window) + _SLACK:
        return None
    return conflict_of("return_window_days", said, window)


def _day(match: re.Match[str], after: date) -> date | None:
    """The day that was named: the next one of that name after goods arrived."""
    name = match["m"] or match["m2"] or match["m3"]
    month = _MONTHS.index(name) + 1
    year = after.year + (month < after.month)
    if match["end"]:
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    try:
        return date(year, month, int(match["d"] or match["d2"]))
    except ValueError:
        return None
