"""Start with: streamlit run app.py"""

import streamlit as st

from anomaly.paths import ASSETS
from anomaly.text import say
from anomaly.ui import evaluate, frame, playground

st.set_page_config(page_title=say("app.title"), page_icon=str(ASSETS / "icon.svg"), layout="wide")
frame.run(
    {
        "playground": st.Page(
            playground.page,
            title=say("playground.title"),
            icon=":material/draw:",
            url_path="playground",
            default=True,
        ),
        "evaluate": st.Page(
            evaluate.page,
            title=say("evaluate.title"),
            icon=":material/query_stats:",
            url_path="evaluate",
        ),
    }
)
