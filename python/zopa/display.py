"""Pictures and tables as notebooks show them."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

__all__ = ["Frame", "Page", "Picture"]


class Page:
    """Something that can be shown as one page."""

    def html(self) -> str:
        """The page: it needs no network and no scripts."""
        raise NotImplementedError

    def save(self, path: str | Path) -> Path:
        """Writes the page to a file and returns its path."""
        path = Path(path)
        path.write_text(self.html(), encoding="utf-8")
        return path


class Picture:
    """A picture as SVG: a notebook shows it, `save` keeps it."""

    __slots__ = ("name", "svg", "title")

    def __init__(self, name: str, title: str, svg: str) -> None:
        self.name, self.title, self.svg = name, title, svg

    def save(self, path: str | Path) -> Path:
        """Writes the picture to an `.svg` file and returns its path."""
        from .errors import ZopaError

        path = Path(path)
        if path.suffix.lower() != ".svg":
            raise ZopaError(f"`{path}` does not end with .svg", "pictures are written as SVG; browsers and editors open them")
        path.write_text(self.svg, encoding="utf-8")
        return path

    def _repr_svg_(self) -> str:
        return self.svg

    def __repr__(self) -> str:
        return f"Picture({self.name!r}, {self.title!r})"


class Frame:
    """A table in Arrow's memory. Polars, pandas, PyArrow and DuckDB take it over without a copy.

    It speaks the Arrow PyCapsule interface (`__arrow_c_stream__`), so `polars.DataFrame(frame)` and `pyarrow.table(frame)`
    work as well.
    """

    __slots__ = ("_table",)

    def __init__(self, table: Any) -> None:
        self._table = table

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._table.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self._table.__arrow_c_schema__()

    def __len__(self) -> int:
        return int(self._table.num_rows)

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return list(self._table.column_names)

    def to_polars(self) -> Any:
        """The table as a `polars.DataFrame`."""
        return _needed("polars").DataFrame(self)

    def to_pandas(self) -> Any:
        """The table as a `pandas.DataFrame`."""
        _needed("pandas")
        return self.to_arrow().to_pandas()

    def to_arrow(self) -> Any:
        """The table as a `pyarrow.Table`."""
        return _needed("pyarrow").table(self)

    def __repr__(self) -> str:
        return f"Frame({len(self)} rows: {', '.join(self.columns)})"


def _needed(package: str) -> Any:
    import importlib

    from .errors import ZopaError

    try:
        return importlib.import_module(package)
    except ModuleNotFoundError:
        raise ZopaError(f"{package} is not installed", f"pip install {package}, or pip install zopa[frames]") from None


def table_html(head: list[str], rows: list[list[str]], caption: str = "") -> str:
    """A small table for a notebook."""
    top = "".join(f"<th>{escape(one)}</th>" for one in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    note = f"<caption style='text-align:left'>{escape(caption)}</caption>" if caption else ""
    return f"<table>{note}<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
