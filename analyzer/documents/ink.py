"""What is drawn on a page, as every engine gives it: characters, shapes, link targets.

Everything is in points from the top left corner of the page as it is shown (its crop box), so boxes fit the
image that PDFium draws.
"""

from dataclasses import dataclass
from typing import NamedTuple

from analyzer.documents.limits import Limits
from analyzer.errors import ReadError, TooLarge
from analyzer.records import Source

Colour = tuple[float, float, float]


class Glyph(NamedTuple):
    """One printed character. `colour` is RGB in 0..1, None when the file does not say it plainly.

    `mode` is the PDF text render mode: 3 and 7 draw nothing. A tuple and not a dataclass: a page has some
    3,000 of them, and a frozen dataclass takes six times as long to make.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    font: str
    upright: bool
    colour: Colour | None
    mode: int


@dataclass(frozen=True, slots=True)
class Shape:
    """A path or an image, as its bounding box."""

    kind: str
    x0: float
    top: float
    x1: float
    bottom: float
    filled: bool = True


@dataclass(frozen=True, slots=True)
class RawPage:
    """What one page holds. `links` are the targets of its link annotations, in file order.

    `spaces` is how many characters of it are written spaces, None when the engine does not tell.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    shapes: tuple[Shape, ...]
    links: tuple[str, ...]
    spaces: int | None = None


def damaged(source: Source) -> ReadError:
    """The error for a file whose structure is broken."""
    return ReadError(f"{source.name} is damaged and could not be opened. Export it as PDF once more.")


def too_many_pages(source: Source, limits: Limits) -> TooLarge:
    """The error for a file with more pages than a resume and its portfolio have."""
    return TooLarge(
        f"{source.name} has more than {limits.max_pages} pages. "
        "Keep the resume itself and leave out attachments."
    )
