"""What the clauses of an English reply say, as patterns: courtesy, requests, advice, deeds.

All read lower case with straight apostrophes. They name ways of saying a thing, not sentences.
"""

from __future__ import annotations

import re

NAME = 6  # words of a name with its post, after a sign-off
MARKS = " .,!?;:-–—…\n"

# --- courtesy ----------------------------------------------------------------------------------

GREETING = re.compile(
    r"^(?:hello|hi|hiya|hey|yo|howdy|morning$|greetings|dear(?! me)|good (?:morning|afternoon|evening|day))\b|^(?:a warm |warm )?welcome (?:to|back to|aboard)\b"
    r"|^nice to (?:meet|hear|see)\b|\b(?:glad|pleased|happy) (?:to meet|to hear from|for seeing|to see) you\b|\bgood to hear from you\b|^to whom it may concern\b"
)
HELLO = re.compile(
    r"^(?:hello|hi|hiya|hey|yo|morning|good (?:morning|afternoon|evening|day))(?: (?:there|again|po|dear|everyone|all|sir|ma'?am))?(?:[ ,!]+|$)"
)
SIGN_OFF = re.compile(
    r"^(?:(?:with )?(?:best|kind|kindest|warm|warmest|many|friendly)?(?: and \w+)? ?(?:regards|wishes|greetings)(?: from .{2,30})?|best|all the best|sincerely(?: yours)?|yours(?: (?:sincerely|faithfully|truly))?|cheers|respectfully(?: yours)?|yours|(?:many )?thanks and (?:best |kind )?regards)(?:,\s*[\w .'-]{1,30})?$"
)
THANKS = re.compile(
    r"\b(?:thank(?:s|ing)?|thx|grateful|appreciated?)\b(?! (?:it )?if\b)(?! to (?:the|our|a|its|this)\b)|\bappreciate (?:your|it\b|that|the)"
)
NO_THANKS = re.compile(
    r"\bno,? thank(?:s| you)\b|\bthankfully\b|\b(?:would|'d) (?:be grateful|appreciate)|^thank (?:god|heaven)"
)
FAREWELL = re.compile(
    r"\b(?:good ?bye|bye(?:-bye)?|take care|good ?night)\b|(?:^|\b(?:and|please|then) )(?:have|enjoy) (?:an?|the|your|it|every)\b(?! (?:look|moment|second))|\bhave an? (?:\w+ )?(?:nice|good|great|lovely|wonderful|pleasant|safe|happy|fantastic|blessed|relaxing|restful)\b|\bwishing (?:you|your)\b|^(?:i |we )?wish(?:es|ing)? (?:you|your|her|him|them)\b"
    r"|^(?:please )?(?:enjoy|stay (?:safe|dry|warm|healthy|well)|keep well|get well)\b|\b(?:you(?:'re| are) (?:very |most |always )?welcome|my pleasure|our pleasure|(?:it )?(?:is|was|'s) (?:a|our|my) pleasure|means a lot|glad to hear|don't mention it|glad (?:i|we|it|that|to (?:help|have helped))|happy (?:to have helped|we could)|good luck|best of luck|all the best|happy (?!to\b|with\b|that\b|for\b)\w+|merry \w+|congratulations|makes? (?:our|my) day|very kind of you|so kind of you|cheers)\b"
    r"|\b(?:(?:we|i) (?:really )?(?:hope|trust) (?:that )?(?:you|your|he|she|they)(?:'ll| will)? (?:\w+ )?(?:enjoy|like|love|have|will (?:enjoy|like|love)))\b|^enjoy\b"
)
RELATION = re.compile(
    r"\blook(?:ing|s)? forward to (?!the |a |it\b)|\bfeel free\b|\b(?:not|n't) hesitate\b|\b(?:see|meet|serve|welcome|visit|work with|hear from|help) (?:you|us) (?:\w+ ){0,3}(?:again|next time|soon|any ?time|in (?:the )?future)\b|(?:^|\b(?:to|and|then|will) )see you\b(?! (?:enjoyed|like|are|have|want|bought))|\bhope(?:s|ing)? (?:to |that )?(?:we |you )?(?:can |will |'ll )?(?:to )?(?:see|serve|work|cooperate|welcome|hear|come back|do business|visit)\b"
    r"|\b(?:always|still) (?:here|there|happy|glad|available|ready|welcome)\b|\bhere (?:for you|to help|whenever|if you|any ?time|around the clock)\b|\b(?:write|reach|contact|message|ask|call|tell|email|text|ping|chat)(?: to)?(?: (?:me|us))?(?: here)?(?: again)?,? (?:at )?(?:any ?time|whenever|day or night)\b|\bany ?time you\b|\bwelcome (?:back )?any ?time\b|\bcome back\b(?! to you\b| with\b)|\bkeep in touch\b|\bat your (?:service|disposal)\b|\b(?:drop|send|leave|shoot|give) (?:me|us) (?:a|another) (?:line|message|note|call|shout|word)\b"
    r"|\b(?:long[- ]term|long|lasting|further|future|closer|good|successful) (?:cooperation|partnership|relationship|business|collaboration)\b|\b(?:grow|growing) together\b|\bshop with us again\b|\banything else (?:i|we) can\b|\b(?:is|was) there anything else\b|\bour cooperation\b|\blet (?:me|us) know (?:if (?:you (?:need|have|run|notice|see)|anything|something|there|it)|when(?:ever)? you need)\b|\bjust (?:write|ask|call|tell|message|let)(?: to)?(?: (?:me|us))?(?: know)?$"
)
# If anything is unclear, please write to us: the condition and what follows it belong together.
OPEN_DOOR = re.compile(
    r"^(?:and |so |but |or )*(?:if|should|whenever|in case|when) (?:you|there|anything|any|something|it|that|this|the \w+).{0,44}\b(?:question|problem|help|concern|need|doubt|anything|issue|unclear|trouble|again|still|comes? up|happens?|not right|wrong|happen again|occurs?|something)"
)
WRITE_US = re.compile(
    r"\b(?:write|reach|contact|message|ask|call|tell|email|inform|reply|come|let|turn|drop|send|text|ping)\b.{0,12}\b(?:me|us|here|back|our|know)\b|\b(?:we are|we're|i am|i'm) (?:here|happy|glad|there)\b"
)
APOLOGY = re.compile(
    r"\bsorry\b|\bapolog\w+|\bregret\b|\b(?:forgive|excuse|pardon) (?:me|us|our|my|the)\b|\b(?:should(?:n't| not| never)) (?:have )?happen|\b(?:is|was|'s) (?:our|my|entirely our|all our) (?:\w+ )?(?:mistake|fault|error|oversight|slip)\b|\b(?:we|i) (?:let you down|messed (?:it |this )?up|failed you|made a mistake|got (?:it|this|that) wrong)\b|\bmy bad\b|\binexcusable\b"
)
NOT_APOLOGY = re.compile(
    r"\b(?:don't|do not|no need to|needn't) (?:be |say |feel )?(?:sorry|apologi[sz]e)|\bbetter safe than sorry\b|^sorry\b[^.]{0,12}\b(?:what|could you|can you|may i|which)\b|\bno regrets?\b"
)
FEELING = r"(?:frustrat\w*|upset\w*|disappoint\w*|annoy\w*|worr\w+|angry|anger|stress\w*|inconvenien\w*|concern\w*|difficult|hard|unpleasant|anxious|unhappy|sad|feel\w*|awful|terrible|impatient|urgent|important|no fun|matters?|not (?:easy|nice|fun|pleasant)|bad|tough|trouble|surprise|shock\w*|nervous|tired|wait\w*|hurt|unfair|excited|look(?:ed|ing)? forward|enjoy\w*|hop(?:ed|ing)|counted on)"
EMPATHY = re.compile(
    rf"(?<!let me )(?<!let us )(?<!whom it may )\b(?:understand|imagine|see|know|reali[sz]e|appreciate|recogni[sz]e|hear)\b(?! (?:you (?:ordered|bought|received|want|would|did)))[^.!?]{{0,40}}\b{FEELING}\b|\b(?:that|this|(?<!whom )it|waiting|which) (?:must|sounds?|would|can|has to|could|may)\b.{{0,16}}\b{FEELING}|\b(?:that|this|it|which)(?:'s| is| was) (?:really |very |so |truly |certainly |indeed )+{FEELING}"
    rf"|\byou (?:have every right|are right to be|must be|must feel|may feel)\b.{{0,14}}|\b(?:i|we)(?: would|'d)(?: also| too)? (?:feel|be) (?:the same|just as|upset|angry|annoyed|frustrated|disappointed|worried|unhappy)|\b(?:in your (?:place|shoes|position|situation)|i hear you|no wonder|i feel (?:for you|your))\b|\bhow (?:upsetting|frustrating|disappointing|worrying|annoying|you (?:must )?feel)\b"
    r"|^(?:of course |yes |and |but )*(?:i|we)(?: can| do| completely| fully| totally| really| quite| absolutely| well)* understand(?: (?:you|that|this|your (?:point|situation|position|side|concern|frustration|worry|feelings?|anger|disappointment)|completely|totally|it|how .{2,40}))?(?: very well)?$|\b(?:understand|share|get) (?:your|the) (?:concern|worry|worries|frustration|anger|disappointment|feelings?|impatience|doubts?)\b"
    r"|\b(?:not|n't) your (?:fault|mistake)\b|\b(?:happens?|happen) to (?:everyone|everybody|all of us|many|the best|most|anyone)\b|\byou(?:'re| are) not (?:bothering|disturbing)\b|\bno worries at all\b|\b(?:no|don't) (?:need to )?worry at all\b|\b(?:anyone|anybody|everyone|nobody|no one|most people) (?:would|wouldn't|likes?|wants?|enjoys?)\b|^(?:oh no|oh dear)\b|\brest assured\b|\bdoing (?:fine|well|great|everything right)\b|\bfair point\b|\bask as (?:much|many|often)\b"
)

# --- what frames or only assents -----------------------------------------------------------------

VOCATIVE = r"(?:po|sis|bro|ma'?am|madam|sir|miss|dear(?: (?:customer|friend|buyer|sir|all))?|honey|friend|my friend|customer|boss|guys|everyone|all)"
ASSENT = re.compile(
    rf"^(?:(?:and|so|well|oh|ah|yes|yeah|yep|yup|ya|no|nope|sure|sure thing|of course|certainly|definitely|absolutely|exactly|right|correct|indeed|ok|okay|k|kk|all right|alright|fine|great|good|perfect|wonderful|excellent|super|nice|noted|understood|got it|i see|with pleasure|gladly|no problem|no worries|no trouble|not at all|never mind|don't worry|do not worry|please don't worry|that(?:'s| is) (?:fine|right|correct|ok|okay|all right|alright|no (?:problem|trouble)|true|odd|strange|great(?: to hear)?|wonderful to hear|good(?: news)?|a good (?:question|choice|idea)|wonderful|perfect)|(?:it|this)(?:'s| is) (?:fine|ok|okay|no problem|all right)|sounds good|that sounds (?:great|good)|good (?:news|question|choice|idea|point)|great news|i am|we are|i do|we do|we did|i did|it is|it does|i can|we can|you can|you are right|you're right|unfortunately|actually|however|then|also|(?:we(?:'re| are)|i(?:'m| am)) (?:so |very |really )?(?:glad|happy|pleased)(?: (?:that )?you (?:like|love|enjoy)\w* (?:it|them))?|here you (?:are|go)|{VOCATIVE}|haha|lol|tbh|wow|please|let me see|one (?:moment|second|minute)|just a (?:moment|second|minute|sec))\b[ ,]*)+$"
)
LEAD = re.compile(
    rf"^(?:(?:yes|yeah|yep|no|sure|of course|certainly|ok|okay|all right|alright|great|good|perfect|noted|understood|no problem|no worries|with pleasure|gladly|well|so|and|but|then|also|now|still|however|therefore|otherwise|meanwhile|in the meantime|unfortunately|in that case|in this case|first(?: of all)?|second(?:ly)?|next|finally|after that|for (?:your|the) (?:\w+ )?(?:safety|protection|security|sake)|as (?:you|i|we) (?:asked|wished|requested|said|promised|mentioned)|{VOCATIVE}|please|kindly|pls|plz|just|simply|only|maybe|perhaps|tbh|honestly|to be honest|normally|usually|here)\b[ ,:]*)+"
)
WAITS = re.compile(
    r"^(?:\W|please |kindly |just |could you |would you |can you )*(?:wait|hold on|hang on|bear with (?:us|me)|be patient|give (?:me|us) (?:a|one|some|two|five|\d+|until)|allow (?:me|us)?\s?(?:a|some|one|two|\d+|for|up to)|have (?:a little|some) patience|kindly wait)\b"
)

# --- asking ----------------------------------------------------------------------------------------

ACCOUNT = re.compile(
    r"\b(?:order|tracking|reference|booking|invoice|account|confirmation|customer|phone|mobile|contact|telephone|passport|id|tax|vat|card|serial|policy|bank account|cvv|cvc) (?:number|numbers|no|id|ids|code|details?|name|reference|data|info\w*)\b|\b(?:your|the|full|delivery|new|right|correct|shipping|exact|postal|home|e-?mail|street|account|company|recipient'?s?|receiver'?s?|consignee'?s?|user) (?:\w+ )?(?:name|address|account|e-?mail|phone|login|postcode|zip)\b|\bname (?:of (?:your|the) (?:company|recipient|receiver|account|firm)|on the|for the)|\busername\b|\blogin\b|\bpasswords?\b|\bpass ?codes?\b|\bpin\b|\botp\b|\bcvv\b|\bcvc\b|\bsms\b|\bpassport\b|\bnumber of (?:your|the) (?:\w+ )?(?:card|order|parcel|account)\b|\b(?:identity|id|credit|debit|bank) cards?\b|\bdigits\b|\bcode that\b|\b(?:which|what) (?:order|phone number|email|e-mail|name|address|account)\b|\bphone number\b|\be-?mail address\b|\b(?:three|3) numbers\b|\bpostcode\b|\bzip code\b|\bdate of birth\b|\b(?:flat|house|apartment|unit|room) (?:number|no)\b|\bwhen did you (?:order|buy|place)|\bregistered\b"
)
GIVE = r"(?:send|give|gimme|tell|show|share|provide|confirm|reply|write|forward|e-?mail|text|message|let|describe|attach|upload|film|record|photograph|state|specify|name|enter|type|read|fill in|indicate|advise|inform|post|take (?:a|an|some|one|two|another|clear|more) (?:\w+ )?(?:photo|photos|picture|pictures|video|videos|screenshot|screenshots)|take (?:photos|pictures)|make (?:a|some) (?:\w+ )?(?:photo|picture|video)s?|add)"
PHOTO = re.compile(r"\b(?:photos?|pictures?|pics?|images?|screenshots?|videos?|snapshots?|clip)\b")
TO_US = re.compile(
    rf"^(?:\W|and |also |then |just )*{GIVE}\b(?: (?:it|them|this|that))?(?: (?:to|with))? ?(?:me|us|our|here|which|what|whether|if|how|when|where|your|the (?:new|exact|right|correct|full|order|size|colou?r|number|name|date|model|weight|details|last|company|reason|problem|address|missing)|a (?:\w+ )?(?:photo|picture|video|screenshot|scan|pic)|some (?:\w+ )?(?:photos|pictures)|photos?|pictures?|screenshots?|with)\b|^(?:\W|and |also |then |just )*(?:film|record|photograph|upload|describe|specify|state)\b"
)
REQUEST = re.compile(
    rf"\b(?:could|can|would|will|may|might) (?:you|i|we)(?: please| kindly| just| also| maybe| perhaps)? (?:{GIVE}|have|get|know|ask|see|double-check|check|repeat|explain|tell|measure)\b|\bwould you mind\b|\b(?:i|we)(?:'d| would| will|'ll)?(?: also| just| only| still| kinda| first)* (?:need|require|want|like) (?:to (?:know|see|have)|you to (?:send|give|tell|confirm|show)|your|the|a |an |some )|\bis all (?:i|we) need\b|\ball (?:i|we) need (?:is|are)\b|\b(?:i|we)(?: would|'d) (?:appreciate|be grateful)\b|\byou may (?:type|send|enter|give|tell)\b"
)
AGREE = re.compile(
    r"\b(?:is|are|would|will|does|do|can|could|was) (?!you\b)(?:that|this|it|these|the|a|an|\w+)\b.{0,28}\b(?:ok|okay|all right|alright|fine|acceptable|suit|suits|work|works|good|fair|suitable|convenient|fit|help|satisfactory|agreeable)\b|\b(?:ok|okay|all right|alright|fine|acceptable|good|fair) (?:for|with|to) you\b|\b(?:are|would) you (?:happy|ok|okay|fine|satisfied|comfortable|all right|agree|be (?:happy|ok|okay|fine|willing|able to accept))\b(?! \w+ing)|\b(?:do|would|can|could|will) you (?:agree|accept|live with)\b|\b(?:shall|should|may|can|could) (?:i|we) (?:go ahead|proceed|do (?:that|this|so)|change|send|start|book|cancel|refund|arrange|place|switch|ship|make|add|put|open|reserve|keep|order|prepare|charge)\b|\b(?:would you like|do you want) (?:me|us) to\b|\bwhat do you (?:think|say)\b|\bhow (?:does|do|would) (?:that|this|it) (?:sound|look|work|suit)\b|\bwhat would you say\b|^(?:is (?:it|that|this) )?(?:ok|okay|all right|alright|agreed|deal)$"
)
CHOICE = re.compile(
    r"\b(?:would|do|did|shall|should|will) (?:you|it|we|i|\w+)\b.{2,60}\bor\b (?!not\b)|\bwhich\b|\bprefer\b|\brather\b"
)
CHECKS = re.compile(
    r"\b(?:is|was|am i|are) (?:that|this|it|i)? ?(?:right|correct)$|,? (?<!all )(?:right|correct)$|^(?:do i|if i|did i) (?:understand|get) (?:you|it|that)|^do you mean that\b|\bis that what you (?:mean|want)"
)
ASKS = re.compile(
    r"^(?:what|which|when|where|how|who|whom|whose|why|could|can|would|will|may|might|shall|should|do|does|did|is|are|was|were|have|has|am)\b"
)
RESTATES = re.compile(
    r"^(?:so|ok so|okay so|ah so|i see|understood|so then|in short|in other words|to sum up|to confirm|just to confirm|let me (?:repeat|sum|recap|make sure|confirm|check) ?(?:\w+ ){0,5}?|just to be sure|to be sure)[ ,:]*(?:that )?(?:you|your|the|it is about|this is about|both|all)\b(?!'d best|'d better|.{0,30}\b(?:can|could|may|will|need|have to|should|pay)\b)"
    r"|^let me (?:repeat|sum(?:mari[sz]e)?|recap|make sure|see if i understand|read (?:it|that) back)\b|^if i understand\b|^you (?:would like|'d like|wish|want|are looking|'re looking|are asking|'re asking|mean|said|told|mentioned|wrote|asked for|have received|received)\b(?! (?:me|us) to\b)|^(?:i|we) (?:see|understand|read|note|hear)(?: from your \w+)?(?: that)? (?:you|your) (?:have |has |had )?(?:ordered|received|bought|got|would like|want|are|were|wish|parcel|order|item|asked|returned|paid|lamp|\w+ (?:is|was|arrived|came|has|does|did|broke|stopped))\b|^(?:understood|noted|got it|exactly|right)(?: po)?[:,] (?:an?|the|one|two|three|four|five|six|seven|eight|nine|ten|\d+|both)\b"
)
REVIEW = re.compile(
    r"\b(?:happy|glad|grateful|love|pleased|appreciate|welcome)\b.{0,20}\b(?:review|rating|feedback|honest (?:word|opinion))s?\b|\b(?:leave|write|give|post) (?:us )?(?:a|an|your) (?:honest |short )?(?:review|rating|feedback|comment)\b|\brate (?:us|your|the|our)\b|\bhonest (?:word|opinion|review)s? (?:helps?|means?)\b"
)
SHOWS_OTHER = re.compile(r"\b(?:may|can|shall|could) (?:i|we) (?:show|suggest|recommend|propose)\b")

# --- advice ------------------------------------------------------------------------------------------

ADVICE = re.compile(
    r"\b(?:suggest|recommend|advise)\b|\b(?:you|u)(?: just| only)? (?:gotta|gonna have to)\b|\byou(?:'d| had| should| might| ought| better|'d better| may want| may prefer| might want| could| must| have to| need to| will need to| only need to| just need to| only have to| just have to)(?: also| just| always| simply| first| better| best| try| not| rather| then| still| even)* (?:to )?(?!be\b|have (?:it|a|the|your|got|been)\b|get\b|expect\b|see\b|receive\b|pay\b|choose between\b|keep (?:it|them|both)\b)[a-z]+|\b(?:i|we)(?: would|'d)(?: personally| rather| really| not| always| say)* (?:take|choose|go for|go with|pick|wait|buy|order|use|try|start|not|prefer|get|say)\b|\bi wouldn't\b|\b(?:i would say|i'd say)\b"
    r"|\b(?:it|that)?(?: is|'s| would be| might be| may be| will be)? ?(?:better|best|safer|easier|wiser|a good idea|worth|helpful|handy|enough|sensible) (?:to|if|for you to|when|not to)\b|\b(?:safer|better|best|easier) (?:choice|option|idea|bet|way)\b|\bbest way\b|^better (?:you|to|that|if)\b|\bwhy (?:not|don't you)\b|\bhow about\b|\bworth \w+ing\b|\bmay help to\b|\bit (?:may|might|could|can) help\b|\bmake sure\b|\b(?:suits?|fits?) you (?:better|best)\b|\blike\b.{0,30}\bbest for\b|\bi like\b|\bshould (?:do|stop|work|help)\b(?=.{0,20}$)|^let(?:'s| us) (?:stay|keep|talk|continue|do|use|try)\b|\bdon't forget\b|\bremember to\b|\b(?:will|'ll|can) find (?:it|them|the \w+|your \w+) (?:in|under|on|at|below|above)\b.{0,30}\b(?:wallet|account|app|menu|settings)\b|\bwill help you find\b"
)
# You can wash it with warm water: a way to do something, not leave or a right to do it.
HANDLE = r"(?:wash|clean|wipe|rinse|dry|soak|press|hold|tap|click|turn|switch|push|pull|try|use|charge|restart|reset|unplug|plug|put|place|hang|store|iron|open|close|scan|measure|check|ask|install|update|remove|insert|tighten|loosen|adjust|fold|cut|mix|add|write|start|wear|order|take|look|watch|read|follow|contact|combine|wait|print|search|log|go|scroll|refresh)"
YOU_CAN_DO = re.compile(
    rf"\byou (?:can|may|could)(?: also| just| simply| always| either| still| first| then| easily| even| safely| directly)* {HANDLE}\b(?! (?:both|up to|about|around|it (?:within|up to|for (?:free|\d))|\d))"
)
LOOK = re.compile(r"^(?:have|take) a (?:\w+ )?look\b|^look (?:at|in|into|on|under|for)\b")
BARE_DO = re.compile(r"^(?:(?:do not|don't|never|always|not) )?([a-z-]+)\b")
NOT_TOLD = frozenset(
    [
        "worry",
        "hesitate",
        "thank",
        "hope",
        "see",
        "let",
        "have",
        "need",
        "be",
        "forgive",
        "excuse",
        "accept",
        "note",
        "find",
        "enjoy",
        "allow",
        "wait",
        "waiting",
        "rest",
        "feel",
        "order",
        "return",
        "work",
        "cost",
        "fit",
        "cover",
        "show",
        "sort",
        "list",
        "claim",
        "deal",
        "match",
        "supply",
        "support",
        "request",
        "test",
        "start",
        "end",
        "run",
        "stock",
        "apologise",
        "apologize",
    ]
)
SHOW = frozenset(["take", "make", "send", "show", "share", "upload", "attach", "add", "film"])
OTHER_ORDERS = frozenset(
    [
        "talk",
        "sign",
        "film",
        "mind",
        "buy",
        "bring",
        "do",
        "make",
        "join",
        "mix",
        "watch",
        "hang",
        "look",
    ]
)

# --- doing --------------------------------------------------------------------------------------------

WE = r"(?:i|we|the undersigned|our (?:[a-z]+ )?(?:team|warehouse|staff|manager|colleagues?|technician|engineers?|factory|agent|director|boss|accountant|designer|packers?|tailor|forwarder|finance)|my (?:colleagues?|manager|team|boss)|the (?:warehouse|team|factory|manager))"
SOON = r"(?: also| now| just| already| gladly| happily| personally| certainly| definitely| surely| then| still| immediately| today| tomorrow| only| both| in any case| of course| have| really| kindly| quickly| immediately| this \w+| yesterday)*"
WILL = re.compile(
    rf"\b(?:(?:i|we)(?:'ll|'m going to|'re going to| am going to| are going to| am gonna| gonna)|{WE}{SOON} (?:will|shall|would like to|'d like to|promises? (?:you )?(?:to|i'll|we'll|that i|that we)|can|could|may|might|is able to|am able to|are able to|(?:am|are|'m|'re) (?:happy|glad|ready|willing|pleased) to|would be (?:happy|glad|pleased) to))\b{SOON}(?: be (?:happy|glad|pleased) to)?{SOON}(?: to)? (?P<verb>[a-z-]+)"
)
NOT_DEEDS = frozenset(
    [
        "be",
        "not",
        "see",
        "tell",
        "imagine",
        "understand",
        "say",
        "promise",
        "guarantee",
        "confirm",
        "only",
        "hear",
        "feel",
        "believe",
        "assure",
        "hope",
        "no",
        "never",
        "need",
        "have",
        "do",
        "speak",
        "produce",
        "accept",
        "deliver",
        "make",
        "sell",
        "cover",
        "keep",
        "wait",
        "waiting",
        "ship",
        "supply",
        "stock",
        "reach",
        "expect",
        "discuss",
        "find",
        "sure",
        "like",
    ]
)
CAN_DEEDS = frozenset(
    [
        "make",
        "do",
        "have",
        "accept",
        "ship",
        "keep",
        "deliver",
        "discuss",
        "find",
        "wait",
        "waiting",
        "cover",
        "reach",
        "speak",
    ]
)
OUR_STATE = re.compile(
    r"\b(?:usd|eur|gbp|fob|cif|dap|ddp|per (?:piece|unit|set|m2|meter|metre|carton))\b|\b(?:every|each) (?:order|parcel|day|week|piece|lot|batch)\b|\b(?:normally|usually|always|generally)\b"
)
DOING = re.compile(
    rf"\b(?:i am|i'm|we are|we're|our \w+ is|{WE} (?:is|are))(?: now| already| currently| just| also| still)* (?!sell|look(?:ing)? forward|hop|wait|us|runn|clos|open|com|stay|be|hav|do|apolog|try|go|miss|say|ask(?:ing)? (?:you|because))(?:[a-z-]+ing)\b|\b(?:is|are) (?:already |now |just |currently )?being (?:packed|printed|prepared|made|sent|processed|shipped|repaired|refunded|replaced|checked|produced)\b"
)
DEED = r"(?:refunded|reshipped|resent|re-sent|replaced|cancell?ed|changed|change|updated|issued|processed|arranged|arrange|contacted|reported|escalated|asked|added|applied|credited|returned|informed|notified|passed|forwarded|submitted|opened|filed|requested|booked|prepared|noted|corrected|fixed|registered|emailed|e-mailed|mailed|texted|called|transferred|given|extended|reserved|upgraded|put|set|marked|placed|started|created|approved|written|urged|repaired|handled|stopped|checked|looked into|measured|printed|held|swapped|switched|moved|removed|combined|split|hurried|completed|closed|set (?:one|it|them|two|some|a \w+) aside|made (?:a|an|the|you a|your) (?:refund|exchange|replacement|note|claim|coupon|booking|appointment)|refund|cancel|discussed|raised|taken (?:off|out|up|care)|added|packed|set aside|waived|saved|rebooked|rescheduled|recorded|blocked|unlocked)"
DONE = re.compile(
    rf"\b{WE}(?:'ve| have| has|'ve)(?: just| already| also| now| gone ahead and| today| immediately| personally| yesterday)* (?:been (?:able|talking|working) to )?{DEED}\b|\b(?:i|we)(?: just| already| now| also)+ (?:{DEED}|contact|ask|check|report|send|inform|apply)\b|\b(?:i|we)(?:'ve| have)\b.{{4,40}}\bfor you\b|\b(?:i|we)(?: this morning| yesterday| today| just| already)* (?:told|asked|called|contacted|reported|cancelled|canceled|refunded|changed|booked|started|opened|made|put|arranged|noted|passed|informed|approved|issued|completed|replaced|reviewed your \w+ and (?:approved|refunded|cancell?ed|changed)|checked(?= (?:with|the|it|your|again))) (?!you\b|a mistake|an? (?:error|slip))|\b(?:has|have|is|are|was|were|will be|can be|being|get|gets|'s|been)(?: now| already| just| also| today| tomorrow| immediately| been| being| fully| finally)* (?:refunded|cancell?ed|replaced|resent|re-sent|reprinted|credited|changed|updated|approved|booked|arranged|corrected|noted|extended|waived|rebooked|reshipped|accepted|processed|set aside|taken off|exchanged|repaired for you|added to your|reported|released)\b(?! (?:by|from) (?:customs|your|the bank|the system))"
)
LET_ME = re.compile(
    r"^(?:and |so |then |ok |first |but |please )*(?:let me|lemme|let us|allow me to|leave it (?:to|with) (?:me|us))\b(?! (?:know|stay|keep|talk|continue|repeat|sum|recap|make sure|have|use))"
)
MENDS = re.compile(
    r"\b(?:(?:your|the|a|an|our|one|two|three|another|both|\d+) )?(?:(?:full|partial|whole|second|fourth|third|new|free|right|correct|missing|other|spare|double|extra|last) )*(?:refunds?|replacements?|exchange|coupon|voucher|store credit|credit note|compensation|(?<=your )money|second payment|amount|new (?:\w+ )?(?!number|price|date)\w+|second (?:one|\w+)|missing (?:\w+ )?\w+|right (?:one|\w+)|correct (?:one|\w+)|other (?:one|\d+ \w+)|fourth \w+|spare \w+|red one|silver \w+|one|set of \w+|new ones?|quote|quotation|receipt|invoice|return label|pick-?up)\b(?: of [^,]{2,24}| for [^,]{2,16})?(?: of \w+)? (?:(?:is|are|was|has|have|will|can|shall|should|'ll|gets?|being)(?: now| already| just| also| then| both| been| be)* (?:on (?:its|their|the) way|sent|shipped|posted|mailed|packed|printed|started|approved|issued|out|leave|leaves|go|goes|follow|in your|with you|made|ready|arranged|added|delivered|yours|back|transferred|returned|confirmed|hereby confirmed|there|prepared|dispatched|collected|credited|processed)\b|goes out|go out|leaves?|ships|follows|goes (?:back|out|to)|will go|is waiting|can leave|comes? back)"
)
GETS_BACK = re.compile(
    r"\byou(?:'ll| will| should| shall| can)?(?: also| then| both)* (?:get|receive|have) (?:back )?(?:the |a |an |your |it |that |this |another )?(?:full |whole |partial |complete |new |second |free |small )*(?:amount|money|refund|replacement|sum|price|one|coupon|voucher|label|it all|everything|compensation|credit)\b|\b(?:we|i)(?:'ll| will)? (?:pay|give|send|transfer|return|refund)s?\b.{0,20}\b(?:back|refund|money|[$€£]\s?\d|in full|the difference)\b|\bthe money goes back\b|\bat our (?:cost|expense)\b.{0,30}\b(?:added|sent|shipped)\b"
)
WILL_BE = re.compile(
    r"\b(?:will|can|shall) (?:also |then |now |still )*be (?:also |re)?(?:added|sent|shipped|posted|packed|dispatched|mailed|prepared|handed over|picked up|collected|reshipped|resent|printed|made again)\b"
)
RECORDED = re.compile(
    r"\bwhat (?:i|we) can (?:do|offer)(?: for you)? (?:now )?is\b|"
    r"\bhere(?:'s| is| are) (?:a|an|your|the) .{0,16}\b(?:voucher|coupon|code|label|refund|discount)\b|"
    r"\bis now (?:in (?:our|the) system|changed|cancelled|active|set|updated)\b|^(?:done|all done|all set)\b"
)
MONEY_BACK = re.compile(r"\b(?:refund|coupon|voucher|credit|compensation)\b")
PRICED = re.compile(r"\b(?:dollars?|euros?|pesos|usd|eur|costs?)\b|[$€£]\s?\d")
IF_YOU = re.compile(
    r"\b(?:if|unless|as long as|provided|when|once|whenever|should) (?:you|it|the|they|there|your|anything|m\b|that|an?)\b"
)
AFTER_ORDER = re.compile(
    r"^[a-z-]+(?: (?:the|a|an|it|them|this|that|your|our|my|his|her|one|two|three|some|any|all|both|in|on|to|for|with|at|up|off|out|down|by|from|until|before|after|under|over|again|here|there|only|not|me|us|him|twice|once|carefully|how|what|whether|if|every|each|\d+|\w+ly)\b|$)"
)
SUBORDINATE = re.compile(
    r"^(?:since|because(?! of)|so that|as soon as|when|where|which|until|before|after|while|as)\b"
)
NOT_REFUSED = re.compile(
    r"\bfree of charge\b|won't happen again|never happen|\bno (?:extra|additional|further|cost|charge|later|need|problem|matter)\b|\bwithout\b"
)
HAS_IF = re.compile(r"^(?:if|unless|once|when)\b")
YOU_BUY = re.compile(
    r"\bif you (?:buy|order|take|spend)\b|\b(?:buy|order|take) (?:two|three|\d+)\b"
)
# Please tell me the new one and I will change it: the condition is this buyer's own.
PERSONAL = re.compile(
    r"\b(?:today|tonight|tomorrow|right now|right away|at once|this (?:morning|afternoon|evening|week)|for you|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday))\b"
)
YOUR_DEED = re.compile(r"\bif you (?:send|order|pay|buy|return|take|spend|choose)\b")
