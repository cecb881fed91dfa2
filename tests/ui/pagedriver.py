"""Starts the page as a learner would, in a process of its own, and drives it in headless Chromium."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
DRIVER = shutil.which("chromedriver")
PATIENCE = 60.0
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-device-scale-factor=1",
    "--lang=en-US",
)


def missing() -> str | None:
    """Why no page can be driven here, or None."""
    if CHROMIUM is None:
        return "chromium is not installed"
    return "chromedriver is not installed" if DRIVER is None else None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """The page's process. `kill` ends it as a power cut would."""

    def __init__(self, home: Path, port: int) -> None:
        self.home, self.port = home, port
        self.url = f"http://127.0.0.1:{port}"
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        home, cache = self.home / "data", self.home / "cache"
        environment = {
            **os.environ,
            "KEFU_HOME": str(home),
            "KEFU_CACHE": str(cache),
            "NO_PROXY": "127.0.0.1,localhost",
            "OMP_NUM_THREADS": "1",
        }
        environment.pop("KEFU_DATABASE", None)
        code = f"from tutor.ui.app import serve; serve({self.port}, open_browser=False)"
        log = (self.home / "server.log").open("a")
        self._process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env=environment,
            cwd=Path(__file__).parents[2],
        )
        log.close()
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if self.url not in line:
            self.kill()
            raise AssertionError(f"the page did not start:\n{self.log[-1500:]}")

    def kill(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            assert self._process.stdout is not None
            self._process.stdout.close()
            self._process = None

    @property
    def log(self) -> str:
        return (self.home / "server.log").read_text()


def browser(profile: Path, width: int = 1280, height: int = 1000) -> Any:
    """A Chromium with a profile of its own."""
    options = Options()
    options.binary_location = CHROMIUM or ""
    for flag in (*_FLAGS, f"--user-data-dir={profile}", f"--window-size={width},{height}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=Service(DRIVER))


class Page:
    """The page as someone at the keyboard sees it."""

    def __init__(self, driver: Any, url: str) -> None:
        self.driver, self.url = driver, url

    def open(self) -> None:
        self.driver.get(self.url)
        self.wait(lambda: self.shown("#start") or self.shown("#reply textarea"), "the page")

    def wait(self, true: Callable[[], object], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if true():
                    return
            except StaleElementReferenceException:
                pass
            time.sleep(0.1)
        raise AssertionError(f"waited {PATIENCE:.0f} s for {what}\n{self.text()[:3000]}")

    def all(self, selector: str) -> list[Any]:
        found: list[Any] = self.driver.find_elements(By.CSS_SELECTOR, selector)
        return found

    def shown(self, selector: str) -> bool:
        return any(element.is_displayed() for element in self.all(selector))

    def text(self, selector: str = "body") -> str:
        return "\n".join(element.text for element in self.all(selector))

    def whole(self, selector: str) -> str:
        """The text of what is there, folded away or not."""
        return "\n".join(str(e.get_property("textContent")) for e in self.all(selector))

    def click(self, selector: str) -> None:
        self.wait(lambda: self.shown(selector), selector)
        element = next(e for e in self.all(selector) if e.is_displayed())
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def choose(self, selector: str, text: str) -> None:
        """Picks an entry of a dropdown by what it says."""
        box = self.all(f"{selector} input")[0]
        box.click()
        self.wait(lambda: self.shown("ul[role=listbox] li"), f"the list of {selector}")
        for entry in self.all("ul[role=listbox] li"):
            if text in entry.text:
                entry.click()
                break
        else:
            raise AssertionError(f"{text!r} is not in the list of {selector}")
        self.wait(lambda: not self.shown("ul[role=listbox]"), "the list to close")

    def type(self, text: str, selector: str = "#reply textarea") -> None:
        box = self.all(selector)[0]
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", box)
        box.clear()
        box.send_keys(text)

    def say(self, text: str) -> None:
        """Types a reply, presses Enter, and waits for the buyer's answer."""
        before = len(self.all(".k-from-agent"))
        self.type(text)
        self.all("#reply textarea")[0].send_keys(Keys.ENTER)
        self.wait(lambda: len(self.all("#chat .k-from-agent")) > before, "the reply in the chat")
        self.wait(lambda: not self.shown(".k-writing"), "the buyer's answer")

    def wide(self) -> int:
        """By how many pixels the page is wider than the window."""
        overflow: int = self.driver.execute_script(
            "return document.documentElement.scrollWidth - window.innerWidth"
        )
        return overflow
