"""The twelve service strategies (COPC, as CSConv names them): what a reply uses, and a coach that
says at the end of a case which ones were used, which were called for, and which had no occasion."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tutor.domain import STRATEGIES, Bilingual, Clause, Desk, Finding, Lang, Reading, Standard
from tutor.text.analyse import read_text
from tutor.text.vocabulary import text_level
from tutor.understand.acts import ACTS
from tutor.understand.buyer_side import BuyerReading, read_buyer
from tutor.understand.read import understand

_HAN = re.compile(r"[\u3400-\u9fff]")
_TAG = 4  # code points of 可以吗, “OK?”

Rating = Literal["used", "missing", "not rated"]


# What serves no buyer: the clause of blame or annoyance, the whole sentence of a bribe or of a move
# off the platform. Courtesy in the same sentence stays.
_NO_SERVICE_CLAUSE = ("politeness.blame", "politeness.impatience")
_NO_SERVICE_SENTENCE = ("compliance.review_bribe", "compliance.off_platform")
_COURTESY = frozenset({"greeting", "emotion", "closing"})


def strategies_of(
    reading: Reading, findings: Sequence[Finding] = (), words: str | None = None
) -> tuple[str, ...]:
    """The strategies of a reply in the order of their first use; at least one a sentence.

    `words` are those of the reply, folded and simplified: with them its clauses are read anew.
    What `findings` mark as blame, annoyance, a bribe or a move off the platform counts as "other".
    """
    found: dict[str, None] = {}
    by_sentence: dict[int, list[str]] = {}
    no_service = _no_service(reading, findings)
    before: Clause | None = None
    so_far: set[str] = set()
    ways = words is not None and reading.lang == "zh" and _offers_ways(words)
    assent: dict[int, None] = {}  # sentences that hold 好的 or 没问题
    english = words is not None and reading.lang == "en"
    if words is not None and english and len(_HAN.findall(words)) * 2 > len(words):
        return strategies_of(understand(read_text(words, "zh")), findings, words)
    anew = _english(reading.clauses, words) if words is not None and english else []
    for number, clause in enumerate(reading.clauses):
        names = by_sentence.setdefault(clause.sentence, [])
        served = [ACTS[act].strategy for act in clause.acts]
        if words is not None and reading.lang == "zh":
            said = clause.span.of(words)
            served, assents = _chinese(said, served, ways and "resolution" in so_far)
            if assents:
                assent[clause.sentence] = None
                continue
        elif english:
            served = list(anew[number])
        if number in no_service:
            names += [name for name in served if name in _COURTESY]
        elif not _is_request_tag(clause, before):
            names += served
        so_far.update(served)
        before = clause
    spoilt = {reading.clauses[number].sentence for number in no_service}
    for sentence, names in by_sentence.items():
        telling = [name for name in names if name != "other"]
        found |= dict.fromkeys(telling)
        # A sentence may only frame or assent: best regards, of course, 好的。
        if sentence in spoilt or not (telling or english or sentence in assent):
            found.setdefault("other")
    if assent and not found:
        found["information"] = None
    if not found and english:
        tells = any({"confirm", "deny", "inform", "refuse"} & set(c.acts) for c in reading.clauses)
        found["information" if tells else "other"] = None
    return tuple(found)


# The patterns of a language are compiled when its first reply comes.
def _english(clauses: Sequence[Clause], words: str) -> list[tuple[str, ...]]:
    """The strategies of each clause of an English reply."""
    from tutor.check import strategy_en

    return strategy_en.served(clauses, words)


def _chinese(said: str, served: list[str], ways: bool) -> tuple[list[str], bool]:
    """The strategies of a Chinese clause, and whether it does nothing but assent."""
    from tutor.check import strategy_zh

    served = strategy_zh.served(said, served, ways)
    return served, served == ["information"] and strategy_zh.assents(said)


def _offers_ways(words: str) -> bool:
    from tutor.check import strategy_zh

    return strategy_zh.offers_ways(words)


def _no_service(reading: Reading, findings: Sequence[Finding]) -> frozenset[int]:
    """The numbers of the clauses that serve no buyer."""
    marked: set[int] = set()
    for finding in findings:
        hit = [
            n
            for n, clause in enumerate(reading.clauses)
            if clause.span.overlaps(finding.span)
            and finding.check in _NO_SERVICE_CLAUSE + _NO_SERVICE_SENTENCE
        ]
        marked.update(hit)
        if finding.check in _NO_SERVICE_SENTENCE:
            sentences = {reading.clauses[n].sentence for n in hit}
            marked |= {n for n, c in enumerate(reading.clauses) if c.sentence in sentences}
    return frozenset(marked)


def _is_request_tag(clause: Clause, before: Clause | None) -> bool:
    """好吗 after 请您发一张照片 makes the request polite; it asks for no agreement."""
    return (
        before is not None
        and before.sentence == clause.sentence
        and clause.acts == ("ask_agreement",)
        and clause.span.end - clause.span.start <= _TAG
        and any(act.startswith("ask_") or act == "wait" for act in before.acts)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Coaching:
    """What the coach says of one strategy. `replies` are the numbers of the replies, from 0."""

    strategy: str
    rating: Rating
    replies: tuple[int, ...]
    advice: Bilingual


NAMES: dict[str, Bilingual] = {
    "greeting": Bilingual(zh="礼貌问候", en="Greeting"),
    "identity": Bilingual(zh="确认身份", en="Identity"),
    "restatement": Bilingual(zh="重述", en="Restatement"),
    "refinement": Bilingual(zh="细化问题", en="Refinement"),
    "emotion": Bilingual(zh="情感管理", en="Care for feelings"),
    "suggestion": Bilingual(zh="提供建议", en="Suggestion"),
    "information": Bilingual(zh="信息传达", en="Information"),
    "resolution": Bilingual(zh="解决实施", en="Resolution"),
    "feedback": Bilingual(zh="反馈请求", en="Asking for feedback"),
    "relationship": Bilingual(zh="关系延续", en="Relationship"),
    "closing": Bilingual(zh="感谢告别", en="Closing"),
    "other": Bilingual(zh="其它", en="Other"),
}

_USED: dict[str, Bilingual] = {
    "greeting": Bilingual(
        zh="您先问候了顾客，开头很好。", en="You greeted the buyer: a good start."
    ),
    "identity": Bilingual(
        zh="您确认了订单或者账号，这样不会弄错。",
        en="You asked for the order or the account, so nothing gets mixed up.",
    ),
    "restatement": Bilingual(
        zh="您用自己的话说了一遍顾客的问题，顾客知道您听懂了。",
        en="You said the problem again in your own words, so the buyer knows you understood.",
    ),
    "refinement": Bilingual(
        zh="您问清楚了细节，然后才给办法。",
        en="You asked for details before you offered a solution.",
    ),
    "emotion": Bilingual(zh="您照顾了顾客的心情。", en="You took care of the buyer's feelings."),
    "suggestion": Bilingual(zh="您给了顾客有用的建议。", en="You gave the buyer useful advice."),
    "information": Bilingual(zh="您把情况说清楚了。", en="You told the buyer the facts."),
    "resolution": Bilingual(
        zh="您真的做了事，或者说清楚了会做什么。",
        en="You did something for the buyer, or said what you will do.",
    ),
    "feedback": Bilingual(zh="您问了顾客同意不同意。", en="You asked whether the buyer agrees."),
    "relationship": Bilingual(
        zh="您让顾客知道以后还可以找您。",
        en="You told the buyer that you are there next time, too.",
    ),
    "closing": Bilingual(
        zh="您感谢了顾客，结束得很有礼貌。", en="You thanked the buyer and ended politely."
    ),
    "other": Bilingual(
        zh="有的句子没有服务的作用，可以更简单。",
        en="Some sentences did nothing for the service; they could be shorter.",
    ),
}

# {} is what could be said, in the language of the conversation.
_MISSING: dict[str, Bilingual] = {
    "greeting": Bilingual(
        zh="下次第一句先问候，比如{}", en="Next time begin with a greeting, such as {}"
    ),
    "identity": Bilingual(
        zh="查之前先问订单号，比如{}", en="Ask for the order before you look it up: {}"
    ),
    "restatement": Bilingual(
        zh="先用自己的话说一遍顾客的问题，再请他确认，比如{}",
        en="First say the buyer's problem again in your own words and ask whether it is right: {}",
    ),
    "refinement": Bilingual(
        zh="问题不清楚的时候先问细节，比如{}", en="When a problem is unclear, ask first: {}"
    ),
    "emotion": Bilingual(
        zh="顾客遇到了问题，先说{}再说办法。",
        en="The buyer had trouble: before the solution, say {}",
    ),
    "suggestion": Bilingual(
        zh="顾客不知道怎么做，可以说{}",
        en="The buyer did not know what to do; you can say {}",
    ),
    "information": Bilingual(
        zh="顾客问了问题，要把时间、地点或者价格说清楚。",
        en="The buyer asked a question; tell the date, the place or the price.",
    ),
    "resolution": Bilingual(
        zh="顾客想解决问题，要说清楚您现在做什么，比如{}",
        en="The buyer wanted a solution; say what you do now: {}",
    ),
    "feedback": Bilingual(zh="提出办法以后，问一句{}", en="After you offer a solution, ask {}"),
    "relationship": Bilingual(zh="最后可以说{}", en="At the end you can say {}"),
    "closing": Bilingual(zh="最后感谢顾客，比如{}", en="End with thanks: {}"),
    "other": Bilingual(
        zh="每句话都要对顾客有用。", en="Let every sentence do something for the buyer."
    ),
}

_SAY: dict[str, Bilingual] = {
    "greeting": Bilingual(zh="您好，很高兴为您服务。", en="Hello, how can I help you?"),
    "identity": Bilingual(zh="请问您的订单号是多少？", en="May I have your order number?"),
    "restatement": Bilingual(zh="您是说……，对吗？", en="So you mean that …, is that right?"),
    "refinement": Bilingual(zh="请您发一张照片，好吗？", en="Could you send me a photo?"),
    "emotion": Bilingual(
        zh="非常抱歉，我理解您的心情。", en="I am sorry, I understand how you feel."
    ),
    "suggestion": Bilingual(zh="建议您……", en="I suggest that you …"),
    "resolution": Bilingual(zh="我马上为您处理。", en="I will arrange it for you right away."),
    "feedback": Bilingual(zh="您看这样可以吗？", en="Would that be all right for you?"),
    "relationship": Bilingual(zh="有问题请随时联系我们。", en="Write to us any time you need us."),
    "closing": Bilingual(
        zh="谢谢您的理解，祝您生活愉快！",
        en="Thank you for your patience, and have a nice day.",
    ),
}

# The same in words of the lower bands, for whom the words above are too hard.
_SAY_EASY: dict[str, str] = {
    "greeting": "您好，请问您有什么问题？",
    "emotion": "真对不起，我知道您不高兴。",
    "suggestion": "您可以……",
    "resolution": "我现在就帮您办。",
    "relationship": "有问题的话，请再告诉我们。",
    "closing": "谢谢您，再见！",
}

_NO_OCCASION: dict[str, Bilingual] = {
    name: Bilingual(
        zh=f"这个案例不需要“{label.zh}”，所以不打分。",
        en=f"This case gave no occasion for “{label.en}”, so it is not rated.",
    )
    for name, label in NAMES.items()
}

# What makes a strategy due even when the buyer did not ask for it: how many replies there were.
_RELATION_FROM = 3
# How long a message is from where a listener would say it again: characters, words.
_LONG: dict[Lang, int] = {"zh": 60, "en": 40}


def coach(
    replies: Sequence[Reading],
    buyer: Sequence[str],
    *,
    finished: bool = True,
    used: Sequence[Sequence[str]] | None = None,
    greeted: bool = False,
    lang: Lang = "zh",
    level: int | None = None,
    standard: Standard = "2025",
    say: Mapping[str, str] | None = None,
    desk: Desk | None = None,
) -> tuple[Coaching, ...]:
    """The coach's word on each of the twelve strategies, in their order.

    `replies` are the learner's replies and `buyer` the buyer's messages, each in order; `used` are
    the strategies that each reply was told to use, where they were told; `greeted`: the shop
    greeted the buyer before the learner wrote. `lang` is the language of the conversation, in which
    the advice says what could have been said, in Chinese without words above `level` where there is
    such a way; `say` has words of the case itself. `desk` is what the shop saw all along: an order
    that lies there need not be asked for, nor a photo that the policy does without. A strategy is
    rated when it was used or when the case called for it; else it is "not rated".
    """
    told = used if used is not None else [strategies_of(reading) for reading in replies]
    places: dict[str, list[int]] = {name: [] for name in STRATEGIES}
    for number, names in enumerate(told):
        for name in names:
            places[name].append(number)
    called = _called_for(replies, buyer, finished, lang) if replies else frozenset()
    if greeted:
        called -= {"greeting"}
    called -= _seen(desk)
    words = {name: text.get(lang) for name, text in _SAY.items()}
    if lang == "zh" and level is not None:
        hard = {n for n, text in words.items() if text_level(text, standard).level > level}
        words |= {name: text for name, text in _SAY_EASY.items() if name in hard}
    words |= dict(say or {})
    return tuple(
        _rate(name, tuple(places[name]), name in called, words.get(name, "")) for name in STRATEGIES
    )


def _rate(name: str, numbers: tuple[int, ...], called: bool, words: str) -> Coaching:
    if numbers:
        return Coaching(strategy=name, rating="used", replies=numbers, advice=_USED[name])
    if called:
        frame, quoted = _MISSING[name], f"“{words}”"
        advice = Bilingual(zh=frame.zh.format(quoted), en=frame.en.format(quoted))
        return Coaching(strategy=name, rating="missing", replies=(), advice=advice)
    return Coaching(strategy=name, rating="not rated", replies=(), advice=_NO_OCCASION[name])


def _seen(desk: Desk | None) -> frozenset[str]:
    """The strategies that would ask for what the desk shows or does without."""
    if desk is None:
        return frozenset()
    seen = {"identity"} if desk.order is not None else set()
    if desk.policy is not None and not desk.policy.photo_required:
        seen.add("refinement")
    return frozenset(seen)


def _called_for(
    replies: Sequence[Reading], buyer: Sequence[str], finished: bool, lang: Lang
) -> frozenset[str]:
    """The strategies that this case gave occasion for."""
    said: list[BuyerReading] = [read_buyer(text) for text in buyer if text.strip()]
    acts = frozenset(act for reading in replies for act in reading.acts)
    fault = any(one.fault for one in said)
    wants = any(one.wants for one in said)
    called = {"greeting"}
    if finished:
        called.add("closing")
        if len(replies) >= _RELATION_FROM:
            called.add("relationship")
    if fault or any(one.upset for one in said):
        called.add("emotion")
    if any(one.asks for one in said):
        called.add("information")
    if fault or wants:
        called |= {"resolution", "identity"}
    if fault:
        called.add("refinement")
    if "offer" in acts:
        called.add("feedback")
    long = any(len(text if lang == "zh" else text.split()) >= _LONG[lang] for text in buyer)
    if long and (fault or wants):
        called.add("restatement")
    return frozenset(called)
