"""The example of a restatement says what the buyer said, to the buyer, in words of the level."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tutor import resources
from tutor.check.strategies import strategies_of
from tutor.dialogue.audit import names_of
from tutor.dialogue.library import Library, load_library
from tutor.dialogue.restate import restated
from tutor.domain import LANGS, Lang, Line, Scenario
from tutor.text.analyse import read_text
from tutor.text.vocabulary import text_level
from tutor.understand.read import understand

QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(resources.dialogues_dir())


def saying(scenario: Scenario, text: str, lang: Lang) -> Scenario:
    return replace(scenario, lines=(Line(act="open", lang=lang, text=text),))


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("你好，你们发错了，我要的是白色，不是黑色。", "我们发错了，您要的是白色，不是黑色"),
        ("您好，我们公司的灯坏了三台，请您解释一下。", "贵公司的灯坏了三台"),
        ("我很着急！前几天收到的包里少了一本书，怎么办？", "前几天收到的包里少了一本书"),
        ("你好，我在你们店买的杯子破了，能退吗？", "您在我们店买的杯子破了"),
        ("你们的客服说“你自己看”！我买的灯也坏了。", "我们的客服说“你自己看”，您买的灯也坏了"),
    ],
)
def test_the_persons_change_and_questions_and_feelings_go(
    library: Library, said: str, back: str
) -> None:
    case = saying(library.scenarios[0], said, "zh")
    assert restated(case, "zh", None, "2025") == f"您是说，{back}，对吗？"


@pytest.mark.parametrize(
    ("said", "back"),
    [
        (
            "Hello, I'm worried: my cup came broken and I can't use it. What now?",
            "your cup came broken and you can't use it",
        ),
        (
            "Hi, you sent me the wrong colour and I paid you US$40.",
            "we sent you the wrong colour and you paid us US$40",
        ),
        (
            'This is bad! Your agent told me, "you can wait", and our order is late.',
            'our agent told you, "you can wait", and your order is late',
        ),
    ],
)
def test_the_same_in_english(library: Library, said: str, back: str) -> None:
    case = saying(library.scenarios[0], said, "en")
    assert restated(case, "en", None, "2025") == f"So you mean that {back}, is that right?"


@pytest.mark.parametrize("said", ["在吗？", "请问还有货吗？", "太气人了！", "Hello?", "How much?"])
def test_what_tells_nothing_has_no_example(library: Library, said: str) -> None:
    for lang in LANGS:
        assert restated(saying(library.scenarios[0], said, lang), lang, 6, "2025") is None


def test_the_message_that_was_sent_is_the_one_said_back(library: Library) -> None:
    case = library.scenario("black-shirt-mandalay")
    sent = "你好，衬衫昨天收到了，可是颜色错了，我要的是白色，不是黑色。"
    assert "颜色错了" in str(restated(case, "zh", 9, "2025", (sent,)))


@pytest.mark.parametrize("lang", LANGS)
def test_the_course_says_its_problems_back_to_the_buyer(library: Library, lang: Lang) -> None:
    found = 0
    for case in library.scenarios:
        levels = library.levels(case, case.standard) if lang == "zh" else (None,)
        for level in levels:
            example = restated(case, lang, level, case.standard)
            if example is None:
                continue
            found += level in (None, case.level)
            own = QUOTED.sub("", example)
            assert "{" not in own
            assert not re.search(r"我(?!们)|\b(?:I|my|me|mine)\b", own), example
            read = read_text(example, lang)
            words = re.sub(r"[^\S ]", " ", read.folded)
            assert "restatement" in strategies_of(understand(read), (), words), example
            if lang == "zh" and level is not None:
                assert text_level(example, case.standard, names_of(case)).level <= level, example
    assert found >= 0.9 * len(library.scenarios)
