"""Finders for English word order: an adverbial or adjective in a place where English has none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tutor.check.english import past_only, plain, plurals, third_only, verbs
from tutor.check.english_order_learned import learned_orders
from tutor.domain import Span

Found = tuple[Span, str | None]

_DAY = "(?:next|last|this|every) (?:day|year|morning|afternoon|evening|night|week|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend)"
_TIME = (
    rf"(?:tomorrow(?: morning| afternoon| evening)?(?: at (?:\d+(?::\d\d)?(?: ?[ap]m)?|noon|nine|ten|eleven|two|three|four))?|today|yesterday(?: morning| afternoon| evening)?|tonight|{_DAY}|"
    r"by (?:dhl|ups|fedex|air|sea|e-?mail)|in the (?:morning|afternoon|evening)|at once|"
    r"on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|as soon as possible|right away|"
    r"(?:in|within) (?:\d+(?:-\d+)?|one|two|three|four|five|a few)(?: to \w+)? (?:working |business )?(?:days?|hours?|weeks?|minutes?))"
)
_MODAL = r"(?:will|can|could|would|should|must|may|might|shall|won't|can't|cannot|\w+'ll)"
_SUBJECT = r"(?:we|i|you|they|he|she|it|(?:the|our|your|my) (?:[a-z]+ )?(?:team|warehouse|courier|colleague|parcel|package|order|refund|driver|manager|factory|item|supplier|bank|carrier|shop|boss|customer|goods|shipment|replacement|money|technician))"
_OBJECT_HEAD = r"(?:the|all|both|your|our|this|that|these|those|a|an|my|it|them)"
_TAIL = r"(?P<tail>[^.,!?;:\n]*)"
_MANNER = "now|soon|yesterday|carefully|quickly|sincerely|deeply|patiently|completely|fully|personally|every day|immediately|directly|again|already|always|usually|often|never|still|correctly|properly|successfully|easily|safely|slowly|clearly|very much|(?:very )?well|very (?:carefully|quickly|slowly|clearly|fast)|also|urgently"
_COLOURS = "red|blue|green|white|black|yellow|pink|grey|gray|brown|purple|orange|silver|golden|beige|navy|transparent|colou?rful|(?:dark|light) (?:red|blue|green|brown|grey|gray|pink)|(?:brown|blue|green|red|grey|gray) (?:dark|light)"
_SIZES = "big|small|large|new|old|cheap|expensive|long|short|beautiful|broken|damaged|wrong|free|clear|similar|different|special|wooden|plastic|heavy|soft|thin|thick|warm|nice|pretty|lovely|bigger|smaller|larger|longer|shorter|cheaper|thicker|thinner|lighter|stronger|softer|newer|better"
# A week longer, an inch too short: what is measured may follow its measure.
_MEASURED = frozenset(
    [
        "color",
        "colour",
        "size",
        "minute",
        "hour",
        "day",
        "week",
        "month",
        "year",
        "inch",
        "centimetre",
        "metre",
        "meter",
        "gram",
        "kilo",
        "pound",
        "dollar",
        "euro",
        "degree",
        "litre",
        "liter",
        "number",
        "point",
        "level",
    ]
)
_AFTER_ADJECTIVE = r"(?= ?[.,!?]| (?:is|are|was|were|has|have|from|in|for|to|with|that|and|you|we|i|will|can|under|at|behind|next|near|of|made|by|on|instead|inside|beside|which|because|but|leaves|comes|arrives|ships|goes|today|tomorrow|now)\b|$)"
_KEEPS = re.compile(
    r"\b(?:make|makes|made|keep|keeps|kept|find|found|paint|leave|left|get|got|turn|turned|is|are|was|were|isn't|aren't|consider|painted|dyes?|dyed|mark|marked|colou?r|colou?red|wash|washed|cut|like|want|arrive|arrived|came|come)\b[^.,!?]*$"
)

_BETWEEN_MODAL = re.compile(
    rf"(?P<head>\b(?P<lead>(?:{_SUBJECT}|and|but|then) (?:{_MODAL}|have|has|had)(?: not| only| also| already| just)?|please) )(?P<adverb>{_TIME}|to (?:you|him|her|them|us)) (?P<verb>[a-z]+){_TAIL}"
)
_BEFORE_VERB = re.compile(
    rf"(?P<head>\b{_SUBJECT} )(?P<adverb>{_TIME}) (?P<verb>{_MODAL}|have|has|[a-z]+){_TAIL}"
)
# Short verbs of giving keep the thing before the person: send the photo to you.
_TO_WHOM = re.compile(
    r"\b(?P<verb>send|sent|give|gave|show|showed|offer|offered|pay|paid|refund|return|returned|post|mail|provide) (?P<adverb>to (?:you|us|me|him|her|them)) (?P<object>(?:the|a|an|your|our|this|some|all|another|new)\b[^.,!?;:\n]*)"
)
_FIND_PLACE = re.compile(
    r"\b(?P<verb>find|see|send|ship|receive|collect|return|deliver|check|put|change|enter|choose|download|print|track|upload|update|edit|show) (?P<adverb>(?:on|in|at|by|via|from|to) (?:(?:the|our|your) )?(?P<place>page|website|shop|store|warehouse|email|dhl|post|office|box|app|site|link|account|card|post office|home|address|monday|friday)) (?P<object>(?:the|your|our|a|an|all|this)\b[^.,!?;:\n]*)"
)
_BEFORE_OBJECT = re.compile(
    rf"(?P<head>\b(?:please |{_SUBJECT} (?:(?:{_MODAL}|have|has|'ve) )?|{_MODAL} you |to |\w+'ve ))"
    rf"(?P<verb>[a-z]+(?: (?:in|out|up|off))?)(?P<to> to (?:you|him|her|them|us))? (?P<adverb>(?:again |also )?(?:{_TIME}|{_MANNER})) (?P<object>{_OBJECT_HEAD}\b{_TAIL})"
)
_ALWAYS_BE = re.compile(
    r"\b(?P<s>we|they|you|it|he|she|(?:your|our|the) (?:parcel|package|order|refund|item|shop|team|warehouse|prices?|items|goods|courier)) (?P<a>always|usually|often|already) (?P<be>are|is|was|were)\b(?! not)"
)
_ONLY_CAN = re.compile(
    r"\b(?:i|we|you|they|it|he|she|(?:the|our|your|this) [a-z]+) (?P<o>only (?P<m>can|could|will|may|should|must))\b(?! be (?:told|said))"
)
_ALREADY_FIRST = re.compile(
    r"(?:^|(?<=[.!?;,] ))already (?P<s>we|i|they|it|you|your \w+|the \w+)\b" + _TAIL
)
_INVERTED = re.compile(
    r"(?:^|(?<=[.!;,] ))(?:tomorrow|today|yesterday|now|next week) (?P<m>will|can|have|are|must|should) (?P<s>we|i|they|you)\b(?![^.!]*\?)"
)
_ALWAYS_FIRST = re.compile(
    r"(?:^|(?<=[.!?;,] ))(?:always|never) (?:we|i|they|our \w+|the \w+) (?!have|has|will|can|do|did)[a-z]+"
)
_ENOUGH = re.compile(
    r"(?<!\w)enough (?P<adj>big|long|large|good|strong|fast|warm|small|clear|old|quick|high|wide|thick|cheap|safe|soft)\b(?= ?[.,!?]| (?:for|to|and|but)\b|$)"
)
_PARTICLE = re.compile(
    r"\b(?P<v>send|sent|give|gave|pick|picked|turn|turned|fill|filled|check|checked|pay|paid|call|called|return|returned|get|bring|take|try|put) (?P<p>back|up|on|off|out|in) (?P<o>it|them|you|me|us)\b(?! (?:is|are|will|can|should|have|has|may|need|must|want|would|do)\b)"
)
# We send always by air; we refunded you yesterday the money; give me address new.
_ALWAYS_LATE = re.compile(
    r"\b(?:we|they|i|you) (?!are|were|have|had|will|can|could|would|should|must|may|might|do|did|am|not|all|both)[a-z]{3,} (?P<a>always|usually|never) (?:by|with|from|in|on|to|at)\b"
)
_TO_YOU = re.compile(
    rf"\b(?:send|sent|give|gave|show|showed|refund|refunded|pay|paid|bring|brought|offer|offered) (?:you|him|her|them|us) (?P<adverb>(?:already |again )?(?:{_TIME}|already)) (?P<object>(?:the|your|our|a|an|all|both|another)\b[^.,!?;:\n]*)"
)
_PLACE_FIRST = re.compile(
    r"(?:^|(?<=[.!?,;] )|(?<= so )|(?<= because )|(?<= and ))(?:you|we|they|i|he|she) (?P<adverb>(?!in (?:turn|fact|general|person|addition|theory|case)|at (?:least|last|first|once|present|most|times)|by (?:then|now|chance|law)|on average)(?:in|on|at|from|by|with|through) (?:(?:the|our|your|this|my) )?[a-z]+(?: (?:page|app|office|box|list|shop|center|centre|point))?) (?P<verb>can|will|could|must|should|send|sent|ship|shipped|buy|bought|find|found|sell|received|checked|asked) (?P<object>[a-z]+)"
)
# What did you want to put in them: the question word is the object, and in them the place.
_OBJECT_ASKED = re.compile(r"\b(?:what|which|whatever|anything|something|nothing)\b[^.!?;]*$")


# What follows may be the subject of the next clause (if you pay today it should reach you), or a time.
_NEW_CLAUSE = re.compile(
    r"(?:it|this|that|these|those|(?:the|your|our|my|a|an) (?:\w+ ){1,3}?)(?: ?(?:is|are|was|were|will|would|can|could|should|may|might|must|has|have|had|does|do|did|also|arrived|arrives|reached|reaches|looks?|seems?|needs?|takes?|comes?|\w+'ll|it's|that's)\b)"
)
_NOT_OBJECTS = (
    "this morning",
    "this afternoon",
    "this evening",
    "this week",
    "that ",
    "the day",
    "the latest",
    "the same",
    "a few",
    "a day",
    "a week",
    "the next",
    "the following",
    "the other day",
    "the whole day",
    "the first time",
    "the second time",
    "a second time",
    "a third time",
    "the moment",
    "a bit",
    "a little",
    "all about",
    "all day",
    "all the ",
    "all week",
    "a while",
    "a lot",
)


# Where the next clause begins without a mark: … and we will …, … because the …
_PRONOUN = r"(?:i|we|you|they|he|she|it|there)\b"
_JOINT = re.compile(
    rf"\s+(?P<link>and|but|so|or|then)\s+(?={_PRONOUN})"
    rf"|\s+(?=(?:because|while|though|although|whereas|if|unless|when|until|till|once|before|after|as soon as|so that|so)\s+(?:{_PRONOUN}|(?:the|your|our|my|this)\s+[a-z]+\s+(?:is|are|was|were|has|have|will|can|does|did|arrives?)\b))",
    re.IGNORECASE,
)


def _clause(raw: str, start: int, end: int) -> Span:
    """The clause around a match: from the mark or link before it to the next one after its beginning."""
    core = start
    while start > 0 and raw[start - 1] not in ".,!?;:\n":
        start -= 1
    while start < end and raw[start].isspace():
        start += 1
    while (
        end < len(raw)
        and raw[end] not in ",!?;:\n"
        and not (raw[end] == "." and not raw[end + 1 : end + 2].isdigit())
    ):
        end += 1
    for joint in _JOINT.finditer(raw, start, end):
        if joint.end() <= core:
            start = joint.end()
        elif joint.start() > core:
            end = joint.start()
            break
    while end > start and raw[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _moved(raw: str, span: Span, adverb: tuple[int, int], at: int) -> str:
    """The clause with the adverbial taken out and put in at another place."""
    words = raw[adverb[0] : adverb[1]]
    out = (
        raw[span.start : adverb[0]].rstrip()
        + " "
        + raw[adverb[1] : at].strip()
        + " "
        + words
        + raw[at : span.end]
    )
    return re.sub(r" {2,}", " ", out).strip()


def _is_verb(word: str) -> bool:
    return word in verbs() or word in past_only() or word in third_only()


def misplaced(raw: str) -> Iterator[Found]:
    """Every clause whose order English does not allow, with the clause put right."""
    low = plain(raw)
    for match in _BETWEEN_MODAL.finditer(low):
        perfect = re.search(r"\b(?:have|has|had)\b", match["lead"]) is not None
        if match["verb"] in (past_only() if perfect else verbs()):
            span = _clause(raw, match.start(), match.end())
            yield span, _moved(raw, span, match.span("adverb"), span.end)
    for match in _BEFORE_VERB.finditer(low):
        verb = match["verb"]
        known = (
            verb in past_only()
            or verb in third_only()
            or verb in verbs()
            or re.fullmatch(_MODAL, verb)
        )
        if (
            not known
            or verb in ("is", "was", "are")
            or low[: match.start()].endswith((" in ", " of "))
        ):
            continue
        if re.match(r"(?:in|within) ", match["adverb"]) and low[: match.start()].rstrip().endswith(
            ("if", "when")
        ):
            continue
        # He and we are never the object of the verb before them: the driver said he yesterday called.
        if low[match.start() : match.end()].split()[0] not in ("he", "she", "we", "they", "i") and (
            _embedded(low, match.start())
        ):
            continue
        span = _clause(raw, match.start(), match.end())
        yield span, _moved(raw, span, match.span("adverb"), span.end)
    for match in _BEFORE_OBJECT.finditer(low):
        if not _is_verb(match["verb"].split()[0]) or match["verb"] in (
            "be",
            "is",
            "am",
            "let",
            "do",
        ):
            continue
        adverb, rest = match["adverb"], match["object"]
        if adverb in (
            "again",
            "directly",
            "well",
            "also",
            "still",
            "first",
            "once",
        ) and rest.startswith(("a ", "an ")):
            continue
        if _NEW_CLAUSE.match(rest) or rest.startswith(_NOT_OBJECTS):
            continue
        span = _clause(raw, match.start(), match.end())
        yield span, _moved(raw, span, match.span("adverb"), span.end)
    for match in (*_TO_WHOM.finditer(low), *_FIND_PLACE.finditer(low)):
        if _NEW_CLAUSE.match(match["object"]) or match["object"].startswith(_NOT_OBJECTS):
            continue
        span = _clause(raw, match.start(), match.end())
        yield span, _moved(raw, span, match.span("adverb"), span.end)
    for match in _ALWAYS_BE.finditer(low):
        span = _clause(raw, match.start(), match.end())
        fixed = (
            raw[span.start : match.start("a")]
            + f"{match['be']} {match['a']}"
            + raw[match.end() : span.end]
        )
        yield span, fixed
    for match in _ONLY_CAN.finditer(low):
        span = _clause(raw, match.start(), match.end())
        fixed = f"{match['m']} only"
        yield span, raw[span.start : match.start("o")] + fixed + raw[match.end() : span.end]
    for match in _ALREADY_FIRST.finditer(low):
        yield _clause(raw, match.start(), match.end()), None
    for match in _ENOUGH.finditer(low):
        span = _clause(raw, match.start(), match.end())
        yield (
            span,
            raw[span.start : match.start()]
            + f"{match['adj']} enough"
            + raw[match.end() : span.end],
        )
    for match in _PARTICLE.finditer(low):
        if match["p"] in ("on", "in", "off", "out") and match["v"] not in (
            "turn",
            "turned",
            "fill",
            "filled",
            "try",
            "put",
            "check",
            "checked",
        ):
            continue
        if match["o"] in ("you", "me", "us") and match["p"] not in ("back", "up"):
            continue
        if match["p"] in ("in", "on") and _OBJECT_ASKED.search(low[: match.start()]):
            continue
        span = _clause(raw, match.start(), match.end())
        fixed = (
            raw[span.start : match.start("p")]
            + f"{match['o']} {match['p']}"
            + raw[match.end() : span.end]
        )
        yield span, fixed
    for match in _INVERTED.finditer(low):
        span = _clause(raw, match.start(), match.end())
        who = "I" if match["s"] == "i" else match["s"]
        fixed = (
            raw[span.start : match.start("m")] + f"{who} {match['m']}" + raw[match.end() : span.end]
        )
        yield span, fixed
    for match in _ALWAYS_FIRST.finditer(low):
        yield _clause(raw, match.start(), match.end()), None
    for match in _ALWAYS_LATE.finditer(low):
        yield _clause(raw, match.start(), match.end()), None
    for match in _TO_YOU.finditer(low):
        if _NEW_CLAUSE.match(match["object"]) or match["object"].startswith(_NOT_OBJECTS):
            continue
        span = _clause(raw, match.start(), match.end())
        yield span, _moved(raw, span, match.span("adverb"), span.end)
    for match in _PLACE_FIRST.finditer(low):
        span = _clause(raw, match.start(), match.end())
        yield span, _moved(raw, span, match.span("adverb"), span.end)
    yield from _adjective_after_noun(raw, low)
    for start, end, right in learned_orders(low):
        span = _clause(raw, start, end)
        if right is None:
            yield span, None
        else:
            words = re.sub(r"\bi\b", "I", right)
            yield span, raw[span.start : start] + words + raw[end : span.end]


@cache
def _noun_and_adjective() -> re.Pattern[str]:
    nouns = "|".join(sorted(plurals(), key=len, reverse=True))
    return re.compile(
        rf"\b(?P<d>a|an|the|your|this|that|one) (?P<n>{nouns}) (?P<a>(?:very |too )?(?:{_COLOURS}|{_SIZES}))\b{_AFTER_ADJECTIVE}"
    )


def _adjective_after_noun(raw: str, low: str) -> Iterator[Found]:
    for match in _noun_and_adjective().finditer(low):
        sizes = re.fullmatch(_COLOURS, match["a"]) is None
        placed = re.search(
            r"\b(?:in|from|with|under|behind|inside|into|of) $", low[: match.start()]
        )
        if match["n"] in _MEASURED or (sizes and match["d"] not in ("a", "an") and not placed):
            continue
        span = _clause(raw, match.start(), match.end())
        before = low[span.start : match.start()]
        left_out = (
            re.sub(r"\b(?:is|are|was|were)\b", "", before)
            if match["d"] in ("a", "an", "one") or placed
            else before
        )
        if match["d"] in ("a", "an"):
            left_out = re.sub(r"\b(?:want|like|get|got|find|found|left)\b", "", left_out)
        if _KEEPS.search(left_out) or re.match(
            r"(?:is|are|was|were|do|does|did|can|will)\b", before
        ):
            continue
        determiner = (
            "an"
            if match["d"] in ("a", "an") and match["a"][0] in "aeio"
            else ("a" if match["d"] == "an" else raw[match.start("d") : match.end("d")])
        )
        fixed = (
            raw[span.start : match.start()]
            + f"{determiner} {match['a']} {match['n']}"
            + raw[match.end() : span.end]
        )
        yield span, fixed


def _embedded(low: str, start: int) -> bool:
    """Whether the subject is the object of a verb before it: "we sent it today and …"."""
    before = low[max(0, start - 24) : start].rstrip()
    return (
        bool(before)
        and before[-1] not in ".,!?;:"
        and before.split()[-1] not in ("and", "but", "so", "because", "that", "when", "if", "while")
    )
