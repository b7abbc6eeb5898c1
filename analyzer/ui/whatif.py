"""What if: tick suggestions, edit lines, add proof, and see the exact new score and what moved."""

import re
from dataclasses import replace
from pathlib import PurePath
from typing import Any

import streamlit as st

from analyzer.advice.whatif import WhatIfResult
from analyzer.records import Match, Passage, Profile, Report, Suggestion
from analyzer.reports import whatif as said
from analyzer.reports import words
from analyzer.reports.pdf import render_pdf
from analyzer.reports.printed import report_paper
from analyzer.texts import Texts, say
from analyzer.ui import session
from analyzer.ui.markup import Html, element, join, notice, show, sign

#: An open place in a proposed line.
_SLOT = re.compile(r"\[([^\][]+)\]")
#: Lines offered for editing are shown by this many characters.
_LINE = 90
#: Changes shown in "what moved", each list.
_MOST = 8


def page() -> None:
    """The what-if page of the last review, or the way to one."""
    done = session.work()
    if done.report is None or done.request is None:
        with st.container(key="empty"):
            notice(
                element("strong", say("whatif-empty")),
                element("p", say("whatif-empty-help")),
            )
            if st.button(say("whatif-choose-resume"), type="primary"):
                session.go("start")
        return
    with st.container(key="whatif"):
        _questions(done.report, done.report.matches[0])


@st.fragment  # a tick draws this part only
def _questions(report: Report, match: Match) -> None:
    show(
        element("h1", say("whatif-title")),
        element(
            "p",
            say("whatif-lead"),
            class_="lead",
        ),
    )
    if match.score is None:
        notice(element("p", words.explain(match, report)))
        return
    left, right = st.columns([11, 9], gap="large")
    with left:
        asked = [*_suggestions(report), *_own_changes(report)]
    with right, st.container(key="whatif_result"):
        _result(report, asked)


# --- asking -------------------------------------------------------------------------------------------


def _suggestions(report: Report) -> list[dict[str, Any]]:
    """The suggestions that have words to accept, each with a tick and a field for each fact it asks for."""
    show(element("h2", say("whatif-suggestions")))
    usable = [
        (number, one)
        for number, one in enumerate(report.suggestions, start=1)
        if one.edits or (one.after and one.before and _is_line(one, report))
    ]
    if not usable:
        show(element("p", say("whatif-suggestions-none"), class_="muted"))
    elif any(one.gain and one.gain.points > 0 for _, one in usable):
        show(
            element(
                "p",
                say("whatif-suggestions-alone"),
                class_="muted small",
            )
        )
    asked = []
    for number, one in usable:
        gain = words.gain_short(one.gain)
        label = f"{f'({gain}) ' if gain else ''}{one.message}"
        if st.checkbox(_plain(label), key=f"accept_{number}"):
            facts = _facts(number, one)
            if facts is not None:
                asked.append({"accept": number, **({"with": facts} if facts else {})})
    return asked


def _is_line(one: Suggestion, report: Report) -> bool:
    """Whether what a suggestion speaks about is a line of work, and not the name of a skill in a list."""
    flat = " ".join((one.before or "").split())
    document, outline = report.documents[0], report.profile.outlines[0]
    return any(" ".join(document.text[line.start : line.end].split()) == flat for line in outline.passages)


def _facts(number: int, one: Suggestion) -> list[str] | None:
    """The facts for the open places of a line; None while one is missing: nothing is filled in."""
    slots = _SLOT.findall(one.after or "")
    if not slots:
        return []
    show(element("p", element("span", say("whatif-now"), class_="label"), one.before or "", class_="before"))
    show(element("p", element("span", say("whatif-try"), class_="label"), one.after or "", class_="after"))
    facts = [st.text_input(_plain(slot), key=f"fact_{number}_{at}") for at, slot in enumerate(slots)]
    if all(fact.strip() for fact in facts):
        return facts
    if one.edits:
        show(element("p", say("whatif-facts-optional"), class_="muted"))
        return []
    show(element("p", say("whatif-facts-needed"), class_="muted"))
    return None


#: What can be tried, by the words on the switch.
_KINDS = Texts(
    {
        "change": "whatif-kind-change",
        "add": "whatif-kind-add",
        "certificate": "whatif-kind-certificate",
        "show": "whatif-kind-show",
    }
)


def _own_changes(report: Report) -> list[dict[str, Any]]:
    """The changes that the visitor has written, with the forms that make more."""
    show(element("h2", say("whatif-own")))
    changes: list[dict[str, Any]] = st.session_state.setdefault("whatif_changes", [])
    kind = st.segmented_control(
        say("whatif-kind"),
        tuple(_KINDS),
        default="change",
        required=True,
        format_func=_KINDS.__getitem__,
        key="whatif_kind",
    )
    forms = {"change": _edit_form, "add": _add_form, "certificate": _certificate_form, "show": _show_form}
    new = forms[str(kind)](report)
    if new is not None:
        changes.append(new)
        st.rerun()
    _list(changes)
    return changes


def _edit_form(report: Report) -> dict[str, Any] | None:
    profile, text = report.profile, report.documents[0].text
    lines = _lines(profile)
    if not lines:
        show(element("p", say("whatif-change-none"), class_="muted"))
        return None
    at = st.selectbox(
        say("whatif-change-line"),
        range(len(lines)),
        format_func=lambda one: words.shorten(text[lines[one].start : lines[one].end], _LINE),
        key="whatif_line",
    )
    old = " ".join(text[lines[at].start : lines[at].end].split())
    new = st.text_area(say("whatif-change-words"), old, key=f"whatif_words_{at}", height=100)
    with st.container(horizontal=True):
        if st.button(say("whatif-change-try"), disabled=new.strip() in ("", old), key="whatif_change"):
            return {"change": old, "to": new.strip()}
        if st.button(say("whatif-change-remove"), key="whatif_remove"):
            return {"remove": old}
    return None


def _add_form(report: Report) -> dict[str, Any] | None:
    positions = report.profile.positions
    if not positions:
        show(element("p", say("whatif-add-none"), class_="muted"))
        return None
    titles = [position.title or position.organization or say("whatif-add-this-job") for position in positions]
    under = st.selectbox(say("whatif-add-under"), titles, key="whatif_under")
    text = st.text_area(
        say("whatif-add-line"), key="whatif_add_text", height=100, placeholder=say("whatif-add-placeholder")
    )
    if st.button(say("whatif-add-try"), disabled=not text.strip(), key="whatif_add"):
        return {"add": text.strip(), "under": under}
    return None


def _certificate_form(_: Report) -> dict[str, Any] | None:
    text = st.text_input(
        say("whatif-certificate"),
        key="whatif_certificate_text",
        placeholder=say("whatif-certificate-placeholder"),
    )
    if st.button(say("whatif-certificate-try"), disabled=not text.strip(), key="whatif_certificate"):
        return {"certificate": text.strip()}
    return None


def _show_form(_: Report) -> dict[str, Any] | None:
    text = st.text_input(say("whatif-show"), key="whatif_skill", placeholder=say("whatif-show-placeholder"))
    show(element("p", say("whatif-show-help"), class_="muted"))
    if st.button(say("whatif-show-try"), disabled=not text.strip(), key="whatif_show"):
        return {"show": text.strip()}
    return None


def _list(changes: list[dict[str, Any]]) -> None:
    """The changes so far, each with a way to take it back."""
    for number, one in enumerate(changes):
        kind, text = next(iter(one.items()))
        what = one.get("to", text)
        with st.container(horizontal=True, vertical_alignment="center"):
            show(element("span", f"{_SAID[kind]}: {words.shorten(str(what), _LINE)}"))
            if st.button(say("whatif-take-back"), key=f"whatif_back_{number}"):
                changes.pop(number)
                st.rerun()


_SAID = Texts(
    {
        "change": "whatif-said-change",
        "remove": "whatif-said-remove",
        "add": "whatif-said-add",
        "certificate": "whatif-said-certificate",
        "show": "whatif-said-show",
    }
)


def _lines(profile: Profile) -> list[Passage]:
    return [
        one
        for one in profile.outlines[0].passages
        if one.kind in ("bullet", "prose") and (one.position is not None or one.project is not None)
    ]


def _plain(text: str) -> str:
    """Words as they are, in a label that Streamlit reads as Markdown.

    Only what Markdown would take is escaped: programs that read the screen aloud say every backslash.
    """
    return re.sub(r"([\\`*_\[\]<$~]|^[#>+-]|:(?=\w)|(?<=^\d)[.)])", r"\\\1", text)


# --- answering ----------------------------------------------------------------------------------------


def _result(report: Report, asked: list[dict[str, Any]]) -> None:
    if not asked:
        _nothing_yet()
        return
    result = session.what_if(asked)
    if isinstance(result, str):
        notice(element("p", result), kind="problem", role="alert")
        return
    show(
        _scores(result),
        element("p", said.assumed_text(), class_="muted") if result.assumed else None,
        element("h3", say("whatif-steps")),
        element("ul", *(_step(one.what, one.points) for one in result.steps), class_="plain"),
        *_moved(result),
    )
    _downloads(report, asked, result)


def _nothing_yet() -> None:
    """Before the first change: the shortest way to the next band."""
    path = session.path_ahead()
    if path is None:
        show(element("p", said.no_next_band(), class_="muted"))
        return
    steps = [
        element(
            "li",
            element("span", one.message, class_="message"),
            element(
                "span",
                element("span", said.points_change(one.points), class_="gain"),
                element("span", words.KINDS[one.kind], class_="chip"),
                class_="facts",
            ),
        )
        for one in path.steps
    ]
    show(
        element("h2", said.path_title(path)),
        element("ol", *steps, class_="first"),
        element("p", said.path_note(path), class_="muted"),
    )


def _scores(result: WhatIfResult) -> Html:
    before, after = result.before, result.after
    points = result.points or 0.0
    spoken = say(
        "whatif-score-spoken",
        before=words.score_text(before),
        after=words.score_text(after),
        change=said.change_in_words(points),
    )
    return element(
        "div",
        element("span", words.score_text(before), class_="number muted"),
        element("span", "→", class_="band", aria_hidden="true"),
        element("span", words.score_text(after), class_="number"),
        element("span", words.band_text(after), class_="band"),
        element("span", said.change_in_words(points), class_="gain" if points > 0 else "range"),
        class_="score",
        role="img",
        aria_label=spoken,
    )


def _step(what: str, points: float | None) -> Html:
    gain = "" if points is None else said.points_change(points)
    return element("li", element("span", gain, class_="gain figure"), " ", what)


def _moved(result: WhatIfResult) -> list[Html]:
    """The parts of the score and the requirements and skills that moved."""
    found: list[Html] = []
    if result.parts:
        rows = [
            element(
                "tr",
                element("th", part.name, scope="row"),
                element("td", f"{part.before:g} → {part.after:g}", class_="points"),
            )
            for part in result.parts
        ]
        table = element("table", element("tbody", *rows), class_="table")
        found += [element("h3", say("whatif-moved-parts")), table]
    changed = [one for one in result.requirements if one.met_before != one.met_after][:_MOST]
    if changed:
        items = [
            element(
                "li",
                sign(one.met_before or "unknown"),
                " → ",
                sign(one.met_after or "unknown"),
                " ",
                words.shorten(one.name, 120),
            )
            for one in changed
        ]
        found += [element("h3", say("whatif-moved-requirements")), element("ul", *items, class_="plain")]
    if result.skills:
        items = [
            element("li", f"{one.name}: {said.strength(one.before)} → {said.strength(one.after)}")
            for one in result.skills[:_MOST]
        ]
        found += [element("h3", say("whatif-moved-skills")), element("ul", *items, class_="plain")]
    return found


def _downloads(report: Report, asked: list[dict[str, Any]], result: WhatIfResult) -> None:
    """The changed text, the changes as a file for `aipm whatif`, and the truth ledger with the report."""
    stem = PurePath(report.documents[0].name).stem
    done = session.work()
    show(element("h3", say("whatif-take-along")))
    with st.container(horizontal=True):
        st.download_button(
            say("whatif-download-text"),
            lambda: result.document.text,
            file_name=say("whatif-file-text", stem=stem),
            on_click="ignore",
            key="whatif_text",
        )
        st.download_button(
            say("whatif-download-json"),
            lambda: said.as_json(result, session.ledger(done, asked), indent=2),
            file_name=say("whatif-file-json", stem=stem),
            mime="application/json",
            on_click="ignore",
            key="whatif_json",
        )
        st.download_button(
            say("whatif-download-report"),
            lambda: render_pdf(report_paper(replace(report, ledger=session.ledger(done, asked)))),
            file_name=say("whatif-file-report", stem=stem),
            mime="application/pdf",
            on_click="ignore",
            key="whatif_report",
        )
    show(join(element("p", words.advice(), class_="muted small")))
