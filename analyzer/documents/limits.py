"""What a file may cost, and how a child process is held to it."""

from dataclasses import dataclass

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
