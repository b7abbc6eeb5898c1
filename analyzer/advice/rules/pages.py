"""Rules about pages and files: how they are filled, what machines may lose, what a portal may refuse."""

import re
from collections import Counter
from collections.abc import Iterator

from analyzer.advice.rule import Case, Finding, rule
from analyzer.advice.wording import counted
from analyzer.records import Line, ReadWarning

#: A last page with less than this share of the lines of the first looks left over. Basis: rule LEN-03.
_ORPHAN_SHARE = 0.15
#: A page is dense with so many lines and so many words a line. Basis: rule LEN-04.
_DENSE_LINES, _DENSE_WORDS = 65, 16
#: Body text smaller or larger than this (points) is hard to read or looks like filling. Basis: rule ATS-05
#: says 9.5; half a point of tolerance, since fonts of one size differ in look.
_SMALL, _LARGE = 9.0, 13.0
#: Formats that every application portal takes.
_SAFE_FORMATS = frozenset(("pdf", "docx"))
#: Formats that a person sends; text that was pasted or exported as data says nothing about the file.
_OWN_FORMATS = {"odt": "OpenDocument", "rtf": "RTF", "html": "a web page", "image": "an image"}
#: Codes of reading warnings, by what is wrong.
_NO_TEXT = frozenset(("image-only-page", "broken-characters"))
_BOXES = frozenset(("table-text", "text-box", "text-in-images"))
_MARGINS = frozenset(("header-footer",))


@rule(
    "structure/orphan-page",
    code="LEN-03",
    severity="low",
    kind="rephrase",
    basis="D",
    quiet_for=("academic", "export"),
)
def orphan_page(case: Case) -> Iterator[Finding]:
    """The last page holds a few lines only.

    Why: it looks left over, and costs a page turn for nothing.
    Instead of: a third page with four lines on it
    Try: the same text on two pages
    Source: convention
    """
    pages = _lines_by_page(case)
    if len(pages) < 2:
        return
    first, last = pages[min(pages)], pages[max(pages)]
    if len(last) < _ORPHAN_SHARE * len(first):
        yield Finding(
            message=f"Page {max(pages)} holds {counted(len(last), 'line')} only. Shorten the text by so "
            f"much, and it ends on page {max(pages) - 1}.",
            evidence=(case.evidence(last[0].start, last[-1].end),),
        )


@rule(
    "structure/dense-page",
    code="LEN-04",
    severity="low",
    kind="rephrase",
    basis="B",
    quiet_for=("academic", "export"),
)
def dense_page(case: Case) -> Iterator[Finding]:
    """A page is filled to the edges.

    Why: where the eye finds no rest it jumps, and lines in the middle are not read.
    Instead of: a page of seventy lines with eighteen words each
    Try: the same page with a third less, in bullets
    Source: eye-tracking studies of first readings
    """
    text = case.document.text
    dense = [
        (number, lines)
        for number, lines in _lines_by_page(case).items()
        if len(lines) > _DENSE_LINES
        and sum(len(text[line.start : line.end].split()) for line in lines) / len(lines) > _DENSE_WORDS
    ]
    if dense:
        number, lines = dense[0]
        yield Finding(
            message=f"Page {number} holds {len(lines)} full lines. Cut what matters least, and leave room "
            "between the roles.",
        )


@rule("machine/no-text", code="ATS-01", severity="critical", kind="rephrase", basis="B")
def no_text(case: Case) -> Iterator[Finding]:
    """The file holds pictures of words, or words that cannot be read.

    Why: a machine finds nothing to read there, and your application may be filed as empty.
    Instead of: a scan of the printed resume
    Try: the resume exported as PDF from the program it was written in
    Source: an applicant-tracking vendor's help page
    """
    unread = _warned(case, _NO_TEXT)
    if unread or "ocr" in case.document.engine:
        said = unread[0].message if unread else "The words of this file had to be recognized from a picture."
        yield Finding(
            message=f"{said} Export it as PDF from the program it was written in.",
            severity="critical" if unread and unread[0].code == "image-only-page" else "high",
        )


@rule("machine/boxes-and-tables", code="ATS-03", severity="medium", kind="rephrase", basis="B")
def boxes_and_tables(case: Case) -> Iterator[Finding]:
    """Text stands in tables, text boxes or pictures.

    Why: many readers leave such text out, or read its cells in another order.
    Instead of: skills in a table of three columns
    Try: skills on three lines, each with its heading
    Source: an applicant-tracking vendor's help page; newer systems cope better
    """
    for warning in _once(_warned(case, _BOXES)):
        yield Finding(message=_told(warning))


@rule("machine/contact-in-margin", code="ATS-04", severity="high", kind="rephrase", basis="B")
def contact_in_margin(case: Case) -> Iterator[Finding]:
    """The way to reach you stands in the header or footer.

    Why: many readers do not look there, and then nobody can answer.
    Instead of: the e-mail address in the header of the Word file
    Try: the e-mail address on the second line of the page
    Source: an applicant-tracking vendor's help page
    """
    for warning in _once(_warned(case, _MARGINS)):
        yield Finding(message=_told(warning))


@rule("machine/type-size", code="ATS-05", severity="low", kind="rephrase", basis="C", quiet_for=("export",))
def type_size(case: Case) -> Iterator[Finding]:
    """The letters are too small or too large.

    Why: small letters are skipped on a screen; large ones look like filling.
    Instead of: body text of 8 points
    Try: body text of 10.5 or 11 points
    Source: eye-tracking studies of first readings; career-centre agreement
    """
    size = _body_size(case)
    if size is not None and (size < _SMALL or size > _LARGE):
        wrong = "small" if size < _SMALL else "large"
        yield Finding(message=f"Most of the text is {size:g} points: {wrong}. Set it in 10 to 12.")


@rule("machine/file-type", code="ATS-07", severity="low", kind="rephrase", basis="B")
def file_type(case: Case) -> Iterator[Finding]:
    """A kind or size of file that some portals refuse.

    Why: a file that cannot be opened is not read.
    Instead of: resume.odt
    Try: resume.pdf
    Source: an applicant-tracking vendor's help page
    """
    kind = _OWN_FORMATS.get(case.document.format)
    if kind and case.document.format not in _SAFE_FORMATS:
        yield Finding(
            message=f"The file is {kind}. Send a PDF with text in it, or .docx where a portal asks for it.",
        )
    for warning in _once(_warned(case, frozenset(("large-file", "macros", "tracked-changes")))):
        yield Finding(message=_told(warning))


@rule("privacy/photo", code="PRV-01", severity="medium", kind="rephrase", basis="C")
def photo(case: Case) -> Iterator[Finding]:
    """A picture stands near the top of the first page.

    Why: a photo invites bias, machines skip it, and some employers must set such files aside.
    Instead of: a portrait beside the name
    Try: the name alone
    Source: career-centre agreement (US, UK, Canada, Ireland)
    """
    for warning in _once(_warned(case, frozenset(("picture",)))):
        custom = case.context.personal_data_is_custom
        usual = "It is still customary where you seem to be, and never needed." if custom else ""
        advice = "Leave it out for jobs in the US, UK, Canada and Ireland."
        yield Finding(
            message=f"If the picture at the top is a photo of you: {advice} {usual}".strip(),
            severity="info" if custom else "medium" if warning.page in (None, 1) else "info",
        )


def _lines_by_page(case: Case) -> dict[int, list[Line]]:
    """The lines of each page of a file with pages; none for text without."""
    if not case.document.pages:
        return {}
    found: dict[int, list[Line]] = {page.number: [] for page in case.document.pages}
    for line in case.document.lines:
        if line.page in found and case.document.text[line.start : line.end].strip():
            found[line.page].append(line)
    return {number: lines for number, lines in found.items() if lines}


def _body_size(case: Case) -> float | None:
    """The size (points) in which most letters are set; None where the file does not say."""
    sizes: Counter[float] = Counter()
    for line in case.document.lines:
        if line.size:
            sizes[round(line.size * 2) / 2] += len(
                re.sub(r"\s", "", case.document.text[line.start : line.end])
            )
    if not sizes or case.document.format not in _SAFE_FORMATS:
        return None
    return max(sizes.items(), key=lambda one: (one[1], one[0]))[0]


def _warned(case: Case, codes: frozenset[str]) -> list[ReadWarning]:
    return [warning for warning in case.document.warnings if warning.code in codes]


def _once(warnings: list[ReadWarning]) -> list[ReadWarning]:
    """The first warning of each code."""
    return list({warning.code: warning for warning in reversed(warnings)}.values())[::-1]


def _told(warning: ReadWarning) -> str:
    return f"{warning.message} {warning.remedy}".strip()
