"""Pictures of pages -> words with boxes, by text recognition. Needs the extra `aipm-analyzer[ocr]`.

RapidOCR (PP-OCR models as ONNX, inside its wheel) was chosen over Tesseract: it reads photos and light text
on dark sidebars, which Tesseract loses, comes with pip on every system, and downloads nothing. What it gives
goes the way of the words of a PDF: columns, lines, text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from math import atan2, cos, degrees, hypot, radians, sin, sqrt
from statistics import median
from typing import Any

from PIL import Image

from analyzer.documents.characters import BULLET, BULLETS, fold
from analyzer.documents.ink import Shape
from analyzer.documents.layout.records import Token
from analyzer.documents.pdf.tokens import drawn_bullets
from analyzer.records import Box

#: Pixels of the longer side of a page as it is recognised: 150 dpi on A4. More is slower and reads no better.
LONGEST = 1760
#: Pixels of a page in all: those of such a sheet of Letter. Time and memory grow with them.
_MOST_PIXELS = 1760 * 1360
#: Mean confidence below which the words are said to be uncertain; clean scans have .98.
UNCERTAIN = 0.9
#: Size of letters in shares of the height of the box that is found around a line.
_LETTERS = 0.78
#: Lines whose heights differ by less than this share are set in one size.
_SAME_SIZE = 0.15
#: Turned by less than this (degrees) a page is straight; by more than the other it is no page.
_STRAIGHT, _MOST_TURNED = 0.15, 12.0
#: A line this many times as wide as high shows how far the page is turned.
_LONG_LINE = 8.0
#: Where a list mark may stand before a line, and its sides, in shares of the size.
_MARK_REACH, _MARK_LEAST, _MARK_MOST = 2.4, 0.12, 0.6
#: What a list mark is taken for.
_MARKS_READ = BULLETS | frozenset("。．・·¤")
#: Darkness against the paper, of 255, that is ink.
_INK = 60
#: Words that "Al" before them turns into "AI": in most fonts capital I and small L are one picture.
_AFTER_AI = re.compile(
    r"(?:act|adoption|agents?|analysts?|applications?|architects?|assistants?|assurance|budget|capabilit|cent(?:er|re)|"
    r"chat|coaches|coe|community|compan|consult|council|curricul|delivery|deployment|developer|development|"
    r"director|engineer|ethics|features?|fluency|foundation|governance|group|hub|implementation|initiative|"
    r"innovation|integration|lab|lead|lifecycle|literacy|manager|maturity|models?|officer|operations|ops|"
    r"organi[sz]ation|pilots?|platform|policy|polic|portfolio|practice|pm|product|program|project|quality|"
    r"readiness|research|risk|roadmap|roll|safety|scrum|security|service|skills|software|solution|specialist|"
    r"squad|startup|strateg|studio|systems?|team|technolog|tools?|training|transformation|use|value|vendor|"
    r"workflow|workshop)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Turn:
    """A page of some width and height that is turned clockwise around its middle, by degrees."""

    angle: float
    width: float
    height: float

    def straight(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the scan is when the page stands straight."""
        return self._moved(float(x), float(y), -radians(self.angle))

    def scanned(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the straight page is on the scan."""
        return self._moved(x, y, radians(self.angle))

    def _moved(self, x: float, y: float, turn: float) -> tuple[float, float]:
        across, down = x - self.width / 2, y - self.height / 2
        return (
            self.width / 2 + across * cos(turn) - down * sin(turn),
            self.height / 2 + across * sin(turn) + down * cos(turn),
        )


@dataclass(frozen=True, slots=True)
class Recognised:
    """The words of one page as if it stood straight, how sure they are (0..1), and how far it is turned."""

    tokens: tuple[Token, ...]
    confidence: float
    angle: float
    width: float
    height: float

    def turned_back(self, box: Box) -> Box:
        """A box of a straight page where it is on the page as it was scanned."""
        if not self.angle:
            return box
        turn = _Turn(self.angle, self.width, self.height)
        x, y = turn.scanned((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2)
        half, tall = (box.x1 - box.x0) / 2, (box.bottom - box.top) / 2
        return Box(box.page, round(x - half, 2), round(y - tall, 2), round(x + half, 2), round(y + tall, 2))


@dataclass(frozen=True, slots=True)
class _Line:
    words: tuple[tuple[str, float, float], ...]  # text, left and right edge
    left: float
    top: float
    bottom: float


def is_installed() -> bool:
    """Whether the extra is there."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def recognise(image: Image.Image, *, width: float, height: float) -> Recognised:
    """The words on the picture of a page that is `width` by `height` points."""
    import numpy as np  # noqa: PLC0415  (few files need it, and it loads slowly)

    image = shrunk(image.convert("RGB"))
    found = _engine()(np.asarray(image), use_cls=False, return_word_box=True)
    if found.txts is None or not found.txts:
        return Recognised((), 0.0, 0.0, width, height)
    scale = width / image.width
    angle = _angle(found.boxes)
    lines = [
        line
        for text, words, box in zip(found.txts, found.word_results, found.boxes, strict=True)
        if (line := _line(text, words, box, scale, _Turn(angle, width, height))) is not None
    ]
    tokens = _tokens(lines)
    straight = image.convert("L")
    if angle:
        straight = straight.rotate(angle, resample=Image.Resampling.BILINEAR, fillcolor=255)
    marks = drawn_bullets(tokens, tuple(_marks(lines, tokens, straight, scale)))
    weights = [len(text) for text in found.txts]
    confidence = sum(s * n for s, n in zip(found.scores, weights, strict=True)) / max(1, sum(weights))
    return Recognised((*marks, *tokens), round(float(confidence), 3), angle, width, height)


def scale_of(width: float, height: float) -> float:
    """What to multiply the sides of a page by for the size at which it is recognised."""
    return min(LONGEST / max(width, height, 1.0), sqrt(_MOST_PIXELS / max(width * height, 1.0)))


def shrunk(image: Image.Image) -> Image.Image:
    """The picture at the size at which it is recognised."""
    share = scale_of(*image.size)
    if share >= 1:
        return image
    size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR  # noqa: PLC0415  (an extra, and it takes two seconds)

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,  # it turns lines upside down that stand right: a tenth of the words
            "Global.max_side_len": LONGEST,
            "Rec.rec_batch_num": 1,  # 6 lines at once are not faster and take 300 MB more
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,  # two take half as much work again
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


# --- a page that is turned a little -----------------------------------------------------------------------


def _angle(boxes: Any) -> float:
    """Degrees by which the lines of a page are turned; 0 for a straight one."""
    angles = []
    for (x0, y0), (x1, y1), *_ in boxes:
        long = hypot(x1 - x0, y1 - y0)
        if long > _LONG_LINE * 20:
            angles.append(degrees(atan2(y1 - y0, x1 - x0)))
    found = median(angles) if angles else 0.0
    return round(found, 2) if _STRAIGHT < abs(found) < _MOST_TURNED else 0.0


# --- words --------------------------------------------------------------------------------------------------


def _line(text: str, words: Any, box: Any, scale: float, turn: _Turn) -> _Line | None:
    """One line of words in points, on the straight page."""
    corners = [turn.straight(x * scale, y * scale) for x, y in box]
    top = (corners[0][1] + corners[1][1]) / 2
    bottom = (corners[2][1] + corners[3][1]) / 2
    placed = []
    for word, _, corners_of_word in words:
        xs = [turn.straight(x * scale, y * scale)[0] for x, y in corners_of_word]
        if word.strip():
            placed.append((word.strip(), min(xs), max(xs)))
    if not placed or bottom - top < 2:
        return None
    return _Line(tuple(_whole(text, placed)), min(x for x, _ in corners), top, bottom)


def _whole(text: str, pieces: list[tuple[str, float, float]]) -> list[tuple[str, float, float]]:
    """The words of a line where the recogniser gives single letters: beside signs of Chinese it does."""
    if "".join(piece for piece, _, _ in pieces) != "".join(text.split()):
        return pieces
    words = []
    at = 0
    for word in text.split():
        first = at
        length = 0
        while at < len(pieces) and length < len(word):
            length += len(pieces[at][0])
            at += 1
        if length != len(word):
            return pieces
        words.append((word, pieces[first][1], pieces[at - 1][2]))
    return words


def _tokens(lines: Sequence[_Line]) -> tuple[Token, ...]:
    usual = median(line.bottom - line.top for line in lines) if lines else 0.0
    tokens: list[Token] = []
    for line in lines:
        tall = line.bottom - line.top
        size = _LETTERS * (usual if abs(tall - usual) < _SAME_SIZE * usual else tall)
        words = [piece for word in line.words for piece in _pieces(word)]
        texts = spelled([text for text, _, _ in words])
        tokens += (
            Token(fold(text), x0, line.top, x1, line.bottom, round(size, 1))
            for text, (_, x0, x1) in zip(texts, words, strict=True)
            if fold(text).strip()
        )
    return tuple(tokens)


def _pieces(word: tuple[str, float, float]) -> Iterator[tuple[str, float, float]]:
    """A word without the list mark or the bar that is glued to it."""
    text, x0, x1 = word
    parts = [part for part in re.split(r"(\|)", text) if part]
    if parts and parts[0][0] in _MARKS_READ:
        parts[:1] = [BULLET, *([parts[0][1:]] if parts[0][1:] else [])]
    letter = (x1 - x0) / max(1, len(text))
    for part in parts:
        yield part, x0, x0 + letter * len(part)
        x0 += letter * len(part)


def spelled(words: Sequence[str]) -> list[str]:
    """The words of a line with "AI" where the recogniser saw "Al": it cannot tell the letters apart.

    "Al" stays where it is a name: before a word with a capital that says nothing of work.
    """
    spelt = []
    for word, following in zip(words, [*words[1:], ""], strict=True):
        bare = re.sub(r"^\W+|\W+$", "", word)
        if re.fullmatch(r"Al|[A-Z][A-Za-z]{2,}Al|Al[/-][A-Za-z].*", bare) and _is_ai(bare, word, following):
            word = re.sub(r"Al(?![a-z])", "AI", word)  # noqa: PLW2901  (the word as it is spelt)
        if re.fullmatch(r"\W*(?:Bl|[Il]{2,3})\W*", word) and not re.fullmatch(r"\W*l+\W*", word):
            word = word.replace("l", "I")  # noqa: PLW2901
        spelt.append(word)
    return spelt


def _is_ai(bare: str, word: str, following: str) -> bool:
    if bare != "Al":
        rest = re.split(r"[/-]", bare, maxsplit=1)[-1]
        return not (bare.startswith("Al-") and rest[:1].isupper() and not _AFTER_AI.match(rest))
    ends = bool(re.search(r"\W$", word))
    return ends or not following[:1].isupper() or following.isupper() or bool(_AFTER_AI.match(following))


# --- list marks ---------------------------------------------------------------------------------------------


def _marks(
    lines: Sequence[_Line], tokens: Sequence[Token], image: Image.Image, scale: float
) -> Iterator[Shape]:
    """Small dots before lines: recognisers leave them out."""
    import numpy as np  # noqa: PLC0415

    pixels = np.asarray(image, dtype=np.int16)
    sizes = {(token.top, token.bottom): token.size for token in tokens}
    for line in lines:
        size = sizes.get((line.top, line.bottom))
        if size is None or line.words[0][0][:1] in BULLETS:
            continue
        left, right = line.words[0][1] - _MARK_REACH * size, line.words[0][1] + 0.1 * size
        rows = slice(max(0, round(line.top / scale)), round(line.bottom / scale))
        columns = slice(max(0, round(left / scale)), max(0, round(right / scale)))
        strip = pixels[rows, columns]
        if strip.size:
            yield from _blob(strip, columns.start, rows.start, size, scale)


def _blob(strip: Any, x: int, y: int, size: float, scale: float) -> Iterator[Shape]:
    """The one compact spot of ink in a strip, when there is just one."""
    import numpy as np  # noqa: PLC0415

    ink = np.abs(strip - int(np.median(strip))) > _INK
    across = np.flatnonzero(ink.any(axis=0))
    runs = [] if not across.size else np.split(across, np.flatnonzero(np.diff(across) > 1) + 1)
    for number, run in enumerate(runs):
        wide = len(run) * scale
        down = np.flatnonzero(ink[:, run[0] : run[-1] + 1].any(axis=1))
        tall = (down[-1] - down[0] + 1) * scale
        last = number == len(runs) - 1 and run[-1] >= strip.shape[1] - 2
        fits = all(_MARK_LEAST * size < side < _MARK_MOST * size for side in (wide, tall))
        full = ink[down[0] : down[-1] + 1, run[0] : run[-1] + 1].mean() > 0.5
        if fits and full and not last and 0.6 < wide / tall < 1.6 and number == 0:
            left, top = (x + run[0]) * scale, (y + down[0]) * scale
            side = max(wide, tall)
            yield Shape("rect", left, top, left + side, top + side)
