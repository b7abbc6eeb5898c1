"""What `aipm batch` writes: folder, workbook, pages, lines; and what it does when it is run again."""

import csv
import errno
import io
import json
import re
import sys
from pathlib import Path

import openpyxl
import pytest

import analyzer.batch
from analyzer import cli
from analyzer.batch import run
from analyzer.cli import output as cli_output
from analyzer.reports import results as folder_results
from analyzer.reports import workbook
from analyzer.reports.ranking import COLUMNS


@pytest.fixture
def people(stub, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("in/sub").mkdir(parents=True)
    contents = {"a": "40.2", "b": "71.5", "c": "88", "d": "encrypted", "sub/e": "71.5", "=f": "12"}
    for name, content in {f"{name}.txt": content for name, content in contents.items()}.items():
        Path("in", name).write_text(content)
    return stub


@pytest.fixture
def aipm(capsys):
    def run(*arguments):
        try:
            cli.main(["batch", *arguments])
            code = 0
        except SystemExit as end:
            code = end.code or 0
        out, err = capsys.readouterr()
        return code, out, err

    return run


def files(folder="out"):
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in Path(folder).rglob("*")
        if path.is_file() and not path.name.startswith(".aipm")
    }


def sheet(name, path="out/ranking.xlsx"):
    return [list(row) for row in openpyxl.load_workbook(path)[name].iter_rows(values_only=True)]


# --- the folder ----------------------------------------------------------------------------------------


def test_a_folder_gets_ranking_reports_workbook_index_and_a_page_for_each_resume(people, aipm):
    code, _, err = aipm("in", "-o", "out/")
    assert code == 3
    pages = [name for name in files() if name.startswith("pages/")]
    assert {*files()} - {*pages} == {"ranking.csv", "reports.jsonl", "ranking.xlsx", "index.html"}
    assert len(pages) == 4  # a failure has none, a copy shares one
    assert [line for line in err.splitlines() if "wrote" in line] == [
        f"aipm: wrote out/{name}" for name in ("ranking.csv", "reports.jsonl", "ranking.xlsx", "index.html")
    ]
    index = Path("out/index.html").read_text(encoding="utf-8")
    assert sorted(set(re.findall(r'href="([^"]+)"', index))) == sorted(pages)
    assert "same as b.txt" in index
    assert "<h2>AI Project Manager</h2>" in index
    assert "asks for a password" in index
    assert not re.search(r"<script|https?://(?!www\.w3\.org)|src=", index)


def test_the_index_tells_no_folder_of_the_machine(people, aipm):
    """Names are relative to the folder that all files share, also where a reason names the file."""
    aipm(str(Path("in").resolve()), "-o", "out/")
    index = Path("out/index.html").read_text(encoding="utf-8")
    assert Path.cwd().as_posix() not in index
    assert ">sub/e.txt<" in index
    assert "<li>d.txt asks for a password" in index


def test_a_workbook_has_its_five_sheets(people, aipm):
    aipm("in", "-o", "out/")
    names = openpyxl.load_workbook("out/ranking.xlsx").sheetnames
    assert names == ["ranking", "requirements matrix", "achievements", "failures", "run facts"]
    ranking = sheet("ranking")
    assert ranking[0] == list(COLUMNS)
    assert [(row[0], row[1], row[4]) for row in ranking[1:]] == [
        (1, "in/c.txt", 88),
        (2, "in/b.txt", 71.5),
        (2, "in/sub/e.txt", 71.5),
        (4, "in/a.txt", 40.2),
        (5, "in/=f.txt", 12),
    ]
    matrix = sheet("requirements matrix")
    assert [row[0] for row in matrix[1:]] == [row[1] for row in ranking[1:]]
    assert {"shown", "claimed only", "not found"} <= {*matrix[1]}
    achievements = sheet("achievements")
    assert achievements[0] == ["file", "achievement", "quantified", "figures", "page"]
    assert len(achievements) > 5
    assert sheet("failures")[1][0] == "in/d.txt"
    facts = dict(row[:2] for row in sheet("run facts")[1:])
    assert (facts["Files"], facts["Failed"], facts["Same bytes as another"]) == ("6", "1", "1")
    assert "not a hiring decision" in facts["What this is"]


def test_no_cell_of_a_workbook_is_a_formula_or_an_address(people, aipm):
    Path("in/=cmd.txt").write_text("50")
    aipm("in", "-o", "out.xlsx")
    book = openpyxl.load_workbook("out.xlsx")
    cells = [cell for one in book for row in one.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)


def test_what_a_sheet_cannot_hold_is_said_in_its_last_row(people, aipm, monkeypatch):
    monkeypatch.setattr(workbook, "_MOST_ROWS", 4)
    aipm("in", "-o", "out.xlsx")
    assert [row[1] for row in sheet("ranking", "out.xlsx")[:3]] == ["file", "in/c.txt", "in/b.txt"]
    assert sheet("ranking", "out.xlsx")[3][0].startswith("A sheet holds no more rows")


def test_the_same_run_gives_the_same_bytes(people, aipm):
    aipm("in", "-o", "out/")
    aipm("in/sub/e.txt", "in/d.txt", "in/c.txt", "in/b.txt", "in/a.txt", "in/=f.txt", "-o", "other/")
    assert {name: data for name, (data, _) in files().items()} == {
        name: data for name, (data, _) in files("other").items()
    }


def test_an_unchanged_run_touches_nothing(people, aipm):
    aipm("in", "-o", "out/")
    before, seen = files(), len(people().seen)
    code, out, err = aipm("in", "-o", "out/")
    assert code == 3
    assert "88" in out
    assert "nothing has changed since the last run" in err
    assert files() == before
    assert len(people().seen) == seen


@pytest.mark.parametrize("name", ["ranking.csv", "reports.jsonl", "ranking.xlsx", "index.html"])
def test_an_output_that_is_gone_or_changed_is_written_anew(people, aipm, name):
    aipm("in", "-o", "out/")
    before = {one: data for one, (data, _) in files().items()}
    Path("out", name).write_text("changed")
    seen = len(people().seen)
    aipm("in", "-o", "out/")
    assert {one: data for one, (data, _) in files().items()} == before
    assert len(people().seen) == seen


def test_a_page_that_is_gone_is_drawn_again_and_pages_of_removed_resumes_go(people, aipm):
    aipm("in", "-o", "out/")
    before = files()
    next(Path("out/pages").glob("c-*.html")).unlink()
    Path("in/a.txt").unlink()
    Path("out/pages/mine.html").write_text("not ours")
    aipm("in", "-o", "out/")
    after = files()
    assert {name: data for name, (data, _) in after.items() if "/c-" in name} == {
        name: data for name, (data, _) in before.items() if "/c-" in name
    }
    assert not [name for name in after if name.startswith("pages/a-")]
    assert "pages/mine.html" in after


def test_fresh_analyses_everything_anew(people, aipm):
    aipm("in", "-o", "out/")
    seen = len(people().seen)
    aipm("in", "-o", "out/", "--fresh")
    assert len(people().seen) == 2 * seen


def test_only_the_kinds_that_are_wanted_are_written(people, aipm):
    aipm("in", "-o", "out/", "--write", "csv,html")
    assert {name.split("/")[0] for name in files()} == {"ranking.csv", "index.html", "pages"}
    assert aipm("in", "-o", "out/", "--write", "pdf")[0] == 2


def test_an_interrupted_run_says_so_and_goes_on(people, aipm, monkeypatch):
    def ending(inputs, task, **options):
        for number, row in enumerate(run(inputs, task, **options)):
            if number == 3:
                raise KeyboardInterrupt
            yield row

    monkeypatch.setattr(analyzer.batch, "run", ending)
    code, out, err = aipm("in", "-o", "out/")
    assert (code, out) == (130, "")
    assert "interrupted after 3 of 6 files; run it again to go on" in err
    assert "reports.jsonl" not in files()


def test_a_full_disk_is_one_line(people, aipm, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    code, _, err = aipm("in", "-o", "out/")
    assert code == 1
    assert "Could not write out/" in err
    assert "No space left on device" in err
    assert not list(Path("out").glob(".*.part"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_standard_output_that_is_full_is_one_line(people, monkeypatch, capsys):
    with Path("/dev/full").open("w") as full:
        monkeypatch.setattr(sys, "stdout", full)
        with pytest.raises(SystemExit) as end:
            cli.main(["batch", "in", "--format", "jsonl"])
        monkeypatch.undo()
        full.close = lambda: None
    assert end.value.code == 1
    assert "Could not write to standard output: No space left" in capsys.readouterr().err


# --- what is shown -------------------------------------------------------------------------------------


def test_top_and_least_score_choose_what_the_ranking_shows(people, aipm):
    rows = list(csv.DictReader(io.StringIO(aipm("in", "--format", "csv", "--top", "2")[1])))
    assert [(row["rank"], row["file"]) for row in rows] == [
        ("1", "in/c.txt"),
        ("2", "in/b.txt"),
        ("", "in/d.txt"),
    ]
    rows = list(csv.DictReader(io.StringIO(aipm("in", "--format", "csv", "--min-score", "71.5")[1])))
    assert [row["score"] for row in rows] == ["88.0", "71.5", "71.5", ""]


def test_json_lines_hold_everyone_whatever_is_shown(people, aipm):
    out = aipm("in", "--format", "jsonl", "--top", "1")[1]
    assert len(out.splitlines()) == 6


def test_fields_choose_the_columns_everywhere(people, aipm):
    assert aipm("in", "--format", "csv", "--fields", "file,score")[1].splitlines()[:2] == [
        "file,score",
        "in/c.txt,88.0",
    ]
    assert json.loads(aipm("in", "--format", "jsonl", "--fields", "rank,file")[1].splitlines()[0]) == {
        "rank": 1, "file": "in/c.txt",
    }  # fmt: skip
    assert "level_fit" in aipm("in", "--fields", "rank,file,level_fit")[1]
    aipm("in", "-o", "out.xlsx", "--fields", "score,file")
    assert sheet("ranking", "out.xlsx")[1] == [88, "in/c.txt"]
    code, _, err = aipm("in", "--fields", "rank,age")
    assert code == 2
    assert "unknown 'age'" in err.replace("\n", " ")


def test_lines_leave_as_they_come(people, monkeypatch, capsys):
    told = []

    def watched(inputs, task, **options):
        for row in run(inputs, task, **options):
            told.append(capsys.readouterr().out.count("\n"))
            yield row

    monkeypatch.setattr(analyzer.batch, "run", watched)
    with pytest.raises(SystemExit):
        cli.main(["batch", "in", "--format", "jsonl"])
    assert told == [0, 1, 1, 1, 1, 1]


def test_rankings_are_brought_up_to_date_while_the_run_goes_on(people, aipm, monkeypatch):
    monkeypatch.setattr(folder_results, "_FIRST_LOOK", 0.0)
    monkeypatch.setattr(folder_results, "_SHARE", 0)
    sizes = []
    whole = folder_results.write_whole

    def written(path, data):
        whole(path, data)
        if path.name == "ranking.csv":
            sizes.append(data.count(b"\r\n"))

    monkeypatch.setattr(folder_results, "write_whole", written)
    aipm("in", "-o", "out/")
    assert sizes == [2, 3, 4, 5, 6, 7, 7]


def test_a_manifest_shows_the_names_it_gives(people, aipm):
    Path("people.csv").write_text("candidate,resume\nAda,in/a.txt\nBo,in/b.txt\n")
    out = aipm("people.csv")[1]
    assert "Bo: b.txt" in re.sub(r"\s+", " ", out)
    blind = aipm("people.csv", "--blind")[1]
    assert not re.search(r"Bo|b\.txt|Ada", blind.split("Advice")[0])


def test_a_list_on_standard_input(people, aipm, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"in/a.txt\nin/sub\n")))
    out = aipm("-", "--format", "csv", "--fields", "file")[1]
    assert out.split() == ["file", "in/sub/e.txt", "in/a.txt"]


def test_all_ads_of_a_folder_are_jobs_and_names_do_not_collide(people, aipm, monkeypatch):
    Path("ads/b").mkdir(parents=True)
    for name in ("one.txt", "b/one.txt", "two.md"):
        Path("ads", name).write_text("ad")
    given = []
    monkeypatch.setattr(type(people()), "jobs", lambda *asked: given.append([one.name for one in asked[2]]))
    aipm("in/a.txt", "--jobs", "ads")
    assert given[0] == ["one.txt", "one-2.txt", "two.md"]
    assert aipm("in/a.txt", "--jobs", "nowhere")[0] == 2


# --- progress ------------------------------------------------------------------------------------------


def test_a_line_of_progress_tells_rate_and_time_left(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(cli_output.time, "monotonic", lambda: now[0])
    clock = cli_output.Clock(10_000)
    told = []
    for _ in range(1_000):
        clock.count()
        now[0] += 0.1
        if clock.due():
            told.append(clock.text())
    assert told[0] == "100 of 10,000 files, 9.9 a second, 16 min left"
    assert len(told) == 3
