"""Tasks for worker processes, in a module of its own so that they load nothing else."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from analyzer.batch import Done, Task
from analyzer.records import Failure


@dataclass(frozen=True, slots=True)
class DeadlyTask(Task):
    """Does what the content of the file says: ends its process, sleeps for ever, stops, or waits a little.

    "die once" and "hang once" leave a mark beside the file, so that the second try goes well.
    """

    def check(self):
        if "bad" in self.roles:
            os._exit(3)

    def run(self, one, carried=()) -> Done:  # noqa: ARG002
        content = one.path.read_text()
        mark = Path(f"{one.path}.mark")
        if content.endswith("once") and mark.exists():
            content = "fine"
        if content.startswith(("die", "hang", "stop")):
            mark.touch()
        if content.startswith("die"):
            os.kill(os.getpid(), signal.SIGKILL)
        elif content.startswith("hang"):
            time.sleep(600)
        elif content.startswith("stop"):
            os.kill(os.getpid(), signal.SIGSTOP)
        elif content == "wait":
            time.sleep(0.3)
        elif content == "big":
            return self.failed(one, Failure(one.file, "seen", os.urandom(3_000_000).hex()))
        return self.failed(one, Failure(one.file, "seen", content))
