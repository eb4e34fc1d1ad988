"""What an analysis says: the frontier, the solutions, the odds."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .display import Frame, Page, Picture, table_html
from .facts import Facts, facts

if TYPE_CHECKING:
    from ._zopa import Document

__all__ = ["Analysis", "Answer", "Frontier", "Point", "Solution", "Solutions"]


class Answer(Page):
    """An answer to a question about a case or scenario.

    `document` is everything that it says, the same as the command line's `--json`; `words()`, `html()` and `pictures` are
    its other views.
    """

    def __init__(self, document: Document) -> None:
        self._native = document

    @cached_property
    def document(self) -> Facts:
        """Everything that the answer says, as plain objects."""
        found: Facts = facts(self._native.json())
        return found

    @property
    def stopped(self) -> bool:
        """Whether a limit stopped a part of it; `document["limits"]` says what that left open."""
        return self._native.stopped

    @cached_property
    def pictures(self) -> list[Picture]:
        """The pictures, in the order in which they are told."""
        return [Picture(*one) for one in self._native.pictures()]

    def words(self, columns: int = 100) -> str:
        """The answer in plain words, at most so many columns wide (60 to 200)."""
        return self._native.words(columns)

    def to_json(self) -> str:
        """The answer as JSON text: the same bytes as the command line's `--json`."""
        return self._native.json()

    def html(self) -> str:
        """The answer as one page that needs no network and no scripts."""
        return self._native.html()

    def _repr_html_(self) -> str:
        from html import escape

        pictures = "".join(f"<div style='max-width:56em'>{one.svg}</div>" for one in self.pictures)
        return f"{pictures}<details><summary>in words</summary><pre>{escape(self.words())}</pre></details>"

    def __str__(self) -> str:
        return self.words()


@dataclass(frozen=True, slots=True)
class Point:
    """A point and an outcome that reaches it."""

    utilities: tuple[float, ...]
    """Utilities, undiscounted, in the order of the parties."""
    exact: tuple[Fraction, ...]
    """The same as fractions."""
    outcome: dict[str, str]
    """Issue → option."""

    @classmethod
    def of(cls, view: Facts) -> Point:
        """The point that an answer tells of."""
        exact = tuple(Fraction(one) for one in view["exact_utilities"])
        return cls(tuple(view["utilities"]), exact, dict(view["outcome"]))


class Frontier:
    """Outcomes that nothing beats: no other is as good for everybody and better for somebody."""

    def __init__(self, document: Document, view: Facts, parties: tuple[str, ...]) -> None:
        self._native, self._view = document, view
        self.parties = parties

    @property
    def exact(self) -> bool:
        """Whether the points are exact and none is missing."""
        return bool(self._view["exact"])

    @property
    def method(self) -> str:
        """How it was found."""
        return str(self._view["method"])

    @property
    def size(self) -> int | None:
        """Number of distinct points; `None` where a limit stopped the search."""
        size: int | None = self._view["size"]
        return size

    @property
    def rational_size(self) -> int | None:
        """Number of distinct points of the frontier among outcomes that all would sign; `None` where it is not known."""
        size: int | None = self._view["rational_size"]
        return size

    @cached_property
    def utilities(self) -> NDArray[np.float64]:
        """Utilities, undiscounted: an array of shape (points, parties), ascending by the first party. It cannot be written."""
        flat = np.frombuffer(self._native.frontier_utilities(), dtype=np.float64)
        return flat.reshape(-1, len(self.parties))

    @cached_property
    def points(self) -> list[Point]:
        """The points, ascending by the first party."""
        return [Point.of(view) for view in self._view["points"]]

    def frame(self) -> Frame:
        """The points as a table: a column of utilities and one of fractions for each party, one of options for each issue."""
        return Frame(self._native.frontier_table())

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.frame().__arrow_c_stream__(requested_schema)

    def to_polars(self) -> Any:
        """The points as a `polars.DataFrame`, without a copy."""
        return self.frame().to_polars()

    def to_pandas(self) -> Any:
        """The points as a `pandas.DataFrame`."""
        return self.frame().to_pandas()

    def __len__(self) -> int:
        return len(self._view["points"])

    def __repr__(self) -> str:
        size = "stopped by a limit" if self.size is None else f"{self.size} points"
        return f"Frontier({size}, {'exact' if self.exact else 'not exact'}: {self.method})"


@dataclass(frozen=True, slots=True)
class Solution:
    """What one concept picks: all tied points, or the reason why there is none."""

    exact: bool
    points: tuple[Point, ...]
    notes: tuple[str, ...]
    reason: str | None

    @classmethod
    def of(cls, view: Facts) -> Solution:
        """The solution that an answer tells of."""
        return cls(bool(view["exact"]), tuple(map(Point.of, view["points"])), tuple(view["notes"]), view["reason"])


@dataclass(frozen=True, slots=True)
class Solutions:
    """The four concepts. Of a real conflict they are reference points, and nobody's solution."""

    nash: Solution
    """The largest product of gains (Nash 1950)."""
    kalai_smorodinsky: Solution
    """Equal shares of what each could gain at most (Kalai and Smorodinsky 1975)."""
    egalitarian: Solution
    """The smallest gain as large as can be (Kalai 1977)."""
    utilitarian: Solution
    """The largest sum."""


class Analysis(Answer):
    """How wide the gap is, whether there is a deal, and which."""

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """The negotiating parties, in the order of every list of utilities."""
        return tuple(self.document["parties"])

    @cached_property
    def frontier(self) -> Frontier | None:
        """The frontier; `None` of a case with ranges, unless it was asked for on a named point."""
        view = self.document["frontier"]
        return None if view is None else Frontier(self._native, view, self.parties)

    @cached_property
    def solutions(self) -> Solutions | None:
        """The solutions over the frontier; `None` where there is no frontier."""
        view = self.document["solutions"]
        return None if view is None else Solutions(**{name: Solution.of(one) for name, one in view.items()})

    @property
    def nash(self) -> Point | None:
        """The first of the points with the largest product of gains; `None` where nothing is acceptable to all."""
        solutions = self.solutions
        return solutions.nash.points[0] if solutions and solutions.nash.points else None

    @property
    def opposition(self) -> float | None:
        """Distance from the frontier to the point that is best for everybody, on the scale from 0 to 1."""
        value: float | None = self.document["opposition"]
        return value

    @property
    def odds(self) -> Facts | None:
        """How often the analysts' ranges leave room for a deal: shares of draws, never a chance of peace."""
        odds: Facts | None = self.document["odds"]
        return odds

    @property
    def packages(self) -> list[Facts]:
        """Packages worth talking about, the one most often accepted first."""
        packages: list[Facts] = self.document["packages"]
        return packages

    def plot(self) -> Picture:
        """The plane of utilities of two parties: the frontier and the solutions, or where the draws put packages."""
        for picture in self.pictures:
            if picture.name.startswith("plane"):
                return picture
        from .errors import ZopaError

        raise ZopaError("there is no plane of utilities to draw", "it is drawn for two parties; `pictures` has what there is")

    def _repr_html_(self) -> str:
        solutions = self.solutions
        if solutions is None:
            return super()._repr_html_()
        rows = []
        for name in ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian"):
            solution: Solution = getattr(solutions, name)
            for point in solution.points:
                rows.append([name, *(f"{one:.4f}" for one in point.utilities), " · ".join(point.outcome.values())])
        return table_html(["", *self.parties, "outcome"], rows, repr(self.frontier)) + super()._repr_html_()

    def __repr__(self) -> str:
        what = self.frontier if self.frontier is not None else "a case with ranges: see odds"
        return f"Analysis({what!r})"
