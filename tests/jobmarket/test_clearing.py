"""How many postings a change clears: counted by the matcher's own scores, and only where somebody asks."""

from dataclasses import replace

import pytest

from analyzer.advice import acts_of
from analyzer.advice.gains import changed
from analyzer.jobmarket import (
    CLEARED_FROM,
    JobMarket,
    path_clearing,
    report_clearing,
    roadmap_clearing,
)
from analyzer.jobmarket.clearing import MOST_CLEARED
from analyzer.records import Clears, Source
from analyzer.reports.clearing import clears_text
from analyzer.reports.words import worth_text
from analyzer.resources import data_path
from analyzer.store import Database
from analyzer.store.place import parsed_url
from tests.advice.test_whatif import RESUME


@pytest.fixture(scope="module")
def snapshot(analyzer, tmp_path_factory):
    url = parsed_url(f"sqlite:///{tmp_path_factory.mktemp('empty') / 'none.sqlite3'}")
    with Database(url) as database:
        yield JobMarket(analyzer, database).snapshot


@pytest.fixture(scope="module")
def job(analyzer):
    return analyzer.jobs(())[0]


@pytest.fixture(scope="module")
def report(analyzer):
    path = data_path("samples") / "sample-ai-pm.pdf"
    return analyzer.analyze(Source(path.name, path.read_bytes()))


def cleared_one_by_one(market, profile):
    """The postings that the matcher itself scores as good or better."""
    jobs = [job for row in market.facts if row.language == "en" and (job := market.job(row.id)) is not None]
    scores = [
        market.matcher.score_of(profile, job) for job in jobs if any(r.scored for r in job.requirements)
    ]
    return sum(score is not None and score >= CLEARED_FROM for score in scores)


def test_nothing_is_counted_unless_somebody_asks(report):
    assert all(one.gain is None or one.gain.clears is None for one in report.suggestions)


def test_each_change_is_counted_by_the_scores_of_the_matcher(report, job, analyzer, snapshot):
    counted = report_clearing(report, job, analyzer, snapshot)
    told = [one for one in counted.suggestions if one.gain and one.gain.clears]
    assert 0 < len(told) <= MOST_CLEARED
    first = told[0]
    act = acts_of(
        report.profile, job, report.matches[0], [replace(first, gain=replace(first.gain, clears=None))]
    )
    now = cleared_one_by_one(snapshot, report.profile)
    then = cleared_one_by_one(snapshot, changed(report.profile, next(iter(act.values())).change))
    assert first.gain.clears == Clears("snapshot", first.gain.clears.n, now, max(now, then))
    assert all(one.gain.clears.before == now <= one.gain.clears.after <= one.gain.clears.n for one in told)
    assert f"clears {'no more' if then <= now else then}" in worth_text(first)


def test_the_rest_of_the_report_stays_as_it_is(report, job, analyzer, snapshot):
    counted = report_clearing(report, job, analyzer, snapshot)
    plain = [one if one.gain is None else replace(one, gain=replace(one.gain, clears=None))
             for one in counted.suggestions]  # fmt: skip
    assert tuple(plain) == report.suggestions
    assert replace(counted, suggestions=report.suggestions) == report


def test_the_way_to_the_next_band_only_clears_more_with_each_step(analyzer, job, snapshot):
    report = analyzer.analyze(Source("rosa.txt", RESUME.encode()))
    path = path_clearing(analyzer.path_ahead(report, job), report, analyzer, snapshot)
    assert path.steps
    after = [step.clears.after for step in path.steps]
    assert after == sorted(after)
    assert {step.clears.before for step in path.steps} == {cleared_one_by_one(snapshot, report.profile)}


def test_what_a_roadmap_builds_is_counted_where_it_has_points(report, job, analyzer, snapshot):
    roadmap = roadmap_clearing(analyzer.roadmap(report, job), report.profile, snapshot)
    for one in (*roadmap.projects, *roadmap.certificates):
        assert (one.clears is not None) == bool(one.points), one.id
    assert all(one.clears is None for one in roadmap.courses)


@pytest.mark.parametrize(
    ("clears", "said"),
    [
        (None, ""),
        (Clears("own", 120, 9, 14), "clears 14 of your 120 postings, now 9"),
        (Clears("snapshot", 276, 9, 9), "clears no more of the snapshot's 276 postings, now 9"),
        (Clears("own", 2000, 9, 14, sampled=True), "clears 14 of 2,000 postings counted, now 9"),
    ],
)
def test_it_is_said_in_words(clears, said):
    assert clears_text(clears) == said
