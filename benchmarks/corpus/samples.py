"""The sample resumes of this repository -> resumes in printable parts: their pages are simple HTML."""

from pathlib import Path
from typing import Any

from lxml import html

from analyzer.parsing.dates import find_ranges
from benchmarks.corpus.people import Entry, Group, Resume, Section

_HOME = Path(__file__).parents[2] / "data" / "samples" / "src"
_KEYS = {"profile": "summary", "skills": "skills_section"}
_KNOWN = frozenset(
    {"summary", "experience", "projects", "education", "certifications", "skills_section", "languages"}
)


def read_samples() -> list[Resume]:
    """Every sample resume whose source is HTML."""
    return [_resume(path) for path in sorted(_HOME.glob("sample-*.html"))]


def _resume(path: Path) -> Resume:
    page = html.fromstring(path.read_bytes())
    sections = [_section(title) for title in page.iter("h2")]
    own = next((one for one in sections if one.title == "Contact"), None)
    contact = [*own.prose, *own.items] if own else _said(page.find_class("contact")[0]).split("|")
    parts = tuple(part.strip() for part in contact if part.strip() and "profile" not in part)
    jobs = [entry for one in sections if one.key == "experience" for entry in one.entries]
    truth: dict[str, Any] = {
        "contact": {
            "name": _said(next(page.iter("h1"))),
            "email": next(part for part in parts if "@" in part),
            "phone": next(part for part in parts if part.startswith("+")),
        },
        "experience": [_job(entry) for entry in jobs],
    }
    links = tuple(part for part in parts if part.startswith("linkedin"))
    return Resume(
        path.stem,
        truth["contact"]["name"],
        _said(page.find_class("role")[0]),
        tuple(part for part in parts if part not in links and part != "Portfolio"),
        links,
        tuple(one for one in sections if one.title != "Contact"),
        truth,
    )


def _section(title: Any) -> Section:
    """A section: what follows its title up to the next one."""
    name = _said(title)
    key = _KEYS.get(name.lower(), name.lower())
    entries: list[Entry] = []
    groups: list[Group] = []
    items: list[str] = []
    prose: list[str] = []
    for node in title.itersiblings():
        if node.tag == "h2":
            break
        if node.tag == "div":
            entries.append(_entry(node))
        elif node.tag == "dl":
            pairs = zip(node.iter("dt"), node.iter("dd"), strict=True)
            groups += [Group(_said(label), tuple(_said(values).split(", "))) for label, values in pairs]
        elif node.tag == "ul":
            items += [_said(item) for item in node.iter("li")]
        else:
            prose.append(_said(node))
    if key == "skills_section" and items:
        groups, items = [Group("", tuple(items))], []
    known = key if key in _KNOWN else "other"
    return Section(known, name, tuple(entries), tuple(groups), tuple(items), tuple(prose))


def _entry(node: Any) -> Entry:
    head = _said(next(node.iter("h3")))
    dates = [*node.iter("time"), *node.find_class("when")]
    where = node.find_class("where")
    title, _, firm = (head, "", _said(where[0])) if where else head.rpartition(", ")
    firm, _, place = firm.partition(", ") if where else (firm, "", "")
    bullets = tuple(_said(item) for item in node.iter("li"))
    return Entry(title or head, firm if title else "", place, _said(dates[0]) if dates else "", "", bullets)


def _job(entry: Entry) -> dict[str, Any]:
    dates = find_ranges(entry.dates)[0]
    return {
        "title": entry.title,
        "organization": entry.organization,
        "start": dates.first,
        "end": dates.last,
        "as_written": entry.dates,
        "bullets": [{"text": bullet} for bullet in entry.bullets],
    }


def _said(node: Any) -> str:
    return " ".join(str(node.text_content()).split())
