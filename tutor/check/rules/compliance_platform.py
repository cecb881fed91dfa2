"""compliance.off_platform: a chat or a payment that leaves the platform."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.check.pieces import clause_at, in_quotes, negated_before, plain, trimmed
from tutor.check.rule import Bad, Finder, Good, Hit, Rule
from tutor.domain import Bilingual, Context, LearnerText, Reading, Span

_APP_ZH = r"(?:企业)?(?:个人)?(?:微信|薇信|威信|徽信|微\s?信|v信|wx|vx|v\s?x|wechat|weixin|qq|扣扣|企鹅|line|whatsapp|whats\s?app|telegram|tg|电报|飞机|facebook|messenger|脸书|instagram|ins|skype|zalo|kakao\s?talk|viber|signal|钉钉|抖音|小红书|陌陌|twitter|推特|绿泡泡|绿色软件|私信号)(?:号|账号)?"
_MY_ZH = (
    r"(?:我|我们|我的|我们的|我们店|店主|老板|客服|经理|下面|以下|这个|个人|私人|本人|本店|店铺|咱)"
)
OFF_PLATFORM_ZH = re.compile(
    rf"(?:加|添加|加一下|加个|加下|搜|搜索|关注)(?:一下|下|个|上)?(?:{_MY_ZH}|(?:您|你)的?){{0,2}}(?:一下|下|个)?(?:的)?{_APP_ZH}(?!支付|付款|钱包)"
    rf"|{_APP_ZH}(?:上|里)?(?:加|联系|找|搜|私聊|私信|沟通|聊|谈|发|转|说|问|咨询)(?:{_MY_ZH})?(?:好友|账|一下|吧)?"
    rf"|{_MY_ZH}(?:的)?(?:{_APP_ZH})(?!支付|付款|钱包|小程序|公众)(?:号)?(?:是|为|：|:|在)?\s?[a-z0-9_+-]{{0,20}}"
    rf"|(?:用|通过|到|去|上|在|转到|换到|走|用的)(?:我们?的?)?{_APP_ZH}(?:上|里|号)?(?:跟|和|与|给)?{_MY_ZH}?(?:联系|聊|谈|说|沟通|交流|发|交易|转账|转|找|加|付给我|问)"
    rf"|(?:把|留|给|发|告诉|提供)(?:我|一下|下|个)?(?:您|你)(?:的)?{_APP_ZH}(?!支付)|(?:您|你)(?:有|用|有没有){_APP_ZH}(?:吗|么|嘛|，|$)|(?:您|你)(?:的)?{_APP_ZH}(?:号)?(?:是多少|多少|发我|给我|告诉我)|(?:留|给)(?:个|我|一个|一下|下)(?:我|个)?{_APP_ZH}"
    r"|加(?:一下|下|个|我|我的|一下我)?(?:的)?v(?![a-z0-9])|(?:加|进|入|加入)(?:一下|我们|我|我们的|本店|粉丝|vip|会员|福利|优惠|的){0,3}(?:微信|qq|粉丝|福利|vip|会员)?群(?!体|岛|众)|拉(?:您|你)(?:进|入)群|扫码(?:进|加|入)"
    r"|加(?:一下|下|个)?(?:我|我们)(?:一下|下|个)?(?:好友|私人号|小号)|(?:加|互加)(?:个|一下|下)?好友|私聊(?:我|一下|谈|吧|说)|私下(?:里)?(?:交易|付款|转账|联系|付|转|谈|成交|给(?!(?:您|你))|支付|聊|沟通|解决|打款|退)"
    r"|线下(?:交易|付款|转账|付|转|成交|打款|支付|给)|站外(?:交易|付款|支付|联系|沟通|转)|(?:绕过|绕开|跳过|避开|(?:不(?:要|用|必|需要)?|别)(?:走|通过|经过|用|在))(?:这个|本)?平台(?!.{0,4}(?:的话)?.{0,4}(?:不安全|没有保障|没有保护))|平台(?:以|之)?外(?:面)?(?:交易|付款|支付|转账|联系|沟通|付|转|谈|下单|成交|购买)?|离开平台|(?:直接|私下)?(?:转账|转钱|打钱|打款|汇款|付款|付钱|转|付|打|汇)(?:到|给|至|进)(?:我|我们)?(?:的)?(?:个人|私人|老板|自己|本人|老婆|老公|朋友|妈妈|爸爸|家人|同事)?(?:的)?(?:银行卡|卡上|卡里|卡|支付宝|微信|账户|账号|帐户|户头|paypal)"
    r"|(?:直接|私下|单独|个人)(?:转账|转钱|打钱|打款|汇款|付款|付钱|付|转|支付)(?:给|到|至)?(?:我|我们?个人|个人)|(?<![诉给发])(?:我|我们|我个人|个人|私人|店主|老板)的?(?:支付宝|收款码|二维码|付款码|paypal)(?!.{0,6}(?:出|有|问题))|(?:转|打|付|汇|存|充|收|进|入|走|用)[^，。]{0,8}?(?<![诉给发])(?:我|我们|我个人|个人|私人|店主|老板)的?(?:银行卡号?|银行账户|账户|收款账户)(?!.{0,6}(?:出|有|问题|收到|显示|到账))|(?:个人|私人)(?:收款码|二维码|支付宝|微信|账户|银行卡|账号|收款|转账)|扫(?:一下|描|下)?(?:我|我们|这个|下面|下方|图中|图片)?(?:们|里|上)?(?:的)?(?:收款码|收款二维码|付款码)|扫码(?:付|转|加)(?:给)?(?:我|微信|好友)?(?!款成功)|扫(?:一?下|描)?(?:我|我们|这个|下面的?|下方的?)的?(?:二维码|码)(?:付|转|支付|加|就)?|(?:西联|速汇金|western union|moneygram|虚拟货币|比特币|usdt|礼品卡)(?!只|不|余额)[^，,]{0,6}(?:付款|支付|转|付|汇)(?!不了|商品|完)|(?:打|拨|call)(?:一下)?(?:我|我们|老板)的?(?:私人|个人|手机)(?:电话|号码?|手机)?(?=下单|买|订|付|谈)|(?:打款|转账|汇款|打钱|转|汇)(?:到|给|进)(?:这个|下面(?:的|这个)?|以下)(?:个人|私人)?(?:卡号|账号|账户|银行卡)"
)
_OFFICIAL_ZH = re.compile(
    r"^(?:企业)?微信支付|微信(?:支付|付款|钱包|小程序)|平台(?:的|内|支持|上|里)|官方(?:的)?(?:微信|公众号|客服|账号)|收银台|结算页"
)
# Between firms the money goes to the account of the contract.
_COMPANY_ZH = re.compile(
    r"(?:公司|对公|企业|合同)(?:上|里|中|约定|指定)?的?[^，。]{0,6}(?:账户|账号|帐户|账)"
)
_REFUSES_ZH = re.compile(
    r"(?:不(?:能|可以|可|要|会|允许|得|准|支持|提供|建议|接受|方便|是)|没有|无法|请勿|切勿|勿|禁止|违反|违规|拒绝|严禁|别|避免|防止|谨防|小心|骗|不安全|没有保障|风险|没法|没办法)"
)

_UNSURE_ZH = re.compile(r"不(?:放心|方便|信|相信|清楚|明白|懂|满意|介意|嫌|喜欢|行|想等|着急|会用)")

_APP_EN = r"(?:whats ?app|wechat|we ?chat|telegram|line(?= (?:app|id|chat|account|at|is|:|for|or|instead|so|and|me|to|too|please|$)|[.,!?]|$)|facebook|messenger|instagram|insta|ig|skype|zalo|kakao ?talk|viber|signal(?= (?:app|instead|at|me))|snapchat|tiktok|qq|discord|imessage|twitter|vk)"
OFF_PLATFORM = re.compile(
    rf"\b(?:add|contact|message|text|find|reach|call|write|ping|follow|chat with|talk to|dm|talk with|email|send)\b(?: \w+){{0,5}}? (?:on|via|through|by|in|over|using|at|to) (?:my |our |me on |the )?(?:personal |private )?{_APP_EN}\b"
    rf"|\b(?:add|find|scan|follow)\s(?:me|us|my|our)(?:'s)? (?:on |personal |private )?{_APP_EN}\b|\b(?:my|our) (?:personal |private )?{_APP_EN}\b(?! (?:page shows|store))(?: (?:number|id|account|name|code))?(?: is| :|:)?(?: \+?[\w.-]+)?"
    rf"|\b(?:on|via|over|to|through|by|use|using|switch to|move to|have|got) (?:my |our |your |the |a )?(?:private |personal )?{_APP_EN}\b(?! pay)(?: instead| so| to (?:talk|chat|discuss|pay|arrange|make)| for (?:faster|a better|the|details|more|quick))"
    rf"|\b(?:what is|what's|send me|give me|tell me|share|may i have|can i have|could you (?:send|give|share))(?: me| us)? your {_APP_EN}\b|\b(?:chat|talk|continue|discuss|communicate|speak|deal)\b(?: \w+){{0,4}} (?:on|via|over|in|by|through) {_APP_EN}\b"
    rf"|\b(?:buy|order|purchase|shop|pay|deal)(?: (?!about\b|with facebook)[\w']+){{0,5}}? (?:on|via|through|over|in|at) (?:my |our |the )?{_APP_EN}\b(?! (?:pay|shop|ads?|posts?|stor(?:y|ies)))|\bsell\b(?: \w+){{0,3}}? on (?:my |our )?{_APP_EN}\b(?=[^.!?]{{0,40}}\b(?:cheap\w*|less|lower|discount|save|better price)\b)"
    rf"|\b(?:on|via|over|through) (?:my |our )?{_APP_EN},? (?:it|they|you|we|i|there|the price|everything)\b[^.!?]{{0,24}}\b(?:cheap\w*|less|save|discount|lower|better price)\b|\b(?:do(?! not\b)|finish|close|make|complete|arrange|settle|handle|move|continue)(?: [\w']+){{0,3}}? (?:on|via|over|through|to) (?:my |our )?{_APP_EN}\b"
    r"|\bto my (?:own |personal |private )?(?:m-?pesa|gcash|paytm|upi|maya|momo|bkash|airtel money|wave|revolut|paypal|alipay)\b|\bmy (?:whatsapp |phone |mobile |cell )?number(?: is|,|:)* \+?\d[\d ()-]{5,}\d(?=.{0,40}\b(?:order|buy|pay|cheaper|deal)\b)"
    r"|\b(?:outside|off|out of|away from|beyond) (?:of )?(?:the |this )?(?:platform|site|app|website|marketplace|system)\b|\boff-platform\b|\boff-site\b|\b(?:without|skip(?:ping)?|bypass(?:ing)?|avoid(?:ing)?|not) (?:going |using |through |go |use )*(?:through |via )?(?:the |this )?(?:platform|platform fee|platform's fee|marketplace fee)s?\b"
    r"|\b(?:pay|transfer|send|wire|remit|deposit)\b(?: [\w']+){0,6}? (?:directly )?(?:to|into|via|through|by) (?:(?:my|our|his|her) (?!company|firm|factory|shop|store|business|corporate)\w+'s|my|our|the (?:boss|owner|manager|seller|director)'s|a|me by) (?:own |personal |private )?(?:bank )?(?:account|card|paypal|alipay|wechat|venmo|qr code|zelle|cash ?app|wise)\b|\bpay (?:me|us) (?:directly|privately|in private|personally)\b|\b(?:(?:transfer|wire)(?: it)?|send (?:the |your )?(?:money|payment|amount|cash|funds)|(?:transfer|wire) (?:the |your )?(?:money|payment|amount|cash|funds)) (?:directly |straight )?to (?:me|us)(?: directly)?\b(?! (?:through|on|via) the (?:platform|checkout|site))|\b(?:by|via|through|use|using|with|on|over) (?:western union|moneygram|paypal friends|friends and family|venmo|zelle|cash ?app|bitcoin|crypto\w*|usdt|gift cards?)\b|\b(?:my|our|personal|private) (?:personal |private )?(?:qr code|payment code|paypal|venmo|zelle|alipay)\b|\bscan (?:my|this|the|our) (?:\w+ )?(?:qr |payment )?code\b.{0,16}\b(?:pay|add|transfer|chat)\b|\b(?:paypal|venmo|zelle|gcash|wire|cash ?app|e-?transfer) (?:me|us)\b|\bpay (?:to )?me (?:through|via|by|with|using|on|in)\b|\bpay (?:to )?us (?:through|via|by|with|using|on) (?:gcash|maya|momo|ovo|dana|gopay|grab ?pay|promptpay|bkash|m-?pesa|revolut|wise)\b|\bprivate (?:deal|transaction|payment|chat|transfer|sale)\b|\b(?:deal|trade|pay|buy|order|transact|sell)\b(?: \w+){0,2} (?:privately|in private|offline|off the books)\b|\bpersonal (?:bank )?account\b"
    r"|\b(?:text|call|message|contact|reach|ring|phone|sms|write to|add) (?:me|us) (?:at|on|under|via) (?:my (?:\w+ )?(?:phone|number|mobile) ?:? ?)?\+?\d[\d() -]{6,}\d|\b(?:my|our) (?:private|personal|own) (?:number|phone|mobile|email|e-mail|mail|account|chat|website|line)\b|\b(?:email|e-mail|mail|write to|contact) (?:me|us) (?:at|on|under) \S+@\S+(?=.{0,40}\b(?:to (?:order|buy|pay|deal)|directly|cheaper|lower price|better price|discount))|\b(?:buy|order|purchase|get) (?:it |them |this |one )?(?:from|with|through) (?:me|us) (?:directly|privately|personally|in private)\b|\b(?:buy|order|pay|purchase) (?:it )?(?:directly|straight|privately) (?:from|with|to|through|at) (?:me|us|our (?:factory|own|warehouse|website))\b|\b(?:save|skip|avoid|without) (?:paying )?the (?:platform|marketplace|site|shop|app)(?:'s)? (?:fee|commission|charge)s?\b|\bpay (?:me|us) (?:by|via|through|with|on|in) (?:bank transfer|cash|paypal|wechat|alipay|western union|crypto|bitcoin)\b|\bcancel (?:(?:the|your|this) order|it|this|that|here|first)(?: here| first)? and (?:then )?(?:pay|buy|order|send|transfer)\b(?! (?:again|it again|a new|the (?:right|new|correct)))"
)
_REFUSES_EN = re.compile(
    r"\b(?:not|never|cannot|can't|don't|won't|no|avoid|against|forbid\w*|forbidden|prohibit\w*|not allowed|refuse|unsafe|scam\w*|risk\w*|isn't|aren't|nobody|without|unable)\b"
)
_SKIPS_EN = re.compile(r"^(?:without|skip|bypass|avoid|not)")


def _finder(pattern: re.Pattern[str], zh: bool) -> Finder:
    def find(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
        words = plain(text)
        last_end, leaves = -9, -1
        for match in pattern.finditer(words):
            # 转到我的支付宝个人账号: one deal in two names.
            joined, last_end = zh and match.start() == last_end, match.end()
            if joined:
                continue
            # 不走平台，直接打到我账户: the second half says how.
            between = words[leaves : match.start()] if leaves >= 0 else "。"
            leaves = match.end() if zh and "平台" in match.group() else -1
            if re.fullmatch(r"[，,、 ]?(?:直接|您|你|就)*", between):
                continue
            span = trimmed(text, match.start(), match.end())
            clause = clause_at(reading, span.start)
            if clause is None or clause.quoted or in_quotes(text, reading, span):
                continue
            if _is_refused(text, words, match, clause.span, zh):
                continue
            if zh and context.channel == "b2b" and _COMPANY_ZH.search(clause.span.of(words)):
                continue
            if zh and _OFFICIAL_ZH.search(words[max(0, span.start - 3) : span.end + 3]):
                continue
            yield Hit(span=span)

    return find


def _is_refused(
    text: LearnerText, words: str, match: re.Match[str], clause: Span, zh: bool
) -> bool:
    """Whether the clause turns such a deal down or warns of it."""
    before = words[clause.start : match.start()]
    after = words[match.end() : clause.end]
    if zh:
        # 您要不放心就加我微信: what the buyer does not like turns nothing down.
        unsure = _UNSURE_ZH.search(before)
        if unsure and not _REFUSES_ZH.search(before[unsure.end() :]):
            return False
        own = re.match(r"绕|跳过|避开|不", match.group())
        return (
            bool(_REFUSES_ZH.search(before))
            or bool(
                re.search(
                    r"(?:不(?:允许|可以|能|安全|行|合|受|对外|给|收|用)|没有|违|是?禁止|有风险|容易)",
                    after,
                )
            )
            or (not own and negated_before(text, match.start()))
        )
    if _SKIPS_EN.match(match.group()):
        return bool(
            re.search(
                r"\b(?:we (?:can't|cannot|don't|do not)|please (?:don't|do not)|never)\b", before
            )
        )
    if re.match(r"(?:and |but )?if (?:we|you|someone|anyone)\b", words[clause.start :]):
        rest = words[clause.start :].split(".")[0]
        warned = r"\b(?:nobody|no one|cannot|can't|not (?:allowed|protected|safe)|risk\w*|lose|no protection)\b"
        if re.search(warned, rest):
            return True
    return bool(_REFUSES_EN.search(before)) or bool(
        re.search(
            r"\b(?:not (?:allowed|possible|safe|protected|permitted)|against|forbidden|prohibited|is (?:unsafe|risky)|isn't|aren't|violat\w+|cannot|can't)\b",
            after,
        )
    )


_MESSAGE = Bilingual(
    zh="“{text}”让顾客离开平台，平台不允许。",
    en="“{text}” takes the buyer off the platform, which platforms forbid.",
)
_WHY = Bilingual(
    zh="离开平台以后，顾客的钱和聊天记录没有保护；请在平台里联系和付款。",
    en="Off the platform, neither the payment nor the chat is protected; keep both on the platform.",
)
_SOURCE = (
    "Terms of use of the large marketplaces (no contact or payment off the platform); 行业通用"
)

RULES: tuple[Rule, ...] = (
    Rule(
        id="compliance.off_platform.zh",
        check="compliance.off_platform",
        langs=("zh",),
        severity="error",
        message=_MESSAGE,
        why=_WHY,
        source=_SOURCE,
        good=(
            Good("我们账户实际收到4,835美元。", channel="b2b"),
            Good("您可以用微信支付或者支付宝付款。"),
            Good("为了您的安全，请不要加陌生人的微信。"),
            Good("有问题请在平台上给我们留言。"),
        ),
        bad=(
            Bad("⟦加我微信⟧，我给您便宜一点儿。"),
            Bad("您可以⟦直接转账到我的银行卡⟧。"),
        ),
        find=_finder(OFF_PLATFORM_ZH, True),
    ),
    Rule(
        id="compliance.off_platform.en",
        check="compliance.off_platform",
        langs=("en",),
        severity="error",
        message=_MESSAGE,
        why=_WHY,
        source=_SOURCE,
        good=(
            Good("You can pay with PayPal or a credit card at checkout.", lang="en"),
            Good("For your safety, please do not pay outside the platform.", lang="en"),
        ),
        bad=(
            Bad("⟦Add me on WhatsApp⟧ and I will give you a better price.", lang="en"),
            Bad("You can ⟦pay me directly⟧.", lang="en"),
        ),
        find=_finder(OFF_PLATFORM, False),
    ),
)
