"""What Dask costs for each part of a tournament, and what a second worker brings: a Markdown table.

    python bench/cluster.py [--repeats 5]

Wall time is that of the clock, processor time that of all processes together (ours with the scheduler in it, and workers).
Workers are begun, and have imported zopa, before the clock runs.
"""

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

import distributed

import zopa
import zopa.cluster


class Patient(zopa.Strategy):
    """Waits, then gives way: a turn costs a few calls of Python."""

    def start(self, brief):
        self.brief, self.top = brief, brief.utility(brief.best)

    def turn(self, now):
        target = self.top * (1 - 0.6 * now.time**4)
        if now.offer is not None and now.offer_utility >= target and self.brief.accepts(now.offer):
            return zopa.ACCEPT
        return self.brief.at_least(target)


def trade():
    """Two parties, two issues, six outcomes: as little to play as there can be."""
    return zopa.Scenario.additive(
        "trade",
        {"first": ["a", "b", "c"], "second": ["x", "y"]},
        {
            "A": {"values": {"first": {"a": "4/8", "b": "2/8", "c": 0}, "second": {"x": "4/8", "y": "1/8"}}},
            "B": {"values": {"first": {"a": 0, "b": "3/8", "c": "4/8"}, "second": {"x": 0, "y": "4/8"}}},
        },
    )


def grid(options=10):
    """Two parties, three issues, a thousand outcomes."""
    steps = [str(at) for at in range(options)]
    up = {step: at for at, step in enumerate(steps)}
    down = {step: options - 1 - at for at, step in enumerate(steps)}
    issues = {"pay": steps, "hours": steps, "leave": steps}

    def side(values, *weights):
        return {"values": dict.fromkeys(issues, values), "weights": dict(zip(issues, weights, strict=True)), "reservation": 2}

    return zopa.Scenario.additive(
        "grid",
        issues,
        {
            "worker": side(up, 0.5, 0.3, 0.2),
            "employer": side(down, 0.2, 0.3, 0.5),
        },
    )


def processor(client):
    return time.process_time() + sum(client.run(time.process_time).values())


def measured(tournament, client, shards):
    """Wall and processor seconds of a tournament on a cluster."""
    with tempfile.TemporaryDirectory() as folder:
        wall, work = time.perf_counter(), processor(client)
        zopa.cluster.run(tournament, Path(folder) / "out", client=client, shards=shards, progress=False)
        return time.perf_counter() - wall, processor(client) - work


def alone(tournament):
    """Wall and processor seconds of the same in this process, on one thread."""
    wall, work = time.perf_counter(), time.process_time()
    tournament.run(threads=1, progress=False)
    return time.perf_counter() - wall, time.process_time() - work


def workers(count):
    cluster = distributed.LocalCluster(n_workers=count, threads_per_worker=1, dashboard_address=":0")
    client = distributed.Client(cluster)
    client.run(lambda: __import__("zopa.cluster"))
    return client


def middle(pairs):
    """Median, least and most of walls; median of processor times."""
    walls, works = zip(*pairs, strict=True)
    return statistics.median(walls), min(walls), max(walls), statistics.median(works)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--parts", type=int, default=256, help="nearly empty parts, for what one costs")
    parser.add_argument("--rounds", type=int, default=2000, help="rounds of a session in Python, for what a worker brings")
    asked = parser.parse_args()
    one, two = workers(1), workers(2)
    small = zopa.Tournament("small", [trade()], ["boulware", "conceder"], rounds=2, repetitions=asked.parts // 2, seed=3)
    mine = zopa.Tournament("mine", [grid()], ["hardliner", Patient], rounds=asked.rounds, repetitions=960, self_play=True)
    ours = zopa.Tournament(
        "ours", [grid()], ["hardliner", "boulware:e=0.02", "tit-for-tat"], rounds=2000, repetitions=80, self_play=True
    )
    print(f"zopa {zopa.__version__}, distributed {distributed.__version__}, load {os.getloadavg()[0]:.1f}\n")
    print("| What | Sessions | Parts | Where | Wall, s (least to most) | Processor, s |\n|---|---:|---:|---|---:|---:|")
    table = {}
    for name, tournament, parts in [("nearly empty parts", small, asked.parts), ("in Python", mine, 16), ("built in", ours, 16)]:
        ways = {
            "this process": lambda: alone(tournament),
            "1 worker": lambda: measured(tournament, one, parts),
            "2 workers": lambda: measured(tournament, two, parts),
        }
        # In turns, so that what else the machine does falls on all alike.
        runs = [{where: way() for where, way in ways.items()} for _ in range(asked.repeats)]
        for where in ways:
            table[name, where] = wall, least, most, work = middle([run[where] for run in runs])
            cut = parts if where != "this process" else 1
            print(f"| {name} | {tournament.sessions} | {cut} | {where} | {wall:.2f} ({least:.2f} to {most:.2f}) | {work:.2f} |")
    print()
    for at, kind in [(0, "wall"), (3, "processor")]:
        extra = table["nearly empty parts", "1 worker"][at] - table["nearly empty parts", "this process"][at]
        print(f"A part costs {1000 * extra / asked.parts:.1f} ms of {kind} time on one worker.")
    for name in ("in Python", "built in"):
        walls = [table[name, where][0] for where in ("1 worker", "2 workers")]
        print(f"Two workers are {walls[0] / walls[1]:.2f} times as fast as one ({name}).")
    print(f"load at the end {os.getloadavg()[0]:.1f}")
    for client in (one, two):
        cluster = client.cluster
        client.close()
        cluster.close()


if __name__ == "__main__":
    main()
