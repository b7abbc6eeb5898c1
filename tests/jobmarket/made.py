"""A table of made postings: the role library's own lines, put together anew."""

import csv
import io

from analyzer.market import role_library
from benchmarks.made_postings import COLUMNS, lines_of, made


def table(count, annotator, seed=6):
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(made(count, lines_of(role_library(annotator)), seed))
    return out.getvalue().encode()
