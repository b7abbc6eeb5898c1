"""Titles of every trade in every shape of header: a sample of all pairs, each with a second job beside it."""

from pathlib import Path

import yaml

from analyzer.parsing import outline

from .documents import TODAY, document

CASES = yaml.safe_load((Path(__file__).parent / "titles.yaml").read_text(encoding="utf-8"))
#: Every so many pairs of title and shape are read; of them so many may be wrong (titles that hold a comma).
STEP, ALLOWED = 43, 0.02
RESUME = """Ines Kowalska
ines.kowalska@example.com | +48 22 555 0199

EXPERIENCE

{first}
- Led a team of five through two releases of the planning service.
- Wrote the risk register and kept it.

{second}
- Kept the stock list of the store right.

EDUCATION
BSc Physics, Northgate University, 2010
"""


def header(shape: str, title: str, employer: str, place: str, dates: str) -> str:
    """The lines of a header; a bar without spaces begins a new line."""
    lines = shape.replace(" | ", "\0").replace("|", "\n").replace("\0", " | ")
    return lines.format(t=title, o=employer, l=place, d=dates, T=title.upper(), O=employer.upper())


def pairs():
    for number, shape in enumerate(CASES["shapes"]):
        for index, title in enumerate(CASES["titles"]):
            if (index + number) % STEP == 0:
                yield number, index, shape, title


def is_read(number: int, index: int, shape: str, title: str) -> bool:
    employer = CASES["employers"][(index * 3 + number) % len(CASES["employers"])]
    place = CASES["places"][(index + number) % len(CASES["places"])]
    dates, start, end = CASES["dates"][(index + number) % len(CASES["dates"])]
    earlier = dates.replace("2021", "2018").replace("2019", "2016").replace("to date", "to Jun 2018")
    text = RESUME.format(
        first=header(shape, title, employer, place, dates),
        second=header(shape, "Stock Controller", "Copper Lane Stores", "Bristol", earlier),
    )
    jobs = outline(document(text), today=TODAY).positions
    wanted = title.upper() if "{T}" in shape else title
    return len(jobs) == 2 and (jobs[0].title, jobs[0].start, jobs[0].end) == (wanted, start, end)


def test_there_are_enough_titles_and_shapes():
    assert len(CASES["titles"]) >= 400
    assert len(CASES["shapes"]) >= 60


def test_titles_of_every_trade_are_read_in_every_shape():
    tried = list(pairs())
    wrong = [
        (shape, title) for number, index, shape, title in tried if not is_read(number, index, shape, title)
    ]
    assert len(wrong) <= ALLOWED * len(tried), wrong


COMMAS = yaml.safe_load((Path(__file__).parent / "comma_titles.yaml").read_text(encoding="utf-8"))
#: Share that may be wrong: between unknown names (`Scrum Master, Team Otter, Voltane`) nothing tells.
DOUBTFUL = 0.06


def test_titles_go_on_behind_a_comma():
    wrong = []
    tried = 0
    for number, shape in enumerate(COMMAS["shapes"]):
        for index, title in enumerate(COMMAS["titles"]):
            if (number + index) % 3:
                continue
            tried += 1
            employer = COMMAS["employers"][(index * 3 + number) % len(COMMAS["employers"])]
            place = COMMAS["places"][(index + number) % len(COMMAS["places"])]
            first = header(shape, title, employer, place, "")
            second = header(shape, "Stock Controller", "Copper Lane Stores", "Bristol", "")
            second = second.replace("2019", "2016").replace("2021", "2018")
            jobs = outline(document(RESUME.format(first=first, second=second)), today=TODAY).positions
            if [(job.title, job.organization) for job in jobs[:1]] != [(title, employer)]:
                wrong.append((shape, title))
    assert len(wrong) <= DOUBTFUL * tried, wrong
