"""The training of small weights."""

from __future__ import annotations

import numpy as np

from tutor.encoders import act_head


def test_weights_learn_what_is_there_and_the_seed_decides() -> None:
    rows = np.random.default_rng(1).normal(size=(200, 6)).astype(np.float32)
    labels = np.eye(2, dtype=np.float32)[(rows[:, 0] > 0).astype(int)]
    fitted = [act_head.fit(rows, labels, rounds=20, rate=0.05, decay=0.0, seed=3) for _ in "ab"]
    weight, bias = fitted[0]
    assert (weight.shape, bias.shape) == ((6, 2), (2,))
    right = ((rows @ weight + bias).argmax(1) == labels.argmax(1)).mean()
    assert right > 0.95
    assert all(np.array_equal(a, b) for a, b in zip(*fitted, strict=True))
