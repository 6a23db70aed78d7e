"""The classes that are kept: to open, to download and to delete."""

from datetime import datetime
from html import escape
from urllib.parse import urlencode

import streamlit as st

from anomaly.classroom import classes
from anomaly.classroom.classes import KEPT, Class
from anomaly.errors import UserError
from anomaly.text import as_markdown, t
from anomaly.ui.session.class_lessons import delete_class
from anomaly.ui.session.class_role import current_role
from anomaly.ui.session.classroom import classroom
from anomaly.ui.session.session import session
from anomaly.ui.web.classroom import FOLDER

Sizes = dict[str, tuple[int, int]]  # students and drawings, by class


def show_classes(kept: list[Class], shown: Class | None) -> None:
    """Draw a line for each class, and what begins another.

    Parameters
    ----------
    kept : list of Class
    shown : Class or None
        The one on the page.
    """
    with st.container(key="class_list"):
        st.button(
            t("class_desk.begin" if shown is None else "class_desk.begin_another"),
            type="primary" if shown is None else "secondary",
            icon=":material/add:",
            key="class_begin",
            on_click=_begin,
        )
        sizes = classes.sizes(classroom().database)
        for each in kept:
            _show_line(each, sizes, is_shown=shown is not None and shown.id == each.id)


def _show_line(each: Class, sizes: Sizes, *, is_shown: bool) -> None:
    """Draw a class with what can be done with it."""
    students, drawings = sizes.get(each.id, (0, 0))
    begun = _time(each.begun)
    described = t("class_desk.class_of", time=begun, students=students, count=drawings)
    if is_shown and each.ended is None:  # the page is not drawn again while it fills
        described = t("class_desk.class_begun", time=begun)
    ending = t("class_desk.still_open") if each.ended is None else _deletion(each.ended)
    with st.container(horizontal=True, vertical_alignment="center", key=f"class_{each.id}"):
        st.markdown(f"{as_markdown(described)}  \n{as_markdown(ending)}")
        st.button(
            t("class_desk.in_view" if is_shown else "class_desk.look"),
            disabled=is_shown,
            on_click=_look,
            args=(each.id,),
            key=f"class_look_{each.id}",
        )
        address = escape(f"{FOLDER}/archive?{urlencode({'class': each.id})}")
        st.html(f'<a class="download" href="{address}" download>{t("class_desk.download")}</a>')
        with st.popover(t("class_desk.delete"), key=f"class_sure_{each.id}"):
            st.write(t("class_desk.delete_sure"))
            st.button(
                t("class_desk.delete_yes"),
                on_click=_delete,
                args=(each.id,),
                key=f"class_delete_{each.id}",
            )


def _time(seconds: float) -> str:
    return f"{datetime.fromtimestamp(seconds):%Y-%m-%d %H:%M}"


def _deletion(ended: float) -> str:
    return t("class_desk.deleted_at", time=_time(ended + KEPT))


def _begin() -> None:
    _check_teacher()
    session().class_id = classes.begin(classroom().database).id


def _look(class_id: str) -> None:
    session().class_id = class_id


def _delete(class_id: str) -> None:
    _check_teacher()
    delete_class(classroom().database, class_id)


def _check_teacher() -> None:
    """Refuse a browser that is a teacher's no more, as after leaving in another tab.

    Raises
    ------
    UserError
    """
    if not current_role().is_teacher:
        raise UserError("class.teachers_only")
