"""Every layout by every program that prints it, kept in a folder so that nothing is printed twice."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import drawn, people, typeset, web, word
from benchmarks.corpus.people import Resume

Renderer = Callable[[Sequence[Resume], str], Iterator[bytes]]

#: Layouts of web pages that WeasyPrint prints as meant.
_BY_WEASYPRINT = (
    "single, dates right",
    "left sidebar",
    "right sidebar, dates right",
    "two equal columns",
    "timeline",
    "running header and page numbers",
    "icons",
)
#: Program -> (how it prints, format of its files, layouts, the modules its files depend on).
_PROGRAMS: dict[str, tuple[Renderer, str, tuple[str, ...], tuple[object, ...]]] = {
    "Chromium": (web.by_chromium, "pdf", tuple(web.LOOKS), (web,)),
    "WeasyPrint": (web.by_weasyprint, "pdf", _BY_WEASYPRINT, (web,)),
    "LibreOffice": (word.by_libreoffice, "pdf", word.LAYOUTS, (word,)),
    "DOCX": (word.by_docx, "docx", word.LAYOUTS, (word,)),
    "Typst": (typeset.by_typst, "pdf", typeset.TYPST_LAYOUTS, (typeset,)),
    "LaTeX": (typeset.by_latex, "pdf", typeset.LATEX_LAYOUTS, (typeset,)),
    "fpdf2": (drawn.by_fpdf2, "pdf", drawn.LAYOUTS, (drawn,)),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A layout as one program prints it."""

    layout: str
    program: str

    @property
    def format(self) -> str:
        """Ending of its files."""
        return _PROGRAMS[self.program][1]


#: All sheets; columns first in each program.
SHEETS = tuple(
    Sheet(layout, program) for program, (_, _, layouts, _) in _PROGRAMS.items() for layout in layouts
)


@dataclass(frozen=True, slots=True)
class Printed:
    """One resume on one sheet. `links_shown` is False when web addresses exist as link targets alone."""

    resume: Resume
    sheet: Sheet
    path: Path
    links_shown: bool


def print_sheets(resumes: Sequence[Resume], sheets: Sequence[Sheet], folder: Path) -> Iterator[Printed]:
    """Every resume on every sheet, sheet by sheet; files that `folder` has already are taken from there."""
    for sheet in sheets:
        render, ending, _, modules = _PROGRAMS[sheet.program]
        home = folder / f"{_slug(sheet.program)}-{_slug(sheet.layout)}"
        home.mkdir(parents=True, exist_ok=True)
        code = b"".join(Path(str(module.__file__)).read_bytes() for module in (people, *modules))  # type: ignore[attr-defined]
        paths = {resume.name: home / f"{resume.name}-{_digest(code, resume)}.{ending}" for resume in resumes}
        missing = [resume for resume in resumes if not paths[resume.name].exists()]
        if missing:
            for resume, data in zip(missing, render(missing, sheet.layout), strict=True):
                paths[resume.name].write_bytes(data)
        linked = sheet.program in ("Chromium", "WeasyPrint") and web.LOOKS[sheet.layout].linked
        for resume in resumes:
            yield Printed(resume, sheet, paths[resume.name], not linked)


def _digest(code: bytes, resume: Resume) -> str:
    return hashlib.sha256(code + repr(resume).encode()).hexdigest()[:12]


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", name.lower()).strip("-")
