"""Boulware against Boulware in NegMAS, for as long as asked. Prints one line of JSON.

    VENV/bin/python negmas_sessions.py FOLDER [--rounds 100] [--seconds 10]

The folder holds one GENIUS domain and two profiles. Importing, loading, normalising and one session to warm up are not
timed. Every session needs a mechanism and players of its own, which are built within the time, as ours are.
"""

import argparse
import json
import time
import warnings

warnings.filterwarnings("ignore")

from negmas.inout import Scenario  # noqa: E402
from negmas.sao import BoulwareTBNegotiator, SAOMechanism  # noqa: E402


def play(scenario, rounds):
    mechanism = SAOMechanism(outcome_space=scenario.outcome_space, n_steps=rounds)
    for ufun in scenario.ufuns:
        mechanism.add(BoulwareTBNegotiator(), ufun=ufun)
    return mechanism.run()


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder")
    arguments.add_argument("--rounds", type=int, default=100)
    arguments.add_argument("--seconds", type=float, default=10)
    asked = arguments.parse_args()
    scenario = Scenario.from_genius_folder(asked.folder)
    scenario.normalize()
    play(scenario, asked.rounds)
    since, count, state = time.process_time(), 0, None
    while time.process_time() - since < asked.seconds:
        state = play(scenario, asked.rounds)
        count += 1
    spent = time.process_time() - since
    print(json.dumps({"sessions_per_cpu_s": count / spent, "rounds": state.step, "agreed": state.agreement is not None}))


if __name__ == "__main__":
    main()
