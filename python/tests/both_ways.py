"""What the tests of NegMAS share: scenarios, and the same talks on either side."""

import random
import warnings
from fractions import Fraction

import pytest

import zopa

pytest.importorskip("negmas")
warnings.filterwarnings("ignore", module="negmas")

import negmas.sao as sao  # noqa: E402

import zopa.negmas as bridge  # noqa: E402

ROUNDS = 40


def drawn(seed, parties=2, most=4):
    """A small scenario with reservations, and every other one with discounts."""
    chance = random.Random(seed)
    issues = {f"issue {at}": [f"option {one}" for one in range(chance.randint(2, most))] for at in range(3)}
    said = {}
    for party in "ABC"[:parties]:
        weights = [chance.randint(1, 100) for _ in issues]
        said[party] = {
            "values": {issue: {one: Fraction(chance.randint(0, 1000), 1000) for one in options} for issue, options in issues.items()},
            "weights": {issue: Fraction(weight, sum(weights)) for issue, weight in zip(issues, weights)},
            "reservation": [Fraction(chance.randint(0, 40), 100), None][chance.randint(0, 4) // 4],
        }
        if seed % 2:
            said[party]["discount"] = Fraction(chance.randint(50, 99), 100)
    return zopa.Scenario.additive(f"drawn {seed}", issues, said)


def facts(scenario):
    """What a scenario says, without the spelling of its numbers."""
    stated = scenario.to_dict()["scenario"]
    return [
        {
            "tables": [[Fraction(worth) for worth in issue["table"]] for issue in profile["issues"]],
            "constant": Fraction(profile.get("constant", "0")),
            "reservation": profile["reservation"],
            "discount": profile.get("discount"),
        }
        for profile in stated["profiles"]
    ], [(issue["name"], issue["values"]) for issue in stated["issues"]]


def at_theirs(scenario, negotiators, rounds=ROUNDS):
    """Agreement, offers (seat, round, outcome) and rounds on NegMAS's own mechanism."""
    theirs = bridge.to_negmas(scenario)
    mechanism = sao.SAOMechanism(outcome_space=theirs.outcome_space, n_steps=rounds)
    for make, function, party in zip(negotiators, theirs.ufuns, scenario.parties):
        assert mechanism.add(make(name=party), ufun=function)
    state = mechanism.run()
    seats = {name: at + 1 for at, name in enumerate(mechanism.negotiator_ids)}
    return state.agreement, [(seats[by], step, offer) for step, by, offer in mechanism.extended_trace], state.step


def at_ours(scenario, negotiators, rounds=ROUNDS, **rules):
    """The same at our table."""
    space = bridge.Space.of_issues(scenario.issues)
    session = scenario.negotiate(negotiators, rounds=rounds, time="negmas", **rules)
    agreement = None if session.agreement is None else space.to_negmas(session.agreement)
    return agreement, [(seat, at, space.to_negmas(offer)) for seat, at, offer in session.offers], session.rounds


def decimal(scenario):
    """The ferry without its two thirds, and without its cap, which never bites."""
    whole = scenario.to_dict()
    for profile in whole["scenario"]["profiles"]:
        profile.pop("cap")
        for issue in profile["issues"]:
            issue["table"] = [str(round(float(Fraction(worth)), 6)) for worth in issue["table"]]
    return whole
