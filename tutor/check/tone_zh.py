"""Which clauses of a Chinese reply accuse the buyer or show annoyance."""

from __future__ import annotations

import re

from tutor.check.pieces import buyer_of, plain, sentence_of, words_of
from tutor.domain import Clause, Context, LearnerText, Reading
from tutor.understand.grave_zh import blames_by_words, rude_by_words

_DISBELIEF = re.compile(
    r"^(?:这|那|绝对|根本|怎么可能|这怎么可能|怎么会呢?|您?开玩笑吧)*(?:不可能(?:吧|的|啊)?|怎么可能(?:呢|啊)?)$"
)
_LEFT_OUT = re.compile(
    r"^(?:因为|由于)?(?:您|你)(?:自己|当时|下单时)?(?:没(?:有)?|不)(?:填|写|留|选|说|提供|给|看|注意|检查|接|核对|签收|回复|取件|来取|同意)"
)
_THEREFORE = re.compile(
    r"^(?:所以|才|结果|导致|就|当然|这才|(?:快递|包裹|货|我们)(?:当然|自然|只能|只好|也没(?:有)?办法|没(?:有)?办法))"
)
# A plain question about the cause accuses nobody; 怎么不 does.
_ACCUSES_IN_A_QUESTION = re.compile(
    r"怎么(?:不|没|会|能|现在)|为什么(?:不|没)|干嘛|谁让|谁叫|怪谁|怨谁|拿错|看错"
)
# 您看错了没关系, 没写门牌也能改: what is forgiven at once is no reproach.
_FORGIVEN = re.compile(
    r"(?:^|[，也都您])没关系|没事|不要紧|别担心|不用担心|不用在意|(?:也能|也可以|可以帮您)(?:改|换|退|查)"
)
_WONDERS = re.compile(
    r"(?<!谁)让.{1,4}自己|自己(?:选择|决定)|(?:是不是|有没有|是否|可能|也许|或许|会不会).{0,12}|我们?(?:自己)?的(?:错|问题|责任)|(?:不在|不属于|超出|除外)|^因为是?人为"
)


def sounds_rude(words: str, around: str = "") -> bool:
    """Whether the words of a clause are annoyed or dismissive; `around` is their sentence."""
    return rude_by_words(words, around)


# 您要是早点付款，就不会涨价了: what would have helped reproaches as well.
_IF_ONLY = re.compile(r"^(?:您|你)(?:要是|如果|当时|当初)+[^，]{0,6}(?:早|提前|先|仔细|认真|小心)")
_WOULD_HAVE = re.compile(r"(?:也|那)?(?:就不会|就没|就好了|不就|就能赶上)")


# 不用寄回来了，您自己处理吧: the goods are given away, nobody is sent off.
_LEFT_TO_YOU = re.compile(r"自己(?:看着)?(?:处理|处置|留|扔|丢|用)")
_STAYS = re.compile(
    r"(?:不用|不必|不需要?|无需|无须|不要|别)(?:再|您|你|给我们|麻烦|特意|专门|花钱)*(?:寄|退|还|送|邮)(?!款|钱)"
    r"|送(?:给)?(?:您|你)(?:了|吧|用)|留给(?:您|你)|归(?:您|你)"
)
# 我查了一下，您下单时选的就是灰色: looked up and told, or told with help, it is a fact and no reproach.
_CHOSE = re.compile(r"(?:选|填|写|拍|买|留)的就是")
_LOOKED_UP = re.compile(
    r"(?:查|看|核对|确认|核实)(?:了|过|到)|(?:系统|后台|订单|记录)[^，。]{0,6}(?:显示|写)|抱歉|对不起|不好意思"
    r"|(?:帮|给|为|替)(?:您|你)[^，。]{0,6}(?:换|改|退|补|重)|可以[^，。]{0,6}(?:换|改|退)"
)


# 您要是不信就别买: the condition itself sends the buyer away.
_SENT_AWAY = re.compile(
    r"(?:不信|不相信|嫌[^，]{1,3}|不满意|不喜欢|不放心|等不了|等不及|不想等|不乐意|不愿意|有意见)(?:的话)?(?:您|你)?(?:那?就|就?可以)?(?:别(?:买|要|等|来|问)|去别|找别|拉倒|算了|退(?:了|掉)?(?:吧|好了|呗|就是))$"
)


def is_rude(clause: Clause, text: LearnerText, reading: Reading, context: Context) -> bool:
    """Whether a clause shows annoyance. What accuses is blame, even where the tone is rude too."""
    words = words_of(clause, text).strip(" .")
    if clause.conditional and not _SENT_AWAY.search(words):
        return False
    if _accuses(words) and not clause.question:
        return False
    if _LEFT_TO_YOU.search(words) and _STAYS.search(plain(text)):
        return False
    return rude_by_words(words, _around(clause, text, reading)) or _doubts(words, context)


def is_blame(clause: Clause, text: LearnerText, reading: Reading) -> bool:
    """Whether a clause puts the fault on the buyer."""
    words = words_of(clause, text).strip(" .")
    if clause.question and not _ACCUSES_IN_A_QUESTION.search(words):
        return False
    if clause.conditional:
        following = _following(clause, text, reading)
        return bool(
            _IF_ONLY.search(words) and (_WOULD_HAVE.search(words) or _WOULD_HAVE.match(following))
        )
    if _WONDERS.search(words) or (_CHOSE.search(words) and _LOOKED_UP.search(plain(text))):
        return False
    if _names_a_cause(clause, text, reading):
        return True
    return _accuses(words) and not _FORGIVEN.search(_around(clause, text, reading))


def _accuses(words: str) -> bool:
    return blames_by_words(words) and not _WONDERS.search(words)


def _around(clause: Clause, text: LearnerText, reading: Reading) -> str:
    sentence = sentence_of(clause, reading)
    return plain(text)[sentence[0].span.start : sentence[-1].span.end]


def _doubts(words: str, context: Context) -> bool:
    """不可能吧, said to a buyer who reports a fault, calls the buyer a liar."""
    buyer = buyer_of(context)
    return buyer is not None and (buyer.fault or buyer.upset) and bool(_DISBELIEF.search(words))


def _names_a_cause(clause: Clause, text: LearnerText, reading: Reading) -> bool:
    """您没填门牌号，所以送不到: what the buyer left out is named as the cause."""
    return (
        not clause.question
        and bool(_LEFT_OUT.search(words_of(clause, text)))
        and bool(_THEREFORE.search(_following(clause, text, reading)))
    )


def _following(clause: Clause, text: LearnerText, reading: Reading) -> str:
    """The next clause of the sentence, "" where there is none."""
    sentence = sentence_of(clause, reading)
    at = sentence.index(clause)
    return words_of(sentence[at + 1], text) if at + 1 < len(sentence) else ""
