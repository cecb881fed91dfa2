"""The teacher's tab as HTML. Pure: values go in, escaped markup comes out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tutor.course_audit import Marked
from tutor.dialogue.exchange import Draft
from tutor.dialogue.load import Source
from tutor.dialogue.script_play import MODULE
from tutor.dialogue.upload import Upload, shown_name
from tutor.domain import Lang
from tutor.errors import Problem
from tutor.records.materials import Version
from tutor.ui import render
from tutor.ui.chat import chat
from tutor.ui.problem_texts import told
from tutor.ui.render import esc
from tutor.ui.strings import say, say_or
from tutor.ui.teaching import AUDITED, PREVIEW_TURNS, Preview, Taken

MOST_ROWS = 200
_COLUMNS = ("file", "place", "field", "value", "message", "fix")
_LOOK_COLUMNS = ("file", "place", "field", "value", "note", "better")
# Names of places that the readers of files make up; the others are the teacher's own.
_PLACES = re.compile(
    r"(agent|buyer|model_answers|lines) of (.+)|(file|header|sheet)|dialogue (.+)\.turns", re.DOTALL
)
_MARKS = {"draft": "○", "published": "●", "withdrawn": "–"}


def intro(lang: Lang) -> str:
    return (
        f'<div class="k k-intro"><h2>{esc(say("teacher.title", lang))}</h2>'
        f"<p>{esc(say('teacher.who', lang))}</p></div>"
    )


def heading(key: str, lang: Lang) -> str:
    return f'<h3 class="k k-title">{esc(say(key, lang))}</h3>'


def steps(lang: Lang) -> str:
    """The way to a first set, in four steps."""
    items = "".join(
        f"<li>{esc(say(f'help.{step}', lang))}</li>" for step in ("one", "two", "three", "four")
    )
    return (
        f'<section class="k k-panel k-steps"><h3>{esc(say("help.title", lang))}</h3>'
        f"<ol>{items}</ol></section>"
    )


# --- an upload ------------------------------------------------------------------------------------


def results(taken: Sequence[Taken], lang: Lang) -> str:
    """What became of each file, in a sentence each."""
    return "".join(_result(one, lang) for one in taken if not one.upload.choices)


def _result(one: Taken, lang: Lang) -> str:
    upload, version = one.upload, one.version
    file = ", ".join(shown_name(name) for name, _ in upload.files[:3])
    if version is None:
        return render.notice(say("teacher.not_kept", lang, file=file), "problem")
    key = "teacher.kept" if one.new else "teacher.same"
    text = say(
        key,
        lang,
        file=file,
        content=content(version, lang),
        number=version.number,
        title=version.title,
    )
    if upload.errors:
        gap = " " if lang == "en" else ""
        return render.notice(text + gap + say("teacher.and_problems", lang), "problem")
    return render.notice(text, "good")


def content(version: Version, lang: Lang) -> str:
    """How much a version holds."""
    if not version.turns:
        return say("teacher.cases", lang, cases=version.dialogues)
    mixed = version.kind == "zip" and len(version.items) > 1
    key = "teacher.both" if mixed else "teacher.dialogues"
    return say(key, lang, dialogues=version.dialogues, turns=version.turns)


# --- versions -------------------------------------------------------------------------------------


def day(version: Version) -> str:
    return version.created.astimezone().strftime("%Y-%m-%d %H:%M")


def version_line(version: Version, lang: Lang) -> str:
    """A version in a list."""
    state = say(f"state.{version.state}", lang)
    return say("teacher.version_line", lang, number=version.number, state=state)


def material_line(versions: Sequence[Version], lang: Lang) -> str:
    """A material in a list; `versions` are its own, the newest first."""
    shown = next((v for v in versions if v.state == "published"), versions[0])
    return say(
        "teacher.material_line", lang, title=shown.title, state=say(f"state.{shown.state}", lang)
    )


def versions_table(versions: Sequence[Version], chosen: Version, lang: Lang) -> str:
    """The versions of one material; the chosen one stands out."""
    if not versions:
        return ""
    columns = ("number", "date", "content", "kind", "state")
    names = [esc(say(f"versions.{name}", lang)) for name in columns]
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    rows = []
    for version in versions:
        state = (
            f'<span class="k-state k-{version.state}"><span aria-hidden="true">'
            f"{_MARKS[version.state]}</span> {esc(say(f'state.{version.state}', lang))}</span>"
        )
        cells = (
            str(version.number),
            esc(day(version)),
            esc(content(version, lang)),
            esc(say_or(f"kind.{version.kind}", lang, version.kind)),
            state,
        )
        body = "".join(f'<td data-label="{n}">{c}</td>' for n, c in zip(names, cells, strict=True))
        here = ' class="k-here" aria-current="true"' if version.number == chosen.number else ""
        rows.append(f"<tr{here}>{body}</tr>")
    hint = ""
    if any(version.state == "published" for version in versions):
        key = "versions.hint" if chosen.turns else "versions.hint_case"
        module = say(f"module.{MODULE}", lang)
        hint = f'<p class="k-small">{esc(say(key, lang, module=module))}</p>'
    return (
        f'<section class="k k-panel"><table class="k-table"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>{hint}</section>"
    )


# --- problems -------------------------------------------------------------------------------------


def to_correct(problems: Iterable[Problem], lang: Lang, *, kept: bool = True) -> str:
    """The errors as a table; a word of relief when there is none. `kept`: the rest was taken."""
    errors = [p for p in problems if p.severity == "error"]
    if not errors:
        return render.notice(say("teacher.correct_none", lang), "good")
    return _panel(
        "correct",
        say("teacher.correct", lang, n=len(errors)),
        say("teacher.correct_hint" if kept else "teacher.refused_hint", lang),
        _table([_row(p, lang) for p in errors[:MOST_ROWS]], len(errors) - MOST_ROWS, lang),
    )


def worth_a_look(
    upload: Upload,
    marked: Sequence[Marked] | None,
    whole: bool,
    also_in_course: Sequence[str],
    lang: Lang,
) -> str:
    """The warnings, then what our checks would mark; `marked` None: they are being run."""
    rows = [_row(p, lang) for p in upload.problems if p.severity != "error"]
    rows += [_marked_row(m, lang) for m in marked or ()]
    notes = [say("teacher.in_course", lang, item=item) for item in also_in_course[:5]]
    if marked is None:
        notes.append(say("teacher.look_wait", lang))
    elif not whole:
        notes.append(say("teacher.look_cut", lang, n=AUDITED))
    said = "".join(f'<p class="k-small">{esc(note)}</p>' for note in notes)
    if not rows:
        none = "" if marked is None else f"<p>{esc(say('teacher.look_none', lang))}</p>"
        body = none + said
    else:
        body = said + _table(rows[:MOST_ROWS], len(rows) - MOST_ROWS, lang, _LOOK_COLUMNS)
    title = say("teacher.look", lang, n=len(rows) + len(also_in_course))
    return _panel("look", title, say("teacher.look_hint", lang), body)


def _panel(kind: str, title: str, hint: str, body: str) -> str:
    opened = " open" if kind == "correct" else ""
    return (
        f'<details class="k k-panel k-{kind}"{opened}><summary>{esc(title)}</summary>'
        f'<p class="k-small">{esc(hint)}</p>{body}</details>'
    )


def _row(problem: Problem, lang: Lang) -> tuple[str, ...]:
    message, fix = told(problem, lang)
    place = say("place.line", lang, line=problem.line)
    if problem.sheet is not None:
        place = say("place.sheet", lang, sheet=problem.sheet, row=problem.row)
    value = problem.value or ""
    return (problem.file, place, field_name(problem.field, lang), value, message, fix)


def field_name(field: str, lang: Lang) -> str:
    """The name of a field or column: the teacher's own, or where the reader has a word for it, that."""
    found = _PLACES.fullmatch(field)
    if found is None:
        return field
    role, of, alone, dialogue = found.groups()
    if dialogue:
        return say("field.dialogue", lang, of=dialogue)
    return say(f"field.{alone}", lang) if alone else say(f"field.{role}", lang, of=of)


def _marked_row(marked: Marked, lang: Lang) -> tuple[str, ...]:
    at, finding = marked.at, marked.finding
    key = "look.marked" if finding.text else "look.missing"
    message = say(key, lang, text=finding.text, message=finding.message.get(lang))
    fix = finding.why.get(lang)
    if finding.suggestion:
        fix = say("look.instead", lang, why=fix, better=finding.suggestion)
    field = field_name(marked.field, lang)
    return (at.file, _place(at, lang), field, finding.text, message, fix)


def _place(at: Source, lang: Lang) -> str:
    if at.sheet is not None:
        return say("place.sheet", lang, sheet=at.sheet, row=at.line)
    return say("place.line", lang, line=at.line)


def _table(
    rows: Sequence[tuple[str, ...]],
    more: int,
    lang: Lang,
    columns: tuple[str, ...] = _COLUMNS,
) -> str:
    names = [esc(say(f"problem.{name}", lang)) for name in columns]
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    body = "".join(
        "<tr>"
        + "".join(
            f'<td data-label="{name}" class="k-col-{column}">{esc(cell)}</td>'
            for name, column, cell in zip(names, _COLUMNS, row, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    rest = f'<p class="k-small">{esc(say("teacher.more", lang, n=more))}</p>' if more > 0 else ""
    return (
        f'<table class="k-table k-problems"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>{rest}"
    )


# --- preview --------------------------------------------------------------------------------------


def preview(played: Preview, lang: Lang) -> str:
    """The first turns, as the practice tab shows them."""
    if played.whole:
        said = say("preview.whole", lang)
    elif len(played.turns) < PREVIEW_TURNS:
        said = say("preview.no_answer", lang)
    else:
        said = say("preview.first", lang, n=len(played.turns))
    # There is no report to look for below, so the talk is shown without its end.
    session = replace(played.session, done=False)
    shown = chat(session, played.turns, lang, usable=False)
    return f'<p class="k k-small">{esc(said)}</p>{shown}'


def grown(made: Draft, lang: Lang) -> str:
    """What is left to do in a case that was grown from a dialogue."""
    text = say("preview.grown", lang, name=made.file.name, n=len(made.todo))
    lines = "".join(
        f'<li><span class="k-small">{esc(say("place.line", lang, line=number))}</span> '
        f"<code>{esc(line[:160])}</code></li>"
        for number, line in made.todo[:MOST_ROWS]
    )
    return f'<section class="k k-panel k-grown"><p>{esc(text)}</p><ul class="k-todos">{lines}</ul></section>'
