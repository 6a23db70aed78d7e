"""The page of `failing_app`: buttons by what fails when they are pressed."""

import streamlit as st

from anomaly.errors import UserError
from anomaly.ui.session.said import repeat_said


def fail() -> None:
    raise ZeroDivisionError("a secret")


def refuse(label: str) -> None:
    raise UserError("data.unknown_label", label=label)


@st.fragment
def part() -> None:
    is_asked, is_dialog_asked = st.button("fragment"), st.button("dialog")
    if is_asked:
        fail()
    if is_dialog_asked:
        st.dialog("A dialog")(refuse)("a dialog")


repeat_said()
st.button("callback", on_click=fail)
st.button("refusal", on_click=refuse, args=("[x](http://example.org)",))
is_asked = st.button("page")
part()
st.button("end")
if is_asked:
    fail()
