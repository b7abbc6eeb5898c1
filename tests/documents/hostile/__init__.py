"""Files made to hold, fill, crash or fool a reader. The bytes of each are made when they are asked for.

::

    build        objects and pages of PDF files
    pdf_cycles   a PDF that is part of itself          pdf_bombs    a small PDF that asks for a lot
    pdf_shapes   odd numbers, nesting, starts, locks   texts        text that holds whoever parses it
    office       Word, OpenDocument, RTF               pages        web pages, JSON, pictures
"""

from functools import cache

from tests.documents import paper
from tests.documents.hostile import office, pages, pdf_bombs, pdf_cycles, pdf_shapes, texts
from tests.documents.hostile.pdf_bombs import Maker

#: Hostile files that are small and quick: a fuzzer starts from them too.
_SEEDS = (
    *("length-of-itself", "kids-in-a-ring", "contents-of-itself", "previous-tables-in-a-ring"),
    *("table-stream-of-itself", "object-stream-holds-itself", "glyph-shows-itself", "pattern-paints-itself"),
    *("mask-masks-itself", "image-masks-itself", "font-descends-from-itself", "encoding-uses-itself"),
    *("colours-in-a-ring", "annotation-of-itself", "outline-of-itself", "fields-of-themselves"),
    *("map-of-four-billion", "image-fax", "image-jpeg", "image-jpeg2000", "lock-aes", "lock-forty-bits"),
    *("turned", "text-of-negative-size", "acts-form", "holds-a-program", "function-of-a-trillion-samples"),
)

_OTHER_SEEDS = (
    *("docx-parts-in-a-ring", "docx-tables-in-tables", "docx-styles-in-a-ring", "docx-entity-of-itself"),
    *("docx-utf-16", "odt-spaces-below-zero", "odt-lists-in-lists", "odt-object-of-itself"),
    *("rtf-deep-and-closed", "rtf-unicode-halves", "rtf-styles-in-a-ring", "rtf-code-page-unknown"),
    *("html-scripts", "html-fetches", "html-spans-a-billion", "html-variables-in-a-ring"),
    *("html-svg-uses-itself", "json-wrong-kinds", "json-infinite", "json-half-characters", "json-cut"),
)
#: Those that take more than half a second each: `benchmarks.attacks` reads them all, the tests some of them.
_SLOW = frozenset(
    """
    object-is-itself objects-in-a-ring forms-in-a-ring flate-300-mb flate-in-flate run-length-400-mb lzw
    predictor-of-a-billion-columns predictor-of-a-million-colours predictor-of-one-column predictor-negative
    text-million-words text-one-string text-each-its-own-size text-replaced text-scattered text-kerned
    text-scattered-little dots-before-words rectangles-two-million rectangles-one-path curves-one-path
    lines-dashed states-saved-only states-restored-only marks-nested marks-with-words arrays-in-content
    dictionaries-in-content numbers-in-content inline-images inline-image-never-ends forms-ten-to-the-ninth
    forms-with-text-ten-to-the-ninth forms-empty-ten-to-the-eighth forms-twenty-thousand-times
    forms-a-thousand-deep
    map-of-four-billion-for-the-second-engine map-of-many-ranges map-of-million-characters map-to-a-long-text
    map-nested widths-of-four-billion widths-of-many-ranges widths-a-million differences-a-million
    fonts-twenty-thousand image-fax image-jbig2 pattern-of-tiny-steps shading-of-a-long-program
    page-tree-ten-thousand-deep objects-half-a-million outline-a-hundred-thousand link-of-five-megabytes
    """.split()  # noqa: SIM905  (readable as words)
)


def pdf_attacks() -> dict[str, Maker]:
    """Name -> maker of a PDF file."""
    ready = {**pdf_cycles.page_tree(), **pdf_cycles.drawn(), **pdf_cycles.around()}
    return {
        **{name: lambda data=data: data for name, data in ready.items()},
        **pdf_bombs.filters(),
        **pdf_bombs.content(),
        **pdf_bombs.objects(),
        **pdf_shapes.boxes(),
        **pdf_shapes.nesting(),
        **pdf_shapes.starts_and_ends(),
        **pdf_shapes.locked(),
        **pdf_shapes.acting(),
    }


def other_attacks() -> dict[str, Maker]:
    """Name -> maker of a file of any other format; the name starts with the format."""
    return {
        **office.packages(),
        **office.xml(),
        **office.rtf(),
        **pages.html(),
        **pages.json(),
        **pages.pictures(),
        **pages.scans(),
    }


#: How the name of a file that is no PDF starts -> what it is.
KINDS = {
    "docx": "Word",
    "odt": "OpenDocument",
    "rtf": "RTF",
    "html": "web page",
    "mhtml": "saved web page",
    "json": "JSON Resume",
    "scan": "scan, with the extra",
}


def kinds() -> dict[str, dict[str, Maker]]:
    """All hostile files by kind."""
    sorted_out: dict[str, dict[str, Maker]] = {
        "PDF that is part of itself": {
            name: lambda data=data: data
            for ready in (pdf_cycles.page_tree(), pdf_cycles.drawn(), pdf_cycles.around())
            for name, data in ready.items()
        },
        "PDF that asks for a lot": {**pdf_bombs.filters(), **pdf_bombs.content(), **pdf_bombs.objects()},
    }
    taken = {name for makers in sorted_out.values() for name in makers}
    odd = {name: make for name, make in pdf_attacks().items() if name not in taken}
    sorted_out["PDF of odd parts"] = odd
    for name, make in other_attacks().items():
        sorted_out.setdefault(KINDS.get(name.partition("-")[0], "picture"), {})[name] = make
    return sorted_out


@cache
def seeds(*, pdf: bool) -> tuple[bytes, ...]:
    """Small files to damage: good ones, and hostile ones that are quick to read."""
    good = [texts.RESUME.encode(), texts.MARKDOWN.encode()]
    if pdf:
        made = [paper.single_column().data, paper.two_columns().data]
        return (*made, *[make() for name, make in pdf_attacks().items() if name in _SEEDS])
    attacks = other_attacks()
    return (*good, *[attacks[name]() for name in _OTHER_SEEDS])


#: The PDF files that are quick to read.
QUICK = tuple(name for name in pdf_attacks() if name not in _SLOW)
