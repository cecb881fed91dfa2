"""language.measure_word: a classifier that does not go with its noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tutor.check.chinese import folded, lexicon
from tutor.check.english import data_rows
from tutor.check.pieces import in_quotes
from tutor.check.rule import Bad, Good, Hit, Rule
from tutor.domain import Bilingual, Context, LearnerText, Reading, Span

# Classifiers of single things. Containers, groups, kinds and units go with every noun and are not judged.
_JUDGED = "个件条张只本支枝根块片把辆台部家间座封份顶副幅棵朵颗粒头匹扇盏面笔位名口架艘列项门双床枚"
_NUMBER = r"(?:[一二两三四五六七八九十几每这那哪某]|\d+|[这那哪](?:一|两|几|\d+)|第[一二三四五\d]+|好几|多少)"
_COUNT = re.compile(rf"(?:[一二两三四五六七八九十几]+|\d+)(?P<c>[{_JUDGED}])")
_HEAD = re.compile(rf"(?<![\u4e00-\u9fff\d])?{_NUMBER}(?P<c>[{_JUDGED}])(?=[\u4e00-\u9fffA-Za-z])")
_ADJECTIVE = (
    r"(?:(?:新|旧|大|小|红|黑|白|蓝|绿|黄|灰|粉|紫|长|短|厚|薄|贵|便宜|漂亮|好看|红色|黑色|白色|蓝色|绿色|黄色|灰色|粉色|紫色|粉红色|同样|相同|一样|不同|免费|全新|"
    r"二手|破损|漂亮|可爱|大号|小号|中号|加大|男士|女士|男式|女式|儿童|夏季|冬季|纯棉|真丝|羊毛|进口|国产|满意|合适|质量好|这样|那样|您(?:买|要|订|选|看中)|我们(?:店|家)?|损坏|坏|脏|错|丢失|漂亮|喜欢)的?)"
)
# What makes a stretch a clause of its own and no compound: 两件送一个杯子.
_NO_COMPOUND = re.compile(
    r"[一二两三四五六七八九十几每送给和或是有在到把来去买用能会也都就不没很要我您你它请贴退从由让叫帮查改付拍填看说问放留做着再还已]"
)
# Who acts next is not what was counted: 失败的那几笔银行会退.
_ACTORS = ("银行", "快递", "客服", "公司", "仓库", "工厂", "店铺", "平台", "顾客", "客人")
# What goods have: 那件颜色错了, 这个颜色只剩两件.
_SIDES = ("颜色", "尺码", "型号", "款式", "号码", "尺寸", "规格", "版本")
_DEEDS = ("退款", "付款", "转账", "赔偿", "补偿", "回复", "答复", "评价", "包装")
_ORDINARY = "个"
# 这个茶好喝: of a stuff, 这个 says which sort, and counts nothing.
_THIS = re.compile(r"[这那哪]$")


@cache
def _table() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]], int]:
    """Classifiers by whole noun, and by last part; a noun in several rows has all of them."""
    whole: dict[str, list[str]] = {}
    ends: dict[str, list[str]] = {}
    for row in data_rows("zh_classifiers.tsv"):
        classifiers, nouns = row.split("\t")
        for noun in nouns.split():
            place = (
                ends.setdefault(noun[1:], [])
                if noun.startswith("-")
                else whole.setdefault(noun, [])
            )
            place.extend(c for c in classifiers.split() if c not in place)
    longest = max(map(len, whole))
    return (
        {noun: tuple(found) for noun, found in whole.items()},
        {end: tuple(found) for end, found in ends.items()},
        longest,
    )


def classifiers_of(noun: str) -> tuple[str, ...]:
    """The classifiers that go with a noun, the usual one first; empty when the noun is not known."""
    whole, ends, _ = _table()
    for i in range(len(noun)):
        part = noun[i:]
        if part in whole and (i == 0 or len(part) > 1):
            return whole[part]
        if i and part in ends:
            return ends[part]
    return ()


def _noun_after(text: LearnerText, simple: str, at: int, used: str) -> str | None:
    """The noun that the classifier counts: right after it or after an adjective, at most ten
    characters away; None when the phrase goes on to another noun (一个衣服的问题)."""
    whole, _, longest = _table()
    starts = [at]
    if (adjective := re.compile(rf"{_ADJECTIVE}{{1,2}}").match(simple, at)) is not None:
        starts.append(adjective.end())
        if simple[at] in "新旧大小红黑白蓝绿黄灰粉紫长短厚薄贵坏脏错":
            starts.append(at + 1)
    bounds = {token.span.end for token in text.tokens}
    for start in starts:
        # 两个人检查, 这条丝巾颜色: a noun that goes with the classifier is the one that is counted.
        for length in range(min(longest, len(simple) - start), 0, -1):
            near = simple[start : start + length]
            if used in whole.get(near, ()) and start + length in bounds:
                return near
        for length in range(min(longest, len(simple) - start), 0, -1):
            noun = simple[start : start + length]
            end = start + length
            known = noun in whole or (
                length > 1
                and "的" not in noun
                and noun.isalnum()
                and classifiers_of(noun)
                and noun not in whole
                and not _NO_COMPOUND.search(noun)
            )
            if not known or end not in bounds:
                continue
            if not _goes_on(simple, end):
                return noun
            return noun if _fits_no_part(simple, end, used) else None
    return None


def _fits_no_part(simple: str, end: int, used: str) -> bool:
    """这双衣服的价格: a classifier that goes with no noun of the phrase, neither before nor after 的."""
    if used == _ORDINARY or simple[end : end + 1] != "的":
        return False
    whole, _, longest = _table()
    rest = simple[end + 1 :]
    if re.match("[SMLX]+码", rest):
        return used not in classifiers_of("尺码")
    part = next(
        (rest[:n] for n in range(min(longest, len(rest)), 1, -1) if rest[:n] in whole), None
    )
    after = rest[len(part) : len(part) + 1] if part else ""
    ends = not re.match(r"[\u4e00-\u9fff]", after) or after in "很最有没是都也和更会不在比太真还挺"
    return part is not None and used not in whole[part] and ends


def _goes_on(simple: str, end: int) -> bool:
    """Whether another noun follows, so that the one found only describes it."""
    rest = simple[end:]
    if re.match(r"的(?!$|[，。！？,.!?]|话|时候|吗|呢)|(?:那么|这么|一样|般|大小)", rest):
        return True
    whole, _, longest = _table()
    if any(rest[:n] in whole for n in range(min(longest, len(rest)), 1, -1)):
        return not re.match(r"(?:包装|回复|退款|付款|评价|赔偿|补偿)", rest)
    return bool(
        re.match(
            r"(?:壳|套|腿|脚|角|边|洞|孔|图|照|页|卡|券|二维码|链接|连锁|盒|袋|架|柜|店|厂|商|费|号|款|类|区|员|品|单|码|盖|垫|罩|膜|扣|链|带|夹|包|贴|窝|砂|粮|笼|型|长|宽|费用|里|上的)",
            rest,
        )
    )


def _find(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    simple = folded(text.raw)
    for match in _HEAD.finditer(simple):
        at = match.end("c")
        if match["c"] == "块" and re.match(r"钱|录|拍", simple[at:]):
            continue  # 五块钱优惠券: money
        noun = _noun_after(text, simple, at, match["c"])
        if (
            noun in lexicon()["stuff"]
            and match["c"] == _ORDINARY
            and _THIS.search(simple, 0, match.start("c"))
        ):
            continue
        if noun in _DEEDS and match["c"] != _ORDINARY:
            continue  # 这支退款: what is done with the goods
        if noun is None or (match["c"] in "笔支款项" and noun in _ACTORS):
            continue
        this = _THIS.search(simple, 0, match.start("c"))
        if this and (noun in _DEEDS or noun in _SIDES):
            continue  # 那个退款; 那件颜色错了: the goods are meant, and what is said of them
        if match["c"] == "块" and re.search(r"[\d十百]$", simple[: match.start("c")]):
            continue  # 三十块系统会扣: money
        fit, used = classifiers_of(noun), match["c"]
        if this and used != _ORDINARY and "位" in fit:
            continue  # 那张同事已经打印了
        if not fit or used in fit or (used == "枝" and "支" in fit):
            continue
        if used == "块" and ("笔" in fit or not simple.startswith(noun, at)):
            continue  # 两块运费: money
        topic = _topic(simple, match.start())
        if topic is not None and topic != noun and used in classifiers_of(topic):
            continue  # 裤子一共三条不同颜色
        span = Span(*match.span("c"))
        if in_quotes(text, reading, span) or _part_of_word(text, match.start("c")):
            continue
        yield Hit(span=span, suggestion=_best(fit), args={"noun": noun, "right": _best(fit)})
    for span, noun in _after_its_noun(text, simple):
        fit = classifiers_of(noun)
        if span.of(simple) in ("块", "位") or noun in _SIDES:
            continue  # 运费是十二块: money; 号码少了一位; 这个颜色只剩两件
        if fit and span.of(simple) not in fit and not in_quotes(text, reading, span):
            yield Hit(span=span, suggestion=_best(fit), args={"noun": noun, "right": _best(fit)})


_COUNTED_BEFORE = re.compile(
    r"(?:还|就|都|只|总|您)?(?:有|剩|剩下|买了|订了|要|是|一共|共|来了|收到了?|[少多发寄退](?:了|给您))$"
)
_ENDS_HERE = re.compile(r"(?:了|吗|呢|哦|吧)?(?:$|[，。！？、；,.!?;])")


def _topic(simple: str, at: int) -> str | None:
    """The noun named before what is counted: 鞋子一共有三…, 裤子总共…."""
    start = max((simple.rfind(mark, 0, at) for mark in "，。！？、；：,.!?;:\n"), default=-1) + 1
    before = simple[start:at]
    while (verb := _COUNTED_BEFORE.search(before)) is not None:
        before = before[: verb.start()]
    whole, _, longest = _table()
    # 现货 and 大包 are no 货 and no 包: a noun of one character stands alone.
    shortest = 0 if len(before) == 1 else 1
    return next(
        (
            before[-n:]
            for n in range(min(longest, len(before)), shortest, -1)
            if before[-n:] in whole
        ),
        None,
    )


def _after_its_noun(text: LearnerText, simple: str) -> Iterator[tuple[Span, str]]:
    """包有两条: a classifier that ends its clause counts the noun named before it."""
    for match in _COUNT.finditer(simple):
        if not _ENDS_HERE.match(simple, match.end("c")):
            continue
        noun = _topic(simple, match.start())
        if noun is not None and _COUNTED_BEFORE.search(simple[: match.start()]):
            yield Span(*match.span("c")), noun


def _best(fit: tuple[str, ...]) -> str:
    return next((c for c in fit if c != _ORDINARY), fit[0])


def _part_of_word(text: LearnerText, index: int) -> bool:
    """Whether the character belongs to a longer word: 个人, 本店, 条件, 块钱, 件数."""
    for token in text.tokens:
        if token.span.start <= index < token.span.end:
            ahead = token.text[index - token.span.start + 1 :]
            return bool(ahead) and token.kind != "off_list"
    return False


RULES = (
    Rule(
        id="language.measure_word.noun",
        check="language.measure_word",
        langs=("zh",),
        severity="hint",
        message=Bilingual(
            zh="“{noun}”的量词一般用“{right}”，不用“{text}”。",
            en="The usual classifier of {noun} is {right}, not {text}.",
        ),
        why=Bilingual(
            zh="量词用对了，顾客知道您很熟悉自己的商品。",
            en="The right classifier shows the buyer that you know your goods.",
        ),
        source="吕叔湘《现代汉语八百词》；郭先珍《现代汉语量词用法词典》",
        good=(
            Good("您买的这件衣服和两双鞋子今天发货。"),
            Good("您有一个包裹、一张优惠券和一个问题要确认。"),
            Good("这个手机壳有三个颜色。"),
            Good("裤子一共三条不同颜色，都有货。"),
        ),
        bad=(
            Bad("您买了一⟦个⟧衣服和两⟦个⟧裤子。", ("件", "条")),
            Bad("我们送您三⟦个⟧优惠券。", "张"),
            Bad("裤子还有三⟦件⟧，都是新的。", "条"),
            Bad("这⟦张⟧书今天发货。", "本"),
        ),
        find=_find,
    ),
)
