"""What a model's own files say goes to its card; a damaged file says what it can."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.encoders import command, gguf, manage
from tutor.encoders.about import MAX_TEXT, about_folder, about_gguf, gguf_facts
from tutor.encoders.cards import get_card
from tutor.encoders.protocols import Progress
from tutor.errors import ModelUnavailable


def text(value: str) -> bytes:
    raw = value.encode()
    return struct.pack("<Q", len(raw)) + raw


def head(*pairs: bytes) -> bytes:
    return b"GGUF" + struct.pack("<IQQ", 3, 7, len(pairs)) + b"".join(pairs)


def fact(key: str, value: str) -> bytes:
    return text(key) + struct.pack("<I", 8) + text(value)


WORDS = text("tokenizer.ggml.tokens") + struct.pack("<IIQ", 9, 8, 2) + text("a") + text("b")
NUMBERS = text("x.scores") + struct.pack("<IIQ", 9, 6, 3) + bytes(12)
SIZE = text("qwen2.context_length") + struct.pack("<II", 4, 32768)
HEAD = head(
    fact("general.architecture", "qwen2"),
    SIZE,
    fact("general.name", "Small Talk"),
    NUMBERS,
    WORDS,
    fact("general.size_label", "0.5B"),
    fact("general.license", "apache-2.0"),
)


def test_the_head_of_a_gguf_file_is_read_past_numbers_and_lists(tmp_path: Path) -> None:
    path = tmp_path / "small.gguf"
    path.write_bytes(HEAD + bytes(1000))
    about = about_gguf(path)
    assert about.licence == "apache-2.0"
    assert about.note.en == "Small Talk, 0.5B, qwen2 (from small.gguf)"
    assert "Small Talk" in about.note.zh


def test_a_pulled_gguf_has_its_facts_on_its_card(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def convert(source: Path, target: Path, *, progress: Progress) -> None:
        (target / "config.json").write_text("{}")

    monkeypatch.setattr(gguf, "convert_gguf", convert)
    path = tmp_path / f"{'a-long-name-' * 9}Q4_K_M.gguf"
    path.write_bytes(HEAD)
    card = manage.pull(str(path))
    assert get_card(card.id) == card
    assert card.licence == "apache-2.0"
    assert "Small Talk, 0.5B" in card.note.en
    table = command.table(manage.list_models())
    (row,) = (line for line in table.split("\n") if line.startswith(card.id))
    assert row.split("  ")[:2] == [card.id, "generator"]
    starts = {line.index("WHAT") for line in table.split("\n")[:1]}
    assert row.index("Small Talk") in starts


def test_a_model_that_does_not_come_leaves_no_card(tmp_path: Path) -> None:
    path = tmp_path / "broken.gguf"
    path.write_bytes(b"GGUF but not really")
    with pytest.raises(ModelUnavailable):
        manage.pull(str(path))
    assert "broken" not in {state.card.id for state in manage.list_models()}


def test_a_folder_tells_its_licence_and_kind(tmp_path: Path) -> None:
    folder = tmp_path / "my-model"
    folder.mkdir()
    (folder / "README.md").write_text("---\nlanguage: zh\nlicense: mit\n---\n# A\nlicense: no\n")
    (folder / "config.json").write_text('{"model_type": "bert"}')
    about = about_folder(folder)
    assert about.licence == "mit"
    assert about.note.en.startswith("my-model, bert (from ")
    (folder / "README.md").write_text("license: not in front\n")
    (folder / "config.json").write_text("[" * 100_000)
    assert about_folder(folder).licence == ""


@settings(max_examples=200, deadline=None)
@given(cut=st.integers(0, len(HEAD)), junk=st.binary(max_size=30))
def test_a_damaged_head_never_raises(
    tmp_path_factory: pytest.TempPathFactory, cut: int, junk: bytes
) -> None:
    path = tmp_path_factory.mktemp("gguf") / "x.gguf"
    path.write_bytes(HEAD[:cut] + junk + HEAD[cut + len(junk) :])
    for value in gguf_facts(path).values():
        assert value
        assert len(value) <= MAX_TEXT


def test_control_signs_of_a_file_do_not_reach_the_card(tmp_path: Path) -> None:
    path = tmp_path / "x.gguf"
    path.write_bytes(head(fact("general.name", "A\x1b[31m\u202eB\n" + "long " * 100)))
    (name,) = gguf_facts(path).values()
    assert name.startswith("A [31m B long")
    assert len(name) == MAX_TEXT
