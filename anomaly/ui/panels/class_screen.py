"""The message to the screen of a class."""

from urllib.parse import urljoin

from anomaly.classroom.classes import Class
from anomaly.errors import UserError
from anomaly.ui.components.class_screen import ScreenMessage, screen_words
from anomaly.ui.components.share import qr_code
from anomaly.ui.panels.class_strip import CODE
from anomaly.ui.panels.class_wall import wall_message
from anomaly.ui.panels.share import link_to, page_for_others
from anomaly.ui.session.session import current_context
from anomaly.ui.web.classroom import FOLDER

HOME = "./"  # the page to draw on, seen from any other


def screen_message(shown: Class | None) -> ScreenMessage:
    """Return what the screen of a class is told.

    Parameters
    ----------
    shown : Class or None
        The class that a teacher sees; None for a student, who sees that of the seat.
    """
    context = current_context()
    is_of_digits = not context.trained.is_of_signs
    page, code_image, problem = _way_in(shown) if shown and shown.is_open else ("", "", "")
    return {
        "role": "student" if shown is None else "teacher",
        "class_id": "" if shown is None else shown.id,
        "address": FOLDER,
        "page": page,
        "code_image": code_image,
        "problem": problem,
        "normal": list(context.normal) if is_of_digits else [],
        "anomalous": list(context.anomalous) if is_of_digits else [],
        "words": screen_words(),
        "wall": wall_message(context),
    }


def _way_in(shown: Class) -> tuple[str, str, str]:
    """Return this page's address and a QR code that lets in, or else why other devices have none.

    The code leads to the page to draw on.
    """
    try:
        page = page_for_others()
    except UserError as problem:
        return "", "", str(problem)
    return page, qr_code(link_to(urljoin(page, HOME), {CODE: shown.code})) or "", ""
