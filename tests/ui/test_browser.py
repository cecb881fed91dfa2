"""The page in a real browser: a whole case, a power cut, a narrow screen, nothing from outside."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pagedriver import Page, Server, browser, free_port, missing
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

pytestmark = pytest.mark.browser

CASE = "schoolbag"


@pytest.fixture(scope="module", autouse=True)
def _needs_chromium() -> None:
    reason = missing()
    if reason and not os.environ.get("CI"):
        pytest.skip(f"The page cannot be driven here: {reason}.")
    assert reason is None


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path, free_port())
    made.start()
    yield made
    made.kill()


@pytest.fixture
def page(server: Server, tmp_path: Path) -> Iterator[Page]:
    driver = browser(tmp_path / "profile")
    yield Page(driver, server.url)
    driver.quit()


def begin(page: Page) -> None:
    page.open()
    page.choose("#scenario", CASE)
    page.wait(lambda: CASE in page.text("#preview h2"), "the briefing of the case")
    page.click("#start")
    page.wait(lambda: page.shown("#reply textarea"), "the case")


def take_hint(page: Page) -> str:
    """Asks for a good answer, does at the desk what it says, and puts the answer into the box."""
    page.click("#ask-hint")
    page.wait(lambda: page.shown("#hint .k-hint"), "the hint")
    for todo in [element.text for element in page.all("#hint .k-todo code")]:
        action, _, amount = todo.partition(" ")
        assert action == "coupon", todo
        label = next(e for e in page.all("#action label") if e.text == "Coupon")
        page.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", label)
        label.click()
        page.wait(lambda: page.shown("#amount"), "the amount")
        page.type(amount, "#amount textarea, #amount input")
        page.click("#do")
        page.wait(lambda: "Done" in page.text("#act-notice"), "the action")
        page.click("#ask-hint")
        page.wait(lambda: page.shown("#hint .k-use"), "the hint again")
    page.click("#hint .k-use")
    box = page.all("#reply textarea")[0]
    page.wait(lambda: box.get_property("value"), "the answer in the box")
    return str(box.get_property("value"))


def send(page: Page) -> None:
    before = len(page.all("#chat .k-from-agent"))
    page.all("#reply textarea")[0].send_keys(Keys.ENTER)
    page.wait(lambda: len(page.all("#chat .k-from-agent")) > before, "the reply")
    page.wait(lambda: not page.shown(".k-writing"), "the buyer")


def test_a_whole_case_is_played_to_its_report(page: Page) -> None:
    begin(page)
    for _ in range(14):
        take_hint(page)
        send(page)
        if page.shown("#report .k-report"):
            break
    assert "Solved" in page.text("#report .k-outcome h3")
    assert not page.shown("#reply textarea")
    assert page.all("#report svg.k-bars")
    page.click("#leave")
    page.wait(lambda: page.shown("#start"), "the chooser")
    past = next(
        e
        for e in page.driver.find_elements(By.CSS_SELECTOR, "button[role=tab]")
        if "Past" in e.text
    )
    past.click()
    page.wait(lambda: CASE in page.text("#replay .k-head"), "the past case")
    assert not page.all("#replay .k-use")
    page.click("#delete")
    page.click("#delete-yes")
    page.wait(lambda: "deleted" in page.text("#past-notice"), "the deletion")
    assert CASE not in page.text("#replay")


def focused(page: Page) -> str:
    return str(page.driver.execute_script("return document.activeElement.closest('[id]')?.id"))


def test_an_open_case_ends_only_when_the_learner_says_so_twice(page: Page) -> None:
    begin(page)
    assert page.shown("#pinyin")
    page.all("#finish")[0].send_keys(Keys.ENTER)
    page.wait(lambda: page.shown("#ending #end"), "the question")
    assert "End it now?" in page.text("#ending")
    assert not page.all("#report .k-report")
    page.wait(lambda: focused(page) == "go-on", "the focus on the way back")
    page.driver.switch_to.active_element.send_keys(Keys.ENTER)
    page.wait(lambda: not page.shown("#ending"), "the question to go")
    page.wait(lambda: page.driver.switch_to.active_element.tag_name == "textarea", "the box")
    page.say("您好，我帮您查一下。")
    page.click("#finish")
    page.wait(lambda: page.shown("#ending #end"), "the question again")
    page.say("请您稍等。")
    assert not page.shown("#ending"), "whoever goes on was not asked for nothing"
    page.click("#finish")
    page.click("#end")
    page.wait(lambda: page.shown("#report .k-report"), "the report")
    assert not page.shown("#ending")
    assert not page.shown("#reply textarea")


def test_a_killed_server_loses_no_turn(page: Page, server: Server) -> None:
    begin(page)
    page.say("您好，我帮您查一下。")
    before = page.text("#chat .k-bubble")
    server.kill()
    server.start()
    page.open()
    page.wait(lambda: page.shown("#chat .k-from-agent"), "the case after the restart")
    assert page.text("#chat .k-bubble") == before
    page.say("您的包裹在曼谷。")
    assert len(page.all("#chat .k-from-agent")) == 2


def test_what_is_typed_stays_text_and_a_bad_reply_stays_in_the_box(page: Page) -> None:
    begin(page)
    hostile = "<img src=x onerror=\"document.title='hit'\"> ${document.title='hit'} {{7*7}} 您好"
    page.say(hostile)
    said = page.driver.execute_script(
        "const b = document.querySelector('#chat .k-from-agent .k-bubble').cloneNode(true);"
        "b.querySelectorAll('rt, sub, sup').forEach((e) => e.remove()); return b.textContent"
    )
    assert said == hostile
    assert page.driver.title != "hit"
    page.type("！！！")
    page.all("#reply textarea")[0].send_keys(Keys.ENTER)
    page.wait(lambda: page.shown("#notice [role=alert]"), "the notice")
    assert page.all("#reply textarea")[0].get_property("value") == "！！！"
    assert len(page.all("#chat .k-from-agent")) == 1


def test_shift_enter_is_a_new_line_and_use_this_fills_the_box(page: Page) -> None:
    begin(page)
    box = page.all("#reply textarea")[0]
    box.send_keys("你好", Keys.SHIFT + Keys.ENTER, "你等一下")
    assert box.get_property("value") == "你好\n你等一下"
    assert not page.all("#chat .k-from-agent")
    send(page)
    button = page.all("#chat .k-finding .k-use")[0]
    expected = button.get_dom_attribute("data-use")
    page.click("#chat .k-finding .k-use")
    page.wait(lambda: box.get_property("value") == expected, "the rewrite in the box")


def test_the_page_fits_a_phone_and_asks_nobody_else(page: Page) -> None:
    page.driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True},
    )
    begin(page)
    page.say("你好，你的包裹在路上，请你再等等，我们保证明天一定到。")
    assert page.wide() <= 0
    chat, desk = page.all("#chat")[0].rect, page.all("#desk")[0].rect
    assert desk["y"] >= chat["y"] + chat["height"]
    asked = [
        url
        for entry in page.driver.get_log("performance")
        if (url := _requested(json.loads(entry["message"])["message"]))
    ]
    assert asked
    assert [
        url for url in asked if not url.startswith((page.url, "data:", "blob:", "chrome:"))
    ] == []


def test_the_other_language_and_the_switches(page: Page) -> None:
    begin(page)
    assert page.shown("#chat rt")
    page.click("#pinyin label")
    page.wait(lambda: not page.shown("#chat rt"), "the pinyin to go")
    chinese = next(e for e in page.all("#page-lang label") if e.text == "中文")
    chinese.click()
    page.wait(lambda: "后台" in page.text("#desk h2"), "the page in Chinese")
    assert page.driver.execute_script("return document.documentElement.lang") == "zh-Hans"
    # Nothing is left in the other language or as a key, seen or only heard.
    for name in ("#page-lang", "#action"):
        assert "页面语言" in page.whole(name) or "操作" in page.whole(name)
    assert "common." not in page.text()
    page.open()
    page.wait(lambda: "后台" in page.text("#desk h2"), "Chinese after a reload")


def test_an_answer_below_a_long_feedback_can_be_gone_to(page: Page) -> None:
    begin(page)
    page.say("你好,我看了,你的包裹在清关,你等一下,要是没到,我们会退钱给你。")
    page.wait(lambda: page.shown("#chat .k-below"), "the button to the answer")
    assert page.all("#chat .k-from-buyer")[-1].text
    page.click("#chat .k-below")
    page.wait(lambda: not page.shown("#chat .k-below"), "the button to go")
    log, said = page.all("#chat .k-chat")[0].rect, page.all("#chat .k-from-buyer")[-1].rect
    assert said["y"] + said["height"] <= log["y"] + log["height"] + 1


def test_a_level_once_chosen_is_kept(page: Page) -> None:
    page.open()
    kept = "return localStorage.getItem('kefu-tutor')"
    page.wait(lambda: page.driver.execute_script(kept), "the learner in the browser's memory")
    before = page.driver.execute_script(kept)
    page.choose("#level", "HSK 5")
    page.wait(lambda: page.driver.execute_script(kept) != before, "the level in it")
    page.choose("#scenario", CASE)
    page.wait(lambda: CASE in page.text("#preview h2"), "the briefing of the case")
    assert "HSK 5" in page.all("#level input")[0].get_property("value")
    page.open()
    page.choose("#scenario", CASE)
    page.wait(lambda: CASE in page.text("#preview h2"), "the briefing of the case again")
    assert "HSK 5" in page.all("#level input")[0].get_property("value")


def _requested(message: dict[str, Any]) -> str:
    if message["method"] != "Network.requestWillBeSent":
        return ""
    return str(message["params"]["request"]["url"])
