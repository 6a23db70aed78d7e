"""The sender of a message to a class: who it is, by what the browser keeps."""

from dataclasses import dataclass
from functools import cached_property

from anomaly.classroom import seats, teachers
from anomaly.classroom.seats import Seat
from anomaly.errors import UserError
from anomaly.ui.session.classroom import Classroom


@dataclass(frozen=True)
class Asker:
    """The sender of a message.

    Attributes
    ----------
    classroom : Classroom
    address : str
        As `anomaly.serving.source.source_of` names it.
    seat_token, teacher_token : str
        As the browser keeps them; empty for none.
    """

    classroom: Classroom
    address: str
    seat_token: str = ""
    teacher_token: str = ""

    @cached_property
    def seat(self) -> Seat:
        """The student's seat.

        Raises
        ------
        UserError
            If the browser has none, or its class is gone.
        """
        found = seats.find(self.classroom.database, self.seat_token) if self.seat_token else None
        if found is None:
            raise UserError("class.gone" if self.seat_token else "class.no_own_seat")
        return found

    def check_teacher(self) -> None:
        """Refuse who is no teacher.

        Raises
        ------
        UserError
            With a sentence that says how to become one.
        """
        token = self.teacher_token
        if not token or not teachers.is_teacher(self.classroom.database, token):
            raise UserError("class.teachers_only")
