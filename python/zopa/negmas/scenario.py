"""Scenarios, both ways."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from fractions import Fraction
from math import isinf, isnan
from typing import Any

from negmas.inout import Scenario as Theirs  # type: ignore[import-untyped]
from negmas.preferences import ExpDiscountedUFun  # type: ignore[import-untyped]

from .. import _zopa
from .._zopa import Brief
from ..errors import ZopaError, ZopaWarning
from ..scenario import Scenario, exact
from .reading import worth
from .space import Space
from .utility import EACH_ROUND, OVER_TIME, utility_function

__all__ = ["from_negmas", "profile_of", "to_negmas"]


def to_negmas(scenario: Scenario, *, space: Space | None = None) -> Any:
    """The scenario as a `negmas.Scenario`: the same issues, options and parties in the same order.

    Utilities are NegMAS's doubles nearest to our fractions, each option's by itself, so that a sum of them differs from ours by
    rounding alone (below 1e-12 for utilities up to 1). A sum over issues becomes a `LinearAdditiveUtilityFunction`; anything
    more (linkages, boxes, a cap that bites) a `MappingUtilityFunction` that asks zopa, which NegMAS cannot write to a file. A
    reservation becomes a reserved value (-inf where any outcome will do, inf where none will), a discount an
    `ExpDiscountedUFun`: over the time on `relative_time`, or on `step` where it is for each round.

    `space` gives the options other values than the usual ones, such as those of an outcome space that they came from.

    Rules and red lines are refused, since NegMAS has nothing of the kind; what is lost besides comes as a `ZopaWarning`.
    """
    stated = scenario.to_dict()["scenario"]
    if stated.get("rules"):
        raise ZopaError(f"`{scenario.name}` has rules, and NegMAS negotiates about every combination", "leave the rules out")
    space = space or Space.of_issues(scenario.issues)
    outcome_space = space.outcome_space(scenario.name)
    functions = []
    for at, profile in enumerate(stated["profiles"]):
        if profile.get("red_lines"):
            raise ZopaError(
                f"`{profile['name']}` has red lines, and NegMAS knows none", "state what is refused as utilities below the reservation"
            )
        if "disagreement" in profile:
            lost = f"what no agreement is worth to `{profile['name']}` is lost: to NegMAS that is the reserved value"
            warnings.warn(lost, ZopaWarning, stacklevel=2)
        brief = _brief(scenario, at)
        if brief.contributions() is None:
            lost = f"the utility of `{profile['name']}` is more than a sum over issues: NegMAS asks zopa for it and cannot save it"
            warnings.warn(lost, ZopaWarning, stacklevel=2)
        functions.append(utility_function(brief, space, outcome_space, _discount(profile)))
    return Theirs(outcome_space=outcome_space, ufuns=tuple(functions), name=scenario.name)


def from_negmas(theirs: Any, *, name: str | None = None, parties: Sequence[str] | None = None) -> Scenario:
    """The scenario of a `negmas.Scenario`: the same issues, values and utility functions in the same order.

    A number is meant as it is written, so that 0.1 becomes a tenth, and a weight of 0.1 on 0.3 gives exactly 0.03: NegMAS's own
    sum differs by its rounding. Linear, affine and linear additive functions stay sums at any size; others that rest on nothing
    but the outcome are asked for each outcome, where there are not too many. Values of issues become options of the same text.

    `parties` names the parties; otherwise the utility functions' names are taken. What has no reading here is refused.
    """
    space = Space.of_outcome_space(theirs.outcome_space)
    functions = list(theirs.ufuns)
    names = [str(one.name or f"party {at + 1}") for at, one in enumerate(functions)] if parties is None else list(parties)
    if len(names) != len(functions) or len(set(names)) != len(names):
        raise ZopaError(
            f"{len(functions)} parties cannot be named {', '.join(names)}", "give each a name of its own: from_negmas(..., parties=[...])"
        )
    profiles = [profile_of(function, space, party) for function, party in zip(functions, names, strict=True)]
    return assembled(name or theirs.name or "scenario", space, profiles)


def assembled(name: str, space: Space, profiles: list[dict[str, Any]]) -> Scenario:
    """A scenario of these profiles."""
    issues = [
        {"name": issue, "values": {"options": list(options)}} for issue, options in zip(space.issues, space.options, strict=True)
    ]
    return Scenario.from_dict({"name": name, "issues": issues, "profiles": profiles})


def profile_of(function: Any, space: Space, party: str) -> dict[str, Any]:
    """What a utility function of NegMAS says, as zopa's own format has it."""
    profile: dict[str, Any] = {"name": party, "reservation": _reservation(function, party)}
    if isinstance(function, ExpDiscountedUFun):
        factor, stated = function.discount, function.factor
        if factor is not None and factor != 1:
            profile["discount"] = {_clock(stated, party): exact(factor)}
            if not function.dynamic_reservation:
                raise ZopaError(
                    f"the reserved value of `{party}` is not discounted with its utilities, and ours is",
                    "set dynamic_reservation=True, or remove the discount",
                )
        function = function.ufun
    profile.update(worth(function, space, party))
    return profile


def _clock(factor: Any, party: str) -> str:
    clocks = {OVER_TIME: "over_time", EACH_ROUND: "each_round"}
    if not isinstance(factor, str) or factor not in clocks:
        raise ZopaError(
            f"the discount of `{party}` goes by {factor!r}", f"discount by {' or '.join(clocks)}: nothing else means the same here"
        )
    return clocks[factor]


def _reservation(function: Any, party: str) -> Any:
    value = function.reserved_value
    if function.reserved_distribution.scale > 0:
        raise ZopaError(f"the reserved value of `{party}` is a distribution", "give it a number: nobody knows here what it would be")
    if value is None or isnan(value) or value == float("-inf"):
        return "any"
    return "never" if isinf(value) else {"at": exact(value)}


def _discount(profile: dict[str, Any]) -> tuple[Fraction, str] | None:
    stated = profile.get("discount")
    if stated is None:
        return None
    if "over_time" in stated:
        return Fraction(stated["over_time"]), OVER_TIME
    return Fraction(stated["each_round"]), EACH_ROUND


def _brief(scenario: Scenario, party: int) -> Brief:
    """What the seat of a party knows."""
    told: list[Brief] = []

    class Listener:
        def start(self, brief: Brief) -> None:
            told.append(brief)

    _zopa.Seat(scenario._native, party, Listener, None, "own", 0, 0)
    return told[0]
