"""What there is: cases, formats, protocols, strategies."""

from __future__ import annotations

from dataclasses import dataclass

from . import _zopa

__all__ = ["Listed", "Setting", "cases", "formats", "protocols", "strategies"]


@dataclass(frozen=True, slots=True)
class Setting:
    """What may be set, as in `boulware:e=0.1`."""

    name: str
    usual: float
    least: float
    most: float
    meaning: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A strategy or protocol of the catalogue."""

    name: str
    """What to write."""
    title: str
    """What it is, in a line."""
    source: str
    """The paper, or where its rules come from."""
    note: str
    """Of a strategy how near it is to its source; of a protocol who hears what."""
    settings: tuple[Setting, ...]


def cases() -> list[str]:
    """The ready cases, by name."""
    return _zopa.cases()


def formats() -> list[str]:
    """The formats that scenarios are read and written in."""
    return _zopa.formats()


def strategies() -> list[Listed]:
    """The strategies of the catalogue."""
    return [Listed(*one[:4], tuple(Setting(*setting) for setting in one[4])) for one in _zopa.strategies()]


def protocols() -> list[Listed]:
    """The protocols."""
    return [Listed(*one[:4], tuple(Setting(*setting) for setting in one[4])) for one in _zopa.protocols()]
