"""The child process that reads and renders files, one at a time, until its input closes.

It starts as a fresh interpreter and loads only what it needs. Its limits come with each request: a file that
wants more memory gets an error, a file that takes more processor time ends the process, and the parent ends
it when the wall clock runs out.
"""

import gc
import io
import itertools
import logging
import os
import signal

from analyzer.documents import budget, wire
from analyzer.documents.formats import detect
from analyzer.documents.limits import DAMAGED_OR_HOSTILE, MEGABYTE, Limits, NeedsRecognition
from analyzer.documents.marks import Mark
from analyzer.documents.reading import read_in_process
from analyzer.documents.simple import simple_text
from analyzer.errors import ReadError, ReadTimeout, TooLarge, UnsupportedFile
from analyzer.records import Box, Source

#: New objects before garbage is looked for while a file is read: it is always looked for after each file.
COLLECT_AFTER = 100_000

#: A child that has ever held this much memory gives it back by ending; so does one after so many files.
_MOST_HELD = 320 * MEGABYTE
_MOST_FILES = 200


def main() -> None:
    """Answer requests from standard input on standard output until the input closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then closes our input
    logging.disable(logging.CRITICAL)
    gc.set_threshold(COLLECT_AFTER)
    requests, answers = _take_over_pipes()
    budget.no_core_dumps()
    wire.send(answers, {"ready": True})
    for number in itertools.count(1):
        try:
            request, data = wire.receive(requests)
        except EOFError:
            return
        message, payload = _answer(request, data)
        budget.disarm()
        last = number >= _MOST_FILES or budget.most_held() > _MOST_HELD
        wire.send(answers, {"last": last, **message}, payload)
        del request, data, message, payload
        collect()


def collect() -> None:
    """Free what a file has left behind.

    What stays are libraries and tables. To look for garbage among them again took 40 ms a file.
    """
    gc.collect()
    gc.freeze()


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
    budget.bound_memory(limits.memory_bytes)
    budget.arm(limits.cpu_seconds)
    source = Source(request["name"], data)
    try:
        if request["do"] == "render":
            return {}, _rendered(source, request, limits)
        if request["do"] == "simple":
            detected = detect(source, limits)
            return {"text": simple_text(source, detected.format, request["reader"], limits)}, b""
        document = read_in_process(
            source, index=request["index"], limits=limits, recognising=request["recognising"]
        )
        return wire.document_message(document), b""
    except NeedsRecognition as need:
        return {"needs": need.pages}, b""
    except ReadError as error:
        return wire.error_message(error), b""
    except MemoryError:
        most = f"{limits.memory_bytes // MEGABYTE} MB of memory"
        cut = wire.error_message(TooLarge(f"{source.name} needs more than {most}. {DAMAGED_OR_HOSTILE}"))
    except budget.OutOfTime:
        most = f"{limits.step_seconds:g} seconds for one of its parts"
        cut = wire.error_message(ReadTimeout(f"{source.name} needs more than {most}. {DAMAGED_OR_HOSTILE}"))
    return {"last": True, **cut}, b""  # whatever was left behind, no other file is read beside it


def _rendered(source: Source, request: wire.Message, limits: Limits) -> bytes:
    kind = detect(source, limits).format
    if kind not in ("pdf", "image"):
        raise UnsupportedFile(f"{source.name} has no pages to show: it is text. Show its text instead.")
    from analyzer.documents.pdf.render import render_page  # noqa: PLC0415  (its libraries load only for pages)

    marks = tuple(Mark(Box(*mark.pop("box")), **mark) for mark in request["marks"])
    picture = None
    if kind == "image":
        from analyzer.documents.scans.pictures import image_page  # noqa: PLC0415  (its libraries load only for images)

        picture = image_page(source, limits, request["page"], scale=request["scale"])
    return render_page(source, request["page"], marks, scale=request["scale"], picture=picture)


if __name__ == "__main__":
    main()
