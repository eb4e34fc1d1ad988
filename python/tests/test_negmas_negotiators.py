"""Strategies of ours in NegMAS's mechanism."""

import itertools

import pytest
from conftest import LinearWalk

import zopa

pytest.importorskip("negmas")

from both_ways import at_ours, at_theirs, bridge, decimal, drawn, sao  # noqa: E402


@pytest.mark.parametrize("specs", list(itertools.permutations(["boulware:e=0.2", "conceder", "micro", "tit-for-tat"], 2)))
def test_a_strategy_does_the_same_in_their_mechanism(ferry, specs):
    # In decimals: of two thirds NegMAS has the nearest double, and outcomes that tie here need not tie there.
    for scenario in (zopa.Scenario.from_dict(decimal(ferry)), drawn(0), drawn(1)):
        made = [bridge.negotiator(spec) for spec in specs]
        assert at_theirs(scenario, made) == at_ours(scenario, list(specs))


def test_three_strategies_do_the_same_in_their_mechanism():
    specs = ["boulware:e=0.2", "micro", "linear"]
    for seed in range(3):
        scenario = drawn(seed, parties=3)
        assert at_theirs(scenario, [bridge.negotiator(spec) for spec in specs]) == at_ours(scenario, specs)


def test_a_python_strategy_does_the_same_in_their_mechanism(ferry):
    class Patient(LinearWalk):
        heard = []

        def hear(self, heard):
            self.heard.append((heard.round, heard.by, heard.act, dict(heard.outcome), round(heard.utility, 9)))

    seats = [Patient, "boulware"]
    ours = at_ours(ferry, seats)
    told = Patient.heard[:]
    Patient.heard.clear()
    assert at_theirs(ferry, [bridge.negotiator(one) for one in seats]) == ours
    # In NegMAS nobody is told of the acceptance that ended the talks before they are over.
    assert [one for one in Patient.heard if one[2] == "offer"] == [one for one in told if one[2] == "offer"]


def test_mixed_tables_agree_on_either_side(ferry):
    pairs = [["boulware:e=0.2", sao.ConcederTBNegotiator], [sao.AspirationNegotiator, "conceder"]]
    for pair in pairs:
        ours = [one if isinstance(one, str) else bridge.seat(one) for one in pair]
        theirs = [bridge.negotiator(one) if isinstance(one, str) else one for one in pair]
        assert at_ours(ferry, ours) == at_theirs(ferry, theirs)


def test_without_callbacks_and_with_seconds(ferry):
    theirs = bridge.to_negmas(ferry)

    def run(*specs, **limits):
        mechanism = sao.SAOMechanism(outcome_space=theirs.outcome_space, **limits)
        for spec, function in zip(specs, theirs.ufuns):
            mechanism.add(bridge.negotiator(spec)(), ufun=function)
        return mechanism.run().agreement

    pair = ["micro", "conceder"]
    assert run(*pair, n_steps=30, extra_callbacks=False) == run(*pair, n_steps=30) is not None
    # By rounds alone these two do the same, whatever the hour that they are given.
    assert run("micro", "micro", time_limit=3600) == run("micro", "micro", n_steps=1000) is not None


def test_a_strategy_that_has_to_know_everybody_is_refused(ferry):
    theirs = bridge.to_negmas(ferry)
    mechanism = sao.SAOMechanism(outcome_space=theirs.outcome_space, n_steps=5)
    for function in theirs.ufuns:
        mechanism.add(bridge.negotiator("zeuthen")(), ufun=function)
    with pytest.raises(zopa.ZopaError, match="its own utility alone"):
        mechanism.run()
