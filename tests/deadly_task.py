"""A task for worker processes, in a module of its own so that they load nothing else."""

import os
import time
from dataclasses import dataclass

from analyzer.records import Failure


@dataclass(frozen=True)
class DeadlyTask:
    """Ends its process for files that say so; waits for some, so that they finish out of order."""

    def run(self, one):
        content = one.path.read_text()
        if content == "die":
            os._exit(1)
        if content == "wait":
            time.sleep(0.3)
        return Failure(one.file, "seen", content)
