"""What one requirement line says: years, degree, alternatives, knock-outs, and whether it can be scored."""

import re
from dataclasses import dataclass
from functools import lru_cache

from analyzer.market.words import language_names, says, words_around_languages

#: Number words that postings use for years.
_WORDS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
} | {"fifteen": 15, "twenty": 20}
_NUMBER = rf"(?:\d{{1,2}}(?:\.5)?|{'|'.join(_WORDS)})"
_MORE = r"(?:\+|-?plus\b|-?ish\b|or more\b)?"
_YEARS = re.compile(
    rf"(?<![\w.,$€£-])(?P<between>between )?(?P<low>{_NUMBER})(?:\s?\(\w{{1,7}}\))?\s?{_MORE}"
    rf"(?:\s?(?:-|–|—|to|or|(?<=\d )and(?= \d)|(?<=\) "
    rf")and|(?(between)and|(?!)))\s?(?P<high>{_NUMBER}))?(?:\s?\(\d{{1,2}}\))?\s?{_MORE}\s?"
    r"-?(?:full |relevant |whole )?(?P<unit>years?|yrs?|jaar|jahren?|années|ans(?= d)|años|anni|anos|"
    r"y\.?o\.?e|months?|mos|(?<=\+)y|(?<=\+ )y)\b"
    r"(?!['’]? (?:old|ago|in business|lease))",
    re.IGNORECASE,
)
#: "a five-year plan" counts no experience, "a five-year experience" does.
_HYPHENED = re.compile(r"-year", re.IGNORECASE)
#: "A decade of experience in data" asks for ten years; "a decade of growth" for none.
_DECADE = re.compile(
    r"\b(?:an?|one) (?:full )?decade (?:or more )?(?:of \w+ )?(?:of )?(?:experience|in|as|leading)\b",
    re.IGNORECASE,
)
#: "Has worked for a year or more in an office", "a year's experience": one year.
_ONE_YEAR = re.compile(
    r"\b(?:for|at least|minimum(?: of)?|with|have|has|about) an? (?:full )?year\b"
    r"(?! (?:ago|old|from|in which))|"
    r"\b(?:an?|one) year(?:['’]s?)? (?:of )?(?:\w+ )?(?:experience|work)\b|\ba year or (?:more|two)\b",
    re.IGNORECASE,
)
#: Nobody is asked for more years than this: it is the age of the firm.
_MOST_YEARS = 25
#: "Total exp 9+ yrs, relevant 5+ yrs": the total is the floor.
_TOTAL = re.compile(r"\b(?:total|overall|in all)\b", re.IGNORECASE)
#: Years told without a figure.
_ROUNDLY = {
    5: re.compile(r"\bhalf a decade\b", re.IGNORECASE),
    2: re.compile(r"\ba couple of years (?:of|as|in|with|leading|managing|running)\b", re.IGNORECASE),
}
#: "Experience: 8+", "Years of experience: 7".
_LABELLED_YEARS = re.compile(
    r"^(?:\w+ )?(?:years of )?(?:experience|exp|yoe)\.?(?: required| needed)?\s*[:–-]\s*"
    rf"(?P<low>{_NUMBER})\b(?!\s?%)",
    re.IGNORECASE,
)
#: "3 or more on AI", "3+ in risk": years only after a line or part that has counted years.
_BARE_YEARS = re.compile(
    rf"^(?:of (?:which|those|these|that),? )?"
    rf"(?:at least |an? minimum of |minimum(?: of)? |min\.? |no (?:less|fewer) than |some |about )?"
    rf"(?!one of (?!them|those|these|which|that))(?P<low>{_NUMBER})"
    r"(?:\s?\+|\s?(?:or more|plus|of (?:them|those|these|which|that))\b)?\s?"
    r"(?:on|in|with|of|as|at|where|leading|managing|running|within|must|should)\b",
    re.IGNORECASE,
)
#: Years that are no floor: how long the job lasts, how old the firm is, how recent the work must be.
_NOT_A_FLOOR = re.compile(
    r"(?<!\w)(?:for|over|in|during|within|past|last|next|every|each|than|under|maximum|up to|first|after|"
    r"additional|extra|limited to|period of|term of|contract of|valid for)\b"
    r"(?: the| than)?(?: past| last| next| first)?\s*(?:\w+\s)?$",
    re.IGNORECASE,
)
_SERVED = re.compile(
    r"(?:\b(?:you(?:['’]ve| have)|having|to have|(?:who|candidate) has)\b|^ha(?:ve|s)\b)[^.;]{0,80}\bfor "
    r"(?:about |around |roughly |some )?$",
    re.IGNORECASE,
)
_OVER = re.compile(r"(?:over|than)\s*$", re.IGNORECASE)
_AFTER_NOT_A_FLOOR = re.compile(
    r"^\s*(?:contracts?|terms?|plans?|program(?:me)?s?\b(?! management)|warranty|growth|roadmap|strategy|"
    r"running\b(?= ?[.,;)]|$)|of (?:college|university|study|studies|education|school)|extension|fixed|"
    r"engagement|ago|of (?:\w+ )?(?:tenure|service|history|tradition|heritage|success|"
    r"operations?|existence|innovation|growth)\b)",
    re.IGNORECASE,
)
_MORE_IS_FINE = re.compile(r"(?:at least|more than|minimum|not? (?:less|fewer) than)", re.IGNORECASE)
#: What follows a floor that opens with "over": "over 8 years in technology", not "over 8 years we grew".
_SPENT = re.compile(
    r"\s*\+?\s*(?:in|of|as|with|leading|managing|running|delivering|working)\b", re.IGNORECASE
)

#: Degree level -> how a posting names it. The lowest one named is the floor.
_DEGREES = (
    ("secondary", r"high[- ]school (?:diploma|degree|graduate)|\bged\b|a-levels|abitur"),
    ("associate", r"associate['’]?s? degree|\ba\.?a\.?s?\.? degree|two years of college|college diploma"),
    (
        "bachelor",
        r"bachelor(?:['’]?s)?|\bb\.?\s?(?:a|s|sc|eng|tech|com)\b\.?|b\.e\b\.?|undergraduate degree",
    ),
    (
        "master",
        r"master(?:['’]?s)?\b(?: degree| of| in)?|\bm\.?\s?(?:sc|eng|phil)\b\.?|\bmba\b|postgraduate|"
        r"\bms(?= or mba|/phd| in (?!project|office|excel|teams))|"
        r"advanced (?:technical )?degree|graduate degree",
    ),
    ("doctorate", r"ph\.?\s?d\b|doctora(?:te|l)"),
)
_DEGREE_PATTERNS = tuple(
    (level, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)) for level, pattern in _DEGREES
)
#: A degree without its level is a first degree, unless the line names a level.
_SOME_DEGREE = re.compile(
    r"(?<!\w)(?:(?:university|college|first|four-year|4-year|technical|relevant|\w+ science) degree|"
    r"degree (?:in|or|from|level|qualified|educated)|educated to degree|^(?:an? )?degree)(?!\w)",
    re.IGNORECASE,
)
#: Words that look like a degree and are none.
_NO_DEGREE = re.compile(
    r"scrum ?master|master(?:ing|ed|y)\b|master data|degrees? of|360[- ]degree|b&b|b2b|"
    r"master (?:plan|schedule|service|knowledge)|ms[- ](?:project|office|excel|teams)",
    re.IGNORECASE,
)
_EQUIVALENT = re.compile(
    r"equivalent|comparable (?:work |professional |practical )?experience|or (?:at least )?\w+ years|"
    r"(?:or|in lieu|instead|substitut\w+)[^.;]{0,40}\bexperience|"
    r"or (?:a )?similar (?:qualification|experience)|"
    r"experience[^.;]{0,30}(?:in lieu|substitut)",
    re.IGNORECASE,
)
_OR = re.compile(
    r"(?<!\w)(?:or|and/or|either|any of|one of|one or more of|such as|e\.g\.?|for example|oder)(?!\w)|"
    r"\w ?/ ?\w|\bat least one\b",
    re.IGNORECASE,
)
_OPEN_LIST = re.compile(r"or (?:similar|equivalent|comparable|other)|or something like", re.IGNORECASE)


#: "5+ years, or 3+ combined with a clinical background", "8 years, or a master's degree and 5": who brings
#: more than the plain road asks needs fewer years; the first count is the floor.
_OR_LESS = re.compile(
    rf"\bor (?:at least )?{_NUMBER}[^,;]{{0,30}}\b(?:combined|together|coupled|with|plus)\b|"
    r"\bor (?:an? |with an? )?(?:(?!bachelor|associate|high)\w+ ){0,2}(?:master|mba|ph\.?d|doctor|"
    r"m\.?sc|advanced|graduate|postgraduate|higher|second)\b",
    re.IGNORECASE,
)
#: "Acme has 18 years of experience in staffing": how old or how seasoned the firm is.
_OF_THE_FIRM = re.compile(
    r"(?:(?:^|[(.;:!?]\s*|\n)(?:the )?"
    r"(?:(?!(?:candidates?|applicants?|you|who|whoever|must|should|someone|somebody|person|holder|"
    r"postholder|incumbent|hire|manager|lead|pm)\b)[\w&.’'-]+ ){1,5}"
    r"(?:has|brings|counts|boasts|celebrates|spent)|\b(?:we|our \w+) (?:have|has|bring)|"
    r"\bwe['’]ve)(?: \w+)? (?:over |more than |almost |nearly |some |about )?$",
    re.IGNORECASE,
)
#: "We have hired people with four years", "explain it to a colleague with 30 years in the field".
_OF_OTHERS = re.compile(
    r"\b(?:(?:hired|employ|have|know|met|reached)\b[^.;()]{0,20}\b(?:people|colleagues|engineers|managers|others|man|woman)|"
    r"(?:to|by|alongside|beside) an? (?:[\w-]+ ){1,3}) ?(?:with|of)(?: \w+)? $",
    re.IGNORECASE,
)
#: "22 yrs in IT staffing" boasts of the agency.
_OF_AN_AGENCY = re.compile(
    r"\s*\+?\s*(?:in|of) (?:\w+ ){0,2}(?:staffing|recruit(?:ing|ment)|business)\b", re.IGNORECASE
)
_OTHER_WAY = re.compile(
    r"(?P<way>\bor\b)(?= (?:an? )?(?:(?!and\b)[\w'’-]+ ){0,4}(?:certificate|diploma|qualification|degree|"
    r"apprenticeship|training|schooling|studies)\b[^;]*?\b(?:and|plus|with|followed by)\b[^;]*\byears?\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Years:
    """A count of years: the floor, and the ceiling when the line gives a range."""

    low: float
    high: float | None


@lru_cache(maxsize=4096)
def years(line: str, *, counted_before: bool = False) -> Years | None:
    """Years of experience asked in a line; of several alternatives the smallest floor.

    `counted_before` says that the line continues one with years, so "3+ in risk" counts years too.
    Durations that are no floor (a contract, the age of the firm, "in the last 3 years") do not count.
    """
    found = [_measured(match) for match in _YEARS.finditer(line) if _is_floor(match, line)]
    found = [one for one in found if one.low <= _MOST_YEARS]
    if not found and _DECADE.search(line):
        found.append(Years(10, None))
    if not found:
        found = [Years(count, None) for count, told in _ROUNDLY.items() if told.search(line)]
    if not found and (match := _ONE_YEAR.search(line)) and not _OF_OTHERS.search(line[: match.start()]):
        found.append(Years(1, None))
    if not found and (labelled := _LABELLED_YEARS.match(line)):
        found.append(Years(_number(labelled["low"]), None))
    if not found and counted_before and (bare := _BARE_YEARS.match(line)):
        found.append(Years(_number(bare["low"]), None))
    if len(found) > 1 and _OR_LESS.search(line):
        return found[0]
    if len(found) > 1 and _TOTAL.search(line):
        return max(found, key=lambda one: one.low)
    return min(found, key=lambda one: one.low) if found else None


def on_another_way(line: str) -> bool:
    """Whether the years of a line stand in for a degree: "a master's, or a certificate and five years"."""
    way = _OTHER_WAY.search(line)
    return (
        way is not None
        and years(line[: way.start("way")]) is None
        and degree(line[: way.start("way")])[0] is not None
    )


def _is_floor(match: re.Match[str], line: str) -> bool:
    """Whether a count of years says how much experience is asked."""
    before, after = line[: match.start()], line[match.end() :]
    experience = "experience" in after[:60].lower()
    if _OF_THE_FIRM.search(before) or _OF_OTHERS.search(before) or _OF_AN_AGENCY.match(after):
        return False
    if _OVER.search(before) and (
        experience or _SPENT.match(after)
    ):  # "over 10 years of experience", not "over three years we ..."
        return True
    if _SERVED.search(before):  # "you have managed products for three years"
        return not _AFTER_NOT_A_FLOOR.match(after)
    if _NOT_A_FLOOR.search(before) and not _MORE_IS_FINE.search(before[-16:]):
        return False
    needs_word = _HYPHENED.search(match[0]) or match["unit"].lower().startswith("mo")
    return not _AFTER_NOT_A_FLOOR.match(after) and (experience or not needs_word)


def _measured(match: re.Match[str]) -> Years:
    scale = 12 if match["unit"].lower().startswith("mo") else 1
    return Years(_number(match["low"]) / scale, _number(match["high"]) / scale if match["high"] else None)


def degree(line: str) -> tuple[str | None, bool]:
    """The lowest degree level that a line accepts, and whether something else may stand for it."""
    masked = _NO_DEGREE.sub(lambda match: "_" * len(match[0]), line)
    for level, pattern in _DEGREE_PATTERNS:
        if pattern.search(masked):
            return level, bool(_EQUIVALENT.search(line))
    if _SOME_DEGREE.search(masked):
        return "bachelor", bool(_EQUIVALENT.search(line))
    return None, False


def offers_choice(line: str) -> bool:
    """Whether a line joins its skills by "or" ("PMP or PRINCE2", "Jira/Asana", "one of AWS, Azure, GCP")."""
    return bool(_OR.search(line) or _OPEN_LIST.search(line))


def is_gate(line: str) -> bool:
    """Whether a line sets a condition that is no skill: permits, checks, licences, hours, places."""
    return says("gates", line)


def is_knockout(line: str) -> bool:
    """Whether failing the line ends the application: a legal gate, or the posting says so."""
    return says("gates.legal", line) or says("knockout", line)


def is_language_line(line: str) -> bool:
    """Whether a line asks for languages and nothing else ("Dutch or German", "Fluent English")."""
    words = [word for word in re.findall(r"[a-zäöü0-9-]+", line.casefold()) if word]
    names = language_names()
    named = any(word in names for word in words) or "second language" in line.casefold()
    return named and all(word in names or word in words_around_languages() for word in words)


def _number(word: str) -> float:
    return float(_WORDS.get(word.lower(), 0)) or float(word)
