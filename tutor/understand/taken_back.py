"""Whether a reply takes back what an earlier one offered."""

from __future__ import annotations

import re

from tutor.domain import Lang
from tutor.text.normalise import fold
from tutor.text.script import to_simplified

# Owned up to: what was said before does not hold.
_CORRECTS_ZH = re.compile(
    r"(?:刚才|刚刚|之前|上面|前面|上一条|我|跟您)(?:[^，。!?]{0,4})?(?:说|写|讲|算|答应|看|记|查|弄|搞|理解)(?:错|得不对|得不准)|(?:收回|更正|纠正)(?:一下)?(?:刚才|我|之前|上面)?|(?:刚才|之前|前面)(?:说|答应|提|讲)(?:的|过)?[^，。!?]{0,12}(?:不能|不行|不可以|没办法|无法|做不到|办不了|不算|取消|不对)"
)
_SORRY_ZH = re.compile(r"不好意思|抱歉|对不起|刚(?:刚|才)?(?:又|去)?(?:查|看|问|核实|确认)")
# Why a remedy cannot be had after all.
_CANNOT_ZH = re.compile(
    r"卖完|售完|没(?:有)?货|缺货|断货|停产|没有库存|没库存|不(?:再)?(?:生产|做)了|(?:不能|没办法|无法|没法|不可以|不允许|做不到|不给)[^，。!?]{0,6}(?:补|重发|再发|寄|换|退|赔|送|优惠|便宜|减|免|给您这么|那么多)|(?:补|发|寄|换|退|赔|送|减|免|办)不(?:了|成)|最多(?:只)?(?:能|可以)|只能(?:补|赔|给|退|送|优惠|减)|(?:超过|超出|过)了?[^，。!?]{0,8}(?:期|天|规定|上限|权限|额度)"
)
_CORRECTS_EN = re.compile(
    r"\b(?:i|we) (?:was|were) (?:wrong|mistaken)\b|\b(?:i|we) (?:made a mistake|misspoke|misread|promised too much|spoke too soon|offered (?:something|what))\b|\b(?:i|we)(?: (?:must|have to|need to|am|are)|'m|'re|'ll)? (?:take|taking|took) (?:(?:that|it|this|my (?:offer|word)) )?back\b|\b(?:my|our) (?:earlier|last|previous|first) (?:offer|message|promise|answer|reply)\b[^.!?]{0,30}\b(?:wrong|mistake|not|cannot|can't)\b|\bwhat i (?:said|offered|promised|wrote)\b[^.!?]{0,24}\b(?:wrong|mistake|not|cannot|can't|isn't)\b|\b(?:let me|i (?:must|have to|need to)) correct\b"
)
_SORRY_EN = re.compile(
    r"\b(?:sorry|apologi[sz]e|apologies|i(?:'ve| have)? (?:just )?(?:checked|asked|looked))\b"
)
_CANNOT_EN = re.compile(
    r"\b(?:sold out|out of stock|no longer (?:made|available|in stock|produced)|discontinued)\b|\b(?:cannot|can't|can not|could not|couldn't|unable to|not able to|not allowed to|may not)\b[^.!?]{0,10}\b(?:send|ship|resend|replace|exchange|refund|take|offer|give|pay|accept)\b|\b(?:at most|no more than|the most (?:i|we) can|only (?:refund|pay|give|offer))\b"
)


def takes_back(raw: str, lang: Lang) -> bool:
    """Whether a reply owns up that something offered before cannot be done, zh or en."""
    words = to_simplified(fold(raw)).replace("\u2019", "'")
    if lang == "zh":
        corrects, sorry, cannot = _CORRECTS_ZH, _SORRY_ZH, _CANNOT_ZH
    else:
        words = words.lower()
        corrects, sorry, cannot = _CORRECTS_EN, _SORRY_EN, _CANNOT_EN
    if corrects.search(words):
        return True
    return sorry.search(words) is not None and cannot.search(words) is not None
