"""compliance.overpromise: a guarantee of an outcome that nobody can keep."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.check.pieces import clause_at, in_quotes, negated_before, plain
from tutor.check.rule import Bad, Good, Hit, Rule
from tutor.domain import Bilingual, Context, LearnerText, Reading, Span

_TRIGGER_ZH = re.compile(
    r"保证(?!书|金|期|卡|函|人|单|计划|服务)|绝对(?!安全|正品|一流|优质|最|便宜|无害|天然|纯|真品|正宗|有效|第一|值|温度|压力|湿度|地址|误差|优势)|肯定(?!和|与|是对|，|。|$|的(?!会|能|可以))|(?<![不])一定(?!的|要(?!到|能|会)|是|程度|得|限度|范围)"
    r"|包(?=您|你|准|退到|过|好用|好看|修好|清关|通关|到货|满意|赢|治)|(?<![不未何务势])必(?=到|达|能(?!够)|会)|必定|必然|铁定|准保|保准|管保|绝不(?=会(?!泄|透|骗|收|忘|不管|让|强|打扰|外|卖假|故意|影响您|乱|偷|出售|再让)|可能)|决不(?=会掉|会坏|会丢|会漏|会晚)|百分之?百(?=明天|后天|今天|今晚|周[一二三四五六日]|会|能|可以|到|没|不|保证|通过|成功|准时)|100%(?=明天|后天|今天|周[一二三四五六日]|会|能|可以|到|准时|通过|成功)|打包票|(?<![信台的])担保(?!交易|公司|函|合同|订单)|敢说|拍胸脯|发誓|我承诺|承诺(?=.{0,6}(?:明天|后天|今天|一定|到|\d+[号日]|不会再|永远))|确保(?=.{0,10}(?:到|收到|送达|不会|通过|准时|满意))|毫无疑问|准(?=能|会|到)|妥妥"
)
# What only luck, carriers, customs or the buyer's taste decide.
_OUTCOME_ZH = re.compile(
    r"(?:坏|掉|错|晚|丢|破|碎|差|漏|裂|堵|假)不了|(?:看|认|分|闻|听|猜|查|发现)不(?:出|到|了)|没(?:有)?人(?:能|会|敢)?(?:看|认|发现|察觉|闻|听|猜|说|注意|笑)|到(?!底|时候|账户里查|时|处|.{0,2}(?:页面|订单|仓库(?:查|看|问|核)))|收到|送达|抵达|签收|寄到|运到|派送成功|通过|放行|清关|通关|过关|没(?:有)?(?:任何|什么|一点儿?)?(?:问题|事|风险|瑕疵|色差|毛病)|不会(?!影响.{0,6}二次|忘|骗|泄露|透露|收取|让您(?:白|吃亏)|不管|再犯|再(?:让|出现|发生|有).{0,8}(?:这|类似|同样|问题|情况))|不(?:坏|掉|褪|退色|漏|变|缩|断|起球|生锈|耽误|丢|破|碎|卡|掉色|过敏)|准时|按时|赶得上|来得及|满意|喜欢|合适|合身|有效|成功|修好|用(?:得)?(?:\d+|[一二两三四五十]+|几|很多|好多)年|找到|找回|追回|好用|耐用|好看|能(?!力|不能|够?(?:帮|为|给|尽|退|换|补|处理|联系|查|协助|安排))|会(?!要|问|看|查|检查|收|打电话|联系|尽|马上|帮|为|给|替|及时|认真|努力|全力|把|跟|和|联系|处理|注意|加强|改进|配合|继续|向|转|反馈|核实|查|第一|在第一|再|好好|负责|提醒|通知|优先|仔细|尽力|安排|退|补|赔|换|重新|回复|检查|关注|更|支持|解决|让)|升值|赚|涨|卖|大卖|治好|变白|瘦|最低|第一|正常使用|解决问题|万无一失|(?:明天|后天|今天|今晚|明早|周[一二三四五六日天]|星期[一二三四五六日天]|\d+[号日]|[一二三四五六七八九十]+[天号日](?:内|之内|以内)?|\d+(?:天|小时)(?:内|之内)?).{0,6}(?:到|送|发|好|完成|解决|退|处理|装船|开船|交货|出货)"
)
_EFFORT_ZH = re.compile(
    r"^(?:会|将|能)?(?:尽|努力|全力|认真|好好|仔细|及时|马上|立刻|第一时间|继续|优先|加强|注意|改进|配合|负责|跟进|记得|留意|亲自|再次|用心|重视|严格)|^(?:会|将|可以|能)?(?:帮|为|给|替|跟|和|向|把|让)(?:您|你|大家|仓库|快递|物流|同事|客户|贵司|这|情况|问题|每).{0,12}(?:查|核实|跟进|处理|催|联系|反馈|转达|安排|关注|盯|解决|回复|答复|答案|说法|交代|记|留|检查|确认|协调|申请|争取|登记|备注|更好的?(?:服务|体验)|满意的(?:答复|解决|处理|结果|方案)|公平|合理)"
)
_NOT_OURS_ZH = re.compile(
    r"(?:请|麻烦|您|你|顾客|需要|务必|为了|(?<!可)以|来|用于|才能|前提是|只要|是否|能否)(?:您|你|先|一定|务必|自己|也|在.{0,8})*$"
)
# 我向您保证: the buyer is the one who is promised something.
_TO_YOU_ZH = re.compile(r"(?:向|跟|给|对|和|为|敢)(?:您|你)$")
# 祝您一定……, 谁说一定……; 绝对不会泄露: ours to keep; 一定会喜欢您的心意: a kind word on the giver.
_WISHED_ZH = re.compile(r"^.{0,4}祝|希望|但愿|谁说|哪能|不见得")
_KEEPS_QUIET_ZH = re.compile(
    r"不[能会]让(?:您|你)(?:出|付|花|多|白|吃亏)|(?:也)?不会?(?:再)?(?:向|跟|给|对|把|将)?.{0,8}(?:泄露|泄漏|透露|外传|公开|出售|卖给|乱用|乱收|多收|打扰|骚扰)"
)
_AT_HEART_ZH = re.compile(r"心意|用心|孝心|诚意|一片心")
_INFER_ZH = re.compile(
    r"^(?:是|很|非常|等|已经|觉得|想|知道|急|累|不(?:高兴|开心|好受)|会(?:很|觉得|着急|担心|失望|不高兴|不开心|生气)|希望|理解|有(?:原因|误会|什么误会)|着急|失望|辛苦|遇到|在|搞错|弄错|(?:都|也)*会(?:特别|非常|更|也|都|很)*(?:高兴|开心|惊喜|感动|难忘))"
)

_TRIGGER_EN = re.compile(
    r"\bdefinitely\b|\bcertainly\b|\babsolutely\b|\bguarantee[sd]?\b(?! (?:period|card|certificate|policy|terms?|covers?|is|for (?:a |the )?(?:\w+ )?(?:month|year)))|\bpromise\b|\bassure you\b|\bfor (?:sure|certain)\b|\bwithout (?:fail|(?:a |any )?doubt)\b|\bno doubt\b|\bundoubtedly\b|(?:(?<=will )|(?<='ll )|(?<=is )|(?<=are ))100\s?%(?= (?:fit|work|have|receive|see|arrive|come|reach|pass|be|like|love|match|last|get|go|okay|ok|safe to arrive|clear|suit)\b)|\b100\s?%(?= (?:sure|certain|will|be|arrive|guaranteed|going))|\bi swear\b|\bsurely\b|\bbet (?:you|that|it)\b|\bmark my words\b|\b(?:can|may) be (?:sure|certain)(?=,? (?:that )?(?:it|the|your|they|customs)\b)|\b(?:give you|you have) (?:my|our) word\b|^trust me\b|\btrust (?:me|us)(?=,| that| it| on)|\bno way (?=(?:it|that|the|your|this)\b)|\b(?:absolutely|completely|totally|100 ?%) (?:certain|sure)\b|\bguaranteed(?= to\b)|\brest assured(?=,? (?:that )?(?:it|the|your) .{0,16}(?:will arrive|arrives|will be there))|\bhundred percent\b|\bensure (?:that )?(?:it|your|the)\b.{0,24}(?=arriv|deliver|reach|pass)"
)
_OUTCOME_EN = re.compile(
    r"\b(?:arriv\w*|be (?:there|delivered|here|with you|on time|perfect|fine|ok|okay|happy|satisfied|safe|released|cleared|approved|solved|fixed|working|refunded in|in your)|reach(?:es)?|get (?:it|them|(?:the|your) (?!answer|reply|update|best|right|same|chance|details?|number|link|label|form|code|photos?)[a-z]+|there|through|released|your money)|receive\w*|deliver\w*|pass(?:es)?|clear(?:s)? customs|come (?:tomorrow|today|on|by|back|before)|land|work(?:s)? (?:perfectly|well|fine|for (?:years|ever)|with|in|on)|fit(?:s)?|last(?:s)?|love (?:it|this|them)|like (?:it|this|them)|never (?:break|fade|fail|happen|be|leak|have|lose|shrink)|not (?:break|fade|leak|happen|be (?:late|delayed|damaged|lost|charged|a problem)|have (?:any |an )?(?:problem|trouble|customs|allerg\w*|reactions?)|(?:be|get) allergic|lose|shrink|rust|fail)|won't (?:break|fade|leak|happen|be (?:late|delayed|damaged|lost|charged)|have|lose|shrink|fail)|no (?:problem|damage|delay|duty|tax|customs)|sell|succeed|cure|satisf\w+|be no|be late|be lost|gets? lost|go(?:es)? wrong|breaks?|comes tomorrow|release\w*|comes? (?:today|tomorrow|this|next|in)|be ready|show no|get through|tomorrow|on time|before (?:christmas|friday|the|your)|by (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|tonight|the)|within \d+|in (?:two|three|\d+) days|show up|turn up|be the same|never)\b"
)
_EFFORT_EN = re.compile(
    r"\b(?:check|look into|do (?:our|my) best|try|help|follow up|let you know|inform|update|contact|keep (?:you|an eye)|ask|pass (?:this|it|your|on)|forward|report|tell|reply|get back|understand|agree|right|investigate|take care|work hard|improve|review|speak|talk|arrange|see|consider|make sure|share|note|remember|worth|appreciate|apologi[sz]e|assist|can do|be happy to|look (?:at|for)|handle|note|hear from (?:us|me|our)|(?:a |an |our |my )(?:reply|answer|update|call)|stored|protected|confidential|your data|refund you|compensate|be refunded|be (?:\w+ly )?(?:checked|reviewed|handled|looked at|processed|dealt with|taken care of|investigated|inspected|answered|packed|wrapped) (?:\w+ly )?by (?:us|me|our|my|a colleague|hand))\b"
)
_VERBS_EN = frozenset(["promise", "guarantee", "guarantees", "assure you", "swear", "i swear"])
# It (definitely) won't rust; (we promise) that customs will not open it: what others or things will do.
_THEIRS_EN = re.compile(
    r"\s*,?(?:(?:and|but|so|then|that|because|yes|i think|i am sure|i'm sure)[, ]+)*(?!(?:i|we|our|my|who|what|if|when|to|let|please)\b)(?:it|you|they|he|she|this|that|there|everything|everybody|everyone|nothing|nobody|no [a-z]+|(?:customs|sales|(?:dhl|ups|usps|fedex|gls|dpd|ems|(?:the|your|our|his|her|all|every|these|those) (?:[a-z-]+ ){0,2}?[a-z-]+))(?: (?:in|at|of|from) (?:the )?[a-z]+)?)(?:'ll| +will| +won't| +is going to| +are going to| +can't| +cannot| +leaves| +stays?| +fits?| +arrives?| +comes?| +works?| +lasts?| +reach(?:es)?| +never [a-z]+)\b"
)
_NOT_PROMISE_EN = re.compile(
    r"\b(?:no|not|cannot|can't|couldn't|don't|won't|never|unable|without)\b[^.!?]{0,24}$|\b(?:warranty|month|year|money[- ]back|\d+[- ](?:day|month|year)|quality|satisfaction|lifetime|manufacturer'?s?|the|a|our|under|your)[- ]$|\bcould you |\bplease $"
)
_REPLACE_EN = {
    "definitely": "probably",
    "certainly": "probably",
    "absolutely": "probably",
    "surely": "probably",
    "undoubtedly": "probably",
    "guarantee": "expect",
    "promise": "expect",
    "guaranteed": "expected",
    "guarantees": "expects",
    "for sure": "most likely",
    "for certain": "most likely",
    "without fail": "if all goes well",
}


_ABOUT_IT_EN = re.compile(r"\s*(?:about|of) (?:it|that|this)\W*")
# Absolutely, you can send it back: an emphatic yes.
_YES_EN = re.compile(
    r"\s*[,!]\s*(?:yes[, ]+)?(?:you (?:can|may|could|are welcome)|we (?:can|do|have|are|accept|offer|sell|ship)|i (?:can|do|am)|it (?:is|does|has|comes)|it's|they (?:are|do|have)|that(?:'s| is)|there (?:is|are)|let me|please|no problem|here)\b"
)


def _zh(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    words = plain(text)
    said: set[Span] = set()  # one guarantee a clause: 承诺明天一定到
    for match in _TRIGGER_ZH.finditer(words):
        span = Span(*match.span())
        clause = clause_at(reading, span.start)
        if clause is None or clause.question or clause.quoted or in_quotes(text, reading, span):
            continue
        before, after = words[clause.span.start : span.start], words[span.end : clause.span.end]
        if (
            negated_before(text, span.start)
            or (
                _NOT_OURS_ZH.search(before)
                and not re.match(r"能|会|可以", after)
                and not _TO_YOU_ZH.search(before)
            )
            or re.match(r"不了", after)
        ):
            continue
        if match.group() in ("一定", "肯定") and _INFER_ZH.match(after):
            continue
        if _WISHED_ZH.search(before) or _KEEPS_QUIET_ZH.match(after) or _AT_HEART_ZH.search(after):
            continue
        if _EFFORT_ZH.match(after) and not re.search(
            r"(?:明天|后天|今天|\d+[号日]).{0,6}到|满意$|收到", after
        ):
            continue
        if not after and match.group() in ("保证", "打包票", "承诺", "发誓", "担保", "拍胸脯"):
            # 我向您保证，下周一到: what is guaranteed follows the comma.
            after = words[span.end : _sentence_bounds(reading, clause.sentence)[1]].lstrip("，, ")
            if _EFFORT_ZH.match(re.sub(r"^(?:我们|我)", "", after)):
                continue
        outcome = _OUTCOME_ZH.search(after)
        if outcome and clause.span not in said:
            said.add(clause.span)
            # 保证绝对, 保证一定: one guarantee in two words.
            again = _TRIGGER_ZH.match(words, span.end)
            if again is not None and again.end() < clause.span.end:
                span = Span(span.start, again.end())
                after = words[span.end : clause.span.end]
            yield Hit(
                span=span,
                suggestion="应该不"
                if match.group() in ("绝不", "决不")
                else _careful_zh(before, match.group(), after),
            )


# Verbs have a speaker: 我保证 becomes 我相信, for 我应该 would turn the promise round.
_VERB_ZH = re.compile(r"(?:我)?(?:保证|担保|承诺|发誓|打包票|敢说|管保|保准)$")
_SPEAKER_ZH = re.compile(
    r"(?:我们?|本店|小店|店里|店家|我司|我方|工厂|仓库|客服|这边)(?:这边|也|都|在此|在这里)*$"
)
_BEGINS_ITSELF_ZH = re.compile(
    r"不|没|会|能|可以|准时|按时|最(?:快|晚|迟)|今|明|后天|下|本|周|星期|这|[一二两三四五六七八九十\d]"
)


def _careful_zh(before: str, word: str, after: str) -> str | None:
    """What may stand in the place of the guarantee; None where no single word can."""
    if re.search(r"满意|喜欢", after):
        return "希望"
    if _VERB_ZH.match(word):
        if re.search(r"(?:[向跟给对和](?:您|你)|可以|能|敢)$", before):
            return None
        own = word[0] == "我" or _SPEAKER_ZH.search(before)
        if own or not _BEGINS_ITSELF_ZH.match(after):
            dated = re.search(r"到|送|收|完成|发|船|交货", after)
            sure = "预计" if dated and not re.search(r"会|能|可以|不|没", after) else "相信"
            return f"我{sure}" if word[0] == "我" else sure
    if re.match(r"(?:您|你)?(?:能|会|可以)|不|没", after) or not re.search(
        r"到|送|收|通过|完成|发", after
    ):
        return "应该"
    return "预计"


def _en(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    words = plain(text)
    for match in _TRIGGER_EN.finditer(words):
        span = Span(*match.span())
        clause = clause_at(reading, span.start)
        if clause is None or clause.question or clause.quoted or in_quotes(text, reading, span):
            continue
        first, last = _sentence_bounds(reading, clause.sentence)
        before, after = words[clause.span.start : span.start], words[span.end : last]
        if not before.strip() and span.start == first and _YES_EN.match(words[span.end :]):
            continue
        if _NOT_PROMISE_EN.search(before) or (
            match.group() == "promise"
            and before.rstrip().endswith((" a", " this", " our", " my", " to"))
        ):
            continue
        tail = len(after.split()) < 2 or _ABOUT_IT_EN.fullmatch(after) is not None
        scope = words[first : span.start] if tail else after
        outcome = _OUTCOME_EN.search(scope)
        effort = _EFFORT_EN.search(scope)
        if match.group() in _VERBS_EN:
            fate = _THEIRS_EN.match(after.removeprefix(" you"))
        else:
            fate = _THEIRS_EN.match(before + words[span.end : clause.span.end])
        kept = effort and (outcome is None or effort.start() < outcome.start())
        if (outcome or fate) and not kept:
            # "I promise 100%!" has no careful form; one that ends the sentence alone has.
            alone = not tail or not after.strip(" ,.!")
            yield Hit(span=span, suggestion=_REPLACE_EN.get(match.group()) if alone else None)


def _sentence_bounds(reading: Reading, number: int) -> tuple[int, int]:
    spans = [clause.span for clause in reading.clauses if clause.sentence == number]
    return spans[0].start, spans[-1].end


_SOURCE = "《中华人民共和国消费者权益保护法》第二十条；行业通用 (客服承诺规范)"
_MESSAGE = Bilingual(
    zh="“{text}”是一个我们不一定能做到的保证。",
    en="“{text}” guarantees something that is not in your hands.",
)
_WHY = Bilingual(
    zh="如果做不到，顾客会觉得被骗；说“预计”“应该”，再说清楚您会做什么。",
    en="If it does not come true, the buyer feels cheated; say what is expected and what you will do for it.",
)

RULES: tuple[Rule, ...] = (
    Rule(
        id="compliance.overpromise.zh",
        check="compliance.overpromise",
        langs=("zh",),
        severity="warning",
        message=_MESSAGE,
        why=_WHY,
        source=_SOURCE,
        good=(
            Good("理赔的时候，快递公司一定会要照片。"),
            Good("我们一定尽快为您核实，有结果马上告诉您。"),
            Good("包装盒里有质量保证书，请您保管好。"),
            Good("我们不能保证明天到，预计后天送达。"),
            Good("我们绝不会泄露您的信息，我向您保证会尽快核实。"),
            Good("感谢您的肯定和支持，祝您生活愉快！"),
        ),
        bad=(
            Bad("⟦保证⟧明天到。", suggestion="预计"),
            Bad("这个杯子⟦绝对⟧不会漏水。", suggestion="应该"),
            Bad("洗多少次都⟦绝不⟧会掉色。", suggestion="应该不"),
            Bad("您的包裹后天⟦肯定⟧能到，⟦包⟧您满意。", suggestion=("应该", "希望")),
        ),
        find=_zh,
    ),
    Rule(
        id="compliance.overpromise.en",
        check="compliance.overpromise",
        langs=("en",),
        severity="warning",
        message=_MESSAGE,
        why=_WHY,
        source=_SOURCE,
        good=(
            Good("The flask has a 12-month guarantee.", lang="en"),
            Good("I can't guarantee the delivery date, but I will keep you updated.", lang="en"),
            Good("We will definitely look into this for you.", lang="en"),
        ),
        bad=(
            Bad("Your parcel will ⟦definitely⟧ arrive tomorrow.", lang="en", suggestion="probably"),
            Bad(
                "We ⟦guarantee⟧ that customs in Lima will clear it within a day.",
                lang="en",
                suggestion="expect",
            ),
            Bad("I ⟦guarantee⟧ that you will get it on Friday.", lang="en", suggestion="expect"),
        ),
        find=_en,
    ),
)
