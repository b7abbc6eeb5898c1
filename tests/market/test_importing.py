"""Files into adverts: the same posting in every format is the same posting; bad files end with a reason."""

import io
import json
import zipfile
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.documents import Reader
from analyzer.errors import ReadError
from analyzer.language import Annotator
from analyzer.market.adverts import Advert, Unread
from analyzer.market.facts import Pay
from analyzer.market.importing import Given, check_mapping, given_files, read_adverts
from analyzer.market.pages import plain_text
from analyzer.market.places import country_of_place, day, pay_in_words, remote_of
from analyzer.market.understanding import language_of, understand
from tests.documents.wordfile import docx
from tests.market import ads


@pytest.fixture(scope="module")
def annotator():
    return Annotator()


@pytest.fixture(scope="module")
def read_text():
    with Reader() as reader:
        yield lambda source: reader.read(source).text


def found(name, data, read_text, **options):
    data = data if isinstance(data, bytes) else data.encode()
    return list(read_adverts(Given(name, data=data), read_text, **options))


def paragraphs(text):
    return "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.splitlines())


def zipped(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


FORMATS = {
    "jobs.json": json.dumps(ads.GREENHOUSE),
    "lever.json": json.dumps(ads.LEVER),
    "ashby.json": json.dumps(ads.ASHBY),
    "page.html": ads.PAGE,
    "micro.html": ads.MICRODATA,
    "jobs.csv": ads.CSV,
    "jobs.jsonl": json.dumps(ads.SCHEMA_ORG) + "\n",
    "rows.json": json.dumps({"results": [{"jobTitle": ads.TITLE, "description": ads.TEXT}]}),
    "ad.txt": ads.TEXT,
    "ad.md": ads.TEXT.replace("Responsibilities\n", "## Responsibilities\n").replace(
        "Requirements\n", "## Requirements\n"
    ),
    "ad.html": f"<html><body><h1>{ads.TITLE}</h1>{ads.HTML}</body></html>",
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_job(name, read_text, annotator):
    (advert,) = found(name, FORMATS[name], read_text)
    read = understand(advert, "x", annotator)
    assert read.job.title == ads.TITLE
    assert read.facts.family == "ai_project_manager"
    assert read.facts.min_years == 5
    assert read.facts.readable == "full"
    assert {"scrum", "jira", "project-management"} <= set(read.facts.required)
    assert set(read.facts.credentials) >= {"pmp"}
    assert read.facts.credentials_required == ()  # one of two is enough
    assert read.facts.preferred == ("python",)
    quotes = [one.text.rstrip(".") for one in read.job.requirements]
    assert [one.rstrip(".") for one in ads.WORDS[1:6]] == quotes[:5]


def test_word_documents_are_read_too(read_text, annotator):
    (advert,) = found("ad.docx", docx(paragraphs(ads.TEXT)).data, read_text)
    assert understand(advert, "x", annotator).facts.min_years == 5


@pytest.mark.parametrize(
    "name", ["jobs.json", "lever.json", "ashby.json", "page.html", "micro.html", "jobs.csv", "jobs.jsonl"]
)
def test_what_stands_beside_the_words_is_kept(name, read_text):
    (advert,) = found(name, FORMATS[name], read_text)
    assert (advert.title, advert.place, advert.country) == (ads.TITLE, "Austin, TX, US", "US")
    assert advert.posted == "2026-03-02"
    if name != "micro.html":
        assert advert.pay == Pay(120_000, 150_000, "USD", "year")
    if name not in ("lever.json", "ashby.json"):  # these boards are of one company and do not name it
        assert advert.company == ads.COMPANY
    if name in ("lever.json", "ashby.json"):
        assert advert.remote == "hybrid"


def test_any_table_is_read_by_a_mapping(read_text):
    table = 'Stelle;Beschreibung;Firma\nAI PM;"Requirements:\n- 5+ years of Scrum";Acme\n'
    (unread,) = found("jobs.csv", table, read_text)
    assert "--column text=NAME" in unread.reason
    mapping = {"title": "Stelle", "text": "Beschreibung", "company": "Firma"}
    (advert,) = found("jobs.csv", table, read_text, mapping=mapping)
    assert (advert.title, advert.company) == ("AI PM", "Acme")
    (missing,) = found("jobs.csv", table, read_text, mapping={"text": "Text"})
    assert "no column 'Text'" in missing.reason
    with pytest.raises(ReadError, match="'words' is no field"):
        check_mapping({"words": "x"})


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_tables_of_other_encodings(encoding, read_text):
    table = ads.CSV.replace("Fernhill Clinics", "Café Zürich").encode(encoding)
    (advert,) = found("jobs.csv", table, read_text)
    assert advert.company == "Café Zürich"


def test_rows_without_words_are_told_with_their_number(read_text):
    table = ads.CSV + 'x,indeed,,AI PM,Acme,"",2026-01-01,,,,,,\n' + ads.jobspy(id="in-2") + "\n"
    first, second, third = found("jobs.csv", table, read_text)
    assert isinstance(first, Advert) and isinstance(third, Advert)
    assert (second.code, second.reason) == ("no-text", "jobs.csv: row 3 has no text of an ad.")


BAD = {
    "empty.csv": (b"", "empty"),
    "no.json": (b"{", "damaged"),
    "deep.json": (b"[" * 200_000, "damaged"),
    "nothing.json": (b"{}", "no-text"),
    "number.json": (b"5", "no-text"),
    "nul.json": (b"\x00" * 100, "damaged"),
    "no.zip": (b"PK\x03\x04 nothing", "damaged"),
    "columns.csv": (b"a,b\n1,2\n", "not-a-posting"),
    "scan.pdf": (b"%PDF-1.7 broken", "unreadable"),
    "table.xls": (b"\xd0\xcf\x11\xe0", "format"),
    "empty.txt": (b" \n ", "unreadable"),
    "open.csv": ((ads.JOBSPY_COLUMNS + '\n1,x,,AI PM,A,B,,,,,,,"' + "word " * 200_000).encode(), "damaged"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_ends_with_a_reason_and_never_raises(name, read_text):
    data, code = BAD[name]
    *_, last = found(name, data, read_text)
    assert isinstance(last, Unread)
    assert last.code == code
    assert name in last.reason


def test_lines_that_are_no_json_are_told_and_the_others_read(read_text):
    lines = "\n".join((json.dumps(ads.SCHEMA_ORG), "{oops", "", "[]", json.dumps(ads.SCHEMA_ORG)))
    one, two, three, four = found("jobs.jsonl", lines, read_text)
    assert isinstance(one, Advert) and isinstance(four, Advert)
    assert (two.reason, three.code) == ("jobs.jsonl: line 2 is no JSON.", "no-text")


def test_a_line_without_end_does_not_fill_the_memory(read_text, monkeypatch):
    monkeypatch.setattr("analyzer.market.importing.MOST_CELL", 1000)
    long = json.dumps({"title": "x", "description": "word " * 2000})
    first, second = found(
        "jobs.jsonl", f"{long}\n{json.dumps(ads.SCHEMA_ORG)}\n".replace("\\n", " "), read_text
    )
    assert (first.code, isinstance(second, Advert)) == ("too-large", True)


def test_zips_are_opened_once_and_bombs_not(read_text):
    inner = zipped(**{"ad.txt": ads.TEXT})
    outer = zipped(
        **{
            "a/jobs.csv": ads.CSV,
            "b/ad.txt": ads.TEXT,
            "c.zip": inner,
            "d.exe": b"MZ",
            "__MACOSX/e.txt": b"x",
        }
    )
    by = {
        type(one).__name__ + (one.code if isinstance(one, Unread) else one.source)
        for one in found("x.zip", outer, read_text)
    }
    assert by == {"Advertindeed", "Advertad.txt", "Unreadformat"}
    bomb = zipped(**{"big.txt": b"0" * 250_000_000})
    (refused,) = found("bomb.zip", bomb, read_text)
    assert refused.code == "too-large"


@given(st.data())
@settings(max_examples=60)
def test_a_zip_with_turned_bytes_ends_with_adverts_or_reasons(data):
    packed = bytearray(zipped(**{"jobs.csv": ads.CSV * 3, "ad.txt": ads.TEXT * 5}))
    for at in data.draw(st.lists(st.integers(0, len(packed) - 1), min_size=1, max_size=8)):
        packed[at] = data.draw(st.integers(0, 255))
    told = found("x.zip", bytes(packed), lambda source: source.data.decode("utf-8", "replace"))
    assert all(isinstance(one, Advert | Unread) for one in told)


def test_a_table_in_a_text_file_keeps_its_columns(read_text):
    table = "AI Project Manager\n\nArea\tWhat you do\nPlan\tManages two roll-outs\nRequirements\tSome Scrum\n"
    (advert,) = found("ad.txt", table, read_text)
    assert "Plan\tManages two roll-outs" in advert.text


def test_files_over_the_limit_are_refused_unread(read_text, monkeypatch):
    monkeypatch.setattr("analyzer.market.importing.MOST_DOCUMENT", 10)
    (unread,) = found("ad.txt", ads.TEXT, read_text)
    assert unread.code == "too-large"


def test_folders_are_walked_in_natural_order(tmp_path, read_text):
    for name in ("ad-10.txt", "ad-2.txt", "notes.log", ".hidden.txt"):
        (tmp_path / name).write_text(ads.TEXT, encoding="utf-8")
    names = [one.name.rpartition("/")[2] for one in given_files([str(tmp_path)])]
    assert names == ["ad-2.txt", "ad-10.txt", "notes.log"]
    (missing,) = given_files([str(tmp_path / "no.csv")])
    assert "was not found" in missing.reason


HOSTILE = {
    "unclosed": "<script type='application/ld+json'>" * 20_000,
    "nested": "<div>" * 50_000 + "JobPosting" + "</div>" * 50_000,
    "items": '<div itemscope itemtype="https://schema.org/JobPosting" itemprop="x">' * 5_000,
    "attributes": "<p " + "a='1' " * 100_000 + "JobPosting",
    "entities": "&lt;" * 200_000 + "JobPosting",
    "comments": "<!--" * 100_000 + "JobPosting",
    "declarations": "<![CDATA[" * 50_000 + "<!DOCTYPE" * 50_000 + "<?php" * 50_000 + "JobPosting",
    "scripts": "<script>" + "</scrip" * 100_000 + "JobPosting",
    "quotes": "<p a='" * 50_000 + "JobPosting",
    "html in html": "<li>" * 100_000 + "JobPosting",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end_soon(name, read_text):
    before = process_time()
    found("page.html", HOSTILE[name], read_text)
    plain_text(HOSTILE[name])
    assert process_time() - before < 5


def test_other_languages_are_set_apart(annotator):
    german = (
        "Projektleiter KI\n\nDeine Aufgaben\n- Du leitest die Projekte für unsere Kunden und berichtest.\n"
        "- Du bist für das Budget verantwortlich.\n"
    )
    read = understand(Advert(german, "x"), "x", annotator)
    assert (read.language, read.job) == ("de", None)
    assert "not in English" in read.reason
    assert language_of("我们正在寻找一位人工智能项目经理来领导我们的团队") == "und"
    assert (
        language_of(
            "Vi söker en projektledare som kan leda arbetet med att införa modeller hos våra kunder. " * 3
        )
        == "und"
    )
    assert language_of(ads.TEXT) == "en"


DATES = {
    "2026-03-02T10:00:00Z": "2026-03-02", "2026-03": "2026-03", "2026": "2026", 1772445600000: "2026-03-02",
    1772445600: "2026-03-02",
    "March 2, 2026": "2026-03-02", "2 Mar 2026": "2026-03-02", "31/12/2025": "2025-12-31",
    "12/31/2025": "2025-12-31", "03/04/2026": None, "2026-13-45": None, "soon": None, None: None, True: None,
    "1850-01-01": None, 10**20: None,
}  # fmt: skip


@pytest.mark.parametrize("given", DATES)
def test_dates(given):
    assert day(given) == DATES[given]


PLACES = {
    "Austin, TX": "US", "Austin, TX, US": "US", "Berlin, Germany": "DE", "Remote - UK": "GB", "London": "GB",
    "San Francisco, CA": "US", "Toronto, ON, Canada": "CA", "Wilmington, DE": None, "Remote in Poland": "PL",
    "Remote": None, "Paris, FR": "FR", "": None, "Anywhere": None, "Bengaluru, Karnataka, India": "IN",
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_countries_of_places(place):
    assert country_of_place(place) == PLACES[place]


PAY = {
    "$81K - $87K": Pay(81_000, 87_000, "USD", "year"),
    "€70,000-85,000 per annum": Pay(70_000, 85_000, "EUR", "year"),
    "USD 60 - 75 per hour": Pay(60, 75, "USD", "hour"),
    "£500 a day": Pay(500, 500, "GBP", "day"),
    "competitive": None,
    "100,000": None,
}


@pytest.mark.parametrize("words", PAY)
def test_pay_in_words(words):
    assert pay_in_words(words) == PAY[words]


def test_remote():
    assert remote_of(True) == remote_of("Remote") == remote_of(None, "Remote, US") == "yes"
    assert remote_of("Hybrid") == remote_of(None, None, "AI PM (hybrid)") == "hybrid"
    assert remote_of("OnSite") == remote_of(False) == "no"
    assert remote_of(None, "Austin") is None
