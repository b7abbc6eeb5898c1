"""Postings into the store: nothing twice, other languages apart, reasons kept, cut-short runs go on."""

import json
import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

from analyzer.jobmarket import importing
from analyzer.market.demand import Selection, selected, shares
from analyzer.market.importing import Given, read_adverts
from analyzer.records import Source
from analyzer.store import postings
from tests.jobmarket.made import table
from tests.market import ads

GERMAN = (
    "Projektleiter KI\n\nDeine Aufgaben\n- Du leitest die Projekte für unsere Kunden und berichtest.\n"
    "- Du bist für das Budget verantwortlich.\n"
)


def csv_of(*rows):
    return Source("jobs.csv", "\n".join((ads.JOBSPY_COLUMNS, *rows)).encode())


def test_a_posting_comes_back_as_it_went_in(market):
    done = market.import_files([csv_of(ads.jobspy())])
    assert (done.progress.saved, done.unread) == (1, ())
    (row,) = market.own.facts
    assert (row.title, row.company, row.place, row.country) == (
        ads.TITLE,
        ads.COMPANY,
        "Austin, TX, US",
        "US",
    )
    assert (row.posted, row.source, row.url) == ("2026-03-02", "indeed", "https://jobs.example.com/in-1")
    assert (row.pay.low, row.pay.high, row.pay.currency, row.pay.period) == (120_000, 150_000, "USD", "year")
    assert (row.family, row.min_years, row.preferred) == ("ai_project_manager", 5, ("python",))
    job = market.own.job(row.id)
    assert [one.text.rstrip(".") for one in job.requirements] == [one.rstrip(".") for one in ads.WORDS[1:]]
    assert all(job.text[one.start : one.end] == one.text for one in job.requirements)
    assert job.id == f"posting:{row.id}"


def test_the_same_postings_are_saved_once_and_seen_again(market):
    given = csv_of(ads.jobspy(), ads.jobspy(id="li-9"))
    first = market.import_files([given])
    second = market.import_files([given])
    assert (first.progress.saved, first.progress.repeated) == (1, 1)
    assert (second.progress.saved, second.progress.repeated) == (0, 2)
    assert len(market.own) == 1


def test_edited_and_cut_postings_count_once(market):
    edited = ads.TEXT.replace("two model roll-outs", "three model roll-outs")
    longer = ads.TEXT + "\nWe are an equal opportunity employer and welcome everybody.\n"
    rows = [
        ads.jobspy(),
        ads.jobspy(edited, id="b"),
        ads.jobspy(longer, company="Fernhill Clinics Inc", id="c"),
    ]
    done = market.import_files([csv_of(*rows)])
    assert (done.progress.saved, done.progress.repeated) == (1, 2)
    assert shares(market.own.facts, "skill")[0].n == 1


def test_another_level_of_the_same_ad_is_another_posting(market):
    senior = ads.jobspy(
        ads.TEXT.replace("AI Project", "Senior AI Project"), title="Senior AI Project Manager", id="s"
    )
    done = market.import_files([csv_of(ads.jobspy(), senior)])
    assert done.progress.saved == 2
    assert {row.level for row in market.own.facts} == {"mid", "senior"}


def test_other_languages_are_kept_apart_and_said_so(market):
    done = market.import_files([csv_of(ads.jobspy(), ads.jobspy(GERMAN, title="Projektleiter KI", id="d"))])
    assert (done.progress.saved, done.progress.other_languages) == (1, 1)
    assert len(selected(market.own.facts, Selection())) == 1
    assert {row.language for row in market.own.facts} == {"en", "de"}
    assert any("1 more are not in English" in one for one in market.own.about.cautions)
    assert market.own.about.count == 1


def test_what_cannot_be_read_is_listed_with_its_reason_and_kept(market):
    empty = 'x,indeed,,AI PM,Acme,"",2026-01-01,,,,,,'
    nothing = ads.jobspy("We are a nice firm and have a garden with old trees.", id="n")
    done = market.import_files([csv_of(empty, ads.jobspy(), nothing), Source("broken.json", b"{")])
    assert (done.progress.saved, done.progress.unread) == (1, 3)
    reasons = [one.reason for one in done.unread]
    assert any("row 2 has no text" in one for one in reasons)
    assert any("broken.json is no JSON" in one for one in reasons)
    assert any("No requirement was found" in one for one in reasons)
    kept = postings.unread_of(market.database, done.run)
    assert len(kept) == 2  # an ad that asks for nothing is kept as a posting without facts


def test_everything_is_stored_and_opened_anew(market, analyzer):
    market.import_files([csv_of(ads.jobspy())])
    again = type(market)(analyzer, market.database)
    assert [row.title for row in again.own.facts] == [ads.TITLE]
    assert again.market() is again.own
    assert again.clear() == 1
    assert again.market() is again.snapshot


def test_a_run_that_was_cut_short_goes_on(market, analyzer, monkeypatch):
    data = table(250, analyzer.annotator)
    real, calls = importing.prepare, []

    def dies(adverts):
        calls.append(len(adverts))
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(adverts)

    monkeypatch.setattr(importing, "prepare", dies)
    with pytest.raises(KeyboardInterrupt):
        market.import_files([Source("jobs.csv", data)], workers=1)
    (cut,) = postings.runs(market.database)
    assert cut.finished_at is None
    assert len(postings.ids(market.database)) == 100
    monkeypatch.setattr(importing, "prepare", real)
    done = market.import_files([Source("jobs.csv", data)], workers=1)
    assert (done.progress.saved, done.progress.repeated) == (150, 100)
    assert len(market.own) == 250
    segment = market.own._segment
    assert sorted(set(segment.keys.tolist())) == list(postings.ids(market.database))


def test_the_number_of_workers_changes_nothing(analyzer, tmp_path, market, monkeypatch):
    data = Source("jobs.csv", table(220, analyzer.annotator))
    monkeypatch.setattr(importing, "SMALL", 50)
    monkeypatch.setattr(importing, "CHUNK", 60)
    # threads stand for processes here, which take seconds to start; the next test is about what they send
    monkeypatch.setattr(importing, "ProcessPoolExecutor", lambda count, **_: ThreadPoolExecutor(count))
    market.import_files([data], workers=1)
    alone = market.own.facts
    market.clear()
    market.import_files([data], workers=2)
    assert [(row.title, row.required) for row in market.own.facts] == [
        (row.title, row.required) for row in alone
    ]


def test_what_workers_send_back_is_whole(analyzer):
    adverts = list(read_adverts(Given("jobs.csv", data=table(3, analyzer.annotator)), None))
    prepared = importing.prepare(pickle.loads(pickle.dumps(adverts)))  # noqa: S301  (our own)
    again = pickle.loads(pickle.dumps(prepared))  # noqa: S301
    assert [one for one, _ in again.read] == [one for one, _ in prepared.read]
    assert all(one.job for one, _ in again.read)
    assert again.segment.to_bytes() == prepared.segment.to_bytes()


def test_order_and_progress(market, analyzer):
    told = []
    market.import_files([Source("jobs.csv", table(130, analyzer.annotator))], on_progress=told.append)
    assert [one.seen for one in told] == [100, 130]
    assert told[-1].saved == 130


def test_a_mapping_reaches_the_files(market):
    rows = [{"Titel": ads.TITLE, "Text der Anzeige": ads.TEXT}]
    done = market.import_files(
        [Source("jobs.json", json.dumps(rows).encode())],
        mapping={"title": "Titel", "text": "Text der Anzeige"},
    )
    assert done.progress.saved == 1


def test_hashes_do_not_depend_on_white_space():
    one, other = (
        next(read_adverts(Given("jobs.csv", data=csv_of(ads.jobspy(text)).data), None))
        for text in (ads.TEXT, ads.TEXT.replace("\n\n", "\n \n\n"))
    )
    assert one.content_hash == other.content_hash
