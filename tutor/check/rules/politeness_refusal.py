"""politeness.blunt_refusal: no, with nothing that makes it bearable."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.check.english_tone import accuses, impatient
from tutor.check.pieces import at_start, in_quotes, merged, plain, sentences, words_of
from tutor.check.rule import Bad, Good, Hit, Rule
from tutor.check.tone_zh import sounds_rude
from tutor.domain import Bilingual, Clause, Context, LearnerText, Reading, Span

_FLAT_ZH = re.compile(
    r"^(?:那|那个|这|这个|这样|这种|都|也|绝对|肯定|真的|当然|我们|我|这边)*(?:是)?"
    r"(?:不行|不可以|不能|不可能|没门儿?|没办法|没法|不退|不换|不赔|不给|不同意|不接受|不支持|办不到|做不到|没戏|想都别想|休想|免谈|没有|不)"
    r"(?:的|啊|呀|退|换|改|了)*$|(?:退|换|改|取消|管|办|做|送|寄|发|帮|赔|补|减|包|开|留|延|免|便宜|降|给|处理|解决)不了(?:的|了|啊|您|你)*$|(?:我们|我|店里|这边)(?:是|也|都|从来|一律|绝对)?不(?:给|退|换|赔|管|送|改|包|补|同意|接受|处理|负责|降价|打折|讲价|议价)(?:的|了|啊)*$"
)
_LEAD_IN = r"^(?:那|那个|这|这个|这样|这种|都|也|绝对|肯定|真的|当然|我们|我|这边|本店|店里|小店|一律|从来|是|目前)*"
_GRANTED = r"(?:月结|赊账|分期|账期|留|试(?!试)|等|送(?:货)?(?:上门)?|寄(?!错)|发货?(?!错|现|生)|退|换|改|取消|便宜|降价?|打折|减|免|赔|补|加急|包邮|开(?:发票|收据|票)|延长|保留|预留|安排|指定|上门|提供|做|接受|答应|同意|满足|处理|定制|还价|讲价|议价|少|优惠|提前(?:发货?)?|先发货|支持货到付款|送礼物?)"
# 不能留, 不寄巴西, 没有折扣: a short no to what was asked for.
_SHORT_NO_ZH = re.compile(
    rf"{_LEAD_IN}(?:不能|不可以|不可能|无法|没法|没办法|不给|不)(?:再|给您|帮您|为您|先|单独|多|免费)*{_GRANTED}[\u4e00-\u9fff]{{0,4}}$"
    rf"|{_LEAD_IN}不(?:单卖|零卖|拆卖|散卖|零售|单独卖|出|送|寄|发|改|免|减|付|留|赔|包|打折|降|议|开)(?:的|了|哦|啊)?$|^(?:我们|本店|店里|这里|我们店)?(?:都|一律)?不(?:支持|接受|提供|办理?|做)(?:分期(?:付款)?|货到付款|自提|改价|开票|定制|预[订定]|拼单|刷卡|信用卡|赊账|以旧换新|上门(?:安装|取件|退货)?|试用|部分退款|无理由退货)(?:的|了)?$|^(?:我们|本店|店里|这边|目前|暂时)*没(?:有)?(?:这个|这项|这种|此项?|该项?)?(?:服务|业务|政策|优惠活动|先例)(?:的|了)?$|^[^，]{{0,8}}(?:做|办|弄|开|改|送|寄|退|换|修|装)不了(?:的|了)?$|^(?:样品|安装|运费|包装|服务|配件|上门|维修|刻字)[^，]{{0,4}}不免费?(?:的|了)?$|^(?:我们|本店)?(?:一律|坚决)?(?:拒绝|谢绝)(?:退款|退货|换货|退换|还价|议价|讲价|赔偿|这个要求|您的要求)$|^(?:我们|我|本店|店里)(?:概|一律|都)?不(?:负责|承担|提供|包|管)[^，]{{1,6}}$|^(?:您)?(?:就)?别想(?:退|换|赔|便宜)[^，]{{0,3}}$"
    rf"|{_LEAD_IN}没有(?:折扣|优惠|礼物|赠品|赔偿?|补偿|退款|减免)(?:了|的)?$|(?:打|退|换|改|送|降|免|开|减|发|寄|赔|补)不了(?:折|价|款|货|票|运费|钱|地址)(?:了|的)?$|^(?:运费|邮费|钱|货款|款|差价|税费?|手续费|快递费)(?:是|也|一律|都|我们|概)*不(?:退|赔|免|减|补|包|送|报销)(?:的|了)?$|^(?:换成|改成|送到|寄到)?.{{0,6}}(?:我们|我|店里)?(?:做不到|办不到)(?:的)?$"
)
_FACT_ZH = re.compile(
    r"不(?:发霉|发黄|发臭|留(?:香|味|痕|印|胶|渍)|改也)|也(?:可以|行|没关系)$|的时候|好评返现|刷单|私下|返现|不(?:退色|换行|做作|留意|等于|改变|减少|少(?!了)|送达|补差价(?:的话)?|发光|发热|发烧|便宜(?=的)|同意见|处理器)|不(?:能|可以)?(?:等到|等于)"
)
_ASKED_EN = r"(?:discounts?|refunds?|returns?|exchanges?|cancellations?|changes?|compensation|replacements?|coupons?|gifts?|samples?|vouchers?|price matches|credit|deals?|extensions?|bargaining)"
_FLAT_EN = re.compile(
    r"^(?:no|nope|no way|impossible|not possible|(?:no,? )?(?:it is|it's|that is|that's|this is) (?:simply |just |really |absolutely |quite )?(?:impossible|not possible)|never|of course not|absolutely not|certainly not|(?:(?:your |the )?(?:refund|return|request|cancellation|exchange|claim)s? (?:is |was |are |has been )?)?(?:denied|rejected|refused|declined))$"
    r"|^(?:no,? )?not allowed$|^(?:no,? )?(?:re)?(?:send|chang|cancel|return|exchang|refund|ship|deliver)ing (?:it|this|that|them)?(?: \w+)? ?is (?:not possible|impossible|not allowed)$|^(?:no,? )?(?:we|i) (?:simply |just |really )?(?:refuse|decline)(?: that| this| it)?$|^(?:no,? )?(?:that|this|it) (?:can't|cannot|won't|will not|can not) (?:be (?:done|changed|arranged|helped|possible)|happen|work)$|^(?:no,? )?(?:that|this|it) (?:won't|will not|cannot|can't) be possible$|^(?:no,? )?(?:not doable|no can do|we don't do (?:such things|so)|we are not going to do (?:that|this|it)|i'm not going to do (?:that|this|it)|we (?:won't|will not|don't) allow (?:that|this|it))$"
    r"|^(?:no,? )?(?:we|i) (?:can't|cannot|can not|won't|will not|don't|do not)(?: do (?:that|this|it)| refund| exchange| accept(?: returns?| that| this)?| change(?: it)?)?$"
    rf"|^(?:sorry,? |no,? )?(?:there (?:is|are|will be) )?no (?:more |extra |further |such )?{_ASKED_EN}(?:,? (?:and )?no {_ASKED_EN})*(?: for (?:you|that|this|it))?$|^(?:no,? )?(?:we|i|our shop|the shop|this shop) (?:never|don't|do not|cannot|can't|won't|will not|are not going to|refuse to) (?:\w+ )?(?:give|offer|accept|make|allow|provide|do|grant) (?:you )?(?:a |any |the |such )?{_ASKED_EN}\b"
    rf"|^{_ASKED_EN} (?:are|is) (?:not|never) (?:accepted|allowed|possible|offered|given|available)|^(?:no,? )?you (?:are not|aren't|will not be|won't be) (?:getting|receiving) |^i refuse|^(?:there(?:'s| is) )?nothing (?:else |more )?(?:we|i) can do(?: about (?:it|that|this)| for you)?$|^forget (?:it|that|about (?:it|that))$|^(?:we|i) (?:can't|cannot) (?:do anything|help you|help)(?: about (?:it|that)| for you| with (?:that|this))?$"
    r"|^(?:no,? )?(?:we|i|our shop|the shop) (?:don't|do not|never|won't|will not|can't|cannot) (?:lower|reduce|cut|drop|discuss|negotiate) (?:the |our |any |on )?prices?$|^(?:no,? )?(?:we|i|our shop|the shop) (?:don't|do not|never|won't|will not) (?:bargain|haggle|negotiate|gift[- ]?wrap|(?:hold|reserve|keep|split|engrave|wrap|customi[sz]e|combine|lend) (?:items?|orders?|goods|things|parcels?|it|them|gifts?)|(?:send|give|make) (?:free )?samples)(?: for (?:you|anyone|anybody))?$"
    r"|^no,? the price (?:stays|is (?:fixed|final|what it is))$|^(?:no,? )?the price is the price$|^no,? you (?:can't|cannot|can not|may not|won't) (?!go wrong|miss|imagine|lose|break|hear|feel|smell|see|notice|need|regret|find|taste|burn|hurt|damage)\w+(?: (?!more\b|too much\b)\w+){0,2}$|^(?:no,? )?(?:that|this|it)(?:'s| is) not something we (?:do|offer|sell)$"
    r"|^(?:that(?:'s| is) )?out of the question$|^the answer is no$|^(?:not a|no) chance$|^dream on$|^(?:that(?:'s| is) )?not going to happen$|^you can't(?: do (?:that|this|it))?$|^(?:it|that)(?:'s| is) not allowed$"
)
# You will not pay anything extra: a no that the buyer is glad of, or praise of the goods.
_SPARES_EN = re.compile(
    r"\b(?:not possible|impossible|too early|hard|difficult) (?:for (?:us|me) |yet )?to (?:say|tell|know|predict|break|confuse|miss)\b|\b(?:any|a|an) (?:extra |additional )?(?:fee|charge|commission|deposit)s? (?:for|on)\b|\b(?:before|without|until) you (?:say|agree|confirm|approve|allow|ok|tell)\b|\b(?:promise|guarantee|assure)\b|\byou (?:will not|won't|don't|do not|need not|needn't|are not going to) (?:have to |need to )?(?:pay|lose|wait|be (?:charged|asked)|worry|need|miss|find|get a better)\b|\bbetter (?:price|quality|deal) (?:anywhere|elsewhere)"
)
# A limit of a thing (batteries cannot go by air) denies the buyer nothing that was asked for.
_DENIES_EN = re.compile(
    r"\b(?:we|i|you|us|our|your)\b|\b(?:refund|return|exchang|cancel|chang|replac|compensat|request|discount(?!s? code)|extend|accept|claim|repair)"
)
_SOFT_ZH = re.compile(
    r"抱歉|对不起|不好意思|遗憾|可惜|恐怕|谅解|体谅|见谅|理解|包涵|暂时|目前|现阶段|(?:感谢|谢谢)(?:您|你|贵司|大家)?(?:的|一直以来的|长期|多年)*(?:理解|谅解|体谅|支持|配合|关注|喜欢|厚爱|信任)|请您|麻烦您|为难|尽量|歉|实在(?:是)?没|很想|我们也想|也希望"
)
_SOFT_EN = re.compile(
    r"\bsorry\b|\bapolog|\bunfortunately\b|\bafraid\b|\bregret|\bunderstand|\bthank|\bappreciate|\bat the moment\b|\bcurrently\b|\bat this (?:time|stage|point)\b|\bfor now\b|\bwish we could\b|\bwould love to\b|\bwould like to\b|\bplease\b|\byet\b"
)
_ENDING_ZH = re.compile(r"[哦呢呀哈喔噢]$|^亲|亲亲|亲$")
_REASON_ZH = re.compile(
    r"因为|由于|因(?!此)|原因|所以|为了|根据|按照|按|超过|超出|过了|已经|影响|属于|规定|政策|系统|定制|定做|特价|清仓|拆封|使用过|穿过|洗过|食品|生鲜|内衣|贴身|卫生|安全|法律|违[法反规]|犯法|侵权|造假|亏|倒贴|银行|邮局|航空|海关|平台|税|库存|没货|断货|缺货|售罄|停产|工厂|材料|需要|否则|不然|才能|之后|以后|以前|之前|以内|内的|期限|权限|成本|利润|已|最低|范围|只(?:有|能|要|支持|接受)|除了|仅|(?:都|早就?)[^不没]{1,6}[了啦]$"
)
_REASON_EN = re.compile(
    r"\b(?:because|since|as (?:the|it|your|this|they|our|we|i|you|all|each)|due to|owing to|so that|so the|the reason|policy|rule|rules|law|customs|platform|after \d+|after the|within|until|once|unless|only|already|custom(?:i[sz]ed|-made)?|personali[sz]ed|hygiene|safety|health|food|opened|used|worn|washed|expired|out of stock|sold out|sale items?|clearance|system|cost|lowest|limit\w*|more than|exceed\w*|left our|has (?:been )?(?:shipped|left|passed|started)|would (?:damage|lose|break|cost|mean)|period|window|available|warranty)\b"
)
_OTHER_WAY_ZH = re.compile(
    r"(?:但是?|不过|可是|只是|(?<!不)可以|(?<![不可])能(?!不|否)|建议|推荐|帮您|帮你|为您|为你|给您|给你|要不|或者|您看|下次|如果|只要|另外|争取|尽量|申请|反馈|转)"
)
_OTHER_WAY_EN = re.compile(
    r"\b(?:but|however|instead|alternatively|though|can(?! not)|could(?! not)|may|would you|how about|what about|suggest|recommend|offer|another|other|if you|let me|we will|we'll|i will|i'll|happy to|next time|in case)\b(?!')"
)
# A ground that stands beside the no: it is illegal, the price is tight, once the tag is off.
_GROUND_EN = re.compile(
    r"\b(?:illegal|against the law|already (?:very |so )?(?:tight|low)|(?:until|once) (?:it(?:'s| is)|the \w+|your \w+) (?:is|are|has|was|cleared|cut|opened)?)|\w: (?:we|it|the|our|your|they|this|each|every|all) (?!rule|answer)\w"
)
_KIND_ACTS = frozenset(
    {
        "apologise",
        "empathise",
        "explain",
        "offer",
        "promise",
        "check",
        "suggest",
        "ask_agreement",
        "ask_preference",
        "inform",
        "thank",
    }
)
_LEAD_ZH = re.compile(r"^(?:不行|不可以|不能|没办法)[，, ]*")
_LEAD_EN = re.compile(
    r"^(?:no|nope)(?:[,.!]+ *| (?=(?:we|i|you|it|that|this|sorry)\b))", re.IGNORECASE
)


def _refuses(clause: Clause, text: LearnerText) -> bool:
    if clause.question or clause.conditional or clause.quoted:
        return False
    words = words_of(clause, text).strip(" 。.!！")
    if text.lang == "zh" and _THAT_IS_WHY_ZH.search(words):
        return False
    flat = _FLAT_ZH if text.lang == "zh" else _FLAT_EN
    if text.lang == "en" and (
        _SPARES_EN.search(words) or not (flat.search(words) or _DENIES_EN.search(words))
    ):
        return False
    rude = sounds_rude(words) if text.lang == "zh" else impatient(words)
    if rude and not flat.search(words):
        return False
    if (
        text.lang == "zh"
        and _SHORT_NO_ZH.search(words)
        and not _FACT_ZH.search(words)
        and "blame" not in clause.acts
    ):
        return True
    said_no = (_SAYS_NO_ZH if text.lang == "zh" else _SAYS_NO_EN).search(words)
    refused = "refuse" in clause.acts and said_no
    return bool(refused) or bool(flat.search(words))


# 包裹才送不到的 tells what came of it; 我们才不退 defies. 给不给好评都送 and 不做好评返现 deny nothing.
_THAT_IS_WHY_ZH = re.compile(
    r"^(?!我们?才|本店才|店里才).{0,6}才[^，不没]{0,4}(?:不[了到上]|没|不能|不会)"
    r"|(?P<v>[\u4e00-\u9fff])不(?P=v)[^，]{0,8}都(?!不)|[^绝]不(?:会|做|搞|参加|送|给|用)[^，]{0,8}好评"
)
# What a clause must hold to turn something down, whatever the learned acts say of it.
_SAYS_NO_ZH = re.compile(
    r"^(?!.*(?:也行|也可以|都行|都可以)).*[不没无未难恕拒谢绝]|只能拒|爱莫能助"
)
_SAYS_NO_EN = re.compile(
    r"\b(?:no|not|never|cannot|cant|dont|wont|unable|impossible|refus\w+|declin\w+|reject\w*|denied|against|out of|without)\b|n't\b"
)


def _is_answer_of_fact(clause: Clause, text: LearnerText) -> bool:
    """没有 or “No” with more to it answers a question; it turns down no request."""
    words = words_of(clause, text).strip(" 。.!！")
    return words in ("没有", "不", "没有的", "no", "nope", "never") and "refuse" not in clause.acts


def _is_softened(text: LearnerText, reading: Reading, context: Context, flat: list[Clause]) -> bool:
    """Whether the reply has a softener, a reason or another way around its refusals."""
    zh = text.lang == "zh"
    whole = plain(text)
    if (_SOFT_ZH if zh else _SOFT_EN).search(whole) or (not zh and _GROUND_EN.search(whole)):
        return True
    for clause in reading.clauses:
        words = words_of(clause, text)
        if clause in flat:
            if zh and context.channel == "marketplace" and _ENDING_ZH.search(words):
                return True
            if re.search(
                r"(?:但|不过|只是).{2,}" if zh else r"\b(?:but|however|instead|so)\b.{4,}", words
            ):
                return True
            if (_REASON_ZH if zh else _REASON_EN).search(_core(words, zh)):
                return True
            continue
        if clause.quoted or not set(clause.acts) - {"other", "greet", "close"}:
            continue
        if {"rude", "blame"} & set(clause.acts) or (
            sounds_rude(words) if zh else impatient(words) or accuses(words)
        ):
            # Blame is a finding of its own; where it names the cause, it is a reason as well.
            if zh and "blame" in clause.acts and re.search("因为|由于|属于", words):
                return True
            continue
        if zh and clause not in flat and _REASON_ZH.search(words) and _speaks_to_it(words, zh):
            return True
        kind = (
            _KIND_ACTS - {"thank"} if zh else _KIND_ACTS
        )  # thanks soften where they name it: 感谢理解
        if kind & set(clause.acts) and _speaks_to_it(words, zh):
            return True
        if (_OTHER_WAY_ZH if zh else _OTHER_WAY_EN).search(words) and not clause.negated:
            return True
    return False


def _speaks_to_it(words: str, zh: bool) -> bool:
    """规定就是这样 and “That is the rule” repeat the no; they give no reason."""
    hollow = (
        r"^(?:这|这个|这是|店里|我们|公司|平台)*(?:的)?(?:规定|规矩|政策)(?:就)?(?:是)?(?:这样|如此)?(?:的)?$|^没(?:有)?(?:别的)?办法$|^没(?:有)?(?:什么)?(?:为什么|理由|原因)$|^就是这样"
        if zh
        else r"^(?:this|that|it)(?:'s| is) (?:the|our|a) (?:rule|policy)\.?$|^rules are rules|^that(?:'s| is) it|^end of"
    )
    return not re.search(hollow, words.strip())


def _core(words: str, zh: bool) -> str:
    return (_LEAD_ZH if zh else _LEAD_EN).sub("", words)


def _find(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    flat = [
        c for c in reading.clauses if _refuses(c, text) and not in_quotes(text, reading, c.span)
    ]
    favour = _ASKS_FAVOUR_EN.search((context.buyer or "").lower())
    flat = [
        c
        for c in flat
        if len(flat) > 1
        or not _is_answer_of_fact(c, text)
        or len(reading.clauses) == 1
        or (text.lang == "en" and favour)
    ]
    if not flat or _is_softened(text, reading, context, flat):
        return
    if text.lang == "zh" and not _ASKS_FAVOUR_ZH.search(context.buyer or ""):
        flat = [c for c in flat if not _is_answer_of_fact(c, text)]
    if text.lang == "en" and not favour and _ASKS_FACT_EN.search((context.buyer or "").lower()):
        flat = [c for c in flat if not _SHORT_NO_EN.match(words_of(c, text).strip(" .!"))]
    for sentence in sentences(reading):
        run: list[Clause] = []
        for clause in (*sentence, None):
            if clause is not None and clause in flat:
                run.append(clause)
            elif run:
                span = merged(tuple(run))
                yield Hit(span=span, suggestion=_kinder(text, span))
                run = []


# 有白色的吗？没有。 denies nothing; 有优惠吗？没有。 does.
_ASKS_FAVOUR_ZH = re.compile(
    r"优惠|折扣|打折|便宜|赠品|礼物|小样|补偿|赔偿|办法|余地|可能|[能行](?!用|洗|装|充|进|放|防).{0,16}吗|可以|能不能|帮"
)
# Can I still cancel? – No. Read the page.
_ASKS_FAVOUR_EN = re.compile(
    r"\b(?:can|could|may) (?:i|we) (?:still |also |please |at least )?(?:cancel|change|return|exchange|get|have|swap|add|pay|keep|send it back|pick)\b|\b(?:can|could|will|would) you (?:still |also |please |maybe |at least )*(?:cancel|change|hold|keep|reserve|lower|do (?:it|the|this|that)|give|add|wrap|split|send (?:another|a new|half|it|me another)|ship|deliver|refund|exchange|replace|extend|make)\b|\b(?:a|any|no)(?: other)? (?:way|chance|possibility) (?:to|of)\b"
)
# Do you have a showroom? – No, we don't: an answer of fact denies the buyer nothing.
_ASKS_FACT_EN = re.compile(
    r"\b(?:are you (?:an? |real)|do you (?:have|sell|own|know|speak|use|stock)|(?:will|could|can|might|would|may) (?:it|this|they|these|the \w+) (?:\w+ )?(?:leak|break|fade|rust|explode|shrink|melt|hurt|harm|overheat|burn|scratch|be (?:fake|a fake|dangerous|harmful|used|second-hand|counterfeit))|is (?:it|there|this|that|the \w+)|are (?:there|they|these|the \w+)|does (?:it|this|the \w+)|has it|was it)\b(?! (?:possible|ok|okay|allowed|any chance|a way))"
)
_SHORT_NO_EN = re.compile(
    r"(?:no|nope|not really|not yet)?,? ?(?:(?:we|i|it|they|there|that|this)(?: do not| does not| is not| are not| was not|'s not| (?:don't|doesn't|isn't|aren't|haven't|hasn't|wasn't)|(?: is|'s) (?:not possible|impossible))?)?$"
)


def _kinder(text: LearnerText, span: Span) -> str:
    """The learner's refusal in a kind frame: sorry, the refusal, another way."""
    words = span.of(text.raw)
    if text.lang == "zh":
        rest = _LEAD_ZH.sub("", words)
        core = rest if len(rest) > 3 else "这个我们暂时做不到"
        return f"很抱歉，{core}，不过我们可以帮您看看别的办法"
    rest = _LEAD_EN.sub("", words)
    core = rest if len(rest.split()) > 2 and rest.lower() != "no way" else "we cannot do this"
    core = core if re.match(r"I\b|[A-Z]{2}", core) else core[:1].lower() + core[1:]
    lead = "I am sorry" if at_start(text, span) else "I am sorry to say that"
    return f"{lead}, {core}, but we can look for another solution".replace("that,", "that")


_SOURCE = "行业通用 (客服拒绝话术：缓和、原因、别的办法)；Brown & Levinson, Politeness (1987), on refusals"
_MESSAGE = Bilingual(
    zh="“{text}”拒绝得太直接，没有缓和，也没有原因或者别的办法。",
    en="“{text}” refuses flatly, with no softener, reason or alternative.",
)
_WHY = Bilingual(
    zh="直接拒绝让顾客觉得店铺不想帮忙；先道歉，再说原因或者别的办法。",
    en="A flat no tells the buyer that you do not want to help; say sorry, then give a reason or another way.",
)

RULES: tuple[Rule, ...] = (
    Rule(
        id="politeness.blunt_refusal.zh",
        check="politeness.blunt_refusal",
        langs=("zh",),
        severity="error",
        message=_MESSAGE,
        why=_WHY,
        source=_SOURCE,
        good=(
            Good("很抱歉，定制的商品不能退货，因为不能再卖给别人。"),
            Good("不能退款，不过我们可以免费给您换一个。"),
            Good("您的订单已经发货了，所以不能取消。"),
            Good("路上有台风，包裹才没按时送到的。"),
        ),
        bad=(
            Bad("⟦不行⟧。", suggestion="很抱歉，这个我们暂时做不到，不过我们可以帮您看看别的办法"),
            Bad("您好，⟦我们不给退⟧。"),
            Bad("⟦不行，不能退货⟧。"),
        ),
        find=_find,
    ),
    Rule(
        id="politeness.blunt_refusal.en",
        check="politeness.blunt_refusal",
        langs=("en",),
        severity="error",
        message=_MESSAGE,
        why=_WHY,
        source=_SOURCE,
        good=(
            Good("I am afraid we cannot change the address now.", lang="en"),
            Good("We can't give a discount, but we can offer free shipping.", lang="en"),
            Good("We can't cancel it because the parcel has left our warehouse.", lang="en"),
            Good("No, that is not possible.", lang="en", buyer="Will it leak in my bag?"),
            Good("A lower value on the form is illegal, so we can't write it.", lang="en"),
        ),
        bad=(
            Bad(
                "⟦No, we can't⟧.",
                lang="en",
                suggestion="I am sorry, we cannot do this, but we can look for another solution",
            ),
            Bad("Hello. ⟦We don't accept returns⟧.", lang="en"),
            Bad("⟦No, that is impossible⟧.", lang="en", buyer="Can I pay in two parts?"),
        ),
        find=_find,
    ),
)
