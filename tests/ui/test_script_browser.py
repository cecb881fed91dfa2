"""A teacher's dialogue set on the page in a real browser: listed, played, reloaded, reported."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pagedriver import Page, Server, browser, free_port, missing

pytestmark = pytest.mark.browser

SET = """
format: 1
set: tea-shop
title: 茶叶店
level: 4
dialogues:
  - id: stock
    title: 问库存
    turns:
      - agent: 您好，欢迎光临本店！
      - buyer: 请问这款茶叶还有吗？
      - {agent: 有的，您要几盒？, note: 先回答，再问数量。}
      - buyer: 我要两盒，什么时候能发货呢？
      - agent: 今天下午就能发货，谢谢您！
"""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    reason = missing()
    if reason and not os.environ.get("CI"):
        pytest.skip(f"The page cannot be driven here: {reason}.")
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "tea.yaml").write_text(SET, "utf-8")
    monkeypatch.setenv("KEFU_DIALOGUES", str(folder))
    server = Server(tmp_path, free_port())
    server.start()
    driver = browser(tmp_path / "profile")
    yield Page(driver, server.url)
    driver.quit()
    server.kill()


def test_a_set_is_played_beside_its_script_to_a_report(page: Page) -> None:
    page.open()
    assert "茶叶店" in page.text("#preview h2")
    page.click("#start")
    page.wait(lambda: page.shown("#reply textarea"), "the dialogue")
    assert "Answered: 0 of 2" in page.text("#head")
    assert not page.shown("#do")
    page.say("有的，你要几盒？")
    beside = page.text("#chat .k-beside")
    assert "% alike" in beside
    assert "先回答，再问数量。" in beside
    page.driver.refresh()
    page.wait(lambda: "Answered: 1 of 2" in page.text("#head"), "the dialogue after a reload")
    assert "先回答，再问数量。" in page.text("#chat .k-beside")
    page.click("#ask-hint")
    page.wait(lambda: page.shown("#hint .k-use"), "the hint")
    page.click("#hint .k-use")
    box = page.all("#reply textarea")[0]
    page.wait(lambda: box.get_property("value"), "the answer in the box")
    page.click("#send")
    page.wait(lambda: page.shown("#report .k-report"), "the report")
    assert "The dialogue is over" in page.text("#report .k-outcome")
    assert page.wide() <= 0
