"""register.address: a form of address that does not fit the channel."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.check.pieces import in_quotes
from tutor.check.rule import Bad, Finder, Good, Hit, Rule
from tutor.domain import Bilingual, Channel, Context, LearnerText, Reading, Span

_CHAT: tuple[Channel, ...] = ("marketplace", "storefront")
_LETTERS: tuple[Channel, ...] = ("email", "b2b")
_ALL: tuple[Channel, ...] = _CHAT + _LETTERS

# A Chinese form of address stands at the edge of a clause: 亲，… / 好的亲 / 亲您好.
_EDGE_BEFORE = r"(?:(?<=^)|(?<=[，。！？,!?~～\s、：:]))"
_EDGE_AFTER = r"(?=[，。！？,!?~～\s、：:]|$|您|你|好(?!的|友))"
_TAIL_BEFORE = r"(?<=[好的谢您嗯是了哦呢呀啊])"
_TAIL_AFTER = r"(?=[，。！？,!?~～\s]|$)"


def _zh(names: str) -> re.Pattern[str]:
    return re.compile(
        f"{_EDGE_BEFORE}(?:{names}){_EDGE_AFTER}|{_TAIL_BEFORE}(?:{names}){_TAIL_AFTER}",
        re.MULTILINE,
    )


_ZH_SWEET = _zh(
    "各位亲们?|亲爱哒|亲爱的(?:亲|宝贝|小主|宝宝)?们?|亲{1,3}们?|小主们?|宝贝儿?们?|宝宝们?|宝子们?"
    "|小姐姐们?|小哥哥们?|小可爱们?|小仙女们?|仙女们?|小宝贝|美女|帅哥|靓女|靓仔|家人们|集美们?|姐妹们?|亲故|老板娘|老板儿"
)
# 谢谢亲的肯定, 请亲放心: in the middle of a clause, but not 亲自, 亲友, 母亲.
_ZH_MIDDLE = re.compile(
    r"(?<=[谢祝给为帮请让跟和对问喽嗨])亲{1,3}(?![人友戚属自切手眼口密子朋情身爱近热赴家临笔历故])"
    r"|(?:(?<=^)|(?<=[，。！？,!?\s]))(?:宝贝|小主)(?=放心|稍等|请|麻烦|您|你|久等|别|不要)"
)
_ZH_PAL = _zh(
    "老铁们?|哥们儿?|兄弟们?|大兄弟|老弟|老妹儿?|妹子|小妹|大哥|大姐|老哥|大爷|大妈|小子|小伙子|伙计"
)

_EN_PALS = (
    r"guys|dudes?|bro|bros|buddy|mate|pal|man|fam|homie|boss|sis|girl|honey|hon|hun|sweetie|sweetheart"
    r"|darling|babe|baby|love|luv|cutie|folks|fellas|ladies"
)
_EN_PAL = re.compile(
    rf"\b(?:hey|hi|hello|yo|hiya)[ ,]+(?:there[ ,]+)?(?:my )?(?:{_EN_PALS})\b(?![’']s)"
    rf"|(?:(?<=^)|(?<=[.!?,]\s))(?:guys|dude|bro|buddy|sweetie|honey|hun|darling|babe)(?=\s*[,!.?]|$)"
    rf"|(?<=,\s)(?:my )?(?:{_EN_PALS})(?=\s*[.!?]|$)"
    rf"|(?<=thanks\s)(?:guys|dude|bro|buddy|mate|pal|man|hun|sweetie|boss|babe)\b|(?<=thank\syou\s)(?:guys|dude|bro|buddy|mate|pal|man|hun|sweetie|boss|babe)\b"
    r"|\b(?:dude|bruh|homie)\b"
    r"|(?<=\bok\s)(?:honey|hon|hun|sweetie|darling|babe|dude|bro|buddy|guys|boss|mate|man)\b|(?<=\b(?:yes|hey)\s)(?:honey|hun|sweetie|darling|babe|dude|bro|buddy)\b"
    rf"|(?:(?<=sorry\s)|(?<=cheers\s))(?:guys|dude|bro|buddy|mate|pal|man|hun|sweetie|boss|babe)\b"
    r"|\b(?:got it|noted|done|sure|great|welcome|of course|no problem|no worries|all right|alright|good (?:morning|day|evening|afternoon|night)|bye|yes|no|hello|hi|hey)[ ,]+(?P<m>(?:my )?(?:honey|hun|sweetie|sweetheart|darling|babe|baby|cutie|dude|bro|buddy|guys|boss|mate))(?=\s*[,.!?]|$)"
    r"|\b(?:my )?dear(?:est)? (?:honey|hun|sweetie|sweetheart|darling|babe|baby|cutie|bro|buddy|guys|sis)\b|\bmy dearest\b(?: friends?)?|\bdearest (?:friends?|customer|buyer|client)\b",
    re.MULTILINE,
)
_EN_STIFF = re.compile(
    r"\b(?:dear|respected|honou?red|esteemed)\s+(?:sirs?(?:\s*(?:/|or|and|&)\s*madams?)?|madams?(?:\s*(?:/|or|and|&)\s*sirs?)?|sir\s+madam|gentlem[ae]n)\b(?!\s+[a-z]+,)"
    r"|\bto whom it may concern\b|\bladies and gentlemen\b"
)
_EN_DEAR = re.compile(
    r"\b(?:hello|hi|hey|yes|ok|okay|sorry|sure|thanks|thank you|no)[ ,]+(?:my )?dear(?: friend)?(?=\s*[,.!?]|$|\s+(?:you|we|i|your)\b)"
    r"|(?:(?<=^)|(?<=[.!?]\s))(?:my )?dear(?: friend)?(?=\s*[,!])|(?<=,\s)(?:my )?dear(?: friend)?(?=\s*[.!?]|$)",
    re.MULTILINE,
)
_ZH_STIFF = re.compile(
    r"(?:尊敬的|敬爱的|尊贵的)?(?:先生[/／、或]女士|女士[/／、或]先生|先生们女士们|女士们先生们|先生们、女士们)"
)


def _forms(pattern: re.Pattern[str], channels: tuple[Channel, ...], instead: str | None) -> Finder:
    def find(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
        if context.channel not in channels:
            return
        found = list(pattern.finditer(text.folded))
        if pattern is _ZH_SWEET:
            found += [
                m
                for m in _ZH_MIDDLE.finditer(text.folded)
                if not any(m.start() < o.end() and o.start() < m.end() for o in found)
            ]
        for match in found:
            group: str | int = "m" if match.groupdict().get("m") else 0
            span = Span(*match.span(group))
            if not in_quotes(text, reading, span):
                yield Hit(span=span, suggestion=_instead(text, span, instead))

    return find


def _instead(text: LearnerText, span: Span, instead: str | None) -> str | None:
    """The replacement where the form opens the reply; elsewhere it is simply left out."""
    if text.raw[: span.start].strip():
        return None
    after = text.raw[span.end :].lstrip("，,、 ")
    if instead == "您好" and after.startswith(("您好", "你好")):
        return "尊敬的客户"
    if instead == "您好" and text.raw[span.end :].startswith(("您", "你", "好")):
        return "您好，" if not text.raw[span.end :].startswith("好") else "您"
    return instead


_ZH_SOURCE = "行业通用 (电商客服用语规范；商务信函称呼)"
_EN_SOURCE = "Guides to business e-mail and live chat, from general knowledge"

RULES: tuple[Rule, ...] = (
    Rule(
        id="register.address.zh_sweet",
        check="register.address",
        langs=("zh",),
        severity="warning",
        message=Bilingual(
            zh="“{text}”是平台聊天里的叫法，不适合邮件和商务客户。",
            en="“{text}” is a form of address for marketplace chats, not for e-mail or business customers.",
        ),
        why=Bilingual(
            zh="商务客户会觉得太亲密；请用“您好”或者姓加“先生”“女士”“经理”。",
            en="A business customer finds it too familiar; use 您好, or the surname with 先生, 女士 or 经理.",
        ),
        source=_ZH_SOURCE,
        good=(
            Good("亲，您的订单今天发货哦。"),
            Good("您好，我们会亲自检查每一件样品。", channel="b2b"),
        ),
        bad=(
            Bad("⟦亲⟧，贵司的订单已经安排生产。", channel="b2b", suggestion="您好"),
            Bad("⟦宝贝⟧，报价单已经发到您的邮箱。", channel="email", suggestion="您好"),
            Bad("好的⟦亲⟧，我们下午回复您。", channel="email"),
        ),
        find=_forms(_ZH_SWEET, _LETTERS, "您好"),
    ),
    Rule(
        id="register.address.zh_pal",
        check="register.address",
        langs=("zh",),
        severity="warning",
        message=Bilingual(
            zh="对顾客不叫“{text}”。",
            en="“{text}” is no way to address a buyer.",
        ),
        why=Bilingual(
            zh="顾客不一定喜欢被这样叫，“您”对每个人都合适。",
            en="Not every buyer likes to be called that; 您 suits everyone.",
        ),
        source=_ZH_SOURCE,
        good=(
            Good("您好，您的大哥也可以代收包裹。"),
            Good("我们有兄弟店铺在曼谷，您可以就近退货。"),
        ),
        bad=(
            Bad("⟦老铁⟧，您的包裹明天到。", suggestion="您好"),
            Bad("谢谢⟦大姐⟧，我们马上发货。"),
        ),
        find=_forms(_ZH_PAL, _ALL, "您好"),
    ),
    Rule(
        id="register.address.zh_stiff",
        check="register.address",
        langs=("zh",),
        severity="warning",
        message=Bilingual(
            zh="“{text}”是写给不认识的人的信里用的，聊天时直接说“您好”。",
            en="“{text}” opens a letter to a stranger; in a chat simply say 您好.",
        ),
        why=Bilingual(
            zh="这样的称呼让顾客觉得是在跟机器说话。",
            en="Such an address makes the buyer feel that a machine is answering.",
        ),
        source=_ZH_SOURCE,
        good=(
            Good("您好，王女士，您的订单已经发货。"),
            Good("尊敬的先生/女士，附件是我们的报价单。", channel="email"),
        ),
        bad=(
            Bad("⟦尊敬的先生/女士⟧，您的包裹已经寄出。", suggestion="您好"),
            Bad("⟦尊敬的女士/先生⟧，这款有货。", suggestion="您好"),
        ),
        find=_forms(_ZH_STIFF, _CHAT, "您好"),
    ),
    Rule(
        id="register.address.en_pal",
        check="register.address",
        langs=("en",),
        severity="warning",
        message=Bilingual(
            zh="“{text}”是跟朋友打招呼的说法，不适合顾客。",
            en="“{text}” is for friends, not for a buyer.",
        ),
        why=Bilingual(
            zh="顾客会觉得不受尊重；用“Hello”加上名字就很好。",
            en="A buyer may feel that you do not take them seriously; “Hello” and the name is enough.",
        ),
        source=_EN_SOURCE,
        good=(
            Good("Hello Anna, thank you for your message.", lang="en"),
            Good("These shoes suit ladies and girls alike.", lang="en"),
        ),
        bad=(
            Bad("⟦Hey guys⟧, your parcel has left our warehouse.", lang="en", suggestion="Hello"),
            Bad("Thank you for waiting, ⟦buddy⟧.", lang="en"),
        ),
        find=_forms(_EN_PAL, _ALL, "Hello"),
    ),
    Rule(
        id="register.address.en_stiff",
        check="register.address",
        langs=("en",),
        severity="warning",
        message=Bilingual(
            zh="“{text}”是正式信件的开头，聊天时用“Hello”。",
            en="“{text}” opens a formal letter; in a chat write “Hello”.",
        ),
        why=Bilingual(
            zh="顾客想跟一个真人聊天，这样的开头听起来像群发的信。",
            en="The buyer wants to talk to a person; this sounds like a letter sent to everyone.",
        ),
        source=_EN_SOURCE,
        good=(
            Good("Dear Ms Tan, your parcel has arrived.", lang="en"),
            Good(
                "Dear Sir or Madam, please find our price list below.", lang="en", channel="email"
            ),
        ),
        bad=(
            Bad("⟦Dear Sir/Madam⟧, your parcel has arrived.", lang="en", suggestion="Hello"),
            Bad(
                "⟦To whom it may concern⟧, your order has left our warehouse.",
                lang="en",
                suggestion="Hello",
            ),
        ),
        find=_forms(_EN_STIFF, _CHAT, "Hello"),
    ),
    Rule(
        id="register.address.en_dear",
        check="register.address",
        langs=("en",),
        severity="warning",
        message=Bilingual(
            zh="英语邮件里不单独用“{text}”称呼客户。",
            en="Do not call a customer just “{text}” in a business message.",
        ),
        why=Bilingual(
            zh="英语里单独说“dear”像跟家人说话；请用“Dear”加姓名。",
            en="On its own, “dear” sounds like talking to family; write “Dear” and the name.",
        ),
        source=_EN_SOURCE,
        good=(
            Good("Dear Mr Lee, we received your order.", lang="en", channel="b2b"),
            Good("Dear customer, your order has been shipped.", lang="en", channel="email"),
        ),
        bad=(
            Bad(
                "⟦Hello dear⟧, your samples are ready.",
                lang="en",
                channel="b2b",
                suggestion="Hello",
            ),
            Bad(
                "⟦Dear friend⟧, your samples are ready.",
                lang="en",
                channel="email",
                suggestion="Hello",
            ),
        ),
        find=_forms(_EN_DEAR, _LETTERS, "Hello"),
    ),
)
