"""About: how the score works and how good it is, what is never read or sent, and where it ends."""

import json
import platform
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import streamlit as st

from analyzer import __version__
from analyzer.records import Met
from analyzer.reports import market, words
from analyzer.resources import data_hash, models_path
from analyzer.texts import Texts, say
from analyzer.ui.markup import Html, element, join, show

NEVER_READ = (
    "about-never-read-person",
    "about-never-read-names",
    "about-never-read-tricks",
)
NEVER_SENT = (
    "about-never-sent-nothing",
    "about-never-sent-memory",
)
LIMITS = (
    "about-limit-words",
    "about-limit-field",
    "about-limit-english",
    "about-limit-scans",
    "about-limit-role",
)
MEANINGS: Texts[Met] = Texts(
    {
        "evidenced": "about-met-evidenced",
        "partly": "about-met-partly",
        "claimed": "about-met-claimed",
        "missing": "about-met-missing",
        "unknown": "about-met-unknown",
    }
)
SCORE = (
    "about-score-looked-up",
    "about-score-sum",
)


def page() -> None:
    """Plain words first, then the measured facts."""
    with st.container(key="about"):
        show(
            element("h1", say("about-title")),
            element("p", words.advice(), class_="lead"),
            element("h2", say("about-score-heading")),
            *(element("p", say(line)) for line in SCORE),
            element("p", words.interval_help(), " ", say("about-score-level")),
            element("ul", *(_meaning(met) for met in words.MARKS), class_="plain"),
            element("h2", say("about-accuracy-heading")),
            _accuracy(),
            element("h2", say("about-never-read-heading")),
            _list(NEVER_READ),
            element("h2", say("about-never-sent-heading")),
            _list(NEVER_SENT),
            element("h2", say("about-limits-heading")),
            _list(LIMITS),
            element("h2", say("about-versions-heading")),
            _versions(),
        )


def _meaning(met: Met) -> Html:
    mark = words.mark(met)
    return element(
        "li",
        element("span", f"{mark.symbol} {mark.word}", class_=f"met met-{met}"),
        f": {MEANINGS[met]}",
    )


def _list(lines: tuple[str, ...]) -> Html:
    return element("ul", *(element("li", say(line)) for line in lines))


def _accuracy() -> Html:
    """The figures that travel with the model, as its own file states them."""
    path = models_path("role-matcher", "meta.json")
    if not path.is_file():
        return element("p", say("about-accuracy-none"))
    return _facts(json.loads(path.read_text(encoding="utf-8")))


def _facts(meta: dict[str, Any]) -> Html:
    """What the figures mean, in words, and the figures by family of jobs."""
    unseen = meta.get("unseen_people_and_ads")
    if not unseen:
        return element("p", say("about-accuracy-none"))
    rows = [
        element(
            "tr",
            element("th", market.family_name(family), scope="row"),
            element("td", say("about-accuracy-points", points=f"{facts['mean_absolute_error']:.0f}")),
            element("td", f"{facts['spearman']:.2f}"),
        )
        for family, facts in meta.get("by_family", {}).items()
    ]
    head = element(
        "tr",
        *(
            element("th", name, scope="col")
            for name in (
                say("about-accuracy-kind"),
                say("about-accuracy-distance"),
                say("about-accuracy-rank"),
            )
        ),
    )
    return join(
        *(element("p", line) for line in _in_words(meta, unseen)),
        element("table", element("thead", head), element("tbody", *rows), class_="table"),
    )


def _in_words(meta: dict[str, Any], unseen: dict[str, Any]) -> Iterator[str]:
    yield (say("about-accuracy-pairs", pairs=f"{meta['pairs']:,}", resumes=meta["resumes"], ads=meta["ads"]))
    yield (
        say(
            "about-accuracy-typical",
            points=f"{unseen['mean_absolute_error']:.0f}",
            order=f"{unseen['order_within_ad']:.0%}",
            inside=f"{unseen['interval_coverage']:.0%}",
            rank=f"{unseen['spearman']:.2f}",
        )
    )
    path = models_path("role-matcher", "strangers.json")
    if path.is_file():
        yield _with_strangers(json.loads(path.read_text(encoding="utf-8")))
    yield say("about-accuracy-real")


def _with_strangers(facts: dict[str, Any]) -> str:
    return say(
        "about-accuracy-strangers",
        resumes=facts["resumes"],
        ads=facts["ads"],
        pairs=f"{facts['pairs']:,}",
        points=f"{facts['mean_absolute_error']:.0f}",
        inside=f"{facts['interval_coverage']:.0%}",
        order=f"{facts['one_point_apart']:.0%}",
        rank=f"{facts['spearman']:.2f}",
        raters=f"{facts['raters_spearman']:.2f}",
    )


def _versions() -> Html:
    rows = {
        say("about-version-program"): __version__,
        say("about-version-knowledge"): data_hash(),
        say("about-version-python"): platform.python_version(),
        **{name: version(name) for name in ("spacy", "scikit-learn", "pdfplumber", "streamlit")},
    }
    body = [
        element("tr", element("th", name, scope="row"), element("td", value)) for name, value in rows.items()
    ]
    return element("table", element("tbody", *body), class_="table")
