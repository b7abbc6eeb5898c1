"""Visible characters -> words: gaps, doubled letters, icons, bullets, letter-spaced headings."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from statistics import median

from analyzer.documents.characters import (
    BULLET,
    BULLETS,
    ICON_FONT,
    SYMBOL_FONT,
    UNKNOWN,
    fold,
    is_pictorial,
    is_unknown,
)
from analyzer.documents.ink import Glyph, Shape
from analyzer.documents.layout import Token

#: A gap wider than this share of the font size starts a word. pdfplumber's default of 3 points glues the
#: words of LaTeX files; 0.15 reads .997 of the words of 20 resumes, worst .974.
WORD_GAP = 0.15
#: Characters belong to one printed line when their baselines differ by less than this share of the size.
_SAME_BASELINE = 0.12
#: The same letter drawn again this near (share of the size) is a fake bold, not a double letter.
_DRAWN_TWICE = 0.08
_BOLD = re.compile(r"bold|black|heavy|demi|cmbx|sfbx|[a-z]bx\d|-bd\b|[,-]b$|_b$", re.IGNORECASE)

#: Font names whose kind is remembered.
_FONTS = 512
_PLACE = itemgetter(Glyph._fields.index("baseline"), Glyph._fields.index("x0"))
_LEFT = itemgetter(Glyph._fields.index("x0"))

#: Letter-spaced words come as pieces of at most this many letters.
_PIECE = 3
#: Fewer letters than this are an abbreviation ("P M O"), not a spaced word.
_SPACED_LETTERS = 5
#: A gap this much wider (shares of the size) than the usual one of a spaced heading parts its words.
_SPACED_WORD_GAP = 0.2
#: A shape drawn as a bullet: sides in shares of the size of its line, and how far before the text.
_DOT_SIDE = (0.12, 0.7)
_DOT_REACH = 2.2
#: A page with more small shapes is a drawing.
_MOST_DOTS = 1_000


def tokens_of(glyphs: Iterable[Glyph], shapes: Sequence[Shape] = ()) -> tuple[tuple[Token, ...], bool]:
    """The words of a page, in no particular order, and whether letter-spaced words were put together."""
    upright = [glyph for glyph in glyphs if glyph.upright]
    words: list[Token] = []
    spaced = False
    for line in _by_baseline(upright):
        pieces = [token for run in _split_at_gaps(_once(line)) for token in _tokens(run)]
        joined = _join_spaced(pieces)
        spaced = spaced or len(joined) < len(pieces)
        words += joined
    return (*drawn_bullets(words, shapes), *words), spaced


def _by_baseline(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Characters on one baseline, left to right. A cluster does not drift: it is held by its first member."""
    lines: list[list[Glyph]] = []
    held, reach = 0.0, 0.0
    for glyph in sorted(glyphs, key=_PLACE):
        apart = glyph.baseline - held
        if lines and apart <= reach and apart <= _SAME_BASELINE * glyph.size:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
            held, reach = glyph.baseline, _SAME_BASELINE * glyph.size
    return [sorted(line, key=_LEFT) for line in lines]


def _once(line: Sequence[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    one = before = ""  # the texts of the last two kept
    for glyph in line:
        text = glyph.text
        if text in (one, before) and text != " " and _is_drawn_twice(glyph, kept[-2:]):
            continue
        kept.append(glyph)
        one, before = text, one
    return kept


def _is_drawn_twice(glyph: Glyph, near: Sequence[Glyph]) -> bool:
    return glyph.x1 > glyph.x0 and any(
        other.text == glyph.text and abs(other.x0 - glyph.x0) < _DRAWN_TWICE * glyph.size for other in near
    )


def _split_at_gaps(line: Sequence[Glyph]) -> list[list[Glyph]]:
    runs: list[list[Glyph]] = []
    run: list[Glyph] = []
    reach = 0.0  # a character that starts further right stands apart
    for glyph in line:
        blank = glyph.text.isspace()
        if run and (blank or glyph.x0 > reach):
            runs.append(run)
            run = []
        if not blank:
            run.append(glyph)
            reach = glyph.x1 + WORD_GAP * glyph.size
    if run:
        runs.append(run)
    return runs


def _tokens(run: Sequence[Glyph]) -> list[Token]:
    """One token, or more where a no-break space, an icon or a bullet is glued to a word."""
    whole = "".join([glyph.text for glyph in run])
    if _is_plain(whole, run):
        return [_token(run, whole)]
    tokens: list[Token] = []
    part: list[Glyph] = []
    text: list[str] = []

    def close() -> None:
        if part:
            tokens.append(_token(part, "".join(text)))
            part.clear()
            text.clear()

    for position, glyph in enumerate(run):
        if _is_icon(glyph, run, position):
            close()
            tokens.append(_token([glyph], glyph.text, icon=True))
        elif not part and len(run) > position + 1 and glyph.text in BULLETS:
            tokens.append(_token([glyph], glyph.text))
        else:
            pieces = _readable(glyph.text).split(" ")
            for number, piece in enumerate(pieces):
                if number:
                    close()
                if piece:
                    part.append(glyph)
                    text.append(piece)
    close()
    return tokens


def _is_plain(text: str, run: Sequence[Glyph]) -> bool:
    """ASCII letters in ordinary fonts: nothing to fold, no icon and no bullet. Nearly every word."""
    if not (text.isascii() and text.isprintable()) or "(cid:" in text or " " in text:
        return False
    font = run[0].font
    return not is_pictorial(font) and not any(
        is_pictorial(glyph.font) for glyph in run if glyph.font is not font
    )


@lru_cache(maxsize=_FONTS)
def _is_bold(font: str) -> bool:
    return bool(_BOLD.search(font))


def _is_icon(glyph: Glyph, run: Sequence[Glyph], position: int) -> bool:
    """A picture: any glyph of an icon font, and an unreadable one that is not inside a word."""
    if ICON_FONT.search(glyph.font):
        return True
    if SYMBOL_FONT.search(glyph.font) and glyph.text not in BULLETS:
        return is_unknown(glyph.text) or (len(run) == 1 and "symbol" not in glyph.font.lower())
    return is_unknown(glyph.text) and position in (0, len(run) - 1)


def _readable(text: str) -> str:
    return UNKNOWN if is_unknown(text) else fold(text)


def _token(part: Sequence[Glyph], text: str, *, icon: bool = False) -> Token:
    _, lefts, tops, rights, bottoms, _, sizes, *_ = zip(*part, strict=True)
    font = part[0].font
    return Token(
        fold(text) if not icon else text,
        min(lefts),
        min(tops),
        max(rights),
        max(bottoms),
        max(sizes),
        _is_bold(font),
        font,
        icon,
    )


def _join_spaced(tokens: Sequence[Token]) -> list[Token]:
    """Put "E X P E R I E N C E" together; a clearly wider gap stays a gap between words."""
    joined: list[Token] = []
    run: list[Token] = []
    for token in [*tokens, None]:
        if token is not None and _is_piece(token) and (not run or _same_rhythm(run, token)):
            run.append(token)
            continue
        joined += _spaced_words(run)
        run = [token] if token is not None and _is_piece(token) else []
        if token is not None and not run:
            joined.append(token)
    return joined


def _is_piece(token: Token) -> bool:
    return (
        len(token.text) <= _PIECE
        and not token.icon
        and all(char.isalpha() or char in "&'" for char in token.text)
    )


def _same_rhythm(run: Sequence[Token], token: Token) -> bool:
    return token.font == run[-1].font and 0 < token.x0 - run[-1].x1 < 1.6 * token.size


def _spaced_words(run: Sequence[Token]) -> list[Token]:
    letters = sum(len(token.text) for token in run)
    single = sum(1 for token in run if len(token.text) == 1)
    if letters < _SPACED_LETTERS or single < 0.6 * len(run) or len(run) < 4:
        return list(run)
    gaps = [other.x0 - one.x1 for one, other in pairwise(run)]
    widest = median(gaps) + _SPACED_WORD_GAP * run[0].size
    words: list[list[Token]] = [[run[0]]]
    for gap, token in zip(gaps, run[1:], strict=True):
        if gap > widest:
            words.append([token])
        else:
            words[-1].append(token)
    return [_merged(word) for word in words]


def _merged(parts: Sequence[Token]) -> Token:
    return Token(
        "".join(part.text for part in parts),
        parts[0].x0,
        min(part.top for part in parts),
        parts[-1].x1,
        max(part.bottom for part in parts),
        parts[0].size,
        parts[0].bold,
        parts[0].font,
    )


def drawn_bullets(words: Sequence[Token], shapes: Sequence[Shape]) -> list[Token]:
    """Dots and small squares that are drawn just before a line: browsers draw list marks as paths."""
    small = [shape for shape in shapes if _is_small(shape)]
    if len(small) > _MOST_DOTS:
        return []
    rules = [shape for shape in shapes if shape.x1 - shape.x0 < 3 and shape.bottom - shape.top > 18]
    bullets = []
    for dot in small:
        width, height, middle = dot.x1 - dot.x0, dot.bottom - dot.top, (dot.top + dot.bottom) / 2
        line = [word for word in words if word.top < middle < word.bottom]
        after = min(
            (word for word in line if word.x0 >= dot.x1 - 0.5), key=lambda word: word.x0, default=None
        )
        if after is None or after.x0 - dot.x1 > _DOT_REACH * after.size or after.text in BULLETS:
            continue
        fits = (
            _DOT_SIDE[0] * after.size < max(width, height) < _DOT_SIDE[1] * after.size
            and 0.7 < width / height < 1.4
        )
        crowded = any(word.x1 > dot.x0 - 1.2 * after.size and word.x0 < dot.x1 for word in line)
        if fits and not crowded and not _is_part(dot, small) and not _on_rule(dot, rules):
            bullets.append(Token(BULLET, dot.x0, after.top, dot.x1, after.bottom, after.size, False, "drawn"))
    return _without_twins(bullets)


def _is_small(shape: Shape) -> bool:
    return shape.kind != "image" and 0.8 < shape.x1 - shape.x0 < 16 and 0.8 < shape.bottom - shape.top < 16


def _is_part(dot: Shape, small: Sequence[Shape]) -> bool:
    """Part of an icon or of a row of dots that shows a level: other small shapes stand close by."""
    return any(
        abs(shape.x0 - dot.x0) + abs(shape.top - dot.top) > 1.5
        and shape.x0 - 9 < dot.x1
        and shape.x1 + 9 > dot.x0
        and shape.top < dot.bottom + 1
        and shape.bottom > dot.top - 1
        for shape in small
    )


def _on_rule(dot: Shape, rules: Sequence[Shape]) -> bool:
    """A dot on the line of a timeline marks an entry, not a list item."""
    across, down = (dot.x0 + dot.x1) / 2, (dot.top + dot.bottom) / 2
    return any(rule.x0 - 4 < across < rule.x1 + 4 and rule.top - 4 < down < rule.bottom + 4 for rule in rules)


def _without_twins(bullets: Sequence[Token]) -> list[Token]:
    """A dot drawn as fill and again as outline is one bullet."""
    kept: list[Token] = []
    for bullet in sorted(bullets, key=lambda found: (found.top, found.x0)):
        if not any(abs(other.x0 - bullet.x0) < 3 and abs(other.top - bullet.top) < 2 for other in kept[-2:]):
            kept.append(bullet)
    return kept
