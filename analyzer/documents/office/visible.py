"""What a person can see of a document with formatting but without pages, and what others may lose of it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from analyzer.documents.characters import fold
from analyzer.documents.ink import Colour
from analyzer.documents.links import link_kind, link_target, links_in_text
from analyzer.documents.risks import warning
from analyzer.documents.sight import LEAST_CONTRAST, LEAST_LETTERS, REASONS, contrast
from analyzer.documents.written import Written
from analyzer.records import HiddenText, Link, ReadWarning

#: More words than this in the properties of a file are no title and no handful of key words.
MOST_PROPERTY_WORDS = 30

WHITE: Colour = (1.0, 1.0, 1.0)


def colour_of(code: str | None) -> Colour | None:
    """The colour of six hexadecimal digits, with or without `#`; None for anything else (`auto`)."""
    digits = (code or "").strip().removeprefix("#")
    if len(digits) != 6:
        return None
    try:
        value = int(digits, 16)
    except ValueError:
        return None
    return ((value >> 16) / 255, (value >> 8 & 255) / 255, (value & 255) / 255)


def vanishes(colour: Colour | None, backgrounds: Iterable[Colour]) -> bool:
    """Whether letters of a colour disappear on every background they may stand on.

    A colour of None is the reader's own choice, which always shows; no background means that it is not known.
    """
    possible = tuple(backgrounds)
    return (
        colour is not None
        and bool(possible)
        and all(contrast(colour, one) < LEAST_CONTRAST for one in possible)
    )


def hidden_texts(found: Iterable[tuple[str, str]]) -> tuple[HiddenText, ...]:
    """Pairs of reason key and text, in the order of the file -> one entry for each reason in a row."""
    entries = []
    for reason, group in groupby(found, key=lambda one: one[0]):
        text = " ".join(fold("".join(text for _, text in group)).split())
        if sum(char.isalnum() for char in text) >= LEAST_LETTERS:
            entries.append(HiddenText(text, None, REASONS[reason]))
    return tuple(entries)


def hidden_properties(values: Iterable[str]) -> tuple[HiddenText, ...]:
    """The key words and comments of a file's properties when there are more than anybody needs."""
    text = " ".join(" ".join(values).split())
    return (HiddenText(text, None, REASONS["properties"]),) if len(text.split()) > MOST_PROPERTY_WORDS else ()


_ADDRESS = re.compile(r"(?:https?|mailto|tel):|www\.", re.IGNORECASE)


def kept_links(urls: Iterable[str]) -> tuple[Link, ...]:
    """The addresses that lead out of a document; places inside it, files and scripts are left out."""
    trimmed = (url.strip() for url in urls)
    return tuple(Link(link_kind(url), url) for url in trimmed if _ADDRESS.match(url))


def loss_warnings(
    lines: Sequence[Written], links: Sequence[Link], found: Mapping[str, bool]
) -> tuple[ReadWarning, ...]:
    """What simple readers may lose: the codes that were found, and links that stand behind words only."""
    text = "\n".join(line.text for line in lines)
    written = {link_target(link.url) for link in links_in_text(text)}
    behind = any(link.kind != "other" and link_target(link.url) not in written for link in links)
    codes = [code for code, is_found in found.items() if is_found]
    return tuple(warning(code) for code in [*codes, *(["links-only-in-annotations"] if behind else [])])
