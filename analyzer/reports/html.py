"""A Report, or several side by side, as one HTML file that needs nothing else.

No script, no outside reference, light and dark, and a print layout for A4 and Letter. Every value is escaped,
and cleaned of what a browser could obey; the page forbids itself to load anything.
"""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analyzer.records import Report
from analyzer.reports import machine, portfolio, words
from analyzer.texts import language, say

_TEMPLATES = Path(__file__).parent / "templates"


def render(report: Report) -> str:
    """The Report as a page: scores and three changes first, then the requirements, then everything."""
    return page("report.html", report=report, first=words.best_suggestions(report))


def page(template: str, **values: Any) -> str:
    """A template of ours filled in. `words` and `machine` hold the phrases, `percent` makes a width."""
    return (
        _environment()
        .get_template(template)
        .render(words=words, machine=machine, work_words=portfolio, percent=_percent, **values)
    )


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_cleaned,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals |= {"say": say, "language": language}
    return made


def _cleaned(value: Any) -> Any:
    """Every text on the page without control characters; parts of our own templates stay as they are."""
    return words.clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _percent(part: float | None, whole: float) -> str:
    """A width in percent with one decimal, between 0 and 100."""
    share = 100 * (part or 0) / whole if whole > 0 else 0.0
    return f"{max(0.0, min(100.0, share)):.1f}"
