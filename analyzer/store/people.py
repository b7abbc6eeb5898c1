"""Candidates: adding, finding, naming, tags, notes, and what they did with our advice."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, cast

from sqlalchemy import Connection, RowMapping, delete, exists, func, insert, or_, select, update

from analyzer.errors import StoreError
from analyzer.store import schema
from analyzer.store.database import now
from analyzer.store.desk import Desk
from analyzer.store.fits import newest, newest_fits
from analyzer.store.records import Candidate, Listed, Note, State, Taken

_candidates = schema.candidates
#: A tag is one short word or phrase, so that it can be typed on a command line and read in a list.
_LONGEST_TAG = 40


def add(
    desk: Desk,
    *,
    alias: str | None = None,
    name: str | None = None,
    tags: Iterable[str] = (),
    keep_until: str | None = None,
) -> Candidate:
    """A new person without a resume yet. The alias is the next free one ("C-0007") when none is given."""
    with desk.write() as connection:
        key = insert_candidate(connection, desk, alias=alias, name=name, keep_until=keep_until)
        _set_tags(connection, key, tags)
    return get(desk, key)


def insert_candidate(
    connection: Connection, desk: Desk, *, alias: str | None, name: str | None, keep_until: str | None = None
) -> int:
    """The row of a new person inside a transaction; its id. Raises StoreError when the alias is taken."""
    alias = _checked_alias(alias) if alias else _next_alias(connection, desk)
    taken = select(_candidates.c.id).where(
        _candidates.c.owner_id == desk.user.id, _candidates.c.alias == alias
    )
    if connection.execute(taken).first():
        raise StoreError(f"You have a candidate called {alias} already. Choose another alias.")
    moment = now()
    values = {
        "owner_id": desk.user.id,
        "alias": alias,
        "name": name or None,
        "created_at": moment,
        "updated_at": moment,
        "keep_until": keep_until or _end_by_setting(connection),
        "revision": 1,
    }
    key = int(cast(Any, connection.execute(insert(_candidates).values(values)).inserted_primary_key)[0])
    desk.log(connection, "added", "candidate", key)
    return key


def _checked_alias(alias: str) -> str:
    alias = " ".join(alias.split())
    if not 0 < len(alias) <= 60:
        raise StoreError("An alias has 1 to 60 characters.")
    return alias


def _next_alias(connection: Connection, desk: Desk) -> str:
    """C-0001, C-0002 ... The user's row is locked first, so that two windows do not take the same one."""
    connection.execute(select(schema.users.c.id).where(schema.users.c.id == desk.user.id).with_for_update())
    own = select(_candidates.c.alias).where(desk.own, _candidates.c.alias.like("C-%"))
    numbers = [
        int(found[1]) for one in connection.execute(own).scalars() if (found := re.fullmatch(r"C-(\d+)", one))
    ]
    return f"C-{max(numbers, default=0) + 1:04d}"


def _end_by_setting(connection: Connection) -> str | None:
    days = setting(connection, "keep_days")
    return (date.today() + timedelta(days=int(days))).isoformat() if days else None


def setting(connection: Connection, name: str) -> str | None:
    """A setting of this database, None when it was never made."""
    found = select(schema.settings.c.value).where(schema.settings.c.name == name)
    return connection.execute(found).scalar()


# --- finding ------------------------------------------------------------------------------------------


def get(desk: Desk, candidate_id: int) -> Candidate:
    """The candidate of this number, if this user may see it. Raises StoreError."""
    with desk.read() as connection:
        return _one(connection, desk, _candidates.c.id == candidate_id, f"number {candidate_id}")


def named(desk: Desk, alias: str) -> Candidate:
    """The candidate whom the user calls this. Raises StoreError."""
    with desk.read() as connection:
        return _one(connection, desk, func.lower(_candidates.c.alias) == alias.strip().lower(), alias)


def _one(connection: Connection, desk: Desk, wanted: Any, called: str) -> Candidate:
    own_first = (_candidates.c.owner_id != desk.user.id, _candidates.c.id)
    found = (
        connection.execute(select(_candidates).where(wanted, desk.visible).order_by(*own_first).limit(1))
        .mappings()
        .first()
    )
    if found is None:
        raise StoreError(f"There is no candidate {called} here. `aipm candidates list` shows all.")
    return _built(connection, desk, [found])[0]


def find(
    desk: Desk,
    *,
    text: str = "",
    tag: str | None = None,
    cohort: str | int | None = None,
    job: str | None = None,
    by_fit: bool = False,
    limit: int = 100,
    offset: int = 0,
) -> tuple[tuple[Listed, ...], int]:
    """A page of the candidates whom this user may see, and how many there are in all.

    `text` is looked for in alias, name, tags and notes, `cohort` is a cohort's name, or its
    number where coaches have several of one name. `job` adds the fit of
    each newest version. Sorted by alias, or by falling fit with `by_fit`; who has no score comes last.
    """
    conditions = [desk.visible, *_search(text)]
    if tag:
        conditions.append(
            exists().where(
                schema.tags.c.candidate_id == _candidates.c.id, schema.tags.c.tag == tag.strip().lower()
            )
        )
    if cohort is not None and cohort != "":
        member = schema.cohort_members.join(
            schema.cohorts, schema.cohorts.c.id == schema.cohort_members.c.cohort_id
        )
        inside = (
            select(schema.cohort_members.c.candidate_id)
            .select_from(member)
            .where(
                schema.cohorts.c.id == cohort if isinstance(cohort, int) else schema.cohorts.c.name == cohort,
                or_(schema.cohorts.c.shared, schema.cohorts.c.owner_id == desk.user.id),
            )
        )
        conditions.append(_candidates.c.id.in_(inside))
    with desk.read() as connection:
        total = connection.execute(
            select(func.count()).select_from(_candidates).where(*conditions)
        ).scalar_one()
        if by_fit and job:
            rows = _by_fit(connection, conditions, job, limit, offset)
        else:
            query = select(_candidates).where(*conditions).order_by(_candidates.c.alias, _candidates.c.id)
            rows = list(connection.execute(query.limit(limit).offset(offset)).mappings())
        return _listed(connection, desk, rows, job), total


def _search(text: str) -> list[Any]:
    """One condition for each word: it stands in the alias, the name, a tag or a note."""
    conditions = []
    for word in text.lower().split():
        like = f"%{word.replace('/', '//').replace('%', '/%').replace('_', '/_')}%"

        def has(column: Any, like: str = like) -> Any:
            return func.lower(column).like(like, escape="/")

        tagged = exists().where(schema.tags.c.candidate_id == _candidates.c.id, has(schema.tags.c.tag))
        noted = exists().where(schema.notes.c.candidate_id == _candidates.c.id, has(schema.notes.c.text))
        conditions.append(or_(has(_candidates.c.alias), has(_candidates.c.name), tagged, noted))
    return conditions


def _by_fit(
    connection: Connection, conditions: Sequence[Any], job: str, limit: int, offset: int
) -> list[RowMapping]:
    """The page by falling score; who has none comes last."""
    score = newest(job, schema.matches.c.score).label("newest_score")
    query = (
        select(_candidates, score)
        .where(*conditions)
        .order_by(score.desc().nulls_last(), _candidates.c.alias, _candidates.c.id)
    )
    return list(connection.execute(query.limit(limit).offset(offset)).mappings())


def _listed(
    connection: Connection, desk: Desk, rows: Sequence[RowMapping], job: str | None
) -> tuple[Listed, ...]:
    ids = [row["id"] for row in rows]
    versions = schema.versions
    counted = (
        select(versions.c.candidate_id, func.count())
        .where(versions.c.candidate_id.in_(ids))
        .group_by(versions.c.candidate_id)
    )
    counts = {row[0]: row[1] for row in connection.execute(counted)}
    fits = newest_fits(connection, job, ids) if job else {}
    return tuple(
        Listed(one, counts.get(one.id, 0), fits.get(one.id)) for one in _built(connection, desk, rows)
    )


def _built(connection: Connection, desk: Desk, rows: Sequence[RowMapping]) -> tuple[Candidate, ...]:
    ids = [row["id"] for row in rows]
    tags: dict[int, list[str]] = {}
    for row in connection.execute(
        select(schema.tags).where(schema.tags.c.candidate_id.in_(ids)).order_by(schema.tags.c.tag)
    ):
        tags.setdefault(row.candidate_id, []).append(row.tag)
    cohorts: dict[int, list[str]] = {}
    members, groups = schema.cohort_members, schema.cohorts
    for row in connection.execute(
        select(members.c.candidate_id, groups.c.name)
        .join(groups, groups.c.id == members.c.cohort_id)
        .where(members.c.candidate_id.in_(ids))
        .order_by(groups.c.name)
    ):
        cohorts.setdefault(row.candidate_id, []).append(row.name)
    coaches = _coaches(connection, {row["owner_id"] for row in rows} - {desk.user.id})
    return tuple(
        Candidate(
            **_shown(row),
            tags=tuple(tags.get(row["id"], ())),
            cohorts=tuple(cohorts.get(row["id"], ())),
            coach=coaches.get(row["owner_id"]),
        )
        for row in rows
    )


def _coaches(connection: Connection, owners: Collection[int]) -> dict[int, str]:
    """What other coaches are called, by their number."""
    if not owners:
        return {}
    users = schema.users
    found = connection.execute(
        select(users.c.id, users.c.name, users.c.subject).where(users.c.id.in_(owners))
    )
    return {row.id: row.name or row.subject for row in found}


def _shown(row: RowMapping) -> dict[str, Any]:
    """The columns of a Candidate; the digest of the address is for the store alone."""
    return {name: value for name, value in row.items() if name not in ("person_key", "newest_score")}


# --- changing -----------------------------------------------------------------------------------------


def change(desk: Desk, candidate: Candidate, **values: str | None) -> Candidate:
    """Another alias, name or `keep_until`. The candidate is the state that the user saw.

    Raises StoreError when someone changed it since: the newer state is shown instead of being lost.
    """
    unknown = set(values) - {"alias", "name", "keep_until"}
    if unknown:
        raise ValueError(f"no such fields: {unknown}")
    alias = values.get("alias")
    if alias is not None:
        values["alias"] = _checked_alias(alias)
    with desk.write() as connection:
        may_change(connection, desk, candidate.id)
        if alias is not None:
            other = select(_candidates.c.id).where(
                desk.own, _candidates.c.alias == values["alias"], _candidates.c.id != candidate.id
            )
            if connection.execute(other).first():
                raise StoreError(
                    f"You have a candidate called {values['alias']} already. Choose another alias."
                )
        touch(connection, candidate.id, candidate.revision, values)
        desk.log(connection, "changed", "candidate", candidate.id)
    return get(desk, candidate.id)


def touch(
    connection: Connection,
    candidate_id: int,
    revision: int | None = None,
    values: Mapping[str, Any] | None = None,
) -> None:
    """Count a change. With `revision` only if nobody has counted one since. Raises StoreError."""
    changed = update(_candidates).where(_candidates.c.id == candidate_id)
    if revision is not None:
        changed = changed.where(_candidates.c.revision == revision)
    more = {"revision": _candidates.c.revision + 1, "updated_at": now(), **(values or {})}
    if not connection.execute(changed.values(more)).rowcount:
        raise StoreError("Someone changed this candidate meanwhile. Look at the new state and try again.")


def may_change(connection: Connection, desk: Desk, candidate_id: int) -> None:
    """Raise StoreError unless the candidate is this user's own."""
    found = connection.execute(
        select(_candidates.c.owner_id).where(_candidates.c.id == candidate_id, desk.visible)
    ).scalar()
    if found is None:
        raise StoreError("There is no such candidate here any more.")
    if found != desk.user.id:
        raise StoreError("This candidate is another coach's: you may read, and write notes.")


def set_tags(desk: Desk, candidate_id: int, tags: Iterable[str]) -> None:
    """Give a candidate these tags and no others. Raises StoreError."""
    with desk.write() as connection:
        may_change(connection, desk, candidate_id)
        connection.execute(delete(schema.tags).where(schema.tags.c.candidate_id == candidate_id))
        _set_tags(connection, candidate_id, tags)
        touch(connection, candidate_id)


def _set_tags(connection: Connection, candidate_id: int, tags: Iterable[str]) -> None:
    wanted = sorted({" ".join(tag.lower().split()) for tag in tags if tag.strip()})
    if any(len(tag) > _LONGEST_TAG for tag in wanted):
        raise StoreError(f"A tag has at most {_LONGEST_TAG} characters.")
    if wanted:
        connection.execute(
            insert(schema.tags), [{"candidate_id": candidate_id, "tag": tag} for tag in wanted]
        )


def all_tags(desk: Desk) -> tuple[str, ...]:
    """The tags in use among the candidates whom this user may see."""
    query = (
        select(schema.tags.c.tag).distinct().join(_candidates, _candidates.c.id == schema.tags.c.candidate_id)
    )
    with desk.read() as connection:
        return tuple(sorted(connection.execute(query.where(desk.visible)).scalars()))


def add_note(desk: Desk, candidate_id: int, text: str, *, for_handout: bool = False) -> int:
    """Write a note about a candidate whom the user may see; its number. Raises StoreError."""
    if not text.strip():
        raise StoreError("The note is empty.")
    with desk.write() as connection:
        _one(connection, desk, _candidates.c.id == candidate_id, f"number {candidate_id}")
        values = {
            "candidate_id": candidate_id,
            "author_id": desk.user.id,
            "text": text.strip(),
            "for_handout": for_handout,
            "created_at": now(),
        }
        key = int(cast(Any, connection.execute(insert(schema.notes).values(values)).inserted_primary_key)[0])
        desk.log(connection, "noted", "candidate", candidate_id)
        return key


def remove_note(desk: Desk, note_id: int) -> None:
    """Remove a note that the user wrote. Raises StoreError."""
    with desk.write() as connection:
        own = delete(schema.notes).where(
            schema.notes.c.id == note_id, schema.notes.c.author_id == desk.user.id
        )
        if not connection.execute(own).rowcount:
            raise StoreError("There is no such note of yours.")


def notes(desk: Desk, candidate_id: int, *, for_handout: bool | None = None) -> tuple[Note, ...]:
    """The notes about a candidate, the newest first."""
    table = schema.notes
    query = (
        select(table, schema.users.c.name.label("author_name"), schema.users.c.subject)
        .join(_candidates, _candidates.c.id == table.c.candidate_id)
        .outerjoin(schema.users, schema.users.c.id == table.c.author_id)
        .where(table.c.candidate_id == candidate_id, desk.visible)
        .order_by(table.c.id.desc())
    )
    if for_handout is not None:
        query = query.where(table.c.for_handout == for_handout)
    with desk.read() as connection:
        return tuple(
            Note(row.id, row.text, row.for_handout, row.author_name or row.subject, row.created_at)
            for row in connection.execute(query)
        )


def take(
    desk: Desk,
    candidate_id: int,
    *,
    rule: str,
    message: str,
    state: State = "accepted",
    before: str | None = None,
    points: float | None = None,
    job: str | None = None,
    version_id: int | None = None,
) -> None:
    """Remember what the candidate did with a suggestion; the newest state of the same one stands."""
    table = schema.advice_taken
    with desk.write() as connection:
        may_change(connection, desk, candidate_id)
        same = (
            table.c.candidate_id == candidate_id,
            table.c.rule == rule,
            table.c.message == message,
            table.c.before.is_(None) if before is None else table.c.before == before,
        )
        connection.execute(delete(table).where(*same))
        values = {
            "candidate_id": candidate_id,
            "version_id": version_id,
            "rule": rule,
            "state": state,
            "message": message,
            "before": before,
            "points": points,
            "job": job,
            "created_at": now(),
        }
        connection.execute(insert(table).values(values))
        touch(connection, candidate_id)


def taken(desk: Desk, candidate_id: int) -> tuple[Taken, ...]:
    """What the candidate did with suggestions, the oldest first."""
    table = schema.advice_taken
    query = (
        select(table)
        .join(_candidates, _candidates.c.id == table.c.candidate_id)
        .where(table.c.candidate_id == candidate_id, desk.visible)
        .order_by(table.c.id)
    )
    with desk.read() as connection:
        return tuple(
            Taken(
                row.id,
                row.rule,
                cast(State, row.state),
                row.message,
                row.before,
                row.points,
                row.job,
                row.created_at,
            )
            for row in connection.execute(query)
        )
