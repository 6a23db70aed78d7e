"""The app: its pages, and the shell around them."""

import streamlit as st

from anomaly.paths import ASSETS
from anomaly.text import t
from anomaly.ui import shell
from anomaly.ui.pages import compare, evaluate, playground, runs, train


def main() -> None:
    """Draw the page that is asked for; Streamlit runs it for each change."""
    st.set_page_config(page_title=t("app.title"), page_icon=str(ASSETS / "icon.svg"), layout="wide")
    shell.run(
        {
            "playground": st.Page(
                playground.page,
                title=t("playground.title"),
                icon=":material/draw:",
                url_path="playground",
                default=True,
            ),
            "train": st.Page(
                train.page,
                title=t("train.title"),
                icon=":material/model_training:",
                url_path="train",
            ),
            "runs": st.Page(
                runs.page,
                title=t("runs.title"),
                icon=":material/compare:",
                url_path="runs",
            ),
            "compare": st.Page(
                compare.page,
                title=t("compare.title"),
                icon=":material/balance:",
                url_path="compare",
            ),
            "evaluate": st.Page(
                evaluate.page,
                title=t("evaluate.title"),
                icon=":material/query_stats:",
                url_path="evaluate",
            ),
        }
    )
