"""Any order and any number of workers give the same bytes."""

import hashlib

import pytest
from deadly_task import DeadlyTask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.batch import Journal, find, run


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("people")
    for number in range(14):
        content = "wait" if number % 5 == 0 else f"same {number % 3}" if number % 2 else str(number)
        (root / f"cv{number}.txt").write_text(content)
    return root


def told(rows):
    digest = hashlib.sha256()
    for row in rows:
        digest.update(f"{row.file} {row.done.json} {row.same} {row.same_as}\n".encode())
    return digest.hexdigest()


@pytest.fixture(scope="module")
def expected(folder):
    return told(run(find([str(folder)]).inputs, DeadlyTask(today="2026-11"), workers=1))


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_order_workers_and_what_is_known_change_nothing(folder, expected, data):
    paths = data.draw(st.permutations(sorted(str(path) for path in folder.iterdir())))
    workers = data.draw(st.sampled_from([1, 2, 3]))
    known = data.draw(st.integers(0, len(paths)))
    task = DeadlyTask(today="2026-11")
    with Journal() as journal:
        if known:
            list(run(find(paths[:known]).inputs, task, journal=journal, workers=1))
        assert told(run(find(paths).inputs, task, journal=journal, workers=workers)) == expected
