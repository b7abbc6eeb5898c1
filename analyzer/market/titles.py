"""What a posting calls the job, which family of roles that is, how senior, and which rung of the ladder.

Families: ai_project_manager, ai_program_manager, ai_product_manager, tpm_ml, ai_consultant, ai_governance,
head_of_ai, delivery_manager, data_science_manager, project_coordinator, it_project_manager, scrum_master,
product_manager, construction_project_manager, other. The title decides, by `data/market_words/titles.yaml`;
where it says nothing about AI, "AI PM" only, or names no family ("Delivery Lead"), the requirements do, and a
note says so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from analyzer.market.details import years
from analyzer.market.families import likely, lines_for, signs
from analyzer.market.words import any_of, title_words

#: Words for AI work. Capital letters matter for the short ones: "ml" is a millilitre, "ai" a typing slip.
_AI = re.compile(
    r"(?<![\w-])(?:A\.?I\.?|AIML|ML|GenAI|Gen[- ]AI|LLMs?|MLOps|NLP|KI|RAG|AI/ML)(?!\w)|"
    r"(?<!\w)(?i:artificial intelligence|künstliche[rn]? intelligenz|machine[- ]learning|deep learning|"
    r"machine[- ]learned|machine vision|image processing|generative|generated (?:answers?|text|content)|"
    r"foundation models?|large models|chatbots?|"
    r"algorithm(?:s|ic)|"
    r"automated (?:decisions?|decision[- ]making)|quanti[sz]ation|wake-word|neural|retrieval[- ]augmented|"
    r"robotic process automation|learned models|"
    r"generative ai|data science|"
    r"data scientists?|(?:de|en|di|projets?) IA|computer vision|neural net\w*|"
    r"language models?|annotat(?:ion|ors?)|labell?ing|"
    r"model (?:development|training|deployment|validation|evaluation|monitoring))(?!\w)"
)
#: In a line about the work these speak of AI too; in a title they may mean anything ("Accelerator").
_AI_WORK = re.compile(
    r"(?<!\w)(?i:pytorch|jax|tensorflow|mlperf|mlflow|kubeflow|xgboost|lightgbm|hugging ?face|bedrock|"
    r"vertex ai|sagemaker|feature stores?|model drift|"
    r""
    r"training (?:clusters?|runs?|pipelines?|librar\w+|data|sets?)|distributed training|gpus?|"
    r"accelerators?|inference|large models?|predictive maintenance|"
    r"reinforcement learning|copilots?|red[- ]teaming|model (?:cards?|risk|inventory|releases?|launch\w*)|"
    r"prompts?|embeddings?|hallucinat\w+|fine-?tun\w+|classifiers?|recommender\w*|explainability|"
    r"speech (?:recognition|models?)|voice assistants?|recommend(?:er|ation) (?:engines?|models?|systems?)|"
    r"predictive (?:models?|analytics)|anomaly detection|(?:image|object|text) recognition|"
    r"(?:intelligent|document) (?:automation|processing|understanding)|evaluation sets?|ground truth|"
    r"false (?:positives?|negatives?)|confusion matrix|precision and recall|"
    r"vector (?:stores?|search|databases?)|agentic|llmops|model (?:builds?|life ?cycles?|owners?|behaviou?r)|"
    r"a learned \w+|"
    r"scoring (?:model|engine)s?|forecast\w* models?)(?!\w)"
)
#: In a title these hint at AI; with words of AI in the lines or in sentences about the work, they mean it.
_HINT = re.compile(
    r"(?<!\w)(?:gpus?|models?|algorithm\w*|automation|intelligen\w+|data|analytics|decision\w*|ranking|search|recommend\w*|"
    r"forecast\w*|prediction|vision|speech|voice|assistants?|agents?|copilot|robot\w*|autonom\w+|perception|training|ml)(?!\w)",
    re.IGNORECASE,
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
#: Federal grades from which a job is a senior one ("one year at the GS-13 level").
_GRADE, _SENIOR_GRADE = re.compile(r"\bGS-?\s?(\d{1,2})\b"), 13
#: Bands of the British health service from which a job is a senior one.
_SENIOR_BAND = re.compile(r"\bband:? ?(?:8[a-d]|9)\b", re.IGNORECASE)
#: "Delivery Lead" is a trade; with this many years asked it is a level too.
_TRADE_LEAD = re.compile(
    r"\b(?:delivery|adoption|enablement|transformation|change|innovation|automation|implementation) "
    r"lead(?:er)?\b",
    re.IGNORECASE,
)
_LEAD_FROM = 6
#: At least this many requirements, and this share of them, must speak of AI to make an unnamed job an AI job.
_LEAST_AI_LINES, _LEAST_AI_SHARE = 3, 0.1
#: Fewer are enough where the title hints at it ("Model Launches", "Claims Automation").
_HINTED = 2
#: A sentence elsewhere in the ad that speaks of AI counts when it is about the work, not about the firm.
_ABOUT_THE_WORK = re.compile(
    r"\b(?:you|role|job|post|projects?|program(?:me)?s?|initiatives?|portfolio|products?|models?|use "
    r"cases?|roll\w* out)\b",
    re.IGNORECASE,
)
_ABOUT_OTHERS = re.compile(
    r"\b(?:award\w*|won|named|lab|priorit\w+|research|not be|no ai|applicants?|your application|hiring)\b",
    re.IGNORECASE,
)
#: Lines that must speak for any one family before the duties decide where the ad as a whole is not of AI,
#: and how likely the best family must be.
_LEAST_DUTIES, LEAST_LIKELY = 2, 0.3
#: At least this many lines about platforms and teams make a technical project manager a program manager.
_LEAST_ENGINEERING_LINES = 2
#: A line of more words is a sentence and no title.
_MOST_TITLE_WORDS = 16

#: The family of the same work without AI.
_WITHOUT_AI = {
    "ai_project_manager": "it_project_manager",
    "ai_program_manager": "it_project_manager",
    "ai_product_manager": "product_manager",
    "tpm_ml": "it_project_manager",
    "ai_consultant": "other",
    "ai_governance": "other",
    "head_of_ai": "other",
}

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
#: "They need a PM for an AI chatbot roll-out": the work that somebody is wanted for.
_WANTED = re.compile(
    r"\b(?:looking for|seek(?:s|ing)?|hiring|recruiting|needs?|wants?) (?:an?|another|our|the) "
    r"(?:[\w/&-]+ ){0,4}?(?i:manager|lead|master|owner|director|consultant|coordinator|officer|pm|tpm)\b"
    r"[^.\n]{0,80}"
)
#: "The title on the contract will read Producer, ML Tools."
_CALLED = re.compile(
    r"\b(?:job |official |formal |contract )?title\b[^.\n:]{0,40}? (?:will read|will be|reads|"
    r"is)[: ]+[\"'“‘«]?(?P<title>[A-Z][^.\n\"”’»]{2,60})"
)
#: "Job Code: 4471  Designation: Sr. Manager - AI Products   Exp: 9-13 Yrs": labels on one line.
_LABELLED = re.compile(
    r"\b(?:designation|position|job title|role title|title|role)[ \t]*[:–-][ \t]*"
    r"(?P<title>[A-Z][^|\n:]{3,80}?)"
    r"(?=[ \t]{2,}|[ \t]*\||[ \t]+[\w.]+[ \t]*:|\n|$)",
    re.IGNORECASE,
)
#: "A post they call "VP Data Science"".
_QUOTED = re.compile(
    r"\b(?:post|position|role|job|title)\b[^.\n\"“”]{0,40}[\"“«](?P<title>[A-Z][^\"”»\n]{4,60})[\"”»]"
)
_ANNOUNCING = re.compile(
    r"^\W*(?:join [^.!?\n]{2,40}? as (?:an? |our )?|"
    r"(?:we(?:['’]re| are) (?:now )?(?:hiring|recruiting|looking for|seeking)|now hiring|hiring|"
    r"wanted|vacancy|job opening|"
    r"open position|job)\b[:!]?\s*(?:an? |our (?:next |new |first |second )?)?)",
    re.IGNORECASE,
)
#: "Owner of our roadmap (yes, that is the title, we argued)": words to the reader, no part of the title.
_REMARK = re.compile(
    r"\s*\((?=[^()]*\b(?:we|i|you|that|is|are|yes|no|not)\b)(?:[^()\s]+\s+){3,}[^()]*\)", re.IGNORECASE
)
_ASIDE = re.compile(r"\(([^()]*)\)")
_LONG_BRACKETS = re.compile(r"\s*\((?:[^()\s]+\s+){6,}[^()]*\)\s*$")
_SEPARATOR = re.compile(r"(\s+[-–—|·•]\s+)")
#: What ends a title: money, a grade, a reference, hours, the firm with its legal form.
_FACT = re.compile(
    r"[$€£]\s?\d|\bClient:|(?i:\b(?:grade|band|level|ref|req|id|nr|no)\b\.?\s*[:#]?\s*\d|\d+\s?%|"
    r"\b\d+ ?(?:h|hours|hrs)\b|\b(?:fixed[- ]term|full[- ]time|part[- ]time)\b)|"
    r"\b(?:GmbH|AG|Ltd|Limited|Inc|LLC|plc|PLC|S\.?p\.?A|S\.?A|B\.?V|N\.?V|Oy|AB|ApS|A/S|AS|SE|KG|SARL|SAS|s\.r\.o|Corp|Co)\b\.?",
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
    """Whether a short line could be the title of a job; what long brackets add does not count."""
    line = _LONG_BRACKETS.sub("", line)
    short = len(line.split()) <= _MOST_TITLE_WORDS and not line.rstrip().endswith((".", "!", "?"))
    return short and bool(_pattern("nouns").search(line)) and years(line) is None


def title_of_line(line: str) -> str:
    """The title in a line that says more: pay, grade, hours, the firm and what follows them are left out.

    `📣 We're hiring a PRODUCT MANAGER!` -> `PRODUCT MANAGER`, `Lead – Grade 12 – £48,710` -> `Lead`.
    """
    if line.lstrip().startswith("|"):  # a row of a table: "| Job title | AI Product Owner |"
        cells = [cell.strip() for cell in line.split("|")]
        line = next((cell for cell in cells if names_a_role(cell)), line)
    line = _ANNOUNCING.sub("", line).strip(" !*_#:\u200d\ufe0f📣🚀👉✨🔥")
    line = line.split(" @ ")[0]
    aside = _ASIDE.search(line)
    if aside and names_a_role(aside[1]) and not _pattern("nouns").search(_ASIDE.sub("", line)):
        line = aside[1]  # "Do you know anyone? (Delivery Lead, GenAI)"
    pieces = _SEPARATOR.split(line)
    kept = [_REMARK.sub("", pieces[0])]
    for sign, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if _FACT.search(piece):
            break
        if sign.strip() in "|·•" and not (
            _AI.search(piece) or _HINT.search(piece) or _pattern("nouns").search(piece)
        ):
            break  # the firm and the place
        kept += [sign, piece]
    return _LONG_BRACKETS.sub("", "".join(kept)).strip()


def advertised_title(text: str) -> str | None:
    """The title in running text: "we are looking for a Senior AI Project Manager"."""
    if labelled := _LABELLED.search(text):
        return title_of_line(labelled["title"])
    if called := _CALLED.search(text) or _QUOTED.search(text):
        return called["title"].strip(" ,-–")
    match = _ADVERTISED.search(text)
    if match:
        return match["title"].strip(" ,-–")
    return named[0] if (named := _NAMED.search(text)) else None


def role(title: str, asked: Sequence[str], *, min_years: float | None, text: str = "") -> Role:
    """Family, seniority and rung from the title, the requirement lines, the years and the ad."""
    name, _, loose = title_signs(title)
    ai_in_title, ai = bool(_AI.search(name)), speaks_of_ai(title, asked, text)
    family, notes = _family(name, asked, ai=ai, ai_in_title=ai_in_title), []
    if family is None and _PM_ALONE.search(name) and not _SPELLED.search(name):
        family, note = _resolve_pm(asked, ai=ai)
        notes.append(note)
    elif family is None and _pattern("others").search(name):
        family = "other"
    elif (family is None or loose) and (told := _by_duties(name, family, asked, ai=ai)):
        family, note = told
        notes.append(note)
    elif family and ai and not ai_in_title and family.startswith(("ai_", "tpm")):
        readable = family.replace("_", " ")
        notes.append(f"The title does not name AI, but the requirements do: read as {readable}.")
    family = family or "other"
    seniority = _seniority(name, family, min_years, asked, text)
    return Role(family, seniority, _rung(family, seniority, min_years, ai=ai), tuple(notes))


def _by_duties(name: str, titled: str | None, asked: Sequence[str], *, ai: bool) -> tuple[str, str] | None:
    """The family that title and duties together speak for, where the title alone leaves it open.

    None when too few lines speak for any family, or when it is the one that the title names.
    """
    counts = lines_for(asked)
    told_of_ai = ai or any(_AI.search(line) for line in asked)
    if titled is None and not told_of_ai:
        return None  # a job that neither title nor AI tie to this field is another job
    best, probability = likely(signs(name, asked, named=titled, loose=True, ai=ai))[0]
    if max(counts.values()) < (1 if ai else _LEAST_DUTIES) or probability < LEAST_LIKELY:
        return None
    if best in _WITHOUT_AI and not told_of_ai:
        best = _WITHOUT_AI[best]
    if titled == "delivery_manager" and best in ("ai_project_manager", "it_project_manager"):
        return None
    if best in (titled, _WITHOUT_AI.get(titled or "")):
        return None
    readable = best.replace("_", " ")
    return best, (
        f"The title leaves the kind of job open: read as {readable} by what the ad asks "
        f"({probability:.0%} likely)."
    )


def title_signs(title: str) -> tuple[str, str | None, bool]:
    """A title with its short forms spelled out, the family it names in a job of AI, and whether loosely."""
    name = _spelled_out(title)
    family = _family(name, (), ai=True, ai_in_title=True)
    return name, family, family is None or bool(_pattern("loose").search(name))


def speaks_of_ai(title: str, asked: Sequence[str], text: str) -> bool:
    """Whether the job is one of AI, by its title, its lines and sentences about the work."""
    name = _spelled_out(title)
    least = _HINTED if _HINT.search(name) else _LEAST_AI_LINES
    wanted = any(_AI.search(sentence[0]) for sentence in _WANTED.finditer(text))
    return bool(_AI.search(name)) or wanted or _speaks_of_ai(asked, text, least=least)


def _spelled_out(title: str) -> str:
    name = _BRACKETS.sub(" ", title)
    for short, full in _short_forms():
        name = short.sub(full, name)
    return name


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


def _speaks_of_ai(asked: Sequence[str], text: str = "", *, least: int = _LEAST_AI_LINES) -> bool:
    """Whether enough lines ask for AI work; other sentences about the work help, alone they do not."""
    lines = sum(bool(_AI.search(line) or _AI_WORK.search(line)) for line in asked)
    if not lines or (least == _LEAST_AI_LINES and lines < _LEAST_AI_SHARE * len(asked)):
        return False
    told = sum(
        bool(_ABOUT_THE_WORK.search(one))
        and not _ABOUT_OTHERS.search(one)
        and not any(a in one for a in asked)
        for one in re.split(r"(?<=[.!?])\s+|\n+", text)
        if _AI.search(one)
    )
    return lines + told >= least


def _seniority(
    name: str, family: str, min_years: float | None, asked: Sequence[str] = (), text: str = ""
) -> str:
    told = next((level for level, words in _seniorities() if words.search(name)), None)
    by_years = _level_of(min_years, _SENIOR_FROM.get(family, _SENIOR_FROM_ELSE))
    if told == "deputy":
        return "manager"
    if family == "head_of_ai":
        return "executive"
    if told == "lead" and (family.endswith("project_manager") or _is_a_trade(name, family, min_years)):
        told = None
    if family == "data_science_manager":
        return "manager"
    if told:
        return "lead" if told == "principal" else told
    graded = any(int(grade[1]) >= _SENIOR_GRADE for line in (*asked, text) for grade in _GRADE.finditer(line))
    if by_years != "senior" and (graded or _SENIOR_BAND.search(text)):
        return "senior"
    return by_years


def _is_a_trade(name: str, family: str, min_years: float | None) -> bool:
    """Whether "lead" is what the job is called, not how high it stands: few years are asked of it."""
    if not _TRADE_LEAD.search(name):
        return False
    return (min_years or 0) < _LEAD_FROM if min_years is not None else family == "ai_consultant"


def _level_of(min_years: float | None, senior_from: float) -> str:
    """The level that years alone speak for."""
    if min_years is None or _JUNIOR_BELOW <= min_years < senior_from:
        return "mid"
    return "senior" if min_years >= senior_from else "junior"


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
