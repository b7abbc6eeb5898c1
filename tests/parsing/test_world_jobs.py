"""Jobs of many trades and countries in every shape of header: a sample of all pairs, each beside another."""

from pathlib import Path

import yaml

from analyzer.parsing import outline

from .documents import TODAY, document
from .test_titles import CASES, RESUME, header

FOLDER = Path(__file__).parent
JOBS = [
    tuple(part.strip() for part in job.split(" | "))
    for job in yaml.safe_load((FOLDER / "world_jobs.yaml").read_text(encoding="utf-8"))["jobs"]
]
#: Every so many pairs of job and shape are read. Of them so many may be wrong: where a title holds a comma or
#: dash, the employer a name that says nothing, and no line or place tells them apart.
STEP, ALLOWED = 17, 0.02
#: The most usual shape is read for every job; so many may be wrong.
USUAL, WRONG = "{t}, {o}, {l}|{d}", 5


def is_read(number: int, index: int, shape: str) -> bool:
    title, employer, place = JOBS[index]
    dates, start, end = CASES["dates"][(index + number) % len(CASES["dates"])]
    earlier = dates.replace("2021", "2018").replace("2019", "2016").replace("to date", "to Jun 2018")
    other = JOBS[(index * 7 + 3) % len(JOBS)]
    text = RESUME.format(
        first=header(shape, title, employer, place, dates), second=header(shape, *other, earlier)
    )
    jobs = outline(document(text), today=TODAY).positions
    wanted = (title.upper() if "{T}" in shape else title, employer.upper() if "{O}" in shape else employer)
    return len(jobs) == 2 and (
        (jobs[0].title, jobs[0].organization),
        (jobs[0].start, jobs[0].end),
    ) == (wanted, (start, end))


def test_there_are_enough_jobs():
    assert len(JOBS) >= 250
    assert len(set(JOBS)) == len(JOBS)


def test_jobs_of_the_world_are_read_in_every_shape():
    pairs = [
        (number, index, shape)
        for number, shape in enumerate(CASES["shapes"])
        for index in range(len(JOBS))
        if (number + index) % STEP == 0
    ]
    wrong = [(JOBS[index], shape) for number, index, shape in pairs if not is_read(number, index, shape)]
    assert len(wrong) <= ALLOWED * len(pairs), wrong


def test_jobs_of_the_world_are_read_in_the_most_usual_shape():
    wrong = [JOBS[index] for index in range(len(JOBS)) if not is_read(0, index, USUAL)]
    assert len(wrong) <= WRONG, wrong
