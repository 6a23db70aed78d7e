"""The trained models, where people compare them."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from streamlit.testing.v1 import AppTest

from anomaly.data.digits import MNIST_FINGERPRINT, Digits
from anomaly.errors import UserError
from anomaly.evaluation import auroc
from anomaly.paths import model_folder
from anomaly.storage import store
from anomaly.text import t
from anomaly.training.anomalies import with_anomalies
from anomaly.training.examples import Examples
from anomaly.training.plan import TrainingPlan
from anomaly.training.retest import retest
from anomaly.training.trained import TrainedDetector
from anomaly.ui.pages import runs
from anomaly.ui.session import rights, server
from anomaly.ui.session.session import ModelRequest, session
from tests.support.app_test import bundle_one, without_mnist


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
    server.forget()
    yield AppTest.from_function(screen, default_timeout=60)
    server.forget()


@pytest.fixture
def _on_generated_digits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    bundle_one(tmp_path / "bundled", monkeypatch)
    with without_mnist():
        yield


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
    store.save(replace(small, uploaded_as="u" + 15 * "c", source="mnist", fingerprint="mnist"))
    app.run()
    assert not app.exception
    own, bundled = (table.value for table in app.dataframe)
    assert own[["model", "data"]].values.tolist() == [["1s (uploaded)", "MNIST"]]
    assert "EfficientGAN" in set(bundled["detector"])
    assert set(bundled["data"]) == {"MNIST", "generated"}


def test_bundled_models_are_those_for_the_digits_in_view(app: AppTest) -> None:
    app.query_params["normal"] = "1"
    app.run()
    names = {name for table in app.dataframe for name in table.value["model"]}
    assert names == {"1s (bundled)"}
    assert t("runs.none") in [caption.value for caption in app.caption]


@pytest.mark.usefixtures("_on_generated_digits")
def test_a_figure_that_is_missing_is_never_called_none(
    app: AppTest, small: TrainedDetector
) -> None:
    kept = torch.isin(small.test_labels, torch.tensor([1, 8]))
    names = ("test_scores", "test_labels", "test_rows", "test_outside")
    parts = {name: getattr(small, name)[kept] for name in names}
    store.save(replace(small, **parts))
    app.query_params["anomalous"] = "9"
    app.run()
    assert not app.exception
    assert app.dataframe[0].value["auroc"].isna().all()
    assert all(table.proto.placeholder == t("share.unknown") for table in app.dataframe)


@pytest.mark.usefixtures("_on_generated_digits")
def test_models_that_are_worse_than_guessing_are_named(
    app: AppTest, small: TrainedDetector
) -> None:
    store.save(replace(small, test_scores=-small.test_scores))
    app.run()
    assert not app.exception
    warning = t("auroc.of_models", models="1s: Autoencoder", warning=t("auroc.worse"))
    assert warning in [caption.value for caption in app.caption]


@pytest.mark.usefixtures("_on_generated_digits")
def test_all_are_measured_on_the_digits_in_use(
    app: AppTest, small: TrainedDetector, digits: Digits
) -> None:
    claimed = replace(small, uploaded_as="u" + 15 * "d", test_scores=-small.test_scores)
    store.save(claimed)
    app.run()
    assert not app.exception
    own, ready = (table.value.set_index("model")["auroc"] for table in app.dataframe)
    assert own["1s (uploaded)"] == auroc(*small.against((9,)))
    bundled, _ = store.find(TrainingPlan(), [MNIST_FINGERPRINT])
    assert bundled is not None
    assert ready["1s (bundled)"] == auroc(*retest(bundled, digits).against((9,)))


def test_an_untaught_model_is_used_as_it_is_and_the_tray_is_kept(
    small: TrainedDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    state: dict[str, Any] = {}
    monkeypatch.setattr("streamlit.session_state", state)
    picture = Examples.of(None, torch.rand(1, 1, 28, 28))
    taught = with_anomalies(small, picture)
    session().context = SimpleNamespace(trained=taught)  # type: ignore[assignment]
    for run, is_before in ((small, True), (taught, False)):
        monkeypatch.setattr(runs, "_chosen", lambda index, run=run: run)
        runs._use(0)
        assert session().model.request == ModelRequest(run.key, keeps_tray=is_before)
        assert session().teaching.is_before is is_before


@pytest.mark.usefixtures("_on_generated_digits")
def test_names_of_files_are_shown_as_text(app: AppTest) -> None:
    model_folder().mkdir(parents=True)
    for name in (b"\xff.safetensors", b"[x](y)\n\x1b.safetensors"):
        (model_folder() / os.fsdecode(name)).write_bytes(b"damaged")
    app.run()
    assert not app.exception
    (caption,) = [each.value for each in app.caption if "safetensors" in each.value]
    assert r"\\udcff" in caption
    assert r"\[x\]\(y\)\\n\\x1b" in caption


def test_a_session_uploads_its_share_of_models(
    small: TrainedDetector, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streamlit.session_state", dict[str, Any]())
    monkeypatch.setattr(runs, "MAX_UPLOADED", 1)
    first, second = (
        store.save(replace(small, plan=replace(small.plan, seed=seed)), tmp_path).read_bytes()
        for seed in (0, 1)
    )
    imported = runs._import(first)
    with pytest.raises(UserError, match="your share"):
        runs._import(second)
    store.delete(imported)
    assert runs._import(second).key != imported.key


@pytest.mark.usefixtures("_on_generated_digits")
def test_with_a_class_open_students_neither_delete_nor_upload_models(
    app: AppTest, small: TrainedDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = store.save(small)
    monkeypatch.setattr(rights, "is_restricted", lambda: True)
    monkeypatch.setattr(runs, "is_restricted", lambda: True)
    app.run()
    assert t("class_desk.teachers_alone") in [caption.value for caption in app.caption]
    app.button(key="delete_0").click().run()
    assert app.warning[0].value == t("class_desk.teachers_alone")
    assert path.exists()
    with pytest.raises(UserError, match="only the teacher"):
        runs._import(path.read_bytes())
