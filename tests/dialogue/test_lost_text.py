"""Text that YAML drops, and TODO: a warning with its place; an ordinary note is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor import resources
from tutor.dialogue.draft import draft_scenarios
from tutor.dialogue.load import load_scenarios
from tutor.dialogue.nodes import Mapping, Scalar, parse
from tutor.errors import Problem


def warned(text: str) -> tuple[Problem, ...]:
    tree, problems = parse(text, "x.yaml")
    assert tree is not None
    assert {p.severity for p in problems} <= {"warning"}
    return problems


@pytest.mark.parametrize(
    ("line", "lost"),
    [
        ("text: 我的订单 #1001 还没到", "#1001 还没到"),
        ("text: 我的订单 # 1001 还没到", "# 1001 还没到"),
        ("text: 住在Calle 10 # 43-25", "# 43-25"),
        ("text: Order #A-7 is late", "#A-7 is late"),
        ("text: #1001 到哪儿了", "#1001 到哪儿了"),
        ("text: 您好 # 先问好", "# 先问好"),
        ("text: 您好\t#1", "#1"),
        ("text: 第一行\n  第二行 #3 的\nmore: x", "#3 的"),
        ("- #12 到哪儿了\n- 好", "#12 到哪儿了"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_tail_after_a_hash_is_told_with_its_place_and_a_way_out(
    line: str, lost: str, end: str
) -> None:
    text = "# 一个备注\n" + line + "\n"
    (problem,) = warned(text.replace("\n", end))
    before = text[: text.index(lost)]
    assert (problem.line, problem.column) == (
        before.count("\n") + 1,
        len(before) - before.rfind("\n"),
    )
    assert repr(lost) in problem.message
    assert "in quotes" in problem.fix
    assert f'{lost}"' in problem.fix


def test_the_text_that_the_advice_names_is_read_whole() -> None:
    (problem,) = warned("text: 我的订单 #1001 还没到\n")
    advised = problem.fix.split("quotes: ")[1].split(". If")[0]
    tree, problems = parse(f"text: {advised}\n", "x.yaml")
    assert isinstance(tree, Mapping)
    assert isinstance(tree.entries["text"], Scalar)
    assert tree.entries["text"].value == "我的订单 #1001 还没到"
    assert not problems


@pytest.mark.parametrize(
    "text",
    [
        "text: 您好   # what the learner reads\n",
        "level: 4 # the band\n",
        "level: 4  # 等级\n",
        "# a note\ntext: 您好\n  # another\nmore: x\n",
        'text: "我的订单 #1001"\n',
        "text: '我的订单 #1001'  # note\n",
        "text: |\n  我的订单 #1001\n  # also text\nmore: x\n",
        "text: 我的订单#1001\n",
        "desk: #facts\n  today: 2026-01-01\n",
        "pair: {zh: 您好, en: hello} # both\n",
        "text: 好！您等一下 & 谢谢!\n",
        "text: !!str 5\n",
        "text: a todo list\n",
    ],
)
def test_notes_and_quoted_texts_are_left_alone(text: str) -> None:
    assert not warned(text)


@pytest.mark.parametrize(("line", "sign"), [("!Help me", "!"), ("&you and me", "&"), ("! 好", "!")])
def test_a_word_taken_for_a_sign_of_yaml_is_told(line: str, sign: str) -> None:
    (problem,) = warned(f"a: x\ntext: {line}\n")
    assert (problem.line, problem.field) == (2, "text")
    assert f"begins with {sign}," in problem.message


def test_every_todo_is_told_with_its_place_and_field() -> None:
    text = (
        "# Go through the lines with TODO\nbuyer:  # TODO who writes\n  name: {zh: 顾客, en: X}  # TODO\n"
        "days: [3, 5]  # TODO\nknows: {}  # TODO\nnote: TODO write it\n# TODO more lines\n"
    )
    assert [(p.line, p.field) for p in warned(text)] == [
        (2, "buyer"),
        (3, "buyer.name"),
        (4, "days"),
        (5, "knows"),
        (6, "note"),
        (7, "TODO"),
    ]


def test_a_fresh_draft_names_each_of_its_todos(tmp_path: Path) -> None:
    loaded = load_scenarios(resources.dialogues_dir() / "_template_set.yaml")
    for name, text in draft_scenarios(loaded.sets[0]):
        path = tmp_path / f"{name}.yaml"
        path.write_text(text, "utf-8")
        checked = load_scenarios(path, audited=True)
        assert not checked.errors
        left = {p.line for p in checked.problems if "TODO" in p.fix}
        lines = text.split("\n")
        assert left == {n for n, line in enumerate(lines, 1) if "# TODO" in line}
        done = "\n".join(line.split("# TODO")[0].rstrip() for line in lines)
        path.write_text(done, "utf-8")
        assert not any("TODO" in p.fix for p in load_scenarios(path, audited=True).problems)


def test_a_flood_is_bounded() -> None:
    assert len(warned("".join(f"k{i}: 您好 #{i} 号\n" for i in range(5000)))) <= 200
