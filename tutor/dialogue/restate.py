"""The buyer's problem said back by the shop, in the words of the case: an example of a restatement.

The statements of the buyer's first message are kept and the persons changed: 我收到的 becomes 您收到的,
"my shirt" becomes "your shirt". Questions, greetings and feelings are left out. Where what is left
does not read surely, there is no example.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tutor.dialogue.audit import names_of
from tutor.dialogue.fill import fill, scenario_values, slots_of
from tutor.domain import Lang, Scenario, Standard
from tutor.text.language import detect
from tutor.text.vocabulary import text_level
from tutor.understand.buyer_side import read_buyer

_MOST_ZH, _MOST_EN = 48, 170  # characters of what is said back
_LEAST_ZH, _LEAST_EN = 6, 28

_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”")
_SENTENCE = re.compile(
    r"[^。！？!?.；;\n]*(?:\d\.\d[^。！？!?.；;\n]*)*(?:[。！？!?；;\n]+|\.(?!\d)|$)"
)


def restated(
    scenario: Scenario, lang: Lang, level: int | None, standard: Standard, said: Sequence[str] = ()
) -> str | None:
    """What the buyer's first message comes to, as the agent may say it back, or None.

    `said` are the buyer's messages of the conversation: the one that was sent is taken before its
    other wordings. In Chinese no word is above `level` by `standard`.
    """
    values = scenario_values(scenario, lang)
    opens = [
        fill(line.text, values)
        for line in scenario.lines
        if line.act == "open"
        and line.lang == lang
        and all(slot in values for slot in slots_of(line.text))
    ]
    opens = [text for text in opens or said[:1] if detect(text) == lang]
    ordered = sorted(opens, key=lambda text: text not in said)
    names = names_of(scenario)
    for text in ordered:
        example = _in_chinese(text) if lang == "zh" else _in_english(text)
        if example is None:
            continue
        if lang == "zh" and level is not None:
            report = text_level(example, standard, names)
            if report.level > max(level, 1):
                continue
        return example
    return None


# --- Chinese --------------------------------------------------------------------------------------

_ASKED_ZH = re.compile(
    r"[吗呢吧]$|什么|怎么|为何|哪[儿里个天]|多[少大久长]|(?<![前好这])几[个天号]|([\u4e00-\u9fff])不\1|了没有$|是否|有没有|能否"
    r"|如何|到底|究竟|^(?:那么?)?请|帮[我个]|想(?:先)?(?:问|咨询|了解|知道)|商量|告诉我[^，]*$|拿出|给我(?:一个|退|15)|凭什么|总该|必须"
    r"|^(?:如果|要么|否则|不然|要不|给我)|^我?也好|希望得到"
)
_FELT_ZH = re.compile(
    r"^(?:您好|你好|你们好|喂|在吗|请问|谢谢|不好意思|真是|真的|太|我?太|我(?:要投诉|很|非常|真的|有点儿?|对此|对[^，]{0,14}(?:不满|失望))"
    r"|.{0,4}让人|.{0,6}(?:深感|深表)|质量也太|你们的服务太|关于|对)|^我(?:已经)?是第.次|(?:疑问|问题)$"
    r"|^我们?是(?:[\u4e00-\u9fff·]{2,8}$|[^，]*(?:的[\u4e00-\u9fff]{2,4}|经销商|采购|公司|酒店)[\u4e00-\u9fff·]{0,8}$)"
    r"|(?:担心|着急|失望|生气|不满|难过|遗憾|气人|不高兴|打开一看|才?发现)$"
)
_LINK_ZH = re.compile(r"^(?:可是|但是|不过|但|而且|所以|结果|然后|就是|只是|却|因此)")
_SWAP_ZH = (
    (re.compile(r"我们(?=公司|店|酒店|学校)"), "\x01"),
    (re.compile(r"我司|我方"), "\x01司"),
    (re.compile(r"我们(?=仓库)"), "\x02的"),
    (re.compile(r"我们|我"), "\x02"),
    (re.compile(r"贵店|你们店|您们店"), "\x03店"),
    (re.compile(r"(?<=的)贵司(?!的)"), "\x03的"),
    (re.compile(r"贵公?司|你们|您们|您|你"), "\x03"),
)
_BACK_ZH = {"\x01": "贵", "\x02": "您", "\x03": "我们"}


def _in_chinese(text: str) -> str | None:
    kept: list[str] = []
    for sentence in _SENTENCE.findall(text):
        for clause in re.split(r"[，,：:]", sentence):
            clause = clause.strip("。！？!?；; \n")
            asked = bool(_ASKED_ZH.search(clause)) or (
                not kept and clause.endswith(("就行", "就好", "就可以"))
            )
            if not clause or asked or _FELT_ZH.search(clause):
                # What follows on a question or a feeling would stand alone.
                if asked and kept:
                    break
                continue
            if kept and len("，".join(kept)) + len(clause) >= _MOST_ZH:
                break
            kept.append(clause)
        if kept and _telling("，".join(kept)):
            break
    while kept and _LINK_ZH.match(kept[0]) and len(kept[0]) < 6:
        kept = kept[1:]
    if kept:
        kept[0] = _LINK_ZH.sub("", kept[0])
    told = "，".join(kept)
    if not _LEAST_ZH <= len(told) <= _MOST_ZH:
        return None
    # What is quoted stays as it was said.
    parts = re.split(f"({_QUOTED.pattern})", told)
    parts[::2] = [_to_the_buyer(part) for part in parts[::2]]
    return f"您是说，{''.join(parts)}，对吗？"


def _to_the_buyer(text: str) -> str:
    for pattern, mark in _SWAP_ZH:
        text = pattern.sub(mark, text)
    for mark, word in _BACK_ZH.items():
        text = text.replace(mark, word)
    return text


def _telling(text: str) -> bool:
    # Words that are quoted are somebody else's: what is the matter comes beside them.
    read = read_buyer(_QUOTED.sub("", text))
    return read.fault or bool(read.wants) or len(text) >= 14


# --- English --------------------------------------------------------------------------------------

_SKIPPED_EN = re.compile(
    r"^(?:hello|hi|hey|dear|good (?:morning|day|evening|afternoon)|please|thanks?|thank you|show me|pay me|so now"
    r"|it|it's|that|that's|this|they|they're|everything|otherwise|either|for \d|your service|for 1)\b"
    r"|\b(?:could|can|may|would) you\b|\byou (?:people|guys|lot)\b"
    r"|^(?:what|why|where|when|how|who|is|are|do|does|did|can|could|may|would|have) "
    r"|^i(?:'m| am) (?:so|not happy|really|very|a (?:bit|little)|scared|writing)\b"
    r"|^i (?:want to complain|have a question|would like an explanation|expect you|can only)|^i'd like (?:an explanation|to know)"
    r"|\b(?:send|return|exchange) (?:it|them)\b.{0,5}$|^(?:can you imagine|you owe|something is wrong)",
    re.IGNORECASE,
)
_GREETED_EN = re.compile(
    r"^(?:(?:hello|hi|hey|dear \w+|good (?:morning|day|evening|afternoon))(?: there)?(?: \w+)?[,!.:]?\s+)?(?:sorry, )?",
    re.IGNORECASE,
)
# What stands before a colon and tells nothing.
_LEAD_EN = re.compile(
    r"^(?:i(?:'m| am) [^:]{0,40}|order [^: ]+|i think [^:]{0,30}|i have [^:]{0,30}|before [^:]{0,40}): ",
    re.IGNORECASE,
)
_BEFORE_US = frozenset(
    [
        "to",
        "from",
        "for",
        "with",
        "by",
        "of",
        "at",
        "on",
        "tell",
        "told",
        "ask",
        "asked",
        "paid",
        "pay",
        "sent",
        "send",
        "give",
        "gave",
        "owe",
        "owed",
        "thank",
        "wrote",
        "write",
        "like",
        "trust",
        "see",
    ]
)
_PERSONS: tuple[tuple[str, str], ...] = (
    ("i'm", "you're"),
    ("i am", "you are"),
    ("i was", "you were"),
    ("i've", "you've"),
    ("i'd", "you'd"),
    ("i'll", "you'll"),
    ("we're", "you're"),
    ("we've", "you've"),
    ("we'd", "you'd"),
    ("myself", "yourself"),
    ("mine", "yours"),
    ("my", "your"),
    ("our", "your"),
    ("ours", "yours"),
    ("me", "you"),
    ("us", "you"),
    ("i", "you"),
    ("we", "you"),
    ("yours", "ours"),
    ("your", "our"),
    ("you're", "we're"),
    ("you've", "we've"),
    ("you'd", "we'd"),
)
_TURNED = dict(_PERSONS)
_WORDS_EN = re.compile(
    r"\b(?:"
    + "|".join(sorted(map(re.escape, (*_TURNED, "you")), key=len, reverse=True))
    + r")(?![\w'$])",
    re.IGNORECASE,
)
_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "my",
        "our",
        "your",
        "these",
        "those",
        "there",
        "nobody",
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "yesterday",
        "last",
        "after",
        "before",
        "for",
        "from",
        "customs",
        "when",
        "order",
        "because",
        "of",
        "and",
        "but",
        "we",
        "you",
        "today",
        "half",
        "some",
    ]
)


def _in_english(text: str) -> str | None:
    told: list[str] = []
    for raw in re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])", text.replace("’", "'")):
        sentence = _GREETED_EN.sub("", raw.strip()).rstrip(".! ")
        sentence = _LEAD_EN.sub("", sentence)
        if "?" in sentence or _SKIPPED_EN.search(sentence):
            continue
        least = _LEAST_EN - 10 if read_buyer(sentence).fault else _LEAST_EN
        if least <= len(sentence) <= _MOST_EN:
            told.append(sentence)
    if not told:
        return None
    most = max(told, key=lambda s: (read_buyer(s).fault, len(s)))
    return f"So you mean that {_small(_your(most))}, is that right?"


def _your(text: str) -> str:
    """The sentence with the persons changed, but not in what it quotes."""
    quotes = [quote.span() for quote in _QUOTED.finditer(text)]

    def turn(found: re.Match[str]) -> str:
        if any(start <= found.start() < end for start, end in quotes):
            return found[0]
        word = found[0].lower()
        if word != "you":
            return _TURNED[word]
        before = re.findall(r"[\w']+", text[: found.start()].lower())[-1:]
        return "us" if before and before[0] in _BEFORE_US else "we"

    return _WORDS_EN.sub(turn, text)


def _small(text: str) -> str:
    first = re.split(r"[^A-Za-z]", text, maxsplit=1)[0]
    return text[0].lower() + text[1:] if first.lower() in _SMALL else text
