"""Any job ad -> a Job: title, family, seniority, years, and requirements as exact quotes.

front matter, plain text -> blocks -> parts -> what is asked -> Job
"""

import re
from collections.abc import Mapping, Sequence
from html import unescape
from itertools import pairwise
from typing import Any, Protocol

import yaml

from analyzer.errors import BadJob
from analyzer.market.blocks import Block, blocks, heading_kind
from analyzer.market.details import Years, degree, is_language_line, offers_choice, on_another_way, years
from analyzer.market.parts import Part, foreign_language, is_title_label, parts
from analyzer.market.requirements import Asked, asked, scored
from analyzer.market.splitting import Span
from analyzer.market.titles import advertised_title, names_a_role, role, title_of_line
from analyzer.market.words import plain
from analyzer.records import Job, Requirement


class SkillMention(Protocol):
    """A skill found in a plain text: its canonical id and its slice."""

    @property
    def id(self) -> str:
        """Canonical id."""
        ...

    @property
    def start(self) -> int:
        """Where it starts."""
        ...

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
        ...


class SkillFinder(Protocol):
    """What read_job needs of the Annotator."""

    def find_skills(self, text: str) -> Sequence[SkillMention]:
        """Skills in any plain text, in text order."""
        ...


#: A posting longer than this is a whole site or a book, not a job ad (the longest seen have 15,000).
MOST_CHARACTERS = 200_000
#: Fewer words than this cannot hold a title and a requirement.
LEAST_WORDS = 5
#: Above this share of words in another language the ad as a whole is not in English.
MOSTLY_FOREIGN = 0.6

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
#: Kinds whose words ("project", "team", "role") are also in titles: "IT Project Manager, Campus Systems".
_NO_ASKING = ("summary", "company", "meta", "context")
_TAG = re.compile(r"<(/?)(\w+)[^<>]*>")
_BREAKING_TAGS = frozenset(
    {"p", "div", "br", "ul", "ol", "tr", "table", "section", "h1", "h2", "h3", "h4", "h5", "h6", "body"}
    | {"html", "head", "header", "footer", "article"}
)
_SILENT = re.compile(r"<(script|style|head)\b.*?</\1>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_MAIL_SIGNS = re.compile(r"^(?:(?:re|fwd?|aw|wg)\s*:\s*|urgent\W*|hot\W*|new\W*)+", re.IGNORECASE)
_NEGATION = re.compile(r"\b(?:no|not|never|without|n['’]t)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
#: "One year at the GS-13 level" says how high the experience must be, not how long.
_GRADE = re.compile(r"\bGS-?\s?\d|lower grade|grade level", re.IGNORECASE)
#: "For Senior Consultant: at least 4 years": the floor of the higher of two grades is not that of the job.
_HIGHER_GRADE = re.compile(
    r"for (?:the |an? )?(?:senior|lead|principal|higher|upper|deputy|staff)\b[^:.;]{0,40}:|at senior level:",
    re.IGNORECASE,
)
#: Level of a degree -> the skill that says that somebody holds one.
_DEGREE_SKILLS = {
    "bachelor": "bachelors-degree",
    "master": "masters-degree",
    "doctorate": "doctorate",
}
_FIELD = re.compile(
    r"\b(?:degree|bachelor\S*|master\S*|diploma|programme|ph\.?d|b\.?sc?|m\.?sc?)\b.{0,12} in\b|field",
    re.IGNORECASE,
)
_OPEN_END = re.compile(
    r"(?:\.{3}|…|\b(?:and|or|of|with|the|a|an|to|for|in|including)|[,&(-])\s*$|(?:show|read|see) more\W*$",
    re.IGNORECASE,
)


def read_job(
    text: str, *, id: str, source: str, title: str | None = None, annotator: SkillFinder | None = None
) -> Job:
    """Read a posting: plain text, Markdown, simple HTML, a recruiter's mail, also cut off.

    `annotator` finds the skills; without one the requirements have none. A front matter (`title`, `ladder`,
    `years_min`, `years_max`) wins over what is read. Every requirement is a slice of `job.text`.

    Raises BadJob when the text is no job ad in English or asks for nothing that can be read.
    """
    facts, body = _front_matter(text.replace("\r\n", "\n").replace("\r", "\n"))
    body = _without_tags(body)
    _check(body, source)
    found = blocks(body)
    everything = parts(body, found)
    placed, foreign = _english(body, everything, source)
    items = asked(body, placed)
    if not items:
        raise BadJob(
            f"No requirement was found in the job ad '{source}'. Paste the whole ad, with its duties and "
            "requirements, as text."
        )
    requirements = _requirements(body, items, annotator)
    name = title or facts.get("title") or _title(body, found) or "Untitled job"
    unread = [body[part.block.start : part.block.end] for part in everything if part not in placed]
    low, high = _range(requirements, facts, unread)
    lines = [requirement.text for requirement in requirements if requirement.scored]
    who = role(str(name), lines, min_years=low, text=body)
    return Job(
        id=id,
        title=str(name),
        source=source,
        text=body,
        family=who.family,
        seniority=who.seniority,
        min_years=low,
        max_years=high,
        requirements=requirements,
        ladder=facts.get("ladder") or who.ladder,
        notes=(*who.notes, *foreign, *_notes(body, found, placed)),
    )


# --- text --------------------------------------------------------------------------------------------


def _front_matter(text: str) -> tuple[Mapping[str, Any], str]:
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    try:
        facts = yaml.safe_load(match[1])
    except yaml.YAMLError:  # a rule of dashes around ordinary text
        return {}, text
    return (facts, text[match.end() :]) if isinstance(facts, dict) else ({}, text)


def _without_tags(text: str) -> str:
    """Plain text of an ad that was saved as HTML; any other text as it is, `&amp;` included."""
    tags = {match[2].lower() for match in _TAG.finditer(text)}
    if not tags & {"li", "p", "div", "br", "h1", "h2", "h3"}:
        return text
    text = _TAG.sub(_line_for_tag, _SILENT.sub(" ", text))
    lines = (re.sub(r"[ \t\xa0]+", " ", line).strip() for line in unescape(text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _line_for_tag(match: re.Match[str]) -> str:
    name = match[2].lower()
    if name == "li":
        return "" if match[1] else "\n- "
    if re.fullmatch(r"h[1-6]", name):
        return "\n\n" if match[1] else "\n\n## "
    return "\n" if name in _BREAKING_TAGS else ""


def _check(text: str, source: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise BadJob(
            f"The job ad '{source}' has {len(text):,} characters; one ad has at most {MOST_CHARACTERS:,}. "
            "Paste a single ad."
        )
    if sum(any(sign.isalpha() for sign in word) for word in text.split()) < LEAST_WORDS:
        raise BadJob(f"The job ad '{source}' holds no readable text. Paste the ad as text.")


def _english(text: str, placed: Sequence[Part], source: str) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """The parts in English, and a note on the others."""
    kept, left_out, words, languages = [], 0, 0, []
    for part in placed:
        line = text[part.block.start : part.block.end]
        size = len(line.split())
        words += size
        if language := foreign_language(line):
            left_out += size
            languages.append(language)
        else:
            kept.append(part)
    if not languages:
        return tuple(kept), ()
    language = max(sorted(set(languages)), key=languages.count)
    if left_out > MOSTLY_FOREIGN * words:
        raise BadJob(f"The job ad '{source}' is in {language}. Ads are read in English; paste a translation.")
    return tuple(kept), (
        f"Parts of the ad are in {language} ({left_out} of {words} words): they were not read.",
    )


# --- facts -------------------------------------------------------------------------------------------


def _requirements(
    text: str, items: Sequence[Asked], annotator: SkillFinder | None
) -> tuple[Requirement, ...]:
    if annotator is None:
        return tuple(_requirement(text, item, None) for item in items)
    mentions = sorted(annotator.find_skills(text), key=lambda one: (one.start, one.end))
    return tuple(_requirement(text, item, mentions) for item in items)


def _requirement(text: str, item: Asked, mentions: Sequence[SkillMention] | None) -> Requirement:
    line = text[item.start : item.end]
    inside = [
        mention
        for mention in mentions or ()
        if item.start <= mention.start
        and mention.end <= item.end
        and not _NEGATION.search(text, max(item.start, mention.start - 30), mention.start)
    ]
    skills = tuple(dict.fromkeys(mention.id for mention in inside))
    counted = years(line, counted_before=item.counted)
    level, equivalent = degree(line)
    countable = scored(text, item)
    named = () if item.gate or mentions is None else _named_otherwise(line, level)
    return Requirement(
        text=line,
        importance=item.importance,
        skills=tuple(dict.fromkeys((*skills, *named))) if not item.gate else (),
        any_of=len(skills) > 1 and not item.gate and _any_of(text, item, inside),
        min_years=counted.low if counted and not item.gate else None,
        degree=level if not item.gate else None,
        degree_or_equivalent=equivalent and not item.gate,
        knockout=item.knockout,
        scored=countable,
        start=item.start,
        end=item.end,
    )


def _named_otherwise(line: str, level: str | None) -> tuple[str, ...]:
    """Skills that a line asks for by what it is: a degree of a level, languages.

    Neither counts in a score as a skill; a degree is answered as a degree, a line of languages by nobody.
    """
    if is_language_line(line):
        return ("multilingual-communication",)
    found = (_DEGREE_SKILLS[level],) if level in _DEGREE_SKILLS else ()
    return (*found, "relevant-field-of-study") if found and _FIELD.search(line) else found


def _any_of(text: str, item: Asked, mentions: Sequence[SkillMention]) -> bool:
    """Whether one of the skills is enough: "or" stands between them, or it opens or closes a list."""
    first, last = mentions[0], max(mentions, key=lambda one: one.start)
    between = text[first.end : last.start]
    if offers_choice(between):
        return True
    if re.search(r"\b(?:and|as well as)\b|&|\+", between, re.IGNORECASE):
        return False
    return offers_choice(text[item.start : first.start]) or bool(
        re.match(r"[\w /-]*,? or\b", text[last.end : item.end], re.IGNORECASE)
    )


def _range(
    requirements: Sequence[Requirement], facts: Mapping[str, Any], foreign: Sequence[str] = ()
) -> tuple[float | None, float | None]:
    """Years asked: the largest floor of the required lines, and the ceiling of the line that sets it.

    "One year at the GS-13 level" counts only where nothing else does. Lines of other languages are read for
    years too.
    """
    counted = [
        (requirement.text, years(requirement.text) or Years(requirement.min_years, None))
        for requirement in requirements
        if requirement.importance == "required" and requirement.scored and requirement.min_years is not None
        if not on_another_way(requirement.text) and not _HIGHER_GRADE.match(requirement.text)
    ]
    floors = [(found.low, found.high) for line, found in counted if not _GRADE.search(line)]
    floors = (
        floors
        or [(found.low, found.high) for _, found in counted]
        or [(found.low, found.high) for line in foreign for found in [years(line)] if found]
    )
    low, high = max(floors, key=lambda pair: pair[0]) if floors else (None, None)
    return _fact(facts, "years_min", low), _fact(facts, "years_max", high)


def _fact(facts: Mapping[str, Any], key: str, otherwise: float | None) -> float | None:
    value = facts.get(key)
    return float(value) if isinstance(value, int | float) else otherwise


def _title(text: str, found: Sequence[Block]) -> str | None:
    """The title: a labelled one, the first line that names a role, or the role the ad says it looks for."""
    labelled = [
        (plain(text[block.start : block.end]).startswith("subj"), _one_line(text, (after.start, after.end)))
        for block, after in pairwise(found)
        if is_title_label(text[block.start : block.end]) and "\n" not in text[block.end : after.start]
    ]
    for _, line in sorted(labelled, key=lambda one: one[0]):
        if names_a_role(line):
            return _MAIL_SIGNS.sub("", line)
    for block in found[:8]:
        line = title_of_line(_first_line(text, block))
        kind = heading_kind(line)
        if (
            (block.kind != "bullet" or block in found[:2])
            and names_a_role(line)
            and (kind in (None, *_NO_ASKING) or block.start == found[0].start)
        ):
            return line
    return advertised_title(text)


def _first_line(text: str, block: Block) -> str:
    """The first line of a block; a title that a narrow mail broke goes on in the next."""
    lines = text[block.start : block.end].split("\n", 1)
    goes_on = len(lines) > 1 and lines[0].rstrip().endswith((",", "-", "–", "/", "&", " and", " of", " for"))
    return _one_line(
        text, (block.start, block.end if goes_on or len(lines) == 1 else block.start + len(lines[0]))
    )


def _one_line(text: str, span: Span) -> str:
    return " ".join(text[slice(*span)].split()).strip(" *_#:")


def _notes(text: str, found: Sequence[Block], placed: Sequence[Part]) -> tuple[str, ...]:
    notes = []
    if not any(part.kind in ("duties", "required", "preferred") for part in placed):
        notes.append("The ad has no headings we know: what it asks was told sentence by sentence.")
    if _is_cut(text, found):
        notes.append("The ad seems to be cut off: what it asks after that point is unknown.")
    return tuple(notes)


def _is_cut(text: str, found: Sequence[Block]) -> bool:
    """Whether the text stops in mid-sentence: an open end, or no full stop where others have one."""
    if _OPEN_END.search(text[-60:]):
        return True
    bullets = [text[block.start : block.end] for block in found if block.kind == "bullet"]
    if not bullets or found[-1].kind != "bullet":
        return False
    closed = [bullet.rstrip().endswith((".", "!", ")")) for bullet in bullets]
    return not closed[-1] and sum(closed) > 0.7 * (len(closed) - 1) > 1
