"""The Python in the documentation runs as it stands, and docstrings say what is so."""

import doctest
import importlib
import os
import pkgutil
import re
import runpy

import pytest
from conftest import ROOT

import zopa

BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
# Programs that speak JSON lines are run by the suite `commands`. What needs more than is here says so in a comment right before the block, as the pages' commands do.
SKIPPED = re.compile(r"<!-- not run[^>]*-->\s*$")


def blocks():
    for page in sorted((ROOT / "docs").rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        for found in BLOCK.finditer(text):
            if "import zopa" in found.group(1) and not SKIPPED.search(text[: found.start()]):
                line = text.count("\n", 0, found.start()) + 2
                yield pytest.param(found.group(1), id=f"{page.relative_to(ROOT)}:{line}")


@pytest.mark.parametrize("code", list(blocks()))
def test_a_block_runs(code, tmp_path, monkeypatch):
    if "zopa.cluster" in code:
        pytest.importorskip("distributed")
    # Blocks name files of the checkout, and may leave files of their own.
    for name in ("docs", "catalog"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    script = tmp_path / "block.py"
    script.write_text(code, encoding="utf-8")
    runpy.run_path(os.fspath(script), run_name="__main__")


@pytest.mark.parametrize("name", ["zopa", *(f"zopa.{module.name}" for module in pkgutil.iter_modules(zopa.__path__))])
def test_docstrings_say_what_is_so(name):
    if name in ("zopa.negmas", "zopa.cluster"):
        pytest.importorskip(name.split(".")[1].replace("cluster", "distributed"))
    if name == "zopa._zopa":
        pytest.skip("documented by its stubs")
    failed, _ = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert not failed
