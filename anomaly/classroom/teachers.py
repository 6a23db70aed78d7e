"""Teachers: let in by the key, and known again by a token in the browser."""

from sqlalchemy import bindparam, delete, func, insert, select

from anomaly.classroom.database import Database
from anomaly.classroom.secrets import hash_of, is_same, new_token
from anomaly.classroom.tables import TEACHERS
from anomaly.errors import UserError

KEPT = 30 * 86_400.0  # seconds for which a browser is known as a teacher's


def let_in(database: Database, given: object, key: str) -> str:
    """Return a token by which the browser of somebody who has the key is known from now on.

    Raises
    ------
    UserError
        If it is not the key.
    """
    if not is_same(given, key):
        raise UserError("class.wrong_key")
    token, now = new_token(), database.now()
    with database.changing() as connection:
        connection.execute(delete(TEACHERS).where(TEACHERS.c.begun < now - KEPT))
        connection.execute(insert(TEACHERS).values(token=hash_of(token), begun=now))
    return token


def is_teacher(database: Database, token: str) -> bool:
    """Return whether a browser's token is a teacher's."""
    asked = {"token": hash_of(token), "since": database.now() - KEPT}
    with database.reading() as connection:
        return bool(connection.execute(_KNOWN, asked).scalar_one())


def leave(database: Database, token: str) -> None:
    """Forget a teacher's browser."""
    with database.changing() as connection:
        connection.execute(delete(TEACHERS).where(TEACHERS.c.token == hash_of(token)))


_KNOWN = select(func.count()).where(
    TEACHERS.c.token == bindparam("token"), TEACHERS.c.begun >= bindparam("since")
)
