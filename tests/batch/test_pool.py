"""Workers that die, hang or stop, and inputs in any order."""

import os
import signal
import time

import pytest
from deadly_task import DeadlyTask

from analyzer.batch import Input, run
from analyzer.batch.pool import Pool
from analyzer.errors import AipmError


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


def outcomes(inputs, *, workers=2, seconds=60.0, task=None):
    task = task or DeadlyTask()
    with Pool(task, workers, seconds=seconds) as pool:
        found = dict(pool.results(iter(enumerate(inputs))))
    assert sorted(found) == list(range(len(inputs)))
    return [found[index].result for index in range(len(inputs))]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_worker_that_dies_costs_one_file_and_nothing_else(inputs, workers):
    contents = ["wait", "a", "die", "b", "c", "die", "d", "e"]
    results = outcomes(inputs(*contents), workers=workers)
    assert [result.code for result in results] == [
        "worker-stopped" if one == "die" else "seen" for one in contents
    ]
    assert "ended the process that analysed it, twice" in results[2].reason


def test_a_worker_that_hangs_or_is_stopped_costs_one_file_after_the_time_is_over(inputs):
    contents = ["a", "hang", "b", "stop", "c"]
    results = outcomes(inputs(*contents), seconds=1.0)
    assert [result.code for result in results] == ["seen", "worker-hung", "seen", "worker-hung", "seen"]
    assert "took more than 1 seconds to analyse, twice" in results[1].reason


def test_a_file_that_fails_its_worker_once_is_read_the_second_time(inputs):
    results = outcomes(inputs("die once", "hang once", "a"), seconds=1.5)
    assert [(result.code, result.reason) for result in results] == [
        ("seen", "fine"),
        ("seen", "fine"),
        ("seen", "a"),
    ]


def test_large_results_and_many_files_do_not_lock_both_sides(inputs):
    results = outcomes(inputs(*(["big"] * 6), *map(str, range(60))))
    assert [len(result.reason) for result in results[:6]] == [6_000_000] * 6
    assert [result.reason for result in results[6:]] == [str(number) for number in range(60)]


def test_workers_that_cannot_start_end_the_run_with_a_reason(inputs):
    with pytest.raises(AipmError, match="could not start"):
        outcomes(inputs("a"), task=DeadlyTask(roles=("bad",)))


def test_a_worker_killed_from_outside_loses_nothing(inputs):
    made = inputs(*(["wait"] * 8))
    with Pool(DeadlyTask(), 2, seconds=60) as pool:
        results = pool.results(iter(enumerate(made)))
        found = [next(results)]
        os.kill(pool._workers[0].process.pid, signal.SIGKILL)
        found += results
    assert sorted(index for index, _ in found) == list(range(8))
    assert {done.result.reason for _, done in found} == {"wait"}


def test_nothing_is_left_running(inputs):
    with Pool(DeadlyTask(), 2, seconds=60) as pool:
        results = pool.results(iter(enumerate(inputs("a", "hang"))))
        next(results)
        pids = [worker.process.pid for worker in pool._workers]
    deadline = time.monotonic() + 10
    while any(_alive(pid) for pid in pids):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_rows_come_in_the_order_of_the_inputs_whatever_finishes_first(inputs):
    contents = ["wait", "a", "b", "wait", "c", "d", *map(str, range(20))]
    made = inputs(*contents)
    rows = list(run(made, DeadlyTask(today="2026-11"), workers=2))
    assert [row.file for row in rows] == [one.file for one in made]
    assert [row.result.reason for row in rows if row.same != "bytes"] == list(dict.fromkeys(contents))
