"""Start with: streamlit run app.py"""

from anomaly.threads import limit_spinning

limit_spinning()

import streamlit as st

from anomaly.paths import SCRIPT
from anomaly.ui.web.weights import weights_route

app = st.App(SCRIPT, routes=[weights_route(st.get_option("server.baseUrlPath"))])
