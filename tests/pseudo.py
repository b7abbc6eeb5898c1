"""A pretended language, made from English: every text in ⟦brackets⟧, every letter with an accent.

    python -m tests.pseudo FOLDER      writes it; then AIPM_LANGUAGE=FOLDER/en aipm app

A word without an accent on a page is then a value, a word of a document, or a text that was forgotten.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.serializer import FluentSerializer
from fluent.syntax.visitor import Transformer

from analyzer.resources import data_path

OPEN, CLOSE = "⟦", "⟧"
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ACCENTED = "áƀçďéƒǧĥíĵķĺɱñóṕʠŕšťúṽŵẋýžÁɃÇĎÉƑǦĤÍĴĶĹṀÑÓṔɊŔŠŤÚṼŴẊÝŽ"
TABLE = str.maketrans(PLAIN, ACCENTED)


class _Accents(Transformer):
    def visit_TextElement(self, node):  # noqa: N802  (named by the library)
        node.value = node.value.translate(TABLE)
        return node


def accented(source: str) -> str:
    """The texts of one file in the pretended language."""
    resource = FluentParser(with_spans=False).parse(source)
    for entry in resource.body:
        if isinstance(entry, ast.Message) and entry.value is not None:
            _Accents().visit(entry.value)
            around = ast.TextElement(OPEN), ast.TextElement(CLOSE)
            entry.value.elements = [around[0], *entry.value.elements, around[1]]
    return FluentSerializer().serialize(resource)


def make(folder: Path) -> Path:
    """Write the pretended language below a folder; the path that AIPM_LANGUAGE takes."""
    made = folder / "en"  # named as a language whose plural forms are those of English
    made.mkdir(parents=True, exist_ok=True)
    for path in data_path("texts", "en").glob("*.ftl"):
        (made / path.name).write_text(accented(path.read_text(encoding="utf-8")), encoding="utf-8")
    return made


# --- what a page says ---------------------------------------------------------------------------------

#: Fields of Streamlit's elements that hold no words for a reader.
_NO_WORDS = frozenset({
    "id", "form_id", "element_id", "deferred_file_id", "page_script_hash", "page", "url", "url_path", "icon",
    "type", "mime_type", "query", "format", "default", "value", "set_value", "raw_values", "string_value",
    "language", "delta_type",
})  # fmt: skip
_SPOKEN = {"aria-label", "title", "alt", "placeholder", "data-label"}


class _Words(HTMLParser):
    """The texts of a piece of HTML: those between tags, and those that are shown or spoken beside."""

    def __init__(self):
        super().__init__()
        self.found: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag, attrs):
        self._in_style = tag == "style"
        self.found += [value for name, value in attrs if name in _SPOKEN and value]

    def handle_data(self, data):
        if not self._in_style:
            self.found.append(data)


def texts_of_html(source: str) -> list[str]:
    """The texts of a page or a piece of one."""
    parser = _Words()
    parser.feed(source)
    parser.close()
    return parser.found


def texts_of_page(page) -> list[str]:
    """All texts of a page that AppTest has run: HTML, labels, helps, choices, placeholders."""
    found: list[str] = []
    for block in (page.main, page.sidebar):
        for node in block:
            proto = getattr(node, "proto", None)
            if proto is None:
                continue
            if type(proto).__name__ == "Html":
                found += texts_of_html(proto.body)
            else:
                found += _strings(proto)
    return found


def _strings(proto) -> Iterator[str]:
    for field, value in proto.ListFields():
        if field.name in _NO_WORDS:
            continue
        many = field.is_repeated if hasattr(field, "is_repeated") else field.label == field.LABEL_REPEATED
        for one in value if many else (value,):
            if isinstance(one, str):
                yield one
            elif hasattr(one, "ListFields"):
                yield from _strings(one)


def plain(texts: Iterable[str], known: str) -> set[str]:
    """The runs of words without accents that `known` does not hold: words of ours that were forgotten.

    `known` is what the page shows of documents and of the analysis. A run may be put together from pieces of
    three words and more, or of pieces that stand alone in `known`, between signs or on a line.
    """
    alone = {" ".join(words) for words in _runs(known)}
    flat = f" {' '.join(_WORD.findall(known))} "
    return {" ".join(rest) for text in texts for run in _runs(text) if (rest := _not_in(run, alone, flat))}


_WORD = re.compile(rf"[{PLAIN}][{PLAIN}'’]+")
_RUN = re.compile(rf"[{PLAIN}'’ \-/,.+&0-9]+")


def _runs(text: str) -> Iterator[list[str]]:
    """The words between two signs, accents or ends of lines."""
    for run in _RUN.findall(text):
        yield _WORD.findall(run)


def _not_in(words: list[str], alone: set[str], flat: str) -> list[str]:
    """The words that no piece of what is known covers."""
    rest, at = [], 0
    while at < len(words):
        for end in range(len(words), at, -1):
            piece = " ".join(words[at:end])
            if piece in alone or (end - at >= 3 and f" {piece} " in flat):
                at = end
                break
        else:
            rest.append(words[at])
            at += 1
    return rest


if __name__ == "__main__":
    sys.stdout.write(f"{make(Path(sys.argv[1]).absolute())}\n")
