"""Bytes of a file -> Document: one canonical text with places.

::

    detect format -> check size, pages, encryption -> characters -> set hidden ones aside
                  -> words -> reading order -> text

`Reader` does the work in child processes that can be stopped; `read_in_process` is what a child runs. In
`Document.text` a line is a printed line, two spaces stand for a clear gap inside a line (a date at the right
margin), an empty line for clear space between blocks, and `•` opens every list item.
"""

from analyzer.documents.limits import Limits
from analyzer.documents.losses import simple_reading
from analyzer.documents.marks import Mark
from analyzer.documents.reader import Reader
from analyzer.documents.reading import read_in_process
from analyzer.documents.risks import measured

__all__ = ["Limits", "Mark", "Reader", "measured", "read_in_process", "simple_reading"]
