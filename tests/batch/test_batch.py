import json
import os
import shutil
import stat
from pathlib import Path

import pytest
from reports.sample import named

from analyzer.batch import Task, find, read_source, run
from analyzer.errors import ReadError, TooLarge, UnknownRole
from analyzer.records import Failure, Report, Source, report_from_json, report_json
from analyzer.reports import ranking
from analyzer.resources import data_path
from analyzer.service import Analyzer

TASK = Task(today="2026-11")


def names(found):
    return [Path(one.file).name for one in found.inputs]


# --- finding files --------------------------------------------------------------------------------------


def test_a_folder_is_read_with_all_below_it_in_natural_order(folder):
    root = folder(cv10_pdf="1", cv2_pdf="2", sub__cv1_txt="3")
    assert names(find([str(root)])) == ["cv2.pdf", "cv10.pdf", "cv1.txt"]


def test_files_that_no_resume_is_are_passed_over_and_counted(folder):
    root = folder(cv_pdf="1", data_json="2", more_json="3", noise="4")
    (root / ".hidden.pdf").write_text("5")
    (root / "~$cv.docx").write_text("6")
    found = find([str(root)])
    assert names(found) == ["cv.pdf"]
    assert found.passed_over == ((".json", 2), ("no suffix", 1))


def test_pages_photos_and_json_resumes_are_resumes_by_their_names(folder, tmp_path):
    for name in ("a.html", "b.mht", "c.resume.json", "resume.json", "report.json", "d.JPG", "e.py"):
        (tmp_path / name).write_text("1")
    assert names(find([str(tmp_path)])) == ["a.html", "b.mht", "c.resume.json", "d.JPG", "resume.json"]


def test_a_named_file_is_always_tried(folder):
    root = folder(data_json="1")
    assert names(find([str(root / "data.json")])) == ["data.json"]


def test_a_pattern_is_expanded_and_a_file_named_twice_counts_once(folder):
    root = folder(cv1_pdf="1", cv2_pdf="2", cv3_txt="3")
    assert names(find([str(root / "*.pdf"), str(root / "cv1.pdf"), str(root)])) == [
        "cv1.pdf",
        "cv2.pdf",
        "cv3.txt",
    ]


def test_a_path_that_holds_nothing_ends_as_a_failure(stub, tmp_path):
    found = find([str(tmp_path / "gone.pdf"), str(tmp_path / "*.none")])
    rows = list(run(found.inputs, TASK))
    assert [type(row.result) for row in rows] == [Failure, Failure]
    assert "was not found. Check the path." in rows[0].result.reason


# --- reading a file -------------------------------------------------------------------------------------


def test_a_source_carries_no_folder_names(folder):
    root = folder(sub__cv_txt="words")
    assert read_source(root / "sub" / "cv.txt") == Source("cv.txt", b"words")


@pytest.mark.parametrize("name", ["nowhere.pdf", "", "\0.pdf"])
def test_a_path_that_is_no_file_is_a_read_error(tmp_path, name):
    with pytest.raises(ReadError):
        read_source(tmp_path / name)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_says_so(folder):
    path = folder(cv_pdf="1") / "cv.pdf"
    path.chmod(stat.S_IWUSR)
    with pytest.raises(ReadError, match="may not be read"):
        read_source(path)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.truncate(5_000_000_000)
    with pytest.raises(TooLarge, match="5000 MB"):
        read_source(path)


# --- the run ----------------------------------------------------------------------------------------------


def test_every_input_ends_as_one_row_in_the_order_of_the_inputs(stub, folder):
    root = folder(a_txt="50", b_txt="encrypted", c_txt="70", d_txt="bug")
    inputs = find([str(root)]).inputs
    rows = list(run(inputs, TASK))
    assert [row.file for row in rows] == [one.file for one in inputs]
    assert [type(row.result) for row in rows] == [Report, Failure, Report, Failure]
    assert rows[1].result.code == "encrypted"


def test_a_mistake_of_ours_costs_one_file_and_quotes_nothing(stub, folder):
    (row,) = run(find([str(folder(d_txt="bug"))]).inputs, TASK)
    assert row.result.code == "internal"
    assert "TypeError" in row.result.reason
    assert "secret" not in row.result.reason


def test_equal_files_are_analysed_once_and_reported_as_the_same(stub, folder):
    root = folder(a_txt="50", b_txt="50", c_txt="encrypted", d_txt="encrypted")
    rows = list(run(find([str(root)]).inputs, TASK))
    assert stub().seen == ["a.txt", "c.txt"]
    assert [Path(row.same_as).name if row.same_as else None for row in rows] == [None, "a.txt", None, "c.txt"]
    assert rows[1].result.documents[0].name == "b.txt"
    assert rows[3].result.reason.startswith("d.txt asks")


def test_an_unknown_role_ends_the_run_before_the_first_file(stub, folder):
    root = folder(a_txt="50")
    with pytest.raises(UnknownRole):
        list(run(find([str(root)]).inputs, Task(roles=("no-such-role",), today="2026-11")))
    assert stub().seen == []


def test_a_report_comes_back_from_its_json_and_gives_the_same_again():
    report = named("cv.pdf")
    back = report_from_json(report_json(report))
    assert report_json(back) == report_json(report)
    assert back.documents[0].lines == ()


# --- the whole chain --------------------------------------------------------------------------------------


def test_one_process_two_processes_and_a_single_analysis_give_the_same_bytes(tmp_path):
    for name in ("sample-ai-pm.pdf", "sample-career-changer.pdf"):
        shutil.copy(data_path("samples", name), tmp_path)
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    inputs = find([str(tmp_path)]).inputs
    one, two = ([ranking.line(row) for row in run(inputs, TASK, workers=workers)] for workers in (None, 2))
    assert one == two
    assert Path(inputs[0].file).name == "broken.pdf"
    assert json.loads(one[0]).keys() == {"name", "code", "reason"}
    with Analyzer(today="2026-11") as service:
        assert report_json(service.analyze(read_source(inputs[1].path))) == one[1]
