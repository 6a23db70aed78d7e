"""The script that Streamlit runs for each session; app.py names it."""

import sys

import streamlit as st

from anomaly.paths import ASSETS
from anomaly.text import t
from anomaly.ui.session.language import speak_language_of_sessions

speak_language_of_sessions()
st.set_page_config(page_title=t("app.title"), page_icon=str(ASSETS / "icon.svg"), layout="wide")
# The first visitor after a start waits for the imports, PyTorch's above all, and for the digits;
# other visitors wait with them.
place = st.empty()
is_starting = not hasattr(sys.modules.get("anomaly.ui.app"), "main")
if is_starting:
    place.progress(0.1, t("app.starting"))
from anomaly.ui.app import main
from anomaly.ui.session.server import settle

if is_starting:
    place.progress(0.6, t("app.reading"))
main(before_page=place.empty if is_starting else None)
if is_starting:  # a page that could not be drawn
    place.empty()
settle()
