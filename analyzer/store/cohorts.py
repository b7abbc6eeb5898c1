"""Cohorts: named groups of candidates. A shared one may be read by every coach."""

from collections.abc import Iterable
from typing import Any, cast

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from analyzer.errors import StoreError
from analyzer.store import schema
from analyzer.store.database import now
from analyzer.store.desk import Desk
from analyzer.store.records import Cohort

_cohorts, _members, _candidates = schema.cohorts, schema.cohort_members, schema.candidates


def cohorts(desk: Desk) -> tuple[Cohort, ...]:
    """The user's own cohorts and the shared ones of others, by name."""
    size = select(func.count()).where(_members.c.cohort_id == _cohorts.c.id).scalar_subquery().label("size")
    query = (
        select(_cohorts, size)
        .where(or_(_cohorts.c.owner_id == desk.user.id, _cohorts.c.shared))
        .order_by(_cohorts.c.name, _cohorts.c.id)
    )
    with desk.read() as connection:
        return tuple(
            Cohort(row.id, row.name, row.owner_id, row.shared, row.size) for row in connection.execute(query)
        )


def titles(desk: Desk) -> dict[int, str]:
    """What each cohort is called, by its number; another coach's with whose it is."""
    users = schema.users
    with desk.read() as connection:
        coaches = {
            row.id: row.name or row.subject
            for row in connection.execute(select(users.c.id, users.c.name, users.c.subject))
        }
    return {
        one.id: one.name if one.owner_id == desk.user.id else f"{one.name}, of {coaches[one.owner_id]}"
        for one in cohorts(desk)
    }


def make(desk: Desk, name: str, *, shared: bool = False) -> int:
    """A cohort of this name, made when it is new; its number."""
    name = " ".join(name.split())
    if not name:
        raise StoreError("A cohort needs a name.")
    with desk.write() as connection:
        own = (_cohorts.c.owner_id == desk.user.id, _cohorts.c.name == name)
        found = connection.execute(select(_cohorts.c.id).where(*own)).scalar()
        if found is not None:
            return int(found)
        values = {"owner_id": desk.user.id, "name": name, "shared": shared, "created_at": now()}
        key = int(cast(Any, connection.execute(insert(_cohorts).values(values)).inserted_primary_key)[0])
        desk.log(connection, "made", "cohort", key)
        return key


def share(desk: Desk, cohort_id: int, *, shared: bool) -> None:
    """Let every coach read the people of a cohort, or stop that. Raises StoreError."""
    with desk.write() as connection:
        _own(connection, desk, cohort_id)
        connection.execute(update(_cohorts).where(_cohorts.c.id == cohort_id).values(shared=shared))
        desk.log(connection, "shared" if shared else "no longer shared", "cohort", cohort_id)


def put(desk: Desk, cohort_id: int, candidates: Iterable[int]) -> None:
    """Put own candidates into an own cohort. Raises StoreError."""
    with desk.write() as connection:
        _own(connection, desk, cohort_id)
        for one in candidates:
            if not connection.execute(
                select(_candidates.c.id).where(_candidates.c.id == one, desk.own)
            ).first():
                raise StoreError("Only your own candidates can be put into a cohort.")
            there = (_members.c.cohort_id == cohort_id, _members.c.candidate_id == one)
            if not connection.execute(select(_members).where(*there)).first():
                connection.execute(insert(_members).values(cohort_id=cohort_id, candidate_id=one))


def take_out(desk: Desk, cohort_id: int, candidates: Iterable[int]) -> None:
    """Take candidates out of an own cohort. Raises StoreError."""
    with desk.write() as connection:
        _own(connection, desk, cohort_id)
        gone = (_members.c.cohort_id == cohort_id, _members.c.candidate_id.in_(list(candidates)))
        connection.execute(delete(_members).where(*gone))


def remove(desk: Desk, cohort_id: int) -> None:
    """Remove an own cohort; its people stay. Raises StoreError."""
    with desk.write() as connection:
        _own(connection, desk, cohort_id)
        connection.execute(delete(_cohorts).where(_cohorts.c.id == cohort_id))
        desk.log(connection, "removed", "cohort", cohort_id)


def _own(connection: Connection, desk: Desk, cohort_id: int) -> None:
    mine = select(_cohorts.c.id).where(_cohorts.c.id == cohort_id, _cohorts.c.owner_id == desk.user.id)
    if not connection.execute(mine).first():
        raise StoreError("There is no such cohort of yours.")
