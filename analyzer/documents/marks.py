"""Marks that are drawn on the image of a page."""

from dataclasses import dataclass
from typing import Literal

from analyzer.records import Box

#: "window" and "cover" are for pages on which not everything may be seen: with windows the page shows what is
#: inside them and nothing else, and a cover hides what is under it.
Style = Literal["underline", "box", "wavy", "hatch", "window", "cover"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One box to mark: style carries the meaning with the colour (`#RRGGBB`); the chosen one gets a ring."""

    box: Box
    style: Style = "underline"
    colour: str = "#0B6E99"
    chosen: bool = False
