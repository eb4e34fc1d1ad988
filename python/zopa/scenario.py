"""Scenarios: issues, and what each party gets from settling them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import product
from numbers import Rational
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._zopa import Outcome
from ._zopa import Scenario as NativeScenario
from .analysis import Analysis
from .errors import ZopaError, whole
from .talks import Session, StrategyLike, seating

__all__ = ["Number", "OutcomeLike", "Scenario"]

Number: TypeAlias = int | float | str | Fraction
"""A number as it is meant: of a float the shortest decimal that reads back to it, so 0.1 is a tenth."""
OutcomeLike: TypeAlias = Outcome | Mapping[str, str] | Sequence[str]
"""An outcome, a mapping from issue to option with every issue, or the options in the order of the issues."""

_MOST_POINTS = 2_000_000
_MOST_LISTED = 1 << 20


def exact(number: Number) -> str:
    """A number as exact text."""
    if isinstance(number, bool):
        raise ZopaError(f"{number} is no number", "write 1 or 0")
    if isinstance(number, (int, Rational)):
        value = Fraction(number)
    elif isinstance(number, str):
        value = Fraction(number)
    else:
        plain = float(number)
        if plain != plain or plain in (float("inf"), float("-inf")):
            raise ZopaError(f"{plain} is no number that can be added up", "for a party that refuses all write reservation=\"never\"")
        value = Fraction(repr(plain))
    return f"{value.numerator}/{value.denominator}" if value.denominator != 1 else str(value.numerator)


class Scenario:
    """Issues, and what each party gets from settling them: every number stated, nothing said of where it comes from.

    Made with `zopa.load` from the files of GENIUS, GeniusWeb, NegMAS, NegoLog, LLM-Deliberation or zopa, with
    `Scenario.additive` and `Scenario.from_functions` in code, or drawn from a case with `Case.draw`.
    """

    def __init__(self, native: NativeScenario) -> None:
        self._native = native

    # Making one.

    @classmethod
    def from_dict(cls, scenario: Mapping[str, Any], *, grid: int | None = None) -> Scenario:
        """The scenario of zopa's own format (`zopa schema scenario` prints its schema)."""
        whole = scenario if "scenario" in scenario else {"zopa": 1, "scenario": scenario}
        return cls(NativeScenario.from_json(json.dumps(whole) + "\n", grid))

    @classmethod
    def additive(
        cls,
        name: str,
        issues: Mapping[str, Sequence[str]],
        parties: Mapping[str, Mapping[str, Any]],
    ) -> Scenario:
        """A scenario in which utilities are sums over issues.

        `issues` is issue → options. `parties` is party → a mapping with

        * `values`: issue → option → number, for every issue and option;
        * `weights`: issue → number, by which the values are multiplied; 1 for all where it is left out;
        * `reservation`: from which utility on the party says yes; any outcome will do where it is left out, none where it
          is `"never"`;
        * `discount`: in (0, 1], what a utility is multiplied with when a settlement comes at the end of the time.

        >>> s = Scenario.additive(
        ...     "sale", {"price": ["low", "high"], "delivery": ["soon", "late"]},
        ...     {"buyer": {"values": {"price": {"low": 1, "high": 0}, "delivery": {"soon": 1, "late": 0}},
        ...                "weights": {"price": 0.6, "delivery": 0.4}},
        ...      "seller": {"values": {"price": {"low": 0, "high": 1}, "delivery": {"soon": 0, "late": 1}},
        ...                 "weights": {"price": 0.9, "delivery": 0.1}, "reservation": 0.1}})
        >>> s.analyse().frontier.size
        4
        """
        options = {issue: [str(option) for option in all_options] for issue, all_options in issues.items()}
        profiles = [_profile(party, given, options) for party, given in parties.items()]
        return cls._of(name, options, profiles)

    @classmethod
    def from_functions(
        cls,
        name: str,
        issues: Mapping[str, Sequence[str]],
        parties: Mapping[str, Callable[[dict[str, str]], Number]],
        reservations: Mapping[str, Number] | None = None,
    ) -> Scenario:
        """A small scenario whose utilities are functions of the outcome (issue → option): each is asked once for every outcome.

        For spaces of up to about a million outcomes; larger ones need utilities that are sums.
        """
        options = {issue: [str(option) for option in all_options] for issue, all_options in issues.items()}
        count = 1
        for one in options.values():
            count *= len(one)
        if count > _MOST_LISTED:
            raise ZopaError(
                f"a function would be asked for {count} outcomes, and {_MOST_LISTED} are the most",
                "state the utility as a sum over issues: Scenario.additive, or Scenario.from_dict with linkages",
            )
        outcomes = [dict(zip(options, chosen, strict=True)) for chosen in product(*options.values())]
        profiles = []
        for party, utility in parties.items():
            values = [exact(utility(dict(outcome))) for outcome in outcomes]
            profile: dict[str, Any] = {"name": party, "reservation": _reservation((reservations or {}).get(party))}
            if len(options) == 1:
                profile["issues"] = [{"table": values}]
            else:
                profile["issues"] = [{"table": ["0"] * len(one)} for one in options.values()]
                profile["linkages"] = [{"issues": list(options), "values": values}]
            profiles.append(profile)
        return cls._of(name, options, profiles)

    @classmethod
    def _of(cls, name: str, options: Mapping[str, Sequence[str]], profiles: list[dict[str, Any]]) -> Scenario:
        issues = [{"name": issue, "values": {"options": list(one)}} for issue, one in options.items()]
        return cls.from_dict({"name": name, "issues": issues, "profiles": profiles})

    # What it says.

    @property
    def name(self) -> str:
        """The name for people."""
        return self._native.name

    @property
    def heading(self) -> str | None:
        """What every reader must know first: of a real conflict, that simulated strategies are not these governments."""
        return self._native.heading

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """The parties, in the order of every list of utilities."""
        return tuple(self._native.parties)

    @cached_property
    def issues(self) -> dict[str, tuple[str, ...]]:
        """Issue → options, in order."""
        return {name: tuple(options) for name, options in self._native.issues}

    @property
    def outcomes(self) -> int:
        """How many outcomes there are, whatever their number; rules are not subtracted."""
        return self._native.outcomes

    @property
    def remarks(self) -> list[str]:
        """What was repaired when the files were read, and what else is worth knowing, with its place."""
        return self._native.remarks

    @cached_property
    def reservations(self) -> tuple[float | None, ...]:
        """From which utility on each party says yes; `None`: any outcome will do; infinite: none will."""
        return tuple(self._native.reservation(at) for at in range(len(self.parties)))

    def outcome(self, given: OutcomeLike | None = None, /, **options: str) -> Outcome:
        """An outcome from a mapping, from the options in order, or from `issue=option`."""
        return self._native.outcome(options if given is None else _plain(given))

    def outcome_at(self, positions: Sequence[int]) -> Outcome:
        """An outcome from the positions of its options, from 0."""
        return self._native.outcome_at(list(positions))

    def __iter__(self) -> Iterator[Outcome]:
        """Every outcome that keeps the rules, the last issue running fastest. For small spaces only."""
        sizes = [range(len(options)) for options in self.issues.values()]
        for positions in product(*sizes):
            outcome = self.outcome_at(positions)
            if self._native.is_feasible(outcome):
                yield outcome

    def is_feasible(self, outcome: OutcomeLike) -> bool:
        """Whether an outcome keeps the rules of the scenario."""
        return self._native.is_feasible(_plain(outcome))

    def utilities(self, outcome: OutcomeLike) -> tuple[float, ...]:
        """What an outcome is worth to each party, undiscounted."""
        return tuple(self._native.utilities(_plain(outcome)))

    def exact_utilities(self, outcome: OutcomeLike) -> tuple[Fraction, ...]:
        """The same as fractions."""
        return tuple(Fraction(one) for one in self._native.exact_utilities(_plain(outcome)))

    def utilities_at(self, positions: ArrayLike) -> NDArray[np.float64]:
        """What many outcomes are worth: from positions of options, of shape (outcomes, issues), to (outcomes, parties)."""
        given = np.asarray(positions)
        if given.ndim != 2 or given.shape[1] != len(self.issues):
            raise ZopaError(
                f"positions of shape {given.shape} are no rows of outcomes", f"give an array of shape (outcomes, {len(self.issues)})"
            )
        if given.size and (given.min() < 0 or given.max() >= 2**32):
            raise ZopaError("a position lies outside of every issue", "positions count from 0")
        rows = np.ascontiguousarray(given, dtype=np.uint32)
        flat = np.frombuffer(self._native.utilities_at(rows.tobytes()), dtype=np.float64)
        return flat.reshape(-1, len(self.parties))

    # What can be asked.

    def analyse(self, *, powers: Mapping[str, Number] | None = None, most_points: int = _MOST_POINTS) -> Analysis:
        """The exact frontier and the solutions, whatever the number of outcomes.

        `powers` are bargaining powers for Nash's product, party → number above zero, for all or for none. A frontier of more
        than `most_points` is stopped, and what is proven of it all the same is told.
        """
        given = [(party, exact(power)) for party, power in (powers or {}).items()]
        return Analysis(self._native.analyse(given, most_points))

    analyze = analyse

    def negotiate(
        self,
        seats: Sequence[StrategyLike] | Mapping[str, StrategyLike],
        *,
        rounds: int = 100,
        protocol: str = "alternating",
        deadline: str = "known",
        time: str = "own",
        seed: int = 1,
        session: int = 0,
        talks: int = 1,
        on_error: str = "raise",
    ) -> Session:
        """Plays one session and returns it. The same arguments give the same session, byte for byte.

        `seats` is one strategy for each party, in their order or by name: the text of a strategy of the catalogue
        (`zopa.strategies()`), or a `Strategy` written in Python. `deadline` is `"known"` or `"hidden"`; round q of R is at
        time q/R, or (q+1)/(R+1) with `time="negmas"`. `session` numbers the random streams below `seed`. With `talks` above 1
        the talks go on for so many rounds of talks, and what all ask for alike is kept.

        What a strategy raises is raised here; with `on_error="forfeit"` its seat forfeits instead, as in a tournament.
        """
        filled = seating(self.parties, seats)
        rounds, talks = whole("rounds", rounds, 0, 2**32 - 1), whole("talks", talks, 1, 2**32 - 1)
        seed, session = whole("seed", seed, 0, 2**64 - 1), whole("session", session, 0, 2**64 - 1)
        native = self._native.negotiate(filled, protocol, rounds, deadline, time, seed, session, talks, on_error)
        return Session(native, self.parties)

    # Carrying it elsewhere.

    def to_dict(self) -> dict[str, Any]:
        """The scenario in zopa's own format, with every number exact."""
        whole: dict[str, Any] = json.loads(self._native.to_json())
        return whole

    def convert(self, format: str) -> tuple[dict[str, bytes], list[str]]:
        """The scenario in another format (`zopa.formats()`): files by name, and what could not be carried."""
        files, losses = self._native.written(format)
        return files, losses

    def save(self, folder: str | Path, format: str = "zopa") -> list[str]:
        """Writes the scenario into a folder, replaces nothing, and returns what could not be carried."""
        folder = Path(folder)
        files, losses = self.convert(format)
        taken = [name for name in files if (folder / name).exists()]
        if taken:
            raise ZopaError(f"`{folder / taken[0]}` exists already", "choose another folder, or move what is there away")
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        return losses

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self._native.to_json(), self._native.grid)

    def __repr__(self) -> str:
        count = self.outcomes
        shown = f"{count:,}" if count < 10**12 else f"about {count:.1e}".replace("e+", " × 10^") if count < 10**300 else "very many"
        return f"Scenario({self.name!r}: {len(self.issues)} issues, {shown} outcomes, {' and '.join(self.parties)})"


def _again(text: str, grid: int | None) -> Scenario:
    return Scenario(NativeScenario.from_json(text + "\n", grid))


def _plain(given: OutcomeLike) -> Any:
    return dict(given) if isinstance(given, Mapping) and not isinstance(given, (dict, Outcome)) else given


def _reservation(given: Number | None) -> Any:
    if given is None:
        return "any"
    return "never" if given == "never" else {"at": exact(given)}


def _profile(party: str, given: Mapping[str, Any], options: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    if not isinstance(given, Mapping) or not isinstance(given.get("values", {}), Mapping):
        raise ZopaError(f"`{party}` is no mapping with `values`", "write {\"values\": {issue: {option: number}}}")
    unknown = set(given) - {"values", "weights", "reservation", "discount"}
    if unknown:
        raise ZopaError(f"`{party}` has a key `{min(unknown)}`", "write values, weights, reservation, discount")
    values, weights = given.get("values", {}), given.get("weights")
    for issue in [*values, *(weights or {})]:
        if issue not in options:
            raise ZopaError(f"`{party}` values `{issue}`, which is no issue", f"the issues are: {', '.join(options)}")
    tables = []
    for issue, own in options.items():
        if issue not in values or (weights is not None and issue not in weights):
            missing = "values" if issue not in values else "a weight"
            raise ZopaError(f"`{party}` has no {missing} for `{issue}`", "state every number: nothing is filled in")
        if not isinstance(values[issue], Mapping):
            raise ZopaError(f"`{party}` values `{issue}` without naming options", "write {option: number}")
        table = {str(option): number for option, number in values[issue].items()}
        without = [option for option in own if option not in table]
        beyond = [option for option in table if option not in own]
        if without or beyond:
            wrong = f"no value for `{without[0]}`" if without else f"a value for `{beyond[0]}`, which is no option"
            raise ZopaError(f"`{party}` has {wrong} of `{issue}`", f"value each of: {', '.join(own)}")
        weight = Fraction(exact(weights[issue])) if weights is not None else Fraction(1)
        tables.append({"table": [exact(weight * Fraction(exact(table[option]))) for option in own]})
    profile: dict[str, Any] = {"name": party, "issues": tables, "reservation": _reservation(given.get("reservation"))}
    if given.get("discount") is not None:
        if not 0 < Fraction(exact(given["discount"])) <= 1:
            raise ZopaError(f"the discount of `{party}` is {given['discount']}", "give one above 0 and up to 1, or leave it out")
        profile["discount"] = {"over_time": exact(given["discount"])}
    return profile
