"""The memory of a process: what is forked often lies in large pages, where a fork has hundreds of entries to copy instead of 80,000."""

import ctypes
import gc
from pathlib import Path

LARGE, COLLAPSE = 2**21, 25  # bytes of a large page; MADV_COLLAPSE of linux/mman.h
MADE = 200_000
"""Objects, after which garbage is looked for; with Python's own 700 that would take a tenth to a fifth of the time of a command."""


def keep() -> None:
    """Look for garbage seldom: what is read of the book stays, and few of its objects lead back to themselves."""
    gc.set_threshold(MADE)


def gather() -> None:
    """Move what this process holds into large pages, where the kernel can: Linux from 6.1 on, which else does so for nobody who does not ask."""
    maps = Path("/proc/self/maps")
    if not maps.exists():
        return
    advise = ctypes.CDLL(None).madvise
    advise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    for line in maps.read_text(encoding="utf-8").splitlines():
        ends, rights, _, _, file, *_ = line.split()
        first, last = (int(end, 16) for end in ends.split("-"))
        if rights.startswith("rw") and file == "0":
            for start in range(-(-first // LARGE) * LARGE, last - LARGE + 1, LARGE):
                advise(start, LARGE, COLLAPSE)  # what cannot be moved stays where it is
