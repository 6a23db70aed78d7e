"""The trained models, where people compare them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from anomaly.storage import store
from anomaly.text import t
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
    own, *bundled = (table.value for table in app.dataframe)
    assert list(own["model"]) == ["1s (uploaded)"]
    assert "EfficientGAN" in {name for table in bundled for name in table["detector"]}
    sources = [t(f"runs.measured_{source}") for source in ("other", "mnist", "generated")]
    captions = [caption.value for caption in app.caption]
    assert [caption for caption in captions if caption in sources] == sources


def test_bundled_models_are_those_for_the_digits_in_view(app: AppTest) -> None:
    app.query_params["normal"] = "1"
    app.run()
    names = {name for table in app.dataframe for name in table.value["model"]}
    assert names == {"1s (bundled)"}
    assert t("runs.none") in [caption.value for caption in app.caption]


def test_a_figure_that_is_missing_is_never_called_none(
    app: AppTest, small: TrainedDetector
) -> None:
    ones = small.test_labels == 1
    parts = {name: getattr(small, name)[ones] for name in ("test_scores", "test_labels")}
    run = replace(small, uploaded_as="u" + 15 * "e", test_rows=small.test_rows[ones], **parts)
    store.save(run)
    app.run()
    assert not app.exception
    assert app.dataframe[0].value["auroc"].isna().all()
    assert all(table.proto.placeholder == t("share.unknown") for table in app.dataframe)


def test_models_that_are_worse_than_guessing_are_named(
    app: AppTest, small: TrainedDetector
) -> None:
    worse = replace(small, uploaded_as="u" + 15 * "d", test_scores=-small.test_scores)
    store.save(worse)
    app.run()
    assert not app.exception
    warning = t("auroc.of_models", models="1s (uploaded): Autoencoder", warning=t("auroc.worse"))
    assert warning in [caption.value for caption in app.caption]
