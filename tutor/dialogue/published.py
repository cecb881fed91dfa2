"""What is added to a course and taken back while the program runs."""

from __future__ import annotations

import threading

from tutor.dialogue.library import Library
from tutor.domain import DialogueSet, Scenario


class Published:
    """A teacher's cases and dialogue sets beside the course. Safe to use from several threads.

    What is published is an immutable `Library` that each change replaces as a whole, so a reader
    sees all of a change or nothing of it, and who holds a scenario keeps the version it has.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._library = Library(scenarios=(), general=())
        self._joined: tuple[Library, Library, Library] | None = None

    @property
    def library(self) -> Library:
        """What is published now, and nothing of the course."""
        return self._library

    def put(self, *items: Scenario | DialogueSet) -> None:
        """Publishes all of `items` at once; one whose id is published already replaces that one."""
        new = Library(
            scenarios=tuple(item for item in items if isinstance(item, Scenario)),
            general=(),
            sets=tuple(item for item in items if isinstance(item, DialogueSet)),
        )
        with self._lock:
            self._library = self._library.joined(new)

    def take_back(self, *ids: str) -> tuple[str, ...]:
        """Takes back what is published under `ids`; gives the ids that there were."""
        with self._lock:
            old = self._library
            known = {case.id for case in old.scenarios} | {own.id for own in old.sets}
            self._library = Library(
                scenarios=tuple(item for item in old.scenarios if item.id not in ids),
                general=(),
                sets=tuple(item for item in old.sets if item.id not in ids),
            )
        return tuple(identifier for identifier in dict.fromkeys(ids) if identifier in known)

    def beside(self, course: Library) -> Library:
        """The course and what is published now; where both have an id, the published one counts."""
        own = self._library
        kept = self._joined
        if kept is None or kept[0] is not course or kept[1] is not own:
            kept = (course, own, course.joined(own))
            self._joined = kept
        return kept[2]
