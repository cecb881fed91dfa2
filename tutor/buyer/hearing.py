"""What a buyer in this case hears that is asked for.

Understanding names acts of any reply; the buyer also knows what the talk is about, and takes "which
size?" for a question about the size.
"""

from __future__ import annotations

import re

from tutor.buyer.meaning import asked
from tutor.buyer.offering import OURS, proposes, remedies_in
from tutor.buyer.short_offers import TAG
from tutor.domain import Clause, Lang, LearnerText, Reading, Scenario
from tutor.understand.read import simplified

_ASKS = {
    "ask_order": ("order_id",),
    "ask_photo": ("photo", "video"),
    "ask_address": ("address",),
    "ask_preference": ("preference",),
    "ask_detail": ("detail",),
}
# To be shown the goods; to see what the record says is a look of our own.
_LET_ME_SEE = r"\blet (?:me|us) see (?:the|a|it|them|your)\b(?!.{0,30}\b(?:number|order|records?|system|status|tracking|history|details?|plan|schedule|calendar|list|stock|what|if|why|how|where)\b)"
# What a question is about, whatever kind of question it was taken for.
_ABOUT: dict[str, dict[Lang, re.Pattern[str]]] = {
    "photo": {
        "zh": re.compile(
            r"照片|图片|拍(?:一?[下张个]|照|给|了|清楚|出来)|截图|发.{0,3}图|看.{0,10}(?:什么样|样子)"
        ),
        "en": re.compile(
            r"\b(?:photo\w*|pictures?|pics?|images?|screenshots?|scan)\b|\bshow (?:me|us)\b"
            r"|\b(?:may|can|could) (?:i|we) (?:please )?(?:see|look at|have a look|take a look)\b(?!.{0,30}\b(?:number|order|what|if)\b)"
            + rf"|{_LET_ME_SEE}",
            re.I,
        ),
    },
    "email": {
        "zh": re.compile(r"邮箱|电子邮件地址|(?:注册|用).{0,4}邮件"),
        "en": re.compile(r"\be-?mail (?:address|account)\b|\bwhich e-?mail\b", re.I),
    },
    "phone": {
        "zh": re.compile(r"电话(?:号码|是)|手机号|联系方式"),
        "en": re.compile(r"\b(?:phone|mobile|contact) (?:number|no)\b", re.I),
    },
    "address": {
        "zh": re.compile(
            r"地址|(?:寄|送|发)(?:到|去)(?:哪|什么地方)|住(?:在)?(?:哪|什么地方)|去(?:哪|什么地方).{0,4}[拿取收接]"
        ),
        "en": re.compile(
            r"(?<!mail )\baddress\b|\bwhere (?:should|shall|can|do|would|could) .{0,30}\b(?:deliver|send|ship|collect|pick)|\bwhere\b.{0,40}\b(?:live|lives|living|stays?)\b|\bwhere\b.{0,20}\byour\b.{0,10}\b(?:house|home|flat|office|shop)\b",
            re.I,
        ),
    },
    "size": {
        "zh": re.compile(r"多大(?:的|号|码)|几号|(?:什么|多大|哪个)尺[码寸]|穿多大|尺[码寸]是"),
        "en": re.compile(r"\b(?:what|which) size\b|\bsize do you\b", re.I),
    },
    "order_id": {
        "zh": re.compile(r"订单(?:编?号|号码)|单号|哪(?:一?个|张)订单"),
        "en": re.compile(
            r"\border (?:number|id|no)\b|\bnumber of (?:your|the) order\b|\bwhich order\b", re.I
        ),
    },
    "preference": {
        "zh": re.compile(
            r"(?:还是|或者).{0,8}(?:退|换|补|寄|券|钱|款|优惠|修)|哪(?:一)?(?:种|个)(?:办法|方案|方式|处理|好|更好|合适)|(?:希望|想要?)(?:我们)?(?:怎么|如何|怎样)(?:处理|解决|做|办)"
        ),
        "en": re.compile(
            r"\b(?:prefer|rather|like better)\b|\b(?:what|which)(?: one| of them)? (?:is|would be|suits|works) (?:better|best|you|for you)\b|\bwhat would you like (?:us|me)\b|\bhow would you like (?:us|me|it|this)\b"
            r"|\b(?:new|refund|replacement|exchange|voucher|coupon|cash|money|credit|return)\b[^.?]{0,30}\bor\b[^.?]{0,30}\b(?:new|refund|replacement|exchange|voucher|coupon|cash|money|credit|return)\b",
            re.I,
        ),
    },
}
# What a question must speak of to be one for the order or for an address.
_NAMED: dict[str, dict[Lang, re.Pattern[str]]] = {
    "ask_order": {
        "zh": re.compile("订单|单号|编号|号码|单子|哪(?:一)?单"),
        "en": re.compile(
            r"\border\b|(?<!tax )(?<!phone )(?<!card )(?<!account )(?<!tracking )\bnumber\b|\bno\b|\bid\b|\bcode\b|\breference\b",
            re.I,
        ),
    },
    "ask_address": {
        "zh": re.compile("地址|哪|门牌|邮编|收件|街|路|什么地方"),
        "en": re.compile(
            r"\bwhere\b|\baddress\b|\bstreet\b|\bzip\b|\bpost ?code\b|\bliving?\b|\blocat", re.I
        ),
    },
}
# What has to be there before we do something is asked for.
_FIRST_NEEDS: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(
        r"(?<!不)(?:看到?|收到|有|要|先|需要|得|没有?).{0,8}(?:照片|图片|视频|截图).{0,8}(?:才|就能|再|不能|没法|没办法)|(?<!不)(?:得|要|需要)先.{0,8}(?:照片|图片|视频|截图)"
    ),
    "en": re.compile(
        r"\b(?:unless|until|without|after|once|only if|only with|as soon as|need|must (?:first )?(?:see|have))\b.{0,30}\b(?:photo|picture|video|image)s?\b",
        re.I,
    ),
}
# After these "the number" is not that of the order.
_OTHER_NUMBER: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(r"税号|身份证号|护照号|电话号|手机号|海关编码|卡号"),
    "en": re.compile(
        r"\b(?:tax|phone|id|passport|card|hs|account|tracking)[ -](?:number|code|no)\b", re.I
    ),
}
_ORDER = ("preference", "photo", "email", "phone", "size", "address", "order_id")
# Words by which a request hands the next step to the buyer, whoever it was taken for.
_HANDS_OVER = {
    "zh": re.compile(
        r"^让我们?看.{0,10}(?:什么样|样子)|^(?!.*我们?(?:会|已|给|把|来)).*(?:发(?:过来|给我|来|一)|拍(?:一?[下张个])|提供|写一下|告诉我|留一下)"
    ),
    "en": re.compile(
        rf"^(?:please |just |kindly )?(?:send|share|take|give|tell(?! you)|attach|forward)\b|{_LET_ME_SEE}",
        re.I,
    ),
}
_NEEDLESS = re.compile(r"不(?:用|需要|必|要)|(?:\bnot|n't|\bno) (?:\w+ )?need\b")
_WISH = {
    "zh": re.compile("想|要|希望|喜欢|愿意|哪(?:一)?[种个]|怎么|选"),
    "en": re.compile(
        r"\b(?:want|wish|like|would|prefer|need|choose|choice|option|suits?|which)\b", re.I
    ),
}
# A request that is no question names what should be handed over.
_REQUESTS = {
    "zh": re.compile(
        r"发|提供|告诉|说(?:一|说|明)|写|拍|给(?:我|一下)|描述|报(?:一下|给)|留(?:一)?下"
    ),
    "en": re.compile(
        r"\b(?:send|tell|give|show|forward|write)(?: (?:it|them))?(?: to)? (?:me|us)\b|\bplease\b.{0,24}\b(?:send|tell|give|provide|share|show|describe|forward|confirm|write|attach)\b"
        r"|\b(?:provide|share|describe|attach|let me (?:know|see|have)|need|may i|could i|can i)\b",
        re.I,
    ),
}
_HELP = {
    "zh": re.compile(
        r"(?:什么|哪些).{0,6}(?:可以|能|需要).{0,4}帮|帮(?:您|你)(?:什么|做什么)|能帮(?:到)?(?:您|你)|(?:还有|没有?).{0,6}(?:问题|需要)了?[吗吧]|(?:清楚|明白|懂)了?(?:吗|吧|没有?)$"
    ),
    "en": re.compile(
        r"\b(?:anything|what|how)\b.{0,12}\b(?:(?:can|may|could) (?:i|we)|(?:i|we) (?:can|could|may)) (?:do|help|assist)|\bhelp you with\b|\banything else\b|\b(?:any|no) (?:other|more|further) questions?\b|\bis that all\b|\b(?:is|are) (?:everything|all|that|this|it|things|you) (?:now )?(?:clear|understood|settled|okay now)\b",
        re.I,
    ),
}
# A guess put as a question wants nothing from the buyer.
_GUESS = {
    "zh": re.compile("^(?:可能|大概|也许|应该|或者)(?!.*(?:什么|哪|怎么|您|你))"),
    "en": re.compile(r"^(?:or |and )?(?:maybe|perhaps|probably|possibly)\b(?!.*\byou)", re.I),
}
# Whether the buyer may have got it wrong is a reproach and asks for nothing.
DOUBTS_BUYER = {
    "zh": re.compile(
        r"(?:是不是|会不会|难道|不会是).{0,3}(?:您|你).{0,14}(?:[记看弄搞点填听算选买写放]错|忘|没看|没有?(?:好好|仔细)|[弄摔碰打压掉用搞](?:坏|碎|破|丢|脏))|(?:您|你)(?:是不是|会不会|不会是).{0,6}(?:[记看弄搞点填听算选买写放]错|忘|没看|没有?(?:好好|仔细)|[弄摔碰打压掉用搞](?:坏|碎|破|丢|脏))"
    ),
    "en": re.compile(
        r"\b(?:are you sure|did you (?:maybe|perhaps|not)|could you have|maybe you|perhaps you|have you not|didn't you|isn't it that you)\b.{0,40}\b(?:wrong|mistake\w*|forg[eo]t\w*|misread|overlook\w*|lost|broke\w*|dropped|yourself)\b"
    ),
}
# Part of what the other said, said again with a question mark.
_ECHO = {
    "zh": re.compile(r"^[^什么哪怎几多谁吗呢您你]{1,4}$"),
    "en": re.compile(
        r"^(?!(?:what|which|where|when|who|why|how|size|colou?r|order|name|address|photo)\b)\W*\w+(?: (?:euros?|dollars?|days?|per cent|percent|\w+))?\W*$"
    ),
}
_SMALL_TALK = {
    "zh": re.compile(
        r"天气|(?:热|冷)不(?:热|冷)|下雪|电影|电视剧|音乐|唱歌|足球|篮球|运动会|爱好|风景|旅游|旅行(?!箱|包)|好玩|周末|假期您|喜欢(?:吃|喝|看|听|什么)|好吃|中国菜|明星|聊(?:聊天|一聊)|学中文|星座"
    ),
    "en": re.compile(
        r"\bweather\b|\bsunny\b|\bfilms?\b|\bmovies?\b|\bmusic\b|\bfootball\b|\bbasketball\b|\bhobb\w+|\bweekends?\b|\bscenery\b|\bbeautiful (?:city|country|place)\b|\b(?:city|country) is (?:so |very )?beautiful\b|\b(?:city|country)\b.{0,12}\bis!"
        r"|\bvisit\b.{0,24}\bone day\b|\bpeople eat\b|\bfavou?rite (?:food|team|colou?r|singer)\b|\blike chinese food\b|\bpets?\b|\blikes? to (?:sing|dance|draw|paint|swim|cook|read)\b|\btravel(?:led|ling)? to\b",
        re.I,
    ),
}
# What we want to find out ourselves.
_OUR_OWN: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(r"^(?:看看?|查查?|问问?|确认)(?!.*[您你])(?:一下)?.{2,}"),
    "en": re.compile(r"^(?:if|whether)\b(?!.*\byou)"),
}
# A question about what the buyer does or did, whatever it was taken for.
_OF_BUYER: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(
        r"^(?:请问|那)?[，,]?[您你](?:的|家|们)?(?:以前|平时|那边|那里|现在)?(?!看|觉得|说|放心).{0,6}(?:什么|哪|几|多少|多久|怎么(?!样))"
    ),
    "en": re.compile(
        r"^(?:and |so |then )?(?:what|which|when|where|how (?:long|often|many|do|did|old|big))\b.{0,20}\byou(?:r)?\b(?! (?:think|say|feel about))"
    ),
}
_WANT_NOTHING = (_HELP, _SMALL_TALK, _GUESS, DOUBTS_BUYER, _ECHO)
_OR = {"zh": re.compile("还是|或者|或是|要么|哪"), "en": re.compile(r"\b(?:or|which|either)\b")}


def asks(text: LearnerText, reading: Reading, scenario: Scenario) -> tuple[str, ...]:
    """The keys of what the agent wants from the buyer, in the order in which it is asked."""
    plain, lang = simplified(text), text.lang
    wanted: dict[str, None] = {}
    for clause in reading.clauses:
        kinds = [act for act in clause.acts if act in _ASKS]
        words = clause.span.of(plain)
        handed = _HANDS_OVER[lang].search(words) is not None
        if (
            "photo" in scenario.knows
            and _FIRST_NEEDS[lang].search(words)
            and not _NEEDLESS.search(words)
        ):
            wanted.setdefault("photo")
        if not (clause.question or handed or (kinds and _REQUESTS[lang].search(words))):
            if "ask_photo" in kinds:
                wanted.setdefault("photo")
            continue
        about = [key for key in _ORDER if _ABOUT[key][lang].search(words)]
        about = [key for key in about if key != "size" or key in scenario.knows]
        if "ask_order" in kinds and not about and _OTHER_NUMBER[lang].search(plain):
            wanted.setdefault("detail")
            continue
        if _OUR_OWN[lang].search(words) and not about:
            continue
        if not kinds and not about and _OF_BUYER[lang].search(words) and clause.question:
            kinds = ["ask_detail"]
        if not kinds and not (about and (clause.question or handed)):
            continue
        if about:
            wanted.setdefault(about[0])
        elif any(talk[lang].search(words) for talk in _WANT_NOTHING):
            continue
        elif not proposes(clause) and not _asks_leave(clause, words, lang):
            if not clause.question and remedies_in(clause):
                continue  # says what is done
            for kind in kinds:
                if kind in _NAMED and not _NAMED[kind][lang].search(words):
                    wanted.setdefault("detail")
                    continue
                chosen = (
                    kind != "ask_preference" or _WISH[lang].search(words) or remedies_in(clause)
                )
                for key in _ASKS[kind] if chosen else ("detail",):
                    wanted.setdefault(key)
    if "preference" not in wanted and _chooses(reading, plain, lang):
        wanted.setdefault("preference")
    # Whoever asks for a picture of it wants the picture, and no description.
    return tuple(sorted(wanted, key=lambda key: key == "detail"))


def _asks_leave(clause: Clause, words: str, lang: Lang) -> bool:
    """A question whether we may do something, which wants a yes and no story."""
    if clause.question and remedies_in(clause) and TAG[lang].search(words):
        return True
    if clause.question and (_STILL_WANTS[lang].search(words) or _bare_remedy(clause, words, lang)):
        return True
    if not (clause.question and OURS[lang].search(words)):
        return False
    return bool(remedies_in(clause)) or not asked(_HOW_ABOUT.sub("", words), lang)


# Whether what we have is wanted.
_STILL_WANTS: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(r"^(?:那)?(?:[您你])?(?:还)?(?:要不要|要吗|想要吗)[？?]?$"),
    "en": re.compile(
        r"\b(?:would|do) you (?:still )?(?:like|want|take) (?:it|that|this|them|one)\W*$"
    ),
}
_ASKING_WORDS: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile("什么|哪|怎么|几|多少|谁|吗|[您你]"),
    "en": re.compile(
        r"\b(?:what|which|when|where|who|why|how|you|your|do|does|did|is|are|was|were|have|has|will)\b"
    ),
}


def _bare_remedy(clause: Clause, words: str, lang: Lang) -> bool:
    """A remedy with a question mark, which is offered."""
    return bool(remedies_in(clause)) and _ASKING_WORDS[lang].search(words) is None


_HOW_ABOUT = re.compile(r"\b(?:how|what) about\b|怎么样")


_INVITES: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(
        r"(?:什么|哪些).{0,6}(?:可以|能|需要).{0,4}帮|帮(?:到)?(?:您|你)(?:什么|做什么)|(?:有|遇到了?)什么(?:问题|事|需要|困难|麻烦)|(?:您|你)?(?:请|慢慢)(?:慢慢)?(?:说|讲)(?!明|话)|什么事"
    ),
    "en": re.compile(
        r"\b(?:what|how) (?:can|may|could) (?:i|we) (?:do|help|assist)|\bwhat(?:'s| is) (?:the|your) (?:problem|question|matter|trouble)\b|\btell me (?:what happened|about (?:it|your|the)|your (?:problem|question))|\bgo ahead\W*$"
    ),
}


def invites(text: LearnerText) -> bool:
    """Whether the reply asks what the matter is."""
    return _INVITES[text.lang].search(simplified(text)) is not None


def small_talk(text: LearnerText) -> bool:
    """Whether the reply talks of weather, food, sport and the like."""
    return _SMALL_TALK[text.lang].search(simplified(text)) is not None


_YOUR_CHOICE: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(
        r"(?:您|你)(?:来|自己|可以|先)?(?:选|挑|决定)(?!的|了|错)|(?:看|由|听)(?:您|你)(?:的|决定|选)?(?:[，。！]|$)|都(?:可以|行|能).{0,4}(?:您|你)"
    ),
    "en": re.compile(
        r"\b(?:up to you|your (?:choice|decision)|you (?:can |may |could )?(?:choose|decide|pick)|as you (?:like|wish|prefer)|which(?:ever)? you)\b"
    ),
}


def _chooses(reading: Reading, plain: str, lang: Lang) -> bool:
    """Two remedies in one question leave the choice to the buyer, unless one belongs to the other
    as a refund does to a return."""
    remedies = {r for c in reading.clauses for r in remedies_in(c) if not c.negated}
    if len(remedies) > 1 and _YOUR_CHOICE[lang].search(plain):
        return True
    for number in {c.sentence for c in reading.clauses if c.question}:
        inside = [c for c in reading.clauses if c.sentence == number]
        named = {str(s.value) for c in inside for s in c.slots if s.kind == "remedy"}
        if "return" in named and not _OR[lang].search(" ".join(c.span.of(plain) for c in inside)):
            named -= {"refund", "partial_refund"}
        if len(named) > 1 and any(set(c.acts) & _ASKS.keys() for c in inside):
            return True
    return False
