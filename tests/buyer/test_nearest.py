"""Lines from an index are the lines of the library: in a folder, in a real PostgreSQL, and when the
server goes away in the middle of a talk."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from postgres_server import NoServer, postgres

from tutor.buyer import nearest as module
from tutor.buyer.engine import Buyer
from tutor.buyer.nearest import FolderStore, LineStore, NearestLines
from tutor.dialogue.library import Library, line_band
from tutor.domain import Scenario
from tutor.encoders.protocols import Kind, Vectors
from tutor.encoders.ranker import EncoderRanker
from tutor.encoders.sentence import RememberingEncoder
from tutor.errors import ModelUnavailable
from tutor.services import Services, build_services, warm_lines
from tutor.session import session_hint, start, take_turn

CONTEXT = "我的包裹到哪儿了？\n您好，已经到海关了，请您再等三天。"


class Grams:
    """Vectors of hashed character pairs: alike texts are near, without a model."""

    id = "grams@1"
    dim = 48

    def encode(self, texts: Sequence[str], kind: Kind) -> Vectors:
        out = np.full((len(texts), self.dim), 1e-3, dtype=np.float32)
        for row, text in zip(out, texts, strict=True):
            for i in range(len(text)):
                row[zlib.crc32(text[i : i + 2].encode()) % self.dim] += 1
        return out / np.linalg.norm(out, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def plain() -> Services:
    """The shipped course with a ranker and no index."""
    services = build_services()
    encoder = RememberingEncoder(Grams())
    buyer = Buyer(services.library, ranker=EncoderRanker(encoder))
    return replace(services, buyer=buyer, encoder=encoder)


def filled(services: Services, store: LineStore) -> NearestLines:
    assert isinstance(services.buyer.ranker, EncoderRanker)
    lines = NearestLines(services.library, services.buyer.ranker, store)
    lines.fill()
    return lines


@pytest.fixture(scope="module")
def in_postgres(plain: Services) -> Iterator[NearestLines]:
    pytest.importorskip("psycopg", reason="the optional group `school` is not installed")
    from tutor.encoders.postgres import PostgresStore

    try:
        with postgres() as url:
            store = PostgresStore(url)
            yield filled(plain, store)
            store.close()
    except NoServer as why:
        pytest.skip(str(why))


@pytest.fixture(scope="module")
def in_folder(plain: Services, tmp_path_factory: pytest.TempPathFactory) -> NearestLines:
    return filled(plain, FolderStore(tmp_path_factory.mktemp("index")))


def compare(services: Services, lines: NearestLines, rounding: float, every: int) -> None:
    library, ranker = services.library, services.buyer.ranker
    owners: list[Scenario | None] = [None, *library.scenarios[::every]]
    compared = 0
    for owner in owners:
        source = library.general if owner is None else owner.lines
        standard = "2021" if owner is None else owner.standard
        for act, lang in dict.fromkeys((line.act, line.lang) for line in source):
            expected = [
                line
                for line in library.lines(act, lang, owner)
                if line_band(line, owner, standard) <= 4
            ]
            found = lines.near(
                act, lang, owner, level=4, standard=standard, context=CONTEXT, count=500
            )
            assert found is not None
            assert list(found.lines) == expected
            scores = ranker.rank(CONTEXT, [line.text for line in expected])
            assert found.likeness == pytest.approx(scores, abs=rounding)
            compared += len(expected)
    assert compared > 500


def test_postgres_has_the_lines_and_the_likeness_of_the_course(
    plain: Services, in_postgres: NearestLines
) -> None:
    compare(plain, in_postgres, 1e-5, every=4)


def test_the_folder_has_the_lines_and_the_likeness_of_the_course(
    plain: Services, in_folder: NearestLines
) -> None:
    compare(plain, in_folder, 0.02, every=4)


def test_both_name_the_same_nearest_lines(
    in_postgres: NearestLines, in_folder: NearestLines
) -> None:
    same = asked = 0
    for act in ("press", "acknowledge", "not_understood", "thank_close", "personal"):
        for lang in ("zh", "en"):
            one, other = (
                lines.near(act, lang, None, level=6, standard="2025", context=CONTEXT, count=5)
                for lines in (in_postgres, in_folder)
            )
            assert one is not None
            assert other is not None
            assert one.lines
            same += len(set(one.lines) & set(other.lines))
            asked += len(one.lines)
    assert same >= 0.9 * asked


def conversation(services: Services, scenario: Scenario, turns: int = 4) -> list[str | None]:
    session = start(services, scenario.id, lang="zh", seed=3)
    said: list[str | None] = [session.history[0].text]
    while not session.done and len(said) <= turns:
        text = next(h for h in session_hint(services, session) if not h.startswith("/"))
        result = take_turn(services, session, text)
        session = result.session
        said.append(result.reply.text if result.reply else None)
    return said


def test_a_talk_is_the_same_with_postgres_and_without(
    plain: Services, in_postgres: NearestLines
) -> None:
    school = replace(plain, buyer=replace(plain.buyer, nearest=in_postgres))
    for scenario in plain.library.scenarios[::16]:
        assert conversation(school, scenario) == conversation(plain, scenario)


def test_a_changed_case_keeps_its_own_lines(plain: Services, in_folder: NearestLines) -> None:
    owner = plain.library.scenarios[0]
    asked = {"level": 9, "standard": owner.standard, "context": CONTEXT, "count": 50}
    assert in_folder.near("open", "zh", owner, **asked) is not None  # type: ignore[arg-type]
    restored = replace(owner, lines=(*owner.lines,))
    assert in_folder.near("open", "zh", restored, **asked) is not None  # type: ignore[arg-type]
    changed = replace(owner, lines=(replace(owner.lines[0], text="我要退货。"), *owner.lines[1:]))
    assert in_folder.near("open", "zh", changed, **asked) is None  # type: ignore[arg-type]
    published = replace(owner, id="a-teachers-own")
    assert in_folder.near("open", "zh", published, **asked) is None  # type: ignore[arg-type]


def test_another_text_or_encoder_is_another_index(plain: Services) -> None:
    def name(library: Library, encoder: object) -> str:
        return NearestLines(library, EncoderRanker(encoder), FolderStore(Path())).name()  # type: ignore[arg-type]

    class Other(Grams):
        id = "grams@2"

    library = plain.library
    changed = replace(
        library,
        general=(
            replace(library.general[0], text=library.general[0].text + "吗"),
            *library.general[1:],
        ),
    )
    assert name(library, Grams()) == name(replace(library), Grams())
    assert len({name(library, Grams()), name(changed, Grams()), name(library, Other())}) == 3


class Away:
    """An index whose server went away."""

    def __init__(self) -> None:
        self.asked = 0

    def __len__(self) -> int:
        return 1

    def search(self, *_: object) -> tuple[()]:
        self.asked += 1
        raise ModelUnavailable("It does not answer")


class OneIndex:
    def __init__(self, index: Away) -> None:
        self.index = index

    def open(self, name: str) -> Away:
        return self.index


def test_a_server_that_goes_away_is_told_once_and_the_talk_goes_on(
    plain: Services, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = Away()
    lines = NearestLines(plain.library, plain.buyer.ranker, OneIndex(away))  # type: ignore[arg-type]
    assert lines.prepare()
    school = replace(plain, buyer=replace(plain.buyer, nearest=lines))
    scenario = plain.library.scenarios[3]
    assert conversation(school, scenario) == conversation(plain, scenario)
    assert away.asked == 1
    assert len([r for r in caplog.records if "does not answer" in r.message]) == 1
    monkeypatch.setattr(module, "_AGAIN_S", 0.0)
    lines._rest_until = 0.0
    conversation(school, scenario, turns=1)
    assert away.asked > 1  # it is asked again later


@pytest.fixture
def with_grams(monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = RememberingEncoder(Grams())
    monkeypatch.setattr("tutor.services.get_encoder", lambda spec, progress: encoder)


@pytest.mark.usefixtures("with_grams")
def test_a_school_that_cannot_be_reached_is_said_and_the_tutor_starts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pytest.importorskip("psycopg", reason="the optional group `school` is not installed")
    monkeypatch.setenv("KEFU_INDEX", f"postgresql://kefu:secret@/kefu?host={tmp_path}")
    services = build_services(encoder="e5-small")
    (note,) = services.reduced
    assert "does not answer" in note.en
    assert "index of this machine" in note.en
    assert "本机" in note.zh
    assert "secret" not in note.en + note.zh
    assert conversation(services, services.library.scenarios[0], turns=1)


def test_an_index_without_an_encoder_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEFU_INDEX", "postgresql://kefu@server/kefu")
    services = build_services(encoder="none")
    assert "encoder" in services.reduced[-1].en
    assert services.buyer.nearest is None


@pytest.mark.usefixtures("with_grams")
def test_a_large_library_gets_an_index_in_the_cache(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KEFU_CACHE", str(tmp_path))
    monkeypatch.setattr("tutor.services._IN_MEMORY", 100)
    services = build_services(encoder="e5-small")
    assert services.buyer.nearest is not None
    assert not services.buyer.nearest.prepare()
    warm_lines(services)
    assert services.buyer.nearest.prepare()
    assert list((tmp_path / "index").glob("*/head.json"))
