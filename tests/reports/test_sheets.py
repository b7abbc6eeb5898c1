"""Workbooks: what stands in them, the same bytes for the same content, and never a formula."""

import io
import json
import re
import zipfile
from dataclasses import replace

from lxml import etree

from analyzer.matching import trained
from analyzer.records import Gain, JobRef
from analyzer.reports import comparison
from analyzer.reports.sheets import comparison_xlsx
from reports.sample import REPORT, named

PEOPLE = [named("best.pdf", score=74.4), named("close.pdf", score=58.0), named("=1+1.pdf", score=None)]
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def cells(data):
    """Every text of the workbook; and that no cell is a formula."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for name in book.namelist():
            if name.startswith("xl/worksheets/"):
                assert etree.fromstring(book.read(name)).find(f".//{_MAIN}f") is None, name
        shared = etree.fromstring(book.read("xl/sharedStrings.xml"))
        names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
    return names, ["".join(one.itertext()) for one in shared]


def test_the_workbook_holds_fit_requirements_competencies_and_achievements():
    names, texts = cells(comparison_xlsx(comparison.compare(PEOPLE)))
    assert names == ["Fit", "Requirements", "Competencies", "Achievements", "About"]
    assert "C =1+1.pdf" in texts
    assert any(text.startswith("shown: “") for text in texts)
    assert any("for coaching, not for hiring" in text for text in texts)


def test_the_same_comparison_gives_the_same_bytes():
    compared = comparison.compare(PEOPLE)
    assert comparison_xlsx(compared) == comparison_xlsx(compared)


def test_json_has_everyone_every_requirement_and_the_purpose():
    data = json.loads(comparison.comparison_json(comparison.compare(PEOPLE)))
    assert data["schema"] == "aipm-comparison/1"
    assert "not for hiring" in data["purpose"]
    assert [one["letter"] for one in data["people"]] == ["A", "B", "C"]
    asked = REPORT.matches[0].requirements
    assert [one["text"] for one in data["requirements"]] == [
        one.text
        for group in ("required", "preferred", "responsibility")
        for one in asked
        if one.importance == group
    ]
    for line in data["requirements"]:
        for cell in line["cells"]:
            for quote in cell["quotes"]:
                assert quote["text"] in REPORT.documents[quote["document"]].text


def test_one_edit_away_is_a_change_that_is_worth_at_least_what_is_missing():
    job = JobRef("ai-project-manager", "AI Project Manager", "role library")
    change = replace(REPORT.suggestions[0], gain=Gain(job.id, 3.0))
    near = replace(named("near.pdf", score=57.5), suggestions=(change,))
    far = replace(named("far.pdf", score=56.9), suggestions=(change,))
    found = {one.name: one.standing for one in comparison.compare([near, far]).people}
    assert (found["near.pdf"].next_band, found["near.pdf"].to_next) == ("good", 2.5)
    assert found["near.pdf"].one_edit is change
    assert found["far.pdf"].one_edit is None


def test_the_highest_band_has_no_next_one_and_no_score_has_none():
    assert comparison.standing(named("a", score=85.0), named("a", score=85.0).matches[0]).next_band is None
    assert comparison.standing(named("a", score=None), named("a", score=None).matches[0]).to_next is None


def test_the_bands_are_those_of_the_matcher():
    ends = [end for end, _ in trained.BANDS]
    assert [start for start, _ in comparison.BANDS[1:]] == ends[:-1]
    assert [name for _, name in comparison.BANDS] == [name for _, name in trained.BANDS]
