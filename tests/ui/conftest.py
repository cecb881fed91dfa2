"""The shipped course and an empty record, for the page's events without a browser."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tutor.records.sql_store import SqlStore
from tutor.records.store import open_store
from tutor.services import Services, build_services
from tutor.ui.practice import Practice, new_learner


@pytest.fixture(scope="session")
def services() -> Services:
    return build_services()


@pytest.fixture
def practice(services: Services, tmp_path: Path) -> Iterator[Practice]:
    store = open_store(f"sqlite:///{tmp_path / 'kefu.sqlite3'}")
    yield Practice(services, store)
    assert isinstance(store, SqlStore)
    store.close()


@pytest.fixture
def learner() -> str:
    return new_learner()


@pytest.fixture
def closed_loops(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Gradio makes event loops for every page it builds and closes none of them."""
    made = []
    real = asyncio.new_event_loop

    def tracked() -> asyncio.AbstractEventLoop:
        made.append(real())
        return made[-1]

    monkeypatch.setattr(asyncio, "new_event_loop", tracked)
    yield
    for loop in made:
        loop.close()
    asyncio.set_event_loop(None)
