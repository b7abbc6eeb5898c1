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


#: Pages of pictures of one file that are recognised: a resume has two or three.
MOST_PICTURES = 6
#: Seconds of processor time for one page of pictures. An ordinary page takes 2 to 4, one without margins
#: that is full of the smallest print 25.
_PICTURE_SECONDS = 15.0
#: Seconds on the clock that each page of pictures adds, on a machine that does other work too.
_PICTURE_CLOCK = 20.0
#: The libraries and models of text recognition take 700 MB, of which 400 are one page being looked at.
_RECOGNITION_BYTES = 1280 * MEGABYTE


class NeedsRecognition(Exception):
    """Pages are pictures, and the limits of an ordinary file are too narrow to read them."""

    def __init__(self, pages: int) -> None:
        super().__init__(pages)
        self.pages = pages


def check_pictures(source: Source, pages: int) -> None:
    """Refuse more pages of pictures than are recognised.

    Raises:
        TooLarge: there are more.
    """
    if pages > MOST_PICTURES:
        raise TooLarge(
            f"{source.name} has {pages} pages of images; up to {MOST_PICTURES} are recognised. "
            "Keep the resume itself, or export it from your editor as PDF."
        )


def recognition_limits(limits: Limits, pages: int) -> Limits:
    """Limits for the text recognition of so many pages: the time grows with them, the memory does not.

    The memory is address space again. What is resident stays below 1 GB (`benchmarks.attacks` measures it).
    """
    pages = max(1, min(pages, MOST_PICTURES))
    return replace(
        limits,
        seconds=limits.seconds + pages * _PICTURE_CLOCK,
        cpu_seconds=limits.cpu_seconds + int(pages * _PICTURE_SECONDS),
        step_seconds=max(limits.step_seconds, _PICTURE_SECONDS),
        memory_bytes=max(limits.memory_bytes, _RECOGNITION_BYTES),
    )
