"""Remedies named in a text."""

from __future__ import annotations

import re

from tutor.domain import Remedy

# 换了电池, 换个插座: what the buyer changes at home asks for no exchange.
_AT_HOME = r"(?:地方|位置|房间|插[头座排]|电池|电脑|手机|平板|充电[器头线]|数据线|线|浏览器|网络?|密码|账号|卡|方法|办法|灯泡|路由器|角度|姿势|方向|遥控器|时间|号码|邮箱|银行|工作|城市)"
_MONEY = r"(?:(?:欧|美|加|澳|日|韩|泰|新|港|台)(?:元|币)|元|块钱?|铢|英?镑|欧|美金|刀|卢比|比索|令吉|盾|雷亚尔|先令|法郎|里拉|卢布|兰特|迪拉姆|里亚尔)"

# In order: a longer, more exact remedy claims its characters before a shorter one.
_ZH: tuple[tuple[Remedy, str], ...] = (
    (
        "partial_refund",
        r"部分退款|退(?:您|你|给您|给你|还)?(?:一半|一部分|部分|差价|运费|\d{1,2}%|百分之)|(?:一半|部分|差额|差价)(?:的)?(?:货款|金额|钱|款)?(?:退|返)(?:还|给|回|您)*|补(?:您|你|给您|给你)?差价|退差|赔(?:偿|付)?(?:您|你)?(?:\d|一部分|部分|一半)|补偿(?:您|你|给您)?(?:\d|.{0,3}(?:元|块|美元|美金))|(?:现金)?补偿(?!券|金券)|返现(?!.{0,3}好评)|差价",
    ),
    (
        "refund",
        r"(?:全额|全款|仅|原路)?退(?:款|钱)|退(?:回|还|到)(?:到)?(?:您|你)?(?:的)?(?:原|账|支付|银行|信用卡|微信|卡)|(?:全额|全款|全部|原路|货款|款项|钱|款|金额).{0,4}退(?:还|回|给|到)|退(?:还|回|给)(?:您|你|给您|给你)?.{0,4}(?:款|钱|货款|全款|全额|金额|\d)|(?:全额|全款)退|退(?:您|你)?全(?:款|额)|仅退款|退(?:您|你|给您|给你)(?=\d|[一二三四五六七八九十两])|退(?=\d+(?:\.\d+)?(?:元|块|美元|美金|刀))|把.{0,2}钱(?:退|还|拿回|要回)|钱(?:会|将)?退|免单"
        rf"|(?<=把)\d[\d.,]*{_MONEY}[^，。]{{0,3}}退(?:还|回|给|到)",
    ),
    (
        "exchange",
        rf"换货|换新|(?:更换|调换|换)(?:成(?!是|我)|为|一(?:个(?!地址|角度|方|{_AT_HOME})|件|双|条|台|款|套|只|副)|个(?!地址|角度|方|{_AT_HOME})|新|别的|其他|另|大(?:一)?|小(?:一)?|[sml]码|中码|同款|正确|您要|颜色|尺码|尺寸|[红黑白蓝黄绿灰粉紫]色)|调换|更换|(?:给|帮|为)(?:您|你)换|(?<=能)换(?=就换)|换(?:掉|了(?!(?:好几|几|两|三|一)?[个根条块张]?{_AT_HOME})|吧|吗|$)|以旧换新",
    ),
    (
        "reship",
        r"补(?:发|寄|送)|重(?:新)?(?:发货|寄|发(?!现|生|消息|链接|邮件|图|照片|给我|我|一遍|您一次)|邮寄|派送)|(?<!几天)(?<!以后)(?<!之后)(?<!回来)(?<!时候)再(?:发(?!消息|链接|邮件|图|照片|给我|我|信息|一遍)|寄|送|补)(?:给|您|你|一|个|件|到|过|出|套|\d|两|货)*|重新(?:给您|为您|帮您|安排)(?:发|寄|补|送|配送|发货)|(?:免费)?(?:给|帮|为)(?:您|你)(?:再|重新|另外|另|免费|马上|补)(?:发|寄|送)|补(?:上|给(?:您|你|我))|重发",
    ),
    (
        "return",
        r"退货|退换货?|(?:寄|退)回(?:来|给我们|到我们|仓库|商品|货)?|把(?:货|商品|东西|产品|衣服|鞋|包|杯).{0,4}(?:退|寄回)|退掉|退件|(?<=[能以法给持想要就再])退(?=了|吗|的|$|[，。,.？！!])",
    ),
    ("cancel", r"取消(?!不了.{0,3}评)|撤单|撤销(?:订单)?|作废|关闭订单"),
    (
        "change_address",
        r"(?:修改|更改|改|换|变更|更正|更新)(?:一下|成|为|了|好|您的|你的|收货|收件|新的|订单|的)*(?:地址|收件人|收货信息)|(?:地址|收件人|收货信息).{0,10}(?:修改|更改|改|更正|变更|更新)|改(?:到|寄|送)(?:新|别)|换(?:一)?个地址|转寄",
    ),
    (
        "coupon",
        r"优惠券|优惠卷|代金券|抵用券|购物券|折扣券|现金券|满减券|红包|卡券|折扣码|优惠码|无门槛券|补偿券|抵扣券|礼券|(?<![入债证奖门场])券(?!商)",
    ),
    (
        "repair",
        r"维修|修理|返修|保修(?!期|卡|政策|服务|范围)|(?:帮|给|为)(?:您|你)修|免费修|修(?:好|一下)|检修",
    ),
    (
        "escalate",
        r"(?:上报|升级|转(?:交|接|给|到)|反映|反馈|提交|请示|报告|汇报|转达)(?:给|到|至|您的.{0,8})?.{0,8}(?:主管|经理|上级|领导|专员|专人|高级|售后部|总部|专门|负责人|投诉部|相关部门|店长|老板)|(?:主管|经理|上级|店长|专员|负责人|老板|领导|专人).{0,4}(?:联系|处理|跟进|回复|给您|申请|介入)|(?:向|跟|和|请|找|让)(?:主管|经理|上级|店长|领导|老板|专员|负责人)(?:申请|请示|汇报|反映|处理|沟通)|人工客服|平台介入|升级处理",
    ),
)
_EN: tuple[tuple[Remedy, str], ...] = (
    (
        "partial_refund",
        r"partial(?:ly)? refund\w*|refund\w* (?:you )?(?:half|part|a part|some|the difference|the shipping|the postage|\d{1,2} ?%|\d{1,2} percent)|half (?:of )?(?:the|your|its) (?:money|price|amount|payment)|(?:price )?difference (?:back|refunded)|refund (?:of )?(?:the )?(?:difference|shipping)|(?:give|pay|send) you back (?:half|part|some)|compensat\w+|keep (?:it|the \w+|them) and (?:we|i|get).{0,20}refund",
    ),
    (
        "refund",
        r"refund\w*|money[ -]back|(?:your|the|all(?: of)? your) money.{0,12}back|give (?:you )?back (?:your|the|all) (?:money|payment)|(?:return|give back|pay back|send back) (?:you )?(?:your|the) (?:money|payment)|reimburs\w+|pay (?:you|it) back|charge ?back",
    ),
    (
        "reship",
        r"re-?sen[dt]\w*|re-?ship\w*|(?:send|ship|sending|shipping|sent|shipped|post|mail|dispatch|get)(?:ing|ed)?(?: out)?(?: to)? (?:you |it |them |out |over )*(?:a |an |the |one |another )?(?:brand[- ]?)?(?:new|another|missing|second|correct|right|again|replacement|free)(?: \w+)?|replacement\w*|replac(?:e|ed|ing)\b|sen[dt] (?:it|them) (?:again|once more)|another (?:one|piece|pair|unit)|(?:send|ship) (?:me|us) (?:the same|a good one|a working one|one that works|the right one)",
    ),
    (
        "exchange",
        r"exchang\w+|swap\w*|change (?:it|them|the (?:item|product|size|colou?r)) (?:for|to|into|with)|(?:can|could|may) (?:i|we) (?:please )?(?:have|get) (?:an? |the )?(?:(?:size )?(?:xxs|xs|s|m|l|xl|xxl|\d\d)|(?:smaller|bigger|larger|other|different|next|black|white|blue|red|green|grey) (?:one|size|colou?r|pair)) instead",
    ),
    (
        "return",
        r"(?:return|send|ship|post|mail)(?:ing|ed)? (?:it|them|the \w+|your \w+|this|that) back|return(?:s|ed|ing|able)?(?! (?:you )?(?:your|the) (?:money|payment)| to (?:you|normal))|take (?:it|them) back|sen[dt] back",
    ),
    ("cancel", r"cancel\w*|call off"),
    (
        "change_address",
        r"(?:chang|updat|correct|modif|edit|amend|fix|redirect)\w*.{0,24}address\w*|address.{0,20}(?:chang|updat|correct|modif|amend)\w*|redirect\w*|forward (?:it|the parcel) to (?:a|the|your) new",
    ),
    (
        "coupon",
        r"coupons?|vouchers?|discount codes?|store credit|gift ?cards?|promo(?:tion)? codes?|\d+ ?% off|credit (?:to|for|on|of|in)|shop credit|discount (?:for|on|off) (?:your|the) next",
    ),
    ("repair", r"repair\w*|fix (?:it|them|the \w+|your)|mend\w*|servic(?:e|ing) (?:it|the unit)"),
    (
        "escalate",
        r"escalat\w*|(?:pass|forward|hand|transfer|refer|report|submit|bring)\w*.{0,30}(?:manager|supervisor|senior|specialist|team leader|boss|head office|management|department)|(?:manager|supervisor|specialist|boss).{0,12}(?:will|to) (?:contact|call|write|handle|reply|look)|(?:speak|ask|talk)\w* (?:to|with)? ?(?:my|our|the) (?:manager|supervisor|boss)",
    ),
)
_PATTERN = {
    "zh": re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _ZH)),
    "en": re.compile("|".join(f"(?P<{name}>\\b(?:{pattern}))" for name, pattern in _EN)),
}


def find_remedies(text: str, lang: str) -> list[tuple[int, int, Remedy]]:
    """(start, end, remedy) of each remedy named in a folded, simplified text, in order."""
    found: list[tuple[int, int, Remedy]] = []
    for match in _PATTERN[lang].finditer(text):
        remedy: Remedy = match.lastgroup  # type: ignore[assignment]
        found.append((match.start(), match.end(), remedy))
    return found
