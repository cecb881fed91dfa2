"""The arguments of `kefu models` and what they do. Imports nothing heavy before it runs."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tutor.encoders.manage import ModelState
    from tutor.encoders.protocols import Progress


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser], progress: Progress) -> None:
    """The command with its four commands."""
    models = commands.add_parser("models", help="fetch, check and remove models").add_subparsers(
        title="commands", metavar="COMMAND", required=True
    )
    listed = models.add_parser("list", help="what there is, and what is on this machine")
    listed.set_defaults(run=lambda args: run(args, progress), do="list")
    for name, text in (
        ("pull", "fetch a model and make it ready"),
        ("check", "verify a model"),
        ("remove", "delete a model"),
    ):
        command = models.add_parser(name, help=text)
        command.add_argument(
            "model", help="a card's id, owner/name of a hub, a folder, or a .gguf file"
        )
        command.set_defaults(run=lambda args: run(args, progress), do=name)
        if name == "pull":
            command.add_argument("--role", choices=("encoder", "generator"), default="encoder")
            command.add_argument("--sha256", default="", help="the hash that the file must have")


def run(args: argparse.Namespace, progress: Progress) -> int:
    """Does what the arguments ask for; 1 when a checked model has something wrong."""
    from tutor.encoders import manage

    if args.do == "list":
        print(table(manage.list_models()))
    elif args.do == "pull":
        card = manage.pull(args.model, role=args.role, sha256=args.sha256, progress=progress)
        print(f"{card.id} is ready.")
    elif args.do == "check":
        wrong = manage.check(args.model, progress)
        print(*(wrong or (f"{args.model} is whole and works.",)), sep="\n")
        return 1 if wrong else 0
    else:
        print(f"{manage.remove(args.model) / 1e6:.0f} MB deleted.")
    return 0


def table(states: Iterable[ModelState]) -> str:
    """The models under each other: id, role, whether it is here, licence, what it is for."""
    rows = [("MODEL", "ROLE", "HERE", "LICENCE", "WHAT IT IS")]
    for state in states:
        card = state.card
        told = card.note.en or ", ".join(source.location for source in card.sources)
        rows.append((card.id, card.role, state.state, card.licence or "not stated", told))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
