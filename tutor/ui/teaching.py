"""What happens on the teacher's tab, without the page: files in, versions and previews out.

Nothing here is a learner's: a preview is played beside what is published and never recorded.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, TypeAlias, get_args

from tutor.course_audit import Marked, marked_answers
from tutor.dialogue.exchange import (
    Download,
    Draft,
    as_workbook,
    as_yaml,
    draft,
    not_in_a_table,
    original,
)
from tutor.dialogue.guess import Kind
from tutor.dialogue.published import Published
from tutor.dialogue.script_play import play_id
from tutor.dialogue.upload import MAX_FILES, MAX_UPLOAD, Files, Upload, groups, read_upload
from tutor.domain import Lang, Session
from tutor.errors import ActionRefused, TutorError
from tutor.records.materials import Version
from tutor.records.store import RecordedTurn
from tutor.services import Services
from tutor.session import do_action, session_hint, start, take_turn
from tutor.ui.shelf import Shelf
from tutor.ui.strings import say

Form = Literal["same", "yaml", "xlsx"]
FORMS: tuple[Form, ...] = get_args(Form)
PREVIEW_TURNS = 3
AUDITED = 1_000  # replies that the page reads; the command line reads more
LISTED = 200  # dialogues that one list shows
_KEPT_AUDITS = 32

Audit: TypeAlias = tuple[tuple[Marked, ...], bool]


class Taken(NamedTuple):
    """What became of one group of files: the version it is kept as, unless nothing of it is good,
    and whether this version is new."""

    upload: Upload
    version: Version | None
    new: bool


class Preview(NamedTuple):
    """The first turns of a dialogue, played with its own good replies. `whole`: it ended so."""

    session: Session
    turns: tuple[RecordedTurn, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Teaching:
    """The events of the teacher's tab. Safe to share between threads. What fails is a `TutorError`."""

    services: Services
    shelf: Shelf
    _audits: dict[tuple[str, int, str], Audit] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    # --- uploads ---------------------------------------------------------------------------------

    def take(self, files: Files, kind: Kind | None = None) -> tuple[Taken, ...]:
        """Reads the files and keeps what is good of each group as the newest version, a draft."""
        if len(files) > MAX_FILES or sum(len(data) for _, data in files) > MAX_UPLOAD:
            raise TutorError(_too_much("en"), _too_much("zh"))
        return tuple(self._kept(read_upload(group, kind)) for group in groups(files))

    def _kept(self, upload: Upload) -> Taken:
        if not upload.good:
            return Taken(upload, None, False)
        newest = max((v.number for v in self.versions(upload.id)), default=0)
        version = self.shelf.materials.add(
            upload.id,
            upload.files,
            kind=upload.kind or "",
            title=upload.title,
            items=upload.items,
            dialogues=upload.dialogues,
            turns=upload.turns,
        )
        self.shelf.keep(version, upload)
        return Taken(upload, version, version.number > newest)

    # --- versions --------------------------------------------------------------------------------

    def versions(self, material: object = None) -> tuple[Version, ...]:
        """The versions of one material, or of all; the newest first."""
        return tuple(
            v for v in self.shelf.materials.list() if material is None or v.material == material
        )

    def publish(self, material: object, number: object) -> Version:
        version = self.shelf.version(material, number)
        self.shelf.read(version)
        self.shelf.materials.publish(version.material, version.number)
        self.shelf.refresh()
        return version

    def withdraw(self, material: object) -> None:
        self.shelf.materials.withdraw(str(material)[:64])
        self.shelf.refresh()

    def delete(self, material: object, number: object) -> Version:
        version = self.shelf.version(material, number)
        self.shelf.materials.delete(version.material, version.number)
        return version

    # --- what a version holds --------------------------------------------------------------------

    def upload(self, material: object, number: object) -> tuple[Version, Upload]:
        version = self.shelf.version(material, number)
        return version, self.shelf.read(version)

    def in_course(self, upload: Upload) -> tuple[str, ...]:
        """The ids of an upload that a case of the course has as well."""
        known = {case.id for case in self.services.library.scenarios}
        known |= {own.id for own in self.services.library.sets}
        return tuple(item for item in upload.items if item in known)

    def audit(self, version: Version, upload: Upload) -> Audit:
        """What our checks would mark in the model answers, and whether all were read."""
        found = self.audited(version)
        if found is None:
            found = marked_answers(upload.loaded(), AUDITED)
            with self._lock:
                while len(self._audits) >= _KEPT_AUDITS:
                    del self._audits[next(iter(self._audits))]
                self._audits[_key(version)] = found
        return found

    def audited(self, version: Version) -> Audit | None:
        """The audit of a version where it was made lately."""
        return self._audits.get(_key(version))

    def download(self, upload: Upload, form: object) -> tuple[Download, tuple[str, ...]]:
        """The upload in a form, and what of it this form has no place for."""
        if form == "yaml":
            return as_yaml(upload), ()
        if form == "xlsx":
            return as_workbook(upload), not_in_a_table(upload)
        return original(upload), ()

    def draft(self, upload: Upload, play: object) -> Draft:
        return draft(upload, str(play))

    # --- preview ---------------------------------------------------------------------------------

    def plays(self, upload: Upload, lang: Lang) -> list[tuple[str, str]]:
        """(title, id) of what can be played, at most `LISTED`."""
        found = [
            (f"{d.title or d.id} · {own.title or own.id}", play_id(own, d))
            for own in upload.sets
            for d in own.dialogues[:LISTED]
        ]
        found += [(case.title.get(lang), case.id) for case in upload.scenarios[:LISTED]]
        return found[:LISTED]

    def preview(self, upload: Upload, play: object) -> Preview:
        """Plays the first turns of a dialogue or a case with its own model answers."""
        aside = replace(self.services, published=Published())
        name = str(play)
        owner = name.partition("/")[0]
        aside.published.put(
            *(own for own in upload.sets if own.id == owner),
            *(case for case in upload.scenarios if case.id == name),
        )
        scenario = aside.published.library.scenario(name)
        lang: Lang = "zh" if "zh" in scenario.languages else scenario.languages[0]
        levels = aside.playable().levels(scenario, scenario.standard)
        level = min(levels, key=lambda n: (abs(n - scenario.level), n), default=scenario.level)
        session = start(aside, name, lang=lang, level=level, learner="preview")
        turns: list[RecordedTurn] = []
        while len(turns) < PREVIEW_TURNS and not session.done:
            session, reply = _own_answer(aside, session)
            if reply is None:
                break
            result = take_turn(aside, session, reply)
            session = result.session
            turns.append(
                RecordedTurn(
                    number=session.turn,
                    reply=reply,
                    feedback=result.feedback,
                    buyer=result.reply,
                    satisfaction=session.buyer_state.satisfaction,
                    mood=session.buyer_state.mood,
                    outcome=result.outcome,
                    actions=session.case.actions,
                    match=result.match,
                )
            )
        return Preview(session, tuple(turns), session.done)


def _key(version: Version) -> tuple[str, int, str]:
    return (version.material, version.number, version.digest)


def _own_answer(aside: Services, session: Session) -> tuple[Session, str | None]:
    """The first model answer to the present message, after the actions that go before it."""
    lines: Sequence[str] = session_hint(aside, session)
    for line in lines:
        if not line.startswith("/do "):
            return session, line
        try:
            session, _ = do_action(aside, session, line.removeprefix("/do "))
        except ActionRefused:
            continue
    return session, None


def _too_much(lang: Lang) -> str:
    return say("teacher.too_much", lang, files=MAX_FILES, size=MAX_UPLOAD // 1_000_000)
