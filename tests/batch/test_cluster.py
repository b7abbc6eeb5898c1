"""The same rows from a Dask cluster, also when workers or the scheduler are killed."""

import hashlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from deadly_task import DeadlyTask

from analyzer.batch import Input, find, run
from analyzer.batch.cluster import engine_on
from analyzer.errors import AipmError

distributed = pytest.importorskip("distributed")
ROOT = Path(__file__).parents[2]


def told(rows):
    digest = hashlib.sha256()
    for row in rows:
        digest.update(f"{row.file} {row.done.json}\n".encode())
    return digest.hexdigest()


@pytest.fixture
def inputs(tmp_path):
    def make(*contents):
        made = []
        for number, content in enumerate(contents):
            path = tmp_path / f"{number}.txt"
            path.write_text(content)
            made.append(Input(path.name, path))
        return made

    return make


@pytest.fixture
def here():
    """A cluster in this process: one worker in a thread."""
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


def test_a_cluster_gives_the_same_rows(here, inputs):
    made = inputs(*[f"content {number}" for number in range(30)])
    task = DeadlyTask(today="2026-11")
    expected = told(run(made, task, workers=1))
    with engine_on(here, task) as engine:
        assert told(run(made, task, engine=engine)) == expected


def test_workers_that_would_give_other_answers_are_refused(here, monkeypatch):
    def told():
        return "ours" if threading.current_thread() is threading.main_thread() else "theirs"

    monkeypatch.setattr("analyzer.batch.cluster.identity", told)
    with (
        pytest.raises(
            AipmError, match=r"would give other answers.*has theirs; here is ours.*Install the same version"
        ),
        engine_on(here, DeadlyTask()),
    ):
        pass


def test_no_cluster_is_said_in_words(monkeypatch, free_port):
    monkeypatch.setattr("analyzer.batch.cluster._CONNECT_SECONDS", 1)
    with (
        pytest.raises(AipmError, match="No Dask scheduler answers"),
        engine_on(f"tcp://127.0.0.1:{free_port}", DeadlyTask()),
    ):
        pass


# --- with processes that are killed ---------------------------------------------------------------------

slow = pytest.mark.slow


class Cluster:
    """A scheduler and two workers with nannies, each a process of its own."""

    def __init__(self, port):
        self.address = f"tcp://127.0.0.1:{port}"
        self.port = port
        self.processes = []
        self.environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(Path(__file__).parent)]),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
            "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "10s",
        }

    def start_scheduler(self):
        self.scheduler = self._start(
            "distributed.cli.dask_scheduler",
            "--port",
            str(self.port),
            "--no-dashboard",
            "--host",
            "127.0.0.1",
        )
        self._until_open()

    def start_worker(self):
        return self._start(
            "distributed.cli.dask_worker",
            self.address,
            "--nthreads",
            "1",
            "--no-dashboard",
            "--death-timeout",
            "60",
        )

    def _start(self, module, *arguments):
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.processes.append(process)
        return process

    def _until_open(self):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError("the scheduler did not start")

    def kill(self, process):
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def kill_worker_itself(self):
        """The process that a nanny watches, as when the system runs out of memory."""
        with distributed.Client(self.address, set_as_default=False) as client:
            pids = list(client.run(os.getpid).values())
        os.kill(pids[0], signal.SIGKILL)

    def stop(self):
        for process in self.processes:
            if process.poll() is None:
                self.kill(process)


@pytest.fixture
def cluster(free_port):
    made = Cluster(free_port)
    made.start_scheduler()
    made.start_worker()
    made.start_worker()
    yield made
    made.stop()


@slow
def test_a_killed_worker_costs_nothing(cluster, inputs):
    made = inputs(*[f"content {number}" if number % 4 else "wait" for number in range(120)])
    task = DeadlyTask(today="2026-11")
    expected = told(run(made, task, workers=1))
    with engine_on(cluster.address, task) as engine:
        rows = run(made, task, engine=engine)
        found = [next(rows) for _ in range(20)]
        cluster.kill_worker_itself()
        found += rows
    assert told(found) == expected


@slow
def test_a_poisoned_file_and_one_that_hangs_fail_alone(cluster, inputs):
    contents = [f"content {number}" for number in range(40)]
    contents[7], contents[25] = "die", "hang"
    made = inputs(*contents)
    task = DeadlyTask(today="2026-11")
    with engine_on(cluster.address, task, seconds=2) as engine:
        results = [row.result for row in run(made, task, engine=engine, seconds=2)]
    assert [result.code for result in results] == [
        "worker-stopped" if content in ("die", "hang") else "seen" for content in contents
    ]


@slow
def test_a_scheduler_that_comes_back_gets_what_was_open(cluster, inputs):
    made = inputs(*["wait" if number % 2 else f"content {number}" for number in range(80)])
    task = DeadlyTask(today="2026-11")
    expected = told(run(made, task, workers=1))

    def restart():
        cluster.kill(cluster.scheduler)
        time.sleep(1)
        cluster.start_scheduler()
        cluster.start_worker()

    with engine_on(cluster.address, task) as engine:
        rows = run(made, task, engine=engine)
        found = [next(rows) for _ in range(10)]
        threading.Thread(target=restart).start()
        found += rows
    assert told(found) == expected


@slow
def test_real_resumes_are_the_same_from_a_cluster(cluster, tmp_path):
    from analyzer.batch import Task  # noqa: PLC0415
    from analyzer.resources import data_path  # noqa: PLC0415

    for path in data_path("samples").glob("sample-*.pdf"):
        for copy in range(3):
            (tmp_path / f"{copy}-{path.name}").write_bytes(path.read_bytes() + b"\n" * copy)
    found = find([str(tmp_path)]).inputs
    shared = find([f"file://{tmp_path}"]).inputs
    task = Task(today="2026-11")
    expected = [row.done.json for row in run(found, task, workers=1)]
    with engine_on(cluster.address, task) as engine:
        assert [row.done.json for row in run(found, task, engine=engine)] == expected
        assert [row.done.json for row in run(shared, task, engine=engine)] == expected
