"""The buyer: what the agenda decided, in words that retrieval found, filled from the case."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tutor.buyer.agenda import Move, open_state, react
from tutor.buyer.friction import voice
from tutor.buyer.generate import Request, Wording
from tutor.buyer.nearest import NearestLines
from tutor.buyer.perceive import Stimulus
from tutor.buyer.retrieve import Found, NgramRanker, Ranker, retrieve
from tutor.dialogue.fill import case_values, fill, slots_of
from tutor.dialogue.library import Library, line_band
from tutor.domain import (
    BuyerReply,
    BuyerState,
    Case,
    Lang,
    Origin,
    Scenario,
    Standard,
    Utterance,
    Want,
)
from tutor.errors import TutorError

# The first message carries the matter, a word that is asked about must stay: both are said as written.
_AS_WRITTEN = ("open", "ask_meaning", "misremember")
_MERE_REACTIONS = frozenset({"acknowledge", "react_empathy", "soften"})
# How a line begins that takes up what was said by itself.
_REACTS = re.compile(
    r"好(?:的|吧|啊)?[，。！]|行[，。]|可以[，。]|谢谢|感谢|没关系|没事|明白|知道了|原来|是啊|嗯"
    r"|(?:ok|okay|right|all right|alright|fine|thanks|thank you|great|i see|got it|well|understood|good)\b",
    re.IGNORECASE,
)


def _last(history: tuple[Utterance, ...]) -> tuple[str, ...]:
    return tuple(said.text for said in history[-1:])


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What does not change while a case is played."""

    scenario: Scenario
    lang: Lang
    level: int
    standard: Standard
    seed: int


@dataclass(frozen=True)
class Buyer:
    """Plays every buyer of a library. Stateless: a state goes in, a new one comes out."""

    library: Library
    ranker: Ranker = field(default_factory=NgramRanker)
    wording: Wording | None = None
    nearest: NearestLines | None = None  # an index of the library's lines

    def open(self, setting: Setting, case: Case) -> tuple[BuyerState, BuyerReply]:
        """The state before the first reply, and the buyer's first message."""
        state = open_state(setting.scenario)
        vague = state.agenda[:1] == ("open",)
        return self._speak(setting, case, state, Move(act="open_vague" if vague else "open"), (), 0)

    def reply(
        self,
        setting: Setting,
        case: Case,
        state: BuyerState,
        stimulus: Stimulus,
        history: tuple[Utterance, ...],
        *,
        turn: int,
        met: Callable[[Want], bool],
    ) -> tuple[BuyerState, BuyerReply]:
        """The buyer's answer to a reply. `turn` counts the replies, from 1."""
        state, move = react(state, stimulus, setting.scenario, turn=turn, met=met)
        return self._speak(setting, case, state, move, history, turn)

    def _speak(
        self,
        setting: Setting,
        case: Case,
        state: BuyerState,
        move: Move,
        history: tuple[Utterance, ...],
        turn: int,
    ) -> tuple[BuyerState, BuyerReply]:
        rng = random.Random(f"{setting.seed}/{turn}/{setting.scenario.id}")
        # The buyer's last line as the library has it, since its vector is known; a line an utterance.
        before = state.said[-1:] if len(history) > 1 else ()
        context = "\n".join(" ".join(text.split()) for text in (*before, *_last(history)))
        values = case_values(case.desk, setting.lang, setting.scenario.persona.name)
        if move.word is not None:
            values["word"] = move.word
        parts: list[str] = []
        evidence: list[str] = []
        origin: Origin = "script"
        for act, found in self._chosen(setting, move, state, context, rng):
            if found is None:
                raise TutorError(
                    f"The course has no buyer line for {act!r} in {setting.lang} at HSK {setting.level}. "
                    "Check the dialogue files: kefu dialogues check dialogues"
                )
            friction = setting.scenario.persona.friction
            parts.append(fill(voice(found.line.text, setting.lang, friction, rng), values))
            evidence.append(found.line.text)
            state = replace(state, said=(*state.said, found.line.text))
            origin = found.tier  # type: ignore[assignment]
        text = (" " if setting.lang == "en" else "").join(parts)
        refused: tuple[str, ...] = ()
        if self.wording is not None and not move.act.startswith(_AS_WRITTEN):
            request = self._request(setting, state, move, parts[-1], evidence[-1], values, history)
            phrased = self.wording.phrase(request, parts[-1])
            refused = phrased.reasons
            if phrased.generated:
                origin = "generated"
                text = (" " if setting.lang == "en" else "").join([*parts[:-1], phrased.text])
        reply = BuyerReply(
            text=text,
            act=move.act,
            origin=origin,
            evidence=tuple(evidence),
            done=move.done,
            refused=refused,
        )
        return state, reply

    def _request(
        self,
        setting: Setting,
        state: BuyerState,
        move: Move,
        line: str,
        template: str,
        values: dict[str, str],
        history: tuple[Utterance, ...],
    ) -> Request:
        """What a model may work from: the chosen line first, then others of the act at the level."""
        persona = setting.scenario.persona
        others = [
            fill(other.text, values)
            for owner in (setting.scenario, None)
            for other in self.library.lines(move.act, setting.lang, owner)
            if line_band(other, owner, setting.standard) <= setting.level and other.text != template
        ]
        return Request(
            act=move.act,
            lang=setting.lang,
            level=setting.level,
            standard=setting.standard,
            persona=persona.name.get(setting.lang),
            country=persona.country,
            mood=state.mood,
            facts=values,
            examples=(line, *others[:3]),
            history=history,
            must_have=tuple(values[slot] for slot in slots_of(template)),
            seed=setting.seed * 1000 + len(history),
        )

    def _chosen(
        self, setting: Setting, move: Move, state: BuyerState, context: str, rng: random.Random
    ) -> list[tuple[str, Found | None]]:
        """The act's line, and before it that of the reaction, unless the reaction is worn out or
        the line itself begins with one."""
        main = self._find(setting, move.words_of or move.act, state, context, rng)
        if move.lead is None or main is None:
            return [(move.act, main)]
        lead = self._find(setting, move.lead, state, context, rng)
        doubled = move.lead in _MERE_REACTIONS and _REACTS.match(main.line.text) is not None
        if lead is None or lead.tier == "fallback" or lead.line == main.line or doubled:
            return [(move.act, main)]
        return [(move.lead, lead), (move.act, main)]

    def _find(
        self, setting: Setting, act: str, state: BuyerState, context: str, rng: random.Random
    ) -> Found | None:
        return retrieve(
            self.library,
            setting.scenario,
            act,
            lang=setting.lang,
            level=setting.level,
            standard=setting.standard,
            state=state,
            context=context,
            rng=rng,
            ranker=self.ranker,
            nearest=self.nearest,
        )
