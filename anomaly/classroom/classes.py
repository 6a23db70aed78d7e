"""Classes: begun, found by their codes, led, ended and deleted."""

from dataclasses import dataclass

from sqlalchemy import Connection, Update, bindparam, delete, func, insert, select, update

from anomaly.classroom.database import Database
from anomaly.classroom.secrets import new_code, new_token
from anomaly.classroom.tables import CLASSES, DRAWINGS, SEATS
from anomaly.errors import UserError

KEPT = 86_400.0  # seconds for which a class is kept after its end
UNUSED = 43_200.0  # seconds without anything done after which a class ends by itself
MAX_OPEN = 20  # classes at once
MAX_VIEW = 2000  # characters of an address


@dataclass(frozen=True)
class Class:
    """A class as it is at one moment.

    Attributes
    ----------
    id : str
    code : str
        With which students come in; empty once it has ended.
    counter : int
        Of its changes.
    told : int
        The counter at the last change that all students are to hear of.
    task : int
        The number of the task under way; 0 for none.
    is_frozen : bool
        Whether nothing can be sent for now.
    view : str
        The address, relative to that of the pages, at which all follow the teacher; empty where
        all are free.
    begun : float
        When, in seconds since 1970.
    ended : float or None
        When, in the same way.
    """

    id: str
    code: str
    counter: int
    told: int
    task: int
    is_frozen: bool
    view: str
    begun: float
    ended: float | None

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.ended is None


def begin(database: Database) -> Class:
    """Begin a class, with a code that no other has.

    Raises
    ------
    UserError
        If there are `MAX_OPEN` already.
    """
    with database.changing() as connection:
        codes = set(connection.execute(select(CLASSES.c.code).where(_IS_OPEN)).scalars())
        if len(codes) >= MAX_OPEN:
            raise UserError("class.too_many", count=MAX_OPEN)
        now, class_id = database.now(), new_token()
        code = next(code for code in iter(new_code, None) if code not in codes)
        values = {
            "id": class_id,
            "code": code,
            "counter": 1,
            "told": 1,
            "task": 0,
            "is_frozen": False,
        }
        connection.execute(insert(CLASSES).values(**values, begun=now, used=now))
        return get(connection, class_id)


def get(connection: Connection, class_id: str) -> Class:
    """Return a class.

    Raises
    ------
    UserError
        If it is gone.
    """
    row = connection.execute(_NAMED, {"class": class_id}).one_or_none()
    if row is None:
        raise UserError("class.gone")
    return Class(*row)


def get_open(connection: Connection, class_id: str) -> Class:
    """Return a class that has not ended.

    Raises
    ------
    UserError
        If it has, or is gone.
    """
    found = get(connection, class_id)
    if not found.is_open:
        raise UserError("class.ended")
    return found


def find(database: Database, code: str) -> Class:
    """Return the open class with a code.

    Raises
    ------
    UserError
        If there is none.
    """
    with database.reading() as connection:
        row = connection.execute(_SELECTED.where(CLASSES.c.code == code)).one_or_none()
    if row is None:
        raise UserError("class.unknown_code")
    return Class(*row)


def all_classes(database: Database) -> list[Class]:
    """Return all classes that are kept, the latest first."""
    with database.reading() as connection:
        return [Class(*row) for row in connection.execute(_SELECTED.order_by(-CLASSES.c.begun))]


def sizes(database: Database) -> dict[str, tuple[int, int]]:
    """Return how many students and drawings there are of each class that has any."""
    found: list[dict[str, int]] = []
    with database.reading() as connection:
        for table in (SEATS, DRAWINGS):
            name = table.c.class_id
            rows = connection.execute(select(name, func.count()).group_by(name))
            found.append({row[0]: row[1] for row in rows})
    students, drawings = found
    return {name: (count, drawings.get(name, 0)) for name, count in students.items()}


def is_any_open(database: Database) -> bool:
    """Return whether there is a class that has not ended."""
    with database.reading() as connection:
        return bool(connection.execute(select(func.count()).where(_IS_OPEN)).scalar())


def counters(database: Database) -> dict[str, tuple[int, int]]:
    """Return `Class.counter` and `Class.told` of all classes, by their ids."""
    with database.reading() as connection:
        return {row.id: (row.counter, row.told) for row in connection.execute(_COUNTERS)}


def freeze(database: Database, class_id: str, is_frozen: bool) -> None:
    """Take nothing from students for now, or take it again.

    Raises
    ------
    UserError
        If the class has ended, or is gone.
    """
    with database.changing_class(class_id, is_for_all=True) as (connection, _):
        get_open(connection, class_id)
        connection.execute(_change(class_id).values(is_frozen=is_frozen))


def lead(database: Database, class_id: str, view: str) -> None:
    """Set the address that everybody is shown, relative to that of the pages; "" for none.

    Raises
    ------
    UserError
        If it is longer than any address of the pages, or the class has ended or is gone.
    """
    if len(view) > MAX_VIEW:
        raise UserError("class.long_view")
    with database.changing_class(class_id, is_for_all=True) as (connection, _):
        get_open(connection, class_id)
        connection.execute(_change(class_id).values(view=view))


def end(database: Database, class_id: str) -> None:
    """End a class: nothing is taken any more, and its code is free."""
    ended = {"code": None, "ended": database.now(), "task": 0, "view": "", "is_frozen": False}
    with database.changing_class(class_id, is_for_all=True) as (connection, _):
        connection.execute(_change(class_id).where(_IS_OPEN).values(**ended))


def remove(database: Database, class_id: str) -> None:
    """Delete a class with all that is kept of it."""
    with database.changing() as connection:
        connection.execute(delete(CLASSES).where(CLASSES.c.id == class_id))


def tidy(database: Database) -> None:
    """End the classes that nobody uses any more, and delete those whose time is over."""
    now = database.now()
    unused = select(CLASSES.c.id).where(_IS_OPEN, CLASSES.c.used < now - UNUSED)
    with database.reading() as connection:
        forgotten = list(connection.execute(unused).scalars())
    for class_id in forgotten:
        end(database, class_id)
    with database.changing() as connection:
        connection.execute(delete(CLASSES).where(CLASSES.c.ended < now - KEPT))


_IS_OPEN = CLASSES.c.ended.is_(None)
_SELECTED = select(
    CLASSES.c.id,
    func.coalesce(CLASSES.c.code, "").label("code"),
    CLASSES.c.counter,
    CLASSES.c.told,
    CLASSES.c.task,
    CLASSES.c.is_frozen,
    func.coalesce(CLASSES.c.view, "").label("view"),
    CLASSES.c.begun,
    CLASSES.c.ended,
)
_NAMED = _SELECTED.where(CLASSES.c.id == bindparam("class"))
_COUNTERS = select(CLASSES.c.id, CLASSES.c.counter, CLASSES.c.told)


def _change(class_id: str) -> Update:
    return update(CLASSES).where(CLASSES.c.id == class_id)
