"""What English words accuse a buyer, or show that an agent has had enough of one.

The patterns read a clause in lower case with straight apostrophes; each names a way of accusing or
dismissing, not a sentence.
"""

from __future__ import annotations

import re
from functools import cache

from tutor.check.english import data_rows

_ADVERB = r"(?:(?:must|also|just|simply|clearly|obviously|apparently|probably|certainly|actually|still|even|again|have|'ve|had|\w+ly) )*"
_HANDLED = r"(?:measured|typed|entered|filled|put|wrote|written|chose|chosen|selected|ordered|picked|used|washed|installed|charged|opened|handled|assembled|connected|clicked|gave|given|provided|paid|read|plugged|stored|set|folded|cleaned|ironed|dried|packed|sent|mounted|treated|cooked|heated|inserted|did|done|made|input|spelled|spelt|copied|applied|cut|pressed|turned|kept|tightened|registered|booked)"
_WRONGLY = r"(?:wrong(?:ly)?|incorrect(?:ly)?|carelessly|improperly|badly|inaccurate(?:ly)?|the wrong way|not (?:right|correctly|properly|carefully)|too (?:hot|hard|roughly|tight|strongly|late|fast|long)|false(?:ly)?|incomplete(?:ly)?|without (?:reading|checking|looking|asking|thinking|care)|by mistake)"
_DUTY = r"(?:read|check|look|follow|pay|fill|finish|complete|give|write|enter|tell|ask|choose|measure|answer|pick|provide|use|listen|notice|keep|pack|sign|confirm|charge|dry|close|select|put|attach|mention|install|handle|see|watch|understand|type|include|add|inform|contact|let us|update|inspect|test|clean|turn|plug|care|bother|set|reply|respond|think|wait|consider|know|do (?:it|this|that) (?:right|correctly|properly)|be careful)"
_SAID = r"(?:said|told|explained|answered|mentioned|written|wrote|replied|repeated)"
_MACROS = {
    "{adverb}": _ADVERB,
    "{handled}": _HANDLED,
    "{wrongly}": _WRONGLY,
    "{duty}": _DUTY,
    "{said}": _SAID,
}
_LEAD = r"(?:(?:then|so|just|now|and|but|well|ok|okay|fine|oh|hey|no|yes|sir|madam|ma'am|sure|please)[,! ]+)*"
# What is denied accuses nobody: you are not making a fuss, there are no stupid questions.
_DENIED = re.compile(
    r"\b(?:not|no|never|nobody|without|aren't|isn't|don't|didn't|won't|wasn't) (?:\w+ ){0,2}$"
)
_NEGATIVE = re.compile(r"(?:not|no|never|nobody|none|don't|do not|can't|cannot|won't|will not)\b")


def _patterns(kind: str) -> str:
    rows = (row.split("\t") for row in data_rows("en_tone.tsv"))
    pattern = "|".join(words for its, words in rows if its == kind)
    for name, value in _MACROS.items():
        pattern = pattern.replace(name, value)
    return pattern


@cache
def _tone(kind: str) -> re.Pattern[str]:
    if kind == "dismiss":
        return re.compile(rf"(?:^|, ){_LEAD}(?:{_patterns(kind)})(?!\w)")
    if kind in ("blame", "no_blame"):
        return re.compile(_patterns(kind))
    return re.compile(rf"(?<!\w)(?:{_patterns(kind)})(?!\w)")


def accuses(words: str) -> bool:
    """Whether a clause (lower case, straight apostrophes) puts the fault on the buyer."""
    return _tone("blame").search(words) is not None and not innocent_of_blame(words)


def innocent_of_blame(words: str) -> bool:
    """Whether something in the words takes the fault off the buyer again."""
    return _tone("no_blame").search(words) is not None


def impatient(words: str, *, kindly: bool = False) -> bool:
    """Whether a clause (lower case, straight apostrophes) dismisses the buyer or complains of one.

    `kindly` says that the reply apologises, thanks or feels for the buyer: then what can be meant
    well (this is the fourth time you write) counts as meant well.
    """
    if _tone("innocent").search(words):
        return False
    if _tone("dismiss").search(words) or (not kindly and _tone("doubt").search(words)):
        return True
    return any(
        _NEGATIVE.match(match.group()) or not _DENIED.search(words[: match.start()])
        for match in _tone("say").finditer(words)
    )


# What only the whole sentence tells: you left it in the sun, that's why it melted.
SENTENCE_BLAME = re.compile(
    r"\byou (?:have |had |just |also |simply )?(?:put|left|washed|used|kept|opened|dropped|forced|dried|heated|bent|pulled|pushed|charged|stored|set|cut|ironed|sat|stood|poured|mixed|plugged|connected|ordered|chose|took|turned|placed|boiled|cooked|cleaned|waited|entered|typed|wrote|gave|pressed)\b[^.!?]*?,? (?:and )?(?:(?:that is|that's|this is|which is) (?:exactly |just )?why|so of course|so naturally|of course|no wonder|so it's no wonder)\b"
)
SENTENCE_IMPATIENCE = re.compile(
    r"\b(?:ready|arrives?|arrive|here|there|done|comes?|finished|sent|delivered) when (?:it|they|he|we)(?:'s|'re| is| are| get to it)?(?: ready| done| here| there| finished| sent| arrives?| comes?| delivered)?[.!]?$"
    r"|\b(?:sure|of course|yes|right|yeah),? because (?:we|i|everybody|everyone)\b"
)
