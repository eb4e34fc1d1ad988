"""Cases: analysed through an audience's eyes, drawn from, and never guessed at."""

import json
import pickle

import pytest

import zopa


@pytest.fixture(scope="module")
def istanbul():
    return zopa.load("istanbul-2025")


def test_odds_are_shares_of_draws(istanbul):
    analysis = istanbul.analyse(draws=300)
    assert analysis.frontier is None and analysis.nash is None
    assert 0 <= analysis.odds.interval.low <= analysis.odds.interval.high <= 1
    assert analysis.odds.draws == 300 and {one.deal.draws for one in analysis.odds.judgements} == {300}
    assert istanbul.analyse(draws=300).to_json() == analysis.to_json()
    assert istanbul.analyse(draws=300, seed=2).to_json() != analysis.to_json()


def test_a_named_point_has_a_frontier(istanbul):
    analysis = istanbul.analyse(draws=50, point="centroid", judgements=istanbul.judgements()[:1])
    assert analysis.frontier is not None and analysis.frontier.size > 0
    assert analysis.document["point_basis"]


def test_an_audience_sees_no_more_than_it_may(istanbul):
    public = json.loads(istanbul.analyse(draws=50).to_json())
    assert public["case"]["audience"] == "public"
    with pytest.raises(zopa.ZopaError, match="no audience"):
        istanbul.analyse(audience="everybody")


def test_roadmap_exchange_stability_and_forecast_answer(istanbul):
    assert istanbul.roadmap(draws=50).document
    assert istanbul.exchange().document
    assert zopa.load("missile-crisis-1962").stability().document
    assert zopa.load("car-emissions").forecast(draws=50).document
    with pytest.raises(zopa.ZopaError, match="no conflicts"):
        istanbul.stability()


def test_a_draw_can_be_talked_about(istanbul):
    first, second = istanbul.draws(2, judgement=istanbul.judgements()[0])
    assert first.heading == "simulated strategies, not these governments"
    assert first.to_dict() != second.to_dict()
    assert istanbul.draw(1, judgement=istanbul.judgements()[0]).to_dict() == second.to_dict()
    session = first.negotiate(["boulware", "conceder"])
    assert session.ending in {"agreement", "deadline"}
    assert "not these governments" in session.words()
    with pytest.raises(zopa.ZopaError, match="several judgements"):
        istanbul.draw()


def test_what_makes_no_sense_is_refused(istanbul):
    for draws in (0, -1, 10**9, 0.5):
        with pytest.raises(zopa.ZopaError, match="draws"):
            istanbul.analyse(draws=draws)
    with pytest.raises(zopa.ZopaError, match="one draw"):
        istanbul.negotiate(["boulware", "boulware"])


def test_faults_come_all_at_once():
    with pytest.raises(zopa.CaseError) as error:
        zopa.Case.parse("zopa: 1\ntitel: x\nnature: invented\n", "mine")
    faults = error.value.diagnostics
    assert faults and all(fault["way_out"] and fault["line"] for fault in faults)
    assert "titel" in str(error.value)
    assert pickle.loads(pickle.dumps(error.value)).diagnostics == faults


def test_cases_travel(istanbul):
    assert pickle.loads(pickle.dumps(istanbul)).text == istanbul.text
    assert istanbul.check() == [] or all("way_out" in one for one in istanbul.check())


def test_what_there_is_is_listed():
    assert "istanbul-2025" in zopa.cases()
    assert any(one.name == "boulware" and one.settings for one in zopa.strategies())
    assert any(one.name == "alternating" for one in zopa.protocols())
    assert "genius" in zopa.formats()
