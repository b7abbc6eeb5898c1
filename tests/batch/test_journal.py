"""What is remembered of a run, and when it is not."""

import os
import sqlite3
from pathlib import Path

import pytest

from analyzer.batch import Journal, Task, find, run
from analyzer.batch.journal import NAME
from analyzer.batch.task import ready_analyzer
from analyzer.errors import AipmError

TASK = Task(today="2026-11")


def again(root, out, task=TASK):
    with Journal(out) as journal:
        return list(run(find([str(root)]).inputs, task, journal=journal))


def lines(rows):
    return [row.done.json for row in rows]


def test_an_unchanged_run_analyses_nothing(stub, folder, tmp_path):
    root = folder(in__a_txt="50", in__b_txt="60", in__c_txt="50", in__d_txt="encrypted") / "in"
    first = again(root, tmp_path / "out")
    assert stub().seen == ["a.txt", "b.txt", "d.txt"]
    second = again(root, tmp_path / "out")
    assert stub().seen == ["a.txt", "b.txt", "d.txt"]
    assert all(row.known for row in second)
    assert lines(first) == lines(second)
    assert [(row.same_as, row.same) for row in first] == [(row.same_as, row.same) for row in second]


@pytest.mark.parametrize(
    "other", [Task(today="2026-12"), Task(roles=("x",), today="2026-11"), Task(today="2026-11", blind=True)]
)
def test_other_options_analyse_anew(stub, folder, tmp_path, other):
    root = folder(in__a_txt="50") / "in"
    again(root, tmp_path / "out")
    again(root, tmp_path / "out", other)
    assert len(stub().seen) + len(stub_for(other)) == 2


def stub_for(other):
    return [] if other.today == "2026-11" else ready_analyzer(other.today, cache=False, weights=()).seen


def test_changed_new_and_removed_files_are_noticed(stub, folder, tmp_path):
    root = folder(in__a_txt="50", in__b_txt="60") / "in"
    again(root, tmp_path / "out")
    (root / "a.txt").write_text("51")
    (root / "c.txt").write_text("70")
    (root / "b.txt").unlink()
    rows = again(root, tmp_path / "out")
    assert stub().seen == ["a.txt", "b.txt", "a.txt", "c.txt"]
    assert [Path(row.file).name for row in rows] == ["a.txt", "c.txt"]


def test_a_change_within_the_same_size_and_second_is_noticed(stub, folder, tmp_path):
    root = folder(in__a_txt="50") / "in"
    again(root, tmp_path / "out")
    (root / "a.txt").write_text("51")
    assert '"score":51.0' in again(root, tmp_path / "out")[0].done.json


def test_a_run_that_ends_early_goes_on(stub, folder, tmp_path):
    root = folder(**{f"in__{number}_txt": str(number) for number in range(9)}) / "in"
    with Journal(tmp_path / "out") as journal:
        rows = run(find([str(root)]).inputs, TASK, journal=journal)
        early = [next(rows) for _ in range(4)]
        rows.close()
    whole = again(root, tmp_path / "out")
    assert len(stub().seen) == 9
    assert lines(whole)[:4] == lines(early)


def test_what_may_go_well_another_time_is_tried_again(stub, folder, tmp_path):
    root = folder(in__a_txt="bug", in__b_txt="bug") / "in"
    rows = again(root, tmp_path / "out")
    assert [row.result.code for row in rows] == ["internal", "internal"]
    again(root, tmp_path / "out")
    assert stub().seen == ["a.txt", "a.txt"]


def test_two_runs_do_not_write_into_one_folder(tmp_path):
    with Journal(tmp_path), pytest.raises(AipmError, match="in use by another run"), Journal(tmp_path):
        pass


def test_a_damaged_journal_says_what_to_do(tmp_path):
    (tmp_path / NAME).write_bytes(b"no database at all" * 100)
    with pytest.raises(AipmError, match="Remove it and run again"), Journal(tmp_path):
        pass


def test_a_journal_of_another_kind_is_left_alone(tmp_path):
    with sqlite3.connect(tmp_path / NAME) as base:
        base.execute("PRAGMA user_version=7")
    base.close()
    with pytest.raises(AipmError, match="another version"), Journal(tmp_path):
        pass


def test_a_full_disk_is_said_and_what_is_done_is_kept(stub, folder, tmp_path):
    root = folder(**{f"in__{number}_txt": f"{number}.5" for number in range(10, 22)}) / "in"
    inputs = find([str(root)]).inputs
    with pytest.raises(AipmError, match="no space is left"), Journal(tmp_path / "out") as journal:
        rows = run(inputs, TASK, journal=journal)
        for _ in range(3):
            next(rows)
        journal.commit()
        pages = journal._base.execute("PRAGMA page_count").fetchone()[0]
        journal._base.execute(f"PRAGMA max_page_count={pages + 1}")
        list(rows)
    done = len(stub().seen)
    assert 3 <= done < 12
    whole = again(root, tmp_path / "out")
    assert len(whole) == 12
    assert 12 <= len(stub().seen) <= 14


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_says_so(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(AipmError, match="could not be written"), Journal(tmp_path / "out"):
        pass
