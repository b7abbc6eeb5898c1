"""Rules about the stories of a portfolio: what a project page tells, and what agrees with the resume."""

import re
from collections.abc import Iterable, Iterator

from analyzer.advice.rule import Case, Change, Finding, rule
from analyzer.advice.showcase import most_asked
from analyzer.advice.wording import flat, listed
from analyzer.records import Evidence, PortfolioProject

#: Shorter pages have no room for a part; they are the matter of `portfolio/thin-page`.
_ENOUGH_WORDS = 60
_THIN_WORDS = 40
#: Parts that show the work of somebody who manages.
_MANAGED = ("scope", "plan", "stakeholders", "risks", "budget", "decisions")
#: Months after which the newest work is no longer recent, and the years of a resume that has none to show.
_OLD_MONTHS = 24
_FIGURE = re.compile(r"\d")
#: Skills of the work that are worth naming on a resume at once.
_MOST_UNSAID = 6


def own_projects(case: Case) -> list[PortfolioProject]:
    """The projects that count as the person's own work."""
    return [one for one in case.profile.projects if not one.theirs]


def told_projects(case: Case) -> list[PortfolioProject]:
    """Own projects with enough words for a part to be missing."""
    return [one for one in own_projects(case) if one.words >= _ENOUGH_WORDS and one.kind != "listed"]


def is_ai(project: PortfolioProject) -> bool:
    """Whether a project has to do with a model."""
    return "model" in project.cycle


def title_evidence(case: Case, project: PortfolioProject) -> tuple[Evidence, ...]:
    """The line with the title of a project; empty when it stands nowhere as it is."""
    for number, start, end in project.spans:
        document = case.profile.documents[number]
        at = document.text.find(project.title, start, end)
        if at >= 0:
            return (document.evidence(at, at + len(project.title)),)
    return ()


def about(
    case: Case,
    projects: Iterable[PortfolioProject],
    message: str,
    *,
    after: str | None = None,
    weight: float = 0.0,
) -> Iterator[Finding]:
    """A finding for each of some projects; `{}` in the message is its title."""
    for project in projects:
        yield Finding(
            message=message.format(f"“{project.title}”"),
            evidence=title_evidence(case, project),
            after=after,
            label=project.title,
            weight=weight + len(project.cycle) / 10,
        )


def without(projects: Iterable[PortfolioProject], part: str) -> list[PortfolioProject]:
    """The projects that do not tell a part."""
    return [one for one in projects if one.part(part) is None]


# --- the story ----------------------------------------------------------------------------------------


@rule("portfolio/no-problem", code="PRT-01", severity="high", kind="add-fact", basis="C")
def no_problem(case: Case) -> Iterator[Finding]:
    """A project that does not say which problem it answers.

    Why: a reader who does not know what was wrong cannot tell what the work was good for.
    Instead of: The assistant uses retrieval over 900 help pages and answers in three languages.
    Try: Customers waited two days for an answer that stood on a help page; the assistant finds that page.
    Source: the domain article on showing projects; agreement of guides to product case studies
    """
    yield from about(
        case,
        without(told_projects(case), "problem"),
        "{} does not say what was wrong before. Open with the problem and who had it.",
        after="[Who] could not [do what]; it cost [time, money or trust] every [week].",
        weight=2.0,
    )


@rule("portfolio/no-outcome", code="PRT-02", severity="high", kind="add-fact", basis="C")
def no_outcome(case: Case) -> Iterator[Finding]:
    """A project without an outcome.

    Why: what came of it is the part that is remembered; an honest failure counts too.
    Instead of: We built the forecast and handed it to the shops.
    Try: We handed the forecast to the shops; waste fell from 14% to 9% in the first season.
    Source: the domain article on quantified results; agreement of guides to product case studies
    """
    yield from about(
        case,
        without(told_projects(case), "outcome"),
        "{} does not say what came of it. A result, a decision or an honest stop all count.",
        after="[What was measured] went from [before] to [after] within [how long].",
        weight=2.0,
    )


@rule("portfolio/unmeasured-outcome", code="PRT-03", severity="medium", kind="add-fact", basis="C")
def unmeasured_outcome(case: Case) -> Iterator[Finding]:
    """An outcome is told without a figure.

    Why: “better” can be anything; a figure with its start can be checked.
    Instead of: As a result the clerks work much faster.
    Try: A letter takes the clerks 20 minutes instead of 95.
    Source: career-centre agreement on quantified results
    """
    for project in told_projects(case):
        part = project.part("outcome")
        figures = any(one.quantified for one in project.achievements)
        if (
            part
            and part.evidence
            and not figures
            and not any(_FIGURE.search(one.text) for one in part.evidence)
        ):
            yield Finding(
                message=f"“{project.title}” tells its outcome without a figure. How much, and since when?",
                evidence=part.evidence[:1],
                before=flat(part.evidence[0].text),
                after=f"{flat(part.evidence[0].text).rstrip('.')}: [from what to what].",
                label=project.title,
                weight=1.0,
            )


@rule("portfolio/no-role", code="PRT-04", severity="high", kind="add-fact", basis="C")
def no_role(case: Case) -> Iterator[Finding]:
    """A project that does not say what the person's part was.

    Why: “we” built it is the first thing an interviewer asks about.
    Instead of: We trained a model and rolled it out to nine wards.
    Try: As project manager I planned the rollout to nine wards; two data scientists trained the model.
    Source: agreement of guides to product and design case studies
    """
    stories = [one for one in told_projects(case) if one.role is None and not _alone(one)]
    yield from about(
        case,
        stories,
        "{} does not say what your part was. One line is enough.",
        after="Role: [your role] | Team: [who else] | [from when to when]",
        weight=2.0,
    )


def _alone(project: PortfolioProject) -> bool:
    """A repository with a single author says whose work it is."""
    facts = project.repository
    return facts is not None and facts.contributors == 1


@rule("portfolio/no-evaluation", code="PRT-05", severity="high", kind="add-fact", basis="B")
def no_evaluation(case: Case) -> Iterator[Finding]:
    """A model without a word on how good it is.

    Why: knowing how a model was judged is what tells people who run AI projects from those who watch them.
    Instead of: We trained a classifier on 8,000 messages and put it behind the form.
    Try: On 1,000 messages that nobody had trained on, 91% went to the right desk; the old rules reach 74%.
    Source: NIST AI Risk Management Framework (Measure); the domain article on model evaluation
    """
    missing = without([one for one in told_projects(case) if is_ai(one)], "evaluation")
    yield from about(
        case,
        missing,
        "{} has a model, and no word on how good it is. Name the test, the measure and the baseline.",
        after="On [unseen data] [measure] was [value]; [the old way] reaches [value].",
        weight=2.0,
    )


@rule("portfolio/no-ethics-note", code="PRT-06", severity="medium", kind="add-fact", basis="B")
def no_ethics_note(case: Case) -> Iterator[Finding]:
    """A model without a word on harm, privacy or who has the last word.

    Why: employers ask for responsible AI in words; a short honest paragraph shows that it was thought of.
    Instead of: The model ranks applications for housing support.
    Try: The model only sorts; a case worker decides. We compared error rates by language and age.
    Source: NIST AI Risk Management Framework; EU AI Act, articles 9 to 15; the domain article on ethics
    """
    yield from about(
        case,
        without([one for one in told_projects(case) if is_ai(one)], "responsible-ai"),
        "{} says nothing of risks to people: privacy, unfair errors, who has the last word.",
        after="What could go wrong for [whom]; what we did about it; who decides in the end.",
        weight=1.5,
    )


@rule("portfolio/no-data-told", code="PRT-07", severity="medium", kind="add-fact", basis="C")
def no_data_told(case: Case) -> Iterator[Finding]:
    """A model without a word on its data.

    Why: where the data came from, how much there was and what was wrong with it is half of every AI project.
    Instead of: We fine-tuned a language model for our letters.
    Try: We fine-tuned it on 8,000 letters of three years, names removed; 600 were labelled twice.
    Source: datasheets for datasets (Gebru et al., 2021); the domain article on data literacy
    """
    yield from about(
        case,
        without([one for one in told_projects(case) if is_ai(one)], "data"),
        "{} does not say which data it stands on.",
        after="Data: [how much] of [what], from [where and when]; [what was wrong with it].",
        weight=1.0,
    )


@rule("portfolio/no-management-side", code="PRT-08", severity="medium", kind="add-fact", basis="C")
def no_management_side(case: Case) -> Iterator[Finding]:
    """A project page that shows technology and no management.

    Why: scope, plan, people, risks, money and decisions are the job; a page without them shows another one.
    Instead of: The pipeline reads the calls, embeds them and answers with a language model.
    Try: I cut the scope to calls about bills, agreed a stop date with finance, and kept a list of six risks.
    Source: PMBOK Guide, 7th edition (performance domains); the domain article on project management skills
    """
    bare = [one for one in told_projects(case) if not set(one.management) & set(_MANAGED)]
    yield from about(
        case,
        bare,
        "{} tells the technology and nothing of how it was run: scope, plan, people, risks, money, "
        "decisions.",
        after="I [cut or agreed what] with [whom]; the main risk was [what], so we [did what].",
        weight=1.5,
    )


@rule("portfolio/no-lesson", code="PRT-09", severity="low", kind="add-fact", basis="D")
def no_lesson(case: Case) -> Iterator[Finding]:
    """A long story without a decision or a lesson.

    Why: a choice that was given up, or something that would be done otherwise, shows judgement.
    Instead of: Everything went as planned.
    Try: Next time I would relabel the data first; it cost us five weeks in the middle.
    Source: convention of case studies and of project reviews
    """
    long = [one for one in told_projects(case) if one.words >= 2 * _ENOUGH_WORDS and one.kind != "repository"]
    yield from about(
        case,
        [one for one in without(long, "lessons") if one.part("decisions") is None],
        "{} tells no decision and no lesson. What would you do otherwise?",
        after="Next time I would [do what], because [what happened].",
    )


@rule("portfolio/no-dates", code="PRT-10", severity="low", kind="add-fact", basis="C")
def no_dates(case: Case) -> Iterator[Finding]:
    """A project without a date.

    Why: a reader cannot tell last month's work from that of ten years ago.
    Instead of: Case study: meter reading by phone camera
    Try: Case study: meter reading by phone camera (April to December 2022)
    Source: career-centre agreement on dates
    """
    undated = [one for one in own_projects(case) if one.start is None and one.words >= _THIN_WORDS]
    yield from about(case, undated, "{} has no date. Month and year are enough.", after="[from when to when]")


@rule("portfolio/no-monitoring", code="PRT-11", severity="low", kind="add-fact", basis="B")
def no_monitoring(case: Case) -> Iterator[Finding]:
    """A model is in use, and nothing says who watches it.

    Why: models age; who looks at it after launch, and at what, is asked in every interview for these roles.
    Instead of: The score went live in all branches in March.
    Try: It went live in March; a weekly chart of overrides tells us when prices have moved away from it.
    Source: NIST AI Risk Management Framework (Manage); the domain article on MLOps
    """
    live = [one for one in told_projects(case) if is_ai(one) and one.part("deployment") is not None]
    yield from about(
        case,
        without(live, "monitoring"),
        "{} is in use, and nothing says what is watched after launch.",
        after="[Who] looks at [what] every [week]; above [limit] we [do what].",
    )


@rule("portfolio/thin-page", code="PRT-12", severity="medium", kind="add-fact", basis="C")
def thin_page(case: Case) -> Iterator[Finding]:
    """A project page of a few words.

    Why: a title and a picture show nothing that a reader could believe.
    Instead of: # Chatbot
    Try: # Chatbot for opening hours: one call in three asked for them; the bot answers those and no others
    Source: agreement of guides to portfolios
    """
    thin = [
        one
        for one in own_projects(case)
        if one.words < _THIN_WORDS and one.kind not in ("listed", "repository")
    ]
    yield from about(
        case, thin, "{} has only a few words. Problem, your part, result: three sentences make it readable."
    )


# --- the resume beside the work -----------------------------------------------------------------------


@rule("portfolio/contradicted-claim", code="PRT-13", severity="critical", kind="rephrase", basis="C")
def contradicted_claim(case: Case) -> Iterator[Finding]:
    """The resume and the work give different figures or dates.

    Why: who finds one wrong figure doubts all others; mostly it is a slip or another year.
    Instead of: Resume: cut empty kilometres by 15%. Project page: empty kilometres fell by 11%.
    Try: The same figure in both, or the two years named.
    Source: background checks compare exactly this
    """
    for claim in case.profile.beside.claims if case.profile.beside else ():
        if claim.mark == "contradicted" and claim.work is not None:
            yield Finding(
                message=f"The resume and “{claim.project}” do not agree. {claim.note}",
                evidence=(claim.claim, claim.work),
                before=flat(claim.claim.text),
                label=claim.about,
                weight=3.0,
            )


@rule("portfolio/unsaid-skill", code="PRT-14", severity="medium", kind="add-fact", basis="C")
def unsaid_skill(case: Case) -> Iterator[Finding]:
    """The work shows a skill that the resume does not name.

    Why: many readers never open the portfolio; a search over resumes finds only what stands in them.
    Instead of: A repository with an evaluation suite, and no word of evaluation on the resume.
    Try: - Evaluated the ticket router on an unseen quarter; see the repository.
    Source: the domain article on showing projects
    """
    found = most_asked(case.profile.beside.unsaid if case.profile.beside else (), case.job)[:_MOST_UNSAID]
    if found and case.document.text:  # without a resume nothing is missing from it
        names = [skill.name for skill in found]
        yield Finding(
            message=f"Your work shows {listed(names)}, and the resume does not say so. Name it "
            f"where you used it.",
            evidence=tuple(place for skill in found for place in skill.evidence if place.document > 0)[
                :_MOST_UNSAID
            ],
            after=f"[Did what] with {names[0]} in [which project]: [what came of it].",
            change=Change(tuple(skill.id for skill in found), "E3"),
            weight=1.5,
        )


@rule("portfolio/not-on-resume", code="PRT-15", severity="low", kind="add-fact", basis="C")
def not_on_resume(case: Case) -> Iterator[Finding]:
    """The resume has no link to the work.

    Why: nobody looks for work that is not mentioned.
    Instead of: Rosa Example | rosa@example.com
    Try: Rosa Example | rosa@example.com | rosa-example.github.io
    Source: the domain article on portfolios; surveys of hiring managers
    """
    links = [link for one in own_projects(case) for link in one.links]
    kinds = {link.kind for link in case.profile.contact.links}
    if case.document.text and links and not kinds & {"github", "portfolio", "other"}:
        yield Finding(
            message="The resume does not link to your work. Put one short address into the contact line.",
            after="[name] | [e-mail] | [address of your portfolio]",
        )


@rule("portfolio/nothing-recent", code="PRT-16", severity="medium", kind="build", basis="D")
def nothing_recent(case: Case) -> Iterator[Finding]:
    """The newest work is more than two years old.

    Why: tools and practice of AI projects have changed since; one fresh piece shows that you have too.
    Instead of: Case study, 2019
    Try: Case study, this spring: the same problem with today's means, and what is better
    Source: convention; the domain article on continuous learning
    """
    today = case.profile.beside.today if case.profile.beside else ""
    ends = [one.end or one.start for one in own_projects(case)]
    dated = [today if one == "present" else one for one in ends if one]
    if today and dated and len(dated) == len(ends):
        newest = max(dated)
        if _months(newest, today) > _OLD_MONTHS:
            yield Finding(
                message=f"The newest work here is of {newest[:4]}. One piece of the last two years "
                f"would help.",
                weight=1.0,
            )


def _months(earlier: str, later: str) -> int:
    year, _, month = earlier.partition("-")
    to_year, _, to_month = later.partition("-")
    return (int(to_year) - int(year)) * 12 + int(to_month or 12) - int(month or 12)
