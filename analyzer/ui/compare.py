"""Compare: several people's resumes, one role, side by side, with the words behind every mark."""

import streamlit as st

from analyzer.records import Failure, Match, Report, RequirementMatch, Source
from analyzer.reports import words
from analyzer.service import DEFAULT_ROLE
from analyzer.ui.markup import Html, element, join, notice, show, sign
from analyzer.ui.session import Request, analyse, compare, go, role_titles, work

#: More than this no one reads side by side; the command line ranks whole folders.
MAX_FILES = 12


def page() -> None:
    """Ask for files and a role, then show the table and the files that failed."""
    with st.container(key="compare"):
        show(
            element("h1", "Compare resumes for one role"),
            element("p", "For coaches: who shows what, and who needs which help next.", class_="lead"),
        )
        _ask()
        compared = work().compared
        if not compared:
            notice(
                element("p", "Add two or more resumes. Each is read on its own; a bad file stops no other.")
            )
            return
        _failures([found for _, found in compared if isinstance(found, Failure)])
        people = [(source, found) for source, found in compared if isinstance(found, Report)]
        if people:
            _results(people)


def _ask() -> None:
    titles = role_titles()
    left, right = st.columns(2, gap="large")
    with left:
        files = st.file_uploader(
            "Resumes: PDF, text or Markdown", accept_multiple_files=True, key="compare_files"
        )
    with right:
        role = st.selectbox(
            "Role",
            tuple(titles),
            index=tuple(titles).index(DEFAULT_ROLE),
            format_func=titles.__getitem__,
            key="compare_role",
        )
        if len(files) > MAX_FILES:
            show(
                element(
                    "p", f"Up to {MAX_FILES} at once. For more, use aipm batch on a folder.", role="alert"
                )
            )
        pressed = st.button(
            "Compare", type="primary", disabled=not 1 < len(files) <= MAX_FILES, key="compare_act"
        )
    if pressed:
        compare([Source(file.name, file.getvalue()) for file in files], role)
        st.rerun()


def _failures(failed: list[Failure]) -> None:
    if not failed:
        return
    rows = [element("li", element("strong", one.name), ": ", one.reason) for one in failed]
    count = (
        "1 file could not be compared" if len(failed) == 1 else f"{len(failed)} files could not be compared"
    )
    notice(element("strong", count), element("ul", *rows, class_="plain"), kind="problem", role="alert")


def _results(people: list[tuple[Source, Report]]) -> None:
    """The best fit first; resumes without a score last."""
    ranked = sorted(people, key=lambda one: (-_score(one[1]), one[0].name))
    matches = [report.matches[0] for _, report in ranked]
    show(
        element("h2", f"For {matches[0].job.title}"),
        _no_difference(ranked, matches),
        element(
            "div",
            element("table", _head(ranked), _body(ranked, matches), class_="table compare"),
            class_="scroll-x",
            tabindex="0",
            role="region",
            aria_label="Comparison, scrolls sideways",
        ),
        element("p", words.INTERVAL_HELP, " ", words.ADVICE, class_="muted"),
    )
    _open(ranked)


def _score(report: Report) -> float:
    score = report.matches[0].score
    return -1.0 if score is None else score


def _no_difference(ranked: list[tuple[Source, Report]], matches: list[Match]) -> Html | None:
    """Neighbours in the ranking that the scores do not tell apart, in words."""
    pairs = [
        f"{_name(ranked[at][0])} and {_name(ranked[at + 1][0])}"
        for at in range(len(matches) - 1)
        if matches[at].score is not None
        and matches[at + 1].score is not None
        and not words.really_different(matches[at], matches[at + 1])
    ]
    if not pairs:
        return None
    rows = [element("li", f"{pair}: {words.NO_DIFFERENCE}") for pair in pairs]
    return element("ul", *rows, class_="plain ties")


def _name(source: Source) -> str:
    return words.shorten(source.name.rpartition(".")[0] or source.name, 28)


def _head(ranked: list[tuple[Source, Report]]) -> Html:
    names = [element("th", _name(source), scope="col", title=source.name) for source, _ in ranked]
    return element("thead", element("tr", element("td", element("span", "What", class_="unseen")), *names))


def _body(ranked: list[tuple[Source, Report]], matches: list[Match]) -> Html:
    rows = [
        _row("Fit", [_fit(match) for match in matches], class_="fit"),
        _row("Seniority", [join(match.level_fit or "could not tell") for match in matches]),
    ]
    groups = words.by_importance(matches[0].requirements)
    for heading, group in groups:
        rows.append(
            element(
                "tr", element("th", heading, scope="rowgroup", colspan=str(len(ranked) + 1)), class_="group"
            )
        )
        rows += [
            _row(
                words.shorten(asked.text, 120),
                [
                    _met(_same(match, asked), report)
                    for match, report in zip(matches, (one for _, one in ranked), strict=True)
                ],
            )
            for asked in group
        ]
    rows.append(
        _row(
            "Most useful next",
            [_next(report, match) for (_, report), match in zip(ranked, matches, strict=True)],
        )
    )
    return element("tbody", *rows)


def _row(heading: str, cells: list[Html], *, class_: str | None = None) -> Html:
    return element(
        "tr", element("th", heading, scope="row"), *(element("td", cell) for cell in cells), class_=class_
    )


def _fit(match: Match) -> Html:
    if match.score is None:
        return join("no score", element("span", match.reason, class_="muted small"))
    return join(
        element("span", words.score_text(match), class_="number"),
        element("span", f"{match.band}, {words.interval_text(match)}", class_="small"),
    )


def _same(match: Match, asked: RequirementMatch) -> RequirementMatch | None:
    """The same requirement in another person's match: one role asks everyone the same things."""
    return next((one for one in match.requirements if one.text == asked.text), None)


def _met(found: RequirementMatch | None, report: Report) -> Html:
    if found is None:
        return sign("unknown")
    if not found.evidence:
        return sign(found.met)
    quotes = [
        element("p", element("q", words.shorten(one.text, 140)), f" {words.place(one, report)}")
        for one in found.evidence[:2]
    ]
    return element("details", element("summary", sign(found.met)), *quotes)


def _next(report: Report, match: Match) -> Html:
    best = words.best_suggestions(report, 1, job=match.job.id)
    if not best:
        return join("–")
    gain = words.gain_text(best[0].gain)
    return join(
        words.shorten(best[0].message, 120), element("span", gain, class_="gain small") if gain else None
    )


def _open(ranked: list[tuple[Source, Report]]) -> None:
    show(element("p", "Open one person's review:", class_="muted"))
    role = work().compared_role or DEFAULT_ROLE
    with st.container(horizontal=True):
        for number, (source, _) in enumerate(ranked):
            letters = "".join(char if char.isalnum() else " " for char in _name(source))
            pressed = st.button(letters.strip() or f"Resume {number + 1}", key=f"open_{number}")
            if pressed and analyse(Request(source, role=role)):
                go("review")
