"""What the PDF stages hand to each other: tokens, rows and pages, in points from the top left corner."""

from dataclasses import dataclass

from analyzer.records import HiddenText, Link, PageSize


@dataclass(frozen=True, slots=True)
class Token:
    """One printed word, its characters already folded. `icon` marks a glyph without a readable character."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False
    font: str = ""
    icon: bool = False

    @property
    def middle(self) -> float:
        """Height of the middle of the word on the page."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Row:
    """Tokens that are read as one line. `apart` when clear space or a new block stands before it."""

    page: int
    tokens: tuple[Token, ...]
    apart: bool = False

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.tokens[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(token.x1 for token in self.tokens)

    @property
    def top(self) -> float:
        """Upper edge."""
        return min(token.top for token in self.tokens)

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return max(token.bottom for token in self.tokens)

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(token.text for token in self.tokens)


@dataclass(frozen=True, slots=True)
class PageContent:
    """One page as the engine gives it: visible tokens, and what a person does not see.

    `is_picture`: its words are in an image, so that only text recognition finds them.
    `stored` holds the visible characters in the order of the file.
    """

    size: PageSize
    tokens: tuple[Token, ...]
    hidden: tuple[HiddenText, ...] = ()
    links: tuple[Link, ...] = ()
    images: int = 0
    is_picture: bool = False
    stored: str = ""
