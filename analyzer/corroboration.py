"""Resume claims beside the work: backed, partly backed, silent, or contradicted, with both quotes.

Silence means nothing: most work belongs to employers and cannot be shown. So nothing here lowers anything.
A contradiction is told only where both say the same thing of the same project with figures, dates or roles
that cannot both be right; wherever that is not sure, the mark is `partly`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from analyzer.language import Annotations, load_skills
from analyzer.language.metrics import find_metrics
from analyzer.language.rejections import sentences
from analyzer.language.strength import Mention
from analyzer.parsing.dates import find_ranges
from analyzer.records import (
    Achievement,
    Claim,
    ClaimMark,
    Document,
    Evidence,
    Metric,
    Outline,
    PortfolioProject,
    Position,
    Profile,
    Skill,
)

#: Kinds of skills that no project can show: papers, languages, presence.
_NOT_SHOWN_BY_WORK = frozenset({"certification"})
_NOT_CLAIMED = frozenset((
    "linkedin-presence", "github-profile", "portfolio", "kaggle", "multilingual-communication",
    "volunteering", "bachelors-degree", "masters-degree", "doctorate", "associate-degree", "mba",
    "relevant-field-of-study", "computer-science-degree", "project-management-degree",
))  # fmt: skip
#: Of a repository that is mostly others' work at most a part is backed.
_OTHERS_SHARE = 0.1
#: Share of a claim's telling words that a sentence must hold: to say the same, and to be about the same.
_SAME, _ABOUT = 0.5, 0.34
#: Figures nearer than this are one figure, rounded; farther apart than the second they contradict.
_ROUNDED, _APART = 0.02, 0.1
#: The same for a score between 0 and 1.
_POINTS_APART = 0.03
#: Months between the dates of a project here and there that are no slip.
_MONTHS_APART = 12
_WORD = re.compile(r"[a-z][a-z'’]*[a-z]|[a-z]\b", re.IGNORECASE)
_STOP = frozenset((
    "a", "an", "and", "the", "of", "for", "to", "in", "on", "with", "by", "at", "from", "as", "is",
    "are", "was", "were", "be", "been", "it", "its", "this", "that", "these", "those", "we", "i", "my",
    "our", "their", "his", "her", "they", "who", "which", "what", "when", "than", "then", "into",
    "over", "after", "before", "per", "each", "all", "any", "both", "more", "most", "less", "not", "no",
    "so", "such", "also", "very", "new", "first", "one", "two", "three", "month", "months", "week",
    "weeks", "year", "years", "day", "days", "across", "through", "using", "used", "use", "via",
    "within", "during", "while", "about", "around", "up", "out", "off", "made", "make", "had", "has",
    "have", "will", "can", "it's", "now", "project", "projects", "team", "teams", "work", "worked",
))  # fmt: skip
#: Ways of saying one thing -> the word that stands for them.
_ALIKE = {
    "down": "reduc cut lower fell fall drop decreas shrink shrank shrunk halv declin less fewer "
    "shorten minimi",
    "up": "increas rais rise rose grew grow lift improv boost higher doubl climb gain",
    "launch": "launch rollout deploi deploy releas golive ship introduc",
    "make": "built build develop creat design implement made produc deliver",
    "lead": "led lead manag head run ran direct own drove drive steer coordinat",
    "write": "wrot writ draft author prepar",
    "train": "train coach taught teach",
    "require": "requirement prd spec",
}
_CANON = {stem: word for word, stems in _ALIKE.items() for stem in stems.split()}
_JOINED = (
    (
        re.compile(r"\b(?:roll(?:s|ed|ing)?[ -]?out|went live|go(?:es|ing)?[ -]live|gone live)\b", re.I),
        "rollout",
    ),
    (re.compile(r"\bmachine learning\b", re.I), "machinelearning"),
)
#: Words of claims that say what kind of document was made -> the kind of document that shows it.
_MADE_DOCUMENT = (
    (re.compile(r"\b(?:requirements|prd|user stories|spec(?:ification)?s?)\b", re.I), "product requirements"),
    (re.compile(r"\broad ?maps?\b", re.I), "roadmap"),
    (re.compile(r"\brisk (?:register|log|assessment)s?\b", re.I), "risk register"),
    (re.compile(r"\bbusiness case\b", re.I), "business case"),
    (re.compile(r"\b(?:project )?charter\b", re.I), "charter"),
    (re.compile(r"\bmodel cards?\b", re.I), "model card"),
    (re.compile(r"\b(?:retrospective|post-?mortem)s?\b", re.I), "retrospective"),
)
_MADE = re.compile(
    r"\b(?:wrote|written|drafted|authored|prepared|created|kept|maintained|built|defined|owned)\b", re.I
)
#: Roles by how much they say of who led; a contradiction needs both ends.
_LED = re.compile(r"\b(?:lead|leader|head|director|owner|chief|principal|founder|manager)\b", re.I)
_HELPED = re.compile(r"\b(?:intern|trainee|assistant|student|volunteer|contributor|member|shadow)\b", re.I)
#: Lines that name people and times tell no deed.
_LABELLED = re.compile(
    r"^(?:my )?(?:role|dates?|timeline|team|when|duration|period|sponsor|owner)\b[^:]{0,12}:", re.I
)
_ABOUTLY = re.compile(
    r"(?:about|around|over|more than|nearly|almost|approximately|up to|at least|some|~)\s*$|\+", re.I
)


def corroborate(
    profile: Profile, resume: Annotations, work: Mapping[int, Annotations]
) -> tuple[tuple[Claim, ...], tuple[Skill, ...]]:
    """Every claim of the resume with its mark, and the skills that only the work shows.

    `resume` is what the resume alone shows, `work` what each document of the portfolio shows, by its number.
    """
    bench = Bench(profile, work)
    claims = (
        *_skill_claims(resume, work, bench),
        *(_achievement_claim(one, bench) for one in resume.achievements),
        *_project_claims(profile, bench),
        *_role_claims(profile, bench),
    )
    return claims, _unsaid(profile, resume, work)


# --- skills -------------------------------------------------------------------------------------------


def _skill_claims(resume: Annotations, work: Mapping[int, Annotations], bench: "Bench") -> Iterator[Claim]:
    shown: dict[str, Mention] = {}
    known = load_skills()
    for found in work.values():
        for mention in found.mentions:
            for name in (mention.skill, *known[mention.skill].broader):
                best = shown.get(name)
                if best is None or _weight(mention) > _weight(best):
                    shown[name] = mention
    for skill in resume.skills:
        if skill.kind in _NOT_SHOWN_BY_WORK or skill.id in _NOT_CLAIMED or not skill.evidence:
            continue
        yield _skill_claim(skill, shown.get(skill.id), bench)


def _weight(mention: Mention) -> tuple[bool, str]:
    return not mention.hedged, mention.strength


def _skill_claim(skill: Skill, mention: Mention | None, bench: "Bench") -> Claim:
    if mention is None:
        return Claim(
            "skill", skill.name, "silent", skill.evidence[0], None, None, "The work does not speak of it."
        )
    project = bench.project_at(mention.evidence)
    name = project.title if project else None
    described = mention.strength >= "E3" and not mention.hedged
    if described and project is not None and _is_others(project):
        described = False
    if described:
        note = (
            mention.evidence.section if ": used in" in mention.evidence.section else "Used in described work."
        )
        return Claim("skill", skill.name, "backed", skill.evidence[0], mention.evidence, name, note)
    reason = "Named there, not shown in use."
    if project is not None and project.theirs:
        reason = "Shown in a course or in others' work."
    return Claim("skill", skill.name, "partly", skill.evidence[0], mention.evidence, name, reason)


def _unsaid(profile: Profile, resume: Annotations, work: Mapping[int, Annotations]) -> tuple[Skill, ...]:
    """Skills that the work shows in use and the resume does not name."""
    said = {one.id for one in resume.skills}
    shown = {
        mention.skill
        for found in work.values()
        for mention in found.mentions
        if mention.strength >= "E3" and not mention.hedged
    }
    return tuple(
        one
        for one in profile.skills
        if one.id in shown - said
        and one.id not in _NOT_CLAIMED
        and one.kind not in ("concept", "soft", "certification")
    )[:_MOST_UNSAID]


_MOST_UNSAID = 20


# --- the work, ready for comparing --------------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """One sentence of a project's pages: its words, its figures and where it stands."""

    project: PortfolioProject
    document: Document
    start: int
    end: int
    words: frozenset[str]
    metrics: tuple[Metric, ...]

    @property
    def evidence(self) -> Evidence:
        """The sentence as Evidence."""
        return self.document.evidence(self.start, self.end)


class Bench:
    """The sentences of all projects, with how telling each word is."""

    def __init__(self, profile: Profile, work: Mapping[int, Annotations]) -> None:
        self.profile = profile
        self.projects = [one for one in profile.projects if not one.theirs]
        self._work = work

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Every sentence of the projects that are the person's own."""
        return tuple(
            one
            for project in self.projects
            for number, start, end in project.spans
            for one in _sentences(
                project, self.profile.documents[number], self.profile.outlines[number], (start, end)
            )
        )

    @cached_property
    def rarity(self) -> Mapping[str, float]:
        """How telling each word is: rare ones tell more."""
        counted = Counter(word for one in self.said for word in one.words)
        total = len(self.said) + 1
        return {word: log(1 + total / count) for word, count in counted.items()}

    def weight(self, words: frozenset[str]) -> float:
        """How much some words tell together."""
        usual = log(1 + (len(self.said) + 1) / 2)
        return sum(self.rarity.get(word, usual) for word in words)

    def project_at(self, evidence: Evidence) -> PortfolioProject | None:
        """The project in which a quote stands."""
        inside = (
            project
            for project in self.profile.projects
            for number, start, end in project.spans
            if number == evidence.document and start <= evidence.start < end
        )
        code = (one for one in self.profile.projects if evidence.document in one.documents)
        return next(inside, None) or next(code, None)

    def linked(self, text: str, organization: str | None) -> list[PortfolioProject]:
        """The projects that a claim is about: by their title, or by the employer that their pages name."""
        words = _words(text)
        by_title = [one for one in self.projects if _names(words, one.title)]
        if by_title or not organization:
            return by_title
        return [one for one in self.projects if self._names_employer(one, organization)]

    def _names_employer(self, project: PortfolioProject, organization: str) -> bool:
        name = re.sub(
            r"\s*(?:,.*|\b(?:inc|ltd|llc|gmbh|plc|ag|sa|co)\b\.?.*)$", "", organization.strip(), flags=re.I
        )
        if len(name) < 4:
            return False
        return any(
            re.search(rf"\b{re.escape(name)}\b", self.profile.documents[number].text[start:end], re.I)
            for number, start, end in project.spans
        )


def _sentences(
    project: PortfolioProject, document: Document, structure: Outline, span: tuple[int, int]
) -> Iterator[Said]:
    for passage in structure.passages:
        if passage.kind == "heading" or not span[0] <= passage.start < span[1]:
            continue
        text = document.text[passage.start : passage.end].replace("\n", " ")
        if _LABELLED.match(text):
            continue
        heading = structure.sections[passage.section].title if passage.section is not None else ""
        pieces = [(0, len(text))] if passage.kind == "bullet" else list(sentences(text))
        for start, end in pieces:
            words = _words(f"{text[start:end]} {heading}")
            if words:
                metrics = find_metrics(text[start:end])
                yield Said(project, document, passage.start + start, passage.start + end, words, metrics)


def _words(text: str) -> frozenset[str]:
    """The telling words of a text, without endings, ways of saying one thing as one word."""
    for pattern, joined in _JOINED:
        text = pattern.sub(joined, text)
    return frozenset(
        _stem(word) for word in _WORD.findall(text.lower()) if word not in _STOP and len(word) > 1
    ) - {""}


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return _CANON.get(word, word)


def _names(words: frozenset[str], title: str) -> bool:
    """Whether a claim names a project: most of the telling words of its title."""
    own = _words(title)
    shared = len(own & words)
    return bool(own) and (shared >= 0.6 * len(own) or (shared >= 2 and shared >= 0.4 * len(own)))


def _is_others(project: PortfolioProject) -> bool:
    share = project.repository.own_share if project.repository else None
    return bool(project.theirs) or (share is not None and share < _OTHERS_SHARE)


# --- achievements -------------------------------------------------------------------------------------


def _achievement_claim(achievement: Achievement, bench: Bench) -> Claim:
    position = _position_at(bench.profile, achievement.evidence)
    organization = position.organization if position else None
    near = _resume_project(bench.profile, achievement.evidence)
    linked = bench.linked(f"{achievement.text} {near}", organization)
    by_title = [one for one in linked if _names(_words(f"{achievement.text} {near}"), one.title)]
    about = by_title[0].title if by_title else (organization or near or "the resume")
    return _marked(achievement, bench, linked, by_title, about)


def _marked(  # noqa: PLR0911  (one for each mark)
    achievement: Achievement,
    bench: Bench,
    linked: Sequence[PortfolioProject],
    by_title: Sequence[PortfolioProject],
    about: str,
) -> Claim:
    words = _words(achievement.text)
    ranked = sorted(
        ((one, _likeness(words, one, bench)) for one in bench.said),
        key=lambda pair: (
            -pair[1] - 0.15 * (pair[0].project in linked),
            pair[0].document.index,
            pair[0].start,
        ),
    )
    telling = [(one, like) for one, like in ranked if _is_about(words, one, like, linked)]
    if achievement.metrics:
        agreed = _agreeing(achievement, words, ranked, linked)
        if agreed is not None:
            return _claim(achievement, about, "backed", agreed, "The figure is the same there.")
        differing = _differing(achievement, words, telling, by_title, bench)
        if differing is not None:
            said, here, there = differing
            if _far_apart(here, there):
                note = f"Here “{here.text}”, there “{there.text}”. Check which one is right."
                return _claim(achievement, about, "contradicted", said, note)
            note = f"Here “{here.text}”, there “{there.text}”: close, not the same."
            return _claim(achievement, about, "partly", said, note)
    elif telling and telling[0][1] >= _SAME and _beyond_title(words, telling[0][0]):
        return _claim(achievement, about, "backed", telling[0][0], "The work tells the same.")
    made = _made_document(achievement, by_title)
    if made is not None and not achievement.metrics:
        evidence, title = made
        return Claim(
            "achievement", about, "backed", achievement.evidence, evidence, title, "The document is there."
        )
    if telling:
        note = (
            "The work tells of it, without this figure."
            if achievement.metrics
            else "The work tells of a part of it."
        )
        return _claim(achievement, about, "partly", telling[0][0], note)
    if by_title:
        project = by_title[0]
        note = "The project is there; this deed is not told."
        return Claim(
            "achievement",
            about,
            "partly",
            achievement.evidence,
            _title_of(project, bench),
            project.title,
            note,
        )
    note = "The work does not speak of it. That is normal for company work."
    return Claim("achievement", about, "silent", achievement.evidence, None, None, note)


def _claim(achievement: Achievement, about: str, mark: ClaimMark, said: Said, note: str) -> Claim:
    if mark == "backed" and _is_others(said.project):
        mark, note = "partly", "Told there, but few of the commits are yours: say what your part was."
    return Claim("achievement", about, mark, achievement.evidence, said.evidence, said.project.title, note)


def _likeness(words: frozenset[str], said: Said, bench: Bench) -> float:
    """The share of a claim's telling words that a sentence holds, rare words counting more."""
    whole = bench.weight(words)
    return bench.weight(words & said.words) / whole if whole else 0.0


def _is_about(words: frozenset[str], said: Said, like: float, linked: Sequence[PortfolioProject]) -> bool:
    shared = len(words & said.words)
    if said.project in linked:
        return like >= _ABOUT and shared >= 2
    return like >= _SAME and shared >= 3


def _beyond_title(words: frozenset[str], said: Said) -> bool:
    """Whether claim and sentence share more than the name of the project."""
    return bool((words & said.words) - _words(said.project.title) - _GENERAL)


def _agreeing(
    achievement: Achievement,
    words: frozenset[str],
    ranked: Sequence[tuple[Said, float]],
    linked: Sequence[PortfolioProject],
) -> Said | None:
    """The sentence that gives the same figure for the same thing."""
    results = [one for one in achievement.metrics if one.role == "outcome"] or list(achievement.metrics)
    for said, like in ranked:
        shared = len((words & said.words) - _GENERAL)
        near = shared >= 1 if said.project in linked else shared >= 2 and like >= _ABOUT
        if near and any(_same_figure(here, there) for here in results for there in said.metrics):
            return said
    return None


#: Words that many sentences share and that name no thing.
_GENERAL = frozenset(_ALIKE)


def _values(metric: Metric) -> set[float]:
    return {one for one in (metric.value, metric.target) if one is not None}


def _same_figure(here: Metric, there: Metric) -> bool:
    if _same_unit(here, there) and any(
        _near(one, other, _ROUNDED) for one in _values(here) for other in _values(there)
    ):
        return not _opposed(here, there)
    changed = _change_of(there)
    return here.unit == "percent" and changed is not None and abs(abs(changed) - here.value) <= 1.0


def _same_unit(here: Metric, there: Metric) -> bool:
    return here.unit == there.unit or {here.unit, there.unit} <= _PEOPLE


_PEOPLE = frozenset({"people", "users"})


def _change_of(metric: Metric) -> float | None:
    """By how many per cent a figure changed, when both ends are given."""
    if metric.baseline is None or not metric.baseline or metric.target is None or metric.unit == "percent":
        return None
    return 100.0 * (metric.target - metric.baseline) / metric.baseline


def _near(one: float, other: float, within: float) -> bool:
    return abs(one - other) <= within * max(abs(one), abs(other))


def _opposed(here: Metric, there: Metric) -> bool:
    return {here.direction, there.direction} == {"increase", "decrease"}


def _differing(
    achievement: Achievement,
    words: frozenset[str],
    telling: Sequence[tuple[Said, float]],
    by_title: Sequence[PortfolioProject],
    bench: Bench,
) -> tuple[Said, Metric, Metric] | None:
    """A sentence that gives another figure for the very same thing; None where it may be another thing."""
    for said, _ in telling:
        if by_title and said.project not in by_title:
            continue
        titled = _words(said.project.title)
        for here in achievement.metrics:
            for there in sorted(said.metrics, key=lambda one: abs(one.value - here.value)):
                shared = (words & said.words) - titled - _words(here.unit)
                if (
                    _comparable(here, there, words & said.words)
                    and len(shared) >= _needed(here)
                    and not _same_figure(here, there)
                ):
                    if _told_elsewhere(here, said.project, bench) or _understated(here, there):
                        return None
                    return said, here, there
    return None


def _needed(metric: Metric) -> int:
    """Words that must be shared beside the figure: a count of things needs one, a result two."""
    return 1 if metric.role == "scope" else 2


def _comparable(here: Metric, there: Metric, shared: frozenset[str]) -> bool:
    """Whether two figures measure the same thing in the same way."""
    kinds = {here.kind, there.kind}
    if not _same_unit(here, there) or here.role != there.role or here.unit in ("", "none"):
        return False
    if len(kinds) > 1 and not kinds <= {"percent", "model_metric", "time"}:
        return False
    if here.role == "scope" or here.direction == there.direction:
        return True
    return not _opposed(here, there) and bool(shared & {"up", "down"})


def _understated(here: Metric, there: Metric) -> bool:
    """A smaller count here than there may be a part of it."""
    return here.role == "scope" and here.value < there.value


def _told_elsewhere(metric: Metric, project: PortfolioProject, bench: Bench) -> bool:
    """Whether the project gives the claim's figure somewhere: then the other is about something else."""
    return any(
        _same_figure(metric, other) for one in bench.said if one.project is project for other in one.metrics
    )


def _far_apart(here: Metric, there: Metric) -> bool:
    """Too far from each other to be one figure, rounded or measured at another time."""
    about = 2 if _ABOUTLY.search(here.text) or _ABOUTLY.search(there.text) else 1
    pairs = [(one, other) for one in _values(here) for other in _values(there)]
    if here.kind == "model_metric" and all(max(pair) <= 1 for pair in pairs):
        return all(abs(one - other) > about * _POINTS_APART for one, other in pairs)
    return not any(_near(one, other, about * _APART) for one, other in pairs)


def _made_document(
    achievement: Achievement, projects: Sequence[PortfolioProject]
) -> tuple[Evidence | None, str] | None:
    """The document that a claim says was written, when the project holds it."""
    if not _MADE.search(achievement.text):
        return None
    for pattern, kind in _MADE_DOCUMENT:
        if pattern.search(achievement.text):
            for project in projects:
                if kind in project.artefacts:
                    part = next(
                        (one for one in project.parts if one.name in ("scope", "plan", "risks", "budget")),
                        None,
                    )
                    return (part.evidence[0] if part and part.evidence else None), project.title
    return None


def _title_of(project: PortfolioProject, bench: Bench) -> Evidence | None:
    """The line with a project's title."""
    for number, start, end in project.spans:
        document = bench.profile.documents[number]
        at = document.text.find(project.title, start, end)
        if at >= 0:
            return document.evidence(at, at + len(project.title))
    return None


def _position_at(profile: Profile, evidence: Evidence) -> Position | None:
    for passage in profile.outlines[0].passages:
        if passage.start <= evidence.start < passage.end and passage.position is not None:
            return profile.positions[passage.position]
    return None


def _resume_project(profile: Profile, evidence: Evidence) -> str:
    """The title of the resume's own project in which a line stands; empty when in none."""
    for passage in profile.outlines[0].passages:
        if passage.start <= evidence.start < passage.end and passage.project is not None:
            return profile.outlines[0].projects[passage.project].title
    return ""


# --- projects and roles -------------------------------------------------------------------------------


def _project_claims(profile: Profile, bench: Bench) -> Iterator[Claim]:
    """The dates of the resume's own projects beside those that the work tells."""
    document = profile.documents[0]
    for listed in profile.outlines[0].projects:
        line = document.text[listed.start : listed.end]
        dates = next((one for one in find_ranges(line) if one.first), None)
        project = next((one for one in bench.projects if _same_title(listed.title, one.title)), None)
        if dates is None or project is None or project.start is None:
            continue
        claim = document.evidence(listed.start + dates.start, listed.start + dates.end)
        apart = _months_apart((dates.first or "", dates.last), (project.start, project.end))
        told = project.dates_evidence
        if apart <= 0:
            note = "The dates agree." if told else "There are commits from that time."
            yield Claim("dates", listed.title, "backed", claim, told, project.title, note)
        elif told is not None and apart > _MONTHS_APART:
            note = f"Here {_span(dates.first, dates.last)}, there {_span(project.start, project.end)}."
            yield Claim("dates", listed.title, "contradicted", claim, told, project.title, note)
        else:
            yield Claim(
                "dates", listed.title, "partly", claim, told, project.title, "The dates are near each other."
            )


def _same_title(one: str, other: str) -> bool:
    first, second = _words(one), _words(other)
    shared = len(first & second)
    return (
        bool(first)
        and bool(second)
        and shared >= 0.6 * min(len(first), len(second))
        and shared >= 0.4 * max(len(first), len(second))
    )


def _span(start: str | None, end: str | None) -> str:
    return f"{start} to {end}" if end and end != start else str(start)


def _months_apart(one: tuple[str, str | None], other: tuple[str, str | None]) -> int:
    """Months between two stretches of time; 0 or less when they touch."""
    first = _month(one[0]), _month(one[1] or one[0], last=True)
    second = _month(other[0]), _month(other[1] or other[0], last=True)
    return max(first[0] - second[1], second[0] - first[1])


def _month(date: str, *, last: bool = False) -> int:
    if date == "present":
        return 12 * 9_999
    year, _, month = date.partition("-")
    return 12 * int(year) + int(month or (12 if last else 1))


def _role_claims(profile: Profile, bench: Bench) -> Iterator[Claim]:
    """The titles of jobs beside the roles that the pages of projects for the same employer tell."""
    document = profile.documents[0]
    for project in bench.projects:
        if project.role is None or project.role_evidence is None:
            continue
        for position in profile.positions:
            if not position.title or not position.organization or not position.header[1]:
                continue
            if not bench.linked("", position.organization) or project not in bench.linked(
                "", position.organization
            ):
                continue
            at = document.text.find(position.title, *position.header)
            if at < 0:
                continue
            claim = document.evidence(at, at + len(position.title))
            same = _words(position.title) & _words(project.role)
            told, title = project.role_evidence, project.title
            if same:
                yield Claim(
                    "role", position.organization, "backed", claim, told, title, "The role is told there too."
                )
            elif _LED.search(position.title) and _HELPED.search(project.role):
                note = f"Here “{position.title}”, in the project “{project.role}”: a reader may ask."
                yield Claim("role", position.organization, "partly", claim, told, title, note)
            break
