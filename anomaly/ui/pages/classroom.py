"""The Class screen: the way into a class, the teacher's desk, and the wall."""

import streamlit as st

from anomaly.classroom import classes
from anomaly.classroom.classes import Class
from anomaly.errors import UserError
from anomaly.text import as_markdown, t
from anomaly.ui.components.class_door import show_door, show_way_out
from anomaly.ui.components.class_screen import show_class
from anomaly.ui.panels.class_list import show_classes
from anomaly.ui.panels.class_screen import HOME, screen_message
from anomaly.ui.session.class_role import current_role
from anomaly.ui.session.classroom import classroom
from anomaly.ui.session.links import view_of, write_address
from anomaly.ui.session.session import current_context, session
from anomaly.ui.session.threshold import current_threshold
from anomaly.ui.web.classroom import FOLDER


def page() -> None:
    """Draw the whole screen."""
    context = current_context()
    try:
        _draw()
    except UserError as problem:
        st.error(as_markdown(problem), icon=":material/error:")
    write_address(view_of(context, current_threshold(context.trained, context.anomalous)))


def _draw() -> None:
    role = current_role()
    if role.is_teacher:
        _draw_for_teacher()
    elif role.seat is not None:
        show_class(screen_message(None))
    else:
        st.html(f'<p class="lead">{t("class_desk.lead")}</p>')
        show_door(FOLDER, HOME)


def _draw_for_teacher() -> None:
    kept = classes.all_classes(classroom().database)
    shown = _shown_of(kept)
    if shown is None:
        st.html(f'<p class="lead">{t("class_desk.lead_teacher")}</p>')
        show_classes(kept, None)
    else:
        show_class(screen_message(shown))
        with st.expander(t("class_desk.all")):
            show_classes(kept, shown)
    show_way_out(FOLDER)


def _shown_of(kept: list[Class]) -> Class | None:
    """Return the class that a teacher sees: the one chosen, else the latest that is open."""
    chosen = [each for each in kept if each.id == session().class_id]
    return next(iter(chosen + [each for each in kept if each.is_open]), None)
