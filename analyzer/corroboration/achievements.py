"""Lines of described work beside the work: told the same, in part, with another figure, or not at all."""

import re
from collections.abc import Iterator, Sequence

from analyzer.corroboration.bench import Bench, Said
from analyzer.corroboration.figures import comparable, far_apart, same_figure, understated, words_needed
from analyzer.corroboration.statements import kept_budget, not_opened, over_budget
from analyzer.corroboration.words import GENERAL, figures_in, is_others, names, telling_words
from analyzer.records import (
    Achievement,
    Claim,
    ClaimMark,
    Evidence,
    Metric,
    PortfolioProject,
    Position,
    Profile,
)

#: Share of a claim's telling words that a sentence must hold: to say the same, and to be about the same.
_SAME, _ABOUT = 0.5, 0.34
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


def achievement_claim(achievement: Achievement, bench: Bench) -> Claim:
    """A line of described work with its mark."""
    position = _position_at(bench.profile, achievement.evidence)
    organization = position.organization if position else None
    near = _resume_project(bench.profile, achievement.evidence)
    linked = bench.linked(f"{achievement.text} {near}", organization)
    by_title = [one for one in linked if names(telling_words(f"{achievement.text} {near}"), one.title)]
    about = by_title[0].title if by_title else (organization or near or "the resume")
    return _marked(achievement, bench, linked, by_title, about)


def _marked(  # noqa: PLR0911  (one for each mark)
    achievement: Achievement,
    bench: Bench,
    linked: Sequence[PortfolioProject],
    by_title: Sequence[PortfolioProject],
    about: str,
) -> Claim:
    words = telling_words(achievement.text)
    ranked = sorted(
        ((one, _likeness(words, one, bench)) for one in bench.said),
        key=lambda pair: (
            -pair[1] - 0.15 * (pair[0].project in linked),
            pair[0].document.index,
            pair[0].start,
        ),
    )
    telling = [(one, like) for one, like in ranked if _is_about(words, one, like, linked)]
    told = _told_otherwise(achievement.text, bench, linked, by_title)
    if told is not None:
        mark, said, note = told
        return _claim(achievement, about, mark, said, note)
    if achievement.metrics or figures_in(achievement.text, in_words=False):
        agreed = _agreeing(achievement, words, ranked, linked)
        if agreed is not None:
            return _claim(achievement, about, "backed", agreed, "The figure is the same there.")
        spread = _spread(achievement, words, telling, linked, bench)
        if spread is not None:
            return _claim(achievement, about, "backed", spread, "The figures are the same there.")
        differing = _other_end(achievement, words, bench, linked) or _differing(
            achievement, words, telling, by_title, bench
        )
        if differing is not None:
            said, here, there = differing
            if far_apart(here, there):
                note = f"Here “{here.text}”, there “{there.text}”. Check which one is right."
                return _claim(achievement, about, "contradicted", said, note)
            note = f"Here “{here.text}”, there “{there.text}”: close, not the same."
            return _claim(achievement, about, "partly", said, note)
    else:
        same = next((one for one, like in telling if like >= _SAME and _beyond_title(words, one)), None)
        if same is not None:
            return _claim(achievement, about, "backed", same, "The work tells the same.")
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


def _told_otherwise(
    text: str, bench: Bench, linked: Sequence[PortfolioProject], by_title: Sequence[PortfolioProject]
) -> tuple[ClaimMark, Said, str] | None:
    """What the work says of the same thing in words of money or of use."""
    over = over_budget(text, bench, by_title)
    if over is not None:
        return (
            "contradicted",
            over,
            "Here the budget was kept, there more was spent. Check which one is right.",
        )
    closed = not_opened(text, bench, linked)
    if closed is not None:
        return (
            "contradicted",
            closed,
            "Here it was launched, there it says not for these people. Check which is right.",
        )
    kept = kept_budget(text, bench, by_title)
    if kept is not None:
        return "backed", kept, "The money granted and spent is told there."
    return None


def _claim(achievement: Achievement, about: str, mark: ClaimMark, said: Said, note: str) -> Claim:
    if mark == "backed" and is_others(said.project):
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
    return bool((words & said.words) - telling_words(said.project.title) - GENERAL)


#: A figure from which on the same one is hardly there by chance.
_RARE = 1_000
#: Figures up to this meet in sentences about anything.
_DOZEN = 12


def _agreeing(
    achievement: Achievement,
    words: frozenset[str],
    ranked: Sequence[tuple[Said, float]],
    linked: Sequence[PortfolioProject],
) -> Said | None:
    """The sentence that gives the same figure for the same thing."""
    results = [one for one in achievement.metrics if one.role == "outcome"] or list(achievement.metrics)
    own = figures_in(achievement.text)
    for said, like in ranked:
        shared = len((words & said.words) - GENERAL)
        numbers = own & said.figures
        known = said.project in linked or any(one > _DOZEN or not one.is_integer() for one in numbers)
        if (
            len(numbers) > 1
            and shared >= (1 if known else 2)
            and len(numbers) >= len(own) / 2
            and not _opposite(words, said.words)
        ):
            return said
        near = shared >= 1 if said.project in linked else shared >= 2 and like >= _ABOUT
        if near and any(same_figure(here, there) for here in results for there in said.metrics):
            return said
        rare = any(one >= _RARE or not one.is_integer() for one in numbers)  # of a unit that is not known
        if near and rare and not achievement.metrics and not _opposite(words, said.words):
            return said
    return None


def _spread(
    achievement: Achievement,
    words: frozenset[str],
    telling: Sequence[tuple[Said, float]],
    linked: Sequence[PortfolioProject],
    bench: Bench,
) -> Said | None:
    """A claim whose figures stand in several sentences of one project: the sentence with its last figure."""
    own = figures_in(achievement.text)
    results = [one for one in achievement.metrics if one.role == "outcome"] or list(achievement.metrics)
    target = results[0].target if results and results[0].target is not None else None
    for project in bench.projects:
        near = [
            one
            for one in bench.said
            if one.project is project and not one.whole and (words & one.words) - GENERAL
        ]
        telling_figures = [one for one in near if own & one.figures]
        shared = frozenset(word for one in telling_figures for word in one.words & words) - GENERAL
        same = len(own) > 1 and own <= {figure for one in telling_figures for figure in one.figures}
        if same and (project in linked or len(shared) > 1):
            last = [one for one in telling_figures if target in one.figures] or telling_figures
            if not any(_opposite(words, one.words) for one in last):
                return last[0]
    for said, like in telling:
        if like >= _SAME and results and all(_told_elsewhere(one, said.project, bench) for one in results):
            return said
    return None


#: Two figures of one thing beside each other: `3.9% against 6.7%`, `from 14 to 9`.
_COMPARED = re.compile(
    r"(?P<one>\d[\d.,]*\d|\d)(?![\d.,]*\d)[^\d.;]{0,25}?(?:\b(?:to|against|than|from|versus|vs|instead of|"
    r"before)\b|→|->)"
    r"[^\d.;]{0,25}?(?P<other>\d[\d.,]*\d|\d)"
)


def _other_end(
    achievement: Achievement, words: frozenset[str], bench: Bench, linked: Sequence[PortfolioProject]
) -> tuple[Said, Metric, Metric] | None:
    """A sentence with the figure from which a claim says something changed, and another to which it did."""
    for here in achievement.metrics:
        if here.baseline is None or here.target is None or here.baseline <= _SMALL:
            continue
        for said in bench.said:
            about = (words & said.words) - GENERAL - telling_words(here.unit)
            if said.whole or said.project not in linked or not about:
                continue
            there = _compared_with(here.baseline, here.unit, said)
            if there and far_apart(here, there) and not _told_at_all(here.target, said.project, bench):
                return said, here, there
    return None


def _compared_with(value: float, unit: str, said: Said) -> Metric | None:
    """The figure of a unit that a sentence holds against another one."""
    for match in _COMPARED.finditer(said.text):
        ends = {float(match[name].replace(",", "")) for name in ("one", "other")}
        if value in ends and len(ends) > 1:
            other = (ends - {value}).pop()
            told = (one for one in said.metrics if one.unit == unit and other in {one.value, one.target})
            return next(told, None)
    return None


#: A figure up to this stands in too many sentences to be the same one.
_SMALL = 3.0


def _told_at_all(value: float, project: PortfolioProject, bench: Bench) -> bool:
    return any(
        abs(one - value) <= 0.02 * value
        for said in bench.said
        if said.project is project
        for one in said.figures
    )


def _opposite(here: frozenset[str], there: frozenset[str]) -> bool:
    return bool({"up", "down"} <= here | there) and not {"up", "down"} & here & there


def _differing(
    achievement: Achievement,
    words: frozenset[str],
    telling: Sequence[tuple[Said, float]],
    by_title: Sequence[PortfolioProject],
    bench: Bench,
) -> tuple[Said, Metric, Metric] | None:
    """A sentence that gives another figure for the very same thing; None where it may be another thing."""
    for said in (*(one for one, _ in telling), *_of_use(words, by_title, bench)):
        if said.whole or (by_title and said.project not in by_title):
            continue
        titled = telling_words(said.project.title)
        for here in achievement.metrics:
            for there in sorted(said.metrics, key=lambda one: abs(one.value - here.value)):
                shared = (words & said.words) - titled - telling_words(here.unit)
                if (
                    comparable(here, there, words & said.words)
                    and (len(shared) >= words_needed(here) or _is_reach(words, here, said))
                    and not same_figure(here, there)
                ):
                    if _told_elsewhere(here, said.project, bench) or understated(here, there):
                        return None
                    return said, here, there
    return None


#: A sentence about those who work with it, and units that count them.
_IN_USE = re.compile(
    r"\b(?:works? with|uses?|using|in use|live|runs? (?:in|at|on)|running|deployed|rolled out)\b", re.I
)
_NOT_REACH = frozenset(
    {"people", "users", "percent", "money", "days", "hours", "minutes", "weeks", "months", "years"}
)


def _of_use(words: frozenset[str], by_title: Sequence[PortfolioProject], bench: Bench) -> Iterator[Said]:
    """For a claim that something was launched: what the named projects say about where it is used."""
    if "launch" in words:
        for said in bench.said:
            if said.project in by_title and not said.whole and _IN_USE.search(said.text):
                yield said


def _is_reach(words: frozenset[str], here: Metric, said: Said) -> bool:
    """Whether claim and sentence both count the places that work with the same thing."""
    counted = here.role == "scope" and here.unit not in _NOT_REACH
    return counted and "launch" in words and _IN_USE.search(said.text) is not None


def _told_elsewhere(metric: Metric, project: PortfolioProject, bench: Bench) -> bool:
    """Whether the project gives the claim's figure somewhere: then the other is about something else."""
    return any(
        same_figure(metric, other) for one in bench.said if one.project is project for other in one.metrics
    )


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
