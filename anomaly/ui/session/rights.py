"""The right to change what others use, which the teacher alone has while a class is open."""

from threading import Lock

from cachetools import TTLCache, cached

from anomaly.classroom.database_file import is_any_database
from anomaly.errors import UserError
from anomaly.jobs.job import Job
from anomaly.ui.session.class_role import current_role
from anomaly.ui.session.owner import current_owner

KEPT = 1.0  # seconds for which it is known whether a class is open; pages ask many times


def is_restricted() -> bool:
    """Return whether the visitor may change nothing that others use.

    Where the database cannot be read, a class may be open.
    """
    if not is_any_database():
        return False
    try:
        return is_class_open() and not current_role().is_teacher
    except UserError:
        return True


def check_unrestricted() -> None:
    """Refuse whoever may change nothing that others use.

    Raises
    ------
    UserError
        With a sentence that says who may.
    """
    if is_restricted():
        raise UserError("class_desk.teachers_alone")


def may_change(job: Job) -> bool:
    """Return whether a training is the visitor's to change: with a class open, one begun there."""
    return job.owner.browser == current_owner().browser or not is_restricted()


@cached(TTLCache(1, KEPT), lock=Lock())
def is_class_open() -> bool:
    """Return whether any class is open.

    Raises
    ------
    UserError
        If the database cannot be read.
    """
    from anomaly.classroom import classes
    from anomaly.ui.session.classroom import classroom

    return classes.is_any_open(classroom().database)
