"""Talks: strategies written in Python, and sessions."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ._zopa import Act, Brief, Now, Outcome
from .display import Page, Picture
from .errors import ZopaError
from .facts import Facts, facts

if TYPE_CHECKING:
    from ._zopa import Session as NativeSession
    from .scenario import OutcomeLike

__all__ = ["ACCEPT", "LEAVE", "PASS", "REJECT", "Act", "Brief", "Heard", "Message", "Now", "Outcome", "Session", "Strategy", "StrategyLike"]

Mapping.register(Outcome)

ACCEPT = Act.Accept
"""Yes to what stands, is put to the seat, or is to be signed."""
REJECT = Act.Reject
"""No."""
PASS = Act.Pass
"""Nothing, where the rules allow that."""
LEAVE = Act.Leave
"""Good-bye: the party leaves the table."""


class Strategy:
    """What a strategy written in Python is made from.

    Write a method for each question that the protocol asks; `turn` is all that alternating offers need:

    >>> class Firm(Strategy):
    ...     def start(self, brief):
    ...         self.brief = brief
    ...     def turn(self, now):
    ...         if now.offer is not None and now.offer_utility >= 0.9:
    ...             return ACCEPT
    ...         return self.brief.best

    ======================  =========================================  =============================================
    method                  asked                                      returns
    ======================  =========================================  =============================================
    `turn(now)`             your turn: `now.offer` stands, if any      an outcome, `ACCEPT`, `PASS` or `LEAVE`
    `propose(now)`          what do you offer?                         an outcome
    `propose_unique(now)`   what, that you have not offered before?    an outcome
    `concede(now)`          your last offer, or one better for others  an outcome
    `judge(now)`            yes or no to `now.offer`?                  `ACCEPT`/`REJECT`, or a bool
    `vote(now)`             `now.draft` or the text `now.offer`?       -2, -1, 1 or 2
    `sign(now)`             a binding yes or no to `now.offer`         `ACCEPT`/`REJECT`, or a bool
    `amount(now)`           a sealed amount                            the position of an option of the only issue
    `commit(now)`           the hash of your sealed memorandum         32 bytes
    `reveal(now)`           the memorandum itself                      (text, 32 bytes)
    ======================  =========================================  =============================================

    An outcome is an `Outcome`, a dictionary from issue to option with every issue, or the options in order. Besides these:
    `start(brief)` is told first what the seat knows, and `hear(heard)`, if it is there, everything that the seat may hear.

    A strategy sees its `Brief` and what it hears, and nothing else. For random choices draw from
    `random.Random(brief.seed)`, and the session can be repeated.
    """

    # Methods are looked for where they are asked for, so that one that is missing is told as missing. Editors see them here.
    if TYPE_CHECKING:

        def start(self, brief: Brief) -> None:
            """Is told first what the seat knows."""

        def turn(self, now: Now) -> OutcomeLike | Act:
            """Answers on its turn: an outcome, `ACCEPT`, `PASS` or `LEAVE`."""

        def hear(self, heard: Heard) -> None:
            """Is told everything that the seat may hear."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that was said and that the seat may know; what it said itself included."""

    round: int
    """The round in which it was said, from 0."""
    time: float
    """Normalised time, from 0 to below 1."""
    by: int | None
    """The seat that spoke, from 1; `None` for the table."""
    to: str
    """Who hears it: `everybody`, `table`, or the number of a seat."""
    act: str
    """What was done, in a word: `offer`, `accept`, `reject`, `leave`, …"""
    outcome: Outcome | None
    """The outcome that it is about."""
    utility: float | None
    """What that is worth to the seat that hears it."""
    line: str
    """All of it as a line of JSON, as transcripts have it."""


@dataclass(frozen=True, slots=True)
class Message:
    """Something that was said."""

    round: int
    """The round, from 0."""
    by: int | None
    """The seat that spoke, from 1; `None` for the table."""
    to: str | int
    """Who heard it: `everybody`, `table`, or a seat from 1."""
    act: str
    """What was done, in a word."""
    outcome: dict[str, str] | None
    """The outcome that it is about, issue → option."""
    facts: Facts
    """All of it, as transcripts have it."""


StrategyLike: TypeAlias = str | Strategy | type[Strategy] | Callable[[], Any]
"""The text of a strategy of the catalogue (`"boulware:e=0.1/next"`), a `Strategy` or its class, or what makes one."""


def factory(given: StrategyLike) -> str | Callable[[], Any]:
    """What a seat is filled with: the text of a strategy, or what makes somebody anew for each session."""
    if isinstance(given, str):
        return given
    if inspect.isclass(given):
        return given
    if isinstance(given, Strategy) or hasattr(given, "turn"):
        return lambda: given
    if callable(given):
        return given
    raise ZopaError(f"`{type(given).__name__}` cannot take a seat", "give the name of a strategy, or a zopa.Strategy")


def seating(parties: Sequence[str], seats: Sequence[StrategyLike] | Mapping[str, StrategyLike]) -> list[str | Callable[[], Any]]:
    """Who sits where, in the order of the parties: everybody needs somebody."""
    if isinstance(seats, Mapping):
        unknown = [name for name in seats if name not in parties]
        missing = [name for name in parties if name not in seats]
        if unknown:
            raise ZopaError(f"there is no party `{unknown[0]}`", f"name: {', '.join(parties)}")
        if missing:
            raise ZopaError(f"nobody sits for {', '.join(missing)}", "seat somebody for every party: nobody is given a strategy")
        return [factory(seats[name]) for name in parties]
    if isinstance(seats, str) or len(seats) != len(parties):
        count = 1 if isinstance(seats, str) else len(seats)
        raise ZopaError(f"{count} seated, and there are {len(parties)} parties", f"seat one for each of {', '.join(parties)}")
    return [factory(one) for one in seats]


class Session(Page):
    """A session that was played: how it ended, what was said, how good it is."""

    def __init__(self, native: NativeSession, parties: tuple[str, ...]) -> None:
        self._native = native
        self.parties = parties

    @property
    def ending(self) -> str:
        """`agreement`, `partial`, `deadline`, `left`, `forfeit` or `limit`. None of these is an error."""
        return self._native.ending

    @property
    def agreement(self) -> Outcome | None:
        """What was agreed on in full."""
        return self._native.agreement

    @property
    def rounds(self) -> int:
        """Number of rounds that were begun. In a round everybody has a turn."""
        return self._native.rounds

    @property
    def seat(self) -> int | None:
        """The seat that left or forfeited, from 1."""
        return self._native.seat

    @property
    def reason(self) -> str | None:
        """What the seat that forfeited did."""
        return self._native.reason

    @cached_property
    def end(self) -> Facts:
        """Ending, utilities and quality: the last line of the transcript. Measured when it is first asked for."""
        found: Facts = facts(self._native.end())
        return found

    @property
    def utilities(self) -> tuple[float, ...]:
        """What each party gets, undiscounted: of no agreement what that is worth."""
        return tuple(self.end["utilities"])

    @property
    def quality(self) -> Facts:
        """How good the ending is: advantages, welfare, distances to the frontier and to the solutions, …"""
        quality: Facts = self.end["quality"]
        return quality

    @cached_property
    def messages(self) -> list[Message]:
        """Everything that was said, in order."""
        found = []
        for line in map(facts, self._native.messages()):
            found.append(Message(line["round"], line["from"], line["to"], line["act"], line.get("outcome"), line))
        return found

    @cached_property
    def offers(self) -> list[tuple[int, int, Outcome]]:
        """The offers in order: seat from 1, round from 0, outcome."""
        return self._native.offers()

    @cached_property
    def offer_utilities(self) -> NDArray[np.float64]:
        """What each offer is worth to each party: an array of shape (offers, parties), in the order of `offers`."""
        flat = np.frombuffer(self._native.offers_utilities(), dtype=np.float64)
        return flat.reshape(-1, len(self.parties))

    def transcript(self, path: str | Path | None = None) -> str:
        """Everything as JSON lines, which `zopa replay` plays again and verifies; also written to `path`, where one is given.

        It holds everybody's utilities: it belongs to whoever ran the session, and to no party.
        """
        text = self._native.transcript()
        if path is not None:
            Path(path).write_text(text, encoding="utf-8")
        return text

    def plot(self) -> Picture:
        """The path through the plane of utilities of two parties."""
        svg = self._native.picture()
        if svg is None:
            raise ZopaError("the path through the plane is drawn for two parties", "use html() for a table of what was said")
        return Picture("path", "The path of the talks", svg)

    def words(self, columns: int = 100) -> str:
        """The session in plain words."""
        return self._native.words(columns)

    def html(self) -> str:
        """The session as one page."""
        return self._native.html()

    def _repr_html_(self) -> str:
        from html import escape

        picture = self._native.picture()
        shown = f"<div style='max-width:56em'>{picture}</div>" if picture else ""
        return f"{shown}<details open><summary>{escape(repr(self))}</summary><pre>{escape(self.words())}</pre></details>"

    def __repr__(self) -> str:
        told = f", {dict(self.agreement)}" if self.agreement is not None else ""
        if self.reason is not None:
            told = f": seat {self.seat} {self.reason}"
        return f"Session({self.ending} after {self.rounds} round{'' if self.rounds == 1 else 's'}{told})"
