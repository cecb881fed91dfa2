"""language.negation, mixed_script and punctuation in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tutor.check.chinese import crosses_word, folded, one_of, stretches
from tutor.check.pieces import in_quotes
from tutor.check.rule import Bad, Good, Hit, Rule
from tutor.domain import Bilingual, Context, LearnerText, Reading, Span
from tutor.text.script import Script, foreign_runs, main_script, to_simplified

# A point in the past; 以前 and 上个月 may frame a habit (以前我们不发泰国), these may not.
_PAST = r"(?:昨天|前天|昨晚|上周(?!末)|上个?月|上周[一二三四五六日天]|上个?(?:星期|礼拜)(?!末)[一二三四五六日天]?|刚才|上次|到现在|至今|到目前(?:为止)?|目前还|现在还|到今天)"
_STILL = r"(?:还|仍然|仍|一直|从来|一直都|都还|暂时还|尚)"
_RESULT = r"(?:收到|看到|看见|查到|找到|听到|听说|拿到|接到|发现|遇到|碰到|买到|等到|寄到|送到|得到|发出|寄出|到账|送达|到货|签收成功|解决好|处理好|处理完|查清楚|弄清楚|注意到|想到(?=会|这么|这样|有|是|您会|$|，)|料到)"
_NOT_FOR_HAVE = (
    re.compile(
        rf"{_PAST}(?:您|我们|我|他们|仓库|快递员|快递|师傅|司机|海关|工厂|同事|银行|邮局|对方|厂家|供应商|包裹|商品|订单|系统|车|客服|工厂|您的(?:包裹|货|款|订单)|就|也|都|还|一直|的时候)*(?P<m>不)(?=ACTION|来|去|到|开门|更新|告诉|通知)(?!.*(?:上班|营业|工作|休息|能|可以|会|收费|支持))"
    ),
    re.compile(
        rf"(?:{_STILL}|我们|我|仓库|您|系统|这边|包裹|客服|快递员|可能|也|都|并)(?P<m>不)(?={_RESULT})"
    ),
    re.compile(
        r"(?:还|仍然|仍|暂时还|都还|尚)(?P<m>不)(?=(?:发货|付款|到货|收货|退款|处理|寄|签收|联系|通知|安排|更新|回复|出库|入库|派送|清关|到达|确认|完成|出来|做好|修好|弄好|写好|到齐|寄到|到(?:$|呢|，)|签(?:$|字|约|呢)|揽[收件]|验(?:货|完|$)|审(?:核|批)|开(?:票|始|好|$)|发(?:$|出|呢)|打包|排产|装(?:柜|船|车)|拆|付(?:$|清)|退(?:$|回)|改(?:$|好|呢)|换(?:$|好)|查(?:$|到|完)))(?!.*(?:的话|就|可以|请))"
    ),
    re.compile(
        r"(?:从来|从|一直|我们|我|您|之前|以前|仓库|店里|本店|以前都|也)(?P<m>不)(?!错过|超过|通过|经过|路过|放过|好过|难过|透过|会|能|可以|想|要|用|用过|需)(?=[\u4e00-\u9fff]{1,3}过(?!期|来|去|敏|程|度|多|分|时|滤|年|节|户|关|夜))"
    ),
    re.compile(r"还(?P<m>不)(?=到(?:PLACE))"),
    # 以前不跟这家公司合作过: who it was done with stands between.
    re.compile(
        r"(?<![会能可要想得])(?P<m>不)(?=(?:跟|和|与|给|对|向|为|把)[^，。]{1,8}?[\u4e00-\u9fff](?<!超)(?<!经)(?<!通)(?<!难)过(?:$|了|吗|呢))"
    ),
    # 不听懂, 不退成功: the result has not come.
    re.compile(
        r"(?<![会能可要想得说对应差])(?P<m>不)(?=(?:[听看][懂到]|[开验签修做洗付退写][完好](?!评)|(?:付款?|退款?|发货|支付|下单|签收|提交|申请|注册|登录|扣款|转账)成功|成功过|(?:检查|包装|处理|准备|安排|核对|解释|说明|保护)(?:好|到位|清楚))(?!的话|就|再|之前|以前|不))"
    ),
    re.compile(
        r"(?<![会能可要想得说对应差])(?P<m>不)(?=(?:收到|付款|下单|发货|联系|使用|打开|签收|买|用|见|听说|遇到|发生|出现|处理|看|退|试|寄|检查|收)过)"
    ),
    # 上次发货的时候仓库不放披肩: what was not done at a time that is over.
    re.compile(
        r"(?:上次|上回|昨天|前天|那天|那次|上周.?|上个?月|之前)[^，。不没]{0,8}(?:时候?|时)(?:我们|我|仓库|师傅|同事|工人|店员|快递员|也|都)*(?P<m>不)(?=(?:放|装|贴|检查|核对|看[见到清]|写[清好]|包[好紧]|发现|注意|通知|告诉|拿|打(?:电话|印))(?!了|不))"
    ),
    re.compile(
        r"(?:发货|打包|装箱|配货|包装)(?:的)?时候?(?:我们|我|仓库|师傅|同事|也|都)*(?P<m>不)(?=(?:注意|看清|检查(?:好|清楚|仔细)|核对(?:好|清楚|仔细)|发现)(?:$|到|清楚|颜色|尺码|有))"
    ),
    re.compile(
        r"(?<![这那可要岂])(?P<m>不)(?=有(?!效|限|序|利|趣|意思|意义|必要的?话|机|害|劳|望|关|钱|请|人))"
    ),
)
_HAVE_FOR_NOT = (
    re.compile(
        r"(?<!有)(?P<m>没有?)(?=(?:是(?!$|吧|吗)|可以|会(?!议|员|展|场|面|客|计|费|籍|错意)|一定|应该|知道(?!的)|认识|属于|等于|愿意|希望|需要(?!的)|允许|支持|同意用|喜欢|建议您?|打算|像是|用(?:担心|着急|急|付|交|寄|退|客气|再|您)|够(?=$|了|用|的)|合适(?!的)|方便|清楚(?!的)|一样))"
    ),
    re.compile(
        r"(?P<m>没)(?=(?:能够?(?=给|为|帮|退|换|发|送|保证|修改|取消|提供|接受|查)(?!.*(?:及时|按时|准时|早|之前|以前|当时|昨|上次|完|好|到|真|很抱歉|非常))|贵(?!多少|几|到哪)|便宜(?!多少|几|到哪|一|过|多)|漂亮|好看|舒服|远|难|太(?!多)|很|非常|高兴|满意|习惯))"
    ),
    re.compile(
        r"(?P<m>没)(?=(?:容易|复杂|麻烦|辣|甜|咸|吵|重要|严重|危险|安全|合身|结实|简单|透气|显胖|起球|掉色|褪色)(?:$|的$|哦|呢|呀|啊|[掉起变脏坏皱破]))"
    ),
    re.compile(
        r"(?<!昨天)(?<!当时)(?<!上次)(?<!之前)(?<!刚才)(?P<m>没)(?=能(?:放(?!下心)|用(?!上)|装|洗|机洗|水洗|碰|泡|充(?!满)|吃|喝|带|进|[戴穿][着去进]|沾|见水|下水|晒|熨|烘)(?!.*(?:所以|抱歉|完|成|到$|了$)))"
    ),
    # 上个月的价格没能用了: what is no longer possible; 没能 and a last 了 exclude each other.
    re.compile(
        r"(?P<m>没)(?=能(?:再)?(?:用|退|换|改|穿|戴|买|卖|发|寄|取消|便宜|打折|修)[^，好完到成]{0,3}了$)"
    ),
    # 平时我们没收运费: a habit.
    re.compile(
        r"(?:平时|一般|通常|每次|每个(?:周末|星期天|月))(?:我们|店里|仓库|都|也)*(?P<m>没有?)(?=(?:发货|收费|收运费|退款|上班|开门|送货|打折|卖|生产|提供|营业)(?!.*[过到]))"
    ),
    re.compile(r"(?P<m>没)(?=要(?:担心|着急|急|客气|忘|生气|紧张|难过))"),
    re.compile(r"(?<!多)(?P<m>没)(?=(?:行|久)(?:$|吗|以?后))"),
    re.compile(
        r"(?:明天|后天|大后天|下周[一二三四五六日天]?|下个?月|今晚|等一下|将来|以后)[^，没]{0,6}(?P<m>没)(?=能(?!力|量|耐))"
    ),
    re.compile(
        r"(?:明天|后天|大后天|下周[一二三四五六日天]?|下个?星期[一二三四五六日天]?|下个?月|明年|(?:^以后)|将来|今后|往后)(?:您|我们|我|他们|仓库|快递|包裹|商品|也|都|就|店铺|物流|公司)*(?P<m>没有?)(?=(?:发货|上班|工作|营业|休息|派送|送货|发|收|去|来|开门|配送|降价|涨价|打折|补货|生产|接待|回复|处理|退|寄|涨|卖|销售|出货|提供))"
    ),
)
_FINE = re.compile(
    r"没有?(?:会员|会议|支持我们的理由)|不知不觉|没有?需要(?:的|改|补)|并不|没有?合适的|没有?方便的|没有?喜欢的|没有?希望了?$|没有?打算的"
)
# 昨天没能发货, 一直没能联系上您: what could not be done, in the past.
_COULD_NOT = re.compile(
    r"(?:昨|前天|今早|早上|上午|今天|刚才|刚刚|当时|上次|上周|上个?月|之前|那天|去年|一直|至今|到现在|还|仍|始终|抱歉)[^，]{0,8}没能$"
)
# 请没用热水: an order that forbids; 请没收到货的顾客联系我们 counts people.
_FORBIDS = re.compile(
    r"(?:^|[，。！；,.!;]|所以|千万)(?:请您?|麻烦您?|千万)(?P<m>没有?要?)(?=[^，。的]{2,12}(?:[，。！,.!]|$))"
)
# 周末我们没上班，星期一才可以发货: a habit, as the plan that follows shows.
_OFF_DAY = re.compile(
    r"(?:周末|周[六日]|星期[六日天]|节假日|晚上)(?:我们|仓库|店里|公司|银行|海关|都|也)*(?P<m>没有?)(?=(?:上班|发货|营业|工作|送货|派送|开门)[，,](?:我们)?(?:等到?)?(?:下?周[一二]|下?个?星期[一二]|下周|明天)?(?:我们|再|才)?(?:会|可以|能|再)(?![^，。]*[了过到]))"
)
# 抱歉，我们不回复您的留言: what one is sorry for was not done.
_NOT_DONE = re.compile(
    r"(?:抱歉|对不起|不好意思|对不住)[，,。！!]?(?:真的|实在)?是?(?:我们?|客服|同事|店里|之前|昨天|前天|上次|当时|一直|也|都)*(?P<m>不)"
    r"(?=(?:及时|早一?点儿?|马上|第一时间)(?:回|看|接|注意|发现|告诉|通知|提醒|联系|处理)|(?:回复|回|看到|接到|注意到|发现)(?:到)?(?:您|你)的?(?!.{0,6}(?:了|能|可以)$)|(?:说|写|检查|看)清楚(?:$|[，。！,]))"
)
_CONDITION = re.compile(r"如果|要是|假如|若|的话|万一|一旦|只要|除非|凡是")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    action = one_of("action")
    made = [
        (re.compile(p.pattern.replace("ACTION", action).replace("PLACE", one_of("place"))), True)
        for p in _NOT_FOR_HAVE
    ]
    return (*made, *((p, False) for p in _HAVE_FOR_NOT))


def _negation(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    framed = list(_frames(text, reading))
    yield from framed
    taken: list[Span] = [hit.span for hit in framed]
    for piece in stretches(text):
        if "不" not in piece.text and "没" not in piece.text:
            continue
        for pattern, past in _patterns():
            for match in pattern.finditer(piece.text):
                span = piece.span(*match.span("m"))
                after = piece.text[match.start("m") :]
                if any(span.overlaps(other) for other in taken) or _FINE.match(after):
                    continue
                if past and (_CONDITION.search(piece.text) or _later(text, piece.whole)):
                    continue
                if in_quotes(text, reading, span) or (
                    past
                    and not re.match(r"不到(?:$|呢)|不[\u4e00-\u9fff]{1,3}过", after)
                    and _fixed(text, span)
                ):
                    continue
                if (
                    not past
                    and not piece.text.endswith("了")
                    and _COULD_NOT.search(piece.text[: match.end("m") + 1])
                ):
                    continue
                # 没有 + adjective compares (没有那么贵), and a question with 没 at its end asks.
                if (
                    not past
                    and re.search(r"(?:那么|这么|这样|那样)", after[:6])
                    and not after.startswith(("没会", "没有会"))
                ):
                    continue
                taken.append(span)
                right = "没" if past else "不"
                yield Hit(span=span, suggestion=right, args={"right": right})


def _frames(text: LearnerText, reading: Reading) -> Iterator[Hit]:
    """没 where the words around tell that something is forbidden or usual, 不 after an apology for
    what was not done."""
    simple = folded(text.raw)
    frames = ((_FORBIDS, "不要"), (_OFF_DAY, "不")) if "没" in simple else ()
    for pattern, right in (*frames, (_NOT_DONE, "没")):
        for match in pattern.finditer(simple):
            span = Span(*match.span("m"))
            if not in_quotes(text, reading, span):
                yield Hit(span=span, suggestion=right, args={"right": right})


def _later(text: LearnerText, piece: Span) -> bool:
    """现在还不发货，明天才发: what follows tells when it will be done."""
    said = piece.of(text.raw)
    following = text.raw[piece.end + 1 : piece.end + 9]
    return "还不" in said and "才" in following


def _fixed(text: LearnerText, span: Span) -> bool:
    return crosses_word(text, span)


def _mixed_script(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    buyer = context.buyer or ""
    own = _own_script(text.raw, buyer)
    for span in foreign_runs(text.raw, own):
        words = span.of(text.raw)
        # A word of the buyer's own may be kept as the buyer wrote it.
        if in_quotes(text, reading, span) or (
            words in buyer and len(words) > 1 and own == main_script(buyer)
        ):
            continue
        yield Hit(span=span, suggestion=to_simplified(words) if own == "simplified" else None)


def _own_script(raw: str, buyer: str) -> Script:
    """The script in which the reply should be: the buyer's where it is plain, else that of most of
    the reply. A reply that is simplified throughout stays so, whatever the buyer writes."""
    if _clearly_simplified(buyer):
        return "simplified"
    most = main_script(raw)
    if most == "simplified" and buyer and main_script(buyer) == "traditional":
        traditional = sum(span.end - span.start for span in foreign_runs(raw, "simplified"))
        simplified = sum(span.end - span.start for span in foreign_runs(raw, "traditional"))
        return "traditional" if 2 * traditional >= simplified and traditional else "simplified"
    return most


def _clearly_simplified(buyer: str) -> bool:
    return main_script(buyer) == "simplified" and bool(foreign_runs(buyer, "traditional"))


_HALF = re.compile(r"(?<=[\u3400-\u9fff])[ ]*(?P<m>[,.?!;])[ ]*(?=[\u3400-\u9fff])")
_FULL = {",": "，", ".": "。", "?": "？", "!": "！", ";": "；"}


def _punctuation(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    for match in _HALF.finditer(text.raw):
        yield Hit(span=Span(*match.span("m")), suggestion=_FULL[match["m"]])


RULES = (
    Rule(
        id="language.negation.bu_mei",
        check="language.negation",
        langs=("zh",),
        severity="warning",
        message=Bilingual(
            zh="事情还没发生或没做用“没”，意愿、习惯、将来和判断用“不”，这里应该用“{right}”。",
            en="没 is for what has not happened, 不 for will, habit, future and judgement: here it should be {right}.",
        ),
        why=Bilingual(
            zh="用错了，顾客会不知道是“没做”还是“不想做”。",
            en="With the wrong one the buyer cannot tell “has not been done” from “will not be done”.",
        ),
        source="吕叔湘《现代汉语八百词》“不”“没有”",
        good=(
            Good("仓库昨天没发货，今天会发。"),
            Good("我们周末不发货，周一会发。"),
            Good("照片太小，我看不出来，请您再发一张。"),
            Good("不好意思，目前没有合适的尺码。"),
        ),
        bad=(
            Bad("很抱歉，昨天⟦不⟧发货，今天会发。", "没"),
            Bad("我们还⟦不⟧收到您的照片。", "没"),
            Bad("检测报告还⟦不⟧出来，请您等两天。", "没"),
            Bad("这款⟦没⟧是防水的，请您注意。", "不"),
            Bad("我们明天⟦没⟧上班，后天给您处理。", "不"),
        ),
        find=_negation,
    ),
    Rule(
        id="language.mixed_script.run",
        check="language.mixed_script",
        langs=("zh",),
        severity="hint",
        message=Bilingual(
            zh="“{text}”和别的字不一样：一条回复里简体字、繁体字混用了。",
            en="“{text}” is in the other script: the reply mixes simplified and traditional characters.",
        ),
        why=Bilingual(
            zh="只用一种字，顾客读起来更舒服。",
            en="One script throughout is easier on the buyer's eyes.",
        ),
        source="《通用规范汉字表》; OpenCC tables (Apache-2.0)",
        good=(
            Good("您的订单已经发货，请您放心。"),
            Good("您的訂單已經發貨，請您放心。", buyer="請問發貨了嗎？"),
        ),
        bad=(
            Bad("您的⟦訂單⟧已经发货了。", "订单"),
            Bad("我们会尽快给您退⟦貨⟧款。", "货"),
        ),
        find=_mixed_script,
    ),
    Rule(
        id="language.punctuation.half_width",
        check="language.punctuation",
        langs=("zh",),
        severity="hint",
        message=Bilingual(
            zh="中文里用全角标点：“{text}”应该是“{suggestion}”。",
            en="Chinese takes full-width marks: “{text}” should be “{suggestion}”.",
        ),
        why=Bilingual(
            zh="全角标点让句子更清楚，看起来更专业。",
            en="Full-width marks make the reply clear and look professional.",
        ),
        source="GB/T 15834-2011《标点符号用法》",
        good=(
            Good("您好，一共35.80美元，请您确认。"),
            Good("您的订单号是A-1001, 请您核对。"),
        ),
        bad=(
            Bad("您好⟦,⟧请稍等⟦.⟧我马上查。", ("，", "。")),
            Bad("请问您方便吗⟦?⟧我们今天派送。", "？"),
        ),
        find=_punctuation,
    ),
)
