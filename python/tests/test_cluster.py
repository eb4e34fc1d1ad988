"""Tournaments on Dask: the same bytes as a single run, whoever dies and whenever it is stopped."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
import threading

import pytest
from conftest import ROOT

import zopa

distributed = pytest.importorskip("distributed")
import zopa.cluster  # noqa: E402

FILES = ["records.parquet", "standings.json", "standings.csv", "payoff.csv", "plan.json", "report.html"]


@pytest.fixture(scope="module")
def client():
    """Two workers, each a process of its own."""
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


def walker(marks=None, then=lambda: None):
    """A strategy that travels as it is. `then` happens once: to whoever is first to make a file in `marks`."""

    class Walk(zopa.Strategy):
        def start(self, brief):
            self.brief = brief
            if marks is not None and not (marks / "once").exists():
                (marks / "once").touch()
                then()

        def turn(self, now):
            mine = self.brief.kth_best(int(now.time * 60))
            return zopa.ACCEPT if now.offer == mine else mine

    return Walk


def cup_with(walk, scenarios, **more):
    entrants = {"boulware": "boulware", "random-walker": "random-walker", "walk": walk}
    return zopa.Tournament("cup", scenarios, entrants, rounds=30, repetitions=2, self_play=True, **more)


def files(folder):
    return {name: (folder / name).read_bytes() for name in FILES}


@pytest.fixture(scope="module")
def single(tmp_path_factory):
    """The files of a single run, with its transcripts."""
    scenarios = [zopa.load(ROOT / "docs" / "scenarios" / name) for name in ("ferry", "reefs")]
    out = tmp_path_factory.mktemp("single") / "out"
    cup_with(walker(), scenarios, transcripts=True).run(out, threads=1)
    return scenarios, out


def transcripts(folder):
    return {path.name: path.read_bytes() for path in (folder / "transcripts").iterdir()}


def test_two_workers_write_what_a_single_run_writes(client, single, tmp_path):
    scenarios, whole = single
    told = []
    cup = cup_with(walker(), scenarios, transcripts=True)
    results = zopa.cluster.run(cup, tmp_path / "out", client=client, progress=lambda *at: told.append(at))
    assert files(tmp_path / "out") == files(whole)
    assert transcripts(tmp_path / "out") == transcripts(whole) and len(transcripts(whole)) == cup.sessions
    assert told == [(done, 16) for done in range(17)]
    assert results.sessions == cup.sessions and "guest:walk" in results.words()


def test_a_worker_that_is_killed_changes_nothing(client, single, tmp_path):
    scenarios, whole = single

    def die():
        os.kill(os.getpid(), signal.SIGKILL)

    before = set(client.run(os.getpid).values())
    cup = cup_with(walker(tmp_path, die), scenarios, transcripts=True)
    zopa.cluster.run(cup, tmp_path / "out", client=client, shards=6, progress=False)
    assert (tmp_path / "once").exists()
    assert files(tmp_path / "out") == files(whole) and transcripts(tmp_path / "out") == transcripts(whole)
    client.wait_for_workers(2)
    assert set(client.run(os.getpid).values()) != before


def test_whoever_kills_every_worker_is_named(single, tmp_path):
    scenarios, _ = single

    class Deadly(zopa.Strategy):
        def start(self, brief):
            os.kill(os.getpid(), signal.SIGKILL)

        def turn(self, now):
            return zopa.PASS

    import dask

    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=":0") as cluster,
        distributed.Client(cluster) as client,
        pytest.raises(zopa.ZopaError, match=r"part \d of 2 has lost every worker"),
    ):
        zopa.cluster.run(cup_with(Deadly, scenarios), tmp_path / "out", client=client, shards=2)


def noting(log):
    """The walker, which writes a line whenever it sits down."""

    class Noting(walker()):
        def start(self, brief):
            with open(log, "a") as file:
                file.write(".\n")
            super().start(brief)

    return Noting


def sessions_in(journal):
    return {json.loads(line)["session"] for line in journal.splitlines()[1:]}


def test_what_was_finished_is_not_played_again(client, single, tmp_path):
    scenarios, whole = single
    out = tmp_path / "out"

    def stop(done, of):
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cup = cup_with(walker(), scenarios, transcripts=True)
        zopa.cluster.run(cup, out, client=client, shards=8, progress=stop)
    kept = {path.name: path.read_bytes() for path in out.glob("journal-*")}
    assert len(kept) == 3 and not (out / "records.parquet").exists()

    # A part that somebody began elsewhere, killed in the middle of its second session, is gone on with.
    missing = next(number for number in range(1, 9) if f"journal-{number}-of-8.jsonl" not in kept)
    begun = cup.run_shard(missing, 8, tmp_path / "elsewhere", threads=1).read_bytes().splitlines(keepends=True)
    (out / f"journal-{missing}-of-8.jsonl").write_bytes(begun[0] + begun[1] + begun[2][:20])
    for name, transcript in transcripts(tmp_path / "elsewhere").items():
        (out / "transcripts" / name).write_bytes(transcript)

    again, told = cup_with(noting(tmp_path / "log"), scenarios, transcripts=True), []
    results = zopa.cluster.run(again, out, client=client, progress=lambda *at: told.append(at))
    assert told == [(done, 8) for done in range(3, 9)]
    assert files(out) == files(whole) and transcripts(out) == transcripts(whole)
    finished = set().union(*map(sessions_in, kept.values()), sessions_in(begun[0] + begun[1]))
    rows = results.records.to_arrow().to_pylist()
    to_play = [row for row in rows if row["strategy"] == "guest:walk" and row["session"] not in finished]
    assert len((tmp_path / "log").read_text().splitlines()) == len(to_play) > 0

    # And once more: nothing is left to play.
    zopa.cluster.run(cup_with(noting(tmp_path / "third"), scenarios, transcripts=True), out, client=client, shards=8)
    assert not (tmp_path / "third").exists() and files(out) == files(whole)


def test_a_folder_keeps_its_plan_and_its_division(client, single, tmp_path):
    scenarios, _ = single
    out = tmp_path / "out"
    cup = zopa.Tournament("cup", scenarios, ["boulware", "linear"], rounds=20)
    zopa.cluster.run(cup, out, client=client, shards=3, progress=False)
    with pytest.raises(zopa.ZopaError, match="begun in 3 parts, and 4 are asked for") as refused:
        zopa.cluster.run(cup, out, client=client, shards=4)
    assert "leave out shards=" in refused.value.way_out
    other = zopa.Tournament("cup", scenarios, ["boulware", "linear"], rounds=21)
    with pytest.raises(zopa.ZopaError, match="another plan"):
        zopa.cluster.run(other, out, client=client)


def test_a_fault_of_the_plan_is_raised_before_anything_is_begun(client, ferry, tmp_path):
    with pytest.raises(zopa.ZopaError, match="no measure"):
        zopa.cluster.run(zopa.Tournament("cup", [ferry], ["boulware", "linear"], score="glory"), tmp_path / "out", client=client)
    with pytest.raises(zopa.ZopaError, match="hold nothing"):
        zopa.cluster.run(zopa.Tournament("cup", [ferry], ["boulware", "linear"]), tmp_path / "out", client=client, shards=0)
    assert not (tmp_path / "out").exists()


def test_who_raises_forfeits_and_is_played_once(client, ferry, tmp_path):
    log = tmp_path / "log"

    class Broken(zopa.Strategy):
        def turn(self, now):
            with open(log, "a") as file:
                file.write(".\n")
            raise ZeroDivisionError

    cup = zopa.Tournament("cup", [ferry], [Broken, "boulware"])
    rows = zopa.cluster.run(cup, tmp_path / "out", client=client).records.to_arrow().to_pylist()
    assert {row["ending"] for row in rows} == {"forfeit"}
    assert len(log.read_text().splitlines()) == cup.sessions


def test_a_strategy_that_cannot_travel_is_named(client, ferry, tmp_path):
    held = threading.Lock()

    class Holding(zopa.Strategy):
        def turn(self, now):
            return held

    with pytest.raises(zopa.ZopaError, match="`Holding` cannot travel"):
        zopa.cluster.run(zopa.Tournament("cup", [ferry], [Holding, "boulware"]), tmp_path / "out", client=client)


def test_a_module_that_workers_lack_is_named_and_can_be_sent(client, ferry, tmp_path, monkeypatch):
    module = tmp_path / "only_here.py"
    module.write_text("import zopa\nclass Far(zopa.Strategy):\n    def turn(self, now):\n        return zopa.LEAVE\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    import only_here

    cup = zopa.Tournament("cup", [ferry], [only_here.Far, "boulware"])
    with pytest.raises(zopa.ZopaError, match="no module `only_here`") as refused:
        zopa.cluster.run(cup, tmp_path / "out", client=client)
    assert "upload_file" in refused.value.way_out
    client.upload_file(str(module))
    assert zopa.cluster.run(cup, tmp_path / "out", client=client).sessions == 2


def test_another_version_is_refused(client, ferry, tmp_path):
    def other():
        import zopa

        zopa.__version__, kept = "0.0.1", zopa.__version__
        return kept

    def back():
        import zopa

        zopa.__version__ = zopa._zopa.version()

    first = sorted(client.scheduler_info(n_workers=-1)["workers"])[0]
    client.run(other, workers=[first])
    with pytest.raises(zopa.ZopaError, match=r"has zopa 0\.0\.1, and you have"):
        zopa.cluster.run(zopa.Tournament("cup", [ferry], ["boulware", "linear"]), tmp_path / "out", client=client)
    client.run(back)


def test_a_worker_that_came_later_is_asked_as_well(client, ferry):
    cup = zopa.Tournament("cup", [ferry], ["boulware", "linear"])
    order = zopa.cluster._Order("0.0.1", zopa.cluster._digest(cup), b"nothing that this version could read")
    refused = client.submit(zopa.cluster._play, order, zopa.shards.Missing(1, 1, b""), pure=False).result()
    assert "records of two versions are never mixed" in refused.problem


def test_a_plan_in_a_file_has_to_be_where_workers_are(client, tmp_path, monkeypatch):
    ferry = json.dumps(str(ROOT / "docs" / "scenarios" / "ferry"))
    (tmp_path / "plan.toml").write_text(f'name = "cup"\nstrategies = ["boulware", "linear"]\nscenarios = [{ferry}]\n')
    monkeypatch.chdir(tmp_path)
    cup = zopa.Tournament.read("plan.toml")
    assert zopa.cluster.run(cup, "out", client=client, progress=False).sessions == 2
    (tmp_path / "plan.toml").unlink()
    with pytest.raises(zopa.ZopaError, match="cannot read the plan") as refused:
        zopa.cluster.run(cup, "again", client=client)
    assert "at the same path" in refused.value.way_out


SCRIPT = """
    import sys
    import zopa
    import zopa.cluster

    class Mine(zopa.Strategy):
        def turn(self, now):
            return zopa.LEAVE

    def main():
        cup = zopa.Tournament("cup", [zopa.load(sys.argv[1])], ["boulware", Mine])
        print(zopa.cluster.run(cup, sys.argv[2], shards=2).sessions, "sessions")

    {guard}main()
"""


@pytest.mark.parametrize(("guard", "code", "says"), [("if __name__ == '__main__': ", 0, "2 sessions"), ("", 1, "did not start")])
def test_a_script_begins_a_local_cluster(guard, code, says, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(textwrap.dedent(SCRIPT).replace("{guard}", guard))
    ferry = ROOT / "docs" / "scenarios" / "ferry"
    ran = subprocess.run([sys.executable, script, ferry, tmp_path / "out"], capture_output=True, text=True, check=False)
    assert (ran.returncode, says in ran.stdout + ran.stderr) == (code, True), ran.stderr
    if code:
        assert "came to this call" in ran.stderr


def test_without_distributed_there_is_a_way_out(ferry, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(zopa.ZopaError, match="not installed") as missing:
        zopa.cluster.run(zopa.Tournament("cup", [ferry], ["boulware", "linear"]), tmp_path / "out")
    assert "zopa[cluster]" in missing.value.way_out


PAGE = (ROOT / "docs" / "how-to" / "cluster.md").read_text(encoding="utf-8")


def on_the_page(name):
    """A file that the page asks its reader to save."""
    return re.search(rf"<!-- file: {re.escape(name)} -->\n```\w+\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL).group(1)


@pytest.fixture
def desk(tmp_path):
    """A folder with the plan of the page, and a `zopa` whose one command is that of the package."""
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    (tmp_path / "plan.toml").write_text(on_the_page("plan.toml"))
    program = os.environ.get("ZOPA_PROGRAM") or shutil.which("zopa") or ROOT / "target" / "release" / "zopa"
    if not os.path.exists(program):
        pytest.skip("there is no program `zopa`: name it in ZOPA_PROGRAM")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "zopa").symlink_to(program)
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"

    def typed(*command, **variables):
        environment = {**os.environ, "PATH": path, **variables}
        subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)

    return tmp_path, typed


def test_the_jobs_of_the_page_write_what_a_single_run_writes(desk, client):
    folder, typed = desk
    typed("zopa", "tournament", "plan.toml", "--out", "whole")
    # Slurm: sixteen jobs, each of which is told its number; then the one that depends on them.
    for name in ("parts.sbatch", "merge.sbatch"):
        (folder / name).write_text(on_the_page(name))
    for number in range(1, 17):
        typed("bash", "parts.sbatch", SLURM_ARRAY_TASK_ID=str(number), SLURM_CPUS_PER_TASK="1")
    typed("bash", "merge.sbatch")
    assert files(folder / "results") == files(folder / "whole")
    # Kubernetes: the pods' command, which is told an index from 0.
    for path in folder.glob("part-*"):
        shutil.rmtree(path)
    job = on_the_page("job.yaml")
    command = " ".join(re.search(r"- >-\n((?:  +.*\n)+?) +resources:", job).group(1).split())
    assert "completionMode: Indexed" in job and "completions: 16" in job
    for index in range(16):
        typed("/bin/sh", "-c", command, JOB_COMPLETION_INDEX=str(index))
    shutil.rmtree(folder / "results")
    typed("bash", "merge.sbatch")
    assert files(folder / "results") == files(folder / "whole")
    # And Dask, from the same plan.
    zopa.cluster.run(zopa.Tournament.read(folder / "plan.toml"), folder / "dask", client=client)
    assert files(folder / "dask") == files(folder / "whole")
