"""The adapter learns from groups, is merged at loading, and is refused when altered."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest
import torch

from tutor.encoders import bert, e5, train_adapter
from tutor.encoders.adapter import load_adapter
from tutor.encoders.cards import read_card
from tutor.encoders.protocols import Progress
from tutor.encoders.train_adapter import Recipe, card_text, save, train
from tutor.encoders.train_data import (
    Group,
    data_files,
    data_hash,
    draw,
    read_groups,
    roughen,
    with_rough,
)
from tutor.encoders.train_resume import beside
from tutor.errors import ModelUnavailable

GROUPS = (
    Group(family="a", texts=("包裹", "裹包", "how are you")),
    Group(family="a", texts=("您好", "好您", "you are")),
    Group(family="b", texts=("您？", "？您", "how")),
    Group(family="b", texts=("12$", "$12", "e a s t")),
)
RECIPE = Recipe(rank=2, alpha=4.0, top=1, steps=30, pairs=4, rate=1e-2)


@pytest.fixture
def base(packed: Path) -> Path:
    folder = packed.parent / "e5-tiny"
    folder.mkdir()
    e5.convert(packed, folder)
    return folder


def encoder(folder: Path, update: dict[str, torch.Tensor] | None = None) -> bert.BertEncoder:
    prompts = bert.read_prompts(folder)
    return bert.BertEncoder(folder, model_id="x", exact=True, prompts=prompts, update=update)


def written(base: Path, tmp_path: Path) -> Path:
    path = tmp_path / "tiny-adapter.safetensors"
    save(train(base, GROUPS, RECIPE), path, RECIPE)
    card = card_text(path, GROUPS, RECIPE, "e5-small")
    path.with_suffix(".toml").write_text(card, encoding="utf-8")
    return path.with_suffix(".toml")


def loss(model: bert.BertEncoder) -> float:
    """How much nearer a wrong text is than the right one, over all pairs of different groups."""
    rights = [model.encode([g.texts[0]], "query")[0] for g in GROUPS]
    wrongs = model.encode([g.texts[1] for g in GROUPS], "passage")
    scores = np.stack(rights) @ wrongs.T
    return float((scores - np.diag(scores)[:, None]).sum())


def test_training_brings_one_intent_together(base: Path, tmp_path: Path) -> None:
    update, key = load_adapter(read_card(written(base, tmp_path)))
    assert loss(encoder(base, update)) < loss(encoder(base))
    assert len(key) == 8
    assert {name.split(".")[2] for name in update} == {"1"}, "only the top layer is changed"


def test_one_recipe_gives_one_adapter(base: Path) -> None:
    first, second = train(base, GROUPS, RECIPE), train(base, GROUPS, RECIPE)
    assert all(torch.equal(first[name], second[name]) for name in first)


class Stopped(Exception):
    pass


def stop_at(step: int) -> Progress:
    def show(stage: str, done: int, total: int) -> None:
        if stage.startswith("train") and done == step:
            raise Stopped

    return show


def test_a_training_that_was_stopped_goes_on_to_the_same_adapter(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(train_adapter, "_KEEP", 10)
    standing = beside(tmp_path / "a.safetensors", "these pairs")
    for step in (17, 24):
        with pytest.raises(Stopped):
            train(base, GROUPS, RECIPE, stop_at(step), standing)
    steps: list[int] = []
    resumed = train(
        base,
        GROUPS,
        RECIPE,
        lambda stage, done, total: steps.append(done) if stage.startswith("train") else None,
        standing,
    )
    assert steps == list(range(21, 31))
    whole = train(base, GROUPS, RECIPE)
    assert all(torch.equal(resumed[name], whole[name]) for name in whole)
    standing.finished()
    assert not list(tmp_path.glob("*.partial"))


@pytest.mark.parametrize("broken", ["other", "cut", "noise"])
def test_what_another_training_left_is_passed_over(
    base: Path, tmp_path: Path, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(train_adapter, "_KEEP", 10)
    out = tmp_path / "a.safetensors"
    standing = beside(out, "these pairs")
    with pytest.raises(Stopped):
        train(base, GROUPS, RECIPE, stop_at(11), standing)
    file = out.with_suffix(".partial")
    if broken == "other":
        standing = beside(out, "other pairs")
    else:
        file.write_bytes(file.read_bytes()[:1000] if broken == "cut" else b"noise")
    again = train(base, GROUPS, RECIPE, standing=standing)
    whole = train(base, GROUPS, RECIPE)
    assert all(torch.equal(again[name], whole[name]) for name in whole)


def test_the_split_of_the_layers_changes_no_vector(base: Path) -> None:
    shape = bert.read_shape(base)
    assert shape is not None
    weights = bert.load_weights(base)
    ids, mask = bert.tensors(bert.load_tokenizer(base), ["query: 您好", "query: how are you"])
    x = bert.embed(weights, shape, ids)
    for part in (range(1), range(1, shape.layers)):
        x = bert.layers(weights, shape, x, mask, part)
    assert torch.allclose(bert.pool(x, mask), bert.forward(weights, shape, ids, mask))


def test_an_altered_or_missing_file_is_refused(base: Path, tmp_path: Path) -> None:
    card = written(base, tmp_path)
    weights = card.with_suffix(".safetensors")
    weights.write_bytes(weights.read_bytes()[:-1] + b"!")
    with pytest.raises(ModelUnavailable, match="SHA-256"):
        load_adapter(read_card(card))
    weights.unlink()
    with pytest.raises(ModelUnavailable, match="no file"):
        load_adapter(read_card(card))


def test_a_card_cannot_point_elsewhere(base: Path, tmp_path: Path) -> None:
    card = written(base, tmp_path)
    outside = tmp_path / "elsewhere"
    outside.mkdir()
    card.with_suffix(".safetensors").rename(outside / "tiny-adapter.safetensors")
    text = card.read_text(encoding="utf-8")
    card.write_text(text.replace('file = "', 'file = "elsewhere/'), encoding="utf-8")
    with pytest.raises(ModelUnavailable, match="no file"):
        load_adapter(read_card(card))


def test_a_batch_has_one_pair_an_intent_and_whole_families() -> None:
    for seed in range(5):
        pairs = draw(GROUPS, 2, random.Random(seed))
        texts = {text for pair in pairs for text in pair}
        owners = {g.family for g in GROUPS if texts & set(g.texts)}
        assert len(pairs) == 2
        assert len(texts) == 4
        assert len(owners) == 1, "the two hardest negatives share a family"


def test_a_large_family_is_taken_in_parts() -> None:
    groups = tuple(Group(family="a", texts=(f"{i}x", f"{i}y")) for i in range(10)) + tuple(
        Group(family="b", texts=(f"{i}v", f"{i}w")) for i in range(10)
    )
    shares = set()
    for seed in range(20):
        batch = draw(groups, 6, random.Random(seed), together=3)
        shares.add(sum(query[1] in "xy" for query, _ in batch))
    assert 3 in shares, "three of each family meet, though each could fill the batch"


def test_a_rough_text_keeps_its_words() -> None:
    for seed in range(30):
        for text, kept in (("我的包裹在哪儿？", "我的包裹在哪儿"), ("Where is it?", "where is it")):
            assert kept in roughen(text, random.Random(seed)).lower()
    rough = with_rough(GROUPS, 3)
    assert [g.texts[: len(o.texts)] for g, o in zip(rough, GROUPS, strict=True)] == [
        o.texts for o in GROUPS
    ]
    assert with_rough(GROUPS, 3) == rough


def test_an_intent_of_two_files_is_one_group(tmp_path: Path) -> None:
    row = {"intent": "a", "split": "train", "group": "g", "zh": ["一"], "en": ["one"]}
    paths = [tmp_path / "1.jsonl", tmp_path / "2.jsonl"]
    paths[0].write_text(json.dumps(row), encoding="utf-8")
    paths[1].write_text(json.dumps(row | {"zh": ["一", "壹"], "group": "h"}), encoding="utf-8")
    assert read_groups(paths) == (Group(family="g", texts=("一", "one", "壹")),)


def test_only_the_train_split_is_read_and_the_hash_follows_the_texts(tmp_path: Path) -> None:
    rows = [
        {"intent": name, "split": split, "group": "g", "zh": [name], "en": [f"{name}2"]}
        for name, split in (("a", "train"), ("b", "held_out"))
    ]
    path = tmp_path / "x.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    groups = read_groups([path])
    assert [g.texts for g in groups] == [("a", "a2")]
    assert data_hash(groups) != data_hash(GROUPS)


def test_the_shipped_adapter_was_made_from_the_shipped_data() -> None:
    import tomllib

    from tutor.encoders.cards import get_card

    card = get_card("e5-service")
    training = tomllib.loads(card.path.read_text(encoding="utf-8"))["training"]
    groups = read_groups(data_files())
    assert training["data_sha256"] == data_hash(groups)
    assert training["intents"] == len(groups)
    fields = {k: v for k, v in training.items() if k not in ("data_sha256", "intents")}
    assert Recipe(**fields) == Recipe(), "the recipe in the code is the one that was used"
    update, _ = load_adapter(card)
    assert update
