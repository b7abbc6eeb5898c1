"""Plain-text resumes printed in other styles than their source: header forms, date forms, bullets, headings.

The truth stays, so every style must be read alike. `written(truth, style)` gives the text.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_SHORT = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_LONG = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]

Entry = dict[str, Any]


def _parts(date: str) -> tuple[str, int | None]:
    year, _, month = str(date).partition("-")
    return year, int(month) if month else None


def _dated(form: Callable[[str, int], str], date: str, now: str) -> str:
    if date == "present":
        return now
    year, month = _parts(date)
    return form(year, month) if month else year


#: name -> (form of a month, word for the present, separator)
DATES: dict[str, tuple[Callable[[str, int], str], str, str]] = {
    "Mar 2021 – Present": (lambda y, m: f"{_SHORT[m - 1]} {y}", "Present", " – "),
    "March 2021 to date": (lambda y, m: f"{_LONG[m - 1]} {y}", "date", " to "),
    "03/2021 - now": (lambda y, m: f"{m:02d}/{y}", "now", " - "),
    "3.2021 – heute": (lambda y, m: f"{m}.{y}", "heute", " – "),
    "2021-03 — ongoing": (lambda y, m: f"{y}-{m:02d}", "ongoing", " — "),
    "Mar '21 to present": (lambda y, m: f"{_SHORT[m - 1]} '{y[2:]}", "present", " to "),
    "III 2021-obecnie": (lambda y, m: f"{_ROMAN[m - 1]} {y}", "obecnie", "-"),
    "2021/03→today": (lambda y, m: f"{y}/{m:02d}", "today", "→"),
    "Mar. 2021 until now": (lambda y, m: f"{_SHORT[m - 1]}. {y}", "now", " until "),
    "MAR-21 TO TILL DATE": (lambda y, m: f"{_SHORT[m - 1].upper()}-{y[2:]}", "TILL DATE", " TO "),
    "2021.03 ~ current": (lambda y, m: f"{y}.{m:02d}", "current", " ~ "),
    "mar/2021 – atual": (lambda y, m: f"{_SHORT[m - 1].lower()}/{y}", "atual", " – "),
}
#: name -> lines of a header; {t} title, {o} employer, {l} place, {d} dates
HEADERS: dict[str, tuple[str, ...]] = {
    "Title, Org, Place / dates": ("{t}, {o}, {l}", "{d}"),
    "Title  dates / Org, Place": ("{t}  {d}", "{o}, {l}"),
    "Org  dates / Title": ("{o}  {d}", "{t}"),
    "Org, Place  dates / Title": ("{o}, {l}  {d}", "{t}"),
    "Org | Title | Place | dates": ("{o} | {t} | {l} | {d}",),
    "Title | Org | dates": ("{t} | {o} | {d}",),
    "Org — Title (dates)": ("{o} — {t} ({d})",),
    "Title at Org, dates": ("{t} at {o}, {d}",),
    "dates / Title / Org": ("{d}", "{t}", "{o}"),
    "dates: Title, Org": ("{d}: {t}, {o}",),
    "dates  Title / Org, Place": ("{d}  {t}", "{o}, {l}"),
    "Title / Org / Place / dates": ("{t}", "{o}", "{l}", "{d}"),
    "Org / Place / Title / dates": ("{o}, {l}", "{t}", "{d}"),
    "Org (Place) - Title  dates": ("{o} ({l}) - {t}  {d}",),
    "Title / Org · Place · dates": ("{t}", "{o} · {l} · {d}"),
}


@dataclass(frozen=True)
class Style:
    """How a resume is written."""

    header: str
    dates: str
    bullet: str = "- "
    heading: str = "upper"
    gap: bool = True


def styles() -> list[Style]:
    """A sample in which every header and date form occurs."""
    headers, dates = list(HEADERS), list(DATES)
    return [
        Style(
            headers[index % len(headers)],
            dates[(index * 5 + 1) % len(dates)],
            bullet=("- ", "• ", "* ", "", "– ")[index % 5],
            heading=("upper", "title", "colon")[index % 3],
            gap=index % 4 != 3,
        )
        for index in range(max(len(headers), len(dates)))
    ]


def _header(entry: Entry, style: Style) -> list[str]:
    form, now, to = DATES[style.dates]
    start = _dated(form, str(entry["start"]), now)
    end = _dated(form, str(entry["end"]), now)
    values = {
        "t": entry["title"],
        "o": entry["organization"],
        "l": entry.get("location") or "",
        "d": f"{start}{to}{end}",
    }
    lines = [line.format(**values) for line in HEADERS[style.header]]
    tidy = [
        line.replace(", ,", ",").replace(" ()", "").replace("|  |", "|").replace("·  ·", "·").strip(" ,|·")
        for line in lines
    ]
    return [line.replace(",  ", "  ") for line in tidy if line]


def _heading(text: str, style: Style) -> str:
    return {"upper": text.upper(), "title": text, "colon": text + ":"}[style.heading]


def written(truth: dict[str, Any], style: Style) -> str:
    """The resume as plain text in a style."""
    contact = truth["contact"]
    lines = [
        contact["name"],
        " | ".join(
            str(part)
            for part in (
                contact.get("email"),
                contact.get("phone"),
                contact.get("location"),
                *(contact.get("links") or []),
            )
            if part
        ),
        "",
    ]
    if truth.get("summary"):
        lines += [_heading("Professional Summary", style), truth["summary"], ""]
    lines += [_heading("Work Experience", style)]
    for index, entry in enumerate(truth.get("experience") or []):
        lines += [""] * (style.gap and index > 0) + _header(entry, style)
        lines += [entry["paragraph"]] if entry.get("paragraph") else []
        lines += [style.bullet + bullet["text"] for bullet in entry.get("bullets") or []]
    if truth.get("projects"):
        lines += ["", _heading("Projects", style)]
    for project in truth.get("projects") or []:
        lines.append(" ".join(str(project[key]) for key in ("name", "link") if project.get(key)))
        lines += [style.bullet + bullet["text"] for bullet in project.get("bullets") or []]
    lines += ["", _heading("Education", style)]
    for entry in truth.get("education") or []:
        lines.append(
            ", ".join(str(entry[key]) for key in ("degree", "institution", "year") if entry.get(key))
        )
    if truth.get("certifications"):
        lines += [
            "",
            _heading("Certifications", style),
            *(style.bullet + str(one["as_written"]) for one in truth["certifications"]),
        ]
    lines += ["", _heading("Skills", style)]
    for group in truth.get("skills_section") or []:
        label = f"{group['label']}: " if group.get("label") else ""
        lines.append(label + ", ".join(map(str, group["items"])))
    for other in truth.get("other") or []:
        lines += ["", _heading(other.get("heading") or "Other", style), *map(str, other.get("lines") or [])]
    return "\n".join(lines) + "\n"
