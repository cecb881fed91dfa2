"""The teacher's tab in a real browser: a file goes in, learners play it, and it comes back."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pagedriver import Page, Server, browser, free_port, missing
from selenium.webdriver.common.by import By

from tutor.dialogue.upload import read_upload

pytestmark = pytest.mark.browser

TABLE = (
    "对话编号,标题,角色,内容,等级\n"
    "late,包裹晚到,顾客,你好，我的包裹还没到。,3\n"
    "late,,客服,您好，非常抱歉，我马上帮你查。,4\n"
    "late,,顾客,谢谢。,1\n"
    "late,,客服,不客气，祝您生活愉快！,4\n"
    "bad,,路人甲,<img src=x onerror=\"document.title='hit'\">,3\n"
)


@pytest.fixture(scope="module", autouse=True)
def _needs_chromium() -> None:
    reason = missing()
    if reason and not os.environ.get("CI"):
        pytest.skip(f"The page cannot be driven here: {reason}.")
    assert reason is None


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    # What the page keeps for a moment lies here, so that a test can see that nothing stays.
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "temporary"))
    made = Server(tmp_path, free_port())
    made.start()
    yield made
    made.kill()


@pytest.fixture
def page(server: Server, tmp_path: Path) -> Iterator[Page]:
    driver = browser(tmp_path / "profile")
    (tmp_path / "saved").mkdir()
    driver.execute_cdp_cmd(
        "Browser.setDownloadBehavior",
        {"behavior": "allow", "downloadPath": str(tmp_path / "saved")},
    )
    yield Page(driver, server.url)
    driver.quit()


def tab(page: Page, name: str) -> None:
    tabs = page.driver.find_elements(By.CSS_SELECTOR, "button[role=tab]")
    next(one for one in tabs if name in one.text).click()


def teacher(page: Page) -> None:
    page.open()
    tab(page, "Teacher")
    page.wait(lambda: page.shown("#teacher-files"), "the teacher's tab")


def upload(page: Page, *files: Path) -> None:
    before = page.text("#teacher-notice")
    page.wait(lambda: page.all("#teacher-files input[type=file]"), "the place for files")
    page.all("#teacher-files input[type=file]")[0].send_keys("\n".join(map(str, files)))
    page.wait(lambda: page.text("#teacher-notice") not in ("", before), "the upload to be read")


def saved(folder: Path, name: str) -> bytes:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if (folder / name).exists() and not list(folder.glob("*.crdownload")):
            return (folder / name).read_bytes()
        time.sleep(0.1)
    raise AssertionError(f"{name} was not saved: {[f.name for f in folder.iterdir()]}")


def test_a_table_is_corrected_published_played_and_taken_back(page: Page, tmp_path: Path) -> None:
    table = tmp_path / "三月.csv"
    table.write_text(TABLE, "utf-8")
    teacher(page)
    upload(page, table)
    assert "draft" in page.text("#teacher-notice")
    page.wait(lambda: page.shown("#to-correct table"), "the table of problems")
    problems = page.text("#to-correct")
    for said in ("三月.csv", "line 6", "角色", "路人甲", "buyer or agent"):
        assert said in problems
    assert page.driver.title != "hit"
    page.wait(lambda: "Worth a look (1)" in page.whole("#worth-a-look"), "the audit")
    assert "line 3" in page.whole("#worth-a-look")
    # Nothing of the upload stays on the disk but the record.
    assert [p for p in (tmp_path / "temporary").rglob("*") if p.is_file()] == []

    page.click("#preview-play")
    page.wait(lambda: page.shown("#preview-stage .k-from-agent"), "the preview")
    shown = page.text("#preview-stage")
    assert "guǒ" in shown
    assert "The whole dialogue" in shown
    assert "report" not in shown

    page.click("#publish")
    page.wait(lambda: "Published" in page.text("#version-notice"), "the publication")
    tab(page, "Practice")
    page.wait(lambda: page.shown("#start"), "the chooser")
    page.choose("#scenario", "包裹晚到")
    page.wait(lambda: "包裹晚到" in page.text("#preview h2"), "the dialogue's briefing")
    page.click("#start")
    page.wait(lambda: page.shown("#reply textarea"), "the dialogue")

    tab(page, "Teacher")
    page.click("#withdraw")
    page.wait(lambda: "Taken back" in page.text("#version-notice"), "the withdrawal")
    tab(page, "Practice")
    # Who has begun goes on to the end.
    page.say("您好，我帮您看一下。")
    page.say("不客气。")
    page.wait(lambda: page.shown("#report .k-report"), "the report")
    page.click("#leave")
    page.wait(lambda: page.shown("#start"), "the chooser")
    with pytest.raises(AssertionError, match="not in the list"):
        page.choose("#scenario", "包裹晚到")


def test_every_version_comes_back_as_it_was(page: Page, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    table = tmp_path / "mine.csv"
    texts = [TABLE, TABLE.replace("生活愉快", "天天开心")]
    teacher(page)
    for text in texts:
        table.write_bytes(text.encode("gb18030"))
        upload(page, table)
    assert "version 2" in page.text("#teacher-notice")
    page.click("#download")
    assert saved(folder, "mine.csv") == texts[1].encode("gb18030")
    (folder / "mine.csv").unlink()
    page.choose("#version", "version 1")
    page.wait(lambda: "version 1" in page.all("#version input")[0].get_property("value"), "it")
    page.wait(lambda: page.shown("#versions tr.k-here"), "the table")
    page.wait(lambda: page.text("#versions tr.k-here td:first-child") == "1", "version 1")
    page.click("#download")
    assert saved(folder, "mine.csv") == texts[0].encode("gb18030")
    page.choose("#form", "YAML")
    page.click("#download")
    again = read_upload((("mine.yaml", saved(folder, "mine.yaml")),))
    assert again.sets == read_upload((("mine.csv", texts[0].encode("gb18030")),)).sets
    page.click("#grow")
    page.wait(lambda: page.shown("#preview-stage .k-grown"), "the draft")
    grown = read_upload((("x.yaml", saved(folder, "mine-late.yaml")),))
    assert grown.scenarios
    assert not grown.errors
    page.click("#template-xlsx")
    name = "my-first-set.xlsx"
    assert read_upload(((name, saved(folder, name)),)).good
    page.click("#delete-version")
    page.click("#version-yes")
    page.wait(lambda: "was deleted" in page.text("#version-notice"), "the deletion")
    assert [e.text for e in page.all("#versions tbody td:first-child")] == ["2"]


def test_a_doubtful_file_is_asked_for_and_a_bad_one_is_one_message(
    page: Page, tmp_path: Path, server: Server
) -> None:
    teacher(page)
    doubtful = tmp_path / "notes"
    doubtful.write_text("who speaks\nme\n", "utf-8")
    page.all("#teacher-files input[type=file]")[0].send_keys(str(doubtful))
    page.wait(lambda: page.shown("#teacher-kind"), "the question")
    page.click("#as-kind")
    page.wait(lambda: "nothing was kept" in page.text("#teacher-notice"), "the answer")
    assert not page.shown("#teacher-kind")
    for name, data in (
        ("bomb.zip", b"PK\x03\x04" + os.urandom(900)),
        ("big.csv", b"a" * 26_000_000),
        ("<img src=x onerror=document.title='hit'>.pdf", b"%PDF-1.7"),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        upload(page, path)
        assert page.shown("#teacher-notice [role=alert]")
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as stream:
        stream.truncate(60_000_000)
    page.all("#teacher-files input[type=file]")[0].send_keys(str(huge))
    page.wait(lambda: "exceed the maximum" in page.text(), "the refusal of the huge file")
    assert [p for p in (tmp_path / "temporary").rglob("*") if p.is_file()] == []
    assert page.driver.title != "hit"
    assert "Traceback" not in server.log
    assert not page.shown("#publish")


def test_a_code_keeps_the_tab_for_teachers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEFU_TEACHER_CODE", "红苹果 42")
    made = Server(tmp_path, free_port())
    made.start()
    driver = browser(tmp_path / "profile")
    try:
        page = Page(driver, made.url)
        page.open()
        tab(page, "Teacher")
        page.wait(lambda: page.shown("#teacher-code"), "the question")
        assert not page.shown("#teacher-files")
        box = page.all("#teacher-code input")[0]
        assert box.get_dom_attribute("type") == "password"
        page.type("wrong", "#teacher-code input")
        page.click("#unlock")
        page.wait(lambda: "not the code" in page.text("#teacher-refused"), "the refusal")
        assert not page.shown("#teacher-files")
        page.type("红苹果 42", "#teacher-code input")
        page.click("#unlock")
        page.wait(lambda: page.shown("#teacher-files"), "the tab")
        assert "红苹果" not in made.log
    finally:
        driver.quit()
        made.kill()


def test_the_tab_fits_a_phone_in_both_languages(page: Page, tmp_path: Path) -> None:
    page.driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": 400, "height": 860, "deviceScaleFactor": 1, "mobile": True},
    )
    table = tmp_path / "a-table-with-quite-a-long-name-that-has-to-fit-somewhere.csv"
    table.write_text(TABLE, "utf-8")
    teacher(page)
    upload(page, table)
    page.wait(lambda: page.shown("#to-correct table"), "the table of problems")
    assert page.wide() <= 0
    next(e for e in page.all("#page-lang label") if e.text == "中文").click()
    page.wait(lambda: "需要改" in page.text("#to-correct"), "the tab in Chinese")
    assert "To correct" not in page.text("#teacher")
    assert page.wide() <= 0
    table.write_text(TABLE.replace("路人甲", "顾客"), "utf-8")
    upload(page, table)
    page.wait(lambda: "第 2 版" in page.text("#teacher-notice"), "the second version")
