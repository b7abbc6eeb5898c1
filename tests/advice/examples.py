"""A whole resume around one example, and what a rule finds in it."""

import re

from analyzer.advice import Case
from analyzer.documents import read_in_process
from analyzer.parsing import outline
from analyzer.profile import build_profile
from analyzer.records import Source

TODAY = "2026-11"

#: The rest of a resume in which a rule's example is set, so that nothing but the example decides.
HEAD = "Rosa Example\nrosa@example.com | linkedin.com/in/rosa-example\n"
EXPERIENCE = "EXPERIENCE\n"
ROLE = "Project Manager, Example Ltd, Mar 2021 - Feb 2024\n"
FOOT = "\nEDUCATION\nBSc Statistics, Example University, 2016\n\nSKILLS\nJira\n"


def resume_around(example: str) -> str:
    """A whole resume around an example: a line, a role, a section or the top of the page."""
    if example.startswith("Rosa Example"):
        return f"{example}\n\n{EXPERIENCE}\n{ROLE}- Planned the pilot with two teams.\n{FOOT}"
    if example.startswith("Project Manager\n"):
        return f"{example}\n\n{ROLE}- Planned the pilot with two teams.\n{FOOT}"
    if re.match(r"(?:EXPERIENCE|SKILLS|CERTIFICATIONS)\b", example):
        rest = (
            "" if "EXPERIENCE" in example else f"{EXPERIENCE}\n{ROLE}- Planned the pilot with two teams.\n\n"
        )
        education = "" if "EDUCATION" in example or "SKILLS" in example else FOOT
        return f"{HEAD}\n{rest}{example}\n{education}"
    if re.match(r"(?:SUMMARY|OBJECTIVE)\b", example):
        return f"{HEAD}\n{example}\n\n{EXPERIENCE}\n{ROLE}- Planned the pilot with two teams.\n{FOOT}"
    if ", Example Ltd" in example or ", Sample GmbH" in example:
        return f"{HEAD}\n{EXPERIENCE}\n{example}\n{FOOT}"
    lines = "\n".join(line if line.startswith("- ") else f"- {line}" for line in example.splitlines())
    return f"{HEAD}\n{EXPERIENCE}\n{ROLE}{lines}\n{FOOT}"


def findings(annotator, checked, text: str):
    document = read_in_process(Source("resume.txt", text.encode()))
    structure = outline(document, today=TODAY)
    profile = build_profile([document], [structure], [annotator.annotate(document, structure, today=TODAY)])
    return list(checked.check(Case(profile)))
