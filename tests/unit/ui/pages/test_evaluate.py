"""The Evaluate page, where a detector is worse than guessing and where it is not."""

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
    st.cache_resource.clear()
    yield AppTest.from_function(screen, default_timeout=60)
    st.cache_resource.clear()


@pytest.mark.parametrize(("sign", "is_worse"), [(-1, True), (1, False)])
def test_a_detector_that_is_worse_than_guessing_is_said_to_be(
    app: AppTest, small: TrainedDetector, sign: int, is_worse: bool
) -> None:
    run = replace(small, uploaded_as="u" + 15 * "e", test_scores=sign * small.test_scores)
    store.save(run)
    app.query_params["model"] = run.key
    app.query_params["anomalous"] = "rest"
    app.run()
    assert not app.exception
    assert (t("auroc.worse") in [warning.value for warning in app.warning]) == is_worse
    in_bars = [caption for caption in app.caption if t("auroc.worse") in caption.value]
    assert bool(in_bars) == is_worse
