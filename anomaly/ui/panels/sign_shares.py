"""Shares of pictures of a person's own sign, and of others, that were judged rightly."""

from html import escape

import streamlit as st

from anomaly.caching import cached_per_instance
from anomaly.reports.sign_report import Share, SignReport, report_on_signs
from anomaly.text import format_percent, t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.terms import with_terms
from anomaly.ui.session.session import session

report_of = cached_per_instance(2)(report_on_signs)


def show_shares(trained: TrainedDetector) -> None:
    """Show what leaving each picture out has shown, as bars with intervals."""
    report = report_of(trained, with_limits=session().with_limits)
    st.html(f'<h2 class="section-title">{escape(t("own.how_well"))}</h2>')
    st.html(_bars(report))
    low = format_percent(report.normal.low)
    surety = t("own.surety", total=report.normal.total, low=low)
    st.caption(with_terms(surety, "interval"), unsafe_allow_html=True)


def _bars(report: SignReport) -> str:
    shares = [("own.right", report.normal)]
    if report.given is not None:
        shares.append(("own.right_given", report.given))
    shares.append(("own.right_others", report.others))
    rows = "".join(_bar(t(key), share) for key, share in shares)
    return f'<ul class="shares">{rows}</ul>'


def _bar(name: str, share: Share) -> str:
    told = t(
        "own.share",
        count=share.count,
        total=share.total,
        low=format_percent(share.low),
        high=format_percent(share.high),
    )
    style = (
        f"--low: {share.low:.4f}; --high: {share.high:.4f}; --at: {share.count / share.total:.4f}"
    )
    return (
        f"<li><span>{escape(name)}</span>"
        f'<i style="{style}" aria-hidden="true"></i><span>{escape(told)}</span></li>'
    )
