"""What the buyer's message does: is a fault of ours reported, is the buyer upset, what is wanted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tutor.domain import Lang, Remedy
from tutor.text.language import detect
from tutor.text.normalise import fold
from tutor.text.script import Script, main_script, to_simplified

from .buyer_weights import Cues, default_weights
from .clauses import split
from .faults_zh import (
    no_report,
    only_wonders,
    other_came,
    reports_fault,
    told_before_worry,
)
from .remedies import find_remedies


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerReading:
    """What a buyer's message does.

    `fault` is a fault of the shop (damaged, wrong, missing, overcharged, a missed ship date, an
    unanswered message); customs, weather, a late parcel and a later price drop are none. `lang`
    is None when the message is in a third language or tells no language.
    """

    lang: Lang | None
    upset: bool
    fault: bool
    wants: tuple[Remedy, ...]
    asks: bool
    thanks: bool
    script: Script


_UPSET_ZH = re.compile(
    r"太(?!好|热|冷|晒|浪费|谢|棒|感谢|客气|漂亮|难(?![过受用闻看吃])|复杂|麻烦|忙|高|低|大|小|长|短|重|轻|厚|薄|宽|窄|紧|松|胖|瘦|远|贵|早|多|少|红|蓝|绿|黑|白|黄|灰|粉|紫|亮|暗|深|浅|淡|浓|硬|软|粗|细|甜|咸|酸|辣|苦|滑|密|闷|挤|透)[\u4e00-\u9fff]{1,5}(?:了|啦)|气死|气人|生气|愤怒|再也不|失望|糟糕|差劲|骗(?!子税)|坑人|垃圾|受不了|(?:不|无法|没法|怎么)能?接受|忍(?:无可忍|不了)|什么(?:态度|服务|玩意|破|垃圾)|投诉(?:你|您|店|卖家|商家|到底|定)|(?:给|打|写)(?:你们?|一个|个)?差评|举报(?:你|店)|烦死|急死|急坏|崩溃|无语|搞什么|到底(?:管不管|还(?:发|退|要|想|有)|想(?:怎样|怎么样|干嘛)|有没有人|是不是骗)|过分|不负责任|欺骗|耍|离谱|恶心|(?:真|太|很|好|非常|特别)后悔|后悔(?:死|买|在你|选了|相信|来)|火大|很(?:着急|急|不满|不高兴|不开心|郁闷|难过)|非常(?:着急|不满|不高兴|生气|失望|难过)|受够|不可理喻|岂有此理|心(?:都)?(?:凉|寒)|寒心|敷衍|浪费(?:我|大家|别人)?(?:的)?(?:时间|钱|感情)|没见过(?:这样|这么|你们)|(?<!空)气(?:哭|疯|坏|炸|得|人)|哭了|有完没完|(?:也|还)(?:敢|好意思)|丢(?:脸|人|光)|脸都|欺负|糊弄|忽悠|推(?:卸|来推去|三阻四)|闹心|糟心|心累|笑话|混蛋|黑心|奸商|(?:给|要)(?:我)?(?:一?个)?说法|(?:毁|泡汤|搞砸|耽误)了我|都(?:毁|泡汤|搞砸)了|到底[^，。]{0,2}(?P<v>[发退管换赔理])不(?P=v)|真(?:的)?(?:是)?(?:够|服了|差|烂|让人)|凭什么|还要(?:我|让我)(?:等|说|跑)|等了?(?:这么|那么)久了?[，, ]*(?:还|才|就|却|竟|居然|结果|都没|到现在|也没|没人)(?!有希望)|白等了?(?:这么|那么)久|吓(?:死|坏|哭|了?(?:我|一跳|一大跳))"
)
_CALM_MARK_ZH = re.compile(
    r"(?:(?<!不)(?:谢谢|感谢|你好|您好|好的|好呀|喜欢|漂亮|好看|不错|满意|开心|棒|辛苦|麻烦|请问|期待|爱了|太好|早上好|下午好|晚上好|嗨|推荐|合作愉快|祝|客气|^好了|(?:修|弄|装)好了|有(?:画面|声音|反应)了|在不在|没问题|等你们?|等您|可以吗|明白|知道了|收到(?:货|了)?|ok|hi|hello))[^!。?不没坏错破碎裂断漏脏湿烂臭少]{0,8}!+",
    re.IGNORECASE,
)
_UPSET_EN = re.compile(
    r"\b(?:unacceptable|angry|anger|furious|outrag\w+|ridiculous|terrible|horrible|awful|disgust\w+|scam\w*|cheat\w*|fraud|thie(?:f|ves)|stole|robbed|liars?|lied|lying|lies|appalling|shameful|pathetic|useless|incompetent|unprofessional|nightmare|shocked|heartbroken|devastated|panicking|in tears|crying|unbelievable|insane|absurd|joke|rubbish|garbage|trash|worst|seriously|shame on)\b|\bnever (?:buy|order|shop|again|coming)|\bfed up\b|\bsick (?:of|and tired)\b|\b(?:so|very|really|extremely|deeply|quite|bitterly|pretty|beyond|more than) (?:upset|disappointed|annoyed|frustrated|unhappy|worried|angry|bad|sad|stressed|anxious|unfair|mad)\b"
    r"|\b(?:upset|disappoint(?:ed|ing|ment)|frustrat\w+|annoyed|annoying|unhappy|infuriating|unfair)\b|\bwaste of (?:money|time)|\bwhat (?:kind|sort) of (?:service|shop|company|seller)|\bwhat the (?:hell|heck)|\bhow (?:dare|could you|can you)\b|\bi(?:'m| am) done\b|\bcomplain(?:ed|ing|s)?\b|\b(?:file|filing|filed|make|making|lodge|open|raise|write) (?:a|an|this|another|my|our) (?:\w+ )?complaint|\bbad review|\bone star|\bcan't believe|\bcannot believe|\bstill nobody|\bno ?one (?:answers|replies|cares)|\bignor(?:ed|ing)\b|\bnot happy\b|\bwhere the (?:hell|heck|devil)\b|\bwhere the (?=(?:f\W|f\w{1,3} ))|\btaking so long\b|\bi(?:'ve| have) had enough|(?<!must )(?<!to )\bhate\b|\blos(?:ing|t) (?:my |all )?patience\b|\bdriv(?:ing|es) me (?:crazy|mad|nuts)\b|\blast time i\b|\b(?:third|fourth|fifth|hundredth) time\b|\bi (?:can't|cannot) (?:take|stand|wait any)|\bmakes me (?:so |really )?(?:angry|mad|sick|sad)\b|\bruined\b.{0,24}\b(?:birthday|party|wedding|christmas|day|trip|holiday)|\b(?:birthday|party|wedding|christmas)\b.{0,24}\bruined\b|\b(?:are you )?kidding me\b|\?!|!\?|\?{3,}"
)
# A mark of exclamation shows anger only beside something that went wrong.
_WENT_WRONG_EN = re.compile(
    r"\b(?:still|not|no|never|nothing|nobody|where|waiting|waited|late|weeks|days|month|again|why|wrong|broken|money back|already|yet|n't|enough|answer|missing|damaged|empty|lost|supposed|promised|twice|stopped|only|someone else's|stuck|silent|torn|ripped|cracked|smashed|shattered|crushed|thrown|threw (?:it|my|the parcel|the box|them)|dumped|soaked|soaking|all wet|dead|died|far too|much too|immediately|right now|asap)\b|n't\b"
)
_SHOUTED = re.compile(r"\b[A-Z]{2,}(?:[\s,'’]+[A-Z]{1,}\b){2,}")
# Capitals alone may be a habit: HELLO IS THIS SHOP OPEN.
_CALM_SHOUT = re.compile(
    r"^\W*(?:hello|hi|hey|good \w+|please|thanks?|thank you|do you (?:have|sell|ship)|how (?:much|many|big)|is (?:it|this|the)|what (?:size|colou?r))\b(?!.*\b(?:still|not|no|never|nothing|late|wrong|broken|refund|where|why)\b)"
)
_CALM_MARK_EN = re.compile(
    r"\b(?:thanks?|thank you|hello|hi|hey|great|love|nice|perfect|good (?:morning|day|evening|afternoon)|ok|okay|beautiful|wonderful|cheers|yes|please)\b[^.!?]{0,24}!+"
)

_NOT_OURS_ZH = re.compile(
    r"(?:用不了|不能用|不可以用|无法(?:使用|用)|没法用|打不开|点不开|不生效).{0,6}(?:优惠|券|折扣|红包|链接|附件|文件|网页|网站|页面|账号|微信|支付)|(?:优惠|券|折扣码|红包|链接|附件|文件|网页|网站|页面|支付|付款|登录|登陆|账号|密码|验证码|软件|app|银行卡|信用卡|(?:礼品|会员|购物|储值)卡).{0,12}(?:不了|打不开|没反应|不能|无法|没法|不上|失败)|(?:付款?|支付|刷卡?|转账|交易)了?[^，。]{0,6}(?:失败|不成功|没(?:有)?(?:成功|付成|通过|付上)|被拒|不行$)|海关|清关|扣关|关税|税|台风|天气|暴雨|洪水|降价|便宜了|打折了|疫情"
)
_NOT_OURS_EN = re.compile(
    r"\bcustoms\b|\bdut(?:y|ies)\b|\btax(?:es)?\b|\bstorm\b|\bweather\b|\btyphoon\b|\bflood\w*|\b(?:price|it) (?:has )?(?:dropped|fell|went down)|\bcheaper now\b|\bon sale now\b|\bnow (?:costs|only)\b|\b(?:coupon|voucher|promo|discount code|code|link|page|website|app|password|login|log-in|checkout|search|chat|cart)s?\b.{0,24}\b(?:does(?:n't| not)|do(?:n't| not)|won't|is(?:n't| not)?|are|not|says|can't)\b(?! in the)|\b(?:coupon|voucher|code|offer|sale|link|card|password|session|warranty|quote|quotation|promo\w*|discount|trial|visa|account)s? (?:has |have |is |was |had )?(?:already |just )?expired\b"
)
_FAULT_ZH = re.compile(
    r"有(?:一)?(?:个|条|道|股|点|块)?(?:小|大)?(?:洞|裂|异味|怪味|臭味|霉味|划伤|刮痕|凹|缺口|磨损|污点|血迹)|(?:没|没有)(?:放|装|寄)(?:进|到|在|$|来)|没(?:有)?声音|(?:里面|盒子|箱子|包裹).{0,3}空的|空(?:盒|包裹|箱)|(?:收到|拿到|寄来).{0,4}别人的|(?:是|被)你们.{0,6}(?:错|漏|坏|丢|忘)|(?:发票|抬头|税号).{0,6}(?:错|不对)|(?:答应|说好|承诺|说了?).{0,6}退(?:款|钱).{0,10}(?:没|还没|不)(?:退|到账|给)|(?:应该|就该|说了?).{0,4}(?:发货|寄出|发出)[^吗]{0,8}(?:还没|没有?|不)(?:发|寄)|质量(?:也)?(?:太|很|真|这么|特别|非常)?(?:差|糟|烂|不好|不行)|不制冷|不转|接触不良|(?:松|歪|断|掉|翘|起皮|起球|脱胶|散架|凹|弯)(?:了|着)$|坏(?!人|习惯)|破(?!解|产)|碎|裂|断了|划痕|刮花|压扁|压坏|变形|漏(?!发货时间)|脏|污渍|发霉|瑕疵|质量(?:有)?问题|(?:(?<!能)不能|无法|没法|没办法)(?:正常)?(?:用|使用|充电|开机|打开|工作|启动|亮|转|穿)|用不了|开不了|充不(?:进|了|上)|打不开|没反应|不(?:工作|亮|转|制冷|加热|保温|响|通电)|故障|掉色|脱线|开胶|开线|掉了(?:一个|个|颗)|缺(?!货|点)|(?<!太)(?<!有点)(?<!有点儿)(?<!很)少(?:了|发|寄|一|两|三|个|件|给|装)|(?:(?<!有)没有|(?<!有)没|不见|缺少|漏了)(?:收到)?(?:说明书|配件|充电器|盖子|赠品|另一|另外|螺丝|发票)|只(?:收到|来|寄|发)(?:了)?(?:[一二两三四\d])|(?:发|寄|送|拿|装|弄|搞|给)错|发(?:来|过来)?(?:了)?(?:的)?(?:是|成)(?!什么|哪)|错(?:的|了)?(?:颜色|尺码|尺寸|型号|款|商品|东西|货|地址)|(?:大小|号码|颜色|尺码|尺寸|型号|款式|东西|商品)(?:是|发|寄|不|都)?(?:错|不对|不一样|不符|不是我)|(?:跟|和|与)(?:图片|照片|描述|我?(?:订|买|选)的|页面|网上|说的|介绍).{0,6}(?:不一样|不符|不同|差|不一致|两样)|不是我(?:要|买|订|选|下单|拍|想要)的|收到的(?:是|却|不是|竟)(?!什么|哪|好)|多(?:收|扣|付|算)(?:了|我|钱)?|重复(?:扣|收|付)|扣了(?:我)?(?:两|2|三)(?:次|笔|遍)|(?:收|扣|付)了?(?:我)?(?:两|2|双)(?:个|次|份|倍|笔|遍)的?(?:钱|款|费)?|(?:晚|迟|延迟)(?:了.{0,6})?(?:才)?发货|发货(?:时间|日期)?.{0,6}(?:晚|迟|拖)|付了两(?:次|遍)|(?:价格|金额|钱)(?:算|收)错|说好.{0,14}(?:发货|寄|没|不|却|现在)|(?:承诺|答应|保证).{0,14}(?:发货|没|不|却|还)|(?:还|一直|都|怎么还|仍然|到现在|至今)(?:还|都)?(?:没有?|不)(?:发货|给我发货|寄出|发出|安排发货)|(?:超过|过了).{0,8}(?:还)?没(?:有)?(?:发货|寄出)|没(?:有)?(?:人|谁)(?:回|理|答|管|回复|联系)|(?:不|没|没有|都不|也不|从不|一直不|从来不)(?:回复|回我|理我|回消息|答复|回应|回邮件|回信|回答我|搭理)|(?:问|发|写|留言|联系|说)(?:了|过)?.{0,10}(?:几|好几|三|两|很多|好多|多|\d)(?:次|遍|封|条|天).{0,12}(?:没|不|都没|也没)|过期(?!.{0,3}吗)|假货|假的|二手|用过的|旧的|有(?:一个)?(?:洞|裂|异味|怪味|污)|(?:一直|总是|老是|经常|不停地?|自动|突然|老)(?:在|会|自己)?(?:闪|响|死机|黑屏|断开|断线|掉线|关机|重启|跳闸|发烫|冒烟|报警|卡住)|黑屏|死机|没有反应|两个样|两码事|拉不[上开]|扣不上|盖不[上紧]|合不上|关不[上紧]|插不进|(?:缩水|起球|褪色|退色)了|冒烟|闪屏|缝(?:开|裂)|一([只个条边件块支])(?:大|长|高|新|厚|深|松)[的，、,]{0,2}一\1(?:小|短|低|旧|薄|浅|紧)|(?:两|2)只(?:都|全)?(?:是)?(?:左|右)脚"
)
_NO_FAULT_ZH = re.compile(
    r"(?:银行|信用)?卡[^，。]{0,6}(?:不能用|用不了|停了|停用|注销|过期|冻结)|不能用的[^，。]{0,4}(?:卡|账户|号码?)|(?:我|自己)[^，。]{0,8}(?:填|写|选|拍|下|买|点|输)错(?:了|的)?[^，。]{0,4}|(?:听说|朋友说|同事说|邻居说|别人说|人家说|大家说|网友说|网上说|有人说|看到有人|看评论|评论(?:里|说)|(?<!没)有人(?!回|理|管|答|拆|用))[^，。?!]*|(?:保修|质保|保险|售后|包赔)(?:也|都)?(?:包括|包含|含|管|赔|算|覆盖)[^，。?!]*|(?:要|会|需要|得|能|可能|还要|怎么)(?:再)?多(?:付|收|交)[^，。?!]*|^(?:尺码|大小|号码|尺寸)(?:不对|不合适)|(?:坏|碎|破|丢|裂|少)了(?:的话)?(?:可以|能|给|包|保|算|谁|怎么(?:算|赔|退|换|保))[^，。]*|(?:新|好|真)的?还是(?:二手|旧|坏|假)[^，。]*|没有?(?:划痕|破|坏|瑕疵|问题|色差|裂)[^，。]*|(?:可以|能|能不能|想|要|帮我)少[^，。]*|是不是(?:二手|假|旧)[^，。]*|(?:我|自己|孩子|小孩|儿子|女儿|猫|狗|朋友|老公|老婆|家人)(?:[^，。]{0,6}(?:的时候|时|后))?(?:不小心)?(?:把[^，。]{0,4})?(?:弄|摔|打|搞|碰|压|洗|踩|掉|扯|拉)(?:坏|破|碎|错|裂|断|丢|脏|湿|花)|坏了(?:的话)?你们(?:管|能|可以|给|包)[^，。]*|(?:之前|上次|原来|以前)(?:买)?(?:那|的)[^，。]{0,6}(?:坏|破|碎|断|丢)了?|(?:会|如果|万一|要是|怕|担心|容易|能不能|会不会)[^，。?!]{0,8}(?:坏|破|碎|裂|漏|掉色|变形|断|缺|少|错)|(?:我|自己)(?:不小心)?(?:弄|摔|打|搞|填|写|选|拍|下|买|点)(?:坏|破|碎|错)|没(?:有)?(?:坏|破|碎|错|漏|裂)(?!吗)|不错|多少|至少|减少|不少|少(?:一点|点|量|用)|坏处|打破|突破|没错|少(?:收|算)点|贵(?:的)?多"
)
# 我要的是黑色，收到白色 and 昨天就该发货，怎么还没发: what came is set against what was ordered or said.
_ORDERED_ZH = re.compile(
    r"退(?:款|钱)[^。?!]{0,8}(?:都|已经)[^，。]{0,6}(?:天|周|星期|月)了?[^，。]{0,3}没(?:有)?(?:退|到)|(?<!我)(?:应该|就该|说(?:好|了|过)?|答应|承诺|保证)[^。?!]{0,8}(?:发货?|寄出|退款?|退钱|回复)[^。?!]{0,12}(?:没|不)(?:有)?(?:发|寄|退|到账|回|动)|(?:要|买|订|选|拍|下单)的(?:是|明明是)[^，。?!]{1,10}[,，。][^，。?!]{0,6}(?:收到|来的|发来|寄来|发的|寄的|给我的?|到的|送来)(?!了吗)"
)
_BREAKS = r"(?:broken|broke|damaged|cracked|smashed|shattered|scratch\w*|dented|torn|ripped|stain\w*|dirty|mou?ldy|mou?ld (?:on|in|inside|spots?|stains?|everywhere)|(?<=has )mou?ld|(?<=have )mou?ld|(?<=full of )mou?ld|(?<=with )mou?ld|(?<=got )mou?ld|leak\w*|defect\w*|faulty|malfunction\w*|dead on arrival|dead pixels?|crushed|bent|chipped|ruined|in pieces|worn out|second-?hand|counterfeit|fake|expired|snapped|burst|exploded|melted|burnt|burned|smoking|sparks|peeling|peels|peeled|rust\w*|wobbl\w+|flicker\w*|frayed|unravel\w*|rotten|stale|spoiled|shrank|shrunk|squashed|deformed|warped|crooked|uneven|mismatched|overheat\w*|crash(?:es|ed)|freezes|half[- ]empty|spilled|spilt|loose|detached|unusable|incomplete|overcharg\w+|over-charg\w+|mix-?up)"
_GOT = r"(?:got|received|sent|gave|shipped|came|arrived|delivered|find|found|is|was|are|were|contains?|contained|has|had|there(?:'s| is))"
_FAULT_EN = re.compile(
    rf"\b{_BREAKS}\b"
    r"|\b(?:does(?:n't| not)|did(?:n't| not)|won't|will not|can't|cannot|stopped|not|doesnt|never|no longer|hardly) (?:even |properly )?(?:work\w*|turn(?:ing|s)? (?:on|off)|charg(?:e|es|ing)|switch\w* on|start\w*|heat\w*|cool\w*|close\w*|fit together|connect\w*|respond|light up|spin\w*|stick|keep (?:it )?(?:hot|cold|warm)|hold (?:a |the )?charge|match(?:es)?)\b(?! (?:for me|my|the (?:size|style|link|page|app|file|website)))|\b(?:can't|cannot|won't|doesn't|does not) open (?:the (?:lid|box|bottle|bag|zip\w*|door)|it)\b"
    r"|\bwrong (?:item|colou?r|size|product|one|model|order|thing|goods|parcel|style|version|amount|shoes|dress|shirt|address|voltage|plug|box|pair|design|length|quantity|invoice|price|part|name)\b|\bincorrect (?:item|size|colou?r|amount|invoice|address)\b"
    rf"|\b{_GOT} (?:me |us |with )?(?:a |an |the |some |only )?(?:\w+ )?(?:wrong|old|used|empty|opened)\b(?! to)|\b(?:got|received|sent|gave|shipped|delivered) (?:me |us )?(?:a |an )?(?:\w+ )?different\b|\bdifferent (?:from|to|than) (?:the )?(?:picture|photo|image|description|page|listing|one i|what i (?:ordered|paid|bought))|\b(?:got|received|sent|gave|shipped|came|arrived|is|was|are|were)\b[^.!?]{{0,40}}\b(?:instead of|instead|rather than|not the \w+ (?:one|i))|\b(?:sent|shipped|gave) (?:me |us )(?:a |an |the )?\w+(?: \w+)? (?:but|instead|and not|not)\b|\bnot (?:what i|the (?:one|colou?r|size|item|model|same (?:as|colou?r|one|item|product))|as (?:described|pictured|shown|advertised|in the))"
    r"|\b(?:someone|somebody|another (?:person|customer|buyer)|anyone) else's\b|\banother (?:person|customer|buyer)'s\b|\bordered (?:the |a |an |my )?\w+(?: \w+){0,3}(?:,)? (?:but|and) (?:only |i )?(?:got|received|the|it|this|there|you)|\b(?:received|got) (?:the |a |an )?\w+(?: \w+){0,3}(?:,)? (?:but|although) (?:i )?(?:ordered|paid|wanted|bought)|\b(?:one|left) (?:\w+ )?(?:is|was) (?:\w+ )?(?:longer|bigger|smaller|shorter|darker|lighter|wider|different)?(?: (?:a )?\d+)?.{0,10}\b(?:than|from|and) the (?:other|right|second)\b"
    r"|\b(?:missing|lacks?|lacking|came without|without (?:the|a|any) (?:lid|charger|cable|manual|accessor\w+|box|screws?|invoice|label))\b|\b(?:is|are|was|were) only (?:one|two|three|four|five|\d+|half|received|got)\b|\bonly (?:received|got|contains?|half|one (?:of|arrived|came|was)|two (?:of|arrived|came|were)|\w+ (?:of (?:the|them)|arrived|came))\b|(?<!please )(?<!want )(?<!put )(?<!prefer )(?<!need )(?<!be )\bno (?:lid|cable|manual|charger|screws?|remote|instructions?|invoice|plug|battery|batteries|accessor\w+|straps?) (?:in|with|inside|came|was|included)\b|\b(?:was|were|is|are|wasn't|weren't|isn't) (?:not )?in(?:side)? the (?:box|parcel|package)(?<!is in the box)(?<!are in the box)(?<!is in the parcel)|(?<!i )(?<!we )(?<!you )\b(?:has|had|came with|comes with) no (?:lid|cable|manual|charger|screws?|remote|instructions?|plug|batter(?:y|ies)|hood|straps?|label|buttons?|handle|cap|cover|seal|zip(?:per)?|sleeves?|pockets?|stand|adapter|key|filter|tag|legs?|wheels?|cord|lining|print|logo)\b|\b(?:you (?:delivered|sent|shipped)|i (?:received|got|bought)|arrived|came|delivered|opened|counted)\b[^.!?]{0,50}\bonly (?:has |have |had |got )?(?:one|two|three|four|five|six|seven|eight|nine|ten|half|\d+)\b(?! (?:day|hour|minute|week|month|year)s?)|\b(?:opened|torn|parcel|package|box)\b[^.!?]{0,50}\b(?:is|are|was|were) gone\b|\bone (?:piece |item |pair )?short\b|\bempty\b"
    r"|\b(?:came|come|comes|coming|fell|falls|falling|fallen) (?:off|apart|loose|undone|out)\b(?! (?:in|of (?:stock|the box)|with))|\b(?:colou?rs?|dye|print) (?:ran|runs|bled|bleeds|came off|faded|fades|rubs off)|\bfaded\b|\ba (?:chip|crack|hole|scratch|dent|tear|stain|leak|bubble|dead pixel)\b|\bdead (?:pixel|battery|on)|\bsmells? (?:burnt|bad|strange|awful|terrible|like|of|rotten|weird)\b|\bstinks\b|\bseal (?:is|was) (?:broken|open)\b|\balready (?:been )?(?:used|opened|worn)\b|\bused one\b|\bhair on\b"
    r"|\bcharged (?:me |us |my card )?(?:twice|double|too much|two times|more|again|\$?\d)|\b(?:double|duplicate|extra) (?:charge|payment)|\bcharged for (?:two|both|2|three|3|extra)|\btook (?:\S+ )?(?:too much|twice|double)|\b(?:paid|billed)\b.{0,12}\btwice\b|\bbilled\b.{0,12}\b(?:wrong|more)|\btoo much (?:money )?(?:was |were )?(?:charged|taken)|\b(?:is|was|got|been|marked as|declared|shows as|reported) lost\b|\blost (?:my|the) (?:parcel|package|order)\b(?<!i lost my parcel)"
    r"|\b(?:late|delayed) (?:dispatch|shipping out)|\b(?:still|has|have|hasn't|haven't) (?:not |n't |still not )+(?:been )?(?:shipped|dispatched|sent (?:it|out))\b|\bhas(?:n't| not) (?:been )?(?:shipped|dispatched|left)\b|\bhaven't (?:shipped|dispatched|sent)\b|\b(?:you|your \w+|page|it|agent|colleague)(?: \w+)? (?:promised|was supposed|were supposed|were going|was going|should have|(?:said|told me)(?= (?:that )?(?:it|they|you|he|she|my \w+|the \w+) (?:would|was|were)\b)|(?:said|told me)(?=.*\b(?:but|still|not|no|never|nothing|nobody|yet|yesterday|last|ago|days?|weeks?)\b|.*n't\b))\b.{0,40}\b(?:ship\w*|dispatch\w*|send|sent|reply|refund|left|call)\b|\bmissed (?:the|your) (?:ship|dispatch)\w*"
    r"|\b(?:no ?one|nobody)(?: \w+)? (?:answer\w*|repl\w+|respond\w*|help\w*|called (?:me )?back|gets? back|got back|react\w*|reads?|contacted)\b|\b(?:no (?:reply|answer|response)|not (?:replied|answered|responded)|never (?:replied|answered|responded|got (?:a |an )?(?:reply|answer|response)|heard)|haven't (?:replied|answered|responded|heard)|without (?:a|any) (?:reply|answer|response)|ignor(?:ed|ing|e) (?:me|my|us)|didn't (?:reply|answer|respond)|did not (?:reply|answer|respond)|don't (?:reply|answer)|keep ignoring)\b|\b(?:refund)\b.{0,24}\b(?:not (?:come|arrived|here|in)|never|hasn't|haven't)|\bquality (?:problem|issue|is (?:bad|poor|terrible))|\bpoor quality|\bgot nothing but\b|\b(?:died|is dead|went dead|gave up|quit working)\b(?! (?:my|our))|\b(?:invoice|bill|total|amount|price|sum)\b.{0,36}\b(?:higher|more|bigger) than (?:in |on |what )?(?:the|your|we|i|agreed|quoted|offered|it says)|\b(?:isn't|is not|wasn't|aren't) (?:what|the (?:one|thing)s?) (?:i|we) (?:ordered|bought|paid|chose|asked)|\b(?:waiting|waited) (?:\w+ ){0,4}(?:for )?(?:an?|your|any) (?:answer|reply|response)\b|\bstill (?:no|without) (?:an? )?(?:answer|reply|response)\b|\b(?:courier|driver|they|he) left (?:it|the \w+) in the rain\b|\beverything (?:is|was|got) (?:wet|soaked|broken|ruined)\b|\b(?:is|was|are|were|got|came|arrived) (?:all |completely |totally )?(?:wet|soaked|drenched)\b|\bshop is silent\b|\b(?:you|they|shop) (?:took|charged|withdrew|deducted|debited) (?:the |my )?(?:money|amount|payment|sum|card) (?:twice|two times|double)\b|\b(?:no ?one|nobody) (?:(?:has|ever) )*(?:wrote|written|writes|called|calls|messaged) (?:(?:to )?(?:me|us) )?(?:back|yet)\b|\bmoth(?:[- ]holes?|[- ]eaten)\b|\bfull of (?:small |tiny |little )?(?:holes|dents|cracks|stains|scratches|dust|hair|sand|bugs|insects|ants|mou?ld|dirt)\b|\b(?:holes|dents|cracks|stains|scratches|tears|rust|mou?ld|bugs|insects|ants|worms|weevils|hair|dirt) (?:all over|everywhere)\b|\b(?:insects?|bugs?|ants|worms?|moths?|weevils|maggots|mou?ld|a hair|hairs?) in (?:the|my|it|every|one|both)\b|\bcracks? (?:in|on|across|along|through) (?:the|my|it|one|two|three|every|half|both)\b|\b(?:hem|sleeves?|blanket|shirt|sweater|scarf|collar|tent|socks?|pockets?|fabric|lining|jacket|coat|dress|trousers|bedding|sheets?|net) (?:has|have|had|with) (?:\w+ )?holes?\b|\b(?:even )?(?:though|although) (?:i|we) (?:gave|wrote|said|told|asked|put|entered|typed)\b"
)
_NO_FAULT_EN = re.compile(
    r"\b(?:didn't|did not|doesn't|does not|don't|never|hasn't|haven't) (?:even |really )?(?:leak|break|crack|fade|shrink|peel|tear|rust|scratch|smell|stink)\w*|\b(?:if|in case|what if|would|could|might|may|will|does|do|is it|are they|afraid|worried that|worry that|hope)\b[^.!?]{0,40}\b(?:break\w*|broken|damaged|leak\w*|scratch\w*|crack\w*|stain\w*|wrong|missing|defect\w*|charged|rust\w*|fade\w*|shrink\w*|shrunk|peel\w*|dirty|loose|fall apart|come off|lost|used|empty|fake|expired?)\b|\bi (?:accidentally |have |just |mistakenly |think i )?(?:broke|dropped|damaged|ordered|chose|entered|typed|put|gave|bought|selected|picked|wrote|lost|paid|used)\b[^.!?]{0,20}\b(?:wrong|it|broken|incorrect|different|by mistake|accidentally)\b|\b(?:not|isn't|wasn't|never) (?:\w+ )?(?:broken|damaged|defective|wrong|missing|dirty|scratched|empty|lost|fake|counterfeit|used|expired|second-?hand)\b|^(?:is|are|was|were) (?:there )?(?:anything|something|any \w+|it|this|the \w+) (?:\w+ )?(?:missing|broken|damaged|fake|used|counterfeit|expired)\b|\b(?:am i|i'm|i am|are we|we're|we are) missing\b|\bnothing (?:is |was |seems )?(?:wrong|missing|broken|damaged)\b|\bam i missing\b|\bby mistake\b|\b(?:want|like|prefer|need|take|get|buy|have|order|change|exchange|ship|switch)\b[^.!?]{0,30}\binstead\b(?: of)?|\ba different\b|\bempty (?:my|the|your) (?:cart|basket)\b|\b(?:a (?:bit|little)|slightly) different\b|\bloose (?:fit|fitting|clothes|leaf|tea)\b|\bfake (?:fur|leather)\b|\bi (?:just |really )?(?:think|guess|feel|suspect|wonder)\b[^.!?]{0,24}\bfake\b|\b(?:hide|cover|remove|fix|polish out|prevent|against)s? (?:the |some |small |my )?(?:scratches|stains|rust|holes|cracks|dents|mou?ld)\b[^.!?]*|\bscratch[- ](?:proof|resistant|free)\b|\brust[- ]?(?:proof|free)\b|\bleak[- ]?proof\b|\bstain(?:less|[- ]resistant)\w*\b|\bcharg(?:e|ed|es) (?:for|me for) (?:shipping|delivery)\b"
)
# Two clauses make the report: you sent me a blue one, I ordered black.
_OTHER_ORDERED_EN = re.compile(
    r"\b(?:(?:you|they|shop) (?:sent|gave|shipped) (?:me |us )?|(?:got|received) )(?:a|an|the|one|only|two|three|\d+|\w+ ones?|blue|red|black|white|green|size)\b[^.!?]{0,40}(?:[,.;] (?:but |and )?| but | although )i (?:ordered|paid for|bought|wanted|asked for|chose)\b|\bi (?:ordered|paid for|bought|asked for|chose) [^.!?]{2,40}(?:[,.;] (?:but |and )?| but | and )(?:(?:you|they) (?:sent|gave|shipped) |(?:i )?(?:got|received) (?:only|a|an|the|one|two|three|\d+|just|\w+ ones?|nothing)\b|only )"
)
_OWN_DEED_ZH = re.compile(
    r"我(?:直接|就|是)?(?:用|拿|放|丢|扔)[^，。]{0,8}(?:水|洗衣机|烘干机|微波炉|烤箱|酒精)|(?:被|让)我?(?:们)?(?:家|自己)?(?:的)?(?:小)?(?:狗|猫|孩子|儿子|女儿|宠物).{0,3}(?:咬|抓|弄|摔|打|踩|撕)|是我家的?(?:狗|猫|孩子)|(?:我|家里|我家)(?:的|家)?(?:小)?(?:猫|狗|孩子|儿子|女儿|宝宝)(?:不小心)?(?:把.{1,8})?(?:给)?(?:咬|抓|弄|摔|打|踩|撕|泡)|(?:(?:是)?我自己|(?:是)?我(?:家|的)?(?:孩子|儿子|女儿|老公|老婆|朋友|狗|猫)|(?:是)?我)(?:昨天|今天|刚才|在家|搬家|洗碗|用|拿|安装|不小心|没注意|的?时候?)*(?:给|把.{1,4})?(?:弄|摔|碰|掉地上|压|洗|踩|磕|划|咬|打)(?:坏|破|碎|裂|断|花)?的(?:$|[，。,.!?])"
)
# What the buyer did to the thing is no fault of the shop, whatever came of it.
_OWN_DEED_EN = re.compile(
    r"\bi(?:'ve)? (?:have |accidentally |just |must have |stupidly )*(?:dropped|broken?|torn|lost|spilled|spilt|sat on|stepped on|washed it|tore|cracked|scratched|damaged|lost it|left it)\b|\bmy (?:own )?(?:fault|mistake|bad)\b|\bdo you (?:also )?(?:sell|have) (?:\w+ )?(?:spare )?(?:parts?|spares)\b|\b(?:is|are) (?:a bit |a little )?too (?:small|big|tight|large|long|short|loose|wide)\b(?!.*\b(?:sent|wrong|ordered)\b)(?=.*\b(?:exchange|change|swap|next size|bigger|smaller|larger|size up)\b)|\bmy (?:dog|cat|son|daughter|kid|child|baby|toddler) (?:has |just )?(?:broke|chewed|dropped|bit|tore|damaged|spilled|ate)"
)
_NEGATED_WANT_ZH = re.compile(
    r"(?:不想|不要|不用|不需要|不愿意?|不是要|别|没有要|不接受)[^，。?!]{0,4}$|(?<![能要可行好])不$"
)
_NEGATED_WANT_EN = re.compile(
    r"\b(?:do not|don't|dont|not|no|didn't|never|instead of|rather than|without) (?:\w+ ){0,3}$"
)
_THANKS = re.compile(r"谢谢|感谢|多谢|\bthank(?:s| you)?\b|\bthx\b|\bappreciate\b")
_ASK = re.compile(
    r"[?]|吗|请问|怎么|什么|多少|哪|几(?:天|号|点|个)|能不能|可不可以|是不是|有没有|多久|为什么|\b(?:what|when|where|which|how|why|can|could|would|do|does|is|are) (?:you|i|the|my|it|there|this|long|much|many)\b"
)
_MONEY_BACK_ZH = re.compile(r"(?:还|把).{0,4}钱|赔(?:我|钱)|补偿|给个说法")


@lru_cache(maxsize=256)
def read_buyer(text: str) -> BuyerReading:
    """What a buyer's message does, zh or en, in either script; any other language reads as neutral."""
    found = detect(text)
    lang: Lang | None = None if found == "other" else found
    cues = cues_of(text, lang)
    fault, upset = cues.fault, cues.upset
    weights = default_weights()
    if lang is not None and weights is not None:
        fault, upset = weights(cues, lang)
        fault = fault and (cues.fault or lang != "en" or not _only_tells_en(cues.text))
        if lang == "zh" and cues.fault and not fault:
            told = told_before_worry(cues.text)
            fault = bool(told) and read_buyer(told).fault
    return BuyerReading(
        lang=lang,
        upset=upset,
        fault=fault,
        wants=cues.wants,
        asks=cues.asks,
        thanks=cues.thanks,
        script=main_script(text),
    )


# The app said 12 March, the label said 2 kg; preparing our warehouse: nothing went wrong yet.
_TELLS_EN = re.compile(
    r"\b(?:app|page|site|website|listing|ad|label|tracking|carrier|courier|e-?mail|newsletter|it|screen|estimate|calendar|dhl|ups|fedex|post) "
    r"(?:first |only |still |just |now )?(?:said|says?|shows?|showed|was|gave)\b[^.!?]{0,24}\d"
    r"|^\W*(?:(?:i'm|i am|we're|we are|just) )?(?:preparing|planning|checking|updating|booking|arranging|organi[sz]ing|comparing|thinking)\b"
)
# I see two orders for the same jersey: what the account shows, where nothing was paid twice.
_TWO_ORDERS_EN = re.compile(
    r"^(?!.*\b(?:charg\w+|paid|pay|took|billed|money|refund|wrong|only)\b).*\b(?:see|there are|there's|shows?|have|has|got) (?:two|2|double) orders\b"
)
_AWAY_EN = re.compile(
    r"^\W*(?:i|we|nobody) (?:was|were|am|are)(?:n't| not)? (?:at )?(?:home|away|out|work|on holiday)\b[^.!?]*\W*$"
)
_WENT_WRONG_TOLD_EN = re.compile(
    r"\b(?:no|not|never|nothing|nobody|without|wrong|missing|only|twice|double|but|instead|promised|contract|you|your (?:colleague|agent|seller|staff))\b|n't\b"
)


def _only_tells_en(plain: str) -> bool:
    """Whether a message tells no more than what a page, an app or a label said, or the buyer's plans."""
    if _AWAY_EN.search(plain) or _TWO_ORDERS_EN.search(plain):
        return True
    return bool(_TELLS_EN.search(plain)) and not _WENT_WRONG_TOLD_EN.search(plain)


def cues_of(text: str, lang: Lang | None) -> Cues:
    """A message as the patterns see it."""
    plain = to_simplified(fold(text)).replace("\u2019", "'")
    zh = lang == "zh"
    calm = (_CALM_MARK_ZH if zh else _CALM_MARK_EN).sub("", plain)
    upset = _is_upset_zh(calm) if zh else _is_upset_en(text, calm)
    return Cues(
        text=plain,
        fault=_fault(plain, zh) if lang is not None else False,
        upset=upset and lang is not None,
        asks=bool(_ASK.search(plain)),
        thanks=bool(_THANKS.search(plain)),
        wants=_wants(plain, lang) if lang is not None else (),
    )


def _is_upset_zh(calm: str) -> bool:
    said = _NOT_UPSET_ZH.sub("", calm)
    return bool(_UPSET_ZH.search(said) or ("!" in said and _WENT_WRONG_ZH.search(said)))


def _is_upset_en(text: str, calm: str) -> bool:
    if _UPSET_EN.search(_NOT_UPSET_EN.sub("", calm)):
        return True
    if _PLEASED_EN.search(calm):
        return False
    if "??" in calm and _WENT_WRONG_EN.search(calm):
        return True
    shouted = _SHOUTED.search(text) and not _CALM_SHOUT.search(text.lower())
    return bool(shouted) or (
        "!" in calm
        and bool(
            _WENT_WRONG_EN.search(re.sub(r"\b(?:can't|cannot|can not) wait\b(?! any)", "", calm))
        )
    )


# A mark of exclamation shows anger only beside something that went wrong.
_WENT_WRONG_ZH = re.compile(
    r"(?<!我)没(?!问题|关系|事)|不(?!错|客气|好意思|用谢|用了)|坏|错(?!过)|破|漏|少了|碎|裂|晚|慢|怎么|为什么|什么时候|快(?:点|发|给|退)|还(?:没|是|在|要)|退(?:款|货|钱|我)|投诉|差评|差劲|假|骗|到底|急|催|等了|都.{1,6}(?:天|周|月|星期)|[一二两三四五六几\d]+(?:次|遍)|人呢|[!]{2}|找|丢|赔|臭|脏|烂|少"
)
_NOT_UPSET_ZH = re.compile(
    r"(?:不|没(?:有)?|别|不用|不会|不再|不那么|没那么|不太|不是很)(?:再|这么|那么|太|很|觉得|感到|有点儿?)*(?:生气|愤怒|失望|着急|难过|担心|抱怨|不满|后悔|过分|糟糕|无语)|没(?:有)?[^，。]{0,3}(?:骗|敷衍|忽悠|糊弄)|(?:怕|担心|会不会|是不是|有没有)[^，。]{0,4}骗子?|(?:给|打|写)(?:你们?|一个|个)?差评(?:的事|的话|行吗|可以吗|能不能改|[，,](?:您|你们?)(?:不?会|能|让|可以)[^。!]{0,12}[吧吗])"
)
_NOT_UPSET_EN = re.compile(
    r"\b(?:take|takes|taking|took|taken) (?:this|it|that|me|my \w+|the \w+|our \w+|customers|things)(?: \w+)? seriously\b|\b(?:not|no|never|isn't|wasn't|don't be|nothing|hardly) (?:at all |really |very |too |so )?(?:angry|upset|disappointed|disappointing|annoyed|unhappy|worried|complain\w*|complaint)\b|\bno complaints?\b|\bnot a (?:joke|scam)\b|\b(?:would|could|might) (?:be|cause|feel) (?:a |such a |really |very )?(?:disappoint\w*|sad|upset|shame)|\bhow can you (?:tell|be sure|clean|wash|use|open)\b|\b(?:and|then)(?: then)? i(?:'m| am) done\b|\bi(?:'m| am) done(?: with)? (?!waiting|talking|asking|arguing|explaining|writing|trying|being|dealing|you\b|here\b|for good)(?:\w+ing\b|the \w+|my \w+|that|it)(?<!shop)(?<!store)(?<!seller)(?<!company)|\b(?:no worries|seriously good|funny joke)\b|\byou (?:can |do |at least )?(?:see|understand|know) (?:why|how|that) i(?:'m| am| was) (?:so |really )?\w+"
)
_PLEASED_EN = re.compile(
    r"\b(?:love|loves|lovely|great|awesome|amazing|wonderful|perfect|beautiful|excited|happy|excellent|fantastic|thanks|thank you|yay|glad|pleased|works now|arrived today|got it|paid|received it)\b(?!.{0,40}\b(?:but|however|except)\b)"
)


# 是坏了吗 and 假的怎么办 ask; 还没发货吧 is in time to change something.
_ONLY_ASKS_ZH = re.compile(
    r"(?:^|[^你])(?:是|会|能|可以|都?有)(?!你们|贵司|我(?:买|订|要))[^，。]{0,14}(?:吗|么)$|(?:假|坏|破|碎|错)的?(?:话)?怎么(?:办|赔|退|算)|(?:敢|能)?保证[^，。]{0,12}(?:吗|么)$|(?:脏|堵|满|旧|湿)了(?:的话)?(?:怎么|要|该|可以|能)|还?没(?:有)?(?:发货|寄出|发)(?:吧|吗|么|嘛|的话|呢吧|之前|前)|(?:是|算)(?:设计|正常|故意)(?:的)?(?:吗|么|吧)?$|破洞(?:裤|牛仔|款|风|设计)|有没有|真的?还?是?假的|还差|我漏|是我写错|不是质量|不会是|保修期|连不上你们的|(?:用|穿|戴|骑)了?(?:一|两|三|四|五|几|好几|\d)(?:多)?(?:年|个月)"
)

# Will the stain come out, does it leak: a question about what may be, not a report.
_ONLY_ASKS_EN = re.compile(r"\W*(?:will|would|can|could|does|do|is|are|may|might|what if|how)\b")


# Is it spoiled? fake? – asked, not reported.
_ASKS_OF_IT_EN = re.compile(
    r"\W*(?:(?:is|are|was|were|does|do|will|would|can) (?:it|this|that|they|these|the \w+)\b|\w+\W*$)"
)
_HOW_TO_EN = re.compile(r"\W*how (?:to|do i|do we|can i|can we|should i)\b")


def _fault(plain: str, zh: bool) -> bool:
    """True when a clause reports a fault of ours; what is feared, asked or done by the buyer and
    what comes from customs, weather or a price drop is none."""
    fault, excuse, others = (
        (_FAULT_ZH, _NO_FAULT_ZH, _NOT_OURS_ZH) if zh else (_FAULT_EN, _NO_FAULT_EN, _NOT_OURS_EN)
    )
    if zh and (_OWN_DEED_ZH.search(plain) or no_report(plain)):
        return False
    if zh and (_ORDERED_ZH.search(plain) or other_came(plain)):
        return True
    if not zh and _OWN_DEED_EN.search(plain):
        return False
    if not zh and _OTHER_ORDERED_EN.search(plain):
        return True
    for clause in split(plain, "zh" if zh else "en"):
        words = excuse.sub("", clause.text)
        asks = not zh and (
            _HOW_TO_EN.match(clause.text)
            or (words != clause.text and _ONLY_ASKS_EN.match(clause.text))
            or (clause.question and _ASKS_OF_IT_EN.match(clause.text))
        )
        if asks:
            continue
        found = fault.search(words) or (zh and reports_fault(words, plain))
        if (
            clause.conditional
            or not found
            or (zh and (_ONLY_ASKS_ZH.search(words) or only_wonders(words)))
        ):
            continue
        if not others.search(words):
            return True
    return False


def _wants(plain: str, lang: Lang) -> tuple[Remedy, ...]:
    wanted: list[Remedy] = []
    negated = _NEGATED_WANT_ZH if lang == "zh" else _NEGATED_WANT_EN
    for start, _, remedy in find_remedies(plain, lang):
        before = plain[max(0, start - 24) : start]
        if lang == "zh":  # 不想要了，退款吧: what is not wanted is told before
            before = re.split(r"[，。！？；,!?;]", before)[-1]
        if not negated.search(before) and remedy not in wanted:
            wanted.append(remedy)
    if lang == "zh" and not wanted and _MONEY_BACK_ZH.search(plain):
        wanted.append("partial_refund")
    return tuple(wanted)
