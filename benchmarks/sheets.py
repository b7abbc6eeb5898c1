"""Resumes with their own headings printed to PDF in three layouts, for measuring what a layout costs."""

import html
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from analyzer.documents import read_in_process
from analyzer.errors import AipmError
from analyzer.records import Document, Source

LAYOUTS = ("single column", "sidebar", "dates at the right")
_CSS = """
@page { size: A4; margin: 14mm 16mm }
* { box-sizing: border-box }
body { font: 10.5px/1.38 'DejaVu Sans', sans-serif; margin: 0 }
h1 { font-size: 22px; margin: 0 0 2px }
h2 { font-size: 13px; margin: 12px 0 4px; border-bottom: 1px solid #888 }
ul { margin: 2px 0 8px; padding-left: 16px }
p { margin: 2px 0 }
.row { display: flex; justify-content: space-between }
.job { margin-bottom: 8px }
.b { font-weight: bold }
.i { font-style: italic }
.cols { display: flex; gap: 9mm }
.side { width: 54mm; flex: none }
.main { flex: 1 }
.side h2, .caps h2 { text-transform: uppercase; letter-spacing: .5px }
"""


def _text(value: Any) -> str:
    return html.escape(str(value or ""))


def _list(lines: list[Any]) -> str:
    return "<ul>" + "".join(f"<li>{_text(line)}</li>" for line in lines) + "</ul>" if lines else ""


def _heading(truth: dict[str, Any], key: str, usual: str) -> str:
    return f"<h2>{_text((truth.get('headings') or {}).get(key) or usual)}</h2>"


def _row(left: str, right: str) -> str:
    return f"<div class=row>{left}<span>{right}</span></div>"


def _joined(*parts: Any) -> str:
    return _text(", ".join(str(part) for part in parts if part))


def _job(entry: dict[str, Any], layout: str) -> str:
    dates = _text(entry.get("as_written") or f"{entry['start']} - {entry['end']}")
    title, firm, place = _text(entry["title"]), entry["organization"], entry.get("location")
    if layout == "dates at the right":
        head = _row(f"<span class=b>{_text(firm)}</span>", dates)
        head += _row(f"<span class=i>{title}</span>", _text(place))
    elif layout == "sidebar":
        head = f"<p class=b>{title}</p><p>{_joined(firm, place)}</p><p>{dates}</p>"
    else:
        head = _row(f"<span class=b>{title}</span>", dates) + f"<p>{_joined(firm, place)}</p>"
    paragraph = f"<p>{_text(entry['paragraph'])}</p>" if entry.get("paragraph") else ""
    return f"<div class=job>{head}{paragraph}{_bullets(entry)}</div>"


def _bullets(entry: dict[str, Any]) -> str:
    return _list([bullet["text"] for bullet in entry.get("bullets") or []])


def _project(entry: dict[str, Any]) -> str:
    return f"<p class=b>{_text(entry['name'])} {_text(entry.get('link'))}</p>{_bullets(entry)}"


def _skills(group: dict[str, Any]) -> str:
    label = f"<b>{_text(group['label'])}:</b> " if group.get("label") else ""
    return f"<p>{label}{_joined(*group['items'])}</p>"


def _blocks(truth: dict[str, Any], layout: str) -> dict[str, str]:
    def part(key: str, usual: str, made: list[str]) -> str:
        return _heading(truth, key, usual) + "".join(made) if made else ""

    degrees = [
        f"<p>{_joined(one.get('degree'), one.get('institution'), one.get('year'))}</p>"
        for one in truth.get("education") or []
    ]
    certificates = [one["as_written"] for one in truth.get("certifications") or []]
    others = [
        f"<h2>{_text(one['heading'])}</h2>" + "".join(f"<p>{_text(line)}</p>" for line in one["lines"])
        for one in truth.get("other") or []
        if one.get("heading")
    ]
    summary = [f"<p>{_text(truth['summary'])}</p>"] if truth.get("summary") else []
    return {
        "summary": part("summary", "Summary", summary),
        "experience": part("experience", "Experience", [_job(one, layout) for one in truth["experience"]]),
        "projects": part("projects", "Projects", [_project(one) for one in truth.get("projects") or []]),
        "education": part("education", "Education", degrees),
        "certifications": part(
            "certifications", "Certifications", [_list(certificates)] * bool(certificates)
        ),
        "skills": part(
            "skills_section", "Skills", [_skills(one) for one in truth.get("skills_section") or []]
        ),
        "other": "".join(others),
    }


def page(truth: dict[str, Any], layout: str) -> str:
    """The resume as HTML."""
    contact = truth["contact"]
    lines = [contact.get("email"), contact.get("phone"), contact.get("location")]
    lines = [line for line in [*lines, *(contact.get("links") or [])] if line]
    blocks = _blocks(truth, layout)
    name = f"<h1>{_text(contact['name'])}</h1><p>{_text(truth.get('headline'))}</p>"
    if layout == "sidebar":
        side = "<h2>Contact</h2>" + "".join(f"<p>{_text(line)}</p>" for line in lines)
        side += "".join(blocks[key] for key in ("skills", "certifications", "other"))
        main = "".join(blocks[key] for key in ("summary", "experience", "projects", "education"))
        body = f"{name}<div class=cols><div class=side>{side}</div><div class=main>{main}</div></div>"
    else:
        body = f"{name}<p>{_text(' | '.join(map(str, lines)))}</p>" + "".join(blocks.values())
    look = "plain" if layout == "single column" else "caps"
    style = f"<meta charset=utf-8><style>{_CSS}</style>"
    return f"<html><head>{style}</head><body class={look}>{body}</body></html>"


@contextmanager
def printed(
    layout: str, truths: dict[str, dict[str, Any]], folder: Path
) -> Iterator[Callable[[str, dict[str, Any]], Document | None]]:
    """A reader of the resumes in a layout: `read(name, truth)`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        sheet = browser.new_page()

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
