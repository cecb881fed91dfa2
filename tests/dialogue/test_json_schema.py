"""The JSON Schemas: current, in step with the loader, and never stricter than it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tutor import resources
from tutor.dialogue.dialogue_set import read_set
from tutor.dialogue.fields import Fields, Problems
from tutor.dialogue.json_schema import FILES, scenario_schema, set_schema, shown
from tutor.dialogue.nodes import Mapping, Node, Scalar, Sequence, parse
from tutor.dialogue.scenario import read_scenario

DIALOGUES = resources.dialogues_dir()
TEMPLATE = (DIALOGUES / "_template.yaml").read_text("utf-8")
SET_TEMPLATE = (DIALOGUES / "_template_set.yaml").read_text("utf-8")
SCENARIOS = [
    f
    for f in sorted(DIALOGUES.rglob("*.yaml"))
    if f.name not in ("modules.yaml", "_template_set.yaml") and f.parent.name != "common"
]
VALIDATORS = {
    "scenario": Draft202012Validator(scenario_schema()),
    "set": Draft202012Validator(set_schema()),
}
_CORE = [
    (re.compile(r"[-+]?\d+"), int),
    (re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?"), float),
    (re.compile(r"true|True|TRUE|false|False|FALSE"), lambda s: s.lower() == "true"),
    (re.compile(r"null|Null|NULL|~|"), lambda s: None),
]


def value(node: yaml.Node) -> Any:
    """A node as an editor reads it: the core schema of YAML 1.2."""
    if isinstance(node, yaml.MappingNode):
        return {k.value: value(v) for k, v in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [value(v) for v in node.value]
    if not node.style:
        for pattern, make in _CORE:
            if pattern.fullmatch(node.value):
                return make(node.value)
    return node.value


def as_editor(text: str) -> Any:
    return value(yaml.compose(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)))


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_current(name: str) -> None:
    made = shown(FILES[name]())
    assert (DIALOGUES / "schema" / name).read_text("utf-8") == made, (
        "run: python -m tutor.dialogue.json_schema"
    )
    Draft202012Validator.check_schema(FILES[name]())


@pytest.mark.parametrize("file", SCENARIOS, ids=lambda f: f.stem)
def test_every_scenario_keeps_to_the_schema(file: Path) -> None:
    errors = [
        e.message for e in VALIDATORS["scenario"].iter_errors(as_editor(file.read_text("utf-8")))
    ]
    assert not errors


def test_the_set_template_keeps_to_the_schema() -> None:
    assert not [e.message for e in VALIDATORS["set"].iter_errors(as_editor(SET_TEMPLATE))]


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        ("_template.yaml", "scenario.schema.json"),
        ("_template_set.yaml", "dialogue-set.schema.json"),
    ],
)
def test_the_templates_name_their_schema(file: str, schema: str) -> None:
    first = (DIALOGUES / file).read_text("utf-8").splitlines()[0]
    target = first.removeprefix("# yaml-language-server: $schema=")
    assert (DIALOGUES / target).resolve() == (DIALOGUES / "schema" / schema).resolve()


# --- in step with the loader ------------------------------------------------------------------------

FULL = (
    TEMPLATE.replace("  # misremembers:  ", "  misremembers:  ")
    .replace("  #   order.placed:", "    order.placed:")
    .replace("  # fault_items", "  fault_items")
    .replace("  # facts:", "  facts:")
    .replace("  #   plug:", "    plug:")
)


def record(reader: Any, text: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """The keys that the loader asks for in each block, by path."""
    asked: dict[str, set[str]] = {}
    close = Fields.close

    def noted(self: Fields) -> None:
        asked.setdefault(re.sub(r"\[\d+\]", "[]", self.path), set()).update(self.asked)
        close(self)

    monkeypatch.setattr(Fields, "close", noted)
    tree, _ = parse(text, "f")
    reader(tree, Problems("f"))
    return asked


def at(schema: Any, path: str) -> Any:
    """The schema of a block: list items by [], a free key by any name."""
    for part in re.findall(r"\[\]|[^.\[\]]+(?:\.(?:placed))?", path):
        if part == "[]":
            schema = schema["items"]
        elif part in schema.get("properties", {}):
            schema = schema["properties"][part]
        else:
            schema = schema["additionalProperties"]
        # Where a text may stand instead of a block, the block comes last.
        schema = schema["anyOf"][-1] if "anyOf" in schema else schema
    return schema


def test_the_scenario_schema_has_the_keys_that_the_loader_asks_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = record(read_scenario, FULL, monkeypatch)
    assert {"", "buyer", "desk", "desk.order", "desk.policy", "wants[]", "model_answers[]"} <= set(
        asked
    )
    for path, keys in asked.items():
        assert set(at(scenario_schema(), path)["properties"]) == keys, path


def test_the_set_schema_has_the_keys_that_the_loader_asks_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = SET_TEMPLATE + "      - {who: 客服, text: 好的。}\n"
    asked = record(read_set, text, monkeypatch)
    assert set(asked) == {"", "dialogues[]", "dialogues[].turns[]"}
    for path, keys in asked.items():
        assert set(at(set_schema(), path)["properties"]) == keys, path


# --- never stricter than the loader -------------------------------------------------------------------


def rejects(kind: str, text: str) -> tuple[bool, bool]:
    """Whether the schema, and whether the loader, finds an error in a text."""
    tree, found = parse(text, "f")
    problems = Problems("f")
    problems.found += found
    if isinstance(tree, Mapping):
        (read_scenario if kind == "scenario" else read_set)(tree, problems)
    schema = not VALIDATORS[kind].is_valid(as_editor(text))
    return schema, tree is None or any(p.severity == "error" for p in problems.found)


def places(node: Node, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if path:
        yield path
    if isinstance(node, Mapping):
        for key, child in node.entries.items():
            yield from places(child, (*path, key))
    elif isinstance(node, Sequence):
        for i, child in enumerate(node.items):
            yield from places(child, (*path, i))


def plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(n) for n in node.items]
    return {k: plain(n) for k, n in node.entries.items()}


def dumped(data: Any) -> str:
    return str(yaml.safe_dump(data, allow_unicode=True))


JUNK: Any = st.sampled_from(
    [
        "",
        "x",
        "Z9",
        "-1",
        "99",
        "2026-13-40",
        [],
        {},
        ["x"],
        {"x": "y"},
        True,
        3,
        2.5,
        "好" * 2100,
    ]
)
TREES = {"scenario": parse(FULL, "f")[0], "set": parse(SET_TEMPLATE, "f")[0]}


@pytest.mark.parametrize("kind", ["scenario", "set"])
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_what_the_schema_rejects_the_loader_rejects(kind: str, data: st.DataObject) -> None:
    tree = TREES[kind]
    assert tree is not None
    path = data.draw(st.sampled_from(list(places(tree))))
    how = data.draw(st.sampled_from(["replace", "remove", "add"]))
    document = plain(tree)
    spot = document
    for step in path[:-1]:
        spot = spot[step]
    if how == "remove":
        del spot[path[-1]]
    elif how == "add" and isinstance(spot, dict):
        spot["surprise"] = "x"
    else:
        spot[path[-1]] = data.draw(JUNK)
    text = dumped(document)
    schema, loader = rejects(kind, text)
    assert loader or not schema, text


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("scenario", "level: 4  ", "level: 12 "),
        ("scenario", "channel: marketplace", "channel: fax"),
        ("scenario", "  mood: worried", "  moood: worried"),
        ("scenario", "title: {zh: 包裹两个星期没到, en", "title: {en"),
        ("scenario", "    status: shipped ", "    status: gone "),
        ("scenario", "{level: 3, text: 请问", "{text: 请问"),
        ("set", "set: my-first-set", "set: My Set"),
        ("set", "      - buyer: 你好", "      - buier: 你好"),
        ("set", "        level: 5", "        level: five-and-a-half"),
        ("set", "dialogues:", "dialogs:"),
    ],
)
def test_both_reject_a_mistake(kind: str, old: str, new: str) -> None:
    text = TEMPLATE if kind == "scenario" else SET_TEMPLATE
    assert old in text
    schema, loader = rejects(kind, text.replace(old, new, 1))
    assert loader
    assert schema or "five" in new
