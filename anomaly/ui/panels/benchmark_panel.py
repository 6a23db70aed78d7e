"""Published benchmark of all detectors, and why a simple digit can pass as normal."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape

import numpy as np
import streamlit as st

from anomaly import figures
from anomaly.benchmark.complexity import load_matrices
from anomaly.benchmark.published import load_published
from anomaly.benchmark.summary import Row
from anomaly.benchmark.tables import describe_row
from anomaly.data.digits import LABELS
from anomaly.detectors import DETECTORS
from anomaly.errors import UserError
from anomaly.text import as_markdown, display_name, explain_term, format_label, t
from anomaly.ui.panels.chart import show_chart

_rows = lru_cache(maxsize=1)(load_published)
_matrices = lru_cache(maxsize=1)(load_matrices)


def show_benchmark() -> None:
    """Show how well each detector tells each digit from all others."""
    with st.expander(t("benchmark_panel.benchmark"), icon=":material/leaderboard:"):
        try:
            rows = _rows()
        except UserError as problem:
            st.warning(as_markdown(problem), icon=":material/warning:")
            return
        names = {row.detector: _name(row.detector) for row in rows}
        areas = {names[row.detector]: row.by_digit for row in rows}
        st.markdown(t("benchmark_panel.protocol"))
        heatmap = figures.auroc_heatmap(areas, LABELS)
        heatmap.update_traces(showscale=False)  # it takes half of a phone's width
        show_chart(heatmap, "benchmark_heatmap", t("described.benchmark", count=len(rows)))
        _show_table(rows, names)
        for row in rows:
            if warning := describe_row(row):
                st.caption(f"{names[row.detector]}: {warning}")
        for name, entry in DETECTORS.items():
            if entry.detector.max_scored is not None and name in names:
                sentence = t(
                    "benchmark_panel.fewer", name=names[name], count=entry.detector.max_scored
                )
                st.caption(sentence)


def _show_table(rows: Sequence[Row], names: Mapping[str, str]) -> None:
    """Show a row for each benchmark entry, with the names of the entries."""
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
            "detector": t("benchmark_panel.detector"),
            "auroc": number(t("benchmark_panel.auroc"), format="%.4f", help=explain_term("auroc")),
            "spread": number(t("benchmark_panel.spread"), format="%.4f"),
            "fit_s": number(t("benchmark_panel.fit"), format="%.1f"),
            "score_us": number(t("benchmark_panel.score"), format="%.0f"),
            "parameters": number(
                t("benchmark_panel.parameters"), format="localized", help=explain_term("weights")
            ),
        },
        hide_index=True,
    )


def _name(entry: str) -> str:
    """Return the display name of a benchmark entry, as ``detector`` or ``detector:recipe``."""
    detector, _, recipe = entry.partition(":")
    name = display_name("detector", detector)
    if not recipe:
        return name
    return t("benchmark_panel.recipe", name=name, recipe=display_name("recipe", recipe))


def show_complexity() -> None:
    """Show how a simple digit passes as a complicated one, and the score that mends it."""
    with st.expander(t("complexity.title"), icon=":material/grid_on:"):
        try:
            matrices = _matrices()
        except UserError as problem:
            st.warning(as_markdown(problem), icon=":material/warning:")
            return
        st.markdown(t("complexity.why"))
        before, after = st.columns(2)
        for column, name in ((before, "absolute"), (after, "relative")):
            title = escape(t(f"complexity.{name}", area=matrices.mean(name)))
            with column:
                st.html(f'<p class="chart-title">{title}</p>')
                areas = matrices.areas[name]
                trained, tested = divmod(int(np.nanargmin(areas)), areas.shape[1])
                show_chart(
                    figures.complexity_matrix(areas, matrices.blank[name]),
                    f"complexity_{name}",
                    t(
                        "described.complexity",
                        trained=format_label(trained),
                        tested=format_label(tested),
                        area=areas[trained, tested],
                    ),
                )
        st.caption(t("complexity.how", seeds=matrices.seeds))
