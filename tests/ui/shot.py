"""Makes the pictures of the page: `python tests/ui/shot.py [FOLDER]` writes screenshot.png (1280
pixels wide, in the middle of a case), screenshot-phone.png (390), screenshot-teacher.png (1280, an
upload with problems) and screenshot-teacher-phone.png (400) into docs/ or FOLDER."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from pagedriver import Page, Server, browser, free_port, missing
from selenium.webdriver.common.by import By

CASE = "schoolbag"
REPLIES = (
    "您好，非常抱歉让您久等了。我马上帮您查一下物流。",
    "你的包裹在清关,我们保证明天到。要是没到，我们会退钱给你。",
)


# A teacher's table with one mistake in it and a reply that is worth a look.
TABLE = (
    "对话编号,标题,角色,内容,等级,备注\n"
    "cup,杯子坏了,顾客,你好，我昨天收到的杯子坏了，怎么办？,3,\n"
    "cup,,客服,您好，给您添麻烦了，真的很抱歉！您方便拍一张照片给我看看吗？,4,先道歉\n"
    "cup,,顾客,好的，照片发给你了。,3,\n"
    "cup,,客服,谢谢您！照片我看到了，我马上给你补发一个新的。,4,\n"
    "size,尺码,顾客,这件衣服有大号吗？,2,\n"
    "size,,客服,您好，有大号，现在就可以买。,3,\n"
    "bag,书包,买方,书包什么时候发货？,3,\n"
    "bag,,客服,您好，今天下午就发货。,十二,\n"
)


def main(folder: Path) -> None:
    reason = missing()
    if reason:
        raise SystemExit(f"No picture can be made: {reason}.")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        server = Server(home, free_port())
        server.start()
        try:
            for name, width, height, picture in (
                ("screenshot.png", 1280, 1240, _case),
                ("screenshot-phone.png", 390, 1000, _case),
                ("screenshot-teacher.png", 1280, 1900, _teacher),
                ("screenshot-teacher-phone.png", 400, 2400, _teacher),
            ):
                _shoot(server, home / name, folder / name, width, height, picture)
        finally:
            server.kill()


def _shoot(
    server: Server,
    profile: Path,
    target: Path,
    width: int,
    height: int,
    picture: Callable[[Page, Path], None],
) -> None:
    driver = browser(profile, max(width, 500), height)
    try:
        if width < 500:
            # A window is never narrower than 500 pixels; the device's own width is.
            driver.execute_cdp_cmd(
                "Emulation.setDeviceMetricsOverride",
                {"width": width, "height": height, "deviceScaleFactor": 2, "mobile": True},
            )
        page = Page(driver, server.url + "/?__theme=light")
        page.open()
        picture(page, profile)
        driver.execute_script("window.scrollTo(0, 0)")
        driver.save_screenshot(str(target))
        print(target)
    finally:
        driver.quit()


def _case(page: Page, _folder: Path) -> None:
    page.choose("#scenario", CASE)
    page.wait(lambda: CASE in page.text("#preview h2"), "the briefing")
    page.click("#start")
    page.wait(lambda: page.shown("#reply textarea"), "the case")
    for reply in REPLIES:
        page.say(reply)


def _teacher(page: Page, folder: Path) -> None:
    tabs = page.driver.find_elements(By.CSS_SELECTOR, "button[role=tab]")
    next(tab for tab in tabs if "Teacher" in tab.text).click()
    page.wait(lambda: page.shown("#teacher-files"), "the teacher's tab")
    table = folder / "三月.csv"
    table.write_text(TABLE, "utf-8")
    page.all("#teacher-files input[type=file]")[0].send_keys(str(table))
    page.wait(lambda: page.shown("#to-correct table"), "the problems")
    page.wait(lambda: "Reading the replies" not in page.whole("#worth-a-look"), "the audit")
    if "draft" in page.text("#versions"):
        page.click("#publish")
        page.wait(lambda: "Published" in page.text("#version-notice"), "the publication")
    page.click("#worth-a-look summary")
    page.click("#preview-play")
    page.wait(lambda: page.shown("#preview-stage .k-from-agent"), "the preview")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "docs")
