"""Which strategies a Chinese clause serves, where the act that names it says too little.

An act such as "promise" covers what is done for this buyer and what a policy or a carrier does;
only the first resolves anything.
"""

from __future__ import annotations

import re

_YOU = r"(?:您们?|你们?|贵司|贵公司|贵方)"
# Done or promised for this buyer.
_FOR_YOU = re.compile(
    rf"(?:给|帮|为|替|跟|向|和){_YOU}.{{0,10}}(?:补|寄|发|退|换|赔|申请|登记|安排|办|查|核实|改|取消|备注|催|处理|联系|留|开|送|减|加急|反馈|准备|报价|做|选|推荐|打包|跟进|提交|更新|转|看|问|找|算|打电话|调)"
    rf"|(?:补发|补寄|重发|退款|退还|换货|补偿|赔偿?|补|退|换|改|留|寄|发|送|转|报|减)(?:了|好|一[个件份张])?(?:给)?{_YOU}"
)
_WE_DO = re.compile(
    r"(?:我们|我方|我司|我|这边|客服|财务|同事|技术|本公司)(?:这边|这里|今天|明天|下午|晚上|现在|收到以?后|先)*(?:会|来|去|就|可以|马上|这就|再|已经?|帮|给您|把|让|请|重新|自己|亲自|代|一定|尽|免费|赔|退|补|换|送|将|负责|立刻|立即|即刻|同时|也|还是|催|查|问|登记|申请|联系|改|开|发|寄|安排|通知|操作)(?!都给退|来付|来出|来承担|出(?:$|的)|一般|通常|敢)"
)
# Others act, or it holds for everybody.
_OTHERS = re.compile(
    r"^(?:那|这|它|您的|现在|今天|明天|到时候|派送那天|到了)*(?:的)?(?:包裹|快递员?|快件|货物?|物流|系统|银行|海关|邮局|航空|航班|飞机|顺丰|UPS|DHL|灯|机器|大货|打样|运输|杯子|小狗|银色|样品|合同|扫描件|报告|公司|本公司|订单PO|总金额|合计|一套|两款|这款)"
)
_GENERAL = re.compile(
    rf"^(?:(?:也|都|还|均|就)?(?:是)?(?:可以|能|支持|可)(?!给{_YOU}|帮{_YOU}|为{_YOU}).{{0,12}}$)|(?:以内|之内|内|天)(?:都|均|也)?(?:可以|能|可)(?:[^，]{{0,4}})(?:退|换|修)|不(?:喜欢|满意|合适)[^，]{{0,6}}(?:退|换|寄)|(?:买|满|下单|拍)[^，]{{1,8}}(?:减|送|便宜|包邮|免|打|发货|当天|明天寄)|包邮|(?:[一两三四五\d]+)件?[一二三四五六七八九]折|政策|规定是|(?:第二天|当天|当日)(?:就|才)?(?:发|寄|出)|自动(?:开具|更新|减|发|显示)|价格|单价|起订|(?:运费|邮费|税|手续费)[^，]{{0,8}}(?:我们|{_YOU}|店里|自己)[^，]{{0,4}}(?:出|承担|付|垫)|起订|定金|订金|新用户|一般|通常|平时|每(?:批|一箱|箱)|下次|到货后"
)
_STATUS = re.compile(
    r"(?:已经|已|昨天|今天|今早|刚|早上|上午|下午|周[一二三四五六日]|[日号])[^，]{0,8}(?:发出|发走|寄出|出库|出仓|发货了|到了|到仓|走了|签收|派送|装船|送到|付清|付好|入账|通过|确认|退出|原路退回|离开|发了|盖章)"
)
_YOU_DO = re.compile(
    rf"^(?:如果|要是|那|也|还|或者|到时候)?{_YOU}(?:也|还|就|都|只|先|再|要是|如果|可以|能|付的|买|在|用|拍|喜欢|寄|点|下单|回|收|选|有|刷新|查|说)"
)
_OWN_NAME = re.compile(r"今天由我|我是[^，]{1,5}$|一步一步来|会(?:减少|小|亮|变|自动)")


def resolves(words: str) -> bool:
    """Whether a clause that promises, offers or reports something does it for this buyer."""
    if _OWN_NAME.search(words) or _NO_DEED.search(words) or _SLIPPED.search(words):
        return False
    if _PAID_BACK.search(words) and _MONEY.search(words):
        return True
    if _FOR_YOU.search(words):
        return not re.search(rf"快递[^，]{{0,6}}{_YOU}打电话|会(?:先)?给{_YOU}打电话$", words)
    if _GENERAL.search(words) or _YOU_DO.search(words):
        return False
    if _WE_DO.search(words):
        return True
    if _OTHERS.search(words) or advises(words) or not _DEED.search(words):
        return False
    return not _STATUS.search(words) or bool(
        re.search(r"补|退款已|申请|登记|备注|反馈|取消|退还|重新|排", words)
    )


# 照片忘了换 and 当时漏发了 explain what went wrong.
_SLIPPED = re.compile(
    r"(?:忘(?:了|记)|漏|没来得及|没有?及时|来不及)(?:了)?(?:换|改|发|寄|装|更新|登记|备注|放|检查|通知)|(?:发|寄|装|拿|写|填|改)(?:错|漏)了$|^(?:其实|原来|因为|这)?是(?:我们|工厂|仓库|厂家)(?![^，]{0,6}(?:承担|付|出|负责|给|帮|为))[^，]{0,4}(?:换|改|停|涨|降|搬)了[^，]{0,8}$"
)
# 已经帮您退了12.01欧元, 68元已经还给您了: the money went back to this buyer.
_PAID_BACK = re.compile(
    rf"(?:已经?|刚刚?|昨天|今天|上午|下午)[^，]{{0,8}}(?:退|还|补|赔|转|打)(?:还|回|给)?(?:了|给{_YOU}|到{_YOU}|好)"
)
# 您想退货的话 is a condition, 特此说明 a flourish, 请您核对 the buyer's to do.
_NO_DEED = re.compile(
    r"的话$|^(?:如果|要是|若|假如|一旦|万一)|(?:以后|之后|(?<!售)后|的时候)$|^特此|^兹|(?:请|麻烦|再|去|先)(?:您|你)?[^，]{0,8}(?:核对|看看|看一下|填)|确认如下|核对(?:一下)?:|告诉我|跟我说|不(?:同意|太?了解|清楚)|提醒您一句|说到"
)
_DEED = re.compile(
    r"补|寄|发(?!现|生|货地)|退(?!货)|换|赔|申请|登记|安排|办|改|取消|处理|联系|留|开(?!始|船)|送(?!达|到)|减|打包|重|查|核实|催|反馈|备注|准备|附|放|免|约|申报|更正|修|解决|跟进|追|转"
)
# The shop names itself and what it does: 我来操作, 附件我换成PDF再发一次.
_DOES_ITSELF = re.compile(
    rf"(?:我们?|我方|我司|财务|仓库)(?:这边|这里)?(?:会|将|来|去|就|可以|马上|即刻|立即|立刻|现在|今天|明天|上午|下午|第一时间|尽快|再|先|也|都|当天|收到(?:以?后|就)?|重新|亲自|(?:帮|给|为|代|替|协助|跟){_YOU}|把[^，]{{1,10}}|让[^，]{{1,6}})*(?:处理|登录|申报|安排|换成|更换|换(?!货)|改(?:到|成|价)|发(?!货地|现|货时|的|往)|寄(?!的|往)|补|退(?!货)|预约|操作|查|核实|检测|登记|联系|催|跟|准备|排产|免掉|扣回|记下来|批评|减|送(?!货)|重新|申请)"
)
_HANDS_OVER = re.compile(
    rf"(?:我们?|这边|仓库)[^，]{{0,6}}(?:在|给)(?:您的|这个|您这个)?(?:订单|系统|后台|单子|备注)(?:上|里|中)?[^，]{{0,3}}(?:写|备注|记|注明|改|加|标)(?!不|错)|(?:我们?|仓库|师傅)会?[^，]{{0,3}}用[^，]{{1,8}}(?:包(?:好|起来|紧|严|三|两|几|一|上)|装好)|附上|随信附|附在|(?:放进|发到|寄到|退到|打回|退回){_YOU}|给{_YOU}放|改好了|换好了|正在处理|照样免费修|作为附件"
)
_SOON = re.compile(
    r"^(?:[^，我您]{0,8}?)(?:今天|明天|今晚|后天|傍晚|上午|马上|现在)[^，来]{0,6}(?:就|会|给您)?(?:发|发出去?|寄出?|退款|出库|补发|排产|发货)(?:哦|的)?$"
)


_MONEY = re.compile(rf"\d|[一二两三四五六七八九十百千]|钱|款|全额|差价|{_YOU}")
_TELLS_NO = re.compile(r"没|不|吗$")


def does(words: str) -> bool:
    """Whether a clause that only tells a fact names what the shop does for this buyer."""
    if any(p.search(words) for p in (_NO_DEED, _GENERAL, _STATUS, _TELLS_NO)):
        return False
    return any(p.search(words) for p in (_DOES_ITSELF, _HANDS_OVER, _SOON))


def acts_for(words: str) -> bool:
    """Whether a clause names the shop as the one who acts, or the buyer as whom it acts for."""
    return bool(_FOR_YOU.search(words) or _WE_DO.search(words))


_HEARTFELT = re.compile(
    r"歉|对不起|不好意思|理解|体谅|心情|感受|着急|担心|失望|生气|难过|麻烦|不便|久等|委屈|辛苦|包涵|谅解|见谅|错|疏忽|责任|开心|高兴|难怪|怪不得|谁都|换成|换谁|别急|心疼|可惜|遗憾|让(?:您|你)|不周|费心|应该的|容易|等了|烦|急|慌|怕|消消气|对得起|(?:您|你)说得对|困扰|影响|白跑|赔(?:个|您个)?(?:不是|罪|礼)|我们的?不(?:对|是|好)"
)
_CALMS = re.compile(
    r"^(?:请|就|也)?(?:您|你|贵司)?(?:就|请|尽管|可以)?(?:放心|放一百个心|别担心|不用担心|不必担心|不要担心|不用着急|不着急|不要着急|别着急|慢慢看|慢慢选)(?:好了|吧|哦|呢|购买|买|用|使用|下单|收)*$"
)


def comforts(words: str) -> bool:
    """Whether a clause apologises or cares; 您放心 alone does neither."""
    return bool(_HEARTFELT.search(words)) and not _CALMS.search(words)


_ADVICE = re.compile(
    rf"建议|推荐|留意|(?<!说)(?<!是)最好(?!的|$)|不妨|试试|试一下|试一试|可以(?:先|再(?!谈|减|申请)|试|看看|看(?!的|$)|走|对比|放大|用|去|点|到(?!八|七|九|\d)|在(?![^，]{{0,8}}(?:前|内|之前)[^，]{{0,4}}(?:到|送|发|退|申请))|把|拿|换(?!大|小|货|的|一件|颜色)|选|考虑|放|找|问|按|打开|登录|参考|查(?!到)|联系|扫|领|凭|直接(?!降|减|退|发|用)|比较|上)|{_YOU}可以(?!退|换货|申请|放心|来参观|取消)|(?<!齐全)(?<!一致)(?<!没事)(?<!喜欢)(?<!销售)(?<!差价)(?<!期限里)就(?:行|好|可以(?!出|到|发|拔|送|退)|能(?!到|收|打包|用|出|放行|办|看到|睡|送|发|搞|在|买)|成|看得到|顺)|即可|(?<!第)(?:一|往).{{1,4}}就(?!是|卖|有|会|告诉)|记得|注意|小心|(?<!要)不要(?!紧|担心|着急|急|再|反复|催)|(?<![特差分区性级类个])别(?!急|担心|的|人|着急|家|说)|请勿|比较(?:合适|舒服|好|划算|方便)|更(?:合适|舒服|划算|方便|稳|保险)|(?:先|然后|再)[^，]{{1,8}}(?:按|点|放|洗|开|关|装|拧|晾|充|打开|选|检查)|第[一二三四]步|请(?:您|你|贵司|贵方)(?!放心|稍|等|理解|谅解|查收|耐心|见谅|原谅|包涵|体谅|相信|给我|说|发|提供|告诉|回复|准备好|[^，]{{0,14}}(?:发|传|拍|寄|给|告诉)(?:给|过来|来|一下)?我?)[^，]{{2,}}|请(?:您)?(?:先|在|按|用|不要|别|避免|保持|保管|收好|检查|参照|写|放|留着|把[^，]{{1,6}}(?:放|留|收|装))|下次(?!见|直播|活动|有|再见|买)|用[^，]{{1,6}}(?:擦|洗|量|泡|刷)|搭配|如果[^，]{{1,10}}会选|不如|要不(?!要)|选一下|在[^，]{2, 8}(?:点|选|勾选|改|换成|填)|按(?:住|一下)|(?<!忘了)点(?:右|左|了|击|一下|开|“)|选“|脚宽|复制到|刮开|翻到|(?:来|到)之?后(?:可以)?核对|先核实|看一下(?:银行|短信|邮箱|页面)|(?<!不)检查好|帮我们看看|换一(?:个|根|台)[^，]{1, 4}(?:再)?试|自己在|上午来|在这(?:个平台|里)上?(?:下|说)"
)
_TOLD_ONLY = re.compile(
    r"请(?:您)?(?:放心|稍等|理解|谅解|查收|耐心)|您不用管|可以(?:防|放|坐|刻|用电池|货到付款|帮)|贵[方司]可以|随身|一只手|别老|可以(?:先)?(?:申请|订)"
)


def advises(words: str) -> bool:
    """Whether a clause gives advice or tells how to do something."""
    return bool(_ADVICE.search(words)) and not _TOLD_ONLY.search(words)


_ASKS_DATA = re.compile(
    r"不要|别|勿|任何人|准备好|报上|写下|参照|就能|即可|会发|发到(?:您|你)|对上|忘记"
)
_SECRET_OR_NUMBER = re.compile(
    r"密码|验证码|六位数|CVV|cvv|安全码|卡号|口令|护照|身份证|后四位|最后四位|尾号|订单号|单号是|哪一?单|注册的?(?:邮箱|手机)|下单(?:的)?手机|账号是|用户名"
)
_HANDED = re.compile(r"告诉|提供|发|报|说|填|念|是多少|哪|核对|确认|回复|给我")


def asks_who(words: str) -> bool:
    """Whether a clause asks for an order's or an account's data."""
    return (
        bool(_SECRET_OR_NUMBER.search(words) and _HANDED.search(words))
        and not _ASKS_DATA.search(words)
        and bool(re.search(r"请|麻烦|能|可否|方便|吗|哪|多少|把|需要|要", words))
    )


def no_question(words: str) -> bool:
    """Whether a clause that mentions a photo or an address asks for none."""
    return bool(
        re.search(
            r"收到了|拍得|很清楚|(?:报告|照片|图|结果)(?:可以)?(?:发给|发到|出来)|我们?(?:拍|发|给|是)|地址在|欢迎(?:您|你)?来|请(?:他|您理解|您说)|(?:您|你)请说|还不出来|还有[^，]{0,4}条",
            words,
        )
    )


_ASSENTS = re.compile(
    r"^(?:嗯|亲|哦|好|好的|好呀|好啊|好嘞|可以|可以的|没问题|没问题的|行|行的|当然|当然可以|收到|明白|明白了|了解|了解了|没关系|没关系的|没事|不要紧|是的|对|对的|需要的|有的|会的|不会的|能的|您太客气了|别客气|太好了)[哦呢呀啊哈亲]?$"
)


def assents(words: str) -> bool:
    """Whether a clause only says yes to what follows."""
    return bool(_ASSENTS.search(words.strip("，, 。！!")))


_TOLD_AGAIN = re.compile(
    rf"{_YOU}(?:刚才|上次|之前)?(?:说|提到|反映|反馈|描述|投诉|是说|是想|是指|是问|遇到)|{_YOU}的意思|(?:对吗|是吗|对吧|是吧)$|看到{_YOU}|收到的?[^，]{{0,6}}(?:坏|碎|错|空)|(?:碎|坏|错|漏|破)了|(?:说好|等了?)[^，]{{1,6}}(?:却|才)|订单[^，]{{0,10}}里是"
)
_RESTATES = re.compile(
    rf"^{_YOU}(?:这么)?(?:(?:说|提到|反映|反馈|描述)(?:的(?:情况|问题|事|是(?!对))|到)|投诉[^，]{{0,6}}的)|(?:跟|和|与|向){_YOU}(?:再)?核对|(?:明白|懂|清楚){_YOU}的意思|^{_YOU}(?:连着|连续|等了|第[一二三]次)|(?:等|盼|说好)(?:了)?[^，]{{1,8}}(?:却|才收到|才到)|看到{_YOU}[^，]{{0,8}}(?:记录|留言|反馈|照片)|(?:在路上|收到时|里面)(?:就)?(?:碎|坏|破|漏)了|{_YOU}的意思是|^{_YOU}是(?:说|想|要|指)|{_YOU}[^，]{{2,14}}(?:对吗|是吗|对吧)$"
)
# 您看哪种方便, 您看要不要预约: the way out is the buyer's choice.
_SEEKS_ASSENT = re.compile(
    r"^(?:那)?(?:您|你)看(?!一|看|到|过|中|得|不到|好了|完|哪天|哪个时间|什么时候|啥时候|几点|何时)(?:.{1,16})(?:吗|呢|哪.{1,6}|还是.{1,10}|不)?$"
)
# 您更喜欢哪一个, 您决定吧: of the ways that were offered the buyer takes one.
_CHOICE_IS_YOURS = re.compile(
    rf"^(?:那|请|还是|由|都)*{_YOU}(?:更|比较|想|觉得|希望)*(?:喜欢|愿意|倾向|选|要|接受|方便)(?:选|要)?(?:哪(?:一)?(?:个|种|样|项)(?:办法|方案|方式|处理)?|什么(?:办法|方案|方式))(?:好|呢|吗|些)?$|^(?:那|就|由|都|全|听)*{_YOU}(?:自己)?(?:来)?(?:决定|定|选择?)(?:吧|就好|就行|好吗)?$|哪(?:一)?(?:个|种)(?:办法|方案|方式|处理)?(?:对)?{_YOU}?(?:更|比较)?(?:合适|好|方便)$"
)
_STAYS_IN_TOUCH = re.compile(
    r"随时|欢迎|再来|期待|以后|今后|下次|长期|关注|常来|收藏|(?:问题|需要|疑问)[^，]{0,8}(?:找|联系|问|告诉)|为您服务|竭诚|合作"
)
# What a question or a request for details looks like; 请先打电话 and 请不要发给别人 ask nothing.
_INQUIRES = re.compile(
    r"^(?!.*(?:不要|请勿|别|不用))(?:.*(?:吗|呢|么|哪|什么|多少|几|怎么|是否|有没有|是不是|能不能|可否|能否|还是|啥|咋|多[大高重长宽远]|吧$|告诉|提供|说|描述|讲|拍|发|传|照片|图|视频|给我|回复|写|填|量|报|确认|核对|检查|看看|选|留)|.*(?P<is>[\u4e00-\u9fff]{1,2})[不没](?P=is)(?!意思))"
)
# 把发票给快递员看: what the buyer does elsewhere is advice.
_SHOWS_OTHERS = re.compile(
    r"(?:给|跟|向|和)(?:快递员?|快递公司|海关|师傅|银行|邮局|他们?|医生|保安|司机|派送员|邻居|物业)(?:看|说|出示|讲|要|问)"
)
# 退了, 都办好了: a deed that is told needs no more words.
_DONE_DEED = re.compile(
    r"^(?:好了|已经?|都|全部?|刚才?|马上)*(?:帮您|给您|为您)?(?:都|已经?)?(?:退|补|换|改|办|取消|登记|申请|备注|补发|退款|处理|安排|催)(?:好|完|过)?了(?:的|哦|呢)?$"
    r"|(?:我们?|这边|帮(?:您|你)|给(?:您|你)|为(?:您|你))(?:都|也|已经?|刚刚?才?|全部?|今天|昨天|马上)*(?:帮(?:您|你)|给(?:您|你)|为(?:您|你))?(?:都|也|已经?|刚刚?才?)*(?:退款?|补发|补|换|改|办|取消|登记|申请|备注|处理|安排|催|联系)(?:好|完|掉|过)?了(?!没|吗|一下)(?:的|哦|呢|吧)?$"
)
# 再写一张卡片给您, 我看看能不能便宜一点儿: what the shop does, put like a question.
_GIVES = re.compile(
    rf"^(?:我们?|再|也|还|另外|同时)+(?:想|会|可以)?(?:写|画|做|送|拍|包|放)[^，吗]{{1,8}}(?:给{_YOU}|在里面|进去)|^我们?(?:来|先|这就|现在|马上)*(?:去)?(?:看看|看一下|问问|查查|想想)(?:能不能|有没有|还有没有|可不可以|怎么)(?!.*{_YOU}(?:要|想|喜欢))"
)
_SORRY_ALONE = re.compile(
    r"^(?:亲|真的?是?|实在是?|非常|很|十分|万分|太)*(?:抱歉|对不起|不好意思)(?:了|啊|呀|哦)?$"
)
_AFFIRMS = re.compile(
    r"^(?:这|那)?(?:当然)?(?:都|就)?是真的(?:哦|呢|呀)?$|^(?:没错|千真万确|确实如此)$"
)
_HAILS = re.compile(r"^(?:亲爱的|亲亲|亲们?|小主|宝贝|亲|客户)+$")


_ALTERNATIVE = re.compile(r"或者|还是|要么|也可以|也行|也能|二选一|办法|方案|一是|不然")


def offers_ways(words: str) -> bool:
    """Whether a reply sets one way beside another."""
    return _ALTERNATIVE.search(words) is not None


def served(words: str, strategies: list[str], ways: bool = False) -> list[str]:
    """The strategies of a clause, given those of its acts; `ways`: two remedies were offered before."""
    found = list(dict.fromkeys(strategies))

    def swap(name: str, other: str | None) -> None:
        at = found.index(name)
        found[at : at + 1] = [other] if other and other not in found else []

    if "resolution" in found and not resolves(words):
        swap("resolution", "suggestion" if advises(words) else "information")
    elif (
        "resolution" not in found
        and "information" in found
        and (does(words) or (_PAID_BACK.search(words) and resolves(words)))
    ):
        swap("information", "resolution")
    if "emotion" in found and not comforts(words):
        swap("emotion", None if _CALMS.search(words) else "information")
    if "suggestion" in found and not advises(words):
        swap("suggestion", "information")
    elif {"information", "other"} & set(found) and advises(words) and not acts_for(words):
        swap("information" if "information" in found else "other", "suggestion")
    if asks_who(words):
        if "refinement" in found:
            swap("refinement", "identity")
        elif "identity" not in found and {"information", "other"} & set(found):
            found = ["identity", *(n for n in found if n not in ("information", "other"))]
    elif "identity" in found and _ASKS_DATA.search(words):
        swap("identity", "suggestion" if advises(words) else "information")
    if _SEEKS_ASSENT.search(words) or (ways and _CHOICE_IS_YOURS.search(words)):
        if "refinement" in found:
            swap("refinement", "feedback")
        elif "feedback" not in found:
            found.append("feedback")
    elif "feedback" in found and re.search(r"哪|什么|告诉我|发我|多少", words):
        swap("feedback", "refinement")
    elif "refinement" in found and re.search(
        r"^(?:您看)?(?:咋样|怎么样|行不行|可以吗|好吗)$", words
    ):
        swap("refinement", "feedback")
    if "restatement" in found and not _TOLD_AGAIN.search(words):
        swap("restatement", "information")
    if "relationship" in found and not _STAYS_IN_TOUCH.search(words):
        only_tell = re.search(r"^(?:请|麻烦)(?:您|你)?(?:再)?(?:告诉|通知|告知)(?:我们?)?$", words)
        asks = "refinement" if re.search(r"请|麻烦", words) else "information"
        swap("relationship", None if only_tell else asks)
    if "greeting" in found and _HAILS.search(words.strip("，, ")):
        swap("greeting", None)
    if found == ["restatement"] and re.search(
        rf"^{_YOU}(?:问|说|提到)的(?!情况|问题|事|是)", words
    ):
        found = ["information"]
    if (
        "restatement" not in found
        and _RESTATES.search(words)
        and not re.search("难过|生气|失望|着急", words)
    ):
        found = ["restatement", *(n for n in found if n not in ("information", "other"))]
    if "refinement" in found and _SHOWS_OTHERS.search(words):
        swap("refinement", "suggestion")
    if "refinement" in found and _GIVES.search(words):
        swap("refinement", "resolution")
    if found in (["other"], ["information"]) and _DONE_DEED.search(words):
        found = ["resolution"]
    if found == ["other"] and _SORRY_ALONE.search(words):
        found = ["emotion"]
    if found == ["other"] and _AFFIRMS.search(words):
        found = ["information"]
    if "refinement" in found and no_question(words):
        swap("refinement", "information")
    if "refinement" in found and not _INQUIRES.search(words):
        swap("refinement", "suggestion" if advises(words) else "information")
    return found
