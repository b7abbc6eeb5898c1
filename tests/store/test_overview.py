"""What a cohort shares, old tables with data, and the history of versions."""

from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import insert, select, text, update

from analyzer.reports import cohort as printed
from analyzer.store import (
    Database,
    Desk,
    cohorts,
    history,
    migrations,
    now,
    overview,
    people,
    schema,
    versions,
)
from analyzer.store.fits import rows_of
from analyzer.store.packing import pack
from analyzer.store.place import parsed_url
from tests.store.made import JOB, read


@pytest.fixture
def desk(database):
    return Desk(database=database)


def changed(given, *, score, met, words):
    """A file whose second requirement is met otherwise."""
    match = given.report.matches[0]
    asked = list(match.requirements)
    asked[1] = replace(asked[1], met=met, points=asked[1].max_points if met == "evidenced" else 0.0)
    report = replace(given.report, matches=(replace(match, requirements=tuple(asked), score=score),))
    return replace(given, report=report, sha256=read(words=words).sha256, data=read(words=words).data)


@pytest.fixture
def four(desk):
    """Three people in a cohort, one outside; the first has two versions."""
    first = versions.save(desk, changed(read("a@example.com"), score=50.0, met="missing", words="a1"))
    versions.save(desk, changed(read("a@example.com"), score=58.0, met="evidenced", words="a2"))
    for email, score in (("b@example.com", 62.0), ("c@example.com", 30.0)):
        versions.save(desk, changed(read(email), score=score, met="missing", words=email))
    versions.save(desk, changed(read("d@example.com"), score=99.0, met="missing", words="d"))
    cohorts.put(desk, cohorts.make(desk, "Spring"), [1, 2, 3])
    return first.candidate_id


def test_a_cohort_counts_its_own_people_and_their_newest_versions(desk, four):
    found = overview.overview(desk, JOB, cohort="Spring")
    assert (len(found.people), found.scored) == (3, 3)
    asked = read().report.matches[0].requirements[1].text
    gap = next(one for one in found.gaps if one.label == asked)
    assert (gap.shown, gap.missing, gap.lacking) == (1, 2, 2)
    assert [one.change for one in found.progress if len(one.points) > 1] == [8.0]
    assert found.median_change == 8.0
    assert all(sum(one.counts) == 3 for one in found.levels)
    assert found.advice[0].people == 3
    assert overview.overview(desk, JOB).scored == 4


def test_a_report_of_an_older_program_is_counted_too(desk, four):
    before = overview.overview(desk, JOB)
    with desk.write() as connection:
        connection.execute(update(schema.analyses).values(summary=None))
    assert overview.overview(desk, JOB) == before


def test_the_anonymised_list_holds_no_alias_no_name_and_no_file(desk, four):
    people.change(desk, people.get(desk, four), alias="Avery L", name="Avery Lindqvist")
    found = overview.overview(desk, JOB)
    for shown in (printed.render_csv(found), printed.render_json(found), printed.render_html(found)):
        for word in ("Avery", "Lindqvist", "avery.pdf", "C-000", "@example.com"):
            assert word not in shown
    assert printed.render_csv(found).splitlines()[1].startswith("1,1,99.0")
    assert printed.render_xlsx(found, month="2026-11") == printed.render_xlsx(found, month="2026-11")


def test_what_each_clears_is_counted_from_the_newest_kept_file(desk, four):
    read_files = []

    def count(given):
        read_files.append(given.data)
        return None if b"b@example.com" in given.data else (3 if b"a2" in given.data else 1, 10)

    found = overview.with_cleared(desk, overview.overview(desk, JOB, cohort="Spring"), count)
    assert [(one.alias, one.cleared, one.of) for one in found.cleared] == [
        ("C-0001", 3, 10),
        ("C-0003", 1, 10),
    ]
    assert len(read_files) == 3
    assert '"cleared": 3' in printed.render_json(found)
    assert "C-000" not in printed.render_json(found) + printed.render_html(found)


def test_the_history_says_what_moved(desk, four):
    first, second = history.history(desk, four, JOB)
    assert (first.change, second.change, second.same_model) == (None, 8.0, True)
    (moved,) = second.moved
    assert (moved.before, moved.after) == ("missing", "evidenced")
    assert moved.points > 0


def test_the_parts_of_the_score_that_changed_sum_to_the_change(desk):
    first = read("a@example.com", words="1")
    match = first.report.matches[0]
    grown = replace(match.components[0], points=match.components[0].points + 4.0)
    better = replace(match, score=match.score + 4.0, components=(grown, *match.components[1:]))
    again = read("a@example.com", words="2")
    again = replace(again, report=replace(again.report, matches=(better, *again.report.matches[1:])))
    key = versions.save(desk, first).candidate_id
    versions.save(desk, again)
    _, second = history.history(desk, key, JOB)
    assert second.parts == ((grown.name, 4.0),)
    assert second.change == 4.0


def test_months_count_everyone_with_what_they_had_sent_by_then():
    rows = (
        overview.Progress("A", (("2026-09-03", 40.0), ("2026-11-05", 60.0)), 1),
        overview.Progress("B", (("2026-10-01", 50.0),), 2),
        overview.Progress("C", (("2026-10-30", 70.0),), 3),
    )
    found = [(one.month, one.people, one.middle) for one in overview.months_of(rows)]
    assert found == [("2026-09", 1, 40.0), ("2026-10", 3, 50.0), ("2026-11", 3, 60.0)]


def test_a_newer_model_does_not_look_like_progress(desk):
    key = versions.save(desk, read("a@example.com", score=50.0, model="old", words="1")).candidate_id
    versions.save(desk, read("a@example.com", score=60.0, model="new", words="2"))
    _, second = history.history(desk, key, JOB)
    assert not second.same_model


def _first_release_version(connection, given):
    """A version with its Report and fit, as the first release wrote them."""
    meta = given.report.meta
    version = {"candidate_id": 1, "number": 1, "file_name": given.name, "sha256": given.sha256, "kept": False}
    connection.execute(insert(schema.versions).values(id=1, origin="upload", added_at=now(), **version))
    analysis = {
        "version_id": 1,
        "job_set": given.job_set,
        "model_version": meta.model_version,
        "data_hash": meta.data_hash,
        "program_version": meta.version,
        "generated_for": meta.generated_for,
        "created_at": now(),
        "report": pack(given.report),
    }
    connection.execute(insert(schema.analyses).values(id=1, **analysis))
    keys = {"analysis_id": 1, "version_id": 1, "candidate_id": 1}
    connection.execute(
        insert(schema.matches), [{**row, **keys} for row in rows_of(given.report, created_at=now())]
    )
    for table in ("versions", "analyses") if connection.dialect.name == "postgresql" else ():
        connection.execute(text(f"ALTER TABLE {table} ALTER COLUMN id RESTART WITH 2"))


def test_the_first_tables_with_data_become_the_present_ones_without_a_loss(url, monkeypatch):
    """Rows written by the first release are all there afterwards, and the new columns work."""
    first = partial(migrations.migrate, upto=1)
    monkeypatch.setattr("analyzer.store.database.migrate", first)
    with Database(parsed_url(url)) as old, old.write() as connection:
        assert migrations.current_step(connection) == 1
        moment = {"now": now()}
        for statement in (
            "INSERT INTO users (subject, role, created_at) VALUES ('local', 'admin', :now)",
            "INSERT INTO candidates (owner_id, alias, name, created_at, updated_at) "
            "VALUES (1, 'C-0001', 'Avery', :now, :now)",
            "INSERT INTO notes (candidate_id, text, created_at) VALUES (1, 'kept', :now)",
        ):
            connection.execute(text(statement), moment)
        _first_release_version(connection, read(score=41.0, words="as it was"))
    monkeypatch.undo()
    with Desk(url=parsed_url(url)) as desk:
        (row,) = people.find(desk, job=JOB, by_fit=True)[0]
        assert (row.candidate.alias, row.candidate.name) == ("C-0001", "Avery")
        assert (row.versions, row.fit.score) == (1, 41.0)
        assert overview.overview(desk, JOB).advice  # counted from the Report: the old row has no summary
        assert people.notes(desk, row.candidate.id)[0].text == "kept"
        versions.save(desk, read(score=55.0), to=row.candidate.id)
        assert overview.overview(desk, JOB).scored == 1
        assert people.find(desk, job=JOB, by_fit=True)[0][0].fit.score == 55.0
        assert [step.change for step in history.history(desk, row.candidate.id, JOB)] == [None, 14.0]
        with desk.read() as connection:
            assert migrations.current_step(connection) == len(migrations.STEPS)
            assert connection.execute(select(schema.settings)).all() == []
