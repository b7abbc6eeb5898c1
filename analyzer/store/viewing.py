"""A candidate's Report as it is shown: under the alias, and masked in blind mode."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from analyzer.blind import KINDS, Identity, Kind, Mask, blind, identity
from analyzer.blind.records import NAME, Word
from analyzer.errors import AipmError, StoreError
from analyzer.records import Report
from analyzer.store.desk import Desk
from analyzer.store.packing import Packed
from analyzer.store.portfolios import sources
from analyzer.store.records import Candidate
from analyzer.store.targets import Target
from analyzer.store.versions import Analyse, fits, report, rescore, source, versions


@dataclass(frozen=True, slots=True)
class Together:
    """Reports for one target, ready to be put side by side, and why somebody is not among them."""

    reports: tuple[Report, ...]
    problems: tuple[str, ...]


def shown(
    desk: Desk,
    candidate: Candidate,
    *,
    job: str | None = None,
    number: int | None = None,
    masked: bool = False,
    kinds: Collection[Kind] = KINDS,
) -> Report:
    """The newest Report of a candidate, or that of version `number`, for a job.

    Its first document is named by the alias, so that people stand under the same name everywhere. With
    `masked` the person is masked. Only the match for `job` is in it, as the first. Raises StoreError.
    """
    packed = report(desk, candidate.id, job=job, number=number)
    return _dressed(candidate, packed, job, kinds if masked else ())


def _dressed(candidate: Candidate, packed: Packed, job: str | None, kinds: Collection[Kind]) -> Report:
    found = packed.report
    if kinds:
        found = blind(found, _known(candidate, packed.identity), alias=candidate.alias, kinds=kinds)
    resume = replace(found.documents[0], name=candidate.alias)
    matches = tuple(one for one in found.matches if job is None or one.job.id == job)
    return replace(found, documents=(resume, *found.documents[1:]), matches=matches)


def masks(desk: Desk, candidate: Candidate, kinds: Collection[Kind] = KINDS) -> Mask:
    """What masks this person in any other text, such as a note; the coach's own name for them too.

    Before a resume is there, the coach's name and what patterns tell are all that is known, and are masked.
    """
    try:
        found = report(desk, candidate.id).identity
    except StoreError:
        found = Identity()
    return Mask(_known(candidate, found), candidate.alias, tuple(kinds))


def _known(candidate: Candidate, found: Identity) -> Identity:
    """The Identity with the name that the coach gave, as a whole and by its words."""
    name = " ".join((candidate.name or "").split())
    had = {word.text.lower() for word in found.words}
    parts = [name, *(part.strip(".,'’-()") for part in name.split())]
    new = [
        Word(part, "name", NAME, exact=len(part) < 4)
        for part in dict.fromkeys(parts)
        if len(part) > 1 and part.lower() not in had
    ]
    return replace(found, words=(*found.words, *new)) if new else found


def together(
    desk: Desk,
    candidates: Sequence[Candidate],
    target: Target,
    analyse: Analyse,
    *,
    kinds: Collection[Kind] = (),
) -> Together:
    """The newest Reports of several candidates for a target; `kinds` are masked.

    Who has no fit to it yet is scored now, and the score is kept. Another coach's candidate in a shared
    cohort is read for this look alone.
    """
    reports: list[Report] = []
    problems: list[str] = []
    for one in candidates:
        try:
            reports.append(_dressed(one, _packed(desk, one, target, analyse), target.id, kinds))
        except AipmError as problem:
            said = str(problem)
            problems.append(said if said.startswith(one.alias) else f"{one.alias}: {said}")
    return Together(tuple(reports), tuple(problems))


def _packed(desk: Desk, one: Candidate, target: Target, analyse: Analyse) -> Packed:
    if fits(desk, one.id, job=target.id):
        return report(desk, one.id, job=target.id)
    if one.owner_id == desk.user.id:
        for end in rescore(desk, one.id, analyse, target.job_set):
            if end.outcome == "failed":
                raise StoreError(end.reason or "it could not be read")
        return report(desk, one.id, job=target.id)
    kept = [version for version in versions(desk, one.id) if version.kept]
    given = source(desk, kept[-1]) if kept else None
    if given is None:
        raise StoreError(f"{one.alias} has no kept file that could be read for this job.")
    told = analyse(given, *sources(desk, one.id))
    return Packed(told, identity(told))
