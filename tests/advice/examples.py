"""A whole resume around one example, and what a rule finds in it.

An example is some lines, or a mapping that acts out what lines cannot show:

    text: the lines             whole: a whole resume instead        name, format, engine: of the file
    pages: lines on each page   size: of the letters, in points      warnings: codes of the reader
    hidden: words unseen        job: the text of an ad
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import chain

from analyzer.advice import Case
from analyzer.documents import read_in_process
from analyzer.documents.risks import warning
from analyzer.market import read_job
from analyzer.matching import load_matcher
from analyzer.parsing import outline
from analyzer.profile import build_profile
from analyzer.records import HiddenText, PageSize, Source

TODAY = "2026-11"

#: The rest of a resume in which a rule's example is set, so that nothing but the example decides.
HEAD = "Rosa Example\nrosa@example.com | linkedin.com/in/rosa-example\n"
EXPERIENCE = "EXPERIENCE\n"
ROLE = "Project Manager, Example Ltd, Mar 2021 - Feb 2024\n"
FOOT = "\nEDUCATION\nBSc Statistics, Example University, 2016\n\nSKILLS\nJira\n"
#: More work, where a job is given: a short text is not scored.
MORE = """
Analyst, Sample GmbH, Jan 2018 - Feb 2021
- Collected the orders of nine stores every night and checked them against the invoices of the vendors.
- Wrote the monthly report for the finance office, with the open orders and what they would cost.
- Moved the orders of four stores to the new form and answered the questions of the clerks who used it.
"""


def resume_around(example: str) -> str:
    """A whole resume around an example: a line, a role, a section or the top of the page."""
    if example.startswith("Rosa Example"):
        return f"{example}\n\n{EXPERIENCE}\n{ROLE}- Planned the pilot with two teams.\n{FOOT}"
    if example.startswith("Project Manager\n"):
        return f"{example}\n\n{ROLE}- Planned the pilot with two teams.\n{FOOT}"
    if re.match(r"(?:EXPERIENCE|SKILLS|CERTIFICATIONS|EDUCATION)\b", example):
        rest = (
            "" if "EXPERIENCE" in example else f"{EXPERIENCE}\n{ROLE}- Planned the pilot with two teams.\n\n"
        )
        education = "" if "EDUCATION" in example or "SKILLS" in example else FOOT
        return f"{HEAD}\n{rest}{example}\n{education}"
    if re.match(r"(?:SUMMARY|OBJECTIVE)\b", example):
        rest = (
            "" if "EXPERIENCE" in example else f"\n{EXPERIENCE}\n{ROLE}- Planned the pilot with two teams.\n"
        )
        return f"{HEAD}\n{example}\n{rest}{FOOT}"
    if ", Example Ltd" in example or ", Sample GmbH" in example:
        return f"{HEAD}\n{EXPERIENCE}\n{example}\n{FOOT}"
    lines = "\n".join(line if line.startswith("- ") else f"- {line}" for line in example.splitlines())
    return f"{HEAD}\n{EXPERIENCE}\n{ROLE}{lines}\n{FOOT}"


def acted_out(annotator, example) -> Case:
    """The case that an example stands for."""
    spec = example if isinstance(example, Mapping) else {"text": example}
    job = _job(annotator, spec["job"]) if "job" in spec else None
    text = spec.get("whole") or resume_around(spec.get("text", "- Planned the pilot with two teams."))
    if job is not None and "whole" not in spec:
        place = "\nEDUCATION" if "\nEDUCATION" in text else "\nSKILLS"
        text = text.replace(place, f"{MORE}{place}", 1)
    if "pages" in spec:
        text = _filled(text, sum(spec["pages"]))
    document = _as_told(
        read_in_process(Source(spec.get("name", "rosa-example-project-manager.txt"), text.encode())), spec
    )
    structure = outline(document, today=TODAY)
    document = replace(document, warnings=(*document.warnings, *structure.warnings))
    profile = build_profile([document], [structure], [annotator.annotate(document, structure, today=TODAY)])
    return Case(profile, job, load_matcher().match(profile, job) if job else None)


def findings(annotator, checked, example):
    """What a rule finds in an example."""
    return list(checked.find(acted_out(annotator, example)))


@cache
def _job(annotator, text):
    return read_job(text, id="ad", source="ad.txt", annotator=annotator)


def _filled(text, lines):
    """A text of so many lines."""
    missing = lines - sum(bool(line.strip()) for line in text.splitlines())
    return text.rstrip() + "\n" + "".join(f"Excel part {number}\n" for number in range(missing))


def _as_told(document, spec):
    """The document with what the lines of an example cannot show."""
    changes = {key: spec[key] for key in ("format", "engine") if key in spec}
    if "size" in spec:
        changes["lines"] = tuple(replace(line, size=spec["size"]) for line in document.lines)
    if "pages" in spec:
        numbers = list(chain(*([page] * count for page, count in enumerate(spec["pages"], 1))))
        full = [line for line in document.lines if document.text[line.start : line.end].strip()]
        changes["pages"] = tuple(PageSize(page, 595, 842) for page in range(1, len(spec["pages"]) + 1))
        changes["lines"] = tuple(replace(one, page=at) for one, at in zip(full, numbers, strict=False))
    if "warnings" in spec:
        changes["warnings"] = tuple(warning(code, 1) for code in spec["warnings"])
    if "hidden" in spec:
        changes["hidden"] = (HiddenText(spec["hidden"], 1, "white"),)
    return replace(document, **changes)
