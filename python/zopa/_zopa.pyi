# The native half. People import `zopa`; its classes document what these do.

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

_Setting = tuple[str, float, float, float, str]
_Listed = tuple[str, str, str, str, list[_Setting]]

def version() -> str: ...
def cases() -> list[str]: ...
def formats() -> list[str]: ...
def strategies() -> list[_Listed]: ...
def protocols() -> list[_Listed]: ...

class Act:
    """An answer that is no outcome."""

    Accept: Act
    Reject: Act
    Pass: Act
    Leave: Act
    def __hash__(self) -> int: ...

class Outcome(Mapping[str, str]):
    """One option for every issue: a mapping from issue to option, in the order of the issues. It cannot be changed, and can be
    a key of a dictionary."""

    def __getitem__(self, key: str | int) -> str:
        """The option of an issue, by the issue's name or its place from 0."""
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[str]: ...
    def __hash__(self) -> int: ...
    @property
    def options(self) -> tuple[int, ...]:
        """The positions of the options from 0, in the order of the issues."""
    def replace(self, changes: dict[str, str]) -> Outcome:
        """The same outcome with other options for the issues named."""

_OutcomeLike = Outcome | Mapping[str, str] | Sequence[str]

class Brief:
    """What one seat knows: the issues, its own utility, and how many sit at the table. Nothing here depends on what others
    want. Utilities are numbers on the party's own scale, undiscounted."""

    @property
    def seat(self) -> int:
        """The seat, from 1."""
    @property
    def seats(self) -> int:
        """Number of seats at the table."""
    @property
    def party(self) -> str:
        """The party that it sits for."""
    @property
    def rounds(self) -> int | None:
        """Number of rounds; `None` where the deadline is hidden."""
    @property
    def seed(self) -> int:
        """A seed of this seat's own: the same for the same seed, session and seat."""
    @property
    def issues(self) -> list[tuple[str, list[str]]]:
        """The issues in order, each with its options."""
    @property
    def outcomes(self) -> int:
        """How many outcomes may be offered: those that keep the rules and cross none of the party's red lines."""
    @property
    def reservation(self) -> float | None:
        """From which utility on the party says yes; `None` where any outcome will do; `inf` where none will."""
    @property
    def discount(self) -> float:
        """What a utility is multiplied with at the end of the time, in (0, 1]."""
    @property
    def best(self) -> Outcome:
        """The best outcome."""
    def utility(self, outcome: _OutcomeLike) -> float:
        """What an outcome is worth to this party."""
    def exact_utility(self, outcome: _OutcomeLike) -> str:
        """The same as an exact fraction "n/d"."""
    def contributions(self) -> tuple[str, list[list[str]]] | None:
        """A constant and what each option of each issue contributes, as fractions "n/d"; `None` where the utility is more than
        such a sum (linkages, boxes, a cap that bites)."""
    def accepts(self, outcome: _OutcomeLike) -> bool:
        """Whether the party would sign it: its reservation is met and none of its red lines is crossed."""
    def outcome(self, given: _OutcomeLike) -> Outcome:
        """An outcome of this space from a mapping or the options in order."""
    def at_least(self, utility: float) -> Outcome | None:
        """The outcome of the least worth from `utility` up; `None` where none reaches it. Found without a list, at any size."""
    def at_most(self, utility: float) -> Outcome | None:
        """The outcome of the greatest worth from `utility` down; `None` where all are worth more."""
    def kth_best(self, place: int) -> Outcome | None:
        """The outcome at a place from the best, counted from 0; `None` beyond the last."""
    def ranking(self, most: int | None = None) -> list[Outcome]:
        """All outcomes from the best down, or the first `most`. Outcomes of equal worth come in a fixed order."""

class Now:
    """The moment of a question: the clock, and what the question is about. What it is not about is `None`."""

    @property
    def round(self) -> int:
        """The round, from 0."""
    @property
    def rounds(self) -> int | None:
        """The number of rounds; `None` where the deadline is hidden."""
    @property
    def time(self) -> float:
        """Normalised time, from 0 to below 1; 0 where the deadline is hidden."""
    @property
    def rounds_left(self) -> int | None:
        """How many rounds follow this one; `None` where the deadline is hidden."""
    @property
    def offer(self) -> Outcome | None:
        """The offer that stands, that is to be judged, or the text to vote on or to sign."""
    @property
    def offer_utility(self) -> float | None:
        """What that is worth to this seat, undiscounted."""
    @property
    def by(self) -> int | None:
        """The seat that made it, from 1."""
    @property
    def draft(self) -> Outcome | None:
        """The draft that might replace the text."""
    @property
    def draft_utility(self) -> float | None:
        """What the draft is worth to this seat, undiscounted."""
    @property
    def session(self) -> bytes | None:
        """32 bytes that name the session; part of what a sealed memorandum is hashed with."""

class Document:
    @property
    def stopped(self) -> bool: ...
    def json(self) -> str: ...
    def html(self) -> str: ...
    def words(self, columns: int) -> str: ...
    def pictures(self) -> list[tuple[str, str, str]]: ...
    def frontier_utilities(self) -> bytes: ...
    def frontier_table(self) -> Any: ...

class Scenario:
    @staticmethod
    def open(path: str, parties: list[str], reading: str | None, strict: bool, grid: int | None) -> Scenario | None: ...
    @staticmethod
    def below(path: str) -> list[str]: ...
    @staticmethod
    def from_json(text: str, grid: int | None) -> Scenario: ...
    def to_json(self) -> str: ...
    def written(self, format: str) -> tuple[dict[str, bytes], list[str]]: ...
    @property
    def name(self) -> str: ...
    @property
    def heading(self) -> str | None: ...
    @property
    def parties(self) -> list[str]: ...
    @property
    def grid(self) -> int | None: ...
    @property
    def issues(self) -> list[tuple[str, list[str]]]: ...
    @property
    def outcomes(self) -> int: ...
    @property
    def remarks(self) -> list[str]: ...
    def reservation(self, party: int) -> float | None: ...
    def outcome(self, given: Any) -> Outcome: ...
    def outcome_at(self, positions: list[int]) -> Outcome: ...
    def is_feasible(self, outcome: Any) -> bool: ...
    def utilities(self, outcome: Any) -> list[float]: ...
    def exact_utilities(self, outcome: Any) -> list[str]: ...
    def utilities_at(self, positions: bytes) -> bytes: ...
    def analyse(self, powers: list[tuple[str, str]], points: int) -> Document: ...
    def negotiate(
        self,
        seats: Sequence[str | Callable[[], Any]],
        protocol: str,
        rounds: int,
        deadline: str,
        time: str,
        seed: int,
        session: int,
        talks: int,
        on_error: str,
    ) -> Session: ...

class Session:
    @property
    def ending(self) -> str: ...
    @property
    def agreement(self) -> Outcome | None: ...
    @property
    def seat(self) -> int | None: ...
    @property
    def reason(self) -> str | None: ...
    @property
    def rounds(self) -> int: ...
    @property
    def length(self) -> int: ...
    def messages(self) -> list[str]: ...
    def offers(self) -> list[tuple[int, int, Outcome]]: ...
    def offers_utilities(self) -> bytes: ...
    def end(self) -> str: ...
    def transcript(self) -> str: ...
    def html(self) -> str: ...
    def picture(self) -> str | None: ...
    def words(self, columns: int) -> str: ...

class Seat:
    def __new__(
        cls,
        scenario: Scenario,
        party: int,
        sitting: str | Callable[[], Any],
        rounds: int | None,
        time: str,
        seed: int,
        session: int,
    ) -> Seat: ...
    def hear(self, round: int, elapsed: float | None, by: int, act: str, outcome: _OutcomeLike) -> None: ...
    def turn(self, round: int, elapsed: float | None, standing: tuple[_OutcomeLike, int] | None) -> Outcome | Act: ...

class Case:
    @staticmethod
    def open(source: str, texts: list[str], passphrase: str | None) -> Case: ...
    @staticmethod
    def parse(text: str, name: str) -> Case: ...
    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...
    def judgements(self, for_whom: str) -> list[str]: ...
    def check(self) -> list[dict[str, Any]]: ...
    def analyse(
        self,
        judgements: list[str],
        draws: int,
        seed: int,
        for_whom: str,
        as_of: str | None,
        point: str | None,
        power: list[tuple[str, str]],
        improve: str | None,
        points: int,
    ) -> Document: ...
    def roadmap(self, judgements: list[str], draws: int, seed: int, for_whom: str, as_of: str | None) -> Document: ...
    def exchange(
        self,
        between: list[str] | None,
        mode: str | None,
        cap: int | None,
        ahead: int | None,
        batches: int | None,
        way: str | None,
        seed: int,
        for_whom: str,
        as_of: str | None,
    ) -> Document: ...
    def stability(self, conflicts: list[str], for_whom: str, as_of: str | None) -> Document: ...
    def forecast(
        self, forecasts: list[str], draws: int, seed: int, baselines_only: bool, for_whom: str, as_of: str | None
    ) -> Document: ...
    def draw(self, judgement: str | None, first: int, count: int, seed: int, for_whom: str) -> list[Scenario]: ...

class Tournament:
    def __new__(cls, plan: str, scenarios: list[tuple[str, Scenario]]) -> Tournament: ...
    @staticmethod
    def read(path: str) -> Tournament: ...
    @property
    def sessions(self) -> int: ...
    @property
    def plan(self) -> str: ...
    def run(
        self,
        out: Path,
        shard: str,
        threads: int | None,
        guests: dict[str, Callable[[], Any]],
        on_error: str,
        watch: Callable[[int, int], None] | None,
    ) -> Records: ...

class Records:
    @staticmethod
    def merge(out: Path, folders: list[Path]) -> Records: ...
    @property
    def sessions(self) -> int: ...
    def table(self) -> Any: ...
    def json(self) -> str: ...
    def words(self, columns: int) -> str: ...
    def html(self) -> str: ...
