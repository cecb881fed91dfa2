"""Choices, labels and short messages of the teacher's tab."""

from __future__ import annotations

from typing import Any

import gradio as gr

from tutor.dialogue.exchange import Download
from tutor.dialogue.guess import ASKED
from tutor.dialogue.upload import MAX_UPLOAD
from tutor.domain import Lang
from tutor.errors import TutorError
from tutor.records.materials import Version
from tutor.ui import render
from tutor.ui.strings import say
from tutor.ui.teacher_view import heading
from tutor.ui.teaching import FORMS


def bad(error: TutorError, lang: Lang) -> str:
    return render.notice(error.get(lang), "problem")


def say_bad(key: str, lang: Lang) -> str:
    return render.notice(say(key, lang), "problem")


def said(key: str, version: Version, lang: Lang) -> str:
    text = say(key, lang, number=version.number, title=version.title)
    return render.notice(text, "good")


def saved(file: Download, lost: tuple[str, ...], lang: Lang) -> str:
    if not lost:
        return render.notice(say("teacher.saved", lang, name=file.name), "good")
    names = (", " if lang == "en" else "、").join(say(f"lost.{name}", lang) for name in lost)
    return render.notice(say("teacher.lost", lang, name=file.name, lost=names), "info")


def drop(lang: Lang) -> str:
    text = say("teacher.drop", lang, size=MAX_UPLOAD // 1_000_000)
    return f'<p class="k k-small">{render.esc(text)}</p>'


def kinds(lang: Lang) -> list[tuple[str, str]]:
    return [(say(f"kind.{kind}", lang), kind) for kind in ASKED]


def template(which: str, lang: Lang) -> str:
    return "↓ " + say(f"template.{which}", lang)


def relabelled(which: str, lang: Lang) -> Any:
    return gr.update(value=template(which, lang))


def forms(version: Version, tables: bool, lang: Lang) -> list[tuple[str, str]]:
    names = {
        "same": say("teacher.form_same", lang, kind=say(f"kind.{version.kind}", lang)),
        "yaml": say("teacher.form_yaml", lang),
        "xlsx": say("teacher.form_xlsx", lang),
    }
    offered = [form for form in FORMS if form != version.kind and (tables or form != "xlsx")]
    return [(names[form], form) for form in offered]


def preview_title(lang: Lang) -> str:
    hint = render.esc(say("preview.hint", lang))
    return f'{heading("preview.title", lang)}<p class="k k-small">{hint}</p>'
