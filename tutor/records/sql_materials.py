"""What teachers bring, in a database that SQLAlchemy speaks to."""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from tutor.errors import StoreError
from tutor.records.database import Database
from tutor.records.materials import (
    MAX_BYTES,
    MAX_FILES,
    MAX_MATERIALS,
    MAX_VERSIONS,
    Files,
    Version,
    digest_of,
)
from tutor.records.models import MaterialFileRow, MaterialItemRow, MaterialRow, VersionRow

_GONE = (
    "This version is not there any more. Please choose another one.",
    "这个版本已经没有了，请选别的版本。",
)
_TOO_LONG = (
    f"An upload may hold {MAX_FILES} files and {MAX_BYTES // 1_000_000} MB, not more. "
    "Please split it.",
    f"一次最多上传 {MAX_FILES} 个文件，一共 {MAX_BYTES // 1_000_000} MB。请分成几次上传。",
)
_TOO_MANY = (
    f"There are {MAX_VERSIONS} versions already. Delete old ones first.",
    f"已经有 {MAX_VERSIONS} 个版本了。请先删除旧的版本。",
)
_FULL = (
    f"There are {MAX_MATERIALS} uploads already. Delete some of them first.",
    f"已经有 {MAX_MATERIALS} 份上传的内容了。请先删除一些。",
)
_IN_USE = (
    "Learners see this version. Take it back before you delete it.",
    "学习者正在用这个版本。请先撤回，再删除。",
)


class SqlMaterials(Database):
    """`Materials` on any database that SQLAlchemy speaks to."""

    def add(
        self,
        material: str,
        files: Files,
        *,
        kind: str,
        title: str,
        items: Sequence[str],
        dialogues: int,
        turns: int,
    ) -> Version:
        if len(files) > MAX_FILES or sum(len(data) for _, data in files) > MAX_BYTES:
            raise StoreError(*_TOO_LONG)
        digest = digest_of(files)
        now = datetime.now(UTC)
        with self._transaction(self._writer) as db:
            newest = db.execute(
                select(VersionRow.number, VersionRow.digest)
                .where(VersionRow.material == material)
                .order_by(VersionRow.number.desc())
                .limit(1)
            ).first()
            if newest is not None and newest.digest == digest:
                (same,) = _versions(db, material, newest.number)
                return same
            number = _next_number(db, material)
            db.execute(
                insert(VersionRow).values(
                    material=material,
                    number=number,
                    state="draft",
                    kind=kind,
                    title=title,
                    digest=digest,
                    dialogues=dialogues,
                    turns=turns,
                    created=now,
                    changed=now,
                )
            )
            place = {"material": material, "number": number}
            db.execute(
                insert(MaterialFileRow),
                [
                    {**place, "position": i, "name": name, "data": data}
                    for i, (name, data) in enumerate(files)
                ],
            )
            if items:
                db.execute(
                    insert(MaterialItemRow),
                    [{**place, "item": item} for item in dict.fromkeys(items)],
                )
            (added,) = _versions(db, material, number)
        return added

    def list(self) -> tuple[Version, ...]:
        with self._transaction(self._reader) as db:
            found = _versions(db)
        latest: dict[str, datetime] = {}
        for version in found:
            known = latest.get(version.material, version.changed)
            latest[version.material] = max(known, version.changed)
        order = sorted(latest, key=lambda name: (-latest[name].timestamp(), name))
        rank = {name: i for i, name in enumerate(order)}
        return tuple(sorted(found, key=lambda v: (rank[v.material], -v.number)))

    def files(self, material: str, number: int) -> Files:
        with self._transaction(self._reader) as db:
            rows = db.execute(
                select(MaterialFileRow.name, MaterialFileRow.data)
                .where(MaterialFileRow.material == material, MaterialFileRow.number == number)
                .order_by(MaterialFileRow.position)
            ).all()
        if not rows:
            raise StoreError(*_GONE)
        return tuple((row.name, row.data) for row in rows)

    def publish(self, material: str, number: int) -> None:
        with self._transaction(self._writer) as db:
            found = _versions(db, material, number)
            if not found:
                raise StoreError(*_GONE)
            taken = db.execute(
                select(MaterialItemRow.item, MaterialItemRow.material)
                .join(
                    VersionRow,
                    (VersionRow.material == MaterialItemRow.material)
                    & (VersionRow.number == MaterialItemRow.number),
                )
                .where(
                    VersionRow.state == "published",
                    MaterialItemRow.material != material,
                    MaterialItemRow.item.in_(
                        select(MaterialItemRow.item).where(
                            MaterialItemRow.material == material,
                            MaterialItemRow.number == number,
                        )
                    ),
                )
                .limit(1)
            ).first()
            if taken is not None:
                raise StoreError(
                    f"{taken.item} is published already, in {taken.material}. Take that back first, "
                    "or give yours another id.",
                    f"“{taken.item}”已经在“{taken.material}”里发布了。请先撤回那一份，或者换一个编号。",
                )
            _withdraw(db, material, but=number)
            db.execute(
                update(VersionRow)
                .where(
                    VersionRow.material == material,
                    VersionRow.number == number,
                    VersionRow.state != "published",
                )
                .values(state="published", changed=datetime.now(UTC))
            )

    def withdraw(self, material: str) -> None:
        with self._transaction(self._writer) as db:
            _withdraw(db, material)

    def delete(self, material: str, number: int) -> None:
        with self._transaction(self._writer) as db:
            found = _versions(db, material, number)
            if not found:
                raise StoreError(*_GONE)
            if found[0].state == "published":
                raise StoreError(*_IN_USE)
            for table in (MaterialFileRow, MaterialItemRow, VersionRow):
                # Not every database is told to delete what hangs on a row.
                db.execute(delete(table).where(table.material == material, table.number == number))


def version_in_use(db: Connection, scenario_id: str) -> dict[str, object]:
    """The published version that a case of this name plays, as columns of a session; the dialogue of
    a set has the name "set/dialogue". Nothing for a case of the course."""
    row = db.execute(
        select(VersionRow.material, VersionRow.number)
        .join(
            MaterialItemRow,
            (VersionRow.material == MaterialItemRow.material)
            & (VersionRow.number == MaterialItemRow.number),
        )
        .where(
            VersionRow.state == "published",
            MaterialItemRow.item == scenario_id.partition("/")[0],
        )
        .limit(1)
    ).first()
    return {} if row is None else {"material": row.material, "version": row.number}


def _next_number(db: Connection, material: str) -> int:
    others = select(func.count(VersionRow.material.distinct())).where(
        VersionRow.material != material
    )
    if (db.scalar(others) or 0) >= MAX_MATERIALS:
        raise StoreError(*_FULL)
    last = db.scalar(select(MaterialRow.last).where(MaterialRow.id == material))
    if last is None:
        db.execute(insert(MaterialRow).values(id=material, last=1))
        return 1
    kept = db.scalar(
        select(func.count()).select_from(VersionRow).where(VersionRow.material == material)
    )
    if (kept or 0) >= MAX_VERSIONS:
        raise StoreError(*_TOO_MANY)
    db.execute(update(MaterialRow).where(MaterialRow.id == material).values(last=last + 1))
    return last + 1


def _withdraw(db: Connection, material: str, but: int | None = None) -> None:
    db.execute(
        update(VersionRow)
        .where(
            VersionRow.material == material,
            VersionRow.state == "published",
            VersionRow.number != (-1 if but is None else but),
        )
        .values(state="withdrawn", changed=datetime.now(UTC))
    )


def _versions(
    db: Connection, material: str | None = None, number: int | None = None
) -> builtins.list[Version]:
    rows = select(VersionRow.__table__)
    names = select(MaterialItemRow.__table__).order_by(MaterialItemRow.item)
    if material is not None:
        rows = rows.where(VersionRow.material == material, VersionRow.number == number)
        names = names.where(MaterialItemRow.material == material, MaterialItemRow.number == number)
    items: dict[tuple[str, int], builtins.list[str]] = {}
    for row in db.execute(names):
        items.setdefault((row.material, row.number), []).append(row.item)
    return [
        Version(
            material=row.material,
            number=row.number,
            state=row.state,
            kind=row.kind,
            title=row.title,
            digest=row.digest,
            dialogues=row.dialogues,
            turns=row.turns,
            items=tuple(items.get((row.material, row.number), ())),
            created=row.created,
            changed=row.changed,
        )
        for row in db.execute(rows)
    ]
