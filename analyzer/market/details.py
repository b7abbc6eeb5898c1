"""What one requirement line says: years, degree, alternatives, knock-outs, and whether it can be scored."""

import re
from dataclasses import dataclass

from analyzer.market.words import cue, language_names, words_around_languages

#: Number words that postings use for years.
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
}  # fmt: skip
_NUMBER = rf"(?:\d{{1,2}}(?:\.5)?|{'|'.join(_WORDS)})"
_YEARS = re.compile(
    rf"(?<![\w.,$€£-])(?P<low>{_NUMBER})(?:\s?\(\w{{1,7}}\))?\s?(?:\+|plus\b)?"
    rf"(?:\s?(?:-|–|—|to|or|(?<=\d )and(?= \d))\s?(?P<high>{_NUMBER}))?(?:\s?\(\d{{1,2}}\))?\s?(?:\+|plus\b|or more\b)?\s?-?"
    rf"(?:full |relevant |whole )?(?P<unit>years?|yrs?|y\.?o\.?e|months?|mos)\b(?!['’]? (?:old|ago|in business|lease))",
    re.IGNORECASE,
)
#: "Experience: 8+", "Years of experience: 7".
_LABELLED_YEARS = re.compile(
    rf"^(?:\w+ )?(?:years of )?(?:experience|exp)\.?(?: required| needed)?\s*[:–-]\s*(?P<low>{_NUMBER})\b(?!\s?%)",
    re.IGNORECASE,
)
#: "3 or more on AI", "3+ in risk": years only after a line or part that has counted years.
_BARE_YEARS = re.compile(
    rf"^(?:at least |minimum |min\.? )?(?P<low>{_NUMBER})(?:\s?\+|\s?(?:or more|plus|of (?:them|those|these|which|that))\b)?\s?(?:on|in|with|of|as|leading|managing|running|within)\b",
    re.IGNORECASE,
)
#: Years that are no floor: how long the job lasts, how old the firm is, how recent the work must be.
_NOT_A_FLOOR = re.compile(
    r"(?<!\w)(?:for|over|in|during|within|past|last|next|every|each|than|under|maximum|up to|first|after|additional|extra|limited to|period of|term of|contract of|valid for)"
    r"(?: the| than)?(?: past| last| next| first)?\s*(?:\w+\s)?$",
    re.IGNORECASE,
)
_OVER = re.compile(r"(?:over|than)\s*$", re.IGNORECASE)
_AFTER_NOT_A_FLOOR = re.compile(
    r"^\s*(?:contracts?|terms?|plans?|program(?:me)?s?\b(?! management)|warranty|running\b(?= ?[.,;)]|$)|growth|of (?:college|university|study|studies|education|school)|roadmap|strategy|extension|fixed|engagement|ago)",
    re.IGNORECASE,
)
_MORE_IS_FINE = re.compile(r"(?:at least|more than|minimum)", re.IGNORECASE)

#: Degree level -> how a posting names it. The lowest one named is the floor.
_DEGREES = (
    ("secondary", r"high[- ]school (?:diploma|degree|graduate)|\bged\b|a-levels|abitur"),
    ("associate", r"associate['’]?s? degree|\ba\.?a\.?s?\.? degree|two years of college|college diploma"),
    ("bachelor", r"bachelor(?:['’]?s)?|\bb\.?\s?(?:a|s|sc|eng|tech|com)\b\.?|undergraduate degree|(?:university|college|first|four-year|4-year|technical|relevant|\w+ science) degree|\bdegree (?:in|or|level|qualified|educated)|educated to degree|^(?:a |an )?degree\b"),
    ("master", r"master(?:['’]?s)?(?! data)\b(?: degree| of| in)?|\bm\.?\s?(?:sc|eng|phil)\b\.?|\bms(?= or mba|/phd| in (?!project|office|excel|teams))|\bmba\b|postgraduate|advanced (?:technical )?degree|graduate degree"),
    ("doctorate", r"ph\.?\s?d\b|doctora(?:te|l)"),
)  # fmt: skip
_DEGREE_PATTERNS = tuple(
    (level, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)) for level, pattern in _DEGREES
)
#: Words that look like a degree and are none.
_NO_DEGREE = re.compile(
    r"scrum ?master|master(?:ing|ed|y)\b|master data|degrees? of|master (?:plan|schedule|service|knowledge)|ms[- ](?:project|office|excel|teams)|360[- ]degree",
    re.IGNORECASE,
)
_EQUIVALENT = re.compile(
    r"equivalent|comparable (?:work |professional |practical )?experience|(?:or|in lieu|instead|substitut\w+)[^.;]{0,40}\bexperience"
    r"|or (?:at least )?\w+ years|or (?:a )?similar (?:qualification|experience)|experience[^.;]{0,30}(?:in lieu|substitut)",
    re.IGNORECASE,
)
_OR = re.compile(
    r"(?<!\w)(?:or|and/or|either|any of|one of|one or more of|such as|e\.g\.?|for example|oder)(?!\w)|\w ?/ ?\w|\bat least one\b",
    re.IGNORECASE,
)
_OPEN_LIST = re.compile(r"or (?:similar|equivalent|comparable|other)|or something like", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Years:
    """A count of years: the floor, and the ceiling when the line gives a range."""

    low: float
    high: float | None


def years(line: str, *, counted_before: bool = False) -> Years | None:
    """Years of experience asked in a line; of several alternatives the smallest floor.

    `counted_before` says that the line continues one with years, so "3+ in risk" counts years too.
    Durations that are no floor (a contract, the age of the firm, "in the last 3 years") do not count.
    """
    found = []
    for match in _YEARS.finditer(line):
        before, after = line[: match.start()], line[match.end() :]
        if (
            _NOT_A_FLOOR.search(before) and not _MORE_IS_FINE.search(before[-12:])
        ) or _AFTER_NOT_A_FLOOR.match(after):
            continue
        if (
            re.search(r"\d-year|[a-z]-year", match[0], re.IGNORECASE)
            and "experience" not in after[:40].lower()
        ):
            continue  # "a five-year plan"
        months = match["unit"].lower().startswith("mo")
        if months and not re.search("experience", after, re.IGNORECASE):
            continue
        scale = 12 if months else 1
        high = _number(match["high"]) / scale if match["high"] else None
        found.append(Years(_number(match["low"]) / scale, high))
    if not found and (labelled := _LABELLED_YEARS.match(line)):
        found.append(Years(_number(labelled["low"]), None))
    if not found and counted_before and (bare := _BARE_YEARS.match(line)):
        found.append(Years(_number(bare["low"]), None))
    return min(found, key=lambda one: one.low) if found else None


def degree(line: str) -> tuple[str | None, bool]:
    """The lowest degree level that a line accepts, and whether something else may stand for it."""
    masked = _NO_DEGREE.sub(lambda match: "_" * len(match[0]), line)
    for level, pattern in _DEGREE_PATTERNS:
        if pattern.search(masked):
            return level, bool(_EQUIVALENT.search(line))
    return None, False


def offers_choice(line: str) -> bool:
    """Whether a line joins its skills by "or" ("PMP or PRINCE2", "Jira/Asana", "one of AWS, Azure, GCP")."""
    return bool(_OR.search(line) or _OPEN_LIST.search(line))


def is_gate(line: str) -> bool:
    """Whether a line sets a condition that is no skill: a permit, a check, a licence, the body, hours, places."""
    return bool(cue("gates").search(line))


def is_knockout(line: str) -> bool:
    """Whether failing the line ends the application: a legal gate, or the posting says so."""
    return bool(cue("gates.legal").search(line) or cue("knockout").search(line))


def is_language_line(line: str) -> bool:
    """Whether a line asks for languages and nothing else ("Dutch or German", "Fluent English")."""
    words = [word for word in re.findall(r"[a-zäöü0-9-]+", line.casefold()) if word]
    names = language_names()
    named = any(word in names for word in words) or "second language" in line.casefold()
    return named and all(word in names or word in words_around_languages() for word in words)


def _number(word: str) -> float:
    return float(_WORDS.get(word.lower(), 0)) or float(word)
