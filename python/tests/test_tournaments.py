"""Tournaments: strategies of both kinds, shards, and going on."""

import json
import os
import pickle
import signal
import threading

import pytest
from conftest import LinearWalk

import zopa


class Firm(zopa.Strategy):
    def start(self, brief):
        self.best = brief.best

    def turn(self, now):
        return self.best


@pytest.fixture
def cup(ferry, trade):
    return zopa.Tournament(
        "cup", [ferry, trade], ["boulware", "conceder:e=3", LinearWalk, Firm], rounds=60, repetitions=2, self_play=True
    )


def test_everybody_meets_everybody(cup, tmp_path):
    assert cup.sessions == 2 * 16 * 2
    results = cup.run(tmp_path / "out", threads=2)
    assert results.sessions == cup.sessions
    assert {one["strategy"] for one in results.standings} == {"boulware", "conceder:e=3", "guest:LinearWalk", "guest:Firm"}
    assert (tmp_path / "out" / "records.parquet").exists()
    assert len(results.records) == 2 * cup.sessions
    assert "guest:LinearWalk" in results.words() and "<svg" in results.html()
    assert "LinearWalk" in results._repr_html_()


def test_threads_and_shards_make_no_difference(cup, tmp_path):
    whole = cup.run(tmp_path / "whole", threads=1).folder.joinpath("records.parquet").read_bytes()
    assert cup.run(tmp_path / "again", threads=3).folder.joinpath("records.parquet").read_bytes() == whole
    for number in (1, 2, 3):
        cup.run_shard(number, 3, tmp_path / f"part {number}")
    merged = zopa.merge(tmp_path / "merged", [tmp_path / f"part {number}" for number in (1, 2, 3)])
    assert merged.folder.joinpath("records.parquet").read_bytes() == whole


def test_it_goes_on_where_it_stopped(ferry, tmp_path):
    played = []

    class Counting(LinearWalk):
        def start(self, brief):
            played.append(brief.seat)
            super().start(brief)

    cup = zopa.Tournament("cup", [ferry], [Counting, "boulware"], rounds=20, repetitions=20)

    class Enough(Exception):
        pass

    def stop(done, of):
        if done == 7:
            raise Enough

    with pytest.raises(Enough):
        cup.run(tmp_path, threads=1, progress=stop)
    before = len(played)
    results = cup.run(tmp_path, threads=1)
    assert results.sessions == 40 and before == 7 and len(played) == 40


def test_ctrl_c_keeps_what_was_finished(ferry, tmp_path):
    cup = zopa.Tournament("cup", [ferry], [LinearWalk, "boulware"], rounds=100, repetitions=200_000)
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        cup.run(tmp_path, threads=2)
    lines = (tmp_path / "journal-1-of-1.jsonl").read_text().splitlines()
    assert len(lines) > 1 and json.loads(lines[0])["kind"]


def test_ctrl_c_ends_a_session_at_its_next_turn(ferry, tmp_path):
    class Interrupting(LinearWalk):
        def turn(self, now):
            if now.round == 3:
                os.kill(os.getpid(), signal.SIGINT)
            return super().turn(now) if now.round < 3 else self.order[0]

    # So long that whoever waited for the session would wait for years.
    cup = zopa.Tournament("cup", [ferry], [Interrupting, Firm], rounds=2**32 - 1)
    with pytest.raises(KeyboardInterrupt):
        cup.run(tmp_path, threads=2)
    assert len((tmp_path / "journal-1-of-1.jsonl").read_text().splitlines()) == 1


def test_who_raises_forfeits_and_is_recorded(ferry):
    class Broken(zopa.Strategy):
        def turn(self, now):
            raise ZeroDivisionError

    with pytest.warns(zopa.ZopaWarning, match="guest:Broken forfeited 2 of 2"):
        results = zopa.Tournament("cup", [ferry], [Broken, "boulware"]).run()
    rows = results.records.to_arrow().to_pylist()
    assert {row["ending"] for row in rows} == {"forfeit"}
    assert "ZeroDivisionError" in rows[0]["reason"]
    with pytest.raises(ZeroDivisionError):
        zopa.Tournament("cup", [ferry], [Broken, "boulware"]).run(on_error="raise")


def test_a_plan_that_makes_no_sense_is_refused(ferry):
    with pytest.raises(zopa.ZopaError, match="takes part twice"):
        zopa.Tournament("cup", [ferry], ["boulware", "boulware"])
    with pytest.raises(zopa.ZopaError, match="fresh one"):
        zopa.Tournament("cup", [ferry], [Firm(), "boulware"])
    with pytest.raises(zopa.ZopaError, match="no measure"):
        zopa.Tournament("cup", [ferry], ["boulware", "linear"], score="glory").sessions
    for wrong in (ferry, ["docs/scenarios/ferry"], [zopa.load("labour-dispute")]):
        with pytest.raises(zopa.ZopaError, match="no scenario|no list"):
            zopa.Tournament("cup", wrong, ["boulware", "linear"])
    with pytest.raises(zopa.ZopaError, match="^there is no strategy called `boulwar`"):
        zopa.Tournament("cup", [ferry], ["boulwar", "linear"]).sessions
    with pytest.raises(zopa.ZopaError, match="out of bounds"):
        zopa.Tournament("cup", [ferry], ["boulware", "linear"], rounds=-5)
    with pytest.raises(zopa.ZopaError, match="called `ferry`"):
        zopa.Tournament("cup", [ferry, ferry], ["boulware", "linear"])


def test_it_travels(cup):
    again = pickle.loads(pickle.dumps(cup))
    assert again.plan == cup.plan


def test_a_plan_file_is_played_as_it_is(tmp_path):
    import conftest

    plan = tmp_path / "plan.toml"
    ferry = conftest.ROOT / "docs" / "scenarios" / "ferry"
    plan.write_text(f'name = "cup"\nstrategies = ["boulware", "linear"]\nscenarios = [{json.dumps(str(ferry))}]\n')
    cup = zopa.Tournament.read(plan)
    assert cup.sessions == 2 and cup.name == "cup"
    assert cup.run(tmp_path / "out").sessions == 2
