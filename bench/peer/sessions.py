"""Sessions in zopa and in NegMAS, in the same run: Boulware against Boulware, 100 rounds. Prints a table in Markdown.

    python3 bench/peer/sessions.py [--runs 3] [--seconds 10] [--keep FOLDER]

Ours is prepared once for a space, as a tournament does it; what that takes has a column of its own. NegMAS is given the same
space and preferences as GENIUS files, normalised and warmed up by one session. Processor time only, median over the runs.
"""

import argparse
import os
import pathlib
import statistics
import tempfile

import compare
import families

# Named as in crates/arena/benches/boulware; the peer lists every outcome, so the last is ours alone.
SPACES = {"3600": ([5, 5, 4, 4, 3, 3], True), "390625": ([5] * 8, True), "1e40": ([10] * 40, False)}


def row(name, ours, theirs):
    rate = statistics.median(one[name]["sessions_per_cpu_s"] for one in ours)
    prepare = statistics.median(one[name]["prepare_s"] for one in ours)
    peer = compare.median(theirs, "sessions_per_cpu_s")
    told = ours[0][name]
    cells = [name, f"{rate:,.0f}", compare.seconds(prepare), f"{told['rounds']}{', agreed' if told['agreed'] else ''}"]
    their_end = next((f"{one['rounds']}{', agreed' if one['agreed'] else ''}" for one in theirs if one), "–")
    cells += [f"{peer:,.1f}", their_end, f"{rate / peer:,.0f}"] if peer else ["–", "–", "–"]
    return "| " + " | ".join(cells) + " |"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--seconds", type=float, default=10, help="processor time of the peer for each space and run")
    arguments.add_argument("--keep", type=pathlib.Path, help="where scenarios and the peer are put (default: thrown away)")
    asked = arguments.parse_args()
    compare.cargo("build", "--release", "--quiet", "--package", "zopa-arena", "--example", "time_sessions")
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", compare.ROOT / "target")) / "release"
    with tempfile.TemporaryDirectory() as scratch:
        work = asked.keep or pathlib.Path(scratch)
        python = compare.install_peer(work / "peer")
        print(f"{compare.machine()}; {compare.PEER if python else 'the peer could not be installed'}\n")
        print("| outcomes | sessions per CPU second | preparation | last round | NegMAS, sessions per CPU second | its last step | ratio |")
        print("|---|---|---|---|---|---|---|")
        ours, theirs = [], {name: [] for name in SPACES}
        for _ in range(asked.runs):
            ours.append(compare.last_line([target / "examples" / "time_sessions"]))
            for name, (sizes, by_peer) in SPACES.items():
                folder = families.write_opposed(work / "opposed", name, sizes)
                if python and by_peer:
                    command = [python, compare.HERE / "negmas_sessions.py", folder, "--seconds", asked.seconds]
                    theirs[name].append(compare.last_line(command))
        for name in SPACES:
            print(row(name, ours, theirs[name]), flush=True)


if __name__ == "__main__":
    main()
