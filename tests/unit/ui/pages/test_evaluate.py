"""The Evaluate page: its figures are of the digits that it shows."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
import torch
from streamlit.testing.v1 import AppTest

from anomaly.data.digits import MNIST_FINGERPRINT, Digits
from anomaly.evaluation import auroc, confusion, default_threshold
from anomaly.reports.describe import describe_stored
from anomaly.reports.evaluation_report import evaluate
from anomaly.reports.html_page import report_page
from anomaly.reports.weakness import describe_weakness
from anomaly.storage import store
from anomaly.text import t
from anomaly.training.plan import TrainingPlan
from anomaly.training.retest import retest
from anomaly.training.trained import TrainedDetector
from anomaly.ui.pages.evaluate import _by_second_test
from anomaly.ui.panels.downloads import metrics_json, scores_csv
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.session import session
from tests.support.app_test import app_without_mnist, session_of
from tests.unit.ui.pages.test_playground import sent


def screen() -> None:
    import streamlit as st

    from anomaly.ui import shell
    from anomaly.ui.pages import evaluate, runs, train

    shell.run(
        {
            "evaluate": st.Page(evaluate.page, title="E", url_path="evaluate", default=True),
            "train": st.Page(train.page, title="Train", url_path="train"),
            "runs": st.Page(runs.page, title="Runs", url_path="runs"),
        }
    )


@pytest.fixture
def app() -> Iterator[AppTest]:
    """The page, where MNIST is not on disk."""
    with app_without_mnist(screen) as app:
        yield app


@pytest.fixture(scope="module")
def bundled() -> TrainedDetector:
    """The default detector, with MNIST's test scores."""
    found, _ = store.find(TrainingPlan(), [MNIST_FINGERPRINT])
    assert found is not None
    return found


def texts(app: AppTest) -> str:
    """Return all sentences in HTML of ours and in captions."""
    html = [element.proto.body for element in app.get("html")]
    return "\n".join([*html, *(caption.value for caption in app.caption)])


@pytest.mark.parametrize(("sign", "is_worse"), [(-1, True), (1, False)])
def test_a_detector_that_is_worse_than_guessing_is_said_to_be(
    app: AppTest, small: TrainedDetector, sign: int, is_worse: bool
) -> None:
    run = replace(small, test_scores=sign * small.test_scores)
    store.save(run)
    app.query_params["model"] = run.key
    app.query_params["anomalous"] = "rest"
    app.run()
    assert not app.exception
    assert (t("auroc.worse") in [warning.value for warning in app.warning]) == is_worse
    in_bars = [caption for caption in app.caption if t("auroc.worse") in caption.value]
    assert bool(in_bars) == is_worse


@pytest.mark.parametrize("threshold", ["20", "default", "90"])
def test_all_it_counts_is_of_the_digits_in_use(
    app: AppTest, bundled: TrainedDetector, digits: Digits, threshold: str
) -> None:
    tested = retest(bundled, digits)
    line = default_threshold(bundled.calibration_scores)[0]
    if threshold != "default":
        app.query_params["threshold"], line = threshold, float(threshold)
    app.run()
    assert not app.exception
    counts = confusion(*tested.against((9,)), line)
    said = texts(app)
    assert f"{counts.fp:,} flagged though normal" in said
    assert f"{counts.fn:,} passed though anomalous" in said
    assert f"200 {t('data.short_generated')}" in said
    assert f"{auroc(*tested.against((9,))):.4f}" in [metric.value for metric in app.metric]
    assert sum(group["count"] for group in sent(app, "anomaly_histogram")["labels"]) == 200


def test_its_figures_on_mnist_are_one_sentence(app: AppTest, bundled: TrainedDetector) -> None:
    app.run()
    labelled = bundled.against((9,))
    counts = confusion(*labelled, default_threshold(bundled.calibration_scores)[0])
    sentence = t(
        "evaluate.on_mnist",
        count=len(labelled[0]),
        area=auroc(*labelled),
        false_alarms=counts.fp,
        misses=counts.fn,
    )
    assert describe_stored(bundled, (9,)) == sentence
    assert f"AUROC</button> {auroc(*labelled):.4f}" in texts(app)


def test_a_detector_of_the_digits_in_use_has_none_on_mnist(
    app: AppTest, small: TrainedDetector
) -> None:
    store.save(small)
    app.query_params["model"] = small.key
    app.run()
    assert not app.exception
    context = session_of(app).context
    assert context is not None
    assert context.stored is None
    assert "On <button" not in texts(app)


def test_where_nothing_is_wrong_the_nearest_to_the_line_are_shown(
    app: AppTest, bundled: TrainedDetector, digits: Digits
) -> None:
    app.run()
    assert not app.exception
    scores, is_anomaly = retest(bundled, digits).against((9,))
    counts = confusion(scores, is_anomaly, default_threshold(bundled.calibration_scores)[0])
    assert (counts.fp, counts.fn) == (0, 0)  # without failures, too, there is something to look at
    assert [caption.value for caption in app.caption].count(t("evaluate.none_wrong")) == 2
    highest = scores[~is_anomaly].sort(descending=True).values[:6]
    lowest = scores[is_anomaly].sort().values[:6]
    expected = [f"1 · {score:.1f}" for score in highest] + [f"9 · {score:.1f}" for score in lowest]
    grids = [
        json.loads(element.proto.json)["captions"]
        for element in app.get("bidi_component")
        if element.proto.component_name == "anomaly_samples"
    ]
    assert [caption for captions in grids for caption in captions] == expected


def test_mistakes_of_the_score_come_with_what_the_second_test_makes_of_them(
    small: TrainedDetector,
) -> None:
    passed = small.test_labels != 1
    judged = replace(small, test_outside=passed)
    count = int(passed.sum())
    assert count > 0
    session().with_limits = True
    told = _by_second_test(judged, passed.numpy(), "misses")
    assert told == t("evaluate.misses_limits", count=count)
    session().with_limits = False
    assert _by_second_test(judged, passed.numpy(), "misses") == ""
    session().with_limits = True
    assert _by_second_test(judged, passed.numpy() & False, "misses") == ""


def test_a_weak_detector_is_said_to_be_in_numbers(app: AppTest, small: TrainedDetector) -> None:
    store.save(small)
    app.query_params["model"] = small.key
    app.run()
    sentence = describe_weakness(small)
    assert sentence is not None
    assert sentence in re.sub("<[^>]*>", "", texts(app)).replace("&#x27;", "'")


def test_the_downloads_count_the_same_digits(bundled: TrainedDetector, digits: Digits) -> None:
    tested = retest(bundled, digits)
    context = PageContext(tested, digits, (9,), bundled)
    report = evaluate(tested, (9,), 30.0)
    rows = list(csv.DictReader(io.StringIO(scores_csv(context))))
    assert len(rows) == 200
    for row in rows:
        assert int(row["label"]) == digits.test.labels[int(row["row"])]
    images = digits.test[torch.tensor([int(row["row"]) for row in rows])].images
    scores = torch.tensor([float(row["score"]) for row in rows])
    assert torch.allclose(scores, bundled.detector.anomaly_score(images), rtol=1e-4)
    metrics = json.loads(metrics_json(context, report))
    flagged = [row for row in rows if float(row["score"]) >= 30.0]
    assert metrics["confusion"]["caught"] == sum(row["is_anomaly"] == "1" for row in flagged)
    assert metrics["confusion"]["false_alarms"] == sum(row["is_anomaly"] == "0" for row in flagged)
    assert metrics["data"] == "mnist"
    assert metrics["tested_on"] == {
        "data": "generated",
        "fingerprint": digits.fingerprint,
        "digits": 200,
    }
    page = report_page(tested, digits, (9,), 30.0, None, bundled)
    assert t("report.measured", count=200, data=t("data.short_generated")) in page
    assert (describe_stored(bundled, (9,)) or "no").replace("'", "&#39;") in page
    assert f"{report.auroc:.4f}" in page


def test_digits_are_damaged_when_asked_and_the_figures_stay(
    app: AppTest, small: TrainedDetector
) -> None:
    store.save(small)
    app.query_params["model"] = small.key
    app.run()
    app.button(key="corruptions").click().run()
    assert not app.exception
    assert "corruptions" not in [button.key for button in app.button]
    lead = t("evaluate.corruptions_how", count=100, normal="1s", threshold="", judged="", intact="")
    for judged in ("both", "score"):
        assert lead.split(" at ")[0] in texts(app)
        assert f"judged by {t(f'corruption.judged_{judged}')}" in texts(app)
        session_of(app).with_limits = False
        app.run()
