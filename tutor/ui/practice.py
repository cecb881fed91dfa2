"""What happens on the practice tab, without the page: choices in, views out.

Every case is read from the store and written back to it before it is shown, so a reload, another
tab or a restarted process goes on where the record is. Errors a user can mend become a notice.
"""

from __future__ import annotations

import logging
import secrets
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from tutor.domain import LANGS, STANDARDS, Bilingual, Lang, Scenario, Session, Standard
from tutor.errors import TutorError
from tutor.records.store import CaseSummary, Store
from tutor.services import Services
from tutor.session import do_action, finish, session_hint, start, take_turn
from tutor.ui import own_sets, render, script
from tutor.ui.chat import briefing, case_head, chat, model_answers, task
from tutor.ui.desk import action_words, desk
from tutor.ui.report import report
from tutor.ui.strings import say

log = logging.getLogger(__name__)

Choice = tuple[str, str]

ACTIONS: tuple[str, ...] = (
    "refund",
    "partial_refund",
    "coupon",
    "reship",
    "exchange",
    "return",
    "cancel",
    "change_address",
    "repair",
    "paid_repair",
    "escalate",
)
WITH_AMOUNT = ("partial_refund", "coupon", "paid_repair")
_TYPED = {"partial_refund": "refund", "paid_repair": "repair"}  # as the desk calls them
WITH_ITEM = ("reship", "exchange")
WITH_NOTE = ("exchange", "change_address", "escalate")


class PageError(TutorError):
    """Something on the page that the learner can mend, from the page's own catalogue."""

    def __init__(self, key: str) -> None:
        super().__init__(say(key, "en"), say(key, "zh"))


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The practice tab at one moment; every text is escaped HTML. `case` None: nothing is open.
    `taken`: the reply is in the record, so the box is emptied. `ask` is a question before the
    command `pending` is done. `only_notice`: all but the notice stays as it is on the page. `acting`:
    the case has a desk to act at. `chinese`: there are words with pinyin and levels to show."""

    case: str | None
    head: str = ""
    chat: str = ""
    desk: str = ""
    briefing: str = ""
    notice: str = ""
    hint: str = ""
    report: str = ""
    done: bool = False
    taken: bool = False
    ask: str = ""
    pending: str = ""
    items: tuple[Choice, ...] = ()
    currency: str | None = None
    only_notice: bool = False
    acting: bool = True
    chinese: bool = True


@dataclass(frozen=True, slots=True)
class Practice:
    """The events of the practice tab. Safe to share between threads."""

    services: Services
    store: Store

    # --- choices ---------------------------------------------------------------------------------

    def first(self) -> Scenario:
        """The case that is chosen until the learner chooses: the course's first, or a set's."""
        library = self.services.playable()
        return library.scenarios[0] if library.scenarios else self._scenario(library.sets[0].id)

    def modules(self, lang: Lang) -> list[Choice]:
        return own_sets.modules(self.services.playable(), lang)

    def scenarios(self, module: str, lang: Lang) -> list[Choice]:
        return own_sets.cases(self.services.playable(), module, lang)

    def languages(self, scenario_id: str, lang: Lang) -> list[Choice]:
        scenario = self._scenario(scenario_id)
        return [(say(f"lang.{code}", lang), code) for code in scenario.languages]

    def standards(self, lang: Lang) -> list[Choice]:
        return [(say(f"standard.{name}", lang), name) for name in reversed(STANDARDS)]

    def levels(self, scenario_id: str, standard: str, lang: Lang) -> list[tuple[str, int]]:
        """The bands at which the case can be played, 7 to 9 as the one band that they are."""
        levels = self.services.library.levels(self._scenario(scenario_id), _standard(standard))
        shown = [level for level in levels if level <= 6]
        choices = [(say("choose.band", lang, level=level), level) for level in shown]
        top = next((level for level in levels if level >= 7), None)
        if top is not None and standard != "2.0":
            choices.append((say("choose.band_high", lang), top))
        return choices

    def level_for(self, scenario_id: str, standard: str, wanted: int | None = None) -> int | None:
        """The learner's level where the case allows it, else the nearest one that it allows."""
        levels = [level for _, level in self.levels(scenario_id, standard, "en")]
        aim = wanted or self._scenario(scenario_id).level
        return min(levels, key=lambda level: (abs(level - aim), level), default=None)

    def preview(self, scenario_id: str, lang: Lang) -> str:
        return briefing(self._scenario(scenario_id), lang)

    # --- events ----------------------------------------------------------------------------------

    def begin(
        self,
        learner: str,
        scenario_id: str,
        buyer_lang: str,
        level: int | None,
        standard: str,
        lang: Lang,
    ) -> View:
        def act() -> View:
            if buyer_lang not in LANGS:
                raise PageError("error.choice")
            session = start(
                self.services,
                self._scenario(scenario_id).id,
                lang=buyer_lang,
                level=level,
                standard=_standard(standard),
                seed=secrets.randbelow(2**31),
                learner=learner,
            )
            self.store.create(session)
            return self._view(session, lang)

        return self._guarded(None, lang, act)

    def resume(self, learner: str, case: str | None, lang: Lang) -> View:
        """The case that was open, or the learner's latest open one; nothing where there is none."""

        def act() -> View:
            known = case
            if known is not None and not self._owns(known, learner):
                known = None
            known = known or self.store.latest_open(learner)
            if known is None:
                return View(case=None)
            return self._view(self._load(known, learner), lang)

        return self._guarded(None, lang, act)

    def show(self, case: str | None, learner: str, lang: Lang) -> View:
        """The open case as it stands, for example in the other language."""
        return self._guarded(None, lang, lambda: self._view(self._load(case, learner), lang))

    def reply(self, case: str | None, learner: str, text: str, lang: Lang) -> Iterator[View]:
        """One reply: first the view with its feedback, then the one with the buyer's answer. The
        turn is in the record before either."""
        try:
            session = self._load(case, learner)
            result = take_turn(self.services, session, text)
            self.store.record_turn(result)
            yield replace(self._view(result.session, lang, writing=True), taken=True)
            yield replace(self._view(result.session, lang), taken=True)
        except TutorError as error:
            yield _failed(case, error.get(lang))
        except Exception:
            log.exception("a reply failed")
            yield _failed(case, say("error.unexpected", lang))

    def act(
        self, case: str | None, learner: str, command: str, lang: Lang, *, sure: bool = False
    ) -> View:
        """One action at the desk. Against policy it is first asked back: `ask` says why, `pending`
        is the command that `sure` does."""

        def act() -> View:
            session = self._load(case, learner)
            moved, record = do_action(self.services, session, command)
            order = session.case.desk.order
            if record.violation is not None and not sure:
                question = say("act.ask", lang, why=_sentence(record.violation.get(lang), lang))
                return replace(
                    self._view(session, lang),
                    ask=render.notice(question, "problem"),
                    pending=command,
                )
            self.store.record_action(moved)
            what = action_words(record, lang, order.currency if order else None)
            return replace(self._view(moved, lang), notice=_done(what, record.violation, lang))

        return self._guarded(case, lang, act)

    def act_form(
        self, case: str | None, learner: str, fields: Sequence[object], lang: Lang
    ) -> View:
        """`act` for the form's action, amount, item and note."""
        try:
            command = command_of(*fields)
        except PageError as error:
            return _failed(case, error.get(lang))
        return self.act(case, learner, command, lang)

    def hint(self, case: str | None, learner: str, lang: Lang) -> View:
        def act() -> View:
            session = self._load(case, learner)
            if session.done:
                raise PageError("error.done")
            lines = session_hint(self.services, session)
            return replace(self._view(session, lang), hint=model_answers(session, lines, lang))

        return self._guarded(case, lang, act)

    def close(self, case: str | None, learner: str, lang: Lang) -> View:
        """Ends the case where it stands and shows its report."""

        def act() -> View:
            session = finish(self._load(case, learner))
            self.store.record_action(session)
            return self._view(session, lang)

        return self._guarded(case, lang, act)

    # --- past cases ------------------------------------------------------------------------------

    def past(self, learner: str) -> tuple[CaseSummary, ...]:
        return self.store.list(learner)

    def replay(self, case: str, learner: str, lang: Lang) -> str:
        """A kept case, read-only, as one piece of HTML. Raises `TutorError`."""
        session = self._load(case, learner)
        turns = self.store.turns(session.id)
        return (
            case_head(session, lang)
            + task(session.scenario, lang)
            + chat(session, turns, lang, usable=False)
            + (report(session, turns, lang) if session.done else "")
        )

    def delete(self, case: str, learner: str) -> None:
        """Removes a case of this learner for good. Raises `TutorError`."""
        if not self._owns(case, learner):
            raise PageError("error.choice")
        self.store.delete(case)

    # --- helpers ---------------------------------------------------------------------------------

    def _scenario(self, identifier: object) -> Scenario:
        return self.services.find(str(identifier or ""))

    def _owns(self, case: str, learner: str) -> bool:
        return any(summary.id == case for summary in self.store.list(learner))

    def _load(self, case: str | None, learner: str) -> Session:
        # What the browser sends as its case is only believed when the record says it is theirs.
        if not case or not isinstance(case, str):
            raise PageError("error.no_case")
        session = self.store.load(case[:64], self.services.find)
        if session.learner != learner:
            raise PageError("error.other_learner")
        return session

    def _view(self, session: Session, lang: Lang, *, writing: bool = False) -> View:
        turns = self.store.turns(session.id)
        closed = session.done and not writing
        scripted = bool(session.scenario.script)
        return View(
            case=session.id,
            head=case_head(session, lang),
            chat=chat(session, turns, lang, writing=writing),
            desk=script.about(session.scenario, lang) if scripted else desk(session.case, lang),
            acting=not scripted,
            chinese=session.lang == "zh",
            briefing=task(session.scenario, lang),
            report=report(session, turns, lang) if closed else "",
            done=closed,
            items=_items(session, lang),
            currency=session.case.desk.order.currency if session.case.desk.order else None,
        )

    def _guarded(self, case: str | None, lang: Lang, act: Callable[[], View]) -> View:
        try:
            return act()
        except TutorError as error:
            return _failed(case, error.get(lang))
        except Exception:
            log.exception("an event of the page failed")
            return _failed(case, say("error.unexpected", lang))


def _failed(case: str | None, message: str) -> View:
    # The record has not moved, so what the page shows is still true: only the message is new.
    return View(case=case, notice=render.notice(message, "problem"), only_notice=True)


def _items(session: Session, lang: Lang) -> tuple[Choice, ...]:
    order = session.case.desk.order
    named = [item for item in (order.items if order else ()) if item.sku]
    return (
        (say("act.any_item", lang), ""),
        *((f"{item.name.get(lang)} ({item.sku})", item.sku or "") for item in named),
    )


def new_learner() -> str:
    """A name that no other browser has and nobody can guess."""
    return uuid.uuid4().hex


def learner_of(value: object) -> str | None:
    """The learner's name as a browser sent it, or None when it is not one of ours."""
    text = value if isinstance(value, str) else ""
    return text if len(text) == 32 and all(c in "0123456789abcdef" for c in text) else None


def command_of(action: object, amount: object, item: object, note: object) -> str:
    """The desk's command for the fields of the form. Raises `PageError` for what is missing."""
    if action not in ACTIONS:
        raise PageError("error.choice")
    words = " ".join(str(note or "").split())[:200]
    if action in WITH_AMOUNT:
        return f"{_TYPED.get(str(action), action)} {_money(amount)}"
    if action == "change_address":
        if not words:
            raise PageError("act.need_address")
        return f"change_address {words}"
    if action in WITH_ITEM:
        sku = "".join(str(item or "").split())[:40]
        return " ".join(
            part for part in (str(action), sku, words if action == "exchange" else "") if part
        )
    if action == "escalate":
        return f"escalate {words}".strip()
    return str(action)


def _money(value: object) -> str:
    text = str(value if value is not None else "").strip().replace(",", "").replace("，", "")
    try:
        amount = Decimal(text[:20])
    except InvalidOperation:
        amount = Decimal(0)
    if not amount.is_finite() or amount <= 0 or amount > 10**9:
        raise PageError("act.need_amount")
    return f"{amount:.2f}".removesuffix(".00")


def _standard(value: object) -> Standard:
    for standard in STANDARDS:
        if value == standard:
            return standard
    raise PageError("error.choice")


def _sentence(text: str, lang: Lang) -> str:
    return text if lang == "zh" else text + " "


def _done(what: str, violation: Bilingual | None, lang: Lang) -> str:
    if violation is None:
        return render.notice(say("act.done", lang, what=what), "good")
    text = say("act.done_against", lang, what=what, why=violation.get(lang))
    return render.notice(text, "problem")
