"""What an outcome is worth, for NegMAS: from what one seat knows, and from nothing else."""

from __future__ import annotations

from fractions import Fraction
from math import inf
from typing import Any

from negmas.preferences import (  # type: ignore[import-untyped]
    ExpDiscountedUFun,
    LinearAdditiveUtilityFunction,
    MappingUtilityFunction,
)
from negmas.preferences.value_fun import TableFun  # type: ignore[import-untyped]

from .._zopa import Brief
from .space import Space

__all__ = ["OVER_TIME", "EACH_ROUND", "utility_function"]

OVER_TIME = "relative_time"
"""What NegMAS raises a discount to where ours is over the whole time."""
EACH_ROUND = "step"
"""The same where it is for each round."""


def utility_function(brief: Brief, space: Space, outcome_space: Any, discount: tuple[Fraction, str] | None) -> Any:
    """The utility function of one seat. A sum over issues is one there as well; whatever is more than a sum asks for the exact
    utility of each outcome when it is needed, so that nothing is listed at any size."""
    reservation = -inf if brief.reservation is None else brief.reservation
    about = {"outcome_space": outcome_space, "name": brief.party, "reserved_value": reservation}
    sums = brief.contributions()
    if sums is None:
        function = MappingUtilityFunction(_Asked(brief, space), **about)
    else:
        constant, tables = sums
        values = [
            TableFun({value: float(Fraction(worth)) for value, worth in zip(values, table, strict=True)})
            for values, table in zip(space.values, tables, strict=True)
        ]
        function = LinearAdditiveUtilityFunction(values, [1.0] * len(values), float(Fraction(constant)), **about)
    if discount is None or discount[0] == 1:
        return function
    return ExpDiscountedUFun(function, float(discount[0]), discount[1], dynamic_reservation=True, **about)


class _Asked:
    """Asks the brief what an outcome is worth."""

    def __init__(self, brief: Brief, space: Space) -> None:
        self._brief, self._space = brief, space

    def __call__(self, outcome: Any) -> float:
        return self._brief.utility(self._space.from_negmas(outcome))
