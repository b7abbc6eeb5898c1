"""The parts of a document -> its lines in reading order, and what stands beside them: for every format."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analyzer.documents.office.paragraphs import (
    Block,
    has_frames,
    has_tables,
    images_only,
    joined,
    running_lines,
    set_out,
)
from analyzer.documents.office.visible import kept_links, loss_warnings
from analyzer.documents.written import Writing
from analyzer.errors import NoText
from analyzer.records import HiddenText, Source


@dataclass(frozen=True, slots=True)
class Parts:
    """What a reader of one format found: blocks by their place, links, hidden text outside of them.

    `numbered`: page numbers were dropped from headers and footers. `losses`: codes of what simple readers
    lose, beside those that the blocks tell, and whether each was found.
    """

    body: Sequence[Block]
    heads: Sequence[Block]
    feet: Sequence[Block]
    notes: Sequence[Block]
    links: Sequence[str]
    hidden: tuple[HiddenText, ...]
    pictures: int
    numbered: bool
    losses: Mapping[str, bool] = field(default_factory=dict)


def assembled(source: Source, parts: Parts) -> Writing:
    """Headers, body, notes and footers in that order.

    Raises:
        NoText: there are pictures and no words.
    """
    lines, hidden = set_out(parts.body)
    first, hidden_first = running_lines(parts.heads, lines, numbered=parts.numbered)
    last, hidden_last = running_lines(parts.feet, (*first, *lines), numbered=parts.numbered)
    below, hidden_below = set_out(parts.notes)
    written = joined(first, lines, below, last)
    if parts.pictures and not any(line.text for line in written):
        raise NoText(images_only(source))
    whole = (*parts.body, *parts.heads, *parts.feet)
    links = kept_links(parts.links)
    found = {
        "text-box": has_frames(whole),
        "table-text": has_tables(whole),
        "header-footer": bool(first or last),
        **parts.losses,
    }
    return Writing(
        written,
        links,
        (*hidden_first, *hidden, *hidden_below, *hidden_last, *parts.hidden),
        loss_warnings(written, links, found),
    )
