"""Charts on the pages, each with a description for those who do not see it."""

import plotly.graph_objects as go
import streamlit as st

from anomaly.ui.session.session import current_presentation

LARGE_TYPE = 16  # pixels, on a projector; where it is not told, Streamlit takes 12


def show_chart(figure: go.Figure, key: str, description: str) -> None:
    """Show a chart without tools, in large type where the page is for a projector.

    Parameters
    ----------
    figure : Figure
    key : str
    description : str
        Of what is to be seen; a screen reader says it instead of the numbers along the axes.
    """
    place_chart(fit_chart(figure), key, description)


def fit_chart(figure: go.Figure) -> go.Figure:
    """Give a chart large type where the page is for a projector, and return it."""
    if current_presentation().is_large:
        font = {"size": LARGE_TYPE}
        figure.update_xaxes(tickfont=font, title_font=font)
        figure.update_yaxes(tickfont=font, title_font=font)
        figure.update_layout(legend_font=font)
    return figure


def place_chart(figure: go.Figure, key: str, description: str) -> None:
    """Show a chart that `fit_chart` returned, which other pages may show as well."""
    st.plotly_chart(figure, key=key, alt=description, config={"displayModeBar": False})
