"""About: how the score works and how good it is, what is never read or sent, and where it ends."""

import json
import platform
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import streamlit as st

from analyzer import __version__
from analyzer.reports import words
from analyzer.resources import data_hash, models_path
from analyzer.ui.markup import Html, element, join, show

NEVER_READ = (
    "Name, gender, pronouns, age, photo, address and nationality",
    "The names of schools and employers",
    "Hidden text, text copied from the job ad, and lines that speak to a screening program",
)
NEVER_SENT = (
    "Nothing leaves the computer that runs it: no account, no tracking, no language model elsewhere",
    "Files and reports live in memory and are gone soon after you close the page",
)
LIMITS = (
    "It reads words. Work that the documents do not tell cannot be seen.",
    "It knows AI project, program and product work. For other jobs it says little.",
    "It reads English. In other languages it finds little, so do not rely on the score.",
    "Scanned pages hold no words. Export the file from your editor instead.",
    "A typical role is not your employer. Paste the ad to see what that job asks for.",
)
SCORE = (
    "Each thing a job asks for is looked up in your documents. A skill that is only listed hardly counts, "
    "one used in described work counts, and one with a result counts most.",
    "The points of all parts add up to the score. Each requirement shows the words that decided it; the "
    "other parts come from the career, the depth of its skills and its figures as a whole.",
)
LEVELS = "Seniority is compared apart and never lowers the score."


def page() -> None:
    """Plain words first, then the measured facts."""
    with st.container(key="about"):
        show(
            element("h1", "How this works"),
            element("p", words.ADVICE, class_="lead"),
            element("h2", "The score"),
            *(element("p", line) for line in SCORE),
            element("p", words.INTERVAL_HELP, " ", LEVELS),
            element("ul", *(_meaning(met) for met in words.MARKS), class_="plain"),
            element("h2", "How good it is"),
            _accuracy(),
            element("h2", "What is never scored"),
            _list(NEVER_READ),
            element("h2", "What is never sent"),
            _list(NEVER_SENT),
            element("h2", "Where it ends"),
            _list(LIMITS),
            element("h2", "Versions"),
            _versions(),
        )


def _meaning(met: Any) -> Html:
    meanings = {
        "evidenced": "the documents show it in described work",
        "partly": "a part of it is shown",
        "claimed": "it is named, and no described work shows it",
        "missing": "we did not find it; it may still be true",
        "unknown": "a resume cannot tell, or we could not; never counted as zero",
    }
    mark = words.mark(met)
    return element(
        "li", element("span", f"{mark.symbol} {mark.word}", class_=f"met met-{met}"), f": {meanings[met]}"
    )


def _list(lines: tuple[str, ...]) -> Html:
    return element("ul", *(element("li", line) for line in lines))


def _accuracy() -> Html:
    """The figures that travel with the model, as its own file states them."""
    path = models_path("role-matcher", "meta.json")
    if not path.is_file():
        return element("p", "The model carries no measured figures.")
    return _facts(json.loads(path.read_text(encoding="utf-8")))


def _facts(meta: dict[str, Any]) -> Html:
    """What the figures mean, in words, and the figures by family of jobs."""
    unseen = meta.get("unseen_people_and_ads")
    if not unseen:
        return element("p", "The model carries no measured figures.")
    rows = [
        element(
            "tr",
            element("th", family.replace("_", " "), scope="row"),
            element("td", f"{facts['mean_absolute_error']:.0f} points"),
            element("td", f"{facts['spearman']:.2f}"),
        )
        for family, facts in meta.get("by_family", {}).items()
    ]
    head = element(
        "tr",
        *(element("th", name, scope="col") for name in ("Kind of job", "Typical distance", "Rank agreement")),
    )
    return join(
        *(element("p", line) for line in _in_words(meta, unseen)),
        element("table", element("thead", head), element("tbody", *rows), class_="table"),
    )


def _in_words(meta: dict[str, Any], unseen: dict[str, Any]) -> Iterator[str]:
    yield (
        f"One or two people rated each of {meta['pairs']:,} pairs of {meta['resumes']} invented resumes and "
        f"{meta['ads']} invented job ads. Each pair was then scored by a model that had seen "
        "neither the person nor the ad."
    )
    yield (
        f"A score is typically {unseen['mean_absolute_error']:.0f} points away from theirs. Of two people "
        f"for one job it puts {unseen['order_within_ad']:.0%} in their order. "
        f"{unseen['interval_coverage']:.0%} of their ratings lie inside the interval. The rank agreement "
        f"with them is {unseen['spearman']:.2f}, where 1 is perfect; theirs with each other is 0.91 to 0.95."
    )
    path = models_path("role-matcher", "strangers.json")
    if path.is_file():
        yield _with_strangers(json.loads(path.read_text(encoding="utf-8")))
    yield "Real resumes are messier than these."


def _with_strangers(facts: dict[str, Any]) -> str:
    return (
        f"The harder test: {facts['resumes']} resumes and {facts['ads']} ads by authors who did not know "
        f"this program, {facts['pairs']:,} pairs, nothing learned from them. There a score is typically "
        f"{facts['mean_absolute_error']:.0f} points away, and {facts['interval_coverage']:.0%} of the "
        "ratings lie inside the interval. Of two people whom the raters put at least a point of four "
        f"apart, {facts['one_point_apart']:.0%} stand in their order. The rank agreement is "
        f"{facts['spearman']:.2f}; that of two raters is {facts['raters_spearman']:.2f}."
    )


def _versions() -> Html:
    rows = {
        "This program": __version__,
        "Knowledge": data_hash(),
        "Python": platform.python_version(),
        **{name: version(name) for name in ("spacy", "scikit-learn", "pdfplumber", "streamlit")},
    }
    body = [
        element("tr", element("th", name, scope="row"), element("td", value)) for name, value in rows.items()
    ]
    return element("table", element("tbody", *body), class_="table")
