"""Sessions with strategies of the catalogue and strategies written in Python."""

import gc
import os
import signal
import threading
import time
import weakref

import pytest
from conftest import LinearWalk

import zopa


class Boulware(zopa.Strategy):
    """The catalogue's boulware without the catalogue."""

    def start(self, brief):
        self.brief = brief
        best, worst = brief.utility(brief.best), brief.utility(brief.ranking()[-1])
        self.best, self.floor = best, max(worst, brief.reservation or worst)

    def target(self, time):
        return self.floor + (self.best - self.floor) * (1 - time**5)

    def turn(self, now):
        offer = self.brief.at_least(self.target(now.time))
        if now.offer_utility is not None and now.offer_utility >= self.brief.utility(offer) and self.brief.accepts(now.offer):
            return zopa.ACCEPT
        return offer


def test_the_same_rule_in_python_plays_the_same_session(ferry):
    for seed in range(3):
        ours = ferry.negotiate(["boulware:e=0.2", "conceder"], seed=seed)
        theirs = ferry.negotiate([Boulware, "conceder"], seed=seed)
        assert theirs.agreement == ours.agreement and theirs.rounds == ours.rounds
        assert theirs.offers == ours.offers


def test_seats_are_named_or_in_order(ferry):
    line, town = ferry.parties
    named = ferry.negotiate({town: "conceder", line: LinearWalk})
    assert named.messages == ferry.negotiate([LinearWalk, "conceder"]).messages
    with pytest.raises(zopa.ZopaError, match="nobody sits for"):
        ferry.negotiate({town: "conceder"})
    with pytest.raises(zopa.ZopaError, match="no party"):
        ferry.negotiate({town: "conceder", line: "linear", "x": "linear"})
    with pytest.raises(zopa.ZopaError, match="1 seated"):
        ferry.negotiate("boulware")
    with pytest.raises(zopa.ZopaError):
        ferry.negotiate(["boulwar", "linear"])


def test_a_session_says_how_it_ended(ferry):
    session = ferry.negotiate([LinearWalk, "conceder"], rounds=1000)
    assert session.ending == "agreement"
    assert session.utilities == pytest.approx(ferry.utilities(session.agreement))
    assert session.offer_utilities.shape == (len(session.offers), 2)
    assert session.quality["zone"] == "exists"
    assert session.messages[-1].act == "accept"
    assert session.plot().svg.startswith("<svg")
    assert "<svg" in session._repr_html_()


def test_a_strategy_hears_what_its_seat_may_hear(ferry):
    class Listener(LinearWalk):
        def __init__(self):
            self.heard = []

        def hear(self, heard):
            self.heard.append(heard)

    listener = Listener()
    session = ferry.negotiate([listener, "boulware"])
    assert [(one.by, one.outcome) for one in listener.heard if one.act == "offer"] == [
        (seat, outcome) for seat, _, outcome in session.offers
    ]
    assert all(one.utility == pytest.approx(ferry.utilities(one.outcome)[0]) for one in listener.heard if one.outcome)


def test_a_transcript_with_python_in_it_replays(ferry, tmp_path):
    path = tmp_path / "talks.jsonl"
    text = ferry.negotiate([LinearWalk, "boulware"]).transcript(path)
    assert path.read_text() == text == ferry.negotiate([LinearWalk, "boulware"]).transcript()


def test_what_a_strategy_raises_is_raised_or_forfeits(ferry):
    class Broken(zopa.Strategy):
        def turn(self, now):
            raise ValueError("my secret limit is 0.4")

    with pytest.raises(ValueError, match="secret"):
        ferry.negotiate([Broken, "boulware"])
    session = ferry.negotiate([Broken, "boulware"], on_error="forfeit")
    assert (session.ending, session.seat) == ("forfeit", 1)
    assert "ValueError" in repr(session) and "ValueError" in session.reason and "secret" not in session.reason


@pytest.mark.parametrize("answer", [None, {"Fare": "as today"}, "as today", 7, zopa.REJECT])
def test_what_is_no_answer_is_told(ferry, answer):
    class Odd(zopa.Strategy):
        def turn(self, now):
            return answer

    session = ferry.negotiate(["boulware", Odd], on_error="forfeit")
    assert (session.ending, session.seat) == ("forfeit", 2)
    if answer is not zopa.REJECT:
        with pytest.raises(zopa.ZopaError) as error:
            ferry.negotiate(["boulware", Odd])
        assert error.value.way_out


def test_a_protocol_that_asks_for_more_says_what(ferry):
    with pytest.raises(zopa.ZopaError, match="no method `vote`"):
        ferry.negotiate([LinearWalk, "boulware"], protocol="single-text")

    class Voter(zopa.Strategy):
        def start(self, brief):
            self.brief = brief

        def vote(self, now):
            return 1 if now.draft_utility >= now.offer_utility else -1

        def sign(self, now):
            return self.brief.accepts(now.offer)

    session = ferry.negotiate([Voter, Voter], protocol="single-text", rounds=60)
    assert session.ending in {"agreement", "deadline"}


def test_sealed_memoranda_can_be_written_in_python(ferry):
    import hashlib
    import json
    import random

    class Memorandum(zopa.Strategy):
        def start(self, brief):
            self.brief = brief
            self.nonce = random.Random(brief.seed).randbytes(32)
            self.text = json.dumps(dict(brief.best), ensure_ascii=False, separators=(",", ":"), sort_keys=True)

        def commit(self, now):
            seat = (self.brief.seat - 1).to_bytes(8, "little")
            kept = b"zopa sealed memorandum 1\n" + now.session + seat + self.nonce + self.text.encode()
            return hashlib.sha256(kept).digest()

        def reveal(self, now):
            return self.text, self.nonce

    session = ferry.negotiate([Memorandum, Memorandum], protocol="memoranda")
    assert session.ending in {"agreement", "partial", "deadline"}, session.reason


def test_a_sum_is_told_apart_from_more(trade):
    class Reader(LinearWalk):
        def start(self, brief):
            super().start(brief)
            sums[brief.party] = brief.contributions()

    sums = {}
    trade.negotiate([Reader, Reader])
    assert sums["buyer"] == ("0/1", [["7/10", "7/20", "0/1"], ["3/10", "0/1"]])
    functions = {"one": lambda o: int(o["a"]) * int(o["b"]), "two": lambda o: -int(o["a"])}
    zopa.Scenario.from_functions("product", {"a": ["1", "2"], "b": ["1", "2"]}, functions).negotiate([Reader, Reader])
    assert sums["one"] is None


def test_leaving_ends_it(ferry):
    class Leaver(zopa.Strategy):
        def turn(self, now):
            return zopa.LEAVE

    session = ferry.negotiate(["boulware", Leaver])
    assert (session.ending, session.seat) == ("left", 2)


def test_deadlines_can_be_hidden_and_time_counted_otherwise(ferry):
    seen = []

    class Clock(zopa.Strategy):
        def start(self, brief):
            self.brief = brief

        def turn(self, now):
            seen.append((now.round, now.rounds, now.time))
            return self.brief.best

    ferry.negotiate([Clock, Clock], rounds=4, deadline="hidden")
    assert {(rounds, at) for _, rounds, at in seen} == {(None, 0.0)}
    seen.clear()
    ferry.negotiate([Clock, Clock], rounds=4, time="negmas")
    assert seen[0] == (0, 4, 0.2) and seen[-1] == (3, 4, 0.8)


def test_talks_may_go_on_in_rounds(ferry):
    session = ferry.negotiate([LinearWalk, "boulware"], rounds=5, talks=3)
    assert session.rounds <= 15


def test_nothing_is_held_on_to(ferry):
    class Held(LinearWalk):
        pass

    strategy = Held()
    gone = weakref.ref(strategy)
    session = ferry.negotiate([strategy, "boulware"])
    del strategy
    gc.collect()
    assert gone() is None and session.ending


def test_ctrl_c_stops_long_talks(ferry):
    class Stubborn(zopa.Strategy):
        def start(self, brief):
            self.best = brief.best

        def turn(self, now):
            return self.best

    def interrupt(after):
        threading.Timer(after, os.kill, (os.getpid(), signal.SIGINT)).start()

    for seats in ([Stubborn, Stubborn], ["boulware", "boulware"]):
        scenario = ferry if seats[0] is Stubborn else _never()
        interrupt(0.3)
        with pytest.raises(KeyboardInterrupt):
            scenario.negotiate(seats, rounds=2**32 - 1)


def _never():
    """Two who want the opposite and accept nothing else."""
    values = lambda best: {"values": {"x": {"a": int(best == "a"), "b": int(best == "b")}}, "reservation": 1}
    return zopa.Scenario.additive("never", {"x": ["a", "b"]}, {"one": values("a"), "two": values("b")})


def test_other_threads_go_on_meanwhile():
    counted = 0
    done = threading.Event()

    def count():
        nonlocal counted
        while not done.is_set():
            counted += 1
            time.sleep(0)

    counter = threading.Thread(target=count)
    counter.start()
    zopa.load("istanbul-2025").analyse(draws=2000)
    done.set()
    counter.join()
    # With the interpreter held it would have counted next to nothing.
    assert counted > 100
