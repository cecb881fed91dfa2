"""Who bears a cost, as a reply puts it: the shop or the buyer."""

from __future__ import annotations

import re
from typing import Literal

from tutor.domain import Lang

Payer = Literal["shop", "buyer"]

_ZH_PAY = r"(?:付|交|出|掏|花|承担|支付|负担|负责|报销|垫)"
_ZH_SHOP = r"(?:我们?|我们?店|本店|店里|店铺|小店|卖家|商家|我方|我司|公司)"
_ZH_BUYER = r"(?:您|你|您们|贵司|贵公司|买家|买方|顾客|客户|收件人|收货人|自己)"
_EN_BUYER = r"(?:you|the (?:buyer|customer|receiver|recipient|importer|consignee))"
_EN_PAY = r"(?:pay|cover|bear|carry|take care of|take over|take on|absorb|reimburse|settle)"
# The buyer is freed of the cost; looked for first, since it names the buyer as well.
_FREE: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(
        rf"(?:不(?:用|该|应该|需要?|必|要|会让|让|收|花)|无需|没有?让|哪(?:能|会)让)(?:再)?(?:{_ZH_BUYER}|任何|额外|多|再|另外)?.{{0,6}}(?:{_ZH_PAY}|钱|费|分)"
        r"|一分钱?(?:也|都)?不|(?:不要|不收|不花)钱|免费|包(?:邮|税|运费)|免(?:运费|邮|税)|白送"
    ),
    "en": re.compile(
        rf"\b{_EN_BUYER} (?:do not|don't|won't|will not|needn't|need not|never|shouldn't|should not) (?:\w+ ){{0,3}}(?:{_EN_PAY}|spend)\b"
        r"|\b(?:cost|costs|costing|charge|charges|charged) you (?:nothing|no|not)\b|\b(?:pay|paying|owe) (?:us )?nothing\b"
        r"|\b(?:won't|will not|doesn't|does not|not) (?:\w+ )?cost you\b|\bnothing (?:for you )?to pay\b|\b(?:free of charge|for free|is free|are free|it's free|at no (?:extra )?cost|no charge|prepaid)\b"
        r"|\bwithout (?:any )?(?:cost|charge)\b|\bnot? (?:have to|need to) (?:pay|spend)\b|(?:not|n't) (?:come |go )?(?:out of|from) your pocket\b"
    ),
}
_SHOP: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(
        rf"(?:由|归|让)?{_ZH_SHOP}(?:这边|会|来|全部?|都|自己|帮[您你]|替[您你]|给[您你])*{_ZH_PAY}(?!了)"
        rf"|(?<!不)(?:算|归|是|包在|记在){_ZH_SHOP}(?:的|头上|身上|账上|这边)|{_ZH_SHOP}(?:来|包了|全包|买单)(?:$|[，。,.!！;；])"
    ),
    "en": re.compile(
        rf"\b(?:we|i|the shop|our (?:shop|company|side))(?:'ll| will|'re| are|'m| am| can| would|'d)?(?: \w+ly| also| gladly| of course| going to| happy to)* (?:{_EN_PAY}s?|paying|covering)\b(?! attention)"
        r"|\b(?:is|are|'s|be|goes|go|comes) (?:all |entirely |fully )?(?:(?:on|to) us|on our (?:neck|shoulders|bill|account|head))\b|\b(?:is|are|'s|be) (?:all )?ours\b|\bour (?:cost|expense|treat|side|account|responsibility|business|affair)\b|\b(?:paid|covered|borne|taken) (?:over )?by us\b|\bat our\b|\b(?:we|i)(?:'ll| will)? take (?:it|that|this|them)(?: (?:on|upon) (?:us|ourselves))?\W*$"
    ),
}
_BUYER: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(
        rf"(?:由|归|请|麻烦|让|要)?{_ZH_BUYER}(?:自己|这边|自行|来|先|还?需要|还?得|要|应该|那边)*{_ZH_PAY}|(?:算|归|(?:费|税|运费|钱|款|关税).{{0,4}}是){_ZH_BUYER}(?:的|自己|这边|负责)|归{_ZH_BUYER}|自(?:理|付|费)"
        rf"|{_ZH_SHOP}(?:这边)?(?:是)?(?:不|没办法|没法|无法|不能|不会|付不|出不)(?:能|会|给|帮[您你]|替[您你])?(?:{_ZH_PAY}|了)|{_ZH_PAY}不了"
    ),
    "en": re.compile(
        rf"\b{_EN_BUYER}(?:'ll| will| would|'d| need| have| has| must| should| only| just)*(?: to)?(?: have to| need to)? {_EN_PAY}s?\b"
        r"|\b(?:is|are|'s|be|goes|go) (?:on|to) you\b|\b(?:is|are|'s|be) (?:all )?yours\b(?! to keep)|\b(?:on|by|at|from) (?:your|the buyer'?s|the customer'?s|the importer'?s) (?:own )?(?:side|cost|expense|account|pocket)\b|\b(?:paid|covered|borne) by (?:you|the (?:buyer|customer|receiver|recipient|importer|consignee))\b"
        r"|^(?:the |it's the |it is the )?(?:buyer|customer|importer|receiver|consignee)(?:'s)?(?: side)?\b|\b(?:we|i) (?:do not|don't|cannot|can't|can not|won't|will not|are not able to) (?:\w+ )?(?:pay|cover|bear)\b"
    ),
}


def payer(words: str, lang: Lang) -> Payer | None:
    """Who bears the cost that a clause (folded) speaks of; None when it does not say."""
    if _FREE[lang].search(words):
        return "shop"
    if _BUYER[lang].search(words):
        return "buyer"
    return "shop" if _SHOP[lang].search(words) else None
