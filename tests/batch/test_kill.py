"""The command killed at random, again and again: in the end every row is there and equal."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analyzer.resources import data_path

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]


@pytest.fixture
def people(tmp_path):
    """Thirty invented resumes, one of them damaged and one a copy."""
    root = tmp_path / "people"
    root.mkdir()
    text = data_path("samples", "sample-ai-pm.pdf").read_bytes()
    other = data_path("samples", "sample-career-changer.pdf").read_bytes()
    for number in range(28):
        (root / f"cv{number}.pdf").write_bytes((text if number % 2 else other) + b"\n" * number)
    (root / "cv28.pdf").write_bytes(b"%PDF-1.7 nothing")
    (root / "cv29.pdf").write_bytes(text + b"\n")
    return root


def started(people, out, *options):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "AIPM_CACHE": str(out.parent / "cache")}
    command = [sys.executable, "-m", "analyzer", "batch", str(people), "-o", str(out), "--as-of", "2026-11"]
    return subprocess.Popen(
        [*command, "-w", "2", *options],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=listens_to_ctrl_c,  # noqa: PLW1509  (no threads here)
    )


def listens_to_ctrl_c():
    """Who runs the tests in the background may have Ctrl-C ignored, which a child would inherit."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def files(out):
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def children(pid):
    found = []
    for state in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = state.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found += [int(state.parent.name), *children(int(state.parent.name))]
    return found


@pytest.fixture
def undisturbed(people, tmp_path):
    assert started(people, tmp_path / "whole").wait(300) == 3
    return files(tmp_path / "whole")


def test_the_command_killed_ten_times_ends_as_if_it_had_not_been(people, tmp_path, undisturbed):
    chance = random.Random(10)  # noqa: S311
    out = tmp_path / "out"
    for _ in range(10):
        process = started(people, out, "--no-cache")
        try:
            process.wait(chance.uniform(0.5, 12.0))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    assert started(people, out).wait(300) == 3
    assert files(out) == undisturbed


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the workers are found in /proc")
@pytest.mark.parametrize("kind", [signal.SIGKILL, signal.SIGSTOP])
def test_workers_killed_or_stopped_change_nothing(people, tmp_path, undisturbed, kind):
    out = tmp_path / "out"
    # without the documents that the undisturbed run kept: else it is over before a worker can be hit
    process = started(people, out, "--timeout", "20", "--no-cache")
    chance = random.Random(3)  # noqa: S311
    deadline, hit = time.monotonic() + 250, 0
    while process.poll() is None and time.monotonic() < deadline:
        time.sleep(1.5 if hit else 0.1)
        below = children(process.pid)
        if (out / "reports.jsonl.part").exists() and len(below) > 3 and hit < 3:
            os.kill(chance.choice(below[2:]), kind)
            hit += 1
    assert process.wait(5) == 3
    assert hit
    assert files(out) == undisturbed


def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(people, tmp_path, undisturbed):
    out = tmp_path / "out"
    # without the documents that the undisturbed run kept: else it may be over before it is interrupted
    process = started(people, out, "--no-cache")
    deadline = time.monotonic() + 100
    while not (out / "reports.jsonl.part").exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 130
    assert "reports.jsonl" not in files(out)
    assert started(people, out).wait(300) == 3
    assert files(out) == undisturbed
