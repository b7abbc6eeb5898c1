"""`aipm market`: from files to ranked postings, as somebody types it."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from analyzer import cli
from analyzer.resources import data_path
from tests.market import ads

RESUME = str(data_path("samples", "sample-ai-pm.pdf"))


@pytest.fixture
def aipm(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("AIPM_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("AIPM_DATABASE_URL", raising=False)
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        code = 0
        try:
            cli.main(["market", *arguments])
        except SystemExit as end:
            code = end.code or 0
        out, err = capsys.readouterr()
        return code, out, err

    return run


def jobs(*rows):
    Path("jobs.csv").write_text("\n".join((ads.JOBSPY_COLUMNS, *rows)), encoding="utf-8")
    return "jobs.csv"


def test_demand_of_the_snapshot_with_its_cautions_and_n(aipm):
    code, out, _ = aipm("demand", "--family", "core", "--top", "3")
    assert code == 0
    assert "284 postings, collected 2026-11-22" in out
    assert "A convenience sample, not the market." in out
    assert "64 %  25 of 39   48-77 %" in out
    told = " ".join(out.split())
    assert "65 of 284 postings are meant (219 do not fit the filters)." in told
    assert "Shares are of the 39 whose requirements could be read; the other 26 were cut off" in told
    assert "63 can be compared with a resume" in told
    assert "Of 39 postings with readable requirements; 95 % intervals." in " ".join(out.split())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--of", "pay"], "USD a year"),
        (["--of", "together"], "machine learning"),
        (["--by", "family"], "too few to say"),
        (["--trend", "artificial intelligence"], "undated postings are left out"),
        (["--family", "core", "--against", "it_project_manager"], "* more than chance"),
        (["--of", "credential-required"], "PMP"),
        (["--of", "years", "--family", "core"], "10 or more years"),
        (["--of", "competency", "--country", "gb"], "Of 8 postings"),
        (["--any", "Python", "--any", "SQL", "--family", "core"], "Python or SQL"),
        (["--source", "zzzz", "--source", "e"], "do not fit the filters"),
    ],
)
def test_other_views_of_demand(aipm, options, said):
    code, out, _ = aipm("demand", *options)
    assert code == 0
    assert said in " ".join(out.split()) or said in out


def test_demand_for_programs(aipm):
    told = json.loads(aipm("demand", "--family", "core", "--format", "json")[1])
    assert told["about"]["cautions"]
    first = told["shares"][0]
    assert (first["id"], first["count"], first["n"]) == ("project-management", 25, 39)


def test_filters_that_leave_nothing_say_so(aipm):
    code, _, err = aipm("demand", "--country", "AQ")
    assert (code, "No posting fits these filters" in err) == (1, True)
    assert aipm("demand", "--since", "soon")[0] == 2


def test_import_then_match_then_gaps_then_export(aipm):
    senior = ads.jobspy(ads.TEXT, title="Senior AI Project Manager", id="s")
    code, _, err = aipm("import", jobs(ads.jobspy(), senior, 'x,i,,AI PM,A,"",2026-01-01,,,,,,'))
    assert code == 3
    assert "jobs.csv: row 4 has no text of an ad." in err
    assert "2 saved" in err and "1 not read" in err
    code, out, _ = aipm("match", RESUME)
    assert code == 0
    assert "Your postings: 2 postings" in out
    assert "You clear" in out and "Fernhill" in out
    code, out, _ = aipm("match", RESUME, RESUME, "--posting", "1")
    assert code == 0 and len(re.findall(r"\b\d+-100\b", out)) == 2
    assert aipm("match", RESUME, "--like", "1")[0] == 0
    code, out, _ = aipm("like", "1")
    assert code == 0 and "Senior AI Project Manager" in out and "Alike by what they ask" in out
    code, _, err = aipm("reread")
    assert (code, "nothing to read again" in err) == (0, True)
    code, out, _ = aipm("gaps", RESUME, "--market", "snapshot", "--top", "3")
    assert "Demanded, and not found" in out and "cleared then" in out
    assert aipm("status", "--reasons")[1].count("jobs.csv") >= 2
    code, _, err = aipm("clear", "--yes")
    assert (code, "removed 2 postings" in err) == (0, True)
    assert "Snapshot" in aipm("demand", "--top", "1")[1]


def test_postings_of_an_older_reader_are_told_and_read_again(aipm, monkeypatch):
    from analyzer.store import postings  # noqa: PLC0415

    assert aipm("import", jobs(ads.jobspy()))[0] == 0
    assert "older version" not in aipm("status")[2]
    monkeypatch.setattr(postings, "parser_version", lambda: "another")
    code, _, err = aipm("demand", "--top", "1")
    assert code == 0 and "1 of your postings were read by an older version" in " ".join(err.split())
    code, _, err = aipm("reread", "--workers", "1")
    assert (code, "1 postings read again; of 0" in " ".join(err.split())) == (0, True)
    assert "older version" not in aipm("demand", "--top", "1")[2]


def test_the_workbook_and_the_csv(aipm):
    assert aipm("export", "market.csv", "--family", "core")[0] == 0
    lines = Path("market.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "group,kind,id,name,count,n,share,low,high"
    assert any(
        line.startswith("all,skill,project-management,project management,25,39,0.641,0.48") for line in lines
    )
    assert aipm("export", "market.xlsx")[0] == 0
    data = Path("market.xlsx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        names = book.read("xl/workbook.xml").decode()
    assert all(f'name="{name}"' in names for name in ("About", "Skill", "Pay", "Together", "Postings"))
    assert aipm("export", "again.xlsx")[0] == 0
    assert Path("again.xlsx").read_bytes() == data
    assert aipm("export", "market.pdf")[0] == 1


def test_mistakes_are_told_in_one_line(aipm):
    assert "no field of a posting" in aipm("import", jobs(ads.jobspy()), "--column", "words=x")[2]
    assert aipm("import", "jobs.csv", "--column", "oops")[0] == 2
    code, _, err = aipm("import", "missing.csv")
    assert (code, "missing.csv was not found" in err) == (3, True)
    assert "There is no posting 'm999'" in aipm("match", RESUME, "--posting", "m999")[2]
    assert aipm("match", RESUME, RESUME)[0] == 2


def test_cells_cannot_start_a_formula(aipm):
    evil = ads.jobspy(title="=HYPERLINK(1)", company="+cmd")
    aipm("import", jobs(evil))
    aipm("export", "market.xlsx")
    with zipfile.ZipFile("market.xlsx") as book:
        texts = book.read("xl/sharedStrings.xml").decode()
        sheets = "".join(book.read(name).decode() for name in book.namelist() if "worksheets/" in name)
    assert "'=HYPERLINK(1)" in texts and "'+cmd" in texts and "<f>" not in sheets
