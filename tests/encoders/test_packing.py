"""Packed weights say what the exact ones say, in less memory and under another name."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from tutor.encoders import bert, e5
from tutor.encoders.bert import BertEncoder

PROMPTS = {"query": "query: ", "passage": "passage: "}
TEXTS = ["您好", "how are you", "包裹您好，how are you?", "1"]

pytestmark = pytest.mark.skipif(not bert.can_pack(), reason="no 8-bit products on this machine")


@pytest.fixture
def folder(packed: Path, tmp_path: Path) -> Path:
    target = tmp_path / "m"
    target.mkdir()
    e5.convert(packed, target)
    return target


def test_packed_vectors_are_near_the_exact_ones(folder: Path) -> None:
    exact = BertEncoder(folder, model_id="m", prompts=PROMPTS, exact=True)
    small = BertEncoder(folder, model_id="m", prompts=PROMPTS)
    one, other = exact.encode(TEXTS, "query"), small.encode(TEXTS, "query")
    assert ((one * other).sum(axis=1) > 0.98).all()
    assert not np.array_equal(one, other)
    assert (exact.id, small.id) == ("m", "m+int8")


def test_a_text_has_one_vector_whatever_is_encoded_beside_it(folder: Path) -> None:
    small = BertEncoder(folder, model_id="m", prompts=PROMPTS)
    alone = np.concatenate([small.encode([text], "query") for text in TEXTS])
    assert np.array_equal(alone, small.encode(TEXTS, "query"))


def test_only_the_named_layers_are_packed_and_an_update_counts(folder: Path) -> None:
    name = "encoder.layer.0.intermediate.dense"
    plain = bert.load_weights(folder)
    change = {f"{name}.weight": plain[f"{name}.weight"]}
    thin, wide = torch.eye(change[f"{name}.weight"].shape[1]), change[f"{name}.weight"]
    update = bert.LowRank({f"{name}.weight": (thin, wide)}, 1.0)
    doubled = bert.ready(folder, [0], update)
    assert name in doubled
    assert f"{name}.weight" not in doubled
    assert not any(key.startswith("encoder.layer.1.") for key in doubled)
    whole = bert.packed(plain, [0])
    assert "encoder.layer.1.intermediate.dense.weight" in whole
    assert "encoder.layer.0.output.dense.weight" in whole
    once, twice = (w[name].unpack()[0].dequantize() for w in (whole, doubled))
    assert np.allclose(2 * once.numpy(), twice.numpy(), atol=1e-6)


def test_one_tokeniser_serves_all(folder: Path) -> None:
    assert bert.load_tokenizer(folder) is bert.load_tokenizer(folder)
