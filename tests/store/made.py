"""Reports of invented people that need no reading and no model: the sample with another person's data."""

from dataclasses import replace

from analyzer.blind import Identity
from analyzer.records import Contact, Source
from analyzer.store.packing import digest
from analyzer.store.versions import Read
from tests.reports.sample import REPORT

JOBS = "the same jobs"
JOB = "ai-project-manager"


def source(name="avery.pdf", words="first version"):
    """The bytes of a file: a needle that is searched for when the person is forgotten."""
    return Source(name, f"%PDF-1.7 {words}".encode())


def report(
    email="avery.lindqvist@example.com", *, score=67.8, model=None, name="avery.pdf", sha256=None, words=""
):
    match = REPORT.matches[0]
    if score is not None:
        match = replace(match, score=score, low=score - 6, high=score + 6)
    contact = Contact(emails=(email,) if email else (), name="Avery Lindqvist")
    document = replace(REPORT.documents[0], name=name, text=REPORT.documents[0].text + words)
    if sha256:
        document = replace(document, sha256=sha256)
    meta = replace(REPORT.meta, model_version=model) if model else REPORT.meta
    return replace(
        REPORT,
        documents=(document, *REPORT.documents[1:]),
        profile=replace(REPORT.profile, contact=contact),
        matches=(match, *REPORT.matches[1:]),
        meta=meta,
    )


def read(email="avery.lindqvist@example.com", *, words="first version", keep=True, name="avery.pdf", **more):
    """A file that was read, as `save` wants it."""
    given = source(name, words)
    return Read(
        name, digest(given.data), report(email, name=name, **more), JOBS, given.data if keep else None
    )


NOBODY = Identity()
