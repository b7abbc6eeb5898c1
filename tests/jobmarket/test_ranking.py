"""Ranking: scores on arrays are the matcher's, pre-selection loses nothing, filters and gaps are right."""

import numpy as np
import pytest

from analyzer.jobmarket import CLEARED_FROM, JobMarket
from analyzer.language import load_skills
from analyzer.market.demand import Selection, selected
from analyzer.market.gaps import gaps, is_trait
from analyzer.matching import ranking
from analyzer.matching.ranking import answer_all, likely_best, stand
from analyzer.matching.seeker import seeker
from analyzer.matching.segment import Segment, make_segment, merged
from analyzer.records import Source
from analyzer.store import Database
from analyzer.store.place import parsed_url
from tests.jobmarket.made import table


@pytest.fixture(scope="module")
def filled(analyzer, tmp_path_factory):
    folder = tmp_path_factory.mktemp("market")
    with Database(parsed_url(f"sqlite:///{folder / 'market.sqlite3'}")) as database:
        market = JobMarket(analyzer, database)
        market.import_files([Source("jobs.csv", table(300, analyzer.annotator))], workers=1)
        yield market


def exact(market, profile):
    """Every posting matched by the matcher, best first."""
    own = market.own
    found = [
        (market.analyzer.matcher.match(profile, own.job(row.id)).score, row.id) for row in own.facts[:120]
    ]
    return {id: score for score, id in found}


def test_scores_on_arrays_are_those_of_the_matcher(filled, people):
    own = filled.own
    for profile in people.values():
        who = seeker(profile, own.matcher.weights)
        segment = own._segment
        standing = stand(who, segment, own.matcher)
        rows = np.arange(len(segment), dtype=np.int32)
        found = answer_all(who, segment, standing, own.matcher, rows)
        by_id = {own.facts[place].id: score for place, score in zip(own._places, found.score, strict=True)}
        for id, score in exact(filled, profile).items():
            assert by_id[id] == pytest.approx(score, abs=0.11)


def test_the_pre_selection_keeps_the_true_best(filled, profile, monkeypatch):
    own = filled.own
    every = own.best(profile, limit=20)
    monkeypatch.setattr(ranking, "LEAST_CANDIDATES", 100)
    monkeypatch.setattr(ranking, "CANDIDATES_EACH", 3)
    assert [row.id for row, _ in own.best(profile, limit=20)] == [row.id for row, _ in every]


def test_the_best_are_ranked_with_intervals_and_the_gap_that_costs_most(filled, profile):
    found = filled.own.rank(profile, limit=10)
    order = [(one.match.score // 20, one.level == "at", one.match.score) for one in found.rows]
    assert order == sorted(order, reverse=True) and len(order) == 10
    best = found.rows[0]
    assert best.match.low <= best.match.score <= best.match.high
    job = filled.own.job(best.posting.id)
    assert best.gap.text in job.text
    lost = {
        one.text: one.max_points - one.points for one in best.match.requirements if one.met != "evidenced"
    }
    assert lost[best.gap.text] == max(value for text, value in lost.items())
    assert found.considered == len(filled.own)


def test_what_is_cleared_is_counted_exactly(filled, profile):
    cleared = filled.own.cleared(profile, Selection(families=("ai_project_manager",)))
    rows = selected(filled.own.facts, Selection(families=("ai_project_manager",)))
    matcher = filled.analyzer.matcher
    count = sum(matcher.match(profile, filled.own.job(row.id)).score >= CLEARED_FROM for row in rows)
    assert (cleared.count, cleared.n, cleared.sampled) == (count, len(rows), False)
    assert cleared.interval[0] <= cleared.share <= cleared.interval[1]


def test_showing_one_more_skill_never_clears_less(filled, profile):
    now = filled.own.cleared(profile)
    effects = filled.own.effects(profile, ["mlops", "risk-management", "pmp", "python"])
    assert all(one.after.count >= now.count and one.points >= 0 for one in effects)
    assert effects[0].points > 0


def test_filters_hold_for_every_row(filled, profile):
    found = filled.own.rank(profile, Selection(countries=("US",), least_pay=100_000), limit=50)
    assert found.rows
    assert all(one.posting.country == "US" and one.posting.pay.high >= 100_000 for one in found.rows)
    nothing = filled.own.rank(profile, Selection(countries=("AQ",)))
    assert (nothing.rows, nothing.reason) == ((), "No posting is left to rank.")


def test_people_are_ranked_for_a_posting(filled, people):
    id = filled.own.facts[0].id
    found = filled.own.rank_people(list(people.items()), id)
    scores = [match.score for _, match, _ in found]
    assert len(scores) == len(people) and scores == sorted(scores, reverse=True)
    assert filled.own.rank_people(list(people.items()), "no such posting") == ()


def test_postings_like_one(filled):
    facts = {row.id: row for row in filled.own.facts}
    id = filled.own.facts[5].id
    found = filled.own.like(id, limit=5)
    assert len(found) == 5 and id not in {row.id for row, _ in found}
    values = [value for _, value in found]
    assert values == sorted(values, reverse=True) and 0 < values[-1] <= values[0] < 1
    mine = set(facts[id].asked)
    near = np.mean([len(mine & set(row.asked)) for row, _ in found])
    far = np.mean([len(mine & set(row.asked)) for row in facts.values() if row.id != id])
    assert near > far


def test_a_market_that_grows_need_not_be_built_anew(filled, analyzer, profile):
    own = filled.own
    jobs = [own.job(row.id) for row in own.facts[:40]]
    weights = analyzer.matcher.weights
    whole = make_segment(range(40), jobs, weights)
    parts = [make_segment(range(at, at + 10), jobs[at : at + 10], weights) for at in range(0, 40, 10)]
    again = Segment.from_bytes(merged(parts).to_bytes())
    for name in Segment.__slots__:
        assert np.array_equal(getattr(whole, name), getattr(again, name)), name


def test_likely_best_takes_all_when_there_are_few(filled, profile):
    own = filled.own
    standing = stand(seeker(profile, own.matcher.weights), own._segment, own.matcher)
    allowed = np.ones(len(own._segment), dtype=bool)
    allowed[0] = False
    (rows,) = likely_best([standing], 10, [allowed])
    assert rows.tolist() == list(range(1, len(own._segment)))


def test_the_snapshot_is_ranked_on_the_first_run(market, profile):
    found = market.market().rank(profile, limit=5)
    assert len(found.rows) == 5
    assert found.rows[0].posting.url.startswith("http")
    assert 250 < found.considered <= 284
    assert 0 < found.cleared.share < 0.6


def test_gaps_of_one_person_stand_on_quotes_and_counts(market, profile):
    found = market.snapshot.gaps(profile, Selection(families=("ai_project_manager",)))
    assert found.n == 27
    known = {skill.id: skill for skill in profile.skills}
    for one in found.shown:
        assert known[one.share.id].strength >= "E2"
        assert one.evidence.text in profile.documents[0].text
    for one in found.missing:
        assert one.share.id not in known and one.evidence is None
    for one in found.claimed:
        assert known[one.share.id].strength < "E3" or known[one.share.id].hedged
    for one in found.told:
        assert one.share.id not in known and one.evidence.text in profile.documents[0].text
    assert all(is_trait(one.share.id) for one in found.traits)
    assert not any(is_trait(one.share.id) for one in found.open)
    counts = [one.share.count for one in found.demanded]
    assert counts == sorted(counts, reverse=True) and counts[-1] >= 3
    assert all(one.share.share < 0.02 for one in found.rarely_asked)
    every = (found.shown, found.told, found.claimed, found.missing, found.traits)
    parts = [one.share.id for part in every for one in part]
    assert len(parts) == len(set(parts)) == len(found.demanded)


def test_what_is_done_without_being_named_is_told_in_other_words(market, analyzer):
    """Leading, stakeholders and risk by deeds; no tool, exam or industry is ever told so."""
    text = """Ines Calloway
    ines.calloway@example.com

    Experience
    AI Project Manager, Lantern Freight, Jan 2019 - Present
    - Led a team of nine engineers and two data scientists and coached three of them into lead posts
    - Agreed the scope of a forecasting model with four directors and presented results to the board monthly
    - Ran the risk register for three models and cut open risks from 41 to 12 before go-live
    - Trained 60 depot managers to read the forecasts, so that 80% of orders now follow them
    """
    profile = analyzer.profile([Source("cv.txt", "\n".join(map(str.strip, text.splitlines())).encode())])[0]
    snapshot = market.snapshot
    named = {one.share.id for one in gaps(profile, snapshot.facts).demanded if one.standing == "missing"}
    found = snapshot.gaps(profile)
    told = {one.share.id: one.evidence.text for one in found.told}
    assert {"communication", "stakeholder-management"} & set(told)
    assert set(told) <= named, "what is mentioned needs no other words"
    assert "agile" in {one.share.id for one in found.missing}
    assert {load_skills()[skill].kind for skill in told} <= {"concept", "method", "technique", "soft"}
    assert all(quote in profile.documents[0].text for quote in told.values())


def test_nothing_is_told_by_somebody_who_shows_nothing(market, analyzer):
    text = "Rune Dahlgren\n\nExperience\nPastry Chef, Cafe Solsikke, 2015 - 2024\n"
    text += "".join(f"- Baked bread and {number} kinds of cake for guests\n" for number in range(2, 14))
    profile = analyzer.profile([Source("cv.txt", text.encode())])[0]
    assert market.snapshot.gaps(profile).told == ()


def test_postings_of_another_level_come_after_those_of_the_persons_in_one_band(market, profile):
    assert profile.years_experience > 5
    rows = market.snapshot.rank(profile, limit=40).rows
    order = [(-(one.match.score // 20), one.level in ("under", "over"), -one.match.score) for one in rows]
    assert order == sorted(order)
    assert {one.level for one in rows if one.posting.level == "junior"} <= {"over"}


def test_every_figure_says_of_which_postings_it_is(market):
    snapshot = market.snapshot
    one = snapshot.coverage(Selection(families=("ai_project_manager",)))
    rows = selected(snapshot.facts, Selection(families=("ai_project_manager",)))
    assert one.all == len(snapshot) == one.other_languages + one.filtered_out + one.meant
    assert (one.meant, one.readable) == (len(rows), sum(row.readable != "none" for row in rows))


def test_each_suggestion_clears_at_least_as_much_as_those_before_it(filled, profile):
    now = filled.own.cleared(profile)
    steps = filled.own.steps(profile)
    assert steps
    counts = [now.count, *(one.after.count for one in steps)]
    assert counts == sorted(counts)
    assert {one.after.n for one in steps} == {now.n}
    assert all(one.message and one.rule for one in steps)
    assert filled.own.steps(profile, Selection(families=("pastry_chef",))) == ()
