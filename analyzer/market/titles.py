"""What a posting calls the job, which family of roles that is, how senior, and which rung of the ladder.

Families: ai_project_manager, ai_program_manager, ai_product_manager, tpm_ml, ai_consultant, ai_governance,
head_of_ai, delivery_manager, data_science_manager, project_coordinator, it_project_manager, scrum_master,
product_manager, construction_project_manager, other. The title decides; where it says nothing about AI, or
"AI PM" only, the requirements do, and a note says so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.market.details import years

#: Words for AI work. Capital letters matter for the short ones: "ml" is a millilitre, "ai" a typing slip.
_AI = re.compile(
    r"(?<![\w-])(?:A\.?I\.?|ML|GenAI|Gen[- ]AI|LLMs?|MLOps|NLP|KI|RAG|AI/ML)(?![\w])|(?<!\w)(?i:artificial intelligence|"
    r"machine[- ]learning|deep learning|generative ai|data science|data scientists?|computer vision|neural net\w*|language models?|"
    r"annotat(?:ion|ors?)|data labell?ing|labell?ing|model (?:development|training|deployment|validation|evaluation|monitoring))(?!\w)"
)
_BRACKETS = re.compile(
    r"\((?:[mfwdx]\s?[/|]\s?)+[mfwdx*]\)|\((?:all genders?|remote|hybrid|f/m/x)[^)]*\)", re.IGNORECASE
)

#: (family with AI, family without, words of the title), first match wins.
_FAMILIES = (
    ("ai_governance", None, r"(?:governance|responsible|ethics|policy|assurance|compliance|regulat\w+|trust(?:worthy)?|risk)"),
    ("head_of_ai", None, r"(?:head|chief|vp|vice president|(?<!program )(?<!programme )(?<!project )director|caio)"),
    ("construction_project_manager", "construction_project_manager", r"(?:construction|civil works|building works|quantity surveyor|site manager)"),
    ("scrum_master", "scrum_master", r"(?:scrum ?master|agile (?:coach|delivery lead)|release train engineer|iteration manager)"),
    ("data_science_manager", "data_science_manager",
     r"(?:(?:data science|machine learning|ml|ai|data) (?:engineering |science |platform )?(?:team )?(?:manager|lead|leader)"
     r"(?!ship)|manager,? (?:of )?(?:data science|machine learning|ml|applied science)|engineering manager)"),
    ("project_coordinator", "project_coordinator", r"(?:co-?ordinator|project (?:assistant|administrator|support)|pmo analyst|assistant project manager)"),
    ("tpm_ml", "it_project_manager", r"(?:technical (?:project|program(?:me)?) manager|technical program(?:me)? lead|tpm|engineering pro(?:gram|ject) manager)"),
    ("ai_product_manager", "product_manager", r"(?:product (?:\w+ )?(?:manager|owner|lead|management)|head of product)"),
    ("ai_consultant", "other", r"(?:consultant|consulting|advis[eo]r|strategist)"),
    ("delivery_manager", "delivery_manager", r"(?:(?:delivery|engagement) (?:manager|lead)|delivery head)"),
    ("ai_program_manager", "it_project_manager", r"(?:program(?:me)? (?:\w+ )?(?:manager|lead|director|management)|portfolio manager|transformation (?:manager|lead))"),
    ("ai_project_manager", "it_project_manager", r"(?:project (?:\w+ )?(?:manager|lead|leader|management|director)|projektleit\w+|projektmanager\w*|project manag\w+)"),
)  # fmt: skip
_FAMILY_PATTERNS = tuple(
    (with_ai, without, re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE))
    for with_ai, without, words in _FAMILIES
)
#: A title that stands for projects even with a governance word in it, when nothing says AI.
_PM_ALONE = re.compile(r"(?<!\w)PMs?(?!\w)")
_SPELLED = re.compile(r"project|product|program", re.IGNORECASE)

#: Words that speak for product work and for project work, to resolve "AI PM".
_PRODUCT_WORDS = re.compile(
    r"(?<!\w)(?:product|roadmaps?|discovery|customers?|users?|user research|backlog|pricing|go-to-market|a/b tests?|"
    r"experiments?|feature|features|vision|market|churn|retention|personas?|okrs?|prds?|conversion)(?!\w)",
    re.IGNORECASE,
)
_PROJECT_WORDS = re.compile(
    r"(?<!\w)(?:projects?|budgets?|schedules?|timelines?|milestones?|raid|raci|risk registers?|risks?|steering|status|scope|"
    r"vendors?|suppliers?|resourc\w+|charters?|change requests?|go-live|pmo|pmp|prince2|deadlines?|gantt|hand-?over|dependencies)(?!\w)",
    re.IGNORECASE,
)

#: Title words -> seniority, first match wins.
_SENIORITY = (
    ("executive", r"head|director|chief|vp|vice president|c[aitd]o|caio|evp|svp"),
    ("junior", r"junior|jr|associate|entry[- ]level|trainee|intern|graduate|assistant|co-?ordinator|administrator|apprentice|werkstudent"),
    ("senior", r"senior|sr|principal|staff|expert|iii|iv"),
    ("lead", r"lead(?! generation)|leader|group"),
)  # fmt: skip
_SENIORITY_PATTERNS = tuple(
    (level, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)) for level, words in _SENIORITY
)
#: With no word in the title: fewer years than the first are junior, as many as the second senior (the years
#: of the ladder's associate, senior project manager and program-level roles).
_JUNIOR_BELOW = 2
_SENIOR_FROM = {"tpm_ml": 6, "delivery_manager": 6}
_SENIOR_FROM_ELSE = 7
#: "Agile Delivery Lead" is a scrum master, not a lead of others.
_LEAD_IS_THE_JOB = frozenset({"scrum_master", "delivery_manager"})

#: At least this many requirements, and this share of them, must speak of AI to make an unnamed job an AI job.
_LEAST_AI_LINES, _LEAST_AI_SHARE = 3, 0.15

_RUNGS = {
    "ai_program_manager": "ai_program_manager",
    "ai_product_manager": "ai_product_manager",
    "tpm_ml": "tpm_ml",
    "ai_consultant": "ai_consultant",
    "head_of_ai": "head_of_ai",
    "project_coordinator": "project_coordinator",
}

_ROLE_NOUN = re.compile(
    r"(?<!\w)(?:manager|master|owner|lead|leader|head|director|consultant|co-?ordinator|officer|analyst|engineer|specialist|"
    r"chief|administrator|advis[eo]r|strategist|architect|scientist|assistant|PMs?|TPM|VP|president|coach|intern|developer|management|"
    r"projektleit\w+|projektmanager\w*|associate|expert)(?!\w)",
    re.IGNORECASE,
)
_ADVERTISED = re.compile(
    r"(?:looking for|seeking|hiring|recruiting|needs?|role (?:of|as)|position of|as|for) (?:an? |the |our )?(?:\w+ly )?(?:experienced |new |talented |strong )?"
    r"(?P<title>(?:[A-Z][\w/&.-]*[ ]?|of |and |for |in ){0,6}(?:Manager|Lead|Master|Owner|Director|Consultant|Coordinator|PM|TPM|Officer|Head)"
    r"(?:(?:,| -| –| of| for)? (?:[A-Z][\w/&-]*[ ]?){1,4})?)"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Role:
    """Family, seniority and rung of a job, and how they were found where it is not plain."""

    family: str
    seniority: str
    ladder: str | None
    notes: tuple[str, ...]


def names_a_role(line: str) -> bool:
    """Whether a short line could be the title of a job."""
    short = len(line.split()) <= 16 and not line.rstrip().endswith((".", "!", "?"))
    return short and bool(_ROLE_NOUN.search(line)) and years(line) is None


def advertised_title(text: str) -> str | None:
    """The title in running text: "we are looking for a Senior AI Project Manager"."""
    match = _ADVERTISED.search(text)
    return match["title"].strip(" ,-–") if match else None


def role(title: str, asked: Sequence[str], *, min_years: float | None) -> Role:
    """Family, seniority and rung from the title, the requirement lines and the years asked."""
    name = _BRACKETS.sub(" ", title)
    notes: list[str] = []
    ai_in_title = bool(_AI.search(name))
    ai = ai_in_title or _speaks_of_ai(asked)
    family = _family(name, ai=ai, ai_in_title=ai_in_title)
    if family is None and _PM_ALONE.search(name) and not _SPELLED.search(name):
        family, note = _resolve_pm(title, asked, ai=ai)
        notes.append(note)
    elif family is not None and ai and not ai_in_title and family.startswith(("ai_", "tpm")):
        notes.append(
            f"The title does not name AI, but the requirements do: read as {family.replace('_', ' ')}."
        )
    family = family or "other"
    seniority = _seniority(name, family, min_years)
    return Role(family, seniority, _rung(family, seniority, min_years, ai=ai), tuple(notes))


def _family(name: str, *, ai: bool, ai_in_title: bool) -> str | None:
    for with_ai, without, words in _FAMILY_PATTERNS:
        if not words.search(name):
            continue
        if without is None and not ai_in_title:
            continue
        if with_ai == "data_science_manager" and re.search(r"pro(?:ject|duct|gram)", name, re.IGNORECASE):
            continue
        return with_ai if ai else without
    return None


def _resolve_pm(title: str, asked: Sequence[str], *, ai: bool) -> tuple[str, str]:
    lines = " ".join(asked)
    product, project = len(_PRODUCT_WORDS.findall(lines)), len(_PROJECT_WORDS.findall(lines))
    kind = "product" if product > project else "project"
    family = (
        f"ai_{kind}_manager" if ai else {"product": "product_manager", "project": "it_project_manager"}[kind]
    )
    how = (
        "equally many speak for both"
        if product == project
        else f"{max(product, project)} against {min(product, project)}"
    )
    note = f'"PM" can mean project or product manager: read as {kind} manager by the words of the duties ({how}).'
    return family, note


def _speaks_of_ai(asked: Sequence[str]) -> bool:
    lines = sum(bool(_AI.search(line)) for line in asked)
    return lines >= _LEAST_AI_LINES and lines >= _LEAST_AI_SHARE * len(asked)


def _seniority(name: str, family: str, min_years: float | None) -> str:
    for level, words in _SENIORITY_PATTERNS:
        if level == "lead" and family in _LEAD_IS_THE_JOB:
            continue
        if words.search(name):
            return level
    if family == "data_science_manager":
        return "manager"
    if family == "head_of_ai":
        return "executive"
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
