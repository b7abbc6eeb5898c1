"""Words in one line of a page, and what such a line reads like: a section title, dates, a place."""

import re
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter

from analyzer.documents.layout.records import Token

_SIDES = attrgetter("x0", "x1")

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?|spring|summer|fall|autumn|winter"
#: A cell of the date column: "Jan 2020 - Present", "2019", "IV 2020 - now", "3 years 2 months".
DATE_CELL = re.compile(
    rf"^[(\[]?(?:(?:{MONTH}|\d{{1,2}}[./-]|[IVX]{{1,4}}\b)?\s*'?(?:19|20)?\d{{2}}\b|present|current|now|today|ongoing|"
    rf"to|till|until|since|date|expected|bis|heute|jetzt|aujourd['’]hui|actualidad|presente|atual|heden|nu|oggi|"
    rf"{MONTH}|[-–—/|.,()~·•→>]|\d{{1,2}}[./]\d{{4}}|"
    rf"\d+\s*(?:years?|yrs?|months?|mos?)\.?|\s)+[)\]]?$",
    re.IGNORECASE,
)
PLACE = re.compile(r"^[A-Z][\w.' -]+,\s*[A-Z][\w.' -]+$|^(?:remote|hybrid|on-?site)$", re.IGNORECASE)

#: Words of section titles: enough to see that a side of a page has sections of its own. Parsing knows more.
_TITLE = re.compile(
    r"^(?:\W*)(?:(?:my|professional|work|career|employment|relevant|key|core|technical|personal|selected|other|"
    r"additional|academic|executive|main|soft|hard|tech|digital|it|ai|and|&|of|the|about|in)\s+)*"
    r"(?:summary|profile|about(?: me)?|me|objective|statement|experiences?|employment|history|work|career|"
    r"positions|appointments|posts|degrees|"
    r"educations?|qualifications?|skills?|competenc(?:ies|es|e|y)|expertise|strengths?|technologies|tools|stack|toolkit|"
    r"certifications?|certificates?|licen[cs]es?|credentials?|courses?|coursework|training|projects?|portfolio|"
    r"publications?|patents?|talks|awards?|honou?rs?|achievements?|accomplishments?|languages?|interests?|hobbies|"
    r"activities|volunteer(?:ing)?|volunteer work|memberships?|affiliations?|references?|referees|contacts?|"
    r"community|trainings|studies|formation|learning|systems|details|info(?:rmation)?|links?|social|"
    r"highlights|background|involvement|leadership|life|areas)"
    r"(?:\s*(?:&|and|/|,|\||of)\s*[\w ]{3,25}|\s+(?:skills?|experiences?|history|summary|profile|highlights|"
    r"data|details|information|me|info|activities|work|expertise|achievements?|projects?|background))?\s*:?\s*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def is_title(text: str) -> bool:
    """True for a line that reads like the title of a section of a resume."""
    return len(text) <= 45 and bool(_TITLE.match(text))


def lines_of(tokens: Sequence[Token]) -> list[list[Token]]:
    """Words that stand in one line, top to bottom, left to right.

    Words share a line when more than half of the smaller one's height lies within the line's tallest word.
    """
    placed = [((token.top + token.bottom) / 2, token.x0, number) for number, token in enumerate(tokens)]
    placed.sort()  # a page is put into lines some 30 times: everything here is done with plain numbers
    lines: list[tuple[float, float, list[float], list[Token]]] = []
    for middle, _, number in placed:
        token = tokens[number]
        top, bottom = token.top, token.bottom
        for upper, lower, middles, line in lines[-3:]:
            shared = (bottom if bottom < lower else lower) - (top if top > upper else upper)
            if shared > 0.0 and (
                shared > 0.55 * (lower - upper if lower - upper < bottom - top else bottom - top)
            ):
                middles.append(middle)
                line.append(token)
                break
        else:
            lines.append((top, bottom, [middle], [token]))
    ordered = []
    for number, (_, _, middles, line) in enumerate(lines):
        line.sort(key=_SIDES)
        half = len(middles) // 2
        height = middles[half] if len(middles) % 2 else (middles[half - 1] + middles[half]) / 2
        ordered.append((height, line[0].x0, number))
    ordered.sort()
    return [lines[number][3] for _, _, number in ordered]


def text_of(line: Sequence[Token]) -> str:
    """The words of a line with single spaces, icons left out."""
    return " ".join(token.text for token in line if not token.icon)
