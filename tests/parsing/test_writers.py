"""Resumes of many writers, none after a template: jobs, degrees and certificates as a reader sees them."""

import re
from pathlib import Path

import pytest
import yaml

from analyzer.documents import read_in_process
from analyzer.parsing import outline
from analyzer.records import Outline, Source

from .documents import TODAY

CASES = yaml.safe_load((Path(__file__).parent / "writers.yaml").read_text(encoding="utf-8"))
_REMARK = re.compile(r"\s*[(\[][^()\[\]]*[)\]]$")


def structure(text: str) -> Outline:
    return outline(read_in_process(Source("resume.txt", text.encode())), today=TODAY)


def parts(line: str) -> list[str]:
    return [part.strip() for part in line.split("|")]


def plain(text: str | None) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", (text or "").casefold()).split())


def holds(found: str | None, wanted: str) -> bool:
    return wanted == "*" or (plain(wanted) in plain(found) if wanted else True)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_jobs_are_read_as_they_are_meant(case):
    found = structure(case["text"]).positions
    wanted = [parts(line) for line in case["jobs"]]
    assert [(plain(_REMARK.sub("", one.title or "")), one.start, one.end) for one in found] == [
        (plain(_REMARK.sub("", title)), start, end) for title, _, start, end in wanted
    ]
    wrong = [
        (one.organization, employer)
        for one, (_, employer, _, _) in zip(found, wanted, strict=True)
        if not holds(one.organization, employer)
    ]
    assert not wrong


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_degrees_and_certificates_are_read_as_they_are_meant(case):
    found = structure(case["text"])
    for line in case.get("degrees", []):
        level, field, year, school = parts(line)
        assert any(
            level in ("*", one.degree_level)
            and year == one.year
            and holds(one.field, field)
            and holds(one.institution, school)
            for one in found.education
        ), (line, found.education)
    for line in case.get("certificates", []):
        name, status = parts(line)
        assert any(
            plain(name) in plain(one.skill) and status == one.status for one in found.certifications
        ), (line, found.certifications)
