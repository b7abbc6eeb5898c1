"""Processor time for one step of reading, in a child process: opening a file, one page, putting it together.

A step that takes too long in Python ends with OutOfTime, and the child says so. One that takes too long
inside a library is ended by the system a second or two later, with the child. Outside a child, steps are not
bounded.
"""

import signal
import sys
from pathlib import Path
from types import FrameType, ModuleType

resource: ModuleType | None
try:
    import resource
except ImportError:  # Windows: the wall clock of the parent is the limit
    resource = None

#: Seconds of processor time after the first warning until the system ends the process.
_GRACE = 1

_armed = False
_last_second = 0.0


class OutOfTime(BaseException):
    """A step took too long. No Exception, so that no library takes it for damage in a file and goes on."""


def arm(total: int) -> None:
    """Bound this process to `total` more seconds of processor time, in all, from now on."""
    global _armed, _last_second
    if resource is None:
        return
    signal.signal(signal.SIGVTALRM, _end_step)
    _armed, _last_second = True, _used() + total
    step(total)


def disarm() -> None:
    """No step is running: waiting for the next file costs nothing."""
    if _armed:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def step(seconds: float) -> None:
    """Start a step that may take `seconds` of processor time, or what is left of the total."""
    if not _armed or resource is None:
        return
    left = max(0.05, min(seconds, _last_second - _used()))
    _bound(resource.RLIMIT_CPU, int(_used() + left) + 1 + _GRACE)
    signal.setitimer(signal.ITIMER_VIRTUAL, left)


def bound_memory(size: int) -> None:
    """Bound the address space of this process, where the system can (Linux; macOS and Windows do not)."""
    if resource is not None:
        _bound(resource.RLIMIT_AS, size)


def no_core_dumps() -> None:
    """A crash must not write the resume to the disk."""
    if resource is not None:
        _bound(resource.RLIMIT_CORE, 0)


def most_held() -> int:
    """The most memory in bytes that this process has held at one time; 0 where the system does not say."""
    if resource is None:
        return 0
    if sys.platform == "linux":  # where `ru_maxrss` counts what the parent held when it started this process
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        return next((1024 * int(line.split()[1]) for line in status.splitlines() if line[:6] == "VmHWM:"), 0)
    held: int = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held


def _bound(kind: int, value: int) -> None:
    assert resource is not None  # noqa: S101  (asked only where there is one)
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    try:
        resource.setrlimit(kind, (value, hard))
    except (ValueError, OSError):  # macOS refuses limits on address space
        return


def _used() -> float:
    assert resource is not None  # noqa: S101
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used: float = usage.ru_utime + usage.ru_stime
    return used


def _end_step(_number: int, _frame: FrameType | None) -> None:
    raise OutOfTime
