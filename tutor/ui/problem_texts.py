"""What is wrong in a file, in the language of the page."""

from __future__ import annotations

from tutor.domain import Lang
from tutor.errors import Problem


def told(problem: Problem, lang: Lang) -> tuple[str, str]:
    """The message of a problem and what to write instead."""
    return problem.message, problem.fix
