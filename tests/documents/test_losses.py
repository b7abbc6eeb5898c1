"""What a simple reader loses, counted on texts made for it. Every person is invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.documents.losses import compare, layout_losses, order_share, simple_reading
from analyzer.records import (
    Contact,
    ContactLink,
    Outline,
    Position,
    Section,
    SimpleText,
)

OURS = """Ada Winterbourne
ada.winterbourne@example.com
+44 20 7946 0018
EXPERIENCE
AI Project Manager, Norrvik Labs  March 2021 - Present
Led a team of nine to launch a triage model.
Project Coordinator, Halden Works  June 2018 - February 2021
Coordinated five rollouts for many employees.
SKILLS
Risk management and planning
Model evaluation"""


def place(words):
    start = OURS.index(words)
    return start, start + len(words)


def position(title, start, end, header):
    return Position(title, "Somewhere", start, end, 12, header=place(header))


OUTLINE = Outline(
    contact=Contact(
        ("ada.winterbourne@example.com",),
        ("+44 20 7946 0018",),
        (ContactLink("linkedin", "https://www.linkedin.com/in/ada-winterbourne-example"),),
    ),
    sections=(
        Section("experience", "EXPERIENCE", OURS.index("EXPERIENCE"), OURS.index("SKILLS")),
        Section("skills", "SKILLS", OURS.index("SKILLS"), len(OURS)),
    ),
    passages=(),
    positions=(
        position(
            "AI Project Manager",
            "2021-03",
            "present",
            "AI Project Manager, Norrvik Labs  March 2021 - Present",
        ),
        position(
            "Project Coordinator",
            "2018-06",
            "2021-02",
            "Project Coordinator, Halden Works  June 2018 - February 2021",
        ),
    ),
    projects=(),
    education=(),
    certifications=(),
    years_experience=8.0,
)


def losses(simple, outline=None, ours=OURS):
    return {loss.kind: loss for loss in compare(ours, simple, outline)[0]}


def test_the_same_text_loses_nothing_but_links_that_are_in_no_text():
    assert compare(OURS, OURS) == ((), ())
    found = losses(OURS, OUTLINE)
    assert set(found) == {"links"}
    assert found["links"].message == "1 of 1 link is lost"


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("  ", " \t "),
        lambda text: text.replace(" - ", " – "),
        lambda text: text.replace(" ", "  "),
        lambda text: text.replace("\n", "\n\n• "),
        lambda text: text.replace("EXPERIENCE", "2\nEXPERIENCE"),
    ],
)
def test_case_space_signs_and_page_numbers_are_no_loss(change):
    assert losses(change(OURS)) == {}


def test_lines_that_are_mixed_across_columns_are_counted_and_lose_their_heading():
    mixed = OURS.replace("EXPERIENCE", "SKILLS EXPERIENCE").replace("\nSKILLS\n", "\n")
    mixed = mixed.replace("Led a team of nine", "Risk management and planning Led a team of nine")
    mixed = mixed.replace("\nRisk management and planning\n", "\n")
    found = losses(mixed, OUTLINE)
    assert (found["headings"].count, found["headings"].of) == (6, 6)
    # The three lines behind the mixed ones, and the two that moved.
    assert found["order"].count >= 4
    assert "Risk management and planning" in found["order"].examples


def test_a_block_that_is_drawn_first_moves_and_keeps_its_lines():
    moved = "SKILLS\nRisk management and planning\nModel evaluation\n" + OURS.partition("\nSKILLS")[0]
    found = losses(moved, OUTLINE)
    assert set(found) == {"order", "links"}
    assert found["order"].count == 2  # the first line of each block follows another one than in ours
    assert order_share(OURS, moved) == pytest.approx(2 / 11)


@pytest.mark.parametrize(
    ("kind", "old", "new", "examples"),
    [
        ("words", "triage model", "triage", ("model",)),
        ("words", "Coordinated five", "Coordinated \ufb01ve", ("five",)),
        ("spaced", "planning", "plan\u200bning", ("planning",)),
        ("words", "nine", "(cid:12)(cid:7)ne", ("nine",)),
        ("glued", "Led a team of nine", "Ledateamofnine", ("Led a team of nine",)),
        ("spaced", "SKILLS", "S K I L L S", ("SKILLS",)),
        ("spaced", "EXPERIENCE", "EXP ER I ENCE", ("EXPERIENCE",)),
        ("cut", "management", "manage-\nment", ("management",)),
        ("cut", "management", "manage\ufffement", ("management",)),
    ],
)
def test_lost_words_are_told_apart_by_what_became_of_them(kind, old, new, examples):
    found = losses(OURS.replace(old, new, 1))
    assert {one for one in found if one not in {"order"}} == {kind}
    assert found[kind].examples == examples


def test_a_line_that_lost_letters_in_its_middle_stays_in_its_place():
    assert "order" not in losses(OURS.replace("launch a triage", "launch a"))


def test_dates_in_a_column_of_their_own_are_torn_from_their_position():
    torn = OURS.replace("  March 2021 - Present", "").replace("  June 2018 - February 2021", "")
    torn += "\nMarch 2021 - Present\nJune 2018 - February 2021"
    found = losses(torn, OUTLINE)
    assert found["dates"].message == "2 of 2 positions are apart from their dates"
    near = OURS.replace("  March 2021", "\nLondon\nMarch 2021")
    assert "dates" not in losses(near, OUTLINE)


def test_an_email_that_is_broken_and_a_phone_that_is_gone_are_lost():
    broken = OURS.replace("winterbourne@", "winterbourne @").replace("7946 0018", "7946")
    assert losses(broken, OUTLINE)["contact"].count == 2
    assert "contact" not in losses(OURS.replace("+44 20 7946 0018", "(020) 7946-0018"), OUTLINE)


def test_an_address_that_is_written_out_is_kept():
    written = f"{OURS}\nlinkedin.com/in/ada-winterbourne-example"
    assert "links" not in losses(written, OUTLINE)


def test_the_slices_that_changed_quote_our_text():
    simple = OURS.replace("triage model", "triage").replace("\nModel evaluation", "")
    simple = f"Model evaluation\n{simple}"
    changes = compare(OURS, simple)[1]
    said = [(change.kind, OURS[change.start : change.end]) for change in changes]
    assert ("lost", "model") in said
    assert ("moved", "Model evaluation") in said


def test_a_reading_marks_what_only_the_simple_text_has():
    text = OURS.replace("SKILLS", "SKILLS unseen words here") + "\nAI Project Planning"
    found = simple_reading(OURS, SimpleText("across", "across the page", text), OUTLINE)
    assert [text[start:end] for start, end in found.strange][:3] == ["unseen", "words", "here"]
    assert [text[start:end] for start, end in found.mixed] == [
        "SKILLS unseen words here",
        "AI Project Planning",
    ]


def test_a_reader_that_got_nothing_is_not_measured():
    stopped = SimpleText("across", "across the page", "", "This reader had to be stopped.")
    found = simple_reading(OURS, stopped, OUTLINE)
    assert (found.losses, found.changes, found.strange) == ((), (), ())


def test_the_quick_measure_says_the_same_of_order_headings_and_dates():
    mixed = OURS.replace("\nSKILLS\n", " SKILLS ")
    whole = [loss for loss in compare(OURS, mixed, OUTLINE)[0] if loss.kind in ("order", "headings", "dates")]
    assert sorted(whole, key=str) == sorted(layout_losses(OURS, mixed, OUTLINE), key=str)


def test_texts_longer_than_any_resume_are_not_compared():
    long = "word " * 30_000
    assert compare(long, OURS) == compare(OURS, long) == ((), ())
    assert order_share(OURS, long) == 0.0
    assert layout_losses(long, OURS, OUTLINE) == ()
    found = simple_reading(OURS, SimpleText("across", "across the page", long))
    assert (found.losses, found.strange, found.mixed) == ((), (), ())


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_are_compared_and_counts_stay_in_bounds(ours, simple):
    found, changes = compare(ours, simple)
    for loss in found:
        assert 0 < loss.count <= loss.of
        assert loss.message
    assert all(0 <= change.start < change.end <= len(ours) for change in changes)
    assert list(changes) == sorted(changes, key=lambda change: (change.start, -change.end))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(OURS.splitlines()), min_size=1, max_size=12))
def test_a_text_compared_with_itself_loses_nothing(lines):
    text = "\n".join(lines)
    assert compare(text, text) == ((), ())
