"""Texts that are no resume: said so, not scored.

Refusing a true resume is worse than scoring an odd text. So one signal is never enough, and a dated job
beside contact data or an ordinary section settles that it is one; so do contact data beside two sections,
even when a job ad is pasted under them.
"""

import re
from functools import cache

from analyzer.errors import NotAResume
from analyzer.parsing.tables import table
from analyzer.records import Outline

#: Words below which there is nothing to read, unless the few words are a resume's (contact or sections).
_NEAR_EMPTY = 25
_ORDINARY = frozenset({"experience", "education", "skills", "projects", "certifications", "summary"})
#: Words that make a block of text a paragraph of prose, and phrases of ads that together make an ad.
_PARAGRAPH, _ENOUGH_ASKS = 45, 4
_OWN = re.compile(r"\b(?:I|my|me|I'm|I’m|I've|I’ve)\b")


@cache
def _letter_words() -> dict[str, tuple[str, ...]]:
    return {name: tuple(phrases) for name, phrases in table("letters").items()}


def check(text: str, outline: Outline) -> None:
    """Raise `NotAResume` when several signals agree that the text is something else."""
    words = len(text.split())
    kinds = {section.kind for section in outline.sections} & _ORDINARY
    dated = any(position.start for position in outline.positions)
    contact = bool(outline.contact.emails or outline.contact.phones)
    if words < _NEAR_EMPTY and not (kinds or dated or (contact and words >= 8)):
        raise NotAResume(
            f"The file holds only {words} {'word' if words == 1 else 'words'} and nothing that a resume has "
            "(jobs, education, skills, contact data). Upload the resume itself, as PDF, text or Markdown."
        )
    if (dated and (contact or kinds)) or (contact and len(kinds) >= 2):
        return
    if len(kinds) >= 3 and not _is_posting(text):
        return
    if _is_letter(text) and not (kinds and dated):
        raise NotAResume(
            "This reads like a cover letter: it greets someone and has no list of jobs. "
            "Upload the resume; the letter is not needed."
        )
    if _is_posting(text):
        raise NotAResume(_POSTING)
    if not kinds and not dated and not contact and not outline.education and words > _NEAR_EMPTY:
        raise NotAResume(
            "No section of a resume was found in this text: no jobs with dates, no education, no skills, no "
            "contact data. Upload a resume with headings such as Experience, Education and Skills."
        )
    if not kinds and not dated and _is_prose(text, words):
        raise NotAResume(
            "This reads like an article or a report: long paragraphs, no jobs with dates, no sections of a "
            "resume. Upload the resume; articles of yours belong in the portfolio."
        )


_POSTING = (
    "This reads like a job ad, not like a resume: it describes what an employer asks for. "
    "Give it as the job to compare with, and upload the resume here."
)


def _count(lowered: str, name: str) -> int:
    return sum(phrase in lowered for phrase in _letter_words()[name])


def _is_letter(text: str) -> bool:
    lowered = text.lower()
    greeted = any(
        re.search(rf"^\s*{re.escape(word)}", lowered, re.MULTILINE) for word in _letter_words()["salutations"]
    )
    closed = any(
        re.search(rf"^\s*{re.escape(word)}", lowered, re.MULTILINE) for word in _letter_words()["closings"]
    )
    return greeted + closed + (_count(lowered, "letter_phrases") > 0) >= 2


def _is_posting(text: str) -> bool:
    """An ad speaks to `you` and of what is asked; its writer seldom says `I`."""
    lowered = text.lower()
    asks = _count(lowered, "ad_phrases") + len(
        set(re.findall(r"\byou(?:'ll|’ll| will| have| are|r)\b", lowered))
    )
    return asks >= _ENOUGH_ASKS and len(_OWN.findall(text)) <= 3


def _is_prose(text: str, words: int) -> bool:
    inside = sum(len(part.split()) for part in re.split(r"\n\s*\n", text) if len(part.split()) >= _PARAGRAPH)
    return words > 150 and inside / words > 0.6
