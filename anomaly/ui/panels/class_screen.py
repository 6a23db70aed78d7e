"""What the screen of a class is told by Python."""

from urllib.parse import urljoin

from anomaly.classroom.classes import Class
from anomaly.errors import UserError
from anomaly.ui.components.class_screen import ScreenMessage, screen_words
from anomaly.ui.components.share import qr_code
from anomaly.ui.panels.class_wall import wall_message
from anomaly.ui.panels.share import link_to, page_for_others
from anomaly.ui.session.session import current_context
from anomaly.ui.web.classroom import FOLDER

CODE = "class"  # the query parameter by which a student comes in
HOME = "./"  # the page to draw on, seen from any other


def screen_message(shown: Class | None) -> ScreenMessage:
    """Return what the screen of a class is told.

    Parameters
    ----------
    shown : Class or None
        The class that a teacher sees; None for a student, who sees that of the seat.
    """
    context = current_context()
    link, problem = _way_in(shown) if shown is not None and shown.is_open else ("", "")
    return {
        "role": "student" if shown is None else "teacher",
        "class_id": "" if shown is None else shown.id,
        "address": FOLDER,
        "link": link,
        "code_image": (link and qr_code(link)) or "",
        "problem": problem,
        "normal": list(context.normal),
        "anomalous": list(context.anomalous),
        "words": screen_words(),
        "wall": wall_message(context),
    }


def _way_in(shown: Class) -> tuple[str, str]:
    """Return the address by which students come into a class, or why other devices reach none."""
    try:
        return link_to(urljoin(page_for_others(), HOME), {CODE: shown.code}), ""
    except UserError as problem:
        return "", str(problem)
