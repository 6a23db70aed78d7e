"""Every page: it opens, keeps to the declared session, and warns of a detector gone wrong."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from anomaly.data.digits import Digits
from anomaly.storage import store
from anomaly.text import display_name
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from anomaly.training.trainer import train_detector
from anomaly.ui.page_list import PAGES
from tests.support.app_test import bundle_one, opened, session_of, without_mnist


@pytest.fixture(autouse=True)
def _on_generated_digits() -> Iterator[None]:
    with without_mnist():
        yield


def warnings(app: AppTest) -> list[str]:
    return [warning.value for warning in app.warning]


@pytest.mark.parametrize("page", PAGES)
def test_it_opens_without_a_warning(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if page == "runs":  # which has all that are bundled scored
        bundle_one(tmp_path / "bundled", monkeypatch)
    app = opened(page)
    assert warnings(app) == []
    context = session_of(app).context
    assert context is not None
    assert context.trained.plan.detector == "autoencoder"


@pytest.mark.parametrize("page", ["playground", "train", "evaluate"])
@pytest.mark.parametrize("ended", ["collapsed", "diverged"])
def test_it_warns_of_a_training_that_went_wrong(
    page: str, ended: str, small: TrainedDetector
) -> None:
    trained = replace(small, ended=ended)
    store.save(trained)
    app = opened(page, model=trained.key)
    context = session_of(app).context
    assert context is not None
    assert context.trained.ended == ended
    for _ in range(2):
        assert warnings(app) == [str(trained.problem)]
        app.run()


def test_comparing_runs_warns_of_each_side(
    small: TrainedDetector, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle_one(tmp_path / "bundled", monkeypatch)
    for end, ended in (("a", "collapsed"), ("b", "diverged")):
        store.save(replace(small, uploaded_as="u" + 15 * end, ended=ended))
    found = warnings(opened("runs"))
    assert sorted(found) == sorted(
        str(replace(small, ended=ended).problem) for ended in ("collapsed", "diverged")
    )


def test_comparing_detectors_names_the_one_that_went_wrong(digits: Digits) -> None:
    trained = train_detector(TrainingPlan(detector="pca", normal=(2, 3)), digits)
    trained = replace(trained, ended="collapsed")
    store.save(trained)
    app, name = opened("compare", normal="23", detector="pca"), display_name("detector", "pca")
    assert warnings(app) == [f"{name}: {trained.problem}"]
