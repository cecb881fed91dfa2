"""Promises of a reply that the shop's policy does not allow.

Days are compared as calendar days: a week is 7, a month 30, a year 365, an hour 1/24; workdays
count as days, except that a refund's five workdays may be called seven days. A stated range that
overlaps the policy's range agrees with it, and a shorter return window is no conflict.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from tutor.domain import Desk, LearnerText, Policy, Reading, Slot

from .compensation import over_the_limit
from .goods_again_zh import out_of_stock, window_over
from .read import simplified
from .return_until_en import return_until
from .said import Conflict, Said, conflict_of
from .sums import amounts_of

_DAYS = {
    "hour": Decimal(1) / 24,
    "day": Decimal(1),
    "workday": Decimal(1),
    "week": Decimal(7),
    "month": Decimal(30),
    "year": Decimal(365),
}

_NO_ZH = r"不能|不可以|无法|没办法|不支持|不接受|不再|超过|过了|已过|才|恕不|没法|做不到|办不到|不可能|不符合|不行|不予"
_NO_EN = r"can(?:no|')t|cannot|not able|unable|no longer|won't|will not|do(?:es)? not|don't|doesn't|\bafter\b(?! (?:the |your |its |their |full )?(?:delivery|receipt|receiving|arrival|(?:parcel|package|order|goods|items?|it|they)(?:'s|'ve| has| have| is| are| was| were)? (?:been )?(?:arriv|deliver|reach|receiv|c[oa]me)|you (?:have |'ve )?(?:get|got|receiv)|you've (?:got|receiv)))|more than|over \d|past|only"
_NO = re.compile(f"{_NO_ZH}|{_NO_EN}")
_RETURN = r"退(?!款|钱|还|税|到|回(?:原|到|您|账|帐|银行|卡|给|支付|付款))(?:换|货|回|掉)*|退换|换货|return|send (?:it|them) back|exchange"
_WINDOW = re.compile(
    rf"D(?:以内|之内|内|的)?.{{0,10}}(?:{_RETURN}|(?:可以|能|可)换(?=$|的|哦|吧|呢))|(?:退货|退换货?|退换|换货|售后)(?:期限?|时间|政策|服务|窗口|保障)?(?:是|为|有|在|可以在|可以|支持|都是|长达|一共|，)?.{{0,4}}D"
    rf"|(?:return|exchange|send).{{0,30}}D|D.{{0,6}}(?:free |hassle-free |no-questions-asked )?(?:return|exchange)|D (?:to|for|in which) .{{0,12}}(?:return|send|exchange)"
)
# An answer about returns need not say the word again: 两周内申请就行.
_CLAIM_WINDOW = re.compile(
    r"D(?:以内|之内|内)(?:都|均|就)?(?:可以|能)?(?:申请|提出|办理|联系我们)(?!退款|到账)(?:都|就)?(?:可以|行|没问题|有效|即可)?$"
)
_ASKS_RETURN = re.compile(r"(?:能|可以|怎么|如何|想|要|多久|几天).{0,8}(?:退(?!款)|换)|退(?:货|换)")
_ANY_TIME = re.compile(
    r"(?:随时|任何时候|什么时候|永久|永远|不限时间?|一直|没有(?:时间|期限)限制).{0,6}(?:都|均)?(?:可以|能|可|支持|给您)?.{0,4}(?:退货|退换|换货|退(?=$|了|的|哦|呢))|(?:随时|任何时候|什么时候|多久(?:以后)?)(?:想)?退(?:货|换)?(?:都|也)?(?:行|可以|没问题)"
    r"|(?:return|send (?:it|them) back|exchange)\b.{0,24}(?:any ?time|whenever|no time limit|without (?:a|any) time limit)|(?:any ?time|whenever you).{0,20}(?:return|send it back)"
)
_MONEY_ARRIVES = re.compile(
    r"到账|到帐|到您.{0,8}(?:账|卡|钱包)|收到(?:退款|钱|款)|退(?:款|钱|还|回).{0,12}到(?!期|时|货)|(?:钱|款|退款).{0,6}(?:就|会|能)?(?:到|回|退回|退到|返还)(?!期|时|货)|给您退(?:款|钱)|退款给您|把钱退|退钱|退还给|返还给"
    r"|(?:refund|money|payment|amount|funds?).{0,40}(?:arriv|reach|account|card|back|credited|show|appear|with you|complete|take|in \d|within)|(?:get|receive|have|see).{0,14}(?:refund|money)|refund(?:ed)? (?:to )?you|we(?:'ll| will) refund"
)
_ONLY_STARTED = re.compile(
    r"办理|处理|申请|安排|提交|审核|操作|发起|审批|核实|查|受理|回复|答复|联系|process|issue|submit|start|arrange|initiat|request|approv|check|review|reply|contact|get back|apply"
)
_AT_ONCE = re.compile(
    r"(?:马上|立刻|立即|今天|当天|当日|明天|秒|瞬间|实时|即时|即刻|今晚|明早).{0,6}(?:就|会|能|可以)*(?:到账|到帐|到您.{0,6}(?:账|卡)|收到(?:退款|钱))"
    r"|(?:arriv|reach|account|card|back|credited|receive|get|have|see)\w*.{0,30}\b(?:today|tomorrow|immediately|instantly|right away|at once|the same day)\b|instant refund|same-day refund"
)
_OUT_AND_BACK = re.compile(
    r"补发|重发|重新(?:寄|发)|再(?:寄|发)|(?:寄|发)(?:出)?(?:新|第二)|新的?[^，。旧退回]{0,4}(?:运|邮|寄|快递)费"
    r"|(?:寄|发|送|运)(?:过去|出去|出)?(?:给|到)(?:您|你)[^，。旧退回]{0,6}(?:运|邮|寄|快递)费|(?:运|邮|寄|快递)费[^，。旧退回]{0,6}(?:寄|发|送)给(?:您|你)"
    r"|reship|resend|replacement|new one"
)
# 邮费哪能让您出 and 不会让您付运费 say that the buyer does not pay.
_NOT_YOU = re.compile(
    r"不(?:用|需要|必|会|能|可能|该|应该?|让|要您)|无需|别|(?:哪|怎么|岂)(?:里|儿)?(?:能|会|可能|好|有)|没有?(?:让|要|叫)"
    r"|\bnot? (?:have|need)|n't\b|\bnever\b|\bwhy should\b|\bcannot\b|\binstead of\b"
)
# The platform's own "free returns" are no promise of the shop's.
_NOT_THE_SHOP = re.compile(
    r"平台(?:自己|自营|会员|那边)?的|别家|别的店|其他店|快递公司|银行|\b(?:platform|marketplace|bank|carrier|other shops?|another shop)\b"
)
_RETURN_TALK = re.compile(
    r"退|换|来回|往返|寄回|旧的|坏的|return|send(?:ing)? (?:it|them)? ?back|exchange|\b(?:old|broken|faulty) one",
    re.IGNORECASE,
)
# A fault of the shop's is no plain return: the shop may pay for it whatever the policy says of returns.
_OUR_FAULT = re.compile(
    r"质量|保修|保用|warrant|(?:商品|东西|货)(?:本身)?有问题|瑕疵|发错|寄错|漏发|损坏|破损|我们的(?:问题|错|责任|失误)|defect|faulty|damaged|wrong item|wrong with|problem with the (?:goods|product|item|quality)|our (?:fault|mistake|error)"
)
_SHIPPING = r"(?:退货|退换货?|寄回|换货|来回|往返|退回|回程)?(?:的)?(?:来回|往返)?(?:海运费|空运费|运输费|物流费|运费|邮费|快递费|邮资|寄费)"
_WE = r"(?:我们|本店|店里|小店|店铺|卖家|商家|我方|我司|公司|我)(?:这边|来|会|店)*"
_WE_PAY = re.compile(
    rf"{_SHIPPING}.{{0,6}}(?:由|让|是|都|全|归|算)*{_WE}(?:来|会|全部|都|全额|可以|先|给您|帮您)*(?:承担|付|支付|出|报销|负担|负责|补|全?包|的)|{_WE}(?:来|会|全部|都|全额|可以|帮您)*(?:承担|付|支付|出|报销|负担|负责|补贴?)(?:您|你)?(?:的)?{_SHIPPING}|{_SHIPPING}.{{0,3}}{_WE}(?:来|管|请)(?:了|吧|就好)?(?:$|[，。！])"
    rf"|免费(?:给您|帮您|为您)?(?:退|换|寄回|上门取|取件)|(?:退货|退换货?|寄回|换货).{{0,6}}(?:免费|包邮|免运费|免邮|包运费|不收(?:您|任何)?.{{0,2}}(?:费|钱))|(?:不用|不需要|无需|不必)(?:您|你)?(?:自己)?(?:付|出|承担|支付|负担|花){_SHIPPING}|{_SHIPPING}(?:您|你)?(?:不用|不需要|无需|不必)(?:您|你)?(?:付|出|承担|支付|管|担心|负担)|(?:包|免)(?:退货|退换|来回|往返)(?:的)?(?:运费|邮费)"
    r"|(?:we(?:'ll| will| can| do|)?|the shop|our shop|our company)(?: also| gladly| happily| of course| fully)? (?:pay|cover|bear|take care of|reimburse|refund)(?: for)? (?:you )?(?:for )?(?:the |your |all |any |both )?(?:return |returns? )?(?:shipping|postage|delivery|courier|label|freight)"
    r"|(?:free|prepaid|pre-paid) (?:of charge )?(?:returns?|return (?:shipping|label|postage))|return(?:s|ing)?(?: (?:shipping|postage|label|it|them|is|are|the \w+|cost|fee|will be|for you))* (?:is |are |will be )?(?:completely |totally |always )?(?:free|at our (?:cost|expense)|on us|paid by us|covered by us)|(?:return|send) (?:it|them|the \w+)(?: back)? (?:to us )?(?:for free|free of charge|at our (?:cost|expense)|at no cost|without (?:any )?(?:cost|charge))|you (?:do not|don't|won't|will not|needn't)(?: have| need)?(?: to)? pay (?:for )?(?:the |any )?(?:return|shipping|postage)"
    r"|you (?:do not|don't|won't|will not|needn't)(?: have| need)?(?: to)? pay (?:anything|a cent|a penny) (?:for|to) (?:the |a |your )?(?:return|send)|you pay nothing (?:for|to) (?:the |a |your )?(?:return|send)|\breturn(?:ing it)? costs (?:you )?nothing"
)
_YOU_PAY = re.compile(
    rf"{_SHIPPING}.{{0,6}}(?:由|让|是|需要|要|得|都|请|归)*(?:您|你|买家|顾客|客户|贵(?:公)?司|贵[方校店厂]|自己|自行)(?:自己|自行|这边|来|需要|需|要|得|先)*(?:承担|付|支付|出|负担|负责|理)|(?:您|你|买家|顾客)(?:需要|需|要|得|自己|自行|来|必须|先)*(?:承担|付|支付|出|负担)(?:一下)?{_SHIPPING}|{_SHIPPING}(?:您|你|买家|顾客)?(?:自理|自付|自费)"
    r"|you (?:have to|need to|must|should|will have to|will need to|'ll have to|'ll need to|will|would need to|would have to) (?:pay|cover|bear)(?: for)? (?:the )?(?:return )?(?:shipping|postage|delivery)|(?:shipping|postage) (?:cost |fee |costs |fees )?(?:is|are|will be|must be|should be) (?:paid|covered|borne) by (?:you|the (?:buyer|customer))|at your (?:own )?(?:cost|expense)"
    r"|\b(?:you|the (?:buyer|customer)|buyers?|customers?) (?:will |would |still |yourself )*(?:pays?|covers?|bears?)(?: for)? (?:the |your )?(?:return |returns? )?(?:shipping|postage|delivery|freight|label)|(?:shipping|postage|freight) (?:\w+ )?(?:is|are) (?:on|charged to|for) you\b(?! to)"
    r"|\b(?:shipping|postage|freight|courier|label|delivery)(?: (?:costs?|fees?|charges?|for the \w+))* (?:would be|is|are|will be|must be|should be|has to be|comes) (?:paid |borne |covered )?(?:for|on|at|to|from) your (?:own )?(?:account|cost|expense|side|end|pocket)\b"
)
_WARRANTY = re.compile(r"保修|质保|三包|维修|warrant|guarantee|repair")
_DISPATCH = re.compile(
    r"发货|发出|寄出|出库|ship(?!ping|ment)|dispatch|send (?:it|them|your|out)|sent out"
)
_DELIVERY = re.compile(
    r"(?:就|会|能|可以|大概|预计|应该|左右|内)(?:就|会|能|可以)*(?:到(?!账|帐|期|货款)|送达|收到|送到)|(?:运输|路上|配送|物流|快递).{0,8}D|arriv|deliver|reach you|get (?:it|to you)|receive (?:it|your (?:parcel|order))|in transit|transit time"
)
_DUTIES = re.compile(
    r"关税|进口税|税费|清关费|税|dut(?:y|ies)|import tax|customs (?:fee|charge)|vat"
)
_DUTIES_US = re.compile(
    rf"(?<!贵){_WE}(?:来|会|全部|都|帮您|替您)*(?:承担|付|支付|出|缴|交|负责|负担|包)|包税|免税|(?:不用|不需要|无需|不必)(?:您|你)?.{{0,4}}(?:付|交|缴|出|承担)|we(?:'ll| will| can)? (?:pay|cover|bear)|(?:paid|covered) by us|(?:duty|tax)[- ]free|you (?:don't|do not|won't|will not) (?:have|need)? ?(?:to )?pay|no (?:duties|duty|customs|import|tax)|(?<!not )(?<!n't )included"
)
_DUTIES_YOU = re.compile(
    r"(?:您|你|买家|买方|收件人|收货人|顾客|客户|贵(?:公)?司|贵方|进口(?:商|方))(?:这边|那边|方面)?(?:自己|自行|来|需要|要|得|必须)*(?:承担|付|支付|出|缴|交|负责|负担)|自理|you (?:will |'ll )?(?:have to|need to|must|should) pay|paid by (?:you|the buyer|the recipient)"
)
_EXCHANGE = re.compile(
    r"(?:可以|能|帮您|给您|为您|支持|可).{0,8}(?:换货|换一|换成|更换|调换|换个|换大|换小|换码|换新)|(?:can|could|will|'ll|happy to) .{0,16}exchange|exchange (?:it|them) for you"
)
_NO_PHOTO = re.compile(
    r"(?:不用|不需要|无需|不必)(?:您|你)?(?:再)?(?:拍照|照片|图片|提供(?:照片|图片)|发(?:照片|图片)|拍(?:照片|图片))|(?:no|don't need|do not need|without)(?: any)? (?:photo|picture)s?"
)


def policy_conflicts(
    reading: Reading, text: LearnerText, desk: Desk, buyer: str | None = None
) -> tuple[Conflict, ...]:
    """Promises and statements that the policy on the desk contradicts, one a clause at most.

    Questions that offer nothing, quotations and refusals promise nothing.
    """
    policy = desk.policy
    if policy is None:
        return ()
    plain = simplified(text)
    sentences: dict[int, str] = {}
    for clause in reading.clauses:
        sentences[clause.sentence] = (
            sentences.get(clause.sentence, "") + "，" + clause.span.of(plain)
        )
    found: list[Conflict] = []
    amounts = tuple(amounts_of(reading))
    for clause in reading.clauses:
        asks = clause.question and not {"offer", "promise"} & set(clause.acts)
        if clause.quoted or asks:
            continue
        said = Said(
            clause,
            clause.span.of(plain),
            sentences[clause.sentence],
            f"{buyer or ''} {plain}",
            amounts,
            buyer or "",
        )
        for test in _TESTS:
            if (conflict := test(said, policy, desk, plain)) is not None:
                # That an order can be cancelled, and that it is, is one promise.
                if conflict.field != "cancel_until" or all(
                    one.field != "cancel_until" for one in found
                ):
                    found.append(conflict)
                break
    return tuple(found)


def _durations(said: Said, plain: str) -> Iterator[tuple[Slot, Decimal, Decimal, str]]:
    """Each duration with its least and most days and the clause in which it reads D."""
    for slot in said.clause.slots:
        factor = _DAYS.get(slot.unit or "")
        if slot.kind != "duration" or factor is None or not isinstance(slot.value, tuple):
            continue
        start, offset = said.clause.span.start, slot.span.start
        marked = plain[start:offset] + "D" + plain[slot.span.end : said.clause.span.end]
        low, high = slot.value
        yield slot, Decimal(low) * factor, Decimal(high) * factor, marked


def _window(said: Said, policy: Policy, desk: Desk, plain: str) -> Conflict | None:
    days = policy.return_window_days
    if days is None:
        return None
    for slot, low, _, marked in _durations(said, plain):
        # 过了三个月还能退: the limit itself is denied.
        if low >= days and _PAST_LIMIT.search(marked) and not said.clause.question:
            return conflict_of("return_window_days", said, days, slot)
    for slot, _, high, marked in _durations(said, plain):
        short = high < days and _SHORT_WINDOW.search(marked)
        if short and not said.clause.question and not _PART_OF_WINDOW.search(said.words):
            return conflict_of("return_window_days", said, days, slot)
    if _NO.search(said.words):
        return None
    if _ANY_TIME.search(said.words) and "联系" not in said.words:
        return conflict_of("return_window_days", said, days)
    for slot, _, high, marked in _durations(said, plain):
        # In a condition the time belongs to the condition: 如果30天内没收到, 可以退.
        if said.clause.conditional and re.search(
            r"(?:如果|要是|若|if|unless)[^，,]{0,12}D.{0,6}(?:没|未|不|还|not|haven't)", marked
        ):
            continue
        claimed = _CLAIM_WINDOW.search(marked) and _ASKS_RETURN.search(said.turn)
        about_returns = (_WINDOW.search(marked) and not _WE_SEND.search(marked)) or claimed
        if high > days and about_returns and not _MONEY_TALK.search(said.words):
            return conflict_of("return_window_days", said, days, slot)
    return None


# We will send the right size again, it takes ten days: what the shop sends goes out, not back.
_WE_SEND = re.compile(
    r"^(?!.*\b(?:returns?|exchanges?|you (?:can|may|could|have))\b).*\b(?:we|i)\b(?:'ll)?(?: (?!you\b)\w+){0,3} send"
)
# Returns are possible for 15 days only, where the policy gives thirty.
_SHORT_WINDOW = re.compile(
    r"(?:超过|过了|满了?)D(?:以后|之后|后)?(?:就|便|都)?(?:不(?:能|可以|予|给|支持)|没办法|无法|没法)(?:再)?(?:办理|申请)?(?:退(?!款|税)|换货)|只(?:有|能在?)D(?:以内|之内|内)?(?:才|可以|能)?.{0,4}退(?!款|税)|D(?:以内|之内|内)才(?:可以|能)退(?!款|税)"
    r"|\b[rR]eturns? (?:are|is) (?:only )?(?:possible|accepted|allowed|open)\b.{0,16}D|\breturn (?:window|period|time) (?:is|lasts|of)\b.{0,12}D|\bonly D (?:to|for|in which) .{0,12}(?:return|send it back)|\b(?:return|send) (?:it|them) (?:back )?(?:only )?within D only|\b(?:return|send) (?:it|them) (?:back )?only within D"
)
_PART_OF_WINDOW = re.compile(
    r"\b(?:left|remain\w*|still|more|another|until|further|already|now|ago|of the)\b"
)
_PAST_LIMIT = re.compile(
    r"(?:过了|超过|超了|满了|哪怕|就算)D(?:以后|之后|后)?.{0,3}(?:也|还|都|照样)(?:是)?(?:可以|能|给您|行).{0,4}退(?!款到|税)"
)
_MONEY_TALK = re.compile(r"到账|到帐|退款会|退款将|refund will|money")


# How long for the refund? – It takes two days.
_ASKS_WHEN_EN = re.compile(
    r"\b(?:how (?:long|many days|fast|soon)|when|until when)\b[^.!?]{0,40}\b(?:refund\w*|money)\b[^.!?]{0,24}\?"
)
_OTHER_SPAN_EN = re.compile(
    r"\b(?:deliver\w*|ship\w*|dispatch\w*|check\w*|inspect\w*|start\w*|send\w*|reply|answer\w*|repair\w*|ago|customs|parcel|return\w* within|issue\w*|process\w*|begin\w*|approv\w*)\b"
)


# 给您补偿20块，当天到账 pays amends, 路上大约4天 is the way of the goods.
_OTHER_MONEY = re.compile(
    r"补偿|赔|券|红包|差价|补贴|返现|积分|工资|定金|订金|货款|样品费|尾款|余款|compensat|coupon"
)
_ON_THE_ROAD = re.compile(
    r"路上|运输|派送|配送|送到|送达|送货|发货|发出|寄(?:出|回|来)|海运|空运|快递|物流|补发|新的|清关|海关"
)


# "I've refunded it to your card today" tells when the shop acted, not when the money is there.
_REFUNDED = re.compile(
    r"(?:已经?|刚刚?)(?:给您|为您|帮您|把|将).{0,10}(?:退|打)"
    r"|\b(?:(?:have|has|had|i've|we've|just|already)(?: (?:already|just|now|also))*|i|we|was|were|been) "
    r"(?:refunded|issued|sent|returned|processed|transferred|made|paid|put|started)\b",
    re.IGNORECASE,
)
_ARRIVED = re.compile(
    r"到账|到帐|收到|\b(?:arriv\w*|reach\w*|credited|receive\w*|get)\b", re.IGNORECASE
)


# 我们收到头盔以后3天内退款: the term that the policy has for the money.
_PAYS_BACK_ZH = re.compile(
    r"(?:收到|拿到|寄回来?|退回来?|寄到|退货).{0,10}?(?:[一二两三四五六七八九十半\d]+个?(?:工作日|小时|天|日|周|星期|礼拜))(?:以内|之内|以后|之后|内|后)?(?:就|会|能|可以|给您|为您)*(?:退款|把(?:钱|款|货款)退)(?:给?(?:您|你))?$"
)


# Payments by M-Pesa can take two hours to show: the buyer's money on its way here.
_PAYMENT_EN = re.compile(r"\b(?:payments?|transfers?|remittances?)\b", re.IGNORECASE)
# We have received your rod today: goods that came back, no money that is there.
_GOODS_CAME_BACK_EN = re.compile(
    r"\b(?:we|i|undersigned|warehouse|colleagues?|team|shop|store)(?:'ve| have| has|'s)?(?: (?:just|now|already|also))? (?:received|got)\b(?!.*\b(?:refund|money|payment|card|account)\b)"
)
_REFUND_TALK_EN = re.compile(
    r"\brefund|\bmoney back\b|\bback (?:on|to|in|into) your\b|\bget (?:it|the money|my money|your money) back\b|\breturn"
)


def _refund_time(said: Said, policy: Policy, desk: Desk, plain: str) -> Conflict | None:
    if policy.refund_days is None:
        return None
    least, most = policy.refund_days
    if _PAYMENT_EN.search(said.words) and not _REFUND_TALK_EN.search(said.turn.lower()):
        return None
    if _GOODS_CAME_BACK_EN.search(said.words.lower()):
        return None
    about = said.words if _MONEY_ARRIVES.search(said.words) else said.sentence
    if _ASKS_WHEN_EN.search(said.turn.lower()) and not _OTHER_SPAN_EN.search(said.words):
        about = f"refund takes {about}"
    arrives = re.search(
        r"到账|到帐|到您.{0,8}(?:账|卡)|收到(?:退款|钱|款)|内(?:就|会|都会|能|可以|给您|为您)*退款$|arriv|reach|account|card|credited|receive|get|back",
        said.words,
    )
    pays_back = _PAYS_BACK_ZH.search(said.words)
    arrives = arrives or pays_back
    if not (pays_back or _MONEY_ARRIVES.search(about)) or (
        _ONLY_STARTED.search(said.words) and not arrives
    ):
        return None
    if _OTHER_MONEY.search(said.sentence) and not re.search(r"退款|退货|refund", said.sentence):
        return None
    if re.search(r"券|coupon|voucher", said.words) and not re.search(r"退|refund", said.words):
        return None
    done = _REFUNDED.search(said.words) and not _ARRIVED.search(said.words)
    if (
        least > 1
        and not done
        and _AT_ONCE.search(said.words)
        and re.search(r"退|钱|款|refund|money", said.turn)
    ):
        return conflict_of("refund_days", said, policy.refund_days)
    for slot, low, high, marked in _durations(said, plain):
        if (
            re.search(
                r"退货|签收|清关|clearance|customs|deliver|return|send (?:it|them|the)\b|联系|回复|D(?:以?内|之内)?.{0,4}(?:办理|处理|申请|提交|审核)",
                marked,
            )
            and not arrives
        ):
            continue
        waits = said.clause.conditional and re.match(r"\W*(?:and |but )?(?:if|in case)\b", marked)
        if waits and not arrives:  # if there is no news ten days after the day
            continue
        if re.search(r"(?:超过|如果|after|if|over|more than).{0,12}D|D.{0,4}(?:没|未|不)", marked):
            continue
        if _ON_THE_ROAD.search(said.words) and not arrives:
            continue
        # 银行慢的话还要多一两天: on top of the days of the policy.
        if re.search(r"(?:多|晚|迟|再等|再加)(?:等|花|用|要|上)?D", marked):
            continue
        if re.search(r"到(?:账|帐)(?:以|之)?后.{0,6}D", marked):  # what comes after the money
            continue
        too_slow = low > Decimal(most) * 7 / 5 + 2
        if high < least or too_slow:
            return conflict_of("refund_days", said, policy.refund_days, slot)
    return None


def _shipping(said: Said, policy: Policy, desk: Desk, plain: str) -> Conflict | None:
    payer = policy.return_shipping
    if (
        payer is None
        or _OUT_AND_BACK.search(said.words)
        or (_OUR_FAULT.search(said.sentence) and payer == "buyer")
    ):
        return None
    if _NOT_THE_SHOP.search(said.words) and not re.search(r"我们|本店|\b(?:we|our)\b", said.words):
        return None
    named = _RETURN_TALK.search(said.words) or _RETURN_TALK.search(said.sentence)
    if not named and not _RETURN_TALK.search(said.turn):
        return None
    if payer == "buyer" and desk.fault == "none":
        paid = _WE_PAY.search(said.words)
        if paid and not re.search(
            r"不(?:能|会|可以|再|提供|支持)|无法|没办法|cannot|can't|do not offer|don't offer|not (?:free|cover)|unable",
            said.words[: paid.end()].replace("不用", "").replace("不需要", ""),
        ):
            return conflict_of("return_shipping", said, payer)
    if payer == "shop" and _YOU_PAY.search(said.words) and not _NOT_YOU.search(said.words):
        return conflict_of("return_shipping", said, payer)
    return None


def _longer(
    field: str, about: re.Pattern[str], unit: Decimal
) -> Callable[[Said, Policy, Desk, str], Conflict | None]:
    def test(said: Said, policy: Policy, desk: Desk, plain: str) -> Conflict | None:
        limit = getattr(policy, field)
        if limit is None or not about.search(said.words) or _NO.search(said.words):
            return None
        for slot, _, high, _ in _durations(said, plain):
            # A year is twelve months, not thirteen; two years are twenty-four.
            most = Decimal(limit) * (Decimal(365) / 12 if unit > 1 else unit)
            if high > most + (6 if unit > 1 else 0):
                return conflict_of(field, said, limit, slot)
        return None

    return test


# Days that are counted from the delivery or from a payment, or that customs and answers take.
_OTHER_TIME = re.compile(
    r"退|查|回复|联系|清关|付款(?:以?后|之后)|refund|return|reply|check|clearance|customs|send (?:it|them) back"
    r"|(?:of|after|from) (?:the |your )?(?:delivery|receipt|payment|arrival)",
    re.IGNORECASE,
)


# 加急3天发货, 您邻居那一单五天就到了: another service, another's order.
_OTHER_SERVICE = re.compile(
    r"加急|快件|特快|急件|邻居|朋友|同事|亲戚|上次|别的(?:订单|顾客)|\b(?:express|rush|expedited|priority|your (?:friend|neighbou?r|colleague|sister|brother)|last time)\b",
    re.IGNORECASE,
)


def _faster(
    field: str, about: re.Pattern[str]
) -> Callable[[Said, Policy, Desk, str], Conflict | None]:
    def test(said: Said, policy: Policy, desk: Desk, plain: str) -> Conflict | None:
        days = getattr(policy, field)
        if days is None or said.clause.negated or _OTHER_TIME.search(said.words):
            return None
        if _OTHER_SERVICE.search(said.sentence):
            return None
        for slot, _, high, marked in _durations(said, plain):
            if (
                about.search(marked)
                and high < days[0]
                and not re.search(r"还(?:要|需|剩|有)|再(?:等|过)|D(?:以?前|之前)|ago|more", marked)
            ):
                return conflict_of(field, said, days, slot)
        return None

    return test


def _explains_ddp(said: Said, policy: Policy, desk: Desk) -> bool:
    """Whether a sentence tells what DDP is, where the seller pays: beside another term, or where the
    desk has a price for it."""
    sentence = said.sentence.lower()
    if "ddp" not in sentence:
        return False
    offered = "ddp" in desk.facts or any("ddp" in note.en.lower() for note in policy.notes)
    return (
        offered
        or re.search(r"\b(?:cif|fob|exw|dap|cfr)\b|mean|stands for|意思|区别|不同|指", sentence)
        is not None
    )


def _duties(said: Said, policy: Policy, desk: Desk, plain: str) -> Conflict | None:
    payer = policy.duties_paid_by
    if payer is None or not _DUTIES.search(said.words) or re.search(r"增值税发票|退税", said.words):
        return None
    if _explains_ddp(said, policy, desk):
        return None
    wrong = _DUTIES_US if payer == "buyer" else _DUTIES_YOU
    right = _DUTIES_YOU if payer == "buyer" else _DUTIES_US
    if wrong.search(said.words) and not right.search(said.words):
        return conflict_of("duties_paid_by", said, payer)
    return None


def _no_exchange(said: Said, policy: Policy, desk: Desk, plain: str) -> Conflict | None:
    if (
        policy.exchange_allowed is False
        and _EXCHANGE.search(said.words)
        and not _NO.search(said.words)
    ):
        return conflict_of("exchange_allowed", said, False)
    return None


def _photo(said: Said, policy: Policy, desk: Desk, plain: str) -> Conflict | None:
    if policy.photo_required and _NO_PHOTO.search(said.words):
        return conflict_of("photo_required", said, True)
    return None


_SENT = ("shipped", "delivered")
_CANCELS = re.compile(
    r"(?:可以|能|帮您|给您|为您|替您)(?:直接|马上|现在|随时|再|先|就|把)*(?:[^，]{0,6}订单)?取消(?!不|没|的)|\b(?:can|could|may|will|'ll)(?: \w+){0,2} cancel\b|\bcancel(?:led|ing)? (?:it|the order|your order|this order) (?:for you|now|right away)"
)
_STOPS_PARCEL = re.compile(
    r"拦截|召回|追回|拒收|退回|如果|还没|没有?发|intercept|recall|stop the parcel|call (?:it|the parcel) back|refus|if it has(?: not|n't)|not (?:yet )?(?:been )?(?:shipped|sent)"
)
_OTHER_CANCEL = re.compile(
    r"订阅|会员|预约|活动|申请|投诉|重新|新的|发票|收据|subscription|membership|request|return|invoice|receipt"
)


def _cancel(said: Said, policy: Policy, desk: Desk, plain: str) -> Conflict | None:
    sent = desk.order is not None and desk.order.status in _SENT
    if policy.cancel_until is None or not sent or not _CANCELS.search(said.words):
        return None
    supposed = said.clause.conditional and not re.search(r"\bafter\b|以后|之后", said.words)
    denied = said.clause.negated or supposed or re.search(r"[不没未]|无法", said.words)
    if denied or _STOPS_PARCEL.search(said.turn) or _OTHER_CANCEL.search(said.words):
        return None
    return conflict_of("cancel_until", said, policy.cancel_until)


_TESTS: tuple[Callable[[Said, Policy, Desk, str], Conflict | None], ...] = (
    _window,
    return_until,
    _refund_time,
    _shipping,
    over_the_limit,
    _longer("warranty_months", _WARRANTY, Decimal(30)),
    _longer(
        "price_protection_days",
        re.compile(r"价保|保价|差价|price (?:protection|match|guarantee)"),
        Decimal(1),
    ),
    _faster("dispatch_days", _DISPATCH),
    _faster("delivery_days", _DELIVERY),
    _duties,
    _no_exchange,
    _photo,
    _cancel,
    out_of_stock,
    window_over,
)
