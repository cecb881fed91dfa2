"""Harper's lints that can be trusted on service mail: English grammar only, never spelling or style."""

from __future__ import annotations

import re
import threading
from functools import cache
from typing import Any, NamedTuple

from tutor.check.english import data_rows, mass_nouns, plurals, singulars, verbs


class Lint(NamedTuple):
    """One trusted lint: where, what to paste (None: nothing certain), and Harper's own words."""

    start: int
    end: int
    suggestion: str | None
    message: str


_LOCK = threading.Lock()


@cache
def _linter() -> Any:
    # The import and the dictionary cost about a second: only the first English reply pays.
    import harper

    linter = harper.Linter()
    trusted = set(data_rows("en_harper.txt"))
    linter.set_lint_config({name: name in trusted for name in linter.get_lint_config()})
    return linter


@cache
def available() -> bool:
    """Whether Harper can be imported."""
    from importlib.util import find_spec

    return find_spec("harper") is not None


def lints(raw: str) -> tuple[Lint, ...]:
    """The trusted lints of a text, in order; empty where Harper is not installed."""
    if not available():
        return ()
    # A Linter is not thread-safe and dear to make: one for all, behind a lock.
    with _LOCK:
        found = _linter().lint(raw, language="plaintext")
        return tuple(
            Lint(lint.span.start, lint.span.end, _replacement(raw, lint), lint.message)
            for lint in found
            if not _doubtful(raw, lint)
        )


def _doubtful(raw: str, lint: Any) -> bool:
    """Whether a lint is one of those that are wrong as often as right on service mail."""
    word = raw[lint.span.start : lint.span.end].lower()
    rest = raw[lint.span.end :]
    if word in ("arrange", "arranged", "arranges"):
        return True  # "arrange dispatch": the word after it is a noun as often as a verb
    if word == "you":
        # "your" belongs before a thing alone: what we sent you two days ago, for you we can.
        noun = re.match(r"\s+([a-z]+)\b(?! \d)", rest)
        return noun is None or noun.group(1) not in plurals().keys() | singulars().keys()
    if raw[lint.span.start : lint.span.end] == "An" and re.match(r"\s+[A-Z][a-z]", rest):
        return True  # An Post, Le Thi An Minh: a name
    if word in ("a", "an") and (
        re.match(r"\s+(?:[A-Z]{1,4}\$?\d|[A-Z]{2,}\b|or\b|and\b)|\d|[.,!?]|$", rest)
        or re.search(
            r"(?:\d|option|size|model|type|plan|class|group|version) ?$",
            raw[: lint.span.start],
            re.I,
        )
    ):
        return True  # letters are spelt out or read as a word: a RM30 coupon, an RM30 coupon
    if lint.message.endswith("is a mass noun."):
        return word.split()[-1] not in mass_nouns()
    if word in ("a", "an") and rest[:1] == "/":
        return True
    if word in ("no to", "lay") or word.endswith("dare"):
        return True  # say no to that; I'd lay it flat
    if lint.span.end >= len(raw) or word not in ("need", "want", "needs", "wants"):
        return False
    following = re.match(r"\s*([A-Za-z]+)", raw[lint.span.end :])
    return following is None or following.group(1).lower() not in verbs()


def _replacement(raw: str, lint: Any) -> str | None:
    if len(lint.suggestions) != 1:
        return None
    suggestion = lint.suggestions[0]
    kind = int(suggestion.kind)
    if kind == 1:
        return ""
    problem = raw[lint.span.start : lint.span.end]
    return problem + suggestion.replacement_text if kind == 2 else str(suggestion.replacement_text)
