"""What the buyer takes from a reply: a `Stimulus` of plain values, made from the reading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from tutor.buyer.fitting import LIKELY, PLAIN, RATHER, chance, expected, names_payer, said
from tutor.buyer.granting import grants
from tutor.buyer.hearing import DOUBTS_BUYER, asks, invites, small_talk
from tutor.buyer.offering import REPORTS, Offer, offers, still_to_do
from tutor.buyer.payer import payer
from tutor.buyer.second_look import consults, second_look, telling
from tutor.buyer.signs import SOOTHES
from tutor.domain import (
    ActionRecord,
    BuyerReply,
    Case,
    Clause,
    Lang,
    LearnerText,
    Reading,
    Scenario,
    Standard,
)
from tutor.text.language import detect
from tutor.text.vocabulary import lookup
from tutor.understand.answered import answered
from tutor.understand.facts import mentions
from tutor.understand.read import by_rules, simplified

_TURNS_DOWN = ("reject", "doubt", "ask_sure", "ask_meaning", "not_understood", "wrong_language")
_LISTENING = {"greet", "ask_order", "ask_photo", "ask_address", "ask_preference", "ask_detail"}
_BEYOND_LEVEL = 2
_UNLISTED = 7
# Words that only hold a sentence together: nobody asks what they mean.
_SMALL_WORDS = frozenset(
    re.findall(r"\w+", "至于 关于 对于 鉴于 以及 然而 因而 此外 其实 的确 毕竟 哎呀 哎哟 唉 哦 嗯")
)
# Whoever buys on the net has met these.
_SHOP_WORDS = frozenset(re.findall(r"\w+", "包裹 订单 快递 客服 顾客 付款 下单 发货 商品 店铺"))
_FORMULAS = {"greet", "thank", "close", "relationship", "apologise", "empathise"}
_PUTS_OFF = {"check", "wait"}
_CHATTY = 6  # words
_YOU = re.compile(r"[您你]|\byou")
# Words that take a burden or the blame from the buyer.
_RELIEVES = {
    "zh": re.compile(
        r"(?:不|没有?)(?:怪|赖)[您你]|不是[您你](?:的)?(?:错|问题|责任)|[您你](?:就)?(?:不用|不需要|不必|无需)"
    ),
    "en": re.compile(
        r"\byou (?:do not|don't|won't|will not|needn't|need not|never) (?:have to |need to )?(?:pay|worry|send|do|cover)\b"
        r"|\bnot your (?:fault|mistake)\b|\b(?:don't|do not|not) blame you\b",
    ),
}
_REMINDS = re.compile(
    r"\b(?:as|like) i (?:have |already |just )*(?:said|told|mentioned|explained)|(?:刚才|已经|之前).{0,3}(?:说|讲)过"
)
_MAYBE = re.compile(
    r"可能|也许|大概|好像|不好意思|\b(?:maybe|perhaps|i think|it seems|a little|easy to)\b"
)
# What a reproach speaks of, where no rule but only the network hears one.
_FAULT = re.compile(
    r"自己|错|忘|没(?:有)?(?:看|注意|说|写|填|选)|应该|怎么不|怪|弄|摔|早(?:点|就)|\b(?:must have|should(?:n't)? have|could have|yourself|forg[eo]t\w*|didn't|did not|wrong|mistake\w*|careless|fault|own|why (?:did|didn't)|you (?:broke|lost|clicked|typed|entered|chose|dropped|missed))\b"
)
_FEELING = re.compile(
    r"理解|心情|明白|体会|感受|\b(?:understand|feel|feeling|see (?:why|how|that)|know how)\b"
)
_WHOSE_FAULT = re.compile(r"怪谁|怨谁|\bwhose fault\b|\bwho(?:'s| is) to blame\b")
_ACCUSES = {
    "zh": re.compile(
        r"(?:您|你).{0,6}(?:威胁|敲诈|勒索|讹|骗(?:我|人|钱))|(?:您|你)(?:没|不会|怎么不).{0,4}看(?:吗|到吗|清楚吗)|怎么(?:这么|那么)(?:麻烦|烦)|(?:您|你).{0,6}太(?:用力|重了|猛|粗心)|(?:您|你)(?:写|寄|发|填).{0,6}到?(?:别的|错的)地方|真麻烦(?!您|你|贵)"
        "|(?:就|还)(?:差|缺)(?:这|那)|还要?(?:砍价|讲价)|有意思吗|至于吗|[了过]还(?:来)?问(?:[，。！？]|$)|(?:^|[，。！])(?:我)?(?:真的?是?)?服了(?:[您你]|$|[。！，])|没话(?:好|可)?说|(?:真|太|很)无语|都.{0,8}了还(?:不信|不够|不行|不满意|想怎么)"
        "|(?:不|没)(?:是)?(?:只|就)有?[您你]一个(?:客人|顾客|客户|人)|(?:不缺|不差|不稀罕)[您你]"
    ),
    "en": re.compile(
        r"\byou(?:'re| are)? (?:\w+ )?(?:threaten|blackmail|extort|ly|cheat)\w*\b|\byour? threat\w*\b|\byou (?:\w+ )?(?:ran|used|treated|pushed|washed|handled|pulled|charged) (?:it|them) (?:\w+ )?(?:too|wrong\w*|badly|carelessly)\b|\bshame on you\b|\bdidn't you (?:read|see|look|listen)\b|\b(?:so|such a?) (?:troublesome|trouble|nuisance|annoying)\b"
        r"|\bnot (?:our|my|the) only (?:customer|buyer|client)\b|\b(?:i|we) have \w+ (?:other|more) (?:customers|buyers|clients|orders)\b(?! (?:who|that|in|with|from))|\bwhat (?:did|do) you expect\b|\bdoes it (?:really|even) matter\b"
    ),
}
# Advice for another time and nothing else: it says that the buyer should have known.
_LESSONS = {
    "zh": re.compile(
        r"下次(?!我)[^请]{0,6}(?:看清楚|想清楚|想好|量好|量一?[下量]|问清楚|仔细|认真|小心)"
    ),
    "en": re.compile(
        r"\bnext time,? (?:you )?(?:should |must |better |have to )?(?:measure|read|think|check|look|learn|be (?:more )?careful)\b"
    ),
}
_STALLS = {
    "zh": re.compile(
        "(?:再|稍|先)(?:等|候)|等(?:一下|一会儿|我)|马上(?:就)?好"
        "|^(?:好的?[，,]?)?我(?:们|马上|这就|现在|会|去)*(?:告诉|通知|跟)(?:一下)?(?:工厂|仓库|同事|领导|经理|快递)(?:说)?(?:一下|一声)?[。！]?$"
    ),
    "en": re.compile(
        r"\blet (?:me|us) (?:see|check|look)\b.{0,40}\b(?:come|get) back\b|\b(?:a |some |few |more |five |ten |two )+(?:minutes?|moments?|seconds?)\b|\bone (?:minute|moment|second)\b|\bbear with\b|\bhold on\b"
        r"|^(?:i|we) (?:need|have|must)(?: to)? (?:first )?(?:look|check|ask|see|find out)\b"
        r"|^(?:ok(?:ay)?,? )?(?:i|we)(?:'ll| will)?(?: now)? (?:tell|inform|let) (?:the |my |our )?(?:factory|warehouse|team|colleagues?|courier|manager|boss)(?: know)?\W*$"
    ),
}
# A promise that makes the buyer wait is one of news or of a deed on the matter.
_NEWS = {
    "zh": re.compile(
        "告诉|通知|联系|回(?:复|答|话|信|给)|答复|处理|解决|办|安排|催|跟进|查|问|想办法|给您(?:消息|结果|答案)|帮"
    ),
    "en": re.compile(
        r"\b(?:tell|let you know|get back|come back|write|contact|reply|answer|inform|update|handle|deal|care|sort|solve|fix|follow|call|look|find|arrange|work on|see to|do (?:my|our|everything)|as soon as)\b"
    ),
}
_SECRET = {
    "zh": re.compile(r"(?<!取件)(?<!设置)密码|验证码|开门码|门禁码|口令"),
    "en": re.compile(
        r"\b(?:password|passcode|pin(?: code| number)?|cvv|cvc|verification code|security code|door code|lock code|code (?:of|for|to) your (?:door|lock|house|home|flat|phone|card))\b"
    ),
}
_PRIVATE = {
    "zh": re.compile(
        "(?:我|我们)(?:的)?(?:私人|个人)(?:的)?(?:电话|手机|微信|号码|邮箱|账户|账号|卡)|私下(?:聊|谈|转|付|交易)"
    ),
    "en": re.compile(
        r"\bmy (?:own |private |personal )+(?:phone|number|account|e-?mail|chat|card)\b"
    ),
}
_WANTED = {
    "zh": re.compile(
        "告诉(?:我|一下)|发(?:给|来|一下|过来)|提供|给(?:我|一下)|写(?:给|一下)|说一下"
    ),
    "en": re.compile(r"\b(?:send|tell|give|share|write|type|provide|need|let me (?:have|know))\b"),
}
_PERSONAL = {
    "zh": re.compile(
        "结婚|男朋友|女朋友|多大(?:了|年纪|岁数)|几岁|年龄|工资|收入|宗教|有(?:没有)?孩子吗|做什么工作|长得|漂亮吗"
    ),
    "en": re.compile(
        r"married|boyfriend|girlfriend|how old are you|your age|salary|religion|what do you do for a living|"
        r"do you have (?:kids|children)|are you single"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stimulus:
    """Everything in a reply that moves the buyer."""

    understood: bool = True  # in the buyer's language
    acts: frozenset[str] = frozenset()
    answered: frozenset[str] = frozenset()  # question ids
    fitting: frozenset[str] = frozenset()  # questions that it answers for one who waits for that
    plainly: frozenset[str] = frozenset()  # that it answers even for one who has not asked yet
    besides: frozenset[str] = frozenset()  # those that it answers beside the one waited for
    asks: tuple[str, ...] = ()  # what the agent wants from the buyer
    offers: tuple[Offer, ...] = ()
    grants: bool = False  # says yes to what was asked for, without naming it
    refused: bool = False
    claims: bool = False  # says that something has been done
    done: tuple[ActionRecord, ...] = ()  # at the desk, since the buyer last heard
    secret: bool = False  # asks for a password or the like
    off_platform: bool = False
    hard_word: str | None = None
    stated: frozenset[str] = frozenset()  # desk paths that were said rightly
    wrong: bool = False  # says what the desk or the policy contradicts
    personal: bool = False  # asks about the buyer's life
    chatty: bool = False  # says much, and nothing of the case
    small_talk: bool = False  # talks of weather, food and the like
    invites: bool = False  # asks what the matter is
    later: bool = False  # promises something that is still to come
    silent: bool = False  # said nothing for a while

    @property
    def rude(self) -> bool:
        return bool(self.acts & {"rude", "blame"})

    @property
    def listening(self) -> bool:
        return bool(self.acts & _LISTENING)


def perceive(
    text: LearnerText,
    reading: Reading,
    *,
    scenario: Scenario,
    case: Case,
    lang: Lang,
    level: int,
    done: tuple[ActionRecord, ...] = (),
    alarms: frozenset[str] = frozenset(),
    heard: str = "",
) -> Stimulus:
    """The stimulus of one reply. `heard` is what has been said so far: no word of it is new to the
    buyer. `alarms` are the ids of checks that fired on it; the buyer reacts
    to a request for secrets, a move off the platform, blame, impatience and a flat refusal."""
    spoken = detect(text.raw, default=lang)
    reading = second_look(text, reading)
    wrong = bool(alarms & {"facts.wrong_value", "facts.policy_conflict"})
    proposed = still_to_do(offers(text, reading, scenario), case.actions)
    heard_out = telling(text, reading)
    facts = mentions(heard_out, text, case.desk)
    replied = frozenset(
        q.id for q in scenario.questions if answered(q, text, heard_out, case.desk, facts)
    )
    chats = small_talk(text)
    left = () if wrong else tuple(q for q in scenario.questions if q.id not in replied)
    clauses = said(text, heard_out) if left else ()
    waited = {q.id: expected(q, scenario, text.lang) for q in left}
    others = bool(replied)
    chances = {q: chance(w, clauses, text.lang, others=others) for q, w in waited.items()}
    # Who puts the buyer off answers only where it is plain.
    later = not replied and _comes_later(text, reading, lang)
    least = PLAIN if _PUTS_OFF & reading.acts else RATHER if later else LIKELY
    fitting = frozenset(q for q, likely in chances.items() if likely >= least)
    plain = frozenset(q for q, likely in chances.items() if likely >= PLAIN)
    helped = bool(proposed or replied or fitting or chats)
    loud = "politeness.impatience" in alarms
    stated = mentions(reading, text, case.desk)
    acts = _acts(text, reading, helped=helped, loud=loud)
    if not stated.isdisjoint(scenario.persona.misremembers) and _MAYBE.search(text.folded):
        acts.discard("blame")  # puts a wrong memory right, kindly
    faulted = _points(text) and _FAULT.search(text.folded) is not None
    if alarms & {"politeness.blame"} and faulted and not _relieved(text, reading):
        acts.add("blame")
    if _ACCUSES[text.lang].search(text.folded) or DOUBTS_BUYER[text.lang].search(text.folded):
        acts.add("blame")
    if not helped and _LESSONS[text.lang].search(text.folded):
        acts.add("blame")
    struck = any(_strikes(c, text) for c in reading.clauses)
    if alarms & {"politeness.impatience"} and (struck or not (proposed or replied)):
        acts.add("rude")
    return Stimulus(
        understood=spoken == lang,
        acts=frozenset(acts),
        answered=replied,
        fitting=fitting,
        plainly=plain,
        besides=frozenset(q for q, w in waited.items() if names_payer(w, clauses)),
        asks=asks(text, reading, scenario),
        offers=proposed,
        grants=not proposed and grants(reading, simplified(text), text.lang),
        refused="refuse" in acts or "politeness.blunt_refusal" in alarms,
        claims=any(
            "promise" in c.acts and REPORTS[lang].search(c.span.of(text.folded))
            for c in reading.clauses
        ),
        done=done,
        secret="compliance.sensitive_data" in alarms or _asks_secret(text, reading),
        off_platform="compliance.off_platform" in alarms or _goes_private(text, reading),
        hard_word=_hard_word(text, reading, lang, level, heard + _own_words(scenario, lang)),
        stated=stated,
        wrong=wrong,
        personal=_PERSONAL[lang].search(text.folded) is not None,
        chatty=len(text.tokens) >= _CHATTY,
        small_talk=chats,
        invites=invites(text),
        later=later,
    )


def agreed_price(scenario: Scenario, stimulus: Stimulus, reply: BuyerReply) -> Decimal | None:
    """The price of a repair that the buyer has just agreed to: one that the reply named, that is not
    more than the buyer would pay, and that the buyer did not turn down. None when there is none."""
    limits = [want.accepts.get("repair") for want in scenario.wants]
    most = max((limit for limit in limits if limit is not None), default=None)
    policy = scenario.desk.policy
    named = [o.amount for o in stimulus.offers if o.remedy == "repair" and o.amount is not None]
    if not named and policy is not None and "policy.repair_price" in stimulus.stated:
        named = [price for price in (policy.repair_price,) if price is not None]
    if most is None or not named or reply.done or reply.act.startswith(_TURNS_DOWN):
        return None
    return named[-1] if named[-1] <= most else None


def _acts(text: LearnerText, reading: Reading, *, helped: bool, loud: bool) -> set[str]:
    """The acts of the reply. Nobody feels blamed by a clause that does not speak of them or that
    takes the blame from them, nor hurt by a stray word beside help; "I see how that feels" and "we
    do not check that" promise no look."""
    acts = set(reading.acts)
    lang = text.lang
    if all("empathise" in c.acts for c in reading.clauses if "check" in c.acts):
        acts.discard("check")
    if "blame" in acts and not any(_blames(c, text) for c in reading.clauses):
        acts.discard("blame")
    if "blame" in acts and "blame" not in _rule_acts(text) and not _FAULT.search(text.folded):
        acts.discard("blame")
    if "empathise" in acts and all(_only_soothes(c, text) for c in reading.clauses):
        acts.discard("empathise")
        acts.add("soothe")
    # What only the network takes for rude is let pass, unless it speaks of the buyer's doings.
    struck = any(_strikes(c, text) for c in reading.clauses)
    unsure = not loud and "rude" not in _rule_acts(text)
    reminds = all(_reminds(c, text) for c in reading.clauses if "rude" in c.acts)
    if "rude" in acts and (reminds or (not struck and (helped or unsure))):
        acts = {"inform"} if acts == {"rude"} else acts - {"rude"}
    if "empathise" in acts and helped and not _feels_with(text, reading):
        acts.discard("empathise")
    if _STALLS[lang].search(text.folded) and not helped:
        acts.add("wait")
    return acts


def _feels_with(text: LearnerText, reading: Reading) -> bool:
    """Whether the rules, too, find a clause that shows understanding and does not merely soothe."""
    stretches, found = by_rules(simplified(text), text.lang)
    felt = [s.span for s, acts in zip(stretches, found, strict=True) if "empathise" in acts]
    return any(c.span in felt and not _only_soothes(c, text) for c in reading.clauses) or not {
        c.span for c in reading.clauses
    }.issuperset(felt)


def _only_soothes(clause: Clause, text: LearnerText) -> bool:
    words = clause.span.of(text.folded)
    return "empathise" not in clause.acts or (
        SOOTHES.search(words) is not None and _FEELING.search(words) is None
    )


def _rule_acts(text: LearnerText) -> set[str]:
    _, found = by_rules(simplified(text), text.lang)
    return {act for acts in found for act in acts}


def _reminds(clause: Clause, text: LearnerText) -> bool:
    return _REMINDS.search(clause.span.of(text.folded)) is not None


def _strikes(clause: Clause, text: LearnerText) -> bool:
    """A rude clause that speaks of the buyer, and names no sum."""
    words = clause.span.of(text.folded)
    bears = payer(words, text.lang)
    if "rude" not in clause.acts or _reminds(clause, text) or bears == "shop":
        return False
    if bears == "buyer" and "rude" not in _rule_acts(text):
        return False  # says who pays
    if any(slot.kind == "amount" for slot in clause.slots):
        return False
    if clause.question or words.endswith(
        ("吧", "啊", "呀")
    ):  # advice, a guess, a friendly question
        return "rude" in _rule_acts(text)
    return re.search(r"[您你](?!的)|\byou\b", words) is not None


def _blames(clause: Clause, text: LearnerText) -> bool:
    words = clause.span.of(text.folded)
    if "blame" not in clause.acts or _RELIEVES[text.lang].search(words):
        return False
    return _YOU.search(words) is not None or _WHOSE_FAULT.search(words) is not None


def _points(text: LearnerText) -> bool:
    """Whether the reply speaks of the buyer at all, or asks whose fault it is."""
    return any(p.search(text.folded) is not None for p in (_YOU, _WHOSE_FAULT))


def _relieved(text: LearnerText, reading: Reading) -> bool:
    """Whether every clause that sounds like blame frees the buyer of something."""
    sounding = [c for c in reading.clauses if "blame" in c.acts]
    return bool(sounding) and not any(_blames(c, text) for c in sounding)


def _asks_secret(text: LearnerText, reading: Reading) -> bool:
    """Whether a code or password of the buyer's is asked for, of whatever kind."""
    for clause in reading.clauses:
        words = clause.span.of(text.folded)
        wanted = _SECRET[text.lang].search(words) is not None and not clause.negated
        if wanted and (clause.question or _WANTED[text.lang].search(words)):
            return True
    return False


def _goes_private(text: LearnerText, reading: Reading) -> bool:
    """Whether the buyer is led to somebody's private number or account."""
    return any(
        not c.negated and _PRIVATE[text.lang].search(c.span.of(text.folded))
        for c in reading.clauses
    )


def _comes_later(text: LearnerText, reading: Reading, lang: Lang) -> bool:
    for clause in reading.clauses:
        words = clause.span.of(text.folded)
        if clause.question or REPORTS[lang].search(words):
            continue
        news = _NEWS[lang].search(words) is not None
        kept = "promise" in clause.acts and not clause.negated and news
        if kept or consults(clause, words, lang):
            return True
    return False


def _own_words(scenario: Scenario, lang: Lang) -> str:
    """What this buyer can say: none of it needs explaining."""
    return "".join(line.text for line in scenario.lines if line.lang == lang)


def _hard_word(
    text: LearnerText, reading: Reading, lang: Lang, level: int, heard: str
) -> str | None:
    """The hardest word that is well above the buyer's band and was not used before, unless its
    characters give it away. A term of the trade on no list counts as hard; nobody asks what a
    greeting or an apology means."""
    if lang != "zh":
        return None
    limit = level + _BEYOND_LEVEL
    formulas = [c.span for c in reading.clauses if set(c.acts) & _FORMULAS]
    bands = {
        token: _UNLISTED if token.kind == "trade_term" and token.level is None else token.level or 0
        for token in text.tokens
        if token.kind in ("listed", "trade_term")
        and token.text not in heard
        and not any(span.contains(token.span) for span in formulas)
        and token.text not in _SMALL_WORDS | _SHOP_WORDS
        and not _transparent(token.text, limit, text.standard)
    }
    hard = [token for token, band in bands.items() if band >= limit]
    return max(hard, key=lambda t: (bands[t], -t.span.start)).text if hard else None


def _transparent(term: str, limit: int, standard: Standard) -> bool:
    return all(0 < (lookup(char, standard) or 0) < limit for char in term)
