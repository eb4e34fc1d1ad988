"""Is there a deal here, which one, in what order could it be done, and what would happen if they talked?

>>> import zopa
>>> case = zopa.load("labour-dispute")                    # a ready case, a case file, or files of the field
>>> case
Case('labour-dispute': The week at Alder Mill)
>>> case.analyse(draws=200).odds.interval.verdict
'...'
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from . import _zopa
from ._zopa import Act, Brief, Now, Outcome
from .analysis import Analysis, Answer, Frontier, Point, Solution, Solutions
from .case import Case
from .display import Frame, Picture
from .errors import CaseError, FormatError, ZopaError, ZopaWarning
from .facts import Facts
from .listing import Listed, Setting, cases, formats, protocols, strategies
from .scenario import Scenario
from .talks import ACCEPT, LEAVE, PASS, REJECT, Heard, Message, Session, Strategy
from .tournament import Results, Tournament, merge

__version__ = _zopa.version()

__all__ = [
    "ACCEPT",
    "LEAVE",
    "PASS",
    "REJECT",
    "Act",
    "Analysis",
    "Answer",
    "Brief",
    "Case",
    "CaseError",
    "Facts",
    "FormatError",
    "Frame",
    "Frontier",
    "Heard",
    "Listed",
    "Message",
    "Now",
    "Outcome",
    "Picture",
    "Point",
    "Results",
    "Scenario",
    "Session",
    "Setting",
    "Solution",
    "Solutions",
    "Strategy",
    "Tournament",
    "ZopaError",
    "ZopaWarning",
    "cases",
    "formats",
    "load",
    "load_all",
    "merge",
    "protocols",
    "strategies",
]


def load(
    source: str | Path,
    *,
    parties: Sequence[str] = (),
    reading: str | None = None,
    strict: bool = False,
    grid: int | None = None,
    texts: Sequence[str | Path] = (),
    passphrase: str | None = None,
) -> Scenario | Case:
    """Loads a scenario of the field (a folder or file of GENIUS, GeniusWeb, NegMAS, NegoLog, LLM-Deliberation or zopa), or a
    case (a file, or a name of the catalogue: `zopa.cases()`). Content decides the format.

    For scenarios: `parties` are profiles by file name, to choose and order them; `reading="negmas"` reads GENIUS files as
    NegMAS 0.16 does; `strict` refuses what would have to be repaired; `grid` cuts amounts into so many steps.
    For cases: `texts` are folders with the texts of sources, to verify quotations; `passphrase` opens a sealed case.
    """
    given = _zopa.Scenario.open(str(source), list(parties), reading, strict, grid)
    if given is not None:
        _refuse("a scenario of the field", texts=bool(texts), passphrase=passphrase is not None)
        return Scenario(given)
    _refuse("a case", parties=bool(parties), reading=reading is not None, strict=strict, grid=grid is not None)
    return Case(_zopa.Case.open(str(source), [str(one) for one in texts], passphrase))


def load_all(folder: str | Path, *, reading: str | None = None, strict: bool = False, grid: int | None = None) -> list[Scenario]:
    """Loads every scenario below a folder, by name. A folder that is a scenario itself is one scenario."""
    found = []
    for path in _zopa.Scenario.below(str(folder)):
        given = _zopa.Scenario.open(path, [], reading, strict, grid)
        if given is not None:
            found.append(Scenario(given))
    if not found:
        raise ZopaError(f"there is no scenario below `{folder}`", "name a folder with scenarios of the field")
    return found


def _refuse(what: str, **given: bool) -> None:
    for name, is_given in given.items():
        if is_given:
            raise ZopaError(f"`{name}` means nothing for {what}", f"leave out {name}")
