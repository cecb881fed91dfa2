"""The learned reading of a buyer's message: whose claim counts, and what a broken file does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tutor.errors import ModelUnavailable
from tutor.understand import buyer_side
from tutor.understand.buyer_side import cues_of, read_buyer
from tutor.understand.buyer_weights import (
    MARKS,
    BuyerWeights,
    Cues,
    Limits,
    default_weights,
    judged,
    load_weights,
    marks,
)
from tutor.understand.classify import BUCKETS, buckets

LIMITS = {"fault": Limits(0.25, 0.6), "upset": Limits(0.1, 0.5)}


def _cues(text: str, *, fault: bool = False, upset: bool = False) -> Cues:
    return Cues(text=text, fault=fault, upset=upset, asks=False, thanks=False, wants=())


def _weights() -> BuyerWeights:
    """What 杯子碎 has and 天气好 has not speaks for a fault; the rest says no."""
    table = np.zeros((BUCKETS, 2), dtype=np.int8)
    table[sorted(set(buckets("杯子碎", "zh")) - set(buckets("天气好", "zh"))), 0] = 100
    rest = {f"marks_{lang}": np.zeros((MARKS, 2)) for lang in ("zh", "en")}
    rest |= {f"bias_{lang}": np.full(2, -2.0) for lang in ("zh", "en")}
    return BuyerWeights({"table": table, "scale": np.full(2, 0.05), **rest}, LIMITS)


def test_a_claim_of_the_patterns_needs_less_evidence_than_none() -> None:
    assert judged([0.4, 0.2], _cues("x", fault=True, upset=True), LIMITS) == (True, True)
    assert judged([0.4, 0.2], _cues("x"), LIMITS) == (False, False)
    assert judged([0.2, 0.05], _cues("x", fault=True, upset=True), LIMITS) == (False, False)
    assert judged([0.7, 0.6], _cues("x"), LIMITS) == (True, True)


def test_n_grams_speak_for_a_trait_of_their_own() -> None:
    weights = _weights()
    assert weights(_cues("杯子碎"), "zh") == (True, False)
    assert weights(_cues("天气好"), "zh") == (False, False)


def test_marks_are_as_many_as_the_weights_expect() -> None:
    assert marks(cues_of("杯子碎了！怎么办？", "zh")).shape == (MARKS,)


def test_without_weights_the_patterns_alone_are_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buyer_side, "default_weights", lambda: None)
    read_buyer.cache_clear()
    assert read_buyer("收到的杯子碎了").fault
    read_buyer.cache_clear()


def test_what_sounds_like_a_fault_is_none_and_a_plain_report_is_one() -> None:
    assert default_weights() is not None
    assert not read_buyer("这顶假发今天能发货吗").fault
    assert read_buyer("盒子打开，盘子全碎了").fault
    assert read_buyer("The plates arrived broken.").fault
    assert not read_buyer("Do you sell distressed jeans?").fault


def test_an_altered_or_incomplete_file_is_refused(tmp_path: Path) -> None:
    shipped = Path(__file__).parents[2] / "models" / "buyers"
    card = tmp_path / "card.toml"
    card.write_text((shipped / "card.toml").read_text("utf-8"), "utf-8")
    (tmp_path / "buyers.npz").write_bytes((shipped / "buyers.npz").read_bytes() + b"x")
    with pytest.raises(ModelUnavailable, match="not the file"):
        load_weights(card)
    (tmp_path / "buyers.npz").write_bytes((shipped / "buyers.npz").read_bytes())
    load_weights(card)
    card.write_text(card.read_text("utf-8").replace("[limits.upset]", "[limits.other]"), "utf-8")
    with pytest.raises(ModelUnavailable, match="cannot be read"):
        load_weights(card)
