"""A whole portfolio around one example, and what a rule finds in it. The cases are data in `cases/`."""

import json
from typing import Any

from analyzer.advice import Case
from analyzer.portfolio import Collection, Commit, File, History
from analyzer.records import Source

RESUME = """Rosa Example
rosa@example.com | rosa-example.github.io

EXPERIENCE
Project Manager, Example Ltd, Mar 2021 - Present
- Planned the pilot with two teams.

EDUCATION
BSc Statistics, Example University, 2016

SKILLS
Jira, Python, pandas
"""

#: A small repository that leaves nothing out: path -> content. `router:` in a case changes some of it.
ROUTER = {
    "README.md": "# Router\n\nSorts tickets into queues for the service desk. The desk moved one of five by "
    "hand. 48,000 tickets of two years, names masked. On an unseen quarter macro F1 is 0.87; rules reach "
    "0.71. I split by month and wrote the tests with the desk, who decide in the end. Rerouting fell from "
    "20% to 6%.\n\n## Usage\n\npip install -r requirements.txt\n",
    "LICENSE": "MIT License",
    "requirements.txt": "pandas\n",
    "router.py": "import pandas as pd\n",
    "tests/test_router.py": "def test_a():\n    assert True\n",
    "shot.png": "x",
}
#: A resume that claims one line of work; `says:` in a case is the line.
CLAIMING = """Rosa Example
rosa@example.com

EXPERIENCE
Project Manager, Example Ltd, Mar 2020 - Present
- {}
- Planned the move to a new office for 90 people.

EDUCATION
BSc Statistics, 2016

SKILLS
Jira
"""

#: Three stories that leave nothing out: heading -> words. Leaving one out is what a rule should see.
STORIES: tuple[dict[str, str], ...] = (
    {
        "": "# Claims triage\n\nRole: Product manager\nDates: March 2023 - February 2026\nTeam: 6",
        "Problem": "Handlers sorted 1,900 claims a week by hand and simple ones waited nine days.",
        "Data": "214,000 closed claims of four years; 3,000 of them labelled twice.",
        "Model": "A gradient boosting model won against a set of rules.",
        "Evaluation": "On a held-out month precision was 0.94; the rules reach 0.81.",
        "Launch": "It went live in October behind a feature flag, one region after the other.",
        "Monitoring": "A weekly dashboard shows overrides, and an alert fires above 9%.",
        "Fairness": "We checked for bias by age band, and a handler always decides.",
        "Scope and risks": "I cut scope to motor claims and kept the risk register with two entries in red.",
        "Outcome": "Waiting time fell from nine days to two.",
        "Lessons": "Next time I would relabel first.",
    },
    {
        "": "# Crowding forecast\n\nRole: Program manager\nDates: September 2022 - June 2025\nTeam: 5",
        "Challenge": "Passengers could not see how full the next tram was.",
        "Data sources": "Door counts of 18 months from 42 trams, with gaps in the winter.",
        "Modelling": "We trained a forecast model for every stop and hour.",
        "How we tested": "The error (MAPE) was 9% against 17% for the rule of thumb on unseen weeks.",
        "Rollout": "Released to the app of the city in June for all lines.",
        "After launch": "We track the error daily, and an alert goes to the duty officer.",
        "Privacy": "Counts hold no faces and no names; nobody is tracked.",
        "Plan": "Four phases over ten months, with a milestone in every quarter.",
        "Results": "Complaints about crowding went down by 21%.",
        "What I learned": "I should have asked the drivers earlier.",
    },
    {
        "": "# Court letters\n\nMy role: Project manager\nTimeline: January 2024 - May 2025",
        "Background": "Interpreters were booked six weeks ahead and letters waited.",
        "The data": "240 letters drawn at random from nine thousand, names removed.",
        "Models": "Four translation engines were compared on the same letters.",
        "Results of the evaluation": "Interpreters rated each sentence blind; 6% of the letters had "
        "a dangerous error.",
        "Going live": "The court now uses it in production for summonses.",
        "In operation": "Errors are reviewed weekly, and the list of terms is re-evaluated every quarter.",
        "Safeguards": "An interpreter checks every letter before it is sent.",
        "Stakeholders": "Judges, clerks and the council of interpreters met every two weeks.",
        "Impact": "The time for a letter fell from 95 to 20 minutes.",
        "Reflection": "Next time I would count the letters by kind before the test.",
    },
)
#: Part of a story -> the headings that tell it in the three stories.
HEADINGS = {
    "problem": ("Problem", "Challenge", "Background"),
    "data": ("Data", "Data sources", "The data"),
    "model": ("Model", "Modelling", "Models"),
    "evaluation": ("Evaluation", "How we tested", "Results of the evaluation"),
    "deployment": ("Launch", "Rollout", "Going live"),
    "monitoring": ("Monitoring", "After launch", "In operation"),
    "ethics": ("Fairness", "Privacy", "Safeguards"),
    "management": ("Scope and risks", "Plan", "Stakeholders"),
    "outcome": ("Outcome", "Results", "Impact"),
    "lessons": ("Lessons", "What I learned", "Reflection"),
}


def story(number: int, *, drop: tuple[str, ...] = (), swap: dict[str, str] | None = None) -> str:
    """One of the stories, without some parts, with others in other words."""
    gone = {heading for part in drop for heading in HEADINGS.get(part, ())}
    changed = {heading: words for part, words in (swap or {}).items() for heading in HEADINGS[part]}
    lines = []
    for heading, words in STORIES[number].items():
        if heading in gone:
            continue
        if heading == "":
            kept = [
                line for line in words.split("\n") if not any(f"{name}:" in line.lower() for name in drop)
            ]
            lines.append("\n".join(kept))
        else:
            lines.append(f"## {heading}\n\n{changed.get(heading, words)}")
    return "\n\n".join(lines) + "\n"


def collections(  # noqa: PLR0911  (one for each way of writing an example)
    example: dict[str, Any] | str,
) -> list[tuple[str, list[Collection]]]:
    """The portfolios that an example of a case file stands for, each with the resume beside it."""
    if isinstance(example, str):
        return [(RESUME, [_folder({"page.md": example})])]
    resume = CLAIMING.format(example["says"]) if "says" in example else example.get("resume", RESUME)
    if "router" in example:
        files = {**ROUTER, **{path: _content(one) for path, one in example["router"].items()}}
        return [(resume, [_repository({path: text for path, text in files.items() if text}, example)])]
    if "repo" in example:
        return [(resume, [_repository(example["repo"], example)])]
    if "files" in example:
        return [(resume, [_folder(example["files"])])]
    if "page" in example:
        return [(resume, [_folder({"page.md": example["page"]})])]
    if "notebook" in example:
        cells = [
            {"cell_type": "code", "source": one[3:], "outputs": []}
            if one.startswith(">> ")
            else {"cell_type": "markdown", "source": one}
            for one in example["notebook"]
        ]
        content = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}, indent=1)
        return [(resume, [_folder({"study.ipynb": content})])]
    drop, swap = tuple(example.get("drop", ())), example.get("swap")
    chosen = example.get("stories", range(len(STORIES)))
    return [(resume, [_folder({"page.md": story(number, drop=drop, swap=swap)})]) for number in chosen]


def _content(given: str | dict[str, Any] | None) -> str:
    """The text of a file; nothing takes it away. A long one is given as a line and how often it stands."""
    if isinstance(given, dict):
        return given["start"] + given["line"] * given["times"] + given["end"]
    return given or ""


def _folder(files: dict[str, str]) -> Collection:
    made = tuple(File(path, text.encode()) for path, text in sorted(files.items()))
    return Collection("work", "folder", made, tuple(one.path for one in made))


def _repository(files: dict[str, str], example: dict[str, Any]) -> Collection:
    made = tuple(File(path, (text or "").encode()) for path, text in sorted(files.items()))
    commits = tuple(
        Commit(entry["name"], f"{entry['name'].split()[0].lower()}@x.example", f"{day}", "Step")
        for entry in example.get("commits", [{"name": "Rosa Example", "days": ["2025-05-01", "2025-06-02"]}])
        for day in entry["days"] * entry.get("times", 1)
    )
    return Collection(
        example.get("name", "tool"),
        "repository",
        made,
        tuple(one.path for one in made),
        History(commits) if commits else None,
        fork=example.get("fork", False),
    )


def findings(analyzer, checked, example):
    """What a rule finds in each portfolio that an example stands for."""
    for resume, places in collections(example):
        profile, _ = analyzer.profile([Source("resume.txt", resume.encode()), *places])
        yield list(checked.check(Case(profile)))
