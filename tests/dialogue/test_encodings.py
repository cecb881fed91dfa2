"""Files that do not say their encoding are read in the one that people would have written."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest

from tutor import resources
from tutor.dialogue.encodings import decode
from tutor.dialogue.importers.read import read_source
from tutor.dialogue.load import load_scenarios
from tutor.text.script import to_traditional

ENGLISH = "who,text\nbuyer,“Hi – the café machine didn’t arrive…” – where is it?\nagent,Señor Peña – it’s 5 €.\n"


@cache
def lines() -> tuple[str, ...]:
    """Every Chinese line of the course, without its slots."""
    loaded = load_scenarios(resources.dialogues_dir())
    return tuple(
        line.text
        for case in loaded.scenarios
        for line in case.lines
        if line.lang == "zh" and "{" not in line.text
    )


def table(texts: list[str], traditional: bool) -> str:
    rows = ["角色,内容", *(f"顾客,{text}\n客服,好的，没问题。" for text in texts)]
    text = "\n".join(rows) + "\n"
    return to_traditional(text) if traditional else text


@pytest.mark.parametrize(
    ("codec", "traditional"), [("big5hkscs", True), ("gb18030", True), ("gb18030", False)]
)
@pytest.mark.parametrize("rows", [1, 2, 40])
def test_tables_of_the_course_are_read_in_their_own_encoding(
    codec: str, traditional: bool, rows: int
) -> None:
    chosen = random.Random(rows)
    for _ in range(30):
        text = table(chosen.sample(lines(), rows), traditional)
        try:
            data = text.encode(codec)
        except UnicodeEncodeError:
            continue
        read, problems = decode(data, "a.csv")
        assert read == text
        told = " ".join(p.message for p in problems)
        assert ("Big5" in told) == (codec == "big5hkscs")
        assert {p.severity for p in problems} <= {"warning"}


def test_a_big5_table_is_imported_and_its_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    text = "說話人,內容\n顧客,你好，我買的書包還沒到，已經兩個星期了。\n客服,您好，讓您久等了，非常抱歉！\n"
    path.write_bytes(text.encode("big5"))
    imported = read_source(path)
    turns = imported.sets[0].dialogues[0].turns
    assert turns[0].text == "你好，我買的書包還沒到，已經兩個星期了。"
    (problem,) = imported.problems
    assert "Big5" in problem.message
    assert "UTF-8" in problem.fix


def test_western_windows_text_keeps_its_apostrophes(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(ENGLISH.encode("cp1252"))
    imported = read_source(path)
    assert imported.sets[0].dialogues[0].turns[1].text == "Señor Peña – it’s 5 €."
    assert "Windows-1252" in imported.problems[0].message


def test_lines_in_doubt_are_counted_and_named() -> None:
    rows = ["角色,内容", "顾客,你好，我的书包到了吗", "顾客,鼗鼙龠龢", "客服,您好，到了"]
    text, (problem,) = decode("\n".join(rows).encode("gbk"), "a.csv")
    assert text == "\n".join(rows)
    assert problem.severity == "warning"
    assert problem.line == 3
    assert "in doubt: 1 (3)" in problem.message
    assert "UTF-8" in problem.fix


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("สวัสดีค่ะ พัสดุของฉันยังไม่มาถึงเลย\n" * 3, "cp874"),
        ("こんにちは、荷物がまだ届いていません\n" * 3, "shift_jis"),
        ("Здравствуйте, моя посылка не пришла\n" * 3, "cp1251"),
    ],
)
def test_what_reads_like_nothing_is_refused_with_a_way_out(text: str, codec: str) -> None:
    read, (problem,) = decode(text.encode(codec), "a.csv")
    assert read is None
    assert "UTF-8" in problem.fix


def test_plain_gbk_is_read_without_a_word() -> None:
    text = "角色,内容\n顾客,你好，请问这款书包有货吗？\n客服,您好，有货。\n"
    assert decode(text.encode("gbk"), "a.csv") == (text, ())
