"""The store: what coaches keep between two sittings, in one SQLite file or on a PostgreSQL server.

:class:`Database` opens it; the tables are in :mod:`analyzer.store.schema`.
"""

from analyzer.store.database import Database, now

__all__ = ["Database", "now"]
