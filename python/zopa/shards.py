"""The parts of a tournament in a folder: which are finished, which are not, and what comes back of one."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from .errors import ZopaError
from .tournament import Tournament

__all__ = ["Finished", "Missing", "Shards", "play"]

_JOURNAL = re.compile(r"journal-(\d+)-of-(\d+)\.jsonl")
_TRANSCRIPTS = "transcripts"


@dataclass(frozen=True, slots=True)
class Missing:
    """A part that is to be played, with what an interruption left of it."""

    number: int
    of: int
    begun: bytes
    """Its journal so far; nothing where it was not begun."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A part that was played: its journal, and the transcripts where the plan keeps them."""

    number: int
    of: int
    journal: bytes
    transcripts: dict[str, bytes]


class Shards:
    """A folder with the journals of `of` parts of one plan, as the command line's `--shard` leaves them."""

    def __init__(self, folder: Path, sessions: int, of: int) -> None:
        self.folder, self.sessions, self.of = folder, sessions, of
        self.done = {number for number in range(1, of + 1) if self._lines(number) == self._expected(number)}

    @classmethod
    def claim(cls, folder: Path, tournament: Tournament, *, asked: int | None, usual: int) -> Shards:
        """Makes the folder that of the tournament, or goes on in it: in `asked` parts, in those that it was begun in, or in
        the `usual` number.
        """
        sessions = tournament.sessions
        # A part beyond the last session is empty: to play it claims the folder, or says which plan it is the folder of.
        empty = tournament.run_shard(sessions + 1, sessions + 1, folder, threads=1)
        empty.unlink()
        begun = {int(found[2]) for path in folder.iterdir() if (found := _JOURNAL.fullmatch(path.name))}
        if len(begun) > 1 or (begun and asked is not None and begun != {asked}):
            parts = " and in ".join(f"{of} parts" if of > 1 else "one part" for of in sorted(begun))
            way_out = "leave out shards=" if len(begun) == 1 else "choose another folder"
            wanted = f", and {asked} are asked for" if asked is not None else ""
            problem = f"`{folder}` was begun in {parts}{wanted}"
            raise ZopaError(problem, f"{way_out}, or begin in an empty folder: parts of two divisions overlap")
        return cls(folder, sessions, begun.pop() if begun else asked or usual)

    @property
    def missing(self) -> list[Missing]:
        """The parts that are not finished, in order."""
        numbers = (number for number in range(1, self.of + 1) if number not in self.done)
        return [Missing(number, self.of, self._begun(number)) for number in numbers]

    def keep(self, part: Finished) -> None:
        """Writes a finished part into the folder: transcripts first, since a session counts once its line stands."""
        for name, transcript in part.transcripts.items():
            (self.folder / _TRANSCRIPTS).mkdir(exist_ok=True)
            _replace(self.folder / _TRANSCRIPTS / name, transcript)
        _replace(self._journal(part.number), part.journal)
        if self._lines(part.number) != self._expected(part.number):
            raise ZopaError(f"part {part.number} of {part.of} came back incomplete", "call again: it is gone on with")
        self.done.add(part.number)

    def _journal(self, number: int) -> Path:
        return self.folder / f"journal-{number}-of-{self.of}.jsonl"

    def _begun(self, number: int) -> bytes:
        path = self._journal(number)
        return path.read_bytes() if path.exists() else b""

    def _lines(self, number: int) -> int:
        return self._begun(number).count(b"\n")

    def _expected(self, number: int) -> int:
        """A line for the header and one for every session whose place leaves `number - 1` when divided by `of`."""
        return 1 + len(range(number - 1, self.sessions, self.of))


def play(tournament: Tournament, part: Missing, folder: Path) -> Finished:
    """Plays a part in an empty folder of its own and returns what came of it: the same wherever, and however often."""
    if part.begun:
        (folder / "plan.json").write_text(tournament._native.plan, encoding="utf-8", newline="")
        (folder / f"journal-{part.number}-of-{part.of}.jsonl").write_bytes(part.begun)
    journal = tournament.run_shard(part.number, part.of, folder, threads=1)
    kept = folder / _TRANSCRIPTS
    transcripts = {path.name: path.read_bytes() for path in sorted(kept.iterdir())} if kept.is_dir() else {}
    return Finished(part.number, part.of, journal.read_bytes(), transcripts)


def _replace(path: Path, content: bytes) -> None:
    """Whole or not at all; two who write the same part write the same."""
    half = path.with_name(f".{path.name}.{os.getpid()}.part")
    half.write_bytes(content)
    os.replace(half, path)
