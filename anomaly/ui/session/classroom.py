"""The database of classes, and who is let in, shared by all pages of a server."""

from contextlib import suppress

from anomaly.caching import Once
from anomaly.classroom.attempts import Attempts
from anomaly.classroom.database_file import is_any_database
from anomaly.classroom.secrets import teacher_key
from anomaly.classroom.shares import Shares
from anomaly.errors import UserError
from anomaly.ui.session import _compat

WRONG_IN_MINUTE = 60  # codes and keys from an address, behind which a whole class may mistype
SEATS_OF_ADDRESS = 140  # in a class; two replicas, each of which counts its own, leave some over


class Classroom:
    """The database of classes, and who is let in.

    Attributes
    ----------
    database : Database
    key : str
        With which a teacher is let in.
    watch : Watch
    attempts : Attempts
        At codes and keys, by address.
    shares : Shares
        Of each address in the seats of a class.

    Raises
    ------
    UserError
        If the database cannot be opened.
    """

    def __init__(self) -> None:
        from anomaly.classroom.database import Database  # SQLAlchemy, which most servers need not
        from anomaly.classroom.watch import Watch

        self.key = teacher_key()
        self.database = Database.from_environment()
        self.watch = Watch(self.database, _compat.is_ending)
        self.attempts = Attempts(WRONG_IN_MINUTE)
        self.shares = Shares(SEATS_OF_ADDRESS)


classroom = Once(Classroom)


def tidy_classes() -> None:
    """End and delete the classes whose time is over, if there may be any."""
    if not is_any_database():
        return
    from anomaly.classroom import classes

    with suppress(UserError):  # of a database that is locked, say; the next round tries again
        classes.tidy(classroom().database)
