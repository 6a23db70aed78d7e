"""The strip of a class on every page, for browsers that are in one or are about to be."""

import streamlit as st

from anomaly.errors import UserError
from anomaly.ui.components.class_strip import (
    OF_STUDENT,
    OF_TEACHER,
    OpenClass,
    StripMessage,
    show_strip,
    words_of,
)
from anomaly.ui.session._compat import StreamlitPage
from anomaly.ui.session.class_role import SEAT_COOKIE, TEACHER_COOKIE, current_role, has_cookie
from anomaly.ui.session.session import session
from anomaly.ui.web.classroom import FOLDER

CODE = "class"  # the query parameter with which a link lets a student in
MAX_CODE = 40  # characters
CANVAS, CLASSROOM = "playground", "classroom"


def class_strip(chosen: StreamlitPage) -> bool:
    """Draw the strip that a browser's cookies, or its link, ask for; most have none.

    Returns
    -------
    bool
        Whether the page is to be drawn: not while its browser is being let into a class, after
        which it is loaded again.
    """
    navigation = session().navigation
    has_seat = has_cookie(SEAT_COOKIE)
    classes = _open_classes() if has_cookie(TEACHER_COOKIE) else []
    code = st.query_params.get(CODE, "")[:MAX_CODE]
    if code and code != navigation.class_code:
        navigation.class_code = code
        navigation.waits_for_seat = not (classes or has_seat)
    if not (classes or has_seat or navigation.class_code):
        return True
    message: StripMessage = {
        "role": "teacher" if classes else "student",
        "address": FOLDER,
        "code": navigation.class_code,
        "has_seat": has_seat,
        "classes": classes,
        "page": next(name for name, page in navigation.pages.items() if page is chosen),
        "pages": [page.url_path for page in navigation.pages.values()],
        "canvas": CANVAS if CANVAS in navigation.pages else "",
        "classroom": CLASSROOM if CLASSROOM in navigation.pages else "",
        "words": words_of(OF_TEACHER if classes else OF_STUDENT),
    }
    show_strip(message, _ask_for_page)
    return not navigation.waits_for_seat


def _ask_for_page(told: object) -> None:
    """Request the page that the strip names, for the next run; "" for the one that is open."""
    navigation = session().navigation
    if told == "":
        navigation.waits_for_seat = False
    elif isinstance(told, str) and told in navigation.pages:
        navigation.wanted, navigation.waits_for_seat = told, False


def _open_classes() -> list[OpenClass]:
    """Return the open classes to a teacher's browser; none where they cannot be read."""
    from anomaly.classroom.classes import all_classes
    from anomaly.ui.session.classroom import classroom

    try:
        if not current_role().is_teacher:
            return []
        found = all_classes(classroom().database)
    except UserError:  # the page Class says why
        return []
    found.sort(key=lambda one: one.id != session().class_id)  # the one in view first
    return [{"id": one.id, "code": one.code} for one in found if one.is_open]
