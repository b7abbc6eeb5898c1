"""The child process that reads and renders files, one at a time, until its input closes.

It starts as a fresh interpreter and loads only what it needs. Its limits come with each request: a file that
wants more memory gets an error, a file that takes more processor time ends the process, and the parent ends
it when the wall clock runs out.
"""

import gc
import io
import logging
import os
import signal
from types import ModuleType

from analyzer.documents import wire
from analyzer.documents.formats import detect
from analyzer.documents.limits import Limits
from analyzer.documents.marks import Mark
from analyzer.documents.reading import read_in_process
from analyzer.documents.simple import simple_text
from analyzer.errors import ReadError, TooLarge, UnsupportedFile
from analyzer.records import Box, Source

#: New objects before garbage is looked for while a file is read: it is always looked for after each file.
_COLLECT_AFTER = 100_000

resource: ModuleType | None
try:
    import resource
except ImportError:  # Windows: the wall clock of the parent is the limit
    resource = None


def main() -> None:
    """Answer requests from standard input on standard output until the input closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then closes our input
    logging.disable(logging.CRITICAL)
    gc.set_threshold(_COLLECT_AFTER)
    requests, answers = _take_over_pipes()
    _no_core_dumps()
    wire.send(answers, {"ready": True})
    while True:
        try:
            request, data = wire.receive(requests)
        except EOFError:
            return
        message, payload = _answer(request, data)
        wire.send(answers, message, payload)
        gc.collect()


def _take_over_pipes() -> tuple[io.BufferedReader, io.BufferedWriter]:
    """Keep the pipes for messages and point the standard streams at nothing: a stray print does no harm."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return requests, answers


def _answer(request: wire.Message, data: bytes) -> tuple[wire.Message, bytes]:
    limits = Limits(**request["limits"])
    _apply(limits)
    source = Source(request["name"], data)
    try:
        if request["do"] == "render":
            return {}, _rendered(source, request, limits)
        if request["do"] == "simple":
            detected = detect(source, limits)
            return {"text": simple_text(source, detected.format, request["reader"], limits)}, b""
        return wire.document_message(read_in_process(source, index=request["index"], limits=limits)), b""
    except ReadError as error:
        return wire.error_message(error), b""
    except MemoryError:
        return wire.error_message(_too_large(source, limits)), b""


def _rendered(source: Source, request: wire.Message, limits: Limits) -> bytes:
    if detect(source, limits).format != "pdf":
        raise UnsupportedFile(f"{source.name} has no pages to show: it is text. Show its text instead.")
    from analyzer.documents.render import render_page  # noqa: PLC0415  (its libraries load only for a PDF)

    marks = tuple(Mark(Box(*mark.pop("box")), **mark) for mark in request["marks"])
    return render_page(source, request["page"], marks, scale=request["scale"])


def _too_large(source: Source, limits: Limits) -> TooLarge:
    return TooLarge(
        f"{source.name} needs more than {limits.memory_bytes // 2**20} MB of memory: it is damaged or "
        "hostile. Export the resume from your editor as PDF once more."
    )


def _apply(limits: Limits) -> None:
    if resource is None:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    cpu = int(usage.ru_utime + usage.ru_stime) + limits.cpu_seconds + 1
    for kind, bound in ((resource.RLIMIT_CPU, cpu), (resource.RLIMIT_AS, limits.memory_bytes)):
        _, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY:
            bound = min(bound, hard)  # noqa: PLW2901  (the system allows less)
        try:
            resource.setrlimit(kind, (bound, hard))
        except (ValueError, OSError):  # macOS refuses limits on address space
            continue


def _no_core_dumps() -> None:
    """A crash must not write the resume to the disk."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


if __name__ == "__main__":
    main()
