"""A NegMAS negotiator takes a seat at a zopa session."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

import negmas.sao  # type: ignore[import-untyped]
import numpy as np
from negmas.sao import ResponseType

from .._zopa import Act, Brief, Now, Outcome
from ..errors import ZopaError
from ..talks import ACCEPT, LEAVE, PASS, Heard, Strategy
from .mechanism import Mirror, Said
from .space import Space
from .utility import OVER_TIME, utility_function

__all__ = ["Seated", "Seating", "seat"]


def seat(negotiator: str | Callable[..., Any], **settings: Any) -> Seating:
    """A NegMAS negotiator as a strategy of zopa: goes wherever one goes, in `negotiate` and in a `Tournament`.

    `negotiator` is the class, a function that makes one, or a name in `negmas.sao`; `settings` are passed on when a session
    begins. It gets its own utility function, the outcome space, the number of rounds, and what it hears at its seat. Of the
    others it gets nothing. Its clock is NegMAS's, (q+1)/(R+1) in round q of R, whatever the table's; give the table the same with
    `time="negmas"`.

    What it draws from `random` and from `numpy.random` follows from the session's seed and changes nothing outside.
    """
    make = getattr(negmas.sao, negotiator, None) if isinstance(negotiator, str) else negotiator
    if not callable(make):
        raise ZopaError(f"negmas.sao has no negotiator `{negotiator}`", "give the class itself, or a name that negmas.sao has")
    return Seating(make, settings)


# NumPy's types leave out the functions that put another generator in the place of the shared one.
_NUMPY: Any = np.random


class Seating:
    """Makes the same negotiator anew for each session."""

    def __init__(self, make: Callable[..., Any], settings: dict[str, Any]) -> None:
        self._make, self._settings = make, settings
        self.__name__ = getattr(make, "__name__", type(make).__name__)

    def __call__(self) -> Seated:
        return Seated(self._make, self._settings)

    def __repr__(self) -> str:
        settings = "".join(f", {key}={value!r}" for key, value in self._settings.items())
        return f"zopa.negmas.seat({self.__name__}{settings})"


class Seated(Strategy):
    """The negotiator at its seat."""

    def __init__(self, make: Callable[..., Any], settings: dict[str, Any]) -> None:
        self._make, self._settings = make, settings

    def start(self, brief: Brief) -> None:
        self._brief = brief
        self._space = Space.of_issues(brief.issues)
        self._chance = _Chance(brief.seed)
        outcome_space = self._space.outcome_space()
        discount = None if brief.discount == 1 else (Fraction(repr(brief.discount)), OVER_TIME)
        with self._chance.own():
            self.negotiator = self._make(**{"name": brief.party, **self._settings})
            utility = utility_function(brief, self._space, outcome_space, discount)
            self.mirror = Mirror(outcome_space, brief.rounds, brief.seats, brief.seat - 1, self.negotiator, utility)
        self._support = 0

    def turn(self, now: Now) -> Outcome | Act:
        with self._chance.own():
            said = self.mirror.turn()
        answer = self._answer(said, now)
        if isinstance(answer, Outcome):
            self._support = 1
        elif answer == ACCEPT:
            self._support += 1
        self._end_if_last(self._brief.seat, now.round)
        return answer

    def hear(self, heard: Heard) -> None:
        if heard.by is None or heard.by == self._brief.seat or heard.act not in ("offer", "accept", "pass", "leave"):
            return
        outcome = None if heard.outcome is None else self._space.to_negmas(heard.outcome)
        self.mirror.heard.append(Said(heard.by - 1, heard.round, heard.act, outcome))
        self._support = {"offer": 1, "accept": self._support + 1}.get(heard.act, self._support)
        if heard.by == self._brief.seats and self.mirror.is_open:
            with self._chance.own():
                self.mirror.close()
        if heard.act == "accept" and self._support == self._brief.seats:
            with self._chance.own():
                self.mirror.finish()
        self._end_if_last(heard.by, heard.round)

    def _end_if_last(self, by: int, round_: int) -> None:
        """After the last turn of all nobody is asked again, so the negotiator is told that the time is over."""
        if by == self._brief.seats and self._brief.rounds is not None and round_ + 1 >= self._brief.rounds:
            with self._chance.own():
                self.mirror.finish()

    def _answer(self, said: Any, now: Now) -> Outcome | Act:
        kind = said.response
        if kind == ResponseType.ACCEPT_OFFER and now.offer is not None:
            return ACCEPT
        if kind == ResponseType.REJECT_OFFER and said.outcome is not None:
            return self._brief.outcome(self._space.from_negmas(said.outcome))
        if kind == ResponseType.NO_RESPONSE:
            return PASS
        if kind == ResponseType.WAIT:
            raise ZopaError(
                f"{type(self.negotiator).__name__} asks the others to wait, which alternating offers do not", "seat another negotiator"
            )
        # To refuse to offer, to accept where nothing stands, to end and to leave all end a negotiation of NegMAS.
        return LEAVE


class _Chance:
    """Random numbers of one's own, for code that draws from the generators that everybody shares."""

    def __init__(self, seed: int) -> None:
        self._plain = random.Random(seed).getstate()
        self._numpy = np.random.MT19937(seed)

    @contextmanager
    def own(self) -> Iterator[None]:
        plain, numpy = random.getstate(), _NUMPY.get_bit_generator()
        random.setstate(self._plain)
        _NUMPY.set_bit_generator(self._numpy)
        try:
            yield
        finally:
            self._plain = random.getstate()
            random.setstate(plain)
            _NUMPY.set_bit_generator(numpy)
