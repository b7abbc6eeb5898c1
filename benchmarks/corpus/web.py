"""Resumes as HTML, for every program that prints web pages.

A look is a page style with the form of its parts: where sections stand, how a job is headed, how skills and
contact are set.
"""

import base64
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from io import BytesIO
from itertools import groupby

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from playwright.sync_api import sync_playwright

from benchmarks.corpus.people import Entry, Group, Resume, Section

_BASE = """
@page { size: A4; margin: 12mm } * { box-sizing: border-box }
body { font: 9.6pt/1.35 "DejaVu Sans"; margin: 0 } h1 { font-size: 19pt; margin: 0 }
h2 { font-size: 11.5pt; margin: 4mm 0 1.5mm; text-transform: uppercase; break-after: avoid }
h3 { font-size: 10pt; margin: 2mm 0 0; break-after: avoid } p, ul { margin: 0.6mm 0 } ul { padding-left: 4mm }
time { color: #555; font-weight: normal } .where { break-after: avoid }
.row { display: flex; justify-content: space-between; align-items: baseline; gap: 4mm }
.row time { white-space: nowrap }
"""
_SIDE = "aside { font-size: 8.8pt; overflow-wrap: anywhere } "
_SIDE += ".page { display: grid; gap: 7mm } main { min-width: 0 }"
_LATO = 'body { font-family: "Lato" } '
_CHIPS = ".chip { display: inline-block; background: #e8edf2; padding: 0.4mm 2mm; margin: 0.5mm 1mm 0.5mm 0 }"

#: Section keys that stand in the side of layouts that have one; in three columns those of the third.
_IN_SIDE = ("contact", "skills_section", "certifications", "education", "languages")
_IN_THIRD = ("education", "certifications", "languages", "other")


@dataclass(frozen=True, slots=True)
class Look:
    """How a resume is laid out on web pages.

    `plan`: single, left, right, equal or three (columns). `entry`, `skills` and `contact` name forms below.
    `linked`: web addresses exist as link targets alone. `running`: the text of a header on each page.
    """

    css: str
    plan: str = "single"
    entry: str = "dates right"
    skills: str = "inline"
    contact: str = "line"
    linked: bool = False
    running: bool = False


LOOKS: dict[str, Look] = {
    "single, dates right": Look(_BASE),
    "single, employer first, places right": Look(
        _BASE + _LATO + "h1, .contact { text-align: center }", entry="employer first"
    ),
    "left sidebar": Look(
        _BASE + _SIDE + ".page { grid-template-columns: 58mm 1fr }", "left", "stacked", "list", "lines"
    ),
    "left sidebar, dark": Look(
        _BASE
        + _SIDE
        + _LATO
        + ".page { grid-template-columns: 58mm 1fr } aside { background: #234; color: #fff; padding: 4mm }",
        "left",
        "stacked",
        "list",
        "lines",
    ),
    "right sidebar, dates right": Look(
        _BASE + _SIDE + ".page { grid-template-columns: 1fr 55mm }", "right", "dates right", "list", "lines"
    ),
    "two equal columns": Look(_BASE + "main { columns: 2; column-gap: 8mm }", "equal", "stacked"),
    "three columns": Look(
        _BASE
        + _SIDE
        + ".page { grid-template-columns: 42mm 1fr 42mm; gap: 5mm } "
        + "body { font-size: 8.4pt } h2 { font-size: 10pt } "
        + "aside { font-size: 7.8pt }",
        "three",
        "stacked",
        "list",
        "lines",
    ),
    "drawn headings first": Look(_BASE + "h2 { position: relative; z-index: -1 }"),
    "titles in the left margin": Look(
        _BASE
        + "section { display: grid; grid-template-columns: 44mm 1fr; gap: 4mm; margin-top: 4mm } "
        + "h2 { font-size: 9.6pt; margin: 0; break-after: auto }"
    ),
    "skill table": Look(
        _BASE
        + "table { border-collapse: collapse; width: 100% } td { padding: 0.6mm 2mm; vertical-align: top } "
        "td:first-child { width: 42mm; font-weight: bold }",
        entry="one line",
        skills="table",
    ),
    "timeline": Look(
        _BASE
        + ".entry { display: grid; grid-template-columns: 34mm 1fr; gap: 4mm; position: relative } "
        + ".entry > div + div { border-left: 0.4mm solid #9ab; padding-left: 4mm }",
        entry="timeline",
        skills="chips",
    ),
    "running header and page numbers": Look(
        _BASE + "body { font-size: 11.5pt } @page { margin: 22mm 18mm 20mm }", running=True
    ),
    "letter-spaced headings": Look(
        _BASE
        + _LATO
        + "h2 { letter-spacing: 4pt; font-weight: normal } "
        + "h1 { letter-spacing: 5pt; text-transform: uppercase }"
    ),
    "icons": Look(
        _BASE
        + "h2::before { content: '\\F0B1 '; font-family: 'Icons Solid' } "
        + "i { font: normal 9pt 'Icons Solid' }",
        contact="icons",
        linked=True,
        skills="chips",
    ),
    "band over columns": Look(
        _BASE
        + _SIDE
        + "header { background: #1d3b53; color: #fff; padding: 6mm; margin-bottom: 5mm } "
        + ".page { grid-template-columns: 1fr 60mm }",
        "right",
        "employer first",
        "inline",
        "line",
    ),
    "modern, small": Look(
        "@page { size: A4; margin: 8mm } "
        + _BASE.replace("@page { size: A4; margin: 12mm }", "")
        + _SIDE
        + _LATO
        + _CHIPS
        + "body { font-size: 7.8pt; line-height: 1.25 } "
        + "h2 { font-size: 9pt; color: #087; margin: 2.5mm 0 1mm } h3 { font-size: 8.4pt } "
        + "aside { font-size: 7.4pt } .page { grid-template-columns: 62% 1fr; gap: 5mm }",
        "right",
        "employer first",
        "chips",
        "line",
    ),
    "roles under one employer": Look(_BASE, entry="grouped"),
}


def page(resume: Resume, look: Look) -> str:
    """The resume as one HTML document."""
    icons = _icon_face() if look.contact == "icons" else ""
    head = f'<meta charset="utf-8"><style>{_CHIPS}{look.css}{icons}{_running(resume, look)}</style>'
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{_body(resume, look)}</body></html>'


def _body(resume: Resume, look: Look) -> str:
    sections = {section: _section(section, look) for section in resume.sections}
    title = f"<h1>{escape(resume.person)}</h1><p>{escape(resume.headline)}</p>"
    contact = f'<div class="contact">{_CONTACTS[look.contact](resume, look)}</div>'
    if look.plan in ("single", "equal"):
        return f"<header>{title}{contact}</header><main>{''.join(sections.values())}</main>"
    in_side = look.contact == "lines"
    header = title if in_side else title + contact
    own = f"<section><h2>Contact</h2>{contact}</section>" if in_side else ""
    side = own + _those(sections, _IN_SIDE)
    if look.plan == "three":
        left = own + _those(sections, ("skills_section",))
        third = _those(sections, _IN_THIRD)
        main = "".join(
            html for one, html in sections.items() if one.key not in (*_IN_THIRD, "skills_section")
        )
        columns = f"<aside>{left}</aside><main>{main}</main><aside>{third}</aside>"
    else:
        main = "".join(html for one, html in sections.items() if one.key not in _IN_SIDE)
        parts = [f"<aside>{side}</aside>", f"<main>{main}</main>"]
        columns = "".join(parts if look.plan == "left" else reversed(parts))
    return f'<header>{header}</header><div class="page">{columns}</div>'


def _those(sections: dict[Section, str], keys: Iterable[str]) -> str:
    return "".join(html for one, html in sections.items() if one.key in keys)


def _section(section: Section, look: Look) -> str:
    body = _paragraphs(section.prose) + _list(section.items)
    body += _entries(section.entries, look.entry) + _SKILLS[look.skills](section.groups)
    return f"<section><h2>{escape(section.title)}</h2><div>{body}</div></section>"


def _paragraphs(lines: Iterable[str], style: str = "") -> str:
    return "".join(f"<p{style}>{escape(line)}</p>" for line in lines if line)


def _list(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""


# --- jobs, degrees, projects -------------------------------------------------------------------------


def _entries(entries: tuple[Entry, ...], form: str) -> str:
    if form == "grouped":
        return "".join(
            _grouped(tuple(run)) for _, run in groupby(entries, key=lambda one: (one.organization, one.place))
        )
    return "".join(f'<div class="entry">{_ENTRIES[form](one)}</div>' for one in entries)


def _rest(one: Entry) -> str:
    return _paragraphs([one.paragraph]) + _list(one.bullets)


def _time(one: Entry) -> str:
    return f"<time>{escape(one.dates)}</time>" if one.dates else ""


def _row(left: str, right: str) -> str:
    return f'<div class="row">{left}{right}</div>'


def _firm(one: Entry) -> str:
    return escape(", ".join(part for part in (one.organization, one.place) if part))


def _dates_right(one: Entry) -> str:
    firm = f'<p class="where">{_firm(one)}</p>' if _firm(one) else ""
    return _row(f"<h3>{escape(one.title)}</h3>", _time(one)) + firm + _rest(one)


def _employer_first(one: Entry) -> str:
    if not one.organization:
        return _dates_right(one)
    first = _row(f"<h3>{escape(one.organization)}</h3>", f"<span>{escape(one.place)}</span>")
    return first + _row(f"<em>{escape(one.title)}</em>", _time(one)) + _rest(one)


def _stacked(one: Entry) -> str:
    firm = f'<p class="where">{_firm(one)}</p>' if _firm(one) else ""
    dates = f'<p class="where">{_time(one)}</p>' if one.dates else ""
    return f"<h3>{escape(one.title)}</h3>{firm}{dates}{_rest(one)}"


def _one_line_entry(one: Entry) -> str:
    parts = [f"<b>{escape(one.title)}</b>", _firm(one), escape(one.dates)]
    return f'<p class="where">{" | ".join(part for part in parts if part)}</p>{_rest(one)}'


def _timeline(one: Entry) -> str:
    firm = f'<p class="where">{escape(one.organization)}</p>' if one.organization else ""
    left = f"<div>{_time(one)}{_paragraphs([one.place])}</div>"
    return f"{left}<div><h3>{escape(one.title)}</h3>{firm}{_rest(one)}</div>"


def _grouped(run: tuple[Entry, ...]) -> str:
    firm = (
        _row(f"<h3>{escape(run[0].organization)}</h3>", f"<span>{escape(run[0].place)}</span>")
        if run[0].organization
        else ""
    )
    roles = "".join(_row(f"<em>{escape(one.title)}</em>", _time(one)) + _rest(one) for one in run)
    return f'<div class="entry">{firm}{roles}</div>'


_ENTRIES: dict[str, Callable[[Entry], str]] = {
    "dates right": _dates_right,
    "employer first": _employer_first,
    "stacked": _stacked,
    "one line": _one_line_entry,
    "timeline": _timeline,
}


# --- skills and contact ------------------------------------------------------------------------------


def _inline(groups: tuple[Group, ...]) -> str:
    return "".join(
        f"<p>{f'<b>{escape(one.label)}:</b> ' if one.label else ''}{escape(', '.join(one.items))}</p>"
        for one in groups
    )


def _skill_list(groups: tuple[Group, ...]) -> str:
    return "".join(_paragraphs([one.label]) + _list(one.items) for one in groups)


def _table(groups: tuple[Group, ...]) -> str:
    rows = "".join(
        f"<tr><td>{escape(one.label)}</td><td>{escape(', '.join(one.items))}</td></tr>" for one in groups
    )
    return f"<table>{rows}</table>" if rows else ""


def _chips(groups: tuple[Group, ...]) -> str:
    return "".join(
        _paragraphs([one.label])
        + "<div>"
        + " ".join(f'<span class="chip">{escape(item)}</span>' for item in one.items)
        + "</div>"
        for one in groups
    )


_SKILLS: dict[str, Callable[[tuple[Group, ...]], str]] = {
    "inline": _inline,
    "list": _skill_list,
    "table": _table,
    "chips": _chips,
}
#: What an icon font has in its private use area, and a glyph of DejaVu Sans that stands for it.
_ICONS = {"\uf0e0": "✉", "\uf095": "☎", "\uf041": "⚑", "\uf0c1": "☍", "\uf0b1": "⚙"}


def _contact_line(resume: Resume, look: Look) -> str:
    return _paragraphs([" | ".join((*resume.contact, *(() if look.linked else resume.links)))])


def _contact_lines(resume: Resume, look: Look) -> str:
    return _paragraphs((*resume.contact, *(() if look.linked else resume.links)))


def _contact_icons(resume: Resume, look: Look) -> str:
    marks = iter(_ICONS)
    parts = [f"<i>{next(marks)}</i> {escape(part)}" for part in resume.contact]
    for link in resume.links:
        name = "LinkedIn" if "linkedin" in link else "GitHub" if "github" in link else "Website"
        parts.append(
            f'<i>\uf0c1</i> <a href="https://{escape(link)}">{name if look.linked else escape(link)}</a>'
        )
    return f"<p>{' &nbsp; '.join(parts)}</p>"


_CONTACTS: dict[str, Callable[[Resume, Look], str]] = {
    "line": _contact_line,
    "lines": _contact_lines,
    "icons": _contact_icons,
}


def _running(resume: Resume, look: Look) -> str:
    """Page margin boxes: the name at the top, the number of the page at the bottom."""
    if not look.running:
        return ""
    name = resume.person.replace("\\", "").replace('"', "")
    return (
        f'@page {{ @top-left {{ content: "{name} | Resume"; font: 8pt "DejaVu Sans" }} '
        '@bottom-center { content: "Page " counter(page) " of " counter(pages); font: 8pt "DejaVu Sans" } }'
    )


@cache
def _icon_face() -> str:
    """An icon font as web builders use them: pictures in the private use area, no readable letters."""
    found = subprocess.run(
        ["fc-match", "-f", "%{file}", "DejaVu Sans"], capture_output=True, text=True, check=True
    ).stdout
    font = TTFont(found)
    glyphs = font.getBestCmap()
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update({ord(icon): glyphs[ord(sign)] for icon, sign in _ICONS.items()})
    picked = Subsetter(Options(name_IDs=[], drop_tables=["FFTM", "GSUB", "GPOS", "GDEF"]))
    picked.populate(unicodes=[ord(icon) for icon in _ICONS])
    picked.subset(font)
    font["name"].names = []
    for number, name in ((1, "Icons Solid"), (2, "Regular"), (4, "Icons Solid"), (6, "IconsSolid")):
        font["name"].setName(name, number, 3, 1, 0x409)
    stream = BytesIO()
    font.save(stream)
    data = base64.b64encode(stream.getvalue()).decode()
    return f"@font-face {{ font-family: 'Icons Solid'; src: url(data:font/ttf;base64,{data}) }}"


def by_chromium(resumes: Sequence[Resume], layout: str) -> Iterator[bytes]:
    """The resumes as Chromium prints them to PDF."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        sheet = browser.new_page()
        for resume in resumes:
            sheet.set_content(page(resume, LOOKS[layout]))
            yield sheet.pdf(prefer_css_page_size=True, print_background=True)
        browser.close()


def by_weasyprint(resumes: Sequence[Resume], layout: str) -> Iterator[bytes]:
    """The resumes as WeasyPrint prints them to PDF."""
    from weasyprint import HTML  # noqa: PLC0415  (loads Pango)

    for resume in resumes:
        yield HTML(string=page(resume, LOOKS[layout])).write_pdf()
