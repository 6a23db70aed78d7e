"""Start with: streamlit run app.py"""

import streamlit as st

from anomaly.paths import ASSETS
from anomaly.text import say
from anomaly.ui import playground

ICON = str(ASSETS / "icon.svg")

st.set_page_config(page_title=say("app.title"), page_icon=ICON, layout="wide")
st.navigation([st.Page(playground.page, title=say("playground.title"), default=True)]).run()
