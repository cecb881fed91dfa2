"""compliance.review_bribe: money or gifts for a good review."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.check.pieces import in_quotes, merged, plain, sentences
from tutor.check.rule import Bad, Good, Hit, Rule
from tutor.domain import Bilingual, Clause, Context, LearnerText, Reading

_REVIEW_ZH = re.compile(
    r"(?:评价|评论|评分)(?:写|打|给)得?(?:好|高|漂亮|满)|好好(?:写)?评价|(?:撤|撤销|删|删除|取消|撤回)(?:您的|掉)?(?:投诉|纠纷)(?:和|、|跟|及|或)?(?:差评|中评|评价)|(?:评价|评论)(?:满|加图|带图|截图|返|有奖|有礼|送)|(?:给|打)(?:个|我们)?(?:满分|全五星|高分|五分|5分)|好评|(?<![给写打留发])(?:别|不要|先不|就不|暂时不)(?:再|先|急着|着急|给|写|打|留|发|我们?|这么快|马上)*(?:差评|中评|低分|一星)|五星|5星|五颗星|5颗星|满星|全五分|五分(?:评价|好评)|5分(?:评价|好评)|追评|追加评价|晒图|晒单|买家秀|(?:改|修改|删|删除|撤|撤销)(?:了|掉|一下|您的|你的|这条|那条)?(?:差评|中评|评价|评论)|(?:差评|中评|评价|评论)(?:改|删|撤|修改)|(?:评价|评论)(?:的时候|时|里)?.{0,6}(?:夸|美言|好话)|(?:写|留|给|发|做)(?:个|一个|条|一条|我们|点|一下|下|一些)*.{0,4}(?:评价|评论|评分)"
)
_REWARD_ZH = re.compile(
    r"(?:运费|邮费)(?:就|都|全)?(?:退|返)(?:给)?(?:您|你)|少收(?:您|你)?(?=\d|[一两三四五])|领(?:一张)?券|返现|返(?:您|你|还|给|利|\d|[一二三四五十两几]|红包|现金|券|钱)|红包|奖励|有礼|送(?:您|你|礼|一|个|小|优惠|券|福利|红包|\d|精美|出)|赠(?:送|品|您|你)|礼物|礼品|优惠券|代金券|抵扣券|现金|免单|补偿(?:您|你)?|退(?:您|你|还)?(?:\d|[一二两三五十]|一部分|部分|一半|半价|半款|差价)|转(?:给)?(?:您|你)\d?|补(?:您|你)(?:\d|[一二两三五十])|\d+元?(?:现金|红包)|积分|折扣|打.{0,2}折|好处|辛苦费|免(?:运费|邮费|邮)|包邮|抽奖|惊喜|好礼|赔(?:您|你)|全额退|领取|领\d|减(?:\d|[一二两三四五六七八九十百])|有奖|免费|便宜(?:您|你)|(?<=[改删撤换评星分]).{0,12}(?:全额退|退款|退钱)"
)
_BRIBE_ONE_ZH = re.compile(
    r"好评(?:有)?(?:返现|返|有礼|有奖|送|领)|(?:返现|返利|送礼|红包)换(?:好评|五星)"
)
_BANNED_ZH = re.compile(
    r"(?:不(?:能|可以|可|会|允许|得|准|提供|支持|做|参加|搞|需要|用|接受)|没有|没(?:办法|法)|无法|禁止|违反|违规|拒绝|从不|严禁|从来不|杜绝|不是).{0,14}(?:返|红包|奖励|送|赠|礼|券|现金|好评|评价|换|补偿|钱|利益|做法|活动|方式)|(?:返现|红包|好评返现|有偿评价).{0,8}(?:违反|违规|不允许|不可以|不能|是?禁止|不行)|不影响|都(?:可以|能)(?:参加|抽|领)|(?:别的|其他|别家)的?(?:店|卖家)|无论|不管|不论|无关|没有关系|与评价无"
)
_THANKS_ZH = re.compile(
    r"(?:感谢|谢谢|收到(?!以?后|之后|了?(?:货|商品|包裹|东西))|看到)(?:您|你)?[^，。！,.!]{0,8}(?:的)?(?:好评|五星|晒图|评价|支持)"
)
_PROMOTION_ZH = re.compile(r"买.{1,6}(?:送|减|赠)|满(?!五|5|星|分|意).{1,6}(?:送|减|赠|打)")
_ASK_ZH = re.compile(
    r"有红包|有奖|满|加图|领|给|写|留|发|晒|改|删|撤|求|麻烦|请|帮|如果|只要|可以|评价后|后|截图|凭|换|就|的话|满意|记得|返现|有礼|送|返"
)

_REVIEW_EN = re.compile(
    r"\b(?:(?:good|positive|nice|great|5|five|high|full|top|better|kind|favou?rable|excellent|best)[- ]?(?:stars?)?[- ]?(?:review|rating|feedback|comment|evaluation)s?|(?:5|five|full)[ -]?stars?(?! (?:hotel|service))|(?:leave|write|give|post|share|make)(?: us| me)?(?: a| an| your| some| the)? (?:\w+ )?(?:review|rating|feedback|comment)s?|(?:change|remove|delete|edit|revise|update|modify|take down|withdraw)(?: [\w-]+){0,3} (?:review|rating|feedback|comment)s?|rate (?:us|me|it|the \w+) (?:with )?(?:\w+ )?(?:5|five|high(?:ly)?|well|top|good|full)|(?:change|raise|turn|update|improve) (?:\w+ ){0,3}(?:stars?|score|rating)|(?:say|write|post) (?:something|anything|a few (?:nice|kind)|some) (?:nice|good|positive|kind)|(?:good|kind|nice) words? (?:about|for) (?:us|our)|recommend us (?:in|on)|(?:good|top|high|full|five|5|best) (?:score|marks?|points)|review with (?:5|five))\b"
)
_REWARD_EN = re.compile(
    r"(?:\b(?:cash ?back|gift|gifts|coupon|voucher|reward|bonus|cash|money|free(?! to\b)|discount|refund|rebate|present|gift card|credit|compensat\w+|extra|surprise|prize|pay you|points|dollars?|usd|euros?|bucks|pesos?|php|baht|rupiah|ringgit|dong|rupees?|pounds?|lira|riyals?|dirhams?|(?:free|extra|new|next) samples?|off your next|half (?:of )?(?:the|your) (?:price|money)|little something|for nothing|(?<=is )on us|(?<=are )on us|(?<=be )on us|on the house)\b|[$€£¥]\s?\d|\d ?%"
    r"|\b\d[\d.,]* ?(?:tenge|shillings?|kroner|kronor|kron[ae]|z[lł]oty(?:ch|s)?|lei|won|yen|forints?|soles|hryvnias?|rubles?|roubles?|rand|naira|cedis?|dinars?|francs?|korunas?|leva|taka|kyat|riels?|kip|shekels?|reais|birr|dram|lari|som|denars?)\b"
    r"|\b(?:we|i)(?:'ll|'d)?(?: will| would| can| could)?(?: also| then| gladly| like to| love to)* (?:send|give|mail|transfer|add|ship|post) you (?:an?|another|something|some|one more)\b|\b(?:is|are) yours\b)"
)
# What goods cost is no reward: the flag with five stars costs 500 yen.
_COSTS_EN = re.compile(
    r"\b(?:costs?|prices?|is|are|was|were|at|paid)(?: (?:only|now|just|about|of|is|are))* (?:[$€£¥] ?)?\d[\d.,]*(?![\d.,]| ?%)(?: ?[^\W\d]+)?"
)
_BANNED_EN = re.compile(
    r"(?<!once )(?<!if )(?<!when )(?<!after )(?<!for )\byou(?:'ve| have)? (?:already )?(?:gave|left|given|wrote|written|posted)\b[^.!?]{0,30}\b(?:stars?|reviews?)\b(?!.*\b(?:make|change|if|turn|raise|add)\b)|"
    r"\b(?:not|never|cannot|can't|don't|won't|no|against|forbid\w*|prohibit\w*|without)\b.{0,40}(?:\b(?:reward|gift|cash|coupon|money|free|pay|review|offer|exchange|discount|credit)s?\b|[$€£])|\b(?:thank|thanks)\b.{0,30}\b(?:review|feedback|rating|comment|stars?)s?\b(?!.{0,40}\b(?:if|change|add|more)\b)|\b(?:regardless of|whatever) (?:your|the) (?:review|rating|feedback)|\b(?:(?:does|will|do)(?:n't| not) (?:affect|depend)|makes? no difference|nothing to do with|no influence|either way|independent of)|\b(?:breaks?|violates?|is against) (?:the|our|platform|these) (?:rules?|law|policy|terms)|\bhonest\b.{0,20}\b(?:review|opinion|feedback)s?\b(?!.{0,40}(?:\b(?:and|for|then)\b.{0,20}(?:gift|coupon|cash|free|discount|refund|[$€£]\s?\d)))"
)

# 可以赔您25加元。不过要先给我们五星好评。: what is due only comes for a review.
_ON_CONDITION_ZH = re.compile(
    r"(?:条件|前提)(?:就)?是|^(?:不过|但是?|只是|可是)?(?:您|你)?(?:要|得|需要|必须)?(?:先|得|必须|需要)(?:给|打|写|留|发|改|删|撤)"
)
_DUE_ZH = re.compile(r"赔|补偿|补发|退|换(?!句)|返|送|券|优惠|寄(?:给)?(?:您|你)")


# I see your three stars. Make it five …: the review stands in the sentence before.
_STARS_EN = re.compile(
    r"\b(?:review|rating|feedback|comment)s?\b|\b(?:one|two|three|four|[1-4])[- ]stars?\b"
)
_CHANGE_IT_EN = re.compile(
    r"\b(?:change|turn|make|raise|edit|update|move|bring|push|revise) (?:it|this|that|them|the stars|yours)(?: up)? (?:to |into |a )*(?:five|5|four or five|higher|better|positive|good|full)\b(?! (?:days|pieces|more|sets|units|percent|dollars|euros|%|\$))|\b(?:delete|remove|withdraw|take down) (?:it|this|that|them)\b(?! (?:from|carefully|before|after|with|by|gently|first)\b)|\btake (?:it|this|that) (?:down|off)\b"
)


def _zh(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    yield from _bribes(text, reading, _REVIEW_ZH, _REWARD_ZH, _BANNED_ZH)


def _en(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    yield from _bribes(text, reading, _REVIEW_EN, _REWARD_EN, _BANNED_EN)


def _bribes(
    text: LearnerText,
    reading: Reading,
    asks: re.Pattern[str],
    reward: re.Pattern[str],
    banned: re.Pattern[str],
) -> Iterator[Hit]:
    words = plain(text)
    zh = text.lang == "zh"
    groups = list(sentences(reading))
    for i, sentence in enumerate(groups):
        whole = merged(sentence).of(words)
        again = (
            not zh
            and i > 0
            and _CHANGE_IT_EN.search(whole) is not None
            and _STARS_EN.search(merged(groups[i - 1]).of(words)) is not None
        )
        review = _CHANGE_IT_EN if again else asks
        if not review.search(whole) or banned.search(whole):
            continue
        if zh and _THANKS_ZH.search(whole) and not _BRIBE_ONE_ZH.search(whole):
            continue
        inside = [
            c
            for c in sentence
            if not c.quoted and (review.search(c.span.of(words)) or reward.search(c.span.of(words)))
        ]
        gives = [c for c in inside if reward.search(_without(c, words, review))]
        if not gives and not zh and i + 1 < len(groups) and sentence[-1].question:
            # Would you change it to five stars? We can offer 20% off.
            following = merged(groups[i + 1]).of(words)
            if (
                re.search(
                    r"\b(?:change|remove|delete|raise|turn|make|edit|update|write|leave|give|rate)\b",
                    whole,
                )
                and reward.search(following)
                and not banned.search(following)
            ):
                gives = [c for c in groups[i + 1] if reward.search(c.span.of(words))]
                inside = [*inside, *gives]
        if not gives and i + 1 < len(groups):
            # 给我们五星好评吧。截图发来就返5元。
            following = merged(groups[i + 1]).of(words)
            if (
                reward.search(following)
                and re.search(
                    r"截图|之后|以后|评价后|好评后|就|马上"
                    if zh
                    else r"\b(?:after|then|screenshot|in return|as (?:a )?(?:thank|thanks)|once|for (?:that|it|this))\b",
                    following,
                )
                and not banned.search(following)
            ):
                gives = [c for c in groups[i + 1] if reward.search(c.span.of(words))]
                inside = [*inside, *gives]
        if not gives and zh and inside and _ON_CONDITION_ZH.search(whole):
            due = (*groups[i - 1], *sentence) if i else sentence
            said = [c.span.of(words) for c in due if not c.quoted and not c.negated]
            gives = inside if any(_DUE_ZH.search(review.sub("", one)) for one in said) else []
        if zh and gives and all(_PROMOTION_ZH.search(c.span.of(words)) for c in gives):
            continue
        if zh and gives and _only_invites(sentence, words) and not _BRIBE_ONE_ZH.search(whole):
            continue
        asked = not zh or bool(_ASK_ZH.search(whole))
        span = merged(tuple(inside)) if inside else None
        if gives and asked and span is not None and not in_quotes(text, reading, span):
            yield Hit(span=span, suggestion=_honest(text, sentence, zh))


def _only_invites(sentence: tuple[Clause, ...], words: str) -> bool:
    """下单送袋子，欢迎收货后写评价: the gift comes with the order, and any review is welcome."""
    asks = [c.span.of(words) for c in sentence if _REVIEW_ZH.search(c.span.of(words))]
    return bool(asks) and all(
        re.search(r"欢迎|期待|真实", said)
        and not re.search(r"好评|五星|5星|满分|满星|[就送返减领退赔]|改|删", said)
        for said in asks
    )


def _without(clause: Clause, words: str, review: re.Pattern[str]) -> str:
    said = clause.span.of(words)
    if review is _REVIEW_EN:
        said = _COSTS_EN.sub("", said)
    return review.sub("好评" if said.isascii() is False else "it", said)


def _honest(text: LearnerText, sentence: tuple[Clause, ...], zh: bool) -> str:
    return (
        "如果您满意，欢迎写下真实的评价"
        if zh
        else "If you are happy with it, we welcome your honest review"
    )


_MESSAGE = Bilingual(
    zh="“{text}”是用钱或者礼物换好评，平台不允许。",
    en="“{text}” offers money or a gift for a good review, which platforms forbid.",
)
_WHY = Bilingual(
    zh="买来的好评会骗到别的顾客，店铺也会被处罚；可以请顾客写真实的评价。",
    en="Paid reviews mislead other buyers and get a shop punished; invite an honest review instead.",
)

RULES: tuple[Rule, ...] = (
    Rule(
        id="compliance.review_bribe.zh",
        check="compliance.review_bribe",
        langs=("zh",),
        severity="error",
        message=_MESSAGE,
        why=_WHY,
        source="《中华人民共和国反不正当竞争法》第八条；《中华人民共和国电子商务法》第十七条",
        good=(
            Good("如果您满意，欢迎给我们一个好评。"),
            Good("平台不允许好评返现，请您谅解。"),
            Good("现在下单送您一个袋子，欢迎收货后写评价。"),
            Good("感谢您的五星好评，欢迎下次再来。"),
        ),
        bad=(
            Bad("⟦给好评有惊喜⟧。", suggestion="如果您满意，欢迎写下真实的评价"),
            Bad("⟦好评返现5元⟧。", suggestion="如果您满意，欢迎写下真实的评价"),
            Bad("亲，⟦给个五星好评，我们送您一张优惠券⟧。"),
        ),
        find=_zh,
    ),
    Rule(
        id="compliance.review_bribe.en",
        check="compliance.review_bribe",
        langs=("en",),
        severity="error",
        message=_MESSAGE,
        why=_WHY,
        source="EU Directive (EU) 2019/2161 (fake and paid reviews); US 16 CFR Part 465",
        good=(
            Good("If you are happy with it, we would love to read your honest review.", lang="en"),
            Good("You are free to write any review you like.", lang="en"),
            Good(
                "We cannot offer gifts for reviews, because every review should be honest.",
                lang="en",
            ),
        ),
        bad=(
            Bad("⟦Leave us a five-star review and we will give you a $5 coupon⟧.", lang="en"),
            Bad("⟦We pay you 10 dollars for a good review⟧.", lang="en"),
            Bad("You gave us three stars. ⟦Make it five and you get a coupon⟧.", lang="en"),
        ),
        find=_en,
    ),
)
