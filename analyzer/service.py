"""The whole story on one screen: files and jobs in, one Report out.

The command line, the app and the batch runner all call :class:`Analyzer`; none of them computes.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import PurePath
from types import TracebackType
from typing import Self

from analyzer import __version__
from analyzer.advice import suggest
from analyzer.documents import Mark, Reader, measured, simple_reading
from analyzer.errors import NotAResume
from analyzer.integrity import (
    bare_list_note,
    counted,
    hidden_note,
    repeats_note,
    set_aside_copies,
    set_aside_instructions,
)
from analyzer.language import Annotator
from analyzer.market import find_role, one_role, read_job, role_library
from analyzer.matching import RoleMatcher, load_matcher
from analyzer.parsing import outline
from analyzer.profile import build_profile
from analyzer.records import (
    Document,
    IntegrityNote,
    Job,
    MachineView,
    Match,
    Meta,
    Outline,
    Profile,
    Report,
    Source,
)
from analyzer.resources import data_hash

#: The role that is meant when none is named: the middle of the ladder this product is for.
DEFAULT_ROLE = "ai-project-manager"


#: Job ads of which the requirements are kept: 34 ads take 10 MB.
_MOST_JOBS = 1_000


def _silent(stage: str) -> None:
    """The default listener: hears what is being done and says nothing."""


class Analyzer:
    """Loads the knowledge and the model once, then analyses as many people as you like.

    `today` (`YYYY-MM`) is the month that counts as the present for open-ended jobs; the current month when
    left out. The same files, jobs and month give the same Report, byte for byte. `reader` reads the files
    when it is given (one that keeps what it read, say).

    Use it as a context manager, or call :meth:`close`: files are parsed in a child process that it owns.
    """

    def __init__(self, *, today: str | None = None, reader: Reader | None = None) -> None:
        self.today = today or f"{date.today():%Y-%m}"
        self._read_jobs: dict[Source, Job] = {}
        self._single_roles: dict[str, Job] = {}
        if reader is not None:
            self.reader = reader

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
        scored = [self._scored(profile, job) for job in wanted]
        matches, copies = [match for _, match, _ in scored], [notes for _, _, notes in scored]
        on_stage("Working out what each change is worth")
        suggestions = suggest(profile, wanted, matches, self.matcher)
        return Report(
            documents=profile.documents,
            profile=profile,
            skills=profile.skills,
            achievements=profile.achievements,
            competencies=profile.competencies,
            matches=tuple(matches),
            suggestions=suggestions,
            integrity=(
                *chain(*copies),
                *self._integrity(profile, notes, scored[0][0], wanted[0], matches[0]),
            ),
            meta=Meta(__version__, self.matcher.version, data_hash(), self.today),
            other_terms=profile.other_terms,
        )

    def jobs(self, roles: Sequence[str], jobs: Sequence[Source] = ()) -> tuple[Job, ...]:
        """The jobs meant by role ids and job-ad files, in that order."""
        named = [self._role(role) for role in roles]
        given = [self._read_job(source) for source in jobs]
        return tuple(named + given) or (self._role(DEFAULT_ROLE),)

    def _role(self, role: str) -> Job:
        """A role of the library; the whole library is read only when somebody asks for it."""
        if "roles" not in self.__dict__ and role not in self._single_roles:
            if (found := one_role(role, self.annotator)) is None:
                return find_role(self.roles, role)
            self._single_roles[role] = found
        return self._single_roles.get(role) or find_role(self.roles, role)

    def profile(self, sources: Sequence[Source]) -> tuple[Profile, tuple[IntegrityNote, ...]]:
        """Read documents of one person, the resume first; and say what was set aside in them."""
        documents: list[Document] = []
        outlines: list[Outline] = []
        notes: list[IntegrityNote] = []
        for index, source in enumerate(sources):
            document = self.reader.read(source, index=index)
            structure = self._outline(document)
            document = replace(document, warnings=(*document.warnings, *structure.warnings))
            kept, found = set_aside_instructions(document, structure)
            documents.append(measured(document, structure))
            outlines.append(kept)
            notes.extend(found)
        return self._built(documents, outlines), tuple(notes)

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

    def machine_view(self, source: Source, *, simple: bool = True) -> MachineView:
        """Our text of a file beside those of simple readers, and what they lose of it. Takes a second.

        Without `simple` our text alone. What is no resume has words and lines to lose, but no headings and
        dates. Raises a ReadError.
        """
        document = self.reader.read(source)
        structure: Outline | None = None
        with suppress(NotAResume):
            structure = outline(document, today=self.today)
            document = measured(document, structure)
        texts = self.reader.simple(source, document) if simple else ()
        readings = (simple_reading(document.text, one, structure) for one in texts)
        return MachineView(document, tuple(readings))

    def close(self) -> None:
        """End the child process that reads files."""
        if "reader" in self.__dict__:
            self.reader.close()

    def _read_job(self, source: Source) -> Job:
        """The job of an ad; the latest are kept, because many people are compared with few ads."""
        if source not in self._read_jobs:
            while len(self._read_jobs) >= _MOST_JOBS:
                self._read_jobs.pop(next(iter(self._read_jobs)))
            self._read_jobs[source] = self._read_ad(source)
        return self._read_jobs[source]

    def _read_ad(self, source: Source) -> Job:
        text = self.reader.read(source).text
        return read_job(text, id=PurePath(source.name).stem, source=source.name, annotator=self.annotator)

    def _scored(self, profile: Profile, job: Job) -> tuple[Profile, Match, tuple[IntegrityNote, ...]]:
        """The person's own words, their fit to a job, and what was copied from its ad and did not count."""
        own, notes = self._without_copies(profile, job)
        match = self.matcher.match(own, job)
        if notes:
            score_with = self.matcher.match(profile, job).score
            notes = tuple(replace(note, score_without=match.score, score_with=score_with) for note in notes)
        return own, match, notes

    def _without_copies(self, profile: Profile, job: Job) -> tuple[Profile, tuple[IntegrityNote, ...]]:
        """The profile read anew without the ad's own words; the same profile when there are none."""
        parts = [
            set_aside_copies(document, structure, job.text, job.title)
            for document, structure in zip(profile.documents, profile.outlines, strict=True)
        ]
        notes = tuple(note for _, note in parts if note)
        if not notes:
            return profile, ()
        return self._built(profile.documents, [structure for structure, _ in parts]), notes

    def _built(self, documents: Sequence[Document], outlines: Sequence[Outline]) -> Profile:
        annotations = [
            self.annotator.annotate(document, structure, today=self.today)
            for document, structure in zip(documents, outlines, strict=True)
        ]
        return build_profile(documents, outlines, annotations)

    def _integrity(
        self, profile: Profile, notes: Sequence[IntegrityNote], own: Profile, job: Job, match: Match
    ) -> Iterator[IntegrityNote]:
        """What was found and gains nothing, whatever the job, with the scores without it and with it."""
        found: list[IntegrityNote | None] = [*notes, bare_list_note(profile.skills)]
        for document, structure in zip(profile.documents, profile.outlines, strict=True):
            found += [hidden_note(document), repeats_note(document, structure)]
        for note in found:
            if note is not None:
                score_with = self._score_with(own, note, job)
                yield replace(note, score_without=match.score, score_with=score_with)

    def _score_with(self, own: Profile, note: IntegrityNote, job: Job) -> float | None:
        """The score if the text of a note had counted; None where it does count."""
        documents, outlines = list(own.documents), list(own.outlines)
        as_if = counted(documents[note.document], outlines[note.document], note)
        if as_if is None:
            return None
        documents[note.document], outlines[note.document] = as_if
        return self.matcher.match(self._built(documents, outlines), job).score
