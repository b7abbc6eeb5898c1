"""The history of a candidate: each version beside the one before it, with what moved and why."""

from collections import Counter
from dataclasses import dataclass, replace

from analyzer.records import Component, Report
from analyzer.store.desk import Desk
from analyzer.store.records import Asked, Fit, Version
from analyzer.store.versions import fits, report, versions


@dataclass(frozen=True, slots=True)
class Moved:
    """One requirement that is met otherwise than before; `points` is what that gave or cost."""

    label: str
    before: str
    after: str
    points: float


@dataclass(frozen=True, slots=True)
class Step:
    """A version, its fits by every model that scored it (the newest last), and what moved since the last one.

    `moved` and `change` compare fits of the same model where there are such, so that a new model does not
    look like progress; `same_model` says whether. `gained` and `lost` are skills; `quantified` counts
    bullets with a figure; `settled` counts suggestions that are made no longer, `fresh` those that are new.
    `parts` are the parts of the score that changed, in points: they sum to the change within one model.
    """

    version: Version
    fits: tuple[Fit, ...]
    change: float | None = None
    same_model: bool = True
    moved: tuple[Moved, ...] = ()
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    quantified: int = 0
    settled: int = 0
    fresh: int = 0
    parts: tuple[tuple[str, float], ...] = ()


def history(desk: Desk, candidate_id: int, job: str) -> tuple[Step, ...]:
    """Every version of a candidate for a job, the oldest first."""
    scored: dict[int, list[Fit]] = {}
    for fit in fits(desk, candidate_id, job=job):
        scored.setdefault(fit.version_id, []).append(fit)
    steps: list[Step] = []
    last: Report | None = None
    for version in versions(desk, candidate_id):
        own = tuple(scored.get(version.id, ()))
        now = report(desk, candidate_id, job=job, number=version.number).report if own else None
        step = _step(version, own, now, steps[-1] if steps else None, last)
        if now and last and step.change is not None and step.same_model:
            step = replace(step, parts=_parts(last, now, job))
        steps.append(step)
        last = now or last
    return tuple(steps)


def _step(
    version: Version, own: tuple[Fit, ...], now: Report | None, before: Step | None, last: Report | None
) -> Step:
    quantified = sum(one.quantified for one in now.achievements) if now else 0
    if before is None or now is None or last is None or not before.fits or not own:
        return Step(version, own, quantified=quantified)
    old, new, same = _pair(before.fits, own)
    skills = {one.id: one.name for one in now.skills}
    had = {one.id: one.name for one in last.skills}
    said, says = _said(last), _said(now)
    return Step(
        version,
        own,
        change=None if old.score is None or new.score is None else round(new.score - old.score, 1),
        same_model=same,
        moved=moved(old.requirements, new.requirements),
        gained=tuple(name for key, name in skills.items() if key not in had),
        lost=tuple(name for key, name in had.items() if key not in skills),
        quantified=quantified,
        settled=sum((said - says).values()),
        fresh=sum((says - said).values()),
    )


def _pair(before: tuple[Fit, ...], now: tuple[Fit, ...]) -> tuple[Fit, Fit, bool]:
    """The newest fits of both that come from one model; else the newest ones."""
    for new in reversed(now):
        for old in reversed(before):
            if old.model_version == new.model_version:
                return old, new, True
    return before[-1], now[-1], False


def moved(before: tuple[Asked, ...], now: tuple[Asked, ...]) -> tuple[Moved, ...]:
    """The requirements that are met otherwise, the largest difference first."""
    had = {one.label: one for one in before}
    found = [
        Moved(one.label, had[one.label].met, one.met, round(one.points - had[one.label].points, 1))
        for one in now
        if one.label in had and (had[one.label].met, had[one.label].points) != (one.met, one.points)
    ]
    return tuple(sorted(found, key=lambda one: -abs(one.points)))


def _parts(before: Report, now: Report, job: str) -> tuple[tuple[str, float], ...]:
    """The parts of the score that changed, the largest first; () when the Reports are of other models."""
    if before.meta.model_version != now.meta.model_version:
        return ()
    had = {part.name: part.points for part in _components(before, job)}
    found = [(part.name, round(part.points - had.get(part.name, 0.0), 1)) for part in _components(now, job)]
    return tuple(sorted((one for one in found if one[1]), key=lambda one: -abs(one[1])))


def _components(report: Report, job: str) -> tuple[Component, ...]:
    return next((match.components for match in report.matches if match.job.id == job), ())


def _said(report: Report) -> Counter[tuple[str, str]]:
    """Suggestions by rule and line: the same one about the same words is the same."""
    return Counter((one.rule, one.before or one.message) for one in report.suggestions)
