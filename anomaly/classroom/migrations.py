"""The versions of the database's tables, each made from the one before.

A version, once released, is never changed: a change of `tables` is a further entry here.
"""

from sqlalchemy import Connection, func, insert, select, text

from anomaly.classroom.tables import VERSIONS
from anomaly.errors import UserError

FIRST = (
    """CREATE TABLE classes (
        id VARCHAR(32) PRIMARY KEY,
        code VARCHAR(12) UNIQUE,
        counter BIGINT NOT NULL,
        told BIGINT NOT NULL,
        task INTEGER NOT NULL,
        is_frozen BOOLEAN NOT NULL,
        view TEXT,
        begun DOUBLE PRECISION NOT NULL,
        used DOUBLE PRECISION NOT NULL,
        ended DOUBLE PRECISION
    )""",
    """CREATE TABLE seats (
        class_id VARCHAR(32) NOT NULL REFERENCES classes (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        token VARCHAR(64) NOT NULL UNIQUE,
        nickname VARCHAR(20) NOT NULL,
        is_hidden BOOLEAN NOT NULL,
        changed BIGINT NOT NULL,
        PRIMARY KEY (class_id, number)
    )""",
    """CREATE TABLE tasks (
        class_id VARCHAR(32) NOT NULL REFERENCES classes (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        kind VARCHAR(20) NOT NULL,
        content TEXT NOT NULL,
        answer TEXT,
        is_shown BOOLEAN NOT NULL,
        given DOUBLE PRECISION NOT NULL,
        changed BIGINT NOT NULL,
        PRIMARY KEY (class_id, number)
    )""",
    """CREATE TABLE drawings (
        class_id VARCHAR(32) NOT NULL REFERENCES classes (id) ON DELETE CASCADE,
        id VARCHAR(32) NOT NULL,
        seat INTEGER NOT NULL,
        task INTEGER NOT NULL,
        strokes TEXT NOT NULL,
        sent DOUBLE PRECISION NOT NULL,
        score DOUBLE PRECISION,
        scored_by VARCHAR(64),
        is_hidden BOOLEAN NOT NULL,
        changed BIGINT NOT NULL,
        PRIMARY KEY (class_id, id)
    )""",
    "CREATE INDEX drawings_changed ON drawings (class_id, changed)",
    """CREATE TABLE answers (
        class_id VARCHAR(32) NOT NULL REFERENCES classes (id) ON DELETE CASCADE,
        task INTEGER NOT NULL,
        seat INTEGER NOT NULL,
        value TEXT NOT NULL,
        sent DOUBLE PRECISION NOT NULL,
        changed BIGINT NOT NULL,
        PRIMARY KEY (class_id, task, seat)
    )""",
    "CREATE TABLE teachers (token VARCHAR(64) PRIMARY KEY, begun DOUBLE PRECISION NOT NULL)",
)
MIGRATIONS: tuple[tuple[str, ...], ...] = (FIRST,)
LOCK = 6_011_203  # of PostgreSQL, for those who start at the same time; any number of our own


def migrate(connection: Connection) -> None:
    """Bring the tables to the latest version, within the transaction of a connection.

    Raises
    ------
    UserError
        If the database was made by a newer version of this program.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    VERSIONS.create(connection, checkfirst=True)
    version = connection.execute(select(func.max(VERSIONS.c.version))).scalar() or 0
    if version > len(MIGRATIONS):
        raise UserError("class.newer", version=version, known=len(MIGRATIONS))
    for number, statements in enumerate(MIGRATIONS[version:], version + 1):
        for statement in statements:
            connection.execute(text(statement))
        connection.execute(insert(VERSIONS).values(version=number))
