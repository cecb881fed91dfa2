"""The teacher's tab: components, and the wires from their events to `Teaching`."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

import gradio as gr

from tutor.dialogue.exchange import TEMPLATES, template
from tutor.dialogue.guess import ASKED, KINDS
from tutor.dialogue.upload import Files, shown_name
from tutor.domain import Lang
from tutor.errors import TutorError
from tutor.records.materials import Version
from tutor.ui import render, teacher_view
from tutor.ui import teacher_labels as labels
from tutor.ui.gate import Gate
from tutor.ui.play import dropdown, html
from tutor.ui.strings import page_lang, say
from tutor.ui.teaching import Taken, Teaching
from tutor.ui.transfer import SAVE, file_drop, payload

log = logging.getLogger(__name__)

Update = dict[Any, Any]


class TeacherTab:
    """Builds the tab inside an open `gr.Blocks`; `wire` connects it once all parts exist."""

    def __init__(self, teaching: Teaching, gate: Gate, lang: Lang) -> None:
        self.teaching = teaching
        self.gate = gate
        self._texts: list[tuple[Any, Callable[[Lang], Any]]] = []
        self.inside = gr.State(not gate.needed)  # kept on this side: a browser cannot set it
        self.waiting = gr.State((), time_to_live=1800)  # files whose kind is asked for
        self.parcel = gr.Textbox(visible=False)  # a download on its way to the browser
        with gr.Column(elem_id="teacher", elem_classes="k-page"):
            self._html(teacher_view.intro, lang)
            with gr.Column(visible=gate.needed, elem_id="teacher-locked") as self.locked:
                self._build_lock(lang)
            with gr.Column(visible=not gate.needed, elem_classes="k-page") as self.room:
                with gr.Row(elem_classes="k-choose"):
                    with gr.Column(scale=3, min_width=300):
                        self._build_bring(lang)
                    with gr.Column(scale=2, min_width=280):
                        self._build_help(lang)
                self._html(lambda to: teacher_view.heading("teacher.yours", to), lang)
                self.none = html(elem_id="teacher-none")
                with gr.Column(visible=False, elem_classes="k-page") as self.shelf:
                    self._build_shelf(lang)

    # --- parts -----------------------------------------------------------------------------------

    def _build_lock(self, lang: Lang) -> None:
        self._html(lambda to: render.notice(say("teacher.code_ask", to)), lang)
        self.code = gr.Textbox(
            label=say("teacher.code", lang),
            type="password",
            max_length=200,
            elem_id="teacher-code",
        )
        self.open = gr.Button(say("teacher.code_open", lang), variant="primary", elem_id="unlock")
        self.refused = html(elem_id="teacher-refused")
        self._text(self.code, "label", "teacher.code")
        self._text(self.open, "value", "teacher.code_open")

    def _build_bring(self, lang: Lang) -> None:
        self._html(lambda to: teacher_view.heading("teacher.bring", to), lang)
        self._html(labels.drop, lang)
        self.files = file_drop(label="Files · 文件", elem_id="teacher-files", height=150)
        with gr.Column(visible=False, elem_id="teacher-kind") as self.asking:
            self.question = html()
            self.kind = gr.Radio(
                labels.kinds(lang), value=ASKED[0], label=say("teacher.kind", lang)
            )
            self.as_kind = gr.Button(
                say("teacher.kind_go", lang), variant="primary", elem_id="as-kind"
            )
        self._texts.append((self.kind, lambda to: gr.update(choices=labels.kinds(to))))
        self._text(self.kind, "label", "teacher.kind")
        self._text(self.as_kind, "value", "teacher.kind_go")
        self.notice = html(elem_id="teacher-notice")
        self.refusals = html(elem_id="teacher-refusals")

    def _build_help(self, lang: Lang) -> None:
        self._html(teacher_view.steps, lang)
        self._html(lambda to: teacher_view.heading("help.template", to), lang)
        with gr.Row(elem_classes="k-buttons k-templates"):
            self.templates = [
                gr.Button(
                    labels.template(which, lang),
                    size="sm",
                    elem_id=f"template-{which}",
                    min_width=80,
                )
                for which in TEMPLATES
            ]
        for which, button in zip(TEMPLATES, self.templates, strict=True):
            self._texts.append((button, partial(labels.relabelled, which)))

    def _build_shelf(self, lang: Lang) -> None:
        with gr.Row(elem_classes="k-pair"):
            self.material = dropdown(
                [],
                value=None,
                label=say("teacher.material", lang),
                elem_id="material",
                min_width=260,
            )
            self.version = dropdown(
                [], value=None, label=say("teacher.version", lang), elem_id="version", min_width=260
            )
        self.table = html(elem_id="versions")
        with gr.Row(elem_classes="k-buttons"):
            self.publish = gr.Button(
                say("teacher.publish", lang), variant="primary", elem_id="publish", min_width=180
            )
            self.withdraw = gr.Button(
                say("teacher.withdraw", lang), elem_id="withdraw", min_width=120
            )
            self.delete = gr.Button(
                say("teacher.delete", lang), elem_id="delete-version", min_width=150
            )
        with gr.Column(visible=False, elem_id="version-sure") as self.sure:
            self._html(lambda to: render.notice(say("teacher.delete_sure", to), "problem"), lang)
            with gr.Row(elem_classes="k-buttons"):
                self.yes = gr.Button(
                    say("teacher.delete_yes", lang), variant="stop", elem_id="version-yes"
                )
                self.no = gr.Button(say("teacher.delete_no", lang), elem_id="version-no")
        self.done = html(elem_id="version-notice")
        self.correct = html(elem_id="to-correct")
        self.look = html(elem_id="worth-a-look")
        with gr.Row(elem_classes="k-pair k-end"):
            self.form = dropdown(
                [], value="same", label=say("teacher.form", lang), elem_id="form", min_width=220
            )
            self.download = gr.Button(
                say("teacher.download", lang), elem_id="download", min_width=140
            )
        self.saved = html(elem_id="saved")
        self._html(labels.preview_title, lang)
        self.play = dropdown(
            [], value=None, label=say("preview.choose", lang), elem_id="preview-choose"
        )
        with gr.Row(elem_classes="k-buttons"):
            self.show_first = gr.Button(
                say("preview.play", lang), elem_id="preview-play", min_width=180
            )
            self.grow = gr.Button(say("preview.grow", lang), elem_id="grow", min_width=180)
        self.stage = html(elem_id="preview-stage")
        for part, prop, key in (
            (self.material, "label", "teacher.material"),
            (self.version, "label", "teacher.version"),
            (self.publish, "value", "teacher.publish"),
            (self.withdraw, "value", "teacher.withdraw"),
            (self.delete, "value", "teacher.delete"),
            (self.yes, "value", "teacher.delete_yes"),
            (self.no, "value", "teacher.delete_no"),
            (self.form, "label", "teacher.form"),
            (self.download, "value", "teacher.download"),
            (self.play, "label", "preview.choose"),
            (self.show_first, "value", "preview.play"),
            (self.grow, "value", "preview.grow"),
        ):
            self._text(part, prop, key)

    # --- views -----------------------------------------------------------------------------------

    def show(self, material: object, number: object, lang: Lang) -> Update:
        """The shelf with this version open; with the newest one where there is no such version."""
        every = self.teaching.versions()
        if not every:
            none = render.notice(say("teacher.none_yet", lang))
            return {self.none: none, self.shelf: gr.update(visible=False)}
        own = [v for v in every if v.material == material]
        own = own or [v for v in every if v.material == every[0].material]
        chosen = next((v for v in own if v.number == number), own[0])
        try:
            upload = self.teaching.shelf.read(chosen)
        except TutorError as error:
            return {**self._lists(every, own, chosen, lang), self.done: labels.bad(error, lang)}
        plays = self.teaching.plays(upload, lang)
        marked, whole = self.teaching.audited(chosen) or (None, True)
        return {
            **self._lists(every, own, chosen, lang),
            self.done: "",
            self.correct: teacher_view.to_correct(upload.problems, lang),
            self.look: teacher_view.worth_a_look(
                upload, marked, whole, self.teaching.in_course(upload), lang
            ),
            self.form: gr.update(
                choices=labels.forms(chosen, bool(upload.sets), lang), value="same"
            ),
            self.play: gr.update(choices=plays, value=plays[0][1] if plays else None),
            self.grow: gr.update(visible=bool(upload.sets)),
            self.stage: "",
            self.saved: "",
        }

    def _lists(
        self, every: tuple[Version, ...], own: list[Version], chosen: Version, lang: Lang
    ) -> Update:
        names = dict.fromkeys(v.material for v in every)
        materials = [
            (teacher_view.material_line([v for v in every if v.material == name], lang), name)
            for name in names
        ]
        public = any(v.state == "published" for v in own)
        return {
            self.none: "",
            self.shelf: gr.update(visible=True),
            self.material: gr.update(choices=materials, value=chosen.material),
            self.version: gr.update(
                choices=[(teacher_view.version_line(v, lang), v.number) for v in own],
                value=chosen.number,
            ),
            self.table: teacher_view.versions_table(own, chosen, lang),
            self.publish: gr.update(interactive=chosen.state != "published"),
            self.withdraw: gr.update(interactive=public),
            self.delete: gr.update(interactive=chosen.state != "published"),
            self.sure: gr.update(visible=False),
        }

    def audited(self, material: object, number: object, lang: Lang) -> Update:
        """The second half of "worth a look", which takes longer than the first."""
        version, upload = self.teaching.upload(material, number)
        marked, whole = self.teaching.audit(version, upload)
        also = self.teaching.in_course(upload)
        return {self.look: teacher_view.worth_a_look(upload, marked, whole, also, lang)}

    def took(self, taken: tuple[Taken, ...], lang: Lang) -> Update:
        """What an upload led to: a sentence a file, a question, or the version it became."""
        asked = tuple(f for one in taken if one.upload.choices for f in one.upload.files)
        kept = [one.version for one in taken if one.version is not None]
        refused = [p for one in taken if one.version is None for p in one.upload.problems]
        name = ", ".join(shown_name(name) for name, _ in asked)
        question = say("teacher.kind_ask", lang, name=name)
        return {
            **(self.show(kept[0].material, kept[0].number, lang) if kept else {}),
            self.waiting: asked,
            self.asking: gr.update(visible=bool(asked)),
            self.question: render.notice(question) if asked else "",
            self.notice: teacher_view.results(taken, lang),
            self.refusals: teacher_view.to_correct(refused, lang, kept=False) if refused else "",
        }

    # --- wires -----------------------------------------------------------------------------------

    def outputs(self) -> list[Any]:
        """What an event of the tab may change."""
        return [
            *(self.locked, self.room, self.inside, self.code, self.refused),
            *(self.waiting, self.asking, self.question, self.notice, self.refusals),
            *(self.none, self.shelf, self.material, self.version, self.table),
            *(self.publish, self.withdraw, self.delete, self.sure, self.done),
            *(self.correct, self.look, self.form, self.saved, self.play, self.grow, self.stage),
            self.parcel,
        ]

    def wire(self, language: Any, tab: Any) -> None:
        """Connects every event; `language` is the page's language."""
        quiet: dict[str, Any] = {"show_progress": "minimal", "api_visibility": "private"}
        place = [self.inside, language, self.material, self.version]
        out = self.outputs()

        def on(
            event: Any,
            act: Callable[..., Update],
            *more: Any,
            where: Any = None,
            audit: bool = False,
            sends: bool = False,
            slow: bool = False,
            empties: bool = False,
        ) -> None:
            """`act(lang, material, number, *more)` on an event; an error is told at `where`, and without
            it at the top."""

            told = where or self.notice
            emptied: Update = {self.files: None} if empties else {}

            def run(inside: Any, page: Any, material: Any, number: Any, *values: Any) -> Update:
                return {**answer(inside, page, material, number, *values), **emptied}

            def answer(inside: Any, page: Any, material: Any, number: Any, *values: Any) -> Update:
                lang = page_lang(page)
                if inside is not True:
                    return self._outside(lang, where)
                try:
                    return act(lang, material, number, *values)
                except TutorError as error:
                    return {told: labels.bad(error, lang)}
                except Exception:
                    log.exception("an event of the teacher's tab failed")
                    return {told: labels.say_bad("error.unexpected", lang)}

            limit = 2 if slow else None
            done = event(run, [*place, *more], [*out, *emptied], concurrency_limit=limit, **quiet)
            if audit:
                done.then(look, place, out, concurrency_limit=2, **quiet)
            if sends:
                done.then(None, self.parcel, None, js=SAVE).then(
                    lambda: "", None, self.parcel, **quiet
                )

        def look(inside: Any, page: Any, material: Any, number: Any) -> Update:
            lang = page_lang(page)
            try:
                return self.audited(material, number, lang) if inside is True else self._nothing
            except TutorError:
                return self._nothing  # the shelf is empty, or the version has just been deleted
            except Exception:
                log.exception("the audit of an upload failed")
                return {self.look: labels.say_bad("error.unexpected", lang)}

        gr.on(
            [self.code.submit, self.open.click],
            self._unlock,
            [self.code, language],
            out,
            concurrency_limit=1,  # codes are tried one after the other
            **quiet,
        )

        def take(lang: Lang, _m: Any, _n: Any, files: Files) -> Update:
            if not files:
                return {self.notice: labels.say_bad("teacher.none_given", lang)}
            return self.took(self.teaching.take(files), lang)

        def take_as(lang: Lang, _m: Any, _n: Any, files: Files, kind: Any) -> Update:
            known = next((one for one in KINDS if one == kind), None)
            if not files or known is None:
                return {
                    self.asking: gr.update(visible=False),
                    self.notice: labels.say_bad("teacher.kind_gone", lang),
                }
            return self.took(self.teaching.take(files, known), lang)

        def opened(lang: Lang, material: Any, number: Any) -> Update:
            return self.show(material, number, lang)

        def newest(lang: Lang, material: Any, _n: Any) -> Update:
            return self.show(material, None, lang)

        def publish(lang: Lang, material: Any, number: Any) -> Update:
            version = self.teaching.publish(material, number)
            return self._moved(version, "teacher.published", lang)

        def withdraw(lang: Lang, material: Any, number: Any) -> Update:
            version = self.teaching.shelf.version(material, number)
            self.teaching.withdraw(material)
            return self._moved(version, "teacher.withdrawn", lang)

        def delete(lang: Lang, material: Any, number: Any) -> Update:
            version = self.teaching.delete(material, number)
            said = labels.said("teacher.deleted", version, lang)
            return {**self.show(version.material, None, lang), self.done: said}

        def download(lang: Lang, material: Any, number: Any, form: Any) -> Update:
            _, upload = self.teaching.upload(material, number)
            file, lost = self.teaching.download(upload, form)
            return {self.parcel: payload(file), self.saved: labels.saved(file, lost, lang)}

        def played(lang: Lang, material: Any, number: Any, play: Any) -> Update:
            _, upload = self.teaching.upload(material, number)
            return {self.stage: teacher_view.preview(self.teaching.preview(upload, play), lang)}

        def grow(lang: Lang, material: Any, number: Any, play: Any) -> Update:
            _, upload = self.teaching.upload(material, number)
            made = self.teaching.draft(upload, play)
            return {self.parcel: payload(made.file), self.stage: teacher_view.grown(made, lang)}

        on(self.files.upload, take, self.files, audit=True, slow=True, empties=True)
        on(self.as_kind.click, take_as, self.waiting, self.kind, where=self.notice, audit=True)
        on(tab.select, opened, audit=True)
        on(self.material.input, newest, where=self.done, audit=True)
        on(self.version.input, opened, where=self.done, audit=True)
        on(self.publish.click, publish, where=self.done)
        on(self.withdraw.click, withdraw, where=self.done)
        on(self.yes.click, delete, where=self.done, audit=True)
        on(self.download.click, download, self.form, where=self.saved, sends=True, slow=True)
        on(self.show_first.click, played, self.play, where=self.stage, slow=True)
        on(self.grow.click, grow, self.play, where=self.stage, sends=True)
        for which, button in zip(TEMPLATES, self.templates, strict=True):

            def fetch(lang: Lang, _m: Any, _n: Any, name: Any = which) -> Update:
                return {self.parcel: payload(template(name))}

            on(button.click, fetch, where=self.notice, sends=True)
        self.delete.click(lambda: gr.update(visible=True), None, self.sure, **quiet)
        self.no.click(lambda: gr.update(visible=False), None, self.sure, **quiet)

        def relabel(page: Any) -> list[Any]:
            lang = page_lang(page)
            return [update(lang) for _, update in self._texts]

        def reopened(lang: Lang, material: Any, number: Any) -> Update:
            # What an upload was answered in the other language is said again by the next one.
            silent = dict.fromkeys((self.notice, self.refusals, self.refused), "")
            return {**self.show(material, number, lang), **silent}

        language.change(relabel, language, [part for part, _ in self._texts], **quiet)
        on(language.change, reopened, audit=True)

    @property
    def _nothing(self) -> Update:
        """No change: gradio takes an empty answer for a missing one."""
        return {self.parcel: gr.skip()}

    def _outside(self, lang: Lang, where: Any) -> Update:
        # Looking at the closed tab, or changing the language, asks for nothing.
        if where is None:
            return self._nothing
        return {
            self.refused: labels.say_bad("teacher.code_first", lang),
            self.locked: gr.update(visible=True),
            self.room: gr.update(visible=False),
        }

    def _unlock(self, code: Any, page: Any) -> Update:
        lang = page_lang(page)
        if not self.gate.opens(code):
            return {self.code: "", self.refused: labels.say_bad("teacher.code_wrong", lang)}
        return {
            **self.show(None, None, lang),
            self.inside: True,
            self.code: "",
            self.refused: "",
            self.locked: gr.update(visible=False),
            self.room: gr.update(visible=True),
        }

    def _moved(self, version: Version, key: str, lang: Lang) -> Update:
        """A version in its new state; what it holds stays on the page as it is."""
        every = self.teaching.versions()
        own = [v for v in every if v.material == version.material]
        chosen = next((v for v in own if v.number == version.number), None)
        if chosen is None:
            return self.show(version.material, None, lang)
        return {**self._lists(every, own, chosen, lang), self.done: labels.said(key, version, lang)}

    def _html(self, make: Callable[[Lang], str], lang: Lang) -> None:
        part = html(make(lang))
        self._texts.append((part, lambda to: gr.update(value=make(to))))

    def _text(self, part: Any, prop: str, key: str) -> None:
        self._texts.append((part, lambda to: gr.update(**{prop: say(key, to)})))
