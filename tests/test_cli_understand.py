"""`kefu understand --jsonl`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from tutor.cli import main
from tutor.errors import ModelUnavailable
from tutor.understand.classify import ACT_IDS, Array


def test_replies_in_readings_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        '{"id": "a", "text": "Hello, the parcel is in Bangkok.", "buyer": "Where is it?"}',
        "[",
    ]
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert main(["understand", "--jsonl", str(path)]) == 1
    good, bad = map(json.loads, capsys.readouterr().out.splitlines())
    assert good["clauses"][0]["acts"] == ["greet"]
    assert good["answered"] == ["Where is it"]
    assert bad["error"]["line"] == 2


def test_a_field_of_the_wrong_kind_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": 3, "text": 5}', encoding="utf-8")
    assert main(["understand", "--jsonl", str(path)]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "id": 3,
        "error": {"line": 1, "field": "text", "message": "Write a text in quotes."},
    }


def test_the_encoder_reads_where_it_is_here(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Thanks:
        acts = ACT_IDS

        def __call__(
            self, text: str, bounds: Sequence[tuple[int, int]], hints: Array, buyer: str | None
        ) -> Array:
            scores = np.zeros((len(bounds), len(ACT_IDS)), dtype=np.float32)
            scores[:, ACT_IDS.index("thank")] = 9.0
            return scores

    monkeypatch.setattr("tutor.encoders.act_reader.load_reader", lambda *_: Thanks())
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": 1, "text": "The parcel is in Bangkok."}', encoding="utf-8")
    assert main(["understand", "--jsonl", str(path), "--encoder", "auto"]) == 0
    assert json.loads(capsys.readouterr().out)["clauses"][0]["acts"] == ["thank"]


def test_without_an_encoder_it_reads_on_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(*_: object) -> None:
        raise ModelUnavailable("Nothing is here")

    monkeypatch.setattr("tutor.encoders.act_reader.load_reader", absent)
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": 1, "text": "The parcel is in Bangkok."}', encoding="utf-8")
    assert main(["understand", "--jsonl", str(path), "--encoder", "auto"]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["clauses"][0]["acts"] == ["inform"]
    assert "without the encoder" in shown.err
