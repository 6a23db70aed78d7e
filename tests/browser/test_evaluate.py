"""The Evaluate screen in a real browser."""

import csv
import io
import json
import re
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from anomaly.data.digits import load_digits
from anomaly.evaluation import Confusion, auroc, average_precision, confusion
from anomaly.training.trained import TrainedDetector
from anomaly.ui.panels.gallery import scores_in_use
from tests.support.app import TIMEOUT, Playground, as_on_page, settle


def mistakes(trained: TrainedDetector, threshold: float) -> Confusion:
    """Decide the digits that this machine can show, which need not be MNIST's."""
    digits = load_digits()
    rows, scores = scores_in_use(trained, digits)
    labels = digits.test.labels.numpy()[rows]
    chosen = np.isin(labels, (1, 9))
    return confusion(scores[chosen], labels[chosen] == 9, threshold)


@pytest.fixture
def evaluation(page: Page, address: str) -> Playground:
    """The screen, opened by its own address."""
    page.goto(f"{address}/evaluate?normal=1&anomalous=9")
    page.locator(".scores-plot .line").wait_for(timeout=TIMEOUT)
    expect(page.locator(".st-key-auroc_bars .js-plotly-plot")).to_be_visible(timeout=TIMEOUT)
    return Playground(page)


def test_its_figures_are_those_of_the_package(
    evaluation: Playground, trained: TrainedDetector
) -> None:
    labelled = trained.against((9,))
    for figure in (auroc(*labelled), average_precision(*labelled)):
        expect(evaluation.page.get_by_text(f"{figure:.4f}", exact=True).first).to_be_visible()
    assert evaluation.counts() == as_on_page(confusion(*labelled, evaluation.line_at()))
    expect(evaluation.page.locator(".scores-curves figure")).to_have_count(2)


def test_both_dots_follow_the_line(evaluation: Playground, trained: TrainedDetector) -> None:
    left, width, height = evaluation.grasp_line()
    dots = evaluation.page.locator(".scores-curves .dot")
    for share in (0.1, 0.2, 0.3, 0.4):
        evaluation.page.mouse.move(left + width * share, height)
        counts = confusion(*trained.against((9,)), evaluation.line_at())
        caught, false = counts.recall, counts.fpr
        for dot, x, y in ((0, false, caught), (1, caught, counts.precision)):
            place = [float(dots.nth(dot).get_attribute(name) or "nan") for name in ("cx", "cy")]
            assert place == pytest.approx([22 + 100 * x, 100 - 100 * y])
    evaluation.page.mouse.up()


@pytest.mark.parametrize("threshold", [2.0, 20.0, 60.0, 240.0])
def test_the_gallery_follows_the_line_and_says_how_many_there_are(
    evaluation: Playground, trained: TrainedDetector, threshold: float
) -> None:
    page = evaluation.page
    evaluation.type_threshold(str(threshold))
    counts = mistakes(trained, threshold)
    for kind, name, count in (
        ("false_alarms", "False alarms", counts.fp),
        ("misses", "Misses", counts.fn),
    ):
        heading = page.get_by_role("heading", name=re.compile(f"^{name}.*: {count:,}( |$)"))
        expect(heading).to_be_visible(timeout=TIMEOUT)
        tiles = page.locator(f"[class*=st-key-{kind}] .grid button")
        expect(tiles).to_have_count(min(count, 12), timeout=TIMEOUT)


def test_a_mistake_opens_in_the_playground(evaluation: Playground) -> None:
    page = evaluation.page
    evaluation.type_threshold("90")
    page.wait_for_function("() => location.search.includes('threshold=90')", timeout=TIMEOUT)
    tile = page.locator("[class*=st-key-misses] .grid button").first
    expect(tile).to_be_visible(timeout=TIMEOUT)
    score = tile.inner_text().split("·")[1].strip()
    tile.click()
    expect(evaluation.verdict).to_contain_text(f"score {score}", timeout=TIMEOUT)
    evaluation.verdict_starts("Normal")
    assert "/evaluate" not in page.url
    assert "sample=" in page.url
    page.go_back()
    expect(page.locator(".scores.wide")).to_be_visible(timeout=TIMEOUT)


def test_the_downloads_hold_what_the_screen_shows(
    evaluation: Playground, trained: TrainedDetector, tmp_path: Path
) -> None:
    page = evaluation.page
    texts = {}
    for kind in ("scores", "metrics", "report"):
        with page.expect_download() as download:
            page.locator(f".st-key-download_{kind} button").click()
        download.value.save_as(tmp_path / kind)
        texts[kind] = (tmp_path / kind).read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(texts["scores"])))
    scores, is_anomaly = trained.against((9,))
    assert [float(row["score"]) for row in rows] == scores.tolist()
    assert [row["is_anomaly"] == "1" for row in rows] == is_anomaly.tolist()
    metrics = json.loads(texts["metrics"])
    assert metrics["threshold"] == evaluation.line_at()
    assert metrics["rule"] == "quantile=0.99"
    assert metrics["confusion"] == evaluation.counts()
    assert metrics["auroc"] == auroc(scores, is_anomaly)
    assert texts["report"].count('class="plotly-graph-div"') == 5


def test_a_drawing_and_a_threshold_outlive_a_visit_to_the_other_page(
    playground: Playground,
) -> None:
    page = playground.page
    playground.draw([(0.5, 0.2), (0.5, 0.8)])
    playground.verdict_starts("Normal")
    playground.type_threshold("3")
    page.wait_for_function("() => location.search.includes('threshold=3')", timeout=TIMEOUT)
    verdict = playground.verdict.inner_text()
    page.get_by_role("link", name="Evaluate").click()
    expect(page.locator(".scores.wide .scores-plot .line")).to_be_visible(timeout=TIMEOUT)
    assert playground.line_at() == 3
    page.get_by_role("link", name="Playground").click()
    expect(playground.verdict).to_contain_text("score", timeout=TIMEOUT)
    assert playground.verdict.inner_text() == verdict
    playground.draw([(0.15, 0.3), (0.85, 0.3)], [(0.15, 0.6), (0.85, 0.6)])
    playground.verdict_starts("Anomaly")


def test_it_fits_a_phone(phone: Page, address: str) -> None:
    phone.goto(f"{address}/evaluate")
    phone.locator(".scores-plot .line").wait_for(timeout=TIMEOUT)
    settle(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    assert phone.evaluate("document.querySelector('.scores').scrollWidth") <= 390
