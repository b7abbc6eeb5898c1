"""How many postings a change clears: suggestions, steps to the next band, and what a roadmap builds.

Counted only where somebody asks for it: a posting takes 50 microseconds of each change, and a Report must not
depend on the postings that happen to be on a machine. A change of words is read anew and counted as it is; of
what is not written yet the score never falls, as everywhere in advice.
"""

from collections.abc import Sequence
from dataclasses import replace

from analyzer.advice import acts_of
from analyzer.advice.gains import Act, changed, moved
from analyzer.advice.path import Path
from analyzer.advice.roadmap import Item, Roadmap
from analyzer.jobmarket.market import Market
from analyzer.records import Clears, Job, Profile, Report, Suggestion
from analyzer.service import Analyzer

#: Suggestions that are counted: those with the most points.
MOST_CLEARED = 8


def report_clearing(report: Report, job: Job, analyzer: Analyzer, market: Market) -> Report:
    """The report with the postings that its suggestions clear, for those that move the score."""
    match = next((one for one in report.matches if one.job.id == job.id), report.matches[0])
    acts = acts_of(report.profile, job, match, report.suggestions)
    worth = [one for one in acts if one.gain and one.gain.points > 0]
    worth = sorted(worth, key=lambda one: -one.gain.points if one.gain else 0.0)[:MOST_CLEARED]
    done = [_done(report, [acts[one]], analyzer) for one in worth]
    counted = zip(worth, market.clears(report.profile, done), strict=True)
    clears = {one: found if acts[one].edits else _never_less(found) for one, found in counted}
    return replace(report, suggestions=tuple(_with(one, clears.get(one)) for one in report.suggestions))


def path_clearing(path: Path, report: Report, analyzer: Analyzer, market: Market) -> Path:
    """The way to the next band with the postings that are cleared after each step."""
    acts = [step.act for step in path.steps]
    done = [_done(report, acts[:count], analyzer) for count in range(1, len(acts) + 1)]
    counted = zip(path.steps, market.clears(report.profile, done), strict=True)
    written = all(act.edits for act in acts)
    steps = (replace(step, clears=one if written else _never_less(one)) for step, one in counted)
    return replace(path, steps=tuple(steps))


def roadmap_clearing(roadmap: Roadmap, profile: Profile, market: Market) -> Roadmap:
    """The roadmap with the postings that each project and certificate clears."""
    items = [one for one in (*roadmap.projects, *roadmap.certificates) if one.points]
    counted = market.clears(profile, [changed(profile, one.change) for one in items])
    clears = {(one.kind, one.id): _never_less(found) for one, found in zip(items, counted, strict=True)}

    def told(some: Sequence[Item]) -> tuple[Item, ...]:
        return tuple(replace(one, clears=clears.get((one.kind, one.id))) for one in some)

    return replace(roadmap, projects=told(roadmap.projects), certificates=told(roadmap.certificates))


def _never_less(one: Clears) -> Clears:
    return replace(one, after=max(one.before, one.after))


def _done(report: Report, acts: Sequence[Act], analyzer: Analyzer) -> Profile:
    """The person with some changes made: words edited and read anew, the rest taken as written."""
    edits = [edit for act in acts for edit in act.edits]
    profile = analyzer.reworded(report, edits) if edits else report.profile
    for act in acts:
        if act.change:
            profile = changed(profile, moved(act.change, edits))
    return profile


def _with(suggestion: Suggestion, clears: Clears | None) -> Suggestion:
    gain = suggestion.gain
    return replace(suggestion, gain=replace(gain, clears=clears)) if gain and clears else suggestion
