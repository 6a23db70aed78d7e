"""Start with: streamlit run app.py"""

from anomaly.threads import limit_spinning

limit_spinning()

import streamlit as st

from anomaly.paths import SCRIPT
from anomaly.ui.web.routes import routes

app = st.App(SCRIPT, routes=routes(st.get_option("server.baseUrlPath")))
