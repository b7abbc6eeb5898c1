"""What people declared about themselves: a CSV file, read for the fairness tables and kept nowhere."""

import csv
from typing import TextIO

from analyzer.errors import AipmError


def read_declared(file: TextIO, called: str) -> dict[str, dict[str, str]]:
    """Attributes by candidate: the first column names the candidate, the others are attributes.

    `called` is what messages call the file. Raises AipmError when it is no such table.
    """
    try:
        rows = list(csv.reader(file))
    except (csv.Error, UnicodeDecodeError):
        raise AipmError(f"{called} cannot be read. Give a CSV file in UTF-8.") from None
    if len(rows) < 2 or len(rows[0]) < 2:
        raise AipmError(f"{called} needs a head and rows: the candidate, then a column for each attribute.")
    names = [" ".join(one.split()) for one in rows[0][1:]]
    found = {}
    for row in rows[1:]:
        if row and row[0].strip():
            found[row[0].strip()] = dict(zip(names, row[1:], strict=False))
    return found
