"""Whether NegMAS is there, and which."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from ..errors import ZopaError

__all__ = ["TESTED", "check"]

TESTED = "0.16.0"
"""The version of NegMAS that everything here is tested against."""


def check() -> None:
    """Refuses where NegMAS is missing or of another version than the tests know."""
    try:
        found = version("negmas")
    except PackageNotFoundError:
        raise ZopaError("NegMAS is not installed", f"pip install 'zopa[negmas]', or pip install negmas=={TESTED}") from None
    if found != TESTED:
        raise ZopaError(
            f"NegMAS {found} is installed, and zopa.negmas is tested against {TESTED}",
            f"pip install negmas=={TESTED}, in an environment of its own if need be",
        )
