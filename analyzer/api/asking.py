"""What one request asks of a worker process, and the answer as JSON text."""

import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from analyzer.batch import Done, Input, Task, internal_reason
from analyzer.batch.task import ready_analyzer
from analyzer.errors import AipmError
from analyzer.records import Failure, Job, Source, report_json
from analyzer.reports import comparison

What = Literal["analyze", "match", "compare", "jobs", "roles"]


@dataclass(frozen=True, slots=True)
class Asked(Input):
    """One request: its files and options. An Input, so that it goes the way of a batch."""

    what: What = "analyze"
    today: str = ""
    resumes: tuple[Source, ...] = ()
    portfolio_files: tuple[Source, ...] = ()
    roles: tuple[str, ...] = ()
    ads: tuple[Source, ...] = ()


def asked(what: What, **options: object) -> Asked:
    """A request."""
    resumes = options.get("resumes") or options.get("ads") or ()
    name = resumes[0].name if isinstance(resumes, tuple) and resumes else what
    return Asked(file=name, path=Path(name), what=what, **options)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Answering(Task):
    """The task of the API's workers: every input is a request with its own options."""

    def check(self) -> None:
        """Load everything, so that the first request does not wait for it."""
        analyzer = ready_analyzer("0000-00")
        _ = (analyzer.annotator, analyzer.matcher, analyzer.roles)

    def run(self, one: Input, carried: object = ()) -> Done:
        """The answer to a request, or the failure."""
        del carried
        assert isinstance(one, Asked)  # noqa: S101  (nobody else gives it work)
        try:
            return Done("report", zlib.compress(_answer(one).encode(), 1))
        except AipmError as error:
            return self.failed(one, Failure(one.file, error.code, str(error)))
        except Exception as error:  # noqa: BLE001  (a mistake of ours is told, and costs one request)
            return self.failed(one, Failure(one.file, "internal", internal_reason(error)))


def _answer(one: Asked) -> str:
    analyzer = ready_analyzer(one.today)
    match one.what:
        case "roles":
            return _jobs_json(analyzer.roles)
        case "jobs":
            return _jobs_json(analyzer.jobs((), one.ads))
        case "analyze":
            (resume,) = one.resumes
            report = analyzer.analyze(resume, portfolio=one.portfolio_files, roles=one.roles, jobs=one.ads)
            return report_json(report)
        case "match":
            (resume,) = one.resumes
            report = analyzer.analyze(resume, portfolio=one.portfolio_files, roles=one.roles, jobs=one.ads)
            whole = json.loads(report_json(report))
            kept = {name: whole[name] for name in ("matches", "integrity", "meta")}
            return _json({"name": resume.name, **kept})
        case "compare":
            reports = [analyzer.analyze(resume, roles=one.roles, jobs=one.ads) for resume in one.resumes]
            return _compared(comparison.compare(reports))


def _compared(found: comparison.Comparison) -> str:
    people = []
    for person in found.people:
        whole = json.loads(report_json(person.report))
        people.append({"name": person.name, "match": whole["matches"][0], "meta": whole["meta"]})
    return _json({"title": found.title, "people": people, "alike": list(found.alike)})


def _jobs_json(jobs: tuple[Job, ...]) -> str:
    told = json.loads(TypeAdapter(tuple[Job, ...]).dump_json(jobs))
    return _json({"jobs": told})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
