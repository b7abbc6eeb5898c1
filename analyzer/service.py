"""The whole story on one screen: files and jobs in, one Report out.

The command line, the app and the batch runner all call :class:`Analyzer`; none of them computes.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import PurePath
from types import TracebackType
from typing import Self

from analyzer import __version__
from analyzer.advice import suggest
from analyzer.documents import Mark, Reader
from analyzer.errors import NotAResume
from analyzer.integrity import (
    bare_list_note,
    hidden_note,
    repeats_note,
    set_aside_copies,
    set_aside_instructions,
)
from analyzer.language import Annotations, Annotator
from analyzer.market import find_role, read_job, role_library
from analyzer.matching import RoleMatcher, load_matcher
from analyzer.parsing import outline
from analyzer.profile import build_profile
from analyzer.records import Document, IntegrityNote, Job, Match, Meta, Outline, Profile, Report, Source
from analyzer.resources import data_hash

#: The role that is meant when none is named: the middle of the ladder this product is for.
DEFAULT_ROLE = "ai-project-manager"


def _silent(stage: str) -> None:
    """The default listener: hears what is being done and says nothing."""


class Analyzer:
    """Loads the knowledge and the model once, then analyses as many people as you like.

    `today` (`YYYY-MM`) is the month that counts as the present for open-ended jobs; the current month when
    left out. The same files, jobs and month give the same Report, byte for byte.

    Use it as a context manager, or call :meth:`close`: files are parsed in a child process that it owns.
    """

    def __init__(self, *, today: str | None = None) -> None:
        self.today = today or f"{date.today():%Y-%m}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @cached_property
    def annotator(self) -> Annotator:
        """The language pipeline."""
        return Annotator()

    @cached_property
    def matcher(self) -> RoleMatcher:
        """The trained matcher."""
        return load_matcher()

    @cached_property
    def roles(self) -> tuple[Job, ...]:
        """The role library, in the order of the career ladder."""
        return role_library(self.annotator)

    @cached_property
    def reader(self) -> Reader:
        """The guarded reader of files."""
        return Reader()

    def analyze(
        self,
        resume: Source,
        *,
        portfolio: Sequence[Source] = (),
        roles: Sequence[str] = (),
        jobs: Sequence[Source] = (),
        on_stage: Callable[[str], None] = _silent,
    ) -> Report:
        """Read one person's documents and score them against the roles and job ads asked for.

        `roles` are ids of the role library, `jobs` are job ads as files; with neither, the AI project manager
        role is meant. `on_stage` is told in plain words what is being done.

        Raises a ReadError, NotAResume, UnknownRole or BadJob, each with a message for the user.
        """
        wanted = self.jobs(roles, jobs)
        on_stage("Reading the pages")
        profile, notes = self.profile([resume, *portfolio])
        on_stage("Comparing with the job")
        matches, copies = self._matches(profile, wanted)
        on_stage("Working out what each change is worth")
        suggestions = suggest(profile, wanted, matches, self.matcher)
        return Report(
            documents=profile.documents,
            profile=profile,
            skills=profile.skills,
            achievements=profile.achievements,
            competencies=profile.competencies,
            matches=matches,
            suggestions=suggestions,
            integrity=self._integrity(profile, [*notes, *copies], matches),
            meta=Meta(__version__, self.matcher.version, data_hash(), self.today),
            other_terms=profile.other_terms,
        )

    def jobs(self, roles: Sequence[str], jobs: Sequence[Source] = ()) -> tuple[Job, ...]:
        """The jobs meant by role ids and job-ad files, in that order."""
        named = [find_role(self.roles, role) for role in roles]
        given = [self._read_job(source) for source in jobs]
        return tuple(named + given) or (find_role(self.roles, DEFAULT_ROLE),)

    def profile(self, sources: Sequence[Source]) -> tuple[Profile, tuple[IntegrityNote, ...]]:
        """Read documents of one person, the resume first; and say what was set aside in them."""
        documents: list[Document] = []
        outlines: list[Outline] = []
        annotations: list[Annotations] = []
        notes: list[IntegrityNote] = []
        for index, source in enumerate(sources):
            document = self.reader.read(source, index=index)
            kept, found = set_aside_instructions(document, self._outline(document))
            documents.append(document)
            outlines.append(kept)
            annotations.append(self.annotator.annotate(document, kept, today=self.today))
            notes.extend(found)
        return build_profile(documents, outlines, annotations), tuple(notes)

    def _outline(self, document: Document) -> Outline:
        try:
            return outline(document, today=self.today)
        except NotAResume as error:
            raise NotAResume(f"{document.name}: {error}") from error

    def render_page(
        self, source: Source, page: int, marks: Sequence[Mark] = (), *, scale: float = 1.5
    ) -> bytes:
        """One page of a PDF as a PNG image with marks drawn on it."""
        return self.reader.render(source, page, marks, scale=scale)

    def close(self) -> None:
        """End the child process that reads files."""
        if "reader" in self.__dict__:
            self.reader.close()

    def _read_job(self, source: Source) -> Job:
        text = self.reader.read(source).text
        return read_job(text, id=PurePath(source.name).stem, source=source.name, annotator=self.annotator)

    def _matches(
        self, profile: Profile, jobs: Sequence[Job]
    ) -> tuple[tuple[Match, ...], tuple[IntegrityNote, ...]]:
        """The fit to each job, by the person's own words only, and what was copied from the ads."""
        matches: list[Match] = []
        notes: list[IntegrityNote] = []
        for job in jobs:
            own, found = self._without_copies(profile, job)
            matches.append(self.matcher.match(own, job))
            notes.extend(found)
        return tuple(matches), tuple(notes)

    def _without_copies(self, profile: Profile, job: Job) -> tuple[Profile, tuple[IntegrityNote, ...]]:
        """The profile read anew without the ad's own words; the same profile when there are none."""
        parts = [
            set_aside_copies(document, structure, job.text, job.title)
            for document, structure in zip(profile.documents, profile.outlines, strict=True)
        ]
        notes = tuple(note for _, note in parts if note)
        if not notes:
            return profile, ()
        outlines = [structure for structure, _ in parts]
        annotations = [
            self.annotator.annotate(document, structure, today=self.today)
            for document, structure in zip(profile.documents, outlines, strict=True)
        ]
        return build_profile(profile.documents, outlines, annotations), notes

    def _integrity(
        self, profile: Profile, notes: Sequence[IntegrityNote], matches: Sequence[Match]
    ) -> tuple[IntegrityNote, ...]:
        """Everything that was found and gains nothing, with the score that stands without it."""
        found: list[IntegrityNote | None] = [*notes, bare_list_note(profile.skills)]
        for document, structure in zip(profile.documents, profile.outlines, strict=True):
            found += [hidden_note(document), repeats_note(document, structure)]
        return tuple(replace(note, score_without=matches[0].score) for note in found if note)
