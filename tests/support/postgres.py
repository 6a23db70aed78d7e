"""A PostgreSQL for tests, in a folder of its own, where its programs are installed."""

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

USER = "postgres"  # as Debian's package names it; PostgreSQL refuses to run for root
PACKAGE = "postgresql"
DEBIAN = Path("/usr/lib/postgresql")  # has a folder a version
# What is lost in a power cut is of no use here.
SETTINGS = ("fsync=off", "full_page_writes=off", "max_connections=60")


def find_programs() -> Path | None:
    """Return the folder with PostgreSQL's programs, of the latest version; None without."""
    versions = sorted(DEBIAN.glob("*/bin/pg_ctl"), key=lambda path: float(path.parts[-3]))
    found = versions[-1] if versions else shutil.which("pg_ctl")
    return Path(found).parent if found else None


class Postgres:
    """A running PostgreSQL that listens at a socket in its folder alone.

    Parameters
    ----------
    programs, folder : Path
        The folder is that user's whom it runs as.
    """

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs, self._folder = programs, folder
        self._numbers = itertools.count(1)
        options = ("--auth=trust", "--no-sync", "--locale=C", "--encoding=UTF8")
        self._run("initdb", f"--username={USER}", *options)
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        settings = " ".join(f"-c {setting}" for setting in SETTINGS)
        options = f"-c listen_addresses='' -c unix_socket_directories={self._folder} {settings}"
        self._run("pg_ctl", "start", "--wait", f"--log={self._folder}/log", f"--options={options}")

    def stop(self) -> None:
        """Stop it at once, whoever is connected."""
        self._run("pg_ctl", "stop", "--wait", "--mode=immediate")

    @contextmanager
    def away(self) -> Iterator[None]:
        """Have it stopped during the block, at once, whoever is connected."""
        self.stop()
        try:
            yield
        finally:
            self.start()

    def url_of_new(self) -> str:
        """Return the URL of an empty database, or what is one for who uses it: a schema."""
        schema = f"test_{next(self._numbers)}"
        with self.connect() as connection:
            connection.execute(f"CREATE SCHEMA {schema}".encode())
        options = quote(f"-csearch_path={schema}")
        return f"postgresql+psycopg://{USER}@/postgres?host={self._folder}&options={options}"

    def connect(self) -> "psycopg.Connection[tuple[object, ...]]":
        """Return a connection of one's own."""
        return psycopg.connect(f"host={self._folder} user={USER} dbname=postgres", autocommit=True)

    def _run(self, program: str, *options: str) -> None:
        command = [str(self._programs / program), f"--pgdata={self._folder}/data", *options]
        # Its server goes on with what it has of ours; pipes would be waited for.
        done = subprocess.run(
            command, cwd="/", user=_owner(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed; see {self._folder}/log")


@contextmanager
def running_postgres(programs: Path) -> Iterator[Postgres]:
    """Have a PostgreSQL run until the block ends."""
    # pytest's own folders are closed to other users, and their names too long for a socket.
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    try:
        if owner := _owner():
            shutil.chown(folder, owner)
        postgres = Postgres(programs, folder)
        try:
            yield postgres
        finally:
            postgres.stop()
    finally:
        shutil.rmtree(folder)


def _owner() -> str | None:
    """Return the user that it is to run as; None for whoever asks."""
    return USER if os.geteuid() == 0 else None
