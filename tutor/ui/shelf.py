"""What teachers have published, brought from the record into what learners can play."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict

from tutor.dialogue.guess import KINDS
from tutor.dialogue.upload import Upload, read_upload
from tutor.errors import StoreError, TutorError
from tutor.records.materials import Version
from tutor.records.store import Store
from tutor.services import Services

log = logging.getLogger(__name__)

_KEPT = 8  # uploads that stay read


class Shelf:
    """The record says what is published; this keeps `services.published` equal to it, also when
    another process has published something. Safe to use from several threads."""

    def __init__(self, services: Services, store: Store) -> None:
        self.services = services
        self.materials = store.materials
        self._lock = threading.Lock()
        self._refreshing = threading.Lock()
        self._shown: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._read: OrderedDict[tuple[str, int, str], Upload] = OrderedDict()

    def read(self, version: Version) -> Upload:
        """What a version holds, read from its files. Raises `StoreError`."""
        key = (version.material, version.number, version.digest)
        known = self._read.get(key)
        if known is not None:
            return known
        files = self.materials.files(version.material, version.number)
        kind = next((kind for kind in KINDS if kind == version.kind), None)
        return self.keep(version, read_upload(files, kind))

    def keep(self, version: Version, upload: Upload) -> Upload:
        """Remembers what was read of a version, so that it is not read again at once."""
        key = (version.material, version.number, version.digest)
        with self._lock:
            self._read[key] = upload
            self._read.move_to_end(key)
            while len(self._read) > _KEPT:
                self._read.popitem(last=False)
        return upload

    def version(self, material: object, number: object) -> Version:
        """The version of these names, which a browser sent. Raises `StoreError` for none."""
        for version in self.materials.list():
            if version.material == material and version.number == number:
                return version
        raise StoreError(
            "This version is not there any more. Please choose another one.",
            "这个版本已经没有了，请选别的版本。",
        )

    def refresh(self) -> None:
        """Publishes and takes back here what has changed in the record. A version that cannot be
        read any more is left out. Raises `StoreError` when the record cannot be read."""
        # One at a time, from reading the record on: an older state never comes after a newer one.
        with self._refreshing:
            wanted = {v.material: v for v in self.materials.list() if v.state == "published"}
            now = {name: f"{v.number} {v.digest}" for name, v in wanted.items()}
            shown = {name: mark for name, (mark, _) in self._shown.items()}
            if now == shown:
                return
            uploads: dict[str, Upload] = {}
            for name, version in wanted.items():
                if shown.get(name) != now[name]:
                    try:
                        uploads[name] = self.read(version)
                    except TutorError:
                        log.exception("a published version could not be read")
            # What is gone goes first: its ids may stand in another material now.
            for name in shown.keys() - now.keys():
                self._put_back(*self._shown.pop(name)[1])
            for name, upload in uploads.items():
                _, before = self._shown.get(name, ("", ()))
                self.services.published.put(*upload.sets, *upload.scenarios)
                self._put_back(*(set(before) - set(upload.items)))
                self._shown[name] = (now[name], upload.items)

    def _put_back(self, *items: str) -> None:
        if items:
            self.services.published.take_back(*items)
