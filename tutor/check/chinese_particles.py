"""的, 地 and 得: which of the three a place wants."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tutor.check.chinese import (
    crosses_word,
    is_alone,
    lexicon,
    one_of,
    stretches,
)
from tutor.domain import LearnerText, Span

Found = tuple[Span, str]

_DEGREE = r"(?:很|非常|特别|太|真|更|比较|挺|十分|这么|那么|不太|不够|有点儿?|有些|相当|越来越|最|还算?|不|够|极其)"
_DONE_WELL = "(?:处理|包装|开|回|催|飞|堵|存|放|拿|收|下|练|挑|选|安装|清洗|清理|执行|维护|推荐|介绍|打|做|写|讲|说明|解释|走|跑|来|到|送|卖|恢复|回复|安排|准备|发|寄|等|长|运|过|工作|休息|变|包|洗|修|配合|表达|描述|看|听|穿|用|吃|睡|玩|发展|进行|服务|打包|考虑|想|保存|保护|查|问|干|画|拍|弄|改|办|学|说|坐|住|笑|涨|降|贴|绑|装|摔|碎|压|坏|染|印|磨|切|缝|织|绣|烤|煮|涂|喷|烧|刷|裁|剪|派送|配送|回答|解决|进展)"
_NOMINAL = (
    r"(?:您|你|我|我们|他|她|他们|顾客|客户|买家|卖家|厂家|店家|别人|大家|上次|之前|刚才|以前|原来)"
)
_RESULT = re.compile(rf"(?P<v>{_DONE_WELL})(?P<m>[的地])(?P<c>(?P<d>{_DEGREE})?ADJ)(?P<t>.*)$")
_MANNER = re.compile(
    r"(?P<lead>^|请|请您|您|会|将|要|能|可以|应该|需要|已经|正在|马上|再|都|也|去|来|帮您|为您|替您|好好|我们|我|他们|她|(?<!其)他|孩子|师傅|经理|工人|小哥|一定|并|就|先|希望您|麻烦您|别|不要|必须|没有|没|同事|快递员|客服)(?P<a>MANNER|(?P<x>[\u4e00-\u9fff])(?P=x)|(?:很|非常|更|更加|十分)(?:MANNER|快|好)|(?P<y>[\u4e00-\u9fff])(?P=y)(?P<z>[\u4e00-\u9fff])(?P=z))(?P<m>[的得])(?P<v>(?:(?:给|为|帮|替|跟|和|向|把)(?:您|你|我们|大家|顾客|它|[\u4e00-\u9fff]{1,4}?))?(?:ACTION|[拧按推拉擦剪贴插拔撕涂抹搅倒加折叠翻敲揉捏冲刷喷挤缠绑扣喝吃走笑想放]|(?:按|照|按照|根据|把|将|用|从)[\u4e00-\u9fff]{2}))(?P<t>.*)$"
)
_NOUN_AFTER = re.compile(
    r"(?P<o>我们|您|我|你|他|她|他们|贵司|客户|顾客|买家|您们|你们|大家|本店|店铺|公司|仓库|昨天|今天|现在|这边|那边|这里|上次|NOUN)(?P<m>[得地])(?P<n>NOUN)(?P<t>.*)$"
)
# 收到得衣服: a verb of trade, 得 and a thing; 记得地址 is a word of its own.
_GOT_NOUN = re.compile(
    r"(?P<v>收到|购买|订购|买到|选择|买|退回|退|寄来|发来|送来|订|拍|穿|用)(?P<m>得)(?P<n>衣服|裤子|鞋子?|裙子|衬衫|外套|包裹|订单|商品|产品|东西|货物?|照片|图片|颜色|尺码|地址|手机|电脑|耳机|杯子|箱子|礼物|快递|款式|型号|发票|优惠券)"
)
# 可以得, 是我们得: the last word of a clause that says how it is, or whose.
_LAST_DE = re.compile(
    r"(?:(?<!不)可以|(?<!可)是|没?有|好|对|真|新|免费|正常|一样|我们|您|COLOUR色|MATERIAL)(?P<m>得)(?:吗|呢|吧)?$|(?:COLOUR色|MATERIAL|新)(?P<n>地)(?:吗|呢|吧)?$".replace(
        "COLOUR", "[红黑白蓝绿黄灰粉紫]"
    ).replace("MATERIAL", "(?:纯棉|全棉|真皮|真丝|羊毛|不锈钢|塑料|玻璃|陶瓷|木头|亚麻|硅胶)")
)
_VERB_NOUN = re.compile(
    r"(?P<v>(?:您|你|我们|我)(?:购买|买|收到|要|需要|订|下|说|提供|反映|反馈|提到|想要|选择|选|发|寄|付|支付|看中|喜欢))(?P<m>[得地])(?P<n>(?:这|那)[一两]?(?:件|款|个|条|双|套|只|台|本|张|批|种|箱|瓶|把)|(?:(?:这|那|新|旧|红色?的?|黑色?的?|白色?的?|蓝色?的?|绿色?的?|大号?|小号?)(?:[个件条双款张])?)?(?:NOUN|衬衫|外套|毛衣|T恤|大衣))"
)
_ADJ_NOUN = re.compile(
    r"(?P<a>新|漂亮|好看|合适|完整|正确|具体|详细|最好|最新|重要|相关|不同|其他|所有|全部|全新|红色|黑色|白色|蓝色|绿色|同样|一样|这样|那样|准确|真实|宝贵|美好)(?P<m>[得地])(?P<n>NOUN)"
)
_SET_NOUN = frozenset(
    [
        "要求",
        "需要",
        "理解",
        "支持",
        "配合",
        "补偿",
        "付款",
        "服务",
        "建议",
        "评价",
        "意思",
        "帮助",
        "回复",
        "解释",
        "答复",
    ]
)


@cache
def _particles() -> tuple[re.Pattern[str], ...]:
    def fill(pattern: re.Pattern[str]) -> re.Pattern[str]:
        made = pattern.pattern
        for name, section in (
            ("ADJ", "adjective"),
            ("MANNER", "manner"),
            ("ACTION", "action"),
            ("NOUN", "noun"),
        ):
            made = made.replace(name, one_of(section))
        return re.compile(made)

    return tuple(map(fill, (_RESULT, _MANNER, _NOUN_AFTER, _VERB_NOUN, _ADJ_NOUN)))


# 您穿的舒服就好: how it feels, and what follows from it; 您问的真仔细: only a manner is careful.
_FEELS = re.compile(
    r"(?:穿|用|吃|住|睡|玩|戴|坐|喝|逛|买|过)(?P<m>的)(?:很|挺|真|特别|更|还)?(?:舒服|开心|习惯|满意|顺手|放心|高兴|愉快|合适|惯|香)(?=就|吗|我们|$|的话|，)"
)
_ONLY_MANNER = re.compile(
    r"(?:问|说|看|写|讲|寄|发|送|做|包|走|来|查|选|修|拍|卖|回|跑|学|画|等|催)(?P<m>的)(?:真|特别|这么|那么|太|很|非常|挺|好|够)(?:仔细|认真|快|慢|及时|久|早|晚|准时|急|勤|细)(?=$|了|呀|啊|呢|哦)"
)
# 是老师傅做得: what 是 sets apart ends in 的.
_SET_APART = re.compile(
    r"(?:^|[^不要可])是[^，]{1,14}?(?:做|买|寄|发|送|选|定|生产|用|写|画|织|产|装|给|负责|来|出|拍|印|刻|种|烤|煮|设计)(?P<m>得)$"
)


def particle(text: LearnerText) -> Iterator[Found]:
    result, manner, noun_after, verb_noun, adj_noun = _particles()
    for piece in stretches(text):
        words = piece.text
        if not re.search("[的得地]", words):
            continue
        for pattern, right in ((_FEELS, "得"), (_ONLY_MANNER, "得"), (_SET_APART, "的")):
            for match in pattern.finditer(words):
                if is_alone(text, piece.start + match.start("m")):
                    yield piece.span(*match.span("m")), right
        for pattern in (_GOT_NOUN, _LAST_DE):
            for match in (
                pattern.finditer(words) if pattern is _GOT_NOUN or words[-1] in "得地吗呢吧" else ()
            ):
                m = match.start(
                    match.lastgroup if match.lastgroup == "n" and pattern is _LAST_DE else "m"
                )
                if is_alone(text, piece.start + m):
                    yield piece.span(m, m + 1), "的"
        for start in range(len(words)):
            if words[start] in "的地":
                yield from _complement(text, piece.text, piece.start, start, result)
        for match in manner.finditer(words):
            if _adverbial(match, words) and is_alone(text, piece.start + match.start("m")):
                yield piece.span(*match.span("m")), "地"
        for pattern in (noun_after, verb_noun, adj_noun):
            for match in pattern.finditer(words):
                m = match.start("m")
                if not is_alone(text, piece.start + m) or _noun_is_verb(
                    match["n"], words[match.end("n") :], match["m"]
                ):
                    continue
                if crosses_word(text, piece.span(m, match.end("n"))):
                    continue
                yield piece.span(m, m + 1), "的"


_PLANNED = re.compile(r"(?:会|要|得|可以|能|请您?|尽量|再|给您|帮您|为您|把[^，]{1,6})$")


def _complement(
    text: LearnerText, words: str, offset: int, at: int, pattern: re.Pattern[str]
) -> Iterator[Found]:
    """说的很清楚: a verb of doing, 的, how it turned out, and then the end of the clause."""
    for back in (2, 1):
        match = pattern.match(words, at - back) if at >= back else None
        if match is None or match.start("m") != at:
            continue
        tail = match["t"]
        if not re.fullmatch(
            r"(?:了|呢|啊|呀|哦|哈|吧|吗|一点儿?|一些|多了|多|极了|点儿?|的话|过分)?", tail
        ):
            return
        verb, degree = match["v"], match["d"]
        before = words[: match.start()]
        # 您说的很对, 我们卖的很便宜: the phrase with 的 is the subject, what is said of it follows.
        nominal = re.search(
            rf"{_NOMINAL}(?:们)?(?:所|想|要|之前|刚才|最?近)?$", before
        ) and verb in (
            "说",
            "讲",
            "看",
            "听",
            "用",
            "穿",
            "吃",
            "想",
            "问",
            "发",
            "寄",
            "卖",
            "拍",
            "改",
            "写",
            "考虑",
            "送",
            "查",
            "选",
            "学",
            "做",
            "买",
            "修",
            "画",
            "到",
            "收",
        )
        if nominal and match["m"] == "的":
            return
        # 我会包的厚一点: what is going to be done, and by how much more.
        planned = tail.startswith(("一点", "一些")) and _PLANNED.search(before)
        if (
            degree is None
            and match["m"] == "的"
            and not planned
            and not re.search(
                r"正好|刚好|快|慢|清楚|干净|好|久|晚|早|仔细|及时|顺利|漂亮|不错|严实|到位|整齐|牢固|详细|周到|太多|太少",
                match["c"],
            )
        ):
            return
        if (
            degree is None
            and verb
            in (
                "来",
                "到",
                "用",
                "看",
                "说",
                "过",
                "想",
                "送",
                "穿",
                "吃",
                "住",
                "下",
                "收",
                "打",
                "放",
                "拿",
                "选",
                "开",
            )
            and match["m"] == "的"
            and match["c"] not in ("正好", "刚好")
        ):
            return
        if is_alone(text, offset + at):
            yield Span(offset + at, offset + at + 1), "得"
        return


def _adverbial(match: re.Match[str], words: str) -> bool:
    """慢慢的处理 takes 地, but not a noun phrase: 感谢您耐心的等待, 给您满意的答复."""
    before = words[: match.start("a")]
    if re.search(
        r"感谢|谢谢|多谢|给您|给我们|给予|提供|进行|作出|做出|得到|收到|有$|是$|这|那|您们?的|我们的",
        before,
    ):
        return False
    if match["m"] == "得":
        return match["a"] in lexicon()["manner"] and not re.match(
            r"(?:很|非常|不|太|更)", match["v"]
        )
    lead = match["lead"]
    tail = match["t"]
    if lead in ("", "您", "我们", "我", "客服", "同事"):
        # Without a modal or 请 only what follows tells: an object, 一下, 了, a complement.
        return bool(
            re.match(r"一下|了|您|这|那|好|完|到|给|吧|过|哦|一遍|一次|我|每|$", tail)
        ) or match["a"] in ("尽快", "慢慢", "好好", "不断")
    return not tail.startswith(("的", "是")) and not re.match(
        r"(?:服务|建议|方式|方法|情况|态度|办法|流程|结果|时间|单号)", tail
    )


def _noun_is_verb(noun: str, rest: str, mark: str) -> bool:
    """得 before a word that is also a verb may be děi: 您得付款, 您得支持我们."""
    if mark == "地":
        return False
    return noun in _SET_NOUN and not re.match(r"(?:是|已|会|将|很|非常|都|$|了$)", rest)


# --- 以/已, 带/戴, 那/哪, 把/吧, 做/作 -------------------------------------------------------------------------
