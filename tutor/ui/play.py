"""The practice tab: components, and the wires from their events to `Practice`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import gradio as gr

from tutor.domain import LANGS, Lang
from tutor.ui.practice import (
    ACTIONS,
    WITH_AMOUNT,
    WITH_ITEM,
    WITH_NOTE,
    Practice,
    View,
    learner_of,
    new_learner,
)
from tutor.ui.render import legend, notice
from tutor.ui.strings import page_lang, say

Updates = list[Any]

Memory = dict[str, Any]

# What has just come onto the page is there a moment later.
_FOCUS = "() => { setTimeout(() => document.querySelector('%s')?.focus(), 60); }"
_SWITCH = "(on) => { document.body.classList.toggle('%s', !on); }"


def dropdown(choices: Any, **options: Any) -> Any:
    """A dropdown whose value our handlers check, which answer with what can be chosen. Gradio's own
    check would fail with an error where two quick events cross."""
    return gr.Dropdown(choices, allow_custom_value=True, **options)


class PlayTab:
    """Builds the tab inside an open `gr.Blocks`; `wire` connects it once all parts exist."""

    def __init__(self, practice: Practice, lang: Lang) -> None:
        self.practice = practice
        self._labels: list[tuple[Any, Callable[[Lang], Any]]] = []
        # Shown when the browser has said who is learning: an open case comes first.
        with gr.Column(elem_id="chooser", elem_classes="k-page", visible=False) as self.chooser:
            self._build_chooser(lang)
        with gr.Column(elem_id="case", elem_classes="k-page", visible=False) as self.panel:
            self._build_case(lang)
        self.pending = gr.State("")

    def _build_chooser(self, lang: Lang) -> None:
        practice = self.practice
        first = practice.first()
        self.top_notice = html()
        with gr.Row(elem_classes="k-choose"):
            with gr.Column(scale=2, min_width=280):
                self.title = html(_title("choose.title", lang))
                self.module = dropdown(
                    practice.modules(lang), value="", label=say("choose.module", lang)
                )
                self.scenario = dropdown(
                    practice.scenarios("", lang),
                    value=first.id,
                    label=say("choose.scenario", lang),
                    elem_id="scenario",
                )
                self.buyer_lang = gr.Radio(
                    practice.languages(first.id, lang),
                    value=first.languages[0],
                    label=say("choose.lang", lang),
                    elem_id="buyer-lang",
                )
                with gr.Row(elem_classes="k-pair"):
                    self.level = dropdown(
                        practice.levels(first.id, first.standard, lang),
                        value=practice.level_for(first.id, first.standard),
                        label=say("choose.level", lang),
                        elem_id="level",
                        min_width=120,
                    )
                    self.standard = dropdown(
                        practice.standards(lang),
                        value=first.standard,
                        label=say("choose.standard", lang),
                        min_width=120,
                    )
                self.start = gr.Button(
                    say("choose.start", lang), variant="primary", elem_id="start"
                )
            with gr.Column(scale=3, min_width=280):
                self.preview = html(practice.preview(first.id, lang), elem_id="preview")
        self._label(self.title, lambda to: gr.update(value=_title("choose.title", to)))
        for part, key in (
            (self.module, "choose.module"),
            (self.scenario, "choose.scenario"),
            (self.buyer_lang, "choose.lang"),
            (self.level, "choose.level"),
            (self.standard, "choose.standard"),
        ):
            self._text(part, "label", key)
        self._text(self.start, "value", "choose.start")

    def _build_case(self, lang: Lang) -> None:
        self.head = html(elem_id="head")
        with gr.Row(elem_classes="k-columns"):
            with gr.Column(scale=3, min_width=300, elem_classes="k-left"):
                self.brief = html(elem_id="brief")
                self.chat = html(elem_id="chat")
                self.report = html(elem_id="report")
                self.hint = html(elem_id="hint")
                self.notice = html(elem_id="notice")
                with gr.Column(elem_id="answer") as self.answer:
                    self.box = gr.Textbox(
                        label=say("reply.label", lang),
                        placeholder=say("reply.place", lang),
                        lines=1,
                        max_lines=8,
                        elem_id="reply",
                        autofocus=True,
                    )
                    with gr.Row(elem_classes="k-buttons"):
                        self.send = gr.Button(
                            say("reply.send", lang), variant="primary", elem_id="send", min_width=90
                        )
                        self.ask_hint = gr.Button(
                            say("reply.hint", lang), elem_id="ask-hint", min_width=160
                        )
                        self.finish = gr.Button(
                            say("reply.finish", lang), elem_id="finish", min_width=120
                        )
                    # To end a case is the one step that nothing takes back.
                    with gr.Column(visible=False, elem_id="ending") as self.ending:
                        self.end_ask = html(_ending(lang))
                        with gr.Row(elem_classes="k-pair"):
                            self.end = gr.Button(
                                say("reply.end", lang), variant="stop", elem_id="end", min_width=120
                            )
                            self.go_on = gr.Button(
                                say("reply.go_on", lang), elem_id="go-on", min_width=120
                            )
                with gr.Row(elem_classes="k-switches"):
                    self.pinyin = gr.Checkbox(
                        True, label=say("reply.pinyin", lang), elem_id="pinyin", min_width=90
                    )
                    self.levels = gr.Checkbox(
                        True, label=say("reply.levels", lang), elem_id="levels", min_width=110
                    )
                    self.leave = gr.Button(
                        say("reply.leave", lang), elem_id="leave", size="sm", min_width=150
                    )
                self.legend = html(legend(lang))
            with gr.Column(scale=2, min_width=300, elem_classes="k-right"):
                self.desk = html(elem_id="desk")
                self._build_actions(lang)
        for part, prop, key in (
            (self.box, "label", "reply.label"),
            (self.box, "placeholder", "reply.place"),
            (self.send, "value", "reply.send"),
            (self.ask_hint, "value", "reply.hint"),
            (self.finish, "value", "reply.finish"),
            (self.end, "value", "reply.end"),
            (self.go_on, "value", "reply.go_on"),
            (self.pinyin, "label", "reply.pinyin"),
            (self.levels, "label", "reply.levels"),
            (self.leave, "value", "reply.leave"),
        ):
            self._text(part, prop, key)
        self._label(self.legend, lambda to: gr.update(value=legend(to)))
        self._label(self.end_ask, lambda to: gr.update(value=_ending(to)))

    def _build_actions(self, lang: Lang) -> None:
        with gr.Column(elem_id="actions", elem_classes="k-actions") as self.actions:
            self.act_title = html(_title("act.title", lang, "h3"))
            self.action = gr.Radio(
                _actions(lang),
                label=say("act.choose", lang),
                show_label=False,
                elem_id="action",
                container=False,
            )
            self.amount = gr.Textbox(
                label=say("act.amount_plain", lang), visible=False, elem_id="amount", max_length=20
            )
            self.item = dropdown(
                [("", "")], value="", label=say("act.item", lang), visible=False, elem_id="item"
            )
            self.note = gr.Textbox(
                label=say("act.note", lang), visible=False, elem_id="note", max_length=200
            )
            self.do = gr.Button(say("act.do", lang), elem_id="do", interactive=False)
            with gr.Column(visible=False, elem_id="confirm") as self.confirm:
                self.ask = html()
                with gr.Row(elem_classes="k-pair"):
                    self.anyway = gr.Button(
                        say("act.anyway", lang), variant="stop", elem_id="anyway", min_width=120
                    )
                    self.not_now = gr.Button(
                        say("act.cancel", lang), elem_id="not-now", min_width=120
                    )
            self.act_notice = html(elem_id="act-notice")
        self._label(self.act_title, lambda to: gr.update(value=_title("act.title", to, "h3")))
        self._label(
            self.action,
            lambda to: gr.update(choices=_actions(to), label=say("act.choose", to)),
        )
        self._text(self.item, "label", "act.item")
        self._text(self.do, "value", "act.do")
        self._text(self.anyway, "value", "act.anyway")
        self._text(self.not_now, "value", "act.cancel")

    # --- views -----------------------------------------------------------------------------------

    def outputs(self) -> Updates:
        """The components that `show` fills, in its order."""
        return [
            self.chooser,
            self.panel,
            self.top_notice,
            self.head,
            self.brief,
            self.chat,
            self.report,
            self.hint,
            self.notice,
            self.answer,
            self.box,
            self.desk,
            self.actions,
            self.item,
            self.amount,
            self.confirm,
            self.ask,
            self.act_notice,
            self.pending,
            self.ending,
            self.pinyin,
            self.levels,
        ]

    def show(self, view: View, lang: Lang, *, at_desk: bool = False) -> Updates:
        """One update for each of `outputs`. A notice of the desk stands beside the desk."""
        here, there = ("", view.notice) if at_desk else (view.notice, "")
        if view.only_notice:
            kept = {self.top_notice: here, self.notice: here, self.act_notice: there}
            return [
                gr.update(value=kept[part]) if part in kept else gr.skip()
                for part in self.outputs()
            ]
        opened = view.case is not None
        amount = (
            say("act.amount", lang, currency=view.currency)
            if view.currency
            else say("act.amount_plain", lang)
        )
        return [
            gr.update(visible=not opened),
            gr.update(visible=opened),
            "" if opened else here,
            view.head,
            view.briefing,
            view.chat,
            view.report,
            # The hint that named the action is still wanted for the reply after it.
            gr.skip() if at_desk else view.hint,
            here,
            gr.update(visible=not view.done),
            "" if view.taken else gr.skip(),
            view.desk,
            gr.update(visible=view.acting and not view.done),
            gr.update(choices=list(view.items) or [("", "")], value=""),
            gr.update(label=amount),
            gr.update(visible=bool(view.ask)),
            view.ask,
            there,
            view.pending,
            gr.update(visible=False),
            gr.update(visible=view.chinese),
            gr.update(visible=view.chinese),
        ]

    def labels(self) -> Updates:
        return [part for part, _ in self._labels]

    def relabel(self, lang: Lang) -> Updates:
        return [update(lang) for _, update in self._labels]

    def choices(self) -> Updates:
        return [
            self.module,
            self.scenario,
            self.buyer_lang,
            self.level,
            self.standard,
            self.preview,
        ]

    def choose(self, fields: Sequence[Any], lang: Lang) -> Updates:
        """The chooser after one of its five fields moved: only what can be played is left."""
        module, scenario, buyer_lang, level, standard = fields
        practice = self.practice
        modules = practice.modules(lang)
        module = module if module in {value for _, value in modules} else ""
        scenarios = practice.scenarios(module, lang)
        known = [value for _, value in scenarios]
        scenario = scenario if scenario in known else known[0]
        standards = practice.standards(lang)
        if standard not in {value for _, value in standards}:
            standard = standards[0][1]
        languages = practice.languages(scenario, lang)
        if buyer_lang not in {value for _, value in languages}:
            buyer_lang = languages[0][1]
        wanted = level if isinstance(level, int) else None
        return [
            gr.update(choices=modules, value=module),
            gr.update(choices=scenarios, value=scenario),
            gr.update(choices=languages, value=buyer_lang),
            gr.update(
                choices=practice.levels(scenario, standard, lang),
                value=practice.level_for(scenario, standard, wanted),
                visible=buyer_lang == "zh",
            ),
            gr.update(choices=standards, value=standard, visible=buyer_lang == "zh"),
            practice.preview(scenario, lang),
        ]

    # --- wires -----------------------------------------------------------------------------------

    def wire(self, me: Any, language: Any) -> None:
        """Connects every event; `me` is the browser's memory, `language` the page's language."""
        practice = self.practice
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        fields = self.choices()[:5]
        for part in (self.module, self.scenario, self.buyer_lang, self.standard):
            part.input(self._on_choice, [me, *fields, language], self.choices(), **quiet)

        def aimed(memory: Memory, *values: Any) -> Updates:
            me = remembered(memory)
            me["level"] = band_of(values[3]) or me["level"]
            return [me, *self._on_choice(me, *values)]

        self.level.input(aimed, [me, *fields, language], [me, *self.choices()], **quiet)

        def begin(
            memory: Memory, scenario: Any, buyer_lang: Any, level: Any, standard: Any, page: Any
        ) -> Updates:
            lang = page_lang(page)
            level = level if isinstance(level, int) and buyer_lang == "zh" else None
            me = remembered(memory)
            view = practice.begin(me["learner"], scenario, buyer_lang, level, standard, lang)
            return [{**me, "case": view.case or me["case"]}, *self.show(view, lang)]

        self.start.click(begin, [me, *fields[1:], language], [me, *self.outputs()], **quiet)

        def reply(memory: Memory, text: Any, page: Any) -> Iterator[Updates]:
            lang = page_lang(page)
            for view in practice.reply(*who(memory), str(text or ""), lang):
                yield self.show(view, lang)

        gr.on(
            [self.box.submit, self.send.click],
            reply,
            [me, self.box, language],
            self.outputs(),
            trigger_mode="once",
            **quiet,
        )

        def act(
            memory: Memory, action: Any, amount: Any, item: Any, note: Any, page: Any
        ) -> Updates:
            lang = page_lang(page)
            form = (action, amount, item, note)
            return self.show(practice.act_form(*who(memory), form, lang), lang, at_desk=True)

        self.do.click(
            act,
            [me, self.action, self.amount, self.item, self.note, language],
            self.outputs(),
            **quiet,
        )

        def anyway(memory: Memory, command: Any, page: Any) -> Updates:
            lang = page_lang(page)
            view = practice.act(*who(memory), str(command), lang, sure=True)
            return self.show(view, lang, at_desk=True)

        self.anyway.click(anyway, [me, self.pending, language], self.outputs(), **quiet)
        self.not_now.click(
            lambda: [gr.update(visible=False), ""], None, [self.confirm, self.pending], **quiet
        )

        def simple(event: Callable[[Any, str, Lang], View]) -> Callable[[Memory, Any], Updates]:
            def run(memory: Memory, page: Any) -> Updates:
                lang = page_lang(page)
                return self.show(event(*who(memory), lang), lang)

            return run

        self.ask_hint.click(simple(practice.hint), [me, language], self.outputs(), **quiet)
        ask = self.finish.click(lambda: gr.update(visible=True), None, self.ending, **quiet)
        ask.then(None, js=_FOCUS % "#go-on")
        self.end.click(simple(practice.close), [me, language], self.outputs(), **quiet)
        kept = self.go_on.click(lambda: gr.update(visible=False), None, self.ending, **quiet)
        kept.then(None, js=_FOCUS % "#reply textarea")

        def leave(memory: Memory, page: Any) -> Updates:
            return [
                {**remembered(memory), "case": ""},
                *self.show(View(case=None), page_lang(page)),
            ]

        self.leave.click(leave, [me, language], [me, *self.outputs()], **quiet)
        self.action.change(
            self._fields_of,
            [self.action, language],
            [self.amount, self.item, self.note, self.do],
            **quiet,
        )
        self.pinyin.change(None, self.pinyin, None, js=_SWITCH % "k-no-pinyin", **quiet)
        self.levels.change(None, self.levels, None, js=_SWITCH % "k-no-levels", **quiet)

    def _on_choice(self, memory: Memory, *values: Any) -> Updates:
        return self.choose(wished(remembered(memory), values[:5]), page_lang(values[5]))

    @staticmethod
    def _fields_of(action: Any, page: Any) -> Updates:
        key = "act.address" if action == "change_address" else "act.note"
        return [
            gr.update(visible=action in WITH_AMOUNT),
            gr.update(visible=action in WITH_ITEM),
            gr.update(visible=action in WITH_NOTE, label=say(key, page_lang(page)), value=""),
            gr.update(interactive=action in ACTIONS),
        ]

    def _label(self, part: Any, update: Callable[[Lang], Any]) -> None:
        self._labels.append((part, update))

    def _text(self, part: Any, prop: str, key: str) -> None:
        self._label(part, lambda to: gr.update(**{prop: say(key, to)}))


def html(value: str = "", **options: Any) -> Any:
    """A piece of our own markup, without gradio's styles for running text."""
    return gr.HTML(value, apply_default_css=False, **options)


def remembered(memory: Any) -> Memory:
    """What the browser remembers, made whole: who is learning, the open case ("" when the learner
    left it, None when this browser has had none), and the HSK level the learner chose, if any. A
    browser may send anything."""
    kept = memory if isinstance(memory, dict) else {}
    case = kept.get("case")
    return {
        "learner": learner_of(kept.get("learner")) or new_learner(),
        "case": case if isinstance(case, str) else None,
        "lang": kept.get("lang") if kept.get("lang") in LANGS else None,
        "level": band_of(kept.get("level")),
    }


def band_of(value: object) -> int | None:
    """An HSK band as a browser sent it, or None for anything else."""
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 9:
        return value
    return None


def wished(memory: Memory, fields: Sequence[Any]) -> Updates:
    """The chooser's fields with the level that the learner once chose. Without one the level
    follows the case, so that nobody is measured by the level of another case."""
    module, scenario, buyer_lang, _, standard = fields
    return [module, scenario, buyer_lang, memory["level"], standard]


def who(memory: Any) -> tuple[str | None, str]:
    """The open case and the learner of a browser."""
    me = remembered(memory)
    return me["case"], me["learner"]


def _title(key: str, lang: Lang, level: str = "h2") -> str:
    return f'<{level} class="k k-title">{say(key, lang)}</{level}>'


def _ending(lang: Lang) -> str:
    return notice(say("reply.end_ask", lang), "problem")


def _actions(lang: Lang) -> list[tuple[str, str]]:
    return [(say(f"do.{name}", lang), name) for name in ACTIONS]
