"""Whose resume it is, as far as customs differ: stage of the career, an academic CV, an export, a region.

Rules ask this before they speak: three pages are too many for a graduate and usual for a professor, and a
photo is customary in Germany. Nothing here enters a score. Every reading is taken from words on the page, and
"" or False where they do not say.
"""

import re
from dataclasses import dataclass
from typing import Literal

from analyzer.records import Document, Outline, Profile

Stage = Literal["student", "early", "professional", "executive"]
#: Sorts of resumes that a rule may keep quiet for.
Audience = Literal["student", "early", "executive", "academic", "export"]

#: Under so many years of work a career is young; a student has hardly any.
_EARLY_YEARS, _STUDENT_YEARS = 3.0, 1.0
#: Titles of people who lead organisations: their resumes are longer and tell less of each job.
#: "Director of Photography" is a craft, "Head of QA" leads a team: from `_EXECUTIVE_YEARS` on it counts.
_EXECUTIVE = re.compile(
    r"\b(?:chief \w+(?: \w+)? officer|c[ietofd]o\b|vice president|[se]?vp\b|president|managing director|"
    r"general manager|executive director|director|head of|partner)\b(?! of photography)",
    re.IGNORECASE,
)
_EXECUTIVE_YEARS = 10.0
#: What only academic CVs have, beside a list of publications.
_ACADEMIC = re.compile(
    r"\b(?:professor|lecturer|postdoc(?:toral)?|research fellow|principal investigator|faculty|"
    r"doctoral (?:researcher|candidate)|ph\.?d\.? (?:student|candidate)|tenure)\b",
    re.IGNORECASE,
)
_LATEST = 2

#: Country of a phone number or a place -> region whose customs we know something of.
_BY_CODE: tuple[tuple[str, str], ...] = (
    ("+1", "US"), ("+44", "UK"), ("+353", "UK"), ("+61", "AU"), ("+64", "AU"), ("+49", "DE"), ("+43", "DE"),
    ("+41", "DE"), ("+91", "IN"), ("+92", "IN"), ("+880", "IN"), ("+94", "IN"), ("+81", "EA"), ("+82", "EA"),
    ("+86", "EA"), ("+971", "GULF"), ("+966", "GULF"), ("+974", "GULF"), ("+965", "GULF"), ("+33", "EU"),
    ("+34", "EU"), ("+39", "EU"), ("+31", "EU"), ("+32", "EU"), ("+351", "EU"), ("+48", "EU"), ("+420", "EU"),
    ("+45", "EU"), ("+46", "EU"), ("+47", "EU"), ("+358", "EU"), ("+30", "EU"), ("+36", "EU"), ("+40", "EU"),
)  # fmt: skip
_BY_PLACE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (region, re.compile(rf"(?<!\w)(?:{words})(?!\w)"))
    for region, words in (
        ("UK", r"UK|U\.K\.|United Kingdom|England|Scotland|Wales|Ireland|London|Leeds|Manchester|Dublin"),
        ("DE", r"Germany|Deutschland|Austria|Switzerland|Berlin|Munich|München|Hamburg|Vienna|Wien|Zurich|"
               r"Zürich|Frankfurt"),
        ("IN", r"India|Pakistan|Bangladesh|Sri Lanka|Bengaluru|Bangalore|Mumbai|Delhi|Pune|Hyderabad|"
               r"Chennai"),
        ("EA", r"Japan|Korea|China|Taiwan|Tokyo|Seoul|Beijing|Shanghai"),
        ("GULF", r"UAE|Dubai|Abu Dhabi|Saudi Arabia|Riyadh|Qatar|Doha|Kuwait"),
        ("AU", r"Australia|New Zealand|Sydney|Melbourne|Auckland|Brisbane"),
        ("EU", r"France|Spain|Italy|Netherlands|Belgium|Portugal|Poland|Czechia|Denmark|Sweden|Norway|"
               r"Finland|Greece|Romania|Hungary|Paris|Madrid|Barcelona|Amsterdam|Lisbon|Warsaw|Prague|Stockholm"),
        ("US", r"USA|U\.S\.A?\.?|United States|Canada|[A-Z][a-z]+, (?:A[LKZR]|C[AOT]|DE|FL|GA|HI|I[DLNA]|"
               r"K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]|DC|ON|BC|QC|AB)"),
    )
)  # fmt: skip
#: Regions where a photo and personal data are still customary on resumes.
_PERSONAL_CUSTOM = frozenset(("DE", "EU", "EA", "IN", "GULF"))


@dataclass(frozen=True, slots=True)
class Context:
    """What sort of resume this is. `region` is "" where no phone code or place at the top tells it."""

    stage: Stage
    academic: bool
    export: bool
    region: str

    @property
    def audiences(self) -> frozenset[Audience]:
        """All that a rule may keep quiet for."""
        found: set[Audience] = set()
        if self.stage != "professional":
            found.add(self.stage)
        if self.academic:
            found.add("academic")
        if self.export:
            found.add("export")
        return frozenset(found)

    @property
    def executive(self) -> bool:
        """A person who leads an organisation or a large part of one."""
        return self.stage == "executive"

    @property
    def personal_data_is_custom(self) -> bool:
        """Whether a photo or a birth date is usual where the person seems to live."""
        return self.region in _PERSONAL_CUSTOM


def context_of(profile: Profile) -> Context:
    """The context of a profile's resume."""
    document, outline = profile.documents[0], profile.outlines[0]
    return Context(
        stage=_stage(profile),
        academic=_is_academic(outline),
        export=any(warning.code == "linkedin-export" for warning in document.warnings),
        region=_region(profile, top_of(document, outline)),
    )


def top_of(document: Document, outline: Outline) -> str:
    """The text above the first section, or the first lines when there is none."""
    sections = outline.sections
    return document.text[: sections[0].start if sections and sections[0].start else 400]


def _stage(profile: Profile) -> Stage:
    years = profile.years_experience
    titles = [position.title or "" for position in profile.positions[:_LATEST]]
    if years is not None and years >= _EXECUTIVE_YEARS and any(map(_EXECUTIVE.search, titles)):
        return "executive"
    if years is None:
        return "student" if not profile.positions and profile.education else "professional"
    if years < _STUDENT_YEARS:
        return "student"
    return "early" if years < _EARLY_YEARS else "professional"


def _is_academic(outline: Outline) -> bool:
    titles = " / ".join(position.title or "" for position in outline.positions[:_LATEST])
    publishes = any(section.kind == "publications" for section in outline.sections)
    return publishes and bool(_ACADEMIC.search(titles))


def _region(profile: Profile, top: str) -> str:
    for phone in profile.contact.phones:
        digits = re.sub(r"[^\d+]", "", phone)
        digits = f"+{digits[2:]}" if digits.startswith("00") else digits
        for code, region in sorted(_BY_CODE, key=lambda one: -len(one[0])):
            if digits.startswith(code):
                return region
    return next((region for region, words in _BY_PLACE if words.search(top)), "")
