"""The market that ships: the readings of its description come out of its rows, and it can be written anew."""

import json
from collections import Counter
from statistics import median

import pytest

from analyzer.errors import ReadError
from analyzer.language import load_skills
from analyzer.market.demand import CORE, Selection, readable, selected, share_of, shares
from analyzer.market.facts import is_credential
from analyzer.market.snapshot import about_snapshot, main, read_rows, snapshot

AI_AND_DATA = (*CORE, "data_project_manager", "tpm_ml")


def of(*families):
    return selected(snapshot(), Selection(families=families))


def percent(share):
    return round(100 * share.share)


def test_there_are_284_postings_of_which_164_can_be_read_in_part_at_least():
    assert len(snapshot()) == 284
    assert len(readable(snapshot())) == 164
    assert Counter(row.readable for row in snapshot()) == {"none": 120, "part": 112, "full": 52}
    assert 0.5 < sum(row.country == "US" for row in snapshot()) / 284 < 0.6


def test_what_core_ai_project_managers_are_asked_for():
    core = of(*CORE)
    assert len(readable(core)) == 39
    named = {one.id: percent(one) for one in shares(core, "skill")}
    assert named["project-management"] == 64
    assert named["artificial-intelligence"] == named["machine-learning"] == 49
    assert named["communication"] == 46
    assert named["stakeholder-management"] == 44
    assert share_of(core, "skill", ["python", "sql"]).count == 1


def test_pmp_is_required_of_it_project_managers_only():
    families = (AI_AND_DATA, ["it_project_manager"])
    ai, it = (share_of(of(*some), "credential required", ["pmp"]) for some in families)
    assert (ai.count, ai.n) == (0, 71)
    assert (it.count, it.n) == (5, 22)


def test_median_years_by_family():
    def years(*families):
        return median(row.min_years for row in of(*families) if row.min_years is not None)

    assert years(*CORE) == 7
    assert 5 <= median(row.min_years for row in readable(of(*CORE)) if row.min_years is not None) <= 6
    assert years("ai_product_manager", "ai_governance", "head_of_ai") == 7


def test_governance_or_compliance_is_a_duty_of_six_in_ten_of_the_other_ai_families():
    others = [row for row in readable(snapshot()) if row.family not in (*AI_AND_DATA, "it_project_manager")]
    known = load_skills()
    duty = sum(
        any(one in known and known[one].competency in ("responsible_ai", "risk") for one in row.duties)
        for row in others
    )
    assert len(others) == 71
    assert 0.55 <= duty / 71 <= 0.65  # the description says 62 %, by a reading of its own


def test_what_must_be_said_is_said():
    about = about_snapshot()
    assert (about.count, about.readable, about.collected) == (284, 164, "2026-11-22")
    assert any("convenience sample" in one for one in about.cautions)
    assert any("unknown, not absent" in one for one in about.cautions)
    assert "text" not in {key for row in snapshot() for key in row.__slots__}


def test_ids_are_unique_and_lists_hold_no_repeats():
    assert len({row.id for row in snapshot()}) == 284
    for row in snapshot():
        for some in (row.required, row.preferred, row.duties, row.credentials):
            assert len(set(some)) == len(some)
        assert not any(map(is_credential, row.required))


ROW = {
    "id": "x1", "source": "example.com", "url": "https://example.com/1", "title": "AI PM", "family": "tpm_ai",
    "seniority": "director",
    "country": "United States", "remote": "hybrid", "posted": "2026-02", "min_years": 4,
    "degree": "phd", "degree_required": True, "certifications": [{"name": "PMP", "required": True}],
    "skills_required": ["machine learning", "no such skill"], "skills_preferred": [],
    "responsibilities": ["risk management"], "requirements_visible": "full",
    "salary": {"min": None, "max": 90000, "currency": "EUR", "period": "year"},
}  # fmt: skip


def test_a_maintainers_file_becomes_facts_with_our_names():
    rows, unknown = read_rows([json.dumps(ROW), ""], "new.jsonl")
    row = rows[0]
    assert (row.family, row.level, row.country, row.degree) == ("tpm_ml", "executive", "US", "doctorate")
    assert row.required == ("machine-learning", "no such skill")
    assert row.credentials_required == ("pmp",)
    assert (row.pay.low, row.pay.high) == (None, 90000)
    assert unknown == {"no such skill": 1}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "no posting's facts"),
        ("[1]", "no posting's facts"),
        (json.dumps({key: value for key, value in ROW.items() if key != "title"}), "'title' is missing"),
        (json.dumps({**ROW, "requirements_visible": "mostly"}), "no posting's facts"),
    ],
)
def test_a_wrong_line_is_named_and_changes_nothing(line, why):
    with pytest.raises(ReadError, match=f"new.jsonl: line 2 .*{why}"):
        read_rows([json.dumps(ROW), line], "new.jsonl")


def test_the_documented_command_writes_it_anew(tmp_path, capsys):
    given = tmp_path / "rows.jsonl"
    given.write_text(json.dumps(ROW) + "\n" + json.dumps({**ROW, "id": "x0"}) + "\n", encoding="utf-8")
    assert main([str(given), "--collected", "2026-12-01", "--out", str(tmp_path / "market")]) == 0
    written = (tmp_path / "market" / "postings.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in written] == ["x0", "x1"]
    assert "collected: '2026-12-01'" in (tmp_path / "market" / "about.yaml").read_text(encoding="utf-8")
    assert "no such skill (2)" in capsys.readouterr().out
    with pytest.raises(ReadError, match=r"x[01] stands twice"):
        main([str(given), str(given), "--collected", "2026-12-01", "--out", str(tmp_path / "market")])
