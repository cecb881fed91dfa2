"""What learners' English does for a buyer in its own words: money sent, deeds in the present, offers.

All patterns read lower case with straight apostrophes.
"""

from __future__ import annotations

import re

_SUM = r"(?:[$€£¥₹]\s?\d[\d.,]*|(?:[a-z]{3}|rs\.?) ?\d[\d.,]*\d|\d[\d.,]* (?:dollars?|euros?|pounds?|rupees?|pesos?|baht|ringgit|rupiah|dong|yuan|rmb|kroner|kronor|dirhams?|francs?|rubles?|yen|won|lira|rand|naira|shillings?|cents|usd|eur|gbp|cny|inr|sgd|myr|idr|thb|vnd|php|zar))"
_MONEY = rf"(?:(?:the|your|a|an|this|that|all(?: of)? (?:the|your)|half(?: of)? (?:the|your)) )?(?:full |whole |remaining |missing |partial )?(?:money|refund|difference|amount|payment back|sum|compensation|{_SUM})"
_ANEW = r"(?:(?:a|an|the|your|another|one|two|three|\d+) )?(?:(?:brand )?new(?! (?:link|form|invoice|catalogu?e|photo|picture|video|message|email|price|quote|offer))|replacement|missing|correct|right|second|spare) ?\w*"
_NOW = r"(?: just| already| also| now| then| today| gladly)*"

# I have just sent the 300 rupees to your account; we paid you 20 dollars back.
_PAID = re.compile(
    rf"\b(?:i|we)(?:'ve| have)?{_NOW} (?:sent|paid|transferred|returned|wired|refunded|credited|given) (?:(?:you|it) )?(?:back )?(?:{_MONEY})\b(?! (?:for|of) (?:the|an?) (?:courier|customs|carrier|invoice))(?!.{{0,20}}\bto (?:the (?:courier|carrier|customs|supplier)|customs)\b)"
    rf"|\b{_MONEY} (?:has|have|was|were|is|are)(?: now| already| just)* (?:been )?(?:sent|paid|transferred|returned|wired)(?: back)? (?:back|to your|to you|today|yesterday|this morning)\b"
)
_SENT_ANEW = re.compile(
    rf"\b(?:i|we)(?:'ve| have)?{_NOW} (?:sent|posted|shipped|mailed|packed) (?:you )?{_ANEW}\b"
)
# I'd like to give you 3,000 rupees back: a wish that is an offer.
_WISHES = re.compile(
    r"\b(?:i|we)(?:'d like| would like| want) to(?: also| just| still)? (?:give|send|offer|refund|return|replace|exchange|repair|compensate|make (?:it|this|that) (?:up|right))\b(?! you (?:a |an |the |some )?(?:\w+ )?(?:photos?|pictures?|link|video|advice|tip|form|list))(?! to\b)"
)
# OK, I exchange it for you: the present of a learner who does it now.
_FRAME = r"^(?:(?:and|ok|okay|yes|sure|so|then|now|fine|of course|no problem|sorry|alright|all right|certainly|no worries|first|also)[ ,!.]+)*"
_PRESENT_I = re.compile(
    rf"{_FRAME}i{_NOW} (?:(?:exchange|replace|refund|cancel|change|repair|reship|resend) (?:it|them|you|this|that|both|the|your|for you)\b|(?:send|give|offer|post|ship|pay) (?:you )?(?:(?:back )?{_MONEY}|{_ANEW}|(?:a|an|another) (?:\w+ )?(?:coupon|voucher|discount))\b)(?! (?:every|each|usually|always|normally)\b)"
)
_PRESENT_WE = re.compile(
    rf"{_FRAME}we{_NOW} (?:(?:exchange|replace|refund|cancel|change|repair|reship|resend) (?:it|them|you|this|that|both)\b|(?:send|give|post|ship|pay) (?:you )?(?:(?:back )?{_MONEY}|{_ANEW}|(?:a|an|another) (?:\w+ )?(?:coupon|voucher))\b)(?=.{{0,30}}\b(?:for you|today|now|tomorrow|at once|right away|immediately|for free|free of charge|as an apology|this (?:morning|afternoon|week)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)"
)
_RULE = re.compile(r"\b(?:within|usually|always|normally|every|each|never|only|not)\b|n't\b")

# How about a coupon of five euros? What about a full refund?
_REMEDY_ASKED = re.compile(
    rf"^(?:so |then |and |or |ok |well )*(?:how|what) about (?:i |we |if (?:i|we) )?(?:(?:send|give|refund|offer|replace|exchange)\w* .*|(?:an? )?(?:(?:full|partial|small|free|extra|\w+%|[\d.,]+) )*(?:coupon|voucher|refund|replacement|exchange|discount)s?\b.*|{_ANEW}(?: for free)?|{_MONEY} back\b.*|{_SUM}.*)$"
)

# You want to wait or you want a refund?
_CHOICE = re.compile(
    r"^(?:so |and |then |ok |now )*you (?:want|prefer|like|would like|'d like|need|choose)\b.*\bor\b"
)

# Please write me if the new invoice has any problem.
_WRITE_IF = re.compile(
    r"(?:^|[,;:] )(?:(?:please|just|and|so|but|kindly|then|also|you can|you may) )*(?:write|contact|message|ask|tell|call|email|e-mail|inform|text|reach|reply|ping|come back|let)(?: back)?(?: to| out to)?(?: (?:me|us))?(?: know| again| here| directly| any ?time| immediately)* (?:if|when|whenever|in case|should) (?=(?:you|there|anything|something|it|that|this|they|the|your|any)\b)(?=.{0,60}\b(?:problems?|questions?|trouble|issues?|doubts?|wrong|help|happens?|comes? up|unclear|not (?:work|arrive|fit)|(?:doesn't|does not|don't|do not) (?:work|arrive|fit|come|turn)|needs?)\b)(?!.*\b(?:or|which|size|colou?r)\b)"
)


def gives_or_mends(text: str) -> bool:
    """Whether a clause sends money or new goods, or says in the present or as a wish that it does."""
    if _PAID.search(text) or _SENT_ANEW.search(text) or _WISHES.search(text):
        return True
    present = _PRESENT_I.search(text) or _PRESENT_WE.search(text)
    return present is not None and _RULE.search(text) is None


def offers_a_remedy(question: str) -> bool:
    """Whether a question is an offer: how about a coupon?"""
    return _REMEDY_ASKED.search(question) is not None


def keeps_the_door_open(sentence: str, end: int) -> bool:
    """Whether the clause that ends at `end` asks the buyer to write should something go wrong."""
    asked = _WRITE_IF.search(sentence)
    return asked is not None and asked.start() < end - 2


def gives_a_choice(question: str) -> bool:
    """Whether a question in the order of a statement lets the buyer choose."""
    return _CHOICE.match(question) is not None
