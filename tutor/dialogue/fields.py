"""Reads typed values out of a located tree and collects every problem on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from tutor.dialogue.nodes import Mapping, Node, Scalar, Sequence
from tutor.domain import YEARS, Bilingual
from tutor.errors import Problem
from tutor.names import nearest

T = TypeVar("T")
MAX_TEXT = 2_000
MAX_SHOWN = 80


class Problems:
    """The problems of one file, in the order found; in a workbook `sheet` names the page, and a
    line is a row."""

    def __init__(self, file: str, sheet: str | None = None) -> None:
        self.file = file
        self.sheet = sheet
        self.found: list[Problem] = []

    def add(
        self,
        node: Node | tuple[int, int],
        field: str,
        message: str,
        fix: str,
        severity: str = "error",
    ) -> None:
        line, column = node if isinstance(node, tuple) else (node.line, node.column)
        value = node.value[:MAX_SHOWN] if isinstance(node, Scalar) else None
        self.found.append(
            Problem(
                file=self.file,
                line=line,
                column=column,
                field=field or "file",
                message=message,
                fix=fix,
                severity=severity,
                value=value,
                sheet=self.sheet,
                row=None if self.sheet is None else line,
            )
        )


class Fields:
    """The entries of one mapping. Each getter returns None after it has reported what is wrong;
    `close` reports keys that nobody asked for."""

    def __init__(self, node: Mapping, problems: Problems, path: str = "") -> None:
        self.node = node
        self.problems = problems
        self.path = path
        self.asked: set[str] = set()

    def field(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def has(self, key: str) -> bool:
        return key in self.node.entries

    def raw(self, key: str, required: str | None = None) -> Node | None:
        """The node under `key`. `required` is an example that a missing key is answered with."""
        self.asked.add(key)
        node = self.node.entries.get(key)
        if node is None and required is not None:
            self.problems.add(self.node, self.field(key), "is missing.", f"Write {key}: {required}")
        return node

    def text(self, key: str, required: str | None = None, limit: int = MAX_TEXT) -> str | None:
        return self._scalar(
            key,
            required,
            lambda s: s if len(s) <= limit else None,
            f"at most {limit} characters of text",
        )

    def choice(self, key: str, choices: Iterable[str], required: bool = False) -> str | None:
        options = tuple(choices)
        node = self.raw(key, options[0] if required else None)
        if node is None:
            return None
        value = node.value.strip() if isinstance(node, Scalar) else None
        if value in options:
            return value
        close = nearest(value or "", options)
        fix = f"Write {close[0]}." if close else f"Write one of: {', '.join(options)}."
        self.problems.add(node, self.field(key), f"{_shown(node)} is not known here.", fix)
        return None

    def integer(self, key: str, low: int, high: int, required: str | None = None) -> int | None:
        def read(s: str) -> int | None:
            try:
                value = int(s)
            except ValueError:
                return None
            return value if low <= value <= high else None

        return self._scalar(key, required, read, f"a whole number from {low} to {high}")

    def boolean(self, key: str) -> bool | None:
        words = {"true": True, "yes": True, "false": False, "no": False}
        return self._scalar(key, None, lambda s: words.get(s.lower()), "true or false")

    def decimal(self, key: str, required: str | None = None) -> Decimal | None:
        return self._scalar(key, required, to_decimal, "a number such as 35.80")

    def day(self, key: str, required: str | None = None) -> date | None:
        return self._scalar(key, required, to_date, "a date such as 2026-03-02")

    def bilingual(self, key: str, required: bool = False) -> Bilingual | None:
        node = self.raw(key, "{zh: …, en: …}" if required else None)
        return None if node is None else read_bilingual(node, self.problems, self.field(key))

    def mapping(self, key: str, required: str | None = None) -> Fields | None:
        node = self.raw(key, required)
        if node is None or self._empty(node, key, required):
            return None
        if isinstance(node, Mapping):
            return Fields(node, self.problems, self.field(key))
        self.problems.add(
            node,
            self.field(key),
            "must be a block of keys.",
            f"Write the keys under {key}: with two spaces before each.",
        )
        return None

    def items(self, key: str, required: str | None = None) -> tuple[Node, ...]:
        node = self.raw(key, required)
        if node is None or self._empty(node, key, required):
            return ()
        if isinstance(node, Sequence):
            return node.items
        self.problems.add(
            node,
            self.field(key),
            "must be a list.",
            "Begin each entry with a hyphen, or write [a, b].",
        )
        return ()

    def _empty(self, node: Node, key: str, required: str | None) -> bool:
        """Whether nothing stands after the colon; reported where something has to."""
        empty = isinstance(node, Scalar) and not node.value
        if empty and required is not None:
            self.problems.add(node, self.field(key), "is empty.", f"Write {key}: {required}")
        return empty

    def texts(self, key: str) -> tuple[str, ...]:
        found = []
        for i, node in enumerate(self.items(key)):
            if isinstance(node, Scalar) and 0 < len(node.value.strip()) <= MAX_TEXT:
                found.append(node.value.strip())
            else:
                self.problems.add(
                    node,
                    f"{self.field(key)}[{i}]",
                    "must be a text.",
                    f"Write one text of at most {MAX_TEXT} characters.",
                )
        return tuple(found)

    def close(self) -> None:
        for key in self.node.entries:
            if key not in self.asked:
                known = sorted(self.asked)
                absent = [name for name in known if name not in self.node.entries]
                near = nearest(key, absent) or nearest(key, known)
                fix = (
                    f"Did you mean {near[0]}?"
                    if near
                    else f"Known keys here: {', '.join(sorted(self.asked))}."
                )
                self.problems.add(self.node.keys[key], self.field(key), "is not a known key.", fix)

    def _scalar(
        self, key: str, required: str | None, read: Callable[[str], T | None], wanted: str
    ) -> T | None:
        node = self.raw(key, required)
        if node is None:
            return None
        value = (
            read(node.value.strip()) if isinstance(node, Scalar) and node.value.strip() else None
        )
        if value is None:
            empty = isinstance(node, Scalar) and not node.value.strip()
            message = "is empty." if empty else f"{_shown(node)} is not {wanted}."
            self.problems.add(node, self.field(key), message, f"Write {wanted}.")
        return value


def read_bilingual(node: Node, problems: Problems, field: str) -> Bilingual | None:
    if isinstance(node, Scalar):
        problems.add(
            node, field, f"{_shown(node)} stands in one language only.", "Write {zh: …, en: …}."
        )
        return None
    if not isinstance(node, Mapping):
        problems.add(
            node, field, "must have a Chinese and an English text.", "Write {zh: …, en: …}."
        )
        return None
    fields = Fields(node, problems, field)
    zh, en = fields.text("zh", "…"), fields.text("en", "…")
    fields.close()
    return Bilingual(zh=zh, en=en) if zh and en else None


def to_decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and 0 <= value <= 10_000_000 else None


def to_date(text: str) -> date | None:
    """The day of an ISO date of the years 1900 to 2199, so that what is reckoned from it is one."""
    try:
        day = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
    return day if day is not None and day.year in YEARS else None


def _shown(node: Node) -> str:
    if isinstance(node, Scalar):
        return repr(node.value if len(node.value) <= 40 else node.value[:39] + "…")
    return "a list" if isinstance(node, Sequence) else "a block of keys"
