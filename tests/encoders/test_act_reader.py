"""The reader of acts: clauses in context, its training, broken files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from tutor.encoders import bert
from tutor.encoders.act_reader import SCALE, ActReader, clause_means, passage
from tutor.encoders.e5 import convert
from tutor.encoders.train_reader import Labelled, Recipe, save, train
from tutor.encoders.train_resume import beside
from tutor.errors import ModelUnavailable

ACTS = ("thank", "greet")
RECIPE = Recipe(layers=1, rank=2, hidden=32, epochs=20, batch=4, rate=0.005, joined=0.3)


@pytest.fixture
def folder(packed: Path, tmp_path: Path) -> Path:
    made = tmp_path / "model"
    made.mkdir()
    convert(packed, made)
    return made


def _replies() -> list[Labelled]:
    rows = []
    for word, act in (("hello", 1), ("a b", 0)):
        labels = np.eye(2, dtype=np.float32)[[act]]
        rows += [
            Labelled(
                lang="en",
                text=word,
                buyer="there" if n % 2 else "",
                bounds=((0, len(word)),),
                hints=np.zeros((1, 3), dtype=np.float32),
                labels=labels,
            )
            for n in range(8)
        ]
    return rows


def _made(folder: Path, tmp_path: Path) -> ActReader:
    file = tmp_path / "reader.safetensors"
    save(train(folder, _replies(), RECIPE), file, RECIPE, ACTS)
    return ActReader(folder, file)


def test_a_reader_that_was_stopped_goes_on_to_the_same(folder: Path, tmp_path: Path) -> None:
    standing = beside(tmp_path / "reader.safetensors", "these replies")
    seen: list[int] = []

    def show(stage: str, done: int, total: int) -> None:
        seen.append(done)
        if len(seen) == total // 2 + 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(folder, _replies(), RECIPE, show, standing)
    resumed = train(folder, _replies(), RECIPE, show, standing)
    whole = train(folder, _replies(), RECIPE)
    assert len(seen) < 2 * seen[-1], "the second run did not begin anew"
    assert all(torch.equal(resumed[name], whole[name]) for name in whole)


def test_a_clause_is_the_mean_of_its_own_tokens(folder: Path) -> None:
    shape = bert.read_shape(folder)
    assert shape is not None
    weights, tokenizer = bert.load_weights(folder), bert.load_tokenizer(folder)
    text = "hello there a b"
    with torch.inference_mode():
        whole, first, last, none = clause_means(
            weights,
            shape,
            tokenizer,
            [passage(text, [(0, 15), (0, 5), (12, 15), (90, 95)], "hello")],
            range(shape.layers),
        ).numpy()
    assert np.linalg.norm(whole) == pytest.approx(SCALE, rel=1e-4)
    assert not np.allclose(first, last, atol=1e-3)
    assert np.isfinite(none).all()


def test_the_buyers_message_and_the_other_clauses_are_context(folder: Path, tmp_path: Path) -> None:
    reader = _made(folder, tmp_path)
    hints = np.zeros((1, 3), dtype=np.float32)
    alone = reader("hello", [(0, 5)], hints, None)
    assert alone.shape == (1, len(ACTS))
    assert np.array_equal(alone, reader("hello", [(0, 5)], hints, ""))
    assert not np.allclose(alone, reader("hello", [(0, 5)], hints, "a b there"))
    assert not np.allclose(alone, reader("hello a b", [(0, 5)], hints, None))
    assert reader("", [], hints[:0], None).shape == (0, len(ACTS))


def test_it_learns_what_is_there(folder: Path, tmp_path: Path) -> None:
    reader = _made(folder, tmp_path)
    hints = np.zeros((1, 3), dtype=np.float32)
    found = [
        ACTS[reader(text, [(0, len(text))], hints, None).argmax()] for text in ("hello", "a b")
    ]
    assert found == ["greet", "thank"]


@pytest.mark.parametrize("spoiled", ["missing", "no tensors", "text"])
def test_a_broken_file_is_not_used(folder: Path, tmp_path: Path, spoiled: str) -> None:
    from safetensors.torch import save_file

    file = tmp_path / "reader.safetensors"
    if spoiled == "no tensors":
        save_file({"inner.weight": torch.zeros(1)}, file, metadata={"acts": "thank"})
    if spoiled == "text":
        file.write_text("no tensors")
    with pytest.raises(ModelUnavailable, match="reader"):
        ActReader(folder, file)
