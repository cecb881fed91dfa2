"""Builds everything a turn needs, once."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from pathlib import Path

from tutor import resources
from tutor.buyer.engine import Buyer
from tutor.buyer.generate import Wording
from tutor.buyer.nearest import FolderStore, LineStore, NearestLines
from tutor.dialogue.library import Library, left_out, load_library
from tutor.dialogue.published import Published
from tutor.dialogue.script_play import CharacterLikeness, Likeness
from tutor.domain import Bilingual, Scenario
from tutor.encoders import memory
from tutor.encoders.generators import get_generator
from tutor.encoders.postgres import PostgresStore
from tutor.encoders.protocols import Progress, quiet
from tutor.encoders.ranker import EncoderRanker
from tutor.encoders.sentence import DEFAULT_ENCODER, RememberingEncoder, get_encoder
from tutor.errors import ModelUnavailable
from tutor.text.tokenise import warm_up
from tutor.understand.classify import default_acts
from tutor.understand.read import ActClassifier

log = logging.getLogger(__name__)

_NO_ENCODER = Bilingual(
    zh="没有句子编码器：买家的话按字面选择，听懂得少一些。安装它：kefu models pull e5-small",
    en="There is no sentence encoder here: the buyer's words are chosen by their characters, and less "
    "is understood. To get it: kefu models pull e5-small",
)


_INDEX_NEEDS_ENCODER = Bilingual(
    zh="KEFU_INDEX 需要句子编码器，现在不用这个索引。安装它：kefu models pull e5-small",
    en="KEFU_INDEX needs the sentence encoder, so that index is not used. To get it: kefu models pull "
    "e5-small",
)
_IN_MEMORY = 20_000  # lines up to which all that fit are compared in memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What callers of `take_turn` share; safe to use from several threads."""

    library: Library  # the course as it was loaded
    buyer: Buyer
    published: Published = field(default_factory=Published)  # beside it, while the program runs
    likeness: Likeness = field(default_factory=CharacterLikeness)  # of a reply to a script
    encoder: RememberingEncoder | None = None
    classifier: ActClassifier | None = field(default_factory=default_acts)  # of a reply's clauses
    reduced: tuple[Bilingual, ...] = ()  # what is off for want of a model, one sentence each

    def playable(self) -> Library:
        """The course and what is published beside it, as both are at this moment."""
        return self.published.beside(self.library)

    def find(self, identifier: str) -> Scenario:
        """The case with this id, or the dialogue of a set ("set/dialogue"; a set's id alone is its
        first). What is published counts before the course. Raises `UnknownName`."""
        return self.playable().scenario(identifier)


def build_services(
    dialogues: Path | None = None,
    *,
    own: Path | None = None,
    encoder: str | None = None,
    generator: str | None = None,
    progress: Progress = quiet,
) -> Services:
    """Loads the course and builds the buyer. `own` is a file or folder of further cases and sets.

    `encoder` is "auto" (the embedded one where it is installed), the name of an encoder, or None or
    "none" for lines ranked by their characters. `generator` names the language model that words the
    buyer's lines anew; without one they are said as written. Raises `DialogueError` with every problem of the
    files, `TutorError` when there is no scenario, `ModelUnavailable` for a named model that is
    not here.
    """
    memory.hold_little()
    library = load_library(dialogues or resources.dialogues_dir())
    if own is not None:
        library = library.joined(load_library(own))
    warm_up()
    model, reduced = _encoder(encoder, library, progress)
    buyer = Buyer(library)
    if model is not None:
        ranker = EncoderRanker(model)
        nearest, without = _nearest(library, ranker)
        buyer = Buyer(library, ranker=ranker, nearest=nearest)
        reduced = (*reduced, *without)
    elif resources.index_url():
        reduced = (*reduced, _INDEX_NEEDS_ENCODER)
    words = get_generator(generator)
    if words is not None:
        buyer = replace(buyer, wording=Wording(generator=words))
    return Services(
        library=library,
        buyer=buyer,
        encoder=model,
        reduced=(*left_out(library), *reduced),
    )


def _encoder(
    spec: str | None, library: Library, progress: Progress
) -> tuple[RememberingEncoder | None, tuple[Bilingual, ...]]:
    if spec in (None, "", "none"):
        return None, ()
    try:
        model = get_encoder(DEFAULT_ENCODER if spec == "auto" else spec, progress)
    except ModelUnavailable:
        if spec != "auto":
            raise
        return None, (_NO_ENCODER,)
    if model is not None:
        model.recall(_line_texts(library), "passage")
    return model, ()


def _nearest(
    library: Library, ranker: EncoderRanker
) -> tuple[NearestLines | None, tuple[Bilingual, ...]]:
    """The index of the lines: in a school's PostgreSQL where `KEFU_INDEX` names one, in the cache
    folder for a large library, none for another. What keeps PostgreSQL from serving is said."""
    url = resources.index_url()
    without: tuple[Bilingual, ...] = ()
    store: LineStore | None = None
    if len(_line_texts(library)) > _IN_MEMORY:
        store = FolderStore(resources.cache_dir() / "index")
    if url:
        try:
            store = PostgresStore(url)
        except ModelUnavailable as error:
            without = (
                Bilingual(
                    zh=f"{error.zh}。现在用本机的索引。",
                    en=f"{error.en}. The index of this machine is used.",
                ),
            )
    if store is None:
        return None, without
    nearest = NearestLines(library, ranker, store)
    try:
        nearest.prepare()
    except ModelUnavailable as error:
        log.warning("%s.", error.en)
    return nearest, without


def warm_lines(services: Services, progress: Progress = quiet) -> None:
    """Has every line of the course encoded and kept on the disk, and its index built where there
    is one. Minutes on a small machine, once; without it a line is encoded when it is first ranked."""
    if services.encoder is None:
        return
    services.encoder.warm(_line_texts(services.library), "passage", progress)
    if services.buyer.nearest is not None:
        try:
            services.buyer.nearest.fill(progress)
        except ModelUnavailable as error:
            log.warning("%s. The lines are searched in memory.", error.en)


def _line_texts(library: Library) -> tuple[str, ...]:
    lines = (*library.general, *(line for s in library.scenarios for line in s.lines))
    return tuple(dict.fromkeys(line.text for line in lines))
