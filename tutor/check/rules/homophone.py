"""language.homophone: a word typed as another that sounds the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from tutor.check.chinese import (
    crosses_word,
    folded,
    is_alone,
    one_of,
    stretches,
)
from tutor.check.chinese_again import again_and_at
from tutor.check.chinese_particles import particle
from tutor.check.english import data_rows
from tutor.check.lexicon import one_of_these
from tutor.check.pieces import in_quotes
from tutor.check.rule import Bad, Finder, Good, Hit, Rule
from tutor.domain import Bilingual, Context, LearnerText, Reading, Span
from tutor.text.script import main_script, to_simplified

Found = tuple[Span, str]
_SOURCE = "《现代汉语词典》第7版；《通用规范汉字表》"


class Typo(NamedTuple):
    pattern: re.Pattern[str]
    right: str
    fine: tuple[str, ...]


@cache
def _typos() -> tuple[Typo, ...]:
    return tuple(
        Typo(re.compile(wrong), right, tuple(fine.split("|")) if fine else ())
        for wrong, right, fine in (
            (row + "\t\t").split("\t")[:3] for row in data_rows("zh_typos.tsv")
        )
    )


@cache
def _plain_typos() -> re.Pattern[str]:
    """One scan that tells whether any fixed form can be in the text at all."""
    fixed = [typo.pattern.pattern for typo in _typos() if typo.pattern.pattern.isalnum()]
    return one_of_these(fixed)


def _needed(pattern: str) -> str:
    """A character without which a built form cannot match: its first outside all groups, or none."""
    depth = 0
    for at, mark in enumerate(pattern):
        if mark in "([":
            depth += 1
        elif mark in ")]":
            depth -= 1
        elif (
            depth == 0
            and "\u4e00" <= mark <= "\u9fff"
            and pattern[at + 1 : at + 2] not in ("?", "*")
        ):
            return mark
    return ""


@cache
def _typos_by_form() -> tuple[dict[str, Typo], tuple[tuple[str, Typo], ...]]:
    """The fixed forms, and the built ones with the character that each of them needs."""
    fixed = {t.pattern.pattern: t for t in _typos() if t.pattern.pattern.isalnum()}
    built = (t for t in _typos() if not t.pattern.pattern.isalnum())
    return fixed, tuple((_needed(t.pattern.pattern), t) for t in built)


@cache
def _sound_alikes() -> dict[str, str]:
    return {
        wrong: right
        for right, wrongs in (row.split("\t") for row in data_rows("zh_homophones.tsv"))
        for wrong in wrongs.split()
    }


def _listed(text: LearnerText) -> Iterator[Found]:
    simple = folded(text.raw)
    fixed, patterns = _typos_by_form()
    for match in _plain_typos().finditer(simple):
        typo = fixed[match.group()]
        yield from _typo_hit(text, simple, typo, match)
    for needed, typo in patterns:
        for match in typo.pattern.finditer(simple) if needed in simple else ():
            yield from _typo_hit(text, simple, typo, match)


def _typo_hit(text: LearnerText, simple: str, typo: Typo, match: re.Match[str]) -> Iterator[Found]:
    around = simple[max(0, match.start() - 4) : match.end() + 4]
    span = Span(match.start(), match.end())
    if not any(word in around for word in typo.fine) and not crosses_word(text, span):
        yield _smallest(span, match.group(), typo.right)


def _smallest(span: Span, wrong: str, right: str) -> Found:
    """Long forms are narrowed to the characters that differ, when both have the same length."""
    if len(wrong) != len(right) or len(wrong) < 3:
        return span, right
    differ = [i for i, (a, b) in enumerate(zip(wrong, right, strict=True)) if a != b]
    first, last = differ[0], differ[-1] + 1
    return Span(span.start + first, span.start + last), right[first:last]


def _by_sound(text: LearnerText) -> Iterator[Found]:
    simple, table = folded(text.raw), _sound_alikes()
    loose = [
        t
        for t in text.tokens
        if t.kind not in ("name", "number", "latin", "punctuation")
        and (len(t.text) == 1 or t.kind == "off_list")
    ]
    for i, token in enumerate(loose):
        end = token.span.end
        for other in loose[i : i + 3]:
            if other is not token and other.span.start != end:
                break
            end = other.span.end
            form = simple[token.span.start : end]
            right = table.get(form)
            if right is not None and not (
                (form.endswith("是") and _cjk_before(simple, token.span.start))
                or (form.endswith("您") and simple.startswith("的", end))
                or simple.endswith(form[-1], 0, token.span.start)
            ):
                yield Span(token.span.start, end), right


def _cjk_before(simple: str, at: int) -> bool:
    """Whether the clause goes on before `at`: 您下的单是三件 holds a noun and 是, no 但是."""
    return at > 0 and "\u4e00" <= simple[at - 1] <= "\u9fff"


# --- 的 / 得 / 地 --------------------------------------------------------------------------------------

_YI_SURE = "(?:发货|签收|收到|寄出|发出|送达|售罄|卖完|售完|出库|入库|到达|抵达|发到|送到|寄到|运到|打包好|处理好|处理完|安排好|更换好|退款|退回|到货|到账|揽收|补发|付款|下单|下架|停产|完成|取消|过期|失效|生效|开通|收货|清关完)"
_YI = (
    re.compile(
        r"(?:货|包裹|订单|快递|钱|款|货款|发票|合同|邮件|样品|机器|商品|尾款|定金|税|单子|衣服|箱子)(?P<m>以)(?=(?:到|退|发|付|寄|收|开|送|签|改|换|过|入|做|清|装|取)(?!.*(?:为|方式|来说|形式|价))(?:$|了|给|到|往|出|回|完|好|仓|库|海关|机场|[\u4e00-\u9fff]{1,4}$))"
    ),
    re.compile(rf"(?P<m>以)(?={_YI_SURE})(?!.*(?:为准|为由|为例|为前提|为标志|的形式|的方式))"),
    re.compile(
        r"(?:我们|我|客服|同事|仓库|包裹|订单|快递|货物|商品|款项|钱|您的\w{1,5}|都|早|均|现|这边|系统|平台)(?P<m>以)(?=DONE(?!.*为准))"
    ),
    re.compile(
        r"(?:我们|我|客服|同事|仓库|系统|这边)?(?P<m>以)(?=(?:为您|帮您|给您|替您)(?:安排|处理|申请|登记|核实|查询|退款|补发|发货|更换|取消|修改|备注|提交|联系|反馈|寄出|办理|通知|催|发|升级|预留|重新))"
    ),
)
_JI = (
    # 十八岁已上, 三件已内: a measure goes before 以.
    re.compile(
        r"(?:[岁个元块件天年月周米寸折成度号日克斤升位次分钟]|公斤|小时|厘米)(?P<m>已)(?=[上下内外](?!架|市|班|单|线|去|来|载))"
    ),
    re.compile(r"(?P<m>已)(?=(?:便于|便您|免耽误|免影响|免损坏|便更|便我们|防万一|防丢|换代))"),
    re.compile(r"(?:可|所)(?P<m>已)(?!经|是|有|见|知|发|付)"),
    re.compile(r"(?:用|予|加|足)(?P<m>已)(?=保护|防止|确保|证明|表示|感谢)"),
)
_WEAR_SUBJECT = r"(?:您|你|他|她|孩子|顾客|模特|平时|平常|经常|直接|长时间|长期|适合|每天|不要|别|睡觉|洗澡|游泳|运动|出门|洗手|使用|时候?|一直|可以|能|请|天天|日常|喜欢)(?:可以|能|要|不要|会|最好|先|也|都|不|再|时|建议|佩)?"
_NA = (
    re.compile(
        r"(?:请问|想问|问一下|请告诉(?:我们?)?|告诉我们?|不知道|不清楚|确认一下|您看|您想要|您需要|您喜欢|您要|您选)[^那]{0,8}?(?P<m>那)(?=(?:一?[个件款种些双条只张家天位台把套箱])(?![\u4e00-\u9fff]{0,8}(?:吗|可以|行|怎么样|如何|好))[\u4e00-\u9fff]{0,8}$)"
    ),
    re.compile(r"(?:在|到|去|是|从)(?P<m>那)(?=[里儿]?(?:了|呢|呀|啊)?$)"),
    re.compile(r"请问[^那]{0,10}(?P<m>那)(?=里|儿|个|些|一|件|款|种|方面)"),
)
# A yes-or-no question speaks of that one: 请问那条缝是不是歪了, 您要那件大的还是小的.
_KNOWS_WHICH = re.compile(
    r"吗|是不是|有没有|还是|(?P<v>[\u4e00-\u9fff])不(?P=v)|怎么样|如何|怎么|什么|几|多少|吧"
)
_WHERE_ASKED = re.compile(r"(?:在|到|去|从|是|寄|送)(?P<m>那)(?=[里儿](?!的话))")
_NE = re.compile(
    r"^(?P<m>哪)(?=(?:就|我们(?:就|会|可以|先|马上|给|帮|为)|我(?:就|先|马上|帮|给|为|这边)|您(?:先|就|稍等|再|可以|放心)|好(?:的|吧)?$|请您|麻烦您))"
)
# 请您吧订单号告诉我: a thing after 吧 and then what is done with it.
_BA_FOR = re.compile(
    r"(?:请您?|麻烦您?|您可以|我们?(?:会|已经|再|先|可以)?|您|先|再|帮您)(?P<m>吧)(?=(?:您的|[这那旧新][个件双条张台]?)?(?:NOUN|它|订单|单号|[旧新坏]的)(?!.{0,3}怎么)[^吧呢吗]{0,6}?(?:ACTION|发|给|放|退|寄|拍|交))"
)
# 帽子是均码，大人小孩都可以带: what is worn stands in the clause before.
_WORN_BY = re.compile(
    r"(?:大人|小孩|孩子|男女|老人|男生|女生|男士|女士|谁|每天|天天|夏天|冬天|游泳的?时候?|运动的?时候?)(?:也|都)*(?:可以|能|适合)(?P<m>带)(?:的|着)?$"
)
_OPENS = ("“", '"', "「", "（", "(")
_BA = re.compile(r"(?<![一二两三四五六七八九十百几多大\d这那每车门手刀火拖])(?P<m>把)$")
_END = re.compile(
    r"(?<![一二两三几这那匹上骑赛木人河斑白宝罗立巴])(?P<ma>马)$|(?<![大中小嘴尾泥哑里干结])(?<!(?<!一)下)(?P<ba>巴)$"
)
_ZUO = re.compile(
    r"(?P<m>作)(?=的?$|的(?:很|非常)|得(?!了主)|不(?:到|了(?!主)|好|完|出来)|完|好|错|成(?!为)|什么|生意|外贸|买卖|促销|定制|饭|菜|蛋糕|衣服|鞋|样品|大货|手工|广告|代购|批发|零售|跨境|电商|直播|售后|客服|家务|运动|游戏|测试|[一两三](?:件|批|款|套|双|条|次)|这(?:个|种|行|款|样|些)|那(?:个|种|样)|多少|了(?:一|两|很|几)(?:个|件|批|次|款)|了(?:很多|好多|[一二三四五六七八九十几好\d]+)(?:年|个?月|天|代|辈子))"
)
_WORN_LAST = r"(?:可以|能|每天|天天|平时|一直|不要|别|经常|常|长时间|直接|洗澡|睡觉|运动|游泳|适合|喜欢)(?:也|都|可以|能|时|的?时候|不要|别|天天|每天)*(?P<m>带)(?:着|了)?(?:$|吗|的$)"
_ON_ONE = re.compile(
    r"随身(?:可以|能|就)?(?P<m>戴)(?=着|上|$|在身上)|(?P<n>戴)(?=好(?:您的|你的)?(?:护照|证件|身份证|行李|雨伞|钱包|手机|文件|资料|发票|小票))"
)
_CARRY = re.compile(
    r"(?<!试)(?P<m>戴)(?!着[去来走])(?=(?:了|着|有|一|两|几|三|四)*(?:个|条|根|张|本|份|块|副)?(?:这|那)?(?:个|只|款|把|台|件)?(?:背包|包(?:上|出|去|$)|手提包|行李|雨伞|伞|相机|电脑|充电宝|现金|证件|文件|宠物|水壶|杯子|食物|药|样品|礼物|充电器|充电线|充电|数据线|说明书|电池|盖子?|包装|礼盒|配件|赠品|发票|身份证|护照|钱|手机|孩子|来|去(?!吧)|走|回|给您|您|电|拉链|口袋|插头|锁|灯|USB|蓝牙|功能|收纳|盒子|袋子))"
)


@cache
def _yi_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p.pattern.replace("DONE", one_of("done"))) for p in _YI)


@cache
def _wear() -> re.Pattern[str]:
    worn = one_of("worn")
    return re.compile(
        rf"{_WEAR_SUBJECT}(?P<m>带)(?:着|上|过)?(?:了|这款|这个|这副|这条|这只|这块|一副|一条|一只|一块|一顶|这顶|我们的)?{worn}(?!盒|套|袋|包装|带|的(?:款|盒|衣|包))|(?P<n>带)(?=(?:上|好)(?:口罩|手套|眼镜|头盔|耳机|戒指|帽子|手表)(?:以?后|之后|再|听|使用|操作|试|检查|$)|起来(?:很|非常|不|会|更|比较|舒服)|(?:帽子|眼镜|墨镜|手套|项链|耳环|手链|手表|戒指|围巾|手镯)(?:也|都|会|更|很|特别|真的?|比较|非常|挺)*(?:好看|漂亮|舒服|合适|可爱|显|时尚|凉快|暖和|帅|大方)|在(?:手上|头上|耳朵|脖子|手腕|脸上|鼻子|手指|脚上))"
    )


@cache
def _worn_last() -> re.Pattern[str]:
    return re.compile(rf"{one_of('worn')}[^，]{{0,6}}{_WORN_LAST}")


@cache
def _ba_for() -> re.Pattern[str]:
    return re.compile(
        _BA_FOR.pattern.replace("NOUN", one_of("noun")).replace("ACTION", one_of("action"))
    )


def _pairs(text: LearnerText) -> Iterator[Found]:
    for piece in stretches(text):
        words = piece.text
        if "以" in words:
            for pattern in _yi_patterns():
                for match in pattern.finditer(words):
                    if not re.search(
                        r"可$|所$|加$|予$|难$|得$|足$|借$", words[: match.start("m")]
                    ) and is_alone(text, piece.start + match.start("m")):
                        yield piece.span(*match.span("m")), "已"
        if "已" in words:
            for pattern in _JI:
                for match in pattern.finditer(words):
                    yield piece.span(*match.span("m")), "以"
        if "作" in words:
            for match in _ZUO.finditer(words):
                if is_alone(text, piece.start + match.start("m")):
                    yield piece.span(*match.span("m")), "做"
        if "戴" in words:
            for match in () if re.search(one_of("worn"), text.raw) else _ON_ONE.finditer(words):
                group = "m" if match["m"] else "n"
                yield piece.span(*match.span(group)), "带"
            for match in _CARRY.finditer(words):
                yield piece.span(*match.span("m")), "带"
        if words.endswith(("马", "巴")) and len(words) > 2 and (last := _END.search(words)):
            group = "ma" if last["ma"] else "ba"
            if is_alone(text, piece.start + last.start(group)):
                yield piece.span(*last.span(group)), "吗" if group == "ma" else "吧"
        if "吧" in words:
            for match in _ba_for().finditer(words):
                yield piece.span(*match.span("m")), "把"
        if "带" in words:
            if (
                (by := _WORN_BY.search(words))
                and re.search(one_of("worn"), text.raw[: piece.start])
                and not re.search("盒|包|袋|箱|飞机", text.raw[: piece.start + len(words)])
            ):
                yield piece.span(*by.span("m")), "戴"
            if (worn := _worn_last().search(words)) and not re.search(
                r"盒|包装|附|赠|出门|旅行|上飞机|去", words
            ):
                yield piece.span(*worn.span("m")), "戴"
            for match in _wear().finditer(words):
                group = "m" if match["m"] else "n"
                if is_alone(text, piece.start + match.start(group)):
                    yield piece.span(*match.span(group)), "戴"
        if "那" in words and not _KNOWS_WHICH.search(words):
            asked = piece.mark in ("？", "?")
            for match in _WHERE_ASKED.finditer(words) if asked or "请问" in words else ():
                yield piece.span(*match.span("m")), "哪"
            for pattern in _NA if asked or not piece.mark else ():
                for match in pattern.finditer(words):
                    if pattern is _NA[1] and piece.mark not in ("？", "?"):
                        continue
                    yield piece.span(*match.span("m")), "哪"
        if words.startswith("哪"):
            for match in _NE.finditer(words):
                if piece.mark not in ("？", "?"):
                    yield piece.span(*match.span("m")), "那"
        if words.endswith("把") and len(words) > 2 and piece.mark not in _OPENS:
            for match in _BA.finditer(words):
                yield piece.span(*match.span("m")), "吧"


def _finder(*sources: Callable[[LearnerText], Iterator[Found]]) -> Finder:
    def find(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
        taken: list[Span] = []
        traditional = main_script(text.raw) == "traditional"
        found = (pair for source in sources for pair in source(text))
        for span, right in sorted(
            found, key=lambda pair: (pair[0].start - pair[0].end, pair[0].start)
        ):
            if any(span.overlaps(other) for other in taken) or in_quotes(text, reading, span):
                continue
            taken.append(span)
            # A simplified replacement in a traditional reply would be wrong again.
            shown = (
                None
                if traditional and to_simplified(span.of(text.raw)) != span.of(text.raw)
                else right
            )
            yield Hit(span=span, suggestion=shown, args={"right": right})

    return find


def homophone_spans(text: LearnerText) -> tuple[Span, ...]:
    """Where a word is typed as another: no other rule should judge the wrong word."""
    return tuple(
        span
        for source in (_listed, _by_sound, again_and_at, particle, _pairs)
        for span, _ in source(text)
    )


def _rule(
    name: str, find: Finder, zh: str, en: str, good: tuple[str, ...], bad: tuple[Bad, ...]
) -> Rule:
    return Rule(
        id=f"language.homophone.{name}",
        check="language.homophone",
        langs=("zh",),
        severity="warning",
        message=Bilingual(zh=zh, en=en),
        why=Bilingual(
            zh="音同字不同，意思就变了，顾客可能看不懂。",
            en="It sounds the same but means something else, so the buyer may not understand it.",
        ),
        source=_SOURCE,
        good=tuple(Good(text) for text in good),
        bad=bad,
        find=find,
    )


RULES = (
    _rule(
        "typo",
        _finder(_listed, _by_sound),
        "“{text}”写错了，这里应该是“{right}”。",
        "“{text}” is a typing slip: here it should be “{right}”.",
        (
            "非常抱歉，您的包裹应该明天能到。",
            "您下的单是三件，勺子是六把。",
            "您可以再次申请，我们已经联系仓库了。",
        ),
        (
            Bad("您的包裹⟦因该⟧明天能到。", "应该"),
            Bad("非常⟦报歉⟧，让您久等了。", "抱歉"),
            Bad("我们⟦以经⟧联系仓库了。", "已经"),
        ),
    ),
    _rule(
        "zai",
        _finder(again_and_at),
        "“再”是“又一次”，“在”是“地方、时间或正在做”，这里应该用“{right}”。",
        "再 means “again”, 在 means “at” or “just doing”: here it should be {right}.",
        (
            "我们正在为您查询，请您再等一下。",
            "请在联系我们的时候带上订单号。",
            "请在收到货后再联系我们。",
            "包裹还在路上，我们在三天内给您答复。",
        ),
        (
            Bad("请您⟦在⟧等一下，我马上查。", "再"),
            Bad("看完请⟦在⟧告诉我们您要的款式。", "再"),
            Bad("您的包裹还⟦再⟧路上。", "在"),
            Bad("我们会⟦再⟧24小时内回复您。", "在"),
        ),
    ),
    _rule(
        "de",
        _finder(particle),
        "“的”在名词前，“地”在动词前，“得”在动词后，这里应该用“{right}”。",
        "的 stands before a noun, 地 before a verb, 得 after a verb: here it should be {right}.",
        (
            "感谢您耐心的等待，包裹走得很快。",
            "您说的很对，我们会认真地检查。",
            "这个问题我得问一下仓库。",
        ),
        (
            Bad("请您耐心⟦的⟧等待一下。", "地"),
            Bad("我们已经包装⟦的⟧很仔细了。", "得"),
            Bad("您⟦得⟧包裹已经发货了。", "的"),
        ),
    ),
    _rule(
        "pairs",
        _finder(_pairs),
        "这两个字读音一样，这里应该用“{right}”，不是“{text}”。",
        "The two characters sound alike: here it should be {right}, not {text}.",
        (
            "我们已为您安排补发，以便您早日收到。",
            "这款手表可以每天戴，盒子里带说明书。",
            "退款时间以到账日期为准。",
        ),
        (
            Bad("您的订单⟦以⟧发货。", "已"),
            Bad("洗手的时候请不要⟦带⟧手表。", "戴"),
            Bad("请问您的包裹现在在⟦那⟧里？", "哪"),
        ),
    ),
)
