"""The tables of the database of classes, as the latest of `migrations` leaves them.

Rows that screens hear of have `changed`: the class's counter at their last change, by which a
screen asks for what is new. Times are seconds since 1970. Texts that hold JSON are made by us.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

METADATA = MetaData()


def _class_id() -> Column[str]:
    return Column("class_id", ForeignKey("classes.id", ondelete="CASCADE"), primary_key=True)


CLASSES = Table(
    "classes",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("code", String(12), unique=True),  # null once the class has ended
    Column("counter", BigInteger, nullable=False, default=0),
    Column("told", BigInteger, nullable=False, default=0),  # the counter when all were to hear
    Column("task", Integer, nullable=False, default=0),  # under way; 0 for none
    Column("is_frozen", Boolean, nullable=False, default=False),
    Column("view", Text),  # where everybody follows the teacher to; null where all are free
    Column("begun", Double, nullable=False),
    Column("used", Double, nullable=False),  # when something was last done in it
    Column("ended", Double),
)
SEATS = Table(
    "seats",
    METADATA,
    _class_id(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("token", String(64), nullable=False, unique=True),  # SHA-256 of what the browser has
    Column("nickname", String(20), nullable=False, default=""),
    Column("is_hidden", Boolean, nullable=False, default=False),
    Column("changed", BigInteger, nullable=False),
)
TASKS = Table(
    "tasks",
    METADATA,
    _class_id(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(20), nullable=False),
    Column("content", Text, nullable=False),
    Column("answer", Text),  # null where there is none
    Column("is_shown", Boolean, nullable=False, default=False),  # the answer, to all
    Column("given", Double, nullable=False),
    Column("changed", BigInteger, nullable=False),
)
DRAWINGS = Table(
    "drawings",
    METADATA,
    _class_id(),
    Column("id", String(32), primary_key=True),  # made by the browser, so that it may send twice
    Column("seat", Integer, nullable=False),
    Column("task", Integer, nullable=False),
    Column("strokes", Text, nullable=False),
    Column("sent", Double, nullable=False),
    Column("score", Double),  # by `scored_by`
    Column("scored_by", String(64)),  # key of a detector
    Column("is_hidden", Boolean, nullable=False, default=False),
    Column("changed", BigInteger, nullable=False),
)
ANSWERS = Table(
    "answers",
    METADATA,
    _class_id(),
    Column("task", Integer, primary_key=True, autoincrement=False),
    Column("seat", Integer, primary_key=True, autoincrement=False),
    Column("value", Text, nullable=False),
    Column("sent", Double, nullable=False),
    Column("changed", BigInteger, nullable=False),
)
TEACHERS = Table(
    "teachers",
    METADATA,
    Column("token", String(64), primary_key=True),  # SHA-256 of what the browser has
    Column("begun", Double, nullable=False),
)
VERSIONS = Table("versions", METADATA, Column("version", Integer, primary_key=True))
