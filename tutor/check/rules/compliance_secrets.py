"""compliance.sensitive_data: asks for a secret that only the buyer may know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.check.pieces import in_quotes, plain, sentence_of, words_of
from tutor.check.rule import Bad, Finder, Good, Hit, Rule
from tutor.domain import Bilingual, Clause, Context, Desk, LearnerText, Reading, Span

_SECRET_ZH = re.compile(
    r"(?:账号|账户|帐户|登录|登陆|支付|付款|银行卡|信用卡|提现|交易|取款|平台|邮箱|手机)?(?:的)?密码(?!锁|箱|盒|本|门|包)|口令(?!红包)|(?:短信|手机|动态|登录|邮箱|银行|支付|收到的)?(?:的)?(?:验证码|校验码|动态码|确认码|短信码|动态口令|随机码|授权码|一次性密码)|cvv2?|cvc2?|(?:信用卡|银行卡|卡片?|卡的?)?(?:背面|后面|反面)?(?:的)?安全码"
    r"|(?:卡|信用卡|银行卡)(?:片)?(?:的)?(?:背面|后面|反面|背后)(?:的)?(?:末尾)?(?:那|那个|那三|这|上|签名栏|最后|旁边|印)*(?:的)?(?:三|3|几|四|4)(?:位|个)(?:数字?|数码|号码|数)?|(?:背面|后面|反面|背后)(?:的)?(?:那|这)?(?:三|3)(?:位|个)(?:数字?|数)|(?:卡|信用卡|银行卡)(?:的)?(?:背面|反面|背后)(?:的)?(?:那串|那些|几个)?(?:数字|数码)"
    r"|(?:手机|短信|银行|系统|平台|邮箱|刚刚|刚才|刚)(?:上|里|中)?(?:刚刚|刚才|刚|会)?(?:给(?:您|你))?(?:收到|发|发来|发送|接到|显示)(?:到)?(?:了|的|给)?(?:您|你)?(?:手机|的|上|那)*(?:那)?(?:四|六|4|6|五|几)(?:位|个)(?:数字?|数码|数)?(?:码|号码)?|(?:收到|发来|短信里|短信中|短信上)(?:的)?(?:那|这)?(?:个)?(?:四|六|4|6)位数?|(?:收到|发来|短信里|短信中|短信上)(?:的)?(?:那|这)?(?:串|组|个)?(?:[四六46]位)?(?:数字|号码|代码)"
    r"|(?:完整|全部|整个|所有|十六位|16位|十九位|正面)?(?:的)?(?:银行卡|信用卡|借记卡|储蓄卡)(?:的)?(?:完整|全部)?(?:的)?(?:卡号|号码|账号|正反面(?:照片)?|正面(?:照片)?|照片)|(?:完整|全部|整个)(?:的)?卡号|(?<!会员)(?<!礼品)(?<!充值)(?<!购物)(?<!电话)卡号|卡(?:片)?(?:上|正面)(?:的)?(?:全部|所有|完整|那|这)*(?:的)?(?:十六|16|十九|19)(?:位|个)(?:数字|数|号码)|护照(?:的)?(?:全部|完整)?(?:的)?(?:号码?|编号|照片|复印件|扫描件|首页|信息页|图片)|身份证(?:的)?(?:号码?|照片|正反面(?:照片)?|复印件|扫描件|原件)|网银(?:账号|密码|盾)|(?:pin|otp)(?:码|密码)?(?![a-z])"
)
_ASK_ZH = re.compile(
    r"发(?!现|货|生|送到您|到您|往|票)|告诉|告知|提供|给(?:我|一下|下|我们|客服)|报(?:一下|给|上)|说(?:一下|下|给)|回复|填(?:写)?(?:给|在(?:这里|聊天|对话))|拍(?:照|张|个|一|下|给|清)|留(?:一下|下|给|言)|念|写(?:给|在(?:这里|聊天)|下|一下)|需要(?:您|你)|要(?:您|你)|(?:我们|我)?需要|(?:我们|我)(?:要|得|想要|想)|是多少|是什么|多少|什么|核对|核实|截图|请(?:问|把|将|您把|你把)|麻烦|把|传|上传|出示|输给|转(?:给|发)|寄"
)
_SAFE_ZH = re.compile(
    r"不(?:要|用|会|需要|能|可以|必|应该|该|得|可|准|建议|索要|索取)|请勿|切勿|勿|别|千万|无需|没有|不能|禁止|从不|绝不|任何人|泄露|透露|保密|妥善|保管好|保护|骗|诈|小心|谨防|防止|陌生人|修改|重置|找回|更改|忘记|忘了|设置|改一下|换一个|更新|改(?:您|你)?(?:的)?密码|遮|盖住|打码|挡住|马赛克|隐藏|输入(?!.{0,6}(?:给我|发|告诉))|填(?:写)?在(?!.{0,4}(?:这里|聊天|对话|下面))|在(?:页面|平台|app|官网|系统|支付页|登录页)(?:上|里|中)?"
)
_LAST_DIGITS_ZH = re.compile(
    r"(?:后|最后|末|尾)(?:的)?(?:四|4|三|两|2|3|几)(?:位|个)|尾号|前(?:四|4|六|6)位"
)
_OWN_CARD_ZH = re.compile(r"(?:礼品|购物|充值|会员|储值|积分|游戏)卡")
_NOT_CARD_ZH = re.compile(
    r"(?:wi-?fi|无线|蓝牙|设备|开机|锁屏|出厂|默认|初始|行李箱|保险箱|门锁|优惠券|兑换|礼品卡|充值卡|sim)",
    re.IGNORECASE,
)

SECRET = re.compile(
    r"\b(?:account |login |email |bank(?:ing)? |card |paypal |payment |your )?(?:passwords?|passcode|pass ?word|pin(?: (?:code|number))?(?! (?:code )?of your (?:area|city))|cvv2?|cvc2?|otp|security code|card verification (?:code|number|value)|(?:verification|one-time|one time|sms|authentication|authorization|confirmation text|two-factor|2fa|login|text message|auth|access) (?:code|password|pin|passcode)s?|(?:verification|confirmation) (?:number|digits)|(?:digits|numbers|code|pin) (?:that |which )?(?:came|arrived?s?|you (?:got|get|received|see)) (?:by|via|in|as) (?:an? |the )?(?:text|sms|text message|message on your phone)|code (?:that |which )?(?:you (?:just |have )?(?:received|got|get)|(?:we|the bank|your bank|the platform|the system)(?: have|'ve)? (?:just )?(?:sent|texted|emailed)|(?:was |is |has been )?(?:just )?(?:sent|texted) to (?:your|you)|(?:on|in|from) (?:your (?:phone|mobile|sms|text|messages)|the (?:sms|text)))|(?:three|3|four|4)[- ]?(?:digits?|numbers?)(?: (?:code|number))? (?:(?:printed |that (?:are|is) )?(?:on|at) the (?:back|reverse|rear)|behind)(?: (?:side )?of (?:your|the) (?:credit |debit |bank )?card)?|(?:digits|numbers?) on the back of (?:your|the) (?:\w+ )?card|(?:six|6|four|4)[- ]?(?:digits?|numbers?)(?: (?:code|number))? (?:(?:that |which )?(?:you|we|your (?:bank|phone)|the (?:bank|system|platform))(?: have|'ve|'ll)?(?: just)? (?:receiv\w+|got|get|sent|text\w*|see)|(?:from|in|on) (?:the|your) (?:sms|text|phone|message|mobile)|sent to)"
    r"|(?:(?:full|complete|entire|whole|16[- ]digit|sixteen[- ]digit|long) )?(?:credit |debit |bank |visa |payment )?card (?:number|no|details|info\w*)s?|(?:photos?|pictures?|copy|scan|image) of (?:both sides of )?(?:your|the) (?:credit |debit |bank |id |identity |national id )?card|(?:the )?(?:16|sixteen)(?: long)? (?:digits|numbers)(?: (?:on|of) (?:the front of )?(?:your|the) card)?|passport (?:number|no|copy|photo|scan|details|page)|(?:photos?|pictures?|copy|scan|image) of your passport|bank (?:login|pin|password)|(?:login|log-in|sign-in|account|banking) (?:details|data|credentials|info(?:rmation)?)(?<!account details)(?<!account data)(?<!account info)(?<!account information)|secret (?:word|answer|question|code|number)s?|answer to your security question|mother's maiden name|social security number)\b"
)
_ASK_EN = re.compile(
    r"\b(?:send|tell|give|provide|share|reply with|need|require|what is|what's|may i have|can i have|could i have|let (?:me|us) (?:know|have)|type|enter|write|forward|text|confirm|show|read|email|message|upload|take|want|ask you for|submit|have your|with your|fill in|state|pass)\b"
)
_SAFE_EN = re.compile(
    r"\b(?:never|not|don't|won't|cannot|can't|no need|nobody|anyone|no one|without|scam\w*|phish\w*|fraud\w*|secret|private|safe|protect|reset|change|forgot\w*|forget|update|set (?:a|up|your)|new password|recover|cover|hide|blur|strong|on the (?:\w+ )?(?:page|website|site|app|checkout)|at checkout|wi-?fi|bluetooth|device|default|promo|coupon|discount|suitcase)\b"
)
_LAST_DIGITS_EN = re.compile(
    r"\b(?:last|final|first) (?:four|4|three|3|two|2|six|6)\b|\bending (?:in|with)\b|\blast digits\b"
)


# Drop a pin, a two-pin plug, the pin of the strap: no secret.
_NO_CODE_EN = re.compile(
    r"(?:\b(?:an?|one|another|map|location)|-) ?\||\|(?:s\b| of (?:the|a)\b| on (?:the|a) map|-)"
)


def _finder(
    secret: re.Pattern[str], ask: re.Pattern[str], safe: re.Pattern[str], last: re.Pattern[str]
) -> Finder:
    def find(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
        for clause in reading.clauses:
            words = words_of(clause, text)
            found = list(secret.finditer(words))
            if not found and not clause.quoted:
                yield from _tax_number(text, reading, clause, context.desk)
            if not found or clause.quoted:
                continue
            if not _is_asked(clause, text, reading, ask, safe):
                continue
            last_end = -9
            for match in found:
                # 卡背面的三位安全码: one secret in two names.
                joined = text.lang == "zh" and match.start() == last_end
                last_end = match.end()
                if joined:
                    continue
                near = words[
                    max(0, match.start() - (12 if text.lang == "zh" else 36)) : match.end() + 14
                ]
                if match.group() == "pin" and _NO_CODE_EN.search(
                    words[: match.start()] + "|" + words[match.end() :]
                ):
                    continue
                if last.search(near) or (text.lang == "zh" and _NOT_CARD_ZH.search(near)):
                    continue
                # The number of a gift card is what its owner asks about.
                if match.group() == "卡号" and _OWN_CARD_ZH.search(context.buyer or ""):
                    continue
                span = _trim(text, clause, match)
                if not in_quotes(text, reading, span):
                    yield Hit(span=span)

    return find


# Companies give their tax number for an invoice; it is a secret where the desk keeps it out of the chat.
_KEPT_OUT = re.compile(
    r"税号(?:不能|不要|不可以?|请勿)[^，。]{0,6}聊天|tax number must not .{0,24}\bchat"
)
TAX = {
    "zh": re.compile(r"税号"),
    "en": re.compile(r"\btax (?:id |identification )?(?:numbers?|card|id)\b"),
}
HANDED_OVER = {
    "zh": re.compile(
        r"(?:发|告诉|提供|报|给|写|传)(?:给|在|到)?(?:我|这里|这儿|聊天|客服)|发过来|是多少"
    ),
    "en": re.compile(
        r"\b(?:send|tell|give|share|type|write|provide|message|text|forward)\b.*\b(?:me|us|here|chat)\b"
        r"|\bwhat(?: is|'s) your\b|\b(?:may|can|could) i have\b|\b(?:can|could) you (?:please )?(?:send|tell|give|provide|share)\b"
    ),
}
KEPT = {
    "zh": re.compile(r"不|别|勿|官网|网站|自己"),
    "en": re.compile(r"\b(?:not|never|no need|website|yourself|cannot)\b|n't\b"),
}


def kept_out(desk: Desk | None) -> bool:
    """Whether a note of the desk keeps a personal number out of the chat."""
    notes = desk.policy.notes if desk is not None and desk.policy is not None else ()
    return any(_KEPT_OUT.search(side) for note in notes for side in (note.zh, note.en))


def _tax_number(
    text: LearnerText, reading: Reading, clause: Clause, desk: Desk | None
) -> Iterator[Hit]:
    """The tax number that a reply asks for, where a note of the desk keeps it out of the chat."""
    words = words_of(clause, text)
    match = TAX[text.lang].search(words)
    if match is None or not kept_out(desk):
        return
    if HANDED_OVER[text.lang].search(words) and not KEPT[text.lang].search(words):
        span = Span(clause.span.start + match.start(), clause.span.start + match.end())
        if not in_quotes(text, reading, span):
            yield Hit(span=span)


def _trim(text: LearnerText, clause: Clause, match: re.Match[str]) -> Span:
    """The secret without a leading 的 or “your ”."""
    start, end = match.span()
    words = match.group()
    for lead in ("的", "your ", "the "):
        if words.startswith(lead):
            start += len(lead)
    return Span(clause.span.start + start, clause.span.start + end)


def _is_asked(
    clause: Clause, text: LearnerText, reading: Reading, ask: re.Pattern[str], safe: re.Pattern[str]
) -> bool:
    """Whether the sentence asks the buyer to hand the secret over, and warns of nothing."""
    words = words_of(clause, text)
    sentence = sentence_of(clause, reading)
    first = sentence[0].span.start
    before = plain(text)[first : clause.span.start]
    own = ask.search(words)
    following = plain(text)[clause.span.end : sentence[-1].span.end]
    handed = (
        bool(own)
        or clause.question
        or bool(
            re.search(
                r"(?:给|发|告诉|提供|拍|报)(?:给|到|过来|来)?(?:我|我们|客服|一下)|都(?:发|给|要)|过来",
                following,
            )
            if text.lang == "zh"
            else re.search(r"\b(?:to|tell|give|send) (?:me|us)\b", following)
        )
        or (bool(ask.search(before)) and not safe.search(before))
    )
    if text.lang == "zh" and (_kept_or_others(words, following) or _SENT_BY_US_ZH.search(words)):
        return False
    if text.lang == "en" and (asked := _FOR_A_CHANGE_EN.match(words)):
        words = words[asked.end() :]
        if not SECRET.search(words):
            return False  # for a new password, please tell us your order number
    return handed and not safe.search(words)


# To change the address I need …: what is changed is the order, and the secret is asked for.
_FOR_A_CHANGE_EN = re.compile(
    r"(?:(?:and|so|but|then|well)[, ]+)?(?:to|in order to|for|before|so that) (?:(?!\b(?:not|never|no|without)\b|n't)[^.!?])*?\b(?=(?:(?:i|we)(?:'ll| will| would| also| just)? (?:need|require|ask|want|must have)|please (?:send|tell|give)|(?:send|tell|give) (?:me|us))\b)"
)


# 密码请您自己保管，不用告诉我; 海关需要身份证号码: kept by the buyer, or asked by somebody else.
_KEPT_ZH = re.compile(
    r"(?:不用|不要|不需要|不必|无需|请勿|别|切勿)(?:再)?(?:在(?:这里|聊天))?(?:发|告诉|提供|给|拍|传|说|透露)|(?:您|你)?自己(?:去|来|在|到|上)?[^，。]{0,10}?(?:保管|填|登记|上传|输入|收好|提交|办理|记)|(?<!我)(?<!我们)(?:在|到|去|上|通过)[^，。]{0,10}(?:海关|官方|官网|平台|系统|网站|页面|银行|邮局)[^，。]{0,6}(?:填|登记|上传|输入|提交|办理|验证)"
)
# 我给您发一个密码, 系统会发验证码到您手机: it goes to the buyer.
_SENT_BY_US_ZH = re.compile(
    r"(?:我们?|系统|平台|后台|银行|师傅|客服)(?:这边)?(?:现在|马上|已经|刚刚|会|将|再|远程|重新|先)*(?:给(?:您|你))?(?:再|重新)?(?:发|生成|设|重置)[^，]{0,14}$(?<!告诉我)(?<!给我)"
)
_TO_US_ZH = re.compile(
    r"(?<!不要)(?<!不用)(?:发|告诉|提供|报|传|拍|寄)(?:给|来|到)?(?:我|这里|客服)|给(?:我|客服)"
)
_OTHERS_ZH = re.compile(
    r"(?:海关|银行|邮局|快递|官方|系统|平台|清关|报关|当地|政府|税务|法律|规定)[^，。]{0,10}?(?:需要|要求|会要|会核对|核对|核实|要|规定)"
)


def _kept_or_others(words: str, following: str) -> bool:
    """Whether the secret stays with the buyer, or a third party asks for it and the shop does not."""
    if _TO_US_ZH.search(words):
        return False
    if _KEPT_ZH.search(following) or _KEPT_ZH.search(words):
        return True
    return bool(_OTHERS_ZH.search(words)) and not _TO_US_ZH.search(following)


_MESSAGE = Bilingual(
    zh="“{text}”是顾客的秘密，客服不可以要。",
    en="“{text}” is the buyer's secret; an agent may not ask for it.",
)
_WHY = Bilingual(
    zh="骗子也这样问，顾客会有危险；问订单号就够了，别的请顾客自己在官方网站上填。",
    en="Thieves ask in the same way, so the buyer is at risk; the order number is enough, and the buyer enters anything else on the official website.",
)

RULES: tuple[Rule, ...] = (
    Rule(
        id="compliance.sensitive_data.zh",
        check="compliance.sensitive_data",
        langs=("zh",),
        severity="error",
        message=_MESSAGE,
        why=_WHY,
        source="《中华人民共和国个人信息保护法》第二十八条；PCI DSS v4.0, 3.3",
        good=(
            Good("密码请您自己保管，不用告诉我。"),
            Good("海关需要您的身份证号码，请您在海关的网站上填写。"),
            Good("请您告诉我银行卡号的最后四位，好吗？"),
            Good("请不要把验证码告诉任何人。"),
            Good("这款密码锁有两种颜色。"),
        ),
        bad=(
            Bad("麻烦您把⟦验证码⟧发给我。"),
            Bad("请您告诉我⟦卡背面的三位⟧安全码。"),
            Bad("请提供您的⟦信用卡卡号⟧和⟦CVV⟧。"),
            Bad("请把⟦手机收到的六位数字⟧告诉我。"),
        ),
        find=_finder(_SECRET_ZH, _ASK_ZH, _SAFE_ZH, _LAST_DIGITS_ZH),
    ),
    Rule(
        id="compliance.sensitive_data.en",
        check="compliance.sensitive_data",
        langs=("en",),
        severity="error",
        message=_MESSAGE,
        why=_WHY,
        source="PCI DSS v4.0, 3.3; Regulation (EU) 2016/679 (GDPR), Art. 5(1)(c)",
        good=(
            Good("Could you tell me the last four digits of your card number?", lang="en"),
            Good("We will never ask for your password.", lang="en"),
        ),
        bad=(
            Bad("Please send me the ⟦verification code⟧.", lang="en"),
            Bad("To change the address, I need your ⟦account password⟧.", lang="en"),
            Bad(
                "Could you tell me your ⟦card number⟧ and the ⟦three digits on the back⟧?",
                lang="en",
            ),
        ),
        find=_finder(SECRET, _ASK_EN, _SAFE_EN, _LAST_DIGITS_EN),
    ),
)
