"""Tournaments: every strategy against every other, on every scenario."""

from __future__ import annotations

import json
import re
import tempfile
import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from ._zopa import Records as NativeRecords
from ._zopa import Tournament as NativeTournament
from .display import Frame, Page, table_html
from .errors import ZopaError, ZopaWarning, whole
from .facts import Facts, facts
from .progress import Line
from .scenario import Scenario
from .talks import Strategy, StrategyLike

__all__ = ["Results", "Tournament"]


class Results(Page):
    """What a tournament found. Its files are in `folder`: records as Parquet, standings, payoffs, a page."""

    def __init__(self, native: NativeRecords, folder: Path, keep: Any = None) -> None:
        self._native, self.folder = native, folder
        # A temporary folder lives as long as what was found in it.
        self._keep = keep

    @cached_property
    def document(self) -> Facts:
        """Everything, as plain objects: the same as `standings.json`."""
        found: Facts = facts(self._native.json())
        return found

    @property
    def standings(self) -> list[Facts]:
        """How each strategy did, best first."""
        standings: list[Facts] = self.document["standings"]
        return standings

    @property
    def sessions(self) -> int:
        """Number of sessions."""
        return self._native.sessions

    @cached_property
    def records(self) -> Frame:
        """A row for each session and seat: the columns of `records.parquet`. What is not defined is null."""
        return Frame(self._native.table())

    def words(self, columns: int = 100) -> str:
        """The standings in plain words."""
        return self._native.words(columns)

    def html(self) -> str:
        """The standings as one page with pictures."""
        return self._native.html()

    def _repr_html_(self) -> str:
        rows = [[str(at + 1), str(one["strategy"]), f"{one['score']:.4f}"] for at, one in enumerate(self.standings)]
        return table_html(["", "strategy", str(self.document["score"])], rows, f"{self.sessions} sessions")

    def __str__(self) -> str:
        return self.words()

    def __repr__(self) -> str:
        return f"Results({self.sessions} sessions in {str(self.folder)!r})"


class Tournament:
    """Who meets whom about what, and by which rules.

    `strategies` are texts of the catalogue (`"boulware"`, `"conceder:e=3"`, `"exec:python my_agent.py"`) and strategies
    written in Python (classes, or what makes one anew for each session), as a list or by name. Everybody meets everybody on
    every scenario in every seat (`rotations`), and with `self_play` also itself. The same plan gives the same records, however
    many threads, machines and interruptions it took.
    """

    def __init__(
        self,
        name: str,
        scenarios: Sequence[Scenario] | Mapping[str, Scenario],
        strategies: Sequence[StrategyLike] | Mapping[str, StrategyLike],
        *,
        rounds: int = 100,
        repetitions: int = 1,
        seed: int = 1,
        protocol: str = "alternating",
        deadline: str = "known",
        time: str = "own",
        rotations: bool = True,
        self_play: bool = False,
        score: str = "utility",
        patience: float = 10.0,
        transcripts: bool = False,
        authors: Sequence[str] = (),
    ) -> None:
        rounds, repetitions = whole("rounds", rounds, 0, 2**32 - 1), whole("repetitions", repetitions, 1, 2**32 - 1)
        seed = whole("seed", seed, 0, 2**63 - 1)
        self.name = name
        self.scenarios = _named_scenarios(scenarios)
        self.strategies = _named_strategies(strategies)
        self._keys: dict[str, Any] = {
            "name": name,
            "authors": list(authors),
            "seed": seed,
            "rounds": rounds,
            "protocol": protocol,
            "deadline": deadline,
            "time": time,
            "patience": float(patience),
            "repetitions": repetitions,
            "score": score,
            "transcripts": transcripts,
            "rotations": rotations,
            "self_play": self_play,
        }
        self._file: str | None = None

    @classmethod
    def read(cls, plan: str | Path) -> Tournament:
        """The plan in a TOML file, as the command line plays it; scenarios are found beside it."""
        made = cls.__new__(cls)
        # Workers of a cluster read it again, from wherever they stand.
        made._file = str(Path(plan).absolute())
        made.name = made._native_plan["name"]
        made.scenarios, made.strategies, made._keys = {}, {}, {}
        return made

    @cached_property
    def _native(self) -> NativeTournament:
        if self._file is not None:
            return NativeTournament.read(self._file)
        keys = [f"{key} = {_toml(value)}" for key, value in self._keys.items()]
        texts = [text if isinstance(text, str) else f"guest:{name}" for name, text in self.strategies.items()]
        plan = [*keys, f"strategies = {_toml(texts)}"]
        # Sources that are brought along have a name and no place.
        plan += [f"\n[[scenario]]\nsource = {_toml(name)}\nname = {_toml(name)}" for name in self.scenarios]
        native = [(name, one._native) for name, one in self.scenarios.items()]
        try:
            return NativeTournament("\n".join(plan) + "\n", native)
        except ZopaError as error:
            # The lines are those of a plan that nobody wrote.
            raise ZopaError(re.sub(r"^line \d+: ", "", error.problem), error.way_out) from None

    @cached_property
    def _native_plan(self) -> Facts:
        plan: Facts = facts(self._native.plan)
        return plan

    @property
    def plan(self) -> Facts:
        """The plan as it is kept beside the records: everything that the sessions follow from."""
        return self._native_plan

    @property
    def sessions(self) -> int:
        """Number of sessions."""
        return self._native.sessions

    def run(
        self,
        out: str | Path | None = None,
        *,
        threads: int | None = None,
        on_error: str = "forfeit",
        progress: bool | Callable[[int, int], None] = True,
    ) -> Results:
        """Plays every session that is not in the folder yet, and writes what follows from the records.

        `out` is a new folder, or one where the same plan was begun: it is gone on with. Without one a temporary folder is
        used. Ctrl-C stops it; what was finished is kept in `out`. A strategy that raises forfeits its seat, which is recorded;
        with `on_error="raise"` the exception ends the tournament instead. `progress` shows a line on standard error, or is
        called with sessions done and sessions to do.
        """
        keep = None if out is not None else tempfile.TemporaryDirectory(prefix="zopa-")
        folder = Path(out) if out is not None else Path(keep.name if keep else ".") / "tournament"
        with Line(progress, "sessions") as watch:
            native = self._native.run(folder, "1/1", threads, self._guests(), on_error, watch)
        results = Results(native, folder, keep)
        for one in results.standings:
            if one["forfeits"] and str(one["strategy"]).startswith("guest:"):
                told = f"{one['strategy']} forfeited {one['forfeits']} of {one['seats']} sessions"
                warnings.warn(f"{told}: `records` says why, on_error=\"raise\" shows it", ZopaWarning, stacklevel=2)
        return results

    def run_shard(
        self, number: int, of: int, out: str | Path, *, threads: int | None = None, on_error: str = "forfeit"
    ) -> Path:
        """Plays part `number` of `of` (from 1) in a folder, and returns the path of its journal.

        It may be killed and called again at any time: what was finished is not played twice, and what is played twice comes out
        the same. `zopa.merge` puts the parts together.
        """
        self._native.run(Path(out), f"{number}/{of}", threads, self._guests(), on_error, None)
        return Path(out) / f"journal-{number}-of-{of}.jsonl"

    def _guests(self) -> dict[str, Callable[[], Any]]:
        return {name: one for name, one in self.strategies.items() if not isinstance(one, str)}

    def __getstate__(self) -> dict[str, Any]:
        hidden = {"_native", "_native_plan"}
        return {key: value for key, value in self.__dict__.items() if key not in hidden}

    def __repr__(self) -> str:
        return f"Tournament({self.name!r}: {self.sessions} sessions)"


def merge(out: str | Path, folders: Sequence[str | Path]) -> Results:
    """Puts the shards in these folders together in `out`: the same files as a single run writes."""
    return Results(NativeRecords.merge(Path(out), [Path(one) for one in folders]), Path(out))


def _named_scenarios(given: Sequence[Scenario] | Mapping[str, Scenario]) -> dict[str, Scenario]:
    if isinstance(given, (Scenario, str, Path)):
        raise ZopaError("the scenarios are no list", "write [scenario], with scenarios that zopa.load gave")
    several = list(given.values() if isinstance(given, Mapping) else given)
    for one in several:
        if not isinstance(one, Scenario):
            way_out = "draw from it first: case.draw(0)" if hasattr(one, "judgements") else "zopa.load it first"
            raise ZopaError(f"a `{type(one).__name__}` is no scenario", way_out)
    if isinstance(given, Mapping):
        return dict(given)
    named: dict[str, Scenario] = {}
    for one in several:
        if one.name in named:
            raise ZopaError(f"two scenarios are called `{one.name}`", "give them by name: {\"first\": one, \"second\": other}")
        named[one.name] = one
    return named


def _named_strategies(given: Sequence[StrategyLike] | Mapping[str, StrategyLike]) -> dict[str, str | Callable[[], Any]]:
    pairs = given.items() if isinstance(given, Mapping) else [(_name_of(one), one) for one in given]
    named: dict[str, str | Callable[[], Any]] = {}
    for name, one in pairs:
        if name in named:
            raise ZopaError(f"`{name}` takes part twice", "name it once, or give strategies by name")
        if isinstance(one, Strategy):
            raise ZopaError(
                f"`{name}` is one object, and every session needs a fresh one",
                f"give the class {type(one).__name__}, or a function that makes one",
            )
        if not isinstance(one, str) and not callable(one):
            raise ZopaError(f"`{name}` cannot take part", "give the text of a strategy, or the class of one")
        named[name] = one
    return named


def _name_of(one: StrategyLike) -> str:
    if isinstance(one, str):
        return one
    return str(getattr(one, "__name__", type(one).__name__))


def _toml(value: Any) -> str:
    """A TOML value. JSON's strings, numbers, booleans and lists are TOML's, as long as nothing is escaped by halves."""
    return json.dumps(value, ensure_ascii=False)
