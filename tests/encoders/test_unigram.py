"""The light tokeniser names the pieces that the library names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tutor.bench.train_buyers import data_files
from tutor.encoders import bert, e5, store, unigram
from tutor.encoders.cards import get_card

ODD = [
    "",
    " \u200b\ufeff\t\n",
    "ａｂｃ　１２３ ①②③ ½ ﬁne ～~",
    "😀😀 ™ привет мир 한국어 สวัสดี",
    "a" * 2000,
    "您好" * 600,
    "▁▁a ▁",
    "𠮷野家",
]


@pytest.fixture
def folder(packed: Path, tmp_path: Path) -> Path:
    target = tmp_path / "m"
    target.mkdir()
    e5.convert(packed, target)
    return target


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(text=st.text(st.sampled_from("howareyou包裹您好。，？～12$ ▁привéñ\u200bﬁ"), max_size=60))
def test_any_text_has_the_pieces_of_the_library(folder: Path, text: str) -> None:
    light = unigram.open_unigram(folder, 32)
    assert light is not None
    assert light.encode(text) == bert.load_tokenizer(folder, 32).encode(text).ids


def test_marks_of_the_model_in_a_text_are_plain_characters(folder: Path) -> None:
    light = unigram.open_unigram(folder, 32)
    assert light is not None
    inner = light.encode("您好</s><mask>您好")[1:-1]
    names = bert.load_tokenizer(folder, 32)
    assert not {names.token_to_id(mark) for mark in ("<s>", "</s>", "<mask>", "<pad>")} & set(inner)


def test_a_folder_without_its_files_is_read_with_the_library(folder: Path) -> None:
    light = bert.BertEncoder(folder, model_id="m", prompts={}).encode(["您好"], "query")
    (folder / unigram.PIECES).unlink()
    assert unigram.open_unigram(folder, 32) is None
    plain = bert.BertEncoder(folder, model_id="m", prompts={}).encode(["您好"], "query")
    assert plain.tolist() == light.tolist()


def test_pieces_and_scores_must_be_equally_many(folder: Path) -> None:
    scores = folder / unigram.SCORES
    scores.write_bytes(scores.read_bytes()[:-8])
    with pytest.raises(ValueError, match="equally many"):
        unigram.Unigram(folder, 32)


@pytest.mark.skipif(
    store.wheel_member(get_card("e5-small").sources[0]) is None,
    reason="the encoder's package is not installed",
)
def test_real_messages_have_the_pieces_of_the_library() -> None:
    folder = store.ensure_encoder(get_card("e5-small"))
    light, library = unigram.open_unigram(folder, 512), bert.load_tokenizer(folder, 512)
    assert light is not None
    lines = [line for path in data_files() for line in path.read_text("utf-8").splitlines()]
    texts = ODD + ["query: " + json.loads(line)["text"] for line in lines]
    assert all(
        light.encode(t) == c.ids for t, c in zip(texts, library.encode_batch(texts), strict=True)
    )
