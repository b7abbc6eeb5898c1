"""Safe HTML: the one place where words we did not write meet the page.

A resume, a job ad and a file name may hold anything: HTML, Markdown images that would be fetched from
another machine, links. So pages never hand such words to Streamlit's Markdown. They build :func:`element`
trees, in which every plain string is escaped, and hand them to :func:`show`.
"""

import html
from typing import Literal
from unicodedata import category

import streamlit as st

from analyzer.records import Evidence, Met
from analyzer.reports import words
from analyzer.texts import say

#: Elements without content and end tag.
_VOID = frozenset({"br", "hr", "img"})


class Html(str):
    """Text that is safe HTML already. Only :func:`element` and :func:`join` make it."""

    __slots__ = ()


def element(name: str, *children: str | None, **attributes: str | bool | None) -> Html:
    """One HTML element. Plain strings are escaped, None is left out.

    Attribute names are written with a trailing or inner underscore: `class_`, `aria_label`.
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    end = "" if name in _VOID else f"</{name}>"
    return Html(f"<{name}{written}>{join(*children)}{end}")


def _attribute(key: str, value: str | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{html.escape(_printable(value), quote=True)}"'


def join(*children: str | None) -> Html:
    """Elements and words one after the other; the words are escaped."""
    return Html("".join(_safe(child) for child in children if child is not None))


def _safe(child: str) -> str:
    return child if isinstance(child, Html) else html.escape(_printable(child), quote=True)


#: Control, direction and private-use characters, and halves of pairs: a page could obey them, none is read.
_UNPRINTABLE = frozenset({"Cc", "Cf", "Co", "Cs"})


def _printable(text: str) -> str:
    """The text without characters that are not printed; line breaks and spaces stay."""
    if text.isprintable():
        return text
    return "".join(char for char in text if char in "\n\t" or category(char) not in _UNPRINTABLE)


def show(*children: str | None, width: Literal["stretch", "content"] = "stretch") -> None:
    """Put elements on the page, over the whole width or over that of their content."""
    body = join(*children)
    if body:
        st.html(body, width=width)


# --- small parts that every page uses -----------------------------------------------------------------


def sign(met: Met, said: str = "") -> Html:
    """The sign and the word for how a requirement is met; `said` stands for the usual word."""
    mark = words.mark(met)
    return element(
        "span",
        element("span", mark.symbol, class_="sign", aria_hidden="true"),
        " ",
        said or mark.word,
        class_=f"met met-{met}",
    )


def with_code(text: str) -> Html:
    """A text of ours in which commands stand between backticks, as a page shows them."""
    parts = text.split("`")
    if len(parts) % 2 == 0:  # one that is not closed is a sign like any other
        return join(text)
    return join(*(element("code", part) if at % 2 else part for at, part in enumerate(parts)))


def anchor(evidence: Evidence) -> str:
    """The id of a piece of evidence on the page images."""
    return f"at-{evidence.document}-{evidence.start}-{evidence.end}"


def place(evidence: Evidence, where: str, *, about: str = "") -> Html:
    """A link that brings the place of a quote into view and rings it: no rerun, and back goes back."""
    label = say("app-show-place", words=words.shorten(about, 60), where=where) if about else None
    return element("a", where, href=f"#{anchor(evidence)}", class_="place", aria_label=label)


def quoted(evidence: Evidence, where: str, *, width: int = 200) -> Html:
    """The words of the document and the link to their place."""
    return element(
        "span",
        element("q", words.shorten(evidence.text, width)),
        " ",
        place(evidence, where, about=evidence.text),
        class_="quote",
    )


def column(title: str) -> Html:
    """The head of a column of a table; one without a title is no heading, and screen readers skip it."""
    return element("th", title, scope="col") if title else element("td")


def details(summary: str, *children: str | None, open_: bool = False) -> Html:
    """A part that opens on a click or a key, without a round trip."""
    return element("details", element("summary", summary), *children, open=open_)


def notice(*children: str | None, kind: str = "note", role: str | None = None) -> None:
    """A framed message. `kind` is "note", "problem" or "good"; `role` is for screen readers."""
    show(element("div", *children, class_=f"notice notice-{kind}", role=role))
