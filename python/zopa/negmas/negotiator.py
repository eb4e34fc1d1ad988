"""A strategy of zopa takes part in a NegMAS mechanism."""

from __future__ import annotations

from inspect import getattr_static
from math import isinf
from typing import Any, ClassVar

from negmas.sao import ResponseType, SAOCallNegotiator, SAOResponse  # type: ignore[import-untyped]

from .. import _zopa
from .._zopa import Act, Outcome
from ..errors import ZopaError
from ..talks import ACCEPT, LEAVE, StrategyLike, factory
from .scenario import assembled, profile_of
from .space import Space

__all__ = ["Negotiator", "negotiator"]


class Negotiator(SAOCallNegotiator):  # type: ignore[misc]
    """A strategy of zopa as a negotiator of NegMAS, for its `SAOMechanism`.

    Derive from it and name the strategy, or let `negotiator` do that. NegMAS's tournaments on several processes need a class
    that they can import:

    >>> class Slow(Negotiator):
    ...     strategy = "boulware:e=0.1"

    The strategy sees its own utility function, the clock of the mechanism, and the offers and acceptances of the others. What it
    draws at random follows from `seed` and its seat.
    """

    strategy: ClassVar[Any] = ""
    """The text of a strategy of the catalogue, or a `zopa.Strategy`."""
    seed: ClassVar[int] = 1
    """What everything random follows from."""

    _trouble: Exception | None = None

    def on_negotiation_start(self, state: Any) -> None:
        super().on_negotiation_start(state)
        try:
            self._sit()
        except Exception as error:
            # NegMAS goes on when this raises; the first turn raises it instead.
            self._trouble = error

    def _sit(self) -> None:
        if self.ufun is None:
            raise ZopaError(f"`{self.name}` has no utility function", "add it to the mechanism with ufun=... or preferences=...")
        if not self.strategy:
            raise ZopaError(f"{type(self).__name__} names no strategy", 'write strategy = "boulware:e=0.2" in the class')
        self._space = Space.of_outcome_space(self.nmi.outcome_space)
        self._seats: dict[str, int] = {name: at + 1 for at, name in enumerate(self.nmi.negotiator_ids)}
        self._rounds: int | None = None if self.nmi.n_steps is None or isinf(self.nmi.n_steps) else int(self.nmi.n_steps)
        # The time that has passed counts only where seconds are limited; by rounds it is counted from them.
        self._by_rounds = self._rounds is not None and isinf(self.nmi.time_limit)
        self._last: tuple[int, str, Any] | None = None
        place = self._seats[self.id] - 1
        scenario = assembled("negmas", self._space, [self._profile(at, place) for at in range(len(self._seats))])
        self._outcome = scenario.outcome
        # Asked of the class, a function stays a function: asked of `self` it would become a method.
        sitting = factory(getattr_static(type(self), "strategy"))
        self._seat = _zopa.Seat(scenario._native, place, sitting, self._rounds, "negmas", self.seed, 0)

    def _profile(self, at: int, place: int) -> dict[str, Any]:
        if at == place:
            return profile_of(self.ufun, self._space, f"seat {at + 1}")
        # Nothing is known of the others and nothing is told of them; their places at the table are all that is needed.
        nothing = [{"table": ["0"] * len(values)} for values in self._space.values]
        return {"name": f"seat {at + 1}", "issues": nothing, "reservation": "any"}

    def on_partner_proposal(self, state: Any, partner_id: str, offer: Any) -> None:
        if self._trouble is None:
            self._hear(state, partner_id, offer)

    def on_partner_response(self, state: Any, partner_id: str, outcome: Any, response: Any) -> None:
        if response == ResponseType.ACCEPT_OFFER and outcome is not None and self._trouble is None:
            self._seat.hear(state.step, self._elapsed(state), self._seats[partner_id], "accept", self._options(outcome))

    def _hear(self, state: Any, by: str, offer: Any) -> None:
        if offer is None:
            return
        self._last = (state.step, by, offer)
        self._seat.hear(state.step, self._elapsed(state), self._seats[by], "offer", self._options(offer))

    def __call__(self, state: Any, dest: str | None = None) -> SAOResponse:
        """The strategy's turn. What it raised once it raises again: NegMAS asks a second time after an exception."""
        if self._trouble is not None:
            raise self._trouble
        try:
            return self._turn(state)
        except Exception as error:
            self._trouble = error
            raise

    def _turn(self, state: Any) -> SAOResponse:
        standing: tuple[Any, int] | None = None
        if state.current_offer is not None:
            by, offer = state.current_proposer, state.current_offer
            # Mechanisms with callbacks switched off tell of an offer only here.
            if by != self.id and (self._last is None or self._last[1:] != (by, offer)):
                self._hear(state, by, offer)
            standing = (self._options(offer), self._seats[by])
        said = self._seat.turn(state.step, self._elapsed(state), standing)
        if isinstance(said, Outcome):
            return SAOResponse(ResponseType.REJECT_OFFER, self._space.to_negmas(said))
        return self._act(said, state)

    def _act(self, said: Act, state: Any) -> SAOResponse:
        if said == ACCEPT:
            return SAOResponse(ResponseType.ACCEPT_OFFER, state.current_offer)
        if said == LEAVE:
            return SAOResponse(ResponseType.LEAVE, None)
        raise ZopaError(f"the strategy answered {said}", "return an outcome, zopa.ACCEPT or zopa.LEAVE")

    def _elapsed(self, state: Any) -> float | None:
        return None if self._by_rounds or (self._rounds is None and isinf(self.nmi.time_limit)) else float(state.relative_time)

    def _options(self, offer: Any) -> Outcome:
        return self._outcome(self._space.from_negmas(offer))


def negotiator(strategy: StrategyLike, *, seed: int = 1) -> type[Negotiator]:
    """A class of NegMAS negotiators that a strategy of zopa drives: the text of one (`zopa.strategies()`), or a `Strategy`.

    >>> mechanism.add(negotiator("boulware:e=0.2")(name="buyer"), ufun=utility)     # doctest: +SKIP
    """
    name = strategy if isinstance(strategy, str) else getattr(strategy, "__name__", type(strategy).__name__)
    return type(f"Zopa[{name}]", (Negotiator,), {"strategy": strategy, "seed": seed, "__module__": __name__})
