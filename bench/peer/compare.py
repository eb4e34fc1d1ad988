"""zopa and NegMAS side by side, on the same files in the same run. Prints a table in Markdown.

    python3 bench/peer/compare.py [--runs 5] [--scenario FOLDER …] [--keep FOLDER]

Needs cargo. NegMAS is installed from PyPI into a virtual environment; where that cannot be reached, only our side is
measured, and the table says so. Frontier, solutions and an outcome behind every point on both sides; processor time of the
kernels (imports, start and reading of files left out), then the whole `zopa` process. Every figure is the median over the
runs, which alternate between the two sides.
"""

import argparse
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import venv

import families

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PEER = "negmas==0.16.0"
# The peer lists every outcome, so it is asked only where it can.
SCENARIOS = [(2, 6, False, True), (3, 6, False, True), (4, 6, False, True), (2, 40, False, False), (2, 40, True, False), (3, 8, True, False)]


def cargo(*arguments):
    subprocess.run(["cargo", *arguments], cwd=ROOT, check=True)


def install_peer(folder):
    """The peer's Python, or None with a word on standard error where it cannot be had."""
    python = folder / "bin" / "python"
    try:
        if not python.exists():
            venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PEER], check=True)
        return python
    except (subprocess.CalledProcessError, OSError) as error:
        print(f"skipped {PEER}: it cannot be installed here ({error})", file=sys.stderr)
        return None


def last_line(command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        print(f"{command[0]} failed: {done.stderr.strip()[-300:]}", file=sys.stderr)
        return None
    return json.loads(done.stdout.strip().splitlines()[-1])


def whole_process(command):
    """Processor time, wall time and peak memory of a command, as the system accounts for it."""
    with open(os.devnull, "wb") as nowhere:
        since = time.perf_counter()
        child = subprocess.Popen([str(part) for part in command], stdout=nowhere, stderr=nowhere)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        print(f"{command[0]} failed: {child.returncode}", file=sys.stderr)
        return None
    return {"wall_s": time.perf_counter() - since, "cpu_s": usage.ru_utime + usage.ru_stime, "peak_mb": usage.ru_maxrss / 1024}


def median(rows, key):
    values = [row[key] for row in rows if row]
    return statistics.median(values) if values else None


def seconds(value):
    if value is None:
        return "–"
    for unit, scale in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if value >= scale:
            return f"{value / scale:.3g} {unit}"
    return f"{value / 1e-6:.2g} µs"


def row(folder, name, python, runs, bins):
    ours, whole, theirs = [], [], []
    # Every profile by name: a folder of more than three could mean any of them.
    parties = [part for profile in sorted(folder.glob("*-party-*.xml")) for part in ("--party", profile.name)]
    for _ in range(runs):
        ours.append(last_line([bins / "examples" / "time_kernel", folder, *parties]))
        whole.append(whole_process([bins / "zopa", "analyse", folder, *parties, "--json"]))
        if python:
            theirs.append(last_line([python, HERE / "negmas_frontier.py", folder]))
    solve, peer = median(ours, "solve_s"), median(theirs, "cpu_s")
    ratio = f"{peer / solve:,.0f}" if peer and solve else "–"
    cells = [
        name,
        f"{median(ours, 'points'):.0f}" if any(ours) else "–",
        seconds(median(ours, "frontier_s")),
        seconds(solve),
        seconds(peer),
        ratio,
        seconds(median(whole, "cpu_s")),
        seconds(median(whole, "wall_s")),
        f"{median(whole, 'peak_mb'):.1f} MB",
        f"{median(theirs, 'peak_mb'):.0f} MB" if peer else "–",
    ]
    return "| " + " | ".join(cells) + " |"


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.processor())
    rustc = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.strip()
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.release()}, {rustc}, Python {platform.python_version()}; load {os.getloadavg()[0]:.1f}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--scenario", type=pathlib.Path, nargs="*", default=[], help="more folders to measure, by both")
    arguments.add_argument("--keep", type=pathlib.Path, help="where scenarios and the peer are put (default: thrown away)")
    asked = arguments.parse_args()
    cargo("build", "--release", "--quiet", "--package", "zopa", "--bin", "zopa", "--example", "time_kernel")
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
    with tempfile.TemporaryDirectory() as scratch:
        work = asked.keep or pathlib.Path(scratch)
        python = install_peer(work / "peer")
        print(f"{machine()}; {PEER if python else 'the peer could not be installed'}\n")
        print("| scenario | points | frontier | with solutions | NegMAS | ratio | whole zopa process | its wall time | its peak | NegMAS's peak |")
        print("|---|---|---|---|---|---|---|---|---|---|")
        for parties, issues, fine, by_peer in SCENARIOS:
            folder = families.write(work / "families", parties, issues, fine)
            name = f"{parties} parties, 10^{issues} outcomes" + (", full precision" if fine else "")
            print(row(folder, name, python if by_peer else None, asked.runs, target), flush=True)
        for folder in asked.scenario:
            print(row(folder, folder.name, python, asked.runs, target), flush=True)


if __name__ == "__main__":
    main()
