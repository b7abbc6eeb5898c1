"""Postings made by recombination: lines of development ads and facts of the snapshot, put together anew.

Any number of them, the same for the same seed. Numbers of years and teams are drawn anew, so that no two are
alike word for word; titles, countries, dates, pay and skills have the frequencies of the snapshot.
"""

import csv
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analyzer.market.facts import Facts, skill_name
from analyzer.market.snapshot import snapshot
from analyzer.records import Job

#: The columns of JobSpy's table that are filled.
COLUMNS = (
    "id", "site", "job_url", "title", "company", "location", "date_posted", "interval", "min_amount",
    "max_amount", "currency", "is_remote", "description",
)  # fmt: skip
_HEADINGS = (
    ("About us", "What you will do", "What you bring", "Nice to have"),
    ("The company", "Responsibilities", "Requirements", "Preferred qualifications"),
    ("Who we are", "Your tasks", "Your profile", "Bonus points"),
    ("Overview", "Duties", "Qualifications", "Desirable"),
)
_FIRST = (
    "Blue",
    "North",
    "Silver",
    "Green",
    "Bright",
    "Harbor",
    "Stone",
    "River",
    "Cedar",
    "Delta",
    "Summit",
    "Lumen",
)
_SECOND = (
    "field",
    "gate",
    "wave",
    "works",
    "point",
    "line",
    "bridge",
    "leaf",
    "light",
    "forge",
    "scale",
    "view",
)
_KIND = (
    "Health",
    "Analytics",
    "Logistics",
    "Bank",
    "Energy",
    "Software",
    "Insurance",
    "Retail",
    "Robotics",
    "Media",
)
_PLACES = {"US": ("Austin, TX, US", "Boston, MA, US", "Remote, US"), "GB": ("London, UK", "Leeds, UK"),
           "DE": ("Berlin, Germany",), "IN": ("Pune, India",)}  # fmt: skip
_NUMBER = re.compile(
    r"(?<![\w.$€£-])(\d{1,2})(?=\s?\+?\s?(?:\w+ )?(?:years?|people|teams?|models?|projects?|months?))"
)
_ABOUT = (
    "{c} builds {k} products for {n} customers in {m} countries.",
    "{c} has {n} employees and serves clients in {k} across {m} markets.",
    "At {c}, {n} colleagues work on {k} services that people use every day in {m} cities.",
)


@dataclass(frozen=True)
class Lines:
    """Lines of ads by what they are."""

    duties: tuple[str, ...]
    required: tuple[str, ...]
    preferred: tuple[str, ...]


def lines_of(jobs: Sequence[Job]) -> Lines:
    """The requirement lines of ads."""
    by = {
        kind: tuple(one.text for job in jobs for one in job.requirements if one.importance == kind)
        for kind in ("responsibility", "required", "preferred")
    }
    return Lines(by["responsibility"], by["required"], by["preferred"])


def made(count: int, lines: Lines, seed: int = 6) -> Iterator[dict[str, str]]:
    """Rows of a table in JobSpy's columns."""
    rng = random.Random(seed)  # noqa: S311  (no secret is made)
    rows = snapshot()
    for number in range(count):
        yield _row(number, rng, rng.choice(rows), lines)


def write_table(path: Path, count: int, lines: Lines, seed: int = 6) -> None:
    """A CSV file of made postings."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(made(count, lines, seed))


def _row(number: int, rng: random.Random, like: Facts, lines: Lines) -> dict[str, str]:
    company = f"{rng.choice(_FIRST)}{rng.choice(_SECOND)} {rng.choice(_KIND)} {rng.randint(1, 999)}"
    country = like.country or rng.choice(("US", "GB", "DE", "IN"))
    low = rng.randrange(60, 200) * 1000
    pay = rng.random() < 0.2
    return {
        "id": f"made-{number}",
        "site": rng.choice(("indeed", "linkedin", "google", "glassdoor")),
        "job_url": f"https://jobs.example.com/{number}",
        "title": like.title,
        "company": company,
        "location": rng.choice(_PLACES.get(country, ("Remote",))),
        "date_posted": f"{rng.randint(2024, 2026)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
        "interval": "yearly" if pay else "",
        "min_amount": str(low) if pay else "",
        "max_amount": str(low + rng.randrange(10, 60) * 1000) if pay else "",
        "currency": "USD" if pay else "",
        "is_remote": "True" if like.remote == "yes" else "",
        "description": _text(rng, company, like, lines),
    }


def _text(rng: random.Random, company: str, like: Facts, lines: Lines) -> str:
    about, duty, need, nice = rng.choice(_HEADINGS)
    skills = [skill_name(one) for one in (*like.required, *like.preferred, *like.duties)]
    rng.shuffle(skills)
    asked = [
        f"Experience with {first} and {second}"
        for first, second in zip(skills[::2], skills[1::2], strict=False)
    ]
    years = f"{rng.randint(2, 12)}+ years of experience in {rng.choice(skills or ['project management'])}"
    parts = [f"## {about}", rng.choice(_ABOUT).format(c=company, k=company.split()[1].lower(),
             n=rng.randint(40, 90_000), m=rng.randint(2, 60)), "", f"## {duty}"]  # fmt: skip
    parts += [f"- {_varied(rng, one)}" for one in rng.sample(lines.duties, rng.randint(4, 8))]
    parts += ["", f"## {need}", f"- {years}"]
    parts += [f"- {one}" for one in asked[: rng.randint(1, 4)]]
    parts += [f"- {_varied(rng, one)}" for one in rng.sample(lines.required, rng.randint(2, 6))]
    if rng.random() < 0.6:
        parts += ["", f"## {nice}"]
        parts += [f"- {_varied(rng, one)}" for one in rng.sample(lines.preferred, rng.randint(1, 3))]
    return "\n".join(parts) + "\n"


def _varied(rng: random.Random, line: str) -> str:
    """The line with its counts drawn anew, up to a third more or less."""
    return _NUMBER.sub(lambda found: str(max(1, round(int(found[1]) * rng.uniform(0.7, 1.4)))), line)
