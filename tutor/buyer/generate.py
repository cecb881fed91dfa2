"""Words for a chosen act by a language model, under guard; the retrieved line is always at hand.

The model continues a script. The agenda has decided the act, retrieval has found lines that express
it; the model may only say the same in other words. What the learner typed stands in the script as
data: labels, line breaks and markup in it are made harmless.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tutor.buyer.guard import check_line
from tutor.buyer.openings import joined, opening
from tutor.domain import Bilingual, Lang, Mood, Standard, Utterance
from tutor.encoders.protocols import Generator
from tutor.errors import ModelUnavailable

MAX_TURNS = 1  # of the talk so far
MAX_TEXT = 300
MAX_TOKENS = 60
BUDGET_S = 6.0  # for a line with its retry
STOP = ("\n", "客服:", "客服：", "买家:", "买家：", "Agent:", "Buyer:")

_LABELS: dict[Lang, tuple[str, str]] = {"zh": ("客服", "买家"), "en": ("Agent", "Buyer")}
_HARM = re.compile(
    r"(?i)(客服|买家|顾客|agent|buyer|customer|system|user|assistant)\s*[:：]|<\|?[^<>\n]{0,40}\|?>|[`{}\[\]<>|#*]|【|】"
)
_MOODS: dict[Mood, Bilingual] = {
    "calm": Bilingual(zh="心情平静", en="calm"),
    "worried": Bilingual(zh="有点儿担心", en="a little worried"),
    "annoyed": Bilingual(zh="有点儿不高兴", en="somewhat annoyed"),
    "angry": Bilingual(zh="很生气，但是不骂人", en="angry, but never abusive"),
}
# What each kind of act does, for the line that leads the model on.
_DOES: dict[str, Bilingual] = {
    "open": Bilingual(zh="先说明自己的问题", en="first explains the problem"),
    "ask": Bilingual(zh="接着问这个问题", en="goes on to ask this question"),
    "again": Bilingual(
        zh="再问一次，因为还没有得到回答", en="asks again, since there was no answer"
    ),
    "want": Bilingual(zh="提出自己的要求", en="says what should be done"),
    "press": Bilingual(zh="请客服回答刚才的问题", en="asks the agent to answer the question"),
    "press_wait": Bilingual(zh="问查到了没有", en="asks whether there is a result yet"),
    "wait_ok": Bilingual(zh="同意等一等", en="agrees to wait"),
    "acknowledge": Bilingual(zh="表示知道了", en="takes note of it"),
    "accept": Bilingual(zh="同意这个办法", en="agrees to the solution"),
    "accept_offer": Bilingual(zh="同意这个办法", en="agrees to the solution"),
    "reject": Bilingual(zh="不同意这个办法", en="turns the solution down"),
    "reject_offer": Bilingual(zh="不同意这个办法", en="turns the solution down"),
    "reject_refusal": Bilingual(
        zh="不接受，请客服想别的办法", en="does not accept this and asks for another way"
    ),
    "thank": Bilingual(zh="表示感谢", en="says thanks"),
    "thank_close": Bilingual(zh="表示感谢，说再见", en="says thanks and goodbye"),
    "soften": Bilingual(zh="说没关系", en="says that it is all right"),
    "leave": Bilingual(zh="不满意，不想再谈了", en="has had enough and leaves"),
    "off_topic": Bilingual(zh="不想聊这个，要说自己的事", en="wants to come back to the order"),
    "personal": Bilingual(zh="不想说自己的私事", en="would rather not talk about private things"),
    "dont_know": Bilingual(zh="说自己不知道", en="does not have what was asked for"),
    "nudge": Bilingual(zh="问客服还在不在", en="asks whether the agent is still there"),
    "given_before": Bilingual(zh="说刚才已经告诉客服了", en="has told the agent this already"),
    "complain_rude": Bilingual(zh="请客服说话客气一点儿", en="asks the agent to be polite"),
}
_PLAIN = Bilingual(
    zh="说意思和例句一样的话", en="says something that means the same as the examples"
)
# A picture, and what only this buyer knows, are said as written.
_PICTURE = re.compile(r"^\W*(?:照片|图片|photo|picture)\]|^\W*📷", re.IGNORECASE)
_AS_WRITTEN = ("give",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """All that the words of one buyer line depend on.

    `facts` are the case's texts by slot (as `case_values` gives them), `examples` the filled lines
    that retrieval found for `act`, best first; `persona` the buyer's name.
    """

    act: str
    lang: Lang
    level: int
    standard: Standard
    persona: str
    country: str
    mood: Mood
    facts: Mapping[str, str]
    examples: Sequence[str]
    history: Sequence[Utterance]
    must_have: Sequence[str] = ()
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrased:
    """The words to say. `generated` is False when the retrieved line is said; `reasons` tells of
    each try that failed why ("budget", "unavailable" or a reason of the guard)."""

    text: str
    generated: bool
    reasons: tuple[str, ...] = ()
    seconds: float = 0.0
    tokens: int = 0


def as_data(text: str) -> str:
    """A typed text on one line, without anything that a script could take for its own form."""
    flat = " ".join(text.split())
    return _HARM.sub(" ", flat)[:MAX_TEXT].strip()


def build_prompt(request: Request, begun: str = "") -> str:
    """The script up to where the buyer speaks and the words they have `begun` with. What stays in a conversation stands first, so that
    a model can keep what it has read; of the talk only the end, since a small model says again
    what it sees."""
    zh = request.lang == "zh"
    agent, buyer = _LABELS[request.lang]
    colon = "：" if zh else ": "
    mood = _MOODS[request.mood].get(request.lang)
    facts = [v for k, v in request.facts.items() if not k.startswith(("policy.", "buyer."))]
    known = ("；" if zh else "; ").join(dict.fromkeys(as_data(v) for v in facts[:16]))
    if zh:
        head = (
            "下面是网店买家和客服的聊天记录。买家说话简短、自然，每次只说一句话。\n"
            f"买家叫{as_data(request.persona)}，{mood}。买家的订单：{known}。\n\n"
        )
    else:
        head = (
            "A chat between an online shop's agent and a buyer. The buyer writes short, natural "
            "messages of one sentence.\n"
            f"The buyer is {as_data(request.persona)}, {mood}. The buyer's order: {known}.\n\n"
        )
    script = "".join(
        f"{agent if u.role == 'agent' else buyer}{colon}{as_data(u.text)}\n"
        for u in request.history[-MAX_TURNS:]
    )
    does = _DOES.get(request.act.split(".", 1)[0], _PLAIN).get(request.lang)
    shown = "\n".join(f"{buyer}{colon}{as_data(example)}" for example in request.examples[:4])
    if zh:
        lead = f"（买家{does}。几种说法：\n{shown}\n下面换一种说法，意思不变。）\n"
    else:
        lead = f"(The buyer {does}. Ways to put it:\n{shown}\nNow in other words, same meaning.)\n"
    return f"{head}{script}\n{lead}{buyer}{colon}{begun}".rstrip(" ")


def clean(text: str) -> str:
    """A model's raw line as a line to say: one line, without quotes around it."""
    line = text.strip().split("\n", 1)[0].strip()
    if len(line) > 1 and line[0] in "\"“「'" and line[-1] in "\"”」'":
        line = line[1:-1].strip()
    return line


def phrase(
    generator: Generator,
    request: Request,
    fallback: str,
    *,
    budget_s: float = BUDGET_S,
) -> Phrased:
    """The act in fresh words, or `fallback`: two tries within `budget_s` seconds, both guarded."""
    if request.act.split(".", 1)[0] in _AS_WRITTEN or _PICTURE.match(fallback):
        return Phrased(text=fallback, generated=False)
    left = budget_s
    reasons: list[str] = []
    seconds, tokens = 0.0, 0
    for attempt in range(2):
        if left <= 0:
            reasons.append("budget")
            break
        begun = opening(request.act, request.lang, request.examples, request.seed + attempt)
        try:
            result = generator.generate(
                build_prompt(request, begun),
                seed=request.seed * 2 + attempt,
                max_tokens=MAX_TOKENS,
                stop=STOP,
                budget_s=left,
            )
        except ModelUnavailable:
            reasons.append("unavailable")
            break
        seconds += result.seconds
        tokens += result.tokens
        left -= result.seconds
        if not result.finished:
            reasons.append("budget")
            continue
        line = clean(joined(begun, result.text)) if result.text.strip() else ""
        fine, reason = check_line(
            line,
            lang=request.lang,
            level=request.level,
            standard=request.standard,
            act=request.act,
            facts=tuple(request.facts.values()),
            examples=request.examples,
            history=[u.text for u in request.history if u.role == "buyer"],
            persona=request.persona,
            must_have=request.must_have,
        )
        if fine:
            return Phrased(
                text=line, generated=True, reasons=tuple(reasons), seconds=seconds, tokens=tokens
            )
        reasons.append(reason)
    return Phrased(
        text=fallback, generated=False, reasons=tuple(reasons), seconds=seconds, tokens=tokens
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A generator as the buyer uses it. `budget_s` bounds the time of one line with its retry."""

    generator: Generator
    budget_s: float = BUDGET_S

    def phrase(self, request: Request, fallback: str) -> Phrased:
        return phrase(self.generator, request, fallback, budget_s=self.budget_s)


def tally(phrased: Iterable[Phrased]) -> Mapping[str, int]:
    """How often the model's words were said, how often the retrieved line, and each failure."""
    counts: Counter[str] = Counter()
    for one in phrased:
        counts["generated" if one.generated else "retrieved"] += 1
        counts.update(f"refused: {reason}" for reason in one.reasons)
    return dict(counts)
