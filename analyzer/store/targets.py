"""What people are compared with: a role of the library, or a job ad that the coach keeps.

A kept ad is pasted, read from a file, or copied from the stored postings. It has an id of its own, made of
its text, so that the same ad is the same target and its scores stay apart from those of every other.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, or_, select

from analyzer.errors import StoreError
from analyzer.records import Source
from analyzer.store import schema
from analyzer.store.database import now
from analyzer.store.desk import Desk
from analyzer.store.packing import digest, job_set

_roles, _postings = schema.roles, schema.postings

#: How the id of a kept ad starts; no role of the library is called so.
AD = "ad-"


@dataclass(frozen=True, slots=True)
class Target:
    """A role of the library, or a kept ad with its text. `id` is what fits to it are kept under."""

    id: str
    title: str
    ad: Source | None = None

    @property
    def roles(self) -> tuple[str, ...]:
        """The role to ask the analyser for, if it is one."""
        return () if self.ad else (self.id,)

    @property
    def jobs(self) -> tuple[Source, ...]:
        """The ad to ask the analyser for, if it is one."""
        return (self.ad,) if self.ad else ()

    @property
    def job_set(self) -> str:
        """The digest under which readings for this target are kept."""
        return job_set(self.roles, self.jobs)


@dataclass(frozen=True, slots=True)
class Posting:
    """A stored posting in a list: enough to choose it."""

    id: int
    title: str
    company: str | None

    @property
    def called(self) -> str:
        """The title, and the company where it is known."""
        return f"{self.title}, {self.company}" if self.company else self.title


def keep_ad(desk: Desk, title: str, text: str) -> Target:
    """Keep a job ad under its title, or find it when it is kept already. Raises StoreError."""
    title = " ".join(title.split())[:200] or "Untitled job"
    if not text.strip():
        raise StoreError("The job ad is empty. Paste its whole text.")
    name = AD + digest(text.encode())[:12]
    own = (_roles.c.owner_id == desk.user.id, _roles.c.name == name)
    with desk.write() as connection:
        found = connection.execute(select(_roles.c.title).where(*own)).scalar()
        if found is None:
            values = {"owner_id": desk.user.id, "name": name, "title": title, "text": text, "shared": False}
            connection.execute(insert(_roles).values(**values, created_at=now()))
            desk.log(connection, "kept", "job ad")
    return _target(name, found or title, text)


def keep_posting(desk: Desk, number: int) -> Target:
    """Keep a copy of a stored posting as an ad. Raises StoreError when there is no such posting."""
    return keep_ad(desk, *_posting(desk, number))


def posting(desk: Desk, number: int) -> Source:
    """A stored posting as a file to compare with, without keeping it. Raises StoreError."""
    return Source(f"posting-{number}.txt", _posting(desk, number)[1].encode())


def _posting(desk: Desk, number: int) -> tuple[str, str]:
    """What a stored posting is called, and its text."""
    query = select(_postings.c.id, _postings.c.title, _postings.c.company, _postings.c.text)
    with desk.read() as connection:
        row = connection.execute(query.where(_postings.c.id == number)).first()
    if row is None:
        raise StoreError(
            f"There is no stored posting {number}. `aipm market match` shows the numbers of those there are."
        )
    return Posting(row.id, row.title, row.company).called, _with_title(row.title, row.text)


def _with_title(title: str, text: str) -> str:
    """The text of a posting with its known title in front, which a reader of the text alone may miss."""
    return text if text.startswith("---\n") else f"---\ntitle: {json.dumps(title)}\n---\n\n{text}"


def postings(desk: Desk, words: str, *, limit: int = 20) -> tuple[Posting, ...]:
    """Stored postings whose title or company holds all these words, the newest first."""
    query = (
        select(_postings.c.id, _postings.c.title, _postings.c.company)
        .join(schema.posting_details, schema.posting_details.c.posting_id == _postings.c.id)
        .where(schema.posting_details.c.job.is_not(None), _postings.c.same_as_id.is_(None))
    )
    for word in words.lower().split():
        like = f"%{word.replace('/', '//').replace('%', '/%').replace('_', '/_')}%"
        held = (func.lower(one).like(like, escape="/") for one in (_postings.c.title, _postings.c.company))
        query = query.where(or_(*held))
    with desk.read() as connection:
        rows = connection.execute(query.order_by(_postings.c.id.desc()).limit(limit))
        return tuple(Posting(row.id, row.title, row.company) for row in rows)


def ads(desk: Desk) -> tuple[Target, ...]:
    """The job ads that the user keeps, by title."""
    query = select(_roles).where(_roles.c.owner_id == desk.user.id).order_by(_roles.c.title, _roles.c.id)
    with desk.read() as connection:
        return tuple(_target(row.name, row.title, row.text) for row in connection.execute(query))


def remove_ad(desk: Desk, id: str) -> None:
    """Keep an ad no longer; the scores for it stay with their people. Raises StoreError."""
    with desk.write() as connection:
        own = delete(_roles).where(_roles.c.owner_id == desk.user.id, _roles.c.name == id)
        if not connection.execute(own).rowcount:
            raise StoreError("There is no such job ad of yours.")


def target(desk: Desk, id: str, titles: Mapping[str, str]) -> Target:
    """The role or kept ad of this id; `titles` are those of the library. Raises StoreError."""
    if id in titles:
        return Target(id, titles[id])
    found = next((one for one in ads(desk) if one.id == id), None)
    if found is None:
        raise StoreError(f"There is no role and no kept job ad called {id}. `aipm roles` lists the roles.")
    return found


def _target(name: str, title: str, text: str) -> Target:
    return Target(name, title, Source(f"{name}.txt", text.encode()))
