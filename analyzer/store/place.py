"""Where the coach's data lives: one file in the user's data folder, or a PostgreSQL server by its address.

`AIPM_DATABASE_URL` names a server for a team (`postgresql://user@host/name`), or a SQLite file
(`sqlite:///path`). `AIPM_DATA` names another folder for the file and for exports.
"""

import os
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from analyzer.errors import StoreError

#: The name of the one file, inside the data folder.
FILE_NAME = "coach.sqlite3"

_HELP = (
    "Use postgresql://user:password@host/name, or sqlite:///path/to/file, or leave AIPM_DATABASE_URL unset."
)

#: The drivers we ship for, by the name people write.
_DRIVERS = {
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
}


def data_folder() -> Path:
    """The folder of this user's data; made by who writes into it."""
    given = os.environ.get("AIPM_DATA")
    return Path(given) if given else user_data_path("aipm-analyzer", appauthor=False)


def exports_folder() -> Path:
    """Where exports are written that name no place of their own; forgetting a person searches it."""
    return data_folder() / "exports"


def database_url() -> URL:
    """The address of the database.

    Raises StoreError when `AIPM_DATABASE_URL` is no address we can use. The address is not repeated in the
    message: it may hold a password.
    """
    given = os.environ.get("AIPM_DATABASE_URL", "").strip()
    if not given:
        return URL.create("sqlite", database=str(data_folder() / FILE_NAME))
    return parsed_url(given)


def parsed_url(given: str) -> URL:
    """An address as we use it, with the driver we ship for. Raises StoreError."""
    try:
        url = make_url(given)
    except ArgumentError:
        raise StoreError(f"AIPM_DATABASE_URL is no address of a database. {_HELP}") from None
    driver = _DRIVERS.get(url.drivername)
    if driver is None:
        raise StoreError(f"AIPM_DATABASE_URL names {url.drivername}, which we do not use. {_HELP}")
    if driver == "sqlite" and url.database in (None, "", ":memory:"):
        raise StoreError(f"AIPM_DATABASE_URL names no file. {_HELP}")
    return url.set(drivername=driver)


def shown(url: URL) -> str:
    """The place as people may see it: the path of the file, or the server without its password."""
    if url.get_backend_name() == "sqlite":
        return str(Path(url.database or "").absolute())
    return url.render_as_string(hide_password=True)
