"""The Report, all that the doors see, and its JSON."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter

from analyzer.records.advice import Gain, LedgerEntry, Suggestion
from analyzer.records.documents import Document, Evidence, MachineView
from analyzer.records.findings import Achievement, Balance, Competency, OtherTerm, Skill
from analyzer.records.matches import JobRef, Match
from analyzer.records.portfolios import PortfolioReport
from analyzer.records.profiles import Profile


@dataclass(frozen=True, slots=True)
class PortfolioView:
    """A portfolio without a resume: its documents and what they show, for one job."""

    documents: tuple[Document, ...]
    portfolio: PortfolioReport
    job: JobRef
    meta: "Meta"
    schema: Literal["aipm-portfolio/1"] = "aipm-portfolio/1"


@dataclass(frozen=True, slots=True)
class IntegrityNote:
    """Something that gains nothing and may cost trust: hidden text, a pasted ad, instructions to a reader.

    `score_without` is the score of the first job with that text taken out, which is the score shown;
    `score_with` is what it would have been if that text had counted. For copied text, both are about the job
    it was copied from. `document` is the number of the document that the note is about.
    """

    code: str
    message: str
    evidence: tuple[Evidence, ...]
    score_without: float | None = None
    score_with: float | None = None
    document: int = 0


@dataclass(frozen=True, slots=True)
class Meta:
    """What made this Report. `generated_for` is the month (`YYYY-MM`) that counts as the present.

    `weights` are the user's own: how much parts of the score count beside what was learned, where not 1.
    """

    version: str
    model_version: str
    data_hash: str
    generated_for: str
    purpose: str = "Advice for the candidate and their coach. Not for hiring decisions."
    weights: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All that is known about one person and the jobs asked for. The only thing the doors see.

    `suggestions` begin with the three to follow first; `together` is what these three are worth when all are
    acted on, for gains overlap.
    """

    documents: tuple[Document, ...]
    profile: Profile
    skills: tuple[Skill, ...]
    achievements: tuple[Achievement, ...]
    competencies: tuple[Competency, ...]
    matches: tuple[Match, ...]
    suggestions: tuple[Suggestion, ...]
    integrity: tuple[IntegrityNote, ...]
    meta: Meta
    other_terms: tuple[OtherTerm, ...] = ()
    balance: Balance | None = None
    ledger: tuple[LedgerEntry, ...] = ()
    portfolio: PortfolioReport | None = None
    together: Gain | None = None
    schema: Literal["aipm-report/1"] = "aipm-report/1"


@dataclass(frozen=True, slots=True)
class Failure:
    """A file of a batch that could not be analysed, and why. Takes the place of its Report."""

    name: str
    code: str
    reason: str


@cache
def _report_adapter() -> TypeAdapter[Report]:
    return TypeAdapter(Report)


def machine_view_json(view: MachineView, *, indent: int | None = None) -> str:
    """What machines read of one file as JSON text."""
    return TypeAdapter(MachineView).dump_json(view, indent=indent).decode()


def portfolio_json(view: PortfolioView, *, indent: int | None = None) -> str:
    """A portfolio without a resume as JSON text."""
    return TypeAdapter(PortfolioView).dump_json(view, indent=indent).decode()


def report_json(report: Report, *, indent: int | None = None) -> str:
    """The Report as JSON text: the same Report gives the same bytes."""
    return _report_adapter().dump_json(report, indent=indent).decode()


def report_from_json(text: str | bytes) -> Report:
    """The Report of its JSON. What the JSON leaves out (places of words, indices) is empty.

    Its JSON is the same again, byte for byte. Raises a ValueError when the text is no Report.
    """
    return _report_adapter().validate_json(text)


def report_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the Report."""
    schema = _report_adapter().json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
