"""A PostgreSQL server of the tests' own: started in a temporary folder, ended with the run."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import psycopg

#: CI sets it, so that a server that is missing there is a failure and not a skipped test.
REQUIRED = "AIPM_REQUIRE_POSTGRESQL"


def programs() -> Path | None:
    """The folder of the server's programs; None when it is not installed."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    if debian:
        return debian[0].parent
    found = shutil.which("initdb")
    return Path(found).parent if found else None


class Server:
    """A cluster on a free local port. PostgreSQL refuses to run as root, so root runs it as `postgres`."""

    def __init__(self, bin_: Path):
        self.bin = bin_
        self.folder = Path(tempfile.mkdtemp(prefix="aipm-postgresql-"))
        self.port = _free_port()
        self._owner = []
        if os.getuid() == 0:
            self._owner = ["runuser", "-u", "postgres", "--"]
            shutil.chown(self.folder, "postgres")
            pwd.getpwnam("postgres")
        self._run("initdb", "-D", self._data, "-U", "aipm", "-A", "trust", "-E", "UTF8", "--no-sync")
        settings = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._run("pg_ctl", "-D", self._data, "-o", settings, "-l", str(self.folder / "log"), "-w", "start")

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [*self._owner, str(self.bin / program), *arguments],
            cwd="/",
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr.decode()

    def fresh(self) -> str:
        """The address of a database without tables: a new one costs ten times more than an emptied one."""
        address = f"postgresql://aipm@127.0.0.1:{self.port}/postgres"
        with psycopg.connect(address, autocommit=True) as one:
            one.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        return address

    def files_with(self, needle: bytes) -> list[str]:
        """The files of its tables in which these bytes stand."""
        tables = Path(self._data) / "base"
        found = (path for path in sorted(tables.rglob("*")) if path.is_file())
        return [str(path.relative_to(tables)) for path in found if needle in path.read_bytes()]

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
