"""The store: what coaches keep between two sittings, in one SQLite file or on a PostgreSQL server.

:class:`Database` opens it; the tables are in :mod:`analyzer.store.schema`.
"""

from analyzer.store.database import Database, now
from analyzer.store.desk import Desk

__all__ = ["Database", "Desk", "now"]
