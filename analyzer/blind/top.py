"""The top of a resume, where it says who somebody is: the name, and every line of contact data."""

import re
from collections.abc import Iterator, Sequence

from analyzer.blind.records import NAME, Span
from analyzer.parsing.degrees import find_degree
from analyzer.parsing.lexicon import is_title, location_points, organization_points
from analyzer.records import Document, Outline, Report

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
#: Marks that typed resumes set around a name: "# Ada Park", "*** ADA PARK ***", "__Ada Park__".
_MARKS = " \t#*_=~|>•-–—"
#: Words beside a name that name nobody: forms of address and degrees.
HONORIFICS = frozenset(
    (
        *(
            "dr",
            "prof",
            "professor",
            "mr",
            "mrs",
            "ms",
            "miss",
            "mx",
            "sir",
            "ing",
            "dipl",
            "mag",
            "sc",
            "eng",
        ),
        *(
            "phd",
            "mba",
            "pmp",
            "msc",
            "bsc",
            "ma",
            "ba",
            "mph",
            "md",
            "jd",
            "rn",
            "bsn",
            "cpa",
            "csm",
            "capm",
        ),
        *(
            "acp",
            "pgmp",
            "prince2",
            "cspo",
            "psm",
            "jr",
            "sr",
            "esq",
            "mphil",
            "dphil",
            "beng",
            "meng",
            "llm",
        ),
    )
)
_HEADING = re.compile(
    r"r[eé]sum[eé]|curriculum|vitae|profile|summary|cv|contact|personal|details|page", re.IGNORECASE
)
_MOST_NAME_WORDS = 4


def top_line(text: str) -> str | None:
    """The name that parsing has not seen as one: a first line, or the first two, of one to four bare words.

    None where the first line is rather a heading or a title.
    """
    lines = [_without_marks(line) for line in text.split("\n")]
    lines = [line for line in lines if line][:2]
    for wanted in (lines[:1], lines):
        words = [word for line in wanted for word in line.split()]
        whole = " ".join(words)
        bare = all(_WORD.fullmatch(word.strip(".,")) for word in words)
        names = [word for word in words if not is_title(word)]
        if (
            not bare
            or not names
            or (is_title(whole) and len(names) < len(words) - 1)
            or _HEADING.search(whole)
        ):
            return None
        if 2 <= len(words) <= _MOST_NAME_WORDS and (len(wanted) == 1 or len(lines[0].split()) == 1):
            return whole
    return None


#: A line that says whose name stands in it: "Name: Dipl.-Ing. Ada Park-Hill".
_NAME_LABEL = re.compile(
    r"^\W*(?:(?:full|candidate'?s?|first|given|family|last)[ -]?)?(?:fore|sur)?names?[ \t]*[:：][ \t]*(.+)$",
    re.IGNORECASE | re.MULTILINE,
)
#: Forms of address and degrees in front of a name, with their points and hyphens.
_TITLED = re.compile(r"^(?:(?:[A-Z][a-z]{0,4}\.[ -]?)+(?:[A-Za-z]{2,5}\.)*\s*)+")


def labelled_names(text: str) -> Iterator[str]:
    """The name behind a label in the first lines, without what stands in front of it and behind."""
    for found in _NAME_LABEL.finditer("\n".join(text.split("\n")[:_MOST_TOP_LINES])):
        bare = _TITLED.sub("", re.split(r"\s*[,|;(]|\s{2,}|\t", found[1].strip())[0])
        words = bare.split()
        if 0 < len(words) <= _MOST_NAME_WORDS and all(_WORD.fullmatch(one.strip(".")) for one in words):
            yield bare


def _without_marks(line: str) -> str:
    """A line without the signs around it and without degrees behind the name."""
    bare = line.strip(_MARKS)
    name, _, rest = bare.partition(",")
    credentials = re.findall(r"[\w-]+", rest.lower())
    return name if credentials and HONORIFICS.issuperset(credentials) else bare


def name_line(document: Document, report: Report) -> Iterator[Span]:
    """The name where letters are set apart ("M A R I A"), and letters behind it on the same line."""
    names = (report.profile.contact.name, top_line(document.text))
    for name in dict.fromkeys(one for one in names if one):
        letters = r"\s*".join(re.escape(letter) for letter in re.sub(r"\s", "", name))
        for found in re.finditer(rf"(?<![^\W_]){letters}(?![^\W_])", document.text, re.IGNORECASE):
            yield Span(document.index, found.start(), found.end(), "name", NAME)


def contact_lines(document: Document, outline: Outline, report: Report) -> Iterator[Span]:
    """Every line of contact data, whole: what stands there is who and where, in ways no pattern foresees."""
    for start, end in contact_places(document, outline):
        yield Span(document.index, start, end, "contact", "[contact]")
    for start, end in places_beside(document, outline, report):
        yield Span(document.index, start, end, "address", "[place]")


_CONTACT_TITLES = ("contact", "details", "personal", "links", "social", "online", "reach", "find me")
#: A contact section is short; a longer one with such a title is something else.
_MOST_CONTACT_LINES = 12
_SHORT_LINE = 9  # words
#: Lines that say by a label what stands in them.
_LABELLED = re.compile(
    r"^\W*(?:(?:full |candidate'?s? )?name|(?:home |postal |current |permanent )?address|"
    r"(?:current )?location|residence|based(?: in)?|city|town|home|hometown|place|"
    r"contact(?: (?:no|number|details|info(?:rmation)?))?|"
    r"(?:tele)?phone|tel|mob(?:ile)?|cell|call|[mpte]|e-?mail|mail|linked-?in|git-?hub|gitlab|website|web|site|"
    r"blog|portfolio|skype|twitter|whatsapp|telegram|wechat|xing|kaggle|social|state of origin|visa)\b\.?"
    r"(?:\s*(?:no|number|id)\b\.?)?\s*[:：–-]\s*\S",
    re.IGNORECASE,
)


#: An e-mail address: a line of the top with one is contact data, however long.
_ADDRESS = re.compile(r"[\w.+-]\s?(?:@|[(\[]\s?at\s?[)\]])\s?[\w-]+\.\w")
#: Where somebody is found: "adapark on GitHub", "GitHub adapark · LinkedIn ada-park".
_ONLINE = re.compile(r"\b(?:linked-?in|git-?hub|gitlab|behance|dribbble|kaggle|skype|telegram|xing)\b", re.I)


def contact_places(document: Document, outline: Outline) -> Iterator[tuple[int, int]]:
    """Lines of contact data.

    Those that parsing found, lines before the first heading that name a place, have a label or stand beside
    contact data and name something, and a whole contact section.
    """
    found = [(one.start, one.end) for one in outline.passages if one.kind == "contact"]
    yield from found
    lines = list(top_lines(document, outline))
    known = [any(left < end and start < right for left, right in found) for start, end in lines]
    for at, (start, end) in enumerate(lines):
        line = document.text[start:end]
        short = len(line.split()) <= _SHORT_LINE
        beside = True in known[max(0, at - 1) : at + 2]
        online = _ONLINE.search(line) is not None and not is_title(line)
        if (
            _LABELLED.match(line)
            or _ADDRESS.search(line)
            or (short and online)
            or (short and (_names_place(line) or (beside and _may_be_address(line))))
        ):
            yield start, end
    for section in outline.sections:
        title = section.title.lower()
        inside = list(lines_of(document.text, section.start, section.end))[1:]
        if title.startswith(_CONTACT_TITLES) and len(inside) <= _MOST_CONTACT_LINES:
            yield from inside


#: Lines of the top at most, where no heading ends it.
_MOST_TOP_LINES = 10


def top_lines(document: Document, outline: Outline) -> Iterator[tuple[int, int]]:
    """Start and end of the lines before the first heading; where none was found soon, the first lines."""
    end = outline.sections[0].start if outline.sections else len(document.text)
    yield from list(lines_of(document.text, 0, end))[:_MOST_TOP_LINES]


def lines_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a stretch of text that hold something."""
    for found in re.compile(r"[^\n]+").finditer(text, start, end):
        if found.group().strip():
            yield found.start(), found.end()


#: What a line of the top is made of.
_PIECES = re.compile(r"(?:(?!\s[-–—]\s|\s{2,}|[.:]\s)[^,|•·;()\n–—_*])+")
#: As sure as the parser is when it takes a line beside the name for an address.
SURE_PLACE = 2.0
#: What an unknown word in capitals gets as a name of an employer; see the parser's lexicon.
UNKNOWN = 1.0
_MOST_PLACE_WORDS = 4


def _names_place(line: str) -> bool:
    parts = [part.strip() for part in re.split(r"[|•·()]|\s{2,}|[.:]\s", line) if part.strip()]
    return any(location_points(part) >= SURE_PLACE for part in (line.strip(), *parts))


def _may_be_address(line: str) -> bool:
    """Whether a short line beside contact data may be an address: no title, and something that names."""
    bare = line.strip(_MARKS)
    if is_title(bare) or not bare:
        return False
    if bare.islower():
        return location_points(re.split(r"[.|/]\s?", bare)[0].title()) >= SURE_PLACE or "," in bare
    return organization_points(bare) >= UNKNOWN or any(map(str.isdigit, bare))


def places_beside(document: Document, outline: Outline, report: Report) -> Iterator[tuple[int, int]]:
    """Names between bars of a headline: "Engineering Manager | LLM platforms | Cluj"."""
    skills = skill_places(document, report)
    for start, end in top_lines(document, outline):
        if len(document.text[start:end].split()) > _SHORT_LINE + 3:
            continue
        for found in _PIECES.finditer(document.text, start, end):
            piece = found.group().strip(_MARKS)
            left = found.start() + found.group().find(piece)
            known = is_skill(skills, left, left + len(piece))
            if piece and not known and _may_be_place(piece):
                yield left, left + len(piece)


def skill_places(document: Document, report: Report) -> list[tuple[int, int]]:
    """Where the words of skills stand in a document."""
    return [
        (one.start, one.end)
        for skill in report.skills
        for one in skill.evidence
        if one.document == document.index
    ]


def is_skill(skills: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether most of a piece of text is a skill; the quote of a skill may be a whole line, too."""
    length = end - start
    return any(
        left < end and start < right and _MOST_OF * length < right - left < length + _LITTLE_MORE
        for left, right in skills
    )


_MOST_OF = 0.6
_LITTLE_MORE = 8  # characters


#: Towns that are words of work or of the language in small letters.
_NO_TOWNS = frozenset({"mobile", "reading", "nice", "bath", "split", "orange", "deal", "sale", "hull"})


def _may_be_place(piece: str) -> bool:
    """Whether a piece of a headline names something that is neither work nor a degree."""
    if piece.islower():  # in the line of somebody who writes no capitals
        return piece not in _NO_TOWNS and location_points(piece.title()) >= SURE_PLACE
    if len(piece.split()) > _MOST_PLACE_WORDS or not piece[0].isupper() or find_degree(piece):
        return False
    if location_points(piece) >= SURE_PLACE:
        return True
    acronym = piece.isupper() and " " not in piece
    return not acronym and len(piece) > 3 and not is_title(piece) and organization_points(piece) >= UNKNOWN
