"""What a file may cost, and how a child process is held to it."""

from dataclasses import dataclass, replace

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for reading one file.

    `max_bytes` and `max_pages` are checked before parsing: resumes on file are under 3 MB and 6 pages, so the
    defaults leave room for a portfolio and still bound the work. `seconds` is wall-clock time, `cpu_seconds`
    processor time, `memory_bytes` address space of the child: an ordinary file takes about 1 s and 150 MB.
    """

    max_bytes: int = 10 * MEGABYTE
    max_pages: int = 20
    seconds: float = 15.0
    cpu_seconds: int = 12
    memory_bytes: int = 1024 * MEGABYTE


DEFAULT_LIMITS = Limits()


class NeedsRecognition(Exception):
    """Pages are pictures, and the limits of an ordinary file are too narrow to read them."""


def recognition_limits(limits: Limits) -> Limits:
    """Limits for text recognition: its models take 600 MB, a page 2 to 5 seconds of two processors.

    Most of the address space is never touched: ONNX Runtime reserves it for its threads.
    """
    return replace(
        limits,
        seconds=max(limits.seconds, 240.0),
        cpu_seconds=max(limits.cpu_seconds, 180),
        memory_bytes=max(limits.memory_bytes, 4 * 1024 * MEGABYTE),
    )
