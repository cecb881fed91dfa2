"""Where shipped files and the user's files are. Functions, each with an environment override."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


def shipped_dir() -> Path:
    """The folder that holds `dialogues/`, `eval/` and `models/`: inside an installed wheel
    `tutor/_shipped`, in a checkout its top."""
    inside = _PACKAGE / "_shipped"
    return inside if inside.is_dir() else _PACKAGE.parent


def dialogues_dir() -> Path:
    return Path(os.environ.get("KEFU_DIALOGUES") or shipped_dir() / "dialogues")


def models_dir() -> Path:
    return shipped_dir() / "models"


def eval_dir() -> Path:
    return shipped_dir() / "eval"


def user_dir() -> Path:
    """The user's data folder (`KEFU_HOME` overrides it), made when missing."""
    path = Path(os.environ.get("KEFU_HOME") or platformdirs.user_data_path("kefu-tutor", False))
    path.mkdir(parents=True, exist_ok=True)
    return path


def cache_dir() -> Path:
    """The user's cache folder (`KEFU_CACHE` overrides it), made when missing."""
    path = Path(os.environ.get("KEFU_CACHE") or platformdirs.user_cache_path("kefu-tutor", False))
    path.mkdir(parents=True, exist_ok=True)
    return path


def index_url() -> str | None:
    """The PostgreSQL that holds the index of lines (`KEFU_INDEX`), None for this machine's own."""
    return os.environ.get("KEFU_INDEX", "").strip() or None
