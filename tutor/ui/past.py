"""The tab of past cases: read again, go on, delete."""

from __future__ import annotations

import logging
from typing import Any

import gradio as gr

from tutor.domain import Lang
from tutor.errors import TutorError
from tutor.records.store import CaseSummary
from tutor.ui import render
from tutor.ui.play import PlayTab, dropdown, html, remembered, who
from tutor.ui.practice import Practice
from tutor.ui.strings import page_lang, say

log = logging.getLogger(__name__)

Updates = list[Any]


class PastTab:
    """Builds the tab inside an open `gr.Blocks`; `wire` connects it once all parts exist."""

    def __init__(self, practice: Practice, lang: Lang) -> None:
        self.practice = practice
        with gr.Column(elem_id="past", elem_classes="k-page"):
            self.title = html(_title(lang))
            self.cases = dropdown(
                [], value=None, label=say("past.choose", lang), elem_id="past-cases"
            )
            with gr.Row(elem_classes="k-buttons"):
                self.go_on = gr.Button(
                    say("past.go_on", lang),
                    variant="primary",
                    visible=False,
                    elem_id="go-on",
                    min_width=160,
                )
                self.delete = gr.Button(
                    say("past.delete", lang), visible=False, elem_id="delete", min_width=100
                )
            with gr.Column(visible=False, elem_id="sure") as self.sure:
                self.question = html(render.notice(say("past.sure", lang), "problem"))
                with gr.Row(elem_classes="k-buttons"):
                    self.yes = gr.Button(
                        say("past.yes", lang), variant="stop", elem_id="delete-yes", min_width=120
                    )
                    self.no = gr.Button(say("past.no", lang), elem_id="delete-no", min_width=120)
            self.notice = html(elem_id="past-notice")
            self.body = html(elem_id="replay")

    def labels(self) -> Updates:
        return [self.title, self.cases, self.go_on, self.delete, self.question, self.yes, self.no]

    def relabel(self, lang: Lang) -> Updates:
        return [
            gr.update(value=_title(lang)),
            gr.update(label=say("past.choose", lang)),
            gr.update(value=say("past.go_on", lang)),
            gr.update(value=say("past.delete", lang)),
            gr.update(value=render.notice(say("past.sure", lang), "problem")),
            gr.update(value=say("past.yes", lang)),
            gr.update(value=say("past.no", lang)),
        ]

    def outputs(self) -> Updates:
        return [self.cases, self.go_on, self.delete, self.sure, self.notice, self.body]

    def show(self, memory: Any, case: Any, lang: Lang, said: str = "") -> Updates:
        """The list, with `case` opened where it is the learner's, else the last one used."""
        _, learner = who(memory)
        try:
            cases = self.practice.past(learner)
            found = next((c for c in cases if c.id == case), cases[0] if cases else None)
            body = self.practice.replay(found.id, learner, lang) if found else ""
        except TutorError as error:
            return [gr.skip()] * 4 + [render.notice(error.get(lang), "problem"), gr.skip()]
        except Exception:
            log.exception("a past case could not be shown")
            text = render.notice(say("error.unexpected", lang), "problem")
            return [gr.skip()] * 4 + [text, gr.skip()]
        return [
            gr.update(
                choices=[(line(c, lang), c.id) for c in cases], value=found.id if found else None
            ),
            gr.update(visible=found is not None and not found.done),
            gr.update(visible=found is not None),
            gr.update(visible=False),
            said or ("" if found else render.notice(say("past.none", lang))),
            body,
        ]

    def wire(self, me: Any, language: Any, tab: Any, tabs: Any, play: PlayTab) -> None:
        """Connects every event; a case that goes on moves to the practice tab."""
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

        def open_(memory: Any, case: Any, page: Any) -> Updates:
            return self.show(memory, case, page_lang(page))

        ins = [me, self.cases, language]
        tab.select(open_, ins, self.outputs(), **quiet)
        self.cases.input(open_, ins, self.outputs(), **quiet)
        self.delete.click(lambda: gr.update(visible=True), None, self.sure, **quiet)
        self.no.click(lambda: gr.update(visible=False), None, self.sure, **quiet)

        def delete(memory: Any, case: Any, page: Any) -> Updates:
            lang = page_lang(page)
            try:
                self.practice.delete(str(case or ""), who(memory)[1])
            except TutorError as error:
                said = render.notice(error.get(lang), "problem")
            else:
                said = render.notice(say("past.deleted", lang), "good")
            return self.show(memory, None, lang, said)

        self.yes.click(delete, ins, self.outputs(), **quiet)

        def go_on(memory: Any, case: Any, page: Any) -> Updates:
            lang = page_lang(page)
            kept = {**remembered(memory), "case": str(case or "")[:64]}
            view = self.practice.show(kept["case"], kept["learner"], lang)
            return [kept, gr.update(selected="play"), *play.show(view, lang)]

        self.go_on.click(go_on, ins, [me, tabs, *play.outputs()], **quiet)


def line(case: CaseSummary, lang: Lang) -> str:
    """A case in the list: day and time, title, how it stands."""
    # A scripted dialogue ends without an outcome.
    ended = case.outcome or ("ended" if case.done else "open")
    state = say(f"outcome.{ended.replace(' ', '_')}", lang)
    day = case.changed.astimezone().strftime("%Y-%m-%d %H:%M")
    title = case.title.get(lang)
    if case.version is not None:
        title = say("past.version", lang, title=title, version=case.version)
    return say("past.line", lang, date=day, title=title, state=state)


def _title(lang: Lang) -> str:
    return f'<h2 class="k k-title">{say("past.title", lang)}</h2>'
