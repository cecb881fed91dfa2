"""Which generated buyer lines may be said: in language, on level, in role, true to the case."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from decimal import Decimal

from tutor.buyer.meaning import same_meaning
from tutor.domain import Lang, Standard
from tutor.text.language import detect
from tutor.text.normalise import fold
from tutor.text.vocabulary import text_level
from tutor.understand.buyer_side import read_buyer
from tutor.understand.gazetteer import carriers, places
from tutor.understand.numbers import parse_number

REASONS: tuple[str, ...] = (
    "empty",
    "too long",
    "leaked label",
    "instruction",
    "language",
    "agent's phrase",
    "number",
    "fact",
    "level",
    "repetition",
    "polarity",
    "act",
    "meaning",
)

_MAX = {"zh": 70, "en": 260}
_SHORT = {"zh": 20, "en": 48}
_LABEL = re.compile(
    r"(?:客服|买家|顾客|卖家|商家|用户|助手|系统|旁白|\b(?:agent|buyer|customer|seller|user|assistant|system|human))\s*[:：]"
    r"|<\|?|\|>|\[/?(?:INST|SYS)|```|^\s*[#*>-]|[（(](?:买家|顾客|客服|buyer|customer|agent)|[{}]",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(
    r"忽略.{0,8}(?:指令|要求|以上|上面)|提示词|(?:作为|我是)(?:一个|一名)?\s*(?:AI|人工智能|语言模型|助手|机器人)|人工智能|语言模型"
    r"|\bignore (?:all|any|the|previous|above)|\bsystem prompt\b|\bas an? (?:ai|assistant|language model)|\blanguage model\b"
    r"|\binstructions?\b.{0,20}\b(?:above|previous|ignore)|https?://|www\.|\b(?:def|import|print|console|function)\b\s*[({]",
    re.IGNORECASE,
)
_AGENT = {
    "zh": re.compile(
        r"(?:为|帮|给)(?:您|你)(?:查|核实|处理|解决|安排|办理|申请|退|换|补|确认|跟进|服务|反馈|联系|登记)"
        r"|有什么(?:可以|能)(?:帮|为)|很高兴为|竭诚|我们(?:会(?:尽快|为|给|帮|马上)|将(?:为|给|尽快)|这边|可以(?:为|给|帮)|非常抱歉|深表|的(?:客服|团队|仓库|工作人员))"
        r"|这是我们的(?:责任|错|问题|疏忽|失误)|我们[^，。！？]{0,10}(?:告诉|通知|联系|答复|回复|补偿|赔偿)(?:您|你)|我们(?:已经)?发货|(?:由|归)我们(?:店|负责处理)"
        r"|本店|小店|我店|感谢(?:您|你)的(?:理解|支持|耐心|配合|惠顾|来信|购买|光临|反馈)|欢迎(?:光临|再次|下次)|祝(?:您|你)(?:生活|购物)"
        r"|给(?:您|你)带来|让(?:您|你)久等|请(?:您|你)?(?:耐心|稍等|放心|提供|核对|查收|留意)|您的(?:订单|包裹|地址|退款|货物?|商品|问题|心情|反馈)"
        r"|^亲[,，~～!！]|亲亲"
    ),
    "en": re.compile(
        r"\bhow (?:can|may) (?:i|we) (?:help|assist)|\b(?:assist|help) you\b|\byour (?:order|parcel|package|refund|account|patience|understanding|address|request|query|inquiry|delivery|shipment)\b"
        r"|\bwe(?: will|'ll| can|'re going to) (?:\w+ )?(?:refund|send you|ship|resend|check|arrange|replace|offer|get back|look into)\b|\bwe (?:apologi[sz]e|appreciate your|value)\b|\bfor you\b.{0,12}\b(?:check|arrange|refund)|\b(?:check|arrange|look into|process|refund|resend) (?:it|this|that)? ?for you\b"
        r"|\bapologi[sz]e for\b|\bthank you for (?:your|contacting|reaching|choosing|shopping)|\bdear (?:customer|buyer|valued)|\bour (?:team|warehouse|store|shop|policy|customer)\b",
        re.IGNORECASE,
    ),
}
_DIGITS = re.compile(r"\d+(?:[.,:/-]\d+)*")
_ZH_NUMBER = re.compile(
    r"(?<!第)([零〇二两三四五六七八九十百千万]{1,6}|一[百千万十][零〇一二三四五六七八九十百]*)"
    r"(?=[个件天块元美欧次月号日点岁年周斤瓶只双套台箱条张把]|星期|小时|分钟|公斤|多)"
)
_EN_NUMBERS = {
    w: i + 2
    for i, w in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    )
}
_EN_NUMBER = re.compile(
    r"\b(" + "|".join(_EN_NUMBERS) + r"|twenty|thirty|forty|fifty|hundred)\b", re.I
)
_REFUSAL = {
    "zh": re.compile(
        r"不(?:行|同意|接受|答应|需要了?[，。！]|愿意|可以(?!吗|？))|(?:不能|无法|没法|没办法)(?:接受|同意|答应)|(?:我|还是)(?:不要|不想|不等)|别(?:想|送|发|退)|拒绝|算了吧"
    ),
    "en": re.compile(
        r"\b(?:i (?:do not|don['’]t|can ?not|can['’]t|won['’]t|will not|refuse)(?: want to)? (?:agree|accept|want|wait|take|like))\b|^no\b(?! (?:problem|worries|rush|hurry))|\bunacceptable\b|\bnot acceptable\b|\bno way\b|\bforget it\b",
        re.IGNORECASE,
    ),
}
_CONSENT = {
    "zh": re.compile(
        r"^(?:好的|好啊|好吧|可以|行|没问题|同意|我同意|我接受|那好|太好了)[，。！,!啊吧的呀]|就这么办|就这样吧|这样(?:很好|可以)"
    ),
    "en": re.compile(
        r"^(?:yes|ok|okay|sure|fine|great|perfect|good|deal|all right|alright|sounds good|that works)\b|\bi (?:agree|accept)\b|\blet['’]s do (?:it|that)\b",
        re.IGNORECASE,
    ),
}
_BUT = re.compile(
    r"可是|但是?|不过|只是|然而|\b(?:but|however|although|though|still|not|no)\b|n['’]t\b", re.I
)
_YES = (
    "accept",
    "accept_offer",
    "confirm_yes",
    "wait_ok",
    "thank",
    "thank_close",
    "close_escalated",
)
_NO = ("reject", "reject_offer", "reject_refusal", "confirm_no", "prefer_platform")
_ASKS = ("ask", "again", "press", "press_wait", "ask_done", "ask_meaning", "want")
_REQUEST = re.compile(
    r"请|麻烦|告诉|希望|想|要|给我|帮|等|没|还|应该|不知道|说"
    r"|\b(?:please|tell|need|want|like|waiting|know|answer|let me|hope|still|asked|haven['’]t|hasn['’]t|didn['’]t|isn['’]t|should|send|expect|suggest|reply|explain\w*)\b",
    re.IGNORECASE,
)


def _numbers(text: str, lang: Lang) -> set[str]:
    """The numbers of a text in one spelling: digits as written, words as digits."""
    found = {m.group() for m in _DIGITS.finditer(text)}
    if lang == "zh":
        for match in _ZH_NUMBER.finditer(text):
            value = parse_number(match.group(1))
            found.add(match.group(1) if value is None else str(int(value)))
    else:
        found |= {
            str(_EN_NUMBERS.get(m.group(1).lower(), m.group(1).lower()))
            for m in _EN_NUMBER.finditer(text)
        }
    return found


def _plain(number: str) -> str:
    """35.80 and 35.8 are one number; codes and dates stay as they are."""
    if re.fullmatch(r"\d+(?:\.\d+)?", number):
        return str(Decimal(number).normalize() + 0)
    return number


def says_no(text: str, lang: Lang) -> bool:
    """Whether a line turns something down outright."""
    return bool(_REFUSAL[lang].search(text))


def says_yes(text: str, lang: Lang) -> bool:
    """Whether a line agrees without taking it back."""
    return bool(_CONSENT[lang].search(text)) and not _BUT.search(text)


def _repeats_itself(line: str) -> bool:
    clauses = [c.strip() for c in re.split(r"[，。！？!?,.;；]", line) if len(c.strip()) >= 4]
    return len(clauses) != len(set(clauses)) or re.search(r"(.{2,}?)\1{2,}", line) is not None


def _bigrams(text: str) -> set[str]:
    letters = re.sub(r"\W", "", text.lower())
    return {letters[i : i + 2] for i in range(len(letters) - 1)}


def _said_before(line: str, history: Sequence[str]) -> bool:
    own = _bigrams(line)
    return any(
        own and len(own & (other := _bigrams(said))) >= 0.8 * max(len(own), len(other))
        for said in history
    )


def _unknown_fact(line: str, lang: Lang, known: str) -> bool:
    """Whether the line names a carrier, a place or a code that the case does not have."""
    lowered = line.lower()
    for names in (carriers(), places()):
        for _start, _end, name in names.find(lowered):
            own = {canonical for _, _, canonical in names.find(known)}
            if name not in own:
                return True
    if lang == "zh":
        words = re.findall(r"[A-Za-z][A-Za-z0-9-]{2,}", line)
        return any(word.lower() not in known for word in words)
    codes = re.findall(r"\b(?=[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])[A-Z0-9-]{4,}\b", line)
    return any(code.lower() not in known for code in codes)


def _room(lang: Lang, examples: Sequence[str]) -> float:
    """How long a line may be: a half longer than the longest example. A line that goes on says what
    nobody asked it to say."""
    longest = max((len(example) for example in examples), default=_MAX[lang])
    return min(_MAX[lang], max(_SHORT[lang], 1.5 * longest))


def check_line(
    line: str,
    *,
    lang: Lang,
    level: int,
    standard: Standard,
    act: str,
    facts: Collection[str],
    examples: Sequence[str],
    history: Sequence[str],
    persona: str,
    must_have: Sequence[str] = (),
) -> tuple[bool, str]:
    """Whether a buyer may say this line, and if not the one reason out of `REASONS`.

    `facts` are the texts of the case, `examples` the retrieved lines for `act` (their numbers
    count as the case's), `history` all that was said before, `persona` the buyer's name.
    `must_have` texts have to stand in the line (an order number that is asked for).
    """
    line = line.strip()
    if len(re.sub(r"\W", "", line)) < 2:
        return False, "empty"
    if len(line) > _MAX[lang] or "\n" in line:
        return False, "too long"
    if _LABEL.search(line):
        return False, "leaked label"
    if _INSTRUCTION.search(line):
        return False, "instruction"
    if detect(line) != lang:
        return False, "language"
    if _AGENT[lang].search(line):
        return False, "agent's phrase"
    known = fold(" ".join((*facts, *examples, persona))).lower()
    # Where the examples name numbers, the act is about these and no others of the case.
    shown = fold(" ".join(examples)).lower()
    source = shown if _numbers(shown, lang) else known
    allowed = {_plain(n) for n in _numbers(source, lang) | _numbers(source, "en")}
    if any(_plain(n) not in allowed for n in _numbers(fold(line), lang)):
        return False, "number"
    if _unknown_fact(fold(line), lang, known):
        return False, "fact"
    if lang == "zh":
        # Only names and the case's own words may be on no list; the words of the examples were
        # graded by their author.
        names = tuple(n for n in (persona, *facts) if 1 < len(n) <= 8)
        report = text_level(line, standard, names)
        graded = [text_level(example, standard, names) for example in examples]
        theirs = {token.text for g in graded for token in g.above(level)}
        odd = {word.lower() for g in graded for word in g.off_list}
        named = fold(" ".join((persona, *facts))).lower()
        hard = [token.text for token in report.above(level) if token.text not in theirs]
        unknown = [w for w in report.off_list if w.lower() not in odd and w.lower() not in named]
        if hard or unknown:
            return False, "level"
    if line in examples or _repeats_itself(line) or _said_before(line, history):
        return False, "repetition"
    kind = act.split(".", 1)[0]
    if (kind in _YES and says_no(line, lang)) or (kind in _NO and says_yes(line, lang)):
        return False, "polarity"
    if not _expresses(line, act, must_have):
        return False, "act"
    if len(line) > _room(lang, examples):
        return False, "too long"
    if not same_meaning(line, lang, examples, (persona, *facts)):
        return False, "meaning"
    return True, ""


def _expresses(line: str, act: str, must_have: Sequence[str]) -> bool:
    kind = act.split(".", 1)[0]
    if any(text not in line for text in must_have):
        return False
    reading = read_buyer(line)
    if kind in ("thank", "thank_close") and not reading.thanks:
        return False
    return kind not in _ASKS or reading.asks or bool(_REQUEST.search(line))
