"""The import rules: layers only point left, heavy packages stay in their rooms."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "tutor"
LAYERS = {
    "__init__": 0,
    "domain": 0,
    "errors": 0,
    "names": 0,
    "resources": 1,
    "codec": 1,
    "weights": 1,
    "text": 1,
    "encoders": 2,
    "understand": 3,
    "dialogue": 4,
    "desk": 4,
    "check": 4,
    "buyer": 4,
    "services": 5,
    "session": 5,
    "records": 6,
    "ui": 6,
    "bench": 6,
    "terminal": 6,
    "course_audit": 6,
    "cli": 7,
}
STRANGERS = ({"check", "buyer", "desk", "records"}, {"ui", "bench"})
ROOMS = {
    "gradio": ("ui/",),
    "sqlalchemy": ("records/",),
    "torch": ("encoders/",),
    "transformers": ("encoders/",),
    "sentence_transformers": ("encoders/",),
    # The speed benchmark measures the bare libraries beside the product.
    "jieba": ("text/tokenise.py", "bench/speed.py"),
    "pypinyin": ("text/pinyin.py", "bench/speed.py"),
}


def modules() -> list[Path]:
    return sorted(p for p in PACKAGE.rglob("*.py") if "_shipped" not in p.parts)


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Every imported module of a file, and whether the import stands at the top level."""
    tree = ast.parse(path.read_text("utf-8"))
    top = {id(n) for n in tree.body}
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module]
        yield from ((name, id(node) in top) for name in names)


def layer(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def own_layer(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_left(path: Path) -> None:
    own = own_layer(path)
    for name, _ in imports(path):
        if not (name == "tutor" or name.startswith("tutor.")):
            continue
        other = layer(name)
        assert other in LAYERS, f"{path.name} imports {name}, which is in no layer"
        assert LAYERS[other] <= LAYERS[own], f"{own} must not import {other}"
        for group in STRANGERS:
            assert not {own, other} <= group or own == other, f"{own} must not import {other}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_heavy_packages_stay_in_their_rooms(path: Path) -> None:
    relative = path.relative_to(PACKAGE).as_posix()
    for name, at_top in imports(path):
        package = name.split(".")[0]
        room = ROOMS.get(package)
        if room is not None:
            assert relative.startswith(room), f"{relative} imports {package}"
        if room == ("encoders/",):
            assert not at_top, f"{relative} imports {package} before it is needed"


def test_the_core_imports_nothing_heavy() -> None:
    code = (
        "import sys, tutor.session, tutor.cli\n"
        "heavy = {'torch','transformers','sentence_transformers','gradio','sqlalchemy'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(heavy)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_no_module_is_longer_than_one_job() -> None:
    long = {
        p.name: n
        for p in modules()
        if (n := len(p.read_text("utf-8").splitlines())) > 500 and p.name != "domain.py"
    }
    assert not long
