"""The arguments of `kefu bench` and what they ask for. Imports nothing heavy before it runs."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tutor.encoders.protocols import Progress


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser], progress: Progress) -> None:
    """The command with its suites, and for role-play with a language model how much to play."""
    bench = commands.add_parser("bench", help="measure, side by side in one run")
    bench.set_defaults(run=lambda args: run(args, progress))
    bench.add_argument(
        "suites", nargs="*", metavar="SUITE", help="speed, feedback … (default: speed)"
    )
    bench.add_argument("--json", action="store_true", help="as one JSON object")
    model = bench.add_argument_group("role-play with a language model")
    model.add_argument("--generator", help="the model; measured with it and without, side by side")
    model.add_argument("--turns", type=int, help="how many lines the model is to word")
    model.add_argument("--seed", type=int, help="the first conversation's seed")
    model.add_argument("--budget", type=float, help="the model's seconds for a line")
    model.add_argument(
        "--keep",
        type=Path,
        help="a file of what was played; a run that was stopped goes on from it",
    )


def run(args: argparse.Namespace, progress: Progress) -> int:
    """Runs what the arguments ask for; returns the exit code of `run_suites`."""
    from tutor.bench.run import run_suites

    if args.generator is None:
        return run_suites(args.suites or ["speed"], as_json=args.json)
    from tutor.bench.worded import Options

    given = {"turns": args.turns, "seed": args.seed, "budget_s": args.budget, "keep": args.keep}
    options = Options(generator=args.generator, **{k: v for k, v in given.items() if v is not None})
    return run_suites(
        args.suites or ["roleplay"], as_json=args.json, worded=options, progress=progress
    )
