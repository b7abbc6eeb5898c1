"""Source -> Document, behind one door."""

from types import TracebackType

from analyzer.records import Document, Source

from .formats import detect
from .limits import Limits
from .plain import read_plain


def read_in_process(source: Source, *, index: int = 0, limits: Limits = Limits()) -> Document:
    """Read a file in this process: no guard against files that hang or kill their reader.

    Raises:
        ReadError: the file could not be read; the message says why and what to do.
    """
    detected = detect(source, limits)
    if detected.format != "pdf":
        return read_plain(source, detected, index=index)
    from .pdf import read_pdf  # its libraries are loaded only where a PDF is parsed

    return read_pdf(source, limits, index=index)


class Reader:
    """Reads files. Use as a context manager; one Reader serves many files and threads."""

    def __init__(self, limits: Limits = Limits()) -> None:
        self._limits = limits

    def __enter__(self) -> "Reader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child process."""

    def read(self, source: Source, *, index: int = 0) -> Document:
        """The Document of a file.

        Raises:
            ReadError: the file could not be read; the message says why and what to do.
        """
        return read_in_process(source, index=index, limits=self._limits)
