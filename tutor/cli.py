"""The command `kefu`. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tutor import __version__
from tutor.bench import command as bench_command
from tutor.encoders import command as models_command
from tutor.errors import TutorError, UnknownName

if TYPE_CHECKING:
    from tutor.dialogue.library import Library
    from tutor.domain import Bilingual, Scenario

_STANDARDS = ("2.0", "2021", "2025")
_CHANNELS = ("marketplace", "storefront", "email", "b2b")
_MAX_LINE = 1_000_000
_HELD = 12  # names of a file that are listed
_JSONL = "one JSON object a line (- is standard input)"


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code: 0 done, 1 something was wrong with the input,
    2 wrong usage, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    parser = _parser()
    args = parser.parse_args(argv)
    if not hasattr(args, "run"):
        parser.print_help()
        return 2
    try:
        return int(args.run(args))
    except TutorError as error:
        print(f"kefu: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nkefu: stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader went away; point stdout elsewhere so that the exit stays silent.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kefu",
        description="Kefu Tutor 客服陪练: practise e-commerce customer service in Chinese and English.",
    )
    parser.add_argument("--version", action="version", version=f"kefu-tutor {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    app = commands.add_parser("app", help="open the practice page in a browser")
    app.add_argument(
        "--port", type=int, help="port of the page (default: the first free one from 7860)"
    )
    app.add_argument("--no-browser", action="store_true", help="do not open a browser")
    _encoder_option(app)
    _generator_option(app)
    app.set_defaults(run=_app)

    play = commands.add_parser("play", help="play a case in the terminal")
    play.add_argument("scenario", help="the id that `kefu scenarios` lists")
    play.add_argument("--lang", choices=("zh", "en"), default="zh", help="the buyer's language")
    play.add_argument("--seed", type=int, default=0, help="the same seed gives the same buyer")
    play.add_argument(
        "--level", type=int, help="HSK band of the buyer's Chinese (default: the scenario's)"
    )
    play.add_argument(
        "--standard", choices=_STANDARDS, help="HSK standard (default: the scenario's)"
    )
    play.add_argument(
        "--dials",
        metavar="NAME=VALUE,…",
        default="",
        help="a harder buyer, such as trust=low,clarity=low,patience=2",
    )
    play.add_argument(
        "--from",
        dest="own",
        type=Path,
        metavar="PATH",
        help="play a case or a dialogue set of this file or folder",
    )
    play.add_argument(
        "--replies",
        metavar="FILE",
        help="read one reply or /do a line from FILE (- is standard input), print one JSON object a turn",
    )
    _encoder_option(play)
    _generator_option(play)
    play.set_defaults(run=_play)

    check = commands.add_parser("check", help="check a reply, or a file of replies")
    check.add_argument("text", nargs="?", help="the reply")
    check.add_argument("--jsonl", metavar="FILE", help=_JSONL)
    check.add_argument("--level", type=int, help="the learner's HSK band")
    check.add_argument("--standard", choices=_STANDARDS, default="2025")
    check.add_argument("--channel", choices=_CHANNELS, default="marketplace")
    check.add_argument("--turn", choices=("first", "middle", "last"), default="middle")
    check.add_argument("--buyer", help="the buyer's message that is answered")
    check.set_defaults(run=_check)

    reading = commands.add_parser("understand", help="name what each clause of a reply does")
    reading.add_argument("--jsonl", metavar="FILE", required=True, help=_JSONL)
    reading.add_argument(
        "--encoder",
        choices=("auto", "none"),
        default="none" if os.environ.get("KEFU_ENCODER") == "none" else "auto",
        help="auto (read with the embedded encoder where it is installed) or none",
    )
    reading.set_defaults(run=_understand)

    scenarios = commands.add_parser("scenarios", help="list the cases")
    scenarios.add_argument("--json", action="store_true", help="as one JSON list")
    scenarios.add_argument(
        "--coverage", action="store_true", help="count them by module, level, country, language"
    )
    scenarios.add_argument("--markdown", action="store_true", help="the counts as Markdown")
    scenarios.set_defaults(run=_scenarios)

    dialogues = commands.add_parser("dialogues", help="check dialogue files").add_subparsers(
        title="commands", metavar="COMMAND", required=True
    )
    dcheck = dialogues.add_parser("check", help="list every problem of a file or folder")
    dcheck.add_argument("path", type=Path)
    dcheck.add_argument("--json", action="store_true", help="as one JSON list")
    dcheck.add_argument(
        "--audit",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="run the checks over the model answers too (default: yes)",
    )
    dcheck.set_defaults(run=_dialogues_check)
    dimport = dialogues.add_parser(
        "import", help="turn CSV, Excel, chats, a ConvoKit corpus or tau2-bench tasks into YAML"
    )
    dimport.add_argument("source", type=Path, help="a file or a folder")
    dimport.add_argument("dest", type=Path, help="a new .yaml file or a new folder")
    dimport.set_defaults(run=_dialogues_import)
    draft = dialogues.add_parser("draft", help="grow a dialogue set into scenarios to complete")
    draft.add_argument("source", type=Path, help="a dialogue set of any kind that import reads")
    draft.add_argument("dest", type=Path, help="a new .yaml file or a new folder")
    draft.set_defaults(run=_dialogues_draft)

    encode = commands.add_parser("encode", help="texts to the vectors that retrieval ranks by")
    encode.add_argument("--jsonl", metavar="FILE", required=True, help=_JSONL)
    _encoder_option(encode)
    encode.set_defaults(run=_encode)

    models_command.add(commands, _progress)
    bench_command.add(commands, _progress)
    return parser


def _encoder_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--encoder",
        default=os.environ.get("KEFU_ENCODER", "auto"),
        help="auto (the embedded one if it is installed), none, or a model id or folder",
    )


def _generator_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--generator",
        default=os.environ.get("KEFU_GENERATOR", "none"),
        help="a language model that words the buyer's lines anew: a model id, a folder, or URL#model (default: none)",
    )


def _progress(stage: str, done: int, total: int) -> None:
    """Long work on one line of a terminal; silent where nobody watches."""
    if not sys.stderr.isatty():
        return
    share = f" {100 * done // total} %" if total else ""
    end = "\n" if total and done >= total else ""
    print(f"\r{stage}{share}", end=end, file=sys.stderr, flush=True)


def _app(args: argparse.Namespace) -> int:
    from tutor.ui.app import serve

    serve(
        port=args.port,
        open_browser=not args.no_browser,
        encoder=args.encoder,
        generator=args.generator,
    )
    return 0


def _play(args: argparse.Namespace) -> int:
    from tutor.buyer.friction import parse_dials
    from tutor.services import build_services
    from tutor.session import start
    from tutor.terminal import play, play_replies

    if args.own is not None and args.own.suffix.lower() in (".xlsx", ".csv"):
        to = f"kefu dialogues import {args.own.name} {args.own.stem}.yaml"
        raise TutorError(f"A table cannot be played as it is. First run: {to}")
    services = build_services(
        own=args.own, encoder=args.encoder, generator=args.generator, progress=_progress
    )
    for note in services.reduced:
        print(f"kefu: {note.en}", file=sys.stderr)
    try:
        services.find(args.scenario)
    except UnknownName as error:
        raise TutorError(f"{error}{_held(args.own)}") from error
    session = start(
        services,
        args.scenario,
        lang=args.lang,
        level=args.level,
        standard=args.standard,
        seed=args.seed,
        dials=parse_dials(args.dials),
    )
    if args.replies is not None:
        with _lines(args.replies) as lines:
            return play_replies(services, session, list(lines))
    return play(services, session)


def _held(own: Path | None) -> str:
    """What there is to play in a file of one's own, as a sentence."""
    from tutor.dialogue.library import load_library
    from tutor.dialogue.script_play import play_id

    if own is None:
        return " All of them: kefu scenarios"
    library = load_library(own)
    names = [case.id for case in library.scenarios]
    names += [play_id(part, dialogue) for part in library.sets for dialogue in part.dialogues]
    more = f" and {len(names) - _HELD} more" if len(names) > _HELD else ""
    return f" {own.name} holds: {', '.join(names[:_HELD])}{more}."


def _check(args: argparse.Namespace) -> int:
    if (args.text is None) == (args.jsonl is None):
        raise TutorError(
            'Give one reply in quotes, or a file: kefu check "…" or kefu check --jsonl FILE.'
        )
    if args.jsonl is not None:
        from tutor.check.batch import check_lines

        with _lines(args.jsonl) as lines:
            return _answer(check_lines(lines))
    from dataclasses import replace

    from tutor.check.batch import check_request
    from tutor.check.full import with_rewrite
    from tutor.check.wire import WireError, parse_request
    from tutor.terminal import show_feedback
    from tutor.text.normalise import clean_input

    clean_input(args.text)
    fields = {
        "text": args.text,
        "channel": args.channel,
        "turn": args.turn,
        "standard": args.standard,
    }
    fields |= {
        key: value for key in ("level", "buyer") if (value := getattr(args, key)) is not None
    }
    try:
        request = parse_request(fields)
        feedback = with_rewrite(
            request.text, check_request(request), lambda t: check_request(replace(request, text=t))
        )
    except WireError as error:
        raise TutorError(f"{error.field}: {error.message}") from error
    print(show_feedback(feedback, request.text))
    return 0


def _understand(args: argparse.Namespace) -> int:
    from tutor.check.wire import Request, WireError, parse_request
    from tutor.errors import ModelUnavailable
    from tutor.understand.classify import default_acts, reading_acts
    from tutor.understand.wire import BadField, understand_jsonl

    def parse(decoded: object) -> Request:
        try:
            return parse_request(decoded)
        except WireError as error:
            raise BadField(error.field, error.message) from error

    acts = default_acts()
    if args.encoder == "auto":
        try:
            acts = reading_acts(_progress)
        except ModelUnavailable as error:
            print(f"kefu: {error} Replies are read without the encoder.", file=sys.stderr)
    with _lines(args.jsonl) as lines:
        return _answer(understand_jsonl(lines, parse, acts))


def _scenarios(args: argparse.Namespace) -> int:
    from tutor import resources
    from tutor.dialogue.library import left_out, load_library

    library = load_library(resources.dialogues_dir())
    for note in left_out(library):
        print(f"kefu: {note.en}", file=sys.stderr)
    if args.coverage or args.markdown:
        return _coverage(library, as_json=args.json, as_markdown=args.markdown)
    if args.json:
        print(json.dumps([_summary(s) for s in library.scenarios], ensure_ascii=False, indent=2))
        return 0
    module = ""
    ids = [*(s.id for s in library.scenarios), *(own.id for own in library.sets)]
    width = max(map(len, ids), default=0)
    titles = {m.id: f"{m.title.en} · {m.title.zh}" for m in library.modules}
    for s in library.scenarios:
        if s.module != module:
            module = s.module
            print(f"\n{titles.get(module, module)}")
        print(f"  {s.id:<{width}}  HSK {s.level}  {s.persona.country}  {s.title.en} · {s.title.zh}")
    if library.sets:
        print("\nDialogue sets · 老师的对话")
    for own in library.sets:
        print(f"  {own.id:<{width}}  {len(own.dialogues)} dialogues  {own.title or ''}".rstrip())
    return 0


def _coverage(library: Library, *, as_json: bool, as_markdown: bool) -> int:
    from tutor.dialogue import coverage

    if as_json:
        found = [cell._asdict() for cell in coverage.cells(library.scenarios)]
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        print(coverage.markdown(library) if as_markdown else coverage.plain(library))
    return 0


def _both(text: Bilingual) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _summary(scenario: Scenario) -> dict[str, object]:
    return {
        "id": scenario.id,
        "title": _both(scenario.title),
        "module": scenario.module,
        "level": scenario.level,
        "standard": scenario.standard,
        "channel": scenario.channel,
        "languages": list(scenario.languages),
        "buyer": {
            "name": _both(scenario.persona.name),
            "country": scenario.persona.country,
            "mood": scenario.persona.mood,
        },
    }


def _dialogues_check(args: argparse.Namespace) -> int:
    from dataclasses import asdict

    from tutor.course_audit import audit_answers
    from tutor.dialogue.importers.read import check_path

    loaded = check_path(args.path)
    problems = loaded.problems + (audit_answers(loaded) if args.audit else ())
    if args.json:
        print(json.dumps([asdict(p) for p in problems], ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            print(f"{problem.severity}: {problem}")
        good = [f"scenarios: {len(loaded.scenarios)}"]
        if loaded.sets:
            count = sum(len(own.dialogues) for own in loaded.sets)
            good.append(f"dialogues: {count} (sets: {len(loaded.sets)})")
        print(
            f"Good {', '.join(good)}. Errors: {len(loaded.errors)}, "
            f"warnings: {len(problems) - len(loaded.errors)}."
        )
    return 1 if loaded.errors else 0


def _dialogues_import(args: argparse.Namespace) -> int:
    from tutor.dialogue.importers.read import read_source, write_imported

    imported = read_source(args.source)
    for problem in imported.problems:
        print(f"{problem.severity}: {problem}", file=sys.stderr)
    files = write_imported(imported, args.dest)
    count = sum(len(own.dialogues) for own in imported.sets) + len(imported.scenarios)
    print(f"Dialogues written to {_first(files)}: {count}. Errors: {len(imported.errors)}.")
    return 1 if imported.errors else 0


def _dialogues_draft(args: argparse.Namespace) -> int:
    from dataclasses import replace

    from tutor.dialogue.draft import draft_scenarios
    from tutor.dialogue.importers.read import read_source, write_imported

    imported = read_source(args.source)
    for problem in imported.problems:
        print(f"{problem.severity}: {problem}", file=sys.stderr)
    drafts = tuple(draft for own in imported.sets for draft in draft_scenarios(own))
    files = write_imported(replace(imported, sets=(), scenarios=drafts), args.dest)
    print(
        f"Drafts written to {_first(files)}: {len(drafts)}. "
        "Complete every TODO, then run: kefu dialogues check " + str(args.dest)
    )
    return 1 if imported.errors else 0


def _first(files: tuple[Path, ...]) -> str:
    return f"{files[0]}" + (f" and {len(files) - 1} more files" if len(files) > 1 else "")


def _encode(args: argparse.Namespace) -> int:
    from tutor.encoders.sentence import DEFAULT_ENCODER, get_encoder
    from tutor.encoders.wire import encode_jsonl

    encoder = get_encoder(DEFAULT_ENCODER if args.encoder == "auto" else args.encoder, _progress)
    if encoder is None:
        raise TutorError(
            "Encoding needs an encoder: leave out --encoder none and unset KEFU_ENCODER."
        )
    with _lines(args.jsonl) as lines:
        return _answer(encode_jsonl(lines, encoder))


def _answer(answers: Iterable[dict[str, object]]) -> int:
    """Prints one object a line; 1 when one of them is an error."""
    failed = False
    for answer in answers:
        failed = failed or "error" in answer
        print(json.dumps(answer, ensure_ascii=False), flush=True)
    return 1 if failed else 0


@contextlib.contextmanager
def _lines(name: str) -> Iterator[Iterable[str]]:
    """The lines of a file or of standard input, without their ends. A line that is too long is cut,
    so that one bad line cannot fill the memory."""
    if name == "-":
        yield _bounded(sys.stdin.buffer)
        return
    path = Path(name)
    if not path.is_file():
        raise TutorError(
            f"There is no file {name!r}. Give the path of a text file, or - for standard input."
        )
    with path.open("rb") as stream:
        yield _bounded(stream)


def _bounded(stream: BinaryIO) -> Iterator[str]:
    first = True
    while chunk := stream.readline(_MAX_LINE):
        line = chunk
        while chunk and not chunk.endswith(b"\n") and len(chunk) == _MAX_LINE:
            chunk = stream.readline(_MAX_LINE)
        if first:
            line, first = line.removeprefix(b"\xef\xbb\xbf"), False
        yield line.decode("utf-8", errors="replace").rstrip("\r\n")


if __name__ == "__main__":
    sys.exit(main())
