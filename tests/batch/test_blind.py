"""Nobody is named in a blind run, and quotes are still slices of the text."""

import json
import re

import pytest

from analyzer.batch import Task, find, run
from analyzer.batch.blind import alias, blinded
from analyzer.records import report_json
from analyzer.reports import html, ranking

RESUME = """Ottilie Marwick-Hale
ottilie.marwick@example.org | +44 20 7946 0321 | linkedin.com/in/ottilie-marwick

SUMMARY
AI project manager who led machine learning delivery. Ottilie works in London.

EXPERIENCE
AI Project Manager, Tidewater Grid                         Jan 2020 - Present
- Led a team of 9 to launch a demand forecast, cutting stock-outs by 19%
- Managed a budget of EUR 2.4M and reported to OTTILIE MARWICK-HALE's sponsor
- Set acceptance thresholds for models with planners, raising recall from 0.71 to 0.88

EDUCATION
MSc Data Science, University of Quillmere, 2014

SKILLS
Machine learning, Python, Jira, stakeholder management, risk management
"""
SECRETS = re.compile(r"ottilie|marwick|7946|quillmere|cv-of", re.IGNORECASE)


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    root = tmp_path_factory.mktemp("people")
    (root / "cv-of-ottilie.txt").write_text(RESUME, encoding="utf-8")
    (root / "cv-of-nobody.pdf").write_bytes(b"%PDF-1.7 nothing")
    (root / "copy-of-ottilie.txt").write_text(RESUME, encoding="utf-8")
    inputs = find([str(root)]).inputs
    return [
        list(run(inputs, Task(today="2026-11", blind=blind, summarize=ranking.summarize)))
        for blind in (False, True)
    ]


def test_no_name_contact_school_or_file_name_is_left(rows):
    seen, unseen = rows
    assert SECRETS.search(seen[2].done.json)
    for row in unseen:
        shown = [row.done.json, row.file, str(row.same_as), repr(ranking.entries(row))]
        if row.done.kind == "report":
            shown.append(html.render(row.result))
        assert not SECRETS.search("\n".join(shown))


def test_quotes_are_still_slices_and_scores_the_same(rows):
    seen, unseen = rows
    report = json.loads(unseen[2].done.json)
    texts = [document["text"] for document in report["documents"]]
    quotes = [one for one in _quotes(report) if one["text"]]
    assert len(quotes) > 10
    assert all(texts[one["document"]][one["start"] : one["end"]] == one["text"] for one in quotes)
    scores = [[one.score for one in ranking.entries(row)] for rows in (seen, unseen) for row in rows]
    assert scores[:3] == scores[3:]


def _quotes(value):
    if isinstance(value, dict):
        if {"document", "start", "end", "text"} <= value.keys():
            yield value
        for one in value.values():
            yield from _quotes(one)
    elif isinstance(value, list):
        for one in value:
            yield from _quotes(one)


def test_the_alias_is_the_same_for_the_same_bytes(rows):
    _, unseen = rows
    assert unseen[2].file == unseen[0].file == alias(unseen[2].done.sha256)
    assert unseen[1].file != unseen[0].file


def test_a_report_that_names_nobody_stays_as_it_is(rows):
    seen, _ = rows
    once = blinded(seen[2].result, "candidate")
    assert report_json(blinded(once, "candidate")) == report_json(once)
