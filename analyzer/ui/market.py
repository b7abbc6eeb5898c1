"""Market: what postings ask for, how this resume stands to it, and the postings that fit it best."""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar, cast

import streamlit as st

from analyzer.errors import AipmError
from analyzer.jobmarket import Imported, JobMarket, Market, Ranking
from analyzer.market import demand
from analyzer.market.demand import Kind, Pair, Selection, Share
from analyzer.market.facts import Facts, Remote
from analyzer.market.gaps import Gaps, stands
from analyzer.market.importing import IMPORT_ENDINGS
from analyzer.records import Profile, Source
from analyzer.reports import market as told
from analyzer.reports import market_files, words
from analyzer.store import Database
from analyzer.texts import Texts, say
from analyzer.ui import market_parts as parts
from analyzer.ui.markup import element, notice, show
from analyzer.ui.session import go, load_analyzer, work

Answer = TypeVar("Answer")

#: How many rows a chart shows before "all" is asked for.
ROWS, MOST_ROWS = 15, 60
#: Postings in the ranking.
RANKED = 15
#: Skills whose effect is worked out.
EFFECTS = 6
#: Suggestions whose effect is worked out one after the other.
STEPS = 4
#: So many postings are read again while somebody waits; for more there is the command line.
MOST_REREAD = 2_000
#: Files added here are read one after the other; larger imports are for the command line.
MOST_UPLOAD_MB = 50

KINDS: Texts[Kind] = Texts(
    {
        "skill": "market-count-skill",
        "competency": "market-count-competency",
        "duty": "market-count-duty",
        "credential": "market-count-credential",
        "credential required": "market-count-credential-required",
        "degree": "market-count-degree",
        "years": "market-count-years",
    }
)
REMOTE: Texts[Remote] = Texts(
    {
        "yes": "market-remote-yes",
        "hybrid": "market-remote-hybrid",
        "no": "market-remote-no",
    }
)
#: Kinds of demand to which a person’s skills are the answer.
ANSWERED: tuple[Kind, ...] = ("skill", "duty", "credential", "credential required")
LEVELS = Texts(
    {
        "junior": "market-level-junior",
        "mid": "market-level-mid",
        "senior": "market-level-senior",
        "lead": "market-level-lead",
        "manager": "market-level-manager",
        "executive": "market-level-executive",
    }
)


def load_market() -> JobMarket:
    """The job market that all visitors share. A new month loads it anew with the analyser."""
    return _market(f"{date.today():%Y-%m}")


@st.cache_resource(max_entries=1, show_spinner=False, on_release=lambda market: market.database.close())
def _market(_: str) -> JobMarket:
    return JobMarket(load_analyzer().analyzer, Database())


def page() -> None:
    """Which postings there are on the left, what they ask for on the right, then the ranking."""
    with st.container(key="market"):
        show(
            element("h1", say("market-title")),
            element(
                "p",
                say("market-lead"),
                class_="lead",
            ),
        )
        try:
            door = load_market()
            _page(door)
        except AipmError as problem:
            notice(element("strong", say("market-cannot-open")), element("p", str(problem)),
                   kind="problem", role="alert")  # fmt: skip


def _page(door: JobMarket) -> None:
    left, right = st.columns([3, 7], gap="large")
    with left:
        chosen, own = _collection(door)
        selection = _filters(chosen.facts)
        _import(door)
    rows = demand.selected(chosen.facts, selection)
    profile = _profile()
    with right:
        parts.about(chosen.about)
        if own:
            _outdated(door)
        if not rows:
            _nothing(own=own)
            return
        parts.coverage(chosen.coverage(selection))
        found = _gaps(chosen, selection, profile) if profile else None
        _demand(chosen, rows, profile, found)
    if profile is None or found is None:
        _invite()
    else:
        _person(chosen, selection, profile, found)
    _more(chosen, rows)


def _collection(door: JobMarket) -> tuple[Market, bool]:
    """Which postings are meant: the visitor's own where there are any."""
    show(element("h2", say("market-postings")))
    with st.spinner(say("market-opening")):  # after a new model their index is made anew, which takes a while
        has_own = len(door.own) > 0
    if not has_own:
        return door.snapshot, False
    names = {
        "own": say("market-which-own", count=f"{len(door.own):,}"),
        "snapshot": say("market-which-snapshot", count=f"{len(door.snapshot):,}"),
    }
    which = st.radio(say("market-which"), tuple(names), format_func=names.__getitem__, key="market_which")
    return door.market(which), which == "own"


def _filters(facts: Sequence[Facts]) -> Selection:
    families = sorted({row.family for row in facts if row.language == "en"}, key=told.family_name)
    countries = sorted({row.country for row in facts if row.country})
    months = sorted({row.month for row in facts if row.month})
    core = [one for one in demand.CORE if one in families]
    wanted = st.multiselect(
        say("market-filter-family"),
        families,
        default=core,
        format_func=told.family_name,
        key="market_families",
        help=say("market-filter-nothing"),
    )
    levels = st.multiselect(
        say("market-filter-level"),
        [one for one in LEVELS if any(row.level == one for row in facts)],
        format_func=LEVELS.__getitem__,
        key="market_levels",
    )
    places = st.multiselect(say("market-filter-country"), countries, key="market_countries")
    remote = st.multiselect(
        say("market-filter-remote"),
        tuple(REMOTE),
        format_func=REMOTE.__getitem__,
        key="market_remote",
    )
    since = st.selectbox(
        say("market-filter-since"),
        ("", *reversed(months)),
        format_func=lambda one: one or say("market-filter-any-time"),
        key="market_since",
    )
    with st.expander(say("market-filter-more")):
        place, source, currency, least_pay = _more_filters(facts)
    return Selection(
        families=tuple(wanted),
        levels=tuple(levels),
        countries=tuple(places),
        remote=tuple(one for one in REMOTE if one in remote),
        since=since or None,
        place=place or None,
        sources=(source,) if source else (),
        currency=currency or None,
        least_pay=float(least_pay) if least_pay else None,
    )


def _more_filters(facts: Sequence[Facts]) -> tuple[str, str, str, int]:
    """Part of a place's and of a source's name, a currency, and pay of a year at least."""
    place = st.text_input(
        say("market-filter-place"), key="market_place", help=say("market-filter-place-help")
    ).strip()
    source = st.text_input(
        say("market-filter-source"), key="market_source", help=say("market-filter-source-help")
    ).strip()
    counted = Counter(row.pay.currency for row in facts if row.pay is not None)
    currencies = ("", *(one for one, _ in counted.most_common()))
    currency = st.selectbox(
        say("market-filter-currency"),
        currencies,
        format_func=lambda one: one or say("market-filter-any-currency"),
        key="market_currency",
    )
    least_pay = st.number_input(
        say("market-filter-pay"),
        min_value=0,
        step=5_000,
        key="market_pay",
        help=say("market-filter-pay-help"),
    )
    return place, source, currency, least_pay


def _outdated(door: JobMarket) -> None:
    """That an older version read some postings, and a button where they are few enough to wait for."""
    count = door.outdated()
    if not count:
        return
    few = count <= MOST_REREAD
    notice(element("p", told.outdated_sentence(count, button=few)))
    if few and st.button(say("market-again"), key="market_reread"):
        with st.status(say("market-again-reading"), expanded=False) as status, load_analyzer().lock:
            done = door.reread(
                workers=1,
                on_progress=lambda now: status.update(
                    label=say("market-again-count", done=f"{now.done:,}", total=f"{now.total:,}")
                ),
            )
            status.update(label=told.reread_sentence(done), state="complete")
        st.rerun()


def _import(door: JobMarket) -> None:
    with st.expander(say("market-add")):
        files = st.file_uploader(say("market-add-help", kinds=say("app-import-kinds")),
                                 type=[one.lstrip(".") for one in IMPORT_ENDINGS],
                                 accept_multiple_files=True, key="market_files")  # fmt: skip
        size = sum(file.size for file in files)
        if size > MOST_UPLOAD_MB * 1_000_000:
            show(element("p", say("market-add-too-large", most=MOST_UPLOAD_MB), role="alert"))
        elif st.button(say("market-add-button"), disabled=not files, key="market_add"):
            sources = [Source(file.name, file.getvalue()) for file in files]
            st.session_state["market_imported"] = _add(door, sources)
            st.session_state.pop("market_which", None)
            st.session_state.pop("market_families", None)
            st.rerun()
        done = st.session_state.get("market_imported")
        if done:
            parts.imported(cast(Imported, done))


def _add(door: JobMarket, sources: Sequence[Source]) -> Imported:
    with st.status(say("market-add-reading"), expanded=False) as status, load_analyzer().lock:
        done = door.import_files(
            sources,
            workers=1,
            on_progress=lambda now: status.update(label=say("market-add-seen", count=f"{now.seen:,}")),
        )
        status.update(label=say("market-done"), state="complete")
    return done


def _nothing(*, own: bool) -> None:
    hint = say("market-nothing-back") if not own else say("market-nothing-help")
    notice(element("strong", say("market-nothing")), element("p", hint))


def _profile() -> Profile | None:
    report = work().report
    return report.profile if report and report.profile.documents else None


def _invite() -> None:
    notice(
        element("strong", say("market-invite")),
        element(
            "p",
            say("market-invite-help"),
        ),
    )
    if st.button(say("market-invite-button"), key="market_review"):
        go("start")


# --- what is asked -----------------------------------------------------------------------------------


def _gaps(chosen: Market, selection: Selection, profile: Profile) -> Gaps:
    key = (id(chosen), selection, profile.documents[0].sha256)
    return _once("market_gaps", key, lambda: chosen.gaps(profile, selection))


def _demand(chosen: Market, rows: Sequence[Facts], profile: Profile | None, found: Gaps | None) -> None:
    kind = st.segmented_control(
        say("market-counted"),
        tuple(KINDS),
        format_func=KINDS.__getitem__,
        default="skill",
        required=True,
        key="market_kind",
    )
    shares = _shares(_key(rows), kind, rows)
    everything = st.toggle(say("market-show-all"), key="market_all") if len(shares) > ROWS else False
    shown = shares[: MOST_ROWS if everything else ROWS]
    known = {skill.id: skill for skill in profile.skills} if profile else {}
    answered = profile is not None and kind in ANSWERED
    standing = {one.id: stands(known.get(one.id)) for one in shown} if answered else None
    if standing and found:
        named = {one.share.id: one.evidence for one in found.told}
        standing |= {id: ("told", named[id]) for id in standing if id in named}
    parts.chart(shown, rows, standing)
    if answered and found:
        parts.traits(found)
    with st.container(horizontal=True):
        st.download_button(
            say("market-download-csv"),
            lambda: market_files.render_csv(rows),
            file_name=say("market-file-csv"),
            mime="text/csv",
            on_click="ignore",
            key="market_csv",
        )
        st.download_button(
            say("market-download-xlsx"),
            lambda: market_files.workbook(chosen.about, rows),
            file_name=say("market-file-xlsx"),
            on_click="ignore",
            key="market_xlsx",
        )


@st.cache_data(max_entries=64, ttl=3600, show_spinner=False)
def _shares(key: str, kind: Kind, _rows: Sequence[Facts]) -> tuple[Share, ...]:  # noqa: ARG001  (for the cache)
    return demand.shares(_rows, kind)


@st.cache_data(max_entries=32, ttl=3600, show_spinner=False)
def _together(key: str, _rows: Sequence[Facts]) -> tuple[Pair, ...]:  # noqa: ARG001  (for the cache)
    return demand.together(_rows, most=10)


def _key(rows: Sequence[Facts]) -> str:
    """Which postings these are, in few characters."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(row.id.encode())
    return digest.hexdigest()[:16]


# --- one person --------------------------------------------------------------------------------------


def _person(chosen: Market, selection: Selection, profile: Profile, found: Gaps) -> None:
    """The ranking as soon as it is there; what suggestions would change takes longer and comes beside it."""
    show(element("h2", say("market-ranked")))
    key = (id(chosen), selection, profile.documents[0].sha256)
    with st.spinner(say("market-comparing")):
        ranking = _once("market_ranked", key, lambda: chosen.rank(profile, selection, limit=RANKED))
    if not ranking.rows:
        notice(element("p", ranking.reason or say("market-ranked-none")))
        return
    parts.cleared(ranking)
    left, right = st.columns([6, 4], gap="large")
    with left:
        parts.ranking(ranking)
        _like(chosen, ranking)
    skills = [one.share.id for one in found.open][:EFFECTS]
    with right:
        with st.spinner(say("market-effects-trying")):
            effects = _once("market_effects", key, lambda: chosen.effects(profile, skills, selection))
        parts.effects(ranking.cleared, effects)
        with st.spinner(say("market-steps-trying")):
            steps = _once("market_steps", key, lambda: chosen.steps(profile, selection, limit=STEPS))
        parts.steps(ranking.cleared, steps)
        parts.rarely(found)


def _once(name: str, key: object, work_out: Callable[[], Answer]) -> Answer:
    """An answer that is kept for this visitor until the postings, the filters or the resume change."""
    done = st.session_state.get(name)
    if done is None or done[0] != key:
        with load_analyzer().lock:
            done = (key, work_out())
        st.session_state[name] = done
    return cast(Answer, done[1])


def _like(chosen: Market, ranking: Ranking) -> None:
    titles = {one.posting.id: words.shorten(one.posting.title, 70) for one in ranking.rows}
    like = st.selectbox(
        say("market-like"),
        ("", *titles),
        format_func=lambda id: titles.get(id) or say("market-like-choose"),
        key="market_like",
    )
    if like:
        parts.alike([row for row, _ in chosen.like(like, limit=8)])


# --- more --------------------------------------------------------------------------------------------


#: What is compared with and without AI.
_APART = Texts({"project": "market-apart-project", "product": "market-apart-product"})


def _more(chosen: Market, rows: Sequence[Facts]) -> None:
    show(element("h2", say("market-more")))
    trend, apart, pay = st.tabs([say("market-tab-trend"), say("market-tab-apart"), say("market-tab-pay")])
    with trend:
        _trend(rows)
    with apart:
        kind = st.radio(
            say("market-apart-compare"),
            tuple(_APART),
            format_func=_APART.__getitem__,
            horizontal=True,
            key="market_apart",
        )
        ai, plain = (
            (demand.CORE, demand.PLAIN_PROJECT)
            if kind == "project"
            else (demand.AI_PRODUCT, demand.PLAIN_PRODUCT)
        )
        mine, others = (demand.selected(chosen.facts, Selection(families=some)) for some in (ai, plain))
        parts.differences(
            demand.differences(mine, others, "skill")[:12],
            (say("market-apart-with"), say("market-apart-without")),
        )
        parts.pairs(_together(_key(rows), rows))
    with pay:
        parts.pay(demand.pay_ranges(rows))
        parts.years(demand.years_asked(rows))


def _trend(rows: Sequence[Facts]) -> None:
    frequent = {one.id: one.name for one in _shares(_key(rows), "skill", rows)[:40]}
    if not frequent:
        show(element("p", say("market-trend-none"), class_="muted"))
        return
    item = st.selectbox(
        say("market-skill"), tuple(frequent), format_func=frequent.__getitem__, key="market_trend"
    )
    parts.trend(demand.trend(rows, "skill", item))
