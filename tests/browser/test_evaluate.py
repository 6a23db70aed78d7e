"""The Evaluate screen in a real browser."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from anomaly import figures
from anomaly.evaluation import auroc, average_precision, confusion
from anomaly.training.trained import TrainedDetector
from tests.support.app import (
    TIMEOUT,
    Playground,
    as_on_page,
    settle,
    wait_for_fetching,
    wait_for_query,
)
from tests.support.server import running_app


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


def test_the_gallery_follows_the_line_and_shows_as_many_as_are_counted(
    evaluation: Playground, trained: TrainedDetector
) -> None:
    page = evaluation.page
    for threshold in (2.0, 20.0, 60.0, 240.0):
        evaluation.type_threshold(str(threshold))
        counts = confusion(*trained.against((9,)), threshold)
        for kind, name, count in (
            ("false_alarms", "False alarms", counts.fp),
            ("misses", "Misses", counts.fn),
        ):
            heading = page.get_by_role("heading", name=re.compile(f"^{name}: {count:,} "))
            expect(heading).to_be_visible(timeout=TIMEOUT)
            tiles = page.locator(f"[class*=st-key-{kind}] .grid button")
            expect(tiles).to_have_count(min(count, 12) or 6, timeout=TIMEOUT)
        assert evaluation.counts() == as_on_page(counts)


def test_a_mistake_opens_in_the_playground(
    evaluation: Playground, trained: TrainedDetector
) -> None:
    page = evaluation.page
    page.goto(f"{page.url}&limits=0")
    evaluation.type_threshold("90")
    scores, is_anomaly = trained.against((9,))
    score = scores[is_anomaly & (scores < 90)].max().item()
    tile = page.locator("[class*=st-key-misses] .grid button").first
    expect(tile).to_contain_text(f"9 · {score:.1f}", timeout=TIMEOUT)
    tile.click()
    expect(evaluation.verdict).to_contain_text("score", timeout=TIMEOUT)
    # The verdict has more decimals where a score would look as high as the line.
    (found,) = re.findall(r"score ([\d.]+)", evaluation.verdict.inner_text())
    assert float(found) == pytest.approx(score, abs=0.051)
    evaluation.verdict_starts("Normal")
    expect(page).to_have_url(re.compile(r"/\?.*sample="), timeout=TIMEOUT)
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
    assert metrics["tested_on"]["digits"] == len(rows)
    assert metrics["auroc"] == auroc(scores, is_anomaly)
    assert texts["report"].count('class="plotly-graph-div"') == 5


def test_a_drawing_and_a_threshold_outlive_a_visit_to_the_other_page(
    playground: Playground,
) -> None:
    page = playground.page
    playground.draw([(0.5, 0.2), (0.5, 0.8)])
    playground.verdict_starts("Normal")
    playground.type_threshold("3")
    expect(playground.verdict).to_contain_text("the line at 3.0")
    wait_for_query(page, "threshold=3")
    verdict = playground.verdict.inner_text()
    page.get_by_role("link", name="Evaluate").click()
    expect(page.locator(".scores.wide .scores-plot .line")).to_be_visible(timeout=TIMEOUT)
    assert playground.line_at() == 3
    page.get_by_role("link", name="Playground").click()
    expect(playground.verdict).to_have_text(verdict, use_inner_text=True, timeout=TIMEOUT)
    playground.draw([(0.15, 0.3), (0.85, 0.3)], [(0.15, 0.6), (0.85, 0.6)])
    playground.verdict_starts("Anomaly")


def test_where_nothing_is_wrong_the_nearest_to_the_line_are_shown(
    evaluation: Playground, trained: TrainedDetector
) -> None:
    page = evaluation.page
    evaluation.type_threshold(f"{figures.axis_of(trained.test_scores).top:g}")
    heading = page.get_by_role("heading", name="False alarms: 0 ")
    expect(heading).to_be_visible(timeout=TIMEOUT)
    tiles = page.locator("[class*=st-key-false_alarms_none] .grid button")
    expect(tiles).to_have_count(6, timeout=TIMEOUT)
    scores, is_anomaly = trained.against((9,))
    nearest = scores[~is_anomaly].sort(descending=True).values[:6]
    shown = [float(text.split("·")[1]) for text in tiles.all_inner_texts()]
    assert shown == pytest.approx(nearest.tolist(), abs=0.06)


def test_one_anomalous_digit_is_marked_among_all_others(evaluation: Playground) -> None:
    bars = evaluation.page.locator(".st-key-auroc_bars .js-plotly-plot")
    expect(bars.locator(".bars .point")).to_have_count(9, timeout=TIMEOUT)
    expect(bars.locator(".legendtext")).to_have_text(["an anomaly here", "not looked at here"])


@pytest.fixture(scope="module")
def without_mnist(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an app that finds no MNIST."""
    folder = tmp_path_factory.mktemp("without")
    nowhere = {"MNIST_ROOT": str(folder), "ANOMALY_DATA": str(folder)}
    with running_app(folder, **nowhere) as address:
        yield address


def test_without_mnist_one_set_of_digits_is_counted_shown_and_downloaded(
    page: Page, without_mnist: str, tmp_path: Path
) -> None:
    page.goto(f"{without_mnist}/evaluate?normal=1&anomalous=9&threshold=25")
    page.locator(".scores-plot .line").wait_for(timeout=TIMEOUT)
    wait_for_fetching(page)
    expect(page.locator(".lead")).to_contain_text("200 generated test digits")
    counts = Playground(page).counts()
    assert sum(counts.values()) == 200
    for kind, name in (("false_alarms", "False alarms"), ("missed", "Misses")):
        heading = page.get_by_role("heading", name=re.compile(f"^{name}: {counts[kind]} "))
        expect(heading).to_be_visible(timeout=TIMEOUT)
    with page.expect_download() as download:
        page.locator(".st-key-download_scores button").click()
    download.value.save_as(tmp_path / "scores")
    rows = list(csv.DictReader((tmp_path / "scores").read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 200
    flagged = [row["is_anomaly"] for row in rows if float(row["score"]) >= 25]
    assert (flagged.count("0"), flagged.count("1")) == (counts["false_alarms"], counts["caught"])
    on_mnist = page.get_by_text("on 2,144 of MNIST's test digits")
    expect(on_mnist).to_contain_text("at the default threshold")


def test_it_fits_a_phone(phone: Page, address: str) -> None:
    phone.goto(f"{address}/evaluate")
    phone.locator(".scores-plot .line").wait_for(timeout=TIMEOUT)
    settle(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    assert phone.evaluate("document.querySelector('.scores').scrollWidth") <= 390
