"""What surrounds every page: the detector asked for, and what is said of it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from anomaly.errors import UserError
from anomaly.storage import store
from anomaly.text import t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.session.model_cache import Models
from anomaly.ui.session.session import ModelRequest
from tests.support.app_test import app_without_mnist, session_of


def screen() -> None:
    import streamlit as st

    from anomaly.ui import shell

    def page() -> None:
        st.write("the page")

    names = ("playground", "train", "runs")
    shell.run({name: st.Page(page, title=name, url_path=name) for name in names})


@pytest.fixture
def app() -> Iterator[AppTest]:
    with app_without_mnist(screen) as app:
        yield app


def test_a_link_to_a_model_puts_its_digits_into_the_sidebar(
    app: AppTest, small: TrainedDetector
) -> None:
    trained = replace(small, uploaded_as="u" + 15 * "a")
    store.save(trained)
    app.query_params["model"] = trained.key
    app.query_params["normal"] = "7"
    app.run()
    session = session_of(app)
    assert session.model.key == trained.key
    assert session.context is not None
    assert session.context.trained.key == trained.key
    assert session.context.normal == (1,)


def test_a_model_that_is_gone_gives_a_sentence_and_the_default_recipes(app: AppTest) -> None:
    app.query_params["model"] = "u" + 15 * "b"
    app.run()
    assert [info.value for info in app.info] == [t("model.gone")]
    assert session_of(app).model.key is None
    app.run()
    assert not app.info


class FailingFetch:
    """A download of MNIST that ends while the first run is drawn."""

    progress, problem = 0.0, None

    def __init__(self, **_: object) -> None:
        self._answers = iter(("running",))

    @property
    def status(self) -> str:
        return next(self._answers, "failed")

    def cancel(self) -> None:
        pass


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"model": "u" + 15 * "b"}, t("model.gone")),
        ({"normal": "x"}, t("address.nonsense")),
    ],
)
def test_what_was_said_of_a_link_outlives_a_run_that_nobody_asked_for(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, asked: dict[str, str], sentence: str
) -> None:
    monkeypatch.setattr("anomaly.ui.session.server.MnistFetch", FailingFetch)
    app.query_params.update(asked)
    app.run()
    assert [info.value for info in app.info] == [sentence]
    app.run()
    assert not app.info


def test_a_request_is_granted_once(app: AppTest, small: TrainedDetector) -> None:
    trained = replace(small, uploaded_as="u" + 15 * "c")
    store.save(trained)
    app.run()
    model = session_of(app).model
    model.request = ModelRequest(trained.key)
    app.run()
    assert model.key == trained.key
    assert model.request is None


def test_warnings_are_repeated_while_their_detector_is_in_view(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = UserError("canvas.blank")
    find = Models.find
    monkeypatch.setattr(Models, "find", lambda *args: (find(*args)[0], [problem]))
    app.run()
    assert [warning.value for warning in app.warning] == [str(problem)]
    monkeypatch.setattr(Models, "find", find)
    app.run()
    assert [warning.value for warning in app.warning] == [str(problem)]
    app.session_state["detector"] = "pca"
    app.run()
    assert not app.warning


def test_a_page_that_the_strip_of_a_class_asked_for_is_opened_once(app: AppTest) -> None:
    app.run()
    session_of(app).navigation.wanted = "runs"
    app.run()
    assert not app.exception
    navigation = session_of(app).navigation
    assert (navigation.page, navigation.wanted) == ("runs", "")
