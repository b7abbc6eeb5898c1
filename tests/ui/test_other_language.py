"""In a pretended language no page shows an English word of ours: no text was forgotten in the code.

What the pages show of documents and of the analysis stays as it is: the Report's messages, names of skills
and competencies, titles of roles, names of people and files. All of that is `known` here, or named below.
"""

import ast
import json
import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from threading import RLock

import pytest
from streamlit.testing.v1 import AppTest

from analyzer import advice
from analyzer.advice import RULES
from analyzer.fairness import NO_AUDIT
from analyzer.language import load_competencies, load_skills
from analyzer.market import elsewhere
from analyzer.records import Source, report_json
from analyzer.reports import html as html_page
from analyzer.reports import markdown, terminal
from analyzer.reports.comparison import compare
from analyzer.reports.printed import checklist, report_paper
from analyzer.reports.terminal import Look
from analyzer.reports.words import clean
from analyzer.resources import data_hash, data_path, read_yaml
from analyzer.store import Desk, cohorts, people
from analyzer.texts import VARIABLE, say
from analyzer.ui import session
from analyzer.ui.session import Request, Work
from tests import pseudo
from tests.advice.test_whatif import RESUME
from tests.reports.sample import HOSTILE, REPORT, VIEW
from tests.ui.fake import ABSTAINED, PLACED, ROLES
from tests.ui.test_desk import add, data, open_page, tab  # noqa: F401  (fixtures among them)
from tests.ui.test_market import analyzer, door, opened  # noqa: F401
from tests.ui.test_pages import compared, reviewing

#: Keys of a Report whose values are codes: a page shows the word for each, so the code is no known word.
CODES = {"band", "code", "decision", "direction", "document", "format", "importance", "kind", "level_fit"} | {
    "met", "role", "severity", "status", "strength", "source"
}  # fmt: skip
#: Names, and what stands in no Report: the facts of the desk, the addresses of tests, Streamlit's own.
NAMES = """AI PM
data/coach.sqlite3
https
pdf
markdown
evil.example.comhere
Ledateamof
advert.txt
spacy
scikit-learn
pdfplumber
streamlit
PDF
team size
SHA
"""


#: A word of a sample that is cut at any place.
_LONG = re.compile(r"\w*(?:Donaud|dampfsch|bauunter|gesellsch)\w*")


#: What stands for a masked word, and what is left of lines that are cut there.
MASKED = "employer\nmail\nschool\naddress\nuestion\nors by"


def strings(value, key="", *, codes=CODES):
    if isinstance(value, str):
        if key not in codes:
            yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from strings(one, name, codes=codes)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from strings(one, key, codes=codes)


def told(*reports):
    return "\n".join(one for report in reports for one in strings(json.loads(report_json(report))))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return pseudo.make(tmp_path_factory.mktemp("texts"))


@pytest.fixture(scope="module")
def names():
    skills = "\n".join(one.name for one in load_skills().skills.values())
    competencies = "\n".join(one.name for one in load_competencies())
    return "\n".join(
        [NAMES, clean(HOSTILE), data_hash(), skills, competencies, *(role.title for role in ROLES)]
    )


@pytest.fixture
def complete(folder, names, tmp_path, monkeypatch):
    """Fails when a page or text shows an English word of ours; `known` holds more that may stand there."""
    monkeypatch.setenv(VARIABLE, str(folder))

    def check(shown, known=""):
        if not isinstance(shown, str | list):
            assert not shown.exception
            shown = pseudo.texts_of_page(shown)
        texts = [shown] if isinstance(shown, str) else shown
        assert any(pseudo.OPEN in one for one in texts)
        places = str(tmp_path)  # where the desk is kept
        texts = [_LONG.sub("", one.replace(places, "")) for one in texts]
        plain = pseudo.plain(texts, "\n".join([names, told(PLACED, ABSTAINED), known]))
        assert not plain, f"English words of ours, or more that is known: {'; '.join(sorted(plain))}"

    return check


@pytest.mark.parametrize("name", ["start", "review", "whatif", "career", "compare", "about"])
def test_a_page_without_a_review(complete, page, name):
    complete(page(name).run())


def test_the_menu_and_what_start_says(complete, app):
    complete(app)
    app.segmented_control(key="resume_from").set_value("text").run()
    app.segmented_control(key="job_from").set_value("ad").run()
    complete(app)


def test_a_file_that_failed(complete, app):
    app.file_uploader(key="resume_file").set_value(("cv.docx", b"x", "text/plain")).run()
    app.button(key="act").click().run()
    known = "This file is a Word document. Save it as PDF and try again."
    complete(app, known)


@pytest.mark.parametrize("report", [PLACED, ABSTAINED], ids=["scored", "not scored"])
def test_the_review(complete, page, report):
    at = reviewing(page("review"), report)
    complete(at, "avery.pdf")
    at.button(key="machine_show").click().run()
    view = told_view()
    complete(at, f"avery.pdf\n{view}")


def told_view():
    """What the service says of simple readers, and their texts."""
    said = [VIEW.document.text]
    for reading in VIEW.readings:
        method = reading.simple.method
        said += [method, method[:1].upper() + method[1:], reading.simple.text, reading.simple.problem]
        said += [
            part
            for loss in reading.losses
            for part in (loss.message, loss.message.capitalize(), *loss.examples)
        ]
    return "\n".join(said)


def labels():
    """Requirements in a few of their own words."""
    return "\n".join(line.label for _, lines in compare([PLACED]).groups for line in lines)


def test_people_compared(complete, page):
    at = compared(page, "cara-weaker.txt", "avery.txt", "letter.txt")
    known = "cara-weaker.txt\navery.txt\nletter.txt\nThis reads like a letter, so there is nothing to score."
    complete(at, f"{known}\n{labels()}")


def test_sign_in(complete, engine, monkeypatch):
    monkeypatch.setenv("AIPM_SIGN_IN", "on")
    at = AppTest.from_string("from analyzer.ui.app import main; main()", default_timeout=30).run()
    complete(at)


def test_the_desk(complete, open_page):  # noqa: F811
    files = (
        "ann-1.pdf\nbo-weaker.pdf\nbroken.docx\nThis file is a Word document. Save it as PDF and try again."
    )
    complete(open_page())
    app = add(open_page(), "ann-1.pdf", "bo-weaker.pdf", "broken.docx", add_names=True, add_tags="Pilot")
    known = f"{files}\nPilot\npilot\nSpring"
    complete(app, known)
    with Desk() as desk:
        cohorts.put(desk, cohorts.make(desk, "Spring"), [1, 2])
        people.add_note(desk, 1, "Pilot", for_handout=True)
    summaries = "\n".join(one.summary for one in RULES)
    known = f"{known}\n{summaries}\n{NO_AUDIT}\ndata"  # a requirement is cut after this word
    for name in ("people", "cohort", "fairness", "desk"):
        complete(tab(open_page(), say(f"desk-tab-{name}"), "desk_tab"), known)
    for name in ("history", "resume", "notes", "handout", "data"):
        at = tab(open_page(c="C-0001"), say(f"desk-tab-{name}"))
        complete(at, known)
        at.toggle(key="blind").set_value(True).run()
        complete(at, f"{known}\n{MASKED}")
    at = tab(open_page("compare"), say("compare-from-desk"), "compare_from")
    at.multiselect(key="compare_candidates").set_value([1, 2]).run()
    complete(at, f"{known}\n{labels()}")


def test_the_market(complete, door):  # noqa: F811
    rows = door.snapshot.facts
    told = [*door.snapshot.about.cautions, door.snapshot.about.source, door.snapshot.about.name]
    for row in rows:
        told += [
            str(one)
            for one in (row.title, row.company, row.place, row.country, row.source, row.degree)
            if one
        ]
        told += [row.pay.currency] if row.pay else []
    complete(opened(), "\n".join(told))


@pytest.fixture(scope="module")
def planned(analyzer):  # noqa: F811
    """An invented person's file and Report, and every word that the advice may say of them."""
    source = Source("rosa.txt", RESUME.encode())
    report = analyzer.analyze(source)
    said = [told(report), *source.data.decode().split(), *(role.title for role in analyzer.roles)]
    said += strings(read_yaml(data_path("ladder.yaml")), codes=())
    for folder in ("roadmap", "advice"):
        for path in data_path(folder).rglob("*.yaml"):
            said += strings(read_yaml(path), codes=())
    # what messages of the rules end with is put together beside the market's figures
    for path in (*Path(advice.__file__).parent.rglob("*.py"), Path(elsewhere.__file__)):
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        said += [one.value for one in nodes if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return source, report, "\n".join(said)


@pytest.mark.parametrize("name", ["whatif", "career"])
def test_planning(complete, planned, analyzer, monkeypatch, name):  # noqa: F811
    source, report, known = planned
    engine = session.Engine(analyzer, RLock())
    monkeypatch.setattr(session, "load_analyzer", lambda: engine)
    at = AppTest.from_string(f"from analyzer.ui.{name} import page; page()", default_timeout=60)
    at.session_state["work"] = Work(request=Request(source), report=report)
    complete(at.run(), known)
    for box in [one for one in at.checkbox if one.key.startswith("accept_")][:1]:
        box.check().run()
        complete(at, known)


def test_reports_to_take_along(complete):
    # Quotes are cut to a line or two in print, so any piece of a document counts as one.
    documents = "\n".join(word for one in REPORT.documents for word in one.text.split())
    cut = "drift\nsystem\nMS\nbr"  # requirements and skills that are cut or wrapped, and markup of Markdown
    known = f"{told(REPORT)}\n{documents}\n{cut}"
    complete(pseudo.texts_of_html(html_page.render(REPORT)), known)
    complete(" ".join(terminal.render(REPORT, Look(width=100), verbose=True).split()), known)
    complete(markdown.render(REPORT), known)
    for paper in (report_paper(REPORT), checklist(REPORT)):
        complete(list(strings_of(paper)), known)


def strings_of(paper):
    """Every text of a paper."""
    for part in (paper.title, paper.subtitle, paper.footer, *paper.blocks):
        if isinstance(part, str):
            yield part
        else:
            yield from _inside(part)


def _inside(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _inside(one)
    elif is_dataclass(value):
        for one in fields(value):
            if one.name not in ("tone", "style"):
                yield from _inside(getattr(value, one.name))
