"""The wire format of `kefu understand --jsonl`: a reply in, what it does out, one object a line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from tutor.domain import Clause, Desk, Lang, LearnerText, Reading, Slot, Standard
from tutor.text.analyse import read_text
from tutor.text.normalise import fold
from tutor.text.script import to_simplified

from .answered import ASKING, EMPTY
from .clauses import split
from .read import ActClassifier, simplified, understand


class Asked(Protocol):
    """The fields of a request that understanding needs."""

    @property
    def id(self) -> str | int | None: ...
    @property
    def text(self) -> str: ...
    @property
    def lang(self) -> Lang | None: ...
    @property
    def buyer(self) -> str | None: ...
    @property
    def standard(self) -> Standard: ...
    @property
    def desk(self) -> Desk | None: ...


_LONGEST_ID = 200  # code points of an id that an error gives back


class BadField(Exception):
    """A field that cannot be read: its path, and what to write."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        self.message = message
        super().__init__(f"{field}: {message}")


# What a question is about, by words that a buyer uses, and the slots or words that answer it.
_ABOUT: tuple[tuple[re.Pattern[str], frozenset[str], re.Pattern[str]], ...] = (
    (
        re.compile(r"什么时候|多久|几天|哪天|几号|多长时间|\bwhen\b|\bhow (?:long|soon|many days)\b"),
        frozenset({"date", "duration"}),
        re.compile(r"今天|今晚|明天|后天|周[一二三四五六日末]|\b(?:today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"),
    ),
    (
        re.compile(r"多少钱|价格|什么价|运费|\bhow much\b|\bprice\b|\bcost\b"),
        frozenset({"amount"}),
        re.compile(r"免费|包邮|\bfree\b"),
    ),
    (
        re.compile(r"在哪|到哪|哪里|哪儿|\bwhere\b"),
        frozenset({"place", "tracking_number"}),
        re.compile(r"仓库|路上|海关|\b(?:warehouse|on (?:its|the) way|customs|in transit)\b"),
    ),
    (
        re.compile(r"为什么|怎么(?:会|还|没)|什么原因|\bwhy\b"),
        frozenset(),
        re.compile(r"因为|由于|原因|\b(?:because|due to|reason|since)\b"),
    ),
)  # fmt: skip
_YES_NO = re.compile(
    r"吗|能不能|可不可以|是不是|有没有|行不行"
    r"|^\W*(?:(?:and|so|but|or|please|hello|hi)\W+)*"
    r"(?:can|could|do|does|did|is|are|was|will|would|have|has|may)\b"
)
_DECIDES = frozenset({"confirm", "deny", "refuse", "promise", "offer", "inform", "explain"})
_HAN_WORD = re.compile(r"[\u4e00-\u9fff]{2}")
_COMMON = frozenset(
    [
        "我们",
        "你们",
        "您们",
        "可以",
        "什么",
        "是不",
        "不是",
        "请问",
        "能不",
        "不能",
        "有没",
        "没有",
        "可不",
        "不可",
        "怎么",
        "为什",
        "这个",
        "那个",
        "一个",
        "你好",
        "您好",
    ]
)
_LATIN_WORD = re.compile(r"[a-z]{4,}")
_COMMON_LATIN = frozenset(
    [
        "what",
        "when",
        "where",
        "which",
        "your",
        "yours",
        "this",
        "that",
        "have",
        "does",
        "will",
        "would",
        "could",
        "there",
        "with",
        "from",
        "they",
        "them",
        "please",
        "hello",
        "about",
        "much",
        "many",
        "long",
    ]
)


def open_questions(buyer: str) -> tuple[str, ...]:
    """The sentences of a buyer's message that ask something, as the buyer wrote them."""
    folded = fold(buyer)
    lang: Lang = "zh" if re.search(r"[\u4e00-\u9fff]", folded) else "en"
    plain = to_simplified(folded) if lang == "zh" else folded
    sentences: dict[int, tuple[int, int, bool]] = {}
    for part in split(plain, lang):
        start, _, asks = sentences.get(part.sentence, (part.span.start, part.span.end, False))
        sentences[part.sentence] = (start, part.span.end, asks or part.question)
    return tuple(buyer[start:end] for start, end, asks in sentences.values() if asks)


def answered_questions(buyer: str, text: LearnerText, reading: Reading) -> tuple[str, ...]:
    """The buyer's open questions that the reply answers: with a value of the kind asked for, with a
    yes or a no, or by a statement about the same thing. A promise to look answers nothing."""
    plain = simplified(text)
    said = [
        c
        for c in reading.clauses
        if set(c.acts) - EMPTY - ASKING - {"other", "apologise", "empathise", "relationship"}
    ]
    return tuple(q for q in open_questions(buyer) if any(_answers(q, c, plain) for c in said))


def _answers(question: str, clause: Clause, plain: str) -> bool:
    asked = to_simplified(fold(question))
    words = clause.span.of(plain)
    for about, kinds, reply in _ABOUT:
        if about.search(asked):
            return any(s.kind in kinds for s in clause.slots) or bool(reply.search(words))
    decides = bool(_DECIDES & set(clause.acts))
    if _YES_NO.search(asked) and {"confirm", "deny", "refuse", "promise", "offer"} & set(
        clause.acts
    ):
        return True
    return decides and bool(_topics(asked) & _topics(words))


def _topics(text: str) -> set[str]:
    pairs = {text[i : i + 2] for i in range(len(text) - 1) if _HAN_WORD.fullmatch(text[i : i + 2])}
    return (pairs - _COMMON) | (set(_LATIN_WORD.findall(text)) - _COMMON_LATIN)


def reading_to_wire(asked: Asked, classifier: ActClassifier | None = None) -> dict[str, Any]:
    """What a reply does, ready for JSON."""
    text = read_text(asked.text, asked.lang, asked.standard)
    reading = understand(text, buyer=asked.buyer, desk=asked.desk, classifier=classifier)
    return {
        "id": asked.id,
        "clauses": [
            {
                "start": clause.span.start,
                "end": clause.span.end,
                "acts": list(clause.acts),
                "slots": [_slot(slot) for slot in clause.slots],
            }
            for clause in reading.clauses
        ],
        "answered": list(answered_questions(asked.buyer, text, reading)) if asked.buyer else [],
    }


def _slot(slot: Slot) -> dict[str, Any]:
    return {
        "kind": slot.kind,
        "start": slot.span.start,
        "end": slot.span.end,
        "value": _plain(slot.value),
        "unit": slot.unit,
    }


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        # A day without a year, where the desk tells none, is written as ISO 8601 had it.
        return value.isoformat() if value.year > 999 else f"--{value:%m-%d}"
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return str(value)


def identifier_of(decoded: object) -> str | int | None:
    """The id that an answer to this request gives back, also where the rest of it is wrong; None
    where there is none that can be given back."""
    given = decoded.get("id") if isinstance(decoded, dict) else None
    short = isinstance(given, str) and len(given) <= _LONGEST_ID
    return given if short or (isinstance(given, int) and not isinstance(given, bool)) else None


def understand_jsonl(
    lines: Iterable[str],
    parse: Callable[[object], Asked],
    classifier: ActClassifier | None = None,
) -> Iterator[dict[str, Any]]:
    """One answer a line of JSON, in order; blank lines are passed over.

    `parse` reads a decoded line and raises `BadField`. A line that cannot be read yields
    `{"id", "error": {"line", "field", "message"}}` and the run goes on.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        identifier: str | int | None = None
        try:
            decoded = json.loads(line)
            identifier = identifier_of(decoded)
            answer = reading_to_wire(parse(decoded), classifier)
        except (ValueError, RecursionError):
            answer = _error(identifier, number, "$", "This line is not a JSON object.")
        except BadField as bad:
            answer = _error(identifier, number, bad.field, bad.message)
        yield answer


def _error(identifier: str | int | None, line: int, field: str, message: str) -> dict[str, Any]:
    return {"id": identifier, "error": {"line": line, "field": field, "message": message}}
