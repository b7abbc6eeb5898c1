"""The store: what coaches keep between two sittings, in one SQLite file or on a PostgreSQL server.

:class:`Database` opens it; the tables are in :mod:`analyzer.store.schema`.
"""

from sqlalchemy import Connection

from analyzer.store.database import Database, now
from analyzer.store.desk import Desk

__all__ = ["Connection", "Database", "Desk", "now"]
