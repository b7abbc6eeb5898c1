"""What a posting calls the job, which family of roles that is, how senior, and which rung of the ladder.

Families: ai_project_manager, ai_program_manager, ai_product_manager, tpm_ml, ai_consultant, ai_governance,
head_of_ai, delivery_manager, data_science_manager, project_coordinator, it_project_manager, scrum_master,
product_manager, construction_project_manager, other. The title decides, by `data/market_words/titles.yaml`;
where it says nothing about AI, or "AI PM" only, the requirements do, and a note says so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from analyzer.market.details import years
from analyzer.market.words import any_of, title_words

#: Words for AI work. Capital letters matter for the short ones: "ml" is a millilitre, "ai" a typing slip.
_AI = re.compile(
    r"(?<![\w-])(?:A\.?I\.?|AIML|ML|GenAI|Gen[- ]AI|LLMs?|MLOps|NLP|KI|RAG|AI/ML)(?!\w)|"
    r"(?<!\w)(?i:artificial intelligence|künstliche[rn]? intelligenz|machine[- ]learning|deep learning|"
    r"generative ai|data science|"
    r"data scientists?|computer vision|neural net\w*|language models?|annotat(?:ion|ors?)|labell?ing|"
    r"model (?:development|training|deployment|validation|evaluation|monitoring))(?!\w)"
)
_BRACKETS = re.compile(
    r"\((?:[mfwdx]\s?[/|]\s?)+[mfwdx*]\)|\((?:all genders?|remote|hybrid|f/m/x)[^)]*\)", re.IGNORECASE
)
_PM_ALONE = re.compile(r"(?<!\w)PMs?(?!\w)")
_SPELLED = re.compile(r"project|product|program", re.IGNORECASE)
_TECHNICAL_PROJECT = re.compile(r"(?:technical|engineering) project (?:manager|lead)", re.IGNORECASE)

#: With no word in the title: fewer years than the first are junior, as many as the second senior (the years
#: of the ladder's associate, senior project manager and program-level roles).
_JUNIOR_BELOW = 2
_SENIOR_FROM = {"tpm_ml": 6, "delivery_manager": 6}
_SENIOR_FROM_ELSE = 7
#: "Agile Delivery Lead" is a scrum master, not a lead of others.
_LEAD_IS_THE_JOB = frozenset({"scrum_master", "delivery_manager"})
#: At least this many requirements, and this share of them, must speak of AI to make an unnamed job an AI job.
_LEAST_AI_LINES, _LEAST_AI_SHARE = 3, 0.15
#: At least this many lines about platforms and teams make a technical project manager a program manager.
_LEAST_ENGINEERING_LINES = 2
#: A line of more words is a sentence and no title.
_MOST_TITLE_WORDS = 16

_RUNGS = {
    "ai_program_manager": "ai_program_manager",
    "ai_product_manager": "ai_product_manager",
    "tpm_ml": "tpm_ml",
    "ai_consultant": "ai_consultant",
    "head_of_ai": "head_of_ai",
    "project_coordinator": "project_coordinator",
}

_ADVERTISED = re.compile(
    r"(?:looking for|seeking|hiring|recruiting|needs?|role (?:of|as)|position of|as|for) (?:an? |the |our )?"
    r"(?:\w+ly )?(?:experienced |new |talented |strong )?(?P<title>"
    r"(?:[A-Z][\w/&.-]*[ ]?|of |and |for |in ){0,6}"
    r"(?:Manager|Lead|Master|Owner|Director|Consultant|Coordinator|PM|TPM|Officer|Head)"
    r"(?:(?:,| -| –| of| for)? (?:[A-Z][\w/&-]*[ ]?){1,4})?)"
)
#: The name of a job anywhere in a text, as a last resort.
_NAMED = re.compile(
    r"\b(?:(?:senior|sr\.?|lead|junior|principal|technical|ai|ml|genai|gen ai|it|data|digital|agile|"
    r"machine learning|ai/ml|chief)[ /-]+){0,4}(?:project|program(?:me)?|product|delivery|scrum|engagement|"
    r"portfolio|proj|prog) ?(?:manager|mgr|lead|master|owner|coordinator|director)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Role:
    """Family, seniority and rung of a job, and how they were found where it is not plain."""

    family: str
    seniority: str
    ladder: str | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Family:
    with_ai: str
    without_ai: str | None
    in_title: bool
    words: re.Pattern[str]
    unless: re.Pattern[str] | None


@cache
def _families() -> tuple[_Family, ...]:
    return tuple(
        _Family(
            entry["with_ai"],
            entry.get("without_ai"),
            entry.get("in_title", False),
            any_of(entry["words"]),
            re.compile(entry["unless"], re.IGNORECASE) if "unless" in entry else None,
        )
        for entry in title_words()["families"]
    )


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return any_of(title_words()[name])


@cache
def _seniorities() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((level, any_of(words)) for level, words in title_words()["seniority"].items())


@cache
def _short_forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(rf"(?<!\w){short}(?!\w)\.?", re.IGNORECASE), full)
        for short, full in title_words()["short_forms"].items()
    )


def names_a_role(line: str) -> bool:
    """Whether a short line could be the title of a job."""
    short = len(line.split()) <= _MOST_TITLE_WORDS and not line.rstrip().endswith((".", "!", "?"))
    return short and bool(_pattern("nouns").search(line)) and years(line) is None


def advertised_title(text: str) -> str | None:
    """The title in running text: "we are looking for a Senior AI Project Manager"."""
    match = _ADVERTISED.search(text)
    if match:
        return match["title"].strip(" ,-–")
    return named[0] if (named := _NAMED.search(text)) else None


def role(title: str, asked: Sequence[str], *, min_years: float | None) -> Role:
    """Family, seniority and rung from the title, the requirement lines and the years asked."""
    name = _BRACKETS.sub(" ", title)
    for short, full in _short_forms():
        name = short.sub(full, name)
    ai_in_title = bool(_AI.search(name))
    ai = ai_in_title or _speaks_of_ai(asked)
    family, notes = _family(name, asked, ai=ai, ai_in_title=ai_in_title), []
    if family is None and _PM_ALONE.search(name) and not _SPELLED.search(name):
        family, note = _resolve_pm(asked, ai=ai)
        notes.append(note)
    elif family and ai and not ai_in_title and family.startswith(("ai_", "tpm")):
        readable = family.replace("_", " ")
        notes.append(f"The title does not name AI, but the requirements do: read as {readable}.")
    family = family or "other"
    seniority = _seniority(name, family, min_years)
    return Role(family, seniority, _rung(family, seniority, min_years, ai=ai), tuple(notes))


def _family(name: str, asked: Sequence[str], *, ai: bool, ai_in_title: bool) -> str | None:
    if ai and _TECHNICAL_PROJECT.search(name):
        engineering = sum(bool(_pattern("engineering").search(line)) for line in asked)
        return "tpm_ml" if engineering >= _LEAST_ENGINEERING_LINES else "ai_project_manager"
    for family in _families():
        if not family.words.search(name) or (family.in_title and not ai_in_title):
            continue
        if family.unless and family.unless.search(name):
            continue
        return family.with_ai if ai else family.without_ai
    return None


def _resolve_pm(asked: Sequence[str], *, ai: bool) -> tuple[str, str]:
    lines = " ".join(asked)
    product, project = (len(_pattern(kind).findall(lines)) for kind in ("product", "project"))
    kind = "product" if product > project else "project"
    plain = {"product": "product_manager", "project": "it_project_manager"}[kind]
    counts = f"{max(product, project)} against {min(product, project)}"
    how = "equally many speak for both" if product == project else counts
    note = f'"PM" can mean project or product manager: read as {kind} manager by the duties ({how}).'
    return (f"ai_{kind}_manager" if ai else plain), note


def _speaks_of_ai(asked: Sequence[str]) -> bool:
    lines = sum(bool(_AI.search(line)) for line in asked)
    return lines >= _LEAST_AI_LINES and lines >= _LEAST_AI_SHARE * len(asked)


def _seniority(name: str, family: str, min_years: float | None) -> str:
    for level, words in _seniorities():
        if words.search(name) and not (level == "lead" and family in _LEAD_IS_THE_JOB):
            return level
    if family in ("data_science_manager", "head_of_ai"):
        return "manager" if family == "data_science_manager" else "executive"
    if min_years is None:
        return "mid"
    if min_years >= _SENIOR_FROM.get(family, _SENIOR_FROM_ELSE):
        return "senior"
    return "junior" if min_years < _JUNIOR_BELOW else "mid"


def _rung(family: str, seniority: str, min_years: float | None, *, ai: bool) -> str | None:
    """The rung whose competency weights fit; None for jobs that are not on the ladder of AI project work."""
    senior = seniority in ("senior", "lead", "manager", "executive") or (min_years or 0) >= _SENIOR_FROM_ELSE
    if family == "ai_project_manager":
        return (
            "senior_ai_pm" if senior else "associate_ai_pm" if seniority == "junior" else "ai_project_manager"
        )
    if family == "ai_governance":
        return "ai_program_manager" if senior else "ai_project_manager"
    if family == "delivery_manager":
        return "ai_delivery_manager" if ai else None
    return _RUNGS.get(family)
