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

base_path = st.get_option("server.baseUrlPath").strip("/")
prefix = f"/{base_path}" if base_path else ""
app = st.App(
    SCRIPT,
    routes=routes(prefix),
    middleware=[
        Middleware(WholeRequests),
        Middleware(Door, prefix=prefix),
        Middleware(UploadLimits, prefix=prefix),
    ],
    lifespan=lifespan,
    on_script_error=say_error,
)
