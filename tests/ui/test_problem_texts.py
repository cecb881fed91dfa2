"""Every sentence that a reader of files can say has its Chinese."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tutor.dialogue.upload import read_upload
from tutor.errors import Problem
from tutor.ui.problem_texts import in_chinese, told

ROOT = Path(__file__).parents[2] / "tutor"
KNOWN: dict[str, str] = yaml.safe_load((ROOT / "ui/problems_zh.yaml").read_text("utf-8"))
# Which arguments of a call are the message and the fix.
PLACES = {
    "add": (2, 4),
    "at": (3, 5),
    "failed": (1, 3),
    "failed_as": (1, 3),
    "_refused": (2, 4),
    "wrong": (1, 3),
    "_file_problem": (1, 3),
}


def templates(node: ast.expr) -> Iterator[str]:
    """The texts that an expression can be, with {} for what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)
    elif isinstance(node, ast.IfExp):
        yield from (*templates(node.body), *templates(node.orelse))


def said() -> Iterator[str]:
    for path in sorted((ROOT / "dialogue").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            args = node.args
            if name == "_problem" and len(args) > 3:
                args = args[-2:]
            elif name in PLACES and len(args) >= PLACES[name][1]:
                args = args[slice(*PLACES[name])]
            elif name != "Problem":
                # Pairs of a message and a fix that a call hands on.
                args = [
                    k.value for k in node.keywords if name == "Guess" and k.arg == "refused"
                ] + [k.value for k in node.keywords if name == "Unpacked" and k.arg == "refused"]
                args = [part for arg in args if isinstance(arg, ast.Tuple) for part in arg.elts]
            for arg in args:
                yield from (text for text in templates(arg) if " " in text)


def test_there_is_something_to_translate() -> None:
    assert len(set(said())) > 180


@pytest.mark.parametrize("english", sorted(set(said())))
def test_every_sentence_has_its_chinese(english: str) -> None:
    filled = english.replace("{}", "7")
    chinese = in_chinese(filled)
    assert chinese is not None
    assert re.search(r"[\u4e00-\u9fff]", chinese)
    assert chinese.count("7") >= filled.count("7") or "{}" not in english


@pytest.mark.parametrize("english", KNOWN)
def test_what_is_filled_in_is_kept(english: str) -> None:
    places = english.count("{}")
    values = [f"<{chr(97 + i)}>" for i in range(places)]
    filled = english
    for value in values:
        filled = filled.replace("{}", value, 1)
    chinese = in_chinese(filled)
    assert chinese is not None
    assert all(value in chinese for value in values)


def test_a_phrase_inside_a_sentence_is_chinese_too() -> None:
    assert in_chinese("'x' is not a whole number from 1 to 9.") == (
        "“x” 不对，这里要写：1 到 9 的整数。"
    )
    assert in_chinese("is a PDF, which holds no dialogues.") == "是 PDF 文件，里面没有对话。"


def test_the_names_of_fields_stay_as_they_are_written() -> None:
    assert in_chinese("Write who: buyer") == "请写 who: buyer"
    assert in_chinese("Did you mean text?") == "您是不是想写 text？"
    assert in_chinese("has no column for who and text.") == "没有“角色”和“内容”这两列。"
    assert in_chinese("Write desk: the facts on the agent's desk") == "请写 desk: 客服能查到的内容"


def test_what_the_teacher_wrote_stands_in_chinese_quotes() -> None:
    assert in_chinese("'老板' is not known here.") == "“老板” 在这里不能用。"
    assert in_chinese("has no column for who.") == "没有“角色”这一列。"


def test_an_unknown_sentence_stays_as_it_is() -> None:
    problem = Problem(file="a", line=1, column=1, field="f", message="Hm, odd", fix="Do not")
    assert told(problem, "zh") == ("Hm, odd", "Do not")
    assert told(problem, "en") == ("Hm, odd", "Do not")


BROKEN = {
    "a.yaml": "format: 2\nset: A B\nlevle: 4\ndialogues:\n  - turns: 3\n  - id: x\n    turns:\n"
    "      - buyer: hi\n        agent: yes\n      - seller: no\n",
    "b.yaml": "format：1\nset: a\n",
    "c.yaml": "format: 1\nset: a\nset: b\n",
    "d.csv": "who,txet\nbuyer,hi\n",
    "e.csv": "who,text,level,who\nbuyer,hi,1,x\n",
    "f.csv": "who,text,level\nbuyer,hi,99\nnobody,,1\nagent,x,1\n",
    "g.json": '[{"role":"x","content":"y"},{"a":1},3]',
    "h.json": "{",
    "i.yaml": "format: 1\nid: x\nmodule: y\nlevel: twelve\nbuyer: {country: Siam}\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_files_are_told_in_chinese(name: str) -> None:
    found = read_upload(((name, BROKEN[name].encode()),))
    assert found.problems
    for problem in found.problems:
        for text in told(problem, "zh"):
            assert re.search(r"[\u4e00-\u9fff]", text), text
