"""Stored postings read again by a newer parser: all, once each, resumed, with an index that follows."""

import pytest

from analyzer.jobmarket import JobMarket, rereading
from analyzer.market import understanding
from analyzer.records import Source
from analyzer.store import postings
from tests.jobmarket.made import table

AD = """Project Manager, AI Claims

Requirements
- Five years of project management
- Jira
- Machine learning projects in production
"""


@pytest.fixture
def filled(market, analyzer):
    """Twelve made postings and one whose title was read from its text, all by this parser."""
    market.import_files([Source("jobs.csv", table(12, analyzer.annotator))], workers=1)
    market.import_files([Source("ad.txt", AD.encode())], workers=1)
    return market


def newer(monkeypatch, name="another"):
    for module in (understanding, postings):
        monkeypatch.setattr(module, "parser_version", lambda: name)


def facts(market):
    return [(row.title, row.family, row.level, row.required, row.min_years) for row in market.own.facts]


def test_postings_of_this_parser_are_left_alone(filled):
    assert filled.outdated() == 0
    assert filled.reread() == rereading.Reread()


def test_a_newer_parser_reads_all_again_and_tells_how_many_changed(filled, monkeypatch, profile):
    before, ranked = facts(filled), filled.own.best(profile, limit=13)
    newer(monkeypatch)
    assert filled.outdated() == 13
    told = []
    done = filled.reread(workers=1, on_progress=told.append)
    assert (done.total, done.done, done.changed) == (13, 13, 0)
    assert told[-1] == done
    assert filled.outdated() == 0
    assert facts(filled) == before
    assert filled.own.best(profile, limit=13) == ranked, "each posting stands in the index once"


def test_what_the_newer_parser_reads_differently_is_what_counts(filled, monkeypatch, profile):
    newer(monkeypatch)
    real = understanding.read_job

    def renamed(text, **named):
        job = real(text, **named)
        return job if named.get("title") else type(job)(**{**_fields(job), "title": "Claims AI Lead"})

    monkeypatch.setattr(understanding, "read_job", renamed)
    assert filled.reread(workers=1).changed == 1
    assert [row.title for row in filled.own.facts if row.source == "ad.txt"] == ["Claims AI Lead"]


def _fields(job):
    return {name: getattr(job, name) for name in type(job).__slots__}


def test_a_run_that_was_cut_short_goes_on(filled, monkeypatch, profile):
    before = filled.own.best(profile, limit=13)
    newer(monkeypatch)
    monkeypatch.setattr(rereading, "CHUNK", 5)

    def stop(told):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        filled.reread(workers=1, on_progress=stop)
    assert filled.outdated() == 8
    again = JobMarket(filled.analyzer, filled.database)
    assert again.own.best(profile, limit=13) == before, "the index is whole in between"
    assert again.reread(workers=1).done == 8
    assert again.outdated() == 0
    assert again.own.best(profile, limit=13) == before
