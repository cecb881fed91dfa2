"""The training of small linear weights: of the acts of a clause, of the traits of a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tutor.encoders.protocols import Vectors

if TYPE_CHECKING:
    from torch import Tensor


def fit(
    rows: Vectors,
    labels: Vectors,
    *,
    rounds: int,
    rate: float,
    decay: float,
    seed: int,
    apart: bool = False,
) -> list[Vectors]:
    """[weight (features, labels), bias (labels,)] of a linear model that tells labels from rows
    (n, features). A row of labels (n, labels) sums to 1, or, where they are judged `apart`, says yes
    or no to each. The same seed gives the same weights."""
    import torch
    from torch import nn

    torch.manual_seed(seed)
    width, count = rows.shape[1], labels.shape[1]
    linear = nn.Linear(width, count)
    net = nn.Sequential(nn.Dropout(0.1), linear)
    optimiser = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=decay)
    inputs, targets = torch.from_numpy(rows), torch.from_numpy(labels)
    for _ in range(rounds):
        order: Tensor = torch.randperm(len(inputs))
        for start in range(0, len(order), 64):
            at = order[start : start + 64]
            scores = net(inputs[at])
            if apart:
                loss = nn.functional.binary_cross_entropy_with_logits(scores, targets[at])
            else:
                loss = -(targets[at] * torch.log_softmax(scores, 1)).sum(1).mean()
            optimiser.zero_grad()
            torch.autograd.backward(loss)
            optimiser.step()
    return [
        np.ascontiguousarray(linear.weight.detach().numpy().T),
        linear.bias.detach().numpy().copy(),
    ]
