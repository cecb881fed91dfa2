"""The labels of generated lines: a sheet that does not give its sources away, numbers that follow."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tutor.bench.generated import (
    REASONS,
    draw,
    labelled,
    main,
    reasons,
    scores,
    table,
    unblind,
    write_rows,
)
from tutor.bench.worded import CHECKS, Pair, Worded
from tutor.resources import eval_dir
from tutor.services import build_services


def worded(n: int, generated: bool) -> Worded:
    return Worded(
        act="thank" if n % 2 else "ask.when",
        said=f"model {n}",
        retrieved=f"script {n}",
        generated=generated,
        reasons=() if generated else ("act", "act"),
        seconds=1.0,
        tokens=4,
        place=1,
        before=("Hello.",),
    )


PAIR = Pair(
    seed=1,
    agent="good",
    scenario="late-scarf-lyon",
    lang="en",
    level=4,
    worded=tuple(worded(n, n < 20) for n in range(40)),
    marks={name: [] for name in CHECKS},
    plain_marks={name: [] for name in CHECKS},
    ends_right=True,
    plain_ends_right=True,
)


def test_a_sheet_mixes_both_and_names_neither() -> None:
    sheet, sources = draw([PAIR], generated=10, retrieved=8, seed=3)
    assert Counter(sources.values()) == {"generated": 10, "retrieved": 8}
    assert all("source" not in row for row in sheet)
    assert len({json.dumps(sorted(row)) for row in sheet}) == 1
    order = [sources[row["id"]] for row in sheet]
    assert order != sorted(order)
    for row in sheet:
        kind = "model" if sources[row["id"]] == "generated" else "script"
        assert row["line"].startswith(kind)
    assert draw([PAIR], generated=10, retrieved=8, seed=3) == (sheet, sources)


def test_no_turn_shows_both_its_lines() -> None:
    sheet, _ = draw([PAIR], generated=20, retrieved=15)
    turns = [row["line"].split()[1] for row in sheet]
    assert len(set(turns)) == len(turns) == 35


def test_retrieved_lines_are_of_acts_that_the_model_worded() -> None:
    thanks = replace(
        PAIR, worded=tuple(w for w in PAIR.worded if w.act == "thank" or not w.generated)
    )
    sheet, sources = draw([thanks], generated=5, retrieved=5)
    assert {row["act"] for row in sheet if sources[row["id"]] == "retrieved"} == {"thank"}


def test_a_row_without_a_label_is_not_counted() -> None:
    sheet, sources = draw([PAIR], generated=2, retrieved=2)
    with pytest.raises(ValueError, match="not labelled"):
        unblind(sheet, sources)
    rows = unblind([row | {"good": True} for row in sheet], sources)
    assert {row["id"]: row["source"] for row in rows} == sources


def test_shares_and_reasons_by_source() -> None:
    rows = [
        {"source": "generated", "lang": "zh", "good": True, "reason": ""},
        {"source": "generated", "lang": "en", "good": False, "reason": "act, natural"},
        {"source": "retrieved", "lang": "en", "good": False, "reason": "case"},
    ]
    found = {s.metric: (s.value, s.n) for s in scores(rows)}
    assert found["good, generated"] == (0.5, 2)
    assert found["good, generated, zh"] == (1.0, 1)
    assert found["good, retrieved, zh"] == (None, 0)
    assert reasons(rows, "generated") == {"act": 1, "natural": 1}


def test_drawing_and_joining_from_the_command_line(tmp_path: Path) -> None:
    from dataclasses import asdict

    played, sheet, sources, out = (tmp_path / name for name in ("p", "s", "k", "o"))
    write_rows(played, [{"generator": "x"}, asdict(PAIR)])
    assert main(["draw", str(played), "--sheet", str(sheet), "--sources", str(sources)]) == 0
    rows = [json.loads(line) | {"good": True} for line in sheet.read_text("utf-8").splitlines()]
    write_rows(sheet, rows)
    assert main(["unblind", str(sheet), str(sources), "--out", str(out)]) == 0
    joined = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert len(joined) == len(rows)
    assert all(row["source"] in ("generated", "retrieved") for row in joined)


def test_the_labelled_file_is_well_formed() -> None:
    library = build_services().library
    rows = labelled()
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert row["source"] in ("generated", "retrieved")
        assert row["line"].strip()
        assert row["lang"] in library.scenario(row["scenario"]).languages
        assert isinstance(row["good"], bool)
        given = [reason for reason in row["reason"].split(", ") if reason]
        assert set(given) <= set(REASONS)
        assert bool(given) is not row["good"], row["id"]


def test_the_readmes_numbers_follow_from_the_labels() -> None:
    readme = (eval_dir() / "roleplay" / "README.md").read_text(encoding="utf-8")
    for line in "\n".join(table(labelled())).splitlines():
        assert line in readme
