"""Rules about the files of a portfolio: repositories, notebooks, links, and what should not be public."""

import re
from collections.abc import Iterator

from analyzer.advice.rule import Case, Finding, rule
from analyzer.advice.rules.portfolio import about, own_projects, title_evidence
from analyzer.advice.wording import counted, flat, listed
from analyzer.records import PortfolioProject

#: Words before which a reader of a minute wants to know what it is about, and the length from which it
#: matters.
_FIRST_MINUTE, _LONG_README = 150, 700
_THIN_README = 40
#: Commits of one day that are an upload and no history.
_ONE_DAY = 1
_UPLOADED_COMMITS = 3
_LITTLE_SHARE = 0.1
#: Addresses that only their owner can open.
_PRIVATE = re.compile(
    r"^(?:https?://)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|"
    r"[\w-]+(?:\.[\w-]+)*\.(?:local|internal|corp|lan))(?:[:/]|$)|^file:|sharepoint\.com|"
    r"(?:drive|docs)\.google\.com/.*/edit|notion\.so/.*\?pvs|console\.(?:aws|cloud)\.",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(
    r"this project was bootstrapped with create react app|a new flutter project|getting started with create|"
    r"# (?:project title|your project|untitled|my project)\b|one paragraph of project description goes here|"
    r"readme template|lorem ipsum|this template provides a minimal setup|\[insert [\w ]+\]",
    re.IGNORECASE,
)
_USE = re.compile(r"\b(?:install|usage|run it|how to run|getting started|quick ?start)\b", re.IGNORECASE)


def repositories(case: Case) -> list[PortfolioProject]:
    """The person's own repositories."""
    return [one for one in own_projects(case) if one.repository is not None]


# --- what should not be public ------------------------------------------------------------------------


@rule("portfolio/secret-committed", code="PRT-20", severity="critical", kind="rephrase", basis="B")
def secret_committed(case: Case) -> Iterator[Finding]:
    """A key or password stands in a file.

    Why: whoever sees the file can use it; and a reader who looks after systems stops there.
    Instead of: A file .env with a key of a language model service
    Try: The key withdrawn at its service, the file out of the history, and .env.example with empty values
    Source: OWASP Secrets Management Cheat Sheet
    """
    for one in case.profile.beside.exposed if case.profile.beside else ():
        if one.kind not in _PEOPLE:
            yield Finding(
                message=f"{one.where} seems to hold a secret: {one.kind}, {one.masked}. Withdraw "
                f"it, then remove it "
                "from the history too.",
                label=one.where,
                weight=5.0,
            )


_PEOPLE = frozenset(
    {"e-mail addresses of people", "numbers that look like national identity numbers", "a table about people"}
)


@rule("portfolio/personal-data", code="PRT-21", severity="critical", kind="rephrase", basis="B")
def personal_data(case: Case) -> Iterator[Finding]:
    """A table of real people may stand in a file.

    Why: publishing others' data can break the law, and it says the wrong thing about the care you take.
    Instead of: A file customers.csv with names and addresses
    Try: Invented rows with the same columns, and a sentence that says so
    Source: GDPR, articles 5 and 6
    """
    for one in case.profile.beside.exposed if case.profile.beside else ():
        if one.kind in _PEOPLE:
            yield Finding(
                message=f"{one.where} may hold data about people: {one.masked}. Replace it with "
                f"invented rows.",
                label=one.where,
                weight=4.0,
            )


# --- links --------------------------------------------------------------------------------------------


@rule("portfolio/dead-link", code="PRT-22", severity="medium", kind="rephrase", basis="C")
def dead_link(case: Case) -> Iterator[Finding]:
    """A link inside the portfolio leads nowhere.

    Why: a reader clicks once.
    Instead of: A link to docs/model-card.md, a file that is not there
    Try: A link to the file where it is now, or no link
    Source: agreement of guides to portfolios
    """
    broken = case.profile.beside.broken if case.profile.beside else ()
    if broken:
        yield Finding(
            message=f"{counted(len(broken), 'link')} inside your portfolio "
            f"{'leads' if len(broken) == 1 else 'lead'} nowhere: "
            f"{listed([_short(one) for one in broken], 3)}.",
        )


def _short(address: str) -> str:
    return address if len(address) <= 60 else f"…{address[-58:]}"


@rule("portfolio/private-link", code="PRT-23", severity="medium", kind="rephrase", basis="C")
def private_link(case: Case) -> Iterator[Finding]:
    """A link that only its owner can open.

    Why: the reader sees an error or a sign-in page.
    Instead of: Demo: http://localhost:8501
    Try: Demo: a public page, or a short film of it
    Source: convention
    """
    for project in own_projects(case):
        found = [link for link in project.links if _PRIVATE.search(link)]
        if found:
            yield Finding(
                message=f"“{project.title}” links to {listed([_short(one) for one in found], 3)}, "
                f"which others cannot "
                "open.",
                evidence=title_evidence(case, project),
                label=project.title,
            )


@rule("portfolio/unreadable", code="PRT-24", severity="low", kind="rephrase", basis="D")
def unreadable(case: Case) -> Iterator[Finding]:
    """Something of the portfolio could not be read.

    Why: what we could not open, a reader may not open either.
    Instead of: A report behind a password
    Try: The same report without one, or a page that tells what it shows
    Source: convention
    """
    beside = case.profile.beside
    notes = [one for one in (beside.notes if beside else ()) if _FAILED.search(one)]
    if notes:
        yield Finding(message=f"{counted(len(notes), 'file')} could not be read. {notes[0]}")


_FAILED = re.compile(
    r"damaged|password|too large|breaks off|no text that a person can see|export it|"
    r"not found|private|could not be opened|holds no|images only|only "
    r"pictures|not read\b",
    re.IGNORECASE,
)


# --- repositories -------------------------------------------------------------------------------------


@rule("portfolio/thin-readme", code="PRT-25", severity="medium", kind="add-fact", basis="C")
def thin_readme(case: Case) -> Iterator[Finding]:
    """A repository without a README that says something.

    Why: it is the page that opens; without it a reader sees a list of files.
    Instead of: # chatbot
    Try: # chatbot: answers opening hours by telephone. Problem, data, result and how to run it below.
    Source: GitHub's own guide to READMEs; agreement of portfolio guides
    """
    thin = [
        one
        for one in repositories(case)
        if one.repository and (not one.repository.readme or one.words < _THIN_README)
    ]
    yield from about(
        case,
        thin,
        "{} has no README that says what it is for. Four sentences: problem, data, result, how to run it.",
        after="# [name]: [what it does for whom]\n[The problem.] [The data.] [The result.] [How to run it.]",
        weight=1.5,
    )


@rule("portfolio/template-readme", code="PRT-26", severity="medium", kind="rephrase", basis="D")
def template_readme(case: Case) -> Iterator[Finding]:
    """The README is still the template's.

    Why: it tells of the tool that made the folder, and nothing of the work.
    Instead of: This project was bootstrapped with Create React App.
    Try: What the app does, for whom, and what was learned
    Source: convention
    """
    for project in repositories(case):
        for number, start, end in project.spans:
            match = _TEMPLATE.search(case.profile.documents[number].text, start, end)
            if match:
                yield Finding(
                    message=f"The README of “{project.title}” is still that of a template.",
                    evidence=(case.profile.documents[number].evidence(match.start(), match.end()),),
                    before=flat(match.group()),
                    label=project.title,
                )
                break


@rule("portfolio/long-readme", code="PRT-27", severity="low", kind="rephrase", basis="C")
def long_readme(case: Case) -> Iterator[Finding]:
    """A long README that does not say at the top what it is about.

    Why: a recruiter gives it a minute; what is below the first screen is for those who stayed.
    Instead of: Installation, flags and folder structure on three screens, the result at the end
    Try: Three sentences first: problem, result, your part. Then a picture. Then how to run it
    Source: usability studies of how people read pages (first screen)
    """
    for project in repositories(case):
        if not project.spans:
            continue
        number, start, end = project.spans[0]
        text = case.profile.documents[number].text[start:end]
        if len(text.split()) < _LONG_README:
            continue
        first = start + len(" ".join(text.split(" ")[:_FIRST_MINUTE]))
        told = [part for part in ("problem", "outcome") if _starts_before(project, part, number, first)]
        if not told:
            yield Finding(
                message=f"The README of “{project.title}” has {len(text.split()):,} words, and the first "
                f"{_FIRST_MINUTE} tell neither the problem nor the result. Put both on top.",
                evidence=title_evidence(case, project),
                label=project.title,
            )


def _starts_before(project: PortfolioProject, name: str, document: int, place: int) -> bool:
    part = project.part(name)
    return part is not None and any(one.document == document and one.start < place for one in part.evidence)


@rule("portfolio/how-to-run", code="PRT-28", severity="low", kind="add-fact", basis="C")
def how_to_run(case: Case) -> Iterator[Finding]:
    """Code without a word on how to run it.

    Why: nobody runs it, but a reader sees whether somebody could.
    Instead of: A folder of scripts and a title
    Try: Run it: pip install -r requirements.txt, then python -m router sample.csv
    Source: GitHub's own guide to READMEs
    """
    for project in repositories(case):
        text = " ".join(
            case.profile.documents[number].text[start:end] for number, start, end in project.spans
        )
        if project.repository and project.repository.languages and text and not _USE.search(text):
            yield from about(case, [project], "{} does not say how to run it. Two lines are enough.")


@rule("portfolio/no-licence", code="PRT-29", severity="low", kind="add-fact", basis="B")
def no_licence(case: Case) -> Iterator[Finding]:
    """A repository without a licence.

    Why: without one nobody may use it, and a reader in a company may not even copy a line.
    Instead of: A public repository without a file LICENSE
    Try: A file LICENSE with a standard text; or a sentence that says why there is none
    Source: choosealicense.com; GitHub documentation on licensing
    """
    bare = [
        one
        for one in repositories(case)
        if one.repository and one.repository.languages and one.repository.licence is None
    ]
    yield from about(case, bare, "{} has no licence: nobody may use it. A standard text takes a minute.")


@rule("portfolio/no-demo", code="PRT-30", severity="low", kind="build", basis="C")
def no_demo(case: Case) -> Iterator[Finding]:
    """Something to look at, and no picture of it.

    Why: most readers look and do not run.
    Instead of: A web app described in words
    Try: One picture of the screen in use, or a film of thirty seconds
    Source: agreement of portfolio guides
    """
    shown = ("streamlit", "gradio", "fastapi", "flask", "react", "vue", "r-shiny", "plotly")
    bare = [
        one
        for one in repositories(case)
        if one.repository and not one.repository.images and set(one.repository.libraries) & set(shown)
    ]
    yield from about(case, bare, "{} has a screen or a service, and no picture of it.")


@rule("portfolio/no-tests", code="PRT-31", severity="low", kind="build", basis="C")
def no_tests(case: Case) -> Iterator[Finding]:
    """Code that is packaged for use, without a test.

    Why: a manager who keeps tests in a small repository will keep them in a large one.
    Instead of: A package with requirements and no folder of tests
    Try: Three tests of the parts that would hurt most, run by the host on every change
    Source: agreement of engineering guides
    """
    bare = [
        one
        for one in repositories(case)
        if one.repository
        and one.repository.manifests
        and one.repository.languages
        and one.repository.languages[0] != "Jupyter Notebook"
        and not one.repository.tests
    ]
    yield from about(case, bare, "{} has no test. Three tests of what would hurt most are enough.")


@rule("portfolio/uploaded-at-once", code="PRT-32", severity="low", kind="build", basis="D")
def uploaded_at_once(case: Case) -> Iterator[Finding]:
    """The whole history is one day.

    Why: steps show how you work; an upload shows only that it exists.
    Instead of: One commit “Add files via upload”
    Try: The history that there was, or a short file that tells the steps and their dates
    Source: convention
    """
    once = [
        one
        for one in repositories(case)
        if one.repository
        and 0 < one.repository.commits <= _UPLOADED_COMMITS
        and one.repository.active_days <= _ONE_DAY
        and one.words >= _THIN_README
    ]
    yield from about(
        case, once, "The history of {} is a single day. Say in the README when and how it came about."
    )


@rule("portfolio/little-own-share", code="PRT-33", severity="medium", kind="add-fact", basis="C")
def little_own_share(case: Case) -> Iterator[Finding]:
    """A repository of a team, with few commits of the person and no word on their part.

    Why: the history says that others wrote it; what you did besides code is not in it.
    Instead of: A robot's code with 2 of 72 commits yours
    Try: My part: I planned the two field tests and wrote their report; the code is the group's
    Source: agreement of portfolio guides
    """
    for project in repositories(case):
        facts = project.repository
        share = facts.own_share if facts else None
        if facts and share is not None and share < _LITTLE_SHARE and project.role is None:
            yield Finding(
                message=f"{facts.own_commits} of {facts.commits} commits in “{project.title}” are "
                f"yours. Say in the "
                "README what your part was.",
                evidence=title_evidence(case, project),
                after="My part: [what you planned, decided or wrote]; the code is [whose].",
                label=project.title,
                weight=1.0,
            )


@rule("portfolio/tutorial-clone", code="PRT-34", severity="medium", kind="build", basis="C")
def tutorial_clone(case: Case) -> Iterator[Finding]:
    """A followed tutorial is shown as a project.

    Why: a reader has seen the same data many times; it shows that you learn, which a line can say.
    Instead of: titanic-survival, from a course
    Try: The same method on data that you know and others do not, with what surprised you
    Source: surveys of hiring managers on portfolio projects
    """
    for project in case.profile.projects:
        if project.theirs.startswith("It follows"):
            yield Finding(
                message=f"“{project.title}” follows a course or tutorial. Keep it as learning, and "
                f"show work with data "
                "of your own first.",
                evidence=title_evidence(case, project),
                label=project.title,
                weight=1.0,
            )


@rule("portfolio/unchanged-fork", code="PRT-35", severity="low", kind="rephrase", basis="C")
def unchanged_fork(case: Case) -> Iterator[Finding]:
    """A copy of another repository without own changes.

    Why: it hides your own work in a list, and looks like borrowed work.
    Instead of: A fork of a known library on your page
    Try: Your own three repositories pinned; the fork removed or left unpinned
    Source: agreement of portfolio guides
    """
    for project in case.profile.projects:
        if project.theirs.startswith("A copy"):
            yield Finding(
                message=f"“{project.title}” is a copy without changes of yours. Pin your own work instead.",
                evidence=title_evidence(case, project),
                label=project.title,
            )


@rule("portfolio/notebook-without-conclusion", code="PRT-36", severity="medium", kind="add-fact", basis="C")
def notebook_without_conclusion(case: Case) -> Iterator[Finding]:
    """A notebook that ends without saying what was found.

    Why: a reader scrolls to the end first; what stands there is the work.
    Instead of: A notebook whose last cell prints a table
    Try: ## What I found: the last visit tells nearly everything, so I advised against the model
    Source: agreement of guides to data projects
    """
    for number, document in enumerate(case.profile.documents):
        if document.format != "notebook" or _is_theirs(case, number):
            continue
        tail = [
            line for line in document.text.split("\n")[-12:] if line.strip() and not _NO_WORDS.match(line)
        ]
        if not any(_CONCLUDES.search(line) for line in tail) and not any(
            len(line.split()) >= 8 for line in tail[-3:]
        ):
            yield Finding(
                message=f"{document.name} ends without a conclusion. Say at the end what you found "
                f"and what follows.",
                after="## What I found\n[The finding.] [What follows from it.] [What I would do next.]",
                label=document.name,
                weight=1.0,
            )


_NO_WORDS = re.compile(r"^(?:Out: |import |from [\w.]+ import )")
_CONCLUDES = re.compile(
    r"\b(?:conclusions?|findings?|summary|results?|takeaways?|what i (?:found|learn\w+)|recommend\w*|"
    r"next steps)\b",
    re.I,
)


def _is_theirs(case: Case, number: int) -> bool:
    return any(one.theirs and number in one.documents for one in case.profile.projects)
