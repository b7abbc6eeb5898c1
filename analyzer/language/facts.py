"""Skills that the structure of a resume proves without a word that names them: degrees, links, languages.

A degree counts by its level and field, never by the school; one that was not finished is a hedged E1.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from analyzer.language.strength import Mention
from analyzer.records import Document, Education, Outline
from analyzer.resources import data_path, read_yaml

_DEGREES: Mapping[str, str] = MappingProxyType(
    {
        "bachelor": "bachelors-degree",
        "master": "masters-degree",
        "doctorate": "doctorate",
        "associate": "associate-degree",
    }
)
#: Fields that job ads for technology projects call relevant. Basis: the degree lines of the role library.
_RELEVANT_FIELD = re.compile(
    r"comput|software|informati|data|statist|math|engineer|technolog|robot|artificial|"
    r"machine|cyber|network|electronic|mechatron|operations research|analytics|physics|quantitative|"
    r"digital business|business informatics",
    re.IGNORECASE,
)
_COMPUTING_FIELD = re.compile(
    r"comput(?:er|ing|ers)\s+(?:sci|eng|app)|computing|software eng|^computers?$|informatics", re.IGNORECASE
)
_PROJECT_FIELD = re.compile(r"project management", re.IGNORECASE)
_MBA = re.compile(r"(?<![Mm]ini[ -])\bE?MBA\b")
_BUSINESS = re.compile(r"business administration", re.IGNORECASE)
_LAW = re.compile(r"\blaws?\b", re.IGNORECASE)
_UNFINISHED = re.compile(
    r"not (?:completed|finished|graduated)|unfinished|incomplete|left (?:after|before)|expected|in progress|"
    r"ongoing|current(?:ly)?|units? (?:earned|completed)|semesters?,|part of|withdrew|on hold|"
    r"to be completed|\d+ of \d+",
    re.IGNORECASE,
)
#: Web addresses that are evidence of presence, the skill each shows, and letters without which there is none.
_PRESENCE = (
    (re.compile(r"(?:[\w-]+\.)?linkedin\.com/\S+", re.IGNORECASE), "linkedin-presence", ("linkedin.com/",)),
    (
        re.compile(r"(?:www\.)?(?:github|gitlab)\.com/\S+|[\w-]+\.github\.io\S*", re.IGNORECASE),
        "github-profile",
        ("github.", "gitlab.com/"),
    ),
    (re.compile(r"(?:www\.)?kaggle\.com/\S+", re.IGNORECASE), "kaggle", ("kaggle.com/",)),
)
#: Sections that tell of a person outside of jobs.
_OUTSIDE = frozenset(("other", "publications", "awards", "certifications"))
_LANGUAGES = frozenset(read_yaml(data_path("language", "words.yaml"))["spoken"])
#: Between two languages of one list: "Swedish, English", "English 5, Norwegian 5", "Danish / some English".
_NEXT_LANGUAGE = re.compile(r"[^.\n]{0,20}(?:[,;/&|•]|\band\b)[^.\n]{0,14}")
_CAPITALIZED = re.compile(r"\b(?:isi)?[A-Z]\w+")
_LANGUAGE = re.compile(rf"\b(?:{'|'.join(sorted(_LANGUAGES))})\b")
#: Words for how well one language is spoken, that stand in few other lines.
_TOLD_LEVEL = re.compile(
    r"native|fluent|mother tongue|bilingual|proficien\w+|intermediate|conversational|"
    r"elementary|\b[ABC][12]\b|professional working|speaker",
    re.IGNORECASE,
)
_SPOKEN_LEVEL = re.compile(
    r"native|fluent|mother tongue|bilingual|professional|proficien\w+|intermediate|advanced|conversational|"
    r"basic|elementary|\b[ABC][12]\b|working|business|reading|spoken|languages?\b",
    re.IGNORECASE,
)
_VOLUNTEER = re.compile(
    r"\b(?:volunteer\w*|voluntarily|pro[- ]bono|trustees?|treasurer|unpaid)\b", re.IGNORECASE
)
#: What a line outside of jobs tells of a person, and the skill it shows.
_ELSEWHERE: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (
        re.compile(
            r"(?:^|[.;:|] |Invited |Keynote |Guest )Speaker\b|\b20\d\d talk\b|"
            r"(?i:\b(?:keynote|conference|invited|guest) (?:speaker|talk|lecture)s?\b|"
            r"\b(?:lightning|meet-?up) talks?\b|\btalks? (?:at|on)\b|"
            r"\bpanel(?:l?ist\b| 20\d\d| at\b| on\b))"
        ),
        ("public-writing-and-speaking", "presentation-skills"),
    ),
    (
        re.compile(
            r"\b(?:[Ff]ellow|[Mm]ember(?:ship)?),?(?: of)?(?: the)? "
            r"(?:[A-Z]{3,}\b|(?:[A-Z]\w+ )*(?:Society|Institute|Institution|Association)\b)|"
            r"\b[A-Z]{3,} (?:member|membership|chapter)\b|(?i:\bprofessional memberships?\b)"
        ),
        ("professional-membership",),
    ),
)
_AWARDED = re.compile(
    r"\b(?:awards?|awarded|prizes?|medal|winner|won|honou?rs?|scholarship|\d(?:st|nd|rd) place)\b",
    re.IGNORECASE,
)


def fact_mentions(document: Document, outline: Outline) -> Iterator[Mention]:
    """Mentions that follow from the structure of one document."""
    yield from _degrees(document, outline)
    yield from _presence(document, outline)
    yield from _languages(document, outline)
    yield from _volunteering(document, outline)
    yield from _honours(document, outline)
    yield from _elsewhere(document, outline)


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
    if _MBA.search(line) or (degree == "masters-degree" and _BUSINESS.search(field)):
        yield "mba"
    if education.degree_level is None or education.degree_level == "secondary":
        return
    if _RELEVANT_FIELD.search(field) and not _LAW.search(field):
        yield "relevant-field-of-study"
    if degree and degree != "associate-degree" and _COMPUTING_FIELD.search(field):
        yield "computer-science-degree"
    if degree and _PROJECT_FIELD.search(field):
        yield "project-management-degree"


def _presence(document: Document, outline: Outline) -> Iterator[Mention]:
    seen = set()
    lower = document.text.lower()
    for pattern, skill, letters in _PRESENCE:
        if not any(one in lower for one in letters):
            continue
        if found := pattern.search(document.text):
            seen.add(skill)
            yield Mention(
                skill, "E1", False, document.evidence(found.start(), found.end(), section="contact")
            )
    kinds = {"linkedin": "linkedin-presence", "github": "github-profile"}
    head = document.text.find("\n")
    for link in document.links:
        skill = kinds.get(link.kind, "")
        if skill and skill not in seen:
            seen.add(skill)
            yield Mention(
                skill,
                "E1",
                False,
                document.evidence(0, max(head, 0) or len(document.text), section="contact"),
            )
    if outline.contact.links and any(link.kind == "portfolio" for link in outline.contact.links):
        for one in outline.contact.links:
            at = document.text.find(one.url) if one.kind == "portfolio" else -1
            if at >= 0:
                yield Mention(
                    "portfolio", "E1", False, document.evidence(at, at + len(one.url), section="contact")
                )
                return


def _languages(document: Document, outline: Outline) -> Iterator[Mention]:
    """Two or more spoken languages, listed in one section or line."""
    hits = [
        one.start()
        for one in _CAPITALIZED.finditer(document.text)
        if one[0] in _LANGUAGES and one[0] != "English"
    ]
    if not hits:
        return
    spans = [(one.start, one.end, True) for one in outline.sections if one.kind == "languages"]
    work = [(one.start, one.end) for one in outline.sections if one.kind in ("experience", "projects")]
    spans += [
        (line.start, line.end, False)
        for line in document.lines
        if bisect_left(hits, line.start) < bisect_left(hits, line.end)
        and not any(start <= line.start < end for start, end in work)
    ]
    for start, end, titled in spans:
        if bisect_left(hits, start) == bisect_left(hits, end):
            continue
        text = document.text[start:end]
        found = list(_LANGUAGE.finditer(text))
        distinct = {one.group() for one in found}
        row = _in_a_row(text, found)
        spoken = titled or row or _SPOKEN_LEVEL.search(text)
        enough = len(distinct) >= 2 or (bool(distinct - {"English"}) and _TOLD_LEVEL.search(text))
        if enough and spoken and len(text) < 60 * len(distinct):
            found = found if titled else row or found
            evidence = document.evidence(
                start + found[0].start(), start + found[-1].end(), section="languages"
            )
            yield Mention("multilingual-communication", "E1", False, evidence)
            return


def _in_a_row(text: str, found: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The languages that stand one after the other: that says enough without a word for how well."""
    pairs = pairwise(found)
    row = [pair for pair in pairs if _NEXT_LANGUAGE.fullmatch(text, pair[0].end(), pair[1].start())]
    return [row[0][0], *(other for _, other in row)] if row else []


def _honours(document: Document, outline: Outline) -> Iterator[Mention]:
    """The first honour of a section of awards."""
    for passage in outline.passages:
        kind = outline.kind_of(passage)
        text = document.text[passage.start : passage.end]
        if kind == "awards" and passage.kind != "heading" and _AWARDED.search(text):
            evidence = document.evidence(passage.start, passage.end, section=kind)
            yield Mention("awards-and-honours", "E2", False, evidence)
            return


def _elsewhere(document: Document, outline: Outline) -> Iterator[Mention]:
    """Talks and memberships, each at its first line outside of jobs."""
    seen: set[str] = set()
    for passage in outline.passages:
        kind = outline.kind_of(passage)
        if passage.kind in ("heading", "contact") or kind not in _OUTSIDE:
            continue
        text = document.text[passage.start : passage.end]
        for pattern, skills in _ELSEWHERE:
            if skills[0] not in seen and pattern.search(text):
                seen.update(skills)
                evidence = document.evidence(passage.start, passage.end, section=kind)
                yield from (Mention(skill, "E2", False, evidence) for skill in skills)


def _volunteering(document: Document, outline: Outline) -> Iterator[Mention]:
    if not _VOLUNTEER.search(document.text):
        return
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
