"""Outcomes, both ways: here an option for every issue, there a tuple of values."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from negmas.outcomes import (  # type: ignore[import-untyped]
    CategoricalIssue,
    ContiguousIssue,
    Issue,
    SubsetCartesianOutcomeSpace,
    make_os,
)

from .._zopa import Outcome
from ..errors import ZopaError

__all__ = ["Space"]


class Space:
    """The same outcomes as zopa and as NegMAS write them, in the same order of issues and of options.

    An option is a text; a value of NegMAS is whatever it is, and its text is `str(value)`. Options that are consecutive whole
    numbers are whole numbers to NegMAS. Nothing is listed but the options of each issue.
    """

    def __init__(self, issues: Sequence[str], values: Sequence[Sequence[Any]]) -> None:
        self.issues: tuple[str, ...] = tuple(issues)
        self.values: tuple[tuple[Any, ...], ...] = tuple(tuple(one) for one in values)
        self.options: tuple[tuple[str, ...], ...] = tuple(tuple(map(str, one)) for one in self.values)
        self._places: tuple[dict[Hashable, int], ...] = tuple({value: at for at, value in enumerate(one)} for one in self.values)
        for issue, options, places in zip(self.issues, self.options, self._places, strict=True):
            if len(set(options)) != len(options) or len(places) != len(options):
                twice = next(one for one in options if options.count(one) > 1)
                raise ZopaError(f"`{issue}` has two values that are both written `{twice}`", "write values that differ as text")
        if len(set(self.issues)) != len(self.issues):
            raise ZopaError("two issues have the same name", "give every issue a name of its own")

    @classmethod
    def of_issues(cls, issues: Mapping[str, Sequence[str]] | Sequence[tuple[str, Sequence[str]]]) -> Space:
        """The outcomes of a scenario of zopa, or of a brief."""
        pairs = list(issues.items()) if isinstance(issues, Mapping) else list(issues)
        return cls([name for name, _ in pairs], [_numbers(options) or options for _, options in pairs])

    @classmethod
    def of_outcome_space(cls, outcome_space: Any) -> Space:
        """The outcomes of a NegMAS outcome space: a product of issues with a finite number of values each."""
        issues: list[Any] | None = list(getattr(outcome_space, "issues", None) or [])
        if not issues or isinstance(outcome_space, SubsetCartesianOutcomeSpace):
            raise ZopaError(
                f"a {type(outcome_space).__name__} is no product of issues, and some combinations are missing from it",
                "state the issues with negmas.make_issue, and what must not be as utilities",
            )
        for issue in issues:
            if not issue.is_discrete():
                raise ZopaError(
                    f"the issue `{issue.name}` of NegMAS has no finite number of values",
                    "choose the values yourself: negmas_scenario.discretize(levels=11)",
                )
        return cls([str(issue.name) for issue in issues], [list(issue.all) for issue in issues])

    def outcome_space(self, name: str | None = None) -> Any:
        """The outcome space for NegMAS."""
        return make_os([_issue(name, values) for name, values in zip(self.issues, self.values, strict=True)], name=name)

    @property
    def count(self) -> int:
        """How many outcomes there are."""
        count = 1
        for values in self.values:
            count *= len(values)
        return count

    def to_negmas(self, outcome: Outcome) -> tuple[Any, ...]:
        """An outcome as NegMAS has it."""
        return tuple(values[at] for values, at in zip(self.values, outcome.options, strict=True))

    def from_negmas(self, outcome: Sequence[Any] | Mapping[str, Any]) -> list[str]:
        """The options in order of an outcome of NegMAS, whose values have to be values of the issues."""
        given = [outcome[issue] for issue in self.issues] if isinstance(outcome, Mapping) else list(outcome)
        if len(given) != len(self.issues):
            raise ZopaError(f"{outcome!r} has {len(given)} values, and there are {len(self.issues)} issues", "give one for each")
        return [self.options[issue][self._place(issue, value)] for issue, value in enumerate(given)]

    def _place(self, issue: int, value: Any) -> int:
        place = self._places[issue].get(value)
        if place is None:
            known = ", ".join(self.options[issue][:8])
            raise ZopaError(f"{value!r} is no value of `{self.issues[issue]}`", f"use a value of the issue: {known}")
        return place


def _numbers(options: Sequence[str]) -> list[int] | None:
    """The options as consecutive whole numbers, where they are that."""
    try:
        numbers = [int(option) for option in options]
    except ValueError:
        return None
    consecutive = all(after - before == 1 for before, after in zip(numbers, numbers[1:], strict=False))
    return numbers if consecutive and [str(number) for number in numbers] == list(options) else None


def _issue(name: str, values: Sequence[Any]) -> Issue:
    if all(type(value) is int for value in values) and list(values) == list(range(values[0], values[-1] + 1)):
        return ContiguousIssue((values[0], values[-1]), name)
    return CategoricalIssue(list(values), name)
