"""A PostgreSQL server for tests: made in a folder of its own, on a unix socket alone, gone at the end.

It keeps the server's own settings of durability, and it sorts text as Kazakh does, so that code
that trusts the order of a database is found out.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

_DEBIAN = Path("/usr/lib/postgresql")
_USER = "postgres"
_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "PATH": os.defpath}
# Only the making is not flushed to the disk: the running server is as durable as in use.
_MAKE = (
    "--no-sync --auth=trust --encoding=UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=kk"
)


def _programs() -> Path:
    """Where the server's programs lie; Debian keeps them out of the path."""
    found = sorted(_DEBIAN.glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    elsewhere = shutil.which("postgres")
    assert elsewhere, "the PostgreSQL server is missing: packaging/test installs it"
    return Path(elsewhere).resolve().parent


def _owner() -> dict[str, Any]:
    """As whom the server runs: it refuses to be root."""
    if os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam(_USER)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


class PostgresServer:
    """One cluster of its own; started by its maker, and again where a test has ended it."""

    def __init__(self) -> None:
        self._programs = _programs()
        self._owner = _owner()
        # Not pytest's own folder: an unprivileged user could not even look into it, and the path
        # of a socket must be short.
        self.folder = Path(tempfile.mkdtemp(prefix="tereze-pg-"))
        if self._owner:
            os.chown(self.folder, self._owner["user"], self._owner["group"])
        self._data = str(self.folder / "data")
        self._numbers = count(1)
        self._run("initdb", *_MAKE.split(), f"--username={_USER}", "-D", self._data)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        sockets = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}'"
        # After a crash one call flushes the file system, instead of one for each of many files.
        sockets += " -c recovery_init_sync_method=syncfs"
        log = str(self.folder / "log")
        self._run("pg_ctl", "start", "-w", "-s", "-D", self._data, "-l", log, "-o", sockets)

    def stop(self) -> None:
        """End the server as its administrator does: every connection is told and closed."""
        self._run("pg_ctl", "stop", "-w", "-s", "-m", "fast", "-D", self._data)

    def crash(self) -> None:
        """End every process of the server at once; the next start recovers what was committed."""
        self._run("pg_ctl", "stop", "-w", "-s", "-m", "immediate", "-D", self._data)

    @property
    def running(self) -> bool:
        """Whether the server runs."""
        return self._ask("pg_ctl", "status", "-D", self._data).returncode == 0

    def remove(self) -> None:
        """End the server and take its folder away."""
        if self.running:
            self.crash()
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str) -> str:
        """The address of a database as the settings of a desk have it."""
        return f"postgresql+psycopg://{_USER}@/{database}?host={self.folder}"

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """The name of a database as ``template`` is, which goes with the block."""
        name = f"tereze_{next(self._numbers)}"
        self._order(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield name
        finally:
            if not self.running:
                self.start()
            self._order(f"DROP DATABASE {name} WITH (FORCE)")

    def _order(self, order: str) -> None:
        place = {"host": str(self.folder), "user": _USER, "dbname": "postgres"}
        with psycopg.connect(**place, autocommit=True) as connection:
            connection.execute(order.encode())

    def _run(self, program: str, *arguments: str) -> None:
        done = self._ask(program, *arguments)
        log = self.folder / "log"
        told = log.read_text(errors="replace")[-2_000:] if log.exists() else ""
        assert done.returncode == 0, f"{program}: {done.stdout}\n{told}"

    def _ask(self, program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        # A file and not a pipe: the server inherits it and would keep a pipe open.
        with tempfile.TemporaryFile("w+") as answer:
            done = subprocess.run(
                [self._programs / program, *arguments],
                cwd=self.folder,
                env=_ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                stdout=answer,
                stderr=subprocess.STDOUT,
                timeout=120,
                check=False,
                **self._owner,
            )
            answer.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, answer.read())
