"""How far a long piece of work is."""

import datetime
import sys
import time
from concurrent.futures import Future

OFTEN, SELDOM = 1.0, 30.0  # seconds between two lines of progress, on a screen and in a log


class Progress:
    """How many runs are done, how many are left, and when they will end, on stderr."""

    def __init__(self) -> None:
        self.runs, self.done, self.weight, self.past = 0, 0, 0.0, 0.0
        self.start = self.last = time.monotonic()

    def expect(self, future: Future, weight: float) -> None:
        """Count one more run; its `weight` is about how long it takes."""
        self.runs, self.weight = self.runs + 1, self.weight + weight
        future.add_done_callback(lambda _: self.count(weight))

    def count(self, weight: float) -> None:
        """One run is done."""
        self.done, self.past, now = self.done + 1, self.past + weight, time.monotonic()
        screen = sys.stderr.isatty()
        if now - self.last > (OFTEN if screen else SELDOM):
            self.last = now
            left = (now - self.start) * (self.weight / self.past - 1)
            end = (datetime.datetime.now() + datetime.timedelta(seconds=left)).strftime("%H:%M")
            text = f"{self.done:,} of {self.runs:,} runs done, {self.runs - self.done:,} left, about {left / 60:.0f} min, until {end}"
            print(f"\r{text}\033[K" if screen else text, end="" if screen else "\n", file=sys.stderr, flush=True)
