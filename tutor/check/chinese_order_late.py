"""Finders for Chinese clauses whose condition, tool, place or comparison stands too late."""

from __future__ import annotations

import re
from functools import cache

from tutor.check.chinese import DURATION, WHEN, one_of

_WHO = r"(?:我们|我|您|你|仓库|客服|快递员?|公司|店里|同事|师傅|顾客|大家)"
_MODAL = r"(?:会|可以|能|将|要|想|应该|需要|可能|一定|就|也|都|还|已经|尽量|只能|先|再|请)*"
# 我会告诉您如果有货: the condition comes first.
_CONDITION_LAST = re.compile(
    rf"^(?P<main>(?:请您?|麻烦您|那)?(?:{_WHO})?{_MODAL}[^，如要]{{2,12}}?)(?<!知道)(?<!觉得)(?<!认为)(?<!说)(?<!想)(?<!担心)(?<!比如)(?<!例如)(?<!但)(?<!是)(?<!过)(?<!且)(?<!以)(?<!为)(?<!么)(?<!外)(?<!主)(?P<if>如果|要是)(?P<cond>[^，]{{2,12}})$"
)
_MAIN_VERB = re.compile(r"会|可以|能|请|麻烦|给您|帮您|为您|联系|告诉|换|退|补|寄|发")
_TOOL = r"(?:信用卡|银行卡|储蓄卡|支付宝|微信支付|微信|现金|人民币|美元|PayPal|paypal|顺丰|DHL|dhl|EMS|ems|快递|空运|海运|手机|电脑|热水|冷水|温水|邮件|电子邮件|英语|英文|中文|汉语|泰语|越南语)"
_TOOL_LAST = re.compile(
    rf"^(?P<head>(?:请)?(?:{_WHO})?{_MODAL})(?P<v>付款|支付|付钱|付|买单|寄|发货|发|寄出|洗|清洗|登录|下单|购买|查询|查|联系(?:我们|我)?|回复(?:您|我们|我)?|沟通|聊天)(?P<o>(?:包裹|货|东西|它|这个|衣服|物流|订单)?(?:给(?:您|你|我们|我))?)(?P<t>用{_TOOL})$"
)
_PLACE_LATE = re.compile(
    rf"^(?P<head>(?:请)?(?:{_WHO})?{_MODAL})(?P<v>看|查|查看|找|找到|看到|查到|买|订|申请|下载|修改|填|领|拿|取|等|放|上传)(?P<o>了?(?:您的?|这个|那个|它)?(?:物流信息|物流|进度|详情|尺码表|NOUN|这个|它|东西|优惠券|照片)?)(?P<t>在(?:PLACE|订单页面|订单详情|详情页|网站上?|官网上?|首页|我们店里?|店里|中国|仓库)(?:里|上)?)$"
)
_COMPARE = re.compile(
    r"^(?P<a>.{1,8}?)(?P<is>是)?(?P<adj>便宜|贵|大|小|好|快|慢|轻|重|长|短|漂亮|好看|好用|厚|薄|新|安全|方便|高|低|远|近|早|晚|宽|窄|结实|舒服)(?P<d>一点儿?|一些|很多|多了|得多|多|了)?(?P<t>比(?!较|赛|例|如)[^，]{1,8})$"
)
_GUESS_LAST = re.compile(
    rf"^(?P<head>.{{2,}}?)(?P<n>(?:[一二两三四五六七八九十百千几\d]+(?:个|件|条|张|块|元|箱|套|双|台|公斤|米)|{DURATION}))(?P<t>大概|大约|可能|也许)(?<!一个大概)$"
)
_STILL_LAST = re.compile(r"^(?P<head>.{1,8}?)(?P<p>在(?:PLACE))(?P<t>还|已经|正在|也|都)$")
_DOING_LAST = re.compile(
    r"^(?P<who>.{1,8}?)(?P<v>ACTION)(?P<o>(?:您的|这个)?(?:NOUN|货物)?)(?P<t>正在)$"
)
_OFTEN_LAST = re.compile(
    rf"^(?P<who>{_WHO})(?P<v>(?:上班|工作|营业|发货|ACTION)(?:从.{{1,5}}到.{{1,5}})?)(?P<t>每天|每周|经常|常常|总是)$"
)
_BA_LATE = re.compile(
    rf"^(?P<head>(?:{_WHO})?{_MODAL})(?P<v>ACTION)(?P<c>好|完|到|掉|清楚)(?P<ba>把(?:这个|那个|您的|这些|所有)?(?:NOUN))$"
)
_GIVE_CALL = re.compile(
    rf"^(?P<head>(?:{_WHO})?{_MODAL})给(?P<v>打电话|发邮件|发消息|写信|发短信|回电话|留言)(?P<w>您|你|我们|我|他)$"
)
_SENT_GIVE = re.compile(
    rf"^(?P<head>(?:{_WHO})?{_MODAL})(?P<v>发|寄|打|写|回)了给(?P<w>您|你|我们|我)(?P<o>邮件|短信|消息|包裹|电话|信|照片|发票|合同)$"
)
_ARRIVES_LAST = re.compile(
    rf"^(?P<t>{WHEN}|{DURATION}(?:以?后|之后))(?P<v>(?:就|会|能|可以|才)*到)(?P<o>您的(?:货|包裹|快递|订单|商品))$"
)
_TO_CARD_LAST = re.compile(
    rf"^(?P<head>.{{0,6}}?)(?P<v>(?:会|能|就)?(?:到|退到|退回|寄到|送到))(?P<o>您的?(?:卡|账户|银行卡|家|手里|手上|邮箱))(?P<t>{DURATION}(?:以?后|之后|以?内|之内))$"
)
# 我们上班从九点: where something begins stands before the verb.
_FROM_LAST = re.compile(
    rf"^(?P<who>(?:我们|我|您|仓库|客服|店里|公司|工厂|本店)(?:店|公司)?)(?P<mid>{_MODAL})(?P<v>上班|营业|工作|开门|休息|放假|发货|负责|生产|开始)(?P<o>(?:您的|这个)?(?:NOUN)?)(?P<t>从(?:{WHEN}|[一二两三四五六七八九十\d]{{1,2}}点(?:半)?))$"
)
_VERY_LAST = re.compile(
    r"^(?P<who>我们|我|[^，]{0,4}?(?:人|顾客|客人|孩子|大家))?(?P<d>很|真)?(?P<v>感谢|谢谢|抱歉|喜欢|希望|欢迎)(?P<o>(?:您|你|大家|它|这个|这款)?(?:的(?:支持|理解|耐心|配合))?)(?P<t>非常|很|十分|特别)$"
)

# 您可以来下午三点以后: the hour of a visit stands before it.
_VISIT_LATE = re.compile(
    rf"^(?P<who>{_WHO}|您们?|请您?)(?P<mid>{_MODAL})(?P<v>(?:过来|来|去|到)(?:我们)?(?:店里?|公司|仓库|自提点|工厂|取货?|拿货?|看货?|提货|自提)?)(?P<t>{WHEN}(?:以后|之后|以前|之前)?)$"
)


# 让您等了久: 久 alone follows no 等了; it stands before the verb or with 很.
_WAITED_LONG = re.compile(
    r"^(?P<head>.{0,12}?)(?P<made>[让使叫](?:您们?|你们?|大家|贵司|客户))?(?P<v>等|等待)了久(?P<t>了)?$"
)


# One of these stands after the beginning wherever something can be late.
_CUE = re.compile(
    "等[了待]|如果|要是|来|去|到|用|在|比|从|大[概约]$|可能$|也许$|正在$|每[天周]$|常$|总是$|把|给|非常$|很$|十分$|特别$"
)


@cache
def _made() -> dict[str, re.Pattern[str]]:
    patterns = {
        "place": _PLACE_LATE,
        "still": _STILL_LAST,
        "doing": _DOING_LAST,
        "often": _OFTEN_LAST,
        "ba": _BA_LATE,
        "from": _FROM_LAST,
    }
    made = {}
    for name, pattern in patterns.items():
        text = pattern.pattern
        for word, section in (("ACTION", "action"), ("NOUN", "noun"), ("PLACE", "place")):
            text = text.replace(word, one_of(section))
        made[name] = re.compile(text)
    return made


def late(words: str) -> str | None:
    """The clause with what stands too late in its place; None where nothing does."""
    if len(words) < 4 or not _CUE.search(words, 1):
        return None
    return _put_right(words)


def _put_right(words: str) -> str | None:
    made = _made()
    if m := _WAITED_LONG.match(words):
        return f"{m['head']}{m['made']}久等了" if m["made"] else f"{m['head']}{m['v']}了很久"
    if (m := _CONDITION_LAST.match(words)) and _MAIN_VERB.search(m["main"]):
        return f"{m['if']}{m['cond']}，{m['main']}"
    if m := _TOOL_LAST.match(words):
        return f"{m['head']}{m['t']}{m['v']}{m['o']}"
    if (m := made["place"].match(words)) and len(m["head"]) and m["o"]:
        return f"{m['head']}{m['t']}{m['v']}{m['o']}"
    if (m := _COMPARE.match(words)) and (m["is"] or m["d"]) and "比" not in m["a"]:
        return f"{m['a']}{m['t']}{m['adj']}{m['d'] or ''}"
    if m := _GUESS_LAST.match(words):
        return f"{m['head']}{m['t']}{m['n']}"
    if m := made["still"].match(words):
        return f"{m['head']}{m['t']}{m['p']}"
    if m := made["doing"].match(words):
        return f"{m['who']}{m['t']}{m['v']}{m['o']}"
    if m := made["often"].match(words):
        return f"{m['who']}{m['t']}{m['v']}"
    if m := made["ba"].match(words):
        return f"{m['head']}{m['ba']}{m['v']}{m['c']}"
    if m := made["from"].match(words):
        return f"{m['who']}{m['mid']}{m['t']}{m['v']}{m['o']}"
    if m := _GIVE_CALL.match(words):
        return f"{m['head']}给{m['w']}{m['v']}"
    if m := _SENT_GIVE.match(words):
        return f"{m['head']}给{m['w']}{m['v']}了{m['o']}"
    if m := _ARRIVES_LAST.match(words):
        return f"{m['o']}{m['t']}{m['v']}"
    if m := _TO_CARD_LAST.match(words):
        return f"{m['head']}{m['t']}{m['v']}{m['o']}"
    if m := _VISIT_LATE.match(words):
        return f"{m['who']}{m['mid']}{m['t']}{m['v']}"
    if m := _VERY_LAST.match(words):
        return f"{m['who'] or ''}{m['t']}{m['v']}{m['o']}"
    return None
