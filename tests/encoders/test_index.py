"""The index on disk finds what a full comparison finds, under filters, and is refused when broken."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

import numpy as np
import pytest

from tutor.encoders import index as lines
from tutor.encoders.index import EVERY_LINE, DiskIndex, Filter, Label, build_index
from tutor.encoders.protocols import Vectors
from tutor.errors import InputError, ModelUnavailable

pytest.importorskip("faiss")
ROWS, DIM = 6000, 32


def clustered(rows: int, dim: int, seed: int) -> Vectors:
    """Unit vectors in clumps, as sentences are."""
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(60, dim))
    x = centres[rng.integers(0, 60, rows)] + 0.5 * rng.normal(size=(rows, dim))
    return (x / np.linalg.norm(x, axis=1, keepdims=True)).astype(np.float32)


VECTORS = clustered(ROWS, DIM, 1)
QUERIES = clustered(20, DIM, 2)
LABELS = tuple(
    Label(
        ("ask", "thank", "press")[i % 3],
        ("zh", "en")[i % 2],
        (1 + i % 4, 2 + i % 5, 2 + i % 7),
        "" if i % 4 else f"case-{i % 90}",
        "" if i % 4 else ("VN", "TH", "PH")[i % 90 % 3],
    )
    for i in range(ROWS)
)


@pytest.fixture(scope="module", params=[ROWS, 500], ids=["lists", "flat"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> DiskIndex:
    folder = tmp_path_factory.mktemp("index") / "lines"
    n = request.param
    build_index(folder, VECTORS[:n], LABELS[:n], encoder_id="x")
    return DiskIndex(folder)


def exact(query: Vectors, rows: list[int], count: int) -> set[int]:
    scores = VECTORS[rows] @ query
    return {rows[int(i)] for i in np.argsort(-scores)[:count]}


@pytest.mark.parametrize(
    "wanted",
    [
        EVERY_LINE,
        Filter(lang="zh"),
        Filter(act="thank", lang="en", max_level=3),
        Filter(max_level=2),
        Filter(max_level=2, standard="2021"),
        Filter(country="TH", max_level=4),
        Filter(scenario=""),
        Filter(act="ask", scenario="case-12", lang="zh"),
    ],
    ids=str,
)
@pytest.mark.parametrize(
    ("picked", "bound"),
    [(lines._PICKED, lines._EXACT), (0, lines._EXACT), (0, 0)],
    ids=["as shipped", "compared", "probed"],
)
def test_it_finds_what_a_full_comparison_finds(
    built: DiskIndex, wanted: Filter, picked: int, bound: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "_PICKED", picked)
    monkeypatch.setattr(lines, "_EXACT", bound)
    if not bound:
        monkeypatch.setattr(lines, "_MOST_PROBES", 10**9)
    monkeypatch.setattr(built, "_kept", OrderedDict())
    rows = [i for i in range(len(built)) if wanted.fits(LABELS[i])]
    assert rows
    found = right = 0
    for query in QUERIES:
        hits = built.search(query, 10, wanted)
        assert all(wanted.fits(LABELS[hit.row]) for hit in hits)
        assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
        truth = exact(query, rows, 10)
        right += len(truth)
        found += len(truth & {hit.row for hit in hits})
    assert found / right >= (0.95 if bound else 0.85)


def test_scores_are_cosines(built: DiskIndex) -> None:
    hit = built.search(VECTORS[7], 1)[0]
    assert hit.row == 7
    assert hit.score == pytest.approx(1, abs=0.02)


def test_nothing_fits_an_unknown_act_or_too_low_a_level(built: DiskIndex) -> None:
    assert built.search(QUERIES[0], 5, Filter(act="sing")) == ()
    assert built.search(QUERIES[0], 5, Filter(lang="fr")) == ()
    assert built.search(QUERIES[0], 5, Filter(scenario="case-12", country="PE")) == ()
    assert built.search(QUERIES[0], 5, Filter(max_level=1)) == ()
    assert built.search(QUERIES[0], 0) == ()


def test_a_filter_that_was_used_long_ago_still_holds(built: DiskIndex) -> None:
    first = built.search(QUERIES[0], 5, Filter(scenario="case-12"))
    for number in range(lines._MASKS + 1):
        built.search(QUERIES[0], 1, Filter(max_level=number + 2, standard="2.0"))
    assert len(built._kept) == lines._MASKS
    assert built.search(QUERIES[0], 5, Filter(scenario="case-12")) == first


def test_fewer_rows_than_asked_for(tmp_path: Path) -> None:
    build_index(tmp_path / "i", VECTORS[:3], LABELS[:3], encoder_id="x")
    assert {hit.row for hit in DiskIndex(tmp_path / "i").search(QUERIES[0], 10)} == {0, 1, 2}


def test_a_new_index_replaces_the_old_one_whole(tmp_path: Path) -> None:
    build_index(tmp_path / "i", VECTORS[:30], LABELS[:30], encoder_id="x")
    build_index(tmp_path / "i", VECTORS[:20], LABELS[:20], encoder_id="y")
    found = DiskIndex(tmp_path / "i")
    assert (len(found), found.encoder_id) == (20, "y")
    assert not [p for p in tmp_path.iterdir() if p.is_dir() and p.name != "i"]


@pytest.mark.parametrize("name", ["head.json", "columns.npy", "orders.npy", "lines.faiss"])
def test_a_broken_index_is_refused_with_what_to_do(tmp_path: Path, name: str) -> None:
    build_index(tmp_path / "i", VECTORS[:30], LABELS[:30], encoder_id="x")
    (tmp_path / "i" / name).write_bytes(b"{}")
    with pytest.raises(ModelUnavailable, match="Build it again"):
        DiskIndex(tmp_path / "i")


def test_wrong_sizes_are_refused(tmp_path: Path, built: DiskIndex) -> None:
    with pytest.raises(InputError, match="one label"):
        build_index(tmp_path / "i", VECTORS[:3], LABELS[:2], encoder_id="x")
    with pytest.raises(InputError, match="level"):
        build_index(tmp_path / "i", VECTORS[:1], (Label("a", "zh", (2, 300, 2)),), encoder_id="x")
    with pytest.raises(InputError, match="numbers"):
        built.search(QUERIES[0][:5], 1)


def test_an_old_format_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_index(tmp_path / "i", VECTORS[:3], LABELS[:3], encoder_id="x")
    monkeypatch.setattr(lines, "_FORMAT", lines._FORMAT + 1)
    with pytest.raises(ModelUnavailable):
        DiskIndex(tmp_path / "i")
