"""The packed file becomes a sentence-transformers folder that gives the same vectors."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import numpy as np
import pytest
from tiny_encoder import HIDDEN, PIECES, pack_q4

from tutor.encoders import e5, store, words
from tutor.encoders.bert import BertEncoder
from tutor.encoders.cards import get_card
from tutor.encoders.sentence import SentenceTransformerEncoder, get_encoder
from tutor.errors import ModelUnavailable

PROMPTS = {"query": "query: ", "passage": "passage: "}
TEXTS = ["您好，包裹？", "how are you?", "  您好 ～ 2  ", "包裹" * 40, "$1 a\u200bt\te"]


def folder(packed: Path, name: str, *, prune: bool) -> Path:
    target = packed.parent / name
    target.mkdir()
    e5.convert(packed, target, prune=prune)
    return target


def test_blocks_unpack_to_the_weights_within_half_a_step() -> None:
    weights = np.random.default_rng(3).normal(size=64).astype(np.float32)
    back = words.unpack(pack_q4(weights))
    steps = np.abs(weights.reshape(2, 32)).max(1) / 8
    # The largest weight sits at the bottom of the range, so its mirror image may lose a full step.
    assert np.all(np.abs(back - weights).reshape(2, 32) <= steps[:, None] * 1.01)
    assert np.corrcoef(back, weights)[0, 1] > 0.99


def test_block_layout_is_low_nibbles_then_high_nibbles() -> None:
    block = np.float16(0.5).tobytes() + bytes([0xF0] + [0x88] * 15)
    values = words.unpack(block)
    assert values[0] == -4.0  # nibble 0
    assert values[16] == 3.5  # nibble 15
    assert set(values[1:16]) == {0.0}


def test_another_format_is_refused() -> None:
    with pytest.raises(ModelUnavailable):
        e5.parse(b"GGUF" + bytes(100))


def test_pruning_drops_other_scripts_and_keeps_every_vector(packed: Path) -> None:
    full = BertEncoder(
        folder(packed, "full", prune=False), model_id="f", exact=True, prompts=PROMPTS
    )
    small_folder = folder(packed, "small", prune=True)
    small = BertEncoder(small_folder, model_id="s", exact=True, prompts=PROMPTS)
    vocabulary = (small_folder / "tokenizer.json").read_text(encoding="utf-8")
    assert "привет" not in vocabulary
    assert "包の" not in vocabulary
    assert "包裹" in vocabulary
    for kind in ("query", "passage"):
        assert np.array_equal(full.encode(TEXTS, kind), small.encode(TEXTS, kind))


def test_the_folder_is_an_ordinary_sentence_transformers_model(packed: Path) -> None:
    target = folder(packed, "e5-own", prune=True)
    own = BertEncoder(target, model_id="own", exact=True, prompts=PROMPTS)
    other = SentenceTransformerEncoder(str(target), model_id="other", prompts={})
    assert own.dim == other.dim == HIDDEN
    for kind in ("query", "passage"):
        mine, theirs = own.encode(TEXTS[:3], kind), other.encode(TEXTS[:3], kind)
        assert np.allclose(mine, theirs, atol=2e-6)
    assert np.allclose(np.linalg.norm(own.encode(TEXTS, "query"), axis=1), 1, atol=1e-6)


def test_query_and_passage_are_told_apart(packed: Path) -> None:
    encoder = BertEncoder(
        folder(packed, "m", prune=True), model_id="m", exact=True, prompts=PROMPTS
    )
    query, passage = (encoder.encode(["您好"], kind)[0] for kind in ("query", "passage"))
    assert not np.allclose(query, passage, atol=1e-3)


def test_a_text_has_one_vector_alone_and_in_a_batch(packed: Path) -> None:
    encoder = BertEncoder(
        folder(packed, "m", prune=True), model_id="m", exact=True, prompts=PROMPTS
    )
    together = encoder.encode(TEXTS, "query")
    alone = np.concatenate([encoder.encode([text], "query") for text in TEXTS])
    assert np.allclose(together, alone, atol=1e-5)


def test_the_full_width_tilde_survives_and_width_is_folded(packed: Path) -> None:
    from tutor.encoders.bert import load_tokenizer

    tokenizer = load_tokenizer(folder(packed, "m", prune=True))
    assert "～" in tokenizer.encode("您好～").tokens
    assert tokenizer.encode("您好？").ids == tokenizer.encode("您好?").ids
    assert tokenizer.encode("您\u200b好").ids == tokenizer.encode("您 好").ids


def _convert(packed: str, sha256: str, results: multiprocessing.Queue[str]) -> None:
    from dataclasses import replace

    card = get_card("e5-small")
    source = replace(card.sources[0], sha256=sha256)
    try:
        results.put(str(store.convert_wheel(card, source, Path(packed))))
    except BaseException as error:
        results.put(f"failed: {error!r}")


def test_two_processes_may_convert_at_once(packed: Path) -> None:
    from tutor.encoders.files import sha256_of

    context = multiprocessing.get_context("spawn")
    results: multiprocessing.Queue[str] = context.Queue()
    sha256 = sha256_of(packed)
    workers = [
        context.Process(target=_convert, args=(str(packed), sha256, results)) for _ in range(2)
    ]
    for worker in workers:
        worker.start()
    answers = {results.get(timeout=120) for _ in workers}
    for worker in workers:
        worker.join(timeout=60)
    assert answers == {str(store.ready_folder("e5-small"))}
    assert store.is_ready(store.ready_folder("e5-small"))
    leftovers = [p.name for p in store.store_dir().iterdir() if p.is_dir() and p.name != "e5-small"]
    assert leftovers == []


def test_an_earlier_conversion_without_word_rows_is_made_again(
    packed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from tutor.encoders.files import sha256_of

    card = get_card("e5-small")
    card = replace(card, sources=(replace(card.sources[0], sha256=sha256_of(packed)),))
    monkeypatch.setattr(store, "wheel_member", lambda source: packed)
    rows = store.ensure_encoder(card) / words.FILE
    rows.unlink()
    assert (store.ensure_encoder(card) / words.FILE).is_file()


def test_altered_bytes_are_never_converted(packed: Path) -> None:
    card = get_card("e5-small")
    with pytest.raises(ModelUnavailable, match="SHA-256"):
        store.convert_wheel(card, card.sources[0], packed)
    assert not store.ready_folder("e5-small").exists()


def test_a_failed_conversion_leaves_nothing(packed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from tutor.encoders.files import sha256_of

    def broken(*_args: object, **_more: object) -> None:
        raise OSError("disk full")

    card = get_card("e5-small")
    source = replace(card.sources[0], sha256=sha256_of(packed))
    monkeypatch.setattr(e5, "convert", broken)
    with pytest.raises(OSError, match="disk full"):
        store.convert_wheel(card, source, packed)
    assert [p for p in store.store_dir().iterdir() if p.is_dir()] == []


def test_vocabulary_of_the_fixture_has_both_kinds() -> None:
    assert any(e5.served(p) for p in PIECES)
    assert not all(e5.served(p) for p in PIECES)


needs_weights = pytest.mark.skipif(
    store.wheel_member(get_card("e5-small").sources[0]) is None,
    reason="the package with the encoder's weights is not installed here",
)


@needs_weights
@pytest.mark.slow
def test_real_weights_pruned_and_whole_agree(tmp_path: Path) -> None:
    source = store.wheel_member(get_card("e5-small").sources[0])
    assert source is not None
    whole = tmp_path / "whole"
    whole.mkdir()
    e5.convert(source, whole, prune=False)
    full = BertEncoder(whole, model_id="whole", exact=True, prompts=PROMPTS)
    pruned = store.ensure_encoder(get_card("e5-small"))
    small = BertEncoder(pruned, model_id="pruned", exact=True, prompts=PROMPTS)
    texts = [
        "您好，我的包裹怎么还没到？都两个星期了！",
        "Where is my parcel? It has been two weeks…",
        "订单A-1001，$35.80，颜色不对～",
        "Nguyễn Thị Hoa và Señor Muñoz đã mua 2 cái",
        "退钱👍 ①②③ Ｆｕｌｌ ｗｉｄｔｈ",
    ]
    for kind in ("query", "passage"):
        assert np.array_equal(full.encode(texts, kind), small.encode(texts, kind))


@needs_weights
@pytest.mark.slow
def test_real_weights_put_a_paraphrase_in_the_other_language_first() -> None:
    encoder = get_encoder("e5-small")
    assert encoder is not None
    query = encoder.encode(["我的快递到哪里了？"], "query")
    lines = ["I would like my money back.", "Where is my parcel now?", "Do you have it in red?"]
    scores = encoder.encode(lines, "passage") @ query[0]
    assert lines[int(np.argmax(scores))] == "Where is my parcel now?"
