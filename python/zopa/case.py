"""Cases: what was said, by whom, and what is judged of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from ._zopa import Case as NativeCase
from .analysis import Analysis, Answer
from .errors import ZopaError, whole
from .scenario import Number, Scenario, exact

__all__ = ["Case"]

_MOST_DRAWS = 10_000_000


class Case:
    """A case file: sources, statements, events, and apart from them, signed judgements.

    `audience` is `"public"`, `"internal"` or `"secret"` everywhere: what it may not see is dropped before anything is
    computed. `as_of` is a day such as `"2025-06-02"`: the answer is given with what was known at its end.
    """

    def __init__(self, native: NativeCase) -> None:
        self._native = native

    @classmethod
    def parse(cls, text: str, name: str = "case") -> Case:
        """The case in `text` (YAML)."""
        return cls(NativeCase.parse(text, name))

    @property
    def name(self) -> str:
        """The name of the catalogue, or that of the file without its folder."""
        return self._native.name

    @property
    def title(self) -> str:
        """The name for people."""
        return self._native.title

    @cached_property
    def text(self) -> str:
        """The case file as it was read."""
        return self._native.text

    def judgements(self, *, audience: str = "public") -> list[str]:
        """The ids of the judgements, in order."""
        return self._native.judgements(audience)

    def check(self) -> list[dict[str, Any]]:
        """What is worth a second look: warnings, and quotations that are not word for word in their sources."""
        return self._native.check()

    def analyse(
        self,
        *,
        judgements: Sequence[str] = (),
        draws: int = 10_000,
        seed: int = 1,
        audience: str = "public",
        as_of: str | None = None,
        point: str | None = None,
        powers: Mapping[str, Number] | None = None,
        improve: str | None = None,
        most_points: int = 2_000_000,
    ) -> Analysis:
        """The gap, whether there is a deal over your ranges, which one, and what would change the answer.

        `judgements` are all where none is named. `point` (`"centroid"`, `"rank-sum"`, `"rank-reciprocal"`) adds the frontier
        and reference points on that reading of the ranges. `improve` names a package to look for improvements of.
        """
        draws, seed = whole("draws", draws, 1, _MOST_DRAWS), whole("seed", seed, 0, 2**64 - 1)
        power = [(party, exact(value)) for party, value in (powers or {}).items()]
        return Analysis(
            self._native.analyse(list(judgements), draws, seed, audience, as_of, point, power, improve, most_points)
        )

    analyze = analyse

    def roadmap(
        self, *, judgements: Sequence[str] = (), draws: int = 2_000, seed: int = 1, audience: str = "public", as_of: str | None = None
    ) -> Answer:
        """What waits for what, what could be done first, in which order nobody gains by stopping, and who may sign it."""
        draws, seed = whole("draws", draws, 1, _MOST_DRAWS), whole("seed", seed, 0, 2**64 - 1)
        return Answer(self._native.roadmap(list(judgements), draws, seed, audience, as_of))

    def exchange(
        self,
        *,
        between: tuple[str, str] | None = None,
        mode: str | None = None,
        cap: int | None = None,
        ahead: int | None = None,
        batches: int | None = None,
        way: str | None = None,
        seed: int = 1,
        audience: str = "public",
        as_of: str | None = None,
    ) -> Answer:
        """Who can be exchanged, in which batches, and what the lists of two sides say of the same people.

        `mode` is as on the command line (`"equal:500"`, `"ratio:1:3"`, …); `cap` the most people in one transfer; `ahead` by
        how many a side may be ahead; `batches` their number; `way` `"in-turns"` or `"simultaneous"`. People are not priced,
        and names stay in the lists.
        """
        pair = list(between) if between is not None else None
        return Answer(self._native.exchange(pair, mode, cap, ahead, batches, way, seed, audience, as_of))

    def stability(self, *, conflicts: Sequence[str] = (), audience: str = "public", as_of: str | None = None) -> Answer:
        """In which states of a conflict away from the table everybody would stay, and why (graph model)."""
        return Answer(self._native.stability(list(conflicts), audience, as_of))

    def forecast(
        self,
        *,
        forecasts: Sequence[str] = (),
        draws: int = 1_000,
        seed: int = 1,
        baselines_only: bool = False,
        audience: str = "public",
        as_of: str | None = None,
    ) -> Answer:
        """Labelled baselines of a decision on a scale beside each other, with the evidence on such models."""
        return Answer(self._native.forecast(list(forecasts), draws, seed, baselines_only, audience, as_of))

    def draw(self, draw: int = 0, *, judgement: str | None = None, seed: int = 1, audience: str = "public") -> Scenario:
        """One draw from the ranges of a judgement, as a scenario: what strategies can talk about."""
        return self.draws(1, first=draw, judgement=judgement, seed=seed, audience=audience)[0]

    def draws(
        self, count: int, *, first: int = 0, judgement: str | None = None, seed: int = 1, audience: str = "public"
    ) -> list[Scenario]:
        """So many draws from the ranges of a judgement (needed where there are several), beginning with draw `first`."""
        count, first = whole("count", count, 1, 1_000_000), whole("draw", first, 0, 999_999)
        return [Scenario(one) for one in self._native.draw(judgement, first, count, seed, audience)]

    def negotiate(self, *_: Any, **__: Any) -> Any:
        """A case has ranges, and talks are about numbers: draw a scenario first."""
        raise ZopaError("a case has ranges, and talks are about one draw from them", "write case.draw(0).negotiate([…])")

    def __reduce__(self) -> tuple[Any, ...]:
        return Case.parse, (self.text, self.name)

    def _repr_html_(self) -> str:
        from html import escape

        return f"<b>{escape(self.title)}</b> <code>{escape(self.name)}</code>"

    def __repr__(self) -> str:
        return f"Case({self.name!r}: {self.title})"
