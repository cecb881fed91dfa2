"""Whether an English clause orders the buyer to do something: a bare verb, or “you must …”.

A clause is an order when it begins with the bare form of a verb that has something to act on, and
nothing in its sentence softens it. Names of things that look alike (return shipping, order A-1001)
and set phrases (take care, feel free) are none.
"""

from __future__ import annotations

import re
from functools import cache

from tutor.check.english import third_only, verbs

_LEAD = r"(?:(?:and|then|so|now|first|second|secondly|next|finally|also|just|simply|only|ok|okay|well|but|or|yes|no|sure|fine|right|good|thanks|thank you|hello|hi|hey|again|sorry|hurry up|quickly|today|tomorrow|meanwhile|otherwise|maybe|after that|for (?:now|this|that)|in that case|in this case)(?:[,:] *| +)|(?!sorry|please|thank)[a-z]+, )*"
# Verbs that order with any object, or with none.
_DIRECT = r"(?:send|give|gimme|tell|show|provide|fill|contact|upload|look|ask|confirm|reply|choose|submit|attach|forward|describe|explain|wait|hurry|answer|talk|speak|try|go|click|tap|restart|reset|download|install|delete|measure|remove|return|use|drop|pick|bring|sign|read|check|write|call|pay|cancel|collect|file|prepare|accept|respond|visit|change|update|follow|take|put|keep|get|buy|message|email|post|ship|stop|come|leave|make|do(?! not)|be|press|push|select|scroll|unplug|reinstall|reboot|repeat|hold|remember)"
_MORE = "wipe|rinse|dry|soak|press|push|pull|plug|unplug|scan|screenshot|film|photograph|select|log|wrap|seal|print|stick|glue|cut|tear|throw|cook|heat|iron|stretch|tighten|loosen|lift|hang|store|rotate|swipe|enter|type|copy|paste|search|find|compare|count|weigh|mark|cross|notify|inform|remind|verify|correct|edit|withdraw|reject|decline|speak|email|scroll|subscribe|recharge|insert|eject|assemble|attach|detach|replace|exchange|dispute|shake|hold|turn|open|close|start|test|clean|wash|charge|switch|pack|hand|hide"
_OBJECT = r"(?:(?:me|us|it|them|this|that|these|those|the|a|an|your|our|my|his|her|another|some|all|any|one|both|two|here|there|again|back|yourself|in|out|up|on|off|down|now|immediately|today|tomorrow|first|with|to|at|by|from|before|only)\b|\d|$)"
_DIRECT_AFTER = r"(?! (?:is|are|was|were|will|has|have|can|cost|costs|of|takes?|hours|number|date|days|fees?|shipping|label|policy|window|address|status|id|no\b|details|total|confirmation|service|page)\b)(?! [a-z]*\d)(?! ?#)(?! [a-z]{0,4}-\d)(?![-:'])"


@cache
def _bare() -> re.Pattern[str]:
    # With every verb in it, it takes a tenth of a second to build: the first English reply pays.
    bases = "|".join(sorted((base for base in verbs() if len(base) > 2), key=len, reverse=True))
    return re.compile(
        rf"^{_LEAD}(?<!no )(?P<order>(?:(?:do not|don't|never|always) )?(?:{_DIRECT}\b{_DIRECT_AFTER}(?: {_OBJECT}|(?= [a-z]+)| ?$|(?=[,.]))|(?:{bases}|{_MORE})\b(?![-:'])(?! [a-z]{{0,4}}-\d) {_OBJECT}))"
    )


_MUST = re.compile(
    rf"^{_LEAD}(?:(?:unfortunately|therefore|then|in this case|for (?:a|the) \w+|first|as i said|before \w+ \w+)[, ]+)?(?P<order>you (?:really |also |now |first |still |just |always )?(?P<modal>must(?: not)?|have to|need to|(?:had|'d) better|have got to|are required to|'ve got to|got to|gotta|shall|are to))\b (?!be (?!patient|careful|quick|at home|there|present)|have\b|feel|see|hear|know|understand|not worry|worry|only|like|love|think|want|admit|agree)"
)
# The postage you must pay by yourself: the thing first, then the order.
_THING_FIRST = re.compile(
    r"^(?:(?:and|but|so) )?(?P<thing>(?:the|this|these|all)(?: [a-z]+){1,3}) (?P<order>you (?P<modal>must|have to|need to)) (?!know|be)[a-z]+(?: (?:(?:by )?yourself|first|back))$"
)
_HAVE_TO_REACH = re.compile(r"^(?:be over|pay (?:nothing|only|just))\b")
# Return labels are on the page, order 22 is being packed: the word is the noun of a statement.
_NOUN_FIRST = re.compile(
    r"[a-z]+(?: (?!(?:me|us|it|them|the|a|an|your|our|my|this|that|these|those|and|or|to|if|whether|which|what|who|where|when|how|until|till|while|before|after|because|so|then)\b)[\w-]+){0,3} (?:is|are|was|were|will|would|could|should|must|has|have|can|may|might|does|did|cannot|can't|isn't|aren't|costs?|means?|goes)\b"
)
_IDIOM = re.compile(
    r"^(?:(?:ok|okay|so|and|but|then|just|well|now)[, ]+)*(?:(?:take|have) (?:a |another )?(?:deep )?(?:breath|pick)|take your pick|try not to|(?:just )?say the word|hang (?:in there|on)\b|be (?:easy|as)\b|stay (?:with (?:me|us)|there|put)|don't (?:go away|log off|leave the chat|forget (?:it|the \w+)$)|put it out of|leave (?:it|this|that|the \w+) to (?:us|me)\b|save your money|choose as|bring your friends|give (?:us|me) another (?:try|chance)|give (?:us|me) (?:half an?|fifteen|twenty|thirty|until|till|a (?:day|bit|little)|another|a chance)\b|send (?:it|them|that) my way|come (?:round|over|by|along)|(?:return|refund|order|request|exchange|claim) \w+ed\b|do (?:ask|bear|report|bookmark|think|tell|write|try|let|have|visit|keep|check|note|take|send)\b|maybe\b|buy \w+ and get|swap (?:the \w+ )?and see|then wait forever|let\b|have\b(?! (?:your|the) \w+ (?:\w+ )?(?:ready|at hand|checked|repaired))|go ahead|be quick\b|keep it\b(?! (?:in|on|under|away|dry|out|clean|warm|off|with))|tell (?:me|us) how (?:it|you)|(?:please )?give (?:me|us) (?:a|one|two|five|ten|just a|\d+) (?:\w+ )?(?:moment|minute|minutes|second|seconds|sec)\b|do not (?:need|have|fit|mean|know|think)|don't (?:need|have|fit|mean|know|think)|forget (?:it|about)|feel free|don't (?:worry|hesitate|forget that|be (?:upset|sad|worr(?:y|ied)|shy|afraid|angry|mad|nervous|scared|sorry|disappointed|concerned|stressed|alarmed)|mention)|do not (?:worry|hesitate|be (?:upset|sad|worr(?:y|ied)|afraid|angry|nervous))|never mind|rest assured|have an?\b|take (?:care|all the time|as much|your time|it easy|good care)|enjoy|allow|thank|see (?:you|below|above|attached)|look(?:ing)? forward|keep (?:in (?:mind|touch)|up|well|safe|warm|enjoying)|make yourself|get (?:well|back)|wait no more|wait, |excuse|forgive|pardon|welcome|good|best|come back|visit us|be assured|be well|note\b|order \d+\b|order (?:number|id|no|status|confirm\w*|date|total|placed|details|received|(?:#|no\b|[a-z]*-?\d))"
    r"|check[- ](?:out|in)\b|change of|return (?:and|or|,|shipping|postage|freight|costs?|form|policy|window|label|address|is|period|fees?|within)|email (?:address|us)|contact us|message us|write (?:to )?us|call (?:us|it)|ask us|tell us (?:if|any ?time|when)|send us a (?:message|line|note)|drop (?:us|me) a|get in touch|reach|place of|post office|open (?:box|hours|from|until|till|on|daily|every)|use by|contact with|use of|place\b.{0,12}\b(?:is|was)|pay(?:ment|pal)|make sure we|find (?:attached|below|enclosed|here)|hope|wish|glad|happy|appreciate|understand|need\b|mean|love|like|want|regret|apologi[sz]e|believe|think|know|guess|got|remember me|stay (?:safe|tuned|warm|healthy|well)|be (?:happy|safe)|do (?:you|we|i|they|let|come|have a)|may|might|help (?:is|us)|leave it (?:to|with) (?:us|me)|count on|trust|say hello|give (?:my|our|him|her) |consider it done|expect|promise|thanks|come and|suppose|seem|cost|read more|work|track(?:ing)?\b.{0,20}\b(?:shows|is|says)|mind|treat yourself|include|contain|start(?:ing|s)? (?:from|at)|fit|match|show(?:s|ing)|cover|deal|claim|list|display|detail|state|set of|sort|fail|stock|supply|support|request|offer|return(?:s|ed|ing)|result|cheers|bye|test|last|end)\b"
)
_SOFT = re.compile(
    r"\bplease\b|\bpls\b|\bplz\b|\bkindly\b|\b(?:could|can|would|will|may|might) (?:you|we|i)\b|\bif you\b|\bif (?:it|the|your|there|any|possible|not|so|that|this|needed|necessary)\b|\bunless\b|\bin case\b|\bonce\b|\bwhen (?:it|the|your|you|they)\b|\bafter (?:it|the|you|that,? you)\b|\bwould you mind\b|\bfeel free\b|\byou (?:can|could|may|might)\b|\bsuggest\b|\brecommend\b|\badvise\b|\bwe(?:'d| would) (?:appreciate|be grateful|like)\b|\bhappy to\b"
    r"|^(?:\w+,? )?(?:to|for) (?:get|receive|return|start|apply|claim|request|help|do|use|change|cancel|find|check|see|open|reset|connect|track|make|turn|clean|remove|avoid|keep|set|install|wash|pair|switch|activate|register|choose|measure|pay|best|a|the|your)\b.{0,40},|\bwhen(?:ever)? you\b|\bwith pleasure\b|\ball you (?:need|have)\b|\bonly need to\b|\bjust need to\b|\bhelp us\b|\bdon't worry\b"
)
# Press the button, and the light turns on: what follows makes it a condition.
_THEN = re.compile(
    r"^and (?:i|we|you|they|our|my)(?: |'ll|'d)|^(?:and |then )+(?:the|it|your|a|everything)\b.{0,24}\b(?:'ll|will|turns?|starts?|opens?|goes|shows?|lights?|appears?|works?|comes|moves|stops|is|are|can|see)\b"
)


# An order that asks in its tail, or that is the first of two things to choose from.
_TAIL = re.compile(r"(?:^|, )(?:would|could|can|will) you\W*$|^please\b")
_RELIEF = re.compile(
    r"\b(?:no need|no return|no [a-z]+ (?:is |are )?(?:needed|required|necessary)|not necessary|(?:don't|do not) (?:have|need) to|needn't|if you like|as you like|whichever you)\b"
)


def asks_in_its_tail(following: str) -> bool:
    """Whether what follows an order makes it a request: …, would you? …, please."""
    return _TAIL.search(following) is not None


def relieves(sentence: str) -> bool:
    """Whether the sentence takes something off the buyer: throw it away, no return needed."""
    return _RELIEF.search(sentence) is not None


# We will refund you today, and send the label tomorrow: the verb has its subject before.
_SUBJECT_BEFORE = re.compile(
    r"\b(?:we|i|they|he|she|it|who|(?:our|the|my|your) [a-z]+)(?: also| then| both| now)? ?(?:'ll|'d|will|can|could|shall|would|may|must|should|might|have to|has to|need to|needs to|(?:am|are|is|'m|'re) (?:going|able|happy|ready) to|did|do|does|want to|plan to|try to)\b|\b(?:want|need|like|prefer|have) to\b|\blet me\b|\bto [a-z]+ [^,.]*$"
)
_JOINED = re.compile(r"^(?:and |then |or |and then |but )|^[a-z]+ (?:it|them|you|the|a|your)\b")


def shares_subject(before: str, words: str) -> bool:
    """Whether a clause goes on with the subject that stands earlier in its sentence."""
    return (
        bool(before.strip())
        and _SUBJECT_BEFORE.search(before) is not None
        and _JOINED.search(words) is not None
    )


# Bring updates the page: a carrier whose name looks like a verb, with its own verb after it.
_NAME_AND_VERB = re.compile(r"[a-z]+ (?P<verb>[a-z]+s) (?:it|them|the|your|this|every|each)\b")


def _opens_with_name(words: str) -> bool:
    match = _NAME_AND_VERB.match(words)
    return match is not None and match["verb"] in third_only()


def order_in(words: str) -> re.Match[str] | None:
    """The order that a clause gives: its group "order" begins where the verb does, "modal" is what obliges."""
    must = _MUST.search(words) or _THING_FIRST.search(words)
    if must is not None:
        return None if _HAVE_TO_REACH.search(words[must.end("modal") :].strip()) else must
    bare = _bare().search(words)
    if (
        bare is None
        or _NOUN_FIRST.match(words[bare.start("order") :])
        or _IDIOM.search(words[bare.start("order") :])
        or _IDIOM.search(words)
        or _opens_with_name(words[bare.start("order") :])
    ):
        return None
    return bare


def is_soft(words: str) -> bool:
    """Whether a polite word, a condition or a purpose stands in the words."""
    return _SOFT.search(words) is not None


def follows_from(words: str) -> bool:
    """Whether a clause says what the order before it leads to."""
    return _THEN.search(words) is not None
