"""What a turn costs with the encoder: time, memory, and how long the page takes to open.

Scripted agents answer with the course's model answers, in both languages by turns; only replies that
were not read before count, since the encoder remembers texts. Each measurement is a process of its
own, so that nothing is loaded before it begins.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import asdict
from pathlib import Path
from random import Random
from statistics import median

from tutor.bench.intervals import bootstrap
from tutor.domain import LANGS, Score
from tutor.encoders.bert import use_threads
from tutor.services import Services, build_services
from tutor.session import session_hint, start, take_turn

TURNS = 200
TURN_LIMIT_MS = 60.0
MEMORY_LIMIT_MB = 700.0
FIRST_LIMIT_S = 60.0
LATER_LIMIT_S = 10.0
_WARM_UP = 10
_STEPS = 8  # replies of one case
_GIVE_UP_S = 300.0


def converse(services: Services, turns: int, seed: int = 0) -> list[tuple[float, float]]:
    """Wall and processor time of each turn with a reply that is new, in milliseconds."""
    rng = Random(seed)
    order = list(services.library.scenarios)
    rng.shuffle(order)
    taken: list[tuple[float, float]] = []
    seen: set[str] = set()
    for number, scenario in enumerate(order):
        session = start(services, scenario.id, lang=LANGS[number % 2], seed=number)
        for _ in range(_STEPS):
            if session.done or len(taken) == turns:
                break
            hints = [h for h in session_hint(services, session) if not h.startswith("/")]
            text = rng.choice(hints) if hints else "…"
            began, before = time.perf_counter(), time.process_time()
            session = take_turn(services, session, text).session
            cost = time.perf_counter() - began, time.process_time() - before
            if text not in seen:
                taken.append((cost[0] * 1000, cost[1] * 1000))
            seen.add(text)
    return taken


def _conversation() -> None:
    """Prints, as JSON, the turns' times and the memory of this process at its highest."""
    use_threads(min(2, os.cpu_count() or 1))
    services = build_services(encoder="auto")
    if services.encoder is None:
        print(json.dumps(None))
        return
    texts = [line.text for s in services.library.scenarios for line in s.lines]
    known = len(services.encoder.known(texts, "passage"))
    converse(services, _WARM_UP, seed=1)
    turns = converse(services, TURNS)
    status = Path("/proc/self/status")
    peak = None
    if status.exists():
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
        peak = int(line.split()[1]) * 1024 / 1e6
    print(json.dumps({"turns": turns, "peak_mb": peak, "known": known, "lines": len(texts)}))


def _opened(cache: Path) -> float | None:
    """Seconds from the command to a page that answers; None when it does not."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = os.environ | {
        "KEFU_CACHE": str(cache),
        "KEFU_HOME": str(cache / "home"),
        "KEFU_ENCODER": "auto",
        "GRADIO_ANALYTICS_ENABLED": "False",
    }
    command = [sys.executable, "-m", "tutor.cli", "app", "--no-browser", "--port", str(port)]
    began = time.perf_counter()
    page = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while page.poll() is None and time.perf_counter() - began < _GIVE_UP_S:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                    if answer.status == 200:
                        return time.perf_counter() - began
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        return None
    finally:
        page.terminate()
        page.wait(30)


def report() -> tuple[list[str], list[dict[str, object]]]:
    """Lines to print and rows with `kept`; what cannot be measured here has no value."""
    done = subprocess.run(
        [sys.executable, "-c", "from tutor.bench import turn; turn._conversation()"],
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    scores: list[tuple[Score, str, float]] = []
    beside: list[str] = []
    if found is not None:
        wall = [one for one, _ in found["turns"]]
        work = [two for _, two in found["turns"]]
        scores.append(
            (
                Score(
                    metric="a turn with the encoder",
                    value=median(wall),
                    n=len(wall),
                    interval=bootstrap(wall, median),
                ),
                "ms",
                TURN_LIMIT_MS,
            )
        )
        beside.append(
            f"nine of ten below {sorted(wall)[int(0.9 * len(wall))]:.0f}; of the processor's time "
            f"{median(work):.0f}; {found['known']} of {found['lines']} lines of the cases were encoded before"
        )
        scores.append(
            (
                Score(metric="peak memory of a talk", value=found["peak_mb"], n=1),
                "MB",
                MEMORY_LIMIT_MB,
            )
        )
        beside.append("")
    with tempfile.TemporaryDirectory(prefix="kefu-start-") as scratch:
        for name, limit in (
            ("first start, with the conversion", FIRST_LIMIT_S),
            ("later start", LATER_LIMIT_S),
        ):
            opened = _opened(Path(scratch))
            scores.append(
                (Score(metric=name, value=opened, n=0 if opened is None else 1), "s", limit)
            )
            beside.append("to a page that answers")
    lines, rows = [], []
    for (score, unit, limit), note in zip(scores, beside, strict=True):
        kept = None if score.value is None else score.value <= limit
        value = "not measured" if score.value is None else f"{score.value:.1f} {unit}"
        verdict = "" if kept is None else f", {'kept' if kept else 'NOT KEPT'}"
        lines.append(f"  {score.metric}: {value} (limit {limit:g}{verdict}){note and '; ' + note}")
        rows.append(asdict(score) | {"unit": unit, "limit": limit, "kept": kept})
    return lines, rows
