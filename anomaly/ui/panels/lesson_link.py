"""The dialog that makes a link for a class: what it opens, and what it hides there."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from anomaly.errors import UserError
from anomaly.evaluation import RULES
from anomaly.text import as_markdown, display_name, t
from anomaly.text.language import LANGUAGES, language
from anomaly.ui.lesson.steps import STEPS, shown_numbers
from anomaly.ui.page_list import PAGES
from anomaly.ui.panels.share import ask_about_drawing, close_dialog, page_for_others, show_link
from anomaly.ui.session import presentation
from anomaly.ui.session.language import PARAMETER as LANGUAGE
from anomaly.ui.session.presentation import CONTROLS, HIDE, NOTES, PRESENT, Presentation, shown_of
from anomaly.ui.session.session import current_presentation, session
from anomaly.ui.session.visitor import page_address
from anomaly.ui.web.handouts import HANDOUTS, handout_address

KEY = "lesson_link"
FIRST = "playground"  # the page at the address without a path
EMBED = "embed"  # Streamlit's own query parameter
# Query parameters that are the dialog's to set.
ASKED = (HIDE, PRESENT, NOTES, EMBED, LANGUAGE, "step", "done")


def _name_rule(name: str) -> str:
    defaults = {setting.name: setting.default for setting in RULES[name].settings}
    return t(f"chip.{name}", **defaults)


TAB_TITLES = {"damage": "damage.title", "map": "latent.title"}
NAMES: dict[str, Callable[[str], str]] = {  # of what can be hidden, by field of `Presentation`
    "pages": lambda name: t(PAGES[name][0]),
    "parts": lambda name: t(f"classroom.part_{name}"),
    "tabs": lambda name: t(TAB_TITLES.get(name, f"tab.{name}")),
    "detectors": lambda name: display_name("detector", name),
    "rules": _name_rule,
    "steps": lambda name: name,
}


@st.fragment
def lesson_link_button() -> None:
    """Draw the button that opens the dialog, without running the page again."""
    if st.button(t("classroom.open"), icon=":material/school:", key=KEY, type="tertiary"):
        session().dialog = "lesson_link"
    if session().dialog == "lesson_link":
        st.dialog(t("classroom.title"), width="large", on_dismiss=close_dialog)(_show)()


def _show() -> None:
    choices, result = st.columns([0.6, 0.4], gap="medium")
    with choices, st.container(key="lesson_link_choices", gap="small"):
        st.caption(t("classroom.lead"))
        first, switches = st.container(), st.container(horizontal=True)
        hidden = _ask_what_is_shown()
        with switches:
            is_large, with_notes = (_ask_switch(name) for name in (PRESENT, NOTES))
            embedding = {EMBED: "true"} if _ask_switch(EMBED) else {}
        asked = Presentation(**hidden, is_large=is_large, with_notes=with_notes)
        asked = presentation.read(presentation.write(asked))[0]  # with at least one page left
        with first:
            page, parameters = _ask_what_opens(asked)
    with result:
        view = session().navigation.view or {}
        kept = {name: value for name, value in view.items() if name not in ASKED}
        kept = dict(ask_about_drawing(kept))
        _show_result(page, kept | presentation.write(asked) | parameters | embedding)


def _ask_what_is_shown() -> dict[str, frozenset[str]]:
    """Ask what is shown, by group; return what is not, by field of `Presentation`."""
    now, hidden = current_presentation(), {}
    for field, controls in CONTROLS.items():
        options = controls[: len(STEPS)] if field == "steps" else controls
        chosen = st.pills(
            t(f"classroom.{field}"),
            options,
            selection_mode="multi",
            format_func=NAMES[field],
            key=_preset(field, shown_of(options, getattr(now, field))),
            persist_state="session",
        )
        hidden[field] = frozenset(options) - frozenset(chosen or ())
    return hidden


def _ask_what_opens(asked: Presentation) -> tuple[str, dict[str, str]]:
    """Ask for page, step and language; return the page's name and the query parameters."""
    pages, parameters = shown_of(PAGES, asked.pages), dict[str, str]()
    here = session().navigation.page or FIRST
    with st.container(horizontal=True, vertical_alignment="bottom"):
        page = st.selectbox(
            t("classroom.page"),
            pages,
            index=pages.index(here) if here in pages else 0,
            format_func=NAMES["pages"],
            width=210,
        )
        if page == "learn":
            numbers, at = shown_numbers(asked.steps), session().learn.step
            step = st.selectbox(
                t("classroom.step"),
                numbers,
                index=numbers.index(at) if at in numbers else 0,
                width=90,
            )
            parameters["step"] = str(step)
        chosen = st.selectbox(
            t("classroom.language"),
            ["", *LANGUAGES],
            format_func=lambda name: LANGUAGES.get(name) or t("classroom.language_browser"),
            key=_preset("language", (session().navigation.view or {}).get(LANGUAGE, "")),
            persist_state="session",
            width=190,
        )
    return page, parameters | ({LANGUAGE: chosen} if chosen else {})


def _show_result(page: str, view: dict[str, str]) -> None:
    """Show the link and its code, and the pages to print."""
    try:
        address, is_for_others = page_for_others(), True
    except UserError as problem:
        st.caption(as_markdown(problem))
        address, is_for_others = page_address(), False
    here = session().navigation.page or ""
    address = address.removesuffix(here) + ("" if page == FIRST else page)
    show_link(address, view, with_code=is_for_others, is_compact=True)
    spoken = view.get(LANGUAGE, language())
    with st.container(horizontal=True):
        for name in HANDOUTS:
            st.link_button(
                t(f"handout.{name}_title"),
                handout_address(name, spoken),
                icon=":material/print:",
                type="tertiary",
            )


def _ask_switch(name: str) -> bool:
    values = presentation.write(current_presentation())
    key = _preset(name, name in values)
    return st.toggle(t(f"classroom.{name}"), key=key, persist_state="session")


def _preset(name: str, value: Any) -> str:
    """Return the key of one of the dialog's widgets, which begins with this value."""
    key = f"{KEY}_{name}"
    st.session_state.setdefault(key, value)
    return key
