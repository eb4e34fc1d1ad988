"""How far long work is, told to whoever wants to know."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

__all__ = ["Line"]


class Line:
    """One line of progress on standard error, where somebody is there to see it; or a call, where one was given.

    Entered, it is what has to be told how many are done and of how many; `None` where nobody listens, so that nothing is told.
    """

    def __init__(self, progress: bool | Callable[[int, int], None], what: str) -> None:
        self.call = progress if callable(progress) else None
        self.shown = progress is True and sys.stderr.isatty()
        self.what = what
        self.last, self.drawn = 0.0, False

    def __enter__(self) -> Callable[[int, int], None] | None:
        if self.call is not None:
            return self.call
        return self.draw if self.shown else None

    def draw(self, done: int, of: int) -> None:
        """Draws the line anew, at most five times a second, and when all is done."""
        now = time.monotonic()
        if now - self.last >= 0.2 or done == of:
            self.last, self.drawn = now, True
            print(f"\r{done} of {of} {self.what}", end="", file=sys.stderr, flush=True)

    def __exit__(self, *_: object) -> None:
        if self.drawn:
            print(file=sys.stderr)
