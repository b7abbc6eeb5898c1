"""Texts that are no resume: said so, not scored.

Refusing a true resume is worse than scoring an odd text. So one sign is never enough, and a dated job beside
contact data or an ordinary section settles that it is one; so do contact data beside two sections with a
dated degree, even when a job ad is pasted under them. Only what holds no experience section can be a bill or
the notes of a meeting.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from analyzer.errors import NotAResume
from analyzer.parsing.tables import table, words
from analyzer.records import Outline

#: Words below which there is nothing to read, unless the few words are a resume's (contact or sections).
_NEAR_EMPTY = 25
_ORDINARY = frozenset({"experience", "education", "skills", "projects", "certifications", "summary"})
#: Words that make a block of text a paragraph of prose, and phrases of ads that together make an ad.
_PARAGRAPH, _ENOUGH_ASKS = 45, 4
#: Signs that make a bill, the notes of a meeting, a reference, a paper.
_BILL, _MINUTES, _REFERENCE, _PAPER = 5, 4, 3, 3
#: Share of placeholder words, and of lines of code with their least number.
_LOREM, _CODE, _CODE_LINES = 0.5, 0.5, 8
_OWN = re.compile(r"\b(?:I|my|me|I'm|I’m|I've|I’ve)\b")
_CODE_LINE = re.compile(
    r"[;{}]\s*$|^\s*(?:import |from \w[\w.]* import |#include|using |package |def |class \w+.*[:{]|return\b|"
    r"if\s*\(|for\s*\(|while\s*\(|else\b|elif |try:|except\b|const |let |var |function\b|public |private |"
    r"@\w+|</?\w+[^>]*>|//|#!|\$ |\w+\s*=\s*\S|"
    r"\w[\w.]*\(.*\)\s*$|SELECT |FROM |WHERE )"
)


@dataclass(frozen=True, slots=True)
class _Paper:
    """What a text may be instead, how it is told, and what to do about it."""

    is_it: Callable[[str], bool]
    message: str
    with_jobs: bool = False  # holds for a text with an experience section too


def check(text: str, outline: Outline) -> None:
    """Raise `NotAResume` when several signs agree that the text is something else."""
    count = len(text.split())
    kinds = {section.kind for section in outline.sections} & _ORDINARY
    dated = any(position.start for position in outline.positions)
    contact = bool(outline.contact.emails or outline.contact.phones)
    if count < _NEAR_EMPTY and not (kinds or dated or (contact and count >= 8)):
        raise NotAResume(
            f"The file holds only {count} {'word' if count == 1 else 'words'} and nothing that a resume has "
            "(jobs, education, skills, contact data). Upload the resume itself."
        )
    _refuse(_EVER, text, outline)
    if dated and (contact or kinds):
        return
    if not (outline.positions or outline.certifications or any(one.year for one in outline.education)):
        _refuse(_WITHOUT_DATES, text, outline)
    if contact and len(kinds) >= 2:
        return
    if len(kinds) >= 3 and not _is_posting(text):
        return
    _refuse(_WITHOUT_JOBS, text, outline)
    if not kinds - {"summary"} and not dated:
        _refuse(_WITHOUT_SECTIONS, text, outline)
    if not kinds and not dated and not contact and not outline.education and count > _NEAR_EMPTY:
        raise NotAResume(
            "No section of a resume was found in this text: no jobs with dates, no education, no skills, no "
            "contact data. Upload a resume with headings such as Experience, Education and Skills."
        )


def _refuse(papers: tuple[_Paper, ...], text: str, outline: Outline) -> None:
    for paper in papers:
        if (paper.with_jobs or not _has_jobs(outline)) and paper.is_it(text):
            raise NotAResume(paper.message)


@cache
def _signs(name: str) -> re.Pattern[str]:
    """Any of the phrases of a list, from the start of a word."""
    phrases = sorted(table("letters")[name], key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(phrase.lower())}" for phrase in phrases))


def _count(text: str, name: str) -> int:
    """How many different phrases of a list a text holds."""
    return len(set(_signs(name).findall(text.lower())))


def _has_jobs(outline: Outline) -> bool:
    """Whether there is an experience section with a job in it, or without headings a whole job."""
    jobs = outline.positions
    headed = any(section.kind == "experience" for section in outline.sections)
    return bool(jobs) if headed else any(job.title and job.organization and job.start for job in jobs)


def _is_placeholder(text: str) -> bool:
    tokens = words(text)
    latin = set(table("letters")["lorem"])
    return "lorem" in tokens and sum(token in latin for token in tokens) >= _LOREM * len(tokens)


def _is_code(text: str) -> bool:
    lines = [line for line in text.split("\n") if line.strip()]
    code = sum(_CODE_LINE.search(line) is not None for line in lines)
    return code >= _CODE_LINES and code >= _CODE * len(lines)


def _is_bill(text: str) -> bool:
    return _count(text, "invoice") >= _BILL


def _is_minutes(text: str) -> bool:
    return _count(text, "minutes") >= _MINUTES


def _is_reference(text: str) -> bool:
    return _count(text, "reference") >= _REFERENCE


def _opens_line(text: str, name: str) -> bool:
    phrases = "|".join(map(re.escape, table("letters")[name]))
    return re.search(rf"^\s*(?:{phrases})", text, re.MULTILINE) is not None


def _is_letter(text: str) -> bool:
    """Greeting, closing and the phrases of applications: two of the three."""
    lowered = text.lower()
    greeted, closed = _opens_line(lowered, "salutations"), _opens_line(lowered, "closings")
    return greeted + closed + (_count(text, "letter_phrases") > 0) >= 2


def _is_posting(text: str) -> bool:
    """An ad speaks to `you` and of what is asked; its writer seldom says `I`."""
    lowered = text.lower()
    asks = sum(phrase in lowered for phrase in table("letters")["ad_phrases"]) + len(
        set(re.findall(r"\byou(?:'ll|’ll| will| have| are|r)\b", lowered))
    )
    return asks >= _ENOUGH_ASKS and len(_OWN.findall(text)) <= 3


def _is_article(text: str) -> bool:
    """Long paragraphs, or some and the marks of a paper or a post."""
    count = len(text.split())
    parts = (part for part in re.split(r"\n\s*\n", text) if "•" not in part)
    blocks = (len(part.split()) for part in parts)
    inside = sum(size for size in blocks if size >= _PARAGRAPH)
    return count > 150 and (
        inside / count > 0.6 or (inside / count > 0.3 and _count(text, "paper") >= _PAPER)
    )


#: Told before anything else: their signs never stand in a resume.
_EVER = (
    _Paper(
        _is_placeholder,
        "Most of this text is placeholder Latin (lorem ipsum), as templates have it. "
        "Fill the template with your own words, then upload the resume.",
        with_jobs=True,
    ),
    _Paper(
        _is_code,
        "This is source code or a settings file, not a resume. Upload the resume; code belongs in the "
        "portfolio.",
    ),
    _Paper(
        _is_bill,
        "This reads like an invoice or an order: amounts, terms of payment, no jobs. "
        "Upload the resume instead.",
    ),
    _Paper(
        _is_minutes,
        "This reads like the notes of a meeting: attendees, actions, no jobs of one person. "
        "Upload the resume instead.",
    ),
    _Paper(
        _is_reference,
        "This reads like a letter of reference: somebody else speaks of the person. "
        "Upload the resume; the letter is not needed.",
    ),
)
_POSTING = _Paper(
    _is_posting,
    "This reads like a job ad, not like a resume: it describes what an employer asks for. "
    "Give it as the job to compare with, and upload the resume here.",
    with_jobs=True,
)
_ARTICLE = _Paper(
    _is_article,
    "This reads like an article or a report: long paragraphs, no jobs with dates, no sections of a "
    "resume. Upload the resume; articles of yours belong in the portfolio.",
    with_jobs=True,
)
#: Told where there is no job, no certificate and no dated degree: an ad has an "Experience" section too.
_WITHOUT_DATES = (_POSTING, _ARTICLE)
#: Told only where no dated job and no two ordinary sections show a resume.
_WITHOUT_JOBS = (
    _Paper(
        _is_letter,
        "This reads like a cover letter: it greets someone and has no list of jobs. "
        "Upload the resume; the letter is not needed.",
    ),
    replace(_POSTING, with_jobs=False),
)
#: Told only where besides a summary there is no ordinary section at all.
_WITHOUT_SECTIONS = (replace(_ARTICLE, with_jobs=False),)
