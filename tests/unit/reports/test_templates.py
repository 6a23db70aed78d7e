"""Pages from templates."""

import pytest
from jinja2 import UndefinedError

from anomaly import figures
from anomaly.reports.templates import render


def test_what_is_not_ours_is_escaped_and_a_figure_is_not() -> None:
    page = render(
        "benchmark",
        title="<Title>",
        about="a & b",
        lines=[["<td>", "1"]],
        heading="<h1>",
        heatmap=figures.auroc_heatmap({"pca": {1: 0.9}}, [1]),
        notes=["<script>alert(1)</script>"],
    )
    assert page.startswith("<!doctype html>")
    assert "<title>&lt;Title&gt;</title>" in page
    assert "a &amp; b" in page
    assert "<td>&lt;td&gt;</td>" in page
    assert "<h2>&lt;h1&gt;</h2>" in page
    assert "<script>alert(1)" not in page
    assert page.count('class="plotly-graph-div"') == 1


def test_a_value_that_is_missing_is_an_error() -> None:
    heatmap = figures.auroc_heatmap({}, [])
    with pytest.raises(UndefinedError, match="notes"):
        render("benchmark", title="", about="", lines=[], heading="", heatmap=heatmap)
