"""Skills that the structure of a resume proves without a matching word: degrees, certificates, links, languages.

A degree counts by its level and field, never by the school. A certificate counts as held only when its status says
so; one in progress or planned is a hedged E1, an expired one stays a credential.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from analyzer.language.strength import Mention
from analyzer.records import Document, Education, Outline

_DEGREES: Mapping[str, str] = MappingProxyType(
    {"bachelor": "bachelors-degree", "master": "masters-degree", "doctorate": "doctorate", "associate": "associate-degree"}
)
#: Fields that job ads for technology projects call relevant. Basis: the degree lines of the role library.
_RELEVANT_FIELD = re.compile(
    r"comput|software|informati|data|statist|math|engineer|technolog|scien(?:ce|tific) of information|robot|"
    r"artificial|machine|cyber|network|electronic|mechatron|operations research|analytics|physics|quantitative|"
    r"digital business|business informatics",
    re.IGNORECASE,
)
_COMPUTING_FIELD = re.compile(r"comput(?:er|ing|ers)\s+(?:sci|eng|app)|computing|software eng|^computers?$|informatics", re.IGNORECASE)
_PROJECT_FIELD = re.compile(r"project management", re.IGNORECASE)
_MBA = re.compile(r"\bE?MBA\b|business administration", re.IGNORECASE)
_UNFINISHED = re.compile(
    r"not (?:completed|finished|graduated)|unfinished|incomplete|left (?:after|before)|expected|in progress|ongoing|"
    r"current(?:ly)?|units? (?:earned|completed)|semesters?,|part of|withdrew|on hold|to be completed|\d+ of \d+",
    re.IGNORECASE,
)
#: Web addresses that are evidence of presence, and the skill each shows.
_PRESENCE = (
    (re.compile(r"(?:[\w-]+\.)?linkedin\.com/\S+", re.IGNORECASE), "linkedin-presence"),
    (re.compile(r"(?:www\.)?(?:github|gitlab)\.com/\S+|[\w-]+\.github\.io\S*", re.IGNORECASE), "github-profile"),
    (re.compile(r"(?:www\.)?kaggle\.com/\S+", re.IGNORECASE), "kaggle"),
)
#: Languages by name, as far as they are common on resumes of this market.
_LANGUAGES = (
    "English Spanish French German Portuguese Italian Dutch Polish Russian Ukrainian Arabic Hebrew Turkish Hindi Tamil "
    "Telugu Kannada Marathi Bengali Urdu Gujarati Malayalam Punjabi Mandarin Cantonese Chinese Japanese Korean Vietnamese "
    "Thai Malay Indonesian Bahasa Tagalog Filipino Swedish Norwegian Danish Finnish Estonian Latvian Lithuanian Czech "
    "Slovak Hungarian Romanian Moldovan Bulgarian Greek Serbian Croatian Slovenian Albanian Swahili Yoruba Hausa Igbo "
    "Zulu isiZulu Xhosa isiXhosa Afrikaans Sesotho Amharic Persian Farsi Catalan Basque Galician Irish Welsh Māori Maori "
    "Sinhala Nepali Khmer Hokkien Cebuano Kazakh Uzbek Georgian Armenian Frisian Luganda Shona Twi Wolof Taiwanese"
).split()
_LANGUAGE = re.compile(rf"\b(?:{'|'.join(_LANGUAGES)})\b")
_SPOKEN_LEVEL = re.compile(
    r"native|fluent|mother tongue|bilingual|professional|proficien\w+|intermediate|advanced|conversational|basic|"
    r"elementary|\b[ABC][12]\b|working|business|reading|spoken|languages?\b",
    re.IGNORECASE,
)
_VOLUNTEER = re.compile(r"\b(?:volunt\w+|pro[- ]bono)\b", re.IGNORECASE)


def fact_mentions(document: Document, outline: Outline) -> Iterator[Mention]:
    """Mentions that follow from the structure of one document."""
    yield from _degrees(document, outline)
    yield from _presence(document, outline)
    yield from _languages(document, outline)
    yield from _volunteering(document, outline)


def _degrees(document: Document, outline: Outline) -> Iterator[Mention]:
    for education in outline.education:
        line = document.text[education.start : education.end] or (education.field or "")
        hedged = _UNFINISHED.search(line) is not None
        for skill in _skills_of(education, line):
            evidence = document.evidence(education.start, education.end, section="education")
            yield Mention(skill, "E1" if hedged else "E2", hedged, evidence)


def _skills_of(education: Education, line: str) -> Iterator[str]:
    degree = _DEGREES.get(education.degree_level or "")
    field = education.field or ""
    if degree:
        yield degree
    if degree in ("masters-degree", None) and _MBA.search(line if not field else f"{field} {line}"):
        yield "mba"
    if education.degree_level is None or education.degree_level == "secondary":
        return
    if _RELEVANT_FIELD.search(field):
        yield "relevant-field-of-study"
    if degree and degree != "associate-degree" and _COMPUTING_FIELD.search(field):
        yield "computer-science-degree"
    if degree and _PROJECT_FIELD.search(field):
        yield "project-management-degree"


def _presence(document: Document, outline: Outline) -> Iterator[Mention]:
    seen = set()
    for pattern, skill in _PRESENCE:
        if found := pattern.search(document.text):
            seen.add(skill)
            yield Mention(skill, "E1", False, document.evidence(found.start(), found.end(), section="contact"))
    kinds = {"linkedin": "linkedin-presence", "github": "github-profile"}
    head = document.text.find("\n")
    for link in document.links:
        skill = kinds.get(link.kind, "")
        if skill and skill not in seen:
            seen.add(skill)
            yield Mention(skill, "E1", False, document.evidence(0, max(head, 0) or len(document.text), section="contact"))
    if outline.contact.links and any(link.kind == "portfolio" for link in outline.contact.links):
        for one in outline.contact.links:
            at = document.text.find(one.url) if one.kind == "portfolio" else -1
            if at >= 0:
                yield Mention("portfolio", "E1", False, document.evidence(at, at + len(one.url), section="contact"))
                return


def _languages(document: Document, outline: Outline) -> Iterator[Mention]:
    """Two or more spoken languages, listed in one section or line."""
    spans = [(one.start, one.end, True) for one in outline.sections if one.kind == "languages"]
    spans += [(line.start, line.end, False) for line in document.lines]
    for start, end, titled in spans:
        text = document.text[start:end]
        found = list(_LANGUAGE.finditer(text))
        distinct = {one.group() for one in found}
        if len(distinct) >= 2 and (titled or _SPOKEN_LEVEL.search(text)) and len(text) < 60 * len(distinct):  # noqa: PLR2004
            evidence = document.evidence(start + found[0].start(), start + found[-1].end(), section="languages")
            yield Mention("multilingual-communication", "E1", False, evidence)
            return


def _volunteering(document: Document, outline: Outline) -> Iterator[Mention]:
    for passage in outline.passages:
        if passage.kind == "contact":
            continue
        text = document.text[passage.start : passage.end]
        titled = passage.kind == "heading" and _VOLUNTEER.search(text)
        kind = None if passage.section is None else outline.sections[passage.section].kind
        if titled or (kind in ("other", "interests", "experience", "projects") and _VOLUNTEER.search(text)):
            evidence = document.evidence(passage.start, passage.end, section=kind or "other")
            strength = "E3" if kind in ("experience", "projects") else "E1"
            yield Mention("volunteering", strength, False, evidence)  # type: ignore[arg-type]
