"""Finders for 在 and 再 typed for each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tutor.check.chinese import CLOCK, DAY, DURATION, is_alone, one_of, stretches
from tutor.domain import LearnerText, Span

Found = tuple[Span, str]

_AGAIN_AFTER = r"(?:请|请您|麻烦您|麻烦|您|您可以|可以|会|能|要|我们会|我们|我|稍后|然后|以后|下次|一会儿|先|后|不要|别|不会|如果|若|欢迎|建议您|希望您|还可以|也可以)"
_AGAIN_VERB = r"(?:耐心)?(?:等|等待|试|看|看看|检查|确认|核实|核对|查|查询|联系|来|发|寄|补|买|购买|下单|付款|给您|为您|帮您|考虑|说|问|跟您|和您|与您|通知|申请|拍|提供|告诉|安排|处理|回复|提交|选|退|换|打|送)"
_BOUND = r"(?:前|之前|以前|后|之后|以后|时|时候|期间|之际|内|以内|之内|中|过程|当中|页面|范围|方面|状态|阶段|里|上|的)"
_FULL_FRAME = re.compile(
    r"的?时候?(?:$|[^候间])|以后|之后|以前|之前|期间|过程中?|的(?:问题|情况|商品|包裹|订单|货|人|地方)"
)
_COUNTED = rf"(?:(?:您|它|我们|我)?(?:一下|一次|一遍|一会儿|一会|几天|一点|{DURATION}|[一两二三四五六七八九十几\d]+(?:个|件|张|块|元|份|条|双|套|盒|美元|次|遍|封|步|瓶|本|只|包|箱)))(?!以?内|之内|以?前|以?后)"
# 修好再通知您, 明天再给您打电话: what comes next after something else is done.
_NEXT = r"(?:通知|联系|告诉|回复|答复|发给|发(?!货|现|生|票)|寄给|寄|付|下单|决定|说|给您|给我|给你|跟您|和您|帮您|为您|退给|退货|退款|退(?!换)|申请|买|考虑|看看|看情况|找我|找客服|来|打电话|打给|换|拍|签收|签字|处理也|安排|补|确认收货|评价|洗|穿|打开|启动|充电|用|试|开机|给(?:大家|客户))"
_DONE_FIRST = rf"(?:好|完|清楚|一点儿?|了|成功|到货|收到(?:您的)?(?:货|钱|款|包裹|退货|照片)?|以?后|之后|货|价|款|钱|{DAY}|{CLOCK}|等[^，]{{2,12}}|先[^，]{{1,10}})"
_AGAIN = (
    # 请您在等一下: 一下, 一次, 几天 never follow a progressive.
    re.compile(
        rf"(?<![正现还])(?P<m>在)(?=(?:{_AGAIN_VERB}|ACTION|减|加|送|赠|优惠|便宜|催|派|买|多){_COUNTED})"
    ),
    re.compile(
        rf"(?:请您?|麻烦您?|欢迎(?:您)?(?:下次)?|然后|稍后|下次|以后|先.{{1,8}})(?P<m>在)(?={_AGAIN_VERB})"
    ),
    re.compile(rf"{_DONE_FIRST}(?:您|我们|我|请您?|可以|才|会|就|咱们)*(?P<m>在)(?={_NEXT})"),
    re.compile(
        r"(?:有|没有?|遇到|发现|需要|不行|不够|不合适|不懂|不满意|不明白)(?:[^，在]{0,8})(?:您|请您?|可以|麻烦您)(?P<m>在)(?=找|联系|问|告诉|说|来|申请|通知|留言)"
    ),
    re.compile(
        r"(?:不会|不要|别|不用|不能|不想|不必|无需|绝不|永不|将不|也不|就不)(?P<m>在)(?=(?:出现|发生|犯|有|让|收|买|购买|使用|发|等|找|联系|给您|重复|扣|销售|生产|供应|接受|提供|参加))"
    ),
    re.compile(
        r"(?<![从不若并要好是正而都实未存何仍])不(?P<m>在)(?=(?:销售|生产|供应|发货|提供|接受|参加|补货|收取|收|支持|出售|进货|续费|使用)(?:了|这|该|$|此|您|运费|费))"
    ),
    re.compile(
        r"^(?:如果|要是|以后|下次)?(?P<m>在)(?=有(?:问题|需要|疑问|什么|不懂)(?!的时|时|的情况|的地方))"
    ),
    re.compile(
        r"(?<![现正存实])(?P<m>在)(?=给您(?:发|寄|补|退|申请|安排|送|打|换)(?:一|两|几|过去|出)|帮您(?:催|补|申请)一|说吧|说了$|说一遍)"
    ),
)
# 考虑考虑 and 再问一遍 are never under way.
_TWICE_ZH = re.compile(
    r"(?<![正现还存实])(?P<m>在)(?=(?P<x>考虑|商量|了解|研究|比较|核对|检查|休息|确认|观察|沟通|讨论|[看想试等问找选说查算听量逛挑])(?P=x)|(?:帮|给|为|替|跟|和|向)(?:您|你|他们?|我们?|仓库|快递)?[\u4e00-\u9fff]{1,2}(?:一遍|一次|两次|两遍|几遍|一回)|给(?:您|你)(?:减|送|加|补|便宜|优惠|打)[一二两三四五六七八九十几\d])"
)
_NEWS = re.compile(
    r"(?:有(?:了)?(?:消息|结果|进展|答复|货|回复|回音|信儿|需要|问题|疑问|想法)|(?:一)?(?:到货|到了|查到|查清楚|确定|定下来|修好|做好|弄好|处理完|处理好|看好|想好|收到|签收|用完|量好|选好)(?:了)?)(?:以后|之后|后)?$"
)
_AFTER_NEWS = re.compile(
    r"^(?:(?P<news>.*?)(?:我们?|您|你|客服|就|会|可以|请|请您|麻烦您)*)?(?P<m>在)(?=(?:告诉|通知|联系|回复|答复|找|问|跟|和|给|帮|为|发|寄|来|说|付|下单|决定|拍|买|申请|签)(?:我们?|您|你|客服|大家|吧|也|就|$))"
)
_TOLD = ("告诉", "通知", "联系", "回复", "等", "考虑")
_AFTER_FIRST = re.compile(rf"^(?:然后|您|那您|您们|我们|我)?(?P<m>在)(?={_NEXT}|ACTION)")
_FIRST_STEP = re.compile(r"先|^等|(?:以后|之后|后|完|好了?|到了?)$")
_AT = (
    re.compile(
        r"(?<![一])(?P<m>再)(?=哪(?!来|有|怕|敢)|什么(?:地方|城市|位置|国家|楼)|几(?:楼|号楼)|(?:忙|开会|出差|上班|休假|外面|附近|旁边|现场|楼下|门口|身边|手上|国内|本地|值班|吃饭)(?:$|呢))"
    ),
    re.compile(r"(?<![一])(?P<m>再)(?=(?:我们|您|您的|我们的)?PLACE(?!见|说|看|发|寄|买|等|试))"),
    re.compile(
        r"(?P<m>再)(?=NOUN(?:详情|页面|信息|列表|中心)?(?:里|上(?!传|报|架|门)|中(?!转|的)|内|下方|里面|上面|旁边))"
    ),
    re.compile(
        r"(?P<m>再)(?=(?:详情|首页|附件|聊天|下面|上面|左边|右边|旁边|下方|上方)(?:页面?|里|中|上|窗口|框)?|说明书?(?:页|里|中|上))"
    ),
    re.compile(rf"(?<![一])(?P<m>再)(?={DURATION}(?:以内|之内|内))"),
    re.compile(rf"(?P<m>再)(?={DAY}(?:之前|以前|前)(?:发|寄|退|送|回|到|给|为|处理))"),
    re.compile(
        r"(?P<m>再)(?=(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})[号日]|(?:上|下|这|本)(?:周|个?星期|个?月)|(?:周|星期)[一二三四五六日天](?!再)|(?:今天|明天|昨天|前天)(?:上午|下午|晚上|早上)?(?:发|到|送|派|签|寄|收))"
    ),
    re.compile(
        r"(?P<m>再)(?=(?:运输|派送|配送|处理|审核|清关|途|路|生产|打包|备货|排队)(?:中|途中|途|上)(?:$|了|的|，|。|请))"
    ),
    re.compile(
        r"(?:正|还|一直|都|现在)(?P<m>再)(?=(?:处理|查|查询|核实|帮您|为您|给您|联系|清关|派送|运输|等|等待|检查|准备|打包|安排|ACTION)(?!一|两|几|\d|您一))"
    ),
    re.compile(
        r"(?:我们|我|您|你|亲|客服|同事|还|都|一直|不|经理|老板|人)(?P<m>再)(?=$|吗$|呢$|的$|么$|哦$|呀$|线)"
    ),
    re.compile(
        r"(?P<m>再)(?=(?:我们店|本店|这里|这儿|那里|那儿|您收到(?:货|包裹|商品)(?:以?后|之后|时)|您付款(?:以?后|之后)|您下单(?:以?后|时)|您方便的时候|收货(?:以?后|之后|时)|订单(?:里|中|页面)|页面上|平台上|系统(?:里|中|上)))"
    ),
)


@cache
def _after_first() -> re.Pattern[str]:
    return re.compile(_AFTER_FIRST.pattern.replace("ACTION", one_of("action")))


@cache
def _again_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p.pattern.replace("ACTION", one_of("action"))) for p in _AGAIN)


@cache
def _at_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(_filled(p.pattern)) for p in _AT)


def _filled(pattern: str) -> str:
    for name, section in (("ACTION", "action"), ("PLACE", "place"), ("NOUN", "noun")):
        pattern = pattern.replace(name, one_of(section))
    return pattern


def again_and_at(text: LearnerText) -> Iterator[Found]:
    """Every 在 that should be 再 and every 再 that should be 在, with the right one."""
    last = ""
    for piece in stretches(text):
        if "在" in piece.text:
            match = _after_first().match(piece.text) if _FIRST_STEP.search(last) else None
            if match and not _framed(piece.text[match.end("m") :], False):
                yield piece.span(*match.span("m")), "再"
            for match in _TWICE_ZH.finditer(piece.text):
                if is_alone(text, piece.start + match.start("m")):
                    yield piece.span(*match.span("m")), "再"
            match = _AFTER_NEWS.match(piece.text)
            if (
                match
                and _NEWS.search(match["news"] or last)
                and not _framed(piece.text[match.end("m") :], False)
                and is_alone(text, piece.start + match.start("m"))
            ):
                yield piece.span(*match.span("m")), "再"
            for number, pattern in enumerate(_again_patterns()):
                for match in pattern.finditer(piece.text):
                    after = piece.text[match.end("m") :]
                    # 请在告诉我们您要的款式: telling frames nothing by its 的.
                    framed = _framed(after, number > 3 or (number == 1 and after.startswith(_TOLD)))
                    if not framed and is_alone(text, piece.start + match.start("m")):
                        yield piece.span(*match.span("m")), "再"
        if "再" in piece.text:
            for pattern in _at_patterns():
                for match in pattern.finditer(piece.text):
                    if is_alone(text, piece.start + match.start("m")):
                        yield piece.span(*match.span("m")), "在"
        last = piece.text


def _framed(rest: str, of_no: bool) -> bool:
    """Whether 在 frames a time or a place: 在处理的订单. After 不 and 别 no 的 does: 不在收您的运费."""
    bound = _BOUND.replace("|的)", ")") if of_no else _BOUND
    return bool(re.match(rf"[^一]{{1,12}}?{bound}", rest)) or bool(
        not of_no and _FULL_FRAME.search(rest)
    )
