"""Values said about a desk fact that differ from it; the tolerances are those of `facts`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tutor.domain import Clause, Desk, Item, LearnerText, Reading, Slot, Span

from .english_sums import asks_of_another, is_a_limit, is_now, told_of_goods
from .facts import agrees_in_money, asserting, fact_values, item_key, same_code
from .goods import tails
from .line_sums_zh import wrong_line
from .moments import find_stretches
from .numbers import parse_number
from .read import simplified
from .refund_sums_en import wrong_whole
from .refunds_zh import wrong_refund
from .slots import money
from .sums import amounts_of, follows, known_sums
from .wrong_place import wrong_place
from .wrong_quantity import counted, counted_zh, wrong_quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A value said about a desk fact that differs from it. `expected` is the desk's value."""

    path: str
    slot: Slot
    expected: object


_FUTURE_ARRIVAL = re.compile(
    r"(?:预计|大概|大约|应该|估计|会|将|能|可以|最快|最晚|最迟|预期).{0,16}(?:到(?!账|帐|期)|送达|收到|派送|抵达|送到)|(?:到(?!账|帐|期)货?|送达|送到)(?:时间|日期)|[日号](?:左右|上午|下午|晚上)?(?:就|才|能|会|可|可以)*(?:到|送到|送达|抵达|到达)(?!账|帐|期|货|时|目前|现在)(?!了)|(?:will|should|expected|estimated|due|can|going to|eta|'ll|scheduled).{0,30}(?:arriv|deliver|reach|get there|get to you|come|receive|be with you)|(?:arriv\w+|delivery) (?:date|day|is|on|time)|\beta\b|arrives"
    r"|\bbrings? (?:it|the \w+|your \w+)|\b(?:it|parcel|package|order|they) (?:comes?|lands)\b|\blands? (?:in|on|with you)\b|\b(?:should|will|can|'ll) (?:(?:definitely|surely|certainly|probably|already|hopefully) )?be (?:there|here|with you|at your (?:door|place|house|home)|in your hands)\b|\byou (?:get|will get|can expect|will have|should have) (?:it|the \w+|your \w+) (?:on|by|before)\b|\bcomes (?:on|by)\b|\b(?:vessel|ship|container|parcel|package|goods|shipment|delivery|cargo|order) (?:is|are) (?:now |still )?due\b|\bexpected (?:day|date|arrival|delivery)\b|\bplans? it for\b|\bscheduled for\b|\b(?:we|i) expect (?:it|the \w+|your \w+)\b"
)
_OTHER_ARRIVAL = re.compile(
    r"发货|寄出|发出|补发|重新|退|到账|款|新的|券|有效|活动|邮箱|邮件|短信|发票|文件|资料|合同|报价|链接|新货|补货|上架|样品|面料|师傅|上班|发给|refund|replacement|new one|resen|reship|coupon|valid|定金|订金|尾款|汇款|deposit|payment|balance|transfer|money|funds|ship(?:ped)? (?:on|out)|dispatch|return"
)
_BY = re.compile(
    r"之前|以前|前(?=到|送|收|[,，。]|$)|最晚|最迟|不晚于|\bby\b|\bbefore\b|at the latest|no later"
)
_SHIPPED = re.compile(
    r"发货|寄出|发出|出库|发的货|寄的|shipped|dispatched|sent (?:it |them )?(?:out|on)|left (?:our|the) (?:warehouse|factory|shop)|\b(?:it|parcel|package|order|container|shipment|goods|vessel|truck) (?:has )?left(?= (?:our|us|on|here|yesterday|this|last|\d|the (?:warehouse|factory|shop|workshop))\b|$)|departed|set off|sailed|handed (?:over )?to|\b(?:we|i|warehouse|shop|colleagues?) (?:have |had |already )*(?:handed|gave|passed) (?:it|them|your \w+|the (?:parcel|package|order|goods|box))(?: over)? to (?!you|your|the buyer)|(?<!you )(?<!they )\bpicked (?:it|them|your \w+|the (?:parcel|package|order|goods)) up (?:from (?:us|our \w+) )?on|collected by|picked up by|went out on|\b(?:posted|mailed) (?:it|them|the|your)\b"
)
_PLACED = re.compile(
    r"下的?单|下单|订购|购买|买的|拍下|placed|ordered|purchased|bought|\border (?:is |was )?(?:of|from|dated) (?:the )?(?=\d)"
)
_DELIVERED = re.compile(
    r"签收|妥投|已(?:经)?(?:送达|送到|投递)|\bdelivered (?:it|them|your|the)\b|was delivered|been delivered|delivered on|signed for"
)
_NEW = re.compile(
    r"补发|重新|再发|再寄|新的|换货|另外|replacement|again|new|resen|reship|another|second"
)
_TOTAL = re.compile(
    r"(?:订单|货款|商品)?(?:总(?:金额|价|额|计|共|款)|一共|合计|共计|实付|付款金额|订单金额|付的金额|支付(?:了|金额)|付了|全额退|退全款|全款退|全额)|\border (?:came|comes|amount(?:s|ed)|add(?:s|ed) up) to\b|\b(?:total|in all|altogether|order amount|amount (?:of|for) (?:your|the) order|you paid|full refund|refund(?:ed)? (?:you )?(?:in full|the full)|full amount)\b"
)
_TOTAL_IS = re.compile(
    r"(?:这笔|这个|您的|这一?)?(?:订单|单子)(?:的)?(?:金额)?(?:是|为|需要付|要付)?A|^您?(?:只要|只需|需要|要|应|一共要)付A|A的(?:货款|总价|总额)|(?:货款|合同(?:总)?(?:金额|价|额)|订单(?:的)?金额)(?:就|还)?(?:是|为|一?共|总共|全部)*A|全部(?:的)?货款A"
)
_UNIT_PRICE = re.compile(
    r"单价|每(?:个|件|只|双|条|台|套|盒|张|本|瓶|把|袋|包|箱|罐|支|块|顶|份|副|米|斤|公斤)|价格(?:是|为)|售价|卖|\beach\b|\bper (?:piece|item|unit|pair)|\bprice (?:is|of)\b|\bcosts?\b|\bapiece\b|\b(?:one|each|a|an) (?:[a-z-]+ ){1,3}(?:is|was)\b"
)
_ABOUT_MONEY = re.compile(
    r"退款|退钱|财务|银行|账户|到账|\brefund|\bmoney\b|\bfinance\b|\bbank\b|\bpayment\b"
)
_CARRIED = re.compile(
    r"由|走|用|通过|承运|派送|快递|物流|发的|寄的|送的|在送|给您送|帮您送|来送|配送|发出|寄出|单号|carrier|via|with|by|through|courier|using|sent|shipped|tracking|handed|collected|picked up|takes care|parcel|package|\bbrings?\b|\bbrought\b|\b(?:takes?|took|carried) (?:it|them|the|your)\b|\bdeliver|\b(?:has|have) it\b|\bon its way\b|\bon the way\b|\bgave (?:it|them|your \w+|the \w+) to\b|\bpicks? (?:it|them) up\b|\btrack (?:it|them|your \w+) (?:at|on|with)\b|\bcarri\w+ it\b|\bdriver\b"
)
_SENT_BACK = re.compile(
    r"去年|上次|上一|之前|以前|那批|那次|平时|寄回|退(?:货|回)|(?:您|你)(?:可以)?(?:用|寄|发|自己)|\breturn"
)
_OPEN = re.compile(
    r"还是|或者|或|不是|另一|别的|其他|下次|以后|不(?:用|走|支持|发|再)|换成|改|\bor\b|\bnot\b|\bnext time\b|instead|other|usually|一般|通常"
)


def contradictions(
    reading: Reading, text: LearnerText, desk: Desk, buyer: str | None = None
) -> tuple[Contradiction, ...]:
    """Values that an asserting clause says about a desk fact and that differ from it.

    Conservative: the clause itself must say of which fact it speaks, or be the bare answer to
    the question of `buyer`.
    """
    values = fact_values(desk)
    plain = simplified(text)
    found: list[Contradiction] = []
    if buyer and text.lang == "en" and asks_of_another(buyer):
        return ()
    items = desk.order.items if desk.order else ()
    for clause in reading.clauses:
        if not asserting(clause):
            continue
        words = clause.span.of(plain)
        if _OTHER_ORDER.search(_lead(plain, clause) + words):
            continue
        for slot in (*clause.slots, *_bare_price(clause, words, items)):
            if slot.kind == "amount" and (line := wrong_line(slot, clause, plain, desk)):
                found.append(Contradiction(path=line[0], slot=slot, expected=line[1]))
                continue
            path = _contradicted(slot, clause, words, values, desk, plain)
            if path is None and slot.kind == "carrier" and _answers(slot, words, plain, buyer):
                right = values.get("shipment.carrier")
                path = "shipment.carrier" if right and slot.value != right else None
            whole = path is None and text.lang == "en" and slot.kind == "amount"
            if whole and wrong_whole(slot, words, buyer, desk, plain):
                path = "order.total"
            first = slot.kind == "quantity" and slot.span.start == clause.span.start
            if path is None and first:
                path = counted(slot, words, values, buyer, items)
            if path is None and slot.kind == "quantity" and text.lang == "zh":
                path = counted_zh(slot, words, clause.span.start, values, buyer, items)
            if path and not is_now(slot, words, path, buyer, plain):
                found.append(Contradiction(path=path, slot=slot, expected=values[path]))
        found += _wrong_stretches(clause, words, values, desk)
    named = amounts_of(reading)
    if text.lang == "zh":
        found = [one for one in found if not _of_several(one, reading, desk, plain)]
    found = [
        one
        for one in found
        if not isinstance(one.slot.value, Decimal)
        or one.slot.kind != "amount"
        or not follows(one.slot.value, known_sums(values, desk, ()), named)
    ]
    told = [slot.value for clause in reading.clauses for slot in clause.slots]
    known = values.get("shipment.tracking_number")
    if known is not None and any(same_code(value, known) for value in told):
        # Of two parcels each has its own number.
        found = [one for one in found if one.path != "shipment.tracking_number"]
    # 5号到新加坡，9号到雅加达: a plan of the journey names the right day as well.
    return tuple(
        one for one in found if one.path != "shipment.eta" or values["shipment.eta"] not in told
    )


def _of_several(one: Contradiction, reading: Reading, desk: Desk, plain: str) -> bool:
    """Whether a sum that differs from the order's is what as many pieces cost as the reply names: two
    of six go back, together 70."""
    if one.slot.kind != "amount" or one.path != "order.total" or desk.order is None:
        return False
    counts = [
        slot.value
        for clause in reading.clauses
        if clause.span.start <= one.slot.span.start
        for slot in clause.slots
        if slot.kind == "quantity" and isinstance(slot.value, Decimal)
    ]
    return any(
        item.price is not None
        and 0 < count < item.quantity
        and agrees_in_money(one.slot, item.price * count, desk, plain)
        for item in desk.order.items
        for count in counts
    )


# 您上一单是2月寄的, 另一批已经到港: another order than the one on the desk.
_OTHER_ORDER = re.compile(
    r"(?:上|前|下|另)(?:外)?(?:一|个|[一两]?次的?|回的?)?(?:单|批|票|柜|订单)|第[二三四五]批|之前那|别的(?:订单|单)|(?:您|你)?(?:的)?(?:朋友|邻居|同事|家人|亲戚)(?:那|的|上次|买|订|是|收)|别的(?:顾客|客人|买家)"
    r"|\byour (?:friend|neighbou?r|colleague|sister|brother|cousin|mother|father|wife|husband)(?:'s)? (?!['’])(?!will|can|could|may)|\b(?:another|other) (?:customer|buyer)|\b(?:last|previous|earlier|first|older?|second) (?:order|time)\b|\border from (?:last|january|february|march|april|may|june|july|august|september|october|november|december)\b(?! \d)|\border [a-z]*-?\d[\w-]* from (?:last|january|february|march|april|may|june|july|august|september|october|november|december)\b(?! \d)|\byour (?:january|february|march|april|may|june|july|august|september|october|november|december|christmas|spring|summer|autumn|winter) (?:order|parcel|purchase)\b"
)
# 改走快件的话，20号左右就能到 tells what would be.
_WERE_IT_SO = re.compile(
    r"的话|如果|要是|加急|快件|特快|改(?:走|用|发|成)|升级|\bif\b|\bexpress\b|\brush\b|\bexpedited\b|\bupgrad|\binstead\b"
)
# Once an order has arrived, what is sent now is another parcel: 新吉他明天寄出, 更换的这一台今天用DHL寄出.
_SENT_ANEW = re.compile(
    r"新|换|补|重|今天|明天|后天|马上|\b(?:new|replacement|another|exchange|today|tomorrow|again)\b"
)
# 授权书编号AU-2026-118 numbers a paper or a model, 提单用顺丰寄出 sends papers.
_OTHER_PAPER_CODE = re.compile(
    r"(?:授权书?|证书|证明|合同|协议|批号|批次|型号|款号|货号|报告|发票|PI|样品|提单|工单|投诉|退[款货换]单?|申请|活动|优惠码?|兑换码|优惠券|认证|备案|专利|商标|许可证?|报价单?|箱号|机身|序列)(?:的)?(?:编?号码?|代码|编码)?(?:是|为|:|：)?$"
    r"|\b(?:invoice|receipt|quot(?:e|ation)|contract|credit note|ticket|case|claim|coupon|voucher|gift|promo|discount|model|batch|lot|serial|container|booking|bill of lading|seal|item|article|part|request|return|rma|account|customer|flight|vessel|voyage|certificate|licen[cs]e|patent|locker|gate|room|flat|floor|depot|terminal|hub|bay|unit)(?:'s)?(?: number| no\.?| id| code| #)?(?: is| was|:)? ?#?$"
    r"|\b(?:invoice|receipt|quotation|contract|claim|ticket|request|voucher|certificate)\b[^.!?]{0,28}\b(?:has|with|under|bears|by) (?:the |its |a )?(?:own )?number $"
)
_PAPERS = re.compile(
    r"提单|发票|合同|文件|正本|单据|样品|样册|画册|说明书|证书|资料|配件|零件|赠品|礼物|礼品|收据|报告|certificate|invoice|documents?|samples?|papers?"
)
_WHICH_CARRIER = re.compile(
    r"(?:哪家|哪个|什么|谁家|哪一家)(?:的)?(?:快递|物流)|快递公司|承运|谁(?:来)?送|which (?:courier|carrier)|who (?:delivers|ships|carries)"
)
_IN_GENERAL = re.compile(r"更|最|比较|便宜|支持|可以(?:发|选|寄)|能(?:发|选|寄)|有哪|平时|一般")


def _answers(slot: Slot, words: str, plain: str, buyer: str | None) -> bool:
    """Whether the clause is nothing but the carrier, and the buyer asked for it."""
    asked = bool(buyer and _WHICH_CARRIER.search(buyer) and not _IN_GENERAL.search(buyer))
    rest = words.replace(slot.span.of(plain), "", 1)
    return asked and not re.search(r"[^是的哦呢呀哈快递送 ]", rest)


def _bare_price(clause: Clause, words: str, items: Sequence[Item]) -> tuple[Slot, ...]:
    """羽绒服三百九十九 tells a price without its currency."""
    names = "|".join(tails(item, items) for item in items if item.price is not None)
    match = re.search(
        rf"^(?:{names or '(?!)'})(?:是|要|卖)?(?P<n>\d{{2,}}(?:\.\d+)?|[一二两三四五六七八九十百千万零]{{2,}})$",
        words,
    )
    number = parse_number(match["n"]) if match else None
    if match is None or number is None:
        return ()
    span = Span(clause.span.start + match.start("n"), clause.span.start + match.end("n"))
    if any(slot.span.overlaps(span) for slot in clause.slots):
        return ()
    return (Slot(kind="amount", span=span, value=number, unit=None),)


def _contradicted(
    slot: Slot, clause: Clause, words: str, values: Mapping[str, object], desk: Desk, plain: str
) -> str | None:
    if slot.kind in ("order_id", "tracking_number"):
        path = "order.id" if slot.kind == "order_id" else "shipment.tracking_number"
        known = [values[p] for p in ("order.id", "shipment.tracking_number") if p in values]
        wrong = path in values and not any(same_code(slot.value, v) for v in known)
        return (
            path
            if wrong
            and not re.search(
                r"新(?:的)?(?:订单|单号|物流)|补发|另(?:外)?(?:一|的|有|是)|第[二三]|new (?:order|tracking)|不是|replacement|例如|比如|for example|such as|\b(?:other|another|second|its own|own) (?:\w+ )?(?:number|parcel|package|box)",
                _lead(plain, clause) + words,
            )
            and not _OTHER_PAPER_CODE.search(plain[: slot.span.start])
            else None
        )
    if slot.kind == "carrier":
        right = values.get("shipment.carrier")
        if (
            right is None
            or slot.value == right
            or clause.negated
            or _OPEN.search(words)
            or _SENT_BACK.search(words)
            or ("shipment.delivered" in values and _SENT_ANEW.search(_lead(plain, clause) + words))
            or _PAPERS.search(_lead(plain, clause) + words)
        ):
            return None
        return "shipment.carrier" if _CARRIED.search(words) and not _NEW.search(words) else None
    if slot.kind == "place":
        return wrong_place(slot, clause, values, desk, plain)
    if slot.kind == "date" and isinstance(slot.value, date):
        # Nobody can say which day 后天 is on a desk that does not name today.
        said = re.sub(r"(?:周|星期|礼拜)[一二三四五六]", "", slot.span.of(plain))
        if desk.today is None and not re.search(r"[\d一二三四五六七八九十]", said):
            return None
        around = _lead(plain, clause) + words
        arrived = values.get("shipment.delivered")
        if _WERE_IT_SO.search(around) or (
            isinstance(arrived, date) and slot.value > arrived and _SENT_ANEW.search(around)
        ):
            return None
        dated = _wrong_date(slot.value, words, values, desk)
        # "It was sent on 2 March" in a reply about money tells of the money.
        return None if dated == "shipment.shipped" and _ABOUT_MONEY.search(plain.lower()) else dated
    if slot.kind == "amount" and slot.unit != "%":
        return _wrong_amount(slot, clause, values, desk, plain)
    if slot.kind == "quantity":
        return wrong_quantity(slot, words, values, desk, plain)
    return None


def _wrong_stretches(
    clause: Clause, words: str, values: Mapping[str, object], desk: Desk
) -> list[Contradiction]:
    """下周 or 月底 said of a parcel that is due at another time; a day more or less is let pass."""
    eta = values.get("shipment.eta")
    if (
        desk.today is None
        or not isinstance(eta, date)
        or any(slot.kind == "date" for slot in clause.slots)
    ):
        return []
    found = []
    for start, end, first, last in find_stretches(words, desk.today):
        near = first - _A_DAY <= eta <= last + _A_DAY
        if near or (_BY.search(words) and last >= eta) or _NEW.search(words):
            continue
        if _wrong_date(last if last < eta else first, words, values, desk) == "shipment.eta":
            span = Span(clause.span.start + start, clause.span.start + end)
            slot = Slot(kind="date", span=span, value=first)
            found.append(Contradiction(path="shipment.eta", slot=slot, expected=eta))
    return found


_A_DAY = timedelta(days=1)


# 8月20日是刚发货时系统给的 and "18 April was the date of the first ship" tell what was once expected;
# 签收后14天是4月23日 tells when a term ends.
_ONCE_SAID = re.compile(
    r"(?:当时|原来|原先|原本|本来|最初|最早|一开始|起初|开头|先前|第一次)|(?:的时候|时)(?:系统|页面|快递|物流)?(?:给|写|说|显示|估|算|定)"
    r"|(?:之前|以前|上次|早先)(?:给|写|说|显示|估|算|定|告诉|预计)|后\d+(?:个工作)?[天日](?:是|就是|到|为)|期限|截止|到期|[退换]货?的?最后一天"
    r"|\b(?:at first|originally|original|initially|at the time|earlier|previous(?:ly)?|old|it said|you saw|used to|was (?:the|our|an?|only an?) (?:\w+ )?(?:date|day|estimate|plan|guess)|when (?:it|the \w+|your \w+) (?:left|was sent|shipped)|deadline|last day (?:to|for)|window (?:ends?|ended|closed|closes))\b"
)


def _wrong_date(day: date, words: str, values: Mapping[str, object], desk: Desk) -> str | None:
    def differs(path: str) -> bool:
        return isinstance(values.get(path), date) and values[path] != day

    if _NEW.search(words) or re.search(r"改(?:到|成|为|约|在)|(?:推|延|提前)到", words):
        return None
    if _ONCE_SAID.search(words):
        return None
    if _DELIVERED.search(words):
        return "shipment.delivered" if differs("shipment.delivered") else None
    if _FUTURE_ARRIVAL.search(words) and not _OTHER_ARRIVAL.search(words):
        eta = values.get("shipment.eta")
        if not isinstance(eta, date) or "shipment.delivered" in values:
            return None
        if desk.today and desk.today > eta:  # a late parcel gets a new estimate
            return None
        late = _BY.search(words) and day >= eta
        return "shipment.eta" if day != eta and not late else None
    if _PAPERS.search(words):  # 样品下周五寄出
        return None
    if _SHIPPED.search(words) and not re.search(
        r"预计|将|会|之前|以前|没|未|will|by|before|would", words
    ):
        return "shipment.shipped" if differs("shipment.shipped") else None
    if _PLACED.search(words) and not re.search(r"之前|以前|before", words):
        return "order.placed" if differs("order.placed") else None
    return None


# Money that is no part of what the order costs, or the price of something else.
_OTHER_SUM = re.compile(
    r"运费|邮费|快递费|手续费|关税|税|补偿|赔|优惠|减|便宜|差价|差额|补差|省|券|红包|押金|定金|订金|首付|尾款|返现|维修|修|配件|零件|样品|包邮|再(?:买|加|凑|付)|加(?:购|买)|凑|满|退(?!全)|多少|另外|另付|充值"
    r"|\b(?:shipping|postage|freight|courier|express|dut(?:y|ies)|tax(?:es)?|vat|deposit|balance|discount|coupon|voucher|fees?|compensat\w*|repair|save[sd]?|saving|spare|refill|sample|insurance|installments?|instalments?)\b|\b(?:another|extra|additional|further) (?=a\b|[\d$€£¥])"
)
# The total with free shipping is the order's own.
_NOTHING_MORE = re.compile(
    r"\b(?:with |and |including )?free (?:shipping|delivery|postage)\b|\b(?:shipping|delivery|postage) (?:is |was )?(?:free|included)\b"
)
_OTHER_GOODS = re.compile(
    r"可以做|能做|做到|给到|算您|按.{1,6}算|下次|的话|新款|另一|别的|其他|其它|大号|小号|大的|小的|单独|去年|前年|上次|上回|上批|上一批|之前|以前|原先|当时|明年|升级|替换|替芯|盖子|那款|单买|单卖|单独|换成|原价|现价|活动价|降|涨|贵|便宜|现在卖|别家|批发|起订|以上"
    r"|\b(?:on sale|now|today|currently|at the moment|this week|since|used to|last (?:year|month|time|week)|back then|reduced|dropped|cheaper|promotion|normally|usual(?:ly)?|(?:list|new|old|sale) price|bigger|larger|smaller|other|another|versions?|would|could|might|if)\b"
)
_EACH_ZH = re.compile(
    r"(?:^|[^一二三四五六七八九十百千\d第])(?:一|每一?)[个件只双条台套盒张本瓶把顶支块包副](?:是|要|卖|的?价格是)?(?:大概)?A$|^(?:.{0,8}?)A(?:一|每)[个件只双条台套盒张本瓶把顶支块包副](?:$|呢|哦|的$)"
)


def _wrong_amount(
    slot: Slot, clause: Clause, values: Mapping[str, object], desk: Desk, plain: str
) -> str | None:
    words = clause.span.of(plain)
    lead = _lead(plain, clause)
    units = {s.unit for s in clause.slots if s.kind == "amount" and s.unit not in (None, "%")}
    if len(units) > 1:  # 3,000 lira is about 62 euros
        return None
    counts = [
        s.value for s in clause.slots if s.kind == "quantity" and isinstance(s.value, Decimal)
    ]
    sums = known_sums(values, desk, counts)
    home = desk.order.currency if desk.order else None
    at = slot.span.start - clause.span.start
    marked = words[:at] + "A" + words[at + slot.span.end - slot.span.start :]
    if any(agrees_in_money(slot, value, desk, plain) for value in sums):
        # 围巾是1450 where 1450 is the price of the gloves.
        items = desk.order.items if desk.order else ()
        called = [i for i, item in enumerate(items) if item.price and _calls(item, items, marked)]
        own = [
            p * n
            for i in called
            for p in [items[i].price or Decimal(0)]
            for n in (1, items[i].quantity)
        ]
        mixed = len(called) == 1 and not any(agrees_in_money(slot, v, desk, plain) for v in own)
        return f"item.{item_key(items[called[0]], called[0])}.price" if mixed else None
    if is_a_limit(words[:at]):
        return None
    other = _OTHER_SUM.search(_NOTHING_MORE.sub("", words))
    if not _OTHER_SUM.search(marked) and not _OTHER_GOODS.search(marked):
        told = told_of_goods(slot, marked, desk)
        if told is not None:
            return told
    if _PAID_FOR_YOU.search(marked) or _FOR_AMENDS_EN.search(marked.lower()):
        return None
    if (refund := wrong_refund(slot, words, at, plain, desk)) is not None:
        return refund
    if (
        (_TOTAL.search(words) or _TOTAL_IS.search(marked))
        and "order.total" in values
        and not (other and not re.search(r"退全|全额退|全款退|full refund", words))
    ):
        # 再买一个的话，两个一共 and 邮费补给您，一共: another sum is added up.
        supposed = _SUPPOSED.search(lead + words) or (
            _OTHER_SUM.search(lead.replace("退货", "")) and not _OF_THE_ORDER.search(words)
        )
        return None if supposed else "order.total"
    if home and any(money(slot.value) == money(v) for v in sums):
        # The right number in a foreign currency, where the clause speaks of the order's money.
        return (
            "order.total"
            if "order.total" in values and money(values["order.total"]) == money(slot.value)
            else None
        )
    # 单独的杯子可以买，12欧元一个: the goods are named before.
    return None if _OTHER_GOODS.search(lead) else _wrong_price(words, marked, counts, desk, lead)


# 这12块我们帮您付了: what the shop lays out.
_PAID_FOR_YOU = re.compile(
    r"(?:这|那)A|(?:我们|店里|我)[^，。]{0,3}(?:帮您|替您|给您)?(?:付|出|垫)了?"
)
# 150 pesos go back to you for the trouble: amends, whatever the order cost.
_FOR_AMENDS_EN = re.compile(
    r"\ba\b[^.!?]{0,40}\b(?:for (?:the|your|all (?:the|this)|this|any) (?:trouble|inconvenience|wait|waiting|delay|mess|mistake|disappointment|bother)|as (?:an apology|amends|compensation))\b"
)
_SUPPOSED = re.compile(
    r"以上|做到|再(?:买|加|来|要|拍)|多(?:买|加|拍)|如果|要是|的话|改成|换成|凑|加上|\bif\b|\banother\b"
)
_OF_THE_ORDER = re.compile(r"订单|货款|实付|付款|付了|支付|您付|\border\b|\bpaid\b")


def _lead(plain: str, clause: Clause) -> str:
    """What the sentence says before the clause."""
    before = plain[: clause.span.start]
    return before[max(before.rfind(mark) for mark in "。！？!?；;\n") + 1 :]


# The brush costs $10: the price of goods that may be none of the order's.
_PRICED_EN = re.compile(
    r"\b(?:an?|one|each|the|this|that|our|every) (?P<goods>(?:[a-z-]+ ){0,2}?[a-z-]+) (?:costs?|is|are|was|were|comes at|for)\b"
)
_ANY_GOODS = frozenset(
    ["price", "item", "unit", "piece", "one", "order", "product", "goods", "cost", "total", "pair"]
)


def _is_of_the_order(goods: str, items: Sequence[Item]) -> bool:
    last = goods.split()[-1]
    names = [word for item in items for word in item.name.en.lower().split()]
    known = any(last in (word, word + "s", word.removesuffix("s")) for word in names)
    return known or not names or last in _ANY_GOODS or goods.split()[0] in _ANY_GOODS


def _wrong_price(
    words: str, marked: str, counts: list[Decimal], desk: Desk, lead: str
) -> str | None:
    """The path of the price that the clause tells wrongly: of the goods it names, or of the only
    goods of the order."""
    if desk.order is None or _OTHER_SUM.search(words) or _OTHER_GOODS.search(words):
        return None
    if any(count > 1 for count in counts):
        return None
    told = _PRICED_EN.search(words)
    if told and not _is_of_the_order(told["goods"], desk.order.items):
        return None
    each = _UNIT_PRICE.search(words) or _EACH_ZH.search(marked)
    items = desk.order.items
    # 围巾五十三: the name and the price with nothing between but the one piece.
    priced = [
        f"item.{item_key(item, i)}.price"
        for i, item in enumerate(items)
        if item.price is not None
        and (
            (each and (len(items) == 1 or _named(item, words) or _named(item, lead)))
            or _calls(item, items, marked)
        )
    ]
    return priced[0] if len(priced) == 1 else None


def _calls(item: Item, items: Sequence[Item], marked: str) -> bool:
    """Whether the clause is the name of the goods and their price A, with nothing between."""
    return bool(
        re.search(
            rf"^(?:您?的?(?:这|那)?[个件只双条台套盒张本瓶把]?)?(?:{tails(item, items)})(?:的价格|价格)?(?:是|要|卖)?A(?:$|一|每|呢|哦)",
            marked,
        )
    )


def _named(item: Item, words: str) -> bool:
    name = item.name.en.lower()
    return (bool(item.name.zh) and item.name.zh in words) or (bool(name) and name in words)
