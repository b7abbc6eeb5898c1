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
from analyzer.ui.markup import Html, element, show

NEVER_READ = (
    "Name, gender, pronouns, age, photo, address and nationality",
    "The names of schools and employers",
    "Hidden text, text copied from the job ad, and lines that speak to a screening program",
)
NEVER_SENT = (
    "Nothing leaves the computer that runs it: no account, no tracking, no language model elsewhere",
    "Files and reports live in memory and are gone a minute after you close the page",
)
LIMITS = (
    "It reads words. Work that the documents do not tell cannot be seen.",
    "It knows AI project, program and product work. For other jobs it says little.",
    "It reads English. Other languages give few findings, and the report says so.",
    "Scanned pages hold no words. Export the file from your editor instead.",
    "A typical role is not your employer. Paste the ad to see what that job asks for.",
)
SCORE = (
    "Each thing a job asks for is looked up in your documents. A skill that is only listed counts a little, "
    "one used in described work counts more, and one with a result counts most.",
    "The points of all parts add up to the score, and every point shows its quote.",
)
#: Longer texts in the model's facts are hashes and lists of names.
LONGEST_FACT = 60

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
    rows = [
        element("tr", element("th", name, scope="row"), element("td", value)) for name, value in _flat(meta)
    ]
    return element("table", element("tbody", *rows), class_="table")


def _flat(tree: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Figures and short texts of nested facts as rows; lists and fingerprints are for programs."""
    for key, value in tree.items():
        name = f"{above}{key.replace('_', ' ')}"
        if isinstance(value, dict):
            yield from _flat(value, f"{name}: ")
        elif isinstance(value, float):
            yield name, f"{value:.2f}"
        elif isinstance(value, int | str) and len(str(value)) <= LONGEST_FACT:
            yield name, str(value)


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
