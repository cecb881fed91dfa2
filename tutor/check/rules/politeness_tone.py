"""politeness.blame and politeness.impatience: what makes a buyer feel accused or in the way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.check import tone_zh
from tutor.check.english_tone import (
    BLAME,
    IMPATIENCE,
    INNOCENT,
    NOT_BLAME,
    PLAIN_FACT,
    SENTENCE_BLAME,
    SENTENCE_IMPATIENCE,
)
from tutor.check.pieces import (
    buyer_of,
    cased,
    in_quotes,
    merged,
    plain,
    sentence_of,
    sentences,
    words_of,
)
from tutor.check.rule import Bad, Finder, Good, Hit, Rule
from tutor.domain import Bilingual, Clause, Context, LearnerText, Reading
from tutor.understand import grave_zh
from tutor.understand.acts_en import blames_by_words, rude_by_words

_NOT_BLAME_ZH = re.compile(
    r"(?<!谁)让.{1,4}自己|自己(?:选择|决定)|(?:不是|并非|不怪|没有怪|不能怪|绝不是|不全是|不会是)(?:您|你)|(?:是不是|有没有|是否|可能|也许|或许|会不会).{0,12}|我们?(?:自己)?的(?:错|问题|责任)|没关系|没事|不要紧|不用担心|别担心"
)
_MORE_BLAME_ZH = re.compile(
    r"(?:您|你|贵司|你们)(?!.{0,8}(?:请|麻烦)).{0,14}(?:也|又|根本|都|就)?没(?:有)?(?:看仔细|看清楚?|仔细看|认真看|好好看|检查(?:清楚|好|仔细)|核对(?:清楚|好)|写清楚?|填清楚?|说清楚?|量好|按(?:照)?说明|注意看)|(?:您|你)(?!.{0,4}(?:是不是|有没有)).{0,8}(?:怎么|为什么|干嘛|为啥)(?:就|都|也)?(?:不|没)(?:有)?(?:先|早|提前|好好|仔细|认真|自己)?(?:看|问|说|检查|核对|注意|小心|量|读|填|写|选|保管|联系我)|(?:谁让|谁叫|(?<!难)(?<!不)(?<!见)怪|都怪|只能怪)(?:您|你)|(?:您|你)(?:自己)?(?:的)?(?:错|过错|责任|失误|疏忽)(?:$|[，。！了吧啊])|(?:您|你)(?:当初|当时|下单时|之前)?(?:就)?(?:不)?应该(?:早|提前|先)(?:说|看|问|讲|告诉|检查|想)"
)
_NOT_RUDE_ZH = re.compile(
    r"(?:可以|也能|能)(?:先|直接|放心)?自己|随便(?:问|看|挑|选|逛|试|提)|不(?:笨|傻|蠢)|(?:您|你)还想(?:了解|看|买|要|知道|问|加|试|咨询|换|补充)(?!怎)|(?:想|要|希望)怎么(?:处理|解决|退|付|寄|安排|换|改|补偿)|(?:明白|理解|清楚|知道)(?:您|你)|(?:您|你)(?:已经|都)?(?:说|讲|问|解释)了(?:很多|好多|好几|几|多)(?:次|遍).{0,4}(?:了|我)|您想(?:什么时候|哪)|(?:让|给|叫)(?:您|你).{0,10}(?:抱歉|久等|麻烦)|抱歉|对不起|别着急|不用着急|不要着急|(?:真是|实在)(?:太)?(?:抱歉|对不起|不好意思|过意不去|感谢|谢谢)"
)
_MORE_RUDE_ZH = re.compile(
    r"^(?:那|就|您|你)*自己(?:去|上网|慢慢)?(?:看|查|找|问|想办法|解决|搜|百度)(?:.{0,4})?(?:吧|呗|啊|$)|(?:不是|早|早就|都|已经)(?:都|早就|已经)?(?:跟|和|告诉|给|对)?(?:您|你)?(?:说|讲|告诉|解释|回答)(?:过|了)?.{0,4}(?:吗|么|嘛)$|(?:说|讲|解释)(?:了|过)(?:多少|很多|好多|几|好几|无数)(?:次|遍|回)|关我(?:们)?(?:什么|啥)事|爱(?:买|要|退|等|信)不(?:买|要|退|等|信)|烦不烦|烦死|真烦|有完没完|没完没了|急什么|催什么|吵什么|随便(?:您|你)|听不懂|看不懂(?:吗|中文|字)|没看(?:见|到)?(?:吗|么)$|呵呵|废话|无理取闹|到底(?:想|要)(?:怎样|怎么样|干什么|干嘛|什么)|(?:不)?就是.{0,6}嘛$|有(?:意见|本事|问题).{0,2}(?:去|就)?投诉|投诉(?:去吧|吧|好了|就投诉)|自己(?:不会)?看|没空|懒得|到底(?:.{0,3})(.)不\1|早干(?:什么|嘛|啥)去了|(?:您|你)怎么(?:这么|那么|就这么)(?:麻烦|烦|急|难|多事|挑|笨|啰嗦|不讲理|不懂)|别(?:再)?(?:问|催|烦)(?:了|我)|想(?:怎么样|怎样)就怎么?样|嫌.{0,6}就别|不满意(?:就)?(?:别|去)|神经病|有病|傻|笨|蠢|滚|闭嘴"
    r"|^(?:这个?|同样的|一样的)?(?:问题)?(?:我们?)?(?:都|已经|早就)(?:跟|给|和)?(?:您|你)?(?:说|讲|解释|回答|回复|重复|告诉您)(?:了|过)?(?:[一二两三四五六七八九十]|\d)+(?:次|遍|回)了"
    # haggling is mocked
    r"|(?:这点|几|[一二两三四五六七八九十]+|\d+)(?:块|元|毛|美元|美金|分)?(?:钱)?(?:也|都|还)(?:要|得|值得)?(?:计较|讨价还价|争|砍|讲价|闹|问|省|抠)|斤斤计较|小气|抠门"
    # rhetorical challenges
    r"|凭什么(?:说|要|让|给|我|不|怪|骂|投诉|退|赔)|哪(?:有|能|会)(?:那么|这么)(?:快|容易|便宜|多|简单)|哪(?:有|能)(?:您|你)(?:想|说|这样)|(?:您|你)(?:还|真)?以为(?:我们?|这|自己|谁)(?!.{0,6}(?:没|是您|抱歉))|不是.{0,8}(?:说|讲|写|告诉|解释|回复).{0,10}(?:了|过|着).{0,10}(?:吗|嘛|么)$|不是.{0,4}(?:很|都)?(?:明显|清楚|常识).{0,4}(?:吗|嘛|么)$|还(?:用|要)(?:得着)?(?:我)?(?:问|说|教|解释)(?:吗|么|嘛)?$|我问谁|^(?:您|你)问我$|(?:您|你)?能不能(?:快点|快一点|别(?:再)?|不要(?:再)?)(?:决定|问|说|催|烦|闹|吵|重复|啰嗦|发|这么|那么|想好)|(?:您|你)(?:自己)?(?:没长|没带)"
    # complaints are useless, other shops exist
    r"|(?:急|催|投诉|骂|生气|说|吵|问|抱怨|差评|找我们?)(?:了)?也?(?:没(?:有|什么)?用|没(?:有)?意义|快不了|白搭)|(?:等不了|等不及|不信|不满意|嫌贵|嫌慢|嫌麻烦|不想(?:要|买|等)|不喜欢|不愿意|觉得(?:贵|慢)|不放心|不相信|接受不了)(?:的话)?(?:您|你)?(?:就|那就|可以|大可|完全可以)*(?:算了|别(?:买|要|等|来)|退(?:款|了|货)?(?:好了|呗|就是|算了|吧)|不(?:买|要)|去别|找别|换(?:一)?家)|(?:可以|就)?去(?:别的?|其他|别人)(?:的)?(?:店|家)(?:买|看|逛|问)?(?:吧|啊|呗)?$|不要(?:就)?(?:算了|拉倒)|^(?:爱|要)(?:就)?要就?要|随(?:便)?(?:您|你)(?:怎么|的便|高兴|投诉|说)|^(?:那|就|您|你|您就|你就)*慢慢(?:等|查|催|投诉)(?:吧|呗|着)$|(?:您|你)?自己(?:去)?(?:找|问|联系|跟)(?:海关|快递|物流|银行|平台|邮局)(?:吧|去|啊|说)?$|(?:下班|没空|很忙|太忙)了?.{0,4}再说(?:吧)?$|^(?:明天|到时候|回头)再说(?:吧)?$"
    # belittling
    r"|就(?:您|你)(?:的)?(?:一个|事|话|要求|问题|毛病)*(?:事多|话多|最多|多|特殊|麻烦|着急|急|不行|难缠)$|才(?:过)?(?:[几一两三四五半\d]+)(?:天|分钟|个?小时|块钱?|次|个).{0,3}(?:就|急成|催)|急成这样|这(?:么|点|种)?(?:点|简单的?)?(?:小事|问题|事|操作)(?:您|你)?(?:还|也|都)(?:要|来|不会|不懂|问|找)|(?:耳朵|眼睛|脑子|记性)(?:是不是)?(?:不好|不行|有问题|坏|没带|长哪)|(?:又不是|不)(?:只有|光|止)(?:您|你)一个|只为(?:您|你)一个|真拿(?:您|你)|拿(?:您|你)没(?:有)?办法|跟(?:您|你)(?:真(?:的)?|实在)?(?:说|讲|沟通|解释)不(?:清|通|明白|了)|(?:您|你)(?:可)?真会(?:开玩笑|挑毛病|挑刺)|^(?:好了好了|行行行|得得得|够了)|(?:清清楚楚|明明白白)(?:的)?$|真(?:是)?(?:够)?难(?:伺候|缠)|没(?:见过|碰到过)(?:您|你)?这(?:样|么|种)(?:的)?(?:难缠|麻烦|顾客|客人|人)|(?:您|你)(?:别|不要)(?:得寸进尺|太过分|胡闹|无理|乱说|乱讲|这么(?:急|凶|说话))|少(?:在这|跟我)|(?:您|你)(?:爱|想)(?:怎么|咋)(?:样|办)?(?:就)?(?:怎么|咋)|(?:我|我们)(?:没(?:有)?义务|不是(?:您|你)的)|不(?:关|干)我(?:们)?(?:的)?事|找我(?:们)?干(?:什么|嘛|吗)"
)
_DISBELIEF_ZH = re.compile(
    r"^(?:这|那|绝对|根本|怎么可能|这怎么可能|怎么会呢?|您?开玩笑吧)*(?:不可能(?:吧|的|啊)?|怎么可能(?:呢|啊)?|不会吧)$"
)


def _acts(
    act: str,
    more_zh: re.Pattern[str],
    more_en: re.Pattern[str],
    not_zh: re.Pattern[str],
    not_en: re.Pattern[str],
    instead: Bilingual,
) -> Finder:
    def tells(clause: Clause, text: LearnerText, reading: Reading, context: Context) -> bool:
        zh = text.lang == "zh"
        words = words_of(clause, text).strip(" .")
        if clause.quoted or in_quotes(text, reading, clause.span):
            return False
        if clause.conditional and not _TOLD_IN_A_CONDITION.search(words):
            return False
        told = bool((more_zh if zh else more_en).search(words))
        if zh:
            built, harmless = (
                (tone_zh.RUDE, tone_zh.NOT_RUDE)
                if act == "rude"
                else (tone_zh.BLAME, tone_zh.NOT_BLAME)
            )
            if harmless.search(words):
                return False
            told = told or bool(built.search(words))
            # A learned act alone is no evidence for a finding of severity error. What accuses is
            # blame, even where the tone is rude as well.
            by_words = grave_zh.blames_by_words if act == "blame" else grave_zh.rude_by_words
            told = told or (
                act in clause.acts
                and by_words(words)
                and not (act == "rude" and "blame" in clause.acts)
            )
        elif act == "rude":
            # A learned act alone is no evidence for a finding of severity error.
            accused = bool(BLAME.search(words)) and not NOT_BLAME.search(words)
            told = not accused and (
                told
                or ("rude" in clause.acts and rude_by_words(words) and not PLAIN_FACT.search(words))
            )
        else:
            told = told or (
                "blame" in clause.acts and blames_by_words(words) and not IMPATIENCE.search(words)
            )
        told = told or (act == "rude" and zh and _doubts_the_report(words, context))
        told = told or (act == "blame" and zh and _names_a_cause(clause, text, reading))
        return (
            told and not (not_zh if zh else not_en).search(words) and not _asks(clause, act, words)
        )

    def find(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
        better = instead.get(text.lang)
        if text.lang == "zh":
            for sentence in sentences(reading):
                told = [clause for clause in sentence if tells(clause, text, reading, context)]
                for run in _runs(sentence, told):
                    yield Hit(span=merged(run), suggestion=better)
            return
        for sentence in sentences(reading):
            told = [clause for clause in sentence if tells(clause, text, reading, context)]
            told = told or _told_by_the_whole(act, sentence, text, reading)
            for run in _runs(sentence, told):
                yield Hit(span=merged(run), suggestion=cased(text, run[0].span, better))

    return find


# If you had read the page / if you don't like it, don't buy it: the condition itself accuses or dismisses.
_TOLD_IN_A_CONDITION = re.compile(
    r"(?:要是|如果)[^，]{0,8}(?:早|提前|仔细)[^，]{0,8}(?:就不会|就好了|就没)|^if you(?: had|'d) |\bif you (?:don't|do not) (?:like|want) it\b|\bif you(?:'re| are) so\b|(?:somewhere else|elsewhere|from (?:someone|somebody) else)$|\bif you can read\b|\bif you (?:had )?\w+(?:ed|t|d) (?:it |them |the \w+ |your \w+ )?(?:properly|carefully|correctly)\b"
)


def _told_by_the_whole(
    act: str, sentence: tuple[Clause, ...], text: LearnerText, reading: Reading
) -> list[Clause]:
    """The clauses of an English sentence that accuse or dismiss only together."""
    whole = merged(sentence)
    words = whole.of(plain(text))
    pattern, innocent = (
        (SENTENCE_BLAME, NOT_BLAME) if act == "blame" else (SENTENCE_IMPATIENCE, INNOCENT)
    )
    match = pattern.search(words)
    if match is None or innocent.search(words) or any(c.quoted or c.question for c in sentence):
        return []
    start, end = whole.start + match.start(), whole.start + match.end()
    return [c for c in sentence if c.span.start < end and start < c.span.end]


def _runs(sentence: tuple[Clause, ...], told: list[Clause]) -> Iterator[tuple[Clause, ...]]:
    """The told clauses of a sentence, those that follow one another together."""
    run: list[Clause] = []
    for clause in (*sentence, None):
        if clause is not None and clause in told:
            run.append(clause)
        elif run:
            yield tuple(run)
            run = []


def sounds_rude(words: str) -> bool:
    """Whether the words of a Chinese clause are annoyed or dismissive."""
    return bool(_MORE_RUDE_ZH.search(words)) and not _NOT_RUDE_ZH.search(words)


def _doubts_the_report(words: str, context: Context) -> bool:
    """不可能吧, said to a buyer who reports a fault, calls the buyer a liar."""
    buyer = buyer_of(context)
    return buyer is not None and (buyer.fault or buyer.upset) and bool(_DISBELIEF_ZH.search(words))


_LEFT_OUT_ZH = re.compile(
    r"^(?:因为|由于)?(?:您|你)(?:自己|当时|下单时)?没(?:有)?(?:填|写|留|选|说|提供|给|看|注意|检查)"
)
_THEREFORE_ZH = re.compile(r"^(?:所以|才|结果|导致|就|当然|这才)")


def _names_a_cause(clause: Clause, text: LearnerText, reading: Reading) -> bool:
    """您没填门牌号，所以送不到: what the buyer left out is named as the cause."""
    sentence = sentence_of(clause, reading)
    at = sentence.index(clause)
    following = sentence[at + 1 : at + 2]
    return (
        not clause.question
        and bool(_LEFT_OUT_ZH.search(words_of(clause, text)))
        and bool(following)
        and bool(_THEREFORE_ZH.search(words_of(following[0], text)))
    )


def _asks(clause: Clause, act: str, words: str) -> bool:
    """A plain question about the cause accuses nobody; 怎么不…/why didn't you … does."""
    if act != "blame" or not clause.question:
        return False
    return not re.search(
        r"怎么(?:不|没|会|能|现在)|为什么(?:不|没)|干嘛|谁让|谁叫|why (?:didn't|did not|don't|would|do not)|how could|what did you expect",
        words,
    )


_SOURCE = "行业通用 (客服服务禁语)；COPC 客户体验标准"
_LET_US_SOLVE = Bilingual(zh="我们一起来看看怎么解决", en="let us see how we can solve this")
_EXPLAIN_AGAIN = Bilingual(zh="我再为您说明一下", en="let me explain it once more")

RULES: tuple[Rule, ...] = (
    Rule(
        id="politeness.blame.buyer",
        check="politeness.blame",
        langs=("zh", "en"),
        severity="error",
        message=Bilingual(
            zh="“{text}”把错推给了顾客。",
            en="“{text}” puts the fault on the buyer.",
        ),
        why=Bilingual(
            zh="被怪的顾客会更生气；说清楚情况和办法就够了，不用说是谁的错。",
            en="A buyer who is blamed gets angrier; say what happened and what can be done, not whose fault it is.",
        ),
        source=_SOURCE,
        good=(
            Good("这是您的个人信息，请您核对一下。"),
            Good("请问收货地址是不是写错了？我们帮您改一下。"),
            Good("这不是您的错，我们马上给您补发。"),
            Good("人为损坏不在保修范围内，我们可以帮您联系付费维修。"),
            Good("It is not your fault, we will send a new one today.", lang="en"),
        ),
        bad=(
            Bad("⟦是您装反了还怪我们⟧。"),
            Bad("⟦是您自己填错了⟧。"),
            Bad("⟦谁让您不看清楚尺码⟧。"),
            Bad("⟦您这是人为造成的⟧。"),
            Bad("⟦You should have read the size chart⟧.", lang="en"),
        ),
        find=_acts("blame", _MORE_BLAME_ZH, BLAME, _NOT_BLAME_ZH, NOT_BLAME, _LET_US_SOLVE),
    ),
    Rule(
        id="politeness.impatience.tone",
        check="politeness.impatience",
        langs=("zh", "en"),
        severity="error",
        message=Bilingual(
            zh="“{text}”听起来不耐烦，顾客会觉得您不想理他。",
            en="“{text}” sounds impatient, as if the buyer were in the way.",
        ),
        why=Bilingual(
            zh="一句不耐烦的话，常常换来一个差评；请平静地再说明一次。",
            en="One impatient sentence often ends in a bad review; explain it calmly once more.",
        ),
        source=_SOURCE,
        good=(
            Good("您随便问，问清楚了再买。"),
            Good("我再为您说明一下退货的步骤。"),
            Good("让您久等了，真是抱歉。"),
            Good("您还想了解哪方面的信息？您要不要看看别的颜色？"),
            Good("That must be annoying, and we will solve it today.", lang="en"),
        ),
        bad=(
            Bad("⟦不是都说了吗⟧？"),
            Bad("⟦您烦不烦⟧，都在路上了。"),
            Bad("⟦我都解释三遍了⟧，点右上角就能保存。"),
            Bad("⟦I already told you⟧.", lang="en"),
        ),
        find=_acts("rude", _MORE_RUDE_ZH, IMPATIENCE, _NOT_RUDE_ZH, INNOCENT, _EXPLAIN_AGAIN),
    ),
)
