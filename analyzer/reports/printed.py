"""A Report on paper: all of it for PDF, and the changes as a list to tick off for Word.

The same content as the page of :mod:`analyzer.reports.html`, in the same order: answer, three changes,
requirements, suggestions, results, skills, and what a machine reads.
"""

from collections.abc import Iterable

from analyzer.records import (
    Document,
    Evidence,
    IntegrityNote,
    Match,
    PortfolioProject,
    PortfolioReport,
    Report,
    Suggestion,
)
from analyzer.reports import ledger, machine, portfolio, words
from analyzer.reports.paper import Block, Heading, Item, Items, Paper, Score, Table, Text, gathered
from analyzer.texts import Texts, say

#: Quotes of the resume on paper are cut here: a paragraph would hide the line that it proves.
_QUOTE = 240
#: Why a list is grouped: what takes minutes first, what takes months last.
_EFFORT = Texts(
    {
        "rephrase": "report-effort-rephrase",
        "add-fact": "report-effort-add-fact",
        "build": "report-effort-build",
    }
)


def report_paper(report: Report) -> Paper:
    """The whole Report: what the page says, on paper."""
    several = len(report.matches) > 1
    return Paper(
        title=say("report-title", name=report.documents[0].name),
        subtitle=_subtitle(report),
        blocks=gathered(
            *(_answer(match, report, titled=several) for match in report.matches),
            _first(report),
            *(_note(note, report) for note in report.integrity),
            *(_requirements(match, report, titled=several) for match in report.matches),
            _portfolio(report.portfolio, report) if report.portfolio else None,
            _suggestions(report),
            _ledger(report),
            _results(report),
            _skills(report),
            _read(report),
            _risks(report.documents),
            Text(_facts(report), "muted"),
        ),
        footer=words.advice(),
        month=report.meta.generated_for,
    )


def checklist(report: Report) -> Paper:
    """What to change, as boxes to tick off: every suggestion, and each requirement that is not shown yet."""
    match = report.matches[0]
    asked = [one for _, group in words.by_importance(match.requirements) for one in group]
    open_asks = [one for one in asked if one.met in ("missing", "claimed", "partly")]
    return Paper(
        title=say("report-checklist"),
        subtitle=_subtitle(report),
        blocks=gathered(
            Text(words.headline(match), "strong"),
            Text(words.explain(match, report)) if match.score is not None else None,
            Text(say("report-checklist-true"), "muted"),
            *(_to_tick(heading, kind, report) for kind, heading in _EFFORT.items()),
            (
                Heading(say("report-checklist-open")),
                Items(tuple(_open(one.met, words.asked(one), one.note) for one in open_asks), "boxes"),
            )
            if open_asks
            else None,
            _portfolio_to_tick(report.portfolio) if report.portfolio else None,
            _ledger(report),
            (
                Heading(say("report-checklist-before")),
                Items(tuple(Item(say(one)) for one in _BEFORE_SENDING), "boxes"),
            ),
        ),
        footer=words.advice(),
        month=report.meta.generated_for,
    )


_BEFORE_SENDING = (
    "report-before-explain",
    "report-before-brackets",
    "report-before-format",
    "report-before-read",
)


def _subtitle(report: Report) -> str:
    jobs = words.listed(words.target_text(match.job) for match in report.matches)
    if len(report.documents) == 1:
        return say("report-scored-for", jobs=jobs)
    return say("report-scored-for-with", jobs=jobs, others=portfolio.others(report.documents))


# --- the answer ---------------------------------------------------------------------------------------


def _answer(match: Match, report: Report, *, titled: bool) -> tuple[Block, ...]:
    heading = Heading(words.target_text(match.job)) if titled else None
    if match.score is None or match.low is None or match.high is None:
        return gathered(heading, Text(say("report-no-score"), "strong"), Text(words.explain(match, report)))
    said = say(
        "report-interval-explained", interval=words.interval_text(match), why=words.explain(match, report)
    )
    score = Score(match.score, match.low, match.high, words.score_text(match), words.band_text(match), said)
    level = f"{say('report-seniority', level=words.level_text(match))} " if match.level_fit else ""
    return gathered(heading, score, Text(f"{level}{words.interval_note(match)}", "muted"))


def _first(report: Report) -> tuple[Block, ...]:
    first = words.best_suggestions(report)
    heading = Heading(words.first_heading(len(first)))
    if not first:
        return (heading,)
    listed = Items(tuple(_brief(one, report) for one in first), "numbered")
    said = words.together_text(report, first)
    return (heading, listed, Text(said, "muted")) if said else (heading, listed)


def _brief(one: Suggestion, report: Report) -> Item:
    worth = ", ".join(part for part in (words.worth_text(one), words.KINDS[one.kind]) if part)
    return Item(one.message, (worth,), _quote(one.evidence, report))


def _quote(found: tuple[Evidence, ...], report: Report) -> str:
    return words.in_context(found[0], report, _QUOTE) if found else ""


def _note(note: IntegrityNote, report: Report) -> tuple[Block, ...]:
    quotes = [_said(one, report) for one in words.proofs(note.evidence, report)]
    told = say("report-note-on-paper", text=note.message, scores=machine.scores_text(note)).rstrip()
    return (Text(told, "strong"), *(Text(one, "quote") for one in quotes))


def _said(evidence: Evidence, report: Report) -> str:
    return f"“{words.in_context(evidence, report, _QUOTE)}” {words.place(evidence, report)}"


# --- what the job asks for ----------------------------------------------------------------------------


def _requirements(match: Match, report: Report, *, titled: bool) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for heading, group in words.by_importance(match.requirements):
        rows = tuple(
            (
                words.asked(one),
                f"{words.mark(one.met).symbol} {words.met_text(one)}",
                _proof(one.evidence, one.note, report),
                words.points_text(one.points, one.max_points) if one.max_points else "",
            )
            for one in group
        )
        title = f"{heading}: {words.target_text(match.job)}" if titled else f"{say('report-asks')}: {heading}"
        head = (say("report-asked"), say("report-found"), say("report-in-your-words"), say("report-points"))
        blocks += [Heading(title), Table(head, rows, (4.4, 2, 5, 1.6), marks=1)]
    if note := words.thin_note(match.requirements):
        blocks.append(Text(note, "muted"))
    if match.components:
        parts = tuple((one.name, words.points_text(one.points, one.max_points)) for one in match.components)
        blocks += [
            Heading(say("report-points-heading")),
            Table((say("report-part"), say("report-points")), parts, (8, 2)),
        ]
    return tuple(blocks)


def _proof(found: tuple[Evidence, ...], note: str, report: Report) -> str:
    quotes = [_said(one, report) for one in words.proofs(found, report, 2)]
    return "\n".join([*([note] if note else []), *quotes])


# --- changes ------------------------------------------------------------------------------------------


def _suggestions(report: Report) -> tuple[Block, ...]:
    if not report.suggestions:
        return ()
    ranked = words.ranked_suggestions(report)
    heading = Heading(say("report-suggestions", count=len(report.suggestions)))
    return (heading, Items(tuple(_whole(one, report) for one in ranked), "numbered"))


def _ledger(report: Report) -> tuple[Block, ...]:
    """Where each suggestion comes from, and what was decided."""
    if not report.ledger:
        return ()
    rows = tuple((one.about, "\n".join(one.sources), one.decision) for one in ledger.lines(report))
    head = tuple(say(one) for one in ledger.HEAD)
    return (
        Heading(say("report-ledger")),
        Text(say("report-ledger-help"), "muted"),
        Table(head, rows, (5, 5, 2.4)),
    )


def _whole(one: Suggestion, report: Report) -> Item:
    facts = (words.SEVERITIES[one.severity], words.KINDS[one.kind], words.worth_text(one))
    notes = [", ".join(fact for fact in facts if fact), say("report-why", text=one.why)]
    notes += [say("report-now", text=one.before)] if one.before else []
    notes += [say("report-try", text=one.after)] if one.after else []
    return Item(one.message, tuple(notes), "" if one.before else _quote(one.evidence, report))


def _to_tick(heading: str, kind: str, report: Report) -> tuple[Block, ...]:
    mine = [one for one in words.ranked_suggestions(report) if one.kind == kind]
    if not mine:
        return ()
    return (Heading(heading), Items(tuple(_ticked(one, report) for one in mine), "boxes"))


def _ticked(one: Suggestion, report: Report) -> Item:
    worth = words.worth_text(one)
    notes = [say("report-worth", gain=worth)] if worth else []
    notes += [say("report-now", text=one.before)] if one.before else []
    notes += [say("report-try", text=one.after)] if one.after else []
    return Item(one.message, tuple(notes), "" if one.before else _quote(one.evidence, report))


#: What to do about a requirement that is not shown; any other is shown in part.
_OPEN = {"missing": "report-open-missing", "claimed": "report-open-claimed"}


def _open(met: str, text: str, note: str) -> Item:
    told = say(_OPEN.get(met, "report-open-partly"))
    return Item(text, (f"{told} {note}".strip(),))


# --- everything else ----------------------------------------------------------------------------------


def _results(report: Report) -> tuple[Block, ...]:
    if not report.achievements:
        return ()
    measured = sum(one.quantified for one in report.achievements)
    rows = tuple(
        (
            ", ".join(words.shorten(metric.text, 24) for metric in one.metrics)
            if one.quantified
            else say("report-no-figure"),
            words.clean(one.text),
            words.place(one.evidence, report),
        )
        for one in report.achievements
    )
    title = say("report-work-lines", count=len(report.achievements), measured=measured)
    return (
        Heading(title),
        Table((say("report-figure"), say("report-line"), say("report-place")), rows, (2.4, 8, 1.6)),
    )


def _skills(report: Report) -> tuple[Block, ...]:
    heading = Heading(say("report-skills"))
    if not report.skills:
        return (heading, Text(say("report-no-skill")))
    rows = [
        (word, ", ".join(names))
        for strength, word in reversed(tuple(words.STRENGTHS.items()))
        if (names := [one.name for one in report.skills if one.strength == strength])
    ]
    if report.other_terms:
        rows.append((words.other_terms(), ", ".join(one.text for one in report.other_terms)))
    levels = tuple((one.name, words.competency_text(one)) for one in report.competencies)
    return gathered(
        heading,
        Table((say("report-skills-shown"), say("report-skills-names")), tuple(rows), (3, 9)),
        (
            Heading(say("report-competencies")),
            Table((say("report-competency"), say("report-competency-level")), levels, (8, 4)),
        )
        if levels
        else None,
    )


def _read(report: Report) -> tuple[Block, ...]:
    profile = report.profile
    rows = [
        (
            words.period_text(one.start, one.end) or say("report-no-dates"),
            ", ".join(part for part in (one.title or say("report-no-title"), one.organization) if part),
        )
        for one in profile.positions
    ]
    rows += (
        (
            str(one.year or say("report-no-year")),
            ", ".join(filter(None, (one.degree_level, one.field))) or say("report-degree"),
        )
        for one in profile.education
    )
    rows += (
        (say("report-certificate"), f"{one.skill}, {words.CERTIFICATIONS[one.status]}")
        for one in profile.certifications
    )
    years = words.years_text(profile.years_experience)
    return gathered(
        Heading(say("report-as-read")),
        Text(f"{years[:1].upper()}{years[1:]}."),
        Table((say("report-when"), say("report-what")), tuple(rows), (3, 9)) if rows else None,
    )


def _risks(documents: Iterable[Document]) -> tuple[Block, ...]:
    documents = tuple(documents)
    found = [(one, warning) for one in documents for warning in machine.worst_first(one.warnings)]
    items = [
        Item(
            warning.message,
            tuple(part for part in (", ".join(machine.facts(warning)), warning.remedy) if part),
        )
        for _, warning in found
    ]
    items += (
        Item(say("report-hidden", reason=hidden.reason), (), words.shorten(hidden.text, _QUOTE))
        for one in documents
        for hidden in one.hidden
    )
    heading = Heading(machine.heading(documents))
    return (heading, Items(tuple(items))) if items else (heading,)


def _facts(report: Report) -> str:
    meta = report.meta
    files = ", ".join(f"{words.clean(one.name)} (SHA-256 {one.sha256[:12]})" for one in report.documents[:20])
    return say(
        "report-facts-files",
        version=meta.version,
        model=meta.model_version,
        data=meta.data_hash,
        month=meta.generated_for,
        files=files,
    )


# --- the portfolio ------------------------------------------------------------------------------------


def _portfolio(work: PortfolioReport, report: Report) -> tuple[Block, ...]:
    projects = tuple(_project(one, report) for one in work.projects)
    first = tuple(Item(one.title, ("; ".join(one.reasons),)) for one in work.show_first)
    claims = tuple(
        (
            f"{portfolio.MARKS[one.mark].symbol} {portfolio.MARKS[one.mark].word}",
            f"{about}: “{words.shorten(one.claim.text, 140)}”"
            if about
            else f"“{words.shorten(one.claim.text, 140)}”",
            f"“{words.shorten(one.work.text, 140)}” {portfolio.place(one.work, report.documents)}"
            if one.work
            else "",
            one.note,
        )
        for one, about in portfolio.rows(work.claims)
    )
    changes = tuple(
        Item(one.message, (say("report-try", text=one.after),) if one.after else ())
        for one in work.suggestions
    )
    return gathered(
        Heading(portfolio.heading(work)),
        Items(projects) if projects else None,
        (Heading(say("report-show-first")), Items(first, "numbered")) if first else None,
        (
            Heading(say("report-claims")),
            Text(f"{portfolio.counts(work.claims)}. {portfolio.silent_text()}"),
        )
        if work.claims
        else None,
        Table(
            (say("report-mark"), say("report-resume"), say("report-work"), say("report-agrees")),
            claims,
            (2, 4, 4, 3),
            marks=0,
        )
        if claims
        else None,
        (Heading(say("report-portfolio-changes")), Items(changes)) if changes else None,
        [Text(note, "muted") for note in work.notes],
    )


def _project(one: PortfolioProject, report: Report) -> Item:
    covers = [f"{name}: {told}" for name, told in portfolio.cover(one)]
    proofs = [
        f"“{words.shorten(item.text, _QUOTE)}” {portfolio.place(item, report.documents)}"
        for item in portfolio.results(one)
    ]
    return Item(one.title, (", ".join(portfolio.facts(one)), *covers, *proofs))


def _portfolio_to_tick(work: PortfolioReport) -> tuple[Block, ...]:
    items = tuple(
        Item(one.message, (say("report-try", text=one.after),) if one.after else ())
        for one in work.suggestions
    )
    return (Heading(say("report-in-portfolio")), Items(items, "boxes")) if items else ()
