"""multilingual-e5-small from its packed 4-bit file into an ordinary sentence-transformers folder.

The packed file (magic "E5S1") holds, in this order: a header of seven counts, the layer-norm
epsilon and the block size; the unigram vocabulary (offsets, scores, bytes) with a map of code
points for its normaliser; a directory of tensors. A quantised tensor is a row of blocks of 32
weights: one float16 scale and 16 bytes, whose low nibbles are weights 0-15 and high nibbles
16-31, each minus 8. Model: Wang et al. 2024, "Multilingual E5 Text Embeddings", MIT licence.
"""

from __future__ import annotations

import itertools
import json
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tutor.encoders import unigram, words
from tutor.encoders.protocols import Progress, Vectors, quiet
from tutor.errors import ModelUnavailable

_METASPACE = "▁"

# The scripts that the tutor serves: Latin with its marks, punctuation, symbols and emoji, Han.
# A piece that holds any other character can never match a text of these scripts, so leaving it
# out changes no segmentation of them.
_SERVED = (
    (0x0000, 0x024F),
    (0x02B0, 0x036F),
    (0x1E00, 0x1EFF),
    (0x2000, 0x2BFF),
    (0x2E80, 0x303F),
    (0x31C0, 0x31EF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFE00, 0xFE4F),
    (0xFF01, 0xFF65),
    (0xFFE0, 0xFFFD),
    (0x1F000, 0x1FAFF),
    (0x20000, 0x323AF),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """The parsed file: sizes, vocabulary and tensors (raw, 4-bit ones still packed)."""

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    types: int
    epsilon: float
    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    raw: dict[str, tuple[int, memoryview]]  # name -> (1 if 4-bit else 0, bytes)

    def tensor(self, name: str, shape: tuple[int, ...]) -> Vectors:
        packed, data = self.raw[name]
        flat = words.unpack(data) if packed else np.frombuffer(data, dtype="<f4").copy()
        return flat.reshape(shape)


def served(piece: str) -> bool:
    """Whether every character of a vocabulary piece belongs to a script that the tutor serves."""
    return all(any(low <= ord(char) <= high for low, high in _SERVED) for char in piece)


class _Reader:
    def __init__(self, data: memoryview) -> None:
        self.data = data
        self.at = 0

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def skip(self, count: int) -> memoryview:
        part = self.data[self.at : self.at + count]
        self.at += count
        return part


def parse(data: bytes) -> Packed:
    """Read a packed file; raises `ModelUnavailable` when it has another format."""
    reader = _Reader(memoryview(data))
    if bytes(reader.skip(4)) != b"E5S1" or reader.take("I") != (1,):
        raise ModelUnavailable("This file is not a packed e5 model of format 1.")
    hidden, layers, heads, inner, _vocabulary, positions, types = reader.take("7i")
    (epsilon,) = reader.take("f")
    if reader.take("i") != (words.BLOCK,):
        raise ModelUnavailable("This packed e5 model has another block size than 32.")
    count, *_ids = reader.take("5i")
    (blob_size,) = reader.take("Q")
    offsets = reader.take(f"{count + 1}I")
    scores = reader.take(f"{count}f")
    blob = bytes(reader.skip(blob_size))
    pieces = tuple(blob[start:end].decode("utf-8") for start, end in itertools.pairwise(offsets))
    _entries, map_size = reader.take("iI")
    reader.skip(map_size)
    (tensors,) = reader.take("i")
    raw: dict[str, tuple[int, memoryview]] = {}
    for _ in range(tensors):
        (name_size,) = reader.take("H")
        name = bytes(reader.skip(name_size)).decode("ascii")
        packed, _numbers, start, size = reader.take("BIQQ")
        raw[name] = (packed, reader.data[start : start + size])
    return Packed(
        hidden=hidden,
        layers=layers,
        heads=heads,
        inner=inner,
        positions=positions,
        types=types,
        epsilon=epsilon,
        pieces=pieces,
        scores=scores,
        raw=raw,
    )


def word_rows(model: Packed, keep: npt.NDArray[np.int64]) -> npt.NDArray[np.uint8]:
    """The word vectors of `keep` as they are packed, a row of bytes a word."""
    _packed, data = model.raw["emb.word"]
    rows = np.frombuffer(data, dtype=np.uint8).reshape(-1, words.row_bytes(model.hidden))
    return rows[keep]


def state_dict(
    model: Packed, keep: npt.NDArray[np.int64], progress: Progress = quiet
) -> dict[str, Vectors]:
    """The tensors under the names of transformers' BERT, with the word rows of `keep` only."""
    hidden, inner = model.hidden, model.inner
    rows = word_rows(model, keep).tobytes()
    tensors = {
        "embeddings.word_embeddings.weight": words.unpack(rows).reshape(-1, hidden),
        "embeddings.position_embeddings.weight": model.tensor("emb.pos", (model.positions, hidden)),
        "embeddings.token_type_embeddings.weight": model.tensor("emb.type", (model.types, hidden)),
        "embeddings.LayerNorm.weight": model.tensor("emb.ln.w", (hidden,)),
        "embeddings.LayerNorm.bias": model.tensor("emb.ln.b", (hidden,)),
    }
    parts = {
        "attention.self.query": ("q", (hidden, hidden)),
        "attention.self.key": ("k", (hidden, hidden)),
        "attention.self.value": ("v", (hidden, hidden)),
        "attention.output.dense": ("ao", (hidden, hidden)),
        "attention.output.LayerNorm": ("aln", (hidden,)),
        "intermediate.dense": ("fi", (inner, hidden)),
        "output.dense": ("fo", (hidden, inner)),
        "output.LayerNorm": ("oln", (hidden,)),
    }
    for layer in range(model.layers):
        for name, (short, shape) in parts.items():
            base = f"encoder.layer.{layer}.{name}"
            tensors[f"{base}.weight"] = model.tensor(f"l{layer}.{short}.w", shape)
            tensors[f"{base}.bias"] = model.tensor(f"l{layer}.{short}.b", shape[:1])
        progress("unpack the encoder", layer + 1, model.layers)
    return tensors


def _added(index: int, content: str) -> dict[str, Any]:
    return {
        "id": index,
        "content": content,
        "single_word": False,
        "lstrip": content == "<mask>",
        "rstrip": False,
        "normalized": False,
        "special": True,
    }


def tokenizer_json(pieces: list[str], scores: list[float]) -> dict[str, Any]:
    """XLM-RoBERTa's tokeniser over these pieces, in the format of the tokenizers library."""

    def replace(pattern: str, content: str) -> dict[str, Any]:
        return {"type": "Replace", "pattern": {"Regex": pattern}, "content": content}

    ids = {piece: i for i, piece in enumerate(pieces) if piece in unigram.MARKS}
    metaspace = {"type": "Metaspace", "replacement": _METASPACE, "prepend_scheme": "always"}
    text: dict[str, Any] = {"Sequence": {"id": "A", "type_id": 0}}
    begin, end = ({"SpecialToken": {"id": name, "type_id": 0}} for name in ("<s>", "</s>"))
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [_added(i, piece) for piece, i in ids.items()],
        # SentencePiece's nmt_nfkc: NFKC, control characters dropped, separators made spaces, and
        # the full-width tilde left alone, which NFKC alone would fold.
        "normalizer": {
            "type": "Sequence",
            "normalizers": [
                replace("[\\x01-\\x08\\x0b\\x0e-\\x1f\\x7f\\x8f\\x9f]", ""),
                replace(
                    "[\\t\\n\\x0c\\r\\u1680\\u200b-\\u200f\\u2028\\u2029\\u2581\\ufeff\\ufffd]", " "
                ),
                replace("\\uff5e", "\ue000"),
                {"type": "NFKC"},
                replace("\\ue000", "～"),
                replace(" {2,}", " "),
            ],
        },
        "pre_tokenizer": {**metaspace, "split": True},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [begin, text, end],
            "pair": [begin, text, end, end, {"Sequence": {"id": "B", "type_id": 0}}, end],
            "special_tokens": {
                name: {"id": name, "ids": [ids[name]], "tokens": [name]} for name in ("<s>", "</s>")
            },
        },
        "decoder": {**metaspace, "split": True},
        "model": {
            "type": "Unigram",
            "unk_id": ids["<unk>"],
            "vocab": [[p, s] for p, s in zip(pieces, scores, strict=True)],
            "byte_fallback": False,
        },
    }


def convert(source: Path, target: Path, *, prune: bool = True, progress: Progress = quiet) -> None:
    """Write the packed model at `source` as a sentence-transformers folder into `target`.

    `target` must exist. With `prune`, vocabulary of scripts that the tutor does not serve is left
    out; texts in the served scripts keep their vectors.
    """
    from safetensors.numpy import save_file

    progress("read the packed encoder", 0, 1)
    model = parse(source.read_bytes())
    keep = [
        i
        for i, piece in enumerate(model.pieces)
        if not prune or piece in unigram.MARKS or served(piece)
    ]
    pieces = [model.pieces[i] for i in keep]
    scores = [model.scores[i] for i in keep]
    kept = np.asarray(keep, dtype=np.int64)
    tensors = state_dict(model, kept, progress)
    progress("write the encoder", 0, 1)
    save_file(tensors, str(target / "model.safetensors"), metadata={"format": "pt"})
    (target / words.FILE).write_bytes(word_rows(model, kept).tobytes())

    def write(name: str, value: object) -> None:
        path = target / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")

    tokeniser = tokenizer_json(pieces, scores)
    write("tokenizer.json", tokeniser)
    unigram.save(target, tokeniser)
    write(
        "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": model.positions,
            "bos_token": "<s>",
            "eos_token": "</s>",
            "cls_token": "<s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "mask_token": "<mask>",
        },
    )
    write(
        "config.json",
        {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": model.hidden,
            "num_hidden_layers": model.layers,
            "num_attention_heads": model.heads,
            "intermediate_size": model.inner,
            "max_position_embeddings": model.positions,
            "type_vocab_size": model.types,
            "vocab_size": len(pieces),
            "layer_norm_eps": model.epsilon,
            "hidden_act": "gelu",
            "pad_token_id": pieces.index("<pad>"),
            "torch_dtype": "float32",
        },
    )
    write(
        "modules.json",
        [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {
                "idx": 1,
                "name": "1",
                "path": "1_Pooling",
                "type": "sentence_transformers.models.Pooling",
            },
            {
                "idx": 2,
                "name": "2",
                "path": "2_Normalize",
                "type": "sentence_transformers.models.Normalize",
            },
        ],
    )
    write("sentence_bert_config.json", {"max_seq_length": model.positions, "do_lower_case": False})
    write(
        "1_Pooling/config.json",
        {"word_embedding_dimension": model.hidden, "pooling_mode_mean_tokens": True},
    )
    (target / "2_Normalize").mkdir(exist_ok=True)
    write(
        "config_sentence_transformers.json",
        {"prompts": {"query": "query: ", "passage": "passage: "}, "similarity_fn_name": "cosine"},
    )
    progress("write the encoder", 1, 1)
