"""Zip archives from strangers: names are only shown, sizes are counted and not believed."""

from __future__ import annotations

import io
import zipfile
from typing import NamedTuple

from tutor.dialogue.guess import suffix_of

MAX_ENTRIES = 2_000
MAX_UNPACKED = 100_000_000
MAX_NAME = 120
_READ = {"yaml", "yml", "csv", "tsv", "xlsx", "xlsm", "json", "jsonl"}
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)  # the same files make the same archive


class Unpacked(NamedTuple):
    """The files of an archive that dialogues come in, how many others there were, or why it cannot
    be read: (message, fix)."""

    files: tuple[tuple[str, bytes], ...] = ()
    others: int = 0
    refused: tuple[str, str] | None = None


def unpack(data: bytes) -> Unpacked:
    """The files of a zip archive, in memory. Archives inside it stay packed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _unpack(archive)
    except RuntimeError:
        return Unpacked(
            refused=("is locked with a password.", "Pack the files again without a password.")
        )
    except Exception as error:  # zlib and its kin raise errors of their own on damaged data
        return Unpacked(
            refused=(f"is a damaged zip archive ({type(error).__name__}).", "Pack the files again.")
        )


def _unpack(archive: zipfile.ZipFile) -> Unpacked:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MAX_ENTRIES:
        return Unpacked(
            refused=(
                f"holds {len(entries):,} files; {MAX_ENTRIES:,} is the most.",
                "Pack fewer files.",
            )
        )
    files: list[tuple[str, bytes]] = []
    left = MAX_UNPACKED
    others = 0
    for entry in sorted(entries, key=lambda e: e.filename):
        name = name_of(entry)
        base = name.rpartition("/")[2]
        if "__MACOSX/" in f"/{name}" or base.startswith((".", "_")):
            continue
        if suffix_of(base) not in _READ:
            others += 1
            continue
        with archive.open(entry) as stream:
            content = stream.read(left + 1)
        left -= len(content)
        if left < 0:
            return Unpacked(
                refused=(
                    f"unpacks to more than {MAX_UNPACKED // 1_000_000} MB.",
                    "Pack fewer files, or upload them one by one.",
                )
            )
        files.append((name[-MAX_NAME:], content))
    return Unpacked(tuple(files), others)


def name_of(entry: zipfile.ZipInfo) -> str:
    """The name of an entry; one that does not say so is in UTF-8 or in GBK, as Windows writes it."""
    name = entry.filename
    if entry.flag_bits & 0x800:
        return name
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


def pack(files: tuple[tuple[str, bytes], ...]) -> bytes:
    """The files as a zip archive; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, _FIXED_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()
