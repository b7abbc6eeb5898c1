"""Many files in, one row each out: a Report or the reason why there is none.

::

    paths -> find() -> Inputs -> run() -> Rows, in the order of the inputs

`inputs` finds and loads files, `task` is what is done with each, `pool` the processes that may die, `journal`
what was done so far, `run` the whole of it, `cluster` the same on other machines. The rows are the same for
any number of workers and any order in which they finish.

    >>> from analyzer.batch import Task, find, run
    >>> found = find(["resumes/"])                                            # doctest: +SKIP
    >>> for row in run(found.inputs, Task(roles=("ai-project-manager",), today="2026-11")):  # doctest: +SKIP
    ...     print(row.file, row.result)
"""

from analyzer.batch.inputs import RESUME_ENDINGS, Found, Input, find, load, read_source
from analyzer.batch.journal import Journal
from analyzer.batch.pool import SECONDS
from analyzer.batch.run import SMALL, Row, run
from analyzer.batch.task import Done, Task, identity, internal_reason

__all__ = [
    "RESUME_ENDINGS",
    "SECONDS",
    "SMALL",
    "Done",
    "Found",
    "Input",
    "Journal",
    "Row",
    "Task",
    "find",
    "identity",
    "internal_reason",
    "load",
    "read_source",
    "run",
]
