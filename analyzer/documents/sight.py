"""What a person can see, for every format: thresholds, colours, and the reasons why text does not show."""

from analyzer.documents.ink import Colour

#: Below 2 points nobody reads; footnotes are 6 and more.
SMALLEST_SIZE = 2.0
#: Contrast ratio (WCAG) below which letters vanish: #F0F0F0 on white has 1.14, pale gray #CCCCCC 1.6.
LEAST_CONTRAST = 1.2
#: Fewer hidden letters than this say nothing: a page number cut off, the frame of a QR code.
LEAST_LETTERS = 4
#: Why text does not show, in plain words.
REASONS = {
    "colour": "same colour as its background",
    "tiny": "too small to read",
    "outside": "outside the page",
    "covered": "covered, cut off or drawn invisibly",
    "off": "set not to show",
    "comment": "a comment that does not show",
    "hidden": "set as hidden text",
    "properties": "in the document's properties",
}


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
