"""Blind mode: what tells who a person is is gone from every output, and what they did is still there."""

import io
import re
from dataclasses import fields, replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pydantic import TypeAdapter

from analyzer import cli
from analyzer.blind import KINDS, Identity, Mask, blind, identity, windows
from analyzer.blind.patterns import pattern_spans
from analyzer.blind.records import NAME, Word
from analyzer.documents import Mark
from analyzer.records import Education, Report, Source, report_json
from analyzer.reports.html import render
from analyzer.service import Analyzer
from analyzer.store.packing import pack, unpack
from tests.blind.photo import NAME_BOX, PHOTO_BOX, WORK_BOX, page_with_photo
from tests.reports.sample import REPORT

TODAY = "2026-11"
LINES = yaml.safe_load((Path(__file__).parent / "lines.yaml").read_text(encoding="utf-8"))
MARIA = Identity(
    words=(
        Word("Maria da Silva-Jones", "name", NAME),
        Word("Maria", "name", NAME),
        Word("Silva-Jones", "name", NAME),
        Word("Kestrel Bay University", "school", "[school 1]"),
        Word("Braaivallei Grocers", "employer", "[employer 1]"),
        Word("Braaivallei", "employer", "[employer 1]", exact=True),
        Word("SAP Labs", "employer", "[employer 2]"),
    )
)
RESUME = """Maria da Silva-Jones (she/her)
AI Project Manager
maria.silva.jones@example.com | +27 21 555 0147 | Cape Town, South Africa
linkedin.com/in/maria-silva-jones | Date of birth: 3 May 1988

SUMMARY
Maria leads AI delivery in retail. She stopped what did not earn its keep.

EXPERIENCE
AI Project Manager
Braaivallei Grocers (Pty) Ltd, Stellenbosch
2021-10 - present
- Led 11 people to launch a forecast in 42 shops, cutting waste by 17%.
- At Braaivallei, raised the use of forecasts by buyers from 38% to 81% in nine months.
- Wrote the evaluation plan for a shopping assistant: 640 questions, two raters, a floor of 92%.

Project Manager
Kappertz Maschinenbau GmbH, Cape Town
2016-02 - 2021-09
- Delivered 7 integration projects worth EUR 1.8M, all within 5% of budget.
- Ran a risk register and a monthly steering committee.

EDUCATION
BSc Statistics, Kestrel Bay University, 2010
Diplom, Hochschule Niederrhein, 2008

SKILLS
Jira, Python, SQL, MLOps, model evaluation
"""
TELLING = (
    *(
        "Maria",
        "Silva",
        "Jones",
        "she",
        "her",
        "example.com",
        "555 0147",
        "Cape Town",
        "South Africa",
        "1988",
    ),
    *("Braaivallei", "Stellenbosch", "Kappertz", "Kestrel", "Hochschule", "2010", "2008", "linkedin.com"),
)
DONE = (
    "Led 11 people",
    "cutting waste by 17%",
    "from 38% to 81%",
    "EUR 1.8M",
    "AI Project Manager",
    "BSc Statistics",
)


@pytest.fixture(scope="module")
def report() -> Report:
    with Analyzer(today=TODAY) as analyzer:
        return analyzer.analyze(Source("maria-silva-jones.txt", RESUME.encode()))


def tells(text):
    return [
        word for word in TELLING if re.search(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", text, re.IGNORECASE)
    ]


@pytest.mark.parametrize(("line", "masked"), LINES, ids=lambda value: str(value)[:40])
def test_lines_are_masked_and_stay_readable(line, masked):
    assert Mask(MARIA, "C-7").text(line).strip() == masked.strip()


def test_nothing_that_tells_is_in_any_output_and_what_was_done_is(report):
    masked = blind(report, identity(report), alias="C-7")
    page = re.sub(r"<style>.*?</style>", "", render(masked), flags=re.DOTALL)
    for output in (report_json(masked), re.sub(r"<[^>]+>", " ", page)):
        assert tells(output) == []
    for words in DONE:
        assert words in masked.documents[0].text


def test_a_part_of_the_report_that_blind_mode_does_not_know_is_masked_all_the_same(report):
    """New parts of the Report come: whatever holds words of the person is masked without being named."""
    masked = blind(report, identity(report), alias="C-7")
    for part in fields(masked):
        value = TypeAdapter(object).dump_json(getattr(masked, part.name)).decode()
        assert tells(value) == [], part.name


def test_every_quote_is_still_the_slice_of_its_document(report):
    masked = blind(report, identity(report), alias="C-7")

    def check(value):
        if isinstance(value, tuple):
            for one in value:
                check(one)
        elif type(value).__name__ == "Evidence":
            assert masked.documents[value.document].text[value.start : value.end] == value.text
        elif hasattr(value, "__dataclass_fields__"):
            for name in value.__dataclass_fields__:
                check(getattr(value, name))

    check(masked)
    for one in masked.achievements:
        for metric in one.metrics:
            assert masked.documents[0].text[metric.start : metric.end] == metric.text


def test_scores_findings_and_places_on_the_page_stay(report):
    masked = blind(report, identity(report), alias="C-7")
    assert [one.score for one in masked.matches] == [one.score for one in report.matches]
    assert [one.id for one in masked.skills] == [one.id for one in report.skills]
    assert [one.rule for one in masked.suggestions] == [one.rule for one in report.suggestions]
    assert [one.evidence[0].boxes for one in masked.skills] == [
        one.evidence[0].boxes for one in report.skills
    ]


def test_the_same_employer_has_the_same_number_everywhere(report):
    masked = blind(report, identity(report), alias="C-7")
    assert [one.organization for one in masked.profile.positions] == ["[employer 1]", "[employer 2]"]
    assert "At [employer 1], raised" in masked.documents[0].text
    assert masked.profile.contact.name == "C-7"
    assert masked.documents[0].name == "C-7.txt"
    assert masked.documents[0].sha256 == ""


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("employer", ("Braaivallei", "Kappertz")),
        ("school", ("Kestrel", "Hochschule")),
        ("pronoun", ("She",)),
        ("age", ("2010", "2008")),
    ],
)
def test_each_kind_can_be_left_as_it_is(report, kind, shown):
    kinds = [one for one in KINDS if one != kind]
    masked = blind(report, identity(report), alias="C-7", kinds=kinds)
    for word in shown:
        assert word in masked.documents[0].text
    assert "Silva" not in masked.documents[0].text


def test_a_report_from_the_store_is_masked_as_well_as_a_fresh_one(report):
    back = unpack(pack(report))
    masked = blind(back.report, back.identity, alias="C-7")
    assert tells(report_json(masked)) == []


def test_certificates_and_terms_of_a_hand_built_report_do_not_leak():
    degrees = (Education("bachelor", "Applied Mathematics", "2015", "Lindqvist Academy"),)
    profile = replace(REPORT.profile, education=degrees)
    masked = blind(replace(REPORT, profile=profile), identity(replace(REPORT, profile=profile)), alias="C-1")
    text = report_json(masked)
    assert "Lindqvist" not in text
    assert "avery" not in text.lower()


def test_page_images_show_only_words_that_may_be_seen():
    """The picture of a face, and the name as a picture, are not in the image; nor is the printed name."""
    source = Source("maria.pdf", page_with_photo(RESUME))
    with Analyzer(today=TODAY) as analyzer:
        report = analyzer.analyze(source)
        shown, covered = windows(report.documents[0], identity(report))
        marks = [*(Mark(box, "window") for box in shown), *(Mark(box, "cover", "#52606D") for box in covered)]
        before = Image.open(io.BytesIO(analyzer.render_page(source, 1, scale=2)))
        after = Image.open(io.BytesIO(analyzer.render_page(source, 1, marks, scale=2)))

    def colours(image, box):
        return {colour for _, colour in image.crop(tuple(int(2 * side) for side in box)).getcolors(1_000_000)}

    assert (200, 30, 30) in colours(before, PHOTO_BOX)
    assert colours(after, PHOTO_BOX) == {(255, 255, 255)}
    name = colours(after, NAME_BOX)
    assert (0, 0, 0) in colours(before, NAME_BOX)
    assert all(max(colour) - min(colour) < 40 and min(colour) >= 0x52 for colour in name), name
    assert min(sum(colour) for colour in colours(after, WORK_BOX)) < 150, "the work is still readable"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_masked_without_an_error_and_masking_again_changes_nothing_that_tells(text):
    mask = Mask(MARIA, "C-7")
    once = mask.text(f"{text} maria.jones@example.com")
    assert "maria.jones@example.com" not in once
    for span in pattern_spans(once):
        assert span.kind not in ("contact",) or "[" not in once[span.start : span.end]


def test_a_comparison_shows_what_it_is_told_to_and_no_name(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for name, change in (("one.txt", ("42 shops", "44 shops")), ("two.txt", ("Led 11", "Led 12"))):
        Path(name).write_text(RESUME.replace(*change), encoding="utf-8")
    masked, shown = (
        printed(capsys, "compare", "one.txt", "two.txt", "--blind", *more, "--format", "json")
        for more in ((), ("--show", "employer"))
    )
    assert "Braaivallei" not in masked
    assert "Braaivallei" in shown
    assert not [word for word in tells(shown) if word in ("Maria", "Silva", "example.com", "555 0147")]


def printed(capsys, *arguments):
    try:
        cli.main(list(arguments))
    except SystemExit as end:
        assert not end.code, capsys.readouterr().err
    return capsys.readouterr().out
