"""Career: where the resume stands on the ladder, what to build next, a dated plan, and the interview."""

from pathlib import PurePath

import streamlit as st

from analyzer.advice.along import Habit
from analyzer.advice.interview import Preparation
from analyzer.advice.plan import Plan, Task
from analyzer.advice.roadmap import Distance, Item, Roadmap
from analyzer.advice.roadmap import data as knowledge
from analyzer.records import LevelFit, Report
from analyzer.reports import career as said
from analyzer.reports import words
from analyzer.reports.whatif import points_change
from analyzer.texts import Texts, say
from analyzer.ui import session
from analyzer.ui.markup import Html, details, element, join, notice, quoted, show, sign, with_code

#: Hours a week that can be chosen, and what is chosen first.
_HOURS, _USUAL = (2, 4, 6, 8, 10, 15, 20), 6

#: Columns of the ladder; on phones each stands before its figure.
_RUNGS = (
    "career-ladder-role",
    "career-ladder-fit",
    "career-ladder-depth",
    "career-ladder-years",
    "career-ladder-level",
)


#: How the level of a role stands to the resume's, by how the resume stands to the role.
_LEVELS: Texts[LevelFit] = Texts(
    {
        "under": "career-level-above",
        "at": "career-level-fits",
        "over": "career-level-below",
    }
)


def page() -> None:
    """The career page of the last review, or the way to one."""
    done = session.work()
    if done.report is None or done.request is None:
        with st.container(key="empty"):
            notice(
                element("strong", say("career-empty")),
                element("p", say("career-empty-help")),
            )
            if st.button(say("career-choose-resume"), type="primary"):
                session.go("start")
        return
    with st.container(key="career"):
        _career(done.report)


def _career(report: Report) -> None:
    roadmap = session.roadmap()
    show(
        element("h1", say("career-title", role=words.shorten(roadmap.title, 60))),
        element("p", said.next_text(roadmap), class_="lead"),
    )
    ladder, build, plan, talk = st.tabs(
        [
            say("career-tab-ladder"),
            say("career-tab-build"),
            say("career-tab-plan"),
            say("career-tab-interview"),
        ]
    )
    with ladder:
        _ladder(roadmap)
    with build:
        _build(roadmap)
    with plan:
        _plan(report, roadmap)
    with talk:
        _interview(report, session.interview())
    show(element("p", words.advice(), class_="muted small"))


# --- the ladder ---------------------------------------------------------------------------------------


def _ladder(roadmap: Roadmap) -> None:
    head = element(
        "tr",
        *(element("th", say(title), scope="col") for title in _RUNGS),
    )
    rows = [_rung(one, roadmap) for one in roadmap.ladder]
    gaps = [element("li", said.gap_text(gap)) for gap in roadmap.gaps]
    none = element("p", say("career-depth-none"))
    show(
        element(
            "div",
            element("table", element("thead", head), element("tbody", *rows), class_="table ladder"),
            class_="scroll-x",
            tabindex="0",
            role="region",
            aria_label=say("career-ladder-label"),
        ),
        element("p", say("career-depth-help"), class_="muted"),
        element("h2", say("career-depth-heading")),
        element("ul", *gaps) if gaps else none,
    )


def _rung(one: Distance, roadmap: Roadmap) -> Html:
    marks = []
    if one.reached:
        marks.append(element("span", say("career-within-reach"), class_="met met-evidenced"))
    if roadmap.next_role and one.role == roadmap.next_role.role:
        marks.append(element("span", say("career-next-role"), class_="chip"))
    if one.role == roadmap.role:
        marks.append(element("span", say("career-your-target"), class_="chip"))
    score = say("career-not-scored") if one.score is None else words.score_and_band(one)
    level = _LEVELS[one.level_fit] if one.level_fit else ""
    return element(
        "tr",
        element("th", one.title, " ", *_spaced(marks), scope="row"),
        element("td", score, data_label=say(_RUNGS[1])),
        element("td", _bar(one.open_share), f" {one.open_share:.0%}", data_label=say(_RUNGS[2])),
        element("td", f"{one.years[0]:g}-{one.years[1]:g}", data_label=say(_RUNGS[3])),
        element("td", level, data_label=say(_RUNGS[4])) if level else element("td"),
    )


def _spaced(marks: list[Html]) -> list[str]:
    return [part for mark in marks for part in (mark, " ")]


def _bar(share: float) -> Html:
    filled = round(10 * share)
    steps = [element("i", class_=f"step tiny{' full' if at < filled else ''}") for at in range(10)]
    return element("span", *steps, class_="steps", aria_hidden="true")


# --- what to build ------------------------------------------------------------------------------------


def _build(roadmap: Roadmap) -> None:
    for title, items in said.groups(roadmap):
        if items:
            show(element("h2", title), element("ul", *(_item(one) for one in items), class_="cards"))
            if items is roadmap.projects:
                show(element("p", said.projects_text(), class_="muted"))
    show(
        element("p", said.check_text(), class_="muted"),
        element("h2", say("career-along-heading")),
        *(_habit(one) for one in roadmap.along),
        element("h2", say("career-stand-out-heading")),
        *(_part(one) for one in knowledge("practice")["stand_out"].values()),
    )


def _habit(one: Habit) -> Html:
    """Something to do beside projects and courses: why this person is told so, what, and how."""
    steps = element("ul", *(element("li", step) for step in one.steps)) if one.steps else None
    return details(one.title, element("p", one.because, class_="muted"), element("p", one.text), steps)


def _item(one: Item) -> Html:
    rows = [
        element("p", element("span", key, class_="label"), text, class_="before") for key, text in one.details
    ]
    return element(
        "li",
        element(
            "div",
            element("span", said.item_facts(one), class_="gain" if one.points else "muted"),
            class_="facts",
        ),
        element("p", one.title, class_="message"),
        element("p", one.why),
        details(say("career-item-how"), *rows),
        class_="card",
    )


def _part(one: dict[str, object]) -> Html:
    """A part of the roadmap that is the same for everybody: its text, steps and lists."""
    lists = [
        element("ul", *(element("li", str(text)) for text in _listed(one, key)))
        for key in ("steps", "questions", "checklist", "examples", "titles", "where", "template")
        if key in one
    ]
    note = element("p", str(one["coach_only"]), class_="muted") if "coach_only" in one else None
    text = element("p", str(one["text"])) if "text" in one else None
    return details(str(one["title"]), text, *lists, note)


def _listed(one: dict[str, object], key: str) -> list[object]:
    found = one[key]
    return found if isinstance(found, list) else []


# --- ninety days --------------------------------------------------------------------------------------


def _plan(report: Report, roadmap: Roadmap) -> None:
    left, right = st.columns(2)
    with left:
        start = st.date_input(
            say("career-plan-first-day"),
            session.first_day(),
            key="plan_start",
            format="YYYY-MM-DD",
        )
    with right:
        hours = st.select_slider(say("career-plan-hours"), _HOURS, value=_USUAL, key="plan_hours")
    plan = session.plan(roadmap, start, float(hours))
    for stage in (30, 60, 90):
        tasks = [_task(task) for task in plan.tasks if task.stage == stage]
        show(element("h2", say("career-plan-stage", day=stage)), element("ul", *tasks, class_="plain"))
    stem = PurePath(report.documents[0].name).stem
    st.download_button(
        say("career-plan-json"),
        lambda: said.roadmap_json(roadmap, plan, indent=2),
        file_name=say("career-file-json", stem=stem),
        mime="application/json",
        on_click="ignore",
        key="roadmap_json",
    )
    st.download_button(
        say("career-plan-text"),
        lambda: said.render_roadmap(roadmap, plan),
        file_name=say("career-file-text", stem=stem),
        on_click="ignore",
        key="roadmap_text",
    )
    show(element("p", _sum_text(plan), class_="muted"))


def _sum_text(plan: Plan) -> str:
    title = said.plan_title(plan)
    return say("career-plan-alone", title=title)


def _task(task: Task) -> Html:
    gain = element("span", points_change(task.points), class_="gain") if task.points else None
    return element(
        "li",
        element("span", said.span(task), class_="label figure"),
        element("strong", task.title),
        " ",
        gain,
        element("p", with_code(task.text), class_="muted"),
    )


# --- interview ----------------------------------------------------------------------------------------


def _interview(report: Report, found: Preparation) -> None:
    questions = []
    for one in found.questions:
        told = ", ".join(say("career-story-number", number=at + 1) for at in one.stories)
        mark = join(sign(one.met), " ") if one.met else None
        questions.append(
            element(
                "li",
                element("span", one.text, class_="message"),
                element("span", mark, one.about, class_="muted"),
                element("p", say("career-answer-with", stories=told) if told else say("career-answer-none")),
            )
        )
    stories = [
        element(
            "li",
            quoted(one.evidence, words.place(one.evidence, report), width=300),
            element("p", say("career-story-where", where=one.where), class_="muted") if one.where else None,
            element(
                "ul",
                *(
                    element("li", element("strong", f"{part.capitalize()}: "), element("q", text))
                    for part, text in one.parts
                ),
                *(
                    element(
                        "li",
                        element("strong", say("career-answer-missing", part=part.capitalize()) + " "),
                        question,
                    )
                    for part, question in one.missing
                ),
            ),
        )
        for one in found.stories
    ]
    show(
        element("h2", say("career-interview-questions")),
        element("ol", *questions),
        element("h2", say("career-interview-stories")),
        element("ol", *stories) if stories else element("p", say("career-interview-no-stories")),
        element("h2", say("career-interview-ask")),
        element("ul", *(element("li", text) for text in found.own)),
    )
