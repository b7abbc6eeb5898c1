"""Where in a resume a passage stands, and which stretches of text never show a skill."""

import re
from collections.abc import Iterator

from analyzer.language.strength import Place
from analyzer.records import Document, Outline, Passage, SectionKind

_WEB = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+|"
    r"\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|ai|dev|app|edu|co|me|info|uk|de|fr|nl|in)(?:/\S*)?(?=[\s,;|)]|$)",
    re.IGNORECASE,
)
#: A word with a mark inside that every address has; the long pattern is tried on those alone.
_MARKED = re.compile(r"(?<!\S)[^\s.@:]*[.@:]\S+")
#: Shorter names are words too often ("IT", "-").
_SHORTEST_NAME = 2
#: How a line opens that praises and tells no deed, wherever it stands. Basis: the framework's rule that what
#: is claimed of oneself proves nothing; under a job such a line would otherwise count as work done.
_BOAST = re.compile(
    r"^\W*(?:an? )?"
    r"(?:(?:acknowledged|recogni[sz]ed|technical|subject[- ]matter|true|very|highly|fully|well) )*"
    r"(?:experts? (?:in|at|on|with)|expertise (?:in|with)|familiar(?:ity)? with|"
    r"proficien(?:t|cy) (?:in|with|at)|(?:skilled|adept) (?:in|at|with)|(?:competent|conversant) (?:in|with)|"
    r"(?:versed|fluent) in|knowledgeable (?:in|about|of)|(?:knowledge|understanding) of|"
    r"experienced (?:in|with)|comfortable with|passionate about|"
    r"(?:strong|solid|deep|good|great|excellent|extensive|proven|in-depth|hands-on|working|broad|thorough|"
    r"sound) (?:\w+ )?"
    r"(?:knowledge|understanding|experience|skills?|expertise|command|grasp|background)(?!\w))",
    re.IGNORECASE,
)
#: With a figure it may tell a deed after all, unless it is a list.
_FIGURE, _LIST_COMMAS = re.compile(r"\d"), 3
_PLACE_OF_SECTION: dict[SectionKind, Place] = {
    "summary": "claim",
    "experience": "work",
    "education": "study",
    "skills": "list",
    "projects": "work",
    "certifications": "credential",
    "awards": "credential",
    "publications": "credential",
    "languages": "claim",
    "interests": "claim",
    "other": "claim",
}


def flowing(text: str) -> str:
    """A passage as one line, letter for letter: a line end inside it tells the width of a page only."""
    return text.replace("\n", " ")


def boasts(text: str) -> bool:
    """Whether a line only praises ("Expert in MLOps, Python and SQL"): no work is described by it."""
    if not _BOAST.search(text):
        return False
    return not _FIGURE.search(text) or text.count(",") >= _LIST_COMMAS


def place_of(document: Document, outline: Outline, passage: Passage) -> Place | None:
    """The place of a passage; None where nothing may be read as a skill.

    In a portfolio page (any document but the first) sentences and bullets describe work wherever they stand.
    A line that only praises is a claim, under a job too.
    """
    place = _by_section(document, outline, passage)
    if place == "work" and boasts(document.text[passage.start : passage.end]):
        return "claim"
    return place


def _by_section(document: Document, outline: Outline, passage: Passage) -> Place | None:
    kind = outline.kind_of(passage)
    if passage.kind in ("heading", "contact") or kind == "interests":
        return None
    if passage.kind == "entry":
        return "title" if kind in ("experience", "projects") else _PLACE_OF_SECTION[kind]
    if document.index > 0 and kind in ("summary", "other") and passage.kind in ("bullet", "prose"):
        return "work"
    if kind in ("other", "interests") and passage.kind == "bullet" and passage.position is not None:
        return "work"
    if kind in ("experience", "projects") and passage.kind == "list":
        return "work"
    return _PLACE_OF_SECTION[kind]


def web_masks(document: Document) -> tuple[tuple[int, int], ...]:
    """Web and mail addresses."""
    text = document.text
    return tuple(
        found.span()
        for word in _MARKED.finditer(text)
        for found in _WEB.finditer(text, word.start(), word.end())
    )


def name_masks(document: Document, outline: Outline) -> tuple[tuple[int, int], ...]:
    """Names of employers, schools, places and the person: they never show a skill."""
    return tuple(sorted(set(_names(document, outline))))


def _names(document: Document, outline: Outline) -> Iterator[tuple[int, int]]:
    names = {
        *(position.organization for position in outline.positions),
        *(position.location for position in outline.positions),
        *(education.institution for education in outline.education),
        outline.contact.name,
    }
    for name in sorted(name for name in names if name and len(name) > _SHORTEST_NAME):
        at = document.text.find(name)
        while at >= 0:
            end = at + len(name)
            if not (document.text[at - 1 : at].isalnum() or document.text[end : end + 1].isalnum()):
                yield at, end
            at = document.text.find(name, end)
