"""language.word_order in Chinese."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.check.chinese_order import misplaced
from tutor.check.pieces import in_quotes
from tutor.check.rule import Bad, Good, Hit, Rule
from tutor.domain import Bilingual, Context, LearnerText, Reading


def _find(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    for span, fixed in misplaced(text):
        if not in_quotes(text, reading, span):
            yield Hit(span=span, suggestion=fixed)


RULES = (
    Rule(
        id="language.word_order.zh_adverbial",
        check="language.word_order",
        langs=("zh",),
        severity="warning",
        message=Bilingual(
            zh="“{text}”的语序不对：时间、地点、对象和副词放在动词前面，主语后面。",
            en="The order in “{text}” is not Chinese: time, place, person and adverb stand after the subject and before the verb.",
        ),
        why=Bilingual(
            zh="语序对了，顾客读一遍就明白。",
            en="In the right order the buyer understands it at first reading.",
        ),
        source="刘月华等《实用现代汉语语法》（状语的位置）",
        good=(
            Good("我们明天发货，请您等三天。"),
            Good("退款预计到账的时间是下周三。"),
            Good("您可以在我们的网站上查询物流。"),
            Good("我们都检查过了，三天前已经寄出。"),
        ),
        bad=(
            Bad("⟦我们上班从九点⟧。", "我们从九点上班"),
            Bad("您好，⟦我们发货明天⟧。", "我们明天发货"),
            Bad("⟦我们寄给您已经⟧，请放心。", "我们已经寄给您"),
            Bad("⟦也我们可以退款⟧。", "我们也可以退款"),
            Bad("⟦请告诉地址我⟧。", "请告诉我地址"),
            Bad("⟦我们联系您会明天⟧。", "我们明天会联系您"),
            Bad("⟦这款便宜比那款⟧。", "这款比那款便宜"),
        ),
        find=_find,
    ),
)
