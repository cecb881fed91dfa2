"""Orders to the buyer in Chinese that no polite word goes with.

An order without a polite word is one when it stands bare or with 你, or makes the buyer hand over,
pay, hurry or do our work. It is none with 您 as a step of a way that is shown or as what the agent
needs to help at once, and none as a warning for the buyer's own good.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.check.pieces import in_quotes, plain, sentence_of, words_of
from tutor.check.rule import Hit
from tutor.check.rules.compliance_platform import OFF_PLATFORM_ZH
from tutor.domain import Clause, Context, LearnerText, Reading

_LEAD = r"(?:那么?|所以|然后|接着|先|再|就|还|也|都|现在|首先|最后|另外|同时|好的?|亲|但是?|不过|记得|您好|你好|嗯|行)*"
_SELF = r"(?:(?:您|你)们?(?:自己)?|贵(?:司|公司|方))"
_THINGS = r"(?:照片|图片|相片|截图|视频|录像|图|单号|订单号|订单编号|编号|地址|电话|手机号?|邮箱|姓名|名字|账号|收据|凭证|发票|护照|原因|尺寸|身高|体重|信息|资料|情况|包裹|货|商品|东西|产品|钱|款|费用|运费|表格?|抬头|税号|型号|颜色|数量|时间|日期|号码|联系方式|收件人|邮编|门牌号?|问题|现象|位置|瑕疵|破损|坏的?地方|装箱单|报关单|合同|文件|回执|水单|提单|委托书|样品|清单|申请表?|截屏)"
_TO_US = r"(?:发|寄|传|拍|拿|送|打|转|退|还|写|报|说|填|交|提供|告诉|带|上传)"

_MUST_ZH = re.compile(
    rf"^{_LEAD}{_SELF}(?:就|先|也|还|现在|都|只好|一定)*"
    r"(?P<modal>必须(?!是|有)|得(?=先|把|自己|等|去|在|按|付|补|提供|发|寄|退|填|赶|给|马上|尽快|再|拍|交|联系|找|说|写)|务必|一定要(?!试|来|看看|记得|注意|小心|收好)|应该(?=先|自己|把|去|等|早|提供|联系|找|再)|要(?=先|把|自己|等|去|按|付|补|提供|发|寄|填|赶|马上|尽快|交|给我)|给我|赶紧|赶快|快点?|马上|立刻|立即|抓紧)"
)
_NO_SUBJECT_MUST_ZH = re.compile(
    rf"^{_LEAD}(?P<modal>必须|务必)(?=先|把|自己|等|去|按|付|补|提供|发|寄|退|填|赶|马上|尽快|在|交|上传|签收|拍|给|联系)"
)
_QUICK_ZH = re.compile(
    rf"^{_LEAD}(?P<modal>赶紧|赶快|快点儿?|快些|快|(?:马上|立刻|立即)(?=付|确认收|下单|签收|取件|拍下)|抓紧时间?)(?:去)?(?=(?:确认|付款|付|申请|退|改|发(?!货)|拍|下单|取|签收|补|寄回|告诉|填|交|看|说|回复|提供|买|决定|把.{{1,12}}(?:发|拍|寄|填|传|改|付)))"
)
_AT_THAT_TIME = r"(?:(?:收到|到了?|签收|拆|拆开|打开|付款|下单|退货|寄|寄出|收货)(?:了|货|包裹|快递|退款)?(?:以后|之后|后|前|之前|的?时候?)|(?:今天|明天|后天|今晚|现在|马上|下次|以后|尽快|(?:周|星期|礼拜)[一二三四五六日天])(?:上午|中午|下午|晚上|下班)?(?:之前|以前|前)?)?"
_BA_ZH = re.compile(
    rf"^{_LEAD}{_AT_THAT_TIME}(?:{_SELF})?(?:快点?|赶紧|赶快|马上|立刻)?(?:把|将).{{0,10}}?(?:{_THINGS}|它|那个|这个|包装|盒子).{{0,8}}?"
    rf"(?:{_TO_US}.{{0,3}}(?:过来|来|给我们?|我们?|回来|上来|一下|清楚|出来|好|全)|给(?:我|我们|客服)|寄回|退回|发来|拍下来|准备好|填好|写好|改一下|检查|确认|核对|收好|保管好|付了?|补上)(?!了)"
)
_GIVE_ZH = re.compile(
    rf"^{_LEAD}(?:{_SELF})?(?:快点?|赶紧|赶快|马上)?"
    rf"(?:(?:给我(?!们?(?:的|感觉|印象|带))|给我们(?!的|带|留下))(?:们)?(?:看|发|拍|寄|传|提供|说|报|打|写|一|个|张|你的|您的|{_THINGS})"
    rf"|(?:发|寄|拍|传|打|交|退|还|拿)(?:[一两几个张下点]|{_THINGS}|你的|您的).{{0,8}}?(?:过来|来|给我|我|一下|看看?|吧|$)"
    rf"|{_THINGS}.{{0,3}}(?:发|拍|给|传|报|寄|留|说)(?:给)?(?:我|我们|过来|一下|来)(?:$|看|们)"
    rf"|(?:发|寄|传|拿|转|打|退|还)(?:给我|过来|来|回来)"
    rf"|(?:提供|说|报|留|填|填写|写|上传|出示|交|补)(?:一下|下|上|出|清楚)?(?:您的|你的|一下)?.{{0,6}}?{_THINGS}(?:吧|给我们?|一下)?$"
    rf"|(?:告诉|通知|回复|联系|答复)我(?:们)?(?!会|将|们?已经)"
    rf"|说(?:一下|清楚|说)|讲清楚|描述一下|拍(?:张|个|几张|一张|一个|下来|清楚|照)|录(?:个|一个|一段)|截(?:个|一张)图)"
)
_WAIT_ZH = re.compile(
    rf"^{_LEAD}(?:{_SELF})?(?:就|再|先|慢慢|继续|只能|好好|安心|在家|自己)*(?:等着|等(?:几|两|三|五|七|十|一|半|\d|个|到|通知|消息|结果|快递|吧|我们?(?:通知|回复|消息|电话|处理)|一下$|下$|会儿?$|一会儿?$))"
)
_WAIT_POLITE_ZH = re.compile(r"等等|稍等|稍候|耐心|辛苦|等一等")
_NEVER_ZH = re.compile(
    rf"^{_LEAD}(?:{_SELF})?(?:千万)?(?P<modal>不许|不准|别再?|不要再?|甭)(?=取消|拒收|拒签|退款|退货|申请|投诉|催|问|乱写|乱发|给差评|写差评|(?:打电话|发消息|联系|找)(?!了|.{0, 6}(?:已经|找到)))|^(?:您|你)?(?:不许|不准)(?=\w)"
)
_OWN_ZH = re.compile(
    rf"^{_LEAD}(?:{_SELF})?(?:先|直接)?(?:自己|自行)(?:先|去|再|上网|直接)*(?:联系|去|处理|付|承担|寄|退|改|申请|取|买|选|下单|缴|交)|^{_LEAD}(?:去|到|上).{{1,6}}自己(?:看|查|找|搜)$|^{_LEAD}{_SELF}(?:先|直接)?(?:去|到)(?:找|问|联系|邮局|海关|物流|快递|银行|平台|后台|页面|网点).{{0,8}}(?:问|查|取|看|办|交|申请|解决|处理|投诉|改)?"
)
_CHECK_ZH = re.compile(
    rf"^{_LEAD}(?:检查|填写|填好|填|上传|点击|点开|选择|登录|付款|下单|保留好|保管好|核对|确认收货|打开包裹|试着?|重启|扫(?:描(?!件|仪|器|枪)|(?!描|码枪|地|帚))|下载|看(?:一下|看|清楚)(?:说明|详情|页面|物流|订单|短信|邮件|邮箱|手机|包装|尺码|尺寸))(?!了|过|的|得|完|结果|报告|以?后|之后)"
)
_TASK = r"(?:看|查|试|拍|量|找|算|填|发(?!货|票)|写|检查|重启|确认|联系|问|说|换|改|核对|截|打开|更新|刷新|登录|退出|搜|点|按|选|称|测|对比|描述|回忆|签|充|拔|插|擦|洗|装|关掉?|开)"
# No subject or 您, adverbs, then a task of the buyer's that is put as a bounded act: 看一下, 找找, 拍张照.
_TASK_ZH = re.compile(
    rf"^{_LEAD}{_AT_THAT_TIME}(?:{_SELF})?(?:就|先|再|也|还|都|去|回去|重新|快点?|赶紧|直接|仔细|自己)*(?:(?:去|到)[^看找问了]{{1,4}}(?=看看|找找|问问))?(?:"
    rf"{_TASK}(?:一下|下(?=$|看|物流|订单|地址)|一[^些般直定样起]|个|张|几张|好(?!像|评|了|之后|以后|后)|清楚(?!了))(?!就|是|了$).{{0,14}}$"
    r"|(?P<twice>[看查试找算问说想量])(?P=twice)(?!就).{0,12}$|(?:检查|确认|核对|了解|联系)(?P=twice)?(?:仔细|清楚|一遍)$"
    r"|(?:把|将)(?!手(?!机)).{1,12}?(?:寄|发|拍|传|转|退|填|扔|放|装|量|留|带|交|拿|打开|拆|重启|删|关|剪|洗|看一?下|查一?下)(?:给.{1,6}|到.{1,8}|在.{1,8}|回来|回去|过来|进去|出来|下来|上来|一下|掉|了|好|清楚)?(?:吧)?$"
    r"|(?:去|到|上|回到?|进(?:入)?)(?:您的|当地的?|附近的?)?(?:邮局|海关|银行|快递(?:公司|点|站)?|物流(?:公司)?|平台|后台|官网|网站|首页|店铺(?:首页)?|订单(?:页面|详情|里)?|页面|设置(?:里)?|网点|驿站|自提点|超市|维修点|商场)(?:那里|里|上)?(?:去)?(?:问|查|看|取|拿|申请|办|领|下载|修|付款?|下单|交|找|点|改|取件|投诉|填|确认)(?!了).{0,8}$"
    r"|重新(?:下单|拍|发|填写?|申请|付款?|登录|提交|安装|量|选|试|买|写|上传|操作|打包)(?!就|的话).{0,6}$"
    r"|(?:联系|找|问)(?:当地|您的|你的)?(?:的)?(?:快递员?|快递公司|物流(?:公司)?|海关|邮局|银行|卖家)(?:问|查|解决|处理|催|要)?(?!.*的事).{0,6}$|打开.{1,8}(?:看|查|找|点|申请|填|选)(?:一下|看)?$|^看(?:物流|详情|说明|页面|短信|邮件|订单)(?:信息|页面?|书|里|详情)*(?:吧)?$"
    r"|(?:给|写|留)(?:个|我们)?(?:好评|五星|评价)$|(?:先)?(?:验货|拆包|开箱|试穿|充电)(?:再(?:签|收|用|说).{0,4})?$|(?:早点儿?|提前|尽早|尽快)(?:下单|付款|确认|寄回|退货|申请|联系我们?|说|决定|来取|签收)(?:吧)?$)"
)
# Money and goods as the topic of a statement: 退款原路返回.
_OURS_TO_DO_ZH = re.compile(
    rf"^{_LEAD}(?:退款|退钱|退您|退给您|退还|换货|补发|发货|付款(?!吧|一下|$)|退货(?!回来|给我|吧|一下|$))"
)
_TOPIC_ZH = re.compile(
    r"(?:下单|购买|拍下|付款|收藏|买|加购)(?:后)?(?:的话)?(?:还|立|即可|享|送|减|包邮|打[一二三四五六七八九]|有(?:优惠|礼|赠|券))|^.{1,8}?(?:是(?!哪|什么|否|不是)|有(?!没有|问题|什么|破|划)|送(?!到|给|回)|打[一二三四五六七八九]折|减\d|免费|需要|不收|不用|不影响|方式|流程|政策|规则|运费|地址是|时间)|会更|比较|更好|更合适|的(?:话|时候|人|商品|订单|顾客)|应该|就|才|都(?!要|得)|我们(?:会|来|付|出|承担)|改到|改成"
)
_NOT_ORDER_ZH = re.compile(
    r"我们?(?!这|那|说|看|的|通知|回复|消息|电话|处理|$)(?:会|将|已|就|来|再|先|马上|尽快|给|帮|为|替|可以|都|也|在|这边|把|需要)|(?:帮|为|替|给)(?:您|你)|由我们|我们(?:付|出|承担|负责)|包邮|包退|事.{0,3}交给我|给贵|已经|会(?!员|计)|了$|过了|完了|可以|能(?!不能)|放心|建议|需要|希望|如果|的话|方便|最好|就行|就可以|即可|就好|不要钱|不收|就见|自然|恕|那一刻|骚扰|打扰|忘|差评改|^再?等.{3,}(?:[从去]\w+来|到)$"
)
_SUBJECT_WE_ZH = re.compile(
    r"^(?:.{0,6}?)(?<![问找看系去催])(?<!当地)(?<!您的)(?:我们|我|客服|仓库|小编|店里|小店|本店|同事|快递(?!盒|单|号|柜|箱|袋|信息)|物流(?!信息|单)|海关|工厂|系统|师傅|公司|厂家|对方|他们|平台)(?!把.{0,6}告诉)"
)
_SOFT_SCOPE_ZH = re.compile(
    r"(?<![申邀聘宴])请(?!问)|麻烦|劳驾|劳烦|能否|可否|(?:可以|能|好|方便|行).{0,24}吗|(?:您|你)看(?!看|一下|清|到|完|下|过|的|说明|详情|页面|物流)|(?:您|你)(?:也|还)?可以|可以(?:先|再|在|到|通过|直接)|建议|(?:您|你)?放心|辛苦(?:您|你)|方便|希望(?:您|你)|想请|需要(?:您|你)|只需|只要|如果|若|要是|的话|万一|一旦|如需|最好|推荐|不妨|拜托|欢迎|记得|敬请"
)
_MODAL_CUT_ZH = re.compile(r"^(?:您|你)们?(?:自己)?(?:就|先|也|还|现在|都|只好|一定)*")

_LOOK_ZH = re.compile(
    rf"^{_LEAD}(?:{_SELF})?(?:先|再|快|去|回去)*(?:看看|看一下|检查一?下|问问|问一下|查查|查一下|确认一下|说说|说清楚|说一下|量一下)"
)
_TAKES_APART_ZH = re.compile(
    r"^(?:您|你)?(?:先|再)?把.{1,8}?(?:拆|打开|取|拿|卸|翻|倒|拧)(?:下来|出来|开|过来)?(?:看|检查|试)"
)
# 付完把水单发过来: first the one thing, then the other.
_DONE_ZH = re.compile(
    r"^(?:您|你)?[付填拍写签试量洗装][完好](?:了|以后|之后|后)?(?=把|将|发|给|寄|拍|告诉)"
)
_MARK_ZH = re.compile(r"\s*[？?]")
_OWN_TASK_ZH = re.compile(
    rf"^{_LEAD}(?:{_SELF})?(?:先|直接)?自己(?:去)?(?:联系|算|付|改|申请|取|下单|填)|^(?:先|您先)(?:量|拍|查|试|检查|重启|看|称)"
)
_WHEN_ZH = re.compile(r"(?:以后|之后|(?<!售)后|时|时候|以前|之前|前)$")


_CLOCK = r"(?:(?:上午|下午|晚上|中午)[一二两三四五六七八九十\d]{1,2}点|今天|明天|后天|今晚|明早|(?:周|星期|礼拜)[一二三四五六日天]|月底|月初|[一二两三四五六七八九十\d]{1,3}(?:点|号|日|天|个?小时|分钟|个工作日))(?:上午|下午|晚上|早上|中午)?(?:[一二三四五六七八九十\d]{1,2}点)?"
# Steps that only a buyer can take, put plainly: 点右上角的头像, 三天之内把定金打过来.
_STEP_ZH = re.compile(
    rf"^{_LEAD}(?:{_SELF})?(?:就|先|再|也|还|都|回去|重新|直接|自己|在.{{1,8}}?(?:里|上|中|页面?))*(?:"
    r"(?:点(?!多|半|钟|数|心|赞)(?:击|开|一下)?|选(?!购|用|材|的|料|项)(?:择)?|打开|登录|关掉|关闭|拔掉|下载|刷新|扫(?!码枪|描件|描仪|帚|地|雷)|勾选?|长按|双击|输入|搜索?)(?![一下]*(?:就|才))[“「\w].{0,14}$"
    r"|给(?:个|一个|一下|份|张|张图)(?:准确的|详细的)?(?:地址|电话|号码|订单号|单号|姓名|时间|尺寸|照片|图|视频|邮箱|准信|说法|理由)$"
    r"|(?:说|讲|描述|提供|写|报|补充|确认|核对|登记)(?:一?下|清楚)(?!来).{1,12}$"
    r"|记(?:住|好|下).{1,8}$|按(?:照)?.{1,10}(?:操作|做|填写?|安装|来|走|弄|试)$|换(?:一?个|一?台|一?根)(?:浏览器|手机|电脑|插座|插头|充电器|数据线|线|网络|地方).{0,4}$"
    r"|(?:关掉|关了|拔掉|取下|拆下).{0,4}(?:再|重新)(?:打开|开|插上|装|装上)$|关机(?:(?:再|重新)(?:打开|开机?))?$|重新下一?单$|直接(?:拒收|退回|寄回|取消)$"
    r"|.{1,8}?(?<!修)(?<!理)(?:盖章|签字|签好|填好|填完|签完|打包好|洗好|包好)(?:以?后|之后)?(?:扫描|拍照)?(?:寄回来?|发回来?|传回来?|交回来?|寄给我们|发给我们|发过来|寄过来|传过来)$|(?:拿|取)(?:出来|下来|开)[^了]{1,6}(?:一下|干净)$)"
    rf"|^{_LEAD}(?:(?:提前|事先)(?:找|约|准备|量|留|预约|安排|联系|通知|清理)(?!好了).{{2,12}}|{_AT_THAT_TIME}在家(?:里)?等.{{1,8}}|用.{{1,8}}?(?:包好|装好|寄回来?|寄给我们)|(?:贴|写|带|放|附)上.{{1,8}}?(?:寄|发|送|去|来)(?:给我们|回来|过来|取|拿|领|办)?|自己(?:再|去)?往[上下前]?(?:翻|看|找|拉)(?:一下|一翻)?|(?:把|将)(?!手).{{1,20}}?(?:量|写|填|标|记|准备)(?:好|清楚)(?:以?后)?(?:写|填|发|留|记|贴|告诉).{{1,10}})$"
    rf"|^{_LEAD}{_CLOCK}(?:之前|以前|前|之内|以内|内)(?:{_SELF})?(?:把.{{1,8}}?)?(?:付款|付清|付尾款|付定金|付|回复我们?|答复我们?|打过来|打款|汇款|转账|寄回来?|寄过来|发过来|发给我们?|提交|交上来|签回|付过来|打到.{{1,8}})(?:.{{0,4}}款)?$"
    rf"|^{_LEAD}(?:收到货?|签收|拆包|开箱|到货|收货)(?:以后|之后|后|前|时|的时候)?(?:先|马上|当场|立刻)(?:检查|验货|看|拍|核对|清点|点数|试|称).{{0,6}}$"
    rf"|^{_LEAD}自己(?:先|再|直接)?(?:在|从|到|去|上).{{1,8}}?(?:点|选|取消|改|看|查|下载|申请|找|填|算|装|修|搜|下单|领).{{0,4}}$"
    rf"|^{_LEAD}(?:{_SELF})?(?:先|再)?(?:把|将)(?!手).{{1,10}}?(?:翻|调|按|拉|转|设|改|接|插|拆|拧|盖|挂|靠|搬|移|铺|倒)(?:到|成|在|进|上|开|紧|回|掉|下来).{{0,6}}$"
)
_STEP_NOT_ZH = re.compile(
    r"就|才|都|也|会|能(?!量)|可以|(?<!问)(?<!写)(?<!哪)的$|(?<!坏)(?<!错)了|过(?!来|去|程)|(?:以后|之后|(?<!售)后|前|时|时候)$|更|比较|合适|一般|通常|免费|包邮|即可|需要|我们?(?:帮|给|会|来)|好了|(?<!等)(?:师傅|快递)|系统|客服|仓库"
)
# 下午五点前付款，当天发货: the step is the condition of what follows.
_STEP_LEADS_ZH = re.compile(
    r"\s*(?:就|才|即可|当天|当日|当晚|今天就|享|立|便|系统(?:会|就)|页面(?:会|就)|(?:您|它|那里|这样|一般|马上|灯|机器|屏幕).{0,3}(?:就|会)|(?:就|便)?会(?:看到|有|出现|听到|发现|亮|显示|弹)|里面(?:是|有|会)|(?:维修费|人工费|配件费|费用|运费|价格|一共|总共)(?:是|要|大概|一共|为)?|[^，。！？我]{0,14}(?:就(?:可以|行|好|能|会|是|开|成|出|有|到|没|亮)|即可))"
)
_SAID_ZH = re.compile(
    r"^等等$|没(?:有)?(?:什么)?问题$|^(?:您|你)自己[^，]{1,4}的(?!话)|^换.{1,8}?(?:\d[\d.]*|[一二三四五六七八九十百]+)(?:块|元|[美欧]元|马币|泰铢)|^再(?:说|讲|解释|确认|提醒|强调)一(?:遍|次|下)|差评改|那一刻|不看|恕|就见|^再?等.{3,}(?:[从去]\w+来|到)$|[^不也]行$|^(?:您|你)(?:也|就|先)?试试$|一经|的时候(?:要|得)?(?:小心|注意|轻|慢)|(?:就|便|也|都)(?:好|行|可以|够)了?$|别忘了?[^，。]{0,6}(?:好评|五星)|^(?:您|你)别说$|^(?:您|你)?(?:填|写|留|报|发|拍|选|买|要|给)的|^(?:说好|说实|说真|说白|交货期|付款期|交期|报关|报价)|试试看|来得及|来不及|也(?:不|没|一样|是|会|能|不会)|等着(?:收货|收|用|穿|好消息)|等(?:快递|收货|通知|电话|消息|货)?就(?:行|好|可以)|(?:写|给|发)(?:个|一个|下)?(?:好评|五星)|扫(?:我|这个|下面)|加(?:我|一下)|大概|左右|(?:还|再)?(?:要|得|需要)(?:再)?等(?:上|到)?[一二两三四五六七八九十几半\d]|要(?:一|两|三|几|半).{0,3}(?:天|周|小时|分钟|个)"
)


# 把包裹放到了12号楼 tells what somebody did.
_TOLD_ZH = re.compile(
    r"^.{0,6}(?:把|将)(?!.*给(?:我|我们)).{1,14}?[放寄送退拿装写填传投扔交弄搞丢错到在给成进](?:到|在|给|成|错|进|丢|坏)?了[^吧啊呀哦再就]"
)


def _is_order_zh(words: str, following: str) -> bool:
    words = _DONE_ZH.sub("", words)
    if _TAKES_APART_ZH.search(words):
        return True
    if _WHEN_ZH.search(words) or _SAID_ZH.search(words):
        return False
    if _STEP_ZH.search(words) and not _STEP_NOT_ZH.search(words):
        return not _STEP_LEADS_ZH.match(following)
    if _WAIT_ZH.search(words):
        return not _WAIT_POLITE_ZH.search(words) and not re.search(
            r"了$|.再|才|我们?(?:会|马上|帮|给)|(?:回|回复|找|给|告诉|联系|通知|跟|和)(?:您|你)",
            words,
        )
    if _MUST_ZH.search(words):
        return not re.search(r"放心|吗$|我们(?:会|来)", words)
    if _NO_SUBJECT_MUST_ZH.search(words) or _NEVER_ZH.search(words):
        return not re.search(r"了吗$|我们(?:会|来)|担心|着急", words)
    if _QUICK_ZH.search(words):
        return not re.search(r"(?:帮|为|替|给)(?:您|你)|我们(?:会|来)", words)
    if _SUBJECT_WE_ZH.search(words) and not re.search(
        r"^.{0,10}(?:给|告诉|发|通知|回复|联系)我", words
    ):
        return False
    if re.match(r"(?:这|那|每|一|两|几)把", words):  # 那把椅子
        return False
    if _TOLD_ZH.search(words):
        return False
    if _NOT_ORDER_ZH.search(words) or _OURS_TO_DO_ZH.search(words):
        return False
    if _TOPIC_ZH.search(words) and not re.search(r"^(?:就|都)?(?:您|你|把|告诉|给我)", words):
        return False
    return any(p.search(words) for p in (_BA_ZH, _GIVE_ZH, _OWN_ZH, _CHECK_ZH, _TASK_ZH))


# 不过您要先打五星, 改一下评价吧: a bribe is no matter of politeness.
_FOR_A_REVIEW = re.compile(
    r"(?:给|打|写|留|来)[^，。]{0,5}(?:五星|5星|满星|五颗星)|(?:改|删|撤)(?:一下|掉|了)?[^，。]{0,4}(?:评价|差评|中评)"
)


def bare_orders(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    """The clauses that order the buyer about, each with a polite form of it."""
    for clause in reading.clauses:
        words = words_of(clause, text)
        # 你看看有没有压坏 holds a question and is an order all the same.
        asks = clause.question and not (
            (_LOOK_ZH.search(words) or _TAKES_APART_ZH.search(words))
            and not _MARK_ZH.match(text.raw, clause.span.end)
        )
        if clause.softened or asks or clause.conditional or _all_quoted(text, clause):
            continue
        if {"rude", "relationship", "blame"} & set(clause.acts) and not _OWN_TASK_ZH.search(words):
            continue
        before = said_before(clause, text, reading)
        # Asking politely would not mend what the platform forbids.
        if _FOR_A_REVIEW.search(words):
            continue
        if OFF_PLATFORM_ZH.search(before + words):
            continue
        if _SOFT_SCOPE_ZH.search(before + words) or in_quotes(text, reading, clause.span):
            continue
        # A clause without a subject takes the subject of the clause before it.
        if re.search(
            r"我们?(?:会|将|已|就|来|先|去|跟|让|叫|请|马上|尽快|这边|现在|正在|查|帮|给|为)",
            before,
        ):
            continue
        sentence = sentence_of(clause, reading)
        following = plain(text)[clause.span.end : sentence[-1].span.end].lstrip("，,；;、 ")
        if _guides(words, before, following) or _SEQUENCE_ZH.search(plain(text)):
            continue
        if _is_no_order(words, before, following) or _is_kindly_put(
            words, before, following, text, clause
        ):
            continue
        if _is_order_zh(words, following):
            yield Hit(span=clause.span, suggestion=_please_zh(text, clause))


# 换一个，或者退款; 选哪个; 按规定必须; 给我十分钟: a choice, a question, a rule, a wish for patience.
_CHOICE_ZH = re.compile(r"或者?|还是|要么")
_LAYS_OUT_ZH = re.compile(r"要么|(?:方案|办法|选择|条路|种)[^，,]{0,6}[，,：:]")
_ASKS_ZH = re.compile(
    r"^(?!.{0,4}(?:告诉|说|问|看|查|把|给我|确认|检查)).*(?:哪|谁(?!都)|多少|几[个张条件]|什么)"
)
_RULE_ZH = re.compile(r"按.{0,6}(?:规|流程|政策|要求)|规定|根据|法律")
_PATIENCE_ZH = re.compile(
    r"给我们?(?:[一二两三四五六七八九十几半\d]|点)[^，]{0,4}(?:分钟|小时|天|刻钟?|晚上?|时间|会儿|茶)"
)


def _is_no_order(words: str, before: str, following: str) -> bool:
    return bool(
        _CHOICE_ZH.match(following)
        or _LAYS_OUT_ZH.search(before)
        or _ASKS_ZH.search(words)
        or _PATIENCE_ZH.search(words)
        or (_NO_SUBJECT_MUST_ZH.search(words) and _RULE_ZH.search(before))
    )


# 您先付一下, and behind what it is about: 寄回来的钱您先付一下.
_POLITE_YOU_ZH = re.compile(
    rf"^{_LEAD}(?:您们?|贵(?:司|公司|方))|^[^，您你我把将给]{{1,8}}(?:您|贵司)(?=先|也|自己|再|看|留)"
)
_HANDS_OVER_ZH = re.compile(
    r"(?:把|将).{1,14}?(?:发|寄|拍|传|给|交|退|报|写|填|告诉|转|打|汇|付|清)(?!票|货)|(?:发|寄|拍|传|交|告诉|通知|提供|回复|打)(?:给)?(?:我|过来|来|回来)|^.{0,3}(?:拍|发|填|付|提供|截|录)"
)
_EASED_ZH = re.compile(r"一下|下$|看看|试试|[吧哦呢哈]$|就(?:行|好)")
_WE_HELP_ZH = re.compile(r"(?:我们?|客服|这边|仓库|师傅|店里)(?!那|看不|没)")
# 您把头盔寄回来，……我们收到以后退您54英镑: how a return goes.
_ONCE_HERE_ZH = re.compile(r"(?:我们|仓库|工厂|店里)(?:一)?(?:收到|验(?:过|好|完)|检查)")
# 换根线看看: a try is proposed; 免得影响退货: it is for the buyer's own good.
_TRY_ZH = re.compile(r"^(?:先|再|您)*试试|.{2,}(?<!去)(?:看看|试试|再试|试一试)$")
_OWN_GOOD_ZH = re.compile(
    r"千万|免得|以免|不然|否则|当心|小心|危险|安全|会更|(?:才|就)不会|不容易|更(?:舒服|安全|清楚|快|好|省|干净)"
)
_SET_POLITELY_ZH = re.compile(
    r"(?<![申邀聘宴])请(?!问)|麻烦(?:您|你)|(?:您|你)(?:也|还)?可以|可以先|建议|您先"
)


def _is_kindly_put(
    words: str, before: str, following: str, text: LearnerText, clause: Clause
) -> bool:
    """Whether an order without 请 is still put kindly: with 您, as a try, after a polite sentence."""
    demands = (_MUST_ZH, _NO_SUBJECT_MUST_ZH, _QUICK_ZH, _NEVER_ZH)
    if any(p.search(words) for p in demands) or ("自" in words and _OWN_ZH.search(words)):
        return False
    hands_over = bool(_HANDS_OVER_ZH.search(words))
    # A clause without a subject takes the subject of the clause before it.
    if _POLITE_YOU_ZH.match(words) or (_POLITE_YOU_ZH.match(before) and "你" not in words):
        return (
            not hands_over
            or bool(_EASED_ZH.search(words))
            or bool(_WE_HELP_ZH.match(following) or _ONCE_HERE_ZH.search(following))
        )
    if hands_over or re.match(rf"{_LEAD}你", words):
        return False
    earlier = plain(text)[: clause.span.start]
    return bool(
        _TRY_ZH.search(words)
        or _OWN_GOOD_ZH.search(following)
        or (_SET_POLITELY_ZH.search(earlier) and not _WAIT_ZH.search(words))
    )


# 分三步: the steps are counted.
_SEQUENCE_ZH = re.compile(
    r"分[两二三四五几]步|步骤(?:是|如下|很简单)|第一步|[时後后]选[^。]{1,20}再选"
)
# 先……再……最后, 第一……第二: steps that are told one by one; 您告诉我身高，我帮您选: an offer.
_STEPS_ZH = re.compile(r"先[^。]*(?:再|然后|接着)[^。]*最后|第一[^。]*第二|一、[^。]*二、")
_OFFERS_ZH = re.compile(r"^(?:您|你)(?:直接)?(?:(?:告诉|跟|和|发给|留言给)我|说(?!清|明))")
_WE_THEN_ZH = re.compile(
    r"(?:我们?|客服)(?:这边|在这里)?(?:直接)?(?:就|来|再|马上|这就|立刻|去|按|帮|给|为|一步)"
)
_ON_A_PAGE_ZH = re.compile(
    r"^(?:您|你)(?:先|再)?(?:在|进|进入|到)[^，。]{1,10}(?:页面?|里|上|中|后台|首页)(?:点|选|找|看|按)|^(?:您|你)(?:先)?进[“「]"
)


def _guides(words: str, before: str, following: str) -> bool:
    """Whether the clause is a step of a way that is shown, or what an offer asks for."""
    if _STEPS_ZH.search(before + words + "，" + following):
        return True
    if _OFFERS_ZH.match(words) and _WE_THEN_ZH.match(following):
        return True
    first = before.split("，")[0] if before else words
    return bool(_ON_A_PAGE_ZH.match(first))


def _all_quoted(text: LearnerText, clause: Clause) -> bool:
    """选“我要退货” quotes a button; the order around it is the agent's own."""
    return clause.quoted and plain(text)[clause.span.start : clause.span.end][:1] in '“「"『'


def said_before(clause: Clause, text: LearnerText, reading: Reading) -> str:
    first = sentence_of(clause, reading)[0]
    return plain(text)[first.span.start : clause.span.start]


def _please_zh(text: LearnerText, clause: Clause) -> str:
    words = clause.span.of(text.raw)
    folded = words_of(clause, text)
    if re.search(r"等(?:着|吧|一?下|一?会儿?)$", folded):
        return "请稍等"
    rest = words
    for pattern in (_MUST_ZH, _NO_SUBJECT_MUST_ZH, _QUICK_ZH):
        match = pattern.search(folded)
        if match and match.group("modal") != "给我":
            rest = words[match.end("modal") :]
            break
    else:
        cut = _MODAL_CUT_ZH.match(folded)
        rest = words[cut.end() :] if cut and cut.end() < len(words) else words
    if re.match(r"[^您你我把将]{2,10}(?<!给)(?<!帮)(?<!为)您(?!的|们)", rest):
        return re.sub(r"您", "请您", rest, count=1)
    rest = re.sub(r"^(?:赶紧|赶快|快点儿?|快|马上|立刻)", "", rest)
    rest = re.sub(r"^(?:别|甭|不许|不准)", "不要", rest)
    return f"请{rest}"
