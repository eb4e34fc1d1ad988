"""Scenarios: loaded, built, asked, carried elsewhere."""

import itertools
import pickle
from collections.abc import Mapping
from fractions import Fraction

import numpy as np
import pytest

import zopa


def dominated(point, others):
    return any(all(a >= b for a, b in zip(other, point)) and other != point for other in others)


def brute_force(scenario):
    """The frontier by looking at every outcome."""
    points = {scenario.exact_utilities(outcome) for outcome in scenario}
    return sorted(point for point in points if not dominated(point, points))


def test_the_frontier_is_that_of_brute_force(ferry, trade):
    for scenario in (ferry, trade):
        frontier = scenario.analyse().frontier
        assert frontier.exact
        assert sorted(point.exact for point in frontier.points) == brute_force(scenario)
        assert frontier.utilities.shape == (frontier.size, 2)
        assert [tuple(map(float, point.exact)) for point in frontier.points] == [tuple(row) for row in frontier.utilities]


def test_the_nash_point_has_the_largest_product(trade):
    gains = lambda point: max(point[0] - Fraction(1, 5), 0) * point[1] if point[0] >= Fraction(1, 5) else -1
    best = max(gains(trade.exact_utilities(outcome)) for outcome in trade)
    assert gains(trade.analyse().nash.exact) == best


def test_a_tenth_is_a_tenth(trade):
    assert trade.exact_utilities(["low", "late"]) == (Fraction(7, 10), Fraction(6, 10))
    assert trade.reservations == (0.2, None)


def test_arrays_say_the_same_as_outcomes(ferry):
    positions = np.array(list(itertools.islice(itertools.product(*[range(len(o)) for o in ferry.issues.values()]), 50)))
    rows = ferry.utilities_at(positions)
    assert rows.shape == (50, 2)
    for row, at in zip(rows, positions):
        assert tuple(row) == ferry.utilities(ferry.outcome_at(at))
    with pytest.raises(zopa.ZopaError, match="no rows of outcomes"):
        ferry.utilities_at([0, 1])
    with pytest.raises(zopa.ZopaError, match="row 0"):
        ferry.utilities_at([[99, 0, 0, 0]])


def test_a_function_is_asked_for_every_outcome():
    sums = zopa.Scenario.from_functions(
        "sums", {"a": ["0", "1", "2"], "b": ["0", "1"]},
        {"one": lambda o: int(o["a"]) * int(o["b"]), "two": lambda o: "1/3" if o["a"] == o["b"] else 0},
    )
    assert sums.exact_utilities({"a": "2", "b": "1"}) == (2, 0)
    assert sums.exact_utilities({"a": "1", "b": "1"}) == (1, Fraction(1, 3))
    assert sorted(p.exact for p in sums.analyse().frontier.points) == brute_force(sums)


def test_sizes_beyond_every_list_are_exact():
    issues = {f"issue {at}": [str(option) for option in range(10)] for at in range(40)}
    weights = {issue: f"{at + 1}/820" for at, issue in enumerate(issues)}
    rising = {issue: {str(option): f"{option}/9" for option in range(10)} for issue in issues}
    falling = {issue: {str(option): f"{9 - option}/9" for option in range(10)} for issue in issues}
    backwards = {issue: f"{40 - at}/820" for at, issue in enumerate(issues)}
    large = zopa.Scenario.additive(
        "large", issues, {"up": {"values": rising, "weights": weights}, "down": {"values": falling, "weights": backwards}}
    )
    assert large.outcomes == 10**40
    assert large.analyse().frontier.exact
    assert "10^40" in repr(large)


def test_outcomes_are_mappings(ferry):
    outcome = ferry.outcome_at([0, 1, 2, 0])
    assert dict(outcome) == {**outcome} and isinstance(outcome, Mapping)
    assert outcome[0] == outcome["Fare"] == "as today"
    assert outcome == dict(outcome) and hash(outcome) == hash(ferry.outcome(dict(outcome)))
    assert ferry.outcome(list(outcome.values())) == outcome
    assert outcome.replace({"Fare": "ten per cent more"})["Fare"] == "ten per cent more"
    assert pickle.loads(pickle.dumps(outcome)) == dict(outcome)
    with pytest.raises(KeyError):
        outcome["Harbour"]


@pytest.mark.parametrize(
    "given, problem",
    [
        ({"Fare": "as today"}, "says nothing of Sailings"),
        ({"Fair": "as today"}, "no issue `Fair`"),
        (["as today"], "1 options"),
        ("as today", "no outcome"),
        (3, "no outcome"),
        (["free", "six a day", "waived", "one year"], "no option `free`"),
    ],
)
def test_nothing_is_filled_in(ferry, given, problem):
    with pytest.raises(zopa.ZopaError, match=problem) as error:
        ferry.utilities(given)
    assert error.value.way_out


def test_it_comes_back_from_every_format_and_from_pickle(ferry, tmp_path):
    points = [point.exact for point in ferry.analyse().frontier.points]
    for name in zopa.formats():
        if name in ("geniusbi", "llm-deliberation"):
            continue
        ferry.save(tmp_path / name, name)
        back = zopa.load(tmp_path / name)
        assert np.allclose(back.analyse().frontier.utilities, np.array(points, dtype=float), atol=1e-12), name
    again = pickle.loads(pickle.dumps(ferry))
    assert [point.exact for point in again.analyse().frontier.points] == points
    assert zopa.Scenario.from_dict(ferry.to_dict()).to_dict() == ferry.to_dict()
    with pytest.raises(zopa.ZopaError, match="exists already"):
        ferry.save(tmp_path / "zopa", "zopa")


def test_faults_have_a_way_out(tmp_path):
    with pytest.raises(zopa.ZopaError, match="neither a file nor a case") as error:
        zopa.load("labour-disput")
    assert "labour-dispute" in error.value.way_out
    (tmp_path / "domain.xml").write_text("<negotiation_template><utility_space>")
    with pytest.raises(zopa.FormatError) as error:
        zopa.load(tmp_path)
    assert error.value.code and error.value.way_out
    assert pickle.loads(pickle.dumps(error.value)).code == error.value.code
    with pytest.raises(zopa.ZopaError, match="means nothing"):
        zopa.load("labour-dispute", grid=3)
    with pytest.raises(zopa.ZopaError, match="no weight|a weight"):
        zopa.Scenario.additive("x", {"a": ["0"]}, {"p": {"values": {"a": {"0": 1}}, "weights": {}}})
    with pytest.raises(zopa.ZopaError, match="no value for `1`"):
        zopa.Scenario.additive("x", {"a": ["0", "1"]}, {"p": {"values": {"a": {"0": 1}}}})
    with pytest.raises(zopa.ZopaError, match="no number"):
        zopa.Scenario.additive("x", {"a": ["0"]}, {"p": {"values": {"a": {"0": float("inf")}}}})


def test_folders_are_gone_through(ferry):
    import conftest

    found = zopa.load_all(conftest.ROOT / "docs" / "scenarios")
    assert len(found) == 2 and any(one.parties == ferry.parties for one in found)
    with pytest.raises(zopa.ZopaError, match="no scenario below"):
        zopa.load_all(conftest.ROOT / "python")


def test_frames_are_handed_over(ferry):
    polars, pyarrow, pandas = (pytest.importorskip(name) for name in ("polars", "pyarrow", "pandas"))
    frontier = ferry.analyse().frontier
    names = [*ferry.parties, *(f"{party} (exact)" for party in ferry.parties), *ferry.issues]
    frame = frontier.to_polars()
    assert isinstance(frame, polars.DataFrame) and frame.columns == names
    assert np.array_equal(frame.select(ferry.parties).to_numpy(), frontier.utilities)
    assert isinstance(frontier.to_pandas(), pandas.DataFrame)
    assert pyarrow.table(frontier).num_rows == len(frontier)
    # Not a byte is copied: two looks at the same table see the same memory.
    table = frontier.frame()
    address = lambda: pyarrow.table(table).column(0).chunk(0).buffers()[1].address
    assert address() == address()


def test_notebooks_show_pictures(ferry, tmp_path):
    analysis = ferry.analyse()
    picture = analysis.plot()
    assert picture._repr_svg_().startswith("<svg") and "style" in picture.svg
    assert picture.save(tmp_path / "plane.svg").read_text() == picture.svg
    assert "<svg" in analysis._repr_html_() and "nash" in analysis._repr_html_()
    with pytest.raises(zopa.ZopaError, match=".svg"):
        picture.save(tmp_path / "plane.png")


def test_a_limit_leaves_what_is_proven(ferry):
    stopped = ferry.analyse(most_points=2)
    assert stopped.stopped and stopped.frontier.size is None
    assert stopped.document["limits"]
