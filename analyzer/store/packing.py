"""Reports as the store keeps them: packed JSON, with what masks a person beside it.

The JSON of a Report leaves out what blind mode needs (schools, the places of headers), so the Identity that
was found when the file was read is kept with it.
"""

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter, ValidationError

from analyzer.blind import Identity, identity
from analyzer.errors import StoreError
from analyzer.records import Failure, Report, Source

#: zlib's own default: a higher level is slower and saves 2 %.
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Packed:
    """What one blob of the store holds."""

    report: Report
    identity: Identity


@cache
def _adapter() -> TypeAdapter[Packed]:
    return TypeAdapter(Packed)


def pack(report: Report) -> bytes:
    """A Report that was just made, with its Identity, as bytes."""
    return zlib.compress(_adapter().dump_json(Packed(report, identity(report))), _LEVEL)


def unpack(data: bytes) -> Packed:
    """What :func:`pack` made."""
    return _adapter().validate_json(zlib.decompress(data))


def digest(data: bytes) -> str:
    """The SHA-256 of a file in hex digits."""
    return hashlib.sha256(data).hexdigest()


def job_set(roles: Sequence[str], jobs: Sequence[Source] = ()) -> str:
    """A short digest of the jobs that a Report was asked for: the same jobs give the same text."""
    named = [*(f"role {one}" for one in roles), *(f"{one.name} {digest(one.data)}" for one in jobs)]
    return digest("\n".join(named).encode())[:16]


def read_lines(name: str, data: bytes) -> Iterator[Report | Failure]:
    """The Reports and failures of a `reports.jsonl` that a batch run wrote. Raises StoreError."""
    try:
        lines = data.decode("utf-8").splitlines()
    except UnicodeDecodeError:
        raise StoreError(f"{name} is no text. Name the reports.jsonl of a batch run.") from None
    for number, line in enumerate(lines, start=1):
        try:
            yield _line_adapter().validate_json(line)
        except ValidationError:
            raise StoreError(f"{name}: line {number} is no report of a batch run.") from None


@cache
def _line_adapter() -> TypeAdapter[Report | Failure]:
    return TypeAdapter(Report | Failure)
