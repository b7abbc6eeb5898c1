"""Visible characters -> words: gaps, doubled letters, icons, bullets, letter-spaced headings."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from math import inf
from operator import itemgetter
from statistics import median

import numpy as np

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
from analyzer.documents.ink import DRAWN_TWICE, WORD_GAP, Piece, Shape
from analyzer.documents.layout.records import Token

#: Characters belong to one printed line when their baselines differ by less than this share of the size.
_SAME_BASELINE = 0.12
_BOLD = re.compile(r"bold|black|heavy|demi|cmbx|sfbx|[a-z]bx\d|-bd\b|[,-]b$|_b$", re.IGNORECASE)

#: Accents that take room of their own -> those that stand on the letter before; letters made to bear one.
_ACCENTS = {
    "´": "\u0301",
    "`": "\u0300",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "¨": "\u0308",
    "˙": "\u0307",
    "ˇ": "\u030c",
    "˘": "\u0306",
    "¯": "\u0304",
    "˚": "\u030a",
    "˝": "\u030b",
    "¸": "\u0327",
    "˛": "\u0328",
}
_DOTLESS = str.maketrans("ıȷ", "ij")
#: Share of its width that an accent has in common with the letter below it.
_OVER = 0.5
#: Font names whose kind is remembered.
_FONTS = 512
_PLACE = itemgetter(Piece._fields.index("baseline"), Piece._fields.index("x0"))
_LEFT = itemgetter(Piece._fields.index("x0"))

#: Letter-spaced words come as pieces of at most this many letters.
_PIECE = 3
#: Fewer letters than this are an abbreviation ("P M O"), not a spaced word.
_SPACED_LETTERS = 5
#: And fewer pieces.
_SPACED_PIECES = 4
#: A gap this much wider (shares of the size) than the usual one of a spaced heading parts its words.
_SPACED_WORD_GAP = 0.2
#: A shape drawn as a bullet: sides in shares of the size of its line, and how far before the text.
_DOT_SIDE = (0.12, 0.7)
_DOT_REACH = 2.2
#: A page with more small shapes is a drawing.
_MOST_DOTS = 1_000


def tokens_of(pieces: Iterable[Piece], shapes: Sequence[Shape] = ()) -> tuple[tuple[Token, ...], bool]:
    """The words of a page, in no particular order, and whether letter-spaced words were put together."""
    upright = [piece for piece in pieces if piece.upright]
    words: list[Token] = []
    spaced = False
    for line in _by_baseline(upright):
        found = _line_tokens(line)
        joined = _join_spaced(found)
        spaced = spaced or len(joined) < len(found)
        words += joined
    return (*drawn_bullets(words, shapes), *words), spaced


def _by_baseline(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces on one baseline, left to right. A cluster does not drift: it is held by its first member."""
    lines: list[list[Piece]] = []
    held, reach = 0.0, 0.0
    for piece in sorted(pieces, key=_PLACE):
        apart = piece.baseline - held
        if lines and apart <= reach and apart <= _SAME_BASELINE * piece.size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
            held, reach = piece.baseline, _SAME_BASELINE * piece.size
    return [_in_order(line) for line in lines]


def _in_order(line: list[Piece]) -> list[Piece]:
    """The pieces of a line from left to right; single characters where pieces overlap, each drawn once."""
    line.sort(key=_LEFT)
    before, reach = -inf, -inf  # where the last letter so far starts and ends
    for piece in line:
        x0 = piece.x0
        if x0 - before < DRAWN_TWICE * piece.size and not before < reach <= x0:
            break
        before, reach = piece.lefts[-1], piece.x1
    else:
        return line
    letters = [letter for piece in line for letter in piece.letters()]
    return _once(sorted(letters, key=_LEFT))


def _once(line: Sequence[Piece]) -> list[Piece]:
    kept: list[Piece] = []
    one = before = ""  # the texts of the last two kept
    for letter in line:
        text = letter.text
        if text in (one, before) and text != " " and _is_drawn_twice(letter, kept[-2:]):
            continue
        kept.append(letter)
        one, before = text, one
    return kept


def _is_drawn_twice(letter: Piece, near: Sequence[Piece]) -> bool:
    return letter.x1 > letter.x0 and any(
        other.text == letter.text and abs(other.x0 - letter.x0) < DRAWN_TWICE * letter.size for other in near
    )


def _line_tokens(line: Sequence[Piece]) -> list[Token]:
    """The words of a line: a space or a wide gap parts them."""
    tokens: list[Token] = []
    run: list[Piece] = []
    reach = 0.0  # a character that starts further right stands apart
    for piece in line:
        text, x0, _, x1, _, _, size, *_ = piece
        if x0 <= reach and not text.isspace():
            run.append(piece)
        else:
            if run:
                tokens += _tokens(run)
            run = [] if text.isspace() else [piece]
        reach = x1 + WORD_GAP * size
    return tokens + _tokens(run) if run else tokens


def _tokens(run: Sequence[Piece]) -> list[Token]:
    """One token, or more where a no-break space, an icon or a bullet is glued to a word."""
    if len(run) == 1:
        text, x0, top, x1, bottom, _, size, font, *_ = run[0]
        if _is_plain(text, font):
            return [Token(text, x0, top, x1, bottom, size, _is_bold(font), font)]
    else:
        whole = "".join([piece.text for piece in run])
        if all(_is_plain(whole, font) for font in {piece.font for piece in run}):
            return [_token(run, whole)]
    return _folded_tokens([letter for piece in run for letter in piece.letters()])


def _folded_tokens(letters: Sequence[Piece]) -> list[Token]:
    tokens: list[Token] = []
    part: list[Piece] = []
    text: list[str] = []

    def close() -> None:
        if part:
            tokens.append(_token(part, fold("".join(text))))
            part.clear()
            text.clear()

    letters = _accented(letters)
    for position, letter in enumerate(letters):
        if _is_icon(letter, letters, position):
            close()
            tokens.append(_token([letter], letter.text, icon=True))
        elif not part and len(letters) > position + 1 and letter.text in BULLETS:
            tokens.append(_token([letter], fold(letter.text)))
        else:
            for number, piece in enumerate(_readable(letter.text).split(" ")):
                if number:
                    close()
                if piece:
                    part.append(letter)
                    text.append(piece)
    close()
    return tokens


def _accented(letters: Sequence[Piece]) -> Sequence[Piece]:
    """Letters whose accent is drawn as a glyph of its own, as TeX does, as one: "´" over "n" is "ń"."""
    if not any(letter.text in _ACCENTS for letter in letters):
        return letters
    kept = list(letters)
    for accent in [letter for letter in letters if letter.text in _ACCENTS]:
        at = kept.index(accent)
        beside = [place for place in (at - 1, at + 1) if 0 <= place < len(kept)]
        below = max(beside, key=lambda place: _overlap(accent, kept[place]), default=at)
        text = kept[below].text.translate(_DOTLESS) + _ACCENTS[accent.text]
        whole = unicodedata.normalize("NFC", text)
        if (
            below != at
            and len(whole) == 1
            and _overlap(accent, kept[below]) > _OVER * (accent.x1 - accent.x0)
        ):
            kept[below] = kept[below]._replace(text=whole)
            del kept[at]
    return kept


def _overlap(one: Piece, other: Piece) -> float:
    return min(one.x1, other.x1) - max(one.x0, other.x0)


def _is_plain(text: str, font: str) -> bool:
    """ASCII letters in an ordinary font: nothing to fold, no icon and no bullet. Nearly every word."""
    return (
        text.isascii()
        and text.isprintable()
        and " " not in text
        and "(cid:" not in text
        and not is_pictorial(font)
    )


@lru_cache(maxsize=_FONTS)
def _is_bold(font: str) -> bool:
    return bool(_BOLD.search(font))


def _is_icon(letter: Piece, run: Sequence[Piece], position: int) -> bool:
    """A picture: any glyph of an icon font, and an unreadable one that is not inside a word."""
    if ICON_FONT.search(letter.font):
        return True
    if SYMBOL_FONT.search(letter.font) and letter.text not in BULLETS:
        return is_unknown(letter.text) or (len(run) == 1 and "symbol" not in letter.font.lower())
    return is_unknown(letter.text) and position in (0, len(run) - 1)


def _readable(text: str) -> str:
    return UNKNOWN if is_unknown(text) else fold(text)


def _token(part: Sequence[Piece], text: str, *, icon: bool = False) -> Token:
    _, lefts, tops, rights, bottoms, _, sizes, *_ = zip(*part, strict=True)
    font = part[0].font
    return Token(
        text, min(lefts), min(tops), max(rights), max(bottoms), max(sizes), _is_bold(font), font, icon
    )


def _join_spaced(tokens: Sequence[Token]) -> list[Token]:
    """Put "E X P E R I E N C E" together; a clearly wider gap stays a gap between words."""
    if sum([len(token.text) <= _PIECE for token in tokens]) < _SPACED_PIECES:
        return list(tokens)
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
    if letters < _SPACED_LETTERS or single < 0.6 * len(run) or len(run) < _SPACED_PIECES:
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
    if not 0 < len(small) <= _MOST_DOTS:
        return []
    rules = [shape for shape in shapes if shape.x1 - shape.x0 < 3 and shape.bottom - shape.top > 18]
    bullets = []
    tops, bottoms = np.array([word.top for word in words]), np.array([word.bottom for word in words])
    for dot in small:
        width, height, middle = dot.x1 - dot.x0, dot.bottom - dot.top, (dot.top + dot.bottom) / 2
        if not 0.7 < width / height < 1.4:
            continue
        line = [words[number] for number in np.flatnonzero((tops < middle) & (middle < bottoms)).tolist()]
        after = min(
            (word for word in line if word.x0 >= dot.x1 - 0.5), key=lambda word: word.x0, default=None
        )
        if after is None or after.x0 - dot.x1 > _DOT_REACH * after.size or after.text in BULLETS:
            continue
        fits = _DOT_SIDE[0] * after.size < max(width, height) < _DOT_SIDE[1] * after.size
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
