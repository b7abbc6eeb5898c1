"""What advice takes from the market: counts of the snapshot, by kind of job, and nothing where few ask."""

from analyzer.market.demand import CORE, Selection, readable, selected
from analyzer.market.elsewhere import asked_elsewhere, asked_sentence
from analyzer.market.snapshot import snapshot


def rows(families):
    return readable(selected(snapshot(), Selection(families=families)))


def test_counts_are_those_of_the_snapshot_for_the_kind_of_job():
    one = asked_elsewhere(["scrum", "agile"], "ai_project_manager")
    core = rows(CORE)
    assert (one.id, one.n) == ("agile", len(core))
    assert one.count == sum("agile" in row.asked for row in core)
    said = asked_sentence(["scrum", "agile"], "ai_project_manager")
    assert said == f"So do {one.count} of {one.n} other postings for such jobs that we counted (agile)."


def test_a_kind_of_job_with_few_postings_is_counted_with_all():
    one = asked_elsewhere(["pmp"], "construction_project_manager")
    assert one.n == len(rows(()))
    assert one.count == sum("pmp" in row.credentials for row in rows(()))
    assert "jobs of this field" in asked_sentence(["pmp"], "construction_project_manager")


def test_what_few_ask_for_and_traits_are_not_told():
    assert asked_sentence(["pastry"], "ai_project_manager") == ""
    assert asked_sentence(["communication"], "ai_project_manager") == ""
    assert asked_sentence([], "ai_project_manager") == ""
