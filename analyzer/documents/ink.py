"""What is drawn on a page, as every engine gives it: characters, shapes, link targets.

Everything is in points from the top left corner of the page as it is shown (its crop box), so boxes fit the
image that PDFium draws.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from analyzer.documents.limits import Limits
from analyzer.errors import ReadError, TooLarge
from analyzer.records import Source

Colour = tuple[float, float, float]

#: A gap wider than this share of the font size starts a word. pdfplumber's default of 3 points glues the
#: words of LaTeX files; 0.15 reads .997 of the words of 20 resumes, worst .974.
WORD_GAP = 0.15
#: The same letter drawn again this near (share of the size) is a fake bold, not a double letter.
DRAWN_TWICE = 0.08


class Piece(NamedTuple):
    """Printed characters side by side in one look: a word, a part of one, a single character, or a space.

    Each character starts at least `DRAWN_TWICE` and ends further right than the one before it, with no gap
    wider than `WORD_GAP`, so a piece can be handled whole. `lefts` and `rights` are the edges of its
    characters; one that is printed as several letters (a ligature) stands alone. `colour` is RGB in 0..1,
    None when the file does not say it plainly. `mode` is the PDF text render mode: 3 and 7 draw nothing.

    A tuple and not a dataclass: a page has some 500 of them, and a frozen dataclass takes six times as long
    to make.
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
    lefts: tuple[float, ...]
    rights: tuple[float, ...]

    def letters(self) -> "list[Piece]":
        """A piece for each character."""
        if len(self.lefts) == 1:
            return [self]
        return [
            self._replace(text=text, x0=x0, x1=x1, lefts=(x0,), rights=(x1,))
            for text, x0, x1 in zip(self.text, self.lefts, self.rights, strict=True)
        ]


def joined(letters: Sequence[Piece]) -> list[Piece]:
    """Single characters in the order they are drawn -> pieces. A space that a gap shows too is left out."""
    pieces: list[Piece] = []
    part: list[Piece] = []
    blanks: list[Piece] = []
    for letter in letters:
        if letter.text.isspace():
            blanks.append(letter)
            continue
        if part and (blanks or not _goes_on(part[-1], letter)):
            pieces.append(_whole(part))
            if letter.baseline != part[-1].baseline or letter.x0 <= part[-1].x1 + WORD_GAP * part[-1].size:
                pieces += blanks
            part = []
        part.append(letter)
        blanks = []
    return [*pieces, _whole(part)] if part else pieces


def _goes_on(letter: Piece, following: Piece) -> bool:
    """Whether two characters may stand in one piece."""
    step = following.x0 - letter.x0
    return (
        len(letter.text) == len(following.text) == 1
        and letter.upright
        and letter[2] == following[2]
        and letter[4:11] == following[4:11]
        and DRAWN_TWICE * letter.size <= step
        and following.x0 <= letter.x1 + WORD_GAP * letter.size
        and following.x1 >= letter.x1
    )


def _whole(part: Sequence[Piece]) -> Piece:
    lefts, rights = tuple(letter.x0 for letter in part), tuple(letter.x1 for letter in part)
    text = "".join(letter.text for letter in part)
    return part[0]._replace(text=text, x1=rights[-1], lefts=lefts, rights=rights)


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
    pieces: tuple[Piece, ...]
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
