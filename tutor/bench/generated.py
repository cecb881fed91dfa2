"""Are the model's lines truly good? A blind sheet to label, and what the labels come to.

`draw` mixes lines that the guard let pass with retrieved lines of the same acts, in random order and
without their source; the sources go to a file of their own, and `unblind` joins the two.

    python -m tutor.bench.generated draw PLAYED... --sheet SHEET --sources SOURCES
    python -m tutor.bench.generated unblind SHEET SOURCES --out FILE
    python -m tutor.bench.generated
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from typing import Any

from tutor.bench.intervals import bootstrap
from tutor.bench.worded import Pair, Worded, read_pair
from tutor.domain import LANGS, Score
from tutor.resources import eval_dir

GENERATED, RETRIEVED = 200, 60
REASONS = ("role", "level", "case", "act", "natural")
Row = dict[str, Any]


def labelled() -> list[Row]:
    """The labelled lines of `eval/roleplay/generated.jsonl`."""
    return read_rows(eval_dir() / "roleplay" / "generated.jsonl")


def read_rows(path: Path) -> list[Row]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Objects as JSONL."""
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    path.write_text("".join(lines), encoding="utf-8")


def draw(
    pairs: Sequence[Pair], *, generated: int = GENERATED, retrieved: int = RETRIEVED, seed: int = 0
) -> tuple[list[Row], dict[str, str]]:
    """A sheet in random order and the source of each id. The retrieved lines are of acts that the
    model worded, as often as it worded them, from turns whose generated line is not on the sheet."""
    rng = Random(seed)
    passed = [(pair, turn) for pair in pairs for turn in pair.worded if turn.generated]
    others = [(pair, turn) for pair in pairs for turn in pair.worded]
    model = rng.sample(passed, min(generated, len(passed)))
    shown = {id(turn) for _, turn in model}
    by_kind: dict[tuple[str, str], list[tuple[Pair, Worded]]] = defaultdict(list)
    for pair, turn in rng.sample(others, len(others)):
        if id(turn) not in shown:
            by_kind[pair.lang, _kind(turn.act)].append((pair, turn))
    wanted = rng.sample(model, len(model))
    script: list[tuple[Pair, Worded]] = []
    for pair, turn in wanted:
        if len(script) == retrieved:
            break
        if pool := by_kind[pair.lang, _kind(turn.act)]:
            script.append(pool.pop())
    rows = [
        (_row(pair, turn, text), source)
        for source, chosen in (("generated", model), ("retrieved", script))
        for pair, turn in chosen
        for text in [turn.said if source == "generated" else turn.retrieved]
    ]
    rng.shuffle(rows)
    sheet = [{"id": f"g-{n:03}"} | row for n, (row, _) in enumerate(rows, 1)]
    return sheet, {row["id"]: source for row, (_, source) in zip(sheet, rows, strict=True)}


def _kind(act: str) -> str:
    return act.partition(".")[0]


def _row(pair: Pair, turn: Worded, text: str) -> Row:
    return {
        "lang": pair.lang,
        "level": pair.level,
        "scenario": pair.scenario,
        "act": turn.act,
        "before": list(turn.before),
        "line": text,
        "good": None,
        "reason": "",
    }


def unblind(sheet: Sequence[Row], sources: dict[str, str]) -> list[Row]:
    """The labelled rows with their sources. Raises `ValueError` for a row without a label."""
    for row in sheet:
        if not isinstance(row["good"], bool):
            raise ValueError(f"{row['id']} is not labelled")
    return [row | {"source": sources[row["id"]]} for row in sheet]


def scores(rows: Sequence[Row]) -> list[Score]:
    """The share of good lines by source, and by source and language, with intervals over lines."""
    found = []
    for source in ("generated", "retrieved"):
        of = [row for row in rows if row["source"] == source]
        found.append(_share(f"good, {source}", of))
        found += [
            _share(f"good, {source}, {lang}", [r for r in of if r["lang"] == lang])
            for lang in LANGS
        ]
    return found


def _share(metric: str, rows: Sequence[Row]) -> Score:
    def share(marks: Sequence[bool]) -> float | None:
        return sum(marks) / len(marks) if marks else None

    marks = [row["good"] for row in rows]
    return Score(metric=metric, value=share(marks), n=len(marks), interval=bootstrap(marks, share))


def reasons(rows: Sequence[Row], source: str) -> Counter[str]:
    """Why lines of a source are not good; a line has one or more reasons."""
    return Counter(
        reason
        for row in rows
        if row["source"] == source
        for reason in row["reason"].split(", ")
        if reason
    )


def table(rows: Sequence[Row]) -> list[str]:
    """The labels' numbers as lines of Markdown, as they stand in `eval/roleplay/README.md`."""
    lines = ["| lines | good | 95 % | labelled |", "| --- | --- | --- | --- |"]
    for score in scores(rows):
        low, high = score.interval or (0.0, 0.0)
        value = "–" if score.value is None else f"{score.value:.3f}"
        lines.append(
            f"| {score.metric.removeprefix('good, ')} | {value} | {low:.3f}–{high:.3f} | {score.n} |"
        )
    for source in ("generated", "retrieved"):
        why = ", ".join(f"{reason} {n}" for reason, n in reasons(rows, source).most_common())
        lines.append(f"\nNot good among the {source}: {why or 'none'}.")
    return lines


def main(argv: Sequence[str] | None = None) -> int:
    """Draws a sheet, joins a labelled one with its sources, or prints the table."""
    parser = argparse.ArgumentParser(description="Blind labels of generated lines.")
    commands = parser.add_subparsers(dest="do")
    one = commands.add_parser("draw", help="a blind sheet from what a benchmark kept")
    one.add_argument("played", nargs="+", type=Path)
    one.add_argument("--sheet", type=Path, required=True)
    one.add_argument("--sources", type=Path, required=True)
    one.add_argument("--seed", type=int, default=0)
    two = commands.add_parser("unblind", help="join a labelled sheet with its sources")
    two.add_argument("sheet", type=Path)
    two.add_argument("sources", type=Path)
    two.add_argument("--out", type=Path, required=True)
    args = parser.parse_args(argv)
    if args.do == "draw":
        pairs = [
            read_pair(row)
            for path in args.played
            for row in path.read_text(encoding="utf-8").splitlines()[1:]
        ]
        sheet, sources = draw(pairs, seed=args.seed)
        write_rows(args.sheet, sheet)
        args.sources.write_text(json.dumps(sources, indent=1), encoding="utf-8")
        print(f"{len(sheet)} lines to label in {args.sheet}")
    elif args.do == "unblind":
        sources = json.loads(args.sources.read_text(encoding="utf-8"))
        write_rows(args.out, unblind(read_rows(args.sheet), sources))
    else:
        print(*table(labelled()), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
