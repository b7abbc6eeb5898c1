"""The whole story on one screen: files and jobs in, one Report out.

The command line, the app and the batch runner all call :class:`Analyzer`; none of them computes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import PurePath
from types import TracebackType
from typing import Self

from analyzer import __version__
from analyzer.advice import PORTFOLIO_RULES, advise
from analyzer.advice.editing import edited
from analyzer.advice.ledger import ledger_of
from analyzer.advice.path import Path, path_to_next_band
from analyzer.advice.roadmap import Roadmap, roadmap_for
from analyzer.advice.showcase import case_study, most_asked, show_first
from analyzer.advice.whatif import WhatIf
from analyzer.corroboration import backed, corroborate, shown_in, unsaid_skills
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
from analyzer.language import Annotations, Annotator, balance, make_annotations
from analyzer.market import find_role, one_role, read_job, role_library
from analyzer.market.adverts import with_tabs
from analyzer.matching import TrainedMatcher, checked, load_matcher, weighed
from analyzer.parsing import outline
from analyzer.portfolio import (
    PORTFOLIO_LIMITS,
    Collection,
    Identity,
    Shelved,
    broken_in,
    exposed_in,
    findings_of,
    from_source,
    projects_of,
    read_collection,
)
from analyzer.profile import build_profile
from analyzer.records import (
    Contact,
    Document,
    Edit,
    Evidence,
    IntegrityNote,
    Job,
    JobRef,
    MachineView,
    Match,
    Meta,
    Outline,
    PortfolioNotes,
    PortfolioProject,
    PortfolioReport,
    PortfolioView,
    Profile,
    Report,
    Source,
)
from analyzer.resources import data_hash

#: The role that is meant when none is named: the middle of the ladder this product is for.
DEFAULT_ROLE = "ai-project-manager"


#: The structure of a document that nothing is read from but what its lines were chosen for.
_EMPTY = Outline(Contact(), (), (), (), (), (), (), None)


#: Stands where a portfolio is looked at without a resume.
_NO_RESUME = Document("no resume", "", "text", "text", "")


#: Job ads of which the requirements are kept: 34 ads take 10 MB.
_MOST_JOBS = 1_000


def _silent(stage: str) -> None:
    """The default listener: hears what is being done and says nothing."""


@dataclass(frozen=True, slots=True)
class _Person:
    """One person while they are analysed: the profile, what was set aside, and the portfolio as it was read.

    `found` is what the language stage found in the resume. What it found for an outline is not asked again;
    what it found in the work is kept with the profile (`PortfolioNotes.shown`).
    """

    profile: Profile
    notes: tuple[IntegrityNote, ...]
    work: tuple[Shelved, ...] = ()
    found: Annotations | None = None

    @property
    def own_files(self) -> frozenset[int]:
        """Numbers of the documents that were given as files of their own, the resume among them."""
        return frozenset(
            [0]
            + [
                page.document.index
                for one in self.work
                if one.collection.kind == "file"
                for page in one.pages
            ]
        )


class Analyzer:
    """Loads the knowledge and the model once, then analyses as many people as you like.

    `today` (`YYYY-MM`) is the month that counts as the present for open-ended jobs; the current month when
    left out. The same files, jobs and month give the same Report, byte for byte. `reader` reads the files
    when it is given (one that keeps what it read, say). `weights` say how much components of the score count
    beside what was learned ({"career": 0.5}, see :mod:`analyzer.matching.weighing`).

    Use it as a context manager, or call :meth:`close`: files are parsed in a child process that it owns.
    """

    def __init__(
        self,
        *,
        today: str | None = None,
        reader: Reader | None = None,
        weights: Mapping[str, float] | None = None,
    ) -> None:
        self._weights = checked(weights or {})
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
    def matcher(self) -> TrainedMatcher:
        """The trained matcher, with the user's weights where there are any."""
        return weighed(load_matcher(), self._weights)

    @cached_property
    def roles(self) -> tuple[Job, ...]:
        """The role library, in the order of the career ladder."""
        return role_library(self.annotator)

    @cached_property
    def reader(self) -> Reader:
        """The guarded reader of files."""
        return Reader()

    @property
    def _meta(self) -> Meta:
        """What makes the Reports."""
        own = tuple((name, factor) for name, factor in self._weights.items() if factor != 1.0)
        return Meta(__version__, self.matcher.version, data_hash(), self.today, weights=own)

    def analyze(
        self,
        resume: Source,
        *,
        portfolio: Sequence[Source | Collection] = (),
        roles: Sequence[str | Source] = (),
        jobs: Sequence[Source] = (),
        on_stage: Callable[[str], None] = _silent,
    ) -> Report:
        """Read one person's documents and score them against the roles and job ads asked for.

        `portfolio` are files, or what :func:`analyzer.portfolio.gather` made of a path or an address.
        `roles` are ids of the role library or roles of your own as files, `jobs` are job ads as files;
        with neither, the AI project manager role is meant. `on_stage` is told in plain words what is being
        done.

        Raises a ReadError, NotAResume, UnknownRole or BadJob, each with a message for the user.
        """
        wanted = self.jobs(roles, jobs)
        on_stage("Reading the pages")
        person = self._read(resume, portfolio)
        profile = person.profile
        on_stage("Comparing with the job")
        scored = [self._scored(person, job) for job in wanted]
        matches, copies = [match for _, match, _ in scored], [notes for _, _, notes in scored]
        on_stage("Working out what each change is worth")
        advice = advise(
            profile,
            wanted,
            matches,
            self.matcher,
            ladder_job=self._on_ladder(wanted[0]),
            reword=lambda edits: self._reworded(person, edits).profile,
        )
        return Report(
            documents=profile.documents,
            profile=profile,
            skills=profile.skills,
            achievements=profile.achievements,
            competencies=profile.competencies,
            matches=tuple(matches),
            suggestions=advice.suggestions,
            together=advice.together,
            integrity=(
                *chain(*copies),
                *self._integrity(person, scored[0][0], wanted[0], matches[0]),
            ),
            meta=self._meta,
            other_terms=profile.other_terms,
            balance=balance(profile.competencies),
            ledger=ledger_of(advice.suggestions),
            portfolio=self._portfolio(person, wanted[0], matches[0]),
        )

    def _portfolio(self, person: _Person, job: Job, match: Match) -> PortfolioReport | None:
        """What the portfolio shows and what it says of the resume's claims; None without a portfolio."""
        profile = person.profile
        if profile.beside is None:
            return None
        first = show_first(profile.projects, job)
        return PortfolioReport(
            projects=profile.projects,
            claims=profile.beside.claims,
            unsaid=tuple(most_asked(profile.beside.unsaid, job)),
            show_first=first,
            outline=case_study(profile.projects, first),
            suggestions=advise(profile, [job], [match], self.matcher, PORTFOLIO_RULES).suggestions,
            exposed=profile.beside.exposed,
            broken=profile.beside.broken,
            notes=profile.beside.notes,
        )

    def portfolio(
        self,
        portfolio: Sequence[Source | Collection],
        *,
        roles: Sequence[str | Source] = (),
        jobs: Sequence[Source] = (),
    ) -> PortfolioView:
        """What a portfolio shows for the first of the jobs, without a resume beside it.

        Raises a ReadError, UnknownRole or BadJob, each with a message for the user.
        """
        job = self.jobs(roles, jobs)[0]
        person = self._person(_NO_RESUME, _EMPTY, (), portfolio)
        match = self.matcher.match(person.profile, job)
        report = self._portfolio(person, job, match) or PortfolioReport((), (), (), (), (), ())
        return PortfolioView(
            person.profile.documents, report, JobRef(job.id, job.title, job.source), self._meta
        )

    def jobs(self, roles: Sequence[str | Source], jobs: Sequence[Source] = ()) -> tuple[Job, ...]:
        """The jobs meant by role ids or files and by job-ad files, in that order."""
        named = [self._role(role) if isinstance(role, str) else self._read_job(role) for role in roles]
        given = [self._read_job(source) for source in jobs]
        return tuple(named + given) or (self._role(DEFAULT_ROLE),)

    def _role(self, role: str) -> Job:
        """A role of the library; the whole library is read only when somebody asks for it."""
        if "roles" not in self.__dict__ and role not in self._single_roles:
            if (found := one_role(role, self.annotator)) is None:
                return find_role(self.roles, role)
            self._single_roles[role] = found
        return self._single_roles.get(role) or find_role(self.roles, role)

    def what_if(self, report: Report, job: Job) -> WhatIf:
        """What-if questions about a report, for one of its jobs.

        What is changed is read and scored by the same stages as a file. Raises a NotAResume where nothing is
        left of it.
        """
        person = self._known(report.profile)

        def reread(documents: Sequence[Document]) -> tuple[Profile, Match]:
            changed = self._changed(person, documents)
            return changed.profile, self._scored(changed, job)[1]

        match = self._scored(person, job)[1]
        return WhatIf(
            report.profile,
            match,
            report.suggestions,
            reread=reread,
            rescore=lambda profile: self.matcher.match(profile, job),
        )

    def reworded(self, report: Report, edits: Sequence[Edit]) -> Profile:
        """The person of a report with words of the resume edited, read anew."""
        return self._reworded(self._known(report.profile), edits).profile

    def roadmap(self, report: Report, job: Job) -> Roadmap:
        """The way from a report to a job: the ladder, the gaps, and what closes them."""
        return roadmap_for(report.profile, job, self.roles, self.matcher, today=self.today)

    def path_ahead(self, report: Report, job: Job) -> Path | None:
        """The smallest truthful set of changes that reaches the next band of a job; None without one."""
        person = self._known(report.profile)
        own, match, _ = self._scored(person, job)
        return path_to_next_band(
            own,
            job,
            match,
            self.matcher,
            reword=lambda edits: self._without_copies(self._reworded(person, edits), job)[0],
        )

    def understood(self, read: Sequence[Document]) -> tuple[Profile, tuple[IntegrityNote, ...]]:
        """What documents of one person say, the resume first; and what was set aside in them."""
        document, structure, notes = self._structured(read[0])
        person = self._person(document, structure, notes, ())
        return person.profile, person.notes

    def _known(self, profile: Profile) -> _Person:
        """A person who was understood before, from the profile alone; the work is not read again."""
        found = self.annotator.annotate(profile.documents[0], profile.outlines[0], today=self.today)
        return _Person(profile, (), (), found)

    def _changed(self, person: _Person, documents: Sequence[Document]) -> _Person:
        """The person after a change of the documents; what did not change is not read again."""
        outlines = [
            before
            if document.text == known.text
            else set_aside_instructions(document, self._outline(document))[0]
            for document, known, before in zip(
                documents, person.profile.documents, person.profile.outlines, strict=True
            )
        ]
        found = self._found(person, documents[0], outlines[0])
        before = person.profile
        changed = _together(documents, outlines, found, projects=before.projects, beside=before.beside)
        return replace(person, profile=_beside_the_work(changed, found), found=found)

    def _reworded(self, person: _Person, edits: Sequence[Edit]) -> _Person:
        """The person with words of the resume edited."""
        resume, *work = person.profile.documents
        return self._changed(person, (edited(resume, edits), *work))

    def profile(self, sources: Sequence[Source | Collection]) -> tuple[Profile, tuple[IntegrityNote, ...]]:
        """Read documents of one person, the resume first; and say what was set aside in them."""
        resume, *portfolio = sources
        if isinstance(resume, Collection):
            raise TypeError("the first source is the resume: a file")
        person = self._read(resume, portfolio)
        return person.profile, person.notes

    def _read(self, resume: Source, portfolio: Sequence[Source | Collection]) -> _Person:
        """The resume, then the documents of the portfolio in the order in which they were given."""
        document, structure, notes = self._structured(self.reader.read(resume))
        return self._person(document, structure, notes, portfolio)

    def _structured(self, document: Document) -> tuple[Document, Outline, tuple[IntegrityNote, ...]]:
        """A document with all warnings, its structure without instructions to a reader, and those."""
        structure = self._outline(document)
        document = replace(document, warnings=(*document.warnings, *structure.warnings))
        kept, notes = set_aside_instructions(document, structure)
        return measured(document, structure), kept, notes

    def _person(
        self,
        resume: Document,
        structure: Outline,
        notes: tuple[IntegrityNote, ...],
        portfolio: Sequence[Source | Collection],
    ) -> _Person:
        """One person: the resume as it was read, and the documents of the portfolio after it."""
        documents, outlines = [resume], [structure]
        work: list[Shelved] = []
        for collection in _collections(portfolio):
            shelved = self._shelved(collection, len(documents), Identity.of(structure.contact))
            work.append(shelved)
            for page in shelved.pages:
                inner, found = set_aside_instructions(page.document, page.outline)
                single = collection.kind == "file"
                documents.append(
                    measured(page.document, inner) if single else replace(page.document, warnings=())
                )
                outlines.append(inner)
                notes = (*notes, *found)
            if shelved.code is not None:
                documents.append(shelved.code)
                outlines.append(_EMPTY)
        names = (structure.contact.name,) if structure.contact.name else ()
        annotations = self._annotated(documents, outlines, work)
        shown = dict(enumerate(annotations))
        projects = tuple(project for one in work for project in projects_of(one, shown, names))
        beside = _beside(work, annotations[1:], self.today) if portfolio else None
        profile = _together(documents, outlines, annotations[0], projects=projects, beside=beside)
        return _Person(_beside_the_work(profile, annotations[0]), notes, tuple(work), annotations[0])

    def _shelved(self, collection: Collection, first: int, identity: Identity) -> Shelved:
        return read_collection(
            collection,
            lambda source, index: self.reader.read(source, index=index, limits=PORTFOLIO_LIMITS),
            first=first,
            today=self.today,
            identity=identity,
        )

    def _outline(self, document: Document) -> Outline:
        try:
            return outline(document, today=self.today)
        except NotAResume as error:
            raise NotAResume(f"{document.name}: {error}") from error

    def as_report(self, profile: Profile) -> Report:
        """A profile as a Report without jobs and advice: what is known of a person before they are scored."""
        return Report(
            documents=profile.documents,
            profile=profile,
            skills=profile.skills,
            achievements=profile.achievements,
            competencies=profile.competencies,
            matches=(),
            suggestions=(),
            integrity=(),
            meta=self._meta,
            other_terms=profile.other_terms,
        )

    def match_documents(self, documents: Sequence[Document], job: Job) -> Match:
        """The fit of documents of one person that were read already, or changed since: from their text on.

        Raises NotAResume.
        """
        resume, *work = documents
        structure = set_aside_instructions(resume, self._outline(resume))[0]
        found = self.annotator.annotate(resume, structure, today=self.today)
        outlines = [structure, *(self._page_outline(document) for document in work)]
        shown = shown_in(
            self.annotator.annotate(*one, today=self.today) for one in zip(work, outlines[1:], strict=True)
        )
        beside = PortfolioNotes(shown=shown) if work else None
        profile = _together(documents, outlines, found, projects=(), beside=beside)
        return self._scored(_Person(profile, (), (), found), job)[1]

    def _page_outline(self, document: Document) -> Outline:
        """The structure of a document beside the resume; of lines of code there is none."""
        if document.format == "code":
            return _EMPTY
        return set_aside_instructions(document, self._outline(document))[0]

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

    def _on_ladder(self, job: Job) -> Job | None:
        """The role of the library on the rung of a job ad; None for a role of the library itself."""
        if job.ladder is None or any(role.id == job.id for role in self.roles):
            return None
        return next((role for role in self.roles if role.ladder == job.ladder), None)

    def _read_job(self, source: Source) -> Job:
        """The job of an ad; the latest are kept, because many people are compared with few ads."""
        if source not in self._read_jobs:
            while len(self._read_jobs) >= _MOST_JOBS:
                self._read_jobs.pop(next(iter(self._read_jobs)))
            self._read_jobs[source] = self._read_ad(source)
        return self._read_jobs[source]

    def _read_ad(self, source: Source) -> Job:
        text = with_tabs(source.name, source.data, self.reader.read(source).text)
        return read_job(text, id=PurePath(source.name).stem, source=source.name, annotator=self.annotator)

    def _scored(self, person: _Person, job: Job) -> tuple[Profile, Match, tuple[IntegrityNote, ...]]:
        """The person's own words, their fit to a job, and what was copied from its ad and did not count."""
        own, notes = self._without_copies(person, job)
        match = self.matcher.match(own, job)
        if notes:
            score_with = self.matcher.match(person.profile, job).score
            notes = tuple(replace(note, score_without=match.score, score_with=score_with) for note in notes)
        return own, match, notes

    def _without_copies(self, person: _Person, job: Job) -> tuple[Profile, tuple[IntegrityNote, ...]]:
        """The profile read anew without the ad's own words; the same profile when there are none."""
        profile = person.profile
        parts = [
            set_aside_copies(document, structure, job.text, job.title)
            for document, structure in zip(profile.documents, profile.outlines, strict=True)
        ]
        notes = tuple(note for _, note in parts if note)
        if not notes:
            return profile, ()
        return self._built(person, profile.documents, [structure for structure, _ in parts]), notes

    def _built(self, person: _Person, documents: Sequence[Document], outlines: Sequence[Outline]) -> Profile:
        """The profile of changed outlines; places of the work that were set aside back nothing any more."""
        before, beside = person.profile, person.profile.beside
        if beside is not None:
            aside = {
                number: now
                for number, (now, old) in enumerate(zip(outlines, before.outlines, strict=True))
                if number and now is not old
            }
            kept = (one for one in beside.shown if _still_told(one.evidence, aside))
            beside = replace(beside, shown=tuple(kept))
        found = self._found(person, documents[0], outlines[0])
        return _together(documents, outlines, found, projects=before.projects, beside=beside)

    def _found(self, person: _Person, resume: Document, structure: Outline) -> Annotations:
        """What the resume shows; what was understood before is not read again."""
        if person.found is not None and structure is person.profile.outlines[0]:
            return person.found
        return self.annotator.annotate(resume, structure, today=self.today)

    def _annotated(
        self, documents: Sequence[Document], outlines: Sequence[Outline], work: Sequence[Shelved]
    ) -> list[Annotations]:
        """What each document shows; for the lines of code that is known already."""
        code = {one.code.index: one.mentions for one in work if one.code is not None}
        return [
            make_annotations(
                mentions=code[document.index],
                patterns=(),
                achievements=(),
                certifications=(),
                today=self.today,
            )
            if document.index in code
            else self.annotator.annotate(document, structure, today=self.today)
            for document, structure in zip(documents, outlines, strict=True)
        ]

    def _integrity(self, person: _Person, own: Profile, job: Job, match: Match) -> Iterator[IntegrityNote]:
        """What was found and gains nothing, whatever the job, with the scores without it and with it."""
        profile = person.profile
        found: list[IntegrityNote | None] = [*person.notes, bare_list_note(profile.skills)]
        for document, structure in zip(profile.documents, profile.outlines, strict=True):
            if (
                document.index in person.own_files
            ):  # pages of a site repeat their menu and hide what they like
                found += [hidden_note(document), repeats_note(document, structure)]
        for note in found:
            if note is not None:
                score_with = self._score_with(person, own, note, job)
                yield replace(note, score_without=match.score, score_with=score_with)

    def _score_with(self, person: _Person, own: Profile, note: IntegrityNote, job: Job) -> float | None:
        """The score if the text of a note had counted; None where it does count."""
        documents, outlines = list(own.documents), list(own.outlines)
        as_if = counted(documents[note.document], outlines[note.document], note)
        if as_if is None:
            return None
        documents[note.document], outlines[note.document] = as_if
        return self.matcher.match(self._built(person, documents, outlines), job).score


def _collections(portfolio: Sequence[Source | Collection]) -> Iterator[Collection]:
    """The collections of a portfolio; an uploaded zip file may hold several."""
    for one in portfolio:
        yield from (one,) if isinstance(one, Collection) else from_source(one)


def _together(
    documents: Sequence[Document],
    outlines: Sequence[Outline],
    found: Annotations,
    *,
    projects: Sequence[PortfolioProject],
    beside: PortfolioNotes | None,
) -> Profile:
    """One person: what the resume shows, with what the work backs of it."""
    together = found if beside is None else backed(found, beside.shown, projects)
    profile = build_profile(documents, outlines, (together,))
    return replace(profile, projects=tuple(projects), beside=beside)


def _beside_the_work(profile: Profile, found: Annotations) -> Profile:
    """The profile with the mark of every claim and what only the work shows; as it is without a portfolio."""
    beside = profile.beside
    if beside is None:
        return profile
    claims = corroborate(profile, found, beside.shown)
    unsaid = unsaid_skills(found, beside.shown, profile.projects)
    return replace(profile, beside=replace(beside, claims=claims, unsaid=unsaid))


def _still_told(evidence: Evidence, aside: Mapping[int, Outline]) -> bool:
    """Whether a place still stands in a passage; in documents of which nothing was set aside it does."""
    outline = aside.get(evidence.document)
    return outline is None or any(one.start <= evidence.start < one.end for one in outline.passages)


def _beside(work: Sequence[Shelved], found: Sequence[Annotations], today: str) -> PortfolioNotes:
    return PortfolioNotes(
        today=today,
        shown=shown_in(found),
        exposed=tuple(chain.from_iterable(exposed_in(one.collection) for one in work)),
        broken=tuple(chain.from_iterable(broken_in(one.collection) for one in work)),
        notes=tuple(
            f"{one.collection.name}: {note}"
            for one in work
            for note in (*findings_of(one), *one.collection.notes, *one.notes)
        ),
    )
