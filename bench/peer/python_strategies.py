"""A strategy written in Python, at zopa's table and at NegMAS's: rounds for each second of processor time, in one run.

    python3 bench/peer/python_strategies.py [--runs 5] [--seconds 5] [--rounds 1000] [--scenario FOLDER …]

Needs an environment with both packages (`pip install . negmas==0.16.0`). The same plain strategy sits in all four seats: outcomes
sorted once by own utility, the offer's rank falls linearly with time to the worst tenth, and whatever is worth as much as the
next own offer is accepted. A round is one turn of each seat on both sides. Sessions alternate between the two sides, each run
in a fresh process; figures are medians. "Whole process" is what the system accounts for one session: interpreter, imports,
reading the files, sorting, and 1,000 rounds.

Without --scenario a scenario of 10 issues of 3 and 4 options is made that both sides read alike: two parties who want the
opposite, so that no session ends before its deadline.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def ours(folder, rounds, seconds):
    import zopa

    class LinearWalk(zopa.Strategy):
        orders = {}

        def start(self, brief):
            if brief.seat not in self.orders:
                order = brief.ranking()
                self.orders[brief.seat] = order, [brief.utility(one) for one in order]
            self.order, self.worth = self.orders[brief.seat]

        def turn(self, now):
            at = min(len(self.order) - 1, int(now.time * 0.1 * len(self.order)))
            worth = now.offer_utility
            if worth is not None and worth >= self.worth[at]:
                return zopa.ACCEPT
            return self.order[at]

    scenario = zopa.load(folder)
    play = lambda: scenario.negotiate([LinearWalk, LinearWalk], rounds=rounds).rounds
    return measured(play, seconds)


def theirs(folder, rounds, seconds):
    import warnings

    warnings.filterwarnings("ignore")
    from negmas.inout import Scenario
    from negmas.sao import ResponseType, SAOMechanism, SAONegotiator

    orders = {}

    class LinearWalk(SAONegotiator):
        def due(self, state):
            if self.id not in orders:
                name = self.name
                if name not in orders:
                    outcomes = self.nmi.outcome_space.enumerate_or_sample()
                    orders[name] = sorted(((float(self.ufun(one)), one) for one in outcomes), key=lambda pair: -pair[0])
                orders[self.id] = orders[name]
            order = orders[self.id]
            return order[min(len(order) - 1, int(state.relative_time * 0.1 * len(order)))]

        def propose(self, state, dest=None):
            return self.due(state)[1]

        def respond(self, state, source=None):
            offer = state.current_offer
            if offer is not None and float(self.ufun(offer)) >= self.due(state)[0]:
                return ResponseType.ACCEPT_OFFER
            return ResponseType.REJECT_OFFER

    scenario = Scenario.from_genius_folder(folder, ignore_discount=True)

    def play():
        session = SAOMechanism(outcome_space=scenario.outcome_space, n_steps=rounds)
        for seat, utility in enumerate(scenario.ufuns[:2]):
            session.add(LinearWalk(name=f"seat {seat}"), ufun=utility)
        return session.run().step

    return measured(play, seconds)


def measured(play, seconds):
    """Sessions until the time is used; the first, which sorts, is not counted."""
    if seconds == 0:
        return {"rounds": play()}
    play()
    rounds, since, until = 0, time.process_time(), time.perf_counter() + seconds
    while time.perf_counter() < until:
        rounds += play()
    cpu = time.process_time() - since
    return {"rounds": rounds, "cpu_s": cpu, "rounds_per_cpu_s": rounds / cpu}


def made(folder):
    """Two who want the opposite of each other, in whole numbers whose greatest is alike on every issue."""
    folder.mkdir(parents=True)
    sizes = [3, 4, 3, 4, 3, 4, 3, 3]
    names = [f"issue {at}" for at in range(len(sizes))]

    def issues(of):
        lines = []
        for at, (name, size) in enumerate(zip(names, sizes), 1):
            items = "".join(f'<item index="{option}" value="{name} {option}"{of(size, option)}/>' for option in range(1, size + 1))
            lines.append(f'<issue etype="discrete" index="{at}" name="{name}" type="discrete" vtype="discrete">{items}</issue>')
        return "".join(lines)

    weights = "".join(f'<weight index="{at}" value="{1 / len(sizes)}"/>' for at in range(1, len(sizes) + 1))
    wrap = lambda inside: f'<objective etype="objective" index="0" name="any" type="objective">{inside}</objective>'
    domain = wrap(issues(lambda size, option: ""))
    (folder / "domain.xml").write_text(
        f'<negotiation_template><utility_space number_of_issues="{len(sizes)}">{domain}</utility_space></negotiation_template>'
    )
    rising = lambda size, option: f' evaluation="{(option - 1) * 12 // (size - 1)}"'
    falling = lambda size, option: f' evaluation="{(size - option) * 12 // (size - 1)}"'
    for name, of in (("a", rising), ("b", falling)):
        inside = wrap(issues(of) + weights)
        (folder / f"{name}.xml").write_text(f'<utility_space type="any" number_of_issues="{len(sizes)}">{inside}</utility_space>')


def child(side, folder, rounds, seconds):
    command = [sys.executable, __file__, "--side", side, "--scenario", str(folder), "--rounds", str(rounds), "--seconds", str(seconds)]
    before = os.times()
    since = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    wall = time.perf_counter() - since
    after = os.times()
    if done.returncode:
        sys.exit(f"{side} failed: {done.stderr.strip()[-2000:]}")
    facts = json.loads(done.stdout.strip().splitlines()[-1])
    facts.update(whole_cpu_s=after.children_user + after.children_system - before.children_user - before.children_system, whole_wall_s=wall)
    return facts


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--rounds", type=int, default=1000)
    arguments.add_argument("--seconds", type=float, default=5)
    arguments.add_argument("--scenario", action="append", default=[])
    arguments.add_argument("--side", choices=["ours", "theirs"], help=argparse.SUPPRESS)
    asked = arguments.parse_args()
    if asked.side:
        play = ours if asked.side == "ours" else theirs
        print(json.dumps(play(asked.scenario[0], asked.rounds, asked.seconds)))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folders = [Path(one) for one in asked.scenario]
        if not folders:
            folders = [Path(scratch) / "opposed"]
            made(folders[0])
        print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}\n")
        print("| scenario | rounds/CPU s, zopa | rounds/CPU s, NegMAS | times | whole process, zopa | whole process, NegMAS | times |")
        print("|---|---|---|---|---|---|---|")
        for folder in folders:
            fast = {side: [] for side in ("ours", "theirs")}
            whole = {side: [] for side in ("ours", "theirs")}
            for _ in range(asked.runs):
                for side in fast:
                    fast[side].append(child(side, folder, asked.rounds, asked.seconds)["rounds_per_cpu_s"])
                    whole[side].append(child(side, folder, asked.rounds, 0)["whole_cpu_s"])
            middle = lambda figures, side: statistics.median(figures[side])
            a, b, c, d = middle(fast, "ours"), middle(fast, "theirs"), middle(whole, "ours"), middle(whole, "theirs")
            print(f"| {folder.name} | {a:,.0f} | {b:,.0f} | {a / b:.1f} | {c:.3f} s | {d:.3f} s | {d / c:.1f} |", flush=True)


if __name__ == "__main__":
    main()
