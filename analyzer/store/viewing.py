"""A candidate's Report as it is shown: under the alias, and masked in blind mode."""

from collections.abc import Collection
from dataclasses import replace

from analyzer.blind import KINDS, Kind, Mask, blind
from analyzer.records import Report
from analyzer.store.desk import Desk
from analyzer.store.records import Candidate
from analyzer.store.versions import report


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
    found = packed.report
    if masked:
        found = blind(found, packed.identity, alias=candidate.alias, kinds=kinds)
    resume = replace(found.documents[0], name=candidate.alias)
    matches = tuple(one for one in found.matches if job is None or one.job.id == job)
    return replace(found, documents=(resume, *found.documents[1:]), matches=matches)


def masks(desk: Desk, candidate: Candidate, kinds: Collection[Kind] = KINDS) -> Mask:
    """What masks this person in any other text, such as a note; the coach's own name for them too."""
    return Mask(report(desk, candidate.id).identity, candidate.alias, tuple(kinds))
