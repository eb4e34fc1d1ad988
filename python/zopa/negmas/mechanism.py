"""NegMAS's mechanism as one seat of a zopa session sees it."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

from negmas.mechanisms import MechanismStepResult  # type: ignore[import-untyped]
from negmas.outcomes import ExtendedOutcome  # type: ignore[import-untyped]
from negmas.sao import ResponseType, SAOMechanism, SAONegotiator, SAOResponse  # type: ignore[import-untyped]
from negmas.warnings import NegmasInfiniteNegotiationWarning  # type: ignore[import-untyped]

from ..errors import ZopaError

__all__ = ["Mirror", "Said"]


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody else said: `offer`, `accept`, `pass` or `leave`."""

    place: int
    round: int
    act: str
    outcome: tuple[Any, ...] | None


class Absent(SAONegotiator):  # type: ignore[misc]
    """Holds the place of somebody who sits at the other table. It wants nothing and is never asked."""

    def propose(self, state: Any, dest: str | None = None) -> None:
        return None


class Mirror(SAOMechanism):  # type: ignore[misc]
    """A mechanism of NegMAS in which one negotiator sits, and which is told what the others say.

    NegMAS's own `step` runs it: it starts and ends the negotiation, counts rounds, keeps the history and calls the callbacks. Only
    what happens within a round is ours, since the others are not there to be asked. A round waits, as NegMAS lets a round wait for
    a slow negotiator, between the turn of the one who sits here and the turns of those who come later.
    """

    def __init__(self, outcome_space: Any, rounds: int | None, seats: int, place: int, negotiator: Any, utility: Any) -> None:
        with warnings.catch_warnings():
            # Without a number of rounds NegMAS warns of talks without end; here the table ends them.
            warnings.simplefilter("ignore", NegmasInfiniteNegotiationWarning)
            # A port is for bridges to Java, which nobody here uses; with a number NegMAS does not go looking for one.
            super().__init__(outcome_space=outcome_space, n_steps=rounds, genius_port=25337)
        self.place, self.seats, self.negotiator = place, seats, negotiator
        self.heard: list[Said] = []
        self.is_due = False
        self.is_open = False
        self.answer: SAOResponse | None = None
        self.trouble: Exception | None = None
        for seat in range(seats):
            here = seat == place
            added = self.add(negotiator, preferences=utility) if here else self.add(Absent(name=f"seat {seat + 1}"))
            if not added:
                raise ZopaError(
                    f"{type(negotiator).__name__} does not enter a negotiation of {seats} about {outcome_space}",
                    "seat one that takes part in alternating offers of so many",
                )

    def turn(self) -> SAOResponse:
        """What the negotiator answers to what stands, in the round that is next."""
        if self.is_open:
            self.step()
        self.is_due, self.answer = True, None
        self.step()
        self._pass_trouble_on()
        if self.answer is None:
            raise ZopaError("NegMAS ended the negotiation before the turn", "report this as a fault of zopa.negmas")
        return self.answer

    def close(self) -> None:
        """Ends the round: everybody who comes later has spoken."""
        if self.is_open:
            self.step()
            self._pass_trouble_on()

    def finish(self) -> None:
        """Nothing more will be said: an agreement that was heard is concluded, or the rounds are over."""
        if not self.state.ended:
            self.step()
            self._pass_trouble_on()

    def _pass_trouble_on(self) -> None:
        # NegMAS tries a round again that raises a `TypeError`, so nothing is raised before the step is over.
        if self.trouble is not None:
            trouble, self.trouble = self.trouble, None
            raise trouble

    def __call__(self, state: Any, action: Any = None) -> MechanismStepResult:
        try:
            self._round(state)
        except Exception as error:
            self.trouble, state.broken = error, True
        return MechanismStepResult(state)

    def _round(self, state: Any) -> None:
        if not self.is_open:
            state.new_offers, state.new_data = [], []
        now = [said for said in self.heard if said.round <= state.step]
        self.heard = [said for said in self.heard if said.round > state.step]
        for said in now:
            self._take(state, said)
        if state.agreement is not None or state.broken:
            self.is_open = False
            return
        if self.is_due:
            self.is_due = False
            self._ask(state)
            self.is_open = self.place + 1 < self.seats and state.agreement is None and not state.broken
        else:
            self.is_open = False
        state.waiting = self.is_open

    def _take(self, state: Any, said: Said) -> None:
        """What somebody else said, and what NegMAS tells the negotiator of it."""
        speaker, own = self.negotiators[said.place], self.negotiator
        kinds = {"offer": ResponseType.REJECT_OFFER, "accept": ResponseType.ACCEPT_OFFER, "leave": ResponseType.LEAVE}
        response = kinds.get(said.act, ResponseType.NO_RESPONSE)
        if state.current_offer is not None:
            own.on_partner_response(
                state=self.state_for(own), partner_id=speaker.id, outcome=state.current_offer, response=response
            )
        if said.act == "offer":
            # The count comes before the news, and what stands after it.
            state.n_acceptances = 1
            own.on_partner_proposal(partner_id=speaker.id, offer=said.outcome, state=self.state)
            self._stands(state, speaker, said.outcome, None)
        elif said.act == "accept":
            self._accepted(state)
        elif said.act == "leave":
            state.left_negotiators.add(speaker.id)
            own.on_negotiator_left(speaker.id, self.state)
            state.broken = self.n_participating < 2

    def _ask(self, state: Any) -> None:
        own = self.negotiator
        if state.current_proposer == own.id:
            state.n_acceptances = 0
        after = self.negotiators[(self.place + 1) % self.seats]
        asked = {"state": self.state_for(own)}
        try:
            response = own(**asked, dest=after.id)
        except TypeError:
            # Some take no destination.
            response = own(**asked)
        if isinstance(response.outcome, ExtendedOutcome):
            response = SAOResponse(response.response, response.outcome.outcome, response.outcome.data)
        self.answer = response
        if response.response == ResponseType.ACCEPT_OFFER and state.current_offer is not None:
            self._accepted(state)
        elif response.response == ResponseType.REJECT_OFFER and response.outcome is not None:
            self._stands(state, own, response.outcome, response.data)
        elif response.response != ResponseType.NO_RESPONSE:
            state.broken = True

    def _stands(self, state: Any, proposer: Any, outcome: Any, data: Any) -> None:
        state.n_acceptances = 1
        state.current_offer, state.current_data, state.current_proposer = outcome, data, proposer.id
        state.new_offers.append((proposer.id, outcome))
        state.new_data.append((proposer.id, data))
        state.new_offerer_agents = [None] * len(state.new_offers)
        state.last_negotiator = proposer.name

    def _accepted(self, state: Any) -> None:
        state.n_acceptances += 1
        if state.n_acceptances == self.n_participating:
            state.agreement = state.current_offer
