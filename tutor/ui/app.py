"""The page: builds it from the services and the store, and serves it on this machine.

Nothing is fetched from anywhere else: system fonts, no analytics, no link to a content network.
"""

from __future__ import annotations

import logging
import os
import socket
import sys
import threading
from importlib.resources import files
from pathlib import Path
from typing import Any

# Read by gradio when it is imported; the page must say nothing to anyone.
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")

import gradio as gr

from tutor.domain import Lang
from tutor.errors import StoreError, TutorError
from tutor.records.store import Store, open_store
from tutor.services import Services, build_services, warm_lines
from tutor.ui.gate import Gate
from tutor.ui.past import PastTab
from tutor.ui.play import PlayTab, html, remembered, wished
from tutor.ui.practice import Practice, View
from tutor.ui.render import esc
from tutor.ui.shelf import Shelf
from tutor.ui.strings import page_lang, say
from tutor.ui.teacher import TeacherTab
from tutor.ui.teaching import Teaching

log = logging.getLogger(__name__)

HOST = "127.0.0.1"
FIRST_PORT = 7860
_TRIES = 50

# Gradio sends this to every browser, so it hides nothing; it is fixed because the browser's memory
# must be readable after a restart.
_STATE_KEY = "kefu-tutor-browser-memory"

# An upload that no event came to fetch is forgotten after an hour, looked for every half an hour.
_FORGOTTEN = (1800, 3600)
# Larger files are refused while they come in; up to here the page itself says what is too much.
_MAX_SENT = "50mb"
_GRADIOS = (
    "upload_text.drop_file",
    "upload_text.click_to_upload",
    "common.or",
    "common.complete",
    "common.error",
)
# The languages that it has words in; for every other it takes its English.
_GRADIO_SPEAKS = (
    "ar ca ckb de en es et eu fa fi fr he hi id ja ko lt nb nl pl pt pt-BR ro ru sv ta th tr uk ur uz "
    "zh-CN zh-TW"
)
_STYLES = ("style.css", "teacher.css")

_FONT = (
    "system-ui",
    "-apple-system",
    "Segoe UI",
    "Roboto",
    "Noto Sans",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "sans-serif",
)
# Gradio confines the style sheet to what is inside its frame; this is the frame itself.
_FRAME = (
    "@media (max-width: 760px) { .gradio-container, .gradio-container .main.fillable "
    "{ padding: 4px 5px 24px !important; } }"
)
_SET_LANG = "(page) => { document.documentElement.lang = page === 'zh' ? 'zh-Hans' : 'en'; }"


def build_app(services: Services, store: Store, gate: Gate | None = None) -> gr.Blocks:
    """The page as gradio blocks; `launch` it with `look()`. `gate` says who may use the teacher's tab;
    by default whoever knows `KEFU_TEACHER_CODE`, and everybody where that is not set."""
    practice = Practice(services, store)
    shelf = Shelf(services, store)
    _refresh(shelf)
    first: Lang = "en"
    with gr.Blocks(
        title="Kefu Tutor 客服陪练", analytics_enabled=False, delete_cache=_FORGOTTEN
    ) as page:
        me = gr.BrowserState({}, storage_key="kefu-tutor", secret=_STATE_KEY)
        with gr.Row(elem_classes="k-top"):
            brand = html(_brand(first), elem_id="brand")
            language = gr.Radio(
                [("English", "en"), ("中文", "zh")],
                value=first,
                label=say("app.language", first),
                show_label=False,
                container=False,
                elem_id="page-lang",
                min_width=150,
            )
        with gr.Tabs(selected="play", elem_id="tabs") as tabs:
            with gr.Tab(say("tab.play", first), id="play") as play_tab:
                play = PlayTab(practice, first)
            with gr.Tab(say("tab.past", first), id="past") as past_tab:
                past = PastTab(practice, first)
            with gr.Tab(say("tab.teacher", first), id="teacher") as teacher_tab:
                teacher = TeacherTab(Teaching(services, shelf), gate or Gate(), first)

        labelled = [brand, play_tab, past_tab, teacher_tab, *play.labels(), *past.labels()]

        def relabel(lang: Lang) -> list[Any]:
            return [
                gr.update(value=_brand(lang)),
                gr.update(label=say("tab.play", lang)),
                gr.update(label=say("tab.past", lang)),
                gr.update(label=say("tab.teacher", lang)),
                *play.relabel(lang),
                *past.relabel(lang),
            ]

        def view_of(memory: dict[str, Any], lang: Lang) -> View:
            # An empty name means that the learner chose to leave the case.
            if memory["case"] == "":
                return View(case=None)
            return practice.resume(memory["learner"], memory["case"], lang)

        def loaded(memory: Any, request: gr.Request) -> list[Any]:
            _refresh(shelf)
            kept = remembered(memory)
            lang = page_lang(kept["lang"] or _accepted(request))
            view = view_of(kept, lang)
            kept["case"] = view.case if view.case is not None else kept["case"]
            start = practice.first()
            chooser = play.choose(("", start.id, None, kept["level"], start.standard), lang)
            spoken = gr.update(value=lang, label=say("app.language", lang))
            return [kept, spoken, *relabel(lang), *chooser, *play.show(view, lang)]

        def switched(memory: Any, page_value: Any, *fields: Any) -> list[Any]:
            lang = page_lang(page_value)
            kept = {**remembered(memory), "lang": lang}
            chooser = play.choose(wished(kept, fields), lang)
            spoken = gr.update(label=say("app.language", lang))
            return [kept, spoken, *relabel(lang), *chooser, *play.show(view_of(kept, lang), lang)]

        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        page.load(
            loaded, [me], [me, language, *labelled, *play.choices(), *play.outputs()], **quiet
        )
        language.input(
            switched,
            [me, language, *play.choices()[:5]],
            [me, language, *labelled, *play.choices(), *play.outputs()],
            **quiet,
        )
        language.change(None, language, None, js=_SET_LANG, **quiet)

        def chosen(memory: Any, page_value: Any, *fields: Any) -> list[Any]:
            _refresh(shelf)
            return play.choose(wished(remembered(memory), fields), page_lang(page_value))

        # What a teacher has just published or taken back is in the list when one looks at it.
        play_tab.select(chosen, [me, language, *play.choices()[:5]], play.choices(), **quiet)
        play.wire(me, language)
        past.wire(me, language, past_tab, tabs, play)
        teacher.wire(language, teacher_tab)
    page.queue(default_concurrency_limit=8, max_size=256)
    return page


def _refresh(shelf: Shelf) -> None:
    """Brings what is published up to date; without the record, what was published stays."""
    try:
        shelf.refresh()
    except StoreError:
        log.warning("the record could not be read, so what is published stays as it was")


def look() -> dict[str, Any]:
    """How the page looks, as arguments for `launch`."""
    here = files("tutor.ui")
    theme = gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        secondary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.slate,
        font=list(_FONT),
        font_mono=["ui-monospace", "Consolas", "monospace"],
        radius_size=gr.themes.sizes.radius_lg,
    ).set(
        # The accent of style.css: gradio's own teal is too light for white letters.
        button_primary_background_fill="var(--k-accent)",
        button_primary_background_fill_hover="var(--k-accent-deep)",
        button_primary_background_fill_dark="var(--k-accent)",
        button_primary_background_fill_hover_dark="var(--k-accent-deep)",
        button_primary_text_color="var(--k-on-accent)",
        button_primary_text_color_dark="var(--k-on-accent)",
        checkbox_background_color_selected="var(--k-accent)",
        checkbox_background_color_selected_dark="var(--k-accent)",
        checkbox_border_color_selected="var(--k-accent)",
        checkbox_border_color_selected_dark="var(--k-accent)",
        body_background_fill="var(--k-page)",
        body_background_fill_dark="var(--k-page)",
        block_background_fill="var(--k-card)",
        block_background_fill_dark="var(--k-card)",
        block_border_color="var(--k-line)",
        block_border_color_dark="var(--k-line)",
        block_label_text_color="var(--k-soft)",
        block_label_text_color_dark="var(--k-soft)",
        input_placeholder_color="var(--k-soft)",
        input_placeholder_color_dark="var(--k-soft)",
        button_large_text_weight="600",
    )
    script = here.joinpath("page.js").read_text(encoding="utf-8")
    return {
        "theme": theme,
        "css": "\n".join(here.joinpath(name).read_text(encoding="utf-8") for name in _STYLES),
        "max_file_size": _MAX_SENT,
        "head": f"<style>{_FRAME}</style><script>{script}</script>",
        "footer_links": [],
        "i18n": _own_words(),
        "quiet": True,
        "ssr_mode": False,
        "share": False,
    }


def _own_words() -> gr.I18n:
    """Gradio's own words in both languages at once: it follows the browser, not the page's choice."""
    both = {key: f"{say(key, 'en')} · {say(key, 'zh')}" for key in _GRADIOS}
    return gr.I18n(**dict.fromkeys(_GRADIO_SPEAKS.split(), both))


def serve(
    port: int | None = None,
    open_browser: bool = True,
    dialogues: Path | None = None,
    encoder: str | None = None,
    generator: str | None = None,
) -> None:
    """Builds everything, serves the page until Ctrl+C. Without a port the first free one from 7860
    is taken; `encoder` and `generator` are as for `build_services`. Raises `TutorError` for a taken port, `StoreError` and `DialogueError` as they come."""
    chosen = _free_port(port)
    store = open_store()
    services = build_services(dialogues, encoder=encoder, generator=generator)
    for note in services.reduced:
        print(f"{note.en}\n{note.zh}", flush=True)
    # The page opens at once; the course's lines are encoded behind it, once a machine.
    threading.Thread(target=warm_lines, args=(services,), daemon=True).start()
    page = build_app(services, store)
    try:
        page.launch(
            server_name=HOST,
            server_port=chosen,
            inbrowser=open_browser,
            prevent_thread_lock=True,
            **look(),
        )
    except OSError as error:
        raise _taken(chosen) from error
    print(f"Kefu Tutor 客服陪练: http://{HOST}:{chosen}  (Ctrl+C stops it)", flush=True)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        print("\nStopped. Your cases are kept.", file=sys.stderr)
    finally:
        page.close(verbose=False)


def _free_port(port: int | None) -> int:
    if port is not None:
        if not 1 <= port <= 65535:
            raise TutorError(
                f"There is no port {port}: choose a number from 1024 to 65535.",
                f"没有 {port} 这个端口，请选择 1024 到 65535 之间的数字。",
            )
        if not _is_free(port):
            raise _taken(port)
        return port
    for candidate in range(FIRST_PORT, FIRST_PORT + _TRIES):
        if _is_free(candidate):
            return candidate
    raise _taken(FIRST_PORT)


def _taken(port: int) -> TutorError:
    return TutorError(
        f"Port {port} is in use or not allowed. Close the program that uses it, or choose another: "
        f"kefu app --port {min(port + 1, 65535)}",
        f"端口 {port} 被占用或者不能用。请关闭占用它的程序，或者换一个端口："
        f"kefu app --port {min(port + 1, 65535)}",
    )


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # A port of a program that has just ended counts as free, as it does for the server.
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _accepted(request: Any) -> str:
    header = str(getattr(request, "headers", {}).get("accept-language", "")).lower()
    return "zh" if header.startswith("zh") else "en"


def _brand(lang: Lang) -> str:
    mark = (
        '<svg viewBox="0 0 40 40" width="40" height="40" aria-hidden="true">'
        '<rect width="40" height="40" rx="12" fill="var(--k-accent)"/>'
        '<path d="M11 13h18a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3H19l-6 5v-5h-2a3 3 0 0 1-3-3v-8a3 3 0 0 1 3-3z" fill="#fff"/>'
        '<path d="M14 20.5l4 3.5 8-7" fill="none" stroke="var(--k-accent)" stroke-width="2.6" '
        'stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
    other = "客服陪练" if lang == "en" else "Kefu Tutor"
    return (
        f'<div class="k k-brand">{mark}<div><h1>{esc(say("app.name", lang))} '
        f"<span>{esc(other)}</span></h1><p>{esc(say('app.tagline', lang))}</p></div></div>"
    )
