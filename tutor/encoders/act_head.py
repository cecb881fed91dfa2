"""The training of the small weights that name acts."""

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
) -> list[Vectors]:
    """[weight (features, acts), bias (acts,)] of a linear model that tells labels (n, acts; each
    row sums to 1) from rows (n, features). The same seed gives the same weights."""
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
            loss = -(targets[at] * torch.log_softmax(net(inputs[at]), 1)).sum(1).mean()
            optimiser.zero_grad()
            torch.autograd.backward(loss)
            optimiser.step()
    return [
        np.ascontiguousarray(linear.weight.detach().numpy().T),
        linear.bias.detach().numpy().copy(),
    ]
