"""Characters that a person does not see, told from the drawn page.

The page is drawn once and small. Text is hidden when its colour is that of the paper it stands on, when
nothing at all is drawn in its place, when it is too small to read, or when it stands off the page. The
drawn page decides, so white letters on a dark sidebar or on a photo stay visible.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from analyzer.documents.characters import is_unknown
from analyzer.documents.ink import Colour, Glyph, RawPage
from analyzer.records import Box, HiddenText

if TYPE_CHECKING:  # the reasons are for every format, the drawn page for PDF only
    from PIL.Image import Image

    from analyzer.documents.paper import Drawn

#: Below 2 points nobody reads; footnotes are 6 and more.
SMALLEST_SIZE = 2.0
#: Contrast ratio (WCAG) below which letters vanish: #F0F0F0 on white has 1.14, pale gray #CCCCCC 1.6.
LEAST_CONTRAST = 1.2
#: Difference between the darkest and the lightest pixel below which nothing is drawn. Of 22,000 words of real
#: resumes 12 fall below, all in one file.
LEAST_INK = 20
#: Fewer hidden letters than this say nothing: a page number cut off, the frame of a QR code.
LEAST_LETTERS = 4
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
#: Why text does not show, in plain words.
REASONS = {
    "colour": "same colour as its background",
    "tiny": "too small to read",
    "outside": "outside the page",
    "covered": "covered, cut off or drawn invisibly",
    "off": "set not to show",
    "comment": "a comment that does not show",
}


_Area = tuple[float, float, float, float]


def split_hidden(page: RawPage, paper: "Drawn | None") -> tuple[list[Glyph], tuple[HiddenText, ...]]:
    """The characters a person sees, and the rest as text with its reason."""
    judged = [(_reason(run, page, paper), run) for run in _runs(page.glyphs)]
    cut = _cut_baselines(judged)
    visible: list[Glyph] = []
    hidden: list[tuple[str, Glyph]] = []
    for reason, run in judged:
        if reason is None or (reason == "covered" and run[0].baseline in cut):
            visible += run
        else:
            hidden += [(reason, glyph) for glyph in run]
    return visible, _as_text(hidden, page.number)


def _cut_baselines(judged: Sequence[tuple[str | None, Sequence[Glyph]]]) -> set[float]:
    """Baselines of a first or last line that a page break cuts in half, so that low words show no ink.

    Some renderers draw such a line on both pages; most of its words show on each.
    """
    shown: Counter[float] = Counter()
    drawn: Counter[float] = Counter()
    for reason, run in judged:
        drawn[run[0].baseline] += len(run)
        shown[run[0].baseline] += len(run) if reason is None else 0
    inside = [baseline for baseline in drawn if shown[baseline]]
    return {
        edge for edge in (min(inside, default=0.0), max(inside, default=0.0)) if shown[edge] > drawn[edge] / 2
    }


def _runs(glyphs: Iterable[Glyph]) -> Iterable[list[Glyph]]:
    """Characters that are drawn one after the other, side by side and alike: about a word each."""
    run: list[Glyph] = []
    style: tuple[Any, ...] = ()
    reach = 0.0
    for glyph in glyphs:
        _, x0, _, x1, _, baseline, size, _, _, colour, mode = glyph
        own = (baseline, colour, mode, size)
        if own != style or not -0.5 * size < x0 - reach < 0.5 * size:
            if run:
                yield run
            run = []
        run.append(glyph)
        style, reach = own if glyph.text != " " else (), x1
    if run:
        yield run


def _reason(run: Sequence[Glyph], page: RawPage, paper: "Drawn | None") -> str | None:
    """Why a person does not see these characters; None when they do."""
    texts, lefts, tops, rights, bottoms, _, sizes, *_ = zip(*run, strict=True)
    if not "".join(texts).strip():
        return None
    box = (min(lefts), min(tops), max(rights), max(bottoms))
    reason = None
    if box[2] <= 0 or box[3] <= 0 or box[0] >= page.width or box[1] >= page.height:
        reason = "outside"
    elif max(sizes) < SMALLEST_SIZE and box[2] - box[0] < SMALLEST_SIZE * len(run):
        reason = "tiny"
    elif run[0].mode in _INVISIBLE_MODES and not _on_scan(box, page):
        reason = "covered"
    elif paper is not None:
        reason = _drawn_reason(run[0], box, paper)
    return reason


def _drawn_reason(glyph: Glyph, box: _Area, paper: "Drawn") -> str | None:
    if _shows_dark(glyph, box, paper):
        return None
    gray = paper.gray
    area = (
        max(0, int(box[0]) - 1),
        max(0, int(box[1]) - 1),
        min(gray.width, int(box[2]) + 2),
        min(gray.height, int(box[3]) + 2),
    )
    if area[2] <= area[0] or area[3] <= area[1]:
        return "outside"
    darkest, lightest = paper.extremes(area)
    drawn = lightest - darkest >= LEAST_INK
    if drawn and not _may_vanish(glyph, darkest, lightest):
        return None
    if glyph.colour is not None and contrast(glyph.colour, _background(paper.colours, area)) < LEAST_CONTRAST:
        return "colour"
    return None if drawn else "covered"


def _shows_dark(glyph: Glyph, box: _Area, paper: "Drawn") -> bool:
    """Dark letters with clear paper and ink in one row of pixels through their middle: nearly every word.

    Whatever this finds the whole box has too, so it only saves the time of cutting the box out.
    """
    colour = glyph.colour
    if colour is None or max(colour) >= 0.5:
        return False
    pixels = paper.row(int(glyph.baseline - _MIDDLE_OF_LETTERS * glyph.size), int(box[0]), int(box[2]))
    if not pixels:
        return False
    lightest = max(pixels)
    return lightest >= _CLEAR_PAPER and lightest - min(pixels) >= LEAST_INK


def _on_scan(box: _Area, page: RawPage) -> bool:
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    least = _SCAN_AREA * page.width * page.height
    return any(
        shape.x0 <= across <= shape.x1
        and shape.top <= down <= shape.bottom
        and (shape.x1 - shape.x0) * (shape.bottom - shape.top) >= least
        for shape in page.shapes
        if shape.kind == "image"
    )


def _may_vanish(glyph: Glyph, darkest: float, lightest: float) -> bool:
    """Only letters as light as the lightest pixel, or as dark as the darkest on a dark page, can vanish."""
    if glyph.colour is None:
        return False
    own = 255 * (0.299 * glyph.colour[0] + 0.587 * glyph.colour[1] + 0.114 * glyph.colour[2])
    return own > lightest - 40 if own > 127 else (own < darkest + 40 and lightest < _CLEAR_PAPER)


def _background(paper: "Image", area: tuple[int, int, int, int]) -> Colour:
    """The most frequent colour of an area: letters cover less than half of their box."""
    crop = paper.crop(area)
    counted: list[tuple[int, Any]] = crop.getcolors(maxcolors=crop.width * crop.height) or []
    red, green, blue = max(counted)[1]
    return (red / 255, green / 255, blue / 255)


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio of two colours as WCAG 2 defines it: 1 (the same) to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (min(1.0, max(0.0, part)) for part in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _as_text(hidden: Sequence[tuple[str, Glyph]], page: int) -> tuple[HiddenText, ...]:
    """Hidden characters in the order they are drawn, one entry for each reason in a row."""
    entries = []
    for reason, group in groupby(hidden, key=lambda found: found[0]):
        glyphs = [glyph for _, glyph in group if not is_unknown(glyph.text)]
        text = _spaced(glyphs)
        if sum(char.isalnum() for char in text) >= LEAST_LETTERS:
            entries.append(HiddenText(text, page, REASONS[reason], _places(glyphs, page)))
    return tuple(entries)


def _places(glyphs: Sequence[Glyph], page: int) -> tuple[Box, ...]:
    """One box for each baseline."""
    lines = [list(line) for _, line in groupby(glyphs, key=lambda glyph: glyph.baseline)]
    return tuple(
        Box(
            page,
            round(min(glyph.x0 for glyph in line), 2),
            round(min(glyph.top for glyph in line), 2),
            round(max(glyph.x1 for glyph in line), 2),
            round(max(glyph.bottom for glyph in line), 2),
        )
        for line in lines[:_MOST_PLACES]
    )


def _spaced(glyphs: Sequence[Glyph]) -> str:
    parts: list[str] = []
    previous: Glyph | None = None
    for glyph in glyphs:
        if previous is not None and (
            abs(previous.baseline - glyph.baseline) > 0.3 * glyph.size
            or glyph.x0 - previous.x1 > 0.15 * glyph.size
            or glyph.x0 < previous.x0 - glyph.size
        ):
            parts.append(" ")
        parts.append(glyph.text)
        previous = glyph
    return " ".join("".join(parts).split())
