import unicodedata
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analyzer.records import Gain, RequirementMatch, biggest_gaps
from analyzer.reports import desk, words
from analyzer.store.records import Fit
from analyzer.texts import say
from reports.sample import ADVERT, AI_PM, HOSTILE, PORTFOLIO, REPORT, RESUME, SUGGESTIONS, at

#: Controls, invisible signs, halves of characters, private signs, line and paragraph separators.
OBEYED = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def requirement(text, met="evidenced", points=1.0, most=1.0):
    return RequirementMatch(text, "required", (), met, points, most, ())


def test_a_headline_gives_score_band_and_interval():
    assert words.headline(AI_PM) == "67, good, interval 61-74"


def test_a_match_without_a_score_says_why_and_shows_no_number():
    assert words.headline(ADVERT).startswith("Not scored: The advert names only two things")
    assert words.score_text(ADVERT) == "–"
    assert words.interval_text(ADVERT) == ""
    assert words.explain(ADVERT, REPORT).startswith("The advert names")


@pytest.mark.parametrize(("score", "shown"), [(59.9, "59"), (60.0, "60"), (0.0, "0"), (100.0, "100")])
def test_the_number_never_stands_in_a_higher_band_than_its_word(score, shown):
    assert words.score_text(replace(AI_PM, score=score)) == shown


def test_the_explanation_counts_what_is_shown_and_names_the_biggest_gaps():
    said = words.explain(AI_PM, replace(REPORT, integrity=()))
    assert said == (
        "Shows 2 of 5 requirements, best “4+ years managing technology projects” and “Budget, risk and "
        "vendor management experience”. Biggest gaps: “agile and stage-gate delivery” (claimed only) and "
        "“machine learning life cycle” (partly shown)."
    )


def test_what_could_not_be_told_is_no_gap():
    gaps = biggest_gaps([requirement("Speaks well", "unknown", 0), requirement("HIPAA", "missing", 0)])
    assert [gap.text for gap in gaps] == ["HIPAA"]


def test_a_job_without_requirements_is_explained_without_numbers():
    assert "names no requirement" in words.explain(replace(AI_PM, requirements=()), REPORT)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "Solid understanding of the machine learning life cycle: data, drift.",
            "machine learning life cycle",
        ),
        ("Budget, risk and vendor management experience.", "Budget, risk and vendor management experience"),
        ("Experience with agile delivery (Scrum or Kanban)", "agile delivery"),
        ("Familiarity with NIST AI RMF or similar", "NIST AI RMF or similar"),
        ("with scheduling and tracking tools (Jira, MS Project)", "scheduling and tracking tools"),
        ("4+ years in technology, at least one of which shipped", "4+ years in technology"),
        ("Shipped a learning, data or analytics solution", "Shipped a learning, data or analytics solution"),
        ("PMP", "PMP"),
        ("Skills", "Skills"),
        ("Experience", "Experience"),
    ],
)
def test_a_label_is_the_naming_part_of_a_requirement(text, label):
    assert words.label(requirement(text)) == label


@given(st.text())
def test_a_label_is_short_and_never_empty_for_printable_text(text):
    label = words.label(requirement(text))
    assert len(label) <= 48
    assert bool(label) == bool(words.clean(text))


@given(st.text())
def test_clean_leaves_nothing_that_a_terminal_obeys(text):
    cleaned = words.clean(text)
    assert not {unicodedata.category(char) for char in cleaned} & OBEYED
    assert words.clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]8;;https://evil.example.com\x07here\x1b]8;;\x07", "here"),
        ("\x9b31mred", "31mred"),
        ("a\r\nb\tc\x00", "a b c"),
        ("\u202egnp.exe", "gnp.exe"),
        ("\ue0b7 icon", "icon"),
        ("naïve café 東京", "naïve café 東京"),
    ],
)
def test_clean_takes_escape_sequences_and_controls_out(raw, plain):
    assert words.clean(raw) == plain


@given(st.text(), st.integers(min_value=4, max_value=200))
def test_a_shortened_text_fits(text, width):
    assert len(words.shorten(text, width)) <= width


def test_a_shortened_text_ends_at_a_word_that_means_something():
    assert words.shorten("spoken and written communication with technical people", 40) == (
        "spoken and written communication…"
    )


@pytest.mark.parametrize(
    ("points", "said", "short"),
    [
        (4.6, "about 5 more points", "+5"),
        (1.2, "about 1 more point", "+1"),
        (0.3, "under 1 more point", "<1"),
    ],
)
def test_gains_are_said_as_people_say_them(points, said, short):
    gain = Gain("ai-project-manager", points)
    assert words.gain_text(gain) == said
    assert words.gain_short(gain) == short


def test_no_gain_is_not_called_a_gain():
    assert words.gain_text(None) == words.gain_text(Gain("x", 0.0)) == ""


def test_first_changes_are_those_at_the_top_where_it_is_known_what_they_bring_together():
    job = REPORT.matches[0].job.id
    known = replace(REPORT, together=Gain(job, 6.0))
    assert words.best_suggestions(known) == words.best_suggestions(known, job=job) == SUGGESTIONS[:3]
    assert words.best_suggestions(known, job="another-job") != SUGGESTIONS[:3]


def test_first_changes_are_of_different_rules_where_nothing_is_known():
    rules = [change.rule for change in words.best_suggestions(REPORT)]
    assert rules == ["impact/unmeasured-bullet", "match/claimed-skill", "match/missing-requirement"]


def together(*alone, both):
    """What is said where the first changes bring so much alone and together."""
    job = REPORT.matches[0].job.id
    some = tuple(replace(SUGGESTIONS[0], gain=Gain(job, points)) for points in alone)
    report = replace(REPORT, suggestions=some, together=Gain(job, both))
    return words.together_text(report, words.best_suggestions(report))


def test_what_changes_bring_together_stands_beside_the_sum_where_they_differ():
    assert together(3.1, 2.4, 2.1, both=7.5) == "All three together: at least 7.5 more points."
    assert together(3.1, 2.4, both=4.0) == (
        "Both together: at least 4 more points. Alone they add up to 5.5: two of them show the same."
    )
    assert "make" in together(3.1, 2.4, both=6.5)
    assert together(3.1, both=3.1) == ""
    assert words.together_text(REPORT, words.best_suggestions(REPORT)) == ""


def test_a_change_of_words_that_moves_no_score_says_so():
    job = REPORT.matches[0].job.id
    reworded = replace(SUGGESTIONS[0], kind="rephrase", gain=Gain(job, 0.0))
    assert words.worth_text(reworded) == "reads better, same score"
    assert words.worth_text(replace(reworded, kind="add-fact")) == ""
    assert words.worth_text(replace(reworded, gain=None)) == ""
    assert words.worth_text(replace(reworded, gain=Gain(job, 2.2))) == "about 2 more points"


def test_more_of_the_same_rule_follow_when_there_is_nothing_else():
    only = replace(REPORT, suggestions=SUGGESTIONS[:2])
    assert words.best_suggestions(only) == SUGGESTIONS[:2]


def test_changes_keep_the_order_of_the_report():
    turned = replace(REPORT, suggestions=SUGGESTIONS[::-1])
    assert words.ranked_suggestions(turned) == SUGGESTIONS[::-1]


def test_gains_for_another_job_do_not_order_the_changes():
    first = words.ranked_suggestions(REPORT, job="another-job")[0]
    assert first.severity == "high"
    assert first is SUGGESTIONS[0]


def test_a_quote_outside_the_resume_names_its_file():
    assert words.place(at("PMP (preparing)"), REPORT) == "p. 2"
    assert words.place(PORTFOLIO.evidence(0, 10), REPORT) == "case-study.md, p. 1"


@pytest.mark.parametrize(
    ("words_of_it", "width", "shown"),
    [
        ("MLOps", 200, "Jira, Python, SQL, model evaluation, MLOps"),
        ("SQL", 30, "…Python, SQL, model…"),
        ("MLOps", 30, "…SQL, model evaluation, MLOps"),
        ("planners", 60, "…thresholds with planners and raised recall from 0.71…"),
        ("PMP (preparing)", 8, "PMP (pr…"),
    ],
)
def test_a_mention_is_shown_in_its_line(words_of_it, width, shown):
    assert words.in_context(at(words_of_it), REPORT, width) == shown


def test_two_mentions_in_one_line_are_one_proof():
    jira, sql, pmp = at("Jira"), at("SQL"), at("PMP (preparing)")
    assert words.proofs([jira, sql, jira, pmp], REPORT) == (jira, pmp)
    assert words.proofs([jira, sql, pmp], REPORT, 1) == (jira,)
    assert words.proofs([], REPORT) == ()


@given(st.data(), st.integers(min_value=8, max_value=200))
def test_a_mention_in_its_line_is_a_piece_of_the_document(data, width):
    text = words.clean(RESUME.text)
    start = data.draw(st.integers(0, len(RESUME.text) - 1))
    end = data.draw(st.integers(start + 1, min(len(RESUME.text), start + 60)))
    hostile = RESUME.text.index(HOSTILE)
    assume(end <= hostile or start >= hostile + len(HOSTILE))  # no evidence is half an escape sequence
    evidence = RESUME.evidence(start, end)
    shown = words.in_context(evidence, REPORT, width)
    assert len(shown) <= width
    assert shown.strip("…") in text
    if "\n" not in evidence.text.strip() and width >= len(evidence.text) + 40:
        assert words.clean(evidence.text) in shown or len(evidence.text) >= 40


@pytest.mark.parametrize(("one", "other", "different"), [(74, 71, False), (74, 58, True), (31, 90, True)])
def test_scores_inside_each_others_interval_are_no_real_difference(one, other, different):
    def match(score):
        return replace(AI_PM, score=float(score), low=score - 6.0, high=score + 6.0)

    assert words.really_different(match(one), match(other)) is different
    assert words.really_different(match(one), ADVERT) is False


def test_unknown_years_are_not_zero_years():
    assert words.years_text(None) == "could not tell the years of experience"
    assert words.years_text(1.0) == "1 year of experience"


def test_hostile_texts_stay_readable():
    assert "<script>alert('x')</script>" in words.clean(HOSTILE)


def contrast(one, other):
    def light(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("met", words.MARKS)
def test_marks_can_be_read_on_both_grounds_of_both_themes(met):
    mark = words.mark(met)
    assert all(contrast(mark.colour, ground) >= 4.5 for ground in ("#FFFFFF", "#F5F7FA"))
    assert all(contrast(mark.dark, ground) >= 4.5 for ground in ("#151B22", "#1E2630"))


@pytest.mark.parametrize(
    ("met", "points", "said"),
    [
        ("evidenced", 2.0, "shown"),
        ("evidenced", 1.6, "shown"),
        ("evidenced", 1.3, "shown, thinly"),
        ("partly", 1.0, "partly shown"),
        ("missing", 0.0, "not found"),
    ],
)
def test_a_tick_beside_a_part_of_the_points_says_why(met, points, said):
    one = requirement("x", met, points, 2.0)
    assert words.met_text(one) == said
    assert (words.thin_note([one]) != "") is said.endswith("thinly")


def test_something_that_gives_no_points_is_not_shown_thinly():
    assert words.met_text(requirement("x", "evidenced", 0.0, 0.0)) == "shown"


def test_a_wide_interval_says_what_to_go_by_instead():
    assert words.interval_note(AI_PM) == words.interval_help()
    assert words.interval_note(replace(AI_PM, low=38.0, high=100.0)).endswith(say("words-interval-wide"))
    assert words.interval_note(ADVERT) == ""


def test_a_score_in_the_lowest_band_says_where_to_look_instead():
    assert say("words-far") not in words.explain(AI_PM, REPORT)
    assert say("words-far") in words.explain(replace(AI_PM, band="little overlap", score=8.1), REPORT)


def test_a_target_is_named_with_where_it_comes_from():
    assert words.target_text(AI_PM.job) == "AI Project Manager (a typical role)"
    assert words.target_text(ADVERT.job).endswith("(from advert.txt)")


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        (
            "The job asks for “MLOps”. You name “Jira”, but no line shows it.",
            "You name “Jira”, but no line shows it.",
        ),
        (
            "The job asks for “MLOps”. We found no line that shows it.",
            "The job asks for “MLOps”. We found no line that shows it.",
        ),
        ("“Led the rollout” has no figure. What changed?", "“Led the rollout” has no figure. What changed?"),
        (None, ""),
    ],
)
def test_a_list_says_what_to_do_before_what_was_asked(change, shown):
    fit = Fit(1, 1, "pm", "PM", "m", 50.0, 40.0, 60.0, "partial", "at", None, (), change, 2.0, "2026-11-01")
    assert desk.next_text(fit, 90) == shown
    assert desk.next_text(None, 90) == ""


def test_a_score_is_shown_in_one_way_everywhere():
    """A whole number, rounded down: 59.7 is no 60, which would be in a higher band."""
    assert [words.whole(score) for score in (59.7, 60.0, 60.6, 0.0, None)] == ["59", "60", "60", "0", "–"]
    scored = replace(AI_PM, score=60.6)
    assert words.score_text(scored) == "60"
    assert words.score_and_band(scored) == f"60 {AI_PM.band}"
    assert words.score_and_band(replace(AI_PM, score=None, band=None)) == "–"
