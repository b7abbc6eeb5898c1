"""A pretended language, made from English: every text in ⟦brackets⟧, every letter with an accent.

    python -m tests.pseudo FOLDER      writes it; then AIPM_LANGUAGE=FOLDER/en aipm app

A word without an accent on a page is then a value, a word of a document, or a text that was forgotten.
"""

import sys
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


if __name__ == "__main__":
    print(make(Path(sys.argv[1]).absolute()))
