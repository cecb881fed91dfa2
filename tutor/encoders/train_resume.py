"""Where a training stands, kept beside its result, so that one that was stopped goes on."""

from __future__ import annotations

import io
import pickle
import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.encoders.files import write_whole

if TYPE_CHECKING:
    from torch import Tensor
    from torch.optim import Optimizer


@dataclass(frozen=True, slots=True)
class Standing:
    """The file that a training keeps, and what it was started with: data and recipe. Without a
    path nothing is kept. A result does not depend on how often the training was stopped."""

    path: Path | None = None
    started_with: str = ""

    def restore(
        self, tensors: Mapping[str, Tensor], optimiser: Optimizer, rng: random.Random
    ) -> int:
        """Put tensors, optimiser and both random generators where the kept file says; the steps
        (or epochs) done, 0 where there is no file, or one of another training or no readable one.
        """
        import torch

        if self.path is None or not self.path.is_file():
            return 0
        try:
            kept = torch.load(self.path, weights_only=True)
            if kept["started_with"] != self.started_with:
                return 0
            found, state, done = kept["tensors"], kept["rng"], int(kept["done"])
            if {n: t.shape for n, t in found.items()} != {n: t.shape for n, t in tensors.items()}:
                return 0
            optimiser.load_state_dict(kept["optimiser"])
            with torch.no_grad():
                for name, tensor in tensors.items():
                    tensor.copy_(found[name])
            torch.set_rng_state(kept["torch_rng"])
            rng.setstate((state[0], tuple(state[1]), state[2]))
        except (OSError, RuntimeError, EOFError, KeyError, TypeError, pickle.UnpicklingError):
            return 0
        return done

    def keep(
        self,
        done: int,
        tensors: Mapping[str, Tensor],
        optimiser: Optimizer,
        rng: random.Random,
    ) -> None:
        """Write where the training stands after so many steps (or epochs)."""
        import torch

        if self.path is None:
            return
        state = rng.getstate()
        file = io.BytesIO()
        torch.save(
            {
                "started_with": self.started_with,
                "done": done,
                "tensors": {name: tensor.detach() for name, tensor in tensors.items()},
                "optimiser": optimiser.state_dict(),
                "torch_rng": torch.get_rng_state(),
                "rng": [state[0], list(state[1]), state[2]],
            },
            file,
        )
        write_whole(self.path, file.getvalue())

    def finished(self) -> None:
        """Remove the file: the result is written."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)


NOTHING_KEPT = Standing()


def beside(out: Path, started_with: str) -> Standing:
    """The standing of the training that writes `out`."""
    return Standing(out.with_suffix(".partial"), started_with)
