"""A font made for tests: every character is a plain box, so that any character can be printed."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

_UNITS, _WIDTH = 1000, 600
_HOME = TemporaryDirectory()  # removed when the tests end


@cache
def boxes_font(characters: str, name: str = "Boxes") -> str:
    """Path of a TrueType font that has these characters and a space."""
    codes = sorted({ord(character) for character in f"{characters} "})
    names = {code: f"u{code:04X}" for code in codes}
    glyphs = [".notdef", *names.values()]
    builder = FontBuilder(_UNITS, isTTF=True)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap(names)
    builder.setupGlyf({glyph: _box(blank=glyph in (".notdef", names[32])) for glyph in glyphs})
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (_WIDTH, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    path = Path(_HOME.name, f"{name}-{sha256(characters.encode()).hexdigest()[:12]}.ttf")
    builder.save(path)
    return str(path)


def _box(*, blank: bool):
    pen = TTGlyphPen(None)
    if not blank:
        pen.moveTo((50, 0))
        pen.lineTo((50, 700))
        pen.lineTo((550, 700))
        pen.lineTo((550, 0))
        pen.closePath()
    return pen.glyph()
