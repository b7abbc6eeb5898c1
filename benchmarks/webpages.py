"""How well web pages and JSON Resume are read: `python -m benchmarks.webpages DATA [--errors]`.

Every resume of the devset is written as a web page in several ways that people and site builders use, as a
page saved with its parts (MHTML) and as JSON Resume. The same measures as for plain text, the words that are
kept, lines under their right heading, and how often the score is that of the plain text.
"""

import argparse
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from html import escape
from pathlib import Path
from typing import Any

from analyzer.documents import read_in_process
from analyzer.errors import AipmError
from analyzer.records import Document, Source
from analyzer.service import Analyzer
from benchmarks.layouts import _html as layout_page
from benchmarks.layouts import _sections as sections_of
from benchmarks.reading import under_right_heading
from benchmarks.sheets import page
from benchmarks.structure import TEST, Tally, _truths, judge_one
from benchmarks.words import word_recall

#: Points two scores of one resume may differ and still be the same.
SAME_SCORE = 2.0
MEASURES = ["word recall", "lines under heading", "positions F1", "organisation", "bullets", "degrees F1"]
Truth = dict[str, Any]


def in_table(truth: Truth) -> str:
    """An old page: one table, the dates in the left cells."""
    rows = [f"<tr><td colspan=2><h1>{_t(truth['contact']['name'])}</h1>{_contact(truth)}</td></tr>"]
    for title, entries in _parts(truth):
        rows.append(f"<tr><td colspan=2><b><font size=4>{_t(title)}</font></b></td></tr>")
        for dates, head, lines in entries:
            inside = "<br>".join(f"<b>{_t(one)}</b>" if not n else _t(one) for n, one in enumerate(head))
            listed = "".join(f"<li>{_t(line)}</li>" for line in lines)
            cell = inside + (f"<ul>{listed}</ul>" if listed else "")
            rows.append(f"<tr><td width=120 valign=top>{_t(dates)}</td><td>{cell}</td></tr>")
    return f"<html><body><table border=0>{''.join(rows)}</table></body></html>"


def in_floats(truth: Truth) -> str:
    """A page of the time before flexible boxes: dates float to the right, marks by `::before`."""
    style = (
        ".d{float:right;color:#777} h2{border-bottom:1px solid;font-size:13px}"
        "ul{list-style:none} li:before{content:'\\2013'}"
        ".side{float:left;width:30%} .main{float:right;width:65%}"
    )
    parts = {title: _floats(title, entries) for title, entries in _parts(truth)}
    side = "".join(html for title, html in parts.items() if title in ("Skills", "Certifications"))
    main = "".join(html for title, html in parts.items() if title not in ("Skills", "Certifications"))
    name = f"<div style='font-size:26px'>{_t(truth['contact']['name'])}</div>{_contact(truth)}"
    body = f"{name}<div class=side>{side}</div><div class=main>{main}</div><div style='clear:both'></div>"
    return f"<!DOCTYPE html><html><head><style>{style}</style></head><body>{body}</body></html>"


def _floats(title: str, entries: list[tuple[str, list[str], list[str]]]) -> str:
    html = f"<h2>{_t(title)}</h2>"
    for dates, head, lines in entries:
        first, *others = [*head, ""]
        html += f"<div><span class=d>{_t(dates)}</span><strong>{_t(first)}</strong></div>"
        html += "".join(f"<div>{_t(one)}</div>" for one in others if one)
        html += "<ul>" + "".join(f"<li>{_t(line)}</li>" for line in lines) + "</ul>"
    return html


def in_site(truth: Truth) -> str:
    """A page of a personal site: menu, cookie notice, cards in a grid, text for screen readers, a footer."""
    style = (
        ":root{--ink:#222;--paper:#fff} body{color:var(--ink);background:var(--paper);font:15px/1.5 Arial}"
        ".card{display:grid;grid-template-columns:9rem 1fr;margin:1rem 0}"
        ".tag{padding:2px 8px;background:#eee}"
        ".sr-only{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)}"
        ".hero{background:linear-gradient(#123,#456);color:#fff;padding:2rem}"
    )
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/blog'>Blog</a></li></ul></nav>"
    cookies = (
        "<div id=cookie-banner><p>We use cookies to make this site better.</p><button>Accept</button></div>"
    )
    blocks = ""
    for title, entries in _parts(truth):
        if title == "Skills":
            tags = "".join(f"<span class=tag>{_t(item)}</span>" for _, _, items in entries for item in items)
            blocks += f"<section><h2>{title}</h2><div>{tags}</div></section>"
            continue
        cards = ""
        for dates, head, lines in entries:
            first, *others = [*head, ""]
            inside = f"<h3>{_t(first)}</h3>" + "".join(f"<p>{_t(one)}</p>" for one in others if one)
            inside += "<ul>" + "".join(f"<li><span>{_t(line)}</span></li>" for line in lines) + "</ul>"
            cards += f"<div class=card><div>{_t(dates)}</div><div>{inside}</div></div>"
        blocks += f"<section><h2>{_t(title)}</h2>{cards}</section>"
    hero = f"<div class=hero><h1>{_t(truth['contact']['name'])}</h1>{_contact(truth)}</div>"
    footer = "<footer><p>Made with love</p><a href='/imprint'>Imprint</a></footer><script>var a=1</script>"
    return (
        f"<!doctype html><html><head><title>x</title><style>{style}</style></head><body>{menu}{cookies}"
        f"<a class=sr-only href='#main'>Skip to content</a><main id=main>{hero}{blocks}</main>{footer}"
        "</body></html>"
    )


def as_mhtml(truth: Truth) -> bytes:
    """The page of a sidebar layout as browsers save it in one file."""
    message = MIMEMultipart("related", type="text/html")
    message["From"], message["Subject"] = "<Saved by Blink>", "Resume"
    message.attach(MIMEText(page(truth, "sidebar"), "html", "utf-8"))
    return message.as_bytes()


def as_json(truth: Truth) -> str:
    """JSON Resume."""
    contact = truth["contact"]
    resume = {
        "basics": {
            "name": contact["name"],
            "label": truth.get("headline") or "",
            "email": contact.get("email") or "",
            "phone": contact.get("phone") or "",
            "location": {"city": contact.get("location") or ""},
            "summary": truth.get("summary") or "",
            "profiles": [{"url": url} for url in contact.get("links") or ()],
        },
        "work": [
            {
                "position": one["title"],
                "name": one["organization"],
                "location": one.get("location") or "",
                "startDate": str(one.get("start") or ""),
                "endDate": "" if one.get("end") == "present" else str(one.get("end") or ""),
                "summary": one.get("paragraph") or "",
                "highlights": [bullet["text"] for bullet in one.get("bullets") or ()],
            }
            for one in truth.get("experience") or ()
        ],
        "projects": [
            {"name": one["name"], "highlights": [bullet["text"] for bullet in one.get("bullets") or ()]}
            for one in truth.get("projects") or ()
        ],
        "education": [
            {
                "studyType": one.get("degree") or "",
                "institution": one.get("institution") or "",
                "endDate": str(one.get("year") or ""),
            }
            for one in truth.get("education") or ()
        ],
        "certificates": [{"name": one["as_written"]} for one in truth.get("certifications") or ()],
        "skills": [
            {"name": group.get("label") or "", "keywords": group["items"]}
            for group in truth.get("skills_section") or ()
        ],
    }
    return json.dumps(resume)


def _parts(truth: Truth) -> list[tuple[str, list[tuple[str, list[str], list[str]]]]]:
    """Title -> entries of dates, head lines and items."""
    parts = []
    if truth.get("summary"):
        parts.append(("Summary", [("", [truth["summary"]], [])]))
    jobs = [
        (
            str(one.get("as_written") or f"{one['start']} - {one['end']}"),
            [
                one["title"],
                ", ".join(str(part) for part in (one["organization"], one.get("location")) if part),
                *([one["paragraph"]] if one.get("paragraph") else []),
            ],
            [bullet["text"] for bullet in one.get("bullets") or ()],
        )
        for one in truth.get("experience") or ()
    ]
    parts.append(("Experience", jobs))
    projects = [
        ("", [one["name"]], [bullet["text"] for bullet in one.get("bullets") or ()])
        for one in truth.get("projects") or ()
    ]
    degrees = [
        (str(one.get("year") or ""), [str(one.get("degree") or ""), str(one.get("institution") or "")], [])
        for one in truth.get("education") or ()
    ]
    certificates = [("", [], [one["as_written"] for one in truth.get("certifications") or ()])]
    skills = [("", [], [item for group in truth.get("skills_section") or () for item in group["items"]])]
    parts += [("Projects", projects), ("Education", degrees)]
    parts += [("Certifications", certificates), ("Skills", skills)]
    return [(title, entries) for title, entries in parts if any(any(entry) for entry in entries)]


def _contact(truth: Truth) -> str:
    contact = truth["contact"]
    lines = [
        contact.get("email"),
        contact.get("phone"),
        contact.get("location"),
        *(contact.get("links") or []),
    ]
    return f"<p>{' | '.join(_t(line) for line in lines if line)}</p>"


def _t(value: Any) -> str:
    return escape(str(value or ""))


def _words(truth: Truth) -> str:
    """What every way of writing a resume here holds."""
    parts = [truth["contact"]["name"], truth.get("summary")]
    for one in truth.get("experience") or ():
        parts += [one["title"], one["organization"], *(bullet["text"] for bullet in one.get("bullets") or ())]
    for one in truth.get("projects") or ():
        parts += [one["name"], *(bullet["text"] for bullet in one.get("bullets") or ())]
    parts += [item for group in truth.get("skills_section") or () for item in group["items"]]
    return "\n".join(str(part) for part in parts if part)


#: Way of writing -> the file it makes.
WAYS: dict[str, Callable[[Truth], tuple[str, bytes]]] = {
    "page, one column": lambda truth: ("resume.html", page(truth, "single column").encode()),
    "page, flexible sidebar": lambda truth: ("resume.html", page(truth, "sidebar").encode()),
    "page, dates at the right": lambda truth: ("resume.html", page(truth, "dates at the right").encode()),
    "page, grid sidebar": lambda truth: (
        "resume.html",
        layout_page(truth, list(sections_of(truth)), "left sidebar, dark").encode(),
    ),
    "page, titles in the margin": lambda truth: (
        "resume.html",
        layout_page(truth, list(sections_of(truth)), "titles in the left margin").encode(),
    ),
    "page, one old table": lambda truth: (
        "resume.html",
        in_table(truth).encode("cp1252", "xmlcharrefreplace"),
    ),
    "page, floats": lambda truth: ("resume.html", in_floats(truth).encode()),
    "page, personal site": lambda truth: ("resume.html", in_site(truth).encode()),
    "MHTML": lambda truth: ("resume.mht", as_mhtml(truth)),
    "JSON Resume": lambda truth: ("resume.json", as_json(truth).encode()),
}
#: Ways that print no years of degrees, or no links.
_NO_YEARS = frozenset(("page, grid sidebar", "page, titles in the margin"))


def main() -> None:
    """Measure every way and print one table for each part of the data."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--every", type=int, default=1, help="each Nth resume only")
    parser.add_argument("--scores", action="store_true", help="also the scores (slow)")
    parser.add_argument("--errors", action="store_true", help="list what was missed in the development part")
    parser.add_argument("--way", help="only this way of writing")
    options = parser.parse_args()
    truths = list(_truths(options.data))[:: options.every]
    scored = _scores(options.data, truths) if options.scores else {}
    analyzer = Analyzer() if options.scores else None
    tables: dict[str, dict[str, Tally]] = defaultdict(lambda: defaultdict(Tally))
    for name, truth in truths:
        part = "test" if name in TEST else "dev"
        for way, make in WAYS.items():
            if options.way in (None, way):
                source = Source(*make(truth))
                _measure(name, truth, way, source, tables[part][way])
                if analyzer is not None and name in scored:
                    same = _same_score(analyzer, source, scored[name])
                    tables[part][way].share("same score", same, f"{name} {way}")
    for part, tallies in tables.items():
        names = [*MEASURES, *(["same score"] if options.scores else [])]
        print(f"\n### {part}\n\n| written as | {' | '.join(names)} | ms |\n|---{'|---' * (len(names) + 1)}|")
        for way, tally in tallies.items():
            cells = tally.row(names)
            print(f"| {way} | {' | '.join(cells)} | {statistics.fmean(tally.numbers['ms read']):.1f} |")
        if options.errors and part == "dev":
            print(
                "\n"
                + "\n".join(f"- {way}: {line}" for way, tally in tallies.items() for line in tally.errors)
            )


def _measure(name: str, truth: Truth, way: str, source: Source, tally: Tally) -> None:
    begun = time.process_time()
    try:
        document: Document = read_in_process(source)
    except AipmError as error:
        tally.errors.append(f"not read: {name} {error}")
        tally.numbers["word recall"].append(0.0)
        return
    tally.numbers["ms read"].append((time.process_time() - begun) * 1000)
    recall = word_recall(_words(truth), document.text)
    tally.numbers["word recall"].append(recall)
    if recall < 1:
        tally.errors.append(f"words: {name} {recall:.3f}")
    lines = {title: tuple(lines) for title, lines, _ in sections_of(truth) if title in _titles(way)}
    if lines:
        tally.numbers["lines under heading"].append(under_right_heading(document.text, lines))
    judge_one(name, truth, document, tally)
    if way in _NO_YEARS:
        tally.pairs.pop("degrees F1", None)


def _titles(way: str) -> frozenset[str]:
    """Titles that a way of writing prints as `sections_of` has them; the others take those of the person."""
    if way in _NO_YEARS:
        return frozenset(
            ("Contact", "Summary", "Experience", "Projects", "Education", "Certifications", "Skills")
        )
    if way in ("page, one old table", "page, floats", "page, personal site"):
        return frozenset(("Summary", "Experience", "Projects", "Certifications"))
    return frozenset(("Experience", "Projects")) if way == "JSON Resume" else frozenset()


def _scores(data: Path, truths: list[tuple[str, Truth]]) -> dict[str, float]:
    """Score of the plain text of each resume."""
    analyzer = Analyzer()
    found = {}
    for name, _ in truths:
        path = data / "devset" / "txt" / f"{name}.txt"
        if path.exists():
            found[name] = analyzer.analyze(Source(path.name, path.read_bytes())).matches[0].score
    return found


def _same_score(analyzer: Analyzer, source: Source, score: float) -> bool:
    try:
        return abs(analyzer.analyze(source).matches[0].score - score) <= SAME_SCORE
    except AipmError:
        return False


if __name__ == "__main__":
    main()
