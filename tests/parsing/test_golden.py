"""Whole resumes in nine styles, each with the structure a reader sees in it (`golden/NAME.yaml`)."""

from pathlib import Path

import pytest
import yaml

from analyzer.parsing import outline
from analyzer.records import Document, Outline

from .documents import TODAY, document

FOLDER = Path(__file__).parent / "golden"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


def summary(found: Outline) -> dict:
    """An outline in the short form of the golden files."""
    contact = found.contact
    return {
        "name": contact.name,
        "contact": [*contact.emails, *contact.phones, *(link.url for link in contact.links)],
        "sections": [f"{section.kind}: {section.title}" for section in found.sections],
        "positions": [
            " | ".join(
                map(str, (job.title, job.organization, job.location, job.start, job.end, len(job.bullets)))
            )
            for job in found.positions
        ],
        "education": [
            f"{one.degree_level} | {one.field} | {one.institution} | {one.year}" for one in found.education
        ],
        "certifications": [f"{one.skill} | {one.status} | {one.year}" for one in found.certifications],
        "projects": [f"{one.title} | {one.link}" for one in found.projects],
        "years": found.years_experience,
    }


def read(name: str) -> tuple[Document, Outline]:
    """A golden resume and its outline."""
    source = document((FOLDER / f"{name}.txt").read_text(encoding="utf-8"))
    return source, outline(source, today=TODAY)


def test_there_are_enough_styles():
    assert len(NAMES) >= 8


@pytest.mark.parametrize("name", NAMES)
def test_a_resume_is_read_as_a_reader_sees_it(name):
    expected = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    assert summary(read(name)[1]) == expected


@pytest.mark.parametrize("name", NAMES)
def test_every_word_stands_in_exactly_one_passage(name):
    source, found = read(name)
    covered = [0] * len(source.text)
    for passage in found.passages:
        for offset in range(passage.start, passage.end):
            covered[offset] += 1
    words = [offset for offset, character in enumerate(source.text) if character.isalnum()]
    assert max(covered) == 1
    assert [source.text[offset] for offset in words if not covered[offset]] == []
