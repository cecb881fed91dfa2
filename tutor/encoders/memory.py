"""Keeps the allocator of the C library from holding memory that nobody uses.

A model is read in large pieces which are freed again. glibc answers by raising the size from which
it asks the system for a block, so that later pieces stay in its heap: on a laptop these are tens of
megabytes for nothing. Other C libraries have no such calls, and nothing is done there.
"""

from __future__ import annotations

import contextlib
import ctypes

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # as <malloc.h> numbers them
_LARGE = 1 << 20  # bytes; what a turn multiplies stays below, so that its blocks are used again


def hold_little() -> None:
    """Has large blocks come from the system and go back to it; before anything large is read."""
    with contextlib.suppress(AttributeError, OSError, TypeError):
        library = ctypes.CDLL(None)
        library.mallopt(_MMAP_THRESHOLD, _LARGE)
        library.mallopt(_TRIM_THRESHOLD, _LARGE)


def give_back() -> None:
    """Lets the system have what was freed."""
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
