"""The trained models, where people compare them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from anomaly.data.digits import MNIST_FINGERPRINT, Digits
from anomaly.evaluation import auroc
from anomaly.storage import store
from anomaly.text import t
from anomaly.training.plan import TrainingPlan
from anomaly.training.retest import retest
from anomaly.training.trained import TrainedDetector


def screen() -> None:
    import streamlit as st

    from anomaly.ui import shell
    from anomaly.ui.pages import runs, train

    shell.run(
        {
            "runs": st.Page(runs.page, title="Runs", url_path="runs", default=True),
            "train": st.Page(train.page, title="Train", url_path="train"),
        }
    )


@pytest.fixture
def app() -> Iterator[AppTest]:
    st.cache_resource.clear()
    yield AppTest.from_function(screen, default_timeout=60)
    st.cache_resource.clear()


def test_models_that_words_do_not_tell_apart_are_told_apart(
    app: AppTest, small: TrainedDetector
) -> None:
    for digit in "ab":
        store.save(replace(small, uploaded_as="u" + 15 * digit))
    app.run()
    assert not app.exception
    options = app.selectbox(key="side_0").options
    assert sum("uploaded" in option for option in options) == 2
    assert len(set(options)) == len(options)


def test_each_model_has_its_detector_and_its_digits_named(
    app: AppTest, small: TrainedDetector
) -> None:
    store.save(replace(small, uploaded_as="u" + 15 * "c", source="<b>elsewhere</b>"))
    app.run()
    assert not app.exception
    table = app.dataframe[0].value
    assert "EfficientGAN" in set(table["detector"])
    assert set(table["data"]) == {"MNIST", "generated", "others"}


def test_models_that_are_worse_than_guessing_are_named(
    app: AppTest, small: TrainedDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anomaly.ui.session.server.find_mnist", lambda: (None, []))
    store.save(replace(small, test_scores=-small.test_scores))
    app.run()
    assert not app.exception
    warning = t("auroc.of_models", models="1s: Autoencoder", warning=t("auroc.worse"))
    assert warning in [caption.value for caption in app.caption]


def test_all_are_measured_on_the_digits_in_use(
    app: AppTest, small: TrainedDetector, digits: Digits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anomaly.ui.session.server.find_mnist", lambda: (None, []))
    claimed = replace(small, uploaded_as="u" + 15 * "d", test_scores=-small.test_scores)
    store.save(claimed)
    app.run()
    assert not app.exception
    table = app.dataframe[0].value.set_index("model")["auroc"]
    assert table["1s (uploaded)"] == auroc(*small.against((9,)))
    bundled, _ = store.find(TrainingPlan(), [MNIST_FINGERPRINT])
    assert bundled is not None
    assert auroc(*retest(bundled, digits).against((9,))) in table["1s (bundled)"].to_list()
