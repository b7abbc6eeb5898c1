"""One candidate: history, the resume, notes, the hand-out, and how to let go of them."""

import re
from dataclasses import asdict

import streamlit as st

from analyzer.blind import Kind, Mask
from analyzer.errors import StoreError
from analyzer.records import Report, RequirementMatch, Source
from analyzer.reports import desk as phrases
from analyzer.reports import words
from analyzer.reports.docx import render_docx
from analyzer.reports.handout import Choice, handout
from analyzer.reports.html import render
from analyzer.reports.pdf import render_pdf
from analyzer.store import Desk, history, importing, leaving, people, portfolios, versions, viewing
from analyzer.store.desk import saw
from analyzer.store.history import Step
from analyzer.store.records import Candidate, Fit, Outcome
from analyzer.store.targets import Target
from analyzer.texts import Texts, say
from analyzer.ui.desk import add, called, page_images, score, sitting, user_called
from analyzer.ui.markup import Html, details, element, join, notice, show, sign
from analyzer.ui.targets import ask_ad, choose_target

#: Suggestions that are offered for the plan, the most useful first.
_MOST_STEPS = 12


#: How an added version ended, where its file could be read.
_ENDS: Texts[Outcome] = Texts(
    {
        "added": "desk-end-added",
        "new version": "desk-end-new-version",
        "known": "desk-end-known",
    }
)
_TABS = Texts(
    {
        "history": "desk-tab-history",
        "resume": "desk-tab-resume",
        "notes": "desk-tab-notes",
        "handout": "desk-tab-handout",
        "data": "desk-tab-data",
    }
)


def show_candidate(desk: Desk, masked: tuple[Kind, ...]) -> None:
    """Everything on one person, under tabs; the address names them, so that back and reload work."""
    st.button(say("desk-all-candidates"), on_click=_back, key="back_to_list", icon=":material/arrow_back:")
    try:
        candidate = _named_in_address(desk)
    except StoreError as problem:
        notice(
            element("strong", say("desk-not-here")), element("p", str(problem)), kind="problem", role="alert"
        )
        return
    now = sitting()
    if now.opened != candidate.id:
        now.opened = candidate.id
        saw(desk, "opened", [candidate.id])
    mask = viewing.masks(desk, candidate, masked) if masked else None
    show(element("h2", called(candidate, masked)), _facts(candidate, mask))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        target = choose_target(desk, say("desk-fit-for"), "person_target")
        ask_ad(desk, "person_ad")
    own = candidate.coach is None
    tabs = st.tabs(list(_TABS.values()), key="person_tab", on_change="rerun")
    for name, tab in zip(_TABS, tabs, strict=True):
        if not tab.open:
            continue
        with tab:
            if name == "history":
                _history(desk, candidate, target, masked, own=own)
            elif name == "resume":
                _resume(desk, candidate, target, masked, own=own)
            elif name == "notes":
                _notes(desk, candidate, mask, own=own)
            elif name == "handout":
                _handout(desk, candidate, target, masked, own=own)
            else:
                _data(desk, candidate, masked, own=own)


def _named_in_address(desk: Desk) -> Candidate:
    """By alias, or by number where the candidate is another coach's. Raises StoreError."""
    number = st.query_params.get("n", "")
    if number.isdecimal():
        return people.get(desk, int(number))
    return people.named(desk, st.query_params.get("c", ""))


def _back() -> None:
    st.query_params.clear()
    sitting().opened = None


def _facts(candidate: Candidate, mask: Mask | None) -> Html:
    tags = [mask.text(tag) if mask else tag for tag in candidate.tags]
    facts = [*(element("span", tag, class_="chip") for tag in tags)]
    facts += [
        element("span", say("desk-cohort-chip", name=name), class_="chip") for name in candidate.cohorts
    ]
    if candidate.keep_until:
        facts.append(element("span", say("desk-kept-until", date=candidate.keep_until), class_="muted small"))
    return element("p", *facts, class_="facts")


# --- history ------------------------------------------------------------------------------------------


def _history(
    desk: Desk, candidate: Candidate, target: Target, masked: tuple[Kind, ...], *, own: bool
) -> None:
    steps = history.history(desk, candidate.id, target.id)
    if steps:
        show(_steps(steps, masked), _track(steps))
    else:
        notice(element("p", say("desk-history-none")))
    if not own:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if steps and st.button(say("desk-score-again"), key="rescore"):
            end = score(desk, candidate, target)
            failed = end is not None and end.outcome == "failed"
            done = say("desk-scored-again")
            sitting().said = (end.reason or "") if end and failed else done
            st.rerun()
    now = sitting()
    file = st.file_uploader(
        say("desk-next-version", formats=say("app-read-formats")), key=f"version_file_{now.uploads}"
    )
    if st.button(say("desk-add-version"), disabled=file is None, key="add_version") and file is not None:
        choices = importing.Choices(to=candidate.id)
        (end,) = add(desk, [Source(file.name, file.getvalue())], target, choices)
        said = (end.reason or "").replace(end.name, say("desk-the-file")) if masked else end.reason or ""
        now.said = f"{end.alias}: {_ENDS[end.outcome]}." if end.outcome != "failed" else said
        now.uploads += 1
        st.rerun()


def _steps(steps: tuple[Step, ...], masked: tuple[Kind, ...]) -> Html:
    head = (
        say("desk-history-version"),
        say("desk-history-added"),
        say("desk-history-fit"),
        say("desk-history-change"),
        say("desk-history-moved"),
        say("desk-history-file"),
    )
    rows = [
        _step(step, fit, masked, last=fit is None or fit == step.fits[-1])
        for step in reversed(steps)
        for fit in _fits(step)
    ]
    return element(
        "div",
        element(
            "table",
            element("thead", element("tr", *(element("th", one, scope="col") for one in head))),
            element("tbody", *rows),
            class_="table history",
        ),
        class_="scroll-x",
        tabindex="0",
        role="region",
        aria_label=say("desk-history-label"),
    )


def _fits(step: Step) -> tuple[Fit | None, ...]:
    return step.fits[::-1] or (None,)


def _step(step: Step, fit: Fit | None, masked: tuple[Kind, ...], *, last: bool) -> Html:
    model = (
        element("span", say("desk-history-model", version=fit.model_version), class_="muted small")
        if fit
        else None
    )
    lines = phrases.why(step) if last else ()
    listed = element("ul", *(element("li", line) for line in lines), class_="plain small")
    moved = listed if lines else join("–" if last else say("desk-history-earlier-model"))
    file = (
        say("desk-history-version-number", number=step.version.number) if masked else step.version.file_name
    )
    kept = "" if step.version.kept else " " + say("desk-history-file-not-kept")
    return element(
        "tr",
        element("th", str(step.version.number), scope="row"),
        element("td", step.version.added_at[:10], class_="figure"),
        element("td", element("strong", phrases.fit_text(fit)), model, class_="stacked"),
        element("td", phrases.change_text(step) if last else "", class_="figure"),
        element("td", moved),
        element("td", file, kept, class_="small"),
    )


def _track(steps: tuple[Step, ...]) -> Html | None:
    """The scores of the versions as columns on one scale, with the numbers in words above."""
    newest = [(step.version.number, step.fits[-1].score) for step in steps if step.fits]
    scored = [(number, score) for number, score in newest if score is not None]
    if len(scored) < 2:
        return None
    columns = [
        element(
            "span",
            element("span", words.whole(score), class_="small"),
            element("i", style=f"height:{score:.0f}%"),
            element("span", say("desk-version-short", number=number), class_="muted small"),
            class_="column",
        )
        for number, score in scored
    ]
    return element("div", *columns, class_="columns", role="img", aria_label=say("desk-history-track"))


# --- the resume ---------------------------------------------------------------------------------------


def _resume(desk: Desk, candidate: Candidate, target: Target, masked: tuple[Kind, ...], *, own: bool) -> None:
    """The pages as they look, masked in blind mode; the findings beside them."""
    found = versions.versions(desk, candidate.id)
    report = _report(desk, candidate, target, masked, own=own)
    if report is None or not found:
        return
    left, right = st.columns([11, 9], gap="large")
    with left:
        _findings(report)
    with right:
        images = page_images(desk, found[-1], masked)
        if images:
            pages = [
                element("div", element("img", src=image, alt=_alt(candidate, number)), class_="page")
                for number, image in enumerate(images, start=1)
            ]
            show(
                element(
                    "div",
                    *pages,
                    class_="pages",
                    tabindex="0",
                    role="region",
                    aria_label=say("desk-resume-label"),
                )
            )
        else:
            show(
                element(
                    "pre",
                    report.documents[0].text,
                    class_="read",
                    tabindex="0",
                    role="region",
                    aria_label=say("desk-resume-text-label"),
                )
            )
    st.download_button(
        say("desk-report-html"),
        lambda: render(report),
        file_name=say("desk-file-review", alias=candidate.alias),
        mime="text/html",
        on_click="ignore",
        key="person_html",
    )


def _alt(candidate: Candidate, page: int) -> str:
    return say("desk-page", alias=candidate.alias, number=page)


def _report(
    desk: Desk, candidate: Candidate, target: Target, masked: tuple[Kind, ...], *, own: bool
) -> Report | None:
    """The Report for the target; where there is none yet, a way to make it."""
    try:
        return viewing.shown(desk, candidate, job=target.id, masked=bool(masked), kinds=masked)
    except StoreError as problem:
        notice(element("p", say("desk-no-report", alias=candidate.alias, title=target.title)))
        if own and st.button(say("desk-score-for-job"), key="score_role"):
            end = score(desk, candidate, target)
            sitting().said = (end.reason or "") if end and end.outcome == "failed" else ""
            st.rerun()
        if not versions.versions(desk, candidate.id):
            show(element("p", str(problem), class_="muted small"))
        return None


def _findings(report: Report) -> None:
    match = report.matches[0]
    show(
        element("h3", words.headline(match)),
        element("p", words.explain(match, report), class_="why"),
        *(
            details(
                f"{heading} ({len(group)})",
                element("ul", *(_requirement(one, report) for one in group), class_="plain findings"),
                open_=place == 0,
            )
            for place, (heading, group) in enumerate(words.by_importance(match.requirements))
        ),
    )


def _requirement(one: RequirementMatch, report: Report) -> Html:
    quotes = [element("q", words.in_context(first, report, 140)) for first in one.evidence[:1]]
    quote = element("span", *quotes, class_="quote") if quotes else None
    return element("li", sign(one.met), " ", words.label(one), quote)


# --- notes --------------------------------------------------------------------------------------------


def _notes(desk: Desk, candidate: Candidate, mask: Mask | None, *, own: bool) -> None:
    for note in people.notes(desk, candidate.id):
        with st.container(horizontal=True, vertical_alignment="center"):
            text = mask.text(note.text) if mask else note.text
            author = user_called(note.author) or say("desk-someone")
            goes = element("span", say("desk-note-in-handout"), class_="chip") if note.for_handout else None
            show(
                element("p", text, " ", goes, class_="note-text"),
                element("p", f"{note.created_at[:10]}, {author}", class_="muted small"),
            )
            if note.author in (desk.user.name, desk.user.subject):
                key = f"remove_note_{note.id}"
                st.button(say("desk-remove"), key=key, on_click=people.remove_note, args=(desk, note.id))
    with st.form("note_form", clear_on_submit=True):
        text = st.text_area(say("desk-note"), key="note_text", height=90)
        goes_out = st.checkbox(say("desk-note-may-go"), key="note_handout")
        if st.form_submit_button(say("desk-note-write")) and text.strip():
            people.add_note(desk, candidate.id, text, for_handout=goes_out)
            st.rerun()
    if own and mask is None:  # a box of tags holds them as they were written
        tags = st.text_input(say("desk-tags"), ", ".join(candidate.tags), key=f"tags_{candidate.id}")
        if tags != ", ".join(candidate.tags):
            people.set_tags(desk, candidate.id, tags.split(","))
            st.rerun()


# --- hand-out -----------------------------------------------------------------------------------------


def _handout(
    desk: Desk, candidate: Candidate, target: Target, masked: tuple[Kind, ...], *, own: bool
) -> None:
    """Choose steps and notes, then take the page along as PDF or Word file."""
    report = _report(desk, candidate, target, masked, own=own)
    if report is None:
        return
    mask = viewing.masks(desk, candidate, masked) if masked else None
    notes = people.notes(desk, candidate.id)
    texts = {note.id: mask.text(note.text) if mask else note.text for note in notes}
    steps = list(dict.fromkeys(one.message for one in words.best_suggestions(report, _MOST_STEPS)))
    best = [one.message for one in words.best_suggestions(report, 6)]
    show(element("h3", say("desk-handout-steps")))
    chosen = [
        step
        for number, step in enumerate(steps[:_MOST_STEPS])
        if st.checkbox(_plain(step), value=step in best, key=f"step_{candidate.id}_{target.id}_{number}")
    ]
    if notes:
        show(element("h3", say("desk-handout-notes")))
    included = [
        note.id
        for note in notes
        if st.checkbox(
            _plain(words.shorten(texts[note.id], 110)), value=note.for_handout, key=f"with_note_{note.id}"
        )
    ]
    may = bool(candidate.name) and not masked
    by_name = may and st.checkbox(say("desk-handout-name"), value=True, key="handout_name")
    taken = people.taken(desk, candidate.id)
    title = (candidate.name or candidate.alias) if by_name else candidate.alias
    done = tuple(one.message for one in taken if one.state == "done")
    paper = handout(report, Choice(title, tuple(texts[key] for key in included), tuple(chosen), done))
    stem = say("desk-file-plan", alias=candidate.alias)
    with st.container(horizontal=True):
        st.download_button(
            say("desk-handout-pdf"),
            lambda: render_pdf(paper),
            file_name=f"{stem}.pdf",
            mime="application/pdf",
            on_click="ignore",
            type="primary",
            key="handout_pdf",
        )
        st.download_button(
            say("desk-handout-word"),
            lambda: render_docx(paper),
            file_name=f"{stem}.docx",
            mime="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            on_click="ignore",
            key="handout_docx",
        )
    if own:
        _advice(desk, candidate, report, masked)


def _plain(text: str) -> str:
    """A text for the label of a widget, which reads Markdown: nothing in it is obeyed."""
    return re.sub(r"([\\`*_{}\[\]()#+.!<>~$:|-])", r"\\\1", words.clean(text))


def _advice(desk: Desk, candidate: Candidate, report: Report, masked: tuple[Kind, ...]) -> None:
    """What the candidate does with a suggestion; in blind mode it is only shown."""
    taken = people.taken(desk, candidate.id)
    mask = viewing.masks(desk, candidate, masked) if masked else None
    if taken:
        lines = [
            f"{phrases.STATES[one.state]}: {mask.text(one.message) if mask else one.message}" for one in taken
        ]
        listed = element("ul", *(element("li", line) for line in lines), class_="plain")
        show(element("h3", say("desk-advice-taken")), listed)
    if masked or not report.suggestions:
        return
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    number = left.selectbox(
        say("desk-advice-ask"),
        range(len(report.suggestions)),
        format_func=lambda at: words.shorten(report.suggestions[at].message, 110),
        key="advice_which",
    )
    state = right.selectbox(
        say("desk-advice-state"),
        tuple(phrases.STATES),
        format_func=phrases.STATES.__getitem__,
        key="advice_state",
    )
    if st.button(say("desk-advice-remember"), key="advice_act"):
        one = report.suggestions[number]
        points = one.gain.points if one.gain else None
        job = one.gain.job if one.gain else None
        people.take(
            desk,
            candidate.id,
            rule=one.rule,
            message=one.message,
            state=state,
            before=one.before,
            points=points,
            job=job,
        )
        st.rerun()


# --- data ---------------------------------------------------------------------------------------------


def _data(desk: Desk, candidate: Candidate, masked: tuple[Kind, ...], *, own: bool) -> None:
    """Export of everything, how long it is kept, and forgetting."""
    if not own:
        said = say("desk-data-other-coach")
        show(element("p", said, class_="muted"))
        return
    if not masked:
        _rename(desk, candidate)
        _portfolio(desk, candidate)
        show(element("h3", say("desk-data-export-heading")))
        if st.button(say("desk-data-export-make"), key="export_make"):
            path = leaving.export_person(desk, candidate.id)
            st.download_button(
                say("desk-data-export-download"),
                path.read_bytes(),
                file_name=f"{candidate.alias}.zip",
                key="export_zip",
            )
            said = say("desk-data-export-place", path=str(path))
            show(element("p", said, class_="muted small"))
    show(
        element("h3", say("desk-data-forget-heading")),
        element(
            "p",
            say("desk-data-forget-help"),
            class_="muted",
        ),
    )
    sure = st.checkbox(say("desk-data-forget-sure", alias=candidate.alias), key=f"forget_sure_{candidate.id}")
    if st.button(say("desk-data-forget"), disabled=not sure, key="forget_act"):
        _forget(desk, candidate)


_GONE = {
    "versions": "desk-forgot-versions",
    "files": "desk-forgot-files",
    "exports": "desk-forgot-exports",
    "backups": "desk-forgot-backups",
}


def _forget(desk: Desk, candidate: Candidate) -> None:
    now = sitting()
    try:
        gone = leaving.forget(desk, candidate.id)
    except StoreError as problem:
        notice(element("p", str(problem)), kind="problem", role="alert")
        return
    now.images.clear()
    now.shown_fairness = None
    now.opened, now.looked = None, ()
    now.outcomes = tuple(one for one in now.outcomes if one.candidate_id != candidate.id)
    now.chosen = tuple(key for key in now.chosen if key != candidate.id)
    removed = asdict(gone)
    counts = [say(text, count=removed[name]) for name, text in _GONE.items() if removed[name]]
    now.said = say("desk-forgot", alias=gone.alias, counts=", ".join(counts))
    st.query_params.clear()
    st.rerun()


def _portfolio(desk: Desk, candidate: Candidate) -> None:
    """Files that show the person's work; they are read with the resume when it is scored again."""
    show(element("h3", say("desk-portfolio")))
    for piece in portfolios.pieces(desk, candidate.id):
        with st.container(horizontal=True, vertical_alignment="center"):
            show(element("p", piece.place), width="content")
            gone = (desk, candidate.id, piece.id)
            st.button(
                say("desk-remove"), key=f"piece_{piece.id}", on_click=portfolios.remove_piece, args=gone
            )
    now = sitting()
    files = st.file_uploader(
        say("desk-portfolio-files"), accept_multiple_files=True, key=f"pieces_{now.uploads}"
    )
    if st.button(say("desk-portfolio-keep"), disabled=not files, key="pieces_act"):
        given = [Source(file.name, file.getvalue()) for file in files]
        portfolios.add_pieces(desk, candidate.id, given)
        now.uploads += 1
        now.said = say("desk-portfolio-kept")
        st.rerun()


def _rename(desk: Desk, candidate: Candidate) -> None:
    with st.form("rename_form"):
        left, middle, right = st.columns(3)
        alias = left.text_input(say("desk-alias"), candidate.alias)
        name = middle.text_input(say("desk-name"), candidate.name or "")
        until = right.text_input(say("desk-keep-until"), candidate.keep_until or "")
        if st.form_submit_button(say("desk-save")):
            try:
                day = leaving.day(until)
                now = people.change(desk, candidate, alias=alias, name=name or None, keep_until=day)
            except StoreError as problem:
                notice(element("p", str(problem)), kind="problem", role="alert")
                return
            st.query_params["c"] = now.alias
            st.rerun()
