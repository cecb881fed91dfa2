"""Playing a scripted dialogue: the buyer says the script's next message, and a reply is set beside
the one that the script has there. Pure; how near a reply came is a distance, never a verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tutor.domain import (
    Bilingual,
    Desk,
    DialogueSet,
    Lang,
    Line,
    ModelAnswer,
    Persona,
    Scenario,
    ScriptedDialogue,
    ScriptMatch,
    ScriptTurn,
)
from tutor.text.normalise import fold

MODULE = "own-dialogues"
DEFAULT_LEVEL = 4
_NOWHERE = "ZZ"  # ISO 3166-1 leaves it to users: no country is known


class Likeness(Protocol):
    """Scores how like each candidate is to `context`, 0 to 1."""

    def rank(self, context: str, candidates: Sequence[str]) -> Sequence[float]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A message of the buyer and the reply that the script has to it; "" when it has none. `notes`
    are the teacher's on either."""

    buyer: str
    expected: str
    notes: tuple[str, ...] = ()


class CharacterLikeness:
    """Dice coefficient of the character pairs of two texts, without punctuation and spaces.

    Dice, Measures of the amount of ecologic association between species, Ecology 26 (1945)."""

    def rank(self, context: str, candidates: Sequence[str]) -> list[float]:
        known = _pairs(context)
        scores = []
        for candidate in candidates:
            own = _pairs(candidate)
            total = known.total() + own.total()
            scores.append(2 * (known & own).total() / total if total else 0.0)
        return scores


def _pairs(text: str) -> Counter[str]:
    kept = "".join(c for c in fold(text) if c.isalnum())
    # A mark on both sides gives a text of one character a pair, and ends their weight.
    padded = f"^{kept}$" if kept else ""
    return Counter(padded[i : i + 2] for i in range(len(padded) - 1))


def opening(script: Sequence[ScriptTurn]) -> tuple[ScriptTurn, ...]:
    """What the shop says before the buyer's first message, as an automatic greeting does."""
    first = next((i for i, turn in enumerate(script) if turn.role == "buyer"), len(script))
    return tuple(script[:first])


def exchanges(script: Sequence[ScriptTurn]) -> tuple[Exchange, ...]:
    """The script in pairs of message and reply; turns of one speaker in a row are one message."""
    pairs: list[tuple[list[str], list[str], list[str]]] = []
    for turn in script[len(opening(script)) :]:
        if turn.role == "buyer" and (not pairs or pairs[-1][1]):
            pairs.append(([], [], []))
        buyer, agent, notes = pairs[-1]
        (buyer if turn.role == "buyer" else agent).append(turn.text)
        if turn.note:
            notes.append(turn.note)
    return tuple(
        Exchange(buyer="\n".join(b), expected="\n".join(a), notes=tuple(n)) for b, a, n in pairs
    )


def next_line(script: Sequence[ScriptTurn], exchange: int) -> Exchange | None:
    """The exchange at a place of the script, from 0; None after its end."""
    pairs = exchanges(script)
    return pairs[exchange] if 0 <= exchange < len(pairs) else None


def match(reply: str, expected: str, likeness: Likeness | None = None) -> ScriptMatch:
    """How near `reply` came to the script's own."""
    (score,) = (likeness or CharacterLikeness()).rank(expected, (reply,))
    return ScriptMatch(expected=expected, likeness=min(max(float(score), 0.0), 1.0))


def play_id(owner: DialogueSet, dialogue: ScriptedDialogue) -> str:
    """The name under which a dialogue of a set is played."""
    return f"{owner.id}/{dialogue.id}"


def as_scenario(owner: DialogueSet, dialogue: ScriptedDialogue) -> Scenario:
    """The dialogue as a case without a desk whose buyer follows the script."""
    identifier = play_id(owner, dialogue)
    pairs = exchanges(dialogue.turns)
    lang: Lang = next(t.lang for t in dialogue.turns if t.role == "buyer")
    title = " · ".join(part for part in (owner.title, dialogue.title) if part) or identifier
    note = dialogue.note or ""
    number = len(pairs)
    return Scenario(
        id=identifier,
        title=Bilingual(zh=title, en=title),
        briefing=Bilingual(
            zh=note or f"一段写好的对话，顾客说 {number} 次话。请您做客服，回复每一句。",
            en=note or f"A scripted dialogue: the buyer writes {number} times. Reply as the agent.",
        ),
        module=MODULE,
        level=dialogue.level or owner.level or DEFAULT_LEVEL,
        standard=owner.standard,
        channel=owner.channel,
        persona=Persona(
            name=Bilingual(zh="顾客", en="Buyer"),
            country=_NOWHERE,
            languages=(lang,),
            mood="calm",
            patience=8,
        ),
        desk=Desk(),
        questions=(),
        wants=(),
        knows=(),
        lines=tuple(
            Line(act=f"script.{i}", lang=lang, text=pair.buyer, scenario=identifier)
            for i, pair in enumerate(pairs)
        ),
        key_terms=tuple(dict.fromkeys(term for t in dialogue.turns for term in t.terms)),
        model_answers=tuple(
            ModelAnswer(step=f"script.{i}", texts={lang: (pair.expected,)})
            for i, pair in enumerate(pairs)
            if pair.expected
        ),
        can_do=Bilingual(zh="能按照对话回复顾客。", en="I can answer the buyer of this dialogue."),
        max_turns=max(number, 1),
        script=dialogue.turns,
    )
