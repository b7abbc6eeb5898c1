"""Resumes printed to PDF in three layouts by a browser, for measuring what a layout costs."""

import html
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from analyzer.documents import read_in_process
from analyzer.errors import AipmError
from analyzer.records import Document, Source

CHROMIUM = "/usr/bin/chromium"
LAYOUTS = ("single column", "sidebar", "dates at the right")
_CSS = """
@page { size: A4; margin: 14mm 16mm } * { box-sizing: border-box } body { font: 10.5px/1.38 'DejaVu Sans', sans-serif; margin: 0 }
h1 { font-size: 22px; margin: 0 0 2px } h2 { font-size: 13px; margin: 12px 0 4px; border-bottom: 1px solid #888 } ul { margin: 2px 0 8px; padding-left: 16px }
p { margin: 2px 0 } .row { display: flex; justify-content: space-between } .job { margin-bottom: 8px } .b { font-weight: bold } .i { font-style: italic }
.cols { display: flex; gap: 9mm } .side { width: 54mm; flex: none } .main { flex: 1 } .side h2, .caps h2 { text-transform: uppercase; letter-spacing: .5px }
"""


def _text(value: Any) -> str:
    return html.escape(str(value or ""))


def _list(lines: list[Any]) -> str:
    return "<ul>" + "".join(f"<li>{_text(line)}</li>" for line in lines) + "</ul>" if lines else ""


def _heading(truth: dict[str, Any], key: str, usual: str) -> str:
    return f"<h2>{_text((truth.get('headings') or {}).get(key) or usual)}</h2>"


def _job(entry: dict[str, Any], layout: str) -> str:
    dates = _text(entry.get("as_written") or f"{entry['start']} - {entry['end']}")
    title, firm, place = _text(entry["title"]), _text(entry["organization"]), _text(entry.get("location"))
    if layout == "dates at the right":
        head = f"<div class=row><span class=b>{firm}</span><span>{dates}</span></div><div class=row><span class=i>{title}</span><span>{place}</span></div>"
    elif layout == "sidebar":
        head = f"<p class=b>{title}</p><p>{', '.join(filter(None, (firm, place)))}</p><p>{dates}</p>"
    else:
        head = f"<div class=row><span class=b>{title}</span><span>{dates}</span></div><p>{', '.join(filter(None, (firm, place)))}</p>"
    paragraph = f"<p>{_text(entry['paragraph'])}</p>" if entry.get("paragraph") else ""
    return (
        f"<div class=job>{head}{paragraph}{_list([one['text'] for one in entry.get('bullets') or []])}</div>"
    )


def _blocks(truth: dict[str, Any], layout: str) -> dict[str, str]:
    blocks = (
        {"summary": _heading(truth, "summary", "Summary") + f"<p>{_text(truth['summary'])}</p>"}
        if truth.get("summary")
        else {}
    )
    blocks["experience"] = _heading(truth, "experience", "Experience") + "".join(
        _job(one, layout) for one in truth.get("experience") or []
    )
    if truth.get("projects"):
        rows = "".join(
            f"<p class=b>{_text(one['name'])} {_text(one.get('link'))}</p>{_list([bullet['text'] for bullet in one.get('bullets') or []])}"
            for one in truth["projects"]
        )
        blocks["projects"] = _heading(truth, "projects", "Projects") + rows
    education = "".join(
        f"<p>{_text(', '.join(str(one[key]) for key in ('degree', 'institution', 'year') if one.get(key)))}</p>"
        for one in truth.get("education") or []
    )
    blocks["education"] = _heading(truth, "education", "Education") + education
    if truth.get("certifications"):
        blocks["certifications"] = _heading(truth, "certifications", "Certifications") + _list(
            [one["as_written"] for one in truth["certifications"]]
        )
    skills = "".join(
        f"<p>{'<b>' + _text(one['label']) + ':</b> ' if one.get('label') else ''}{_text(', '.join(map(str, one['items'])))}</p>"
        for one in truth.get("skills_section") or []
    )
    blocks["skills"] = _heading(truth, "skills_section", "Skills") + skills
    blocks["other"] = "".join(
        f"<h2>{_text(one['heading'])}</h2>" + "".join(f"<p>{_text(line)}</p>" for line in one["lines"])
        for one in truth.get("other") or []
        if one.get("heading")
    )
    return blocks


def page(truth: dict[str, Any], layout: str) -> str:
    """The resume as HTML."""
    contact = truth["contact"]
    lines = [
        contact.get("email"),
        contact.get("phone"),
        contact.get("location"),
        *(contact.get("links") or []),
    ]
    blocks = _blocks(truth, layout)
    name = f"<h1>{_text(contact['name'])}</h1><p>{_text(truth.get('headline'))}</p>"
    if layout == "sidebar":
        side = "<h2>Contact</h2>" + "".join(f"<p>{_text(line)}</p>" for line in lines if line)
        side += "".join(blocks.get(key, "") for key in ("skills", "certifications", "other"))
        main = "".join(blocks.get(key, "") for key in ("summary", "experience", "projects", "education"))
        body = f"{name}<div class=cols><div class=side>{side}</div><div class=main>{main}</div></div>"
    else:
        contact_line = _text(" | ".join(str(line) for line in lines if line))
        order = ("summary", "experience", "projects", "education", "certifications", "skills", "other")
        body = f"{name}<p>{contact_line}</p>" + "".join(blocks.get(key, "") for key in order)
    return f"<html><head><meta charset=utf-8><style>{_CSS}</style></head><body class={'caps' if layout != 'single column' else 'plain'}>{body}</body></html>"


@contextmanager
def printed(
    layout: str, truths: dict[str, dict[str, Any]], folder: Path
) -> Iterator[Callable[[str, dict[str, Any]], Document | None]]:
    """A reader of the resumes in a layout: `read(name, truth)`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        sheet: Page = browser.new_page()

        def read(name: str, truth: dict[str, Any]) -> Document | None:
            if name not in truths:
                return None
            sheet.set_content(page(truth, layout))
            path = folder / f"{name}.pdf"
            sheet.pdf(path=str(path), prefer_css_page_size=True)
            try:
                return read_in_process(Source(path.name, path.read_bytes()))
            except AipmError:
                return None

        yield read
        browser.close()
