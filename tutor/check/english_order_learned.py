"""Finders for word orders that learners carry over: it before its verb, the size behind the measure.

Each pattern stands behind a word that the text must have; what a right sentence could have is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from tutor.check.english import past_only, plurals, singulars, verbs
from tutor.domain import Span

Found = tuple[Span, str | None]
# What puts a match right: the text of the match as it should be, or None for no replacement.
_Right = Callable[[re.Match[str]], str | None]


class _Order(NamedTuple):
    needed: tuple[str, ...]
    pattern: re.Pattern[str]
    right: _Right


_SUBJECT = r"(?:i|we|you|they|he|she)"
_MODAL = r"(?:will|can|could|would|should|must|may|might|shall|cannot|won't|can't)"
_START = r"(?:^|(?<=[.!?;,\n] )|(?<=\n))"
# The same behind a word that links or opens.
_LEAD = (
    rf"(?:{_START}|(?<=\band )|(?<=\bbut )|(?<=\bso )|(?<=\bbecause )|(?<=\bthen )|(?<=\bok )"
    r"|(?<=\byes )|(?<=\bno )|(?<=\bhello )|(?<=\bsorry ))"
)
_END = r"(?=(?: ?[.,!?;]|\s*$))"

# Two-word verbs whose small word goes behind a pronoun: throw it away, write it down.
_APART = {
    "away": "throw|threw|thrown|take|took|put|give|gave|clear|wash|wipe",
    "down": "write|wrote|written|note|noted|take|took|cut|put|turn|slow|break|mark",
    "up": "look|clean|wrap|wrapped|set|pack|packed|cut|hang|warm|heat|open|close|wake|roll|fold|lock|tie|sum|back",
    "off": "switch|switched|take|took|cut|turn|tear|tore|peel|wash|wipe|plug|pull",
    "on": "switch|switched|turn|try|put",
    "out": "take|took|pull|find|work|sort|print|cut|point|throw|cross|carry|rinse|send|sent|try",
    "apart": "take|took|pull|cut",
    "together": "put|glue|pack|packed|tie",
    "over": "hand|handed",
    "in": "plug|plugged|fill|filled|type|hand",
}
_PARTED = "|".join(f"(?:{_verbs}) {_small}" for _small, _verbs in _APART.items())

_UNITS = r"(?:mm|cm|m|km|metres?|meters?|cent(?:imet(?:re|er)s?)|inch(?:es)?|feet|foot|kg|kilos?|years?|months?|litres?|liters?)"
_HELPERS = frozenset(["be", "have", "do", "is", "was", "not", "to", "so"])


def _object_first(match: re.Match[str]) -> str | None:
    """We will it check → we will check it."""
    verb = match["verb"]
    if verb not in verbs() or verb in _HELPERS - {"do"}:
        return None
    adverb = match["adverb"] or ""
    return f"{match['head']}{adverb}{verb} {match['object']}"


def _done_late(match: re.Match[str]) -> str | None:
    """We have to your order added one more box → we have added one more box to your order."""
    if match["verb"] not in past_only():
        return None
    return f"{match['head']}{match['verb']} {match['rest']} {match['place']}"


def _for_whom(match: re.Match[str]) -> str | None:
    """We can for you change the colour → we can change the colour for you."""
    if match["verb"] not in verbs() or match["verb"] in _HELPERS:
        return None
    return f"{match['head']}{match['verb']} {match['rest']} {match['whom']}"


def _degree(match: re.Match[str]) -> str | None:
    """It is sweet not too much → it is not too sweet."""
    if match["adjective"] in past_only() or match["adjective"] in ("if", "or", "it", "that", "why"):
        return None
    return f"{match['be']} {match['degree'].replace(' much', '')} {match['adjective']}"


def _all_ours(match: re.Match[str]) -> str | None:
    """Our all products → all our products."""
    return f"{match['all']} {match['whose']} {match['noun']}" if _many(match["noun"]) else None


def _many(noun: str) -> bool:
    return noun in singulars() and noun not in ("goods", "customs")


def _arrived_first(match: re.Match[str]) -> str | None:
    """Yesterday arrived the parcel → the parcel arrived yesterday."""
    return f"{match['thing']} {match['verb']} {match['time']}"


@cache
def _orders() -> tuple[_Order, ...]:
    made = re.compile
    return (
        _Order(
            (" it ", " them "),
            made(
                rf"{_LEAD}(?P<head>{_SUBJECT} (?:{_MODAL}|'ll)(?: not)? |{_SUBJECT}'ll )(?P<adverb>(?:immediately|now|also|still|again|quickly|first|today|tomorrow|soon|carefully) )?(?P<object>it|them) (?P<verb>[a-z]+)\b(?! (?:is|are|will|can|that)\b)"
            ),
            _object_first,
        ),
        _Order(
            ("please it ", "please them "),
            made(
                r"\b(?P<head>please )(?P<adverb>(?!))?(?P<object>it|them) (?P<verb>send|return|check|keep|try|put|take|wash|clean|open|close|bring|give|show|pack|use|fill|sign|read)\b"
            ),
            _object_first,
        ),
        _Order(
            (" to ", " for ", " in ", " on ", " from "),
            made(
                rf"\b(?P<head>{_SUBJECT}(?: have| has|'ve)(?: already| just| also)? )(?P<place>(?:to|in|on|from) (?:your|our|the|my) [a-z]+) (?P<verb>[a-z]+) (?P<rest>(?:the|an?|your|one|two|three|another|some|it|them|\d+)\b[^.,!?;:\n]*)"
            ),
            _done_late,
        ),
        _Order(
            (" for you ", " for him ", " for her ", " for them "),
            made(
                rf"\b(?P<head>{_SUBJECT} {_MODAL}(?: also| gladly)? )(?P<whom>for (?:you|him|her|them)) (?P<verb>[a-z]+) (?P<rest>(?:the|an?|your|this|that|it|them|another|one|all)\b[^.,!?;:\n]*)"
            ),
            _for_whom,
        ),
        _Order(
            ("only in stock ",),
            made(
                r"\b(?P<have>have|has) only in stock (?P<what>(?:size|sizes|colou?rs?|\d+|one|two|three|four|five|six)\b[^.,!?;:\n]*)"
            ),
            lambda m: f"{m['have']} only {m['what']} in stock",
        ),
        _Order(
            (" not too", " not very", " not so"),
            made(
                rf"(?P<be>\b(?:is|are|was|were)|'s|'re) (?P<adjective>[a-z]+) (?P<degree>not (?:too|very|so)(?: much)?){_END}"
            ),
            _degree,
        ),
        _Order(
            (" all ", " both "),
            made(r"\b(?P<whose>our|your|my|his|their) (?P<all>all|both) (?P<noun>[a-z]+)\b"),
            _all_ours,
        ),
        _Order(
            ("both ",),
            made(
                rf"{_START}(?:(?:and|but|because|so) )?(?P<m>both (?P<who>they|we|you) (?P<be>are|were|will|can|have))\b(?! not)"
            ),
            lambda m: m.group().replace(m["m"], f"{m['who']} {m['be']} both"),
        ),
        _Order(
            ("maybe ",),
            made(
                rf"{_START}(?P<maybe>maybe )(?P<can>can|could|will|would|should) (?P<who>you|we|i|they|he|she|it)\b"
            ),
            lambda m: f"maybe {'I' if m['who'] == 'i' else m['who']} {m['can']}",
        ),
        _Order(
            (" long ", " wide ", " high ", " tall ", " deep ", " thick ", " old "),
            made(
                rf"(?P<head>\b(?:is|are|was|were|and)|'s) (?P<big>long|wide|high|tall|deep|thick|old) (?P<about>(?:about|around|only) )?(?P<number>\d[\d.,]*|two|three|four|five|six|ten|twenty|thirty) ?(?P<unit>{_UNITS})\b(?! (?:and above|or more|old|long|ago|later|after|before))"
            ),
            lambda m: f"{m['head']} {m['about'] or ''}{m['number']} {m['unit']} {m['big']}",
        ),
        _Order(
            ("yesterday ", "today ", "tomorrow ", "last ", "this "),
            made(
                rf"{_START}(?P<time>yesterday|today|tomorrow|this morning|last (?:week|month|night|monday|tuesday|wednesday|thursday|friday|saturday|sunday)) (?P<verb>arrived|came|left|happened|broke|started|closed|opened|will (?:arrive|come|leave|start|open|close)) (?P<thing>(?:the|your|our|a|my) [^.,!?;:\n]+?){_END}"
            ),
            _arrived_first,
        ),
        _Order(
            ("more ",),
            made(
                r"(?<!once )(?<!the )\bmore (?P<n>\d[\d.,]*|two|three|four|five|six|seven|ten) (?P<unit>(?:days?|weeks?|hours?|minutes?|months?|pieces?|dollars?|euros?|pesos|rupees|baht|boxes|items|sets|pairs|times)\b)"
            ),
            lambda m: f"{m['n']} more {m['unit']}",
        ),
        _Order(
            (" will arrive", " will come", " will reach"),
            made(
                rf"{_START}(?:(?:and|so|then) )?(?P<m>(?P<n>(?:about |around )?\d+(?: ?(?:-|to) ?\d+)? (?:working |business )?(?:days?|weeks?)) (?:it )?will (?P<verb>arrive|come|reach you))\b"
            ),
            lambda m: m.group().replace(m["m"], f"it will {m['verb']} in {m['n']}"),
        ),
        _Order(
            ("already ",),
            made(
                rf"{_START}already (?:\d+|two|three|four|five|six|seven|ten|many|several) (?:days?|weeks?|months?|hours?) (?:the|your|our|my|it|we|i|he|she|they)\b"
            ),
            lambda m: None,
        ),
        _Order(
            tuple(f" {small} {what}" for small in _APART for what in ("it", "them")),
            made(
                rf"(?:{_START}|(?<=please )|(?<=to )|(?<=can )|(?<=will )|(?<=and )|(?<=then )|(?<=just )|(?<=first )|(?<=could )|(?<=should )|(?<=must )|(?<=not )|(?<=n't )|(?<=we )|(?<=you )|(?<=i )|(?<=they )|(?<=have )|(?<=has ))(?P<verb>(?:{_PARTED})) (?P<object>it|them)\b(?! (?:is|are|was|will|can|should|has|have|may|says?|looks?)\b)"
            ),
            lambda m: f"{m['verb'].rsplit(' ', 1)[0]} {m['object']} {m['verb'].rsplit(' ', 1)[1]}",
        ),
        *_adjectives(),
    )


_TOLD_THINGS = "address|number|name|phone|email|photo|picture|video|code|link|date|invoice|list|price|form|size|colou?r|model|label|account|order"
_GOODLY = "good|nice|great|excellent|popular|strong|important|difficult|easy|interesting|famous|perfect|beautiful|lovely|cheap|expensive|special|normal|common"


def _adjectives() -> tuple[_Order, ...]:
    made = re.compile
    nouns = "|".join(sorted(plurals(), key=len, reverse=True))
    return (
        _Order(
            (" new", " correct", " right", " full", " exact", " different", " other"),
            made(
                rf"\b(?P<head>(?:give|send|tell|write|show|provide)(?: (?:me|us|you))?(?: (?:your|the|an?))?) (?P<noun>{_TOLD_THINGS}) (?P<a>new|correct|exact|full|different|other)(?=(?: ?[.,!?;]|\s*$| (?:please|to me|to us|here|so|and (?:i|we))\b))"
            ),
            lambda m: _before_noun(m["head"], m["a"], m["noun"]),
        ),
        _Order(
            (" new",),
            made(
                rf"\b(?P<head>put|use|used|print|printed|attach|attached|make|made|buy|bought|need)(?: on)? (?:an? )?(?P<noun>{_TOLD_THINGS}|box|cable|battery|bag|parcel) new{_END}"
            ),
            lambda m: f"{m['head']} a new {m['noun']}",
        ),
        _Order(
            ("a ",),
            made(
                rf"(?P<head>(?<!^)(?<![.!?,\n] )(?<![.!?,\n])\b(?:is|was|have|has|offer|sell)|'s) an? (?P<noun>{nouns}) (?P<a>(?:(?:very|really|quite|so) )?(?:{_GOODLY}))(?=(?: ?[.,!;]|\s*$))"
            ),
            lambda m: _before_noun(f"{m['head']} a", m["a"], m["noun"]),
        ),
        _Order(
            (
                " big ",
                " small ",
                " large ",
                " new ",
                " old ",
                " cheap ",
                " expensive ",
                " heavy ",
                " thick ",
            ),
            made(
                rf"{_LEAD}(?P<head>the|your|our|this|that) (?P<noun>{nouns}) (?P<a>big|small|large|new|old|cheap|expensive|heavy|thick) (?P<be>is|was|costs|has)\b"
            ),
            lambda m: f"{m['head']} {m['a']} {m['noun']} {m['be']}",
        ),
        _Order(
            (" dark",),
            made(
                r"\b(?P<head>an?|in|colou?r|one) (?P<a>blue|red|green|brown|grey|gray|pink|purple) dark(?P<one> ones?| colou?r| version)?(?=(?: ?[.,!?;]|\s*$| (?:is|and|or|are|in|for|but|still)\b))"
            ),
            lambda m: f"{'a' if m['head'] == 'an' else m['head']} dark {m['a']}{m['one'] or ''}",
        ),
        _Order(
            (" small", " big", " large", " new", " old"),
            made(
                rf"\b(?P<head>(?:in|from|under|inside|into|of) an?) (?P<noun>{nouns}) (?P<a>small|big|large|new|old|cheap|famous)(?=(?: ?[.,!?;]|\s*$| (?:near|in|at|and|of|for|with|from|behind|next)\b))"
            ),
            lambda m: _before_noun(m["head"], m["a"], m["noun"]),
        ),
    )


def _before_noun(head: str, adjective: str, noun: str) -> str:
    """The adjective put before its noun, with the article that it then wants."""
    lead, _, last = head.rpartition(" ")
    if last in ("a", "an"):
        last = "an" if adjective[0] in "aeio" else "a"
    elif last not in ("the", "your"):
        last += " the"
    return f"{lead} {last} {adjective} {noun}".strip()


def learned_orders(low: str) -> Iterator[tuple[int, int, str | None]]:
    """Where a learned order stands in the lower-case text, and the same words put right."""
    for order in _orders():
        if not any(word in low for word in order.needed):
            continue
        for match in order.pattern.finditer(low):
            right = order.right(match)
            if right is not None or order.needed == ("already ",):
                yield match.start(), match.end(), right
