"""The desk of one coach: the database as this user may see it.

A coach sees their own candidates, and reads those in cohorts that others share. An admin keeps the users and
the access log, and may forget and hand over every candidate, but reads no more resumes than a coach.
"""

import contextlib
import os
from collections.abc import Iterable, Iterator
from typing import Self, cast

from sqlalchemy import ColumnElement, Connection, insert, or_, select, update
from sqlalchemy.engine import URL

from analyzer.errors import StoreError
from analyzer.store import schema
from analyzer.store.database import Database, now
from analyzer.store.records import Logged, Role, User

#: Who works here when nobody signs in: the owner of the computer, who may do everything.
LOCAL = "local"


class Desk:
    """An open database and the user who works with it. Use it as a context manager, or close it.

    `subject` is the id that the sign-in gives; a user who is new is made a coach, or an admin when
    `AIPM_ADMINS` (ids or addresses, with commas) names them. `database` shares one that is open already.
    """

    def __init__(
        self,
        *,
        subject: str = LOCAL,
        name: str | None = None,
        url: URL | None = None,
        database: Database | None = None,
    ) -> None:
        self._own = database is None
        self.database = database or Database(url)
        with self.database.write() as connection:
            self.user = _known(connection, subject, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database, unless it is shared."""
        if self._own:
            self.database.close()

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading."""
        with self.database.read() as connection:
            yield connection

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection whose changes are saved together or not at all."""
        with self.database.write() as connection:
            yield connection

    def log(self, connection: Connection, action: str, kind: str, record_id: int | None = None) -> None:
        """Remember who did what to which record. Never its content."""
        entry = {"at": now(), "user_id": self.user.id, "action": action, "kind": kind, "record_id": record_id}
        connection.execute(insert(schema.access_log), entry)

    @property
    def visible(self) -> ColumnElement[bool]:
        """Of `candidates`: what this user may read."""
        shared = (
            select(schema.cohort_members.c.candidate_id)
            .join(schema.cohorts, schema.cohorts.c.id == schema.cohort_members.c.cohort_id)
            .where(schema.cohorts.c.shared)
        )
        return or_(schema.candidates.c.owner_id == self.user.id, schema.candidates.c.id.in_(shared))

    @property
    def own(self) -> ColumnElement[bool]:
        """Of `candidates`: what this user may change."""
        return schema.candidates.c.owner_id == self.user.id

    def require_admin(self) -> None:
        """Raise StoreError unless this user is an admin."""
        if self.user.role != "admin":
            raise StoreError("Only an admin may do this. AIPM_ADMINS names the admins.")


def _known(connection: Connection, subject: str, name: str | None) -> User:
    """The user with this id, made on the first visit."""
    table = schema.users
    found = connection.execute(select(table).where(table.c.subject == subject)).first()
    role: Role = "admin" if subject == LOCAL or subject in _admins() or (name or "") in _admins() else "coach"
    if found is None:
        values = {"subject": subject, "name": name, "role": role, "created_at": now()}
        key = connection.execute(insert(table).values(values)).inserted_primary_key
        assert key is not None  # noqa: S101  (an insert of one row always has a key)
        return User(key[0], subject, name, role)
    if role == "admin" and found.role != "admin":
        connection.execute(update(table).where(table.c.id == found.id).values(role=role))
        return User(found.id, subject, name, role)
    return User(found.id, subject, found.name, cast(Role, found.role))


def _admins() -> frozenset[str]:
    return frozenset(one.strip() for one in os.environ.get("AIPM_ADMINS", "").split(",") if one.strip())


def saw(desk: Desk, action: str, candidates: Iterable[int]) -> None:
    """Remember that the user looked at candidates: "opened", "compared", "handed out"."""
    with desk.write() as connection:
        for one in candidates:
            desk.log(connection, action, "candidate", one)


def users(desk: Desk) -> tuple[User, ...]:
    """Everyone who has worked here, for an admin."""
    desk.require_admin()
    with desk.read() as connection:
        rows = connection.execute(select(schema.users).order_by(schema.users.c.subject))
        return tuple(User(row.id, row.subject, row.name, cast(Role, row.role)) for row in rows)


def set_role(desk: Desk, subject: str, role: Role) -> None:
    """Make a user a coach or an admin. Raises StoreError when there is no such user."""
    desk.require_admin()
    with desk.write() as connection:
        changed = update(schema.users).where(schema.users.c.subject == subject).values(role=role)
        if not connection.execute(changed).rowcount:
            raise StoreError("No user of that id has signed in yet.")
        desk.log(connection, f"made {role}", "user")


def access(desk: Desk, *, limit: int = 200) -> tuple[Logged, ...]:
    """The newest lines of the access log, for an admin."""
    desk.require_admin()
    log = schema.access_log
    rows = (
        select(log, schema.users.c.subject)
        .outerjoin(schema.users, schema.users.c.id == log.c.user_id)
        .order_by(log.c.id.desc())
        .limit(limit)
    )
    with desk.read() as connection:
        return tuple(
            Logged(row.at, row.subject, row.action, row.kind, row.record_id)
            for row in connection.execute(rows)
        )
