"""Work that is told apart from the list of jobs belongs to the jobs."""

import pytest

from analyzer.parsing import outline
from tests.parsing.documents import document

TODAY = "2026-11"

CONSULTANT = """\
Vera Sample
vera@example.com

Experience

Example Advisory LLP, London
Senior Manager, Data Advisory (April 2023 - present)
Manager (October 2019 - March 2023)

Selected engagements:

Operating model, retail bank. Led a team of 7 to design the intake process for twelve use cases.

Assurance, government. Managed the independent assurance of a chatbot before it was launched.

Sample Foods plc, Reading
Trainee, Operations (September 2014 - August 2016)
- Built a model for the staffing of two warehouses.

Education

MSc Management, University of Example, 2014
"""

LISTED_FIRST = """\
Vera Sample
vera@example.com

EMPLOYMENT RECORD

2019-2026    City of Example    Project Manager
2014-2019    Sample Transit    Communications Officer

DETAILS OF MAIN POSITIONS

Project Manager
I plan and follow digital projects for a city of 61,000 people and manage the contracts.

Communications Officer
Coordinated the contactless card project with user tests and training for drivers.

EDUCATION

Bachelor of Arts, University of Example, 2011
"""

ASSIGNMENTS = """\
Vera Sample
vera@example.com

Work Experience:

- Working as Technical Project Manager in Example Softech Pvt Ltd, Pune from Jan 2020 to till date.
- Worked as Team Lead in Sample Infosolutions, Pune from May 2016 to Dec 2019.

Project Details:

Project #1	: Claims Platform (Gen AI)
Client		: US based health insurer
Duration	: Mar 2022 - Till date
Role		: Technical Project Manager

Description: The platform predicts the denial of a claim and tells the processor why.

Responsibilities:
- Planned the delivery of three scrum teams in two cities.
- Tracked the retraining of the model with the operations team.

Project #2
Title	: Policy Portal
Role	: Team Lead
Period	: Jun 2016 - Dec 2019

Responsibilities:
- Led a team of 6 developers and reviewed their code.

Project #3
Title	: Weather Station at Home
Tools	: Python
Period	: Jun 2021 - Dec 2021
- Built a sensor for the garden and a small page for it.

Education

B.E., University of Example, 2013
"""

ACHIEVEMENTS = """\
Vera Sample
vera@example.com

{heading}

- Moved 27 municipal services online in fourteen months (City of Example).
- Wrote the directive on the use of generative AI, adopted by council in 2025.
{more}
EXPERIENCE

Project Manager, City of Example, Mar 2019 - present
- Planned the permits portal with two suppliers.

Officer, Sample Transit, Jan 2014 - Feb 2019
- Wrote the press lines of the transit office.
"""


def told(text):
    found = outline(document(text), today=TODAY)
    return {
        position.title: [bullet.text for bullet in position.bullets] for position in found.positions
    }, found


def test_engagements_below_an_employer_belong_to_its_newest_job():
    bullets, _ = told(CONSULTANT)
    assert [line.split(",")[0] for line in bullets["Senior Manager, Data Advisory"]] == [
        "Operating model",
        "Assurance",
    ]
    assert bullets["Manager"] == []
    assert bullets["Trainee, Operations"] == ["Built a model for the staffing of two warehouses."]


def test_details_below_a_list_of_jobs_belong_to_the_job_they_name():
    bullets, found = told(LISTED_FIRST)
    assert [lines[0].split()[0] for lines in bullets.values()] == ["I", "Coordinated"]
    assert {found.kind_of(passage) for passage in found.passages if passage.position is not None} == {
        "experience"
    }


def test_an_achievement_that_names_one_employer_belongs_to_it_and_all_of_them_are_work():
    bullets, found = told(ACHIEVEMENTS.format(heading="KEY ACHIEVEMENTS", more=""))
    assert bullets["Project Manager"][0].startswith("Moved 27")
    assert [section.kind for section in found.sections] == ["experience", "experience"]


@pytest.mark.parametrize(
    ("heading", "more"),
    [
        ("AWARDS", ""),
        ("AWARDS AND ACHIEVEMENTS", ""),
        ("KEY ACHIEVEMENTS", "- Employee of the year 2021\n- Best paper award\n- Dean's list\n"),
    ],
)
def test_honors_stay_honors(heading, more):
    _, found = told(ACHIEVEMENTS.format(heading=heading, more=more))
    assert found.sections[0].kind == "awards"


def test_an_assignment_told_as_a_form_belongs_to_the_job_held_when_it_began():
    bullets, found = told(ASSIGNMENTS)
    assert [line.split()[0] for line in bullets["Technical Project Manager"]] == [
        "Description:",
        "Planned",
        "Tracked",
    ]
    assert bullets["Team Lead"] == ["Led a team of 6 developers and reviewed their code."]
    assert [project.title for project in found.projects] == [
        "Claims Platform (Gen AI)",
        "Policy Portal",
        "Weather Station at Home",
    ]
