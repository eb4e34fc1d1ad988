"""Tournaments on more than one process or machine: their parts as tasks of Dask.

>>> import zopa.cluster
>>> results = zopa.cluster.run(cup, "results")               # doctest: +SKIP
>>> results = zopa.cluster.run(cup, "results", client=mine)  # doctest: +SKIP

A part is a pure function of the plan and its number: whoever plays it, and however often, its records are the same. So a
worker that dies costs the time of its parts and nothing else, and what comes out is what a single run writes, to the byte.

Journals travel back as bytes, so that workers need no folder in common with whoever asks, and are kept in `out` as they
arrive.
"""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from . import _zopa
from .errors import ZopaError
from .progress import Line
from .shards import Finished, Missing, Shards, play
from .tournament import Results, Tournament, merge

__all__ = ["run"]

_PARTS_PER_THREAD = 8
_PARTS_WITHOUT_WORKERS = 32


def run(
    tournament: Tournament,
    out: str | Path,
    *,
    client: Any = None,
    shards: int | None = None,
    progress: bool | Callable[[int, int], None] = True,
    retries: int = 2,
) -> Results:
    """Plays a tournament on a Dask cluster and puts its parts together in `out`: the files of a single run.

    `client` is a `distributed.Client` of your cluster; without one a local cluster with a process for each core is begun, and
    closed afterwards. (In a script the call stands below `if __name__ == "__main__":`, since those processes read the script
    again.) `shards` is the number of parts, by default 8 for each thread of the cluster; a folder that was begun keeps its own.

    The call may be stopped and made again: parts that are in `out` are not played twice. Ctrl-C cancels what has not begun.
    When a worker dies its parts go to others, as often as the scheduler allows (`distributed.scheduler.allowed-failures`), and
    what else fails on a worker is tried again `retries` times. A strategy that raises forfeits its seat, as everywhere. A plan
    that makes no sense, and a worker with another version of zopa, are refused at once.

    Strategies in Python travel with the plan: classes of a notebook, of a script or of a function as they are; those of a
    module by name alone, so that workers must be able to import it (`client.upload_file("mine.py")`).

    `progress` shows a line on standard error, or is called with parts done and parts to do.
    """
    distributed = _distributed()
    if shards is not None and shards < 1:
        raise ZopaError(f"{shards} parts hold nothing", "give shards=1 or more, or leave it out")
    # What is wrong with the plan is raised here, before anything is begun.
    order = _Order(_zopa.version(), _digest(tournament), _packed(tournament))
    with _cluster(distributed, client) as cluster:
        _same_version(cluster)
        parts = Shards.claim(Path(out), tournament, asked=shards, usual=min(max(tournament.sessions, 1), _enough(cluster)))
        with Line(progress, "parts") as watch:
            told = watch or (lambda done, of: None)
            told(len(parts.done), parts.of)
            for finished in _played(distributed, cluster, order, parts.missing, retries):
                parts.keep(finished)
                told(len(parts.done), parts.of)
    return merge(out, [out])


# What travels, and what is done with it on a worker.


@dataclass(frozen=True, slots=True)
class _Order:
    """A tournament as it travels. A worker looks at the version first and unpacks it then."""

    version: str
    digest: str
    tournament: bytes


@dataclass(frozen=True, slots=True)
class _Refused:
    """What no other attempt would mend. It is returned and not raised, so that Dask does not try again."""

    problem: str
    way_out: str


def _play(order: _Order, part: Missing) -> Finished | _Refused:
    if order.version != _zopa.version():
        return _other_version(_where(), _zopa.version())
    try:
        tournament = import_module("cloudpickle").loads(order.tournament)
    except ModuleNotFoundError as error:
        return _Refused(
            f"{_where()} has no module `{error.name}`, which a strategy comes from",
            "client.upload_file(\"mine.py\"), install it on the workers, or define the strategy where you call",
        )
    try:
        same = _digest(tournament) == order.digest
    except ZopaError as error:
        return _Refused(f"{_where()} cannot read the plan: {error.problem}", error.way_out + _PLAN_FILES)
    if not same:
        return _Refused(f"{_where()} reads another plan or other scenarios than you", "let all see the same files" + _PLAN_FILES)
    with tempfile.TemporaryDirectory(prefix="zopa-") as folder:
        return play(tournament, part, Path(folder))


_PLAN_FILES = (
    "; a plan that was read from a file is read by every worker, at the same path (scenarios given in Python travel along)"
)


def _as_it_is(order: _Order) -> _Order:
    return order


def _where() -> str:
    return f"the worker {import_module('distributed').get_worker().address}"


def _digest(tournament: Tournament) -> str:
    return hashlib.sha256(tournament._native.plan.encode()).hexdigest()


def _packed(tournament: Tournament) -> bytes:
    dumps = import_module("cloudpickle").dumps
    for name, one in tournament.strategies.items():
        try:
            dumps(one)
        except Exception as error:
            problem = f"the strategy `{name}` cannot travel: {error}"
            raise ZopaError(problem, "open files, locks and connections in its start(), not outside of the class") from error
    packed: bytes = dumps(tournament)
    return packed


# The cluster.


def _distributed() -> Any:
    try:
        return import_module("distributed")
    except ModuleNotFoundError:
        raise ZopaError("distributed, which runs clusters, is not installed", "pip install zopa[cluster]") from None


@contextlib.contextmanager
def _cluster(distributed: Any, client: Any) -> Iterator[Any]:
    """The user's cluster, or a local one for as long as it is needed."""
    if client is not None:
        if getattr(client, "asynchronous", False):
            raise ZopaError("the client is asynchronous", "give a plain distributed.Client(address)")
        if not hasattr(client, "submit") or not hasattr(client, "scheduler_info"):
            problem = f"`{type(client).__name__}` is no distributed.Client"
            raise ZopaError(problem, "give distributed.Client(address), or leave it out")
        yield client
        return
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        raise ZopaError(
            "the processes of a local cluster read your script again, and came to this call",
            'put it below `if __name__ == "__main__":`',
        )
    try:
        local = distributed.LocalCluster(threads_per_worker=1, dashboard_address=":0")
    except RuntimeError as error:
        raise ZopaError(
            f"the processes of a local cluster did not start: {error}",
            'keep the script in a file, and the call below `if __name__ == "__main__":`; what stopped them is told above',
        ) from error
    with local as cluster, distributed.Client(cluster) as own:
        yield own


def _threads(client: Any) -> int:
    return sum(int(worker["nthreads"]) for worker in client.scheduler_info(n_workers=-1)["workers"].values())


def _enough(client: Any) -> int:
    return _threads(client) * _PARTS_PER_THREAD or _PARTS_WITHOUT_WORKERS


def _same_version(client: Any) -> None:
    """Refuses workers of another version before anything is sent that only ours could read."""

    # Within a function it travels as it is: what does not have our version cannot import this module to look for it.
    def version() -> str | None:
        try:
            import zopa
        except ImportError:
            return None
        return zopa.__version__

    for address, found in client.run(version).items():
        if found != _zopa.version():
            refused = _other_version(f"the worker {address}", found)
            raise ZopaError(refused.problem, refused.way_out)


def _other_version(where: str, found: str | None) -> _Refused:
    has = f"has zopa {found}" if found else "has no zopa"
    return _Refused(
        f"{where} {has}, and you have {_zopa.version()}: records of two versions are never mixed",
        f"install zopa {_zopa.version()} on every worker",
    )


def _played(distributed: Any, client: Any, order: _Order, missing: list[Missing], retries: int) -> Iterator[Finished]:
    """The missing parts as they are finished, in whatever order. What is left is cancelled, however this ends."""
    call = uuid.uuid4().hex[:8]
    # A task and not scattered data: what was scattered is lost with its worker, and a task is done again.
    plan = client.submit(_as_it_is, order, key=f"zopa-{call}-plan", pure=False, retries=retries)
    futures = {
        client.submit(_play, plan, part, key=f"zopa-{call}-part-{part.number}-of-{part.of}", pure=False, retries=retries): part
        for part in missing
    }
    try:
        for future in distributed.as_completed(list(futures)):
            yield _outcome(distributed, future, futures[future])
            future.release()
    finally:
        # Where the scheduler is gone there is nothing to cancel, and what ended the call is what is to be told.
        with contextlib.suppress(Exception):
            client.cancel([plan, *futures])


def _outcome(distributed: Any, future: Any, part: Missing) -> Finished:
    name = f"part {part.number} of {part.of}"
    cancelled = f"{name} was cancelled, or the scheduler is gone", "call again: what is finished is kept"
    if future.status == "cancelled":
        raise ZopaError(*cancelled)
    try:
        outcome = future.result()
    except distributed.CancelledError:
        raise ZopaError(*cancelled) from None
    except distributed.KilledWorker as error:
        raise ZopaError(
            f"{name} has lost every worker that it was given to: {error}",
            "read the last worker's log (memory is the usual reason), and call again: what is finished is kept",
        ) from error
    except ZopaError as error:
        raise type(error)(f"{name}: {error.problem}", error.way_out) from error
    if isinstance(outcome, _Refused):
        raise ZopaError(outcome.problem, outcome.way_out)
    finished: Finished = outcome
    return finished
