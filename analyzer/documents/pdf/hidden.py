"""Characters that a person does not see, told from the drawn page.

The page is drawn once and small. Text is hidden when its colour is that of the paper it stands on, when
nothing at all is drawn in its place, when it is too small to read, or when it stands off the page. The
drawn page decides, so white letters on a dark sidebar or on a photo stay visible.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL.Image import Image

from analyzer.documents.characters import is_unknown
from analyzer.documents.ink import WORD_GAP, Colour, Piece, RawPage
from analyzer.documents.pdf.paper import Drawn
from analyzer.documents.sight import LEAST_CONTRAST, LEAST_LETTERS, REASONS, SMALLEST_SIZE, contrast
from analyzer.records import Box, HiddenText

#: Difference between the darkest and the lightest pixel below which nothing is drawn. Of 22,000 words of real
#: resumes 12 fall below, all in one file.
LEAST_INK = 20
#: Lines of one hidden text whose places are kept.
_MOST_PLACES = 40
#: Text render modes of PDF that draw nothing; scanners lay their recognised text over the image this way.
_INVISIBLE_MODES = (3, 7)
#: An image of this share of the page is a scan.
_SCAN_AREA = 0.3
#: Brightness from which dark letters cannot vanish.
_CLEAR_PAPER = 160
#: Height above the baseline, in shares of the size, at which all letters have ink.
_MIDDLE_OF_LETTERS = 0.25


def split_hidden(page: RawPage, paper: Drawn | None) -> tuple[list[Piece], tuple[HiddenText, ...]]:
    """The pieces a person sees, and the rest as text with its reason."""
    clear = _show_dark(page.pieces, paper) if paper is not None and page.pieces else None
    reasons: list[str | None] = [None] * len(page.pieces)
    doubtful = range(len(page.pieces)) if clear is None else np.flatnonzero(~clear).tolist()
    for number in doubtful:
        reasons[number] = _reason(page.pieces[number], page, paper)
    if not any(reasons):
        return list(page.pieces), ()
    judged = list(zip(reasons, page.pieces, strict=True))
    cut = _cut_baselines(judged)
    visible: list[Piece] = []
    hidden: list[tuple[str, Piece]] = []
    for reason, piece in judged:
        if reason is None or (reason == "covered" and piece.baseline in cut):
            visible.append(piece)
        else:
            hidden.append((reason, piece))
    return visible, _as_text(hidden, page.number)


def _cut_baselines(judged: Sequence[tuple[str | None, Piece]]) -> set[float]:
    """Baselines of a first or last line that a page break cuts in half, so that low words show no ink.

    Some renderers draw such a line on both pages; most of its words show on each.
    """
    shown: Counter[float] = Counter()
    drawn: Counter[float] = Counter()
    for reason, piece in judged:
        drawn[piece.baseline] += len(piece.text)
        shown[piece.baseline] += len(piece.text) if reason is None else 0
    inside = [baseline for baseline in drawn if shown[baseline]]
    return {
        edge for edge in (min(inside, default=0.0), max(inside, default=0.0)) if shown[edge] > drawn[edge] / 2
    }


def _reason(piece: Piece, page: RawPage, paper: Drawn | None) -> str | None:
    """Why a person does not see these characters; None when they do."""
    text, x0, top, x1, bottom, _, size, _, _, _, mode, *_ = piece
    reason = None
    if text.isspace():
        return None
    if x1 <= 0 or bottom <= 0 or x0 >= page.width or top >= page.height:
        reason = "outside"
    elif size < SMALLEST_SIZE and x1 - x0 < SMALLEST_SIZE * len(text):
        reason = "tiny"
    elif mode in _INVISIBLE_MODES and not _on_scan(piece, page):
        reason = "covered"
    elif paper is not None:
        reason = _drawn_reason(piece, paper)
    return reason


def _drawn_reason(piece: Piece, paper: Drawn) -> str | None:
    height, width = paper.gray.shape
    area = (
        max(0, int(piece.x0) - 1),
        max(0, int(piece.top) - 1),
        min(width, int(piece.x1) + 2),
        min(height, int(piece.bottom) + 2),
    )
    if area[2] <= area[0] or area[3] <= area[1]:
        return "outside"
    pixels = paper.gray[area[1] : area[3], area[0] : area[2]]
    darkest, lightest = int(pixels.min()), int(pixels.max())
    drawn = lightest - darkest >= LEAST_INK
    if drawn and not _may_vanish(piece.colour, darkest, lightest):
        return None
    if piece.colour is not None and contrast(piece.colour, _background(paper.colours, area)) < LEAST_CONTRAST:
        return "colour"
    return None if drawn else "covered"


def _show_dark(pieces: Sequence[Piece], paper: Drawn) -> npt.NDArray[np.bool_]:
    """Dark letters with clear paper and ink in one row of pixels through their middle: nearly every word.

    Whatever this finds the whole box has too, so it only saves the time of cutting the boxes out one by one.
    """
    _, x0, _, x1, _, baseline, size, _, _, colours, modes, *_ = zip(*pieces, strict=True)
    looks = set(zip(colours, modes, strict=True))
    dark = {(colour, mode) for colour, mode in looks if colour is not None and max(colour) < 0.5}
    dark -= {(colour, mode) for colour, mode in dark if mode in _INVISIBLE_MODES}
    height, width = paper.gray.shape
    sizes = np.array(size)
    row = np.array(baseline) - _MIDDLE_OF_LETTERS * sizes
    start = np.clip(np.array(x0), 0, width).astype(int)
    end = np.clip(np.array(x1), 0, width).astype(int)
    shows = np.array([look in dark for look in zip(colours, modes, strict=True)])
    shows &= (sizes >= SMALLEST_SIZE) & (row >= 0) & (row < height) & (end > start)
    seen = np.flatnonzero(shows)
    if seen.size:
        lengths = (end - start)[seen]
        ends = np.cumsum(lengths)
        places = np.repeat((row.astype(int) * width + start)[seen] - (ends - lengths), lengths)
        pixels = paper.gray.reshape(-1)[places + np.arange(ends[-1])]
        lightest = np.maximum.reduceat(pixels, ends - lengths)
        darkest = np.minimum.reduceat(pixels, ends - lengths)
        shows[seen] = (lightest >= _CLEAR_PAPER) & (lightest - darkest >= LEAST_INK)
    return shows


def _on_scan(piece: Piece, page: RawPage) -> bool:
    across, down = (piece.x0 + piece.x1) / 2, (piece.top + piece.bottom) / 2
    least = _SCAN_AREA * page.width * page.height
    return any(
        shape.x0 <= across <= shape.x1
        and shape.top <= down <= shape.bottom
        and (shape.x1 - shape.x0) * (shape.bottom - shape.top) >= least
        for shape in page.shapes
        if shape.kind == "image"
    )


def _may_vanish(colour: Colour | None, darkest: float, lightest: float) -> bool:
    """Only letters as light as the lightest pixel, or as dark as the darkest on a dark page, can vanish."""
    if colour is None:
        return False
    own = 255 * (0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2])
    return own > lightest - 40 if own > 127 else (own < darkest + 40 and lightest < _CLEAR_PAPER)


def _background(paper: Image, area: tuple[int, int, int, int]) -> Colour:
    """The most frequent colour of an area: letters cover less than half of their box."""
    crop = paper.crop(area)
    counted: list[tuple[int, Any]] = crop.getcolors(maxcolors=crop.width * crop.height) or []
    red, green, blue = max(counted)[1]
    return (red / 255, green / 255, blue / 255)


def _as_text(hidden: Sequence[tuple[str, Piece]], page: int) -> tuple[HiddenText, ...]:
    """Hidden characters in the order they are drawn, one entry for each reason in a row."""
    entries = []
    for reason, group in groupby(hidden, key=lambda found: found[0]):
        pieces = [piece for _, piece in group if not is_unknown(piece.text)]
        text = _spaced(pieces)
        if sum(char.isalnum() for char in text) >= LEAST_LETTERS:
            entries.append(HiddenText(text, page, REASONS[reason], _places(pieces, page)))
    return tuple(entries)


def _places(pieces: Sequence[Piece], page: int) -> tuple[Box, ...]:
    """One box for each baseline."""
    lines = [list(line) for _, line in groupby(pieces, key=lambda piece: piece.baseline)]
    return tuple(
        Box(
            page,
            round(min(piece.x0 for piece in line), 2),
            round(min(piece.top for piece in line), 2),
            round(max(piece.x1 for piece in line), 2),
            round(max(piece.bottom for piece in line), 2),
        )
        for line in lines[:_MOST_PLACES]
    )


def _spaced(pieces: Sequence[Piece]) -> str:
    parts: list[str] = []
    previous: Piece | None = None
    for piece in pieces:
        if previous is not None and (
            abs(previous.baseline - piece.baseline) > 0.3 * piece.size
            or piece.x0 - previous.x1 > WORD_GAP * piece.size
            or piece.x0 < previous.lefts[-1] - piece.size
        ):
            parts.append(" ")
        parts.append(piece.text)
        previous = piece
    return " ".join("".join(parts).split())
