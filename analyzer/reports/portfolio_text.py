"""The portfolio of a Report, or one without a resume, for a terminal and as Markdown."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from analyzer.records import (
    Claim,
    Document,
    Evidence,
    PortfolioProject,
    PortfolioReport,
    PortfolioView,
    Report,
)
from analyzer.reports import portfolio as phrases
from analyzer.reports import words
from analyzer.reports.terminal import Look, columns, joined
from analyzer.texts import say

#: Claims and projects on the first screen.
_FIRST_CLAIMS, _FIRST_PROJECTS = 4, 6


# --- terminal -----------------------------------------------------------------------------------------


def section(
    work: PortfolioReport, documents: Sequence[Document], look: Look, *, verbose: bool
) -> list[RenderableType]:
    """The portfolio for a terminal."""
    parts: list[RenderableType] = ["", look.say(phrases.heading(work), "bold")]
    shown = work.projects if verbose else work.projects[:_FIRST_PROJECTS]
    for project in shown:
        parts += _project(project, documents, look, verbose=verbose)
    if len(work.projects) > len(shown):
        parts.append(
            look.say(" " + say("portfolio-print-more", count=len(work.projects) - len(shown)), "dim")
        )
    if work.show_first:
        parts += ["", look.say(say("portfolio-print-show-first"), "bold")]
        for number, first in enumerate(work.show_first, start=1):
            reasons = "; ".join(words.clean(one) for one in first.reasons)
            parts.append(columns((f"{number}", look.say(f"{words.clean(first.title)}: {reasons}")), look))
    parts += _claims(work, documents, look, verbose=verbose)
    parts += _advice(work, look, verbose=verbose)
    if verbose and work.outline:
        title = words.shorten(work.show_first[0].title, 50)
        parts += ["", look.say(say("portfolio-print-case-study", title=title), "bold")]
        parts += [look.say(f" {line.heading}: {words.clean(line.text)}") for line in work.outline]
    if work.notes:
        notes = work.notes if verbose or not work.projects else work.notes[:2]
        parts += ["", *(columns(("!", look.say(words.clean(note), "dim")), look) for note in notes)]
    return parts


def _project(
    project: PortfolioProject, documents: Sequence[Document], look: Look, *, verbose: bool
) -> list[RenderableType]:
    title = look.say(f" {words.shorten(project.title, 60)}", "bold")
    parts: list[RenderableType] = [joined(title, look.say(f"  {', '.join(phrases.facts(project))}", "dim"))]
    if project.theirs:
        parts.append(look.say(f"   {project.theirs}", "yellow"))
    parts += [look.say(f"   {name}: {told}") for name, told in phrases.cover(project)]
    for evidence in phrases.results(project) if verbose else ():
        where = phrases.place(evidence, documents)
        parts.append(
            look.say(f"   {words.quote(evidence.text, look.columns - len(where) - 5)} {where}", "dim")
        )
    return parts


def _claims(
    work: PortfolioReport, documents: Sequence[Document], look: Look, *, verbose: bool
) -> list[RenderableType]:
    if not work.claims:
        return []
    head = joined(look.say(say("portfolio-claims"), "bold"), look.say(f"  {phrases.counts(work.claims)}"))
    parts: list[RenderableType] = ["", head]
    told = [
        one
        for one in phrases.ordered(work.claims)
        if one.mark != "silent" and (verbose or one.kind != "skill")
    ]
    shown = told if verbose else told[:_FIRST_CLAIMS]
    parts += [_claim(one, documents, look) for one in shown]
    if any(one.mark == "silent" for one in work.claims):
        parts.append(look.say(f" {phrases.backed_text()} {phrases.silent_text()}", "dim"))
    if work.unsaid:
        unsaid = work.unsaid if verbose else work.unsaid[:_FIRST_CLAIMS]
        names = ", ".join(words.clean(one.name) for one in unsaid)
        parts.append(look.say(" " + say("portfolio-print-unsaid", names=names)))
    return parts


def _claim(claim: Claim, documents: Sequence[Document], look: Look) -> RenderableType:
    mark = phrases.MARKS[claim.mark]
    word = mark.word
    room = look.columns - 6
    named = f"{words.clean(claim.about)}: " if claim.kind == "skill" else ""
    body = look.say(named + words.quote(claim.claim.text, room - len(named)))
    body.append_text(Text("\n").append_text(look.say(word, mark.colour)))
    if claim.work is not None:
        where = phrases.place(claim.work, documents)
        body.append_text(
            look.say(
                f": {words.quote(claim.work.text, max(20, room - len(word) - len(where) - 3))} {where}", "dim"
            )
        )
    if claim.mark in ("contradicted", "partly"):
        body.append_text(look.say(f"\n{words.clean(claim.note)}", "dim"))
    return columns((mark.symbol if look.signs else mark.ascii, body), look)


def _advice(work: PortfolioReport, look: Look, *, verbose: bool) -> list[RenderableType]:
    shown = work.suggestions if verbose else work.suggestions[:3]
    if not shown:
        return []
    parts: list[RenderableType] = ["", look.say(say("portfolio-changes"), "bold")]
    for number, one in enumerate(shown, start=1):
        body = look.say(words.clean(one.message))
        worth = " · ".join(part for part in (words.gain_text(one.gain), words.KINDS[one.kind]) if part)
        body.append_text(look.say(f"\n{worth}", "cyan"))
        if verbose and one.after:
            body.append_text(look.say("\n" + say("portfolio-try", text=words.clean(one.after)), "dim"))
        parts.append(columns((f"{number}", body), look))
    return parts


def render_view(view: PortfolioView, look: Look | None = None, *, verbose: bool = False) -> str:
    """A portfolio without a resume as text."""
    look = look or Look()
    head = joined(
        look.say(say("portfolio-print-for", title=words.clean(view.job.title)), "bold"),
        look.say(f"  ({words.source_text(view.job, 200)})", "dim"),
    )
    body = section(view.portfolio, view.documents, look, verbose=verbose)
    more: list[RenderableType] = [] if verbose else ["", look.say(say("portfolio-print-verbose"), "dim")]
    return look.print(head, *body, *more, "", look.say(words.advice(), "dim"))


def render_section(report: Report, look: Look | None = None, *, verbose: bool = False) -> str:
    """The portfolio of a Report alone as text; an empty text when there is none."""
    look = look or Look()
    if report.portfolio is None:
        return ""
    body = section(report.portfolio, report.documents, look, verbose=verbose)
    return look.print(*body, "", look.say(words.advice(), "dim"))


# --- Markdown -----------------------------------------------------------------------------------------


def markdown(  # noqa: PLR0912  (one a section)
    work: PortfolioReport, documents: Sequence[Document]
) -> Iterator[str]:
    """The portfolio as Markdown lines."""
    yield f"\n## {phrases.heading(work)}\n"
    for project in work.projects:
        yield f"- **{_escaped(project.title)}** ({_escaped(', '.join(phrases.facts(project)))})"
        for name, told in phrases.cover(project):
            yield f"  - {name}: {_escaped(told)}"
        for evidence in phrases.results(project):
            yield f"  - {_quoted(evidence, documents)}"
        if project.theirs:
            yield f"  - {_escaped(project.theirs)}"
    if work.show_first:
        yield f"\n### {say('portfolio-print-show-first')}\n"
        for number, first in enumerate(work.show_first, start=1):
            yield f"{number}. {_escaped(first.title)}: {_escaped('; '.join(first.reasons))}"
    if work.claims:
        yield f"\n### {say('portfolio-claims')}: {phrases.counts(work.claims)}\n"
        heads = ("portfolio-claims-mark", "portfolio-claims-resume-short", "portfolio-claims-work-short")
        yield f"| {' | '.join(map(say, heads))} | {say('portfolio-print-note')} |"
        yield "| --- | --- | --- | --- |"
        for claim, about in phrases.rows(work.claims):
            named = f"{_escaped(about)}: " if about else ""
            mark = f"{phrases.MARKS[claim.mark].symbol} {phrases.MARKS[claim.mark].word}"
            shown = _quoted(claim.work, documents) if claim.work else ""
            yield f"| {mark} | {named}{_quoted(claim.claim, documents)} | {shown} | {_escaped(claim.note)} |"
        yield f"\n{phrases.backed_text()} {phrases.silent_text()}"
    if work.unsaid:
        yield f"\n### {say('portfolio-unsaid')}\n\n{phrases.unsaid_text()}\n"
        for skill in work.unsaid:
            yield f"- {_escaped(skill.name)}: {_quoted(skill.evidence[0], documents)}"
    if work.suggestions:
        yield f"\n### {say('portfolio-changes')}\n"
        for one in work.suggestions:
            worth = ", ".join(
                part for part in (words.SEVERITIES[one.severity], words.KINDS[one.kind], one.rule) if part
            )
            yield f"- {_escaped(one.message)} *({worth})*"
            if one.after:
                yield "  - " + say("portfolio-try", text=_escaped(one.after))
    if work.outline:
        title = _escaped(work.show_first[0].title)
        yield f"\n### {say('portfolio-print-case-study', title=title)}\n"
        for line in work.outline:
            yield f"- {line.heading}: {_escaped(line.text)}"
    for note in work.notes:
        yield f"\n> {_escaped(note)}"


def _escaped(text: str) -> str:
    from analyzer.reports.markdown import escape  # noqa: PLC0415  (the report of a person takes this section in)

    return escape(text)


def _quoted(evidence: Evidence, documents: Sequence[Document]) -> str:
    return f"“{_escaped(words.shorten(evidence.text, 300))}” {_escaped(phrases.place(evidence, documents))}"


def render_markdown(view: PortfolioView) -> str:
    """A portfolio without a resume as Markdown."""
    head = f"# {say('portfolio-print-for', title=_escaped(view.job.title))}"
    return "\n".join([head, *markdown(view.portfolio, view.documents), "", "---", "", words.advice()]) + "\n"


def render_section_markdown(report: Report) -> str:
    """The portfolio of a Report alone as Markdown; an empty text when there is none."""
    if report.portfolio is None:
        return ""
    head = f"# {_escaped(report.documents[0].name)}"
    return (
        "\n".join([head, *markdown(report.portfolio, report.documents), "", "---", "", words.advice()]) + "\n"
    )
