"""What a utility function of NegMAS says of each outcome, exactly."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from math import isfinite
from typing import Any

from negmas.preferences import (  # type: ignore[import-untyped]
    AffineUtilityFunction,
    ConstUtilityFunction,
    HyperRectangleUtilityFunction,
    LinearAdditiveUtilityFunction,
    MappingUtilityFunction,
)
from negmas.preferences.value_fun import AffineFun, ConstFun, IdentityFun, LinearFun, TableFun  # type: ignore[import-untyped]

from ..errors import ZopaError
from ..scenario import exact
from .space import Space

__all__ = ["worth"]

_MOST_ASKED = 1 << 18


def worth(function: Any, space: Space, party: str) -> dict[str, Any]:
    """`constant`, `issues` and `linkages` of a profile. Sums stay sums, whatever the number of outcomes."""
    if function.constraints:
        raise ZopaError(f"the utility of `{party}` has constraints, which are code", "state them as utilities of outcomes")
    nothing: list[dict[str, Any]] = [{"table": ["0"] * len(values)} for values in space.values]
    if isinstance(function, ConstUtilityFunction):
        return {"constant": _number(function.value, party), "issues": nothing}
    if isinstance(function, LinearAdditiveUtilityFunction):
        readers = [_reader(one, party) for one in function.values]
        return _sum(function, readers, space, party)
    if isinstance(function, AffineUtilityFunction):
        return _sum(function, [_plain(party)] * len(space.values), space, party)
    return _asked(function, space, party, nothing)


def _sum(function: Any, readers: list[Callable[[Any], Fraction]], space: Space, party: str) -> dict[str, Any]:
    if len(function.weights) != len(space.values) or len(readers) != len(space.values):
        raise ZopaError(
            f"the utility of `{party}` has {len(readers)} summands for {len(space.values)} issues", "give one for each issue"
        )
    weights = [Fraction(_number(weight, party)) for weight in function.weights]
    tables = [
        {"table": [exact(weight * reader(value)) for value in values]}
        for weight, reader, values in zip(weights, readers, space.values, strict=True)
    ]
    # Of linear additive functions NegMAS shows the bias under a private name alone.
    bias = function.bias if isinstance(function, AffineUtilityFunction) else function._bias
    return {"constant": _number(bias, party), "issues": tables}


def _reader(function: Any, party: str) -> Callable[[Any], Fraction]:
    """A value function, exactly where it is a table or a line, and to its double otherwise."""
    plain = _plain(party)
    if isinstance(function, TableFun):
        return lambda value: Fraction(_number(function.mapping[value], party))
    if isinstance(function, ConstFun):
        return lambda _: Fraction(_number(function.bias, party))
    if isinstance(function, IdentityFun):
        return plain
    if isinstance(function, LinearFun):
        return lambda value: Fraction(_number(function.slope, party)) * plain(value)
    if isinstance(function, AffineFun):
        return lambda value: Fraction(_number(function.slope, party)) * plain(value) + Fraction(_number(function.bias, party))
    return lambda value: Fraction(_number(function(value), party))


def _plain(party: str) -> Callable[[Any], Fraction]:
    return lambda value: Fraction(_number(value, party))


def _asked(function: Any, space: Space, party: str, nothing: list[dict[str, Any]]) -> dict[str, Any]:
    """Each outcome by itself: a linkage of all issues."""
    known = isinstance(function, (MappingUtilityFunction, HyperRectangleUtilityFunction))
    kind = type(function).__name__
    if not known and not function.is_stationary():
        raise ZopaError(f"the {kind} of `{party}` may rest on more than the outcome", "convert it first: to_stationary(), or a mapping")
    if space.count > _MOST_ASKED:
        raise ZopaError(
            f"the {kind} of `{party}` would be asked for {space.count} outcomes, and {_MOST_ASKED} are the most",
            "state it as a LinearAdditiveUtilityFunction, or as boxes and linkages in zopa's own format",
        )
    values = [_number(function(outcome), party, outcome) for outcome in product(*space.values)]
    if len(space.values) == 1:
        return {"issues": [{"table": values}]}
    return {"issues": nothing, "linkages": [{"issues": list(space.issues), "values": values}]}


def _number(value: Any, party: str, about: Any = None) -> str:
    try:
        plain = float(value)
    except (TypeError, ValueError):
        plain = float("nan")
    if not isfinite(plain):
        of = f" of {about!r}" if about is not None else ""
        raise ZopaError(f"`{party}` has {value!r}{of} where a number is needed", "give every outcome a finite number")
    return exact(value if isinstance(value, (int, Fraction)) and not isinstance(value, bool) else plain)
