"""Start with: streamlit run app.py"""

from anomaly.descriptors import raise_limit
from anomaly.threads import limit_spinning, switch_often

limit_spinning()
switch_often()
raise_limit()

import streamlit as st
from starlette.middleware import Middleware

from anomaly.paths import SCRIPT
from anomaly.ui.web.boundary import say_error
from anomaly.ui.web.door import Door
from anomaly.ui.web.lifespan import lifespan
from anomaly.ui.web.routes import routes
from anomaly.ui.web.uploads import UploadLimits
from anomaly.ui.web.whole_requests import WholeRequests

base_path = st.get_option("server.baseUrlPath")
app = st.App(
    SCRIPT,
    routes=routes(base_path),
    middleware=[
        Middleware(WholeRequests),
        Middleware(Door, base_path=base_path),
        Middleware(UploadLimits, base_path=base_path),
    ],
    lifespan=lifespan,
    on_script_error=say_error,
)
