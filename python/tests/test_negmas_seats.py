"""NegMAS's negotiators at our table."""

import itertools
import random
import re
import warnings

import pytest
from conftest import ROOT

import zopa

pytest.importorskip("negmas")

from both_ways import at_ours, at_theirs, bridge, drawn, sao  # noqa: E402
from negmas.sao.common import all_negotiator_types  # noqa: E402


def rows():
    """The table of the page: negotiator → whether it is said to do the same."""
    page = (ROOT / "docs" / "how-to" / "negmas.md").read_text(encoding="utf-8")
    found = re.findall(r"^\| ([^|]*`[^|]*) \| (the same|differs)[^|]* \|", page, re.MULTILINE)
    return {name: word == "the same" for names, word in found for name in re.findall(r"`(\w+)`", names)}


def test_the_table_of_the_page_is_whole():
    assert {one.__name__ for one in all_negotiator_types()} <= set(rows())


@pytest.mark.parametrize("name", [name for name, same in rows().items() if same])
def test_a_negotiator_does_the_same_at_our_table(name):
    negotiator = getattr(sao, name)
    for seed in range(6):
        scenario = drawn(seed)
        for pair in ([negotiator, sao.ConcederTBNegotiator], [sao.BoulwareTBNegotiator, negotiator], [negotiator, negotiator]):
            assert at_ours(scenario, [bridge.seat(one) for one in pair]) == at_theirs(scenario, pair)


@pytest.mark.parametrize("name", [name for name, same in rows().items() if not same])
def test_what_is_said_to_differ_does(name):
    negotiator = getattr(sao, name, None) or getattr(sao.negotiators, name)
    pairs = ([negotiator, sao.ConcederTBNegotiator], [sao.BoulwareTBNegotiator, negotiator], [negotiator, negotiator])
    random.seed(1)
    assert any(
        at_ours(drawn(seed), [bridge.seat(one) for one in pair]) != at_theirs(drawn(seed), pair) for seed in range(12) for pair in pairs
    )


@pytest.mark.parametrize("seed", range(3))
def test_three_of_them_do_the_same(seed):
    scenario = drawn(seed, parties=3)
    kinds = [sao.BoulwareTBNegotiator, sao.ConcederTBNegotiator, sao.AspirationNegotiator]
    for trio in itertools.product(kinds, repeat=3):
        assert at_ours(scenario, [bridge.seat(one) for one in trio], 20) == at_theirs(scenario, trio, 20)


def test_chance_follows_from_the_seed_and_stays_at_the_seat(ferry):
    seats = [bridge.seat("RandomNegotiator"), bridge.seat("TopFractionNegotiator", top_fraction=0.3)]
    random.seed(5)
    before = random.getstate()
    first = ferry.negotiate(seats, seed=3)
    assert random.getstate() == before
    random.seed(99)
    assert ferry.negotiate(seats, seed=3).messages == first.messages
    assert any(ferry.negotiate(seats, seed=seed).messages != first.messages for seed in range(4, 8))


def test_a_negotiator_hears_what_it_hears_at_home(ferry):
    """Callback by callback, and with the same history."""

    class Diary(sao.AspirationNegotiator):
        diaries = []

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.diary = []
            self.diaries.append(self.diary)

        def note(self, what, state, *more):
            place = self.nmi.negotiator_ids.index
            by = None if state.current_proposer is None else place(state.current_proposer)
            trace = [(place(name), offer) for name, offer in self.nmi.trace]
            self.diary.append((what, state.step, state.relative_time, state.current_offer, by, state.n_acceptances, more, trace))

        def on_negotiation_start(self, state):
            super().on_negotiation_start(state)
            self.note("start", state)

        def on_round_start(self, state):
            self.note("round", state)

        def on_round_end(self, state):
            self.note("round over", state)

        def on_partner_proposal(self, state, partner_id, offer):
            super().on_partner_proposal(state=state, partner_id=partner_id, offer=offer)
            self.note("proposal", state, self.nmi.negotiator_ids.index(partner_id), offer)

        def on_partner_response(self, state, partner_id, outcome, response):
            super().on_partner_response(state=state, partner_id=partner_id, outcome=outcome, response=response)
            self.note("response", state, self.nmi.negotiator_ids.index(partner_id), outcome, response)

        def on_negotiation_end(self, state):
            self.note("end", state, state.agreement, state.timedout, state.running)

        def propose(self, state, dest=None):
            self.note("propose", state)
            return super().propose(state, dest=dest)

    for scenario, rounds in ((ferry, 40), (ferry, 3), (drawn(3, parties=3), 15), (drawn(4, parties=3), 4)):
        count = len(scenario.parties)
        Diary.diaries.clear()
        assert at_theirs(scenario, [Diary] * count, rounds) == at_ours(scenario, [bridge.seat(Diary)] * count, rounds)
        assert Diary.diaries[:count] == Diary.diaries[count:]
        assert Diary.diaries[0][-1][0] == "end"


def test_nothing_of_the_others_is_there(ferry):
    told = {}

    class Curious(sao.AspirationNegotiator):
        def on_negotiation_start(self, state):
            super().on_negotiation_start(state)
            told["ufuns"] = [one.ufun for one in self.nmi._mechanism.negotiators if one is not self]
            told["opponent"] = self.opponent_ufun

    ferry.negotiate([bridge.seat(Curious), "conceder"])
    assert told == {"ufuns": [None], "opponent": None}


def test_what_they_raise_and_end_is_told(ferry):
    class Broken(sao.AspirationNegotiator):
        def propose(self, state, dest=None):
            raise ValueError("no")

    class Done(sao.AspirationNegotiator):
        def propose(self, state, dest=None):
            return None

    with pytest.raises(ValueError, match="no"):
        ferry.negotiate([bridge.seat(Broken), "conceder"])
    session = ferry.negotiate([bridge.seat(Done), "conceder"])
    assert (session.ending, session.seat) == ("left", 1)
    with pytest.raises(zopa.ZopaError, match="no negotiator `Boulware`"):
        bridge.seat("Boulware")


def test_they_take_part_in_a_tournament(ferry):
    contenders = ["conceder", bridge.seat("BoulwareTBNegotiator"), bridge.seat("RandomNegotiator")]
    results = zopa.Tournament("cup", [ferry], contenders, rounds=30).run(progress=False)
    assert {one["strategy"] for one in results.standings} == {"conceder", "guest:BoulwareTBNegotiator", "guest:RandomNegotiator"}


def test_a_deadline_may_be_hidden_from_them(ferry):
    seen = []

    class Clock(sao.AspirationNegotiator):
        def propose(self, state, dest=None):
            seen.append((self.nmi.n_steps, state.relative_time))
            return super().propose(state, dest=dest)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ferry.negotiate([bridge.seat(Clock), "hardliner"], rounds=5, deadline="hidden")
    assert seen == [(None, 0.0)] * 5
