"""Finders for Chinese word order: time, manner and adverbs that stand after the verb or before the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tutor.check.chinese import CLOCK, DAY, DURATION, WHEN, Stretch, one_of, stretches
from tutor.check.chinese_order_frames import framed
from tutor.check.chinese_order_late import late
from tutor.domain import LearnerText, Span

Found = tuple[Span, str | None]

_LEAD = r"(?P<lead>(?:您好|好的|亲|对不起|不好意思|抱歉|请放心|放心|因为|所以|但是|不过|而且|如果|那|那么|然后|另外)?)"
_WHO = r"(?:我们的仓库|我们的(?:客服|同事|工厂)|请您|请|麻烦您|我们|我|您|他们|你们|你|他|她|它|仓库|客服|快递员?|快递公司|同事|物流|公司|店铺|本店|包裹|您的(?:包裹|订单|货|快递|商品)|订单|货|货物|商品)"
_MODAL = r"(?:会|可以|能|将|要|想|应该|需要|可能|一定|就|也|都|再|还|已经|尽量)*"
_TO = r"(?:给|为|帮|跟|和|替|向|对)(?:您|你|我们|我|他|她|顾客|客户|仓库|快递|物流)"
_OBJECT = r"(?:了|好|完|到|出|回|出去|过)?(?:给)?(?:您|你|我们|我|它|他|她)?(?:的)?(?:NOUN)?(?:给(?:您|你|我们|我))?(?:了)?"
_TIME = rf"(?:{WHEN}(?:{WHEN})?|马上|立刻|立即|尽快|稍后)"
_LATE_TIME = re.compile(
    rf"^{_LEAD}(?P<who>{_WHO})(?P<mid>{_MODAL}(?:{_TO})?)(?P<v>ACTION)(?P<o>{_OBJECT})(?P<t>{_TIME})(?P<end>了?)$"
)
_ADVERB = (
    r"(?:已经|马上|正在|立刻|立即|尽快|经常|常常|刚刚|一起|也许|大概|非常|也|都|一直|总是|先|一定)"
)
_LATE_ADVERB = re.compile(
    rf"^{_LEAD}(?P<who>{_WHO})?(?P<mid>{_MODAL}(?:{_TO})?)(?P<v>ACTION|到)(?P<o>{_OBJECT})(?P<t>{_ADVERB})$"
)
# 预计到货时间是明天, 改到明天, 等到明天: there the time is the complement.
_TIME_IS_FINE = re.compile(
    r"是|[说问写填选](?:的)?"
    + WHEN
    + r"$|(?:改|换|排|推)(?:到|在|为)?(?=下|周|明|后|月|今|\d)|改到|改为|等到|推迟|延长|延到|提前|约|定在|截止|有效|保留|保存|预留|持续|从.*到|时间|日期|为|计划|决定|选择|准备|于|(?<!现)在|至|[一二两三四五六七八九十\d]次|到(?:"
    + WHEN
    + ")$|等(?:您|我们|我)?"
    + DURATION
    + "$|休息|放假|上班|加班|营业|工作"
)
_EARLY_ADVERB = re.compile(
    r"^(?:所以|因为|但是|不过|那|而且|另外|可是|然后|如果)?(?P<t>也|都|已经|会|能|正在(?!仓库)|常常|刚刚|还(?=我们(?:会|可以|要|能|有|将)))(?P<who>我们|我|您的(?:包裹|订单|货|快递|商品|钱|退款)|他们|仓库|快递员|客服|包裹(?![好住严起])|快递(?![给过出回到公寄])|订单)(?P<rest>.+)$"
)
_ALSO_YOU = re.compile(
    r"^(?P<t>也|都)(?P<who>您|你)(?P<rest>(?:可以|能|会|要|需要|不用|可)(?:ACTION).*)$"
)
_MODAL_LAST = re.compile(
    r"^(?P<who>我们|我|仓库|客服|快递员?)(?P<rest>(?:先|再)?不?(?:ACTION)(?:给?您)?(?:NOUN)?)(?P<t>会|能|将|可以)$"
)
_PLEASE_LAST = re.compile(
    r"^(?!.*(?:算|由|归)(?:我们?|店里)请$)(?P<rest>.{4,})(?<![申邀敬恳聘宴再])请$"
)
_FIRST = re.compile(
    r"^(?P<t>先|再|就)(?P<who>我们|我|您)(?P<rest>(?:会|可以|要|需要|应该|去|来|得)?(?:ACTION)(?!.{0,4}的).*)$"
)
_PLACE_LAST = re.compile(
    rf"^{_LEAD}(?P<who>{_WHO})(?P<mid>{_MODAL}(?:{_TO})?)(?P<v>付款|下单|购买|查询|查|查看|申请|生产|检查|处理|工作|发货|联系|提交|取消|修改|退款|下载|上传|充电|使用|打包|包装|签收|取件|交易|登记|见面|开会|碰面|集合|验货|取货|交货|看到?|找到)(?P<o>{_OBJECT})(?P<t>(?:在|从)(?:我们|您|我|中国|这|那)?(?:的)?(?:PLACE|官网|网店|订单页面|订单详情|手机上|电脑上|仓库里)(?:里|上|门口|附近)?)$"
)
_WITHIN_LAST = re.compile(
    rf"^{_LEAD}(?P<who>{_WHO})(?P<mid>{_MODAL}(?:{_TO})?)(?P<v>ACTION)(?P<o>{_OBJECT})(?P<t>在?{DURATION}(?:以内|之内|内))$"
)
_PERSON_LAST = re.compile(
    rf"^{_LEAD}(?P<who>{_WHO})?(?P<mid>{_MODAL})(?P<v>联系|沟通|商量|道歉|解释|说明|确认|核实|打电话|讨论|协商|合作|见面)(?P<o>(?:了|一下)?)(?P<t>(?:跟|和|与|向|对|同)(?:您|你|我们|仓库|快递公司|快递|物流公司|物流|厂家|工厂|老板|经理|客户|顾客|买家|同事|供应商|主管))$"
)
_COMPARE_LAST = re.compile(
    r"^(?P<a>(?:这|那|我们|它|新)[\u4e00-\u9fff]{1,5}?)(?P<d>更|还)?(?P<adj>便宜|贵|大|小|好|快|慢|轻|重|长|短|漂亮|好看|好用|厚|薄|新|安全|方便)(?P<t>比(?:这|那|它|其他|别的|别家|旧|以前|上次|上一|之前|原来|去年|昨天|图|照片|您|我们|您的|红|黑|白|蓝)[\u4e00-\u9fff]{0,5})$"
)
# 这款大小比那款合适: two opposites are a noun.
_SCALE = re.compile("大小|长短|厚薄|高低|远近|快慢|轻重|新旧|好坏|宽窄")
_AFTER_BA = re.compile(
    r"^(?P<head>.{0,10}?)(?P<ba>把(?:您的|我们的|这个|那个|这件|它|您)?(?:NOUN|它))(?P<t>没有?|不|已经|会|可以|能|应该|必须|想|不能|不会|不可以|也|都没)(?P<v>(?:ACTION|弄|放|带).*)$"
)
_LONG_BEFORE = re.compile(
    rf"^(?P<head>(?:请(?:您)?|麻烦您|您(?:需要|要|可以|得)?)(?:再|先|耐心)?)(?P<t>{DURATION}|一下|一会儿|几天|几分钟)(?P<v>等待|等|考虑|休息|试用|试)(?P<tail>吧|好吗|可以吗)?$"
)
_TELL = re.compile(
    r"^(?P<head>(?:请|麻烦|我们会|我会|我们|我|我可以)?(?:您)?)(?P<v>打电话|发邮件|发短信|发消息|写信)(?P<o>您|你|我们|我|仓库|快递公司)$"
)
# 您能收到七月九号, 我们换一件给您明天: a point in time after the verb and all that goes with it.
_POINT = rf"(?:{DAY}(?:{CLOCK})?|{CLOCK}|[一二三四五六七八九十]{{1,3}}月[一二三四五六七八九十]{{1,3}}[日号](?:{CLOCK})?|现在|刚才|刚刚)(?:之前|以前|前|以后|之后|后)?"
_POINT_LAST = re.compile(
    rf"^{_LEAD}(?P<head>(?:[^的是在到等从至为于]|到(?=货|达|账)|(?<=[您我们])的|(?<=收|送|寄|运|发|看|查|拿|办|买)到){{1,14}}?)(?P<v>ACTION|换|退|送|修好|寄|发|到了|补|有货|没货|参观|拜访|见面|开会|交货|来取|取货|验货|访问|放假|上新)(?P<o>(?:了|好|完|出|到|回|过)?(?:给)?(?:您|你|我们|我|它)?(?:的)?(?:[一两三四五\d]+[件个条张双份本台]|这[件个条张双份]|新的)?(?:NOUN|PLACE)?(?:给(?:您|你|我们|我|它))?(?:了)?)(?P<t>{_POINT})(?P<end>了?)$"
)
_POINT_SUBJECT = re.compile(
    r"我们?|您|你们?|他们?|她|仓库|客服|快递|包裹|订单|货|商品|退款|钱|款|同事|工厂|师傅|衣服|鞋|照片|报告|样品|合同|发票"
)
_PUT = re.compile(
    r"^(?P<head>.{1,10}?)(?P<v>(?:放|寄|送|发|存|留|贴|装)(?:在|到))(?P<p>(?:您的?|我们的?)?(?:PLACE|门口|前台|邮箱|楼下|箱子里|盒子里))(?P<o>(?:您的|我们的)?NOUN)$"
)
_MORE = re.compile(
    r"(?P<head>.*?)(?P<v>[买等给送付发寄加要拿收补退])多(?:(?P<who>您|你|我们))?(?P<n>[一两二三四五六七八九十几\d]+(?:天|个|件|张|块|元|次|小时|分钟|条|双|份|盒|套))(?P<tail>吧|好吗|可以吗|了|优惠券|赠品|礼物|小礼物|(?:可以|就|更|会|便宜|免)[\u4e00-\u9fff]{0,6})?$"
)
_CHEAPER = re.compile(
    r"^(?P<head>(?:可以|能|会)(?:便宜|优惠|减|打折))(?P<who>我们)(?P<n>[一两二三四五六七八九十百\d]+(?:块|元|美元|折))(?P<tail>.*)$"
)
_ONCE = re.compile(
    r"^(?P<head>(?:我|我们|客服)?(?:先|再|会|马上|请您?|麻烦您|帮您|给您|为您)*)一下(?P<v>查|看|问|确认|核实|核对|检查|说|等|试|联系|处理|考虑|催|改|发|提供)(?P<o>(?:您的|物流|订单|包裹|仓库|地址|照片|情况|这个|快递)*(?:信息|号码?|问题)?)$"
)
_OWNER_LAST = re.compile(
    r"^(?P<n>NOUN)(?P<w>您|你|我们)的(?=(?:已经|现在|还|会|正在|今天|明天|昨天|都|在|到了|发|丢|坏|没|很|非常|不))(?P<rest>.+)$"
)
_COLOUR_LAST = re.compile(
    r"^(?P<head>.{0,10}?(?:给您|给你|寄|发|买|要|换|有|送|想要|需要)(?:了)?)(?P<n>[一两三四五六这那\d]+[件个条双顶款只本台把])?(?P<o>NOUN|外套|衬衫|毛衣|T恤)(?P<c>(?:红|黑|白|蓝|绿|黄|粉|灰|紫)色?的?|大号|小号|新的|漂亮的?|便宜的)$"
)
_BA_LAST = re.compile(
    r"^(?P<head>.{0,10}?(?:会|已经|马上|请您?|要|可以|想|能|帮您|我们|我)(?:给您|为您|帮您)?)(?P<v>ACTION)(?P<c>了|好了|给您)?把(?P<o>(?:您的|这个|那个)?NOUN)$"
)
_BEFORE_YOU = re.compile(
    r"^(?P<head>请|麻烦)(?P<a>先|再|再次|一定|不要|别|尽快|马上)您(?P<rest>.+)$"
)
_SPLIT_OBJECT = re.compile(
    rf"^(?P<head>.{{0,10}}?)(?P<v>发|退|下|付|交|上|换)(?P<t>{_POINT})(?P<o>货|款|单|钱|班)(?P<end>了)?$"
)
_GIVE_WHEN = re.compile(
    rf"^(?P<head>(?:我们|我|客服|仓库)?(?:会|将|可以)?)(?P<p>给|为|帮|跟|和)(?P<t>{_POINT}|马上|尽快|立刻)(?P<w>您|你)(?P<rest>(?:ACTION).*)$"
)
_NOW_LAST = re.compile(r"^(?P<who>.{1,8}?)(?P<p>(?:还|正)?在(?:PLACE|ACTION))(?P<t>现在|目前)$")
_ALL_LAST = re.compile(
    r"^(?P<head>(?:我们|我)?(?:会|可以|将|能)?)(?P<v>退款|退钱|退|赔偿|赔|补发)(?P<w>给您|给你)(?P<t>全部|全额)$"
)
_FOR_FIRST = re.compile(
    r"^(?P<who>我们|我|仓库|客服)(?P<p>(?:给|为|帮)(?:您|你))(?P<t>会|能|想|要)(?P<rest>(?:ACTION).*)$"
)
_AT_TIME_LAST = re.compile(
    rf"^(?P<who>我们公司|我们店|我们|我|仓库|客服|快递员?)(?P<mid>{_MODAL})(?P<v>ACTION)(?P<o>(?:NOUN)?)(?P<t>在(?:{_POINT}|周末|节日|晚上|早上))$"
)
_WRITE_HERE = re.compile(
    r"^(?P<head>请您?|麻烦您?)(?P<v>填写|填|写|输入|贴)(?P<o>(?:您的|一下)?NOUN)(?P<t>在(?:这里|这儿|PLACE|备注里|下面|表格里))$"
)
_THANKS_AT = re.compile(
    r"^(?P<head>(?:谢谢|感谢)(?:您|你)?)(?P<v>购买|下单|购物|买|消费)(?P<t>在(?:我们|本|我)(?:的)?(?:小)?店(?:里|铺)?)$"
)
_HOW_MUCH_LAST = re.compile(
    r"^(?P<head>.{0,8}?)(?P<v>付|交|支付|需要|花)(?P<n>运费|钱|定金|关税|税|时间)(?P<q>多少)$"
)
_THANKS_LAST = re.compile(
    r"^(?P<v>谢谢|感谢|抱歉|对不起)(?P<o>(?:您|你|贵司)(?:的(?:支持|理解|耐心|等待|配合|信任))?)(?P<t>非常|很|真的|十分)$|^(?P<v2>谢谢|感谢)(?P<o2>(?:您|你)?)(?P<t2>很多|非常多)$"
)
_DEGREE_LAST = re.compile(
    r"(?P<head>.*?)(?P<adj>抱歉|感谢|高兴|满意|漂亮|便宜|着急|遗憾|好|快|贵)(?P<t>很|非常|特别|更)$"
)
# 请告诉地址我, 我查了已经订单, 我们联系您会明天: the orders of Thai, Vietnamese and English.
_TELL_THING = re.compile(
    r"^(?P<head>(?:请|麻烦)(?:您)?(?:再)?)(?P<v>告诉|通知|给|发给|提供给)(?P<o>(?:新的?|您的)?NOUN)(?P<w>我们|我)$"
)
_DONE_ALREADY = re.compile(
    r"^(?P<who>我们|我|仓库|客服|快递员?)(?P<v>ACTION)了(?P<t>已经)(?P<o>(?:您的)?(?:NOUN)?)$"
)
_MODAL_TIME_LAST = re.compile(
    rf"^(?P<who>我们|我|仓库|客服|快递员?)(?P<v>ACTION)(?P<o>(?:给)?(?:您|你)?(?:的)?(?:NOUN)?)(?P<t>会|将|可以|要)(?P<w>{_POINT}|马上|尽快)$"
)
_AGO_LAST = re.compile(
    rf"^(?P<who>{_WHO})(?P<mid>(?:已经)?(?:{_TO})?)(?P<v>ACTION)(?P<o>了?(?:您的|这个)?(?:NOUN)?)(?P<t>{DURATION}(?:之|以)?前)$"
)
_MANY_FIRST = re.compile(
    r"^(?P<t>很多|许多|不少)(?P<who>我们店?|我们这里|店里)(?P<v>有|卖)(?P<o>NOUN)$"
)
_ALL_EARLY = re.compile(
    r"^(?P<who>我们|您)(?P<t>都|也)(?P<o>NOUN)(?P<rest>(?:有|是|会|可以|没有)(?!的).+)$"
)
_STATE_LAST = re.compile(
    r"^(?P<head>.{2,8}?)(?P<v>没有了|卖完了|有货|没货|到了|坏了|没有货)(?P<t>都|也)$"
)
_CAN_LAST = re.compile(
    r"^(?P<who>我们|我)(?P<rest>(?:换|退|送|寄|补|发|修|重新).{1,8}给(?:您|你))(?P<t>可以|能)$"
)
_FREE_LATE = re.compile(
    r"^(?P<head>.{0,8}?)(?P<v>补发|寄|送|换|补|发|维修)(?P<t>免费)(?P<o>(?:给您)?[一两三四五\d]+[个件条双张把只套台份].+)$"
)
_NOT_DEGREE = re.compile(r"(?:快|好|贵)得?很$")


@cache
def _made() -> dict[str, re.Pattern[str]]:
    def fill(pattern: re.Pattern[str]) -> re.Pattern[str]:
        text = pattern.pattern
        for name, section in (("ACTION", "action"), ("NOUN", "noun"), ("PLACE", "place")):
            text = text.replace(name, one_of(section))
        return re.compile(text)

    return {
        name: fill(pattern)
        for name, pattern in (
            ("time", _LATE_TIME),
            ("adverb", _LATE_ADVERB),
            ("first", _FIRST),
            ("place", _PLACE_LAST),
            ("ba", _AFTER_BA),
            ("within", _WITHIN_LAST),
            ("point", _POINT_LAST),
            ("put", _PUT),
            ("owner", _OWNER_LAST),
            ("colour", _COLOUR_LAST),
            ("ba_last", _BA_LAST),
            ("give", _GIVE_WHEN),
            ("now", _NOW_LAST),
            ("for", _FOR_FIRST),
            ("at_time", _AT_TIME_LAST),
            ("write", _WRITE_HERE),
            ("also", _ALSO_YOU),
            ("modal", _MODAL_LAST),
            ("tell", _TELL_THING),
            ("done", _DONE_ALREADY),
            ("modal_time", _MODAL_TIME_LAST),
            ("ago", _AGO_LAST),
            ("many", _MANY_FIRST),
            ("all", _ALL_EARLY),
        )
    }


def misplaced(text: LearnerText) -> Iterator[Found]:
    """Every clause whose order Chinese does not allow, with the clause put right."""
    last = ""
    for piece in stretches(text):
        words = (
            re.sub(r"[呢啊呀哦哈吧的吗]+$", "", piece.text)
            if piece.text.endswith(("呢", "啊", "呀", "哦", "哈"))
            else piece.text
        )
        fixed = _repair(words) or late(words) or framed(words, last)
        last = words
        if fixed is not None and fixed != words:
            tail = piece.text[len(words) :]
            yield piece.whole, (fixed + tail) if _same_script(text, piece) else None


def _same_script(text: LearnerText, piece: Stretch) -> bool:
    """Whether the clause was written as the rule read it, so that its words can be pasted back."""
    return piece.whole.of(text.raw) == piece.text


def _repair(words: str) -> str | None:
    made = _made()
    if (m := made["time"].match(words)) and not _TIME_IS_FINE.search(words) and not _counts(m):
        return f"{m['lead']}{m['who']}{m['t']}{m['mid']}{m['v']}{m['o']}{m['end']}"
    if (m := made["adverb"].match(words)) and not words.endswith(
        ("不一起", "不都", "尽可能", "不一定")
    ):
        return f"{m['lead']}{m['who'] or ''}{m['t']}{m['mid']}{m['v']}{m['o']}"
    if m := _EARLY_ADVERB.match(words):
        head = words[: m.start("t")]
        owned = re.match(r"的[\u4e00-\u9fff]{2}", m["rest"])
        noun, rest = (owned.group(), m["rest"][3:]) if owned else ("", m["rest"])
        return f"{head}{m['who']}{noun}{m['t']}{rest}"
    if m := made["first"].match(words):
        return f"{m['who']}{m['t']}{m['rest']}"
    if m := made["place"].match(words):
        return f"{m['lead']}{m['who']}{m['mid']}{m['t']}{m['v']}{m['o']}"
    if (m := made["within"].match(words)) and not re.search(r"时间|期限|是|为|控制", words):
        return f"{m['lead']}{m['who']}{m['mid']}{m['t']}{m['v']}{m['o']}"
    if m := _PERSON_LAST.match(words):
        return f"{m['lead']}{m['who'] or ''}{m['mid']}{m['t']}{m['v']}{m['o']}"
    if (m := _COMPARE_LAST.match(words)) and not _SCALE.search(words):
        return f"{m['a']}{m['t']}{m['d'] or ''}{m['adj']}"
    if (m := made["ba"].match(words)) and not re.match(
        r"不(?:小心|见|了|清|到|好|完|上|掉)", m["t"] + m["v"]
    ):
        return f"{m['head']}{m['t']}{m['ba']}{m['v']}"
    if (fixed := _moved(words, made)) is not None:
        return fixed
    if m := _LONG_BEFORE.match(words):
        return f"{m['head']}{m['v']}{m['t']}{m['tail'] or ''}"
    if m := _TELL.match(words):
        return f"{m['head']}给{m['o']}{m['v']}"
    if (m := _DEGREE_LAST.fullmatch(words)) and not _NOT_DEGREE.search(words) and len(words) > 2:
        return f"{m['head']}{m['t']}{m['adj']}"
    return None


def _moved(words: str, made: dict[str, re.Pattern[str]]) -> str | None:
    """The orders of other languages: time, owner, colour and 把 after what they belong to."""
    if (
        (m := made["point"].match(words))
        and _POINT_SUBJECT.search(m["head"])
        and not _POINT_IS_FINE.search(words)
    ):
        subject = re.match(
            r"(?:您的|我们的)?(?:我们?|您|你们?|他们?|她|仓库|客服|快递员?|包裹|订单|货|商品|退款|同事|工厂|师傅|报告|样品|发票|合同)",
            m["head"],
        )
        at = subject.end() if subject else 0
        return f"{m['lead']}{m['head'][:at]}{m['t']}{m['head'][at:]}{m['v']}{m['o']}{m['end']}"
    # 寄到杭州仓库: the thing is a part of the place.
    if (m := made["put"].match(words)) and not m["o"].endswith(
        ("仓库", "公司", "工厂", "店", "店铺", "地址", "快递")
    ):
        verb = re.search(r"(?:我们|我|他|她|快递员|您|客服)?(?:会|可以|将|已经|要|想)?$", m["head"])
        return f"{m['head']}把{m['o']}{m['v']}{m['p']}" if verb else None
    if (
        (m := _MORE.fullmatch(words))
        and not re.search(r"(?:不|差|太|很|最|更|越|来|好|用|做|说)$", m["head"])
        and not (
            m["v"] == "要"
            and (m["head"].endswith(("还", "就", "都")) or re.search("[天时钟]$", m["n"]))
        )
    ):
        return f"{m['head']}多{m['v']}{m['who'] or ''}{m['n']}{m['tail'] or ''}"
    if m := _CHEAPER.match(words):
        return f"{m['who']}{m['head']}{m['n']}{m['tail']}"
    if m := made["also"].match(words):
        return f"{m['who']}{m['t']}{m['rest']}"
    if m := made["modal"].match(words):
        return f"{m['who']}{m['t']}{m['rest']}"
    if m := made["now"].match(words):
        return f"{m['who']}{m['t']}{m['p']}"
    if m := _ALL_LAST.match(words):
        return f"{m['head']}{m['t']}{m['v']}{m['w']}"
    if m := made["for"].match(words):
        return f"{m['who']}{m['t']}{m['p']}{m['rest']}"
    if (m := made["at_time"].match(words)) and not _POINT_IS_FINE.search(words):
        return f"{m['who']}{m['mid']}{m['t']}{m['v']}{m['o']}"
    if m := made["write"].match(words):
        return f"{m['head']}把{m['o'].removeprefix('一下')}{m['v']}{m['t']}"
    if m := _THANKS_AT.match(words):
        return f"{m['head']}{m['t']}{m['v']}"
    if m := _HOW_MUCH_LAST.match(words):
        return f"{m['head']}{m['v']}{m['q']}{m['n']}"
    if m := _PLEASE_LAST.match(words):
        return f"请{m['rest']}"
    if m := _ONCE.match(words):
        return f"{m['head']}{m['v']}一下{m['o']}"
    if m := made["owner"].match(words):
        return f"{m['w']}的{m['n']}{m['rest']}"
    if m := made["colour"].match(words):
        colour = m["c"] if m["c"].endswith("的") else m["c"] + "的"
        return f"{m['head']}{m['n'] or ''}{colour}{m['o']}"
    if m := made["ba_last"].match(words):
        return f"{m['head']}把{m['o']}{m['v']}{m['c'] or ''}"
    if m := _BEFORE_YOU.match(words):
        return f"{m['head']}您{m['a']}{m['rest']}"
    if (m := _SPLIT_OBJECT.match(words)) and m["v"] + m["o"] in (
        "发货",
        "退款",
        "下单",
        "付款",
        "交货",
        "上班",
        "换货",
        "退货",
        "退钱",
        "付钱",
        "交钱",
    ):
        return f"{m['head']}{m['t']}{m['v']}{m['o']}{m['end'] or ''}"
    if m := made["give"].match(words):
        return f"{m['head']}{m['t']}{m['p']}{m['w']}{m['rest']}"
    if (fixed := _borrowed(words, made)) is not None:
        return fixed
    if m := _THANKS_LAST.match(words):
        return f"{'非常' if m['v2'] else m['t']}{m['v2'] or m['v']}{m['o2'] if m['v2'] else m['o']}"
    return None


def _borrowed(words: str, made: dict[str, re.Pattern[str]]) -> str | None:
    """More orders of other languages: the thing before the person, adverb or modal at the end."""
    if m := made["tell"].match(words):
        return f"{m['head']}{m['v']}{m['w']}{m['o']}"
    if m := made["done"].match(words):
        return f"{m['who']}{m['t']}{m['v']}了{m['o']}"
    if m := made["modal_time"].match(words):
        return f"{m['who']}{m['w']}{m['t']}{m['v']}{m['o']}"
    if m := made["ago"].match(words):
        return f"{m['who']}{m['t']}{m['mid']}{m['v']}{m['o']}"
    if m := made["many"].match(words):
        return f"{m['who']}{m['v']}{m['t']}{m['o']}"
    if m := made["all"].match(words):
        return f"{m['who']}{'的' if m['who'] == '您' else ''}{m['o']}{m['t']}{m['rest']}"
    if m := _STATE_LAST.match(words):
        return f"{m['head']}{m['t']}{m['v']}"
    if m := _CAN_LAST.match(words):
        return f"{m['who']}{m['t']}{m['rest']}"
    if m := _FREE_LATE.match(words):
        return f"{m['head']}{m['t']}{m['v']}{m['o']}"
    return None


_POINT_IS_FINE = re.compile(
    r"时间|日期|期限|[改排挪]下|[说问写填选](?:下|这|上|[今明后昨前]天|周|星期)|改到|改为|截止|有效|从|推迟|延|提前|定在|约|计划|休息到|活动|优惠|生日|预计(?:是|为)|[或和](?:者)?(?:"
    + DAY
    + r")$|等(?:您|我们)?"
    + DAY
    + r"|(?<![收寄送])到"
    + _POINT
    + "了?$"
)


def _counts(match: re.Match[str]) -> bool:
    """等三天, 保修一年: a length of time stands after the verb; only a point in time moves."""
    return re.fullmatch(DURATION, match["t"]) is not None
