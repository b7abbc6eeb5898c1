"""Loaded by the process that worker processes are forked from, so that all of them share what is loaded.

The one module that does something when it is imported: it is meant for multiprocessing's preload alone.
"""

from contextlib import suppress

from analyzer.batch.task import settle
from analyzer.service import Analyzer

#: What every worker takes its knowledge from. It reads no file.
SHARED = Analyzer(today="0000-00")

with suppress(Exception):  # whatever is wrong with the knowledge is told by the worker that meets it again
    _ = (SHARED.annotator.nlp, SHARED.matcher, SHARED.roles)
    settle()
