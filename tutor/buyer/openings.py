"""How a line of an act may begin. A small model that is given the first words neither copies its
examples nor leaves the act; without them it does one or the other in most tries."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.domain import Lang
from tutor.text.normalise import fold

_QUESTION: dict[Lang, tuple[str, ...]] = {
    "zh": ("请问，", "我想问一下，", "不好意思，", "我想知道，"),
    "en": ("I'd like to know,", "Excuse me,", "One thing I need to know:", "May I ask,"),
}
_OPENINGS: dict[Lang, dict[str, tuple[str, ...]]] = {
    "zh": {
        "wait_ok": ("没问题，", "可以，", "那好，", "好，"),
        "thank": ("太好了，", "真的很谢谢您，", "谢谢你，", "好的，谢谢，"),
        "thank_close": ("好的，", "太好了，", "谢谢，", "那好，"),
        "press_wait": ("请问，", "您好，", "不好意思，"),
        "nudge": ("您好，", "请问，", "不好意思，"),
        "accept": ("好的，", "没问题，", "可以，"),
        "accept_offer": ("好的，", "没问题，", "可以，"),
        "reject": ("对不起，", "不好意思，"),
        "reject_offer": ("对不起，", "不好意思，"),
        "leave": ("对不起，", "我不想说了，"),
        "off_topic": ("不好意思，", "对不起，"),
        "personal": ("不好意思，", "对不起，", "这个我不想说，"),
        "dont_know": ("对不起，", "不好意思，", "真不好意思，"),
        "given_before": ("我已经", "您好，", "不好意思，"),
        "complain_rude": ("请您", "对不起，", "我觉得"),
        "wrong_language": ("对不起，", "不好意思，", "真不好意思，"),
        "again": ("不好意思，", "我再问一次，", "请问，"),
    },
    "en": {
        "wait_ok": ("Fine,", "No problem,", "Of course,", "That's okay,"),
        "thank": ("Wonderful,", "Thank you,", "Oh good,", "Many thanks,"),
        "thank_close": ("Perfect,", "Wonderful,", "Okay,", "Many thanks,"),
        "press_wait": ("Hello,", "Excuse me,", "So,"),
        "nudge": ("Excuse me,", "Hi,", "Sorry,"),
        "accept": ("Okay,", "Yes,", "All right,"),
        "accept_offer": ("Okay,", "Yes,", "All right,"),
        "reject": ("I'm sorry, but", "No,", "Honestly,"),
        "reject_offer": ("I'm sorry, but", "No,", "Honestly,"),
        "leave": ("Forget it,", "Well,", "Enough,"),
        "off_topic": ("Sorry, but", "Well,", "Maybe later, but"),
        "personal": ("Sorry, but", "Well,", "To be honest,"),
        "dont_know": ("Sorry,", "I'm afraid", "Unfortunately,"),
        "given_before": ("As I said,", "But", "Sorry, but"),
        "complain_rude": ("Excuse me,", "Honestly,", "Please,"),
        "wrong_language": ("Sorry,", "Excuse me,", "I'm afraid"),
        "again": ("Sorry, but", "Once more:", "Excuse me,"),
    },
}


def opening(act: str, lang: Lang, examples: Sequence[str], chance: int) -> str:
    """First words for a line of `act`, other than those of its examples; "" where none fit.

    `chance` turns them, so that another try begins in another way.
    """
    choices = _OPENINGS[lang].get(act.split(".", 1)[0], ())
    if not choices and examples and "?" in fold(examples[0]):
        choices = _QUESTION[lang]
    begun = [example.lower() for example in examples]
    fresh = [c for c in choices if not any(e.startswith(c.lower().rstrip("，,")) for e in begun)]
    return fresh[chance % len(fresh)] if fresh else ""


def joined(begun: str, rest: str) -> str:
    """The first words and what the model wrote after them, said once where it says them again."""
    again = rest.strip().lower().startswith(begun.lower().rstrip("，,: "))
    return rest if begun and again else begun + rest


def without_opening(line: str, lang: Lang) -> str:
    """A line without the first words that any line may have."""
    known = (*_QUESTION[lang], *(words for row in _OPENINGS[lang].values() for words in row))
    for words in sorted(known, key=len, reverse=True):
        if line.startswith(words):
            return line[len(words) :].strip()
    return line
