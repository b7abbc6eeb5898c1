"""The Portfolio tab: projects as cards, the resume's claims beside the work, what to show and to change."""

from collections.abc import Iterator

from analyzer.records import Claim, Evidence, PortfolioProject, PortfolioReport, Report
from analyzer.reports import portfolio as phrases
from analyzer.reports import words
from analyzer.texts import say
from analyzer.ui.document_view import shown_documents
from analyzer.ui.markup import Html, details, element, join, place, show

#: Claims and suggestions shown at once; the rest opens on a click.
_FIRST_CLAIMS, _FIRST_CHANGES = 8, 5
_FIRST_SKILLS, _FIRST_UNSAID = 8, 5


def show_portfolio(report: Report) -> None:
    """What the work shows; nothing when no portfolio was given."""
    work = report.portfolio
    if work is None:
        return
    if not work.projects:
        show(
            element("p", say("portfolio-none")),
            element("p", say("portfolio-none-help")),
        )
    show(
        _show_first(work),
        _claims(work, report),
        _unsaid(work, report),
        element("h3", phrases.heading(work)) if work.projects else None,
        element("div", *(_card(one, report) for one in work.projects), class_="projects"),
        _changes(work),
        _outline(work, report),
        *(element("p", one, class_="muted small") for one in work.notes),
    )


def _show_first(work: PortfolioReport) -> Html | None:
    if not work.show_first:
        return None
    rows = [
        element("li", element("strong", one.title), ": " + "; ".join(one.reasons)) for one in work.show_first
    ]
    return join(element("h3", say("portfolio-show-first")), element("ol", *rows))


# --- claims -------------------------------------------------------------------------------------------


def _claims(work: PortfolioReport, report: Report) -> Html | None:
    if not work.claims:
        return None
    told = [one for one in phrases.ordered(work.claims) if one.mark != "silent"]
    silent = [one for one in phrases.ordered(work.claims) if one.mark == "silent"]
    first, rest = told[:_FIRST_CLAIMS], told[_FIRST_CLAIMS:]
    quiet = [element("li", _named(one)) for one in silent]
    return join(
        element("h3", say("portfolio-claims")),
        element(
            "p",
            f"{phrases.counts(work.claims).capitalize()}. {phrases.backed_text()} {phrases.silent_text()}",
            class_="muted",
        ),
        _claim_table(first, report, say("portfolio-claims-label")) if first else None,
        details(
            say("portfolio-more", count=len(rest)),
            _claim_table(rest, report, say("portfolio-claims-more-label")),
        )
        if rest
        else None,
        details(say("portfolio-claims-silent", count=len(quiet)), element("ul", *quiet)) if quiet else None,
    )


def _claim_table(claims: list[Claim], report: Report, label: str) -> Html:
    titles = (say("portfolio-claims-mark"), say("portfolio-claims-resume"), say("portfolio-claims-work"))
    head = element("tr", *(element("th", title, scope="col") for title in titles))
    rows = [_claim(one, report) for one in claims]
    table = element("table", element("thead", head), element("tbody", *rows), class_="table claims")
    return element("div", table, class_="scroll-x", tabindex="0", role="region", aria_label=label)


def _claim(claim: Claim, report: Report) -> Html:
    mark = phrases.MARKS[claim.mark]
    sign = element("span", mark.symbol, class_="sign", aria_hidden="true")
    note = element("p", claim.note, class_="muted small") if claim.mark != "backed" else None
    return element(
        "tr",
        element("td", element("span", sign, " ", mark.word, class_=f"claim claim-{claim.mark}")),
        element(
            "td",
            _named(claim),
            " ",
            _link(claim.claim, report),
            data_label=say("portfolio-claims-resume-short"),
        ),
        element(
            "td",
            _said(claim.work, report) if claim.work else None,
            note,
            data_label=say("portfolio-claims-work-short"),
        ),
    )


def _named(claim: Claim) -> Html:
    """A claim in its own words; a skill under its name."""
    if claim.kind == "skill":
        return element("span", element("strong", claim.about))
    return element("q", words.shorten(claim.claim.text, 160))


def _said(evidence: Evidence, report: Report) -> Html:
    return element(
        "span", element("q", words.shorten(evidence.text, 160)), " ", _link(evidence, report), class_="quote"
    )


def _link(evidence: Evidence, report: Report) -> Html:
    where = phrases.place(evidence, report.documents)
    if evidence.document not in {one.index for one in shown_documents(report)}:
        return element("span", where, class_="muted")
    return place(evidence, where, about=evidence.text)


def _unsaid(work: PortfolioReport, report: Report) -> Html | None:
    """Skills that only the work shows, each with the words that do: to be said on the resume."""
    if not work.unsaid:
        return None
    rows = [
        element("li", element("strong", one.name), ": ", _said(one.evidence[0], report))
        for one in work.unsaid
        if one.evidence
    ]
    first, rest = rows[:_FIRST_UNSAID], rows[_FIRST_UNSAID:]
    return join(
        element("h3", say("portfolio-unsaid")),
        element("p", phrases.unsaid_text(), class_="muted"),
        element("ul", *first),
        details(say("portfolio-more", count=len(rest)), element("ul", *rest)) if rest else None,
    )


# --- projects -----------------------------------------------------------------------------------------


def _card(project: PortfolioProject, report: Report) -> Html:
    known = phrases.skill_names(project, _FIRST_SKILLS)
    return element(
        "section",
        element("h4", project.title),
        element("p", ", ".join(phrases.facts(project)), class_="muted small"),
        element("p", project.theirs, class_="small") if project.theirs else None,
        _cycle(project),
        element(
            "p",
            element("span", say("portfolio-project-run") + " ", class_="muted"),
            ", ".join(project.management),
        )
        if project.management
        else None,
        element("p", element("span", say("portfolio-project-shows") + " ", class_="muted"), known)
        if known
        else None,
        element(
            "p",
            element("span", say("portfolio-project-untold") + " ", class_="muted"),
            ", ".join(project.untold),
        )
        if project.untold
        else None,
        *(element("p", _said(one, report)) for one in phrases.results(project)),
        details(say("portfolio-project-pages"), element("dl", *_parts(project, report)))
        if project.parts
        else None,
        class_="project",
    )


def _cycle(project: PortfolioProject) -> Html:
    """The six parts of the life cycle, those that are told filled."""
    chips = [
        element(
            "span",
            element("span", "✓ " if one in project.cycle else "○ ", aria_hidden="true"),
            phrases.part_name(one),
            element(
                "span",
                say("portfolio-cycle-told") if one in project.cycle else say("portfolio-cycle-not-told"),
                class_="unseen",
            ),
            class_="chip told" if one in project.cycle else "chip",
        )
        for one in phrases.PART_NAMES
    ]
    return element("p", *chips, class_="cycle")


def _parts(project: PortfolioProject, report: Report) -> Iterator[Html]:
    for part in project.parts:
        yield element("dt", phrases.part_name(part.name))
        yield element("dd", *(_said(one, report) for one in part.evidence))


# --- advice -------------------------------------------------------------------------------------------


def _changes(work: PortfolioReport) -> Html | None:
    if not work.suggestions:
        return None
    rows = [
        element(
            "li",
            element("span", one.message, class_="message"),
            element(
                "span",
                element("span", words.gain_text(one.gain), class_="gain")
                if words.gain_text(one.gain)
                else None,
                element("span", words.KINDS[one.kind], class_="chip"),
                class_="facts",
            ),
            details(
                say("portfolio-change-why"),
                element("p", one.why),
                element("p", one.after) if one.after else None,
            ),
        )
        for one in work.suggestions
    ]
    first, rest = rows[:_FIRST_CHANGES], rows[_FIRST_CHANGES:]
    return join(
        element("h3", say("portfolio-changes")),
        element("ul", *first, class_="plain changes"),
        details(say("portfolio-more", count=len(rest)), element("ul", *rest, class_="plain changes"))
        if rest
        else None,
    )


def _outline(work: PortfolioReport, report: Report) -> Html | None:
    if not work.outline:
        return None
    lines: list[Html] = []
    for line in work.outline:
        where = _link(line.evidence, report) if line.evidence else None
        lines += (
            element("dt", line.heading),
            element("dd", line.text, " ", where, class_=None if line.evidence else "muted"),
        )
    title = say("portfolio-case-study", title=words.shorten(work.show_first[0].title, 50))
    said = say("portfolio-case-study-help")
    return details(title, element("p", said, class_="muted"), element("dl", *lines))
