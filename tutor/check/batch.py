"""Checks requests of the wire format: one, or a stream of lines on every core."""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Any

from tutor.check.analyse import analyse
from tutor.check.wire import (
    Request,
    WireError,
    error_to_wire,
    feedback_to_wire,
    parse_request,
)
from tutor.domain import Feedback
from tutor.text.analyse import read_text
from tutor.understand.classify import default_acts
from tutor.understand.read import understand
from tutor.understand.wire import identifier_of

CHUNK = 100  # lines a worker takes at once; fewer lines than two chunks stay in this process
Numbered = tuple[int, str]


def check_request(request: Request) -> Feedback:
    """The feedback on one request. Its language is `lang`, or what the text is written in."""
    text = read_text(request.text, request.lang, request.standard)
    reading = understand(text, buyer=request.buyer, desk=request.desk, classifier=default_acts())
    return analyse(text, reading, request.context(text.lang))


def check_line(number: int, line: str) -> dict[str, Any]:
    """The answer to one line of JSON; a line that cannot be read yields an error object."""
    identifier: str | int | None = None
    try:
        obj = json.loads(line)
        identifier = identifier_of(obj)
        request = parse_request(obj)
    except (ValueError, RecursionError):
        return error_to_wire(identifier, number, "$", "This line is not a JSON object.")
    except WireError as error:
        return error_to_wire(identifier, number, error.field, error.message)
    return feedback_to_wire(request.id, check_request(request))


def check_lines(lines: Iterable[str], workers: int | None = None) -> Iterator[dict[str, Any]]:
    """The answers to lines of JSON, in order, one each; blank lines are passed over.

    `workers` defaults to the cores of the machine; a short input stays in this process.
    """
    numbered = ((n, line) for n, line in enumerate(lines, 1) if line.strip())
    first = list(islice(numbered, CHUNK))
    yield from _check_chunk(first)
    second = list(islice(numbered, CHUNK))
    workers = workers or os.cpu_count() or 1
    if len(second) < CHUNK or workers == 1:
        yield from _check_chunk(second)
        for chunk in _chunks(numbered):
            yield from _check_chunk(chunk)
        return
    with ProcessPoolExecutor(workers) as pool:
        waiting: deque[Future[list[dict[str, Any]]]] = deque([pool.submit(_check_chunk, second)])
        for chunk in _chunks(numbered):
            waiting.append(pool.submit(_check_chunk, chunk))
            if len(waiting) > 2 * workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _chunks(numbered: Iterator[Numbered]) -> Iterator[list[Numbered]]:
    while chunk := list(islice(numbered, CHUNK)):
        yield chunk


def _check_chunk(chunk: list[Numbered]) -> list[dict[str, Any]]:
    return [check_line(number, line) for number, line in chunk]
