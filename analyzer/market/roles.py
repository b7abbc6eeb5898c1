"""The role library: ten written role descriptions, from coordinator to head of AI, read like any posting."""

from collections.abc import Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from analyzer.errors import UnknownRole
from analyzer.market.ladder import ladder
from analyzer.market.posting import SkillFinder, read_job
from analyzer.records import Job
from analyzer.resources import data_path

SOURCE = "role library"


def role_library(annotator: SkillFinder | None = None) -> tuple[Job, ...]:
    """The roles of `data/roles/` in the order of the career ladder. Their ids are their file names."""
    order = [rung.id for rung in ladder().rungs]
    jobs = [_read(path, annotator) for path in sorted(data_path("roles").glob("*.md"))]
    return tuple(
        sorted(jobs, key=lambda job: (order.index(job.ladder) if job.ladder in order else 99, job.id))
    )


def one_role(id: str, annotator: SkillFinder | None = None) -> Job | None:
    """The role of that id, read alone: a tenth of the time of the library. None when there is none."""
    path = data_path("roles") / f"{_wanted(id)}.md"
    return _read(path, annotator) if path.name in {one.name for one in path.parent.glob("*.md")} else None


def _read(path: Path, annotator: SkillFinder | None) -> Job:
    return read_job(path.read_text(encoding="utf-8"), id=path.stem, source=SOURCE, annotator=annotator)


def _wanted(id: str) -> str:
    return "-".join(id.casefold().replace("_", " ").replace("-", " ").split())


def find_role(jobs: Sequence[Job], id: str) -> Job:
    """The job of that id, whatever the case and with spaces or underscores for hyphens.

    Raises UnknownRole, which names the nearest id and all that are known.
    """
    wanted = _wanted(id)
    for job in jobs:
        if job.id == wanted:
            return job
    known = [job.id for job in jobs]
    near = process.extractOne(wanted, known, scorer=fuzz.WRatio, score_cutoff=60)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise UnknownRole(f"Unknown role '{id}'.{hint} Known roles: {', '.join(known)}.")
