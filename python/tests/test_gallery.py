"""The gallery runs: every script asserts its own figures, and draws the pictures that the book shows."""

import os
import subprocess
import sys

import pytest
from conftest import ROOT

GALLERY = ROOT / "python" / "gallery"
IMAGES = ROOT / "docs" / "images"
# Script → the picture that docs/gallery.md shows of it.
SHOWN = {"nash_1950": "nash-1950.svg", "cup": "cup.svg", "odds": "odds.svg", "istanbul": "istanbul-odds.svg"}


def test_every_script_is_on_the_page():
    page = (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")
    assert {path.stem for path in GALLERY.glob("*.py")} == set(SHOWN)
    for script, picture in SHOWN.items():
        assert f"../python/gallery/{script}.py" in page and f"images/gallery/{picture}" in page


@pytest.mark.parametrize("script", SHOWN)
def test_a_script_finds_its_figures_and_draws_its_picture(script, tmp_path):
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    path = os.pathsep.join(one for one in sys.path if one)
    command = [sys.executable, GALLERY / f"{script}.py"]
    ran = subprocess.run(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / SHOWN[script]).read_bytes() == (IMAGES / "gallery" / SHOWN[script]).read_bytes()
    assert (GALLERY / f"{script}.py").read_text(encoding="utf-8").count("# %%") > 3
