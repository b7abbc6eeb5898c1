import csv
import io
import json
import re
import runpy
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import jsonschema
import pytest
from reports.sample import REPORT, RESUME, VIEW, named

import analyzer.service
from analyzer import cli
from analyzer.advice import RULES
from analyzer.batch import task
from analyzer.cli import serving
from analyzer.errors import Encrypted, UnknownRole
from analyzer.records import machine_view_json, report_json
from analyzer.reports import ranking
from docs.__main__ import with_helps


class StubAnalyzer:
    """The service without its knowledge: the content of a file is the score of its person."""

    calls: ClassVar[list[dict]] = []

    def __init__(self, *, today="2026-11", reader=None, weights=None):
        self.today, self.reader, self.weights = today, reader, weights

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        pass

    def jobs(self, roles, *_):
        if "no-such-role" in roles:
            raise UnknownRole("Unknown role 'no-such-role'. Known roles: ai-project-manager.")

    def machine_view(self, source, *, simple=True):
        self.calls.append({"read": source.name, "simple": simple})
        return VIEW if simple else replace(VIEW, readings=())

    def analyze(self, resume, *, portfolio=(), roles=(), jobs=(), on_stage=str):
        self.jobs(roles)
        on_stage("Reading the pages")
        self.calls.append({"today": self.today, "portfolio": portfolio, "roles": roles, "jobs": jobs})
        content = resume.data.decode()
        if content == "encrypted":
            raise Encrypted(f"{resume.name} asks for a password.\nExport it without one.")
        if content == "bug":
            raise TypeError("secret words of a resume")
        if content == "rich":
            return REPORT
        return named(resume.name, score=float(content) if content != "none" else None)


@pytest.fixture(autouse=True)
def stub(monkeypatch, tmp_path):
    monkeypatch.setattr(analyzer.service, "Analyzer", StubAnalyzer)
    monkeypatch.setattr(task, "early_reader", lambda **_: None)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    StubAnalyzer.calls = []
    task.ready_analyzer.cache_clear()
    yield StubAnalyzer
    task.ready_analyzer.cache_clear()


@pytest.fixture
def aipm(capsys):
    """Run the command line: exit code, standard output, standard error."""

    def run(*arguments):
        try:
            cli.main(arguments)
            code = 0
        except SystemExit as end:
            code = end.code or 0
        out, err = capsys.readouterr()
        return code, out, err

    return run


def write(**files):
    for name, content in files.items():
        Path(name.replace("_", ".")).write_text(content)


# --- analyze ----------------------------------------------------------------------------------------------


def test_analyze_prints_the_report_and_nothing_else(aipm):
    write(cv_txt="rich")
    code, out, err = aipm("analyze", "cv.txt")
    assert (code, err) == (0, "")
    assert out.startswith("avery-lindqvist.pdf")
    assert "67  good   interval 61-74" in out


def test_verbose_shows_more(aipm):
    write(cv_txt="rich")
    assert "All suggestions (5)" in aipm("analyze", "cv.txt", "--verbose")[1]


def test_json_is_the_report_and_keeps_to_the_schema(aipm):
    write(cv_txt="rich")
    code, out, err = aipm("analyze", "cv.txt", "--format", "json")
    assert (code, err) == (0, "")
    assert json.loads(out) == json.loads(report_json(REPORT))
    schema = json.loads(aipm("schema")[1])
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(out), schema, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    ("name", "start"),
    [("out.html", "<!doctype html>"), ("out.md", "# avery"), ("out.json", "{"), ("out.txt", "avery")],
)
def test_the_ending_of_the_output_chooses_the_format(aipm, name, start):
    write(cv_txt="rich")
    code, out, err = aipm("analyze", "cv.txt", "--output", name)
    assert (code, out, err) == (0, "", f"aipm: wrote {name}\n")
    assert Path(name).read_text(encoding="utf-8").startswith(start)
    assert [path.name for path in Path().iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(("name", "start"), [("out.pdf", b"%PDF-"), ("out.docx", b"PK\x03\x04")])
def test_the_ending_chooses_the_printed_report_and_the_checklist_too(aipm, name, start):
    write(cv_txt="rich")
    code, out, err = aipm("analyze", "cv.txt", "--page", "letter", "--output", name)
    assert (code, out, err) == (0, "", f"aipm: wrote {name}\n")
    assert Path(name).read_bytes().startswith(start)


def test_a_named_format_wins_over_the_ending(aipm):
    write(cv_txt="rich")
    aipm("analyze", "cv.txt", "--output", "out.txt", "--format", "json")
    assert json.loads(Path("out.txt").read_text(encoding="utf-8"))


def test_roles_jobs_portfolio_and_month_reach_the_service(aipm, stub):
    write(cv_txt="50", ad_txt="We seek", case_md="# Case")
    Path("work").mkdir()
    Path("work/notes.txt").write_text("more")
    code, _, _ = aipm(
        *("analyze", "cv.txt", "--role", "ai-project-manager", "--role", "head-of-ai", "--job", "ad.txt"),
        *("--portfolio", "case.md", "--portfolio", "work", "--as-of", "2025-03"),
    )
    assert code == 0
    (call,) = stub.calls
    assert call["today"] == "2025-03"
    assert call["roles"] == ["ai-project-manager", "head-of-ai"]
    assert [source.name for source in call["jobs"]] == ["ad.txt"]
    assert [(one.name, one.kind) for one in call["portfolio"]] == [("case.md", "file"), ("work", "folder")]


def test_a_job_ad_may_come_from_standard_input(aipm, stub, monkeypatch):
    write(cv_txt="50")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"We seek a lead")))
    assert aipm("analyze", "cv.txt", "--job", "-")[0] == 0
    assert stub.calls[0]["jobs"][0].data == b"We seek a lead"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["gone.pdf"], "aipm: gone.pdf was not found. Check the path."),
        (["locked.txt"], "aipm: locked.txt asks for a password. Export it without one."),
        (
            ["cv.txt", "--role", "no-such-role"],
            "aipm: Unknown role 'no-such-role'. Known roles: ai-project-manager.",
        ),
        (["cv.txt", "--job", "gone.txt"], "aipm: gone.txt was not found. Check the path."),
        (["cv.txt", "--portfolio", "gone"], "aipm: gone was not found. Check the path."),
        (["folder"], "aipm: folder is a folder. Name a file in it, or use `aipm batch folder`."),
        (
            ["cv.txt", "--output", "cv.txt/out.md"],
            "aipm: Could not write cv.txt/out.md: File exists. Choose another --output.",
        ),
    ],
)
def test_what_cannot_be_used_ends_with_one_line_and_no_output(aipm, arguments, reason):
    write(cv_txt="50", locked_txt="encrypted")
    Path("folder").mkdir()
    assert aipm("analyze", *arguments) == (1, "", f"{reason}\n")


def test_a_mistake_of_ours_is_one_line_without_personal_words(aipm):
    write(cv_txt="bug")
    code, out, err = aipm("analyze", "cv.txt")
    assert (code, out) == (1, "")
    assert re.fullmatch(
        r"aipm: The program made a mistake \(TypeError at \w+:\d+\)\. .*--debug shows where\.\n", err
    )
    assert "secret" not in err


@pytest.mark.parametrize("arguments", [["--debug", "analyze", "cv.txt"], ["analyze", "cv.txt", "--debug"]])
def test_debug_shows_the_trace(arguments):
    write(cv_txt="bug")
    with pytest.raises(TypeError, match="secret words"):
        cli.main(arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ["analyze"],
        ["analyze", "cv.txt", "--format", "xlsx"],
        ["analyze", "cv.txt", "--as-of", "March"],
        ["batch", "cv.txt", "--workers", "0"],
        ["compare", "cv.txt", "--role", "a", "--job", "b"],
        ["nonsense"],
    ],
)
def test_a_command_that_is_not_understood_ends_with_2(aipm, arguments):
    write(cv_txt="50")
    code, out, err = aipm(*arguments)
    assert (code, out) == (2, "")
    assert "Error: " in err


def test_an_interrupted_run_ends_with_130(aipm, stub, monkeypatch):
    write(cv_txt="50")

    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(stub, "analyze", interrupt)
    assert aipm("analyze", "cv.txt")[0] == 130
    assert aipm("batch", "cv.txt", "--output", "out.csv")[0] == 130
    assert not Path("out.csv").exists()


# --- read -------------------------------------------------------------------------------------------------


def test_read_prints_our_text_alone_and_asks_no_simple_reader(aipm, stub):
    write(cv_txt="any")
    assert aipm("read", "cv.txt") == (0, f"{RESUME.text}\n", "")
    assert stub.calls == [{"read": "cv.txt", "simple": False}]


def test_read_simple_prints_what_simple_readers_get(aipm):
    write(cv_txt="any")
    code, out, err = aipm("read", "cv.txt", "--simple")
    assert (code, err) == (0, "")
    assert out.startswith("--- across the page, row by row ---\n")
    assert "Ledateamof14" in out


def test_read_compare_shows_both_texts_and_what_is_lost(aipm):
    write(cv_txt="any")
    code, out, err = aipm("read", "cv.txt", "--compare")
    assert (code, err) == (0, "")
    assert "5 of 122 words are glued to the next one. “Led a team of 14”" in out
    assert "One column is safer." in out
    assert max(map(len, out.splitlines())) <= 80


def test_read_json_holds_both_texts(aipm):
    write(cv_txt="any")
    code, out, _ = aipm("read", "cv.txt", "--format", "json")
    assert (code, json.loads(out)) == (0, json.loads(machine_view_json(VIEW)))
    assert aipm("read", "cv.txt", "-o", "view.json")[0] == 0
    assert json.loads(Path("view.json").read_text(encoding="utf-8"))["schema"] == "aipm-reading/1"


def test_read_wants_one_way_to_print(aipm):
    write(cv_txt="any")
    code, _, err = aipm("read", "cv.txt", "--simple", "--compare")
    assert code == 2
    assert "choose --simple or --compare" in err.replace("\n", " ")


def test_read_names_a_file_that_is_not_there(aipm):
    code, out, err = aipm("read", "none.pdf")
    assert (code, out) == (1, "")
    assert "none.pdf" in err


# --- batch ------------------------------------------------------------------------------------------------


@pytest.fixture
def people():
    write(a_txt="40.2", b_txt="71.5", c_txt="none", d_txt="encrypted", e_txt="71.5", f_json="{}")


def test_a_batch_ranks_everyone_and_lists_failures(aipm, people):
    code, out, err = aipm("batch", ".")
    assert code == 3
    order = [line for line in out.splitlines() if re.match(r"\s*\d", line)]
    assert [re.search(r"\w\.txt", line)[0] for line in order] == ["b.txt", "e.txt", "a.txt"]
    assert "(same as b.txt)" in order[1]
    assert "Not scored (1)" in out
    assert "Could not be read (1)" in out
    assert "asks for a password" in out
    assert err.splitlines() == [
        "aipm: passed over 1 .json file: no resume by its name",
        "aipm: 5 files: 4 read, 1 failed, 1 the same as another, 2 with the text of another",
    ]


def test_a_batch_without_failures_ends_with_0(aipm):
    write(a_txt="40")
    assert aipm("batch", "a.txt")[0] == 0


def test_json_lines_hold_one_report_or_failure_for_each_file(aipm, people):
    code, out, _ = aipm("batch", ".", "--format", "jsonl")
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 3
    assert [line["documents"][0]["name"] if "documents" in line else line["name"] for line in lines] == [
        "a.txt", "b.txt", "c.txt", "d.txt", "e.txt",
    ]  # fmt: skip
    assert lines[3] == {
        "name": "d.txt",
        "code": "encrypted",
        "reason": "d.txt asks for a password.\nExport it without one.",
    }
    assert out.splitlines()[0] == report_json(named("a.txt", score=40.2))


def test_csv_has_a_row_for_each_file_and_equal_scores_share_a_rank(aipm, people):
    rows = list(csv.DictReader(io.StringIO(aipm("batch", ".", "--format", "csv")[1])))
    assert [(row["rank"], row["file"], row["status"]) for row in rows] == [
        ("1", "b.txt", "scored"),
        ("1", "e.txt", "scored"),
        ("3", "a.txt", "scored"),
        ("", "c.txt", "not scored"),
        ("", "d.txt", "failed"),
    ]
    assert rows[0]["score"] == "71.5"
    assert rows[1]["same_as"] == "b.txt"
    assert rows[3]["reason"] == "Too little text."


def test_no_cell_of_the_csv_can_start_a_formula(aipm):
    for name in ("=cmd.txt", "+1.txt", "@x.txt", "-2.txt"):
        Path(name).write_text("50")
    rows = list(csv.reader(io.StringIO(aipm("batch", ".", "--format", "csv")[1])))
    assert len(rows) == 5
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_the_order_in_which_files_are_named_changes_nothing(aipm, people):
    one = aipm("batch", "a.txt", "b.txt", "d.txt", "--format", "jsonl")[1]
    assert aipm("batch", "d.txt", "b.txt", "a.txt", "--format", "jsonl")[1] == one


def test_a_folder_as_output_gets_csv_and_json_lines(aipm, people):
    code, out, err = aipm("batch", ".", "--output", "results/")
    assert code == 3
    assert "b.txt" in out
    assert "wrote results/ranking.csv" in err
    assert len(Path("results/reports.jsonl").read_text(encoding="utf-8").splitlines()) == 5
    assert Path("results/ranking.csv").read_text(encoding="utf-8").startswith("rank,file,job")


def test_output_that_cannot_be_written_is_said_before_the_run(aipm, people, stub):
    code, out, err = aipm("batch", ".", "--output", "a.txt/ranking.csv")
    assert (code, out) == (1, "")
    assert "Could not write a.txt/ranking.csv: a.txt is no folder" in err
    assert stub.calls == []


def test_a_batch_for_an_unknown_role_fails_at_once(aipm, people):
    code, out, err = aipm("batch", ".", "--role", "no-such-role")
    assert (code, out) == (1, "")
    assert "Unknown role" in err


def test_an_empty_folder_is_said_to_be_empty(aipm):
    Path("empty").mkdir()
    code, out, err = aipm("batch", "empty")
    assert (code, out, err) == (
        1,
        "",
        "aipm: No resume was found in empty. Files read: PDF, Word document, OpenDocument, RTF, "
        "web page, JSON Resume, Markdown, text, photo or scan.\n",
    )


# --- compare and the rest ---------------------------------------------------------------------------------


def test_compare_puts_people_side_by_side(aipm):
    write(a_txt="40", b_txt="71", c_txt="68")
    code, out, err = aipm("compare", "a.txt", "b.txt", "c.txt", "--role", "ai-project-manager")
    assert (code, err) == (0, "")
    assert "A and B: too close to tell" in out
    assert aipm("compare", "a.txt", "b.txt", "-o", "out.html")[0] == 0
    assert Path("out.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_rules_are_listed_and_explained(aipm):
    listed = aipm("rules")[1]
    assert all(rule.name in listed for rule in RULES)
    code, out, _ = aipm("rule", RULES[0].name)
    assert code == 0
    assert {"Why", "Instead of", "Try", "Source"} <= {line.split("  ")[0] for line in out.splitlines()}


def test_an_unknown_rule_names_the_nearest(aipm):
    name = RULES[0].name
    code, out, err = aipm("rule", name[:-1])
    assert (code, out) == (1, "")
    assert f"Did you mean {name}?" in err


def test_skills_are_found_by_another_spelling(aipm):
    code, out, _ = aipm("skills", "pyspark")
    assert code == 0
    assert "Apache Spark" in out
    assert aipm("skills", "zzzzqqqq")[0] == 1


def test_version_is_the_package_version(aipm):
    assert aipm("version")[1] == f"aipm {analyzer.__version__}\n"


@pytest.fixture
def started(monkeypatch):
    """The arguments with which the app would have been started, and the pages opened."""
    seen = []
    monkeypatch.setattr(sys, "argv", ["aipm"])
    monkeypatch.setattr(runpy, "run_module", lambda name, **_: seen.append([name, *sys.argv]))
    monkeypatch.setattr(serving, "_open_when_ready", seen.append)
    monkeypatch.setattr(serving, "_has_screen", lambda: True)
    return seen


def test_the_app_starts_with_the_shipped_settings_on_this_machine_only(aipm, started):
    assert aipm("app", "--port", "9001") == (0, "", "")
    page, command = started
    assert page == "http://127.0.0.1:9001"
    assert command[:3] == ["streamlit", "streamlit", "run"]
    assert Path(command[3]).parts[-2:] == ("ui", "app.py")
    assert "--server.address=127.0.0.1" in command
    assert "--server.port=9001" in command
    assert "--browser.gatherUsageStats=false" in command
    assert "--client.showErrorDetails=none" in command


def test_the_app_opens_no_browser_when_told_so(aipm, started):
    aipm("app", "--no-browser")
    assert len(started) == 1


@pytest.mark.usefixtures("started")
def test_the_app_says_what_listening_for_others_means(aipm):
    assert "everyone who can reach port 8501" in aipm("app", "--host", "0.0.0.0")[2]  # noqa: S104


def test_help_loads_nothing_heavy():
    code = "import sys, analyzer.cli; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {
        "spacy",
        "sklearn",
        "pydantic",
        "jinja2",
        "joblib",
        "pdfplumber",
        "streamlit",
        "rich",
        "analyzer.records",
    }
    assert not heavy & set(loaded.stdout.split())


def test_module_and_script_are_the_same():
    done = subprocess.run(
        [sys.executable, "-m", "analyzer", "version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"aipm {analyzer.__version__}\n"


# --- documentation ----------------------------------------------------------------------------------------

DOCS = Path(__file__).parent.parent / "docs" / "cli.md"


def test_the_documentation_shows_the_help_texts_as_they_are(aipm):
    text = DOCS.read_text(encoding="utf-8")
    expected = with_helps(text, lambda *words: aipm(*words, "--help")[1])
    assert expected.count("### `aipm") >= 12
    assert text == expected, "run `python -m docs cli`"


def test_the_documentation_names_the_columns_of_the_csv():
    text = " ".join(DOCS.read_text(encoding="utf-8").split())
    assert " ".join(ranking.COLUMNS) in text


def test_every_command_in_the_documentation_exists(aipm):
    commands = set(re.findall(r"^(?:pbpaste \| )?aipm (\w+)", DOCS.read_text(encoding="utf-8"), re.MULTILINE))
    assert commands == {"analyze", "read", "batch", "compare", "market", "skills", "rule", "app"}
    assert all(aipm(command, "--help")[0] == 0 for command in commands)
