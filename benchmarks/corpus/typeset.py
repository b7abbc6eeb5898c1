"""Resumes typeset by Typst and LaTeX: justified and hyphenated text, ligatures, real small sizes."""

import json
import re
import subprocess
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import typst

from benchmarks.corpus.people import Entry, Resume, Section

_SIDE = ("skills_section", "certifications", "languages")

# --- Typst -------------------------------------------------------------------------------------------

_TYPST = """
#set page(paper: "a4", margin: 14mm, %s)
#set text(font: ("Lato", "DejaVu Sans"), size: %s, lang: "en", hyphenate: %s)
#set par(justify: %s, leading: 0.55em)
#show heading.where(level: 2): it => block(
  above: 1.1em, below: 0.55em, sticky: true, text(size: 1.15em, tracking: %s, upper(it.body)))
#let row(left, right) = grid(columns: (1fr, auto), column-gutter: 4mm, left, right)
"""
#: Layout -> (page options, size, hyphenated, tracking of headings).
_TYPST_LOOKS: dict[str, tuple[str, str, bool, str]] = {
    "single, dates right": ("", "9.6pt", False, "0pt"),
    "left sidebar": ("", "9pt", False, "0pt"),
    "two equal columns": ("", "9pt", True, "0pt"),
    "titles in the left margin": ("", "9.6pt", False, "0pt"),
    "timeline": ("", "9.6pt", False, "0pt"),
    "modern, small": ("", "7.6pt", True, "0pt"),
    "letter-spaced headings": ("", "9.6pt", False, "4pt"),
    "running header and page numbers": (
        "header: text(size: 8pt)[Curriculum vitae], "
        'footer: align(center, text(size: 8pt)[Page #context counter(page).display("1 / 1", both: true)])',
        "11pt",
        False,
        "0pt",
    ),
}
TYPST_LAYOUTS = tuple(_TYPST_LOOKS)


def by_typst(resumes: Sequence[Resume], layout: str) -> Iterator[bytes]:
    """The resumes as Typst sets them."""
    for resume in resumes:
        yield typst.compile(_typst(resume, layout).encode())


def _typst(resume: Resume, layout: str) -> str:
    options, size, hyphenated, tracking = _TYPST_LOOKS[layout]
    justified = str(hyphenated).lower()
    look = _TYPST % (options, size, justified, justified, tracking)
    name = f'#text(size: 2em, weight: "bold", {_said(resume.person)})\n\n{_t(resume.headline)}\n\n'
    contact = (*resume.contact, *resume.links)
    line = _t(" | ".join(contact)) + "\n\n"
    if layout == "left sidebar":
        own = "== Contact\n" + "".join(f"{_t(one)}\n\n" for one in contact)
        return look + name + _typst_columns(own, resume, layout, "(54mm, 1fr)", side_first=True)
    if layout == "modern, small":
        return look + name + line + _typst_columns("", resume, layout, "(1fr, 58mm)", side_first=False)
    body = "".join(_typst_section(section, layout) for section in resume.sections)
    if layout == "two equal columns":
        body = f"#columns(2, gutter: 7mm)[\n{body}\n]"
    return look + name + line + body


def _typst_columns(own: str, resume: Resume, layout: str, widths: str, *, side_first: bool) -> str:
    side = own + "".join(_typst_section(one, layout) for one in resume.sections if one.key in _SIDE)
    main = "".join(_typst_section(one, layout) for one in resume.sections if one.key not in _SIDE)
    parts = [side, main] if side_first else [main, side]
    return (
        f"#grid(columns: {widths}, column-gutter: 7mm,\n"
        + ",\n".join(f"[\n{part}\n]" for part in parts)
        + ")\n"
    )


def _typst_section(section: Section, layout: str) -> str:
    body = "".join(f"{_t(line)}\n\n" for line in section.prose)
    body += "".join(f"- {_t(line)}\n" for line in section.items) + "\n"
    body += "".join(_typst_entry(entry, layout) for entry in section.entries)
    for group in section.groups:
        label = f"#strong({_said(group.label + ':')}) " if group.label else ""
        body += f"{label}{_t(', '.join(group.items))}\n\n"
    if layout == "titles in the left margin":
        return f"#grid(columns: (38mm, 1fr), column-gutter: 4mm, [== {_t(section.title)}], [\n{body}\n])\n"
    return f"== {_t(section.title)}\n{body}"


def _typst_entry(entry: Entry, layout: str) -> str:
    firm = ", ".join(part for part in (entry.organization, entry.place) if part)
    rest = f"{_t(firm)}\n\n" if firm else ""
    rest += (f"{_t(entry.paragraph)}\n\n" if entry.paragraph else "") + "".join(
        f"- {_t(one)}\n" for one in entry.bullets
    )
    title = f"#strong({_said(entry.title)})"
    if layout == "timeline":
        return (
            f"#grid(columns: (34mm, 1fr), column-gutter: 5mm, [{_t(entry.dates)}], [{title}\n\n{rest}\n])\n"
        )
    if layout in ("left sidebar", "two equal columns"):
        return f"{title}\n\n{_t(entry.dates)}\n\n{rest}\n"
    return f"#row([{title}], [{_t(entry.dates)}])\n{rest}\n"


def _t(text: str) -> str:
    """Text in Typst markup."""
    return f"#{_said(text)};" if text else ""


def _said(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


# --- LaTeX -------------------------------------------------------------------------------------------

_LATEX = r"""
\documentclass[a4paper,10pt]{article}
\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{charter,textcomp}
\usepackage[margin=16mm]{geometry}\usepackage{multicol,tabularx,fancyhdr}
\setlength{\parindent}{0pt}\setlength{\parskip}{2pt}\pagestyle{PAGESTYLE}
\newcommand{\heading}[1]{\par\medskip{\large\bfseries #1}\par\nopagebreak\hrule\smallskip\nopagebreak}
\newenvironment{points}{\begin{list}{\textbullet}{\leftmargin=12pt\itemsep=0pt\parsep=0pt\topsep=1pt}}{\end{list}}
\newenvironment{moments}{\begin{list}{}{\leftmargin=34mm\labelwidth=32mm\labelsep=2mm\let\makelabel\moment\itemsep=2pt\topsep=1pt}}{\end{list}}
\newcommand{\moment}[1]{\parbox[t]{32mm}{\raggedright\small #1}}
\begin{document}
"""
LATEX_LAYOUTS = (
    "single, dates right",
    "single, employer first, places right",
    "two equal columns",
    "timeline",
    "skill table",
    "running header and page numbers",
)
_TEX = {
    "\\": r"\textbackslash{}",
    **{char: f"\\{char}" for char in "&%$#_{}"},
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "–": "--",
    "—": "---",
    "•": r"\textbullet{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "€": r"\texteuro{}",
    "→": r"$\rightarrow$",
    "≤": r"$\leq$",
    "≥": r"$\geq$",
    "×": r"$\times$",
    '"': r"\textquotedbl{}",
    "…": r"\dots{}",
    "\u00a0": " ",
}


def by_latex(resumes: Sequence[Resume], layout: str) -> Iterator[bytes]:
    """The resumes as pdfLaTeX sets them; letters that its fonts lack are printed without their accents."""
    for resume in resumes:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "resume.tex").write_text(_latex(resume, layout), "utf-8")
            subprocess.run(
                ["pdflatex", "-interaction=nonstopmode", "resume.tex"],
                cwd=folder,
                capture_output=True,
                check=False,
            )
            yield Path(folder, "resume.pdf").read_bytes()


def _latex(resume: Resume, layout: str) -> str:
    style = "fancy" if layout == "running header and page numbers" else "empty"
    head = _LATEX.replace("PAGESTYLE", style)
    if style == "fancy":
        head += rf"\fancyhf{{}}\lhead{{{_x(resume.person)}}}\rhead{{Resume}}\cfoot{{\thepage}}" + "\n"
    head += rf"{{\LARGE\bfseries {_x(resume.person)}}}\par {_x(resume.headline)}\par " + "\n"
    head += _x(" | ".join((*resume.contact, *resume.links))) + "\\par\n"
    body = "".join(_latex_section(section, layout) for section in resume.sections)
    if layout == "two equal columns":
        body = f"\\begin{{multicols}}{{2}}\n{body}\n\\end{{multicols}}"
    return f"{head}{body}\n\\end{{document}}\n"


def _latex_section(section: Section, layout: str) -> str:
    body = "".join(f"{_x(line)}\\par\n" for line in section.prose) + _points(section.items)
    entries = [_latex_entry(entry, layout) for entry in section.entries]
    if entries and layout == "timeline":
        body += "\\begin{moments}" + "".join(entries) + "\\end{moments}\n"
    else:
        body += "".join(entries)
    if section.groups and layout == "skill table":
        rows = "".join(f"{_x(one.label)} & {_x(', '.join(one.items))}\\\\\n" for one in section.groups)
        body += f"\\begin{{tabularx}}{{\\linewidth}}{{@{{}}p{{45mm}}X@{{}}}}\n{rows}\\end{{tabularx}}\\par\n"
    else:
        for group in section.groups:
            label = rf"\textbf{{{_x(group.label)}:}} " if group.label else ""
            body += f"{label}{_x(', '.join(group.items))}\\par\n"
    return f"\\heading{{{_x(section.title)}}}\n{body}"


def _latex_entry(entry: Entry, layout: str) -> str:
    firm = ", ".join(part for part in (entry.organization, entry.place) if part)
    rest = (f"{_x(entry.paragraph)}\\par\n" if entry.paragraph else "") + _points(entry.bullets)
    title, dates = _x(entry.title), _x(entry.dates)
    if layout == "timeline":
        return f"\\item[{{{dates}}}] \\textbf{{{title}}}\\par\n{_x(firm)}\\par\n{rest}"
    if layout == "single, employer first, places right" and entry.organization:
        return (
            rf"\textbf{{{_x(entry.organization)}}}\hfill {_x(entry.place)}\par" + "\n"
            rf"\textit{{{title}}}\hfill {dates}\par" + f"\n{rest}"
        )
    if layout == "two equal columns":
        return f"\\textbf{{{title}}}\\par\n{_x(firm)}\\par\n\\textit{{{dates}}}\\par\n{rest}"
    return rf"\textbf{{{title}}}\hfill {dates}\par" + f"\n{_x(firm)}\\par\n{rest}"


def _points(lines: Iterable[str]) -> str:
    items = "".join(f"\\item {_x(line)}\n" for line in lines)
    return f"\\begin{{points}}\n{items}\\end{{points}}\n" if items else ""


def _x(text: str) -> str:
    """Text in LaTeX; what a T1 font cannot print loses its accents."""
    return "".join(_TEX.get(char) or _printable(char) for char in re.sub(r"\s+", " ", text))


def _printable(char: str) -> str:
    if ord(char) < 0x180 or char in "‘’“”":
        return char
    plain = unicodedata.normalize("NFKD", char)
    return "".join(one for one in plain if ord(one) < 0x180)


RENDERERS: dict[str, tuple[Callable[[Sequence[Resume], str], Iterator[bytes]], tuple[str, ...]]] = {
    "Typst": (by_typst, TYPST_LAYOUTS),
    "LaTeX": (by_latex, LATEX_LAYOUTS),
}
