"""What has been measured of all detectors, and why a simple digit can pass as normal."""

from functools import lru_cache
from html import escape

import streamlit as st

from anomaly import figures
from anomaly.benchmark import load_published
from anomaly.benchmark.complexity import load_matrices
from anomaly.data.digits import LABELS
from anomaly.detectors import DETECTORS
from anomaly.errors import Problem
from anomaly.text import name_part, say

_rows = lru_cache(maxsize=1)(load_published)
_matrices = lru_cache(maxsize=1)(load_matrices)


def show_benchmark() -> None:
    """Show how well each detector tells each digit from all others."""
    with st.expander(say("findings.benchmark"), icon=":material/leaderboard:"):
        try:
            rows = _rows()
        except Problem as problem:
            st.warning(str(problem), icon=":material/warning:")
            return
        names = {row.detector: _name(row.detector) for row in rows}
        areas = {names[row.detector]: row.by_digit for row in rows}
        st.markdown(say("findings.protocol"))
        heatmap = figures.auroc_heatmap(areas, LABELS)
        heatmap.update_traces(showscale=False)  # it takes half of a phone's width
        st.plotly_chart(
            heatmap,
            key="benchmark_heatmap",
            config={"displayModeBar": False},
        )
        number = st.column_config.NumberColumn
        st.dataframe(
            [
                {
                    "detector": names[row.detector],
                    "auroc": row.auroc,
                    "spread": row.spread,
                    "fit_s": row.fit_s,
                    "score_us": row.score_us,
                    "parameters": row.parameters,
                }
                for row in rows
            ],
            column_config={
                "detector": say("findings.detector"),
                "auroc": number(say("findings.auroc"), format="%.4f"),
                "spread": number(say("findings.spread"), format="%.4f"),
                "fit_s": number(say("findings.fit"), format="%.1f"),
                "score_us": number(say("findings.score"), format="%.0f"),
                "parameters": number(say("findings.parameters"), format="localized"),
            },
            hide_index=True,
        )
        for name, entry in DETECTORS.items():
            if entry.detector.most_scored is not None and name in names:
                sentence = say("findings.fewer", name=names[name], count=entry.detector.most_scored)
                st.caption(sentence)


def _name(contender: str) -> str:
    """Return a contender's name as a person would say it."""
    detector, _, recipe = contender.partition(":")
    name = name_part("detector", detector)
    if not recipe:
        return name
    return say("findings.recipe", name=name, recipe=name_part("recipe", recipe))


def explain_complexity() -> None:
    """Show how a simple digit passes as a complicated one, and what mends it."""
    with st.expander(say("complexity.title"), icon=":material/grid_on:"):
        try:
            matrices = _matrices()
        except Problem as problem:
            st.warning(str(problem), icon=":material/warning:")
            return
        st.markdown(say("complexity.why"))
        before, after = st.columns(2)
        for column, name in ((before, "absolute"), (after, "relative")):
            title = escape(say(f"complexity.{name}", area=matrices.mean(name)))
            with column:
                st.html(f'<p class="chart-title">{title}</p>')
                st.plotly_chart(
                    figures.complexity_matrix(matrices.areas[name], matrices.blank[name]),
                    key=f"complexity_{name}",
                    config={"displayModeBar": False},
                )
        st.caption(say("complexity.how", seeds=matrices.seeds))
