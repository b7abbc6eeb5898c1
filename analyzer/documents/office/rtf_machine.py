"""The machine that reads RTF: sign by sign, once from start to end."""

import copy
import re
from collections.abc import Callable
from typing import Any

from analyzer.documents.characters import is_pictorial
from analyzer.documents.ink import Colour
from analyzer.documents.office.paragraphs import (
    Frame,
    Run,
)
from analyzer.documents.office.rtf_story import Field, Shape, State, Story
from analyzer.documents.office.rtf_words import CODE_PAGES, LEFT_OUT, SPECIAL, SWITCHES, VALUES
from analyzer.documents.office.visible import WHITE, vanishes
from analyzer.documents.office.word_signs import is_page_number, link_of, sign
from analyzer.documents.sight import SMALLEST_SIZE
from analyzer.errors import TooLarge, UnsupportedFile
from analyzer.records import Source

#: One sign of the file: a control word, a character in hexadecimal, a control symbol, a brace, or text.
_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+"
)
_MOST_GROUPS = 2_000
#: Signs outside pictures: two pages of Word have some 10,000, and this many take two or three seconds.
_MOST_SIGNS = 600_000
#: A shape behind the text, and its edges in twentieths of a point.
_BEHIND = re.compile(r"\\shpinst((?:\\[a-z]+-?\d* ?|[\r\n]+){1,40})")
_EDGE = re.compile(r"\\shp(left|top|right|bottom)(-?\d{1,9})")
_LEAST_GROUND = 3_000.0 * 400
#: Free text of the document's properties.
_PROPERTIES = ("keywords", "doccomm", "subject", "category", "comment")
_HEADERS = ("header", "headerf", "headerl", "headerr")
_FOOTERS = ("footer", "footerf", "footerl", "footerr")


class Machine:
    """Reads one file."""

    def __init__(self, source: Source) -> None:
        self._text = source.data.decode("latin-1")
        self._source = source
        self.body = Story()
        self.heads: list[Story] = []
        self.feet: list[Story] = []
        self.notes: list[Story] = []
        self.links: list[str] = []
        self.changes = self.page_numbers = False
        self.pictures = 0
        self.properties: list[str] = []
        self._state = State(story=self.body, backs=() if _has_ground(self._text) else (WHITE,))
        self._groups: list[State] = []
        self._pending = bytearray()
        self._surrogate = 0
        self._skip = 0
        self._starred = False
        self._code_page = "cp1252"
        self._fonts: dict[int, tuple[str, str]] = {}
        self._colours: list[Colour | None] = []
        self._mix = [0, 0, 0]
        self._mixed = False
        self._styles: dict[int, str] = {}
        self._style_looks: dict[int, dict[str, Any]] = {}
        self._own: dict[str, Any] = {}
        self._base = -1
        self._words: list[str] = []
        self._merges: list[str] = []
        self._shades: list[int] = []
        self._merge, self._cell_shade = "", 0
        self._paper, self._margin = 12240, 1800

    def run(self) -> None:
        """Read the file to its end.

        Raises:
            UnsupportedFile: groups nest without end.
            TooLarge: it holds more than any resume.
        """
        position, signs, text, match = 0, 0, self._text, _TOKEN.match
        while position < len(text):
            token = match(text, position)
            if token is None:  # a backslash at the very end
                break
            position = token.end()
            signs += self._state.target != "left out"
            if signs > _MOST_SIGNS:
                raise TooLarge(
                    f"{self._source.name} holds more than any resume. Keep the resume itself, or "
                    "export it as PDF."
                )
            if token[1] == "bin":
                position += max(0, int(token[2] or 0))
            elif token[5] == "}" and not self._groups:
                break
            else:
                self._sign(token)
        self._flush()
        while self._groups:
            self._close()

    def _sign(self, token: re.Match[str]) -> None:
        word, number, code, symbol, brace, plain = token.groups()
        if plain is not None:
            self._characters(plain.encode("latin-1"))
        elif word is not None:
            self._word(word, None if number is None else int(number))
        elif code is not None:
            self._characters(bytes((int(code, 16),)))
        elif brace == "{":
            self._open()
        elif brace == "}":
            self._close()
        elif symbol is not None:
            self._symbol(symbol)

    # --- groups ---------------------------------------------------------------------------------------

    def _open(self) -> None:
        self._flush()
        if len(self._groups) >= _MOST_GROUPS:
            raise UnsupportedFile(
                f"{self._source.name} is an RTF document with parts that no editor writes; it was not read. "
                "Open it in your editor, export it as PDF, and use that file."
            )
        self._groups.append(self._state)
        self._state = copy.copy(self._state)
        self._starred = False

    def _close(self) -> None:
        self._flush()
        inner, self._state = self._state, self._groups.pop()
        outer, target = self._state, inner.target
        if target != outer.target:
            words = "".join(self._words).strip()
            if target == "code" and inner.field is not None:
                self._field_ends(inner.field)
            elif target in ("mark", "property", "shape name", "shape value"):
                self._take(target, words, inner)
                self._words = []
        if target == "styles" and self._words:
            if inner.style >= 0:
                self._styles.setdefault(inner.style, "".join(self._words).strip(" ;").lower())
                base = self._style_looks.get(self._base, {})
                self._style_looks.setdefault(inner.style, {**base, **self._own})
            self._own, self._base = {}, -1
            self._words = []
        if target == "fonts" and self._words:
            name = "".join(self._words).strip(" ;")
            self._fonts[inner.font] = (self._fonts.get(inner.font, ("", ""))[0], name)
            self._words = []
        if inner.story is not outer.story and inner.story is not None and inner.shape is not None:
            self._box_ends(inner)

    def _take(self, target: str, words: str, state: State) -> None:
        """The words of a short group that is no text."""
        if target == "mark" and state.story is not None:
            bare = words.strip()
            state.story.mark = (
                "" if not bare else f"{bare} " if bare[:1].isalnum() or bare[:1] == "(" else "• "
            )
        elif target == "property" and words:
            self.properties.append(words)
        elif target == "shape name" and state.shape is not None:
            state.shape.name = words
        elif target == "shape value" and state.shape is not None:
            state.shape.values[state.shape.name] = words

    def _field_ends(self, found: Field) -> None:
        """The instruction of a field is complete."""
        if is_page_number(found.code):
            found.dropped = self.page_numbers = True
        link = link_of(found.code)
        if link:
            self.links.append(link)

    def _box_ends(self, state: State) -> None:
        """A text box is complete: it hangs on the paragraph around it."""
        shape, outer = state.shape, self._state.story
        if shape is None or state.story is None or outer is None:
            return
        blocks = state.story.finish(state)
        place = tuple(value / 20 for value in (shape.left, shape.top, shape.right, shape.bottom))
        left = place[0] + self._margin / 20
        right = place[2] + self._margin / 20
        outer.add(Frame(blocks, (left, place[1], right, place[3]), self._paper / 20))

    # --- words ----------------------------------------------------------------------------------------

    def _word(self, word: str, number: int | None) -> None:
        self._flush()
        self._skip = 0
        state = self._state
        if word == "u":
            self._unicode(number or 0)
            return
        if self._starred:
            self._starred = False
            if word not in _STARRED:
                state.target = "left out"
                return
        self.pictures += word == "pict"
        if state.target == "left out":
            return
        handler = _DESTINATIONS.get(word)
        if handler is not None:
            handler(self, word)
        elif word in SWITCHES:
            self._set(SWITCHES[word], number != 0)
            self.changes |= word in ("deleted", "mvf") and number != 0
        elif word in VALUES:
            name, default = VALUES[word]
            self._set(name, default if number is None else number)
        elif word in SPECIAL:
            self._say(SPECIAL[word])
        else:
            self._other(word, number or 0)

    def _set(self, name: str, value: Any) -> None:
        """From here on, until the group ends, this holds; a style also brings what it stands for."""
        state = self._state
        setattr(state, name, value)
        if state.target == "styles" and name not in ("style", "skip"):
            self._own[name] = value
        elif name == "style" and state.target != "styles":
            for own, found in self._style_looks.get(value, {}).items():
                setattr(state, own, found)

    def _other(self, word: str, number: int) -> None:  # noqa: PLR0912  (one branch for each word)
        state = self._state
        story = state.story
        if word in ("par", "sect", "nestrow"):
            self._end_paragraph()
        elif word == "cell" and story is not None:
            story.end_cell(state, self._is_heading())
        elif word == "nestcell":
            self._say("\t")
        elif word == "row" and story is not None:
            story.end_row(self._merges)
        elif word == "plain":
            for name, default in _PLAIN.items():
                setattr(state, name, default)
        elif word == "pard":
            for name, default in _PARD.items():
                setattr(state, name, default)
        elif word == "trowd":
            self._merges, self._shades, self._merge, self._cell_shade = [], [], "", 0
        elif word in ("clvmgf", "clvmrg"):
            self._merge = "down" if word == "clvmgf" else "on"
        elif word == "clcbpat":
            self._cell_shade = number
        elif word == "cellx":
            self._merges.append(self._merge)
            self._shades.append(self._cell_shade)
            self._merge, self._cell_shade = "", 0
        elif word == "sbasedon":
            self._base = number
        elif word == "revised":
            self.changes = True
        elif word == "ansicpg":
            self._code_page = _known(f"cp{number}", self._code_page)
        elif word in ("mac", "pc", "pca"):
            self._code_page = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
        elif word == "fcharset" and state.target == "fonts":
            self._fonts[state.font] = (CODE_PAGES.get(number, "symbol" if number == 2 else ""), "")
        elif word in ("red", "green", "blue") and state.target == "colours":
            self._mix[("red", "green", "blue").index(word)] = min(255, max(0, number))
            self._mixed = True
        elif word in ("paperw", "margl"):
            setattr(self, {"paperw": "_paper", "margl": "_margin"}[word], number)
        elif word in ("shpleft", "shptop", "shpright", "shpbottom") and state.shape is not None:
            setattr(state.shape, word.removeprefix("shp"), number)
        elif word == "chpgn":
            self.page_numbers = True

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._flush()
            self._starred = True
        elif symbol in "\\{}":
            self._characters(symbol.encode())
        elif symbol in "\r\n":
            self._flush()
            if self._state.target == "text":
                self._end_paragraph()
        else:
            self._flush()
            self._say({"~": "\u00a0", "_": "-", "\t": "\t"}.get(symbol, ""))

    def _end_paragraph(self) -> None:
        state = self._state
        if state.target == "text" and state.story is not None:
            state.story.end_paragraph(state, self._is_heading())

    def _is_heading(self) -> bool:
        name = self._styles.get(self._state.style, "")
        return self._state.level < 9 or name.startswith(("heading", "title"))

    # --- destinations ---------------------------------------------------------------------------------

    def _leave_out(self, _: str) -> None:
        self._state.target = "left out"

    def _table_of(self, word: str) -> None:
        names = {"fonttbl": "fonts", "colortbl": "colours", "stylesheet": "styles", "info": "info"}
        self._state.target = names[word]
        self._words = []

    def _short(self, word: str) -> None:
        names = {"sn": "shape name", "sv": "shape value"}
        self._state.target = names.get(word, "property" if word in _PROPERTIES else "mark")
        self._words = []

    def _field(self, word: str) -> None:
        if word == "field":
            self._state.field = Field()
        elif word == "fldinst":
            self._state.target = "code"
        elif self._state.field is not None and self._state.field.dropped:
            self._state.target = "left out"

    def _running(self, word: str) -> None:
        story = Story()
        (self.heads if word in _HEADERS else self.feet if word in _FOOTERS else self.notes).append(story)
        self._apart(story)

    def _box(self, word: str) -> None:
        if word in ("shp", "do"):
            self._state.shape = Shape()
            self._state.target = "shape"
            return
        shape = self._state.shape or Shape()
        self._apart(Story())
        self._state.shape = shape
        values = shape.values
        fill = values.get("fillColor", "")
        if values.get("fFilled") != "0" and values.get("fillType", "0") == "0":
            number = int(fill) if fill.isdecimal() and len(fill) < 10 else 0xFFFFFF
            # the bytes of the number are blue, green and red
            self._state.backs = (
                ((number & 255) / 255, (number >> 8 & 255) / 255, (number >> 16 & 255) / 255),
            )
        elif values.get("fFilled") != "0":
            self._state.backs = ()
        if shape.right and (shape.right + self._margin <= 0 or shape.left + self._margin >= self._paper):
            self._state.reason = "outside"
        if values.get("fHidden") == "1":
            self._state.reason = "hidden"

    def _apart(self, story: Story) -> None:
        """From here on, until the group ends, text belongs to another story."""
        state = self._state
        state.story, state.target, state.field, state.shape = story, "text", None, None
        for name, default in (_PLAIN | _PARD).items():
            setattr(state, name, default)

    # --- characters -----------------------------------------------------------------------------------

    def _characters(self, data: bytes) -> None:
        if self._skip:
            dropped = min(self._skip, len(data))
            self._skip -= dropped
            data = data[dropped:]
        if data and self._state.target != "left out":
            self._pending += data

    def _flush(self) -> None:
        """Decode the bytes that have come in, by the code page of their font."""
        if not self._pending:
            return
        data = bytes(self._pending)
        self._pending.clear()
        page, name = self._fonts.get(self._state.font, ("", ""))
        if page == "symbol" or is_pictorial(name):
            if self._state.target in ("text", "mark"):
                self._say("".join(chr(byte) if byte == 32 else sign(byte) for byte in data))
                return
            page = ""
        self._say(data.decode(page or self._code_page, "replace"))

    def _unicode(self, number: int) -> None:
        value = number & 0xFFFF
        if 0xD800 <= value < 0xDC00:
            self._surrogate = value
        elif 0xDC00 <= value < 0xE000:
            if self._surrogate:
                self._say(chr(0x10000 + ((self._surrogate - 0xD800) << 10) + value - 0xDC00))
            self._surrogate = 0
        elif self._state.target != "left out":
            font = self._fonts.get(self._state.font, ("", ""))
            private = 0xF000 <= value < 0xF100
            picture = private or ((font[0] == "symbol" or is_pictorial(font[1])) and value < 0x100)
            self._say(sign(value & 0xFF) if picture else chr(value))
        self._skip = self._state.skip

    def _say(self, text: str) -> None:
        """Characters go where the group says."""
        state, target = self._state, self._state.target
        if not text or target == "left out":
            return
        if target == "text":
            if not state.deleted and state.story is not None:
                state.story.runs.append(self._run(text))
        elif target == "colours":
            for _ in range(text.count(";")):
                mixed = (self._mix[0] / 255, self._mix[1] / 255, self._mix[2] / 255)
                self._colours.append(mixed if self._mixed else None)
                self._mix, self._mixed = [0, 0, 0], False
        elif target == "code":
            if state.field is not None:
                state.field.code += text[:2000]
        elif target not in ("shape", "info"):
            self._words.append(text)

    def _run(self, text: str) -> Run:
        state = self._state
        return Run(text, state.bold, state.size / 2, state.reason or self._reason(), state.caps)

    def _reason(self) -> str | None:
        state = self._state
        if state.hidden:
            return "hidden"
        if state.size / 2 < SMALLEST_SIZE or 0 < state.scale < 10:
            return "tiny"
        if -20 * SMALLEST_SIZE < state.line < 0:
            return "covered"
        if abs(state.x) > 2 * self._paper:
            return "outside"
        return "colour" if vanishes(self._colour(state.colour), self._backs()) else None

    def _backs(self) -> tuple[Colour, ...]:
        state = self._state
        column = 0 if state.story is None else state.story.column
        cell = self._shades[column] if state.table and column < len(self._shades) else 0
        for index in (state.back, state.shade, cell):
            colour = self._colour(index) if index else None
            if colour is not None:
                return (colour,)
        return state.backs

    def _colour(self, index: int) -> Colour | None:
        return self._colours[index] if 0 <= index < len(self._colours) else None


#: What `\plain` and `\pard` set back.
_PLAIN = {"bold": False, "hidden": False, "deleted": False, "caps": False, "size": 24, "colour": 0}
_PLAIN |= {"back": 0, "font": -1, "scale": 100}
_PARD = {"table": False, "style": -1, "level": 9, "before": 0, "after": 0, "shade": 0, "line": 0, "x": 0}
_PARD |= {"contextual": False}

_Handler = Callable[[Machine, str], None]
_DESTINATIONS: dict[str, _Handler] = {
    **dict.fromkeys(LEFT_OUT, Machine._leave_out),
    **dict.fromkeys(("fonttbl", "colortbl", "stylesheet", "info"), Machine._table_of),
    **dict.fromkeys(("pntext", "listtext", "sn", "sv", *_PROPERTIES), Machine._short),
    **dict.fromkeys(("field", "fldinst", "fldrslt"), Machine._field),
    **dict.fromkeys((*_HEADERS, *_FOOTERS, "footnote"), Machine._running),
    **dict.fromkeys(("shp", "do", "shptxt", "dptxbxtext"), Machine._box),
}
#: Destinations that old readers may skip and this one does not.
_STARRED = frozenset(
    (
        "fldinst",
        "shpinst",
        "do",
        "nesttableprops",
        "category",
        "cs",
        "comment",
        "pntext",
        "shptxt",
        "dptxbxtext",
        "sn",
    )
)


def _known(code_page: str, otherwise: str) -> str:
    try:
        "".encode(code_page)
    except LookupError:
        return otherwise
    return code_page


def _has_ground(text: str) -> bool:
    """Whether a large shape stands behind the text: then colours alone do not tell what is seen."""
    for shape in _BEHIND.finditer(text):
        if "\\shpfblwtxt1" in shape[1]:
            edge = {name: int(value) for name, value in _EDGE.findall(shape[1])}
            width = edge.get("right", 0) - edge.get("left", 0)
            if width * (edge.get("bottom", 0) - edge.get("top", 0)) >= _LEAST_GROUND:
                return True
    return False
