"""Scenarios to NegMAS and back."""

import itertools
import random
from fractions import Fraction
from math import inf

import pytest

import zopa

pytest.importorskip("negmas")

import negmas.preferences as preferences  # noqa: E402
from both_ways import bridge, decimal, drawn, facts  # noqa: E402
from negmas.helpers.prob import ScipyDistribution  # noqa: E402
from negmas.inout import Scenario as Theirs  # noqa: E402
from negmas.outcomes import make_issue, make_os  # noqa: E402


@pytest.mark.parametrize("seed", range(12))
def test_a_scenario_comes_back_as_it_was(seed):
    scenario = drawn(seed, parties=2 + seed % 2)
    back = bridge.from_negmas(bridge.to_negmas(scenario))
    assert (back.name, back.parties, back.issues) == (scenario.name, scenario.parties, scenario.issues)
    for outcome in scenario:
        assert back.utilities(dict(outcome)) == pytest.approx(scenario.utilities(outcome), rel=1e-12, abs=1e-12)
    ours, theirs = facts(scenario)[0], facts(back)[0]
    assert [one["reservation"] for one in ours] == [one["reservation"] for one in theirs]
    assert [one["discount"] for one in ours] == [one["discount"] for one in theirs]


def test_decimals_come_back_exactly(ferry, trade):
    # Numbers that a decimal can write are what they were to the last digit.
    for scenario in (trade, zopa.Scenario.from_dict(decimal(ferry))):
        assert facts(bridge.from_negmas(bridge.to_negmas(scenario))) == facts(scenario)


@pytest.mark.parametrize("seed", range(6))
def test_utilities_and_order_are_the_same_there(seed):
    scenario = drawn(seed)
    theirs, space = bridge.to_negmas(scenario), bridge.Space.of_issues(scenario.issues)
    ours = list(scenario)
    assert [space.to_negmas(outcome) for outcome in ours] == list(theirs.outcome_space.enumerate())
    for outcome in ours:
        there = [float(function(space.to_negmas(outcome))) for function in theirs.ufuns]
        assert there == pytest.approx(scenario.utilities(outcome), abs=1e-12)
    for mine, function in zip(scenario.reservations, theirs.ufuns):
        assert function.reserved_value == (-inf if mine is None else mine)


def test_numbers_stay_numbers_and_texts_texts():
    space = make_os([make_issue((2, 5), "price"), make_issue(["a", "b"], "kind"), make_issue([0.5, 0.25], "share")])
    functions = [
        preferences.LinearAdditiveUtilityFunction(
            [lambda x: 2 * x, {"a": 1, "b": 0}, {0.5: 0.1, 0.25: 0.7}], weights=[0.1, 0.3, 0.2], bias=0.05, outcome_space=space, name=name
        )
        for name in ("one", "two")
    ]
    scenario = bridge.from_negmas(Theirs(outcome_space=space, ufuns=functions, name="mixed"))
    assert scenario.issues == {"price": ("2", "3", "4", "5"), "kind": ("a", "b"), "share": ("0.5", "0.25")}
    assert scenario.exact_utilities(["3", "a", "0.25"])[0] == Fraction("0.05") + Fraction("0.6") + Fraction("0.3") + Fraction("0.14")
    values = bridge.Space.of_outcome_space(space)
    for outcome in space.enumerate():
        assert values.to_negmas(scenario.outcome(values.from_negmas(outcome))) == outcome
        assert float(functions[0](outcome)) == pytest.approx(scenario.utilities(values.from_negmas(outcome))[0], abs=1e-12)
    again = bridge.to_negmas(scenario, space=values)
    assert list(again.outcome_space.enumerate()) == list(space.enumerate())


@pytest.mark.parametrize("seed", range(4))
def test_their_random_functions_have_a_reading(seed):
    random.seed(seed)
    space = make_os([make_issue(4, "a"), make_issue((0, 3), "b"), make_issue(["x", "y", "z"], "c")])
    numeric = make_os([make_issue(4, "a"), make_issue((0, 3), "b")])
    boxes = preferences.HyperRectangleUtilityFunction(
        [{0: (1, 3)}, {0: (0, 2), 1: (1, 3)}], [0.25, 2.0], bias=0.5, outcome_space=numeric, name="boxes"
    )
    table = {outcome: random.random() for outcome in numeric.enumerate()}
    cases = [
        (space, [preferences.LinearAdditiveUtilityFunction.random(space, reserved_value=(0.1, 0.3)) for _ in range(2)]),
        (numeric, [boxes, preferences.MappingUtilityFunction(table, outcome_space=numeric, name="table")]),
        (
            numeric,
            [
                preferences.AffineUtilityFunction([0.5, -0.25], 0.125, outcome_space=numeric, name="affine"),
                preferences.ConstUtilityFunction(0.3, outcome_space=numeric, name="constant", reserved_value=0.1),
            ],
        ),
    ]
    for outcome_space, functions in cases:
        scenario = bridge.from_negmas(Theirs(outcome_space=outcome_space, ufuns=functions, name="theirs"), parties=["one", "two"])
        values = bridge.Space.of_outcome_space(outcome_space)
        for outcome in outcome_space.enumerate():
            mine = scenario.utilities(values.from_negmas(outcome))
            assert mine == pytest.approx([float(function(outcome)) for function in functions], rel=1e-12, abs=1e-12)


def test_discounts_mean_what_they_say():
    space = make_os([make_issue(["a", "b"], "x")])
    plain = preferences.LinearAdditiveUtilityFunction([{"a": 1, "b": 0.5}], outcome_space=space, reserved_value=0.2, name="plain")

    def read(discount, factor, **more):
        made = preferences.ExpDiscountedUFun(plain, discount, factor, reserved_value=0.2, outcome_space=space, name="waits", **more)
        return bridge.from_negmas(Theirs(outcome_space=space, ufuns=(plain, made), name="d"))

    assert facts(read(0.9, "relative_time"))[0][1]["discount"] == {"over_time": "0.9"}
    assert facts(read(0.9, "step"))[0][1]["discount"] == {"each_round": "0.9"}
    for scenario in (read(0.9, "relative_time"), read(0.9, "step")):
        assert facts(bridge.from_negmas(bridge.to_negmas(scenario))) == facts(scenario)
    with pytest.raises(zopa.ZopaError, match="goes by 'time'"):
        read(0.9, "time")
    with pytest.raises(zopa.ZopaError, match="not discounted with its utilities"):
        read(0.9, "step", dynamic_reservation=False)


def test_what_has_no_reading_is_refused(ferry):
    space = make_os([make_issue(["a", "b"], "x"), make_issue(["c"], "y")])
    table = preferences.MappingUtilityFunction({("a", "c"): 1.0}, outcome_space=space, name="half")
    with pytest.raises(zopa.ZopaError, match="where a number is needed"):
        bridge.from_negmas(Theirs(outcome_space=space, ufuns=(table, table), name="x"), parties=["one", "two"])
    guess = ScipyDistribution("uniform", loc=0.1, scale=0.2)
    unsure = preferences.LinearAdditiveUtilityFunction([{"a": 1, "b": 0}, {"c": 0}], outcome_space=space, reserved_value=guess)
    with pytest.raises(zopa.ZopaError, match="is a distribution"):
        bridge.from_negmas(Theirs(outcome_space=space, ufuns=(unsure, unsure), name="x"), parties=["one", "two"])
    endless = make_os([make_issue((0.0, 1.0), "share")])
    line = preferences.AffineUtilityFunction([1.0], outcome_space=endless)
    with pytest.raises(zopa.ZopaError, match="no finite number of values"):
        bridge.from_negmas(Theirs(outcome_space=endless, ufuns=(line, line), name="x"))
    whole = ferry.to_dict()
    whole["scenario"]["rules"] = [
        {"forbids": [{"issue": "Fare", "options": ["as today"]}, {"issue": "Term", "options": ["one year"]}], "reason": "law"}
    ]
    with pytest.raises(zopa.ZopaError, match="has rules"):
        bridge.to_negmas(zopa.Scenario.from_dict(whole))


def test_more_than_a_sum_is_told_and_asked_for():
    scenario = zopa.Scenario.from_functions(
        "product", {"a": ["0", "1", "2"], "b": ["0", "1", "2"]},
        {"one": lambda o: int(o["a"]) * int(o["b"]), "two": lambda o: 4 - int(o["a"]) * int(o["b"])},
    )
    with pytest.warns(zopa.ZopaWarning, match="more than a sum"):
        theirs = bridge.to_negmas(scenario)
    assert [theirs.ufuns[0](outcome) for outcome in itertools.product(range(3), range(3))] == [0, 0, 0, 0, 1, 2, 0, 2, 4]
    assert facts(scenario)[1] == facts(bridge.from_negmas(theirs))[1]


def test_no_size_is_listed():
    issues = {f"issue {at}": [f"{option}!" for option in range(10)] for at in range(30)}
    values = {issue: {option: f"{at}/300" for at, option in enumerate(options)} for issue, options in issues.items()}
    scenario = zopa.Scenario.additive("large", issues, {"up": {"values": values}, "down": {"values": values}})
    theirs = bridge.to_negmas(scenario)
    assert theirs.outcome_space.cardinality == 10**30 == bridge.from_negmas(theirs).outcomes


def test_other_versions_are_refused(monkeypatch):
    from zopa.negmas import installed

    monkeypatch.setattr(installed, "version", lambda _: "0.15.0")
    with pytest.raises(zopa.ZopaError, match="0.15.0 is installed"):
        installed.check()

    def missing(_):
        raise installed.PackageNotFoundError

    monkeypatch.setattr(installed, "version", missing)
    with pytest.raises(zopa.ZopaError, match="not installed") as error:
        installed.check()
    assert "zopa[negmas]" in error.value.way_out
