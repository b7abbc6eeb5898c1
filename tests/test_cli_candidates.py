"""`aipm candidates ...` from adding to forgetting, with a service that answers by the content of a file."""

import json
import zipfile
from dataclasses import replace
from pathlib import PurePath

import pytest

import analyzer.service
from analyzer import cli
from analyzer.errors import Encrypted, UnknownRole
from analyzer.records import Job, JobRef, report_json
from tests.store.made import report


class StubAnalyzer:
    """The content of a file is the address and the score of its person: "a@example.com 71"."""

    def __init__(self, *, today="2026-11"):
        self.today = today

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def jobs(self, roles, ads=()):
        if "no-such-role" in roles:
            raise UnknownRole("Unknown role 'no-such-role'. Known roles: ai-project-manager.")
        named = [
            Job(one, "AI Project Manager", "role library", "", "project", "mid", 0, 9, ()) for one in roles
        ]
        return [
            *named,
            *(Job("ad", "AI Lead", "ad", one.data.decode(), "project", "mid", 0, 9, ()) for one in ads),
        ]

    def analyze(self, resume, *, jobs=(), **_):
        email, _, score = resume.data.decode().partition(" ")
        if email == "locked":
            raise Encrypted(f"{resume.name} asks for a password.")
        found = report(email, score=float(score), name=resume.name)
        if not jobs:
            return found
        target = JobRef(PurePath(jobs[0].name).stem, "AI Lead", jobs[0].name)
        return replace(found, matches=(replace(found.matches[0], job=target),))


@pytest.fixture
def aipm(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(analyzer.service, "Analyzer", StubAnalyzer)
    monkeypatch.setenv("AIPM_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("AIPM_DATABASE_URL", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    for name, words in {
        "a.txt": "a@example.com 71",
        "a2.txt": "a@example.com 80",
        "b.txt": "b@example.com 64",
        "locked.txt": "locked 0",
    }.items():
        (tmp_path / name).write_text(words)

    def run(*arguments):
        code = 0
        try:
            cli.main(["candidates", *arguments])
        except SystemExit as end:
            code = end.code or 0
        out = capsys.readouterr()
        return code, out.out, out.err

    return run


def test_the_whole_round_from_adding_to_forgetting(aipm, tmp_path):
    code, out, err = aipm("add", "a.txt", "b.txt", "locked.txt", "--tag", "spring")
    assert code == 3
    assert "asks for a password" in out
    assert "2 added, 1 failed" in err
    assert str(tmp_path / "data" / "coach.sqlite3") in err
    assert aipm("add", "a2.txt")[1].split()[-4:-1] == ["new", "version", "C-0001"]
    _, out, err = aipm("list", "--by-fit", "--tag", "spring")
    assert out.index("C-0001") < out.index("C-0002")
    assert "80 (74-86)" in out
    assert "2 of 2" in err
    assert aipm("note", "C-0001", "Bring the budget figure", "--handout")[0] == 0
    assert aipm("tag", "C-0001", "--", "german", "-spring")[2] == "aipm: C-0001: german\n"
    _, out, _ = aipm("show", "c-0001")
    for words in ("+9.0", "71 (65-77)", "80 (74-86)", "Bring the budget figure", "tags: german"):
        assert words in out
    assert (
        aipm("cohort", "Spring", "C-0001", "C-0002", "--share")[2] == "aipm: Spring: 2 candidates, shared\n"
    )
    assert "C-0002" in aipm("list", "--cohort", "Spring")[1]
    assert aipm("rename", "C-0002", "--alias", "B-12", "--keep-until", "2100-01-01")[0] == 0
    assert aipm("export", "B-12", "-o", "b.zip")[0] == 0
    with zipfile.ZipFile("b.zip") as archive:
        assert json.loads(archive.read("data.json"))["candidate"]["alias"] == "B-12"
    assert aipm("backup", "-o", "all.sqlite3")[0] == 0
    code, _, err = aipm("forget", "C-0001", "--yes")
    assert "forgot C-0001: versions 2, files kept 2" in err
    assert aipm("show", "C-0001")[0] == 1
    assert aipm("restore", "all.sqlite3", "--yes")[2] == "aipm: restored 2 candidates\n"
    assert aipm("show", "C-0001")[0] == 0
    assert "forgot candidate" not in aipm("log")[1]
    assert json.loads(aipm("log", "--json")[1])[0]["user"] == "local"


def test_scoring_again_shows_both_models(aipm, monkeypatch):
    aipm("add", "a.txt")
    monkeypatch.setattr(
        StubAnalyzer,
        "analyze",
        lambda *_, **__: report("a@example.com", score=77.0, model="new-model"),
    )
    assert "known" in aipm("rescore")[1]
    out = aipm("show", "C-0001")[1]
    assert "71 (65-77)" in out
    assert "77 (71-83)" in out
    assert "new-model" in out


def test_what_cannot_be_done_is_said_in_one_line(aipm):
    for arguments, says in (
        (("show", "C-9999"), "no candidate C-9999"),
        (("add", "a.txt", "--role", "no-such-role"), "Unknown role"),
        (("add", "a.txt", "--to", "nobody"), "no candidate nobody"),
        (("restore", "a.txt", "--yes"), "no backup"),
        (("add", "missing-folder/"), "could not be"),
    ):
        code, out, err = aipm(*arguments)
        assert code in (1, 3), arguments
        assert says in out + err or "not found" in out + err, (arguments, out, err)
        assert "Traceback" not in out + err


def test_the_end_of_keeping_is_told_when_it_comes(aipm):
    aipm("add", "a.txt", "b.txt")
    aipm("rename", "C-0001", "--keep-until", "2020-01-01")
    assert "forgot C-0001: kept until a day that is past" in aipm("list")[2]
    assert aipm("show", "C-0001")[0] == 1
    assert aipm("keep", "30")[2] == "aipm: new candidates are kept for 30 days\n"


def test_the_results_of_a_batch_run_become_candidates(aipm, tmp_path, monkeypatch, capsys):
    lines = [report_json(report(f"{n}@example.com", sha256=str(n) * 64)) for n in range(3)]
    (tmp_path / "reports.jsonl").write_text("\n".join(lines) + "\n")
    assert "3 added" in aipm("add", "reports.jsonl")[2]
    (tmp_path / "other.jsonl").write_text('{"no": "report"}\n')
    code, _, err = aipm("add", "other.jsonl")
    assert code == 1
    assert "line 1 is no report" in err


def test_a_file_can_be_read_without_being_kept(aipm):
    aipm("add", "a.txt", "--no-files")
    code, out, _ = aipm("rescore")
    assert code == 3
    assert "was not kept" in out


# --- what people are compared with --------------------------------------------------------------------


def test_candidates_are_compared_for_a_job_ad_that_is_kept_then_for_it_by_its_id(aipm, tmp_path):
    (tmp_path / "ad.txt").write_text("AI Lead. Requirements: delivery.")
    aipm("add", "a.txt", "b.txt")
    code, out, err = aipm("compare", "C-0001", "C-0002", "--job", "ad.txt", "--format", "json")
    assert code == 0, err
    data = json.loads(out)
    assert data["job"]["title"] == "AI Lead"
    assert [one["score"] for one in data["people"]] == [71.0, 64.0]
    assert [one["place"] for one in data["people"]] == [{"first": 1, "last": 1}, {"first": 2, "last": 2}]
    assert "for coaching, not for hiring" in data["purpose"]
    code, out, _ = aipm("ads")
    name = out.splitlines()[-1].split()[0]
    assert name.startswith("ad-")
    assert aipm("compare", "C-0001", "C-0002", "--role", name, "-o", "table.html")[0] == 0
    assert "AI Lead" in (tmp_path / "table.html").read_text()
    assert aipm("ads", "--remove", name)[0] == 0
    code, _, err = aipm("compare", "C-0001", "C-0002", "--role", name)
    assert (code, "no kept job ad" in err) == (1, True)


def test_who_cannot_be_compared_is_named_and_the_others_are(aipm):
    aipm("add", "a.txt", "b.txt", "--no-files")
    aipm("add", "b.txt")
    code, _, err = aipm("compare", "C-0001", "C-0002", "--role", "another-role", "--blind")
    assert code == 1
    assert "not kept" in err


def test_a_comparison_is_for_one_thing_only(aipm):
    assert aipm("compare", "C-0001", "--role", "x", "--posting", "1")[0] == 2
    code, _, err = aipm("compare", "C-0001", "--posting", "1")
    assert (code, "There is no candidate" in err) == (1, True)


@pytest.mark.parametrize("more", [["--show", "school"], ["--blind", "--show", "name"]])
def test_a_name_is_never_shown_in_blind_mode_and_nothing_is_left_out_without_it(aipm, more):
    code, _, err = aipm("compare", "C-0001", "C-0002", *more)
    assert (code, "--show" in err) == (2, True)


def test_users_are_listed_and_made_admins(aipm):
    assert "local" in aipm("users")[1]
    code, _, err = aipm("users", "--make", "admin", "--user", "ann")
    assert (code, "No user of that id" in err) == (1, True)
    assert aipm("users", "--make", "chief", "--user", "ann")[0] == 2


def test_looking_is_in_the_log_too(aipm):
    aipm("add", "a.txt", "b.txt")
    aipm("compare", "C-0001", "C-0002")
    assert "compared candidate" in aipm("log")[1]
