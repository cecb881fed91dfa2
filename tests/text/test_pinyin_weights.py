"""The learned readings: when they are asked, when they overrule, and what a broken file does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tutor.errors import ModelUnavailable
from tutor.text import pinyin
from tutor.text.pinyin import claimed_by_rules, syllables
from tutor.text.pinyin_cues import KINDS, classes, cues
from tutor.text.pinyin_weights import (
    Claim,
    PinyinWeights,
    default_weights,
    kinds,
    load_weights,
    signs,
)

CARD = Path(__file__).parents[2] / "models" / "pinyin" / "card.toml"


def weights(least: float = 0.5, strength: int = 100) -> PinyinWeights:
    """What stands after 磅 is read háng rather than xíng; nothing else is known."""
    keys = np.sort(signs("行", ["a磅"]))
    arrays = {
        "own_keys": keys,
        "own": np.array([[0, strength]], dtype=np.int8),
        "shared_keys": np.array([7], dtype=np.uint32),
        "shared": np.zeros((1, len(KINDS)), dtype=np.int8),
        "claims": np.array(["=rest"]),
        "claim_weights": np.array([1.0]),
        "readings": np.array(["行\txíng háng"]),
        "words": np.array([], dtype="<U1"),
    }
    about = {"scale": {"own": 0.05, "shared": 0.05}, "least": {"rest": least}}
    return PinyinWeights(about, arrays)


def heard(tokens: list[str], index: int, claim: Claim, given: PinyinWeights) -> tuple[str, ...]:
    return given.heard("".join(tokens), tokens, index, sum(map(len, tokens[:index])), claim)


def test_a_cue_overrules_a_claim_that_it_outweighs() -> None:
    claim = Claim("行", 0, ("xíng",), "rest")
    assert heard(["磅", "行"], 1, claim, weights()) == ("háng",)
    assert heard(["这样", "行"], 1, claim, weights()) == ("xíng",)
    assert heard(["磅", "行"], 1, claim, weights(strength=10)) == ("xíng",)


def test_a_reading_that_is_not_likely_enough_leaves_the_claim() -> None:
    claim = Claim("行", 0, ("xíng",), "rest")
    assert heard(["磅", "行"], 1, claim, weights(least=0.999)) == ("xíng",)


def test_a_source_that_is_not_named_is_not_questioned() -> None:
    assert heard(["磅", "行"], 1, Claim("行", 0, ("xíng",), "frame"), weights()) == ("xíng",)


def test_chances_sum_to_one() -> None:
    chances = weights().chances("磅行", ["磅", "行"], 1, 0, 1, "xíng", "rest")
    assert chances.shape == (2,)
    assert float(chances.sum()) == pytest.approx(1.0)


def test_cues_stop_at_the_edges_and_say_where_the_clause_ends() -> None:
    own, shared = cues("行", ["行"], 0, 0, 0)
    assert "a^" in own
    assert "b$" in own
    assert {"G0", "H0"} <= set(shared)
    assert {"G2", "H1"} <= set(cues("这样行吗，好", ["这样", "行", "吗", "，", "好"], 1, 0, 2)[1])
    assert len(set(own)) == len(own)


def test_classes_of_words() -> None:
    assert classes("2025") == ("m", "0")
    assert classes("DHL")[0] == "X"
    assert classes("，") == ("w", "w")
    assert classes("三只")[0] == "m"
    assert classes("裙子")[0] == "n"
    assert classes("大包裹袋")[0].endswith("~")


def test_every_kind_of_reading_is_known() -> None:
    assert len(kinds()) > 400
    assert all(float(row.sum()) == pytest.approx(1.0) for row in kinds().values())


def test_the_shipped_weights_name_readings_of_as_many_syllables_as_characters() -> None:
    shipped = default_weights()
    assert shipped is not None
    assert all(len(readings) > 1 for readings in shipped.readings.values())
    for word, options in shipped.words.items():
        assert len(options) > 1
        assert {len(option) for option in options} == {len(word)}


def test_without_weights_the_rules_are_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pinyin, "default_weights", lambda: None)
    tokens = ["这", "根", "绳子", "有", "多", "长", "？"]
    ruled = [tuple(s for c in claims for s in c.sounds) for claims in claimed_by_rules(tokens)]
    assert list(syllables(tokens)) == ruled


def test_a_word_alone_is_read_as_the_dictionary_has_it() -> None:
    assert syllables(["过去"]) == (("guò", "qù"),)


def test_an_altered_or_incomplete_file_is_refused(tmp_path: Path) -> None:
    card = tmp_path / "card.toml"
    text = CARD.read_text("utf-8")
    card.write_text(text, "utf-8")
    data = CARD.with_name("pinyin.npz").read_bytes()
    (tmp_path / "pinyin.npz").write_bytes(data + b"x")
    with pytest.raises(ModelUnavailable, match="not the file"):
        load_weights(card)
    (tmp_path / "pinyin.npz").write_bytes(data)
    load_weights(card)
    card.write_text(text.replace("[least]", "[most]"), "utf-8")
    with pytest.raises(ModelUnavailable, match="cannot be read"):
        load_weights(card)
