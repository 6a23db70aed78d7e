"""An app of which each part fails when it is asked to, within the boundary of ours."""

from pathlib import Path

import streamlit as st

from anomaly.ui.web.boundary import log_only_mistakes, say_error

log_only_mistakes()
app = st.App(Path(__file__).with_name("failing_page.py"), on_script_error=say_error)
