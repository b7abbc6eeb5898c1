"""What sentences tell, when a project was worked on, and who its author was: cases as data."""

import pytest

from analyzer.portfolio import gather, telling
from analyzer.portfolio.learning import PARTS, Learner, read_sentences
from analyzer.portfolio.lexicon import stages
from analyzer.portfolio.telling import Place, chances, learned, together
from analyzer.portfolio.when import is_date, ranges_in
from analyzer.records import Source
from analyzer.resources import data_path
from tests.portfolio.building import SHAPES, STRANGERS, STYLES, build, names_in
from tests.portfolio.scoring import Score

SENTENCES = data_path("training", "project-sentences.txt")

#: New sentences, in none of the files: text, heading, the part that is likeliest.
NEW = (
    ("Porters waited half an hour for a lift, every day.", "", "problem"),
    ("We had 12,000 photos of bridges, each marked by two engineers.", "", "data"),
    ("A random forest predicts the load of each bridge.", "", "model"),
    ("On 500 photos that it had never seen recall was 0.91 against 0.70.", "", "evaluation"),
    ("All nine garages have used it daily since June.", "", "deployment"),
    ("An alert goes out when the weekly error passes 8%.", "", "monitoring"),
    ("No face is stored, and an officer always decides.", "", "responsible-ai"),
    ("The budget was 40,000 euros and we spent 38,000.", "", "budget"),
    ("Next time I would ask the porters first.", "", "lessons"),
    ("The works council and the head of transport met us every Monday.", "", "stakeholders"),
    ("Waiting time fell from 30 to 12 minutes.", "", "outcome"),
    ("Supplier may go bankrupt.", "Risks", "risks"),
)


@pytest.mark.parametrize(("text", "heading", "part"), NEW)
def test_a_sentence_tells_its_part_before_all_others(text, heading, part):
    found = dict(zip(PARTS, chances(Place(text, heading, 4), learned()), strict=True))
    assert max(found, key=found.__getitem__) == part, found


@pytest.mark.parametrize(
    "text", ["The office is on the third floor.", "Install it with pip.", "Thanks to everybody who helped."]
)
def test_words_about_something_else_tell_nothing(text):
    assert max(chances(Place(text, "", 4), learned())) < 0.2


def test_the_weights_that_ship_fit_the_parts_and_the_sentences():
    weights = learned()
    assert weights.parts == PARTS and set(PARTS) == set(stages())
    assert all(len(one) == len(PARTS) for one in weights.marks.values())
    sentences = read_sentences(SENTENCES)
    assert len(sentences) > 1_000
    right = sum(
        max(found, key=found.__getitem__) in one.parts
        for one in sentences
        if one.parts and (found := dict(zip(PARTS, chances(one.place, weights), strict=True)))
    )
    assert right / sum(bool(one.parts) for one in sentences) > 0.85


def test_a_model_learns_from_a_few_sentences_what_is_in_them():
    few = [one for one in read_sentences(SENTENCES) if one.portfolio.startswith("invented/more-")]
    learner = Learner(few)
    weights = learner.weights(learner.rows(), (0.3,) * len(PARTS))
    found = dict(zip(PARTS, chances(Place("It costs 90 euros a month.", "", 4), weights), strict=True))
    assert max(found, key=found.__getitem__) == "budget"


def test_the_same_words_again_tell_no_more():
    assert together([0.2]) == pytest.approx(0.2)
    assert together([0.2, 0.2]) == pytest.approx(0.36)
    assert together([0.5, 0.2, 0.1, 0.1, 0.1]) == together([0.5, 0.2, 0.1])


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("I ran this between February and September 2025.", "2025-02", "2025-09"),
        ("Live captions, same school, 2022-23.", "2022", "2023"),
        ("Oct-Dec 23:", "2023-10", "2023-12"),
        ("Between March 2021 and late 2022", "2021-03", "2022"),
        ("from October 2023 until July 2024", "2023-10", "2024-07"),
        ("2022-03 - 2022-09", "2022-03", "2022-09"),
    ],
)
def test_dates_of_stories_are_read(text, first, last):
    assert [(one.first, one.last) for one in ranges_in(text)] == [(first, last)]


@pytest.mark.parametrize(
    "text", ["3 February", "12 April 2024", "Week 4", "2024-03-02", "Monday, 4 March", "Q3 2024"]
)
def test_a_date_alone_is_an_entry_of_a_diary(text):
    assert is_date(text)


@pytest.mark.parametrize("text", ["May the best model win", "Marching on", "Two weeks in March", "3 lessons"])
def test_words_beside_a_date_are_none(text):
    assert not is_date(text)


STORY = (
    "\n\nNurses waited four hours for a bed. A model was trained on 9,000 stays. "
    "Waiting fell from 4 hours to 2.\n"
)


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("Mercy clinic · delivery lead · March 2022 to May 2023", "delivery lead"),
        ("Lead, 2021-2022. Courier firm, 7 people.", "Lead"),
        (
            "Maintainer: Hana Moe, digital services project lead. Work done April to August 2024.",
            "digital services project lead",
        ),
        ("I am not a data scientist. I was the maintenance planner who got asked.", "maintenance planner"),
        (
            "Who are you in this story? The program manager on the clinic side, May 2023 to May 2024.",
            "program manager",
        ),
        ("| Role | Study lead, May - June 2024 |\n|---|---|\n| Fee | 900 euros |", "Study lead"),
        ("- *My seat:* product lead, freelance, 2022", "product lead"),
        ("The data scientist and two nurses did the rest.", None),
    ],
)
def test_the_role_is_read_from_lines_tables_and_answers(analyzer, tmp_path, head, role):
    (tmp_path / "beds.md").write_text(f"# Beds\n\n{head}{STORY}")
    (project,) = analyzer.portfolio(gather(str(tmp_path))).portfolio.projects
    assert project.role == role


def test_the_dates_of_the_data_are_not_those_of_the_work(analyzer, tmp_path):
    (tmp_path / "beds.md").write_text(f"# Beds\n\nWe used records from 2015 to 2019.{STORY}")
    (project,) = analyzer.portfolio(gather(str(tmp_path))).portfolio.projects
    assert project.start is None


@pytest.fixture(scope="module", params=[STYLES, STRANGERS, SHAPES], ids=lambda one: one.name)
def others(request, analyzer, tmp_path_factory):
    score, folder = Score(), tmp_path_factory.mktemp("others")
    for name in names_in(request.param):
        person = build(name, folder, people=request.param)
        resume = Source("resume.txt", person.resume.read_bytes())
        score.add(person, analyzer.analyze(resume, portfolio=gather(str(person.place))))
    return score


def test_other_styles_are_read_nine_times_in_ten(others):
    count = others.count
    assert count["found"] == count["projects"] and not count["extra"], others.wrong
    assert count["fields right"] >= 0.8 * count["fields"], others.wrong
    assert min(others.f1()[2], others.f1("all ")[2]) >= 0.9, others.wrong
    assert count["marks right"] >= 0.75 * count["marks"], others.wrong
    assert not count["false"], others.wrong


def test_nothing_is_loaded_to_tell_parts():
    assert not {"numpy", "sklearn"} & set(vars(telling))
