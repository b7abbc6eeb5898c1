"""What people declared about themselves: a CSV file, read for the fairness tables and kept nowhere."""

import csv
from typing import TextIO

from analyzer.errors import AipmError
from analyzer.texts import say


def read_declared(file: TextIO, called: str) -> dict[str, dict[str, str]]:
    """Attributes by candidate: the first column names the candidate, the others are attributes.

    `called` is what messages call the file. Raises AipmError when it is no such table.
    """
    try:
        rows = list(csv.reader(file))
    except (csv.Error, UnicodeDecodeError):
        raise AipmError(say("fairness-declared-unreadable", name=called)) from None
    if len(rows) < 2 or len(rows[0]) < 2:
        raise AipmError(say("fairness-declared-empty", name=called))
    names = [" ".join(one.split()) for one in rows[0][1:]]
    found = {}
    for row in rows[1:]:
        if row and row[0].strip():
            found[row[0].strip()] = dict(zip(names, row[1:], strict=False))
    return found
