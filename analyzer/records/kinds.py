"""Words that records may hold: the kinds of everything, as types."""

from typing import Literal

from pydantic import Field

SectionKind = Literal[
    "summary",
    "experience",
    "education",
    "skills",
    "projects",
    "certifications",
    "awards",
    "publications",
    "languages",
    "interests",
    "other",
]


PassageKind = Literal["bullet", "prose", "list", "entry", "heading", "contact"]


Strength = Literal["E1", "E2", "E3", "E4", "E5"]


Importance = Literal["required", "preferred", "responsibility"]


Met = Literal["evidenced", "partly", "claimed", "missing", "unknown"]


Band = Literal["little overlap", "weak", "partial", "good", "strong"]


LevelFit = Literal["under", "at", "over"]


Severity = Literal["critical", "high", "medium", "low", "info"]


SuggestionKind = Literal["rephrase", "add-fact", "build"]


CertificationStatus = Literal["held", "in_progress", "expired", "planned"]


LossKind = Literal["words", "glued", "spaced", "cut", "order", "headings", "dates", "contact", "links"]


Decision = Literal["open", "accepted", "declined"]


ChangeKind = Literal["lost", "moved", "torn"]


#: Kept in memory for marks on the page and for matching, left out of the JSON.
INTERNAL = Field(exclude=True)
