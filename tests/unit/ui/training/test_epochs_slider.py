"""The slider for the number of epochs, which shows how many there will be."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from anomaly.ui.training.epochs_slider import epoch_options
from tests.support.app_test import session_of


def screen() -> None:
    import streamlit as st

    from anomaly.detectors import recipe
    from anomaly.ui.training.epochs_slider import ask_epochs, epochs_asked

    st.session_state.setdefault("plan_autoencoder_epochs", 8)
    ask_epochs("autoencoder", recipe("autoencoder"), st.session_state.get("count"))
    st.session_state["asked"] = epochs_asked("autoencoder")


@pytest.fixture
def app() -> Iterator[AppTest]:
    app = AppTest.from_function(screen)
    yield app
    assert not app.exception


def run_with(app: AppTest, count: int) -> tuple[int, int]:
    """Return what the slider shows and what the plan asks for, with so many digits to fit on."""
    app.session_state["count"] = count
    app.run()
    return int(str(app.select_slider[0].value)), int(app.session_state["asked"])


def test_with_few_digits_it_shows_more_than_the_plan_asks_for(app: AppTest) -> None:
    assert run_with(app, 64) == (700, 8)
    assert run_with(app, 7 * 64) == (100, 8)
    assert run_with(app, 6000) == (8, 8)


def test_what_is_chosen_is_kept_where_it_is_more_than_the_least(app: AppTest) -> None:
    run_with(app, 7 * 64)
    app.select_slider[0].set_value(200).run()
    assert app.session_state["asked"] == 200
    assert run_with(app, 6000) == (200, 200)
    assert run_with(app, 64) == (700, 200)


def test_back_at_the_least_the_plan_is_the_recipes_again(app: AppTest) -> None:
    run_with(app, 7 * 64)
    app.select_slider[0].set_value(200).run()
    app.select_slider[0].set_value(100).run()
    assert app.session_state["asked"] == 8


def test_digits_that_make_no_sense_leave_all_epochs_to_choose(app: AppTest) -> None:
    app.run()
    assert app.select_slider[0].value == 8
    assert app.select_slider[0].options[0] == "1"
    assert session_of(app).train.epochs_slider is not None


@pytest.mark.parametrize(
    ("asked", "least", "options"),
    [(8, 30, [30, 50, 100, 200]), (70, 50, [50, 70, 100, 200]), (8, 300, [300, 600])],
)
def test_options_begin_at_the_least(asked: int, least: int, options: list[int]) -> None:
    assert epoch_options(asked, least) == options


def test_beyond_what_a_plan_may_ask_for_there_is_nothing_to_choose() -> None:
    assert epoch_options(8, 700) == [700, 1000]
    assert epoch_options(8, 2000) == [2000]
