"""The Chromium in which the site is tried."""

import os
import shutil

NAMES = ("chromium-headless-shell", "chromium", "google-chrome")
"""What it is called, the best first: the first has no window, whose menus and boxes cost as much as a page."""


def chromium() -> str:
    """The path of what the variable CHROMIUM names, or else of what is installed; empty where nothing is."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")
