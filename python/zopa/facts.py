"""Answers as plain objects: what JSON says, with attributes."""

from __future__ import annotations

import json
from typing import Any

__all__ = ["Facts", "facts"]


class Facts(dict[str, Any]):
    """A dictionary whose keys are attributes as well: `analysis.odds.interval.low`.

    A key that is also the name of a method of dictionaries (`items`, `keys`, …) is reached with brackets alone.
    """

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            known = ", ".join(self)
            raise AttributeError(f"there is no `{name}` here; there are: {known}") from None

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self]


def facts(text: str) -> Any:
    """What a JSON text says."""
    return json.loads(text, object_hook=Facts)
