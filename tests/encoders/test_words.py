"""Word vectors in four bits are those of the full matrix."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from tutor.encoders import bert, e5, words


@pytest.fixture
def folder(packed: Path, tmp_path: Path) -> Path:
    target = tmp_path / "m"
    target.mkdir()
    e5.convert(packed, target)
    return target


def test_rows_unpack_to_the_very_numbers(folder: Path) -> None:
    full = bert.load_weights(folder)["embeddings.word_embeddings.weight"]
    rows = words.open_rows(folder, full.shape[1], full.shape[0])
    assert rows is not None
    ids = torch.tensor([[3, 0, 5], [len(full) - 1, 3, 1]])
    assert torch.equal(rows(ids), full[ids])


@pytest.mark.parametrize("exact", [True, False])
def test_a_text_has_the_same_vector_with_and_without_the_rows(folder: Path, exact: bool) -> None:
    def vectors() -> object:
        encoder = bert.BertEncoder(folder, model_id="m", prompts={}, exact=exact)
        return encoder.encode(["您好", "how are you"], "query").tolist()

    weights = bert.ready(folder, [0], exact=exact)
    assert "embeddings.word_embeddings.weight" not in weights
    with_rows = vectors()
    (folder / words.FILE).unlink()
    assert "embeddings.word_embeddings.weight" in bert.ready(folder, [0], exact=exact)
    assert vectors() == with_rows


def test_rows_of_another_size_are_left_alone(folder: Path) -> None:
    file = folder / words.FILE
    file.write_bytes(file.read_bytes()[:-1])
    count, hidden = bert.load_weights(folder)["embeddings.word_embeddings.weight"].shape
    assert words.open_rows(folder, hidden, count) is None
    assert words.open_rows(folder, hidden + 1, count) is None
