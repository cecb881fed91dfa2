"""What an English clause does: learners' English counts as much as correct English. The text is
folded (lower case)."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from .clauses import Stretch

_WE = r"(?:i|we|i'm|we're|i've|we've|i'll|we'll|i'd|we'd|our (?:team|warehouse|staff|manager|colleagues?|technician|shop|store)|my (?:colleagues?|manager|team)|the (?:warehouse|team|shop))"
_REMEDY = (
    r"(?:refund\w*|money back|reimburs\w+|pay(?:ing)? (?:you )?back|resend\w*|re-?send|reship\w*|re-ship\w*|replac\w+|exchang\w+|swap\w*|change (?:it|the|your)|cancel\w*|return\w*|take (?:it|them) back|coupon\w*|voucher\w*|discount\w*|credit\w*|compensat\w+|repair\w*|fix(?:ed|ing)?|escalat\w+|waiv\w+"
    r"|(?:new|another|missing|correct|right|free|second) (?:one|item|piece|pair|parcel|package|order|part|unit|product|gift|size)|sen[dt] (?:you )?(?:a |an |the |one |it )|give (?:you )?(?:a |an |some |back)|price (?:difference|match)|free shipping|store credit|partial|half)"
)
_REMEDY_RE = re.compile(r"\b" + _REMEDY)
_CHECK_VERB = r"(?:check(?:ing)?|look(?:ing)? (?:into|in to|up|at|for)|find(?:ing)? out|verif\w+|investigat\w+|confirm(?:ing)? (?:with|this|it|that|the)|ask(?:ing)? (?:the|our|my|with|them|him|her|about)|inquir\w+|enquir\w+|trac(?:e|ing|k|king)(?: (?:it|your|the|down))|see (?:what|where|if|whether|why|how)|review(?:ing)?|get(?:ting)? (?:an update|more information|the details)|contact(?:ing)? .{0,30}(?:to (?:find|check|see|ask|confirm|get)|for (?:an update|more|details|information))|make (?:an )?inquir|speak(?:ing)? (?:to|with) (?:the|our|my)|talk(?:ing)? (?:to|with) (?:the|our|my))"
_CHECK = re.compile(
    rf"\b(?:(?:{_WE}|let me|let us|allow me|going to|will|to)\b.{{0,30}}?\b{_CHECK_VERB}|^(?:just )?{_CHECK_VERB})"
)
_CHECKED = re.compile(
    r"\b(?:i|we)(?:'ve| have| just| already)*(?: also| now)? (?:checked|looked (?:into|up|at)|verified|reviewed|asked|confirmed|traced|tracked|found|investigated)\b|\b(?:i can|we can|i|we) see (?:that|your|it|the|in|on|from|here)\b|\baccording to\b"
)
_GREET = re.compile(
    r"^\W*(?:hello|hi|hey|dear|good (?:morning|afternoon|evening|day)|greetings|welcome)\b|\b(?:how (?:can|may) (?:i|we) (?:help|assist)|nice to meet you|(?:thank you|thanks) for (?:contacting|reaching|choosing|visiting) )|\bthis is \w+ (?:from|with|at|of)\b|\bmy name is\b|\bwelcome to\b|\bi (?:am|'m) \w+ from\b|\bhappy to (?:hear from|meet) you\b"
)
_THANK = re.compile(
    r"\b(?:thank(?:s|\s*you|ing)?|thankful|thx|many thanks|grateful|(?:i|we)(?: really| truly| do| greatly)* appreciate (?!if|it if)|appreciated)\b"
)
_CLOSE = re.compile(
    r"\b(?:good ?bye|bye|take care|have an? (?:\w+ )?(?:\w+ )?(?:day|weekend|evening|night|time|week|one|trip|holiday|afternoon|journey)|wish(?:ing)? you|best (?:regards|wishes)|kind regards|warm regards|regards|sincerely|yours (?:faithfully|truly)|cheers|see you|enjoy your|you(?:'re| are) (?:very |most )?welcome|my pleasure|all the best|happy shopping|no need to thank|glad (?:i|we) (?:could|can) help|happy (?:holidays|new year))\b"
)
_RELATION = re.compile(
    r"\b(?:feel free|(?:don't|do not|dont|not) hesitate|any ?time|let (?:me|us) know if (?:you|there|anything)|reach out|come back|look(?:ing|s)? forward to (?:serv|see|work|hear|welcom|your|cooperat|meet|do)\w*|hope (?:to (?:see|serve|work|hear|welcome|cooperate)|(?:you|we) (?:come|will see|can (?:serve|welcome)))|(?:any|more|other|further) (?:question|concern|problem|issue|help|doubt)s?.{0,40}(?:contact|write|message|ask|tell|let|reach|email|drop|reply|we are|we're|i am|i'm|here)|here (?:for you|to help|if you|24)|always (?:here|happy|available|welcome|glad)|anything else|(?:happy|glad|ready) to (?:answer|help)|come (?:and )?(?:visit|see|back)|whatever you need|(?:just )?(?:drop|send|leave|shoot|give) (?:me|us) a (?:line|message|note|call|shout)|(?:a|one) message away|(?:just |please )?(?:contact|write to|message|tell|ask|write|email|drop|ping) (?:me|us)(?: a (?:line|message))? (?:any ?time|again|if|whenever|directly|when)|visit (?:us|our (?:shop|store)) again|keep in touch|at your (?:service|disposal)|shop with us again|happy to help (?:you )?(?:with|if|any|again|further|more)|waiting for your (?:reply|answer|good news))\b"
)
_RELATION_IF = re.compile(
    r"^\W*(?:and |so |but )?(?:if|should|whenever|when) (?:you|there|anything).{0,30}\b(?:question|problem|help|concern|need|doubt|anything|issue|unclear|trouble)"
)
_APOLOGY = re.compile(
    r"\bsorry\b|\bapolog\w*|\bregret\b|\b(?:forgive|pardon|excuse) (?:me|us|our|my|the)\b|(?<!\bnot )(?<!n't )\b(?:our|my|the warehouse's|our \w+'s) (?:own )?(?:mistake|fault|bad|error|apologies|oversight|failure|slip)\b|\b(?:should (?:never|not)|shouldn't) have happened\b|\b(?:i|we) (?:really |truly |do )?feel (?:so |very |really |truly )?(?:bad|terrible|awful|ashamed) (?:about|for|that)|\b(?:we|i) (?:failed|dropped the ball|got it wrong|got this wrong|slipped up)\b|\bwe (?:made|have made|did make) (?:a|an|this|the) (?:\w+ )?(?:mistake|error)|\bwe (?:were|was|are) wrong\b|\b(?:we|i) (?:let you down|messed up|should have (?:told|informed|replied|checked|sent|packed|been))\b|\binexcusable\b"
)
_NOT_APOLOGY = re.compile(
    r"\b(?:don't|do not|no need to|needn't|why should (?:i|we)|not) (?:be |say |feel )?(?:sorry|apologi\w+)\b|\bsorry (?:but )?(?:what|could you|can you|may i|i (?:didn't|did not|don't|do not) (?:catch|understand|get|quite))\b|\bno regrets?\b|\bbetter safe than sorry\b"
)
_FEELING = r"(?:frustrat\w+|upset\w*|disappoint\w+|annoy\w+|worr\w+|angry|stress\w+|inconvenien\w+|concern\w*|difficult|hard|unpleasant|anxious|unhappy|sad|feel\w*|feeling|awful|terrible|upsetting|impatient|urgent|important|not (?:easy|nice|fun|pleasant)|bad|tough|exhausting|trouble|emotion\w*|mood|anger)"
_EMPATHY = re.compile(
    rf"\b(?:understand(?:s|ing)?|imagine|see|know|realis\w+|realiz\w+|appreciate|recogni[sz]e|hear|get|feel)\b.{{0,30}}\b{_FEELING}|\b(?:that|this|it|waiting|which) (?:must|sounds?|is (?:really|very|so|truly|certainly|indeed)|would|can|has to|could|may|does sound|'s).{{0,16}}\b{_FEELING}|\byou (?:must|have every right|are right|'re right|have the right|are quite right|may|might).{{0,12}}\b{_FEELING}|\b(?:i|we)(?: can|'d| would| do)?(?: also| too| fully| completely| totally| really)* (?:feel|be)(?: the same| just as)?.{{0,14}}\b(?:same|{_FEELING})|\b(?:don't|do not|dont|please don't|no need to|not to|needn't) (?:be )?(?:worr\w+|upset|angry|anxious|panic|stress)|\b(?:rest|be) assured\b|\bin your (?:place|shoes|position|situation)\b|\bif (?:it|that|this) (?:happened|happens) to me\b|\bhow (?:upsetting|frustrating|disappointing|worrying|annoying|you feel|you must feel)\b|\b(?:i|we)(?: can| do| completely| fully| totally| really| quite| absolutely)* understand(?: (?:you|that|your (?:point|situation|position|side|frustration)|completely|totally|how you feel|it))?(?: very well)?[.!]*$|\b(?:anyone|anybody|everyone|nobody|no one|most people|who) (?:would|wouldn't|will|likes?|wants?|should|enjoys?)(?: \w+){0, 3} ?(?:upset|angry|worried|annoyed|disappointed|frustrated|unhappy|happy|feel|like|wait|be|to)\b|\b(?:is|was|are|were) (?:not|never|hardly) (?:nice|easy|pleasant|fun|pleasing|okay|fair)(?: at all)?|\bi hear you\b|\bno wonder\b|\byou have (?:every|a|good|the) (?:right|reason)|\b(?:money|order|parcel|item|account|data|payment) (?:is|are|will be) safe\b|\byour (?:frustration|disappointment|concern|worry|anger|feelings?)\b"
)
_WAIT = re.compile(
    r"\b(?:please |kindly |just )?(?:wait|hold on|hang on|bear with|be patient|one (?:moment|second|sec|minute)|(?:a|just a) (?:moment|second|sec|minute|few (?:minutes|seconds))|give (?:me|us) (?:until|(?:a|one|two|some|five|ten|\d+|a few|another)(?: more)? ?(?:moment|minute|second|sec|hour|day|time|bit|while)s?)|allow (?:me|us) (?:a|some|one|two|few|\d))\b"
)
_NOT_WAIT = re.compile(
    r"\b(?:you (?:have been|had to|have had to|were|have|must have|'ve been|'ve) wait\w*|for waiting|(?:don't|do not|won't|needn't|no need to) (?:have to |need to )?wait|kept? you wait\w*|the (?:long )?wait|your (?:wait|patience)|waited|the waiting|while you wait|wait no|waiting (?:so|for (?:so|too|your))|long wait|made you wait|(?:whether|or) to wait|let you wait)\b"
)
_AGREE = re.compile(
    r"\b(?:would|will|does|is|are|do|shall) (?:that|this|it|you|we).{0,24}\b(?:work|ok|okay|all right|alright|fine|suit|acceptable|good|agree|accept|suitable|mind|happy|sound|satisf\w+|help)\b|\b(?:sound|sounds|is that|is this|is it) (?:good|ok|okay|fine|all right|alright|fair)\b|\bwhat do you think\b|\bhow (?:does|do|would) (?:that|this|it) (?:sound|look|work)|\bhow about (?:that|this|it)$|\bwhat would you say\b|\b(?:ok|okay|all right|alright|good|fine|agree|acceptable) (?:for|with|to) you\b|^(?:is (?:it|that|this) )?(?:ok|okay|all right|alright|agree|deal)$|\b(?:can|could) you (?:accept|live with|agree|work with)\b|\bare you (?:happy|ok|okay|fine|satisfied|comfortable) with|\b(?:do|would|will|can|could) you (?:agree|accept)\b|\bmay (?:i|we) (?:go ahead|proceed|do (?:that|this|so))|\b(?:shall|should|can|could) (?:i|we) (?:go ahead|proceed|do (?:that|this|so))|\bif (?:you agree|that(?:'s| is) (?:ok|okay|fine|all right|alright|acceptable)(?: (?:for|with) you)?|this (?:is|works).{0,20}you|you (?:are|'re) (?:ok|okay|happy|fine) with)"
)
_ASK_YOU = re.compile(
    r"\b(?:could|can|would|will|may|might) (?:you|i have|i ask|we have|i get|i know|we know|we ask|we get|i please|i kindly)\b|\b(?:please|kindly|pls|plz)\b|\b(?:i|we)(?:'d| would| will|'ll)?(?: also| just| only)? (?:need|like|want|require) (?:you to|your|to (?:know|ask|have|see|get|confirm)|a (?:photo|picture|video)|some|the|more|an? )|\bwould you mind\b|\b(?:appreciate|grateful)(?: it)? if you\b|\bi wonder if you\b|\byou (?:must|have to|need to|should) (?:send|give|tell|provide|show|share|confirm|reply)"
)
_BARE = re.compile(
    r"^\W*(?:and |so |then |now |first |ok |okay )*(?:send|give|tell|show|provide|share|confirm|reply|attach|upload|take (?:a|some)|write (?:me|down|your)|describe|forward|let (?:me|us) (?:know|have)|say)\b"
)
_GIVE = re.compile(
    r"\b(?:send|give|tell|provide|share|attach|upload|show|confirm|reply|let (?:me|us) (?:know|have)|have|describe|explain|write|forward|take|state|specify|inform|say|email|get|know|see|elaborate|double-check|advise|need|want|require|like|ask)\b"
)
_PHOTO = re.compile(r"\b(?:photo\w*|pictures?|pics?|images?|screenshots?|video\w*|snapshot)\b")
_ORDER = re.compile(
    r"\b(?:order|tracking|reference|account|invoice|po|booking|confirmation)(?:'s)? (?:number|no|id|#|code|details?|reference|info\w*|email|name)|\border\s*#|\b(?:your|full|account|user|company) name|\bname (?:on|for|of|under) |\b(?:tax|vat|passport|id) (?:number|id|no)\b|\busername|\be-?mail(?: address)?\b|\bwhich order\b|\byour account\b|\bwhat name\b|\bregistered\b|\bwhen did you (?:order|buy|place|purchase)|\bdate of (?:purchase|order)|\bproof of purchase\b|\border (?:did|was|is) (?:you|it|this)|\bnumber of (?:your|the) order|\blast four digits"
)
_ADDRESS = re.compile(
    r"\b(?:address|phone|mobile|telephone|contact (?:number|details)|zip|postcode|postal code|postal|recipient|street|whatsapp number)\b"
)
_PREFER = re.compile(
    r"\b(?:did|do|would|is|are|was|shall|should) (?:you|it|we|i|this|that)\b.{3,50}\bor\b(?! (?:not|so|any)).{2,}|\b(?:would|do|did) you (?:rather|prefer|like|want|wish)\b.{0,60}\bor\b|\bwhich (?:one |option |solution |way |of (?:these|them|the two) |colou?r |size |model |version )?.{0,10}(?:do|would|suits?|is better|works?|will|are|should|can)\b|\bwhat (?:would you (?:like|prefer|want)|do you (?:prefer|want|wish)|colou?r|size|solution|would be)\b|\bhow (?:would|do) you (?:like|want|prefer|wish) (?:us|me|to)|\bprefer(?:s|red|ence)?\b|\b(?:a |the )?(?:refund|replacement|exchange|repair|reship\w*|new one) or (?:a |an |the )?(?:\w+ )?(?:refund|replacement|exchange|repair|coupon|new|return|resend|credit)|\bplease (?:choose|pick|select|decide)|\b(?:tell|let) (?:me|us) (?:know )?which|\bwould you rather|\bwhich (?:would|do) you"
)
_RESTATE = re.compile(
    r"^(?:so |and |oh |i see,? |ah,? )*(?:i (?:can )?(?:see|understand|saw|read|notice)(?: that)? )?you(?:'ve| have)? (?:have been waiting|been waiting|waited|got|received|ordered|bought|paid|contacted|wrote|were (?:sent|given|charged|told|promised)|are still waiting|still haven't|haven't|did not (?:get|receive)|didn't (?:get|receive)|had to|would like (?:a|us|to|your)|want (?:a|us|to|your)|need (?:a|us|to))\b|\b(?:you (?:said|say|mentioned|mention|wrote|told|reported|described|asked|mean|are saying|'re saying|were saying|'re asking|are asking|want to know|would like to know|are looking|'re looking)|if i understand|(?:i|we) understand (?:that )?(?:you (?:have|received|want|would|did|ordered|need|are (?:asking|looking|having|missing|still|unable))|your (?:order|parcel|package|item|flask)|the (?:item|parcel|package|product|order))|(?:i|we) (?:see|saw|notice|read|hear|note)(?:d)? (?:that )?you(?:r message|'ve| have| received| ordered| bought| want| are having| didn't| did not)|so (?:the|your|you|it)\b.{0,60}(?<!not )(?:right|correct)\W*$|to (?:summarize|summarise|recap|confirm)|in other words|regarding your|about your (?:question|problem|issue|complaint)|as (?:for|to) your (?:question|request))\b|, (?:right|correct|is that right|is that correct)\W*$|\b(?:is that|am i) (?:right|correct)\b"
)
_EXPLAIN = re.compile(
    r"\b(?:because|since (?:the|we|it|your|our|there|customs)|due to|owing to|the reason|that(?:'s| is) why|this is why|caused by|as a result|result of|because of|on account of|thanks to|affected by|delayed by|held up by|so that|in order to|this happen\w*|the cause|which is why|led to|(?:that|this)'s why|as (?:the|it|there|we) (?:\w+ )?(?:was|is|were|has|had) (?:delayed|held|damaged|busy))\b"
)
_SUGGEST = re.compile(
    r"\b(?:suggest|recommend|advise)\b|\byou (?:can|could|may|might|might want to|should|may want to|need to|have to|'d better|had better|only need to|just need to|will need to)(?: also| still| simply| just| always| either| try to)* (?!have |get (?:a )?(?:refund|coupon)|return|exchange|cancel|expect|see that|choose between)\w+|\b(?:try|please try|why (?:not|don't you)|how about|what about|it(?:'s| is| would be) (?:better|best|a good idea)|(?:is|are|would be|will be|works?|fits?|suits?) (?:a |the )?(?:much |far |even )?(?:better|best|safer|easier|wiser|more suitable)(?: \w+)?|make sure|be sure|be careful|avoid|remember to|don't forget|perhaps you)\b|\b(?:please|kindly|just|first|then|simply)(?: also| then| first| just| simply| do)* (?:check|click|open|go|log|press|charge|wash|measure|restart|turn|use|keep|read|follow|refer|visit|pay|place|select|choose|make|install|update|plug|unplug|hold|clean|pack|return|put|have a look|take a look|look|contact (?:your|the|customs)|sign|inspect|prepare|note|see (?:the|our|page)|scroll|enter|download|store|call|fill|print|stick|drop|ship|collect|pick|do not|don't|avoid|leave|place|insert|remove|reset|track)\b|^\W*(?:click|press|hold|leave|place|push|pull|wipe|rinse|dry|soak|tap|scan|keep|put|unplug|restart|reset|fill|remove|insert|open|go to|log in|check|charge|turn|plug|wash|use|measure|make sure|do not (?!worry|hesitate)|don't (?!worry|hesitate)|avoid|never)\b"
)
_CONFIRM = re.compile(
    r"^\W*(?:yes|yeah|yep|yup|sure|of course|certainly|absolutely|ok|okay|all right|alright|no problem|no worries|right|correct|exactly|that(?:'s| is) (?:right|correct|fine|ok|okay|true|no problem)|got it|understood|noted|indeed|definitely|i see|sounds good|fine|you(?:'re| are) (?:right|correct)(?=[\s,.]*$)|great|sure thing|with pleasure|never mind|it(?:'s| is) (?:fine|ok|okay|alright|all right))\b"
)
_DENY = re.compile(
    r"^\W*(?:no|nope|not really|not at all|i'm afraid not|not yet|no need)\b(?!\s*(?:problem|worries|doubt|matter|one))"
)
_REFUSE = re.compile(
    r"\b(?:cannot|can not|can't|cant|could not|couldn't|won't|wont|will not|would not|wouldn't|unable to|not able to|not possible|impossible|no way to|no option to|out of (?:our|my) (?:hands|power)|(?:that|this|it|which)(?: is|'s)(?: already| really)? our (?:lowest|best|final) price|isn't possible|not allowed|aren't allowed|not permitted|not in a position to|do not (?:offer|accept|allow|provide|support|give|ship|do|refund|exchange|issue|deliver|have the right)|don't (?:offer|accept|allow|provide|support|give|ship|do|refund|exchange|issue|deliver)|dont (?:offer|accept|allow|provide|support|give|ship|do|refund|exchange)|does(?:n't| not) (?:allow|permit|offer|accept|cover|include)|not (?:offer|accept|refund|eligible|covered|entitled|qualif\w+|refundable|returnable)|no longer (?:be |possible|offer|accept|return|refund|change|cancel)|non-?(?:refundable|returnable)|must decline|have to decline|decline|reject|not support|no (?:refunds?|returns?|exchanges?|cancellations?)(?= |$|\.))\b"
)
_REFUSABLE = re.compile(
    r"\b(?:refund\w*|return\w*|exchang\w+|replac\w+|cancel\w*|chang\w+|discount\w*|coupon\w*|reduc\w+|lower|cheaper|compensat\w+|ship|deliver|send|resend|give|offer|do (?:that|this|it|so)|accept\w*|agree|allow\w*|help|issue|pay|cover|provide|accommodate|grant|approve|post|mail|take|price|hands|power|way|process|modif\w+|edit|possible|free|make|extend|hold|reserve|repair\w*|invoice|waive|fulfil\w*|meet|take (?:it|them) back|credit|eligible|eligibl\w+|entitled|request|policy|decline|amend|combine|split|stop|intercept|customi[sz]e|refundable|returnable)\b"
)
_REFUSE_ALONE = re.compile(
    r"^\W*(?:no,? |sorry,? (?:but )?|unfortunately,? |i'm afraid |i am afraid |but |that |this |it )*(?:(?:we|i|you) )?(?:cannot|can't|can not|cant|won't|will not|(?:is|'s) (?:not|im)\s?possible|isn't possible|impossible|not possible|no way|is against our policy)(?: do (?:that|it|this))?\W*$"
)
_NOT_REFUSE = re.compile(
    r"\b(?:can't|cannot|can not|couldn't|could not|unable to|not able to) (?:guarantee|promise|be sure|say|see|find|tell|wait|confirm|open|reach|read|locate|predict|imagine|believe|thank|be (?:washed|used|put|delivered|reached|cleaned|charged)|log|connect|access|turn|hold more|deliver (?:your|the) (?:parcel|package) (?:today|yet|because)|work|fit|stress|apologi)|\bwon't (?:happen|be (?:any|charged|a problem)|take|cost|affect|have to|need|arrive|fade|break|fit|disappoint|let)|\bwill not (?:happen|be (?:any|charged|a problem)|take|cost|affect|have to|need|arrive|fade|break|fit)|\b(?:couldn't|could not|was(?:n't| not) able to|were(?:n't| not) able to|unable to) (?:deliver|find|reach|contact|ship)|\bif (?:you|it|we) (?:can't|cannot|could not)|\byou (?:don't|do not|won't|need not|needn't) (?:have|need) to|\b(?:don't|do not) (?:worry|hesitate|have|need)|\b(?:don't|do not|doesn't) (?:have (?:it|this|that|any|the)) (?:in|colou?r)|\bnever (?:be )?(?:happen|send|share)"
)
_BLAME = re.compile(
    r"\b(?:your (?:own )?(?:fault|mistake|error|responsibility|carelessness|negligence|misuse|bad)|your own problem|(?:is|was|it's|that's|this is|sounds like) (?:really |just |only |now )*your problem|your problem,? not|you (?:\w+ )?(?:yourself|yourselves)|you should(?:'ve| have)|you (?:should|ought to) (?:read|check|look|know|be more careful|pay attention)|you (?:entered|wrote|typed|gave|put|chose|selected|ordered|provided|filled|picked|input|clicked|bought)(?: us| in| down)? (?:the |a |an )?(?:wrong|incorrect|bad|false|incomplete)|you (?:didn't|did not|didnt|never|failed to|forgot to|forgot|don't|do not|weren't|were not)(?: even| bother to| carefully)? (?:read|check|look|follow|pay attention|fill|give|write|enter|tell|ask|choose|careful|measure|reply|answer|pick up|provide|use (?:it|the))|you (?:broke|dropped|damaged|misused|lost|mishandled|messed)|why (?:didn't|did not|don't|do not) you (?!\w* ?try)|(?:because|since) you (?:didn't|did not|were|are|used|chose|gave|entered|forgot|made)|you made (?:a|the|this) (?:mistake|error)|you (?:are|were) (?:to blame|careless|responsible|too late|the one)|blame yourself|if you had (?:read|checked|told|looked)|caused by you|on your side (?:is|was)|you have only yourself|you (?:used|washed|installed|handled|opened) (?:it|them) (?:wrong|incorrectly|the wrong way|improperly))\b"
)
_RUDE = re.compile(
    r"\b(?:(?:as|like) (?:i|we)(?:'ve| have)?(?: already)? (?:said|told|mentioned|explained|stated) (?:already|before|many|several|you (?:already|before|many))|as i (?:already )?(?:told|said)|(?:i|we)(?:'ve| have)? (?:already )?(?:told|said|explained|answered)(?: this| it| that)?(?: to)?(?: you)?(?: this| that| it)?(?: already)? (?:already|many times|several times|\w+ times|before|twice|again and again)|(?:i|we)(?:'ve| have)? already (?:told|said|explained|answered)|how many times|not (?:my|our) (?:problem|fault|business|job|concern)|none of (?:my|our|your) business|whatever|calm down|shut up|stupid|idiot\w*|dumb|fool\w*|ridiculous|nonsense|rubbish|can't you read|can you (?:not |even )?read|are you (?:blind|deaf|serious|kidding|stupid|sure you can read|even)|don't you (?:understand|know|get|have)|what do you want(?! (?:to|for|in|as|on|with|it|us to)\b)|what else do you want|(?:stop|quit) (?:asking|bothering|complaining|writing|messaging|shouting|whining|wasting)|waste (?:of )?(?:my|our) time|wasting (?:my|our)|leave me alone|go away|get lost|deal with it|so what|who cares|(?:don't|do not|couldn't) care|up to you|suit yourself|take it or leave it|if you don't like it|do (?:what(?:ever)? you (?:want|like)|as you (?:like|please))|be my guest|good luck with (?:that|it)|(?:just |go )?(?:google it|look it up|find (?:it )?(?:out )?yourself|check (?:it )?yourself|read (?:it )?yourself|see (?:it )?yourself|do it yourself|figure it out|read the (?:page|description|manual|policy) (?:first|yourself|before|again|properly))|obviously|duh|you people|(?:too|so) (?:impatient|picky|annoying|demanding|lazy|difficult)|annoying|you get what you pay|what (?:did|do) you expect|don't (?:bother|be (?:silly|ridiculous|so|rude|dramatic))|stop being|(?:i|we)(?:'m| am|'re| are) (?:too |very |so )?(?:busy|tired of|sick of|fed up)|no time for|what's your problem|your problem, not|tough luck|too bad|big deal|it's (?:just|only) (?:a|\d+)\b|seriously\?|you're (?:lying|crazy|wrong|a liar)|liar|complain (?:all|as much|to whoever|wherever)|report (?:us|me)(?: if)|i don't know,? ask|ask (?:someone|somebody) else|hurry up|for the last time|why are you (?:so|always|still|asking)|use your (?:brain|eyes|head)|common sense|you (?:always|keep) (?:complain|ask|bother)\w*|what is wrong with you|what's wrong with you|lazy|nice try|get over it|grow up|give me a break|what(?:'s| is) the big deal|(?:big |all this )?fuss|(?:has|got|have) nothing to do with (?:us|me)|go (?:and )?ask (?!for)|(?:we|i) have (?:other|many other|more important) (?:customers|things|orders|work|people)|are (?:we|you) (?:done|finished)(?: here| now)?|what (?:exactly |else |more )?(?:do|are) you (?:really )?(?:want|expect|expecting) (?:from (?:me|us)|me to do)|why do you (?:ask|keep|always|have to|complain)|(?:so|too) many (?:questions|messages|times|complaints)|it(?:'s| is) (?:only|just) an? (?:\w+)$|can(?:not|'t) you (?:see|read|wait|understand|find)|isn't it (?:clear|obvious)|don't (?:waste|ask me|blame (?:us|me)|bother me)|how (?:should|would) i know|not my (?:job|department)|^you again|never satisfied|what a (?:joke|pain)|next time (?:read|think|look|check)|learn to read|i(?:'ve| have) had enough|(?<!will )(?<!'ll )(?<!to )(?<!can )(?<!could )(?<!please )stop it)\b"
)
_WILL = re.compile(
    rf"\b(?:i'll|we'll|(?:{_WE})(?: \w+)? (?:will|shall|am going to|are going to|is going to|gonna|would)|(?:i'm|we're|i am|we are)(?: now| already| currently)? (?:going to \w+|send\w+|refund\w+|process\w+|pass\w+|ask\w+|start\w+|rais\w+|mark\w+|add\w+|put\w+|arrang\w+|replac\w+|cancel\w+|ship\w+|chang\w+|prepar\w+|issu\w+|updat\w+|contact\w+|work\w+|transfer\w+|escalat\w+|pass\w+|forward\w+|offering|giving|report\w+|fix\w+|handl\w+|tak\w+)|will (?:be )?(?:refund|sen[dt]|reship|replac|cancel|process|arrang|resen[dt]|issu|contact|inform|notify|update|let you know|keep you|follow|email|give you|write|change|help|ship|pay|cover|compensat|get back|report|pass|forward|escalat|transfer|prepare|deal|handle|solve|fix|repair|return your money|remind|hold|reserve)\w*)\b"
)
_NOT_PROMISE = re.compile(
    r"\b(?:i|we)(?:'d| would| will)?(?: also| strongly| always| never)? (?:suggest|recommend|advise|think|say|ask you|need|feel|expect|prefer|like)\b|\bwill be (?:deliver|charg|delay|need|requir|open|closed|avail|releas|lost|affect)"
)
_GOES_OUT = re.compile(
    r"\b(?:i am|i'm|we are|we're)(?: now| already| currently| just)* (?!hav|look|hop|wait|sell|us|try|run|check|ask|tell|say|talk|be|look|do|offer|suggest|wonder|us|assum|apolog|refus|charg)\w{2,}ing\b|"
    r"\b(?:the (?:right|correct|new|missing|other|second) \w+|(?:a|your|the) (?:replacement|refund|coupon|voucher|parcel|label|invoice|new one)|(?:your|the) (?:money|\w+ payment)|refund of)\b.{0,40}\b(?:goes out|will (?:go|be (?:sent|posted|shipped|mailed|refunded|returned|issued|given|with you|back|there|yours|ready|dispatched|processed))|is (?:on its way (?:back )?to you|being (?:sent|processed|prepared|refunded))|went (?:through|out)|was (?:sent|issued|processed|refunded|approved|posted)|leaves)\b"
    r"|\byou(?:'ll| will| should) (?:have|get|receive|hear|be (?:refunded|compensated|contacted|informed|notified))\b(?!.{0,24}(?:to pay|to wait|trouble))|\b(?:my|our) (?:manager|boss|team|supervisor|colleague)s? (?:has|have) (?:agreed|approved|promised|decided)|\bfrom now on\b|\b(?:we|i) (?:promise|guarantee|assure|agree)\b|\b(?:will (?:not|never)|won't) happen again"
)
_HAVE_DONE = re.compile(
    rf"\b(?:i've|we've|(?:{_WE})(?: have| has| had| just| already| also| now)+|(?:i|we)) (?:just |already |now |also |gone ahead and )*(?:refunded|sent|shipped|reshipped|resent|replaced|cancell?ed|changed|updated|issued|processed|arranged|contacted|reported|escalated|asked|added|applied|credited|returned|informed|notified|passed|forwarded|submitted|opened|filed|requested|booked|prepared|noted|corrected|fixed|registered|attached|emailed|transferred|given|made|extended|reserved|upgraded|put|set|marked|placed|started|created|approved|written|told|urged|repaired|handled)\b"
    r"|\b(?:refund|replacement|coupon|voucher|parcel|order|request|exchange|address|return)\b.{0,20}\b(?:has|have) (?:now |already |just )?been (?:\w+ )?(?:issued|processed|sent|refunded|arranged|cancell?ed|changed|updated|approved|submitted|made|added|credited)\b"
)
_OFFER = re.compile(
    rf"\b(?:(?:i|we)(?:'d| would)? (?:can|could|may|are able to|are happy to|are willing to|would like to|'d like to|like to|'d be (?:happy|glad) to|would be (?:happy|glad) to|am happy to|'re happy to|am willing to|are ready to)\b.{{0,30}}?{_REMEDY}|(?:shall|should|may|can|could) (?:i|we) .{{0,30}}?{_REMEDY}|you (?:can|could|may|are welcome to|are entitled to)(?: also| either| still| then)? (?:\w+ )?{_REMEDY}|(?:would|do) you (?:like|want|accept|prefer)(?: us| me)?(?: to)? .{{0,30}}?{_REMEDY}|(?:we|i) (?:offer|propose|suggest) .{{0,30}}?{_REMEDY}|(?:how|what) about (?:a |an |we )?.{{0,20}}?{_REMEDY}|you (?:are|'re) (?:free|welcome|able|entitled) to .{{0,12}}?{_REMEDY}|either .{{0,30}}?{_REMEDY})"
    r"|\b(?:we|i) (?:can|could) (?:also )?(?:arrange|offer|send|give|help you|refund|provide)\b|\boffer you\b|\b(?:i|we) can do (?:that|this|it|so) (?:for you|now)|\bif you (?:wish|want|like|prefer|would like) to .{0,16}?(?:refund|return|cancel|exchange|replac)"
)
_STATE = re.compile(
    r"^\W*(?:your (?:order|parcel|package|item|shipment)|the (?:order|parcel|package|item|product|shipment|colou?r|size|battery|warranty|price|material|delivery|shipping)|it|this|that|they|there|our (?:policy|products?|price|warranty|store|shop)|shipping|delivery)\b"
)


def rude_by_words(text: str) -> bool:
    """Whether the words of a clause say annoyance, whatever learned acts say of it."""
    return _RUDE.search(text) is not None


def blames_by_words(text: str) -> bool:
    """Whether the words of a clause put the fault on the buyer."""
    return _BLAME.search(text) is not None


def acts_of(clause: Stretch, rest: str, before: str, under_condition: bool) -> tuple[str, ...]:
    """Acts of one clause in order of rank; empty when no rule is certain (arguments as for zh)."""
    text = " ".join(clause.text.replace("’", "'").split())
    acts: list[str] = []
    if _RUDE.search(text) and not re.search(r"\b(?:understand|sorry|please let)\b", text):
        acts.append("rude")
    if (
        _BLAME.search(text)
        and not (clause.question and not re.search(r"\bwhy\b", text))
        and not clause.conditional
    ):
        acts.append("blame")
    if _GREET.search(text):
        acts.append("greet")
    if _THANK.search(text) and not re.search(r"\bno thanks\b|\bthanks to\b", text):
        acts.append("thank")
    if _CLOSE.search(text) and "rude" not in acts:
        acts.append("close")
    if _APOLOGY.search(text) and not _NOT_APOLOGY.search(text):
        acts.append("apologise")
    if _EMPATHY.search(text) and "rude" not in acts:
        acts.append("empathise")
    core = _core(clause, text, rest, under_condition, acts)
    return tuple(acts + [a for a in core if a not in acts])


def _core(
    clause: Stretch, text: str, rest: str, under_condition: bool, had: list[str]
) -> list[str]:
    if had and had[0] == "rude":
        return []
    if _RELATION.search(text) or (clause.conditional and _RELATION_IF.search(text)):
        return ["relationship"]
    asks = clause.question
    if _AGREE.search(text) and (asks or clause.conditional or re.search(r"\?", clause.mark)):
        return ["offer", "ask_agreement"] if _OFFER.search(text) else ["ask_agreement"]
    if _refuses(text) and not asks:
        return ["inform"] if under_condition and "apologise" not in had else ["refuse"]
    if (
        _WAIT.search(text)
        and not _NOT_WAIT.search(text)
        and (not asks or re.search(r"\b(?:could|can|would) you", text))
    ):
        more = ["check"] if _CHECK.search(text) and not _CHECKED.search(text) else []
        return [*more, "wait"]
    asked = _asked(clause, text)
    if asked:
        return asked
    if had and had[0] == "blame":
        return []
    if (
        _CHECK.search(text)
        and not _CHECKED.search(text)
        and not asks
        and not re.search(r"\byou (?:can|could|may|should|need)\b", text)
    ):
        return ["check"]
    if _OFFER.search(text) and not re.search(
        r"\b(?:have|has|already) (?:sent|issued|refunded)\b", text
    ):
        return ["offer"]
    lead = ["confirm"] if _CONFIRM.match(text) else ["deny"] if _DENY.match(text) else []
    if (
        _commits(text)
        and "empathise" not in had
        and not clause.conditional
        and not (clause.negated and not re.search(r"again|charge", text))
    ):
        if _agreement_follows(rest) and _REMEDY_RE.search(text) and not _HAVE_DONE.search(text):
            return [*lead, "offer"]
        return [*lead, "promise"]
    if "empathise" in had:
        return []
    if lead:
        return [
            *lead,
            *(
                ["explain"]
                if _EXPLAIN.search(text)
                else ["inform"]
                if len(text.split()) > 4
                else []
            ),
        ]
    if (
        _RESTATE.search(text)
        and "thank" not in had
        and ("apologise" not in had or re.match(r"(?:and )?you\b", text))
    ):
        return ["restate"]
    if (_EXPLAIN.search(text) or _is_reason(text, rest, had)) and not (
        {"apologise", "thank", "empathise"} & set(had)
    ):
        return ["explain"]
    if not asks and not had and (_SUGGEST.search(text) or _instructs(text)):
        return ["suggest"]
    if had:
        return []
    if asks or re.search(r"\b(?:kind|great|nice|good|grateful|appreciate it|a lot) if you\b", text):
        return ["ask_detail"]
    return ["inform"] if _STATE.match(text) else []


def _commits(text: str) -> bool:
    """True when the agent's side commits to an act for the buyer, or reports it done."""
    if _NOT_PROMISE.search(text):
        return False
    return bool(_WILL.search(text) or _HAVE_DONE.search(text) or _GOES_OUT.search(text))


def _is_reason(text: str, rest: str, had: list[str]) -> bool:
    """What follows "so" about a thing is a consequence; what stands before it, the reason."""
    if re.match(r"so (?:it|they|the|there|your|customs|that|you can)\b", text):
        return True
    return not had and bool(
        re.match(r"(?:so|that is why|that's why|therefore) (?!please|sorry|i|we|you)", rest)
    )


_LEAD = re.compile(
    r"^\W*(?:(?:and|so|then|or|but|now|first|next|just|simply|also|please|kindly|better|you better|you'd better|once more)[,\s]+)*([a-z-]+)"
)


@lru_cache(maxsize=1)
def instruction_verbs() -> frozenset[str]:
    """The verbs that open an instruction to a buyer."""
    lines = (files("tutor.understand") / "data" / "verbs_en.txt").read_text(encoding="utf-8")
    return frozenset(w for line in lines.splitlines() if line[:1] != "#" for w in line.split())


def _instructs(text: str) -> bool:
    """True when a clause opens with a bare verb: an instruction, how polite or not."""
    lead = _LEAD.match(text)
    return lead is not None and lead[1] in instruction_verbs() and len(text.split()) > 2


def _refuses(text: str) -> bool:
    if _NOT_REFUSE.search(text):
        return False
    if _REFUSE_ALONE.match(text):
        return True
    return bool(_REFUSE.search(text) and _REFUSABLE.search(text))


def _agreement_follows(rest: str) -> bool:
    return bool(_AGREE.search(rest))


_WELCOME_THING = re.compile(
    r"\b(?:would|could|will) (?:help|be (?:great|helpful|useful|appreciated|good|kind|nice))|\bi(?:'d| would) (?:love|need)"
)


def _asked(clause: Stretch, text: str) -> list[str]:
    if clause.question and _AGREE.search(text):
        return ["ask_agreement"]
    if _WELCOME_THING.search(text) and _PHOTO.search(text):
        return ["ask_photo"]
    request = bool(_ASK_YOU.search(text) or _BARE.match(text)) and not re.match(
        r"^\W*(?:i|we)(?:'ll| will|'ve| have) ", text
    )
    gives = (
        request
        and bool(_GIVE.search(text))
        and not clause.conditional
        and not re.search(
            r"\b(?:check|look at|log in to) your\b|have a look|(?:one more|another) chance", text
        )
    )
    if not (clause.question or gives):
        return []
    if clause.question and re.search(r"\b(?:right|correct)\W*$|\bis that (?:right|correct)", text):
        return ["restate"]
    if _PREFER.search(text) and (clause.question or request):
        return ["ask_preference"]
    if clause.question and _OFFER.search(text):
        return ["offer"]
    if _PHOTO.search(text):
        return ["ask_photo"]
    if _ADDRESS.search(text) and not re.search(r"\be-?mail address", text):
        return ["ask_address"]
    if _ORDER.search(text):
        return ["ask_order"]
    if clause.question:
        return ["ask_detail"]
    if re.search(
        r"\b(?:tell|let (?:me|us) know|describe|explain|provide|confirm|specify|share|send (?:me|us)|give (?:me|us)|reply|advise|edit|change|update|correct|remove|more (?:details|information)|inform (?:me|us))\b",
        text,
    ):
        return ["ask_detail"]
    return []
