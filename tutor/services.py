"""Builds everything a turn needs, once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from tutor import resources
from tutor.buyer.engine import Buyer
from tutor.buyer.generate import Wording
from tutor.dialogue.library import Library, left_out, load_library
from tutor.dialogue.published import Published
from tutor.dialogue.script_play import CharacterLikeness, Likeness
from tutor.domain import Bilingual, Scenario
from tutor.encoders.generators import get_generator
from tutor.encoders.protocols import Progress, quiet
from tutor.encoders.ranker import EncoderRanker
from tutor.encoders.sentence import DEFAULT_ENCODER, RememberingEncoder, get_encoder
from tutor.errors import ModelUnavailable
from tutor.text.tokenise import warm_up
from tutor.understand.classify import default_acts
from tutor.understand.read import ActClassifier

_NO_ENCODER = Bilingual(
    zh="没有句子编码器：买家的话按字面选择，听懂得少一些。安装它：kefu models pull e5-small",
    en="There is no sentence encoder here: the buyer's words are chosen by their characters, and less "
    "is understood. To get it: kefu models pull e5-small",
)


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
    library = load_library(dialogues or resources.dialogues_dir())
    if own is not None:
        library = library.joined(load_library(own))
    warm_up()
    model, reduced = _encoder(encoder, library, progress)
    buyer = Buyer(library) if model is None else Buyer(library, ranker=EncoderRanker(model))
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


def warm_lines(services: Services, progress: Progress = quiet) -> None:
    """Has every line of the course encoded and kept on the disk. Minutes on a small machine, once;
    without it a line is encoded when it is first ranked."""
    if services.encoder is not None:
        services.encoder.warm(_line_texts(services.library), "passage", progress)


def _line_texts(library: Library) -> tuple[str, ...]:
    lines = (*library.general, *(line for s in library.scenarios for line in s.lines))
    return tuple(dict.fromkeys(line.text for line in lines))
