"""What simple readers may lose of a file, and why, in words that its author understands.

Every risk has one entry in `RISKS`, whatever format it is found in. Readers of formats call `warning`; what
depends on the structure of the resume is measured afterwards, by `measured`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from analyzer.documents.losses import layout_losses
from analyzer.records import Box, Document, Loss, LossKind, Outline, ReadWarning, Severity, Word


@dataclass(frozen=True, slots=True)
class Risk:
    """What happened and why it matters, what is lost by it, how bad that is, and what to do."""

    message: str
    loses: tuple[LossKind, ...]
    severity: Severity
    remedy: str


RISKS: dict[str, Risk] = {
    "damaged-page": Risk(
        "This page is damaged and was left out.", ("words",), "critical", "Export the file once more."
    ),
    "image-only-page": Risk(
        "This page is an image: none of its words can be read.",
        ("words",),
        "critical",
        "Export the resume from your editor as PDF, instead of scanning it or saving it as an image.",
    ),
    "broken-characters": Risk(
        "Some characters cannot be read: the font in the file does not say what they are.",
        ("words",),
        "high",
        "Export the file with another font.",
    ),
    "two-columns": Risk(
        "The page has columns side by side. Many readers go across the page and mix their lines.",
        ("order", "headings"),
        "medium",
        "One column is safer where you apply through a form.",
    ),
    "rows-mixed": Risk(
        "Some lines stand side by side. A reader that goes across the page mixes them.",
        ("order",),
        "medium",
        "Set what belongs together below each other.",
    ),
    "headings-apart": Risk(
        "A reader that goes across the page finds lines under the wrong heading, or no heading at all.",
        ("headings",),
        "medium",
        "Put each heading on a line of its own above its text.",
    ),
    "dates-apart": Risk(
        "Dates stand in a column of their own. A reader that goes across the page tears them from their job.",
        ("dates",),
        "medium",
        "Put the dates on the line of the job title, or right below it.",
    ),
    "stored-order": Risk(
        "The file stores its text in another order than it shows. Readers that follow the file mix lines.",
        ("order",),
        "medium",
        "Export it from another program, or print it to PDF from a word processor.",
    ),
    "narrow-gaps": Risk(
        "Words are set apart by narrow gaps and not by spaces. Simple readers run them together.",
        ("glued",),
        "high",
        "Let the program write spaces (in pdfLaTeX: \\pdfinterwordspaceon), or use a larger font.",
    ),
    "letter-spaced-heading": Risk(
        "Letters are set apart with spaces. Simple readers see single letters instead of the word.",
        ("spaced", "headings"),
        "medium",
        "Type the word without spaces, and space its letters by the font settings if you like.",
    ),
    "cut-words": Risk(
        "Words are divided at the end of a line. A search for the whole word does not find them.",
        ("cut",),
        "low",
        "Switch hyphenation off.",
    ),
    "ligatures": Risk(
        "Letters are joined into one sign (as in “ﬁ”). Some searches do not find words with it.",
        ("words",),
        "low",
        "Switch ligatures off in the font settings, or choose another font.",
    ),
    "invisible-characters": Risk(
        "There are invisible characters between letters. They were removed; a search stumbles over them.",
        ("words",),
        "medium",
        "Type the words anew, or paste them as plain text.",
    ),
    "icon-font": Risk(
        "Icons stand in place of words. A machine reads nothing or a wrong character there.",
        ("words",),
        "low",
        "Write the word beside the icon: “Phone”, “E-mail”.",
    ),
    "links-only-in-annotations": Risk(
        "A link stands behind a word or an icon only. Simple readers get the word and not the address.",
        ("links",),
        "medium",
        "Write the address out, so that every reader keeps it.",
    ),
    "page-edges": Risk(
        "A line repeats at the edge of the pages. Simple readers put it in the middle of your text.",
        ("order",),
        "low",
        "Keep what matters out of headers and footers; a page number is harmless.",
    ),
    "header-footer": Risk(
        "Text stands in the header or footer of the page, where many readers do not look.",
        ("words", "contact"),
        "high",
        "Move it, above all name and contact, to the body of the page.",
    ),
    "text-box": Risk(
        "Text stands in a text box. Many readers leave text boxes out.",
        ("words",),
        "high",
        "Put it into the body of the page.",
    ),
    "table-text": Risk(
        "Text stands in a table. Some readers leave tables out, or read their cells in another order.",
        ("words", "order"),
        "medium",
        "Use lines and tabs instead of a table.",
    ),
    "tracked-changes": Risk(
        "The file holds tracked changes. Some readers show what you deleted or leave out what you added.",
        ("words",),
        "medium",
        "Accept or reject all changes before you send it.",
    ),
    "embedded-document": Risk(
        "Another document is embedded in this one. Its text was not read.",
        ("words",),
        "high",
        "Copy its text over.",
    ),
    "macros": Risk(
        "The file holds macros. They were not run; many mail programs block such files.",
        (),
        "medium",
        "Save it as .docx.",
    ),
    "page-parts-left-out": Risk(
        "Menus and other parts of a web page around the text were left out.",
        ("words",),
        "low",
        "Check that our text holds the whole resume.",
    ),
    "styles-not-read": Risk(
        "The page takes its look from style sheets that are not in the file or too large. What they move or "
        "hide cannot be told.",
        ("order",),
        "low",
        "Print the page to PDF and use that file.",
    ),
    "text-in-images": Risk(
        "An image may hold words, as its description does. Words in images are not read.",
        ("words",),
        "medium",
        "Write the words as text.",
    ),
    "long-word": Risk(
        "A very long run of characters stands together without a space. It is no word and was left out.",
        ("words",),
        "low",
        "Look at our text for what is missing.",
    ),
    "picture": Risk(
        "A picture stands near the top of the page. Machines skip it.",
        (),
        "info",
        "A photo is not needed; leave it out where custom does not ask for one.",
    ),
    "large-file": Risk(
        "The file is larger than 2.5 MB. Some portals refuse it.",
        (),
        "low",
        "Export it with smaller pictures, or without.",
    ),
    "hidden-text": Risk(
        "The file holds text that a person does not see. It was not scored.",
        (),
        "high",
        "Remove it before you send the file. It may be left over from a template; readers may wonder.",
    ),
}
#: What is lost by reading across -> its code.
_ACROSS: dict[LossKind, str] = {"order": "rows-mixed", "headings": "headings-apart", "dates": "dates-apart"}
#: Share of lines or positions from which a risk is severe, and below which it is not told.
_SEVERE, _LEAST = 0.3, 0.1
#: Words belong to one row of the page when their tops differ by less than this (points), as in pdfplumber.
_ROW = 3.0


def warning(
    code: str,
    page: int | None = None,
    *,
    detail: str = "",
    share: float | None = None,
    boxes: Sequence[Box] = (),
) -> ReadWarning:
    """The warning of a code. `detail` is what was counted, `share` how much of it all that is (0 to 1)."""
    risk = RISKS[code]
    message = f"{risk.message} {detail}".strip()
    return ReadWarning(
        code, message, page, risk.severity, risk.loses, risk.remedy, _rounded(share), tuple(boxes)
    )


def measured(document: Document, outline: Outline) -> Document:
    """The document, its warnings with what a reader that goes across the page would lose of it.

    Only words with places can be read across: other documents stay as they are.
    """
    across = across_text(document)
    if across is None:
        return document
    losses = {loss.kind: loss for loss in layout_losses(document.text, across, outline)}
    warnings = [_with_order(one, losses.get("order")) for one in document.warnings]
    columns = any(one.code == "two-columns" for one in warnings)
    for kind, code in _ACROSS.items():
        loss = losses.get(kind)
        if loss is not None and loss.count / loss.of >= _LEAST and not (columns and kind == "order"):
            warnings.append(_counted(code, loss))
    return replace(document, warnings=tuple(warnings))


def across_text(document: Document) -> str | None:
    """The words of a document row by row across each page; None when that is the order of our text."""
    order: list[Word] = []
    rows: list[list[Word]] = []
    for _, words in groupby(sorted(document.words, key=_page_and_top), key=attrgetter("box.page")):
        below: float | None = None
        for word in words:
            if below is None or word.box.top > below + _ROW:
                rows.append([])
            rows[-1].append(word)
            below = word.box.top
    for row in rows:
        row.sort(key=attrgetter("box.x0"))
        order += row
    if order == list(document.words):
        return None
    return "\n".join(" ".join(document.text[word.start : word.end] for word in row) for row in rows)


def _page_and_top(word: Word) -> tuple[int, float]:
    return word.box.page, word.box.top


def _with_order(one: ReadWarning, loss: Loss | None) -> ReadWarning:
    """Columns, with how many lines leave their place by them."""
    if one.code != "two-columns" or loss is None:
        return one
    return replace(_counted(one.code, loss), page=one.page, boxes=one.boxes)


def _counted(code: str, loss: Loss) -> ReadWarning:
    share = loss.count / loss.of
    found = warning(code, detail=f"Here {loss.message}.", share=share)
    return replace(found, severity="high") if share >= _SEVERE else found


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 3)
