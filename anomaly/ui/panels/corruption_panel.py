"""Verdicts on test digits that are damaged on purpose, measured when asked for."""

from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from anomaly.caching import cached_per_instance
from anomaly.errors import UserError
from anomaly.reports.corruption_report import (
    CorruptionResult,
    corruption_figure,
    count_to_damage,
    describe_worst,
    flagged_of,
    measure_corruptions,
    num_corruption_results,
)
from anomaly.text import as_markdown, format_digits, format_percent, format_score, t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.terms import with_terms
from anomaly.ui.panels.chart import show_chart
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.session import session


def show_corruptions(context: PageContext, threshold: float) -> None:
    """Draw a button to measure at a threshold, and what was measured at it.

    Parameters
    ----------
    context : PageContext
    threshold : float
    """
    st.html(f'<h2 class="section-title">{escape(t("evaluate.corruptions"))}</h2>')
    if context.trained.is_of_signs:
        st.caption(t("corruption.none_held_out"))
        return
    why = with_terms(t("evaluate.corruptions_why"), "false_alarm")
    st.caption(why, unsafe_allow_html=True)
    results = measured_corruptions(context.trained, threshold)
    place = st.empty()
    if not results:
        count = count_to_damage(context.trained, context.digits.test)
        if not place.button(
            t("evaluate.corruptions_measure", count=count),
            icon=":material/broken_image:",
            key="corruptions",
        ):
            return
        try:
            results[:] = _measure(context, threshold, place)
        except UserError as problem:
            st.warning(as_markdown(problem), icon=":material/warning:")
            return
    intact, by_both = results[0], counts_limits(context.trained)
    show_chart(
        corruption_figure(results, with_limits=by_both),
        "corruption_matrix",
        describe_worst(results, with_limits=by_both),
    )
    how = t(
        "evaluate.corruptions_how",
        count=intact.digits,
        normal=format_digits(context.normal),
        threshold=format_score(threshold),
        judged=t(f"corruption.judged_{'both' if by_both else 'score'}"),
        intact=format_percent(flagged_of(intact, by_both)),
    )
    explained = with_terms(how, "threshold", "difference", "region_overlap")
    st.caption(explained, unsafe_allow_html=True)


def counts_limits(trained: TrainedDetector) -> bool:
    """Return whether the second test counts: the detector has it, and it is switched on."""
    return trained.limits is not None and session().with_limits


@cached_per_instance(4)
def measured_corruptions(trained: TrainedDetector, threshold: float) -> list[CorruptionResult]:
    """Return what was measured at a threshold, for all sessions; empty until one asked for it."""
    return []


def _measure(
    context: PageContext, threshold: float, place: DeltaGenerator
) -> list[CorruptionResult]:
    results: list[CorruptionResult] = []
    total = num_corruption_results()
    bar = place.progress(0.0)
    for result in measure_corruptions(context.trained, context.digits.test, threshold):
        results.append(result)
        bar.progress(len(results) / total, t(f"corruption.{result.corruption}"))
    place.empty()
    return results
