"""Messages between the reader and its child process: JSON headers and raw bytes, never pickles.

A child that has read a hostile file is not trusted, so nothing it sends can run code here.
"""

import json
import struct
from dataclasses import asdict
from typing import Any, BinaryIO, TypeVar

from analyzer.errors import Encrypted, NoText, ReadError, ReadTimeout, TooLarge, UnsupportedFile
from analyzer.records import Box, Document, HiddenText, Line, Link, PageSize, ReadWarning, Word

_HEADER = struct.Struct(">II")
#: No message is larger: a file has up to 10 MB, a Document of 20 full pages 2 MB, a rendered page 4 MB.
_MOST_BYTES = 64 * 1024 * 1024

_ERRORS: dict[str, type[ReadError]] = {
    error.code: error for error in (ReadError, UnsupportedFile, TooLarge, Encrypted, NoText, ReadTimeout)
}

Message = dict[str, Any]
_Record = TypeVar("_Record")


def send(stream: BinaryIO, message: Message, payload: bytes = b"") -> None:
    """Write one message."""
    head = json.dumps(message).encode()
    stream.write(_HEADER.pack(len(head), len(payload)) + head)
    stream.write(payload)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[Message, bytes]:
    """Read one message.

    Raises:
        EOFError: the other side has gone, or what it says is no message.
    """
    head_length, payload_length = _HEADER.unpack(_exactly(stream, _HEADER.size))
    if head_length + payload_length > _MOST_BYTES:
        raise EOFError("a message larger than any answer can be")
    try:
        message = json.loads(_exactly(stream, head_length))
    except (ValueError, RecursionError) as error:
        raise EOFError("no message, but noise") from error
    if not isinstance(message, dict):
        raise EOFError("no message, but a single value")
    return message, _exactly(stream, payload_length)


def _exactly(stream: BinaryIO, length: int) -> bytes:
    parts = []
    while length:
        part = stream.read(length)
        if not part:
            raise EOFError("the other side has closed the pipe")
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def error_message(error: ReadError) -> Message:
    """A ReadError as a message."""
    return {"error": error.code, "text": str(error)}


def raise_error(message: Message) -> None:
    """Raise the ReadError that a message carries, if it carries one."""
    if "error" in message:
        raise _ERRORS.get(str(message["error"]), ReadError)(str(message.get("text")))


def document_message(document: Document) -> Message:
    """A Document as a message; words and lines as bare lists, because there are thousands."""
    return {
        "name": document.name,
        "sha256": document.sha256,
        "format": document.format,
        "engine": document.engine,
        "text": document.text,
        "index": document.index,
        "pages": [asdict(page) for page in document.pages],
        "links": [asdict(link) for link in document.links],
        "hidden": [asdict(hidden) for hidden in document.hidden],
        "warnings": [asdict(warning) for warning in document.warnings],
        "lines": [[line.start, line.end, line.page, line.size, line.bold] for line in document.lines],
        "words": [
            [word.start, word.end, word.box.page, word.box.x0, word.box.top, word.box.x1, word.box.bottom]
            for word in document.words
        ],
    }


def document_from(message: Message) -> Document:
    """The Document of a message.

    Raises:
        EOFError: the message is no Document.
    """
    try:
        return _document(message)
    except (KeyError, TypeError, ValueError) as error:
        raise EOFError("the answer is no document") from error


def _document(message: Message) -> Document:
    return Document(
        name=message["name"],
        sha256=message["sha256"],
        format=message["format"],
        engine=message["engine"],
        text=message["text"],
        index=message["index"],
        pages=tuple(PageSize(**page) for page in message["pages"]),
        links=tuple(Link(**link) for link in message["links"]),
        hidden=tuple(_with_boxes(HiddenText, hidden) for hidden in message["hidden"]),
        warnings=tuple(_with_boxes(ReadWarning, warning) for warning in message["warnings"]),
        lines=tuple(Line(*line) for line in message["lines"]),
        words=tuple(Word(start, end, Box(*box)) for start, end, *box in message["words"]),
    )


def _with_boxes(record: type[_Record], message: Message) -> _Record:
    """A record with boxes; lists of JSON are tuples again."""
    fields = {key: tuple(value) if isinstance(value, list) else value for key, value in message.items()}
    return record(**{**fields, "boxes": tuple(Box(**box) for box in message["boxes"])})
