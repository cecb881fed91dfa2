"""Encoders by name, the memory of recent texts, the cache on disk, the wire."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from tiny_encoder import HashEncoder

from tutor.encoders import e5
from tutor.encoders.sentence import RememberingEncoder, get_encoder
from tutor.encoders.vectors import cached_vectors
from tutor.encoders.wire import MAX_TEXT, encode_jsonl
from tutor.errors import ModelUnavailable, UnknownName


@pytest.mark.parametrize("spec", [None, "", "none", " None "])
def test_no_encoder_is_a_choice(spec: str | None) -> None:
    assert get_encoder(spec) is None


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="e5-small"):
        get_encoder("e5-smal")


def test_a_hub_id_that_was_not_pulled_prints_the_command() -> None:
    with pytest.raises(ModelUnavailable, match=r"kefu models pull owner/name"):
        get_encoder("owner/name")


def test_a_missing_package_prints_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    from tutor.encoders import store

    monkeypatch.setattr(store, "wheel_member", lambda source: None)
    with pytest.raises(ModelUnavailable, match="kefu models pull e5-small"):
        get_encoder("e5-small")


def test_a_folder_is_an_encoder(packed: Path) -> None:
    target = packed.parent / "my-e5"
    target.mkdir()
    e5.convert(packed, target)
    encoder = get_encoder(str(target))
    assert encoder is not None
    assert encoder.encode(["您好"], "query").shape == (1, encoder.dim)
    assert encoder.id.startswith("my-e5@")


def test_a_broken_folder_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelUnavailable, match="cannot be loaded"):
        get_encoder(str(tmp_path / "empty"))


def test_heavy_packages_stay_out_until_a_model_is_used() -> None:
    code = (
        "import sys, tutor.encoders.sentence, tutor.encoders.wire, tutor.encoders.vectors;"
        "print([m for m in ('torch', 'transformers', 'sentence_transformers', 'tokenizers')"
        " if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_recent_texts_are_not_encoded_twice(hash_encoder: HashEncoder) -> None:
    memory = RememberingEncoder(hash_encoder, capacity=3)
    first = memory.encode(["a", "b", "a"], "query")
    again = memory.encode(["b", "c"], "query")
    assert hash_encoder.asked == ["a", "b", "c"]
    assert np.array_equal(first[1], again[0])
    assert np.array_equal(first[0], first[2])
    memory.encode(["d"], "query")  # pushes out "a", the one not used for longest
    memory.encode(["b", "a"], "query")
    assert hash_encoder.asked == ["a", "b", "c", "d", "a"]


def test_the_memory_keeps_query_and_passage_apart(hash_encoder: HashEncoder) -> None:
    memory = RememberingEncoder(hash_encoder)
    assert not np.array_equal(memory.encode(["a"], "query"), memory.encode(["a"], "passage"))
    assert memory.encode([], "query").shape == (0, 8)


def test_warmed_texts_stay_and_cost_nothing_later(hash_encoder: HashEncoder) -> None:
    lines = [f"第{i}句" for i in range(10)]
    memory = RememberingEncoder(hash_encoder, capacity=2)
    memory.warm(lines, "passage")
    hash_encoder.asked.clear()
    for text in ("a", "b", "c"):
        memory.encode([text], "query")
    assert memory.encode(lines, "passage").shape == (10, 8)
    assert hash_encoder.asked == ["a", "b", "c"]
    RememberingEncoder(hash_encoder).warm(lines, "passage")
    assert hash_encoder.asked == ["a", "b", "c"], "the disk has them"


def test_lines_are_encoded_once_and_only_changes_again(hash_encoder: HashEncoder) -> None:
    lines = [f"第{i}句" for i in range(100)]
    first = cached_vectors(hash_encoder, lines, "passage")
    hash_encoder.asked.clear()
    again = cached_vectors(hash_encoder, [*lines[1:], "新的一句"], "passage")
    assert hash_encoder.asked == ["新的一句"]
    assert np.array_equal(first[1:], again[:-1])


def test_an_unreadable_cache_is_made_again(hash_encoder: HashEncoder, tmp_path: Path) -> None:
    good = cached_vectors(hash_encoder, ["一", "二"], "passage")
    (stored,) = (tmp_path / "cache" / "vectors").iterdir()
    for damage in (b"", b"PK\x03\x04 not really", stored.read_bytes()[:80]):
        stored.write_bytes(damage)
        assert np.array_equal(cached_vectors(hash_encoder, ["一", "二"], "passage"), good)


def test_the_wire_answers_in_order_and_survives_bad_lines(hash_encoder: HashEncoder) -> None:
    lines = [
        json.dumps({"id": "a", "text": "您好", "kind": "passage"}),
        "",
        "{not json",
        json.dumps({"id": "b", "text": 7}),
        json.dumps({"id": "c", "text": "x" * (MAX_TEXT + 1)}),
        json.dumps({"id": "d", "text": "hi", "kind": "document"}),
        '{"id": "e", "text": "\\ud800"}',
        json.dumps({"text": "您好"}),
    ]
    out = list(encode_jsonl(lines, hash_encoder))
    assert [o["id"] for o in out] == ["a", None, "b", "c", "d", "e", 8]
    assert [o["error"]["field"] for o in out if "error" in o] == [
        "line",
        "text",
        "text",
        "kind",
        "text",
    ]
    assert [o["error"]["line"] for o in out if "error" in o] == [3, 4, 5, 6, 7]
    assert out[0]["vector"] == hash_encoder.encode(["您好"], "passage")[0].tolist()
    assert out[-1]["vector"] == hash_encoder.encode(["您好"], "query")[0].tolist()
    json.dumps(out)


def test_the_wire_streams(hash_encoder: HashEncoder) -> None:
    read = 0

    def lines():  # type: ignore[no-untyped-def]
        nonlocal read
        for i in range(1000):
            read += 1
            yield json.dumps({"id": i, "text": "您好"})

    next(encode_jsonl(lines(), hash_encoder))
    assert read < 200


def test_what_was_encoded_before_a_stop_is_kept(
    hash_encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tutor.encoders.vectors._CHUNK", 2)
    monkeypatch.setattr("tutor.encoders.vectors._SAVE", 1)
    texts = [f"line {n}" for n in range(9)]

    class Closed(Exception):
        pass

    def close(stage: str, done: int, total: int) -> None:
        if done == 6:
            raise Closed

    with pytest.raises(Closed):
        cached_vectors(hash_encoder, texts, "passage", close)
    hash_encoder.asked.clear()
    vectors = cached_vectors(hash_encoder, texts, "passage")
    assert hash_encoder.asked == texts[6:]
    assert np.array_equal(vectors, HashEncoder().encode(texts, "passage"))
