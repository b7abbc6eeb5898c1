"""Prints resumes of known content in several layouts with Chromium, for benchmarks of reading.

Each layout is a page style over the same sections; the truth is which lines stand under which title.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import sync_playwright

Section = tuple[str, list[str], str]  # title, lines as they are printed, HTML

_BASE = """
@page { size: A4; margin: 12mm } * { box-sizing: border-box }
body { font: 9.6pt/1.35 "DejaVu Sans"; margin: 0 } h1 { font-size: 19pt; margin: 0 }
h2 { font-size: 11.5pt; margin: 4mm 0 1.5mm; text-transform: uppercase }
h3 { font-size: 10pt; margin: 2mm 0 0 } p, ul { margin: 0.6mm 0 } ul { padding-left: 4mm }
time { color: #555 }
"""
_RIGHT_DATES = "h3 { display: flex; justify-content: space-between } time { font-weight: normal }"
_SIDE = "body > div { display: grid; gap: 7mm } aside { font-size: 8.8pt }"
#: Layout -> (style, whether it has a side, whether the side is read first in the file).
LAYOUTS: dict[str, tuple[str, bool, bool]] = {
    "single, dates right": (_BASE + _RIGHT_DATES, False, False),
    "left sidebar": (_BASE + _SIDE + "body > div { grid-template-columns: 58mm 1fr }", True, True),
    "left sidebar, dark": (
        _BASE
        + _SIDE
        + "body > div { grid-template-columns: 58mm 1fr } "
        + "aside { background: #234; color: #fff; padding: 4mm }",
        True,
        True,
    ),
    "right sidebar, dates right": (
        _BASE + _RIGHT_DATES + _SIDE + "body > div { grid-template-columns: 1fr 55mm }",
        True,
        False,
    ),
    "two equal columns": (
        _BASE + "main { columns: 2; column-gap: 8mm } h1 { column-span: all }",
        False,
        False,
    ),
    "titles in the left margin": (
        _BASE
        + "section { display: grid; grid-template-columns: 36mm 1fr; margin-top: 4mm } h2 { margin: 0 }",
        False,
        False,
    ),
    "drawn headings first": (
        _BASE + _RIGHT_DATES + "h2 { position: relative; z-index: -1 }",
        False,
        False,
    ),
}
#: Sections that stand in the side column of layouts that have one.
_IN_SIDE = frozenset({"Contact", "Skills", "Certifications", "Education"})


@dataclass(frozen=True, slots=True)
class Printed:
    """One resume in one layout: the PDF, and title -> lines."""

    name: str
    layout: str
    data: bytes
    truth: dict[str, tuple[str, ...]]


def print_layouts(devset: Path, names: list[str]) -> Iterator[Printed]:
    """Every named resume of `devset` (p01.yaml ...) in every layout."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        for name in names:
            person = yaml.safe_load((devset / f"{name}.yaml").read_text("utf-8"))
            sections = list(_sections(person))
            truth = {title: tuple(lines) for title, lines, _ in sections}
            for layout in LAYOUTS:
                page.set_content(_html(person, sections, layout))
                yield Printed(name, layout, page.pdf(prefer_css_page_size=True), truth)
        browser.close()


def _html(person: dict[str, Any], sections: list[Section], layout: str) -> str:
    style, has_side, side_first = LAYOUTS[layout]
    name = f"<h1>{escape(person['contact']['name'])}</h1>"
    blocks = {
        title: f"<section><h2>{escape(title)}</h2><div>{html}</div></section>" for title, _, html in sections
    }
    if not has_side:
        body = f"<main>{name}{''.join(blocks.values())}</main>"
    else:
        side = "<aside>" + "".join(html for title, html in blocks.items() if title in _IN_SIDE) + "</aside>"
        main = "<main>" + "".join(html for title, html in blocks.items() if title not in _IN_SIDE) + "</main>"
        body = f"{name}<div>{side + main if side_first else main + side}</div>"
    return f"<!doctype html><html><head><style>{style}</style></head><body>{body}</body></html>"


def _sections(person: dict[str, Any]) -> Iterator[Section]:
    contact = person["contact"]
    lines = [str(contact[key]) for key in ("email", "phone", "location") if contact.get(key)]
    yield "Contact", lines, _paragraphs(lines)
    if person.get("summary"):
        yield "Summary", [person["summary"]], _paragraphs([person["summary"]])
    yield ("Experience", *_entries(person.get("experience") or ()))
    if person.get("projects"):
        yield ("Projects", *_entries(person["projects"]))
    lines = [f"{entry['degree']}, {entry['institution']}" for entry in person.get("education") or ()]
    if lines:
        yield "Education", lines, _paragraphs(lines)
    lines = [entry["as_written"] for entry in person.get("certifications") or ()]
    if lines:
        yield "Certifications", lines, _list(lines)
    lines = [item for group in person.get("skills_section") or () for item in group["items"]]
    if lines:
        yield "Skills", lines, _list(lines)
    for other in person.get("other") or ():
        yield other["heading"], other["lines"], _list(other["lines"])


def _entries(entries: Any) -> tuple[list[str], str]:
    lines: list[str] = []
    html = ""
    for entry in entries:
        head = entry.get("title") or entry["name"]
        bullets = [bullet["text"] for bullet in entry.get("bullets") or ()]
        lines += [head, *bullets]
        html += f"<h3><span>{escape(head)}</span> <time>{escape(entry.get('as_written') or '')}</time></h3>"
        if entry.get("organization"):
            lines.append(entry["organization"])
            html += _paragraphs([entry["organization"]])
        html += _list(bullets)
    return lines, html


def _paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _list(lines: list[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"
