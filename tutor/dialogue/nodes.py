"""YAML text to a tree whose every node knows its place. Scalars stay the strings that were typed,
so 00123, 12:30, no and 1.10 arrive as written; a mistake becomes a `Problem`, never an exception.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from tutor.dialogue.lost_text import Written, lost_text
from tutor.errors import Problem

MAX_DEPTH = 24

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    value: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mapping:
    entries: dict[str, Node]
    keys: dict[str, tuple[int, int]]
    line: int
    column: int


Node: TypeAlias = Scalar | Sequence | Mapping


def parse(text: str, file: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """The tree of a YAML text, or None with the reason. Duplicate keys, aliases, full-width
    colons after a key and too deep nesting are problems; text that YAML drops and TODO are warnings."""
    problems: list[Problem] = []
    try:
        tree = _build(text, file, problems)
    except _Refused as refused:
        return None, (refused.problem,)
    except yaml.YAMLError as error:
        return None, (_syntax(error, text, file),)
    except (RecursionError, ValueError) as error:
        return None, (
            _problem(
                file, 1, 1, "file", f"cannot be read as YAML ({error}).", "Start from the template."
            ),
        )
    if tree is None:
        return None, (
            _problem(
                file,
                1,
                1,
                "file",
                "is empty.",
                "Start from the template: dialogues/_template.yaml.",
            ),
        )
    if isinstance(tree, Scalar) and (wide := _wide_colon(text, file, range(1, 4))):
        return None, (wide,)
    return tree, tuple(problems)


class _Refused(Exception):
    """Ends the reading of a text at once, with the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class _Open:
    """A list or block whose end has not come yet."""

    __slots__ = ("children", "column", "line", "pairs", "path")

    def __init__(self, path: str, line: int, column: int, *, block: bool) -> None:
        self.path = path
        self.line = line
        self.column = column
        self.children: list[Node] = []
        self.pairs = block


def _build(text: str, file: str, problems: list[Problem]) -> Node | None:
    # The composer of libyaml's binding recurses in C and crashes the process on deep nesting, so
    # the tree is built from its events, which come one by one.
    stack: list[_Open] = []
    root: Node | None = None
    documents = 0
    # Most files have nothing of the kind, and the look at every scalar takes its time.
    doubtful = any(sign in text for sign in ("#", "TODO", " !", " &"))
    scalars: list[Written] = []
    events: Iterable[Any] = yaml.parse(text, Loader=_Loader)
    for event in events:
        kind = type(event)
        if kind is yaml.events.ScalarEvent:
            node: Node = Scalar(event.value, *_place(event.start_mark))
            if doubtful:
                scalars.append(_written(event, stack))
        elif kind is yaml.events.MappingStartEvent or kind is yaml.events.SequenceStartEvent:
            line, column = _place(event.start_mark)
            path = _path(stack)
            if len(stack) > MAX_DEPTH:
                raise _Refused(
                    _problem(
                        file,
                        line,
                        column,
                        path,
                        "is nested too deeply.",
                        "Start from the template.",
                    )
                )
            stack.append(_Open(path, line, column, block=kind is yaml.events.MappingStartEvent))
            continue
        elif kind is yaml.events.MappingEndEvent or kind is yaml.events.SequenceEndEvent:
            opened = stack.pop()
            node = (
                _block(opened, file, problems)
                if opened.pairs
                else Sequence(tuple(opened.children), opened.line, opened.column)
            )
        elif kind is yaml.events.AliasEvent:
            raise _Refused(
                _problem(
                    file,
                    *_place(event.start_mark),
                    "file",
                    "uses an alias (*), which dialogue files do not allow.",
                    "Write the text out in full.",
                )
            )
        elif kind is yaml.events.DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise _Refused(
                    _problem(
                        file,
                        *_place(event.start_mark),
                        "file",
                        "begins a second document (---).",
                        "Put it in a file of its own.",
                    )
                )
            continue
        else:
            continue
        if stack:
            stack[-1].children.append(node)
        else:
            root = node
    problems += lost_text(text, file, scalars) if doubtful else ()
    return root


def _written(event: Any, stack: list[_Open]) -> Written:
    key = bool(stack) and stack[-1].pairs and not len(stack[-1].children) % 2
    path = _path(stack)
    if key:
        path = f"{stack[-1].path}.{event.value.strip()}".lstrip(".")
    return Written(
        event.start_mark.index,
        event.end_mark.index,
        not event.style,
        path,
        key,
        event.value,
        event.tag,
        event.anchor,
    )


def _path(stack: list[_Open]) -> str:
    if not stack:
        return ""
    top = stack[-1]
    if not top.pairs:
        return f"{top.path}[{len(top.children)}]"
    key = top.children[-1] if len(top.children) % 2 else None
    name = key.value.strip() if isinstance(key, Scalar) else "?"
    return f"{top.path}.{name}" if top.path else name


def _block(opened: _Open, file: str, problems: list[Problem]) -> Mapping:
    entries: dict[str, Node] = {}
    keys: dict[str, tuple[int, int]] = {}
    pairs = zip(opened.children[::2], opened.children[1::2], strict=True)
    for key_node, value in pairs:
        where = (key_node.line, key_node.column)
        if not isinstance(key_node, Scalar):
            problems.append(
                _problem(
                    file,
                    *where,
                    opened.path,
                    "has a key that is not a word.",
                    "Write the key as one word.",
                )
            )
            continue
        key = key_node.value.strip()
        if key in entries:
            problems.append(
                _problem(
                    file,
                    *where,
                    f"{opened.path}.{key}" if opened.path else key,
                    f"stands twice (first on line {keys[key][0]}).",
                    "Keep one of the two.",
                )
            )
            continue
        entries[key] = value
        keys[key] = where
    return Mapping(entries, keys, opened.line, opened.column)


def _place(mark: Any) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


def _syntax(error: yaml.YAMLError, text: str, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else 1
    column = mark.column + 1 if mark else 1
    lines = text.splitlines()
    near = [n for n in (line, line - 1, line - 2) if 0 < n <= len(lines)]
    if wide := _wide_colon(text, file, near):
        return wide
    for number in near:
        content = lines[number - 1]
        if "\t" in content[: len(content) - len(content.lstrip())]:
            return _problem(
                file, number, 1, "file", "is indented with a tab.", "Indent with spaces."
            )
    reason = getattr(error, "problem", None) or str(error).splitlines()[0]
    return _problem(
        file,
        line,
        column,
        "file",
        f"is not valid YAML here: {reason}.",
        'Put texts that hold ": " or "#", or begin with a bracket, a brace or a sign such as ! & * @, '
        "in quotes, and line up the spaces.",
    )


def _wide_colon(text: str, file: str, numbers: Iterable[int]) -> Problem | None:
    lines = text.splitlines()
    for number in numbers:
        content = lines[number - 1] if 0 < number <= len(lines) else ""
        before, colon, _ = content.partition("：")
        if colon and ":" not in before:
            key = before.strip(" -")[:40]
            return _problem(
                file,
                number,
                len(before) + 1,
                key,
                "has a full-width colon (：) after the key.",
                f"Write a plain colon and a space: {key}: …",
            )
    return None


def _problem(file: str, line: int, column: int, field: str, message: str, fix: str) -> Problem:
    return Problem(
        file=file, line=line, column=column, field=field or "file", message=message, fix=fix
    )
