"""A causal language model that continues a script, under a seed and two budgets."""

from __future__ import annotations

import inspect
import threading
import time
from collections.abc import Generator as Stream
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutor.encoders.protocols import GenerationResult, result_of
from tutor.errors import ModelUnavailable

if TYPE_CHECKING:
    from torch import Tensor

MAX_PROMPT_TOKENS = 1536


class StopWatcher:
    """Cuts a growing text at the first stop string and holds back what may become one."""

    def __init__(self, stop: Sequence[str]) -> None:
        self._stop = [s for s in stop if s]
        self._sent = 0
        self.stopped = False
        self.text = ""

    def feed(self, text: str) -> str:
        """Take the whole text so far; returns the piece that is now certain and not yet sent."""
        cuts = [at for s in self._stop if (at := text.find(s)) >= 0]
        if cuts:
            self.stopped = True
            self.text = text[: min(cuts)]
            return self._send(len(self.text))
        self.text = text
        held = max(
            (n for s in self._stop for n in range(1, len(s)) if text.endswith(s[:n])), default=0
        )
        return self._send(len(text) - held)

    def finish(self) -> str:
        """What was held back, once nothing more comes."""
        return self._send(len(self.text))

    def _send(self, upto: int) -> str:
        piece = self.text[self._sent : max(upto, self._sent)]
        self._sent = max(upto, self._sent)
        return piece


class CausalGenerator:
    """A transformers causal model on this machine behind `Generator`. One text at a time.

    The keys and values of the last prompt stay, so that a prompt which begins like it costs only
    its new tail.
    """

    def __init__(
        self, folder: Path, *, model_id: str, dtype: str = "float32", temperature: float = 0.7
    ) -> None:
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer

        try:
            self._tokenizer: Any = AutoTokenizer.from_pretrained(
                str(folder), local_files_only=True, trust_remote_code=False
            )
            self._model: Any = AutoModelForCausalLM.from_pretrained(
                str(folder),
                local_files_only=True,
                trust_remote_code=False,
                use_safetensors=True,
                dtype=getattr(torch, dtype),
            ).eval()
        except Exception as error:
            raise ModelUnavailable(
                f"{model_id} cannot be loaded as a language model ({type(error).__name__}). "
                "See what is there with: kefu models list"
            ) from error
        self._id = model_id
        self._temperature = temperature
        # Only the last place's logits are read: of a prompt, the others cost a quarter of its time.
        takes = inspect.signature(self._model.forward).parameters
        self._only_last = {"logits_to_keep": 1} if "logits_to_keep" in takes else {}
        self._lock = threading.Lock()
        self._known: list[int] = []
        self._cache: Any = None

    @property
    def id(self) -> str:
        return self._id

    def generate(
        self, prompt: str, *, seed: int, max_tokens: int, stop: Sequence[str], budget_s: float
    ) -> GenerationResult:
        """Continue `prompt`; seconds count the reading of the prompt too."""
        return result_of(self._run(prompt, seed, max_tokens, stop, budget_s))

    def stream(
        self, prompt: str, *, seed: int, max_tokens: int, stop: Sequence[str], budget_s: float
    ) -> Iterator[str]:
        """The same text piece by piece; closing the iterator stops the model."""
        yield from self._run(prompt, seed, max_tokens, stop, budget_s)

    def _run(
        self, prompt: str, seed: int, max_tokens: int, stop: Sequence[str], budget_s: float
    ) -> Stream[str, None, GenerationResult]:
        import torch

        begun = time.monotonic()
        watcher = StopWatcher(stop)
        written: list[int] = []
        finished = False
        chance = torch.Generator().manual_seed(seed)
        with self._lock, torch.inference_mode():
            ids: list[int] = self._tokenizer.encode(prompt, add_special_tokens=False)
            logits = self._read(ids[-MAX_PROMPT_TOKENS:])
            while len(written) < max_tokens and time.monotonic() - begun < budget_s:
                token = self._pick(logits, chance)
                if token in self._ends():
                    finished = True
                    break
                written.append(token)
                text = self._tokenizer.decode(written, skip_special_tokens=True)
                # A character of several tokens shows as a replacement mark until it is whole.
                if piece := watcher.feed(text.rstrip("\ufffd")):
                    yield piece
                if watcher.stopped:
                    finished = True
                    break
                logits = self._step([token])
        if not watcher.stopped and (piece := watcher.finish()):
            yield piece
        return GenerationResult(
            text=watcher.text,
            tokens=len(written),
            seconds=time.monotonic() - begun,
            finished=finished,
        )

    def _read(self, ids: list[int]) -> Tensor:
        """Logits after the prompt, computing only what the last call has not read."""
        from transformers import DynamicCache

        shared = 0
        for old, new in zip(self._known, ids[:-1], strict=False):
            if old != new:
                break
            shared += 1
        if self._cache is None or shared == 0:
            self._cache = DynamicCache(config=self._model.config)
            self._known = []
        elif shared < len(self._known):
            self._cache.crop(shared - len(self._known))
            self._known = self._known[:shared]
        return self._step(ids[len(self._known) :])

    def _step(self, ids: list[int]) -> Tensor:
        import torch

        try:
            out = self._model(
                input_ids=torch.tensor([ids]),
                past_key_values=self._cache,
                use_cache=True,
                **self._only_last,
            )
        except BaseException:
            self._cache, self._known = None, []  # a half-written cache would poison the next call
            raise
        self._known = self._known + ids
        logits: Tensor = out.logits[0, -1].float()
        return logits

    def _pick(self, logits: Tensor, chance: Any) -> int:
        """One token by nucleus sampling (top 0.9); temperature 0 takes the likeliest."""
        import torch

        if self._temperature <= 0:
            return int(logits.argmax())
        ordered, indices = torch.sort(
            torch.softmax(logits / self._temperature, -1), descending=True
        )
        before = ordered.cumsum(-1) - ordered
        ordered = torch.where(before < 0.9, ordered, torch.zeros_like(ordered))
        return int(indices[torch.multinomial(ordered, 1, generator=chance)])

    def _ends(self) -> set[int]:
        own = self._model.generation_config.eos_token_id
        ends = own if isinstance(own, list) else [own]
        return {e for e in (*ends, self._tokenizer.eos_token_id) if e is not None}
