"""What people are compared with: kept job ads, stored postings, and who is scored on the way."""

import pytest

from analyzer.blind import KINDS
from analyzer.errors import NoText, StoreError
from analyzer.records import JobRef
from analyzer.store import Desk, cohorts, people, schema, targets, versions
from analyzer.store.viewing import masks, shown, together
from tests.store.made import JOB, read, report

AD = "AI Program Manager\n\nRequirements\n- 5+ years of delivery\n- Model evaluation\n"
TITLES = {JOB: "AI Project Manager"}


@pytest.fixture
def desk(database):
    return Desk(database=database)


def a_posting(desk, title='Head: AI "delivery"', company="Fjordlight"):
    moment = "2026-11-01T00:00:00Z"
    values = {"content_hash": title, "source": "file", "title": title, "company": company, "text": AD}
    with desk.write() as connection:
        made = connection.execute(
            schema.postings.insert().values(**values, first_seen=moment, last_seen=moment)
        )
        key = made.inserted_primary_key[0]
        connection.execute(schema.posting_details.insert().values(posting_id=key, job=b"x", sketch=b"x"))
    return key


def test_an_ad_is_kept_once_under_an_id_of_its_own_and_let_go(desk):
    first, again = targets.keep_ad(desk, "  AI  Program Manager ", AD), targets.keep_ad(desk, "Other", AD)
    assert first == again
    assert first.title == "AI Program Manager"
    assert first.id.startswith(targets.AD)
    assert (first.roles, [one.data.decode() for one in first.jobs]) == ((), [AD])
    assert targets.keep_ad(desk, "X", AD + "- SQL\n").id != first.id
    assert targets.target(desk, first.id, TITLES) == first
    assert targets.target(desk, JOB, TITLES).roles == (JOB,)
    assert [one.title for one in targets.ads(desk)] == ["AI Program Manager", "X"]
    targets.remove_ad(desk, first.id)
    with pytest.raises(StoreError, match="no kept job ad"):
        targets.target(desk, first.id, TITLES)
    with pytest.raises(StoreError, match="no such job ad"):
        targets.remove_ad(desk, first.id)
    with pytest.raises(StoreError, match="empty"):
        targets.keep_ad(desk, "Nothing", " ")


def test_an_ad_is_its_coachs_own(desk, database):
    kept = targets.keep_ad(desk, "AI Program Manager", AD)
    other = Desk(database=database, subject="ann")
    assert targets.ads(other) == ()
    with pytest.raises(StoreError):
        targets.remove_ad(other, kept.id)


def test_a_stored_posting_is_found_by_words_and_kept_with_its_title(desk):
    key = a_posting(desk)
    a_posting(desk, "Chef", "100%_Bistro")
    assert [one.called for one in targets.postings(desk, "delivery fjord")] == [
        'Head: AI "delivery", Fjordlight'
    ]
    assert [one.title for one in targets.postings(desk, "%_")] == ["Chef"]
    assert targets.postings(desk, "delivery bistro") == ()
    kept = targets.keep_posting(desk, key)
    text = kept.ad.data.decode()
    assert text.startswith('---\ntitle: "Head: AI \\"delivery\\""\n---\n')
    assert text.endswith(AD)
    assert targets.posting(desk, key).data == kept.ad.data
    with pytest.raises(StoreError, match="no stored posting 99"):
        targets.keep_posting(desk, 99)


# --- together -----------------------------------------------------------------------------------------


def for_target(target, score=55.0):
    """An analyser that scores everyone for this target, and notes whom it read."""
    seen = []

    def analyse(given, *work):
        seen.append(given.name)
        if b"scan" in given.data:
            raise NoText(f"{given.name} holds images only.")
        found = report(score=score)
        (match, *_) = found.matches
        job = JobRef(target.id, target.title, "an ad")
        return type(found)(**{**_fields(found), "matches": (_replaced(match, job=job),)})

    return analyse, seen


def _fields(record):
    return {name: getattr(record, name) for name in type(record).__dataclass_fields__}


def _replaced(record, **changes):
    return type(record)(**{**_fields(record), **changes})


def test_who_has_no_fit_yet_is_scored_once_and_who_cannot_be_read_is_named(desk):
    for number in range(3):
        words = "scan" if number == 2 else f"p{number}"
        versions.save(desk, read(f"p{number}@example.com", words=words, name=f"p{number}.pdf"))
    nothing = people.add(desk)
    everyone = [row.candidate for row in people.find(desk)[0]]
    target = targets.keep_ad(desk, "AI Program Manager", AD)
    analyse, seen = for_target(target)
    found = together(desk, everyone, target, analyse)
    assert [one.documents[0].name for one in found.reports] == ["C-0001", "C-0002"]
    assert [one.matches[0].job.id for one in found.reports] == [target.id] * 2
    assert len(found.problems) == 2
    assert found.problems[0] == "C-0003: p2.pdf holds images only."
    assert nothing.alias in found.problems[1]
    together(desk, everyone[:2], target, analyse)
    assert seen == ["p0.pdf", "p1.pdf", "p2.pdf"]
    assert versions.fits(desk, everyone[0].id, job=JOB)  # the fit to the role stands beside it


def test_another_coachs_shared_candidate_is_compared_without_changing_them(desk, database):
    ann = Desk(database=database, subject="ann", name="ann@example.com")
    versions.save(ann, read())
    group = cohorts.make(ann, "Spring", shared=True)
    cohorts.put(ann, group, [1])
    versions.save(desk, read("b@example.com", words="b"))
    everyone = [row.candidate for row in people.find(desk)[0]]
    assert [(one.alias, one.coach) for one in everyone] == [("C-0001", "ann@example.com"), ("C-0001", None)]
    assert cohorts.titles(desk) == {group: "Spring, of ann@example.com"}
    assert people.find(desk, cohort=group)[1] == 1
    target = targets.keep_ad(desk, "AI Program Manager", AD)
    analyse, _ = for_target(target)
    assert len(together(desk, everyone, target, analyse).reports) == 2
    assert versions.fits(ann, 1, job=target.id) == ()
    assert versions.fits(desk, 2, job=target.id)


def test_the_coachs_own_name_for_somebody_is_masked_too(desk):
    key = versions.save(desk, read(), name="Bobby Lindqvist").candidate_id
    who = people.get(desk, key)
    text = masks(desk, who).text("BOBBY said that Avery and Lindqvist call at w@example.com")
    for word in ("BOBBY", "Avery", "Lindqvist", "w@example.com"):
        assert word not in text
    assert "C-0001 said that" in text
    assert "Bobby" not in str(shown(desk, who, job=JOB, masked=True, kinds=KINDS))
