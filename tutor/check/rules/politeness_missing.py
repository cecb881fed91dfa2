"""politeness.*_missing: what a reply of this place in the conversation should have said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.check.pieces import buyer_before, buyer_of, has_apologised, plain
from tutor.check.rule import Bad, Good, Hit, Rule
from tutor.domain import OMISSION, Bilingual, Context, LearnerText, Reading, Utterance

_GREETING = re.compile(
    r"[您你]们?好|大家好|早上好|上午好|中午好|下午好|晚上好|早安|欢迎|^亲|[，。！]亲[，,]|亲爱的|尊敬的|哈[喽啰]|^嗨"
    r"|\b(?:hello|hi|hey|hiya|heya|howdy|yo|dear|good (?:morning|afternoon|evening|day)|greetings|welcome)\b"
)
_CLOSING = re.compile(
    r"谢|祝|再见|拜拜|愉快|晚安|欢迎(?:您|你)?(?:再次|下次|再来|随时)|随时|期待|商祺|不客气|辛苦(?:您|你)了|敬上"
    r"|\b(?:thank|thanks|bye|goodbye|regards|sincerely|faithfully|have a|take care|wish|welcome|best|cheers|np|good luck|happy (?:birthday|holidays|new year|easter)|merry|no problem|no worries|not at all|see you|enjoy|forward to|any ?time|pleasure)\b"
)
_INVITES = re.compile(
    r"\b(?:help|questions?|contact|write|message|anything|reach|again|soon|forward|call|let (?:me|us) know|feel free|here for|visit|in touch|hesitate|serve|serving)\b"
)
_ACKNOWLEDGED = re.compile(
    r"让(?:您|你)(?:这么|那么|很|非常|感到|如此|白|一直|久)?.{0,4}(?:着急|担心|失望|生气|不愉快|不开心|不高兴|难过|受累|辛苦|操心|不满|委屈|为难)"
    r"|(?:理解|体谅|明白|懂|体会).{0,8}(?:您|你|心情|感受|着急|生气|失望|不满|焦急|担心)|(?:您|你).{0,6}(?:心情|感受).{0,6}(?:理解|明白|体会)"
    r"|换(?:成|做|作)?(?:是)?(?:我|谁)|谁(?:遇到|碰到|都)|确实(?:很|挺|太|不应该|让人|令人)|(?:别|不要|不用|请勿)(?:太|再)?(?:着急|生气|担心)|消消气|息怒|(?:您|你)(?:一定|肯定)(?:很|非常|等|觉得|特别)"
    # any feeling that the reply names is acknowledged
    r"|不安|过意不去|让(?:您|你)(?:觉得|感到|感觉)|失望|着急|焦急|难过|生气|不满|扫兴|糟心|闹心|心疼|委屈|难受|不好受|担心|担忧|不愉快|不开心|不高兴|气愤|郁闷|烦恼|寒心|糟糕的?(?:体验|感受|经历)|(?:不好|很差|糟糕|不愉快)的(?:体验|感受|购物|印象)|难免|可以理解|情有可原|难怪|怪不得|辜负|不容易|久等|等(?:了|得)?(?:这么|那么|太|很)久|确实(?:是)?(?:我们|太)|(?:您|你)说得(?:很|都)?对|谁都|换(?:了)?谁|心情|感受|感同身受|急用|白跑|受累"
    # what the trouble cost, and whether anybody was hurt, is seen as well
    r"|(?<![不没])(?<!不会)(?:影响|耽误|打乱|扫)(?:了|到)?(?:您|你)|白(?:高兴|等|忙|期待|盼)|空欢喜|泡汤|(?:这回|这次)?又(?:给|让)(?:您|你)|添(?:了)?(?:这么|那么|很|好|不少|许)多?的?(?:麻烦|堵)"
    r"|(?:没|没有|有没有|是不是|是否)(?:把[^，。]{1,4})?(?:受|伤|划|割|烫|扎|磕|吓|过敏|碰|砸|摔)(?:到|着|伤|破|了|您|你|手|孩子|人|惊){0,3}(?:吧|吗|呢|没有)?|(?:人|手|孩子|宝宝|老人|您|你|家里|家人)(?:都|现在|身体)?(?:没事|还好|不要紧|好些|好点)"
    r"|\bunderstand\b|\b(?:i|we) know (?:how|that|it|a|waiting|this|you)\b|\bsorry to (?:hear|learn|read|see)\b|\boh no\b|\bfrustrat|\bupset|\bdisappoint|\bannoying\b|\bworr(?:y|ied|ying)\b|\bmust (?:be|feel|have been)\b|\bi (?:would|'d) (?:be|feel)\b|\bfeel\b|\bunacceptable\b|\byou(?:'re| are) right\b|\bhow you\b|\bstress|\bfurious\b|\bangry\b|\banger\b|\bunhappy\b|\bsad\b|\bangr|\bpatience with us\b|\bbeen through\b|\bhard (?:to wait|for you)\b|\btough\b|\bnot what (?:anyone|you) (?:wants?|expect\w*|hoped)\b|\bdeserve|\bempath|\bpainful\b|\bunpleasant\b|\binconvenien"
    # what a moment for it, how bad it is, what nobody should have to bear
    r"|\bwhat an? (?:\w+ )?(?:terrible|awful|horrible|bad|nasty|rotten|sad|unlucky|unfortunate|shock|shame|pity|mess|blow|let-?down|start|moment|time)\b|\b(?:worse|worst|bad|terrible|awful) (?:time|timing|moment|luck)\b|\bhow (?:awful|terrible|horrible|sad|unfortunate|maddening|unlucky)\b"
    r"|\b(?:nobody|no one) (?:should|wants? to|likes? to|deserves? to)\b|\bnot (?:how|the way) (?:an?|your|the|any|such a) (?:\w+ )?\w+ should\b|\b(?:far|much) too long\b|\bhow much (?:this|it|that|the \w+) (?:\w+ )?(?:matter\w*|mean\w*|meant)\b"
    r"|\b(?:right|just|shortly|so close|the (?:day|night|week)) (?:before|to) (?:your|her|his|the) (?:\w+ )?(?:concert|wedding|birthday|party|trip|holidays?|exams?|recital|event|big day|guests|match|race|show|interview)\b"
)


# A reply in the wrong language is sorry all the same.
_SORRY = re.compile(
    r"\b(?:we|i)(?:'m| am|'re| are)?(?: (?!not)\w+)? (?:sorry|apologi[sz]e)\b", re.IGNORECASE
)


# 抱歉 at the head of a clause, whatever follows it; 不好意思 too.
_SORRY_ZH = re.compile(
    r"(?:^|[，。！!,.；;～~哦呀])(?:亲|您好|你好|真的?是?|实在|非常|很|十分|万分|太|特别|首先|先|那)*(?:抱歉|对不起|对不住|不好意思)(?!的事|的话)"
)


# A sum that the buyer wonders about, and a reply that shows it to be right.
_A_SUM_EN = re.compile(
    r"\b(?:charg\w+|pa(?:id|y|yments?)|prices?|invoices?|totals?|bill\w*|amounts?|sums?|took)\b|[$€£]"
)
_SUM_IS_RIGHT_EN = re.compile(
    r"\b(?:both|they|all|figures|sums|amounts|numbers|that|which|it|this|amount|total|sum|invoice|price)(?: of \S+)? (?:is|are|was|were) (?:both |all |indeed |the )?(?:correct|right)\b"
    r"|\b(?:bank|card company|issuer|paypal)(?:'s)? (?:\w+ )?(?:fees?|charges?|rate|add(?:s|ed)|reserv\w+|conver\w+)|\bexchange rate\b|\bpre-?authori[sz]ation\b|\b(?:only|just) (?:a |one )?(?:reservation|pending|hold)\b"
    r"|\b(?:other|rest|difference|extra|remaining)\b[^.!?]{0,16}\b(?:is|are|was|were|covers?)\b[^.!?]{0,12}\b(?:postage|shipping|delivery|freight|vat|tax|dut(?:y|ies)|fees?|insurance)\b"
    r"|\bwe (?:have )?(?:only )?charged (?:you )?(?:only )?once\b|\b(?:only )?charged (?:your card )?once\b|\b(?:before|includ\w+|plus|without) (?:the )?(?:\d+ ?% )?(?:vat|tax|shipping|postage)\b"
)
_BROKEN_EN = re.compile(
    r"\b(?:broke\w*|damag\w+|missing|crack\w*|torn|leak\w*|faulty|defect\w*|scratch\w*|wrong (?!amount|sum|price|total|invoice))\b"
)


# It works now, and the buyer says thank you: what was the matter is no longer.
_SOLVED = re.compile(
    r"(?:亮|好|修好|装好|弄好|弄懂|会用|能用|可以用|用上|找到|解决|恢复|连上|打开|正常|懂|明白|行|没问题|退|到账)了"
    r"|\b(?:it|that|they|everything|all|lamp|light|app|code|link|both)(?:'s|'re| is| are)? (?:\w+ )?(?:works?|worked|working|fixed|solved|sorted|fine|ok|okay|good) ?(?:now|again|perfectly)?\b|\b(?:fixed|found|solved|sorted) (?:it|them|out)\b|\bno longer a problem\b",
    re.IGNORECASE,
)


def _explains_sum(reply: str, buyer: str) -> bool:
    """Whether the buyer wonders about a sum alone, and the reply says that it is right and why."""
    asked = buyer.lower()
    return (
        _A_SUM_EN.search(asked) is not None
        and _SUM_IS_RIGHT_EN.search(reply) is not None
        and _BROKEN_EN.search(asked) is None
    )


def _greeting(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    if context.position != "first" or any(said.role == "agent" for said in context.history):
        return
    if "greet" not in reading.acts and not _GREETING.search(plain(text)):
        yield Hit(span=OMISSION, suggestion="您好！" if text.lang == "zh" else "Hello! ")


# May the lamp shine for many years: a wish of any kind closes; May I, and what may be, does not.
_WISHES_EN = re.compile(
    r"(?:^|[.!?,] )may (?:the|your|you|it|this|these|they|god|allah|every|all|he|she)\b(?! (?:have|be) (?:asked|charged|received|seen|noticed))[^.!?]*(?:[.!]|$)"
    r"|\b(?:i|we) hope (?:that )?(?:the|your|it|they|you|he|she|this|these)\b[^.!?]{0,30}\b(?:serves?|likes?|loves?|brings? you|keeps? you|lasts? you|suits? you|makes? you|gives? you|fits? you)\b"
    r"|\bhappy (?!to\b|with\b|that\b|about\b)\w+ing\b|\bsafe (?:travels?|trip|journey|flight|drive)\b|\bbreak a leg\b"
)


def _closing(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    if context.position != "last" or reading.acts & {"thank", "close"}:
        return
    if "relationship" in reading.acts and (text.lang == "zh" or _INVITES.search(plain(text))):
        return
    if text.lang == "en" and _WISHES_EN.search(plain(text)):
        return
    if not _CLOSING.search(plain(text)):
        zh = text.lang == "zh"
        yield Hit(
            span=OMISSION,
            suggestion="谢谢您的信任，祝您生活愉快！" if zh else " Thank you, and have a nice day!",
        )


def _apology(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    buyer = buyer_of(context)
    if buyer is None or "apologise" in reading.acts or has_apologised(context):
        return
    if text.lang == "zh" and (_SORRY.search(text.raw) or _SORRY_ZH.search(plain(text))):
        return
    if buyer.thanks and not buyer.fault and _SOLVED.search(context.buyer or ""):
        return
    if text.lang == "en" and _explains_sum(plain(text), context.buyer or ""):
        return
    if buyer.fault or any(said.fault for said in buyer_before(context)):
        zh = text.lang == "zh"
        yield Hit(
            span=OMISSION,
            suggestion="非常抱歉，出现了这样的问题。"
            if zh
            else "I am very sorry about this problem. ",
        )


def _empathy(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    buyer = buyer_of(context)
    if buyer is None or not buyer.upset or "empathise" in reading.acts:
        return
    if not _ACKNOWLEDGED.search(plain(text)):
        zh = text.lang == "zh"
        yield Hit(
            span=OMISSION,
            suggestion="我非常理解您的心情。"
            if zh
            else "I understand how upsetting this must be. ",
        )


_SOURCE = "COPC 客户体验标准；《客户服务管理师》国家职业技能标准"

RULES: tuple[Rule, ...] = (
    Rule(
        id="politeness.greeting_missing.first",
        check="politeness.greeting_missing",
        langs=("zh", "en"),
        severity="warning",
        message=Bilingual(
            zh="这是第一条回复，可是没有问候顾客。",
            en="This is the first reply, but it does not greet the buyer.",
        ),
        why=Bilingual(
            zh="先问好，顾客就知道有人在认真听；可以在最前面加上“{suggestion}”。",
            en="A greeting shows that a person is there and listening; you can begin with “{suggestion}”.",
        ),
        source=_SOURCE,
        good=(
            Good("亲，您的包裹今天已经寄出了。", position="first"),
            Good("已经帮您查到了，包裹在路上。", position="middle"),
            Good("Hi Anna, your parcel left our warehouse today.", lang="en", position="first"),
        ),
        bad=(
            Bad("我帮您查一下物流。", position="first", suggestion="您好！"),
            Bad(
                "Your parcel left our warehouse today.",
                lang="en",
                position="first",
                suggestion="Hello! ",
            ),
        ),
        find=_greeting,
    ),
    Rule(
        id="politeness.apology_missing.our_fault",
        check="politeness.apology_missing",
        langs=("zh", "en"),
        severity="warning",
        message=Bilingual(
            zh="顾客遇到了问题，可是到现在还没有人道歉。",
            en="The buyer reports a problem, and nobody has said sorry yet.",
        ),
        why=Bilingual(
            zh="先道歉，顾客才愿意听办法；可以在前面加上“{suggestion}”。",
            en="Buyers listen to a solution only after an apology; you can begin with “{suggestion}”.",
        ),
        source=_SOURCE,
        good=(
            Good("可以的，已经改成一件了。", buyer="我昨天买了两件，发货以前能改成一件吗？"),
            Good("非常抱歉，杯子碎了是我们的问题，我马上给您补发。", buyer="我收到的杯子是碎的。"),
            Good(
                "我马上给您补发一个新的。",
                buyer="好的，那你们怎么处理？",
                history=(
                    Utterance(role="buyer", text="我收到的杯子是碎的。", lang="zh"),
                    Utterance(role="agent", text="真的很抱歉，请您发一张照片给我。", lang="zh"),
                ),
            ),
            Good("这个颜色有货，今天就可以发货。", buyer="这款有蓝色的吗？"),
            Good("摔坏的可以付费维修。", buyer="是我自己摔坏的，能修吗？"),
        ),
        bad=(
            Bad(
                "我马上给您补发一个新的。",
                buyer="我收到的杯子是碎的。",
                suggestion="非常抱歉，出现了这样的问题。",
            ),
            Bad(
                "我马上给您换一双。",
                buyer="鞋子一只大一只小。",
                suggestion="非常抱歉，出现了这样的问题。",
            ),
            Bad(
                "We will send you a new one today.",
                lang="en",
                buyer="The cup arrived broken.",
                suggestion="I am very sorry about this problem. ",
            ),
        ),
        find=_apology,
    ),
    Rule(
        id="politeness.empathy_missing.upset_buyer",
        check="politeness.empathy_missing",
        langs=("zh", "en"),
        severity="hint",
        message=Bilingual(
            zh="顾客很不高兴，回复里还没有表示理解。",
            en="The buyer is upset, and the reply does not show that you understand.",
        ),
        why=Bilingual(
            zh="顾客觉得自己被理解，才会安静下来；可以加上“{suggestion}”。",
            en="People calm down when they feel understood; you can begin with “{suggestion}”.",
        ),
        source=_SOURCE,
        good=(
            Good("谢谢您喜欢，今天下单明天发。", buyer="太好看了吧！我要下单了！"),
            Good(
                "I'm sorry to hear that. We will send a new one today.",
                lang="en",
                buyer="It broke! This is unacceptable!",
            ),
            Good(
                "我非常理解您的心情，我马上帮您联系快递公司。",
                buyer="太慢了！都三个星期了，气死我了！",
            ),
            Good("您的包裹现在在清关，预计后天可以送到。", buyer="请问我的包裹到哪儿了？"),
        ),
        bad=(
            Bad(
                "我马上帮您联系快递公司。",
                buyer="太慢了！都三个星期了，气死我了！",
                suggestion="我非常理解您的心情。",
            ),
            Bad(
                "We will contact the carrier today.",
                lang="en",
                buyer="Three weeks and still nothing! This is unacceptable!",
                suggestion="I understand how upsetting this must be. ",
            ),
        ),
        find=_empathy,
    ),
    Rule(
        id="politeness.closing_missing.last",
        check="politeness.closing_missing",
        langs=("zh", "en"),
        severity="hint",
        message=Bilingual(
            zh="这是最后一条回复，可是没有感谢，也没有告别。",
            en="This is the last reply, but it neither thanks the buyer nor says goodbye.",
        ),
        why=Bilingual(
            zh="好的结尾让顾客愿意再来；可以在最后加上“{suggestion}”。",
            en="A friendly ending brings buyers back; you can end with “{suggestion}”.",
        ),
        source=_SOURCE,
        good=(
            Good("退款已经办好了，感谢您的理解，祝您生活愉快！", position="last"),
            Good(
                "The refund is on its way. Thank you for your patience!", lang="en", position="last"
            ),
        ),
        bad=(
            Bad("退款已经办好了。", position="last", suggestion="谢谢您的信任，祝您生活愉快！"),
            Bad(
                "The refund is on its way.",
                lang="en",
                position="last",
                suggestion=" Thank you, and have a nice day!",
            ),
        ),
        find=_closing,
    ),
)
