"""Cut a text into sentences and clauses, and say how each clause is put."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tutor.domain import Lang, Span

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"

# A cut never falls inside a number (35.80, 1,000, 10:30), an abbreviation or an ellipsis of dots.
_ABBREVIATION = re.compile(
    r"(?:^|[^a-z])(?:mr|mrs|ms|dr|st|vs|etc|approx|inc|ltd|co|e\.g|i\.e|a\.m|p\.m)$"
    # An initial, but not a size (M to L.) nor the end of don't.
    r"|(?:^|[^a-z'’])[a-hjn-rtv-wyz]$"
)
_NUMERO = re.compile(r"(?:^|[^a-z])n[or]$")  # no. 5, but: I am afraid no. Please …
_CUT = re.compile(r"[,.!?;…~\n。、！？；，：:～—]+|(?<=[" + _HAN + r"a-z0-9])\s+(?=[" + _HAN + "])")
_SENTENCE_END = frozenset(".!?\n。！？…")

# English clauses inside a sentence begin with a subject, a modal or a request word.
_EN_START = (
    r"(?:i|i'm|i'll|i've|i'd|we|we're|we'll|we've|we'd|you|you're|you'll|you've|you'd|it|it's|they"
    r"|he|she|there|this|that|that's|your|our|my|the|these|those|please|kindly|could|can|may|would"
    r"|shall|should|will|do|did|does|is|are|was|what|which|when|where|how|why|who|if|unless|once|let|thanks"
    r"|thank|sorry|feel|just|have|as soon as|unfortunately|all|a|an|both|no|not|here|now|then|also"
    r"|in the meantime|send|tell|give|check|maybe|perhaps|after|before|because|since|due|same|looking"
    r"|look|apologies|apologise|apologize|rest|take|try|go|click|open|wait|hope|hoping|wish|wishing)"
)
_EN_JOIN = re.compile(
    r"\s+(?:(?:and|but|however|yet|then)\s+|(?=(?:so|because|while|though|although|whereas|therefore)\s))(?="
    + r"(?:(?:so|because|while|though|although|whereas|therefore) )?(?:also |then |now |just |please |unfortunately |still )*"
    + r"(?:i|i'm|i'll|i've|i'd|we|we're|we'll|we've|we'd|you|you're|you'll|you've|you'd|it|it's|they|there|this|that|your|our|my"
    + r"|the|please|kindly|could|can|may|would|shall|will|send|let|what|how|when|feel|thank|thanks|sorry)\b)"
    r"|\s+(?=(?:if|unless|because|but)\s+(?:you|we|i|it|your|the|there|this|that|our)\b)"
)
_EN_START_AT = re.compile(
    r"\s*(?:(?:and|but|so|or|however|because|while|though|although|then|also|yet)[,\s]+)*"
    + _EN_START
    + r"\b"
)
_EN_OPENER = re.compile(
    r"\s*(?:hello|hi|hey|dear|good (?:morning|afternoon|evening|day)|thanks|thank you|greetings"
    r"|(?:i am |i'm |we are |we're )?(?:so |very |really |truly |deeply )*sorry|yes|yeah|sure|ok|okay|of course|certainly|oh no|oh dear|no problem|right|understood|great)\b[^,]*$"
)

_QUOTES = re.compile(r"“[^”]*”|「[^」]*」|『[^』]*』|\"[^\"\n]*\"|‘[^’]*’")

_ZH_QUESTION = re.compile(
    r"请问|吗$|吗[呀啊哦]?$|能否|可否|能不能|可不可以|可以不可以|方不方便|好不好$|行不行$|怎么样$|如何$"
    r"|(?:您|你|贵司).{0,6}(?:是否|是不是|有没有|要不要|想不想)|是多少$|是什么$|是哪|哪(?:个|一|种|款|里|儿|天|些).{0,6}(?:呢|呀)$|多少(?:呢|呀)$|什么(?:呢|呀)$"
)
_ZH_NOT_QUESTION = re.compile(r"不知道|想(?:请问|问)一下$")
_EN_QUESTION = re.compile(
    r"^\s*(?:(?:and|so|but|or|also|then|now|please|sorry|ok|okay)[,\s]+)*"
    r"(?:(?:could|can|would|will|do|did|are|were|have) you|(?:may|can|could|shall|should) (?:i|we)"
    r"|(?:is|was|does|did|has) (?:it|this|that|there|the|your)|what(?:'s| is| are| was| kind| colou?r| size| time| exactly| do)\b"
    r"|which\b.{0,30}\b(?:do|would|is|are|did)\b|how (?:many|much|would|do|did|long|is|are|was)\b|where (?:is|are|did|do)"
    r"|when (?:did|do|would|is|was)|why (?:is|did|do|was)|who (?:is|did))\b"
)

_ZH_NEGATION = re.compile(
    r"不(?!好意思|客气|仅|但|过(?!期)|错|管|论|久|便|满|妨|断|同|少|得不|如|安|愉快|在乎)|没(?!问题|关系|事)|无(?!论|线|忧|比)|未(?!来)"
    r"|(?<!特)(?<!分)(?<!区)(?<!级)别(?!的|人|墅)|勿|莫|别(?=担|着|急|生)"
)
_ZH_NOT_NEGATION = re.compile(
    r"(?:能不能|可不可以|是不是|有没有|要不要|好不好|行不行|会不会|想不想|方不方便|对不起|差不多|对不对|愿不愿意|需不需要)"
)
_EN_NEGATION = re.compile(
    r"\b(?:not|never|cannot|can't|won't|unable|without|neither|nor|none|nobody|nothing|unavailable|impossible)\b"
    r"|n't\b|\bno\b(?!\.|\s*(?:problem|worries|doubt|matter|\d))|\bcant\b|\bdont\b|\bwont\b|\bdoesnt\b|\bdidnt\b"
)
_EN_NOT_NEGATION = re.compile(
    r"\bnot only\b|\b(?:don't|do not|dont|please don't) (?:worry|hesitate)|\bnothing to worry|\bwhy (?:not|don't)"
    r"|\bif (?:not|it (?:does|is)n't)|\bdon't you\b|\bcouldn't you\b|\bno later than\b|\bwithout (?:any )?(?:problem|delay)"
)

_ZH_CONDITION = re.compile(
    r"^(?:(?:那|那么|但是|但|不过|而且|另外|还有|同时|以后|您|你|我们)?)(?:如果|要是|假如|若(?!干|是)|倘若|万一|一旦|只要(?!您?再?(?:付|交|花|支付|补|等)?[\d一二三四五六七八九十百千两$￥¥])|除非|假使|如有|如需|如您|如(?=有|需|您|果))"
    r"|的话$|(?:如果|要是|万一|一旦|若是|要是).{2,}(?:的话|时)?$|^若是|^.{2,8}如(?:需|有)"
)
_EN_CONDITION = re.compile(
    r"^\s*(?:(?:and|but|so|or|also|then|please|only|even)[,\s]+)*(?:if|unless|in case|provided|should you|as long as|once you|whenever)\b"
)

_ZH_SOFT = re.compile(
    r"(?<![申邀聘宴])请(?!问您是不是|假|客|柬)|麻烦(?!了|的是|事)|劳驾|劳烦|烦请|能否|可否|能不能|可不可以|方便|您看|不知(?:道)?您?(?:能|可|方便)|拜托|有劳|辛苦您"
)
_ZH_SOFT_FRAME = re.compile(r"(?:可以|能|方便|好|行|可).{0,20}吗")
_ZH_SOFT_TAG = re.compile(
    r"(?:可以|好|行|成|方便|同意|接受|合适|ok)(?:吗|么)[呀啊呢]?$|(?:好不好|行不行|可不可以|成不成)[呀啊呢]?$"
)
_EN_SOFT = re.compile(
    r"\bplease\b|\bpls\b|\bplz\b|\b(?:could|can|would|may|might) (?:you|i|we)\b|\bkindly\b|\bwould you mind\b"
    r"|\bif you (?:could|can|would|don't mind)\b|\bwe(?:'d| would) (?:appreciate|be grateful)|\bi(?:'d| would) (?:appreciate|be grateful)"
    r"|\bi wonder if|\bmind (?:send|tell|giv|shar)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A clause before its acts are known: the span, the folded text, the mark after it, flags."""

    span: Span
    text: str
    mark: str
    sentence: int
    question: bool
    negated: bool
    conditional: bool
    softened: bool
    quoted: bool


def _inside_number(text: str, start: int, end: int) -> bool:
    return (
        end - start == 1
        and text[start] in ",.:，：、"
        and start > 0
        and end < len(text)
        and text[start - 1].isdigit()
        and text[end].isdigit()
    )


def _keeps(text: str, start: int, end: int, lang: Lang, begin: int) -> bool:
    """True when the punctuation at [start, end) does not end a clause."""
    mark = text[start:end]
    if _inside_number(text, start, end):
        return True
    if mark in ("、", ":", "：", "~", "～", "—", "——"):
        # A colon joins a label and its value, except after the address line of a letter.
        return not (mark in (":", "：") and end < len(text) and text[end : end + 1] == "\n")
    if mark == ".":
        if end < len(text) and not text[end].isspace() and text[end] not in "\"”')）":
            return not ("\u4e00" <= text[end] <= "\u9fff")
        head = text[max(begin, start - 6) : start]
        rest = text[end:].lstrip()
        if _NUMERO.search(head):
            return rest[:1].isdigit() or rest[:1] == "#"
        return bool(_ABBREVIATION.search(head)) and bool(rest) and not head[-1:].isdigit()
    if mark == "," and lang == "en":
        head = text[begin:start]
        if _EN_OPENER.match(head):
            return False
        if len(head.split()) < 2:
            return True
        return not _EN_START_AT.match(text, end)
    if mark.isspace():
        # Learners type a space for a comma; a space beside a number or Latin word is only a space.
        left = text[begin:start].strip()
        tail = re.split(r"[\s,，。.!?！？；;]", text[end:], maxsplit=1)[0]
        return "\n" not in mark and (
            len(left) < 2 or len(tail) < 2 or not ("\u4e00" <= left[-1] <= "\u9fff")
        )
    return False


def _pieces(text: str, lang: Lang) -> list[tuple[int, int, str]]:
    """(start, end, mark after) of each clause, trimmed, in order."""
    cuts: list[tuple[int, int]] = []
    begin = 0
    for match in _CUT.finditer(text):
        if not _keeps(text, match.start(), match.end(), lang, begin):
            cuts.append(match.span())
            begin = match.end()
    if lang == "en":
        cuts += [
            (m.start(), m.end())
            for m in _EN_JOIN.finditer(text)
            if not any(a <= m.start() < b or a < m.end() <= b for a, b in cuts)
        ]
        cuts.sort()
    pieces: list[tuple[int, int, str]] = []
    begin = 0
    for start, end in [*cuts, (len(text), len(text))]:
        left, right = begin, start
        while left < right and not (text[left].isalnum() or text[left] in "$€£¥￥฿₫₱#“\"「'‘("):
            left += 1
        while right > left and text[right - 1].isspace():
            right -= 1
        mark = text[start:end]
        if right > left and any(c.isalnum() for c in text[left:right]):
            pieces.append((left, right, mark))
        elif pieces and mark:
            last = pieces[-1]
            pieces[-1] = (last[0], last[1], last[2] + mark)
        begin = end
    return pieces


def _softener_from(text: str, lang: Lang) -> bool:
    if lang == "en":
        return bool(_EN_SOFT.search(text))
    return bool(_ZH_SOFT.search(text) or _ZH_SOFT_FRAME.search(text))


def split(text: str, lang: Lang) -> tuple[Stretch, ...]:
    """The clauses of a folded, simplified `text`, in order and without overlap."""
    pieces = _pieces(text, lang)
    quotes = [m.span() for m in _QUOTES.finditer(text)]
    found: list[Stretch] = []
    sentence, softened, tagged = 0, False, False
    bounds: list[int] = []
    for _, _, mark in pieces:
        bounds.append(sentence)
        if any(c in _SENTENCE_END for c in mark):
            sentence += 1
    tags = {
        bounds[i]
        for i, (start, end, _) in enumerate(pieces)
        if lang == "zh" and end - start <= 8 and _ZH_SOFT_TAG.search(text[start:end])
    }
    current = -1
    for (start, end, mark), number in zip(pieces, bounds, strict=True):
        words = text[start:end]
        if number != current:
            current, softened, tagged = number, False, number in tags
        softened = softened or _softener_from(words, lang)
        asks = "?" in mark or "？" in mark
        if lang == "zh":
            asks = asks or (bool(_ZH_QUESTION.search(words)) and not _ZH_NOT_QUESTION.search(words))
            negated = bool(_ZH_NEGATION.search(_ZH_NOT_NEGATION.sub("", words)))
            conditional = bool(_ZH_CONDITION.search(words))
        else:
            asks = asks or bool(_EN_QUESTION.match(words))
            negated = bool(_EN_NEGATION.search(_EN_NOT_NEGATION.sub("", words)))
            conditional = bool(_EN_CONDITION.match(words))
        inside = sum(max(0, min(end, b) - max(start, a)) for a, b in quotes)
        found.append(
            Stretch(
                span=Span(start, end),
                text=words,
                mark=mark,
                sentence=number,
                question=asks,
                negated=negated,
                conditional=conditional,
                softened=softened or tagged,
                quoted=inside > 0.6 * (end - start),
            )
        )
    return tuple(found)
