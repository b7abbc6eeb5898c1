"""Postings in the store: saved with what was read of them, found again, and handed out as facts and jobs.

Postings belong to the market, not to a coach: everybody who uses the database sees the same ones.
"""

import json
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, cast

import numpy as np
from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, func, insert, select, update

from analyzer.market.adverts import Advert, Unread
from analyzer.market.duplicates import Sketch
from analyzer.market.facts import Facts, Pay
from analyzer.market.understanding import Understood, parser_version
from analyzer.records import Job
from analyzer.store import schema
from analyzer.store.database import Database, now

#: Rows that are read or written at a time.
_AT_A_TIME = 500
#: The columns that become Facts.
_FACT_COLUMNS = (
    *("id", "title", "source", "url", "company", "place", "country", "posted_on", "language", "facts"),
    *("pay_min", "pay_max", "pay_currency", "pay_period"),
)
_REMOTE = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Packed:
    """What was read of a posting as it stands in the tables; made where it was read, in many processes.

    Without a `family` it could not be read as a job ad, and `facts` hold the reason.
    """

    title: str
    language: str
    family: str | None
    level: str | None
    facts: Mapping[str, Any]
    job: bytes | None

    @property
    def failed(self) -> bool:
        """Whether it is in English and no job ad."""
        return self.language == "en" and self.job is None


@dataclass(frozen=True, slots=True)
class Saved:
    """One posting on its way into the store: its number, content hash, and the posting it repeats, if any."""

    id: int
    digest: str
    advert: Advert
    read: Packed
    sketch: Sketch
    same_as: int | None


@dataclass(frozen=True, slots=True)
class Run:
    """One import of postings and how it ended; without `finished_at` it was cut short and can go on."""

    id: int
    source: str
    started_at: str
    finished_at: str | None
    read: int
    repeated: int
    failed: int


@dataclass(frozen=True, slots=True)
class Holdings:
    """What postings there are: how many of which state, from which sources, of which months."""

    count: int
    other_languages: Mapping[str, int]
    unread: int
    sources: Mapping[str, int]
    first: str | None
    last: str | None
    dated: int


@cache
def _jobs() -> TypeAdapter[Job]:
    return TypeAdapter(Job)


@cache
def _facts() -> TypeAdapter[Facts]:
    return TypeAdapter(Facts)


# --- imports -----------------------------------------------------------------------------------------


def begin(database: Database, source: str) -> int:
    """Note that an import of postings starts; its number."""
    with database.write() as connection:
        values = {"kind": "postings", "source": source, "started_at": now()}
        made = connection.execute(insert(schema.import_runs).values(values))
        return int(cast(Any, made.inserted_primary_key)[0])


def finish(database: Database, run: int, *, read: int, repeated: int, failed: int) -> None:
    """Note that an import has come to its end."""
    with database.write() as connection:
        values = {"finished_at": now(), "read": read, "repeated": repeated, "failed": failed}
        table = schema.import_runs
        connection.execute(update(table).where(table.c.id == run).values(values))


def note_unread(connection: Connection, run: int, first: int, unread: Sequence[Unread]) -> None:
    """Write down what could not be read, numbered from `first`."""
    if unread:
        rows = [
            {"run_id": run, "number": first + at, "name": one.name, "outcome": "failed", "reason": one.reason}
            for at, one in enumerate(unread)
        ]
        connection.execute(insert(schema.import_items), rows)


def runs(database: Database, *, limit: int = 20) -> tuple[Run, ...]:
    """The newest imports of postings."""
    table = schema.import_runs
    query = select(table).where(table.c.kind == "postings").order_by(table.c.id.desc()).limit(limit)
    with database.read() as connection:
        return tuple(
            Run(row.id, row.source, row.started_at, row.finished_at, row.read, row.repeated, row.failed)
            for row in connection.execute(query)
        )


def unread_of(database: Database, run: int) -> tuple[tuple[str, str], ...]:
    """What an import could not read: name and reason."""
    table = schema.import_items
    query = select(table.c.name, table.c.reason).where(table.c.run_id == run, table.c.outcome == "failed")
    with database.read() as connection:
        return tuple(
            (row.name, row.reason or "") for row in connection.execute(query.order_by(table.c.number))
        )


# --- saving ------------------------------------------------------------------------------------------


def known_hashes(connection: Connection, hashes: Sequence[str]) -> dict[str, int]:
    """Which of these texts are saved already, and under which number."""
    table = schema.postings
    found = {}
    for first in range(0, len(hashes), _AT_A_TIME):
        some = hashes[first : first + _AT_A_TIME]
        query = select(table.c.content_hash, table.c.id).where(table.c.content_hash.in_(some))
        found.update({row.content_hash: row.id for row in connection.execute(query)})
    return found


def seen_again(connection: Connection, known: Iterable[tuple[int, Advert]]) -> None:
    """Remember where and when saved postings were seen once more."""
    moment = now()
    rows = [
        {
            "posting_id": id,
            "source": advert.source,
            "source_id": advert.source_id,
            "url": advert.url,
            "posted_on": advert.posted,
            "seen": moment,
        }
        for id, advert in known
    ]
    if rows:
        connection.execute(insert(schema.posting_sightings), rows)
        table = schema.postings
        for first in range(0, len(rows), _AT_A_TIME):
            ids = [row["posting_id"] for row in rows[first : first + _AT_A_TIME]]
            connection.execute(update(table).where(table.c.id.in_(ids)).values(last_seen=moment))


def next_id(connection: Connection) -> int:
    """The number that the next posting gets, inside a writing transaction."""
    return int(connection.execute(select(func.coalesce(func.max(schema.postings.c.id), 0))).scalar_one()) + 1


def save(
    connection: Connection,
    run: int,
    read: Sequence[Saved],
) -> None:
    """Save postings under their numbers."""
    if not read:
        return
    moment = now()
    connection.execute(
        insert(schema.postings),
        [_row(one, run, moment) for one in read],
    )
    connection.execute(
        insert(schema.posting_details),
        [{"posting_id": one.id, "job": one.read.job, "sketch": pack_sketch(one.sketch)} for one in read],
    )


def _row(saved: Saved, run: int, moment: str) -> dict[str, Any]:
    advert, pay = saved.advert, saved.advert.pay
    return {
        "id": saved.id,
        "content_hash": saved.digest,
        "source": advert.source,
        "source_id": advert.source_id,
        "url": advert.url,
        "company": advert.company,
        "place": advert.place,
        "country": advert.country,
        "remote": _REMOTE.get(advert.remote or ""),
        "pay_min": pay.low if pay else None,
        "pay_max": pay.high if pay else None,
        "pay_currency": pay.currency if pay else None,
        "pay_period": pay.period if pay else None,
        "posted_on": advert.posted,
        "first_seen": moment,
        "last_seen": moment,
        "text": advert.text,
        "import_run_id": run,
        "same_as_id": saved.same_as,
        **_read_columns(saved.read),
    }


def _read_columns(one: Packed) -> dict[str, Any]:
    return {
        "title": one.title,
        "language": one.language,
        "family": one.family,
        "seniority": one.level,
        "facts": dict(one.facts),
        "parser_version": parser_version(),
    }


def pack(one: Understood) -> Packed:
    """What was read of a posting, made ready for the tables."""
    facts = one.facts
    return Packed(
        title=one.advert.title or "Untitled",
        language=one.language,
        family=facts.family if facts else None,
        level=facts.level if facts else None,
        facts=_plain_facts(facts) if facts else {"reason": one.reason},
        job=_packed(one.job),
    )


def _plain_facts(facts: Facts) -> dict[str, Any]:
    """Facts without what stands in columns of its own, and without what is empty."""
    told = _facts().dump_python(facts, mode="json")
    columns = {"id", "title", "source", "url", "company", "place", "country", "posted", "pay", "language"}
    return {
        key: value for key, value in told.items() if key not in columns and value not in (None, [], False)
    }


def _packed(job: Job | None) -> bytes | None:
    """A Job in few bytes: its quotes stand in its text, its id is its number. Level 1 packs faster than 6."""
    if job is None:
        return None
    told = {**_jobs().dump_python(job, mode="json"), "id": ""}
    told["requirements"] = [
        [one["start"], one["end"], {k: v for k, v in one.items() if k not in ("text", "start", "end") and v}]
        for one in told["requirements"]
    ]
    return zlib.compress(json.dumps(told, separators=(",", ":")).encode(), 1)


def _unpacked(data: bytes, title: str, id: int) -> Job:
    told = json.loads(zlib.decompress(data))
    text = told["text"]
    told["id"] = f"posting:{id}"
    told["title"] = told["title"] or title
    told["requirements"] = [
        {"scored": False, **kept, "text": text[start:end], "start": start, "end": end}
        for start, end, kept in told["requirements"]
    ]
    return _jobs().validate_python(told)


def pack_sketch(sketch: Sketch) -> bytes:
    """A sketch as bytes: sizes, bands, sample, kind of job."""
    bands, sample, kind = sketch.bands, sketch.sample, sketch.job.encode()
    head = struct.pack("<HHIH", len(bands), len(sample), sketch.runs, len(kind))
    return head + struct.pack(f"<{len(bands)}Q", *bands) + sample.astype("<u4").tobytes() + kind


def unpack_sketch(data: bytes) -> Sketch:
    """What :func:`pack_sketch` made."""
    bands, size, runs_, kind = struct.unpack_from("<HHIH", data)
    at = struct.calcsize("<HHIH")
    keys = struct.unpack_from(f"<{bands}Q", data, at)
    sample = np.frombuffer(data, dtype="<u4", count=size, offset=at + 8 * bands)
    end = at + 8 * bands + 4 * size
    return Sketch(keys, sample, runs_, data[end : end + kind].decode())


# --- reading again -----------------------------------------------------------------------------------


def stale(database: Database) -> tuple[int, ...]:
    """The numbers of the first postings that were read by another parser than this."""
    table = schema.postings
    query = (
        select(table.c.id)
        .where(table.c.same_as_id.is_(None), func.coalesce(table.c.parser_version, "") != parser_version())
        .order_by(table.c.id)
    )
    with database.read() as connection:
        return tuple(connection.execute(query).scalars())


def firsts(database: Database) -> tuple[int, ...]:
    """The numbers of all postings that repeat no other."""
    table = schema.postings
    query = select(table.c.id).where(table.c.same_as_id.is_(None)).order_by(table.c.id)
    with database.read() as connection:
        return tuple(connection.execute(query).scalars())


def read_of(database: Database, ids: Sequence[int]) -> dict[int, tuple[str, Any]]:
    """What was read of some postings: title and facts, to be compared."""
    table = schema.postings
    query = select(table.c.id, table.c.title, table.c.facts).where(table.c.id.in_(ids))
    with database.read() as connection:
        return {row.id: (row.title, row.facts) for row in connection.execute(query)}


def adverts(database: Database, ids: Sequence[int]) -> tuple[tuple[int, Advert], ...]:
    """Stored postings as they came in. A title that was read from the text is left out, to be read again."""
    table = schema.postings
    query = select(table).where(table.c.id.in_(ids)).order_by(table.c.id)
    with database.read() as connection:
        return tuple((row.id, _as_advert(row)) for row in connection.execute(query))


def _as_advert(row: Any) -> Advert:
    pay = None
    if row.pay_currency and (row.pay_min or row.pay_max):
        pay = Pay(row.pay_min, row.pay_max, row.pay_currency, row.pay_period)
    words = {True: "yes", False: "no", None: None}
    found = Advert(
        text=row.text, source=row.source, company=row.company, place=row.place, country=row.country,
        remote=(row.facts or {}).get("remote", words[row.remote]), pay=pay, posted=row.posted_on,
        source_id=row.source_id, url=row.url,
    )  # fmt: skip
    return found if found.content_hash == row.content_hash else replace(found, title=row.title)


def read_again(connection: Connection, read: Sequence[tuple[int, Packed]]) -> None:
    """Put what was read of stored postings in the place of what was read of them before."""
    table, details = schema.postings, schema.posting_details
    for id, one in read:
        connection.execute(update(table).where(table.c.id == id).values(_read_columns(one)))
        connection.execute(update(details).where(details.c.posting_id == id).values(job=one.job))


# --- handing out -------------------------------------------------------------------------------------


def sketches(database: Database) -> Iterator[tuple[int, Sketch]]:
    """The sketches of all first postings."""
    details, table = schema.posting_details, schema.postings
    query = (
        select(details.c.posting_id, details.c.sketch)
        .join(table, table.c.id == details.c.posting_id)
        .where(table.c.same_as_id.is_(None))
        .order_by(details.c.posting_id)
    )
    with database.read() as connection:
        for row in connection.execution_options(yield_per=_AT_A_TIME).execute(query):
            yield row.posting_id, unpack_sketch(row.sketch)


def all_facts(database: Database) -> tuple[Facts, ...]:
    """The facts of all first postings, read or in another language, in the order of import."""
    table = schema.postings
    query = (
        select(*(table.c[name] for name in _FACT_COLUMNS))
        .where(table.c.same_as_id.is_(None), table.c.facts.is_not(None))
        .order_by(table.c.id)
    )
    with database.read() as connection:
        return tuple(
            _as_facts(row)
            for row in connection.execution_options(yield_per=_AT_A_TIME).execute(query)
            if "family" in row.facts or row.language != "en"
        )


def _as_facts(row: Any) -> Facts:
    told: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in row.facts.items()
    }
    told.pop("reason", None)
    told = {"family": "other", "level": "mid", "readable": "none", **told}
    pay = None
    if row.pay_currency and (row.pay_min or row.pay_max):
        pay = Pay(row.pay_min, row.pay_max, row.pay_currency, row.pay_period)
    return Facts(
        id=str(row.id), title=row.title, source=row.source, url=row.url, company=row.company, place=row.place,
        country=row.country, posted=row.posted_on, pay=pay, language=row.language or "en",
        **told,
    )  # fmt: skip


def holdings(database: Database) -> Holdings:
    """What postings there are."""
    table = schema.postings
    first = table.c.same_as_id.is_(None)
    with database.read() as connection:
        language = func.coalesce(table.c.language, "und")
        query = select(language, func.count()).where(first).group_by(language)
        languages: dict[str, int] = {row[0]: row[1] for row in connection.execute(query)}
        unread = connection.execute(
            select(func.count()).where(first, table.c.language == "en", table.c.family.is_(None))
        ).scalar_one()
        by_source = select(table.c.source, func.count().label("many")).where(first).group_by(table.c.source)
        counted = sorted(connection.execute(by_source), key=lambda row: (-row.many, row.source))
        found: dict[str, int] = {row.source: row.many for row in counted}
        times = connection.execute(
            select(
                func.min(table.c.posted_on), func.max(table.c.posted_on), func.count(table.c.posted_on)
            ).where(first)
        ).one()
    english = languages.pop("en", 0)
    return Holdings(english - unread, languages, unread, found, times[0], times[1], times[2])


def jobs(database: Database, ids: Sequence[int]) -> dict[int, Job]:
    """The jobs of some postings, with their texts and the exact quotes of their requirements."""
    details, table = schema.posting_details, schema.postings
    found: dict[int, Job] = {}
    with database.read() as connection:
        for first in range(0, len(ids), _AT_A_TIME):
            query = (
                select(table.c.id, table.c.title, details.c.job)
                .join(details, details.c.posting_id == table.c.id)
                .where(table.c.id.in_(ids[first : first + _AT_A_TIME]), details.c.job.is_not(None))
            )
            found.update({row.id: _unpacked(row.job, row.title, row.id) for row in connection.execute(query)})
    return found


def ids(database: Database) -> tuple[int, ...]:
    """The numbers of all postings that can be matched."""
    details, table = schema.posting_details, schema.postings
    query = (
        select(table.c.id)
        .join(details, details.c.posting_id == table.c.id)
        .where(table.c.same_as_id.is_(None), details.c.job.is_not(None))
        .order_by(table.c.id)
    )
    with database.read() as connection:
        return tuple(connection.execute(query).scalars())


def clear(database: Database) -> int:
    """Take all postings out of the database; how many there were."""
    with database.write() as connection:
        count = int(connection.execute(select(func.count()).select_from(schema.postings)).scalar_one())
        connection.execute(delete(schema.posting_segments))
        connection.execute(delete(schema.postings))
        connection.execute(delete(schema.import_runs).where(schema.import_runs.c.kind == "postings"))
    database.scrub()
    return count


# --- the index ---------------------------------------------------------------------------------------


def segments(database: Database, model_version: str) -> tuple[bytes, ...]:
    """The stored parts of the index made for this version of the matcher."""
    table = schema.posting_segments
    query = select(table.c.data).where(table.c.model_version == model_version).order_by(table.c.id)
    with database.read() as connection:
        return tuple(connection.execute(query).scalars())


def clear_segments(connection: Connection) -> None:
    """Take the whole index out; it is made anew from the stored jobs."""
    connection.execute(delete(schema.posting_segments))


def add_segment(connection: Connection, model_version: str, count: int, data: bytes) -> None:
    """Save a part of the index; parts made for other versions of the matcher go."""
    table = schema.posting_segments
    connection.execute(delete(table).where(table.c.model_version != model_version))
    connection.execute(insert(table).values(model_version=model_version, count=count, data=data))
