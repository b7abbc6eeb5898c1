"""Portfolio files of a candidate: kept by their content, read with the resume when it is scored again."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, exists, insert, select

from analyzer.errors import StoreError
from analyzer.records import Source
from analyzer.store import schema
from analyzer.store.database import now
from analyzer.store.desk import Desk
from analyzer.store.packing import digest
from analyzer.store.people import may_change, touch

_portfolios, _files, _candidates = schema.portfolios, schema.files, schema.candidates


@dataclass(frozen=True, slots=True)
class Piece:
    """One portfolio file of a candidate; `place` is its name."""

    id: int
    place: str
    added_at: str


def add_pieces(desk: Desk, candidate_id: int, sources: Sequence[Source]) -> int:
    """Keep portfolio files of an own candidate; how many were not there yet. Raises StoreError."""
    added = 0
    with desk.write() as connection:
        may_change(connection, desk, candidate_id)
        for one in sources:
            sha256 = digest(one.data)
            own = (_portfolios.c.candidate_id == candidate_id, _portfolios.c.sha256 == sha256)
            if connection.execute(select(_portfolios.c.id).where(*own)).first():
                continue
            if not connection.execute(select(_files.c.size).where(_files.c.sha256 == sha256)).first():
                connection.execute(insert(_files).values(sha256=sha256, size=len(one.data), data=one.data))
            values = {"candidate_id": candidate_id, "kind": "file", "place": one.name, "sha256": sha256}
            connection.execute(insert(_portfolios).values(**values, added_at=now()))
            added += 1
        if added:
            touch(connection, candidate_id)
            desk.log(connection, "added portfolio", "candidate", candidate_id)
    return added


def pieces(desk: Desk, candidate_id: int) -> tuple[Piece, ...]:
    """The portfolio files of a candidate whom the user may see, in the order of adding."""
    query = (
        select(_portfolios.c.id, _portfolios.c.place, _portfolios.c.added_at)
        .join(_candidates, _candidates.c.id == _portfolios.c.candidate_id)
        .where(_portfolios.c.candidate_id == candidate_id, desk.visible)
        .order_by(_portfolios.c.id)
    )
    with desk.read() as connection:
        return tuple(Piece(row.id, row.place, row.added_at) for row in connection.execute(query))


def sources(desk: Desk, candidate_id: int) -> tuple[Source, ...]:
    """The portfolio files of a candidate as they were given."""
    query = (
        select(_portfolios.c.place, _files.c.data)
        .join(_files, _files.c.sha256 == _portfolios.c.sha256)
        .join(_candidates, _candidates.c.id == _portfolios.c.candidate_id)
        .where(_portfolios.c.candidate_id == candidate_id, desk.visible)
        .order_by(_portfolios.c.id)
    )
    with desk.read() as connection:
        return tuple(Source(row.place, row.data) for row in connection.execute(query))


def remove_piece(desk: Desk, candidate_id: int, piece_id: int) -> None:
    """Take a portfolio file away, and its bytes when nobody else has sent them. Raises StoreError."""
    with desk.write() as connection:
        may_change(connection, desk, candidate_id)
        own = (_portfolios.c.id == piece_id, _portfolios.c.candidate_id == candidate_id)
        sha256 = connection.execute(select(_portfolios.c.sha256).where(*own)).scalar()
        if sha256 is None:
            raise StoreError("There is no such portfolio file.")
        connection.execute(delete(_portfolios).where(*own))
        versions = schema.versions
        connection.execute(
            delete(_files).where(
                _files.c.sha256 == sha256,
                ~exists().where(versions.c.sha256 == _files.c.sha256, versions.c.kept),
                ~exists().where(_portfolios.c.sha256 == _files.c.sha256),
            )
        )
        touch(connection, candidate_id)
