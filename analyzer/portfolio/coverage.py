"""Which parts of a project its pages tell, and with which words.

A part is told by a heading with text under it, by a sentence that tells it by itself (`telling.py`), or by
a file that is called after it. What is planned, denied or left for later tells nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from analyzer.portfolio.lexicon import Stage, artefact_kinds, names_stage, stages
from analyzer.portfolio.pages import Heading, Page
from analyzer.portfolio.telling import Place, chances_of, least_for, together
from analyzer.records import Evidence, ProjectPart

#: Quotes kept for one part.
_QUOTES = 2
#: Words under a heading that make it more than a placeholder.
_FEWEST_WORDS = 5
#: From this sentence of a project on it does not matter where one stands.
_OPENING = 4
#: Lines that name people and times; their words tell no part.
_NO_STORY = frozenset(
    {"role", "my role", "team", "dates", "date", "timeline", "when", "period", "duration", "year"}
)
_PLACEHOLDER = re.compile(
    r"^\W*(?:tbd|tba|to ?do|to be (?:done|written|added|defined|decided)|coming soon|n/?a|none(?: yet)?|"
    r"not (?:yet|done|applicable|started)|nothing (?:yet|so far)|work in progress|wip|lorem ipsum|"
    r"\.\.\.|…)\b",
    re.IGNORECASE,
)
#: Before or around a cue: the sentence says that it did not happen, or not yet.
_DENIED = re.compile(
    r"\b(?:no|not|n't|never|without|lacks?|lacking|missing|instead of|rather than|yet to|haven't|hasn't|"
    r"didn't|did not|do not|does not|was not|were not|skipped|nobody)\b[^.;:,]{0,45}$",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:will|would(?! do differently)|could (?:also|be)|plan(?:s|ning)? to|planned for (?:later|"
    r"next)|next step|"
    r"in (?:the )?future|future work|todo|to-do|coming soon|might|hope to|want to|intend to|should "
    r"(?:be|add|also)|"
    r"still (?:to do|open|missing)|later we)\b",
    re.IGNORECASE,
)
#: Parts of which a plan is the very thing: a document of requirements says what will be.
_PLANNED_COUNTS = frozenset(
    {"scope", "plan", "risks", "budget", "stakeholders", "problem", "decisions", "lessons"}
)
#: Documents that are written before the work: what they plan is their content.
_AHEAD = frozenset(
    {"product requirements", "roadmap", "project plan", "charter", "business case", "risk register"}
)

Span = tuple[int, int]


def parts_of(pages: Sequence[tuple[Page, Span]]) -> tuple[ProjectPart, ...]:
    """The parts that some stretches of pages tell, in the order of the lexicon."""
    found: list[ProjectPart] = []
    for stage in stages().values():
        named = [one for page, span in pages for one in _under_heading(stage, page, span)]
        said = [one for page, span in pages for one in _said(stage, page, span)]
        different = {one.text: chance for chance, one in said}  # to say it again tells no more
        if named or together(list(different.values())) >= least_for(stage.name):
            said.sort(key=lambda one: -one[0])
            evidence = [one for _, one in sorted(named, key=lambda one: one[0])] + [one for _, one in said]
            found.append(ProjectPart(stage.name, tuple(_distinct(evidence)[:_QUOTES])))
    return tuple(found)


def _distinct(evidence: Sequence[Evidence]) -> list[Evidence]:
    kept: list[Evidence] = []
    for one in evidence:
        if not any(
            one.document == other.document and one.start < other.end and other.start < one.end
            for other in kept
        ):
            kept.append(one)
    return kept


def _under_heading(stage: Stage, page: Page, span: Span) -> Iterator[tuple[int, Evidence]]:
    """Quotes under headings that name the part: first those whose own words tell it too."""
    ahead = kind_of_page(page) in _AHEAD
    for heading in (*page.headings, *page.leads):
        if not span[0] <= heading.start < span[1] or not is_about(stage, heading):
            continue
        stop = min(heading.stop, span[1])
        under = [one for one in page.sentences if heading.end <= one[0] < stop and not page.is_plan(one[0])]
        words = " ".join(text for _, _, text in under)
        if len(words.split()) < _FEWEST_WORDS or _PLACEHOLDER.match(words):
            continue
        start, end, text = next((one for one in under if _says(stage, one[2], ahead=ahead)), under[0])
        if not _is_denial(text):
            yield (
                1 - _says(stage, text, ahead=ahead),
                page.document.evidence(start, end, section=heading.text),
            )


def chances_in(page: Page, span: Span) -> list[Mapping[str, float]]:
    """For each sentence of a stretch how likely it tells each part; lines of names and times are left out."""
    return [chances for _, _, _, chances in _weighed(page, span)]


def _weighed(page: Page, span: Span) -> Iterator[tuple[int, int, str, Mapping[str, float]]]:
    labelled = [one.start for one in page.labels if one.name in _NO_STORY]
    number = 0
    for start, end, text in page.sentences:
        if not span[0] <= start < span[1] or any(start <= one < end for one in labelled):
            continue
        place = Place(text, page.over(start), min(number, _OPENING))
        number += 1
        yield start, end, text, chances_of(place)


def _said(stage: Stage, page: Page, span: Span) -> Iterator[tuple[float, Evidence]]:
    """Sentences that may tell the part by themselves, with the chance that they do."""
    if page.reading == "theirs":
        return
    ahead = kind_of_page(page) in _AHEAD
    for start, end, text, chances in _weighed(page, span):
        chance = chances.get(stage.name)
        if chance is None or page.is_plan(start) or _PLACEHOLDER.match(text):
            continue
        if not _is_unsaid(stage, text, ahead=ahead):
            yield chance, page.document.evidence(start, end, section=page.over(start))


def _is_unsaid(stage: Stage, text: str, *, ahead: bool) -> bool:
    """Whether a sentence speaks of the part only to say that it was not so, or is still to come."""
    if stage.group == "cycle" and stage.name != "responsible-ai" and _is_denial(text):
        return True
    return bool(stage.cues.search(text)) and not _says(stage, text, ahead=ahead)


def is_about(stage: Stage, heading: Heading) -> bool:
    """Whether a heading names a part."""
    return names_stage(stage, heading.text)


def _says(stage: Stage, text: str, *, ahead: bool) -> bool:
    return any(_stands(stage, text, match, ahead=ahead) for match in stage.cues.finditer(text))


def _stands(stage: Stage, text: str, match: "re.Match[str]", *, ahead: bool) -> bool:
    """Whether a sentence says that it was so, not that it was not or may be one day."""
    before = text[: match.start()]
    if _DENIED.search(before):
        return False
    if stage.name in _PLANNED_COUNTS or ahead:
        return True
    return _PLANNED.search(before[-70:]) is None


_DENIAL = re.compile(
    r"^(?:there (?:is|was|were|are) (?:no|not)|no\b|none\b|not (?:evaluated|deployed|measured|"
    r"monitored|tested|done)|"
    r"(?:we|i) (?:did not|didn't|have not|haven't|never))",
    re.IGNORECASE,
)


def _is_denial(text: str) -> bool:
    return _DENIAL.match(text.strip()) is not None


#: Headings that together make a record of a decision.
_DECIDED = frozenset({"context", "decision"})


def kind_of_page(page: Page) -> str | None:
    """The kind of a page by its title, its file name, or the headings that records of decisions have."""
    kind = kind_of(page.title, page.path)
    if kind is None and {one.text.lower().strip(" :") for one in page.headings} >= _DECIDED:
        return "decision record"
    return kind


def kind_of(title: str, path: str) -> str | None:
    """The kind of a document by its title or file name; None for an ordinary page."""
    stem = re.sub(r"\.\w{2,8}$", "", path.rsplit("/", 1)[-1])
    for words in (title, stem.replace("_", " ").replace("-", " ")):
        for kind in artefact_kinds():
            match = kind.words.search(words)
            if match and len(words.split()) <= 14:
                return kind.kind
    return None
