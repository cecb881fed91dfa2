"""compliance.absolute_claim: superlatives on goods that advertising law bans."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.check.pieces import clause_at, in_quotes, negated_before, plain
from tutor.check.rule import Bad, Finder, Good, Hit, Rule
from tutor.domain import Bilingual, Context, LearnerText, Reading, Span
from tutor.understand.gazetteer import places

# 最 + what praises goods. Words of time, amount and choice (最近, 最多, 最早, 最适合您) are not here.
_PRAISE = (
    r"(?:好(?=的(?!办法|方法|方式|方案|时间|时候|时机|选择|祝|朋友|服务|结果|解决|处理|做法|状态|消息|安排|礼物|途径|地方|效果图)|[，。！!,~～哦呀啦了哈喔\s]|$|质量|品质|产品|材料|材质)|好[用看吃玩卖穿听喝](?!的(?:办法|方法|时候))|佳(?!时|方|解|选择|状态|尺寸|温度|安排|办法|途径|距离|角度|观看|赏)"
    r"|优(?!先|惠(?:方式|组合)|解|方案|路线)(?:惠|质|秀|越)?|便宜|低价格?|低的?价格|实惠|划算|超值|先进|高级|高端|高档|高品质|新科技|新技术|安全(?!的(?:方式|办法|做法|方法|途径|渠道|路线|距离|温度|地方))|耐用|结实|牢固|坚固|强(?!度)|棒|牛|美|漂亮|时尚|流行|潮|舒服|舒适|健康|环保|奢侈|豪华|正宗|地道|专业|权威|完美|厉害|轻便?(?!的重量)|薄(?!处)|保暖|透气|防水|受(?:顾客|客户|大家|用户)?欢迎|热销|畅销|热卖|火爆?|有名|知名|著名|高性价比|具性价比|有性价比|纯正|纯|新鲜|有效|灵|可靠|精致|精美|顶级|大的(?:厂家|工厂|供应商|品牌|店|生产商|卖家)|大(?:厂家|工厂|供应商|生产商)|高的(?:质量|品质|标准|性价比|级别)|低(?:价|折扣)|领先|优良|上乘|齐全)"
)
_SUPERLATIVE_ZH = re.compile(rf"最{_PRAISE}(?:的)?")
_NOT_GOODS_ZH = re.compile(
    r"^的?(?:是(?!我们|本店|这里)|一款|那款|款式?|办法|方法|方式|方案|做法|时间|时候|时机|选择|途径|渠道|路线|线路|快递|物流|运费|运输|邮费|航线|解决|处理|服务|结果|一次|一天|距离|温度|祝|状态|起订|消费|限度|尺码|尺寸|日期|版本)"
)
_OWN_CIRCLE_ZH = re.compile(
    r"(?:我们|本|我|咱们|小|这)(?:家)?店(?:里|铺|内)?(?:里)?(?:现在|目前|卖得|销量|价格|中|所有|的|里面)*(?:是)?$|(?:其中|这(?:几|两|三|些).{0,4}(?:中|里|里面|当中)|库存(?:里|中)?|目前有货的)(?:价格|是|，|,)*$|(?:我们|我)(?:这边)?(?:能|可以)?(?:给|报|做|申请)(?:您|你)?(?:的|到的|出的)?(?:已经是|就是|是)?$|(?:您|你|哪|什么|怎么).{0,6}$|(?:用|尽)(?:我们)?$|(?:已经|就)是(?:我们)?(?:能)?(?:给|做)?(?:到)?(?:的)?$|(?:朋友|比较|不)$"
)
_PRAISED_ZH = re.compile(
    r"(?:质量|品质|做工|效果|口碑|材料|面料|料子|材质|用料|性能|手感|味道|口感|质感|评价|东西|货|产品|商品|品牌|设计|技术|工艺|音质|画质|服务|信誉|[家店厂款]|[我咱]们)(?:都|也|绝对|肯定|真的|一定|一直|永远|当然|才)*(?:是|算|属|数)?(?:我们)?(?:店|家)?$|(?<![卖买])(?:是|算|数|属|得)(?:全网|世界上?|国内|市场上|市面上|同类)?$|(?:全网|世界上?|国内|国际|市场上|市面上|同类|行业|业内|全国|全球)[^，,]{0,6}$|(?:都|的)是$"
)
_FLOOR_ZH = re.compile(r"最低(?:价|价格|报价|折扣)?(?:的价格?)?了")
_BANNED_ZH = re.compile(
    r"(?:(?<=性价比)|(?<=性价比是)|(?<=质量)|(?<=质量是)|(?<=品质)|(?<=品质是)|(?<=销量)|(?<=销量是)|(?<=好评率)|(?<=好评率是)|(?<=人气)|(?<=人气是)|(?<=信誉)|(?<=信誉是)|(?<=用料)|(?<=用料是)|(?<=做工)|(?<=做工是))最(?:高|多|足|强|细|扎实)|(?:世界|国际|全球|国内|行业|全国)一流|国家级(?!.{0,4}(?:公园|景区|实验室|新区|保护|期刊|非|文物|标准实验))|世界级|全球级|宇宙级|史诗级|顶级(?!的?服务|的?会员|域名|账号)|顶尖|极品|尖端|独一无二|绝无仅有|史无前例|前无古人|无与伦比|无可比拟|举世无双|天下无双|独步天下|空前绝后|无人能[及比]|无敌(?!的)|秒杀(?:全网|同行|一切)|(?:世界|全球|行业|国际|国内|全国|遥遥|业界)(?:上)?(?:领先|领导|第一|首创|独创|首家|首款|独家|最)|遥遥领先|(?:全网|全球|全国|世界|行业|业内|国内|国际|亚洲|史上|历史|同行|平台|类目|市场|全市场|网上|全城|全市|全省|全场|同城)(?:销量|质量|价格|排名|口碑|好评|最|唯一|首|的)*(?:第一|唯一|首家|首发|首创|独家|最(?:低|高|好|大|强|优|佳|便宜)价?(?:格)?)"
    r"|(?:销量|销售|质量|品质|口碑|排名|人气|性价比|信誉|好评率?|品牌|实力|技术|工艺|效果|行业|类目|热销榜?)(?:都|也|一直|稳居|位居|排|排名|排在|是|占|达到|全网|全国|全球|行业|类目)*(?:第一(?!次|时间|步|天|个|批|款|位|件|周|单|季|代|页|点|、|，|印象)|第1(?!\d|次|天|个|批|步|件)|no\.?\s?1\b|top\s?1\b)|第一品牌|第一大(?:厂|品牌|店)|no\.?\s?1(?!\d)(?:品牌)?|冠军(?:品牌|产品|店)|销量冠军|销冠|(?:品质|价格|质量|行业|保温杯|手机)之[王冠]|(?:行业|销量|品类)(?:王者|霸主)|王牌(?:产品|款|商品|货)?|领袖品牌|领导品牌|驰名商标|国家(?:免检|认可|推荐)|质量免检|特供|专供国|首选品牌|行业首选|唯一(?:正品|授权|指定|一家|官方|正宗)|独家(?:配方|秘方|专利|技术|首发)|祖传秘方|包治百病|根治|药到病除|特效|零(?:风险|缺陷|瑕疵|差评|投诉|甲醛)|绝对(?:安全|正品|一流|优质|好用|耐用|最|便宜|无害|天然|纯天然|真品|正宗|有效|第一)|一流的?(?:质量|品质|产品|材料|做工)|(?:质量|品质|做工|产品)(?:绝对|都是)?(?:一流|超一流|无可挑剔|完美无缺|完美|无懈可击|顶呱呱)|完美无瑕|完美无缺|万能(?!转换|充|插|遥控|胶|钥匙|工具|接头|扳手)|全能(?:冠军|王)"
)
_HUNDRED_ZH = re.compile(
    r"(?:100\s?%|百分之?百|百分之一百|１００％|百分百)(?=(?:的)?(?:正品|真品|正宗|保证|放心|安全|有效|满意|好评|好用|无害|原装|原厂|防水|防晒|防漏|防摔|去除|消除|杀灭|阻隔|过滤|拦截|不|没有?|无(?!线)|合格|可靠|完美|天然|纯天然|绿色|环保|健康|优质|品质|质量|真实|好|有用|管用|见效|手工质量|适合|杀菌|除|防))"
)
_FOREVER_ZH = re.compile(
    r"永久(?:性)?(?:保修|质保|免费|使用|有效|不|耐用|防|锁|不会|保持|保鲜|定型|美白|脱毛|除|售后)|永(?:不|远不(?:会)?)(?:会)?(?:坏|褪色|退色|掉色|变形|生锈|过期|磨损|漏|断|松|缩水|起球|变质|开裂|开胶|脱落|卡顿|过时|变色|掉|损坏|磨损)|永不(?=.{0,3}(?:色|形|锈|坏))|(?:一|一辈)(?:生|子)(?:都)?(?:用不坏|不会坏|不坏)|永远(?:都)?(?:不会|用不)坏"
)
_ADVICE_ZH = re.compile(
    r"最好(?:是)?(?:先|再|不|别|能|还是|在|把|将|用(?!的)|去|到|提前|选|跟|和|联系|检|拍|买|等|看(?!的)|留|给|让|要|多|早|尽|直接|自己|避免|按|放|保|有|也|都|一|每|当|尽快|马上)"
)

_GOODS_EN = r"(?:quality|product|products|item|items|phone|bag|bottle|cup|flask|shirt|dress|shoes|watch|charger|cable|model|brand|material|materials|goods|fabric|price|prices|value|deal|design|one|ones|supplier|factory|manufacturer|shop|store|seller|choice of|headphones|speaker|camera|battery|cream|tea|leather|toy|toys|sofa|chair|lamp|knife|tool|tools|jacket|coat|seller)"
_WIDE_EN = r"(?:in the (?:whole |entire )?(?:world|market|industry|country|universe|business|city)|on (?:the (?:whole )?(?:market|internet|web|planet|platform)|earth|amazon|this platform)|in (?:china|(?:southeast |south-east |all )?asia|europe|america|africa|the (?:philippines|region|usa|us|uk|eu)|vietnam|thailand|indonesia|malaysia|singapore|japan|korea|india|cambodia|laos|myanmar|history|the history|town)|worldwide|anywhere|ever(?: made)?|of all time|online|you(?:'ll| will| can)(?: ever)? (?:ever )?(?:find|get|buy|see)|(?:around|across) the (?:world|globe)|among all|of all (?:brands|shops|sellers))"
_ADJ_EN = r"(?:best|greatest|finest|cheapest|lowest|highest|safest|strongest|toughest|softest|lightest|fastest|smartest|newest|most (?:durable|advanced|reliable|popular|beautiful|comfortable|effective|powerful|trusted|famous|affordable|luxurious|professional|authentic|stylish|efficient|economical|waterproof))"
_ABSOLUTE_EN = re.compile(
    rf"\b(?:the |our |simply the )?(?:very )?{_ADJ_EN}(?: [a-z-]+){{0,4}}? {_WIDE_EN}"
    rf"|\b(?:the |our )?(?:very )?(?:most (?!people\b|[a-z]+(?<!ou)s\b)[a-z]{{4,}}|(?!(?:west|rest|test|latest|nearest|earliest|closest|guest|request|interest|harvest|forest|modest|honest|fastest growing)\b)[a-z]{{3,}}est)(?: [a-z-]+){{0,3}}? {_WIDE_EN}"
    rf"|\b(?:the |our )?(?:number one|number 1|no\.? ?1|#1|top[ -]1|top one)(?: [a-z-]+){{0,3}}? {_WIDE_EN}"
    rf"|\bthe (?:very |absolute )?{_ADJ_EN}(?: (?:possible|available|leather|cotton|steel|phone|travel|vacuum|running|kitchen|sports))?[ -](?:quality|products?|goods|materials?|brand|factory|manufacturer|supplier|value|design|fabric)\b(?! (?:we|you|for you|option|possible for))"
    rf"|\b(?:is|are|it's|they're|has|have) (?:simply |truly |really |absolutely |definitely )?the (?:very )?(?:best|greatest|finest|cheapest|safest|strongest)(?=\s*[.!]|$)"
    rf"|\bworld'?s (?:first|best|leading|finest|number one|no\.? ?1|only|strongest|safest|most)\b|\bworld[- ](?:class|leading|beating|number one)\b|\b(?:number one|number 1|no\.? ?1|#1|nr\.? ?1|top 1)(?= (?:brand|quality|product|seller|in|on|choice|shop|store|supplier|factory|worldwide|best)|\s*[.!]|$)"
    rf"|\b(?:unbeatable|unrivall?ed|unmatched|unsurpassed|unparallell?ed|second to none|(?<!be )flawless|matchless|incomparable|one and only|top of the world|perfect quality|absolutely perfect|zero defects?|defect[- ]free|risk[- ]free|miracle|magical(?:ly)?)\b"
    rf"|\b100\s?%(?= (?:safe|satisfaction|satisfied|guarantee\w*|authentic|genuine|original|effective|waterproof|perfect|quality|reliable|secure|risk|harmless|natural ingredients guaranteed|leak|unbreakable|success|best|accurate|brand new quality))"
    rf"|\b(?:never|won't ever|will not ever) (?:break|breaks|fade|fades|rust|rusts|wear|wears|fail|fails|leak|leaks|shrink|shrinks|peel|peels|crack|cracks|scratch|scratches|lose|loses)\b|\b(?:last|lasts|lasting|work|works|use it|stay|stays) (?:you )?(?:for ever|forever|for a lifetime|eternally)\b|\bunbreakable\b|\bindestructible\b|\bpermanent(?:ly)? (?:waterproof|guarantee|whitening|hair|effect|free)\b|\bnobody (?:can|could) beat\b|\bno (?:one|other (?:shop|store|brand|seller)) (?:can|could|has|makes|sells|offers)\b.{{0,20}}(?:better|cheaper|beat|lower|same quality)|\bbetter than (?:any|every|all) other\b|\bcures? (?:all|every|any)\b|\bnational[- ]level\b|\bstate[- ]level\b"
    rf"|\b(?:the |our )?{_ADJ_EN}(?: [a-z-]+){{0,3}}? (?:that )?money can buy\b|\bno (?:other )?(?:[a-z-]+ ){{1,2}}(?:in the world |on earth |on the market |anywhere )?(?:is|are|comes?|lasts?|works?|can be) (?:better|as (?:good|strong|safe|cheap|durable)|stronger|cheaper|safer|finer|close|longer)\b|\bno other (?:[a-z-]+ )?(?:shop|store|brand|seller|company|factory|supplier|product|bag|phone|model|material)s? (?:in the world |on earth )?(?:has|have|can|could|offers?|makes?|sells?|comes?|gives?|matches)\b(?! (?:in|by|to|from))"
    rf"|\b(?:nobody|no one)(?: else)?(?: in the world| on earth)? (?:can |could )?(?:makes?|sells?|offers?|builds?|produces?|does|has) (?:it |them |this |a |any )?(?:better|cheaper|stronger|lower|finer|such)(?: [a-z]+)?|\b(?:never|won't|will not|can't|cannot) (?:ever )?(?:find|get|buy|see) (?:a |an |any |anything |it )?(?:better|cheaper|stronger|nicer|lower|finer)(?: (?:one|price|quality|deal|product|{_GOODS_EN}))?(?: {_WIDE_EN})?|\bthere(?:'s| is) (?:no|nothing) (?:better|cheaper|finer|stronger|safer|comparable)(?: {_GOODS_EN}\b(?! (?:to|for|than to))|(?=\s*[.,!]|$))|\bnothing (?:beats|compares|comes close|is better)(?: to)?\b(?! than (?:a|to))"
    rf"|\bbetter than (?:any(?:thing)?|every|all)(?: the)?(?: (?:other|others|else|competitors?|competition|rest))\b|\b(?:far |much )?better than (?:the competition|our competitors|all our competitors|every other)\b|\bthe only (?:real|true|genuine|authentic|official)\b|\blasts? (?:you )?(?:for )?(?:a lifetime|all your life|your whole life|for life|for generations|an eternity)\b|\bthe ultimate\b(?! (?:decision|goal|reason|price paid))|\b(?:the |asia's |china's |europe's )?(?:top|leading) (?:brand|seller|shop|store|manufacturer|supplier|factory|maker) (?:in|of|on|worldwide|globally)\b(?: (?:the )?[a-z]+)?"
    rf"|\bworld's (?:[a-z]+est|most [a-z]+)(?: [a-z-]+)?|\b(?:absolutely|by far|simply|without doubt|hands down) the (?:very )?(?:best|cheapest|finest|greatest|strongest)\b|\b(?:is|are|have|has|sell|sells|offer|make|makes) (?:simply |truly |really |absolutely )?the (?:very )?(?:best|finest|cheapest|strongest|greatest|safest|highest|lowest)(?:[ -]quality)? (?:[a-z]+ )?{_GOODS_EN}(?<! one)(?=\s*[.!]|$)|\b(?:100\s?%|completely|totally|absolutely) (?:unbreakable|waterproof guaranteed|harmless|risk[- ]free|fool ?proof)\b|\bnever (?:goes|go) out of (?:style|fashion)\b|\bguaranteed (?:lowest|cheapest|best) price\b|\b(?:lowest|cheapest|best) prices? (?:guaranteed|ever|anywhere)\b|\bmost (?:[a-z]+ )(?:[a-z]+ )?(?:in the world|on earth|worldwide|on the planet)\b"
)
# The best sandals in Greece, the softest blanket in all of Poland: where the claim holds is a place.
_REGION_EN = re.compile(
    rf"\b(?:the |our )?(?:very )?(?:{_ADJ_EN}|(?:warm|bright|comfi|co[sz]i|tough|sharp|pur|fresh|tasti|pretti|quiet|smooth|thick|sturdi|juici|clean|sweet)est|number one|number 1|no\.? ?1|#1)(?: [a-z-]+){{0,4}}? (?:in|of) (?P<all>(?:all(?: of)?|the (?:whole|entire)|whole)(?: of)? )?(?:the )?(?:(?:north|south|east|west|south-?east|central)(?:ern)? )?(?P<where>[a-zà-ÿ]+(?: [a-zà-ÿ]+)?)"
    r"|\bno (?:other )?[a-z]+ in (?P<every>(?:all(?: of)?|the (?:whole|entire))(?: of)? )(?:the )?(?P<there>[a-zà-ÿ]+) (?:has|have|sells?|makes?|offers?) (?:better|cheaper|stronger|nicer|finer|such)(?: [a-z]+)?"
)
_CONTINENT = re.compile(r"(?:africa|asia|europe|america|scandinavia|the balkans)\b")
# The best courier in Poland, the coldest month in Norway: no goods of ours.
_NOT_OUR_GOODS_EN = re.compile(
    r"\b(?:couriers?|carriers?|partners?|customers?|buyers?|months?|seasons?|winters?|summers?|cit(?:y|ies)|towns?|beach(?:es)?|hotels?|banks?|offices?|branch(?:es)?|towers?|buildings?|rivers?|lakes?|mountains?|islands?|airports?|ports?|hospitals?|schools?|teams?|matchs?|festivals?|part|parts|regards|wishes|warehouses?)\b"
)
_OPTION_EN = re.compile(
    r"\b(?:way|time|thing|option|size|method|route|solution|choice|setting|moment|place to|day|shipping|delivery)\b"
)
# Part number 1, press 1, number one in the series: a number in a row, no rank on a market.
_RANK_EN = re.compile(r"(?:the |our )?(?:number one|number 1|no\.? ?1|#1|nr\.? ?1|top 1)")
_COUNTED_EN = r"(?:part|step|photo|picture|image|book|volume|chapter|page|port|item|box|carton|parcel|package|pallet|line|row|option|question|point|button|key|slot|gate|door|floor|room|channel|size|season|episode|figure|table|position|order|piece|drawing|screw|hole|card|seat|lane|platform|container|batch|sample|model|game)"
_NUMBERED_EN = re.compile(
    rf"\b{_COUNTED_EN}s?,? (?:(?:is|was|has|with|got) )?(?:the )?$|\b(?:press|choose|pick|take|select|see|use|open|try|want|prefer|mean|on|with|for|from|to|at|in) (?:the )?$"
)
_IN_A_ROW_EN = re.compile(
    r" (?:in|on|of) (?:the|our|your|this|that|a|my) (?:\w+ )?(?:series|set|trilogy|queue|line|drawing|manual|list|message|e-?mail|picture|photo|diagram|row|collection|pack|sequence|video|book|panel|label|map|page|remote|invoice|order|screen|saga|game|leaflet|sheet|menu|scale|plan|chart|guide|form|table|instructions?)\b"
)
_NOT_CLAIM_EN = re.compile(
    r"\b(?:one of the|among the|best (?:regards|wishes|before|way|time|option|solution|choice for|possible (?:service|solution|experience))|do our best|try our best|at best|our own|in our (?:shop|store|range|catalog\w*)|of our|we can (?:offer|give|do)|for you is|if you|do you|your)\b|\b(?:customs|biosecurity|laws?|rules|tower|building|airport|river|mountain|island|traffic|weather|people) "
)


def _zh_spans(text: LearnerText, reading: Reading) -> Iterator[Span]:
    words = plain(text)
    for match in _SUPERLATIVE_ZH.finditer(words):
        if _ADVICE_ZH.match(words, match.start()) or _NOT_GOODS_ZH.match(
            words[match.end() :].lstrip()
        ):
            continue
        if match.group().endswith("的") and _NOT_GOODS_ZH.match("的" + words[match.end() :]):
            continue
        before = words[max(0, match.start() - 16) : match.start()]
        # 照片发一张正面的最好: what had better be done, said at the end; 卖得最好: a count, no praise.
        if match.group() == "最好" and not _PRAISED_ZH.search(before):
            continue
        # 这是最低价了: how far we can go in this bargain, no claim about the market.
        if _FLOOR_ZH.match(words, match.start()) and re.search(
            r"(?:这|已经|就|都)(?:个|已经|就)*是$|给您$|(?:可|能)以?(?:给|报|做)的?$", before
        ):
            continue
        if not _OWN_CIRCLE_ZH.search(before):
            end = match.end() - (match.group().endswith("的"))
            yield Span(match.start(), end)
    for pattern in (_BANNED_ZH, _HUNDRED_ZH, _FOREVER_ZH):
        for match in pattern.finditer(words):
            yield Span(*match.span())


def _en_spans(text: LearnerText, reading: Reading) -> Iterator[Span]:
    words = plain(text)
    for match in _ABSOLUTE_EN.finditer(words):
        clause = clause_at(reading, match.start())
        around = words[max(0, match.start() - 12) : match.end()]
        if re.search(
            r"\bone of (?:the|our) $|\bamong the $",
            words[max(0, match.start() - 12) : match.start()],
        ):
            continue
        if _RANK_EN.fullmatch(match.group()) and (
            _NUMBERED_EN.search(words[max(0, match.start() - 24) : match.start()])
            or _IN_A_ROW_EN.match(words, match.end())
        ):
            continue
        if clause is not None and _NOT_CLAIM_EN.search(around):
            continue
        if _OPTION_EN.search(match.group()):
            continue
        yield Span(*match.span())
    for match in _REGION_EN.finditer(words):
        whole = match["all"] or match["every"]
        said = match.group()
        around = words[max(0, match.start() - 12) : match.end()]
        own = whole and _OWN_RANGE_EN.match(words, match.start("where"))
        placed = whole or _is_place(words[match.start("where") : match.end("where") + 12])
        if not placed or own or _OPTION_EN.search(said) or _NOT_OUR_GOODS_EN.search(said):
            continue
        if not _NOT_CLAIM_EN.search(around):
            yield Span(*match.span())


# The biggest bag of our whole range ranks the shop's own goods.
_OWN_RANGE_EN = re.compile(
    r"(?:shop|store|range|catalog\w*|set|series|collection|box|order|list|line|assortment|house|room|kit|pack|package|case|cases|sizes|things|time|day|week)\b"
)


def _is_place(words: str) -> bool:
    """Whether lower-case words begin with the name of a country, a region or a city."""
    if _CONTINENT.match(words):
        return True
    first = next(iter(places().find(words)), None)
    return first is not None and first[0] == 0


def _claims(zh: bool) -> Finder:
    def find(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
        taken: list[Span] = []
        for span in sorted(_zh_spans(text, reading) if zh else _en_spans(text, reading)):
            clause = clause_at(reading, span.start)
            if clause is not None and (clause.question or clause.conditional or clause.quoted):
                continue
            if negated_before(text, span.start) or in_quotes(text, reading, span):
                continue
            if any(span.overlaps(other) for other in taken):
                continue
            taken.append(span)
            yield Hit(span=span, suggestion=_modest(span.of(text.raw), zh))

    return find


_TOP = ("顶级", "顶尖", "极品", "一流", "世界级", "国家级")


def _modest(words: str, zh: bool) -> str | None:
    """A praise without the superlative, where one fits in the same place."""
    if zh and words.removeprefix("最") in _TOP:
        return "优质"
    if zh and words.startswith("最") and len(words) > 1:
        plain_word = {"最佳": "很好", "最优": "很好", "最低价": "优惠价", "最低价格": "优惠价"}
        return plain_word.get(words, "很" + words[1:])
    return None


_SOURCE = (
    "《中华人民共和国广告法》第九条第三项（国家级、最高级、最佳等用语）、第二十八条（虚假广告）"
)
_MESSAGE = Bilingual(
    zh="“{text}”是广告法不允许的绝对化用语。",
    en="“{text}” is an absolute claim that advertising law does not allow.",
)
_WHY = Bilingual(
    zh="没有办法证明的话会让顾客失望，店铺还可能被罚款；说具体的优点更好。",
    en="A claim that nobody can prove disappoints buyers and can cost the shop a fine; name a concrete strength instead.",
)

RULES: tuple[Rule, ...] = (
    Rule(
        id="compliance.absolute_claim.zh",
        check="compliance.absolute_claim",
        langs=("zh",),
        severity="error",
        message=_MESSAGE,
        why=_WHY,
        source=_SOURCE,
        good=(
            Good("您最好先检查一下包装，有问题第一时间联系我们。"),
            Good("这件衣服是100%棉的，您可以放心穿。"),
            Good("包裹最快明天到，最晚后天到。"),
            Good("现在手机电量是100%，可以拔掉充电器了。"),
        ),
        bad=(
            Bad("我们的质量是⟦最好⟧的。", suggestion="很好"),
            Bad("这款是⟦全网最低价⟧，⟦永不褪色⟧。"),
            Bad("我们卖的是⟦100%⟧正品。"),
        ),
        find=_claims(True),
    ),
    Rule(
        id="compliance.absolute_claim.en",
        check="compliance.absolute_claim",
        langs=("en",),
        severity="error",
        message=_MESSAGE,
        why=_WHY,
        source="EU Directive 2005/29/EC (unfair commercial practices); 《中华人民共和国广告法》第九条",
        good=(
            Good("We will do our best to help you. Best regards, Lin", lang="en"),
            Good("The shirt is made of 100% cotton.", lang="en"),
            Good("The best way to clean it is with warm water.", lang="en"),
            Good("This novel is number one in the series.", lang="en"),
        ),
        bad=(
            Bad("Our flask is ⟦the best in the world⟧.", lang="en"),
            Bad("This bag ⟦lasts forever⟧.", lang="en"),
            Bad("We are ⟦the number one shop in the market⟧.", lang="en"),
        ),
        find=_claims(False),
    ),
)
