"""What a file may cost, and how much of it is read."""

from dataclasses import dataclass, replace

from analyzer.errors import TooLarge
from analyzer.records import Source

MEGABYTE = 1024 * 1024

#: Characters without a space between them that are still a word. The longest web addresses have some 500;
#: what is longer is data (a picture inside Markdown) and is left out with a warning.
LONGEST_WORD = 1_000
#: Characters of a line. A paragraph of 500 words is shorter; every skill found in a line quotes all of it.
LONGEST_LINE = 3_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for reading one file.

    `max_bytes` and `max_pages` are checked before parsing: resumes on file are under 3 MB and 6 pages, so the
    defaults leave room for a portfolio and still bound the work. `max_characters` and `max_lines` bound what
    is handed on: 20 dense pages have 100,000 characters and 1,500 lines. `seconds` is wall-clock time,
    `cpu_seconds` processor time for a file and `step_seconds` for opening it or for one page; `memory_bytes`
    is address space of the child: an ordinary file takes 0.1 s and 100 MB.
    """

    max_bytes: int = 10 * MEGABYTE
    max_pages: int = 20
    max_characters: int = 200_000
    max_lines: int = 8_000
    seconds: float = 15.0
    cpu_seconds: int = 10
    step_seconds: float = 3.0
    memory_bytes: int = 1024 * MEGABYTE


DEFAULT_LIMITS = Limits()

#: The end of every message about a file that was cut short.
DAMAGED_OR_HOSTILE = "It is damaged or hostile. Export the resume from your editor as PDF once more."


def check_length(
    source: Source, limits: Limits, *, characters: int, lines: int = 0, longest: int = 0
) -> None:
    """Refuse more text than any resume or portfolio holds: everything later takes time for each line of it.

    Raises:
        TooLarge: more characters or lines than the limits allow, or a longer line.
    """
    for count, most, what in (
        (characters, limits.max_characters, "characters"),
        (lines, limits.max_lines, "lines"),
        (longest, LONGEST_LINE, "characters in one line"),
    ):
        if count > most:
            raise TooLarge(
                f"{source.name} holds more than {most:,} {what}. "
                "Keep the resume itself and leave out attachments and data."
            )


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
        step_seconds=max(limits.step_seconds, 25.0),
        memory_bytes=max(limits.memory_bytes, 4 * 1024 * MEGABYTE),
    )
