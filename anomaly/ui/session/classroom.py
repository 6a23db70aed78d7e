"""The database of classes, and who is let in, shared by all pages of a server."""

from anomaly.caching import Once
from anomaly.classroom.attempts import Attempts
from anomaly.classroom.database import Database
from anomaly.classroom.secrets import teacher_key
from anomaly.classroom.watch import Watch
from anomaly.ui.session import _compat

WRONG_IN_MINUTE = 60  # codes and keys from an address, behind which a whole class may mistype


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

    Raises
    ------
    UserError
        If the database cannot be opened.
    """

    def __init__(self) -> None:
        self.key = teacher_key()
        self.database = Database.from_environment()
        self.watch = Watch(self.database, _compat.is_ending)
        self.attempts = Attempts(WRONG_IN_MINUTE)


classroom = Once(Classroom)
