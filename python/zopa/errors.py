"""What can go wrong, with a way out."""

from __future__ import annotations

from typing import Any

__all__ = ["CaseError", "FormatError", "ZopaError", "ZopaWarning"]


class ZopaError(Exception):
    """Something cannot be done as it was asked.

    `problem` says what is wrong, naming the thing; `way_out` how to mend it.
    """

    problem: str
    way_out: str

    def __init__(self, problem: str, way_out: str) -> None:
        super().__init__(problem, way_out)
        self.problem = problem
        self.way_out = way_out

    def __str__(self) -> str:
        return f"{self.problem}\n  way out: {self.way_out}" if self.way_out else self.problem


class FormatError(ZopaError):
    """Files of the field that have no reading, or two.

    `code` is a stable name, `file` the file, `line` its line from 1 (`None` where no single line is at fault).
    """

    code: str
    file: str | None
    line: int | None

    def __init__(self, problem: str, way_out: str, code: str = "", file: str | None = None, line: int | None = None) -> None:
        super().__init__(problem, way_out)
        self.code, self.file, self.line = code, file, line

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.problem, self.way_out, self.code, self.file, self.line)


class CaseError(ZopaError):
    """A case file that does not read or makes no sense.

    `diagnostics` are all faults: dictionaries with `severity`, `code`, `message`, `way_out`, `line` and `column` (from 1).
    """

    diagnostics: list[dict[str, Any]]

    def __init__(self, problem: str, way_out: str, diagnostics: list[dict[str, Any]] | None = None) -> None:
        super().__init__(problem, way_out)
        self.diagnostics = diagnostics or []

    def __str__(self) -> str:
        lines = [super().__str__()]
        for one in self.diagnostics[1:]:
            lines.append(f"line {one['line']}: {one['message']}\n  way out: {one['way_out']}")
        return "\n".join(lines)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.problem, self.way_out, self.diagnostics)


def whole(name: str, number: int, least: int, most: int) -> int:
    """A whole number within its bounds, or an error that names it."""
    if isinstance(number, bool) or not hasattr(number, "__index__"):
        raise ZopaError(f"`{name}` is no whole number", f"give {name}=… from {least} to {most}")
    value = int(number.__index__())
    if not least <= value <= most:
        raise ZopaError(f"{name}={value} is out of bounds", f"give {name}=… from {least} to {most}")
    return value


class ZopaWarning(UserWarning):
    """Something that was done, and that a reader should know of."""
