"""Files between the browser and the page, without one of them staying on this machine's disk."""

from __future__ import annotations

import base64
import json
import logging
from pathlib import Path
from typing import Any

import gradio as gr

from tutor.dialogue.exchange import Download
from tutor.dialogue.upload import MAX_UPLOAD, Files

log = logging.getLogger(__name__)

# What the browser does with a payload; see page.js.
SAVE = "(payload) => { if (payload && window.kefuSave) window.kefuSave(payload); }"


def file_drop(**options: Any) -> Any:
    """A place to drop files, whose handler gets names and bytes (`Files`).

    No event but its own may have it as an output, and that one gives None: gradio builds a part
    anew, without what is set here, when it is updated or skipped.
    """
    part = gr.File(file_count="multiple", **options)
    # Not a class of its own: gradio writes a description of such a class beside its source.
    part.preprocess = _taken
    # Gradio's own example of a file names a place on the web.
    part.example_payload = list
    return part


def _taken(payload: Any) -> Files:
    """The files of an upload. The copies that gradio keeps of them are removed."""
    found = []
    for sent in getattr(payload, "root", payload) or []:
        # Gradio has made sure that the path is one of its own uploads.
        path = Path(sent.path)
        try:
            with path.open("rb") as stream:
                # One byte more than is allowed tells that it is too much.
                data = stream.read(MAX_UPLOAD + 1)
        except OSError:
            log.warning("an uploaded file was gone before it was read")
            continue
        finally:
            _remove(path)
        found.append((str(sent.orig_name or path.name), data))
    return tuple(found)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
        path.parent.rmdir()  # each upload has a folder of its own
    except OSError:
        pass  # something else is in it, and that is not ours


def payload(download: Download) -> str:
    """A download as the text that `SAVE` understands."""
    data = base64.b64encode(download.data).decode("ascii")
    return json.dumps({"name": download.name, "data": data})
